"""For each pair of states a signed curve over time, from what they did and said to each other.

    relations.of(picture.events, picture.statements, first_told, Scoring(table="Goldstein", half_life=90))

The curve is a sum that can be done by hand: on a day t the level is the sum over all moves up to t of
``score * weight * 0.5 ** ((t - day) / half_life)``, each move with its day, score and weight in :class:`Move`. Nothing else
enters. The tone is the same sum divided by the sum of the weights so decayed: a mean on the scale of the table.

Days without a move say nothing: a curve only fades there. Each point tells how long nothing was told before it and how
many sources the case has of that time, so that silence is not taken for calm.
"""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from dragoman.model import (
    Family,
    Move,
    Occurrence,
    Point,
    Relation,
    Relations,
    Report,
    Scoring,
    Shock,
    Stance,
    StatementRow,
    When,
)
from dragoman.weigh import scores
from dragoman.weigh.balance import triads
from dragoman.weigh.chronology import place_of
from dragoman.weigh.memory import Memory
from dragoman.weigh.shocks import shocks
from dragoman.weigh.values import day, states_of

FRIENDLY = 1.0  # tone from which on two states count as friendly or, with the sign turned, hostile

STALE = 4  # half-lives without a move after which nothing is known of how two states stand
LOOSE = 400  # days; a date told more loosely than this places nothing

Pair = tuple[str, str]


class Raw(NamedTuple):
    """A :class:`Move` before it is one; of all that is told only what changed is made anew."""

    day: str
    placed: str
    kind: str
    sources: tuple[str, ...]
    actor: str
    target: str
    what: str
    score: float
    weight: float
    families: tuple[str, ...]


def of(
    events: Sequence[Occurrence],
    statements: Sequence[StatementRow],
    told: Mapping[str, str],
    scoring: Scoring | None = None,
    memory: Memory | None = None,
) -> Relations:
    """The relations of all pairs of states on the last day.

    :param told: family -> the day on which it was first told; see :func:`first_told`. By these days statements are placed,
        and it shows how much was told when. Reprints have no part in it.
    :param memory: of an earlier weighing; pairs of which nothing more is told keep their moves.
    :raises UsageError: there is no such table of scores.
    """
    memory = memory or Memory(keep=False)
    scoring = scoring or Scoring()
    asked = scoring.model_copy(update={"table": scores.table(scoring.table)})
    scoring = memory.same(("scoring",), (asked,), lambda: asked)  # the very same object is quickly compared
    moves: dict[Pair, list[Raw]] = defaultdict(list)
    for move in (*_of_events(events, scoring, memory), *_of_statements(statements, events, told, scoring, memory)):
        moves[min(move.actor, move.target), max(move.actor, move.target)].append(move)
    printed = sorted(told.values())
    days = [m.day for found in moves.values() for m in found]
    end = scoring.as_of or max([*days, *printed[-1:]], default=None)
    if end is None:
        return Relations(scoring=scoring, as_of=None)
    pairs = []
    for a, b in sorted(moves):
        here = tuple(m for m in moves[a, b] if m.day <= end)
        if here:
            curve = memory.same(("curve", a, b), (scoring, *here), functools.partial(_curve, here, scoring))
            between = _between(curve.points, printed)
            work = functools.partial(_relation, a, b, curve, between, scoring, end)
            pairs.append(memory.same(("relation", a, b), (curve, between, end), work))
    return Relations(scoring=scoring, as_of=end, pairs=tuple(pairs), triads=triads(pairs))


def first_told(families: Sequence[Family], reports: Mapping[str, Report]) -> dict[str, str]:
    """The day on which each family of sources was first told, where one of its reports has a day."""
    out = {}
    for family in families:
        if len(family.reports) == 1:
            only = reports.get(family.reports[0])
            first = only.published if only else None
        else:
            first = min((d for r in family.reports if r in reports and (d := reports[r].published)), default=None)
        if first:
            out[family.id] = first
    return out


# ---- moves ------------------------------------------------------------------------------------------------------


