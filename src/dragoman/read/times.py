"""Dates, spans, durations and sets in running text, resolved against the day of publication.

A small grammar of its own over word classes (see :mod:`time_words`); no parse, no library. Each rule is a pattern over
the class string and a function that turns a match to a TIMEX3 value; the longest accepted match at a place wins.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from dragoman.model import When
from dragoman.read import timex
from dragoman.read.reading import TimeMention
from dragoman.read.time_context import Context, bound_before, join_spans, value_of
from dragoman.read.time_words import (
    MONTHS,
    PARTS_OF_DAY,
    SEASON_OF,
    SMALL,
    TENS,
    UNITS,
    WEEKDAYS,
    Words,
    classify,
)


@dataclass(slots=True)
class Found:
    """What a rule makes of a match; ``days`` only where they differ from those of the value."""

    value: str
    kind: str = "DATE"
    days: timex.Days | None = None
    relative: bool = False


Make = Callable[[re.Match[str], Context], Found | None]
_RULES: list[tuple[re.Pattern[str], Make]] = []


def _rule(pattern: str) -> Callable[[Make], Make]:
    def add(make: Make) -> Make:
        _RULES.append((re.compile(pattern), make))
        return make

    return add


def _safe(year: int, month: int, day: int) -> str | None:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


_NUM = r"(?:[dny]|w(?:[- ]w)?)"
# 'early', 'the end of', 'earlier' before a date
_MOD = r"(?:t )?(?:(?P<mod>m)[- ]|(?P<mod2>e) f |(?P<mod3>r) )?(?:t )?"


def _part_of(m: re.Match[str], c: Context, value: str) -> timex.Days | None:
    """Days of 'early', 'the end of' and so on before the value; None where there's no such word."""
    groups = m.groupdict()
    for name in ("mod", "mod2"):
        if groups.get(name):
            word = c.words.low[m.start(name)]
            which = {"middle": "mid", "beginning": "start", "outset": "start", "close": "end"}.get(word, word)
            if word == "turn":  # of the year, of the decade: its end; of the century: its start
                which = "start" if len(value) == 2 else "end"
            return timex.part(value, which)
    if groups.get("mod3") and c.anchor:
        first, last = timex.days(value)
        if first and last and first <= c.anchor <= last:
            return (first, c.anchor) if c.words.low[m.start("mod3")] == "earlier" else (c.anchor, last)
    return None


def _date(m: re.Match[str], c: Context, value: str | None, relative: bool = False) -> Found | None:
    if not value:
        return None
    return Found(value, "DATE", _part_of(m, c, value), relative)


# ---- absolute dates -------------------------------------------------------------------------------------------


@_rule(r"N")
def dotted(m: re.Match[str], c: Context) -> Found | None:
    """'08.10.2025', '8.10.25'."""
    day, month, year = (int(x) for x in c.words.low[m.start()].split("."))
    value = _safe(c.century(year), month, day)
    return Found(value) if value and (year > 99 or c.words.before(m.start()) in ("on", "from", "dated", "(")) else None


@_rule(r"(?P<y>y)-(?P<m>[dn])-(?P<d>[dn])(?P<t>x[dn]:[dn](?::[dn])?)?")
def iso(m: re.Match[str], c: Context) -> Found | None:
    if not c.adjacent(m.start("y"), m.start("d")):
        return None
    value = _safe(c.int(m["y"], m, "y"), c.int(m["m"], m, "m"), c.int(m["d"], m, "d"))
    if value and m["t"]:
        return Found(f"{value}T{''.join(c.words.low[m.start('t') + 1 : m.end()])}", "TIME")
    return Found(value) if value else None


