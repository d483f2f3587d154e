"""Which goods a step is about: the items in a frame's slots, in its list, behind its word."""

from __future__ import annotations

import itertools
import re

from dragoman import knowledge
from dragoman.knowledge.schema import Frame
from dragoman.read import phrases
from dragoman.read.clause import Clause
from dragoman.read.draft import frames, lemma_in, operator_of
from dragoman.read.item import Item
from dragoman.read.reading import Reading
from dragoman.read.tags import FINITE
from dragoman.read.words import Token

MEASURING = knowledge.load().words["measuring nouns"]


def goods_first(reading: Reading, clause: Clause, frame: Frame, items: list[Item]) -> None:
    """'Missiles sold to Indonesia by Turkey': a participle behind its noun that the parser took for a main verb."""
    token = clause.token
    subject = next(iter(clause.slots.get("subj", [])), None)
    if subject is not None and not clause.passive and not clause.slots.get("obj") and frame.roles.get("obj") == "item":
        first = min((t.i for t in subject.subtree if t.i <= subject.i), default=subject.i)
        lot = next((i for i in items if i.last == first), None)
        if lot is not None and 0 < token.i - subject.i <= 2 and token.tag_ in ("VBD", "VBN", "VBZ"):
            clause.add("obj", reading.doc[lot.head])  # 'the jets it sent', 'the tanks Norway had bought'
            return
    if (
        token.tag_ not in ("VBN", "VBD")
        or clause.passive
        or clause.slots.get("obj")
        or frame.roles.get("obj") != "item"
    ):
        return
    if any(c.dep_ in ("aux", "aux:pass", "cop") for c in token.children):
        return
    item = next(
        (
            i
            for i in items
            if i.last == token.i or any(f.i in range(i.first, i.last) for f in clause.slots.get("subj", []))
        ),
        None,
    )
    if item is None or (item.last != token.i and not clause.slots.get("by")):
        return
    clause.passive = True
    clause.slots["subj"] = [f for f in clause.slots.pop("by", [])]
    clause.add("obj", reading.doc[item.head])


def goods_of(reading: Reading, clause: Clause, frame: Frame, items: list[Item]) -> list[Item]:
    """Items in a slot that the frame gives to the goods; lists of kinds without numbers are led by their first."""
    slots = [slot for slot, role in frame.roles.items() if role == "item"]
    if frame.roles.get("obj") == "recipient" and any(
        i.first <= f.i < i.last for f in clause.slots.get("obj", []) for i in items
    ):
        return []  # 'to arm the tanks': the object is no recipient
    out: list[Item] = [
        i for i in items if i.mentions[0].first <= clause.token.i < i.last
    ]  # 'arms shipment' is one name
    if frame.pos == "noun":
        slots = [*slots, "poss", "is"]  # 'the tanks, whose delivery'; 'the jet was a purchase of'
    for slot in slots:
        for filler in clause.slots.get(slot, []):
            for item in items:
                if item not in out and _belongs(reading, item, filler, clause.token, strict=frame.weak):
                    out.append(item)
    if not out and frame.pos == "noun" and clause.token.dep_ == "appos":
        out = [
            i for i in items if i.first <= clause.token.head.i < i.last
        ]  # 'two jets, a gift from Chad, reached Peru'
    if not out and frame.pos == "noun":
        for item in items:  # 'arms sale', 'F-35 purchase', 'drone delivery'
            head = reading.doc[item.head]
            if (
                head.head == clause.token and head.dep_ in ("compound", "amod", "nmod", "nmod:desc", "nmod:unmarked")
            ) or item.last == clause.token.i:
                out.append(item)
    if not out and "with" in slots:
        out = [i for i in items if _behind_with(reading, clause.token, i)][:1]
    if not out and frame.roles.get("for") == "item" and ("with" in frame.roles or frame.lemma in ASKING):
        out = [i for i in items if _behind_for(reading, clause.token, i)][:1]
    if not out and slots:
        out = [i for i in items if _behind_money(reading, clause.token, i)][:1]
    if not out and slots:
        out = [i for i in items if _follows(reading, clause.token, i, strict=frame.weak)][:1]
    if not out and "subj" in slots and not frame.weak:
        out = [i for i in items if 0 < clause.token.i - i.last <= 20 and i.last > reading.sentence_at(i.first).first][
            -1:
        ]
    for filler in [f for slot in slots for f in clause.slots.get(slot, [])] if frame.pos == "adj" else []:
        out += [i for i in items if i not in out and any(c == reading.doc[i.head] for c in filler.conjuncts)]
    if not out and frame.pos == "verb" and frame.roles.get("obj") == "item":
        out = _fronted(reading, clause, items)
    if not out and frame.pos == "verb" and frame.roles.get("obj") == "item":
        out = _pronoun_goods(reading, clause, items) or _relative_goods(reading, clause, items)
    out = _listed(reading, out, items)
    if all(i.vague for i in out):
        if out or frame.lemma in ("package", "aid", "deal", "sale"):
            out = _included(reading, clause.token, out, items) or out
        else:
            out = _held(reading, clause, slots, items)
    out = [i for i in out if not _compared(reading, i)]
    out.sort(key=lambda i: i.first)
    if len(out) > 1:
        out = leading(reading, out)
    return out


