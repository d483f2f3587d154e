"""Who speaks in the first person, and where: the quoted, the speakers of a transcript, the author of an official text.

'We stand with Kenya' is an act of somebody; whose, the statement tells that holds the words, else the label of the
transcript's paragraph ('PRESIDENT NAME: ...'), else the author whom the title or the official site names.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import NamedTuple

from dragoman import knowledge
from dragoman.model import Statement
from dragoman.read import gazetteer
from dragoman.read.reading import Reading

OFFICIAL = re.compile(
    r"\b(?P<joint>joint\s+)?(?:\w+\s+)?(?:statement|remarks|message|letter|address|speech|notice|memorandum|readout|fact sheet|"
    r"declaration|communiqu[ée]|proclamation|press release)\b(?P<by>.{0,80}?\b(?:by|from)\b)?",
    re.IGNORECASE,
)
LABEL = re.compile(r"(?m)^[ \t]*(?P<name>Q|[A-ZÀ-Ý][A-ZÀ-Ý.,'’ -]{2,60})\s*:(?=\s)")
ACTORS = ("state", "body", "person")
TITLES = knowledge.load().words["titles before a name"]
LABELS = 2  # paragraphs so labelled that make a text a transcript


class Voice(NamedTuple):
    """Whose side speaks between two offsets; outside quotation marks only, unless quoted."""

    start: int
    end: int
    side: tuple[str, ...]
    quoted: bool


def find(reading: Reading, statements: Iterable[Statement]) -> tuple[Voice, ...]:
    """Every stretch whose speaker is known; where two hold a word, the first counts."""
    said = [Voice(s.evidence.span.start, s.evidence.span.end, s.side, True) for s in statements]
    labelled = _transcript(reading)
    if labelled:
        return (*said, *labelled)
    side = _author(reading)
    return (*said, Voice(0, len(reading.text), side, False)) if side else tuple(said)


def speaking(reading: Reading, voices: tuple[Voice, ...], token: int) -> tuple[str, ...]:
    """The side that says 'we' or 'I' here."""
    at = reading.starts[token]
    quoted = reading.quoted(token) is not None
    return next((v.side for v in voices if v.start <= at < v.end and (v.quoted or not quoted)), ())


def _transcript(reading: Reading) -> list[Voice]:
    labels = list(LABEL.finditer(reading.text))
    if len(labels) < LABELS:
        return []
    ends = [m.start() for m in labels[1:]] + [len(reading.text)]
    return [Voice(m.end(), end, _labelled(reading, m), False) for m, end in zip(labels, ends, strict=True)]


def _labelled(reading: Reading, label: re.Match[str]) -> tuple[str, ...]:
    """The side of a label's name: marked there, or borne by a person whom the report or its title names in full."""
    for m in reading.mentions_between(
        reading.token_at(label.start("name")) or 0, (reading.token_at(label.end("name") - 1) or 0) + 1
    ):
        if m.kind in ACTORS and m.side:
            return m.side
    surname = label["name"].split()[-1].casefold()
    if surname in TITLES or surname == "q":  # 'THE PRESIDENT:'
        return () if surname == "q" else _site(reading.report.outlet or "")
    for m in reading.mentions:
        if m.kind == "person" and m.side and surname in m.text.casefold().split():
            return m.side
    hits = gazetteer.default().find(reading.report.title or "")
    for hit in hits:
        words = (reading.report.title or "")[hit.start : hit.end].casefold().split()
        if hit.name.kind == "person" and surname in words:
            return hit.name.side
    return ()


def _author(reading: Reading) -> tuple[str, ...]:
    """Whose text the report is: told by its title, or a government's or body's own site."""
    title = reading.report.title or next(
        (reading.text[s.start : s.end] for s in reading.sentences if not s.furniture), ""
    )
    official = OFFICIAL.search(title)
    if official is None:
        return ()
    site = _site(reading.report.outlet or "")
    if official["by"]:
        named = [h.name.side for h in gazetteer.default().find(title[official.end() :]) if h.name.kind in ACTORS]
        named = [side for side in named if side]
        if official["joint"] and len(named) > 1:
            return tuple(dict.fromkeys(actor for side in named for actor in side))
        if not site and named:
            return named[0]
    return site


@functools.lru_cache(maxsize=256)
def _site(outlet: str) -> tuple[str, ...]:
    """The state or body whose own site an outlet is."""
    wanted = outlet.casefold().removeprefix("www.")
    for known in knowledge.load().outlets.values():
        names = {known.name.casefold(), *(n.casefold() for n in known.names), *known.domains}
        if known.kind == "government" and wanted in names:
            for hit in gazetteer.default().find("; ".join((known.name, *known.names))):
                if hit.name.kind in ("state", "body"):
                    return hit.name.side
    return ()
