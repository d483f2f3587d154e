"""The goods of a whole report, each kind once, and who may supply or get them: for goods that no rule reaches.

The rules read steps clause by clause. Much is told across clauses: a tender's buyer stands in the headline, its bidders
in a list, the deal in a side remark. Here every kind of goods that the report names is a *lot*; learned judges weigh
what stands around all its mentions and say whether it changes hands in this report, and which of the report's
actors supplies and gets it. Only actors that the text or the designation names are asked about.
"""

from __future__ import annotations

import weakref
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from spacy.tokens import Doc, Token

from dragoman.knowledge.schema import Frame
from dragoman.read import clauses, deals, learned
from dragoman.read.draft import Draft, frames, lemma_in, operator_of, part_of_speech
from dragoman.read.items import Item, items_of
from dragoman.read.learned import step
from dragoman.read.reading import Mention, Reading, Sentence
from dragoman.read.standing import status_of

NEAR = 6  # words around goods that are looked at
ACTORS = ("state", "body", "group")
SIDED = ("org", "person")
TELLING = ("VB", "NN", "JJ", "MD", "RB", "IN")


@dataclass(slots=True)
class Lot:
    """One kind of goods in a report, with all its mentions and what the rules made of them."""

    items: list[tuple[Sentence, Item]]
    drafts: list[Draft] = field(default_factory=list)

    @property
    def lead(self) -> Item:
        """The item that names the lot best."""
        return min((i for _, i in self.items), key=lambda i: (i.vague, i.generic, i.first))

    @property
    def makers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(s for _, i in self.items for s in i.makers))

    @property
    def told(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(s for _, i in self.items for s in i.told))


def lots_of(reading: Reading, drafts: list[Draft]) -> list[Lot]:
    """The report's lots, in text order, with the deals that the rules read of each."""
    lots: list[Lot] = []
    for sentence in reading.sentences:
        if sentence.furniture:
            continue
        for item in items_of(reading, sentence):
            home = next((lot for lot in lots if _same(lot.lead, item)), None)
            if home is None:
                lots.append(Lot([(sentence, item)]))
            else:
                home.items.append((sentence, item))
    for lot in lots:
        starts = {m.start for _, i in lot.items for m in i.mentions}
        lot.drafts = [d for d in drafts if any(m.start in starts for m in d.item.mentions) or _same(lot.lead, d.item)]
    return lots


def _same(a: Item, b: Item) -> bool:
    if a.vague or b.vague:
        return a.vague and b.vague
    if a.generic or b.generic:
        return a.generic and b.generic and a.category == b.category
    ids_a = {m.ids for m in a.mentions if not m.generic} | ({a.identity} if a.identity else set())
    ids_b = {m.ids for m in b.mentions if not m.generic} | ({b.identity} if b.identity else set())
    x, y = deals.words(a.name), deals.words(b.name)
    return bool(ids_a & ids_b) or x <= y or y <= x


@dataclass(slots=True)
class Cast:
    """The actors of a report: how often and where each is named, and what the rules take it for."""

    counts: Counter[str]
    titled: frozenset[str]  # named in the headline or the first sentence
    suppliers: frozenset[str]  # by the rules, of anything
    recipients: frozenset[str]
    rank: dict[str, int]


def cast_of(reading: Reading, drafts: list[Draft]) -> Cast:
    counts: Counter[str] = Counter()
    titled: set[str] = set()
    for m in reading.mentions:
        if m.kind in ACTORS and not reading.sentence_at(m.first).furniture:
            for actor in m.ids:
                counts[actor] += 1
                if reading.sentence_at(m.first).index <= 1:
                    titled.add(actor)
    title = (reading.report.title or "").casefold()
    for m in reading.mentions:
        if m.kind == "state" and m.text.casefold() in title:
            titled.update(m.ids)
    ranked = sorted(counts, key=lambda a: (-counts[a], a))
    return Cast(
        counts,
        frozenset(titled),
        frozenset(a for d in drafts for a in d.supplier),
        frozenset(a for d in drafts for a in d.recipient),
        {a: i for i, a in enumerate(ranked)},
    )


