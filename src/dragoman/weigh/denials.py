"""Who denies a step: the side of whoever is quoted as denying it in the very sentence that tells of it."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.model import Deal, FindingRef, Findings, Step

# Words of statements that deny; the reader notes the word of each statement in its rule: 'deny: clause'.
_DENY = frozenset({"deny", "denial", "refute", "rebut", "reject", "dismiss", "repudiate", "disavow"})


def named(deal: Deal, found: Mapping[str, Findings]) -> Deal:
    """The deal with ``denied_by`` of its denied steps: codes of sides, or names where no side is told."""
    if not any(step.denied for step in deal.steps):
        return deal
    return deal.model_copy(update={"steps": tuple(_step(step, found) if step.denied else step for step in deal.steps)})


def _step(step: Step, found: Mapping[str, Findings]) -> Step:
    by = {who for ref in step.findings for who in _who(ref, found.get(ref.report))}
    return step.model_copy(update={"denied_by": tuple(sorted(by))}) if by else step


def _who(ref: FindingRef, findings: Findings | None) -> set[str]:
    if findings is None or ref.index >= len(findings.transfers):  # added by a person: no statement of the reader's
        return set()
    place = findings.transfers[ref.index].evidence.span
    return {
        who
        for said in findings.statements
        if said.evidence.span.start < place.end and place.start < said.evidence.span.end
        if any(word.split(":")[0].strip() in _DENY for word in said.evidence.rule.split(";"))
        for who in said.side or (said.speaker,)
    }
