"""Speakers whom only what stands around tells: who met, whose officials, of which house, who goes on speaking."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.read.attribution import Attribution
from dragoman.read.reading import Mention, Reading
from dragoman.read.speaker_names import Speaker, untitled

TOGETHER = frozenset(
    [
        "leader",
        "president",
        "minister",
        "side",
        "delegation",
        "participant",
        "counterpart",
        "official",
        "party",
        "government",
        "country",
        "nation",
        "premier",
        "secretary",
        "chief",
        "general",
        "ambassador",
        "two",
    ]
)
HOUSE = 7  # tokens between a person and the body that they speak for
REACH = 8  # sentences back in which those who met are looked for


def those_who_met(token: Token) -> bool:
    """Whether a plural of office stands with nothing but 'the', 'both', 'two', 'their': no country's, no party's."""
    if token.lemma_.lower() not in TOGETHER or not (token.tag_ in ("NNS", "NNPS") or token.lower_ == "two"):
        return False
    lefts = [t for t in token.doc[token.left_edge.i : token.i]]
    allowed = ("the", "both", "two", "three", "these", "all", "joint", "several")
    definite = any(t.lower_ in ("the", "both", "two", "these") for t in lefts) or token.lower_ == "participants"
    return definite and all(t.lower_ in allowed for t in lefts) and token.right_edge.i - token.i < 2


def together(reading: Reading, token: Token, last: list[Speaker]) -> Speaker | None:
    """'the leaders', 'the two presidents', 'both sides': who met, the last two or three named in one sentence."""
    here = reading.sentence_at(token.i).index
    for index in range(here, max(-1, here - REACH), -1):
        sentence = reading.sentences[index]
        inside = [m for m in reading.mentions_in(sentence) if m.first < token.i]
        people = {m.ids[0]: m for m in inside if m.kind == "person" and m.form != "pronoun"}
        if 2 <= len(people) <= 4:
            names = [untitled(n) for n in people]
            sides = tuple(dict.fromkeys(s for m in people.values() for s in m.side))
            return Speaker(", ".join(names[:-1]) + " and " + names[-1], sides, "&".join(sorted(people)), "pair")
        states = {m.ids[0]: m for m in inside if m.kind == "state" and len(m.ids) == 1 and m.form == "name"}
        if (
            not people
            and 2 <= len(states) <= 4
            and sentence.first <= next(iter(states.values())).first <= sentence.first + 1
        ):
            names = [" ".join(m.text.split()) for m in states.values()]
            return Speaker(", ".join(names[:-1]) + " and " + names[-1], tuple(states), "&".join(sorted(states)), "pair")
    return next((s for s in reversed(last) if s.kind == "pair"), None)


def of_company(reading: Reading, token: Token) -> Mention | None:
    """Whose 'officials from X' are: a company speaks through them."""
    first = token.left_edge.i
    for m in reading.mentions_between(first, token.i + 5):
        joined = m.last == token.i or (
            m.first > token.i + 1 and reading.doc[token.i + 1].lower_ in ("from", "of", "at")
        )
        if m.kind == "org" and joined:
            return m
    return None


def of_house(reading: Reading, m: Mention) -> Mention | None:
    """The person of 'X of the bank Y said' and 'X, director of Y, said', where the parse took Y for the speaker."""
    sentence = reading.sentence_at(m.first)
    commas = 0
    for i in range(m.first - 1, max(sentence.first, m.first - HOUSE) - 1, -1):
        token = reading.doc[i]
        other = reading.by_token.get(i)
        if other is not None and other.kind == "person" and other.form != "pronoun":
            return other if i < m.first - 1 else None
        commas += token.text == ","
        plain = token.tag_.startswith(("NN", "JJ", "DT")) or token.lower_ in ("of", "at", "with", "from", "for", "and")
        if commas > 1 or not (plain or token.text == ","):
            return None
    return None


def going_on(reading: Reading, spoke: list[tuple[Attribution, Speaker]], a: Attribution) -> Speaker | None:
    """Who spoke in this sentence or the one before, where nobody else has been a subject since: 'he added'."""
    if not spoke or (a.how in ("clause",) and a.nested is not None):
        return None
    before, speaker = spoke[-1]
    if speaker.kind != "person" or not 0 <= a.sentence - before.sentence <= 1 or before.token >= a.token:
        return None
    since = reading.mentions_between(before.token + 1, a.token)
    others = [
        m
        for m in since
        if m.kind == "person"
        and m.form != "pronoun"
        and m.ids[0] != speaker.key
        and reading.quoted(m.first) is None
        and not any(s <= m.start < e for s, e in before.contents)
    ]
    return None if others else speaker
