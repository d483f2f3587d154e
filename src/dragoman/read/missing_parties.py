"""Parties that a deal's own clause leaves open: from the goods' words, from who else stands where that party would stand."""

from __future__ import annotations

import itertools
import re

from dragoman import knowledge
from dragoman.model import Mode, Status
from dragoman.read import clauses, control, phrases, voices
from dragoman.read.actors import OFFICES, actors_of
from dragoman.read.clause import Clause
from dragoman.read.draft import Draft, frames, lemma_in, operator_of
from dragoman.read.firm_homes import with_home
from dragoman.read.foes import Foes, fight
from dragoman.read.item import Item
from dragoman.read.parties import PURPOSES, RAIDS, WINS
from dragoman.read.reading import Mention, Reading
from dragoman.read.words import Token


def fill(reading: Reading, draft: Draft, clause: Clause, over: list[Token], fighting: Foes) -> None:
    """Missing parties from the goods' own words, then from who else stands where that party would stand.

    :param fighting: who is at war with whom; such actors are not taken for partners.
    """
    item = draft.item
    states = knowledge.load().states
    draft.supplier = with_home(reading, draft.supplier)
    if draft.mode == Mode.CO_PRODUCTION and item.makers:
        _licensed(reading, draft)
    if draft.frame.lemma == "import" and draft.frame.pos == "noun" and item.last == draft.trigger.i:
        draft.recipient = draft.recipient or item.told  # 'Peruvian arms imports'
        draft.supplier = tuple(a for a in draft.supplier if a not in draft.recipient)
    if draft.frame.lemma in SEIZING and not (draft.supplier and draft.recipient):
        _route(reading, draft)
    for told in (_for_goods, _sought, _for_use):
        if not draft.recipient:
            draft.recipient = tuple(a for a in told(reading, draft) if a not in draft.supplier)
    if not draft.recipient and draft.frame.roles.get("subj") == "supplier":
        draft.recipient = tuple(a for a in _helped(reading, draft) if a not in draft.supplier)
    if not draft.recipient and draft.supplier:
        draft.recipient = _unnamed_fighters(reading, draft, clause)
        draft.recipient = draft.recipient or _of_both(reading, draft)
    if draft.unordered:
        _to_whose_war(reading, draft)
    if not draft.recipient:
        draft.recipient = tuple(a for a in _bound_for(reading, item) if a not in draft.supplier)
    if not draft.recipient and draft.trigger.dep_ == "acl" and draft.trigger.i > item.head:
        draft.recipient = tuple(a for a in _user_misread(reading, item) if a not in draft.supplier)
    moving = draft.frame.roles.get("subj") == "item" or draft.frame.lemma == "expect goods"
    if not draft.recipient and moving:  # 'Peru's new jets come from Chad'
        phrase = _whole_phrase(reading.doc[item.head]).children
        owners = _owners(reading, item)
        owners += [c for c in phrase if c.dep_ == "nmod" and phrases.preposition(c) == "for"]
        draft.recipient = tuple(a for c in owners for a in actors_of(reading, c) if a not in draft.supplier)
    elif not draft.supplier and draft.frame.roles.get("subj") == "item":  # 'Chad's old jets will go to Peru'
        owners = _owners(reading, item)
        draft.supplier = tuple(a for c in owners for a in actors_of(reading, c) if a not in draft.recipient)
    if not draft.recipient and draft.supplier and draft.frame.roles.get("with") == "parties":
        owners = [c for c in _owners(reading, item) if c.tag_ != "PRP$"]
        named = (a for c in owners for a in actors_of(reading, c))  # 'a contract for Chad's jets was signed with Saab'
        draft.recipient = tuple(a for a in named if a not in draft.supplier)
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
    first = draft.sentence.first + (reading.doc[draft.sentence.first].lower_ == "having")
    fronted = draft.trigger.i == first and draft.trigger.tag_ == "VBN"
    fronted = fronted or (
        draft.trigger.dep_ == "acl" and draft.trigger.tag_ == "VBN" and draft.frame.roles.get("subj") == "recipient"
    )
    if fronted and draft.supplier and not draft.recipient:  # 'Bought from Chad, the radars guard Lima'
        named = {m.ids: None for m in reading.mentions_in(draft.sentence) if m.kind == "state"}
        others = [ids for ids in named if not set(ids) & set(draft.supplier)]
        if len(others) == 1 and not fight(draft.supplier, others[0], fighting):
            draft.recipient = others[0]
            draft.guessed.add("recipient")
    behind = draft.trigger.dep_ == "acl" and draft.trigger.tag_ in ("VBN", "VBD") and draft.trigger.i > item.head
    behind = behind or draft.trigger.dep_ == "appos"  # 'unveiled two helicopters, a gift from Chad'
    if not draft.recipient and draft.frame.pos == "adj":
        draft.recipient = tuple(a for a in _beside(reading, item) if a not in draft.supplier)
    if not draft.recipient and (draft.frame.pos == "adj" or behind):
        # 'Ukraine deploys US-supplied missiles', 'used drones bought from Iran'
        used = reading.doc[item.head]
        while used.dep_ == "nmod" and used.head.lemma in KINDS:  # 'used a novel kind of missile supplied by Chad'
            used = used.head
        user, part = used.head, used.dep_
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


