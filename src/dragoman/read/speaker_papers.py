"""Whose a paper is that is said to speak: 'the report', 'a statement by the bank', 'a Chadian intelligence assessment'."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.read import speaker_phrases
from dragoman.read.reading import Mention, Reading
from dragoman.read.speaker_memory import Memory
from dragoman.read.speaker_mentions import named
from dragoman.read.speaker_names import BODIES, STATE_ORGANS, Speaker
from dragoman.read.words import Token

PAPERS = frozenset(
    [
        "report",
        "study",
        "statement",
        "letter",
        "survey",
        "assessment",
        "review",
        "data",
        "figures",
        "document",
        "investigation",
        "inquiry",
        "probe",
        "analysis",
        "update",
        "directive",
        "communique",
        "communiqué",
        "paper",
    ]
)
SAYING = frozenset(["say", "state", "declare", "announce", "note", "write", "add", "condemn", "call", "warn"])
PAGES = 400  # words in which the report or statement that is spoken of was named


def issuer(memory: Memory, token: Token, resolve: Callable[[Token], Speaker | None]) -> Speaker | None:
    """Who speaks in a paper: who stands beside it, who issued the one that 'the report' leads back to, whose it sounds.

    :param resolve: gives the speaker whom another word, the paper's author, stands for.
    """
    reading = memory.reading
    if (owner := of_paper(reading, token)) is not None:
        return named(reading, owner, reading.doc[owner.head])
    if not is_paper(token):
        return None
    return _issuer_before(memory, token, resolve) or _house(reading, token)


def is_paper(token: Token) -> bool:
    return token.lower_ in PAPERS


def of_the_office(token: Token) -> bool:
    """'a statement from his office': whoever speaks, speaks in it."""
    if token.lower_ not in PAPERS:
        return False
    behind = token.doc[token.i + 1 : token.i + 4]
    return [t.lower_ for t in behind[1:]] in (["his", "office"], ["her", "office"]) and behind[0].tag_ == "IN"


def of_paper(reading: Reading, token: Token) -> Mention | None:
    """Whose report, study or letter it is: 'a United Nations report', 'a new study by the bank X'."""
    if token.lemma not in PAPERS and token.lower_ not in PAPERS:
        return None
    for m in reading.mentions_between(token.left_edge.i, token.i):
        if m.kind in ("body", "org", "group") or (m.kind == "state" and m.form in ("ministry", "seat", "force")):
            return m
    for m in reading.mentions_between(token.i + 1, token.i + 7):
        by = [t.lower_ for t in reading.doc[token.i + 1 : m.first]]
        if by and by[0] in ("by", "from") and m.kind in ("body", "org", "group"):
            return m
    for issued in token.children:  # 'a report issued by the chapters of X'
        if issued.dep_ == "acl" and issued.tag_ == "VBN":
            for agent in issued.children:
                if agent.dep_ == "obl:agent":
                    for m in reading.mentions_between(agent.left_edge.i, agent.right_edge.i + 1):
                        if m.kind in ("body", "org", "group"):
                            return m
    return None


def _issuer_before(memory: Memory, token: Token, resolve: Callable[[Token], Speaker | None]) -> Speaker | None:
    """Whose 'the statement' is: whose an earlier one is said to be, or who spoke in it."""
    if not any(c.lower_ in ("the", "this", "its", "their") for c in token.lefts):
        return None
    reading = memory.reading
    for i in range(token.i - 1, max(-1, token.i - PAGES), -1):
        other = reading.doc[i]
        if other.lemma != token.lemma or not other.tag_.startswith("NN"):
            continue
        if (owner := of_paper(reading, other)) is not None:
            return named(reading, owner, reading.doc[owner.head])
        author = _author(other)
        if author is not None and (speaker := _speaker_of(reading, author, resolve)) is not None:
            return speaker
        here = reading.sentence_at(i).index
        spoke = next((s for o, s in reversed(memory.spoke) if o.sentence == here), None)
        if spoke is not None:
            return spoke
    return memory.last("body", "person", "office", "pair") if token.lemma in ("statement", "letter") else None


def _author(paper: Token) -> Token | None:
    """Who spoke in it: 'participants of the forum said this in a joint statement'."""
    if paper.dep_ != "obl" or not any(c.dep_ == "case" and c.lower_ in ("in", "through") for c in paper.children):
        return None
    said = paper.head
    if said.lemma not in SAYING:
        return None
    return next((c for c in said.children if c.dep_ == "nsubj" and c.i < said.i), None)


def _speaker_of(reading: Reading, author: Token, resolve: Callable[[Token], Speaker | None]) -> Speaker | None:
    """The speaker whom an author's phrase stands for, else the house in it, else a body of these words."""
    if (speaker := resolve(author)) is not None:
        return speaker
    inside = reading.mentions_between(author.left_edge.i, author.right_edge.i + 1)
    house = next((x for x in inside if x.kind in ("body", "org", "group", "state")), None)
    if house is not None:
        return named(reading, house, reading.doc[house.head])
    if not any(t.tag_.startswith("NNP") for t in author.subtree):
        return None
    text = speaker_phrases.bare(reading, author)
    return Speaker(text, (), text.lower(), "body")


def _house(reading: Reading, token: Token) -> Speaker | None:
    """Whose a paper is where only a word before it tells: 'a Chadian intelligence assessment'."""
    words = speaker_phrases.bare(reading, token).split()
    body = " ".join(words[:-1])
    side = speaker_phrases.side_in(reading, token)
    if not side or len(words) < 3 or words[-2].lower().strip("'’s") not in BODIES | STATE_ORGANS:
        return None
    return Speaker(body, side, body.lower(), "body")
