"""Speakers whom only what stands around tells: who met, whose officials, of which house, who goes on speaking."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from dragoman.read.attribution import Attribution
from dragoman.read.reading import Mention, Reading
from dragoman.read.speaker_names import Speaker, untitled
from dragoman.read.words import Token

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
TALKING = frozenset(["speaking", "talking", "interacting", "interview", "conversation"])
OF_STATES = frozenset(
    ["side", "delegation", "government", "country", "nation"]
)  # what is said of states, not of people
LISTING = frozenset([",", "and", "the", "&"])
TITLED = 9  # words of a title before a name
HOUSE = 11  # tokens between a person and the body that they speak for
REACH = 8  # sentences back in which those who met are looked for


def those_who_met(token: Token) -> bool:
    """Whether a plural of office stands with nothing but 'the', 'both', 'two', 'their': no country's, no party's."""
    if token.lemma not in TOGETHER or not (token.tag_ in ("NNS", "NNPS") or token.lower_ == "two"):
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
        if 2 <= len(people) <= 4 and token.lemma not in OF_STATES:
            names = [untitled(n) for n in people]
            sides = tuple(dict.fromkeys(s for m in people.values() for s in m.side))
            return Speaker(", ".join(names[:-1]) + " and " + names[-1], sides, "&".join(sorted(people)), "pair")
        states = {m.ids[0]: m for m in inside if m.kind == "state" and len(m.ids) == 1 and m.form == "name"}
        if (
            not people
            and 2 <= len(states) <= 4
            and sentence.first <= next(iter(states.values())).first <= sentence.first + 1
        ):
            return Speaker(_listed(reading, list(states.values())), tuple(states), "&".join(sorted(states)), "pair")
    return next((s for s in reversed(last) if s.kind == "pair"), None)


def _listed(reading: Reading, states: list[Mention]) -> str:
    """'Chad, the Gambia and Mali' as the text lists them, else their names joined."""
    between = {w for a, b in itertools.pairwise(states) for w in reading.lower[a.last : b.first]}
    if between <= LISTING:
        return " ".join(reading.text[states[0].start : states[-1].end].split())
    names = [" ".join(m.text.split()) for m in states]
    return ", ".join(names[:-1]) + " and " + names[-1]


def side_by_side(reading: Reading, m: Mention, cue: int) -> list[Mention]:
    """The people of 'Foreign Secretary X and US Secretary of State Y have urged', in text order, else only ``m``."""
    doc = reading.doc
    verb = doc[cue]
    if verb.tag_ == "VBZ" or any(c.dep_ == "aux" and c.tag_ == "VBZ" for c in verb.children):
        return [m]
    if m.last < cue and doc[m.last].lower_ == "and":
        behind = next(
            (o for o in reading.mentions_between(m.last + 1, min(cue, m.last + TITLED)) if o.kind == "person"), None
        )
        if behind is not None and behind.form != "pronoun" and _titles_only(doc[m.last + 1 : behind.first]):
            return [m, behind]
    sentence = reading.sentence_at(m.first)
    for i in range(m.first - 1, max(sentence.first, m.first - TITLED), -1):
        if doc[i].lower_ == "and":
            before = reading.by_token.get(i - 1)
            fits = before is not None and before.kind == "person" and before.form != "pronoun" and before.last == i
            if before is not None and fits and _titles_only(doc[sentence.first : before.first]):
                return [before, m]
        if not _titles_only(doc[i : i + 1]):
            break
    return [m]


def _titles_only(tokens: Sequence[Token]) -> bool:
    return len(tokens) <= TITLED and all(
        t.tag_.startswith(("NN", "JJ", "POS", "DT", "HYPH")) or t.lower_ in ("of", "for", "and") for t in tokens
    )


def of_company(reading: Reading, token: Token) -> Mention | None:
    """Whose 'officials from X' are: a company speaks through them."""
    first = min(token.left_edge.i, max(0, token.i - (6 if token.i and reading.doc[token.i - 1].text == ")" else 0)))
    for m in reading.mentions_between(first, token.i + 5):
        bracketed = m.last + 1 == token.i and reading.doc[m.last].text == ")"
        joined = (
            bracketed
            or m.last == token.i
            or (m.first > token.i + 1 and reading.doc[token.i + 1].lower_ in ("from", "of", "at"))
        )
        if m.kind == "org" and joined:
            return m
    return None


def behind_title(reading: Reading, token: Token, titles: frozenset[str]) -> Mention | None:
    """The person behind a title whose full stop was taken for the end: 'Brig. Gen. X'."""
    i = token.i
    while i < min(len(reading.doc) - 1, token.i + 5) and reading.doc[i].lower_.strip(".") in (*titles, ""):
        i += 1
    m = reading.by_token.get(i)
    return m if m is not None and i > token.i and m.kind == "person" and m.form != "pronoun" else None


def of_house(reading: Reading, m: Mention) -> Mention | None:
    """The person of 'X of the bank Y said' and 'X, director of Y, said', where the parse took Y for the speaker.

    'X, while speaking to Y, said' too.
    """
    sentence = reading.sentence_at(m.first)
    commas = 0
    start = m.first - 1
    if start > 2 and reading.lower[start] in ("to", "with") and reading.lower[start - 1] in TALKING:
        start -= 2  # whom they talked to is no house of theirs
        while start > sentence.first and reading.lower[start] in ("while", "when", "in", "an", "interview", ","):
            start -= 1
        if (
            named := next(
                (
                    o
                    for o in reversed(reading.mentions_between(sentence.first, start + 1))
                    if o.kind == "org" and o.last == start + 1
                ),
                None,
            )
        ) is not None:
            return of_house(reading, named)
    for i in range(start, max(sentence.first, m.first - HOUSE) - 1, -1):
        token = reading.doc[i]
        other = reading.by_token.get(i)
        if other is not None and other.kind == "person" and other.form != "pronoun":
            return other if i < m.first - 1 else None
        commas += token.text == ","
        plain = token.tag_.startswith(("NN", "JJ", "DT", "HYPH")) or token.lower_ in (
            "of",
            "at",
            "with",
            "from",
            "for",
            "and",
        )
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
        and reading.doc[m.head].dep_.startswith(("nsubj", "appos", "flat"))
        and not any(s <= m.start < e for s, e in before.contents)
    ]
    return None if others else speaker
