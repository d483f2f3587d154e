"""What a statement is on: whom it is about, goods of a supplier, a resolution or treaty that its sentence names.

A statement is on goods where a transfer is told in a sentence that its words or its word of saying stand in, or where it
speaks of the supplier of goods told close by. Where the speaker's own side is a party to that step, the step tells the
stance on the goods: who drops a purchase is against it, whatever tone the words have.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman import knowledge
from dragoman.model import Evidence, Report, Span, Stance, Statement, Transfer
from dragoman.weigh.items import RANK, STOPPED
from dragoman.weigh.values import states_of

NEAR = 700  # characters between words on a supplier and the transfer that they follow
_RESOLUTION = re.compile(r"\bResolution (\d{2,4})\b")
_END = re.compile(r"[.!?…][\"”’')]*\s|\n")


@dataclass(frozen=True, order=True)
class Matter:
    """``kind`` and ``name`` as :class:`~dragoman.model.Position` has them."""

    kind: str
    name: str


@dataclass(frozen=True)
class On:
    """One matter of one statement."""

    matter: Matter
    stance: Stance
    basis: str
    deal: str | None = None


def of_statement(
    said: Statement, transfers: Sequence[tuple[Transfer, str | None]], report: Report | None
) -> Iterator[On]:
    """Every matter of a statement.

    :param transfers: of the same report, each with the id of its deal.
    """
    known = knowledge.load()
    for code in said.about:
        if code not in said.side:
            if code in known.states:
                yield On(Matter("state", code), said.stance, "words")
            elif code in known.bodies:
                yield On(Matter("body", code), said.stance, "words")
    yield from _goods(said, transfers)
    for norm in sorted(norms(around(said.evidence, report))):
        yield On(Matter("norm", norm), said.stance, "words")


def _places(said: Statement) -> list[Span]:
    return [said.evidence.span, *said.evidence.fields.get("cue", ())]


def _goods(said: Statement, transfers: Sequence[tuple[Transfer, str | None]]) -> Iterator[On]:
    places = _places(said)
    inside = [(t, d) for t, d in transfers if any(_touch(p, t.evidence.span) for p in places)]
    found: dict[Matter, list[tuple[Stance, str, str | None]]] = {}
    for transfer, deal in inside:
        stance, basis = _by_step(said, transfer)
        for state in sorted(states_of(transfer.supplier)):
            found.setdefault(Matter("goods", f"{state} {transfer.category.value}"), []).append((stance, basis, deal))
    if not found:
        near = [
            (_distance(places, t.evidence.span), n)
            for n, (t, _) in enumerate(transfers)
            if states_of(t.supplier) & set(said.about)
        ]
        distance, n = min(near, default=(NEAR + 1, 0))
        if distance <= NEAR:
            transfer, deal = transfers[n]
            for state in sorted(states_of(transfer.supplier) & set(said.about)):
                matter = Matter("goods", f"{state} {transfer.category.value}")
                found[matter] = [(said.stance, "words", deal)]
    for matter, told in found.items():
        own = [x for x in told if x[1] != "words"]
        stances = {s for s, _, _ in own}
        stance, basis, deal = own[0] if len(stances) == 1 else (said.stance, "words", told[0][2])
        yield On(matter, stance, basis, deal)


def _by_step(said: Statement, transfer: Transfer) -> tuple[Stance, str]:
    """The stance on the goods: by the step where the speaker's side is a party to it, else as the words have it."""
    party = set(said.side) & {*transfer.supplier, *transfer.recipient}
    if party and transfer.status in STOPPED and not transfer.denied:
        return Stance.NEGATIVE, f"deal {transfer.status.value}"
    if party and transfer.status in RANK and not transfer.denied and said.stance is not Stance.NEGATIVE:
        return Stance.POSITIVE, f"deal {transfer.status.value}"
    return said.stance, "words"


def _touch(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _distance(places: Sequence[Span], other: Span) -> int:
    return min(max(p.start - other.end, other.start - p.end, 0) for p in places)


def around(evidence: Evidence, report: Report | None) -> str:
    """The sentences in which the words and the words of saying stand; the quote alone where there is no report."""
    if report is None:
        return evidence.quote
    out = []
    for span in (evidence.span, *evidence.fields.get("cue", ())):
        before = [m.end() for m in _END.finditer(report.text, max(0, span.start - 600), span.start)]
        behind = _END.search(report.text, span.end)
        start = before[-1] if before else max(0, span.start - 600)
        out.append(report.text[start : min(behind.end() if behind else len(report.text), span.end + 600)])
    return " ".join(dict.fromkeys(out))


def norms(text: str) -> set[str]:
    """Resolutions by number, and treaties that the reference facts know, named in a text."""
    found = {f"Resolution {m[1]}" for m in _RESOLUTION.finditer(text)}
    return found | {_treaties()[m[0]] for m in _treaty_names().finditer(text)}


@functools.lru_cache(maxsize=1)
def _treaties() -> dict[str, str]:
    """Every long name of a treaty -> the name by which the knowledge has it."""
    known = knowledge.load()
    bodies = {n for body in known.bodies.values() for n in (body.code, body.name, *body.names)}
    out: dict[str, str] = {}
    for fact in known.facts:
        if (
            fact.relation in ("signed", "in force")
            and fact.subject not in known.states
            and fact.subject not in known.bodies
        ):
            for name in (fact.subject, *fact.names):
                # an abbreviation may mean another thing, a body's name means the body
                if (" " in name or "-" in name) and name not in bodies:
                    out[name] = fact.subject
    return out  # fmt: skip


@functools.lru_cache(maxsize=1)
def _treaty_names() -> re.Pattern[str]:
    names = sorted(_treaties(), key=lambda n: (-len(n), n))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b(?! Organi[sz]ation)" if names else r"(?!)")
