"""Arms transfers: every step that a sentence tells, with parties, goods, number, price, status, mode and date.

Reads the clause layer and the frames: goods here, sides in ``parties``, status in ``standing``, price, date and mode
in ``terms``; ``deals.one_entry_a_deal`` then joins what tells of the same deal.
"""

from __future__ import annotations

import dataclasses
import re

from spacy.tokens import Token

from dragoman import knowledge
from dragoman.knowledge.schema import Frame
from dragoman.model import Category, Evidence, Mode, Span, Status, Transfer, WhyNot
from dragoman.read import clauses, deals
from dragoman.read.clauses import Clause
from dragoman.read.draft import STOPPED, Draft, frames, lemma_in, operator_of, part_of_speech
from dragoman.read.items import Item, items_of
from dragoman.read.parties import fill, own_parties, parties, parties_of_operators
from dragoman.read.reading import Reading, Sentence
from dragoman.read.references import OFFICES, actors_of
from dragoman.read.standing import status_of
from dragoman.read.terms import is_joint, mode_of, value_of, when_of
from dragoman.read.times import as_when


def code(reading: Reading) -> tuple[tuple[Transfer, ...], tuple[WhyNot, ...]]:
    """The transfers that the text tells of, one entry a deal, and the sentences that looked like one but gave none."""
    drafts: list[Draft] = []
    why_not: list[WhyNot] = []
    loose: list[tuple[Sentence, Item]] = []
    for sentence in reading.sentences:
        if sentence.furniture:
            continue
        items = items_of(reading, sentence)
        found: list[Draft] = []
        reasons: list[str] = []
        triggers = [t for t in reading.tokens(sentence) if _frame(t, reading) is not None] if items else []
        if not any(i.vague for i in items):
            found += listed_after(reading, sentence, items, drafts)
        for token in triggers:
            frame = _frame(token, reading)
            if frame is not None:
                _read_step(reading, sentence, token, frame, items, found, reasons)
        found += taken_up(reading, sentence, drafts, {d.trigger.i for d in found})
        drafts += found
        loose += [(sentence, i) for i in items if not any(d.item is i for d in found)]
        if items and triggers and not found:
            why_not.append(
                WhyNot(
                    span=Span(start=sentence.start, end=sentence.end),
                    reason="; ".join(dict.fromkeys(reasons)) or "no step word governs the weapon",
                )
            )
    deals.add_following_values(reading, drafts)
    joined = deals.one_entry_a_deal(reading, drafts)
    deals.add_told_numbers(reading, joined, loose)
    return tuple(_transfer(reading, d) for d in joined), tuple(why_not)


def _frame(token: Token, reading: Reading) -> Frame | None:
    pos = part_of_speech(token)
    if pos == "noun" and _headline_verb(reading, token):
        pos = "verb"
    lemma = lemma_in(token, pos, frames()) or token.lemma_.lower()  # type: ignore[arg-type]
    m = reading.by_token.get(token.i)
    if m is not None and m.kind in ("person", "org", "body"):
        return None
    if token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ in ("co", "re"):
        lemma = f"{token.nbor(-2).lower_}-{lemma}"
    if token.lower_ in ("supplied", "donated", "gifted", "provided") and token.i > 1:
        back = token.i - 2 if token.nbor(-1).text in ("-", "–") else token.i - 1
        maker = reading.by_token.get(back)
        goods = token.i + 1 < len(token.doc) and token.nbor(1).tag_ in ("NN", "NNS", "NNP", "NNPS", "JJ", "CD")
        if maker is not None and maker.kind == "state" and goods and (back < token.i - 1 or maker.form == "demonym"):
            return frames().get((token.lower_, "adj"))
    return frames().get((lemma, pos))


