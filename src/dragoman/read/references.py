"""Who is meant: sides of people and bodies, surnames, pronouns and descriptions ('the Balkan nation', 'both countries').

Works on what the text tells: titles before a name ('Turkish Major General ...'), appositions behind it, possessives;
the knowledge supplies only identities. A description that fits several antecedents stays unresolved.
"""

from __future__ import annotations

import functools
import re

from dragoman import knowledge
from dragoman.read import mentions
from dragoman.read.descriptions import descriptions, pronouns
from dragoman.read.reading import Mention, Reading
from dragoman.read.speaker_names import DAYS
from dragoman.read.tags import FINITE
from dragoman.read.words import Token


def resolve(reading: Reading) -> None:
    """Give people and bodies their sides and full names; link pronouns and descriptions to antecedents."""
    _full_names(reading)
    _group_names(reading)
    for mention in reading.mentions:
        if (mention.kind == "person" and not mention.side) or (mention.kind == "org" and not mention.side):
            mention.side = _told_side(reading, mention)
    _share_sides(reading)
    pronouns(reading)
    descriptions(reading)
    reading.settle()


def _full_names(reading: Reading) -> None:
    """One identity a person: the fullest name in this text; bare surnames after it are found and linked."""
    people = [m for m in reading.mentions if m.kind == "person"]
    by_surname: dict[str, Mention] = {}
    for m in people:
        key = _plain(m.text.split()[-1]) if m.text.split() else ""
        known = by_surname.get(key)
        if known is None or len(m.text.split()) > len(known.text.split()):
            by_surname[key] = m
    for m in people:
        best = by_surname.get(_plain(m.text.split()[-1]))
        if best is not None and best is not m and _compatible(m.text, best.text):
            m.ids = (_surface(best),)
            m.side = m.side or best.side
        else:
            m.ids = (_surface(m),)
    known_people = _known_people()
    for m in people:
        holders = [p for p in known_people.get(_plain(m.text.split()[-1]), []) if _in_office(p, reading)]
        if not m.side and len({p.side for p in holders}) == 1 and len(m.text.split()) == 1:
            m.side = (holders[0].side,)
    fresh = []
    for i, start in enumerate(reading.starts):
        if i in reading.by_token or not reading.text[start].isupper() or len(reading.lower[i]) < 3:
            continue
        token = reading.doc[i]
        key = _plain(token.text)
        if key in by_surname and token.tag_ in ("NNP", "NNPS", "NN", "JJ", "VBZ", "VB", "VBP", "NNS"):
            best = by_surname[key]
            fresh.append(
                mentions.make(reading, token.i, token.i + 1, "person", best.ids, side=best.side, form="surname")
            )
        elif key in known_people and token.tag_ in ("NNP", "NNPS") and not _dates(token):
            found = [p for p in known_people[key] if _in_office(p, reading)]
            if not _person_like(token) and len({p.name for p in known_people[key]}) > 1:
                continue
            sides = {p.side for p in found}
            if len(sides) == 1:
                fresh.append(
                    mentions.make(
                        reading, token.i, token.i + 1, "person", (token.text,), side=(found[0].side,), form="surname"
                    )
                )
    mentions._add(reading, fresh)
    reading.mentions.sort(key=lambda m: m.first)


def _dates(token: Token) -> bool:
    """Whether 'May' or 'March' is a month here: 'in May', 'May 3'."""
    if not DAYS.fullmatch(token.text):
        return False
    beside = [token.nbor(n) for n in (-1, 1) if 0 <= token.i + n < len(token.doc)]
    return any(t.tag_ in ("IN", "CD") or t.lower_ in ("last", "next", "this", "early", "late", "mid") for t in beside)


@functools.lru_cache(maxsize=1)
def _known_people() -> dict[str, list[knowledge.schema.Person]]:
    """The people that the knowledge has, by surname."""
    out: dict[str, list[knowledge.schema.Person]] = {}
    for p in knowledge.load().people:
        out.setdefault(_plain(p.surname), []).append(p)
    return out


def _group_names(reading: Reading) -> None:
    """A group is called what this text first calls it: 'Hizballah' where the text writes it so; the West has no other name."""
    first: dict[tuple[str, ...], str] = {}
    for m in reading.mentions:
        if m.kind == "group" and m.ids != WEST:
            name = re.sub(r"^[Tt]he ", "", _surface(m))
            name = first.setdefault(m.ids, m.ids[0] if f"{name}s" == m.ids[0] else name)  # 'Houthi attacks'
            m.side = m.ids = (name,)