PARTS = frozenset(["some", "most", "all", "many", "half", "part", "few", "several", "dozens"])


def _fronted(reading: Reading, clause: Clause, items: list[Item]) -> list[Item]:
    """'Bought from Chad in 2019, the radars guard': what a participle at the head of a sentence tells of stands behind the comma."""
    token = clause.token
    sentence = reading.sentence_at(token.i)
    if token.tag_ != "VBN" or token.i != sentence.first or clause.slots.get("obj"):
        return []
    comma = next((t.i for t in reading.doc[token.i : sentence.last] if t.text == ","), sentence.last)
    lead = [i for i in items if comma < i.first and all(t.tag_ in LEADING for t in reading.doc[comma + 1 : i.first])]
    clause.passive = clause.passive or bool(lead)
    return lead[:1]


LEADING = ("DT", "PRP$", "CD", "JJ", "NN", "NNP")  # of words between a comma and the goods that it sets off


def _relative_goods(reading: Reading, clause: Clause, items: list[Item]) -> list[Item]:
    """'sold radars to Chad in 2020, which were delivered': goods of a passive clause that hangs on somebody or some time."""
    token = clause.token
    which = any(c.dep_ == "nsubj:pass" and c.tag_ in ("WDT", "WP") for c in token.children)
    if not (clause.passive and token.dep_ == "acl:relcl" and which):
        return []
    before = [i for i in items if i.last <= token.i and reading.doc[i.head].dep_ in ("obj", "nsubj:pass", "nmod")]
    return before if len(before) == 1 and not before[0].further else []


def _pronoun_goods(reading: Reading, clause: Clause, items: list[Item]) -> list[Item]:
    """'modified the launchers before sending them to Ukraine': the goods told just before in the sentence."""
    for filler in clause.slots.get("obj", []):
        part = next((c for c in filler.children if c.lower_ == "them" and c.i > filler.i), None)
        if filler.lower_ in PARTS and part is not None:
            filler = part  # 'is selling some of them'
        if filler.lower_ not in ("them", "it", "they") or filler.tag_ != "PRP":
            continue
        if filler.lower_ in ("it", "they") and not (filler.lower_ == "they" or filler.i > clause.token.i):
            continue
        before = [i for i in items if i.last <= min(filler.i, clause.token.i)]
        plural = filler.lower_ != "it"
        fitting = [i for i in before if (reading.doc[i.head].tag_ in ("NNS", "NNPS")) == plural]
        others = [
            t
            for t in reading.doc[fitting[-1].last : filler.i]
            if t.tag_ in (("NNS", "NNPS") if plural else ("NN", "NNP")) and t.dep_ in ("nsubj", "obj", "nsubj:pass")
        ] if fitting else []  # fmt: skip
        return [] if others else fitting[-1:]
    return []


