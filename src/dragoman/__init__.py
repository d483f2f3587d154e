"""Dragoman: reads reports about arms transfers and keeps the cited record.

import dragoman
case = dragoman.open("x.dragoman")
case.read(["reports/"])
case.picture.register
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from dragoman.case import Case as Case
    from dragoman.case import open as open


def __getattr__(name: str) -> Any:
    # `dragoman.open` and `dragoman.Case`, loaded when asked for: the rooms behind them are large
    if name in ("open", "Case"):
        from dragoman import case

        return getattr(case, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
