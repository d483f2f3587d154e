"""Who is independent of whom: reprints and rewrites of one text form one family, which counts as one source.

Candidates come from shared long sentences and from MinHash; each is then confirmed by aligning the two texts
sentence by sentence, so that shortened, re-headed, re-ordered and re-styled copies are found, while notices that
follow one template and differ in number or date are not taken for copies.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from operator import itemgetter

from rapidfuzz import fuzz

from dragoman.model import Family, FamilyLink, Report
from dragoman.weigh import candidates, credits
from dragoman.weigh.memory import Memory
from dragoman.weigh.values import day
from dragoman.weigh.weapons import fold
from dragoman.weigh.wording import normal_words

COPIED = 0.5  # share of the shorter text's words that must stand in sentences of the other
SENTENCE_ALIKE = 82.0  # rapidfuzz ratio from which two sentences are one
SERIES = 0.9  # ... and for two texts that one outlet put out on different days: below it they are two notices
LONG_RUN = 11  # words in a row that two writers do not hit upon by chance
LONG = 6  # words from which a sentence tells anything about copying
NEWS_DAYS = 21  # a rewrite appears within these days of what it rewrites
MANY = 400  # reports of one outlet without a day: more are not searched for what a report goes back to

_DATELINE = re.compile(r"^[^a-z]{3,40}?(?:,[^.]{0,24})?(?:\([A-Za-z-]+\))?\s*(?:--|[-–—:])\s+")


@dataclass(eq=False)
class _Text:
    """What comparing needs of one report, made once."""

    report: Report
    sentences: list[list[str]]
    hashes: list[int]
    words: int
    credits: tuple[credits.Credit, ...] = ()
    telling: frozenset[str] = frozenset()
    outlet: str = ""
    printed: int = 0  # hash of outlet and day, where both are known


@dataclass(frozen=True)
class Tie:
    """Why two reports are one source."""

    a: str  # the later one
    b: str  # the one it goes back to
    kind: str  # reprint | rewrite
    reason: str


@dataclass
class Sources:
    """The families of a set of reports."""

    families: tuple[Family, ...]
    of: dict[str, str] = field(default_factory=dict)  # report id -> family id


def trace(
    reports: Sequence[Report],
    same: Iterable[tuple[str, str, str]] = (),
    not_same: Iterable[tuple[str, str]] = (),
    memory: Memory | None = None,
) -> Sources:
    """Group reports into families.

    :param same: pairs that a reviewer called one source, with the reason.
    :param not_same: pairs that a reviewer called two sources; no tie of the machine may join them.
    """
    memory = memory or Memory(keep=False)
    ordered = sorted(reports, key=lambda r: r.id)
    texts: dict[str, _Text] = {}
    for listed in memory.mapped("texts", [r.id for r in ordered], [ordered], _all_prepared):
        texts.update(listed)
    apart = {frozenset(p) for p in not_same}
    ties = [t for t in _ties(texts, memory) if frozenset((t.a, t.b)) not in apart]
    ties += [Tie(a, b, "rewrite", why) for a, b, why in same if a in texts and b in texts]
    return _families(texts, ties, apart, memory)


def tie(a: Report, b: Report) -> Tie | None:
    """Why two reports are one source, or None where they are independent."""
    texts = {r.id: _prepare(r) for r in (a, b)}
    found = list(_ties(texts, Memory(keep=False)))
    return min(found, key=lambda t: (t.kind != "reprint", t.a, t.b)) if found else None


# ---- texts ----------------------------------------------------------------------------------------------------


_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9ÁÀÂÄÅÆÇÉÈÊËÍÎÏÓÔÖØŠŚÚÜŽŻĐ])|\n+")


def _all_prepared(reports: Sequence[Report]) -> dict[str, _Text]:
    return {r.id: _prepare(r) for r in reports}


def _prepare(report: Report) -> _Text:
    body = report.text[:60_000]
    sentences: list[list[str]] = []
    for piece in _SENTENCE_END.split(body):
        words = normal_words(_DATELINE.sub("", piece.strip()))
        if words:
            sentences.append(words)
    long = [s for s in sentences if len(s) >= LONG]
    hashes = [_hash(" ".join(s)) for s in long]
    outlet = credits.key(report.outlet) if report.outlet else ""
    day_ = report.published if outlet else None
    # An outlet's own name in its dateline is no credit to another.
    credited = tuple(c for c in credits.of(body) if c.name != outlet and not outlet.startswith(c.name))
    return _Text(
        report,
        long,
        hashes,
        sum(map(len, long)),
        credited,
        frozenset(names_and_figures(body)),
        outlet,
        _hash(f"{outlet} {day_}") if day_ else 0,
    )


def _hash(words: str) -> int:
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big")


def names_and_figures(text: str) -> set[str]:
    """Names and numbers: what a report on the same news must share."""
    found = {_fold_name(w) for w in re.findall(r"(?<![.!?]\s)(?<!^)\b[A-ZÀ-Ž][\w-]{2,}|\b\d[\d.,]*\b", text)}
    return found - {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}


def _fold_name(word: str) -> str:
    word = fold(word).strip(".,")
    return word[:-1] if len(word) > 4 and word.endswith("s") else word


# ---- ties -----------------------------------------------------------------------------------------------------


def _ties(texts: Mapping[str, _Text], memory: Memory) -> Iterable[Tie]:
    seen: set[tuple[str, str]] = set()
    pairs = candidates.pairs(texts, memory)
    first_of: dict[str, str] = {}  # a copy -> the earliest text that it copies

    def original(rid: str) -> str:
        while rid in first_of:
            rid = first_of[rid]
        return rid

    loose: list[tuple[str, str]] = []
    for a, b in pairs:
        one, two = texts[a], texts[b]
        copied = memory.same(("copy", a, b), (one, two), functools.partial(_copied, one, two))
        if copied is None:
            loose.append((a, b))
        elif copied:
            seen.add((a, b))
            first, later = _earlier(one, two)
            x, y = original(first), original(later)
            if x != y:
                first, later = _earlier(texts[x], texts[y])
                first_of[later] = first
            first, later = _earlier(one, two)
            yield Tie(later, first, "reprint", copied)
    for a, b in loose:  # a late copy must not stand nearer in time to a third text than its original does
        if a in first_of or b in first_of:
            continue
        one, two = texts[a], texts[b]
        shared = memory.same(("run", a, b), (one, two), functools.partial(_run_on, one, two))
        if shared:
            seen.add((a, b))
            first, later = _earlier(one, two)
            yield Tie(later, first, "reprint", shared)
    for a, b, reason in _credit_candidates(texts, memory):
        if (min(a, b), max(a, b)) not in seen:
            yield Tie(a, b, "rewrite", reason)


def _by_length(a: _Text, b: _Text) -> tuple[_Text, _Text]:
    """The shorter text first; of equal length by their wording, so that a copy is held as its original is."""
    one, two = sorted((a, b), key=lambda t: (t.words, t.sentences))
    return one, two


def _earlier(a: _Text, b: _Text) -> tuple[str, str]:
    one, two = sorted((a, b), key=_order)
    return one.report.id, two.report.id


def _order(t: _Text) -> tuple[str, bool, int, str]:
    """First the earliest; of one day a text that credits nobody, then the longer."""
    credits_other = bool(t.credits)
    return t.report.published or "9999", credits_other, -t.words, t.report.id


def _copied(a: _Text, b: _Text) -> str | None:
    """The reason why one text is a copy of the other; '' where they only follow one template; None otherwise."""
    if not a.words or not b.words:
        return None
    short, long = _by_length(a, b)
    matched = same_words = changed = 0
    pool = {h: s for h, s in zip(long.hashes, long.sentences, strict=True)}
    for h, words in zip(short.hashes, short.sentences, strict=True):
        twin = pool.get(h) or _twin(words, long.sentences)
        if twin is None:
            continue
        matched += 1
        same_words += len(words)
        changed += _replaced(words, twin)
    if matched < 1 or same_words < 15 or same_words / short.words < COPIED or (matched == 1 and same_words < 20):
        return None
    series = bool(a.outlet) and a.outlet == b.outlet and a.report.published != b.report.published
    if changed >= (1 if series else max(1, matched / 3)) or (series and same_words / short.words < SERIES):
        return ""  # one template, other figures: two notices, not a copy
    return f"{matched} of {len(short.sentences)} sentences of the shorter text stand in the other"


def _run_on(a: _Text, b: _Text) -> str | None:
    """The reason why two texts of nearly one day share their wording, though no sentence stands whole in both."""
    if not a.report.published or not b.report.published or not a.words or not b.words:
        return None
    if abs((day(a.report.published) - day(b.report.published)).days) > 2:
        return None
    short, long = _by_length(a, b)
    covered, longest = _shared_runs(short.sentences, long.sentences)
    share = covered / short.words
    if longest >= LONG_RUN and share >= 0.25:
        return f"{longest} words in a row, and {share:.0%} of the shorter text, stand in the other"
    same_outlet = bool(a.outlet) and a.outlet == b.outlet and a.report.published == b.report.published
    if same_outlet and share >= 0.15 and len(a.telling & b.telling) >= 5:
        return f"two versions by one outlet on one day, {share:.0%} of the words the same"
    return None


def _shared_runs(short: Sequence[Sequence[str]], long: Sequence[Sequence[str]], n: int = 4) -> tuple[int, int]:
    """Words of the shorter text that stand in runs of n or more of the longer, and the longest such run."""
    grams = {tuple(s[i : i + n]) for s in long for i in range(len(s) - n + 1)}
    covered = longest = 0
    for sentence in short:
        start = None
        for i in range(len(sentence) - n + 2):
            if i <= len(sentence) - n and tuple(sentence[i : i + n]) in grams:
                start = i if start is None else start
            elif start is not None:
                run = i - 1 - start + n
                covered, longest, start = covered + run, max(longest, run), None
    return min(covered, sum(map(len, short))), longest


def _twin(words: list[str], others: Sequence[list[str]]) -> list[str] | None:
    own = set(words)
    line = " ".join(words)
    best, score = None, SENTENCE_ALIKE
    for other in others:
        if not 0.5 <= len(words) / len(other) <= 2 or len(own & set(other)) < 0.5 * min(len(own), len(set(other))):
            continue
        ratio = fuzz.ratio(line, " ".join(other))
        if ratio >= score:
            best, score = other, ratio
    return best


def _replaced(a: Sequence[str], b: Sequence[str]) -> bool:
    """True where each of two sentences has a figure that the other lacks."""
    one, two = ({w for w in words if w[0].isdigit()} for words in (a, b))
    return bool(one - two) and bool(two - one)


def _credit_candidates(texts: Mapping[str, _Text], memory: Memory) -> Iterable[tuple[str, str, str]]:
    """Rewrites: a report that credits the other's outlet, or two that credit the same third for the same news."""
    printed: dict[str, list[tuple[str, str]]] = defaultdict(list)  # outlet -> day and id of its reports
    by_credit: dict[str, list[_Text]] = defaultdict(list)
    small = len(texts) <= candidates.FEW
    stretches = memory.mapped("credits", list(texts), [list(texts.values())], _credited)
    for credit_, text in (pair for _, credited_here in stretches for pair in credited_here):
        by_credit[credit_].append(text)
    wanted = {o for by_outlet, _ in stretches for o in by_outlet} if small else by_credit.keys()
    for by_outlet, _ in stretches:
        for outlet in wanted & by_outlet.keys():
            printed[outlet] += by_outlet[outlet]
    for dated in printed.values():
        dated.sort()
    outlets = {o: texts[min(r for _, r in dated)].report.outlet or "" for o, dated in printed.items()}
    crediting = {t.report.id: t for listed in by_credit.values() for t in listed}
    for rid, text in (texts if small else crediting).items():
        credited = {c.name: c.words for c in reversed(text.credits)}
        named = [o for o in printed if o != text.outlet] if small else sorted(credited.keys() & printed.keys())
        for outlet in named:
            words = credits.names_outlet(text.report.text, outlets[outlet]) or credited.get(outlet)
            if words is None:
                continue
            others = [texts[r] for r in _of_those_days(printed[outlet], text.report.published) if r != rid]
            work = functools.partial(_news_of, text, others, after=True)
            for other in memory.same(("after", rid, outlet), (text, *others), work):
                yield rid, other, f"credits {texts[other].report.outlet}: '{words}'"
    for name, holders in by_credit.items():
        ranked = sorted(holders, key=_order)
        for i, text in enumerate(ranked):
            before, rid = ranked[max(0, i - 8) : i], text.report.id
            work = functools.partial(_news_of, text, before, after=False)
            for other in memory.same(("with", name, rid), (text, *before), work):
                yield rid, other, f"both credit {name} for the same news"


