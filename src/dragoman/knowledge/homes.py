"""The state that an actor belongs to: of a group where it is based, of a maker its state, of a description the state that it names."""

from __future__ import annotations

import functools
import re

from dragoman import knowledge

WORD = re.compile(r"[^\W\d_][\w'’-]*")
LONGEST = 4  # words of a state's name before a description


@functools.lru_cache(maxsize=4096)
def home(actor: str) -> str:
    """The state of an actor as an event names it, '' where none is known.

    'SRB' and 'SRB:CVL' → SRB; 'Hezbollah' → LBN; 'Baykar' → TUR; 'Sudanese rebels' → SDN; 'NATO', 'rebels' → ''.
    """
    base = actor.partition(":")[0]
    if base in knowledge.load().states:
        return base
    name = _plain(actor)
    if name in _known():
        return _known()[name]
    words = name.split()
    if words and words[-1] in knowledge.load().words["armed group nouns"]:
        for count in range(min(LONGEST, len(words) - 1), 0, -1):
            if state := _peoples().get(" ".join(words[:count])):
                return state
    return ""


def _plain(name: str) -> str:
    return " ".join(WORD.findall(name)).casefold().removeprefix("the ")


@functools.lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    """Groups with a base and makers of one state, by each of their names."""
    known = knowledge.load()
    out = {
        _plain(m): maker.states[0]
        for maker in known.makers.values()
        if len(maker.states) == 1
        for m in _names(maker.name, maker.names)
    }
    out |= {_plain(n): g.base or "" for g in known.groups.values() for n in _names(g.code, g.names)}
    return out


@functools.lru_cache(maxsize=1)
def _peoples() -> dict[str, str]:
    """States by their names and the words for their people."""
    return {
        _plain(n): s.code for s in knowledge.load().states.values() for n in _names(s.name, (*s.names, *s.demonyms))
    }


def _names(first: str, others: tuple[str, ...]) -> tuple[str, ...]:
    return (first, *others)
