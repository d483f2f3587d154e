"""Exchange formats, one module each: ``write(picture, reports, path, filters)`` gives the files written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from dragoman.model import Picture, Report
from dragoman.tell.filters import Filters
from dragoman.tell.formats import csv, gdelt, jsonl, network, plover, polecat

Writer = Callable[[Picture, Mapping[str, Report], Path, Filters | None], list[Path]]

WRITERS: dict[str, Writer] = {
    "csv": csv.write,
    "jsonl": jsonl.write,
    "plover": plover.write,
    "polecat": polecat.write,
    "gdelt": gdelt.write,
    "graphml": network.graphml,
    "gexf": network.gexf,
}
