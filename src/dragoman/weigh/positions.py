"""What an actor says on one matter over time, and where the line turns.

Statements and events in, positions out. Every statement keeps its words and how it came to us: verbatim, paraphrased, or
reported by others (a copy that credits somebody else, or an accusation that only others tell of). A line turns where two
statements with a sign follow each other, on different days, and the signs differ; neutral ones neither turn nor hide it.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from dragoman.model import (
    EventType,
    Family,
    Findings,
    Occurrence,
    Position,
    Report,
    Stance,
    Stand,
    StatementRow,
    Turn,
)
from dragoman.weigh.groups import DealOf, key_of
from dragoman.weigh.happened import core
from dragoman.weigh.items import digest
from dragoman.weigh.judgements import Told
from dragoman.weigh.matters import Matter, of_statement
from dragoman.weigh.memory import Memory
from dragoman.weigh.values import is_state
from dragoman.weigh.voices import Voice, voices
from dragoman.weigh.wording import normal_words

# words that are deeds: what a state is told to have said without its words
TOLD = {
    EventType.ACCUSE: Stance.NEGATIVE, EventType.REJECT: Stance.NEGATIVE, EventType.THREATEN: Stance.NEGATIVE,
    EventType.SUPPORT: Stance.POSITIVE,
}  # fmt: skip

Lines = dict[tuple[Voice, Matter], list[tuple[Stand, str | None]]]


def positions(
    rows: Sequence[StatementRow],
    events: Sequence[Occurrence],
    found: Sequence[Findings],
    reports: Mapping[str, Report],
    families: Sequence[Family],
    first: Mapping[str, str],
    standing: Mapping[str, Sequence[Told]],
    deal_of: DealOf,
    memory: Memory | None = None,
) -> tuple[Position, ...]:
    """The line of everybody who is quoted, on each matter.

    :param first: family -> the day on which it was first told.
    :param standing: report -> every transfer in it that no person rejected.
    :param deal_of: the deal that each transfer went to.
    """
    memory = memory or Memory(keep=False)
    copies = {link.report for f in families for link in f.links if link.kind == "rewrite"}
    lines: Lines = defaultdict(list)
    voice_of = voices(row.statement for row in rows)
    ats = [row.reports[0] for row in rows]
    deals = {rid: tuple([deal_of.get(key_of(t.ref)) for t in standing[rid]]) for rid in {*ats} & standing.keys()}
    columns = (
        rows,
        list(map(standing.get, ats)),
        list(map(deals.get, ats)),
        list(map(reports.get, ats)),
        [copies.issuperset(row.reports) for row in rows] if copies else [False] * len(rows),
        [min(filter(None, map(first.get, row.families)), default=None) for row in rows],
    )
    for listed in memory.mapped("stands", [place_of(row, reports) for row in rows], columns, _all_stands):
        for speaker, matter, stand in listed:
            lines[voice_of[speaker], matter].append(stand)
    by_ref = {f.ref: f for f in found}
    for o in events:
        if not o.deal and o.type in TOLD:
            whole = [by_ref[r] for r in o.reports if r in by_ref]
            work = functools.partial(_told_by_others, o, by_ref)
            for voice, matter, other in memory.same(("told of", o.id), (o, *whole), work):
                lines[voice, matter].append((other, None))
    return tuple(
        memory.same(("position", key), tuple(lines[key]), functools.partial(_position, *key, lines[key]))
        for key in sorted(lines)
    )


def place_of(row: StatementRow, reports: Mapping[str, Report]) -> tuple[str, str, int]:
    """The place of a row of statements in their order, which no other has."""
    at = row.reports[0]
    report = reports.get(at)
    return (report.published if report else None) or "9999", at, row.findings[0].index


def _all_stands(
    rows: Sequence[StatementRow],
    told: Sequence[Sequence[Told] | None],
    deals: Sequence[Sequence[str | None] | None],
    reports: Sequence[Report | None],
    copied: Sequence[bool],
    reported: Sequence[str | None],
) -> list[tuple[tuple[str, tuple[str, ...]], Matter, tuple[Stand, str | None]]]:
    return [
        ((row.statement.speaker, row.statement.side), matter, stand)
        for row, *rest in zip(rows, told, deals, reports, copied, reported, strict=True)
        for matter, stand in _stands(row, rest[0] or (), rest[1] or (), *rest[2:])
    ]


def _stands(
    row: StatementRow,
    told: Sequence[Told],
    deals: Sequence[str | None],
    report: Report | None,
    copied: bool,
    reported: str | None,
) -> list[tuple[Matter, tuple[Stand, str | None]]]:
    """What one row says on each matter that it touches."""
    said = row.statement
    how = "verbatim" if said.direct else "reported by others" if copied else "paraphrased"
    here = sorted(zip(told, deals, strict=True), key=lambda t: (t[0].ref.kind, t[0].ref.index))
    stands: dict[Matter, tuple[Stand, str | None]] = {}
    for on in of_statement(said, [(t.transfer, deal) for t, deal in here], report):
        stand = Stand(
            stance=on.stance,
            how=how,
            toward=said.about,
            basis=on.basis,
            when=said.when,
            reported=reported,
            quote=said.evidence.quote,
            findings=row.findings,
            reports=row.reports,
            families=row.families,
        )
        stands.setdefault(on.matter, (stand, on.deal))
    return list(stands.items())


def _told_by_others(o: Occurrence, by_ref: Mapping[str, Findings]) -> list[tuple[Voice, Matter, Stand]]:
    """An accusation, refusal, threat or praise that the reports tell of without giving anybody's words."""
    actor, target = core(o.actor), core(o.target)
    if len(actor) != 1 or not is_state(actor[0]) or not target:
        return []
    if o.type is EventType.SUPPORT and (o.cameo or "")[:3] not in ("051", "052", "053"):
        return []
    told = [by_ref[r.report].events[r.index].evidence for r in o.findings if r.report in by_ref]
    if any(_has_words(by_ref[r.report], r.index, actor[0]) for r in o.findings if r.report in by_ref) or not told:
        return []
    stand = Stand(
        stance=TOLD[o.type],
        how="reported by others",
        toward=o.target,
        basis=f"event {o.type.value}",
        when=o.when,
        reported=o.reported,
        quote=told[0].quote,
        findings=o.findings,
        reports=o.reports,
        families=o.families,
    )
    voice = Voice(actor[0], actor[0], actor)
    return [(voice, Matter("state", code), stand) for code in target if is_state(code) and code != actor[0]]


