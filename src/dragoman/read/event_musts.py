"""'said that Libya must hand over': words that tell somebody what to do are a request, whoever speaks."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import EventType
from dragoman.read import clauses, control
from dragoman.read.event_actors import who
from dragoman.read.event_frames import words
from dragoman.read.event_voices import Voice
from dragoman.read.reading import Reading, Sentence
from dragoman.read.words import Token

MUST = frozenset(("must", "should", "ought"))
Told = tuple[Token, EventType, tuple[str, ...], tuple[str, ...]]


def told_to_act(reading: Reading, sentence: Sentence, said: tuple[Voice, ...]) -> Iterator[Told]:
    """The verb of what shall be done, who says so and who shall do it."""
    for token in reading.tokens(sentence):
        if token.lower_ not in MUST or token.dep_ != "aux":
            continue
        verb = token.head
        over = verb.head
        if verb.dep_ not in ("ccomp", "acl") or over.lemma not in words("telling words"):
            continue
        if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in verb.children):
            continue
        named = [a for c in verb.children if c.dep_ == "nsubj" for a in who(reading, c, said)]
        speakers = clauses.of_verb(over).slots.get("subj", []) if over.tag_.startswith("VB") else control.owner_of(over)
        by = [a for c in speakers for a in who(reading, c, said)]
        target = tuple(dict.fromkeys(a for a in named if a not in by))
        if by and target:
            yield verb, EventType.REQUEST, tuple(dict.fromkeys(by)), target
