"""The pages that show: each also as JSON and CSV at the same address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from dragoman.desk import decisions, names, searching
from dragoman.desk.answers import Answer, NotHere, in_forms
from dragoman.desk.asking import Ask, AskFew
from dragoman.desk.shapes import (
    Calls,
    ChronologyPage,
    Count,
    DealPage,
    DecisionsPage,
    DiscrepanciesPage,
    EvidenceLine,
    Happening,
    Hits,
    Overview,
    RegisterPage,
    SourcesPage,
    StatementsPage,
)
from dragoman.desk.snapshot import UNKNOWN_OUTLET, Desk, Snapshot
from dragoman.model import Category, Deal, Status
from dragoman.tell import drawings, maps, values, views
from dragoman.tell.filters import overlaps
from dragoman.tell.rows import DealEvidence, RegisterRow, SourceRow

router = APIRouter()
Asked = Annotated[Ask, Query()]
AskedFew = Annotated[AskFew, Query()]
CELLS = ("supplier", "recipient", "weapon", "quantity", "value", "mode", "status", "when")


def desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


Here = Annotated[Desk, Depends(desk_of)]


def warm(desk: Desk, now: Snapshot) -> None:
    """Make what the first visitor of a large case would wait for."""
    ask = Ask()
    now.keep("overview", lambda: at_a_glance(now))
    now.keep(_chronology_key(ask), lambda: happenings(now, ask))
    now.keep(_facets_key(ask), lambda: facets(now.asked(ask)))
    _ = now.events, now.positions, now.relations, now.triads
    _ = decisions.queues(desk, now).counts, now.likely(now.index.deals[0]) if now.index.deals else None


# ---- overview ------------------------------------------------------------------------------------------------------


@in_forms(router, "/")
def overview(request: Request, desk: Here) -> Answer:
    """The case at a glance."""
    now = desk.now()
    data, context = now.keep("overview", lambda: at_a_glance(now))
    told = {"judgements": len(desk.log()), "to_review": decisions.queues(desk, now).counts["new"]}
    data = data.model_copy(update=told)
    return Answer("overview.html", "Overview", data, data.counts, context)


def at_a_glance(now: Snapshot) -> tuple[Overview, dict[str, object]]:
    """What the overview shows of a picture; what persons decide is counted apart."""
    published = sorted(r.published for r in now.reports.values() if r.published)
    open_ = [d for d in now.discrepancies if not d.settled]
    statuses = Counter(r.status for r in now.register)
    counts = [
        Count(what="status", name=s.value, number=statuses[s.value], address=f"/register?status={s.value}")
        for s in Status if statuses[s.value]
    ]  # fmt: skip
    counts += [
        Count(what="category", name=c, number=n, address=f"/register?category={c}")
        for c, n in Counter(r.category for r in now.register).most_common()
    ]
    counts += [
        Count(what="outlet", name=o, number=n, address="/sources" + names.query({"text": o})) for o, n in now.outlets
    ]
    latest = {
        r.id: max((now.reports[x].published or "" for x in r.reports if x in now.reports), default="")
        for r in now.register
    }
    newest = sorted(now.register, key=lambda r: (latest[r.id], -r.number), reverse=True)[:8]
    data = Overview(
        reports=len(now.reports), deals=len(now.register), statements=len(now.statements),
        discrepancies=len(now.discrepancies), open_discrepancies=len(open_), independent_sources=len(now.sources),
        judgements=0, look_again=len(now.picture.look_again), to_review=0,
        first_published=published[0] if published else None, last_published=published[-1] if published else None,
        counts=tuple(counts), newest=tuple(newest), open=tuple(open_[:6]),
    )  # fmt: skip
    context = {
        "timeline": drawings.timeline(now.register),
        "network": drawings.network(now.register),
        "map": maps.world(now.register),
        "closer": maps.closer(now.register),
        "cells": {row.id: cells(now, row) for row in newest},
    }
    return data, context


# ---- register ------------------------------------------------------------------------------------------------------


def _facets_key(ask: Ask) -> object:
    return "facets", tuple(ask.narrowed.items())


def facets(rows: Iterable[RegisterRow]) -> dict[str, tuple[tuple[str, str, int], ...]]:
    """What the rows can be narrowed to: (value to ask for, in words, how many), the most frequent first."""
    rows = list(rows)
    told: dict[str, tuple[tuple[str, str, int], ...]] = {}
    statuses = Counter(r.status for r in rows)
    told["status"] = tuple((s.value, s.value, statuses[s.value]) for s in Status if statuses[s.value])
    for name in ("supplier", "recipient"):
        counted = Counter(code for r in rows for code in set(getattr(r, name)))
        told[name] = tuple((c, values.actor(c), n) for c, n in _most(counted, 10))
    told["category"] = tuple((c, c, n) for c, n in _most(Counter(r.category for r in rows), 13))
    told["grade"] = tuple((g, g, n) for g, n in sorted(Counter(r.grade[:1] for r in rows).items()))
    told["review"] = tuple((v, v, n) for v, n in _most(Counter(r.review or "new" for r in rows), 5))
    return told


def _most(counted: Counter[str], most: int) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda p: (-p[1], p[0]))[:most]


def cells(now: Snapshot, row: RegisterRow) -> dict[str, str]:
    """For each cell of a row the address of the words that bear it; the deal's own page where none are known."""
    if row.id in now.cells:
        return now.cells[row.id]
    out = {}
    for name in CELLS:
        quotes = now.index.quotes(now.deal[row.id].findings, name)
        best = next((q for q in quotes if q.marks), None)
        out[name] = names.passage(best) if best else names.deal(row.id, name)
    now.cells[row.id] = out
    return out


