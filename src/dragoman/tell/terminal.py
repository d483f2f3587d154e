"""Tables for a terminal: whole lines at 100 columns, stacked cells below 96, readable at 60 and when piped.

``at`` is what the commands that are named at the end need to find the case again: ' --case my.dragoman'.

Nothing from a report is ever read as markup or as an escape sequence: all text goes through :mod:`.safe` into
``rich.text.Text``. Colour only says again what a word says already.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from dragoman.tell import columns, safe, values
from dragoman.tell.quoting import carrier, dated, print_quotes, quoted, source
from dragoman.tell.rows import DealEvidence, DiscrepancyRow, RegisterRow, SideView, SourceRow, StatementView

WIDE = 96  # columns from which a register row stands on one line
PIPED = 100  # columns where there is no terminal to ask

_STATUS = {"delivered": "green", "ordered": "cyan", "approved": "cyan", "cancelled": "red", "refused": "red"}
_STANCE = {"negative": ("−", "red"), "neutral": ("·", ""), "positive": ("+", "green")}
_FIELD = {"quantity": "number", "delivered": "number delivered", "mode": "terms"}
_SEVERITY = {"high": "bold red", "medium": "yellow", "low": ""}


def console(width: int | None = None) -> Console:
    """Standard output: colour on a terminal unless NO_COLOR is set, 100 columns where nothing tells the width."""
    out = sys.stdout
    if hasattr(out, "reconfigure") and (out.encoding or "").lower().replace("-", "") != "utf8":
        out.reconfigure(errors="replace")  # a terminal that cannot show a letter must not end the run
    made = Console(highlight=False, markup=False, emoji=False, width=width)
    if width is None and not made.is_terminal and "COLUMNS" not in os.environ:
        made = Console(highlight=False, markup=False, emoji=False, width=PIPED)
    return made


def register(rows: Sequence[RegisterRow], to: Console | None = None, at: str = "") -> None:
    """The register as a table, its legend, and what to type next."""
    out = to or console()
    if not rows:
        nothing(out, "no deals", "show a wider range, or read more reports: dragoman read PATH...")
        return
    out.print(_register_wide(rows, out.width) if out.width >= WIDE else _register_stacked(rows, out.width))
    sure = sum(1 for row in rows if row.sources > 1)
    told = [count(len(rows), "deal"), f"{sure} borne by more than one independent source"]
    contested = [row for row in rows if row.contested]
    if contested:
        told.append(f"{len(contested)} contested")
    out.print(Text("; ".join(told), style="bold"))
    legend(out, _marks(rows), any(row.demonstration for row in rows))
    pick = (contested or list(rows))[0].number
    more = ["show discrepancies"] if any(row.discrepancies for row in rows) else []
    next_steps(out, at, f"show register --why {pick}", *more, "brief -o brief.html")


def _marks(rows: Sequence[RegisterRow]) -> list[str]:
    marks = ["Src: independent sources / reports"]
    if any(row.quantity_estimate or "(" in row.value for row in rows):
        marks.append("( ) estimate")
    if any("+" in row.quantity + row.value for row in rows):
        marks.append("n+ at least n")
    marks.append(". . not told")
    if any(row.contested for row in rows):
        marks.append("≠ sources differ")
    return marks


def _register_wide(rows: Sequence[RegisterRow], width: int) -> Table:
    headers = ("#", "Supplier", "Recipient", "Weapon", "No.", "Value", "Status", "When", "Src", "Gr")
    cells = [
        (
            Text(str(row.number)),
            _marked(row.supplier_name, row, "supplier"),
            _marked(row.recipient_name, row, "recipient"),
            _weapon(row),
            _marked(row.quantity, row, "quantity"),
            _marked(row.value, row, "value"),
            _status(row),
            _marked(row.when, row, "when"),
            Text(_src(row)),
            Text(row.grade),
        )
        for row in rows
    ]
    # dates first, then parties to a state's name, then the weapon, each to its longest word, at last below it
    shrink = [(7, 14), (1, 13), (2, 13), (3, 18), (1, None), (2, None), (3, None), (3, 10), (1, 11), (2, 11)]
    widths = _widths(headers, cells, shrink, width - len(headers) - 1)
    table = made_table(gap=0)
    for header, across in zip(headers, widths, strict=True):
        right = header in ("#", "No.", "Value", "Src")
        table.add_column(header, justify="right" if right else "left", width=across, overflow="fold")
    for row in cells:
        table.add_row(*(columns.hyphened(c, w) for c, w in zip(row, widths, strict=True)))
    return table


def _register_stacked(rows: Sequence[RegisterRow], width: int) -> Table:
    headers = ("#", "Supplier → recipient", "Weapon", "No., value", "Status, when", "Src")
    cells = []
    for row in rows:
        number = _marked(row.quantity, row, "quantity")
        if row.value != values.UNKNOWN:
            number = Text("\n").join([number, _marked(row.value, row, "value")])
        parties = _marked(row.supplier_name, row, "supplier"), "\n→ ", _marked(row.recipient_name, row, "recipient")
        when = Text("\n").join([_status(row), _marked(row.when, row, "when")])
        cells.append(
            (
                Text(str(row.number)),
                Text.assemble(*parties),
                _weapon(row),
                number,
                when,
                Text(f"{_src(row)}\n{row.grade}"),
            )
        )
    # the words for parties, weapons and dates give way, each to its longest word, at last below it
    shrink = [(1, 16), (2, 16), (4, 12), (1, None), (2, None), (4, None), (3, None), (2, 10), (1, 9)]
    widths = _widths(headers, cells, shrink, width - 2 * len(headers))
    table = made_table(lines=True)
    for header, across in zip(headers, widths, strict=True):
        right = header in ("#", "No., value", "Src")
        table.add_column(header, justify="right" if right else "left", width=across, overflow="fold")
    for cell in cells:
        table.add_row(*(columns.hyphened(c, w) for c, w in zip(cell, widths, strict=True)))
    return table


def _widths(
    headers: Sequence[str], cells: Sequence[Sequence[Text]], shrink: Sequence[tuple[int, int | None]], room: int
) -> list[int]:
    """Widths of the columns; None in ``shrink`` stands for the column's longest word."""
    across = list(zip(*cells, strict=True))
    wanted = [columns.natural(c, h) for c, h in zip(across, headers, strict=True)]
    least = [columns.narrowest(c, h) for c, h in zip(across, headers, strict=True)]
    bounds = [(c, least[c] if bound is None else bound) for c, bound in shrink]
    return columns.fit(wanted, bounds, room)


