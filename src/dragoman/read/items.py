"""The goods: weapon mentions grouped into items, each with the name to print, category, number and maker's hint."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field

from dragoman import knowledge
from dragoman.knowledge.schema import Weapon
from dragoman.model import Interval, Span
from dragoman.read.parse import common_words
from dragoman.read.reading import Mention, Quantity, Reading, Sentence
from dragoman.read.speaker_names import DAYS
from dragoman.read.words import Token

MADE = re.compile(
    r"^(?:capable|made|built|designed|produced|manufactured|developed|supplied|donated|provided|origin|era|style|type|class)$"
)
STOP_WORDS = (
    frozenset(
        [
            "the",
            "a",
            "an",
            "this",
            "that",
            "these",
            "those",
            "its",
            "their",
            "his",
            "her",
            "our",
            "some",
            "any",
            "all",
            "both",
            "several",
            "many",
            "more",
            "most",
            "few",
            "each",
            "every",
            "other",
            "another",
            "such",
            "additional",
            "further",
            "extra",
            "new",
            "old",
            "first",
            "second",
            "third",
            "last",
            "final",
            "next",
            "recent",
            "latest",
            "own",
            "same",
            "similar",
            "various",
            "certain",
            "total",
            "least",
            "about",
            "around",
            "over",
            "under",
            "up",
            "to",
            "than",
            "no",
            "own",
            "much",
        ]
    )
    | knowledge.load().words["praise of goods"]
)
SHOULDER = re.compile(r"man-?portable|manpads|shoulder", re.IGNORECASE)
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
FORMATIONS = frozenset(
    ["squadron", "squadrons", "regiment", "regiments", "battalion", "battalions", "brigade", "brigades"]
)
VAGUE_NUMBER = re.compile(
    r"(?:a (?:large |small |limited |certain )?number|several|a few|some|many|multiple|various)\b", re.IGNORECASE
)
FURTHER = frozenset(
    ["more", "additional", "further", "another", "extra", "second", "new", "other", "next", "follow-on"]
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


SHIP_NAME = re.compile(
    r"(?:INS|HMS|HMAS|HMCS|HMNZS|USS|FS|JS|ROKS|KRI|BRP|TCG|PNS|SLNS|HNLMS) [A-Z]"
)  # one ship, no goods


GIVING = knowledge.load().words["giving"] | knowledge.load().words["taking"]  # 'supplying ammunition' is no kind of it
FIRES = frozenset(["artillery", "armour", "small-arms", "aircraft", "ship", "air-defence"])


@dataclass(slots=True)
class Item:
    """One kind of goods in one noun phrase."""

    mentions: list[Mention]
    head: int  # token index of the noun phrase's head
    first: int  # token range of the phrase
    last: int
    name: str  # as printed, from the text
    category: str
    generic: bool
    vague: bool
    makers: tuple[str, ...] = ()  # states that the catalogue gives the designation
    told: tuple[str, ...] = ()  # states that the phrase itself gives: 'Turkish drones', 'US-made Patriot'
    made: bool = False  # told by 'X-made': the maker, not necessarily the sender
    quantity: Quantity | None = None
    whole: Quantity | None = None  # the lot that ``quantity`` is part of: 'two of the 36'
    identity: tuple[str, ...] = ()  # catalogue designation taken from an earlier sentence
    further: bool = False  # 'more', 'additional': goods beyond those told elsewhere
    spans: list[Span] = field(default_factory=list)

    @property
    def value(self) -> Interval | None:
        return self.quantity.value if self.quantity else None


def items_of(reading: Reading, sentence: Sentence) -> list[Item]:
    """The items of one sentence, in text order; found once, each caller gets its own."""
    if sentence.index not in reading.goods:
        reading.goods[sentence.index] = _items_of(reading, sentence)
    return [copy.copy(item) for item in reading.goods[sentence.index]]


def _items_of(reading: Reading, sentence: Sentence) -> list[Item]:
    weapons = [
        m
        for m in reading.mentions_in(sentence)
        if m.kind == "weapon" and not SHIP_NAME.match(m.text) and not _tells_of_other(reading, m)
    ]
    weapons = [m for m in weapons if not _fires(reading, m, weapons)]
    groups: list[list[Mention]] = []
    for m in weapons:
        if groups and _one_phrase(reading, groups[-1][-1], m):
            groups[-1].append(m)
        else:
            groups.append([m])
    return [_item(reading, sentence, g) for g in groups]


def _tells_of_other(reading: Reading, m: Mention) -> bool:
    """'turbofan engine-powered', 'missile-armed': says what other goods are fitted with."""
    doc, i = reading.doc, m.last
    if i < len(doc) and doc[i].lower_ in ("simulator", "simulators"):
        return True
    joined = i < len(doc) and doc[i].text in ("-", "–")
    i += joined
    if i >= len(doc) or not (joined or m.category == "engine"):
        return False
    return doc[i].lower_ in FITTED and (i + 1 >= len(doc) or doc[i + 1].lower_ != "by")


def _fires(reading: Reading, m: Mention, others: list[Mention]) -> bool:
    """'ammunition for its howitzers and HIMARS': what goods are for is told, not given."""
    head = reading.doc[m.head]
    for _ in range(3):
        if head.dep_ not in ("conj", "compound", "amod", "appos"):
            break
        head = head.head
    if head.dep_ != "nmod" or not any(c.dep_ == "case" and c.lower_ == "for" for c in head.children):
        return False
    return any(o.category == "munition" and o.first <= head.head.i < o.last for o in others if o is not m)


FITTED = frozenset(["powered", "armed", "equipped", "carrying", "mounted", "capable", "launched", "firing", "proof"])


def _follows(reading: Reading, m: Mention, mark: str) -> bool:
    return m.last < len(reading.doc) and reading.doc[m.last].text == mark


def _one_phrase(reading: Reading, a: Mention, b: Mention) -> bool:
    """'Bayraktar TB2' + 'drones', 'F-35' + 'fighter jets': nothing but marks and modifiers between."""
    if b.first - a.last > 4:
        return False
    between = [t for t in reading.doc[a.last : b.first]]
    if [t.text for t in between] == ["("] and _follows(reading, b, ")"):
        return True  # 'surface-to-air missile (MRSAM) system', 'Artillery Rocket System (HIMARS)'
    if a.category == b.category == "munition" and a.generic and between and between[0].lower_ == "of":
        between = between[1:]  # 'rounds of small arms ammunition'
    if any(
        t.text in (",", ";", "(", ")") or t.tag_ in ("CC", "IN", "CD", "VBD", "VBZ", "TO", "POS", "VBN")
        for t in between
    ):
        return False
    if a.generic and not b.generic and between:
        return False
    if not a.generic and not b.generic:
        return not between and a.category == b.category and a.side == b.side  # 'MQ-9 Sea Guardian'
    return all(
        t.tag_ in ("NN", "NNP", "JJ", "HYPH", "VBG", "''", "``", "NNS", "NNPS") or t.text in "-“”\"’‘'" for t in between
    )


def _item(reading: Reading, sentence: Sentence, group: list[Mention]) -> Item:
    first, last = group[0].first, group[-1].last
    head = group[-1].head
    named = [m for m in group if not m.generic]
    if named and group[-1].generic and group[-1].category == "munition" and named[0].category in FIRES:
        named = []  # 'HIMARS ammunition': what it fires
    known = knowledge.load().weapons
    told, made, left = _told(reading, sentence, first)
    if not told and (behind := _made_in(reading, sentence, last)):
        told, made = behind, True
    start = _modifiers_start(reading, sentence, first)
    if named:
        name = named[0].text
        after = group[1] if len(group) > 1 and named[0] is group[0] else None
        if after is not None and reading.doc[after.first - 1].text == "(" and _follows(reading, after, ")"):
            name = f"{name} ({after.text})"  # 'Artillery Rocket System (HIMARS)'
        weapon = known.get(named[0].ids[0])
        makers = _makers(reading, weapon)
        kinds = [m for m in group if m.generic and not m.vague]
        shoulder = weapon is not None and SHOULDER.search(weapon.kind) and named[0].category == "air-defence"
        category = (
            "missile"
            if shoulder
            else named[0].category or (kinds[0].category if kinds else "") or _category_near(reading, sentence)
        )
    else:
        main = group[-1]
        for m in group:
            if not m.vague:
                main = m
        name = _phrase(reading, start if main is group[0] or main is group[-1] else main.first, group[-1].last)
        makers, category = (), main.category
        if all(m.vague for m in group):
            name = _phrase(reading, group[0].first, group[-1].last)
        for m in group:  # 'anti-tank missile launchers', 'missile defence systems': the last specific kind decides
            if not m.vague and m.category not in ("", "other"):
                category = m.category
    name = re.sub(r"(?:['’]s|['’])$|\s*\([^)]*$", "", name)
    item = Item(
        group,
        head,
        min(start, left, first),
        last,
        name,
        category or "other",
        not named,
        not named and all(m.vague for m in group),
        makers,
        told,
        made,
    )
    item.spans = [Span(start=m.start, end=m.end) for m in group]
    if item.generic and not item.vague:
        _take_name(reading, sentence, item)
    item.quantity = _quantity(reading, sentence, item) or _single(reading, sentence, item)
    if [t.lower_ for t in reading.doc[last : last + 2]] in (["for", "every"], ["for", "each"]):
        item.quantity = None  # 'ten launchers for every tank': a ratio
    part = _part_of(reading, sentence, item.quantity)
    if part is not None:
        item.quantity, item.whole = part, item.quantity
    lead = reading.doc[max(sentence.first, item.first - 4) : item.mentions[0].first]
    item.further = any(t.lower_ in FURTHER for t in lead if t.lower_ not in ("new", "second", "other"))
    return item


def _makers(reading: Reading, weapon: Weapon | None) -> tuple[str, ...]:
    """The states that make a weapon; of several, those that the report names, if it names any."""
    if weapon is None:
        return ()
    if len(weapon.states) > 1:
        named = {i for m in reading.mentions if m.kind == "state" for i in m.ids}
        return tuple(s for s in weapon.states if s in named) or weapon.states
    return weapon.states


def _part_of(reading: Reading, sentence: Sentence, whole: Quantity | None) -> Quantity | None:
    """The number before 'of the' that takes a part of a counted lot: 'two of the 36', 'the first three of 24'."""
    at = reading.token_at(whole.start) if whole else None
    if at is None:
        return None
    i = at - 1
    while i > sentence.first and (reading.doc[i].tag_ in ("DT", "PRP$") or reading.doc[i].lower_ in ("all", "total")):
        i -= 1
    if i <= sentence.first or reading.doc[i].lower_ != "of":
        return None
    for q in reading.quantities:
        if q.start < reading.ends[i - 1] <= q.end and not q.ordinal and not q.unit and q.start >= sentence.start:
            return q
    return None


def _take_name(reading: Reading, sentence: Sentence, item: Item) -> None:
    """'these drones', 'the system', 'the jets': the one designation that the sentences before gave goods of that kind."""
    lead = reading.doc[max(sentence.first, item.first - 3) : item.mentions[0].last]
    pointing = any(t.lower_ in ("these", "those", "this", "that", "such", "same") for t in lead)
    definite = any(t.lower_ == "the" for t in lead) and item.quantity is None
    system = definite and item.name.lower() in ("system", "systems")
    if not (pointing or definite):
        return
    reach = 4 if pointing or system else 2
    named = [
        m
        for m in reading.mentions
        if m.kind == "weapon"
        and not m.generic
        and m.first < item.mentions[0].first
        and reading.sentence_at(m.first).index >= sentence.index - reach
        and (m.category == item.category or system)
    ]
    if not named or (len({m.ids for m in named}) > 1 and not pointing and not system):
        return
    m = named[-1]
    makers = _makers(reading, knowledge.load().weapons.get(m.ids[0]))
    if item.told and makers and not set(item.told) & set(makers):
        return
    item.name, item.generic, item.category = m.text, False, m.category or item.category
    item.makers, item.identity = makers, m.ids


def _single(reading: Reading, sentence: Sentence, item: Item) -> Quantity | None:
    """'another HIMARS': one."""
    if item.generic or reading.doc[item.head].tag_ in ("NNS", "NNPS"):
        return None
    for i in range(item.mentions[0].first - 1, max(sentence.first, item.mentions[0].first - 5) - 1, -1):
        token = reading.doc[i]
        system = "system" in (
            reading.doc[item.head].lower_,
            reading.doc[item.last].lower_ if item.last < sentence.last else "",
        )
        if token.lower_ == "another" or (token.lower_ in ("a", "an") and system):
            return Quantity(reading.starts[i], reading.ends[i], Interval(low=1, high=1))
        if token.tag_ not in ("JJ", "NN", "NNP", "HYPH", "VBN") and token.text != "-":
            return None
    return None


def _phrase(reading: Reading, first: int, last: int) -> str:
    return " ".join(reading.text[reading.starts[first] : reading.ends[last - 1]].split()).strip("“”\"‘’' ")


def _modifiers_start(reading: Reading, sentence: Sentence, first: int) -> int:
    """Where the phrase's descriptive modifiers begin: '155mm', 'long-range', 'combat', 'depleted uranium'."""
    doc, i = reading.doc, first
    while i > sentence.first:
        token = doc[i - 1]
        if (i - 1) in reading.by_token and reading.by_token[i - 1].kind not in ("weapon", "place"):
            break
        if token.lower_ in STOP_WORDS or first - i > 6:
            break
        if re.fullmatch(r"\d{2,3}(?:\.\d+)?-?mm|\.\d+", token.lower_):
            i -= 1
        elif (
            token.tag_ in ("JJ", "NN", "HYPH", "AFX", "VBG")
            or token.text == "-"
            or (token.tag_ == "JJR" and doc[i].text == "-")  # 'longer-range'
            or (token.tag_ == "VBN" and doc[i].text != "-" and token.dep_ == "amod")
        ):
            if token.tag_ == "VBG" and (token.dep_ not in ("amod", "compound") or token.lemma in GIVING):
                break
            if token.dep_ in ("nsubj", "obj", "root", "ROOT") and token.text != "-":
                break
            i -= 1
        elif _names_kind(reading, token, first):
            i -= 1  # 'Toofan missiles': a designation that the catalogue lacks
        elif token.tag_ == "CD" and i < len(doc) and doc[i].lower_ in ("mm", "mm-", "-mm", "calibre"):
            i -= 1
        else:
            break
    while i < first and (doc[i].text == "-" or MADE.match(doc[i].lower_)):
        i += 1
    return i


