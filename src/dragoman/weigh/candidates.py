"""Which pairs of texts are worth comparing: those that share a long sentence, a run of words, or much of their wording.

Blocking, never all pairs: what is compared grows with the number of texts, not with its square. The sketches are
banded with numpy over all texts at once, so that only buckets with two texts or more are ever looked at.
"""

from __future__ import annotations

import functools
import zlib
from collections import defaultdict
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
FAMILIAR = 12  # texts that share a run: in more of them it tells nothing

Words = npt.NDArray[np.uint64]


class Wording(Protocol):
    """What this needs of a text."""

    @property
    def sentences(self) -> Sequence[Sequence[str]]: ...
    @property
    def hashes(self) -> Sequence[int]: ...
    @property
    def token(self) -> str: ...


def pairs(texts: Mapping[str, Wording], memory: Memory) -> Iterator[tuple[str, str]]:
    """Pairs of ids to compare, each once, the smaller id first, in their order."""
    ids = sorted(texts)
    if len(ids) <= FEW:
        yield from ((a, b) for i, a in enumerate(ids) for b in ids[i + 1 :])
        return
    found: set[tuple[str, str]] = set()
    by_sentence: dict[int, list[str]] = defaultdict(list)
    for rid in ids:
        for h in set(texts[rid].hashes):
            by_sentence[h].append(rid)
    for holders in by_sentence.values():
        # A sentence in very many reports is boilerplate; neighbours in order are enough to chain true copies.
        if len(holders) <= 12:
            found.update((a, b) for i, a in enumerate(holders) for b in holders[i + 1 :])
        elif len(holders) > 1:
            found.update(pairwise(holders))
    del by_sentence
    sketched: list[str] = []
    bands: list[Words] = []
    runs: list[Words] = []
    for rid in ids:
        text = texts[rid]
        made, printed = memory.once(("sketch", text.token), functools.partial(sketch, text.sentences))
        runs.append(printed)
        if made is not None:
            sketched.append(rid)
            bands.append(made)
    for bucket in _buckets(bands):
        for i, a in enumerate(bucket):
            found.update((sketched[a], sketched[b]) for b in bucket[i + 1 : i + 1 + NEAR])
    owners = np.repeat(np.arange(len(runs)), [len(r) for r in runs])
    for bucket in _equal(np.concatenate(runs)):
        if len(bucket) <= FAMILIAR:  # more: a title, a phrase that everybody writes
            here = [ids[int(owners[n])] for n in bucket]
            found.update((x, y) for i, x in enumerate(here) for y in here[i + 1 :])
    yield from sorted(found)


def _buckets(bands: Sequence[Words]) -> Iterator[list[int]]:
    """Places of texts that agree in a whole band, in rising order."""
    if not bands:
        return
    for band in np.vstack(bands).T:
        yield from _equal(band)


def _equal(values: Words) -> Iterator[list[int]]:
    """Places of equal values, in rising order, where there are two or more."""
    order = np.argsort(values, kind="stable")
    ranked = values[order]
    cuts = np.flatnonzero(ranked[1:] != ranked[:-1]) + 1
    starts, ends = np.append(0, cuts), np.append(cuts, len(ranked))
    for start, end in zip(starts[ends - starts > 1], ends[ends - starts > 1], strict=True):
        yield [int(n) for n in order[start:end]]


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
