"""Numbers of things, and sums of money, as the reading guide reckons them.

Digits inside designations ('F-16', '155mm', 'Type 054') and dates are left out as far as the text itself shows; a
number
that is the tail of a name ('Leopard 2') is for the caller, who knows the names and the times.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal

from dragoman.model import Interval, Money
from dragoman.read.currencies import AFTER, BEFORE, code_after, code_before
from dragoman.read.number_words import (
    DIGITS,
    SCALE,
    SCALES,
    VAGUE,
    WORDS,
    Number,
    bounds,
    digits_value,
    qualified,
    vague_value,
    words_value,
)
from dragoman.read.reading import MoneyMention, Quantity
from dragoman.read.time_words import MONTHS, ORDINALS

_SP = r"[ \u00a0\u202f\r\n]"
_FIRST = "abcdefhlmnost"  # letters that a number in words may begin with; to go over the others quickly
_NUMBER = re.compile(
    rf"\b(?=[\d{_FIRST}])(?:(?P<vague>{VAGUE})|(?P<digits>(?<![\w.,\u0660-\u0669])(?:{DIGITS})(?!\d))"
    rf"(?:(?:{_SP}{{1,2}}|-)?(?P<scale>(?:{SCALE})(?:{_SP}(?:crores?|thousand|million))?)\b|"
    rf"(?P<letter>[kKmMbB])(?![\w]))?"
    rf"|(?P<words>{WORDS}))",
    re.IGNORECASE,
)
_ORDINAL = re.compile(rf"\b(?:\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(ORDINALS)})\b", re.IGNORECASE)
_RANGE = re.compile(rf"{_SP}*(?:-|–|—|‑|\bto\b|\bor\b){_SP}*\Z", re.IGNORECASE)

_DESIGNATOR = re.compile(
    r"(?:\b(?:resolutions?|res\.?|types?|mk\.?|mark|block|blk|project|proj\.?|article|no\.?|nos\.?|number|flight|"
    r"batch|tranche|phase|lot|version|section|"
    r"chapter|class|boeing|airbus|variant|group of|vol\.?|page|p\.|pp\.|mach|channel|route|highway|unit|room|level|"
    r"standard|series|model|law|decree|order|"
    r"increment|gen|generation|mod|step|stage|tier|division|schedule|annex|figure|table|part|grade|apollo|article|"
    r"chapter|title|covid|gate|"
    r"radio|studio|at age|aged|age|camp|area|building|street|box|line|ext\.?|tel\.?|fax|iphone|windows|falcon|expo|"
    r"agenda|vision|top)|#|№|@|\bG|\bP)[ \u00a0-]?\Z",
    re.IGNORECASE,
)
_UNIT_WORDS = {
    unit: name
    for name, units in {
        "percent": "percent % pct percentage per-cent", "km": "km kms kilometre kilometres kilometer kilometers klicks",
        "mm": "mm millimetre millimetres millimeter millimeters", "cm": "cm centimetres centimeters",
        "m": "m metre metres meter meters", "mile": "mile miles mi", "nm": "nm nmi nautical", "foot": "foot feet ft",
        "inch": "inch inches", "yard": "yard yards",
        "kg": "kg kgs kilogram kilograms kilo kilos kilogramme kilogrammes",
        "ton": "ton tons tonne tonnes tonnage", "pound": "lb lbs pound pounds", "gram": "gram grams",
        "litre": "litre litres liter liters gallon gallons",
        "barrel": "barrel barrels bpd", "hour": "hour hours hr hrs h flight-hours", "minute": "minute minutes min mins",
        "second": "seconds sec secs", "day": "day days", "week": "week weeks", "month": "month months",
        "year": "year years yr yrs",
        "decade": "decade decades", "century": "century centuries", "quarter": "quarters",
        "mph": "mph kph kmh km/h", "knot": "knot knots", "mach": "mach", "degree": "degree degrees °",
        "person": "people persons person soldiers troops troopers men women children personnel servicemen "
        "civilians fighters militants crew "
        "employees workers jobs staff sailors marines officers pilots recruits conscripts refugees migrants "
        "members lawmakers "
        "mps deaths casualties dead wounded killed injured victims prisoners hostages passengers students "
        "residents inhabitants "
        "voters votes experts engineers technicians trainees reservists police policemen protesters families "
        "guests journalists",
        "state": "countries nations states members-states governments", "time": "times fold", "hp": "hp horsepower",
        "kW": "kw mw gw watts megawatts", "Hz": "mhz ghz hz khz", "calibre": "caliber calibre cal",
        "member": "member seat storey story page round star nation country man strong",
        "hectare": "hectare hectares acres acre sq square",
        "point": "point points seats votes", "g": "megatons kilotons kiloton kt",
    }.items()
    for unit in units.split()
}  # fmt: skip
_UNIT = re.compile(r"(?:[ \u00a0\u202f]{1,2}|-|–)?(?P<unit>%|°|[^\W\d_]+(?!\w|-\d)(?:/h)?)")
_SKIP_WORD = re.compile(
    r"[ \u00a0](?:\w+[ \u00a0-]){0,2}?(?P<unit>hours|people|soldiers|troops|personnel(?![ \u00a0-]carriers?)|miles|percent|men)\b",
    re.IGNORECASE,
)
_YEAR_LEFT = re.compile(
    r"\b(?:in|by|since|until|till|of|from|and|to|before|after|during|through|late|early|mid|year|fiscal|fy|spring|"
    r"summer|autumn|fall|"
    r"winter|around|the|than|circa|between|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)[ ,-]{1,2}\Z",
    re.IGNORECASE,
)
_AGE_LEFT = re.compile(r"[^\W\d_], \Z")  # 'Jane Doe, 29, a driver'
_AGE_RIGHT = re.compile(r", (?:a|an|the|who|of|was|is|from|said|told)\b")
_MONTH_LEFT = re.compile(
    rf"\b(?:{'|'.join(x for m in MONTHS for x in (m.capitalize(), m.upper()))})\.?{_SP}(?:\d{{1,2}}{_SP}?[-–]{_SP}?)?\Z"
)
_MONTH_RIGHT = re.compile(rf"{_SP}{{1,2}}(?:{'|'.join(x for m in MONTHS for x in (m.capitalize(), m.upper()))})\b")
_ONE_LEFT = re.compile(
    r"\b(?:no|any|some|every|this|that|which|each|another|the|only|as|every|first|last|new|old|other|same|former|"
    r"latter|for|is|was|day|with|than|is not|a|square|by)"
    r"[ \u00a0-]\Z",
    re.IGNORECASE,
)
_ONE_RIGHT = re.compile(
    r"[ \u00a0](?:of (?:the|its|our|his|their|these|those|them|us)\b|another|day\b|way\b|thing|side|hand|must|can|"
    r"should|could|would|will|is\b|was\b|has\b|that|who|"
    r"which|to\b|in\b|on\b|for\b|with|and\b|or\b|from|by\b|at\b|but\b|may\b|might\b|if\b|more\b)|[,.;:!?)\"'’”-]|\s*\Z",
    re.IGNORECASE,
)


def _numbers(text: str, start: int, end: int) -> list[Number]:
    found = []
    at = start
    while m := _NUMBER.search(text, at, end):
        at = max(m.end(), at + 1)
        stop = m.end()
        if m["vague"]:
            value, high = vague_value(m["vague"]), None
            found.append(Number(m.start(), stop, value, high, False, True))
            continue
        if m["words"]:
            raw = m["words"].rstrip(" -")
            if raw.lower().endswith(" and"):
                raw = raw[:-4]
            value = words_value(raw)
            if value is None or not value:
                continue
            at = max(at, m.start() + len(raw))
            scaled = any(w in raw.lower() for w in ("million", "billion", "trillion"))
            found.append(Number(m.start(), m.start() + len(raw), value, value, False, scaled))
            continue
        scale = Decimal(1)
        for word in re.split(_SP, (m["scale"] or "").lower()):
            scale *= SCALES.get(word, 1)
        value = digits_value(m["digits"], bool(m["scale"] or m["letter"]))
        if value is None:
            continue
        if m["letter"] and not m["scale"]:
            stop = m.end("digits")  # 'k', 'm', 'b' are for the caller: metres or millions
        found.append(Number(m.start(), stop, value * scale, value * scale, True, bool(m["scale"])))
    return found


def find_quantities(
    text: str, start: int = 0, end: int | None = None, money: list[MoneyMention] | None = None
) -> list[Quantity]:
    """Numbers of things in ``text[start:end]``, in order and without overlap.

    'several', 'a few', 'many' and 'some' alone are no quantity. Measures carry their unit, ordinals are marked.

    :param money: the sums in the same stretch, where they have been found already.
    """
    end = len(text) if end is None else min(end, len(text))
    money = find_money(text, start, end) if money is None else money
    taken = [(x.start, x.end) for x in money]
    begins = [s for s, _ in taken]
    numbers = []
    for n in _numbers(text, start, end):
        i = bisect_right(begins, n.start) - 1
        if not (i >= 0 and n.start < taken[i][1]) and _counts(text, n, start, end):
            numbers.append(n)
    found: list[Quantity] = []
    floor, i = start, 0
    while i < len(numbers):
        n = numbers[i]
        i += 1
        low, high, stop = n.low, n.high, n.end
        if i < len(numbers) and (joined := _joined(text, n, numbers[i], floor)):
            low, high, stop = joined
            i += 1
        elif i < len(numbers) and text[n.end : numbers[i].start] in ("-", "–"):  # a score, '152-61'
            i += 1
            continue
        kind, begin = qualified(text, n.start, floor)
        unit, unit_end = _unit(text, stop, end)
        if not unit and n.digits and 10 <= low < 100 and _AGE_LEFT.search(text, max(floor, n.start - 4), n.start):
            unit = "year" if _AGE_RIGHT.match(text, stop) else ""
        if unit in ("k", "million?", "billion?"):
            factor = SCALES[unit.rstrip("?")]
            low, high, stop, unit = low * factor, high * factor if high is not None else None, unit_end, ""
        tail = re.compile(r"(?:\+| or more\b|-plus\b|-odd\b| or so\b| or fewer\b)", re.IGNORECASE).match(
            text, stop, end
        )
        if tail:
            word = tail.group().lower()
            if word in ("+", " or more", "-plus"):
                kind = kind or "least"
            elif word == " or fewer":
                kind = kind or "most"
            stop = tail.end()
        if kind == "less" and not n.digits and text[begin : begin + 5].lower() == "under":
            kind, begin = "", n.start  # 'under two contracts'
        lo, hi = bounds(kind, low, high, 1)
        if lo is not None and lo != lo.to_integral_value() and not unit and not n.scaled:
            unit = "decimal"
        found.append(Quantity(begin, stop, Interval(low=_int(lo), high=_int(hi, up=True)), False, unit))
        floor = stop
    for m in _ORDINAL.finditer(text, start, end):
        word = m.group().lower()
        number = int(re.sub(r"\D", "", word)) if word[0].isdigit() else ORDINALS[word]
        found.append(Quantity(m.start(), m.end(), Interval(low=number, high=number), True))
    for m in re.finditer(
        r"\b(?P<n>a (?:pair|couple|trio|number)) of\b|\b(?:a|one) (?P<s>single)\b", text[start:end], re.IGNORECASE
    ):
        number = {"a pair": 2, "a couple": 2, "a trio": 3, "a number": 2}.get((m["n"] or "").lower(), 1)
        high_n = None if (m["n"] or "").lower() == "a number" else number
        found.append(Quantity(start + m.start(), start + m.end(), Interval(low=number, high=high_n)))
    found.sort(key=lambda q: (q.start, -q.end))
    kept: list[Quantity] = []
    for q in found:
        if not kept or q.start >= kept[-1].end:
            kept.append(q)
    return kept


def _int(value: Decimal | None, up: bool = False) -> int | None:
    if value is None:
        return None
    return int(value.to_integral_value(rounding="ROUND_CEILING" if up else "ROUND_FLOOR"))


def _joined(text: str, a: Number, b: Number, floor: int) -> tuple[Decimal, Decimal | None, int] | None:
    """'12 to 15', '12-15', 'two or three', 'between 12 and 15', '2-3 million' as one range."""
    between = text[a.end : b.start]
    if len(between) > 6 or a.high is None or b.high is None:
        return None
    word = between.strip().lower()
    if word == "and":
        if not re.search(
            r"\bbetween\s(?:about |around |roughly )?\Z", text[max(floor, a.start - 24) : a.start], re.IGNORECASE
        ):
            return None
    elif not _RANGE.match(between):
        return None
    low = a.low
    if b.scaled and not a.scaled and b.low >= 1000 and low < 1000:
        low = low * (b.low / _mantissa(text[b.start : b.end]))
    return (low, b.high, b.end) if low < b.low else None


def _mantissa(text: str) -> Decimal:
    m = re.match(DIGITS, text)
    value = digits_value(m.group(), True) if m else words_value(text.split()[0])
    return value or Decimal(1)


def _counts(text: str, n: Number, start: int, end: int) -> bool:
    """Whether a number stands for itself and isn't part of a designation, a date, a clock time or a list mark."""
    left = text[max(start, n.start - 24) : n.start]
    right = text[n.end : min(end, n.end + 24)]
    if not n.digits:
        if text[n.start : n.end].lower() == "one" and (_ONE_LEFT.search(left) or _ONE_RIGHT.match(right)):
            return bool(
                re.match(r"[ \u00a0]of the (?:\d|two|three|four|five|six|seven|eight|nine|ten|remaining)", right)
            )
        return not re.search(
            r"[\w]-\Z|\b(?:day|phase|block|tranche|number|chapter|part|group of|big|war)[ -]\Z", left, re.IGNORECASE
        ) and not re.match(r"-(?:way|time|off|sided|thirds?|piece|man|party|state|faced|on-one)\b", right)
    if left[-1:] in ("$", "€", "£", "#", "№", "@", "_", "/", ".", ":", "+", "&", "=") or right[:1] in (
        "_",
        "@",
        "/",
        ":",
        "&",
        "=",
    ):
        return False
    if left[-1:] in "-–‑" and left[-1:] and not re.search(r"(?:\A|[\s($€£])\d[\d.,]*\s?[-–‑]\Z|\s[-–]\Z", left):
        return False
    if re.search(r"\b(?:19|20)\d\d[-–/]\Z|\d\s?[x×]\s?\Z", left) or re.match(r"\s?[x×]\s?\d", right):
        return False
    if left[-1:] == "(" and right[:1] == ")" and n.end - n.start < 3:
        return False
    if re.match(r"[^\W\d_]", right) and not re.match(r"(?:km|kg|m|k|ft|nm|lb|lbs|mph|kph|hp|kt|x|hrs|h|t|pc)\b", right):
        return False
    if re.match(r"-[A-Z0-9]|-[a-z]?\d|['’]", right) and not re.match(r"-\d{1,6}\b(?!-)", right):
        return False
    if (
        re.match(r"\.\d|,\d", right)
        or _DESIGNATOR.search(left)
        or _MONTH_LEFT.search(left)
        or _MONTH_RIGHT.match(right)
    ):
        return False
    if re.search(r"(?:^|\n)\s*\Z", left) and re.match(r"[.)]\s", right):
        return False
    raw = text[n.start : n.end]
    if raw.isdigit() and (raw.startswith("0") or len(raw) > 12):
        return False
    if len(raw) == 4 and raw.isdigit() and 1900 <= int(raw) <= 2099:
        word = re.match(r"[ \u00a0]([a-z-]+)", right)
        if (
            (_YEAR_LEFT.search(left) and not re.search(r"\b(?:than|around|of|to|the)[ ]\Z", left))
            or not word
            or not word[1].endswith("s")
            or len(word[1]) < 4
        ):
            return False
    return True