def candidates(reading: Reading, lot: Lot, cast: Cast) -> list[str]:
    """Actors that may supply or get a lot: those near its mentions, its makers, those that the report is about."""
    near: list[str] = []
    for sentence, _ in lot.items:
        for index in range(max(0, sentence.index - 1), min(len(reading.sentences), sentence.index + 2)):
            for m in reading.mentions_in(reading.sentences[index]):
                near += _ids(m)
    leading = [a for a, i in cast.rank.items() if i < 4]
    return list(dict.fromkeys((*near, *lot.makers, *lot.told, *leading, *sorted(cast.titled))))


def _ids(m: Mention) -> tuple[str, ...]:
    if m.kind in ACTORS:
        return m.ids
    return m.side if m.kind in SIDED else ()


def lot_features(reading: Reading, lot: Lot, cast: Cast, lots: list[Lot]) -> list[str]:
    """What tells whether a lot changes hands in this report."""
    lead = lot.lead
    form = "vague" if lead.vague else "generic" if lead.generic else "named"
    seen: dict[str, None] = {}
    foreign = [a for a in cast.counts if a not in lot.makers]
    alike = [o for o in lots if o is not lot and o.lead.category == lead.category and not o.lead.vague]
    seen[f"form={form}"] = None
    seen[f"form={form} drafts={step(len(lot.drafts), 1, 2)}"] = None
    seen[f"form={form} category={lead.category}"] = None
    seen[f"form={form} times={step(len(lot.items), 2, 3, 6)}"] = None
    seen[f"form={form} others drafted={any(o.drafts for o in alike)}"] = None
    seen[f"form={form} drafted={any(o.drafts for o in lots if o is not lot)}"] = None
    seen[f"form={form} alike={step(len(alike), 1, 2, 4)}"] = None
    seen[f"form={form} named alike={any(not o.lead.generic for o in alike)}"] = None
    seen[f"form={form} counted={any(i.value is not None for _, i in lot.items)}"] = None
    seen[f"form={form} lots={step(len(lots), 2, 4, 8)}"] = None
    seen[f"makers={bool(lot.makers)} told={bool(lot.told)}"] = None
    seen[f"makers={bool(lot.makers)} named here={any(a in cast.counts for a in lot.makers)}"] = None
    seen[f"foreign={step(len(foreign), 1, 2, 4, 8)}"] = None
    seen[f"titled={any(s.index <= 1 for s, _ in lot.items)} {form}"] = None
    for d in lot.drafts:
        seen[f"drafted {d.status} {form}"] = None
        seen[f"drafted by {d.frame.lemma}"] = None
        seen[f"drafted mode={d.mode}"] = None
        for status in d.told:
            seen[f"told {status}"] = None
        seen[f"drafted sides={bool(d.supplier)}{bool(d.recipient)} guessed={bool(d.guessed)}"] = None
    for o in lots:
        if o is not lot:
            for d in o.drafts:
                seen[f"other {d.status}"] = None
                seen[f"other mode={d.mode}"] = None
                if o.items[0][0].index == lot.items[0][0].index:
                    seen[f"beside {d.status}"] = None
    nearest = (99, "none")
    for sentence, item in lot.items:
        for place, lemma, status in steps_of(reading, sentence):
            if status is None:
                seen[f"over={lemma}"] = None
                continue
            seen[f"step={lemma}"] = None
            near = "near" if abs(place - item.head) <= 2 * NEAR else "far"
            seen[f"step {near} {status}"] = None
            seen[f"step {near} {status} title={sentence.title}"] = None
            if near == "near":
                seen[f"step near={lemma}"] = None
                seen[f"step {lemma} {status}"] = None
                nearest = min(nearest, (abs(place - item.head), status))
        for word in _around(reading, sentence, item):
            seen[f"w={word}"] = None
        head = reading.doc[item.head]
        seen[f"dep={head.dep_} {form}"] = None
        seen[f"under={head.head.lemma_.lower()} {head.dep_}"] = None
        if (prep := _preposition(head)) is not None:
            seen[f"prep={prep}"] = None
        for m in reading.mentions_in(sentence):
            if m.kind in ACTORS:
                seen[f"actor {m.kind} {_preposition(reading.doc[m.head]) or reading.doc[m.head].dep_}"] = None
        seen[
            f"states here={step(len({a for m in reading.mentions_in(sentence) if m.kind == 'state' for a in m.ids}), 1, 2, 3)} {form}"
        ] = None
    seen[f"nearest {nearest[1]}"] = None
    seen[f"nearest {nearest[1]} {form}"] = None
    return list(seen)


