"""The picture of a case with its rows, kept until the case changes; weighing never keeps a page waiting for long."""

from __future__ import annotations

import gc
import threading
import time
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Hashable
from functools import cached_property
from typing import Any, TypeVar

from dragoman.case import Case
from dragoman.desk.asking import Ask
from dragoman.model import Deal, Discrepancy, FindingRef, Findings, Judgement, Picture, Report, Transfer
from dragoman.tell import views
from dragoman.tell.rows import (
    DiscrepancyRow,
    EventRow,
    MoveView,
    PositionRow,
    RegisterRow,
    RelationRow,
    SourceRow,
    StatementView,
    TriadRow,
)
from dragoman.weigh import judgements, weigh

PATIENCE = 1.0  # seconds of weighing that a page waits for; longer is done behind its back

UNKNOWN_OUTLET = "outlet not known"  # as weighing and telling say it
LARGE = 2000  # reports
KEPT = 256  # answers to questions that are costly on a large case

State = tuple[int, ...]
T = TypeVar("T")


class Snapshot:
    """What one state of a case shows. Never changed; the rows are made when first asked for."""

    def __init__(self, state: State, reports: dict[str, Report], findings: dict[str, Findings], picture: Picture):
        self.state = state
        self.reports = reports
        self.findings = findings
        self.picture = picture
        self._kept: OrderedDict[object, Any] = OrderedDict()
        self._keeping = threading.Lock()
        self.index = views.Index(picture, reports)
        for one in findings.values():  # the words of every transfer, also of those that no deal names
            for place, transfer in enumerate(one.transfers):
                ref = FindingRef(report=one.ref, kind="transfer", index=place)
                self.index.evidence.setdefault(ref, transfer.evidence)

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made for a key before, while it is among the last that were asked for."""
        with self._keeping:
            if key in self._kept:
                self._kept.move_to_end(key)
                found: T = self._kept[key]
                return found
        made = make()
        with self._keeping:
            self._kept[key] = made
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return made

    def asked(self, ask: Ask) -> list[RegisterRow]:
        """The deals that an address asks for, in its order."""
        filters = ask.filters

        def make() -> list[RegisterRow]:
            rows = self.register
            if ask.narrowed:
                rows = [r for r in rows if ask.takes(r, filters, lambda r=r: self.haystack[r.id])]  # type: ignore[misc]
            return ask.sorted(rows)

        return self.keep(("rows", ask.model_copy(update={"page": 1, "limit": 50}).model_dump_json()), make)

    def taken(self, ask: Ask) -> set[str]:
        """Ids of the deals that an address asks for, those that reviewers rejected too."""

        def make() -> set[str]:
            filters = ask.filters
            out = {r.id for r in self.asked(ask)}
            return out | {r.id for r in self.rejected if ask.takes(r, filters, lambda r=r: _words(r))}  # type: ignore[misc]

        return self.keep(("taken", tuple(ask.narrowed.items())), make)

    @cached_property
    def rejected(self) -> list[RegisterRow]:
        """The deals that reviewers rejected, as rows without a number."""
        shadow = views.Index(self.picture, self.reports)
        shadow.evidence = self.index.evidence
        shadow.number = {d.id: 0 for d in self.picture.rejected}
        return [views.register_row(shadow, deal) for deal in self.picture.rejected]

    @cached_property
    def register(self) -> list[RegisterRow]:
        return [views.register_row(self.index, deal) for deal in self.index.deals]

    @cached_property
    def row(self) -> dict[str, RegisterRow]:
        return {row.id: row for row in self.register}

    @cached_property
    def haystack(self) -> dict[str, str]:
        """The words of each deal and its quotes, in small letters."""
        return {r.id: _words(r) for r in self.register}

    @cached_property
    def small(self) -> dict[str, str]:
        """Title, text and where it came from of each report, in small letters: a hash finds its report too."""
        return {r.id: "\n".join(_told(r)).casefold() for r in self.reports.values()}

    @cached_property
    def haystacks(self) -> dict[str, list[str]]:
        """The words of what is neither deal nor report, in small letters: by kind, in the order of its rows."""
        return {
            "event": [_small(r.actor_name, r.target_name, r.type, r.mode, r.place, *_quotes(r)) for r in self.events],
            "statement": [_small(r.speaker, r.side_name, r.about_name, r.quote) for r in self.statements],
            "position": [
                _small(r.actor_name, r.side_name, r.matter_name, *(s.quote for s in r.stands)) for r in self.positions
            ],
            "relation": [
                _small(r.a_name, r.b_name, r.standing, *(q for p in r.points for m in p.moves for q in _quotes(m)))
                for r in self.relations
            ],
            "discrepancy": [
                _small(r.kind, r.about, r.explanation, r.settled, *(f"{s.value} {s.source} {s.text}" for s in r.sides))
                for r in self.discrepancies
            ],
        }

    @cached_property
    def statements(self) -> list[StatementView]:
        return views.statements_rows(self.picture, None, self.reports)

    @cached_property
    def events(self) -> list[EventRow]:
        return views.chronology_rows(self.picture, None, self.reports)

    @cached_property
    def positions(self) -> list[PositionRow]:
        return views.positions_rows(self.picture, None, self.reports)

    @cached_property
    def relations(self) -> list[RelationRow]:
        return views.relations_rows(self.picture, None, self.reports)

    @cached_property
    def triads(self) -> list[TriadRow]:
        return views.triads_rows(self.picture, None, self.reports)

    @cached_property
    def discrepancies(self) -> list[DiscrepancyRow]:
        return views.discrepancies_rows(self.picture, None, self.reports)

    @cached_property
    def discrepancy(self) -> dict[str, Discrepancy]:
        """Discrepancies by id, as weighing found them."""
        return {d.id: d for d in self.picture.discrepancies}

    @cached_property
    def sources(self) -> list[SourceRow]:
        return views.sources_rows(self.picture, None, self.reports)

    @cached_property
    def cells(self) -> dict[str, dict[str, str]]:
        """Of each deal for each cell the address of the words that bear it; filled as deals are shown."""
        return {}

    @cached_property
    def source_of(self) -> dict[str, SourceRow]:
        """The family of each report."""
        return {member.report: row for row in self.sources for member in row.members}

    @cached_property
    def _likes(self) -> dict[tuple[str, ...], list[Deal]]:
        out: dict[tuple[str, ...], list[Deal]] = defaultdict(list)
        for deal in self.index.deals:
            for like in _likes(deal):
                out[like].append(deal)
        return out

    def likely(self, deal: Deal) -> list[Deal]:
        """Other deals between the same two, of the same weapon, or told by the same report."""
        found = {d.id: d for like in _likes(deal) for d in self._likes.get(like, ()) if d.id != deal.id}
        return list(found.values())

    @cached_property
    def deal(self) -> dict[str, Deal]:
        """Deals by id, those that reviewers rejected too."""
        return {d.id: d for d in (*self.picture.rejected, *self.picture.deals)}

    @cached_property
    def home(self) -> dict[FindingRef, Deal]:
        """The deal that each finding belongs to."""
        return {ref: d for d in (*self.picture.rejected, *self.picture.deals) for ref in d.findings}

    @cached_property
    def deals_of_report(self) -> dict[str, list[Deal]]:
        out: dict[str, list[Deal]] = defaultdict(list)
        for deal in self.index.deals:
            for report in deal.reports:
                out[report].append(deal)
        return out

    @cached_property
    def outlets(self) -> list[tuple[str, int]]:
        """Outlets with the number of their reports, the largest first."""
        counted = Counter(r.outlet or UNKNOWN_OUTLET for r in self.reports.values())
        return sorted(counted.items(), key=lambda p: (-p[1], p[0].casefold()))

    def transfer(self, ref: FindingRef) -> Transfer | None:
        """A finding as the reader read it."""
        found = self.findings.get(ref.report)
        known = found is not None and ref.kind == "transfer" and ref.index < len(found.transfers)
        return found.transfers[ref.index] if found and known else None

    def told_of(self, report: str) -> list[judgements.Told]:
        """A report's findings in the form in which a judgement finds its object again."""
        found = self.findings.get(report)
        return [
            judgements.Told(FindingRef(report=report, kind="transfer", index=place), transfer, transfer)
            for place, transfer in enumerate(found.transfers if found else ())
        ]


