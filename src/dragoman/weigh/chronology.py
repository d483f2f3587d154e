"""Events of all reports joined into one occurrence for each real event, with all who tell it.

Events can only be one where type, actors and target are the same; among those the time decides. Days told must touch;
a telling without a date joins what was in the news just before it. The step of a deal joins other tellings of the same
step of the same deal. Everything is sorted once a block and swept, never compared all with all.
"""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TypeVar

from dragoman.model import Occurrence, Place, Report, When
from dragoman.weigh import sectors
from dragoman.weigh.happened import Told, core, narrowest, width
from dragoman.weigh.items import digest
from dragoman.weigh.memory import Memory
from dragoman.weigh.values import day

T = TypeVar("T")
Place_ = tuple[str, str, tuple[str, ...], tuple[str, ...], str]

EXACT = 45  # days; a date told more loosely does not tell by itself which of several events is meant
NEWS = 10  # days within which tellings without a date are of one event
ECHO = 30  # days after an event in which a telling without a date is still of it
PAST = 365  # days before its first report from which on an event counts as historical
MANY = 200  # deals between two states with one kind of step: more are not searched for a telling that names none
# CAMEO codes of arms-transfer steps: 'signed a contract' told without its goods may be the step of a known deal
STEPS = frozenset({"033", "057", "062", "072", "103", "122", "162"})


@dataclass(slots=True)
class Cluster:
    """Tellings of one event, and the days on which it can have been."""

    items: list[Told] = field(default_factory=list)
    low: str = ""  # first and last day that all dated tellings allow; '' = none is dated
    high: str = ""

    @property
    def seen(self) -> str:
        return min((i.published or "9999" for i in self.items), default="9999")


def occurrences(
    told: Sequence[Told], reports: Mapping[str, Report], memory: Memory | None = None
) -> tuple[Occurrence, ...]:
    """Every item into exactly one occurrence, in the order of time.

    :param told: in an order that is the same for the same reports.
    :param reports: for the words around an actor's name, which tell its sector.
    :param memory: of an earlier weighing, so that only blocks in which something changed are joined anew.
    """
    memory = memory or Memory(keep=False)
    blocks: dict[tuple[str, ...], list[Told]] = defaultdict(list)
    for item in told:
        blocks[item.block].append(item)
    made: dict[str, int] = defaultdict(int)
    out = []
    for key in sorted(blocks):
        work = functools.partial(_built, blocks[key], reports)
        for place, occurrence in memory.same(("events", key), tuple(blocks[key]), work):
            made[occurrence.id] += 1
            if made[occurrence.id] > 1:  # the same words on the same day told of two events
                occurrence = occurrence.model_copy(update={"id": f"{occurrence.id}.{made[occurrence.id]}"})
                place = place_of(occurrence)
            out.append((place, occurrence))
    out.sort(key=itemgetter(0))
    return tuple([o for _, o in out])


def place_of(o: Occurrence) -> Place_:
    """Its place in the order of time, which no other has."""
    return _day_of(o), o.type.value, o.actor, o.target, o.id


def _built(told: Sequence[Told], reports: Mapping[str, Report]) -> list[tuple[Place_, Occurrence]]:
    """The events of a block, each with its place in the order of time."""
    made = [_build(cluster, reports) for cluster in _block(sorted(told, key=lambda t: t.order))]
    return [(place_of(o), o) for o in made]


def _day_of(o: Occurrence) -> str:
    """Place in the order of time; by the report's day only where nothing else is told."""
    first, last = o.when or (None, None)
    return first or last or o.reported or "9999"


def _block(told: Sequence[Told]) -> list[Cluster]:
    """Tellings of one type between the same sides, into events."""
    by_deal: dict[str, list[Told]] = defaultdict(list)
    for item in told:
        by_deal[item.deal or ""].append(item)
    free = in_time(by_deal.pop("", []), one_step=False)
    bound = [c for deal in sorted(by_deal) for c in in_time(by_deal[deal], one_step=True)]
    if not bound or len(bound) > MANY:
        return bound + free
    out = list(bound)
    for cluster in free:
        fits = [c for c in bound if _together(cluster, c)] if _is_step(cluster) else []
        if len(fits) == 1:
            fits[0].items += cluster.items
            if cluster.low:
                fits[0].low, fits[0].high = max(fits[0].low, cluster.low), min(fits[0].high or "9999", cluster.high)
        else:
            out.append(cluster)
    return out


def _is_step(cluster: Cluster) -> bool:
    return all((i.event.cameo or "")[:3] in STEPS for i in cluster.items)


def _together(a: Cluster, b: Cluster) -> bool:
    """Whether two clusters can be one event by their days."""
    if a.low and b.low:
        return a.low <= b.high and b.low <= a.high
    if a.low or b.low:
        dated, loose = (a, b) if a.low else (b, a)
        return dated.low <= loose.seen <= later(dated.high, ECHO)
    return apart(a.seen, b.seen) <= NEWS


def in_time(told: Sequence[Told], *, one_step: bool) -> list[Cluster]:
    """Tellings that differ at most in time, into events.

    :param one_step: all are the same step of one deal, so that only days told apart make two events of them.
    """
    exact = [i for i in told if _bounds(i) and width(_when(i)) <= EXACT]
    wide = [i for i in told if _bounds(i) and width(_when(i)) > EXACT]
    loose = [i for i in told if not _bounds(i)]
    clusters = _sweep(exact)
    lows, highs = [c.low for c in clusters], [c.high for c in clusters]  # increasing: the sweep leaves no overlap
    left = []
    for item in wide:  # 'in 2023' beside '5 July 2023': the same if there is just one of that year
        low, high = _ends(item)
        from_, to = bisect_left(highs, low), bisect_right(lows, high)
        if to - from_ == 1 or (one_step and to > from_):
            clusters[from_].items.append(item)
        else:
            left.append(item)
    dated = sorted(clusters + _sweep(left), key=lambda c: (c.low, c.high))
    return dated + _undated(loose, dated, one_step=one_step)


