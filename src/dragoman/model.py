"""The nouns that all rooms share. No behaviour beyond what a noun needs to be printed and compared.

Conventions, everywhere: spans are half-open character offsets into :attr:`Report.text` exactly as stored;
actors are ISO 3166-1 alpha-3 codes for states (Kosovo ``XKX``), short names for bodies, plain names for the rest;
days are ISO 8601 strings ``YYYY-MM-DD``; money is in whole units of an ISO 4217 currency.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class Noun(BaseModel):
    """Base of all nouns: immutable, no unknown fields, stable field order when written."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Category(StrEnum):
    """What kind of weapon; the reading guide's thirteen categories."""

    AIRCRAFT = "aircraft"
    HELICOPTER = "helicopter"
    UAV = "uav"
    AIR_DEFENCE = "air-defence"
    MISSILE = "missile"
    ARTILLERY = "artillery"
    ARMOUR = "armour"
    SHIP = "ship"
    MUNITION = "munition"
    SMALL_ARMS = "small-arms"
    SENSOR = "sensor"
    ENGINE = "engine"
    OTHER = "other"


class Status(StrEnum):
    """How far a deal has come, by the words of the report."""

    CONSIDERED = "considered"
    OFFERED = "offered"
    APPROVED = "approved"
    ORDERED = "ordered"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    SUSPENDED = "suspended"


class Mode(StrEnum):
    """On what terms the goods change hands."""

    SALE = "sale"
    DONATION = "donation"
    CO_PRODUCTION = "co-production"
    LEASE = "lease"
    RE_EXPORT = "re-export"


class Stance(StrEnum):
    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    POSITIVE = "positive"


class EventType(StrEnum):
    """The sixteen event types of PLOVER 2.0 (manual draft of 4 February 2024)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Span(Noun):
    """Half-open character range of a report's text."""

    start: int
    end: int


class Interval(Noun):
    """A number that may be vague: both ends inclusive, ``None`` = no bound told."""

    low: int | None
    high: int | None


class Money(Noun):
    """An amount that may be vague, in whole units of an ISO 4217 currency."""

    low: int | None
    high: int | None
    currency: str


# First and last day, inclusive, ISO; None = open at that end. A JSON array of two in every export.
When = tuple[str | None, str | None]


class Origin(Noun):
    """Where a report's bytes came from and when they were collected."""

    sha256: str
    path: str  # file path, 'archive.zip!inner.html' or '-' for standard input; with '#n' for the n-th record
    media_type: str
    size: int  # bytes
    collected: str  # UTC, ISO 8601 with seconds
    extractor: str  # name/version of what turned bytes to text


class Report(Noun):
    """One text of one outlet. ``text`` is what every span refers to."""

    id: str  # the input's own id, else the first 16 hex digits of sha256(text)
    text: str
    title: str | None = None
    published: str | None = None  # YYYY-MM-DD
    outlet: str | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None  # ISO 639-1
    taken_from: dict[str, str] = Field(default_factory=dict)  # field -> where in the original it stood
    demonstration: bool = False  # written for demonstration, not a real report
    origin: Origin | None = None


class Evidence(Noun):
    """What a finding rests on: the quote and the spans that bear each field."""

    quote: str
    span: Span
    fields: dict[str, tuple[Span, ...]] = Field(default_factory=dict)  # 'supplier', 'quantity', ... -> spans
    rule: str = ""  # frame and pattern that fired, for `explain`


class Transfer(Noun):
    """One deal or step that one report tells of (see docs/codebook.md)."""

    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    weapon: str
    category: Category
    quantity: Interval | None = None
    value: Money | None = None
    status: Status
    mode: Mode | None = None
    when: When | None = None
    denied: bool = False
    evidence: Evidence


class Statement(Noun):
    """What a named person, office or body said."""

    speaker: str
    side: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    stance: Stance
    direct: bool
    when: When | None = None  # when it was said, where the words tell
    evidence: Evidence


class Place(Noun):
    """Where something happened, as the text names it."""

    name: str
    country: str | None  # as for actors; None where the text's name is of no state that is known
    precision: str  # 'city': a town or a place in it; 'country': only the state is told; 'place': something else named


class Event(Noun):
    """One interaction between actors, in PLOVER's types."""

    actor: tuple[str, ...]
    type: EventType
    target: tuple[str, ...] = ()
    when: When | None = None
    mode: str | None = None  # PLOVER 2.0 mode of the type, where the words tell one
    cameo: str | None = None  # nearest CAMEO code, three or four digits
    standing: str = "real"  # 'real' | 'future': announced | 'negated': its own subject says no
    step: int | None = None  # its number among the report's transfers of the one whose step it is
    place: Place | None = None  # where it happened; None where the words do not tell
    evidence: Evidence


