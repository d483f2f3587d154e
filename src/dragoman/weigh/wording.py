"""Texts as they are compared: folded, numbers as digits, house style levelled."""

from __future__ import annotations

import html
import re

from dragoman.weigh.weapons import fold

_UP_TO_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_NUMBER_WORDS = {w: str(n) for n, w in enumerate(_UP_TO_TWENTY.split())} | {
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "first": "1st",
    "second": "2nd",
    "third": "3rd",
    "dozen": "12",
}
_HOUSE_STYLE = {
    "britain": "uk", "united kingdom": "uk", "u.k.": "uk", "united states": "us", "u.s.": "us", "american": "us",
    "pounds": "gbp", "£": "gbp ", "dollars": "usd", "$": "usd ", "euros": "eur", "€": "eur ", "norwegian kroner": "nok",
    "per cent": "percent", "defence": "defense", "programme": "program",
}  # fmt: skip
_STYLE = re.compile("|".join(re.escape(k) for k in sorted(_HOUSE_STYLE, key=len, reverse=True)))


def normal_words(text: str) -> list[str]:
    """Words as they are compared: folded, numbers as digits, house style levelled."""
    text = fold(html.unescape(text))
    text = _STYLE.sub(lambda m: _HOUSE_STYLE[m.group()], text)
    return [_NUMBER_WORDS.get(w, w) for w in re.findall(r"[a-z0-9]+(?:[.,]\d+)*", text)]
