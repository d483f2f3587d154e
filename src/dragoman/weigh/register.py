"""Findings on one deal become one deal. Blocked by parties, never all pairs; each join carries its reason.

Inside a block (one supplier, one recipient) items with a designation found groups by weapon, each group is cut into
deals where dates and numbers tell of a further order, and items that name only a kind ('drones') go to the deal they
fit best. Items that leave a party open join last, and only on strong evidence. The work follows a canonical order of
contents, so that the order of input cannot matter.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.model import Category, Interval, Mode, Status, Transfer
from dragoman.weigh.items import RANK, STOPPED, Item
from dragoman.weigh.memory import Memory
from dragoman.weigh.values import Relation, day, of_actors, of_days, of_intervals, of_money
from dragoman.weigh.weapons import of_weapons

FOLLOW_ON_DAYS = 200  # two orders with own dates further apart than this are two deals
MONTHS_APART = 120  # different numbers at one stage this far apart tell of two deals, nearer of a contradiction
NEW_ROUND_DAYS = 500  # talk of buying this long after a delivery or an order is a new deal
LONG_SILENCE = 800  # an early step this long after all else is the first of a new deal
LOOSE_DAYS = 250  # an item with an open party joins only what was told within this time

FIRM = frozenset({Status.APPROVED, Status.ORDERED})


@dataclass(slots=True)
class Cluster:
    """Items of one deal, and why each joined."""

    items: list[Item] = field(default_factory=list)
    why: list[str] = field(default_factory=list)


def join(items: Sequence[Item], memory: Memory | None = None) -> list[Cluster]:
    """Every item into exactly one cluster; blocks that an earlier weighing joined are not joined anew."""
    memory = memory or Memory(keep=False)
    ordered = sorted(items, key=lambda i: i.order)
    full = [i for i in ordered if i.supplier and i.recipient]
    open_ = [i for i in ordered if not (i.supplier and i.recipient)]
    clusters: list[Cluster] = []
    for block in _blocks(full):
        key = ("block", *(i.content for i in block)) if memory.keeps else ()
        made = memory.once(key, functools.partial(join_block, block))
        clusters += [Cluster(list(c.items), list(c.why)) for c in made]
    return _place_open(clusters, open_)


def _blocks(items: Iterable[Item]) -> list[list[Item]]:
    """Items that share a supplier and a recipient; items with several parties link their blocks."""
    parent: dict[tuple[str, str], tuple[str, str]] = {}

    def root(k: tuple[str, str]) -> tuple[str, str]:
        while parent.setdefault(k, k) != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    listed = list(items)
    for item in listed:
        keys = [(s, r) for s in sorted(item.supplier) for r in sorted(item.recipient)]
        for k in keys[1:]:
            a, b = root(keys[0]), root(k)
            parent[max(a, b)] = min(a, b)
        root(keys[0])
    blocks: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in listed:
        blocks[root((min(item.supplier), min(item.recipient)))].append(item)
    return [blocks[k] for k in sorted(blocks)]


def join_block(items: Sequence[Item]) -> list[Cluster]:
    """Items of one block, in canonical order, into clusters."""
    exact = [i for i in items if not i.profile.kind_only]
    kinds = [i for i in items if i.profile.kind_only]
    clusters: list[Cluster] = []
    loose: list[tuple[Item, list[Cluster]]] = []
    for group, families in _weapon_groups(exact):
        made = _cut(group)
        clusters += made
        loose += [(i, made) for i in families]
    by_item: dict[int, tuple[Item, list[Cluster]]] = {}
    for item, made in loose:
        by_item.setdefault(id(item), (item, []))[1].extend(made)
    for item, options in sorted(by_item.values(), key=lambda p: p[0].order):
        _attach(item, options, clusters)
    # Exact kinds before vague ones ('arms'): what is vaguer takes what is left.
    for item in sorted(kinds, key=lambda i: (i.profile.vague, -RANK.get(i.transfer.status, 0), i.order)):
        _attach(item, [c for c in clusters if _weapon_fits(item, c)], clusters)
    return clusters


def _weapon_groups(items: Sequence[Item]) -> list[tuple[list[Item], list[Item]]]:
    """Groups of one designation each, with the items that name only its family ('Leopard' beside 'Leopard 2A8')."""
    by_name: dict[tuple[str, Category], list[Item]] = defaultdict(list)
    for item in items:
        by_name[item.profile.name, _kin(item.transfer.category)].append(item)
    names = sorted(by_name)
    profiles = {n: by_name[n][0].profile for n in names}
    finer: dict[tuple[str, Category], list[tuple[str, Category]]] = {n: [] for n in names}
    parent = {n: n for n in names}

    def root(n: tuple[str, Category]) -> tuple[str, Category]:
        while parent[n] != n:
            n = parent[n]
        return n

    for i, a in enumerate(names):
        for b in names[i + 1 :]:
            relation = of_weapons(profiles[a], profiles[b])
            if relation is Relation.SAME:
                parent[max(root(a), root(b))] = min(root(a), root(b))
            elif relation is Relation.WITHIN:
                wide, fine = (a, b) if _wider(profiles[a].tokens, profiles[b].tokens) else (b, a)
                finer[wide].append(fine)
    # A family name with one finer name beside it is that one; with several it waits.
    waiting = {n for n in names if len({root(f) for f in finer[n]} - {root(n)}) > 1}
    for n in names:
        if n not in waiting and finer[n]:
            a, b = root(n), root(finer[n][0])
            if finer[n][0] not in waiting:
                parent[max(a, b)] = min(a, b)
    groups: dict[tuple[str, Category], tuple[list[Item], list[Item]]] = {}
    for n in names:
        if n not in waiting:
            groups.setdefault(root(n), ([], []))[0].extend(by_name[n])
    for n in sorted(waiting):
        targets = {root(f) for f in finer[n] if f not in waiting}
        for target in targets:
            groups[target][1].extend(by_name[n])
        if not targets:
            groups.setdefault(root(n), ([], []))[0].extend(by_name[n])
    return [groups[k] for k in sorted(groups)]


def _wider(a: frozenset[str], b: frozenset[str]) -> bool:
    return (len(a), sum(map(len, a))) <= (len(b), sum(map(len, b)))


_KIN = {Category.MUNITION: Category.ARTILLERY, Category.MISSILE: Category.AIR_DEFENCE}


def _kin(category: Category) -> Category:
    """Categories between which readers waver for one and the same designation."""
    return _KIN.get(category, category)


def _cut(items: Sequence[Item]) -> list[Cluster]:
    """Cut the items of one weapon into deals."""
    clusters: list[Cluster] = []
    for item in sorted(items, key=lambda i: i.order):
        options = [c for c in clusters if _may(item, c)]
        if options:
            best = max(options, key=lambda c: (_fit(item, c), -clusters.index(c)))
            best.why.append(why(item, best.items[0]))
            best.items.append(item)
        else:
            clusters.append(Cluster([item]))
    return clusters


def _attach(item: Item, options: Sequence[Cluster], clusters: list[Cluster]) -> None:
    fitting = [c for c in options if _may(item, c)]
    if not fitting:
        clusters.append(Cluster([item]))
        return
    place = {id(c): n for n, c in enumerate(clusters)}
    best = max(fitting, key=lambda c: (_fit(item, c), -place[id(c)]))
    best.why.append(why(item, best.items[0]))
    best.items.append(item)


def _may(item: Item, cluster: Cluster) -> bool:
    return not any(apart(item, other) for other in cluster.items) and not _new_round(item, cluster)


def _weapon_fits(item: Item, cluster: Cluster) -> bool:
    return all(of_weapons(item.profile, other.profile) is not Relation.CLASH for other in cluster.items)


def apart(a: Item, b: Item) -> str | None:
    """Why two items that could be one deal are two, or None."""
    s, t = a.transfer, b.transfer
    if of_actors(a.supplier, b.supplier) is Relation.CLASH or of_actors(a.recipient, b.recipient) is Relation.CLASH:
        return "other parties"
    if s.mode and t.mode and {s.mode, t.mode} in ({Mode.DONATION, Mode.SALE}, {Mode.CO_PRODUCTION, Mode.DONATION}):
        return "one is a gift, the other a sale"
    for one, other in ((s, t), (t, s)):
        if (
            one.mode is Mode.CO_PRODUCTION
            and other.mode is not Mode.CO_PRODUCTION
            and one.status not in STOPPED
            and other.status in STOPPED
        ):
            return "a plan to build together, and a purchase that was dropped"
    gap = days_between(a.date, b.date)
    told = days_between(a.seen, b.seen)
    number = of_intervals(s.quantity, t.quantity)
    inside = a.refs[0].report == b.refs[0].report
    if s.status in FIRM and t.status in FIRM and s.status == t.status:
        far = s.when and t.when and of_days(s.when, t.when) is Relation.CLASH and gap > FOLLOW_ON_DAYS
        if far and (inside or not _one_undated_order(s, t)):
            return "two orders with own dates"
        if number is Relation.CLASH and (inside or told > MONTHS_APART):
            return "two orders with own numbers"
        if gap > NEW_ROUND_DAYS and (not s.when or not t.when) and of_money(s.value, t.value) is Relation.CLASH:
            return "two orders with own prices"
    early, late = (a, b) if (a.date or "") <= (b.date or "") else (b, a)
    e, m = early.transfer.status, late.transfer.status
    if gap > NEW_ROUND_DAYS and e in (Status.DELIVERED, Status.ORDERED) and RANK.get(m, 9) < RANK[Status.APPROVED]:
        return "talks that begin anew after an earlier deal"
    if (
        number is Relation.CLASH
        and gap > NEW_ROUND_DAYS
        and not (s.status is Status.DELIVERED or t.status is Status.DELIVERED)
    ):
        return "other numbers in another year"
    if inside and number is Relation.CLASH and not {s.status, t.status} & {Status.DELIVERED, *STOPPED}:
        return "told apart by one report"
    return None


def _one_undated_order(s: Transfer, t: Transfer) -> bool:
    """Two bare years next to each other, no number or price on either side: one order whose year is contested."""
    years = [w[0][:4] for w in (s.when, t.when) if w and w[0] and w[1] and (w[0][5:], w[1][5:]) == ("01-01", "12-31")]
    figures = s.quantity or t.quantity or s.value or t.value
    return len(years) == 2 and abs(int(years[0]) - int(years[1])) == 1 and figures is None


def days_between(a: str | None, b: str | None) -> int:
    """Days between two days; 0 where one is not known."""
    return abs((day(a) - day(b)).days) if a and b else 0


def _fit(item: Item, cluster: Cluster) -> tuple[int, int]:
    """How well an item fits a cluster: shared figures and nearness in time, then nearness alone."""
    score, nearest = 0, 9999
    for other in cluster.items[-60:]:
        gap = days_between(item.date, other.date) if item.date and other.date else 400
        here = 4 * (
            of_intervals(item.transfer.quantity, other.transfer.quantity) is Relation.SAME
            and _telling(item.transfer.quantity)
        )
        here += 4 * (of_money(item.transfer.value, other.transfer.value) in (Relation.SAME, Relation.WITHIN))
        here += item.profile.name == other.profile.name
        here += 3 * (gap <= FOLLOW_ON_DAYS) + 2 * (gap <= NEW_ROUND_DAYS)
        score, nearest = max(score, here), min(nearest, gap)
    return score, -nearest


def _new_round(item: Item, cluster: Cluster) -> bool:
    """True for an early step told long after all that is known of a deal, with no figure in common."""
    if RANK.get(item.transfer.status, 9) >= RANK[Status.DELIVERED] or not item.date or _same_figures(item, cluster):
        return False
    if any(_one_undated_order(item.transfer, o.transfer) for o in cluster.items):
        return False
    dates = [o.date for o in cluster.items if o.date]
    return bool(dates) and min(days_between(item.date, d) for d in dates) > LONG_SILENCE


def _telling(number: Interval | None) -> bool:
    return number is not None and number.low is not None and number.low > 1


# ---- open parties -----------------------------------------------------------------------------------------------


def _place_open(clusters: list[Cluster], items: Sequence[Item]) -> list[Cluster]:
    """Items with an open party: to a known deal on strong evidence, else among themselves."""
    by_side: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, cluster in enumerate(clusters):
        for side, actors in (("s", cluster.items[0].supplier), ("r", cluster.items[0].recipient)):
            for actor in actors:
                by_side[side, actor].append(n)
    left: list[Item] = []
    joins: list[tuple[int, Item]] = []
    for item in items:
        known = [("s", a) for a in item.supplier] + [("r", a) for a in item.recipient]
        options = sorted({n for k in known for n in by_side.get(k, ())})
        strong = [n for n in options if _strong(item, clusters[n])]
        parties = {(clusters[n].items[0].supplier, clusters[n].items[0].recipient) for n in strong}
        if strong and (len(parties) == 1 or any(_same_figures(item, clusters[n]) for n in strong)):
            best = max(strong, key=lambda n: (_same_figures(item, clusters[n]), _fit(item, clusters[n]), -n))
            joins.append((best, item))
        else:
            left.append(item)
    for n, item in joins:
        clusters[n].why.append(why(item, clusters[n].items[0]))
        clusters[n].items.append(item)
    blocks: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Item]] = defaultdict(list)
    for item in left:
        blocks[tuple(sorted(item.supplier)), tuple(sorted(item.recipient))].append(item)
    for key in sorted(blocks):
        named = [i for i in blocks[key] if not i.profile.kind_only]
        kinds = [i for i in blocks[key] if i.profile.kind_only]
        clusters += join_block(named)
        by_kind: dict[tuple[str, Category], list[Item]] = defaultdict(list)
        for item in kinds:
            by_kind[item.profile.name, item.transfer.category].append(item)
        for kind in sorted(by_kind):
            clusters += join_block(by_kind[kind])
    return clusters


def _strong(item: Item, cluster: Cluster) -> bool:
    """May an item with an open party be this deal: the very weapon, or the same figures, near in time."""
    if any(apart(item, other) for other in cluster.items):
        return False
    if min(days_between(item.date, o.date) for o in cluster.items) > LOOSE_DAYS:
        return False
    if of_actors(item.supplier, cluster.items[0].supplier) is Relation.CLASH:
        return False
    if of_actors(item.recipient, cluster.items[0].recipient) is Relation.CLASH:
        return False
    if not _weapon_fits(item, cluster):
        return False
    if _same_figures(item, cluster):
        return True
    # Without figures only an open supplier of a named weapon may join: a named weapon has few makers.
    return (
        not item.supplier
        and bool(item.recipient)
        and not item.profile.kind_only
        and any(not o.profile.kind_only for o in cluster.items)
    )


def _same_figures(item: Item, cluster: Cluster) -> bool:
    return any(
        (
            of_intervals(item.transfer.quantity, o.transfer.quantity) is Relation.SAME
            and _telling(item.transfer.quantity)
        )
        or of_money(item.transfer.value, o.transfer.value) in (Relation.SAME, Relation.WITHIN)
        for o in cluster.items
    )


def why(item: Item, other: Item) -> str:
    """The reason for a join, as one line: who joined whom and on what."""
    a, b = item.transfer, other.transfer
    parts = []
    parts.append(
        "same parties"
        if item.supplier == other.supplier and item.recipient == other.recipient
        else "parties agree as far as told"
    )
    relation = of_weapons(item.profile, other.profile)
    parts.append(
        f"same weapon ({a.weapon})"
        if relation is Relation.SAME
        else f"'{a.weapon}' and '{b.weapon}' at different precision"
    )
    if of_intervals(a.quantity, b.quantity) is Relation.SAME:
        parts.append("same number")
    if of_money(a.value, b.value) in (Relation.SAME, Relation.WITHIN):
        parts.append("same price")
    gap = days_between(item.date, other.date)
    if item.date and other.date:
        parts.append(f"{gap} days apart" if gap else "same day")
    if a.status != b.status:
        parts.append(f"{a.status} beside {b.status}")
    return (
        f"{item.refs[0].report}#{item.refs[0].index} with {other.refs[0].report}#{other.refs[0].index}: "
        + "; ".join(parts)
    )