@_rule(r"(?P<a>[dn])/(?P<b>[dn])/(?P<y>[ydn])")
def slashed(m: re.Match[str], c: Context) -> Found | None:
    """'10/8/2025': month first unless only the other order makes a day, or the anchor speaks for it."""
    a, b, year = (c.int("", m, g) for g in "aby")
    year = c.century(year)
    us, eu = _safe(year, a, b), _safe(year, b, a)
    if us and eu and c.anchor and dt.date.fromisoformat(us) > c.anchor >= dt.date.fromisoformat(eu):
        return Found(eu)
    return Found(us or eu) if us or eu else None


_WD = r"(?:(?P<wd>[WV])\.?,? (?:t )?)?"


@_rule(_WD + r"(?:t )?(?:(?P<d0>[do])(?: ?- ?| x | z )(?=[do] ))?(?P<d>[do])[ -](?:f )?(?P<m>M)\.?(?:,?[ -](?P<y>y))?")
def day_month(m: re.Match[str], c: Context) -> Found | None:
    return _day(m, c)


@_rule(r"(?P<d>d)[ -](?P<m>M)[ -](?P<y>[nd])")
def short_year(m: re.Match[str], c: Context) -> Found | None:
    """'3 MAY 90', '3-May-90'."""
    month = c.words.text[c.words.starts[m.start("m")] : c.words.ends[m.start("m")]]
    if len(c.words.low[m.start("y")]) != 2 or not (month.isupper() or "-" in m.group()):
        return None
    value = _safe(c.century(c.int("", m, "y")), MONTHS[month.lower()], c.number(m, "d"))
    return Found(value) if value else None


@_rule(_WD + r"(?:t )?(?P<m>M)\.? ?(?:t )?(?P<d>[do])(?: ?- ?(?P<d2>[do]))?(?:,? (?P<y>y))?")
def month_day(m: re.Match[str], c: Context) -> Found | None:
    after, j = c.words.after(m.end() - 1)
    if not m["y"] and not m["d2"] and c.words.classes[j : j + 1] == "x" and after.isalpha() and after[-1:] == "s":
        if c.words.before(m.start()) in ("in", "since", "by", "last") and after not in ("was", "is", "has"):
            return None  # 'in March 12 jets arrived'
    return _day(m, c)


def _day(m: re.Match[str], c: Context) -> Found | None:
    day, month = c.number(m, "d"), MONTHS[c.words.low[m.start("m")]]
    if not 1 <= day <= 31:
        return None
    if m["y"]:
        value = _safe(c.int("", m, "y"), month, day)
        relative = False
    else:
        value, relative = c.nearest_day(month, day, m), True
    if not value:
        return Found(f"XXXX-{month:02d}-{day:02d}", relative=True) if not m["y"] and not c.anchor else None
    other = m.groupdict().get("d2") or m.groupdict().get("d0")
    if other:
        group = "d2" if m.groupdict().get("d2") else "d0"
        second = _safe(int(value[:4]), month, c.number(m, group))
        if second:
            first, last = sorted((dt.date.fromisoformat(value), dt.date.fromisoformat(second)))
            return Found(value, "DATE", (first, last), relative)
    return Found(value, relative=relative)


@_rule(_MOD + r"(?P<m>M)\.?(?:,| f)? ?(?P<y>y)")
def month_year(m: re.Match[str], c: Context) -> Found | None:
    return _date(m, c, timex.month_value(c.int("", m, "y"), MONTHS[c.words.low[m.start("m")]]))


@_rule(_MOD + r"(?:(?P<rel>[LXT]) )?(?P<m>M)\.?(?: (?P<rely>[LXTH]) U)?")
def month(m: re.Match[str], c: Context) -> Found | None:
    number = MONTHS[c.words.low[m.start("m")]]
    if m["rely"] and c.words.low[m.end() - 1] == "year":
        year = c.related_year(c.words.low[m.start("rely")])
        return _date(m, c, timex.month_value(year, number) if year else f"XXXX-{number:02d}", True)
    value = c.nearest_month(number, c.words.low[m.start("rel")] if m["rel"] else "", m)
    return _date(m, c, value or f"XXXX-{number:02d}", True)


