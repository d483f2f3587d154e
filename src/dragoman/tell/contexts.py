"""What an event is about, in PLOVER 2.0's contexts: by the words of its quotes; a step of an arms deal is military."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from dragoman import knowledge


def contexts_of(quotes: Iterable[str], *, arms: bool = False) -> tuple[str, ...]:
    """The contexts that the quotes' words tell, in PLOVER's order.

    :param arms: the event is a step of a deal in arms.
    """
    words = " ".join(quotes).lower()
    found = {context for context, pattern in _patterns() if pattern.search(words)}
    if arms:
        found.add("military")
    return tuple(context for context, _ in _patterns() if context in found)


@functools.lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (entry.context, re.compile(r"\b(?:" + "|".join(map(re.escape, entry.words)) + ")"))
        for entry in knowledge.load().contexts
    )
