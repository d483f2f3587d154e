"""What the telling of a step means by itself, before the words over it are looked at: its tense, its place, what it hangs on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman import knowledge
from dragoman.knowledge.schema import Frame
from dragoman.model import Status
from dragoman.read import control, governors, phrases
from dragoman.read.actors import actors_of
from dragoman.read.clause import Clause
from dragoman.read.draft import operator_of
from dragoman.read.reading import Reading
from dragoman.read.tags import FINITE
from dragoman.read.wishes import wished_for
from dragoman.read.words import Token

ANNOUNCED = frozenset(
    [
        "announce",
        "unveil",
        "accelerate",
        "speed",
        "expedite",
        "promise",
        "pledge",
        "prepare",
        "plan",
        "await",
        "expect",
        "begin",
        "start",
    ]
)
SOLD_NOUNS = frozenset(["sale", "purchase", "deal", "acquisition", "procurement"])
UNDECIDED = frozenset(["decide", "decision"])
BOUGHT = frozenset(["buy", "purchase", "acquire", "obtain"])
BULK = frozenset(
    ["arms", "arm", "weapon", "weaponry", "equipment", "hardware", "component", "part", "ammunition", "munition"]
)
OVER = ("after", "over", "despite", "following", "since")  # 'the row over its purchase of': it took place
TOLD_OF = frozenset(["acl", "acl:relcl"])
ARRIVING = frozenset(["receive", "arrive", "get"])
BATCHES = frozenset(["batch", "tranche", "lot", "instalment", "installment"])
OF_A_ROW = frozenset(["first", "second", "third", "fourth", "fifth", "last", "next", "remaining", "final", "initial"])
MOVING = frozenset(["supply", "send", "provide", "ship", "arm", "smuggle", "deliver", "furnish", "equip", "transfer"])
GOING_ON_NOW = frozenset(["likely", "probably", "already", "still", "secretly", "covertly", "quietly"])
SUPPLYING = frozenset(["supply", "provide", "arm", "furnish", "equip", "smuggle"])
UNREAL_MODIFIERS = frozenset(["expected", "promised", "pledged", "requested", "anticipated", "envisaged"]) | frozenset(
    [
        "possible",
        "potential",
        "proposed",
        "planned",
        "prospective",
        "future",
        "hypothetical",
        "eventual",
        "likely",
        "alleged",
        "pending",
        "upcoming",
        "would-be",
        "desired",
    ]
)
ANNOUNCING = ("ROOT", "conj", "parataxis", "ccomp")
TELLING_AT_ONCE = frozenset(
    ["receive", "obtain", "arrive", "land", "reach", "induct", "sell", "buy", "purchase", "acquire", "procure"]
)
RECEIVING = frozenset(["receive", "get", "obtain", "have"])
BIDS = frozenset(["bid", "offer", "proposal", "pitch", "quote"])
CONTRACTS = frozenset(["contract", "deal", "agreement", "order"])
PITCHED = frozenset(["offer", "pitch", "propose", "bid"])
LOST_OUT = re.compile(
    r"\b(?:lost (?:out )?to|lost (?:the|a|that) (?:\w+ )?(?:deal|contract|tender|order)|was (?:rejected|turned down)"
    r"|(?:but|however|which) (?:\w+ ){0,6}?(?:chose|(?:has|had) chosen|opted for|picked|went (?:for|with)|decided to (?:buy|procure|purchase|acquire)))\b"
)
DONE_BESIDE = ("after", "since", "by", "following", "despite")
UNSURE = ("may", "might", "could", "should", "must", "can")
OPENING = ("if", "unless", "whether", "against", "without")


@dataclass(slots=True)
class Alone:
    """A step as its own clause tells it.

    :ivar status: None where it is told as something that did not happen, for the reason in ``why``.
    :ivar settled: the words over it change nothing.
    :ivar open: a question or a condition.
    """

    status: Status | None
    done: Status
    unreal: Status
    open: bool = False
    settled: bool = False
    why: str = ""


WAITING = frozenset(["wait", "await", "expect"])


def alone(
    reading: Reading, clause: Clause, frame: Frame, supplier: tuple[str, ...], recipient: tuple[str, ...]
) -> Alone:
    """The status of a step under its own tense and in its own place."""
    done, unreal = frame.status or Status.ORDERED, frame.unreal or Status.CONSIDERED
    if frame.pos == "adj":
        return Alone(done, done, unreal, settled=True, why="told in passing")
    if frame.pos == "verb":
        if mere_participle(clause.token) and _yet_to_move(clause.token, frame):
            return Alone(unreal, done, unreal, settled=True)
        return _verb(reading, clause, frame, Alone(done, done, unreal, settled=mere_participle(clause.token)))
    return _noun(reading, clause, frame, bool(supplier or recipient), Alone(done, done, unreal))


def _verb(reading: Reading, clause: Clause, frame: Frame, step: Alone) -> Alone:
    token, done = clause.token, step.done
    if _of_any(token):
        return Alone(Status.CONSIDERED, done, step.unreal, settled=True)
    if wished_for(token):
        step.status, step.settled = Status.CONSIDERED, True
        return step
    step.status = step.unreal if _first_time(token) else _by_tense(clause, frame, step)
    if frame.lemma in TELLING_AT_ONCE and clause.tense == "present" and reading.sentence_at(token.i).title:
        step.status = done  # a headline's 'Chad receives jets'
    if clause.tense == "gerund":
        _gerund(clause, frame, step)
    if (
        done == Status.ORDERED
        and frame.lemma in BOUGHT
        and clause.tense == "past"
        and token.dep_ in TOLD_OF
        and not any(c.dep_ == "nsubj" and c.tag_ in ("WDT", "WP") for c in token.children)
    ):
        waits = {t.lemma for t in governors.chain(token.head)[:1]} & WAITING
        # 'the jets that it bought from China were grounded': it has them, but for whoever waits for what it bought
        step.status = Status.ORDERED if waits else Status.DELIVERED
    if frame.lemma == "sell" and clause.tense == "past" and _in_bulk(clause):
        step.status = Status.DELIVERED  # 'sold arms worth a billion over five years': a trade that went on
    if clause.tense == "modal" and any(c.lower_ in ("have", "'ve") for c in token.children):
        if clause.modal not in ("may", "might"):
            return _untold(step, "would have: did not happen")
        step.status = done  # 'may have sent': what is only alleged has the alleged status
    if clause.tense == "infinitive" and {"if", "were"} <= {c.lower_ for c in token.children}:
        return _untold(step, "'if' with 'were to': not told as fact")
    if frame.lemma in PITCHED and clause.tense == "future":
        step.status = Status.CONSIDERED  # 'will be offered the new frigate': nobody has yet
    if frame.lemma in PITCHED and clause.tense == "past" and _lost_out(reading, token):
        step.status, step.settled, step.why = Status.CANCELLED, True, "lost out"
        return step
    if clause.tense == "present" and frame.lemma in SUPPLYING and _habitual(reading, clause):
        step.status = done  # 'Chad arms the rebels', 'provides them with rockets'
    if step.status == done and frame.lemma in RECEIVING and any(f.lemma in BIDS for f in clause.slots.get("obj", [])):
        step.status = Status.OFFERED  # 'has received a bid from Chad for its jets'
    to_come = step.status == Status.OFFERED or (step.status == Status.CONSIDERED and clause.tense == "future")
    if to_come and (_contracted(clause) or (frame.lemma in ARRIVING and _in_batches(clause))):
        step.status = Status.ORDERED
    return _conditions(reading, clause, step)


def _of_any(verb: Token) -> bool:
    """'Any tank supplied to Chad would be used at home': whether one was, is left open."""
    before = verb.nbor(-1) if verb.i > 0 else verb
    return (
        verb.tag_ in ("VBN", "VBD")
        and before.tag_.startswith("NN")
        and any(c.lower_ == "any" for c in before.children)
        and not any(c.dep_ == "obj" or c.dep_.startswith("aux") for c in verb.children)
    )


def _first_time(verb: Token) -> bool:
    """'Will send tanks, the first time that it has given its own': said of what is to come."""
    over = verb.head
    if over.lemma == "time" and verb.dep_.startswith("acl"):
        over = over.head
        time = verb.head
    else:
        time = next((c for c in verb.children if c.lemma == "time" and c.dep_ == "obl:unmarked"), verb)
    return (
        time is not verb
        and any(c.lower_ == "first" for c in time.children)
        and any(c.lower_ in ("will", "’ll", "'ll", "to") for t in (over, time) for c in t.children if c.i < verb.i)
    )


def _contracted(clause: Clause) -> bool:
    """'Under the contract, X is to supply', 'will receive jets as part of an order'."""
    parts = [c for c in clause.token.children if c.dep_ == "obl" and c.lemma == "part"]
    bargains = [*clause.slots.get("under", []), *(n for p in parts for n in p.children if n.dep_ == "nmod")]
    return any(f.lemma in CONTRACTS for f in bargains)


def _in_batches(clause: Clause) -> bool:
    """'Will receive its third regiment', 'the first batch will arrive': the rest of a deal that was made."""
    goods = [*clause.slots.get("obj", []), *clause.slots.get("subj", [])]
    return any(g.lemma in BATCHES or any(c.lower_ in OF_A_ROW for c in g.children) for g in goods)


def _by_tense(clause: Clause, frame: Frame, step: Alone) -> Status:
    """What the tense and the modal verb tell."""
    if frame.lemma in MOVING and _under_way(clause):
        return step.done
    if clause.modal in UNSURE or (clause.tense == "infinitive" and _demanded(clause.token)):
        return Status.CONSIDERED
    if clause.tense == "infinitive" and clause.token.dep_ == "xcomp" and _helped(clause.token.head):
        return step.done
    if clause.tense == "past":
        return step.done
    if clause.tense == "present":
        aimed = any(
            c.lower_ == "so" and c.i < clause.token.i for c in clause.token.children
        )  # 'so that it is delivered'
        return step.unreal if aimed else frame.present or step.unreal
    if clause.tense == "progressive":
        was = any(c.lower_ in ("was", "were") for c in clause.token.children)
        return step.done if was or frame.lemma in ("operate", "fly", "arm") else step.unreal
    return step.unreal


def _under_way(clause: Clause) -> bool:
    """'May be sending', 'is likely supplying', 'is already sending': what somebody takes to go on now."""
    if clause.token.tag_ != "VBG":
        return False
    if clause.modal in ("may", "might"):
        return True
    return clause.tense == "progressive" and any(
        c.dep_ == "advmod" and c.lower_ in GOING_ON_NOW for c in clause.token.children
    )


def _gerund(clause: Clause, frame: Frame, step: Alone) -> None:
    """'After sending', 'thanked Chad for sending', 'sending jets would be a risk'."""
    token, opening = clause.token, phrases.preposition(clause.token)
    if opening in DONE_BESIDE:
        step.status = step.done
    unreal = _would_be(token)
    if unreal or _judged(token):
        step.status = Status.CONSIDERED  # 'providing Peru with jets would be a risk'
    if opening == "before" and (token.head.tag_ == "VBD" or any(c.lower_ == "had" for c in token.head.children)):
        step.status = step.done  # 'fitted the launchers out before sending them'
    over = token.head
    if (over.tag_.startswith("VB") or control.is_thanks(over)) and control.blamed_for(token) and not unreal:
        step.status, step.settled = step.done, True  # 'thanked Chad for sending jets', 'I want to thank'
    over = token.head if token.head.tag_.startswith("VB") else token.head.head
    beside = token.dep_ in ("acl", "advcl") and token.i > 0 and token.nbor(-1).text == "," and over.tag_ == "VBD"
    if beside and frame.lemma in BOUGHT | {"order"} and over.i < token.i:
        step.status = step.done  # 'became its largest customer, ordering 40'
    if _goes_on(token, frame) or _seen(token):
        step.status = step.done


def _conditions(reading: Reading, clause: Clause, step: Alone) -> Alone:
    """'Had Chad sent', 'if Chad sends', 'will Chad send?', 'no agreement to send'."""
    token = clause.token
    first = reading.doc[reading.sentence_at(token.i).first]
    if first.lower_ == "had" and first.i < token.i <= first.i + 8 and clause.tense == "past":
        return _untold(step, "'had' before its subject: did not happen")
    if clause.tense == "past" and any(c.dep_ == "mark" and c.lower_ == "if" for c in token.children):
        return _untold(step, "'if' with the past: not told as fact")
    over = token.head
    if (
        any(c.dep_ in ("mark", "case") and c.lower_ in OPENING for c in token.children)
        or _asked(reading, token)
        or (token.dep_ == "acl" and over.lemma in CONTRACTS | UNDECIDED and governors.governors_negated(over))
    ):  # 'met without an agreement to send'
        step.status, step.open = Status.CONSIDERED, True
    return step


def _untold(step: Alone, why: str) -> Alone:
    step.status, step.why = None, why
    return step


def _noun(reading: Reading, clause: Clause, frame: Frame, partner: bool, step: Alone) -> Alone:
    """A sale, a delivery, an order: planned, announced, or told of as something that took place.

    :param partner: whether a party is told.
    """
    token, over, done, unreal = clause.token, clause.token.head, step.done, step.unreal
    words = {c.lower_ for c in token.children}
    if "any" in words:
        words.add("possible")  # 'any delivery is years away'
    aimed = phrases.preposition(token) == "for" and token.dep_ in ("nmod", "obl")
    first = token
    while first.dep_ == "conj" and first.head.i < first.i:
        first = first.head  # 'speeds up radars, tanks delivery'
    announced = first.dep_ in ("obj", "obl", "xcomp") and first.head.lemma in ANNOUNCED
    judged = over.lemma in knowledge.load().words["bystander verbs"]
    leading = first.head if first is not token else over
    planned = leading != first and leading.tag_.startswith("VB") and not judged and _planned(leading)
    bare = reading.sentence_at(token.i).title and not over.tag_.startswith("VB")
    told = announced and done == Status.OFFERED  # announcing an offer makes it
    if planned and frame.lemma == "delivery" and over.lemma == "take":
        unreal = step.unreal = Status.ORDERED  # who will take delivery has bought
    open_ = words & UNREAL_MODIFIERS or aimed or (announced and not told) or planned or bare
    step.status = unreal if open_ else done
    told_of = token.dep_ in ("nsubj", "obj", "nsubj:pass", "obl:agent") and over.tag_ in ("VBD", "VBN")
    told_of = told_of or (phrases.preposition(token) in OVER and bool(control.owner_of(token)))
    confirmed = over.lemma == "confirm" and any(c.lower_ == "the" for c in token.children)
    alone_told = operator_of(over) is None or confirmed  # 'confirmed the acquisition of'
    if frame.lemma in SOLD_NOUNS and step.status == done and told_of and partner and alone_told:
        step.status = Status.ORDERED  # 'Armenia's purchase of missiles from India irritated Baku': it took place
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for t in (over, over.head) for c in t.children):
        step.status, step.open = Status.CONSIDERED, True  # 'if India secures orders for it'
    if announced and frame.lemma == "sale":
        step.status = Status.APPROVED  # a government that announces a sale has cleared it
    return step


def _in_bulk(clause: Clause) -> bool:
    """'Sold arms', 'sold $2bn worth of equipment', with no number of pieces."""
    objects = clause.slots.get("obj", [])
    goods = [c for o in objects for c in (o, *o.children) if c.lemma in BULK and (c is o or c.dep_ == "nmod")]
    return bool(goods) and not any(c.dep_ == "nummod" and c.i < g.i for g in goods for c in g.children)


def _demanded(verb: Token) -> bool:
    """'Message to Chad: send tanks now': an imperative, so what somebody calls for."""
    first = verb
    while first.dep_ == "conj" and first.head.i < first.i:
        first = first.head
    return all(
        t.tag_ == "VB"
        and not any(
            c.tag_ == "TO"
            or c.dep_ == "mark"
            or (c.dep_ == "nsubj" and t.nbor(-1).lower_ != ",")  # 'Mr President, send tanks'
            or c.dep_.startswith("aux")
            for c in t.children
        )
        for t in (verb, first)
    ) and first.dep_ in ("ROOT", "parataxis", "ccomp")


def _helped(over: Token) -> bool:
    """'Helped send', 'have been helping to send'."""
    return over.lemma == "help" and (
        over.tag_ == "VBD"
        or (over.tag_ == "VBN" and any(c.tag_ in FINITE for c in over.children))
        or (over.tag_ == "VBG" and any(c.lower_ == "been" for c in over.children))
    )


def _would_be(gerund: Token) -> bool:
    """'Sending jets would cross a line': a gerund as the subject of what would be."""
    over = gerund.head
    if gerund.dep_ == "acl" and phrases.preposition(gerund) == "for":
        over = over.head  # 'would pay a price for sending'
    return gerund.dep_ in ("csubj", "nsubj", "advcl", "csubj:outer", "acl") and any(
        c.tag_ == "MD"
        and c.lower_ in ("would", "could", "might", "may")
        and (c.i > gerund.i or phrases.preposition(gerund) == "for")
        for c in over.children
    )


def _judged(gerund: Token) -> bool:
    """'Sending jets is a step too far': a gerund of which something is said, not told to go on."""
    over = gerund.head
    if gerund.dep_ in ("csubj", "nsubj"):
        said = [] if over.tag_.startswith("VB") else [over]
    else:  # 'says sending jets is a step': two clauses for the parser
        said = [c for c in over.children if c.dep_ == "ccomp" and c.i > gerund.i] if gerund.dep_ == "ccomp" else []
    return any(c.dep_ == "cop" and c.lower_ in ("is", "'s", "’s") for t in said for c in t.children) and not any(
        c.dep_ == "nsubj" for t in said for c in t.children
    )


def _habitual(reading: Reading, clause: Clause) -> bool:
    """'Chad provides the rebels with rockets', in no headline: what goes on."""
    token = clause.token
    lead = reading.sentence_at(token.i)
    subjects = clause.slots.get("subj", [])
    return (
        not lead.title
        and lead.index > 0
        and token.tag_ in ("VBZ", "VBP")
        and token.dep_ in (*ANNOUNCING, "acl:relcl")
        and any(actors_of(reading, f) for f in subjects)
    )


def _asked(reading: Reading, verb: Token) -> bool:
    """'Will Chad sell tanks?': the sentence asks."""
    sentence = reading.sentence_at(verb.i)
    first = reading.doc[sentence.first]
    return (
        first.dep_.startswith("aux")
        and first.head is verb
        and reading.text[sentence.start : sentence.end].rstrip('”"’ \n').endswith("?")
    )


def _lost_out(reading: Reading, verb: Token) -> bool:
    """'offered its jets, which lost out to the Gripen': in the same sentence, what came of it."""
    sentence = reading.sentence_at(verb.i)
    return LOST_OUT.search(reading.text, reading.ends[verb.i], sentence.end) is not None


SEEN = frozenset(["see", "watch", "witness", "find", "catch", "observe"])


def _seen(token: Token) -> bool:
    """'We see Chad sending drones': what somebody sees goes on."""
    over = token.head.head if token.dep_ == "acl" and token.head.dep_ == "obj" else token.head
    return token.dep_ in ("acl", "xcomp", "ccomp") and over.lemma in SEEN and not phrases.preposition(token)


def _goes_on(token: Token, frame: Frame) -> bool:
    """'has backed Chad, supplying it with arms': what goes on beside a deed that is told as done."""
    over = token.head
    if token.dep_ == "acl" and token.i > 0 and token.nbor(-1).lower_ == "," and over.dep_ in ("obj", "xcomp"):
        over = over.head  # 'proved to be a menace, supplying it with arms'
    finite = over.tag_ in ("VBD", "VBZ", "VBP") or any(c.tag_ in ("VBD", "VBZ", "VBP") for c in over.children)
    return (
        frame.lemma in SUPPLYING
        and (token.dep_ == "advcl" or over is not token.head)
        and not phrases.preposition(token)
        and not any(c.dep_ in ("mark", "case", "aux") for c in token.children)
        and finite
        and operator_of(over) is None
        and not any(c.tag_ == "MD" for c in over.children)
    )


def mere_participle(token: Token) -> bool:
    """A past participle behind or before its noun, which tells a deed as known."""
    return (
        token.tag_ == "VBN"
        and token.dep_ in ("acl", "amod")
        and not any(c.dep_.startswith("aux") for c in token.children)
    )


def _yet_to_move(participle: Token, frame: Frame) -> bool:
    """'Will provide batteries donated by Chad': told of goods that have not come yet."""
    goods = participle.head
    while goods.dep_ in ("conj", "nmod", "appos") and goods.head.tag_.startswith("NN"):
        goods = goods.head
    over = goods.head
    aux = {c.lower_ for c in over.children if c.dep_ == "aux"}
    return (
        frame.lemma == "donate"
        and goods.dep_ in ("obj", "obl")
        and over.lemma in MOVING
        and (
            bool(aux & {"will", "’ll", "'ll"}) or (over.tag_ == "VBG" and bool(aux & {"is", "are", "am", "'re", "’re"}))
        )
    )


DELIVERING = frozenset(["take", "accept", "begin", "start", "commence", "resume", "make", "complete", "receive"])


def _planned(token: Token) -> bool:
    """'to move forward with the sale', 'will begin deliveries'."""
    aux = {c.lower_ for c in token.children if c.dep_ == "aux" or (c.tag_ == "TO" and token.lemma in DELIVERING)}
    if {"are", "is"} & {c.lower_ for c in token.children} and any(c.tag_ == "TO" for c in token.children):
        return True  # 'deliveries are to run until'
    return bool(aux & {"to", "will", "’ll", "'ll", "would", "may", "might", "could", "should", "must", "shall"})