@_rule(_MOD + r"(?P<s>S) (?:f )?(?P<y>y)")
def season_year(m: re.Match[str], c: Context) -> Found | None:
    return _date(m, c, f"{c.int('', m, 'y'):04d}-{SEASON_OF[c.words.low[m.start('s')]]}")


@_rule(_MOD + r"(?:(?P<rel>[LXT]) )?(?P<s>S)")
def season(m: re.Match[str], c: Context) -> Found | None:
    word, rel = c.words.low[m.start("s")], c.words.low[m.start("rel")] if m["rel"] else ""
    before = c.words.before(m.start("s"))
    known = rel or m["mod"] or m["mod2"] or (before == "the" and word not in ("fall", "spring")) or before in ("in", "by", "since", "until")
    if not known and c.words.before(m.start("s"), 2) not in ("in", "by", "since", "until", "during"):
        return None
    if c.words.after(m.end() - 1)[0] in ("of", "in") and word in ("fall", "spring"):
        return None
    value = c.nearest_season(SEASON_OF[word], rel, m)
    return _date(m, c, value or f"XXXX-{SEASON_OF[word]}", True)


@_rule(_MOD + r"(?P<k>K)(?: U)?[ -]?(?P<y>[yd])(?: ?[-/] ?(?P<y2>[ydn]))?")
def fiscal(m: re.Match[str], c: Context) -> Found | None:
    """'FY2024', 'fiscal 2024', 'financial year 2024-25'."""
    year = c.century(c.int("", m, "y"))
    return Found(str(year), days=timex.months(year, 1, 24) if m["y2"] else None)


@_rule(_MOD + r"(?P<y>y)(?: ?[-/] ?(?P<y2>[yd]|n))?")
def year(m: re.Match[str], c: Context) -> Found | None:
    number = c.int("", m, "y")
    modified = bool(m["mod"] or m["mod2"])
    if not modified and not c.year_here(m.start("y"), m.end() - 1):
        return None
    if m["y2"]:
        last = c.int("", m, "y2")
        if last < 100:
            last += number // 100 * 100
        if not (number < last <= number + 60 and c.words.ends[m.end() - 1] - c.words.starts[m.start("y2")] in (2, 4)):
            return None
        first_day, last_day = timex.months(number, 1, 1)[0], timex.months(last, 12, 12)[1]
        return Found(f"{number}/{last}", days=(first_day, last_day))
    return _date(m, c, str(number))


@_rule(r"(?:t )?(?P<y>U) (?P<n>y)")
def the_year(m: re.Match[str], c: Context) -> Found | None:
    return Found(c.words.low[m.start("n")]) if c.words.low[m.start("y")] == "year" else None


@_rule(_MOD + r"(?P<D>D)")
def decade(m: re.Match[str], c: Context) -> Found | None:
    digits = re.sub(r"\D", "", c.words.low[m.start("D")])
    if len(digits) == 2:
        digits = "19" + digits if digits >= "20" else "20" + digits
    if not "1400" <= digits <= "2190" or digits[3] != "0":
        return None
    return _date(m, c, digits[:3])


@_rule(r"(?:t )?(?P<o>o)[ -](?P<u>U)")
def century(m: re.Match[str], c: Context) -> Found | None:
    if c.words.low[m.start("u")] != "century":
        return None
    number = c.number(m, "o")
    return Found(f"{number - 1:02d}") if 10 < number < 30 else None


# ---- quarters and halves --------------------------------------------------------------------------------------


