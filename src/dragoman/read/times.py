"""Dates, spans, durations and sets in running text, resolved against the day of publication.

A small grammar of its own over word classes (see :mod:`time_words`); no parse, no library. Each rule is a pattern over
the class string and a function that turns a match to a TIMEX3 value; the longest accepted match at a place wins.
"""

from __future__ import annotations

import datetime as dt
import re

from dragoman.model import When
from dragoman.read import time_absolute, time_parts, time_quarters, time_relative, timex
from dragoman.read.reading import TimeMention
from dragoman.read.time_bounds import bound_before, join_spans
from dragoman.read.time_context import Context
from dragoman.read.time_parts import FEAST_WORDS, HOURS
from dragoman.read.time_relative import DECADES
from dragoman.read.time_rules import Found, rules_from
from dragoman.read.time_words import SINGLE, UNITS, Words, classify

assert time_absolute and time_parts and time_quarters and time_relative  # importing them fills the rules


def find(text: str, anchor: dt.date | None, start: int = 0, end: int | None = None) -> list[TimeMention]:
    """All expressions of time in ``text[start:end]``, in order and without overlap; offsets are those of ``text``.

    :param anchor: day of publication; relative expressions have no days without it.
    """
    mentions = find_parts(text, anchor, start, end)
    return join_spans(text, mentions)


def find_parts(text: str, anchor: dt.date | None, start: int = 0, end: int | None = None) -> list[TimeMention]:
    """As :func:`find`, but 'from 1998 to 1999' gives two mentions."""
    words = classify(text, start, len(text) if end is None else min(end, len(text)))
    context = Context(words, anchor)
    mentions: list[TimeMention] = []
    at = 0
    for place in sorted(_candidates(words)):
        if place < at:
            continue
        at = place
        best: Found | None = None
        stop = at
        for pattern, make in rules_from(words.classes[at]):
            m = pattern.match(words.classes, at)
            if m is None or m.end() <= stop or not context.whole(m.start(), m.end()):
                continue
            found = make(m, context)
            if found is not None:
                best, stop = found, m.end()
        if best is None:
            continue
        mention = _mention(words, at, stop, best)
        context.seen(mention, best.value)
        mentions.append(mention)
        at = stop
    for mention in mentions:
        if mention.kind in ("DATE", "TIME") or mention.first:
            mention.bound = bound_before(text, mention.start, start)
    return mentions


def _candidates(words: Words) -> set[int]:
    """Tokens at which an expression may begin: those with a word of time within the next few tokens."""
    near: set[int] = set()
    for i, word in enumerate(words.low):
        if word in _KEYS:
            near.update(range(max(0, i - 4), i + 1))
    for m in re.finditer(r"[yNDMWVSUQqKP]|[dn]/|[dn] ?[ax]\.|w w|[dn]:|L(?=[.,])|o[ -]h", words.classes):
        near.update(range(max(0, m.start() - 12), m.start() + 1))
    return {i for i in near if words.classes[i] not in " .,¶'’z:"}


_KEYS = frozenset(
    {
        *SINGLE,
        "future",
        "term",
        "present",
        "run",
        "previously",
        "past",
        "am",
        "pm",
        "while",
        "date",
        "ago",
        "gmt",
        "utc",
    }
    | {f"{unit}long" for unit in UNITS}
    | {*DECADES, *HOURS, *FEAST_WORDS}
)


def _mention(words: Words, first: int, stop: int, found: Found) -> TimeMention:
    days = (
        found.days
        if found.days is not None
        else timex.days(found.value)
        if found.kind in ("DATE", "TIME")
        else (None, None)
    )
    return TimeMention(
        start=words.starts[first],
        end=words.ends[stop - 1],
        first=days[0],
        last=days[1],
        value=found.value,
        kind=found.kind,
        relative=found.relative,
    )


def as_when(mention: TimeMention) -> When | None:
    """First and last day of the mention as the reading guide wants them, its preposition reckoned in.

    'by 2028' gives (None, '2028-12-31'), 'since 2020' ('2020-01-01', None); None where no day is known.
    """
    first, last = mention.first, mention.last
    if first is None and last is None:
        return None
    if mention.bound in ("by", "until"):
        first = None
    elif mention.bound == "since":
        last = None
    elif mention.bound == "before":
        first, last = None, timex.shift_days(first, -1) if first else None
    elif mention.bound == "after":
        first, last = timex.shift_days(last, 1) if last else None, None
    if first is None and last is None:
        return None
    return (first.isoformat() if first else None, last.isoformat() if last else None)


__all__ = ["as_when", "find", "find_parts"]
