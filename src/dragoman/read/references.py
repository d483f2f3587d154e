"""Who is meant: sides of people and bodies, surnames, pronouns and descriptions ('the Balkan nation', 'both countries').

Works on what the text tells: titles before a name ('Turkish Major General ...'), appositions behind it, possessives;
the knowledge supplies only identities. A description that fits several antecedents stays unresolved.
"""

from __future__ import annotations

import functools
import re

from spacy.tokens import Token

from dragoman import knowledge
from dragoman.read import mentions
from dragoman.read.reading import Mention, Reading

ACTORS = ("state", "body", "group", "person", "org")

# nouns that stand for the state or body that modifies them
OFFICES = knowledge.load().words["offices"]
COMPANIES = knowledge.load().words["companies"]
STATE_NOUNS = knowledge.load().words["state nouns"]
PLURAL_STATE_NOUNS = knowledge.load().words["state nouns, plural"]
PERSON_PRONOUNS = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
MODIFIERS = {"amod", "compound", "nmod:poss", "nmod", "nmod:desc", "appos", "flat", "nmod:unmarked"}
SIDE_LINKS = {"of", "for", "in", "at", "from", "to"}


def resolve(reading: Reading) -> None:
    """Give people and bodies their sides and full names; link pronouns and descriptions to antecedents."""
    _full_names(reading)
    _group_names(reading)
    for mention in reading.mentions:
        if (mention.kind == "person" and not mention.side) or (mention.kind == "org" and not mention.side):
            mention.side = _told_side(reading, mention)
    _share_sides(reading)
    _pronouns(reading)
    _descriptions(reading)
    reading.mentions.sort(key=lambda m: m.first)


# ---- names ------------------------------------------------------------------------------------------------------


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
    for token in reading.doc:
        if token.i in reading.by_token or not token.text[:1].isupper() or len(token.text) < 3:
            continue
        key = _plain(token.text)
        if key in by_surname and token.tag_ in ("NNP", "NNPS", "NN", "JJ", "VBZ", "VB", "VBP", "NNS"):
            best = by_surname[key]
            fresh.append(
                mentions.make(reading, token.i, token.i + 1, "person", best.ids, side=best.side, form="surname")
            )
        elif key in known_people and token.tag_ in ("NNP", "NNPS"):
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


@functools.lru_cache(maxsize=1)
def _known_people() -> dict[str, list[knowledge.schema.Person]]:
    """The people that the knowledge has, by surname."""
    out: dict[str, list[knowledge.schema.Person]] = {}
    for p in knowledge.load().people:
        out.setdefault(_plain(p.surname), []).append(p)
    return out


def _group_names(reading: Reading) -> None:
    """A group is called what this text first calls it: 'Hizballah' where the text writes it so."""
    first: dict[tuple[str, ...], str] = {}
    for m in reading.mentions:
        if m.kind == "group":
            name = first.setdefault(m.ids, _surface(m))
            m.side = m.ids = (name,)


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


def _surface(mention: Mention) -> str:
    return re.sub(r"(?:['’]s)$", "", " ".join(mention.text.split()))


@functools.lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    from dragoman.read.gazetteer import fold

    return re.sub(r"'s$", "", fold(word)[0]).strip(" .")


def _compatible(short: str, full: str) -> bool:
    a, b = {_plain(w) for w in short.split()}, {_plain(w) for w in full.split()}
    return a <= b or b <= a


# ---- sides ------------------------------------------------------------------------------------------------------


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
    if j < sentence.last and doc[j].text in (",", "(", "–", "—", "-"):
        steps = 0
        j += 1
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
            if token.text in (",", ")", ";", "”", '"') or token.tag_ in ("VBD", "VBZ", "VBP", "MD", "WP", "WDT"):
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


# ---- pronouns and descriptions -----------------------------------------------------------------------------------


def _pronouns(reading: Reading) -> None:
    """'he', 'she' to the last person that was a subject or speaker; 'it', 'its', 'they' are left to the coders."""
    last: Mention | None = None
    subject: Mention | None = None
    fresh = []
    for token in reading.doc:
        m = reading.by_token.get(token.i)
        if m is not None and m.kind == "person" and token.i == m.first and m.form != "pronoun":
            if reading.quoted(token.i) is not None and last is not None:
                continue  # who is named inside somebody's words is not who goes on speaking
            last = m
            head = reading.doc[m.head]
            if head.dep_ in ("nsubj", "nsubj:pass", "appos", "flat") or head.dep_.startswith("nsubj"):
                subject = m
        elif token.lower_ in PERSON_PRONOUNS and token.i not in reading.by_token:
            antecedent = subject or last
            if antecedent is not None and token.lower_ not in ("his", "her", "hers"):
                fresh.append(
                    mentions.make(
                        reading,
                        token.i,
                        token.i + 1,
                        "person",
                        antecedent.ids,
                        side=antecedent.side,
                        form="pronoun",
                        antecedent=antecedent,
                    )
                )
    mentions._add(reading, fresh)


