"""What persons decided: an append-only log, applied to findings and to the picture, never lost.

A judgement addresses what it is about by content (report, quote, main fields), not by a place in a list, so that it
finds its object again after a re-reading. Where the object changed or is gone, the judgement is shown as 'look again'.

Kinds and targets:

    accept, reject     {"findings": [address, ...]}
    correct            {"finding": address, "field": name}; value_to = the field's value as JSON
    add                {"report": id, "quote": words, "transfer": fields}
    merge, split       {"findings": [address, ...]}      one deal; a deal of their own
    same-source, not-same-source   {"reports": [a, b]}
    settle             {"discrepancy": {"kind": ..., "findings": [address, ...]}}; value_to = the verdict
    grade              {"outlet": name}; value_to = A-F
    withdraw           withdraws = id of the judgement that it takes back
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError

from dragoman.errors import UsageError
from dragoman.model import Evidence, FindingRef, Findings, Judgement, LookAgain, Report, Span, Transfer
from dragoman.weigh import credits
from dragoman.weigh.items import fingerprint
from dragoman.weigh.memory import Memory

KINDS = (
    "accept", "reject", "correct", "add", "merge", "split", "same-source", "not-same-source", "settle", "grade",
    "withdraw",
)  # fmt: skip
FIELDS = ("supplier", "recipient", "weapon", "category", "quantity", "value", "status", "mode", "when", "denied")


@dataclass
class Told:
    """One finding as the judgements leave it."""

    ref: FindingRef
    transfer: Transfer  # corrected, where somebody corrected it
    read: Transfer  # as the reader read it
    reviewed: str = ""


@dataclass
class Verdicts:
    """The log, applied: findings as they stand, and what the later steps of weighing must honour."""

    of: dict[str, tuple[Told, ...]] = field(default_factory=dict)  # report -> its findings that nobody rejected
    rejected: list[Told] = field(default_factory=list)
    merged: list[list[FindingRef]] = field(default_factory=list)
    split: list[list[FindingRef]] = field(default_factory=list)
    same: list[tuple[str, str, str]] = field(default_factory=list)
    not_same: list[tuple[str, str]] = field(default_factory=list)
    grades: dict[str, tuple[str, str]] = field(default_factory=dict)
    settled: list[tuple[str, frozenset[FindingRef], str]] = field(default_factory=list)
    look_again: list[LookAgain] = field(default_factory=list)


def address(report: str, transfer: Transfer) -> dict[str, object]:
    """How a judgement names a finding so that it is found again after a re-reading."""
    t = transfer
    return {
        "report": report,
        "start": t.evidence.span.start,
        "end": t.evidence.span.end,
        "quote": t.evidence.quote,
        "supplier": list(t.supplier),
        "recipient": list(t.recipient),
        "weapon": t.weapon,
        "status": str(t.status),
        "fingerprint": fingerprint(t),
    }


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that hold, in the order of the log; a withdrawal can itself be withdrawn."""
    log = sorted({j.id: j for j in judgements}.values(), key=lambda j: (j.at, j.id))
    withdrawn: set[str] = set()
    for j in reversed(log):  # a withdrawal that was itself withdrawn later no longer acts
        if j.withdraws and j.id not in withdrawn:
            withdrawn.add(j.withdraws)
    return [j for j in log if j.id not in withdrawn and j.kind != "withdraw"]


