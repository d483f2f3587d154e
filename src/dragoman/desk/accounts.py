"""The owner's page: who may use the desk from elsewhere, and who came."""

from __future__ import annotations

import dataclasses
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from dragoman.desk import people
from dragoman.desk.answers import Answer, in_forms
from dragoman.desk.entering import caller
from dragoman.desk.guard import form
from dragoman.desk.pages import Here
from dragoman.desk.shapes import AccountLine, PeoplePage, VisitLine
from dragoman.errors import UsageError

router = APIRouter(include_in_schema=False)


@in_forms(router, "/people")
def accounts(request: Request, desk: Here) -> Answer:
    """Accounts, and the newest visits."""
    kept = desk.case.file.people
    visits = [VisitLine(**dataclasses.asdict(v)) for v in kept.visits()]
    data = PeoplePage(
        accounts=tuple(AccountLine(name=a.name, role=a.role, made=a.made) for a in kept.all()), visits=tuple(visits)
    )
    context = {"roles": list(people.Role), "shortest": people.SHORTEST, "team": request.app.state.door.team}
    return Answer("people.html", "People", data, visits, context)


@router.post("/people")
def change(request: Request, desk: Here, told: Annotated[Any, Depends(form)]) -> Response:
    """Add or remove an account, give it another role or password."""
    kept, who, address = desk.case.file.people, request.scope["desk.session"].who, caller(request)
    action, name = str(told.get("action", "")), str(told.get("name", ""))
    if action == "add":
        people.add(kept, name, str(told.get("role", "")), str(told.get("password", "")), who, address)
    elif action == "remove":
        people.remove(kept, name, who, address)
    elif action == "role":
        people.set_role(kept, name, str(told.get("role", "")), who, address)
    elif action == "password":
        people.set_password(kept, name, str(told.get("password", "")), who, address)
    else:
        raise UsageError(f"there is no such thing to do as '{action}'")
    return RedirectResponse("/people", status_code=303)
