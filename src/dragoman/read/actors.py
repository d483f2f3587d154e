"""The actors that a noun phrase stands for: states, bodies, groups, companies."""

from __future__ import annotations

import re

from dragoman import knowledge
from dragoman.read import voices
from dragoman.read.reading import Reading
from dragoman.read.words import Token

STATE_NOUNS = knowledge.load().words["state nouns"]


# nouns that stand for the state or body that modifies them
OFFICES = knowledge.load().words["offices"]


COMPANIES = knowledge.load().words["companies"]


MODIFIERS = {"amod", "compound", "nmod:poss", "nmod", "nmod:desc", "appos", "flat", "nmod:unmarked"}


SIDE_LINKS = {"of", "for", "in", "at", "from", "to"}
ENVOYS = frozenset(
    ["ambassador", "envoy", "embassy", "attaché", "attache", "consul"]
)  # 'the US ambassador in Pretoria'


POSTED = frozenset(["in", "at", "to"])  # 'the US commander in Iraq'


COMPANY = re.compile(
    r"\b(?:Inc|Corp(?:oration)?|Ltd|Limited|LLC|GmbH|AG|SA|S\.A\.|AB|Co|Company|Group|Systems?|Aerospace|Aviation|Industries|Defen[cs]e|"
    r"Shipyards?|Technologies|Dynamics|Aircraft|Motors?|Electronics|Naval|Arms|Works|Missiles?|Space|General)\b\.?"
)


OFFICE_NAME = re.compile(
    r"(?:Ministry|Department|Secretariat|Cabinet|Committee|Council|Chief|Office) of\b", re.IGNORECASE
)


ARMED_BODIES = frozenset(["group", "groups", "forces", "fighters", "factions"])
GROUP_NOUNS = knowledge.load().words["armed group nouns"]


def _group_phrase(reading: Reading, token: Token) -> str:
    """An armed group that has only a description: 'Iranian proxy groups', 'separatists'."""
    first = token.i
    while first > 0 and reading.doc[first - 1].head == token and reading.doc[first - 1].dep_ in ("amod", "compound"):
        first -= 1
    while first > 1 and reading.doc[first - 1].text == "-" and not reading.doc[first - 2].is_punct:
        first -= 2  # 'Iranian-backed militia'
    return " ".join(reading.text[reading.starts[first] : reading.ends[token.i]].split())


def _group_before(reading: Reading, noun: Token) -> tuple[str, ...] | None:
    """The group that a noun for armed groups only describes further: 'Houthi militants'."""
    m = reading.by_token.get(noun.i - 1) if noun.i else None
    backed = m is not None and m.last < noun.i
    return m.ids if m is not None and m.kind == "group" and not m.vague and not backed else None


ACTOR_PRONOUNS = frozenset(["it", "they", "its", "their", "them", "itself", "themselves", "which", "that", "who"])


STORES = frozenset(
    ["port", "ports", "base", "bases", "depot", "depots", "harbour", "harbor", "airport", "factory", "plant"]
)


RELATIVES = frozenset(
    [
        "member",
        "members",
        "neighbor",
        "neighbour",
        "neighbors",
        "neighbours",
        "ally",
        "allies",
        "rival",
        "rivals",
        "partner",
        "partners",
        "adversary",
        "enemy",
        "foe",
        "backer",
        "backers",
        "supporters",
        "sponsors",
        "donors",
    ]
)


# who is named before them is whom they are for or against, not whose they are: 'China critics'
TOWARD = frozenset(
    [
        "opponent",
        "opponents",
        "critic",
        "critics",
        "supporter",
        "supporters",
        "sceptics",
        "skeptics",
        "watchers",
        "hawks",
    ]
)
SEVERAL = frozenset(
    [
        "allies",
        "partners",
        "countries",
        "nations",
        "states",
        "powers",
        "members",
        "governments",
        "neighbours",
        "neighbors",
        "backers",
    ]
)


def _for_instance(reading: Reading, token: Token, seen: set[int]) -> tuple[str, ...]:
    """'countries such as Chad and Peru', 'allies including Chad': those that are named."""
    out: list[str] = []
    for child in token.children:
        if child.i > token.i and child.dep_ in ("nmod", "obl") and EXAMPLES & {c.lower_ for c in child.children}:
            for i in dict.fromkeys((child.i, *(c.i for c in child.conjuncts), *reading.lists.get(child.i, ()))):
                out += _one(reading, reading.doc[i], seen)
    return tuple(dict.fromkeys(out))


