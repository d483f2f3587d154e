"""Small judges learned from reports read by hand: whether, which, how, by weighing named features.

A judge is a table of weights, one row a feature and one number a class (multinomial logistic regression), fitted by
``training/judges.py`` and shipped as ``models/judges.json``. It looks at what the rules made of a passage and at a few
words around it, and says how likely each answer is. What a judge answers is repeatable and can be taken apart: each
answer is the sum of its features' weights.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources

FILE = "judges.json"


@dataclass(frozen=True, slots=True)
class Judge:
    """Answers to one question: ``bias`` and each row of ``weights`` have one number a class."""

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]

    def odds(self, features: Iterable[str]) -> dict[str, float]:
        """Probability of each class, in the judge's order; features that it does not know count for nothing."""
        sums = list(self.bias)
        for feature in features:
            row = self.weights.get(feature)
            if row is not None:
                for i, weight in enumerate(row):
                    sums[i] += weight
        top = max(sums)
        powers = [math.exp(s - top) for s in sums]
        total = sum(powers)
        return {name: power / total for name, power in zip(self.classes, powers, strict=True)}


@functools.lru_cache(maxsize=1)
def judges() -> dict[str, Judge]:
    """All judges by name; none where the file is not there."""
    path = resources.files("dragoman") / "models" / FILE
    if not path.is_file():
        return {}
    data = json.loads(path.read_text("utf-8"))
    return {
        name: Judge(tuple(one["classes"]), tuple(one["bias"]), {f: tuple(row) for f, row in one["weights"].items()})
        for name, one in data["judges"].items()
    }


def odds(name: str, features: Iterable[str]) -> dict[str, float] | None:
    """What the judge of that name holds likely, None where there is no such judge."""
    judge = judges().get(name)
    return judge.odds(features) if judge is not None else None


def step(value: float, *bounds: float) -> str:
    """A number as the name of the step that it stands on: for features."""
    return str(sum(value >= b for b in bounds))
