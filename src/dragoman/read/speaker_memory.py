"""Who spoke before in a text and whom it names: what 'he', 'the ministry' and 'the minister' lead back to."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.read import speaker_titles
from dragoman.read.attribution import Attribution
from dragoman.read.authors import home
from dragoman.read.reading import Mention, Reading
from dragoman.read.speaker_mentions import person
from dragoman.read.speaker_names import Speaker
from dragoman.read.words import Token

LATELY = 4  # speakers back to whom a pronoun may lead
# titles that one person bears: 'the mayor' is nobody whom the text calls by another of them
HELD_BY_ONE = frozenset(
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


@dataclass(slots=True)
class Memory:
    """The speakers of one text so far, outside quotations and in text order."""

    reading: Reading
    people: list[Mention]  # whom the text names, before and after
    speakers: list[Speaker] = field(default_factory=list)
    spoke: list[tuple[Attribution, Speaker]] = field(default_factory=list)  # with what they said; no mere attitudes

    @classmethod
    def of(cls, reading: Reading) -> Memory:
        """A memory in which nobody has spoken yet."""
        return cls(reading, [m for m in reading.mentions if m.kind == "person" and m.form != "pronoun"])

    def keep(self, a: Attribution, speaker: Speaker) -> None:
        """Remember a speaker; who only speaks in another's quotation is not led back to."""
        if self.reading.quoted(a.token) is None:
            self.speakers.append(speaker)
            if not a.cue.attitude:
                self.spoke.append((a, speaker))

    def last(self, *kinds: str) -> Speaker | None:
        """Who of these kinds spoke lately."""
        return next((s for s in reversed(self.speakers[-LATELY:]) if s.kind in kinds), None)

    def last_called(self, title: str) -> Speaker | None:
        """Who spoke last, where the text does not call that person something else: 'the mayor' is no prime minister."""
        last = self.last("person", "office", "officials")
        if last is None or last.kind != "person" or title not in HELD_BY_ONE:
            return last
        titles = speaker_titles.titles(self.reading, [m for m in self.people if m.ids[0] == last.key])
        return last if not titles & HELD_BY_ONE or title in titles else None

    def named_before(self, token: Token) -> Speaker | None:
        """The person last named before a pronoun, in its sentence or the one before."""
        sentence = self.reading.sentence_at(token.i)
        first = self.reading.sentences[max(0, sentence.index - 1)].first
        near = [m for m in self.people if first <= m.first < token.i]
        return person(self.reading, near[-1]) if near else None

    def holder(self, title: str, at: int, side: tuple[str, ...] = ()) -> Speaker | None:
        """The person whose title the text gave before: 'the minister' after 'Defence Minister X'."""
        side = side or (home(self.reading) if title == "president" else ())
        last = self.speakers[-1].key if self.speakers else ""
        m = speaker_titles.holder(self.reading, self.people, last, title, at, side)
        return person(self.reading, m) if m is not None else None

    def body(self, noun: str) -> Speaker | None:
        """The last body with this noun in its name: 'the ministry' after 'the Russian defence ministry'."""
        return next((s for s in reversed(self.speakers) if noun in s.name.lower().split()), None)

    def side_of(self, name: str) -> tuple[str, ...]:
        """The side of the last speaker of this name."""
        return next((s.side for s in reversed(self.speakers) if s.name == name), ())

    def surnamed(self, surname: str) -> Speaker | None:
        """The person of this surname who spoke last."""
        return next(
            (s for s in reversed(self.speakers) if s.kind == "person" and s.name.split()[-1] == surname),
            None,
        )

    def key_of(self, name: str) -> str:
        """The key of the first speaker of this surname, else the name itself."""
        surname = name.split()[-1]
        return next((s.key for s in self.speakers if s.kind == "person" and s.name.split()[-1] == surname), name)

    def by_key(self, key: str) -> Speaker | None:
        """Who of this key spoke last, attitudes left out."""
        return next((s for _, s in reversed(self.spoke) if s.key == key), None)
