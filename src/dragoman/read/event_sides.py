"""Who acts on whom: the actors that fill an event frame's slots."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman import knowledge
from dragoman.knowledge.schema import EventFrame
from dragoman.model import Span, Statement
from dragoman.read import clauses
from dragoman.read.actors import actors_of
from dragoman.read.clauses import Clause
from dragoman.read.draft import lemma_in
from dragoman.read.event_clauses import slots_of
from dragoman.read.event_frames import frames, words
from dragoman.read.reading import Reading

FIRST_PERSON = frozenset(("we", "We", "I", "our", "Our", "us", "my", "My", "me"))


def sides(
    reading: Reading, clause: Clause, frame: EventFrame, said: tuple[Statement, ...]
) -> tuple[tuple[str, ...], tuple[str, ...], dict[str, tuple[Span, ...]]]:
    """Actor, target and the spans that name them."""
    found: dict[str, list[str]] = {"actor": [], "target": [], "both": [], "people": [], "place": []}
    doing: list[list[str]] = []  # the actors by the phrases that name them: 'L3 Harris and 4iG'
    spans: dict[str, list[Span]] = {}
    slots = dict(clause.slots)
    if frame.pos == "verb":  # 'an attack by Israel killed two': the doer stands with the noun
        slots["subj"] = [d for f in slots.get("subj", []) for d in _doers(reading, f, said)]
    actor_slots = [s for s, r in frame.roles.items() if r == "actor"]
    if frame.pos == "noun" and not any(who(reading, f, said) for s in actor_slots for f in slots.get(s, [])):
        verb = clause.token.head
        over = clauses.preposition(clause.token) in ("on", "during", "in", "at", "after") and verb.tag_.startswith("VB")
        owners = clauses.owner_of(clause.token)
        if not any(who(reading, f, said) for f in owners) and over and frame.type == "CONSULT":
            owners = clauses.of_verb(verb).slots.get("subj", [])  # 'on his trip to Rome, X said'
        slots["subj"] = owners
    if frame.type == "COERCE" and clause.passive and not slots.get("subj"):  # 'was detained in Russia'
        if not any(who(reading, f, said) for f in slots.get("obj", [])):
            return (), (), {}
        slots["subj"] = slots.pop("in", [])
    if "iobj" in frame.roles and "iobj" not in slots and (bare := _bare(reading, clause.token)) is not None:
        slots["iobj"] = [bare]
    if "iobj" in slots and "iobj" not in frame.roles and "obj" in frame.roles:
        slots["obj"] = [*slots.get("obj", []), *slots["iobj"]]
    owned = [s for s in ("poss", "by", "mod", "from") if frame.roles.get(s) == "actor"]
    leads = frame.pos == "noun" and frame.roles.get("subj") == "actor"
    if leads and any(who(reading, f, said) for s in owned for f in slots.get(s, [])):
        slots.pop("subj", None)  # 'condemned the Serbian attack': whose attack it is, is told
    for slot, role in frame.roles.items():
        for filler in slots.get(slot, []):
            if clauses.is_temporal(filler) or (slot == "inf" and found[role]):
                continue
            if slot == "mod" and frame.type == "CONSULT" and _place(reading, filler):
                continue  # 'the Ankara summit': where, not who
            named = who(reading, filler, said)
            if slot == "mod" and filler.i > 1 and filler.nbor(-2).lower_ == "anti":  # 'anti-Russian sanctions'
                found["target"] += [a for a in named if a not in found["target"]]
                continue
            if not named and role == "target" and frame.type in OWNERS:
                named = _owners(reading, filler, OWNERS[frame.type], said)  # 'rejected an offer from Ghana'
            if role == "actor" and named:
                doing.append([a for a in named if a not in found["actor"]])
            for actor in named:
                if actor not in found[role] and not (slot == "inf" and actor in found["actor"]):
                    found[role].append(actor)
                    spans.setdefault(role, []).append(reading.span(filler.i, filler.i + 1))
    if not found["target"] and frame.words:
        _deep_target(reading, frame, slots, found, spans, said)
    if frame.type == "PROTEST":
        states = [a for a in found["people"] + found["place"] if a in knowledge.load().states][:1]
        return tuple(f"{s}:CVL" for s in states), tuple(states), {}
    actor, target = found["actor"], [a for a in found["target"] if a not in found["actor"]]
    if found["target"] and not target:
        return (), (), {}  # within one state
    for one in found["both"]:
        if not actor:
            actor = [one]
        elif one not in actor and one not in target:
            target.append(one)
    doing = [group for group in doing if group]
    if not target and len(doing) > 1 and frame.type in MUTUAL and _together(clause):
        actor, target = doing[0], [a for group in doing[1:] for a in group]
    plain = {k: tuple(v) for k, v in spans.items() if k in ("actor", "target")}
    return tuple(actor), tuple(target), plain


def _place(reading: Reading, token: Token) -> bool:
    m = reading.by_token.get(token.i)
    return m is not None and (m.kind == "place" or m.form in ("seat", "capital", "city"))


def _owners(reading: Reading, noun: Token, links: tuple[str, ...], said: tuple[Statement, ...]) -> tuple[str, ...]:
    """Whose demand, offer or soldiers a noun is: 'by', 'from' or 'of' somebody."""
    for child in noun.children:
        if (
            child.dep_ in ("nmod", "obl")
            and clauses.preposition(child) in links
            and (named := who(reading, child, said))
        ):
            return named
    return ()


OWNERS = dict.fromkeys(("REJECT", "ACCUSE", "SUPPORT", "CONCEDE"), ("by", "from", "of")) | {
    "ASSAULT": ("of", "with", "in", "at", "near", "from")
}


MUTUAL = ("CONSULT", "COOPERATE", "SUPPORT", "AGREE", "ASSAULT")


def _deep_target(
    reading: Reading,
    frame: EventFrame,
    slots: dict[str, list[Token]],
    found: dict[str, list[str]],
    spans: dict[str, list[Span]],
    said: tuple[Statement, ...],
) -> None:
    """'signed a bill that includes aid for Ukraine': a fitting preposition deeper in the object."""
    links = {slot for slot, role in frame.roles.items() if role == "target"} - {"obj", "iobj", "that"}
    for filler in slots.get("obj", []):
        for token in filler.subtree:
            if token.i > filler.i and clauses.preposition(token) in links and not clauses.is_temporal(token):
                actors = [a for a in who(reading, token, said) if a not in found["actor"]]
                if actors:
                    found["target"] += actors
                    spans.setdefault("target", []).append(reading.span(token.i, token.i + 1))
                    return


def _doers(reading: Reading, subject: Token, said: tuple[Statement, ...]) -> list[Token]:
    if who(reading, subject, said) or not lemma_in(subject, "noun", frames()):  # type: ignore[arg-type]
        return [subject]
    inner = slots_of(subject, "noun").slots
    return [f for slot in ("poss", "mod", "by", "from") for f in inner.get(slot, [])] or [subject]


def _bare(reading: Reading, verb: Token) -> Token | None:
    """'offered Tehran cooperation': a state's bare name right behind the verb."""
    m = reading.by_token.get(verb.i + 1)
    if m is None or m.kind not in ("state", "group", "body") or m.form == "demonym" or m.last >= len(reading.doc):
        return None
    return reading.doc[m.head] if reading.doc[m.last].text not in ("'s", "’s", "'", "’", "-") else None


