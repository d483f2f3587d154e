"""JSON (an object or a list), JSON Lines (one report a line) and CSV (one report a row).

Keys: ``text``, and where known ``id`` (or ``ref``), ``url``, ``title``, ``published``, ``outlet``, ``author``,
``language``, ``demonstration``; others are passed over. ``text`` is kept as it is, character by character.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from dragoman.collect import limits, plain
from dragoman.collect.original import Original, make_report
from dragoman.errors import InputRefused
from dragoman.model import Report

EXTRACTOR = "records/1"
_TEXT_KEYS = ("text", "body", "content")
_EMPTY = "holds no records; write one object (or row) with a 'text' a report"


def json_reports(original: Original) -> Iterator[Report | InputRefused]:
    """Reports of a JSON file: one object, a list of objects, or (whatever its name) one object a line."""
    text, _ = limits.decode(original.data, original.path)
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        if looks_like_lines(text):
            yield from _lines(original, text)
        else:
            yield InputRefused(original.path, f"{_fault(error)}; mend it or save it as one object a line")
        return
    if whole == []:
        yield InputRefused(original.path, _EMPTY)
        return
    for number, record in enumerate(whole if isinstance(whole, list) else [whole], 1):
        place = f"#{number}" if isinstance(whole, list) else ""
        yield _one(original, record, place, original.path + place)


def line_reports(original: Original) -> Iterator[Report | InputRefused]:
    """Reports of a JSON Lines file; a broken line is refused by its number and the others go on."""
    text, _ = limits.decode(original.data, original.path)
    yield from _lines(original, text)


def looks_like_lines(text: str) -> bool:
    """Whether the first two lines that are not empty are JSON objects each."""
    head = [line for line in text[:2_000_000].split("\n") if line.strip()][:2]
    return (len(head) == 2 and all(_object(line) for line in head)) or (len(head) == 1 and _object(head[0]))


def _object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _fault(error: Exception) -> str:
    return "JSON nested too deeply to read" if isinstance(error, RecursionError) else f"no valid JSON ({error})"


def _lines(original: Original, text: str) -> Iterator[Report | InputRefused]:
    if not text.strip():
        yield InputRefused(original.path, _EMPTY)
    # only at \n: str.splitlines would also cut at U+2028, which may stand inside a JSON string
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        name = f"{original.path} line {number}"
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield InputRefused(name, f"{_fault(error)}; mend the line")
            continue
        yield _one(original, record, f"#{number}", name)


def csv_reports(original: Original) -> Iterator[Report | InputRefused]:
    """Reports of a CSV file with a header row that names a ``text`` column."""
    text, _ = limits.decode(original.data, original.path)
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t|", key=header.count)
    csv.field_size_limit(limits.MAX_BYTES)
    try:
        rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows.fieldnames = [(name or "").strip() for name in rows.fieldnames or ()]
        if not any(name.lower() in _TEXT_KEYS for name in rows.fieldnames):
            yield InputRefused(original.path, "has no column named 'text'; name the column with the texts so")
            return
        number = 0
        for number, row in enumerate(rows, 1):
            record: dict[str, object] = {k.lower(): v for k, v in row.items() if isinstance(k, str)}
            if str(record.get("demonstration", "")).lower() in ("true", "yes", "1"):
                record["demonstration"] = True
            yield _one(original, record, f"#{number}", f"{original.path} row {number}")
        if not number:
            yield InputRefused(original.path, _EMPTY)
    except csv.Error as error:
        yield InputRefused(original.path, f"no valid CSV ({error}); save it again or as JSON Lines")


def _one(original: Original, record: object, place: str, name: str) -> Report | InputRefused:
    if not isinstance(record, dict):
        return InputRefused(name, "is no JSON object; write one object with a 'text' a report")
    text = next((record[k] for k in _TEXT_KEYS if isinstance(record.get(k), str)), None)
    if text is None:
        return InputRefused(name, "has no 'text'; add the report's text under that key")
    fields, taken = plain.metadata(record, "record")
    try:
        return make_report(
            limits.storable(text),
            original.origin(EXTRACTOR, place),
            own_id=plain.own_id(record),
            fields=fields,
            taken_from=taken,
            demonstration=record.get("demonstration") is True,
        )
    except InputRefused as refused:
        return InputRefused(name, refused.reason)