CLASSES = re.compile(r"Kilo\b")  # a class of submarines: 'six Kilo submarines'


def _unit(text: str, at: int, end: int) -> tuple[str, int]:
    """Unit that follows a number, '' for items; and where it ends."""
    m = _UNIT.match(text, at, min(end, at + 40))
    if not m:
        return "", at
    word = m["unit"].lower()
    if text[at : at + 1].isalpha() and word in ("k", "m", "b", "bn"):
        after = re.match(r" (?:[a-z]+ ){0,2}([a-z]+)", text[m.end() : m.end() + 40])
        if word == "k" or (
            after
            and after[1].endswith("s")
            and not after.group().startswith((" long", " wide", " high", " tall", " deep", " from", " away"))
        ):
            return {"k": "k", "m": "million?"}.get(word, "billion?"), m.end()
    if word == "per" and text[m.end() : m.end() + 5].lower().startswith(" cent"):
        return "percent", m.end() + 5
    unit = "" if CLASSES.match(text, m.start("unit")) else _UNIT_WORDS.get(word, "")
    if unit in ("point", "second") and word in ("second",):
        unit = ""
    if not unit and (far := _SKIP_WORD.match(text, at, min(end, at + 40))):
        return _UNIT_WORDS.get(far["unit"].lower(), ""), far.end()
    return unit, m.end()


