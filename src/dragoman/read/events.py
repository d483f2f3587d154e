"""Events: interactions between states and organised bodies, in PLOVER's types.

Three sources: words that tell of an interaction (``happenings``), the steps of arms transfers, and statements that
blame. One entry for each distinct actor, type and target.
"""

from __future__ import annotations

from bisect import bisect_left

from dragoman import knowledge
from dragoman.model import Event, EventType, Evidence, Mode, Stance, Statement, Status, Transfer, When
from dragoman.read import clauses
from dragoman.read.happenings import Happening, find, is_old
from dragoman.read.reading import Reading
from dragoman.read.references import actors_of


def code(reading: Reading, transfers: tuple[Transfer, ...], statements: tuple[Statement, ...]) -> tuple[Event, ...]:
    """The events that the text tells of, in text order.

    :param transfers: what the transfer coder found in the same text: their steps are events too.
    :param statements: what the statement coder found: words that blame somebody are events too.
    """
    happenings = find(reading, statements)
    events = [_event(reading, h) for h in happenings]
    attacked = {a for h in happenings if h.type == EventType.ASSAULT for a in h.target} | _at_war(reading)
    steps = [e for t in transfers if (e := _of_transfer(reading, t, attacked)) is not None]
    events = [e for e in events if not _same_contract(reading, e, steps)] + steps
    events += [e for s in statements if (e := _of_statement(reading, s, events)) is not None]
    events += _told_by_others(reading, transfers, statements)
    return _distinct(reading, events)


def _at_war(reading: Reading) -> set[str]:
    """'the war in Ukraine', 'its invasion of Georgia': who is attacked by what the text takes for known."""
    out: set[str] = set()
    for token in reading.doc:
        if token.lower_ in ("war", "invasion", "aggression", "onslaught"):
            for child in token.children:
                if child.dep_ == "nmod" and clauses.preposition(child) in ("in", "on", "of", "against"):
                    out.update(actors_of(reading, child))
    return out


def _same_contract(reading: Reading, signing: Event, steps: list[Event]) -> bool:
    """Whether a signing is told by an arms order too: one entry, with the buyer as actor."""
    if signing.type != EventType.SUPPORT or signing.cameo != "057" or "/verb" not in signing.evidence.rule:
        return False
    at = _sentence(reading, signing.evidence.span.start)
    return any(
        step.type == EventType.SUPPORT
        and abs(_sentence(reading, step.evidence.span.start) - at) <= 1
        and set(step.actor) & set(signing.target)
        and set(step.target) & set(signing.actor)
        for step in steps
    )


def _event(reading: Reading, h: Happening) -> Event:
    start, end = h.sentence.start, h.sentence.end
    first = h.when.first.isoformat() if h.when and h.when.first else None
    last = h.when.last.isoformat() if h.when and h.when.last else None
    return Event(
        actor=h.actor,
        type=h.type,
        target=h.target,
        when=(first, last) if h.when else None,
        mode=h.mode,
        cameo=h.cameo,
        evidence=Evidence(
            quote=reading.text[start:end], span={"start": start, "end": end}, fields=h.spans, rule=h.rule
        ),  # type: ignore[arg-type]
    )


# ---- steps of arms transfers -------------------------------------------------------------------------------------

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
BARE_DEALS = frozenset(["deal", "sale", "purchase", "acquisition", "procurement", "transaction", "export", "import"])
REQUESTS = frozenset(["want", "ask", "request", "seek", "demand", "beg", "urge", "press"])
GIVING = frozenset(["send", "give", "provide", "donate", "transfer"])
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


