"""What stands around one mention of goods: whether it tells of a deal, how far that is and on what terms.

A report mentions the same goods many times, and few of these mentions tell of a deal. Learned judges weigh each mention by
itself: the words near it, the step words of its sentence with the status that each tells alone, where actors stand, and
the parser's own vectors of the goods, of the word over them and of the nearest step word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from dragoman.knowledge.schema import Frame
from dragoman.read import clauses, governors, learned
from dragoman.read.draft import frames, lemma_in, operator_of
from dragoman.read.item import Item
from dragoman.read.learned import VECTOR, step
from dragoman.read.reading import Mention, Reading, Sentence
from dragoman.read.standing import status_of
from dragoman.read.words import Token

NEAR = 6  # words around goods that are looked at
ACTORS = ("state", "body", "group")
SIDED = ("org", "person")
TELLING = ("VB", "NN", "JJ", "MD", "RB")
UNSURE = frozenset(["not", "n't", "n’t", "if", "would"])


@dataclass(slots=True)
class Surroundings:
    """The sentence of a mention of goods, as far as all mentions in it share it."""

    steps: list[tuple[int, str, str]]  # step words: place, lemma, the status that each tells by itself
    over: list[tuple[int, str]]  # words over steps
    actors: list[tuple[Mention, str]]  # with what governs each: its preposition or its dependency
    words: list[tuple[int, Token, np.ndarray]]  # telling words that are no part of a name, with their vectors
    unsure: list[str]  # modals and words of doubt
    items: int = 0  # mentions of goods


@dataclass(slots=True)
class Scene:
    """A report's sentences with goods, each looked at once."""

    reading: Reading
    items: dict[int, list[Item]]  # by the sentence's index
    lots: int = 0
    known: dict[int, Surroundings] = field(default_factory=dict)
    seen: dict[tuple[int, int], tuple[list[str], np.ndarray]] = field(default_factory=dict)

    def around(self, sentence: Sentence) -> Surroundings:
        if sentence.index not in self.known:
            self.known[sentence.index] = _surroundings(self.reading, sentence, len(self.items[sentence.index]))
        return self.known[sentence.index]

    def odds(self, name: str, sentence: Sentence, item: Item) -> dict[str, float]:
        """What a judge holds likely of one mention of goods."""
        at = item.first, item.head
        if at not in self.seen:
            self.seen[at] = features(self, sentence, item), vector(self, sentence, item)
        return learned.odds(name, *self.seen[at]) or {}

    def nearest_step(self, sentence: Sentence, item: Item) -> tuple[int, str, str] | None:
        """The step word nearest to the goods."""
        return min(self.around(sentence).steps, key=lambda s: abs(s[0] - item.head), default=None)


def _surroundings(reading: Reading, sentence: Sentence, items: int) -> Surroundings:
    steps: list[tuple[int, str, str]] = []
    over: list[tuple[int, str]] = []
    telling: list[Token] = []
    unsure: list[str] = []
    for token in reading.tokens(sentence):
        tag = token.tag_
        if tag == "MD" or token.lower_ in UNSURE:
            unsure.append(token.lower_)
        if tag.startswith(TELLING) and token.i not in reading.by_token:
            telling.append(token)
        pos = token.pos
        if not pos:
            continue
        frame = frames().get((lemma_in(token, pos, frames()) or "", pos))
        if frame is not None:
            steps.append((token.i, frame.lemma, _status_alone(reading, token, frame)))
        elif operator_of(token) is not None:
            over.append((token.i, token.lemma))
    actors = [
        (m, preposition(reading.doc[m.head]) or reading.doc[m.head].dep_)
        for m in reading.mentions_in(sentence)
        if m.kind in ACTORS
    ]
    words = [(t.i, t, learned.vector(t.text)) for t in telling]
    return Surroundings(steps, over, actors, words, unsure, items)


def _status_alone(reading: Reading, token: Token, frame: Frame) -> str:
    """The status that a step's word tells by itself, whoever takes part."""
    if frame.pos == "adj":
        return "told"
    clause = clauses.of_noun(token) if frame.pos == "noun" else clauses.of_verb(token)
    over = [
        (t, op)
        for t in governors.chain(token)
        if (op := operator_of(t)) is not None and (op.lemma, op.pos) != (frame.lemma, frame.pos)
    ]
    status, _, _ = status_of(reading, clause, frame, over, (), ())
    return status.value if status is not None else "none"