def _listed(reading: Reading, goods: list[Item], items: list[Item]) -> list[Item]:
    """Goods that follow the found ones in one list: '12 jets, 74 launchers and 500 rounds of ammunition'."""
    out = list(goods)
    for before, item in itertools.pairwise(items):
        if before not in out or item in out:
            continue
        between = _joining(reading.doc[before.last : item.mentions[0].first])
        if any(t.text in (",", "and", "or", "&") or t.dep_ == "cc" for t in between) and all(
            t.text in (",", "&")
            or t.dep_ == "cc"
            or t.tag_ in ("CC", "CD", "JJ", "NN", "NNS", "NNP", "DT", "HYPH", "AFX", "VBG")
            or t.lower_ in ("of", *ABOUT)
            or (t.lower_ == "to" and t.nbor(-1).lower_ == "up")
            or (t.lower_ in ("its", "by") and (t.nbor(-1) if t.lower_ == "its" else t.nbor(1)).tag_ in NAMES_OR_THE)
            for t in between
        ):
            out.append(item)
    return out


def _joining(between: list[Token]) -> list[Token]:
    """The words between two goods, 'as well as' for an 'and', whom the first come from left out before it."""
    for k in range(len(between) - 2):
        if [t.lower_ for t in between[k : k + 3]] == ["as", "well", "as"]:
            party = between[:k]
            led = not party or (party[0].lower_ in ("from", "to") and all(t.tag_ in NAMES_OR_THE for t in party[1:]))
            comma = [t for t in between[:1] if t.text == ","]
            return [between[k].doc[between[k].i], *between[k + 3 :]] if led or len(comma) == k else between
    return between


NAMES_OR_THE = ("NNP", "NNPS", "DT")
ABOUT = frozenset(["more", "than", "over", "nearly", "almost", "roughly", "approximately", "around", "about", "up"])


def _included(reading: Reading, token: Token, goods: list[Item], items: list[Item]) -> list[Item]:
    """What a vague lot is said to hold: 'a $400m package including ...', 'weapons such as ...'."""
    sentence = reading.sentence_at(token.i)
    vague = max((i.last for i in goods if i.vague), default=sentence.last)
    at = next(
        (
            t.i
            for t in reading.doc[token.i : sentence.last]
            if t.lower_ in INCLUDING or (t.text in ("—", "–", ":") and vague <= t.i <= vague + 6)
        ),
        None,
    )
    if at is None:
        return []
    if any(b.tag_ == "CC" and a.tag_ in FINITE for b, a in itertools.pairwise(reading.doc[token.i + 1 : at])):
        return []  # another clause has begun: 'and is open to integrating weapons like'
    return _inside(reading, at, items)


def _inside(reading: Reading, at: int, items: list[Item]) -> list[Item]:
    """The goods behind a word, as far as its clause goes."""
    inside = [i for i in items if i.first > at and not i.vague]
    return [i for i in inside if not any(t.tag_ in FINITE for t in reading.doc[at + 1 : i.first])]


def _held(reading: Reading, clause: Clause, slots: list[str], items: list[Item]) -> list[Item]:
    """'provide a range of capabilities, including', 'rushed $20 million in aid: 40 guns': the lot has no name, what it holds has."""
    for filler in (f for slot in slots for f in clause.slots.get(slot, [])):
        inside = [c for c in filler.children if c.dep_ == "nmod" and phrases.preposition(c) in ("of", "in")]
        lot = next((t for t in (filler, *inside) if t.lemma in LOTS), None)
        if lot is not None:
            here = reading.doc[lot.i + 1 : lot.i + HOLDING]
            at = next((t.i for t in here if t.lower_ in ("including", "such") or t.text == ":"), None)
            return [] if at is None else _inside(reading, at, items)
    return []


HOLDING = 9  # words behind a lot in which the list of what it holds begins
LOTS = frozenset(["capability", "aid", "assistance", "support", "package", "tranche", "supply", "equipment", "asset"])

