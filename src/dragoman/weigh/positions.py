"""What an actor says on one matter over time, and where the line turns.

Statements and events in, positions out. Every statement keeps its words and how it came to us: verbatim, paraphrased, or
reported by others (a copy that credits somebody else, or an accusation that only others tell of). A line turns where two
statements with a sign follow each other, on different days, and the signs differ; neutral ones neither turn nor hide it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from dragoman.model import (
    EventType,
    Family,
    FindingRef,
    Findings,
    Occurrence,
    Position,
    Report,
    Stance,
    Stand,
    StatementRow,
    Transfer,
    Turn,
)
from dragoman.weigh.happened import core
from dragoman.weigh.items import digest
from dragoman.weigh.matters import Matter, of_statement
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
    standing: Mapping[FindingRef, tuple[Transfer, str | None]],
) -> tuple[Position, ...]:
    """The line of everybody who is quoted, on each matter.

    :param first: family -> the day on which it was first told.
    :param standing: every transfer that no person rejected, with the id of its deal.
    """
    by_report: dict[str, list[tuple[Transfer, str | None]]] = defaultdict(list)
    for ref in sorted(standing, key=lambda r: (r.report, r.kind, r.index)):
        by_report[ref.report].append(standing[ref])
    copies = {link.report for f in families for link in f.links if link.kind == "rewrite"}
    lines: Lines = defaultdict(list)
    voice_of = voices(row.statement for row in rows)
    for row in rows:
        said, at = row.statement, row.reports[0]
        how = "verbatim" if said.direct else "reported by others" if set(row.reports) <= copies else "paraphrased"
        stands: dict[Matter, tuple[Stand, str | None]] = {}
        for on in of_statement(said, by_report.get(at, ()), reports.get(at)):
            stand = Stand(
                stance=on.stance,
                how=how,
                toward=said.about,
                basis=on.basis,
                when=said.when,
                reported=min((first[f] for f in row.families if f in first), default=None),
                quote=said.evidence.quote,
                findings=row.findings,
                reports=row.reports,
                families=row.families,
            )
            stands.setdefault(on.matter, (stand, on.deal))
        for matter, told in stands.items():
            lines[voice_of[said.speaker, said.side], matter].append(told)
    for voice, matter, stand in _told_by_others(events, found):
        lines[voice, matter].append((stand, None))
    return tuple(_position(voice, matter, lines[voice, matter]) for voice, matter in sorted(lines))


def _told_by_others(events: Sequence[Occurrence], found: Sequence[Findings]) -> Iterator[tuple[Voice, Matter, Stand]]:
    """Accusations, refusals, threats and praise that the reports tell of without giving anybody's words."""
    by_ref = {f.ref: f for f in found}
    for o in events:
        actor, target = core(o.actor), core(o.target)
        if o.type not in TOLD or o.deal or len(actor) != 1 or not is_state(actor[0]) or not target:
            continue
        if o.type is EventType.SUPPORT and (o.cameo or "")[:3] not in ("051", "052", "053"):
            continue
        told = [by_ref[r.report].events[r.index].evidence for r in o.findings if r.report in by_ref]
        if any(_has_words(by_ref[r.report], r.index, actor[0]) for r in o.findings if r.report in by_ref) or not told:
            continue
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
        for code in target:
            if is_state(code) and code != actor[0]:
                yield Voice(actor[0], actor[0], actor), Matter("state", code), stand


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
