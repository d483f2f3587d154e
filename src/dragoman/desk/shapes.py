"""What the desk answers as data: the rows of every telling, with what a page adds to them."""

from __future__ import annotations

from dragoman.model import Judgement, Span
from dragoman.tell.drawings import Pair, Year
from dragoman.tell.rows import (
    DealEvidence,
    DiscrepancyRow,
    EventRow,
    PositionRow,
    Quote,
    RegisterRow,
    RelationRow,
    Row,
    SourceRow,
    StatementView,
    TriadRow,
)


class Listed(Row):
    """A page of a list. ``total``: rows under these filters; ``pages``: of them."""

    total: int
    page: int
    pages: int


class RegisterPage(Listed):
    rows: tuple[RegisterRow, ...]
    facets: dict[str, tuple[tuple[str, str, int], ...]]  # column -> (value to ask for, in words, rows)


class StatementsPage(Listed):
    rows: tuple[StatementView, ...]


class DiscrepanciesPage(Listed):
    rows: tuple[DiscrepancyRow, ...]


class SourcesPage(Listed):
    rows: tuple[SourceRow, ...]


class Happening(Row):
    """One entry of the chronology: a step of a deal, or a statement."""

    day: str  # first day told, else the last; ISO
    when: str  # in words
    kind: str  # a status, or 'statement'
    denied: bool
    about: str
    deal: str | None
    deal_number: int | None
    sources: int
    quote: Quote | None
    direct: bool = True  # False: a statement as reported, not the speaker's own words


class ChronologyPage(Listed):
    rows: tuple[Happening, ...]


class Decision(Row):
    """A judgement and whether it holds."""

    judgement: Judgement
    stands: bool
    about: str


class DecisionsPage(Listed):
    rows: tuple[Decision, ...]


class OpinionLine(Row):
    """What one person made of a finding."""

    who: str
    verdict: str  # accepted | corrected | rejected
    changes: tuple[tuple[str, str, str], ...]  # field, as it was read, as they have it
    why: str
    at: str


class DisagreementLine(Row):
    """A finding of which people made different things."""

    key: str
    deal: str
    deal_number: int | None
    about: str
    report: str
    outlet: str | None
    start: int
    end: int
    quote: str
    opinions: tuple[OpinionLine, ...]
    settled: str | None


class ReadersLine(Row):
    """How far two people agree on what both have read."""

    a: str
    b: str
    both: int
    agree: int
    kappa: float | None


class DisagreementsPage(Listed):
    rows: tuple[DisagreementLine, ...]
    readers: tuple[ReadersLine, ...]


class DealPage(Row):
    deal: DealEvidence
    history: tuple[Decision, ...]
    rejected: bool


class EvidenceLine(Row):
    """One quote of one value, for a spreadsheet."""

    deal: str
    field: str
    value: str
    best: str | None
    credibility: int
    sources: int
    report: str
    outlet: str | None
    published: str | None
    url: str | None
    sha256: str | None
    start: int
    end: int
    words: str
    quote: str


class FindingLine(Row):
    """One finding of one report, with the words that bear it."""

    kind: str  # transfer | statement | event | fact | why not
    index: int
    about: str
    deal: str | None
    start: int
    end: int
    quote: str


class ReportPage(Row):
    id: str
    title: str | None
    outlet: str | None
    author: str | None
    published: str | None
    language: str | None
    url: str | None
    demonstration: bool
    sha256: str | None
    path: str | None
    media_type: str | None
    size: int | None
    collected: str | None
    extractor: str | None
    taken_from: dict[str, str]
    text: str
    findings: tuple[FindingLine, ...]


class Hit(Row):
    """One place that holds the words looked for."""

    kind: str  # deal | event | statement | position | relation | discrepancy | judgement | report
    id: str
    title: str
    excerpt: str
    marks: tuple[Span, ...]  # in the excerpt
    address: str
    day: str | None  # ISO; the first that it may have been
    when: str  # the same in words, no more exact than it was told


class Hits(Row):
    text: str
    total: dict[str, int]
    rows: tuple[Hit, ...]


class Count(Row):
    what: str
    name: str
    number: int
    address: str


class EventsPage(Listed):
    rows: tuple[EventRow, ...]


class PositionsPage(Listed):
    rows: tuple[PositionRow, ...]


class RelationsPage(Listed):
    rows: tuple[RelationRow, ...]
    triads: tuple[TriadRow, ...]


class RelationPage(Row):
    relation: RelationRow
    triads: tuple[TriadRow, ...]


class PicturesPage(Row):
    """The numbers behind map, network and timeline."""

    pairs: tuple[Pair, ...]
    years: tuple[Year, ...]


class Calls(Row):
    """What the API answers to."""

    rows: tuple[Count, ...]


class Overview(Row):
    """The case at a glance."""

    reports: int
    deals: int
    statements: int
    discrepancies: int
    open_discrepancies: int
    independent_sources: int
    judgements: int
    look_again: int
    to_review: int
    first_published: str | None
    last_published: str | None
    counts: tuple[Count, ...]
    newest: tuple[RegisterRow, ...]
    open: tuple[DiscrepancyRow, ...]


class AccountLine(Row):
    """An account, without its password."""

    name: str
    role: str
    made: str


class VisitLine(Row):
    """Somebody came or failed to, or an account was changed."""

    at: str
    account: str
    event: str  # login | failed | locked | logout | added | removed | role | password
    address: str
    told: str


class PeoplePage(Row):
    accounts: tuple[AccountLine, ...]
    visits: tuple[VisitLine, ...]


class RefusedLine(Row):
    """An input that could not become a report, and why."""

    path: str
    reason: str
    at: str


class RefusedPage(Row):
    rows: tuple[RefusedLine, ...]


class Job(Row):
    """Reports on their way into the case."""

    id: str
    stage: str  # waiting | collecting | reading | done | failed
    done: int
    total: int
    added: int
    known: int
    read: int
    refused: tuple[tuple[str, str], ...]  # name, reason
    reports: tuple[tuple[str, str], ...]  # id, title of the new ones
    failed: str = ""
