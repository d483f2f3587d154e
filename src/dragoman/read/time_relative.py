"""Rules for expressions that lean on the day of publication, and for clock times, durations and sets."""

from __future__ import annotations

import re

from dragoman.read import timex
from dragoman.read.time_context import Context
from dragoman.read.time_rules import MOD, NUM, Found, dated, part_of, rule, timex_duration
from dragoman.read.time_words import BY_DAY, MONTHS, PARTS_OF_DAY, SEASON_OF, SMALL, TENS, UNITS, WEEKDAYS, value_of

DECADES = {
    "twenties": 2,
    "thirties": 3,
    "forties": 4,
    "fifties": 5,
    "sixties": 6,
    "seventies": 7,
    "eighties": 8,
    "nineties": 9,
}
ZONES = frozenset(
    """
    gmt utc est edt cst cdt mst pst pdt bst cet cest eet ist z hours hrs local
    """.split()  # noqa: SIM905
)
APART = frozenset(["the present", "previously"])  # times where no word follows: not 'the present case'
VAGUE_TIMES = {
    **{f"{a}future": "FUTURE_REF" for a in ("the ", "the near ", "near ", "the foreseeable ", "foreseeable ",
                                            "the immediate ", "the distant ")},
    **{f"the {a} term": "FUTURE_REF" for a in ("short", "near", "medium", "long", "longer")},
    "the long run": "FUTURE_REF", "previously": "PAST_REF", "the present": "PRESENT_REF",
    "at present": "PRESENT_REF",
}  # fmt: skip
COUNTED = frozenset(
    """
    straight consecutive successive full whole solid business working trading calendar fiscal financial
    """.split()  # noqa: SIM905
)
RATE_BEFORE = re.compile(
    r"\d|million|billion|thousand|hundred|times|once|twice|hours|days|flights|shells|rounds|tons|tonnes|barrels|"
    r"units|aircraft|jets|drones|missiles|people|cents"
)

# ---- relative to the day of publication -----------------------------------------------------------------------


@rule(MOD + r"(?:(?P<rel>[LXT]) )?(?P<w>W)(?:,? (?P<p>P))?")
def weekday(m: re.Match[str], c: Context) -> Found | None:
    if c.words.after(m.end() - 1)[0] in ("times", "mirror", "telegraph", "mail", "herald", "express", "independent"):
        return None
    if not (
        value := c.nearest_weekday(
            WEEKDAYS[c.words.low[m.start("w")]], c.words.low[m.start("rel")] if m["rel"] else "", m
        )
    ):
        return Found("", relative=True)
    if m["p"]:
        return Found(f"{value}T{PARTS_OF_DAY[c.words.low[m.start('p')]]}", "TIME", relative=True)
    return Found(value, relative=True)


@rule(r"[xCv]")
def single(m: re.Match[str], c: Context) -> Found | None:
    """'yesterday', 'now', 'recently', 'Mondays', 'weekly'."""
    return c.single_word(m.start(), Found)


@rule(r"(?:t )?(?:[xv] )?[xU]")
def far_or_near(m: re.Match[str], c: Context) -> Found | None:
    """'the near future', 'the short term', 'at present', 'previously, '; not 'the future of Chad', nor 'future deals'."""
    words = " ".join(c.words.low[m.start() : m.end() : 2])
    after = c.words.after(m.end() - 1)[0]
    if words in VAGUE_TIMES and after != "of" and (words not in APART or not after.isalpha()):
        return Found(VAGUE_TIMES[words])
    return Found("FUTURE_REF") if words == "future" and not after.isalpha() else None


@rule(r"(?P<w>[xLX]) (?P<u>[UQ])")
def vague_reach(m: re.Match[str], c: Context) -> Found | None:
    """'coming months', 'future quarters', 'past years': times to come or gone by, with no article and no number."""
    word, unit = c.words.low[m.start("w")], c.words.low[m.start("u")]
    if not unit.endswith("s") or UNITS[unit][0] == "T" or word not in ("coming", "future", "past"):
        return None
    article = c.words.before(m.start()) in ("the", "these", "those")
    return None if article else Found("PAST_REF" if word == "past" else "FUTURE_REF", relative=True)


