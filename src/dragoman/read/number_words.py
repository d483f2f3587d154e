"""Numbers as news writes them: digits, words, scales, dozens; and the words that make them vague or bound them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from dragoman.read.time_words import SMALL, TENS

SCALES = {
    "hundred": 100, "thousand": 1000, "k": 1000, "million": 10**6, "mn": 10**6, "mln": 10**6, "mio": 10**6, "m": 10**6,
    "billion": 10**9, "bn": 10**9, "bln": 10**9, "b": 10**9, "trillion": 10**12, "tn": 10**12, "trn": 10**12,
    "lakh": 10**5, "lakhs": 10**5, "crore": 10**7, "crores": 10**7, "cr": 10**7, "dozen": 12, "score": 20,
}  # fmt: skip
PLURALS = {"tens": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2 * 10**6,
           "billions": 2 * 10**9, "trillions": 2 * 10**12, "lakhs": 2 * 10**5, "crores": 2 * 10**7}  # fmt: skip

_SMALL = "|".join(sorted((w for w in (*SMALL, *TENS) if w != "zero"), key=len, reverse=True))
_SP = r"[ \u00a0\u202f\r\n]"
DIGITS = (
    r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:[\u00a0\u202f]\d{3})+(?!\d)|"
    r"\d{1,3}(?: 000)+(?!\d)|\d+(?:[.,]\d+)?"
)
SCALE = r"hundred|thousand|million|billion|trillion|mln|bln|trn|mio|mn|bn|tn|lakhs?|crores?|cr|dozen"
WORDS = (
    rf"(?:a (?=(?:hundred|thousand|million|billion|trillion|dozen|score|lakh|crore)\b)|half (?:a|an?) (?=dozen|"
    rf"hundred|million|billion|trillion)|)"
    rf"(?:(?:{_SMALL}|hundred|thousand|million|billion|trillion|dozen|lakh|crore)\b"
    rf"(?:(?:[ -]| and )(?=(?:{_SMALL}|hundred|thousand|million|billion|trillion|dozen|lakh|crore)\b))?){{1,12}}"
)
VAGUE = (
    r"(?:(?:tens|dozens|scores|hundreds|thousands|several hundred|a few hundred|several thousand|"
    r"a few thousand) of (?:thousands|millions|billions)"
    r"|(?:several|a few|many|multiple) (?:dozens?|hundreds?|thousands?|millions?|billions?)|dozens|scores|hundreds|"
    r"thousands|millions|billions)\b"
)


@dataclass(frozen=True, slots=True)
class Number:
    """One number in the text, half-open; ``high`` is None for 'dozens'."""

    start: int
    end: int
    low: Decimal
    high: Decimal | None
    digits: bool
    scaled: bool


def words_value(text: str) -> Decimal | None:
    """'one hundred and twenty', 'half a million', 'two dozen'."""
    total = part = Decimal(0)
    half = False
    for word in re.split(r"[ -]+", text.lower().strip()):
        if word == "half":
            half = True
        elif word in ("a", "an", "and", ""):
            continue
        elif word in SMALL or word in TENS:
            part += SMALL.get(word, TENS.get(word, 0))
        elif word in SCALES:
            scale = SCALES[word]
            if scale in (100, 12, 20):
                part = (part or 1) * scale
            else:
                total += (part or 1) * scale
                part = Decimal(0)
        else:
            return None
    value = total + part
    return value / 2 if half else value


def digits_value(text: str, scaled: bool = False) -> Decimal | None:
    """Value of a digit string with separators; '1.299' without a scale is taken as 1,299 where it makes a count."""
    text = re.sub(r"[ \u00a0\u202f]", "", text)
    if text.count(".") > 1 or (re.fullmatch(r"\d{1,3}\.\d{3}", text) and not scaled and not text.startswith("0")):
        text = text.replace(".", "")
    elif re.fullmatch(r"\d+,\d{1,2}", text):
        text = text.replace(",", ".")
    text = text.replace(",", "")
    if len(text) > 18:
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def vague_value(text: str) -> Decimal:
    """Lower bound of 'dozens', 'tens of thousands', 'several hundred'."""
    words = text.lower().split()
    value = Decimal(1)
    if "of" in words:
        at = words.index("of")
        first = words[at - 1]
        value = Decimal(PLURALS.get(first, PLURALS.get(first + "s", 1)))
        scale = words[at + 1].rstrip("s")
        return value * SCALES[scale]
    last = words[-1]
    return Decimal(PLURALS.get(last, PLURALS.get(last + "s", 1)))


# ---- what stands before a number: (pattern, low, high) where n is the number -----------------------------------

_LEFT = re.compile(
    r"(?P<more>more than|greater than|in excess of|exceeding|well over|just over|upwards? of|over|above|surpassing|"
    r"beyond)|"
    r"(?P<least>at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum of|at a minimum)|"
    r"(?P<most>up to|as many as|as much as|a maximum of|maximum of|at most|no more than|not more than|"
    r"to a maximum of|not to exceed|not exceeding|a ceiling of|up to an? (?:aggregate|total|overall|combined) (?:value )?of)|"
    r"(?P<less>fewer than|less than|under|below)|"
    r"(?P<about>nearly|almost|close to|just under|about|around|approximately|approx\.?|roughly|some|an estimated|"
    r"estimated|circa|ca\.|c\.|~|≈|"
    r"an additional|additional|another|a further|a total of|total of|exactly|just|only|reportedly|as few as|"
    r"the remaining|the other|all)",
    re.IGNORECASE,
)
_LEFT_END = re.compile(
    rf"(?<!\w)(?:{_LEFT.pattern})(?: (?:another|additional|estimated|about|around|some|as many as))?{_SP}*\Z",
    re.IGNORECASE,
)


# 'handed over two', 'took over 30 tanks': the word belongs to the verb
_PHRASAL = re.compile(
    r"\b(?:all|(?:hand|turn|pass|sign|roll|mov|tak|giv|fly|bring)(?:s|ed|ing|e|es|en)?|took|gave|flew|flown|brought|"
    r"it|them)\s\Z",
    re.IGNORECASE,
)
_BLANKS = str.maketrans("\r\n\u00a0\u202f", "    ")


def qualified(text: str, at: int, floor: int) -> tuple[str, int]:
    """Kind ('more', 'least', 'most', 'less', 'about', '') of the words right before a number, and their start."""
    window = max(floor, at - 40)
    left = text[window:at].translate(_BLANKS)
    kind, start = "", at
    for _ in range(3):  # 'at least another 10'
        m = _LEFT_END.search(left)
        if not m or m.start() == m.end():
            break
        name = next((k for k in ("more", "least", "most", "less", "about") if m[k]), "")
        if m[name].lower() in ("over", "under", "above", "below", "beyond") and _PHRASAL.search(left[: m.start()]):
            break
        if m[name].lower() in ("just", "only", "all", "some") and kind and name == "about":
            break
        if not kind or kind == "about":
            kind = name
        start = window + m.start(name)
        left = left[: m.start(name)]
    return kind, start


def bounds(kind: str, low: Decimal, high: Decimal | None, step: int) -> tuple[Decimal | None, Decimal | None]:
    """Interval of a number under a qualifier; ``step`` is 1 for counts ('more than 30' is 31), 0 for money."""
    if kind == "more":
        return low + step, None
    if kind == "least":
        return low, None
    if kind == "most":
        return None, high if high is not None else low
    if kind == "less":
        return None, (high if high is not None else low) - step
    return low, high
