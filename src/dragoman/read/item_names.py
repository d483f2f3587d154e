"""What goods are called, in the text's words, and of which category they are."""

from __future__ import annotations

import re

from dragoman import knowledge
from dragoman.knowledge.schema import Weapon
from dragoman.read.item import Item
from dragoman.read.item_origins import GIVING, MADE, makers
from dragoman.read.item_phrases import is_bracketed
from dragoman.read.parse import common_words
from dragoman.read.reading import Mention, Reading, Sentence
from dragoman.read.speaker_names import DAYS
from dragoman.read.words import Token

BEFORE_GOODS = knowledge.load().words["before goods"] | knowledge.load().words["praise of goods"]
OTHERWISE = knowledge.load().words["parts of other names"]
SHOULDER = re.compile(r"man-?portable|manpads|shoulder", re.IGNORECASE)
CALIBRE = re.compile(r"\d{2,3}(?:\.\d+)?-?mm|\.\d+")
LOOSE_END = re.compile(r"(?:['’]s|['’])$|\s*\([^)]*$")  # a possessive, a bracket that does not close
FIRES = frozenset(["artillery", "armour", "small-arms", "aircraft", "ship", "air-defence"])
POINTING = frozenset(["these", "those", "this", "that", "such", "same"])
UNKIND = ("", "other")  # categories that tell nothing
MODIFIERS = 6  # words before goods that may describe them
BACK, FAR_BACK = 2, 4  # sentences in which 'the jets' and 'these jets' were named


def designation(group: list[Mention]) -> Mention | None:
    """The designation among the mentions of one phrase; None where it only says what the goods are fired from."""
    named = next((m for m in group if not m.generic), None)
    fired = group[-1].generic and group[-1].category == "munition"
    if named is not None and fired and named.category in FIRES:
        return None  # 'HIMARS ammunition'
    return named


def name_of(reading: Reading, group: list[Mention], named: Mention | None, start: int) -> str:
    """What to print: the designation, else the phrase.

    :param start: the first of the words that describe the goods.
    """
    name = _designated(reading, group, named) if named is not None else _descriptive(reading, group, start)
    return LOOSE_END.sub("", name)


def _designated(reading: Reading, group: list[Mention], named: Mention) -> str:
    after = next((m for m in group[1:] if is_bracketed(reading, m)), None)
    if after is not None and named is group[0] and after.text not in named.text:
        return f"{named.text} ({after.text})"  # 'Artillery Rocket System (HIMARS)'
    return named.text


def _descriptive(reading: Reading, group: list[Mention], start: int) -> str:
    last = group[-1].last
    if group[-1].form == "verb":
        return group[-1].ids[0]  # 'arming Peru' tells of arms
    if all(m.vague for m in group):
        return _phrase(reading, group[0].first, last)
    main = _main(group)
    return _phrase(reading, start if main is group[0] or main is group[-1] else main.first, last)


def _main(group: list[Mention]) -> Mention:
    """The last mention that tells a kind."""
    return next((m for m in reversed(group) if not m.vague), group[-1])


def _phrase(reading: Reading, first: int, last: int) -> str:
    return " ".join(reading.text[reading.starts[first] : reading.ends[last - 1]].split()).strip("“”\"‘’' ")


def category_of(
    reading: Reading, sentence: Sentence, group: list[Mention], named: Mention | None, weapon: Weapon | None
) -> str:
    """The category of goods: of their designation, else of the last kind that the phrase tells.

    :param named: the designation in the phrase; ``weapon``: its entry in the catalogue.
    """
    if named is None:  # 'anti-tank missile launchers', 'missile defence systems': the last specific kind decides
        kinds = [m.category for m in group if not m.vague and m.category not in UNKIND]
        return (kinds[-1] if kinds else _main(group).category) or "other"
    if named.category == "air-defence" and weapon is not None and SHOULDER.search(weapon.kind):
        return "missile"
    kinds = [m.category for m in group if m.generic and not m.vague]
    return named.category or (kinds[0] if kinds else "") or _category_near(reading, sentence) or "other"


