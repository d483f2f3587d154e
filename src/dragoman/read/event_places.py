"""Where an event happened: 'talks in Ankara', 'handed over at an air base near Fetesti', 'met in Turkey'.

Only what hangs on the word that tells the event counts, so that the war that aid is sent for is no place of the aid.
"""

from __future__ import annotations

from dragoman.model import Event, EventType, Place, Span
from dragoman.read import phrases
from dragoman.read.reading import Mention, Reading
from dragoman.read.words import Token

AT = frozenset(["in", "at", "near", "outside", "off", "around", "inside"])
LIGHT = frozenset(
    ["hold", "take", "conduct", "have", "stage", "begin", "sign", "make", "attend", "host"]
)  # 'held talks in'


def placed(reading: Reading, event: Event) -> Event:
    """The event with its place, where the words around its own tell one."""
    told = event.evidence.fields.get("event") or event.evidence.fields.get("status")
    at = reading.token_at(told[0].start) if told else None
    if at is None:
        return event
    word = reading.doc[at]
    bearers = [word]
    if word.tag_.startswith("NN") and word.dep_ in ("obj", "nsubj:pass") and word.head.lemma in LIGHT:
        bearers.append(word.head)
    if event.type == EventType.ASSAULT:  # 'struck a warehouse in Odesa'
        bearers += [c for c in word.children if c.dep_ in ("obj", "nsubj:pass")]
    for bearer in bearers:
        for child in bearer.children:
            if child.dep_ in ("obl", "nmod") and phrases.preposition(child) in AT:
                found = _place(reading, child)
                if found is not None:
                    place, span = found
                    fields = {**event.evidence.fields, "place": (span,)}
                    evidence = event.evidence.model_copy(update={"fields": fields})
                    return event.model_copy(update={"place": place, "evidence": evidence})
    return event


def _place(reading: Reading, token: Token) -> tuple[Place, Span] | None:
    """The place that a phrase names, the most exact of 'at an air base near Fetesti in Romania'."""
    phrase = [token, *(t for t in token.subtree if t.i > token.i)]
    named = [m for t in phrase if (m := reading.by_token.get(t.i)) is not None and m.head == t.i and _is_place(m)]
    if not named or (token.i not in reading.by_token and token.lower_ not in SITES):
        return None
    best = min(named, key=lambda m: (_precision(m) == "country", m.first))
    country = next((i for m in (best, *named) for i in (m.side or m.ids) if len(i) == 3), None)
    name = reading.text[reading.starts[best.first] : reading.ends[best.last - 1]]
    return Place(name=" ".join(name.split()), country=country, precision=_precision(best)), Span(
        start=best.start, end=best.end
    )


SITES = frozenset(
    [
        "base",
        "airbase",
        "port",
        "airport",
        "city",
        "town",
        "village",
        "capital",
        "region",
        "province",
        "district",
        "sidelines",
    ]
)


def _is_place(m: Mention) -> bool:
    return m.form != "description" and (
        m.kind == "place" or (m.kind == "state" and m.form in ("name", "seat") and len(m.ids) == 1)
    )


def _precision(m: Mention) -> str:
    if m.kind == "state":
        return "city" if m.form == "seat" else "country"
    return "city" if m.side else "place"
