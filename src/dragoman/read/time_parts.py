"""Rules for parts of a day, feasts, and the n-th day or week of something."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange

from dragoman.read import timex
from dragoman.read.time_context import Context
from dragoman.read.time_rules import Found, rule, safe_day
from dragoman.read.time_words import BY_DAY, MONTHS, PARTS_OF_DAY, WEEKDAYS

FEAST_WORDS = ("christmas", "thanksgiving", "halloween")
FEASTS = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "orthodox christmas": (1, 7),
    "new year s eve": (12, 31), "new year s day": (1, 1), "new years day": (1, 1), "victory day": (5, 9),
    "boxing day": (12, 26), "halloween": (10, 31), "valentine s day": (2, 14),
}  # fmt: skip
# month, weekday, which of the month's (-1: its last)
FLOATING = {"thanksgiving": (11, 3, 3), "labor day": (9, 0, 0), "memorial day": (5, 0, -1)}
HOURS = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24"}
WHICH = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}


@rule(r"(?:t )?(?:[xX] )?(?P<h>[xU])(?:[' ]+x)?(?: (?P<more>[xU]))?(?: (?P<y>y))?")
def holiday(m: re.Match[str], c: Context) -> Found | None:
    """'Christmas', 'New Year's Eve', 'Labor Day 1989'."""
    words = " ".join(w for w in c.words.low[m.start() : m.end()] if w.strip() and w not in ("'", "’", "the"))
    words = words.removesuffix((m["y"] and c.words.low[m.start("y")]) or "").strip()
    if words in FLOATING:
        month, weekday, which = FLOATING[words]
        year = c.int("", m, "y") if m["y"] else int(c.nearest_day(month, 28, m)[:4] or 0)
        return Found(_floating(year, month, weekday, which) if year else "", relative=not m["y"])
    if (known := FEASTS.get(words)) is None:
        return None
    if m["y"]:
        return Found(safe_day(c.int("", m, "y"), *known) or "")
    value = c.nearest_day(*known, m)
    return Found(value or f"XXXX-{known[0]:02d}-{known[1]:02d}", relative=True)


def _floating(year: int, month: int, weekday: int, which: int) -> str:
    """The day of a feast that is, say, the fourth Thursday of November."""
    days = [d for n in range(1, monthrange(year, month)[1] + 1) if (d := dt.date(year, month, n)).weekday() == weekday]
    return days[which].isoformat()


@rule(r"(?P<w>[TLx]) P")
def part_of_day(m: re.Match[str], c: Context) -> Found | None:
    """'this afternoon', 'last night', 'tomorrow morning'."""
    by = {"this": 0, "last": -1, "yesterday": -1, "today": 0, "tomorrow": 1}.get(c.words.low[m.start("w")])
    if by is None:
        return None
    day = timex.shift_days(c.anchor, by) if c.anchor else None
    return Found(f"{day.isoformat()}T{PARTS_OF_DAY[c.words.low[m.end() - 1]]}" if day else "", "TIME", relative=True)


@rule(r"(?P<w>[tTHLX]|t [LX]|t H)? ?(?P<m>m)?[ -]?(?P<p>P)")
def that_part(m: re.Match[str], c: Context) -> Found | None:
    """'that night', 'the next morning', 'the evening', 'early morning': of the day named last, else of the report's day."""
    if not (m["w"] or m["m"]):
        return None
    by = {"next": 1, "following": 1, "previous": -1}.get(c.words.low[m.start("p") - 2], 0)
    if m["w"] in ("T", "L") or c.words.after(m.end() - 1)[0] in ("of", "when", "before", "after"):
        return None
    known = c.last_day if m["w"] != "t" else None
    day = timex.shift_days(known or c.anchor, by) if known or c.anchor else None
    value = f"{day.isoformat()}T{PARTS_OF_DAY[c.words.low[m.start('p')]]}" if day else ""
    return Found(value, "TIME", None if known else (None, None), True)


@rule(r"(?:(?P<w0>W),?(?P<at> x)? )?(?P<h>[xP])(?:,? (?:x )?(?P<w>[Wx]))?")
def noon(m: re.Match[str], c: Context) -> Found | None:
    """'noon', 'midnight Friday', 'noon today', 'Friday at noon', 'Friday midnight'."""
    low = c.words.low
    hour = HOURS.get(low[m.start("h")])
    if hour is None or (m["at"] and low[m.start("h") - 2] != "at"):
        return None
    by_day = low[m.start("w")] if m["w"] else ""
    weekday = by_day if by_day in WEEKDAYS else low[m.start("w0")] if m["w0"] else ""
    if by_day and (low[m.end("h") + 1] not in ("on", by_day) or by_day not in {*WEEKDAYS, *BY_DAY} or m["w0"]):
        return None
    if weekday:
        day = c.nearest_weekday(WEEKDAYS[weekday], "", m)
    else:
        on = timex.shift_days(c.anchor, BY_DAY.get(by_day, 0)) if c.anchor else None
        day = on.isoformat() if on else ""
    return Found(f"{day}{hour}" if day else "", "TIME", relative=True)


@rule(r"(?P<w>W) (?P<p>x)")
def every_evening(m: re.Match[str], c: Context) -> Found | None:
    """'Tuesday nights'."""
    part = PARTS_OF_DAY.get(c.words.low[m.start("p")].removesuffix("s"))
    if part is None:
        return None
    return Found(f"XXXX-WXX-{WEEKDAYS[c.words.low[m.start('w')]] + 1}T{part}", "SET")


@rule(r"(?:t )?o (?P<u>U)")
def nth_day(m: re.Match[str], c: Context) -> Found | None:
    """'fighting went on for the second day': the day that is reported on; of what it is the second, may be long ago."""
    if c.words.low[m.start("u")] != "day" or c.words.after(m.end() - 1)[0] in ("of", "in", "-"):
        return None
    return Found(c.anchor.isoformat() if c.anchor else "", days=(None, None), relative=True)


@rule(r"(?:t )?(?P<which>[oL]) (?P<u>U) f (?P<m>M)\.?(?:,?(?: f)? (?P<y>y))?")
def week_of_month(m: re.Match[str], c: Context) -> Found | None:
    """'the first week of March 2024': its days 1 to 7; the last week are the last seven."""
    which, month = WHICH.get(c.words.low[m.start("which")]), MONTHS[c.words.low[m.start("m")]]
    if which is None or c.words.low[m.start("u")] != "week":
        return None
    value = timex.month_value(c.int("", m, "y"), month) if m["y"] else c.nearest_month(month, "", m)
    if not value:
        return Found("", relative=True)
    year = int(value[:4])
    begin = dt.date(year, month, monthrange(year, month)[1] - 6 if which < 0 else 7 * which + 1)
    return Found(value, days=(begin, begin + dt.timedelta(6)), relative=not m["y"])
