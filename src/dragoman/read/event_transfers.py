"""Steps of arms transfers as events: an offer is AGREE, an order SUPPORT, a delivery COOPERATE or AID, and so on."""

from __future__ import annotations

from dragoman import knowledge
from dragoman.model import Event, EventType, Mode, Status, Transfer, When
from dragoman.read import clauses, governors, phrases
from dragoman.read.actors import actors_of
from dragoman.read.foes import dated_wars
from dragoman.read.happenings import is_old
from dragoman.read.reading import Reading


def at_war(reading: Reading) -> set[str]:
    """'the war in Ukraine', 'its invasion of Georgia': who is attacked by what the text takes for known."""
    out = {state for _, state in dated_wars(reading)}
    for i, word in enumerate(reading.lower):
        if word in ("war", "invasion", "aggression", "onslaught"):
            for child in reading.doc[i].children:
                if child.dep_ == "nmod" and phrases.preposition(child) in ("in", "on", "of", "against"):
                    out.update(actors_of(reading, child))
    return out


# words of being in service, of bare deals, of asking
INVENTORY = frozenset(
    [
        "operate",
        "service",
        "serve",
        "induct",
        "integrate",
        "field",
        "use",
        "own",
        "have",
        "export",
        "build",
        "equip",
        "arm",
        "retire",
        "upgrade",
        "fleet",
        "inventory",
        "deploy",
        "supplied",
        "donated",
        "provided",
    ]
)


TAKEN = frozenset(["seize", "seizure", "intercept", "interception", "confiscate", "impound"])  # on its way, by a third


REQUESTS = frozenset(["want", "ask", "request", "seek", "demand", "beg", "urge", "press"])


UNBOUGHT = frozenset(["send", "give", "provide", "donate", "transfer"])


BUYING = frozenset(["procurement", "procure", "purchase", "buy", "acquire", "acquisition", "obtain", "order"])


ASSURING = frozenset(["assure", "assured", "promise", "pledge", "guarantee", "vow", "reassure"])


TALKS = frozenset(
    [
        "talks",
        "negotiations",
        "negotiation",
        "negotiating",
        "negotiate",
        "negotiates",
        "negotiated",
        "discussions",
        "discussing",
    ]
)


def of_transfer(reading: Reading, t: Transfer, attacked: set[str]) -> Event | None:
    """The step as an event: an offer or approval is AGREE, an order SUPPORT by the buyer, a delivery COOPERATE or AID.

    What is merely in service, or only alleged, is no event of its own.
    """
    if t.denied or not t.supplier or not t.recipient or old(reading, t.when):
        return None
    own, over = _words_of(t.evidence.rule)
    if any(w.startswith(("accus", "alleg", "den")) for w in over):
        return None
    if _alleged(reading, t):
        return None
    kind: EventType | None = None
    actor, target = t.supplier, t.recipient
    if t.status in (Status.REFUSED, Status.CANCELLED) and "negated" in t.evidence.rule and over & ASSURING:
        return None  # promising not to do is no refusal
    if t.status in (Status.OFFERED, Status.APPROVED):
        kind = EventType.AGREE
        if own in BUYING and t.status == Status.OFFERED:  # it is the buyer who announces
            actor, target = t.recipient, t.supplier
    elif t.status == Status.ORDERED and own == "sell":
        kind = EventType.COOPERATE
    elif t.status == Status.ORDERED and own in UNBOUGHT and not over & {"contract", "order", "sign", "deal"}:
        kind = EventType.AGREE  # 'finalizing plans to send'
    elif t.status == Status.ORDERED:
        kind, actor, target = EventType.SUPPORT, t.recipient, t.supplier
    elif (
        t.status == Status.DELIVERED
        and (own not in INVENTORY or (own == "export" and "past" in t.evidence.rule))
        and not _habit(reading, t)
    ):
        kind = _of_delivery(t, own, attacked)
    elif t.status == Status.REFUSED and own not in TAKEN:
        kind = EventType.REJECT
    elif t.status in (Status.SUSPENDED, Status.CANCELLED):
        kind = EventType.SANCTION
        if _by_recipient(reading, t):
            actor, target = t.recipient, t.supplier
    elif t.status == Status.CONSIDERED and over & REQUESTS:
        kind, actor, target = EventType.REQUEST, t.recipient, t.supplier
    elif t.status == Status.CONSIDERED and _talks(reading, t):
        kind, actor, target = EventType.CONSULT, t.recipient, t.supplier
    if kind is None:
        return None
    rule = f"transfer {t.status.value} {own} {kind.value}|{t.evidence.rule}"
    return Event(
        actor=actor,
        type=kind,
        target=target,
        when=t.when,
        cameo=CAMEO[kind],
        evidence=t.evidence.model_copy(update={"rule": rule}),
    )