LICENCE = re.compile(
    r"\b(?:under|on|with) (?:an? )?(?:\w+ ){0,2}licen[cs]\w*|\blicen[cs]ed?[- ](?:produc|buil|manufactur|assembl|mak)",
    re.I,
)


def _licensed(reading: Reading, draft: Draft) -> None:
    """'Peru produces the Chadian tank under licence': whoever makes what another designed has it from there."""
    sentence = draft.sentence
    if (draft.supplier and draft.recipient) or not LICENCE.search(reading.text, sentence.start, sentence.end):
        return
    states = [a for a in (*draft.supplier, *draft.recipient) if a not in draft.item.makers]
    if states and len(states) == len({*draft.supplier, *draft.recipient}):
        draft.supplier, draft.recipient = draft.item.makers, tuple(states)
        draft.guessed.add("supplier")


FIGHTERS = frozenset(
    [
        "rebel",
        "militant",
        "fighter",
        "insurgent",
        "guerrilla",
        "separatist",
        "militia",
        "paramilitary",
        "terrorist",
        "cartel",
        "gang",
    ]
)
GROUPS = frozenset(["group", "faction", "force", "movement", "organization", "organisation"])
ARMED = frozenset(["armed", "paramilitary", "rebel", "militant", "terrorist", "insurgent", "separatist", "guerrilla"])
KINDS = frozenset(["type", "kind", "batch", "number", "version", "variant", "consignment", "series"])


def _unnamed_fighters(reading: Reading, draft: Draft, clause: Clause) -> tuple[str, ...]:
    """'Gave rifles to a militant group of Peru': who gets them, by the words of the text where it has no name."""
    for slot, role in draft.frame.roles.items():
        for word in clause.slots.get(slot, []) if role == "recipient" and slot != "subj" else []:
            lead = [c for c in word.children if c.dep_ in ("amod", "compound") and c.i < word.i]
            armed = word.lemma in GROUPS and any(c.lemma in ARMED for c in lead)
            if (armed or word.lemma in FIGHTERS) and not actors_of(reading, word):
                first = min([c.i for c in lead], default=word.i)
                return (reading.text[reading.starts[first] : reading.ends[word.i]],)
    return ()


def _of_both(reading: Reading, draft: Draft) -> tuple[str, ...]:
    """'plans to export arms and provide training to Peru': whom two deeds go to that are told before it."""
    if draft.frame.pos != "verb" or "to" not in draft.frame.roles:
        return ()
    for second in draft.trigger.children:
        if second.dep_ == "conj" and second.tag_[:2] == "VB" and any(c.dep_ == "obj" for c in second.children):
            to = [c for c in second.children if c.dep_ == "obl" and phrases.preposition(c) == "to"]
            return tuple(a for c in to for a in _there(reading, c) if a not in draft.supplier)
    return ()


