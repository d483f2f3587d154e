"""Parties that a deal's own clause leaves open: from the goods' words, from who else stands where that party would stand."""

from __future__ import annotations

import itertools

from dragoman import knowledge
from dragoman.model import Status
from dragoman.read import clauses, control, phrases, voices
from dragoman.read.actors import OFFICES, actors_of
from dragoman.read.clause import Clause
from dragoman.read.draft import Draft, operator_of
from dragoman.read.foes import Foes, fight
from dragoman.read.item import Item
from dragoman.read.parties import WINS
from dragoman.read.reading import Mention, Reading
from dragoman.read.words import Token


def fill(reading: Reading, draft: Draft, clause: Clause, over: list[Token], fighting: Foes) -> None:
    """Missing parties from the goods' own words, then from who else stands where that party would stand.

    :param fighting: who is at war with whom; such actors are not taken for partners.
    """
    item = draft.item
    states = knowledge.load().states
    if draft.frame.lemma in SEIZING and not (draft.supplier and draft.recipient):
        _route(reading, draft)
    if not draft.recipient:
        draft.recipient = tuple(a for a in _for_use(reading, draft) if a not in draft.supplier)
    if not draft.recipient and draft.frame.roles.get("subj") == "supplier":
        draft.recipient = tuple(a for a in _helped(reading, draft) if a not in draft.supplier)
    if not draft.recipient and draft.trigger.dep_ == "acl" and draft.trigger.i > item.head:
        draft.recipient = tuple(a for a in _user_misread(reading, item) if a not in draft.supplier)
    if not draft.recipient and draft.frame.roles.get("subj") == "item":  # 'Peru's new jets come from Chad'
        phrase = _whole_phrase(reading.doc[item.head]).children
        owners = [c for c in phrase if c.dep_ == "nmod:poss"]
        owners += [c for c in phrase if c.dep_ == "nmod" and phrases.preposition(c) == "for"]
        draft.recipient = tuple(a for c in owners for a in actors_of(reading, c) if a not in draft.supplier)
    elif not draft.supplier and draft.frame.roles.get("subj") == "item":  # 'Chad's old jets will go to Peru'
        owners = [c for c in _whole_phrase(reading.doc[item.head]).children if c.dep_ == "nmod:poss"]
        draft.supplier = tuple(a for c in owners for a in actors_of(reading, c) if a not in draft.recipient)
    if not draft.supplier and item.told and set(item.told) != set(draft.recipient):
        draft.supplier = tuple(a for a in item.told if a not in draft.recipient)
        draft.guessed.add("supplier")
    if not draft.supplier and draft.recipient:
        others = _others(reading, draft, "supplier", over, clause)
        others = [o for o in others if not fight((o,), draft.recipient, fighting)]
        fitting = [o for o in others if o in item.makers] if draft.frame.new_build and item.makers else others
        if len([o for o in fitting if o in states] or fitting) == 1:
            draft.supplier = tuple(fitting)
            draft.guessed.add("supplier")
    if not draft.recipient and draft.supplier:
        others = _others(reading, draft, "recipient", over, clause)
        others = [o for o in others if not fight((o,), draft.supplier, fighting)]
        if len([o for o in others if o in states] or others) == 1:
            draft.recipient = tuple(others)
            draft.guessed.add("recipient")
    if not draft.supplier and draft.recipient and draft.status == Status.REFUSED:
        draft.supplier = _who_stops(reading, draft, over)
    if not draft.supplier and draft.recipient and draft.frame.pos == "noun":
        draft.supplier = tuple(a for a in _own_word(reading, draft, over) if a not in draft.recipient)
    won = draft.frame.pos == "noun" and draft.trigger.head.lemma in WINS
    if not draft.supplier and won and item.makers and set(draft.recipient) & set(item.makers):
        draft.supplier, draft.recipient = draft.recipient, ()  # 'India secured orders for its Akash'
    fronted = draft.trigger.i == draft.sentence.first and draft.trigger.tag_ == "VBN"
    if fronted and draft.supplier and not draft.recipient:  # 'Bought from Chad, the radars guard Lima'
        named = {m.ids: None for m in reading.mentions_in(draft.sentence) if m.kind == "state"}
        others = [ids for ids in named if not set(ids) & set(draft.supplier)]
        if len(others) == 1 and not fight(draft.supplier, others[0], fighting):
            draft.recipient = others[0]
            draft.guessed.add("recipient")
    behind = draft.trigger.dep_ == "acl" and draft.trigger.tag_ in ("VBN", "VBD") and draft.trigger.i > item.head
    behind = behind or draft.trigger.dep_ == "appos"  # 'unveiled two helicopters, a gift from Chad'
    if not draft.recipient and (draft.frame.pos == "adj" or behind):
        # 'Ukraine deploys US-supplied missiles', 'used drones bought from Iran'
        user = reading.doc[item.head].head
        part = reading.doc[item.head].dep_
        if user.tag_.startswith("VB") and (part == "obl" or (part == "obj" and user.lemma not in DESTROYING)):
            users = [c for c in user.children if c.dep_ == "nsubj"] or _who_uses(user)
            actors = [a for c in users for a in actors_of(reading, c)]
            draft.recipient = tuple(a for a in actors if a not in draft.supplier)
    if not draft.recipient and draft.frame.pos == "adj":
        draft.recipient = tuple(a for a in _who_fires(reading, item) if a not in draft.supplier)
    new_build = draft.frame.new_build and item.makers and not set(item.makers) & set(draft.recipient)
    new_build = new_build and not any(c.lower_ == "back" for c in draft.trigger.children)  # 'buy them back'
    if not draft.supplier and draft.recipient and new_build:
        named = {i for m in reading.mentions if m.kind == "state" for i in m.ids}
        draft.supplier = tuple(s for s in item.makers if s in named) or item.makers
        weapon = knowledge.load().weapons.get(item.mentions[0].ids[0])
        if weapon and weapon.maker and any(m.kind == "org" and m.ids == (weapon.maker,) for m in reading.mentions):
            draft.supplier = (*draft.supplier, weapon.maker)
        draft.guessed.add("supplier")
    draft.supplier = tuple(sorted(draft.supplier, key=lambda a: a not in states))


