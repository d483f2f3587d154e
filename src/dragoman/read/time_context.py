"""Values that lean on the day of publication or on the dates before them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dragoman.read import timex
from dragoman.read.reading import TimeMention
from dragoman.read.time_surroundings import Surroundings
from dragoman.read.time_words import SINGLE

YEAR_REACH = 250  # characters


@dataclass(slots=True)
class Context(Surroundings):
    """The state of one reading: the anchor, and what was named last."""

    last_day: dt.date | None = None  # the last single day that the text named
    last_year: int | None = None
    last_year_at: int = 0  # where the text named it
    last_quarter: str = ""
    last_value: str = ""

    # ---- values ---------------------------------------------------------------------------------------------

    def nearest_weekday(self, weekday: int, rel: str, m: re.Match[str]) -> str:
        if not self.anchor:
            return ""
        back = (self.anchor.weekday() - weekday) % 7
        past = timex.shift_days(self.anchor, -back)
        ahead = timex.shift_days(self.anchor, 7 - back if back else 0)
        if not past or not ahead:
            return ""
        if rel in ("next", "coming", "following", "upcoming"):
            day = ahead if back else timex.shift_days(ahead, 7)
        elif rel in ("last", "past", "previous", "preceding"):
            day = past if back else timex.shift_days(past, -7)
        elif rel == "this" or rel == "these":
            day = ahead
            if not self.future(m) and back <= self.anchor.weekday():
                day = past
        else:
            day = ahead if back and self.future(m) else past
        return day.isoformat() if day else ""

    def year_near(self, m: re.Match[str]) -> int | None:
        """The year named last, if it stands within a sentence or two: without an anchor a far one tells nothing."""
        return self.last_year if self.last_year is not None and m.start() - self.last_year_at <= YEAR_REACH else None

    def nearest_day(self, month: int, day: int, m: re.Match[str]) -> str:
        """A day without a year: the nearest one, past unless near ahead or spoken of as to come."""
        year = self.anchor.year if self.anchor else None
        if year is None:
            year = self.year_near(m)
            if year is None:
                return ""
            return _iso(year, month, day)
        options = [d for y in (year - 1, year, year + 1) if (d := _day(y, month, day))]
        past = [d for d in options if d <= self.anchor]
        ahead = [d for d in options if d > self.anchor]
        if not past or not ahead:
            return (past[-1] if past else ahead[0]).isoformat() if options else ""
        to_come = (ahead[0] - self.anchor).days
        if to_come <= 20 or (to_come <= 120 and not self.past(m)) or (to_come <= 330 and self.future(m)):
            return ahead[0].isoformat()
        return past[-1].isoformat()

    def year_beside(self, m: re.Match[str]) -> int | None:
        """The year of 'last year on February 24' and 'February 24 last year'."""
        w = self.words
        if w.before(m.start()) == "on" and w.before(m.start(), 2) == "year":
            return (
                self.related_year(w.before(m.start(), 3))
                if w.before(m.start(), 3) in ("last", "this", "next")
                else None
            )
        after, at = w.after(m.end() - 1)
        if after in ("last", "this", "next") and w.after(at)[0] == "year":
            return self.related_year(after)
        return None

    def nearest_month(self, month: int, rel: str, m: re.Match[str]) -> str:
        if not self.anchor:
            near = self.year_near(m)
            return timex.month_value(near, month) if near and not rel else ""
        year, now = self.anchor.year, self.anchor.month
        if rel in ("next", "coming", "following", "upcoming"):
            year += month <= now
        elif rel in ("last", "past", "previous"):
            year -= month >= now
        elif rel == "this":
            pass
        elif (self.future(m) and (month - now) % 12 <= 9) or (month == now % 12 + 1 and not self.past(m)):
            year += month < now  # a month just gone by is not meant a year ahead
        else:
            year -= month > now
        return timex.month_value(year, month)

    def nearest_season(self, season: str, rel: str, m: re.Match[str]) -> str:
        if not self.anchor:
            near = self.year_near(m)
            return f"{near}-{season}" if near and not rel else ""
        year = self.anchor.year
        first, last = timex.SEASONS[season]
        now = self.anchor.month
        if rel in ("next", "coming", "upcoming", "following"):
            year += now >= first
        elif rel in ("last", "past", "previous"):
            year -= now <= (last if last > first else 12) and not (season == "WI" and now < 12 and now > 2)
            if season == "WI" and 2 < now < 12:
                year -= 1
        elif rel != "this" and not self.future(m) and now < first:
            year -= 1
        return f"{year}-{season}"

    def nearest_quarter(self, number: int, m: re.Match[str]) -> str:
        if not self.anchor:
            return f"{self.last_year}-Q{number}" if self.last_year else ""
        now = (self.anchor.month + 2) // 3
        year = self.anchor.year
        if number > now and not (self.future(m) or number == now + 1):
            year -= 1
        elif number < now and self.future(m) and now - number > 1:
            year += 1
        return f"{year}-Q{number}"

    def related_year(self, rel: str) -> int | None:
        value = self.related("Y", rel, None)
        return int(value) if value and value.isdigit() else None

    def related(self, unit: str, rel: str, m: re.Match[str] | None) -> str | None:
        """Value of 'last week', 'next year', 'that day', 'the following month'; None without an anchor."""
        back_ref = rel in ("that", "same", "following", "previous", "preceding", "prior", "subsequent", "those")
        base = self.anchor
        if back_ref and unit == "D" and self.last_day:
            base = self.last_day
        elif back_ref and unit == "Y" and self.last_year:
            base = dt.date(self.last_year, 7, 1)
        elif back_ref and unit in ("M", "W") and self.last_day:
            base = self.last_day
        elif back_ref and rel in ("following", "subsequent"):
            base = self.anchor
        if base is None:
            return None
        step = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "prior": -1, "next": 1, "coming": 1,
                "following": 1, "upcoming": 1, "subsequent": 1, "new": 1, "forthcoming": 1}.get(rel, 0)  # fmt: skip
        if rel == "latest":
            step = -1 if unit == "Q" else 0
        if unit == "D":
            day = timex.shift_days(base, step)
            return day.isoformat() if day else None
        if unit in ("W", "2W"):
            day = timex.shift_days(base, 7 * step)
            return timex.week_value(day) if day else None
        if unit == "WE":
            if step > 0:
                day = timex.shift_days(base, 7 if base.weekday() >= 5 else 0)
            else:
                day = timex.shift_days(base, 0 if base.weekday() >= 5 or (m is not None and self.future(m)) else -7)
            return timex.week_value(day) + "-WE" if day else None
        if unit == "M":
            return timex.month_value(base.year, base.month + step)
        if unit == "Q":
            if rel == "the" and self.last_quarter:
                return self.last_quarter
            now = (base.month + 2) // 3
            if rel in ("the",):
                step = -1 if (base.month - 1) % 3 < 2 else 0
            return timex.quarter_value(base.year, now + step)
        if unit == "Y":
            return f"{base.year + step:04d}"
        if unit == "10Y":
            return f"{base.year // 10 + step:03d}"
        if unit == "C":
            return f"{base.year // 100 + step:02d}"
        return None

    def stretch(self, unit: str, rel: str, number: float | None) -> timex.Days:
        """Days of 'the past six months', 'the next two years': from or to the anchor; vague ones are open."""
        if self.anchor is None:
            return None, None
        ahead = rel in ("next", "coming", "following", "upcoming", "subsequent", "forthcoming")
        if number is None:
            return None, None
        other = self.shift(self.anchor, unit, number if ahead else -number)
        return (self.anchor, other) if ahead else (other, self.anchor)

    def shift(self, day: dt.date, unit: str, number: float) -> dt.date | None:
        if abs(number) > 100_000:
            return None
        whole = {"D": 1, "W": 7, "2W": 14}.get(unit)
        if whole:
            return timex.shift_days(day, round(number * whole))
        by_month = {"M": 1, "Q": 3, "Y": 12, "10Y": 120, "C": 1200}.get(unit)
        if by_month:
            return timex.shift_months(day, round(number * by_month))
        return day if unit[0] == "T" else timex.shift_days(day, round(number * 7))

    def shifted(self, number: float | None, unit: str, direction: str, found: Callable[..., Any]) -> Any:
        """'three days ago', 'a year later', 'two months earlier'."""
        back = direction in ("ago", "earlier", "before", "back")
        if direction in ("before", "after", "back") and number is None:
            return None
        base = self.anchor
        if direction in ("later", "earlier", "before", "after") and (self.last_day or self.last_year):
            base = self.last_day or dt.date(self.last_year or 1, 7, 1)
        if number is None:
            return found("PAST_REF" if back else "FUTURE_REF", relative=True)
        if unit[0] == "T":
            return found(f"PT{number:g}{unit[1]}", "DURATION", relative=True)
        if unit == "Y" and self.last_quarter and number == 1 and back:
            return found(f"{int(self.last_quarter[:4]) - 1}{self.last_quarter[4:]}", relative=True)
        if base is None:
            return found("", relative=True)
        day = self.shift(base, unit, -number if back else number)
        if day is None:
            return found("", relative=True)
        if unit == "D":
            value = day.isoformat()
        elif unit in ("W", "2W"):
            value = timex.week_value(day)
        elif unit in ("M", "Q"):
            value = timex.month_value(day.year, day.month)
        elif unit in ("10Y", "C"):
            value = f"{day.year // 10:03d}"
        elif direction in ("later", "earlier") and re.fullmatch(r"\d{4}-\d\d", self.last_value):
            value = timex.month_value(day.year, int(self.last_value[5:]))
        else:
            value = f"{day.year:04d}"
        return found(value, relative=True)

    def single_word(self, at: int, found: Callable[..., Any]) -> Any:
        entry = SINGLE.get(self.words.low[at])
        if entry is None:
            return None
        what, kind = entry
        token = self.words.text[self.words.starts[at] : self.words.ends[at]]
        if (
            token == "Today"
            and at > 1
            and self.words.text[self.words.starts[at - 2] : self.words.ends[at - 2]].istitle()
        ):
            return None  # 'India Today'
        if isinstance(what, int):
            if self.anchor is None:
                return found("", relative=True)
            day = timex.shift_days(self.anchor, what)
            if day is None:
                return None
            if self.words.low[at] == "overnight":
                return found(f"{day.isoformat()}TNI", "TIME", (day, self.anchor), True)
            if kind == "TIME":
                return found(f"{day.isoformat()}TNI", "TIME", relative=True)
            return found(day.isoformat(), relative=True)
        if kind == "SET" and token.istitle() and self.words.before(at) not in ("", ".", "!", "?"):
            return None  # 'China Daily'
        if self.words.low[at] == "soon" and (
            self.words.before(at) == "as" or self.words.after(at)[0] in ("after", "as")
        ):
            return None
        return found(what, kind)

    def leaning(self, mention: TimeMention) -> bool:
        """'a year ago', 'the year-earlier quarter': said of the quarter that was named before."""
        return mention.relative and bool(
            re.search(r"ago|earlier|last", self.words.text[mention.start : mention.end], re.IGNORECASE)
        )

    def seen(self, mention: TimeMention, value: str) -> None:
        """Remember the date for expressions that lean on it ('that day', 'a year later')."""
        if mention.kind == "DATE" and value[:1].isdigit():
            self.last_value = value
            if mention.first:
                self.last_year, self.last_year_at = mention.first.year, mention.end
                if mention.first == mention.last:
                    self.last_day = mention.first
            if re.fullmatch(r"\d{4}-Q[1-4]", value) and not self.leaning(mention):
                self.last_quarter = value


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _iso(year: int, month: int, day: int) -> str:
    found = _day(year, month, day)
    return found.isoformat() if found else ""
