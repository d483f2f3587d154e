"""What every rule of time shares: the registry, and helpers that turn matched words to values."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from dragoman.read import timex
from dragoman.read.time_context import Context


@dataclass(slots=True)
class Found:
    """What a rule makes of a match; ``days`` only where they differ from those of the value."""

    value: str
    kind: str = "DATE"
    days: timex.Days | None = None
    relative: bool = False


Make = Callable[[re.Match[str], Context], Found | None]
Rule = tuple[re.Pattern[str], Make]
RULES: list[tuple[Rule, frozenset[str]]] = []  # each with the class letters that it may begin with


def rules_from(letter: str) -> list[Rule]:
    """The rules that an expression beginning with a word of that class may fit, in order."""
    if letter not in _from:
        _from[letter] = [one for one, begins in RULES if not begins or letter in begins]
    return _from[letter]


_from: dict[str, list[Rule]] = {}


def rule(pattern: str) -> Callable[[Make], Make]:
    def add(make: Make) -> Make:
        RULES.append(((re.compile(pattern), make), _begins(parser.parse(pattern))[0]))
        return make

    return add


def _begins(parts: Iterable[tuple[Any, Any]]) -> tuple[frozenset[str], bool]:
    """The letters that a pattern may begin with, empty for any letter, and whether it may be empty itself."""
    letters: frozenset[str] = frozenset()
    for kind, what in parts:
        if kind is parser.LITERAL:
            return letters | {chr(what)}, False
        if kind is parser.IN and all(k is parser.LITERAL for k, _ in what):
            return letters | {chr(c) for _, c in what}, False
        if kind is parser.BRANCH:
            inner = [_begins(branch) for branch in what[1]]
        elif kind is parser.SUBPATTERN:
            inner = [_begins(what[-1])]
        elif kind is parser.MAX_REPEAT:
            inner = [(_begins(what[2])[0], what[0] == 0)]
        else:
            return frozenset(), True
        if not all(found for found, _ in inner):
            return frozenset(), True
        letters = letters.union(*(found for found, _ in inner))
        if not any(empty for _, empty in inner):
            return letters, False
    return letters, True


def safe_day(year: int, month: int, day: int) -> str | None:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


NUM = r"(?:[dny]|w(?:[- ]w)?)"
# 'early', 'the end of', 'earlier' before a date
MOD = r"(?:t )?(?:(?P<mod>m)[- ]|(?P<mod2>e) f |(?P<mod3>r) )?(?:t )?"


def part_of(m: re.Match[str], c: Context, value: str) -> timex.Days | None:
    """Days of 'early', 'the end of' and so on before the value; None where there's no such word."""
    groups = m.groupdict()
    for name in ("mod", "mod2"):
        if groups.get(name):
            word = c.words.low[m.start(name)]
            which = {"middle": "mid", "beginning": "start", "outset": "start", "close": "end"}.get(word, word)
            if word == "turn":  # of the year, of the decade: its end; of the century: its start
                which = "start" if len(value) == 2 else "end"
            return timex.part(value, which)
    if groups.get("mod3") and c.anchor:
        first, last = timex.days(value)
        if first and last and first <= c.anchor <= last:
            return (first, c.anchor) if c.words.low[m.start("mod3")] == "earlier" else (c.anchor, last)
    return None


def dated(m: re.Match[str], c: Context, value: str | None, relative: bool = False) -> Found | None:
    if not value:
        return None
    return Found(value, "DATE", part_of(m, c, value), relative)


_UNIT_LETTER = {"2W": ("W", 2), "10Y": ("Y", 10), "C": ("Y", 100), "WE": ("D", 2)}


def timex_duration(number: float | None, unit: str, half: bool = False) -> str:
    """TIMEX3 value of a duration; ``None`` for a vague number."""
    time, letter = ("T", unit[1]) if unit[0] == "T" else ("", unit)
    if number is None:
        return f"P{time}X{ {'10Y': 'E', 'C': 'C', '2W': 'W', 'WE': 'WE'}.get(letter, letter) }".replace(" ", "")
    if letter in ("10Y", "2W", "WE", "C"):
        letter, times = _UNIT_LETTER[letter]
        number *= times
    if half and letter in ("Y", "M") and number < 1e6:
        return f"P{number:g}Y6M" if letter == "Y" else f"PT{number:g}M30S" if time else f"P{number + 0.5:g}M"
    if half and unit == "TH":
        return f"PT{number:g}H30M"
    if half and unit == "TH":
        return f"PT{number:g}H30M"
    if half:
        number += 0.5
    return f"P{time}{number:g}{letter}" if number < 1e6 else f"P{time}{int(number)}{letter}"
