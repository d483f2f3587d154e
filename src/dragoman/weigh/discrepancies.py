"""Values that cannot all be true, typed and side by side: between reports, inside one, against reference facts.

Nothing is resolved here. Two values that are compatible at different precision, steps of one life, lots of one order,
or a ceiling beside a price never raise an alarm.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence

from dragoman import knowledge
from dragoman.knowledge.schema import ReferenceFact
from dragoman.model import Discrepancy, Fact, Findings, Report, Side, Status, When
from dragoman.weigh import hedges
from dragoman.weigh.deals import show_interval, show_money, show_when
from dragoman.weigh.items import RANK, STOPPED, Item, digest
from dragoman.weigh.register import days_between
from dragoman.weigh.values import Relation, days_apart, of_actors, of_days, of_intervals, of_money
from dragoman.weigh.weapons import fold, of_weapons

SAME_MOMENT_DAYS = 45  # numbers of one step told within this time are about the same moment
SAME_STATE_DAYS = 3  # opposite statuses told within this time contradict; later ones are progress

STAGE = {
    Status.CONSIDERED: "plan", Status.OFFERED: "plan", Status.APPROVED: "plan", Status.ORDERED: "order",
    Status.DELIVERED: "delivery", Status.CANCELLED: "stop", Status.REFUSED: "stop", Status.SUSPENDED: "stop",
}  # fmt: skip


def of_deal(deal: str, items: Sequence[Item], reports: Mapping[str, Report]) -> list[Discrepancy]:
    """Every pair of contradicting tellings of one deal, one discrepancy a field and pair of values."""
    found: dict[tuple[str, str, str], tuple[str, str, list[tuple[Item, str]], list[tuple[Item, str]]]] = {}
    ordered = sorted(items, key=lambda i: i.order)
    for n, a in enumerate(ordered):
        for b in ordered[n + 1 :]:
            for kind, left, right, why, severity in clashes(a, b):
                key = kind, left, right
                if (kind, right, left) in found:
                    key, a_, b_ = (kind, right, left), b, a
                else:
                    a_, b_ = a, b
                entry = found.setdefault(key, (why, severity, [], []))
                for bearers, item in ((entry[2], a_), (entry[3], b_)):
                    if all(item is not other for other, _ in bearers):
                        bearers.append((item, kind))
    out = []
    for (kind, left, right), (why, severity, one, two) in sorted(found.items()):
        sides = [side(i, left, kind, reports) for i, _ in one] + [side(i, right, kind, reports) for i, _ in two]
        out.append(
            Discrepancy(
                id="x" + digest(kind, *sorted({left, right}), *sorted({i.key for i, _ in one + two}), size=6),
                kind=kind,
                deal=deal,
                severity=severity,
                sides=tuple(sides),
                explanation=why,
            )
        )
    return out


def clashes(a: Item, b: Item) -> Iterable[tuple[str, str, str, str, str]]:
    """Fields in which two tellings of one deal cannot both be true: kind, left, right, reason, severity."""
    s, t = a.transfer, b.transfer
    if s.denied != t.denied:
        left, right = ("denied", f"{t.status}") if s.denied else (f"{s.status}", "denied")
        yield "denied", left, right, "one report tells of the transfer, another reports that it is denied", "high"
        return
    if s.denied:
        return
    near = days_between(a.seen, b.seen) <= SAME_MOMENT_DAYS
    same_step = s.status == t.status or (STAGE[s.status] == STAGE[t.status] == "plan")
    if same_step and s.quantity and t.quantity and near and s.status not in STOPPED:
        hedged = hedges.vague(a.text) or hedges.vague(b.text)
        lots = s.status is Status.DELIVERED and of_days(s.when, t.when) is Relation.CLASH
        if not lots and of_intervals(s.quantity, t.quantity, vague=hedged) is Relation.CLASH:
            if days_between(a.published, b.published) <= 10 or s.status != Status.CONSIDERED:
                yield (
                    "quantity", show_interval(s.quantity), show_interval(t.quantity),
                    f"two numbers for one step ({s.status}) of one deal", "high",
                )  # fmt: skip
    if (
        s.value
        and t.value
        and (s.status == t.status or near)
        and of_money(s.value, t.value, day=a.published) is Relation.CLASH
    ):
        if not (hedges.ceiling(a.text) or hedges.ceiling(b.text)):
            yield "value", show_money(s.value), show_money(t.value), "two prices for one deal", "medium"
    if s.status == t.status and s.when and t.when and of_days(s.when, t.when) is Relation.CLASH:
        gap = days_apart(s.when, t.when)
        one_lot = s.status is not Status.DELIVERED or of_intervals(s.quantity, t.quantity) is Relation.SAME
        if gap > 1 and one_lot and s.status not in (Status.CONSIDERED, Status.OFFERED):
            severity = "high" if gap > 180 else "medium" if gap > 7 else "low"
            yield (
                "when",
                show_when(s.when),
                show_when(t.when),
                f"two dates for one step ({s.status}), {gap} days apart",
                severity,
            )
    for name in ("supplier", "recipient"):
        if of_actors(getattr(s, name), getattr(t, name)) is Relation.CLASH:
            yield name, ", ".join(getattr(s, name)), ", ".join(getattr(t, name)), f"two {name}s for one deal", "high"
    if of_weapons(a.profile, b.profile) is Relation.CLASH and not (a.profile.kind_only or b.profile.kind_only):
        yield "weapon", s.weapon, t.weapon, "two designations for one deal", "medium"
    opposed = (s.status in STOPPED) != (t.status in STOPPED)
    if opposed:
        stop, go = (a, b) if s.status in STOPPED else (b, a)
        gap = days_between(stop.date, go.date) if stop.date and go.date else 0
        firm = RANK.get(go.transfer.status, 0) >= RANK[Status.ORDERED]
        known = bool(stop.published and go.published)
        if firm and known and stop.refs[0].report != go.refs[0].report and gap <= SAME_STATE_DAYS:
            if (go.published or "") >= (stop.published or ""):
                yield (
                    "status",
                    str(s.status),
                    str(t.status),
                    "stopped by one report, going on by another at the same time",
                    "high",
                )


def side(item: Item, value: str, kind: str, reports: Mapping[str, Report]) -> Side:
    """One side as it is shown: the earliest report of the family that bears it."""
    ref = item.refs[0]
    report = reports.get(ref.report)
    return Side(
        value=value,
        report=ref.report,
        finding=ref,
        quote=item.transfer.evidence.quote,
        span=item.transfer.evidence.span,
        source=(report.outlet if report else None) or "unnamed outlet",
    )


# ---- reference facts --------------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=1)
def _facts() -> dict[tuple[str, str], tuple[ReferenceFact, ...]]:
    out: dict[tuple[str, str], tuple[ReferenceFact, ...]] = {}
    for fact in knowledge.load().facts:
        out[fact.subject, fact.relation] = (*out.get((fact.subject, fact.relation), ()), fact)
    return out


def against_reference(findings: Iterable[Findings], reports: Mapping[str, Report]) -> list[Discrepancy]:
    """Background claims that differ from a reference fact; one discrepancy a claim, with every report that makes it."""
    made: dict[tuple[str, str, str, str], list[tuple[Findings, Fact, ReferenceFact]]] = {}
    for one in findings:
        for fact in one.facts:
            reference = _contradicted(fact)
            if reference is not None and fact.when is not None:
                key = fact.subject, fact.relation, fact.object or "", show_when(fact.when)
                made.setdefault(key, []).append((one, fact, reference))
    out = []
    for key, claims in sorted(made.items()):
        reference = claims[0][2]
        sides = [
            Side(
                value=key[3], report=one.ref, finding=None, quote=fact.evidence.quote, span=fact.evidence.span,
                source=(reports[one.ref].outlet if one.ref in reports else None) or "unnamed outlet",
            )
            for one, fact, _ in sorted(claims, key=lambda c: (c[0].ref, c[1].evidence.span.start))
        ]  # fmt: skip
        sides.append(
            Side(value=reference.when, report=None, finding=None, quote="", span=None, source=reference.source)
        )
        about = " ".join(filter(None, (reference.subject, reference.relation, reference.object)))
        out.append(
            Discrepancy(
                id="x" + digest("reference", *key, size=6),
                kind="reference",
                deal=None,
                severity="medium",
                sides=tuple(sides),
                explanation=f"{about}: the report says {key[3]}, the reference {reference.when}",
            )
        )
    return out


def _contradicted(fact: Fact) -> ReferenceFact | None:
    """The reference that excludes what the report says; None where any reference of the same matter agrees."""
    if fact.when is None:
        return None
    known = [r for r in _facts().get((fact.subject, fact.relation), ()) if _same_object(fact, r)]
    if not known or any(of_days(fact.when, whole(r.when)) is not Relation.CLASH for r in known):
        return None
    return min(known, key=lambda r: (days_apart(fact.when, whole(r.when)), r.when))


def _same_object(fact: Fact, reference: ReferenceFact) -> bool:
    if not fact.object:
        return reference.object is None
    names = {fold(n) for n in (reference.object, *reference.names) if n}
    return fold(fact.object) in names


def whole(day: str) -> When:
    """'2008', '2008-02' or '2008-02-17' as first and last day."""
    if len(day) == 4:
        return f"{day}-01-01", f"{day}-12-31"
    if len(day) == 7:
        return f"{day}-01", f"{day}-31"
    return day, day
