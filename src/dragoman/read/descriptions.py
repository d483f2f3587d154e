"""Pronouns for people, and descriptions of states: 'the Balkan nation', 'the kingdom', 'both countries'."""

from __future__ import annotations

import functools

from dragoman import knowledge
from dragoman.read import mentions
from dragoman.read.actors import STATE_NOUNS
from dragoman.read.reading import Mention, Reading
from dragoman.read.words import Token

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


COURTESY = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "sir",
        "lord",
        "dame",
        "prince",
        "princess",
        "queen",
        "spokeswoman",
        "chairwoman",
        "congresswoman",
    ]
)
REMEMBERED = 60  # people among whom a pronoun's is looked for

MEN, WOMEN = knowledge.load().words["men"], knowledge.load().words["women"]


def pronouns(reading: Reading) -> None:
    """'he', 'she' to the last person that was a subject or speaker; 'it', 'its', 'they' are left to the coders."""
    named: list[Mention] = []
    subjects: list[Mention] = []
    fresh = []
    for i, word in enumerate(reading.lower):
        m = reading.by_token.get(i)
        if m is not None and m.kind == "person" and i == m.first and m.form != "pronoun":
            if reading.quoted(i) is not None and named:
                continue  # who is named inside somebody's words is not who goes on speaking
            named.append(m)
            if _leads(reading.doc[m.head]):
                subjects.append(m)
        elif m is None and word in PERSON_PRONOUNS and word not in ("his", "her", "hers"):
            others = _done_to(reading, reading.doc[i])
            fits = PERSON_PRONOUNS[word]
            antecedent = next(
                (
                    m
                    for m in (*reversed(subjects[-REMEMBERED:]), *reversed(named[-REMEMBERED:]))
                    if fits in _genders(reading, m) and m.ids[0] not in others
                ),
                None,
            )
            if antecedent is not None:
                fresh.append(
                    mentions.make(
                        reading,
                        i,
                        i + 1,
                        "person",
                        antecedent.ids,
                        side=antecedent.side,
                        form="pronoun",
                        antecedent=antecedent,
                    )
                )
    mentions._add(reading, fresh)


def _leads(token: Token) -> bool:
    """Whether a name, or what it stands in apposition to, is a subject: not 'President X's decision'."""
    while token.dep_.startswith(("appos", "flat")) and token.head is not token:
        token = token.head
    return token.dep_.startswith("nsubj")


def _done_to(reading: Reading, pronoun: Token) -> set[str]:
    """Whom the verb of a subject acts upon: 'he described X' is not told of X."""
    if not pronoun.dep_.startswith("nsubj"):
        return set()
    upon = [c for c in pronoun.head.children if c.dep_ in ("obj", "iobj")]
    return {m.ids[0] for c in upon if (m := reading.by_token.get(c.i)) is not None and m.kind == "person"}


def _genders(reading: Reading, m: Mention) -> str:
    """'m', 'f', or 'mf' where neither the given name nor the title before it tells."""
    given = m.ids[0].lower().split()
    title = reading.lower[m.first - 1].strip(".") if m.first else ""
    if not title and m.first > 1:
        title = reading.lower[m.first - 2]
    title = title if title in COURTESY else ""  # 'will Merkel go' calls nobody Will
    words = {title, given[0] if len(given) > 1 else "", reading.lower[m.first] if m.last - m.first > 1 else ""}
    man, woman = bool(words & MEN), bool(words & WOMEN)
    return "m" if man and not woman else "f" if woman and not man else "mf"


def descriptions(reading: Reading) -> None:
    """'the Balkan nation', 'the kingdom', 'the NATO ally', 'both countries', 'the country', 'the company'."""
    known = knowledge.load()
    fresh = []
    for i, lower in enumerate(reading.lower):
        if lower not in DESCRIBING or i in reading.by_token or reading.tags[i] not in ("NN", "NNS", "NNP"):
            continue
        token = reading.doc[i]
        body = reading.by_token.get(token.i - 1)
        membership = lower == "member" and body is not None and body.kind == "body"
        if lower in FIRMS:
            if (house := _last_firm(reading, token)) is not None:
                fresh.append(
                    mentions.make(
                        reading, i, i + 1, "org", house.ids, side=house.side, form="description", antecedent=house
                    )
                )
        elif lower in STATE_NOUNS and (
            membership or lower not in ("government", "customer", "power", "partner", "member")
        ):
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
        elif (lower in PLURAL_STATE_NOUNS or lower in PLURAL_PEOPLE) and _is_pair(token):
            pair = (_last_two_people(reading, token.i) if lower in PLURAL_PEOPLE else ()) or _last_two_states(
                reading, token.i
            )
            if len(pair) == 2:
                fresh.append(mentions.make(reading, token.i, token.i + 1, "state", pair, side=pair, form="description"))
    mentions._add(reading, fresh)


PLURAL_PEOPLE = frozenset(["leaders", "presidents", "premiers", "ministers", "secretaries", "chiefs", "envoys"])
FIRMS = knowledge.load().words["firms"]
DESCRIBING = frozenset([*STATE_NOUNS, *PLURAL_STATE_NOUNS, *PLURAL_PEOPLE, *FIRMS])


