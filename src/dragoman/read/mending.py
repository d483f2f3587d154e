"""Slips of the parser that news sentences bring out, put right where word order and tags leave no doubt.

'Chad imposed sanctions on Peru' read as 'sanctions that are Chad-imposed'; 'X, who leads the unit, thanked Peru' with the thanks
inside the aside; 'Since the raid in April, Peru has' with Peru joined to April. Works on the words of :mod:`.words` before
their edges are reckoned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.read import mending_gerunds, mending_headlines, mending_phrases, mending_relatives, mending_verbs
from dragoman.read.tags import FINITE, NAMES
from dragoman.read.trees import hang, make_root

if TYPE_CHECKING:
    from dragoman.read.words import Token, Words

INSIDE = ("compound", "nmod", "nmod:desc", "nmod:unmarked", "nsubj", "nmod:poss", "dep")


def mend(doc: Words) -> None:
    """Put the words' heads, dependencies and tags right in place."""
    mending_headlines.mend(doc)
    mending_verbs.mend(doc)
    mending_phrases.mend(doc)
    mending_gerunds.mend(doc)
    mending_relatives.mend(doc)
    _lost_subjects(doc)
    for token in doc:
        if token.head is token and token.tag_[:2] == "NN":
            _listed_subjects(token) or _lost_verb(token) or _verb_in_phrase(token) or _verb_in_aside(token)


def _lost_subjects(doc: Words) -> None:
    """'Since the raid in April, Peru and Chile have accused': what the parser joined to the April before the comma."""
    for i in range(2, len(doc) - 1):
        name = doc[i]
        if name.dep_ != "conj" or name.tag_ not in NAMES or doc[i - 1].text != ",":
            continue
        end = max([i, *(c.i for c in name.children if c.dep_ in ("conj", "flat", "appos"))]) + 1
        verb = doc[end] if end < len(doc) else name
        while verb.dep_ in ("aux", "aux:pass", "advmod", "cop") and verb.head.i > verb.i:
            verb = verb.head
        before = name.head
        while before.head is not before and before.head is not verb:
            before = before.head
        led = before.head is verb and before.dep_ in ("obl", "advcl", "nmod", "obl:unmarked") and verb.i >= end
        finite = verb.tag_ in FINITE or any(c.tag_ in FINITE and c.dep_.startswith("aux") for c in verb.children)
        if led and finite and not any(c.dep_.startswith(("nsubj", "csubj")) for c in verb.children):
            hang(name, verb, "nsubj")


def _listed_subjects(name: Token) -> bool:
    """'Chad, Peru and others have all donated', with Chad alone and a clause beside it: the list is the verb's subject."""
    verb = next(
        (c for c in name.children if c.dep_ in ("conj", "parataxis") and c.tag_[:2] == "VB" and c.i > name.i), None
    )
    if verb is None or name.tag_ not in NAMES or any(c.dep_ in ("cop", "acl:relcl") for c in name.children):
        return False
    last = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    joined = last is not None and any(c.dep_ == "cc" and c.i < last.i for c in (*verb.children, *last.children))
    between = name.doc[name.i + 1 : last.i] if last is not None else []
    if last is None or not joined or any(t.tag_ not in (*NAMES, ",", "CC", "DT") for t in between):
        return False
    make_root(verb, name)
    for c in [c for c in verb.children if c.dep_ == "cc" and c.i < last.i]:
        hang(c, last, "cc")
    for c in [c for c in name.children if c.i > verb.i]:
        hang(c, verb, c.dep_)
    hang(name, verb, "nsubj")
    hang(last, name, "conj")
    for c in [c for c in name.children if c.dep_ == "appos" and c.i < last.i]:
        c.dep_ = "conj"
    return True


