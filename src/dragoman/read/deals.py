"""One entry a deal: what one report tells several times is joined, with the furthest status that it reports.

Joining asks that the parties do not exclude each other, that the goods may be the same, and that no two own numbers
clash; 'N ordered, M of them delivered' stays two entries.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable

from dragoman import knowledge
from dragoman.model import Mode, Status
from dragoman.read.draft import STOPPED, Draft
from dragoman.read.foes import Foes, fight
from dragoman.read.follow_ups import TAKES_UP
from dragoman.read.item import Item
from dragoman.read.reading import Reading, Sentence
from dragoman.read.words import Token

RANK = {Status.CONSIDERED: 0, Status.OFFERED: 1, Status.APPROVED: 2, Status.ORDERED: 3, Status.DELIVERED: 4}
NOTIFIED = re.compile(
    r"\bnotif(?:ied|ies|ying|ication)\b[^.]{0,40}\b(?:Congress|parliament|lawmakers|legislators)\b", re.IGNORECASE
)
DEAL_WORD = re.compile(
    r"\b(?:deal|contract|agreement|order|sale|purchase|package|acquisition|procurement|transaction|price|cost)\b",
    re.IGNORECASE,
)
TOTAL = re.compile(r"\b(?:worth|valued?|cost|total|price|amount)", re.IGNORECASE)


def add_following_values(reading: Reading, drafts: list[Draft]) -> None:
    """'The deal is worth €3bn': a price in the next sentences, said of 'the deal', goes to the deal told just before."""
    with_weapon = {d.sentence.index for d in drafts}
    for sentence in reading.sentences if drafts else ():
        if sentence.index in with_weapon or sentence.furniture:
            continue
        text = reading.text[sentence.start : sentence.end]
        if not (DEAL_WORD.search(text) and TOTAL.search(text)):
            continue
        amounts = [m for m in reading.within(reading.money, sentence.start, sentence.end) if not m.per_unit]
        before = [
            d for d in drafts if 0 < sentence.index - d.sentence.index <= 2 and d.value is None and not d.item.vague
        ]
        if len(amounts) == 1 and before and len({(d.supplier, d.recipient, d.item.name) for d in before}) == 1:
            from dragoman.model import Span

            before[-1].value = amounts[0].value
            before[-1].spans["value"] = [Span(start=amounts[0].start, end=amounts[0].end)]


def add_told_numbers(reading: Reading, deals: list[Draft], loose: list[tuple[Sentence, Item]]) -> None:
    """'The five Turkish drones': a number told of goods in a sentence without a step goes to the one deal it fits."""
    for sentence, item in loose:
        if item.value is None or item.vague:
            continue
        named = {a for m in reading.mentions_in(sentence) if m.kind == "state" for a in m.ids}
        fitting = [
            d
            for d in deals
            if d.quantity is None
            and d.item.category == item.category
            and set(d.recipient) & named
            and set(item.told) & set(d.supplier)
        ]
        fitting = [d for d in fitting if d.status == Status.DELIVERED] or fitting
        if len(fitting) == 1:
            fitting[0].quantity, fitting[0].item.quantity = item.value, item.quantity


TELLINGS = 60  # of one deal against which a further one is held


def one_entry_a_deal(reading: Reading, drafts: list[Draft], fighting: Foes) -> tuple[list[Draft], list[Draft]]:
    """Join the drafts of one report.

    :param fighting: who is at war with whom; no party that the text leaves open is filled in against that.
    :returns: one draft a deal or separate step, in text order; and those left out, which lack both a supplier and a
        specific weapon.
    """
    groups: list[list[Draft]] = []
    _put_in_order(drafts)
    _notified(reading, drafts)
    for draft in drafts:
        _from_its_maker(draft)
    for draft in sorted(drafts, key=_specificity):
        draft.quantity = draft.item.value
        homes = [g for g in groups if all(_same(reading, draft, d) for d in g[-TELLINGS:])]
        if homes:
            max(homes, key=lambda g: _closeness(draft, g)).append(draft)
        else:
            groups.append([draft])
    joined = [_join(g) for g in groups]
    left_open = {id(d): (d.supplier, d.recipient) for d in joined}
    joined = _complete(reading, joined)
    for d in joined:
        if "completed" in d.guessed and fight(d.supplier, d.recipient, fighting):
            d.supplier, d.recipient = left_open[id(d)]
    joined = _regroup(reading, joined)
    kept = [d for d in joined if (d.supplier and d.recipient) or _stands_alone(reading, d)]
    left_out = [d for d in joined if d not in kept and d.recipient and d.item.generic and not d.item.vague]
    kept = [d for d in kept if not (d.item.vague and "completed" in d.guessed and d.value is None)]
    kept = [d for d in kept if not _turned_round(d, kept)]
    kept = [d for d in kept if not _at_home(d)]
    kept = [d for d in kept if not _covered(d, kept)]
    kept = [d for d in kept if d.denied or not fight(d.supplier, d.recipient, fighting)]
    return sorted(kept, key=lambda d: (d.sentence.index, d.item.first, d.trigger.i)), left_out


def homes(actors: Iterable[str]) -> set[str]:
    """Actors with companies put down to their states."""
    makers = knowledge.load().makers
    return {s for a in actors for s in (makers[a].states if a in makers else (a,))}


def _at_home(d: Draft) -> bool:
    return bool(d.supplier and d.recipient) and homes(d.supplier) == homes(d.recipient)


def _from_its_maker(d: Draft) -> None:
    """A party that only a fall-back took for the one who gets what its own state makes supplies it: 'the US is hesitant
    to send Abrams tanks'."""
    makers, getting = set(d.item.makers), homes(d.recipient)
    if d.item.generic or not getting or not getting <= makers or homes(d.supplier) & makers:
        return
    ordered = d.frame.pos == "noun" and d.frame.lemma in ORDERS  # 'France hopes for orders of Rafale jets from India'
    if not d.supplier or d.unordered or ordered or "recipient" in d.guessed:
        d.supplier, d.recipient = d.recipient, d.supplier
    elif "supplier" in d.guessed and d.frame.roles.get("subj") == "supplier":
        d.supplier, d.recipient = d.recipient, ()


