"""Dragoman: reads reports about arms transfers and keeps the cited record.

    import dragoman
    case = dragoman.open("x.dragoman")
    case.read(["reports/"])
    case.picture.register
"""

__version__ = "0.1.0"