@_rule(r"(?:t )?(?:(?P<y0>y)(?:'s|’s| ')? )?(?:K[ -])?(?P<o>o)(?:[ -])(?P<q>[Qh])(?:(?: f| f t)?(?: K)?(?: U)? (?P<y>y)| f (?P<rel>[LXT]) U)?")
def quarter(m: re.Match[str], c: Context) -> Found | None:
    number, half = c.number(m, "o"), c.words.low[m.start("q")] == "half"
    if number > (2 if half else 4) or c.words.low[m.start("q")] == "quarters":
        return None
    given = c.int("", m, "y") if m["y"] else c.int("", m, "y0") if m["y0"] else None
    if m["rel"]:
        if c.words.low[m.end() - 1] != "year":
            return None
        given = c.related_year(c.words.low[m.start("rel")])
    if half and given is None:
        if c.words.after(m.end() - 1)[0] == "of":
            return None
        given = c.anchor.year if c.anchor else None
    if given is None:
        return Found(c.nearest_quarter(number, m) or f"XXXX-Q{number}", relative=True)
    return Found(f"{given}-{'H' if half else 'Q'}{number}", relative=bool(m["rel"]))


@_rule(r"(?:(?P<q>q)(?P<n>[dn])(?:[, ] ?(?P<y>y)|[- ](?P<k>K) ?(?P<yy>[dy]))?|(?P<n2>[dn])(?P<q2>q)(?P<y2>[dn])?(?:,? (?P<y3>y))?)")
def short_quarter(m: re.Match[str], c: Context) -> Found | None:
    """'Q1 2024', '2H23', 'H1' after 'in'."""
    letter = c.words.low[m.start("q") if m["q"] else m.start("q2")].upper()
    number = c.int("", m, "n" if m["n"] else "n2")
    if not 1 <= number <= (4 if letter == "Q" else 2):
        return None
    for group in ("y", "yy", "y2", "y3"):
        if m[group]:
            return Found(f"{c.century(c.int('', m, group))}-{letter}{number}")
    if c.words.before(m.start()) not in ("in", "for", "by", "during", "of", "since", "the"):
        return None
    if letter == "H":
        return Found(f"{c.anchor.year}-H{number}" if c.anchor else f"XXXX-H{number}", relative=True)
    return Found(c.nearest_quarter(number, m) or f"XXXX-Q{number}", relative=True)


# ---- relative to the day of publication -----------------------------------------------------------------------


@_rule(_MOD + r"(?:(?P<rel>[LXT]) )?(?P<w>W)(?:,? (?P<p>P))?")
def weekday(m: re.Match[str], c: Context) -> Found | None:
    if c.words.after(m.end() - 1)[0] in ("times", "mirror", "telegraph", "mail", "herald", "express", "independent"):
        return None
    if not (value := c.nearest_weekday(WEEKDAYS[c.words.low[m.start("w")]], c.words.low[m.start("rel")] if m["rel"] else "", m)):
        return Found("", relative=True)
    if m["p"]:
        return Found(f"{value}T{PARTS_OF_DAY[c.words.low[m.start('p')]]}", "TIME", relative=True)
    return Found(value, relative=True)


@_rule(r"[xCv]")
def single(m: re.Match[str], c: Context) -> Found | None:
    """'yesterday', 'now', 'recently', 'Mondays', 'weekly'."""
    return c.single_word(m.start(), Found)


@_rule(r"(?:t )?(?:x )?(?P<w>x)")
def far_or_near(m: re.Match[str], c: Context) -> Found | None:
    """'the near future', 'the short term', 'the past' has its own rule."""
    words = " ".join(c.words.low[m.start() : m.end() : 2])
    if words in FUTURE_WORDS or (words == "future" and c.words.before(m.start()) == "in"):
        return Found("FUTURE_REF")
    return None


@_rule(r"t L(?= ?[.,]|\Z)")
def the_past(m: re.Match[str], c: Context) -> Found | None:
    return Found("PAST_REF") if c.words.low[m.end() - 1] == "past" else None


