"""Steps that lean on what was told before: lots and what they hold, 'the deal' taken up, goods given in exchange."""

from __future__ import annotations

import dataclasses
import re

from dragoman import knowledge
from dragoman.model import Status
from dragoman.read import clauses, governors
from dragoman.read.actors import actors_of
from dragoman.read.draft import STOPPED, Draft, frames, operator_of
from dragoman.read.goods import leading
from dragoman.read.item import Item
from dragoman.read.reading import Reading, Sentence
from dragoman.read.terms import when_of
from dragoman.read.words import Token


def in_exchange(reading: Reading, draft: Draft, items: list[Item]) -> list[Draft]:
    """'in exchange for 40 trucks from Germany': what comes back, from the partner or from whom 'from' names."""
    if draft.frame.pos != "verb" or not (draft.supplier and draft.recipient):
        return []
    for item in items:
        start = item.mentions[0].start if item.quantity is None else min(item.quantity.start, item.mentions[0].start)
        lead = EXCHANGE.search(reading.text[draft.sentence.start : start])
        sent_on = item.last < len(reading.doc) and reading.doc[item.last].tag_ == "VBN"  # 'for tanks sent to Ukraine'
        if lead is None or sent_on or item is draft.item or reading.starts[draft.trigger.i] > start:
            continue
        own = own_source(reading, item)
        supplier = own or draft.recipient
        if set(supplier) & set(draft.supplier):
            return []
        back = dataclasses.replace(
            draft,
            item=item,
            supplier=supplier,
            recipient=draft.supplier,
            value=None,
            mode=None,
            guessed={"recipient"},
            spans={},
            rule="given in exchange",
        )
        back.quantity = item.value
        return [back]
    return []


EXCHANGE = re.compile(
    r"\b(?:in exchange|in return|as compensation|as payment) for (?:(?:the|its|some|a|an|new|old|[\w-]+ed|[A-Z][\w-]+) )*$"
)


def own_source(reading: Reading, item: Item) -> tuple[str, ...]:
    """Whom 'from' names right behind the goods."""
    doc = reading.doc
    for i in range(item.last, min(item.last + 4, len(doc) - 1)):
        if doc[i].lower_ == "from":
            m = next((reading.by_token[j] for j in range(i + 1, min(i + 3, len(doc))) if j in reading.by_token), None)
            return m.ids if m is not None and m.kind == "state" else ()
    return ()


def only_source(reading: Reading, item: Item) -> tuple[str, ...]:
    """Whom 'from' names right behind the goods, where it names one alone: 'tanks from Chad and 300 guns from Peru'."""
    doc = reading.doc
    source = own_source(reading, item)
    m = next((m for m in reading.mentions_between(item.last, min(item.last + 4, len(doc))) if m.ids == source), None)
    if m is None or any(t.text == "," or (t.tag_ == "IN" and t.lower_ != "from") for t in doc[item.last : m.first]):
        return ()
    if m.last + 1 >= len(doc) or doc[m.last].text not in (",", "and", "or", "&"):
        return source
    others = (reading.by_token.get(i) for i in range(m.last + 1, min(m.last + 3, len(doc) - 1)))
    joined = any(o is not None and o.kind == "state" and doc[o.last].tag_ != "CD" for o in others)
    return () if joined else source


