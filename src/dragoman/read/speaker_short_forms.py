"""The names that short forms stand for in one text: 'FNL' where it writes 'Full Name Limited (FNL)'."""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman import knowledge
from dragoman.read.reading import Reading
from dragoman.read.speaker_names import Speaker, undetermined

# 'Full Name Limited (FNL)'
WRITTEN_OUT = re.compile(
    r"\b([A-Z][\w&.’'-]+(?:\s+(?:(?:of|for|and|on|the)\s+){0,2}[A-Z][\w&.’'-]*){1,6})\s*\(([A-Z][A-Za-z]{0,2}[A-Z]{1,6})\)"
)
LOWER = r"(?:of|for|and|on|the|a|an|in|to|bin|al|de|du)"


class ShortForms:
    """The short forms of one reading, each looked up once."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._bracketed = {m.group(2): undetermined(m.group()) for m in WRITTEN_OUT.finditer(reading.text)}
        self._spelled: dict[str, str | None] = {}

    def written_out(self, speaker: Speaker) -> Speaker:
        """The speaker under the whole name, where the text tells it."""
        whole = self._whole(speaker)
        return speaker if whole is None else replace(speaker, name=whole)

    def _whole(self, speaker: Speaker) -> str | None:
        if speaker.name in self._bracketed:
            return self._bracketed[speaker.name]
        if " " in speaker.name or speaker.kind not in ("body", "person") or speaker.key in knowledge.load().states:
            return None
        if speaker.name not in self._spelled:
            self._spelled[speaker.name] = _spelled_out(self.reading, speaker.name)
        return self._spelled[speaker.name]


def _spelled_out(reading: Reading, short: str) -> str | None:
    """The name that a short form stands for, by its initials: 'X Y Z' for XYZ, the first such name in the text."""
    letters = re.sub(r"[^A-Za-z]", "", short)
    if not 3 <= len(letters) <= 6 or not short[0].isupper() or sum(c.isupper() for c in letters) < 2:
        return None
    words = [rf"{re.escape(c.upper())}[\w’'-]+" for c in letters]
    small = rf"\s+(?:{LOWER}\s+){{0,2}}"
    whole = [rf"(?:{re.escape(c.upper())}[\w’'-]+|{re.escape(c.lower())}[a-z]{{0,3}})" for c in letters[1:-1]]
    pattern = words[0] + small + small.join([*whole, words[-1]]) + r"(?:\s+of\s+(?:the\s+)?[A-Z]\w+)?"
    m = re.search(rf"\b{pattern}", reading.text)
    return " ".join(m.group().split()) if m is not None else None
