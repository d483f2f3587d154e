"""How many a buyer wants: 'a tender for 18 light aircraft' is told once, and is what each bid is for."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter

from dragoman.model import Category, Interval, Mode, Status
from dragoman.read.contests import BUYING, OPEN
from dragoman.read.draft import Draft
from dragoman.read.item import Item
from dragoman.read.reading import Quantity, Reading, Sentence

KINDS: tuple[tuple[str, Category], ...] = (
    (r"jets?|aircraft|fighters?|fighter jets?|trainers?|planes?|refuell?ers?", Category.AIRCRAFT),
    (r"helicopters?|choppers?", Category.HELICOPTER),
    (r"submarines?|frigates?|corvettes?|warships?|destroyers?|patrol (?:boats?|vessels?)", Category.SHIP),
    (r"tanks?|(?:armou?red|fighting|combat) vehicles?", Category.ARMOUR),
    (r"howitzers?|guns?|launchers?", Category.ARTILLERY),
    (r"drones?|UAVs?", Category.UAV),
)
KIND = re.compile(
    r"[ \u00a0](?:[\w/&()-]+ ){0,5}?(?:" + "|".join(f"(?P<{kind.name}>{words})" for words, kind in KINDS) + r")\b"
)
WANTED = re.compile(
    r"\b(?:tender|requirements?|RFP|RFI|procur\w+|acqui\w+|purchas\w+|buy(?:ing)?|supply|orders?|deal|contract|competition)"
    r"(?: (?:of|for|to (?:buy|procure|acquire|purchase|supply)))?(?: (?:an?|the|some|about|around|up to|initial batch of|at least)){0,3} $",
    re.IGNORECASE,
)
BID = re.compile(r"(?:contest|offer|pitch|propose|select|shortlist|evaluate|tender)/")


def add_number(reading: Reading, deals: list[Draft], told: list[tuple[Sentence, list[Item]]]) -> None:
    """Give each bid the number that its buyer wants, where the report tells one only."""
    bids = [d for d in deals if _is_bid(d)]
    if not any(d.rule.startswith("contest/") for d in bids) and len({d.supplier for d in bids}) < 2:
        return
    buyers = {d.recipient for d in bids}
    getting = {d.recipient for d in deals if d.recipient}
    own_deals = {(d.sentence.index, d.item.first) for d in deals if d.supplier}
    wanted = [*_of_items(reading, told, own_deals), *_in_words(reading)]
    for buyer in buyers:
        own = [d for d in bids if d.recipient == buyer and d.status != Status.CANCELLED]
        categories = {d.item.category for d in own}
        if len(categories) != 1:
            continue
        fitting = [
            q
            for q, category, sentence in wanted
            if category in categories and _theirs(reading, sentence, buyer, getting) and (q.value.low or 0) > 2
        ]
        best = _commonest(fitting)
        for d in own if best is not None else ():
            if d.quantity is None and best is not None:
                d.item = dataclasses.replace(d.item, quantity=best)
                d.quantity = best.value


def _is_bid(d: Draft) -> bool:
    return (
        BID.match(d.rule) is not None
        and bool(d.recipient)
        and not d.item.generic
        and (d.rule.startswith("contest/") or (d.status in OPEN and d.mode in (Mode.SALE, Mode.CO_PRODUCTION)))
    )


def _of_items(
    reading: Reading, told: list[tuple[Sentence, list[Item]]], own_deals: set[tuple[int, int]]
) -> list[tuple[Quantity, str, Sentence]]:
    """Numbers of goods named by kind in a sentence on buying; what one bidder is told to supply is its own."""
    return [
        (i.quantity, i.category, s)
        for s, items in told
        for i in items
        if i.generic
        and i.quantity is not None
        and (s.index, i.first) not in own_deals
        and BUYING.search(reading.text[s.start : s.end])
    ]


def _in_words(reading: Reading) -> list[tuple[Quantity, str, Sentence]]:
    """'The procurement of 114 jets under': numbers behind a word of buying."""
    out: list[tuple[Quantity, str, Sentence]] = []
    for q in reading.quantities:
        if q.ordinal or q.unit or not WANTED.search(reading.text, max(0, q.start - 70), q.start):
            continue
        kind = KIND.match(reading.text, q.end)
        at = reading.token_at(q.start)
        if kind is None or at is None:
            continue
        named = any(m.kind == "weapon" and not m.generic for m in reading.within(reading.mentions, q.end, kind.end()))
        if not named:  # 'orders for 36 Rafale jets' are for those
            out.append((q, Category[str(kind.lastgroup)].value, reading.sentence_at(at)))
    return out


def _theirs(reading: Reading, sentence: Sentence, buyer: tuple[str, ...], buyers: set[tuple[str, ...]]) -> bool:
    """Whether a number wanted is what this buyer wants."""
    named = {a for m in reading.mentions_in(sentence) for a in m.ids}
    return bool(named & set(buyer)) or not any(named & set(other) for other in buyers)


def _commonest(wanted: list[Quantity]) -> Quantity | None:
    """The number told, the one told most often where there are several, None where two are told alike."""
    places = {q.start: q for q in wanted}
    counts: Counter[Interval] = Counter(q.value for q in places.values())
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return next(q for q in wanted if q.value == ranked[0][0])
