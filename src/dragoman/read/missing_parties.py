"""Parties that a deal's own clause leaves open: from the goods' words, from who else stands where that party would stand."""

from __future__ import annotations

import itertools
import re

from dragoman import knowledge
from dragoman.model import Mode, Status
from dragoman.read import control, phrases, voices
from dragoman.read.actors import actors_of
from dragoman.read.clause import Clause
from dragoman.read.draft import Draft, operator_of
from dragoman.read.firm_homes import with_home
from dragoman.read.foes import Foes, fight
from dragoman.read.item import Item
from dragoman.read.other_actors import others as others_beside
from dragoman.read.parties import WINS
from dragoman.read.reading import Reading
from dragoman.read.told_recipients import (
    bound_for,
    for_goods,
    for_use,
    helped,
    of_both,
    sought,
    to_whose_war,
    unnamed_fighters,
)
from dragoman.read.words import Token


def fill(reading: Reading, draft: Draft, clause: Clause, over: list[Token], fighting: Foes) -> None:
    """Missing parties from the goods' own words, then from who else stands where that party would stand.

    :param fighting: who is at war with whom; such actors are not taken for partners.
    """
    item = draft.item
    states = knowledge.load().states
    draft.supplier = with_home(reading, draft.supplier)
    if draft.mode == Mode.CO_PRODUCTION and item.makers:
        _licensed(reading, draft)
    if draft.frame.lemma == "import" and draft.frame.pos == "noun" and item.last == draft.trigger.i:
        draft.recipient = draft.recipient or item.told  # 'Peruvian arms imports'
        draft.supplier = tuple(a for a in draft.supplier if a not in draft.recipient)
    if draft.frame.lemma in SEIZING and not (draft.supplier and draft.recipient):
        _route(reading, draft)
    for told in (for_goods, sought, for_use):
        if not draft.recipient:
            draft.recipient = tuple(a for a in told(reading, draft) if a not in draft.supplier)
    if not draft.recipient and draft.frame.roles.get("subj") == "supplier":
        draft.recipient = tuple(a for a in helped(reading, draft) if a not in draft.supplier)
    if not draft.recipient and draft.supplier:
        draft.recipient = unnamed_fighters(reading, draft, clause)
        draft.recipient = draft.recipient or of_both(reading, draft)
    if draft.unordered:
        to_whose_war(reading, draft)
    if not draft.recipient:
        draft.recipient = tuple(a for a in bound_for(reading, item) if a not in draft.supplier)
    if not draft.recipient and draft.trigger.dep_ == "acl" and draft.trigger.i > item.head:
        draft.recipient = tuple(a for a in _user_misread(reading, item) if a not in draft.supplier)
    moving = draft.frame.roles.get("subj") == "item" or draft.frame.lemma == "expect goods"
    if not draft.recipient and moving:  # 'Peru's new jets come from Chad'
        phrase = _whole_phrase(reading.doc[item.head]).children
        owners = _owners(reading, item)
        owners += [c for c in phrase if c.dep_ == "nmod" and phrases.preposition(c) == "for"]
        draft.recipient = tuple(a for c in owners for a in actors_of(reading, c) if a not in draft.supplier)
    elif not draft.supplier and draft.frame.roles.get("subj") == "item":  # 'Chad's old jets will go to Peru'
        owners = _owners(reading, item)
        draft.supplier = tuple(a for c in owners for a in actors_of(reading, c) if a not in draft.recipient)
    if not draft.recipient and draft.supplier and draft.frame.roles.get("with") == "parties":
        owners = [c for c in _owners(reading, item) if c.tag_ != "PRP$"]
        named = (a for c in owners for a in actors_of(reading, c))  # 'a contract for Chad's jets was signed with Saab'
        draft.recipient = tuple(a for a in named if a not in draft.supplier)
    if not draft.supplier and item.told and set(item.told) != set(draft.recipient):
        draft.supplier = tuple(a for a in item.told if a not in draft.recipient)
        draft.guessed.add("supplier")
    if not draft.supplier and draft.recipient:
        others = others_beside(reading, draft, "supplier", over, clause)
        others = [o for o in others if not fight((o,), draft.recipient, fighting)]
        fitting = [o for o in others if o in item.makers] if draft.frame.new_build and item.makers else others
        if len([o for o in fitting if o in states] or fitting) == 1:
            draft.supplier = tuple(fitting)
            draft.guessed.add("supplier")
    if not draft.recipient and draft.supplier:
        others = others_beside(reading, draft, "recipient", over, clause)
        others = [o for o in others if not fight((o,), draft.supplier, fighting)]
        if len([o for o in others if o in states] or others) == 1:
            draft.recipient = tuple(others)
            draft.guessed.add("recipient")
    if not draft.supplier and draft.recipient and draft.status == Status.REFUSED:
        draft.supplier = _who_stops(reading, draft, over)
    if not draft.supplier and draft.recipient and draft.frame.pos == "noun":
        draft.supplier = tuple(a for a in _own_word(reading, draft, over) if a not in draft.recipient)
    won = draft.frame.pos == "noun" and draft.trigger.head.lemma in WINS
    if not draft.supplier and won and item.makers and set(draft.recipient) & set(item.makers):
        draft.supplier, draft.recipient = draft.recipient, ()  # 'India secured orders for its Akash'
    first = draft.sentence.first + (reading.doc[draft.sentence.first].lower_ == "having")
    fronted = draft.trigger.i == first and draft.trigger.tag_ == "VBN"
    fronted = fronted or (
        draft.trigger.dep_ == "acl" and draft.trigger.tag_ == "VBN" and draft.frame.roles.get("subj") == "recipient"
    )
    if fronted and draft.supplier and not draft.recipient:  # 'Bought from Chad, the radars guard Lima'
        named = {m.ids: None for m in reading.mentions_in(draft.sentence) if m.kind == "state"}
        others = [ids for ids in named if not set(ids) & set(draft.supplier)]
        if len(others) == 1 and not fight(draft.supplier, others[0], fighting):
            draft.recipient = others[0]
            draft.guessed.add("recipient")
    behind = draft.trigger.dep_ == "acl" and draft.trigger.tag_ in ("VBN", "VBD") and draft.trigger.i > item.head
    behind = behind or draft.trigger.dep_ == "appos"  # 'unveiled two helicopters, a gift from Chad'
    if not draft.recipient and draft.frame.pos == "adj":
        draft.recipient = tuple(a for a in _beside(reading, item) if a not in draft.supplier)
    if not draft.recipient and (draft.frame.pos == "adj" or behind):
        # 'Ukraine deploys US-supplied missiles', 'used drones bought from Iran'
        used = reading.doc[item.head]
        while used.dep_ == "nmod" and used.head.lemma in KINDS:  # 'used a novel kind of missile supplied by Chad'
            used = used.head
        user, part = used.head, used.dep_
        if user.tag_.startswith("VB") and (part == "obl" or (part == "obj" and user.lemma not in DESTROYING)):
            users = [c for c in user.children if c.dep_ == "nsubj"] or _who_uses(user)
            actors = [a for c in users for a in actors_of(reading, c)]
            draft.recipient = tuple(a for a in actors if a not in draft.supplier)
    if not draft.recipient and draft.frame.pos == "adj":
        draft.recipient = tuple(a for a in _who_fires(reading, item) if a not in draft.supplier)
    new_build = draft.frame.new_build and item.makers and not set(item.makers) & set(draft.recipient)
    new_build = new_build and not any(c.lower_ == "back" for c in draft.trigger.children)  # 'buy them back'
    if not draft.supplier and draft.recipient and new_build:
        named = {i for m in reading.mentions if m.kind == "state" for i in m.ids}
        draft.supplier = tuple(s for s in item.makers if s in named) or item.makers
        weapon = knowledge.load().weapons.get(item.mentions[0].ids[0])
        if weapon and weapon.maker and any(m.kind == "org" and m.ids == (weapon.maker,) for m in reading.mentions):
            draft.supplier = (*draft.supplier, weapon.maker)
        draft.guessed.add("supplier")
    draft.supplier = tuple(sorted(draft.supplier, key=lambda a: a not in states))


