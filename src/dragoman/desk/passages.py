"""A report's text cut at its marks, so that a page shows words marked and nothing of the text is trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.model import Span
from dragoman.tell import safe


@dataclass(frozen=True)
class Mark:
    """A stretch of the text and why it is marked."""

    span: Span
    kind: str  # 'said' | 'quote' | 'word' | 'here' | 'exact'
    told: str = ""  # for the hover


@dataclass(frozen=True)
class Piece:
    """A stretch of the text under the same marks."""

    text: str
    classes: str
    told: str
    first: bool  # where the page scrolls to


def cut(text: str, marks: Sequence[Mark]) -> list[Piece]:
    """The text in pieces; cleaned after the cutting, so that offsets hold."""
    kept = [m for m in marks if 0 <= m.span.start < m.span.end <= len(text)]
    edges = sorted({0, len(text), *(e for m in kept for e in (m.span.start, m.span.end))})
    starts: dict[int, list[Mark]] = {}
    for mark in kept:
        starts.setdefault(mark.span.start, []).append(mark)
    out: list[Piece] = []
    open_: list[Mark] = []
    arrived = False
    for start, end in pairwise(edges):
        open_ = [m for m in open_ if m.span.end > start] + starts.get(start, [])
        kinds = {m.kind for m in open_}
        told = dict.fromkeys(m.told for m in sorted(open_, key=lambda m: m.span.end - m.span.start) if m.told)
        here = "here" in kinds and not arrived
        arrived = arrived or here
        out.append(Piece(safe.clean(text[start:end]), " ".join(sorted(kinds)), " · ".join(told), here))
    return out


def parse_marks(told: str | None, length: int) -> list[Span]:
    """'12-80,20-25' as spans; what is none, or lies outside the text, is left out."""
    out = []
    for part in (told or "").split(",")[:40]:
        first, _, last = part.partition("-")
        if first.isascii() and first.isdecimal() and last.isascii() and last.isdecimal() and len(part) < 30:
            start, end = int(first), min(int(last), length)
            if start < end:
                out.append(Span(start=start, end=end))
    return out
