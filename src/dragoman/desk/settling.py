"""Decisions on whole deals, on discrepancies and on sources, and taking back."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from dragoman.desk import decisions, names
from dragoman.desk.answers import NotHere
from dragoman.desk.guard import check_own, form
from dragoman.desk.pages import Here, find_deal
from dragoman.desk.reviewing import conflict, show_conflict
from dragoman.desk.snapshot import Desk
from dragoman.errors import UsageError
from dragoman.model import Judgement
from dragoman.weigh import judgements
from dragoman.weigh import review as answers_of

router = APIRouter(include_in_schema=False)
Form = Annotated[Any, Depends(form)]


@router.post("/deal/{step}")
def on_deal(request: Request, desk: Here, step: str, told: Form) -> Response:
    """Accept or reject all findings of a deal, merge it with others, or part some findings from it."""
    now = desk.now()
    deal = find_deal(now, step)
    action, why = str(told.get("action", "")), str(told.get("why", "")).strip()[:2000]
    findings = list(now.findings.values())
    with desk.writing:
        history = decisions.history(desk, now, deal.findings, deal.discrepancies)
        if str(told.get("seen", "")) != (history[0].judgement.id if history else "") and not told.get("anyway"):
            return show_conflict(request, history, told)
        if action in ("accept", "reject"):
            answer = answers_of.decide(action, [deal], findings)
        elif action == "merge":
            others = [find_deal(now, str(x)) for x in told.getlist("other")]
            if not others:
                raise UsageError("choose the deals to merge with")
            answer = answers_of.decide("merge", [deal, *others], findings)
        elif action == "split":
            answer = answers_of.split(deal, [str(x) for x in told.getlist("finding")], findings)
        else:
            raise UsageError(f"there is no decision '{action}'")
        if not answer.target.get("findings"):
            raise UsageError("these findings were added by hand; withdraw the judgement that added them instead")
        made = keep(request, desk, answer, why)
    after = desk.now()
    first = deal.findings[0]
    home = after.home.get(first, deal)
    request.scope["desk.session"].made.append([made.id])
    return RedirectResponse(names.deal(home.id, "history"), status_code=303)


@router.post("/discrepancies")
def settle(request: Request, desk: Here, told: Form) -> Response:
    """A verdict on a discrepancy. Both sides stay as they were told."""
    now = desk.now()
    id = str(told.get("id", ""))
    found = now.discrepancy.get(id)
    if found is None:
        raise NotHere(f"there is no discrepancy {id!r} any more; look at the list anew")
    verdict = (str(told.get("other", "")).strip() or str(told.get("verdict", "")).strip())[:500]
    if not verdict:
        raise UsageError("choose a value, or say what holds")
    if not any(s.finding for s in found.sides):
        raise UsageError(
            "this one is held against a reference fact, and no finding is its side; it cannot be settled here"
        )
    with desk.writing:
        if str(told.get("seen", "")) != decisions.seen_settled(desk, now, [id])[id] and not told.get("anyway"):
            refs = [s.finding for s in found.sides if s.finding]
            return conflict(request, desk, now, refs, told)
        answer = answers_of.settle(found, list(now.findings.values()), verdict)
        made = keep(request, desk, answer, str(told.get("why", "")).strip()[:2000])
    request.scope["desk.session"].made.append([made.id])
    return RedirectResponse(_back(told, "/discrepancies") + f"#{names.slug(id)}", status_code=303)


@router.post("/sources")
def on_source(request: Request, desk: Here, told: Form) -> Response:
    """Grade an outlet, or say that two reports do or do not go back to one source."""
    action, why = str(told.get("action", "")), str(told.get("why", "")).strip()[:2000]
    now = desk.now()
    if action == "grade":
        letter, outlet = str(told.get("grade", "")).upper(), str(told.get("outlet", ""))
        if letter not in set("ABCDEF") or len(letter) != 1:
            raise UsageError("a grade is one of A to F")
        if outlet not in {r.outlet for r in now.reports.values()}:
            raise NotHere("there is no such outlet in this case")
        answer = answers_of.Answer(kind="grade", target={"outlet": outlet}, value_to=letter)
    elif action in ("same-source", "not-same-source"):
        pair = [str(told.get("a", "")), str(told.get("b", ""))]
        if any(one not in now.reports for one in pair) or pair[0] == pair[1]:
            raise NotHere("one of these reports is not in the case")
        answer = answers_of.Answer(kind=action, target={"reports": pair})
    else:
        raise UsageError(f"there is no decision '{action}'")
    with desk.writing:
        made = keep(request, desk, answer, why)
    request.scope["desk.session"].made.append([made.id])
    return RedirectResponse(_back(told, "/sources"), status_code=303)


def _back(told: Any, page: str) -> str:
    """The page that a decision was made on, under its filters."""
    to = names.inside(str(told.get("to", "")), page).partition("#")[0]
    return to if to.partition("?")[0] == page else page


@router.post("/judgements")
def withdraw(request: Request, desk: Here, told: Form) -> Response:
    """Take a judgement back; both stay in the log."""
    id = str(told.get("id", ""))
    with desk.writing:
        log = desk.log()
        found = next((j for j in log if j.id == id), None)
        if found is None:
            raise NotHere(f"there is no judgement {id!r}")
        check_own(request, found)
        if id in {j.id for j in judgements.standing(log)} or any(j.id == id and j.kind == "withdraw" for j in log):
            session = request.scope["desk.session"]
            desk.case.judge(
                "withdraw", {"judgement": id}, who=session.who, why=str(told.get("why", ""))[:2000], withdraws=id
            )
    return RedirectResponse(names.inside(str(told.get("to", "")), "/judgements"), status_code=303)


def keep(request: Request, desk: Desk, answer: answers_of.Answer, why: str) -> Judgement:
    """Sign an answer and put it into the log."""
    who = request.scope["desk.session"].who
    return desk.case.judge(
        answer.kind, answer.target, who=who, why=why, value_from=answer.value_from, value_to=answer.value_to
    )
