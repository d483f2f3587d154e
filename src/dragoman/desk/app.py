"""The web application: routes, errors as pages, the guard before it all."""

from __future__ import annotations

import secrets
import sys
import traceback
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from dragoman import __version__
from dragoman.case import Case
from dragoman.desk import (
    accounts,
    adding,
    api,
    diplomacy,
    entering,
    pages,
    pictures,
    readers,
    reports,
    reviewing,
    settling,
)
from dragoman.desk.answers import NotHere, page
from dragoman.desk.guard import Door, Forbidden, Guard
from dragoman.desk.people import TeamDoor
from dragoman.desk.snapshot import Desk
from dragoman.errors import CaseError, DragomanError, UsageError

STATIC = Path(__file__).parent / "static"


def make_app(case: Case, door: Door | TeamDoor) -> FastAPI:
    """The desk on an open case.

    :param door: lets browsers in: one by one by a token, or people by name and password.
    """
    app = FastAPI(
        title="Dragoman desk", version=__version__, openapi_url="/api/openapi.json", docs_url=None, redoc_url=None,
        description="The case as data: the same rows as the pages. Read with the session's cookie; to write, send the "
        "header X-CSRF-Token with what GET /api/session tells.",
    )  # fmt: skip
    app.state.desk = Desk(case, warm=pages.warm)
    app.state.door = door
    app.state.jobs = adding.Jobs(app.state.desk)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for room in (entering, accounts, api, adding, reviewing, settling, readers, diplomacy, reports, pictures, pages):
        app.include_router(room.router)
    app.add_exception_handler(DragomanError, _told)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _failed)
    app.add_middleware(Guard, door=door)  # type: ignore[arg-type]
    return app


def _told(request: Request, error: Exception) -> Response:
    status = 403 if isinstance(error, Forbidden) else 503 if isinstance(error, CaseError) else 400
    if isinstance(error, NotHere):
        status = 404
    return _say(
        request, status, "This cannot be shown" if isinstance(error, UsageError) else "This did not work", str(error)
    )


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0] if error.errors() else {"loc": ("request",), "msg": "cannot be read"}
    where = str(first["loc"][-1])
    return _say(request, 422, "This address asks for something that does not exist", f"{where}: {first['msg']}")


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    what = {404: "There is no such page", 405: "This page is not for writing"}.get(
        error.status_code, "This did not work"
    )
    answer = _say(request, error.status_code, what, "" if error.status_code in (404, 405) else str(error.detail))
    answer.headers.update(error.headers or {})
    return answer


def _failed(request: Request, error: Exception) -> Response:
    number = secrets.token_hex(4)
    print(f"dragoman desk: error {number} at {request.url.path!r}", file=sys.stderr)
    traceback.print_exception(error, file=sys.stderr)
    return _say(
        request,
        500,
        "The desk failed on this page",
        f"Please report this, with what the terminal shows under {number}.",
    )


def _say(request: Request, status: int, what: str, told: str) -> Response:
    if request.url.path.startswith("/api/") or request.url.path.endswith((".json", ".csv")):
        told = told.encode("utf-8", "replace").decode("utf-8")
        return JSONResponse({"error": what, "told": told}, status_code=status)
    return page(request, "message.html", status=status, title=what, told=told)
