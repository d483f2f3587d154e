"""The speaker that a mention stands for, and the mentions in the phrase of a source."""

from __future__ import annotations

import re

from dragoman.read import speaker_groups, speaker_phrases
from dragoman.read.attribution import Attribution, token_from
from dragoman.read.parse import common_words
from dragoman.read.reading import Mention, Reading
from dragoman.read.speaker_names import (
    DAYS,
    STATE_ORGANS,
    TITLE_END,
    Speaker,
    is_media,
    untitled,
)
from dragoman.read.speaker_titles import PEOPLE_NOUNS
from dragoman.read.words import Token

NEAR = 14  # words between the names of two who speak together
NAMED = ("state", "body", "group", "org")  # kinds of mentions that :func:`named` is for


def person(reading: Reading, m: Mention, token: Token | None = None, a: Attribution | None = None) -> Speaker:
    """The person whom a mention names.

    :param token: the source's head; given, those who are joined to it by 'and' speak too.
    :param a: the attribution; given, those who stand beside the name speak too.
    """
    name, side = untitled(re.split(r"\*|\]|\(http", m.ids[0])[0].strip() or m.ids[0]), m.side
    if (whole := _surname_first(reading, m, side)) is not None:
        return whole
    if token is not None:
        others = _joined(reading, m, token)
        if not others and a is not None and m.form != "pronoun":
            both = speaker_groups.side_by_side(reading, m, a.token)
            if both[0] is not m:
                name, side = untitled(both[0].ids[0]), both[0].side
            others = [o for o in both[1:] if o.ids != both[0].ids]
        if others:
            names = [name, *(untitled(o.ids[0]) for o in others)]
            sides = tuple(dict.fromkeys((*side, *(s for o in others for s in o.side))))
            return Speaker(" and ".join(names), sides, "&".join(sorted(names)), "pair")
    return Speaker(name, side, m.ids[0], "person")


def _surname_first(reading: Reading, m: Mention, side: tuple[str, ...]) -> Speaker | None:
    """A known surname that is a first name here: 'Pavel Dvořák'."""
    doc, last = reading.doc, m.last
    end = reading.sentence_at(m.first).last
    while m.form == "surname" and last < end and doc[last].tag_ == "NNP" and not DAYS.fullmatch(doc[last].text):
        last += 1
    if last == m.last:
        return None
    name = " ".join(reading.text[m.start : reading.ends[last - 1]].split())
    return Speaker(name, speaker_phrases.side_in(reading, doc[last - 1]) or side, name, "person")


def _joined(reading: Reading, m: Mention, token: Token) -> list[Mention]:
    """Other people whom 'and' joins to a source."""
    others = []
    for t in token.conjuncts:
        o = reading.by_token.get(t.i)
        if t.i > token.i and o is not None and o.kind == "person" and o.ids != m.ids and t.i - token.i < NEAR:
            others.append(o)
    return others


def named(reading: Reading, m: Mention, token: Token) -> Speaker:
    """The state, body, group or company that a mention names; a paper or a person where it is one after all.

    :param token: the head of the phrase in which the mention stands.
    """
    name = re.sub(r"['’]s$", "", " ".join(m.text.split()))
    if m.kind in ("org", "body") and is_media(name):
        return Speaker(name, (), name, "media")
    if m.form == "demonym":
        return Speaker(name, m.ids, m.ids[0], "body")
    if m.kind == "state" and m.form == "description":
        return Speaker(speaker_phrases.bare(reading, token), m.ids, m.ids[0], "body")
    if m.kind == "state" and m.form in ("name", "capital", "seat"):
        return Speaker(name, m.ids, m.ids[0], "body")
    if m.kind == "org":
        return _person_unknown(reading, m, name, token) or _org(reading, m, name, token)
    if m.form in ("force", "ministry", "parliament", "seat"):
        text = speaker_phrases.bare(reading, token)
        return Speaker(text if name in text else name, m.ids, name, "body")
    return Speaker(name, m.ids, m.ids[0], "body")


def _person_unknown(reading: Reading, m: Mention, name: str, token: Token) -> Speaker | None:
    """A person of two names who was taken for a company: a title, another's surname or an apposition tells."""
    if m.form != "text" or len(name.split()) != 2:
        return None
    doc, surname = reading.doc, name.split()[-1]
    short = next(
        (o for o in reading.mentions if o.kind == "person" and o.form != "pronoun" and o.ids[0] == surname), None
    )
    titled = m.first > 0 and doc[m.first - 1].lower_.strip(".") in TITLE_END
    set_off = m.first > 1 and doc[m.first - 1].text == "," and doc[m.first - 2].lemma in PEOPLE_NOUNS
    if not (titled or short is not None or set_off):
        return None
    side = short.side if short else speaker_phrases.side_in(reading, token) or m.side
    return Speaker(name, side, short.ids[0] if short else name, "person")


def _org(reading: Reading, m: Mention, name: str, token: Token) -> Speaker:
    """A company or another body without a code of its own; 'the foreign ministry' is on its state's side."""
    if m.form == "description":
        return Speaker(m.ids[0], m.side or m.ids, m.ids[0], "body")
    organ = any(w in STATE_ORGANS for w in name.lower().split())
    side = m.side or (organ and speaker_phrases.likely_side(reading, token)) or (m.ids[0],)
    return Speaker(name, side, m.ids[0], "body")


# ---- in the phrase of a source ------------------------------------------------------------------------------


def inside(reading: Reading, a: Attribution) -> list[Mention]:
    """Mentions in the source's phrase."""
    if a.source_span is None:
        return []
    first, last = (token_from(reading, offset) for offset in a.source_span)
    return [m for m in reading.mentions_between(first, last) if m.end <= a.source_span[1]]


def person_inside(reading: Reading, a: Attribution) -> Mention | None:
    """The person whom the source's phrase names, where its head is a title: 'Mr X', 'the minister, X'."""
    for m in inside(reading, a):
        if m.kind == "person" and m.form != "pronoun":
            after = reading.text[m.end : m.end + 2]
            if after[:1] not in ("'", "’") and reading.text[m.end - 2 : m.end] not in ("'s", "’s"):
                before = reading.doc[m.first - 1] if m.first else None
                if before is None or before.tag_ != "IN":
                    return m
    return None


def titled_name(reading: Reading, a: Attribution) -> str | None:
    """The name of a person whom only a title tells for one: 'St. Louis Mayor X'."""
    if a.source_span is None:
        return None
    phrase = " ".join(reading.text[slice(*a.source_span)].split())
    name = untitled(phrase)
    words = name.split()
    if name == phrase or not 1 < len(words) <= 4 or not all(w[:1].isupper() for w in words) or is_media(name):
        return None
    return name


def company(reading: Reading, token: Token) -> Mention | None:
    """'Embraer said', after 'Embraer Corp.' was named."""
    if token.text.lower() in common_words() or len(token.text) < 4:
        return None
    return next((m for m in reading.mentions if m.kind == "org" and m.text.split()[0] == token.text), None)