@in_forms(router, "/register")
def register(request: Request, desk: Here, ask: Asked) -> Answer:
    """The deals."""
    now = desk.now()
    rows = now.asked(ask)
    shown = ask.cut(rows)
    data = RegisterPage(
        total=len(rows),
        page=ask.page,
        pages=ask.pages(len(rows)),
        rows=tuple(shown),
        facets=now.keep(_facets_key(ask), lambda: facets(rows)),
    )
    context = {
        "ask": ask, "asked": ask.set, "cells": {row.id: cells(now, row) for row in shown},
        "statuses": [s.value for s in Status], "categories": [c.value for c in Category], "all": len(now.register),
    }  # fmt: skip
    return Answer("register.html", "Register", data, rows, context)


# ---- deal ----------------------------------------------------------------------------------------------------------


def find_deal(now: Snapshot, step: str) -> Deal:
    """A deal by the slug of its id, or by its row number.

    :raises NotHere: there is none.
    """
    id = names.unslug(step)
    found = now.deal.get(id)
    if found is None and id.isdecimal() and len(id) < 9 and 0 < int(id) <= len(now.index.deals):
        found = now.index.deals[int(id) - 1]
    if found is None:
        raise NotHere(
            f"there is no deal {id!r}: a newer reading or judgement may have joined it to another; look in the register"
        )
    return found


@in_forms(router, "/deal/{step}")
def deal(request: Request, desk: Here, step: str) -> Answer:
    """All that one deal rests on."""
    now = desk.now()
    found = find_deal(now, step)
    told = evidence_of(now, found)
    history = decisions.history(desk, now, found.findings, found.discrepancies)
    data = DealPage(deal=told, history=tuple(history), rejected=found.review == "rejected")
    context = {
        "lines": drawings.life_line(told),
        "rows_of": decisions.cards_of(desk, now, found),
        "near": near(now, found),
        "package": [now.row[p] for p in found.package if p in now.row],
    }
    title = views.in_words(found)
    return Answer("deal.html", title, data, list(evidence_lines(told)), context)