# CAMEO codes of arms-transfer steps, by the type that they are coded as
CAMEO = {
    EventType.AGREE: "033",
    EventType.SUPPORT: "057",
    EventType.AID: "072",
    EventType.COOPERATE: "062",
    EventType.REQUEST: "103",
    EventType.REJECT: "122",
    EventType.SANCTION: "162",
    EventType.CONSULT: "046",
}


def _by_recipient(reading: Reading, t: Transfer) -> bool:
    """Whether it was the buyer who dropped the deal: subject of the step's word or of a word over it."""
    for span in t.evidence.fields.get("status", ()):
        place = reading.token_at(span.start)
        if place is None:
            continue
        for word in [reading.doc[place], *governors.chain(reading.doc[place])]:
            if not word.tag_.startswith("VB"):
                continue
            for subject in clauses.of_verb(word).slots.get("subj", []):
                if actors := set(actors_of(reading, subject)):
                    return bool(actors & set(t.recipient)) and not actors & set(t.supplier)
    return False


def _alleged(reading: Reading, t: Transfer) -> bool:
    """Told under a word of accusing: the accusation is the event."""
    places = [reading.token_at(s.start) for s in t.evidence.fields.get("status", ())]
    for i in places:
        if i is None:
            continue
        before = reading.doc[reading.sentence_at(i).first : i]
        if {c.lower_ for c in reading.doc[i].children if c.dep_ == "amod"} & {"alleged", "suspected", "purported"}:
            return True
        over = governors.chain(reading.doc[i])
        if any(w.lemma in ALLEGING or (w.lemma_ == "claim" and w.tag_.startswith("NN")) for w in over):
            return True
        if any(w.lemma in ("allegation", "accusation", "inquiry", "accuse", "allege") for w in before):
            return True
    return False


ALLEGING = frozenset(
    [
        "accuse",
        "accusation",
        "allege",
        "allegation",
        "suspect",
        "charge",
        "inquiry",
        "probe",
        "investigate",
        "investigation",
        "deny",
        "denial",
        "criticize",
        "criticise",
        "criticism",
        "condemn",
        "complain",
    ]
)


def _talks(reading: Reading, t: Transfer) -> bool:
    places = [reading.token_at(s.start) for s in t.evidence.fields.get("status", ())]
    return any(
        w.lower_ in TALKS for i in places if i is not None for w in [reading.doc[i], *governors.chain(reading.doc[i])]
    )


def _habit(reading: Reading, t: Transfer) -> bool:
    """'arms deliveries', 'its exports': a noun in the plural tells of no one delivery, unless it begins or ends."""
    if "/noun" not in t.evidence.rule:
        return False
    places = [reading.token_at(s.start) for s in t.evidence.fields.get("status", ())]
    words = [reading.doc[i] for i in places if i is not None]
    return any(w.lower_.endswith("s") and w.head.lemma not in TURNS for w in words)


TURNS = frozenset(["begin", "start", "commence", "complete", "finish", "resume", "conclude"])


def _of_delivery(t: Transfer, own: str, attacked: set[str]) -> EventType:
    """A gift, or arms to one who is attacked or to an armed group, is AID; else COOPERATE."""
    states = knowledge.load().states
    to_group = not any(a in states for a in t.recipient)
    at_war = t.mode in (None, Mode.RE_EXPORT) and bool(set(t.recipient) & attacked)
    gift = t.mode == Mode.DONATION or own in ("donate", "gift")
    return EventType.AID if gift or at_war or to_group else EventType.COOPERATE


def _words_of(rule: str) -> tuple[str, set[str]]:
    """The step's own word and the words over it, from a transfer's rule: 'sell/verb infinitive plan: offered'."""
    own, _, rest = rule.partition("/")
    return own, {part.split(":")[0].strip().split(" ")[-1] for part in rest.split(",") if ":" in part}


def old(reading: Reading, when: When | None) -> bool:
    return bool(when and when[1] and is_old(reading, int(when[1][:4])))
