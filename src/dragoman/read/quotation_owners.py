"""Whose words a quotation holds: beside its marks, or going on from the speaker before."""

from __future__ import annotations

import re

from dragoman.read import listed_quotes, quoted
from dragoman.read.attribution import (
    BARE_QUOTE,
    HEDGES,
    LONG_QUOTE,
    UNCUED,
    Attribution,
    Scope,
    Stretches,
    size,
    token_from,
)
from dragoman.read.reading import Quotation, Sentence


def framed(scope: Scope) -> None:
    """Attributions of quotations whose cue and speaker stand right beside the marks."""
    by_verb: dict[int, Attribution] = {}
    for q in scope.reading.quotations:
        first, last = token_from(scope.reading, q.start), token_from(scope.reading, q.end)
        if first >= last:
            continue
        sentence = scope.reading.sentence_at(first)
        if sentence.furniture:
            continue
        f = quoted.frame(scope.reading, q, first, last, scope.lexicon)
        if f is None:
            continue
        start = q.start
        if f.behind and q.start - sentence.start > 2 and not _quotation_before(scope, q, sentence):
            start = _clause_start(scope, sentence, first)
        if f.verb in by_verb:
            by_verb[f.verb].contents.append((start, q.end))
            continue
        token = scope.doc[f.verb]
        place = scope.reading.sentence_at(f.verb)
        one = Attribution(
            f.cue,
            f.verb,
            f.speaker,
            [(start, q.end)],
            "behind" if f.behind else "before",
            place.index,
            cue_span=(scope.reading.starts[f.verb], scope.reading.ends[f.verb]),
            source_span=(scope.reading.starts[f.region[0]], scope.reading.ends[f.region[1] - 1]),
        )
        one.negated = any(c.dep_ == "advmod" and c.lower_ in HEDGES for c in token.children)
        by_verb[f.verb] = one
        scope.taken.add(f.verb)
        scope.found.append(one)


def _quotation_before(scope: Scope, q: Quotation, sentence: Sentence) -> bool:
    return any(o is not q and sentence.start <= o.start < q.start for o in scope.touched(sentence.start, q.start))


def _clause_start(scope: Scope, sentence: Sentence, first: int) -> int:
    """Where the clause begins whose end a quotation is: 'the deal was “a mistake,” he said'."""
    return scope.reading.starts[sentence.first]


def assign(scope: Scope) -> None:
    """Stretch contents over the quotations that they touch and give quotations without a cue to the last speaker."""
    reading = scope.reading
    outer = [a for a in scope.found if scope.quotation(reading.starts[a.token]) is None]  # cues outside quotation marks
    alone = {a.contents[0]: a for a in scope.found if a.how in UNCUED}  # quotations of a list
    owner = {id(q): alone[q.start, q.end] for q in reading.quotations if (q.start, q.end) in alone}
    for a in outer:
        for k, (start, end) in enumerate(a.contents):
            for q in scope.touched(start, end):
                if start <= q.start and q.end <= end:
                    if id(q) not in owner or size(a) < size(owner[id(q)]):
                        owner[id(q)] = a
                    continue
                if id(q) in owner:
                    continue
                owner[id(q)] = a
                start, end = min(start, q.start), max(end, q.end)
            a.contents[k] = start, end
    previous: Quotation | None = None
    told = Stretches(span for a in scope.found for span in a.contents)
    for q in reading.quotations:
        if id(q) not in owner:
            a = _speaker_of(scope, q, previous, owner) or _bare(scope, q, told)
            if a is not None:
                owner[id(q)] = a
        previous = q
    for a in scope.found:
        a.quotes = [q for q in reading.quotations if owner.get(id(q)) is a]
        a.direct = bool(a.quotes)


def _bare(scope: Scope, q: Quotation, told: Stretches) -> Attribution | None:
    """A quotation of some length for which nobody is told: an attribution without a source, for a judge."""
    first, last = token_from(scope.reading, q.start), token_from(scope.reading, q.end)
    if last - first < BARE_QUOTE or first >= len(scope.doc) or scope.reading.sentence_at(first).furniture:
        return None
    if told.touch(q.start, q.end):
        return None
    one = Attribution(
        listed_quotes.CUE, first, None, [(q.start, q.end)], "bare", scope.reading.sentence_at(first).index,
        cue_span=(q.start, q.start),
    )  # fmt: skip
    scope.found.append(one)
    return one