@rule(r"a r x")
def another_date(m: re.Match[str], c: Context) -> Found | None:
    """'at a later date'."""
    last = c.words.low[m.end() - 1]
    return (
        Found("FUTURE_REF", relative=True)
        if c.words.low[m.start() + 2 : m.end() - 1 : 2] == ["later"] and last == "date"
        else None
    )


@rule(r"a (?P<w>x)(?: (?P<ago>A))?")
def a_while(m: re.Match[str], c: Context) -> Found | None:
    if c.words.low[m.start("w")] != "while":
        return None
    return Found("PAST_REF", relative=True) if m["ago"] else Found("PXX", "DURATION")


@rule(r"t L(?= ?[.,]|\Z)")
def the_past(m: re.Match[str], c: Context) -> Found | None:
    return Found("PAST_REF") if c.words.low[m.end() - 1] == "past" else None


@rule(r"(?:t )?(?:(?P<y>U) )?(?P<a>w) (?P<b>w)(?:[ -](?P<c>w))?")
def worded_year(m: re.Match[str], c: Context) -> Found | None:
    """'nineteen ninety-six', 'the year two thousand'."""
    words = [c.words.low[m.start(g)] for g in "abc" if m[g]]
    if (words[0] in ("eighteen", "nineteen", "twenty") and words[1] in TENS) or (
        words[1] in SMALL and SMALL[words[1]] > 9
    ):
        number = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}.get(words[0], 0) + value_of(words[1:])
    elif m["y"] and words[:2] == ["two", "thousand"]:
        number = value_of(words)
    else:
        return None
    return (
        Found(f"{number:.0f}") if 1800 <= number < 2100 and (len(words) == 2 or SMALL.get(words[2], 10) < 10) else None
    )


@rule(r"(?:t )?(?:(?P<rel>[LXT]) )?(?P<u>U)(?:-| |'x )e")
def year_end(m: re.Match[str], c: Context) -> Found | None:
    """'year-end', 'this year's end'."""
    if c.words.low[m.start("u")] != "year" or c.words.low[m.end() - 1] not in ("end", "close"):
        return None
    year = c.related_year(c.words.low[m.start("rel")] if m["rel"] else "this")
    return Found(f"{year}-12" if year else "", relative=True)


@rule(r"(?P<h>[ny]) (?P<zone>x)")
def hours_of_a_zone(m: re.Match[str], c: Context) -> Found | None:
    """'0900 GMT'."""
    digits = c.words.low[m.start("h")]
    if c.words.low[m.start("zone")] not in ("gmt", "utc") or not re.fullmatch(r"(?:[01]\d|2[0-3])[0-5]\d", digits):
        return None
    day = c.anchor.isoformat() if c.anchor else "XXXX-XX-XX"
    return Found(f"{day}T{digits[:2]}:{digits[2:]}", "TIME", relative=True)


@rule(r"(?:v |x )?[xv] A")
def long_ago(m: re.Match[str], c: Context) -> Found | None:
    """'long ago', 'some time ago', 'not so long ago'."""
    return Found("PAST_REF") if c.words.low[m.end() - 3] in ("long", "time") else None


@rule(r"t x v (?P<u>[UQ])")
def most_recent(m: re.Match[str], c: Context) -> Found | None:
    """'the most recent quarter'."""
    unit = UNITS[c.words.low[m.start("u")]]
    if c.words.low[m.start() + 2 : m.end() - 1 : 2] != ["most", "recent"] or unit[0] == "T":
        return None
    return (
        Found(c.related(unit, "latest", m) or "", relative=True) if not c.words.low[m.end() - 1].endswith("s") else None
    )


