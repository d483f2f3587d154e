"""Names that carry their date: 'Resolution 1244 of 1999', 'the 2015 Iran nuclear deal', 'the 1991 Gulf War'."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman import knowledge
from dragoman.model import Span, When
from dragoman.read import dates_of
from dragoman.read.reading import Reading, Sentence
from dragoman.read.words import Token

RESOLUTION = re.compile(r"(?:\b[Rr]esolutions?|\bRESOLUTION|\bUNSCR|\bS/RES/)\s*(?:No\.?\s*)?(\d{3,4})(?![\d/.-]*\d)")
ADOPT = frozenset(["adopt", "pass", "approve", "vote", "issue", "agree"])
SIGN = {
    "sign": "signed", "conclude": "signed", "reach": "signed", "agree": "signed", "seal": "signed", "strike": "signed",
    "negotiate": "signed", "adopt": "adopted", "expire": "expired", "extend": "extended", "establish": "established",
    "begin": "began", "start": "began", "erupt": "began", "break": "began", "end": "ended", "finish": "ended",
}  # fmt: skip
# what may stand between the name and the date behind it; a bare 'in' may tell of something else
BEHIND = re.compile(
    r"[\s,]*(?:\(|of\s+|from\s+|dated\s+|(?:(?:which|that)\s+)?(?:was\s+|were\s+)?(?:unanimously\s+)?"
    r"(?P<verb>adopted|passed|approved|issued|signed|concluded|reached|agreed)"
    r"\s+(?:by\s+[\w .]{3,40}?\s+)?(?:in|on)\s+)"
    r"(?:the\s+year\s+)?",
)
BEFORE = re.compile(
    r"(?:['’]s)?\s+(?:(?:binding|landmark|historic|original|international|multilateral|Iranian|Iran|UN|U\.N\.|UNSC|"
    r"United Nations|Security Council|General Assembly|nuclear|peace|so-called)\s+){0,3}"
)
YEAR = re.compile(r"\s*\(((?:19|20)\d\d)\)")


@dataclass(frozen=True, slots=True)
class Dated:
    subject: str
    relation: str
    object: str | None
    when: When
    name: Span
    date: Span


def find(reading: Reading, sentence: Sentence) -> Iterator[Dated]:
    """Resolutions, treaties and wars of a sentence whose date it tells."""
    for m in RESOLUTION.finditer(reading.text, sentence.start, sentence.end):
        name = Span(start=m.start(), end=m.end())
        if date := _beside(reading, sentence, name) or _by_verb(reading, name, dict.fromkeys(ADOPT, "adopted")):
            yield Dated("UN", "adopted", f"Resolution {m[1]}", date[0].when, name, date[0].span)
    for name, subject in _names_in(reading.text, sentence.start, sentence.end):
        date = _by_verb(reading, name, SIGN)
        if date is None and (beside := _beside(reading, sentence, name)):
            date = beside[0], _relation(subject, beside[0].when, beside[1])
        if date is not None and (relation := _usual(subject, date[1])):
            yield Dated(subject, relation, None, date[0].when, name, date[0].span)


def treaty(reading: Reading, token: Token) -> str | None:
    """The treaty of ``knowledge/facts`` whose name covers the token."""
    at, end = reading.start(token), reading.end(token)
    window = max(0, at - 60), min(len(reading.text), end + 60)
    return next((s for name, s in _names_in(reading.text, *window) if name.start <= at and end <= name.end), None)


def _beside(reading: Reading, sentence: Sentence, name: Span) -> tuple[dates_of.Date, str] | None:
    """The date right behind or before a name, and the verb between them ('' where none is)."""
    text = reading.text
    if m := YEAR.match(text, name.end, sentence.end):
        return dates_of.Date((f"{m[1]}-01-01", f"{m[1]}-12-31"), Span(start=m.start(1), end=m.end(1))), ""
    for time in reading.within(reading.times, sentence.start, sentence.end):
        if time.start < name.end and name.start < time.end:
            continue  # the number of the resolution itself
        if (when := dates_of.span_of(time)) is None:
            continue
        date = dates_of.Date(when, Span(start=time.start, end=time.end))
        if time.start >= name.end and (m := BEHIND.fullmatch(text, name.end, time.start)):
            return date, m["verb"] or ""
        if time.end <= name.start and BEFORE.fullmatch(text, time.end, name.start):
            return date, ""
    return None


def _by_verb(reading: Reading, name: Span, verbs: dict[str, str]) -> tuple[dates_of.Date, str] | None:
    """The date of the verb that the name is subject or object of, and the relation that the verb tells."""
    first, last = reading.token_at(name.start), reading.token_at(name.end - 1)
    if first is None or last is None:
        return None
    head = next((t for t in reading.doc[first : last + 1] if not first <= t.head.i <= last or t.head.i == t.i), None)
    if head is None:
        return None
    verb, passive = head.head, head.dep_ == "nsubj:pass"
    for clause in head.children:  # 'the treaty, which entered into force in', 'the treaty, signed in'
        hangs = clause.dep_ in ("acl:relcl", "acl") and clause.tag_ in ("VBD", "VBN") and clause.i > last
        if hangs and (found := _dated_verb(reading, clause, name, verbs, passive=True)):
            return found
    if head.dep_ not in ("nsubj", "nsubj:pass", "obj") or not verb.tag_.startswith("VB"):
        return None
    if any(c.lower_ in ("not", "n't", "never", "will", "would", "could", "may", "might") for c in verb.children):
        return None
    return _dated_verb(reading, verb, name, verbs, passive=passive or head.dep_ == "nsubj")


def _dated_verb(
    reading: Reading, verb: Token, name: Span, verbs: dict[str, str], *, passive: bool
) -> tuple[dates_of.Date, str] | None:
    lemma = verb.lemma
    relation = verbs.get(lemma)
    if lemma in ("enter", "come", "go") and any(c.lower_ in ("force", "effect") for c in verb.children):
        relation = "in force"
    if lemma == "take" and any(c.lower_ == "effect" for c in verb.children):
        relation = "in force"
    if lemma == "break" and not any(c.lower_ == "out" for c in verb.children):
        relation = None
    if relation is None or (relation == "signed" and not passive and _one_signer(reading, verb)):
        return None
    dates = [d for d in dates_of.predicate(reading, verb) if d.span.end <= name.start or d.span.start >= name.end]
    return (dates[0], relation) if len(dates) == 1 else None


def _one_signer(reading: Reading, verb: Token) -> bool:
    """A single state signs when it likes; the treaty's own date is told where all sign, or nobody is named."""
    signers = [c for c in verb.children if c.dep_ == "nsubj"]
    return len(signers) == 1 and not list(signers[0].conjuncts) and signers[0].tag_ not in ("NNS", "NNPS")


