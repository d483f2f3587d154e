"""Which weapon mentions are goods, and which of them stand in one noun phrase: 'Bayraktar TB2' with 'drones'."""

from __future__ import annotations

import re

from dragoman.read.reading import Mention, Reading, Sentence

SHIP_NAME = re.compile(
    r"(?:INS|HMS|HMAS|HMCS|HMNZS|USS|FS|JS|ROKS|KRI|BRP|TCG|PNS|SLNS|HNLMS) [A-Z]"
)  # one ship, no goods
FITTED = frozenset(
    ["powered", "armed", "equipped", "carrying", "mounted", "capable", "launched", "firing", "proof", "like", "style"]
)
BREAKS = frozenset([",", ";", "(", ")"])
BREAK_TAGS = frozenset(["CC", "IN", "CD", "VBD", "VBZ", "TO", "POS", "VBN"])
INNER_TAGS = frozenset(["NN", "NNP", "JJ", "HYPH", "VBG", "''", "``", "NNS", "NNPS"])
MARKS = "-“”\"’‘'"
APART = 4  # words between two mentions of one phrase


def find(reading: Reading, sentence: Sentence) -> list[list[Mention]]:
    """The goods of a sentence, in text order, those of one noun phrase together."""
    weapons = [
        m
        for m in reading.mentions_in(sentence)
        if m.kind == "weapon" and not SHIP_NAME.match(m.text) and not _tells_of_other(reading, m)
    ]
    groups: list[list[Mention]] = []
    for m in weapons:
        if _is_fired(reading, m, weapons):
            continue
        if groups and _one_phrase(reading, groups[-1][-1], m):
            groups[-1].append(m)
        else:
            groups.append([m])
    return groups


def is_bracketed(reading: Reading, m: Mention) -> bool:
    """Whether a mention stands alone in brackets: 'Artillery Rocket System (HIMARS)'."""
    doc = reading.doc
    return doc[m.first - 1].text == "(" and m.last < len(doc) and doc[m.last].text == ")"


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


def _is_fired(reading: Reading, m: Mention, others: list[Mention]) -> bool:
    """'ammunition for its howitzers and HIMARS': what goods are for is told, not given."""
    head = reading.doc[m.head]
    for _ in range(3):
        if head.dep_ not in ("conj", "compound", "amod", "appos"):
            break
        head = head.head
    if head.dep_ != "nmod" or not any(c.dep_ == "case" and c.lower_ == "for" for c in head.children):
        return False
    return any(o.category == "munition" and o.first <= head.head.i < o.last for o in others if o is not m)


def _one_phrase(reading: Reading, a: Mention, b: Mention) -> bool:
    """'Bayraktar TB2' + 'drones', 'F-35' + 'fighter jets': nothing but marks and modifiers between."""
    if b.first - a.last > APART:
        return False
    between = list(reading.doc[a.last : b.first])
    if len(between) == 1 and is_bracketed(reading, b):
        return True  # 'surface-to-air missile (MRSAM) system', 'Artillery Rocket System (HIMARS)'
    if a.category == b.category == "munition" and a.generic and between and between[0].lower_ == "of":
        between = between[1:]  # 'rounds of small arms ammunition'
        while between and between[0].tag_ == "VBN" and between[0].dep_ == "amod":
            between = between[1:]  # 'rounds of seized ammunition'
    if any(t.text in BREAKS or t.tag_ in BREAK_TAGS for t in between):
        return False
    if a.generic and not b.generic and between:
        return False
    if not a.generic and not b.generic:
        return not between and a.category == b.category and a.side == b.side  # 'MQ-9 Sea Guardian'
    return all(t.tag_ in INNER_TAGS or t.text in MARKS for t in between)