def _whole_phrase(token: Token) -> Token:
    """The noun that a designation stands before: the planes of 'two Gripen planes'."""
    while token.dep_ in ("compound", "flat", "amod", "nummod") and token.head.i > token.i:
        token = token.head
    return token


# whose deed goods only suffer: 'destroyed German-supplied tanks' tells nothing of who got them
DESTROYING = frozenset(
    [
        "destroy",
        "shoot",
        "down",
        "intercept",
        "capture",
        "seize",
        "hit",
        "damage",
        "target",
        "strike",
        "disable",
        "lose",
        "find",
    ]
)


def _own_word(reading: Reading, draft: Draft, over: list[Token]) -> tuple[str, ...]:
    """'We announce a package for Peru', 'my administration authorized aid to Peru': who gives it speaks of itself."""
    for word in [draft.trigger, *over[:4]]:
        named = word.tag_.startswith("VB") and word.lemma in GRANTING
        parts = ("nsubj",) if named else ("nmod:poss",) if word.tag_.startswith("NN") else ()
        subjects = [c for c in word.children if c.dep_ in parts]
        if named and not subjects and word.dep_ in ("xcomp", "advcl", "conj"):  # 'we are proud to announce'
            subjects = [c for c in word.head.children if c.dep_ == "nsubj"]
        for c in subjects:
            whose = {c.lower_, *(g.lower_ for g in c.children if g.dep_ == "nmod:poss")}
            if whose & voices.FIRST and (side := actors_of(reading, c)):
                return side
    return ()


GRANTING = frozenset(
    [
        "announce",
        "unveil",
        "authorize",
        "authorise",
        "approve",
        "sign",
        "direct",
        "order",
        "commit",
        "release",
        "finalize",
    ]
)


def _who_stops(reading: Reading, draft: Draft, over: list[Token]) -> tuple[str, ...]:
    """'Chad blocked the export of tanks to Peru': a state that stops a step whose supplier nobody else is."""
    for verb in over[:3]:
        op = operator_of(verb)
        if verb.lemma in control.STOPPING:
            continue
        if verb.lemma != "deny" and (op is None or op.status != Status.REFUSED):
            continue
        actors = [a for c in verb.children if c.dep_ == "nsubj" for a in actors_of(reading, c)]
        states = knowledge.load().states
        return tuple(a for a in actors if a in states and a not in draft.recipient)
    return ()


def _for_use(reading: Reading, draft: Draft) -> tuple[str, ...]:
    """'Transferred munitions that lay in Peru for use in Chile': who is to use them."""
    for t in reading.doc[draft.trigger.i + 1 : draft.sentence.last]:
        if t.lower_ == "use" and t.nbor(-1).lower_ == "for":
            for c in t.children:
                if phrases.preposition(c) in ("in", "by") and (named := actors_of(reading, c)):
                    return named
    return ()


