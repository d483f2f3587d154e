"""Who acts on whom: the actors that fill an event frame's slots."""

from __future__ import annotations

from dragoman import knowledge
from dragoman.knowledge.schema import EventFrame
from dragoman.model import Event, EventType, Span
from dragoman.read import clauses, control, phrases
from dragoman.read.clause import Clause
from dragoman.read.draft import lemma_in
from dragoman.read.event_actors import who
from dragoman.read.event_clauses import slots_of
from dragoman.read.event_frames import doing, frames, words
from dragoman.read.event_voices import Voice
from dragoman.read.reading import Reading
from dragoman.read.words import Token


def sides(
    reading: Reading, clause: Clause, frame: EventFrame, said: tuple[Voice, ...]
) -> tuple[tuple[str, ...], tuple[str, ...], dict[str, tuple[Span, ...]]]:
    """Actor, target and the spans that name them."""
    found: dict[str, list[str]] = {"actor": [], "target": [], "both": [], "people": [], "place": []}
    doing: list[list[str]] = []  # the actors by the phrases that name them: 'L3 Harris and 4iG'
    spans: dict[str, list[Span]] = {}
    slots = dict(clause.slots)
    if frame.pos == "verb":  # 'an attack by Israel killed two': the doer stands with the noun
        slots["subj"] = [d for f in slots.get("subj", []) for d in _doers(reading, f, said)]
    if frame.type == "ASSAULT" and frame.pos == "verb" and (strikes := _in_strikes(slots)):
        slots["in"] = [f for f in slots["in"] if f not in strikes]
        if not any(who(reading, f, said) for f in slots.get("subj", [])):
            slots["subj"] = [d for f in strikes for d in _doers(reading, f, said)]
    if frame.pos == "noun" and frame.type in DEEDS and not _done_by(clause.token):
        slots.pop("subj", None)
    for filler in list(slots.get("mod", [])):
        if filler.i > 1 and filler.nbor(-2).lower_ == "anti":  # 'anti-Russian sanctions'
            slots["mod"] = [f for f in slots["mod"] if f is not filler]
            found["target"] += who(reading, filler, said)
    actor_slots = [s for s, r in frame.roles.items() if r == "actor"]
    if frame.pos == "noun" and not any(who(reading, f, said) for s in actor_slots for f in slots.get(s, [])):
        verb = clause.token.head
        over = phrases.preposition(clause.token) in ("on", "during", "in", "at", "after") and verb.tag_.startswith("VB")
        owners = control.owner_of(clause.token) if frame.type not in DEEDS or _done_by(clause.token) else []
        if not any(who(reading, f, said) for f in owners) and over and frame.type == "CONSULT":
            owners = clauses.of_verb(verb).slots.get("subj", [])  # 'on his trip to Rome, X said'
        if frame.type == "CONSULT":  # 'the Kenyan president and his Ugandan counterpart spoke at a summit'
            owners = list({o.i: o for f in owners for o in (f, *f.conjuncts)}.values())
        slots["subj"] = owners
    if frame.type == "COERCE" and clause.passive and not slots.get("subj"):  # 'was detained in Russia'
        if not any(who(reading, f, said) for f in slots.get("obj", [])):
            return (), (), {}
        slots["subj"] = slots.pop("in", [])
    if frame.type == "ASSAULT" and clause.passive and frame.lemma in LOOSED and not slots.get("subj"):
        slots["subj"] = slots.get("obj", [])  # 'Chadian drones were launched at the port'
    if frame.type == "MOBILIZE" and clause.passive and not slots.get("subj"):  # 'Chadian jets are being deployed'
        slots["subj"] = slots.get("obj", [])
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
            if phrases.is_temporal(filler) or (slot == "inf" and found[role]):
                continue
            if slot == "mod" and frame.type == "CONSULT" and _place(reading, filler):
                if frame.mode == "visit" and not found["target"]:
                    found["target"] += who(reading, filler, said)  # 'his first Tripoli trip'
                continue  # 'the Ankara summit': where, not who
            named = who(reading, filler, said)
            if not named and role == "target" and frame.type in OWNERS:
                named = _owners(reading, filler, OWNERS[frame.type], said)  # 'rejected an offer from Ghana'
            if role == "actor" and named:
                doing.append([a for a in named if a not in found["actor"]])
            for actor in named:
                if actor not in found[role] and not (slot == "inf" and actor in found["actor"]):
                    found[role].append(actor)
                    spans.setdefault(role, []).append(reading.span(filler.i, filler.i + 1))
    if not found["target"] and (frame.words or frame.type == "SANCTION"):
        _deep_target(reading, frame, slots, found, spans, said)
    if frame.type == "PROTEST":
        states = [a for a in found["people"] + found["place"] if a in knowledge.load().states][:1]
        return tuple(f"{s}:CVL" for s in states), tuple(states), {}
    actor, target = found["actor"], [a for a in found["target"] if a not in found["actor"]]
    own = _own_people(frame, slots, actor, found["target"])
    if found["target"] and not target and not own:
        return (), (), {}  # within one state
    target = target or own
    for one in found["both"]:
        if not actor:
            actor = [one]
        elif one not in actor and one not in target:
            target.append(one)
    doing = [group for group in doing if group]
    if not target and len(actor) > 1 and _each_other(slots, frame):
        actor, target = actor[:1], actor[1:]
    if not target and len(doing) > 1 and (frame.type in MUTUAL or frame.lemma in SWAPPING) and _together(clause):
        actor, target = doing[0], [a for group in doing[1:] for a in group]
    if not target and len(doing) == 1 and frame.type in MUTUAL and frame.type != "ASSAULT":
        several = [a for a in doing[0] if a in knowledge.load().states or a in knowledge.load().bodies]
        if len(several) > 1 and not actor[len(doing[0]) :]:  # 'the Spanish and Moroccan ministers met'
            actor, target = several[:1], several[1:]
    plain = {k: tuple(v) for k, v in spans.items() if k in ("actor", "target")}
    return tuple(actor), tuple(target), plain