def steps_of(reading: Reading, sentence: Sentence) -> list[tuple[int, str, str | None]]:
    """The step words of a sentence with the status that each tells by itself, and the words over steps (without one)."""
    known = _steps.setdefault(reading.doc, {})
    if sentence.index not in known:
        out: list[tuple[int, str, str | None]] = []
        for token in reading.tokens(sentence):
            pos = part_of_speech(token)
            frame = frames().get((lemma_in(token, pos, frames()) or "", pos)) if pos else None  # type: ignore[arg-type]
            if frame is not None:
                out.append((token.i, frame.lemma, _status_alone(reading, token, frame)))
            elif pos and operator_of(token) is not None:
                out.append((token.i, token.lemma_.lower(), None))
        known[sentence.index] = out
    return known[sentence.index]


_steps: weakref.WeakKeyDictionary[Doc, dict[int, list[tuple[int, str, str | None]]]] = weakref.WeakKeyDictionary()


def _status_alone(reading: Reading, token: Token, frame: Frame) -> str:
    """The status that a step's word tells by itself, whoever takes part."""
    clause = clauses.of_noun(token) if frame.pos == "noun" else clauses.of_verb(token)
    if frame.pos == "adj":
        return "told"
    over = [
        (t, op)
        for t in clauses.chain(token)
        if (op := operator_of(t)) is not None and (op.lemma, op.pos) != (frame.lemma, frame.pos)
    ]
    status, _, _ = status_of(reading, clause, frame, over, (), ())
    return status.value if status is not None else "none"


def lot_vector(reading: Reading, lot: Lot) -> np.ndarray:
    """Mean vectors of the telling words close to a lot's mentions, and of those of its sentences."""
    close: list[Token] = []
    whole: list[Token] = []
    for sentence, item in lot.items:
        near = range(max(sentence.first, item.first - NEAR), min(sentence.last, item.last + NEAR))
        for token in reading.tokens(sentence):
            if token.i in reading.by_token or not token.tag_.startswith(("VB", "NN", "JJ", "MD", "RB")):
                continue
            if token.i in near:
                close.append(token)
            if token.tag_.startswith(("VB", "NN")):
                whole.append(token)
    return np.concatenate([learned.mean_vector(close), learned.mean_vector(whole)])


def _around(reading: Reading, sentence: Sentence, item: Item) -> Iterator[str]:
    for i in range(max(sentence.first, item.first - NEAR), min(sentence.last, item.last + NEAR)):
        token = reading.doc[i]
        if i in reading.by_token or not token.tag_.startswith(TELLING):
            continue
        yield token.lemma_.lower()


def _preposition(token: Token) -> str | None:
    """The preposition that a noun phrase stands under."""
    for _ in range(3):
        case = next((c.lower_ for c in token.children if c.dep_ == "case"), None)
        if case is not None:
            return case
        if token.dep_ in ("flat", "compound", "appos", "conj", "nmod:desc"):
            token = token.head
        else:
            break
    return None


