"""Words of time, and text as a string of word classes.

:func:`classify` turns a text to tokens and to a *class string* with exactly one letter a token, so that the grammar of
time expressions is a set of short regular expressions over it, and reading stays linear in the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

MONTHS = {
    name: i
    for i, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sep sept", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
FULL_MONTHS = {name for name in MONTHS if len(name) > 4 or name in ("may", "june", "july")}
WEEKDAYS = {
    name: i
    for i, names in enumerate(
        ("monday mon", "tuesday tue tues", "wednesday wed weds", "thursday thu thur thurs", "friday fri",
         "saturday sat", "sunday sun")
    )
    for name in names.split()
}  # fmt: skip
SEASON_OF = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PARTS_OF_DAY = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "noon": "MI", "dawn": "MO"}
BY_DAY = {"today": 0, "yesterday": -1, "tomorrow": 1}
UNITS = {
    word: code
    for code, words in {
        "TS": "second seconds sec secs", "TM": "minute minutes min mins", "TH": "hour hours hr hrs", "D": "day days",
        "W": "week weeks", "2W": "fortnight fortnights", "M": "month months", "Y": "year years yr yrs",
        "10Y": "decade decades", "C": "century centuries", "Q": "quarter quarters", "WE": "weekend weekends",
    }.items()
    for word in words.split()
}  # fmt: skip
SMALL = {
    word: i
    for i, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    w: i * 10
    for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2)
}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12}
ORDINALS = {
    word: i
    for i, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        start=1,
    )
} | {"twenty-first": 21}

# class letter -> words; digits, months and the like are told apart in `_class`
_CLASSES = {
    "a": "a an",
    "v": "several few many some recent more",
    "t": "the",
    "T": "this these",
    "H": "that those same",
    "L": "last past previous preceding prior latest",
    "X": "next coming following upcoming subsequent new another additional forthcoming",
    "C": "current ongoing",
    "m": "early late mid middle",
    "r": "earlier later",
    "e": "end start beginning close middle turn outset",
    "f": "of",
    "A": "ago",
    "G": "before after hence back",
    "K": "fiscal financial fy",
    "E": "every each per",
    "q": "q h",
    "h": "half",
    "-": "- – — ‑ ‐",
}
_CLASS_OF = {word: letter for letter, words in _CLASSES.items() for word in words.split()}
_CLASS_OF |= dict.fromkeys(UNITS, "U") | dict.fromkeys(PARTS_OF_DAY, "P") | dict.fromkeys(SEASON_OF, "S")
_CLASS_OF |= dict.fromkeys(SMALL, "w") | dict.fromkeys(TENS, "w") | dict.fromkeys(SCALES, "w")
_CLASS_OF |= dict.fromkeys(ORDINALS, "o") | {"couple": "w", "oh": "w", "second": "o", "quarter": "Q", "quarters": "Q"}

_TOKEN = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)\b|(?:\d{4}|['’]\d0['’]?|\d0)s\b|['’]\d\d\b|\d+(?:[.,]\d+)*|[^\W\d_]+|\s+|.", re.DOTALL
)
_BEFORE_MONTH = frozenset(
    """
    in of by since until till last next this from to on between and early late mid through during before after
    every each for around about around - – ( , / or
    """.split()  # noqa: SIM905
)


# single words: days from the anchor, or a value; kind
SINGLE: dict[str, tuple[int | str, str]] = {
    "yesterday": (-1, "DATE"), "today": (0, "DATE"), "tomorrow": (1, "DATE"), "tonight": (0, "TIME"),
    "overnight": (-1, "TIME"),
    "now": ("PRESENT_REF", "DATE"), "currently": ("PRESENT_REF", "DATE"), "nowadays": ("PRESENT_REF", "DATE"),
    "presently": ("PRESENT_REF", "DATE"), "recently": ("PAST_REF", "DATE"), "lately": ("PAST_REF", "DATE"),
    "current": ("PRESENT_REF", "DATE"), "recent": ("PAST_REF", "DATE"), "soon": ("FUTURE_REF", "DATE"),
    "daily": ("P1D", "SET"), "weekly": ("P1W", "SET"), "monthly": ("P1M", "SET"), "yearly": ("P1Y", "SET"),
    "annually": ("P1Y", "SET"), "annual": ("P1Y", "SET"), "hourly": ("PT1H", "SET"), "quarterly": ("P3M", "SET"),
    "nightly": ("P1D", "SET"), "mondays": ("XXXX-WXX-1", "SET"), "tuesdays": ("XXXX-WXX-2", "SET"),
    "wednesdays": ("XXXX-WXX-3", "SET"), "thursdays": ("XXXX-WXX-4", "SET"), "fridays": ("XXXX-WXX-5", "SET"),
    "saturdays": ("XXXX-WXX-6", "SET"), "sundays": ("XXXX-WXX-7", "SET"),
}  # fmt: skip


def value_of(tokens: list[str]) -> float | None:
    """Value of number words ('twenty', '-', 'five'; 'a', 'couple', 'of'); None where vague."""
    total = None
    for token in tokens:
        if token == "couple":
            return 2
        if token[:1].isdigit():
            try:
                total = float(token.replace(",", "")) if token.count(".") <= 1 else None
            except ValueError:
                total = None
        elif token in SMALL or token in TENS:
            total = (total or 0) + SMALL.get(token, TENS.get(token, 0))
        elif token in SCALES:
            total = (total or 1) * SCALES[token]
        elif token in ("several", "few", "many", "some", "recent", "more"):
            return None
    return 1 if total is None and tokens[:1] in (["a"], ["an"]) else total


@dataclass(slots=True)
class Words:
    """A classified text: ``classes[i]`` is the class letter of the token ``low[i]`` at ``starts[i]``..``ends[i]``."""

    text: str
    starts: list[int]
    ends: list[int]
    low: list[str]
    classes: str

    def word(self, i: int) -> str:
        """Lower-cased token, '' outside the text."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def before(self, i: int, n: int = 1) -> str:
        """The n-th word left of token i, over blanks; '' beyond a paragraph."""
        for _ in range(n):
            i -= 1
            if i >= 0 and self.classes[i] == " ":
                i -= 1
        return self.low[i] if i >= 0 else ""

    def after(self, i: int) -> tuple[str, int]:
        """The word right of token i and its index, over blanks."""
        i += 1
        if i < len(self.low) and self.classes[i] == " ":
            i += 1
        return (self.low[i], i) if i < len(self.low) else ("", i)


@lru_cache(maxsize=20_000)
def _class(token: str) -> str:
    if len(token) >= LONG:
        return "¶" if token.isspace() else "n" if token[0].isdigit() else "x"
    low = token.lower()
    if token[0].isdigit():
        if not token.isascii():
            return "x"
        if low.endswith(("st", "nd", "rd", "th")):
            return "o"
        if low.endswith("s"):
            return "D"
        if re.fullmatch(r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)", token):
            return "N"
        if token.isdigit():
            if len(token) <= 2:
                return "d" if 1 <= int(token) <= 31 else "n"
            if len(token) == 4 and 1400 <= int(token) <= 2199:
                return "y"
        return "n"
    if token[0] in "'’" and len(token) > 2 and token[1].isdigit():
        return "D"
    if token.isspace():
        return "¶" if token.count("\n") > 1 or "\n\r\n" in token or "\u2029" in token else " "
    if low in MONTHS:
        if not token[0].isupper():
            return "x"
        return "M" if low in FULL_MONTHS else "µ"
    if low in WEEKDAYS:
        return ("W" if len(low) > 5 else "V") if token[0].isupper() else "x"
    if token in ("FY", "Q", "H") or low not in ("fy", "q", "h"):
        return _CLASS_OF.get(
            low, "x" if token[0].isalpha() else "'" if token == "’" else token if token in ".,'/:" else "z"
        )
    return "x"


LONG = 40  # characters; nothing as long is a word of time
_TO_SETTLE = re.compile("[µMo]")


def classify(text: str, start: int, end: int) -> Words:
    """Tokens of ``text[start:end]`` with one class letter each; offsets are those of ``text``."""
    texts = _TOKEN.findall(text, start, end)  # every character is part of one
    places = list(accumulate(map(len, texts), initial=start))
    low = [t.lower() if len(t) < LONG else "" for t in texts]
    classes = [_class(t) for t in texts]
    joined = "".join(classes)
    words = Words(text, places[:-1], places[1:], low, joined)
    for m in _TO_SETTLE.finditer(joined):
        i, letter = m.start(), m.group()
        if letter == "µ":  # 'Mar', 'Dec' ...: a month only beside a number or a full stop with a number
            classes[i] = "M" if _beside_number(words, i, joined) else "x"
        elif letter == "M" and low[i] in ("may", "march", "august") and not _is_month(words, i, joined):
            classes[i] = "x"
        elif letter == "o" and low[i] == "second" and i >= 2 and joined[i - 2] in "dnw" and low[i - 2] != "couple":
            classes[i] = "U"
    words.classes = "".join(classes)
    return words


def _beside_number(words: Words, i: int, classes: str) -> bool:
    right = classes[i + 1 : i + 4].lstrip(". ")
    left = classes[max(0, i - 2) : i].strip(" -")
    dot = classes[i + 1 : i + 2] == "."
    return (
        (right[:1] in tuple("dyo"))
        or left in tuple("do")
        or (dot and words.before(i) in _BEFORE_MONTH)
        or (
            words.before(i) in ("mid", "early", "late", "in", "since", "by", "last", "next")
            and words.text[words.starts[i] : words.ends[i]].istitle()
        )
    )


def _is_month(words: Words, i: int, classes: str) -> bool:
    """Whether a capitalised 'May', 'March' or 'August' is the month, not a name or a verb."""
    right = classes[i + 1 : i + 4].lstrip(", ")
    if right[:1] in ("d", "y", "o") and right[:1]:
        return True
    if words.low[i] == "august":
        return True
    before, after = words.before(i), words.after(i)[0]
    if not before and not after:
        return True
    if (
        before in ("the", "a", "its", "'")
        and after.isalpha()
        and after not in ("on", "for", "of", "in", "to", "against", "from")
    ):
        return True
    return before in _BEFORE_MONTH or classes[max(0, i - 2) : i].strip(" -") in ("d", "o")