def _words(row: RegisterRow) -> str:
    return " ".join((row.supplier_name, row.recipient_name, row.weapon, *(q.quote for q in row.evidence))).casefold()


def _small(*texts: str | None) -> str:
    return " ".join(t for t in texts if t).casefold()


def _quotes(row: EventRow | MoveView) -> list[str]:
    return [q.quote for q in row.evidence]


def _told(report: Report) -> list[str]:
    origin = (report.origin.sha256, report.origin.path) if report.origin else ()
    return [t for t in (report.title, report.outlet, report.author, report.text, report.url, report.id, *origin) if t]


def _likes(deal: Deal) -> list[tuple[str, ...]]:
    pairs = [("pair", a, b) for a in deal.supplier for b in deal.recipient]
    return [*pairs, ("weapon", deal.weapon.casefold()), *(("report", r) for r in deal.reports)]


class Desk:
    """An open case and what it shows now. Safe to use from several threads."""

    def __init__(self, case: Case, warm: Callable[[Desk, Snapshot], None] | None = None) -> None:
        self.case = case
        self._warm = warm  # makes what the first visitor of a large case would wait for
        self.writing = threading.Lock()  # held from the look for newer judgements to the write
        self._building = threading.Lock()
        self._log: tuple[int, list[Judgement]] = (-1, [])
        self._took = 0.0
        self._now = self._build(None)

    @property
    def name(self) -> str:
        return self.case.file.name

    def now(self) -> Snapshot:
        """The picture: the newest where weighing is quick, else the last one while a newer is being made."""
        state = self.case.file.state()
        if self._now.state == state:
            return self._now
        if self._took < PATIENCE:
            with self._building:
                if self._now.state != self.case.file.state():
                    self._now = self._build(self._now)
        elif self._building.acquire(blocking=False):
            threading.Thread(target=self._behind, daemon=True).start()
        return self._now

    def is_behind(self) -> bool:
        """Whether what is shown is older than the case."""
        return self._now.state != self.case.file.state()

    def log(self) -> list[Judgement]:
        """The judgements, oldest first: always the newest, whatever the picture shows."""
        last = self.case.file.state()[2]
        if self._log[0] != last:
            self._log = (last, self.case.judgements())
        return self._log[1]

    def _behind(self) -> None:
        try:
            self._now = self._build(self._now)
        finally:
            self._building.release()

    def _build(self, before: Snapshot | None) -> Snapshot:
        begun = time.monotonic()
        state = self.case.file.state()
        if before is not None and before.state[:2] == state[:2]:  # only judgements came: the rest is at hand
            reports, findings = before.reports, before.findings
        else:
            reports = {r.id: r for r in self.case.reports()}
            findings = {f.ref: f for f in self.case.findings()}
        picture = weigh(list(reports.values()), list(findings.values()), self.case.judgements())
        made = Snapshot(state, reports, findings, picture)
        _ = made.register, made.haystack, made.statements, made.discrepancies, made.sources, made.small, made.cells
        if len(reports) > LARGE:
            if self._warm:
                self._warm(self, made)
            gc.collect()
            gc.freeze()  # so much is not looked through again and again for what could be freed
        if before is not None:
            self._took = time.monotonic() - begun
        else:
            self._took = time.monotonic() - begun if len(reports) > LARGE else 0.0  # the first loads the knowledge
        return made
