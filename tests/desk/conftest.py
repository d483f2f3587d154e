"""A desk on a small case: a stand-in reader with spans, sources that differ, and reports that attack every screen."""

from __future__ import annotations

import itertools
import json
import re
import sys
import types
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

import dragoman
import pgservers
from dragoman.case import Case
from dragoman.desk.app import make_app
from dragoman.desk.guard import Door
from dragoman.model import (
    Category,
    Event,
    EventType,
    Evidence,
    Findings,
    Interval,
    Report,
    Span,
    Stance,
    Statement,
    Status,
    Transfer,
)

CODES = {"France": "FRA", "Estonia": "EST", "Turkey": "TUR", "Kosovo": "XKX", "Norway": "NOR"}
DEAL = re.compile(
    r"(?P<supplier>France|Turkey|Norway|«[^»]*») (?P<status>delivered|ordered|offered) (?P<quantity>\d+) "
    r"(?P<weapon>«[^»]*»|[A-Z]\w+) (?:\w+ )?to (?P<recipient>Estonia|Kosovo|«[^»]*»)[^.]*\."
)
ACTED = re.compile(r"(?P<actor>France|Turkey|Norway) thanked (?P<target>Estonia|Kosovo)[^.]*\.")
SAID = re.compile(r"“(?P<words>[^”]*)”, said (?P<speaker>«[^»]*»|[A-Z]\w+ [A-Z]\w+)")

# what a report may try in any of its fields
ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "'-alert(3)-'",
    "</textarea></title></style><svg onload=alert(4)>",
    "{{ 7*7 }}{% raw %}",
    "javascript:alert(5)",
    "</q></a><a href=javascript:alert(6)>x",
    "\u202egnp.exe\u202c\x1b[31m",
    "&lt;b&gt;&#x3c;script&#x3e;",
    "=cmd()|' /C calc'!A0",
)


def make_reader() -> types.ModuleType:
    """A module like ``dragoman.read``: 'France delivered 12 Caesars to Estonia.' and '“Words”, said Some Body'."""

    def read(report: Report) -> Findings:
        transfers, statements, events = [], [], []
        for m in DEAL.finditer(report.text):
            spans = {name: (Span(start=m.start(name), end=m.end(name)),) for name in m.groupdict()}
            transfers.append(
                Transfer(
                    supplier=(CODES.get(m["supplier"], m["supplier"]),), recipient=(CODES.get(m["recipient"], m["recipient"]),),
                    weapon=m["weapon"], category=Category.ARTILLERY, status=Status(m["status"]),
                    quantity=Interval(low=int(m["quantity"]), high=int(m["quantity"])),
                    when=("2024-03-01", "2024-03-31") if m["status"] == "delivered" else None,
                    evidence=Evidence(quote=m[0], span=Span(start=m.start(), end=m.end()), fields=spans, rule="stand-in"),
                )
            )  # fmt: skip
        for m in SAID.finditer(report.text):
            span = Span(start=m.start("words"), end=m.end("words"))
            evidence = Evidence(quote=m["words"], span=span)
            side = {"Kaja Toomas": "EST"}.get(m["speaker"])
            about, stance = (("FRA",), Stance.POSITIVE) if side else ((), Stance.NEUTRAL)
            statements.append(
                Statement(speaker=m["speaker"], side=(side,) if side else (), about=about, stance=stance, direct=True, evidence=evidence)
            )  # fmt: skip
        for m in ACTED.finditer(report.text):
            spans = {"action": (Span(start=m.start(), end=m.end()),)}
            events.append(
                Event(
                    actor=(CODES[m["actor"]],), target=(CODES[m["target"]],), type=EventType.SUPPORT, when=("2023-01-01", "2023-12-31"),
                    evidence=Evidence(quote=m[0], span=Span(start=m.start(), end=m.end()), fields=spans),
                )
            )  # fmt: skip
        return Findings(
            ref=report.id, reader="stand-in-1", transfers=tuple(transfers), statements=tuple(statements),
            events=tuple(events),
        )  # fmt: skip

    def read_many(reports: Iterable[Report]) -> Iterator[Findings]:
        return (read(report) for report in reports)

    module = types.ModuleType("dragoman.read")
    module.VERSION, module.read, module.read_many = "stand-in-1", read, read_many  # type: ignore[attr-defined]
    return module


def reports() -> list[dict[str, str]]:
    """A case of two sources that differ, a reprint, an unrelated deal."""
    wire = (
        "The handover took place on Friday at the port, after two years of talks. France delivered 12 Caesar guns to "
        "Estonia on Friday. The crews were trained in the spring and will begin to use them at once.\n\n"
        "“We keep our word”, said Jean Primaire, who had signed the contract two years before in the capital."
    )
    return [
        {"id": "wire-1", "outlet": "Northern Wire", "published": "2024-03-04", "title": "Guns for Estonia", "text": wire},
        {"id": "portal-2", "outlet": "Portal", "published": "2024-03-05", "title": "Guns for Estonia", "text": wire},
        {
            "id": "blog-3", "outlet": "Gun Blog", "published": "2024-04-01", "title": "Counting barrels",
            "text": "We looked at every picture of the day and counted. France delivered 10 Caesar guns to Estonia.",
        },
        {
            "id": "other-4", "outlet": "Bosphorus Post", "published": "2025-10-09", "title": "Drones for Kosovo",
            "text": "It was a quiet ceremony. Turkey offered 40 Skydagger drones to Kosovo. Nobody said more.",
        },
    ]  # fmt: skip


