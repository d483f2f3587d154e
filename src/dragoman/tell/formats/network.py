"""The network of relations for programs that draw graphs: GraphML and GEXF, states as nodes, curves' ends as edges."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dragoman.model import Picture, Report
from dragoman.tell import values, views
from dragoman.tell.filters import Filters
from dragoman.tell.formats import coding

CANNOT = (
    "the points of the curves and the events behind them: an edge has the level and the tone of the last day",
    "quotes, offsets and single sources: an edge has their number",
    "bodies, companies and armed groups: relations are between states",
)
# written by the library from the clock; the same case must give the same bytes
_CLOCK = re.compile(r' lastmodifieddate="[^"]*"')


def graphml(picture: Picture, reports: Mapping[str, Report], path: Path, filters: Filters | None = None) -> list[Path]:
    """Write GraphML. Gives the file and the note of what is lost.

    :raises UsageError: the place cannot be written.
    """
    import networkx

    return _write(picture, reports, path, filters, "graphml", networkx.generate_graphml)


def gexf(picture: Picture, reports: Mapping[str, Report], path: Path, filters: Filters | None = None) -> list[Path]:
    """Write GEXF 1.2. Gives the file and the note of what is lost.

    :raises UsageError: the place cannot be written.
    """
    import networkx

    return _write(picture, reports, path, filters, "gexf", networkx.generate_gexf)


def _write(
    picture: Picture, reports: Mapping[str, Report], path: Path, filters: Filters | None, format: str, lines: Any
) -> list[Path]:
    made, rows = graph(picture, reports, filters)
    text = '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(lines(made)) + "\n"
    try:
        path.write_text(_CLOCK.sub("", text), encoding="utf-8", newline="\n")
    except OSError as error:
        raise coding.not_written(path, error) from error
    return [path, coding.losses(path, format, rows, CANNOT, {})]


def graph(picture: Picture, reports: Mapping[str, Report], filters: Filters | None = None) -> tuple[Any, int]:
    """The graph, and its number of edges."""
    import networkx

    made = networkx.Graph(name="relations")
    rows = sorted(views.relations_rows(picture, filters, reports), key=lambda r: r.id)
    for code in sorted({code for row in rows for code in (row.a, row.b)}):
        made.add_node(code, label=values.actor(code))
    for row in rows:
        made.add_edge(
            row.a, row.b, level=row.level, tone=row.tone, sign=row.sign, standing=row.standing, events=row.events,
            statements=row.statements, sources=row.sources, first=row.first, last=row.last, silent=row.silent,
            shocks="; ".join(s.day for s in row.shocks), table=row.table, half_life=row.half_life, as_of=row.as_of,
        )  # fmt: skip
    return made, len(rows)
