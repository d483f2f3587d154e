"""The clause layer: who does what to whom, when it is told as done, planned, refused or denied.

For a predicate (verb, noun or participle) it gives the fillers of its syntactic slots, whatever the voice or the
construction, with fall-backs for what the parser attaches wrongly. Fillers outside the clause are found by
:mod:`dragoman.read.gaps` and :mod:`dragoman.read.control`; the words over it, which change what its telling means, are those
of :mod:`dragoman.read.governors`.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.read import gaps
from dragoman.read.clause import Clause
from dragoman.read.control import agents_of, inherited_subject
from dragoman.read.phrases import is_temporal, negates, preposition, prepositions
from dragoman.read.tense import set_tense
from dragoman.read.words import Token

JOURNEYS = frozenset(["travel", "fly", "go", "head", "return", "drive", "visit", "journey", "sail"])
VISITS = frozenset(["visit", "trip", "tour", "journey", "voyage", "flight", "travels", "visits"])
TRADERS = frozenset(["customer", "buyer"])
NESTED_IN_VERB = ("to", "from", "for", "into", "by", "with", "under", "between", "at", "in")
NESTED_IN_NOUN = ("to", "from", "by", "with", "for", "between")
# 'retaliated after the delivery of tanks': who does something after a step may have no part in it
BESIDE_THE_POINT = frozenset(["after", "amid", "despite", "following", "since", "before"])
BESIDE_NOUN = ("with", "for", "to", "from", "between", "on", "over", "of")  # 'signed a contract with', 'for'


def of_verb(token: Token) -> Clause:
    """Slots of a verbal predicate."""
    clause = Clause(token)
    auxiliaries = [c for c in token.children if c.dep_ in ("aux", "aux:pass", "cop")]
    clause.passive = (
        any(c.dep_ in ("nsubj:pass", "aux:pass", "csubj:pass") for c in token.children)
        or (token.tag_ == "VBN" and token.dep_ in ("acl", "amod", "advcl", "acl:relcl") and not auxiliaries)
        or gaps.is_reduced(token)
    )
    clause.negated = any(
        (c.dep_ == "advmod" and (negates(c) or c.lower_ == "no"))
        or (c.lower_ == "neither" and c.dep_ in ("advmod", "cc:preconj"))
        for c in token.children
    )
    set_tense(clause, auxiliaries)
    _gerund_before_noun(clause)
    for child in token.children:
        dep = child.dep_
        if dep == "nsubj":
            clause.add("subj", child)
        elif dep in ("nsubj:pass", "obj", "ccomp:obj"):
            clause.add("obj", child)
        elif dep == "iobj":
            clause.add("iobj", child)
        elif dep in ("obl", "nmod", "obl:agent", "obl:tmod", "obl:npmod", "obl:unmarked"):
            _oblique(clause, child)
    gaps.fill(clause)
    for filler in list(clause.slots.get("obj", [])) + list(clause.slots.get("iobj", [])):
        _nested_obliques(clause, filler)
    _word_order(clause)
    _finish(clause)
    clause.negated = clause.negated or _negated_object(clause)
    return clause


def of_noun(token: Token) -> Clause:
    """Slots of a nominal predicate: 'Turkey's delivery of drones to Kosovo', 'an order for 12 jets'."""
    clause = Clause(token)
    for child in token.children:
        if child.dep_ == "nmod:poss":
            clause.add("poss", child)
        elif child.dep_ in ("amod", "compound", "nmod:desc", "nmod:unmarked") or (
            child.dep_ == "nmod" and not prepositions(child)
        ):
            clause.add("mod", child)
        elif child.dep_ in ("nmod", "obl", "acl"):
            for case in prepositions(child)[:1]:
                clause.add(case, child)
                _nested_nominal(clause, child)
        elif child.dep_ == "nsubj" and (preposition(token) == "in" or token.lemma in TRADERS):
            clause.add("subj", child)  # 'the jet is in service with', 'Chad is a customer for'
    if token.head != token and token.head.tag_.startswith("VB"):
        _beside_noun(clause, token.head)
    _finish(clause)
    clause.negated = any(c.dep_ == "det" and c.lower_ in ("no", "neither") for c in token.children)
    return clause


# ---- of a verb ----------------------------------------------------------------------------------------------


def _gerund_before_noun(clause: Clause) -> None:
    """'accused of supplying weapons to': a verb with its object, whatever the parser says."""
    token, head = clause.token, clause.token.head
    if token.tag_ == "VBG" and token.dep_ == "amod" and token.i + 1 == head.i and preposition(head):
        clause.add("obj", head)
        for child in head.children:
            if child.dep_ in ("nmod", "obl") and child.i > token.i:
                _oblique(clause, child)


def _oblique(clause: Clause, child: Token) -> None:
    """A prepositional phrase: who does it behind the 'by' of a passive, else what its preposition says."""
    case = preposition(child)
    if case == "to" and _of_journey(child):
        return
    if case == "by" and clause.passive and child.tag_ not in ("CD",) and not is_temporal(child):
        clause.add("subj", child)
    elif case:
        clause.add(case, child)
    _nested_obliques(clause, child)


