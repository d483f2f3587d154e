"""Balance among three states: with whom each sides, and who stands between two friends.

After Heider: three signs multiply to plus where the three can rest (all friends, or two against one), to minus where
somebody is under strain (a friend of two who are hostile, or three who are all hostile).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dragoman.model import Relation, Triad

STRAINED = ("between", "all hostile")


def triads(pairs: Sequence[Relation]) -> tuple[Triad, ...]:
    """Every three states each two of which have a sign; those under strain first."""
    sign = {(p.a, p.b): p.sign for p in pairs if p.sign}
    after: dict[str, set[str]] = defaultdict(set)
    for a, b in sign:
        after[a].add(b)
    found = [
        _triad((a, b, c), (sign[a, b], sign[a, c], sign[b, c]))
        for a, b in sorted(sign)
        for c in sorted(after[a] & after[b])
    ]
    rank = {"between": 0, "all hostile": 1, "two against one": 2, "all friendly": 3}
    return tuple(sorted(found, key=lambda t: (rank[t.kind], t.states)))


def _triad(states: tuple[str, str, str], signs: tuple[int, int, int]) -> Triad:
    a, b, c = states
    good = sum(s > 0 for s in signs)
    opposite = {0: c, 1: b, 2: a}  # of the pair that each sign is of: the third
    if good == 2:
        kind, pivot = "between", opposite[signs.index(-1)]
    elif good == 1:
        kind, pivot = "two against one", opposite[signs.index(1)]
    else:
        kind, pivot = ("all friendly" if good else "all hostile"), None
    return Triad(states=states, signs=signs, balanced=kind not in STRAINED, kind=kind, pivot=pivot)
