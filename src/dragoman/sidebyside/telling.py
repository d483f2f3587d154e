"""What stands in one report near its weapon: numbers, prices, days, parties."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.model import Category, Interval, Money, Report, Transfer, When
from dragoman.read import transfers
from dragoman.read.reading import Mention, Reading, Sentence, TimeMention
from dragoman.sidebyside.words import (
    CATEGORY_HEAD,
    CEILING,
    FROM,
    HAD,
    HEADS,
    ITEM,
    ITEM_KIND,
    NAME_NUMBER,
    OF_THEM,
    OLD_WEAPON,
    OPTION,
    PART,
    PLANNED,
    SIDE_AFTER,
    SIDE_BEFORE,
    STAGE,
    TOTAL,
    WEEKDAY,
)
from dragoman.weigh import sources
from dragoman.weigh.weapons import Profile, profile


@dataclass
class Count:
    """A number of items, with what it counts and how it is told."""

    value: Interval
    weapon: Profile | None
    kinds: frozenset[str]
    sentence: str
    stage: str
    part: bool
    total: bool
    words: str
    head: str  # group of the noun that is counted: 'air', 'launcher', ...
    aside: bool  # of another deal: another buyer, an earlier order, an option, what is in service


@dataclass
class Price:
    value: Money
    aside: bool
    words: str


@dataclass
class Dated:
    when: When
    stage: str
    which: str  # 'first' | 'last' | ''
    planned: bool  # told as still to come
    words: str


@dataclass
class Telling:
    """What stands in one report near its weapon."""

    report: Report
    weapons: list[tuple[Profile, float]]
    states: Counter[str]
    counts: list[Count]
    prices: list[Price]
    dates: list[Dated]
    transfers: tuple[Transfer, ...]
    names: frozenset[str]
    body: str
    givers: frozenset[str]  # states that follow 'from' or 'gift of' beside a weapon


def tell(reading: Reading, shared: set[str] | frozenset[str]) -> Telling:
    """Take what stands near a text's weapon; ``shared`` are states that the other report names too."""
    report = reading.report
    live = [s for s in reading.sentences if not s.furniture]
    found, _ = transfers.code(reading)
    body = " ".join(report.text[s.start : s.end] for s in live)
    return Telling(
        report=report,
        weapons=_weapons(reading),
        states=states_named(reading),
        counts=list(_counts(reading, live, shared)),
        prices=list(_prices(reading, live, shared)),
        dates=list(_dates(reading, live)),
        transfers=found,
        names=frozenset(sources.names_and_figures(report.text)),
        body=body,
        givers=_givers(reading),
    )


def _weapons(reading: Reading) -> list[tuple[Profile, float]]:
    """Weapons by weight: in the headline, early, often."""
    weight: dict[Profile, float] = {}
    for m in reading.mentions:
        if m.kind != "weapon":
            continue
        sentence = reading.sentence_at(m.first)
        if sentence.furniture:
            continue
        p = profile(m.ids[0] if m.ids and not m.generic else m.text, _category(m))
        first, last = _clause(reading.text, sentence, m.start, m.end)
        old = bool(OLD_WEAPON.search(reading.text[max(sentence.start, first - 30) : last]))
        weight[p] = weight.get(p, 0) + (0.2 if old else 3 if sentence.index == 0 else 2 if sentence.index == 1 else 1)
    return sorted(weight.items(), key=lambda x: (-x[1], x[0].name))


def _givers(reading: Reading) -> frozenset[str]:
    out: set[str] = set()
    for m in reading.mentions:
        if (
            m.kind == "state"
            and m.form in ("name", "demonym")
            and FROM.search(reading.text[max(0, m.start - 25) : m.start])
        ):
            s = reading.sentence_at(m.first)
            if not s.furniture and any(x.kind == "weapon" for x in reading.mentions_in(s)):
                out.update(m.ids)
    return frozenset(out)


def _category(m: Mention) -> Category:
    return Category(m.category) if m.category else Category.OTHER


