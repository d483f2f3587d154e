"""Rules for dates, months, years, seasons, decades, quarters and halves."""

from __future__ import annotations

import datetime as dt
import re

from dragoman.read import timex
from dragoman.read.time_context import Context
from dragoman.read.time_rules import MOD, Found, dated, rule, safe_day
from dragoman.read.time_words import MONTHS, SEASON_OF, TENS

# ---- absolute dates -------------------------------------------------------------------------------------------


@rule(r"N")
def dotted(m: re.Match[str], c: Context) -> Found | None:
    """'08.10.2025', '8.10.25'."""
    day, month, year = (int(x) for x in c.words.low[m.start()].split("."))
    value = safe_day(c.century(year), month, day)
    return Found(value) if value and (year > 99 or c.words.before(m.start()) in ("on", "from", "dated", "(")) else None


@rule(r"(?P<y>y)-(?P<m>[dn])-(?P<d>[dn])(?P<t>x[dn]:[dn](?::[dn])?)?")
def iso(m: re.Match[str], c: Context) -> Found | None:
    if not c.adjacent(m.start("y"), m.start("d")):
        return None
    value = safe_day(c.int(m["y"], m, "y"), c.int(m["m"], m, "m"), c.int(m["d"], m, "d"))
    if value and m["t"]:
        return Found(f"{value}T{''.join(c.words.low[m.start('t') + 1 : m.end()])}", "TIME")
    return Found(value) if value else None


@rule(r"(?P<a>[dn])/(?P<b>[dn])/(?P<y>[ydn])")
def slashed(m: re.Match[str], c: Context) -> Found | None:
    """'10/8/2025': month first unless only the other order makes a day, or the anchor speaks for it."""
    a, b, year = (c.int("", m, g) for g in "aby")
    year = c.century(year)
    us, eu = safe_day(year, a, b), safe_day(year, b, a)
    if us and eu and c.anchor and dt.date.fromisoformat(us) > c.anchor >= dt.date.fromisoformat(eu):
        return Found(eu)
    return Found(us or eu) if us or eu else None


_WD = r"(?:(?P<wd>[WV])\.?,? (?:t )?)?"


@rule(_WD + r"(?:t )?(?:(?P<d0>[do])(?: ?- ?| x | z )(?=[do] ))?(?P<d>[do])[ -](?:f )?(?P<m>M)\.?(?:,?[ -](?P<y>y))?")
def day_month(m: re.Match[str], c: Context) -> Found | None:
    return _day(m, c)


@rule(r"(?P<d>d)[ -](?P<m>M)[ -](?P<y>[nd])")
def short_year(m: re.Match[str], c: Context) -> Found | None:
    """'3 MAY 90', '3-May-90'."""
    month = c.words.text[c.words.starts[m.start("m")] : c.words.ends[m.start("m")]]
    if len(c.words.low[m.start("y")]) != 2 or not (month.isupper() or "-" in m.group()):
        return None
    value = safe_day(c.century(c.int("", m, "y")), MONTHS[month.lower()], c.number(m, "d"))
    return Found(value) if value else None


@rule(_WD + r"(?:t )?(?P<m>M)\.? ?(?:t )?(?P<d>[do])(?: ?- ?(?P<d2>[do]))?(?:,? (?P<y>y))?")
def month_day(m: re.Match[str], c: Context) -> Found | None:
    after, j = c.words.after(m.end() - 1)
    things = c.words.classes[j : j + 1] == "x" and after.isalpha() and after[-1:] == "s"
    counted = things and after not in ("was", "is", "has")
    if counted and not m["y"] and not m["d2"] and c.words.before(m.start()) in ("in", "since", "by", "last"):
        return None  # 'in March 12 jets arrived'
    return _day(m, c)


def _day(m: re.Match[str], c: Context) -> Found | None:
    day, month = c.number(m, "d"), MONTHS[c.words.low[m.start("m")]]
    if not 1 <= day <= 31:
        return None
    if m["y"]:
        value = safe_day(c.int("", m, "y"), month, day)
        relative = False
    else:
        given = c.year_beside(m)
        value, relative = safe_day(given, month, day) if given else c.nearest_day(month, day, m), True
    if not value:
        return Found(f"XXXX-{month:02d}-{day:02d}", relative=True) if not m["y"] and not c.anchor else None
    other = m.groupdict().get("d2") or m.groupdict().get("d0")
    if other:
        group = "d2" if m.groupdict().get("d2") else "d0"
        second = safe_day(int(value[:4]), month, c.number(m, group))
        if second:
            first, last = sorted((dt.date.fromisoformat(value), dt.date.fromisoformat(second)))
            return Found(value, "DATE", (first, last), relative)
    return Found(value, relative=relative)


@rule(MOD + r"(?:[LXT] )?(?P<m>M)\.?(?:,| f)? ?(?P<y>y)")
def month_year(m: re.Match[str], c: Context) -> Found | None:
    return dated(m, c, timex.month_value(c.int("", m, "y"), MONTHS[c.words.low[m.start("m")]]))


