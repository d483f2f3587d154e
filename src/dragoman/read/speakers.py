"""Who speaks: the name and side behind an attribution's source, or None where the guide knows no speaker.

The attributions of a text are resolved in its order, as each speaker may be whom a later 'he' or 'the ministry' leads back
to (:mod:`dragoman.read.speaker_memory`). What a source's word stands for is told by
:mod:`dragoman.read.speaker_sources`; here stands what makes a source no speaker, and who is asked where the rules find none.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.read import learned, speaker_choice, speaker_phrases, speaker_titles
from dragoman.read.attribution import Attribution
from dragoman.read.reading import Mention, Reading
from dragoman.read.speaker_memory import Memory
from dragoman.read.speaker_mentions import named, person
from dragoman.read.speaker_names import Speaker, is_media, undetermined, unglued
from dragoman.read.speaker_short_forms import ShortForms
from dragoman.read.speaker_sources import behind, elsewhere
from dragoman.read.words import Token

NO_NAME = re.compile(
    r"https?:|[<>|\[\]*]|^(?:[Oo]f|[Tt]o|[Ii]n|[Ff]or|[Aa]t|[Bb]y|[Aa]nd|[Nn]o|[Nn]one|[Nn]ot)\b|^(?:Photo|Image|Picture|Source)\b"
)
CITING = 12  # words after the cue in which the report says whom it quotes
PASSING_ON = ("report", "cite", "quote")  # what a medium does with others' words


class Speakers:
    """Speakers of all attributions of one reading, pronouns and descriptions resolved in text order."""

    def __init__(self, reading: Reading, attributions: list[Attribution]) -> None:
        self.reading = reading
        self.memory = Memory.of(reading)
        self._of: dict[int, Speaker | None] = {}
        short_forms = ShortForms(reading)
        ground: speaker_choice.Field | None = None
        for a in attributions:
            speaker = self._resolve(a)
            if speaker_choice.asked(a, speaker) and speaker_choice.JUDGE in learned.judges():
                ground = ground or speaker_choice.Field.of(reading)
                speaker = self._chosen(ground, a)
            if speaker is not None:
                speaker = short_forms.written_out(replace(speaker, name=unglued(speaker.name)))
                self.memory.keep(a, speaker)
            self._of[id(a)] = speaker

    def of(self, a: Attribution) -> Speaker | None:
        """Who speaks in an attribution, if anyone does."""
        return self._of.get(id(a))

    # ---- where the rules find nobody ------------------------------------------------------------------------

    def _chosen(self, ground: speaker_choice.Field, a: Attribution) -> Speaker | None:
        """Whom a judge takes for the speaker, where the rules find none."""
        chosen = speaker_choice.choose(ground, a, self.memory.spoke)
        if chosen is None:
            return None
        a.chosen = chosen[0]
        return self.named(ground, a, *chosen[1:])

    def named(self, ground: speaker_choice.Field, a: Attribution, name: str, mentions: list[Mention]) -> Speaker | None:
        """The speaker that an actor of the report would be."""
        known = self.memory.by_key(name)
        where = mentions or ground.everywhere.get(name, [])
        if known is not None or not where:
            return known
        m = next((m for m in where if m.form != "pronoun"), where[0])
        speaker = person(self.reading, m) if m.kind == "person" else named(self.reading, m, self.reading.doc[m.head])
        unfit = speaker.kind == "media" or is_media(speaker.name) or NO_NAME.search(speaker.name)
        return None if unfit else speaker

    # ---- by the rules ---------------------------------------------------------------------------------------

    def _resolve(self, a: Attribution) -> Speaker | None:
        """Who speaks by the rules; a medium only where the words are its own."""
        if a.source is None:
            return None
        speaker = self._source(self.reading.doc[a.source], a)
        if speaker is None or speaker.kind == "media":
            cited = self._cited(a)
            if cited is not None and cited.kind != "media":
                return cited
        if speaker is None or (a.cue.lemma == "report" and a.how in ("as", "tail")):
            return None
        if speaker.kind == "media" and (not a.direct or a.cue.lemma in PASSING_ON):
            return None
        return speaker if not NO_NAME.search(speaker.name) else None

    def _source(self, token: Token, a: Attribution) -> Speaker | None:
        """The medium or speaker that the source names, else who acts between it and the word of saying."""
        if (medium := self._medium(token, a)) is not None:
            return medium
        speaker = self._set_off(token, a) or behind(self.memory, token, a)
        if speaker is None and (acting := speaker_phrases.passed_over(self.reading, token, a)) is not None:
            head = self.reading.doc[acting.head]
            at_head = replace(a, source=head.i, source_span=(acting.start, acting.end))
            speaker = behind(self.memory, head, at_head)
        return speaker

    def _medium(self, token: Token, a: Attribution) -> Speaker | None:
        """The newspaper or agency that the source names, unless it is a person of such a name."""
        phrase = self.reading.text[slice(*a.source_span)] if a.source_span else token.text
        if token.tag_ not in ("NNP", "NNPS") or len(phrase.split()) > 6 or not is_media(phrase):
            return None
        m = self.reading.by_token.get(token.i)
        if m is not None and m.kind == "person" and m.form == "name":
            return None
        name = undetermined(phrase)
        return Speaker(name, (), name, "media")

    def _set_off(self, token: Token, a: Attribution) -> Speaker | None:
        """The person whose name stands before or behind a bare title, or behind that person's house."""
        m = speaker_titles.set_off(self.reading, token, a.token)
        if m is None and token.lemma in speaker_titles.PEOPLE_NOUNS:
            m = speaker_titles.set_before(self.reading, token)
        if m is None:
            m = speaker_titles.of_house(self.reading, token, a.token)
        return person(self.reading, m) if m is not None else None

    def _cited(self, a: Attribution) -> Speaker | None:
        """Whom the source itself quotes: '..., the paper reported, quoting the ministry'."""
        sentence = self.reading.sentence_at(a.token)
        for i in range(a.token + 1, min(a.token + CITING, sentence.last - 1)):
            verb = self.reading.doc[i]
            if verb.lower_ in ("quoting", "citing"):
                head = next((c for c in verb.rights if c.tag_.startswith(("NN", "PRP"))), None)
                return None if head is None or head.i == a.source else elsewhere(self.memory, head, a)
        return None
