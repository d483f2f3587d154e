"""Widths of a table's columns, chosen so that words stay whole, and long ones break after a hyphen."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

_PART = re.compile(r"[^\s-]+-*(?: ≠)?|-+")  # what may not be broken: a word with its mark, or its part up to a hyphen


def natural(column: Sequence[Text], header: str) -> int:
    """Width at which no cell of the column needs another line."""
    return max((cell_len(line) for cell in [Text(header), *column] for line in cell.plain.split("\n")), default=1)


def narrowest(column: Sequence[Text], header: str) -> int:
    """Width below which a word would be cut."""
    parts = (part for cell in [Text(header), *column] for part in _PART.findall(cell.plain))
    return max((cell_len(part) for part in parts), default=1)


def fit(wanted: Sequence[int], shrink: Sequence[tuple[int, int]], room: int) -> list[int]:
    """Widths that fit into ``room``: the columns named in ``shrink`` give way in this order.

    :param shrink: (column, its least width) pairs; a column may come again with a smaller one.
    """
    widths = list(wanted)
    for column, least in shrink:
        over = sum(widths) - room
        if over <= 0:
            break
        widths[column] = max(min(widths[column], least), widths[column] - over)
    return widths


def packed(parts: Sequence[str], width: int, between: str = " · ") -> str:
    """The parts in as few lines as they need, each part whole on its line where it fits."""
    lines: list[str] = []
    for part in parts:
        if lines and cell_len(lines[-1] + between + part) <= width:
            lines[-1] += between + part
        else:
            lines.append(part)
    return "\n".join(lines)


def hyphened(text: Text, width: int) -> Text:
    """The text with a line end after a hyphen in words too long for the width, where a table would cut them anywhere."""
    for word in reversed(list(re.finditer(r"\S+", text.plain))):  # from the end: places before stay right
        if cell_len(word.group()) <= width:
            continue
        cuts: list[int] = []
        line = 0
        for part in _PART.finditer(word.group()):
            long = cell_len(part.group())
            if line and line + long > width:
                cuts.append(word.start() + part.start())
                line = 0
            line += long
        if cuts:
            text = Text("\n").join(text.divide(cuts))
    return text