# ---- money ---------------------------------------------------------------------------------------------------------

_AMOUNT = (
    rf"(?:{DIGITS})(?!\d)(?:(?:{_SP}{{0,2}}|-)(?:(?:{SCALE})(?:{_SP}(?:crores?|thousand|million|billion))?)\b|"
    rf"[kKmMbB](?:{_SP}?cr(?:ores?)?)?(?![\w])|(?!\w))"
)
_WORD_AMOUNT = rf"(?:(?:tens|hundreds|several|dozens) (?:of )?)?(?:thousands|millions|billions|trillions) of|{WORDS}"
_MONEY = re.compile(
    r"(?:(?<![A-Za-z])|(?![A-Za-z]))(?:"  # not inside a word: to go over most of the text quickly
    rf"(?:(?P<before>{BEFORE}){_SP}?(?P<a>{_AMOUNT})(?:{_SP}?(?:-|–|—|to|"
    rf"and){_SP}?(?:{BEFORE})?{_SP}?(?P<b>{_AMOUNT}))?)"
    rf"|(?:(?P<c>(?=\d)(?<![\w.,$€£-])(?:{_AMOUNT}))(?:{_SP}?(?:-|–|—|to|and){_SP}?(?P<d>{_AMOUNT}))?(?:{_SP}|"
    rf"-)?(?:in )?(?P<after>{AFTER}))"
    rf"|(?:\b(?=[{_FIRST}])(?P<w>{_WORD_AMOUNT})[ -]?(?P<after2>{AFTER}))"
    rf"|(?P<crore>(?=\d)(?<![\w.,$€£-])(?:{DIGITS})k?{_SP}?(?:lakh{_SP})?(?:crores?|cr)\b)(?!{_SP}(?!(?:as|is|was|has)\b)[a-z]+s\b))",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"[ \u00a0,]{1,2}(?:each|apiece|a piece|a copy|a unit|a pop|a shot|per (?!year|month|day|week|hour|annum|capita|"
    r"barrel|cent\b|person|head)\w+)\b",
    re.IGNORECASE,
)


