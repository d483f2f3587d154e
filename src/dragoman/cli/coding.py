"""``dragoman code``: events by a user's own dictionaries, one a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from dragoman.cli.run import REFUSED, PathsArgument, app, name_refused, note
from dragoman.errors import InputRefused, UsageError

BATCH = 32


@app.command()
def code(
    paths: PathsArgument,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File to write; default standard output.")
    ] = None,
) -> None:
    """Code events by your own dictionaries (--knowledge): source, target and code, one JSON object a line."""
    from dragoman import knowledge
    from dragoman.collect import collect

    own = knowledge.own_dictionaries()
    if own is None:
        raise UsageError(
            "there are no dictionaries to code by; put yours into a folder petrarch, for example mine/petrarch, and say "
            "dragoman --knowledge mine code PATH"
        )
    if own.problems:
        lines = "1 line" if len(own.problems) == 1 else f"{len(own.problems)} lines"
        note(f"dictionaries: {lines} cannot be used; dragoman --knowledge FOLDER doctor names them")
    if output and not output.absolute().parent.is_dir():
        raise UsageError(f"{output}: there is no folder {output.absolute().parent}; make it first")
    refused: list[InputRefused] = []
    stream = output.open("wb") if output else sys.stdout.buffer
    try:
        batch: list[Any] = []
        for item in collect(paths):
            if isinstance(item, InputRefused):
                refused.append(item)
                continue
            batch.append(item)
            if len(batch) == BATCH:
                stream.writelines(_lines(batch, own))
                batch = []
        stream.writelines(_lines(batch, own))
    finally:
        if output:
            stream.close()
    name_refused(refused)
    if refused:
        raise typer.Exit(REFUSED)


def _lines(reports: list[Any], own: Any) -> Iterator[bytes]:
    """One line an event; spans are offsets into the report's text."""
    from dragoman.read import annotate_many, dictionary_events

    for reading in annotate_many(reports):
        for event in dictionary_events.code(reading, own):
            told = dictionary_events.plain(reading, event)
            yield (json.dumps(told, ensure_ascii=False) + "\n").encode("utf-8")