def _there(reading: Reading, token: Token) -> tuple[str, ...]:
    """'Peru', 'the army of Peru'."""
    of = (c for c in token.children if phrases.preposition(c) == "of")
    return actors_of(reading, token) or tuple(a for c in of for a in actors_of(reading, c))


CAMPAIGNS = frozenset(["war", "invasion", "offensive", "onslaught", "campaign", "assault"])


def _to_whose_war(reading: Reading, draft: Draft) -> None:
    """'Chad and Peru discuss arms for Peru's war': of two that deal, whoever wages the war told of gets the arms."""
    waging = {
        a
        for t in reading.tokens(draft.sentence)
        if t.lemma in CAMPAIGNS
        for c in t.children
        if c.dep_ == "nmod:poss"
        for a in actors_of(reading, c)
    }
    if waging & set(draft.supplier) and not waging & set(draft.recipient):
        draft.supplier, draft.recipient, draft.unordered = draft.recipient, draft.supplier, False
    elif waging & set(draft.recipient) and not waging & set(draft.supplier):
        draft.unordered = False


def bought_from(draft: Draft) -> tuple[str, ...]:
    """'Chad pitched its jets, but Peru will buy Korean ones': of a purchase the goods' own words tell the source, no word far over it."""
    told, frame = draft.item.told, draft.frame
    buys = frame.roles.get("subj") == "recipient" or (frame.pos == "noun" and frame.roles.get("poss") == "recipient")
    return told if buys and not draft.item.made and not set(told) & {*draft.supplier, *draft.recipient} else ()


def _beside(reading: Reading, item: Item) -> tuple[str, ...]:
    """'The jets are now with the Chadian army'."""
    subject = _whole_phrase(reading.doc[item.head])
    told = subject.head.head if subject.head.dep_ == "cop" else subject.head
    return actors_of(reading, told) if subject.dep_ == "nsubj" and phrases.preposition(told) == "with" else ()


def _owners(reading: Reading, item: Item) -> list[Token]:
    """Whose goods they are, wherever in their phrase the possessor hangs."""
    phrase = [*reading.doc[item.mentions[0].first : item.last], _whole_phrase(reading.doc[item.head])]
    return list({c.i: c for t in phrase for c in t.children if c.dep_ == "nmod:poss"}.values())


def _whole_phrase(token: Token) -> Token:
    """The noun that a designation stands before: the planes of 'two Gripen planes'."""
    if token.dep_ == "flat":
        token = token.head  # the Leopard of 'Leopard 2A4 tanks'
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
        makers = draft.item.makers if draft.item.told == () else ()
        if makers and actors and verb.lemma == "veto" and not set(actors) & set(makers):
            return tuple(a for a in makers if a not in draft.recipient)  # 'Chad vetoed the sale of Rafales'
        return tuple(a for a in actors if a in states and a not in draft.recipient)
    return ()


def _for_use(reading: Reading, draft: Draft) -> tuple[str, ...]:
    """'Transferred munitions that lay in Peru for use in Chile': who is to use them."""
    for t in reading.doc[draft.trigger.i + 1 : draft.sentence.last]:
        if t.lower_ == "use" and t.nbor(-1).lower_ == "for":
            if any(c.lemma in PURPOSES for c in t.children):
                return ()  # 'for use in its offensive in Peru': not by whom
            for c in t.children:
                if phrases.preposition(c) in ("in", "by") and (named := actors_of(reading, c)):
                    return named
    return ()