def _amount(text: str) -> tuple[Decimal, Decimal] | None:
    """(value, scale) of a digit amount such as '2.7 billion', '400m', '5 lakh crore'."""
    m = re.match(rf"(?P<n>{DIGITS})(?:{_SP}|-)*(?P<scale>[a-z]*)(?:{_SP}(?P<scale2>[a-z]+))?", text, re.IGNORECASE)
    if not m:
        return None
    scale = Decimal(1)
    for word in (m["scale"].lower(), (m["scale2"] or "").lower()):
        scale *= SCALES.get(word, 1)
    value = digits_value(m["n"], bool(m["scale"]))
    return None if value is None else (value, scale)


_WEIGHT = re.compile(
    r"[\d\w]-pounds?\b|pounds?(?=[ \u00a0-]+(?:\(\d|of (?:explosives?|TNT|high)|(?:[\w-]+[ \u00a0-]){0,3}"
    r"(?:bombs?|warheads?|munitions?|shells?|JDAMs?|bunker|payload|charge|class|glide|mines?)\b))",
    re.IGNORECASE,
)
_SCALE = re.compile(r"million|billion|trillion|thousand|\b(?:m|mn|bn)\b", re.IGNORECASE)


def _is_weight(text: str, m: re.Match[str]) -> bool:
    """'2,000-pound bombs', 'a 500 pound warhead', 'two tonnes or 4,000 pounds of explosives': a weight, no money."""
    if _SCALE.search(m.group()):
        return False
    found = _WEIGHT.search(text, m.start(), m.end() + 60)
    return found is not None and found.start() < m.end()


