"""The actors that a sentence brings together, two by two, and the signs of what passes between them: for a judge.

Rules find an event where a word's own slots name both sides. Much is told more loosely: who acts stands in the sentence
before, speaks, or owns what acts. Here every actor that a sentence names, and each that it implies (who speaks, whose
report it is, who was named just before), is paired with every other; what stands around them becomes named features.

The features come in four parts, so that each is weighed once: of the sentence, of an actor as the one who does (``A``), of
an actor as the one whom it concerns (``B``), of the two together (``P``). Beside them stand the parser's own vectors of the
words over the two actors and of the actors, and the mean word vector of the sentence: they let the judge profit from words
that were in no report read by hand.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from dragoman.model import Event, Statement, Transfer
from dragoman.read import learned, voices
from dragoman.read.event_voices import Voice
from dragoman.read.happenings import Seen, Sketch
from dragoman.read.learned import step
from dragoman.read.phrases import NOT
from dragoman.read.reading import Mention, Reading, Sentence
from dragoman.read.words import Token

WITHIN = frozenset(("amod", "compound", "nmod:poss", "flat", "appos", "nmod:desc", "conj"))
TELLING = ("VB", "NN", "JJ", "MD", "RB")
NAMED = ("state", "body", "group")
UNDER = ("advcl", "acl", "acl:relcl", "ccomp", "xcomp")
SHORT = 6  # sentences of a report whose first actors are about in all of them


class Place(NamedTuple):
    """Where an actor is named: its head, the phrase's top, the word over it, the preposition, the next verb above."""

    head: int
    top: Token
    governor: Token
    preposition: str
    verb: Token
    via: tuple[str, ...]
    form: str


@dataclass(slots=True)
class Party:
    """An actor in a sentence."""

    actor: str
    links: dict[str, None] = field(default_factory=dict)  # how it comes to be there
    mentions: list[Mention] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    features: list[str] = field(default_factory=list)

    @property
    def here(self) -> bool:
        return bool(self.mentions)


@dataclass(slots=True)
class Scene:
    """A sentence with its actors and what the rules found in it."""

    sentence: Sentence
    statements: list[Statement]
    transfers: list[Transfer]
    events: list[Event]
    sketches: list[Sketch]
    parties: dict[str, Party] = field(default_factory=dict)
    features: list[str] = field(default_factory=list)
    root: Token | None = None
    words: np.ndarray = field(default_factory=lambda: np.zeros(learned.VECTOR))  # mean vector of its verbs and nouns

    def party(self, actor: str, link: str) -> Party:
        one = self.parties.setdefault(actor, Party(actor))
        one.links[link] = None
        return one

    def pairs(self) -> Iterator[tuple[Party, Party | None]]:
        """Who may do something to whom; one of them at least is named here, or the second is nobody."""
        for a in self.parties.values():
            for b in self.parties.values():
                if a is not b and (a.here or b.here):
                    yield a, b
            yield a, None


@dataclass(slots=True)
class Cast:
    """The actors of a whole report."""

    kinds: dict[str, str]
    rank: dict[str, int]  # the most often named first
    titled: list[str]  # named in the headline or the first sentence
    sentences: int
    own: tuple[str, ...]  # whose release it is


def ids_of(m: Mention) -> tuple[str, ...]:
    """The actors that a mention stands for."""
    if m.kind in NAMED:
        return m.ids
    if m.kind in ("org", "person"):
        return m.side or (m.ids if m.kind == "org" else ())
    return m.side if m.kind == "place" else ()


def scenes_of(
    reading: Reading,
    transfers: Iterable[Transfer],
    statements: Iterable[Statement],
    events: Iterable[Event],
    seen: Seen,
    said: tuple[Voice, ...],
) -> Iterator[tuple[Scene, Cast]]:
    """The report's sentences with their actors, features of the sentence filled in."""
    starts = [s.start for s in reading.sentences]

    def number(at: int) -> int:
        return bisect_right(starts, at) - 1

    by_statement: dict[int, list[Statement]] = defaultdict(list)
    by_transfer: dict[int, list[Transfer]] = defaultdict(list)
    by_event: dict[int, list[Event]] = defaultdict(list)
    for s in statements:
        span = s.evidence.span
        for i in range(number(span.start), number(max(span.start, span.end - 1)) + 1):
            by_statement[i].append(s)
    for t in transfers:
        by_transfer[number(t.evidence.span.start)].append(t)
    for e in events:
        by_event[number(e.evidence.span.start)].append(e)
    named: dict[int, list[Mention]] = defaultdict(list)
    for m in reading.mentions:
        if m.kind != "weapon":
            named[reading.sentence_at(m.first).index].append(m)
    cast = _cast(reading, named)
    before: list[str] = []
    for sentence in reading.sentences:
        if sentence.furniture:
            continue
        i = sentence.index
        scene = Scene(sentence, by_statement[i], by_transfer[i], by_event[i], seen.sketches.get(i, []))
        before = _people(scene, cast, named[i], said, before)
        if scene.parties:
            _sentence_features(reading, scene, cast, seen)
            yield scene, cast


