"""CSV for spreadsheets: UTF-8, one header line, no cell that a spreadsheet would run.

A folder gets ``register.csv``, ``evidence.csv`` (one line a quote of a value), ``statements.csv``,
``discrepancies.csv`` (one line a side), ``sources.csv`` (one line a report), ``chronology.csv``, ``positions.csv`` (one line a
statement on a matter), ``relations.csv`` (one line a move, so that curves can be done by hand) and ``triads.csv``; a path that ends in ``.csv`` gets the
register alone.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from pydantic import BaseModel

from dragoman.errors import UsageError
from dragoman.model import Picture, Report
from dragoman.tell import safe, views
from dragoman.tell.filters import Filters
from dragoman.tell.rows import PositionRow, Quote, RelationRow

Line = dict[str, object]
QUOTE = ("report", "outlet", "published", "url", "sha256")


def write(picture: Picture, reports: Mapping[str, Report], path: Path, filters: Filters | None = None) -> list[Path]:
    """Write the picture, or what ``filters`` take of it.

    :returns: the files written.
    :raises UsageError: the place cannot be written.
    """
    try:
        if path.suffix.lower() == ".csv":
            with path.open("w", encoding="utf-8", newline="") as stream:
                write_rows(views.register_rows(picture, filters, reports), stream)
            return [path]
        path.mkdir(parents=True, exist_ok=True)
        written = []
        for name, lines in _tables(picture, reports, filters).items():
            with (path / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
                _write(lines, HEADS[name], stream)
            written.append(path / f"{name}.csv")
        return written
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror or error}); choose another place") from error


def write_rows(rows: Sequence[BaseModel], stream: TextIO) -> None:
    """Rows of one view, with what they rest on folded into one column of quotes.

    Of positions one line a statement, of relations one line a move.
    """
    if not rows:
        return
    if all(isinstance(row, PositionRow) for row in rows):
        _write([line for row in rows for line in position_lines(row)], HEADS["positions"], stream)  # type: ignore[arg-type]
    elif all(isinstance(row, RelationRow) for row in rows):
        _write([line for row in rows for line in relation_lines(row)], HEADS["relations"], stream)  # type: ignore[arg-type]
    else:
        _write([_flat(row) for row in rows], list(_flat(rows[0])), stream)


HEADS: dict[str, list[str]] = {
    "register": [
        "number", "id", "supplier", "recipient", "supplier_name", "recipient_name", "weapon", "category", "status",
        "mode", "denied", "quantity", "quantity_low", "quantity_high", "quantity_estimate", "value", "value_low",
        "value_high", "currency", "when", "when_edtf", "when_first", "when_last", "contested", "sources",
        "report_count", "sources_text", "grade", "grade_reason", "review", "demonstration", "reports",
        "discrepancies", "quotes",
    ],
    "evidence": [
        "deal", "id", "field", "value", "best", "credibility", "sources", *QUOTE, "start", "end", "words", "quote",
    ],
    "statements": [
        "number", "id", "speaker", "side", "side_name", "about", "about_name", "stance", "direct", "quote", "published",
        "sources", "report_count", "sources_text", "reports", "quotes",
    ],
    "discrepancies": [
        "number", "id", "kind", "severity", "deal", "deal_number", "about", "explanation", "settled", "value", "source",
        *QUOTE, "start", "end", "quote",
    ],
    "sources": [
        "number", "id", "grade", "grade_reason", "report_count", "deals", "report", "outlet", "title", "published",
        "url", "sha256", "demonstration", "of", "kind", "reason",
    ],
    "chronology": [
        "number", "id", "actor", "type", "target", "actor_name", "target_name", "actor_sectors", "target_sectors", "mode",
        "quad", "cameo", "when", "when_edtf", "when_first", "when_last", "reported", "marks", "deal", "deal_number",
        "sources", "report_count", "sources_text", "demonstration", "reports", "why_joined", "quotes",
    ],
    "positions": [
        "number", "id", "actor", "actor_name", "side", "kind", "matter", "matter_name", "place", "stance", "turns", "how",
        "basis", "toward", "when", "when_edtf", "reported", "quote", "sources", "report_count", "reports", "demonstration",
    ],
    "relations": [
        "number", "pair", "day", "placed", "kind", "ids", "actor", "target", "what", "table", "score", "weight",
        "half_life", "level_of_day", "tone_of_day", "gap", "sources_in_gap", "as_of", "adds_on_last_day", "level", "sources",
        "quotes",
    ],
    "triads": ["number", "states", "kind", "balanced", "pivot", "text", "signs", "pairs"],
}  # fmt: skip


def _tables(picture: Picture, reports: Mapping[str, Report], filters: Filters | None) -> dict[str, list[Line]]:
    index = views.Index(picture, reports)
    register = views.register_rows(picture, filters, reports)
    taken = {row.id for row in register}
    found = [views.deal_evidence(index, deal) for deal in index.deals if deal.id in taken]
    return {
        "register": [_flat(row) for row in register],
        "evidence": [
            {
                "deal": deal.row.number, "id": deal.row.id, "field": attribute.field, "value": claim.value,
                "best": attribute.best, "credibility": attribute.credibility, "sources": claim.sources, **_cited(quote),
                "words": " … ".join(quote.quote[m.start : m.end] for m in quote.marks),
            }
            for deal in found for attribute in deal.attributes for claim in attribute.claims for quote in claim.quotes
        ],
        "statements": [_flat(row) for row in views.statements_rows(picture, filters, reports)],
        "discrepancies": [
            {
                **row.model_dump(mode="json", exclude={"sides"}), "value": side.value, "source": side.source,
                **(_cited(side.quote) if side.quote else {"quote": side.text}),
            }
            for row in views.discrepancies_rows(picture, filters, reports) for side in row.sides
        ],
        "sources": [
            {**row.model_dump(mode="json", exclude={"members"}), **member.model_dump(mode="json")}
            for row in views.sources_rows(picture, filters, reports) for member in row.members
        ],
        "chronology": [_flat(row) for row in views.chronology_rows(picture, filters, reports)],
        "positions": [line for row in views.positions_rows(picture, filters, reports) for line in position_lines(row)],
        "relations": [line for row in views.relations_rows(picture, filters, reports) for line in relation_lines(row)],
        "triads": [_flat(row) for row in views.triads_rows(picture, filters, reports)],
    }  # fmt: skip


def position_lines(row: PositionRow) -> list[Line]:
    """One line a statement; ``turns`` says where the line turns."""
    whole = row.model_dump(
        mode="json", include={"number", "id", "actor", "actor_name", "side", "kind", "matter", "matter_name"}
    )
    turned = {id(turn.after) for turn in row.turns}
    return [
        {**whole, **stand.model_dump(mode="json", exclude={"evidence"}), "place": place, "turns": id(stand) in turned}
        for place, stand in enumerate(row.stands, 1)
    ]


def relation_lines(row: RelationRow) -> list[Line]:
    """One line a move: the level of a day is the sum of score x weight x 0.5 ** (days since / half_life) up to it."""
    return [
        {
            "number": row.number, "pair": row.id, "day": point.day, "placed": move.placed, "kind": move.kind,
            "ids": list(move.ids), "actor": move.actor, "target": move.target, "what": move.what, "table": row.table,
            "score": move.score, "weight": move.weight, "half_life": row.half_life, "level_of_day": point.level,
            "tone_of_day": point.tone, "gap": point.gap, "sources_in_gap": point.sources, "as_of": row.as_of,
            "adds_on_last_day": move.level, "level": row.level, "sources": move.sources,
            "quotes": [quote.quote for quote in move.evidence],
        }
        for point in row.points for move in point.moves
    ]  # fmt: skip


def _flat(row: BaseModel) -> Line:
    plain = row.model_dump(mode="json", exclude={"evidence", "sides", "members", "attributes", "steps"})
    for name in ("evidence", "sides", "members"):
        parts = getattr(row, name, None)
        if parts is not None:
            texts = (getattr(p, "quote", None) or getattr(p, "text", None) or getattr(p, "report", "") for p in parts)
            plain["quotes" if name == "evidence" else name] = [t.quote if isinstance(t, Quote) else t for t in texts]
    if isinstance(plain.get("row"), dict):  # a deal's evidence: its register row
        plain = {**plain.pop("row"), **plain}
    return plain


def _cited(quote: Quote) -> Line:
    plain = {name: getattr(quote, name) for name in QUOTE}
    return {**plain, "start": quote.span.start, "end": quote.span.end, "quote": quote.quote}


def _write(lines: Iterable[Line], head: list[str], stream: TextIO) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(head)
    for line in lines:
        writer.writerow([_cell(line.get(name)) for name in head])


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return value
    if isinstance(value, list | tuple):
        value = " | ".join(part if isinstance(part, str) else str(part) for part in value)
    return safe.cell(str(value))
