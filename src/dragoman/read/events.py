"""Events: filled in by the event coder."""

from __future__ import annotations

from dragoman.model import Event, Statement, Transfer
from dragoman.read.reading import Reading


def code(reading: Reading, transfers: tuple[Transfer, ...], statements: tuple[Statement, ...]) -> tuple[Event, ...]:
    return ()
