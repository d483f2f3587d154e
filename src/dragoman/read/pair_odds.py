"""How likely each interaction is between every two actors that a report's sentences bring together.

The questions of a whole report are put to the judge in three rounds, each answered at once: the sentences by themselves, then
the actors of those that are not barren, then the pairs of actors that are not dull.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dragoman.read import actor_pairs, pair_signs
from dragoman.read.actor_pairs import Cast, Party, Scene
from dragoman.read.happenings import Seen
from dragoman.read.learned import VECTOR, Judge
from dragoman.read.reading import Reading

NONE = "none"  # the judge's answer where nothing passes between the two
BARREN = 0.01  # odds of any event by the sentence alone from which its actors are looked at
DULL = 0.01  # odds of any event by the sentence and the two alone from which the two together are looked at


def pair_odds(
    judged: Judge, reading: Reading, scenes: list[tuple[Scene, Cast]], seen: Seen
) -> Iterator[tuple[Scene, Party, Party | None, list[float]]]:
    """Each two actors of a sentence that are worth it, with the odds of each of the judge's answers, in text order.

    :param scenes: the report's sentences with their actors; those that are worth it get their features filled in.
    """
    nothing = judged.classes.index(NONE)
    if not scenes:
        return
    dense = Dense(judged, reading)
    bases = np.array(judged.bias) + judged.weigh(scene.features for scene, _ in scenes)
    bases += dense.words([scene for scene, _ in scenes])
    roots = [actor_pairs.verb_over(scene, None) for scene, _ in scenes]
    idle = dense.over(roots, 1)  # where the second of two is nobody, or not named
    told = 1 - _odds(bases + dense.over(roots, 0) + idle)[:, nothing]
    live = [(n, *scenes[n]) for n, some in enumerate(told.tolist()) if some >= BARREN or scenes[n][0].events]
    number: dict[int, int] = {}
    parties: list[Party] = []
    verbs: list[int] = []
    pairs: list[tuple[Scene, Party, Party | None]] = []
    rows: list[tuple[int, int, int]] = []
    for n, scene, cast in live:
        actor_pairs.fill(reading, scene, cast, seen)
        for party in scene.parties.values():
            number[id(party)] = len(parties)
            parties.append(party)
            verbs.append(actor_pairs.verb_over(scene, party))
        for a, b in scene.pairs():
            pairs.append((scene, a, b))
            rows.append((n, number[id(a)], number[id(b)] if b is not None else -1))
    if not pairs:
        return
    heads = [p.places[0].head if p.places else -1 for p in parties]
    doing = judged.weigh((p.features for p in parties), "A ") + dense.over(verbs, 0) + dense.heads(heads, 0)
    suffering = judged.weigh((p.features for p in parties), "B ") + dense.over(verbs, 1) + dense.heads(heads, 1)
    of, first, second = np.array(rows).T
    sums = bases[of] + doing[first] + np.where((second < 0)[:, None], idle[of], suffering[second])
    worth = np.flatnonzero(1 - _odds(sums)[:, nothing] >= DULL)
    chosen = [pairs[i] for i in worth.tolist()]
    signs = judged.weigh((pair_signs.pair_features(reading, s, seen, a, b) for s, a, b in chosen), "P ")
    for (scene, a, b), odds in zip(chosen, _odds(sums[worth] + signs).tolist(), strict=True):
        yield scene, a, b, odds


class Dense:
    """What a judge makes of the vectors (``actor_pairs.vector``), part by part."""

    def __init__(self, judged: Judge, reading: Reading) -> None:
        self.tensor = reading.doc.tensor
        width = self.tensor.shape[1]
        rows = judged.dense if judged.dense is not None else np.zeros((4 * width + VECTOR, len(judged.classes)))
        self._over, self._heads = (
            (rows[:width], rows[width : 2 * width]),
            (rows[2 * width : 3 * width], rows[3 * width : -VECTOR]),
        )
        self._words = rows[-VECTOR:]

    def over(self, words: list[int], side: int) -> np.ndarray:
        """Of the words over actors, as the first of two (0) or the second (1)."""
        return self.tensor[words] @ self._over[side]

    def heads(self, words: list[int], side: int) -> np.ndarray:
        """Of the actors; -1 : not named."""
        return np.where((np.array(words) < 0)[:, None], 0.0, self.tensor[words] @ self._heads[side])

    def words(self, scenes: list[Scene]) -> np.ndarray:
        """Of the sentences' verbs and nouns."""
        return np.array([s.words for s in scenes]) @ self._words


def _odds(sums: np.ndarray) -> np.ndarray:
    powers = np.exp(sums - sums.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
