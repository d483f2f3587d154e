"""Verbs of headlines that the tagger took for plural nouns: 'Qatar eyes Turkish tanks', 'US okays $2bn sale', 'X, Y ink deal'.

Only in sentences that have no verb of their own: a name, the word, and the beginning of a noun phrase.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from dragoman import knowledge
from dragoman.read.tags import FINITE, NAMES
from dragoman.read.trees import hang

if TYPE_CHECKING:
    from dragoman.read.words import Token, Words

VERBS = {
    "eyes": "eye", "okays": "okay", "oks": "ok", "inducts": "induct", "inks": "ink", "nods": "nod", "gifts": "gift",
    "ships": "ship", "blocks": "block", "shelves": "shelve", "orders": "order", "offers": "offer", "exports": "export",
    "loans": "loan", "leases": "lease", "seals": "seal", "signs": "sign", "bans": "ban", "halts": "halt", "vetoes": "veto",
    "clears": "clear", "scraps": "scrap", "axes": "axe", "mulls": "mull", "weighs": "weigh", "seeks": "seek", "picks": "pick",
    "freezes": "freeze", "delays": "delay", "rejects": "reject", "backs": "back", "buys": "buy", "sells": "sell",
    "snubs": "snub", "slams": "slam", "lifts": "lift", "bags": "bag", "lands": "land", "pledges": "pledge",
    "approves": "approve", "unveils": "unveil", "acquires": "acquire", "procures": "procure", "imports": "import",
}  # fmt: skip
TOGETHER = frozenset(["ink", "seal", "sign", "eye", "mull", "weigh", "okay"])  # of several: 'Chad, Peru ink deal'
OBJECT_TAGS = frozenset(["NN", "NNS", "NNP", "NNPS", "JJ", "CD", "$", "VBG", "DT"])
SUBJECT_TAGS = frozenset(["NNP", "NNPS", "POS", "NN", "JJ", ",", "CC", "DT", ".", "HYPH"])
WIDE = 6  # words before the verb


def mend(doc: Words) -> None:
    """Make a verb of the word behind a headline's first name, where no other word of its sentence is one."""
    for i in range(1, len(doc) - 1):
        token = doc[i]
        known = VERBS.get(token.lower_) if token.tag_ not in FINITE else None
        shared = token.lower_ if token.lower_ in TOGETHER and token.tag_ == "NN" else ""
        if (known or shared) and _stands(token, bool(shared)):
            _lead(token, known or shared, shared)


def _stands(token: Token, several: bool) -> bool:
    """Whether the words around are those of a headline: a name before, goods or a deal behind, no verb."""
    doc, behind, name = token.doc, token.nbor(1), token.nbor(-1)
    if (
        not (name.tag_ in NAMES or (name.tag_ == "NN" and name.text[:1].isupper()))
        or (name.text in _demonyms())
        or behind.text == "-"
    ):
        return False
    if behind.tag_ not in OBJECT_TAGS and not (token.lower_ == "nods" and behind.lower_ == "to"):
        return False
    first = token.i - 1
    while (
        first > 0
        and token.i - first <= WIDE
        and doc[first - 1].tag_ in SUBJECT_TAGS
        and doc[first - 1].text not in ".!?"
    ):
        first -= 1
    if token.i - first > WIDE or (first > 0 and doc[first - 1].text not in ".!?:\n" and not doc[first - 1].is_punct):
        return False
    if several and not any(t.text == "," or t.lower_ == "and" for t in doc[first : token.i]):
        return False
    return not any(_finite(t) for t in _sentence(doc, first))


def _sentence(doc: Words, first: int) -> list[Token]:
    """The words from a sentence's first one to its full stop."""
    end = first
    while end < len(doc) and doc[end].text not in (".", "!", "?", ";"):
        end += 1
    return doc[first:end]


def _finite(token: Token) -> bool:
    return token.tag_ in FINITE and token.dep_ not in ("acl:relcl", "compound")


def _lead(verb: Token, lemma: str, several: str) -> None:
    """Hang the name before on the verb as its subject and what led the phrase before as its object."""
    name, old = verb.nbor(-1), verb
    while old.head is not old:
        old = old.head
    verb.tag_, verb.pos, verb.lemma, verb.lemma_ = ("VBP" if several else "VBZ"), "verb", lemma, lemma
    goods = None if old is verb else old
    hang(verb, verb, "ROOT")
    if several and old.i < verb.i:
        hang(name, old, "conj")
        goods = next((c for c in old.children if c.i > verb.i and c.tag_ in ("NN", "NNS")), None)
        name = old
    elif old is verb:
        goods = next((c for c in verb.children if c.i > verb.i and c.dep_ in LOST), None)
    for c in [c for t in {verb, old} for c in t.children if c.i < verb.i]:
        if c is not name and c.dep_ != "punct" and not (several and c.head is old):
            hang(c, name, c.dep_)
    hang(name, verb, "nsubj")
    if goods is not None and goods.i > verb.i:
        hang(goods, verb, "obj")
    for c in [c for c in old.children if old is not verb and old.i < verb.i < c.i]:
        hang(c, verb, "obl" if c.dep_ == "nmod" else c.dep_)


LOST = frozenset(["appos", "nmod", "advmod", "dep", "compound", "obj", "amod", "nmod:unmarked"])


@functools.lru_cache(maxsize=1)
def _demonyms() -> frozenset[str]:
    """Words for what is a state's: 'Chinese ships' are ships."""
    return frozenset(d for s in knowledge.load().states.values() for d in s.demonyms)