def _headline_verb(reading: Reading, token: Token) -> bool:
    """'Tehran ships drones to Russia': behind a state's name a plural noun that is a transfer verb, before a phrase."""
    if token.tag_ != "NNS" or token.i == 0 or token.i + 1 >= len(token.doc) or token.i in reading.by_token:
        return False
    before = reading.by_token.get(token.i - 1)
    sentence = reading.sentence_at(token.i)
    if before is None or before.kind not in ("state", "org") or before.form == "demonym" or not sentence.title:
        return False
    finite = any(t.tag_ in ("VBZ", "VBD", "MD") for t in reading.tokens(sentence) if t.i < token.i)
    return not finite and token.nbor(1).tag_ in ("NN", "NNS", "NNP", "JJ", "CD", "NNPS", "$", "VBN", "HYPH")


def _read_step(
    reading: Reading,
    sentence: Sentence,
    token: Token,
    frame: Frame,
    items: list[Item],
    found: list[Draft],
    reasons: list[str],
) -> None:
    clause = (
        clauses.of_noun(token)
        if frame.pos == "noun"
        else _adjectival(reading, token)
        if frame.pos == "adj"
        else clauses.of_verb(token)
    )
    if frame.pos == "verb":
        _goods_first(reading, clause, frame, items)
    goods = _goods(reading, clause, frame, items)
    if not goods and frame.pos == "verb":
        goods = _counted_only(reading, clause, items)
    if frame.pos == "noun" and not clause.slots.get("subj") and token.dep_ in ("ROOT", "root"):
        for child in token.children:
            m = reading.by_token.get(child.i - 1)
            if child.dep_ == "amod" and child.tag_ in ("VBN", "VBD") and m is not None and m.form in ("name", "seat", "parliament"):
                clause.add("subj", reading.doc[m.head])
    if not goods:
        reasons.append(f"'{token.text}': no weapon in its object")
        return
    sides = parties(reading, clause, frame, goods)
    if frame.lemma == "deploy" and not any(f.lower_ in OFFICES for f in clause.slots.get("to", [])):
        reasons.append(f"'{token.text}': own forces moved")
        return
    if frame.lemma == "develop" and token.dep_ in ("acl", "amod"):
        reasons.append(f"'{token.text}': tells what the goods are")
        return
    if frame.lemma in ("send", "dispatch", "ship") and not sides.recipient and _moved_within(reading, clause):
        reasons.append(f"'{token.text}': sent to a place, to nobody")
        return
    over = clauses.chain(token)
    over_ops = [(t, op) for t in over if (op := operator_of(t)) and (op.lemma, op.pos) != (frame.lemma, frame.pos)]
    for noun in [token] if frame.pos == "noun" else over[:1]:
        for child in noun.children:
            op = operator_of(child) if child.dep_ == "amod" and child.tag_ in ("VBN", "VBD") else None
            if op is not None and op.status in (*STOPPED, Status.APPROVED):
                over_ops.insert(0, (child, op))  # 'the suspended deliveries'; 'Paris halted deliveries' misread so
    supplier, recipient = parties_of_operators(
        reading, goods, over, over_ops, frame, sides.supplier, sides.recipient
    )
    joint = is_joint(reading, sentence, clause, frame)
    if frame.mode == Mode.CO_PRODUCTION and frame.weak and not joint:
        reasons.append(f"'{token.text}': making with no partner told")
        return
    status, denied, why = status_of(reading, clause, frame, over_ops if frame.pos != "adj" else [], supplier, recipient)
    if status is None:
        reasons.append(f"'{token.text}': {why}")
        return
    own = own_parties(reading, token, frame, items)
    goods += [i for i in items if i not in goods and goods and id(i) in own]
    for item in list(goods):
        lot = own.get(id(item))
        if item.whole is not None and _told_of_lot(reading, token, item):
            item = dataclasses.replace(item, quantity=item.whole)
        draft = Draft(
            sentence,
            token,
            frame,
            item,
            supplier,
            recipient,
            status,
            frame.mode,
            item.value,
            denied=denied,
            spans=dict(sides.spans),
            unordered=sides.unordered,
        )
        if lot is not None:
            setattr(draft, *lot)
        draft.rule = f"{frame.lemma}/{frame.pos} {clause.tense} {why}".strip()
        if joint:
            draft.mode = Mode.CO_PRODUCTION
        fill(reading, draft, clause, over)
        if not (draft.supplier and draft.recipient) and frame.pos == "verb":
            inner = next((d for d in found if d.item.mentions is item.mentions and d.supplier and d.recipient), None)
            if inner is not None and draft.supplier in ((), inner.supplier) and draft.recipient in ((), inner.recipient):  # 'the jets that India bought from France have arrived'
                draft.supplier, draft.recipient = inner.supplier, inner.recipient
                draft.guessed |= {"supplier", "recipient"}
        problem = _problem(draft)
        if problem:
            reasons.append(f"'{token.text}': {problem}")
            continue
        draft.value = value_of(reading, sentence, draft, items)
        draft.when = when_of(reading, sentence, token, [] if status == Status.DELIVERED else over)
        draft.mode = mode_of(reading, sentence, draft)
        if _long_ago(reading, draft):
            reasons.append(f"'{token.text}': told of long ago")
            continue
        found.append(draft)
        found += in_exchange(reading, draft, items)


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
        back = dataclasses.replace(draft, item=item, supplier=supplier, recipient=draft.supplier, value=None, mode=None,
                                   guessed={"recipient"}, spans={}, rule="given in exchange")
        back.quantity = item.value
        return [back]
    return []


