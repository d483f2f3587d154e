"""What an earlier weighing worked out, so that the next one re-weighs only what changed.

Everything in it is keyed by content: with or without a memory the picture is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Memory:
    """Results of one weighing, kept for the next; what the next does not ask for again is let go."""

    def __init__(self, *, keep: bool = True) -> None:
        """:param keep: False for a weighing on its own, which remembers nothing."""
        self.keeps = keep
        self._kept: dict[Hashable, Any] = {}
        self._asked: dict[Hashable, Any] = {}

    def once(self, key: Hashable, work: Callable[[], T]) -> T:
        """The result of ``work``, done only if no earlier weighing did it for the same key."""
        if not self.keeps:
            return work()
        if key in self._asked:
            found: T = self._asked[key]
            return found
        result: T = self._kept[key] if key in self._kept else work()
        self._asked[key] = result
        return result

    def same(self, place: Hashable, parts: tuple[Any, ...], work: Callable[[], T]) -> T:
        """The result of ``work`` at a place, done anew only if one of the parts that it depends on is another now.

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

    def turn(self) -> None:
        """End a weighing: keep what it asked for, let the rest go."""
        self._kept, self._asked = self._asked, {}