LICENCE = re.compile(
    r"\b(?:under|on|with) (?:an? )?(?:\w+ ){0,2}licen[cs]\w*|\blicen[cs]ed?[- ](?:produc|buil|manufactur|assembl|mak)",
    re.I,
)


def _licensed(reading: Reading, draft: Draft) -> None:
    """'Peru produces the Chadian tank under licence': whoever makes what another designed has it from there."""
    sentence = draft.sentence
    if (draft.supplier and draft.recipient) or not LICENCE.search(reading.text, sentence.start, sentence.end):
        return
    states = [a for a in (*draft.supplier, *draft.recipient) if a not in draft.item.makers]
    if states and len(states) == len({*draft.supplier, *draft.recipient}):
        draft.supplier, draft.recipient = draft.item.makers, tuple(states)
        draft.guessed.add("supplier")


KINDS = frozenset(["type", "kind", "batch", "number", "version", "variant", "consignment", "series"])


def bought_from(draft: Draft) -> tuple[str, ...]:
    """'Chad pitched its jets, but Peru will buy Korean ones': of a purchase the goods' own words tell the source, no word far over it."""
    told, frame = draft.item.told, draft.frame
    buys = frame.roles.get("subj") == "recipient" or (frame.pos == "noun" and frame.roles.get("poss") == "recipient")
    return told if buys and not draft.item.made and not set(told) & {*draft.supplier, *draft.recipient} else ()