def evidence_of(now: Snapshot, found: Deal) -> DealEvidence:
    """A deal's evidence, also for one that reviewers rejected."""
    if found.id not in now.index.number:
        shadow = views.Index(now.picture, now.reports)
        shadow.evidence, shadow.number[found.id] = now.index.evidence, 0
        return views.deal_evidence(shadow, found)
    return views.deal_evidence(now.index, found)


def evidence_lines(told: DealEvidence) -> Iterable[EvidenceLine]:
    """One line a quote of a value."""
    for attribute in told.attributes:
        for claim in attribute.claims:
            for quote in claim.quotes:
                yield EvidenceLine(
                    deal=told.row.id, field=attribute.field, value=claim.value, best=attribute.best,
                    credibility=attribute.credibility, sources=claim.sources, report=quote.report, outlet=quote.outlet,
                    published=quote.published, url=quote.url, sha256=quote.sha256, start=quote.span.start,
                    end=quote.span.end, words=" … ".join(quote.quote[m.start : m.end] for m in quote.marks),
                    quote=quote.quote,
                )  # fmt: skip


def near(now: Snapshot, found: Deal, most: int = 8) -> list[tuple[RegisterRow, str]]:
    """Other deals that might be the same one, and why: what a person may want to merge."""
    out = []
    suppliers, recipients = set(found.supplier), set(found.recipient)
    for other in now.likely(found):
        why = []
        if recipients & set(other.recipient):
            why.append("same recipient")
        if suppliers & set(other.supplier):
            why.append("same supplier")
        if other.weapon.casefold() == found.weapon.casefold():
            why.append("same weapon")
        elif other.category == found.category:
            why.append("same kind of weapon")
        if set(other.reports) & set(found.reports):
            why.append("told by the same report")
        if len(why) >= 2 and why != ["same kind of weapon", "told by the same report"]:
            out.append((len(why), other.id, ", ".join(why)))
    out.sort(key=lambda x: (-x[0], now.index.number[x[1]]))
    return [(now.row[id], why) for _, id, why in out[:most]]


# ---- chronology, statements, discrepancies, sources ----------------------------------------------------------------


def _chronology_key(ask: Ask) -> object:
    return "chronology", ask.model_dump_json()


def happenings(now: Snapshot, ask: Ask) -> list[Happening]:
    """Dated steps of the deals, and statements, that an address asks for; the latest first."""
    filters = ask.filters.model_copy(update={"since": None, "until": None})
    plain = ask.model_copy(update={"since": None, "until": None})
    rows: list[Happening] = []
    for row in now.register:
        if not plain.takes(row, filters, lambda row=row: now.haystack[row.id]):  # type: ignore[misc]
            continue
        for step in now.deal[row.id].steps:
            day = (step.when[0] or step.when[1]) if step.when else None
            if not day:
                continue
            quotes = now.index.quotes(step.findings, "status")
            rows.append(
                Happening(
                    day=day, when=values.when(step.when), kind=step.status.value, denied=step.denied,
                    about=f"{row.supplier_name} → {row.recipient_name}, {row.weapon}", deal=row.id,
                    deal_number=row.number, sources=len(step.families), quote=quotes[0] if quotes else None,
                )
            )  # fmt: skip
    if not any((ask.status, ask.category, ask.weapon, ask.grade, ask.review, ask.contested)):  # those ask of deals
        for said in now.statements:
            if (
                said.published
                and filters.takes_statement(said)
                and ask.holds(
                    lambda said=said: f"{said.speaker} {said.about_name} {said.quote}".casefold()  # type: ignore[misc]
                )
            ):
                rows.append(
                    Happening(
                        day=said.published, when=values.day(said.published), kind="statement", denied=False,
                        about=said.speaker + (f" on {said.about_name}" if said.about_name else ""), deal=None,
                        deal_number=None, sources=said.sources, quote=said.evidence[0] if said.evidence else None,
                        direct=said.direct,
                    )
                )  # fmt: skip
    since, until = ask.filters.since, ask.filters.until
    rows = [r for r in rows if overlaps(r.day, r.day, since, until)] if since or until else rows
    rows.sort(key=lambda r: (r.day, r.kind, r.about), reverse=True)
    return rows