def form_of(item: Item) -> str:
    return "vague" if item.vague else "generic" if item.generic else "named"


def features(scene: Scene, sentence: Sentence, item: Item) -> list[str]:
    """What tells whether this mention of goods is part of a deal."""
    reading, around = scene.reading, scene.around(sentence)
    form, head = form_of(item), reading.doc[item.head]
    out = [
        f"form={form}",
        f"form={form} category={item.category}",
        f"dep={head.dep_}",
        f"under={head.head.lemma} {head.dep_}",
        f"prep={preposition(head)}",
        f"counted={item.value is not None} {form}",
        f"title={sentence.title} index={min(sentence.index, 3)}",
        f"quoted={reading.quoted(item.head) is not None}",
        f"sentences={step(len(reading.sentences), 4, 8, 16, 32)}",
        f"lots={step(scene.lots, 2, 4, 8)}",
        f"mentions={step(sum(map(len, scene.items.values())), 3, 6, 12, 24)}",
        f"beside={step(around.items, 2, 3, 5)}",
    ]
    out += [f"unsure {word}" for word in around.unsure]
    out += _above(head)
    for place, lemma in around.over:
        out += [f"over={lemma}", f"over={lemma} {_place(place, item)}"]
    for place, lemma, status in around.steps:
        where = _place(place, item)
        out += [f"step={lemma}", f"step={lemma} {where[0]}", f"status={status} {where}", f"status={status} {form}"]
    nearest = scene.nearest_step(sentence, item)
    if nearest is not None:
        place, lemma, status = nearest
        out += [f"nearest={lemma} {status}", f"nearest={step(abs(place - item.head), 3, 6, 12, 20)}"]
    out += [f"w={token.lemma}" for _, token, _ in _close(around, sentence, item)]
    states: set[str] = set()
    for m, governor in around.actors:
        out.append(f"actor {m.kind} {governor} {'b' if m.first < item.first else 'a'}")
        if m.kind == "state":
            states.update(m.ids)
    out.append(f"states={min(len(states), 4)} {form}")
    out.append(f"foreign={bool(states - set(item.makers))} makers={bool(item.makers)} told={bool(item.told)}")
    return list(dict.fromkeys(out))


def _above(head: Token) -> Iterator[str]:
    """The words over the goods, up to four."""
    token = head
    for n in range(1, 5):
        if token.head == token:
            return
        token = token.head
        yield f"up={token.lemma}"
        yield f"up{n}={token.tag_}"


def _place(place: int, item: Item) -> str:
    """Before or after the goods, and how near."""
    return f"{'b' if place < item.head else 'a'}{step(abs(place - item.head), 3, 6, 12, 20)}"


def _close(around: Surroundings, sentence: Sentence, item: Item) -> list[tuple[int, Token, np.ndarray]]:
    first, last = max(sentence.first, item.first - NEAR), min(sentence.last, item.last + NEAR)
    return [w for w in around.words if first <= w[0] < last]


def vector(scene: Scene, sentence: Sentence, item: Item) -> np.ndarray:
    """The parser's vectors of the goods, of the word over them, of the nearest step word and of the words around, then
    the mean word vectors of the telling words near and of the verbs and nouns of the sentence."""
    tensor, around = scene.reading.doc.tensor, scene.around(sentence)
    nearest = scene.nearest_step(sentence, item)
    first, last = max(sentence.first, item.first - NEAR), min(sentence.last, item.last + NEAR)
    parts = [
        tensor[item.head],
        tensor[scene.reading.doc[item.head].head.i],
        tensor[nearest[0]] if nearest is not None else np.zeros(tensor.shape[1]),
        tensor[first:last].mean(axis=0),
        _mean([v for _, _, v in _close(around, sentence, item)]),
        _mean([v for _, token, v in around.words if token.tag_.startswith(("VB", "NN"))]),
    ]
    return np.concatenate(parts)


def _mean(rows: list[np.ndarray]) -> np.ndarray:
    return np.mean(rows, axis=0) if rows else np.zeros(VECTOR)


CLIMBED = frozenset(["flat", "compound", "appos", "conj", "nmod:desc"])


def preposition(token: Token) -> str | None:
    """The preposition that a noun phrase stands under."""
    for _ in range(3):
        case = next((c.lower_ for c in token.children if c.dep_ == "case"), None)
        if case is not None:
            return case
        if token.dep_ not in CLIMBED:
            break
        token = token.head
    return None
