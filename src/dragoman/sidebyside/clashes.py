"""Fields in which two tellings of one deal cannot both be true."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.model import Category, Interval, Transfer, When
from dragoman.sidebyside.telling import Count, Telling
from dragoman.sidebyside.words import (
    ACCEPT,
    APPROVE,
    ARRIVE,
    DENIED,
    GIFT,
    GOES_ON,
    GOT,
    HAD,
    LAUNCHED,
    NOT_APPROVED,
    NOT_DELIVERED,
    NOT_SIGNED,
    PLATFORMS,
    SIGN,
    STOPPED,
)
from dragoman.weigh.fits import days_between
from dragoman.weigh.items import SIDES, weighed
from dragoman.weigh.values import Relation, days_apart, of_actors, of_days, of_intervals, of_money
from dragoman.weigh.weapons import Profile, of_weapons


def clashes(a: Telling, b: Telling, main: tuple[Profile, Profile, Relation] | None) -> Iterator[tuple[str, str, str]]:
    gap = days_between(a.report.published, b.report.published)
    number = _number_clash(a, b, main)
    if number:
        yield "quantity", *number
    price = _price_clash(a, b)
    if price:
        yield "value", *price
    date = _date_clash(a, b)
    if date:
        yield "when", *date
    if main and main[2] is Relation.CLASH:
        yield "weapon", main[0].name, main[1].name
    if gap <= 6:
        status = _status_clash(a.body, b.body) or _flip(_status_clash(b.body, a.body))
        if status:
            yield "status", *status
    if gap <= 30:
        denial = _denial(a.body, b.body) or _flip(_denial(b.body, a.body))
        if denial:
            yield "denied", *denial
    gift = _giver(a), _giver(b)
    if gift[0] and gift[1] and gift[0] != gift[1]:
        yield "supplier", gift[0], gift[1]
        return
    from_a, from_b = {g for g in a.givers if not b.states[g]}, {g for g in b.givers if not a.states[g]}
    if from_a and from_b:
        yield "supplier", ", ".join(sorted(from_a)), ", ".join(sorted(from_b))
        return
    mine, theirs = lead_transfer(a), lead_transfer(b)
    if mine and theirs and mine.category == theirs.category:
        for name in sorted({*SIDES} - weighed(mine) - weighed(theirs)):
            here, there = getattr(mine, name), getattr(theirs, name)
            if of_actors(here, there) is Relation.CLASH and not _told(here, b) and not _told(there, a):
                yield name, ", ".join(here), ", ".join(there)


def _told(actors: Sequence[str], t: Telling) -> bool:
    """Does a report name any of these actors at all? Who is named may play the part in words we did not read."""
    return any(t.states[x] or x.casefold() in t.body.casefold() for x in actors)


def _flip(pair: tuple[str, str] | None) -> tuple[str, str] | None:
    return (pair[1], pair[0]) if pair else None


def _fits(count: Count, weapon: Profile) -> bool:
    if count.weapon is not None and of_weapons(count.weapon, weapon) is Relation.CLASH:
        return count.weapon.kind_only and {count.weapon.category, weapon.category} <= LAUNCHED
    kind_told = count.weapon is None and bool(count.kinds) and weapon.category is not Category.OTHER
    return not kind_told or str(weapon.category) in count.kinds


def main_counts(t: Telling, weapon: Profile | None) -> list[Count]:
    return [c for c in t.counts if not c.aside and (weapon is None or _fits(c, weapon))]


def agree(x: Interval, y: Interval) -> bool:
    return of_intervals(x, y) in (Relation.SAME, Relation.WITHIN)


def _alike(x: Count, y: Count) -> bool:
    """May two numbers count the same things? By designation where both have one, else by the noun that is counted."""
    if x.weapon and y.weapon:
        if of_weapons(x.weapon, y.weapon) is Relation.CLASH:
            return False
        if not x.weapon.kind_only and not y.weapon.kind_only:
            return not x.head or not y.head or x.head == y.head or {x.head, y.head} <= PLATFORMS
    return not x.head or not y.head or x.head == y.head


def _number_clash(a: Telling, b: Telling, main: tuple[Profile, Profile, Relation] | None) -> tuple[str, str] | None:
    weapon = (main[0], main[1]) if main else (None, None)
    one, two = main_counts(a, weapon[0]), main_counts(b, weapon[1])
    totals = [c for c in one if c.total and not c.part], [c for c in two if c.total and not c.part]
    both = [(x, y) for x in totals[0] for y in totals[1] if _alike(x, y)]
    if both and not any(agree(x.value, y.value) for x, y in both):
        return both[0][0].words, both[0][1].words
    for x in one:
        rivals = [y for y in two if _alike(x, y)]
        kin = [z for z in one if any(_alike(z, y) for y in rivals) and _alike(x, z)]
        if any(agree(z.value, y.value) for z in kin for y in rivals):
            continue
        for y in rivals:
            stages = {x.stage, y.stage} - {"", "speech"}
            if x.part or y.part or (len(stages) == 2 and len(stages & GOT) == 1 and not (x.total or y.total)):
                continue  # a lot beside a whole order
            return x.words, y.words
    return None


def _price_clash(a: Telling, b: Telling) -> tuple[str, str] | None:
    one, two = [p for p in a.prices if not p.aside], [p for p in b.prices if not p.aside]
    if not one or not two:
        return None
    day = a.report.published or b.report.published
    if any(of_money(x.value, y.value, day=day) is not Relation.CLASH for x in one for y in two):
        return None
    return one[0].words, two[0].words


def _date_clash(a: Telling, b: Telling) -> tuple[str, str] | None:
    """Two dates for one moment of the deal. A plan that a later report tells as done otherwise is progress."""
    months = days_between(a.report.published, b.report.published) > 20
    for stages in (("sign",), ("approve",), ("arrive",), ("accept",), ("arrive", "accept")):
        for which in ("first", "last", ""):
            one = [d for d in a.dates if d.stage in stages and d.which == which]
            two = [d for d in b.dates if d.stage in stages and d.which == which]
            if len(stages) > 1:  # arrival and acceptance are two moments; as plans by the year they are one
                one, two = [[d for d in x if d.planned and _long(d.when)] for x in (one, two)]
            if not one or not two or (months and any(d.planned for d in one + two)):
                continue
            if all(
                of_days(x.when, y.when) is Relation.CLASH and days_apart(x.when, y.when) > 1 for x in one for y in two
            ):
                return one[0].words, two[0].words
    return None


def _long(when: When) -> bool:
    return when[0] is None or when[1] is None or days_apart((when[0], when[0]), (when[1], when[1])) > 80


def _status_clash(here: str, there: str) -> tuple[str, str] | None:
    """One report says that a step is done, the other of the same days that it is not."""
    for done, not_done in ((SIGN, NOT_SIGNED), (APPROVE, NOT_APPROVED), (f"{ARRIVE}|{ACCEPT}", NOT_DELIVERED)):
        no = not_done.search(there)
        if no is None or not_done.search(here):
            continue
        yes = re.search(rf"\b(?:has|have|had|was|were|been)?\s*(?:{done})\b", here, re.I)
        if yes:
            return yes.group().strip(), no.group()
    stop, on = STOPPED.search(here), GOES_ON.search(there)
    if stop and on and not GOES_ON.search(here):
        return stop.group(), on.group()
    return None


def _denial(here: str, there: str) -> tuple[str, str] | None:
    no = DENIED.search(there)
    if no is None or DENIED.search(here):
        return None
    return "claimed", no.group()


def _giver(t: Telling) -> str:
    m = GIFT.search(t.body)
    return m.group(1) if m else ""


def lead_transfer(t: Telling) -> Transfer | None:
    """The first transfer that the report tells, other than of what somebody has had before."""
    told = [x for x in t.transfers if not HAD.search(x.evidence.quote)]
    return min(told, key=lambda x: x.evidence.span.start, default=None)
