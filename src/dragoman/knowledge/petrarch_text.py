"""Lines, words and codes of dictionaries in PETRARCH's format: what all kinds of them share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+")
COMMENT = re.compile(r"(?<!\[)(?<!\[#)(?<!\[##)#.*")  # [###] is a code
CODES = re.compile(r"\[([^\[\]]*)\]")


class Line(NamedTuple):
    """One line that says something: comments are gone."""

    number: int  # from 1
    text: str


class Problem(NamedTuple):
    """A line that could not be used."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.what}"


def lines_of(text: str) -> Iterator[Line]:
    """The lines without comments: from ``#`` to the end of the line, and between ``<!--`` and ``-->``."""
    text = re.sub(r"<!\s?--.*?-->", lambda m: "\n" * m.group().count("\n"), text, flags=re.DOTALL)
    for number, line in enumerate(text.splitlines(), 1):
        told = COMMENT.sub("", line).rstrip() if "#" in line else line.rstrip()
        if told.strip():
            yield Line(number, told)


def words_of(name: str) -> tuple[str, ...]:
    """A name's words in capitals: ``AL-QAEDA_IN_IRAQ`` is AL, QAEDA, IN, IRAQ; ``U.S.`` is US."""
    return tuple(WORD.findall(name.upper().replace(".", "")))


def plural_of(word: str) -> str:
    """The regular plural of an English noun in capitals."""
    if word.endswith("Y") and word[-2:-1] not in tuple("AEIOU"):
        return word[:-1] + "IES"
    return word + ("ES" if word.endswith(("S", "X", "Z", "CH", "SH")) else "S")