def _of_transfer(reading: Reading, t: Transfer, attacked: set[str]) -> Event | None:
    """The step as an event: an offer or approval is AGREE, an order SUPPORT by the buyer, a delivery COOPERATE or AID.

    What is merely in service, or only alleged, is no event of its own.
    """
    if t.denied or not t.supplier or not t.recipient or _old(reading, t.when):
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
    elif t.status == Status.ORDERED and own in GIVING and not over & {"contract", "order", "sign", "deal"}:
        kind = EventType.AGREE  # 'finalizing plans to send'
    elif t.status == Status.ORDERED and (own not in BARE_DEALS or over):
        kind, actor, target = EventType.SUPPORT, t.recipient, t.supplier
    elif t.status == Status.DELIVERED and own not in INVENTORY and not _habit(reading, t):
        kind = _of_delivery(t, own, attacked)
    elif t.status == Status.REFUSED:
        kind = EventType.REJECT
    elif t.status == Status.SUSPENDED:
        kind = EventType.SANCTION
    elif t.status == Status.CANCELLED:
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
        for word in [reading.doc[place], *clauses.chain(reading.doc[place])]:
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
        over = clauses.chain(reading.doc[i])
        if any(w.lemma_.lower() in ALLEGING or (w.lemma_ == "claim" and w.tag_.startswith("NN")) for w in over):
            return True
        if any(w.lemma_.lower() in ("allegation", "accusation", "inquiry", "accuse", "allege") for w in before):
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
        w.lower_ in TALKS for i in places if i is not None for w in [reading.doc[i], *clauses.chain(reading.doc[i])]
    )


def _habit(reading: Reading, t: Transfer) -> bool:
    """'arms deliveries', 'its exports': a noun in the plural tells of no one delivery."""
    words = [reading.text[s.start : s.end].lower() for s in t.evidence.fields.get("status", ())]
    return "/noun" in t.evidence.rule and any(w.endswith("s") for w in words)


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


def _old(reading: Reading, when: When | None) -> bool:
    return bool(when and when[1] and is_old(reading, int(when[1][:4])))


# ---- words that blame --------------------------------------------------------------------------------------------


def _of_statement(reading: Reading, s: Statement, told: list[Event]) -> Event | None:
    """Words that blame somebody are ACCUSE, unless the words about them already tell what they did."""
    about = tuple(a for a in s.about if a not in s.side)
    if s.side and (asked := _asked(reading, s)):
        return Event(
            actor=s.side,
            type=EventType.REQUEST,
            target=asked,
            cameo="100",
            evidence=s.evidence.model_copy(update={"rule": f"statement must|{s.evidence.rule}"}),
        )
    if s.stance != Stance.NEGATIVE or not s.side or not about:
        return None
    hows = {part.partition(": ")[2] for part in s.evidence.rule.split("; ")}
    if not hows - {"object", "prep", "infinitive", "as", "passive"}:
        return None  # the cue itself tells the event, if there is one
    start = s.evidence.span.start
    at = _sentence(reading, start)
    for e in told:
        if _sentence(reading, e.evidence.span.start) == at and set(e.actor) & set(s.side) and e.type in SAID:
            return None
    about = _doers(reading, s)
    if not about:
        return None
    kind = EventType.ACCUSE
    return Event(
        actor=s.side,
        type=kind,
        target=about,
        cameo="111",
        evidence=s.evidence.model_copy(update={"rule": f"statement {s.stance.value}|{s.evidence.rule}"}),
    )


SAID = (EventType.ACCUSE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN)


def _sentence(reading: Reading, offset: int) -> int:
    return sum(1 for s in reading.sentences if s.start <= offset)


