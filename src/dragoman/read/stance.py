"""Toward whom a statement is said, and in what tone: from the cue's own meaning and the evaluative words of the content."""

from __future__ import annotations

from dragoman import knowledge
from dragoman.model import Stance
from dragoman.read import references, speech
from dragoman.read.reading import Reading
from dragoman.read.speakers import Speaker
from dragoman.read.speech import Attribution

NEGATIONS = frozenset(["not", "n't", "no", "never", "neither", "nor", "without", "hardly", "cannot"])


def about(reading: Reading, parts: list[Attribution], speaker: Speaker) -> tuple[str, ...]:
    """The actors that the words are aimed at; empty where none stands out."""
    own = set(speaker.side) | {speaker.name}
    for a in parts:
        if a.target is not None and a.cue.target == "obj":
            aimed = [x for x in references.actors_of(reading, reading.doc[a.target]) if x not in own]
            if aimed:
                return tuple(_states_first(aimed))
    counts: dict[str, float] = {}
    for a in parts:
        for start, end in a.contents:
            for m in reading.mentions:
                if m.start >= end or m.end <= start or m.kind in ("weapon", "place"):
                    continue
                actors = m.side if m.kind == "person" else m.ids
                for actor in actors:
                    if actor in own:
                        continue
                    counts[actor] = counts.get(actor, 0.0) + 1.0
    states = {a: n for a, n in counts.items() if a in knowledge.load().states or a in knowledge.load().bodies}
    if not states:
        return ()
    first = max(states.values())
    return tuple(_states_first([a for a, n in states.items() if n == first][:2]))


def _states_first(actors: list[str]) -> list[str]:
    known = knowledge.load().states
    return sorted(dict.fromkeys(actors), key=lambda a: a not in known)


def of(reading: Reading, parts: list[Attribution], toward: tuple[str, ...]) -> Stance:
    """The tone toward ``toward`` or, with none, toward what is spoken of."""
    score = 0.0
    blame, praise = (knowledge.load().words.get(name, frozenset()) for name in ("blame", "praise"))
    for a in parts:
        if a.cue.stance:
            score += {"negative": -2.0, "positive": 2.0, "neutral": 0.0}[a.cue.stance] * (-1 if a.negated else 1)
        for start, end in a.contents:
            first, last = speech.token_from(reading, start), speech.token_from(reading, end)
            for i in range(first, min(last, len(reading.doc))):
                token = reading.doc[i]
                forms = {token.lemma_.lower(), token.lower_}
                value = -1 if forms & blame else 1 if forms & praise else 0
                if not value:
                    continue
                negated = any(reading.doc[k].lower_ in NEGATIONS for k in range(max(first, i - 3), i))
                score += -value if negated else value
    if score <= -1:
        return Stance.NEGATIVE
    if score >= 1:
        return Stance.POSITIVE
    return Stance.NEUTRAL