def _of_events(events: Sequence[Occurrence], scoring: Scoring, memory: Memory) -> Iterator[Raw]:
    work = functools.partial(_of_all_events, scoring=scoring)
    for listed in memory.mapped(f"moves {scoring!r}", [place_of(o) for o in events], [events], work):
        yield from listed


def _of_all_events(events: Sequence[Occurrence], scoring: Scoring) -> list[Raw]:
    return [move for o in events for move in _of_event(o, scoring)]


def _of_event(o: Occurrence, scoring: Scoring) -> list[Raw]:
    placed = _placed(o.when, o.reported)
    if placed is None:
        return []
    at, how = placed
    what = o.type.value + (f" {o.mode}" if o.mode else "")
    score = scores.of_event(scoring.table, o.type, o.mode, o.cameo)
    weight = scoring.undated if how == "reported" else 1.0
    if not score or not weight:
        return []
    return [
        Raw(
            day=at, placed=how, kind="event", sources=(o.id,), actor=actor, target=target, what=what, score=score,
            weight=weight, families=o.families,
        )
        for actor in sorted(states_of(o.actor))
        for target in sorted(states_of(o.target) - {actor})
    ]  # fmt: skip


Said = tuple[str, str, str, str, Stance]


def _of_statements(
    rows: Sequence[StatementRow],
    events: Sequence[Occurrence],
    told: Mapping[str, str],
    scoring: Scoring,
    memory: Memory,
) -> Iterator[Raw]:
    """Words with a sign: those of one side on one state on one day are one move, however many they are.

    Words that stand beside a deed of the same sign, of the same side, on the same state in the same report are part of it.
    """
    deeds: set[tuple[str, str, str, bool]] = set()
    work = functools.partial(_deeds, scoring=scoring)
    for done in memory.mapped(f"deeds {scoring!r}", [place_of(o) for o in events], [events], work):
        deeds.update(done)
    groups: dict[Said, list[StatementRow]] = defaultdict(list)
    firsts = [min(filter(None, map(told.get, row.families)), default=None) for row in rows]
    keys = [(row.findings[0].report, row.findings[0].index) for row in rows]
    ranked = sorted(range(len(rows)), key=keys.__getitem__)
    columns = [rows[n] for n in ranked], [firsts[n] for n in ranked]
    for listed in memory.mapped("signed", [keys[n] for n in ranked], columns, _all_signed):
        for key, row in listed:
            _, _, actor, target, stance = key
            if not any((report, actor, target, stance is Stance.POSITIVE) in deeds for report in row.reports):
                groups[key].append(row)
    for key, found in groups.items():
        made = memory.same(("words", key), (scoring, *found), functools.partial(_words, key, found, scoring))
        if made is not None:
            yield made


def _deeds(events: Sequence[Occurrence], scoring: Scoring) -> list[tuple[str, str, str, bool]]:
    out = []
    for o in events:
        good = scores.of_event(scoring.table, o.type, o.mode, o.cameo) > 0
        out += [(report, a, b, good) for report in o.reports for a in states_of(o.actor) for b in states_of(o.target)]
    return out


def _all_signed(rows: Sequence[StatementRow], firsts: Sequence[str | None]) -> list[tuple[Said, StatementRow]]:
    return [(key, row) for row, first in zip(rows, firsts, strict=True) for key in _signed(row, first)]


def _signed(row: StatementRow, first: str | None) -> list[Said]:
    """Where a row with a sign counts: day, how it is placed, who speaks, on which state, and the sign."""
    said = row.statement
    placed = _placed(said.when, first)
    side = states_of(said.side)
    if placed is None or said.stance is Stance.NEUTRAL or len(side) != 1:
        return []
    return [(*placed, min(side), target, said.stance) for target in sorted(states_of(said.about) - side)]


