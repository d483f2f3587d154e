"""'sanctions on Chad, which continues': a relative clause hangs on the noun whose number its verb has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.read.tags import NAMES
from dragoman.read.trees import hang

if TYPE_CHECKING:
    from dragoman.read.words import Token, Words

ONE, MANY = frozenset(["has", "is", "was", "does"]), frozenset(["have", "are", "were", "do"])
NOUNS = ("NN", "NNS", *NAMES)
LONG_NAME = 4  # words of a name


def mend(doc: Words) -> None:
    for token in doc:
        if token.dep_ == "acl:relcl" and token.head.tag_ in ("NN", "NNS"):
            _agreeing(token)


def _agreeing(verb: Token) -> None:
    which = next((c for c in verb.children if c.lower_ == "which" and c.dep_ == "nsubj"), None)
    if which is None or which.i < 2 or which.nbor(-1).text != ",":
        return
    noun, head = which.nbor(-2), verb.head
    while noun.dep_ in ("flat", "compound") and noun.head.i - LONG_NAME < noun.i and noun.head is not head:
        noun = noun.head
    number = _number(verb)
    if noun is head or noun.tag_ not in NOUNS or not number or not head.is_ancestor(noun):
        return
    if number != _plural(head) and number == _plural(noun):
        hang(verb, noun, "acl:relcl")


def _plural(noun: Token) -> str:
    return "many" if noun.tag_ == "NNS" else "one"


def _number(verb: Token) -> str:
    """'one' or 'many' where the verb's form tells, else ''."""
    for word in (*(c for c in verb.children if c.dep_.startswith(("aux", "cop"))), verb):
        if word.lower_ in ONE or (word is verb and word.tag_ == "VBZ"):
            return "one"
        if word.lower_ in MANY or (word is verb and word.tag_ == "VBP"):
            return "many"
    return ""
