"""The parsed words as plain Python objects, made once a report and shared by every rule and judge.

spaCy makes an object of a word, and a string of its tag, each time that somebody asks; the rules ask some twenty times a
word, which cost as much as half the parse. Here everything is fetched in one go and linked: a word knows its head, the words
under it and its sentence. The names of the attributes are spaCy's.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from spacy.attrs import DEP, ENT_TYPE, HEAD, IS_PUNCT, LEMMA, LOWER, ORTH, SENT_START, TAG
from spacy.strings import StringStore
from spacy.tokens import Doc

from dragoman.read import mending
from dragoman.read.lemmas import of_plural
from dragoman.read.lemmas import of_verb as lemma_of_verb

FIELDS = [ORTH, LOWER, LEMMA, TAG, DEP, ENT_TYPE]


POS = {"MD": "verb"} | {
    prefix + end: pos
    for prefix, pos, ends in (
        ("VB", "verb", ("", "D", "G", "N", "P", "Z")), ("NN", "noun", ("", "S", "P", "PS")), ("JJ", "adj", ("", "R", "S")),
    )
    for end in ends
}  # fmt: skip


class Token:
    """A word of a report. ``i`` is its number; ``children`` are in text order; the head of a root is the root itself.

    ``lemma`` is its base form in small letters, ``pos`` what frames call it: 'verb' (modals too), 'noun', 'adj' or ''.
    """

    __slots__ = (
        "children", "dep_", "doc", "ent_type_", "head", "i", "is_punct", "left_edge", "lemma", "lemma_", "lower_", "pos",
        "right_edge", "sent", "tag_", "text",
    )  # fmt: skip

    head: Token
    left_edge: Token  # first and last word of what hangs on it
    right_edge: Token
    sent: Sent

    def __init__(
        self, doc: Words, i: int, text: str, lower: str, lemma: str, tag: str, dep: str, ent_type: str, is_punct: bool
    ) -> None:
        self.doc = doc
        self.i = i
        self.text = text
        self.lower_ = lower
        self.lemma_ = lemma
        self.lemma = lemma.lower()
        self.tag_ = tag
        self.pos = POS.get(tag, "")
        self.dep_ = dep
        self.ent_type_ = ent_type
        self.is_punct = is_punct
        self.children: list[Token] | tuple[()] = ()

    def __repr__(self) -> str:
        return self.text

    @property
    def lefts(self) -> list[Token]:
        """The words under it that stand before it."""
        return [c for c in self.children if c.i < self.i]

    @property
    def rights(self) -> list[Token]:
        """The words under it that stand behind it."""
        return [c for c in self.children if c.i > self.i]

    @property
    def subtree(self) -> list[Token]:
        """Itself and all that hangs on it, in the order of the tree."""
        out: list[Token] = []
        self._gather(out)
        return out

    def _gather(self, out: list[Token]) -> None:
        before = True
        for word in self.children:
            if before and word.i > self.i:
                out.append(self)
                before = False
            if word.children:
                word._gather(out)
            else:
                out.append(word)
        if before:
            out.append(self)

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The other words of the list that it is part of."""
        start = self
        while start.dep_ == "conj" and start.head is not start:
            start = start.head
        out = [start]
        for word in out:
            for c in word.children:
                if c.dep_ == "conj" and c.i > word.i:
                    out.append(c)
        return tuple([w for w in out if w is not self]) if len(out) > 1 else ()

    @property
    def ancestors(self) -> Iterator[Token]:
        """The words above it, the nearest first."""
        word = self
        while word.head is not word:
            word = word.head
            yield word

    def nbor(self, steps: int) -> Token:
        """The word so many steps on."""
        if self.i + steps < 0:
            raise IndexError(f"no word {-steps} before number {self.i}")
        return self.doc[self.i + steps]

    def is_ancestor(self, other: Token) -> bool:
        """Whether the other word hangs on this one, however far below."""
        return any(word is self for word in other.ancestors)


ABBREVIATED = frozenset(
    [
        "adm",
        "brig",
        "capt",
        "cmdr",
        "cmde",
        "col",
        "dr",
        "gen",
        "gov",
        "lt",
        "maj",
        "mr",
        "mrs",
        "ms",
        "prof",
        "rep",
        "rev",
        "sen",
        "sgt",
    ]
)


