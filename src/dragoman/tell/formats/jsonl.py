"""JSON and JSON Lines: the rows whole, quotes and offsets as they are, UTF-8."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO

from pydantic import BaseModel

from dragoman.errors import UsageError
from dragoman.model import Picture, Report
from dragoman.tell import views
from dragoman.tell.filters import Filters


def write(picture: Picture, reports: Mapping[str, Report], path: Path, filters: Filters | None = None) -> list[Path]:
    """Write every row of every view into one file, one a line; ``view`` names where a row belongs.

    :raises UsageError: the place cannot be written.
    """
    index = views.Index(picture, reports)
    rows: dict[str, Sequence[BaseModel]] = {
        "register": views.register_rows(picture, filters, index.reports),
        "statements": views.statements_rows(picture, filters, index.reports),
        "discrepancies": views.discrepancies_rows(picture, filters, index.reports),
        "sources": views.sources_rows(picture, filters, index.reports),
        "chronology": views.chronology_rows(picture, filters, index.reports),
        "positions": views.positions_rows(picture, filters, index.reports),
        "relations": views.relations_rows(picture, filters, index.reports),
        "triads": views.triads_rows(picture, filters, index.reports),
    }
    try:
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            for view, found in rows.items():
                for row in found:
                    stream.write(_dump({"view": view, **row.model_dump(mode="json")}) + "\n")
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror or error}); choose another place") from error
    return [path]


def write_rows(rows: Sequence[BaseModel], stream: TextIO, *, lines: bool = True) -> None:
    """Rows of one view: one a line, or one array."""
    plain = [row.model_dump(mode="json") for row in rows]
    if lines:
        stream.writelines(_dump(row) + "\n" for row in plain)
    else:
        stream.write(json.dumps(_whole(plain), ensure_ascii=False, indent=2) + "\n")


def _dump(row: dict[str, object]) -> str:
    return json.dumps(_whole(row), ensure_ascii=False)


def _whole(value: object) -> object:
    """The value without lone surrogates, which no UTF-8 file can hold."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {key: _whole(part) for key, part in value.items()}
    return [_whole(part) for part in value] if isinstance(value, list | tuple) else value
