"""What the learned judges of statements look at: an utterance's tone, and whom it is about."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dragoman.read.attribution import Attribution, token_from
from dragoman.read.learned import mean_vector
from dragoman.read.reading import Reading


def words_of(reading: Reading, parts: list[Attribution]) -> Iterator[str]:
    """Lemmas of an utterance's telling words, each once, in text order; a negation before one is joined to it."""
    seen: set[str] = set()
    for a in parts:
        for start, end in a.contents:
            first, last = token_from(reading, start), min(len(reading.doc), token_from(reading, end))
            for i in range(first, last):
                token = reading.doc[i]
                m = reading.by_token.get(i)
                if token.tag_[:2] not in ("VB", "JJ", "NN", "RB", "MD") or (m is not None and m.kind != "weapon"):
                    continue
                lemma = token.lemma_.lower()
                if any(
                    reading.doc[k].lower_ in ("not", "n't", "n’t", "never", "no") for k in range(max(first, i - 3), i)
                ):
                    lemma = "not " + lemma
                if lemma not in seen:
                    seen.add(lemma)
                    yield lemma


def vector_of(reading: Reading, parts: list[Attribution]) -> np.ndarray:
    """Mean vector of an utterance's telling words."""
    tokens = []
    for a in parts:
        for start, end in a.contents:
            for i in range(token_from(reading, start), min(len(reading.doc), token_from(reading, end))):
                if i not in reading.by_token and reading.doc[i].tag_.startswith(("VB", "NN", "JJ", "RB", "MD")):
                    tokens.append(reading.doc[i])
    return mean_vector(tokens)
