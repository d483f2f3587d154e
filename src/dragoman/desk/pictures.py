"""Pictures of what an address asks for: a page with the numbers behind each, files to keep, and the brief."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from markupsafe import Markup

from dragoman.desk.answers import Answer, NotHere, in_forms
from dragoman.desk.asking import Ask
from dragoman.desk.pages import Asked, Here, evidence_of, find_deal
from dragoman.desk.shapes import PicturesPage
from dragoman.desk.snapshot import Snapshot
from dragoman.errors import UsageError
from dragoman.tell import drawings, maps

router = APIRouter()
Maker = Callable[[Snapshot, Ask], Markup | None]
MAKERS: dict[str, Maker] = {
    "map": lambda now, ask: maps.world(now.asked(ask)),
    "closer": lambda now, ask: maps.closer(now.asked(ask)),
    "network": lambda now, ask: drawings.network(now.asked(ask)),
    "timeline": lambda now, ask: drawings.timeline(now.asked(ask)),
}
FORMS = {"svg": "image/svg+xml", "png": "image/png"}


@in_forms(router, "/pictures")
def pictures(request: Request, desk: Here, ask: Asked) -> Answer:
    """Map, network and timeline of the deals that an address asks for, each with its numbers."""
    now = desk.now()
    rows = now.asked(ask)
    key = tuple(ask.narrowed.items())
    shown = now.keep(("pictures", key), lambda: {name: make(now, ask) for name, make in MAKERS.items()})
    data = PicturesPage(
        pairs=tuple(now.keep(("pairs", key), lambda: drawings.pairs_of(rows))),
        years=tuple(now.keep(("years", key), lambda: drawings.years_of(rows))),
    )
    context = {"ask": ask, "asked": ask.narrowed, "shown": shown, "total": len(rows), "all": len(now.register)}
    return Answer("pictures.html", "Pictures", data, data.pairs, context)


@router.get("/pictures/{name}.{form}", include_in_schema=False)
def picture(
    request: Request, desk: Here, name: str, form: str, ask: Asked, deal: Annotated[str, Query(max_length=300)] = ""
) -> Response:
    """A picture as a file of its own; ``lifeline`` is that of a ``deal``."""
    now = desk.now()
    if form not in FORMS or name not in (*MAKERS, "lifeline"):
        raise NotHere(
            f"there is no picture {name}.{form}; there are: {', '.join([*MAKERS, 'lifeline'])} as svg and png"
        )
    svg = drawings.life_line(evidence_of(now, find_deal(now, deal))) if name == "lifeline" else MAKERS[name](now, ask)
    if svg is None:
        raise NotHere("there is nothing to draw here")
    made = drawings.png(svg) if form == "png" else drawings.alone(svg).encode("utf-8", "replace")
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return Response(made, media_type=FORMS[form], headers=headers)


@router.get("/brief.{suffix}", include_in_schema=False)
def brief_file(request: Request, desk: Here, suffix: str, ask: Asked) -> Response:
    """The brief of what the address asks for, to be saved: it stands alone."""
    from dragoman.tell import brief

    if suffix not in brief.KINDS:
        raise NotHere(f"there is no brief.{suffix}; there are: {', '.join(f'brief.{s}' for s in brief.KINDS)}")
    if set(ask.narrowed) & {"grade", "review", "contested"}:
        raise UsageError("a brief is narrowed by parties, weapon, kind, status, days and words, not by grade or review")
    now = desk.now()
    filters = ask.filters.model_copy(update={"text": ask.text})
    made = brief.make(suffix, now.picture, now.reports, brief.TITLE, filters)
    headers = {"Content-Disposition": f'attachment; filename="brief.{suffix}"'}
    return Response(made, media_type=brief.KINDS[suffix], headers=headers)
