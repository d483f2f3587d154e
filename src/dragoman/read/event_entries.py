"""Which interactions that a report may tell of become entries: the signs by which a second judge decides.

The first judge looks at one sentence at a time (``judged_events``). Here everything that it thinks likely of the same actor, type and
target comes together with what the rules found and with what else the report says of the two.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from dragoman.model import Event, EventType, Statement, Transfer
from dragoman.read import actor_pairs, event_signs
from dragoman.read.actor_pairs import Cast, Party, Scene
from dragoman.read.happenings import Seen
from dragoman.read.learned import step
from dragoman.read.reading import Reading

Key = tuple[str | None, EventType, str | None]
FLOOR = 0.03  # odds in its likeliest sentence from which an interaction that no rule found is looked at
NOWHERE = -7.0  # log odds of what is not there
OFTEN = 0.1  # odds from which a sentence speaks for an interaction
TYPES = list(EventType)


@dataclass(slots=True)
class Likely:
    """An interaction that the first judge thinks of, in one sentence."""

    odds: float
    type: EventType
    scene: Scene
    actors: list[Party]
    targets: list[Party]

    @property
    def sides(self) -> tuple[set[str], set[str]]:
        return {p.actor for p in self.actors}, {p.actor for p in self.targets}


@dataclass(slots=True)
class Docket:
    """A report's interactions: by sentences, by the rules, and what else the report tells of their actors."""

    reading: Reading
    seen: Seen
    thought: dict[Key, list[Likely]]  # the likeliest sentence first
    half: dict[Key, list[Likely]]  # what a frame tells of that missed one side, or that the first judge holds unlikely
    found: dict[Key, list[Event]]
    cast: Cast | None
    scenes: dict[int, Scene]  # by the offset of the sentence
    supplies: dict[tuple[str, str], Transfer]
    speaks: dict[tuple[str, str], Statement]
    keys: list[Key] = field(default_factory=list)
    of_side: dict[tuple[EventType, str, str | None], list[Key]] = field(default_factory=lambda: defaultdict(list))
    types: dict[tuple[str | None, str | None], list[EventType]] = field(default_factory=lambda: defaultdict(list))

    def odds(self, key: Key) -> float:
        """What the first judge holds of it in its likeliest sentence."""
        found = self.thought.get(key)
        return found[0].odds if found else 0.0

    def best(self, key: Key) -> Likely | None:
        """The sentence that tells of it most likely."""
        found = self.thought.get(key, ())
        if found and (found[0].odds >= FLOOR or key not in self.half):
            return found[0]
        if key in self.half:
            return self.half[key][0]
        return found[0] if found else None


def keys_of(e: Event) -> list[Key]:
    """The interactions that an event tells of, by single actors."""
    return [(a, e.type, b) for a in e.actor or (None,) for b in e.target or (None,)]


def docket(
    reading: Reading,
    seen: Seen,
    scenes: list[Scene],
    thought: dict[Key, list[Likely]],
    cast: Cast | None,
    events: Iterable[Event],
    transfers: Iterable[Transfer],
    statements: Iterable[Statement],
) -> Docket:
    """Everything that may be an entry: what the rules found, and what the first judge does not hold quite unlikely."""
    found: dict[Key, list[Event]] = defaultdict(list)
    for e in events:
        for key in keys_of(e):
            found[key].append(e)
    half: dict[Key, list[Likely]] = defaultdict(list)
    for scene in scenes:
        for a, kind, b in event_signs.half_told(scene):
            half[a.actor, kind, b.actor if b is not None else None].append(
                Likely(0.0, kind, scene, [a], [b] if b is not None else [])
            )
    out = Docket(
        reading,
        seen,
        thought,
        dict(half),
        found,
        cast,
        {scene.sentence.start: scene for scene in scenes},
        {(a, b): t for t in transfers for a in t.supplier for b in t.recipient},
        {(a, b): s for s in statements for a in s.side for b in s.about},
    )
    likely = [key for key, sentences in thought.items() if sentences[0].odds >= FLOOR and key not in found]
    out.keys = sorted({*found, *likely, *half}, key=lambda k: (k[0] or "", k[1].value, k[2] or ""))
    for key in out.keys:
        out.of_side[key[1], "does", key[0]].append(key)
        out.of_side[key[1], "suffers", key[2]].append(key)
    for actor, kind, target in {*thought, *found}:
        out.types[actor, target].append(kind)
    return out


def numbers(on: Docket, key: Key) -> np.ndarray:
    """The log odds of the interaction, of its rivals, and of the same once more for its type."""
    actor, kind, target = key
    odds = [x.odds for x in on.thought.get(key, ())]
    best = _log(odds[0]) if odds else NOWHERE
    none = 1.0
    for p in odds:
        none *= 1 - p
    other = max((on.odds((actor, t, target)) for t in on.types[actor, target] if t != kind), default=0.0)
    beside = max((on.odds(k) for k in _beside(on, key)), default=0.0)
    own = [0.0] * len(TYPES)
    own[TYPES.index(kind)] = best
    ruled = key in on.found
    return np.array(
        [
            best,
            best if ruled else 0.0,
            0.0 if ruled else best,
            _log(odds[1]) if len(odds) > 1 else NOWHERE,
            _log(1 - none) if odds else NOWHERE,
            _log(other),
            _log(on.odds((target, kind, actor))),
            _log(beside),
            *own,
        ]
    )


