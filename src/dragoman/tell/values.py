"""Numbers, money, dates and names as a register prints them.

Marks of uncertainty, after the printed registers of the field: ``. .`` not told, ``(48)`` an estimate, ``2,000+`` at
least, ``≤ 50`` at most, ``24–36`` between.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable

from dragoman import knowledge
from dragoman.model import Interval, Money, When

UNKNOWN = ". ."
_SCALES = ((10**12, "tn"), (10**9, "bn"), (10**6, "m"))
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def number(value: Interval | None, *, estimate: bool = False) -> str:
    """A number of items with its marks: '12', '2,000+', '≤ 50', '24–36', '(48)', '. .'."""
    if value is None:
        return UNKNOWN
    text = _bounds(value.low, value.high, lambda n: f"{n:,}")
    return f"({text})" if estimate and text != UNKNOWN else text


def money(value: Money | None, *, estimate: bool = False) -> str:
    """An amount: 'USD 3.0 bn', 'EUR 120 m', 'USD 750,000', 'USD 2.7–3.0 bn', '. .'."""
    if value is None or (value.low is None and value.high is None):
        return UNKNOWN
    top = value.high if value.high is not None else value.low
    scale, unit = next(((s, u) for s, u in _SCALES if top is not None and top >= s), (1, ""))
    text = _bounds(value.low, value.high, lambda n: _scaled(n, scale))
    text = f"({text})" if estimate else text
    return f"{value.currency} {text} {unit}".rstrip()


def _scaled(amount: int, scale: int) -> str:
    if scale == 1:
        return f"{amount:,}"
    text = f"{amount / scale:,.2f}".rstrip("0").rstrip(".")
    # '3.0 bn', since a bare 3 would look exact; but '120 m'
    return f"{text}.0" if "." not in text and scale >= 10**9 and amount < 100 * scale else text


def _bounds(low: int | None, high: int | None, show) -> str:  # type: ignore[no-untyped-def]
    if low is None and high is None:
        return UNKNOWN
    if low is None:
        return f"≤ {show(high)}"
    if high is None:
        return f"{show(low)}+"
    return show(low) if low == high else f"{show(low)}–{show(high)}"


def day(iso: str | None) -> str:
    """'2025-10-08' as '8 Oct 2025'; what is no full day is given back as it is."""
    if not iso:
        return UNKNOWN
    try:
        date = dt.date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def when(value: When | None) -> str:
    """A span of days for people: '8 Oct 2025', 'Jul 2023', '2023–2025', 'by 2028', 'since Mar 2020'."""
    first, last = _dates(value)
    if first is None and last is None:
        return UNKNOWN
    if first is None:
        return f"by {_open_end(last, end=True)}"
    if last is None:
        return f"since {_open_end(first, end=False)}"
    if first == last:
        return day(first.isoformat())
    years = first.month == first.day == 1 and (last.month, last.day) == (12, 31)
    if years:
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if first.day == 1 and _ends_month(last):
        a, b = _MONTHS[first.month - 1], _MONTHS[last.month - 1]
        if first.year != last.year:
            return f"{a} {first.year} – {b} {last.year}"
        return f"{a} {last.year}" if a == b else f"{a}–{b} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last.isoformat())}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} – {day(last.isoformat())}"
    return f"{day(first.isoformat())} – {day(last.isoformat())}"


def edtf(value: When | None) -> str | None:
    """The same in EDTF (ISO 8601-2): '2025-10-08', '2023-07', '2023', '2023/2025', '../2028', '2020/..'."""
    first, last = _dates(value)
    if first is None and last is None:
        return None
    if first is None:
        return f"../{_short(last, end=True)}"
    if last is None:
        return f"{_short(first, end=False)}/.."
    if first == last:
        return first.isoformat()
    if first.month == first.day == 1 and (last.month, last.day) == (12, 31):
        return f"{first.year:04}" if first.year == last.year else f"{first.year:04}/{last.year:04}"
    if first.day == 1 and _ends_month(last):
        a, b = first.isoformat()[:7], last.isoformat()[:7]
        return a if a == b else f"{a}/{b}"
    return f"{first.isoformat()}/{last.isoformat()}"


def _dates(value: When | None) -> tuple[dt.date | None, dt.date | None]:
    def parse(iso: str | None) -> dt.date | None:
        try:
            return dt.date.fromisoformat(iso) if iso else None
        except ValueError:
            return None

    return (parse(value[0]), parse(value[1])) if value else (None, None)


def _ends_month(date: dt.date) -> bool:
    return date.day == calendar.monthrange(date.year, date.month)[1]


def _open_end(date: dt.date | None, *, end: bool) -> str:
    assert date is not None
    if (date.month, date.day) == ((12, 31) if end else (1, 1)):
        return str(date.year)
    if _ends_month(date) if end else date.day == 1:
        return f"{_MONTHS[date.month - 1]} {date.year}"
    return day(date.isoformat())


def _short(date: dt.date | None, *, end: bool) -> str:
    assert date is not None
    if (date.month, date.day) == ((12, 31) if end else (1, 1)):
        return f"{date.year:04}"
    return date.isoformat()[:7] if (_ends_month(date) if end else date.day == 1) else date.isoformat()


def actor(code: str) -> str:
    """A state's name for its code, the name itself for all others; 'SRB:CVL' is a state's people."""
    base, colon, sector = code.partition(":")
    state = knowledge.load().states.get(base)
    name = state.name if state else base
    return f"{name} (people)" if colon and sector == "CVL" else f"{name} ({sector})" if colon else name


def actors(codes: Iterable[str], *, unknown: str = "unknown") -> str:
    """Several actors, states and companies alike: 'France, Dassault Aviation'."""
    return ", ".join(actor(code) for code in codes) or unknown


_GOODS = {
    "uav": "drones", "helicopter": "helicopters", "air-defence": "air defence", "missile": "missiles", "ship": "ships",
    "munition": "munitions", "small-arms": "small arms", "sensor": "sensors", "engine": "engines", "other": "arms",
}  # fmt: skip


def matter(kind: str, name: str) -> str:
    """What a position is on: 'Turkey', 'drones from Turkey', 'Resolution 1244'."""
    if kind == "goods":
        code, _, category = name.partition(" ")
        return f"{_GOODS.get(category, category)} from {actor(code)}"
    return actor(name) if kind == "state" else name


_AMOUNT = re.compile(r"(?:(?P<cur>[A-Z]{3}) )?(?:(?P<upto>up to )?(?P<a>\d+)(?:-(?P<b>\d+))?(?P<more> or more)?)\Z")
_PART = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?\Z")


def claimed(field: str, value: str) -> str:
    """A claim's value, told by weighing in plain form, as a register prints it: 'USD 3000000000' as 'USD 3.0 bn'."""
    if not value:
        return "unknown"
    if field in ("supplier", "recipient"):
        return actors(code.strip() for code in value.split(","))
    if field.startswith("when") or field == "reference":
        first, _, last = value.partition("/")
        ends = (_day_of(first, end=False), _day_of(last or first, end=True))
        return when(ends) if any(ends) else value
    found = _AMOUNT.match(value) if field in ("quantity", "delivered", "value") else None
    if not found:
        return value
    a, b = int(found["a"]), int(found["b"] or found["a"])
    low, high = (None if found["upto"] else a), (None if found["more"] else b)
    if found["cur"]:
        return money(Money(low=low, high=high, currency=found["cur"]))
    return number(Interval(low=low, high=high))


def _day_of(part: str, *, end: bool) -> str | None:
    """First or last day of an EDTF year, month or day; None for '..' and for what is none of these."""
    found = _PART.match(part)
    if not found:
        return None
    year, month = int(found[1]), int(found[2] or (12 if end else 1))
    if not (year and 1 <= month <= 12):
        return None
    return f"{year:04}-{month:02}-{int(found[3] or (calendar.monthrange(year, month)[1] if end else 1)):02}"


def sources(independent: int, reports: int) -> str:
    """'2 independent of 5 reports', '1 report'."""
    if reports == 1:
        return "1 report"
    return f"{independent} independent of {reports} reports"