class WhyNot(Noun):
    """A sentence with a weapon and a transfer word that gave no transfer, and the reason."""

    span: Span
    reason: str


class Findings(Noun):
    """What one report says. Pure function of (report text and metadata, reader version)."""

    ref: str  # Report.id
    reader: str  # reader version, e.g. '0.1.0+model-1'
    transfers: tuple[Transfer, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    facts: tuple[Fact, ...] = ()
    why_not: tuple[WhyNot, ...] = ()

    def exchange(self) -> dict[str, object]:
        """The plain form of the reading guide: one JSON object a report, quotes without offsets."""

        def plain(entry: Transfer | Statement | Event) -> dict[str, object]:
            inner = {"evidence"}
            if isinstance(entry, Event):
                inner |= {"mode", "cameo", "standing", "step", "place"}
            elif isinstance(entry, Statement):
                inner |= {"when"}
            data = entry.model_dump(mode="json", exclude=inner)
            data["quote"] = entry.evidence.quote
            return data

        return {
            "ref": self.ref,
            "transfers": [plain(t) for t in self.transfers],
            "statements": [plain(s) for s in self.statements],
            "events": [plain(e) for e in self.events],
        }


class Fact(Noun):
    """A checkable background claim ('declared independence in 2006') as the report words it."""

    subject: str  # actor code or name
    relation: str  # key of knowledge/facts, e.g. 'independence'
    object: str | None = None
    when: When | None = None
    evidence: Evidence


Findings.model_rebuild()


# ---- the picture: what weighing makes of all findings ----------------------------------------------------------


class FindingRef(Noun):
    """Names one finding of one report for good: kind, report, and its place in the report's findings."""

    report: str
    kind: str  # 'transfer' | 'statement' | 'event'
    index: int


class Cited(Noun):
    """The words that one finding rests on, so that a picture can be told without the findings."""

    finding: FindingRef
    evidence: Evidence


class Claim(Noun):
    """One value of one attribute, as claimed by one or more reports."""

    value: str  # printed form
    findings: tuple[FindingRef, ...]
    reports: tuple[str, ...]
    families: tuple[str, ...]  # independent sources (family ids) that bear it


class Attribute(Noun):
    """All values claimed for one attribute of a deal; ``best`` only where the evidence carries it."""

    field: str
    claims: tuple[Claim, ...]
    best: str | None
    low: int | None = None
    high: int | None = None
    estimate: bool = False
    contested: bool = False
    credibility: int = 6  # Admiralty 1-6
    reason: str = ""


class Step(Noun):
    """One step of a deal's life line."""

    status: Status
    when: When | None
    quantity: Interval | None
    denied: bool
    findings: tuple[FindingRef, ...]
    families: tuple[str, ...]
    denied_by: tuple[str, ...] = ()


class Deal(Noun):
    id: str  # stable: does not change when a reprint or a further source is added
    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    weapon: str
    category: Category
    status: Status
    mode: Mode | None
    quantity: Interval | None
    value: Money | None
    when: When | None
    denied: bool
    steps: tuple[Step, ...]
    attributes: tuple[Attribute, ...]
    findings: tuple[FindingRef, ...]
    reports: tuple[str, ...]
    families: tuple[str, ...]
    grade: str  # e.g. 'B2'
    grade_reason: str
    why_joined: tuple[str, ...] = ()
    discrepancies: tuple[str, ...] = ()  # ids
    package: tuple[str, ...] = ()  # ids of deals that the reports tell of as parts of one package with this one
    review: str = ""  # '' machine only | 'accepted' | 'rejected' | 'corrected' | 'added': what persons decided


class Side(Noun):
    """One side of a discrepancy: the value, its quote, who says so."""

    value: str
    report: str | None  # None: reference fact
    finding: FindingRef | None
    quote: str
    span: Span | None
    source: str  # outlet, or the source of the reference fact


class Discrepancy(Noun):
    id: str
    kind: str  # quantity | value | when | supplier | recipient | weapon | status | denied | reference
    deal: str | None
    severity: str  # high | medium | low
    sides: tuple[Side, ...]
    explanation: str
    settled: str | None = None  # a reviewer's verdict with who and why; the machine never settles


class Family(Noun):
    """Reports that go back to one source: an original with its reprints and rewrites."""

    id: str
    reports: tuple[str, ...]  # first = the earliest
    outlets: tuple[str, ...]
    links: tuple[FamilyLink, ...] = ()
    grade: str = "F"  # Admiralty A-F of the outlet where it began
    grade_reason: str = ""


class FamilyLink(Noun):
    report: str
    of: str
    kind: str  # 'reprint' | 'rewrite'
    reason: str


Family.model_rebuild()


class StatementRow(Noun):
    """A statement as the picture shows it: told by which reports, counted once a family."""

    statement: Statement
    findings: tuple[FindingRef, ...]
    reports: tuple[str, ...]
    families: tuple[str, ...]


class Occurrence(Noun):
    """One event, told by one or more reports; what a deal is to transfers, this is to events."""

    id: str  # stable: does not change when a reprint or a further source is added
    actor: tuple[str, ...]
    type: EventType
    target: tuple[str, ...]
    mode: str | None
    cameo: str | None
    when: When | None  # as told; None where no report tells a date, never the report's own day
    reported: str | None  # when it was first reported: a day of publication, not of the event
    marks: tuple[str, ...] = ()  # 'announced', 'refused', 'historical', 'future'
    actor_sectors: tuple[str, ...] = ()  # PLOVER sectors that the words tell: GOV, MIL, LEG ...
    target_sectors: tuple[str, ...] = ()
    deal: str | None = None  # id of the deal whose step it is
    place: Place | None = None  # where most independent sources place it
    findings: tuple[FindingRef, ...]
    reports: tuple[str, ...]
    families: tuple[str, ...]
    why_joined: tuple[str, ...] = ()


class Stand(Noun):
    """One statement of an actor on one matter."""

    stance: Stance
    how: str  # 'verbatim' | 'paraphrased' | 'reported by others'
    toward: tuple[str, ...]  # whom the words are about
    basis: str  # why this stance: 'words', or the step of a deal that the words tell ('deal cancelled')
    when: When | None  # when it was said, as told
    reported: str | None
    quote: str
    findings: tuple[FindingRef, ...]
    reports: tuple[str, ...]
    families: tuple[str, ...]


class Turn(Noun):
    """Where a line turns: places of two statements of a position that follow each other and differ in sign."""

    before: int
    after: int


class Position(Noun):
    """An actor's stated line on one matter, in the order of time."""

    id: str
    actor: str
    side: tuple[str, ...]
    kind: str  # 'state' | 'body' | 'goods' | 'norm'
    matter: str  # a code; 'TUR uav' for drones from Turkey; the name of a resolution or treaty
    deals: tuple[str, ...]  # ids of the deals that its statements tell of
    stands: tuple[Stand, ...]
    turns: tuple[Turn, ...]


class Scoring(Noun):
    """By which scores, weights and decay relations are reckoned."""

    table: str = "PLOVER 2.0"  # or 'PLOVER 1.3', 'Goldstein'
    half_life: int = Field(default=180, ge=1)  # days after which an event weighs half
    statement: float = Field(default=0.5, ge=0)  # weight of a statement, where an event weighs 1
    undated: float = Field(default=0.5, ge=0)  # further weight of what is placed only by its report's day
    as_of: str | None = None  # last day that counts; None: the last day of the case


class Move(Noun):
    """One event or group of like statements between two states: score times weight goes into the sum."""

    day: str
    placed: str  # 'told' | 'reported': by a date in the words, or only by the report's day
    kind: str  # 'event' | 'statement'
    sources: tuple[str, ...]  # id of the occurrence; REPORT#N of each statement
    actor: str
    target: str
    what: str  # type and mode; stance
    score: float  # of the table
    weight: float
    families: tuple[str, ...]


class Point(Noun):
    """One day of a curve, with what moved it."""

    day: str
    level: float  # sum of score x weight x 0.5 ** (days since / half-life) over all moves up to this day
    tone: float  # level over the same sum without the scores: a mean on the scale of the table
    moves: tuple[Move, ...]
    gap: int  # days since the point before; 0 for the first
    sources: int  # independent sources that began to tell anything in that gap, on whatever matter


class Shock(Noun):
    """A day from which on the relation is another."""

    day: str
    before: float  # mean of the scores of the days between the shock before and this one
    after: float
    moves: tuple[str, ...]  # sources of the moves that made it


class Relation(Noun):
    """Two states: a signed, dated curve of what they did and said to each other."""

    id: str  # 'SRB-TUR'
    a: str
    b: str
    level: float  # on the last day
    tone: float
    sign: int  # 1 friendly, -1 hostile, by the tone; 0 mixed, long silent, or one sentence is all
    events: int
    statements: int
    undated: int  # of both, those that are placed only by their report's day
    families: tuple[str, ...]
    first: str
    last: str
    silent: int  # days between the last move and the last day
    points: tuple[Point, ...]
    shocks: tuple[Shock, ...]


class Triad(Noun):
    """Three states with a sign for each pair of them."""

    states: tuple[str, str, str]
    signs: tuple[int, int, int]  # of first-second, first-third, second-third
    balanced: bool
    kind: str  # 'between': friend to two that are hostile | 'all hostile' | 'two against one' | 'all friendly'
    pivot: str | None  # who stands between, or whom the two stand against


class Relations(Noun):
    """All pairs of states, and the triads among them, on one day."""

    scoring: Scoring
    as_of: str | None
    pairs: tuple[Relation, ...] = ()
    triads: tuple[Triad, ...] = ()


class LookAgain(Noun):
    """A judgement whose object a later reading no longer has in the same form: kept, shown, never dropped."""

    judgement: str  # id
    kind: str
    who: str
    why: str
    about: str  # what it was about, in words
    reason: str  # why a person must look again


class Picture(Noun):
    """What all findings and judgements together show. Derived, never edited."""

    deals: tuple[Deal, ...] = ()
    statements: tuple[StatementRow, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    families: tuple[Family, ...] = ()
    rejected: tuple[Deal, ...] = ()  # deals whose findings reviewers rejected: out of the register, never lost
    look_again: tuple[LookAgain, ...] = ()
    evidence: tuple[Cited, ...] = ()  # of every finding that a deal or an event names; statements carry their own
    events: tuple[Occurrence, ...] = ()  # in the order of time
    positions: tuple[Position, ...] = ()
    relations: Relations = Relations(scoring=Scoring(), as_of=None)

    @property
    def register(self) -> tuple[Deal, ...]:
        """The deals; the name that register keepers use."""
        return self.deals


class Judgement(Noun):
    """One decision of a person, kept for good. Withdrawing one is a judgement too.

    ``id`` follows from the content, so that the same judgement brought in twice is one.
    """

    id: str
    at: str  # UTC, ISO 8601 with microseconds; the order of the log
    who: str
    kind: str  # what kinds there are stands in weigh/
    target: dict[str, object]  # what it is about: {'deal': id}, {'finding': {...}}, {'reports': [a, b]}, ...
    value_from: str | None = None
    value_to: str | None = None
    why: str = ""
    withdraws: str | None = None  # id of the judgement that it takes back


# ---- the reading of one report, laid open ------------------------------------------------------------------------


class Part(Noun):
    """A stretch of the text that was marked, and what it was taken for."""

    span: Span
    kind: str  # state | body | group | person | org | place | weapon | time | number | money
    identity: str  # 'TUR', 'Bayraktar TB2', '2023-07', '2000+'; '' where it was not resolved
    note: str = ""  # how it came to that: "as 'Kosovo'" of a pronoun, category of a weapon, side of a person


class Slot(Noun):
    """What fills one place of a clause."""

    name: str  # subj, obj, a preposition, speaker, content ...
    role: str  # what the frame takes it for: supplier, item ...; '' where the frame asks for nothing there
    fillers: tuple[Span, ...]


class Trigger(Noun):
    """A word that a frame knows, with the clause that the grammar gives it."""

    room: str  # transfer | statement | event: the coder that reads it
    span: Span
    frame: str  # key in knowledge/frames, e.g. 'deliver/verb'
    clause: str  # 'past', 'passive, future', 'negated' ...
    slots: tuple[Slot, ...] = ()
    over: tuple[str, ...] = ()  # words over it that change what its telling means: "'approved' approve/verb"


class Ground(Noun):
    """One finding with what it rests on: the rule, the clause, the marked stretches under each field."""

    kind: str  # transfer | statement | event | fact
    index: int  # its place among the report's findings of that kind
    finding: Transfer | Statement | Event | Fact
    trigger: int | None  # place of its clause among the triggers of its sentence
    parts: dict[str, tuple[Part, ...]]  # field -> marked stretches that bear it


class ExplainedSentence(Noun):
    number: int  # from 1
    span: Span
    heading: bool
    furniture: bool
    parts: tuple[Part, ...]
    triggers: tuple[Trigger, ...]
    grounds: tuple[Ground, ...]
    why_not: tuple[str, ...]  # why a weapon and a transfer word gave no transfer here


class Explanation(Noun):
    """How one report was read, sentence by sentence."""

    report: Report
    reader: str
    sentences: tuple[ExplainedSentence, ...]
