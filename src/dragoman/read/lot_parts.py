"""Parts of a lot: '28 of which have come', 'with eight delivered', 'an equal number', 'two of the 36 that it ordered'."""

from __future__ import annotations

import dataclasses

from dragoman.knowledge.schema import Frame
from dragoman.model import Interval, Status
from dragoman.read import clauses, phrases
from dragoman.read.clause import Clause
from dragoman.read.draft import Draft, frames
from dragoman.read.item import Item
from dragoman.read.reading import Quantity, Reading, Sentence
from dragoman.read.words import Token


def counted_only(reading: Reading, clause: Clause, frame: Frame, items: list[Item]) -> list[Item]:
    """'..., of which eight have been delivered', 'eight of them have come': a bare number that counts the goods told before it."""
    fillers = [f for slot in ("obj", "subj") if frame.roles.get(slot) == "item" for f in clause.slots.get(slot, [])]
    named = any(i.first <= f.i < i.last for f in fillers for i in items)
    for filler, number in bare_numbers(reading, clause, frame):
        if named and not filler.dep_.startswith("nsubj"):
            continue  # 'will get 14 tanks from Chad, ten from Peru'
        before = [i for i in items if i.last <= filler.i]
        if before and not any(i.first > filler.i and i.head in [t.i for t in filler.subtree] for i in items):
            more = before[-1].further or filler.lower_ == "more"
            number = before[-1].quantity if filler.lower_ == "number" else number
            if filler.lower_ == "half" and (number := _half(before[-1].quantity)) is None:
                continue
            return [dataclasses.replace(before[-1], quantity=number, whole=None, further=more)]
    return []


def _half(lot: Quantity | None) -> Quantity | None:
    """Half of an exact even number."""
    whole = lot.value if lot is not None else None
    if lot is None or whole is None or whole.low is None or whole.low != whole.high or whole.low % 2:
        return None
    return dataclasses.replace(lot, value=Interval(low=whole.low // 2, high=whole.low // 2))


def bare_numbers(reading: Reading, clause: Clause, frame: Frame) -> list[tuple[Token, Quantity | None]]:
    """Numbers that stand alone where the frame has its goods, 'with eight delivered' among them."""
    token = clause.token
    slots = [slot for slot, role in frame.roles.items() if role == "item" and slot in ("obj", "subj")]
    fillers = [f for slot in slots for f in clause.slots.get(slot, [])]
    if "obj" in slots and (some := with_some(token)) is not None:
        fillers.append(some)
    out: list[tuple[Token, Quantity | None]] = []
    for filler in fillers:
        counting = next((c for c in filler.children if c.tag_ == "CD"), filler) if filler.lower_ == "more" else filler
        at = reading.starts[counting.i]
        number = next((q for q in reading.quantities if q.start <= at < q.end and not q.unit), None)
        of = [c for c in filler.children if c.dep_ == "nmod" and phrases.preposition(c) == "of"]
        if any(c.tag_ not in ("WDT", "PRP", "NNS", "NNPS") for c in of):
            continue  # '65% of its oil'
        if filler.lower_ == "more" and counting is filler and clause.token.i < filler.i:
            out.append((filler, None))  # 'plans to send more'
            continue
        if filler.lower_ == "half" and of:
            out.append((filler, None))  # 'half of them have come'
            continue
        if filler.lower_ == "number" and any(c.lower_ in ("equal", "same", "similar") for c in filler.children):
            out.append((filler, None))  # 'Peru promised an equal number'
            continue
        if counting.tag_ == "CD" and number is not None and not number.ordinal:
            out.append((filler, number))
    return out


def some_of_them(reading: Reading, sentence: Sentence, drafts: list[Draft]) -> list[Draft]:
    """'Chad ordered 180 tanks from Peru. So far 28 have been delivered.': a part of the one lot told just before."""
    before = [d for d in drafts if d.sentence.index == sentence.index - 1]
    if len(before) != 1 or before[0].status not in AGREED or before[0].item.value is None:
        return []
    lot = before[0]
    for token in reading.tokens(sentence):
        frame = frames().get((token.lemma, "verb")) if token.pos == "verb" else None
        if frame is None or frame.status != Status.DELIVERED or "item" not in frame.roles.values():
            continue
        clause = clauses.of_verb(token)
        told = clause.tense == "past" and not clause.negated
        for _, number in bare_numbers(reading, clause, frame) if told else []:
            some, whole = number.value.low if number else None, lot.item.value.low if lot.item.value else None
            if number is not None and some is not None and whole is not None and some < whole:
                item = dataclasses.replace(lot.item, quantity=number, whole=None)
                part = dataclasses.replace(lot, sentence=sentence, trigger=token, frame=frame, item=item, spans={})
                part.status, part.value, part.when, part.triggers = Status.DELIVERED, None, None, set()
                part.rule = f"{frame.lemma}/verb past of the lot before"
                return [part]
    return []


AGREED = (Status.OFFERED, Status.APPROVED, Status.ORDERED)


def with_some(participle: Token) -> Token | None:
    """The number in 'with eight delivered', which is passive whatever the parser says."""
    if participle.tag_ not in ("VBN", "VBD"):
        return None
    some = (c for c in participle.children if c.dep_ in ("nummod", "nsubj") and c.tag_ == "CD" and c.i < participle.i)
    return next((c for c in some if c.i and c.nbor(-1).lower_ == "with"), None)


def told_of_lot(reading: Reading, token: Token, item: Item) -> bool:
    """Whether a step is told of the whole lot: the clause inside 'two of the 36 jets that India ordered have come'."""
    inside = token.dep_ in ("acl", "acl:relcl", "amod")
    counted = reading.token_at(item.quantity.start) if item.quantity else None
    first = item.first if counted is None else min(item.first, counted)
    return inside and (token.head.i in range(first, item.last) or token.head == reading.doc[item.head].head)


BUILT_IN = frozenset(["engine", "sensor", "munition", "missile"])  # kinds of goods that others carry


def without_users(reading: Reading, goods: list[Item]) -> list[Item]:
    """Goods of a step without what they are for: 'orders for engines from Peru for its jets'."""
    parts = [i for i in goods if i.category in BUILT_IN]
    users = [
        reading.doc[i.head]
        for i in goods
        if i.category not in BUILT_IN
        and any(i.first > part.last for part in parts)
        and phrases.preposition(reading.doc[i.head]) == "for"
        and any(c.tag_ == "PRP$" for c in reading.doc[i.head].children)
    ]
    return [i for i in goods if not any(u.i == i.head or u.is_ancestor(reading.doc[i.head]) for u in users)]
