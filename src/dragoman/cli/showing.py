"""``dragoman show``, ``brief`` and ``export``: the picture of a case, in the rows that every telling shares."""

from __future__ import annotations

import datetime as dt
import json
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
from dragoman.model import Scoring


class View(StrEnum):
    """What the picture has to show."""

    REGISTER = "register"
    CHRONOLOGY = "chronology"
    POSITIONS = "positions"
    RELATIONS = "relations"
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


ScoresOption = Annotated[
    str | None,
    typer.Option("--scores", metavar="TABLE", help="Relations: PLOVER 2.0, PLOVER 1.3 or Goldstein."),
]
HalfLifeOption = Annotated[
    int | None,
    typer.Option("--half-life", min=1, metavar="DAYS", help="Relations: days after which a move weighs half."),
]
StatementOption = Annotated[
    float | None, typer.Option("--statement-weight", min=0, help="Relations: weight of words, where a deed weighs 1.")
]
UndatedOption = Annotated[
    float | None,
    typer.Option("--undated-weight", min=0, help="Relations: further weight of what only its report's day places."),
]
AsOfOption = Annotated[str | None, typer.Option("--as-of", metavar="DAY", help="Relations: the last day that counts.")]


@app.command()
def show(
    view: Annotated[View, typer.Argument(help="What to show.")],
    case: CaseOption = DEFAULT_CASE,
    format: Annotated[
        Format, typer.Option("--format", help="table for people, the others for machines.")
    ] = Format.TABLE,
    why: Annotated[
        str | None,
        typer.Option("--why", metavar="N", help="The evidence of row N (or of an id) of this view."),
    ] = None,
    supplier: Annotated[str | None, typer.Option(help="Only this supplier: code or name.")] = None,
    recipient: Annotated[str | None, typer.Option(help="Only this recipient: code or name.")] = None,
    weapon: Annotated[str | None, typer.Option(help="Only weapons whose name holds this.")] = None,
    category: Annotated[str | None, typer.Option(help="Only this category: uav, armour, ship ...")] = None,
    status: Annotated[str | None, typer.Option(help="Only this status: considered, offered, ordered ...")] = None,
    type: Annotated[str | None, typer.Option(help="Only events of this type: accuse, consult, aid ...")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="Only from this day (YYYY, YYYY-MM, YYYY-MM-DD).")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Only up to this day.")] = None,
    text: Annotated[str | None, typer.Option(help="Only rows that hold these words, also in their quotes.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many rows.")] = None,
    scores: ScoresOption = None,
    half_life: HalfLifeOption = None,
    statement_weight: StatementOption = None,
    undated_weight: UndatedOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Show what the reports of a case say."""
    try:
        opened = _open(case)
    except _NothingYet as error:
        note(str(error))  # nothing to show is no failure
        return
    from dragoman.tell import terminal, terminal_events, views

    scoring = _scoring(scores, half_life, statement_weight, undated_weight, as_of)
    picture, reports = (opened.reckoned(scoring) if scoring else opened.picture), opened.reports()
    # a server's address may hold a password
    at = "" if case == DEFAULT_CASE or "://" in case else f" --case {shlex.quote(case)}"
    filters = views.Filters(
        supplier=supplier,
        recipient=recipient,
        weapon=weapon,
        category=category,
        status=status,
        type=type,
        since=since,
        until=until,
        text=text,
        limit=limit,
    )
    if why is not None and view is View.REGISTER:
        evidence = views.evidence(picture, reports, int(why) if why.isdecimal() else why)
        if format is Format.TABLE:
            terminal.evidence(evidence, at=at)
        else:
            _write_rows([evidence], format)
        return
    rows = getattr(views, f"{view.value}_rows")(picture, None if why else filters, reports)
    tables = terminal if hasattr(terminal, view.value) else terminal_events
    if why is not None:
        one = _SINGULAR.get(view)
        if one is None:
            raise UsageError("--why belongs to the register, the chronology, positions and relations")
        found = [row for row in rows if why in (str(row.number), row.id)]
        if not found:
            raise UsageError(
                f"there is no row {why}: {view.value} has {f'rows 1 to {len(rows)}' if rows else 'no rows'}"
            )
        if format is Format.TABLE:
            getattr(terminal_events, one)(found[0], at=at)
        else:
            _write_rows(found, format)
    elif format is not Format.TABLE:
        _write_rows(rows, format)
    elif view is View.RELATIONS:
        terminal_events.relations(rows, views.triads_rows(picture, filters, reports), at=at)
    else:
        getattr(tables, view.value)(rows, at=at)


_SINGULAR = {View.CHRONOLOGY: "event", View.POSITIONS: "position", View.RELATIONS: "relation"}


def _scoring(
    scores: str | None, half_life: int | None, statement: float | None, undated: float | None, as_of: str | None
) -> Scoring | None:
    """The scoring that the options ask for; None where they ask for nothing."""
    asked = {"table": scores, "half_life": half_life, "statement": statement, "undated": undated, "as_of": as_of}
    told = {name: value for name, value in asked.items() if value is not None}
    if as_of is not None:
        try:
            told["as_of"] = dt.date.fromisoformat(as_of).isoformat()
        except ValueError as error:
            raise UsageError(f"'{as_of}' is no day; write YYYY-MM-DD") from error
    return Scoring.model_validate(told) if told else None


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
    PLOVER = "plover"
    POLECAT = "polecat"
    GDELT = "gdelt"
    GRAPHML = "graphml"
    GEXF = "gexf"


@app.command()
def brief(
    output: Annotated[Path, typer.Option("-o", "--output", help="File to write: .html, .pdf or .md.")] = _BRIEF,
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
        Export,
        typer.Argument(
            help="csv: the register as one .csv file, or all views in a folder; jsonl: all views; plover, polecat, gdelt: "
            "events; graphml, gexf: the network of relations."
        ),
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="File or, for csv, also folder to write.")],
    case: CaseOption = DEFAULT_CASE,
    include_imprecise: Annotated[
        bool, typer.Option("--include-imprecise", help="gdelt: also events of which no day is told.")
    ] = False,
    scores: ScoresOption = None,
    half_life: HalfLifeOption = None,
    statement_weight: StatementOption = None,
    undated_weight: UndatedOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Write what a case shows for other programs."""
    opened = _open(case)
    from dragoman.tell import formats
    from dragoman.tell.formats import gdelt

    scoring = _scoring(scores, half_life, statement_weight, undated_weight, as_of)
    picture = opened.reckoned(scoring) if scoring else opened.picture
    reports = {r.id: r for r in opened.reports()}
    if include_imprecise and format is not Export.GDELT:
        raise UsageError("--include-imprecise belongs to: dragoman export gdelt")
    if format is Export.GDELT:
        written = gdelt.write(picture, reports, output, include_imprecise=include_imprecise)
    else:
        written = formats.WRITERS[format.value](picture, reports, output, None)
    for path in written:
        note(f"{path}: written")
        if path.name.endswith(".losses.json"):
            for what, number in json.loads(path.read_text(encoding="utf-8"))["left_out"].items():
                if number:
                    note(f"{what}: {number}" if what.startswith("kept") else f"left out, {what}: {number}")
