"""From a picture to the rows that every telling shares.

    index = views.Index(picture, reports)
    views.register_rows(picture, views.Filters(supplier="Turkey"), reports)
    views.evidence(picture, reports, 3)

``reports`` is a mapping of report id to report, or the reports themselves; without them rows name only report ids.
"""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.errors import UsageError
from dragoman.model import (
    Attribute,
    Claim,
    Deal,
    Discrepancy,
    Family,
    Picture,
)
from dragoman.tell import values
from dragoman.tell.diplomacy import chronology_rows, positions_rows, relations_rows, triads_rows
from dragoman.tell.filters import Filters
from dragoman.tell.index import Index, Reports, told_of
from dragoman.tell.rows import (
    AttributeView,
    ClaimView,
    DealEvidence,
    DiscrepancyRow,
    MemberView,
    RegisterRow,
    SideView,
    SourceRow,
    StatementView,
    StepView,
)

__all__ = [
    "Filters", "Index", "Reports", "chronology_rows", "discrepancies_rows", "evidence", "positions_rows",
    "register_rows", "relations_rows", "sources_rows", "statements_rows", "triads_rows",
]  # fmt: skip

FIELDS = ("status", "supplier", "recipient", "weapon", "quantity", "value", "mode", "when", "denied")


def register_rows(picture: Picture, filters: Filters | None = None, reports: Reports = ()) -> list[RegisterRow]:
    """The register: deals by supplier, recipient, weapon and date. Row numbers do not depend on the filter."""
    index, filters = Index(picture, reports), filters or Filters()
    rows = [register_row(index, deal) for deal in index.deals]
    return filters.cut([row for row in rows if filters.takes_deal(row)])


def register_row(index: Index, deal: Deal) -> RegisterRow:
    """One deal as a row."""
    attributes = {a.field: a for a in deal.attributes}
    low, high = (deal.quantity.low, deal.quantity.high) if deal.quantity else (None, None)
    estimate = "quantity" in attributes and attributes["quantity"].estimate
    return RegisterRow(
        number=index.number[deal.id],
        id=deal.id,
        supplier=deal.supplier,
        recipient=deal.recipient,
        supplier_name=values.actors(deal.supplier),
        recipient_name=values.actors(deal.recipient),
        weapon=deal.weapon,
        category=deal.category.value,
        status=deal.status.value,
        mode=deal.mode.value if deal.mode else None,
        denied=deal.denied,
        quantity=values.number(deal.quantity, estimate=estimate),
        quantity_low=low,
        quantity_high=high,
        quantity_estimate=estimate,
        value=values.money(deal.value, estimate="value" in attributes and attributes["value"].estimate),
        value_low=deal.value.low if deal.value else None,
        value_high=deal.value.high if deal.value else None,
        currency=deal.value.currency if deal.value else None,
        when=values.when(deal.when),
        when_edtf=values.edtf(deal.when),
        when_first=deal.when[0] if deal.when else None,
        when_last=deal.when[1] if deal.when else None,
        contested=tuple(dict.fromkeys(bearing(a.field) for a in deal.attributes if a.contested)),
        sources=len(deal.families),
        report_count=len(deal.reports),
        sources_text=values.sources(len(deal.families), len(deal.reports)),
        grade=deal.grade,
        grade_reason=deal.grade_reason,
        review=deal.review,
        demonstration=index.demonstration(deal.reports),
        reports=deal.reports,
        discrepancies=deal.discrepancies,
        evidence=index.quotes(deal.findings),
    )


def statements_rows(picture: Picture, filters: Filters | None = None, reports: Reports = ()) -> list[StatementView]:
    """Statements by the day of their earliest report, then by speaker."""
    index, filters = Index(picture, reports), filters or Filters()
    rows = []
    for row in picture.statements:
        said, first = row.statement, row.findings[0] if row.findings else None
        quotes = index.quotes(row.findings)
        if not quotes and row.reports:
            quotes = (index.cite(row.reports[0], said.evidence, finding=first),)
        rows.append(
            StatementView(
                number=0,
                id=f"{first.report}#{first.index}" if first else said.evidence.quote[:40],
                speaker=said.speaker,
                side=said.side,
                side_name=values.actors(said.side, unknown=""),
                about=said.about,
                about_name=values.actors(said.about, unknown=""),
                stance=said.stance.value,
                direct=said.direct,
                quote=said.evidence.quote,
                published=min((q.published for q in quotes if q.published), default=None),
                sources=len(row.families),
                report_count=len(row.reports),
                sources_text=values.sources(len(row.families), len(row.reports)),
                reports=row.reports,
                evidence=quotes,
            )
        )
    rows.sort(key=lambda r: (r.published or "9999", r.speaker.casefold(), r.id))
    rows = [row.model_copy(update={"number": place}) for place, row in enumerate(rows, 1)]
    return filters.cut([row for row in rows if filters.takes_statement(row)])


def discrepancies_rows(picture: Picture, filters: Filters | None = None, reports: Reports = ()) -> list[DiscrepancyRow]:
    """Discrepancies, the gravest first; a filter on deals keeps those whose deal it takes."""
    index, filters = Index(picture, reports), filters or Filters()
    rank = {"high": 0, "medium": 1, "low": 2}
    ordered = sorted(
        picture.discrepancies,
        key=lambda d: (rank.get(d.severity, 3), index.number.get(d.deal or "", 10**9), d.kind, d.id),
    )
    deals = {deal.id: deal for deal in index.deals}
    rows = [discrepancy_row(index, found, deals, place) for place, found in enumerate(ordered, 1)]
    if filters.asks_of_deals:
        taken = {deal.id for deal in index.deals if filters.takes_deal(register_row(index, deal))}
        rows = [row for row in rows if row.deal in taken]
    return filters.cut(rows)


