"""The curve of a relation: what two states did and said to each other, fading with time. Gaps in what is known are dashed."""

from __future__ import annotations

import datetime as dt
import math

from markupsafe import Markup, escape

from dragoman.tell import safe, values
from dragoman.tell.diplomacy import KNOWN
from dragoman.tell.rows import RelationRow

WIDTH, HEIGHT, LEFT, TOP, FOOT = 760, 266, 44, 24, 46
TOLD = (
    "dot: a day with moves · line: they fade with time · dashed: silence, not known · above 0 friendly, below 0 hostile"
)


def curve(row: RelationRow) -> Markup | None:
    """The level of a relation over time; None where nothing moved it.

    A step at each day with a move, then fading by the half-life; dashed where the last move lies so far back that nothing
    is known; a vertical line with its day where a shock is.
    """
    if not row.points:
        return None
    first, last = _day(row.points[0].day), max(_day(row.as_of), _day(row.points[-1].day))
    begin, end = dt.date(first.year, 1, 1), dt.date(last.year + 1, 1, 1)
    breadth, low, high = (
        (end - begin).days,
        min(0.0, *(p.level for p in row.points)),
        max(0.0, *(p.level for p in row.points)),
    )
    room = max(high - low, 1.0) * 0.08
    low, high = low - room, high + room
    base = HEIGHT - FOOT

    def x(day: dt.date) -> float:
        return LEFT + (day - begin).days / breadth * (WIDTH - LEFT - 12)

    def y(level: float) -> float:
        return TOP + (high - level) / (high - low) * (base - TOP)

    names = f"{row.a_name} and {row.b_name}"
    out = [
        f'<svg class="curve" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="group" '
        f'aria-label="{escape(safe.line(names))}: the same days stand in the table">'
    ]
    every = max(1, -(-(end.year - begin.year) // 12))
    for year in range(begin.year, end.year + 1, every):
        at = x(dt.date(year, 1, 1))
        out.append(f'<path class="grid" d="M{at:.1f} {TOP}V{base}"/>')
        if year < end.year:
            out.append(f'<text class="soft" x="{at + 3:.1f}" y="{base + 15}">{year}</text>')
    for level in _ticks(low, high):
        kind = "line" if level == 0 else "grid"
        out.append(f'<path class="{kind}" d="M{LEFT} {y(level):.1f}H{WIDTH - 12}"/>')
        out.append(
            f'<text class="soft end" x="{LEFT - 6}" y="{y(level) + 4:.1f}">{f"{level:+g}" if level else "0"}</text>'
        )
    points = [(_day(p.day), p.level) for p in row.points]
    for place, (day, level) in enumerate(points):
        until = points[place + 1][0] if place + 1 < len(points) else last
        known = min(until, day + dt.timedelta(days=KNOWN * row.half_life))
        before = points[place - 1] if place else None
        start = y(_faded(before[1], (day - before[0]).days, row.half_life)) if before else y(0)
        out.append(f'<path class="move" d="M{x(day):.1f} {start:.1f}V{y(level):.1f}"/>')
        for a, b, kind in ((day, known, "move"), (known, until, "unknown")):
            if b > a:
                out.append(f'<path class="{kind}" d="{_fading(day, level, a, b, row.half_life, x, y)}"/>')
    for shock in row.shocks:
        at = x(_day(shock.day))
        out.append(f'<path class="shock" d="M{at:.1f} {TOP}V{base}"/>')
        anchor = "end" if at > WIDTH - 160 else "start"
        out.append(
            f'<text x="{at + (-4 if anchor == "end" else 4):.1f}" y="{TOP - 5}" text-anchor="{anchor}">shock, {values.day(shock.day)}</text>'
        )
    for point in row.points:
        told = f"{point.when}: level {point.level:+.1f}; " + "; ".join(
            f"{m.actor_name} → {m.target_name}, {m.what}" for m in point.moves
        )
        shown = f'<circle class="full" cx="{x(_day(point.day)):.1f}" cy="{y(point.level):.1f}" r="3.5"/>'
        out.append(f'<a href="#d{point.day}"><title>{escape(safe.line(told))}</title>{shown}</a>')
    out.append(f'<text class="soft foot" x="{LEFT}" y="{HEIGHT - 8}">{TOLD}</text>')
    return Markup("".join([*out, "</svg>"]))


def _fading(day: dt.date, level: float, a: dt.date, b: dt.date, half_life: int, x, y) -> str:  # type: ignore[no-untyped-def]
    """The stretch of a curve from one day to another, in pieces short enough to look bent."""
    steps = max(1, min(40, (b - a).days // 20))
    days = [a + dt.timedelta(days=round((b - a).days * i / steps)) for i in range(steps + 1)]
    told = (f"{x(d):.1f} {y(_faded(level, (d - day).days, half_life)):.1f}" for d in days)
    return "M" + "L".join(told)


def _faded(level: float, days: int, half_life: int) -> float:
    return level * 0.5 ** (days / half_life)


def _ticks(low: float, high: float) -> list[float]:
    """Round levels to mark, 0 among them."""
    step = 10 ** math.floor(math.log10((high - low) / 3))
    step = next(step * n for n in (1, 2, 5, 10) if (high - low) / (step * n) <= 5)
    return [round(step * n, 6) for n in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _day(iso: str) -> dt.date:
    return dt.date.fromisoformat(iso)
