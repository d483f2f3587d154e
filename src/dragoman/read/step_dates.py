"""The day of a step: when its status was or is to be reached, as far as the report tells."""

from __future__ import annotations

import re

from dragoman.model import Status
from dragoman.read import voices
from dragoman.read.draft import Draft
from dragoman.read.reading import Reading, TimeMention
from dragoman.read.terms import when_of
from dragoman.read.words import Token

# Words over a step that is only thought of whose day is the day of the thought: 'on Tuesday asked for', not
# 'will visit next month to discuss'.
MAKING_IT = frozenset(
    [
        "ask",
        "request",
        "say",
        "choose",
        "select",
        "propose",
        "decide",
        "permission",
        "approval",
        "plan",
        "prepare",
        "look",
    ]
)
ANNOUNCING = re.compile(
    r"\b(?:I am|I’m|I'm|we are|we’re|we're)(?: \w+)? announcing\b|\bI have(?: \w+)? (?:decided|directed|authorized|approved)\b|"
    r"\bPresident(?: [A-Z]\w+)?\s+(?:today )?announced\b|\bI(?: \w+)? announced\b",
    re.IGNORECASE,
)


def date_of(reading: Reading, draft: Draft, over: list[Token]) -> TimeMention | None:
    """The date that a step's words or the words over it give it."""
    if draft.status == Status.DELIVERED:
        return when_of(reading, draft.sentence, draft.trigger, [])
    if draft.status == Status.CONSIDERED:
        return when_of(reading, draft.sentence, draft.trigger, [t for t in over if t.lemma in MAKING_IT], beside=False)
    return when_of(reading, draft.sentence, draft.trigger, over) or announced(reading, draft)


def announced(reading: Reading, draft: Draft) -> TimeMention | None:
    """A government's own release that announces what it gives tells of the day on which it came out."""
    anchor = reading.anchor
    if anchor is None or draft.status not in (Status.OFFERED, Status.APPROVED):
        return None
    sentence = draft.sentence
    told = ANNOUNCING.search(reading.text, sentence.start, sentence.end)
    if told is None or not set(voices.own_side(reading)) & set(draft.supplier):
        return None
    if reading.within(reading.times, sentence.start, sentence.end):
        return None
    return TimeMention(told.start(), told.end(), anchor, anchor, anchor.isoformat(), "DATE", relative=True)


def over_years(reading: Reading, when: TimeMention | None) -> bool:
    """'sold arms to Peru between 2010 and 2020': what is summed up over years has come."""
    if when is None or when.first is None or when.last is None:
        return False
    return (when.last - when.first).days > YEARS and (reading.anchor is None or when.last <= reading.anchor)


YEARS = 366


HISTORY = re.compile(
    r"\b(?:during|in|throughout) (?:the )?(?:Cold War|Soviet (?:era|times|days)|World War|Second World War|Vietnam War)\b",
    re.IGNORECASE,
)


def long_ago(reading: Reading, draft: Draft) -> bool:
    """A date of decades before the report: history, no news."""
    if HISTORY.search(reading.text[draft.sentence.start : draft.sentence.end]):
        return True
    if draft.when is None or draft.when.last is None or reading.anchor is None:
        return False
    return draft.when.last.year < reading.anchor.year - 20
