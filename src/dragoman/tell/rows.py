"""The shapes of the rows: plain data, the same for the terminal, the brief, the exports and the desk.

Printed forms stand beside the plain values; every row keeps ids and the quotes that it rests on,
as the reports have them.
"""

from __future__ import annotations

from dragoman.model import FindingRef, Noun, Span


class Row(Noun):
    """Base of all rows."""


class Quote(Row):
    """Words of one report that bear a value."""

    report: str
    outlet: str | None
    title: str | None
    published: str | None
    url: str | None
    sha256: str | None  # of the original bytes
    file: str | None = None  # name of the file, '#n' for its n-th record
    span: Span  # of the quote, in the report's text
    quote: str
    marks: tuple[Span, ...] = ()  # the value's words, as offsets into the quote
    finding: FindingRef | None = None
    demonstration: bool = False


class RegisterRow(Row):
    """One deal."""

    number: int  # place in the whole register, the same under every filter
    id: str
    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    supplier_name: str
    recipient_name: str
    weapon: str
    category: str
    status: str
    mode: str | None
    denied: bool
    quantity: str
    quantity_low: int | None
    quantity_high: int | None
    quantity_estimate: bool
    value: str
    value_low: int | None
    value_high: int | None
    currency: str | None
    when: str
    when_edtf: str | None
    when_first: str | None
    when_last: str | None
    contested: tuple[str, ...]  # fields on which the sources differ
    sources: int  # independent ones
    report_count: int
    sources_text: str
    grade: str
    grade_reason: str
    review: str
    demonstration: bool  # all its reports were written for demonstration
    reports: tuple[str, ...]
    discrepancies: tuple[str, ...]
    evidence: tuple[Quote, ...]


class StatementView(Row):
    """One statement, counted once a family of reprints."""

    number: int
    id: str
    speaker: str
    side: tuple[str, ...]
    side_name: str
    about: tuple[str, ...]
    about_name: str
    stance: str
    direct: bool
    quote: str
    published: str | None  # of its earliest report
    sources: int
    report_count: int
    sources_text: str
    reports: tuple[str, ...]
    evidence: tuple[Quote, ...]


class SideView(Row):
    """One side of a discrepancy."""

    value: str
    source: str
    quote: Quote | None  # None: reference fact
    text: str  # words that bear it, or those of the reference fact


class DiscrepancyRow(Row):
    """Values that cannot all be true, side by side."""

    number: int
    id: str
    kind: str
    severity: str
    deal: str | None
    deal_number: int | None  # row of the register
    about: str  # the deal in words
    explanation: str
    settled: str | None
    sides: tuple[SideView, ...]


class MemberView(Row):
    """One report of a family of reports."""

    report: str
    outlet: str | None
    title: str | None
    published: str | None
    url: str | None
    sha256: str | None
    demonstration: bool
    file: str | None = None
    of: str | None = None  # the report that it goes back to; None: where the family begins
    kind: str = ""  # reprint | rewrite
    reason: str = ""


class SourceRow(Row):
    """One independent source: the report where it begins, with its reprints and rewrites."""

    number: int
    id: str
    outlet: str | None
    title: str | None
    published: str | None
    grade: str
    grade_reason: str
    report_count: int
    deals: tuple[int, ...]  # rows of the register that rest on it
    members: tuple[MemberView, ...]


class ClaimView(Row):
    """One value claimed for one attribute."""

    value: str
    sources: int
    report_count: int
    sources_text: str
    quotes: tuple[Quote, ...]


class AttributeView(Row):
    """All values claimed for one attribute of a deal."""

    field: str
    best: str | None
    estimate: bool
    contested: bool
    credibility: int
    reason: str
    claims: tuple[ClaimView, ...]


class StepView(Row):
    """One step of a deal's life line."""

    status: str
    when: str
    when_edtf: str | None
    when_first: str | None
    when_last: str | None
    quantity: str
    denied: bool
    denied_by: tuple[str, ...]
    sources: int
    quotes: tuple[Quote, ...]


class DealEvidence(Row):
    """All that a deal rests on."""

    row: RegisterRow
    attributes: tuple[AttributeView, ...]
    steps: tuple[StepView, ...]
    discrepancies: tuple[DiscrepancyRow, ...]
    why_joined: tuple[str, ...]


