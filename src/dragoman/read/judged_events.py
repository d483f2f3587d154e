"""A second look at the events: those that the rules found and judges hold unlikely go, others that they hold likely come.

The first judge, learned from reports read by hand, says of every two actors that a sentence brings together which interaction,
if any, the report tells of them there (``actor_pairs``, ``pair_signs``). The second weighs all that the first says of one interaction
beside what the rules found (``event_entries``) and decides. What they enter is between actors that the text names or
implies, is quoted from the likeliest sentence, and says so: ``judged 0.53`` as its rule.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from dragoman.model import Event, EventType, Evidence, Span, Statement, Transfer, When
from dragoman.read import actor_pairs, event_entries, governors, learned
from dragoman.read.actor_pairs import Cast, Scene
from dragoman.read.event_entries import Docket, Key, Likely
from dragoman.read.event_sides import at_home
from dragoman.read.event_voices import Voice
from dragoman.read.happenings import Seen, is_old
from dragoman.read.pair_odds import NONE, pair_odds
from dragoman.read.reading import Reading
from dragoman.read.terms import when_of
from dragoman.read.words import Token

NAME, ENTRY = "event", "event entry"  # the judges
KEPT = 0.1  # odds below which an event of the rules goes: of those under it fewer than one in five was right
ENTERED = 0.4  # odds from which one is entered that no rule found
LEAST = 0.005  # odds in one sentence below which nothing is remembered
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
RARE = {  # types that only the second judge weighs: too few for the first
    EventType.CONCEDE: "080",
    EventType.RETREAT: "087",
}


def judge(
    reading: Reading,
    transfers: Iterable[Transfer],
    statements: Iterable[Statement],
    events: tuple[Event, ...],
    said: tuple[Voice, ...],
    seen: Seen,
) -> tuple[Event, ...]:
    """The events of a report, those of the rules looked at again, with those that only the judges find."""
    if ENTRY not in learned.judges():
        return events
    on = docket(reading, transfers, statements, events, said, seen)
    odds = {key: entry_odds(on, key) for key in on.keys}
    kept = [e for e in events if _unseen(e) or max(odds[key] for key in event_entries.keys_of(e)) >= KEPT]
    fresh: list[Likely] = []
    for key, p in sorted(odds.items(), key=lambda x: -x[1]):
        if p < ENTERED:
            break
        first = on.best(key)
        if first is None:
            continue
        likely = Likely(p, first.type, first.scene, list(first.actors), list(first.targets))
        if _unreal(likely) or _step_told(likely, kept):
            continue
        if not any(_told(likely, e) for e in kept) and not any(_joined(likely, other) for other in fresh):
            fresh.append(likely)
    made = [e for likely in fresh if (e := _event(reading, seen, likely)) is not None and not at_home(e)]
    return tuple(sorted(_aimed([*kept, *made]), key=lambda e: e.evidence.span.start))


def _aimed(events: list[Event]) -> list[Event]:
    """Without those that name no target where another of the same actor and type does."""
    return [
        e
        for e in events
        if e.target
        or not any(o is not e and o.type == e.type and o.target and set(o.actor) & set(e.actor) for o in events)
    ]


def _unreal(likely: Likely) -> bool:
    """Whether its sentence only says that it may be, or that somebody denies it: that is no event, however likely."""
    if {q.told for q in likely.scene.sketches if q.type == likely.type.value} == {"unreal"}:
        return True
    actors, targets = likely.sides
    given = likely.type in (EventType.AID, EventType.COOPERATE, EventType.REJECT)
    return given and any(
        t.denied and actors & set(t.supplier) and targets & set(t.recipient) for t in likely.scene.transfers
    )


STEPS = (EventType.AGREE, EventType.AID, EventType.COOPERATE)


def _step_told(likely: Likely, kept: list[Event]) -> bool:
    """Whether a step of a transfer in this sentence is told already, as another type: one step is one event."""
    actors, targets = likely.sides
    span = likely.scene.sentence
    return likely.type in STEPS and any(
        e.step is not None
        and e.type in STEPS
        and actors & set(e.actor)
        and targets & set(e.target)
        and span.start <= e.evidence.span.start < span.end
        for e in kept
    )


def _unseen(e: Event) -> bool:
    """Whoever acts unnamed, and a state's people, stand in no pair: the judges know nothing of it."""
    return not e.actor or any(":" in a for a in (*e.actor, *e.target))


def entry_odds(on: Docket, key: Key) -> float:
    """How likely the second judge holds an interaction to be an entry."""
    odds = learned.odds(ENTRY, event_entries.features(on, key), event_entries.numbers(on, key))
    return odds["yes"] if odds is not None else 0.0


def docket(
    reading: Reading,
    transfers: Iterable[Transfer],
    statements: Iterable[Statement],
    events: tuple[Event, ...],
    said: tuple[Voice, ...],
    seen: Seen,
) -> Docket:
    """What the second judge decides on."""
    scenes = list(actor_pairs.scenes_of(reading, transfers, statements, events, seen, said))
    cast = scenes[-1][1] if scenes else None
    thought = _thought_of(reading, scenes, seen)
    return event_entries.docket(reading, seen, [s for s, _ in scenes], thought, cast, events, transfers, statements)


def _thought_of(reading: Reading, scenes: list[tuple[Scene, Cast]], seen: Seen) -> dict[Key, list[Likely]]:
    """Each interaction of two actors that is not quite unlikely, with its sentences, the likeliest first."""
    judged = learned.judges()[NAME]
    out: dict[Key, list[Likely]] = defaultdict(list)
    types = [EventType(c) if c != NONE else None for c in judged.classes]
    for scene, a, b, odds in pair_odds(judged, reading, scenes, seen):
        for kind, p in zip(types, odds, strict=True):
            if kind is not None and p >= LEAST:
                key = (a.actor, kind, b.actor if b is not None else None)
                out[key].append(Likely(p, kind, scene, [a], [b] if b is not None else []))
    for sentences in out.values():
        sentences.sort(key=lambda x: -x.odds)
    return dict(out)


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
    found = when_of(reading, sentence, word, governors.chain(word))
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
        cameo=(CAMEO | RARE)[likely.type],
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