@_rule(r"(?:t )?(?:(?P<y>U) )?(?P<a>w) (?P<b>w)(?:[ -](?P<c>w))?")
def worded_year(m: re.Match[str], c: Context) -> Found | None:
    """'nineteen ninety-six', 'the year two thousand'."""
    words = [c.words.low[m.start(g)] for g in "abc" if m[g]]
    if words[0] in ("eighteen", "nineteen", "twenty") and words[1] in TENS or words[1] in SMALL and SMALL[words[1]] > 9:
        number = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}.get(words[0], 0) + value_of(words[1:])
    elif m["y"] and words[:2] == ["two", "thousand"]:
        number = value_of(words)
    else:
        return None
    return Found(f"{number:.0f}") if 1800 <= number < 2100 and (len(words) == 2 or SMALL.get(words[2], 10) < 10) else None


@_rule(r"(?:t )?(?:x )?(?P<u>U)-[rA](?: (?P<o>o))?(?: [Qx])?")
def year_earlier(m: re.Match[str], c: Context) -> Found | None:
    """'the year-earlier period', 'the year-ago quarter': of business reports, so a quarter."""
    if c.words.low[m.start("u")] != "year" or not c.words.low[m.end() - 1] in ("quarter", "period", "earlier", "ago"):
        return None
    last = c.last_quarter or c.related("Q", "the", m)
    if not last:
        return Found("", relative=True)
    return Found(f"{int(last[:4]) - 1}-Q{c.number(m, 'o') if m['o'] else last[-1]}", relative=True)


@_rule(r"(?P<rel>[LXT]) (?P<u>U)'x (?:(?P<o>o) )?(?P<q>Q)")
def years_quarter(m: re.Match[str], c: Context) -> Found | None:
    """'this year's third quarter', 'last year's quarter'."""
    year = c.related_year(c.words.low[m.start("rel")])
    last = c.last_quarter or c.related("Q", "the", m)
    number = c.number(m, "o") if m["o"] else int(last[-1]) if last else 0
    if c.words.low[m.start("u")] != "year" or not 1 <= number <= 4:
        return None
    return Found(f"{year}-Q{number}" if year else "", relative=True)


@_rule(r"(?:t )?(?P<which>[Lo])(?P<two> w)? (?P<h>[hQ]) (?:f )?(?P<y>y)")
def half_of(m: re.Match[str], c: Context) -> Found | None:
    """'the last half of 1989', 'the first two quarters of 1990'."""
    which, half = c.words.low[m.start("which")], c.words.low[m.start("h")]
    if which not in ("first", "last", "second") or (half == "half") == bool(m["two"]) or (m["two"] and m["two"] != " w"):
        return None
    if m["two"] and c.words.low[m.start("two") + 1] != "two":
        return None
    return Found(f"{c.words.low[m.start('y')]}-H{1 if which == 'first' else 2}")


@_rule(r"(?:t )?(?:(?P<rel>[LXT]) )?(?P<u>U)(?:-| |'x )e")
def year_end(m: re.Match[str], c: Context) -> Found | None:
    """'year-end', 'this year's end'."""
    if c.words.low[m.start("u")] != "year" or c.words.low[m.end() - 1] not in ("end", "close"):
        return None
    year = c.related_year(c.words.low[m.start("rel")] if m["rel"] else "this")
    return Found(f"{year}-12" if year else "", relative=True)


@_rule(r"(?P<h>[dn])(?::(?P<m>[dn]))?(?::[dn])? ?(?P<ap>x\.x\.?|a\.x\.?|x)(?P<zone> ?x)?(?:,? (?:x )?(?:(?P<w>W)|(?P<M>M)\.? (?P<d>d)))?")
def clock(m: re.Match[str], c: Context) -> Found | None:
    """'10:35 a.m. Friday', '15:00 GMT', '5 p.m. EST Nov. 9'."""
    half = "".join(c.words.low[m.start("ap") : m.end("ap")]).replace(".", "")
    hour, minute = c.number(m, "h"), c.number(m, "m") if m["m"] else 0
    if half not in ("am", "pm") and not (m["m"] and half in ZONES) or hour > 24 or minute > 59:
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


