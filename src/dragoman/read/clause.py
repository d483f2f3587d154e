"""One predicate with what fills its slots: what the clause layer gives to all that read clauses."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.read.words import Token


@dataclass(slots=True)
class Clause:
    """One predicate with its slots."""

    token: Token
    slots: dict[str, list[Token]] = field(default_factory=dict)  # subj, obj, iobj, poss, mod, prepositions -> heads
    passive: bool = False
    tense: str = "none"  # past | present | progressive | future | infinitive | gerund | modal | none
    modal: str = ""
    negated: bool = False

    def add(self, slot: str, token: Token) -> None:
        """Put a token into a slot, once."""
        if token not in self.slots.setdefault(slot, []):
            self.slots[slot].append(token)
