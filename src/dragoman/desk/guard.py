"""Who may come in. One-time token in the printed address, or a name and a password → session cookie; a role for each
request; a form's token for everything that writes.

Every answer carries a policy under which nothing that a report brought along can run.
"""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, RedirectResponse, Response

from dragoman.desk.answers import page
from dragoman.errors import DragomanError
from dragoman.model import Judgement

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # not 'no-referrer': browsers then send 'Origin: null' with our own forms
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
MOST_BYTES = 256 * 1024 * 1024  # of one request: a handful of the largest originals
SESSIONS = 64  # a desk is one person's; older sessions go when more are opened

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class Forbidden(DragomanError):
    """A request that this desk does not answer."""


@dataclass
class Session:
    """One browser that came in."""

    id: str
    csrf: str
    who: str
    made: list[list[str]] = field(default_factory=list)  # ids of judgements, one list a decision; for undo
    role: str = "owner"  # see people.Role
    stamp: str = ""  # of the account's password
    began: float = field(default_factory=time.monotonic)
    last: float = field(default_factory=time.monotonic)


class Door:
    """Tokens and sessions. Both are kept in memory alone: a desk that is started anew knows nobody."""

    team = False  # True: people come in by name and password

    def __init__(self, who: str, port: int, on_enter: Callable[[str], None] | None = None) -> None:
        self.who = who
        self.cookie = f"dragoman_desk_{port}"  # cookies do not tell ports apart
        self._token = secrets.token_urlsafe(24)
        self._on_enter = on_enter
        self._sessions: OrderedDict[str, Session] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def token(self) -> str:
        """Opens the door once."""
        return self._token

    def enter(self, token: str) -> Session | None:
        """A session for the token, which is spent then; a new one takes its place."""
        with self._lock:
            if not hmac.compare_digest(token.encode("utf-8", "replace"), self._token.encode()):
                return None
            self._token = secrets.token_urlsafe(24)
            session = Session(secrets.token_urlsafe(32), secrets.token_urlsafe(24), self.who)
            self._sessions[session.id] = session
            while len(self._sessions) > SESSIONS:
                self._sessions.popitem(last=False)
        if self._on_enter:
            self._on_enter(self._token)
        return session

    def session(self, cookies: str) -> Session | None:
        """The session that a request's cookies name."""
        try:
            found = SimpleCookie(cookies).get(self.cookie)
        except CookieError:
            return None
        return self._sessions.get(found.value) if found else None

    def knows_host(self, host: str) -> bool:
        """Whether a request under this name is meant for the desk."""
        return host in LOOPBACK

    def origins(self, host: str) -> tuple[str, ...]:
        """Where our own pages come from."""
        return (f"http://{host}",)


class Guard:
    """Stands before every page: host, origin, session, role, size, and the headers of the answer."""

    def __init__(self, app: Any, door: Any) -> None:
        self.app = app
        self.door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def guarded(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    if name not in headers:
                        headers[name] = value
                if "server" in headers:
                    del headers["server"]
            await send(message)

        headers = Headers(scope=scope)
        cookies = headers.get("cookie", "")
        if self.door.team:  # looks into the case
            scope["desk.session"] = await run_in_threadpool(self.door.session, cookies)
        else:
            scope["desk.session"] = self.door.session(cookies)
        refusal = self._refuse(scope, headers)
        if refusal is None:
            await self.app(scope, receive, guarded)
        else:
            await refusal(scope, receive, guarded)

    def _refuse(self, scope: Scope, headers: Headers) -> Response | None:
        host = (
            headers.get("host", "").rsplit(":", 1)[0] if not headers.get("host", "").endswith("]") else headers["host"]
        )
        if not self.door.knows_host(host):  # another name that leads here: somebody's page, not ours
            return _no(
                scope, 400, "This desk answers under its own address only.", "Open the address that the terminal shows."
            )
        unsafe = scope["method"] not in ("GET", "HEAD", "OPTIONS")
        if unsafe:
            origin = headers.get("origin")
            own = self.door.origins(headers["host"])
            if (origin is not None and origin not in own) or headers.get("sec-fetch-site", "none") not in (
                "same-origin",
                "none",
            ):
                return _no(
                    scope,
                    403,
                    "This came from another page than the desk's own.",
                    "Nothing was written. Go back to the desk and do it there.",
                )
            length = headers.get("content-length", "")
            if not length.isdecimal():
                return _no(scope, 411, "This request does not say how large it is.", "Nothing was written.")
            if int(length) > MOST_BYTES:
                return _no(
                    scope,
                    413,
                    "This is more than 256 MB at once.",
                    "Nothing was written. Add the files in smaller parts, or with: dragoman read PATH...",
                )
        return self._role(scope, scope["desk.session"])

    def _role(self, scope: Scope, session: Session | None) -> Response | None:
        from dragoman.desk.people import Role, needed

        path, method = scope["path"], scope["method"]
        if path.startswith("/static/") or path == ("/login" if self.door.team else "/enter"):
            return None
        if session is not None:
            wanted = needed(method, path)
            if Role(session.role).may(wanted):
                return None
            return _no(
                scope,
                403,
                f"This is for {wanted}s.",
                f"You are a {session.role} here. Nothing was written; ask an owner.",
            )
        if not self.door.team:
            return _no(
                scope, 403, "The desk does not know this browser.",
                "Open the address that the terminal shows; it lets one browser in, once. After each use the terminal shows the next.",
            )  # fmt: skip
        if method == "GET" and not _is_data(path):
            asked = path + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
            return RedirectResponse("/login?" + urlencode({"to": asked}), status_code=303)
        return _no(scope, 401, "The desk does not know you.", "Come in by name and password under /login.")


def _is_data(path: str) -> bool:
    return path.startswith("/api/") or path.endswith((".json", ".csv"))


def _no(scope: Scope, status: int, what: str, todo: str) -> Response:
    path = scope["path"]
    if _is_data(path):
        return JSONResponse({"error": what, "do": todo}, status_code=status)
    return page(Request(scope), "message.html", status=status, title=what, told=todo)  # type: ignore[arg-type]


def check_form(request: Request, given: object) -> None:
    """:raises Forbidden: the form is none of this session's."""
    session: Session | None = request.scope.get("desk.session")
    sent = given if isinstance(given, str) else ""
    if session is None or not hmac.compare_digest(sent.encode("utf-8", "replace"), session.csrf.encode()):
        raise Forbidden("This form is out of date. Nothing was written. Go back, load the page anew and send it again.")


def check_own(request: Request, judgement: Judgement) -> None:
    """:raises Forbidden: it is another's judgement, and only an owner takes those back."""
    session: Session = request.scope["desk.session"]
    if session.role != "owner" and judgement.who != session.who:
        raise Forbidden(
            f"This was decided by {judgement.who}; only they or an owner take it back. Nothing was written. "
            "Where you see it otherwise, decide so yourself."
        )


async def form(request: Request) -> Any:
    """Dependency of everything that writes: the form, its token checked before anything else is looked at."""
    told = await request.form(max_files=200, max_fields=2000)
    check_form(request, told.get("csrf"))
    return told


def api_form(request: Request) -> None:
    """The same for JSON: the token stands in the header ``X-CSRF-Token`` (``GET /api/session`` tells it)."""
    check_form(request, request.headers.get("x-csrf-token"))
