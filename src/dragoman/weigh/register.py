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

from dragoman.model import Category
from dragoman.weigh import loose
from dragoman.weigh.fits import Cluster, fit, may, weapon_fits
from dragoman.weigh.items import RANK, Item
from dragoman.weigh.memory import Memory
from dragoman.weigh.values import Relation
from dragoman.weigh.weapons import of_weapons


def join(items: Sequence[Item], memory: Memory | None = None) -> list[Cluster]:
    """Every item into exactly one cluster; blocks that an earlier weighing joined are not joined anew."""
    memory = memory or Memory(keep=False)
    ordered = sorted(items, key=lambda i: i.order)
    full = [i for i in ordered if i.supplier and i.recipient]
    open_ = [i for i in ordered if not (i.supplier and i.recipient)]
    clusters: list[Cluster] = []
    for key, block in _blocks(full):
        clusters += memory.same(("block", key), tuple(block), functools.partial(join_block, block))
    clusters, left = loose.place(clusters, open_, memory)
    apart: dict[tuple[object, ...], list[Item]] = defaultdict(list)
    for item in left:
        kind = (item.profile.name, item.transfer.category) if item.profile.kind_only else ()
        apart[tuple(sorted(item.supplier)), tuple(sorted(item.recipient)), kind].append(item)
    for sides in sorted(apart):
        made = memory.same(("open block", sides), tuple(apart[sides]), functools.partial(join_block, apart[sides]))
        clusters += made
    return loose.settle(clusters)


def _blocks(items: Iterable[Item]) -> list[tuple[tuple[str, str], list[Item]]]:
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
    return sorted(blocks.items(), key=lambda b: b[0])


def join_block(items: Sequence[Item]) -> list[Cluster]:
    """Items of one block, in canonical order, into clusters."""
    exact = [i for i in items if not i.profile.kind_only]
    kinds = [i for i in items if i.profile.kind_only]
    clusters: list[Cluster] = []
    waiting: dict[int, tuple[Item, set[int]]] = {}
    for group, families in _weapon_groups(exact):
        start = len(clusters)
        clusters += _cut(group)
        for item in families:
            waiting.setdefault(id(item), (item, set()))[1].update(range(start, len(clusters)))
    for item, options in sorted(waiting.values(), key=lambda p: p[0].order):
        _attach(item, sorted(options), clusters)
    # Exact kinds before vague ones ('arms'): what is vaguer takes what is left.
    for item in sorted(kinds, key=lambda i: (i.profile.vague, -RANK.get(i.transfer.status, 0), i.order)):
        _attach(item, [n for n, c in enumerate(clusters) if weapon_fits(item, c)], clusters)
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
        _attach(item, [n for n in range(len(clusters))], clusters)
    return clusters


def _attach(item: Item, options: Iterable[int], clusters: list[Cluster]) -> None:
    """Put the item into the best of the clusters at these places that it fits, or into one of its own."""
    fitting = [n for n in options if may(item, clusters[n])]
    if not fitting or _sums_up(item, [clusters[n] for n in fitting]):
        clusters.append(Cluster((item,)))
        return
    best = max(fitting, key=lambda n: (fit(item, clusters[n]), -n))
    clusters[best] = clusters[best].joined(item)


def _sums_up(item: Item, fitting: Sequence[Cluster]) -> bool:
    """Whether an item with several suppliers and only a kind of goods tells of several deals at once: 'the United States
    and Germany will send tanks' beside the Abrams of the one and the Leopard of the other."""
    if len(item.supplier) < 2 or not item.profile.kind_only:
        return False
    parties = {frozenset(a for i in c.items for a in i.supplier) for c in fitting}
    return any(not a & b for a in parties for b in parties)