def states_named(reading: Reading) -> Counter[str]:
    out: Counter[str] = Counter()
    for m in reading.mentions:
        if m.kind in ("state", "place") and m.form != "description":
            sentence = reading.sentence_at(m.first)
            if not sentence.furniture:
                for code in m.ids:
                    out[code] += 3 if sentence.index == 0 else 2 if sentence.index == 1 else 1
    return out


def _sentence_states(reading: Reading, s: Sentence) -> set[str]:
    inside: list[tuple[int, int]] = [
        (x.start, x.end) for x in reading.money
    ]  # 'US dollars' names a currency, not a party
    return {
        c
        for m in reading.mentions_in(s)
        if m.kind == "state" and not any(a <= m.start < b for a, b in inside)
        for c in m.ids
    }


def _clause(text: str, s: Sentence, start: int, end: int) -> tuple[int, int]:
    """The stretch of the sentence between commas, semicolons and 'and/but/while' around a place."""
    cut = re.compile(r"[,;:]\s|\s(?:and|but|while|whereas|after|which|who|of which|because)\s")
    first, last = s.start, s.end
    for m in cut.finditer(text, s.start, s.end):
        if m.end() <= start:
            first = m.end()
        elif m.start() >= end:
            last = m.start()
            break
    return first, last


def _counts(reading: Reading, live: Sequence[Sentence], shared: set[str] | frozenset[str]) -> Iterator[Count]:
    text = reading.text
    taken = [(m.start, m.end) for m in reading.money] + [(t.start, t.end) for t in reading.times]
    for q in reading.quantities:
        s = next((s for s in live if s.start <= q.start < s.end), None)
        if s is None or q.ordinal or (q.unit and q.unit != "person") or q.value.low is q.value.high is None:
            continue
        if any(a < q.end and q.start < b for a, b in taken):
            continue
        if any(m.kind == "weapon" and m.start < q.start < m.end for m in reading.mentions):
            continue
        if NAME_NUMBER.search(text[max(s.start, q.start - 25) : q.start]) and text[q.start].isdigit():
            continue
        after = text[q.end : min(s.end, q.end + 70)]
        weapon = _counted(reading, q.end, s)
        item = ITEM.match(after)
        if weapon is None and item is None:
            continue
        kinds = ITEM_KIND.get(re.sub(r"ies$", "y", re.sub(r"s$", "", item.group(1).lower())), set()) if item else set()
        if q.unit == "person" and not (item and item.group(1).lower().startswith("fighter")):
            continue
        first, last = _clause(text, s, q.start, q.end)
        states = _sentence_states(reading, s)
        clause_states = {c for m in reading.mentions if m.kind == "state" and first <= m.start < last for c in m.ids}
        foreign = (bool(clause_states) and not clause_states & shared) or (
            not clause_states and bool(states) and not states & shared
        )
        year = _old_year(reading, first, last)
        aside = foreign or year or bool(OPTION.search(text[first:last])) or bool(HAD.search(text[first:last]))
        yield Count(
            q.value, weapon, frozenset(kinds), text[s.start : s.end], _stage_near(text, s, q.start, q.end),
            bool(PART.search(text[max(s.start, q.start - 14) : q.start]) or OF_THEM.match(after)), bool(TOTAL.search(text[s.start : s.end])),
            text[q.start : min(s.end, q.end + 30)], _head(item, weapon), aside,
        )  # fmt: skip


def _head(item: re.Match[str] | None, weapon: Profile | None) -> str:
    if item is not None:
        noun = re.sub(r"(?<=[^s])s$", "", re.sub(r"ies$", "y", item.group(1).lower()))
        return HEADS.get(noun, "")
    return CATEGORY_HEAD.get(weapon.category, "") if weapon else ""


