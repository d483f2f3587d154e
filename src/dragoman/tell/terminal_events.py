"""Events, positions and relations on a terminal; see :mod:`.terminal` for what holds for all tables."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from dragoman.tell import diplomacy, safe, values
from dragoman.tell.quoting import carrier, excerpt, print_quotes
from dragoman.tell.rows import EventRow, MoveView, PositionRow, RelationRow, StandView, TriadRow
from dragoman.tell.terminal import console, count, legend, made_table, next_steps, nothing

_MARK = {"negative": ("−", "red"), "neutral": ("·", ""), "positive": ("+", "green")}
_QUAD = {1: "green", 2: "green", 3: "red", 4: "red"}
_STANDING = {"friendly": "green", "hostile": "red"}
_BARS = "▁▂▃▄▅▆▇█"
_FEW = 12  # turning points, shocks and triads that are told under a table; the rest is counted


def chronology(rows: Sequence[EventRow], to: Console | None = None, at: str = "") -> None:
    """Events: when, who, what, toward whom, in which words."""
    out = to or console()
    if not rows:
        nothing(out, "no events", "show a wider range, or read more reports: dragoman read PATH...")
        return
    narrow = out.width < 80
    table = made_table()
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("When", ratio=3)
    table.add_column("Who → toward whom", ratio=4, overflow="fold")
    table.add_column("What", ratio=3, overflow="fold")
    if not narrow:
        table.add_column("Words", ratio=7, overflow="fold")
    table.add_column("Src", justify="right", no_wrap=True)
    for row in rows:
        what = Text(row.type, style=_QUAD[row.quad])
        more = " ".join([row.mode or "", *row.marks]).strip()
        what.append(f"\n{more}" if more else "", style="dim")
        words: list[RenderableType] = [] if narrow else [_short(row)]
        table.add_row(
            Text(str(row.number)), Text(when(row)), Text(_sides(row)), what, *words,
            Text(f"{row.sources}/{row.report_count}"),
        )  # fmt: skip
    out.print(table)
    dated = sum(row.when != values.UNKNOWN for row in rows)
    sure = sum(row.sources > 1 for row in rows)
    told = f"{count(len(rows), 'event')}, {dated} with a date told; {sure} told by more than one independent source"
    out.print(Text(told, style="bold"))
    marks = ["( ) no date told: day of the first report", "Src: independent sources / reports"]
    legend(out, marks, any(r.demonstration for r in rows))
    next_steps(out, at, f"show chronology --why {rows[0].number}", "show relations")


def when(row: EventRow | StandView) -> str:
    """The date told, else the day of the first report in brackets."""
    if row.when != values.UNKNOWN:
        return row.when
    return f"({values.day(row.reported)})" if row.reported else values.UNKNOWN


def _sides(row: EventRow) -> str:
    degree = "°" if row.demonstration else ""
    return safe.line(f"{row.actor_name}{f' → {row.target_name}' if row.target_name else ''}{degree}")


def _short(row: EventRow) -> Text:
    return excerpt(row.evidence[0], reach=30) if row.evidence else Text("")


def event(row: EventRow, to: Console | None = None, at: str = "") -> None:
    """One event with all its words."""
    out = to or console()
    out.print(Text(f"{row.number}  {_sides(row)}: {row.type}{f' {row.mode}' if row.mode else ''}", style="bold"))
    dated = f"when: {row.when}" if row.when != values.UNKNOWN else "when: not told"
    first = f"; first reported {values.day(row.reported)}" if row.reported else ""
    out.print(Text(dated + first + (f" · {', '.join(row.marks)}" if row.marks else "")))
    sectors = [
        f"{name} {', '.join(s)}" for name, s in (("actor", row.actor_sectors), ("target", row.target_sectors)) if s
    ]
    deal = f" · step of row {row.deal_number} of the register" if row.deal_number else ""
    out.print(Text(f"CAMEO {row.cameo or 'not told'}{' · ' if sectors else ''}{'; '.join(sectors)}{deal}"))
    where = (
        f"place: {safe.line(row.place)}{f', {values.actor(row.place_country)}' if row.place_country else ''}"
        if row.place
        else "place: not told"
    )
    out.print(Text(where + (f" · contexts: {', '.join(row.contexts)}" if row.contexts else "")))
    out.print(Text(row.sources_text))
    for text in row.why_joined:
        out.print(Text(f"joined: {safe.line(text)}", style="dim"))
    print_quotes(out, row.evidence, set())
    next_steps(out, at, f"show register --why {row.deal_number}" if row.deal_number else "show chronology")


# ---- positions --------------------------------------------------------------------------------------------------


def positions(rows: Sequence[PositionRow], to: Console | None = None, at: str = "") -> None:
    """Every turning point with both quotes; then the lines: whose, on what, how they run."""
    out = to or console()
    if not rows:
        nothing(out, "no positions", "show a wider range, or read more reports: dragoman read PATH...")
        return
    turns = [(row, turn) for row in rows for turn in row.turns]
    for row, turn in turns[:_FEW]:
        out.print(
            Text(f"{row.number}  {safe.line(row.actor_name)} on {safe.line(row.matter_name)} turns", style="bold")
        )
        _print_stand(out, turn.before)
        _print_stand(out, turn.after)
        out.print()
    if len(turns) > _FEW:
        out.print(Text(f"{len(turns) - _FEW} more turning points: show positions --why N", style="dim"))
    table = made_table()
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("Who", ratio=4, overflow="fold")
    table.add_column("On", ratio=4, overflow="fold")
    table.add_column("Line", ratio=2, overflow="fold")
    table.add_column("From – to", ratio=3)
    table.add_column("Turns", justify="right", no_wrap=True)
    table.add_column("Src", justify="right", no_wrap=True)
    for row in rows:
        who = Text(safe.line(row.actor_name), style="bold")
        if row.side_name and row.side_name != row.actor_name:
            who.append(f" ({safe.line(row.side_name)})", style="not bold")
        who.append("°" if row.demonstration else "")
        table.add_row(
            Text(str(row.number)), who, Text(safe.line(row.matter_name)), _line(row), Text(_span(row)),
            Text(str(len(row.turns)) if row.turns else ""), Text(f"{row.sources}/{row.report_count}"),
        )  # fmt: skip
    out.print(table)
    out.print(Text(f"{count(len(rows), 'position')}, {count(len(turns), 'turning point')}", style="bold"))
    marks = ["− negative, · neutral, + positive, oldest first", "( ) day of the first report"]
    legend(out, [*marks, "Src: independent / reports"], any(r.demonstration for r in rows))
    next_steps(out, at, f"show positions --why {rows[0].number}", "show statements")


def _line(row: PositionRow) -> Text:
    stances = [s.stance for s in row.stands]
    told = Text("… " if len(stances) > 10 else "")
    for stance in stances[-10:]:
        mark, colour = _MARK[stance]
        told.append(f"{mark} ", style=colour)
    return told


def _span(row: PositionRow) -> str:
    first, last = when(row.stands[0]), when(row.stands[-1])
    return first if first == last else f"{first} – {last}"


def _print_stand(out: Console, s: StandView) -> None:
    mark, colour = _MARK[s.stance]
    quote = safe.line(s.quote)
    told = Text.assemble((f"{mark} ", colour), when(s), ", ", s.how)
    if s.basis not in ("words",):
        told.append(f", {s.basis}")
    told.append(f": “{quote}”" if s.how == "verbatim" else f": {quote}")
    out.print(Padding(told, (0, 0, 0, 2)))
    first = s.evidence[0] if s.evidence else None
    if first:
        more = f"; {s.sources_text}" if s.report_count > 1 else ""
        source = f"{carrier(first)}, {values.day(first.published)}{more}"
        out.print(Padding(Text(source, style="dim"), (0, 0, 0, 4)))


def position(row: PositionRow, to: Console | None = None, at: str = "") -> None:
    """One line, statement by statement."""
    out = to or console()
    side = f" ({safe.line(row.side_name)})" if row.side_name and row.side_name != row.actor_name else ""
    out.print(Text(f"{row.number}  {safe.line(row.actor_name)}{side} on {safe.line(row.matter_name)}", style="bold"))
    out.print(Text(row.sources_text))
    turned = {id(turn.after) for turn in row.turns}
    for stand in row.stands:
        if id(stand) in turned:
            out.print(Text("  — turns —", style="bold"))
        _print_stand(out, stand)
    out.print()
    out.print(
        Text("stance toward whom the words are about; on goods by the step of the deal where one is named", style="dim")
    )
    deals = [f"show register --why {n}" for n in row.deal_numbers[:2]]
    next_steps(out, at, *(deals or ["show positions"]))


# ---- relations --------------------------------------------------------------------------------------------------


def relations(
    rows: Sequence[RelationRow], triads: Sequence[TriadRow] = (), to: Console | None = None, at: str = ""
) -> None:
    """Pairs of states with their curves; then the shocks, and who stands between whom."""
    out = to or console()
    if not rows:
        nothing(out, "no relations", "show a wider range, or read more reports: dragoman read PATH...")
        return
    table = made_table()
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("Between", ratio=5, overflow="fold")
    table.add_column("Standing", ratio=3)
    table.add_column("Tone", justify="right", no_wrap=True)
    table.add_column("Level", justify="right", no_wrap=True)
    table.add_column("Curve", ratio=2, no_wrap=True)
    table.add_column("Moves", justify="right", no_wrap=True)
    table.add_column("Src", justify="right", no_wrap=True)
    table.add_column("From – to", ratio=4)
    table.add_column("Silent", justify="right", no_wrap=True)
    for row in rows:
        mark = "°" if row.demonstration else ""
        table.add_row(
            Text(str(row.number)), Text(f"{row.a_name}, {row.b_name}{mark}"),
            Text(row.standing, style=_STANDING.get(row.standing, "")), Text(f"{row.tone:+.1f}"),
            Text(f"{row.level:+.2f}"), Text(curve(row)), Text(str(row.events + row.statements)), Text(str(row.sources)),
            Text(_range(row)), Text(f"{row.silent} d"),
        )  # fmt: skip
    out.print(table)
    _shocks(out, rows)
    _strain(out, triads)
    out.print(Text(f"{count(len(rows), 'pair')} of states; {diplomacy.summary(rows)}", style="bold"))
    marks = ["Tone: mean score, recent moves weigh more", "Level: decayed sum", "Moves: events and words"]
    marks += ["Src: independent sources", "Silent: days since the last move, about which nothing is known"]
    legend(out, marks, any(r.demonstration for r in rows))
    next_steps(out, at, f"show relations --why {rows[0].number}", "export csv -o FOLDER")


def curve(row: RelationRow) -> str:
    """The tones of the last points as bars: ▁ -10, █ +10."""
    return "".join(_BARS[min(7, max(0, int((p.tone + 10) / 20 * 8)))] for p in row.points[-10:])


def _range(row: RelationRow) -> str:
    first, last = row.told
    return first if first == last else f"{first} – {last}"


def _shocks(out: Console, rows: Sequence[RelationRow]) -> None:
    found = [(row, shock) for row in rows for shock in row.shocks]
    for row, shock in found[:_FEW]:
        head = f"{row.number}  {row.a_name}, {row.b_name}: shock from {values.day(shock.day)}"
        out.print(Text(f"{head}, mean {shock.before:+.1f} → {shock.after:+.1f}", style="bold"))
        for move in shock.moves[:4]:
            _print_move(out, move)
        out.print()
    if len(found) > _FEW:
        out.print(Text(f"{len(found) - _FEW} more shocks: show relations --why N", style="dim"))


def _strain(out: Console, triads: Sequence[TriadRow]) -> None:
    strained = [t for t in triads if not t.balanced]
    if not triads:
        return
    told = f"{count(len(triads), 'triad')} of states with a sign for each pair, {len(strained)} under strain"
    out.print(Text(told, style="bold"))
    for triad in [*strained, *(t for t in triads if t.balanced)][:_FEW]:
        out.print(Text(f"  {'≠' if not triad.balanced else '='} {triad.text}"))
        for pair in triad.pairs:
            out.print(Padding(Text(pair, style="dim"), (0, 0, 0, 6)))
    out.print()


def _print_move(out: Console, move: MoveView) -> None:
    told = Text.assemble(
        (f"  {move.score * move.weight:+.2f} ", "green" if move.score > 0 else "red"),
        f"{values.day(move.day)}{'' if move.placed == 'told' else ' (day of the report)'}, {move.actor_name} → "
        f"{move.target_name}: {move.what}, score {move.score:g} × weight {move.weight:g}",
    )
    out.print(told)
    for quote in move.evidence[:1]:
        text = Text.assemble(excerpt(quote, reach=40), (f"  {carrier(quote)}", "dim"))
        out.print(Padding(text, (0, 0, 0, 8)))


def relation(row: RelationRow, to: Console | None = None, at: str = "") -> None:
    """One curve, point by point, each with what moved it."""
    out = to or console()
    out.print(Text(f"{row.number}  {row.a_name} and {row.b_name}: {row.standing}", style="bold"))
    out.print(Text(f"{diplomacy.summary([row])} · tone {row.tone:+.2f}, level {row.level:+.4f}"))
    shocks = {shock.day: shock for shock in row.shocks}
    for point in row.points:
        gap = f", {count(point.gap, 'day')} after, {count(point.sources, 'source')} in between" if point.gap else ""
        head = f"{values.day(point.day)}{gap}: level {point.level:+.4f}, tone {point.tone:+.2f}"
        out.print(Text(head, style="bold"))
        if point.day in shocks:
            shock = shocks[point.day]
            out.print(Text(f"  shock: mean {shock.before:+.1f} → {shock.after:+.1f}", style="yellow"))
        for move in point.moves:
            _print_move(out, move)
    if row.silent:
        out.print(Text(f"silent since, {count(row.silent, 'day')}: nothing is known of them", style="dim"))
    for text in row.strained:
        out.print(Text(f"under strain: {text}"))
    out.print(Text("level = sum of score × weight × 0.5 ^ (days since / half-life)", style="dim"))
    next_steps(out, at, "show relations", "show chronology")