def _undated(loose: Sequence[Told], dated: Sequence[Cluster], *, one_step: bool) -> list[Cluster]:
    """Tellings without a date: to what was in the news then, else to each other. Gives the new clusters."""
    lows = [c.low for c in dated]
    out: list[Cluster] = []
    for item in sorted(loose, key=lambda t: t.order):
        at = item.published or "9999"
        place = bisect_right(lows, at) - 1
        if dated and (one_step or (place >= 0 and item.published and at <= later(dated[place].high, ECHO))):
            dated[max(0, place)].items.append(item)
        elif out and (one_step or (item.published and apart(out[-1].seen, at) <= NEWS)):
            out[-1].items.append(item)
        else:
            out.append(Cluster([item]))
    return out


def _sweep(items: Iterable[Told]) -> list[Cluster]:
    """Dated tellings whose days all share at least one day are one event."""
    out: list[Cluster] = []
    for item in sorted(items, key=lambda t: (*_ends(t), t.order)):
        low, high = _ends(item)
        if out and low <= out[-1].high:
            out[-1].items.append(item)
            out[-1].low, out[-1].high = max(out[-1].low, low), min(out[-1].high, high)
        else:
            out.append(Cluster([item], low, high))
    return out


def _when(item: Told) -> When:
    return item.event.when or (None, None)


def _bounds(item: Told) -> bool:
    return any(_when(item))


def _ends(item: Told) -> tuple[str, str]:
    first, last = _when(item)
    return first or "0000-01-01", last or "9999-12-31"


def later(iso: str, days: int) -> str:
    """The day so many days after; the end of time stays what it is."""
    if iso >= "9990":
        return iso
    return type(day(iso)).fromordinal(day(iso).toordinal() + days).isoformat()


def apart(a: str, b: str) -> int:
    """Days between two days; very many where one is not known."""
    return abs((day(a) - day(b)).days) if a < "9990" and b < "9990" else 10**6


# ---- one occurrence ---------------------------------------------------------------------------------------------


def _build(cluster: Cluster, reports: Mapping[str, Report]) -> Occurrence:
    items = sorted(cluster.items, key=lambda t: t.order)
    first = items[0]
    events = [i.event for i in items]
    refs = sorted({r for i in items for r in i.refs}, key=lambda r: (r.report, r.kind, r.index))
    when = narrowest([e.when for e in events])
    reported = min((i.published for i in items if i.published), default=None)
    head = max(items, key=lambda i: (len(i.event.actor) + len(i.event.target), [-ord(c) for c in i.key])).event
    return Occurrence(
        id="e" + digest(first.event.type, core(first.event.actor), core(first.event.target), first.published, first.key, size=6),
        actor=head.actor,
        type=first.event.type,
        target=head.target,
        mode=_most(items, lambda i: i.event.mode),
        cameo=_most(items, lambda i: i.event.cameo),
        when=when,
        reported=reported,
        marks=_marks(items, when, reported),
        actor_sectors=sectors.of_side(items, "actor", head.actor, reports),
        target_sectors=sectors.of_side(items, "target", head.target, reports),
        deal=next((i.deal for i in items if i.deal), None),
        place=_where(items),
        findings=tuple(refs),
        reports=tuple(sorted({r.report for r in refs})),
        families=tuple(sorted({i.family for i in items})),
        why_joined=_why(items, when),
    )  # fmt: skip


def _marks(items: Sequence[Told], when: When | None, reported: str | None) -> tuple[str, ...]:
    """What sets the event apart from one that just happened."""
    out = []
    standings = {i.event.standing for i in items}
    if standings == {"future"}:
        out.append("announced")
    if standings == {"negated"}:
        out.append("refused")
    first, last = when or (None, None)
    if reported and last and apart(last, reported) > PAST and last < reported:
        out.append("historical")
    if reported and first and first > reported:
        out.append("future")
    return tuple(out)


def _most(items: Sequence[Told], get: Callable[[Told], str | None]) -> str | None:
    """What most independent sources tell, the more exact of equals."""
    votes: dict[str, set[str]] = defaultdict(set)
    for item in items:
        value = get(item)
        if value:
            votes[value].add(item.family)
    return min(votes, key=lambda v: (-len(votes[v]), v.endswith("0"), v), default=None)


def _where(items: Sequence[Told]) -> Place | None:
    """The place that most independent sources tell, a town before a state."""
    votes: dict[Place, set[str]] = defaultdict(set)
    for item in items:
        if item.event.place is not None:
            votes[item.event.place].add(item.family)
    return min(votes, key=lambda p: (p.precision == "country", -len(votes[p]), p.name), default=None)


def _why(items: Sequence[Told], when: When | None) -> tuple[str, ...]:
    if len(items) < 2:
        return ()
    said = "same type and sides"
    if any(i.deal for i in items):
        said += ", the same step of one deal"
    dated = sum(_bounds(i) for i in items)
    if dated == len(items):
        said += "; the days told agree"
    elif dated:
        said += f"; {dated} of {len(items)} tellings are dated, the others follow in the news"
    else:
        said += f"; no date told, reported within {NEWS} days" if not any(i.deal for i in items) else "; no date told"
    return (said,)
