"""The slots of an event's word: the clause layer's, with sides that only events find in other places."""

from __future__ import annotations

from dragoman.read import clauses, event_repairs, phrases
from dragoman.read.clause import Clause
from dragoman.read.event_frames import words
from dragoman.read.reading import Reading
from dragoman.read.words import Token

BLAMING = ("attribute", "blame", "ascribe")


def slots_of(token: Token, pos: str) -> Clause:
    """The clause layer's slots, with some that only events need: doers told in other places."""
    if pos == "noun":
        clause = clauses.of_noun(token)
        if token.dep_ == "compound" and token.head.tag_.startswith("NN"):  # 'sanctions list against', 'aid package for'
            for slot, fillers in clauses.of_noun(token.head).slots.items():
                for filler in fillers:
                    if filler != token:
                        clause.add(slot, filler)
        _from_governor(clause)
        if phrases.preposition(token) == "under":  # 'is under pressure from'
            for child in token.children:
                if child.dep_ == "nsubj" and any(c.dep_ == "cop" for c in token.children):
                    clause.add("subj", child)
        for child in token.children:  # 'an Iranian missile and drone strike'
            if child.dep_ == "compound" and child.i < token.i:
                for grandchild in child.children:
                    if grandchild.dep_ == "amod" and grandchild.text[:1].isupper():
                        clause.add("mod", grandchild)
        light = token.dep_ == "nmod" and token.head.lower_ in words("collective nouns")
        whole = token.head if light else token
        if light and not clause.slots.get("subj"):  # 'approved a package of sanctions'
            for subject in clauses.of_noun(whole).slots.get("subj", []):
                clause.add("subj", subject)
        if whole.dep_ == "nsubj:pass" and whole.head.lemma in BLAMING:  # 'the attacks were attributed to'
            for agent in whole.head.children:
                if agent.dep_ in ("obl", "obl:agent") and phrases.preposition(agent) in ("to", "on", "by"):
                    clause.add("by", agent)
        for child in [
            *token.children,
            *(token.head.children if light else ()),
        ]:  # 'attacks attributed to', 'strikes blamed on'
            if child.dep_ == "acl:relcl" and child.lemma in ("make", "level", "issue", "voice"):
                for subject in child.children:
                    if subject.dep_ == "nsubj" and subject.tag_ not in ("WDT", "WP"):
                        clause.add("by", subject)
            if child.dep_ == "acl" and (child.lemma in BLAMING or child.lemma in words("doing verbs")):
                told = [c for c in child.children if c.dep_ in ("obl", "obl:agent", "nmod")]
                told += [g for c in told for g in c.children if g.dep_ == "nmod"]
                for grandchild in told:
                    link = phrases.preposition(grandchild)
                    if link == "by" or (child.lemma in BLAMING and link in ("to", "on")):
                        clause.add("by", grandchild)
                    elif link in ("against", "on", "at"):
                        clause.add(link, grandchild)
    else:
        clause = clauses.of_verb(token)
        event_repairs.mend(clause)
        if clause.passive:
            for agent in clause.slots.get("by", []):
                clause.add("subj", agent)
        paper = token.head if token.tag_ == "VBG" and token.dep_ == "acl" and token.head.dep_ == "obj" else None
        if paper is not None and clause.slots.get("subj", [paper]) == [paper] and paper.lemma in words("telling words"):
            issuers = [c for c in paper.head.children if c.dep_ == "nsubj"]
            clause.slots["subj"] = issuers or clause.slots.get("subj", [])  # 'adopted a resolution demanding'
        if not clause.slots.get("subj") and not clause.passive and token.tag_ in ("VBD", "VBZ", "VBP"):
            for subject in _subject_before(token):
                clause.add("subj", subject)
    for filler in [token, *clause.slots.get("obj", [])]:  # 'sanctions targeting Iran'
        for child in filler.children if filler.tag_.startswith("NN") else ():
            if child.dep_ == "acl" and child.lemma in ("target", "aim", "hit"):
                for grandchild in child.children:
                    if grandchild.dep_ in ("obj", "obl"):
                        clause.add("against", grandchild)
    for child in token.children:
        if child.dep_ in ("xcomp", "advcl", "ccomp") and any(c.tag_ == "TO" for c in child.children):
            clause.slots.setdefault("inf", [])
            for inner in child.subtree:
                if inner.i > child.i and inner.dep_ in ("obj", "iobj", "obl", "nmod", "nmod:poss", "amod", "compound"):
                    clause.add("inf", inner)
    inside = [*token.children, *(g for c in token.children if c.dep_ == "acl:relcl" for g in c.children)]
    for child in inside:
        if child.dep_ in ("ccomp", "acl", "xcomp", "parataxis") and child.i > token.i:
            for grandchild in child.children:
                if grandchild.dep_ in ("nsubj", "nsubj:pass"):
                    clause.add("that", grandchild)
    if "that" not in clause.slots and pos == "verb" and (told := _behind_that(token)) is not None:
        clause.add("that", told)
    return clause


