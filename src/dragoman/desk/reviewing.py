"""The pages that decide. A decision is written to the log and never overwrites another's unseen."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response

from dragoman.desk import decisions, edits, names, passages
from dragoman.desk.answers import Answer, NotHere, in_forms, page
from dragoman.desk.asking import Ask
from dragoman.desk.decisions import QUEUES, Card, Queues, key_of
from dragoman.desk.guard import form
from dragoman.desk.pages import Here
from dragoman.desk.passages import Mark
from dragoman.desk.shapes import Decision, Listed
from dragoman.desk.snapshot import Desk, Snapshot
from dragoman.errors import UsageError
from dragoman.model import Category, FindingRef, LookAgain, Status, Transfer
from dragoman.tell.rows import Row
from dragoman.weigh import judgements

router = APIRouter()
Asked = Annotated[Ask, Query()]
Form = Annotated[Any, Depends(form)]
AROUND = 700  # characters of the report beside a finding


class CardLine(Row):
    """One finding of a queue."""

    key: str
    deal: str
    deal_number: int | None
    verdict: str
    finding: Transfer | None
    history: tuple[Decision, ...]


class ReviewPage(Listed):
    queues: dict[str, int]
    rows: tuple[CardLine, ...]
    look_again: tuple[LookAgain, ...]


# ---- one finding a screen --------------------------------------------------------------------------------------------


@in_forms(router, "/review")
def review(request: Request, desk: Here, ask: Asked, queue: str = "new", at: str = "", edit: bool = False) -> Answer:
    """A queue of findings, one a screen beside its text."""
    now = desk.now()
    if queue != "look-again" and queue not in QUEUES:
        raise UsageError(f"there is no queue '{queue}'; there are: {', '.join([*QUEUES, 'look-again'])}")
    queues = decisions.queues(desk, now)
    asked = {**ask.narrowed, "queue": queue}
    session = request.scope["desk.session"]
    counts = queues.counts_for(session.who)
    looks = now.picture.look_again
    cards = queues.list(queue, ask, session.who) if queue != "look-again" else []
    card = queues.card(at) if at else (cards[0] if cards else None)
    before, after = neighbours(cards, card)
    data = _page_of(now, queues, cards, ask, counts)
    context: dict[str, Any] = {
        "ask": ask, "asked": asked, "queue": queue, "queues": QUEUES, "counts": counts, "looks": looks, "card": card,
        "place": place_of(cards, card), "total": len(cards),
        "before": before, "after": after, "at": at, "edit": edit and session.role != "viewer",
        "statuses": [s.value for s in Status], "categories": [c.value for c in Category],
        "undoable": bool(session.made), "blind": False, "differ": len(readers_differ(desk, now)),
    }  # fmt: skip
    if card is not None:
        context |= on_card(desk, now, queues, card, only=session.who if queue == "second" else None)
    return Answer("review.html", "Review", data, lambda: [_flat(_line(now, queues, c)) for c in cards], context)


def _page_of(now: Snapshot, queues: Queues, cards: Sequence[Card], ask: Ask, counts: dict[str, int]) -> ReviewPage:
    return ReviewPage(
        total=len(cards), page=ask.page, pages=ask.pages(len(cards)), queues=counts, look_again=now.picture.look_again,
        rows=tuple(_line(now, queues, c) for c in ask.cut(cards)),
    )  # fmt: skip


class FlatCard(Row):
    """A finding of a queue for a spreadsheet."""

    key: str
    deal: str
    verdict: str
    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    weapon: str
    status: str
    quote: str


def _flat(line: CardLine) -> FlatCard:
    t = line.finding
    return FlatCard(
        key=line.key, deal=line.deal, verdict=line.verdict, supplier=t.supplier if t else (),
        recipient=t.recipient if t else (), weapon=t.weapon if t else "", status=t.status.value if t else "",
        quote=t.evidence.quote if t else "",
    )  # fmt: skip


def _line(now: Snapshot, queues: Queues, card: Card) -> CardLine:
    row = now.row.get(card.deal.id)
    return CardLine(
        key=card.key, deal=card.deal.id, deal_number=row.number if row else None, verdict=queues.verdict(card),
        finding=now.transfer(card.ref), history=(),
    )  # fmt: skip


def neighbours(cards: Sequence[Card], card: Card | None) -> tuple[Card | None, Card | None]:
    """The cards before and after one in a queue, also where it is no longer in it."""
    if card is None:
        return None, None
    place = bisect_left(cards, card.order, key=lambda c: c.order)
    following = place + (place < len(cards) and cards[place].order == card.order)
    return cards[place - 1] if place else None, cards[following] if following < len(cards) else None


def place_of(cards: Sequence[Card], card: Card | None) -> int | None:
    """The place of a card in a queue, from 1; None where it is not in it."""
    place = bisect_left(cards, card.order, key=lambda c: c.order) if card else 0
    return place + 1 if card and place < len(cards) and cards[place].order == card.order else None


def readers_differ(desk: Desk, now: Snapshot) -> list[Any]:
    """Where people differ and nobody has decided between them."""
    from dragoman.desk.readers import disagreements  # which stands on this module

    return [d for d in disagreements(desk, now) if not d.settled]


def on_card(desk: Desk, now: Snapshot, queues: Queues, card: Card, only: str | None = None) -> dict[str, Any]:
    """What a reviewer must see to decide.

    :param only: show nothing of what anybody but this person made of it.
    """
    read, report = now.transfer(card.ref), now.reports.get(card.ref.report)
    stands = as_it_stands(queues, card, read, only)
    history = decisions.history(desk, now, card.refs)
    newest = history[0].judgement.id if history else ""
    history = history if only is None else [h for h in history if h.judgement.who == only]
    shown: list[passages.Piece] = []
    cut_before = cut_after = False
    if report and read:
        span = read.evidence.span
        marks = [Mark(span, "here")]
        marks += [Mark(s, "word", name) for name, spans in read.evidence.fields.items() for s in spans]
        start = max(0, report.text.rfind("\n", 0, max(0, span.start - AROUND)) + 1)
        end = report.text.find("\n", min(len(report.text), span.end + AROUND))
        end = len(report.text) if end < 0 else end
        moved = [
            Mark(_moved(m.span, start), m.kind, m.told) for m in marks if start <= m.span.start and m.span.end <= end
        ]
        shown = passages.cut(report.text[start:end], moved)
        cut_before, cut_after = start > 0, end < len(report.text)
    words = {
        name: " … ".join(report.text[s.start : s.end] for s in spans) if report else ""
        for name, spans in (read.evidence.fields.items() if read else ())
    }
    return {
        "finding": stands, "read": read, "report": report, "pieces_of_text": shown, "words": words,
        "cut_before": cut_before, "cut_after": cut_after, "history": history,
        "verdict": queues.verdict(card) if only is None else "", "blind": only is not None,
        "boxes": edits.printed(stands) if stands else {}, "choices": edits.CHOICES, "hints": edits.HINTS,
        "seen": newest, "row": now.row.get(card.deal.id),
        "span": read.evidence.span if read else None, "deal": card.deal,
        "copies": [now.reports[r.report] for r in card.refs[1:] if r.report in now.reports],
    }  # fmt: skip


def _moved(span: Any, start: int) -> Any:
    return type(span)(start=span.start - start, end=span.end - start)


def as_it_stands(queues: Queues, card: Card, read: Transfer | None, only: str | None = None) -> Transfer | None:
    """A finding with the corrections that hold, or with those of one person."""
    found = read
    for j in queues.decided.get(card.ref, ()):
        if j.kind == "correct" and found is not None and only in (None, j.who):
            try:
                found = judgements.corrected(found, str(j.target.get("field")), j.value_to)
            except ValueError:
                continue
    return found


@router.post("/review", include_in_schema=False)
def decide(request: Request, desk: Here, told: Form) -> Response:
    """Accept, reject or correct one finding, or undo the last decision."""
    action, key = str(told.get("action", "")), str(told.get("key", ""))
    back = _ask_of(told)
    queue = str(told.get("queue", "new"))
    if action == "undo":
        return undo(request, desk, queue, back)
    now = desk.now()
    queues = decisions.queues(desk, now)
    card = queues.card(key)
    if card is None:
        raise NotHere(f"there is no finding {key!r}: a newer reading may have replaced it")
    if card.ref.kind != "transfer":
        raise UsageError("this finding was added by hand; withdraw the judgement that added it instead")
    cards = queues.list(queue, back, request.scope["desk.session"].who) if queue in QUEUES else []
    _, after = neighbours(cards, card)
    with desk.writing:
        if str(told.get("seen", "")) != decisions.seen_card(desk, now, card) and not told.get("anyway"):
            return conflict(request, desk, now, card.refs, told)
        ids = write(request, desk, now, queues, card, action, told)
    if ids:
        request.scope["desk.session"].made.append(ids)
    at = after.key if after else ""
    if action == "correct":
        at = card.key
    return RedirectResponse(_address(queue, back, at or None), status_code=303)


def write(request: Request, desk: Desk, now: Snapshot, queues: Queues, card: Card, action: str, told: Any) -> list[str]:
    """Put a decision into the log; gives the ids of its judgements."""
    who, why = request.scope["desk.session"].who, str(told.get("why", "")).strip()[:2000]
    named = [(r, t) for r in card.refs if (t := now.transfer(r)) is not None]
    if action in ("accept", "reject"):
        target: dict[str, object] = {"findings": [judgements.address(r.report, t) for r, t in named]}
        return [desk.case.judge(action, target, who=who, why=why).id]
    if action != "correct":
        raise UsageError(f"there is no decision '{action}'")
    stands = as_it_stands(queues, card, now.transfer(card.ref), who if told.get("queue") == "second" else None)
    assert stands is not None
    old, changes = edits.printed(stands), []
    for name, before in old.items():
        typed = told.get(f"to_{name}")
        if isinstance(typed, str) and typed.strip() != before:
            value = edits.as_json(name, typed)
            judgements.corrected(stands, name, value)  # refuses what the field cannot hold
            changes.append((name, before, value))
    if not changes:
        raise UsageError("no field was changed; nothing was written")
    return [
        desk.case.judge(
            "correct", {"finding": judgements.address(r.report, t), "field": name}, who=who, why=why,
            value_from=before or None, value_to=value,
        ).id
        for name, before, value in changes for r, t in named
    ]  # fmt: skip


def undo(request: Request, desk: Desk, queue: str, back: Ask) -> Response:
    """Take the last decision of this browser back; the taking back is a judgement too."""
    session = request.scope["desk.session"]
    if not session.made:
        raise UsageError(
            "there is nothing to undo here: this browser has not decided anything since the desk was opened"
        )
    ids = session.made.pop()
    now = desk.now()
    log = decisions.log_of(desk, now)
    refs = [ref for j in log.all if j.id in ids for ref in log.objects(j)]
    for id in ids:
        if id in log.stands:
            desk.case.judge("withdraw", {"judgement": id}, who=session.who, why="undone", withdraws=id)
    card = decisions.queues(desk, now).card(key_of(refs[0])) if refs else None
    return RedirectResponse(_address(queue, back, card.key if card else None), status_code=303)


def conflict(request: Request, desk: Desk, now: Snapshot, refs: Sequence[FindingRef], told: Any) -> Response:
    """Somebody decided in the meantime: shown, nothing written."""
    found = decisions.history(desk, now, refs)
    return show_conflict(request, found, told)


def show_conflict(request: Request, found: Sequence[Decision], told: Any) -> Response:
    mine = [str(told.get(n, "")).strip() for n in ("action", "verdict", "other", "side", "why")]
    mine = [m for m in mine if m]
    kept = [(k, v) for k, v in told.multi_items() if isinstance(v, str) and k not in ("csrf", "anyway")]
    return page(
        request, "conflict.html", status=409, title="Somebody decided on this in the meantime", history=found, kept=kept,
        action=request.url.path, back=_place_of(request, told), mine=", ".join(mine),
    )  # fmt: skip


def _place_of(request: Request, told: Any) -> str:
    """Where a form was sent from."""
    if request.url.path == "/review":
        return _address(str(told.get("queue", "new")), _ask_of(told), str(told.get("key", "")) or None)
    return names.inside(str(told.get("to", "")), request.url.path)


def _ask_of(told: Any) -> Ask:
    return Ask.model_validate({k: v for k, v in told.multi_items() if k in Ask.model_fields and isinstance(v, str)})


def _address(queue: str, ask: Ask, at: str | None) -> str:
    asked = {**ask.narrowed, "queue": queue, **({"at": at} if at else {})}
    return "/review?" + urlencode({k: ("1" if v is True else v) for k, v in asked.items()})


# ---- many at once ------------------------------------------------------------------------------------------------------


@in_forms(router, "/review/bulk")
def bulk(request: Request, desk: Here, ask: Asked, queue: str = "new") -> Answer:
    """What a decision on a whole queue would touch, before it is made."""
    if queue not in QUEUES:
        raise UsageError(f"there is no queue '{queue}'")
    now = desk.now()
    queues = decisions.queues(desk, now)
    who = request.scope["desk.session"].who
    cards = queues.list(queue, ask, who)
    lines = [(c, now.transfer(c.ref), now.reports.get(c.ref.report)) for c in cards[:200]]
    context = {
        "cards": lines,
        "total": len(cards),
        "queue": queue,
        "ask": ask,
        "asked": {**ask.narrowed, "queue": queue},
    }
    data = _page_of(now, queues, cards, ask, queues.counts_for(who))
    rows = lambda: [_flat(_line(now, queues, c)) for c in cards]  # noqa: E731
    return Answer("bulk.html", "Decide on many at once", data, rows, context)


@router.post("/review/bulk", include_in_schema=False)
def decide_many(request: Request, desk: Here, told: Form) -> Response:
    """One decision on the findings that the preview showed and that are still as it showed them."""
    action, queue, ask = str(told.get("action", "")), str(told.get("queue", "new")), _ask_of(told)
    if action not in ("accept", "reject") or queue not in QUEUES:
        raise UsageError("choose accept or reject")
    why = str(told.get("why", "")).strip()[:2000]
    if not why:
        raise UsageError("a decision on many findings needs a reason; go back and give one")
    now = desk.now()
    with desk.writing:
        who = request.scope["desk.session"].who
        cards = [c for c in decisions.queues(desk, now).list(queue, ask, who) if c.ref.kind == "transfer"]
        if str(len(cards)) != str(told.get("count", "")):
            raise UsageError(
                f"the queue has {len(cards)} findings now, not {told.get('count')}; nothing was written, look at it anew"
            )
        if not cards:
            raise UsageError("there is nothing in this queue")
        target: dict[str, object] = {
            "findings": [
                judgements.address(r.report, t) for c in cards for r in c.refs if (t := now.transfer(r)) is not None
            ]
        }
        made = desk.case.judge(action, target, who=who, why=why)
    request.scope["desk.session"].made.append([made.id])
    return RedirectResponse(_address(queue, ask, None), status_code=303)
