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
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    Stance,
    StatementRow,
    When,
)
from dragoman.weigh import scores
from dragoman.weigh.balance import triads
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
    scoring = scoring.model_copy(update={"table": scores.table(scoring.table)})
    moves: dict[Pair, list[Raw]] = defaultdict(list)
    for move in (*_of_events(events, scoring), *_of_statements(statements, events, told, scoring)):
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
            made = memory.once(("moves", here) if memory.keeps else (), functools.partial(_moves, here))
            pairs.append(_relation(a, b, made, printed, scoring, end))
    return Relations(scoring=scoring, as_of=end, pairs=tuple(pairs), triads=triads(pairs))


def first_told(families: Sequence[Family], reports: Mapping[str, Report]) -> dict[str, str]:
    """The day on which each family of sources was first told, where one of its reports has a day."""
    out = {}
    for family in families:
        days_of = [reports[r].published for r in family.reports if r in reports]
        first = min((d for d in days_of if d), default=None)
        if first:
            out[family.id] = first
    return out


# ---- moves ------------------------------------------------------------------------------------------------------


def _moves(raw: Iterable[Raw]) -> list[Move]:
    return [Move(**m._asdict()) for m in raw]


def _of_events(events: Iterable[Occurrence], scoring: Scoring) -> Iterator[Raw]:
    for o in events:
        placed = _placed(o.when, o.reported)
        if placed is None:
            continue
        at, how = placed
        what = o.type.value + (f" {o.mode}" if o.mode else "")
        score = scores.of_event(scoring.table, o.type, o.mode, o.cameo)
        weight = scoring.undated if how == "reported" else 1.0
        if not score or not weight:
            continue
        for actor in sorted(states_of(o.actor)):
            for target in sorted(states_of(o.target) - {actor}):
                yield Raw(
                    day=at, placed=how, kind="event", sources=(o.id,), actor=actor, target=target, what=what, score=score,
                    weight=weight, families=o.families,
                )  # fmt: skip


def _of_statements(
    rows: Iterable[StatementRow], events: Iterable[Occurrence], told: Mapping[str, str], scoring: Scoring
) -> Iterator[Raw]:
    """Words with a sign: those of one side on one state on one day are one move, however many they are.

    Words that stand beside a deed of the same sign, of the same side, on the same state in the same report are part of it.
    """
    deeds = {
        (report, actor, target, scores.of_event(scoring.table, o.type, o.mode, o.cameo) > 0)
        for o in events
        for report in o.reports
        for actor in states_of(o.actor)
        for target in states_of(o.target)
    }
    groups: dict[tuple[str, str, str, str, Stance], list[StatementRow]] = defaultdict(list)
    for row in rows:
        said = row.statement
        placed = _placed(said.when, min((told[f] for f in row.families if f in told), default=None))
        side = states_of(said.side)
        if placed is None or said.stance is Stance.NEUTRAL or len(side) != 1:
            continue
        actor, good = min(side), said.stance is Stance.POSITIVE
        for target in sorted(states_of(said.about) - side):
            if not any((report, actor, target, good) in deeds for report in row.reports):
                groups[placed[0], placed[1], actor, target, said.stance].append(row)
    for (at, how, actor, target, stance), found in sorted(groups.items(), key=lambda g: g[0]):
        weight = scoring.statement * (scoring.undated if how == "reported" else 1.0)
        score = scores.of_statement(scoring.table, stance)
        words = tuple(sorted(f"{row.findings[0].report}#{row.findings[0].index}" for row in found))
        if score and weight:
            yield Raw(
                day=at, placed=how, kind="statement", sources=words, actor=actor,
                target=target, what=f"{stance.value} words", score=score, weight=weight,
                families=tuple(sorted({f for row in found for f in row.families})),
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


def _relation(a: str, b: str, moves: Sequence[Move], printed: Sequence[str], scoring: Scoring, end: str) -> Relation:
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
        between = bisect_right(printed, at) - bisect_right(printed, points[-1].day) if points else 0
        points.append(
            Point(
                day=at, level=round(level, 4), tone=_mean(level, mass), moves=tuple(here), gap=gap,
                sources=max(0, between),
            )
        )  # fmt: skip
    silent = days(points[-1].day, end)
    level *= 0.5 ** (silent / scoring.half_life)
    tone = points[-1].tone
    events = len({m.sources for m in moves if m.kind == "event"})
    words = sum(m.kind == "statement" for m in moves)
    known = silent <= STALE * scoring.half_life and (events or words > 1)
    return Relation(
        id=f"{a}-{b}",
        a=a,
        b=b,
        level=round(level, 4),
        tone=tone,
        sign=0 if not known else 1 if tone >= FRIENDLY else -1 if tone <= -FRIENDLY else 0,
        events=events,
        statements=words,
        undated=sum(m.placed == "reported" for m in moves),
        families=tuple(sorted({f for m in moves for f in m.families})),
        first=points[0].day,
        last=points[-1].day,
        silent=silent,
        points=tuple(points),
        shocks=shocks(points),
    )


def _mean(level: float, mass: float) -> float:
    return round(level / mass, 4) if mass else 0.0


def days(a: str, b: str) -> int:
    """Days from one day to a later one."""
    return (day(b) - day(a)).days
