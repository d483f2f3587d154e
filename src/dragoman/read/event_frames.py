"""The event frames and word lists, looked up once."""

from __future__ import annotations

import functools

from dragoman import knowledge
from dragoman.knowledge.schema import EventFrame
from dragoman.read.draft import Table


@functools.lru_cache(maxsize=1)
def frames() -> Table[tuple[EventFrame, ...]]:
    table: dict[tuple[str, str], tuple[EventFrame, ...]] = {}
    for frame in knowledge.load().event_frames:
        table[frame.lemma, frame.pos] = (*table.get((frame.lemma, frame.pos), ()), frame)
    return Table(table)


@functools.lru_cache(maxsize=16)
def words(name: str) -> frozenset[str]:
    return knowledge.load().words[name]


@functools.lru_cache(maxsize=1)
def doing() -> Table[str]:
    """The verbs whose subject does what their object, a noun, tells."""
    return Table({(word, "verb"): word for word in words("doing verbs")})