@rule(MOD + r"(?:(?P<rel>[LXT]) )?(?P<m>M)\.?(?:(?: f)? (?P<rely>[LXTH]) U)?")
def month(m: re.Match[str], c: Context) -> Found | None:
    number = MONTHS[c.words.low[m.start("m")]]
    if m["rely"] and c.words.low[m.end() - 1] == "year":
        year = c.related_year(c.words.low[m.start("rely")])
        return dated(m, c, timex.month_value(year, number) if year else f"XXXX-{number:02d}", True)
    value = c.nearest_month(number, c.words.low[m.start("rel")] if m["rel"] else "", m)
    return dated(m, c, value or f"XXXX-{number:02d}", True)


@rule(MOD + r"(?P<s>S) (?:f )?(?P<y>[yD])")
def season_year(m: re.Match[str], c: Context) -> Found | None:
    """'the spring of 1968', 'the summer of '89'."""
    if m["y"] == "D" and c.words.low[m.start("y")].endswith("s"):
        return None
    return dated(m, c, f"{c.century(c.int('', m, 'y')):04d}-{SEASON_OF[c.words.low[m.start('s')]]}")


@rule(MOD + r"(?:(?P<rel>[LXT]) )?(?P<s>S)")
def season(m: re.Match[str], c: Context) -> Found | None:
    word, rel = c.words.low[m.start("s")], c.words.low[m.start("rel")] if m["rel"] else ""
    before = c.words.before(m.start("s"))
    known = (
        rel
        or m["mod"]
        or m["mod2"]
        or (before == "the" and word not in ("fall", "spring"))
        or before in ("in", "by", "since", "until")
    )
    alone = not before and not c.words.after(m.end() - 1)[0]
    if not (known or alone) and c.words.before(m.start("s"), 2) not in ("in", "by", "since", "until", "during"):
        return None
    if c.words.after(m.end() - 1)[0] in ("of", "in") and word in ("fall", "spring"):
        return None
    value = c.nearest_season(SEASON_OF[word], rel, m)
    return dated(m, c, value or f"XXXX-{SEASON_OF[word]}", True)


@rule(MOD + r"(?P<k>K)(?: U)?[ -]?(?P<y>[yd])(?: ?[-/] ?(?P<y2>[ydn]))?")
def fiscal(m: re.Match[str], c: Context) -> Found | None:
    """'FY2024', 'fiscal 2024', 'financial year 2024-25'."""
    year = c.century(c.int("", m, "y"))
    return Found(str(year), days=timex.months(year, 1, 24) if m["y2"] else None)


@rule(MOD + r"(?P<y>y)(?: ?[-/] ?(?P<y2>[yd]|n))?")
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
    return dated(m, c, str(number))


@rule(r"(?:t )?(?P<y>U) (?P<n>y)")
def the_year(m: re.Match[str], c: Context) -> Found | None:
    return Found(c.words.low[m.start("n")]) if c.words.low[m.start("y")] == "year" else None


@rule(MOD + r"(?P<D>D)")
def decade(m: re.Match[str], c: Context) -> Found | None:
    digits = re.sub(r"\D", "", c.words.low[m.start("D")])
    if not c.words.low[m.start("D")].endswith("s"):  # "since '89"
        near = c.words.before(m.start("D")) in (
            "in",
            "since",
            "of",
            "until",
            "by",
            "before",
            "after",
            "from",
            "and",
            "to",
        )
        return Found(f"19{digits}") if near and digits > "30" else None
    if len(digits) == 2:
        digits = "19" + digits if digits >= "20" else "20" + digits
    if not "1400" <= digits <= "2190" or digits[3] != "0":
        return None
    return dated(m, c, digits[:3])


@rule(r"t (?P<y>y)'x")
def decade_with_apostrophe(m: re.Match[str], c: Context) -> Found | None:
    """'the 1990's'; without the article it is the year's."""
    digits = c.words.low[m.start("y")]
    return Found(digits[:3]) if digits.endswith("0") and c.words.low[m.end() - 1] == "s" else None


@rule(r"(?:t )?(?:(?P<tens>w)-)?(?P<o>o)[ -](?P<u>U)")
def century(m: re.Match[str], c: Context) -> Found | None:
    """'the 19th century', 'the twenty-first century'."""
    if c.words.low[m.start("u")] != "century":
        return None
    number = c.number(m, "o") + (TENS.get(c.words.low[m.start("tens")], 0) if m["tens"] else 0)
    return Found(f"{number - 1:02d}") if 10 < number < 30 else None


# ---- quarters and halves --------------------------------------------------------------------------------------


@rule(
    r"(?:t )?(?:K )?(?:(?P<y0>y)(?:'x)? )?(?:K[ -])?(?P<o>o)(?:[ -])(?:K )?(?P<q>[Qh])(?:(?: f| f t)?(?: K)?(?: U)? (?P<y>y)|"
    r"(?: f)? (?P<rel>[LXT]) U)?"
)
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


@rule(
    r"(?:(?P<q>q)(?P<n>[dn])(?:(?:,| f)? (?P<y>y)|[- ](?P<k>K) ?(?P<yy>[dy]))?|"
    r"(?P<n2>[dn])(?P<q2>q)(?P<y2>[dn])?(?:,? (?P<y3>y))?)"
)
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
