"""``dragoman show``, ``brief`` and ``export``: the picture of a case, in the rows that every telling shares."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel

from dragoman.case import Case
from dragoman.casefile.database import printable
from dragoman.cli.run import DEFAULT_CASE, CaseOption, app, case_is_there, note
from dragoman.errors import CaseError, UsageError


class View(StrEnum):
    """What the picture has to show. Others join when the picture has them."""

    REGISTER = "register"
    STATEMENTS = "statements"
    DISCREPANCIES = "discrepancies"
    SOURCES = "sources"


class _NothingYet(CaseError):
    """The case has nothing to show yet."""


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
    try:
        opened = _open(case)
    except _NothingYet as error:
        note(str(error))  # nothing to show is no failure
        return
    from dragoman.tell import terminal, views

    picture, reports = opened.picture, opened.reports()
    # a server's address may hold a password
    at = "" if case == DEFAULT_CASE or "://" in case else f" --case {shlex.quote(case)}"
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
            terminal.evidence(evidence, at=at)
        else:
            _write_rows([evidence], format)
        return
    rows = getattr(views, f"{view.value}_rows")(picture, filters, reports)
    if format is Format.TABLE:
        getattr(terminal, view.value)(rows, at=at)
    else:
        _write_rows(rows, format)


def _write_rows(rows: Sequence[BaseModel], format: Format) -> None:
    """Rows for machines on standard output: UTF-8 and plain line ends on every system."""
    from dragoman.tell.formats import csv, jsonl

    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    if format is Format.CSV:
        csv.write_rows(rows, sys.stdout)
    else:
        jsonl.write_rows(rows, sys.stdout, lines=format is Format.JSONL)


def _open(case: str) -> Case:
    """The case, open.

    :raises _NothingYet: there is none, or it holds no reports yet; says how to begin.
    """
    if not case_is_there(case):
        raise _NothingYet(f"{case}: no case yet; read some reports first: {_how(case)}")
    import dragoman

    opened: Case = dragoman.open(case, create=False)
    if not opened.file.counts()["reports"]:
        raise _NothingYet(f"{opened.file.name}: holds no reports yet; read some first: {_how(case)}")
    return opened


def _how(case: str) -> str:
    return "dragoman read PATH..." + ("" if case == DEFAULT_CASE else f" --case {printable(case)}")


_BRIEF = Path("brief.html")


class Export(StrEnum):
    """Forms of a case for other programs."""

    CSV = "csv"
    JSONL = "jsonl"


@app.command()
def brief(
    output: Annotated[Path, typer.Option("-o", "--output", help="File to write: .html or .md.")] = _BRIEF,
    case: CaseOption = DEFAULT_CASE,
) -> None:
    """Write a brief of the case: register, discrepancies, sources, every value with its quote."""
    opened = _open(case)
    from dragoman.tell import brief as writer

    writer.write(opened.picture, {r.id: r for r in opened.reports()}, output)
    note(f"{output}: written; open it in a browser" if output.suffix == ".html" else f"{output}: written")


@app.command()
def export(
    format: Annotated[
        Export, typer.Argument(help="csv: the register as one .csv file, or all views in a folder; jsonl: all views.")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="File or, for csv, also folder to write.")],
    case: CaseOption = DEFAULT_CASE,
) -> None:
    """Write what a case shows for other programs."""
    opened = _open(case)
    from dragoman.tell.formats import csv, jsonl

    writer = {Export.CSV: csv, Export.JSONL: jsonl}[format]
    for path in writer.write(opened.picture, {r.id: r for r in opened.reports()}, output):
        note(f"{path}: written")
