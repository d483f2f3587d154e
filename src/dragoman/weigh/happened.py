"""Events as weighing handles them: one item a family of sources, with the deal whose step it is.

Findings in, :class:`Told` out. An event that is the step of a transfer follows the judgements on that transfer: it goes
where the transfer was rejected, and has the parties and the date that a person corrected.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.model import Event, FindingRef, Findings, Report, When
from dragoman.weigh import contents, judgements
from dragoman.weigh.contents import Contents
from dragoman.weigh.judgements import Verdicts
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
    place: tuple[object, ...] = ()  # with the rest, all that anything weighed from this item depends on

    @property
    def order(self) -> tuple[str, str, str]:
        return self.published or "9999", self.key, self.family


def core(actors: Sequence[str]) -> tuple[str, ...]:
    """What two tellings of one side share: its states where some are named, else the names in small letters."""
    return tuple(sorted(states_of(actors) or {a.casefold() for a in actors}))


def items(
    found: Sequence[Findings],
    verdicts: Verdicts,
    reports: Mapping[str, Report],
    said_in: Mapping[str, Contents],
    family_of: Mapping[str, str],
    first: Mapping[str, str],
    deal_of: Mapping[FindingRef, str],
) -> list[Told]:
    """Every event of the findings as judgements leave it.

    :param said_in: report -> hashes of what its findings say.
    :param family_of: report -> family; ``first``: family -> its earliest report.
    :param deal_of: the deal that each transfer went to.
    """
    standing = {t.ref: t for t in verdicts.told}
    same: dict[tuple[str, str], list[tuple[FindingRef, Event, str | None]]] = defaultdict(list)
    for one in found:
        family = family_of.get(one.ref, one.ref)
        for index, event in enumerate(one.events):
            deal, whole = None, True
            if event.step is not None and event.step < len(one.transfers):
                transfer = FindingRef(report=one.ref, kind="transfer", index=event.step)
                if transfer not in standing:
                    continue  # rejected
                corrected = _corrected(event, standing[transfer])
                if corrected is None:
                    continue
                whole, event, deal = corrected is event, corrected, deal_of.get(transfer)
            content = said_in[one.ref].events[index] if whole else contents.of_one(event)
            same[family, content].append((FindingRef(report=one.ref, kind="event", index=index), event, deal))
    out = []
    for (family, content), group in same.items():
        group.sort(key=lambda g: (_published(reports, g[0].report), g[0].report, g[0].index))
        dates = {reports[r].published for r in (group[0][0].report, first.get(family, "")) if r in reports}
        out.append(
            Told(
                event=group[0][1],
                refs=tuple(g[0] for g in group),
                family=family,
                published=min((d for d in dates if d), default=None),
                deal=next((g[2] for g in group if g[2]), None),
                key=content,
                place=(said_in[group[0][0].report].whole, *((g[0].report, g[0].index) for g in group)),
            )
        )
    return sorted(out, key=lambda t: t.order)


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