def _other_word(m: re.Match[str]) -> bool:
    """'COP27', 'six won at', 'two real options': codes and names of currencies that are other words with a small number."""
    if _SCALE.search(m.group()) or re.search(r"\d[\d,.]{3,}", m.group()):
        return False
    after = (m["after"] or m["after2"] or "").lower()
    return after in ("won", "real", "crown") or (m["before"] or "").strip() in ("COP", "ALL")


def find_money(text: str, start: int = 0, end: int | None = None) -> list[MoneyMention]:
    """Sums of money in ``text[start:end]``, in order and without overlap, in whole units of ISO 4217 currencies.

    'more than 3 billion' has no high end and 3 billion as its low one; a bare '$' is USD.
    """
    end = len(text) if end is None else min(end, len(text))
    found: list[MoneyMention] = []
    floor, at = start, start
    while m := _MONEY.search(text, at, end):
        at = max(m.end(), m.start() + 1)
        # crores without a noun are rupees: Indian papers leave the currency out
        code = (
            code_before(m["before"]) if m["before"] else "INR" if m["crore"] else code_after(m["after"] or m["after2"])
        )
        if code is None:
            at = m.start() + 1 if not m["before"] else at
            continue
        if (code == "GBP" and not m["before"] and _is_weight(text, m)) or _other_word(m):
            continue
        if m["before"] and (again := re.match(rf"{_SP}?(?:{AFTER})", text[m.end() : m.end() + 24], re.IGNORECASE)):
            stated = code_after(again.group().strip())
            if (stated and m["before"] == "$") or stated == code:  # '$15 billion CAD', '$3 billion US dollars'
                code, at = stated, m.end() + again.end()
        stop = at
        high: Decimal | None
        if m["w"]:
            words = m["w"].lower().rstrip(" -")
            if words.endswith(" of"):
                words = words[:-3]
                low, high = vague_value(words), None
            else:
                value = words_value(words)
                if not value:
                    continue
                low = high = value
        else:
            first, second = _amount(m["a"] or m["c"] or m["crore"]), m["b"] or m["d"]
            if first is None:
                continue
            low = high = first[0] * first[1]
            if second:
                other = _amount(second)
                glue = text[m.end("a" if m["a"] else "c") : m.start("b" if m["b"] else "d")].strip().lower()
                ok = not glue.startswith("and") or re.search(
                    r"\bbetween\s\Z", text[max(floor, m.start() - 9) : m.start()], re.IGNORECASE
                )
                if other and ok:
                    scale = other[1] if first[1] == 1 and first[0] < 1000 else first[1]
                    low, high = first[0] * scale, other[0] * other[1]
                    if low > high:
                        low = high = first[0] * first[1]
                elif m["a"]:
                    stop = at = m.end("a")
        kind, begin = qualified(text, m.start(), floor)
        if tail := re.match(r"\+| or more\b|-plus\b", text[stop : stop + 9], re.IGNORECASE):
            kind = kind or "least"
            stop += tail.end()
        lo, hi = bounds(kind, low, high, 0)
        per_unit = bool(_EACH.match(text, stop, min(end, stop + 40)))
        found.append(MoneyMention(begin, stop, Money(low=_int(lo), high=_int(hi, up=True), currency=code), per_unit))
        floor = at = stop
    return found
