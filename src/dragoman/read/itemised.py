"""Packages told as lists: 'The package includes:' and below it a line for each kind of goods.

Announcements of military aid and notifications of sales are written so. No verb governs the goods of such a line; who
gives them to whom, and how far it has come, is told in the line over the list or by the package told before it.
"""

from __future__ import annotations

import dataclasses
import re

from dragoman import knowledge
from dragoman.model import Category, Status
from dragoman.read.draft import Draft
from dragoman.read.goods import leading
from dragoman.read.item import Item
from dragoman.read.reading import Reading, Sentence

MARK = re.compile(r"\s*(?:[-•·*–—‣▪●○◦+]|\(?\d{1,2}[.)]|\(?[a-z][.)]|o(?=\s))\s+")
OPENS = re.compile(r":\s*$")
FAR = 8  # sentences; a package told earlier is not what the list is of
AID = frozenset(["aid", "assistance", "support", "capabilities", "equipment", "commitment", "weapons", "items"])


def lists_of(reading: Reading) -> dict[int, Sentence]:
    """The sentence that opens the list, by the index of each sentence that stands in it."""
    out: dict[int, Sentence] = {}
    opening: Sentence | None = None
    inside = -1  # the paragraph of the last line
    for sentence in reading.sentences:
        if opening is not None and sentence.paragraph != opening.paragraph:
            if _marked(reading, sentence) or sentence.paragraph == inside:
                out[sentence.index] = opening
                inside = sentence.paragraph
                continue
            opening = None
        if OPENS.search(reading.text, sentence.start, sentence.end):
            opening, inside = sentence, -1
    return out


def _marked(reading: Reading, sentence: Sentence) -> bool:
    """Whether a line begins with the mark of a list."""
    return MARK.match(reading.text, sentence.start) is not None


def goods_listed(
    reading: Reading, lists: dict[int, Sentence], sentence: Sentence, items: list[Item], drafts: list[Draft]
) -> list[Draft]:
    """The goods of one line of a list, as steps of the package that the list is of."""
    opening = lists.get(sentence.index)
    goods = [i for i in items if not i.vague and not (i.generic and i.category == Category.OTHER)]
    if opening is None or not goods:
        return []
    before = [d for d in drafts if d.rule == RULE and lists[d.sentence.index] is opening]
    if before and not any(i.quantity for i in goods):
        return []  # kinds without numbers are led by the first of them
    package = before[0] if before else _package(reading, opening, drafts)
    if package is None:
        return []
    earlier = EARLIER.search(reading.text, opening.start, opening.end) is not None
    return [
        dataclasses.replace(
            package,
            sentence=sentence,
            item=item,
            quantity=item.value,
            value=None if before or earlier or n else package.value,
            when=None if earlier else package.when,
            guessed={"supplier", "recipient"},
            spans={side: package.spans[side] for side in ("supplier", "recipient") if side in package.spans},
            told=[],
            triggers=set(),
            rule=RULE,
        )
        for n, item in enumerate(leading(reading, goods))
    ]


def _package(reading: Reading, opening: Sentence, drafts: list[Draft]) -> Draft | None:
    """What the line over a list speaks of: a step that it tells itself, else the package told shortly before."""
    own = [d for d in drafts if d.sentence is opening]
    if own:
        return own[-1]
    nouns = knowledge.load().words["deal nouns"] | AID
    if not any(t.lower_ in nouns for t in reading.tokens(opening)):
        return None
    near = [d for d in drafts if opening.index - d.sentence.index <= FAR and (d.item.vague or d.rule == RULE)]
    if not near or near[-1].status in (Status.REFUSED, Status.CANCELLED):
        return None
    named = {i for m in reading.mentions_in(opening) if m.kind == "state" for i in m.ids}
    known = {*near[-1].supplier, *near[-1].recipient}
    return near[-1] if named <= known else None


def without_packages(drafts: list[Draft], lists: dict[int, Sentence]) -> list[Draft]:
    """Drafts but those of bare 'assistance' whose goods a list below tells one by one."""
    told = [d for d in drafts if d.rule == RULE]
    return [
        d
        for d in drafts
        if not d.item.vague
        or not any(
            0 <= lists[t.sentence.index].index - d.sentence.index <= FAR
            and (t.supplier, t.recipient, t.status) == (d.supplier, d.recipient, d.status)
            for t in told
        )
    ]


RULE = "line of a list"
EARLIER = re.compile(r"\b(?:previous(?:ly)?|earlier|prior|to date|so far|already|since)\b", re.IGNORECASE)
