"""The goods of a sentence: weapon mentions grouped into items, each with name, category, number and maker's hint.

Which mentions make one item is told by :mod:`dragoman.read.item_phrases`, what it is called by
:mod:`dragoman.read.item_names`, whose make it is by :mod:`dragoman.read.item_origins`, how many there are by
:mod:`dragoman.read.item_counts`.
"""

from __future__ import annotations

import copy

from dragoman import knowledge
from dragoman.model import Span
from dragoman.read import item_counts, item_names, item_origins, item_phrases
from dragoman.read.item import Item
from dragoman.read.reading import Mention, Reading, Sentence

FURTHER = frozenset(["more", "additional", "further", "another", "extra", "next", "follow-on"])


def items_of(reading: Reading, sentence: Sentence) -> list[Item]:
    """The items of one sentence, in text order; found once, each caller gets its own."""
    if sentence.index not in reading.goods:
        reading.goods[sentence.index] = [_item(reading, sentence, g) for g in item_phrases.find(reading, sentence)]
    return [copy.copy(item) for item in reading.goods[sentence.index]]


def _item(reading: Reading, sentence: Sentence, group: list[Mention]) -> Item:
    """The item that the mentions of one noun phrase make."""
    first, last = group[0].first, group[-1].last
    designation = item_names.designation(group)
    weapon = knowledge.load().weapons.get(designation.ids[0]) if designation is not None else None
    told, made, left = item_origins.told_before(reading, sentence, first)
    if not told and (behind := item_origins.made_behind(reading, sentence, last)):
        told, made = behind, True
    told = told or item_origins.owned_behind(reading, sentence, first, last)
    start = item_names.modifiers_start(reading, sentence, first)
    item = Item(
        mentions=group,
        head=group[-1].head,
        first=min(start, left, first),
        last=last,
        name=item_names.name_of(reading, group, designation, start),
        category=item_names.category_of(reading, sentence, group, designation, weapon),
        generic=designation is None,
        vague=designation is None and all(m.vague for m in group),
        makers=item_origins.makers(reading, weapon),
        told=told,
        made=made,
        spans=[Span(start=m.start, end=m.end) for m in group],
    )
    if item.generic and not item.vague:
        item_names.take_name(reading, sentence, item)
    item_counts.count(reading, sentence, item)
    lead = reading.doc[max(sentence.first, item.first - 4) : first]
    item.further = any(t.lower_ in FURTHER for t in lead)
    return item
