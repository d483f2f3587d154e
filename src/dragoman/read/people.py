"""People whom the text introduces: by the parser's entity labels, and by titles, appositions and speaking where those fail.

A name may begin like a city or a state ('Milan Horvat', 'Chad Wolfe'); what stands around it tells a person from a place.
"""

from __future__ import annotations

from dragoman import knowledge
from dragoman.read.parse import common_words
from dragoman.read.reading import Mention, Reading
from dragoman.read.speaker_names import DAYS
from dragoman.read.words import Token

TITLES = knowledge.load().words["titles before a name"] | knowledge.load().words["further titles"]
TITLE_WORDS = TITLES | knowledge.load().words["title words"]
OTHERWISE = knowledge.load().words["parts of other names"]
PEOPLE_NOUNS = knowledge.load().words["people nouns"] | TITLES
LONGEST = 4  # words of a name
DESCRIBED = 9  # words of an apposition in which its noun is looked for
RANKS = frozenset(
    ["brigadier", "general", "colonel", "major", "captain", "admiral", "marshal", "commodore", "lieutenant"]
)
PLACES = ("name", "seat", "capital", "city")  # forms of a state's or a city's name
TAILS = ("of", "from", "for", "in", "at")
GIVEN_NAMES = (knowledge.load().words["men"] | knowledge.load().words["women"]) - TITLES
LABELS = frozenset(["source", "photo", "image", "credit", "picture", "watch", "read", "note"])
SON_OF = ("bin", "ibn", "ben", "bint", "binti")


def find(reading: Reading) -> list[tuple[int, int]]:
    """Token ranges of names of people, half-open, in text order; places that only begin a name are dropped."""
    found: dict[int, int] = {}
    for ent in reading.doc.ents:
        if ent.label == "PERSON" and (span := _labelled(reading, ent.start, ent.end)) is not None:
            found[span[0]] = span[1]
    _join_sons(reading, found)
    for i in range(len(reading.doc)):
        if reading.tags[i] in ("NNP", "NNPS") and i not in found and (last := _introduced(reading, i)):
            found[i] = last
    out: list[tuple[int, int]] = []
    for first, last in sorted(found.items()):
        if out and first < out[-1][1]:
            continue
        if reading.sentence_at(first).furniture:
            continue  # who wrote it is no actor of the report
        place = _same_name(reading, first, last)
        if place is not None:
            reading.mentions.remove(place)
            for i in range(place.first, place.last):
                del reading.by_token[i]
        if not any(i in reading.by_token for i in range(first, last)):
            out.append((first, last))
    return out


def _labelled(reading: Reading, first: int, last: int) -> tuple[int, int] | None:
    """What of an entity is the name: 'X of Chad' is X."""
    doc = reading.doc
    while first < last and (doc[first].is_punct or doc[first].text[:1].islower() or doc[first].text == "Q"):
        first += 1  # 'Q' begins a question of a transcript
    for i in range(first + 1, last):
        if doc[i].lower_ in TAILS and i + 1 < last and i + 1 in reading.by_token:
            last = i
            break
    while last > first and (
        doc[last - 1].text in ("'s", "’s") or doc[last - 1].is_punct or doc[last - 1].lower_ in TAILS
    ):
        last -= 1
    while last > first and last + 1 < len(doc) and doc[last].text == "-" and doc[last + 1].dep_ == "flat":
        last += 2  # 'Min Jae-ho'
    if first == last or not doc[first].text[:1].isupper() or other_name(reading, first, last):
        return None
    if all(t.lower_ in TITLE_WORDS or t.is_punct for t in doc[first:last]):
        return None  # 'Navy Capt.'
    if last - first == 1 and last < len(doc) and doc[last].text == ":" and doc[first].lower_ in LABELS:
        return None
    if last - first > 1 and last < len(doc) and doc[last - 1].lower_ in RANKS and _part(doc[last]):
        first, last = last, last + 1  # 'Transport Colonel Luis Ortega'
        while last < min(len(doc), first + LONGEST) and _part(doc[last]):
            last += 1
    return first, last


def other_name(reading: Reading, first: int, last: int) -> bool:
    """'Tarn Design Bureau', labelled as a person: its last word tells a body or a place."""
    doc = reading.doc
    if last - first < 2 or doc[last - 1].lower_ not in OTHERWISE:
        return False
    return last - first > 2 or not (doc[first].lower_ in GIVEN_NAMES or (first > 0 and _title(doc[first - 1])))


