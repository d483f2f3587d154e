"""A transfer in the making, and the frames and operators that it is made with."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from dragoman import knowledge
from dragoman.knowledge.schema import Frame, Operator
from dragoman.model import Interval, Mode, Money, Span, Status
from dragoman.read.item import Item
from dragoman.read.lemmas import stems
from dragoman.read.reading import Sentence, TimeMention
from dragoman.read.words import Token

T = TypeVar("T")
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
    nameless: bool = False  # several that are not named supply: 'allies agreed to send'
    unordered: bool = False  # both parties told, but not who of them supplies
    guessed: set[str] = field(default_factory=set)  # roles filled by a fall-back
    spans: dict[str, list[Span]] = field(default_factory=dict)
    rule: str = ""
    triggers: set[int] = field(default_factory=set)  # the words of all tellings that were joined in it
    told: list[Status] = field(default_factory=list)  # statuses of all tellings of the deal in the report


class Table(dict[tuple[str, str], T]):
    """Words that mean something, by lemma and part of speech."""

    def __init__(self, words: Mapping[tuple[str, str], T]) -> None:
        super().__init__(words)
        self.lemma = functools.lru_cache(maxsize=32768)(self._lemma)

    def _lemma(self, lemma: str, lower: str, pos: str) -> str | None:
        return next((form for form in (lemma, lower, *stems(lower)) if (form, pos) in self), None)


@functools.lru_cache(maxsize=1)
def frames() -> Table[Frame]:
    return Table({(f.lemma, f.pos): f for f in knowledge.load().transfer_frames})


@functools.lru_cache(maxsize=1)
def operators() -> Table[Operator]:
    return Table({(o.lemma, o.pos): o for o in knowledge.load().operators})


def lemma_in(token: Token, pos: str, table: Table[Any]) -> str | None:
    """The token's lemma if the table has it, else the first plain stem that it has: the lemmatizer errs on rare forms."""
    return table.lemma(token.lemma, token.lower_, pos)


def lethal(item: Item) -> bool:
    """'lethal aid': aid that is arms by its very name."""
    return item.name.lower().startswith("lethal")


def operator_of(token: Token) -> Operator | None:
    """The operator that the token is, if any."""
    pos = token.pos
    if pos == "verb":
        meant = _with_particle(token)
        if meant is not None:
            return operators()[meant, pos] if meant else None
    lemma = lemma_in(token, pos, operators())
    if lemma is None:
        return None
    op = operators()[lemma, pos]
    objects = [c for c in token.children if c.dep_ in ("obj", "nsubj:pass")] if op.words else []
    return op if not objects or any(c.lemma in op.words for c in objects) else None


def _with_particle(token: Token) -> str | None:
    """Verbs that only a second word makes an operator: 'turn down', 'rule out', 'put on hold'. '' : it is none here."""
    lemma = lemma_in(token, "verb", PHRASAL)
    if lemma is None:
        return None
    after = [t.lower_ for t in token.doc[token.i + 1 : token.sent.end]]
    near = {c.lower_ for c in token.children} | set(after[:2])
    for words, meant in PHRASAL[lemma, "verb"]:
        if not words:
            return meant
        if (len(words) == 1 and words[0] in near) or (len(words) == 2 and words in itertools.pairwise(after)):
            return meant
    return ""


PHRASAL: Table[tuple[tuple[tuple[str, ...], str], ...]] = Table(
    {
        ("turn", "verb"): ((("down",), "reject"),),
        ("rule", "verb"): ((("out",), "rule"),),
        ("put", "verb"): ((("on", "hold"), "suspend"), (("on", "ice"), "suspend")),
        ("hold", "verb"): ((("up",), "hold"), (("back",), "hold"), (("off",), "hold")),
        ("walk", "verb"): ((("away",), "cancel"),),
        ("back", "verb"): ((("out",), "cancel"),),
        ("pull", "verb"): ((("out",), "cancel"), (("the", "plug"), "cancel")),
        ("vote", "verb"): ((("down",), "reject"), (("against",), "reject"), (("through",), "approve"), ((), "vote")),
        ("look", "verb"): ((("into",), "look"),),
        ("sign", "verb"): ((("off",), "approve"), ((), "sign")),  # without a second word: as it stands
        ("stop", "verb"): ((("short", "of"), "refrain"), ((), "stop")),
        ("fall", "verb"): ((("through",), "cancel"), (("apart",), "cancel")),
        ("break", "verb"): ((("down",), "cancel"),),
        ("fail", "verb"): ((("to", "materialise"), "cancel"), (("to", "materialize"), "cancel")),
        ("grind", "verb"): ((("a", "halt"), "halt"),),
        ("come", "verb"): ((("a", "halt"), "halt"), (("a", "standstill"), "halt")),
        ("have", "verb"): ((("ground", "to"), "halt"),),  # 'have ground to a halt', misread
        ("move", "verb"): ((("forward", "with"), "proceed"), (("ahead", "with"), "proceed")),
        ("go", "verb"): ((("ahead", "with"), "proceed"), (("forward", "with"), "proceed")),
        ("press", "verb"): ((("ahead",), "proceed"), ((), "press")),
        ("call", "verb"): ((("off",), "cancel"), (("for",), "call"), (("on",), "call")),
        ("give", "verb"): (
            (("in", "to"), "yield"),
            (("green", "light"), "approve"),
            (("go-ahead",), "approve"),
            (("go", "-"), "approve"),
            (("nod",), "approve"),
            (("blessing",), "approve"),
        ),
        ("say", "verb"): ((("yes", "to"), "approve"), (("no", "to"), "refuse")),
        ("tear", "verb"): ((("up",), "cancel"),),
        ("cave", "verb"): (((), "yield"),),
    }
)