def _nested_obliques(clause: Clause, filler: Token) -> None:
    """Prepositional phrases that the parser hung on the object, though they may belong to the verb."""
    for child in filler.subtree:
        if child == filler or child.dep_ not in ("nmod", "obl") or (child.i < clause.token.i and not clause.passive):
            continue
        case = preposition(child)
        if case in NESTED_IN_VERB and not (case == "to" and _of_journey(child)) and not _past_a_verb(child, filler):
            clause.add(case, child)


def _of_journey(place: Token) -> bool:
    """'promised tanks on a visit to Chad': where somebody went, not who gets them."""
    to = next((c for c in place.children if c.lower_ == "to" and c.dep_ == "case"), None)
    return to is not None and to.i > 0 and to.nbor(-1).lower_ in VISITS


def _past_a_verb(child: Token, filler: Token) -> bool:
    """Whether a verb stands between a phrase and the filler that it hangs under."""
    climb, steps = child.head, 0
    while climb != filler and steps < 5:
        if climb.tag_.startswith("VB"):
            return True
        climb, steps = climb.head, steps + 1
    return False


def _word_order(clause: Clause) -> None:
    """An active verb's object does not stand before it: what does is the subject that the parser missed."""
    if clause.passive or clause.slots.get("subj") or clause.token.tag_ not in ("VBD", "VBZ", "VBP", "VBG", "VB"):
        return
    early = [f for f in clause.slots.get("obj", []) if f.i < clause.token.i and f.dep_ == "obj"]
    for filler in early:
        clause.slots["obj"].remove(filler)
        clause.add("subj", filler)


def _negated_object(clause: Clause) -> bool:
    """'sold neither weapons nor ammunition', 'none of the jets has come', but not 'sold no fewer than'."""
    objects = clause.slots.get("obj", [])
    if any(f.lower_ in ("none", "neither", "nothing") for f in (*objects, *clause.slots.get("subj", []))):
        return True
    none = [
        c
        for f in (*objects, *clause.slots.get("subj", []))
        for c in f.children
        if c.lower_ in ("no", "neither") and c.i < f.i
    ]
    return any(c.nbor(1).lower_ not in ("fewer", "less", "more") for c in none)


# ---- of a noun ----------------------------------------------------------------------------------------------


def _beside_noun(clause: Clause, verb: Token) -> None:
    """What the verb over a noun tells of it: 'Chad signed a contract in May with France for 12 jets'."""
    token = clause.token
    if token.dep_ in ("obj", "obl", "xcomp", "nsubj:pass") and preposition(token) not in BESIDE_THE_POINT:
        subjects = [c for c in verb.children if c.dep_ == "nsubj"] or agents_of(verb)
        for subject in subjects or (inherited_subject(verb) if token.dep_ != "nsubj:pass" else []):
            clause.add("subj", subject)
    journey = token.dep_ != "obj" and verb.lemma in JOURNEYS
    for child in verb.children:
        if child.dep_ in ("obl", "nmod") and child != token:
            case = preposition(child)
            if journey and case == "to":
                continue  # 'flew to Chad amid arms sales'
            if case in BESIDE_NOUN and not is_temporal(child):
                clause.add(case, child)
                _nested_nominal(clause, child)
    for child in verb.children:
        if child.dep_ == "iobj" or (token.dep_ == "nsubj" and _is_reached(child, verb)):
            clause.add("to", child)


def _is_reached(child: Token, verb: Token) -> bool:
    """'a shipment of jets reached Poland', 'arrived in Poland'."""
    if child.dep_ == "obj":
        return verb.lemma_ == "reach"
    return child.dep_ == "obl" and verb.lemma_ == "arrive" and preposition(child) in ("in", "at")


def _nested_nominal(clause: Clause, filler: Token) -> None:
    """'sale of jets to Serbia by France': later phrases may hang on the earlier ones."""
    for child in filler.children:
        if child.dep_ in ("nmod", "obl"):
            case = preposition(child)
            if case in NESTED_IN_NOUN:
                clause.add(case, child)
                _nested_nominal(clause, child)


# ---- of both ------------------------------------------------------------------------------------------------


def _finish(clause: Clause) -> None:
    """Coordinated fillers join their first; relative pronouns give way to what they stand for."""
    for slot in list(clause.slots):
        for filler in list(clause.slots[slot]):
            meant = gaps.antecedent(filler)
            if meant is not None:
                clause.slots[slot].remove(filler)
                clause.add(slot, meant)
                filler = meant
            for other in filler.conjuncts:
                if slot == "subj" and filler.i < clause.token.i < other.i and not clause.passive:
                    continue  # 'that Serbia received from Russia, Belarus and': not a second subject
                if other.i > filler.i and other != clause.token:
                    clause.add(slot, other)
            if slot == "subj":
                for other in _companions(filler, clause.token):
                    clause.add(slot, other)


def _companions(token: Token, verb: Token) -> Iterator[Token]:
    """Who acts with the subject: 'Peru, together with Chile, will', 'Peru along with Chile and Bolivia'."""
    for child in (*token.children, *(c for c in verb.children if token.i < c.i < verb.i)):
        beside = {child.lower_, *(c.lower_ for c in child.children if c.dep_ == "advmod")}
        if not beside & {"together", "along", "alongside"} and preposition(child) != "alongside":
            continue
        for other in (child, *child.children):
            if preposition(other) in ("with", "alongside") and other.tag_.startswith("NN"):
                yield other
                yield from other.conjuncts
