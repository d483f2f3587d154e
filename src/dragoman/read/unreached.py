"""Deals in goods that no rule reaches: told across clauses, in lists and side remarks, and judged by what stands around.

Abstention stays a virtue: a lot is entered only where entries that the judge held as likely were right six times in ten, and each
party only where it is named in the report (or is the maker of the designation) and likely to be that party.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.knowledge.schema import Frame
from dragoman.model import Mode, Span, Status, WhyNot
from dragoman.read import (
    deals,
    learned,
    lots,
    package_prices,
    plain_words,
    prospects,
    second_look,
    step_dates,
)
from dragoman.read.draft import Draft, frames, lemma_in, lethal
from dragoman.read.foes import fight
from dragoman.read.items import Item
from dragoman.read.lots import Lot
from dragoman.read.prospects import Prospect, Stage
from dragoman.read.reading import Reading, Sentence

ENTERED = (
    0.22  # odds from which a lot is an entry: on reports not learned from six in ten of those that this adds are right
)
BESIDE = 0.28  # ... where the rules read a deal in the sentence and left these goods out
DECLINED = 0.5  # ... where the rules saw a word of making or buying and no partner abroad
TOLD = 0.15  # odds of a deal's being told from which a draft without a supplier is looked at again
SURE_MODE = 0.6
FILLED = 0.55  # odds from which a party is filled in that the rules left open
REPLACED = frozenset(["replace", "replacement", "replacing", "instead", "unlike", "than", "rival", "successor"])
EXERCISES = frozenset(["exercise", "drill", "manoeuvre", "maneuver", "train", "rehearse", "parade"])
WITH_REASON = re.compile(
    r"negated|did not happen|not told as fact|bought at home|own forces|long ago|to nobody|what the goods are|"
    r"no partner told|on a visit|supplier and recipient are the same|only planned"
)
AIDLIKE = frozenset(["aid", "assistance", "support", "equipment", "package", "hardware", "supplies"])
NO_PARTNER = re.compile(r"no partner told|bought at home|what the goods are")
FRAME = Frame(lemma="goods", pos="noun", roles={})


def complete(
    reading: Reading, drafts: list[Draft], why_not: list[WhyNot], left_out: Iterable[Draft] = ()
) -> list[Draft]:
    """The deals of a report: those that the rules read, looked at again, and those in goods that no rule reaches.

    :param why_not: what the rules declined; a lot that they declined with reason, wherever it may change hands, stays out.
    :param left_out: drafts in goods of a kind without a supplier, entered where the judges tell one.
    """
    if "entry" not in learned.judges():
        return without_vague(drafts)
    on = prospects.stage(reading, drafts)
    fill_in(on, drafts)
    drafts = second_look.standing(on, drafts, why_not)
    out = list(drafts)
    out += [d for d in left_out if _supplied(on, d) and not any(_one_deal(d, o) for o in out)]
    asked = prospects.prospects(on, eligible(on, why_not))
    odds = [(p, entry_odds(on, p, asked)) for p in asked]
    late = prospects.prospects(on, without_partner(on, why_not))
    odds += [(p, yes) for p in late if (yes := entry_odds(on, p, [*asked, *late])) >= DECLINED]
    for p, yes in sorted(odds, key=lambda x: -x[1]):
        if yes < ENTERED:
            break
        draft = draft_of(reading, p)
        if (
            draft is None
            or (yes < BESIDE and any(d.sentence is draft.sentence for d in drafts))
            or any(_one_deal(draft, d) for d in out)
        ):
            continue
        status, mode = _likeliest(on, p, "status"), _likeliest(on, p, "mode")
        draft.status = plain_words.status_beside(reading, draft.sentence, draft.item) or Status(status[0])
        draft.mode = Mode(mode[0]) if mode[0] != "none" and not _from_maker(draft, mode[0]) else None
        draft.rule = f"goods: judged {yes:.2f}"
        draft.when = step_dates.announced(reading, draft)
        out.append(draft)
    return sorted(without_vague(out), key=lambda d: (d.sentence.index, d.item.first))


def without_vague(drafts: list[Draft]) -> list[Draft]:
    """The entries without 'weapons' and 'military aid' of parties between whom named goods move, and without aid promised.

    What a package of aid holds is the entry; of such remarks beside one, two in twelve were entries of readings by hand. Of
    aid that is promised alone, those were that have a price (five of six; of the others two of nine).
    """

    def dealt(d: Draft) -> bool:
        return any(
            o is not d
            and not o.item.vague
            and set(o.supplier) & set(d.supplier)
            and set(o.recipient) & set(d.recipient)
            for o in drafts
        )

    return [
        d
        for d in drafts
        if not d.item.vague
        or not (
            dealt(d)
            or (
                d.status == Status.OFFERED
                and d.value is None
                and d.item.name.lower().split()[-1] in AIDLIKE
                and not lethal(d.item)
            )
        )
    ]


def eligible(on: Stage, why_not: list[WhyNot]) -> list[Lot]:
    """The lots that a judge may be asked about: those that no rule made a deal of nor declined with reason."""
    declined = {w.span.start for w in why_not if WITH_REASON.search(w.reason)}
    return [lot for lot in _open(on) if not any(s.start in declined for s, _ in lot.items)]


def without_partner(on: Stage, why_not: list[WhyNot]) -> list[Lot]:
    """The lots that rules declined for want of a partner alone: the report may name one elsewhere."""
    reasons = {w.span.start: w.reason for w in why_not if WITH_REASON.search(w.reason)}
    out = []
    for lot in _open(on):
        told = [part for s, _ in lot.items for part in reasons.get(s.start, "").split("; ") if WITH_REASON.search(part)]
        if told and all(NO_PARTNER.search(part) for part in told):
            out.append(lot)
    return out


def _open(on: Stage) -> list[Lot]:
    """The lots of which no rule made a deal, but for what is too vague, only replaced or only exercised with."""
    return [
        lot
        for lot in on.lots
        if not lot.drafts
        and not (lot.lead.generic and lot.lead.category == "other")  # 'dual-use goods', 'equipment'
        and not _replaced(on.reading, lot)
        and not _exercised(on.reading, lot)
        and not _on_errands(on.reading, lot)
        and not all(_part(on.reading, s, i) for s, i in lot.items)
    ]


def entry_odds(on: Stage, p: Prospect, others: list[Prospect]) -> float:
    odds = learned.odds("entry", prospects.features(on, p), prospects.numbers(on, p, others))
    return odds["yes"] if odds is not None else 0.0


def _likeliest(on: Stage, p: Prospect, what: str) -> tuple[str, float]:
    """The likeliest status or mode by all mentions of a lot, each as far as it tells of a deal."""
    sums: dict[str, float] = {}
    for (sentence, item), weight in zip(p.lot.items, p.odds, strict=True):
        if weight < p.best / 3:
            continue
        for answer, odds in on.scene.odds(what, sentence, item).items():
            sums[answer] = sums.get(answer, 0.0) + odds * weight * weight
    best = max(sums, key=lambda k: sums[k])
    return best, sums[best] / sum(sums.values())


def _from_maker(d: Draft, mode: str) -> bool:
    """Whether a judge's re-export is of goods whose own maker supplies them."""
    return mode == Mode.RE_EXPORT.value and bool(set(d.item.makers) & set(d.supplier))


