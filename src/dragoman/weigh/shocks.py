"""Where a relation changes for good: change points of the scores of its days.

Only days on which something was told are looked at, one after the other: a stretch without reports is no observation, so
it can neither make a shock nor hide one. Every cut must pay for itself (a penalty for each), so a single bad day among
good ones is no shock.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from dragoman.model import Point, Shock

LEAST = 2  # days on each side of a change
SPREAD = 2.5  # points of the score table by which days of one and the same relation commonly differ
LONG = 20  # days from which on a curve tells its own spread


def shocks(points: Sequence[Point]) -> tuple[Shock, ...]:
    """The shocks of one curve, in the order of time, each with the moves that made it."""
    means = [_mean(p) for p in points]
    if len(points) < 2 * LEAST or (len({m > 0 for m in means}) == 1 and max(means) - min(means) < 2 * SPREAD):
        return ()
    cuts = change_points(means)
    edges = [0, *cuts, len(points)]
    out = []
    for n, cut in enumerate(cuts, 1):
        before, after = means[edges[n - 1] : cut], means[cut : edges[n + 1]]
        change = sum(after) / len(after) - sum(before) / len(before)
        made = [m for p in points[cut : cut + LEAST] for m in p.moves if m.score * change > 0]
        out.append(
            Shock(
                day=points[cut].day,
                before=round(sum(before) / len(before), 2),
                after=round(sum(after) / len(after), 2),
                moves=tuple(dict.fromkeys(source for m in made for source in m.sources)),
            )
        )
    return tuple(out)


def change_points(values: Sequence[float], penalty: float | None = None) -> list[int]:
    """Places at which the mean of a series changes.

    Optimal partitioning (Jackson and others 2005): of all ways to cut the series into stretches of at least ``LEAST``
    values the one with the least sum of squares about the means of its stretches, plus a penalty for each cut. Exact; the
    tests hold it against the library ruptures.
    """
    import numpy as np

    count = len(values)
    if count < 2 * LEAST:
        return []
    cost_of_cut = 2 * spread(values) ** 2 * math.log(count) if penalty is None else penalty
    x = np.array(values, dtype=float)
    sums, squares = np.concatenate(([0.0], x.cumsum())), np.concatenate(([0.0], (x * x).cumsum()))
    best = np.full(count + 1, np.inf)
    best[0] = -cost_of_cut
    last = [0] * (count + 1)
    for end in range(LEAST, count + 1):
        starts = np.arange(0, end - LEAST + 1)
        within = squares[end] - squares[starts] - (sums[end] - sums[starts]) ** 2 / (end - starts)
        total = best[starts] + within + cost_of_cut
        last[end] = int(total.argmin())
        best[end] = total[last[end]]
    cuts = []
    place = last[count]
    while place > 0:
        cuts.append(place)
        place = last[place]
    return cuts[::-1]


def spread(values: Sequence[float]) -> float:
    """How much the days of one relation differ: of a long curve by the median of its steps, never less than is common."""
    if len(values) < LONG:
        return SPREAD
    steps = sorted(abs(b - a) for a, b in pairwise(values))
    return max(SPREAD, steps[len(steps) // 2] / 0.954)  # the median step of normal noise of spread 1 is 0.954


def _mean(point: Point) -> float:
    """Mean score of the moves of a day, each by its weight."""
    return sum(m.score * m.weight for m in point.moves) / sum(m.weight for m in point.moves)
