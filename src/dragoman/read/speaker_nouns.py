"""Speakers that only common nouns tell: 'the Kosovo government', 'analysts', 'US officials', 'the minister'."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dragoman import knowledge
from dragoman.read import speaker_groups, speaker_phrases, speaker_titles
from dragoman.read.actors import actors_of
from dragoman.read.attribution import Attribution
from dragoman.read.authors import home
from dragoman.read.reading import Reading
from dragoman.read.speaker_memory import Memory
from dragoman.read.speaker_mentions import NAMED, inside, named, person
from dragoman.read.speaker_names import (
    BODIES,
    SPOKES,
    STATE_ORGANS,
    Speaker,
    is_media,
    undetermined,
    untitled,
    without_spokesman,
)
from dragoman.read.words import Token

EXPERTS = knowledge.load().words["experts"]
OFFICIALS = knowledge.load().words["officials"]
PEOPLE = OFFICIALS | speaker_titles.PEOPLE_NOUNS
UNNAMED = knowledge.load().words["unnamed people"]
GROUPS = knowledge.load().words["speaking groups"]
NAMELESS = frozenset(["official", "source", "officer", "man", "woman", "aide", "person", "representative", "insider"])
ORGANS = frozenset(["government", "ministry", "military", "army", "parliament"])  # those of a state, if of nobody else
DEFINITE = ("the", "that", "this", "his", "her", "its")
BACK = 2000  # words in which a fuller phrase on the same noun is looked for


@dataclass(slots=True)
class Noun:
    """A common noun as the head of a source, with what its phrase tells."""

    memory: Memory
    a: Attribution
    token: Token
    text: str  # the phrase, without articles
    side: tuple[str, ...]
    definite: bool
    owned: bool  # 'Chad's minister'

    @classmethod
    def of(cls, memory: Memory, token: Token, a: Attribution, text: str) -> Noun:
        """What the phrase of a source tells; ``text`` is the bare phrase of its head."""
        reading = memory.reading
        side = actors_of(reading, token, conjuncts=False)
        if not side and token.lemma in PEOPLE:
            within = inside(reading, a)
            side = next((m.ids for m in within if m.kind in ("state", "body") and m.first < token.i), ())
            if side and text == token.text and a.source_span:
                text = undetermined(reading.text[slice(*a.source_span)])
        whole = reading.text[slice(*a.source_span)].lower() if a.source_span else ""
        definite = whole.startswith(tuple(f"{word} " for word in DEFINITE)) or any(
            c.dep_ in ("det", "nmod:poss") and c.lower_ in DEFINITE for c in token.lefts
        )
        owned = any(c.dep_ == "nmod:poss" and c.i in reading.by_token for c in token.lefts)
        return cls(memory, a, token, text, side, definite, owned)

    @property
    def reading(self) -> Reading:
        return self.memory.reading

    @property
    def lemma(self) -> str:
        return self.token.lemma

    @property
    def plural(self) -> bool:
        return _is_plural(self.token)

    @property
    def proper(self) -> bool:
        return self.token.tag_ in ("NNP", "NNPS")

    def speaker(self, kind: str, side: tuple[str, ...] | None = None) -> Speaker:
        """The phrase itself as a speaker, on its own side if no other is given."""
        return Speaker(self.text, self.side if side is None else side, self.text.lower(), kind)


def described(
    memory: Memory, token: Token, a: Attribution, resolve: Callable[[Token], Speaker | None]
) -> Speaker | None:
    """The speaker whom a noun phrase describes, or None; the first step that knows the noun decides.

    :param token: the head of the source, which is no mention.
    :param resolve: gives the speaker whom another word stands for.
    """
    while token.dep_ == "flat" and token.head.i < token.i:
        token = token.head
    text = speaker_phrases.bare(memory.reading, token)
    if (beside := _called(memory, token) or _apposed(memory, token)) is not None:
        return beside
    if token.lemma in EXPERTS and _is_plural(token):
        return Speaker(text, (), token.lemma, "experts")
    if token.lemma in SPOKES and (body := _spoken_for(memory, token, resolve)) is not None:
        return body
    noun = Noun.of(memory, token, a, text)
    if (noun.proper and is_media(noun.text)) or "news agency" in noun.text.lower():
        return Speaker(noun.text, (), noun.text, "media")
    if is_media(noun.text) and noun.lemma not in BODIES and token.tag_ in ("NN", "NNS"):
        return memory.last("media") if noun.definite and not noun.plural else None
    if noun.lemma in BODIES:
        return _body(noun)
    if noun.lemma in PEOPLE:
        return _people(noun)
    if noun.proper and len(noun.text) > 2 and a.cue.takes:
        return _unknown_name(noun)
    if noun.definite and token.tag_ == "NN" and noun.lemma in ("nation", "country", "state"):
        return memory.last("body")
    return _group(noun)


def _is_plural(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS")


# ---- names beside the noun ----------------------------------------------------------------------------------


def _called(memory: Memory, token: Token) -> Speaker | None:
    """'a rights group called X'."""
    called = speaker_phrases.called(memory.reading, token)
    if called is None:
        return None
    return Speaker(called, actors_of(memory.reading, token, conjuncts=False), called, "body")


def _apposed(memory: Memory, token: Token) -> Speaker | None:
    """'its chairman, X', 'the state arms seller X'."""
    reading = memory.reading
    for child in token.children:
        if child.dep_ in ("appos", "flat") and child.i > token.i:
            m = reading.by_token.get(child.i)
            if m is not None and m.kind == "person":
                return person(reading, m)
            if m is not None and m.kind == "org" and m.last - 1 == token.right_edge.i:
                return named(reading, m, reading.doc[m.head])
    return None


def _spoken_for(memory: Memory, token: Token, resolve: Callable[[Token], Speaker | None]) -> Speaker | None:
    """The body that 'a spokesman for' or 'a government spokesman' speaks for."""
    reading = memory.reading
    for child in token.rights:
        if child.dep_ in ("nmod", "obl") and any(
            c.lower_ in ("for", "of") and c.dep_ == "case" for c in child.children
        ):
            m = reading.by_token.get(child.i)
            if m is not None and m.kind in NAMED:
                return named(reading, m, child)
            return resolve(child) if child.lemma in BODIES else None
    for child in token.lefts:
        if child.dep_ == "compound" and child.lemma in BODIES and not actors_of(reading, token, conjuncts=False):
            return memory.body(child.lemma) or _fuller_before(reading, child)
    return None


# ---- bodies -------------------------------------------------------------------------------------------------


def _body(noun: Noun) -> Speaker | None:
    """'the Kosovo government', 'the ministry', 'a court'."""
    memory = noun.memory
    if noun.side or noun.proper:
        side = noun.side or memory.side_of(noun.text)
        if not side and noun.lemma in STATE_ORGANS:
            side = speaker_phrases.likely_side(noun.reading, noun.token)
        return noun.speaker("body", side)
    known = memory.body(noun.lemma) or _fuller_before(noun.reading, noun.token)
    if known is not None:
        return known
    one_word = len(noun.text.split()) == 1
    if one_word and (noun.definite or noun.token.left_edge.i == noun.token.i):
        if noun.lemma in ORGANS:
            return noun.speaker("body", speaker_phrases.likely_side(noun.reading, noun.token))
        return memory.last("body") or _company_before(noun) or noun.speaker("body")
    return noun.speaker("body") if len(noun.text.split()) > 1 and not noun.plural else None


def _company_before(noun: Noun) -> Speaker | None:
    m = speaker_phrases.company_before(noun.reading, noun.token)
    return named(noun.reading, m, noun.reading.doc[m.head]) if m is not None else None


def _fuller_before(reading: Reading, token: Token) -> Speaker | None:
    """The last fuller phrase on the same noun: 'the ministry' after 'Germany's economics ministry'."""
    for i in range(token.i - 1, max(-1, token.i - BACK), -1):
        other = reading.doc[i]
        if other.lemma != token.lemma or (other.tag_ != token.tag_ and not other.tag_.startswith("NNP")):
            continue
        side = actors_of(reading, other, conjuncts=False)
        text = speaker_phrases.bare(reading, other)
        if token.lemma in BODIES and (name := speaker_phrases.behind(reading, other)):
            return Speaker(name, side, name.lower(), "body")
        if side and len(text.split()) > 1:
            return Speaker(text, side, text.lower(), "body" if token.lemma in BODIES else "officials")
    return None


