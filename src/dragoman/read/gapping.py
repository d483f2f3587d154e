"""Steps told with their verb left out: 'Chad gave Peru 20 tanks and Niger six howitzers', 'bought 20 tanks and Niger 12'."""

from __future__ import annotations

import dataclasses

from dragoman.knowledge.schema import Frame
from dragoman.read.draft import Draft
from dragoman.read.item import Item
from dragoman.read.reading import Mention, Quantity, Reading, Sentence
from dragoman.read.words import Token

JOINING = frozenset(["and", ",", ";", "while"])
REACH = 8  # words behind goods in which a further party and its number begin


def own_sides(reading: Reading, step: Token, frame: Frame, items: list[Item]) -> dict[int, tuple[str, tuple[str, ...]]]:
    """Role and actors, by ``id`` of the item, of goods behind a step that have a name of their own before their number."""
    out: dict[int, tuple[str, tuple[str, ...]]] = {}
    behind = [i for i in items if i.first > step.i]
    role = _role(reading, step, frame)
    for item in behind[1:] if role else []:
        at = reading.token_at(item.quantity.start) if item.quantity is not None else None
        name = _name_before(reading, at) if at is not None else None
        if name is not None:
            out[id(item)] = role, name.ids
    return out


def further_shares(reading: Reading, sentence: Sentence, drafts: list[Draft]) -> list[Draft]:
    """'Chad sent Peru 20 tanks and Niger 12': the further number is told of the same goods and of another party."""
    out: list[Draft] = []
    for d in drafts:
        role = _role(reading, d.trigger, d.frame)
        if not role or d.item.value is None or d.item.first < d.trigger.i:
            continue
        for q in reading.quantities:
            at = reading.token_at(q.start)
            if q.unit or q.ordinal or at is None or not d.item.last < at < min(d.item.last + REACH, sentence.last):
                continue
            name = _name_before(reading, at)
            if name is not None and _stands_alone(reading, sentence, q) and not set(name.ids) & set(d.recipient):
                item = dataclasses.replace(d.item, quantity=q, whole=None, further=True)
                share = dataclasses.replace(d, item=item, spans={}, value=None)
                for side in ("supplier", "recipient"):
                    setattr(d, side, tuple(a for a in getattr(d, side) if a not in name.ids))
                    setattr(share, side, getattr(d, side))
                setattr(share, role, name.ids)
                share.rule = f"{d.rule}; a further share"
                out.append(share)
    return out


def _role(reading: Reading, step: Token, frame: Frame) -> str:
    """Which side the name before a further lot is on: who gets it, where the first lot's getter is told without 'to'."""
    if frame.pos != "verb" or any(c.dep_ == "aux:pass" for c in step.children):
        return ""
    if frame.roles.get("subj") == "recipient":
        return "recipient"
    i = step.i + 1
    i += i < len(reading.doc) and reading.doc[i].lower_ == "the"
    m = reading.by_token.get(i)
    bare = m is not None and m.kind in ("state", "group") and m.form in ("name", "seat")
    return "recipient" if bare and "iobj" in frame.roles else ""


def _name_before(reading: Reading, at: int) -> Mention | None:
    """The bare name right before a number, where it opens a part of a list."""
    m = reading.by_token.get(at - 1) if at > 1 else None
    if m is None or m.kind not in ("state", "group") or m.form not in ("name", "seat") or m.last != at:
        return None
    return m if m.first and reading.doc[m.first - 1].lower_ in JOINING else None


def _stands_alone(reading: Reading, sentence: Sentence, q: Quantity) -> bool:
    """Whether a number counts nothing behind it."""
    behind = (reading.token_at(q.end - 1) or 0) + 1
    return behind >= sentence.last or reading.doc[behind].text in (".", ",", ";", "and")