def _src(row: RegisterRow) -> str:
    return f"{row.sources}/{row.report_count}"


def _weapon(row: RegisterRow) -> Text:
    told = _marked(row.weapon, row, "weapon")
    if row.demonstration:
        told.append("°")  # as a note's mark: never alone on a line
    if (row.mode and row.mode != "sale") or "mode" in row.contested:
        told.append_text(Text("\n").append_text(_marked(row.mode or "terms", row, "mode", style="italic")))
    return told


def _status(row: RegisterRow) -> Text:
    told = _marked(row.status, row, "status", style=_STATUS.get(row.status, ""))
    if row.denied:
        told.append("\ndenied", style="bold")
    return told


def _marked(text: str, row: RegisterRow, field: str, style: str = "") -> Text:
    return Text(safe.line(text) + (" ≠" if field in row.contested else ""), style=style)


def statements(rows: Sequence[StatementView], to: Console | None = None, at: str = "") -> None:
    """Statements: who, of whose side, about whom, with which stance, in which words."""
    out = to or console()
    if not rows:
        nothing(out, "no statements", "show a wider range, or read more reports: dragoman read PATH...")
        return
    narrow = out.width < 80
    table = made_table(lines=True)
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("Speaker", ratio=3, overflow="fold")
    if not narrow:
        table.add_column("About", ratio=2)
    table.add_column("", no_wrap=True)
    table.add_column("Words", ratio=8, overflow="fold")
    for row in rows:
        mark, colour = _STANCE.get(row.stance, ("·", ""))
        speaker = Text(safe.line(row.speaker), style="bold")
        if row.side_name and safe.line(row.side_name) != safe.line(row.speaker):
            speaker.append(f"\n{safe.line(row.side_name)}", style="not bold")
        about = Text(safe.line(row.about_name) or "–")
        if narrow:
            speaker = Text.assemble(speaker, "\non ", about) if row.about_name else speaker
        cells: list[RenderableType] = [Text(str(row.number)), speaker]
        cells += [] if narrow else [about]
        cells += [Text(mark, style=colour), _words(row)]
        table.add_row(*cells)
    out.print(table)
    stances = ", ".join(f"{sum(r.stance == s for r in rows)} {s}" for s in _STANCE)
    out.print(Text(f"{count(len(rows), 'statement')}: {stances}", style="bold"))
    marks = ["− negative, · neutral, + positive toward whom it is about", "“…” in the speaker's own words"]
    legend(out, marks)
    next_steps(out, at, "show statements --format json", "brief -o brief.html")


