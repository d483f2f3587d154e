"""The second reader: what each person made of a finding, where two differ, and who decides between them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response

from dragoman.desk import decisions, edits, names
from dragoman.desk.answers import Answer, NotHere, in_forms
from dragoman.desk.decisions import Card, Queues
from dragoman.desk.guard import form
from dragoman.desk.pages import Asked, Here
from dragoman.desk.reviewing import as_it_stands, conflict
from dragoman.desk.shapes import DisagreementLine, DisagreementsPage, OpinionLine, ReadersLine
from dragoman.desk.snapshot import Desk, Snapshot
from dragoman.errors import UsageError
from dragoman.model import Judgement, Transfer
from dragoman.weigh import judgements

router = APIRouter()


@dataclass
class Opinion:
    """What one person made of one finding, without having decided between others."""

    who: str
    rejected: bool = False
    changes: dict[str, str | None] = field(default_factory=dict)  # field -> its value as JSON
    log: list[Judgement] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        return "rejected" if self.rejected else "corrected" if self.changes else "accepted"


@dataclass
class Disagreement:
    """One finding of which people made different things."""

    card: Card
    read: Transfer
    opinions: list[Opinion]
    settled: Judgement | None  # the newest decision between them, if none of them spoke after it


def opinions_on(queues: Queues, card: Card) -> tuple[list[Opinion], Judgement | None]:
    """Each person's opinion of a card, by who spoke first; and the newest decision between them."""
    found = {j.id: j for ref in card.refs for j in queues.decided.get(ref, ())}
    by_who: dict[str, Opinion] = {}
    between: Judgement | None = None
    for j in sorted(found.values(), key=lambda j: (j.at, j.id)):
        if "between" in j.target:
            between = j
            continue
        mine = by_who.setdefault(j.who, Opinion(j.who))
        mine.log.append(j)
        if j.kind == "correct":
            mine.changes[str(j.target.get("field"))] = j.value_to
        else:
            mine.rejected = j.kind == "reject"
        if between is not None:  # somebody read it again after the decision
            between = None
    return list(by_who.values()), between


def as_seen_by(opinion: Opinion, read: Transfer) -> Transfer | None:
    """The finding as a person left it; None where they took it out."""
    if opinion.rejected:
        return None
    found = read
    for name, value in opinion.changes.items():
        try:
            found = judgements.corrected(found, name, value)
        except ValueError:
            continue
    return found


def disagreements(desk: Desk, now: Snapshot) -> list[Disagreement]:
    """Where people differ, in the order of the register."""
    queues = decisions.queues(desk, now)

    def find() -> list[Disagreement]:
        out = []
        for card in judged(queues):
            found, settled = opinions_on(queues, card)
            read = now.transfer(card.ref)
            if read is not None and len({_key(as_seen_by(o, read)) for o in found}) > 1:
                out.append(Disagreement(card, read, found, settled))
        return out

    log = desk.log()
    return now.keep(("disagreements", log[-1].id if log else "", len(log)), find)


def judged(queues: Queues) -> list[Card]:
    """The cards that somebody has judged."""
    cards = {c.order: c for ref in queues.decided if (c := queues.card(decisions.key_of(ref))) is not None}
    return [cards[order] for order in sorted(cards)]


def _key(seen: Transfer | None) -> str:
    return seen.model_dump_json(exclude={"evidence"}) if seen else ""


