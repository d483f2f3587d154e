"""Words, anywhere: all of them must stand in a deal, a statement, a report's text or its title."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.desk import names
from dragoman.desk.shapes import Hit, Hits
from dragoman.desk.snapshot import Snapshot
from dragoman.model import Report, Span
from dragoman.tell import safe
from dragoman.tell.rows import RegisterRow, StatementView

MOST = 60  # of each kind
AROUND = 110  # characters on both sides of the first word found


def search(now: Snapshot, text: str) -> Hits:
    """What holds all the words: deals in register order, statements by day, reports the latest first."""
    words = tuple(dict.fromkeys(text.casefold().split()))[:12]
    return now.keep(("search", text), lambda: _search(now, text, words))


def _search(now: Snapshot, text: str, words: tuple[str, ...]) -> Hits:
    def holds(whole: str) -> bool:
        return all(w in whole for w in words)

    deals = [row for row in now.register if holds(now.haystack[row.id])]
    said = [s for s in now.statements if holds(f"{s.speaker} {s.side_name} {s.about_name} {s.quote}".casefold())]
    reports = [r for r in now.reports.values() if holds(now.small[r.id])]
    reports.sort(key=lambda r: (r.published or "", r.id), reverse=True)
    rows = [
        *(_deal(row, words) for row in deals[:MOST]),
        *(_statement(one, words) for one in said[:MOST]),
        *(_report(one, words) for one in reports[:MOST]),
    ]
    total = {"deal": len(deals), "statement": len(said), "report": len(reports)}
    return Hits(text=text, total=total, rows=tuple(rows))


def _deal(row: RegisterRow, words: Sequence[str]) -> Hit:
    quote = next((q for q in row.evidence if any(w in q.quote.casefold() for w in words)), None)
    title = f"{row.number}  {row.supplier_name} → {row.recipient_name}, {row.weapon}"
    told, marks = _excerpt((quote or row.evidence[0]).quote, words) if row.evidence else ("", ())
    return Hit(
        kind="deal", id=row.id, title=safe.line(title), excerpt=told, marks=marks, address=names.deal(row.id),
        day=row.when_first or row.when_last,
    )  # fmt: skip


def _statement(said: StatementView, words: Sequence[str]) -> Hit:
    told, marks = _excerpt(said.quote, words)
    address = names.passage(said.evidence[0]) if said.evidence else "/statements"
    return Hit(
        kind="statement", id=said.id, title=safe.line(said.speaker), excerpt=told, marks=marks, address=address,
        day=said.published,
    )  # fmt: skip


def _report(report: Report, words: Sequence[str]) -> Hit:
    at = report.text.casefold().find(words[0])
    # casefolding may change lengths; where it does, the passage is only not marked
    at = at if at >= 0 and report.text[at : at + len(words[0])].casefold() == words[0] else -1
    here = Span(start=at, end=at + len(words[0])) if at >= 0 else None
    told, marks = _excerpt(report.text, words)
    title = report.title or report.text[:80]
    return Hit(
        kind="report", id=report.id, title=safe.line(f"{title} · {report.outlet or 'outlet not known'}"),
        excerpt=told, marks=marks, address=names.report(report.id, here), day=report.published,
    )  # fmt: skip


def _excerpt(text: str, words: Sequence[str]) -> tuple[str, tuple[Span, ...]]:
    """The words with what stands around the first of them."""
    small = text.casefold()
    first = min((at for w in words if (at := small.find(w)) >= 0), default=0)
    start = max(0, first - AROUND)
    start = text.find(" ", start, first) + 1 or start if start else 0
    end = min(len(text), first + AROUND * 2)
    end = max(first, text.rfind(" ", start, end)) if end < len(text) and " " in text[first:end] else end
    told = safe.line(("… " if start else "") + text[start:end] + (" …" if end < len(text) else ""))
    small, marks = told.casefold(), []
    if len(small) == len(told):
        for word in words:
            at = small.find(word)
            while at >= 0 and len(marks) < 20:
                marks.append(Span(start=at, end=at + len(word)))
                at = small.find(word, at + len(word))
    marks.sort(key=lambda m: (m.start, -m.end))
    apart: list[Span] = []
    for mark in marks:
        if not apart or mark.start >= apart[-1].end:
            apart.append(mark)
    return told, tuple(apart)
