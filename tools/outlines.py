"""Writes src/dragoman/tell/data/outlines.json: outlines and places of states for the map, from Natural Earth.

    npm pack world-atlas@2.0.2 && python tools/outlines.py world-atlas-2.0.2.tgz

Natural Earth (naturalearthdata.com) is in the public domain; world-atlas, by Mike Bostock, holds it as TopoJSON. Outlines
are those of 1:110m; states too small for them have a place from 1:50m. The projection is Equal Earth.
"""

from __future__ import annotations

import itertools
import json
import math
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

from babel.core import get_global

from dragoman import knowledge

WIDTH = 4000  # of the whole world, in the units of the file
SCALE = WIDTH / (2 * 2.706630)
HEIGHT = round(2 * 1.317364 * SCALE)
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
OWN = {"Kosovo": "XKX"}  # lands without a number of their own; others stay nameless
SMALLEST = 14  # units: smaller islands of a state are left out
OUT = Path(__file__).resolve().parents[1] / "src/dragoman/tell/data/outlines.json"

Point = tuple[float, float]


def project(longitude: float, latitude: float) -> Point:
    """Equal Earth, y downwards."""
    phi, lam = math.radians(latitude), math.radians(longitude)
    t = math.asin(math.sqrt(3) / 2 * math.sin(phi))
    x = 2 * math.sqrt(3) * lam * math.cos(t) / (3 * (9 * A4 * t**8 + 7 * A3 * t**6 + 3 * A2 * t**2 + A1))
    y = A4 * t**9 + A3 * t**7 + A2 * t**3 + A1 * t
    return WIDTH / 2 + x * SCALE, HEIGHT / 2 - y * SCALE


def rings(atlas: dict, geometry: dict) -> Iterator[list[Point]]:
    """Outer rings of a geometry, cut where the map ends, projected."""
    sx, sy = atlas["transform"]["scale"]
    tx, ty = atlas["transform"]["translate"]

    def arc(number: int) -> list[Point]:
        x = y = 0
        out = []
        for dx, dy in atlas["arcs"][number if number >= 0 else ~number]:
            x, y = x + dx, y + dy
            out.append((x * sx + tx, y * sy + ty))
        return out if number >= 0 else out[::-1]

    whole = geometry.get("arcs", [])
    for polygon in whole if geometry["type"] == "MultiPolygon" else [whole]:
        for ring in polygon[:1]:
            points: list[Point] = []
            for number in ring:
                points += arc(number)[1 if points else 0 :]
            whole_ring = unwound(points)
            for turn in (0, 360, -360):
                part = clipped([(x + turn, y) for x, y in whole_ring])
                if len(part) > 2:
                    yield [project(x, y) for x, y in part]


def unwound(ring: list[Point]) -> list[Point]:
    """A ring over the date line without jumps: longitudes may leave ±180."""
    out, turn = ring[:1], 0.0
    for (x1, _), (x2, y2) in itertools.pairwise(ring):
        turn += -360 if x2 - x1 > 180 else 360 if x1 - x2 > 180 else 0
        out.append((x2 + turn, y2))
    return out


def clipped(ring: list[Point]) -> list[Point]:
    """What of a ring lies between ±180 (Sutherland and Hodgman)."""
    for sign in (1, -1):
        out: list[Point] = []
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
            inside, following = sign * x1 <= 180, sign * x2 <= 180
            if inside:
                out.append((x1, y1))
            if inside != following:
                share = (sign * 180 - x1) / (x2 - x1)
                out.append((sign * 180.0, y1 + (y2 - y1) * share))
        ring = out
    return ring


def area(ring: list[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def middle(ring: list[Point]) -> tuple[int, int]:
    """Centre of gravity of a ring."""
    whole = area(ring) or 1e-9
    x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x1 * y2 - x2 * y1
        x, y = x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return round(x / (6 * whole)), round(y / (6 * whole))


def drawn(ring: list[Point]) -> str:
    """A ring as a path in whole units, each point told from the last."""
    last, out = None, []
    for x, y in ((round(x), round(y)) for x, y in ring):
        if last is None:
            out.append(f"M{x} {y}l")
        elif (x, y) != last:
            out.append(f"{x - last[0]} {y - last[1]}")
        last = (x, y)
    return out[0] + " ".join(out[1:]) + "z"


def codes() -> dict[str, str]:
    """ISO numbers of states with their codes of three letters, as CLDR has them."""
    aliases = get_global("territory_aliases")
    known = knowledge.load().states  # CLDR has codes out of use as well
    three = {v[0]: k for k, v in aliases.items() if k in known and len(v) == 1}
    return {k: three[v[0]] for k, v in aliases.items() if k.isdecimal() and len(v) == 1 and v[0] in three}


def main(archive: str) -> None:
    with tarfile.open(archive) as tar:
        coarse, fine = (json.load(tar.extractfile(f"package/countries-{n}.json")) for n in ("110m", "50m"))  # type: ignore[arg-type]
    iso, states, land = codes(), {}, []
    for atlas, outlined in ((coarse, True), (fine, False)):
        for geometry in atlas["objects"]["countries"]["geometries"]:
            name = geometry["properties"]["name"]
            code = OWN.get(name) or iso.get(str(geometry.get("id", "")).zfill(3))
            found = sorted(rings(atlas, geometry), key=lambda r: -abs(area(r)))
            if not found or code in states or code == "ATA":  # the ice around the pole is no ring on this map
                continue
            kept = [r for i, r in enumerate(found) if i == 0 or abs(area(r)) > SMALLEST]
            xs, ys = ([p[k] for r in kept for p in r] for k in (0, 1))
            entry: dict[str, object] = {"at": middle(found[0])}
            if outlined:
                entry["box"] = [math.floor(min(xs)), math.floor(min(ys)), math.ceil(max(xs)), math.ceil(max(ys))]
                entry["d"] = "".join(drawn(r) for r in kept)
            if code:
                states[code] = entry
            elif outlined:
                land.append(entry)
    told = {"width": WIDTH, "height": HEIGHT, "states": dict(sorted(states.items())), "land": land}
    OUT.write_text(json.dumps(told, separators=(",", ":")) + "\n", encoding="utf-8")
    print(
        f"{OUT.name}: {len(states)} states, {sum('d' in s for s in states.values())} outlined, {OUT.stat().st_size:,} bytes"
    )


if __name__ == "__main__":
    main(sys.argv[1])