@rule(
    r"(?:(?P<w0>W),? x )?(?P<h>[dn])(?::(?P<m>[dn]))?(?::[dn])? ?(?P<ap>x\.x\.?|a\.x\.?|x)(?P<zone> ?x)?(?:,? (?:x )?(?:(?P<w>W)|"
    r"(?P<M>M)\.? (?P<d>d)))?"
)
def clock(m: re.Match[str], c: Context) -> Found | None:
    """'10:35 a.m. Friday', '15:00 GMT', '5 p.m. EST Nov. 9'."""
    half = "".join(c.words.low[m.start("ap") : m.end("ap")]).replace(".", "")
    hour, minute = c.number(m, "h"), c.number(m, "m") if m["m"] else 0
    if (half not in ("am", "pm") and not (m["m"] and half in ZONES)) or hour > 24 or minute > 59:
        return None
    beside = c.words.low[m.end("zone") - 1] if m["zone"] else ""
    if beside and beside not in ZONES and beside not in BY_DAY and not (m["w"] or m["M"]):
        return None
    hour += 12 if half == "pm" and hour < 12 else -12 if half == "am" and hour == 12 else 0
    on = timex.shift_days(c.anchor, BY_DAY.get(beside, 0)) if c.anchor else None
    day = on.isoformat() if on else ""
    if (m["w0"] and c.words.low[m.start("w0") + 2 + (m[0][1] == ",")] != "at") or (m["w0"] and m["w"]):
        return None
    if m["w"] or m["w0"]:
        day = c.nearest_weekday(WEEKDAYS[c.words.low[m.start("w" if m["w"] else "w0")]], "", m)
    elif m["M"]:
        day = c.nearest_day(MONTHS[c.words.low[m.start("M")]], c.number(m, "d"), m)
    return Found(f"{day or 'XXXX-XX-XX'}T{hour:02d}:{minute:02d}", "TIME", relative=True)


@rule(r"(?P<n>" + NUM + r")[ -]x[ -]a[ -]h[ -](?P<u>U)")
def number_and_a_half(m: re.Match[str], c: Context) -> Found | None:
    """'two and a half years', 'two-and-a-half-year'."""
    return Found(timex_duration(c.count(m, "n"), UNITS[c.words.low[m.start("u")]], True), "DURATION")


@rule(r"(?P<a>U) x (?P<b>U)")
def vague_pair(m: re.Match[str], c: Context) -> Found | None:
    """'weeks or months', 'days and weeks'."""
    first, second = c.words.low[m.start("a")], c.words.low[m.start("b")]
    if not (first.endswith("s") and second.endswith("s")) or c.words.low[m.start("a") + 2] not in ("or", "and"):
        return None
    return Found(timex_duration(None, UNITS[first]), "DURATION")


@rule(r"T U")
def these_days(m: re.Match[str], c: Context) -> Found | None:
    return Found("PRESENT_REF") if c.words.low[m.start() : m.end() : 2] == ["these", "days"] else None


@rule(r"(?:t )?(?P<w>x)(?= |$|[.,])")
def named_decade(m: re.Match[str], c: Context) -> Found | None:
    """'the sixties'."""
    tens = DECADES.get(c.words.low[m.start("w")])
    return (
        Found(f"19{tens}")
        if tens and "t" in m.group() and (c.words.before(m.start()) in ("in", "of", "during", "since", "from", ""))
        else None
    )


@rule(r"(?P<n>[dn]) (?P<a>d)/(?P<b>d)[ -](?P<u>U)")
def and_a_half(m: re.Match[str], c: Context) -> Found | None:
    """'2 1/2 years'."""
    return Found(
        timex_duration(c.number(m, "n"), UNITS[c.words.low[m.start("u")]], m["a"] + m["b"] == "dd"), "DURATION"
    )


@rule(MOD + r"(?P<this>T )?(?P<rel>[LXTHC]) (?:K )?(?P<u>[UQ])(?: (?P<p>P))?")
def relative_unit(m: re.Match[str], c: Context) -> Found | None:
    """'last week', 'next year', 'this month', 'the current quarter', 'that day'."""
    rel, word = c.words.low[m.start("rel")], c.words.low[m.start("u")]
    unit = UNITS[word]
    if word.endswith("s"):
        if rel in ("last", "past", "previous", "recent") or rel in ("next", "coming", "following"):
            return Found(f"P{'T' if unit[0] == 'T' else ''}X{unit[-1]}", "DURATION", c.stretch(unit, rel, None), True)
        return None
    if rel in ("another", "additional", "new") and not (rel == "new" and unit == "Y"):
        return Found(timex_duration(1, unit), "DURATION") if rel != "new" else None
    if rel in ("these", "those") or unit[0] == "T":
        return None
    over = rel == "last" and c.words.before(m.start("rel")) == "the" and c.words.before(m.start("rel"), 2) == "over"
    if (rel == "past" or over) and not m["this"] and unit != "WE":
        return Found(timex_duration(1, unit), "DURATION", c.stretch(unit, rel, 1), True)
    value = c.related(unit, rel, m)
    if value is None:
        return Found("", relative=True)
    return dated(m, c, value, True)


