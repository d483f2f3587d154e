"""The annotated text that the coders read: one parse, sentences, mentions, times, quotations.

Built once a report by :func:`dragoman.read.annotate`. Coders never touch another report, a file or the store.

Offsets: the parse runs over a cleaned copy, so a word knows only its number. ``Reading.start(token)`` and
``Reading.end(token)`` give character offsets into ``report.text``.
"""

from __future__ import annotations

import datetime as dt
import functools
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Any

from dragoman.model import Interval, Money, Report, Span
from dragoman.read.words import Token, Words

BETWEEN_STATES = frozenset([",", "and", "or", "the"])
OPENING = 4  # words of a phrase that opens a sentence


@dataclass(slots=True)
class TimeMention:
    """A date, span or duration in the text, resolved against an anchor day where it needs one."""

    start: int
    end: int
    first: dt.date | None  # None at both ends: not resolvable (relative, and no anchor known)
    last: dt.date | None
    value: str  # TIMEX3 value: '2023-07', '2024-Q1', 'P3M', 'PAST_REF' ... ('' if unresolvable)
    kind: str  # DATE | TIME | DURATION | SET
    bound: str = ""  # 'by' | 'since' | 'until' | 'before' | 'after' | '' : how a preposition bounds it
    relative: bool = False  # needed the anchor


@dataclass(slots=True)
class Quantity:
    """A number of things: 'five', 'dozens of', 'up to 50', '12-15', '2.5 million'."""

    start: int
    end: int
    value: Interval
    ordinal: bool = False
    unit: str = ""  # what it measures when that is no item: 'km', 'percent', 'mm', 'year' ... '' otherwise


@dataclass(slots=True)
class MoneyMention:
    start: int
    end: int
    value: Money
    per_unit: bool = False  # 'each', 'per unit', 'apiece'


@dataclass(slots=True)
class Mention:
    """A named or described thing. ``first``..``last`` are token indices, half-open."""

    first: int
    last: int
    start: int  # character offsets
    end: int
    kind: str  # state | body | group | person | org | place | weapon
    ids: tuple[
        str, ...
    ]  # identity: ('TUR',), ('NATO',), ('Hezbollah',), ('Baykar',), ('Aleksandar Vučić',), ('Bayraktar TB2',)
    head: int  # token index of the syntactic head inside the mention
    side: tuple[str, ...] = ()  # states or bodies whose side it is on: of a person, an org, a maker
    form: str = (
        "name"  # name | demonym | capital | seat | force | ministry | parliament | pronoun | description | title
    )
    category: str = ""  # weapons: category value
    vague: bool = False  # weapons: 'weapons', 'military aid'
    generic: bool = False  # weapons: a kind ('drones'), not a designation
    text: str = ""  # surface as in the text
    antecedent: Mention | None = None  # of a pronoun or a description


@dataclass(slots=True)
class Sentence:
    """One sentence: half-open token range and character range."""

    index: int
    first: int
    last: int
    start: int
    end: int
    paragraph: int
    title: bool = False  # the headline, given or taken from the first line
    furniture: bool = False  # site furniture: yields nothing


@dataclass(slots=True)
class Quotation:
    """One stretch between quotation marks; ``start``/``end`` exclude the marks."""

    start: int
    end: int
    closed: bool = True  # False: runs on in the next paragraph


