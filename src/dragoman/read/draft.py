"""A transfer in the making, and the frames and operators that it is made with."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from spacy.tokens import Token

from dragoman import knowledge
from dragoman.knowledge.schema import Frame, Operator
from dragoman.model import Interval, Mode, Money, Span, Status
from dragoman.read.items import Item
from dragoman.read.reading import Sentence, TimeMention

STOPPED = (Status.CANCELLED, Status.REFUSED, Status.SUSPENDED)


@dataclass(slots=True)
class Draft:
    """A transfer in the making."""

    sentence: Sentence
    trigger: Token
    frame: Frame
    item: Item
    supplier: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    status: Status = Status.CONSIDERED
    mode: Mode | None = None
    quantity: Interval | None = None
    value: Money | None = None
    when: TimeMention | None = None
    denied: bool = False
    guessed: set[str] = field(default_factory=set)  # roles filled by a fall-back
    spans: dict[str, list[Span]] = field(default_factory=dict)
    rule: str = ""


@functools.lru_cache(maxsize=1)
def frames() -> dict[tuple[str, str], Frame]:
    return {(f.lemma, f.pos): f for f in knowledge.load().transfer_frames}


@functools.lru_cache(maxsize=1)
def operators() -> dict[tuple[str, str], Operator]:
    return {(o.lemma, o.pos): o for o in knowledge.load().operators}


def part_of_speech(token: Token) -> str:
    tag = token.tag_
    return (
        "verb"
        if tag.startswith("VB") or tag == "MD"
        else "noun"
        if tag.startswith("NN")
        else "adj"
        if tag.startswith("JJ")
        else ""
    )