def role_features(reading: Reading, lot: Lot, actor: str, cast: Cast) -> list[str]:
    """What tells whether an actor supplies a lot, or gets it."""
    seen: dict[str, None] = {}
    kind = "state" if len(actor) == 3 and actor.isupper() else "other"
    form = "named" if not lot.lead.generic else "kind"
    maker, told = actor in lot.makers, actor in lot.told
    by_rule = ("s" if any(actor in d.supplier for d in lot.drafts) else "") + (
        "r" if any(actor in d.recipient for d in lot.drafts) else ""
    )
    elsewhere = ("s" if actor in cast.suppliers else "") + ("r" if actor in cast.recipients else "")
    known = f"maker={maker} of={bool(lot.makers)}"
    seen[f"kind={kind}"] = None
    seen[f"rule={by_rule} drafts={bool(lot.drafts)}"] = None
    seen[f"rule={by_rule} {known}"] = None
    seen[f"elsewhere={elsewhere} {form}"] = None
    seen[f"elsewhere={elsewhere} {known}"] = None
    seen[known] = None
    seen[f"told={told} of={bool(lot.told)}"] = None
    seen[f"told={told} {known}"] = None
    seen[f"rank={step(cast.rank.get(actor, 99), 1, 2, 3, 5, 99)}"] = None
    seen[f"rank={step(cast.rank.get(actor, 99), 1, 2, 3, 5, 99)} {known}"] = None
    seen[f"titled={actor in cast.titled} {known}"] = None
    seen[f"times={step(cast.counts[actor], 1, 2, 4, 8)} of={step(len(cast.counts), 2, 4, 8)}"] = None
    here = False
    for sentence, item in lot.items:
        for m in reading.mentions_in(sentence):
            if actor not in _ids(m):
                continue
            here = True
            for f in _between(reading, m, item, sentence):
                seen[f] = None
        if sentence.index:
            for m in reading.mentions_in(reading.sentences[sentence.index - 1]):
                if actor in _ids(m):
                    seen[f"before {m.kind} {reading.doc[m.head].dep_}"] = None
    seen[f"here={here} {known}"] = None
    seen[f"here={here} rank={step(cast.rank.get(actor, 99), 1, 2)} {form}"] = None
    return list(seen)


def _between(reading: Reading, m: Mention, item: Item, sentence: Sentence) -> Iterator[str]:
    """How an actor's mention stands to goods in the same sentence."""
    token = reading.doc[m.head]
    top = token
    for _ in range(3):
        if top.dep_ in ("flat", "compound", "amod", "appos", "nmod:desc", "conj") and top.head != top:
            top = top.head
        else:
            break
    prep = _preposition(token) or _preposition(top)
    order = "before" if m.last <= item.first else "after" if m.first >= item.last else "in"
    gap = item.first - m.last if order == "before" else m.first - item.last
    near = step(gap, 1, 3, 7, 15)
    governor = top.head
    pos = part_of_speech(governor)
    lemma = governor.lemma_.lower() if pos and lemma_in(governor, pos, frames()) else pos or "other"  # type: ignore[arg-type]
    passive = any(c.dep_ in ("nsubj:pass", "aux:pass") for c in governor.children)
    owner = m.last < len(reading.doc) and reading.doc[m.last].text in ("'s", "’s", "'", "’")
    yield f"{m.kind} {order} {near}"
    yield f"{m.kind} {m.form} {order}"
    yield f"prep={prep} {order}"
    yield f"prep={prep} {lemma}"
    yield f"dep={top.dep_} {order}"
    yield f"dep={top.dep_} {lemma} passive={passive}"
    if owner:
        yield f"owner {order} {near}"
    words = [
        t.lemma_.lower()
        for t in reading.doc[min(m.last, item.last) : max(m.first, item.first)]
        if t.i not in reading.by_token and t.tag_.startswith(("VB", "IN", "NN"))
    ]
    if len(words) <= 8:
        for word in words:
            yield f"between {order} {word}"
    if any(
        o.kind in ACTORS and o is not m and min(m.last, item.last) <= o.first < max(m.first, item.first)
        for o in reading.mentions_in(sentence)
    ):
        yield f"another between {order}"
