"""What in a sentence speaks for one type of interaction between two actors, told alike for every type.

The first judge learns each type by itself, and of many types the reports read by hand hold few. What a word of *this* type
has to do with the two actors (is the first its subject, does it stand between them, did its frame find one of them?) means
much the same whatever the type, so that what is learned of accusations helps with refusals.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import EventType
from dragoman.read.actor_pairs import Party, Place, Scene
from dragoman.read.happenings import Seen, Sketch
from dragoman.read.learned import step
from dragoman.read.phrases import NOT
from dragoman.read.reading import Reading
from dragoman.read.words import Token

OUTRIGHT = ("real", "future", "far")  # how a sketch is told whose frame may have missed a side
CROWD = 6  # actors of a sentence, the most often named first, among whom a missing side is looked for
ROLES = ("at", "a-", "-t", "--", "ta")  # of the two in a sketch, the most telling first


def kinds_of(q: Sketch) -> tuple[str, ...]:
    """The types that a sketch may be an entry of: what is announced is AGREE."""
    return (q.type, "AGREE") if q.told == "future" and q.type != "AGREE" else (q.type,)


def half_told(scene: Scene) -> Iterator[tuple[Party, EventType, Party | None]]:
    """Interactions that a word of the sentence tells of, with every actor of the sentence that may be the side that the frame missed."""
    named = [p for p in scene.parties.values() if p.here][:CROWD]
    for q in scene.sketches:
        if q.told not in OUTRIGHT:
            continue
        doing = [p for a in q.actor if (p := scene.parties.get(a))] or named
        suffering: list[Party | None] = [p for a in q.target if (p := scene.parties.get(a))]
        if not suffering:
            suffering = [*named, None] if q.actor else [*named]
        for a in doing:
            for b in suffering:
                if a is not b and (a.here or (b is not None and b.here)):
                    for kind in kinds_of(q):
                        if kind != "PROTEST":  # the people of a state stand in no pair
                            yield a, EventType(kind), b


def signs(reading: Reading, seen: Seen, kind: EventType, scene: Scene, a: Party | None, b: Party | None) -> list[str]:
    """Named features of one sentence for one type between two actors, the same names for every type."""
    out: dict[str, None] = {}
    for feature in (*_sketched(kind.value, scene, a, b), *_worded(reading, seen, kind.value, scene, a, b)):
        out[feature] = None
    return list(out)


def _role(p: Party | None, q: Sketch) -> str:
    if p is None:
        return "-"
    return "a" if p.actor in q.actor else "t" if p.actor in q.target else "-"


def _sketched(kind: str, scene: Scene, a: Party | None, b: Party | None) -> Iterator[str]:
    """What the frames of this type, and of others, found of the two."""
    best = len(ROLES)
    rivals = set()
    for q in scene.sketches:
        roles = _role(a, q) + _role(b, q)
        if kind not in kinds_of(q):
            if roles == "at":
                rivals.add(q.told)
            continue
        best = min(best, ROLES.index(roles) if roles in ROLES else best)
        known = f"{bool(q.actor)}{bool(q.target)}"
        yield f"sketch {roles} {q.told}"
        yield f"sketch {roles} {q.told} {known} {b is None}"
        yield f"sketch {roles} {q.told} {kind}"
        yield f"sketch {roles} {q.lemma}"
        yield f"sketch why {q.told} {q.why}"
    yield f"sketch best {ROLES[best] if best < len(ROLES) else None}"
    yield f"sketch best {ROLES[best] if best < len(ROLES) else None} {kind}"
    for told in rivals:
        yield f"rival {told}"
    yield f"rivals {bool(rivals)} {ROLES[best] if best < len(ROLES) else None}"


def _worded(reading: Reading, seen: Seen, kind: str, scene: Scene, a: Party | None, b: Party | None) -> Iterator[str]:
    """How the words of this type stand to the two."""
    s = scene.sentence
    typed = [i for i in range(s.first, s.last) if i in seen.types]
    mine = [i for i in typed if kind in seen.types[i]]
    yield f"words {min(3, len(mine))} of {min(6, len(typed))}"
    if not mine:
        yield f"no word {kind}"
        return
    first, second = (p.places if p is not None else [] for p in (a, b))
    word = min(
        mine, key=lambda i: sum(min((abs(i - p.head) for p in places), default=40) for places in (first, second))
    )
    token = reading.doc[word]
    near = [min(places, key=lambda p: abs(p.head - word)) if places else None for places in (first, second)]
    stands = [_stands(p, token) if p is not None else "away" for p in near]
    yield f"word A {stands[0]}"
    yield f"word B {stands[1]}"
    yield f"word AB {stands[0]} {stands[1]}"
    yield f"word tag {token.tag_[:3]} {token.dep_}"
    yield f"word {token.lemma} {kind}"
    yield f"word tag {token.tag_[:2]} A {stands[0]}"
    yield f"word tag {token.tag_[:2]} B {stands[1]}"
    if any(c.dep_ == "advmod" and c.lower_ in NOT for c in token.children):
        yield "word negated"
    if scene.root is not None and token.i == scene.root.i:
        yield "word root"
    if near[0] is not None and near[1] is not None:
        low, high = sorted((near[0].head, near[1].head))
        order = "AB" if near[0].head < near[1].head else "BA"
        yield f"word between {low < word < high} {order}"
        yield f"gap {order} {step(high - low, 2, 4, 7, 12, 20)}"
    yield f"title {s.title} {stands[0]}"


def _stands(p: Place, word: Token) -> str:
    """How an actor's phrase stands to a word: its subject, under it, over it, beside it, or just before or behind."""
    if p.top.i == word.i:
        return f"in {p.via[-1] if p.via else ''}"
    if p.top.head.i == word.i:
        return f"{p.top.dep_}/{p.preposition}"
    if p.verb.i == word.i:
        return f"under {p.top.dep_}/{p.preposition}"
    if p.governor.head.i == word.i:
        return f"below {p.governor.dep_} {p.top.dep_}"
    if word.head.i == p.verb.i:
        return f"beside {p.top.dep_} {word.dep_}"
    if word.head.i == p.top.i:
        return f"over {word.dep_}"
    if word.head.head.i == p.verb.i:
        return f"aslant {p.top.dep_} {word.head.dep_}"
    return f"{'before' if p.head < word.i else 'behind'} {step(abs(p.head - word.i), 4, 9, 16)}"
