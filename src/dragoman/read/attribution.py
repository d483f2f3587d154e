"""An attribution, and the ground on which attributions are looked for: one reading with its cue words."""

from __future__ import annotations

import functools
import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman import knowledge
from dragoman.knowledge.schema import Cue
from dragoman.read.reading import Quotation, Reading, Sentence
from dragoman.read.words import Token

SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "nsubj:outer", "expl")
CLAUSES = ("ccomp", "xcomp", "parataxis")
INHERIT = ("conj", "advcl", "xcomp", "parataxis", "ccomp", "acl", "dep", "csubj")
MARKS = frozenset("\"“”‘’«»„'`") | {"``", "''", "’’", "‘‘"}
BREAKS = frozenset([",", ";", ":", "—", "–", "-", "--", "("])
RELATIVE = frozenset(["who", "which", "that", "whom"])
LONG_QUOTE = 4  # words from which a quotation without a cue is taken for speech
NOT_SOURCES = frozenset(["it", "there", "this", "that", "these", "what", "which", "who", "one", "you"])
HEDGES = frozenset(["n't", "not", "never"])
# how a quotation without a cue came to its speaker: it goes on with the one before, or stands alone in a list; or it has none yet
UNCUED = ("uncued", "listed", "bare")
BARE_QUOTE = 6  # words from which a quotation that nobody is told for may be somebody's


@dataclass(slots=True)
class Attribution:
    """One cue with its source and content; all offsets are into the report's text."""

    cue: Cue
    token: int  # the cue's token; of an uncued quotation the token that it begins with
    source: int | None  # head token of the source's noun phrase
    contents: list[tuple[int, int]]  # without enclosing quotation marks, in text order
    how: str  # pattern that fired
    sentence: int
    cue_span: tuple[int, int] = (0, 0)
    source_span: tuple[int, int] | None = None
    direct: bool = False
    quotes: list[Quotation] = field(default_factory=list)
    nested: Attribution | None = None  # the attribution in whose content this one stands
    target: int | None = None  # token that the cue's target slot holds ('accused X')
    negated: bool = False
    chosen: float = 0.0  # how likely a judge held the speaker whom it chose, 0 where the rules found one
    signs: object = None  # of its tone and target, once they were asked for: see stance.signs_of


def size(a: Attribution) -> int:
    return sum(end - start for start, end in a.contents)


def is_passive(verb: Token) -> bool:
    if verb.tag_ != "VBN":
        return False
    return any(c.dep_ == "aux:pass" for c in verb.children) or (
        verb.dep_ in ("acl", "amod")
        or (
            not any(c.dep_ == "aux" for c in verb.children)
            and verb.dep_ in ("advcl", "conj")
            and not any(c.dep_ == "nsubj" for c in verb.children)
            and verb.i
            and verb.nbor(-1).tag_ not in ("NNP", "PRP")
        )
    )


@functools.lru_cache(maxsize=1)
def cues() -> dict[tuple[str, str], Cue]:
    """Cue words by lemma and part of speech."""
    return {(c.lemma, c.pos): c for c in knowledge.load().cues}


@functools.lru_cache(maxsize=1)
def cue_lemmas() -> frozenset[str]:
    """The lemmas of all cue words, of a cue of two words the first: 'rule' of 'rule out'."""
    return frozenset(lemma.split()[0] for lemma, _ in cues())


def verb_cue(token: Token) -> Cue | None:
    """The cue that a verb is, with the words behind it where they are one: 'put it', 'ruled out', 'made it clear'."""
    behind = token.doc[token.i + 1 : token.i + 3]
    for count in (2, 1, 0):
        cue = cues().get((" ".join([token.lemma, *(t.lower_ for t in behind[:count])]), "verb"))
        if cue is not None:
            return cue
    return None


def token_from(reading: Reading, offset: int) -> int:
    """Index of the first token that begins at or after a character offset."""
    return bisect_left(reading.starts, offset)


