"""A second look at the events: those that the rules found and a judge holds unlikely go, others that it holds likely come.

The judge, learned from reports read by hand, says of every two actors that a sentence brings together which interaction,
if any, the report tells of them there (``actor_pairs``, ``pair_signs``). What it enters is between actors that the text names or
implies, is quoted from that sentence, and says so: ``judged 0.53`` as its rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from dragoman.model import Event, EventType, Evidence, Span, Statement, Transfer, When
from dragoman.read import actor_pairs, clauses, learned, pair_signs
from dragoman.read.actor_pairs import Party, Scene
from dragoman.read.event_sides import at_home
from dragoman.read.event_voices import Voice
from dragoman.read.happenings import Seen, is_old
from dragoman.read.learned import Judge
from dragoman.read.reading import Reading
from dragoman.read.terms import when_of
from dragoman.read.words import Token

NAME = "event"
NONE = "none"  # the judge's answer where nothing passes between the two
KEPT = 0.02  # odds below which an event of the rules goes ...
STEP_KEPT = 0.005  # ... where it is the step of a transfer, which was looked at already
RARE = (EventType.COERCE, EventType.REJECT)  # too few were read by hand for the judge to know them
ENTERED = 0.4  # odds from which one is entered that no rule found
BARREN = 0.01  # odds of any event by the sentence alone from which its actors are looked at
DULL = 0.01  # odds of any event by the sentence and the two alone from which the two together are looked at
CAMEO = {  # the types that are judged, with CAMEO's general codes
    EventType.AGREE: "030",
    EventType.CONSULT: "040",
    EventType.SUPPORT: "050",
    EventType.COOPERATE: "060",
    EventType.AID: "070",
    EventType.REQUEST: "100",
    EventType.ACCUSE: "110",
    EventType.REJECT: "120",
    EventType.THREATEN: "130",
    EventType.MOBILIZE: "150",
    EventType.SANCTION: "160",
    EventType.COERCE: "170",
    EventType.ASSAULT: "190",
}


@dataclass(slots=True)
class Likely:
    """An interaction that the judge thinks of, where it is likeliest."""

    odds: float
    type: EventType
    scene: Scene
    actors: list[Party]
    targets: list[Party]

    @property
    def sides(self) -> tuple[set[str], set[str]]:
        return {p.actor for p in self.actors}, {p.actor for p in self.targets}


def judge(
    reading: Reading,
    transfers: Iterable[Transfer],
    statements: Iterable[Statement],
    events: tuple[Event, ...],
    said: tuple[Voice, ...],
    seen: Seen,
) -> tuple[Event, ...]:
    """The events of a report, those of the rules looked at again, with those that only the judge finds."""
    judged = learned.judges().get(NAME)
    if judged is None:
        return events
    thought = _thought_of(judged, reading, transfers, statements, events, said, seen)
    kept = [e for e in events if _holds(e, thought)]
    fresh: list[Likely] = []
    for likely in sorted(thought.values(), key=lambda x: -x.odds):
        if likely.odds >= ENTERED and likely.type not in RARE and not any(_told(likely, e) for e in kept):
            if not any(_joined(likely, other) for other in fresh):
                fresh.append(likely)
    made = [e for likely in fresh if (e := _event(reading, seen, likely)) is not None and not at_home(e)]
    return tuple(sorted([*kept, *made], key=lambda e: e.evidence.span.start))


Key = tuple[str, EventType, str | None]


def _thought_of(
    judged: Judge,
    reading: Reading,
    transfers: Iterable[Transfer],
    statements: Iterable[Statement],
    events: tuple[Event, ...],
    said: tuple[Voice, ...],
    seen: Seen,
) -> dict[Key, Likely]:
    """Each interaction of two actors that is not quite unlikely, by its likeliest sentence."""
    out: dict[Key, Likely] = {}
    types = [EventType(c) if c != NONE else None for c in judged.classes]
    nothing = types.index(None)
    for scene, cast in actor_pairs.scenes_of(reading, transfers, statements, events, seen, said):
        base = np.array(judged.bias) + judged.weigh(scene.features)
        if not scene.events and 1 - _odds(base)[nothing] < BARREN:
            continue
        actor_pairs.fill(reading, scene, cast, seen)
        as_a = {p.actor: base + judged.weigh(["A " + f for f in p.features]) for p in scene.parties.values()}
        as_b = {p.actor: judged.weigh(["B " + f for f in p.features]) for p in scene.parties.values()}
        for a, b in scene.pairs():
            sums = as_a[a.actor] + as_b[b.actor] if b is not None else as_a[a.actor]
            if 1 - _odds(sums)[nothing] < DULL:
                continue
            pair = pair_signs.pair_features(reading, scene, seen, a, b)
            odds = _odds(sums + judged.weigh(["P " + f for f in pair]))
            for kind, p in zip(types, odds.tolist(), strict=True):
                if kind is None or p < STEP_KEPT:
                    continue
                key = (a.actor, kind, b.actor if b is not None else None)
                if key not in out or p > out[key].odds:
                    out[key] = Likely(p, kind, scene, [a], [b] if b is not None else [])
    return out


def _odds(sums: np.ndarray) -> np.ndarray:
    powers = np.exp(sums - sums.max())
    return powers / powers.sum()


def _holds(e: Event, thought: dict[Key, Likely]) -> bool:
    """Whether an event of the rules stays: not asked about, or likely enough between any of its actors."""
    if e.type not in CAMEO or e.type in RARE or not e.actor or not e.target:
        return True
    least = STEP_KEPT if e.step is not None else KEPT
    likely = (thought.get((a, e.type, b)) for a in e.actor for b in e.target or (None,))
    return any(x is not None and x.odds >= least for x in likely)


def _told(likely: Likely, e: Event) -> bool:
    """Whether an event tells what the judge thinks of; of a meeting, whoever came."""
    if e.type != likely.type:
        return False
    actors, targets = likely.sides
    if actors & set(e.actor) and (targets & set(e.target) or not targets):
        return True
    return e.type == EventType.CONSULT and bool(actors & set(e.target) and targets & set(e.actor))


def _joined(likely: Likely, other: Likely) -> bool:
    """Add an interaction of one sentence to one of the same type that shares a side; True where that was done."""
    if likely.type != other.type:
        return False
    (actors, targets), (others, aims) = likely.sides, other.sides
    if actors <= others and targets <= aims:
        return True
    if likely.scene is not other.scene or not targets or actors & aims or targets & others:
        return False
    if targets == aims:
        other.actors += likely.actors
        return True
    if actors == others:
        other.targets += likely.targets
        return True
    return False


def _event(reading: Reading, seen: Seen, likely: Likely) -> Event | None:
    """The entry, quoted from its sentence; None where it is long ago."""
    sentence = likely.scene.sentence
    word = _word(reading, seen, likely)
    found = when_of(reading, sentence, word, clauses.chain(word))
    if found is not None and found.last is not None and is_old(reading, found.last.year):
        return None
    when: When | None = None
    if found is not None:
        when = (found.first.isoformat() if found.first else None, found.last.isoformat() if found.last else None)
    spans: dict[str, tuple[Span, ...]] = {"event": (reading.span(word.i, word.i + 1),)}
    for role, parties in (("actor", likely.actors), ("target", likely.targets)):
        named = [m for p in parties for m in p.mentions[:1]]
        if named:
            spans[role] = tuple(Span(start=m.start, end=m.end) for m in named)
    return Event(
        actor=tuple(p.actor for p in likely.actors),
        type=likely.type,
        target=tuple(p.actor for p in likely.targets),
        when=when,
        cameo=CAMEO[likely.type],
        evidence=Evidence(
            quote=reading.text[sentence.start : sentence.end],
            span=Span(start=sentence.start, end=sentence.end),
            fields=spans,
            rule=f"judged {likely.odds:.2f}",
        ),
    )


def _word(reading: Reading, seen: Seen, likely: Likely) -> Token:
    """The word that tells it best: one of the type near the actors, else the verb over the first, else the root."""
    scene = likely.scene
    places = [p for party in (*likely.actors, *likely.targets) for p in party.places]
    at = [p.head for p in places] or [scene.sentence.first]
    telling = [
        i for i in range(scene.sentence.first, scene.sentence.last) if likely.type.value in seen.types.get(i, ())
    ]
    if telling:
        return reading.doc[min(telling, key=lambda i: min(abs(i - h) for h in at))]
    if places:
        return places[0].verb
    return scene.root or reading.doc[scene.sentence.first]
