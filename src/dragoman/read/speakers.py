"""Who speaks: the name and side behind an attribution's source, or None where the guide knows no speaker."""

from __future__ import annotations

import functools
import re
from dataclasses import replace

from dragoman import knowledge
from dragoman.read import learned, speaker_choice, speaker_groups, speaker_phrases, speaker_titles
from dragoman.read.actors import actors_of
from dragoman.read.authors import home
from dragoman.read.parse import common_words
from dragoman.read.reading import Mention, Reading
from dragoman.read.speaker_names import (
    BODIES,
    DAYS,
    MEDIA,
    SPOKES,
    TITLE_END,
    Speaker,
    undetermined,
    untitled,
    without_spokesman,
)
from dragoman.read.speech import Attribution, token_from
from dragoman.read.words import Token

EXPERTS = knowledge.load().words["experts"]
OFFICIALS = knowledge.load().words["officials"]
PEOPLE_NOUNS = knowledge.load().words["people nouns"]
UNNAMED = knowledge.load().words["unnamed people"]
OFFICES = frozenset(
    [
        "president",
        "minister",
        "mayor",
        "governor",
        "secretary",
        "chancellor",
        "ambassador",
        "senator",
        "king",
        "premier",
    ]
)
STATE_ORGANS = frozenset(["government", "ministry", "military", "army", "navy", "parliament", "department", "cabinet"])
SPEAKING = knowledge.load().words["speaking groups"]
NO_NAME = re.compile(
    r"https?:|[<>|\[\]*]|^(?:[Oo]f|[Tt]o|[Ii]n|[Ff]or|[Aa]t|[Bb]y|[Aa]nd|[Nn]o|[Nn]one|[Nn]ot)\b|^(?:Photo|Image|Picture|Source)\b"
)
# 'Full Name Limited (FNL)'
WRITTEN_OUT = re.compile(
    r"\b([A-Z][\w&.’'-]+(?:\s+(?:(?:of|for|and|on|the)\s+){0,2}[A-Z][\w&.’'-]*){1,6})\s*\(([A-Z][A-Za-z]{0,2}[A-Z]{1,6})\)"
)
NAMELESS = frozenset(["official", "source", "officer", "man", "woman", "aide", "person", "representative", "insider"])
CITING = 12  # words after the cue in which the report says whom it quotes
PAGES = 400  # words in which the report or statement that is spoken of was named


@functools.lru_cache(maxsize=1)
def _outlets() -> frozenset[str]:
    """The names of media that speak for nobody."""
    return frozenset(
        n
        for o in knowledge.load().outlets.values()
        if o.kind in ("agency", "newspaper", "broadcaster", "state media", "blog")
        for n in (o.name, *o.names)
    )


