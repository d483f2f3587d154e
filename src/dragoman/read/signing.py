"""Who signs a paper with whom: the parties of 'X signed a contract with Y for the delivery of jets'."""

from __future__ import annotations

from dragoman import knowledge
from dragoman.knowledge.schema import Frame
from dragoman.read import phrases
from dragoman.read.actors import actors_of
from dragoman.read.firm_homes import FIRMS
from dragoman.read.item import Item
from dragoman.read.reading import Reading
from dragoman.read.words import Token

SIGNING = frozenset(["sign", "ink", "conclude", "seal", "finalise", "finalize", "strike", "reach"])
AGREEMENTS = frozenset(["contract", "deal", "agreement", "pact", "accord"])


def signatories(
    reading: Reading, step: Token, goods: list[Item], frame: Frame
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Supplier and recipient of 'X signed a contract with Y for the delivery of jets', None where no two sign.

    Whoever signs first buys, but for a maker of such goods.
    """
    over = step.head
    paper = over if over.lemma in AGREEMENTS else next((c for c in over.children if c.lemma in AGREEMENTS), None)
    if frame.pos != "noun" or paper is None or paper.i > step.i:
        return None
    verb = paper.head
    if verb.lemma not in SIGNING or not verb.tag_.startswith("VB"):
        return None
    first = [a for c in verb.children if c.dep_ == "nsubj" for a in actors_of(reading, c)]
    with_whom = [c for t in (paper, verb) for c in t.children if phrases.preposition(c) == "with" and c.i < step.i]
    second = [a for c in with_whom for a in actors_of(reading, c) if a not in first]
    if not first or not second:
        return None
    makers = {s for g in goods for s in (*g.makers, *g.told)}
    signer = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    firm = signer is not None and signer.lemma in FIRMS  # 'The Russian firm signed a contract with India'
    sells = firm or bool(makers & set(first)) or any(a in knowledge.load().makers for a in first)
    if firm or (sells and frame.roles.get("subj") != "recipient"):
        return tuple(first), tuple(second)
    return tuple(second), tuple(first)
