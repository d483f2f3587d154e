"""Statements: which attributions an analyst would enter, whose side speaks, about whom, and in what tone.

A statement is what a named person, an office or a body said on public affairs. Unnamed sources, other media and the
report's own voice are left out. Adjacent sentences of one utterance become one statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman import knowledge
from dragoman.model import Evidence, Span, Statement, When
from dragoman.read import own_words, speakers, speech, stance
from dragoman.read.reading import Reading
from dragoman.read.speaker_names import Speaker
from dragoman.read.speech import Attribution
from dragoman.read.terms import when_of

RECENT = 6  # parts of an utterance that a further one is held against
BESIDE = 10  # characters between a date and the word of saying, or the beginning of the sentence
SHORT = 2  # words; a quotation this short is given with the clause around it


@dataclass(slots=True)
class Said:
    """Attributions of one utterance."""

    speaker: Speaker
    parts: list[Attribution]
    first: int  # sentences
    last: int

    @property
    def direct(self) -> bool:
        return any(a.direct for a in self.parts)


def code(reading: Reading) -> tuple[Statement, ...]:
    """The statements of one report, in text order."""
    return tuple(_statement(reading, one) for one in utterances(reading))


def utterances(reading: Reading) -> list[Said]:
    """What is said in one report, adjacent parts of one utterance joined, in text order."""
    if not public(reading):
        return []
    attributions = speech.find(reading)
    found = speakers.Speakers(reading, attributions)
    said: list[Said] = []
    own: list[Said] = []
    for a, speaker in _entered(reading, attributions, found):
        first, last = _sentences(reading, a)
        if a.how == own_words.HOW:
            if own and _goes_on(reading, own[-1], speaker, a):
                own[-1].parts.append(a)
                own[-1].last = last
            else:
                own.append(Said(speaker, [a], first, last))
            continue
        previous = said[-1] if said else None
        if previous is not None and _continues(reading, previous, speaker, a, first):
            previous.parts.append(a)
            previous.last = max(previous.last, last)
        else:
            said.append(Said(speaker, [a], first, last))
    said = _without_headlines(reading, said)
    return sorted([*said, *own], key=lambda one: one.first)


def _entered(
    reading: Reading, attributions: list[Attribution], found: speakers.Speakers
) -> Iterator[tuple[Attribution, Speaker]]:
    """Attributions that report words of a speaker, and a text's own words where somebody is its author."""
    own = own_words.find(reading)
    told = [(a, speaker) for a in attributions if (speaker := found.of(a)) is not None]
    if own:
        told = [(a, speaker) for a, speaker in told if not _authors(own, a, speaker)]
    counting = [(a, speaker) for a, speaker in told if not _why_not(reading, a, found)]
    yield from counting
    taken = {a.sentence for a, _ in counting}
    yield from ((a, speaker) for a, speaker, why in own if not why and a.sentence not in taken)


def _authors(own: list[tuple[Attribution, Speaker, str]], a: Attribution, speaker: Speaker) -> bool:
    """Whether what 'the United States' or its president says in a text of their own is just the text's words."""
    if a.direct:
        return False
    author = next((s for o, s, _ in own if o.sentence == a.sentence), None)
    return author is not None and (
        speaker.key == author.key or (speaker.kind == "body" and bool(set(speaker.side) & set(author.side)))
    )


def _goes_on(reading: Reading, before: Said, speaker: Speaker, a: Attribution) -> bool:
    """Whether the next sentence of a text that is somebody's own words is on the same matter."""
    if speaker.key != before.speaker.key or a.sentence - before.last > 2:
        return False
    if reading.sentences[a.sentence].paragraph != reading.sentences[before.last].paragraph:
        return False
    about = stance.about(reading, [a], speaker)
    return not about or about == stance.about(reading, before.parts[-RECENT:], speaker)


PUBLIC = knowledge.load().words["public affairs"]
DENSE = 0.006  # words on public affairs a word of text, from which a report is on public affairs


def public(reading: Reading) -> bool:
    """Whether the report is on public affairs at all: it speaks of weapons, bodies, offices, armies, votes, courts."""
    told = sum(m.kind in ("weapon", "body", "group") for m in reading.mentions)
    states = {i for m in reading.mentions if m.kind == "state" for i in m.ids}
    words = told + max(0, len(states) - 1) + sum(word in PUBLIC for word in reading.lower)
    return words >= (1 if told or states else 2) and words >= DENSE * len(reading.doc)


