"""Events: interactions between states and organised bodies, in PLOVER's types.

Three sources: words that tell of an interaction (``happenings``), the steps of arms transfers, and statements that
blame. One entry for each distinct actor, type and target.
"""

from __future__ import annotations

from dragoman import knowledge
from dragoman.model import Event, EventType, Evidence, Mode, Statement, Status, Stance, Transfer, When
from dragoman.read.happenings import OLD, Happening, find
from dragoman.read.reading import Reading


def code(reading: Reading, transfers: tuple[Transfer, ...], statements: tuple[Statement, ...]) -> tuple[Event, ...]:
    """The events that the text tells of, in text order.

    :param transfers: what the transfer coder found in the same text: their steps are events too.
    :param statements: what the statement coder found: words that blame somebody are events too.
    """
    happenings = find(reading, statements)
    events = [_event(reading, h) for h in happenings]
    attacked = {a for h in happenings if h.type == EventType.ASSAULT for a in h.target}
    events += [e for t in transfers if (e := _of_transfer(reading, t, attacked)) is not None]
    events += [e for s in statements if (e := _of_statement(reading, s, events)) is not None]
    return _distinct(events)


def _event(reading: Reading, h: Happening) -> Event:
    start, end = h.sentence.start, h.sentence.end
    first = h.when.first.isoformat() if h.when and h.when.first else None
    last = h.when.last.isoformat() if h.when and h.when.last else None
    return Event(
        actor=h.actor,
        type=h.type,
        target=h.target,
        when=(first, last) if h.when else None,
        evidence=Evidence(quote=reading.text[start:end], span={"start": start, "end": end}, fields=h.spans, rule=h.rule),  # type: ignore[arg-type]
    )


# ---- steps of arms transfers -------------------------------------------------------------------------------------

GIVEN = (Mode.DONATION,)


def _of_transfer(reading: Reading, t: Transfer, attacked: set[str]) -> Event | None:
    """The step as an event: an offer or approval is AGREE, an order SUPPORT by the buyer, a delivery COOPERATE or AID."""
    if t.denied or not t.supplier or not t.recipient or _old(reading, t.when):
        return None
    rule = t.evidence.rule
    if any(w in rule for w in ("accus", "alleg", "deny", "denied")):
        return None
    actor, target = t.supplier, t.recipient
    kind: EventType | None = None
    if t.status in (Status.OFFERED, Status.APPROVED):
        kind = EventType.AGREE
    elif t.status == Status.ORDERED:
        kind, actor, target = EventType.SUPPORT, t.recipient, t.supplier
    elif t.status == Status.DELIVERED:
        states = knowledge.load().states
        armed_group = not any(a in states for a in t.recipient)
        at_war = bool(set(t.recipient) & attacked) and t.mode is None
        kind = EventType.AID if t.mode in GIVEN or at_war or armed_group else EventType.COOPERATE
    elif t.status == Status.REFUSED:
        kind = EventType.REJECT
    elif t.status == Status.SUSPENDED:
        kind = EventType.SANCTION
    elif t.status == Status.CONSIDERED:
        if any(f" {w}" in rule for w in ("want", "ask", "request", "seek", "demand", "beg", "urge")):
            kind, actor, target = EventType.REQUEST, t.recipient, t.supplier
        elif any(f" {w}" in rule for w in ("talk", "negotiat", "discuss")):
            kind, actor, target = EventType.CONSULT, t.recipient, t.supplier
    if kind is None:
        return None
    return Event(
        actor=actor,
        type=kind,
        target=target,
        when=t.when,
        evidence=t.evidence.model_copy(update={"rule": f"transfer {t.status.value} {kind.value}|{rule}"}),
    )


def _old(reading: Reading, when: When | None) -> bool:
    return bool(reading.anchor and when and when[1] and int(when[1][:4]) < reading.anchor.year - OLD)


# ---- words that blame --------------------------------------------------------------------------------------------


def _of_statement(reading: Reading, s: Statement, told: list[Event]) -> Event | None:
    """Words that blame somebody are ACCUSE, unless the words about them already tell what they did."""
    about = tuple(a for a in s.about if a not in s.side)
    if s.stance != Stance.NEGATIVE or not s.side or not about:
        return None
    start = s.evidence.span.start
    for e in told:
        near = abs(reading_index(reading, e.evidence.span.start) - reading_index(reading, start)) <= 0
        if near and set(e.actor) & set(s.side) and e.type in SAID:
            return None
    kind = EventType.ACCUSE
    return Event(
        actor=s.side, type=kind, target=about, when=None,
        evidence=s.evidence.model_copy(update={"rule": f"statement {s.stance.value}|{s.evidence.rule}"}),
    )


SAID = (EventType.ACCUSE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN)


def reading_index(reading: Reading, offset: int) -> int:
    return sum(1 for s in reading.sentences if s.start <= offset)


def _distinct(events: list[Event]) -> tuple[Event, ...]:
    out: dict[tuple[frozenset[str], EventType, frozenset[str]], Event] = {}
    for e in sorted(events, key=lambda e: e.evidence.span.start):
        key = frozenset(e.actor), e.type, frozenset(e.target)
        kept = out.get(key)
        if kept is None or (kept.when is None and e.when is not None):
            out[key] = e
    return tuple(sorted(out.values(), key=lambda e: e.evidence.span.start))
