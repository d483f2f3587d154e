"""The same as data under ``/api``, described in ``/api/openapi.json``."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from dragoman.desk import diplomacy, pages, pictures, readers, reports, settling
from dragoman.desk.answers import plain
from dragoman.desk.guard import api_form, check_own
from dragoman.desk.pages import Asked, AskedFew, Here
from dragoman.desk.shapes import (
    ChronologyPage,
    DealPage,
    DecisionsPage,
    DisagreementsPage,
    DiscrepanciesPage,
    EventsPage,
    Hits,
    Overview,
    PicturesPage,
    PositionsPage,
    RegisterPage,
    RelationPage,
    RelationsPage,
    ReportPage,
    SourcesPage,
    StatementsPage,
)
from dragoman.errors import UsageError
from dragoman.model import Judgement
from dragoman.weigh import judgements
from dragoman.weigh import review as answers_of

router = APIRouter(prefix="/api")
Id = Annotated[
    str,
    Path(
        max_length=300, description="Id; characters other than letters, digits, - and _ as ~ and two hex digits a byte"
    ),
]


class SessionTold(BaseModel):
    """Who the desk takes you for."""

    who: str
    role: str = Field(description="viewer, reviewer or owner")
    csrf: str = Field(description="To be sent as X-CSRF-Token with everything that writes")


class Wrong(BaseModel):
    """Why there is no answer."""

    error: str
    told: str = ""


class DealDecision(BaseModel):
    """A decision on all findings of a deal."""

    kind: str = Field(description="accept or reject", pattern="^(accept|reject)$")
    deal: str = Field(max_length=100, description="Id of the deal")
    why: str = Field("", max_length=2000)


class Withdrawal(BaseModel):
    """A judgement to take back."""

    withdraws: str = Field(max_length=40)
    why: str = Field("", max_length=2000)


ERRORS = {code: {"model": Wrong} for code in (400, 401, 403, 404, 411, 413, 422)}


@router.get("/session", responses=ERRORS)
def session(request: Request) -> SessionTold:
    """Who you are here, and the token for writing."""
    found = request.scope["desk.session"]
    return SessionTold(who=found.who, role=found.role, csrf=found.csrf)


@router.get("/overview", response_model=Overview, responses=ERRORS)
def overview(request: Request, desk: Here) -> JSONResponse:
    """The case at a glance."""
    return JSONResponse(plain(pages.overview(request, desk).data))


@router.get("/register", response_model=RegisterPage, responses=ERRORS)
def register(request: Request, desk: Here, ask: Asked) -> JSONResponse:
    """The deals."""
    return JSONResponse(plain(pages.register(request, desk, ask).data))


@router.get("/deals/{id}", response_model=DealPage, responses=ERRORS)
def deal(request: Request, desk: Here, id: Id) -> JSONResponse:
    """All that one deal rests on."""
    return JSONResponse(plain(pages.deal(request, desk, id).data))


@router.get("/chronology", response_model=ChronologyPage, responses=ERRORS)
def chronology(request: Request, desk: Here, ask: Asked) -> JSONResponse:
    """Steps of deals and statements by day."""
    return JSONResponse(plain(pages.chronology(request, desk, ask).data))


@router.get("/events", response_model=EventsPage, responses=ERRORS)
def events(request: Request, desk: Here, ask: Asked, type: Annotated[str, Query(max_length=20)] = "") -> JSONResponse:
    """Who did what toward whom, in PLOVER's types."""
    return JSONResponse(plain(diplomacy.events(request, desk, ask, type).data))


@router.get("/positions", response_model=PositionsPage, responses=ERRORS)
def positions(request: Request, desk: Here, ask: Asked, turns: bool = False) -> JSONResponse:
    """What an actor says on one matter over time."""
    return JSONResponse(plain(diplomacy.positions(request, desk, ask, turns).data))


@router.get("/relations", response_model=RelationsPage, responses=ERRORS)
def relations(request: Request, desk: Here, ask: Asked) -> JSONResponse:
    """Pairs of states with their curves; threes of states."""
    return JSONResponse(plain(diplomacy.relations(request, desk, ask).data))


@router.get("/relations/{id}", response_model=RelationPage, responses=ERRORS)
def relation(request: Request, desk: Here, id: Id) -> JSONResponse:
    """One relation, day by day."""
    return JSONResponse(plain(diplomacy.relation(request, desk, id).data))