def _beside(reading: Reading, item: Item) -> tuple[str, ...]:
    """'The jets are now with the Chadian army'."""
    subject = _whole_phrase(reading.doc[item.head])
    told = subject.head.head if subject.head.dep_ == "cop" else subject.head
    return actors_of(reading, told) if subject.dep_ == "nsubj" and phrases.preposition(told) == "with" else ()


def _owners(reading: Reading, item: Item) -> list[Token]:
    """Whose goods they are, wherever in their phrase the possessor hangs."""
    phrase = [*reading.doc[item.mentions[0].first : item.last], _whole_phrase(reading.doc[item.head])]
    return list({c.i: c for t in phrase for c in t.children if c.dep_ == "nmod:poss"}.values())


def _whole_phrase(token: Token) -> Token:
    """The noun that a designation stands before: the planes of 'two Gripen planes'."""
    if token.dep_ == "flat":
        token = token.head  # the Leopard of 'Leopard 2A4 tanks'
    while token.dep_ in ("compound", "flat", "amod", "nummod") and token.head.i > token.i:
        token = token.head
    return token


# whose deed goods only suffer: 'destroyed German-supplied tanks' tells nothing of who got them
DESTROYING = frozenset(
    [
        "destroy",
        "shoot",
        "down",
        "intercept",
        "capture",
        "seize",
        "hit",
        "damage",
        "target",
        "strike",
        "disable",
        "lose",
        "find",
    ]
)


def _own_word(reading: Reading, draft: Draft, over: list[Token]) -> tuple[str, ...]:
    """'We announce a package for Peru', 'my administration authorized aid to Peru': who gives it speaks of itself."""
    for word in [draft.trigger, *over[:4]]:
        named = word.tag_.startswith("VB") and word.lemma in GRANTING
        parts = ("nsubj",) if named else ("nmod:poss",) if word.tag_.startswith("NN") else ()
        subjects = [c for c in word.children if c.dep_ in parts]
        if named and not subjects and word.dep_ in ("xcomp", "advcl", "conj"):  # 'we are proud to announce'
            subjects = [c for c in word.head.children if c.dep_ == "nsubj"]
        for c in subjects:
            whose = {c.lower_, *(g.lower_ for g in c.children if g.dep_ == "nmod:poss")}
            if whose & voices.FIRST and (side := actors_of(reading, c)):
                return side
    return ()


