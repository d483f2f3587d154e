"""Hashes of what findings say, made once a report: copies inside a family have the same ones."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from dragoman.model import Event, Evidence, Findings, Transfer
from dragoman.weigh.items import digest
from dragoman.weigh.memory import Memory
from dragoman.weigh.wording import normal_words


@dataclass(frozen=True, slots=True)
class Contents:
    """One entry a finding, in the order of the report."""

    transfers: tuple[str, ...]
    events: tuple[str, ...]
    statements: tuple[str, ...]  # their words as they are compared
    whole: str  # hash of all the findings with their places in the text; '' where nothing is remembered


def of(found: Findings, memory: Memory) -> Contents:
    """The hashes of one report's findings."""
    if not memory.keeps:
        return _of(found, "")
    whole = digest(found.model_dump_json(), size=16)
    return memory.once(("contents", whole), functools.partial(_of, found, whole))


def _of(found: Findings, whole: str) -> Contents:
    words = functools.lru_cache(maxsize=None)(plain_words)  # a step and its event share their quote
    return Contents(
        tuple(digest(t.model_dump_json(exclude={"evidence"}), words(t.evidence.quote)) for t in found.transfers),
        tuple(digest(e.model_dump_json(exclude={"evidence", "step"}), words(e.evidence.quote)) for e in found.events),
        tuple(words(s.evidence.quote) for s in found.statements),
        whole,
    )


def of_one(finding: Transfer | Event) -> str:
    """The same hash of one transfer or event, for one that a person corrected or added."""
    left_out = {"evidence"} if isinstance(finding, Transfer) else {"evidence", "step"}
    return digest(finding.model_dump_json(exclude=left_out), words_of(finding.evidence))


def words_of(evidence: Evidence) -> str:
    """The quote as it is compared."""
    return plain_words(evidence.quote)


def plain_words(text: str) -> str:
    """Folded words, house style levelled, one space between."""
    return " ".join(normal_words(text))