def _has_words(found: Findings, index: int, actor: str) -> bool:
    """Whether a statement of the same side stands in the sentence that tells of the event."""
    place = found.events[index].evidence.span
    return any(
        actor in said.side
        and any(
            s.start < place.end and place.start < s.end
            for s in (said.evidence.span, *said.evidence.fields.get("cue", ()))
        )
        for said in found.statements
    )


def day_of(stand: Stand) -> str:
    """The day by which a statement is placed: the last on which it can have been said."""
    first, last = stand.when or (None, None)
    told = last or first
    if told and stand.reported:
        return min(told, stand.reported)
    return told or stand.reported or "9999"


def _position(voice: Voice, matter: Matter, told: Sequence[tuple[Stand, str | None]]) -> Position:
    ordered = sorted(told, key=lambda t: (day_of(t[0]), t[0].reports, t[0].quote, t[0].stance))
    stands = _once(stand for stand, _ in ordered)
    return Position(
        id="p" + digest(voice.key, voice.side, matter.kind, matter.name, size=6),
        actor=voice.name,
        side=voice.side,
        kind=matter.kind,
        matter=matter.name,
        deals=tuple(sorted({deal for _, deal in told if deal})),
        stands=tuple(stands),
        turns=_turns(stands, matter),
    )


def _once(stands: Iterable[Stand]) -> list[Stand]:
    """The same words told by one source with and without a dateline or a half-sentence more are one statement."""
    same: dict[tuple[object, ...], list[Stand]] = defaultdict(list)
    out = []
    for stand in stands:
        key = day_of(stand), stand.stance, stand.how, stand.basis, stand.families
        words = " ".join(normal_words(stand.quote))
        kept = next((s for s in same[key][-20:] if _inside(words, " ".join(normal_words(s.quote)))), None)
        if kept is None:
            same[key].append(stand)
            out.append(stand)
            continue
        short = min((kept, stand), key=lambda s: (len(s.quote), s.quote))
        both = short.model_copy(
            update={
                "findings": tuple(sorted({*kept.findings, *stand.findings}, key=lambda r: (r.report, r.index))),
                "reports": tuple(sorted({*kept.reports, *stand.reports})),
            }
        )
        same[key][same[key].index(kept)] = out[out.index(kept)] = both
    return out


def _inside(a: str, b: str) -> bool:
    return bool(a and b) and (a in b or b in a)


def _turns(stands: Sequence[Stand], matter: Matter) -> tuple[Turn, ...]:
    """Between two days of one sign each; a day of both signs is no turn, the actor said both."""
    days: dict[str, list[int]] = defaultdict(list)
    for place, stand in enumerate(stands):
        if stand.stance is not Stance.NEUTRAL and day_of(stand) < "9999":
            days[day_of(stand)].append(place)
    clear = [places for _, places in sorted(days.items()) if len({stands[n].stance for n in places}) == 1]
    out = []
    for before, after in pairwise(clear):
        a, b = before[-1], after[0]
        if matter.kind == "norm" and not set(stands[a].toward) & set(stands[b].toward):
            continue  # the sign is toward whom the words are about, not toward the norm
        if stands[a].stance is not stands[b].stance:
            out.append(Turn(before=a, after=b))
    return tuple(out)
