"""Findings whose parties are not sure: one side left open, told as a body of many, or only weighed by the reader.

They join what is known by the rest: the other side, the very weapon or the same figures, nearness in time, and whether their
report names the party that they lack.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dragoman import knowledge
from dragoman.weigh.fits import Cluster, apart, apart_otherwise, days_between, fit, same_figures, weapon_fits
from dragoman.weigh.items import SIDES, Item
from dragoman.weigh.memory import Memory
from dragoman.weigh.values import Relation, day, is_state, of_actors
from dragoman.weigh.weapons import fold

LOOSE_DAYS = 250  # an item with an open party joins only what was told within this time
UNSURE_DAYS = 120  # ... and one whose party may be misread

_MANY = frozenset(
    [
        "west",
        "western",
        "allies",
        "ally",
        "partners",
        "states",
        "countries",
        "nations",
        "members",
        "powers",
        "coalition",
        "alliance",
        "bloc",
    ]
)

Key = tuple[str, str]  # 's' or 'r', actor
Places = dict[tuple[Key, int | None], list[int]]


def place(clusters: Sequence[Cluster], items: Sequence[Item], memory: Memory) -> tuple[list[Cluster], list[Item]]:
    """Items with an open party: to a known deal on strong evidence.

    :return: the clusters, and the items that none of them took.
    """
    if not items:
        return list(clusters), []
    places = _places(clusters)
    left: list[Item] = []
    taken: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        options = _options(item, places)
        near = tuple(clusters[n] for n in options)
        chosen = memory.same(("open", item.refs[0]), (item, *near), functools.partial(_choose, item, near))
        if chosen is None:
            left.append(item)
        else:
            taken[options[chosen]].append(item)
    out = list(clusters)
    for n, joining in taken.items():
        for item in joining:
            out[n] = out[n].joined(item)
    return out, left


def _places(clusters: Sequence[Cluster]) -> Places:
    """Clusters by each party and by time; None: they hold something of no known day."""
    places: Places = defaultdict(list)
    for n, cluster in enumerate(clusters):
        periods: set[int | None] = set()
        for item in cluster.items:
            around = _period(item)
            periods |= {None} if around is None else {around - 1, around, around + 1}
        for key in _known(cluster.items[0]):
            for period in periods:
                places[key, period].append(n)
            places[key, -1].append(n)
    return places


def _options(item: Item, places: Places) -> list[int]:
    period = _period(item)
    periods = (-1,) if period is None else (period, None)
    return sorted({n for key in _known(item) for p in periods for n in places.get((key, p), ())})


def _period(item: Item) -> int | None:
    return day(item.date).toordinal() // LOOSE_DAYS if item.date else None


def _known(item: Item) -> Iterator[Key]:
    yield from (("s", a) for a in item.supplier)
    yield from (("r", a) for a in item.recipient)


def _choose(item: Item, options: Sequence[Cluster]) -> int | None:
    strong = [n for n, c in enumerate(options) if _strong(item, c)]
    parties = {(options[n].items[0].supplier, options[n].items[0].recipient) for n in strong}
    if not strong or (len(parties) > 1 and not any(same_figures(item, options[n]) for n in strong)):
        return None
    return max(strong, key=lambda n: (same_figures(item, options[n]), fit(item, options[n]), -n))


def _strong(item: Item, cluster: Cluster) -> bool:
    """May an item with an open party be this deal: the very weapon, or the same figures, near in time."""
    if min(days_between(item.date, o.date) for o in cluster.items) > LOOSE_DAYS:
        return False
    if not weapon_fits(item, cluster) or any(apart(item, other) for other in cluster.items):
        return False
    if same_figures(item, cluster):
        return True
    named = not item.profile.kind_only and any(not o.profile.kind_only for o in cluster.items)
    if item.recipient and not item.supplier:
        # A named weapon has few makers; of a mere kind the report must name the supplier too.
        return named or (not item.profile.vague and _names(item, cluster.items[0].supplier))
    return named and bool(item.supplier) and _names(item, cluster.items[0].recipient)


# ---- unsure parties ---------------------------------------------------------------------------------------------


def settle(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Deals that one source alone tells, with a party that is a body of many or was only weighed by the reader, to the one
    deal that several sources tell and that differs in this party alone, where the report names its party."""
    alone = [n for n, c in enumerate(clusters) if len(c.families) == 1 and all(_unsure(i) for i in c.items)]
    if not alone:
        return list(clusters)
    places = _places(clusters)
    several = {n for n, c in enumerate(clusters) if len(c.families) > 1}
    goes: dict[int, int] = {}
    for n in alone:
        options = {m for i in clusters[n].items for m in _options(i, places)} & several
        fitting = [m for m in sorted(options) if all(_misread(i, clusters[m]) for i in clusters[n].items)]
        if len(fitting) == 1:
            goes[n] = fitting[0]
    out = {n: c for n, c in enumerate(clusters) if n not in goes}
    for n, m in goes.items():
        for item in clusters[n].items:
            out[m] = out[m].joined(item)
    return [out[n] for n in sorted(out)]


def _unsure(item: Item) -> bool:
    return bool(item.weighed) or collective(item.supplier) or collective(item.recipient)


def collective(actors: Iterable[str]) -> bool:
    """Whether a side is told only as many: 'NATO', 'the West', 'European allies'."""
    listed = list(actors)
    bodies = knowledge.load().bodies
    return bool(listed) and all(a in bodies or _MANY & set(fold(a).split()) for a in listed)


def _misread(item: Item, cluster: Cluster) -> bool:
    """Whether an item tells of this deal, but for one party that its report names too."""
    first = cluster.items[0]
    same = [of_actors(getattr(item, s), getattr(first, s)) in (Relation.SAME, Relation.WITHIN) for s in SIDES]
    if sum(same) != 1:
        return False
    side = SIDES[same.index(False)]
    if not (side in item.weighed or collective(getattr(item, side))) or not _names(item, getattr(first, side)):
        return False
    named = not item.profile.kind_only and any(not o.profile.kind_only for o in cluster.items)
    if not named and not same_figures(item, cluster):
        return False
    near = min(days_between(item.seen, o.seen) for o in cluster.items) <= UNSURE_DAYS
    return near and weapon_fits(item, cluster) and not any(apart_otherwise(item, o) for o in cluster.items)


def _names(item: Item, actors: Iterable[str]) -> bool:
    """Whether the report of an item names one of the actors."""
    return any(_words(a).search(item.whole) for a in actors)


@functools.lru_cache(maxsize=4096)
def _words(actor: str) -> re.Pattern[str]:
    names = {actor}
    if is_state(actor) and actor in knowledge.load().states:
        state = knowledge.load().states[actor]
        names = {state.name, *state.names, *state.demonyms, *state.seats, *filter(None, [state.capital])}
    return re.compile(r"\b(?:" + "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True)) + r")\b")
