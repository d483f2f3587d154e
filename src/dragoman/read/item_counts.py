"""How many goods there are: the number that counts an item, 'another' for one, a part of a lot."""

from __future__ import annotations

import re

from dragoman.model import Interval
from dragoman.read.item import Item
from dragoman.read.reading import Quantity, Reading, Sentence

COUNTED_TAGS = frozenset(
    ("JJ", "NN", "NNP", "NNPS", "VBG", "VBN", "HYPH", "JJR", "CD", "``", "AFX")
)  # between number and goods
COUNTED_WORDS = frozenset(
    [
        "of",
        "the",
        "their",
        "its",
        "these",
        "those",
        "second",
        "newly",
        "fully",
        "rounds",
        "units",
        "pieces",
        "sets",
        "batches",
        "examples",
        "copies",
        "million",
        "thousands",
        "hundreds",
        "dozens",
        "scores",
        "tens",
    ]
)
NO_GOODS = frozenset(
    ["percent", "year", "years", "month", "people", "country", "countries", "state", "states", "billion"]
)
UNITS_BETWEEN = frozenset(
    [
        "units",
        "unit",
        "pieces",
        "of",
        "additional",
        "more",
        "new",
        "such",
        "other",
        "advanced",
        "modern",
        "used",
        "second-hand",
        "further",
        "extra",
    ]
)
DESCRIBING = ("JJ", "VBN", "VBD")
QUOTES = frozenset(["-", "“", '"', "‘"])
FORMATIONS = frozenset(
    ["squadron", "squadrons", "regiment", "regiments", "battalion", "battalions", "brigade", "brigades"]
)
DEALINGS = frozenset(["export", "import", "sale", "licence", "license", "permit"])  # '41 arms exports' are no arms
VAGUE_NUMBER = re.compile(r"a (?:\w+ )?number(?: of)?|several|a few|some|many|multiple|various", re.IGNORECASE)
IN_ALL = re.compile(r",? ([\w,]+) (?:in all|in total|altogether)\b")
BEFORE = 10  # words before goods in which their number may begin
BEHIND = 60  # characters of the goods themselves in which it may end
ALONE = 5  # words before goods in which 'another' stands


def count(reading: Reading, sentence: Sentence, item: Item) -> None:
    """Write into an item how many there are, and of how many where they are a part of a lot."""
    quantity = _number(reading, sentence, item) or _single(reading, sentence, item)
    if [t.lower_ for t in reading.doc[item.last : item.last + 2]] in (["for", "every"], ["for", "each"]):
        quantity = None  # 'ten launchers for every tank': a ratio
    part = _part_of(reading, sentence, quantity)
    item.quantity, item.whole = (part, quantity) if part is not None else (quantity, None)


def _number(reading: Reading, sentence: Sentence, item: Item) -> Quantity | None:
    """The number that counts the item: inside its phrase, or 'hundreds of', 'a total of 12' before it."""
    behind = reading.doc[item.mentions[-1].last] if item.mentions[-1].last < sentence.last else None
    if reading.doc[item.head].lemma in DEALINGS:
        return None
    if behind is not None and (behind.lower_ in FORMATIONS or behind.lemma in DEALINGS):
        return None
    near = [q for q in _before(reading, sentence, item) if _may_count(reading, q, item)]
    weapon = item.mentions[-1].start if item.generic else item.mentions[0].start
    if not near and (told := IN_ALL.match(reading.text, item.mentions[-1].end)):  # 'the tanks, 14 in all,'
        return next((q for q in reading.quantities if q.start == told.start(1) and not q.unit), None)
    if not near or near[-1].end > weapon + BEHIND:
        return None
    at, first = reading.token_at(near[-1].end - 1), item.mentions[0].first
    if at is None:
        return None
    if at >= first:
        return near[-1]
    if not all(_passes(reading, i) for i in range(at + 1, first)):
        return None
    following = item.mentions[-1].last
    if following < len(reading.doc) and reading.doc[item.head].head.lower_ in FORMATIONS:
        return None
    return near[-1]


def _before(reading: Reading, sentence: Sentence, item: Item) -> list[Quantity]:
    """Numbers that begin shortly before the goods or among their words."""
    first = reading.starts[max(sentence.first, item.mentions[0].first - BEFORE)]
    return [q for q in reading.quantities if first <= q.start < item.mentions[-1].end]


