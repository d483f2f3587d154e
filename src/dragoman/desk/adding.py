"""New reports: files dropped or chosen, text pasted. Read behind the page's back, one lot after the other."""

from __future__ import annotations

import queue
import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from dragoman.collect import Original, kinds, limits
from dragoman.collect.original import now as moment
from dragoman.desk.answers import Answer, NotHere, in_forms, page, plain
from dragoman.desk.guard import form
from dragoman.desk.pages import Here
from dragoman.desk.shapes import Job, RefusedLine, RefusedPage
from dragoman.desk.snapshot import Desk
from dragoman.errors import DragomanError, InputRefused, UsageError
from dragoman.tell import safe

router = APIRouter(include_in_schema=False)
KEPT = 50  # lots whose outcome can be looked at
FIELDS = ("title", "outlet", "published", "url")


@dataclass
class _Lot:
    """Inputs on their way."""

    id: str
    inputs: list[Original | InputRefused]
    stage: str = "waiting"
    done: int = 0
    total: int = 0
    added: int = 0
    known: int = 0
    read: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)
    reports: list[tuple[str, str]] = field(default_factory=list)
    failed: str = ""

    def told(self) -> Job:
        plain_ = {k: v for k, v in self.__dict__.items() if k != "inputs"}
        return Job(**{**plain_, "refused": tuple(self.refused), "reports": tuple(self.reports)})


class Jobs:
    """Lots of inputs, read one after the other by one thread, which ends with the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lots: OrderedDict[str, _Lot] = OrderedDict()
        self._waiting: queue.Queue[_Lot] = queue.Queue()
        self._thread: threading.Thread | None = None

    def put(self, inputs: list[Original | InputRefused]) -> Job:
        """Begin to read."""
        lot = _Lot(secrets.token_hex(6), inputs, total=len(inputs))
        self._lots[lot.id] = lot
        while len(self._lots) > KEPT:
            self._lots.popitem(last=False)
        self._waiting.put(lot)
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, daemon=True)
            self._thread.start()
        return lot.told()

    def get(self, id: str) -> Job | None:
        """How far one is."""
        lot = self._lots.get(id)
        return lot.told() if lot else None

    def _work(self) -> None:
        while True:
            lot = self._waiting.get()
            try:
                self._one(lot)
            except DragomanError as error:
                lot.stage, lot.failed = "failed", str(error)
            except Exception as error:  # a page must be able to say it; the next lot goes on
                lot.stage, lot.failed = "failed", f"{type(error).__name__}: {error}"
            lot.inputs = []

    def _one(self, lot: _Lot) -> None:
        known = set(self._desk.now().reports)

        def progress(stage: str, done: int, total: int) -> None:
            lot.stage = "reading" if stage == "read" else "collecting"
            lot.done, lot.total = done, total or lot.total

        lot.stage = "collecting"
        outcome = self._desk.case.take_in(lot.inputs, progress)
        lot.added, lot.known, lot.read = outcome.added, outcome.known, outcome.read
        lot.refused = [(safe.line(r.source), safe.line(r.reason)) for r in outcome.refused]
        new = [r for id, r in self._desk.now().reports.items() if id not in known]
        lot.reports = [(r.id, safe.line(r.title or r.text[:80])) for r in new[:200]]
        lot.stage = "done"


@in_forms(router, "/add")
def add(request: Request, desk: Here) -> Answer:
    """The form, and what was refused before, the latest first."""
    rows = [RefusedLine(path=path, reason=reason, at=at) for path, reason, at in reversed(desk.case.file.refused())]
    return Answer("add.html", "Add reports", RefusedPage(rows=tuple(rows)), rows)


@router.post("/add")
def take(request: Request, desk: Here, told: Annotated[Any, Depends(form)]) -> Response:
    """Take files and pasted text in."""
    inputs: list[Original | InputRefused] = []
    for file in told.getlist("files"):
        if not isinstance(file, str) and file.filename:
            inputs.append(_original(_name(file.filename), file.file.read(limits.MAX_BYTES + 1)))
    pasted = told.get("text")
    if isinstance(pasted, str) and pasted.strip():
        inputs.append(_pasted(pasted, {n: str(told.get(n, "")) for n in FIELDS}))
    if not inputs:
        raise UsageError("choose files, or paste a text")
    job = request.app.state.jobs.put(inputs)
    return RedirectResponse(f"/add/{job.id}", status_code=303)


@router.get("/add/{id}.json")
def progress_data(request: Request, id: str) -> Response:
    """How far a lot is, as data."""
    return JSONResponse(plain(_job(request, id)))


@router.get("/add/{id}")
def progress(request: Request, id: str) -> Response:
    """How far a lot is."""
    job = _job(request, id)
    done = job.stage in ("done", "failed")
    return page(request, "added.html", title="Adding reports", job=job, done=done, refresh=None if done else 2)


def _job(request: Request, id: str) -> Job:
    job: Job | None = request.app.state.jobs.get(id)
    if job is None:
        raise NotHere("these reports are not on their way; the register shows what is in the case")
    return job


def _name(told: str) -> str:
    """A browser's file name: the last step of it, printable."""
    name = "".join(c for c in told.replace("\\", "/").rsplit("/", 1)[-1] if c.isprintable())
    return limits.storable(name)[:200] or "unnamed"


def _original(name: str, data: bytes) -> Original | InputRefused:
    try:
        if len(data) > limits.MAX_BYTES:
            raise InputRefused(name, f"larger than {limits.MAX_BYTES // 2**20} MB; split it")
        if not data:
            raise InputRefused(name, "empty; nothing to read")
        return Original(path=name, data=data, media_type=kinds.media_type(name, data), collected=moment())
    except InputRefused as refused:
        return refused


def _pasted(text: str, fields: dict[str, str]) -> Original | InputRefused:
    """Pasted text as an original: a page's source as it is, plain text with what was told of it as front matter."""
    text = text.replace("\r\n", "\n")
    data = text.encode("utf-8", "replace")
    try:
        if kinds.media_type("pasted", data) == "text/html":
            return _original("pasted.html", data)
    except InputRefused as refused:
        return refused
    told = {k: " ".join(v.split())[:1000] for k, v in fields.items() if v.strip()}
    if told:
        import yaml

        head = yaml.safe_dump(told, allow_unicode=True, width=10_000)
        data = f"---\n{head}---\n{text}".encode("utf-8", "replace")
    return _original("pasted.md", data)