def _descriptions(reading: Reading) -> None:
    """'the Balkan nation', 'the kingdom', 'the NATO ally', 'both countries', 'the country'."""
    known = knowledge.load()
    fresh = []
    for token in reading.doc:
        if token.i in reading.by_token or token.tag_ not in ("NN", "NNS", "NNP"):
            continue
        lower = token.lower_
        body = reading.by_token.get(token.i - 1)
        membership = lower == "member" and body is not None and body.kind == "body"
        if lower in STATE_NOUNS and (membership or lower not in ("government", "customer", "power", "partner", "member")):
            antecedent = _described_state(reading, token, known)
            if antecedent:
                fresh.append(
                    mentions.make(
                        reading,
                        token.i,
                        token.i + 1,
                        "state",
                        antecedent.ids,
                        side=antecedent.ids,
                        form="description",
                        antecedent=antecedent,
                    )
                )
        elif lower in PLURAL_STATE_NOUNS and _is_pair(token):
            pair = _last_two_states(reading, token.i)
            if len(pair) == 2:
                fresh.append(mentions.make(reading, token.i, token.i + 1, "state", pair, side=pair, form="description"))
    mentions._add(reading, fresh)


def _is_pair(token: Token) -> bool:
    words = {c.lower_ for c in token.lefts}
    return bool(words & {"two", "both"}) or ("their" in words)


def _last_two_states(reading: Reading, before: int) -> tuple[str, ...]:
    """The two states that were named last before a token, if one sentence or two hold just two of them."""
    here = reading.sentence_at(before)
    for back in (0, 1, 2):
        first = reading.sentences[max(0, here.index - back)].first
        seen: list[str] = []
        for m in reading.mentions:
            if first <= m.first < before and m.kind == "state" and m.form != "description":
                for code in m.ids:
                    if code not in seen:
                        seen.append(code)
        if len(seen) == 2:
            return tuple(seen)
        if len(seen) > 2:
            return ()
    return ()


def _described_state(reading: Reading, token: Token, known: knowledge.Knowledge) -> Mention | None:
    """The last state before the token that fits the description's adjectives, if it is a definite description."""
    lefts = list(token.lefts)
    determiner = any(t.lower_ in ("the", "this", "that", "his", "her", "its", "their") for t in lefts)
    if not determiner:
        return None
    if any(reading.by_token.get(t.i) is not None and reading.by_token[t.i].kind == "state" for t in lefts):
        return None  # 'the Turkish state' is its own name
    if any(c.dep_ in ("acl:relcl", "nmod", "acl") for c in token.rights) and not any(
        _regional(t.text, known) for t in lefts
    ):
        return None
    wanted = [t.text for t in lefts if _regional(t.text, known)]
    wanted += [token.lower_] if _regional(token.lower_, known) else []
    bodies = [
        reading.by_token[t.i].ids[0] for t in lefts if t.i in reading.by_token and reading.by_token[t.i].kind == "body"
    ]
    if not wanted and not bodies:
        return _leading_state(reading, token)
    for m in reversed(reading.mentions):
        if (
            m.first >= token.i
            or m.kind != "state"
            or len(m.ids) != 1
            or token.i - m.first > (400 if wanted or bodies else 120)
            or m.form == "description"
        ):
            continue
        state = known.states.get(m.ids[0])
        if state is None:
            continue
        if any(w not in state.regions for w in wanted):
            continue
        if any(
            b in known.bodies and known.bodies[b].members and m.ids[0] not in known.bodies[b].members for b in bodies
        ):
            continue
        if not wanted and not bodies and reading.sentence_at(m.first).index < reading.sentence_at(token.i).index - 1:
            return None
        return m
    return None


def _leading_state(reading: Reading, token: Token) -> Mention | None:
    """'the country', 'his country': the state that leads the sentence or the one before, as subject or speaker."""
    here = reading.sentence_at(token.i)
    for index in (here.index, here.index - 1):
        if index < 0 or reading.sentences[index].furniture:
            continue
        found = [m for m in reading.mentions_in(reading.sentences[index]) if m.first < token.i and len(m.ids) == 1]
        for m in found:
            if m.kind not in ("state", "person") or (m.kind == "person" and len(m.side) != 1):
                continue
            top = reading.doc[m.head]
            while top.dep_ in ("amod", "compound", "nmod:poss", "nmod:desc", "flat") and top.head.i > top.i:
                top = top.head
            if top.dep_ in ("nsubj", "nsubj:pass"):
                return m if m.kind == "state" else Mention(m.first, m.last, m.start, m.end, "state", m.side, m.head, side=m.side)
        states = [m for m in found if m.kind == "state" and m.form != "description"]
        if len({m.ids for m in states}) == 1:
            return states[0]
    return None


