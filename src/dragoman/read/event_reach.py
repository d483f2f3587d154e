"""Sides of an event that stand further off than the slots of its word: 'asked for the removal of Kenyan bases'.

What is found here is less sure than what a slot tells; the rule of such an event says ``far``, and a judge weighs it.
"""

from __future__ import annotations

from dragoman.read import control, phrases
from dragoman.read.clause import Clause
from dragoman.read.event_actors import who
from dragoman.read.event_frames import words
from dragoman.read.event_voices import Voice
from dragoman.read.reading import Mention, Reading
from dragoman.read.words import Token

REACHING = frozenset(("ACCUSE", "SUPPORT", "MOBILIZE", "COERCE", "THREATEN"))  # others were right too rarely
ASIDE = frozenset(
    ("to", "in", "at", "since", "during", "after", "amid", "before", "as", "like", "with", "alongside", "despite")
)
AVERSE = {"SUPPORT": frozenset(("against", "from")), "ACCUSE": frozenset(("for",))}  # 'concerns for Kenya'
AGAINST = frozenset(("deter", "counter", "confront", "contain", "threaten", "intimidate", "fight", "stop", "repel"))
FAR = 22  # words behind the event's own within which its target is looked for


def far_target(reading: Reading, clause: Clause, kind: str, actor: tuple[str, ...]) -> tuple[str, ...]:
    """The first other actor that the words under an event's verb name, however deep."""
    token = clause.token
    if kind not in REACHING or clause.passive or not token.tag_.startswith("VB") or token.lemma == "accuse":
        return ()  # 'Chad accused of': a passive in a headline
    under = {t.i for t in token.subtree}
    for m in reading.mentions_between(token.i + 1, min(token.i + FAR, reading.sentence_at(token.i).last)):
        ids = _ids(m)
        if not ids or set(ids) & set(actor) or m.head not in under:
            continue
        name = reading.doc[m.head]
        if kind == "MOBILIZE" and not _faced(name):
            continue  # where they go is no side: 'deployed troops to Kenya'
        aside = ASIDE | AVERSE.get(kind, frozenset())
        if kind != "MOBILIZE" and (phrases.preposition(name) in aside or _in_clause(name, token)):
            continue
        if phrases.is_temporal(name):
            continue
        return ids
    return ()


def _ids(m: Mention) -> tuple[str, ...]:
    if m.vague:
        return ()
    if m.kind in ("state", "body", "group"):
        return m.ids
    return m.side if m.kind in ("org", "person") else ()


def _in_clause(name: Token, verb: Token) -> bool:
    """In a clause of its own: 'warned against delay as Kenya hesitates'."""
    climb = name
    while climb != verb and climb.head != climb:
        if climb.dep_ in ("advcl", "parataxis", "conj") and climb.tag_.startswith("VB"):
            return True
        climb = climb.head
    return False


def _faced(name: Token) -> bool:
    """'to deter Kenya', 'close to Kenya', 'off Kenya', 'on the border with Kenya'."""
    if phrases.preposition(name) in ("against", "near", "off", "around", "toward", "towards"):
        return True
    before = name.nbor(-1).lower_ if name.i else ""
    if before == "with" and name.i > 1 and name.nbor(-2).lemma == "border":
        return True
    if before == "to" and name.i > 1 and name.nbor(-2).lower_ in ("close", "next"):
        return True
    while name.dep_ in ("amod", "compound", "nmod:poss"):  # 'to deter Kenyan raids'
        name = name.head
    if "border" in (name.lemma, name.head.lemma):
        return True
    return name.dep_ in ("obj", "conj") and (name.head.lemma in AGAINST or name.head.head.lemma in AGAINST)


def far_actor(reading: Reading, clause: Clause, said: tuple[Voice, ...]) -> tuple[str, ...]:
    """Whose paper or words tell it: 'a report by the African Union that accused', 'comments accusing'."""
    token = clause.token
    paper = token.head
    if token.dep_ not in ("acl", "acl:relcl") or paper.lemma not in words("telling papers") or clause.passive:
        return ()
    owners = control.owner_of(paper)
    for child in paper.children:  # 'a report prepared by', 'a letter that Kenya sent'
        if child.dep_ in ("acl", "acl:relcl") and child is not token:
            owners += control.agents_of(child)
    return tuple(dict.fromkeys(a for o in owners for a in who(reading, o, said)))