ORDERS = frozenset(["order", "contract", "deal"])


def _stands_alone(reading: Reading, d: Draft) -> bool:
    """An entry with one side only: a named weapon that its buyer is told to get or its maker to sell abroad."""
    if d.nameless and d.recipient:
        return True
    if d.frame.weak or (d.item.generic and not _to_some_abroad(reading, d)):
        return False
    firm = any(a in knowledge.load().makers for a in d.supplier)
    if firm and not d.recipient and not ABROAD.search(reading.text, d.sentence.start, d.sentence.end):
        return False  # 'the firm starts deliveries of the jet', to its own air force
    return bool(d.recipient) or bool(set(d.supplier) & set(d.item.makers)) or not d.item.makers


def _to_some_abroad(reading: Reading, d: Draft) -> bool:
    """'offered missiles to several countries': goods of a kind that a state moves to others without a name."""
    behind = reading.text[reading.starts[d.trigger.i] : d.sentence.end]
    return bool(d.supplier) and not d.recipient and not d.item.vague and bool(UNNAMED.search(behind))


UNNAMED = re.compile(
    r"\b(?:to|for) (?:any|some|several|many|various|other|foreign|friendly|more|a number of|(?:two|three|four|five|\d+)) "
    r"(?:\w+ )?(?:countr(?:y|ies)|nations?|states?|customers?|allies)\b"
)
ABROAD = re.compile(
    r"\b(?:export\w*|abroad|foreign|overseas|customers?|countr(?:y|ies)|nations?|markets?|buyers?|clients?)\b",
    re.IGNORECASE,
)


def _turned_round(d: Draft, others: list[Draft]) -> bool:
    """The same goods between the same two the other way round, with sides that only this report's rest supplied."""
    return "completed" in d.guessed and any(
        e is not d
        and "completed" not in e.guessed
        and same_goods(d, e)
        and set(e.supplier) == set(d.recipient)
        and set(e.recipient) == set(d.supplier)
        for e in others
    )