HELPING = frozenset(
    ["help", "assist", "support", "aid", "bolster", "reinforce", "shore", "defend", "protect", "equip", "arm"]
)


def _helped(reading: Reading, draft: Draft) -> tuple[str, ...]:
    """'Sending arms to assist Moscow in the war': whom a step is to help."""
    for verb in (*draft.trigger.children, *reading.doc[draft.item.head].children):
        if (
            verb.i > draft.trigger.i
            and verb.lemma in HELPING
            and verb.tag_ == "VB"
            and verb.dep_ in ("advcl", "acl", "xcomp")
        ):
            return tuple(a for c in verb.children if c.dep_ == "obj" for a in actors_of(reading, c))
    return ()


SEIZING = frozenset(["seize", "intercept", "interdict", "confiscate"])
LEG = 9  # words between where a shipment comes from and where it goes


def _route(reading: Reading, draft: Draft) -> None:
    """'Seized rifles from a vessel that sailed from Iran to Yemen': whence and whither, wherever in the sentence they stand."""
    behind = reading.mentions_between(draft.trigger.i + 1, draft.sentence.last)
    sides = [
        (m, m.ids if m.kind in ("state", "group") else m.side) for m in behind if m.kind in ("state", "group", "place")
    ]
    for (a, supplier), (b, recipient) in itertools.pairwise(sides):
        link = phrases.preposition(reading.doc[a.head]), phrases.preposition(reading.doc[b.head])
        if link[0] == "from" and link[1] in ("to", "for", "into") and b.first - a.last < LEG and supplier != recipient:
            draft.supplier, draft.recipient = draft.supplier or supplier, draft.recipient or recipient
            return


def _who_uses(verb: Token) -> list[Token]:
    """'Moscow planned an attack using Iranian-supplied drones': whose deed the goods are used in."""
    while verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.tag_.startswith("NN"):
        over = verb.head.head
        if verb.head.dep_ not in ("obj", "obl") or not over.tag_.startswith("VB"):
            return []
        subjects = [c for c in over.children if c.dep_ == "nsubj"]
        if subjects or over is verb:
            return subjects
        verb = over
    return control.inherited_subject(verb)


def _who_fires(reading: Reading, item: Item) -> tuple[str, ...]:
    """'British-supplied missiles that Peru had fired': whose weapons they are."""
    goods = _whole_phrase(reading.doc[item.head])
    for verb in goods.children:
        if verb.dep_ == "acl:relcl" and verb.lemma in USING:
            return tuple(a for c in verb.children if c.dep_ == "nsubj" for a in actors_of(reading, c))
    return ()


USING = frozenset(["fire", "launch", "use", "operate", "fly", "employ", "field", "receive", "shoot"])


def _user_misread(reading: Reading, item: Item) -> tuple[str, ...]:
    """'Azerbaijan used drones bought from Israel' with 'used' read as a word beside the drones."""
    for word in reading.doc[item.head].children:
        if word.dep_ == "amod" and word.tag_ in ("VBN", "VBD"):
            for subject in word.children:
                if subject.dep_ == "nsubj":
                    return actors_of(reading, subject)
    return ()


def _stands_before(reading: Reading, mention: Mention, trigger: Token) -> bool:
    """A bare name shortly before a verb that has no subject: what the parser lost in 'Germany also to send'."""
    if not 0 < trigger.i - mention.last <= 6 or phrases.preposition(reading.doc[mention.head]):
        return False
    between = reading.doc[mention.last : trigger.i]
    return mention.form in ("name", "seat", "ministry") and all(
        t.tag_ in ("RB", "TO", "MD", "VBZ", "VBP", "VBD", "JJ") and t.text not in ("'s", "’s") for t in between
    )


