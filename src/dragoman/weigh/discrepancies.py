"""Values that cannot all be true, typed and side by side: between reports, inside one, against reference facts.

Nothing is resolved here. Two values that are compatible at different precision, steps of one life, lots of one order,
or a ceiling beside a price never raise an alarm.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman import knowledge
from dragoman.knowledge.schema import ReferenceFact
from dragoman.model import Discrepancy, Fact, Findings, Report, Side, Status, Transfer, When
from dragoman.weigh import hedges
from dragoman.weigh.deals import show_interval, show_money, show_when
from dragoman.weigh.diff import in_full
from dragoman.weigh.fits import days_between
from dragoman.weigh.items import RANK, SIDES, STOPPED, Item, digest
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
    found: dict[tuple[str, str, str], tuple[Clash, list[Item], list[Item]]] = {}
    ordered = sorted(items, key=lambda i: i.order)
    for n, a in enumerate(ordered):
        for b in ordered[n + 1 :]:
            for clash in clashes(a, b):
                left, right = a, b
                key = clash.kind, clash.left, clash.right
                if (clash.kind, clash.right, clash.left) in found:
                    key, left, right = (clash.kind, clash.right, clash.left), b, a
                _, one, two = found.setdefault(key, (clash, [], []))
                for bearers, item in ((one, left), (two, right)):
                    if all(item is not other for other in bearers):
                        bearers.append(item)
    return [_discrepancy(deal, *found[key], reports) for key in sorted(found)]


def _discrepancy(
    deal: str, clash: Clash, one: Sequence[Item], two: Sequence[Item], reports: Mapping[str, Report]
) -> Discrepancy:
    sides = [side(i, clash.left, reports) for i in one] + [side(i, clash.right, reports) for i in two]
    told = sorted({i.key for i in (*one, *two)})
    return Discrepancy(
        id="x" + digest(clash.kind, *sorted({clash.left, clash.right}), *told, size=6),
        kind=clash.kind,
        deal=deal,
        severity=clash.severity,
        sides=tuple(sides),
        explanation=clash.why,
    )


@dataclass(frozen=True)
class Clash:
    """One field in which two tellings cannot both be true."""

    kind: str
    left: str
    right: str
    why: str
    severity: str  # high | medium | low


def clashes(a: Item, b: Item) -> Iterator[Clash]:
    """Fields in which two tellings of one deal cannot both be true."""
    s, t = a.transfer, b.transfer
    if s.denied != t.denied:
        left, right = ("denied", str(t.status)) if s.denied else (str(s.status), "denied")
        # A report that tells of a claim and of its denial does its work; two reports that differ are the graver case.
        severity = "medium" if a.refs[0].report == b.refs[0].report else "high"
        yield Clash("denied", left, right, "told as a transfer, and told as denied", severity)
    if s.denied or t.denied:
        return
    for check in (_numbers, _prices, _dates, _parties, _weapons, _statuses):
        yield from check(a, b)


def _numbers(a: Item, b: Item) -> Iterator[Clash]:
    s, t = a.transfer, b.transfer
    same_step = s.status == t.status or STAGE[s.status] == STAGE[t.status] == "plan"
    if not (same_step and s.quantity and t.quantity) or s.status in STOPPED:
        return
    if days_between(a.seen, b.seen) > SAME_MOMENT_DAYS:
        return
    # Talks wander: two numbers of a plan contradict only where they are told at one time.
    if s.status is Status.CONSIDERED and days_between(a.published, b.published) > 10:
        return
    if _part_of_plan(s, t) or _part_of_plan(t, s):
        return
    lots = s.status is Status.DELIVERED and of_days(s.when, t.when) is Relation.CLASH
    hedged = hedges.vague(a.text) or hedges.vague(b.text)
    if not lots and of_intervals(s.quantity, t.quantity, vague=hedged) is Relation.CLASH:
        why = f"two numbers for one step ({s.status}) of one deal"
        yield Clash("quantity", show_interval(s.quantity), show_interval(t.quantity), why, "high")


def _part_of_plan(plan: Transfer, then: Transfer) -> bool:
    """Whether less was offered or approved than was asked for: a part, no contradiction."""
    if plan.status is not Status.CONSIDERED or then.status is Status.CONSIDERED:
        return False
    least, most = plan.quantity and plan.quantity.low, then.quantity and then.quantity.high
    return bool(least and most and most < least)


def _prices(a: Item, b: Item) -> Iterator[Clash]:
    s, t = a.transfer, b.transfer
    if not s.value or not t.value or hedges.ceiling(a.text) or hedges.ceiling(b.text):
        return
    at_once = s.status == t.status or days_between(a.seen, b.seen) <= SAME_MOMENT_DAYS
    if at_once and of_money(s.value, t.value, day=a.published) is Relation.CLASH:
        yield Clash("value", show_money(s.value), show_money(t.value), "two prices for one deal", "medium")


def _dates(a: Item, b: Item) -> Iterator[Clash]:
    s, t = a.transfer, b.transfer
    if s.status != t.status or not s.when or not t.when or s.status in (Status.CONSIDERED, Status.OFFERED):
        return
    # Deliveries come in lots: only of one and the same number are two dates a contradiction.
    lots = s.status is Status.DELIVERED and of_intervals(s.quantity, t.quantity) is not Relation.SAME
    gap = days_apart(s.when, t.when)
    # One day's difference may be a time zone; between two whole years or months it is a contradiction.
    spans = all(w[0] and w[1] and w[0] != w[1] for w in (s.when, t.when))
    if (gap > 1 or (gap == 1 and spans)) and not lots:
        severity = "high" if gap > 180 else "medium" if gap > 7 else "low"
        why = f"two dates for one step ({s.status}), {f'{gap} days apart' if gap > 1 else 'one after the other'}"
        yield Clash("when", show_when(s.when), show_when(t.when), why, severity)


def _parties(a: Item, b: Item) -> Iterator[Clash]:
    for name in SIDES:
        if name in a.weighed or name in b.weighed:
            continue  # who only weighed it may err: no contradiction of sources
        left, right = getattr(a.transfer, name), getattr(b.transfer, name)
        if of_actors(left, right) is Relation.CLASH:
            yield Clash(name, ", ".join(left), ", ".join(right), f"two {name}s for one deal", "high")


def _weapons(a: Item, b: Item) -> Iterator[Clash]:
    if a.profile.kind_only or b.profile.kind_only:
        return
    if of_weapons(a.profile, b.profile) is Relation.CLASH:
        yield Clash("weapon", a.transfer.weapon, b.transfer.weapon, "two designations for one deal", "medium")


def _statuses(a: Item, b: Item) -> Iterator[Clash]:
    """Stopped by one report, and going on by another of the same days that cannot be older news."""
    s, t = a.transfer, b.transfer
    if (s.status in STOPPED) == (t.status in STOPPED) or a.refs[0].report == b.refs[0].report:
        return
    stop, go = (a, b) if s.status in STOPPED else (b, a)
    if not stop.published or not go.published or go.published < stop.published:
        return
    firm = RANK.get(go.transfer.status, 0) >= RANK[Status.ORDERED]
    if firm and days_between(stop.seen, go.seen) <= SAME_STATE_DAYS:
        why = "stopped by one report, going on by another of the same days"
        yield Clash("status", str(s.status), str(t.status), why, "high")


def side(item: Item, value: str, reports: Mapping[str, Report]) -> Side:
    """One side as it is shown: the earliest report of the family that bears it."""
    ref = item.refs[0]
    report = reports.get(ref.report)
    return Side(
        value=value,
        report=ref.report,
        finding=ref,
        quote=item.transfer.evidence.quote,
        span=item.transfer.evidence.span,
        source=(report.outlet if report else None) or "outlet not known",
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
                source=(reports[one.ref].outlet if one.ref in reports else None) or "outlet not known",
            )
            for one, fact, _ in sorted(claims, key=lambda c: (c[0].ref, c[1].evidence.span.start))
        ]  # fmt: skip
        sides.append(
            Side(value=reference.when, report=None, finding=None, quote="", span=None, source=reference.source)
        )
        about = f"{in_full((reference.subject,))}: {' '.join(filter(None, (reference.relation, reference.object)))}"
        out.append(
            Discrepancy(
                id="x" + digest("reference", *key, size=6),
                kind="reference",
                deal=None,
                severity="medium",
                sides=tuple(sides),
                explanation=f"{about}; the report says {key[3]}, the reference {reference.when}",
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