def shares(reading: Reading, sentence: Sentence, drafts: list[Draft]) -> list[Draft]:
    """'14 tanks from Chad, ten from Peru and eight from Niger': the other shares of a lot that is told with its first."""
    out: list[Draft] = []
    for d in drafts:
        here = _side_behind(reading, d.item.last, sentence.last)
        if here is None or (d.quantity is None and d.item.value is None):
            continue
        link, ids, at = here
        side = "supplier" if link == "from" else "recipient"
        if not set(ids) & set(getattr(d, side)):
            continue
        first = len(out)
        while True:
            while at < sentence.last and reading.doc[at].lower_ in (",", "and", ";"):
                at += 1
            number = next((q for q in reading.quantities if reading.token_at(q.start) == at and not q.unit), None)
            if number is None:
                break
            behind = (reading.token_at(number.end - 1) or at) + 1
            nearest = _side_behind(reading, behind, sentence.last)
            if nearest is None or nearest[0] != link or reading.doc[behind].lower_ != link:
                break
            share = dataclasses.replace(
                d, item=dataclasses.replace(d.item, quantity=number, whole=None, further=True), spans={}, value=None
            )
            setattr(share, side, nearest[1])
            share.rule = f"{d.rule}; a further share"
            out.append(share)
            at = nearest[2]
        if len(out) > first:
            setattr(d, side, ids)
    return out


def _side_behind(reading: Reading, at: int, end: int) -> tuple[str, tuple[str, ...], int] | None:
    """The first 'from', 'to' or 'for' within a few words, the state behind it, and the word behind that."""
    for i in range(at, min(at + 3, end)):
        if reading.doc[i].lower_ in ("from", "to", "for"):
            near = [m for m in reading.mentions_between(i + 1, min(i + 4, end)) if m.kind == "state"]
            return (reading.doc[i].lower_, near[0].ids, near[0].last) if near and near[0].first <= i + 2 else None
    return None


def listed_after(reading: Reading, sentence: Sentence, items: list[Item], drafts: list[Draft]) -> list[Draft]:
    """'The package includes HIMARS and howitzers': what a lot told just before is said to hold."""
    near = [d for d in drafts if 0 < sentence.index - d.sentence.index <= 2]
    before = [d for d in near if d.item.vague or d.rule == LISTED]
    if not before or not items:
        return []
    nouns = knowledge.load().words["deal nouns"]
    for token in reading.tokens(sentence):
        if token.lemma not in ("include", "comprise", "contain", "feature") or not token.tag_.startswith("VB"):
            continue
        subjects = [c for c in token.children if c.dep_ == "nsubj"]
        if any(
            c.lower_ in ("that", "this", "it", "these", "aid", "assistance", "list") or c.lower_ in nouns
            for c in subjects
        ):
            goods = [i for i in items if i.first > token.i]
            return [
                dataclasses.replace(
                    before[-1],
                    sentence=sentence,
                    item=i,
                    guessed=set(),
                    rule=LISTED,
                    trigger=token,
                    spans={},
                )
                for i in (leading(reading, goods) if goods else [])
            ]
    return []


LISTED = "listed after the lot"


def taken_up(reading: Reading, sentence: Sentence, drafts: list[Draft], used: set[int]) -> list[Draft]:
    """'Parliament approved the sale', 'but the deal fell through': a step of the deal told just before."""
    near = [d for d in drafts if 0 <= sentence.index - d.sentence.index <= 3 and not d.item.vague]
    if not near:
        return []
    nouns = knowledge.load().words["deal nouns"]
    for token in reading.tokens(sentence):
        op = operator_of(token) if token.tag_.startswith("VB") else None
        if op is None or op.status not in TAKEN_UP or op.effect != "status" or op.lemma == "lose":
            continue
        if any(c.i in used for c in token.subtree if c.dep_ in ("obj", "nsubj:pass", "nmod")):
            continue
        before = [d for d in near if d.sentence is not sentence or (op.status in STOPPED and d.trigger.i < token.i)]
        here = bool(before) and before[-1].sentence is sentence
        objects = [c for c in token.children if c.dep_ in ("obj", "nsubj:pass")]
        if not objects and op.status in STOPPED and op.lemma not in ("refuse", "decline"):  # 'refuses to take off'
            objects = [c for c in token.children if c.dep_ == "nsubj"]  # 'the deal collapsed'
        if not before or not any(
            o.lower_ in nouns
            and (
                {c.lower_ for c in o.children} & {"the", "this", "that", "its", "these"}
                or (here and o.lower_ == "plans")
            )
            for o in objects
        ):
            continue
        if governors.governors_negated(token) or clauses.of_verb(token).modal in (
            "may",
            "might",
            "could",
            "can",
            "should",
            "must",
        ):
            continue
        last = before[-1]
        subject = [a for c in token.children if c.dep_ == "nsubj" for a in actors_of(reading, c)]
        if here and subject and not set(subject) & {*last.supplier, *last.recipient}:
            continue  # 'after Chad had delivered five to Peru, Niger dropped the purchase': its own one
        theirs = op.by_recipient if set(subject) & set(last.recipient) else None  # 'Peru turned down the offer'
        status = theirs or op.status
        to_come = any(c.tag_ == "TO" for c in token.children) and not _had_to(token)
        if to_come or clauses.of_verb(token).modal == "will":
            continue
        draft = dataclasses.replace(
            last,
            sentence=sentence,
            trigger=token,
            status=status,
            denied=False,
            value=None,
            when=None,
            guessed=set(last.guessed),
            spans=dict(last.spans),
            rule=f"{op.lemma}/verb {TAKES_UP}",
        )
        draft.when = when_of(reading, sentence, token, governors.chain(token))
        if not draft.recipient and op.status == Status.ORDERED:
            draft.recipient = tuple(a for a in subject if a not in draft.supplier)
        return [draft]
    return []


