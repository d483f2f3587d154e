"""Days of publication as inputs write them. A date that can be read in two ways is not read."""

from __future__ import annotations

import datetime as dt
import email.utils
import re

_MONTH_NAMES = (
    "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
    "sep sept september", "oct october", "nov november", "dec december",
)  # fmt: skip
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_ISO = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?\s*$")
_YEAR_FIRST = re.compile(r"\s*(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_DAY_MONTH = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([A-Za-z]{3,9})\.?,?\s+(\d{4})\b")
_MONTH_DAY = re.compile(r"\b([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_DOTTED = re.compile(r"\s*(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b")


def day(value: object) -> str | None:
    """``YYYY-MM-DD`` of a date as an input writes it, or None where it is none or not plain.

    >>> day("2025-06-05 14:46:12+02:00"), day("5 June 2025"), day("03/04/2025")
    ('2025-06-05', '2025-06-05', None)
    """
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if not isinstance(value, str) or not value.strip() or len(value) > 200:
        return None
    for pattern in (_ISO, _COMPACT, _YEAR_FIRST):
        if m := pattern.match(value):
            return _make(m[1], m[2], m[3])
    if m := _DOTTED.match(value):  # dots: the day stands first wherever dates are written so
        return _make(m[3], m[2], m[1])
    if found := written(value):
        return found
    try:
        return email.utils.parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def written(text: str) -> str | None:
    """First date with a month's English name in the text ('12 March 2024', 'March 12, 2024')."""
    hits = [(m.start(), m[3], m[2], m[1]) for m in _DAY_MONTH.finditer(text)]
    hits += [(m.start(), m[3], m[1], m[2]) for m in _MONTH_DAY.finditer(text)]
    for _, year, month, number in sorted(hits):
        if month.lower() in _MONTHS and (found := _make(year, _MONTHS[month.lower()], number)):
            return found
    return None


def _make(year: object, month: object, number: object) -> str | None:
    try:
        made = dt.date(int(str(year)), int(str(month)), int(str(number)))
    except (ValueError, OverflowError):
        return None
    return made.isoformat() if 1800 <= made.year <= 2200 else None