def _replaced(reading: Reading, lot: Lot) -> bool:
    """Whether all that is told of a lot is that something else takes its place, or is compared with it."""
    return all(
        any(t.lemma in REPLACED for t in reading.doc[max(s.first, i.first - 4) : i.first])
        or (i.last < s.last and reading.doc[i.last].lemma.startswith("replace"))
        or _passed_over(reading, s, i.first)
        for s, i in lot.items
    )


def _part(reading: Reading, sentence: Sentence, item: Item) -> bool:
    """'The Leopard was built from 1965 on. Its gun needs shells': a part of goods that the sentence before is about."""
    owned = any(c.tag_ == "PRP$" and c.lower_ in ("its", "their") for c in reading.doc[item.head].children)
    if not owned or sentence.index == 0:
        return False
    before = reading.sentences[sentence.index - 1]
    subjects = [t for t in reading.tokens(before) if t.dep_.startswith("nsubj") and t.i in reading.by_token]
    return bool(subjects) and reading.by_token[subjects[-1].i].kind == "weapon"


def _passed_over(reading: Reading, sentence: Sentence, first: int) -> bool:
    """'chose the F-16 over the JF-17': the one that was not chosen."""
    over = next((t for t in reading.doc[max(sentence.first, first - 4) : first] if t.lower_ == "over"), None)
    return over is not None and any(t.lemma in CHOOSING for t in reading.doc[sentence.first : over.i])


CHOOSING = frozenset(["choose", "pick", "select", "prefer", "opt"])


def _exercised(reading: Reading, lot: Lot) -> bool:
    """Whether all that is told of a lot is that forces exercise with it."""
    return all(
        _step_in(reading, s) is None and any(t.lemma in EXERCISES for t in reading.tokens(s)) for s, _ in lot.items
    )


ERRANDS = frozenset(
    ["fly", "land", "sail", "cruise", "circle", "patrol", "scramble", "steam", "dock", "moor", "escort"]
)


FLOWN = 8  # words behind goods in which their errand is told


def _on_errands(reading: Reading, lot: Lot) -> bool:
    """Whether all that is told of a lot is that it flies or sails: what comes in to land carries goods and is none."""
    return all(
        any(t.lemma in ERRANDS for t in reading.doc[item.last : min(item.last + FLOWN, sentence.last)])
        for sentence, item in lot.items
    )


def _one_deal(a: Draft, b: Draft) -> bool:
    """Whether two entries may tell of one deal: goods that may be the same, between parties that may be the same."""
    if a.item.category != b.item.category:
        return False
    same = a.item.generic or b.item.generic or bool(deals.words(a.item.name) & deals.words(b.item.name))
    return (
        same
        and bool(set(a.supplier) & set(b.supplier) or not (a.supplier and b.supplier))
        and bool(set(a.recipient) & set(b.recipient) or not (a.recipient and b.recipient))
    )