def _regional(word: str, known: knowledge.Knowledge) -> bool:
    return word in _regions(known)


_REGIONS: dict[int, frozenset[str]] = {}


def _regions(known: knowledge.Knowledge) -> frozenset[str]:
    if id(known) not in _REGIONS:
        _REGIONS[id(known)] = frozenset(r for s in known.states.values() for r in s.regions)
    return _REGIONS[id(known)]


# ---- who is meant by a noun phrase -------------------------------------------------------------------------------


COMPANY = re.compile(
    r"\b(?:Inc|Corp(?:oration)?|Ltd|Limited|LLC|GmbH|AG|SA|S\.A\.|AB|Co|Company|Group|Systems?|Aerospace|Aviation|Industries|Defen[cs]e|"
    r"Shipyards?|Technologies|Dynamics|Aircraft|Motors?|Electronics|Naval|Arms|Works|Missiles?|Space|General)\b\.?"
)
GROUP_NOUNS = knowledge.load().words["armed group nouns"]


def _group_phrase(reading: Reading, token: Token) -> str:
    """An armed group that has only a description: 'Iranian proxy groups', 'separatists'."""
    first = token.i
    while first > 0 and reading.doc[first - 1].head == token and reading.doc[first - 1].dep_ in ("amod", "compound"):
        first -= 1
    return " ".join(reading.text[reading.starts[first] : reading.ends[token.i]].split())


ACTOR_PRONOUNS = frozenset("it they its their them itself themselves which that who".split())
RELATIVES = frozenset("member members neighbor neighbour neighbors neighbours ally allies rival rivals partner partners adversary enemy foe".split())


def _pronoun_actor(reading: Reading, token: Token, seen: set[int]) -> tuple[str, ...]:
    """'it', 'its', 'they', 'their' → the nearest actor before that is a subject or possessor, in this sentence or the last."""
    if token.lower_ in ("which", "that", "who"):
        relative = token.head
        return _one(reading, relative.head, seen) if relative.dep_ == "acl:relcl" else ()
    if token.tag_ == "PRP$":
        for i in range(token.i - 1, max(token.i - 9, reading.sentence_at(token.i).first - 1), -1):
            m = reading.by_token.get(i)
            if m is not None and m.kind in ("state", "body", "group", "org") and m.form != "demonym" and reading.doc[m.head].dep_ in ("nsubj", "obj"):
                return _one(reading, reading.doc[m.head], seen) if m.head < token.i else ()
    plural = token.lower_ in ("they", "their", "them", "themselves")
    here = reading.sentence_at(token.i)
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
    for head in heads:
        for actor in _one(reading, head, set()):
            if actor not in out:
                out.append(actor)
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
            return m.ids if COMPANY.search(m.text) else ()
        if m.kind == "org":
            return (*m.side, *(m.ids if m.form == "maker" or not m.side else ()))
        if m.kind == "place":
            return m.side
    lower = token.lower_
    if lower in ACTOR_PRONOUNS:
        return _pronoun_actor(reading, token, seen)
    inside: list[str] = []
    if lower in OFFICES and any(c.lower_ in ("his", "her") for c in token.children):
        here = reading.sentence_at(token.i).index
        for person in reversed(reading.mentions):
            if person.kind == "person" and person.first < token.i and here - reading.sentence_at(person.first).index <= 1:
                return person.side  # 'his government'
    if lower in GROUP_NOUNS:
        return (_group_phrase(reading, token),)
    if lower in RELATIVES:  # 'another Serbian neighbour': whose neighbour tells nothing of who it is
        for child in token.children:
            if child.dep_ in ("appos", "flat"):
                inside += _one(reading, child, seen)
        if not inside and token.dep_ in ("appos", "nmod", "flat") and token.head != token:
            inside += _one(reading, token.head, seen) if token.dep_ == "appos" else ()
        return tuple(dict.fromkeys(inside))
    if token.tag_.startswith("NN") and (lower in OFFICES or lower in COMPANIES or m is None):
        for child in token.children:
            if child.dep_ in MODIFIERS and child.i < token.i:
                inside += _one(reading, child, seen)
            elif child.dep_ == "nmod" and child.i > token.i and lower in OFFICES | STATE_NOUNS:
                case = {c.lower_ for c in child.children if c.dep_ == "case"}
                if case & SIDE_LINKS:
                    inside += _one(reading, child, seen)
            elif child.dep_ in ("appos", "flat") and child.i > token.i:
                inside += _one(reading, child, seen)
    return tuple(dict.fromkeys(inside))