@dataclass
class Reading:
    report: Report
    doc: Words
    starts: list[int]  # per token: character offsets into report.text
    ends: list[int]
    sentences: list[Sentence]
    mentions: list[Mention] = field(default_factory=list)  # in text order, not overlapping
    times: list[TimeMention] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    money: list[MoneyMention] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    by_token: dict[int, Mention] = field(default_factory=dict)  # every token of a mention -> the mention
    anchor: dt.date | None = None  # day of publication
    goods: dict[int, list[Any]] = field(default_factory=dict)  # items by the sentence's index: see items.items_of

    def __post_init__(self) -> None:
        self.text = self.report.text
        self._firsts = [s.first for s in self.sentences]
        self._begins: list[int] | None = None  # of the mentions, once they are settled

    @property
    def lower(self) -> list[str]:
        """The words in small letters, one a token."""
        return self.doc.lower

    @property
    def tags(self) -> list[str]:
        """The part-of-speech tags, one a token."""
        return self.doc.tags

    def start(self, token: Token | int) -> int:
        return self.starts[token if isinstance(token, int) else token.i]

    def end(self, token: Token | int) -> int:
        return self.ends[token if isinstance(token, int) else token.i]

    def span(self, first: int, last: int) -> Span:
        """Character span of the half-open token range."""
        return Span(start=self.starts[first], end=self.ends[last - 1])

    def sentence_at(self, token: int) -> Sentence:
        return self.sentences[bisect_right(self._firsts, token) - 1]

    def tokens(self, sentence: Sentence) -> list[Token]:
        return self.doc[sentence.first : sentence.last]

    def mentions_in(self, sentence: Sentence) -> list[Mention]:
        return self.mentions_between(sentence.first, sentence.last)

    def mentions_between(self, first: int, last: int) -> list[Mention]:
        """Mentions that begin in the half-open token range, in text order."""
        if self._begins is None:
            return [m for i in range(first, last) if (m := self.by_token.get(i)) is not None and m.first == i]
        return self.mentions[bisect_left(self._begins, first) : bisect_left(self._begins, last)]

    def settle(self) -> None:
        """All mentions are found: from here on they stand in text order and none is added."""
        self.mentions.sort(key=lambda m: m.first)
        self._begins = [m.first for m in self.mentions]

    def within(self, items: list, start: int, end: int) -> list:
        """Of times, quantities, money or quotations: those that lie inside the character range."""
        return [x for x in items if start <= x.start and x.end <= end]

    def token_at(self, offset: int) -> int | None:
        """Index of the token that covers the character offset, None between tokens."""
        i = bisect_right(self.starts, offset) - 1
        return i if i >= 0 and offset < self.ends[i] else None

    @functools.cached_property
    def lists(self) -> dict[int, tuple[int, ...]]:
        """Heads of the states that are named in one list, 'Chad, Peru and Chile', by each of these heads."""
        named = [m for m in self.mentions if m.kind == "state" and m.form in ("name", "seat")]
        out: dict[int, tuple[int, ...]] = {}
        i = 0
        while i < len(named):
            run, joined = [named[i]], False
            while not joined and i + len(run) < len(named):
                coming = named[i + len(run)]
                between = self.lower[run[-1].last : coming.first]
                if not between or not set(between) <= BETWEEN_STATES:
                    break
                joined = "and" in between or "or" in between
                run.append(coming)
            if joined and len(run) > 2 and not self._opens_with(run[0]):
                heads = tuple(m.head for m in run)
                out |= dict.fromkeys(heads, heads)
            i += len(run)
        return out

    def _opens_with(self, mention: Mention) -> bool:
        """'In Chad, Peru and Chile have agreed', 'the armies of NATO': a place, no part of the list behind it."""
        first = self.sentence_at(mention.first).first
        before = self.tags[first : mention.first]
        return bool(before) and before[0] == "IN" and len(before) < OPENING and not any(t[:2] == "VB" for t in before)

    def quoted(self, token: int) -> Quotation | None:
        """The quotation that holds the token, or None."""
        return self._quoted[token]

    @functools.cached_property
    def _quoted(self) -> list[Quotation | None]:
        """Of each token the last quotation that begins before it, if that has not ended there."""
        out: list[Quotation | None] = []
        coming = iter([*self.quotations, None])
        here, following = None, next(coming)
        for at in self.starts:
            while following is not None and following.start <= at:
                here, following = following, next(coming)
            out.append(here if here is not None and at < here.end else None)
        return out