@rule(
    r"(?:t )?(?:(?P<rel>[LXT]) )(?:t )?(?P<n>"
    + NUM
    + r"|v|a v|a w f|w f)(?:(?: 2|,? x| -|-) (?P<n2>"
    + NUM
    + r"))?[- ](?P<u>[UQ])"
)
def stretch(m: re.Match[str], c: Context) -> Found | None:
    """'the past six months', 'the next few years', 'the last two weeks'."""
    rel, unit = c.words.low[m.start("rel")], UNITS[c.words.low[m.start("u")]]
    number = c.count(m, "n")
    if rel in ("this", "these", "another", "additional", "new"):
        return Found(timex_duration(number, unit), "DURATION")
    if m["n2"]:
        return Found(timex_duration(None, unit), "DURATION", c.stretch(unit, rel, c.count(m, "n2")), True)
    return Found(timex_duration(number, unit), "DURATION", c.stretch(unit, rel, number), True)


@rule(
    r"(?P<n>" + NUM + r"|a v|v|a|a w f|a w|w f)?(?P<more> v)?(?: and )?(?P<kind> [xK](?= ))?(?: ?- ?|"
    r" )?(?P<u>[UQ])(?P<half2> x a h)?(?: (?:x x )?(?P<d>[ArG]))?"
)
def duration(m: re.Match[str], c: Context) -> Found | None:
    """'six months', '10-year', 'a few days'; with 'ago', 'later', 'earlier' a date."""
    word = c.words.low[m.start("u")]
    unit = UNITS[word]
    direction = c.words.low[m.start("d")] if m["d"] else ""
    if direction in ("before", "after", "back"):
        return None
    if m["kind"] and (m["n"] in (None, "a") or c.words.low[m.start("kind") + 1] not in COUNTED):
        return None
    if (
        m["n"]
        and m["n"].endswith("a w")
        and c.words.low[m.end("n") - 1] not in ("couple", "dozen", "hundred", "thousand")
    ):
        return None
    number = c.count(m, "n") if m["n"] else None
    if m["n"] is None and not direction:
        if not word.endswith("s") or unit == "TS":
            return None
        if word in ("quarters", "mins", "secs", "hrs"):
            return None
    if m["n"] == "a" and not direction and (unit == "TS" or (c.words.low[m.start("n")] == "an" and unit != "TH")):
        return None
    if (
        unit == "Q"
        and not direction
        and (number == 3 or m["n"] in ("a", None) or c.words.after(m.end() - 1)[0] == "of")
    ):
        return None  # 'three quarters', 'a quarter of'
    value = timex_duration(number, unit, bool(m["half2"]))
    if not direction:
        after, at = c.words.after(m.end() - 1)
        if after == "old" or (after in "-–" and c.words.word(at + 1) == "old"):
            return None
        if number and c.words.before(m.start()) == "within" and after != "of":
            return Found(value, "DURATION", c.stretch(unit, "next", number), True)
        if m["n"] == "a" and RATE_BEFORE.match(c.words.before(m.start())):
            return Found(value, "SET")
        return Found(value, "DURATION")
    return c.shifted(number, unit, direction, Found)