def _notified(reading: Reading, drafts: list[Draft]) -> None:
    """A sale of which a government has notified its parliament is approved, wherever the report speaks of it again."""
    told = [s for s in reading.sentences if NOTIFIED.search(reading.text[s.start : s.end]) and not s.furniture]
    about = [d for d in drafts if any(d.sentence is s for s in told) and d.supplier and d.recipient]
    for d in drafts:
        if d.status in (Status.CONSIDERED, Status.OFFERED) and any(
            set(d.supplier) & set(a.supplier) and set(d.recipient) & set(a.recipient) for a in about
        ):
            d.status, d.rule = Status.APPROVED, f"{d.rule}; parliament notified"


def _put_in_order(drafts: list[Draft]) -> None:
    """Two parties of which either may supply: the one whose goods of that kind the report speaks of elsewhere."""
    for d in drafts:
        if not d.unordered or not (d.supplier and d.recipient):
            continue
        alike = [e.item for e in drafts if e.item.category == d.item.category]
        makers = {s for i in alike for s in (*i.makers, *i.told)} | {
            s for e in drafts if e is not d for s in e.supplier if e.item in alike
        }
        if set(d.recipient) & makers and not set(d.supplier) & makers:
            d.supplier, d.recipient, d.unordered = d.recipient, d.supplier, False


def _closeness(draft: Draft, group: list[Draft]) -> float:
    """How well a draft fits a group: shared parties and words of the goods' names, less the distance in sentences."""
    group = group[-TELLINGS:]
    best = max(group, key=lambda d: len(words(d.item.name) & words(draft.item.name)))
    parties = any(set(d.supplier) & set(draft.supplier) for d in group) + any(
        set(d.recipient) & set(draft.recipient) for d in group
    )
    distance = min(abs(d.sentence.index - draft.sentence.index) for d in group)
    return 2 * parties + len(words(best.item.name) & words(draft.item.name)) - distance / 10


def _specificity(d: Draft) -> tuple[int, int, int]:
    return (d.item.vague, d.item.generic, -(bool(d.supplier) + bool(d.recipient)))


def _same(reading: Reading, a: Draft, b: Draft) -> bool:
    if a.item is b.item and _sides_fit(a.recipient, b.recipient) and "supplier" in a.guessed | b.guessed:
        return a.denied == b.denied  # 'flies 17 F-16s, which it bought from Portugal'
    if a.item.further != b.item.further and a.status != b.status:
        return False  # 'already operates Herons and wants more'
    if (
        Mode.CO_PRODUCTION in (a.mode, b.mode)
        and a.mode != b.mode
        and None not in (a.mode, b.mode)
        and (a.status != b.status or a.item.generic or b.item.generic)
    ):
        return False  # making together is another deal than buying
    sides = _sides_fit(a.supplier, b.supplier) and _sides_fit(a.recipient, b.recipient)
    if (a.unordered or b.unordered) and not sides:
        sides = _sides_fit(a.supplier, b.recipient) and _sides_fit(a.recipient, b.supplier)
    return sides and same_goods(a, b) and _numbers_fit(a, b) and a.denied == b.denied