def _may_count(reading: Reading, q: Quantity, item: Item) -> bool:
    """Whether a number may count goods: none that is vague, measures, dates, pays, or belongs to a name."""
    if q.ordinal or q.unit or VAGUE_NUMBER.fullmatch(reading.text[q.start : q.end]):
        return False
    dates = (t for t in reading.times if t.value[:2] != "PT")
    return not any(x.start < q.end and q.start < x.end for of in (item.mentions, dates, reading.money) for x in of)


def _passes(reading: Reading, i: int) -> bool:
    """Whether a word may stand between a number and the goods that it counts."""
    token, m = reading.doc[i], reading.by_token.get(i)
    if m is not None and m.kind == "weapon":
        return False
    if token.lower_ == "and" and token.nbor(-1).tag_ in DESCRIBING and token.nbor(1).tag_ in DESCRIBING:
        return True  # 'a million seized and forfeited rounds'
    if token.lower_ in UNITS_BETWEEN or token.text in QUOTES:
        return True
    return (token.tag_ in COUNTED_TAGS or token.lower_ in COUNTED_WORDS) and token.lower_ not in NO_GOODS


def _single(reading: Reading, sentence: Sentence, item: Item) -> Quantity | None:
    """'another HIMARS', 'a Patriot system', 'the first Rafale': one."""
    doc = reading.doc
    if item.generic or doc[item.head].tag_ in ("NNS", "NNPS"):
        return None
    system = "system" in (doc[item.head].lower_, doc[item.last].lower_ if item.last < sentence.last else "")
    first = item.mentions[0].first
    for i in range(first - 1, max(sentence.first, first - ALONE) - 1, -1):
        token = doc[i]
        if (
            token.lower_ == "another"
            or (token.lower_ in ONE_OF_A_LOT and _alone(reading, item))
            or (token.lower_ in ("a", "an") and system)
        ):
            return Quantity(reading.starts[i], reading.ends[i], Interval(low=1, high=1))
        if token.tag_ not in ("JJ", "NN", "NNP", "HYPH", "VBN") and token.text != "-":
            return None
    return None


def _alone(reading: Reading, item: Item) -> bool:
    """Whether goods are one piece: 'the first Rafale', neither 'the first Rafale jets' nor 'the first Patriot battery'."""
    doc = reading.doc
    words = [t.lower_ for t in doc[item.first : item.last]]
    behind = [t.lower_ for t in doc[item.last : item.last + 3]]
    if words[-1].endswith("s") or UNITS & {*words, *behind}:
        return False
    return item.last >= len(doc) or doc[item.last].tag_ not in ("NN", "NNS", "NNP", "NNPS", "HYPH")


UNITS = FORMATIONS | {
    "battery",
    "batteries",
    "aircraft",
    "ammunition",
    "equipment",
    "artillery",
    "air",
    "drone",
    "armour",
}


def _part_of(reading: Reading, sentence: Sentence, whole: Quantity | None) -> Quantity | None:
    """The number before 'of the' that takes a part of a counted lot: 'two of the 36', 'the first three of 24'."""
    at = reading.token_at(whole.start) if whole else None
    if at is None:
        return None
    i = at - 1
    while i > sentence.first and (reading.doc[i].tag_ in ("DT", "PRP$") or reading.doc[i].lower_ in ("all", "total")):
        i -= 1
    owner = reading.by_token.get(i - 1) if reading.doc[i].tag_ == "POS" else None
    if owner is not None and owner.kind == "state":  # 'two of Chad's 36'
        i = owner.first - 1
        i -= i > sentence.first and reading.doc[i].lower_ == "the"
    if i <= sentence.first or reading.doc[i].lower_ != "of":
        return None
    if reading.doc[i - 1].lower_ in ONE_OF_A_LOT:
        return Quantity(reading.starts[i - 1], reading.ends[i - 1], Interval(low=1, high=1))
    for q in reading.quantities:
        if q.start < reading.ends[i - 1] <= q.end and not q.ordinal and not q.unit and q.start >= sentence.start:
            return q
    return None


ONE_OF_A_LOT = frozenset(
    ["first", "second", "third", "fourth", "fifth", "one", "last", "final"]
)  # 'received its first of three'