class Sent(NamedTuple):
    """A sentence as the parser parts them: half-open range of words."""

    start: int
    end: int
    root: Token


class Name(NamedTuple):
    """A name that the model marks: half-open range of words."""

    start: int
    end: int
    label: str


class Words(list[Token]):
    """All words of a report."""

    def __init__(self, doc: Doc) -> None:
        table = doc.to_array([*FIELDS, SENT_START, IS_PUNCT, HEAD])
        texts, self.lower, lemmas, self.tags, deps, kinds = (
            _strings(doc.vocab.strings, table[:, n]) for n in range(len(FIELDS))
        )
        lemmas = [
            lemma_of_verb(lemma, word) if tag[:2] == "VB" else of_plural(lemma, word) if tag == "NNS" else lemma
            for lemma, word, tag in zip(lemmas, self.lower, self.tags, strict=True)
        ]
        count = range(len(doc))
        super().__init__(
            [Token(self, *row) for row in zip(
                count, texts, self.lower, lemmas, self.tags, deps, kinds, table[:, -2].astype(bool).tolist(), strict=True
            )]
        )  # fmt: skip
        heads = (np.arange(len(doc)) + table[:, -1].astype(np.int64)).tolist()
        self.tensor: Any = doc.tensor  # the model's vectors of the words in their sentences
        self.ents = [Name(e.start, e.end, e.label_) for e in doc.ents]
        self._link(heads)
        self.tags = [token.tag_ for token in self]
        begins = [i for i in np.flatnonzero(table[:, -3] == 1).tolist() if not self._abbreviated(i)]
        self.sents = [self._sent(a, b) for a, b in itertools.pairwise([*begins, len(doc)])]

    def _abbreviated(self, i: int) -> bool:
        """Whether the full stop before the word is that of a title, 'Cmdr. X', and ends no sentence."""
        return i > 1 and self[i - 1].text == "." and self.lower[i - 2] in ABBREVIATED and self[i].text[:1].isupper()

    def _link(self, heads: list[int]) -> None:
        first, last = list(range(len(self))), list(range(len(self)))
        for i, h in enumerate(heads):
            token = self[i]
            token.head = head = self[h]
            if head is token:
                continue
            if head.children:
                head.children.append(token)
            else:
                head.children = [token]
        for token in self:
            named = token.dep_ in ("advmod", "vocative") and token.tag_ == "NNP" and token.i < token.head.i
            if (token.dep_ == "nsubj:outer" or (named and token.head.tag_[:2] == "VB")) and not any(
                c.dep_ == "nsubj" for c in token.head.children
            ):
                # 'Peru is to send', parsed as a clause that is said of Peru; 'Peru, with Chile, sends'
                token.dep_ = "nsubj"
        mending.mend(self)
        heads = [token.head.i for token in self]
        _widen(heads, first, last)
        for i, token in enumerate(self):
            token.left_edge, token.right_edge = self[first[i]], self[last[i]]

    def _sent(self, start: int, end: int) -> Sent:
        words = self[start:end]
        sent = Sent(start, end, next((t for t in words if t.head is t), words[0]))
        for token in words:
            token.sent = sent
        return sent


def _widen(heads: list[int], first: list[int], last: list[int]) -> None:
    """Spread the ends of what hangs on each word to the words above it, forth and back, as the parser does."""
    for order in (range(len(heads)), range(len(heads) - 1, -1, -1)):
        for i in order:
            h = heads[i]
            if first[i] < first[h]:
                first[h] = first[i]
            if last[i] > last[h]:
                last[h] = last[i]


LIMIT = 200_000  # strings kept
_known: dict[int, str] = {}  # by spaCy's number, which depends on nothing but the string


def _strings(store: StringStore, codes: np.ndarray) -> list[str]:
    """The strings of the numbers; the store decodes one each time that it is asked, so each is asked for once."""
    listed = codes.tolist()
    if len(_known) > LIMIT:
        _known.clear()
    for code in set(listed).difference(_known):
        _known[code] = store[code]
    return [_known[code] for code in listed]
