"""One kind of goods in one noun phrase: what the goods layer gives to all that read transfers."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.model import Interval, Span
from dragoman.read.reading import Mention, Quantity


@dataclass(slots=True)
class Item:
    """One kind of goods in one noun phrase."""

    mentions: list[Mention]
    head: int  # token index of the noun phrase's head
    first: int  # token range of the phrase
    last: int
    name: str  # as printed, from the text
    category: str
    generic: bool
    vague: bool
    makers: tuple[str, ...] = ()  # states that the catalogue gives the designation
    told: tuple[str, ...] = ()  # states that the phrase itself gives: 'Turkish drones', 'US-made Patriot'
    made: bool = False  # told by 'X-made': the maker, not necessarily the sender
    quantity: Quantity | None = None
    whole: Quantity | None = None  # the lot that ``quantity`` is part of: 'two of the 36'
    identity: tuple[str, ...] = ()  # catalogue designation taken from an earlier sentence
    further: bool = False  # 'more', 'additional': goods beyond those told elsewhere
    spans: list[Span] = field(default_factory=list)

    @property
    def value(self) -> Interval | None:
        return self.quantity.value if self.quantity else None