def discrepancy_row(index: Index, found: Discrepancy, deals: Mapping[str, Deal], place: int) -> DiscrepancyRow:
    """One discrepancy as a row."""
    deal = deals.get(found.deal or "")
    sides = []
    for side in found.sides:
        quote, value = index.side(side, bearing(found.kind)), values.claimed(found.kind, side.value)
        sides.append(SideView(value=value, source=side.source, quote=quote, text=quote.quote if quote else side.quote))
    return DiscrepancyRow(
        number=place,
        id=found.id,
        kind=found.kind,
        severity=found.severity,
        deal=found.deal,
        deal_number=index.number.get(found.deal or ""),
        about=in_words(deal) if deal else "",
        explanation=found.explanation,
        settled=found.settled,
        sides=tuple(sides),
    )


def sources_rows(picture: Picture, filters: Filters | None = None, reports: Reports = ()) -> list[SourceRow]:
    """Independent sources by date of their first report, each with its reprints and rewrites."""
    index, filters = Index(picture, reports), filters or Filters()
    rests: dict[str, list[int]] = {}
    for deal in index.deals:
        for family in deal.families:
            rests.setdefault(family, []).append(index.number[deal.id])
    rows = [_source_row(index, family, tuple(rests.get(family.id, ()))) for family in picture.families]
    rows.sort(key=lambda r: (r.published or "9999", (r.outlet or "").casefold(), r.id))
    rows = [row.model_copy(update={"number": place}) for place, row in enumerate(rows, 1)]
    if filters.asks_of_deals:
        whole = filters.model_copy(update={"limit": None})
        taken = {row.number for row in register_rows(picture, whole, index.reports)}
        rows = [row for row in rows if taken.intersection(row.deals)]
    return filters.cut(rows)


def _source_row(index: Index, family: Family, deals: tuple[int, ...]) -> SourceRow:
    links = {link.report: link for link in family.links}
    members = []
    for report in family.reports:
        known, link = index.reports.get(report), links.get(report)
        told = told_of(known)
        grown = {"of": link.of, "kind": link.kind, "reason": link.reason} if link else {}
        members.append(MemberView(report=report, **told, **grown))
    first = members[0] if members else None
    return SourceRow(
        number=0,
        id=family.id,
        outlet=(first.outlet if first else None) or (family.outlets[0] if family.outlets else None),
        title=first.title if first else None,
        published=first.published if first else None,
        grade=family.grade,
        grade_reason=family.grade_reason,
        report_count=len(family.reports),
        deals=deals,
        members=tuple(members),
    )


def evidence(picture: Picture, reports: Reports, which: int | str) -> DealEvidence:
    """All that one deal rests on.

    :param which: row number of the register, or the deal's id.
    :raises UsageError: there is no such deal.
    """
    index = Index(picture, reports)
    deal = next((d for d in index.deals if which in (d.id, index.number[d.id])), None)
    if deal is None:
        there = f"rows 1 to {len(index.deals)}" if index.deals else "no rows yet"
        raise UsageError(f"there is no row {which}: the register has {there}")
    return deal_evidence(index, deal)


def deal_evidence(index: Index, deal: Deal) -> DealEvidence:
    """All that one deal rests on: each attribute with each value's quotes, and the life line."""
    rank = {field: place for place, field in enumerate(FIELDS)}
    attributes = sorted(deal.attributes, key=lambda a: rank.get(bearing(a.field), len(rank)))
    deals = {deal.id: deal}
    found = [d for d in index.picture.discrepancies if d.deal == deal.id or d.id in deal.discrepancies]
    return DealEvidence(
        row=register_row(index, deal),
        attributes=tuple(_attribute(index, a) for a in attributes),
        steps=tuple(
            StepView(
                status=step.status.value,
                when=values.when(step.when),
                when_edtf=values.edtf(step.when),
                when_first=step.when[0] if step.when else None,
                when_last=step.when[1] if step.when else None,
                quantity=values.number(step.quantity),
                denied=step.denied,
                denied_by=tuple(values.actor(code) for code in step.denied_by),
                sources=len(step.families),
                quotes=index.quotes(step.findings, "status"),
            )
            for step in deal.steps
        ),
        discrepancies=tuple(discrepancy_row(index, d, deals, place) for place, d in enumerate(found, 1)),
        why_joined=deal.why_joined,
    )


def _attribute(index: Index, found: Attribute) -> AttributeView:
    return AttributeView(
        field=found.field,
        best=values.claimed(found.field, found.best) if found.best is not None else None,
        estimate=found.estimate,
        contested=found.contested,
        credibility=found.credibility,
        reason=found.reason,
        claims=tuple(_claim(index, found.field, claim) for claim in found.claims),
    )


def _claim(index: Index, field: str, claim: Claim) -> ClaimView:
    return ClaimView(
        value=values.claimed(field, claim.value),
        sources=len(claim.families),
        report_count=len(claim.reports),
        sources_text=values.sources(len(claim.families), len(claim.reports)),
        quotes=index.quotes(claim.findings, bearing(field)),
    )


def bearing(field: str) -> str:
    """The field of a finding whose words bear an attribute: 'when delivered' rests on 'when'."""
    return {"delivered": "quantity", "denied": "status"}.get(field, field.partition(" ")[0])


def in_words(deal: Deal) -> str:
    """'Türkiye → Kosovo, Skydagger'"""
    return f"{values.actors(deal.supplier)} → {values.actors(deal.recipient)}, {deal.weapon}"
