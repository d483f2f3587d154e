"""Words of transfer that tell of none: own forces on the move, what goods are for, goods that another step moves on."""

from __future__ import annotations

import re

from dragoman.knowledge.schema import Frame
from dragoman.read.actors import OFFICES, actors_of
from dragoman.read.clause import Clause
from dragoman.read.draft import frames, lemma_in
from dragoman.read.item import Item
from dragoman.read.missing_parties import SEIZING
from dragoman.read.reading import Reading, Sentence
from dragoman.read.words import Token


def reason(reading: Reading, clause: Clause, frame: Frame, goods: list[Item], to_somebody: bool) -> str:
    """Why the word that leads a clause tells of no transfer of these goods; '' where it may.

    :param to_somebody: whether the clause names who gets them.
    """
    token = clause.token
    if frame.lemma == "deploy" and not any(f.lower_ in OFFICES for f in clause.slots.get("to", [])):
        return "own forces moved"
    if token.dep_ == "obj" and token.head.lemma in frame.made_by:
        return "goods of the future"
    if frame.lemma in ("deliver", "send", "carry") and _tells_use(reading, token, goods):
        return "tells what the goods are for"
    if frame.lemma == "arrive" and _calls_in(reading, reading.sentence_at(token.i), goods):
        return "ships on a visit"
    if token.lower_ == "supplies" and token.tag_ == "NNS" and not to_somebody and _stock(token):
        return "stocks, not deliveries"
    if frame.lemma in SENT and _own_forces(reading, token, goods):
        return "own forces moved"
    if frame.lemma == "land" and not clause.slots.get("from") and any(i.told and i.category in MANNED for i in goods):
        return "own forces moved"  # 'American bombers landed in Guam'
    if frame.lemma == "sign" and clause.slots.get("obj"):
        return "what is signed is the step"
    if frame.lemma == "develop" and token.dep_ in ("acl", "amod"):
        return "tells what the goods are"
    if frame.lemma in SEIZING and token.dep_ in INSIDE and _dealt_in_again(reading, goods, token):
        return "tells what the goods are"
    if frame.lemma in ("send", "dispatch", "ship") and not to_somebody and _moved_within(reading, clause):
        return "sent to a place, to nobody"
    return ""


INSIDE = ("amod", "acl", "acl:relcl")


def _stock(supplies: Token) -> bool:
    """'is depleting Israeli supplies of shells', 'its dwindling supplies': what somebody has in store."""
    beside = [supplies.head, *(c for c in supplies.children if c.dep_ in ("amod", "acl"))]
    return any(t.lemma in STORING or t.lower_ in STORING for t in beside)


STORING = frozenset(
    ["deplete", "depleted", "depleting", "depletes", "replenish", "exhaust", "drain", "dwindle", "dwindling", "low", "run", "stockpile", "build",
     "shore", "restock", "burn", "short", "stretch", "have", "lack", "conserve", "preserve", "existing"]
)  # fmt: skip


def _dealt_in_again(reading: Reading, goods: list[Item], step: Token) -> bool:
    """'to send seized rifles to Chad', 'sent rifles that it seized': goods that another step moves on."""
    over = [
        t
        for i in goods
        for m in i.mentions
        for k in range(m.first, m.last)
        for t in (reading.doc[k].head, reading.doc[k].head.head)
    ]
    return any(t is not step and t.pos == "verb" and lemma_in(t, "verb", frames()) is not None for t in over)


def _tells_use(reading: Reading, token: Token, goods: list[Item]) -> bool:
    """'rockets built to deliver a warhead to Chad': what goods can do to somebody, no transfer."""
    if any(
        c.lemma in STRIKES and c.tag_ == "VB" and c.dep_ in ("advcl", "xcomp", "acl")
        for t in _with_goods(reading, token, goods)
        for c in t.children
    ):
        return True  # 'sent a missile to hit Chad'
    warheads = any(reading.doc[i.head].lemma in WARHEADS for i in goods)
    over = [token.head, token.head.head]
    return token.tag_ in ("VB", "VBG") and (
        any(t.lemma in ABLE for t in over if t is not token) and (warheads or token.head.lemma in ("design", "capable"))
    )


def _calls_in(reading: Reading, sentence: Sentence, goods: list[Item]) -> bool:
    """'Indian ships arrived in Singapore for an exercise', 'a navy's warships arrived': a visit, no delivery."""
    if not all(i.category == "ship" for i in goods):
        return False
    return all(_warships(i) for i in goods) or any(t.lemma in VISITS for t in reading.tokens(sentence))


def _warships(item: Item) -> bool:
    """'warships', 'naval ships': by the word a state's own, unless somebody is told to sell or give them."""
    return item.generic and bool(WARSHIPS.search(item.name))


WARSHIPS = re.compile(
    r"\b(?:warships?|(?:naval|navy) (?:ships?|vessels?)|aircraft carriers?|drone ships?)$", re.IGNORECASE
)


def _own_forces(reading: Reading, step: Token, goods: list[Item]) -> bool:
    """'sent warships close to Chad', 'jets arrived there to deter Peru': a state's own ships and aircraft on their own business."""
    if not all(i.category in MANNED for i in goods):
        return False
    if all(_warships(i) for i in goods):
        return True
    near = any(t.lower_ in BESIDE for t in reading.doc[step.i + 1 : step.sent.end] if t.i < step.i + REACH)
    return near or any(
        v.tag_ == "VB" and v.lemma in ERRANDS and v.dep_ in ("advcl", "acl", "xcomp")
        for v in step.children
        if v.i > step.i
    )


SENT = frozenset(["send", "dispatch", "arrive", "deploy"])
MANNED = frozenset(["ship", "aircraft", "helicopter"])
BESIDE = frozenset(["near", "close", "off", "toward", "towards", "around"])
REACH = 12  # words behind the step
ERRANDS = frozenset(
    ["treat", "patrol", "monitor", "deter", "protect", "escort", "evacuate", "participate", "join", "conduct", "rescue",
     "search", "shadow", "track", "intercept", "show", "beef", "train", "exercise", "guard", "take", "collect", "rehearse"]
)  # fmt: skip


VISITS = frozenset(["exercise", "drill", "visit", "patrol", "participate", "escort", "parade", "manoeuvre", "maneuver"])


def _with_goods(reading: Reading, token: Token, goods: list[Item]) -> list[Token]:
    return [token, *(reading.doc[i.head] for i in goods if i.category in ("missile", "munition", "uav"))]


STRIKES = frozenset(["hit", "strike", "destroy", "attack", "bomb", "kill"])
WARHEADS = frozenset(["warhead", "payload", "charge", "explosive"])
ABLE = frozenset(
    ["design", "capable", "able", "use", "fit", "intend", "enable", "allow", "build", "develop", "fire", "launch"]
)


def _moved_within(reading: Reading, clause: Clause) -> bool:
    """'sent jets to the Middle East': where to, and nobody there who gets them."""
    return any(
        (not actors_of(reading, f) or f.lower_ in PLACES) and (f.tag_ in ("NNP", "NNPS") or f.lower_ in PLACES)
        for slot in ("to", "into")
        for f in clause.slots.get(slot, [])
    )


PLACES = frozenset(
    ["region", "area", "base", "bases", "coast", "waters", "border", "front", "strait", "theatre", "theater", "sector",
     "frontline", "range", "depot", "plant", "factory", "facility", "museum", "centre", "center"]
)  # fmt: skip