EXCHANGE = re.compile(r"\b(?:in exchange|in return|as compensation|as payment) for (?:(?:the|its|some|a|an|new|old|[\w-]+ed|[A-Z][\w-]+) )*$")


def own_source(reading: Reading, item: Item) -> tuple[str, ...]:
    """Whom 'from' names right behind the goods."""
    doc = reading.doc
    for i in range(item.last, min(item.last + 4, len(doc) - 1)):
        if doc[i].lower_ == "from":
            m = next((reading.by_token[j] for j in range(i + 1, min(i + 3, len(doc))) if j in reading.by_token), None)
            return m.ids if m is not None and m.kind == "state" else ()
    return ()


def listed_after(reading: Reading, sentence: Sentence, items: list[Item], drafts: list[Draft]) -> list[Draft]:
    """'The package includes HIMARS and howitzers': what a lot told just before is said to hold."""
    before = [d for d in drafts if 0 < sentence.index - d.sentence.index <= 2 and d.item.vague]
    if not before or not items:
        return []
    nouns = knowledge.load().words["deal nouns"]
    for token in reading.tokens(sentence):
        if token.lemma_.lower() not in ("include", "comprise", "contain", "feature") or not token.tag_.startswith("VB"):
            continue
        subjects = [c for c in token.children if c.dep_ == "nsubj"]
        if any(c.lower_ in ("that", "this", "it", "these", "aid", "assistance", "list") or c.lower_ in nouns for c in subjects):
            goods = [i for i in items if i.first > token.i]
            return [
                dataclasses.replace(before[-1], sentence=sentence, item=i, value=None, guessed=set(), rule="listed after the lot",
                                    trigger=token, spans={})
                for i in (_leading(reading, goods) if goods else [])
            ]
    return []