def _behind_that(verb: Token) -> Token | None:
    """'demanded that Chad halt the attacks': the noun phrase behind 'that', where the parser finds no clause."""
    doc, i = verb.doc, verb.i + 1
    if not any(t.lower_ == "that" for t in doc[i : i + 3]):
        return None
    while i < verb.sent.end and i - verb.i < 3 and doc[i].tag_ in ("RB", "NNP", "NN"):
        i += 1
    if i + 1 >= verb.sent.end or doc[i].lower_ != "that" or doc[i].tag_ not in ("IN", "WDT"):
        return None
    for token in doc[i + 1 : min(i + 5, verb.sent.end)]:
        if token.tag_ in ("NNP", "NNPS") or (
            token.tag_.startswith("NN") and token.nbor(-1).tag_ in ("JJ", "NNP", "DT")
        ):
            last = token
            while last.i + 1 < verb.sent.end and last.nbor(1).tag_ == "NNP":
                last = last.nbor(1)
            return last
        if token.tag_ not in ("DT", "JJ", "PRP$"):
            return None
    return None


def _from_governor(clause: Clause) -> None:
    """Sides that the verb over a noun tells: 'pressed Xi at a summit', 'sold jets despite objections from'."""
    token, verb = clause.token, clause.token.head
    if verb.tag_.startswith("NN") and verb.dep_ in ("obj", "obl") and phrases.preposition(token) in ("despite", "amid"):
        verb = verb.head
    if token.dep_ not in ("obl", "nmod", "advcl") or not verb.tag_.startswith("VB"):
        return
    preposition = phrases.preposition(token)
    if preposition in ("at", "during", "in"):
        for child in verb.children:
            if child.dep_ in ("obj", "iobj"):
                clause.add("met", child)
    elif preposition in ("despite", "amid", "over", "after", "following"):
        clause.slots.pop("subj", None)
        for subject in clauses.of_verb(verb).slots.get("subj", []):
            clause.add("despite", subject)


def headline_subject(reading: Reading, token: Token) -> Token | None:
    """'Germany to send aid' at the beginning of a sentence or behind ';' and ':', whatever the parser made of it."""
    if token.i < 2 or token.nbor(-1).tag_ != "TO":
        return None
    m = reading.by_token.get(token.i - 2)
    if m is None or m.kind not in ("state", "body", "group", "person") or m.form == "demonym":
        return None
    before = reading.doc[m.first - 1] if m.first else None
    starts = m.first == reading.sentence_at(token.i).first or (before is not None and before.text in (";", ":"))
    return reading.doc[m.head] if starts else None


def _subject_before(token: Token) -> list[Token]:
    """Subject of the last finite verb before a finite verb that has none: 'condemned X and praised Y'."""
    for other in reversed(token.doc[token.sent.start : token.i]):
        if other.tag_ in ("VBD", "VBZ", "VBP"):
            subjects = [c for c in other.children if c.dep_ in ("nsubj", "nsubj:pass") and c.tag_ not in ("WDT", "WP")]
            if subjects:
                return subjects
    return []