def _credited(
    texts: Sequence[_Text],
) -> tuple[dict[str, list[tuple[str, str]]], list[tuple[str, _Text]]]:
    """Days and ids of reports by their outlet, and who credits whom."""
    by_outlet: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for text in texts:
        if text.outlet:
            by_outlet[text.outlet].append((text.report.published or "", text.report.id))
    return dict(by_outlet), [(name, t) for t in texts for name in dict.fromkeys(c.name for c in t.credits)]


def _news_of(text: _Text, others: Sequence[_Text], *, after: bool) -> list[str]:
    return [o.report.id for o in others if _same_news(text, o, after=after)]


def _of_those_days(dated: Sequence[tuple[str, str]], published: str | None) -> list[str]:
    """Reports of one outlet that a report of this day can go back to, and those of no known day."""
    if not published:
        return [r for _, r in dated[:MANY]]
    first, last = (day(published) + dt.timedelta(days=n) for n in (-NEWS_DAYS, 1))
    start, end = bisect_left(dated, (first.isoformat(), "")), bisect_left(dated, (last.isoformat(), "\U0010ffff"))
    undated = bisect_left(dated, ("0", ""))
    return [r for _, r in (*dated[: min(undated, MANY)], *dated[start:end])]


def _same_news(later: _Text, first: _Text, *, after: bool) -> bool:
    """May these two tell the same news? Near in time, and sharing names or figures."""
    a, b = later.report.published, first.report.published
    shared = len(later.telling & first.telling)
    fewest = min(len(later.telling), len(first.telling))
    if not a or not b:
        return shared >= 5 and shared >= 0.3 * fewest
    if a and b:
        apart = (day(a) - day(b)).days
        if not (-1 <= apart <= NEWS_DAYS if after else abs(apart) <= 4):
            return False
    return shared >= (3 if after else 4) and shared >= 0.12 * fewest