def _each_other(slots: dict[str, list[Token]], frame: EventFrame) -> bool:
    """'Chad and Kenya accused each other'."""
    fillers = [f for slot, role in frame.roles.items() if role == "target" for f in slots.get(slot, [])]
    behind = [(f.lower_, f.nbor(1).lower_) for f in fillers if f.i + 1 < len(f.doc)]
    before = [(f.nbor(-1).lower_, f.lower_) for f in fillers if f.i]
    return not {("each", "other"), ("one", "another")}.isdisjoint((*behind, *before))


DEEDS = ("ASSAULT", "COERCE")
DOMESTIC = ("ASSAULT", "COERCE", "ACCUSE", "REQUEST", "REJECT", "THREATEN", "CONCEDE", "SANCTION")


def _own_people(frame: EventFrame, slots: dict[str, list[Token]], actor: list[str], target: list[str]) -> list[str]:
    """A state against its own people: 'Chadian police arrested Chadian students', 'dispersed protesters'."""
    if frame.type not in DOMESTIC or len(actor) != 1 or actor[0] not in knowledge.load().states:
        return []
    listed = words("private people") if target == actor else words("opposing people") if not target else frozenset()
    nouns = [f for slot, role in frame.roles.items() if role == "target" for f in slots.get(slot, [])]
    return [f"{actor[0]}:CVL"] if any(f.lower_ in listed for f in nouns) else []


def _done_by(noun: Token) -> bool:
    """'launched an attack': the verb's subject does it; 'condemned the attack', 'died in the attack': it does not."""
    verb = noun.head
    if not verb.tag_.startswith("VB") or noun.dep_ not in ("obj", "obl", "nsubj:pass", "xcomp"):
        return verb == noun or not verb.tag_.startswith("VB")
    return lemma_in(verb, "verb", doing()) is not None


def _place(reading: Reading, token: Token) -> bool:
    m = reading.by_token.get(token.i)
    return m is not None and (m.kind == "place" or m.form in ("seat", "capital", "city"))


def _owners(reading: Reading, noun: Token, links: tuple[str, ...], said: tuple[Voice, ...]) -> tuple[str, ...]:
    """Whose demand, offer or soldiers a noun is: 'by', 'from' or 'of' somebody."""
    for child in noun.children:
        if (
            child.dep_ in ("nmod", "obl")
            and phrases.preposition(child) in links
            and (named := who(reading, child, said))
        ):
            return named
        if child.dep_ == "acl" and child.lemma in PROPOSING:  # 'a resolution drafted by Ghana'
            for agent in child.children:
                if phrases.preposition(agent) == "by" and (named := who(reading, agent, said)):
                    return named
    return ()


