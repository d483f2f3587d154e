"""Where firms that only the text names are at home: 'Pune-based X', 'X, based in Pune', 'the Indian firm X'."""

from __future__ import annotations

from dragoman.read.reading import Mention, Reading

FIRMS = frozenset(
    ["firm", "company", "manufacturer", "maker", "startup", "start-up", "shipbuilder", "shipyard", "contractor", "builder",
     "producer"]
)  # fmt: skip
BEHIND = 6  # words behind a firm's name in which its place may stand


def with_home(reading: Reading, actors: tuple[str, ...]) -> tuple[str, ...]:
    """Actors with the state beside each firm whose home the report tells."""
    out: list[str] = []
    for actor in actors:
        out += [s for s in _home(reading, actor) if s not in out]
        out.append(actor)
    return tuple(dict.fromkeys(out))


def _home(reading: Reading, firm: str) -> tuple[str, ...]:
    for m in reading.mentions:
        if m.kind == "org" and m.form == "text" and m.ids == (firm,) and (side := _told(reading, m)):
            return side
    return ()


def _told(reading: Reading, firm: Mention) -> tuple[str, ...]:
    """The state of the place or people named right before a firm, or behind it in 'based in'."""
    doc, lower = reading.doc, reading.lower
    at = firm.first - 1
    if at > 1 and lower[at] in ("based", "headquartered"):
        at -= 1 + (doc[at - 1].text == "-")
        return _side(reading.by_token.get(at))
    if at > 0 and lower[at] in FIRMS:
        return _side(reading.by_token.get(at - 1))
    for i in range(firm.last, min(firm.last + BEHIND, len(doc) - 2)):
        if lower[i] in ("based", "headquartered") and lower[i + 1] in ("in", "at"):
            return _side(reading.by_token.get(i + 2))
    return ()


def _side(m: Mention | None) -> tuple[str, ...]:
    if m is None:
        return ()
    return m.ids if m.kind == "state" else m.side if m.kind == "place" else ()
