"""TIMEX3 date values and the calendar days that they cover.

A value is a string such as ``2023-07-14``, ``2023-07``, ``2023-W28``, ``2024-Q1``, ``1997-FA``, ``199``, ``PAST_REF``.
Everything here is a pure function of the value; no text, no anchor.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange

SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}

_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|W(?P<week>\d\d)(?P<we>-WE)?|Q(?P<quarter>[1-4])|"
    r"H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?(?:T.*)?\Z"
)

Days = tuple[dt.date | None, dt.date | None]


def month_value(year: int, month: int) -> str:
    """Value of a month; ``month`` may run past either end of the year."""
    return f"{year + (month - 1) // 12:04d}-{(month - 1) % 12 + 1:02d}"


def week_value(day: dt.date) -> str:
    """Value of the ISO week that holds the day."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_value(year: int, quarter: int) -> str:
    """Value of a quarter; ``quarter`` may run past either end of the year."""
    return f"{year + (quarter - 1) // 4:04d}-Q{(quarter - 1) % 4 + 1}"


def months(year: int, first: int, last: int) -> Days:
    """First day of month ``first`` to last day of month ``last``; months past 12 fall in the next year."""
    y1, m1 = year + (first - 1) // 12, (first - 1) % 12 + 1
    y2, m2 = year + (last - 1) // 12, (last - 1) % 12 + 1
    if not 1 <= y1 <= 9999 or not 1 <= y2 <= 9999:
        return None, None
    return dt.date(y1, m1, 1), dt.date(y2, m2, monthrange(y2, m2)[1])


def days(value: str) -> Days:
    """First and last day that a date value covers; (None, None) where it covers none."""
    if re.fullmatch(r"[1-9]\d\d", value):
        return months(int(value) * 10, 1, 120)
    if re.fullmatch(r"[1-9]\d", value):
        return months(int(value) * 100, 1, 1200)
    if not (m := _VALUE.match(value)) or m["year"] == "0000":
        return None, None
    year = int(m["year"])
    try:
        if m["day"]:
            day = dt.date(year, int(m["month"]), int(m["day"]))
            return day, day
        if m["month"]:
            return months(year, int(m["month"]), int(m["month"])) if 1 <= int(m["month"]) <= 12 else (None, None)
        if m["week"]:
            monday = dt.date.fromisocalendar(year, int(m["week"]), 1)
            return monday + dt.timedelta(5 if m["we"] else 0), monday + dt.timedelta(6)
    except (ValueError, OverflowError):
        return None, None
    if m["quarter"]:
        return months(year, int(m["quarter"]) * 3 - 2, int(m["quarter"]) * 3)
    if m["half"]:
        return months(year, int(m["half"]) * 6 - 5, int(m["half"]) * 6)
    if m["season"]:
        first, last = SEASONS[m["season"]]
        return months(year, first, last + (12 if last < first else 0))
    return months(year, 1, 12)


def part(value: str, which: str) -> Days:
    """Days of the 'early', 'mid', 'late', 'start' or 'end' part of what a date value covers."""
    first, last = days(value)
    if first is None or last is None or first == last:
        return first, last
    if re.fullmatch(r"\d{4}", value):
        cut = {"early": (1, 3), "mid": (5, 8), "late": (10, 12), "start": (1, 1), "end": (12, 12)}.get(which)
        return months(first.year, *cut) if cut else (first, last)
    if re.fullmatch(r"\d{4}-\d\d", value):
        cut = {"early": (1, 10), "mid": (11, 20), "late": (21, last.day), "start": (1, 7), "end": (24, last.day)}.get(
            which
        )
        return (first.replace(day=cut[0]), first.replace(day=cut[1])) if cut else (first, last)
    if re.fullmatch(r"\d{3}", value) and which in ("early", "mid", "late"):
        years = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[which]
        return months(first.year + years[0], 1, 1)[0], months(first.year + years[1], 12, 12)[1]
    if which in ("start", "end") and (last - first).days > 3000:
        return months(first.year, 1, 12) if which == "start" else months(last.year, 1, 12)
    third = dt.timedelta(((last - first).days + 1) // 3)
    if which in ("early", "start"):
        return first, first + third
    if which == "mid":
        return first + third, last - third
    if which in ("late", "end"):
        return last - third, last
    return first, last


def shift_months(day: dt.date, by: int) -> dt.date | None:
    """The same day ``by`` months on (or back), clipped to the month's length; None outside the calendar."""
    year, month = day.year + (day.month - 1 + by) // 12, (day.month - 1 + by) % 12 + 1
    if not 1 <= year <= 9999:
        return None
    return dt.date(year, month, min(day.day, monthrange(year, month)[1]))


def shift_days(day: dt.date, by: int) -> dt.date | None:
    try:
        return day + dt.timedelta(by)
    except OverflowError:
        return None