def _told_by_others(
    reading: Reading, transfers: tuple[Transfer, ...], statements: tuple[Statement, ...]
) -> list[Event]:
    """One state telling that another arms a third, in words of its own: ACCUSE, unless it speaks well of it."""
    out = []
    for t in transfers:
        at = [s.start for s in t.evidence.fields.get("status", ())] or [t.evidence.span.start]
        for s in statements:
            inside = s.evidence.span.start <= at[0] < s.evidence.span.end
            party = set(s.side) & {*t.supplier, *t.recipient}
            if not inside or party or s.stance == Stance.POSITIVE or not s.side or not t.supplier:
                continue
            feared = t.status == Status.CONSIDERED and _may(reading, at[0])
            if not (feared or t.status in (Status.DELIVERED, Status.OFFERED)) or _old(reading, t.when):
                continue
            rule = f"statement arming|{s.evidence.rule}"
            evidence = s.evidence.model_copy(update={"rule": rule})
            out.append(Event(actor=s.side, type=EventType.ACCUSE, target=t.supplier, cameo="112", evidence=evidence))
    return out


def _may(reading: Reading, offset: int) -> bool:
    """'Iran may provide missiles to Russia'."""
    place = reading.token_at(offset)
    return place is not None and clauses.of_verb(reading.doc[place]).modal in ("may", "might", "could")


def _asked(reading: Reading, s: Statement) -> tuple[str, ...]:
    """Whom the words tell what to do: 'Libya must hand over', 'Germany should send', 'Kyiv has to'."""
    span = s.evidence.span
    for token in reading.doc[bisect_left(reading.starts, span.start) : bisect_left(reading.starts, span.end)]:
        if token.dep_ != "nsubj":
            continue
        aux = {c.lower_ for c in token.head.children if c.dep_ == "aux" or c.tag_ == "MD"}
        if aux & {"must", "should"} and not any(c.dep_ == "mark" and c.lower_ == "if" for c in token.head.children):
            actors = tuple(a for a in actors_of(reading, token) if a not in s.side)
            if actors:
                return actors
    return ()


def _doers(reading: Reading, s: Statement) -> tuple[str, ...]:
    """Who does something in the words: subjects, their possessors and what is named in their phrase."""
    out: list[str] = []
    for m in reading.mentions:
        if not (s.evidence.span.start <= m.start and m.end <= s.evidence.span.end) or m.kind in ("weapon", "place"):
            continue
        top = reading.doc[m.head]
        while top.head != top and (
            top.dep_ in ("amod", "compound", "nmod:poss", "flat", "nmod:desc")
            or (top.dep_ == "nmod" and clauses.preposition(top) in ("of", "by", "such", "from", "including", "in"))
        ):
            top = top.head
        conditional = any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in top.head.children)
        if top.dep_ == "nsubj" and not conditional:
            out += [a for a in (m.side or m.ids) if a not in s.side and a not in out]
    return tuple(out)


def _distinct(reading: Reading, events: list[Event]) -> tuple[Event, ...]:
    """One entry for each actor, type and target.

    Entries of a type that share an actor and a target are one where they stand near each other or where one only
    follows from a transfer or a statement; what a word tells stands before those, a dated entry before an undated one.
    """
    out: list[Event] = []
    for e in sorted(events, key=lambda e: (_rank(e), e.when is None)):
        for o in out:
            if o.type != e.type:
                continue
            if (
                e.type == EventType.CONSULT
                and _rank(e)
                and set(o.target) & set(e.actor)
                and set(o.actor) & set(e.target)
            ):
                break  # they met, whoever came
            if not set(o.actor) & set(e.actor):
                continue
            same = set(o.actor) == set(e.actor) and set(o.target) == set(e.target)
            shared = set(o.target) & set(e.target) or not (o.target or e.target)
            near = abs(_sentence(reading, o.evidence.span.start) - _sentence(reading, e.evidence.span.start)) <= 1
            if same or (shared and (near or _rank(o) != _rank(e))):
                break
        else:
            out.append(e)
    told = [
        e
        for e in out
        if e.target
        or not any(o is not e and o.type == e.type and set(o.actor) & set(e.actor) and o.target for o in out)
    ]
    return tuple(sorted(told, key=lambda e: e.evidence.span.start))


def _rank(e: Event) -> int:
    return {"transfer": 1, "statement": 2}.get(e.evidence.rule.split(" ")[0], 0)
