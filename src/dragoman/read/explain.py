"""The reading of one report laid open: marked stretches, clauses, and what each finding rests on.

    explain(report) -> Explanation        sentence by sentence, in text order
    explain_many(reports) -> Iterator     the same, parsed in batches

It reads with the same code as :func:`dragoman.read.read` and adds nothing of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.model import (
    Event,
    ExplainedSentence,
    Explanation,
    Fact,
    Findings,
    Ground,
    Part,
    Report,
    Slot,
    Span,
    Statement,
    Transfer,
    Trigger,
)
from dragoman.read import annotate_many, clauses, code, governors, happenings, speech, transfers
from dragoman.read.clause import Clause
from dragoman.read.draft import lemma_in, operator_of
from dragoman.read.reading import Mention, MoneyMention, Quantity, Reading, Sentence, TimeMention
from dragoman.read.words import Token

Finding = Transfer | Statement | Event | Fact
# the field whose span is the word that a finding's clause hangs on
ANCHORS = {"transfer": ("status",), "statement": ("cue",), "event": ("event", "status", "cue"), "fact": ()}


def explain(report: Report) -> Explanation:
    """How this one report is read."""
    return next(explain_many([report]))


def explain_many(reports: Iterable[Report]) -> Iterator[Explanation]:
    """:func:`explain` for many reports, in order."""
    for reading in annotate_many(reports):
        yield of_reading(reading, code(reading))


def of_reading(reading: Reading, found: Findings) -> Explanation:
    """The explanation of findings that were made from this reading."""
    parts = parts_of(reading)
    said = speech.find(reading)
    findings = list(_findings(found))
    out: list[ExplainedSentence] = []
    for sentence in reading.sentences:
        here = [f for f in findings if _home(reading, f[2]) == sentence.index]
        why = [w.reason for w in found.why_not if sentence.start <= w.span.start < sentence.end]
        inside = tuple(p for p in parts if sentence.start <= p.span.start < sentence.end)
        triggers = _triggers(reading, sentence, said, here, weapons=any(p.kind == "weapon" for p in inside))
        out.append(
            ExplainedSentence(
                number=sentence.index + 1,
                span=Span(start=sentence.start, end=sentence.end),
                heading=sentence.title,
                furniture=sentence.furniture,
                parts=inside,
                triggers=triggers,
                grounds=tuple(_ground(*f, triggers, parts) for f in here),
                why_not=tuple(why),
            )
        )
    return Explanation(report=reading.report, reader=found.reader, sentences=tuple(out))


# ---- findings -----------------------------------------------------------------------------------------------------


def _findings(found: Findings) -> Iterator[tuple[str, int, Finding]]:
    rooms: tuple[tuple[str, tuple[Finding, ...]], ...] = (
        ("transfer", found.transfers),
        ("statement", found.statements),
        ("event", found.events),
        ("fact", found.facts),
    )
    for kind, entries in rooms:
        for index, entry in enumerate(entries):
            yield kind, index, entry


def _anchors(kind: str, finding: Finding) -> list[Span]:
    fields = finding.evidence.fields
    return [span for name in ANCHORS[kind] for span in fields.get(name, ())]


def _home(reading: Reading, finding: Finding) -> int:
    """The sentence under which a finding is shown: where its quote begins."""
    at = finding.evidence.span.start
    token = speech.token_from(reading, at)
    return reading.sentence_at(min(token, len(reading.doc) - 1)).index


def _ground(kind: str, index: int, finding: Finding, triggers: tuple[Trigger, ...], parts: list[Part]) -> Ground:
    anchors = {span.start for span in _anchors(kind, finding)}
    room = "transfer" if finding.evidence.rule.startswith("transfer ") else kind
    place = next((i for i, t in enumerate(triggers) if t.span.start in anchors and t.room == room), None)
    fields = {
        name: tuple(p for p in parts if any(s.start < p.span.end and p.span.start < s.end for s in spans))
        for name, spans in finding.evidence.fields.items()
    }
    return Ground(kind=kind, index=index, finding=finding, trigger=place, parts={k: v for k, v in fields.items() if v})


# ---- marked stretches ---------------------------------------------------------------------------------------------


def parts_of(reading: Reading) -> list[Part]:
    """Everything that was marked, in text order, none over another."""
    marked: list[Part] = [_of_mention(m) for m in reading.mentions]
    marked += [_of_money(m) for m in reading.money]
    marked += [_of_time(t) for t in reading.times]
    marked += [_of_number(q) for q in reading.quantities]
    out: list[Part] = []
    taken = bytearray(len(reading.text) + 1)
    for part in marked:  # the order above is the order of precedence
        if part.span.end > part.span.start and not any(taken[part.span.start : part.span.end]):
            taken[part.span.start : part.span.end] = b"\x01" * (part.span.end - part.span.start)
            out.append(part)
    return sorted(out, key=lambda p: p.span.start)


def _of_mention(m: Mention) -> Part:
    notes = []
    if m.antecedent is not None:
        notes.append(f"stands for '{m.antecedent.text}'")
    elif m.form not in ("name", "pronoun", "description", "kind"):
        notes.append(m.form)
    elif not m.ids and m.form in ("pronoun", "description"):
        notes.append(f"{m.form}, not resolved")
    if m.category:
        notes.append(m.category)
    if m.vague:
        notes.append("vague")
    elif m.generic:
        notes.append("a kind")
    if m.side and tuple(m.side) != tuple(m.ids):
        notes.append("of " + ", ".join(m.side))
    return Part(span=Span(start=m.start, end=m.end), kind=m.kind, identity=", ".join(m.ids), note="; ".join(notes))


def _of_time(t: TimeMention) -> Part:
    open_ = t.relative and not (t.first or t.last)
    note = t.bound or ("relative, and the day of publication is not known" if open_ else "")
    return Part(span=Span(start=t.start, end=t.end), kind="time", identity=t.value, note=note)


def _of_number(q: Quantity) -> Part:
    span, identity = Span(start=q.start, end=q.end), _bounds(q.value.low, q.value.high)
    return Part(span=span, kind="number", identity=identity, note=q.unit or ("rank" if q.ordinal else ""))


def _bounds(low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return ""
    if low == high:
        return str(low)
    return f"{low}+" if high is None else f"≤ {high}" if low is None else f"{low}–{high}"


def _of_money(m: MoneyMention) -> Part:
    identity = f"{m.value.currency} {_bounds(m.value.low, m.value.high)}".strip()
    return Part(span=Span(start=m.start, end=m.end), kind="money", identity=identity, note="each" if m.per_unit else "")


# ---- clauses ------------------------------------------------------------------------------------------------------


def _triggers(
    reading: Reading,
    sentence: Sentence,
    said: list[speech.Attribution],
    here: list[tuple[str, int, Finding]],
    *,
    weapons: bool,
) -> tuple[Trigger, ...]:
    """Transfer words beside a weapon, words of saying, and every word that a finding of the sentence hangs on."""
    if sentence.furniture:
        return ()
    anchored = {(kind, span.start) for kind, _, finding in here for span in _anchors(kind, finding)}
    out: dict[tuple[str, int], Trigger] = {}
    for token in reading.tokens(sentence):
        at = reading.start(token)
        steps = ("transfer", at) in anchored or ("event", at) in anchored
        trigger = _transfer_word(reading, token, told=("transfer", at) in anchored) if weapons or steps else None
        if trigger is not None:
            out["transfer", at] = trigger
        if ("event", at) in anchored and "transfer" not in {room for room, start in out if start == at}:
            event = _event_word(reading, token)
            if event is not None:
                out["event", at] = event
    for a in said:
        span = Span(start=a.cue_span[0], end=a.cue_span[1])
        if sentence.start <= span.start < sentence.end or (a.sentence == sentence.index and span.start == span.end):
            out["statement", span.start] = _saying(reading, a, span)
    return tuple(sorted(out.values(), key=lambda t: (t.span.start, t.room)))


def _transfer_word(reading: Reading, token: Token, *, told: bool) -> Trigger | None:
    frame = transfers.frame_of(token, reading)
    if frame is None:
        return _taken_up(reading, token) if told else None
    if frame.pos == "noun":
        clause = clauses.of_noun(token)
    elif frame.pos == "adj":
        clause = transfers.adjectival(reading, token)
    else:
        clause = clauses.of_verb(token)
    over = [(t, op) for t in governors.chain(token) if (op := operator_of(t)) and op.lemma != frame.lemma]
    return Trigger(
        room="transfer",
        span=reading.span(token.i, token.i + 1),
        frame=f"{frame.lemma}/{frame.pos}",
        clause=_told(clause),
        slots=_slots(reading, clause, frame.roles),
        over=tuple(f"{t.text} ({op.lemma}/{op.pos})" for t, op in over),
    )


def _taken_up(reading: Reading, token: Token) -> Trigger | None:
    """A word that takes a deal told before one step further: 'parliament approved the sale'."""
    op = operator_of(token)
    if op is None:
        return None
    clause = clauses.of_verb(token) if op.pos == "verb" else clauses.of_noun(token)
    return Trigger(
        room="transfer",
        span=reading.span(token.i, token.i + 1),
        frame=f"{op.lemma}/{op.pos}",
        clause=_told(clause),
        slots=_slots(reading, clause, {}),
    )


def _event_word(reading: Reading, token: Token) -> Trigger | None:
    pos = token.pos
    lemma = lemma_in(token, pos, happenings.frames()) if pos else None
    if lemma is None:
        return None
    clause = clauses.of_noun(token) if pos == "noun" else clauses.of_verb(token)
    roles = {slot: role for frame in happenings.frames()[lemma, pos] for slot, role in frame.roles.items()}
    return Trigger(
        room="event",
        span=reading.span(token.i, token.i + 1),
        frame=f"{lemma}/{pos}",
        clause=_told(clause),
        slots=_slots(reading, clause, roles),
    )


def _saying(reading: Reading, a: speech.Attribution, span: Span) -> Trigger:
    slots = []
    if a.source_span:
        slots.append(Slot(name="source", role="speaker", fillers=(Span(start=a.source_span[0], end=a.source_span[1]),)))
    slots.append(Slot(name="words", role="content", fillers=tuple(Span(start=s, end=e) for s, e in a.contents)))
    how = [a.how, *(["negated"] if a.negated else []), *(["inside other words"] if a.nested is not None else [])]
    return Trigger(
        room="statement", span=span, frame=f"{a.cue.lemma}/{a.cue.pos}", clause=", ".join(how), slots=tuple(slots)
    )


def _told(clause: Clause) -> str:
    """Tense, voice and polarity in words."""
    words = ["passive"] if clause.passive else []
    if clause.tense != "none":
        words.append(clause.tense + (f" ({clause.modal})" if clause.modal else ""))
    if clause.negated:
        words.append("negated")
    return ", ".join(words)


def _slots(reading: Reading, clause: Clause, roles: dict[str, str]) -> tuple[Slot, ...]:
    return tuple(
        Slot(name=name, role=roles.get(name, ""), fillers=tuple(_phrase(reading, t) for t in fillers))
        for name, fillers in clause.slots.items()
        if fillers
    )


def _phrase(reading: Reading, token: Token) -> Span:
    """The name, sum or date that a slot's head belongs to, else the head alone."""
    m = reading.by_token.get(token.i)
    if m is not None:
        return Span(start=m.start, end=m.end)
    at = reading.start(token)
    for marked in (*reading.money, *reading.times):
        if marked.start <= at < marked.end:
            return Span(start=marked.start, end=marked.end)
    return reading.span(token.i, token.i + 1)
