"""What a reviewer is asked, one decision at a time, and the judgement that each answer makes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dragoman.errors import UsageError
from dragoman.model import Deal, Discrepancy, FindingRef, Findings, Noun, Picture, Report
from dragoman.weigh import judgements
from dragoman.weigh.deals import show_interval, show_money, show_when
from dragoman.weigh.diff import title


class Answer(Noun):
    """A judgement before somebody signs it."""

    kind: str
    target: dict[str, object]
    value_from: str | None = None
    value_to: str | None = None


class Question(Noun):
    """One decision: on a deal, on a contradiction, or on an older judgement that must be looked at again."""

    about: str  # 'deal' | 'discrepancy' | 'look again'
    id: str
    title: str
    lines: tuple[str, ...]  # what a person must see to decide
    answers: dict[str, Answer]  # key -> what it does


def queue(picture: Picture, findings: Sequence[Findings], reports: Mapping[str, Report]) -> list[Question]:
    """All open questions: judgements to look at again, then contradictions by severity, then deals."""
    out = [
        Question(
            about="look again", id=x.judgement, title=f"{x.kind} by {x.who}: {x.about}",
            lines=(x.reason, f"the reason then: {x.why or 'none given'}"),
            answers={"w": Answer(kind="withdraw", target={"judgement": x.judgement})},
        )
        for x in picture.look_again
    ]  # fmt: skip
    named = {d.id: title(d) for d in picture.deals}
    out += [_about_discrepancy(d, named, findings) for d in picture.discrepancies if not d.settled and d.deal]
    out += [_about_deal(d, findings, reports) for d in picture.deals if not d.review]
    return out


def _about_deal(deal: Deal, findings: Sequence[Findings], reports: Mapping[str, Report]) -> Question:
    target: dict[str, object] = {"findings": judgements.addresses(deal.findings, findings)}
    return Question(
        about="deal", id=deal.id, title=title(deal), lines=tuple(describe(deal, findings, reports)),
        answers={"a": Answer(kind="accept", target=target), "x": Answer(kind="reject", target=target)},
    )  # fmt: skip


def describe(deal: Deal, findings: Sequence[Findings], reports: Mapping[str, Report]) -> Iterable[str]:
    """A deal's fields and every quote that bears it."""
    denied = ", denied by somebody" if deal.denied else ""
    yield f"status {deal.status}{denied}; grade {deal.grade} ({deal.grade_reason})"
    told = []
    if deal.quantity:
        told.append(f"number {show_interval(deal.quantity)}")
    if deal.value:
        told.append(f"value {show_money(deal.value)}")
    if deal.when:
        told.append(f"when {show_when(deal.when)}")
    if deal.mode:
        told.append(f"terms {deal.mode}")
    if told:
        yield "; ".join(told)
    by_report = {f.ref: f for f in findings}
    for ref in deal.findings:
        found = by_report.get(ref.report)
        if ref.kind != "transfer" or found is None or ref.index >= len(found.transfers):
            continue
        transfer = found.transfers[ref.index]
        report = reports.get(ref.report)
        where = (report.outlet if report else None) or ref.report
        yield f'{where} {(report.published if report else None) or ""}: [{transfer.status}] "{transfer.evidence.quote}"'


def _about_discrepancy(d: Discrepancy, named: Mapping[str, str], findings: Sequence[Findings]) -> Question:
    refs = tuple(dict.fromkeys(s.finding for s in d.sides if s.finding is not None))
    answers = {
        str(n): settle(d, findings, value)
        for n, value in enumerate(dict.fromkeys(s.value for s in d.sides), 1)
        if n < 10
    }
    answers["b"] = settle(d, findings, "both may be true")
    lines = tuple(f'{s.value}: {s.source}: "{s.quote}"' for s in d.sides)
    what = (
        f"{d.kind} of {named[d.deal]}; {d.explanation}" if d.deal and d.deal in named else f"{d.kind}: {d.explanation}"
    )
    return Question(about="discrepancy", id=d.id, title=what, lines=lines, answers=answers if refs else {})


def settle(d: Discrepancy, findings: Sequence[Findings], verdict: str) -> Answer:
    """A verdict on a discrepancy; both sides stay as they were told."""
    refs = tuple(dict.fromkeys(s.finding for s in d.sides if s.finding is not None))
    target: dict[str, object] = {"discrepancy": {"kind": d.kind, "findings": judgements.addresses(refs, findings)}}
    return Answer(
        kind="settle", target=target, value_from=" | ".join(dict.fromkeys(s.value for s in d.sides)), value_to=verdict
    )


def decide(kind: str, deals: Sequence[Deal], findings: Sequence[Findings]) -> Answer:
    """Accept or reject all findings of the deals, or merge the deals into one."""
    refs: list[FindingRef] = [r for d in deals for r in d.findings]
    if kind == "merge" and len(deals) < 2:
        raise UsageError("a merge needs two deals or more")
    return Answer(kind=kind, target={"findings": judgements.addresses(refs, findings)})


def split(deal: Deal, reports: Sequence[str], findings: Sequence[Findings]) -> Answer:
    """Part what the named reports tell ('REPORT' or 'REPORT#N') from the rest of the deal."""
    wanted = {tuple(r.rsplit("#", 1)) if "#" in r else (r, "") for r in reports}
    refs = [r for r in deal.findings if (r.report, "") in wanted or (r.report, str(r.index)) in wanted]
    if not refs or len(refs) == len(deal.findings):
        raise UsageError(f"name some, not all, of the reports that tell of {title(deal)}: {', '.join(deal.reports)}")
    return Answer(kind="split", target={"findings": judgements.addresses(refs, findings)})


def correct(ref: FindingRef, name: str, value: str, findings: Sequence[Findings]) -> Answer:
    """Replace one field of one finding."""
    found = next((f for f in findings if f.ref == ref.report), None)
    if found is None or ref.kind != "transfer" or ref.index >= len(found.transfers):
        raise UsageError(f"report {ref.report} has no finding {ref.index}")
    old = found.transfers[ref.index]
    judgements.corrected(old, name, value)  # refuses a value that the field cannot hold
    before = old.model_dump(mode="json")[name]
    return Answer(
        kind="correct", target={"finding": judgements.address(ref.report, old), "field": name},
        value_from=None if before is None else str(before), value_to=value,
    )  # fmt: skip