EXAMPLES = frozenset(["such", "like", "including"])


def _pronoun_actor(reading: Reading, token: Token, seen: set[int]) -> tuple[str, ...]:
    """'it', 'its', 'they', 'their' → the nearest actor before that is a subject or possessor, in this sentence or the last."""
    if token.lower_ in ("which", "that", "who"):
        relative = token.head
        return _one(reading, relative.head, seen) if relative.dep_ == "acl:relcl" else ()
    if token.tag_ == "PRP$":
        for i in range(token.i - 1, max(token.i - 9, reading.sentence_at(token.i).first - 1), -1):
            m = reading.by_token.get(i)
            if (
                m is not None
                and m.kind in ("state", "body", "group", "org")
                and m.form != "demonym"
                and reading.doc[m.head].dep_ in ("nsubj", "obj")
            ):
                return _one(reading, reading.doc[m.head], seen) if m.head < token.i else ()
    plural = token.lower_ in ("they", "their", "them", "themselves")
    if token.tag_ == "PRP" and token.dep_ == "nsubj" and token.head.dep_ == "ccomp":
        speaks = next((c for c in token.head.head.children if c.dep_ == "nsubj" and c.i < token.i), None)
        speaking = [] if speaks is None else [speaks, *speaks.conjuncts] if plural else [speaks]
        if said := tuple(dict.fromkeys(a for s in speaking for a in _one(reading, s, seen))):
            return said  # 'Chad is getting jets, as Peru announced that it will send ten'
    here = reading.sentence_at(token.i)
    if token.lower_ in ("they", "them"):  # 'ready to support its allies if they send jets'
        several = next((t for t in reversed(reading.doc[here.first : token.i]) if t.lower_ in SEVERAL), None)
        if several is not None and several.tag_ == "NNS":
            return _one(reading, several, seen)
    for index in (here.index, here.index - 1):
        if index < 0 or reading.sentences[index].furniture:
            continue
        best: tuple[str, ...] = ()
        for m in reading.mentions_in(reading.sentences[index]):
            if m.first >= token.i or m.kind not in ("state", "body", "group", "org") or m.form == "pronoun":
                continue
            head = reading.doc[m.head]
            top = head
            while top.dep_ in ("amod", "compound", "nmod:poss", "nmod:desc", "flat") and top.head != top:
                top = top.head
            if top.dep_ not in ("nsubj", "nsubj:pass"):
                continue
            if top.head == token.head and token.tag_ == "PRP" and token.dep_ in ("obj", "iobj", "obl"):
                continue  # 'Denmark handed it jets': not to itself
            heads = [top, *(c for c in top.conjuncts if c.i < token.i)] if plural else [top]
            actors = tuple(dict.fromkeys(x for h in heads for x in _one(reading, h, seen))) if top.i < token.i else ()
            if actors and (not plural or len(actors) > 1 or not best):
                best = actors
        if best:
            return best
    root = reading.doc[token.i].sent.root
    for subject in root.children:  # 'In exchange for the jets it sent, Slovakia bought'
        if subject.dep_ == "nsubj" and subject.i > token.i and token.tag_ == "PRP":
            return _one(reading, subject, seen)
    return ()


def actors_of(reading: Reading, token: Token, *, conjuncts: bool = True) -> tuple[str, ...]:
    """The actors that the noun phrase headed by ``token`` stands for: states first, then bodies, groups, companies.

    'the Turkish government' → TUR; 'Baykar' → TUR, Baykar; 'Kosovo's Osmani' → XKX; 'the two countries' → both.
    Empty where the phrase names nobody.
    """
    out: list[str] = []
    heads = [token, *token.conjuncts] if conjuncts else [token]
    if conjuncts and token.i in reading.lists:
        heads += [reading.doc[i] for i in reading.lists[token.i]]
    for head in heads:
        for actor in _one(reading, head, set()):
            if actor not in out:
                out.append(actor)
    if len(out) < 2:
        return tuple(out)
    return tuple(sorted(out, key=lambda a: not re.fullmatch(r"[A-Z]{3}", a) or a not in knowledge.load().states))