def hostile() -> list[dict[str, str]]:
    """One report an attack, with it in every field."""
    return [
        {
            "id": f"evil-{n}{attack}", "outlet": f"Outlet {attack}", "published": "2024-05-01", "title": f"Title {attack}",
            "author": f"Author {attack}", "url": f"https://evil.example/{attack}" if n % 2 else attack, "language": "en",
            "text": f"{attack} «{attack}» delivered 7 «{attack}» to «{attack}» yesterday {attack}. “{attack}”, said «{attack}»",
        }
        for n, attack in enumerate(ATTACKS)
    ]  # fmt: skip


@pytest.fixture
def reader():
    with stand_in() as module:
        yield module


@contextmanager
def stand_in() -> Iterator[types.ModuleType]:
    """The stand-in reader in the place of the real one."""
    module = make_reader()
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "dragoman.read", module)
        patch.setattr(dragoman, "read", module, raising=False)
        yield module


def routes_of(app: FastAPI) -> list[APIRoute]:
    """Every route of a desk, included rooms opened."""
    out: list[APIRoute] = []

    def walk(found: Iterable[object]) -> None:
        for route in found:
            if isinstance(route, APIRoute):
                out.append(route)
            inner = getattr(route, "routes", None) or getattr(getattr(route, "original_router", None), "routes", None)
            if inner and not isinstance(route, APIRoute):
                walk(inner)

    walk(app.routes)
    return out


class At:
    """A desk that is open, and a browser of sorts that was let in."""

    attacks = ATTACKS
    routes_of = staticmethod(routes_of)

    def routes(self) -> list[APIRoute]:
        return routes_of(self.app)

    def __init__(self, case: Case) -> None:
        self.case = case
        self.door = Door("Ana", 8470)
        self.app = make_app(case, self.door)
        self.stranger = self.client()
        self.me = self.enter()

    def client(self) -> TestClient:
        return TestClient(self.app, base_url="http://127.0.0.1:8470", raise_server_exceptions=False)

    def enter(self) -> TestClient:
        client = self.client()
        assert client.get(f"/enter?token={self.door.token}").status_code == 200
        client.csrf = client.get("/api/session").json()["csrf"]
        return client

    def post(self, path: str, client: TestClient | None = None, **fields: object):
        client = client or self.me
        return client.post(path, data={"csrf": client.csrf, **fields}, follow_redirects=False)

    def deals(self) -> list[dict]:
        return self.me.get("/register.json").json()["rows"]

    def deal(self, weapon: str) -> dict:
        return next(d for d in self.deals() if weapon in d["weapon"])


def open_desk(folder: Path, told: list[dict[str, str]], address: str | None = None) -> At:
    (folder / "reports.jsonl").write_text("".join(json.dumps(r) + "\n" for r in told), encoding="utf-8")
    case = dragoman.open(address or folder / "case.dragoman")
    if told:
        case.read([folder / "reports.jsonl"])
    return At(case)


@pytest.fixture(scope="session")
def databases() -> Iterator[Callable[[str], str | None]]:
    """Tells the address of a new, empty database of a kind; None for a file. The server starts when first needed."""
    with ExitStack() as open_:
        made: list[Callable[[str], str]] = []
        number = itertools.count()

        def new(kind: str) -> str | None:
            if kind == "file":
                return None
            if not made:
                made.append(open_.enter_context(pgservers.server()))
            return made[0](f"desk{next(number)}")

        yield new


BOTH = ["file", "postgresql"]  # what a case may be kept in: the same tests run on both


@pytest.fixture(params=BOTH)
def desk(request, reader, tmp_path, databases):
    found = open_desk(tmp_path, reports(), databases(request.param))
    yield found
    found.case.close()


@pytest.fixture(scope="module", params=BOTH)
def still(request, tmp_path_factory, databases):
    """The same for tests that only look."""
    with stand_in():
        found = open_desk(tmp_path_factory.mktemp("still"), reports(), databases(request.param))
        yield found
        found.case.close()


@pytest.fixture
def desk_on(reader, tmp_path):
    """Opens a desk on the usual reports and others, or on others alone."""
    with ExitStack() as open_:

        def make(*more: dict[str, str], usual: bool = True) -> At:
            found = open_desk(tmp_path, [*(reports() if usual else ()), *more])
            open_.callback(found.case.close)
            return found

        yield make


@pytest.fixture
def attacks():
    """Reports that attack with every field."""
    return hostile()


@pytest.fixture(params=BOTH)
def attacked(request, reader, tmp_path, databases):
    found = open_desk(tmp_path, [*reports(), *hostile()], databases(request.param))
    yield found
    found.case.close()


@pytest.fixture(params=BOTH)
def empty(request, reader, tmp_path, databases):
    found = open_desk(tmp_path, [], databases(request.param))
    yield found
    found.case.close()
