"""The rows of events, positions and relations; :mod:`.views` gives them out with those of the register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from dragoman import knowledge
from dragoman.model import Evidence, FindingRef, Move, Occurrence, Picture, Point, Position, Relation, Stand, Triad
from dragoman.tell import values
from dragoman.tell.contexts import contexts_of
from dragoman.tell.filters import Filters
from dragoman.tell.index import Index, Reports
from dragoman.tell.rows import (
    EventRow,
    MoveView,
    PointView,
    PositionRow,
    Quote,
    RelationRow,
    ShockView,
    StandView,
    TriadRow,
    TurnView,
)

STANCES = {"negative": "−", "neutral": "·", "positive": "+"}
STANDINGS = {1: "friendly", -1: "hostile", 0: "mixed"}
KNOWN = 4  # half-lives of silence after which a standing is not known; as in weighing


def chronology_rows(picture: Picture, filters: Filters | None = None, reports: Reports = ()) -> list[EventRow]:
    """Events in the order of time; an event without a date stands where it was reported."""
    index, filters = Index(picture, reports), filters or Filters()
    deals = filters.deals(index)
    rows = [event_row(index, o, place) for place, o in enumerate(picture.events, 1)]
    return filters.cut([row for row in rows if filters.takes_event(row) and (deals is None or row.deal in deals)])


def event_row(index: Index, o: Occurrence, place: int) -> EventRow:
    """One event as a row."""
    evidence = _words_of(index, o.findings)
    return EventRow(
        number=place,
        id=o.id,
        actor=o.actor,
        target=o.target,
        actor_name=values.actors(o.actor, unknown=""),
        target_name=values.actors(o.target, unknown=""),
        actor_sectors=o.actor_sectors,
        target_sectors=o.target_sectors,
        type=o.type.value,
        mode=o.mode,
        quad=knowledge.load().plover[o.type.value].quad,
        cameo=o.cameo,
        when=values.when(o.when),
        when_edtf=values.edtf(o.when),
        when_first=o.when[0] if o.when else None,
        when_last=o.when[1] if o.when else None,
        reported=o.reported,
        marks=o.marks,
        contexts=contexts_of((q.quote for q in evidence), arms=o.deal is not None),
        place=o.place.name if o.place else None,
        place_country=o.place.country if o.place else None,
        place_precision=o.place.precision if o.place else None,
        deal=o.deal,
        deal_number=index.number.get(o.deal or ""),
        sources=len(o.families),
        report_count=len(o.reports),
        sources_text=values.sources(len(o.families), len(o.reports)),
        demonstration=index.demonstration(o.reports),
        reports=o.reports,
        why_joined=o.why_joined,
        evidence=evidence,
    )


def _words_of(index: Index, findings: Sequence[FindingRef]) -> tuple[Quote, ...]:
    """The words of an event, with the one marked that tells it: its own, a deal's step, or a word of saying."""
    out: dict[tuple[str, int, int], Quote] = {}
    for ref in findings:
        known = index.evidence.get(ref)
        if known is not None:
            field = next((f for f in ("event", "status", "cue") if known.fields.get(f)), "")
            quote = index.cite(ref.report, known, field, ref)
            out.setdefault((quote.report, quote.span.start, quote.span.end), quote)
    return tuple(sorted(out.values(), key=lambda q: (q.published or "9999", q.report, q.span.start)))


# ---- positions --------------------------------------------------------------------------------------------------


def positions_rows(picture: Picture, filters: Filters | None = None, reports: Reports = ()) -> list[PositionRow]:
    """Lines, those that turn first, then the longest."""
    index, filters = Index(picture, reports), filters or Filters()
    said = _said(picture)
    ordered = sorted(
        picture.positions,
        key=lambda p: (-len(p.turns), -len(p.stands), values.actor(p.actor).casefold(), p.kind, p.matter, p.id),
    )
    rows = [position_row(index, p, place, said) for place, p in enumerate(ordered, 1)]
    deals = filters.deals(index)
    return filters.cut(
        [row for row in rows if filters.takes_position(row) and (deals is None or deals & set(row.deals))]
    )


def _said(picture: Picture) -> dict[FindingRef, Evidence]:
    """The words of every statement, by the finding that told them first."""
    return {row.findings[0]: row.statement.evidence for row in picture.statements if row.findings}


