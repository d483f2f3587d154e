"""Events, positions and relations as pages."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from dragoman.desk.answers import Answer, NotHere, in_forms
from dragoman.desk.pages import Asked, Here
from dragoman.desk.shapes import EventsPage, PositionsPage, RelationPage, RelationsPage
from dragoman.desk.snapshot import Snapshot
from dragoman.tell import curves, diplomacy, drawings
from dragoman.tell.rows import RelationRow

router = APIRouter()


@in_forms(router, "/events")
def events(request: Request, desk: Here, ask: Asked, type: Annotated[str, Query(max_length=20)] = "") -> Answer:
    """Who did what toward whom, the latest first: one event once, however many tell it."""
    now = desk.now()
    filters = ask.filters.model_copy(update={"text": ask.text})
    deals = filters.deals(now.index)
    rows = [r for r in now.events if filters.takes_event(r) and (deals is None or r.deal in deals)]
    types = sorted(Counter(r.type for r in rows).items(), key=lambda p: (-p[1], p[0]))
    rows = [r for r in rows if not type or r.type == type.upper()]
    rows = ask.in_time(rows, lambda r: r.when_first or r.when_last or r.reported)
    data = EventsPage(total=len(rows), page=ask.page, pages=ask.pages(len(rows)), rows=tuple(ask.cut(rows)))
    asked = {**ask.set, **({"type": type} if type else {})}
    context = {"ask": ask, "asked": asked, "types": types, "type": type, "all": len(now.events)}
    return Answer("events.html", "Events", data, rows, context)


@in_forms(router, "/positions")
def positions(request: Request, desk: Here, ask: Asked, turns: bool = False) -> Answer:
    """What an actor says on one matter over time, and where the line turns."""
    now = desk.now()
    filters = ask.filters.model_copy(update={"text": ask.text})
    deals = filters.deals(now.index)
    rows = [r for r in now.positions if filters.takes_position(r) and (deals is None or deals & set(r.deals))]
    rows = [r for r in rows if not turns or r.turns]
    data = PositionsPage(total=len(rows), page=ask.page, pages=ask.pages(len(rows)), rows=tuple(ask.cut(rows)))
    asked = {**ask.set, **({"turns": "1"} if turns else {})}
    context = {
        "ask": ask, "asked": asked, "turns": turns, "all": len(now.positions), "deal_of": _deal_of(now, data),
        "turned": {id(turn.after) for r in data.rows for turn in r.turns},
    }  # fmt: skip
    return Answer("positions.html", "Positions", data, rows, context)


def _deal_of(now: Snapshot, data: PositionsPage) -> dict[int, str]:
    return {n: now.index.deals[n - 1].id for r in data.rows for n in r.deal_numbers}


@in_forms(router, "/relations")
def relations(request: Request, desk: Here, ask: Asked) -> Answer:
    """Pairs of states with the curve of what they did and said to each other; threes under strain."""
    now = desk.now()
    filters = ask.filters.model_copy(update={"text": ask.text})
    rows = [r for r in now.relations if filters.takes_relation(r)]
    triads = [t for t in now.triads if filters.takes_triad(t)]
    data = RelationsPage(
        total=len(rows), page=ask.page, pages=ask.pages(len(rows)), rows=tuple(ask.cut(rows)), triads=tuple(triads[:50])
    )
    context = {
        "ask": ask, "asked": ask.set, "all": len(now.relations), "reckoning": diplomacy.summary(rows),
        "all_triads": len(triads),
    }  # fmt: skip
    return Answer("relations.html", "Relations", data, rows, context)


def find_relation(now: Snapshot, pair: str) -> RelationRow:
    """:raises NotHere: nothing is known of these two."""
    found = next((r for r in now.relations if r.id == pair.upper()), None)
    if found is None:
        raise NotHere(f"nothing is known of a relation {pair!r}; look among the relations")
    return found


@in_forms(router, "/relation/{pair}")
def relation(request: Request, desk: Here, pair: str) -> Answer:
    """One relation: its curve, each day with the moves that made it, shocks, and the threes that it is part of."""
    now = desk.now()
    found = find_relation(now, pair)
    moves = [m for p in found.points for m in p.moves]
    triads = [t for t in now.triads if {found.a, found.b} <= set(t.states)]
    context = {"curve": curves.curve(found), "reckoning": diplomacy.summary([found])}
    title = f"{found.a_name} and {found.b_name}"
    return Answer("relation.html", title, RelationPage(relation=found, triads=tuple(triads)), moves, context)


@router.get("/relation/{pair}/curve.{form}", include_in_schema=False)
def curve_file(request: Request, desk: Here, pair: str, form: str) -> Response:
    """The curve as a file of its own."""
    found = find_relation(desk.now(), pair)
    svg = curves.curve(found)
    kinds = {"svg": "image/svg+xml", "png": "image/png"}
    if form not in kinds or svg is None:
        raise NotHere("a curve is curve.svg or curve.png")
    made = drawings.png(svg) if form == "png" else drawings.alone(svg).encode("utf-8", "replace")
    headers = {"Content-Disposition": f'attachment; filename="relation.{form}"'}
    return Response(made, media_type=kinds[form], headers=headers)
