"""Partners with goods of their own after a word that stands once for all: 'in talks with Chad on tanks and with Peru on jets'."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from dragoman.read.draft import Draft
from dragoman.read.item import Item
from dragoman.read.lots import pacts
from dragoman.read.reading import Mention, Reading, Sentence

JOINING = frozenset([",", ";", "and", "while", "but"])
TOPICS = frozenset(["on", "for", "over", "about"])
REACH = 12  # words behind goods in which the next part begins
NEAR = 3  # words between a number or article and its goods


def further_partners(reading: Reading, sentence: Sentence, found: list[Draft], items: list[Item]) -> None:
    """Add to what a sentence tells the deals that lack the word they share with the one before; put wrong ones right."""
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