def _lost_verb(noun: Token) -> bool:
    """'The society dubbed the plan an abuse': a past tense taken for a participle, where no other verb is finite."""
    verb = next((c for c in noun.children if c.dep_ == "acl" and c.tag_ in ("VBN", "VBD") and c.i > noun.i), None)
    if verb is None or any(c.dep_.startswith(("aux", "mark")) for c in verb.children):
        return False
    whole = noun.subtree
    past = verb.tag_ == "VBD"
    bare = not any(t.tag_ in FINITE for t in whole if t is not verb) and whole[0].i <= noun.i < verb.i
    told = any(c.dep_ in ("obj", "ccomp", "xcomp") and c.i > verb.i for c in verb.children) or _calls(verb)
    by = any(c.dep_ == "obl" and any(x.lower_ == "by" for x in c.children) for c in verb.children)
    if not bare or not (told or past) or by or any(c.dep_ in ("nsubj", "cop") for c in noun.children):
        return False
    make_root(verb, noun)
    for c in [c for c in noun.children if c.i > verb.i]:
        hang(c, verb, c.dep_)
    hang(noun, verb, "nsubj")
    return True


def _calls(verb: Token) -> bool:
    """'parliament called on Chad': no participle, since nobody is called."""
    return verb.lemma in ("call", "insist", "agree") and verb.doc[verb.i + 1].lower_ in ("on", "for", "upon")


def _verb_in_phrase(noun: Token) -> bool:
    """'Chad imposed sanctions on Peru': a past tense between a name and its object, taken for a word of the object's phrase."""
    before = [c for c in noun.children if c.dep_ in ("amod", "compound") and c.i < noun.i]
    verb = next((c for c in before if c.tag_ in ("VBN", "VBD")), None)
    if verb is None or verb.lemma == verb.lower_ or any(c.dep_ == "cop" for c in noun.children):
        return False
    doc = noun.doc
    before = [c for c in noun.children if c.i < verb.i and c.dep_ != "punct"]
    subject = next((c for c in reversed(before) if c.dep_ in INSIDE and (c.tag_ in NAMES or c.tag_ == "NN")), None)
    if subject is None or subject.tag_ not in NAMES or any(c.dep_ in ("det", "case") for c in before):
        return False
    edge = max(t.i for t in subject.subtree)
    if any(doc[k].tag_ != "RB" for k in range(edge + 1, verb.i)) or edge >= verb.i:
        return False
    if any(c.tag_ in FINITE and c.dep_ not in ("acl:relcl", "advcl", "parataxis", "conj") for c in noun.children):
        return False
    make_root(verb, noun)
    for c in before:
        hang(c, verb, "nsubj" if c is subject else c.dep_)
    for c in [c for c in noun.children if c.i > noun.i and c.dep_ in ("obl", "obl:unmarked", "advcl", "parataxis")]:
        hang(c, verb, c.dep_)
    hang(noun, verb, "obj")
    return True


def _verb_in_aside(name: Token) -> bool:
    """'X, who leads the unit, thanked Peru', 'X, a spokesman for Peru, on Friday accused Chad': the verb behind the aside."""
    if name.tag_ not in NAMES or any(c.dep_ == "cop" for c in name.children):
        return False
    for child in name.children:
        if child.i < name.i or child.tag_ not in (*FINITE, "VBN"):
            continue
        if child.dep_ == "acl:relcl":
            verb = next((c for c in child.children if _leads_on(c, child)), None)
        elif child.dep_ in ("parataxis", "acl") and child.tag_ != "VBN" and _leads_on(child, name):
            verb = child
        else:
            continue
        if verb is None:
            continue
        aside = [c for c in verb.children if c.dep_ == "nsubj"]
        make_root(verb, name)
        for c in aside:
            hang(c, name, "appos")
        hang(name, verb, "nsubj")
        return True
    return False


def _leads_on(verb: Token, aside: Token) -> bool:
    """Whether a finite verb stands right behind the comma that closes an aside, without a subject of its own."""
    doc = verb.doc
    if verb.tag_ not in (*FINITE, "VBN") or verb.dep_ not in ("conj", "advcl", "parataxis", "acl"):
        return False
    if any(c.dep_ in ("cc", "mark") or c.dep_.startswith("aux") for c in verb.children if c.i < verb.i):
        return False
    subjects = [c for c in verb.children if c.dep_.startswith("nsubj")]
    if any(c.i > verb.i or c.tag_ in ("PRP", "WP", *NAMES) for c in subjects):
        return False
    k = verb.i - 1
    while k > aside.i and doc[k].tag_ in ("RB", "NNP", "IN") and doc[k].text != ",":
        k -= 1
    opens = doc[k].text == "," and verb.i - k <= 3
    return opens and (not subjects or subjects[0].i < k)
