"""One report in, its findings out: what this one text says, each value with its character spans.

    read(report) -> Findings            a pure function of the report and the reader's version
    read_many(reports) -> Iterator      the same, parsed in batches
    annotate(report) -> Reading         the annotated text that the coders read

Order of work: furniture out → parse → mentions, times, quantities, money → references → coders.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path

from dragoman import __version__, knowledge
from dragoman.model import Findings, Report
from dragoman.read import (
    events,
    facts,
    furniture,
    mentions,
    parse,
    quantities,
    quotations,
    references,
    statements,
    times,
    transfers,
)
from dragoman.read.reading import Reading, Sentence
from dragoman.read.words import Words


@functools.lru_cache(maxsize=1)
def version() -> str:
    """The reader's version: the release and a hash of everything that a reading depends on.

    Rules, knowledge and model decide what is found; a case re-reads its reports when any of them changed.
    """
    package = Path(str(resources.files("dragoman")))
    files = sorted([*package.glob("read/*.py"), *package.glob("knowledge/**/*.yaml"), *package.glob("knowledge/*.txt")])
    digest = hashlib.sha256()
    for path in [
        *files,
        package / "models" / parse.MODEL / "meta.json",
        package / "models" / "scores.json",
        package / "models" / "judges.json",
    ]:
        if path.exists():
            digest.update(path.read_bytes())
    digest.update(knowledge.overlay_digest())
    return f"{__version__}+{digest.hexdigest()[:8]}"


def __getattr__(name: str) -> str:
    if name == "VERSION":
        return version()
    raise AttributeError(name)


def annotate(report: Report) -> Reading:
    """The text with sentences, mentions, times, numbers, money and quotations marked."""
    return next(annotate_many([report]))


def annotate_many(reports: Iterable[Report]) -> Iterator[Reading]:
    """:func:`annotate` for many reports, in order."""
    waiting: list[Report] = []

    def texts() -> Iterator[str]:
        for report in reports:
            waiting.append(report)
            yield report.text

    for parsed in parse.parse_all(texts()):
        yield _reading(waiting.pop(0), parsed)


def _reading(report: Report, parsed: parse.Parsed) -> Reading:
    anchor = dt.date.fromisoformat(report.published) if report.published else None
    words = Words(parsed.doc)
    sentences = _sentences(report, parsed, words)
    reading = Reading(report, words, parsed.starts, parsed.ends, sentences, anchor=anchor)
    reading.times = times.find(report.text, anchor)
    reading.money = quantities.find_money(report.text)
    reading.quantities = quantities.find_quantities(report.text, money=reading.money)
    reading.quotations = quotations.find(report.text)
    mentions.mark(reading)
    references.resolve(reading)
    return reading


def _sentences(report: Report, parsed: parse.Parsed, words: Words) -> list[Sentence]:
    count = (parsed.paragraphs[-1] + 1) if parsed.paragraphs else 0
    bounds: dict[int, tuple[int, int]] = {}
    for i, number in enumerate(parsed.paragraphs):
        first = bounds[number][0] if number in bounds else parsed.starts[i]
        bounds[number] = first, parsed.ends[i]
    dropped = {n: furniture.is_furniture(report.text[a:b], alone=count == 1) for n, (a, b) in bounds.items()}
    sentences = []
    for i, sent in enumerate(words.sents):
        number = parsed.paragraphs[sent.start]
        start, end = parsed.starts[sent.start], parsed.ends[sent.end - 1]
        a, b = bounds[number]
        open_end = report.text[b - 1] not in (".!?" if count > 1 else '.!?"”’')  # a lone line may be a headline too
        heading = number == 0 and b - a <= 160 and open_end
        given = bool(report.title) and report.text[a:b].strip() == (report.title or "").strip()
        out = dropped[number] or parse.is_credit(parsed.doc, sent.start, sent.end)
        sentences.append(Sentence(i, sent.start, sent.end, start, end, number, heading or given, out))
    return sentences


def read(report: Report) -> Findings:
    """What this one text says.

    :param report: text and metadata; relative dates are reckoned from ``report.published``.
    :returns: findings whose every quote is ``report.text[span.start:span.end]``.
    """
    return next(iter(read_many([report])))


def read_many(reports: Iterable[Report]) -> Iterator[Findings]:
    """:func:`read` for many reports, in order, parsed in batches."""
    for reading in annotate_many(reports):
        yield code(reading)


def code(reading: Reading) -> Findings:
    """Run the coders over an annotated text."""
    found, why_not = transfers.code(reading)
    said = statements.code(reading)
    events_found = events.code(reading, found, said)
    if (own := knowledge.own_dictionaries()) is not None:
        from dragoman.read import dictionary_events

        events_found = dictionary_events.in_place_of(events_found, reading, own)
    return Findings(
        ref=reading.report.id,
        reader=version(),
        transfers=found,
        statements=said,
        events=events_found,
        facts=facts.code(reading),
        why_not=why_not,
    )