def apply(
    findings: Sequence[Findings],
    reports: Sequence[Report],
    judgements: Iterable[Judgement],
    memory: Memory | None = None,
) -> Verdicts:
    """Apply the log to the findings.

    :param findings: one a report, in the order of the reports' ids.
    """
    memory = memory or Memory(keep=False)
    log = standing(judgements)
    about = {rid for j in log for rid in _reports_of(j.target)}
    by_report: dict[str, list[Told]] = defaultdict(list)
    out = Verdicts()
    refs = [f.ref for f in findings]
    for listed in memory.mapped("told", refs, [findings], _all_as_read):
        out.of.update(listed)
    for rid in about:
        by_report[rid] += out.of.pop(rid, ())
    # a judgement changes what it is about, and what is remembered must stay as it is
    by_report = defaultdict(list, {rid: [replace(t) for t in told] for rid, told in by_report.items()})
    known = {r.id for r in reports}
    gone: set[FindingRef] = set()
    for j in log:
        try:
            _one(j, by_report, known, gone, out)
        except (KeyError, TypeError, ValueError, ValidationError) as error:
            out.look_again.append(
                _look(j, "", f"the judgement cannot be applied ({type(error).__name__}: {str(error)[:120]})")
            )
    for rid in sorted(by_report):
        here = tuple(t for t in by_report[rid] if t.ref not in gone)
        out.rejected += [t for t in by_report[rid] if t.ref in gone]
        if here:
            out.of[rid] = here
    return out


def _all_as_read(findings: Sequence[Findings]) -> dict[str, tuple[Told, ...]]:
    return {one.ref: _as_read(one) for one in findings if one.transfers}


def _as_read(one: Findings) -> tuple[Told, ...]:
    refs = (FindingRef(report=one.ref, kind="transfer", index=i) for i in range(len(one.transfers)))
    return tuple(Told(ref, t, t) for ref, t in zip(refs, one.transfers, strict=True))


def _reports_of(target: object) -> Iterator[str]:
    """Every report that a judgement's target names."""
    if isinstance(target, dict):
        if "report" in target:
            yield str(target["report"])
        for value in target.values():
            yield from _reports_of(value)
    elif isinstance(target, list | tuple):
        for value in target:
            yield from _reports_of(value)


def _one(j: Judgement, by_report: dict[str, list[Told]], known: set[str], gone: set[FindingRef], out: Verdicts) -> None:
    target: dict[str, Any] = j.target
    if j.kind in ("same-source", "not-same-source"):
        a, b = map(str, target["reports"])
        if not {a, b} <= known:
            out.look_again.append(_look(j, f"reports {a} and {b}", "one of the reports is not in the case"))
        elif j.kind == "same-source":
            out.same.append((b, a, f"{j.who}: {j.why or 'one source'}"))
        else:
            out.not_same.append((a, b))
        return
    if j.kind == "grade":
        letter = str(j.value_to or "").upper()
        if letter not in set("ABCDEF"):
            raise ValueError(f"a grade is one of A to F, not {j.value_to!r}")
        out.grades[credits.key(str(target["outlet"]))] = letter, f"set by {j.who}: {j.why or 'no reason given'}"
        return
    if j.kind == "add":
        told = _added(j, target)
        by_report[told.ref.report].append(told)
        return
    if j.kind == "settle":
        refs = _find_all(j, target["discrepancy"].get("findings", []), by_report, out)
        out.settled.append(
            (
                str(target["discrepancy"]["kind"]),
                frozenset(t.ref for t in refs),
                f"{j.value_to or 'settled'} ({j.who}: {j.why})",
            )
        )
        return
    wanted = [target["finding"]] if "finding" in target else target["findings"]
    found = _find_all(j, wanted, by_report, out)
    if j.kind == "accept":
        for told in found:
            gone.discard(told.ref)
            told.reviewed = told.reviewed or "accepted"
    elif j.kind == "reject":
        gone.update(t.ref for t in found)
    elif j.kind == "correct":
        name = str(target["field"])
        if name not in FIELDS:
            raise ValueError(f"there is no field {name!r}")
        for told in found:
            told.transfer = corrected(told.transfer, name, j.value_to)
            told.reviewed = "corrected"
    elif j.kind == "merge":
        out.merged.append([t.ref for t in found])
    elif j.kind == "split":
        out.split.append([t.ref for t in found])
    else:
        raise ValueError(f"there is no kind of judgement {j.kind!r}")