@_rule(r"(?P<n>" + _NUM + r")[ -]x[ -]a[ -]h[ -](?P<u>U)")
def number_and_a_half(m: re.Match[str], c: Context) -> Found | None:
    """'two and a half years', 'two-and-a-half-year'."""
    return Found(timex_duration(c.count(m, "n"), UNITS[c.words.low[m.start("u")]], True), "DURATION")


@_rule(r"(?P<a>U) x (?P<b>U)")
def vague_pair(m: re.Match[str], c: Context) -> Found | None:
    """'weeks or months', 'days and weeks'."""
    first, second = c.words.low[m.start("a")], c.words.low[m.start("b")]
    if not (first.endswith("s") and second.endswith("s")) or c.words.low[m.start("a") + 2] not in ("or", "and"):
        return None
    return Found(timex_duration(None, UNITS[first]), "DURATION")


@_rule(r"T U")
def these_days(m: re.Match[str], c: Context) -> Found | None:
    return Found("PRESENT_REF") if c.words.low[m.start() : m.end() : 2] == ["these", "days"] else None


@_rule(r"(?:t )?(?:x )?(?P<h>x)(?:[' ]+x)?(?: (?P<more>[xU]))?(?: (?P<y>y))?")
def holiday(m: re.Match[str], c: Context) -> Found | None:
    """'Christmas', 'New Year's Eve', 'Independence Day'."""
    words = " ".join(w for w in c.words.low[m.start() : m.end()] if w.strip() and w not in ("'", "’", "the"))
    words = words.removesuffix(m["y"] and c.words.low[m.start("y")] or "").strip()
    if (known := HOLIDAYS.get(words)) is None:
        return None
    if m["y"]:
        return Found(_safe(c.int("", m, "y"), *known) or "")
    value = c.nearest_day(*known, m)
    return Found(value or f"XXXX-{known[0]:02d}-{known[1]:02d}", relative=True)


@_rule(r"(?:t )?(?P<w>x)(?= |$|[.,])")
def named_decade(m: re.Match[str], c: Context) -> Found | None:
    """'the sixties'."""
    tens = DECADES.get(c.words.low[m.start("w")])
    return Found(f"19{tens}") if tens and "t" in m.group() and (c.words.before(m.start()) in ("in", "of", "during", "since", "from", "")) else None


@_rule(r"(?P<n>[dn]) (?P<a>d)/(?P<b>d)[ -](?P<u>U)")
def and_a_half(m: re.Match[str], c: Context) -> Found | None:
    """'2 1/2 years'."""
    return Found(timex_duration(c.number(m, "n"), UNITS[c.words.low[m.start("u")]], m["a"] + m["b"] == "dd"), "DURATION")


@_rule(_MOD + r"(?P<rel>[LXTHC]) (?:K )?(?P<u>[UQ])(?: (?P<p>P))?")
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
    if rel == "past":
        return Found(timex_duration(1, unit), "DURATION", c.stretch(unit, rel, 1), True)
    value = c.related(unit, rel, m)
    if value is None:
        return Found("", relative=True)
    return _date(m, c, value, True)


@_rule(r"(?:t )?(?:(?P<rel>[LXT]) )(?:t )?(?P<n>" + _NUM + r"|v|a v|a w f|w f)(?:(?: 2|,? x| -|-) (?P<n2>" + _NUM + r"))?[- ](?P<u>[UQ])")
def stretch(m: re.Match[str], c: Context) -> Found | None:
    """'the past six months', 'the next few years', 'the last two weeks'."""
    rel, unit = c.words.low[m.start("rel")], UNITS[c.words.low[m.start("u")]]
    number = c.count(m, "n")
    if rel in ("this", "these", "another", "additional", "new"):
        return Found(timex_duration(number, unit), "DURATION")
    if m["n2"]:
        return Found(timex_duration(None, unit), "DURATION", c.stretch(unit, rel, c.count(m, "n2")), True)
    return Found(timex_duration(number, unit), "DURATION", c.stretch(unit, rel, number), True)


