"""``dragoman read`` and ``dragoman findings``."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from dragoman.cli.run import (
    DEFAULT_CASE,
    INTERRUPTED,
    REFUSED,
    CaseOption,
    PathsArgument,
    app,
    name_refused,
    note,
    stderr,
)
from dragoman.errors import InputRefused, UsageError

FEW = 5  # reports for which a progress bar is not worth its lines
BATCH = 32


@app.command()
def read(paths: PathsArgument, case: CaseOption = DEFAULT_CASE) -> None:
    """Collect reports, read them, and keep what they say in a case file."""
    import dragoman

    opened = dragoman.open(case)
    begun = time.monotonic()
    before = opened.file.counts()
    try:
        with progress_bar() as show:
            outcome = opened.read(paths, on_progress=show)
    except KeyboardInterrupt:
        now = opened.file.counts()
        note(
            f"\ninterrupted: {now['reports']} reports are kept in {opened.file.name}, "
            f"{now['findings'] - before['findings']} of them read in this run; "
            "the same command goes on from here"
        )
        raise typer.Exit(INTERRUPTED) from None
    name_refused(outcome.refused)
    seconds = time.monotonic() - begun
    rate = f" ({outcome.read / seconds:.1f} a second)" if outcome.read > FEW else ""
    note(
        f"{opened.file.name}: {_count(outcome.added, 'new report')}, {outcome.read} read{rate}, "
        f"{_count(outcome.known, 'input')} known already, {len(outcome.refused)} refused; "
        f"{_count(opened.file.counts()['reports'], 'report')} in all"
    )
    if opened.file.counts()["reports"]:
        at = "" if case == DEFAULT_CASE else f" --case {opened.file.name}"
        note(f"next: dragoman show register{at}")
    opened.close()
    if outcome.refused:
        raise typer.Exit(REFUSED)


@app.command()
def findings(
    paths: PathsArgument,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File to write; default standard output.")
    ] = None,
) -> None:
    """Read reports without a case file: one JSON object a report, in input order."""
    from dragoman.case import read_safely
    from dragoman.collect import collect, count

    refused: list[InputRefused] = []
    written = 0
    total = count(paths)

    def batches() -> Iterator[list]:
        batch: list = []
        for item in collect(paths):
            if isinstance(item, InputRefused):
                refused.append(item)
                continue
            batch.append(item)
            if len(batch) == BATCH:
                yield batch
                batch = []
        if batch:
            yield batch

    if output and not output.absolute().parent.is_dir():
        raise UsageError(f"{output}: there is no folder {output.absolute().parent}; make it first")
    # the exchange form is UTF-8 with \n on every system and in every locale
    stream = output.open("wb") if output else sys.stdout.buffer
    try:
        with progress_bar() as show:
            for batch in batches():
                for found in read_safely(batch, refused):
                    stream.write((json.dumps(found.exchange(), ensure_ascii=False) + "\n").encode("utf-8"))
                    written += 1
                    show("read", written, total)
                stream.flush()
    except KeyboardInterrupt:
        note(f"\ninterrupted: the findings of {written} reports are written; run the command again for all of them")
        raise typer.Exit(INTERRUPTED) from None
    finally:
        if output:
            stream.close()
    name_refused(refused)
    if output:
        note(f"{output}: findings of {_count(written, 'report')}, {len(refused)} refused")
    if refused:
        raise typer.Exit(REFUSED)


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on standard error where that is a terminal and there are more than a few reports."""
    console = stderr()
    if not console.is_terminal:
        yield lambda stage, done, total: None
        return
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True) as bar:
        tasks: dict[str, tuple[int, float]] = {}
        words = {"collect": "collecting", "read": "reading"}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                if (total and total <= FEW) or (not total and done <= FEW):
                    return
                tasks[stage] = (
                    int(bar.add_task(words.get(stage, stage), total=total or None, rate="")),
                    time.monotonic(),
                )
            task, begun = tasks[stage]
            rate = done / max(time.monotonic() - begun, 0.001)
            # an estimate may have been too low; a finished stage with no known total is complete
            bar.update(task, completed=done, total=max(total, done) if total else None, rate=f"{rate:.1f}/s")  # type: ignore[arg-type]

        yield show


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
