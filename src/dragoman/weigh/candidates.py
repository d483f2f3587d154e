"""Which pairs of texts are worth comparing: those that share a long sentence, a run of words, or much of their wording.

Blocking, never all pairs: what is compared grows with the number of texts, not with its square. The sketches are
banded with numpy over all texts at once, so that only buckets with two texts or more are ever looked at; a text that comes
later meets only those with which it shares something.
"""

from __future__ import annotations

import functools
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import pairwise
from typing import Protocol

import numpy as np
import numpy.typing as npt

from dragoman.weigh.memory import Memory

FEW = 40  # texts among which each is held against each
NEAR = 40  # at most so many neighbours of a text in one bucket
BANDS, ROWS = 16, 4  # two texts that share 40 % of their shingles meet with a chance of one third, 70 %: 99 %
SHINGLE = 4  # words
LEAST = 8  # shingles that a text needs for its sketch to tell anything
RUN, WINDOW = 8, 4  # words of a run; one of so many runs in a row is kept
VERSIONS = 60  # reports of one outlet on one day: more are not held against each other as versions of one
FAMILIAR = 12  # texts that share a run: in more of them it tells nothing

Words = npt.NDArray[np.uint64]


class Wording(Protocol):
    """What this needs of a text."""

    @property
    def sentences(self) -> Sequence[Sequence[str]]: ...
    @property
    def hashes(self) -> Sequence[int]: ...
    @property
    def telling(self) -> frozenset[str]: ...
    @property
    def printed(self) -> int: ...


def pairs(texts: Mapping[str, Wording], memory: Memory) -> list[tuple[str, str]]:
    """Pairs of ids to compare, each once, the smaller id first, in their order."""
    if len(texts) <= FEW:
        ids = sorted(texts)
        return [(a, b) for i, a in enumerate(ids) for b in ids[i + 1 :]]
    index = memory.standing("candidates", Index)
    index.bring(texts)
    return sorted(index.pairs)


SENTENCE, BAND, SHARED_RUN, PRINTED = range(4)  # what texts meet in; the lowest bits of a mark
_KIND = np.uint64(3)


def _meet(kind: int, holders: Sequence[str], texts: Mapping[str, tuple[Wording, Words]]) -> Iterator[tuple[str, str]]:
    """The pairs to compare among those who share one mark, in the order of their ids."""
    if kind == PRINTED:  # by one outlet on one day: those that share their names may be one, written over
        for i, a in enumerate(holders[:VERSIONS]):
            yield from (
                (a, b) for b in holders[i + 1 : VERSIONS] if len(texts[a][0].telling & texts[b][0].telling) >= 5
            )
    elif kind == SENTENCE and len(holders) > FAMILIAR:
        # A sentence in very many reports is boilerplate; neighbours in order are enough to chain true copies.
        yield from pairwise(holders)
    elif kind == BAND:
        for i, a in enumerate(holders):
            yield from ((a, b) for b in holders[i + 1 : i + 1 + NEAR])
    elif len(holders) <= FAMILIAR:  # more that share a run: a title, a phrase that everybody writes
        for i, a in enumerate(holders):
            yield from ((a, b) for b in holders[i + 1 :])