# ---- families -------------------------------------------------------------------------------------------------


def _families(texts: Mapping[str, _Text], ties: Sequence[Tie], apart: set[frozenset[str]], memory: Memory) -> Sources:
    parent: dict[str, str] = {}
    members: dict[str, set[str]] = {}
    for t in ties:
        for rid in (t.a, t.b):
            parent[rid], members[rid] = rid, {rid}

    def root(x: str) -> str:
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    kept: list[Tie] = []
    for t in sorted(ties, key=lambda t: (t.kind, t.a, t.b, t.reason)):
        x, y = root(t.a), root(t.b)
        if x != y:
            if any(frozenset((m, n)) in apart for m in members[x] for n in members[y]) if apart else False:
                continue
            parent[max(x, y)] = min(x, y)
            members[min(x, y)] |= members.pop(max(x, y))
        kept.append(t)
    links: dict[str, list[Tie]] = defaultdict(list)
    for t in kept:
        links[root(t.a)].append(t)
    families: list[tuple[str, str, Family]] = []
    of: dict[str, str] = {}
    alone = [t for rid, t in texts.items() if rid not in parent] if parent else list(texts.values())
    for listed in memory.mapped("families", [t.report.id for t in alone], [alone], _families_alone):
        families += listed
        of.update((rid, family.id) for _, rid, family in listed)
    for key, ids in members.items():
        here = [texts[r] for r in sorted(ids)]
        made = memory.same(("family", min(ids)), (*here, *links[key]), functools.partial(_family, here, links[key]))
        families.append((texts[made.reports[0]].report.published or "9999", made.reports[0], made))
        of.update(dict.fromkeys(ids, made.id))
    families.sort(key=itemgetter(0, 1))
    return Sources(tuple(f for _, _, f in families), of)


