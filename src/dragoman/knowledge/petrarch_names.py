"""Actors, agents and discards of dictionaries in PETRARCH's format.

GONDOLIN_ [GND]                     an actor and its code; ``_`` stands for a space
+GONDOLINDRIM                       another name of the actor above
    [GNDREB <19990101]              a code that holds before a day, after one (>), or between two (a-b)

HARBOUR_PILOT {HARBOUR_PILOTS} [~BUS]   an agent: its code follows (``~BUS``) or precedes (``NGO~``) its country's;
                                    ``{}``: no plural; without braces the regular plural is added
!PERSON! = MAN, WOMAN               in an agent, stands for each of these words
+REGATTA                            a discard: no event from a report (+) or from a sentence that says so
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.knowledge.petrarch_text import CODES, Line, Problem, plural_of, words_of

DATE = r"\d{6}(?:\d\d)?"
BOUND = re.compile(rf"^(?P<code>\S*)\s*(?:(?P<sign>[<>])\s*(?P<day>{DATE})|(?P<first>{DATE})\s*-\s*(?P<last>{DATE}))$")
NOBODY = ("---", "###")  # codes of a name that is no actor
CENTURY = 30  # years of two digits below it are 20xx


@dataclass(frozen=True, slots=True)
class DatedCode:
    """A code and the days, ``YYYYMMDD`` and inclusive, between which it holds; None: no bound."""

    code: str
    first: str | None = None
    last: str | None = None

    def holds(self, day: str | None) -> bool:
        """Whether the code holds on a day; without one, whether it has no end."""
        if day is None:
            return self.last is None
        return (self.first or "") <= day <= (self.last or "99999999")


@dataclass(frozen=True, slots=True)
class Actor:
    """One name of an actor."""

    words: tuple[str, ...]
    codes: tuple[DatedCode, ...]
    file: str
    line: int

    def code_on(self, day: str | None) -> str | None:
        """The code that holds on a day (``YYYYMMDD``); None where the name stands for nobody then.

        Of codes with dates the first that holds; else the one without.
        """
        dated = [c for c in self.codes if c.first or c.last]
        plain = [c for c in self.codes if not (c.first or c.last)]
        found = next((c.code for c in (*dated, *plain) if c.holds(day)), None)
        return None if found in NOBODY else found


@dataclass(frozen=True, slots=True)
class Agent:
    """One form of a word for what somebody is: 'minister', 'ministers'."""

    words: tuple[str, ...]
    code: str
    before: bool  # the code stands before the country's
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Discard:
    """Words whose sentence, or whole report, gives no event."""

    words: tuple[str, ...]
    whole: bool
    file: str
    line: int


def read_actors(file: str, lines: Iterable[Line], problems: list[Problem]) -> list[Actor]:
    """Actors of a dictionary's lines; what cannot be used is added to ``problems``."""
    out: list[Actor] = []
    names: list[tuple[tuple[str, ...], int]] = []
    codes: list[DatedCode] = []

    def close() -> None:
        if names and not codes:
            problems.append(Problem(file, names[0][1], "the name has no code in square brackets"))
        else:
            out.extend(Actor(words, tuple(codes), file, number) for words, number in names)
        names.clear()
        codes.clear()

    for number, text in lines:
        name, bracket, _ = text.partition("[")
        if bracket and text.count("[") != text.count("]"):
            problems.append(Problem(file, number, "a square bracket is not closed"))
        found = [_dated(inner) for inner in CODES.findall(text)]
        if None in found:
            problems.append(Problem(file, number, "a date is not YYMMDD or YYYYMMDD, or its end is before its start"))
        if name.strip() and not text.lstrip().startswith("+"):
            close()
        words = words_of(name)
        if words and (names or not text.lstrip().startswith("+")):
            names.append((words, number))
        elif words:
            problems.append(Problem(file, number, "another name (+) without an actor above it"))
        elif name.strip(" +\t_") and not bracket:
            problems.append(Problem(file, number, "neither a name nor a code"))
        codes += [c for c in found if c is not None]
    close()
    return out


@functools.lru_cache(maxsize=4096)
def _dated(inner: str) -> DatedCode | None:
    """The code in a pair of brackets; None where its date is wrong."""
    inner = inner.strip()
    bound = BOUND.match(inner)
    if bound is None:
        return None if re.search(r"[<>\s]", inner) else DatedCode(inner)
    if bound["sign"]:
        day = _day(bound["day"])
        return DatedCode(bound["code"], None, day) if bound["sign"] == "<" else DatedCode(bound["code"], day, None)
    first, last = _day(bound["first"]), _day(bound["last"])
    return DatedCode(bound["code"], first, last) if first <= last else None


def _day(text: str) -> str:
    return text if len(text) == 8 else ("20" if int(text[:2]) < CENTURY else "19") + text


def read_agents(file: str, lines: Iterable[Line], problems: list[Problem]) -> list[Agent]:
    """Agents of a dictionary's lines; what cannot be used is added to ``problems``."""
    out: list[Agent] = []
    sets: dict[str, list[str]] = {}
    for number, text in lines:
        if made := re.match(r"^\s*!(\w+)!\s*=(.+)$", text):
            sets[made[1].upper()] = [w.strip() for w in made[2].split(",") if w.strip()]
            continue
        codes = CODES.findall(text)
        code = codes[0].replace(" ", "") if codes else ""
        if code.count("~") != 1 or code == "~":
            problems.append(Problem(file, number, "an agent needs a code with ~ for its country, such as [~GOV]"))
            continue
        name = text.partition("[")[0]
        plurals = re.search(r"\{([^{}]*)\}", name)
        name = re.sub(r"\{[^{}]*\}", "", name)
        unknown = [s for s in re.findall(r"!(\w+)!", name) if s.upper() not in sets]
        if unknown:
            problems.append(Problem(file, number, f"!{unknown[0]}! is not defined above"))
            continue
        spelled = _spelled(name, sets)
        forms = [words_of(n) for n in spelled]
        if plurals is not None:
            forms += [words_of(n) for p in re.split(r"[,\s]+", plurals[1]) if p for n in _spelled(p, sets)]
        else:
            forms += [(*words[:-1], plural_of(words[-1])) for words in forms if words]
        if not forms[0]:
            problems.append(Problem(file, number, "an agent without a name"))
            continue
        before = code.endswith("~")
        out += [Agent(w, code.strip("~"), before, file, number) for w in dict.fromkeys(forms) if w]
    return out


def _spelled(name: str, sets: dict[str, list[str]]) -> list[str]:
    """A name with each ``!SET!`` replaced by each of its words."""
    parts = re.split(r"!(\w+)!", name)
    choices = [sets[p.upper()] if i % 2 else [p] for i, p in enumerate(parts)]
    return ["".join(c) for c in itertools.product(*choices)]


def read_discards(file: str, text: str, problems: list[Problem]) -> list[Discard]:
    """Discards: one a line; ``+`` in front: the whole report."""
    out: list[Discard] = []
    for number, line in enumerate(text.splitlines(), 1):
        told = line.split("#", 1)[0].split("[", 1)[0].strip()
        words = words_of(told)
        if words:
            out.append(Discard(words, told.startswith("+"), file, number))
        elif told:
            problems.append(Problem(file, number, "no words"))
    return out