def _others(reading: Reading, draft: Draft, side: str, over: list[Token], clause: Clause) -> list[str]:
    """Actors of the sentence that play no part yet and stand where that side would stand.

    Of goods that are only called 'Iranian-supplied' nothing outside their own phrase tells who got them.

    A supplier: subject of a word over the step, behind 'from' or 'by', possessor of the goods. A recipient: behind 'to',
    'for' or 'into', or subject of a word over a step that a recipient leads.
    """
    used = set(draft.supplier) | set(draft.recipient)
    speech = knowledge.load().words["speech verbs"] | knowledge.load().words["bystander verbs"]
    verbs = {t.i for t in [draft.trigger, *over] if t.lemma not in speech | control.STOPPING}
    lead = draft.frame.roles.get("subj")
    accused = any(t.lemma in control.CHARGES for t in over)
    if lead == side and any(f.lower_ in ("they", "them") for f in clause.slots.get("subj", [])):
        return []  # some who are not named do it
    beside = draft.frame.pos == "noun" and phrases.preposition(draft.trigger) in clauses.BESIDE_THE_POINT
    done_by_others = any(f.head.i in verbs and f.dep_ in OBJECTS for f in clause.slots.get("subj", []))
    out: list[str] = []
    for m in reading.mentions_in(draft.sentence):
        if m.kind not in ("state", "group", "body") and not (m.kind == "org" and m.side):
            continue
        top = _phrase_head(reading, m.head)
        if draft.frame.pos == "adj" and top.head.i != draft.item.head:
            continue
        link = phrases.preposition(top)
        subject = top.dep_ == "nsubj" and top.head.i in verbs and not (done_by_others and lead == side)
        if not subject and not clause.slots.get("subj") and draft.frame.pos == "verb":
            subject = _stands_before(reading, m, draft.trigger)
        owner = top.dep_ == "nmod:poss" and draft.item.first <= top.head.i < draft.item.last
        near = top.head.i in verbs or top.i > draft.trigger.i
        subject = subject and not beside
        root = not beside and top.dep_ == "nsubj" and top.head.dep_ == "ROOT" and top.head.lemma not in speech
        if side == "supplier":
            behind = link in ("from", "by") and near and not _of_another(clause, link, top)
            fits = (subject and lead != "recipient") or behind or owner
            fits = fits or (root and lead == "supplier" and not clause.slots.get("subj") and top.i < draft.trigger.i)
            if accused and top.dep_ == "nsubj" and _resents(top.head):
                return [a for a in actors_of(reading, top, conjuncts=False) if a not in used]
        else:
            won = (
                draft.trigger.head.lemma in WINS
                and draft.frame.lemma in ("order", "contract")
                and top.i > draft.item.head
            )
            at_talks = any(t.lemma in TALKS for t in over)
            fits = link in ("to", "for", "into") and (at_talks or not _travels_to(top, draft.trigger))
            fits = fits or (subject and lead in ("recipient", "parties"))
            fits = fits or (won and link == "from")  # 'bagged a contract for missiles from Chad'
        if not fits or _speaker(top):
            continue
        out += [a for a in actors_of(reading, top, conjuncts=False) if a not in out and a not in used]
    return out


OBJECTS = ("obj", "iobj", "obl")  # 'got allies to send': they send, whoever got them to


def _travels_to(place: Token, step: Token) -> bool:
    """'a visit to Chad', 'flew to Chad': where somebody goes gets nothing by that."""
    over = place.head
    return over is not step and over.lemma in JOURNEYS and phrases.preposition(place) in ("to", "into")


TALKS = frozenset(["talk", "negotiation", "discuss", "discussion", "negotiate"])
JOURNEYS = clauses.JOURNEYS | clauses.VISITS | {"ambassador", "envoy", "threat", "response"}


def _of_another(clause: Clause, link: str, top: Token) -> bool:
    """Whether a phrase hangs on another one behind the same preposition: 'from makers of guns from Chad'."""
    fillers = clause.slots.get(link, [])
    return bool(fillers) and top not in fillers and any(f.is_ancestor(top) for f in fillers)


RESENTING = frozenset(["reject", "deny", "dismiss", "refute", "resent", "protest"])
RESENTMENT = frozenset(["displeasure", "anger", "outrage", "fury", "indignation"])


def _resents(verb: Token) -> bool:
    """Whether it tells of resenting a charge, as the accused do: 'rejected accusations of', 'voiced anger at'."""
    return verb.lemma in RESENTING or any(c.dep_ == "obj" and c.lemma in RESENTMENT for c in verb.children)


def _phrase_head(reading: Reading, index: int) -> Token:
    """The noun that a demonym or name belongs to: 'Turkish' → 'government'."""
    top = reading.doc[index]
    while top.dep_ in PHRASE_LINKS and 0 < top.head.i - top.i < 5:
        if top.dep_ == "nmod:poss" and top.head.lemma not in OFFICES:
            break
        top = top.head
    return top


PHRASE_LINKS = frozenset(("amod", "compound", "nmod:poss", "nmod:desc", "flat", "nmod:unmarked"))


def _speaker(token: Token) -> bool:
    here, steps = token, 0
    while here.head != here and steps < 4:
        if here.dep_ == "nsubj":
            return here.head.lemma in knowledge.load().words["speech verbs"]
        here, steps = here.head, steps + 1
    return False
