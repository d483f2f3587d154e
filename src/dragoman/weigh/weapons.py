"""Weapon names at different precision: a kind ('drones'), a family ('Leopard 2'), a version ('Leopard 2A8')."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

from dragoman import knowledge
from dragoman.model import Category
from dragoman.weigh.values import Relation

# Words that tell a kind of thing, never which one.
_KINDS = """
advanced aerial air airborne aircraft airplane ammunition antiair antiaircraft antiballistic antiship antitank
apc arm armament armed armor armored armour armoured arms army artillery assault attack balanced ballistic
battalion battery battle boat bomb bomber bullet carrier cartridge class coastal combat corvette cruise custom
defence defense delivered destroyer drone engine equipment fast fighter fighting fixed force frigate general
glide grenade guided gun gunship hand heavy helicopter helo howitzer hypersonic ifv infantry interceptor jet
kamikaze kit land large lethal light loitering long launcher machine main maritime mbt medium military mine
minehunter missile mobile modern mortar multi multirole munition naval new newest nuclear old patrol piece
plane portable precision propelled radar range reconnaissance refurbished remote rifle rocket round second hand
self shell ship shipment shoulder short shot sidearm small smart soviet squadron stealth strike submarine
supersonic supply surface surplus surveillance system tactical tank target towed track tracked trainer
transport truck lorry turboprop type uav ucav uas unit unmanned upgraded used utility vehicle vessel warhead warplane
warship weapon weaponry western wheeled mm caliber calibre and or of the a an for with to in from made built
designed version variant series block mk additional further extra more modernised modernized secondhand donated
several number some
"""
KIND_WORDS = frozenset(_KINDS.split())

# Kinds so general that they fit every category.
_VAGUE = "arms arm weapon weaponry equipment supply armament materiel hardware aid goods shipment"
VAGUE = frozenset(_VAGUE.split())

_TOKEN = re.compile(r"[a-z]+|[0-9]+")


def fold(text: str) -> str:
    """Lower case without accents; Turkish dotless i and the like as their plain letters."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.replace("ı", "i").replace("đ", "dj").replace("ł", "l").replace("ø", "o"))
    return "".join(c for c in plain.casefold() if not unicodedata.combining(c))


@dataclass(frozen=True)
class Profile:
    """What a weapon's name tells.

    ``name`` is the catalogue's designation or the folded name; ``tokens`` the telling words; empty for a kind.
    """

    name: str
    tokens: frozenset[str]
    kinds: frozenset[str]
    category: Category

    @property
    def kind_only(self) -> bool:
        return not self.tokens

    @property
    def vague(self) -> bool:
        return not self.tokens and (not self.kinds or self.kinds <= VAGUE | {"ammunition", "munition", "military"})


@functools.lru_cache(maxsize=1)
def _demonyms() -> frozenset[str]:
    words: set[str] = set()
    for state in knowledge.load().states.values():
        for name in (state.name, *state.names, *state.demonyms):
            words.update(_singular(w) for w in re.findall(r"[a-z]+", fold(name)))
    return frozenset(words)


@functools.lru_cache(maxsize=1)
def _kind_words() -> frozenset[str]:
    words = set(KIND_WORDS)
    for kind in knowledge.load().weapon_kinds.values():
        for noun in (kind.noun, *kind.plurals):
            words.update(_singular(w) for w in re.findall(r"[a-z]+", fold(noun)))
    return frozenset(words)


@functools.lru_cache(maxsize=1)
def _catalogue() -> dict[str, str]:
    """Every name of every catalogued weapon, squeezed, to its designation; names of two weapons are left out."""
    out: dict[str, str] = {}
    twice: set[str] = set()
    for designation, weapon in knowledge.load().weapons.items():
        for name in (designation, *weapon.names):
            key = _squeeze(name)
            if out.setdefault(key, designation) != designation:
                twice.add(key)
    return {k: v for k, v in out.items() if k not in twice}


def _squeeze(name: str) -> str:
    """The bare letters and figures of one piece; a capital S is no plural ('M1A2S')."""
    text = re.sub(r"[^a-z0-9]+", "", fold(name))
    return text[:-1] if len(text) > 3 and text.endswith("s") and not name.rstrip().endswith("S") else text


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


@functools.lru_cache(maxsize=65536)
def profile(weapon: str, category: Category = Category.OTHER) -> Profile:
    """Read a weapon's name."""
    designation = _catalogue().get(_squeeze(weapon)) or _catalogue().get(_squeeze(_strip_kind(weapon)))
    telling, kinds = _tokens(designation or weapon)
    if designation:
        kinds |= _tokens(knowledge.load().weapons[designation].kind or "")[1]
    if designation and not telling:
        telling = frozenset({_squeeze(designation)})
    return Profile(designation or fold(weapon).strip(), telling, kinds, category)


def _strip_kind(weapon: str) -> str:
    words = weapon.split()
    return " ".join(
        w for w in words if _singular(re.sub(r"[^a-z]", "", fold(w))) not in KIND_WORDS or any(c.isdigit() for c in w)
    )