def _last_firm(reading: Reading, token: Token) -> Mention | None:
    """The company last named, in this sentence or the two before it: 'the firm', 'the Swedish manufacturer'."""
    lefts = list(token.lefts)
    if not any(t.lower_ in ("the", "this", "that") for t in lefts) or any(t.tag_.startswith("NNP") for t in lefts):
        return None
    if any(c.dep_ in ("acl:relcl", "acl", "nmod", "appos") for c in token.rights) or token.dep_ == "compound":
        return None  # 'the company that', 'the maker of', 'the manufacturer, X': another one
    first = reading.sentences[max(0, reading.sentence_at(token.i).index - 2)].first
    whose = {a for t in lefts if (m := reading.by_token.get(t.i)) is not None and m.kind == "state" for a in m.ids}
    named = [m for m in reading.mentions if first <= m.first < token.i and m.kind == "org" and m.form != "description"]
    fitting = [m for m in named if not whose or not m.side or whose & set(m.side)]
    return fitting[-1] if fitting and fitting[-1].side else None  # of no known home: what it sells may stay at home


def _is_pair(token: Token) -> bool:
    words = {c.lower_ for c in token.lefts}
    bare = "the" in words and not any(
        c.dep_ in ("amod", "compound", "nmod", "nmod:poss", "acl:relcl") for c in token.children
    )
    return bool(words & {"two", "both"}) or ("their" in words) or (bare and token.lower_ in PLURAL_PEOPLE)


def _last_two_people(reading: Reading, before: int) -> tuple[str, ...]:
    """'the leaders': the sides of the two people who were named last, in this sentence or the three before it."""
    here = reading.sentence_at(before)
    first = reading.sentences[max(0, here.index - 3)].first
    sides: list[tuple[str, ...]] = []
    for m in reading.mentions_between(first, before):
        if m.kind == "person" and m.side and m.side not in sides:
            sides.append(m.side)
    return tuple(s[0] for s in sides) if len(sides) == 2 else ()


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
    accused = bool(_accuser(reading, token))
    if not determiner and not accused:
        return None
    if any(reading.by_token.get(t.i) is not None and reading.by_token[t.i].kind == "state" for t in lefts):
        return None  # 'the Turkish state' is its own name
    narrowed = any(c.dep_ in ("acl:relcl", "nmod", "acl") for c in token.rights)
    if narrowed and not accused and not any(_regional(t.text) for t in lefts):
        return None
    wanted = [t.text for t in lefts if _regional(t.text)]
    two = reading.text[reading.starts[max(token.i - 2, 0)] : reading.ends[max(token.i - 1, 0)]]
    if _regional(two):
        wanted = [two]  # 'the Middle East country'
    wanted += [token.lower_] if _regional(token.lower_) else []
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
    """'the country', 'his country': the state that leads the sentence or the one before, as subject or speaker.

    Whoever accuses is passed over: 'the US ambassador in Pretoria accuses the country of providing arms'.
    """
    here = reading.sentence_at(token.i)
    accuser = _accuser(reading, token)
    # 'X sent tanks to the country': to another one
    toward = any(c.dep_ == "case" and c.lower_ in ("to", "with", "against") for c in token.lefts) and any(
        c.lower_ == "the" for c in token.lefts
    )
    for index in (here.index, here.index - 1):
        if index < 0 or reading.sentences[index].furniture:
            continue
        found = [m for m in reading.mentions_in(reading.sentences[index]) if m.first < token.i and len(m.ids) == 1]
        for m in found:
            if m.kind not in ("state", "person") or (m.kind == "person" and len(m.side) != 1):
                continue
            if accuser & {*m.ids, *m.side}:
                continue
            top = reading.doc[m.head]
            while top.dep_ in ("amod", "compound", "nmod:poss", "nmod:desc", "flat") and top.head.i > top.i:
                top = top.head
            if toward and index == here.index and top.dep_ == "conj" and accuser:
                accuser = accuser | {*m.ids, *m.side}  # 'X and Y sent tanks to the country'
                continue
            if top.dep_ in ("nsubj", "nsubj:pass"):
                if toward and index == here.index:
                    accuser = accuser | {*m.ids, *m.side}
                    continue
                return (
                    m
                    if m.kind == "state"
                    else Mention(m.first, m.last, m.start, m.end, "state", m.side, m.head, side=m.side)
                )
        states = [m for m in found if m.kind == "state" and m.form != "description" and not accuser & set(m.ids)]
        if len({m.ids for m in states}) == 1:
            return states[0]
    return None


def _accuser(reading: Reading, token: Token) -> frozenset[str]:
    """The side that accuses whom the token describes; empty where nobody does."""
    if token.dep_ not in ("obj", "nsubj:pass") or token.head.lemma != "accuse":
        return frozenset()
    subjects = [c for c in token.head.children if c.dep_ == "nsubj"]
    named = (reading.by_token.get(t.i) for s in subjects for t in (s, *s.lefts))
    return frozenset(a for m in named if m is not None for a in (*m.ids, *m.side))


def _regional(word: str) -> bool:
    return word in _regions()


@functools.lru_cache(maxsize=1)
def _regions() -> frozenset[str]:
    return frozenset(r for s in knowledge.load().states.values() for r in s.regions)
