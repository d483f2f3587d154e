"""``dragoman explain``: how a report was read, sentence by sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.run import REFUSED, PathsArgument, app, name_refused, note
from dragoman.errors import InputRefused, UsageError


@app.command()
def explain(
    paths: PathsArgument,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write one page (.html) instead of printing.")
    ] = None,
    sentence: Annotated[int | None, typer.Option("--sentence", metavar="N", min=1, help="Only this sentence.")] = None,
) -> None:
    """Show how reports are read: names, clauses, what each finding rests on, and why there is none."""
    from dragoman.collect import collect
    from dragoman.read.explain import explain_many
    from dragoman.tell import explaining

    if html is not None and html.suffix.lower() not in (".html", ".htm"):
        raise UsageError(f"{html}: an explanation is written as .html; name the file so")
    reports, refused = [], []
    for item in collect(paths):
        (refused if isinstance(item, InputRefused) else reports).append(item)  # type: ignore[attr-defined]
    if sentence is not None and len(reports) > 1:
        raise UsageError(f"--sentence needs one report; there are {len(reports)}")
    if html is not None:
        explaining.write(list(explain_many(reports)), html, sentence)
        note(f"{html}: written; open it in a browser")
    else:
        for told in explain_many(reports):
            explaining.terminal(told, sentence)
    name_refused(refused)
    if refused:
        raise typer.Exit(REFUSED)
