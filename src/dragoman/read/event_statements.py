"""Statements as events: words that blame somebody, ask somebody to act, or tell that somebody arms another."""

from __future__ import annotations

from bisect import bisect_left

from dragoman import knowledge
from dragoman.model import Event, EventType, Stance, Statement, Status, Transfer
from dragoman.read import clauses, phrases
from dragoman.read.actors import actors_of
from dragoman.read.event_transfers import old
from dragoman.read.happenings import sentence_number
from dragoman.read.reading import Reading
from dragoman.read.words import Token


def of_statement(reading: Reading, s: Statement, near: dict[int, list[Event]]) -> Event | None:
    """Words that blame somebody are ACCUSE, unless the words about them already tell what they did."""
    about = tuple(a for a in s.about if a not in s.side)
    if s.side and (asked := _asked(reading, s)):
        return Event(
            actor=s.side,
            type=EventType.REQUEST,
            target=asked,
            cameo="100",
            evidence=s.evidence.model_copy(update={"rule": f"statement must|{s.evidence.rule}"}),
        )
    if s.stance != Stance.NEGATIVE or not s.side or not about:
        return None
    hows = {part.partition(": ")[2] for part in s.evidence.rule.split("; ")}
    if not hows - {"object", "prep", "infinitive", "as", "passive"}:
        return None  # the cue itself tells the event, if there is one
    if any(part.partition(":")[0] in DENYING for part in s.evidence.rule.split("; ")):
        return None  # what is denied is not blamed on anybody
    for e in near.get(sentence_number(reading, s.evidence.span.start), ()):
        if set(e.actor) & set(s.side) and e.type in SAID:
            return None
    about = _doers(reading, s)
    if not about:
        return None
    kind = EventType.ACCUSE
    return Event(
        actor=s.side,
        type=kind,
        target=about,
        cameo="111",
        evidence=s.evidence.model_copy(update={"rule": f"statement {s.stance.value}|{s.evidence.rule}"}),
    )


DENYING = frozenset(["deny", "denial", "rebut", "refute", "dismiss", "disavow"])
SAID = (EventType.ACCUSE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN)


def told_by_others(reading: Reading, transfers: tuple[Transfer, ...], statements: tuple[Statement, ...]) -> list[Event]:
    """One state telling that another arms a third, in words of its own: ACCUSE, unless it speaks well of it."""
    out = []
    for t in transfers:
        at = [s.start for s in t.evidence.fields.get("status", ())] or [t.evidence.span.start]
        for s in statements:
            inside = s.evidence.span.start <= at[0] < s.evidence.span.end
            party = set(s.side) & {*t.supplier, *t.recipient}
            if not inside or party or s.stance == Stance.POSITIVE or not s.side or not t.supplier:
                continue
            feared = t.status == Status.CONSIDERED and _may(reading, at[0])
            if not (feared or t.status in (Status.DELIVERED, Status.OFFERED)) or old(reading, t.when):
                continue
            rule = f"statement arming|{s.evidence.rule}"
            evidence = s.evidence.model_copy(update={"rule": rule})
            out.append(Event(actor=s.side, type=EventType.ACCUSE, target=t.supplier, cameo="112", evidence=evidence))
    return out


def _may(reading: Reading, offset: int) -> bool:
    """'Iran may provide missiles to Russia'."""
    place = reading.token_at(offset)
    return place is not None and clauses.of_verb(reading.doc[place]).modal in ("may", "might", "could")


def _asked(reading: Reading, s: Statement) -> tuple[str, ...]:
    """Whom the words tell what to do: 'Libya must hand over', 'Germany should send', 'Kyiv has to'."""
    span = s.evidence.span
    for token in reading.doc[bisect_left(reading.starts, span.start) : bisect_left(reading.starts, span.end)]:
        if token.dep_ != "nsubj":
            continue
        aux = {c.lower_ for c in token.head.children if c.dep_ == "aux" or c.tag_ == "MD"}
        if aux & {"must", "should"} and not any(c.dep_ == "mark" and c.lower_ == "if" for c in token.head.children):
            actors = tuple(a for a in actors_of(reading, token) if a not in s.side)
            if actors:
                return actors
    return ()


BLAME = knowledge.load().words["blame"]


def _ill(name: Token, top: Token) -> bool:
    """'Russia's aggression': an ill noun whose owner the name is."""
    token = name
    while token != top:
        token = token.head
        if token.lemma in BLAME:
            return name.dep_ in ("nmod:poss", "amod", "compound")
    return False


def _doers(reading: Reading, s: Statement) -> tuple[str, ...]:
    """Who does something in the words: subjects, their possessors and what is named in their phrase."""
    out: list[str] = []
    for m in reading.mentions:
        if not (s.evidence.span.start <= m.start and m.end <= s.evidence.span.end) or m.kind in ("weapon", "place"):
            continue
        top = reading.doc[m.head]
        while top.head != top and (
            top.dep_ in ("amod", "compound", "nmod:poss", "flat", "nmod:desc")
            or (top.dep_ == "nmod" and phrases.preposition(top) in ("of", "by", "such", "from", "including", "in"))
        ):
            top = top.head
        conditional = any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in top.head.children)
        if (top.dep_ == "nsubj" and not conditional) or _ill(reading.doc[m.head], top):
            out += [a for a in (m.side or m.ids) if a not in s.side and a not in out]
    return tuple(out)
