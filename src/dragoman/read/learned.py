"""Small judges learned from reports read by hand: whether, which, how, by weighing named features.

A judge is a table of weights, one row a feature and one number a class (multinomial logistic regression), fitted by
``training/judges.py`` and shipped as ``models/judges.json``. It looks at what the rules made of a passage and at a few
words around it, and says how likely each answer is. What a judge answers is repeatable and can be taken apart: each
answer is the sum of its features' weights. Some also weigh the mean vector of the words around, which lets them profit from
words that were in no report read by hand but stand near others that were.
"""

from __future__ import annotations

import functools
import json
import math
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

import numpy as np

from dragoman.read import parse
from dragoman.read.words import Token

FILE = "judges.json"
VECTOR = 96  # dimensions of the language model's word vectors


@dataclass(frozen=True, slots=True)
class Judge:
    """Answers to one question: ``bias``, each row of ``weights`` and each row of ``dense`` have one number a class."""

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]
    dense: np.ndarray | None = None  # one row a dimension of the vector
    rows: np.ndarray | None = None  # the weights once more, as one matrix, and a last row of nothing
    parts: dict[str, dict[str, int]] = field(default_factory=dict)  # features by their first word, with their rows

    def weigh(self, many: Iterable[Iterable[str]], part: str = "") -> np.ndarray:
        """What the features of each question add up to, one row a question and one column a class.

        :param part: the word, with its blank, that the judge knows all these features under.
        """
        if self.rows is None:
            raise ValueError("a judge without a matrix of its weights")
        if part not in self.parts:
            self.parts[part] = {f[len(part) :]: i for i, f in enumerate(self.weights) if f.startswith(part)}
        places = self.parts[part]
        nothing = len(self.weights)
        chosen: list[int] = []
        begins: list[int] = []
        for features in many:
            begins.append(len(chosen))
            chosen.append(nothing)
            chosen += [places[f] for f in features if f in places]
        if not begins:
            return np.zeros((0, len(self.classes)))
        return np.add.reduceat(self.rows[chosen], begins, axis=0)

    def odds(self, features: Iterable[str], vector: np.ndarray | None = None) -> dict[str, float]:
        """Probability of each class, in the judge's order; features that it does not know count for nothing."""
        rows = [self.weights[f] for f in features if f in self.weights]
        sums = [sum(column) for column in zip(self.bias, *rows, strict=True)]
        if self.dense is not None and vector is not None:
            sums = [s + float(x) for s, x in zip(sums, vector @ self.dense, strict=True)]
        top = max(sums)
        powers = [math.exp(s - top) for s in sums]
        total = sum(powers)
        return {name: power / total for name, power in zip(self.classes, powers, strict=True)}


def judge_from(data: dict[str, Any]) -> Judge:
    """A judge from what the file holds of it."""
    dense = np.array(data["dense"]) if data.get("dense") else None
    weights = {f: tuple(row) for f, row in data["weights"].items()}
    rows = np.array([*weights.values(), (0.0,) * len(data["classes"])])
    return Judge(tuple(data["classes"]), tuple(data["bias"]), weights, dense, rows)


def mean_vector(tokens: Iterable[Token]) -> np.ndarray:
    """The mean of the words' vectors, all zeros where there are none."""
    rows = [vector(t.text) for t in tokens]
    return np.mean(rows, axis=0) if rows else np.zeros(VECTOR)


@functools.lru_cache(maxsize=50_000)
def vector(word: str) -> np.ndarray:
    """A word's vector; it is put together from the vectors of its parts, which takes time."""
    return parse.model().vocab.get_vector(word)


@functools.lru_cache(maxsize=1)
def judges() -> dict[str, Judge]:
    """All judges by name; none where the file is not there."""
    path = resources.files("dragoman") / "models" / FILE
    if not path.is_file():
        return {}
    data = json.loads(path.read_text("utf-8"))
    return {name: judge_from(one) for name, one in data["judges"].items()}


def odds(name: str, features: Iterable[str], vector: np.ndarray | None = None) -> dict[str, float] | None:
    """What the judge of that name holds likely, None where there is no such judge."""
    judge = judges().get(name)
    return judge.odds(features, vector) if judge is not None else None


def step(value: float, *bounds: float) -> str:
    """A number as the name of the step that it stands on: for features."""
    return str(bisect_right(bounds, value))