def agreement(now: Snapshot, queues: Queues) -> list[ReadersLine]:
    """How far each two people agree on what both have read; Cohen's kappa over accepted, corrected, rejected."""
    both: dict[tuple[str, str], list[tuple[str, str, bool]]] = defaultdict(list)
    for card in judged(queues):
        found, _ = opinions_on(queues, card)
        read = now.transfer(card.ref)
        for a, b in combinations(sorted(found, key=lambda o: o.who), 2):
            if read is not None:
                same = _key(as_seen_by(a, read)) == _key(as_seen_by(b, read))
                both[a.who, b.who].append((a.verdict, b.verdict, same))
    return [
        ReadersLine(a=a, b=b, both=len(told), agree=sum(same for *_, same in told), kappa=kappa([t[:2] for t in told]))
        for (a, b), told in sorted(both.items())
    ]


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa: agreement beyond what chance would give; None where chance alone would agree on everything."""
    whole = len(pairs)
    if not whole:
        return None
    seen = sum(a == b for a, b in pairs) / whole
    kinds = {k for pair in pairs for k in pair}
    chance = sum(sum(a == k for a, _ in pairs) * sum(b == k for _, b in pairs) for k in kinds) / whole**2
    return None if chance == 1 else round((seen - chance) / (1 - chance), 2)


# ---- the page --------------------------------------------------------------------------------------------------------


@in_forms(router, "/disagreements")
def page_of(request: Request, desk: Here, ask: Asked, settled: Annotated[str, Query(max_length=5)] = "") -> Answer:
    """Findings of which two people made different things."""
    now = desk.now()
    queues = decisions.queues(desk, now)
    every = disagreements(desk, now)
    taken = now.taken(ask) if ask.narrowed else None
    found = [
        d for d in every
        if (taken is None or d.card.deal.id in taken) and (not settled or bool(d.settled) == (settled == "yes"))
    ]  # fmt: skip
    rows = [line_of(now, d) for d in found]
    data = DisagreementsPage(
        total=len(rows), page=ask.page, pages=ask.pages(len(rows)), rows=tuple(ask.cut(rows)),
        readers=tuple(agreement(now, queues)),
    )  # fmt: skip
    asked = {**ask.set, **({"settled": settled} if settled else {})}
    context = {
        "ask": ask, "asked": asked, "settled": settled, "all": len(every), "open": sum(not d.settled for d in every),
        "seen": {d.card.key: decisions.seen_card(desk, now, d.card) for d in ask.cut(found)},
        "second": queues.counts_for(request.scope["desk.session"].who)["second"],
    }  # fmt: skip
    return Answer("disagreements.html", "Disagreements", data, rows, context)


def line_of(now: Snapshot, found: Disagreement) -> DisagreementLine:
    """A disagreement as a row."""
    card, read = found.card, found.read
    row, report = now.row.get(card.deal.id), now.reports.get(card.ref.report)
    settled = found.settled
    return DisagreementLine(
        key=card.key, deal=card.deal.id, deal_number=row.number if row else None, about=decisions.in_words(read),
        report=card.ref.report, outlet=report.outlet if report else None, start=read.evidence.span.start,
        end=read.evidence.span.end, quote=read.evidence.quote,
        opinions=tuple(_opinion(o, read) for o in found.opinions),
        settled=f"{settled.kind} by {settled.who}" + (f": {settled.why}" if settled.why else "") if settled else None,
    )  # fmt: skip


def _opinion(one: Opinion, read: Transfer) -> OpinionLine:
    before = edits.printed(read)
    after = edits.printed(as_seen_by(one, read) or read)
    return OpinionLine(
        who=one.who, verdict=one.verdict, at=one.log[-1].at,
        changes=tuple((name, before[name], after[name]) for name in before if before[name] != after[name]),
        why="; ".join(dict.fromkeys(j.why for j in one.log if j.why)),
    )  # fmt: skip


@router.post("/disagreements", include_in_schema=False)
def decide(request: Request, desk: Here, told: Annotated[Any, Depends(form)]) -> Response:
    """Decide for one of those who differ. What the others said stays in the log."""
    now = desk.now()
    key, side = str(told.get("key", "")), str(told.get("side", ""))
    found = next((d for d in disagreements(desk, now) if d.card.key == key), None)
    if found is None:
        raise NotHere(f"nobody differs on the finding {key!r} any more; look at the list anew")
    chosen = next((o for o in found.opinions if o.who == side), None)
    if chosen is None:
        raise UsageError("choose whose reading holds")
    session = request.scope["desk.session"]
    if side == session.who and session.role != "owner":
        raise UsageError("somebody else must decide in your favour; you may decide for the other")
    why = str(told.get("why", "")).strip()[:2000]
    with desk.writing:
        if str(told.get("seen", "")) != decisions.seen_card(desk, now, found.card) and not told.get("anyway"):
            return conflict(request, desk, now, found.card.refs, told)
        session.made.append(_write(desk, now, found, chosen, session.who, why))
    return RedirectResponse(f"/disagreements?settled=no#{names.slug(key)}", status_code=303)


def _write(desk: Desk, now: Snapshot, found: Disagreement, chosen: Opinion, who: str, why: str) -> list[str]:
    """Put a decision between opinions into the log; gives the ids of its judgements."""
    between = [j.id for o in found.opinions for j in o.log]
    addresses = [judgements.address(r.report, t) for r in found.card.refs if (t := now.transfer(r)) is not None]
    wanted, made = as_seen_by(chosen, found.read), []
    stands = as_it_stands(decisions.queues(desk, now), found.card, found.read)
    if wanted is not None and stands is not None:
        old, new = (t.model_dump(mode="json") for t in (stands, wanted))
        for name in judgements.FIELDS:
            if old[name] != new[name]:
                value = json.dumps(new[name], ensure_ascii=False)
                for address in addresses:
                    target: dict[str, object] = {"finding": address, "field": name, "between": between}
                    was = edits.printed(stands)[name] or None
                    made.append(desk.case.judge("correct", target, who=who, why=why, value_from=was, value_to=value).id)
    kind = "accept" if wanted is not None else "reject"
    made.append(desk.case.judge(kind, {"findings": addresses, "between": between}, who=who, why=why).id)
    return made
