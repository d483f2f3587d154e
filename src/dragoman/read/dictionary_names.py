"""Actors, agents and discards of a user's dictionaries, found in an annotated text.

A name is matched word by word, without regard to capitals, hyphens and full stops; the longest name wins. A name of
one short word ('US', 'AU') needs its capitals, lest 'us' become a state.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from dragoman.knowledge.petrarch import Dictionaries
from dragoman.knowledge.petrarch_names import Actor, Agent, Discard
from dragoman.knowledge.petrarch_text import words_of
from dragoman.read.reading import Reading, Sentence
from dragoman.read.words import Token

SHORT = 3  # letters up to which a name's capitals count
E = TypeVar("E", Actor, Agent, Discard)


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the text: half-open range of tokens, its head, and its entry."""

    first: int
    last: int
    head: int
    entry: Actor | Agent
    code: str


@dataclass(slots=True)
class Names:
    """The names of one sentence, by the token that heads each."""

    actors: dict[int, Named] = field(default_factory=dict)
    agents: dict[int, list[Named]] = field(default_factory=dict)
    beside: dict[int, list[Named]] = field(default_factory=dict)  # agents next to an actor, by the actor's head

    def covered(self) -> set[int]:
        """All tokens that belong to a name."""
        named = [*self.actors.values(), *(a for agents in self.agents.values() for a in agents)]
        return {i for n in named for i in range(n.first, n.last)}


def words(reading: Reading, sentence: Sentence) -> list[tuple[str, int]]:
    """The sentence's words in capitals, each with its token: of 'Al-Qaeda' AL and QAEDA."""
    out: list[tuple[str, int]] = []
    for token in reading.tokens(sentence):
        out += [(word, token.i) for word in words_of(token.text)]
    return out


def find(reading: Reading, sentence: Sentence, own: Dictionaries, day: str | None) -> Names:
    """Actors and agents in a sentence.

    :param day: the report's day, ``YYYYMMDD``, by which dated codes are chosen; None: undated and open codes.
    """
    told = words(reading, sentence)
    names = Names()
    for first, last, actor in _longest(reading, told, own.actors):
        code = actor.code_on(day)
        if code is not None:
            head = _head(reading, first, last)
            names.actors.setdefault(head, Named(first, last, head, actor, code))
    taken = {i for n in names.actors.values() for i in range(n.first, n.last)}
    for first, last, agent in _longest(reading, told, own.agents):
        if taken.isdisjoint(range(first, last)):
            head = _head(reading, first, last)
            names.agents.setdefault(head, []).append(Named(first, last, head, agent, agent.code))
    _beside(reading, names)
    return names


def _beside(reading: Reading, names: Names) -> None:
    """Agents right behind an actor, 'Gondor border police', whatever the parser hung them on."""
    ends = {n.last: n for n in names.actors.values()}
    for agents in names.agents.values():
        for agent in agents:
            before = agent.first - 1 if reading.doc[agent.first - 1].tag_ == "POS" else agent.first
            if before and (actor := ends.get(before)) is not None:
                names.beside.setdefault(actor.head, []).append(agent)


def discarded(reading: Reading, sentence: Sentence, own: Dictionaries) -> Discard | None:
    """The discard that a sentence holds, one for the whole report first; None where there is none."""
    if not own.discards:
        return None
    found = [d for _, _, d in _longest(reading, words(reading, sentence), own.discards)]
    return next((d for d in found if d.whole), found[0] if found else None)


def _longest(
    reading: Reading, told: list[tuple[str, int]], table: dict[str, tuple[E, ...]]
) -> Iterator[tuple[int, int, E]]:
    """Names from left to right, the longest at each place, none over another: first token, end, entry."""
    at = 0
    while at < len(told):
        entry = next((e for e in _candidates(told[at][0], table) if _fits(reading, told, at, e)), None)
        if entry is None:
            at += 1
            continue
        end = at + len(entry.words)
        yield told[at][1], told[end - 1][1] + 1, entry
        at = end


def _candidates(word: str, table: dict[str, tuple[E, ...]]) -> Iterator[E]:
    yield from table.get(word, ())
    if word.endswith("S"):  # a people in the plural: 'Ruritanians'
        yield from (e for e in table.get(word[:-1], ()) if len(e.words) == 1 and isinstance(e, Actor))


def _fits(reading: Reading, told: list[tuple[str, int]], at: int, entry: Actor | Agent | Discard) -> bool:
    end = at + len(entry.words)
    if end > len(told) or any(told[at + k][0] != w for k, w in enumerate(entry.words[1:], 1)):
        return False
    if at and told[at - 1][1] == told[at][1] and isinstance(entry, Actor) and len(entry.words) == 1:
        return False  # a part of a longer word
    if isinstance(entry, Actor) and len(entry.words) == 1 and len(entry.words[0]) <= SHORT:
        i = told[at][1]
        return reading.text[reading.start(i) : reading.end(i)].isupper()
    if isinstance(entry, Actor) and told[at][0] != entry.words[0]:
        return reading.doc[told[at][1]].tag_ in ("NNS", "NNPS")
    return True


def _head(reading: Reading, first: int, last: int) -> int:
    """The token of a range on which its others hang."""
    outside = [t for t in reading.doc[first:last] if not first <= t.head.i < last or t.head == t]
    nouns = [t for t in outside if t.dep_ not in ("case", "det", "punct", "mark")]
    return (nouns or outside or [reading.doc[last - 1]])[-1].i


def text_of(token: Token) -> str:
    """A token's word in capitals, without full stops."""
    return token.text.upper().replace(".", "")