class EventRow(Row):
    """One event, told by one or more reports."""

    number: int  # place in the whole chronology, the same under every filter
    id: str
    actor: tuple[str, ...]
    target: tuple[str, ...]
    actor_name: str
    target_name: str
    actor_sectors: tuple[str, ...]
    target_sectors: tuple[str, ...]
    type: str
    mode: str | None
    quad: int  # PLOVER's: 1 verbal, 2 material cooperation; 3 verbal, 4 material conflict
    cameo: str | None
    when: str  # '. .' where no report tells a date
    when_edtf: str | None
    when_first: str | None
    when_last: str | None
    reported: str | None  # day on which it was first reported, which is not the day of the event
    marks: tuple[str, ...]
    contexts: tuple[str, ...]  # PLOVER's, by the words of the quotes
    place: str | None  # where it happened, as the words name it
    place_country: str | None
    place_precision: str | None  # 'city' | 'country' | 'place'
    deal: str | None
    deal_number: int | None  # row of the register
    sources: int
    report_count: int
    sources_text: str
    demonstration: bool
    reports: tuple[str, ...]
    why_joined: tuple[str, ...]
    evidence: tuple[Quote, ...]


class StandView(Row):
    """One statement of a line."""

    stance: str
    how: str  # verbatim | paraphrased | reported by others
    toward: tuple[str, ...]
    toward_name: str
    basis: str
    when: str  # when it was said, as told; '. .' where it is not
    when_edtf: str | None
    when_first: str | None
    when_last: str | None
    reported: str | None
    quote: str
    sources: int
    report_count: int
    sources_text: str
    demonstration: bool
    reports: tuple[str, ...]
    evidence: tuple[Quote, ...]


class TurnView(Row):
    """Where a line turns: the last statement before, the first after."""

    before: StandView
    after: StandView


class PositionRow(Row):
    """What an actor says on one matter over time."""

    number: int
    id: str
    actor: str
    actor_name: str
    side: tuple[str, ...]
    side_name: str
    kind: str  # state | body | goods | norm
    matter: str
    matter_name: str
    line: str  # '− + −': the stances in the order of time
    first: str | None
    last: str | None
    sources: int
    report_count: int
    sources_text: str
    demonstration: bool
    reports: tuple[str, ...]
    deals: tuple[str, ...]
    deal_numbers: tuple[int, ...]
    turns: tuple[TurnView, ...]
    stands: tuple[StandView, ...]


class MoveView(Row):
    """One event, or like words of one day, in a curve: ``score`` times ``weight``, faded, is what it adds."""

    day: str  # where it stands in the curve: of a longer time the middle
    when: str  # the time as told: '2020'; where none is, the day of the report
    placed: str  # told | reported
    kind: str  # event | statement
    ids: tuple[str, ...]  # of the event, or of the statements
    actor: str
    target: str
    actor_name: str
    target_name: str
    what: str
    score: float
    weight: float
    level: float  # what it adds on the last day: score * weight * 0.5 ** (days since / half-life)
    sources: int
    demonstration: bool
    evidence: tuple[Quote, ...]


class PointView(Row):
    """One day of a curve."""

    day: str
    when: str  # the day, or the time as told where it is longer than a day
    level: float
    tone: float
    gap: int
    sources: int
    moves: tuple[MoveView, ...]


class ShockView(Row):
    """A day from which on a relation is another, with what made it."""

    day: str
    before: float
    after: float
    moves: tuple[MoveView, ...]


class TriadRow(Row):
    """Three states with a sign for each two of them."""

    number: int
    states: tuple[str, ...]
    kind: str
    balanced: bool
    pivot: str | None
    text: str  # in words
    signs: tuple[int, ...]  # of first-second, first-third, second-third
    pairs: tuple[str, ...]  # the same in words, with how much is known of each


class RelationRow(Row):
    """Two states and the curve of what they did and said to each other."""

    number: int
    id: str
    a: str
    b: str
    a_name: str
    b_name: str
    table: str  # of the scores
    half_life: int
    as_of: str
    level: float
    tone: float
    sign: int
    standing: str  # friendly | hostile | mixed | not known now | too little told
    events: int
    statements: int
    undated: int
    sources: int
    first: str
    last: str
    silent: int
    demonstration: bool
    points: tuple[PointView, ...]
    shocks: tuple[ShockView, ...]
    strained: tuple[str, ...]  # triads under strain that it is part of, in words

    @property
    def told(self) -> tuple[str, str]:
        """When it was first and last moved, no more exact than it was told."""
        return (self.points[0].when, self.points[-1].when) if self.points else (self.first, self.last)
