"""Statements: which attributions an analyst would enter, whose side speaks, about whom, and in what tone.

A statement is what a named person, an office or a body said on public affairs. Unnamed sources, other media and the
report's own voice are left out. Adjacent sentences of one utterance become one statement.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman import knowledge
from dragoman.model import Evidence, Span, Statement, When
from dragoman.read import learned, own_words, said_about, said_features, said_tone, speakers, speech, stance
from dragoman.read.attribution import UNCUED
from dragoman.read.reading import Reading
from dragoman.read.speaker_names import Speaker
from dragoman.read.speech import Attribution
from dragoman.read.terms import when_of

RECENT = 6  # parts of an utterance that a further one is held against
BESIDE = 10  # characters between a date and the word of saying, or the beginning of the sentence
HOPELESS = frozenset(["noun", "topic", "fragment", "goes on", "negated"])  # reasons for which no judge is asked
SAID = 0.3  # odds from which an attribution is an entry ...
DOUBTED = 0.45  # ... which the rules take for none
OWN = 0.33  # odds from which a paragraph of a text that is somebody's own words is an entry
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
    said = utterances(reading)
    ground = said_about.ground_of(reading) if said else None
    return tuple(_statement(ground, one) for one in said if ground is not None)


def utterances(reading: Reading) -> list[Said]:
    """What is said in one report, adjacent parts of one utterance joined, in text order."""
    if not public(reading):
        return []
    attributions = speech.find(reading)
    found = speakers.Speakers(reading, attributions)
    own = own_words.find(reading)
    said: list[Said] = []
    entered = _entered(reading, attributions, found, own)
    for a, speaker in entered:
        first, last = _sentences(reading, a)
        previous = said[-1] if said else None
        if previous is not None and _continues(reading, previous, speaker, a, first):
            previous.parts.append(a)
            previous.last = max(previous.last, last)
        else:
            said.append(Said(speaker, [a], first, last))
    said = _without_headlines(reading, said)
    if own:
        taken = {a.sentence for a, _ in entered}
        said += _of_authors(reading, [one for one in own if one[0].sentence not in taken])
    return sorted(said, key=lambda one: one.first)


def _entered(
    reading: Reading,
    attributions: list[Attribution],
    found: speakers.Speakers,
    own: own_words.Sentences,
) -> list[tuple[Attribution, Speaker]]:
    """Attributions that report words of a speaker."""
    told, whys = _told(reading, attributions, found, own)
    if "said" not in learned.judges():
        return [one for one, why in zip(told, whys, strict=True) if not why]
    sure = []
    for i, row in enumerate(candidates(reading, told, whys)):
        odds = learned.odds("said", row) if row is not None else None
        if odds is not None and odds["yes"] >= (DOUBTED if whys[i] else SAID):
            sure.append(i)
    # what the same speaker says in a sentence of an entry belongs to it
    beside = {(told[i][0].sentence, told[i][1].key) for i in sure}
    return [
        (a, speaker)
        for i, (a, speaker) in enumerate(told)
        if i in sure or (not whys[i] and (a.sentence, speaker.key) in beside)
    ]


def _told(
    reading: Reading, attributions: list[Attribution], found: speakers.Speakers, own: own_words.Sentences
) -> tuple[list[tuple[Attribution, Speaker]], list[str]]:
    """Attributions with a speaker, and why the rules take each for no entry ('' where they take it for one)."""
    told = [(a, speaker) for a in attributions if (speaker := found.of(a)) is not None]
    if own:
        told = [(a, speaker) for a, speaker in told if not _authors(own, a, speaker)]
    return told, [_why_not(reading, a, found) for a, _ in told]


def told_in(reading: Reading) -> tuple[list[tuple[Attribution, Speaker]], list[str]]:
    """All attributions of a report that may be entries, with why the rules take each for none."""
    attributions = speech.find(reading)
    return _told(reading, attributions, speakers.Speakers(reading, attributions), own_words.find(reading))


def candidates(reading: Reading, told: list[tuple[Attribution, Speaker]], whys: list[str]) -> list[list[str] | None]:
    """What a judge looks at of each attribution, None of one that it is not asked about."""
    near = said_features.neighbours(reading, told, whys, [_sentences(reading, a) for a, _ in told])
    ground = said_features.ground_of(reading, told, density(reading))
    out: list[list[str] | None] = []
    for i, ((a, speaker), why) in enumerate(zip(told, whys, strict=True)):
        if why in HOPELESS or (reading.quoted(a.token) is not None and a.how not in UNCUED):
            out.append(None)
            continue
        features = said_features.entry_features(ground, a, speaker, why, i)
        out.append(features + said_features.run_features(ground, a, near[i]))
    return out


def _of_authors(reading: Reading, own: own_words.Sentences) -> list[Said]:
    """What the author of the text holds, promises or condemns: by paragraphs where a judge tells which, else by rule."""
    if "own words" in learned.judges():
        ground = said_features.ground_of(reading, [(a, s) for a, s, _ in own], density(reading))
        parts = list(own_words.utterances(reading, own))
        out = []
        for i, one in enumerate(parts):
            odds = learned.odds("own words", *said_features.own_features(ground, one, i, len(parts)))
            if odds is not None and odds["yes"] >= OWN:
                cues = [a for a, _, _ in one]
                out.append(Said(one[0][1], cues, cues[0].sentence, cues[-1].sentence))
        return out
    out = []
    for a, speaker, why in own:
        if why:
            continue
        if out and _goes_on(reading, out[-1], speaker, a):
            out[-1].parts.append(a)
            out[-1].last = a.sentence
        else:
            out.append(Said(speaker, [a], a.sentence, a.sentence))
    return out


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
    words, named = _on_public_affairs(reading)
    return words >= (1 if named else 2) and words >= DENSE * len(reading.doc)


def _on_public_affairs(reading: Reading) -> tuple[int, bool]:
    """How many words are on public affairs, and whether a weapon, a body or a state is named."""
    told = sum(m.kind in ("weapon", "body", "group") for m in reading.mentions)
    states = {i for m in reading.mentions if m.kind == "state" for i in m.ids}
    words = told + max(0, len(states) - 1) + sum(map(PUBLIC.__contains__, reading.lower))
    return words, bool(told or states)


def density(reading: Reading) -> float:
    """Words on public affairs a word of text."""
    return _on_public_affairs(reading)[0] / max(1, len(reading.doc))


def _sentences(reading: Reading, a: Attribution) -> tuple[int, int]:
    first = min(reading.sentence_at(speech.token_from(reading, s)).index for s, _ in a.contents)
    last = max(reading.sentence_at(max(0, speech.token_from(reading, e) - 1)).index for _, e in a.contents)
    return min(first, a.sentence), max(last, a.sentence)


def _why_not(reading: Reading, a: Attribution, found: speakers.Speakers) -> str:
    """Why the rules take an attribution for no report of words, '' where they take it for one."""
    if reading.quoted(a.token) is not None and a.how not in UNCUED:
        return "inside other words"
    if a.nested is not None and found.of(a.nested) is not None and not _why_not(reading, a.nested, found):
        return "told by another speaker"
    if a.negated and not a.direct:
        return "negated"
    speaker = found.of(a)
    if not a.direct and speaker is not None and speaker.kind in ("officials", "media"):
        return "unnamed"  # only their very words are anybody's
    if a.how == "according" and not a.direct and (speaker is None or speaker.kind not in ("person", "office")):
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
        "express",
        "voice",
        "reiterate",
        "reaffirm",
    ):
        return True
    first, last = speech.token_from(reading, a.contents[0][0]), speech.token_from(reading, a.contents[0][1])
    return any(t.lemma in TOLD for t in reading.doc[first : min(last, first + 4)])


TOLD = frozenset(
    (
        "plan",
        "decision",
        "intention",
        "readiness",
        "support",
        "commitment",
        "willingness",
        "importance",
        "need",
        "concern",
    )
)


def _continues(reading: Reading, before: Said, speaker: Speaker, a: Attribution, first: int) -> bool:
    """Whether an attribution goes on with the utterance before it: same speaker, close by, on the same actors."""
    if speaker.key != before.speaker.key:
        return False
    if first - before.last > 2 or a.how == "listed":
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
                    out.add(reading.doc[i].lemma)
    return out


def _statement(ground: said_about.Ground, said: Said) -> Statement:
    reading = ground.reading
    start, end = quote_of(reading, said)
    judged = said_tone.judge(ground, said.parts, said.speaker)
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
            rule="; ".join(_rule(a) for a in said.parts),
        ),
    )


def _rule(a: Attribution) -> str:
    """How an attribution was found: its cue, or that it is a bare quotation, and whether a judge chose who speaks."""
    name = "quotation" if a.how in UNCUED else a.cue.lemma
    return f"{name}: {a.how}" + (f", speaker judged {a.chosen:.2f}" if a.chosen else "")


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
        around = [(c, a) for a in said.parts for c in a.contents if c[0] <= start and end <= c[1]]
        if around:
            clause, a = max(around, key=lambda c: c[0][1] - c[0][0])
            begins = a.cue_span[0] if a.how == "object" and a.cue_span[1] <= clause[0] else clause[0]
            return _stripped(reading.text, begins, _closed(reading.text, begins, clause[1]))
        return _stripped(reading.text, start, end)
    return _stripped(reading.text, *max(contents, key=lambda c: (c[1] - c[0], -c[0])))


CLOSING = {"“": "”", "‘": "’", '"': '"'}


def _closed(text: str, start: int, end: int) -> int:
    """The end behind the closing mark, where a clause ends inside quotation marks that it opened."""
    opened = next((c for c in reversed(text[start:end]) if c in CLOSING or c in CLOSING.values()), "")
    if opened in CLOSING and text.count('"', start, end) % 2 == (opened == '"'):
        for i in range(end, min(len(text), end + 3)):
            if text[i] == CLOSING[opened]:
                return i + 1
            if text[i] not in ",.!?":
                break
    return end


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