def _families_alone(texts: Sequence[_Text]) -> list[tuple[str, str, Family]]:
    return [(t.report.published or "9999", t.report.id, _family([t], ())) for t in texts]


def _family(here: Sequence[_Text], ties: Sequence[Tie]) -> Family:
    by_order = sorted(here, key=_order)
    ranked = [t.report.id for t in by_order]
    # The id follows from the first text itself, so that further copies never change it.
    name = "s" + blake2b(ranked[0].encode(), digest_size=5).hexdigest()
    outlets = tuple(dict.fromkeys(t.report.outlet or "outlet not known" for t in by_order))
    return Family(id=name, reports=tuple(ranked), outlets=outlets, links=_tree(ranked, ties))


def _tree(ranked: Sequence[str], ties: Sequence[Tie]) -> tuple[FamilyLink, ...]:
    """One link a report that is not the first: to the earliest it is tied to, reprints before rewrites."""
    place = {r: i for i, r in enumerate(ranked)}
    best: dict[str, tuple[tuple[int, bool, int], FamilyLink]] = {}
    for t in ties:
        for child, of in ((t.a, t.b), (t.b, t.a)):
            if place[of] < place[child]:
                rank = (0, t.kind != "reprint", place[of])
                link = FamilyLink(report=child, of=of, kind=t.kind, reason=t.reason)
                if child not in best or rank < best[child][0]:
                    best[child] = rank, link
    return tuple(best[r][1] for r in ranked if r in best)