def _speaker_of(
    scope: Scope, q: Quotation, previous: Quotation | None, owner: dict[int, Attribution]
) -> Attribution | None:
    """Whose words an uncued quotation holds; its attribution gets the stretch as further content."""
    reading = scope.reading
    first, last = token_from(scope.reading, q.start), token_from(scope.reading, q.end)
    if last - first < LONG_QUOTE or first >= len(scope.doc):
        return None
    if previous is not None and (a := owner.get(id(previous))) is not None and a.source is not None:
        gap = LINKS.sub("", reading.text[previous.end : q.start])
        if not any(c.isalnum() for c in gap):  # one after another, with links or bullets between
            return _go_on(scope, a, q, first, reading.sentence_at(first))
    here = reading.sentence_at(first)
    end = reading.sentence_at(max(first, last - 1))
    if here.furniture:
        return None
    whole = q.start - here.start <= 2  # the quotation begins its sentence
    cued = [a for a in scope.found if here.index <= a.sentence <= end.index and not q.start <= a.cue_span[0] < q.end]
    if cued and not whole:
        near = min(cued, key=lambda a: min(abs(a.cue_span[0] - q.end), abs(q.start - a.cue_span[1])))
        near.contents.append((q.start, q.end))
        return near
    if not whole:
        return None
    for a in cued:
        if a.how == "passive" and a.cue.lemma in ("quote", "cite") and 0 <= a.cue_span[0] - q.end < CITED:
            cited = next((c for c in scope.doc[a.token].children if c.dep_ == "nsubj:pass"), None)
            if cited is not None:  # '“...” X was quoted by the agency as saying'
                span = scope.phrase(cited, reading.sentence_at(cited.i), scope.doc[a.token])
                return listed_quotes.add(scope, q, first, cited.i, span)
    before = [a for a in scope.found if a.sentence in (here.index - 1, here.index - 2) and a.direct is not None]
    if previous is not None and id(previous) in owner:
        a = owner[id(previous)]
        gap = here.index - reading.sentence_at(token_from(scope.reading, previous.end) - 1).index
        if gap <= 1 and a.source is not None:
            return _go_on(scope, a, q, first, here)
    for a in reversed(before):
        if a.sentence == here.index - 1 and a.source is not None and not a.cue.attitude:
            return _go_on(scope, a, q, first, here)
    return _introduced(scope, q, first, here) if not q.closed or q.end >= end.end - 3 else None


def _introduced(scope: Scope, q: Quotation, first: int, here: Sentence) -> Attribution | None:
    """'X runs a stall in the market. “I am disgusted ...”': whom the sentence before a bare quotation is about."""
    for back in range(1, BACK + 1):
        before = scope.reading.sentences[here.index - back] if here.index >= back else None
        if before is None or before.furniture or before.title:
            return None
        subject = next((t for t in scope.reading.tokens(before)[: OPENING + 2] if t.dep_ == "nsubj"), None)
        if (
            subject is None
            or subject.left_edge.i - before.first > OPENING
            or scope.reading.quoted(subject.i) is not None
        ):
            return None
        if subject.lower_ in ("he", "she"):
            continue  # whom the sentence before that names
        m = scope.reading.by_token.get(subject.i) or scope.reading.by_token.get(subject.i + 1)
        named = m is not None and m.kind == "person"
        spelled = subject.tag_ == "NNP" and any(c.dep_ == "flat" and c.tag_ == "NNP" for c in subject.children)
        if not named and (m is not None or not spelled):
            return None
        start, end = (m.start, m.end) if m is not None else scope.phrase(subject, before, scope.doc[before.last - 1])
        return listed_quotes.add(scope, q, first, m.head if m is not None else subject.i, (start, end))
    return None


LINKS = re.compile(r"\b(?:Watch|Read|Listen|Link|Video|More)\b|https?:\S+")
CITED = 80  # characters between a quotation and 'was quoted as saying'
BACK = 2  # sentences in which the name is looked for
OPENING = 3  # words before the name of whom a sentence is about


def _go_on(scope: Scope, a: Attribution, q: Quotation, first: int, here: Sentence) -> Attribution:
    """The quotation as further content of an attribution; in a new paragraph as one of its own."""
    if scope.reading.sentences[a.sentence].paragraph == here.paragraph:
        a.contents.append((q.start, q.end))
        return a
    one = Attribution(
        a.cue,
        first,
        a.source,
        [(q.start, q.end)],
        "uncued",
        here.index,
        cue_span=(q.start, q.start),
        source_span=a.source_span,
    )
    scope.found.append(one)
    return one