def _join_sons(reading: Reading, found: dict[int, int]) -> None:
    """'Salim bin Omar Haddad' is one person, not two."""
    for first in sorted(found):
        if first < 2 or reading.lower[first - 1] not in SON_OF:
            continue
        father = next((i for i, last in found.items() if last == first - 1), None)
        if father is not None:
            found[father] = found.pop(first)
        elif (m := reading.by_token.get(first - 2)) is not None and m.kind == "person":
            del found[first]


def _same_name(reading: Reading, first: int, last: int) -> Mention | None:
    """The place that a name only begins or ends with, or that has the same name."""
    m = reading.by_token.get(first)
    surname = reading.by_token.get(last - 1)
    if last - first > 1 and m is None and surname is not None and reading.lower[first] in GIVEN_NAMES:
        if surname.kind == "place" and surname.form == "city" and (surname.first, surname.last) == (last - 1, last):
            return surname  # 'Peter Cadiz', whatever town Cadiz is
    ranked = first > 0 and reading.lower[first - 1] in RANKS
    if m is not None and ranked and m.kind == "place" and (m.first, m.last) == (first, last):
        return m
    if m is None or m.kind not in ("place", "state") or m.form not in PLACES or m.last != first + 1 or last - first < 2:
        return None
    rest = reading.doc[first + 1 : last]
    if any(t.i in reading.by_token or not _part(t) for t in rest):
        return None
    return m


def _part(token: Token) -> bool:
    """Whether a word may be part of a name of more than one word."""
    return (
        token.tag_ in ("NNP", "NNPS")
        and token.text[:1].isupper()
        and len(token.text) > 1
        and token.lower_.strip(".") not in PEOPLE_NOUNS
        and token.lower_ not in OTHERWISE
        and not DAYS.fullmatch(token.text)
    )


def _introduced(reading: Reading, i: int) -> int:
    """The end of a name that begins here and that no label tells; 0 where none does."""
    m = reading.by_token.get(i)
    if m is not None and (m.kind not in ("place", "state") or m.form not in PLACES or m.last != i + 1):
        return 0
    token = reading.doc[i]
    if not _part(token) or token.lower_ in common_words():
        return 0
    last = i + 1
    end = reading.sentence_at(i).last
    while last < min(end, i + LONGEST) and last not in reading.by_token and _part(reading.doc[last]):
        if reading.doc[last].lower_ in common_words():
            break
        last += 1
    if last < end and last not in reading.by_token and reading.doc[last].text[:1].isupper():
        return 0  # 'King Rashid Hospital', 'Tarn Systems': part of another name
    if i > reading.sentence_at(i).first and reading.doc[i - 1].text[:1].isupper() and not _title(reading.doc[i - 1]):
        return 0
    if m is not None and last == i + 1:
        return 0
    titled = i > 0 and _title(reading.doc[i - 1])
    if titled and (last - i > 1 or token.lower_ not in common_words()):
        return last
    return last if last - i > 1 and _described(reading, i, last) else 0


def _title(token: Token) -> bool:
    """A title before a name: with a capital, as 'General' and 'Mayor' there."""
    return token.lower_.strip(".") in TITLES and token.text[:1].isupper()


def _described(reading: Reading, first: int, last: int) -> bool:
    """Whether a trade or office stands in apposition: ', an analyst at', ', the minister'; or before: 'the minister, X,'."""
    doc = reading.doc
    end = reading.sentence_at(first).last
    if last + 2 < end and doc[last].text == "," and doc[last + 1].tag_ in ("DT", "NN", "NNP", "JJ", "PRP$", "NNS"):
        for t in doc[last + 1 : min(end - 1, last + DESCRIBED)]:
            if t.text == "," or t.tag_.startswith("VB"):
                break
            if t.lemma in PEOPLE_NOUNS and t.tag_ in ("NN", "NNP"):
                return t.text.islower() or not doc[t.i + 1].text[:1].isupper()  # ', President X said': another
    if first > 1 and doc[first - 1].text == "," and (last >= end or doc[last].is_punct):
        for t in reversed(doc[max(reading.sentence_at(first).first, first - DESCRIBED) : first - 1]):
            if t.is_punct or t.tag_.startswith("VB"):
                break
            if t.lemma in PEOPLE_NOUNS and t.tag_ in ("NN", "NNP"):
                return t.i == first - 2 or any(c.i == first for c in t.children) or doc[first].head is t
    return False