def taken_up(reading: Reading, sentence: Sentence, drafts: list[Draft], used: set[int]) -> list[Draft]:
    """'Parliament approved the sale', 'it would abandon this plan': a step of the deal told just before."""
    before = [d for d in drafts if 0 < sentence.index - d.sentence.index <= 3 and not d.item.vague]
    if not before:
        return []
    nouns = knowledge.load().words["deal nouns"]
    for token in reading.tokens(sentence):
        op = operator_of(token) if token.tag_.startswith("VB") else None
        if op is None or op.status not in TAKEN_UP or op.effect != "status":
            continue
        if any(c.i in used for c in token.subtree if c.dep_ in ("obj", "nsubj:pass", "nmod")):
            continue
        objects = [c for c in token.children if c.dep_ in ("obj", "nsubj:pass")]
        if not any(o.lower_ in nouns and {c.lower_ for c in o.children} & {"the", "this", "that", "its", "these"} for o in objects):
            continue
        if clauses.governors_negated(token) or clauses.of_verb(token).modal in ("may", "might", "could", "can", "should", "must"):
            continue
        last = before[-1]
        status = op.status
        if any(c.tag_ == "TO" for c in token.children) or clauses.of_verb(token).modal == "will":
            continue
        draft = dataclasses.replace(last, sentence=sentence, trigger=token, status=status, denied=False, value=None, when=None,
                                    guessed=set(last.guessed), spans=dict(last.spans), rule=f"{op.lemma}/verb takes up the deal before")
        draft.when = when_of(reading, sentence, token, clauses.chain(token))
        subject = [a for c in token.children if c.dep_ == "nsubj" for a in actors_of(reading, c)]
        if not draft.recipient and op.status == Status.ORDERED:
            draft.recipient = tuple(a for a in subject if a not in draft.supplier)
        return [draft]
    return []


TAKEN_UP = (Status.CANCELLED, Status.REFUSED, Status.SUSPENDED, Status.APPROVED, Status.ORDERED)


def _moved_within(reading: Reading, clause: Clause) -> bool:
    """'sent jets to the Middle East': where to, and nobody there who gets them."""
    return any(not actors_of(reading, f) and f.tag_ in ("NNP", "NNPS") for slot in ("to", "into") for f in clause.slots.get(slot, []))


def _goods_first(reading: Reading, clause: Clause, frame: Frame, items: list[Item]) -> None:
    """'Missiles sold to Indonesia by Turkey': a participle behind its noun that the parser took for a main verb."""
    token = clause.token
    subject = next(iter(clause.slots.get("subj", [])), None)
    if subject is not None and not clause.passive and not clause.slots.get("obj") and frame.roles.get("obj") == "item":
        first = min((t.i for t in subject.subtree if t.i <= subject.i), default=subject.i)
        lot = next((i for i in items if i.last == first), None)
        if lot is not None and 0 < token.i - subject.i <= 2 and token.tag_ in ("VBD", "VBN", "VBZ"):
            clause.add("obj", reading.doc[lot.head])  # 'the jets it sent', 'the tanks Norway had bought'
            return
    if token.tag_ not in ("VBN", "VBD") or clause.passive or clause.slots.get("obj") or frame.roles.get("obj") != "item":
        return
    if any(c.dep_ in ("aux", "aux:pass", "cop") for c in token.children):
        return
    item = next((i for i in items if i.last == token.i or any(f.i in range(i.first, i.last) for f in clause.slots.get("subj", []))), None)
    if item is None or (item.last != token.i and not clause.slots.get("by")):
        return
    clause.passive = True
    clause.slots["subj"] = [f for f in clause.slots.pop("by", [])]
    clause.add("obj", reading.doc[item.head])


def _counted_only(reading: Reading, clause: Clause, items: list[Item]) -> list[Item]:
    """'..., of which eight have been delivered': a bare number that counts the goods told before it."""
    for filler in clause.slots.get("obj", []):
        before = [i for i in items if i.last <= filler.i]
        number = next((q for q in reading.quantities if q.start <= reading.starts[filler.i] < q.end and not q.unit), None)
        if filler.tag_ == "CD" and before and number is not None and not number.ordinal:
            return [dataclasses.replace(before[-1], quantity=number, whole=None)]
    return []


def _told_of_lot(reading: Reading, token: Token, item: Item) -> bool:
    """Whether a step is told of the whole lot: the clause inside 'two of the 36 jets that India ordered have come'."""
    inside = token.dep_ in ("acl", "acl:relcl", "amod")
    counted = reading.token_at(item.quantity.start) if item.quantity else None
    first = item.first if counted is None else min(item.first, counted)
    return inside and (token.head.i in range(first, item.last) or token.head == reading.doc[item.head].head)


