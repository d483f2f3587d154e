"""The printed address: its token is spent for a session."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from dragoman.desk.answers import page

router = APIRouter(include_in_schema=False)


@router.get("/enter")
def enter(request: Request, token: str = "") -> Response:
    """Let one browser in."""
    door = request.app.state.door
    session = door.enter(token)
    if session is None:
        if request.scope.get("desk.session"):  # the address opened once more in a browser that is in already
            return RedirectResponse("/", status_code=303)
        return page(
            request, "message.html", status=403, title="This address was used already, or is not complete",
            told="Each address lets one browser in, once. The terminal shows the next one below the first.",
        )  # fmt: skip
    answer = RedirectResponse("/", status_code=303)
    answer.set_cookie(door.cookie, session.id, httponly=True, samesite="strict", path="/")
    return answer
