"""The brief: one self-contained file with a reference at each use and numbered endnotes.

brief.write(picture, reports, Path("brief.html"))   # or .md, or .pdf

The HTML runs no script and asks for nothing: its Content-Security-Policy allows its own style sheet alone.
The same picture and reports give the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import jinja2
from markupsafe import Markup

from dragoman import __version__
from dragoman.errors import UsageError
from dragoman.model import Deal, Picture, Report
from dragoman.tell import charts, diplomacy, drawings, maps, safe, values, views
from dragoman.tell.filters import Filters
from dragoman.tell.notes import Notes, Reference, pieces
from dragoman.tell.rows import (
    AttributeView,
    DealEvidence,
    DiscrepancyRow,
    Quote,
    RegisterRow,
    RelationRow,
    SideView,
    SourceRow,
    StatementView,
    StepView,
)

TITLE = "Arms transfers: what the reports say"
KINDS = {"html": "text/html; charset=utf-8", "pdf": "application/pdf", "md": "text/markdown; charset=utf-8"}
References = tuple[Reference, ...]


@dataclass(frozen=True)
class Cell:
    """One value with its references."""

    text: str
    refs: References = ()
    contested: bool = False


@dataclass(frozen=True)
class Entry:
    """One deal in the brief."""

    row: RegisterRow
    cells: dict[str, Cell]
    steps: tuple[tuple[StepView, References], ...]


@dataclass(frozen=True)
class Rival:
    """One value of a discrepancy with all who say so."""

    value: str
    sides: tuple[tuple[SideView, References], ...]


def write(
    picture: Picture,
    reports: Mapping[str, Report],
    path: Path,
    title: str = TITLE,
    filters: Filters | None = None,
) -> None:
    """Write the brief of a picture, or of what ``filters`` take of it.

    :param path: ``.html`` or ``.htm``, ``.pdf``, ``.md`` or ``.markdown``.
    :raises UsageError: another suffix, or the file cannot be written.
    """
    suffix = path.suffix.lower().removeprefix(".")
    suffix = {"htm": "html", "markdown": "md"}.get(suffix, suffix)
    if suffix not in KINDS:
        raise UsageError(f"{path}: a brief is written as .html, .pdf or .md; name the file so")
    made = make(suffix, picture, reports, title, filters)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(made)
        draft.replace(path)  # never half a brief
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise UsageError(f"{path}: cannot be written ({error.strerror or error}); choose another place") from error


def make(
    suffix: str,
    picture: Picture,
    reports: Mapping[str, Report],
    title: str = TITLE,
    filters: Filters | None = None,
) -> bytes:
    """The brief in one of its kinds."""
    if suffix == "pdf":
        from dragoman.tell import paper  # loads much that the others do without

        return paper.pdf(_content(picture, reports, title, filters))
    text = (html if suffix == "html" else markdown)(picture, reports, title, filters)
    return text.encode("utf-8", "replace")


def html(picture: Picture, reports: Mapping[str, Report], title: str = TITLE, filters: Filters | None = None) -> str:
    """The brief as one HTML page."""
    style = resources.files(__package__).joinpath("templates/brief.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    environment = _environment(autoescape=True)
    return environment.get_template("brief.html.jinja").render(
        **_content(picture, reports, title, filters), style=Markup(style), policy=policy
    )


def markdown(
    picture: Picture, reports: Mapping[str, Report], title: str = TITLE, filters: Filters | None = None
) -> str:
    """The brief as Markdown with footnotes."""
    environment = _environment(autoescape=False)
    environment.filters["line"] = environment.filters["clean"] = _plain_markdown
    return environment.get_template("brief.md.jinja").render(**_content(picture, reports, title, filters))


def _environment(*, autoescape: bool) -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("dragoman.tell", "templates"),
        autoescape=autoescape,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    made.filters.update(
        line=safe.line, clean=safe.clean, day=values.day, mark=charts.legend_mark, pieces=pieces, identity=id
    )
    return made


def _plain_markdown(text: str) -> str:
    """Text in which no character means anything to Markdown or HTML."""
    text = safe.line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for character in "\\`*_{}[]()#+!|~^":
        text = text.replace(character, "\\" + character)
    # an address in plain words would become a link by itself
    return text.replace("://", ":\\//")


def _content(picture: Picture, reports: Mapping[str, Report], title: str, filters: Filters | None) -> dict[str, object]:
    """All that the templates print."""
    index = views.Index(picture, reports)
    rows = {row.id: row for row in views.register_rows(picture, filters, index.reports)}
    notes = Notes()
    entries = [_entry(index, deal, notes) for deal in index.deals if deal.id in rows]
    discrepancies = views.discrepancies_rows(picture, filters, index.reports)
    statements = views.statements_rows(picture, filters, index.reports)
    sources = views.sources_rows(picture, filters, index.reports)
    return {
        "title": safe.line(title),
        "version": __version__,
        "entries": entries,
        "demonstration": _demonstration(index.reports.values()),
        "summary": _summary(entries, discrepancies, statements, index),
        "chart": charts.life_lines([(_label(e.row), [s for s, _ in e.steps]) for e in entries[:60]]),
        "undrawn": max(0, len(entries) - 60),
        "map": _plain(maps.world([e.row for e in entries])),
        "timeline": _plain(drawings.timeline([e.row for e in entries])),
        "statuses": list(charts.SHAPES),
        "discrepancies": [(row, _rivals(row, notes)) for row in discrepancies],
        "statements": [(row, notes.refer(row.evidence)) for row in statements],
        **_diplomacy(picture, filters, index, notes),
        "sources": sources,
        "on_sources": _on_sources(sources),
        "notes": notes.notes,
        "unknown": values.UNKNOWN,
    }


def _diplomacy(picture: Picture, filters: Filters | None, index: views.Index, notes: Notes) -> dict[str, object]:
    """The sections on events, positions and relations; of positions those with more than one statement."""
    events = views.chronology_rows(picture, filters, index.reports)
    positions = [p for p in views.positions_rows(picture, filters, index.reports) if len(p.stands) > 1]
    relations = views.relations_rows(picture, filters, index.reports)
    return {
        "events": [(row, notes.refer(row.evidence, "event")) for row in events],
        "positions": [(row, [(s, notes.refer(s.evidence)) for s in row.stands]) for row in positions],
        "turned": {id(turn.after) for row in positions for turn in row.turns},
        "relations": [(row, notes.refer(_quotes(row))) for row in relations],
        "shocks": [
            (row, shock, notes.refer([q for m in shock.moves for q in m.evidence]))
            for row in relations
            for shock in row.shocks
        ],
        "triads": views.triads_rows(picture, filters, index.reports),
        "reckoning": diplomacy.summary(relations),
    }


def _quotes(row: RelationRow) -> list[Quote]:
    return [quote for point in row.points for move in point.moves for quote in move.evidence[:1]]


def _demonstration(reports: Iterable[Report]) -> str:
    """'All of the reports', 'Some of the reports', or nothing."""
    marked = [report.demonstration for report in reports]
    return f"{'All' if all(marked) else 'Some'} of the reports" if any(marked) else ""


def _entry(index: views.Index, deal: Deal, notes: Notes) -> Entry:
    found: DealEvidence = views.deal_evidence(index, deal)
    row, by_field = found.row, {}
    for attribute in found.attributes:
        by_field.setdefault(views.bearing(attribute.field), []).append(attribute)

    def cell(field: str, text: str) -> Cell:
        told: Sequence[AttributeView] = by_field.get(field, ())
        quotes = [quote for attribute in told for claim in attribute.claims for quote in claim.quotes]
        if not quotes and text not in (values.UNKNOWN, "unknown", ""):
            quotes = list(index.quotes(deal.findings, field))
        quotes = [quote for quote in quotes if quote.marks] or quotes
        if text == values.UNKNOWN:  # a word on a value that is not told bears nothing
            quotes = []
        return Cell(text=text, refs=notes.refer(quotes, field), contested=field in row.contested)

    status = row.status + (", denied" if row.denied else "")
    cells = {
        "supplier": cell("supplier", row.supplier_name),
        "recipient": cell("recipient", row.recipient_name),
        "weapon": cell("weapon", row.weapon),
        "quantity": cell("quantity", row.quantity),
        "value": cell("value", row.value),
        "mode": cell("mode", row.mode or ""),
        "status": cell("status", status),
        "when": cell("when", row.when),
    }
    return Entry(row, cells, tuple((step, notes.refer(step.quotes, "status")) for step in found.steps))


def _plain(svg: Markup | None) -> Markup | None:
    return drawings.without_links(svg) if svg is not None else None


def _rivals(row: DiscrepancyRow, notes: Notes) -> tuple[Rival, ...]:
    told: dict[str, list[tuple[SideView, References]]] = {}
    for side in row.sides:
        refs = notes.refer([side.quote] if side.quote else [], views.bearing(row.kind))
        told.setdefault(side.value, []).append((side, refs))
    return tuple(Rival(value, tuple(sides)) for value, sides in told.items())


def _label(row: RegisterRow) -> str:
    return f"{row.number}  {row.supplier_name} → {row.recipient_name}, {row.weapon}"


def _summary(
    entries: Sequence[Entry],
    discrepancies: Sequence[DiscrepancyRow],
    statements: Sequence[StatementView],
    index: views.Index,
) -> list[str]:
    """A few sentences on what there is; only counts, no judgement of our own."""
    reports = {r for e in entries for r in e.row.reports} | {r for s in statements for r in s.reports}
    days = sorted(index.reports[r].published or "" for r in reports if r in index.reports)
    dated = [day for day in days if day]
    span = f", published between {values.day(dated[0])} and {values.day(dated[-1])}" if dated else ""
    if not entries:
        return [f"No deals. {_count(len(statements), 'statement')} in {_count(len(reports), 'report')}{span}."]
    counts = f"{_count(len(entries), 'deal')} and {_count(len(statements), 'statement')}"
    told = [f"{counts} in {_count(len(reports), 'report')}{span}."]
    by_status = Counter(e.row.status for e in entries)
    order = [s for s in charts.SHAPES if by_status[s]]
    told.append("By how far they have come: " + ", ".join(f"{by_status[s]} {s}" for s in order) + ".")
    most = [(side, _most(getattr(e.row, side) for e in entries)) for side in ("recipient", "supplier")]
    told += [f"{side.capitalize()}s named most: {names}." for side, names in most if names]
    sure = sum(1 for e in entries if e.row.sources > 1)
    denied = sum(1 for e in entries if e.row.denied)
    text = f"{sure} of {len(entries)} borne by more than one independent source"
    text += f"; {denied} denied by somebody with standing" if denied else ""
    high = sum(1 for d in discrepancies if d.severity == "high")
    text += f"; {_count(len(discrepancies), 'discrepancy', 'discrepancies')}" if discrepancies else "; no discrepancies"
    told.append(text + (f", {high} of them grave." if high else "."))
    return told


def _most(sides: Iterable[Sequence[str]], most: int = 4) -> str:
    """'Serbia (9), Poland (4)': who is named in the most deals; '' where nobody is named twice."""
    counted = sorted(Counter(a for side in sides for a in set(side)).items(), key=lambda p: (-p[1], values.actor(p[0])))
    return ", ".join(f"{values.actor(a)} ({n})" for a, n in counted[:most] if n > 1)


def _on_sources(sources: Sequence[SourceRow]) -> str:
    """The paragraph on the sources: how many, of what reliability, how much is copied, what is missing."""
    if not sources:
        return "There are no sources."
    members = [member for row in sources for member in row.members]
    copies = len(members) - len(sources)
    grades = Counter(row.grade for row in sources)
    undated = sum(1 for member in members if not member.published)
    unnamed = sum(1 for member in members if not member.outlet)
    first = f"The brief rests on {_count(len(members), 'report')} going back to"
    told = [f"{first} {_count(len(sources), 'independent source')}."]
    if copies:
        told.append(f"{_count(copies, 'report repeats', 'reports repeat')} another; that gives it no further weight.")
    letters = ", ".join(f"{grades[g]} graded {g}" for g in sorted(grades))
    told.append(f"Reliability of the outlets on the Admiralty scale: {letters} (F: cannot be judged).")
    for number, what in ((undated, "no date"), (unnamed, "no named outlet")):
        if number:
            told.append(f"{_count(number, 'report has', 'reports have')} {what}.")
    if any(member.demonstration for member in members):
        told.append("Some reports were written for demonstration and are marked so.")
    told.append("Independence is judged from shared text, quotations and credits: reports that share a hidden")
    return " ".join([*told, "source count apart until somebody says so."])


def _count(number: int, noun: str, plural: str = "") -> str:
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