def _names_kind(reading: Reading, token: Token, first: int) -> bool:
    """Whether a capitalised word right before goods may be what they are called."""
    return (
        token.tag_ == "NNP"
        and first - token.i < 3
        and token.text[:1].isupper()
        and token.i not in reading.by_token
        and token.i > reading.sentence_at(token.i).first
        and token.lower_ not in OTHERWISE
        and token.lower_ not in common_words()
        and DAYS.fullmatch(token.text) is None
    )


OTHERWISE = knowledge.load().words["parts of other names"]


def _told(reading: Reading, sentence: Sentence, first: int) -> tuple[tuple[str, ...], bool, int]:
    """States named in the phrase before the weapon: 'Turkish', 'French-made', 'U.S.'; never a possessor."""
    doc, i, made = reading.doc, first, False
    while i > sentence.first and first - i < 8:
        token = doc[i - 1]
        m = reading.by_token.get(i - 1)
        if m is not None and m.kind == "state" and m.form in ("demonym", "name", "seat"):
            following = doc[m.last] if m.last < len(doc) else None
            if following is not None and following.text in ("'s", "’s", "'", "’"):
                return (), False, first
            if m.form != "demonym" and following is not None and following.text != "-" and m.form != "name":
                return (), False, first
            giver = doc[m.first - 1] if m.first > sentence.first else None
            adjective = m.text.replace(".", "").isupper()  # 'sends U.S. missiles': whose
            if (
                m.form == "name"
                and not adjective
                and giver is not None
                and giver.pos == "verb"
                and giver.lemma in GIVING
            ):
                return (), False, first  # 'sending Ukraine F-16s': whom, not whose
            told = list(m.ids)
            j = m.first - 1  # 'German and Polish tanks', 'Franco-Italian'
            while j > sentence.first and (
                doc[j].lower_ in ("and", "-", ",", "/")
                or (j in reading.by_token and reading.by_token[j].form == "demonym")
            ):
                if j in reading.by_token and reading.by_token[j].kind == "state":
                    told = [*reading.by_token[j].ids, *told]
                j -= 1
            return tuple(dict.fromkeys(told)), made, m.first
        if m is not None and m.kind == "org" and m.form == "maker":
            return m.side, True, m.first
        if MADE.match(token.lower_):
            made = True
        elif token.tag_ not in (
            "JJ",
            "JJR",
            "JJS",
            "NN",
            "NNP",
            "HYPH",
            "CD",
            "VBG",
            "VBN",
            "``",
            "''",
            "AFX",
            "NNPS",
        ) and token.text not in ("-", "“", '"', "‘"):
            break
        i -= 1
    return (), False, first


