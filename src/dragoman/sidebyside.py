"""Two reports side by side: do they tell of one deal, where do they contradict each other, is one copied from the other?

    verdict = compare(report, other)

Joins the rooms: reads both texts, takes what stands near their weapon (numbers, prices, days, parties, words that
deny), and holds the two against each other with the rules of weighing. Made for short reports on one matter; a whole
case is weighed by :func:`dragoman.weigh.weigh`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.model import Category, Interval, Money, Report, Transfer, When
from dragoman.read import annotate_many, transfers
from dragoman.read.reading import Mention, Reading, Sentence, TimeMention
from dragoman.weigh import sources
from dragoman.weigh.register import days_between
from dragoman.weigh.values import Relation, days_apart, of_actors, of_days, of_intervals, of_money
from dragoman.weigh.weapons import Profile, of_weapons, profile

# ---- words ------------------------------------------------------------------------------------------------------

SIGN = r"sign(?:s|ed|ing|ature\w*)?|contract(?:ed|s)?|conclud\w+|order(?:s|ed)?|ink(?:s|ed)|agree\w*|placed|clinch\w*|sealed|put (?:her|his|their) names?"  # fmt: skip
APPROVE = r"approv\w+|ratif\w+|clear(?:ed|ance)|licen[cs]\w*|authoris\w+|authoriz\w+|notif\w+|endors\w+|permit\w*|releas\w+|consent\w*|green light|waved? through"  # fmt: skip
ARRIVE = r"arriv\w+|land(?:s|ed|ing)?|touch(?:es|ed)? down|reach(?:es|ed)?|unload\w*|fl(?:ew|own) in|roll(?:s|ed)? into|came|come|coming|ship(?:ped|ment)\w*|docked|enter(?:ed|s)?|get(?:s)? its"  # fmt: skip
ACCEPT = r"hand(?:ed|ing)?[- ]over|handed|hand-over|took over|taken over|accept\w*|deliver\w*|receiv\w+|transferr\w+|supplied|given|commission\w+|in service|presented|welcomed|inducted"  # fmt: skip
SPEECH = r"said|says|told|announc\w+|stated|confirm\w+|disclos\w+|report\w*|press conference|post\w*"
STAGES = {"sign": SIGN, "approve": APPROVE, "arrive": ARRIVE, "accept": ACCEPT, "speech": SPEECH}
_STAGE = {name: re.compile(rf"\b(?:{words})\b", re.I) for name, words in STAGES.items()}

_NOT_SIGNED = re.compile(
    r"\bunsigned\b|\bnot (?:yet )?(?:been )?(?:signed|concluded|sealed|finali[sz]ed|contracted|ordered)\b|\bnothing (?:has been|is|was) (?:yet )?signed|"
    r"\bno (?:such )?(?:contract|agreement|deal|order) (?:has been |was |is )?(?:signed|concluded|placed|exists)|"
    r"\byet to (?:be )?sign|\bsignatures? (?:is |are )?(?:still )?(?:outstanding|missing)|\bhas(?:n't| not) signed|\bstill (?:being )?negotiat",
    re.I,
)
_NOT_APPROVED = re.compile(
    r"\bnot (?:yet )?(?:been )?(?:released|approved|cleared|licen[cs]ed|authori[sz]ed|ratified|given (?:its|the) (?:consent|approval))\b|"
    r"\bwithout (?:a |an |any )?(?:\w+ )?(?:licen[cs]e|approval|permit|consent|clearance)\b|\byet to (?:approve|clear|ratify|decide)|"
    r"\bno (?:export )?(?:licen[cs]e|permit|approval)\b|\badjourned the matter|\bpostponed the (?:decision|vote)",
    re.I,
)
_NOT_DELIVERED = re.compile(
    r"\b(?:not|never) (?:yet )?(?:been )?(?:arrived|delivered|handed over|received|shipped|left)\b|\byet to (?:arrive|be delivered|receive|leave)|"
    r"\b(?:nothing|none|not one|not a single (?:one|vehicle|aircraft|tank))\b[^.]{0,50}? (?:has|have|had|was|were) (?:yet )?"
    r"(?:arrived|been (?:delivered|handed|shipped)|delivered|come|left|handed)|"
    r"\bstill waiting for|\bstill (?:stand|sit|lie)s? (?:in|at)|\bdelivery has not (?:yet )?(?:begun|started|taken place)",
    re.I,
)
_GOES_ON = re.compile(
    r"\b(?:not|never) (?:been )?(?:cancel\w+|scrapped|suspended|halted|called off|stopped|revoked|dropped|frozen|withdrawn)\b|"
    r"\b(?:order|contract|deal|agreement|purchase|programme|program|delivery|sale) (?:still )?(?:stands|holds|remains in force|goes ahead|is on track)|"
    r"\b(?:goes|go|going) (?:on|ahead) as planned|\bremains? (?:valid|in force)\b",
    re.I,
)
_STOPPED = re.compile(r"\b(?:cancel\w+|scrapp\w+|called off|withdr[ae]w\w*|terminat\w+|suspend\w+|halt\w*|revok\w+|frozen|shelved|dropped)\b", re.I)
_DENIED = re.compile(
    r"\bden(?:y|ies|ied|ying)\b|\bno (?:such )?plans? to\b|\bnot a single\b|\bno basis\b|\bno truth\b|\buntrue\b|\bfabricat\w+|\bbaseless\b|"
    r"\bunfounded\b|\bdisinformation\b|\bfake\b|\b(?:reject|dismiss)(?:ed|s) (?:the )?(?:report|claim|allegation|charge|accusation)s?\b|"
    r"\bhas (?:never|not) (?:supplied|sold|sent|delivered|transferred|provided|given)\b|\bpure invention\b|\bcategorically\b|\bnever (?:sold|sent|supplied|delivered)\b",
    re.I,
)
_TOTAL = re.compile(r"\b(?:in all|full|all|complete\w*|whole|total|altogether|entire|finished|nothing else|not one more)\b", re.I)
_PART = re.compile(r"\b(?:first|another|remaining|second|third|other|last|next|initial|of the|of which|of them)\s*$", re.I)
_OPTION = re.compile(r"\boption\w*\b", re.I)
_CEILING = re.compile(r"\b(?:up to|as much as|at most|no more than|estimated(?: total)? cost|ceiling|not exceed\w*|maximum)\b", re.I)
_SIDE_BEFORE = re.compile(
    r"\b(?:separate\w*|options?|down payments?|refund\w*|loans? of|credit of|another|earlier|further|other|budget of|part of an?)\b", re.I
)
_SIDE_AFTER = re.compile(r"^\s*(?:a|per|each|every) (?:year|month|piece|unit)\b|^\s*(?:a year|annually|in options)", re.I)
_HAD = re.compile(r"\b(?:already|existing|in service since|flies|fly|operates?|older|previously|earlier|(?:bring|grow)\w* .{0,25}to)\b", re.I)
_STOP = r"(?:came|come|by|were|are|is|was|have|has|had|will|would|to|from|in|on|and|with|that|which|who|for|at|a|an|be|it|they)"
_ITEM = re.compile(
    rf"^[\s-]*(?:(?!{_STOP}\b)[\w'’/.-]+\s+){{0,6}}?"
    r"(aircraft|jets?|planes?|fighters?|machines?|tanks?|vehicles?|carriers?|launchers?|batter(?:y|ies)|systems?|units?|boats?|ships?|vessels?|frigates?|"
    r"corvettes?|submarines?|drones?|uavs?|missiles?|helicopters?|sets?|radars?|guns?|howitzers?|transports?|trainers?|rockets?|shells?|rounds?|posts?|pieces)\b",
    re.I,
)  # fmt: skip
_NAME_NUMBER = re.compile(r"(?<!^)(?<![.!?:] )\b(?!(?:The|About|Some|Nearly|Over|All|Of|For)\b)[A-Z][a-zA-Z]+[ -]$")  # 'Avante 2200'
_OLD_WEAPON = re.compile(
    r"\b(?:replac\w+|tak\w* the place of|took the place|maintained|instead of|succe(?:ss\w+|ed\w*)|retir\w+|outdated|Soviet\S*|present|until now)\b"
)
_ITEM_KIND = {
    "aircraft": {"aircraft", "uav", "helicopter"}, "jet": {"aircraft"}, "plane": {"aircraft"}, "fighter": {"aircraft"}, "machine": set(),
    "tank": {"armour"}, "vehicle": {"armour", "artillery"}, "carrier": {"armour"}, "launcher": {"artillery", "missile", "air-defence"},
    "frigate": {"ship"}, "corvette": {"ship"}, "submarine": {"ship"}, "boat": {"ship"}, "ship": {"ship"}, "vessel": {"ship"},
    "drone": {"uav"}, "uav": {"uav"}, "missile": {"missile", "air-defence"}, "helicopter": {"helicopter"}, "radar": {"sensor"},
    "gun": {"artillery"}, "howitzer": {"artillery"}, "transport": {"aircraft"}, "trainer": {"aircraft"}, "rocket": {"missile", "munition", "artillery"},
    "shell": {"munition"}, "round": {"munition"}, "battery": {"air-defence", "artillery"},
}  # fmt: skip


# ---- what one report tells ----------------------------------------------------------------------------------------


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


@dataclass(frozen=True)
class Verdict:
    """How two reports stand to each other."""

    same_deal: bool
    contradict: tuple[tuple[str, str, str], ...]  # field, words here, words there
    source: str  # independent | reprint | rewrite
    reasons: tuple[str, ...]


def compare(a: Report, b: Report) -> Verdict:
    """Hold two reports against each other."""
    return next(compare_many([(a, b)]))


def compare_many(pairs: Sequence[tuple[Report, Report]]) -> Iterator[Verdict]:
    """:func:`compare` for many pairs, read in one go."""
    readings = annotate_many(r for pair in pairs for r in pair)
    for a, b in pairs:
        here, there = next(readings), next(readings)
        shared = _states(here).keys() & _states(there).keys()
        yield _verdict(tell(here, shared), tell(there, shared), sources.tie(a, b))


def tell(reading: Reading, shared: set[str] | frozenset[str]) -> Telling:
    """Take from an annotated text what stands near its weapon; ``shared`` are states that the other report names too."""
    report = reading.report
    live = [s for s in reading.sentences if not s.furniture]
    found, _ = transfers.code(reading)
    body = " ".join(report.text[s.start : s.end] for s in live)
    return Telling(
        report=report,
        weapons=_weapons(reading),
        states=_states(reading),
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
        old = bool(_OLD_WEAPON.search(reading.text[max(sentence.start, first - 30) : last]))
        weight[p] = weight.get(p, 0) + (0.2 if old else 3 if sentence.index == 0 else 2 if sentence.index == 1 else 1)
    return sorted(weight.items(), key=lambda x: (-x[1], x[0].name))


_FROM = re.compile(r"\b(?:from|gift (?:of|from|by)|donat\w+ (?:of|from|by)|supplied by|delivered by|sold by)\s+(?:the\s+)?$", re.I)


def _givers(reading: Reading) -> frozenset[str]:
    out: set[str] = set()
    for m in reading.mentions:
        if m.kind == "state" and m.form in ("name", "demonym") and _FROM.search(reading.text[max(0, m.start - 25) : m.start]):
            s = reading.sentence_at(m.first)
            if not s.furniture and any(x.kind == "weapon" for x in reading.mentions_in(s)):
                out.update(m.ids)
    return frozenset(out)


def _category(m: Mention) -> Category:
    return Category(m.category) if m.category else Category.OTHER


def _states(reading: Reading) -> Counter[str]:
    out: Counter[str] = Counter()
    for m in reading.mentions:
        if m.kind in ("state", "place") and m.form != "description":
            sentence = reading.sentence_at(m.first)
            if not sentence.furniture:
                for code in m.ids:
                    out[code] += 3 if sentence.index == 0 else 2 if sentence.index == 1 else 1
    return out


def _sentence_states(reading: Reading, s: Sentence) -> set[str]:
    inside = [(x.start, x.end) for x in reading.money]  # 'US dollars' names a currency, not a party
    return {
        c for m in reading.mentions_in(s) if m.kind == "state" and not any(a <= m.start < b for a, b in inside) for c in m.ids
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
    taken = [(x.start, x.end) for x in (*reading.money, *reading.times)]
    for q in reading.quantities:
        s = next((s for s in live if s.start <= q.start < s.end), None)
        if s is None or q.ordinal or (q.unit and q.unit != "person") or q.value.low is q.value.high is None:
            continue
        if any(a < q.end and q.start < b for a, b in taken):
            continue
        if any(m.kind == "weapon" and m.start < q.start < m.end for m in reading.mentions):
            continue
        if _NAME_NUMBER.search(text[max(s.start, q.start - 25) : q.start]) and text[q.start].isdigit():
            continue
        after = text[q.end : min(s.end, q.end + 70)]
        weapon = _counted(reading, q.end, s)
        item = _ITEM.match(after)
        if weapon is None and item is None:
            continue
        kinds = _ITEM_KIND.get(re.sub(r"ies$", "y", re.sub(r"s$", "", item.group(1).lower())), set()) if item else set()
        if q.unit == "person" and not (item and item.group(1).lower().startswith("fighter")):
            continue
        first, last = _clause(text, s, q.start, q.end)
        states = _sentence_states(reading, s)
        clause_states = {c for m in reading.mentions if m.kind == "state" and first <= m.start < last for c in m.ids}
        foreign = bool(clause_states) and not clause_states & shared or (not clause_states and bool(states) and not states & shared)
        year = _old_year(reading, first, last)
        aside = foreign or year or bool(_OPTION.search(text[first:last])) or bool(_HAD.search(text[first:last]))
        yield Count(
            q.value, weapon, frozenset(kinds), text[s.start : s.end], _stage_near(text, s, q.start, q.end),
            bool(_PART.search(text[max(s.start, q.start - 14) : q.start])), bool(_TOTAL.search(text[s.start : s.end])),
            text[q.start : min(s.end, q.end + 30)], _head(item, weapon), aside,
        )  # fmt: skip


def _head(item: re.Match[str] | None, weapon: Profile | None) -> str:
    if item is not None:
        noun = re.sub(r"(?<=[^s])s$", "", re.sub(r"ies$", "y", item.group(1).lower()))
        return _HEADS.get(noun, "")
    return _CATEGORY_HEAD.get(weapon.category, "") if weapon else ""


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
    return any(t.last is not None and t.last.year < anchor.year - 1 for t in reading.times if first <= t.start < last and not t.bound)


def _prices(reading: Reading, live: Sequence[Sentence], shared: set[str] | frozenset[str]) -> Iterator[Price]:
    text = reading.text
    for m in reading.money:
        s = next((s for s in live if s.start <= m.start < s.end), None)
        if s is None or m.per_unit:
            continue
        first, last = _clause(text, s, m.start, m.end)
        states = _sentence_states(reading, s)
        value = m.value
        if value.low is not None and _CEILING.search(text[max(s.start, m.start - 60) : m.start]):
            value = Money(low=None, high=value.high or value.low, currency=value.currency)
        side = _SIDE_BEFORE.search(text[max(first, m.start - 45) : m.start]) or _SIDE_AFTER.search(text[m.end : s.end])
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
        if _WEEKDAY.fullmatch(text[t.start : t.end]) and reading.anchor and t.first and t.first > reading.anchor:
            continue  # a bare weekday after publication: which one is not plain
        which = _which(text[first:last]) or _which(text[max(s.start, first - 50) : last])
        planned = bool(_PLANNED.search(text[first:last])) or (when[0] or "") > (reading.report.published or "9999")
        yield Dated(when, stage, which, planned, text[max(s.start, t.start - 40) : t.end])


_PLANNED = re.compile(r"\b(?:should|will|would|is to|are to|to be|expected|planned|due|scheduled|foreseen|hopes?|could|may)\b", re.I)
_WEEKDAY = re.compile(r"(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", re.I)


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
    for name, pattern in _STAGE.items():
        for m in pattern.finditer(text, s.start, s.end):
            gap = start - m.end() if m.end() <= start else m.start() - end
            if abs(gap) < distance:
                best, distance = name, abs(gap)
    return best


# ---- two tellings ------------------------------------------------------------------------------------------------


def _verdict(a: Telling, b: Telling, tie: sources.Tie | None) -> Verdict:
    main = _common_weapon(a, b)
    reasons: list[str] = []
    same = tie is not None or _same_deal(a, b, main, reasons)
    clashes: list[tuple[str, str, str]] = []
    if same and not (tie is not None and tie.kind == "reprint"):
        clashes = list(_clashes(a, b, main))
    return Verdict(same, tuple(clashes), tie.kind if tie else "independent", tuple(reasons) + ((tie.reason,) if tie else ()))


LEADING = 2.0  # weight from which a designation leads its report


def _common_weapon(a: Telling, b: Telling) -> tuple[Profile, Profile, Relation] | None:
    """The weapon of both: the weightiest pair of names that agree, or the leading designations where they exclude each other."""
    best: tuple[float, Profile, Profile, Relation] | None = None
    for p, x in a.weapons:
        for q, y in b.weapons:
            relation = of_weapons(p, q)
            if relation is Relation.CLASH or p.vague or q.vague:
                continue
            named = not p.kind_only and not q.kind_only
            weight = min(x, y) + (4 * named + (relation is Relation.SAME) if min(x, y) >= 1 else 0)
            if best is None or weight > best[0]:
                best = weight, p, q, relation
    if best is not None and best[0] >= 4 and not (best[1].kind_only or best[2].kind_only):
        return best[1:]
    first = next((p for p, w in a.weapons if not p.kind_only and w >= 1), None)
    second = next((p for p, w in b.weapons if not p.kind_only and w >= 1), None)
    if first and second and of_weapons(first, second) is Relation.CLASH:
        lead = dict(a.weapons)[first] + dict(b.weapons)[second]
        if _named_in(first, b.body) or _named_in(second, a.body):
            same = first if _named_in(first, b.body) else second
            return same, same, Relation.WITHIN
        if best is None or (first.category == second.category and lead >= LEADING):
            return first, second, Relation.CLASH
    return best[1:] if best else None


def _named_in(weapon: Profile, body: str) -> bool:
    """Does a text name the weapon where the reader saw no weapon? Names shorter than four letters prove nothing."""
    words = [w for w in weapon.tokens if len(w) >= 4 and w.isalpha()] or [w for w in weapon.tokens if len(w) >= 4]
    plain = " ".join(sources.normal_words(body))
    return bool(words) and all(re.search(rf"\b{re.escape(w)}s?\b", plain) for w in words)


def _fits(count: Count, weapon: Profile) -> bool:
    if count.weapon is not None and of_weapons(count.weapon, weapon) is Relation.CLASH:
        return count.weapon.kind_only and {count.weapon.category, weapon.category} <= _LAUNCHED
    kind_told = count.weapon is None and bool(count.kinds) and weapon.category is not Category.OTHER
    return not kind_told or str(weapon.category) in count.kinds


def _main_counts(t: Telling, weapon: Profile | None) -> list[Count]:
    return [c for c in t.counts if not c.aside and (weapon is None or _fits(c, weapon))]


def _agree(x: Interval, y: Interval) -> bool:
    return of_intervals(x, y) in (Relation.SAME, Relation.WITHIN)


def _same_deal(a: Telling, b: Telling, main: tuple[Profile, Profile, Relation] | None, reasons: list[str]) -> bool:
    """Weigh what the two share against what parts them."""
    gap = days_between(a.report.published, b.report.published)
    score = 0.0

    def add(points: float, why: str) -> None:
        nonlocal score
        score += points
        reasons.append(f"{points:+g} {why}")

    if main is None:
        add(0, "no weapon in common")
    elif main[2] is Relation.CLASH:
        add(-1.5, f"{main[0].name} and {main[1].name} are two weapons")
    else:
        add(2 if not main[0].kind_only and not main[1].kind_only else 1, f"weapon {main[0].name} / {main[1].name}")
    weapon = (main[0], main[1]) if main else (None, None)
    one, two = _main_counts(a, weapon[0]), _main_counts(b, weapon[1])
    shared = [(x, y) for x in one for y in two if _agree(x.value, y.value) and (x.value.low or 0) > 1]
    if shared:
        add(2, f"the same number ({shared[0][0].words})")
    elif one and two and gap > 100:
        add(-3, "other numbers, months apart")
    prices = [(x, y) for x in a.prices for y in b.prices if not x.aside and not y.aside and of_money(x.value, y.value) is Relation.SAME or _near_price(x, y)]
    if prices:
        add(2, f"the same price ({prices[0][0].words})")
    days = [
        (x, y) for x in a.dates for y in b.dates
        if x.when == y.when and x.when[0] == x.when[1] and x.stage not in ("speech",)
    ]  # fmt: skip
    if days:
        add(1.5, f"the same day ({days[0][0].when[0]})")
    common = a.names & b.names
    add(min(2.0, 0.25 * len(common)), f"{len(common)} names and figures in common")
    parted = _parties_part(a, b)
    if parted:
        add(-4, parted)
    if gap > 300:
        firm = {"sign", "approve"}
        mine, theirs = _headline_stage(a), _headline_stage(b)
        stopped = bool(_STOPPED.search(a.body)) != bool(_STOPPED.search(b.body))
        add(-4 if mine == theirs and mine in firm and not stopped else -1.5, f"{gap} days apart, {mine or '?'} and {theirs or '?'}")
    elif gap <= 10:
        add(1, "told within days of each other")
    return score >= 1.5


def _near_price(x: Price, y: Price) -> bool:
    return x.value.currency == y.value.currency and of_money(x.value, y.value) is Relation.WITHIN and x.value.low is not None and y.value.low is not None  # fmt: skip


def _headline_stage(t: Telling) -> str:
    lead = t.body[:400]
    hits = {n: len(p.findall(lead)) for n, p in _STAGE.items() if n != "speech"}
    best = max(hits, key=lambda n: hits[n])
    return best if hits[best] else ""


def _parties_part(a: Telling, b: Telling) -> str:
    """Why the parties are not the same, or ''."""
    mine, theirs = _lead_transfer(a), _lead_transfer(b)
    if mine and theirs:
        r, s = of_actors(mine.recipient, theirs.recipient), of_actors(mine.supplier, theirs.supplier)
        swapped = of_actors(mine.recipient, theirs.supplier) is not Relation.CLASH
        if r is Relation.CLASH and not swapped:
            return f"recipients {', '.join(mine.recipient)} and {', '.join(theirs.recipient)}"
        if s is Relation.CLASH and r is not Relation.CLASH and not swapped:
            return f"suppliers {', '.join(mine.supplier)} and {', '.join(theirs.supplier)}"
        return ""
    top_a = {s for s, n in a.states.items() if n >= 3}
    top_b = {s for s, n in b.states.items() if n >= 3}
    if top_a and top_b and not top_a & b.states.keys() and not top_b & a.states.keys():
        return "other states in the headlines"
    lone_a = {s for s in top_a if b.states[s] <= 1}
    lone_b = {s for s in top_b if a.states[s] <= 1}
    if lone_a and lone_b and not {s for s in top_a & top_b}:
        return f"{', '.join(sorted(lone_a))} here, {', '.join(sorted(lone_b))} there"
    return ""


def _lead_transfer(t: Telling) -> Transfer | None:
    return min(t.transfers, key=lambda x: x.evidence.span.start, default=None)


def _clashes(a: Telling, b: Telling, main: tuple[Profile, Profile, Relation] | None) -> Iterator[tuple[str, str, str]]:
    gap = days_between(a.report.published, b.report.published)
    number = _number_clash(a, b, main)
    if number:
        yield "quantity", *number
    price = _price_clash(a, b)
    if price:
        yield "value", *price
    date = _date_clash(a, b)
    if date:
        yield "when", *date
    if main and main[2] is Relation.CLASH:
        yield "weapon", main[0].name, main[1].name
    if gap <= 6:
        status = _status_clash(a.body, b.body) or _flip(_status_clash(b.body, a.body))
        if status:
            yield "status", *status
    if gap <= 30:
        denial = _denial(a.body, b.body) or _flip(_denial(b.body, a.body))
        if denial:
            yield "denied", *denial
    gift = _giver(a), _giver(b)
    if gift[0] and gift[1] and gift[0] != gift[1]:
        yield "supplier", gift[0], gift[1]
        return
    from_a, from_b = {g for g in a.givers if not b.states[g]}, {g for g in b.givers if not a.states[g]}
    if from_a and from_b:
        yield "supplier", ", ".join(sorted(from_a)), ", ".join(sorted(from_b))
        return
    mine, theirs = _lead_transfer(a), _lead_transfer(b)
    if mine and theirs and mine.category == theirs.category:
        for name in ("supplier", "recipient"):
            here, there = getattr(mine, name), getattr(theirs, name)
            if of_actors(here, there) is Relation.CLASH and not _told(here, b) and not _told(there, a):
                yield name, ", ".join(here), ", ".join(there)


def _told(actors: Sequence[str], t: Telling) -> bool:
    """Does a report name any of these actors at all? Who is named may play the part in words we did not read."""
    return any(t.states[x] or x.casefold() in t.body.casefold() for x in actors)


def _flip(pair: tuple[str, str] | None) -> tuple[str, str] | None:
    return (pair[1], pair[0]) if pair else None


_LAUNCHED = frozenset({Category.MISSILE, Category.AIR_DEFENCE, Category.ARTILLERY, Category.MUNITION})
_HEADS = {
    "aircraft": "air", "jet": "air", "plane": "air", "fighter": "air", "transport": "air", "trainer": "air", "drone": "air", "uav": "air",
    "helicopter": "air", "missile": "missile", "rocket": "missile", "launcher": "launcher", "tank": "vehicle", "vehicle": "vehicle",
    "carrier": "vehicle", "howitzer": "gun", "gun": "gun", "frigate": "ship", "corvette": "ship", "submarine": "ship", "boat": "ship",
    "ship": "ship", "vessel": "ship", "radar": "radar", "set": "radar", "shell": "shell", "round": "shell", "battery": "battery",
    "unit": "unit", "system": "system", "post": "launcher", "piece": "",
}  # fmt: skip
_CATEGORY_HEAD = {
    Category.AIRCRAFT: "air", Category.HELICOPTER: "air", Category.UAV: "air", Category.SHIP: "ship", Category.SENSOR: "radar",
    Category.ARMOUR: "vehicle",
}  # fmt: skip


def _alike(x: Count, y: Count) -> bool:
    """May two numbers count the same things? By designation where both have one, else by the noun that is counted."""
    if x.weapon and y.weapon:
        if of_weapons(x.weapon, y.weapon) is Relation.CLASH:
            return False
        if not x.weapon.kind_only and not y.weapon.kind_only:
            return not x.head or not y.head or x.head == y.head or {x.head, y.head} <= _PLATFORMS
    return not x.head or not y.head or x.head == y.head


def _number_clash(a: Telling, b: Telling, main: tuple[Profile, Profile, Relation] | None) -> tuple[str, str] | None:
    weapon = (main[0], main[1]) if main else (None, None)
    one, two = _main_counts(a, weapon[0]), _main_counts(b, weapon[1])
    totals = [c for c in one if c.total and not c.part], [c for c in two if c.total and not c.part]
    both = [(x, y) for x in totals[0] for y in totals[1] if _alike(x, y)]
    if both and not any(_agree(x.value, y.value) for x, y in both):
        return both[0][0].words, both[0][1].words
    for x in one:
        rivals = [y for y in two if _alike(x, y)]
        kin = [z for z in one if any(_alike(z, y) for y in rivals) and _alike(x, z)]
        if any(_agree(z.value, y.value) for z in kin for y in rivals):
            continue
        for y in rivals:
            stages = {x.stage, y.stage} - {"", "speech"}
            if x.part or y.part or (len(stages) == 2 and len(stages & _GOT) == 1 and not (x.total or y.total)):
                continue  # a lot beside a whole order
            return x.words, y.words
    return None


_PLATFORMS = frozenset({"air", "vehicle", "ship", "gun"})
_GOT = frozenset({"arrive", "accept"})


def _price_clash(a: Telling, b: Telling) -> tuple[str, str] | None:
    one, two = [p for p in a.prices if not p.aside], [p for p in b.prices if not p.aside]
    if not one or not two:
        return None
    day = a.report.published or b.report.published
    if any(of_money(x.value, y.value, day=day) is not Relation.CLASH for x in one for y in two):
        return None
    return one[0].words, two[0].words


def _date_clash(a: Telling, b: Telling) -> tuple[str, str] | None:
    """Two dates for one moment of the deal. A plan that a later report tells as done otherwise is progress."""
    months = days_between(a.report.published, b.report.published) > 20
    for stages in (("sign",), ("approve",), ("arrive",), ("accept",), ("arrive", "accept")):
        for which in ("first", "last", ""):
            one = [d for d in a.dates if d.stage in stages and d.which == which]
            two = [d for d in b.dates if d.stage in stages and d.which == which]
            if len(stages) > 1:  # arrival and acceptance are two moments; as plans by the year they are one
                one, two = [[d for d in x if d.planned and _long(d.when)] for x in (one, two)]
            if not one or not two or (months and any(d.planned for d in one + two)):
                continue
            if all(of_days(x.when, y.when) is Relation.CLASH and days_apart(x.when, y.when) > 1 for x in one for y in two):
                return one[0].words, two[0].words
    return None


def _long(when: When) -> bool:
    return when[0] is None or when[1] is None or days_apart((when[0], when[0]), (when[1], when[1])) > 80


def _status_clash(here: str, there: str) -> tuple[str, str] | None:
    """One report says that a step is done, the other of the same days that it is not."""
    for done, not_done in ((SIGN, _NOT_SIGNED), (APPROVE, _NOT_APPROVED), (f"{ARRIVE}|{ACCEPT}", _NOT_DELIVERED)):
        no = not_done.search(there)
        if no is None or not_done.search(here):
            continue
        yes = re.search(rf"\b(?:has|have|had|was|were|been)?\s*(?:{done})\b", here, re.I)
        if yes:
            return yes.group().strip(), no.group()
    stop, on = _STOPPED.search(here), _GOES_ON.search(there)
    if stop and on and not _GOES_ON.search(here):
        return stop.group(), on.group()
    return None


def _denial(here: str, there: str) -> tuple[str, str] | None:
    no = _DENIED.search(there)
    if no is None or _DENIED.search(here):
        return None
    return "claimed", no.group()


_GIFT = re.compile(r"\b(?:gift|donation|present|donated|given free of charge)\b\s+(?:of|by|from)\s+(?:the\s+)?([A-Z]\w+)")


def _giver(t: Telling) -> str:
    m = _GIFT.search(t.body)
    return m.group(1) if m else ""
