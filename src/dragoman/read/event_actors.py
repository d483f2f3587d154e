"""The actors that a noun phrase of an event names; more than the other coders take for parties."""

from __future__ import annotations

from dragoman import knowledge
from dragoman.read import phrases
from dragoman.read.actors import OFFICES, STATE_NOUNS, actors_of
from dragoman.read.event_frames import words
from dragoman.read.event_voices import Voice, speaking
from dragoman.read.parse import common_words
from dragoman.read.reading import Reading
from dragoman.read.words import Token

FIRST_PERSON = frozenset(("we", "We", "I", "our", "Our", "us", "my", "My", "me"))


def who(reading: Reading, token: Token, said: tuple[Voice, ...]) -> tuple[str, ...]:
    """The actors that a noun phrase names; 'we' and 'I' are the side of who is quoted or writes."""
    if token.text in FIRST_PERSON:
        return speaking(reading, said, token.i)
    if token.lower_ in ("its", "their") and token.head.lemma in words("attack nouns"):
        last = [m for m in reading.mentions if m.last <= token.i and m.kind in ("state", "group")][-1:]
        return last[0].ids if last and token.i - last[0].last < 25 else ()
    if token.lower_ in words("media nouns") and token.i not in reading.by_token:
        return ()  # 'killing two, Serbian media reported'
    if token.lower_ in ARMED and (meant := _last_group(reading, token)):
        return meant
    actors = actors_of(reading, token, conjuncts=False)
    if token.tag_.startswith("NN"):  # 'Serbian and Russian troops', 'presidents of Ghana and Togo'
        actors = actors or _named(reading, token)
        before = [c for c in token.children if c.i < token.i and (c.dep_ == "amod" or _adjacent(reading, c))]
        others = [o for c in before for o in c.conjuncts if o.i < token.i]
        if actors and token.tag_ == "NNS":
            of = [c for c in token.children if c.dep_ == "nmod" and phrases.preposition(c) in ("of", "from")]
            others += [o for c in of for o in c.conjuncts if o.i > token.i]
        actors = tuple(dict.fromkeys([*actors, *(a for o in others for a in actors_of(reading, o, conjuncts=False))]))
    if not actors and token.lower_ in ("he", "she", "his", "her", "him"):
        return _last_official(reading, token)
    if not actors and token.lower_ in words("collective nouns"):  # 'a group of Moroccan diplomats'
        for child in token.children:
            if child.dep_ == "nmod" and phrases.preposition(child) == "of":
                actors = (*actors, *(a for a in actors_of(reading, child) if a not in actors))
    return actors or _named(reading, token) or _of_people(reading, token) or _based(reading, token)


def _based(reading: Reading, noun: Token) -> tuple[str, ...]:
    """'a Uganda-based network': the state where a body sits that has no name."""
    for child in noun.children:
        if child.lower_ == "based" and child.i < noun.i and child.i > 1 and child.nbor(-1).text in ("-", "–"):
            m = reading.by_token.get(child.i - 2)
            if m is not None and m.kind in ("state", "place"):
                return m.ids if m.kind == "state" else m.side
    return ()


def _adjacent(reading: Reading, token: Token) -> bool:
    """A demonym or a body's name before a noun: 'NATO and EU officials'."""
    m = reading.by_token.get(token.i)
    return token.dep_ == "compound" and m is not None and (m.form == "demonym" or m.kind == "body")


def _named(reading: Reading, token: Token) -> tuple[str, ...]:
    """A body or party that only this text names; arms that act for who has them: 'Chadian jets struck'."""
    m = reading.by_token.get(token.i)
    if m is None:
        return ()
    if m.kind == "org" and m.form == "text" and not m.side:
        return m.ids if _is_body(m.text.split()) else ()
    if m.kind == "person" and not m.side and (state := _only_state(reading)):
        titles = reading.doc[max(0, m.first - 3) : m.first]
        return state if any(t.lower_.strip(".") in TITLES for t in titles) else ()
    if m.kind == "weapon":
        owners = [c for i in range(m.first, m.last) for c in reading.doc[i].children if c.dep_ in OWNING]
        return tuple(dict.fromkeys(a for c in owners for a in actors_of(reading, c, conjuncts=False)))
    return ()


TITLES = knowledge.load().words["titles before a name"] - {"mr", "mrs", "ms", "dr"}


def _only_state(reading: Reading) -> tuple[str, ...]:
    """The state of a report that names no other: its presidents and ministers are that state's."""
    named = {m.ids for m in reading.mentions if m.kind == "state"} | {
        m.side for m in reading.mentions if m.kind == "place"
    }
    return named.pop() if len(named) == 1 else ()


def _of_people(reading: Reading, token: Token) -> tuple[str, ...]:
    """'refugees in Chad'; 'two Chadian bases', where the parser takes the noun for a verb."""
    if token.lower_ in words("private people"):
        for child in token.children:
            if child.dep_ in ("nmod", "obl") and phrases.preposition(child) in (
                "in",
                "of",
                "from",
                "throughout",
                "across",
            ):
                if named := actors_of(reading, child):
                    return named
    if token.tag_ in ("VBZ", "VBP") and token.dep_ in ("obj", "obl", "nmod"):
        inner = [c for c in token.children if c.dep_ in OWNING and c.i < token.i]
        return tuple(dict.fromkeys(a for c in inner for a in actors_of(reading, c, conjuncts=False)))
    return ()


OWNING = ("amod", "compound", "nmod:poss")


def _is_body(name: list[str]) -> bool:
    """'Amnesty International', but no state's unnamed office ('the Navy', 'Foreign Ministry') and no designation."""
    return (
        not any(c.isdigit() for w in name for c in w)
        and not (len(name) < 3 and name[-1].lower() in OFFICES | STATE_NOUNS)
        and not (len(name) == 1 and (name[0].isupper() or name[0].lower() in common_words()) and len(name[0]) < 6)
        and name[0].lower() not in ("ministry", "department", "office", "embassy")
    )


ARMED = frozenset(("group", "movement", "militants", "rebels", "militia", "insurgents", "guerrillas", "fighters"))


def _last_group(reading: Reading, noun: Token) -> tuple[str, ...]:
    """'the group', 'the rebels': the armed group named last, if the noun says no more of it."""
    m = reading.by_token.get(noun.i)
    if (m is not None and m.last - m.first > 1) or not any(c.lower_ == "the" for c in noun.children):
        return ()
    if any(c.dep_ in ("amod", "compound", "nmod", "acl:relcl") for c in noun.children):
        return ()
    for token in reversed(reading.doc[max(0, noun.i - BACK) : noun.i]):
        m = reading.by_token.get(token.i)
        if m is not None and m.kind == "group":
            return m.ids
    return ()


BACK = 80  # words over which 'the group' is led back


def _last_official(reading: Reading, pronoun: Token) -> tuple[str, ...]:
    """'the US ambassador ... he': the side of the last person or office holder before a pronoun."""
    for token in reversed(reading.doc[max(0, pronoun.i - 50) : pronoun.i]):
        m = reading.by_token.get(token.i)
        if m is not None and m.kind == "person" and m.side:
            return m.side
        if token.lower_ in words("office holders") and (named := actors_of(reading, token, conjuncts=False)):
            return named
    return ()