def _sentences(reading: Reading, a: Attribution) -> tuple[int, int]:
    first = min(reading.sentence_at(speech.token_from(reading, s)).index for s, _ in a.contents)
    last = max(reading.sentence_at(max(0, speech.token_from(reading, e) - 1)).index for _, e in a.contents)
    return min(first, a.sentence), max(last, a.sentence)


def _why_not(reading: Reading, a: Attribution, found: speakers.Speakers) -> str:
    """Why the rules take an attribution for no report of words, '' where they take it for one."""
    if reading.quoted(a.token) is not None and a.how != "uncued":
        return "inside other words"
    if a.nested is not None and found.of(a.nested) is not None and not _why_not(reading, a.nested, found):
        return "told by another speaker"
    if a.negated and not a.direct:
        return "negated"
    speaker = found.of(a)
    if not a.direct and speaker is not None and speaker.kind in ("officials", "media"):
        return "unnamed"  # only their very words are anybody's
    if a.how == "according" and not a.direct and (speaker is None or speaker.kind != "person"):
        return "source of the report"
    if a.cue.attitude:
        return "" if _mostly_quoted(a) else "thought"
    if a.cue.pos == "noun":
        return "" if a.direct else "noun"
    if a.cue.lemma == "continue" and not a.direct:
        return "goes on"
    if not a.direct and _bare(reading, a):
        return "fragment"
    if a.how == "prep" and a.cue.lemma in ("speak", "talk", "refer", "allude") and not a.direct:
        return "topic"
    if a.how in ("object", "passive") and a.cue.stance is None and not a.direct:
        return "" if a.how == "object" and _tells(reading, a) else "object"
    return ""


def _bare(reading: Reading, a: Attribution) -> bool:
    """Whether nothing is said: 'itself', 'it', 'for'."""
    words = [
        t
        for start, end in a.contents
        for t in reading.doc[speech.token_from(reading, start) : speech.token_from(reading, end)]
        if t.tag_[:2] in ("NN", "VB", "JJ", "CD")
    ]
    return len(words) < 1


def _mostly_quoted(a: Attribution) -> bool:
    quoted = sum(q.end - q.start for q in a.quotes)
    return a.direct and quoted >= 0.5 * sum(end - start for start, end in a.contents)


def _tells(reading: Reading, a: Attribution) -> bool:
    """Whether an object holds what was said ('its decision to ...', 'the importance of ...') and not just its topic."""
    if a.cue.lemma in (
        "stress",
        "emphasize",
        "emphasise",
        "underline",
        "underscore",
        "describe",
        "call",
        "demand",
        "urge",
        "question",
    ):
        return True
    first, last = speech.token_from(reading, a.contents[0][0]), speech.token_from(reading, a.contents[0][1])
    return any(
        t.lemma_.lower() in ("plan", "decision", "intention", "readiness", "support", "commitment", "willingness")
        for t in reading.doc[first : min(last, first + 4)]
    )


def _continues(reading: Reading, before: Said, speaker: Speaker, a: Attribution, first: int) -> bool:
    """Whether an attribution goes on with the utterance before it: same speaker, close by, on the same actors."""
    if speaker.key != before.speaker.key:
        return False
    if first - before.last > 2:
        return False
    if first - before.last <= 1 and reading.sentences[first].paragraph == reading.sentences[before.last].paragraph:
        if _apart(reading, before, a, first):
            aimed = stance.about(reading, [a], speaker)
            return bool(aimed) and aimed == stance.about(reading, before.parts[-RECENT:], speaker)
        if a.cue.stance and a.cue.target == "obj":
            aimed = stance.about(reading, [a], speaker)
            return not aimed or aimed == stance.about(reading, before.parts[-RECENT:], speaker)
        return True
    if first - before.last <= 1 and a.direct and not before.direct:
        return True  # a paraphrase, then the words themselves
    about = stance.about(reading, [a], speaker)
    return bool(about) and about == stance.about(reading, before.parts[-RECENT:], speaker)


CROWDED = 12  # sentences; a paragraph as long has lost its breaks


def _apart(reading: Reading, before: Said, a: Attribution, first: int) -> bool:
    """Whether an attribution names its speaker anew in a later sentence of a text whose paragraphs are lost."""
    if first <= before.last or a.how == "uncued" or a.cue.lemma == "add" or a.source is None:
        return False
    if reading.doc[a.source].tag_ in ("PRP", "WP"):
        return False
    paragraph = reading.sentences[first].paragraph
    lo, hi = max(0, first - CROWDED), min(len(reading.sentences) - 1, first + CROWDED)
    return sum(reading.sentences[i].paragraph == paragraph for i in range(lo, hi + 1)) >= CROWDED