@rule(r"E (?:(?P<n>" + NUM + r"|v) )?(?P<u>[UQWPSM])")
def every(m: re.Match[str], c: Context) -> Found | None:
    if c.words.low[m.start()] == "per" and m["u"] not in "UQ":
        return None
    word = c.words.low[m.start("u")]
    if m["u"] in "UQ":
        unit = UNITS[word]
        if c.words.low[m.start()] == "per" and unit[0] == "T":
            return None
        return Found(timex_duration(c.count(m, "n") if m["n"] else 1, unit), "SET")
    if m["u"] == "W":
        return Found(f"XXXX-WXX-{WEEKDAYS[word] + 1}", "SET")
    if m["u"] == "M":
        return Found(f"XXXX-{MONTHS[word]:02d}", "SET")
    return Found(f"XXXX-XX-XXT{PARTS_OF_DAY[word]}" if m["u"] == "P" else f"XXXX-{SEASON_OF[word]}", "SET")


@rule(r"(?P<mod3>r) x t U")
def in_the_day(m: re.Match[str], c: Context) -> Found | None:
    """'earlier in the day', 'later in the week': of the day of publication."""
    unit = UNITS[c.words.low[m.end() - 1]]
    if unit not in ("D", "W", "M", "Y") or c.words.low[m.start() + 2] not in ("in", "on"):
        return None
    value = c.related(unit, "this", m) or ""
    return Found(value, days=part_of(m, c, value), relative=True)


@rule(MOD + r"t (?:(?P<x>x) |K )?(?P<u>[UQ])(?!['-])")
def the_unit(m: re.Match[str], c: Context) -> Found | None:
    """'the end of the year', 'the quarter', 'the weekend'."""
    word = c.words.low[m.start("u")]
    unit = UNITS[word]
    if (
        word.endswith("s")
        or unit[0] == "T"
        or unit == "C"
        or (m["x"] and (unit != "Y" or c.words.low[m.start("x")] not in ("full", "whole", "calendar")))
    ):
        return None
    if m["x"]:
        return Found(c.related("Y", "this", m) or "", relative=True)
    modified = m["mod"] or m["mod2"] or m["mod3"]
    if unit == "Q":
        value = c.related("Q", "the", m)
    elif modified and unit in ("Y", "M", "W", "10Y"):
        value = c.related(unit, "this", m)
    elif unit == "WE":
        value = c.related("WE", "the", m)
    elif unit == "Y" and (_of_this_year(m, c) or "K" in m.group()):
        value = c.related("Y", "this", m)
    elif unit == "Y":
        return Found("P1Y", "DURATION")
    else:
        return None
    return dated(m, c, value or "", True)


def _of_this_year(m: re.Match[str], c: Context) -> bool:
    """'later in the year', 'the rest of the year'."""
    before = c.words.before(m.start())
    return before in ("in", "during", "later", "earlier") or (
        before == "of" and c.words.before(m.start(), 2) in ("rest", "remainder", "most", "much")
    )


@rule(r"(?P<n>" + NUM + r"|a|a w f|a v) (?P<u>U) x x")
def from_now(m: re.Match[str], c: Context) -> Found | None:
    """'two weeks from now'."""
    if c.words.low[m.end() - 3] != "from" or c.words.low[m.end() - 1] not in ("now", "today"):
        return None
    return c.shifted(c.count(m, "n"), UNITS[c.words.low[m.start("u")]], "hence", Found)


@rule(r"h(?: a )?-? ?(?P<u>U)")
def half_a_unit(m: re.Match[str], c: Context) -> Found | None:
    """'half a year', 'half-hour'."""
    half = {"Y": "P6M", "TH": "PT30M", "10Y": "P5Y", "C": "P50Y", "TM": "PT30S"}
    value = half.get(UNITS[c.words.low[m.start("u")]])
    return Found(value, "DURATION") if value else None


@rule(r"x")
def long_word(m: re.Match[str], c: Context) -> Found | None:
    """'weeklong', 'yearlong'."""
    word = c.words.low[m.start()]
    unit = UNITS.get(word.removesuffix("long")) if word.endswith("long") else None
    return Found(timex_duration(1, unit), "DURATION") if unit else None


@rule(r"(?:a )?(?P<u>U)-x")
def unit_long(m: re.Match[str], c: Context) -> Found | None:
    """'month-long'."""
    word = c.words.low[m.start("u")]
    many = None if word.endswith("s") else 1
    return Found(timex_duration(many, UNITS[word]), "DURATION") if c.words.low[m.end() - 1] == "long" else None
