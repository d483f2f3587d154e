"""A report as a page: its text with marked words, what was found in it, and the bytes that it came from."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from dragoman.desk import names, passages
from dragoman.desk.answers import Answer, NotHere, in_forms
from dragoman.desk.pages import Here
from dragoman.desk.passages import Mark
from dragoman.desk.shapes import FindingLine, ReportPage
from dragoman.desk.snapshot import Snapshot
from dragoman.model import Evidence, FindingRef, Report
from dragoman.tell import safe, values

router = APIRouter()


def find_report(now: Snapshot, step: str) -> Report:
    """:raises NotHere: there is none of this id."""
    found = now.reports.get(names.unslug(step))
    if found is None:
        raise NotHere(f"there is no report {names.unslug(step)!r} in this case")
    return found


def described(now: Snapshot, report: Report) -> tuple[list[FindingLine], list[Mark]]:
    """What was found in a report, in the order of its text, and the marks that show it."""
    found = now.findings.get(report.id)
    lines: list[FindingLine] = []
    marks: list[Mark] = []

    def add(kind: str, index: int, about: str, evidence: Evidence, deal: str | None = None) -> None:
        span = evidence.span
        lines.append(
            FindingLine(
                kind=kind,
                index=index,
                about=safe.line(about),
                deal=deal,
                start=span.start,
                end=span.end,
                quote=evidence.quote,
            )
        )
        marks.append(Mark(span, "said" if kind == "statement" else "quote", f"{kind}: {safe.line(about)}"))
        if kind == "transfer":
            for name, spans in evidence.fields.items():
                marks.extend(Mark(s, "word", name) for s in spans)

    for i, t in enumerate(found.transfers if found else ()):
        home = now.home.get(FindingRef(report=report.id, kind="transfer", index=i))
        told = f"{values.actors(t.supplier)} → {values.actors(t.recipient)}, {t.weapon}, {t.status.value}"
        if t.quantity:
            told += f", {values.number(t.quantity)}"
        if t.value:
            told += f", {values.money(t.value)}"
        if t.when:
            told += f", {values.when(t.when)}"
        add("transfer", i, told + (", denied" if t.denied else ""), t.evidence, home.id if home else None)
    for i, s in enumerate(found.statements if found else ()):
        add(
            "statement",
            i,
            f"{s.speaker}{' on ' + values.actors(s.about) if s.about else ''}, {s.stance.value}",
            s.evidence,
        )
    for i, e in enumerate(found.events if found else ()):
        told = f"{values.actors(e.actor)} {e.type.value}"
        lines.append(_line("event", i, told + (f" {values.actors(e.target)}" if e.target else ""), e.evidence))
    for i, f in enumerate(found.facts if found else ()):
        lines.append(_line("fact", i, f"{f.subject} {f.relation} {f.object or ''} {values.when(f.when)}", f.evidence))
    lines.sort(key=lambda x: (x.start, x.end, x.kind, x.index))
    return lines, marks


def _line(kind: str, index: int, about: str, evidence: Evidence) -> FindingLine:
    span = evidence.span
    return FindingLine(
        kind=kind, index=index, about=safe.line(about), deal=None, start=span.start, end=span.end, quote=evidence.quote
    )


@in_forms(router, "/report/{step}")
def report(
    request: Request, desk: Here, step: str, mark: Annotated[str | None, Query(max_length=1000)] = None
) -> Answer:
    """The text with marked words; ``mark`` = 'start-end' of the passage, then of the words inside it."""
    now = desk.now()
    found = find_report(now, step)
    lines, marks = described(now, found)
    spans = passages.parse_marks(mark, len(found.text))
    marks += [Mark(s, "here" if i == 0 else "exact") for i, s in enumerate(spans)]
    origin = found.origin
    data = ReportPage(
        **found.model_dump(include={"id", "title", "outlet", "author", "published", "language", "url", "demonstration", "taken_from", "text"}),
        sha256=origin.sha256 if origin else None, path=origin.path if origin else None,
        media_type=origin.media_type if origin else None, size=origin.size if origin else None,
        collected=origin.collected if origin else None, extractor=origin.extractor if origin else None, findings=tuple(lines),
    )  # fmt: skip
    family = now.source_of.get(found.id)
    why_not = now.findings[found.id].why_not if found.id in now.findings else ()
    context = {
        "pieces_of_text": passages.cut(found.text, marks), "marked": bool(spans), "family": family,
        "deals": [now.row[d.id] for d in now.deals_of_report.get(found.id, ())], "why_not": why_not,
        "reader": now.findings[found.id].reader if found.id in now.findings else None, "lines": lines,
    }  # fmt: skip
    return Answer("report.html", safe.line(found.title or found.id), data, lines, context)


@router.get("/report/{step}/original", include_in_schema=False)
def original(request: Request, desk: Here, step: str) -> Response:
    """The bytes as they were collected: always to be saved, never shown in the desk's own place."""
    found = find_report(desk.now(), step)
    if found.origin is None:
        raise NotHere(f"the report {found.id!r} came without original bytes")
    data = desk.case.file.original(found.origin.sha256)
    return Response(
        data,
        media_type="application/octet-stream",
        headers={
            "Content-Disposition": f'attachment; filename="{_file_name(found)}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Original-SHA256": found.origin.sha256,
        },
    )


@router.get("/report/{step}/source", include_in_schema=False)
def source(request: Request, desk: Here, step: str) -> Response:
    """The same bytes to look at: as plain text in a sandbox, whatever they are."""
    found = find_report(desk.now(), step)
    if found.origin is None:
        raise NotHere(f"the report {found.id!r} came without original bytes")
    text = safe.clean(desk.case.file.original(found.origin.sha256)[:2_000_000].decode("utf-8", "replace"))
    return Response(
        text.encode("utf-8", "replace"),
        media_type="text/plain; charset=utf-8",
        headers={"Content-Security-Policy": "default-src 'none'; sandbox"},
    )


def _file_name(report: Report) -> str:
    """A name that a header and every file system can hold."""
    path = (report.origin.path if report.origin else "").partition("#")[0].replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c for c in path if c.isascii() and (c.isalnum() or c in "._- ")).strip(". ")
    return kept[-100:] or "original.bin"
