"""A report's reading laid open, for a terminal or as one page.

``sheets`` makes the rows that both show; ``terminal`` and ``html`` only set them. Colour repeats what words say.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import jinja2
from markupsafe import Markup
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman import __version__
from dragoman.errors import UsageError
from dragoman.model import (
    Event,
    ExplainedSentence,
    Explanation,
    Ground,
    Span,
    Statement,
    Transfer,
    Trigger,
)
from dragoman.tell import safe, values
from dragoman.tell.terminal import console

# every kind of mark: how a terminal shows it
STYLES = {
    "state": "cyan", "body": "cyan", "group": "cyan", "person": "green", "org": "green", "place": "green",
    "weapon": "bold red", "number": "yellow", "money": "yellow", "time": "magenta", "trigger": "underline",
}  # fmt: skip
LEGEND = (
    ("state", "states and bodies"), ("person", "persons, organisations, places"), ("weapon", "weapons"),
    ("number", "numbers and sums"), ("time", "times"), ("trigger", "words that tell a step"),
)  # fmt: skip
_LABEL_WIDTH = 11


@dataclass(frozen=True)
class Piece:
    """A stretch of text with the kind of its mark ('' for none) and what it was taken for."""

    text: str
    kind: str = ""
    identity: str = ""


@dataclass(frozen=True)
class Row:
    label: str
    pieces: tuple[Piece, ...]
    weight: str = ""  # 'found' | 'none' | '' : a finding, a reason why there is none, what lies under them


@dataclass(frozen=True)
class Sheet:
    """One sentence: its words and the rows under it."""

    number: int
    words: tuple[Piece, ...]
    rows: tuple[Row, ...]
    heading: bool = False
    furniture: bool = False


def sheets(told: Explanation, only: int | None = None) -> list[Sheet]:
    """The sentences of one report as they are shown.

    :param only: number of the one sentence to show, from 1.
    :raises UsageError: there is no such sentence.
    """
    if only is not None and not 1 <= only <= len(told.sentences):
        raise UsageError(f"--sentence {only}: {safe.line(told.report.id)} has sentences 1 to {len(told.sentences)}")
    return [_sheet(told.report.text, s) for s in told.sentences if only in (None, s.number)]


def _sheet(text: str, s: ExplainedSentence) -> Sheet:
    rows = []
    if not s.furniture:
        if s.parts:
            rows.append(Row("read as", _names(text, s)))
        borne = {g.trigger for g in s.grounds if g.trigger is not None}
        shown: set[int] = set()
        for ground in s.grounds:
            rows += _found(text, ground, s.triggers, shown)
        for i, trigger in enumerate(s.triggers):
            if i not in borne and i not in shown and (trigger.room == "transfer" or not s.grounds):
                rows.append(Row("heard", _clause(text, trigger)))
        rows += [Row("no transfer", (Piece(_line(why)),), "none") for why in s.why_not]
    return Sheet(s.number, _words(text, s), tuple(rows), s.heading, s.furniture)


def _words(text: str, s: ExplainedSentence) -> tuple[Piece, ...]:
    """The sentence cut at its marks."""
    if s.furniture:
        return (Piece(_line(text[s.span.start : s.span.end])),)
    marks = [(p.span.start, p.span.end, p.kind, p.identity) for p in s.parts]
    bearing = {g.trigger for g in s.grounds}
    marks += [
        (t.span.start, t.span.end, "trigger", t.frame)
        for i, t in enumerate(s.triggers)
        if i in bearing or t.room == "transfer"
    ]
    out: list[Piece] = []
    at = s.span.start
    for start, end, kind, identity in sorted(marks):
        if start < at or end <= start:
            continue
        out.append(Piece(_flat(text[at:start])))
        out.append(Piece(_flat(text[start:end]), kind, _line(identity)))
        at = end
    out.append(Piece(_flat(text[at : s.span.end])))
    return tuple(p for p in out if p.text)


def _names(text: str, s: ExplainedSentence) -> tuple[Piece, ...]:
    out: list[Piece] = []
    told: set[tuple[str, str]] = set()
    for p in s.parts:
        word = _line(text[p.span.start : p.span.end])
        if (word, p.identity) in told:
            continue
        told.add((word, p.identity))
        meant = _line(p.identity) if p.kind not in ("number", "money") else _grouped(p.identity)
        note = f" ({_line(p.note)})" if p.note else ""
        same = meant.casefold() == word.casefold()
        tail = note if same else f" = {meant}{note}" if meant else f" = ?{note}"
        out += [Piece(", ") if out else Piece(""), Piece(word, p.kind), Piece(tail)]
    return tuple(p for p in out if p.text)


def _found(text: str, ground: Ground, triggers: Sequence[Trigger], shown: set[int]) -> list[Row]:
    """A finding, then once each the clause and the rule that it rests on."""
    finding = ground.finding
    rows = [Row(ground.kind, (Piece(_line(_summary(ground))),), "found")]
    if ground.trigger is not None and ground.trigger not in shown:
        shown.add(ground.trigger)
        rows.append(Row("clause", _clause(text, triggers[ground.trigger])))
    borne: list[Piece] = []
    if not (ground.kind == "event" and finding.evidence.rule.startswith("transfer ")):
        for name, spans in sorted(finding.evidence.fields.items(), key=lambda f: f[1][0].start if f[1] else 0):
            if not spans or (name in ("status", "cue", "event") and ground.trigger is not None):
                continue  # the clause's own word
            borne += [Piece(f"{'; ' if borne else ''}{name} "), *_quoted(text, spans, ground, name)]
    if borne:
        rows.append(Row("rests on", tuple(borne)))
    if finding.evidence.rule:
        rows.append(Row("rule", (Piece(_line(finding.evidence.rule)),)))
    return rows


def _quoted(text: str, spans: Iterable[Span], ground: Ground, field: str) -> list[Piece]:
    parts = ground.parts.get(field, ())
    out: list[Piece] = []
    for span in spans:
        part = next((p for p in parts if p.span.start < span.end and span.start < p.span.end), None)
        out += [Piece(", ")] if out else []
        out.append(Piece(f"“{_short(text[span.start : span.end])}”", part.kind if part else ""))
        if part and part.note.startswith("stands for"):
            out.append(Piece(f" ({_line(part.note)})"))
    return out


def _clause(text: str, t: Trigger) -> tuple[Piece, ...]:
    word = _line(text[t.span.start : t.span.end])
    how = f" {t.frame}" + (f", {t.clause}" if t.clause else "")
    out = [Piece(word, "trigger"), Piece(how)] if word else [Piece(how.strip())]
    for slot in t.slots:
        name = f"{slot.role} ({slot.name})" if slot.role else slot.name
        words = ", ".join(_short(text[f.start : f.end]) for f in slot.fillers)
        out.append(Piece(f"; {name}: {words}"))
    if t.over:
        out.append(Piece("; under " + ", ".join(_line(o) for o in t.over)))
    return tuple(out)


def _summary(ground: Ground) -> str:
    f = ground.finding
    if isinstance(f, Transfer):
        told = [
            f"{values.actors(f.supplier)} → {values.actors(f.recipient)}",
            f"{f.weapon} ({f.category.value})",
            values.number(f.quantity) if f.quantity else "",
            values.money(f.value) if f.value else "",
            f.status.value + (", denied" if f.denied else ""),
            f.mode.value if f.mode else "",
            values.when(f.when) if f.when else "",
        ]
        return " · ".join(x for x in told if x)
    if isinstance(f, Statement):
        side = f" for {values.actors(f.side)}" if f.side else ""
        about = f" on {values.actors(f.about)}" if f.about else ""
        kind = "own words" if f.direct else "reported"
        return f"{f.speaker}{side}{about} · {f.stance.value} · {kind} · “{_short(f.evidence.quote, 90)}”"
    if isinstance(f, Event):
        target = f" → {values.actors(f.target)}" if f.target else ""
        codes = " ".join(x for x in (f.mode, f"CAMEO {f.cameo}" if f.cameo else "") if x)
        told = [f"{values.actors(f.actor)} {f.type.value}{target}", codes, values.when(f.when) if f.when else ""]
        return " · ".join(x for x in told if x)
    told = [values.actor(f.subject), f.relation, values.actor(f.object) if f.object else ""]
    return " · ".join(x for x in [*told, values.when(f.when) if f.when else ""] if x)


def _grouped(number: str) -> str:
    """Thousands apart: 'USD 3000000000' as 'USD 3,000,000,000'."""
    return re.sub(r"\d{4,}", lambda m: f"{int(m[0]):,}", number)


def _flat(text: str) -> str:
    """Harmless, line ends as spaces, spaces at both ends kept."""
    return re.sub(r"\s+", " ", safe.clean(text))


def _line(text: str) -> str:
    return safe.line(text)


def _short(text: str, most: int = 48) -> str:
    text = safe.line(text)
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


# ---- on a terminal --------------------------------------------------------------------------------------------------


def terminal(told: Explanation, only: int | None = None, to: Console | None = None) -> None:
    """Print the reading of one report."""
    out = to or console()
    shown = sheets(told, only)
    out.print(Text(_title(told), style="bold"))
    out.print(Text(_subtitle(told), style="dim"))
    out.print()
    for sheet in shown:
        grid = Table.grid(padding=(0, 1, 0, 0))
        grid.add_column(width=4, justify="right", no_wrap=True)
        grid.add_column(overflow="fold")
        grid.add_row(Text(str(sheet.number), style="dim"), _text(sheet.words, "bold" if sheet.heading else ""))
        out.print(grid)
        under = Table.grid(padding=(0, 1, 0, 0))
        under.add_column(width=4)
        under.add_column(width=_LABEL_WIDTH, no_wrap=True)
        under.add_column(overflow="fold")
        if sheet.furniture:
            under.add_row("", Text("left out", style="dim"), Text("site furniture: no part of the report", style="dim"))
        for row in sheet.rows:
            style = {"found": "bold", "none": ""}.get(row.weight, "dim")
            label = Text(row.label, style="bold" if row.weight else "dim")
            under.add_row("", label, _text(row.pieces, style))
        if sheet.rows or sheet.furniture:
            out.print(under)
        out.print()
    out.print(Text(_count(told), style="bold"))
    legend = Text("")
    for kind, meaning in LEGEND:
        legend.append(" · " if legend.plain else "")
        legend.append(meaning, style=STYLES[kind])
    out.print(legend)


def _text(pieces: Iterable[Piece], style: str = "") -> Text:
    out = Text(style=style)
    for piece in pieces:
        out.append(piece.text, style=STYLES.get(piece.kind, ""))
    return out


def _title(told: Explanation) -> str:
    origin = told.report.origin
    return safe.line(told.report.title or (origin.path if origin else "") or told.report.id)


def _subtitle(told: Explanation) -> str:
    report = told.report
    day = values.day(report.published) if report.published else "day of publication not known"
    return " · ".join(safe.line(x) for x in (report.id, report.outlet or "", day, f"reader {told.reader}") if x)


def _count(told: Explanation) -> str:
    grounds = [g.kind for s in told.sentences for g in s.grounds]
    words = [f"{len(told.sentences)} sentence{'s' if len(told.sentences) != 1 else ''}"]
    for kind in ("transfer", "statement", "event", "fact"):
        number = grounds.count(kind)
        words.append(f"{number} {kind}{'s' if number != 1 else ''}")
    words.append(f"{sum(bool(s.why_not) for s in told.sentences)} with a weapon and a step word but no transfer")
    return ", ".join(words)


# ---- as a page ------------------------------------------------------------------------------------------------------


def html(told: Sequence[Explanation], only: int | None = None) -> str:
    """One self-contained page: no script, no address, everything from the reports escaped."""
    style = resources.files(__package__).joinpath("templates/explain.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("dragoman.tell", "templates"), autoescape=True, trim_blocks=True,
        lstrip_blocks=True, undefined=jinja2.StrictUndefined,
    )  # fmt: skip
    return environment.get_template("explain.html.jinja").render(
        reports=[(_title(t), _subtitle(t), _count(t), sheets(t, only)) for t in told],
        legend=LEGEND,
        version=__version__,
        style=Markup(style),
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
    )


def write(told: Sequence[Explanation], path: Path, only: int | None = None) -> None:
    """Write the page.

    :raises UsageError: another suffix, or the file cannot be written.
    """
    if path.suffix.lower() not in (".html", ".htm"):
        raise UsageError(f"{path}: an explanation is written as .html; name the file so")
    text = html(told, only)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise UsageError(f"{path}: cannot be written ({error.strerror or error}); choose another place") from error