def _adjectival(reading: Reading, token: Token) -> Clause:
    clause = Clause(token, tense="past")
    clause.add("head", token.head)
    back = token.i - 2 if token.nbor(-1).text in ("-", "–") else token.i - 1
    clause.add("mod", token.doc[back])
    return clause


def _goods(reading: Reading, clause: Clause, frame: Frame, items: list[Item]) -> list[Item]:
    """Items in a slot that the frame gives to the goods; lists of kinds without numbers are led by their first."""
    slots = [slot for slot, role in frame.roles.items() if role == "item"]
    if frame.roles.get("obj") == "recipient" and any(
        i.first <= f.i < i.last for f in clause.slots.get("obj", []) for i in items
    ):
        return []  # 'to arm the tanks': the object is no recipient
    out: list[Item] = [i for i in items if i.mentions[0].first <= clause.token.i < i.last]  # 'arms shipment' is one name
    if frame.pos == "noun":
        slots = [*slots, "poss", "is"]  # 'the tanks, whose delivery'; 'the jet was a purchase of'
    for slot in slots:
        for filler in clause.slots.get(slot, []):
            for item in items:
                if item not in out and _belongs(reading, item, filler, clause.token, strict=frame.weak):
                    out.append(item)
    if not out and frame.pos == "noun":
        for item in items:  # 'arms sale', 'F-35 purchase', 'drone delivery'
            head = reading.doc[item.head]
            if (
                (head.head == clause.token
                and head.dep_ in ("compound", "amod", "nmod", "nmod:desc", "nmod:unmarked"))
                or item.last == clause.token.i
            ):
                out.append(item)
    if not out and "with" in slots:
        out = [i for i in items if _behind_with(reading, clause.token, i)][:1]
    if not out and frame.roles.get("for") == "item" and (frame.roles.get("with") == "parties" or frame.lemma == "ask"):
        out = [i for i in items if _behind_for(reading, clause.token, i)][:1]
    if not out and slots:
        out = [i for i in items if _follows(reading, clause.token, i, strict=frame.weak)][:1]
    if not out and "subj" in slots and not frame.weak:
        out = [i for i in items if 0 < clause.token.i - i.last <= 20 and i.last > reading.sentence_at(i.first).first][-1:]
    for filler in [f for slot in slots for f in clause.slots.get(slot, [])] if frame.pos == "adj" else []:
        out += [i for i in items if i not in out and any(c == reading.doc[i.head] for c in filler.conjuncts)]
    out = _listed(reading, out, items)
    if all(i.vague for i in out) and (out or frame.lemma in ("package", "aid", "deal", "sale")):
        out = _included(reading, clause.token, out, items) or out
    out = [i for i in out if not _compared(reading, i)]
    out.sort(key=lambda i: i.first)
    if len(out) > 1:
        out = _leading(reading, out)
    return out


def _listed(reading: Reading, goods: list[Item], items: list[Item]) -> list[Item]:
    """Goods that follow the found ones in one list: '12 jets, 74 launchers and 500 rounds of ammunition'."""
    out = list(goods)
    for before, item in zip(items, items[1:], strict=False):
        if before not in out or item in out:
            continue
        between = reading.doc[before.last : item.mentions[0].first]
        if any(t.text in (",", "and", "or", "&") for t in between) and all(
            t.text in (",", "&") or t.tag_ in ("CC", "CD", "JJ", "NN", "NNS", "NNP", "DT", "HYPH", "AFX", "VBG") or t.lower_ == "of"
            for t in between
        ):
            out.append(item)
    return out


def _included(reading: Reading, token: Token, goods: list[Item], items: list[Item]) -> list[Item]:
    """What a vague lot is said to hold: 'a $400m package including ...', 'weapons such as ...'."""
    sentence = reading.sentence_at(token.i)
    at = next((t.i for t in reading.doc[token.i : sentence.last] if t.lower_ in INCLUDING), None)
    if at is None:
        return []
    inside = [i for i in items if i.first > at and not i.vague]
    return [i for i in inside if not any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in reading.doc[at + 1 : i.first])]