def _category_near(reading: Reading, sentence: Sentence) -> str:
    weapons = (m for m in reading.mentions_in(sentence) if m.kind == "weapon")
    return next((m.category for m in weapons if m.category not in UNKIND), "")


def take_name(reading: Reading, sentence: Sentence, item: Item) -> None:
    """'these drones', 'the system', 'the jets': the one designation that the sentences before gave goods of that kind."""
    lead = reading.doc[max(sentence.first, item.first - 3) : item.mentions[0].last]
    pointing = any(t.lower_ in POINTING for t in lead)
    definite = any(t.lower_ == "the" for t in lead)
    system = definite and item.name.lower() in ("system", "systems")
    if not (pointing or definite):
        return
    reach = FAR_BACK if pointing or system else BACK
    named = [
        m
        for m in reading.mentions
        if m.kind == "weapon"
        and not m.generic
        and m.first < item.mentions[0].first
        and reading.sentence_at(m.first).index >= sentence.index - reach
        and (m.category == item.category or system)
    ]
    if not named or (len({m.ids for m in named}) > 1 and not pointing and not system):
        return
    m = named[-1]
    made_by = makers(reading, knowledge.load().weapons.get(m.ids[0]))
    if item.told and made_by and not set(item.told) & set(made_by):
        return
    item.name, item.generic, item.category = m.text, False, m.category or item.category
    item.makers, item.identity = made_by, m.ids


# ---- words that describe goods ------------------------------------------------------------------------------


def modifiers_start(reading: Reading, sentence: Sentence, first: int) -> int:
    """Where the phrase's descriptive modifiers begin: '155mm', 'long-range', 'combat', 'depleted uranium'."""
    doc, i = reading.doc, first
    while i > sentence.first and first - i <= MODIFIERS and _describes(reading, i - 1, first):
        i -= 1
    start = i
    while i < first and (doc[i].text == "-" or MADE.match(doc[i].lower_) or (i > start and doc[i - 1].text == "-")):
        i += 1  # 'next-generation submarines': no half of a joined word
    return i


def _describes(reading: Reading, i: int, first: int) -> bool:
    """Whether a word is one of those that describe the goods that begin behind it."""
    token, following = reading.doc[i], reading.doc[i + 1]
    m = reading.by_token.get(i)
    if (m is not None and m.kind not in ("weapon", "place")) or token.lower_ in BEFORE_GOODS:
        return False
    if CALIBRE.fullmatch(token.lower_):
        return True
    participle = token.tag_ == "VBN" and following.text != "-" and token.dep_ == "amod"
    joined = token.tag_ == "JJR" and following.text == "-"  # 'longer-range'
    if token.tag_ in ("JJ", "NN", "HYPH", "AFX", "VBG") or token.text == "-" or joined or participle:
        doing = token.tag_ == "VBG" and (token.dep_ not in ("amod", "compound") or token.lemma in GIVING)
        return not doing and (token.text == "-" or token.dep_ not in ("nsubj", "obj", "root", "ROOT"))
    if _names_kind(reading, token, first):
        return True  # 'Toofan missiles': a designation that the catalogue lacks
    return token.tag_ == "CD" and following.lower_ in ("mm", "mm-", "-mm", "calibre")


def _names_kind(reading: Reading, token: Token, first: int) -> bool:
    """Whether a capitalised word right before goods may be what they are called."""
    return (
        token.tag_ == "NNP"
        and first - token.i < 3
        and token.text[:1].isupper()
        and token.i not in reading.by_token
        and token.i > reading.sentence_at(token.i).first
        and token.lower_ not in OTHERWISE
        and token.lower_ not in common_words()
        and DAYS.fullmatch(token.text) is None
    )
