"""What an earlier weighing worked out, so that the next one re-weighs only what changed.

With or without a memory the picture is the same: a result is used again only where all that it was made of is the same.
"""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")

STRETCH = 64  # of a long list; a stretch is looked at as one


class Memory:
    """Results of one weighing, kept for the next; what the next does not ask for again is let go."""

    def __init__(self, *, keep: bool = True) -> None:
        """:param keep: False for a weighing on its own, which remembers nothing."""
        self.keeps = keep
        self._kept: dict[Hashable, tuple[tuple[Any, ...], Any]] = {}
        self._asked: dict[Hashable, tuple[tuple[Any, ...], Any]] = {}
        self._standing: dict[str, Any] = {}

    def same(self, place: Hashable, parts: tuple[Any, ...], work: Callable[[], T]) -> T:
        """The result of ``work`` at a place, done anew only if one of the parts that it is made of is another now.

        Parts that are the very same objects cost nothing to compare. Neither parts nor results may change afterwards.
        """
        if not self.keeps:
            return work()
        kept = self._kept.get(place)
        if kept is None or kept[0] != parts:
            kept = parts, work()
        self._asked[place] = kept
        result: T = kept[1]
        return result

    def mapped(
        self, name: str, keys: Sequence[Any], columns: Sequence[Sequence[Any]], work: Callable[..., T]
    ) -> list[T]:
        """What ``work`` makes of a long list, stretch by stretch; only stretches in which something changed are done anew.

        :param keys: what the list is sorted by, each once. Stretches are cut at the same keys every time.
        :param columns: all that the results depend on, each as long as the keys; ``work`` gets a stretch of each.
        """
        if not self.keeps:
            return [work(*columns)]
        found = []
        cuts = self._cuts(name, keys)
        ends = [bisect_left(keys, c) for c in cuts]
        for cut, start, end in zip((None, *cuts), (0, *ends), (*ends, len(keys)), strict=True):
            parts = tuple(tuple(c[start:end]) for c in columns)
            found.append(self.same((name, cut), parts, functools.partial(work, *parts)))
        return found

    def _cuts(self, name: str, keys: Sequence[Any]) -> Sequence[Any]:
        count, cuts = self._standing.get(f"cuts of {name}", (0, ()))
        if not count // 2 <= len(keys) <= count * 2:
            count, cuts = len(keys), tuple(keys[STRETCH::STRETCH])
            self._standing[f"cuts of {name}"] = count, cuts
        kept: Sequence[Any] = cuts
        return kept

    def standing(self, name: str, make: Callable[[], T]) -> T:
        """One thing that is brought up to date from weighing to weighing; a new one where nothing is remembered."""
        if not self.keeps:
            return make()
        if name not in self._standing:
            self._standing[name] = make()
        thing: T = self._standing[name]
        return thing

    def turn(self) -> None:
        """End a weighing: keep what it asked for, let the rest go."""
        self._kept, self._asked = self._asked, {}

    def forget(self) -> None:
        """Start anew, after a weighing that was broken off."""
        self._kept, self._asked, self._standing = {}, {}, {}