INCLUDING = frozenset(
    [
        "including",
        "include",
        "includes",
        "included",
        "such",
        "like",
        "namely",
        "featuring",
        "comprising",
        "comprises",
        "comprised",
        "consisting",
        "consists",
        "contains",
    ]
)


def _behind_money(reading: Reading, token: Token, item: Item) -> bool:
    """'give Egypt $40 million in military assistance', 'approved $1bn worth of weapons'."""
    start = item.mentions[0].start
    for money in reversed(reading.money):
        if money.end > start or money.start < reading.starts[token.i]:
            continue
        first = reading.token_at(money.start)
        between = reading.doc[token.i + 1 : first] if first is not None else ()
        return bool(
            WORTH.fullmatch(reading.text[money.end : start])
            and len(between) <= 6
            and not any(t.tag_.startswith(("VB", "MD")) or t.text in ";:," for t in between)
        )
    return False


WORTH = re.compile(r"\s+(?:worth of|in|of)\s+(?:[\w.-]+\s+){0,3}")


def _behind_for(reading: Reading, token: Token, item: Item) -> bool:
    """'a contract worth 9.8 billion zlotys with South Korea for K9 howitzers'."""
    counted = reading.token_at(item.quantity.start) if item.quantity else None
    first = item.first if counted is None else min(item.first, counted)
    if reading.doc[first - 1].tag_ == "DT":
        first -= 1
    if not 0 < first - token.i <= 16 or reading.doc[first - 1].lower_ != "for":
        return False
    between = reading.doc[token.i + 1 : first]
    return not any(t.tag_.startswith(("VB", "MD")) or t.text in ";:" for t in between)


def _behind_with(reading: Reading, token: Token, item: Item) -> bool:
    """'supplied Azerbaijan with 40 JF-17 fighters', wherever the parser hung the phrase."""
    counted = reading.token_at(item.quantity.start) if item.quantity else None
    first = item.first if counted is None else min(item.first, counted)
    before = reading.doc[max(first - 4, 0) : first]
    link = next((t.i for t in reversed(before) if t.lower_ == "with"), None)
    if link is None or not 0 < link - token.i <= 6:
        return False
    between = [t for t in reading.doc[token.i + 1 : link]]
    return bool(between) and all(t.tag_ in ("NNP", "NNPS", "DT", "PRP", "NN", "JJ", "POS") for t in between)


def _follows(reading: Reading, token: Token, item: Item, *, strict: bool) -> bool:
    """The goods stand right behind the word ('order for 12 French-made Rafale'), whatever the parser hung them on."""
    counted = reading.token_at(item.quantity.start) if item.quantity else None
    first = item.first if counted is None else min(item.first, counted)
    if not 0 < first - token.i <= (4 if strict else 9):
        return False
    objects = [c for c in token.children if c.dep_ in ("obj", "xcomp", "ccomp") and c.i < first]
    if token.tag_.startswith("VB") and any(
        c.tag_ not in ("CD", "$", "SYM", "PRP") and not c.lower_.endswith("bn") for c in objects
    ):
        return False
    start = token.i + 1
    if token.tag_.startswith("VB") and reading.doc[start].lower_ in PARTICLES:
        start += 1
    between = reading.doc[start:first]
    if (
        token.tag_.startswith("NN")
        and len(between) > 1
        and between[-1].lower_ == "of"
        and between[0].lower_ in ("by", "to", "from")
    ):
        return all(
            t.tag_ in ("IN", "DT", "JJ", "NNP", "NNPS", "TO") for t in between
        )  # 'the delivery by Germany of 18 tanks'
    if [t.lower_ for t in between] in (["it"], ["them"], ["him"], ["us"]):
        return token.tag_.startswith("VB")  # 'to sell it 12 jets'
    return all(
        t.tag_ in ("IN", "DT", "CD", "JJ", "PRP$", "NN", "NNS", "HYPH", "NNP", "POS", "$")
        and t.lower_ not in ("with", "by", "against", "to", "from", "after")
        for t in between
    )


