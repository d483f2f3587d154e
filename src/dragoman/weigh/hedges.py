"""Words that loosen a number: 'about', 'nearly', 'up to'. They stand in the text, not in the value that was read."""

from __future__ import annotations

import re

_VAGUE = re.compile(
    r"\b(?:about|around|roughly|approximately|approx|some|nearly|almost|close to|circa|"
    r"an estimated|in the region of)\s+"
    r"(?:[A-Z]{3}\s*|[$€£]\s*)?(?:\d|a?\s?dozen|hundred|one|two|three|four|five|six|seven|"
    r"eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty)",
    re.I,
)
_CEILING = re.compile(
    r"\b(?:up to|as much as|at most|no more than|maximum of|ceiling|estimated cost|estimated at|possible sale)\b", re.I
)


def vague(text: str) -> bool:
    """True where a number in the text is hedged."""
    return bool(_VAGUE.search(text))


def ceiling(text: str) -> bool:
    """True where the text tells an upper bound or an estimate of cost, not a price agreed."""
    return bool(_CEILING.search(text))
