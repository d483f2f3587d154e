"""Fillers of a verb that stand outside its own clause: in relative clauses, participles, coordination, misread subjects."""

from __future__ import annotations

from dragoman.read.clause import Clause
from dragoman.read.control import inherited_subject, is_asked_for, is_controlled, licensed, owner_of
from dragoman.read.phrases import preposition
from dragoman.read.words import Token

JOINED = 3  # words between two verbs that share the object behind the second
NAMES = ("NNP", "NNPS")
GIVING = frozenset(["give", "send", "sell", "promise", "offer", "lend", "pledge", "supply", "hand", "grant", "donate"])


def fill(clause: Clause) -> None:
    """Add what the words over and beside a verb tell of its subject and object."""
    token = clause.token
    if "subj" not in clause.slots and not clause.passive and (misread := _subject_as_oblique(token)) is not None:
        clause.add("subj", misread)
    _from_noun_over(clause)
    if "subj" not in clause.slots and not (clause.passive and token.dep_ in ("acl", "amod", "acl:relcl")):
        for subject in inherited_subject(token):
            clause.add("obj" if clause.passive else "subj", subject)
    _object_past_a_verb(clause)
    if not clause.passive:
        _shared_object(clause)


def is_reduced(token: Token) -> bool:
    """'the drones bought from Iran': a participle that the tagger takes for a past tense."""
    return (
        token.tag_ == "VBD"
        and token.dep_ == "acl"
        and token.i == token.head.i + 1
        and not any(c.dep_ in ("nsubj", "obj", "aux", "mark") for c in token.children)
    )


def _subject_as_oblique(token: Token) -> Token | None:
    """'after Russia invaded Ukraine' read as 'after Russia' and a verb without a subject."""
    if (
        token.tag_ not in ("VBD", "VBZ", "VBP")
        or token.i < 2
        or token.nbor(-1).tag_ not in ("NNP", "NNPS", "NNS", "NN")
    ):
        return None
    before = token.nbor(-1)
    while before.dep_ in ("compound", "flat") and before.head.i == before.i + 1 and before.head.i < token.i:
        before = before.head
    if before.dep_ not in ("obl", "nmod") or any(c.dep_.startswith("aux") for c in token.children):
        return None
    return before if preposition(before) in ("after", "before", "since", "until", "as") else None


def _from_noun_over(clause: Clause) -> None:
    """The noun that a participle, an infinitive or a relative clause hangs on."""
    token, head = clause.token, clause.token.head
    if token.dep_ == "acl:relcl" and head != token:
        _relative(clause, head)
    elif token.dep_ == "acl" and head != token:
        _clause_of_noun(clause, head)
    elif token.dep_ == "amod" and token.tag_ in ("VBN", "VBD"):
        clause.add("obj", head)
    elif token.dep_ == "parataxis" and token.tag_ in ("VBD", "VBZ") and "subj" not in clause.slots:
        if head.tag_ in NAMES and head.i < token.i:
            clause.add("subj", head)  # 'Ireland, which is neutral, bought': read as two sentences


def _clause_of_noun(clause: Clause, head: Token) -> None:
    """'the drones bought from', 'a firm supplying', 'UK to send tanks', 'its plan to send'."""
    token = clause.token
    if token.tag_ == "VBN" or is_reduced(token):
        clause.add("obj", head)
    elif token.tag_ == "VBG" and preposition(token) == "":
        for owner in _beside(token, head) or [head]:
            clause.add("subj", owner)
    elif "subj" in clause.slots:
        return
    elif head.tag_ in (*NAMES, "PRP") or is_controlled(token):
        clause.add("subj", head)  # a headline's 'UK to send tanks'; 'accuses the country of providing'
    elif not is_asked_for(token):
        for owner in licensed(head) or owner_of(head):
            clause.add("subj", owner)