def position_row(index: Index, p: Position, place: int, said: dict[FindingRef, Evidence]) -> PositionRow:
    """One line as a row."""
    stands = tuple(_stand(index, s, said) for s in p.stands)
    reports = tuple(sorted({r for s in p.stands for r in s.reports}))
    families = {f for s in p.stands for f in s.families}
    days = [d for s in stands for d in (s.when_first or s.when_last or s.reported,) if d]
    return PositionRow(
        number=place,
        id=p.id,
        actor=p.actor,
        actor_name=values.actor(p.actor),
        side=p.side,
        side_name=values.actors(p.side, unknown=""),
        kind=p.kind,
        matter=p.matter,
        matter_name=values.matter(p.kind, p.matter),
        line=" ".join(STANCES[s.stance] for s in stands),
        first=min(days, default=None),
        last=max(days, default=None),
        sources=len(families),
        report_count=len(reports),
        sources_text=values.sources(len(families), len(reports)),
        demonstration=index.demonstration(reports),
        reports=reports,
        deals=p.deals,
        deal_numbers=tuple(sorted(index.number[d] for d in p.deals if d in index.number)),
        turns=tuple(TurnView(before=stands[t.before], after=stands[t.after]) for t in p.turns),
        stands=stands,
    )


def _stand(index: Index, s: Stand, said: dict[FindingRef, Evidence]) -> StandView:
    quotes = [index.cite(ref.report, said[ref], finding=ref) for ref in s.findings if ref in said]
    return StandView(
        stance=s.stance.value,
        how=s.how,
        toward=s.toward,
        toward_name=values.actors(s.toward, unknown=""),
        basis=s.basis,
        when=values.when(s.when),
        when_edtf=values.edtf(s.when),
        when_first=s.when[0] if s.when else None,
        when_last=s.when[1] if s.when else None,
        reported=s.reported,
        quote=s.quote,
        sources=len(s.families),
        report_count=len(s.reports),
        sources_text=values.sources(len(s.families), len(s.reports)),
        demonstration=index.demonstration(s.reports),
        reports=s.reports,
        evidence=tuple(quotes) or _words_of(index, s.findings),
    )


# ---- relations --------------------------------------------------------------------------------------------------


def relations_rows(picture: Picture, filters: Filters | None = None, reports: Reports = ()) -> list[RelationRow]:
    """Pairs of states, the best covered first."""
    index, filters = Index(picture, reports), filters or Filters()
    words = _Words(index, picture)
    ordered = sorted(picture.relations.pairs, key=lambda r: (-len(r.families), -(r.events + r.statements), r.id))
    rows = [_relation(words, r, place) for place, r in enumerate(ordered, 1)]
    return filters.cut([row for row in rows if filters.takes_relation(row)])


def triads_rows(picture: Picture, filters: Filters | None = None, reports: Reports = ()) -> list[TriadRow]:
    """Threes of states, those under strain first; with a filter those that hold the states asked for."""
    filters = filters or Filters()
    pairs = {(r.a, r.b): r for r in picture.relations.pairs}
    rows = [
        TriadRow(
            number=place,
            states=t.states,
            kind=t.kind,
            balanced=t.balanced,
            pivot=t.pivot,
            text=in_words(t),
            signs=t.signs,
            pairs=tuple(_known(pairs[pair]) for pair in _pairs(t)),
        )
        for place, t in enumerate(picture.relations.triads, 1)
    ]
    return filters.cut([row for row in rows if filters.takes_triad(row)])


def _pairs(t: Triad) -> tuple[tuple[str, str], ...]:
    a, b, c = t.states
    return (a, b), (a, c), (b, c)


def _known(r: Relation) -> str:
    names = f"{values.actor(r.a)} and {values.actor(r.b)}"
    moves = r.events + r.statements
    borne = f"{moves} {'move' if moves == 1 else 'moves'}, {len(r.families)} independent"
    return f"{names} {STANDINGS[r.sign]} ({r.tone:+.1f}; {borne}, last {values.day(r.last)})"


def in_words(t: Triad) -> str:
    """'Turkey is friendly with both Serbia and Kosovo, who are hostile to each other'."""
    names = {code: values.actor(code) for code in t.states}
    others = [names[code] for code in t.states if code != t.pivot]
    if t.kind == "between":
        return f"{names[t.pivot or '']} is friendly with both {' and '.join(others)}, who are hostile to each other"
    if t.kind == "two against one":
        return f"{' and '.join(others)} are friendly and both hostile to {names[t.pivot or '']}"
    return f"{', '.join(others[:2])} and {others[2]} are all {'hostile' if t.kind == 'all hostile' else 'friendly'}"


