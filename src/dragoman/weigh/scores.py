"""Scores of events by the table that is asked for: PLOVER 2.0 with its modes, PLOVER 1.3, or Goldstein's over CAMEO."""

from __future__ import annotations

import functools

from dragoman import knowledge
from dragoman.errors import UsageError
from dragoman.model import EventType, Stance

GOLDSTEIN = "Goldstein"
# a statement is scored as the event type that it comes nearest to: praise and blame; neutral words are no move
STATEMENT = {Stance.POSITIVE: (EventType.SUPPORT, None, "051"), Stance.NEGATIVE: (EventType.ACCUSE, None, "111")}


@functools.lru_cache(maxsize=1)
def tables() -> tuple[str, ...]:
    """Names of the tables that the knowledge has."""
    named = [name for entry in knowledge.load().plover.values() for name in entry.scores]
    return (*dict.fromkeys(named), GOLDSTEIN)


def table(name: str) -> str:
    """The table's own name for any spelling of it: 'plover 1.3', '1.3', 'goldstein'.

    :raises UsageError: there is no such table.
    """
    wanted = name.strip().casefold()
    found = [t for t in tables() if wanted in (t.casefold(), t.casefold().removeprefix("plover "))]
    if not found:
        raise UsageError(f"'{name}' is no table of scores; there are: {', '.join(tables())}")
    return found[0]


@functools.lru_cache(maxsize=4096)
def of_event(name: str, type: EventType, mode: str | None, cameo: str | None) -> float:
    """The score of one event. A mode goes before its type where the table has it; Goldstein needs a CAMEO code.

    Without a CAMEO code the event has the mean of the codes that become its type, rounded to one place.
    """
    known = knowledge.load()
    if name == GOLDSTEIN:
        code = knowledge.cameo_code(known, cameo) if cameo else None
        if code is not None:
            return code.goldstein
        roots = [c.goldstein for c in known.cameo.values() if c.plover == type.value and len(c.code) == 3]
        return round(sum(roots) / len(roots), 1) if roots else 0.0
    entry = known.plover[type.value]
    of_mode = entry.modes.get(mode) if mode and name == "PLOVER 2.0" else None
    return of_mode if of_mode is not None else entry.scores[name]


def of_statement(name: str, stance: Stance) -> float:
    """The score of words: of praise as SUPPORT (051), of blame as ACCUSE (111), of neutral words 0."""
    if stance not in STATEMENT:
        return 0.0
    return of_event(name, *STATEMENT[stance])
