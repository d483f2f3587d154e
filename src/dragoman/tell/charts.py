"""Pictures as SVG, drawn so that they read in black and white: shape tells the status, the words stand beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from markupsafe import Markup, escape

from dragoman.tell import safe
from dragoman.tell.rows import StepView

LABEL, WIDTH, ROW, TOP = 290, 900, 34, 30  # in SVG units; text is 12 high
SHAPES = {  # status -> what is drawn, so that colour is never needed
    "considered": '<circle cx="{x}" cy="{y}" r="5" class="open"/>',
    "offered": '<path d="M{x} {t}L{r} {y}L{x} {b}L{l} {y}Z" class="open"/>',
    "approved": '<path d="M{x} {t}L{r} {y}L{x} {b}L{l} {y}Z" class="full"/>',
    "ordered": '<rect x="{l}" y="{t}" width="11" height="11" class="open"/>',
    "delivered": '<rect x="{l}" y="{t}" width="11" height="11" class="full"/>',
    "cancelled": '<path d="M{l} {t}L{r} {b}M{r} {t}L{l} {b}" class="cross"/>',
    "refused": '<path d="M{l} {y}H{r}" class="cross"/>',
    "suspended": '<path d="M{pl} {t}V{b}M{pr} {t}V{b}" class="cross"/>',
}


def shape(status: str, x: float, y: float) -> str:
    """The mark of a status, centred on a point."""
    form = SHAPES.get(status, SHAPES["considered"])
    around = {"l": x - 5.5, "r": x + 5.5, "t": y - 5.5, "b": y + 5.5, "pl": x - 3, "pr": x + 3}
    return form.format(**{k: f"{v:.1f}" for k, v in {"x": x, "y": y, **around}.items()})


def legend_mark(status: str) -> Markup:
    """The mark of a status alone, for a legend."""
    size = 'viewBox="0 0 14 14" width="14" height="14"'
    return Markup(f'<svg class="mark" {size} aria-hidden="true">{shape(status, 7, 7)}</svg>')


def life_lines(
    lines: Sequence[tuple[str, Sequence[StepView]]], width: int = WIDTH, label: int = LABEL
) -> Markup | None:
    """Life lines of several deals over one axis of time; None where no step has a date.

    :param lines: label and steps of each deal; steps without a date are not drawn.
    :param width: of the whole, and ``label`` of the part of it that the labels have.
    """
    dated = [(label, [(step, *ends) for step in steps if (ends := _ends(step))]) for label, steps in lines]
    dated = [(label, steps) for label, steps in dated if steps]
    if not dated:
        return None
    days = [day for _, steps in dated for _, first, last in steps for day in (first, last)]
    begin, end = dt.date(min(days).year, 1, 1), dt.date(max(days).year + 1, 1, 1)
    breadth = (end - begin).days
    height = TOP + ROW * len(dated) + 6

    def at(day: dt.date) -> float:
        return label + (day - begin).days / breadth * (width - label - 12)

    out = [
        f'<svg class="lines" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        'aria-label="Life lines of the deals; the same steps are listed below">'
    ]
    step_years = max(1, -(-(end.year - begin.year) // 12))
    for year in range(begin.year, end.year + 1, step_years):
        x = at(dt.date(year, 1, 1))
        out.append(f'<path d="M{x:.1f} {TOP - 8}V{height - 4}" class="grid"/>')
        if year < end.year:
            out.append(f'<text x="{x + 3:.1f}" y="{TOP - 12}" class="year">{year}</text>')
    for place, (name, steps) in enumerate(dated):
        y = TOP + ROW * place + ROW / 2
        short = name if len(name) <= 42 else name[:41] + "…"
        out.append(f'<text x="0" y="{y + 4:.1f}">{escape(safe.line(short))}</text>')
        xs = [x for _, first, last in steps for x in (at(first), at(last))]
        out.append(f'<path d="M{min(xs):.1f} {y}H{max(xs):.1f}" class="line"/>')
        taken: list[float] = []
        for step, first, last in steps:
            x = (at(first) + at(last)) / 2
            while any(abs(x - other) < 12 for other in taken):  # two steps of one time stand side by side
                x += 12
            taken.append(x)
            if at(last) - at(first) > 11:
                out.append(f'<path d="M{at(first):.1f} {y - 4}V{y + 4}M{at(last):.1f} {y - 4}V{y + 4}" class="line"/>')
            told = f"{step.status}{', denied' if step.denied else ''}, {step.when}, {step.quantity}"
            out.append(f"<g><title>{escape(safe.line(told))}</title>{shape(step.status, x, y)}</g>")
    out.append("</svg>")
    return Markup("".join(out))


def _ends(step: StepView) -> tuple[dt.date, dt.date] | None:
    try:
        first, last = (dt.date.fromisoformat(d) if d else None for d in (step.when_first, step.when_last))
    except ValueError:
        return None
    return (first or last, last or first) if first or last else None  # type: ignore[return-value]
