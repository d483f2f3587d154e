"""The speaker whom the word of a source stands for: a pronoun, a name, a paper or a common noun."""

from __future__ import annotations

from dataclasses import replace

from dragoman.read import speaker_groups, speaker_papers, speaker_titles
from dragoman.read.attribution import Attribution
from dragoman.read.reading import Mention
from dragoman.read.speaker_memory import Memory
from dragoman.read.speaker_mentions import NAMED, company, named, person, person_inside, titled_name
from dragoman.read.speaker_names import BODIES, TITLE_END, Speaker, is_media
from dragoman.read.speaker_nouns import described
from dragoman.read.words import Token

WRITERS = frozenset(["i", "we", "you", "me", "us"])
ONE = frozenset(["he", "she", "him", "her", "who", "himself", "herself"])
THING = frozenset(["it", "its", "itself"])
MANY = frozenset(["they", "them", "their", "both"])
ADDRESSES = frozenset(["mr", "mrs", "ms", "dr", "sir"])


def behind(memory: Memory, token: Token, a: Attribution) -> Speaker | None:
    """The speaker whom the head of a source stands for, or None; what is looked at first decides."""
    reading, lower = memory.reading, token.lower_
    m = reading.by_token.get(token.i)
    if m is None and lower in WRITERS:
        return None
    if lower in ONE:
        return _he(memory, token, m, a)
    if lower in THING:
        return _it(memory)
    if lower in MANY:
        return memory.last("experts", "officials", "body", "pair")
    met = speaker_groups.together(reading, token, memory.speakers) if speaker_groups.those_who_met(token) else None
    if met is not None:
        return met
    m = _name(memory, token, m)
    if m is not None:
        return _mentioned(memory, m, token, a)
    if speaker_papers.of_the_office(token):
        return memory.last("person") or memory.named_before(token)

    def resolve(head: Token) -> Speaker | None:
        return elsewhere(memory, head, a)

    if (issuer := speaker_papers.issuer(memory, token, resolve)) is not None:
        return issuer
    if token.tag_ in ("NNP", "NN", "NNS", "NNPS", "JJ") and (within := person_inside(reading, a)) is not None:
        return _medium(within) or person(reading, within, token)
    return described(memory, token, a, resolve)


def elsewhere(memory: Memory, head: Token, a: Attribution) -> Speaker | None:
    """The speaker whom another word stands for, were it the source of an attribution."""
    return behind(memory, head, replace(a, source=head.i, source_span=None))


def _he(memory: Memory, token: Token, m: Mention | None, a: Attribution) -> Speaker | None:
    if token.lower_ in ("he", "she"):
        same = speaker_groups.going_on(memory.reading, memory.spoke, a)
        if same is not None:
            return same
    if m is not None and m.kind == "person" and not is_media(m.ids[0]):
        return person(memory.reading, m)
    return memory.last("person", "office") or memory.named_before(token)


def _it(memory: Memory) -> Speaker | None:
    if memory.spoke:
        before, speaker = memory.spoke[-1]
        if before.source is not None and speaker_papers.is_paper(memory.reading.doc[before.source]):
            return speaker  # 'the statement said ... It added'
    return memory.last("body", "media")


def _name(memory: Memory, token: Token, m: Mention | None) -> Mention | None:
    """The mention that a word is, or that it begins or shortens."""
    reading, bare = memory.reading, token.lower_.strip(".")
    if m is not None and m.kind == "weapon":  # 'Bayraktar' the man, after whom the drone is named
        m = next((o for o in memory.people if o.ids[0].split()[-1] == token.text), None)
    if m is None and bare in ADDRESSES:
        m = reading.by_token.get(token.i + 1)
    if m is None and token.text[:1].isupper() and token.dep_ != "compound":
        m = company(reading, token)
    if m is None and bare in TITLE_END:
        m = speaker_groups.behind_title(reading, token, TITLE_END)
    return m


def _mentioned(memory: Memory, m: Mention, token: Token, a: Attribution) -> Speaker | None:
    """The speaker that a mention stands for in its place."""
    reading = memory.reading
    if m.kind == "person":
        if (medium := _medium(m)) is not None:
            return medium
        before = reading.doc[m.first - 1].lower_ if m.first else ""
        if m.form == "text" and (before in ("of", "at") or before in BODIES):
            m = speaker_groups.of_house(reading, m) or m  # a house that was taken for a person
        return person(reading, m, token, a)
    if m.kind == "org":
        spokesman = speaker_groups.of_house(reading, m) or speaker_titles.abbreviated(reading, m)
        if spokesman is not None:
            return person(reading, spokesman)
    if m.kind in NAMED:
        return named(reading, m, token)
    name = titled_name(reading, a) if m.kind == "place" else None
    return Speaker(name, (), memory.key_of(name), "person") if name is not None else None


def _medium(m: Mention) -> Speaker | None:
    """The medium that was taken for a person."""
    return Speaker(" ".join(m.text.split()), (), m.ids[0], "media") if is_media(m.text) else None
