"""Events: interactions between states and organised bodies, in PLOVER's types.

Three sources: words that tell of an interaction (``happenings``), the steps of arms transfers, and statements that
blame. A judge looks at what they found and at what else passes between the actors of a sentence (``judged_events``).
One entry for each distinct actor, type and target.
"""

from __future__ import annotations

from dragoman.model import Event, EventType, Evidence, Span, Statement, Transfer
from dragoman.read import event_voices, judged_events
from dragoman.read.event_places import placed
from dragoman.read.event_sides import at_home
from dragoman.read.event_statements import of_statement, told_by_others
from dragoman.read.event_transfers import at_war, of_transfer
from dragoman.read.event_voices import Voice
from dragoman.read.happenings import Happening, Seen, find, sentence_number
from dragoman.read.reading import Reading


def code(reading: Reading, transfers: tuple[Transfer, ...], statements: tuple[Statement, ...]) -> tuple[Event, ...]:
    """The events that the text tells of, in text order.

    :param transfers: what the transfer coder found in the same text: their steps are events too.
    :param statements: what the statement coder found: words that blame somebody are events too.
    """
    events, said, seen = by_rule(reading, transfers, statements)
    judged = judged_events.judge(reading, transfers, statements, events, said, seen)
    return tuple(placed(reading, e) for e in judged)


def by_rule(
    reading: Reading, transfers: tuple[Transfer, ...], statements: tuple[Statement, ...]
) -> tuple[tuple[Event, ...], tuple[Voice, ...], Seen]:
    """The events as the rules find them, with who speaks where and what the frames saw besides."""
    said, seen = event_voices.find(reading, statements), Seen()
    happenings = find(reading, said, seen)
    events = [_event(reading, h) for h in happenings]
    attacked = {a for h in happenings if h.type == EventType.ASSAULT for a in h.target} | at_war(reading)
    steps = [
        e.model_copy(update={"step": place})
        for place, t in enumerate(transfers)
        if (e := of_transfer(reading, t, attacked)) is not None
    ]
    events = [e for e in events if not _same_contract(reading, e, steps)] + steps
    near: dict[int, list[Event]] = {}
    for e in events:
        near.setdefault(sentence_number(reading, e.evidence.span.start), []).append(e)
    events += [e for s in statements if (e := of_statement(reading, s, near)) is not None]
    events += told_by_others(reading, transfers, statements)
    return _distinct(reading, [e for e in events if not at_home(e)]), said, seen


def _same_contract(reading: Reading, signing: Event, steps: list[Event]) -> bool:
    """Whether a signing is told by an arms order too: one entry, with the buyer as actor."""
    if signing.type != EventType.SUPPORT or signing.cameo != "057" or "/verb" not in signing.evidence.rule:
        return False
    at = sentence_number(reading, signing.evidence.span.start)
    return any(
        step.type == EventType.SUPPORT
        and abs(sentence_number(reading, step.evidence.span.start) - at) <= 1
        and set(step.actor) & set(signing.target)
        and set(step.target) & set(signing.actor)
        for step in steps
    )


STANDINGS = {"future": "future", "refused": "negated"}


def _event(reading: Reading, h: Happening) -> Event:
    start, end = h.sentence.start, h.sentence.end
    first = h.when.first.isoformat() if h.when and h.when.first else None
    last = h.when.last.isoformat() if h.when and h.when.last else None
    return Event(
        actor=h.actor,
        type=h.type,
        target=h.target,
        when=(first, last) if h.when else None,
        mode=h.mode,
        cameo=h.cameo,
        standing=STANDINGS.get(h.rule.partition("|")[2].split(" ")[0], "real"),
        evidence=Evidence(quote=reading.text[start:end], span=Span(start=start, end=end), fields=h.spans, rule=h.rule),
    )


def _distinct(reading: Reading, events: list[Event]) -> tuple[Event, ...]:
    """One entry for each actor, type and target.

    Entries of a type that share an actor and a target are one where they stand near each other or where one only
    follows from a transfer or a statement; what a word tells stands before those, a dated entry before an undated one.
    """
    out: list[Event] = []
    for e in sorted(events, key=lambda e: (_rank(e), e.when is None)):
        for o in out:
            if o.type != e.type:
                continue
            if (
                e.type == EventType.CONSULT
                and _rank(e)
                and set(o.target) & set(e.actor)
                and set(o.actor) & set(e.target)
            ):
                break  # they met, whoever came
            if not set(o.actor) & set(e.actor):
                continue
            same = set(o.actor) == set(e.actor) and set(o.target) == set(e.target)
            shared = set(o.target) & set(e.target) or not (o.target or e.target)
            near = (
                abs(sentence_number(reading, o.evidence.span.start) - sentence_number(reading, e.evidence.span.start))
                <= 1
            )
            if same or (shared and (near or _rank(o) != _rank(e))):
                break
        else:
            out.append(e)
    told = [
        e
        for e in out
        if e.target
        or not any(o is not e and o.type == e.type and set(o.actor) & set(e.actor) and o.target for o in out)
    ]
    return tuple(sorted(told, key=lambda e: e.evidence.span.start))


def _rank(e: Event) -> int:
    return {"transfer": 1, "statement": 2}.get(e.evidence.rule.split(" ")[0], 0)
