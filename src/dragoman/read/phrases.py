"""The small words of a phrase: what opens it ('on behalf of'), whether it negates, whether it tells a time."""

from __future__ import annotations

from dragoman import knowledge
from dragoman.read.words import Token

NOT = frozenset(["not", "n't", "n’t", "never"])
TIMES = knowledge.load().words["times"]


def prepositions(token: Token) -> list[str]:
    """The case words of a noun, longest first: 'on behalf of' gives 'on', 'of'."""
    return [c.lower_ for c in token.children if c.dep_ in ("case", "mark") and c.i < token.i]


def preposition(token: Token) -> str:
    """The first case word of a noun, '' where it has none."""
    case = prepositions(token)
    return case[0] if case else ""


def negates(word: Token) -> bool:
    """Whether a word says that something is not so: 'not only to allow it' does not."""
    if word.lower_ not in NOT:
        return False
    return word.i + 1 >= len(word.doc) or word.nbor(1).lower_ not in ("only", "just", "merely", "simply")


def is_temporal(token: Token) -> bool:
    """Whether a noun is a date, a number or a word for a time."""
    return token.ent_type_ == "DATE" or token.tag_ == "CD" or token.lower_ in TIMES