def _beside(token: Token, noun: Token) -> list[Token]:
    """'the risk of Chad sending jets', 'became the first buyer, ordering 40', 'announced a package, sending 90': what the subject of the verb before does."""
    whose = next((c for c in noun.children if c.i < token.i and c.dep_ == "nmod" and preposition(c) == "of"), None)
    if whose is not None and whose.tag_ in (*NAMES, "NNS") and max(t.i for t in whose.subtree) == token.i - 1:
        return [whose]
    if noun.dep_ == "xcomp":
        return owner_of(noun)
    if noun.dep_ == "obj" and token.nbor(-1).text == "," and noun.head.tag_[:2] == "VB":
        return [c for c in noun.head.children if c.dep_ == "nsubj"]
    return []


def _relative(clause: Clause, head: Token) -> None:
    """The head noun fills the gap of its relative clause."""
    pronouns = [c for c in clause.token.children if c.lower_ in ("which", "that", "who", "whom") and c.dep_ != "mark"]
    for p in pronouns:
        for slot, fillers in clause.slots.items():
            if p in fillers:
                fillers.remove(p)
                clause.add(slot, head)
                return
    has_subject, has_object = bool(clause.slots.get("subj")), bool(clause.slots.get("obj"))
    if not clause.passive and not has_subject:
        clause.add("subj", head)
    elif has_object and not clause.passive and clause.token.lemma in GIVING and not clause.slots.get("iobj"):
        whom = [f for f in clause.slots["obj"] if f.tag_ in NAMES]
        if len(whom) == len(clause.slots["obj"]) and head.tag_ != "PRP":
            clause.slots["obj"] = [head]  # 'the tanks it had given Peru'
            for f in whom:
                clause.add("iobj", f)
    elif not has_object:
        clause.add("obj", head)


def _object_past_a_verb(clause: Clause) -> None:
    """'the tanks the US plans to deliver': the object stands over the verb that governs this one."""
    token = clause.token
    if token.dep_ != "xcomp" or clause.slots.get("obj") or not clause.slots.get("subj"):
        return
    over, steps = token.head, 0
    while over.dep_ == "xcomp" and steps < 3:
        over, steps = over.head, steps + 1
    own = any(c.dep_ == "nsubj" and c.tag_ not in ("WDT", "WP") for c in over.children)
    if over.dep_ == "acl:relcl" and own:
        clause.add("obj", over.head)


def _shared_object(clause: Clause) -> None:
    """'sold and delivered jets': the object of one of two active verbs is the other's too."""
    token, first = clause.token, clause.token.head
    if (
        token.dep_ == "conj"
        and first.tag_.startswith("VB")
        and "obj" not in clause.slots
        and not any(c.dep_ in ("ccomp", "xcomp") for c in token.children)
    ):
        for child in first.children:
            if child.dep_ == "obj" and child.i > token.i:
                clause.add("obj", child)
    for second in token.children:
        if second.dep_ == "conj" and second.tag_.startswith("VB") and "obj" not in clause.slots:
            if second.i - token.i <= JOINED:
                for child in second.children:
                    if child.dep_ in ("obj", "nsubj:pass"):
                        clause.add("obj", child)


def antecedent(pronoun: Token) -> Token | None:
    """The noun that a relative pronoun stands for: 'that', 'which', 'who', 'whose'."""
    if pronoun.tag_ not in ("WDT", "WP", "WP$"):
        return None
    here, steps = pronoun, 0
    while here.head != here and steps < 6:
        if here.dep_ == "acl:relcl":
            return here.head
        here, steps = here.head, steps + 1
    misread = pronoun.lower_ == "that" and pronoun.dep_ == "obj" and pronoun.head.dep_ == "ccomp"
    if (pronoun.lower_ == "which" or misread) and pronoun.i > 1:  # 'replace the jets that it received'
        return _noun_before(pronoun)
    return None


def _noun_before(pronoun: Token) -> Token | None:
    """The head of the noun phrase that ends before a pronoun, past a comma."""
    before = pronoun.nbor(-1)
    if before.text == ",":
        before = pronoun.nbor(-2)
    if before.tag_ not in ("NN", "NNS", "NNP", "NNPS"):
        return None
    while before.dep_ in ("compound", "flat", "nmod", "appos") and abs(before.head.i - before.i) < 6:
        before = before.head
    return before if before.tag_.startswith("NN") else None