def fill_in(on: Stage, drafts: list[Draft]) -> None:
    """Fill in what the rules left open in the drafts, where a judge is sure; what they read stays."""
    for d in drafts:
        home = next((lot for lot in on.lots if d in lot.drafts), None)
        if home is not None:
            _look_again(on, d, home)


def _look_again(on: Stage, d: Draft, lot: Lot) -> None:
    """Fill in parties and terms that the rules left open, where a judge is sure; what they read stays."""
    if d.mode is None:
        here = [(s, i) for s, i in lot.items if s is d.sentence] or lot.items
        sentence, item = min(here, key=lambda one: abs(one[1].head - d.item.head))
        odds = on.scene.odds("mode", sentence, item)
        best = max(odds, key=lambda k: odds[k], default="none")
        if best != "none" and odds[best] >= SURE_MODE and not _from_maker(d, best):
            d.mode = Mode(best)
    for role, other in (("supplier", "recipient"), ("recipient", "supplier")):
        if getattr(d, role):
            continue
        taken: tuple[str, ...] = getattr(d, other)
        fit = (
            (a, p) for a, p in prospects.sides(on, lot, role) if a not in taken and not fight((a,), taken, on.fighting)
        )
        actor, p = next(fit, ("", 0.0))
        if p >= FILLED:
            d.rule += f"; {role} judged {actor} {p:.2f}"
            setattr(d, role, (actor,))
            d.spans[role] = _spans(on.reading, d.sentence, (actor,))


def _supplied(on: Stage, d: Draft) -> bool:
    """Fill in who supplies a draft's goods; whether the judges tell, and hold a deal for told."""
    place = next(((lot, s, i) for lot in on.lots for s, i in lot.items if i.head == d.item.head), None)
    if place is None or on.scene.odds("telling", *place[1:]).get("yes", 0.0) < TOLD:
        return False
    suppliers = prospects.sides(on, place[0], "supplier")
    fit = ((a, p) for a, p in suppliers if a not in d.recipient and not fight((a,), d.recipient, on.fighting))
    actor, p = next(fit, ("", 0.0))
    if p < prospects.PARTY or deals.homes((actor,)) == deals.homes(d.recipient):
        return False
    d.supplier, d.rule = (actor,), f"{d.rule}; supplier judged {actor} {p:.2f}"
    d.spans["supplier"] = _spans(on.reading, d.sentence, d.supplier)
    return True


def draft_of(reading: Reading, p: Prospect) -> Draft | None:
    """The draft, quoted from the sentence that bears most of it; None where too little is told."""
    lead, suppliers, recipients = p.lot.lead, p.suppliers, p.recipients
    if not recipients or ((lead.vague or lead.generic) and not suppliers):
        return None  # that a maker's goods go to nobody told was right in no report
    if suppliers and recipients and deals.homes(suppliers) == deals.homes(recipients):
        return None
    parties = {*suppliers, *recipients}

    def worth(k: int) -> float:
        sentence, item = p.lot.items[k]
        named = {a for m in reading.mentions_in(sentence) for a in lots.ids_of(m)}
        return p.odds[k] * (1 + len(parties & named)) * (0.8 if item.generic else 1.0)

    sentence, item = p.lot.items[max(range(len(p.odds)), key=lambda k: (worth(k), -k))]
    if item.generic and not lead.generic:
        item.name, item.category, item.generic = lead.name, lead.category, False
    step = _step_in(reading, sentence)
    draft = Draft(sentence, reading.doc[step if step is not None else item.head], FRAME, item, suppliers, recipients)
    draft.quantity = item.value
    if draft.quantity is None:
        counted = next((i for _, i in p.lot.items if i.value is not None), None)
        if counted is not None:
            draft.quantity, item.quantity = counted.value, counted.quantity
    if (price := package_prices.told_of_lot(reading, sentence, item)) is not None:
        draft.value = price.value
        draft.spans["value"] = [Span(start=price.start, end=price.end)]
    for role, actors in (("supplier", suppliers), ("recipient", recipients)):
        if spans := _spans(reading, sentence, actors):
            draft.spans[role] = spans
    return draft


def _spans(reading: Reading, sentence: Sentence, actors: tuple[str, ...]) -> list[Span]:
    """Where actors are named: in the sentence, else for the first time in the report."""
    here = [Span(start=m.start, end=m.end) for m in reading.mentions_in(sentence) if set(m.ids) & set(actors)]
    return here or [Span(start=m.start, end=m.end) for m in reading.mentions if set(m.ids) & set(actors)][:1]


def _step_in(reading: Reading, sentence: Sentence) -> int | None:
    for token in reading.tokens(sentence):
        pos = token.pos
        if pos and lemma_in(token, pos, frames()) is not None:
            return token.i
    return None
