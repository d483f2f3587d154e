"""Rules for expressions that lean on the day of publication, and for clock times, durations and sets."""

from __future__ import annotations

import re

from dragoman.read import timex
from dragoman.read.time_context import Context
from dragoman.read.time_rules import MOD, NUM, Found, dated, part_of, rule, safe_day, timex_duration
from dragoman.read.time_words import MONTHS, PARTS_OF_DAY, SEASON_OF, SMALL, TENS, UNITS, WEEKDAYS, value_of

HOLIDAYS = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "orthodox christmas": (1, 7),
    "new year s eve": (12, 31), "new year s day": (1, 1), "new years day": (1, 1),
}  # fmt: skip
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
FUTURE_WORDS = frozenset(
    (
        "the future",
        "the near future",
        "near future",
        "the foreseeable future",
        "foreseeable future",
        "the short term",
        "the near term",
    )
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


@rule(r"(?:t )?(?:x )?(?P<w>x)")
def far_or_near(m: re.Match[str], c: Context) -> Found | None:
    """'the near future', 'the short term', 'the past' has its own rule."""
    words = " ".join(c.words.low[m.start() : m.end() : 2])
    if words in FUTURE_WORDS or (words == "future" and c.words.before(m.start()) == "in"):
        return Found("FUTURE_REF")
    return None


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


@rule(r"(?:t )?(?:x )?(?P<u>U)-[rA](?: (?P<o>o))?(?: [Qx])?")
def year_earlier(m: re.Match[str], c: Context) -> Found | None:
    """'the year-earlier period', 'the year-ago quarter': of business reports, so a quarter."""
    if c.words.low[m.start("u")] != "year" or c.words.low[m.end() - 1] not in ("quarter", "period", "earlier", "ago"):
        return None
    last = c.last_quarter or c.related("Q", "the", m)
    if not last:
        return Found("", relative=True)
    return Found(f"{int(last[:4]) - 1}-Q{c.number(m, 'o') if m['o'] else last[-1]}", relative=True)


@rule(r"(?P<rel>[LXT]) (?P<u>U)'x (?:(?P<o>o) )?(?P<q>Q)")
def years_quarter(m: re.Match[str], c: Context) -> Found | None:
    """'this year's third quarter', 'last year's quarter'."""
    year = c.related_year(c.words.low[m.start("rel")])
    last = c.last_quarter or c.related("Q", "the", m)
    number = c.number(m, "o") if m["o"] else int(last[-1]) if last else 0
    if c.words.low[m.start("u")] != "year" or not 1 <= number <= 4:
        return None
    return Found(f"{year}-Q{number}" if year else "", relative=True)


@rule(r"(?:t )?(?P<which>[Lo])(?P<two> w)? (?P<h>[hQ]) (?:f )?(?P<y>y)")
def half_of(m: re.Match[str], c: Context) -> Found | None:
    """'the last half of 1989', 'the first two quarters of 1990'."""
    which, half = c.words.low[m.start("which")], c.words.low[m.start("h")]
    if (
        which not in ("first", "last", "second")
        or (half == "half") == bool(m["two"])
        or (m["two"] and m["two"] != " w")
    ):
        return None
    if m["two"] and c.words.low[m.start("two") + 1] != "two":
        return None
    return Found(f"{c.words.low[m.start('y')]}-H{1 if which == 'first' else 2}")


@rule(r"(?:t )?(?:(?P<rel>[LXT]) )?(?P<u>U)(?:-| |'x )e")
def year_end(m: re.Match[str], c: Context) -> Found | None:
    """'year-end', 'this year's end'."""
    if c.words.low[m.start("u")] != "year" or c.words.low[m.end() - 1] not in ("end", "close"):
        return None
    year = c.related_year(c.words.low[m.start("rel")] if m["rel"] else "this")
    return Found(f"{year}-12" if year else "", relative=True)


@rule(
    r"(?P<h>[dn])(?::(?P<m>[dn]))?(?::[dn])? ?(?P<ap>x\.x\.?|a\.x\.?|x)(?P<zone> ?x)?(?:,? (?:x )?(?:(?P<w>W)|"
    r"(?P<M>M)\.? (?P<d>d)))?"
)
def clock(m: re.Match[str], c: Context) -> Found | None:
    """'10:35 a.m. Friday', '15:00 GMT', '5 p.m. EST Nov. 9'."""
    half = "".join(c.words.low[m.start("ap") : m.end("ap")]).replace(".", "")
    hour, minute = c.number(m, "h"), c.number(m, "m") if m["m"] else 0
    if (half not in ("am", "pm") and not (m["m"] and half in ZONES)) or hour > 24 or minute > 59:
        return None
    if m["zone"] and c.words.low[m.end("zone") - 1] not in ZONES and not (m["w"] or m["M"]):
        return None
    hour += 12 if half == "pm" and hour < 12 else -12 if half == "am" and hour == 12 else 0
    day = c.anchor.isoformat() if c.anchor else ""
    if m["w"]:
        day = c.nearest_weekday(WEEKDAYS[c.words.low[m.start("w")]], "", m)
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


@rule(r"(?:t )?(?:[xX] )?(?P<h>[xU])(?:[' ]+x)?(?: (?P<more>[xU]))?(?: (?P<y>y))?")
def holiday(m: re.Match[str], c: Context) -> Found | None:
    """'Christmas', 'New Year's Eve', 'Independence Day'."""
    words = " ".join(w for w in c.words.low[m.start() : m.end()] if w.strip() and w not in ("'", "’", "the"))
    words = words.removesuffix((m["y"] and c.words.low[m.start("y")]) or "").strip()
    if (known := HOLIDAYS.get(words)) is None:
        return None
    if m["y"]:
        return Found(safe_day(c.int("", m, "y"), *known) or "")
    value = c.nearest_day(*known, m)
    return Found(value or f"XXXX-{known[0]:02d}-{known[1]:02d}", relative=True)


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
    r"(?P<n>" + NUM + r"|a v|v|a|a w f|a w|w f)?(?P<more> v)?(?: and )?(?: ?- ?|"
    r" )?(?P<u>[UQ])(?P<half2> x a h)?(?: (?:x x )?(?P<d>[ArG]))?"
)
def duration(m: re.Match[str], c: Context) -> Found | None:
    """'six months', '10-year', 'a few days'; with 'ago', 'later', 'earlier' a date."""
    word = c.words.low[m.start("u")]
    unit = UNITS[word]
    direction = c.words.low[m.start("d")] if m["d"] else ""
    if direction in ("before", "after", "back"):
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
    elif unit == "Y" and (c.words.before(m.start()) in ("in", "during", "later", "earlier") or "K" in m.group()):
        value = c.related("Y", "this", m)
    elif unit == "Y":
        return Found("P1Y", "DURATION")
    else:
        return None
    return dated(m, c, value or "", True)


@rule(r"(?P<w>[TLx]) P")
def part_of_day(m: re.Match[str], c: Context) -> Found | None:
    """'this afternoon', 'last night', 'tomorrow morning'."""
    by = {"this": 0, "last": -1, "yesterday": -1, "today": 0, "tomorrow": 1}.get(c.words.low[m.start("w")])
    if by is None:
        return None
    day = timex.shift_days(c.anchor, by) if c.anchor else None
    return Found(f"{day.isoformat()}T{PARTS_OF_DAY[c.words.low[m.end() - 1]]}" if day else "", "TIME", relative=True)


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


@rule(r"(?:a )?(?P<u>U)-x")
def unit_long(m: re.Match[str], c: Context) -> Found | None:
    """'month-long'."""
    unit = UNITS[c.words.low[m.start("u")]]
    return Found(timex_duration(1, unit), "DURATION") if c.words.low[m.end() - 1] == "long" else None