def _words(row: StatementView) -> Text:
    quote = safe.line(row.quote)
    told = Text(f"“{quote}”" if row.direct else quote)
    first = row.evidence[0] if row.evidence else None
    outlet = carrier(first) if first else ""
    more = f", {row.sources_text}" if row.report_count > 1 else ""
    day = f", {values.day(row.published)}" if row.published else ""
    told.append(f"\n{outlet}{day}{more}" if outlet else "", style="dim")
    return told


def discrepancies(rows: Sequence[DiscrepancyRow], to: Console | None = None, at: str = "") -> None:
    """What cannot all be true, side by side with both quotes; one under the other below 80 columns."""
    out = to or console()
    if not rows:
        nothing(out, "no discrepancies", "the sources agree as far as they tell the same things")
        return
    for row in rows:
        head = Text(f"{row.number}  {row.kind}", style="bold")
        head.append(f"  {row.severity}", style=_SEVERITY.get(row.severity, ""))
        deal = f"row {row.deal_number}: {row.about}" if row.deal_number else row.about
        head.append(f"  {safe.line(deal)}", style="not bold")
        head.append(f"  {row.id}", style="dim not bold")  # by which a reviewer settles it
        out.print(head)
        out.print(Padding(_sides(row, out.width), (0, 0, 0, 3)))
        if row.explanation:
            out.print(Padding(Text(safe.line(row.explanation), style="dim"), (0, 0, 0, 3)))
        if row.settled:
            out.print(Padding(Text(f"settled: {safe.line(row.settled)}"), (0, 0, 0, 3)))
        out.print()
    told = count(len(rows), "discrepancy", "discrepancies")
    out.print(Text(f"{told}; nothing is settled by the machine", style="bold"))
    pick = next((row.deal_number for row in rows if row.deal_number), None)
    next_steps(out, at, f"show register --why {pick}" if pick else "show register")


def _sides(row: DiscrepancyRow, width: int) -> RenderableType:
    values_told: dict[str, list[SideView]] = {}
    for side in row.sides:
        values_told.setdefault(side.value, []).append(side)
    cells: list[RenderableType] = [_side(value, sides) for value, sides in values_told.items()]
    if width < 80 or len(cells) > 3:
        return Group(*cells)
    table = made_table(header=False)
    for _ in cells:
        table.add_column(ratio=1, overflow="fold")
    table.add_row(*cells)
    return table


def _side(value: str, sides: Sequence[SideView]) -> Text:
    told = Text(safe.line(value) or values.UNKNOWN, style="bold")
    same: dict[str, list[SideView]] = {}
    for side in sides:
        same.setdefault(quoted(side.quote).plain if side.quote else side.text, []).append(side)
    for words, carriers in same.items():
        first = carriers[0].quote
        quote = quoted(first) if first else Text(safe.line(words))
        told.append("\n")
        told.append_text(Text.assemble(quote, style="not bold"))
        for side in carriers:
            told.append(f"\n{source(side.quote) if side.quote else safe.line(side.source)}", style="not bold dim")
    return told


def sources(rows: Sequence[SourceRow], to: Console | None = None, at: str = "") -> None:
    """Independent sources, each with its reprints and rewrites below it and the reason for each."""
    out = to or console()
    if not rows:
        nothing(out, "no sources", "read some reports: dragoman read PATH...")
        return
    for row in rows:
        first = row.members[0] if row.members else None
        head = Text(f"{row.number:>3}  ")
        head.append(safe.line(row.outlet or "outlet not known"), style="bold")
        if first and first.file and not row.outlet:
            head.append(f" ({safe.line(first.file)})")
        head.append(f"  {dated(row.published)}  [{row.grade}]")
        if first and first.demonstration:
            head.append("  °")
        if row.title:
            head.append(f"\n     {safe.line(row.title)}")
        tree = Tree(head, guide_style="dim")
        nodes = {first.report: tree} if first else {}
        for member in row.members[1:]:
            leaf = Text(f"{member.kind or 'copy'}  ", style="italic")
            leaf.append(carrier(member), style="bold not italic")
            leaf.append(f"  {dated(member.published)}{' °' if member.demonstration else ''}", style="not italic")
            if member.reason:
                leaf.append(f"\n{safe.line(member.reason)}", style="dim not italic")
            nodes[member.report] = nodes.get(member.of or "", tree).add(leaf)
        if row.deals:
            listed = ", ".join(str(n) for n in row.deals[:12]) + (" …" if len(row.deals) > 12 else "")
            tree.add(Text(f"bears row{'s' if len(row.deals) > 1 else ''} {listed} of the register", style="dim"))
        out.print(tree)
    reports = sum(row.report_count for row in rows)
    out.print()
    out.print(Text(f"{count(len(rows), 'independent source')}, {count(reports, 'report')}", style="bold"))
    marks = ["[A-F] reliability of the outlet, F: cannot be judged"]
    legend(out, marks, any(m.demonstration for row in rows for m in row.members))
    next_steps(out, at, "show register", "show discrepancies")