@in_forms(router, "/chronology")
def chronology(request: Request, desk: Here, ask: Asked) -> Answer:
    """Steps of deals and statements by day, the latest first."""
    now = desk.now()
    narrowed = ask.model_copy(update={"page": 1, "limit": 50, "sort": None})
    rows = now.keep(_chronology_key(narrowed), lambda: happenings(now, narrowed))
    rows = rows[::-1] if ask.sort == "when" else rows
    data = ChronologyPage(total=len(rows), page=ask.page, pages=ask.pages(len(rows)), rows=tuple(ask.cut(rows)))
    return Answer("chronology.html", "Chronology", data, rows, {"ask": ask, "asked": ask.set})


@in_forms(router, "/statements")
def statements(request: Request, desk: Here, ask: Asked, stance: str = "") -> Answer:
    """Who said what about it."""
    now, filters = desk.now(), ask.filters
    rows = [
        r for r in now.statements
        if filters.takes_statement(r) and (not stance or r.stance == stance)
        and ask.holds(lambda r=r: f"{r.speaker} {r.side_name} {r.about_name} {r.quote}".casefold())  # type: ignore[misc]
    ]  # fmt: skip
    rows = ask.in_time(rows, lambda r: r.published)
    speakers = _most(Counter(r.speaker for r in rows), 10)
    data = StatementsPage(total=len(rows), page=ask.page, pages=ask.pages(len(rows)), rows=tuple(ask.cut(rows)))
    asked = {**ask.set, **({"stance": stance} if stance else {})}
    context = {
        "ask": ask, "asked": asked, "stance": stance, "speakers": speakers, "all": len(now.statements),
        "stances": [(s, n) for s in ("negative", "neutral", "positive") if (n := sum(1 for r in rows if r.stance == s))],
    }  # fmt: skip
    return Answer("statements.html", "Statements", data, rows, context)


@in_forms(router, "/discrepancies")
def discrepancies(
    request: Request, desk: Here, ask: AskedFew, kind: str = "", settled: str = "", id: str = ""
) -> Answer:
    """Values that cannot all be true."""
    now = desk.now()
    rows = [r for r in now.discrepancies if not id or r.id == names.unslug(id)]
    if ask.narrowed:
        taken = {r.id for r in now.asked(ask.model_copy(update={"text": None, "sort": None}))}
        if set(ask.narrowed) - {"text"}:
            rows = [r for r in rows if r.deal in taken]
        rows = [
            r for r in rows
            if ask.holds(lambda r=r: " ".join((r.about, r.explanation, *(s.text for s in r.sides))).casefold())  # type: ignore[misc]
        ]  # fmt: skip
    kinds = now.keep(
        ("kinds of discrepancies", tuple(ask.narrowed.items()), id),
        lambda: sorted(Counter(r.kind for r in rows).items()),
    )
    if kind or settled:
        rows = [r for r in rows if kind in ("", r.kind) and (not settled or bool(r.settled) == (settled == "yes"))]
    data = DiscrepanciesPage(total=len(rows), page=ask.page, pages=ask.pages(len(rows)), rows=tuple(ask.cut(rows)))
    asked = {**ask.set, **({"kind": kind} if kind else {}), **({"settled": settled} if settled else {})}
    asked = {**asked, **({"id": id} if id else {})}
    context = {
        "ask": ask, "asked": asked, "kinds": kinds, "id": id, "statuses": [s.value for s in Status], "categories": [c.value for c in Category], "kind": kind, "settled": settled, "all": len(now.discrepancies),
        "can_settle": {r.id for r in data.rows if any(s.finding for s in now.discrepancy[r.id].sides)},
        "seen": decisions.seen_settled(desk, now, [r.id for r in data.rows]),
    }  # fmt: skip
    return Answer("discrepancies.html", "Discrepancies", data, rows, context)


