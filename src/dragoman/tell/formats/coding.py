"""What the exports of event data share: codes of actors, one day for an event, and the note of what is lost."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from dragoman.errors import UsageError
from dragoman.knowledge import homes
from dragoman.tell import safe
from dragoman.tell.rows import EventRow

DAY, FIRST, LAST = "day", "first day of the span told", "last day of a span whose beginning is not told"
REPORT = "day of the first report; the text tells none"


def day_of(row: EventRow) -> tuple[str, str] | None:
    """One day for an event and how it was come by; None where nothing is known."""
    if row.when_first and row.when_first == row.when_last:
        return row.when_first, DAY
    if row.when_first:
        return row.when_first, FIRST
    if row.when_last:
        return row.when_last, LAST
    return (row.reported, REPORT) if row.reported else None


def country(actor: str) -> str:
    """The state of an actor: its own, where a group is based, whose maker it is; '' where none is known."""
    return homes.home(actor)


def name(actor: str) -> str:
    """The name of an actor on one line; a spreadsheet runs nothing of it."""
    from dragoman.tell import values

    return text(values.actor(actor))


def text(words: str) -> str:
    """Words of a report for one field of a table with tabs."""
    return safe.cell(safe.line(words))


def write_table(path: Path, head: Sequence[str] | None, lines: Iterable[Sequence[object]]) -> int:
    """Write a table with tabs; gives the number of lines.

    :raises UsageError: the place cannot be written.
    """
    count = 0
    try:
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            if head:
                stream.write("\t".join(head) + "\n")
            for line in lines:
                stream.write("\t".join("" if value is None else str(value) for value in line) + "\n")
                count += 1
    except OSError as error:
        raise not_written(path, error) from error
    return count


def losses(path: Path, format: str, rows: int, cannot: Sequence[str], left_out: Mapping[str, int]) -> Path:
    """Write beside an export what it cannot carry and what was left out; gives the file's path."""
    beside = path.with_name(path.name + ".losses.json")
    told = {"format": format, "rows": rows, "cannot_carry": list(cannot), "left_out": dict(left_out)}
    try:
        beside.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise not_written(beside, error) from error
    return beside


def not_written(path: Path, error: OSError) -> UsageError:
    return UsageError(f"{path}: cannot be written ({error.strerror or error}); choose another place")
