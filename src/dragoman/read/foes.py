"""Who is at war with whom by the words of a report: such states do not arm each other, so no guess may say so."""

from __future__ import annotations

from dragoman.read import control, phrases
from dragoman.read.actors import actors_of
from dragoman.read.event_frames import words
from dragoman.read.reading import Reading
from dragoman.read.words import Token

WARS = frozenset(["war", "conflict", "fighting", "hostility", "hostilities"])
DEEDS = frozenset(
    [
        "invasion",
        "attack",
        "assault",
        "offensive",
        "counteroffensive",
        "aggression",
        "onslaught",
        "occupation",
        "annexation",
        "strike",
        "airstrike",
        "bombardment",
        "bombing",
        "shelling",
    ]
)
ATTACKS = frozenset(["attack", "invade", "bomb", "bombard", "shell", "strike", "hit", "annex", "occupy", "fight"])
AGAINST = frozenset(["of", "on", "against"])
WAR_WITH = AGAINST | {"in", "with"}
SITES = frozenset(["of", "in"])
DEFENDS = frozenset(["defend", "protect", "fight", "deter", "resist", "repel", "counter", "repulse", "battle"])


Foes = frozenset[tuple[str, str]]  # pairs of actors, each in both orders


def foes(reading: Reading) -> Foes:
    """Pairs of actors that the report tells to fight each other.

    'Chad's invasion of Peru', 'Chad bombed Peru', 'the Chad-Peru war', 'defend Peru against Chad'; besides, the wars that the
    knowledge files date, for reports that were published since.
    """
    out = set(dated_wars(reading))
    for i, lower in enumerate(reading.lower):
        token = reading.doc[i]
        if lower in WARS:
            out.update(_sides_of_war(reading, token))
        elif token.lemma in DEEDS and token.tag_.startswith("NN"):
            out.update(_pairs(_owners(reading, token), _against(reading, token, AGAINST)))
        elif token.tag_.startswith("VB") and token.lemma in ATTACKS | DEFENDS:
            out.update(_by_verb(reading, token))
    return frozenset((a, b) for pair in out for a, b in (pair, pair[::-1]) if a != b)


def dated_wars(reading: Reading) -> list[tuple[str, str]]:
    """Attacker and attacked of the wars that the knowledge files date and that were on when the report was published."""
    day = reading.anchor.isoformat() if reading.anchor else ""
    known = (entry.split(":") for entry in words("at war since"))
    return [(attacker, state) for state, since, attacker in known if day >= since]


def fight(supplier: tuple[str, ...], recipient: tuple[str, ...], fighting: Foes) -> bool:
    """Whether any of the suppliers fights any of the recipients."""
    return any((s, r) in fighting for s in supplier for r in recipient)


def _pairs(some: tuple[str, ...], others: tuple[str, ...]) -> set[tuple[str, str]]:
    return {(a, b) for a in some for b in others if a not in others and b not in some}


def _sides_of_war(reading: Reading, token: Token) -> set[tuple[str, str]]:
    """'the Chad-Peru war', 'war between Chad and Peru', 'its war on Peru'."""
    before = [m for m in reading.mentions_between(max(0, token.i - 5), token.i) if m.kind == "state"]
    if len(before) == 2 and before[1].last == token.i and before[0].last + 1 == before[1].first:
        if reading.doc[before[0].last].text in ("-", "–", "/"):
            return _pairs(before[0].ids, before[1].ids)
    if token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "between":
        both = [m for m in reading.mentions_between(token.i + 2, token.i + 9) if m.kind in ("state", "group")]
        if len(both) > 1 and reading.lower[both[0].last] == "and":
            return _pairs(both[0].ids, both[1].ids)
    return _pairs(_owners(reading, token), _against(reading, token, WAR_WITH))


def _owners(reading: Reading, token: Token) -> tuple[str, ...]:
    owned = [c for c in token.children if c.i < token.i and c.dep_ in ("nmod:poss", "amod", "compound", "nmod:desc")]
    return tuple(a for c in owned for a in actors_of(reading, c))


def _against(reading: Reading, token: Token, links: frozenset[str]) -> tuple[str, ...]:
    behind = (c for c in token.children if c.i > token.i and phrases.preposition(c) in links)
    return tuple(a for c in behind for a in _there(reading, c))


def _there(reading: Reading, token: Token) -> tuple[str, ...]:
    """'Peru', 'Peru's capital', 'towns in Peru'; not 'a deal with Peru'."""
    if named := actors_of(reading, token):
        return named
    owned = (c for c in token.children if c.dep_ in ("nmod:poss", "amod") or phrases.preposition(c) in SITES)
    return tuple(a for c in owned for a in actors_of(reading, c))


def _by_verb(reading: Reading, verb: Token) -> set[tuple[str, str]]:
    subjects = [c for c in verb.children if c.dep_ == "nsubj"] or control.inherited_subject(verb)
    objects = [c for c in verb.children if c.dep_ in ("obj", "nsubj:pass")]
    behind = [c for c in verb.children if phrases.preposition(c) in ("against", "from")]
    doing = tuple(a for s in subjects for a in actors_of(reading, s))
    done_to = tuple(a for o in objects if not o.lower_.endswith(("self", "selves")) for a in _there(reading, o))
    against = tuple(a for c in behind for a in _there(reading, c))
    out = _pairs(doing, done_to) if verb.lemma in ATTACKS else set()
    return out | _pairs(done_to or doing, against) if verb.lemma in DEFENDS else out