@in_forms(router, "/sources")
def sources(request: Request, desk: Here, ask: AskedFew) -> Answer:
    """Who copied whom, and how far each is to be relied on."""
    now = desk.now()
    rows, reports, grades = now.keep(("sources", tuple(ask.narrowed.items())), lambda: families(now, ask))
    data = SourcesPage(total=len(rows), page=ask.page, pages=ask.pages(len(rows)), rows=tuple(ask.cut(rows)))
    members = [m for r in data.rows for m in r.members]
    context = {
        "ask": ask, "asked": ask.set, "all": len(now.sources), "reports": reports, "grades": grades,
        "deal_of": {n: now.index.deals[n - 1].id for r in data.rows for n in r.deals},
        "gradable": {outlet for outlet, _ in now.outlets} - {UNKNOWN_OUTLET},
        "title_of": {m.report: m.title or searching.short(now.reports[m.report]) for m in members if m.report in now.reports},
    }  # fmt: skip
    return Answer("sources.html", "Sources", data, rows, context)


def families(now: Snapshot, ask: Ask) -> tuple[list[SourceRow], int, list[tuple[str, int]]]:
    """The independent sources that an address asks for, how many reports they have, how many there are of each grade."""
    rows = list(now.sources)
    if {k for k in ask.narrowed if k not in ("text", "grade")}:
        taken = {r.number for r in now.asked(ask.model_copy(update={"text": None, "grade": None, "sort": None}))}
        rows = [r for r in rows if taken.intersection(r.deals)]
    if ask.grade:
        rows = [r for r in rows if r.grade == ask.grade.upper()]
    if ask.text:
        rows = [
            r for r in rows
            if ask.holds(lambda r=r: " ".join(f"{m.outlet or UNKNOWN_OUTLET} {m.title or ''} {m.report}" for m in r.members).casefold())  # type: ignore[misc]
        ]  # fmt: skip
    return rows, sum(r.report_count for r in rows), sorted(Counter(r.grade for r in rows).items())


# ---- the log, search, pictures -------------------------------------------------------------------------------------


@in_forms(router, "/judgements")
def log(request: Request, desk: Here, ask: Asked, who: str = "") -> Answer:
    """What persons decided, the newest first."""
    rows = [
        r for r in decisions.whole_log(desk)
        if (not who or r.judgement.who == who) and ask.holds(lambda r=r: decisions.words_of(r))  # type: ignore[misc]
    ]  # fmt: skip
    people = Counter(r.judgement.who for r in rows).most_common()
    data = DecisionsPage(total=len(rows), page=ask.page, pages=ask.pages(len(rows)), rows=tuple(ask.cut(rows)))
    asked = {**ask.set, **({"who": who} if who else {})}
    flat = [r.judgement for r in rows]
    return Answer(
        "judgements.html", "Judgements", data, flat, {"ask": ask, "asked": asked, "people": people, "by": who}
    )


@in_forms(router, "/search")
def search(
    request: Request, desk: Here, q: Annotated[str, Query(max_length=500)] = "",
    kind: Annotated[str, Query(max_length=20)] = "",
) -> Answer:  # fmt: skip
    """Words, anywhere: deals, events, what was said and judged, texts of reports."""
    data = searching.search(desk, desk.now(), q, kind) if q.strip() else Hits(text=q, total={}, rows=())
    context = {"q": q, "kind": kind if kind in searching.KINDS else "", "kinds": searching.KINDS}
    return Answer("search.html", "Search", data, data.rows, context)


@in_forms(router, "/help")
def help_page(request: Request, desk: Here) -> Answer:
    """How to use the desk, and what its data look like."""
    described = request.app.openapi()
    calls = [
        Count(what=method.upper(), name=told.get("description", told.get("summary", "")), number=len(told.get("parameters", [])), address=path)
        for path, methods in described["paths"].items() for method, told in methods.items()
    ]  # fmt: skip
    data = Calls(rows=tuple(calls))
    return Answer("help.html", "Help", data, data.rows, {"calls": calls})
