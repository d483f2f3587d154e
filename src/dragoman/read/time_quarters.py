"""Rules for quarters and halves of a year as reports on business tell them: 'the year-ago quarter', 'the 1988 period'."""

from __future__ import annotations

import re

from dragoman.read import timex
from dragoman.read.time_context import Context
from dragoman.read.time_rules import Found, rule
from dragoman.read.time_words import MONTHS

COMPARED = frozenset(["same", "comparable", "corresponding", "similar", "latest", "prior"])


def _reported(m: re.Match[str], c: Context) -> str:
    """The quarter that a report on a business is about."""
    return c.last_quarter or c.related("Q", "the", m) or ""


@rule(r"(?:t )?(?:x )?(?:(?P<u>U)-[rAG]|(?:L)-(?P<u2>U)(?= ))(?: (?P<o>o))?(?: [Qx])?")
def year_earlier(m: re.Match[str], c: Context) -> Found | None:
    """'the year-earlier period', 'the prior-year quarter': of business reports, so a quarter."""
    ends = ("quarter", "period") if m["u2"] else ("quarter", "period", "earlier", "ago")
    if c.words.low[m.start("u" if m["u"] else "u2")] != "year" or c.words.low[m.end() - 1] not in ends:
        return None
    last = _reported(m, c)
    if not last:
        return Found("", relative=True)
    return Found(f"{int(last[:4]) - 1}-Q{c.number(m, 'o') if m['o'] else last[-1]}", relative=True)


@rule(r"(?:t |T )?(?P<adj>[xHL] )?(?:(?P<o>o)[ -])?(?P<q>[Qx])(?: f| x)? (?P<rel>L|a|t) (?P<u>U)(?P<back> [Ar])?")
def quarter_of_last_year(m: re.Match[str], c: Context) -> Found | None:
    """'the quarter a year ago', 'the same period last year', 'the third quarter a year earlier'."""
    rel, back = c.words.low[m.start("rel")], c.words.low[m.end() - 1]
    period = c.words.low[m.start("q")]
    adjective = c.words.low[m.start("adj")] if m["adj"] else ""
    if (
        c.words.low[m.start("u")] != "year"
        or (rel != "last" and back not in ("ago", "earlier"))
        or (rel == "last") == bool(m["back"])
        or period not in ("quarter", "period")
        or (adjective not in COMPARED and (adjective or period == "period"))
    ):
        return None
    number = str(c.number(m, "o")) if m["o"] else _reported(m, c)[-1:]
    year = c.related_year("last")
    if not number or not year:
        return Found("", relative=True)
    # of which length a 'period' is, only a business report's reader knows: any day of the year then
    return Found(f"{year}-Q{number}", days=timex.days(str(year)) if period == "period" else None, relative=True)


@rule(r"t (?P<y>y) (?P<q>[Qx])")
def years_own_quarter(m: re.Match[str], c: Context) -> Found | None:
    """'the 1988 quarter', in a report on the same quarter of a later year."""
    last, year, period = _reported(m, c), c.words.low[m.start("y")], c.words.low[m.start("q")]
    if not last or period not in ("quarter", "period"):
        return None
    return Found(f"{year}{last[4:]}", days=timex.days(year) if period == "period" else None, relative=True)


@rule(r"(?:t )?(?P<m>M) (?P<q>Q)")
def month_quarter(m: re.Match[str], c: Context) -> Found | None:
    """'the March quarter': that ends with it."""
    number = MONTHS[c.words.low[m.start("m")]]
    value = c.nearest_month(number, "", m)
    if number % 3 or c.words.low[m.start("q")] != "quarter":
        return None
    return Found(f"{value[:4]}-Q{number // 3}" if value else "", relative=True)


@rule(r"(?P<rel>[LXT]) (?P<u>U)'x (?:(?P<o>o) )?(?P<q>Q)")
def years_quarter(m: re.Match[str], c: Context) -> Found | None:
    """'this year's third quarter', 'last year's quarter'."""
    year = c.related_year(c.words.low[m.start("rel")])
    last = _reported(m, c)
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


@rule(r"(?:t )?(?P<half>o h) f (?P<mid>t|[LXT]) (?P<u>U)")
def half_of_the_year(m: re.Match[str], c: Context) -> Found | None:
    """'the second half of the year'."""
    word = c.words.low[m.start("half")]
    year = c.related_year({"the": "this"}.get(c.words.low[m.start("mid")], c.words.low[m.start("mid")]))
    if c.words.low[m.start("u")] != "year" or word not in ("first", "second"):
        return None
    return Found(f"{year}-H{1 if word == 'first' else 2}" if year else "", relative=True)
