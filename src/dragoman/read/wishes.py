"""'Peru wants jets sent to Chad': a bare participle behind a word of wishing tells what is wished for, not what was done."""

from __future__ import annotations

from dragoman.model import Status
from dragoman.read.draft import operator_of
from dragoman.read.words import Token

WISHING = frozenset(["want", "wish", "need", "require", "prefer", "demand", "like", "expect", "hope", "order"])
BRINGING = frozenset(["see", "have", "get", "keep"])  # 'would like to have them delivered'
DEEP = 3


def wished_for(participle: Token) -> bool:
    """Whether a participle beside its goods hangs on a verb that wishes them moved: 'to see tanks sent'."""
    if participle.tag_ not in ("VBN", "VBD") or any(
        c.dep_.startswith(("aux", "nsubj")) or c.dep_ in ("mark", "cop") for c in participle.children
    ):
        return False
    over = participle.head
    if participle.dep_ == "acl" and over.dep_ in ("obj", "nsubj:pass", "nsubj", "ccomp", "xcomp"):
        if participle.i != over.i + 1 and participle.doc[participle.i - 1].lower_ != "also":
            return False  # 'needs jets like those sent to Chad'
        over = over.head
    elif participle.dep_ not in ("xcomp", "ccomp"):
        return False
    if over.i > participle.i or not over.tag_.startswith("VB"):
        return False
    if over.lemma in WISHING:
        return any(c.tag_.startswith("NN") and over.i < c.i for c in over.children)
    return over.lemma in BRINGING and _only_meant(over)


def _only_meant(verb: Token) -> bool:
    """Whether an infinitive stands under words of wishing, asking or planning."""
    if not any(c.tag_ == "TO" for c in verb.children):
        return False
    over, steps = verb.head, 0
    while steps < DEEP:
        if over.lemma in WISHING or ((op := operator_of(over)) is not None and op.status == Status.CONSIDERED):
            return True
        if over.head is over or over.dep_ not in ("xcomp", "advcl", "acl"):
            return False
        over, steps = over.head, steps + 1
    return False
