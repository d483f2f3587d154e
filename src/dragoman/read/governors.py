"""The words over a predicate that change what its telling means: 'plans to', 'approved the', 'refused to'."""

from __future__ import annotations

from dragoman.read.phrases import negates, preposition
from dragoman.read.tags import FINITE
from dragoman.read.words import Token

NOMINAL_LINKS = {"of", "for", "to", "on", "about", "over", "in", "against", "from", "with"}


BACKING_OUT = frozenset(["as", "by", "off", "out", "out of"])  # 'called off the sale', 'backed out of a deal'
ADVERBS = frozenset(["away", "back", "out", "short", "close", "closer"])  # 'stopped short of sending'
STIRRING = frozenset(
    ["encourage", "press", "pressure", "push", "prompt", "spur", "embolden", "urge", "threaten", "provoke", "signal"]
)
COURSES = frozenset(
    ["process", "plan", "proposal", "move", "scheme", "programme", "program", "step", "bill", "law", "decision"]
)


def chain(token: Token, limit: int = 6) -> list[Token]:
    """The words over a predicate, nearest first, as far as they may change what its telling means.

    Stops at a finite clause that only reports ('said that'), at coordination and at the sentence's root.
    """
    out: list[Token] = []
    here = token
    while len(out) < limit:
        head = here.head
        if head == here:
            break
        dep = here.dep_
        if dep in (
            "xcomp",
            "ccomp",
            "advcl",
            "acl",
            "csubj",
            "csubj:pass",
            "obj",
            "nsubj:pass",
            "obl",
            "nmod",
            "compound",
            "advcl:relcl",
            "amod",
            "nsubj",
        ):
            if dep in ("nsubj",) and not head.tag_.startswith(("VB", "NN", "JJ")):
                break
            if dep == "nsubj" and head.lemma in STIRRING:
                break  # 'its promise to send encourages others': what it does to others leaves it as it is
            if dep == "nmod" and preposition(here) not in NOMINAL_LINKS | {""}:
                break
            if dep == "obl" and preposition(here) not in NOMINAL_LINKS | BACKING_OUT:
                break
            if dep == "advcl" and any(
                c.dep_ == "mark"
                and c.lower_ in ("after", "because", "while", "as", "since", "when", "before", "although", "though")
                for c in here.children
            ):
                break
            out.append(head)
            here = head
        elif dep == "acl:relcl" and any(c.dep_ == "mark" and c.lower_ == "that" for c in here.children):
            out.append(head)  # 'concerns that it will send'
            here = head
        elif (
            dep == "acl:relcl"
            and head.lemma in COURSES
            and any(c.dep_ == "nsubj" and c.tag_ == "WDT" for c in here.children)
        ):
            out.append(head)  # 'a process that would send'
            here = head
        elif dep == "advmod" and here.lower_ in ADVERBS and head.tag_.startswith("VB"):
            out.append(head)
            here = head
        elif dep == "conj" and here.tag_ == "VB" and head.tag_ in FINITE and head.i < here.i and _bare(here):
            out.append(head)  # 'urged it to act and send', with 'send' beside 'urged'
            here = head
        elif dep == "parataxis" and head.tag_ == "JJ" and not any(t.is_punct for t in token.doc[head.i : here.i]):
            out.append(head)  # 'is confident it will send'
            here = head
        elif dep == "conj":
            here = head  # what governs the first conjunct governs the others
        else:
            break
    return out


def _bare(verb: Token) -> bool:
    """Whether an infinitive shares the 'to' or the modal verb of one before it."""
    return not any(c.tag_ == "TO" or c.dep_.startswith("aux") or c.dep_ == "nsubj" for c in verb.children)


def governors_negated(token: Token) -> bool:
    """Whether a word over a predicate is negated: 'did not agree', 'no agreement', 'without an agreement'."""
    return any(
        (c.dep_ == "advmod" and negates(c))
        or (c.dep_ == "det" and c.lower_ == "no")
        or (c.dep_ == "case" and c.lower_ == "without")
        for c in token.children
    )