def _tokens(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """Telling words and kind words. A number clings to the letters before it: 'Leopard 2A8' is 'leopard2a8'."""
    text = re.sub(r"(?<=[a-z])[-\s]?(?=\d)", "", fold(name))
    text = re.sub(r"\b\d+(?:\.\d+)?[-\s]?mm\b", lambda m: "calibre" + re.sub(r"\D", "", m.group()), text)
    telling: set[str] = set()
    kinds: set[str] = set()
    for raw in re.findall(r"[a-z0-9]+", text):
        word = raw if any(c.isdigit() for c in raw) else _singular(raw)
        if raw in _kind_words() or word in _kind_words() or word.startswith("calibre"):
            kinds.add(word)
        elif word in _demonyms() or len(word) < 2:
            continue
        else:
            telling.add(word[:-1] if re.fullmatch(r".*\ds", word) else word)
    return frozenset(telling), frozenset(kinds)


def _inside(short: str, long: str) -> bool:
    """'leopard' names 'leopard2', 'leopard2' names 'leopard2a8', but 'mi17' does not name 'mi171'."""
    if short == long:
        return True
    if len(short) < 2 or not long.startswith(short):
        return False
    return short[-1].isdigit() != long[len(short)].isdigit()


def _covers(general: frozenset[str], exact: frozenset[str]) -> bool:
    return all(any(_inside(g, e) for e in exact) for g in general)


@functools.lru_cache(maxsize=65536)
def of_weapons(a: Profile, b: Profile) -> Relation:
    """Relation of two names of weapons: WITHIN where one is the kind or family of the other."""
    if a.vague or b.vague:
        return Relation.WITHIN
    if a.name == b.name:
        return Relation.SAME
    if a.kind_only or b.kind_only:
        if a.kind_only and b.kind_only and _other_guns(a, b):
            return Relation.CLASH
        if _other_kinds(a, b):
            return Relation.CLASH
        return Relation.WITHIN if a.category == b.category or _same_kind(a, b) else Relation.CLASH
    if a.tokens == b.tokens:
        return Relation.SAME
    if _covers(a.tokens, b.tokens) or _covers(b.tokens, a.tokens):
        return Relation.WITHIN
    shared = {x for x in a.tokens for y in b.tokens if _inside(x, y) or _inside(y, x)}
    if not shared:
        return Relation.CLASH
    rest_a = {x for x in a.tokens if not any(_inside(x, y) or _inside(y, x) for y in b.tokens)}
    rest_b = {y for y in b.tokens if not any(_inside(x, y) or _inside(y, x) for x in a.tokens)}
    numbered = any(c.isdigit() for x in rest_a for c in x) and any(c.isdigit() for x in rest_b for c in x)
    return Relation.CLASH if numbered else Relation.WITHIN


_GROUPS: dict[str, str] = {
    "drone": "uav", "uav": "uav", "jet": "plane", "aircraft": "plane", "plane": "plane", "fighter": "plane",
    "tank": "tank", "helicopter": "helo", "submarine": "sub", "frigate": "frigate", "howitzer": "gun",
    "shell": "shell", "round": "shell", "missile": "missile", "radar": "radar", "truck": "truck", "lorry": "truck",
}  # fmt: skip
_ALONE = frozenset({"tank", "truck", "helo", "sub", "frigate", "plane", "uav"})  # of two of these a thing is one


def _other_kinds(a: Profile, b: Profile) -> bool:
    """Whether two names tell of different kinds of vehicle, ship or aircraft: 'trucks' and a tank's designation."""
    ka, kb = ({_GROUPS[w] for w in p.kinds if w in _GROUPS} & _ALONE for p in (a, b))
    anti = "anti" in a.kinds or "anti" in b.kinds  # an anti-tank missile is no tank
    return bool(ka and kb) and not ka & kb and not anti


def _same_kind(a: Profile, b: Profile) -> bool:
    ka = {_GROUPS[w] for w in a.kinds if w in _GROUPS}
    kb = {_GROUPS[w] for w in b.kinds if w in _GROUPS}
    return bool(ka & kb)


_SHOT = frozenset(["shell", "round", "ammunition", "munition", "cartridge", "bullet", "projectile"])
_GUNS = {"tank": "tank", "artillery": "gun", "howitzer": "gun", "mortar": "mortar", "rifle": "rifle"}


def _other_guns(a: Profile, b: Profile) -> bool:
    """Whether two kinds of ammunition are for other guns or of other calibres: 'tank shells' and '155mm shells'."""
    if not (a.kinds & _SHOT and b.kinds & _SHOT):
        return False
    for one, two in (
        [{w for w in p.kinds if w.startswith("calibre")} for p in (a, b)],
        [{_GUNS[w] for w in p.kinds if w in _GUNS and "anti" not in p.kinds} for p in (a, b)],
    ):
        if one and two and not one & two:
            return True
    return False