# ---- people -------------------------------------------------------------------------------------------------


def _people(noun: Noun) -> Speaker | None:
    """'the minister', 'US officials', 'a Foreign Ministry spokesman', 'residents'."""
    if not noun.plural and noun.definite and not noun.side:
        return _the_spokesman(noun) if noun.lemma in SPOKES else _the_holder(noun)
    if not noun.plural and (noun.definite or noun.owned):
        known = noun.memory.holder(noun.lemma, noun.token.i, noun.side)
        if known is not None:
            return known
    if noun.plural and (org := speaker_groups.of_company(noun.reading, noun.token)) and not is_media(org.text):
        return Speaker(" ".join(org.text.split()), org.side or org.ids, org.ids[0], "body")
    if noun.side:
        return _of_a_side(noun)
    return _several(noun) if noun.plural else _one(noun)


def _the_spokesman(noun: Noun) -> Speaker | None:
    """'the spokesman': one whom the text named, else the body that spoke before."""
    memory = noun.memory
    return memory.holder(noun.lemma, noun.token.i) or memory.last("body") or _fuller_before(noun.reading, noun.token)


def _the_holder(noun: Noun) -> Speaker | None:
    """'the minister': whom the text gave that title, else the office, else who spoke last and may bear it."""
    memory = noun.memory
    known = (
        memory.holder(noun.lemma, noun.token.i)
        or _of_office(noun)
        or memory.last_called(noun.lemma)
        or _fuller_before(noun.reading, noun.token)
    )
    if known is None and noun.lemma == "president":
        return Speaker("President", home(noun.reading), "president", "office")
    return known


