"""The app, its common options, and how errors end a run."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from dragoman import __version__
from dragoman.errors import DragomanError, InputRefused

REFUSED, USAGE, INTERRUPTED = 1, 2, 130

app = typer.Typer(
    name="dragoman",
    help="Reads reports about arms transfers and keeps the cited record.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

CaseOption = Annotated[
    str, typer.Option("--case", envvar="DRAGOMAN_CASE", metavar="FILE", help="Case file, or postgresql://... address.")
]
PathsArgument = Annotated[
    list[str], typer.Argument(metavar="PATH...", help="Files, folders, patterns, or - for standard input.")
]
DEFAULT_CASE = "case.dragoman"


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    knowledge: Annotated[
        Path | None,
        typer.Option(
            "--knowledge",
            envvar="DRAGOMAN_KNOWLEDGE",
            metavar="FOLDER",
            help="Your own knowledge files and, in its folder petrarch, your own event dictionaries.",
        ),
    ] = None,
) -> None:
    if knowledge is not None:
        from dragoman.knowledge import use

        use(knowledge)


def note(text: str) -> None:
    """A line for the person, on standard error, so that standard output stays data."""
    print(text, file=sys.stderr, flush=True)


def stderr() -> Console:
    """Console for progress, on standard error."""
    return Console(file=sys.stderr, highlight=False)


def name_refused(refused: list[InputRefused]) -> None:
    """Name each refused input with its reason."""
    for one in refused:
        note(f"refused: {_one_line(one.source)}: {_one_line(one.reason)}")


def _one_line(text: str) -> str:
    """Inputs' names are not ours: nothing in them may steer a terminal."""
    return "".join(c if c.isprintable() else "\ufffd" for c in " ".join(text.split()))


def case_is_there(case: str) -> bool:
    """Whether a case may exist: a file that does, or a server's address."""
    return "://" in case or Path(case).exists()


def main() -> None:
    """The command ``dragoman``."""
    try:
        code = app(standalone_mode=False)
    except typer.Abort:
        code = INTERRUPTED
    except KeyboardInterrupt:
        note("interrupted")
        code = INTERRUPTED
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - else Python complains once more at exit
        code = 0
    except DragomanError as error:
        note(f"dragoman: {_one_line(str(error))}")
        code = USAGE
    except Exception as error:
        if hasattr(error, "format_message"):  # Click's usage errors
            if isinstance(getattr(error, "message", None), str):
                error.message = error.message.replace("Value error, ", "")  # type: ignore[attr-defined]
            error.show()  # type: ignore[attr-defined]
            code = USAGE
        else:
            raise
    sys.exit(code if isinstance(code, int) else 0)