def _words(key: Said, found: Sequence[StatementRow], scoring: Scoring) -> Raw | None:
    at, how, actor, target, stance = key
    weight = scoring.statement * (scoring.undated if how == "reported" else 1.0)
    score = scores.of_statement(scoring.table, stance)
    if not score or not weight:
        return None
    words = tuple(sorted(f"{row.findings[0].report}#{row.findings[0].index}" for row in found))
    return Raw(
        day=at, placed=how, kind="statement", sources=words, actor=actor, target=target, what=f"{stance.value} words",
        score=score, weight=weight, families=tuple(sorted({f for row in found for f in row.families})),
    )  # fmt: skip


def _placed(when: When | None, reported: str | None) -> tuple[str, str] | None:
    """One day for a move, and whether the words tell it or only the report's day does. Nothing lies after its report."""
    first, last = when or (None, None)
    if first and last:
        low, high = day(first).toordinal(), day(last).toordinal()
        if high - low <= LOOSE:
            middle = type(day(first)).fromordinal((low + high) // 2).isoformat()
            return min(middle, reported or middle), "told"
    elif first or last:
        told = first or last or ""
        return min(told, reported or told), "told"
    return (reported, "reported") if reported else None


# ---- one pair ---------------------------------------------------------------------------------------------------


class Curve(NamedTuple):
    """What a pair's moves alone make, whatever else is told in the case."""

    points: tuple[Point, ...]  # without the sources told between them
    level: float
    shocks: tuple[Shock, ...]
    events: int
    statements: int
    undated: int
    families: tuple[str, ...]


def _curve(raw: Sequence[Raw], scoring: Scoring) -> Curve:
    moves = [Move(**m._asdict()) for m in raw]
    by_day: dict[str, list[Move]] = defaultdict(list)
    for move in moves:
        by_day[move.day].append(move)
    points: list[Point] = []
    level = mass = 0.0
    for at in sorted(by_day):
        here = sorted(by_day[at], key=lambda m: (m.kind, m.sources, m.actor, m.target))
        gap = days(points[-1].day, at) if points else 0
        fade = 0.5 ** (gap / scoring.half_life)
        level = level * fade + sum(m.score * m.weight for m in here)
        mass = mass * fade + sum(m.weight for m in here)
        points.append(
            Point(day=at, level=round(level, 4), tone=_mean(level, mass), moves=tuple(here), gap=gap, sources=0)
        )
    return Curve(
        points=tuple(points),
        level=level,
        shocks=shocks(points),
        events=len({m.sources for m in moves if m.kind == "event"}),
        statements=sum(m.kind == "statement" for m in moves),
        undated=sum(m.placed == "reported" for m in moves),
        families=tuple(sorted({f for m in moves for f in m.families})),
    )


def _between(points: Sequence[Point], printed: Sequence[str]) -> tuple[int, ...]:
    """How many sources of the case were first told between each point and the one before."""
    until = [bisect_right(printed, p.day) for p in points]
    return (0, *(max(0, b - a) for a, b in pairwise(until)))


def _relation(a: str, b: str, curve: Curve, between: Sequence[int], scoring: Scoring, end: str) -> Relation:
    points = tuple(p.model_copy(update={"sources": n}) if n else p for p, n in zip(curve.points, between, strict=True))
    silent = days(points[-1].day, end)
    tone = points[-1].tone
    known = silent <= STALE * scoring.half_life and (curve.events or curve.statements > 1)
    return Relation(
        id=f"{a}-{b}",
        a=a,
        b=b,
        level=round(curve.level * 0.5 ** (silent / scoring.half_life), 4),
        tone=tone,
        sign=0 if not known else 1 if tone >= FRIENDLY else -1 if tone <= -FRIENDLY else 0,
        events=curve.events,
        statements=curve.statements,
        undated=curve.undated,
        families=curve.families,
        first=points[0].day,
        last=points[-1].day,
        silent=silent,
        points=points,
        shocks=curve.shocks,
    )


def _mean(level: float, mass: float) -> float:
    return round(level / mass, 4) if mass else 0.0


def days(a: str, b: str) -> int:
    """Days from one day to a later one."""
    return (day(b) - day(a)).days