def fill(reading: Reading, scene: Scene, cast: Cast, seen: Seen) -> None:
    """Fill in the features of each actor of a sentence; only some sentences are worth the time."""
    for party in scene.parties.values():
        _party_features(reading, scene, cast, seen, party)


def find_places(reading: Reading, party: Party) -> None:
    """Fill in where an actor is named, unless that is done."""
    if not party.places:
        party.places += [_place(reading, m) for m in party.mentions]


def vector(reading: Reading, scene: Scene, a: Party, b: Party | None) -> np.ndarray:
    """The vectors of the word over each of the two actors (the sentence's root where one is not named), of both, and the
    sentence's words, end to end."""
    tensor, nothing = reading.doc.tensor, np.zeros(reading.doc.tensor.shape[1])
    over = [tensor[verb_over(scene, p)] for p in (a, b)]
    heads = [tensor[p.places[0].head] if p is not None and p.places else nothing for p in (a, b)]
    return np.concatenate([*over, *heads, scene.words])


def verb_over(scene: Scene, party: Party | None) -> int:
    """The word over an actor's first mention, else the root."""
    if party is not None and party.places:
        return party.places[0].verb.i
    return scene.root.i if scene.root is not None else scene.sentence.first


def _cast(reading: Reading, named: dict[int, list[Mention]]) -> Cast:
    counts: Counter[str] = Counter()
    kinds: dict[str, str] = {}
    titled: dict[str, None] = {}
    real = 0
    for sentence in reading.sentences:
        if sentence.furniture:
            continue
        real += 1
        for m in named[sentence.index]:
            for actor in ids_of(m):
                counts[actor] += 1
                kinds.setdefault(actor, "state" if len(actor) == 3 and actor.isupper() else m.kind)
                if sentence.index == 0 or sentence.title:
                    titled[actor] = None
    ranked = sorted(counts, key=lambda a: (-counts[a], a))
    return Cast(kinds, {a: i for i, a in enumerate(ranked)}, list(titled), real, voices.own_side(reading))


def _people(scene: Scene, cast: Cast, mentions: list[Mention], said: tuple[Voice, ...], before: list[str]) -> list[str]:
    """Fill in the actors; those named here, the most often named in the report first."""
    for m in mentions:
        for actor in ids_of(m):
            scene.party(actor, "here").mentions.append(m)
    here = sorted(scene.parties, key=lambda a: cast.rank.get(a, 999))
    s = scene.sentence
    for statement in scene.statements:
        for actor in statement.side:
            scene.party(actor, "side")
    for voice in said:
        if not voice.quoted and voice.start < s.end and s.start < voice.end:
            for actor in voice.side:
                scene.party(actor, "author")
    for actor in cast.own:
        scene.party(actor, "own")
    for t in scene.transfers:
        for actor in t.supplier:
            scene.party(actor, "supplier")
        for actor in t.recipient:
            scene.party(actor, "recipient")
    for found, link in ((scene.events, "rule"), (scene.sketches, "sketch")):
        for e in found:
            for actor in e.actor:
                scene.party(actor, link + " A")
            for actor in e.target:
                scene.party(actor, link + " B")
    if len(here) < 2:
        for actor in before[:2]:
            if actor not in scene.parties:
                scene.party(actor, "before")
        if cast.sentences <= SHORT:
            for actor in cast.titled:
                scene.party(actor, "titled")
    return here


def _sentence_features(reading: Reading, scene: Scene, cast: Cast, seen: Seen) -> None:
    f: dict[str, None] = {}
    s = scene.sentence
    tokens = reading.tokens(s)
    for token in tokens:
        if not token.tag_.startswith(TELLING):
            continue
        m = reading.by_token.get(token.i)
        if m is not None and not m.vague:
            if m.kind == "weapon":
                f["s weapon"] = None
            continue
        f[f"w={token.lemma}"] = None
        for kind in seen.types.get(token.i, ()):
            f[f"s type {kind}"] = None
    root = scene.root = next((t for t in tokens if t.dep_ == "ROOT"), tokens[0])
    scene.words = learned.mean_vector(t for t in tokens if t.tag_[:2] in ("VB", "NN") and t.i not in reading.by_token)
    f[f"root={root.lemma}"] = None
    f[f"root tag={root.tag_} neg={_negated(root)}"] = None
    for c in root.children:
        if c.dep_ in ("aux", "aux:pass"):
            f[f"root aux={c.lower_}"] = None
    f[f"s title={s.title}"] = None
    f[f"s index={step(s.index, 1, 2, 4, 8, 16)}"] = None
    f[f"s short={step(cast.sentences, 2, 4, 7, 15, 40)}"] = None
    f[f"s actors={step(sum(p.here for p in scene.parties.values()), 1, 2, 3, 4, 6)}"] = None
    f[f"s len={step(s.last - s.first, 8, 15, 25, 40)}"] = None
    f[f"s own={bool(cast.own)}"] = None
    for statement in scene.statements:
        f[f"s said {statement.stance.value}"] = None
        f[f"s direct {statement.direct}"] = None
    for t in scene.transfers:
        f[f"s moved {t.status.value}"] = None
    for e in scene.events:
        f[f"s rule {e.type.value}"] = None
    for q in scene.sketches:
        f[f"s sketch {q.type} {q.told}"] = None
        f[f"s why {q.type} {q.why}"] = None
        f[f"s sketch {q.lemma} {q.told}"] = None
        f[f"s sides {q.type} {bool(q.actor)}{bool(q.target)} {q.told}"] = None
    for time in reading.within(reading.times, s.start, s.end):
        f["s dated"] = None
        if time.first and reading.anchor:
            f[f"s when={step((time.first - reading.anchor).days, -1825, -365, -31, -7, 0, 1, 30)}"] = None
    scene.features = list(f)