INCLUDING = frozenset("including include includes included such like namely featuring comprising comprises contains".split())


def _behind_for(reading: Reading, token: Token, item: Item) -> bool:
    """'a contract worth 9.8 billion zlotys with South Korea for K9 howitzers'."""
    counted = reading.token_at(item.quantity.start) if item.quantity else None
    first = item.first if counted is None else min(item.first, counted)
    if not 0 < first - token.i <= 16 or reading.doc[first - 1].lower_ != "for":
        return False
    between = reading.doc[token.i + 1 : first]
    return not any(t.tag_.startswith(("VB", "MD")) or t.text in ";:" for t in between)


def _behind_with(reading: Reading, token: Token, item: Item) -> bool:
    """'supplied Azerbaijan with 40 JF-17 fighters', wherever the parser hung the phrase."""
    counted = reading.token_at(item.quantity.start) if item.quantity else None
    first = item.first if counted is None else min(item.first, counted)
    before = reading.doc[max(first - 4, 0) : first]
    link = next((t.i for t in reversed(before) if t.lower_ == "with"), None)
    if link is None or not 0 < link - token.i <= 6:
        return False
    between = [t for t in reading.doc[token.i + 1 : link]]
    return bool(between) and all(t.tag_ in ("NNP", "NNPS", "DT", "PRP", "NN", "JJ", "POS") for t in between)


def _follows(reading: Reading, token: Token, item: Item, *, strict: bool) -> bool:
    """The goods stand right behind the word ('order for 12 French-made Rafale'), whatever the parser hung them on."""
    counted = reading.token_at(item.quantity.start) if item.quantity else None
    first = item.first if counted is None else min(item.first, counted)
    if not 0 < first - token.i <= (4 if strict else 9):
        return False
    objects = [c for c in token.children if c.dep_ in ("obj", "xcomp", "ccomp") and c.i < first]
    if token.tag_.startswith("VB") and any(
        c.tag_ not in ("CD", "$", "SYM", "PRP") and not c.lower_.endswith("bn") for c in objects
    ):
        return False
    start = token.i + 1
    if token.tag_.startswith("VB") and reading.doc[start].lower_ in PARTICLES:
        start += 1
    between = reading.doc[start:first]
    if token.tag_.startswith("NN") and len(between) > 1 and between[-1].lower_ == "of" and between[0].lower_ in ("by", "to", "from"):
        return all(t.tag_ in ("IN", "DT", "JJ", "NNP", "NNPS", "TO") for t in between)  # 'the delivery by Germany of 18 tanks'
    if [t.lower_ for t in between] in (["it"], ["them"], ["him"], ["us"]):
        return token.tag_.startswith("VB")  # 'to sell it 12 jets'
    return all(t.tag_ in ("IN", "DT", "CD", "JJ", "PRP$", "NN", "NNS", "HYPH", "NNP", "POS", "$") and t.lower_ not in ("with", "by", "against", "to", "from", "after") for t in between)


PARTICLES = frozenset("over off on out up".split())


def _leading(reading: Reading, items: list[Item]) -> list[Item]:
    """Of several goods: each that has a name or an own number; of bare kinds the first only."""
    kept = [i for i in items if not i.generic or i.quantity is not None]
    vague = [i for i in items if i not in kept]
    if kept:
        return kept
    specific = [i for i in vague if not i.vague]
    return [specific[0] if specific else vague[0]]


