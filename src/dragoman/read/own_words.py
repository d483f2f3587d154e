"""Reports that are themselves somebody's words: a statement, a message, a signed notice.

Their author speaks in the first person outside quotation marks. The title names the author ('Statement by X on ...')
or a signature in capitals does.
"""

from __future__ import annotations

import re

from dragoman.knowledge.schema import Cue
from dragoman.read import stance
from dragoman.read.reading import Mention, Reading, Sentence
from dragoman.read.speaker_names import Speaker, untitled
from dragoman.read.speech import Attribution

TITLE = re.compile(
    r"\b(?:statement|remarks|message|letter|address|speech|notice|memorandum|readout|op-ed)\b.{0,60}?\b(?:by|from|of)\b",
    re.IGNORECASE,
)
SIGNATURE = re.compile(r"^\s*[A-ZÀ-Ý][A-ZÀ-Ý'’.-]*(?:\s+[A-ZÀ-Ý][A-ZÀ-Ý'’.-]*){1,4}\s*$")
FIRST = frozenset(["i", "we", "our", "my"])
CUE = Cue(lemma="own words", pos="noun")


def find(reading: Reading) -> list[tuple[Attribution, Speaker]]:
    """The author's weighty sentences, each as an attribution without a cue; empty for a report about others."""
    author = _author(reading)
    if author is None:
        return []
    speaker, signed = author
    out = []
    for sentence in reading.sentences:
        if sentence.furniture or sentence.title or not _weighty(reading, sentence, signed):
            continue
        one = Attribution(
            CUE,
            sentence.first,
            None,
            [(sentence.start, sentence.end)],
            "own words",
            sentence.index,
            cue_span=(sentence.start, sentence.start),
        )
        judged = stance.judge(reading, [one], speaker)
        if judged.stance.value != "neutral":
            out.append((one, speaker))
    return out


def _weighty(reading: Reading, sentence: Sentence, signed: bool) -> bool:
    """First person as subject, or in a signed notice a present tense: what the author holds, not what happened."""
    tokens = reading.tokens(sentence)
    if any(reading.quoted(t.i) is not None for t in tokens[:1]):
        return False
    if not signed:
        return any(
            t.lower_ in FIRST
            and (t.dep_.startswith("nsubj") or (t.dep_ == "nmod:poss" and t.head.dep_.startswith("nsubj")))
            for t in tokens
        )
    return not any(t.lower_ == "i" for t in tokens) and any(
        t.dep_ in ("root", "ROOT") and t.tag_ in ("VBP", "VBZ") for t in tokens
    )


def _author(reading: Reading) -> tuple[Speaker, bool] | None:
    """The author and whether a signature, not the title, names them."""
    first = next((s for s in reading.sentences if not s.furniture), None)
    if first is None:
        return None
    body = reading.sentences[1:]
    if not any(
        reading.doc[i].lower_ in FIRST and reading.quoted(i) is None for s in body for i in range(s.first, s.last)
    ):
        return None
    title = TITLE.search(reading.text[first.start : first.end])
    if title:
        at = first.start + title.end()
        person = next((m for m in reading.mentions if m.kind == "person" and at <= m.start < first.end), None)
        if person is not None:
            return _speaker(person), False
    signatory = _signatory(reading)
    return (signatory, True) if signatory is not None else None


def _signatory(reading: Reading) -> Speaker | None:
    """The name in capitals on a line of its own near the end."""
    lines = [line for line in reading.text.splitlines() if line.strip()][-6:]
    for i, line in enumerate(lines):
        if SIGNATURE.match(line) and len(line.strip()) <= 40 and not line.strip().upper().startswith("THE "):
            at = reading.text.rfind(line)
            after = [m for m in reading.mentions if m.start > at and m.kind in ("state", "body")]
            side = (
                after[0].ids
                if after
                else next((m.side for m in reading.mentions if m.kind == "person" and m.start >= at), ())
            )
            name = " ".join(w.capitalize() for w in line.split())
            return Speaker(name, side, name, "person") if after or i >= len(lines) - 3 else None
    return None


def _speaker(person: Mention) -> Speaker:
    return Speaker(untitled(person.ids[0]), person.side, person.ids[0], "person")
