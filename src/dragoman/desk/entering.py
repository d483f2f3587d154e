"""The printed address, whose token is spent for a session; or name and password, and the way out."""

from __future__ import annotations

import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from dragoman.desk import names, people
from dragoman.desk.answers import NotHere, page
from dragoman.desk.guard import Forbidden, Session, form
from dragoman.desk.pages import Here
from dragoman.errors import UsageError

router = APIRouter(include_in_schema=False)


@router.get("/enter")
def enter(request: Request, token: str = "") -> Response:
    """Let one browser in."""
    door = request.app.state.door
    if door.team:
        return RedirectResponse("/login", status_code=303)
    session = door.enter(token)
    if session is None:
        if request.scope.get("desk.session"):  # the address opened once more in a browser that is in already
            return RedirectResponse("/", status_code=303)
        return page(
            request, "message.html", status=403, title="This address was used already, or is not complete",
            told="Each address lets one browser in, once. The terminal shows the next one below the first.",
        )  # fmt: skip
    return _with_session(request, session, "/")


def _with_session(request: Request, session: Session, to: str) -> Response:
    answer = RedirectResponse(to, status_code=303)
    answer.set_cookie(
        request.app.state.door.cookie, session.id, httponly=True, samesite="strict", path="/",
        secure=request.url.scheme == "https",
    )  # fmt: skip
    return answer


def caller(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else ""


def _team_door(request: Request) -> people.TeamDoor:
    door = request.app.state.door
    if not isinstance(door, people.TeamDoor):
        raise NotHere("this desk is one person's; it is opened by the address in the terminal")
    return door


# ---- name and password -----------------------------------------------------------------------------------------------


@router.get("/login")
def login_page(request: Request, to: str = "/") -> Response:
    """The form."""
    door = _team_door(request)
    if request.scope["desk.session"]:
        return RedirectResponse(names.inside(to), status_code=303)
    return _login_form(request, door, names.inside(to))


def _login_form(request: Request, door: people.TeamDoor, to: str, status: int = 200, wrong: str = "") -> Response:
    before = secrets.token_urlsafe(24)
    answer = page(request, "login.html", status=status, title="Come in", to=to, wrong=wrong, before=before)
    answer.set_cookie(
        door.cookie_before, before, httponly=True, samesite="strict", path="/login", max_age=3600,
        secure=request.url.scheme == "https",
    )  # fmt: skip
    return answer


async def login_form(request: Request) -> Any:
    """Dependency: the form, if this browser was given it."""
    told = await request.form(max_files=0, max_fields=10)
    if not _team_door(request).before(request.headers.get("cookie", ""), str(told.get("before", ""))):
        raise Forbidden("This form is out of date. Go back, load the page anew and send it again.")
    return told


@router.post("/login")
def login(request: Request, told: Annotated[Any, Depends(login_form)]) -> Response:
    """Let somebody in."""
    door, to = _team_door(request), names.inside(str(told.get("to", "/")))
    try:
        session = door.login(str(told.get("name", "")), str(told.get("password", "")), caller(request))
    except people.TooMany as error:
        return _login_form(request, door, to, 429, str(error))
    if session is None:
        return _login_form(request, door, to, 403, "This name and password do not fit each other.")
    return _with_session(request, session, to)


Form = Annotated[Any, Depends(form)]


@router.post("/logout")
def logout(request: Request, told: Form) -> Response:
    """Out again."""
    door = _team_door(request)
    session = request.scope["desk.session"]
    door.end(session)
    door.people.note(session.who, "logout", caller(request))
    answer = RedirectResponse("/login", status_code=303)
    answer.delete_cookie(door.cookie, path="/")
    return answer


@router.get("/me")
def me(request: Request) -> Response:
    """Who you are here, and another password."""
    return page(request, "me.html", title="You", team=request.app.state.door.team, shortest=people.SHORTEST)


@router.post("/me")
def change_password(request: Request, desk: Here, told: Form) -> Response:
    """Another password: ends all sessions of the account, this one is opened anew."""
    door, who = _team_door(request), request.scope["desk.session"].who
    old, new = str(told.get("old", "")), str(told.get("new", ""))
    if new != str(told.get("again", "")):
        raise UsageError("the new password was not typed the same twice")
    session = door.login(who, old, caller(request))
    if session is None:
        raise UsageError("the old password does not fit")
    door.end(session)
    people.set_password(desk.case.file.people, who, new, who, caller(request))
    session = door.login(who, new, caller(request))
    assert session is not None
    return _with_session(request, session, "/me")
