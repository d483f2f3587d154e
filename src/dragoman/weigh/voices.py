"""Whose line a statement belongs to: one person under all spellings, or a state and body that speaks as one.

'Vučić' and 'Aleksandar Vučić' of one side are one voice; so are 'Belgrade', 'Serbia' and 'Serbian government'. An office
without a name ('Serbia's defence minister') speaks for its state.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman import knowledge
from dragoman.model import Statement
from dragoman.weigh.weapons import fold

_WORD = re.compile(r"[\w’'.-]+")
# small words inside names of persons
_PARTICLES = frozenset(
    {"al", "bin", "bint", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "e", "el", "ibn", "la", "le"}
    | {"ten", "ter", "ul", "van", "von", "y", "zu"}
)


@dataclass(frozen=True, order=True)
class Voice:
    """One who speaks. ``key`` compares, ``name`` is printed; for a state both are its code."""

    key: str
    name: str
    side: tuple[str, ...]


def voices(statements: Iterable[Statement]) -> dict[tuple[str, tuple[str, ...]], Voice]:
    """The voice of every speaker with its side, as statements name them."""
    said = sorted({(s.speaker, s.side) for s in statements})
    full: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)  # surname and side -> full names in this case
    for speaker, side in said:
        name = _known(speaker, side) or speaker
        if " " in name and not _office(name):
            full[fold(name).split()[-1], side].add(name)
    out: dict[tuple[str, tuple[str, ...]], Voice] = {}
    for speaker, side in said:
        name = _known(speaker, side) or speaker
        if len(side) == 1 and (_office(speaker) or _state(speaker) == side[0] or speaker == side[0]):
            out[speaker, side] = Voice(side[0], side[0], side)
            continue
        longer = full.get((fold(name), side), set()) if " " not in name else set()
        # accents and case apart, names of one person are one: the spelling that sorts last keeps its accents
        names = {n for n in longer if fold(n) == fold(min(longer))}
        chosen = max(names) if longer and len(names) == len(longer) else name
        spellings = [
            n
            for n in full.get((fold(chosen).split()[-1] if chosen.split() else "", side), ())
            if fold(n) == fold(chosen)
        ]
        out[speaker, side] = Voice(fold(chosen), max([chosen, *spellings]), side)
    return out  # fmt: skip


@functools.lru_cache(maxsize=65536)
def _known(speaker: str, side: tuple[str, ...]) -> str | None:
    """The full name of a person whom the knowledge has on this side."""
    found = _people().get((fold(speaker), side[0])) if len(side) == 1 else None
    return found


@functools.lru_cache(maxsize=1)
def _people() -> dict[tuple[str, str], str]:
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for person in knowledge.load().people:
        for name in (person.name, person.surname, *person.names):
            told[fold(name), person.side].add(person.name)
    return {key: min(names) for key, names in told.items() if len(names) == 1}


@functools.lru_cache(maxsize=65536)
def _office(speaker: str) -> bool:
    """'Serbia's defence minister', 'foreign ministry', 'White House', 'Ukrainian authorities': no person's name."""
    words = [w.casefold() for w in _WORD.findall(speaker)]
    if not words:
        return False
    if words[-1] in _office_words():
        return True
    return any(w[:1].islower() and w not in _PARTICLES and "-" not in w for w in _WORD.findall(speaker))


@functools.lru_cache(maxsize=1)
def _office_words() -> frozenset[str]:
    known = knowledge.load()
    words = {w for title in known.titles if title.speaks_for_state for w in (title.title.split()[-1],)}
    lists = ("sector GOV", "sector MIL", "sector LEG", "sector COP", "office holders")
    for name in lists:
        words |= known.words.get(name, frozenset())
    return frozenset(w.casefold() for w in words | {"authorities", "officials", "official", "house", "spokesperson"})


def _state(name: str) -> str | None:
    return _states().get(fold(name))


@functools.lru_cache(maxsize=1)
def _states() -> dict[str, str]:
    """Names, capitals, seats, forces and ministries of states; bodies by all their names."""
    known = knowledge.load()
    out: dict[str, str] = {}
    for body in known.bodies.values():
        out.update({fold(n): body.code for n in (body.code, body.name, *body.names)})
    for code, s in known.states.items():
        named = (
            s.name,
            *s.names,
            *s.demonyms,
            *([s.capital] if s.capital else []),
            *s.seats,
            *s.ministries,
            *s.parliament,
        )
        out.update({fold(n): code for n in (*named, *s.forces)})
    return out  # fmt: skip
