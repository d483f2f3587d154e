"""Whose a bare title is: 'the mayor', 'Russia’s foreign minister', 'its chairman, Capt X'."""

from __future__ import annotations

import functools

from dragoman import knowledge
from dragoman.read.reading import Mention, Reading
from dragoman.read.words import Token

PEOPLE_NOUNS = knowledge.load().words["people nouns"]
PASSING = knowledge.load().words["passing adjectives"]
LESSER = frozenset(["deputy", "vice", "former", "ex", "acting", "assistant", "under"])
OFFICE_KINDS = frozenset(["foreign", "defence", "prime", "interior", "finance", "crown", "economy", "state", "energy"])
PAGE = 600  # words back in which a title in capitals was given
WINDOW = 60  # people named before and after among whom a title is looked for


def holder(
    reading: Reading, people: list[Mention], last: str, lemma: str, at: int, side: tuple[str, ...]
) -> Mention | None:
    """The person whose title the text tells near, or who is known to have held such an office.

    :param people: the people whom the text names, in text order; ``last``: who spoke last comes first.
    :param at: the word of the title, whose base form is ``lemma``; ``side``: the state or body that it is told of.
    """
    before = [m for m in people if m.first < at][-WINDOW:]
    after = [m for m in people if m.first > at][:WINDOW]
    near = sorted((*reversed(before), *after), key=lambda m: m.ids[0] != last)
    near = [m for m in near if not (side and m.side and not set(side) & set(m.side))]
    described = [t for t in reading.doc[at].lefts if t.i not in reading.by_token]
    kinds = {_spelled(t.lower_) for t in described} & OFFICE_KINDS
    narrower = narrowing(described) - OFFICE_KINDS
    for title in (lemma, *(("minister", "secretary") if lemma == "chief" and kinds else ())):  # 'the defence chief'
        if (m := _of_title(reading, near, title, kinds, narrower, side)) is not None:
            return m
    return None


def _of_title(
    reading: Reading, near: list[Mention], lemma: str, kinds: set[str], narrower: set[str], side: tuple[str, ...]
) -> Mention | None:
    """The nearest person who is called by a title, or is known to have held it."""
    for m in near:
        behind = [_spelled(t.lower_) for t in reading.doc[m.last : m.last + 10]]
        for words in (_title_of(reading, m), behind if behind[:1] == [","] else []):
            # 'Deputy Mayor X' is not 'the mayor', 'Finance Minister X' not 'the foreign minister'
            if narrower - set(words):
                continue  # 'the infrastructure minister' is no 'Minister X'
            if lemma in words and not LESSER & set(words) and not (OFFICE_KINDS & set(words) and kinds - set(words)):
                return m
    wanted = {lemma, *kinds, *narrower}
    if lemma == "leader" and side:
        heads = {m.ids[0]: m for m in near if any(_held(m.ids[0], {*w.split()}, side) for w in HEADS)}
        return next(iter(heads.values())) if len(heads) == 1 else None
    return next((m for m in near if (side or kinds) and _held(m.ids[0], wanted, side)), None)


def narrowing(described: list[Token]) -> set[str]:
    """Words before a title that tell which office it is: 'infrastructure' minister, 'regional' governor."""
    return {
        _spelled(t.lower_)
        for t in described
        if t.dep_ in ("compound", "amod") and t.tag_ in ("NN", "JJ") and t.lower_ not in PASSING
    }


def _title_of(reading: Reading, m: Mention) -> list[str]:
    """The words of the title right before a name."""
    out: list[str] = []
    for i in range(m.first - 1, max(-1, m.first - 8), -1):
        t = reading.doc[i]
        other = reading.by_token.get(i)
        of = t.lower_ in ("of", "for", "and", "the", "'s", "’s", ".", "-")
        if not (of or t.tag_.startswith(("NN", "JJ"))) or (other is not None and other.kind == "person"):
            break
        out.append(_spelled(t.lower_))
    return out


def set_off(reading: Reading, title: Token, end: int) -> Mention | None:
    """The name behind a bare title: 'its chairman and managing director, Capt X (Retd), has stated'.

    :param end: the word of saying.
    """
    if not title.i < end or title.i in reading.by_token or title.lemma not in PEOPLE_NOUNS:
        return None
    for m in reading.mentions_between(title.i + 1, min(end, title.i + 8)):
        between = reading.doc[title.i + 1 : m.first]
        plain = all(t.text in (",", "&", ".") or t.tag_[:2] in ("NN", "CC", "VB", "JJ") for t in between)
        if m.kind == "person" and m.form != "pronoun" and plain and any(t.text == "," for t in between):
            return m
    return None


def set_before(reading: Reading, title: Token) -> Mention | None:
    """The name before a title whose second comma is left out: 'X, the deputy head of Y has said'."""
    first = title.left_edge.i
    if first < 2 or reading.doc[first - 1].text != "," or title.i in reading.by_token:
        return None
    m = reading.by_token.get(first - 2)
    return m if m is not None and m.kind == "person" and m.form != "pronoun" and m.last == first - 1 else None


def of_house(reading: Reading, house: Token, end: int) -> Mention | None:
    """The name behind a house and a title: 'Tarn Limited (TL) chairman, Capt X, has stated'."""
    m = reading.by_token.get(house.i)
    if m is None or m.kind != "org":
        return None
    title = next((t for t in reading.doc[m.last : min(end, m.last + 8)] if t.lemma in PEOPLE_NOUNS), None)
    between = reading.doc[m.last : title.i] if title is not None else ()
    if title is None or any(t.text == "," or t.tag_.startswith(("VB", "IN")) for t in between):
        return None
    return set_off(reading, title, end)


def titles(reading: Reading, mentions: list[Mention]) -> set[str]:
    """The titles that stand right before a person's name anywhere in the text."""
    return {w for m in mentions for w in _title_of(reading, m)}


def abbreviated(reading: Reading, m: Mention) -> Mention | None:
    """The person behind a title in capitals: 'the CMD said', after 'X, CMD of Y'."""
    if not m.text.isupper() or len(m.text) > 5:
        return None
    for i in range(m.first - 1, max(1, m.first - PAGE), -1):
        if reading.doc[i].text == m.text and reading.doc[i - 1].text == ",":
            other = reading.by_token.get(i - 2)
            if other is not None and other.kind == "person" and other.form != "pronoun":
                return other
    return None


def _spelled(word: str) -> str:
    return "defence" if word == "defense" else word


# whom 'the Chadian leader' may be
HEADS = ("president", "prime minister", "supreme leader", "chancellor", "crown prince")


def _held(name: str, wanted: set[str], side: tuple[str, ...]) -> bool:
    """Whether a person that the knowledge files know held an office of these words: 'president', 'foreign minister'.

    A bare surname is enough where the side is told too.
    """
    known = [office for office, _ in _offices().get(name, ())]
    if not known and side and " " not in name:
        known = [office for office, whose in _offices().get(f" {name}", ()) if whose in side]
    offices = ({_spelled(w) for w in office.lower().split()} for office in known)
    return any(wanted <= words and not LESSER & words and not (OFFICE_KINDS & words) - wanted for words in offices)


@functools.lru_cache(maxsize=1)
def _offices() -> dict[str, list[tuple[str, str]]]:
    """Offices with whose they were, by name and by surname behind a space."""
    out: dict[str, list[tuple[str, str]]] = {}
    for p in knowledge.load().people:
        for name in {p.name, f" {p.surname}", *(n if " " in n else f" {n}" for n in p.names)}:
            out.setdefault(name, []).append((p.office, p.side))
    return out
