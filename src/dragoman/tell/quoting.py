"""Quotes on a terminal: the value's words in brackets, whole once and in short after that."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from dragoman.model import Span
from dragoman.tell import safe, values
from dragoman.tell.rows import MemberView, Quote


def print_quotes(out: Console, quotes: Iterable[Quote], seen: set[str]) -> None:
    """Quotes with all who carry them: whole when first met, later only the words with what stands beside them."""
    same: dict[str, list[Quote]] = {}  # reprints have the same words
    for quote in quotes:
        same.setdefault(quoted(quote).plain, []).append(quote)
    for carriers in same.values():
        first = carriers[0]
        if first.quote in seen:
            outlets = ", ".join(dict.fromkeys(carrier(c) for c in carriers))
            told = Text.assemble(excerpt(first), (f"  {outlets}", "dim"))
            out.print(Padding(told, (0, 0, 0, 6)))
            continue
        seen.add(first.quote)
        out.print(Padding(quoted(first), (0, 0, 0, 6)))
        for quote in carriers:
            out.print(Padding(Text(source(quote), style="dim"), (0, 0, 0, 6)))


def excerpt(quote: Quote, reach: int = 24) -> Text:
    """The marked words with a few words on both sides."""
    text = quote.quote
    first = quote.marks[0] if quote.marks else Span(start=0, end=min(reach, len(text)))
    last = max(quote.marks, key=lambda m: m.end, default=first)
    start = 0 if first.start <= reach else text.find(" ", first.start - reach, first.start) + 1 or first.start
    end = len(text) if last.end + reach >= len(text) else max(text.rfind(" ", last.end, last.end + reach), last.end)
    marks = tuple(Span(start=m.start - start, end=m.end - start) for m in quote.marks)
    told = quoted(quote.model_copy(update={"quote": text[start:end], "marks": marks}))
    body = told[1 : len(told) - 1]
    return Text.assemble("“", "… " if start else "", body, " …" if end < len(text) else "", "”")


def quoted(quote: Quote) -> Text:
    """The quote with the value's words in brackets, so that they show without colour."""
    told, at = Text("“"), 0
    for mark in quote.marks:
        if mark.start < at:
            continue
        told.append(safe.clean(quote.quote[at : mark.start]).replace("\n", " "))
        told.append(f"[{safe.clean(quote.quote[mark.start : mark.end])}]".replace("\n", " "), style="bold")
        at = mark.end
    told.append(safe.clean(quote.quote[at:]).replace("\n", " ").rstrip())
    told.append("”")
    return told


def source(quote: Quote) -> str:
    """Outlet, date, report and offsets."""
    name = safe.line(quote.outlet or f"outlet not known{f' ({quote.file})' if quote.file else ''}")
    date = dated(quote.published)
    demo = ", written for demonstration" if quote.demonstration else ""
    return f"{name}, {date}, {safe.line(quote.report)} @{quote.span.start}–{quote.span.end}{demo}"


def carrier(of: Quote | MemberView) -> str:
    """A report in a word or two: its outlet, else its file's name, else its id."""
    return safe.line(of.outlet or of.file or of.report)


def dated(published: str | None) -> str:
    """The day of a report for people."""
    return values.day(published) if published else "date not known"