def _of_office(noun: Noun) -> Speaker | None:
    """'the regional governor', whom the text does not name: the office, not whoever spoke last."""
    words = [t for t in noun.token.lefts if t.i not in noun.reading.by_token]
    if not speaker_titles.narrowing(words) or noun.lemma in UNNAMED:
        return None
    return noun.speaker("office", speaker_phrases.likely_side(noun.reading, noun.token))


def _of_a_side(noun: Noun) -> Speaker:
    """'US officials', 'the Kosovo government's spokesman', 'a Chadian minister'."""
    if noun.lemma in SPOKES and (body := without_spokesman(noun.text)):
        return Speaker(body, noun.side, body.lower(), "body")
    return noun.speaker("officials" if noun.plural or noun.lemma in UNNAMED else "office")


def _several(noun: Noun) -> Speaker | None:
    """'the residents', 'senior diplomats'; 'officials' and 'sources' of nobody speak for nobody."""
    if noun.definite and noun.lemma not in NAMELESS:
        return noun.memory.last("officials", "experts") or noun.speaker("experts")
    words = noun.text.lower().split()
    if len(words) > 1 or noun.lemma not in NAMELESS:
        return noun.speaker("experts" if any(w.rstrip("s") in EXPERTS for w in words) else "officials")
    return None


def _one(noun: Noun) -> Speaker | None:
    """'a spokesman', 'a Foreign Ministry spokesman', 'the chief executive of X'."""
    reading, memory = noun.reading, noun.memory
    words = noun.text.split()
    if noun.lemma in SPOKES and len(words) < 2:
        return memory.last("body")  # after the body was named
    houses = [m for m in inside(reading, noun.a) if m.kind in ("org", "body")]
    if houses and noun.lemma not in UNNAMED:
        span = noun.a.source_span
        whole = undetermined(reading.text[slice(*span)]) if span else noun.text
        return Speaker(whole, houses[-1].side or houses[-1].ids, whole.lower(), "office")
    proper = any(t.tag_ in ("NNP", "NNPS") for t in noun.token.children)
    if proper and any(w.lower() in BODIES for w in words):
        last = memory.last("body", "officials")
        body = without_spokesman(noun.text)
        name = body or noun.text
        return Speaker(name, last.side if last else (), name.lower(), "body" if body else "office")
    return None


# ---- the rest -----------------------------------------------------------------------------------------------


def _unknown_name(noun: Noun) -> Speaker | None:
    """A name that no mention is: of a person where a title or an earlier speaker tells, else of a body."""
    memory, text = noun.memory, noun.text
    if is_media(text):
        return Speaker(text, (), text, "media")
    name = untitled(text)
    if name != text and name[:1].isupper() and len(name.split()) <= 4:
        side = noun.side or speaker_phrases.side_in(noun.reading, noun.token)
        return Speaker(name, side, memory.key_of(name), "person")
    return memory.surnamed(text) or noun.speaker("body", noun.side or memory.side_of(text))


def _group(noun: Noun) -> Speaker | None:
    """'the UN's watchdog', 'a group of the EU'."""
    within = inside(noun.reading, noun.a)
    if not (noun.side or within) or noun.lemma not in GROUPS or len(noun.text.split()) < 2:
        return None
    whose = noun.side or next((m.side or m.ids for m in within if m.kind in ("org", "body", "group")), ())
    return noun.speaker("body", whose) if whose else None