def _belongs(reading: Reading, item: Item, filler: Token, trigger: Token, *, strict: bool) -> bool:
    head = reading.doc[item.head]
    here, steps = head, 0
    while steps < 7:
        if here != head and (part_of_speech(here) == "noun") and here.lemma_.lower() not in clauses.LIGHT_NOUNS:
            step = lemma_in(here, "noun", frames()) or (operator_of(here) and here != filler)  # type: ignore[arg-type]
            if step and here != trigger:
                return False  # 'approval for the procurement of': the noun is the step
        if here == filler:
            return True
        if here == trigger or here.head == here:
            return False
        if here.dep_ in ("acl:relcl", "advcl", "ccomp", "parataxis") and steps > 0:
            return False
        if here.dep_ == "nmod" and clauses.preposition(here) not in (
            "of",
            "including",
            "such",
            "in",
            "like",
            "",
            "with",
            "for",
            "as",
        ):
            return False
        if (
            strict
            and here.dep_ == "nmod"
            and here.head.lemma_.lower() not in clauses.LIGHT_NOUNS
            and clauses.preposition(here) != "of"
        ):
            return False
        here, steps = here.head, steps + 1
    return False


def _compared(reading: Reading, item: Item) -> bool:
    head = reading.doc[item.head]
    if any(c.lower_ in ("unlike", "than", "against") for c in head.children if c.dep_ == "case"):
        return True
    before = reading.doc[item.first - 1].lower_ if item.first else ""
    return before in ("unlike", "than")


def _problem(draft: Draft) -> str:
    """Why a draft is no entry, or ''."""
    supplier, recipient = set(draft.supplier), set(draft.recipient)
    if not supplier and not recipient:
        return "neither supplier nor recipient told"
    if supplier and supplier == recipient and draft.mode != Mode.CO_PRODUCTION:
        return "supplier and recipient are the same"
    if supplier and recipient and draft.mode != Mode.CO_PRODUCTION and _homes(supplier) == recipient:
        return "bought at home"
    if not supplier and draft.frame.new_build and draft.item.makers and set(draft.item.makers) & recipient:
        return "bought at home"
    if draft.item.vague and not (supplier and recipient):
        return "kind of goods too vague without both parties"
    if draft.item.vague and draft.unordered:
        return "kind of goods too vague where neither side is told apart"
    if draft.frame.weak and not (supplier and recipient):
        return "common word without both parties"
    return ""


def _homes(actors: set[str]) -> set[str]:
    """Actors with companies put down to their states."""
    makers = knowledge.load().makers
    return {s for a in actors for s in (makers[a].states if a in makers else (a,))}


HISTORY = re.compile(
    r"\b(?:during|in|throughout) (?:the )?(?:Cold War|Soviet (?:era|times|days)|World War|Second World War|Vietnam War)\b", re.IGNORECASE
)


def _long_ago(reading: Reading, draft: Draft) -> bool:
    """A date of decades before the report: history, no news."""
    if HISTORY.search(reading.text[draft.sentence.start : draft.sentence.end]):
        return True
    if draft.when is None or draft.when.last is None or reading.anchor is None:
        return False
    return draft.when.last.year < reading.anchor.year - 20


def _transfer(reading: Reading, draft: Draft) -> Transfer:
    sentence = draft.sentence
    quote = reading.text[sentence.start : sentence.end]
    spans = {k: tuple(v) for k, v in draft.spans.items()}
    spans["weapon"] = tuple(draft.item.spans)
    spans["status"] = (reading.span(draft.trigger.i, draft.trigger.i + 1),)
    if draft.item.quantity is not None and draft.quantity is not None:
        spans["quantity"] = (Span(start=draft.item.quantity.start, end=draft.item.quantity.end),)
    if draft.when is not None:
        spans["when"] = (Span(start=draft.when.start, end=draft.when.end),)
    return Transfer(
        supplier=draft.supplier,
        recipient=draft.recipient,
        weapon=draft.item.name,
        category=Category(draft.item.category),
        quantity=draft.quantity,
        value=draft.value,
        status=draft.status,
        mode=draft.mode,
        when=as_when(draft.when) if draft.when else None,
        denied=draft.denied,
        evidence=Evidence(
            quote=quote, span=Span(start=sentence.start, end=sentence.end), fields=spans, rule=draft.rule
        ),
    )
