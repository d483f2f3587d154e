"""The goods of a whole report, each kind once, and who may supply or get them: for goods that no rule reaches.

The rules read steps clause by clause. Much is told across clauses: a tender's buyer stands in the headline, its bidders
in a list, the deal in a side remark. Here every kind of goods that the report names is a *lot*; learned judges weigh
what stands around all its mentions and say whether it changes hands in this report, and which of the report's
actors supplies and gets it. Only actors that the text or the designation names are asked about.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from dragoman import knowledge
from dragoman.read import deals, tellings
from dragoman.read.draft import Draft, frames, lemma_in
from dragoman.read.item import Item
from dragoman.read.items import items_of
from dragoman.read.learned import step
from dragoman.read.reading import Mention, Reading, Sentence
from dragoman.read.tellings import ACTORS, SIDED


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
    names: list[_Name] = []  # of each lot's lead
    for sentence in reading.sentences:
        if sentence.furniture:
            continue
        for item in items_of(reading, sentence):
            name = _name(item)
            home = next((k for k, other in enumerate(names) if _same(other, name)), None)
            if home is None:
                lots.append(Lot([(sentence, item)]))
                names.append(name)
            else:
                lots[home].items.append((sentence, item))
                if lots[home].lead is item:
                    names[home] = name
    told = [(d, {m.start for m in d.item.mentions}, _name(d.item)) for d in drafts]
    for lot, name in zip(lots, names, strict=True):
        starts = {m.start for _, i in lot.items for m in i.mentions}
        lot.drafts = [d for d, places, other in told if places & starts or _same(name, other)]
    return lots


@dataclass(frozen=True, slots=True)
class _Name:
    """What two goods are compared by."""

    vague: bool
    generic: bool
    category: str
    ids: frozenset[object]
    words: frozenset[str]


def _name(item: Item) -> _Name:
    ids = {m.ids for m in item.mentions if not m.generic} | ({item.identity} if item.identity else set())
    return _Name(item.vague, item.generic, item.category, frozenset(ids), frozenset(deals.words(item.name)))


def _same(a: _Name, b: _Name) -> bool:
    if a.vague or b.vague:
        return a.vague and b.vague
    if a.generic or b.generic:
        return a.generic and b.generic and a.category == b.category
    return bool(a.ids & b.ids) or a.words <= b.words or b.words <= a.words


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


@dataclass(slots=True)
class Around:
    """Who stands around a lot: each actor's mentions in its sentences, with the goods there, and in the sentences before."""

    here: dict[str, list[tuple[Mention, Item, Sentence]]]
    before: dict[str, list[Mention]]
    after: list[str]


def around(reading: Reading, lot: Lot) -> Around:
    here: dict[str, list[tuple[Mention, Item, Sentence]]] = {}
    before: dict[str, list[Mention]] = {}
    after: list[str] = []
    for sentence, item in lot.items:
        for m in reading.mentions_in(sentence):
            for actor in ids_of(m):
                here.setdefault(actor, []).append((m, item, sentence))
        if sentence.index:
            for m in reading.mentions_in(reading.sentences[sentence.index - 1]):
                for actor in ids_of(m):
                    before.setdefault(actor, []).append(m)
        if sentence.index + 1 < len(reading.sentences):
            for m in reading.mentions_in(reading.sentences[sentence.index + 1]):
                after += ids_of(m)
    return Around(here, before, after)


def candidates(lot: Lot, near: Around, cast: Cast) -> list[str]:
    """Actors that may supply or get a lot: those near its mentions, its makers, those that the report is about."""
    leading = [a for a, i in cast.rank.items() if i < 4]
    named = (*near.here, *near.before, *near.after, *lot.makers, *lot.told, *leading, *sorted(cast.titled))
    return [a for a in dict.fromkeys(named) if a not in pacts()]


@functools.lru_cache(maxsize=1)
def pacts() -> frozenset[str]:
    """Bodies that are no party to a deal themselves."""
    return frozenset(code for code, b in knowledge.load().bodies.items() if not b.deals)


def ids_of(m: Mention) -> tuple[str, ...]:
    if m.kind in ACTORS:
        return m.ids
    return m.side if m.kind in SIDED else ()


def role_features(reading: Reading, lot: Lot, actor: str, cast: Cast, near: Around) -> list[str]:
    """What tells whether an actor supplies a lot, or gets it."""
    kind = "state" if len(actor) == 3 and actor.isupper() else "other"
    form = "named" if not lot.lead.generic else "kind"
    maker, told = actor in lot.makers, actor in lot.told
    by_rule = ("s" if any(actor in d.supplier for d in lot.drafts) else "") + (
        "r" if any(actor in d.recipient for d in lot.drafts) else ""
    )
    elsewhere = ("s" if actor in cast.suppliers else "") + ("r" if actor in cast.recipients else "")
    known = f"maker={maker} of={bool(lot.makers)}"
    rank = cast.rank.get(actor, 99)
    here = actor in near.here
    seen = [
        f"kind={kind}",
        f"rule={by_rule} drafts={bool(lot.drafts)}",
        f"rule={by_rule} {known}",
        f"elsewhere={elsewhere} {form}",
        f"elsewhere={elsewhere} {known}",
        known,
        f"told={told} of={bool(lot.told)}",
        f"told={told} {known}",
        f"rank={step(rank, 1, 2, 3, 5, 99)}",
        f"rank={step(rank, 1, 2, 3, 5, 99)} {known}",
        f"titled={actor in cast.titled} {known}",
        f"times={step(cast.counts[actor], 1, 2, 4, 8)} of={step(len(cast.counts), 2, 4, 8)}",
        f"here={here} {known}",
        f"here={here} rank={step(rank, 1, 2)} {form}",
    ]
    for m, item, sentence in near.here.get(actor, ()):
        seen += _between(reading, m, item, sentence)
    seen += [f"before {m.kind} {reading.doc[m.head].dep_}" for m in near.before.get(actor, ())]
    return list(dict.fromkeys(seen))


def role_vector(reading: Reading, actor: str, near: Around) -> np.ndarray:
    """The parser's vectors of the actor where it stands nearest to the goods, of the word over it, and of the goods there."""
    tensor = reading.doc.tensor
    stands = near.here.get(actor)
    if not stands:
        return np.zeros(3 * tensor.shape[1])
    m, item, _ = min(stands, key=lambda s: max(s[0].first - s[1].last, s[1].first - s[0].last, 0))
    return np.concatenate([tensor[m.head], tensor[reading.doc[m.head].head.i], tensor[item.head]])


def _between(reading: Reading, m: Mention, item: Item, sentence: Sentence) -> Iterator[str]:
    """How an actor's mention stands to goods in the same sentence."""
    token = reading.doc[m.head]
    top = token
    for _ in range(3):
        if top.dep_ in ("flat", "compound", "amod", "appos", "nmod:desc", "conj") and top.head != top:
            top = top.head
        else:
            break
    prep = tellings.preposition(token) or tellings.preposition(top)
    order = "before" if m.last <= item.first else "after" if m.first >= item.last else "in"
    gap = item.first - m.last if order == "before" else m.first - item.last
    near = step(gap, 1, 3, 7, 15)
    governor = top.head
    pos = governor.pos
    lemma = governor.lemma if pos and lemma_in(governor, pos, frames()) else pos or "other"
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
        t.lemma
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
