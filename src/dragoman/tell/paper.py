"""The brief as PDF: the same content as the HTML, laid out for A4, with links from each reference to its note.

The fonts are shipped, the file carries no moment of its making: the same picture and reports give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import logging
from collections.abc import Iterable, Sequence
from importlib import resources
from typing import Any

from fpdf import FPDF, FontFace
from fpdf.enums import Align, TableBordersLayout, TableCellFillMode, XPos, YPos
from markupsafe import Markup

from dragoman.tell import charts, drawings, maps, safe, values
from dragoman.tell.notes import Piece, Reference, pieces

INK, SOFT, LINE, LINK = 27, 86, 190, (11, 74, 143)
COLUMNS = (  # heading, share of the breadth, place of its cell
    ("#", 4, ""), ("Supplier", 13, "supplier"), ("Recipient", 12, "recipient"), ("Weapon", 17, "weapon"), ("Number", 9, "quantity"),
    ("Value", 11, "value"), ("Terms", 8, "mode"), ("Status", 12, "status"), ("When", 11, "when"), ("Src", 5, ""), ("Gr", 5, ""),
)  # fmt: skip
EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
DRAWN = 40  # life lines on one picture


class _Paper(FPDF):
    """A4, upright, with the shipped fonts and a number on each page."""

    def __init__(self, title: str, version: str) -> None:
        super().__init__(format="A4")
        logging.getLogger("fpdf").setLevel(logging.ERROR)  # letters that the font lacks are told in the docs
        folder = resources.files(__package__).joinpath("data")
        self.add_font("Sans", "", str(folder.joinpath("DejaVuSans.ttf")))
        self.add_font("Sans", "B", str(folder.joinpath("DejaVuSans-Bold.ttf")))
        self.set_title(title)
        self.set_creator(f"dragoman {version}")
        self.set_lang("en")
        self.creation_date = EPOCH
        self.set_margins(16, 16, 16)
        self.set_auto_page_break(True, 18)
        self.foot = f"Made by Dragoman {version}: what reports say, for watching arms transfers"
        self.notes: dict[int, Any] = {}  # number of a note -> its link
        self.add_page()

    def footer(self) -> None:
        self.set_y(-12)
        self.font(7, grey=SOFT)
        self.cell(0, 4, self.foot)
        self.set_y(-12)
        self.cell(0, 4, str(self.page_no()), align=Align.R)

    def font(self, size: float, *, bold: bool = False, grey: int | tuple[int, int, int] = INK) -> None:
        self.set_font("Sans", "B" if bold else "", size)
        self.set_text_color(*(grey if isinstance(grey, tuple) else (grey, grey, grey)))

    def heading(self, text: str, level: int = 0) -> None:
        """A heading that stays with what follows, and stands in the outline."""
        self.ln(4 if level else 6)
        if self.will_page_break(24):
            self.add_page()
        self.start_section(text, level)
        self.font(10 if level else 13, bold=True)
        self.multi_cell(0, 5 if level else 7, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(1)

    def say(self, text: str, size: float = 9, *, bold: bool = False, grey: int | tuple[int, int, int] = INK) -> None:
        self.font(size, bold=bold, grey=grey)
        self.multi_cell(0, size * 0.5, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def run(self, text: str, size: float = 9, *, bold: bool = False, grey: int | tuple[int, int, int] = INK) -> None:
        """Text that goes on where the last ended."""
        self.font(size, bold=bold, grey=grey)
        first, left = text.split(" ", 1)[0], self.w - self.r_margin - self.x
        if self.x > self.l_margin and left < self.get_string_width(first) < self.epw:
            self.ln(size * 0.5)  # a run that begins at the end of a line would be cut within its first word
        self.write(size * 0.5, text)

    def refs(self, found: Iterable[Reference], size: float = 6) -> None:
        """Raised numbers, each a link to its note."""
        self.char_vpos = "SUP"
        for reference in found:
            self.font(size + 2, grey=LINK)
            self.write(4, f" {reference.number}", self.link_of(reference.number))
        self.char_vpos = "LINE"

    def link_of(self, number: int) -> Any:
        if number not in self.notes:
            self.notes[number] = self.add_link()
        return self.notes[number]

    def quoted(self, words: Sequence[Piece], size: float = 8.5) -> None:
        self.run("“", size)
        for piece in words:
            self.run(piece.text, size, bold=bool(piece.fields))
        self.run("”", size)

    def picture(self, svg: Markup, least: float) -> None:
        """A picture over the whole breadth.

        :param least: its height; where it does not fit, it begins a page.
        """
        if self.will_page_break(least):
            self.add_page()
        self.image(io.BytesIO(drawings.png(svg, 1.6)), w=self.epw, alt_text="the same stands in the text")
        self.ln(2)


def pdf(content: dict[str, Any]) -> bytes:
    """The brief as PDF.

    :param content: what the templates print, see ``brief``.
    """
    paper = _Paper(content["title"], content["version"])
    paper.font(17, bold=True)
    paper.multi_cell(0, 8, content["title"], new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    _summary(paper, content)
    _register(paper, content)
    _pictures(paper, content)
    _discrepancies(paper, content)
    _statements(paper, content)
    _chronology(paper, content)
    _positions(paper, content)
    _relations(paper, content)
    _sources(paper, content)
    _notes(paper, content)
    return bytes(paper.output())


def _summary(paper: _Paper, content: dict[str, Any]) -> None:
    paper.heading("Summary")
    for sentence in content["summary"]:
        paper.say(sentence)
    if content["demonstration"]:
        paper.say(
            f"{content['demonstration']} were written for demonstration (marked °); what rests on them alone is not evidence of anything.",
            bold=True,
        )


def _register(paper: _Paper, content: dict[str, Any]) -> None:
    paper.heading("Register")
    if not content["entries"]:
        paper.say("No deals.")
        return
    paper.say(
        f"n+ at least n · ≤ n at most n · (n) estimate · {values.UNKNOWN} not told · ≠ sources differ · Src: independent sources / "
        "reports · Gr: reliability of the source A–F, credibility 1–6. Numbers in brackets are notes.",
        7, grey=SOFT,
    )  # fmt: skip
    paper.ln(1)
    paper.font(7)
    paper.set_draw_color(LINE)
    with paper.table(
        col_widths=tuple(share for _, share, _ in COLUMNS), line_height=3.4, padding=(0.8, 0.8, 0.8, 0), text_align="LEFT",
        borders_layout=TableBordersLayout.HORIZONTAL_LINES, headings_style=FontFace(emphasis="BOLD"),
        cell_fill_mode=TableCellFillMode.NONE,
    ) as table:  # fmt: skip
        table.row([head for head, _, _ in COLUMNS])
        for entry in content["entries"]:
            row = table.row()
            for head, _, place in COLUMNS:
                if place:
                    cell = entry.cells[place]
                    mark = " ≠" if cell.contested else ""
                    mark += " °" if place == "weapon" and entry.row.demonstration else ""
                    refs = f" [{', '.join(str(r.number) for r in cell.refs)}]" if cell.refs else ""
                    link = paper.link_of(cell.refs[0].number) if cell.refs else None
                    row.cell(safe.line(cell.text) + mark + refs, link=link)
                else:
                    told = {
                        "#": entry.row.number,
                        "Src": f"{entry.row.sources}/{entry.row.report_count}",
                        "Gr": entry.row.grade,
                    }
                    row.cell(str(told[head]))


def _pictures(paper: _Paper, content: dict[str, Any]) -> None:
    rows = [entry.row for entry in content["entries"]]
    if not rows:
        return
    paper.heading("Pictures")
    world = maps.world(rows)
    if world is not None:
        paper.picture(world, _height(world) * paper.epw / maps.WHOLE.width)
    entries = [e for e in content["entries"] if e.steps][:DRAWN]
    lines = charts.life_lines(
        [
            (f"{e.row.number}  {e.row.supplier_name} → {e.row.recipient_name}, {e.row.weapon}", [s for s, _ in e.steps])
            for e in entries
        ]
    )
    if lines is not None:
        height = min(_height(lines) * paper.epw / charts.WIDTH, 240)
        if paper.will_page_break(height + 6):
            paper.add_page()
        paper.say(
            "Life lines: ○ considered · ◇ offered · ◆ approved · □ ordered · ■ delivered · × cancelled · – refused · ‖ suspended",
            7,
            grey=SOFT,
        )
        paper.picture(lines, height)


def _height(svg: Markup) -> float:
    """Of a picture, in its own units."""
    return float(str(svg).partition('height="')[2].partition('"')[0])


def _chronology(paper: _Paper, content: dict[str, Any]) -> None:
    paper.heading("Chronology")
    for row, refs in content["events"]:
        told = row.when != values.UNKNOWN
        day = row.when if told else f"({values.day(row.reported)})" if row.reported else values.UNKNOWN
        marks = f", {', '.join(row.marks)}" if row.marks else ""
        paper.run(f"{day}  ", 8, bold=True)
        paper.run(f"{safe.line(row.actor_name)}: {row.type}{f' {row.mode}' if row.mode else ''}{marks}", 8)
        paper.run(f" → {safe.line(row.target_name)}" if row.target_name else "", 8)
        paper.run(f"  {row.sources}/{row.report_count}", 7, grey=SOFT)
        paper.refs(refs)
        paper.ln(4.6)
    if not content["events"]:
        paper.say("No events.")
    else:
        paper.say("Events in PLOVER's types; (day): of the first report, no date told.", 7.5, grey=SOFT)


def _positions(paper: _Paper, content: dict[str, Any]) -> None:
    paper.heading("Positions")
    for row, stands in content["positions"]:
        paper.heading(f"{safe.line(row.actor_name)} on {safe.line(row.matter_name)}", 1)
        for stand, refs in stands:
            day = stand.when if stand.when != values.UNKNOWN else f"({values.day(stand.reported)})"
            paper.run("turns: " if id(stand) in content["turned"] else "", 8, bold=True)
            quote = safe.line(stand.quote)
            paper.run(f"{stand.stance}, {day}, {stand.how}: {f'“{quote}”' if stand.how == 'verbatim' else quote}", 8)
            paper.refs(refs)
            paper.ln(4.8)
    if not content["positions"]:
        paper.say("Nobody is quoted more than once on one matter.")


def _relations(paper: _Paper, content: dict[str, Any]) -> None:
    paper.heading("Relations")
    if not content["relations"]:
        paper.say("No relations.")
        return
    paper.say(content["reckoning"], 7.5, grey=SOFT)
    for row, refs in content["relations"]:
        paper.run(f"{row.a_name}, {row.b_name}: ", 8, bold=True)
        moves = row.events + row.statements
        paper.run(
            f"{row.standing}, tone {row.tone:+.1f}, level {row.level:+.2f}; {moves} moves, {row.sources} sources, ", 8
        )
        paper.run(f"{' – '.join(dict.fromkeys(row.told))}, silent for {row.silent} days", 8)
        paper.refs(refs)
        paper.ln(4.6)
    for row, shock, refs in content["shocks"]:
        paper.run(f"Shock: {row.a_name} and {row.b_name}, from {values.day(shock.day)}: ", 8, bold=True)
        paper.run(f"mean {shock.before:+.1f} before, {shock.after:+.1f} after", 8)
        paper.refs(refs)
        paper.ln(4.6)
    for t in content["triads"]:
        paper.say(("" if t.balanced else "Under strain: ") + safe.line(t.text), 8)


def _discrepancies(paper: _Paper, content: dict[str, Any]) -> None:
    paper.heading("Discrepancies")
    for row, rivals in content["discrepancies"]:
        number = f"row {row.deal_number}, " if row.deal_number else ""
        paper.heading(
            f"{row.kind}: {number}{safe.line(row.about)} ({row.severity})"
            if row.about
            else f"{row.kind} ({row.severity})",
            1,
        )
        for rival in rivals:
            paper.say(safe.line(rival.value) or values.UNKNOWN, bold=True)
            for side, refs in rival.sides:
                if side.quote:
                    paper.quoted(pieces(side.quote))
                else:
                    paper.run(safe.line(side.text), 8.5)
                published = f", {values.day(side.quote.published)}" if side.quote and side.quote.published else ""
                paper.run(f" {safe.line(side.source)}{published}", 8, grey=SOFT)
                paper.refs(refs)
                paper.ln(5)
        paper.say(
            safe.line(row.explanation) + (f" Settled: {safe.line(row.settled)}" if row.settled else ""), 8, grey=SOFT
        )
    if not content["discrepancies"]:
        paper.say("None: the reports agree as far as they tell the same things.")


def _statements(paper: _Paper, content: dict[str, Any]) -> None:
    paper.heading("Statements")
    for row, refs in content["statements"]:
        side = f" ({safe.line(row.side_name)})" if row.side_name and row.side_name != row.speaker else ""
        about = f" on {safe.line(row.about_name)}" if row.about_name else ""
        day = f", {values.day(row.published)}" if row.published else ""
        paper.run(safe.line(row.speaker), 8.5, bold=True)
        paper.run(f"{side}{about}, {row.stance}{day}: ", 8.5)
        paper.run(f"“{safe.line(row.quote)}”" if row.direct else safe.line(row.quote), 8.5)
        paper.refs(refs)
        paper.ln(5.4)
    if not content["statements"]:
        paper.say("No statements.")
    else:
        paper.say("Quotation marks: the speaker's own words; without them: as reported.", 7.5, grey=SOFT)


def _sources(paper: _Paper, content: dict[str, Any]) -> None:
    paper.heading("On the sources")
    paper.say(content["on_sources"])
    paper.ln(1)
    for row in content["sources"]:
        day = f", {values.day(row.published)}" if row.published else ""
        reason = f" ({safe.line(row.grade_reason)})" if row.grade_reason else ""
        paper.say(f"• {safe.line(row.outlet or 'outlet not known')}{day}, graded {row.grade}{reason}", 8)
        for member in row.members[1:]:
            reason = f"; {safe.line(member.reason)}" if member.reason else ""
            paper.say(
                f"      {member.kind or 'copy'}: {safe.line(member.outlet or member.report)}{reason}", 7.5, grey=SOFT
            )


def _notes(paper: _Paper, content: dict[str, Any]) -> None:
    paper.heading("Notes")
    for note in content["notes"]:
        if paper.will_page_break(14):
            paper.add_page()
        paper.set_link(paper.link_of(note.number), y=paper.y)
        paper.run(f"{note.number}  ", 8.5, bold=True)
        paper.quoted(note.pieces)
        paper.ln(4.4)
        for carrier in note.carriers:
            title = f", {carrier.title}" if carrier.title else ""
            shown = ", written for demonstration" if carrier.demonstration else ""
            paper.run(f"{carrier.outlet}{title}, {carrier.date}{shown}. ", 7.5)
            if carrier.href:
                paper.font(7.5, grey=LINK)
                paper.write(3.75, carrier.address, carrier.href)
            elif carrier.address:
                paper.run(f"{carrier.address} (no web address)", 7.5)
            paper.ln(3.6)
            sha = f"; SHA-256 {carrier.sha256}" if carrier.sha256 else ""
            paper.run(f"report {carrier.report}, characters {carrier.offsets}{sha}", 6.5, grey=SOFT)
            paper.ln(3.8)
        paper.ln(1.4)
