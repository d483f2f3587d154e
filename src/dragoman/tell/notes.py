"""Numbered endnotes: one for a sentence, however many reports carry it; a reference at each use, to the very words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from dragoman.tell import safe, values
from dragoman.tell.rows import Quote

Marks = dict[tuple[int, int], set[str]]  # offsets into the quote -> the fields that they bear


@dataclass(frozen=True)
class Piece:
    """A stretch of a quote. ``fields``: what it bears; ``first``: those of them that it is the first words of."""

    text: str
    fields: tuple[str, ...] = ()
    first: tuple[str, ...] = ()


def pieces(quote: Quote) -> tuple[Piece, ...]:
    """A quote cut at its own marks."""
    return cut(quote.quote, {(mark.start, mark.end): {"value"} for mark in quote.marks})


def cut(quote: str, marks: Marks) -> tuple[Piece, ...]:
    """A quote cut wherever a mark begins or ends, cleaned for a screen after the cutting, so that offsets hold."""
    edges = sorted({0, len(quote), *(edge for mark in marks for edge in mark)})
    seen: set[str] = set()
    out = []
    for start, end in pairwise(edges):
        fields = sorted(set().union(*(fs for (a, b), fs in marks.items() if a <= start and end <= b)))
        text = safe.clean(quote[start:end]).replace("\n", " ")
        out.append(Piece(text, tuple(fields), tuple(f for f in fields if f not in seen)))
        seen.update(fields)
    return tuple(out)


@dataclass(frozen=True)
class Carrier:
    """One report that carries the words of a note."""

    outlet: str
    title: str
    date: str
    href: str | None  # only http or https
    address: str  # as told, for reading
    sha256: str
    report: str
    offsets: str
    demonstration: bool


@dataclass
class Note:
    """One endnote. ``uses`` are the anchors that lead back to where it is referred to."""

    number: int
    quote: str
    marks: Marks = field(default_factory=dict)
    carriers: list[Carrier] = field(default_factory=list)
    uses: list[str] = field(default_factory=list)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return cut(self.quote, self.marks)


@dataclass(frozen=True)
class Reference:
    """One use of a note."""

    number: int
    anchor: str  # id of the place where it is used
    target: str  # id of the words, or of the whole note


class Notes:
    """Collects the notes of one document in the order of their first use."""

    def __init__(self) -> None:
        self.notes: list[Note] = []
        self._of: dict[str, Note] = {}
        self._carriers: set[tuple[int, str, str]] = set()

    def refer(self, quotes: Iterable[Quote], field: str = "") -> tuple[Reference, ...]:
        """References to the notes of these quotes, new notes made where needed.

        :param field: what the marks of the quotes bear; '' leaves them unmarked.
        """
        used: dict[int, str] = {}
        for quote in quotes:
            note = self._of.get(quote.quote)
            if note is None:
                note = self._of[quote.quote] = Note(len(self.notes) + 1, quote.quote)
                self.notes.append(note)
            for mark in quote.marks if field else ():
                note.marks.setdefault((mark.start, mark.end), set()).add(field)
            carrier = _carrier(quote)
            if (key := (note.number, carrier.report, carrier.offsets)) not in self._carriers:
                self._carriers.add(key)
                note.carriers.append(carrier)
            whole = f"note-{note.number}"
            marked = bool(field and quote.marks)
            used[note.number] = f"{whole}-{field}" if marked else used.get(note.number, whole)
        out = []
        for number, target in sorted(used.items()):
            uses = self.notes[number - 1].uses
            uses.append(f"use-{number}-{len(uses) + 1}")
            out.append(Reference(number, uses[-1], target))
        return tuple(out)


def _carrier(quote: Quote) -> Carrier:
    return Carrier(
        outlet=safe.line(quote.outlet or "outlet not known"),
        title=safe.line(quote.title or ""),
        date=values.day(quote.published) if quote.published else "date not known",
        href=safe.link(quote.url),
        address=safe.line(quote.url or ""),
        sha256=quote.sha256 or "",
        report=safe.line(quote.report),
        offsets=f"{quote.span.start}–{quote.span.end}",
        demonstration=quote.demonstration,
    )