@_rule(r"(?:(?P<half>h) )?(?P<n>" + _NUM + r"|a v|v|a|a w f|a w|w f)?(?P<more> v)?(?: and )?(?: ?- ?| )?(?P<u>[UQ])(?P<half2> x a h)?(?: (?:x x )?(?P<d>[ArG]))?")
def duration(m: re.Match[str], c: Context) -> Found | None:
    """'six months', '10-year', 'a few days'; with 'ago', 'later', 'earlier' a date."""
    word = c.words.low[m.start("u")]
    unit = UNITS[word]
    direction = c.words.low[m.start("d")] if m["d"] else ""
    if direction in ("before", "after", "back"):
        return None
    if m["n"] and m["n"].endswith("a w") and c.words.low[m.end("n") - 1] not in ("couple", "dozen", "hundred", "thousand"):
        return None
    number = c.count(m, "n") if m["n"] else None
    if m["n"] is None and not direction:
        if not word.endswith("s") or unit == "TS" or m["half"]:
            return None
        if word in ("quarters", "mins", "secs", "hrs"):
            return None
    if m["n"] == "a" and not direction and (unit == "TS" or c.words.low[m.start("n")] == "an" and unit != "TH"):
        return None
    if unit == "Q" and not direction and (number == 3 or m["n"] in ("a", None) or c.words.after(m.end() - 1)[0] == "of"):
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


@_rule(r"E (?:(?P<n>" + _NUM + r"|v) )?(?P<u>[UQWPSM])")
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


@_rule(_MOD + r"t (?:(?P<x>x) |K )?(?P<u>[UQ])(?!['-])")
def the_unit(m: re.Match[str], c: Context) -> Found | None:
    """'the end of the year', 'the quarter', 'the weekend'."""
    word = c.words.low[m.start("u")]
    unit = UNITS[word]
    if word.endswith("s") or unit[0] == "T" or unit == "C" or (m["x"] and (unit != "Y" or c.words.low[m.start("x")] not in ("full", "whole", "calendar"))):
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
    return _date(m, c, value or "", True)


@_rule(r"(?:T|t) P")
def this_part(m: re.Match[str], c: Context) -> Found | None:
    part = PARTS_OF_DAY[c.words.low[m.end() - 1]]
    if c.words.low[m.start()] != "this":
        return None
    return Found(f"{c.anchor.isoformat()}T{part}" if c.anchor else "", "TIME", relative=True)


