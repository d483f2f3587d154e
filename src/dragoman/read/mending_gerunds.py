"""Gerunds that the parser hung on the wrong word: 'accused by Peru of sending guns', 'denies supplying drones'.

What somebody is accused of is the deed of who is accused, not of who accuses; a gerund before goods that it hands over is no
kind of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.read.lemmas import of_verb as lemma_of_verb
from dragoman.read.mending_verbs import HANDING_OVER
from dragoman.read.trees import hang

if TYPE_CHECKING:
    from dragoman.read.words import Token, Words

CHARGING = frozenset(["accuse", "suspect", "convict", "acquit"])
REACH = 6  # words between the verb and the 'of' behind it
# verbs with a gerund for an object
OF_DEEDS = frozenset(
    ["deny", "start", "stop", "begin", "halt", "suspend", "resume", "consider", "admit", "avoid", "keep", "oppose"]
)
GETTING = frozenset(["produce", "manufacture", "assemble", "buy", "purchase", "acquire"])
OPENING = frozenset(["for", "of", "without", "by", "against", "before", "after", "from"])
CARGO = frozenset(["container", "company", "firm", "route", "cost", "date", "state", "country", "industry", "ship"])


def mend(doc: Words) -> None:
    for token in doc:
        if token.lemma in CHARGING and token.tag_[:2] == "VB":
            _charged_with(token)
        elif token.dep_ in ("compound", "amod") and token.lower_.endswith("ing"):
            _handing(token)


def _charged_with(verb: Token) -> None:
    """The gerund behind the first 'of' hangs on the verb that charges somebody, with its own object."""
    doc = verb.doc
    for i in range(verb.i + 1, min(verb.i + 1 + REACH, len(doc) - 2)):
        if doc[i].text in ",;:.":
            return
        if doc[i].lower_ != "of":
            continue
        gerund = doc[i + 1]
        if not gerund.lower_.endswith("ing") or not lemma_of_verb("", gerund.lower_):
            return
        goods = gerund.head
        if gerund.dep_ in ("amod", "compound") and gerund.tag_ in ("VBG", "NN") and 0 < goods.i - gerund.i <= REACH:
            _with_object(gerund, verb, "advcl")
        elif gerund.tag_ == "VBG" and gerund.dep_ in ("acl", "nmod", "obl") and goods.dep_ in ("obl:agent", "obl"):
            hang(gerund, verb, "advcl")
        return


def _handing(gerund: Token) -> None:
    """'denies supplying drones', 'penalties for shipping shells', 'spoke of producing drones'."""
    goods, before = gerund.head, gerund.doc[gerund.i - 1] if gerund.i else gerund
    lemma = lemma_of_verb("", gerund.lower_)
    if lemma not in HANDING_OVER | GETTING or goods.tag_ != "NNS" or goods.lemma in CARGO:
        return
    over = goods.head
    if over is goods or not 0 < goods.i - gerund.i <= REACH:
        return
    if (
        lemma in HANDING_OVER
        and before is over
        and over.lemma in OF_DEEDS
        and over.tag_[:2] == "VB"
        and goods.dep_ == "obj"
    ):
        _with_object(gerund, over, "xcomp")
    elif before.lower_ in OPENING and before.dep_ == "case" and before.head is goods:
        _with_object(gerund, over, "acl" if over.tag_[:2] == "NN" else "advcl")


def _with_object(gerund: Token, over: Token, dep: str) -> None:
    """Make a word before goods the verb that hands them over."""
    goods = gerund.head
    if any(c.dep_ == "det" for c in goods.children):
        return  # 'accused of the shipping delay'
    hang(gerund, over, dep)
    gerund.tag_, gerund.pos = "VBG", "verb"
    gerund.lemma = gerund.lemma_ = lemma_of_verb("", gerund.lower_)
    hang(goods, gerund, "obj")
    for c in list(goods.children):
        if c.dep_ == "case" and c.i < gerund.i:
            hang(c, gerund, "mark")
        elif c.dep_ == "nmod" and c.i > goods.i:
            hang(c, gerund, "obl")
    for c in [c for c in over.children if c.dep_ == "obl" and c.i > goods.i and dep == "xcomp"]:
        hang(c, gerund, "obl")