def evidence(found: DealEvidence, to: Console | None = None, at: str = "") -> None:
    """What one deal rests on: life line, then each attribute, each value, its words, who says so."""
    out = to or console()
    row = found.row
    parties = safe.line(f"{row.supplier_name} → {row.recipient_name}, {row.weapon}")
    out.print(Text(f"{row.number}  {parties}", style="bold"))
    told = [row.quantity if row.quantity != values.UNKNOWN else "number not told"]
    told += [row.value] if row.value != values.UNKNOWN else []
    told += [f"{row.status}{' (denied)' if row.denied else ''}"]
    told += [row.when] if row.when != values.UNKNOWN else []
    told += [row.mode] if row.mode else []
    out.print(Text(safe.line(" · ".join(told))))
    out.print(Text(f"{row.sources_text} · grade {row.grade}: {safe.line(row.grade_reason)}"))
    if row.review:
        out.print(Text(f"reviewed: {row.review}"))
    out.print()
    if found.steps:
        out.print(Text("Life line", style="bold"))
        for step in found.steps:
            text = Text("  ● ")
            text.append(step.status, style=_STATUS.get(step.status, ""))
            by = f" by {', '.join(step.denied_by)}" if step.denied_by else ""
            denied = f", denied{by}" if step.denied else ""
            number = f", {step.quantity}" if step.quantity != values.UNKNOWN else ""
            text.append(safe.line(f"{denied}{number}, {step.when if step.when != values.UNKNOWN else 'date not told'}"))
            text.append(f"  ({count(step.sources, 'independent source')})", style="dim")
            out.print(text)
        out.print()
    seen: set[str] = set()
    for attribute in found.attributes:
        head = Text(_FIELD.get(attribute.field, attribute.field), style="bold")
        if attribute.contested:
            head.append("  ≠ sources differ", style="yellow not bold")
        head.append(f"  credibility {attribute.credibility}", style="dim not bold")
        if attribute.reason:
            head.append(f": {safe.line(attribute.reason)}", style="dim not bold")
        out.print(head)
        for claim in attribute.claims:
            value = Text(safe.line(claim.value), style="underline")
            value.append(f"  {claim.sources_text}", style="dim not underline")
            out.print(Padding(value, (0, 0, 0, 2)))
            print_quotes(out, claim.quotes, seen)
    if not found.attributes:
        print_quotes(out, row.evidence, seen)
    for text in found.why_joined:
        out.print(Text(f"joined: {safe.line(text)}", style="dim"))
    if found.discrepancies:
        out.print()
        for d in found.discrepancies:
            sides = " against ".join(safe.line(side.value) for side in d.sides)
            out.print(Text.assemble(("≠ ", "yellow"), f"{d.kind}: {sides}"))
    out.print()
    out.print(Text("[…] the words that bear the value; @ characters of the report's text", style="dim"))
    next_steps(out, at, "show register", "show discrepancies")


def made_table(*, lines: bool = False, header: bool = True, gap: int = 1) -> Table:
    return Table(
        box=box.SIMPLE_HEAD if header else None,
        show_header=header,
        pad_edge=False,
        padding=(0, gap, 0, 0),
        leading=1 if lines else 0,
        header_style="bold",
        expand=False,
    )


def nothing(out: Console, what: str, hint: str) -> None:
    out.print(Text(f"{what} to show", style="bold"))
    out.print(Text(hint))


def legend(out: Console, marks: Sequence[str], demonstration: bool = False) -> None:
    """What the marks in a table mean; a line never begins with a mark between two of them."""
    told = [*marks, "° written for demonstration"] if demonstration else marks
    out.print(Text(columns.packed(told, out.width), style="dim"))


def next_steps(out: Console, at: str, *commands: str) -> None:
    """What to type next, a command a line: one can be copied whole, wherever a narrow terminal breaks it."""
    for i, command in enumerate(commands):
        told = f"{'      ' if i else 'next: '}{safe.line(f'dragoman {command}{at}')}"
        out.print(Text(told, style="dim"), soft_wrap=True)


def count(number: int, noun: str, plural: str = "") -> str:
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
