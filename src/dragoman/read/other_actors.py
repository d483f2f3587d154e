"""Actors of a sentence that play no part in a step yet and stand where one of its sides would stand."""

from __future__ import annotations

from dragoman import knowledge
from dragoman.read import clauses, control, phrases
from dragoman.read.actors import OFFICES, actors_of
from dragoman.read.clause import Clause
from dragoman.read.draft import Draft, frames, lemma_in, operator_of
from dragoman.read.parties import RAIDS, WINS
from dragoman.read.reading import Mention, Reading
from dragoman.read.words import Token


def _stands_before(reading: Reading, mention: Mention, trigger: Token) -> bool:
    """A bare name shortly before a verb that has no subject: what the parser lost in 'Germany also to send'."""
    if not 0 < trigger.i - mention.last <= 6 or phrases.preposition(reading.doc[mention.head]):
        return False
    between = reading.doc[mention.last : trigger.i]
    return mention.form in ("name", "seat", "ministry") and all(
        t.tag_ in ("RB", "TO", "MD", "VBZ", "VBP", "VBD", "JJ") and t.text not in ("'s", "’s") for t in between
    )


def others(reading: Reading, draft: Draft, side: str, over: list[Token], clause: Clause) -> list[str]:
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