WEST = ("West",)  # 'Western nations', 'its western allies'


def _in_office(person: knowledge.schema.Person, reading: Reading) -> bool:
    """Whether the person was in office within some years of the report (always, where a date is unknown)."""
    year = reading.anchor.year if reading.anchor else None
    since = int(person.since[:4]) if person.since else None
    until = int(person.until[:4]) if person.until else None
    return year is None or ((since is None or since <= year + 1) and (until is None or year <= until + 4))


def _person_like(token: Token) -> bool:
    before = token.nbor(-1).text.lower() if token.i else ""
    title = before.rstrip(".") in TITLE_WORDS
    speaks = token.dep_ in ("nsubj", "nsubj:pass") or (
        token.i + 1 < len(token.doc) and token.nbor(1).text in ("'s", "’s", "administration")
    )
    return title or speaks or before == "by"


TITLE_WORDS = knowledge.load().words["titles before a name"]


COURTESY = frozenset(["mr", "mrs", "ms", "dr"])


def _surface(mention: Mention) -> str:
    return re.sub(r"(?:['’]s)$", "", " ".join(mention.text.split())).strip('“”"')


@functools.lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    from dragoman.read.gazetteer import fold

    return re.sub(r"'s$", "", fold(word)[0]).strip(" .")


def _compatible(short: str, full: str) -> bool:
    a, b = {_plain(w) for w in short.split()}, {_plain(w) for w in full.split()}
    return a <= b or b <= a


def _told_side(reading: Reading, mention: Mention) -> tuple[str, ...]:
    """The state or body that the words around a name give it: before it, in apposition, 'of', 'at'."""
    doc = reading.doc
    sentence = reading.sentence_at(mention.first)
    i = mention.first - 1
    steps = 0
    while i >= sentence.first and steps < 9:
        token = doc[i]
        m = reading.by_token.get(i)
        if m is not None and m.kind in ("state", "body", "group"):
            return m.ids
        if m is not None and m.kind == "org" and m.side and mention.kind == "person":
            return m.side
        if m is not None and m.kind == "place" and m.side and mention.kind == "person":
            between = (t.lower_.rstrip(".") for t in doc[m.last : mention.first])
            return m.side if any(w in TITLE_WORDS and w not in COURTESY for w in between) else ()
        if m is not None and m.kind in ("person", "weapon"):
            break
        if (token.is_punct and token.text not in ("-", "'", "’", ".")) or token.tag_ in (
            "VBD",
            "VBZ",
            "VBP",
            "MD",
            "CC",
            "PRP",
        ):
            break
        if token.tag_ == "IN" and token.lower_ not in ("of", "for"):
            break
        i -= 1
        steps += 1
    j = mention.last
    if j + 1 < sentence.last and doc[j].lower_ == "of" and mention.kind == "person":  # 'President X of Kenya'
        m = reading.by_token.get(j + 1) or reading.by_token.get(j + 2)
        if m is not None and m.kind == "state":
            return m.ids
    if j < sentence.last and doc[j].text in (",", "(", "–", "—", "-"):
        steps = 0
        j += 1
        if j < sentence.last and doc[j].tag_ == "IN" and doc[j].lower_ not in ("of", "from", "for", "at"):
            return ()  # 'President X, on Ukraine and on China'
        first_noun = False
        while j < sentence.last and steps < 12:
            token = doc[j]
            m = reading.by_token.get(j)
            if m is not None and m.kind in ("state", "body", "group") and not (steps == 0 and token.text == "who"):
                return m.ids
            if m is not None and m.kind == "org" and m.side:
                return m.side
            if m is not None and m.kind == "person":
                break
            if token.text in (",", ")", ";", "”", '"') or token.tag_ in (*FINITE, "WP", "WDT"):
                break
            first_noun = first_noun or token.tag_.startswith("NN")
            j += 1
            steps += 1
    return ()


def _share_sides(reading: Reading) -> None:
    """All mentions of one person have the side that any of them was given."""
    sides: dict[tuple[str, ...], tuple[str, ...]] = {}
    for m in reading.mentions:
        if m.kind in ("person", "org") and m.side:
            sides.setdefault(m.ids, m.side)
    for m in reading.mentions:
        if m.kind in ("person", "org") and not m.side:
            m.side = sides.get(m.ids, ())


_REGIONS: dict[int, frozenset[str]] = {}