class Stretches:
    """Half-open stretches of a text that may overlap, looked up without a look at each."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        told = sorted(spans)
        self._begins = [start for start, _ in told]
        self._ends = list(itertools.accumulate((end for _, end in told), max))

    def reach(self, offset: int) -> int:
        """How far the stretches go that begin at or before an offset; -1 where none does."""
        count = bisect_right(self._begins, offset)
        return self._ends[count - 1] if count else -1

    def touch(self, start: int, end: int) -> bool:
        """Whether any stretch shares a character with this one."""
        return self.reach(end - 1) > start


class Scope:
    """One reading, the cue words, and the attributions found in it so far."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.doc = reading.doc
        self.found: list[Attribution] = []
        self.lexicon = cues()
        self.quote_starts = [q.start for q in reading.quotations]
        self.taken: set[int] = set()  # cue tokens that a quotation's frame has taken

    def add(
        self,
        cue: Cue,
        token: Token,
        source: Token | None,
        contents: Iterable[tuple[int, int]],
        how: str,
        sentence: Sentence,
        *,
        cue_range: tuple[int, int] | None = None,
        target: Token | None = None,
    ) -> None:
        """Add an attribution; ``contents`` and ``cue_range`` are half-open token ranges."""
        spans = [span for a, b in contents if (span := self.trim(a, b))]
        if not spans:
            return
        first, last = cue_range or self.cue_range(token)
        one = Attribution(
            cue,
            token.i,
            source.i if source is not None else None,
            spans,
            how,
            sentence.index,
            cue_span=(self.reading.starts[first], self.reading.ends[last - 1]),
        )
        if source is not None:
            one.source_span = self.phrase(source, sentence, token)
        one.target = target.i if target is not None else None
        one.negated = any(c.dep_ == "advmod" and c.lower_ in HEDGES for c in token.children)
        self.found.append(one)

    def trim(self, first: int, last: int) -> tuple[int, int] | None:
        """Character range of a token range without punctuation at its ends and the conjunction 'that' before it."""
        while first < last and (
            self.doc[first].is_punct
            or self.doc[first].text in MARKS
            or (self.doc[first].lower_ == "that" and self.doc[first].tag_ in ("IN", "WDT"))
        ):
            first += 1
        while (
            last > first
            and (self.doc[last - 1].is_punct or self.doc[last - 1].text in MARKS)
            and self.doc[last - 1].text not in ("?", "!", ")", "%")
        ):
            last -= 1
        return (self.reading.starts[first], self.reading.ends[last - 1]) if first < last else None

    def cue_range(self, token: Token) -> tuple[int, int]:
        """The cue with its auxiliaries and what stands between them."""
        first = token.i
        while (
            first > 0
            and self.doc[first - 1].head.i == token.i
            and self.doc[first - 1].dep_ in ("aux", "aux:pass", "advmod")
        ):
            first -= 1
        while self.doc[first].dep_ == "advmod" and first < token.i:
            first += 1
        last = token.i + 1
        for child in token.children:
            if child.i == last and child.dep_ == "compound:prt":
                last += 1
        return first, last

    def phrase(self, head: Token, sentence: Sentence, cue: Token) -> tuple[int, int]:
        """Character range of a noun phrase without the clauses and long appositions that follow it."""
        first, last = head.left_edge.i, head.i + 1
        for child in head.rights:
            if child.dep_ in ("acl:relcl", "acl", "advcl", "punct", "parataxis", "ccomp", "dep"):
                if child.dep_ != "punct":
                    break
                continue
            if (
                child.dep_ == "appos"
                and self.doc[child.left_edge.i - 1].text in BREAKS
                and child.right_edge.i - child.left_edge.i > 8
            ):
                break
            last = child.right_edge.i + 1
        first, last = max(first, sentence.first), min(last, sentence.last)
        if head.i < cue.i:
            last = min(last, cue.i)
        elif first <= cue.i:
            first = cue.i + 1
        while first < head.i and (
            self.doc[first].is_punct or self.doc[first].text in MARKS or self.doc[first].dep_ in ("cc", "mark")
        ):
            first += 1
        while last - 1 > head.i and (self.doc[last - 1].is_punct or self.doc[last - 1].text in MARKS):
            last -= 1
        return self.reading.starts[first], self.reading.ends[last - 1]

    def quotation(self, offset: int) -> Quotation | None:
        """The quotation that covers the character offset."""
        i = bisect_left(self.quote_starts, offset + 1) - 1
        if i >= 0 and offset < self.reading.quotations[i].end:
            return self.reading.quotations[i]
        return None

    def touched(self, start: int, end: int) -> list[Quotation]:
        i = max(0, bisect_left(self.quote_starts, start + 1) - 1)
        out = []
        while i < len(self.reading.quotations) and self.reading.quotations[i].start < end + 2:
            if self.reading.quotations[i].end > start:
                out.append(self.reading.quotations[i])
            i += 1
        return out
