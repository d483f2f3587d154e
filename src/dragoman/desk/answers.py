"""One answer in three forms: the page, ``.json`` and ``.csv`` at the same address."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import jinja2
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from markupsafe import Markup, escape
from pydantic import BaseModel

from dragoman import __version__
from dragoman.desk import names
from dragoman.errors import UsageError
from dragoman.tell import charts, notes, safe, values
from dragoman.tell.formats import csv
from dragoman.tell.rows import Quote


class NotHere(UsageError):
    """What an address names is not in the case."""


DEMONSTRATION = Markup(' <abbr title="written for demonstration">°</abbr>')
FORMS = (".json", ".csv", "")  # the bare address last: it would take the others for ids


@dataclass
class Answer:
    """What a page shows: ``data`` is its JSON, ``rows`` its CSV."""

    template: str
    title: str
    data: BaseModel
    rows: Sequence[BaseModel] | Callable[[], Sequence[BaseModel]]  # the latter where only the CSV needs them
    context: dict[str, Any] = field(default_factory=dict)
    status: int = 200


@lru_cache(maxsize=1)
def environment() -> jinja2.Environment:
    """Templates: everything is escaped, nothing may be missing."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("dragoman.desk", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    made.filters.update(
        line=safe.line, clean=safe.clean, day=values.day, actor=values.actor, mark=charts.legend_mark, slug=names.slug,
        link=safe.link, short=short, moment=lambda at: at[:16].replace("T", " "),
        foot=foot, signed=lambda number, digits: f"{number:+.{digits}f}".replace("-", "−"), same_as=lambda one, those: id(one) in those,
    )  # fmt: skip
    made.globals.update(
        deal_at=names.deal, discrepancy_at=names.discrepancy, report_at=names.report, passage=names.passage, query=names.query, version=__version__,
        unknown=values.UNKNOWN, grouped=grouped, told=told, carrier=carrier,
    )  # fmt: skip
    return made


def told(quote: Quote) -> Markup:
    """A quote with the words that bear the value marked. Made here and not in a template: pages hold hundreds of them."""
    out = [
        Markup("<mark>%s</mark>") % piece.text if piece.fields else escape(piece.text)  # escaped by Markup
        for piece in notes.pieces(quote)
    ]
    return Markup("<q>%s</q>") % Markup("").join(out)


def carrier(quote: Quote, linked: bool = False) -> Markup:
    """Outlet and day of a quote; ``linked``: leading to its words."""
    outlet = escape(safe.line(quote.outlet or "outlet not known"))
    if linked:
        outlet = Markup('<a href="%s">%s</a>') % (names.passage(quote), outlet)
    day = values.day(quote.published) if quote.published else "date not known"
    return outlet + Markup(", %s") % day + (DEMONSTRATION if quote.demonstration else "")


def foot(svg: str) -> Markup:
    """What stands below a picture; narrow screens show it as text."""
    found = re.search(r'class="soft foot"[^>]*>([^<]*)<', svg)
    return Markup(found[1]) if found else Markup("")


def grouped(quotes: Sequence[Quote]) -> list[list[Quote]]:
    """Quotes of the same words together, as reprints have them; the first is the earliest."""
    same: dict[str, list[Quote]] = {}
    for quote in quotes:
        same.setdefault(" ".join(quote.quote.split()), []).append(quote)
    return list(same.values())


def short(text: str, most: int = 160) -> str:
    """One line of a text, cut at a word."""
    text = safe.line(text)
    return text if len(text) <= most else text[: text.rfind(" ", 0, most) if " " in text[:most] else most] + " …"


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A page in the desk's frame."""
    session = request.scope.get("desk.session")
    desk = request.app.state.desk
    known: dict[str, Any] = {
        "case": safe.line(desk.name),
        "path": request.url.path,
        "csrf": session.csrf if session else "",
        "who": session.who if session else "",
        "role": session.role if session else "",
        "may_judge": bool(session) and session.role != "viewer",
        "forms": False,
        "behind": bool(session) and desk.is_behind(),
        "address_query": str(request.url.query),
        "here": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
    }
    return HTMLResponse(environment().get_template(template).render(**{**known, **context}), status_code=status)


def answer(request: Request, shown: Answer, form: str) -> Response:
    """An answer in the form that the address asks for."""
    if form == ".json":
        return JSONResponse(plain(shown.data), status_code=shown.status)
    if form == ".csv":
        out = io.StringIO()
        csv.write_rows(shown.rows() if callable(shown.rows) else shown.rows, out)
        return Response(out.getvalue().encode("utf-8", "replace"), media_type="text/csv; charset=utf-8")
    return page(
        request,
        shown.template,
        status=shown.status,
        title=shown.title,
        data=shown.data,
        **{"forms": True, **shown.context},
    )


def plain(data: BaseModel) -> Any:
    """As JSON can hold it: no lone surrogates."""
    return _whole(data.model_dump(mode="json"))


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {_whole(k): _whole(v) for k, v in value.items()}
    return [_whole(v) for v in value] if isinstance(value, list | tuple) else value


def in_forms(router: APIRouter, path: str) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Puts what a function gives under an address, and under the same with ``.json`` and ``.csv``."""

    def put(make: Callable[..., Answer]) -> Callable[..., Answer]:
        for form in FORMS:
            base = "/overview" if path == "/" and form else path
            router.add_api_route(
                base + form, _in_form(make, form), methods=["GET"], include_in_schema=False, response_model=None
            )
        return make

    return put


def _in_form(make: Callable[..., Answer], form: str) -> Callable[..., Response]:
    import functools
    import inspect

    @functools.wraps(make)
    def endpoint(request: Request, **given: Any) -> Response:
        return answer(request, make(request, **given), form)

    endpoint.__signature__ = inspect.signature(make, eval_str=True).replace(return_annotation=Response)  # type: ignore[attr-defined]
    del endpoint.__wrapped__
    return endpoint
