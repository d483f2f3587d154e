"""The signs of what passes between two actors whom a sentence brings together: the part of the features that needs both."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.read.actor_pairs import NAMED, Party, Place, Scene
from dragoman.read.happenings import Seen
from dragoman.read.learned import step
from dragoman.read.reading import Reading

BETWEEN = ("VB", "NN", "IN", "JJ", "MD")
FAR = 16  # words from which those between two actors tell nothing


def pair_features(reading: Reading, scene: Scene, seen: Seen, a: Party, b: Party | None) -> list[str]:
    """What stands between the two, and what the rules made of them; for nobody as the second, of the first alone."""
    f: dict[str, None] = {}
    if b is None:
        f["none"] = None
        for q in scene.sketches:
            if a.actor in q.actor and not q.target:
                f[f"none {q.type} {q.told}"] = None
        return list(f)
    near = min(
        ((x, y) for x in a.places for y in b.places if x.head != y.head),
        key=lambda xy: abs(xy[0].head - xy[1].head),
        default=None,
    )
    if near is not None:
        for feature in _between(reading, seen, *near):
            f[feature] = None
    else:
        f[f"apart {a.here} {b.here}"] = None
        for one in a.links:
            for other in b.links:
                f[f"how {one}>{other}"] = None
    for q in scene.sketches:
        first = "a" if a.actor in q.actor else "t" if a.actor in q.target else "-"
        second = "a" if b.actor in q.actor else "t" if b.actor in q.target else "-"
        if first + second != "--":
            roles = first + second
            f[f"sketch {q.type} {roles}"] = None
            f[f"sketch {q.type} {roles} {q.told}"] = None
            f[f"sketch {q.type} {roles} {q.told} {bool(q.actor)}{bool(q.target)}"] = None
            f[f"sketch {roles} {q.lemma}"] = None
            f[f"sketch {roles} {q.lemma} {q.told}"] = None
            f[f"sketch why {q.type} {roles} {q.why}"] = None
    for s in scene.statements:
        if a.actor in s.side:
            f[f"says of {s.stance.value} {b.actor in s.about}"] = None
    for t in scene.transfers:
        if a.actor in t.supplier and b.actor in t.recipient:
            f[f"supplies to {t.status.value}"] = None
            f[f"supplies to {t.status.value} {t.mode}"] = None
        if b.actor in t.supplier and a.actor in t.recipient:
            f[f"gets from {t.status.value}"] = None
    for e in scene.events:
        if a.actor in e.actor and b.actor in e.target:
            f[f"rule {e.type.value}"] = None
            f[f"rule {e.type.value} {e.evidence.rule.split('|')[0].split(':')[0]}"] = None
        if b.actor in e.actor and a.actor in e.target:
            f[f"rule back {e.type.value}"] = None
    return list(f)


def _between(reading: Reading, seen: Seen, x: Place, y: Place) -> Iterator[str]:
    """How two named actors stand to each other in the sentence."""
    order = "AB" if x.head < y.head else "BA"
    yield f"order={order}"
    yield f"gap {order} {step(abs(x.head - y.head), 2, 4, 7, 12, 20)}"
    roles = f"{x.top.dep_} {y.top.dep_}/{y.preposition}"
    relation = "none"
    if x.governor.i == y.governor.i:
        relation, word = "co", x.governor.lemma
        yield f"co {word} {roles}"
        yield f"co {roles}"
        yield f"co={word}"
    elif x.top.i == y.top.i:
        relation = "same"
        yield f"same {x.top.lemma}"
    elif x.verb.i == y.verb.i:
        relation, word = "verb", x.verb.lemma
        yield f"verb {word} {x.top.dep_} {y.top.dep_}"
        yield f"verb={word}"
    elif y.governor.i == x.top.i:
        relation = "B in A"
    elif x.governor.i == y.top.i:
        relation = "A in B"
    yield f"rel {relation} {order}"
    yield f"deps {x.top.dep_}/{x.preposition} {y.top.dep_}/{y.preposition} {order}"
    low, high = min(x.head, y.head), max(x.head, y.head)
    other = False
    for token in reading.doc[low + 1 : high]:
        m = reading.by_token.get(token.i)
        if m is not None:
            other = other or m.kind in NAMED
            if not m.vague:
                continue
        if high - low <= FAR and token.tag_.startswith(BETWEEN):
            yield f"btw {order} {token.lemma}"
            for kind in seen.types.get(token.i, ()):
                yield f"btw {order} {kind}"
    if other:
        yield f"other between {order}"
    for token in (x.governor, x.verb, x.top):
        for kind in seen.types.get(token.i, ()):
            yield f"fr {kind} A{x.top.dep_}/{x.preposition} B{y.top.dep_}/{y.preposition}"
