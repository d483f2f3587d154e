"""Deals whose verb or noun stands once for several: 'Chad bought 12 jets, Peru six tanks', 'in talks with Chad on tanks and
with Peru on jets'."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from dragoman.read.draft import Draft
from dragoman.read.item import Item
from dragoman.read.lots import pacts
from dragoman.read.reading import Mention, Reading, Sentence
from dragoman.read.tags import FINITE

JOINING = frozenset([",", ";", "and", "while", "but"])
TOPICS = frozenset(["on", "for", "over", "about"])
REACH = 12  # words behind goods in which the next part begins
NEAR = 3  # words between a number or article and its goods


def gapped(reading: Reading, sentence: Sentence, found: list[Draft], items: list[Item]) -> None:
    """Add to what a sentence tells the deals that lack the word they share with the one before; put wrong ones right."""
    for first in [d for d in found if d.frame.pos == "verb"]:
        _other_subjects(reading, sentence, first, found, items)
    for first in [d for d in found if d.frame.roles.get("with") == "parties" and d.supplier and d.recipient]:
        _other_partners(reading, sentence, first, found, items)


def _joined(reading: Reading, at: int, end: int) -> Iterator[int]:
    """The words behind marks and words that join, up to the next verb."""
    for i in range(at, min(end - 1, at + REACH)):
        token = reading.doc[i]
        if token.pos == "verb" or token.tag_ == "MD":
            return
        if token.lower_ in JOINING and reading.doc[i + 1].lower_ not in JOINING:
            yield i + 1


def _party(reading: Reading, at: int) -> Mention | None:
    m = reading.by_token.get(at)
    if m is None or m.first != at or m.form == "demonym" or not (m.kind == "state" or (m.kind == "org" and m.side)):
        return None
    return m


def _ids(m: Mention) -> tuple[str, ...]:
    return m.ids if m.kind == "state" else (*m.side, *m.ids)


def _begins(reading: Reading, item: Item, at: int) -> bool:
    """Whether goods with their number or article begin at a word."""
    counted = reading.token_at(item.quantity.start) if item.quantity else None
    article = reading.doc[at].lower_ in ("a", "an", "its")
    return counted == at or (article and at < item.mentions[0].first <= at + NEAR)


def _other_subjects(reading: Reading, sentence: Sentence, first: Draft, found: list[Draft], items: list[Item]) -> None:
    """'Chad bought 12 jets, Peru six tanks'."""
    side = first.frame.roles.get("subj")
    if side not in ("supplier", "recipient") or first.item.first < first.trigger.i:
        return
    at: int | None = first.item.last
    while at is not None:
        at = next(
            (end for i in _joined(reading, at, sentence.last) if (end := _part(reading, i, side, first, found, items))),
            None,
        )


def _part(reading: Reading, start: int, side: str, first: Draft, found: list[Draft], items: list[Item]) -> int | None:
    """Enter the part that begins at a word, if one does; where its goods end."""
    m = _party(reading, start)
    item = next((i for i in items if m is not None and _begins(reading, i, m.last)), None)
    own = getattr(first, side)
    if m is None or item is None or set(_ids(m)) & set(own):
        return None
    if item.last < len(reading.doc) and reading.doc[item.last].tag_ in FINITE:
        return None
    other = "supplier" if side == "recipient" else "recipient"
    found[:] = [d for d in found if not (d.trigger is first.trigger and d.item.head == item.head)]
    told = () if set(item.told) & set(_ids(m)) else item.told
    _without(first, found, _ids(m))
    theirs = (told or item.makers) if other == "supplier" else first.recipient
    part = dataclasses.replace(
        first, item=dataclasses.replace(item, told=told), value=None, quantity=item.value, spans={},
        guessed={other}, rule=f"{first.frame.lemma}/verb shared",
    )  # fmt: skip
    setattr(part, side, _ids(m))
    setattr(part, other, tuple(a for a in theirs if a not in _ids(m)))
    if part.supplier or part.recipient:
        found.append(part)
    return item.last


def _without(first: Draft, found: list[Draft], ids: tuple[str, ...]) -> None:
    """Take the actors of another part out of the sides of those that share its word."""
    for d in found:
        if d.trigger is first.trigger:
            d.supplier = tuple(a for a in d.supplier if a not in ids)
            d.recipient = tuple(a for a in d.recipient if a not in ids)


def _other_partners(reading: Reading, sentence: Sentence, first: Draft, found: list[Draft], items: list[Item]) -> None:
    """'in talks with Chad on tanks and with Peru on jets'."""
    at: int | None = first.item.last
    while at is not None:
        here, at = at, None
        for start in _joined(reading, here, sentence.last):
            m = _party(reading, start + 1) if reading.doc[start].lower_ == "with" else None
            if m is None or m.last >= sentence.last or reading.doc[m.last].lower_ not in TOPICS or set(m.ids) & pacts():
                continue
            item = next((i for i in items if m.last < i.mentions[0].first <= m.last + 1 + NEAR), None)
            if item is None or set(first.recipient) <= set(_ids(m)):
                continue
            _without(first, found, _ids(m))
            found[:] = [d for d in found if d is first or d.item.head != item.head]
            part = dataclasses.replace(
                first, item=item, value=None, quantity=item.value, spans={}, guessed=set(),
                rule=f"{first.frame.lemma}/{first.frame.pos} shared",
            )  # fmt: skip
            part.supplier = _ids(m)
            found.append(part)
            at = item.last
            break
