"""Which date belongs to which predicate of a background claim."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

from dragoman.model import Span, When
from dragoman.read.reading import Reading, TimeMention
from dragoman.read.words import Token

VALUE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
# between a noun's phrase and its date nothing else may stand
LINK = re.compile(r"\s*,?\s*(?:back\s+)?(?:in|on|of|from|since|\()?\s*(?:late|early|mid-?)?\s*", re.IGNORECASE)
CLAUSES = frozenset(["acl:relcl", "advcl", "ccomp", "parataxis", "acl", "conj", "xcomp"])


@dataclass(frozen=True, slots=True)
class Date:
    when: When
    span: Span


def span_of(time: TimeMention) -> When | None:
    """First and last day of a plain year, month or day; None for what is vaguer, a duration or a part of a day."""
    m = VALUE.match(time.value)
    if m is None or time.kind != "DATE" or time.bound in ("until", "before", "after"):
        return None
    year, month, day = int(m[1]), int(m[2] or 0), int(m[3] or 0)
    if day:
        return m[0], m[0]
    if month:
        if not 1 <= month <= 12:
            return None
        return f"{m[0]}-01", f"{m[0]}-{calendar.monthrange(year, month)[1]}"
    return f"{m[0]}-01-01", f"{m[0]}-12-31"


def predicate(reading: Reading, token: Token, also: Token | None = None, *, near: bool = False) -> list[Date]:
    """Dates that hang on a predicate (or on ``also``, its object), in text order.

    :param near: a noun's date may also follow its phrase directly, wherever the parser hung it.
    """
    sentence = reading.sentence_at(token.i)
    out: list[Date] = []
    for time in reading.within(reading.times, sentence.start, sentence.end):
        when = span_of(time)
        if when is None:
            continue
        first, last = reading.token_at(time.start), reading.token_at(time.end - 1)
        if first is None or last is None:
            continue
        if hangs_on(reading, first, last, token, also) or (near and _follows(reading, time, token)):
            out.append(Date(when, Span(start=time.start, end=time.end)))
    return out


def hangs_on(reading: Reading, first: int, last: int, token: Token, also: Token | None = None) -> bool:
    """Whether the tokens' head leads up to ``token`` without passing another clause."""
    if first <= token.i <= last:
        return False
    head = reading.doc[last]
    for t in reading.doc[first : last + 1]:
        if not first <= t.head.i <= last or t.head.i == t.i:
            head = t
    for _ in range(8):
        if head.i == token.i or (also is not None and head.i == also.i):
            return True
        if head.dep_ in CLAUSES and head.tag_.startswith("VB"):
            return False
        if head.head.i == head.i:
            return False
        if head.head.tag_.startswith("VB") and head.head.i != token.i:
            return False
        head = head.head
    return False


def _follows(reading: Reading, time: TimeMention, token: Token) -> bool:
    """Whether the date stands right behind the noun's phrase, less what hangs on it after the date."""
    before = [t.i for t in token.subtree if reading.ends[t.i] <= time.start]
    if not before:
        return False
    end = reading.ends[max(before)]
    return max(before) >= token.i and LINK.fullmatch(reading.text[end : time.start]) is not None
