"""Hashes of what findings say, made once a report: copies inside a family have the same ones."""

from __future__ import annotations

import functools
from collections.abc import Sequence
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


def of(found: Sequence[Findings], memory: Memory) -> dict[str, Contents]:
    """The hashes of each report's findings.

    :param found: one a report, in the order of the reports' ids.
    """
    out: dict[str, Contents] = {}
    for listed in memory.mapped("contents", [f.ref for f in found], [found], _all_of):
        out.update(listed)
    return out


def _all_of(found: Sequence[Findings]) -> dict[str, Contents]:
    return {f.ref: _of(f) for f in found}


def _of(found: Findings) -> Contents:
    words = functools.lru_cache(maxsize=None)(plain_words)  # a step and its event share their quote
    return Contents(
        tuple(digest(t.model_dump_json(exclude={"evidence"}), words(t.evidence.quote)) for t in found.transfers),
        tuple(digest(e.model_dump_json(exclude={"evidence", "step"}), words(e.evidence.quote)) for e in found.events),
        tuple(words(s.evidence.quote) for s in found.statements),
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
