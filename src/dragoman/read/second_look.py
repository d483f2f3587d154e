"""Which deals that the rules read an analyst would enter: what a judge holds likely who looks at each once more.

A rule knows its own sentence. The judge weighs what other judges hold likely of the goods, of the supplier and of the
recipient together with the word that told the step, and what else is told of the deal. On 326 reports that no rule was written for one
in four of the rules' entries was none; of those that the judge turned down four in five were none.
"""

from __future__ import annotations

import math

import numpy as np

from dragoman.model import Span, WhyNot
from dragoman.read import learned, prospects
from dragoman.read.draft import Draft
from dragoman.read.prospects import Stage

JUDGE = "stands"
SHORT = 3  # sentences; a report as short as that is about the deal that it tells, and the judge is not asked
STANDS = 0.5  # odds from which a deal that the rules read is an entry
UNASKED = {"telling": 0.5, "supplier": 0.3, "recipient": 0.3}  # odds of goods and parties that no judge was asked about


def standing(on: Stage, drafts: list[Draft], why_not: list[WhyNot]) -> list[Draft]:
    """The drafts that stand; why the others do not is added to ``why_not``."""
    if JUDGE not in learned.judges() or len(on.reading.sentences) <= SHORT:
        return drafts
    kept = []
    for d in drafts:
        odds = learned.odds(JUDGE, features(d), numbers(on, d, len(drafts))) or {"yes": 1.0}
        if odds["yes"] >= STANDS:
            kept.append(d)
        else:
            span = Span(start=d.sentence.start, end=d.sentence.end)
            why_not.append(WhyNot(span=span, reason=f"'{d.trigger.text}': judged no entry ({odds['yes']:.2f})"))
    return kept


def features(d: Draft) -> list[str]:
    """What is told of a deal, as names."""
    out = [
        f"step={d.frame.lemma}",
        f"pos={d.frame.pos}",
        f"status={d.status.value}",
        f"mode={d.mode.value if d.mode is not None else 'none'}",
        f"category={d.item.category}",
    ]
    out += [f"has {what}" for what in ("quantity", "value", "when") if getattr(d, what) is not None]
    for role in ("supplier", "recipient"):
        if not getattr(d, role):
            out.append(f"no {role}")
        if role in d.guessed:
            out.append(f"guessed {role}")
    return out


def numbers(on: Stage, d: Draft, of: int) -> np.ndarray:
    """What the judges of goods and parties hold likely, as log odds, and the number of deals that the rules read.

    :param of: how many drafts the report has.
    """
    lot = next((lot for lot in on.lots if d in lot.drafts), None)
    told = UNASKED["telling"]
    if lot is not None:
        here = [(s, i) for s, i in lot.items if s is d.sentence] or lot.items
        sentence, item = min(here, key=lambda one: abs(one[1].head - d.item.head))
        told = on.scene.odds("telling", sentence, item).get("yes", told)
    known = prospects.rows(on, lot) if lot is not None else []
    parties = [_party(known, d, role) for role in ("supplier", "recipient")]
    return np.array([*(_log(p) for p in (told, *parties)), math.log1p(of)])


def _party(known: list[tuple[str, list[str], np.ndarray]], d: Draft, role: str) -> float:
    """How likely the likeliest of those is whom the rules hold for a party.

    :param known: what is known of each actor that may be one.
    """
    actors: tuple[str, ...] = getattr(d, role)
    odds = [learned.odds(role, row, vector) for actor, row, vector in known if actor in actors]
    if not known or not actors:
        return UNASKED[role]
    return max((one["yes"] for one in odds if one is not None), default=0.0)


def _log(odds: float) -> float:
    return math.log((odds + 0.01) / (1.01 - odds))