def corrected(transfer: Transfer, name: str, value: str | None) -> Transfer:
    """The transfer with one field replaced; ``value`` is JSON, or a bare word for a text field."""
    if name not in FIELDS:
        raise UsageError(f"there is no field {name!r}; the fields are {', '.join(FIELDS)}")
    try:
        new: Any = json.loads(value) if value is not None else None
    except json.JSONDecodeError:
        new = value
    if name in ("supplier", "recipient") and isinstance(new, str):
        new = [part.strip() for part in new.split(",") if part.strip()]
    if name == "weapon":
        new = str(value if not isinstance(new, str) else new)
    if name == "quantity" and isinstance(new, int):
        new = {"low": new, "high": new}
    data = transfer.model_dump()
    data[name] = new
    return Transfer.model_validate(data)


def _added(j: Judgement, target: dict[str, Any]) -> Told:
    quote = str(target["quote"])
    start = int(target.get("start", 0))
    fields = {k: v for k, v in dict(target["transfer"]).items() if k in FIELDS}
    evidence = Evidence(quote=quote, span=Span(start=start, end=start + len(quote)), rule=f"added by {j.who}")
    transfer = Transfer.model_validate({**fields, "evidence": evidence})
    return Told(FindingRef(report=str(target["report"]), kind=f"added:{j.id}", index=0), transfer, transfer, "added")


# ---- finding it again -------------------------------------------------------------------------------------------


def _find_all(
    j: Judgement, wanted: Sequence[dict[str, Any]], by_report: dict[str, list[Told]], out: Verdicts
) -> list[Told]:
    found = []
    for one in wanted:
        told, reason = find(one, by_report.get(str(one["report"]), []), spare=str(j.target.get("field", "")))
        if told is not None:
            found.append(told)
        if reason:
            out.look_again.append(_look(j, _words(one), reason))
    return found


def find(one: dict[str, Any], here: Sequence[Told], spare: str = "") -> tuple[Told | None, str]:
    """The finding that an address names, and why a person must look again ('' where all is as it was).

    :param spare: a field that the judgement itself replaces, so that a change of it alone is no change.
    """
    exact = [t for t in here if fingerprint(t.read) == one.get("fingerprint")]
    if exact:
        return exact[0], ""
    near = [t for t in here if _overlap(one, t.read)]
    main = [n for n in ("supplier", "recipient", "weapon", "status") if n != spare]
    same = [t for t in near if all(_plain(getattr(t.read, n)) == _plain(one.get(n)) for n in main)]
    if same:
        return min(same, key=lambda t: abs(t.read.evidence.span.start - int(one.get("start", 0)))), ""
    if near:
        changed = sorted({n for t in near[:1] for n in main if _plain(getattr(t.read, n)) != _plain(one.get(n))})
        return None, f"a newer reading tells these words otherwise ({', '.join(changed)})"
    if not here:
        return None, "the report is not in the case, or a newer reading finds nothing in it"
    return None, "a newer reading no longer finds this"


def _overlap(one: dict[str, Any], transfer: Transfer) -> bool:
    span = transfer.evidence.span
    start, end = int(one.get("start", -1)), int(one.get("end", -1))
    if one.get("quote") and one["quote"] == transfer.evidence.quote:
        return True
    return min(end, span.end) - max(start, span.start) > 0.5 * max(1, min(end - start, span.end - span.start))


def _plain(value: object) -> object:
    return sorted(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _words(one: dict[str, Any]) -> str:
    supplier, recipient = (", ".join(one.get(side) or ["?"]) for side in ("supplier", "recipient"))
    return f"{one.get('weapon', '?')}: {supplier} to {recipient}, {one.get('status', '?')} ({one.get('report')})"


def _look(j: Judgement, about: str, reason: str) -> LookAgain:
    return LookAgain(judgement=j.id, kind=j.kind, who=j.who, why=j.why, about=about, reason=reason)


def addresses(refs: Iterable[FindingRef], findings: Iterable[Findings]) -> list[dict[str, object]]:
    """Addresses of the transfers that the refs name; refs of findings added by hand have none."""
    by_report = {f.ref: f for f in findings}
    out = []
    for ref in refs:
        found = by_report.get(ref.report)
        if ref.kind == "transfer" and found is not None and ref.index < len(found.transfers):
            out.append(address(ref.report, found.transfers[ref.index]))
    return out