class Index:
    """All texts by their marks, and the pairs that share some.

    Most texts lie in sorted arrays; what came since they were made lies beside them. A text that comes or goes costs what
    it shares marks with, not what there is.
    """

    def __init__(self) -> None:
        self.pairs: Counter[tuple[str, str]] = Counter()
        self._texts: dict[str, tuple[Wording, Words]] = {}
        self._names: list[str] = []
        self._values = np.zeros(0, dtype=np.uint64)
        self._owners = np.zeros(0, dtype=np.int64)
        self._gone: set[str] = set()  # in the arrays, and no longer so
        self._since: dict[int, list[str]] = {}
        self._changes = 0

    def bring(self, texts: Mapping[str, Wording]) -> None:
        """Take in exactly these texts."""
        old = self._texts
        leaving = [rid for rid in old if rid not in texts or texts[rid] is not old[rid][0]]
        coming = [rid for rid in texts if rid not in old or texts[rid] is not old[rid][0]]
        self._changes += len(leaving) + len(coming)
        if self._changes > max(FEW, len(texts) // 20):
            self._build(texts)
            return
        for rid in leaving:
            self._take(rid)
        for rid in coming:
            self._put(rid, texts[rid])

    def _build(self, texts: Mapping[str, Wording]) -> None:
        old = self._texts
        self._texts = {
            rid: old[rid] if rid in old and old[rid][0] is texts[rid] else (texts[rid], marks(texts[rid]))
            for rid in sorted(texts)
        }
        self._names, self._gone, self._since, self._changes = list(self._texts), set(), {}, 0
        each = [m for _, m in self._texts.values()]
        values = np.concatenate(each)
        owners = np.repeat(np.arange(len(each)), [len(m) for m in each])
        order = np.argsort(values, kind="stable")
        self._values, self._owners = values[order], owners[order]
        self.pairs = Counter()
        for start, end in _equal(self._values):
            holders = [self._names[n] for n in self._owners[start:end]]
            self.pairs.update(_meet(int(self._values[start] & _KIND), holders, self._texts))

    def _take(self, rid: str) -> None:
        for mark, holders in self._holders(self._texts[rid][1]):
            self._count(mark & 3, holders, -1)
            self._count(mark & 3, [h for h in holders if h != rid], 1)
            if rid in self._since.get(mark, ()):
                self._since[mark].remove(rid)
        self._gone.add(rid)
        del self._texts[rid]

    def _put(self, rid: str, text: Wording) -> None:
        own = marks(text)
        self._texts[rid] = text, own
        for mark, holders in self._holders(own):
            self._count(mark & 3, holders, -1)
            self._count(mark & 3, sorted([*holders, rid]), 1)
            self._since.setdefault(mark, []).append(rid)

    def _holders(self, own: Words) -> Iterator[tuple[int, list[str]]]:
        """Who has each of these marks, in the order of their ids."""
        starts = np.searchsorted(self._values, own, "left").tolist()
        ends = np.searchsorted(self._values, own, "right").tolist()
        for mark, start, end in zip(own.tolist(), starts, ends, strict=True):
            here = [self._names[n] for n in self._owners[start:end]]
            yield mark, sorted([*(h for h in here if h not in self._gone), *self._since.get(mark, ())])

    def _count(self, kind: int, holders: Sequence[str], by: int) -> None:
        for pair in _meet(kind, holders, self._texts):
            self.pairs[pair] += by
            if not self.pairs[pair]:
                del self.pairs[pair]


def _equal(ranked: Words) -> Iterator[tuple[int, int]]:
    """First place of each value that stands twice or more in a sorted array, and the place behind its last."""
    if not len(ranked):
        return
    cuts = np.flatnonzero(ranked[1:] != ranked[:-1]) + 1
    starts, ends = np.append(0, cuts), np.append(cuts, len(ranked))
    several = ends - starts > 1
    yield from zip(starts[several].tolist(), ends[several].tolist(), strict=True)


def marks(text: Wording) -> Words:
    """What a text can share with others, each once: its long sentences, the bands of its sketch, its runs of words."""
    bands, runs = sketch(text.sentences)
    kinds = [np.array(sorted(set(text.hashes)), dtype=np.uint64), runs]
    found = [(values & ~_KIND) | np.uint64(k) for values, k in zip(kinds, (SENTENCE, SHARED_RUN), strict=True)]
    if text.printed:
        found.append((np.array([text.printed], dtype=np.uint64) & ~_KIND) | np.uint64(PRINTED))
    if bands is not None:
        found.append(((bands ^ _keys()[0][:BANDS]) & ~_KIND) | np.uint64(BAND))
    whole: Words = np.unique(np.concatenate(found))
    return whole


def sketch(sentences: Sequence[Sequence[str]]) -> tuple[Words | None, Words]:
    """One number a band, equal for two texts whose smallest hashes agree there (None for a text too short), and the
    numbers of its runs: two texts with RUN + WINDOW - 1 words in a row in common share at least one."""
    words = np.array([zlib.crc32(w.encode()) for s in sentences for w in s], dtype=np.uint64)
    shingles = np.unique(_grams(words, SHINGLE))
    grams = _grams(words, RUN)
    count = max(0, len(grams) - WINDOW + 1)
    windows = [grams[i : i + count] for i in range(WINDOW)]
    runs: Words = np.unique(np.minimum.reduce(windows)) if count else grams[:0]
    if len(shingles) < LEAST:
        return None, runs
    factors, shifts, mixers, _ = _keys()
    least: Words = ((factors[:, None] * shingles + shifts[:, None]) >> np.uint64(32)).min(axis=1)
    mixed: Words = (least.reshape(BANDS, ROWS) * mixers).sum(axis=1, dtype=np.uint64)
    return mixed, runs


def _grams(words: Words, length: int) -> Words:
    """One number for each so many words in a row."""
    count = max(0, len(words) - length + 1)
    out: Words = np.zeros(count, dtype=np.uint64)
    for i in range(length):
        out += words[i : i + count] * _keys()[3][i]
    out ^= out >> np.uint64(29)
    out *= _keys()[0][0]
    return out ^ (out >> np.uint64(32))


@functools.lru_cache(maxsize=1)
def _keys() -> tuple[Words, Words, Words, Words]:
    """Odd factors and shifts of the hash functions, what mixes the rows of a band and the words of a run; always the
    same."""

    def numbers(name: str, count: int) -> Words:
        drawn = (blake2b(f"{name} {i}".encode(), digest_size=8).digest() for i in range(count))
        return np.array([int.from_bytes(d, "big") | 1 for d in drawn], dtype=np.uint64)

    hashed = numbers("factor", BANDS * ROWS), numbers("shift", BANDS * ROWS)
    return *hashed, numbers("mixer", ROWS), numbers("word", max(RUN, SHINGLE))
