"""Words, anywhere in the case: all of them must stand in one deal, event, statement, position, report and so on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from dragoman.desk import decisions, names
from dragoman.desk.shapes import Decision, Hit, Hits
from dragoman.desk.snapshot import Desk, Snapshot
from dragoman.model import Report, Span
from dragoman.tell import safe, values
from dragoman.tell.rows import (
    DiscrepancyRow,
    EventRow,
    PositionRow,
    Quote,
    RegisterRow,
    RelationRow,
    StatementView,
)

MOST = 60  # of each kind
WORDS = 12
AROUND = 110  # characters on both sides of the first word found
KINDS = {
    "deal": "Deals", "event": "Events", "statement": "Statements", "position": "Positions", "relation": "Relations",
    "discrepancy": "Discrepancies", "judgement": "Judgements", "report": "Reports",
}  # fmt: skip


def search(desk: Desk, now: Snapshot, text: str, kind: str = "") -> Hits:
    """What holds all the words, the kinds one after the other, each in the order of its page; reports the latest first.

    :param text: words; several in double quotes must follow one another.
    :param kind: one of :data:`KINDS`, or '' for all.
    """
    words = words_of(text)
    log = desk.log()
    key = "search", text, kind, len(log), log[-1].id if log else ""
    return now.keep(key, lambda: _search(desk, now, text, words, kind))


def words_of(text: str) -> tuple[str, ...]:
    """The words looked for, in small letters; '"two words"' is one."""
    found = (" ".join((a or b).split()) for a, b in re.findall(r'"([^"]+)"|([^\s"]+)', text.casefold()))
    return tuple(dict.fromkeys(w for w in found if w))[:WORDS]


def _search(desk: Desk, now: Snapshot, text: str, words: tuple[str, ...], kind: str) -> Hits:
    def holds(text: str) -> bool:
        return bool(words) and all(w in text for w in words)

    def among(rows: Sequence[Any], texts: Iterable[str]) -> list[Any]:
        return [row for row, text in zip(rows, texts, strict=True) if holds(text)]

    hay = now.haystacks
    reports = sorted(
        (r for r in now.reports.values() if holds(now.small[r.id])),
        key=lambda r: (r.published or "", r.id),
        reverse=True,
    )
    found: dict[str, tuple[list[Any], Callable[[Any, Sequence[str]], Hit]]] = {
        "deal": ([r for r in now.register if holds(now.haystack[r.id])], _deal),
        "event": (among(now.events, hay["event"]), _event),
        "statement": (among(now.statements, hay["statement"]), _statement),
        "position": (among(now.positions, hay["position"]), _position),
        "relation": (among(now.relations, hay["relation"]), _relation),
        "discrepancy": (among(now.discrepancies, hay["discrepancy"]), _discrepancy),
        "judgement": ([d for d in decisions.whole_log(desk) if holds(decisions.words_of(d))], _judgement),
        "report": (reports, _report),
    }
    shown = [kind] if kind in found else list(found)
    most = MOST * 5 if len(shown) == 1 else MOST
    rows = tuple(found[k][1](row, words) for k in shown for row in found[k][0][:most])
    return Hits(text=text, total={k: len(rows) for k, (rows, _) in found.items()}, rows=rows)


def _deal(row: RegisterRow, words: Sequence[str]) -> Hit:
    return _hit(
        "deal", row.id, f"{row.number}  {row.supplier_name} → {row.recipient_name}, {row.weapon}", words,
        [q.quote for q in row.evidence], names.deal(row.id), row.when_first or row.when_last, row.when,
    )  # fmt: skip


def _event(row: EventRow, words: Sequence[str]) -> Hit:
    what = row.type.lower() + (f" {row.mode}" if row.mode else "")
    toward = f" → {row.target_name}" if row.target_name else ""
    reported = f"({values.day(row.reported)})" if row.reported else ""
    return _hit(
        "event", row.id, f"{row.actor_name}{toward}, {what}", words, [q.quote for q in row.evidence],
        _words_at(row.evidence, words, "/events"), row.when_first or row.when_last or row.reported,
        row.when if row.when != values.UNKNOWN else reported,
    )  # fmt: skip


def _statement(row: StatementView, words: Sequence[str]) -> Hit:
    about = f" on {row.about_name}" if row.about_name else ""
    return _hit(
        "statement", row.id, row.speaker + about, words, [row.quote], _words_at(row.evidence, words, "/statements"),
        row.published, values.day(row.published) if row.published else "",
    )  # fmt: skip


def _position(row: PositionRow, words: Sequence[str]) -> Hit:
    title = f"{row.actor_name} on {row.matter_name}"
    address = "/positions" + names.query({"text": title.replace(" on ", " ")}) + f"#{names.slug(row.id)}"
    return _hit("position", row.id, f"{title}  {row.line}", words, [s.quote for s in row.stands], address, row.last, "")


def _relation(row: RelationRow, words: Sequence[str]) -> Hit:
    quotes = [q.quote for p in row.points for m in p.moves for q in m.evidence]
    title = f"{row.a_name} and {row.b_name}: {row.standing}"
    return _hit("relation", row.id, title, words, quotes, f"/relation/{names.slug(row.id)}", row.last, "")


def _discrepancy(row: DiscrepancyRow, words: Sequence[str]) -> Hit:
    sides = " / ".join(dict.fromkeys(s.value for s in row.sides))
    title = f"{row.kind}: {row.about}" + (f" ({sides})" if sides else "")
    return _hit("discrepancy", row.id, title, words, [s.text for s in row.sides], names.discrepancy(row.id), None, "")


def _judgement(row: Decision, words: Sequence[str]) -> Hit:
    j = row.judgement
    return _hit(
        "judgement", j.id, f"{j.kind}, {j.who}" + ("" if row.stands else " (taken back)"), words, [j.why or row.about],
        "/judgements" + names.query({"text": j.id}), j.at[:10], values.day(j.at[:10]), or_else=row.about,
    )  # fmt: skip


def _report(report: Report, words: Sequence[str]) -> Hit:
    at = report.text.casefold().find(words[0])
    # casefolding may change lengths; where it does, the passage is only not marked
    at = at if at >= 0 and report.text[at : at + len(words[0])].casefold() == words[0] else -1
    here = Span(start=at, end=at + len(words[0])) if at >= 0 else None
    title = f"{report.title or short(report)} · {report.outlet or 'outlet not known'}"
    published = values.day(report.published) if report.published else ""
    address = names.report(report.id, here)
    return _hit("report", report.id, title, words, [report.text], address, report.published, published)


def short(report: Report) -> str:
    """The beginning of a text, where it has no title."""
    told = safe.line(report.text[:120])
    return told if len(told) <= 80 else told[: told.rfind(" ", 0, 80) if " " in told[:80] else 80] + " …"


def _words_at(evidence: Sequence[Quote], words: Sequence[str], otherwise: str) -> str:
    return names.passage(_best(evidence, words, lambda q: q.quote)) if evidence else otherwise


def _best(those: Sequence[Any], words: Sequence[str], text: Callable[[Any], str]) -> Any:
    """The first that holds a word looked for, else the first."""
    return next((one for one in those if any(w in text(one).casefold() for w in words)), those[0])


def _hit(
    kind: str, id: str, title: str, words: Sequence[str], texts: Sequence[str], address: str, day: str | None, when: str,
    or_else: str = "",
) -> Hit:  # fmt: skip
    told, marks = _excerpt(_best(texts, words, str), words) if texts else (or_else, ())
    when = "" if when == values.UNKNOWN else when
    return Hit(kind=kind, id=id, title=safe.line(title), excerpt=told, marks=marks, address=address, day=day, when=when)


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