def _negated(token: Token) -> bool:
    return any(c.dep_ == "advmod" and c.lower_ in NOT for c in token.children)


def _place(reading: Reading, m: Mention) -> Place:
    token = reading.doc[m.head]
    top, via = token, []
    while top.dep_ in WITHIN and top.head.i != top.i and len(via) < 5:
        via.append(top.dep_)
        top = top.head
    verb = top.head
    for _ in range(5):
        if verb.tag_.startswith("VB") or verb.head.i == verb.i:
            break
        verb = verb.head
    return Place(m.head, top, top.head, _case(token) or _case(top), verb, tuple(via), f"{m.kind}/{m.form}")


def _case(token: Token) -> str:
    for c in token.children:
        if c.dep_ == "case":
            return c.lower_
        if c.i > token.i:
            break
    return ""


def _party_features(reading: Reading, scene: Scene, cast: Cast, seen: Seen, party: Party) -> None:
    f: dict[str, None] = {f"how={link}": None for link in party.links}
    here, actor = party.here, party.actor
    f[f"here={here}"] = None
    f[f"kind={cast.kinds.get(actor, 'state')}"] = None
    f[f"rank={step(cast.rank.get(actor, 99), 1, 2, 3, 5, 99)} {here}"] = None
    f[f"titled={actor in cast.titled} {here}"] = None
    f[f"times={min(3, len(party.mentions))}"] = None
    find_places(reading, party)
    for place in party.places:
        for feature in _place_features(reading, scene, seen, place):
            f[feature] = None
    for s in scene.statements:
        if actor in s.side:
            f[f"speaks {s.stance.value}"] = None
        if actor in s.about:
            f[f"about {s.stance.value}"] = None
    for t in scene.transfers:
        if actor in t.supplier:
            f[f"supplies {t.status.value}"] = None
        if actor in t.recipient:
            f[f"gets {t.status.value}"] = None
    for e in scene.events:
        if actor in e.actor:
            f[f"does {e.type.value}"] = None
        if actor in e.target:
            f[f"suffers {e.type.value}"] = None
    party.features = list(f)


def _place_features(reading: Reading, scene: Scene, seen: Seen, p: Place) -> Iterator[str]:
    top, governor, verb, types = p.top, p.governor, p.verb, seen.types
    role, lemma = f"{top.dep_}/{p.preposition}", governor.lemma
    yield f"form={p.form}"
    yield f"dep={role}"
    yield f"gov={lemma}"
    yield f"gov {role}={lemma}"
    yield f"root {governor is scene.root}"
    yield f"quoted={reading.quoted(p.head) is not None}"
    if p.via:
        yield f"via={p.via[0]}"
        yield f"under={top.lemma}"
        yield f"under {p.via[0]} {top.lemma}"
    for kind in types.get(top.i, ()):
        yield f"in {p.via[-1] if p.via else '-'} {kind}"
    for kind in types.get(governor.i, ()):
        yield f"to {role} {kind}"
    if verb.i != governor.i:
        yield f"verb={verb.lemma} {top.dep_}"
        yield f"over={verb.lemma}"
        for kind in types.get(verb.i, ()):
            yield f"over {kind} {top.dep_}"
    if governor.tag_.startswith("VB"):
        yield f"gov tag={governor.tag_} {top.dep_}"
        for c in governor.children:
            if c.dep_ in ("aux", "aux:pass"):
                yield f"gov aux={c.lower_} {top.dep_}"
        if _negated(governor):
            yield "gov neg"
        if governor.dep_ in UNDER:
            yield f"gov dep={governor.dep_}"
            yield f"gov dep={governor.dep_} head={governor.head.lemma}"