def _together(clause: Clause) -> bool:
    return clause.token.tag_.startswith("VB") or bool(clause.slots.get("between") or clause.slots.get("mod"))


def who(reading: Reading, token: Token, said: tuple[Statement, ...]) -> tuple[str, ...]:
    """The actors that a noun phrase names; 'we' and 'I' are the side of who is quoted."""
    if token.text in FIRST_PERSON:
        at = reading.start(token)
        return next((s.side for s in said if s.evidence.span.start <= at < s.evidence.span.end), ())
    if token.lower_ in ("its", "their") and token.head.lemma_.lower() in words("attack nouns"):
        last = [m for m in reading.mentions if m.last <= token.i and m.kind in ("state", "group")][-1:]
        return last[0].ids if last and token.i - last[0].last < 25 else ()
    actors = actors_of(reading, token, conjuncts=False)
    if token.tag_.startswith("NN"):  # 'Serbian and Russian troops'
        others = [o for c in token.children if c.dep_ == "amod" and c.i < token.i for o in c.conjuncts if o.i < token.i]
        actors = tuple(dict.fromkeys([*actors, *(a for o in others for a in actors_of(reading, o, conjuncts=False))]))
    if not actors and token.lower_ in ("he", "she", "his", "her", "him"):
        return _last_official(reading, token)
    if not actors and token.lower_ in words("collective nouns"):  # 'a group of Moroccan diplomats'
        for child in token.children:
            if child.dep_ == "nmod" and clauses.preposition(child) == "of":
                actors = (*actors, *(a for a in actors_of(reading, child) if a not in actors))
    return actors


def _last_official(reading: Reading, pronoun: Token) -> tuple[str, ...]:
    """'the US ambassador ... he': the side of the last person or office holder before a pronoun."""
    for token in reversed(reading.doc[max(0, pronoun.i - 50) : pronoun.i]):
        m = reading.by_token.get(token.i)
        if m is not None and m.kind == "person" and m.side:
            return m.side
        if token.lower_ in words("office holders") and (named := actors_of(reading, token, conjuncts=False)):
            return named
    return ()