def _sides_fit(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return not a or not b or bool(set(a) & set(b))


def _identities(item: Item) -> set[tuple[str, ...]]:
    return {m.ids for m in item.mentions if not m.generic} | ({item.identity} if item.identity else set())


@functools.lru_cache(maxsize=4096)
def words(name: str) -> frozenset[str]:
    """The words of a name in small letters, without plurals; 'MiG-29' is one word."""
    folded = re.sub(r"(?<=[a-z])[-\s]?(?=\d)", "", name.lower())
    return frozenset(w[:-1] if len(w) > 3 and w.endswith("s") else w for w in re.findall(r"[a-z0-9]+", folded))


def same_goods(a: Draft, b: Draft) -> bool:
    """Whether the goods may be one: the same designation, or a kind that covers the other."""
    if a.item is b.item:
        return True
    if (a.triggers or {a.trigger.i}) & (b.triggers or {b.trigger.i}):
        return False  # listed side by side
    if a.item.vague or b.item.vague:
        return a.item.vague and b.item.vague
    if a.sentence is b.sentence and not a.sentence.title and a.trigger.lemma == b.trigger.lemma:
        if a.item.generic != b.item.generic:
            return False  # 'after ordering tanks it ordered 40 trucks'
    if not a.item.generic and not b.item.generic:
        ids_a, ids_b = _identities(a.item), _identities(b.item)
        x, y = words(a.item.name), words(b.item.name)
        return bool(ids_a & ids_b) or x <= y or y <= x
    return a.item.category == b.item.category


def _numbers_fit(a: Draft, b: Draft) -> bool:
    x, y = a.item.value, b.item.value
    if x is None or y is None or x == y:
        return True
    low, high = max(x.low or 0, y.low or 0), min(x.high or 10**12, y.high or 10**12)
    return low <= high and not (x.low == x.high and y.low == y.high)


def _join(group: list[Draft]) -> Draft:
    """The best-told draft of a group, with what only the others tell."""
    furthest = max(group, key=lambda d: RANK.get(d.status, -1))
    stopped = [d for d in group if d.status in STOPPED]
    status = furthest.status
    if stopped and (
        RANK.get(status, -1) < RANK[Status.ORDERED]
        or stopped[-1].sentence.index > furthest.sentence.index
        or (stopped[-1].rule.endswith(TAKES_UP) and stopped[-1].sentence is furthest.sentence)
    ):
        status = max(stopped, key=lambda d: d.sentence.index).status
    carriers = [d for d in group if d.status == status] or group
    main = min(
        carriers,
        key=lambda d: (
            not (d.supplier and d.recipient),
            d.item.vague,
            d.item.generic,
            d.sentence.title,
            d.sentence.index,
        ),
    )
    named = min(group, key=lambda d: (d.item.vague, d.item.generic, d.sentence.index))
    if named.item.generic is False and main.item.generic:
        main.item.name, main.item.category, main.item.generic = named.item.name, named.item.category, False
        main.item.spans = named.item.spans
    ordered = [d for d in group if not d.unordered and d.supplier and d.recipient]
    if main.unordered and ordered:
        main.supplier, main.recipient, main.unordered = ordered[0].supplier, ordered[0].recipient, False
    if main.item.generic and not main.item.vague:  # of several kind words the one that the report uses most
        names = Counter(d.item.name for d in group if d.item.generic and not d.item.vague)
        if len(names) > 2 or names.most_common(1)[0][1] > 1:
            main.item.name = names.most_common(1)[0][0]
    main.triggers = {i for d in group for i in (d.triggers or {d.trigger.i})}
    main.told = [s for d in group for s in (d.told or [d.status])]
    for d in group:
        if d.unordered and not main.unordered:
            continue
        main.supplier = _fuller(main.supplier, d.supplier, "supplier" in main.guessed and "supplier" not in d.guessed)
        main.recipient = _fuller(
            main.recipient, d.recipient, "recipient" in main.guessed and "recipient" not in d.guessed
        )
        main.value = main.value or d.value
        if main.quantity is None and d.quantity is not None:
            main.quantity = d.quantity
            main.item.quantity = d.item.quantity
        main.mode = main.mode or d.mode
        if main.when is None and d.status == main.status:
            main.when = d.when
        for name, spans in d.spans.items():
            main.spans.setdefault(name, spans)
    return main


def _fuller(a: tuple[str, ...], b: tuple[str, ...], prefer_b: bool) -> tuple[str, ...]:
    return b if b and (not a or prefer_b) else a


def _complete(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """A missing party from the rest of the report: the one partner of the same goods, or of the sentences before."""
    for d in drafts:
        if (d.supplier or d.nameless) and d.recipient:
            continue
        d.guessed.add("completed")
        here = {
            e.recipient
            for e in drafts
            if e.sentence is d.sentence and e.recipient and not set(e.recipient) & set(d.supplier)
        }
        if d.frame.pos == "adj" and not d.recipient and len(here) == 1:
            d.recipient = here.pop()
        if not d.recipient and d.supplier:
            partners = {
                e.recipient
                for e in drafts
                if e is not d and e.recipient and e.supplier and set(e.supplier) & set(d.supplier)
            }
            if len(partners) == 1:
                d.recipient = partners.pop()
        elif _from_somebody(d):
            continue
        elif not d.supplier and d.recipient:
            partners = {
                e.supplier
                for e in drafts
                if e is not d
                and e.supplier
                and e.recipient
                and set(e.recipient) & set(d.recipient)
                and same_goods(d, e)
            }
            if len(partners) == 1:
                d.supplier = partners.pop()
        if not d.supplier and d.recipient:
            makers = {
                e.supplier for e in drafts if e.supplier and not set(e.supplier) & set(d.recipient) and same_goods(d, e)
            }
            if len(makers) == 1:
                d.supplier = makers.pop()
        if d.supplier and d.recipient:
            continue
        told = {e.recipient for e in drafts if e is not d and e.recipient}
        if not d.recipient and d.supplier and len(told) == 1 and not set(next(iter(told))) & set(d.supplier):
            d.recipient = told.pop()  # the report speaks of one recipient alone
            continue
        near = _near_states(reading, d)
        maker_buys = d.frame.lemma in ("procurement", "purchase") and set(d.supplier) & set(knowledge.load().makers)
        if len(near) == 1 and not d.item.generic and not maker_buys:  # 'the maker has approval for its procurement'
            if not d.recipient:
                d.recipient = (near[0],)
            elif not d.supplier and not d.frame.weak:
                d.supplier = (near[0],)
    return [d for d in drafts if set(d.supplier) != set(d.recipient) or len(d.supplier) > 1]


def _from_somebody(d: Draft) -> bool:
    """'Will buy jets from a foreign maker': who supplies is told to be open."""
    return not d.supplier and any(
        c.lemma in NAMELESS and any(g.lower_ == "from" for g in c.children)
        for c in (*d.trigger.children, *_goods_of(d))
    )


def _goods_of(d: Draft) -> list[Token]:
    return list(d.trigger.doc[d.item.head].children)


NAMELESS = frozenset(
    ["manufacturer", "maker", "vendor", "oem", "supplier", "bidder", "firm", "company", "source", "abroad"]
)


def _near_states(reading: Reading, d: Draft) -> list[str]:
    """The state that the report is about besides the known party, if one clearly leads."""
    used = set(d.supplier) | set(d.recipient)
    counts: Counter[str] = Counter()
    states = [m for m in reading.mentions if m.kind == "state" and not reading.sentence_at(m.first).furniture]
    first = reading.sentence_at(states[0].first).index if states else 0  # behind a byline
    lead = {i for m in states if reading.sentence_at(m.first).index <= first + 1 for i in m.ids}
    for m in reading.mentions:
        if m.kind == "state" and len(m.ids) == 1 and m.ids[0] not in used:
            counts[m.ids[0]] += 1
    ranked = [(a, n) for a, n in counts.most_common(2)]
    if not ranked or ranked[0][0] not in lead:
        return []
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return []
    return [ranked[0][0]]


def _regroup(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Join once more: parties that were completed may show two drafts to be one deal."""
    out: list[Draft] = []
    for d in drafts:
        twin = next((e for e in out if _same(reading, d, e)), None)
        if twin is None:
            out.append(d)
        else:
            out[out.index(twin)] = _join([twin, d])
    return out


def _covered(d: Draft, all_drafts: list[Draft]) -> bool:
    """A vague entry ('weapons') beside a specific one of the same parties adds nothing but its price."""
    if not d.item.vague:
        return False
    specific = [
        e
        for e in all_drafts
        if not e.item.vague and set(e.supplier) & set(d.supplier) and set(e.recipient) & set(d.recipient)
    ]
    if d.value is None:
        beside = any(
            e.sentence is d.sentence and not e.item.vague and {*e.supplier, *e.recipient} & {*d.supplier, *d.recipient}
            for e in all_drafts
        )
        return bool(specific) or (beside and bool(d.guessed))
    here = [e for e in specific if e.sentence is d.sentence and e.value in (None, d.value) and e.status == d.status]
    if here and all(e.value is None for e in here):
        here[0].value = d.value  # 'artillery and shells as part of a $2 billion package of military assistance'
    return bool(here)