class Speakers:
    """Speakers of all attributions of one reading, pronouns and descriptions resolved in text order."""

    def __init__(self, reading: Reading, attributions: list[Attribution]) -> None:
        self.reading = reading
        self.doc = reading.doc
        self.last: list[Speaker] = []
        self.spoke: list[tuple[Attribution, Speaker]] = []  # outside quotations
        self.people = [m for m in reading.mentions if m.kind == "person" and m.form != "pronoun"]
        self._of: dict[int, Speaker | None] = {}
        self._spelled: dict[str, str | None] = {}
        self.written_out = {m.group(2): undetermined(m.group()) for m in WRITTEN_OUT.finditer(reading.text)}
        ground: speaker_choice.Field | None = None
        for a in attributions:
            speaker = self._resolve(a)
            if speaker_choice.asked(a, speaker) and speaker_choice.JUDGE in learned.judges():
                ground = ground or speaker_choice.Field.of(reading)
                speaker = self._chosen(ground, a)
            if speaker is not None and (whole := self._whole(speaker)) is not None:
                speaker = replace(speaker, name=whole)
            self._of[id(a)] = speaker
            if speaker is not None and reading.quoted(a.token) is None:
                self.last.append(speaker)
                if not a.cue.attitude:
                    self.spoke.append((a, speaker))

    def _chosen(self, ground: speaker_choice.Field, a: Attribution) -> Speaker | None:
        """Whom a judge takes for the speaker, where the rules find none."""
        chosen = speaker_choice.choose(ground, a, self.spoke)
        if chosen is None:
            return None
        a.chosen = chosen[0]
        return self.named(ground, a, *chosen[1:])

    def named(self, ground: speaker_choice.Field, a: Attribution, name: str, mentions: list[Mention]) -> Speaker | None:
        """The speaker that an actor of the report would be."""
        known = next((s for _, s in reversed(self.spoke) if s.key == name), None)
        where = mentions or ground.everywhere.get(name, [])
        if known is not None or not where:
            return known
        m = next((m for m in where if m.form != "pronoun"), where[0])
        speaker = self._person(m) if m.kind == "person" else self._named(m, self.doc[m.head], a)
        unfit = (
            speaker is None or speaker.kind == "media" or self._is_media(speaker.name) or NO_NAME.search(speaker.name)
        )
        return None if unfit else speaker

    def _whole(self, speaker: Speaker) -> str | None:
        """The name that a short form stands for in this text."""
        if speaker.name in self.written_out:
            return self.written_out[speaker.name]
        if " " in speaker.name or speaker.kind not in ("body", "person") or speaker.key in knowledge.load().states:
            return None
        if speaker.name not in self._spelled:
            self._spelled[speaker.name] = speaker_groups.spelled_out(self.reading, speaker.name)
        return self._spelled[speaker.name]

    def of(self, a: Attribution) -> Speaker | None:
        return self._of.get(id(a))

    # ---- resolving ------------------------------------------------------------------------------------------

    def _resolve(self, a: Attribution) -> Speaker | None:
        if a.source is None:
            return None
        token = self.doc[a.source]
        phrase = self.reading.text[slice(*a.source_span)] if a.source_span else token.text
        if (
            token.tag_ in ("NNP", "NNPS")
            and len(phrase.split()) <= 6
            and self._is_media(phrase)
            and not ((m := self.reading.by_token.get(token.i)) is not None and m.kind == "person" and m.form == "name")
        ):
            name = undetermined(phrase)
            speaker: Speaker | None = Speaker(name, (), name, "media")
        else:
            speaker = self._set_off(token, a) or self._source(token, a)
            if speaker is None and (acting := speaker_phrases.passed_over(self.reading, token, a)) is not None:
                head = self.doc[acting.head]
                speaker = self._source(head, replace(a, source=head.i, source_span=(acting.start, acting.end)))
        if speaker is None or speaker.kind == "media":
            cited = self._cited(a)
            if cited is not None and cited.kind != "media":
                return cited
        if speaker is not None and a.cue.lemma == "report" and a.how in ("as", "tail"):
            return None
        if (
            speaker is not None
            and speaker.kind == "media"
            and not (a.direct and a.cue.lemma not in ("report", "cite", "quote"))
        ):
            return None
        return speaker if speaker is None or not NO_NAME.search(speaker.name) else None

    def _set_off(self, token: Token, a: Attribution) -> Speaker | None:
        m = speaker_titles.set_off(self.reading, token, a.token)
        if m is None and token.lemma in PEOPLE_NOUNS:
            m = speaker_titles.set_before(self.reading, token)
        if m is None:
            m = speaker_titles.of_house(self.reading, token, a.token)
        return self._person(m) if m is not None else None

    def _cited(self, a: Attribution) -> Speaker | None:
        """Whom the source itself quotes: '..., the paper reported, quoting the ministry'."""
        sentence = self.reading.sentence_at(a.token)
        for i in range(a.token + 1, min(a.token + CITING, sentence.last - 1)):
            if self.doc[i].lower_ in ("quoting", "citing"):
                head = next((c for c in self.doc[i].rights if c.tag_.startswith(("NN", "PRP"))), None)
                if head is None or head.i == a.source:
                    return None
                return self._source(head, replace(a, source=head.i, source_span=None))
        return None

    def _source(self, token: Token, a: Attribution) -> Speaker | None:
        lower = token.lower_
        m = self.reading.by_token.get(token.i)
        if m is None and lower in ("i", "we", "you", "me", "us"):
            return None
        if lower in ("he", "she", "him", "her", "who", "himself", "herself"):
            if lower in ("he", "she") and (same := speaker_groups.going_on(self.reading, self.spoke, a)) is not None:
                return same
            if m is not None and m.kind == "person" and not self._is_media(m.ids[0]):
                return self._person(m)
            return self._last("person", "office") or self._named_before(token)
        if lower in ("it", "its", "itself"):
            if self.spoke and (paper := self.spoke[-1][0].source) is not None and self._is_paper(self.doc[paper]):
                return self.spoke[-1][1]  # 'the statement said ... It added'
            return self._last("body", "media")
        if lower in ("they", "them", "their", "both"):
            return self._last("experts", "officials", "body", "pair")
        if speaker_groups.those_who_met(token) and (met := speaker_groups.together(self.reading, token, self.last)):
            return met
        if m is not None and m.kind == "weapon":  # 'Bayraktar' the man, after whom the drone is named
            m = next((o for o in self.people if o.ids[0].split()[-1] == token.text), None)
        if (
            m is None
            and token.lower_.strip(".") in ("mr", "mrs", "ms", "dr", "sir")
            and (after := self.reading.by_token.get(token.i + 1)) is not None
        ):
            m = after
        if m is None and token.text[:1].isupper() and token.dep_ != "compound":
            m = self._company(token)
        if m is None and lower.strip(".") in TITLE_END:
            m = speaker_groups.behind_title(self.reading, token, TITLE_END)
        if m is None and (lower in speaker_groups.PAPERS) and speaker_phrases.of_the_office(token):
            return self._last("person") or self._named_before(token)
        if m is None and (paper := speaker_groups.of_paper(self.reading, token)) is not None:
            return self._named(paper, self.doc[paper.head], a)
        if m is None and lower in speaker_groups.PAPERS:
            issuer = self._issuer(token, a) or self._house_of(token)
            if issuer is not None:
                return issuer
        if m is None and token.tag_ in ("NNP", "NN", "NNS", "NNPS", "JJ") and (named := self._person_in(a)) is not None:
            if self._is_media(named.text):
                return Speaker(" ".join(named.text.split()), (), named.ids[0], "media")
            return self._person(named, token)
        if m is not None:
            if m.kind == "person":
                if self._is_media(m.text):
                    return Speaker(" ".join(m.text.split()), (), m.ids[0], "media")
                before = self.doc[m.first - 1].lower_ if m.first else ""
                if m.form == "text" and (before in ("of", "at") or before in BODIES):
                    m = speaker_groups.of_house(self.reading, m) or m  # a house that was taken for a person
                return self._person(m, token, a)
            if m.kind == "org" and (
                person := speaker_groups.of_house(self.reading, m) or speaker_titles.abbreviated(self.reading, m)
            ):
                return self._person(person)
            if m.kind in ("state", "body", "group", "org"):
                return self._named(m, token, a)
            return self._titled_name(a) if m.kind == "place" else None
        return self._described(token, a)

    def _company(self, token: Token) -> Mention | None:
        """'Embraer said', after 'Embraer Corp.' was named."""
        if token.text.lower() in common_words() or len(token.text) < 4:
            return None
        return next((m for m in self.reading.mentions if m.kind == "org" and m.text.split()[0] == token.text), None)

    def _titled_name(self, a: Attribution) -> Speaker | None:
        """A person whom only a title tells for one: 'St. Louis Mayor X'."""
        if a.source_span is None:
            return None
        phrase = " ".join(self.reading.text[slice(*a.source_span)].split())
        name = untitled(phrase)
        words = name.split()
        if name == phrase or not 1 < len(words) <= 4 or not all(w[:1].isupper() for w in words) or self._is_media(name):
            return None
        return Speaker(name, (), self._surname_key(name), "person")

    def _named_before(self, token: Token) -> Speaker | None:
        """The person last named before a pronoun, in its sentence or the one before."""
        sentence = self.reading.sentence_at(token.i)
        first = self.reading.sentences[max(0, sentence.index - 1)].first
        near = [m for m in self.people if first <= m.first < token.i]
        return self._person(near[-1]) if near else None

    def _inside(self, a: Attribution) -> list[Mention]:
        """Mentions in the source's phrase."""
        if a.source_span is None:
            return []
        first, last = (token_from(self.reading, offset) for offset in a.source_span)
        return [m for m in self.reading.mentions_between(first, last) if m.end <= a.source_span[1]]

    def _person_in(self, a: Attribution) -> Mention | None:
        """The person whom the source's phrase names, where its head is a title: 'Mr X', 'the minister, X'."""
        if a.source_span is None:
            return None
        for m in self._inside(a):
            if m.kind == "person" and m.form != "pronoun":
                after = self.reading.text[m.end : m.end + 2]
                if after[:1] not in ("'", "’") and self.reading.text[m.end - 2 : m.end] not in ("'s", "’s"):
                    before = self.doc[m.first - 1] if m.first else None
                    if before is None or before.tag_ != "IN":
                        return m
        return None

    def _last(self, *kinds: str) -> Speaker | None:
        return next((s for s in reversed(self.last[-4:]) if s.kind in kinds), None)

    def _last_as(self, lemma: str) -> Speaker | None:
        """Who spoke last, where the text does not call that person something else: 'the mayor' is no prime minister."""
        last = self._last("person", "office", "officials")
        if last is None or last.kind != "person" or lemma not in OFFICES:
            return last
        titles = speaker_titles.titles(self.reading, [m for m in self.people if m.ids[0] == last.key])
        return last if not titles & OFFICES or lemma in titles else None

    def _person(self, m: Mention, token: Token | None = None, a: Attribution | None = None) -> Speaker:
        name, side = untitled(re.split(r"\*|\]|\(http", m.ids[0])[0].strip() or m.ids[0]), m.side
        tail = m.last
        end = self.reading.sentence_at(m.first).last
        while (
            m.form == "surname"
            and tail < end
            and self.doc[tail].tag_ == "NNP"
            and not DAYS.fullmatch(self.doc[tail].text)
        ):
            tail += 1
        if tail > m.last:  # a surname that is a first name here: 'Pavel Dvořák'
            name = " ".join(self.reading.text[m.start : self.reading.ends[tail - 1]].split())
            return Speaker(name, speaker_phrases.side_in(self.reading, self.doc[tail - 1]) or side, name, "person")
        if token is not None:
            others = []
            for t in token.conjuncts:
                o = self.reading.by_token.get(t.i)
                if t.i > token.i and o is not None and o.kind == "person" and o.ids != m.ids and t.i - token.i < 14:
                    others.append(o)
            if not others and a is not None and m.form != "pronoun":
                both = speaker_groups.side_by_side(self.reading, m, a.token)
                if both[0] is not m:
                    name, side = untitled(both[0].ids[0]), both[0].side
                others = [o for o in both[1:] if o.ids != both[0].ids]
            if others:
                names = [name, *(untitled(o.ids[0]) for o in others)]
                sides = tuple(dict.fromkeys((*side, *(s for o in others for s in o.side))))
                return Speaker(" and ".join(names), sides, "&".join(sorted(names)), "pair")
        return Speaker(name, side, m.ids[0], "person")

    def _is_media(self, name: str) -> bool:
        return name in _outlets() or bool(MEDIA.search(name))

    def _named(self, m: Mention, token: Token, a: Attribution) -> Speaker | None:
        name = re.sub(r"['’]s$", "", " ".join(m.text.split()))
        if m.kind in ("org", "body") and self._is_media(name):
            return Speaker(name, (), name, "media")
        if m.form == "demonym":
            return Speaker(name, m.ids, m.ids[0], "body")
        if m.kind == "state" and m.form in ("name", "capital", "seat", "description"):
            if m.form == "description":
                return Speaker(speaker_phrases.bare(self.reading, token), m.ids, m.ids[0], "body")
            return Speaker(name, m.ids, m.ids[0], "body")
        if m.kind == "org" and m.form == "text" and len(name.split()) == 2:
            short = next((o for o in self.people if o.ids[0] == name.split()[-1]), None)
            titled = m.first > 0 and self.doc[m.first - 1].lower_.strip(".") in TITLE_END
            if (
                titled
                or short is not None
                or (m.first > 1 and self.doc[m.first - 1].text == "," and self.doc[m.first - 2].lemma in PEOPLE_NOUNS)
            ):
                side = short.side if short else speaker_phrases.side_in(self.reading, token) or m.side
                return Speaker(name, side, short.ids[0] if short else name, "person")
        if m.kind == "org" and m.form == "description":
            return Speaker(m.ids[0], m.side or m.ids, m.ids[0], "body")
        if m.kind == "org":
            organ = any(w in STATE_ORGANS for w in name.lower().split())
            side = m.side or (organ and speaker_phrases.likely_side(self.reading, token)) or (m.ids[0],)
            return Speaker(name, side, m.ids[0], "body")
        if m.form in ("force", "ministry", "parliament", "seat"):
            text = speaker_phrases.bare(self.reading, token)
            return Speaker(text if name in text else name, m.ids, name, "body")
        return Speaker(name, m.ids, m.ids[0], "body")

    def _described(self, token: Token, a: Attribution) -> Speaker | None:
        """Common nouns: 'the Kosovo government', 'analysts', 'US officials', 'the minister'."""
        while token.dep_ == "flat" and token.head.i < token.i:
            token = token.head
        lemma = token.lemma
        if (called := speaker_phrases.called(self.reading, token)) is not None:
            return Speaker(called, actors_of(self.reading, token, conjuncts=False), called, "body")
        plural = token.tag_ in ("NNS", "NNPS")
        text = speaker_phrases.bare(self.reading, token)
        for child in token.children:
            if child.dep_ in ("appos", "flat") and child.i > token.i:
                m = self.reading.by_token.get(child.i)
                if m is not None and m.kind == "person":
                    return self._person(m)
                if m is not None and m.kind == "org" and m.last - 1 == token.right_edge.i:
                    return self._named(m, self.doc[m.head], a)  # 'the state arms seller X'
        if lemma in EXPERTS and plural:
            return Speaker(text, (), lemma, "experts")
        if lemma in SPOKES and (body := self._spoken_for(token, a)) is not None:
            return body
        side = actors_of(self.reading, token, conjuncts=False)
        if not side and (lemma in PEOPLE_NOUNS or lemma in OFFICIALS):
            side = next((m.ids for m in self._inside(a) if m.kind in ("state", "body") and m.first < token.i), ())
            if side and text == token.text and a.source_span:
                text = undetermined(self.reading.text[slice(*a.source_span)])
        whole = self.reading.text[slice(*a.source_span)].lower() if a.source_span else ""
        definite = whole.startswith(("the ", "that ", "this ", "his ", "her ", "its ")) or any(
            c.dep_ in ("det", "nmod:poss") and c.lower_ in ("the", "that", "this", "his", "her", "its")
            for c in token.lefts
        )
        owned = any(c.dep_ == "nmod:poss" and c.i in self.reading.by_token for c in token.lefts)  # 'Chad's minister'
        if (token.tag_ in ("NNP", "NNPS") and self._is_media(text)) or "news agency" in text.lower():
            return Speaker(text, (), text, "media")
        if self._is_media(text) and lemma not in BODIES and token.tag_ in ("NN", "NNS"):
            return self._last("media") if definite and not plural else None
        if lemma in BODIES:
            if side or token.tag_ in ("NNP", "NNPS"):
                if not side:
                    side = self._known_side(text) or (
                        speaker_phrases.likely_side(self.reading, token) if lemma in STATE_ORGANS else ()
                    )
                return Speaker(text, side, text.lower(), "body")
            known = self._earlier(lemma) or self._phrase_before(token, a)
            if known is not None:
                return known
            if (definite or token.left_edge.i == token.i) and len(text.split()) == 1:
                if lemma in ("government", "ministry", "military", "army", "parliament"):
                    return Speaker(text, speaker_phrases.likely_side(self.reading, token), text.lower(), "body")
                return self._last("body") or self._body_before(token, a) or Speaker(text, (), text.lower(), "body")
            return Speaker(text, (), text.lower(), "body") if len(text.split()) > 1 and not plural else None
        if lemma in PEOPLE_NOUNS or lemma in OFFICIALS:
            if not plural and definite and not side and lemma in SPOKES:
                return self._titled(lemma, token.i) or self._last("body") or self._phrase_before(token, a)
            if not plural and definite and not side:
                return (
                    self._titled(lemma, token.i)
                    or self._of_office(token, text)
                    or self._last_as(lemma)
                    or self._phrase_before(token, a)
                    or (
                        Speaker("President", home(self.reading), "president", "office")
                        if lemma == "president"
                        else None
                    )
                )
            if not plural and (definite or owned):
                known = self._titled(lemma, token.i, side)
                if known is not None:
                    return known
            if plural and (org := speaker_groups.of_company(self.reading, token)) and not self._is_media(org.text):
                return Speaker(" ".join(org.text.split()), org.side or org.ids, org.ids[0], "body")
            if side and (lemma in OFFICIALS or lemma in PEOPLE_NOUNS):
                if lemma in SPOKES and (body := without_spokesman(text)):
                    return Speaker(body, side, body.lower(), "body")
                unnamed = plural or lemma in UNNAMED
                return Speaker(text, side, text.lower(), "officials" if unnamed else "office")
            if lemma in SPOKES and not plural and len(text.split()) < 2:
                return self._last("body")  # 'a spokesman said', after the body was named
            if definite and plural and lemma not in NAMELESS:
                return self._last("officials", "experts") or Speaker(text, (), text.lower(), "experts")
            if plural and (len(text.split()) > 1 or lemma not in NAMELESS):
                expert = any(w.rstrip("s") in EXPERTS for w in text.lower().split())
                return Speaker(text, (), text.lower(), "experts" if expert else "officials")
            inside = [o for o in self._inside(a) if o.kind in ("org", "body")]
            if inside and not plural and lemma not in UNNAMED:  # 'the chief executive of X'
                whole = undetermined(self.reading.text[slice(*a.source_span)]) if a.source_span else text
                return Speaker(whole, inside[-1].side or inside[-1].ids, whole.lower(), "office")
            if (
                not plural
                and any(t.tag_ in ("NNP", "NNPS") for t in token.children)
                and any(w.lower() in BODIES for w in text.split())
            ):
                last = self._last("body", "officials")  # 'a Foreign Ministry spokesman'
                body = without_spokesman(text)
                return Speaker(
                    body or text, last.side if last else (), (body or text).lower(), "body" if body else "office"
                )
            return None
        if token.tag_ in ("NNP", "NNPS") and len(text) > 2 and a.cue.takes:
            if self._is_media(text):
                return Speaker(text, (), text, "media")
            name = untitled(text)
            if (
                name != text and name[:1].isupper() and len(name.split()) <= 4
            ):  # a title tells a name that was not known for one
                return Speaker(
                    name, side or speaker_phrases.side_in(self.reading, token), self._surname_key(name), "person"
                )
            known = next((x for x in reversed(self.last) if x.kind == "person" and x.name.split()[-1] == text), None)
            return known or Speaker(text, side or self._known_side(text), text.lower(), "body")
        if definite and not plural and token.tag_ == "NN" and lemma in ("nation", "country", "state"):
            return self._last("body")
        if (side or self._inside(a)) and lemma in SPEAKING and len(text.split()) > 1:  # 'the UN's watchdog'
            whose = side or next((m.side or m.ids for m in self._inside(a) if m.kind in ("org", "body", "group")), ())
            return Speaker(text, whose, text.lower(), "body") if whose else None
        return None

    def _issuer(self, token: Token, a: Attribution) -> Speaker | None:
        """Whose statement or report 'the statement' is: whose an earlier one is said to be, or who spoke in it."""
        if not any(c.lower_ in ("the", "this", "its", "their") for c in token.lefts):
            return None
        for i in range(token.i - 1, max(-1, token.i - PAGES), -1):
            other = self.doc[i]
            if other.lemma != token.lemma or not other.tag_.startswith("NN"):
                continue
            if (owner := speaker_groups.of_paper(self.reading, other)) is not None:
                return self._named(owner, self.doc[owner.head], a)
            if (author := speaker_phrases.author(other)) is not None:
                issuer = self._source(author, replace(a, source=author.i, source_span=None))
                inside = self.reading.mentions_between(author.left_edge.i, author.right_edge.i + 1)
                house = next((x for x in inside if x.kind in ("body", "org", "group", "state")), None)
                if issuer is None and house is not None:
                    issuer = self._named(house, self.doc[house.head], a)
                if issuer is None and any(t.tag_.startswith("NNP") for t in author.subtree):
                    text = speaker_phrases.bare(self.reading, author)
                    issuer = Speaker(text, (), text.lower(), "body")
                if issuer is not None:
                    return issuer
            here = self.reading.sentence_at(i).index
            spoke = next((s for o, s in reversed(self.spoke) if o.sentence == here), None)
            if spoke is not None:
                return spoke
        return self._last("body", "person", "office", "pair") if token.lemma in ("statement", "letter") else None

    @staticmethod
    def _is_paper(token: Token) -> bool:
        return token.lower_ in speaker_groups.PAPERS

    def _house_of(self, token: Token) -> Speaker | None:
        """Whose a paper is where only a word before it tells: 'a Chadian intelligence assessment'."""
        words = speaker_phrases.bare(self.reading, token).split()
        body = " ".join(words[:-1])
        side = speaker_phrases.side_in(self.reading, token)
        if not side or len(words) < 3 or words[-2].lower().strip("'’s") not in BODIES | STATE_ORGANS:
            return None
        return Speaker(body, side, body.lower(), "body")

    def _spoken_for(self, token: Token, a: Attribution) -> Speaker | None:
        """The body that 'a spokesman for' or 'a government spokesman' speaks for."""
        for child in token.rights:
            if child.dep_ in ("nmod", "obl") and any(
                c.lower_ in ("for", "of") and c.dep_ == "case" for c in child.children
            ):
                m = self.reading.by_token.get(child.i)
                if m is not None and m.kind in ("state", "body", "group", "org"):
                    return self._named(m, child, a)
                return (
                    self._source(child, replace(a, source=child.i, source_span=None)) if child.lemma in BODIES else None
                )
        for child in token.lefts:
            if (
                child.dep_ == "compound"
                and child.lemma in BODIES
                and not actors_of(self.reading, token, conjuncts=False)
            ):
                return self._earlier(child.lemma) or self._phrase_before(child, a)
        return None

    def _of_office(self, token: Token, text: str) -> Speaker | None:
        """'the regional governor', whom the text does not name: the office, not whoever spoke last."""
        described = [t for t in token.lefts if t.i not in self.reading.by_token]
        if not speaker_titles.narrowing(described) or token.lemma in UNNAMED:
            return None
        return Speaker(text, speaker_phrases.likely_side(self.reading, token), text.lower(), "office")

    def _body_before(self, token: Token, a: Attribution) -> Speaker | None:
        m = speaker_phrases.company_before(self.reading, token)
        return self._named(m, self.doc[m.head], a) if m is not None else None

    def _surname_key(self, name: str) -> str:
        """The key of an earlier person of this surname, else the name itself."""
        return next((x.key for x in self.last if x.kind == "person" and x.name.split()[-1] == name.split()[-1]), name)

    def _known_side(self, text: str) -> tuple[str, ...]:
        return next((s.side for s in reversed(self.last) if s.name == text), ())

    def _earlier(self, lemma: str) -> Speaker | None:
        """The last body that ended on this noun: 'the ministry' after 'the Russian defence ministry'."""
        return next((s for s in reversed(self.last) if lemma in s.name.lower().split()), None)

    def _phrase_before(self, token: Token, a: Attribution) -> Speaker | None:
        """The last fuller phrase on the same noun: 'the ministry' after 'Germany's economics ministry'."""
        for i in range(token.i - 1, max(-1, token.i - 2000), -1):
            other = self.doc[i]
            if other.lemma != token.lemma or (other.tag_ != token.tag_ and not other.tag_.startswith("NNP")):
                continue
            side = actors_of(self.reading, other, conjuncts=False)
            text = speaker_phrases.bare(self.reading, other)
            if token.lemma in BODIES and (name := speaker_phrases.behind(self.reading, other)):
                return Speaker(name, side, name.lower(), "body")
            if side and len(text.split()) > 1:
                return Speaker(text, side, text.lower(), "body" if token.lemma in BODIES else "officials")
        return None

    def _titled(self, lemma: str, at: int, side: tuple[str, ...] = ()) -> Speaker | None:
        """The person whose title the text gave before: 'the minister' after 'Defence Minister X'."""
        side = side or (home(self.reading) if lemma == "president" else ())
        last = self.last[-1].key if self.last else ""
        m = speaker_titles.holder(self.reading, self.people, last, lemma, at, side)
        return self._person(m) if m is not None else None
