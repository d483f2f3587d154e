"""Events as weighing handles them: one item a family of sources, with the deal whose step it is.

Findings in, :class:`Told` out. An event that is the step of a transfer follows the judgements on that transfer: it goes
where the transfer was rejected, and has the parties and the date that a person corrected.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.model import Event, EventType, FindingRef, Findings, Report, When
from dragoman.weigh import contents, judgements
from dragoman.weigh.contents import Contents
from dragoman.weigh.groups import DealOf, Group, Groups, Key, key_of
from dragoman.weigh.judgements import Verdicts
from dragoman.weigh.memory import Memory
from dragoman.weigh.values import states_of


@dataclass(slots=True)
class Told:
    """One event that one family of reports tells; copies of it inside the family are the same item."""

    event: Event
    refs: tuple[FindingRef, ...]  # the first is the earliest report's
    family: str
    published: str | None  # when the family first told it
    deal: str | None
    key: str  # content hash: the canonical order of items of one day
    report: Report | None = None  # of the first ref
    block: tuple[str, ...] = ()
    order: tuple[str, str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.order = self.published or "9999", self.key, self.family


MUTUAL = frozenset({EventType.CONSULT})


def core(actors: Sequence[str]) -> tuple[str, ...]:
    """What two tellings of one side share: its states where some are named, else the names in small letters."""
    return tuple(sorted(states_of(actors) or {a.casefold() for a in actors}))


def items(
    found: Mapping[str, Findings],
    verdicts: Verdicts,
    reports: Mapping[str, Report],
    said_in: Mapping[str, Contents],
    groups: Groups,
    deal_of: DealOf,
    memory: Memory,
) -> list[Told]:
    """Every event of the findings as judgements leave it, family by family.

    :param said_in: report -> hashes of what its findings say.
    """

    def deals(rids: Sequence[str]) -> tuple[str | None, ...]:
        keys = memory.same(("steps", rids[:1]), tuple(map(verdicts.of.get, rids)), functools.partial(steps, rids))
        return tuple(map(deal_of.get, keys))

    def steps(rids: Sequence[str]) -> list[Key]:
        return [key_of(t.ref) for r in rids for t in verdicts.of.get(r, ())]

    work = functools.partial(_of_families, deal_of=deal_of, said_in=said_in)
    out: list[Told] = []
    for listed in groups.mapped("events of", (found, verdicts.of, reports), work, memory, deals):
        out += listed
    return out


def _of_families(
    families: Sequence[Group],
    found: Mapping[str, Findings],
    standing: Mapping[str, Sequence[judgements.Told]],
    reports: Mapping[str, Report],
    deal_of: DealOf,
    said_in: Mapping[str, Contents],
) -> list[Told]:
    out: list[Told] = []
    for family, rids in families:
        here = [found[r] for r in rids if r in found and found[r].events]
        if here:
            told = [standing.get(f.ref, ()) for f in here]
            out += _of_family(family, here, told, deal_of, reports, said_in, rids[0])
    return out


def _of_family(
    family: str,
    here: Sequence[Findings],
    told: Sequence[Sequence[judgements.Told]],
    deal_of: DealOf,
    reports: Mapping[str, Report],
    said_in: Mapping[str, Contents],
    first: str,
) -> list[Told]:
    standing = {t.ref: t for listed in told for t in listed}
    same: dict[str, list[tuple[FindingRef, Event, str | None]]] = defaultdict(list)
    for one in here:
        for index, event in enumerate(one.events):
            deal, whole = None, True
            if event.step is not None and event.step < len(one.transfers):
                transfer = FindingRef(report=one.ref, kind="transfer", index=event.step)
                if transfer not in standing:
                    continue  # rejected
                corrected = _corrected(event, standing[transfer])
                if corrected is None:
                    continue
                whole, event, deal = corrected is event, corrected, deal_of.get(key_of(transfer))
            content = said_in[one.ref].events[index] if whole else contents.of_one(event)
            same[content].append((FindingRef(report=one.ref, kind="event", index=index), event, deal))
    out = []
    for content, group in same.items():
        group.sort(key=lambda g: (_published(reports, g[0].report), g[0].report, g[0].index))
        dates = {reports[r].published for r in (group[0][0].report, first) if r in reports}
        published = min((d for d in dates if d), default=None)
        out.append(
            Told(
                event=group[0][1],
                refs=tuple(g[0] for g in group),
                family=family,
                published=published,
                deal=next((g[2] for g in group if g[2]), None),
                key=content,
                report=reports.get(group[0][0].report),
                block=_block(group[0][1]),
            )
        )
    return out


def _block(event: Event) -> tuple[str, ...]:
    """Only events of one block can be one: their type and sides, in one line each."""
    a, b = core(event.actor), core(event.target)
    sides = (
        ("\x1f".join(sorted({*a, *b})), str(len(b) > 0)) if event.type in MUTUAL else ("\x1f".join(a), "\x1f".join(b))
    )
    return event.type.value, *sides


def _corrected(event: Event, told: judgements.Told) -> Event | None:
    """The event with what a person corrected of its transfer; None where the step itself is another."""
    read, now = told.read, told.transfer
    if read is now:
        return event
    if (now.status, now.denied, now.mode) != (read.status, read.denied, read.mode):
        return None
    sides = {read.supplier: now.supplier, read.recipient: now.recipient}
    return event.model_copy(
        update={
            "actor": sides.get(event.actor, event.actor),
            "target": sides.get(event.target, event.target),
            "when": now.when if event.when == read.when else event.when,
        }
    )


def _published(reports: Mapping[str, Report], rid: str) -> str:
    return (reports[rid].published if rid in reports else None) or "9999"


def narrowest(spans: Sequence[When | None]) -> When | None:
    """The span of days that tells most: both ends before one, the shorter before the longer."""
    told = [s for s in spans if s is not None and (s[0] or s[1])]
    return min(told, key=lambda s: (s[0] is None, s[1] is None, width(s), s[0] or "", s[1] or ""), default=None)


def width(span: When) -> int:
    """Days of a span with both ends; very many of an open one."""
    from dragoman.weigh.values import day

    return (day(span[1]) - day(span[0])).days if span[0] and span[1] else 10**6
