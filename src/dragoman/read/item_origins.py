"""Whose make goods are: by the catalogue, by the words before them ('Turkish', 'French-made'), by 'made in' behind."""

from __future__ import annotations

import re

from dragoman import knowledge
from dragoman.knowledge.schema import Weapon
from dragoman.read.reading import Mention, Reading, Sentence

MADE = re.compile(
    r"^(?:capable|made|built|designed|produced|manufactured|developed|supplied|donated|provided|origin|era|style|type|class)$"
)
# 'supplying ammunition', 'banning cluster bombs' is no kind of it
GIVING = knowledge.load().words["giving"] | knowledge.load().words["taking"] | {"ban", "prohibit", "outlaw", "restrict"}
BETWEEN_TAGS = frozenset(
    ["JJ", "JJR", "JJS", "NN", "NNP", "HYPH", "CD", "VBG", "VBN", "``", "''", "AFX", "NNPS"]
)  # between a state and goods
GIFTS = (["gift"], ["donation"], ["present"], ["purchase"])
BETWEEN = frozenset(["-", "“", '"', "‘"])
JOINING = frozenset(["and", "-", ",", "/"])  # 'German and Polish tanks', 'Franco-Italian'
BEFORE = 8  # words before goods in which their state stands


def makers(reading: Reading, weapon: Weapon | None) -> tuple[str, ...]:
    """The states that make a weapon; of several, those that the report names, if it names any."""
    if weapon is None:
        return ()
    if len(weapon.states) > 1:
        named = {i for m in reading.mentions if m.kind == "state" for i in m.ids}
        return tuple(s for s in weapon.states if s in named) or weapon.states
    return weapon.states


def told_before(reading: Reading, sentence: Sentence, first: int) -> tuple[tuple[str, ...], bool, int]:
    """States named in the phrase before goods: 'Turkish', 'French-made', 'U.S.'; never a possessor.

    :param first: the first word of the goods.
    :returns: the states, whether they are told for the maker, and the first word that tells them (else ``first``).
    """
    doc, i, made = reading.doc, first, False
    while i > sentence.first and first - i < BEFORE:
        token = doc[i - 1]
        m = reading.by_token.get(i - 1)
        if m is not None and m.kind == "state" and m.form in ("demonym", "name", "seat"):
            former = m.first > 1 and doc[m.first - 1].text == "-" and doc[m.first - 2].lower_ == "ex"
            if former or not _is_adjective(reading, sentence, m):
                return (), False, first
            return _with_joined(reading, sentence, m), made, m.first
        if m is not None and m.kind == "org" and m.form == "maker":
            return m.side, True, m.first
        if token.lower_ == "bound":
            return (), False, first  # 'India-bound': where goods go
        if token.text == WESTERN:
            return WEST, made, i - 1
        if MADE.match(token.lower_):
            made = True
        elif token.tag_ not in BETWEEN_TAGS and token.text not in BETWEEN:
            break
        i -= 1
    return (), False, first


WESTERN, WEST = "Western", ("West",)  # 'Western arms supplies': the group that the knowledge names 'the West'


def _is_adjective(reading: Reading, sentence: Sentence, m: Mention) -> bool:
    """Whether a state before goods tells what goods they are: neither whose they are nor who gets them."""
    doc = reading.doc
    following = doc[m.last] if m.last < len(doc) else None
    if following is not None and following.text in ("'s", "’s", "'", "’"):
        return False
    if m.form == "seat" and following is not None and following.text != "-":
        return False
    giver = doc[m.first - 1] if m.first > sentence.first else None
    short = m.text.replace(".", "").isupper()  # 'sends U.S. missiles': whose
    given = m.form == "name" and not short and giver is not None and giver.pos == "verb" and giver.lemma in GIVING
    return not given  # 'sending Ukraine F-16s': whom, not whose


def _with_joined(reading: Reading, sentence: Sentence, m: Mention) -> tuple[str, ...]:
    """A state with those that are joined to it before: 'German and Polish tanks', 'Franco-Italian'."""
    told = list(m.ids)
    for i in range(m.first - 1, sentence.first - 1, -1):
        other = reading.by_token.get(i)
        if reading.doc[i].lower_ not in JOINING and (other is None or other.form != "demonym"):
            break
        if other is not None and other.kind == "state":
            told = [*other.ids, *told]
    return tuple(dict.fromkeys(told))


SECOND_HAND = re.compile(
    r"\bex-|\b(?:used|second-?hand|surplus|pre-?owned|pre-?operated|retired|former|belonging to)\b", re.IGNORECASE
)
OWNED = 9  # words behind goods in which their owner stands
BEFORE_OWNED = 40  # characters before goods that may call them used


def owned_behind(reading: Reading, sentence: Sentence, first: int, last: int) -> tuple[str, ...]:
    """'surplus jets belonging to the Chadian Air Force', 'used jets of the Chadian Air Force': who has had them.

    :param first: the first word of the goods.
    :param last: the word behind them.
    """
    doc = reading.doc
    for i in range(last, min(last + OWNED, sentence.last - 1)):
        belongs = doc[i].lower_ == "belonging" and doc[i + 1].lower_ == "to"
        of = doc[i].lower_ == "of" and SECOND_HAND.search(
            reading.text, max(sentence.start, reading.starts[first] - BEFORE_OWNED), reading.starts[first]
        )
        if belongs or of:
            near = reading.mentions_between(i + 1, min(i + 5, sentence.last))
            owner = next((m for m in near if m.kind == "state"), None)
            return owner.ids if owner is not None and (belongs or owner.form == "force") else ()
        if doc[i].tag_ not in BETWEEN_TAGS and doc[i].tag_ not in ("NNS", "-LRB-", "-RRB-"):
            break
    return ()


def made_behind(reading: Reading, sentence: Sentence, last: int) -> tuple[str, ...]:
    """'rockets made in Serbia': the state told behind goods that end before the word ``last``."""
    doc = reading.doc
    gift = [t.lower_ for t in doc[last : min(last + 4, sentence.last)]]
    if gift[:1] == [","] and gift[1:2] in (["a"], ["an"]) and gift[2:3] in GIFTS and gift[3:] == ["from"]:
        m = reading.by_token.get(last + 4) or reading.by_token.get(last + 5)
        return m.ids if m is not None and m.kind == "state" else ()  # 'two helicopters, a gift from Chad, reached'
    if last + 2 < sentence.last and MADE.match(doc[last].lower_) and doc[last + 1].lower_ in ("in", "by"):
        m = reading.by_token.get(last + 2)
        if m is not None and m.kind in ("state", "org"):
            return m.ids if m.kind == "state" else m.side
    return ()