class _Words:
    """Looks up what the moves of curves rest on."""

    def __init__(self, index: Index, picture: Picture) -> None:
        self.index, self.relations = index, picture.relations
        self.events = {o.id: o for o in picture.events}
        self.when = {o.id: o.when for o in picture.events}
        self.when |= {
            f"{r.findings[0].report}#{r.findings[0].index}": r.statement.when for r in picture.statements if r.findings
        }
        self.said = {f"{ref.report}#{ref.index}": (ref, words) for ref, words in _said(picture).items()}
        self.strained: dict[tuple[str, str], list[str]] = {}
        for t in picture.relations.triads:
            for pair in _pairs(t) if not t.balanced else ():
                self.strained.setdefault(pair, []).append(in_words(t))
        self.views: dict[int, MoveView] = {}

    def quotes(self, ids: Iterable[str]) -> tuple[Quote, ...]:
        out: list[Quote] = []
        for one in ids:
            if one in self.events:
                out += _words_of(self.index, self.events[one].findings)
            elif one in self.said:
                ref, words = self.said[one]
                out.append(self.index.cite(ref.report, words, finding=ref))
        return tuple(out)

    def told(self, m: Move) -> str:
        """The time of a move as its words tell it; the day of the report where they tell none."""
        whens = (self.when.get(one) for one in m.sources) if m.placed == "told" else ()
        return next((values.when(w) for w in whens if w), values.day(m.day))

    def move(self, m: Move) -> MoveView:
        found = self.views.get(id(m))
        if found is None:
            quotes = self.quotes(m.sources)
            since = _days(m.day, self.relations.as_of or m.day)
            found = self.views[id(m)] = MoveView(
                **m.model_dump(include={"day", "placed", "kind", "actor", "target", "what", "score", "weight"}),
                ids=m.sources,
                when=self.told(m),
                actor_name=values.actor(m.actor),
                target_name=values.actor(m.target),
                level=round(m.score * m.weight * 0.5 ** (since / self.relations.scoring.half_life), 4),
                sources=len(m.families),
                demonstration=bool(quotes) and all(q.demonstration for q in quotes),
                evidence=quotes,
            )
        return found


def _days(a: str, b: str) -> int:
    return (dt.date.fromisoformat(b) - dt.date.fromisoformat(a)).days


def _relation(words: _Words, r: Relation, place: int) -> RelationRow:
    scoring = words.relations.scoring
    made = {source: m for p in r.points for m in p.moves for source in m.sources}
    points = tuple(_point(words, p) for p in r.points)
    silent = r.silent > KNOWN * scoring.half_life
    return RelationRow(
        number=place,
        id=r.id,
        a=r.a,
        b=r.b,
        a_name=values.actor(r.a),
        b_name=values.actor(r.b),
        table=scoring.table,
        half_life=scoring.half_life,
        as_of=words.relations.as_of or r.last,
        level=r.level,
        tone=r.tone,
        sign=r.sign,
        standing=_standing(r, silent),
        events=r.events,
        statements=r.statements,
        undated=r.undated,
        sources=len(r.families),
        first=r.first,
        last=r.last,
        silent=r.silent,
        demonstration=all(m.demonstration for p in points for m in p.moves),
        points=points,
        shocks=tuple(
            ShockView(
                day=s.day,
                before=s.before,
                after=s.after,
                moves=_once(words.move(made[source]) for source in s.moves if source in made),
            )
            for s in r.shocks
        ),
        strained=tuple(words.strained.get((r.a, r.b), ())),
    )


def _point(words: _Words, p: Point) -> PointView:
    moves = tuple(words.move(m) for m in p.moves)
    exact = values.day(p.day)
    when = exact if not moves or any(m.when == exact for m in moves) else moves[0].when
    return PointView(day=p.day, when=when, level=p.level, tone=p.tone, gap=p.gap, sources=p.sources, moves=moves)


def _standing(r: Relation, silent: bool) -> str:
    if silent:
        return "not known now"
    return STANDINGS[r.sign] if r.events or r.statements > 1 else "too little told"


def _once(moves: Iterable[MoveView]) -> tuple[MoveView, ...]:
    return tuple({(m.day, m.actor, m.target, m.ids): m for m in moves}.values())


def summary(rows: Sequence[RelationRow]) -> str:
    """How the curves are reckoned, in one line."""
    if not rows:
        return ""
    first = rows[0]
    return f"scores {first.table}, half-life {first.half_life} days, as of {values.day(first.as_of)}"