HOLIDAYS = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "orthodox christmas": (1, 7),
    "new year s eve": (12, 31), "new year s day": (1, 1), "new years day": (1, 1),
}  # fmt: skip
DECADES = {"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8, "nineties": 9}
ZONES = frozenset("gmt utc est edt cst cdt mst pst pdt bst cet cest eet ist z hours hrs local".split())
FUTURE_WORDS = frozenset(("the future", "the near future", "near future", "the foreseeable future", "foreseeable future", "the short term", "the near term"))
RATE_BEFORE = re.compile(r"\d|million|billion|thousand|hundred|times|once|twice|hours|days|flights|shells|rounds|tons|tonnes|barrels|units|aircraft|jets|drones|missiles|people|cents")
_UNIT_LETTER = {"2W": ("W", 2), "10Y": ("Y", 10), "C": ("Y", 100), "WE": ("D", 2)}


def timex_duration(number: float | None, unit: str, half: bool = False) -> str:
    """TIMEX3 value of a duration; ``None`` for a vague number."""
    time, letter = ("T", unit[1]) if unit[0] == "T" else ("", unit)
    if number is None:
        return f"P{time}X{ {'10Y': 'E', 'C': 'C', '2W': 'W', 'WE': 'WE'}.get(letter, letter)}".replace(" ", "")
    if letter in ("10Y", "2W", "WE", "C"):
        letter, times = _UNIT_LETTER[letter]
        number *= times
    if half and letter in ("Y", "M") and number < 1e6:
        return f"P{number:g}Y6M" if letter == "Y" else f"PT{number:g}M30S" if time else f"P{number + 0.5:g}M"
    if half:
        number += 0.5
    return f"P{time}{number:g}{letter}" if number < 1e6 else f"P{time}{int(number)}{letter}"


def find(text: str, anchor: dt.date | None, start: int = 0, end: int | None = None) -> list[TimeMention]:
    """All expressions of time in ``text[start:end]``, in order and without overlap; offsets are those of ``text``.

    :param anchor: day of publication; relative expressions have no days without it.
    """
    mentions = find_parts(text, anchor, start, end)
    return join_spans(text, mentions)


def find_parts(text: str, anchor: dt.date | None, start: int = 0, end: int | None = None) -> list[TimeMention]:
    """As :func:`find`, but 'from 1998 to 1999' gives two mentions."""
    words = classify(text, start, len(text) if end is None else min(end, len(text)))
    context = Context(words, anchor)
    mentions: list[TimeMention] = []
    at, size = 0, len(words.classes)
    candidates = _candidates(words)
    while at < size:
        if at not in candidates:
            at += 1
            continue
        best: Found | None = None
        stop = at
        for pattern, make in _RULES:
            m = pattern.match(words.classes, at)
            if m is None or m.end() <= stop or not context.whole(m.start(), m.end()):
                continue
            found = make(m, context)
            if found is not None:
                best, stop = found, m.end()
        if best is None:
            at += 1
            continue
        mention = _mention(words, at, stop, best)
        context.seen(mention, best.value)
        mentions.append(mention)
        at = stop
    for mention in mentions:
        if mention.kind in ("DATE", "TIME") or mention.first:
            mention.bound = bound_before(text, mention.start, start)
    return mentions


def _candidates(words: Words) -> set[int]:
    """Tokens at which an expression may begin: those with a word of time within the next few tokens."""
    near: set[int] = set()
    for i, word in enumerate(words.low):
        if word in _KEYS:
            near.update(range(max(0, i - 4), i + 1))
    for m in re.finditer(r"[yNDMWVSUQqKP]|[dn]/|[dn] ?[ax]\.|w w|[dn]:|L(?=[.,])", words.classes):
        near.update(range(max(0, m.start() - 12), m.start() + 1))
    return {i for i in near if words.classes[i] not in " .,¶'’z:"}


_KEYS = frozenset({*Context.SINGLE, "future", "term", "past", "am", "pm", "christmas", *DECADES})


def _mention(words: Words, first: int, stop: int, found: Found) -> TimeMention:
    days = found.days if found.days is not None else timex.days(found.value) if found.kind in ("DATE", "TIME") else (None, None)
    return TimeMention(
        start=words.starts[first],
        end=words.ends[stop - 1],
        first=days[0],
        last=days[1],
        value=found.value,
        kind=found.kind,
        relative=found.relative,
    )


def as_when(mention: TimeMention) -> When | None:
    """First and last day of the mention as the reading guide wants them, its preposition reckoned in.

    'by 2028' gives (None, '2028-12-31'), 'since 2020' ('2020-01-01', None); None where no day is known.
    """
    first, last = mention.first, mention.last
    if first is None and last is None:
        return None
    if mention.bound in ("by", "until"):
        first = None
    elif mention.bound == "since":
        last = None
    elif mention.bound == "before":
        first, last = None, timex.shift_days(first, -1) if first else None
    elif mention.bound == "after":
        first, last = timex.shift_days(last, 1) if last else None, None
    if first is None and last is None:
        return None
    return (first.isoformat() if first else None, last.isoformat() if last else None)


__all__ = ["as_when", "find", "find_parts"]