PROPOSING = frozenset(
    ("draft", "propose", "sponsor", "submit", "table", "make", "present", "put", "back", "voice", "raise", "broker")
)


OWNERS = dict.fromkeys(("REJECT", "ACCUSE", "SUPPORT", "CONCEDE", "REQUEST"), ("by", "from", "of")) | {
    "ASSAULT": ("of", "with", "in", "at", "near", "from"),
    "SANCTION": ("in", "of", "from"),
    "CONSULT": ("by", "from", "of"),
    "THREATEN": ("in", "of", "against", "on"),
}


LOOSED = frozenset(("launch", "fire"))
MUTUAL = ("CONSULT", "COOPERATE", "SUPPORT", "AGREE", "ASSAULT")
SWAPPING = frozenset(("exchange", "swap"))  # of prisoners


def _deep_target(
    reading: Reading,
    frame: EventFrame,
    slots: dict[str, list[Token]],
    found: dict[str, list[str]],
    spans: dict[str, list[Span]],
    said: tuple[Voice, ...],
) -> None:
    """'signed a bill that includes aid for Ukraine': a fitting preposition deeper in the object."""
    links = {slot for slot, role in frame.roles.items() if role == "target"} - {"obj", "iobj", "that"}
    for filler in slots.get("obj", []):
        for token in filler.subtree:
            m = reading.by_token.get(token.i)
            listed = frame.type == "SANCTION" and m is not None and m.kind in ("state", "group", "body")
            if (
                token.i > filler.i
                and (phrases.preposition(token) in links or listed)
                and not phrases.is_temporal(token)
            ):
                actors = [a for a in who(reading, token, said) if a not in found["actor"]]
                if actors:
                    found["target"] += actors
                    spans.setdefault("target", []).append(reading.span(token.i, token.i + 1))
                    return


def _doers(reading: Reading, subject: Token, said: tuple[Voice, ...]) -> list[Token]:
    if who(reading, subject, said) or not lemma_in(subject, "noun", frames()):
        return [subject]
    inner = slots_of(subject, "noun").slots
    return [f for slot in ("poss", "mod", "by", "from") for f in inner.get(slot, [])] or [subject]


def _in_strikes(slots: dict[str, list[Token]]) -> list[Token]:
    """'were killed in a Chadian drone strike': the deed that the verb's victims fell to."""
    nouns = [(f, lemma_in(f, "noun", frames())) for f in slots.get("in", []) if f.tag_.startswith("NN")]
    return [f for f, lemma in nouns if lemma and any(x.type == "ASSAULT" for x in frames()[lemma, "noun"])]


def _bare(reading: Reading, verb: Token) -> Token | None:
    """'offered Tehran cooperation': a state's bare name right behind the verb."""
    skip = 2 if verb.i + 1 < len(reading.doc) and verb.nbor(1).tag_ == "DT" else 1  # 'gave the Ivory Coast aid'
    m = reading.by_token.get(verb.i + skip)
    if m is None or m.kind not in ("state", "group", "body") or m.form == "demonym" or m.last >= len(reading.doc):
        return None
    return reading.doc[m.head] if reading.doc[m.last].text not in ("'s", "’s", "'", "’", "-") else None


def _together(clause: Clause) -> bool:
    token = clause.token
    in_it = phrases.preposition(token) == "in" and any(c.dep_ == "cop" for c in token.children)  # 'they are in talks'
    return token.tag_.startswith("VB") or in_it or bool(clause.slots.get("between") or clause.slots.get("mod"))


def at_home(e: Event) -> bool:
    """Between a state and a maker of its own: no interaction of states."""
    known = knowledge.load()
    home = {a for a in (*e.actor, *e.target) if a in known.states}
    firms = [a for a in (*e.actor, *e.target) if a not in home]
    makers = [known.makers[f].states for f in firms if f in known.makers]
    if e.type in (EventType.REQUEST, EventType.ACCUSE, EventType.COERCE) or e.cameo == "051":
        return False
    return len(home) == 1 and bool(firms) and len(makers) == len(firms) and all(set(m) == home for m in makers)
