"""Examples for the judges of statements, from reports read by hand.

*own words* : whether a paragraph of a text that is somebody's own words is an entry. *speaker*: whether one of those named around
an attribution speaks. *said*: whether an attribution is an entry. *tone*, *about*: in what tone an utterance is, and toward whom.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from dragoman.read import (
    attribution,
    own_words,
    said_about,
    said_features,
    said_tone,
    speaker_choice,
    speakers,
    speech,
    stance,
    statements,
)
from dragoman.read.reading import Reading

SAME = 0.5  # of the shorter of two quotes, from which they are of one utterance
Example = tuple[str, list[str], str, np.ndarray | None]


def _shared(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Shared characters of two stretches over the shorter one's length."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0])) / max(1, min(a[1] - a[0], b[1] - b[0]))


def _places(gold: dict[str, Any]) -> list[tuple[int, int, str]]:
    """Where the statements of a reading stand, and who speaks."""
    found = ((gold["text"].find(g["quote"]), g) for g in gold["statements"])
    return [(at, at + len(g["quote"]), g["speaker"]) for at, g in found if at >= 0]


def of_own_words(reading: Reading, gold: dict[str, Any], score: Any) -> Iterator[Example]:
    """Which paragraphs of a text that is somebody's own words are entries."""
    own = own_words.find(reading)
    places = _places(gold)
    ground = said_features.ground_of(reading, [(a, s) for a, s, _ in own], statements.density(reading))
    parts = list(own_words.utterances(reading, own))
    for i, one in enumerate(parts):
        start, end = one[0][0].contents[0][0], one[-1][0].contents[-1][1]
        mine = any(
            _shared((start, end), (a, b)) >= SAME and score.same_speaker(who, one[0][1].name) for a, b, who in places
        )
        features, vector = said_features.own_features(ground, one, i, len(parts))
        yield "own words", features, "yes" if mine else "no", vector


def of_speakers(reading: Reading, gold: dict[str, Any], score: Any) -> Iterator[Example]:
    """Who speaks of those named around an attribution whose words are an entry.

    Taught by all attributions that no other encloses, not only by those about which the judge will be asked.
    """
    if not statements.public(reading):
        return
    places = _places(gold)
    attributions = speech.find(reading)
    found = speakers.Speakers(reading, attributions)
    ground = speaker_choice.Field.of(reading)
    spoke: list[Any] = []
    for a in attributions:
        inside = reading.quoted(a.token) is not None and a.how not in attribution.UNCUED
        if a.nested is None and not inside:
            hits = [(_shared(c, (x, y)), who) for c in a.contents for x, y, who in places]
            best = max((h for h in hits if h[0] >= SAME), default=None, key=lambda h: h[0])
            for name, mentions, row in speaker_choice.rows(ground, a, spoke) if best is not None else ():
                speaker = found.named(ground, a, name, mentions)
                right = speaker is not None and score.same_speaker(best[1], speaker.name)
                yield "speaker", row, "yes" if right else "no", None
        speaker = found.of(a)
        if speaker is not None and reading.quoted(a.token) is None and not a.cue.attitude:
            spoke.append((a, speaker))


def of_said(reading: Reading, gold: dict[str, Any], score: Any) -> Iterator[Example]:
    """Which attributions are entries: those whose quote is one of the readings', with its speaker."""
    if not statements.public(reading):
        return
    places = _places(gold)
    told, whys = statements.told_in(reading)
    for (a, speaker), row in zip(told, statements.candidates(reading, told, whys), strict=True):
        if row is None:
            continue
        quote = statements.quote_of(reading, statements.Said(speaker, [a], a.sentence, a.sentence))
        mine = any(_shared(quote, (x, y)) >= SAME and score.same_speaker(who, speaker.name) for x, y, who in places)
        yield "said", row, "yes" if mine else "no", None


def of_tones(reading: Reading, gold: dict[str, Any], score: Any) -> Iterator[Example]:
    """The tones of the utterances that the reading by hand has too, and toward whom they are.

    Taught by those too that the reader finds but does not enter: a fifth more.
    """
    ground = said_about.ground_of(reading)
    for true, one in _said_in_both(reading, gold, score):
        signs = stance.signs_of(reading, one.parts, one.speaker)
        near = said_about.named(ground, one.parts, one.speaker)
        features, vector = said_tone.features(reading, one.parts, one.speaker, signs, near)
        yield "tone", features, true["stance"], vector
        about = score.actors(true, "about")
        rows = said_about.rows(ground, one.parts, one.speaker, near, signs)
        for who, row in zip(near, rows, strict=True):
            yield "about", row, "yes" if who.actor.casefold() in about else "no", None


def _said_in_both(
    reading: Reading, gold: dict[str, Any], score: Any
) -> Iterator[tuple[dict[str, Any], statements.Said]]:
    """The statements of a reading by hand, each with its utterance as the reader has it, entered or not."""
    said = statements.utterances(reading)
    quotes = [{"quote": reading.text[slice(*statements.quote_of(reading, one))]} for one in said]

    def shared(a: dict[str, Any], b: dict[str, Any]) -> float | None:
        over = score.overlap(gold["text"], a["quote"], b["quote"])
        return over if over >= SAME else None

    left = dict(enumerate(gold.get("statements", ())))
    for i, j, _ in score.pair_up(list(left.values()), quotes, shared):
        true = left.pop(i)
        if score.same_speaker(true["speaker"], said[j].speaker.name):
            yield true, said[j]
    told, _ = statements.told_in(reading)
    for true in left.values():
        at = gold["text"].find(true["quote"])
        place = at, at + len(true["quote"])
        mine = [
            (a, s)
            for a, s in told
            if at >= 0
            and score.same_speaker(true["speaker"], s.name)
            and any(_shared(c, place) >= SAME for c in a.contents)
        ]
        if mine:
            parts = [a for a, _ in mine]
            yield true, statements.Said(mine[0][1], parts, parts[0].sentence, parts[-1].sentence)
