"""Statements of reports that are themselves somebody's words: which of the author's sentences an analyst would enter.

What the author holds, promises, condemns or asks for is entered; what merely happened, thanks all round and the
order of business are not. Adjacent sentences on the same actors are one utterance.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from dragoman import knowledge
from dragoman.knowledge.schema import Cue
from dragoman.read import authors, stance
from dragoman.read.attribution import Attribution
from dragoman.read.reading import Reading, Sentence
from dragoman.read.speaker_names import Speaker

FIRST = frozenset(["i", "we", "our", "my"])
CUE = Cue(lemma="own words", pos="noun")
HOW = "own words"
BINDING = knowledge.load().words["binding verbs"]
MUST = frozenset(["will", "must", "cannot", "should", "shall"])
SHORT = 6  # tokens; a shorter sentence is a greeting or thanks
LONGEST = 4  # sentences of a paragraph that are taken for one utterance
Sentences = list[tuple[Attribution, Speaker, str]]


def find(reading: Reading) -> list[tuple[Attribution, Speaker, str]]:
    """The author's sentences, each as an attribution without a cue, with why it is no entry ('' where it is one)."""
    out = []
    for part in authors.find(reading):
        for sentence in reading.sentences:
            if sentence.end <= part.start or sentence.start >= part.end or sentence.furniture or sentence.title:
                continue
            if sentence.last - sentence.first < SHORT or reading.quoted(sentence.first) is not None:
                continue
            start = max(sentence.start, part.start)
            one = Attribution(CUE, sentence.first, None, [(start, min(sentence.end, part.end))], HOW, sentence.index)
            one.cue_span = (start, start)
            out.append((one, part.speaker, _why_not(reading, sentence, one, part)))
    return out


def utterances(reading: Reading, own: Sentences) -> Iterator[Sentences]:
    """The author's sentences by paragraphs, a long paragraph in even parts: mostly one matter each."""
    run: Sentences = []
    for one in own:
        if one[2] == "account":
            continue
        if run:
            a, before = one[0], run[-1][0]
            paragraphs = [reading.sentences[x.sentence].paragraph for x in (a, before)]
            apart = paragraphs[0] != paragraphs[1] or a.sentence - before.sentence > 2
            if (
                apart
                or one[1].key != run[-1][1].key
                or authors.another_turn(reading, before.contents[-1][1], a.contents[0][0])
            ):
                yield from _even(run)
                run = []
        run.append(one)
    if run:
        yield from _even(run)


def _even(run: Sentences) -> Iterator[Sentences]:
    parts = math.ceil(len(run) / LONGEST)
    for k in range(parts):
        yield run[k * len(run) // parts : (k + 1) * len(run) // parts]


def _why_not(reading: Reading, sentence: Sentence, one: Attribution, part: authors.Part) -> str:
    if part.signed and not _holds(reading, sentence):
        return "account"
    judged = stance.by_rule(part.speaker, stance.signs_of(reading, [one], part.speaker))
    stand = not part.signed and _takes_stand(reading, sentence, part.speaker)
    if judged.stance.value == "neutral" and not (stand and judged.about):
        return "nothing held"
    if not judged.about and not part.signed and not stand:
        return "nobody addressed"
    return "" if stand or _speaks(reading, sentence) else "narrated"


def _holds(reading: Reading, sentence: Sentence) -> bool:
    """In a signed notice a present tense: what the author holds, not what happened."""
    tokens = reading.tokens(sentence)
    return not any(t.lower_ == "i" for t in tokens) and any(
        t.dep_ in ("root", "ROOT") and t.tag_ in ("VBP", "VBZ") for t in tokens
    )


def _takes_stand(reading: Reading, sentence: Sentence, speaker: Speaker) -> bool:
    """Whether the author or the author's side will, must, condemns, stands with, is committed to ..."""
    for t in reading.tokens(sentence):
        if t.dep_ not in ("nsubj", "nsubj:pass"):
            continue
        mine = t.lower_ in ("i", "we", "nations", "governments") or bool(
            (m := reading.by_token.get(t.i)) is not None
            and m.kind in ("state", "body")
            and set(m.ids) & set(speaker.side)
        )
        if not mine:
            continue
        verb = t.head
        if verb.lemma in BINDING or any(c.tag_ == "MD" and c.lower_ in MUST for c in verb.children):
            return True
        if any(c.dep_ == "xcomp" and c.lemma in BINDING for c in verb.children):
            return True
    return False


def _speaks(reading: Reading, sentence: Sentence) -> bool:
    """First person, or a judgement or promise in the present or future; not an account of what happened."""
    tokens = reading.tokens(sentence)
    for t in tokens:
        if t.lower_ in FIRST and reading.quoted(t.i) is None:
            return True
    root = next((t for t in tokens if t.dep_ in ("root", "ROOT")), None)
    if root is None:
        return False
    verbs = [root, *(c for c in root.children if c.dep_ in ("aux", "cop", "aux:pass"))]
    return any(t.tag_ in ("VBZ", "VBP", "MD") for t in verbs) and not any(
        t.tag_ == "VBN" and any(c.lower_ in ("has", "have") for c in root.children) for t in verbs
    )
