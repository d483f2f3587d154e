"""Two reports side by side: are they about one deal, where do they contradict each other, is one a copy?

    verdict = compare(report, other)

Joins the rooms: reads both texts, takes what stands near their weapon (numbers, prices, days, parties, words that
deny), and holds the two against each other with the rules of weighing. Made for short reports on one matter; a whole
case is weighed by :func:`dragoman.weigh.weigh`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.model import Report
from dragoman.read import annotate_many
from dragoman.sidebyside.clashes import agree, clashes, lead_transfer, main_counts
from dragoman.sidebyside.telling import Price, Telling, states_named, tell
from dragoman.sidebyside.words import (
    LEADING,
    STAGE,
    STOPPED,
)
from dragoman.weigh import sources
from dragoman.weigh.fits import days_between
from dragoman.weigh.values import Relation, of_actors, of_money
from dragoman.weigh.weapons import Profile, of_weapons
from dragoman.weigh.wording import normal_words

__all__ = ["Verdict", "compare", "compare_many"]


@dataclass(frozen=True)
class Verdict:
    """How two reports stand to each other."""

    same_deal: bool
    contradict: tuple[tuple[str, str, str], ...]  # field, words here, words there
    source: str  # independent | reprint | rewrite
    reasons: tuple[str, ...]


def compare(a: Report, b: Report) -> Verdict:
    """Hold two reports against each other."""
    return next(compare_many([(a, b)]))


def compare_many(pairs: Sequence[tuple[Report, Report]]) -> Iterator[Verdict]:
    """:func:`compare` for many pairs, read in one go."""
    readings = annotate_many(r for pair in pairs for r in pair)
    for a, b in pairs:
        here, there = next(readings), next(readings)
        shared = states_named(here).keys() & states_named(there).keys()
        yield _verdict(tell(here, shared), tell(there, shared), sources.tie(a, b))


def _verdict(a: Telling, b: Telling, tie: sources.Tie | None) -> Verdict:
    main = _common_weapon(a, b)
    reasons: list[str] = []
    same = tie is not None or _same_deal(a, b, main, reasons)
    found: list[tuple[str, str, str]] = []
    if same and not (tie is not None and tie.kind == "reprint"):
        found = list(clashes(a, b, main))
    return Verdict(
        same, tuple(found), tie.kind if tie else "independent", tuple(reasons) + ((tie.reason,) if tie else ())
    )


def _common_weapon(a: Telling, b: Telling) -> tuple[Profile, Profile, Relation] | None:
    """The weapon of both: the weightiest names that agree, or the leading designations that exclude each other."""
    best: tuple[float, Profile, Profile, Relation] | None = None
    for p, x in a.weapons:
        for q, y in b.weapons:
            relation = of_weapons(p, q)
            if relation is Relation.CLASH or p.vague or q.vague:
                continue
            named = not p.kind_only and not q.kind_only
            weight = min(x, y) + (4 * named + (relation is Relation.SAME) if min(x, y) >= 1 else 0)
            if best is None or weight > best[0]:
                best = weight, p, q, relation
    if best is not None and best[0] >= 4 and not (best[1].kind_only or best[2].kind_only):
        return best[1:]
    first = next((p for p, w in a.weapons if not p.kind_only and w >= 1), None)
    second = next((p for p, w in b.weapons if not p.kind_only and w >= 1), None)
    if first and second and of_weapons(first, second) is Relation.CLASH:
        lead = dict(a.weapons)[first] + dict(b.weapons)[second]
        if _named_in(first, b.body) or _named_in(second, a.body):
            same = first if _named_in(first, b.body) else second
            return same, same, Relation.WITHIN
        if best is None or (first.category == second.category and lead >= LEADING):
            return first, second, Relation.CLASH
    return best[1:] if best else None


def _named_in(weapon: Profile, body: str) -> bool:
    """Does a text name the weapon where the reader saw no weapon? Names shorter than four letters prove nothing."""
    words = [w for w in weapon.tokens if len(w) >= 4 and w.isalpha()] or [w for w in weapon.tokens if len(w) >= 4]
    plain = " ".join(normal_words(body))
    return bool(words) and all(re.search(rf"\b{re.escape(w)}s?\b", plain) for w in words)


def _same_deal(a: Telling, b: Telling, main: tuple[Profile, Profile, Relation] | None, reasons: list[str]) -> bool:
    """Weigh what the two share against what parts them."""
    gap = days_between(a.report.published, b.report.published)
    score = 0.0

    def add(points: float, why: str) -> None:
        nonlocal score
        score += points
        reasons.append(f"{points:+g} {why}")

    if main is None:
        add(0, "no weapon in common")
    elif main[2] is Relation.CLASH:
        add(-1.5, f"{main[0].name} and {main[1].name} are two weapons")
    else:
        add(2 if not main[0].kind_only and not main[1].kind_only else 1, f"weapon {main[0].name} / {main[1].name}")
    weapon = (main[0], main[1]) if main else (None, None)
    one, two = main_counts(a, weapon[0]), main_counts(b, weapon[1])
    shared = [(x, y) for x in one for y in two if agree(x.value, y.value) and (x.value.low or 0) > 1]
    if shared:
        add(2, f"the same number ({shared[0][0].words})")
    elif one and two and gap > 100:
        add(-3, "other numbers, months apart")
    prices = [
        (x, y)
        for x in a.prices
        for y in b.prices
        if (not x.aside and not y.aside and of_money(x.value, y.value) is Relation.SAME) or _near_price(x, y)
    ]
    if prices:
        add(2, f"the same price ({prices[0][0].words})")
    days = [
        (x, y) for x in a.dates for y in b.dates
        if x.when == y.when and x.when[0] == x.when[1] and x.stage not in ("speech",)
    ]  # fmt: skip
    if days:
        add(1.5, f"the same day ({days[0][0].when[0]})")
    common = a.names & b.names
    add(min(2.0, 0.25 * len(common)), f"{len(common)} names and figures in common")
    parted = _parties_part(a, b)
    if parted:
        add(-4, parted)
    if gap > 300:
        firm = {"sign", "approve"}
        mine, theirs = _headline_stage(a), _headline_stage(b)
        stopped = bool(STOPPED.search(a.body)) != bool(STOPPED.search(b.body))
        add(
            -4 if mine == theirs and mine in firm and not stopped else -1.5,
            f"{gap} days apart, {mine or '?'} and {theirs or '?'}",
        )
    elif gap <= 10:
        add(1, "told within days of each other")
    return score >= 1.5


def _near_price(x: Price, y: Price) -> bool:
    bounded = x.value.low is not None and y.value.low is not None
    return bounded and x.value.currency == y.value.currency and of_money(x.value, y.value) is Relation.WITHIN


def _headline_stage(t: Telling) -> str:
    lead = t.body[:400]
    hits = {n: len(p.findall(lead)) for n, p in STAGE.items() if n != "speech"}
    best = max(hits, key=lambda n: hits[n])
    return best if hits[best] else ""


def _parties_part(a: Telling, b: Telling) -> str:
    """Why the parties are not the same, or ''."""
    mine, theirs = lead_transfer(a), lead_transfer(b)
    if mine and theirs:
        r, s = of_actors(mine.recipient, theirs.recipient), of_actors(mine.supplier, theirs.supplier)
        swapped = of_actors(mine.recipient, theirs.supplier) is not Relation.CLASH
        if r is Relation.CLASH and not swapped:
            return f"recipients {', '.join(mine.recipient)} and {', '.join(theirs.recipient)}"
        if s is Relation.CLASH and r is not Relation.CLASH and not swapped:
            return f"suppliers {', '.join(mine.supplier)} and {', '.join(theirs.supplier)}"
        return ""
    top_a = {s for s, n in a.states.items() if n >= 3}
    top_b = {s for s, n in b.states.items() if n >= 3}
    if top_a and top_b and not top_a & b.states.keys() and not top_b & a.states.keys():
        return "other states in the headlines"
    lone_a = {s for s in top_a if b.states[s] <= 1}
    lone_b = {s for s in top_b if a.states[s] <= 1}
    if lone_a and lone_b and not {s for s in top_a & top_b}:
        return f"{', '.join(sorted(lone_a))} here, {', '.join(sorted(lone_b))} there"
    return ""