def _relation(subject: str, when: When, verb: str) -> str:
    """The relation of a date that stands beside a name without a verb: the one that fits, else the usual one."""
    if verb:
        return "adopted" if verb in ("adopted", "passed", "approved", "issued") else "signed"
    fitting = [f.relation for f in _facts()[subject] if (when[0] or "")[:4] == f.when[:4]]
    if fitting:
        return fitting[0]
    known = {f.relation: None for f in _facts()[subject]}
    return next((r for r in ("signed", "adopted", "established", "began") if r in known), next(iter(known)))


def _usual(subject: str, relation: str) -> str | None:
    """The relation as the reference words it: of a treaty that was only signed, 'adopted' means that."""
    known = {f.relation for f in _facts()[subject]}
    if relation in known:
        return relation
    made = ("signed", "adopted", "established")
    return next((r for r in made if r in known), None) if relation in made else None


@functools.lru_cache(maxsize=1)
def _facts() -> dict[str, list[knowledge.schema.ReferenceFact]]:
    """Reference facts on treaties and wars, by their name: what is no state, body or group."""
    known = knowledge.load()
    out: dict[str, list[knowledge.schema.ReferenceFact]] = {}
    for fact in known.facts:
        if fact.object is None and fact.relation != "independence":
            out.setdefault(fact.subject, []).append(fact)
    return out


@functools.lru_cache(maxsize=1)
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {n: subject for subject, facts in _facts().items() for f in facts for n in (subject, *f.names)}
    longest = sorted(names, key=lambda n: (-len(n), n))
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w-])"), names


def _names_in(text: str, start: int, end: int) -> Iterator[tuple[Span, str]]:
    pattern, names = _pattern()
    for m in pattern.finditer(text, start, end):
        yield Span(start=m.start(), end=m.end()), names[m.group()]
