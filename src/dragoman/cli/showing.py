"""``dragoman show``, ``brief`` and ``export``: the picture of a case, in the rows that every telling shares."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel

from dragoman.case import Case
from dragoman.cli.run import DEFAULT_CASE, CaseOption, app, case_is_there, note
from dragoman.errors import UsageError


class View(StrEnum):
    """What the picture has to show. Others join when the picture has them."""

    REGISTER = "register"
    STATEMENTS = "statements"
    DISCREPANCIES = "discrepancies"
    SOURCES = "sources"


class Format(StrEnum):
    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


@app.command()
def show(
    view: Annotated[View, typer.Argument(help="What to show.")],
    case: CaseOption = DEFAULT_CASE,
    format: Annotated[
        Format, typer.Option("--format", help="table for people, the others for machines.")
    ] = Format.TABLE,
    why: Annotated[
        str | None,
        typer.Option("--why", metavar="N", help="The evidence of row N of the register (or of a deal's id)."),
    ] = None,
    supplier: Annotated[str | None, typer.Option(help="Only this supplier: code or name.")] = None,
    recipient: Annotated[str | None, typer.Option(help="Only this recipient: code or name.")] = None,
    weapon: Annotated[str | None, typer.Option(help="Only weapons whose name holds this.")] = None,
    category: Annotated[str | None, typer.Option(help="Only this category: uav, armour, ship ...")] = None,
    status: Annotated[str | None, typer.Option(help="Only this status: considered, offered, ordered ...")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="Only from this day (YYYY, YYYY-MM, YYYY-MM-DD).")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Only up to this day.")] = None,
    text: Annotated[str | None, typer.Option(help="Only rows that hold these words, also in their quotes.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many rows.")] = None,
) -> None:
    """Show what the reports of a case say."""
    opened = _open(case)
    if opened is None:
        return
    from dragoman.tell import terminal, views

    picture, reports = opened.picture, opened.reports()
    filters = views.Filters(
        supplier=supplier,
        recipient=recipient,
        weapon=weapon,
        category=category,
        status=status,
        since=since,
        until=until,
        text=text,
        limit=limit,
    )
    if why is not None:
        if view is not View.REGISTER:
            raise UsageError("--why belongs to: dragoman show register --why N")
        evidence = views.evidence(picture, reports, int(why) if why.isdecimal() else why)
        if format is Format.TABLE:
            terminal.evidence(evidence)
        else:
            write_rows([evidence], format)
        return
    rows = getattr(views, f"{view.value}_rows")(picture, filters, reports)
    if format is Format.TABLE:
        getattr(terminal, view.value)(rows)
    else:
        write_rows(rows, format)


def write_rows(rows: Sequence[BaseModel], format: Format) -> None:
    """Rows for machines on standard output, in UTF-8."""
    out = sys.stdout
    if hasattr(out, "reconfigure"):
        out.reconfigure(encoding="utf-8", newline="\n")
    plain = [row.model_dump(mode="json") for row in rows]
    if format is Format.JSON:
        out.write(json.dumps(plain, ensure_ascii=False, indent=2) + "\n")
    elif format is Format.JSONL:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in plain)
    elif plain:
        writer = csv.DictWriter(out, list(plain[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({k: _cell(v) for k, v in row.items()} for row in plain)


def _cell(value: object) -> object:
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        value = "; ".join(value)
    elif isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False)
    # a spreadsheet would run a cell that begins so
    return "'" + value if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _open(case: str) -> Case | None:
    """The case, or None after saying that it holds nothing yet."""
    at = "" if case == DEFAULT_CASE else f" --case {case}"
    if not case_is_there(case):
        note(f"{case}: no case yet. Read some reports first:\n    dragoman read PATH...{at}")
        return None
    import dragoman

    opened: Case = dragoman.open(case, create=False)
    if not opened.file.counts()["reports"]:
        note(f"{case}: holds no reports yet. Read some first:\n    dragoman read PATH...{at}")
        return None
    return opened


_BRIEF = Path("brief.html")


class Export(StrEnum):
    """Forms of the whole register for other programs."""

    CSV = "csv"


@app.command()
def brief(
    output: Annotated[Path, typer.Option("-o", "--output", help="File to write: .html or .md.")] = _BRIEF,
    case: CaseOption = DEFAULT_CASE,
) -> None:
    """Write a brief of the case: register, discrepancies, sources, every value with its quote."""
    opened = _open(case)
    if opened is None:
        return
    from dragoman.tell import brief as writer

    _check_folder(output)
    writer.write(opened.picture, {r.id: r for r in opened.reports()}, output)
    note(f"{output}: written; open it in a browser" if output.suffix == ".html" else f"{output}: written")


@app.command()
def export(
    format: Annotated[Export, typer.Argument(help="csv: the register, one deal a row.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="File to write.")],
    case: CaseOption = DEFAULT_CASE,
) -> None:
    """Write the register for another program."""
    opened = _open(case)
    if opened is None:
        return
    from dragoman.tell.formats import csv as writer

    _check_folder(output)
    writer.write(opened.picture, {r.id: r for r in opened.reports()}, output)
    note(f"{output}: written")


def _check_folder(output: Path) -> None:
    if output.is_dir():
        raise UsageError(f"{output}: a folder; name a file in it")
    if not output.absolute().parent.is_dir():
        raise UsageError(f"{output}: there is no folder {output.absolute().parent}; make it first")