def _made_in(reading: Reading, sentence: Sentence, last: int) -> tuple[str, ...]:
    """'rockets made in Serbia': the state told behind the goods."""
    doc = reading.doc
    if last + 2 < sentence.last and MADE.match(doc[last].lower_) and doc[last + 1].lower_ in ("in", "by"):
        m = reading.by_token.get(last + 2)
        if m is not None and m.kind in ("state", "org"):
            return m.ids if m.kind == "state" else m.side
    return ()


def _category_near(reading: Reading, sentence: Sentence) -> str:
    for m in reading.mentions_in(sentence):
        if m.kind == "weapon" and m.category not in ("", "other"):
            return m.category
    return ""


def _quantity(reading: Reading, sentence: Sentence, item: Item) -> Quantity | None:
    """The number that counts the item: inside its phrase, or 'hundreds of', 'a total of 12' before it."""
    doc = reading.doc
    start_char = reading.starts[max(sentence.first, item.mentions[0].first - 10)]
    weapon_char = item.mentions[-1].start if item.generic else item.mentions[0].start
    best: Quantity | None = None
    for q in reading.quantities:
        if q.start < start_char or q.ordinal or q.unit:
            continue
        if q.start >= item.mentions[-1].end:
            break
        if any(m.start < q.end and q.start < m.end for m in item.mentions):
            continue
        if VAGUE_NUMBER.match(reading.text[q.start : q.end]):
            continue
        if any(t.start < q.end and q.start < t.end and t.value[:2] != "PT" for t in reading.times) or any(
            m.start < q.end and q.start < m.end for m in reading.money
        ):
            continue
        best = q
    if best is None or best.end > weapon_char + 60:
        return None
    a, b = reading.token_at(best.end - 1), item.mentions[0].first
    if a is None:
        return None
    if a >= b:
        return best
    for token in doc[a + 1 : b]:
        m = reading.by_token.get(token.i)
        if m is not None and m.kind == "weapon" and token.i < b:
            return None
        if token.lower_ in UNITS_BETWEEN or token.text in ("-", "“", '"', "‘"):
            continue
        if token.tag_ in COUNTED_TAGS or token.lower_ in COUNTED_WORDS:
            if token.lower_ in NO_GOODS:
                return None
            continue
        return None
    following = item.mentions[-1].last
    if following < len(doc) and doc[item.head].head.lower_ in FORMATIONS:
        return None
    return best