def _log(p: float) -> float:
    p = min(max(p, 1e-3), 1 - 1e-3)
    return math.log(p / (1 - p))


def _beside(on: Docket, key: Key) -> list[Key]:
    """Interactions of the same type that share one side."""
    actor, kind, target = key
    return [k for k in (*on.of_side[kind, "does", actor], *on.of_side[kind, "suffers", target]) if k != key]


def features(on: Docket, key: Key) -> list[str]:
    """What speaks for an entry and against it."""
    actor, kind, target = key
    t = kind.value
    sentences = on.thought.get(key, [])
    pair = on.types[actor, target]
    out = [
        f"type={t}",
        f"likely in {min(3, sum(x.odds > OFTEN for x in sentences))}",
        f"in {step(len(sentences), 1, 2, 3, 5, 9)}",
        f"likeliest type {bool(sentences) and all(on.odds(key) >= on.odds((actor, o, target)) for o in pair)}",
        f"likelier way {bool(sentences) and on.odds(key) >= on.odds((target, kind, actor))}",
        f"rules found any {bool(on.found)}",
        f"rules found beside {any(k in on.found for k in _beside(on, key))}",
        f"rules found other type {any((actor, o, target) in on.found for o in pair if o != kind)}",
        f"rules found back {(target, kind, actor) in on.found}",
        f"of {step(len(on.keys), 2, 4, 8, 16, 32)}",
    ]
    out += _of_rule(on, key) if key in on.found else ["new", f"new {t}"]
    for role, one in (("A", actor), ("B", target)):
        form = _form(one)
        out += [f"{role} {form}", f"{role} {form} {t}"]
        if on.cast is not None:
            out.append(f"{role} rank {step(on.cast.rank.get(one or '', 99), 1, 2, 3, 5, 9, 90)}")
    if on.cast is not None:
        out.append(f"length {step(on.cast.sentences, 2, 4, 7, 15, 40)}")
    if actor and target:
        gives, gets = on.supplies.get((actor, target)), on.supplies.get((target, actor))
        says = on.speaks.get((actor, target))
        out.append(f"gives {gives.status.value if gives else None} {t}")
        out.append(f"gets {gets.status.value if gets else None} {t}")
        out.append(f"says {says.stance.value if says else None} {t}")
    best = on.best(key)
    out += [f"half told {key in on.half} {bool(sentences)}"]
    out += ["t " + f for f in _signs(on, key, best)]
    if best is not None:
        out += [
            f"at {step(best.scene.sentence.index, 1, 2, 4, 8, 16)}",
            f"title {best.scene.sentence.title}",
            f"named {[p.here for p in (*best.actors, *best.targets)]}",
            f"said {bool(best.scene.statements)} moved {bool(best.scene.transfers)}",
        ]
    return out


def _signs(on: Docket, key: Key, best: Likely | None) -> list[str]:
    """What the words of its likeliest sentence say for this type; of one that rules found, of theirs."""
    actor, kind, target = key
    if best is not None:
        scene, a, b = best.scene, next(iter(best.actors), None), next(iter(best.targets), None)
    else:
        told = on.scenes.get(_start(on, on.found[key][0]))
        if told is None:
            return []
        scene, a, b = told, told.parties.get(actor or ""), told.parties.get(target or "")
    for party in (a, b):
        if party is not None:
            actor_pairs.find_places(on.reading, party)
    return event_signs.signs(on.reading, on.seen, kind, scene, a, b)


def _start(on: Docket, e: Event) -> int:
    """Where the sentence begins that an event is told in."""
    place = on.reading.token_at(e.evidence.span.start)
    return on.reading.sentence_at(place).start if place is not None else e.evidence.span.start


def _of_rule(on: Docket, key: Key) -> list[str]:
    """How the rules came to it."""
    e, t = on.found[key][0], key[1].value
    head, _, tail = e.evidence.rule.partition("|")
    first = head.split(" ")[0]
    source = first if first in ("transfer", "statement") else "frame"
    out = [
        f"by {source}",
        f"by {source} {t}",
        f"rule {head}",
        f"dated {e.when is not None}",
        f"rules {min(2, len(on.found[key]))}",
        f"several {len(e.actor) > 1} {len(e.target) > 1}",
        f"far {head.endswith(' far')}",
    ]
    if source == "frame":
        out += [f"why {tail[:40]}", f"word {head.split('/')[0]}"]
    return out


def _form(actor: str | None) -> str:
    if actor is None:
        return "none"
    return "state" if len(actor) == 3 and actor.isupper() else "people" if ":" in actor else "body"
