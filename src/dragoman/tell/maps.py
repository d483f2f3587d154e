"""A map of who supplies whom. Direction by arrowhead, number of deals by thickness, nothing handed over: dashed.

Outlines are Natural Earth's, in Equal Earth; see tools/outlines.py.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from markupsafe import Markup, escape

from dragoman.tell import safe, values
from dragoman.tell.drawings import Pair, address, pairs_of
from dragoman.tell.rows import RegisterRow

FOOT = 24
LINES = 60  # at most, the most frequent
FEW = 4  # states: a part with fewer needs no map of its own
BESIDE = (  # a name's place beside its dot, the best first
    (7, 4, "start"), (-7, 4, "end"), (0, -8, "middle"), (0, 17, "middle"), (6, -7, "start"), (-6, -7, "end"), (6, 15, "start"),
    (-6, 15, "end"), (0, -20, "middle"), (0, 29, "middle"),
)  # fmt: skip
SEA = 40  # units around the places shown


@dataclass(frozen=True)
class Frame:
    """How large a map is drawn, and how near it may come."""

    width: int
    low: int
    high: int
    closest: int  # units of the outlines' file: no less of the world's width (4000) is shown


WHOLE = Frame(940, 380, 500, 620)
PART = Frame(420, 340, 400, 300)


@lru_cache(maxsize=1)
def outlines() -> dict[str, Any]:
    """The file of outlines: width, height, states by code (at, and where drawn: d, box), land of no state."""
    found: dict[str, Any] = json.loads(
        resources.files(__package__).joinpath("data/outlines.json").read_text(encoding="utf-8")
    )
    return found


def world(rows: Sequence[RegisterRow], most: int = LINES) -> Markup | None:
    """The map of some deals; None where no deal names two states that are on it.

    :param most: lines at most.
    """
    pairs = pairs_of(rows)
    shown = _on_it(pairs)[:most]
    if not shown:
        return None
    told = "arrow: from supplier to recipient · thicker: more deals · dashed: nothing told as delivered"
    left_out = sum(p.deals for p in pairs) - sum(p.deals for p in shown)
    told += f" · not on the map: {left_out} of {sum(p.deals for p in pairs)}" if left_out else ""
    return _drawn(shown, WHOLE, told)


def closer(rows: Sequence[RegisterRow], most: int = LINES) -> Markup | None:
    """The part of :func:`world` where most deals lie, drawn larger; None where the map itself is near enough.

    :param most: lines at most.
    """
    pairs = _on_it(pairs_of(rows))[:most]
    places = {a: outlines()["states"][a]["at"] for p in pairs for a in (p.supplier, p.recipient)}
    if not places or _cut(set(places), WHOLE)[2] < 3 * PART.closest:
        return None

    def around(middle: str) -> list[Pair]:
        x, y = places[middle]
        near = {
            a for a, at in places.items() if abs(at[0] - x) <= PART.closest / 2 and abs(at[1] - y) <= PART.closest / 3
        }
        return [p for p in pairs if p.supplier in near and p.recipient in near]

    found = max((around(a) for a in sorted(places)), key=lambda ps: sum(p.deals for p in ps))
    if len({a for p in found for a in (p.supplier, p.recipient)}) < FEW:
        return None
    return _drawn(found, PART, f"a part, drawn larger: {sum(p.deals for p in found)} of {sum(p.deals for p in pairs)}")


def _on_it(pairs: Sequence[Pair]) -> list[Pair]:
    states = outlines()["states"]
    return [p for p in pairs if p.supplier in states and p.recipient in states and p.supplier != p.recipient]


def _drawn(shown: Sequence[Pair], frame: Frame, foot: str) -> Markup:
    states = outlines()["states"]
    actors = {a for p in shown for a in (p.supplier, p.recipient)}
    x0, y0, wide, tall = _cut(actors, frame)
    scale = frame.width / wide
    height = tall * scale

    def at(code: str) -> tuple[float, float]:
        x, y = states[code]["at"]
        return (x - x0) * scale, (y - y0) * scale

    out = [
        f'<svg class="map" viewBox="0 0 {frame.width} {height + FOOT:.0f}" width="{frame.width}" height="{height + FOOT:.0f}" role="group" '
        'aria-label="Map of suppliers and recipients; the same pairs stand in the table">',
        f'<svg class="land" x="0" y="0" width="{frame.width}" height="{height:.0f}" viewBox="{x0:.0f} {y0:.0f} {wide:.0f} {tall:.0f}">',
        f'<g stroke-width="{0.7 / scale:.2f}">',
    ]
    for code, state in [*states.items(), *(("", s) for s in outlines()["land"])]:
        box = state.get("box")
        if box and box[2] > x0 and box[0] < x0 + wide and box[3] > y0 and box[1] < y0 + tall:
            out.append(f'<path class="{"ours" if code in actors else "other"}" d="{state["d"]}"/>')
    out.append("</g></svg>")
    both = {(p.supplier, p.recipient) for p in shown}
    for pair in reversed(shown):  # the most frequent on top
        out.append(_line(pair, at(pair.supplier), at(pair.recipient), (pair.recipient, pair.supplier) in both))
    totals = Counter[str]()
    for pair in shown:
        totals[pair.supplier] += pair.deals
        totals[pair.recipient] += pair.deals
    places = [(code, *at(code)) for code, _ in sorted(totals.items(), key=lambda p: (-p[1], p[0]))]
    out += _names(places, frame.width, height)
    out.append(f'<text class="soft foot" x="4" y="{height + FOOT - 7:.0f}">{foot}</text>')
    return Markup("".join([*out, "</svg>"]))


def _cut(actors: set[str], frame: Frame) -> tuple[float, float, float, float]:
    """Left, top, width and height of what is shown of the world: all places with room around them."""
    whole = outlines()
    places = [whole["states"][code]["at"] for code in actors]
    xs, ys = [p[0] for p in places], [p[1] for p in places]
    tall = max(ys) - min(ys) + 5 * SEA
    wide = min(max(max(xs) - min(xs) + 8 * SEA, tall * frame.width / frame.high, frame.closest), whole["width"])
    tall = min(max(tall, wide * frame.low / frame.width), wide * frame.high / frame.width)
    x0 = min(max(0, (max(xs) + min(xs)) / 2 - wide / 2), whole["width"] - wide)
    y0 = (max(ys) + min(ys)) / 2 - tall / 2
    y0 = min(max(0, y0), whole["height"] - tall) if tall <= whole["height"] else (whole["height"] - tall) / 2
    return x0, y0, wide, tall


def _line(pair: Pair, start: tuple[float, float], end: tuple[float, float], both: bool) -> str:
    """A bent line with a head; the two directions between the same two bend to different sides."""
    (x1, y1), (x2, y2) = start, end
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    bend = 0.16 if both else 0.1
    cx, cy = (x1 + x2) / 2 + (y2 - y1) * bend, (y1 + y2) / 2 - (x2 - x1) * bend
    back = math.hypot(x2 - cx, y2 - cy) or 1.0
    ux, uy = (x2 - cx) / back, (y2 - cy) / back
    gap = min(6.0, length / 4)
    tx, ty = x2 - ux * gap, y2 - uy * gap  # where the head ends, before the dot
    bx, by = tx - ux * 8, ty - uy * 8
    told = f"{values.actor(pair.supplier)} → {values.actor(pair.recipient)}: {pair.deals} deal{'s' if pair.deals > 1 else ''}"
    told += f", {pair.delivered} delivered" if pair.delivered else ""
    curve = f"M{x1:.1f} {y1:.1f}Q{cx:.1f} {cy:.1f} {bx:.1f} {by:.1f}"
    dashed = "" if pair.delivered else ' stroke-dasharray="5 4"'
    head = f"M{tx:.1f} {ty:.1f}L{bx - uy * 4:.1f} {by + ux * 4:.1f}L{bx + uy * 4:.1f} {by - ux * 4:.1f}z"
    return (
        f'<a href="{escape(address(supplier=pair.supplier, recipient=pair.recipient))}"><title>{escape(safe.line(told))}</title>'
        f'<path class="catch" d="{curve}"/><path class="edge" d="{curve}" stroke-width="{min(7, 1 + pair.deals**0.5 * 0.6):.1f}"{dashed}/>'
        f'<path class="head" d="{head}"/></a>'
    )


def _names(places: Sequence[tuple[str, float, float]], width: float, height: float) -> list[str]:
    """A dot and a name at each place, the name where it covers no other; a name without room is left to the table."""
    taken = [(x - 4, y - 4, x + 4, y + 4) for _, x, y in places]
    out = []
    for code, x, y in places:
        name = safe.line(values.actor(code))
        out.append(f'<circle class="full" cx="{x:.1f}" cy="{y:.1f}" r="3"><title>{escape(name)}</title></circle>')
        breadth = 6.6 * len(name)
        for dx, dy, anchor in BESIDE:
            left = x + dx - {"start": 0.0, "end": breadth, "middle": breadth / 2}[anchor]
            box = (left, y + dy - 10, left + breadth, y + dy + 2)
            if box[0] < 2 or box[2] > width - 2 or box[1] < 2 or box[3] > height - 2:
                continue
            if any(box[0] < b[2] and box[2] > b[0] and box[1] < b[3] and box[3] > b[1] for b in taken):
                continue
            taken.append(box)
            out.append(
                f'<text class="name" x="{x + dx:.1f}" y="{y + dy:.1f}" text-anchor="{anchor}">{escape(name)}</text>'
            )
            break
    return out
