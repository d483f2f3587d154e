"""The sector of an actor, as PLOVER names them, where the words beside its name or a known office tell it.

Only what is told: a bare 'Turkey' has none. A state's people are CVL by their code, bodies IGO, UNO or EUR, known makers
BUS, rebels and militias REB; the rest is read from the title before the name ('Defence Minister ...'), the noun behind it ('Serbian troops') or the
office that the knowledge has for a person.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence

from dragoman import knowledge
from dragoman.model import Report, Span
from dragoman.weigh.happened import Told

ORDER = ("GOV", "MIL", "LEG", "COP", "JUD", "SPY", "OPP", "REB", "JRN", "BUS", "CVL", "IGO", "UNO", "EUR")
_BODIES = {"UN": "UNO", "EU": "EUR"}
BEFORE, BEHIND = 4, 2  # words beside a name among which its title or noun stands
_WORD = re.compile(r"[\w’'-]+")
_BREAK = re.compile(r"[,;:.()“”\"]|\b(?:and|or|of|for|with|by|from|to|in|on|at|that|over|against)\b")


def of_side(items: Sequence[Told], side: str, actors: Sequence[str], reports: Mapping[str, Report]) -> tuple[str, ...]:
    """Sectors of one side of an event over all its tellings.

    :param side: 'actor' or 'target'.
    """
    found = {s for a in actors if (s := of_code(a))}
    for item in items:
        evidence = item.event.evidence
        for span in evidence.fields.get(side, ()):
            text, at = evidence.quote, span.start - evidence.span.start
            if not 0 <= at < len(text):
                report = reports.get(item.refs[0].report)
                text, at = (report.text, span.start) if report else ("", 0)
            told = beside(text, Span(start=at, end=at + span.end - span.start))
            if told:
                found.add(told)
    return tuple(s for s in ORDER if s in found)


@functools.lru_cache(maxsize=4096)
def of_code(actor: str) -> str | None:
    """What the code or name itself tells: 'SRB:CVL', a body, a maker of arms."""
    known = knowledge.load()
    _, colon, sector = actor.partition(":")
    if colon:
        return sector
    if actor in known.bodies:
        return _BODIES.get(actor, "IGO")
    if actor in known.makers:
        return "BUS"
    last = actor.casefold().split()[-1:]
    return "REB" if {*last} & known.words["armed group nouns"] else None


def beside(text: str, name: Span) -> str | None:
    """The sector that the words around a name tell; None where they tell none."""
    before = re.split(_BREAK, text[max(0, name.start - 60) : name.start])[-1]
    behind = re.split(_BREAK, text[name.start : name.end + 40], maxsplit=1)[0]
    office = _office(behind)
    if office:
        return office
    words = [w.casefold().removesuffix("'s").removesuffix("’s") for w in _WORD.findall(behind)]
    near = words[: BEHIND + 1] + [w.casefold() for w in _WORD.findall(before)[-BEFORE:]]
    return next((_words()[w] for w in near if w in _words()), None)


def _office(words: str) -> str | None:
    """The sector of the office of a known person whose full name the words begin with."""
    parts = _WORD.findall(words)[:4]
    for count in range(len(parts), 1, -1):
        found = _people().get(" ".join(parts[:count]).casefold())
        if found:
            return found
    return None


@functools.lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    lists = knowledge.load().words
    return {w: s for s in ORDER for w in sorted(lists.get(f"sector {s}", ()))}


@functools.lru_cache(maxsize=1)
def _people() -> dict[str, str]:
    """Full names whose known offices all tell one sector."""
    told: dict[str, set[str]] = {}
    for person in knowledge.load().people:
        here = [_words()[w] for w in re.findall(r"[a-z]+", person.office.casefold()) if w in _words()]
        for name in (person.name, *person.names):
            if here and " " in name:
                told.setdefault(name.casefold(), set()).add(here[0])
    return {name: min(found) for name, found in told.items() if len(found) == 1}