GRANTING = frozenset(
    [
        "announce",
        "unveil",
        "authorize",
        "authorise",
        "approve",
        "sign",
        "direct",
        "order",
        "commit",
        "release",
        "finalize",
    ]
)


def _who_stops(reading: Reading, draft: Draft, over: list[Token]) -> tuple[str, ...]:
    """'Chad blocked the export of tanks to Peru': a state that stops a step whose supplier nobody else is."""
    for verb in over[:3]:
        op = operator_of(verb)
        if verb.lemma in control.STOPPING:
            continue
        if verb.lemma != "deny" and (op is None or op.status != Status.REFUSED):
            continue
        actors = [a for c in verb.children if c.dep_ == "nsubj" for a in actors_of(reading, c)]
        states = knowledge.load().states
        makers = draft.item.makers if draft.item.told == () else ()
        if makers and actors and verb.lemma == "veto" and not set(actors) & set(makers):
            return tuple(a for a in makers if a not in draft.recipient)  # 'Chad vetoed the sale of Rafales'
        return tuple(a for a in actors if a in states and a not in draft.recipient)
    return ()


SEIZING = frozenset(["seize", "intercept", "interdict", "confiscate"])
LEG = 9  # words between where a shipment comes from and where it goes


def _route(reading: Reading, draft: Draft) -> None:
    """'Seized rifles from a vessel that sailed from Iran to Yemen': whence and whither, wherever in the sentence they stand."""
    behind = reading.mentions_between(draft.trigger.i + 1, draft.sentence.last)
    sides = [
        (m, m.ids if m.kind in ("state", "group") else m.side) for m in behind if m.kind in ("state", "group", "place")
    ]
    for (a, supplier), (b, recipient) in itertools.pairwise(sides):
        link = phrases.preposition(reading.doc[a.head]), phrases.preposition(reading.doc[b.head])
        if link[0] == "from" and link[1] in ("to", "for", "into") and b.first - a.last < LEG and supplier != recipient:
            draft.supplier, draft.recipient = draft.supplier or supplier, draft.recipient or recipient
            return


def _who_uses(verb: Token) -> list[Token]:
    """'Moscow planned an attack using Iranian-supplied drones': whose deed the goods are used in."""
    while verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.tag_.startswith("NN"):
        over = verb.head.head
        if verb.head.dep_ not in ("obj", "obl") or not over.tag_.startswith("VB"):
            return []
        subjects = [c for c in over.children if c.dep_ == "nsubj"]
        if subjects or over is verb:
            return subjects
        verb = over
    return control.inherited_subject(verb)


def _who_fires(reading: Reading, item: Item) -> tuple[str, ...]:
    """'British-supplied missiles that Peru had fired': whose weapons they are."""
    goods = _whole_phrase(reading.doc[item.head])
    for verb in goods.children:
        if verb.dep_ == "acl:relcl" and verb.lemma in USING:
            return tuple(a for c in verb.children if c.dep_ == "nsubj" for a in actors_of(reading, c))
    return ()


USING = frozenset(["fire", "launch", "use", "operate", "fly", "employ", "field", "receive", "shoot"])


def _user_misread(reading: Reading, item: Item) -> tuple[str, ...]:
    """'Azerbaijan used drones bought from Israel' with 'used' read as a word beside the drones."""
    for word in reading.doc[item.head].children:
        if word.dep_ == "amod" and word.tag_ in ("VBN", "VBD"):
            for subject in word.children:
                if subject.dep_ == "nsubj":
                    return actors_of(reading, subject)
    return ()