ASKING = frozenset(["ask", "appeal", "approach", "petition"])
PARTICLES = frozenset(["over", "off", "on", "out", "up"])


def leading(reading: Reading, items: list[Item]) -> list[Item]:
    """Of several goods: each that has a name or an own number; of bare kinds the first only; of two that are put to
    choice, 'missiles or cluster bombs', both."""
    if len(items) == 2 and "or" in [t.lower_ for t in reading.doc[items[0].last : items[1].first]]:
        return items
    kept = [i for i in items if not i.generic or i.quantity is not None]
    vague = [i for i in items if i not in kept]
    if kept:
        first = min(items, key=lambda i: i.first)
        return [first, *kept] if first not in kept and not first.vague and len(kept) < len(items) - 1 else kept
    specific = [i for i in vague if not i.vague]
    return [specific[0] if specific else vague[0]]


def _belongs(reading: Reading, item: Item, filler: Token, trigger: Token, *, strict: bool) -> bool:
    head = reading.doc[item.head]
    here, steps = head, 0
    while steps < 7:
        if here != head and here.pos == "noun" and here.lemma not in MEASURING:
            step = lemma_in(here, "noun", frames()) or (operator_of(here) and here != filler)
            if step and here != trigger:
                return False  # 'approval for the procurement of': the noun is the step
        if here.dep_ == "acl" and here.tag_ == "VB" and lemma_in(here, "verb", frames()):
            return False  # 'asked for permission to transfer tanks': the verb is the step
        if here == filler:
            return True
        if here == trigger or here.head == here:
            return False
        if here.dep_ in ("acl:relcl", "advcl", "ccomp", "parataxis") and steps > 0:
            return False
        if here.dep_ == "nmod" and phrases.preposition(here) == "for" and _part(reading, here.head):
            return False  # 'spares for the Su-30 fleet', 'an engine for the Tejas': the part is the goods
        if here.dep_ == "nmod" and phrases.preposition(here) not in (
            "of",
            "including",
            "such",
            "in",
            "like",
            "",
            "with",
            "for",
            "as",
        ):
            return False
        if strict and here.dep_ == "nmod" and here.head.lemma not in MEASURING and phrases.preposition(here) != "of":
            return False
        here, steps = here.head, steps + 1
    return False


def _part(reading: Reading, token: Token) -> bool:
    """What is fitted to or kept for other goods."""
    m = reading.by_token.get(token.i)
    return token.lemma in FITTED or (m is not None and m.kind == "weapon" and not m.vague)


FITTED = frozenset(
    [
        "spare",
        "part",
        "component",
        "support",
        "training",
        "maintenance",
        "upgrade",
        "service",
        "repair",
        "overhaul",
        "simulator",
    ]
)


RATIO = re.compile(r"\bfor (?:every|each)\b", re.IGNORECASE)  # 'ten launchers for every tank'


def _compared(reading: Reading, item: Item) -> bool:
    head = reading.doc[item.head]
    if any(c.lower_ in ("unlike", "than", "against") for c in head.children if c.dep_ == "case"):
        return True
    lead = reading.text[max(0, reading.starts[max(item.first - 4, 0)]) : reading.starts[item.first]]
    before = reading.doc[item.first - 1].lower_ if item.first else ""
    return before in ("unlike", "than") or bool(RATIO.search(lead))


SPENT = frozenset(
    ["intercept", "destroy", "down", "shoot", "hit", "strike", "fire", "launch", "lose", "capture", "attack", "kill"]
)


def spent(reading: Reading, step: Token, item: Item) -> bool:
    """'Hit a depot with four US-supplied rockets', 'downed two missiles supplied by': their number is no delivery's."""
    head = reading.doc[item.head]
    return (
        step.tag_ in ("VBN", "VBD", "JJ")
        and (step.head is head or item.first <= step.i < item.last)
        and head.dep_ in ("obj", "obl", "nsubj:pass")
        and head.head.lemma in SPENT
    )