def _without_headlines(reading: Reading, said: list[Said]) -> list[Said]:
    """A headline's or subheading's statement is left out where the same speaker says it again below."""
    out = []
    for one in said:
        heading = reading.sentences[one.first].title
        later = [o for o in said if o is not one and o.first > one.last and _same_speaker(o.speaker, one.speaker)]
        if (heading and later and not one.direct) or any(_repeats(reading, one, o) for o in later):
            continue
        out.append(one)
    return out


def _same_speaker(a: Speaker, b: Speaker) -> bool:
    return a.key == b.key or (a.kind == b.kind == "body" and bool(a.side) and a.side == b.side)


def _repeats(reading: Reading, one: Said, other: Said) -> bool:
    """Whether the later statement says again most of what the earlier one says: a subheading and its story."""
    if reading.sentences[one.first].paragraph > 1:
        return False
    early, late = (_content_words(reading, x) for x in (one, other))
    return bool(early and late) and len(early & late) >= 0.6 * min(len(early), len(late))


def _content_words(reading: Reading, said: Said) -> set[str]:
    out = set()
    for a in said.parts:
        for start, end in a.contents:
            for i in range(speech.token_from(reading, start), min(speech.token_from(reading, end), len(reading.doc))):
                if reading.doc[i].tag_[:2] in ("NN", "VB", "JJ", "CD"):
                    out.add(reading.doc[i].lemma_.lower())
    return out


def _statement(reading: Reading, said: Said) -> Statement:
    start, end = quote_of(reading, said)
    judged = stance.judge(reading, said.parts, said.speaker)
    fields = {
        "cue": tuple(Span(start=a.cue_span[0], end=a.cue_span[1]) for a in said.parts if a.cue_span[0] < a.cue_span[1])
    }
    sources = tuple(
        Span(start=a.source_span[0], end=a.source_span[1])
        for a in said.parts
        if a.source_span and a.source_span[0] < a.source_span[1]
    )
    if sources:
        fields["speaker"] = sources
    return Statement(
        speaker=said.speaker.name,
        side=said.speaker.side,
        about=judged.about,
        stance=judged.stance,
        direct=said.direct,
        when=_when(reading, said),
        evidence=Evidence(
            quote=reading.text[start:end],
            span=Span(start=start, end=end),
            fields=fields,
            rule="; ".join(f"{a.cue.lemma}: {a.how}" for a in said.parts),
        ),
    )


def _when(reading: Reading, said: Said) -> When | None:
    """When it was said: the date that hangs on the first word of saying that has one, never one inside what is said."""
    for a in said.parts:
        if a.cue.pos != "verb":
            continue
        told = when_of(reading, reading.sentences[a.sentence], reading.doc[a.token], [])
        if told is None or told.first is None or told.last is None:  # nobody speaks since a day, or by one
            continue
        # 'In 2023 ... he announced', 'said on Monday'; what stands elsewhere is of something else
        begins = told.start - reading.sentences[a.sentence].start < BESIDE
        if not (begins or 0 <= told.start - a.cue_span[1] < BESIDE or 0 <= a.cue_span[0] - told.end < BESIDE):
            continue
        if any(start <= told.start < end for start, end in a.contents):
            continue
        if reading.anchor and told.first and told.first > reading.anchor:
            continue  # no word was said after it was printed
        return told.first.isoformat() if told.first else None, told.last.isoformat() if told.last else None
    return None


def quote_of(reading: Reading, said: Said) -> tuple[int, int]:
    """The longest quoted stretch; the clause around it where it is very short; else the longest reported clause."""
    quotes = [(q.start, q.end) for a in said.parts for q in a.quotes]
    contents = [c for a in said.parts for c in a.contents]
    if all(a.how == own_words.HOW for a in said.parts):
        return _stripped(reading.text, contents[0][0], contents[-1][1])
    if quotes:
        start, end = max(quotes, key=lambda q: (q[1] - q[0], -q[0]))
        if len(reading.text[start:end].split()) > SHORT:
            return _stripped(reading.text, start, end)
        around = [c for c in contents if c[0] <= start and end <= c[1]]
        if around:
            return _stripped(reading.text, *max(around, key=lambda c: c[1] - c[0]))
        return _stripped(reading.text, start, end)
    return _stripped(reading.text, *max(contents, key=lambda c: (c[1] - c[0], -c[0])))


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
