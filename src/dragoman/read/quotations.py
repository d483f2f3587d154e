"""Stretches between quotation marks, also those that run over several paragraphs."""

from __future__ import annotations

import re

from dragoman.read.reading import Quotation

MARKS = re.compile(
    r"[“”„«»\"]|(?<!\w)[‘'](?=\w)|(?<=[\w.,!?…])[’'](?!\w)|(?<=[a-z.,!?…][a-z.,!?…])['’](?=[A-Z])|\n\s*\n"
)
LONGEST_SINGLE = 600  # characters
WHOLE = 0.8  # share of a text
PAIRS = {"“": '”"', "„": "”“", "«": "»", '"': '"”', "‘": "’", "'": "'"}


def find(text: str) -> list[Quotation]:
    """Quotations in text order; single marks count only where they open before and close after a word.

    A quotation whose paragraph ends open, with the next paragraph opening again, is continued: both stretches are
    given, the first with ``closed=False``. One that never closes is dropped at the paragraph's end.
    """
    text = text.replace("’’", "”’").replace("‘‘", "“‘").replace("''", "\"'")  # the second is passed over
    out: list[Quotation] = []
    opened: tuple[str, int] | None = None
    for m in MARKS.finditer(text):
        mark = m.group()
        if mark.startswith("\n"):
            if opened and opened[0] not in "‘'":
                follower = text[m.end() : m.end() + 1]
                if follower == opened[0]:
                    out.append(Quotation(opened[1], m.start(), closed=False))
                elif opened[0] == "“" or text[: m.start()].endswith(("...", "…")):
                    out.append(Quotation(opened[1], m.start()))  # its closing mark was forgotten or cut off
            opened = None
        elif opened and mark == opened[0] == '"' and _can_only_open(text, m.start()):
            said = text[opened[1] : m.start()].rstrip()
            if said.endswith((".", "!", "?", "…")):  # the next paragraph of the same speech, its line lost
                out.append(Quotation(opened[1], opened[1] + len(said), closed=False))
            opened = mark, m.end()  # else the one before was never closed
        elif opened and mark in PAIRS[opened[0]]:
            if m.start() > opened[1]:
                out.append(Quotation(opened[1], m.start()))
            opened = None
        elif opened is None and mark in PAIRS and not (mark in "'‘" and text[m.start() - 1 : m.start()].isalnum()):
            if (mark != '"' or not _can_only_close(text, m.start())) and (mark not in "'‘" or _closes(text, m)):
                opened = mark, m.end()
    if opened and opened[0] not in "‘'" and (opened[0] == "“" or text.rstrip().endswith(("...", "…"))):
        out.append(Quotation(opened[1], len(text.rstrip())))
    if out and len(text) > LONGEST_SINGLE and out[0].start <= 3 and out[0].end - out[0].start > WHOLE * len(text):
        return find(" " * out[0].start + text[out[0].start :])  # marks around all of it tell only that it is a document
    for q in out:
        q.start += text[q.start - 1 : q.start + 1] in ("“‘", "\"'")  # the second of a doubled mark
        q.start += len(text[q.start : q.end]) - len(text[q.start : q.end].lstrip())
    return [q for q in out if q.end > q.start]


def _closes(text: str, opening: re.Match[str]) -> bool:
    """Whether a single mark closes soon, with whole double quotations between: else it is an apostrophe gone astray."""
    for m in MARKS.finditer(text, opening.end(), opening.end() + LONGEST_SINGLE):
        if m.group().startswith("\n"):
            return False
        if m.group() in PAIRS[opening.group()]:
            return text.count('"', opening.end(), m.start()) % 2 == 0
    return False


def _can_only_open(text: str, at: int) -> bool:
    """Whether a straight mark stands after a space and right before a word, or begins a line."""
    if at and text[at - 1] == "\n" and text[at + 1 : at + 3].strip()[:1].isalnum():
        return True
    return text[at - 1 : at] in ("", " ", "\n", "\t", "(", "[") and text[at + 1 : at + 2].isalnum()


def _can_only_close(text: str, at: int) -> bool:
    """Whether a straight mark stands right after a word and before a space or the end: an inch, or an opening lost."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return bool(before) and (before.isalnum() or before in ".,!?") and (not after or after.isspace() or after in ".,;)")
