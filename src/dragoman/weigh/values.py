"""How two claimed values stand to each other: the same, one inside the other, or not both true.

All functions take two values and give a :class:`Relation`. A value that is missing says nothing: ``UNKNOWN``.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable
from enum import StrEnum

from dragoman.model import Interval, Money, When


class Relation(StrEnum):
    """How two values of one field stand to each other."""

    SAME = "same"
    WITHIN = "within"  # compatible at different precision, or overlapping bounds
    CLASH = "clash"  # cannot both be true of one thing
    UNKNOWN = "unknown"  # at least one side tells nothing


# Two round figures within this share of each other are one figure told at different precision.
ROUNDING = 0.035

# Lowest and highest worth of one unit in US dollars, 1999 to 2026, widened by a tenth: rates only have to be good
# enough to tell two amounts apart that no rate of these years could make equal.
DOLLARS: dict[str, tuple[float, float]] = {
    "USD": (1.0, 1.0),
    "EUR": (0.78, 1.68),
    "GBP": (1.03, 2.25),
    "CHF": (0.53, 1.40),
    "SEK": (0.08, 0.18),
    "NOK": (0.08, 0.21),
    "DKK": (0.10, 0.23),
    "PLN": (0.18, 0.53),
    "CZK": (0.022, 0.075),
    "HUF": (0.0021, 0.0075),
    "RON": (0.19, 0.50),
    "BGN": (0.40, 0.86),
    "JPY": (0.0056, 0.0145),
    "KRW": (0.0006, 0.0012),
    "CNY": (0.11, 0.18),
    "INR": (0.0103, 0.0280),
    "PKR": (0.0030, 0.0200),
    "TRY": (0.022, 0.95),
    "RUB": (0.0075, 0.048),
    "UAH": (0.0215, 0.22),
    "ILS": (0.18, 0.35),
    "AUD": (0.43, 1.22),
    "CAD": (0.57, 1.20),
    "NZD": (0.35, 0.97),
    "BRL": (0.145, 0.71),
    "ZAR": (0.047, 0.19),
    "SAR": (0.24, 0.30),
    "AED": (0.245, 0.30),
    "QAR": (0.245, 0.30),
    "KWD": (2.9, 4.1),
    "EGP": (0.018, 0.33),
    "TWD": (0.025, 0.039),
    "SGD": (0.49, 0.92),
    "THB": (0.02, 0.038),
    "PHP": (0.015, 0.029),
    "IDR": (0.000052, 0.00015),
    "MYR": (0.19, 0.37),
    "VND": (0.000035, 0.000078),
    "RSD": (0.0075, 0.022),
    "ALL": (0.006, 0.014),
    "MAD": (0.08, 0.15),
    "DZD": (0.0065, 0.018),
}


# Dollars for a euro and a pound by year, for amounts told in a known year.
_BY_YEAR: dict[str, tuple[int, tuple[float, ...]]] = {
    "EUR": (1999, (1.07, 0.92, 0.90, 0.95, 1.13, 1.24, 1.24, 1.26, 1.37, 1.47, 1.39, 1.33, 1.39, 1.28, 1.33, 1.33, 1.11,
                   1.11, 1.13, 1.18, 1.12, 1.14, 1.18, 1.05, 1.08, 1.08, 1.13, 1.16)),
    "GBP": (1999, (1.62, 1.52, 1.44, 1.50, 1.63, 1.83, 1.82, 1.84, 2.00, 1.85, 1.57, 1.55, 1.60, 1.58, 1.56, 1.65, 1.53,
                   1.36, 1.29, 1.34, 1.28, 1.28, 1.38, 1.24, 1.24, 1.28, 1.32, 1.33)),
}  # fmt: skip
_YEAR_SLACK = 0.12  # rates move within a year, and sums are converted at the rate of some day


def _rate(currency: str, day: str | None) -> tuple[float, float] | None:
    """Least and most dollars for one unit, narrowed by the year where it is known."""
    first, rates = _BY_YEAR.get(currency, (0, ()))
    if day and rates and 0 <= int(day[:4]) - first < len(rates):
        rate = rates[int(day[:4]) - first]
        return rate * (1 - _YEAR_SLACK), rate * (1 + _YEAR_SLACK)
    return DOLLARS.get(currency)


def of_intervals(a: Interval | None, b: Interval | None, *, vague: bool = False) -> Relation:
    """Relation of two numbers of items; ``vague`` says that a report hedged one of them ('about 40')."""
    if a is None or b is None or (a.low is a.high is None) or (b.low is b.high is None):
        return Relation.UNKNOWN
    return _bounds(a.low, a.high, b.low, b.high, 0.1 if vague else 0.0)


def _bounds(al: int | None, ah: int | None, bl: int | None, bh: int | None, slack: float) -> Relation:
    if (al, ah) == (bl, bh):
        return Relation.SAME
    low, high = max(al or 0, bl or 0), min(x for x in (ah, bh, 10**18) if x is not None)
    return Relation.WITHIN if low <= high * (1 + slack) else Relation.CLASH


def of_money(a: Money | None, b: Money | None, *, vague: bool = False, day: str | None = None) -> Relation:
    """Relation of two amounts. Rounded amounts agree; other currencies clash only beyond any rate of our years.

    :param day: when they were told, to narrow the rates.
    """
    if a is None or b is None or (a.low is a.high is None) or (b.low is b.high is None):
        return Relation.UNKNOWN
    slack = 0.1 if vague else ROUNDING
    if a.currency == b.currency:
        return _bounds(a.low, a.high, b.low, b.high, slack)
    ra, rb = _rate(a.currency, day), _rate(b.currency, day)
    if ra is None or rb is None:
        return Relation.UNKNOWN
    al, ah = _times(a.low, ra[0]), _times(a.high, ra[1])
    bl, bh = _times(b.low, rb[0]), _times(b.high, rb[1])
    return Relation.WITHIN if _bounds(al, ah, bl, bh, slack) is not Relation.CLASH else Relation.CLASH


def _times(amount: int | None, rate: float) -> int | None:
    return None if amount is None else int(amount * rate)


def of_days(a: When | None, b: When | None) -> Relation:
    """Relation of two spans of days; open ends reach for ever."""
    if a is None or b is None or a == (None, None) or b == (None, None):
        return Relation.UNKNOWN
    if a == b:
        return Relation.SAME
    first = max(x for x in (a[0], b[0], "0000") if x is not None)
    last = min(x for x in (a[1], b[1], "9999") if x is not None)
    return Relation.WITHIN if first <= last else Relation.CLASH


def days_apart(a: When | None, b: When | None) -> int:
    """Days between two spans that do not touch; 0 where they overlap or one is not told."""
    if of_days(a, b) is not Relation.CLASH or a is None or b is None:
        return 0
    gaps = [
        (day(x) - day(y)).days for x, y in ((a[0], b[1]), (b[0], a[1])) if x is not None and y is not None and x > y
    ]
    return max(gaps, default=0)


@functools.lru_cache(maxsize=65536)
def day(text: str) -> dt.date:
    """The day that an ISO string names; a month or a year stands for its first day."""
    parts = [int(p) for p in text.split("-")]
    return dt.date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def is_state(code: str) -> bool:
    """True for an ISO 3166-1 alpha-3 code as our actors carry it."""
    return len(code) == 3 and code.isascii() and code.isupper() and code.isalpha()


# Bodies whose usual short name looks like a state's code.
BODIES_OF_THREE = frozenset({"IAEA", "ICC", "ECB", "AU", "UN", "EU"})


def states_of(actors: Iterable[str]) -> frozenset[str]:
    """The states among the actors."""
    return _states(tuple(actors))


@functools.lru_cache(maxsize=65536)
def _states(actors: tuple[str, ...]) -> frozenset[str]:
    return frozenset(a for a in actors if is_state(a) and a not in BODIES_OF_THREE)


def of_actors(a: Iterable[str], b: Iterable[str]) -> Relation:
    """Relation of two sides of a deal: by their states where both name some, by words of the names otherwise."""
    return _of_actors(frozenset(a), frozenset(b))


@functools.lru_cache(maxsize=65536)
def _of_actors(a: frozenset[str], b: frozenset[str]) -> Relation:
    if not a or not b:
        return Relation.UNKNOWN
    sa, sb = states_of(a), states_of(b)
    if sa and sb:
        return Relation.SAME if sa == sb else Relation.WITHIN if sa & sb else Relation.CLASH
    if sa or sb:
        return Relation.WITHIN if a & b else Relation.UNKNOWN
    if a == b:
        return Relation.SAME
    words = [{w.casefold() for name in side for w in name.split()} for side in (a, b)]
    return Relation.WITHIN if words[0] & words[1] else Relation.CLASH
