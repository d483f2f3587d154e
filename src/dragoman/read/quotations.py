"""Stretches between quotation marks, also those that run over several paragraphs."""

from __future__ import annotations

import re

from dragoman.read.reading import Quotation

MARKS = re.compile(r"[“”„«»\"]|(?<!\w)[‘'](?=\w)|(?<=[\w.,!?…])[’'](?!\w)|\n\s*\n")
PAIRS = {"“": '”"', "„": "”“", "«": "»", '"': '"”', "‘": "’", "'": "'"}


def find(text: str) -> list[Quotation]:
    """Quotations in text order; single marks count only where they open before and close after a word.

    A quotation whose paragraph ends open, with the next paragraph opening again, is continued: both stretches are
    given, the first with ``closed=False``. One that never closes is dropped at the paragraph's end.
    """
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
        elif opened and mark in PAIRS[opened[0]]:
            if m.start() > opened[1]:
                out.append(Quotation(opened[1], m.start()))
            opened = None
        elif opened is None and mark in PAIRS and not (mark in "'‘" and text[m.start() - 1 : m.start()].isalnum()):
            opened = mark, m.end()
    if opened and opened[0] not in "‘'" and (opened[0] == "“" or text.rstrip().endswith(("...", "…"))):
        out.append(Quotation(opened[1], len(text.rstrip())))
    return [q for q in out if q.end > q.start]
