"""Quotations that stand alone: as items of a list under a heading, and as the answer to 'What did X say?'.

The heading or a label before the quotation names the speaker; the items after it go on with the same one.
"""

from __future__ import annotations

import re

from dragoman.knowledge.schema import Cue
from dragoman.read.attribution import LONG_QUOTE, Attribution, Scope, Stretches, token_from
from dragoman.read.reading import Mention, Quotation
from dragoman.read.tags import FINITE

# what may stand between the beginning of an item and its quotation: a link with a label, a name and a colon
ITEM = re.compile(r"(?:^|\s)[-*•–]\s+(?P<label>\[[^\]\n]{1,80}\]\((?:[^\s()]*\))?\s*|[^\n:“\"]{2,60}:\s*)?[“\"«]?$")
HEADING = re.compile(r"(?:#{1,6}[ \t]+|\*\*|(?:^|\n)[ \t]*)(?P<words>[^\n*#]{3,90})(?:\*\*|\n|$)")
QUESTION = re.compile(r"\bWhat (?:did|does|has|have) (?P<who>[^?\n]{2,40}?) (?:say|said)[^?\n]{0,30}\?\s*[“\"«]?$")
REACH = 600  # characters before the first item in which its speaker is looked for
CUE = Cue(lemma=":", pos="prep")


def find(scope: Scope) -> None:
    """Attributions of the text's standing quotations, added to what the scope has found."""
    text = scope.reading.text
    told = Stretches(span for a in scope.found for span in a.contents)
    speaker: Mention | None = None
    previous: Quotation | None = None
    for q in scope.reading.quotations:
        first, last = token_from(scope.reading, q.start), token_from(scope.reading, q.end)
        if last - first < LONG_QUOTE or first >= len(scope.doc) or scope.reading.sentence_at(first).furniture:
            continue
        before = text[max(0, q.start - 120) : q.start]
        asked = QUESTION.search(before)
        item = ITEM.search(before)
        if asked is None and item is None:
            continue
        if item is not None and told.reach(q.start) >= q.end:
            previous = None
            continue  # somebody is told beside it
        if asked is not None:
            speaker = _person(
                scope, q.start - len(before) + asked.start("who"), q.start - len(before) + asked.end("who")
            )
        else:
            assert item is not None
            since = max(previous.end if previous is not None else 0, q.start - REACH)
            speaker = _labelled(scope, item, q.start - len(before)) or _headed(scope, since, q.start, speaker)
        previous = q if item is not None else None
        if speaker is not None:
            add(scope, q, first, speaker.head, (speaker.start, speaker.end))


def add(scope: Scope, q: Quotation, first: int, head: int, source: tuple[int, int]) -> Attribution:
    """Enter a quotation that stands alone.

    :param first: its first token; ``head``: the token that names the speaker; ``source``: the characters of the name.
    """
    one = Attribution(
        CUE, first, head, [(q.start, q.end)], "listed", scope.reading.sentence_at(first).index,
        cue_span=(q.start, q.start), source_span=source,
    )  # fmt: skip
    scope.found.append(one)
    return one


def _person(scope: Scope, start: int, end: int) -> Mention | None:
    """The last person whom the stretch names."""
    first, last = token_from(scope.reading, start), token_from(scope.reading, end)
    named = [m for m in scope.reading.mentions_between(first, last) if m.kind == "person" and m.form != "pronoun"]
    return named[-1] if named else None


def _labelled(scope: Scope, item: re.Match[str], offset: int) -> Mention | None:
    """'- President X: “…”'."""
    label = item["label"]
    if not label or label.lstrip().startswith("["):
        return None
    return _person(scope, offset + item.start("label"), offset + item.end("label"))


def _headed(scope: Scope, since: int, until: int, going_on: Mention | None) -> Mention | None:
    """Whom the last heading names; else who spoke before; else the person who acts in the sentences before the list."""
    for heading in reversed(list(HEADING.finditer(scope.reading.text, since, until))):
        start, end = heading.span("words")
        named = _person(scope, start, end)
        tokens = scope.doc[token_from(scope.reading, start) : token_from(scope.reading, end)]
        if named is not None and not any(t.tag_ in FINITE for t in tokens):
            return named
    if going_on is not None:
        return going_on
    first, last = token_from(scope.reading, since), token_from(scope.reading, until)
    for m in reversed(scope.reading.mentions_between(first, last)):
        if m.kind == "person" and m.form != "pronoun" and scope.doc[m.head].dep_ in ("nsubj", "nsubj:pass"):
            return m
    return None
