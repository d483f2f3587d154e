"""``dragoman doctor``: versions, model, knowledge, database; what is missing and how to get it."""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

import typer

from dragoman import __version__
from dragoman.cli.run import DEFAULT_CASE, REFUSED, CaseOption, app, case_is_there
from dragoman.errors import DragomanError

_LIBRARIES = ("spacy", "pydantic", "sqlalchemy", "alembic", "trafilatura", "htmldate", "pypdf", "py3langid", "typer")
_OPTIONAL = (("psycopg", "a case on PostgreSQL", "pip install 'psycopg[binary]'"),)


@app.command()
def doctor(case: CaseOption = DEFAULT_CASE) -> None:
    """Tell versions, language model, knowledge and case; what is missing and how to get it."""
    sound = True
    for good, part, told in _checks(case):
        typer.echo(f"{'ok ' if good else 'BAD'}  {part:<12} {told}")
        sound = sound and good
    if not sound:
        raise typer.Exit(REFUSED)


def _checks(case: str) -> Iterator[tuple[bool, str, str]]:
    """(sound, part, what is there or what to do)"""
    yield True, "dragoman", f"{__version__}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    for name in _LIBRARIES:
        try:
            yield True, name, version(name)
        except PackageNotFoundError:
            yield False, name, f"missing; install it with: pip install {name}"
    yield _reader()
    yield _knowledge()
    yield from _overlay()
    yield _case(case)
    for name, purpose, how in _OPTIONAL:
        try:
            yield True, name, version(name)
        except PackageNotFoundError:
            yield True, name, f"not installed; only needed for {purpose}: {how}"


def _reader() -> tuple[bool, str, str]:
    try:
        from dragoman import read
        from dragoman.model import Report

        found = read.read(Report(id="doctor", text="Norway delivered 54 tanks to Ukraine."))
        told = f"{read.VERSION}, language model loaded; finds {len(found.transfers)} transfer in a trial sentence"
        return (
            bool(found.transfers),
            "reader",
            told + ("" if found.transfers else ", should be 1: install dragoman anew"),
        )
    except DragomanError as error:
        return False, "reader", str(error)
    except Exception as error:  # whatever is broken, the doctor says so and goes on
        return False, "reader", f"does not work ({type(error).__name__}: {error}); install dragoman anew"


def _knowledge() -> tuple[bool, str, str]:
    try:
        from dragoman import knowledge

        known = knowledge.load()
    except DragomanError as error:
        return False, "knowledge", str(error)
    parts = {
        "states": known.states, "bodies": known.bodies, "people": known.people, "makers": known.makers,
        "weapons": known.weapons, "transfer words": known.transfer_frames, "reference facts": known.facts,
    }  # fmt: skip
    empty = [name for name, entries in parts.items() if not entries]
    told = ", ".join(f"{len(entries)} {name}" for name, entries in parts.items())
    return not empty, "knowledge", told + (f"; nothing on {', '.join(empty)}: install dragoman anew" if empty else "")


def _overlay() -> Iterator[tuple[bool, str, str]]:
    """The user's own knowledge, and each line of his dictionaries that cannot be used."""
    from dragoman import knowledge

    try:
        folder = knowledge.overlay()
        own = knowledge.own_dictionaries()
    except DragomanError as error:
        yield False, "own", str(error)
        return
    if folder is None:
        return
    told = f"knowledge of {folder}"
    if own is not None:
        told += "; dictionaries: " + ", ".join(f"{n} {what}" for what, n in own.counts().items())
    yield True, "own", told
    for problem in own.problems if own else ():
        yield True, "left out", str(problem)


def _case(case: str) -> tuple[bool, str, str]:
    if not case_is_there(case):
        return True, "case", f"{case}: none yet; make it with: dragoman read PATH..."
    try:
        from dragoman.casefile import CaseFile
        from dragoman.casefile.schema import HEAD

        opened = CaseFile(case, create=False)
        counts = opened.counts()
    except DragomanError as error:
        return False, "case", str(error)
    told = ", ".join(f"{counts[name]} {name}" for name in ("originals", "reports", "findings", "judgements"))
    return True, "case", f"{opened.name}: schema {HEAD}, {told}"