def _for_goods(reading: Reading, draft: Draft) -> tuple[str, ...]:
    """'Sold shells for Peru's howitzers': whose goods the goods are for."""
    doc, last = reading.doc, draft.item.last
    if last + 2 >= draft.sentence.last or doc[last].lower_ != "for" or draft.frame.roles.get("subj") == "recipient":
        return ()
    m = reading.by_token.get(last + 1) or reading.by_token.get(last + 2)
    if m is None or m.kind not in ("state", "group") or m.last >= draft.sentence.last or doc[m.last].tag_ != "POS":
        return ()
    behind = (reading.by_token.get(i) for i in range(m.last + 1, min(m.last + 4, draft.sentence.last)))
    return m.ids if any(w is not None and w.kind == "weapon" for w in behind) else ()


SOUGHT = frozenset(["seek", "request", "want", "demand"])


def _sought(reading: Reading, draft: Draft) -> tuple[str, ...]:
    """'Sending the system long sought by Peru': who has asked for the goods."""
    for verb in reading.doc[draft.item.head].children:
        if verb.lemma in SOUGHT and verb.tag_ == "VBN" and verb.i > draft.item.head:
            return tuple(a for c in control.agents_of(verb) for a in actors_of(reading, c))
    return ()


def _bound_for(reading: Reading, item: Item) -> tuple[str, ...]:
    """'tanks bound for Ukraine', 'India-bound systems': where goods were to go."""
    doc, last = reading.doc, item.last
    if last + 1 < len(doc) and doc[last].lower_ in BOUND and doc[last + 1].lower_ == "for":
        near = (reading.by_token.get(i) for i in (last + 2, last + 3) if i < len(doc))
        m = next((m for m in near if m is not None and m.kind in ("state", "group")), None)
        if m is not None and m.last < len(doc) and doc[m.last].tag_ == "POS":  # 'for Yemen's Houthi rebels'
            m = next((n for n in (reading.by_token.get(m.last + 1), m) if n is not None and n.kind == "group"), m)
        return m.ids if m is not None else ()
    first = item.mentions[0].first
    while first > 1 and doc[first - 1].tag_ in ("JJ", "NN", "NNP", "CD") and doc[first - 1].lower_ not in BOUND:
        first -= 1
    if first > 1 and doc[first - 1].lower_ in BOUND and doc[first - 2].text in ("-", "–"):
        m = reading.by_token.get(first - 3)
        return m.ids if m is not None and m.kind == "state" else ()
    return ()


BOUND = frozenset(["bound", "destined", "intended", "meant", "headed", "earmarked"])
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
    apart = speech | RAIDS | control.STOPPING
    verbs = {t.i for t in [draft.trigger, *over] if t.lemma not in apart and not _punishes(t)}
    lead = draft.frame.roles.get("subj")
    accused = any(t.lemma in control.CHARGES for t in over)
    told_of_goods = clause.passive and draft.trigger.dep_ == "acl:relcl"  # 'to service tanks that are being sent'
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
        root = not beside and top.dep_ == "nsubj" and top.head.dep_ == "ROOT" and top.head.lemma not in speech | RAIDS
        if side == "supplier":
            behind = link in ("from", "by") and near and not _of_another(clause, link, top)
            fits = (subject and lead != "recipient") or behind or owner
            leads = root and lead == "supplier" and not clause.slots.get("subj") and top.i < draft.trigger.i
            fits = fits or (leads and (not told_of_goods or _deals(top.head)))
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


PUNISHING = frozenset(["sanction", "blacklist", "indict", "prosecute", "convict", "arrest", "fine"])


def _punishes(verb: Token) -> bool:
    """'imposed sanctions on a trader who bought arms': who punishes for a step is no party to it."""
    return verb.lemma in PUNISHING or (
        verb.lemma in ("impose", "slap") and any(c.dep_ == "obj" and c.lemma in PUNISHING for c in verb.children)
    )


def _deals(verb: Token) -> bool:
    """Whether a verb tells of a step or changes what one means: whoever does that deals in the goods."""
    return operator_of(verb) is not None or lemma_in(verb, "verb", frames()) is not None


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