def _had_to(verb: Token) -> bool:
    """'had to drop the plan', 'was forced to cancel it', 'decided to scrap the deal': it was done."""
    over = verb.head
    return verb.dep_ == "xcomp" and over.lemma in MADE_TO and over.tag_ in ("VBD", "VBN")


MADE_TO = frozenset(["have", "force", "oblige", "compel", "decide", "choose", "opt"])
TAKES_UP = "takes up the deal before"
TAKEN_UP = (Status.CANCELLED, Status.REFUSED, Status.SUSPENDED, Status.APPROVED, Status.ORDERED)


def on_the_way(reading: Reading, sentence: Sentence, items: list[Item]) -> list[Draft]:
    """'seized 2,000 rifles en route from Iran to Yemen': goods that were stopped between one actor and another."""
    if not items:
        return []
    seized = SEIZED.search(reading.text, sentence.start, sentence.end)
    route = ROUTE.search(reading.text, sentence.start, sentence.end)
    word = reading.token_at(seized.start()) if seized else None
    if route is None or word is None:
        return []
    goods = [i for i in items if i.mentions[0].start < route.start()]
    ends: dict[str, tuple[str, ...]] = {}
    start = reading.token_at(route.start())
    for t in reading.doc[start : min(sentence.last, (start or 0) + 16)]:
        side = {"from": "supplier", "to": "recipient", "for": "recipient"}.get(t.lower_)
        near = [m for m in reading.mentions_between(t.i + 1, t.i + 5) if m.kind in ("state", "group")] if side else []
        if side and near and side not in ends:
            group = next((m for m in near[:2] if m.kind == "group"), near[0])
            ends[side] = group.ids
    told = tuple(s for i in goods for s in i.told)
    supplier = ends.get("supplier") or told
    recipient = ends.get("recipient", ())
    if not goods or not supplier or not recipient or set(supplier) & set(recipient):
        return []
    when = when_of(reading, sentence, reading.doc[word], [])
    return [
        Draft(
            sentence,
            reading.doc[word],
            frames()["seize", "verb"],
            item,
            supplier,
            recipient,
            Status.REFUSED,
            None,
            item.value,
            when=when,
            rule="seize/verb past on the way",
        )
        for item in leading(reading, goods)
    ]


SEIZED = re.compile(
    r"\b(?:seiz(?:ed|es|ing)|intercept(?:ed|s|ing)|interdict(?:ed|s|ing)|confiscat(?:ed|es|ing))\b", re.IGNORECASE
)
ROUTE = re.compile(
    r"\b(?:en route|on (?:its|their) way|bound for|headed|heading|destined|smuggled|shipped)\b", re.IGNORECASE
)
