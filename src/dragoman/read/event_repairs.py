"""Slots of verbs that the parser misreads in ways that recur, mended by what English word order allows.

News sentences put a day between subject and verb ('The minister Monday rejected ...'), and many past tenses look like
participles ('rejected', 'hosted'); the parser then takes the day for the subject, or the verb for an attribute.
"""

from __future__ import annotations

from dragoman.read import phrases
from dragoman.read.clause import Clause
from dragoman.read.words import Token

# verbs whose passive keeps an object: 'a group given arms'
TWO_OBJECTS = frozenset(
    [
        "give",
        "offer",
        "award",
        "grant",
        "name",
        "call",
        "deny",
        "pay",
        "teach",
        "show",
        "send",
        "lend",
        "sell",
        "hand",
        "owe",
        "promise",
        "charge",
        "fine",
        "allow",
        "make",
    ]
)
TIME_WORDS = frozenset(("today", "yesterday", "tonight", "tomorrow", "week", "month"))


def mend(clause: Clause) -> None:
    """Put right, in place, the subject and the object that a recurring misparse hides."""
    token = clause.token
    if token.tag_ in ("VBN", "VBD") and not any(c.dep_.startswith("aux") for c in token.children):
        if token.dep_ == "amod":
            _attribute(clause)
        elif token.dep_ == "acl":
            _participle(clause)
    for subject in list(clause.slots.get("subj", [])):
        if subject.dep_.startswith("nsubj") and (phrases.is_temporal(subject) or subject.lower_ in TIME_WORDS):
            _day_for_subject(clause, subject)
    if not clause.slots.get("subj") and token.dep_ == "ROOT" and token.tag_ in ("VBN", "VBD", "VBZ"):
        for child in token.children:  # 'Minister Abe hosted': the name as a part of a compound
            if child.dep_ == "compound" and child.tag_ == "NNP" and child.i < token.i and clause.slots.get("obj"):
                _active(clause, [child], list(clause.slots["obj"]))
    if not clause.slots.get("subj"):
        for child in token.children:  # 'it is willing to': no dummy where the report's state speaks
            if child.dep_ == "expl" and child.lower_ == "it" and any(c.dep_ == "xcomp" for c in token.children):
                clause.add("subj", child)
    if not clause.slots.get("obj"):
        _late_object(clause)
    for noun in list(clause.slots.get("obj", [])):
        for child in noun.children:
            if child.dep_ == "nmod" and (case := phrases.preposition(child)) in (
                "against",
                "on",
                "over",
                "toward",
                "towards",
            ):
                clause.add(case, child)  # 'threatened action against Chad'


def _attribute(clause: Clause) -> None:
    """'Chad on Monday rejected calls': the noun behind is the object where a subject stands before."""
    token, noun = clause.token, clause.token.head
    subjects = [c for c in (*token.children, *noun.children) if c.dep_ == "nsubj" and c.i < token.i]
    if noun.i > token.i and subjects and not any(c.dep_ == "cop" for c in noun.children):
        _active(clause, subjects, [noun])
        for child in noun.children:
            if child.i > noun.i and child.dep_ in ("nmod", "obl") and (case := phrases.preposition(child)):
                clause.add(case, child)


def _participle(clause: Clause) -> None:
    """'Minister Abe hosted President Xi': a participle with an object of its own is a past tense."""
    token, noun = clause.token, clause.token.head
    objects = [c for c in token.children if c.dep_ == "obj"]
    agents = [c for c in token.children if c.dep_ == "obl" and phrases.preposition(c) == "by"]
    if objects and not agents and noun.i < token.i and token.lemma not in TWO_OBJECTS:
        _active(clause, [noun], objects)


def _active(clause: Clause, subjects: list[Token], objects: list[Token]) -> None:
    clause.passive = False
    clause.tense = "past"
    clause.slots["subj"] = [t for s in subjects for t in (s, *(c for c in s.conjuncts if c.i < clause.token.i))]
    clause.slots["obj"] = [t for o in objects for t in (o, *(c for c in o.conjuncts if c.i > o.i))]


def _day_for_subject(clause: Clause, day: Token) -> None:
    """'Leader X Wednesday rejected': the names that hang on the day are the subject."""
    names = [c for c in day.children if c.i < day.i and c.tag_.startswith(("NN", "PRP")) and c.dep_ != "nmod:poss"]
    if names:
        clause.slots["subj"].remove(day)
        for name in names:
            clause.add("subj", name)
            for other in name.conjuncts:
                if other.i < day.i:
                    clause.add("subj", other)


def _late_object(clause: Clause) -> None:
    """'condemns, in strong words, the raid'; 'held up to 16 advisers': an object behind a comma or 'up to'."""
    if clause.passive:
        return
    token = clause.token
    for child in token.children:
        if child.i < token.i or not child.tag_.startswith("NN"):
            continue
        if child.dep_ == "parataxis" and not any(c.dep_ in ("nsubj", "cop") for c in child.children):
            clause.add("obj", child)
        if child.dep_ == "obl":
            case = next((c for c in child.children if c.dep_ == "case" and c.lower_ == "to"), None)
            if case is not None and case.i and case.nbor(-1).lower_ == "up" and case.nbor(1).tag_ == "CD":
                clause.add("obj", child)
