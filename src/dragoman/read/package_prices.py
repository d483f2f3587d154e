"""Prices of lots: 'a $400m package of aid that includes tanks' tells what the whole package costs, whichever goods lead it."""

from __future__ import annotations

import re

from dragoman.read.draft import Draft
from dragoman.read.item import Item
from dragoman.read.reading import MoneyMention, Reading, Sentence

LOT = (
    r"(?:packages?|tranches?|aid|assistance|support|drawdown|weapons|weaponry|arms|equipment|munitions|supplies|hardware|"
    r"materiel|gear|articles|kit|deal|contract)"
)
OF_LOT = r"^(?:\W*[\w.’'-]+){0,5}?\W+" + LOT + r"\b"
HELD = re.compile(  # between the price and the goods: what lot it is, and that the goods are in it
    OF_LOT + r"(?:[^;.?!$€£]|\.(?=\w))*?(?:\binclud(?:es?|ed|ing)\b|\bsuch as\b|\bcontain(?:s|ed|ing)?\b|"
    r"\bconsist(?:s|ed|ing)? of\b|\bcompris(?:es?|ed|ing)\b|\bmade up of\b)",
    re.IGNORECASE,
)
LISTED = re.compile(
    OF_LOT + r"(?: (?:to|for) (?:[\w’'.-]+ ){0,3}?[\w’'.-]+)?\s?[:—–] ?[^:;.?!$€£]{0,40}$", re.IGNORECASE
)
PART_OF = re.compile(  # between the goods and the price
    r"\b(?:as )?part of (?:an?|the|its|their|this|that)(?: [\w-]+){0,3} ?$|\bunder an?(?: (?:new|further|additional))? ?$",
    re.IGNORECASE,
)
LOT_BEHIND = re.compile(r"^(?:[ -][\w’'-]+){0,5}?[ ]" + LOT + r"\b", re.IGNORECASE)
SUM_UP = re.compile(  # what somebody has given in all
    r"\b(?:bring|push|tak|rais|lift|boost)(?:s|es|ed|ing|e)?\b[^.;$€£]{0,60}\bto (?:[\w-]+ ){0,3}$"
    r"|\b(?:brought|took|taken) [^.;$€£]{0,60}\bto (?:[\w-]+ ){0,3}$",
    re.IGNORECASE,
)
FAR = 260  # characters between a lot's price and goods that it holds


def sums_up(reading: Reading, sentence: Sentence, amount: MoneyMention) -> bool:
    """'Bringing its aid to Peru to nearly $1bn': a total over many deals, no deal's price."""
    return SUM_UP.search(reading.text[sentence.start : amount.start]) is not None


def converted(reading: Reading, amount: MoneyMention) -> bool:
    """'C$3bn (US$2.2bn)', '€94m ($102m/£82m)': a price told once more in another currency."""
    before = reading.text[max(0, amount.start - BRACKET) : amount.start]
    return re.search(r"\d[^()\d]{0,12}\([^()]*$", before) is not None


def told_of_lot(reading: Reading, sentence: Sentence, item: Item) -> MoneyMention | None:
    """The price of the lot that a sentence tells an item to be in."""
    amounts = [m for m in reading.within(reading.money, sentence.start, sentence.end) if not m.per_unit]
    amounts = [m for m in amounts if not converted(reading, m) and not sums_up(reading, sentence, m)]
    return of_lot(reading, amounts, item)


BRACKET = 40  # characters before an amount in which its bracket opens


def of_lot(reading: Reading, amounts: list[MoneyMention], item: Item) -> MoneyMention | None:
    """The price of the lot that the item is told to be in: the last one before the goods, else the first behind them."""
    if item.vague:
        return None  # a lot itself
    at, end = item.mentions[0].start, item.mentions[-1].end
    before = [m for m in amounts if m.end <= at]
    between = reading.text[before[-1].end : at] if before else ""
    if before and len(between) < FAR and (HELD.search(between) or LISTED.search(between)):
        return before[-1]
    behind = next((m for m in amounts if m.start >= end), None)
    if behind is not None and PART_OF.search(reading.text[end : behind.start]):
        if LOT_BEHIND.search(reading.text[behind.end : behind.end + FAR]):
            return behind
    return None


def once_a_lot(found: list[Draft]) -> None:
    """What a package costs is told of the first of its goods alone: of two entries both would seem to cost as much."""
    paid: dict[tuple[int, int], Draft] = {}
    for d in found:
        for span in d.spans.get("value", ()) if d.value is not None else ():
            first = paid.setdefault((d.trigger.i, span.start), d)
            if first is not d:
                d.value = None
                del d.spans["value"]