@router.get("/statements", response_model=StatementsPage, responses=ERRORS)
def statements(
    request: Request, desk: Here, ask: Asked, stance: Annotated[str, Query(max_length=20)] = ""
) -> JSONResponse:
    """Who said what about it."""
    return JSONResponse(plain(pages.statements(request, desk, ask, stance).data))


@router.get("/discrepancies", response_model=DiscrepanciesPage, responses=ERRORS)
def discrepancies(
    request: Request, desk: Here, ask: AskedFew,
    kind: Annotated[str, Query(max_length=20)] = "", settled: Annotated[str, Query(max_length=5)] = "",
) -> JSONResponse:  # fmt: skip
    """Values that cannot all be true."""
    return JSONResponse(plain(pages.discrepancies(request, desk, ask, kind, settled).data))


@router.get("/sources", response_model=SourcesPage, responses=ERRORS)
def sources(request: Request, desk: Here, ask: AskedFew) -> JSONResponse:
    """Who copied whom, and how far each is to be relied on."""
    return JSONResponse(plain(pages.sources(request, desk, ask).data))


@router.get("/reports/{id}", response_model=ReportPage, responses=ERRORS)
def report(request: Request, desk: Here, id: Id) -> JSONResponse:
    """A report's text and what was found in it."""
    return JSONResponse(plain(reports.report(request, desk, id).data))


@router.get("/disagreements", response_model=DisagreementsPage, responses=ERRORS)
def disagreements(
    request: Request, desk: Here, ask: Asked, settled: Annotated[str, Query(max_length=5)] = ""
) -> JSONResponse:
    """Findings of which two people made different things, and how far readers agree."""
    return JSONResponse(plain(readers.page_of(request, desk, ask, settled).data))


@router.get("/pictures", response_model=PicturesPage, responses=ERRORS)
def pictures_(request: Request, desk: Here, ask: Asked) -> JSONResponse:
    """The numbers behind map, network and timeline."""
    return JSONResponse(plain(pictures.pictures(request, desk, ask).data))


@router.get("/search", response_model=Hits, responses=ERRORS)
def search(
    request: Request, desk: Here, q: Annotated[str, Query(max_length=500)] = "",
    kind: Annotated[str, Query(max_length=20)] = "",
) -> JSONResponse:  # fmt: skip
    """Words, anywhere; "in quotes" they must follow one another. kind: deal, event, statement, position, relation,
    discrepancy, judgement or report."""
    return JSONResponse(plain(pages.search(request, desk, q, kind).data))


@router.get("/judgements", response_model=DecisionsPage, responses=ERRORS)
def log(request: Request, desk: Here, ask: Asked, who: Annotated[str, Query(max_length=200)] = "") -> JSONResponse:
    """What persons decided."""
    return JSONResponse(plain(pages.log(request, desk, ask, who).data))


@router.post(
    "/judgements", status_code=201, response_model=Judgement, responses=ERRORS, dependencies=[Depends(api_form)]
)
def judge(request: Request, desk: Here, decision: DealDecision) -> JSONResponse:
    """Accept or reject a deal."""
    now = desk.now()
    found = now.deal.get(decision.deal)
    if found is None:
        raise pages.NotHere(f"there is no deal {decision.deal!r}")
    answer = answers_of.decide(decision.kind, [found], list(now.findings.values()))
    if not answer.target.get("findings"):
        raise UsageError("these findings were added by hand; withdraw the judgement that added them instead")
    with desk.writing:
        made = settling.keep(request, desk, answer, decision.why)
    return JSONResponse(plain(made), status_code=201)


@router.post(
    "/withdrawals", status_code=201, response_model=Judgement, responses=ERRORS, dependencies=[Depends(api_form)]
)
def withdraw(request: Request, desk: Here, withdrawal: Withdrawal) -> JSONResponse:
    """Take a judgement back."""
    with desk.writing:
        found = next((j for j in judgements.standing(desk.log()) if j.id == withdrawal.withdraws), None)
        if found is None:
            raise pages.NotHere(f"there is no judgement {withdrawal.withdraws!r} that stands")
        check_own(request, found)
        who, id = request.scope["desk.session"].who, withdrawal.withdraws
        made = desk.case.judge("withdraw", {"judgement": id}, who=who, why=withdrawal.why, withdraws=id)
    return JSONResponse(plain(made), status_code=201)