def _counted(reading: Reading, end: int, s: Sentence) -> Profile | None:
    """The weapon that a number right before it counts."""
    for m in reading.mentions_in(s):
        if m.kind == "weapon" and end <= m.start <= end + 32:
            between = reading.text[end : m.start]
            if re.search(r"[,;.]|\b(?:of which|of|for|with|and|to)\b", between):
                return None
            return profile(m.ids[0] if m.ids and not m.generic else m.text, _category(m))
    return None


def _old_year(reading: Reading, first: int, last: int) -> bool:
    """True where the clause is dated well before publication: an earlier deal."""
    anchor = reading.anchor
    if anchor is None:
        return False
    return any(
        t.last is not None and t.last.year < anchor.year - 1
        for t in reading.times
        if first <= t.start < last and not t.bound
    )


def _prices(reading: Reading, live: Sequence[Sentence], shared: set[str] | frozenset[str]) -> Iterator[Price]:
    text = reading.text
    for m in reading.money:
        s = next((s for s in live if s.start <= m.start < s.end), None)
        if s is None or m.per_unit:
            continue
        first, last = _clause(text, s, m.start, m.end)
        states = _sentence_states(reading, s)
        value = m.value
        if value.low is not None and CEILING.search(text[max(s.start, m.start - 60) : m.start]):
            value = Money(low=None, high=value.high or value.low, currency=value.currency)
        side = SIDE_BEFORE.search(text[max(first, m.start - 45) : m.start]) or SIDE_AFTER.search(text[m.end : s.end])
        aside = bool(side) or _old_year(reading, first, last) or (bool(states) and not states & shared)
        yield Price(value, aside, text[m.start : m.end])


def _dates(reading: Reading, live: Sequence[Sentence]) -> Iterator[Dated]:
    text = reading.text
    for t in reading.times:
        s = next((s for s in live if s.start <= t.start < s.end), None)
        when = _span(t, text)
        if s is None or when is None or t.kind not in ("DATE", "TIME"):
            continue
        stage = _stage_near(text, s, t.start, t.end)
        first, last = _clause(text, s, t.start, t.end)
        if WEEKDAY.fullmatch(text[t.start : t.end]) and reading.anchor and t.first and t.first > reading.anchor:
            continue  # a bare weekday after publication: which one is not plain
        which = _which(text[first:last]) or _which(text[max(s.start, first - 50) : last])
        planned = bool(PLANNED.search(text[first:last])) or (when[0] or "") > (reading.report.published or "9999")
        yield Dated(when, stage, which, planned, text[max(s.start, t.start - 40) : t.end])


def _which(text: str) -> str:
    """Whether a stretch tells of the first item or of the last."""
    text = re.sub(r"\blast (?:week|month|year|spring|summer|autumn|winter|\w+day)\b", "", text, flags=re.I)
    if re.search(r"\bfirst\b", text):
        return "first"
    return "last" if re.search(r"\b(?:last|all|complet\w+|final)\b", text, re.I) else ""


def _span(t: TimeMention, text: str) -> When | None:
    if t.first is None and t.last is None:
        return None
    first, last = (t.first.isoformat() if t.first else None), (t.last.isoformat() if t.last else None)
    before = text[max(0, t.start - 60) : t.start].lower()
    if re.search(r"\bnot\b.{0,40}\b(?:before|until)\s*$", before) or re.search(r"\bnot (?:before|until)\b", before):
        return first, None
    if re.search(r"\bas (?:early|late) as\s*$", before):
        return first, last or (t.first.replace(month=12, day=31).isoformat() if t.first else None)
    if t.bound == "by":
        return None, last
    if t.bound in ("since", "after"):
        return first, None
    if t.bound in ("before", "until"):
        return None, last
    return first, last


def _stage_near(text: str, s: Sentence, start: int, end: int) -> str:
    """The stage whose word stands nearest in the sentence."""
    best, distance = "", 10**6
    for name, pattern in STAGE.items():
        for m in pattern.finditer(text, s.start, s.end):
            gap = start - m.end() if m.end() <= start else m.start() - end
            if abs(gap) < distance:
                best, distance = name, abs(gap)
    return best
