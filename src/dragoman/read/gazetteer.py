"""All names of the knowledge in one automaton: where each stands in a text, whatever its accents, hyphens and plural.

Keys and text are folded alike: lower case, no accents, hyphens as spaces, nothing between a letter and a following
digit ('MiG-29', 'MIG 29' and 'Mig29' are one). Case is checked afterwards against the text itself.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

import ahocorasick

from dragoman import knowledge
from dragoman.knowledge import Knowledge

SPACES = {" ", "\u00a0", "\n", "\r", "\t", "-", "‑", "–", "_"}
ASCII_SPACES = "\n\r\t-_"
LETTERS = {
    "ı": "i",
    "ø": "o",
    "đ": "d",
    "ł": "l",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ð": "d",
    "þ": "th",
    "’": "'",
    "‘": "'",
}


@dataclass(frozen=True, slots=True)
class Name:
    """One way to say one thing."""

    kind: str  # state | body | group | person | org | weapon | weapon_kind | title | place
    ids: tuple[str, ...]
    form: str
    side: tuple[str, ...] = ()
    category: str = ""
    vague: bool = False
    weak: bool = False
    ambiguous: bool = False
    key: str = ""  # as the knowledge writes it


@dataclass(frozen=True, slots=True)
class Hit:
    start: int
    end: int
    name: Name


# of two readings of one stretch the earlier kind wins
RANK = {"weapon": 0, "person": 1, "state": 2, "body": 3, "group": 4, "org": 5, "weapon_kind": 6, "place": 7, "title": 8}


@functools.lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    if char in SPACES:
        return " "
    plain = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c)).lower()
    return "".join(LETTERS.get(c, c) for c in LETTERS.get(char, plain))


_FOREIGN = re.compile(r"[^\x00-\x7f]")
_SQUEEZED = re.compile(r" {2,}|^ | (?=[^a-z])")  # where a space may go


def fold(text: str) -> tuple[str, list[int]]:
    """The folded text and, per folded character, the offset of the character that it came from."""
    foreign = set(_FOREIGN.findall(text))
    plain = _FOREIGN.sub(lambda m: _fold_char(m.group()), text) if foreign else text
    plain = plain.lower()
    for mark in ASCII_SPACES:
        plain = plain.replace(mark, " ")
    if all(len(_fold_char(c)) == 1 for c in foreign):
        places = list(range(len(text)))
    else:
        places = [i for i, c in enumerate(text) for _ in (_fold_char(c) if c in foreign else c)]
    parts: list[str] = []
    kept: list[int] = []
    last = 0
    for m in _SQUEEZED.finditer(plain):
        first, end = m.span()
        glued = plain[end : end + 1].isdigit() and plain[first - 1].isalpha()
        cut = first if glued or not first else first + 1
        parts.append(plain[last:cut])
        kept += places[last:cut]
        last = end
    return "".join([*parts, plain[last:]]), kept + places[last:]


class Gazetteer:
    """The automaton over one knowledge."""

    def __init__(self, known: Knowledge) -> None:
        self._names: dict[str, list[Name]] = {}
        for name in _names(known):
            self._names.setdefault(fold(name.key)[0].strip(), []).append(name)
        self._automaton = ahocorasick.Automaton()
        for key, names in self._names.items():
            if len(key) > 1:
                self._automaton.add_word(key, (len(key), names))
        self._automaton.make_automaton()

    def find(self, text: str) -> list[Hit]:
        """Longest names in text order, not overlapping; case fits and no letter or digit touches them."""
        folded, places = fold(text)
        if not self._names:
            return []
        hits: list[Hit] = []
        for last, (length, names) in self._automaton.iter(folded):
            first = last - length + 1
            start = places[first]
            if (start and text[start - 1].isalnum()) or (first and places[first - 1] == start):
                continue
            end = places[last] + 1
            if text[end : end + 1].isalnum() and text[end] not in "seSE":
                continue  # in the middle of a word that is no plural
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            # a title is no mention, and must not hide the state in 'US ambassador'
            fitting = [n for n in names if n.kind != "title" and _case_fits(text[start:end], n)]
            if not fitting:
                continue
            tail = end
            many = [n for n in fitting if n.kind in ("weapon", "weapon_kind", "state", "title")]
            if many and (tail := _plural_end(text, end, many[0])) > end:
                fitting = many  # 'Eurofighters' are no company
            if tail < len(text) and text[tail].isalnum():
                continue
            if text[tail : tail + 1] == "-" and text[tail + 1 : tail + 2].isdigit() and fitting[0].kind != "weapon":
                continue
            hits.append(Hit(start, tail, min(fitting, key=lambda n: RANK[n.kind])))
        hits.sort(key=lambda h: (h.start, -(h.end - h.start), RANK[h.name.kind]))
        out: list[Hit] = []
        for hit in hits:
            if not out or hit.start >= out[-1].end:
                out.append(hit)
        return out


def _plural_end(text: str, end: int, name: Name) -> int:
    rest = text[end : end + 3].lower()
    if name.kind == "weapon_kind" and text[end - 1 : end].lower() in "sxh" and rest.startswith("es"):
        return end + 2
    if rest.startswith("s") and not rest[1:2].isalnum():
        return end + 1
    return end


def _case_fits(surface: str, name: Name) -> bool:
    """Names begin with a capital where the knowledge writes one; short all-capital names are all capital."""
    return name.kind in ("weapon_kind", "title") or _cased(surface, name.key)


@functools.lru_cache(maxsize=16384)
def _cased(surface: str, key: str) -> bool:
    letters = [c for c in key if c.isalpha()]
    if letters and all(c.isupper() for c in letters) and len(letters) <= 5 and not any(c.isdigit() for c in key):
        return all(c.isupper() for c in surface if c.isalpha())
    if (
        surface.isupper()
        and len(letters) <= 5
        and not any(c.isdigit() for c in key)
        and any(c.islower() for c in letters)
    ):
        return False  # 'MALE' is no Malé
    if len(letters) <= 3 and key[1:2].islower() and any(c.isupper() for c in letters[1:]):
        return any(c.isupper() for c in surface[1:])  # 'Let us go' names no LeT
    first = next((c for c in surface if c.isalpha()), "")
    wanted = letters[0] if letters else ""
    return not wanted.isupper() or first.isupper()


def _names(known: Knowledge) -> list[Name]:
    out: list[Name] = []

    def add(kind: str, ids: tuple[str, ...], form: str, keys: tuple[str | None, ...], **more: object) -> None:
        out.extend(Name(kind, ids, form, key=k, **more) for k in keys if k)  # type: ignore[arg-type]

    for s in known.states.values():
        ids = (s.code,)
        add("state", ids, "name", (s.name, *s.names), side=ids)
        add("state", ids, "demonym", s.demonyms, side=ids)
        add("state", ids, "seat", s.seats, side=ids)
        add("place", ids, "capital", (s.capital,), side=ids)  # a capital that is also a seat stands there already
        add("state", ids, "force", s.forces, side=ids)
        add("state", ids, "ministry", s.ministries, side=ids)
        add("state", ids, "parliament", s.parliament, side=ids)
        add("place", ids, "city", s.cities, side=ids)
    for b in known.bodies.values():
        add("body", (b.code,), "name", (b.code, b.name, *b.names), side=(b.code,))
    for g in known.groups.values():
        add("group", (g.code,), "name", (g.code, *g.names), side=(g.code,))
    for m in known.makers.values():
        add("org", (m.name,), "maker", (m.name, *m.names), side=m.states)
    for p in known.people:
        add("person", (p.name,), "name", (p.name, *p.names), side=(p.side,))
    for w in known.weapons.values():
        for key in (w.designation, *w.names):
            bare = " " not in key and not any(c.isdigit() for c in key)  # 'Patriot', but not 'MIM-104 Patriot'
            add(
                "weapon",
                (w.designation,),
                "name",
                (key,),
                side=w.states,
                category=w.category.value,
                ambiguous=w.ambiguous and bare,
            )
    for k in known.weapon_kinds.values():
        add(
            "weapon_kind",
            (k.noun,),
            "kind",
            (k.noun, *k.plurals),
            category=k.category.value,
            vague=k.vague,
            weak=k.weak,
        )
    for t in known.titles:
        add("title", (t.title,), t.kind, (t.title,))
    return out


@functools.lru_cache(maxsize=1)
def default() -> Gazetteer:
    return Gazetteer(knowledge.load())