def _one(reading: Reading, token: Token, seen: set[int]) -> tuple[str, ...]:
    if token.i in seen or len(seen) > 6:
        return ()
    seen.add(token.i)
    m = reading.by_token.get(token.i)
    if m is not None:
        if m.kind in ("state", "body", "group"):
            return m.ids
        if m.kind == "person":
            return m.side
        if m.kind == "org" and m.form == "text" and not m.side:
            if OFFICE_NAME.match(m.text):
                return ()  # whose ministry it is stands nowhere
            return m.ids if COMPANY.search(m.text) else ()
        if m.kind == "org":
            named = m.antecedent or m  # 'the company'
            return (*m.side, *(m.ids if named.form == "maker" or not m.side else ()))
        if m.kind == "place":
            return m.side
    lower = token.lower_
    if lower in ACTOR_PRONOUNS:
        return _pronoun_actor(reading, token, seen)
    if lower in voices.FIRST:
        return voices.voice(reading, token.i)
    if lower in TOWARD:
        return ()
    inside: list[str] = []
    if (lower in OFFICES or lower in STATE_NOUNS) and any(c.lower_ in ("his", "her") for c in token.children):
        here = reading.sentence_at(token.i).index
        for person in reversed(reading.mentions):
            if (
                person.kind == "person"
                and person.first < token.i
                and here - reading.sentence_at(person.first).index <= 1
            ):
                return person.side  # 'his government'
    if lower in ARMED_BODIES and any(c.lower_ in GROUP_NOUNS and c.i < token.i for c in token.children):
        named = [a for c in token.children if c.dep_ in ("appos", "flat") for a in _one(reading, c, seen)]
        return tuple(named) or (_group_phrase(reading, token),)  # 'rebel forces', 'the militant group X'
    if lower in GROUP_NOUNS and token.dep_ in ("compound", "amod") and token.tag_ != "NNS":
        return ()  # part of another name
    if lower in GROUP_NOUNS:
        before = reading.doc[token.i - 1] if token.i > 1 else None
        deed = before is not None and before.head is token and before.lower_.endswith("ing")
        if deed and before is not None and before.nbor(-1).tag_ == "IN":
            return ()  # 'accused of arming rebels', whatever the parser says
        if (named := _group_before(reading, token)) is not None:
            return named  # 'Houthi militants'
        return (_group_phrase(reading, token),)
    if lower in SEVERAL and (named := _for_instance(reading, token, seen)):
        return named
    if lower in RELATIVES:  # 'another Serbian neighbour': whose neighbour tells nothing of who it is
        for child in token.children:
            body = reading.by_token.get(child.i)
            if child.dep_ in ("appos", "flat") or (body is not None and body.kind == "body" and child.i < token.i):
                inside += _one(reading, child, seen)  # 'NATO allies' are NATO's own
        if not inside and token.dep_ in ("appos", "nmod", "flat") and token.head != token:
            inside += _one(reading, token.head, seen) if token.dep_ == "appos" else ()
        return tuple(dict.fromkeys(inside))
    if token.tag_.startswith("NN") and (lower in OFFICES or lower in COMPANIES or m is None):
        for child in token.children:
            if child.dep_ in MODIFIERS and child.i < token.i:
                inside += _one(reading, child, seen)
                for c in child.children:  # 'Korean and Spanish shipyards'
                    if c.dep_ == "conj" and child.i < c.i < token.i and c.tag_ in ("JJ", "NNP", "NNPS"):
                        inside += _one(reading, c, seen)
            elif (
                child.dep_ == "nmod"
                and child.i > token.i
                and (lower in OFFICES or lower in STATE_NOUNS or lower in STORES)
            ):
                case = {c.lower_ for c in child.children if c.dep_ == "case"}
                if case & SIDE_LINKS and not (inside and (lower in ENVOYS or case & POSTED)):
                    for i in dict.fromkeys((child.i, *reading.lists.get(child.i, ()))):
                        inside += _one(reading, reading.doc[i], seen)
            elif child.dep_ in ("appos", "flat") and child.i > token.i:
                inside += _one(reading, child, seen)
    plain = {c.lower_ for c in token.children if c.i < token.i} <= {"the", "my", "our"}
    if not inside and plain and lower in voices.OWN_OFFICES and reading.quoted(token.i) is None:
        return voices.own_side(reading)  # 'the President' of a government's own release
    return tuple(dict.fromkeys(inside))
