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
