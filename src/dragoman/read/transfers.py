"""Arms transfers: every step that a sentence tells, with parties, goods, number, price, status, mode and date.

Reads the clause layer and the frames: goods in ``goods``, sides in ``parties``, status in ``standing``, price, date and mode
in ``terms``; ``deals.one_entry_a_deal`` then joins what tells of the same deal.
"""

from __future__ import annotations

import dataclasses

from dragoman import knowledge
from dragoman.knowledge.schema import Frame
from dragoman.model import Category, Evidence, Mode, Span, Status, Transfer, WhyNot
from dragoman.read import (
    answers,
    bid_numbers,
    clauses,
    contests,
    control,
    deals,
    denials,
    further_partners,
    gapping,
    governors,
    itemised,
    lots,
    no_steps,
    package_prices,
    unreached,
    voices,
)
from dragoman.read.actors import actors_of
from dragoman.read.clause import Clause
from dragoman.read.draft import STOPPED, Draft, frames, lemma_in, lethal, operator_of
from dragoman.read.foes import Foes, fight, foes
from dragoman.read.follow_ups import in_exchange, listed_after, on_the_way, only_source, shares, taken_up
from dragoman.read.goods import goods_first, goods_of, spent
from dragoman.read.item import Item
from dragoman.read.items import items_of
from dragoman.read.lot_parts import counted_only, some_of_them, told_of_lot, with_some, without_users
from dragoman.read.missing_parties import bought_from, fill
from dragoman.read.parties import own_maker, own_parties, parties, parties_of_operators
from dragoman.read.reading import Reading, Sentence
from dragoman.read.signing import signatories
from dragoman.read.standing import status_of
from dragoman.read.step_dates import date_of, long_ago, over_years
from dragoman.read.terms import is_joint, mode_of, value_of
from dragoman.read.times import as_when
from dragoman.read.words import Token


def code(reading: Reading) -> tuple[tuple[Transfer, ...], tuple[WhyNot, ...]]:
    """The transfers that the text tells of, one entry a deal, and the sentences that looked like one but gave none."""
    deals_told, left_out, why_not = _steps(reading)
    entries = unreached.complete(reading, deals_told, why_not, left_out)
    return tuple(transfer_of(reading, d) for d in entries), tuple(why_not)


def drafts_of(reading: Reading) -> tuple[list[Draft], list[WhyNot]]:
    """Deals as the rules read them, one draft a deal, and the sentences that looked like one but gave none."""
    deals_told, _, why_not = _steps(reading)
    return deals_told, why_not


def _steps(reading: Reading) -> tuple[list[Draft], list[Draft], list[WhyNot]]:
    """Deals as the rules read them, drafts in goods of a kind without a supplier, and sentences that gave none."""
    drafts: list[Draft] = []
    why_not: list[WhyNot] = []
    loose: list[tuple[Sentence, Item]] = []
    goods: list[tuple[Sentence, list[Item]]] = []
    lists = itemised.lists_of(reading)
    fighting = foes(reading)
    for sentence in reading.sentences:
        if sentence.furniture:
            continue
        items = items_of(reading, sentence)
        goods.append((sentence, items))
        found: list[Draft] = []
        reasons: list[str] = []
        triggers = [t for t in reading.tokens(sentence) if frame_of(t, reading) is not None] if items else []
        if not any(i.vague for i in items):
            found += listed_after(reading, sentence, items, drafts)
        for token in triggers:
            frame = frame_of(token, reading)
            if frame is not None:
                _read_step(reading, sentence, token, frame, items, found, reasons, fighting)
        further_partners.further_partners(reading, sentence, found, items)
        _sides_of_clauses(found)
        package_prices.once_a_lot(found)
        found = [d for d in found if not _approves_step(d, found)]
        found += shares(reading, sentence, found) or gapping.further_shares(reading, sentence, found)
        if stopped := on_the_way(reading, sentence, items):
            found = [d for d in found if d.frame.pos != "adj"] or stopped  # 'seized Iranian-supplied rifles bound for'
        found += itemised.goods_listed(reading, lists, sentence, items, drafts)
        found += [] if items else some_of_them(reading, sentence, drafts)
        found += taken_up(reading, sentence, drafts + found, {d.trigger.i for d in found})
        answers.under_contract(reading, found)
        found += answers.answers(reading, sentence, drafts + found)
        drafts += found
        loose += [(sentence, i) for i in items if not any(d.item is i for d in found)]
        if items and triggers and not found:
            why_not.append(
                WhyNot(
                    span=Span(start=sentence.start, end=sentence.end),
                    reason="; ".join(dict.fromkeys(reasons)) or "no step word governs the weapon",
                )
            )
    drafts = itemised.without_packages(drafts, lists)
    deals.add_following_values(reading, drafts)
    drafts += contests.entrants(reading, drafts, goods)
    joined, left_out = deals.one_entry_a_deal(reading, drafts, fighting)
    deals.add_told_numbers(reading, joined, loose)
    bid_numbers.add_number(reading, joined, goods)
    denials.mark(reading, joined)
    return joined, left_out, why_not


def _approves_step(draft: Draft, found: list[Draft]) -> bool:
    """'approved the re-export of guns from Chad': what is approved is the step that another word tells, not the goods."""
    return draft.frame.lemma == "approve" and any(
        d is not draft and d.item.mentions is draft.item.mentions and d.frame.pos == "noun" for d in found
    )


def _sides_of_clauses(found: list[Draft]) -> None:
    """'got 18 of the 24 jets that Chad pledged', 'delivered three of the guns promised to Peru': sides that the clause tells."""
    for d in found:
        for told in found:
            if told is d or told.item.mentions is not d.item.mentions or told.trigger.dep_ not in ("acl", "acl:relcl"):
                continue
            for side, other in (("supplier", "recipient"), ("recipient", "supplier")):
                own, theirs = getattr(d, side), getattr(told, side)
                if theirs and side not in told.guessed and (not own or side in d.guessed):
                    if not set(theirs) & set(getattr(d, other)):
                        setattr(d, side, theirs)
                        d.guessed.add(side)


SUPPLIED = frozenset(["supplied", "donated", "gifted", "provided"])  # 'Iranian-supplied drones'


def frame_of(token: Token, reading: Reading) -> Frame | None:
    pos = token.pos
    if token.lower_ == "given" and token.dep_ in ("case", "mark"):
        return None  # 'given the importance of'
    if pos == "noun" and (_headline_verb(reading, token) or _helped(token) or _asked_whether(token)):
        pos = "verb"
    if pos == "verb" and (frame := _phrasal(token)) is not None:
        return frame
    lemma = lemma_in(token, pos, frames()) if pos else None
    joined = token.i > 1 and reading.doc[token.i - 1].text == "-"  # 'co-produce'
    if lemma is None and not joined and token.lower_ not in SUPPLIED:
        return None
    m = reading.by_token.get(token.i)
    if m is not None and m.kind in ("person", "org", "body"):
        return None
    lemma = lemma or token.lemma
    if joined and token.nbor(-2).lower_ in ("co", "re"):
        lemma = f"{token.nbor(-2).lower_}-{lemma}"
    if token.lower_ in SUPPLIED and token.i > 1:
        back = token.i - 2 if token.nbor(-1).text in ("-", "–") else token.i - 1
        maker = reading.by_token.get(back)
        western = back < token.i - 1 and reading.doc[back].lower_ == "western"
        goods = token.i + 1 < len(token.doc) and token.nbor(1).tag_ in ("NN", "NNS", "NNP", "NNPS", "JJ", "CD")
        state = maker is not None and maker.kind == "state" and (back < token.i - 1 or maker.form == "demonym")
        if goods and (state or western):
            return frames().get((token.lower_, "adj"))
    return frames().get((lemma, pos))


def _phrasal(token: Token) -> Frame | None:
    """'put its jet forward': the frame of a verb with its particle."""
    if token.lemma == "make":
        here = [t.lower_ for t in token.doc[token.i + 1 : min(token.i + AVAILABLE, token.sent.end)]]
        return frames()["make available", "verb"] if "available" in here else None
    if token.lemma == "delay":
        return frames()["delay goods", "verb"]
    if token.lemma == "expect" and any(c.dep_ == "nsubj:pass" for c in token.children):
        return None if any(c.dep_ in ("xcomp", "ccomp") for c in token.children) else frames()["expect goods", "verb"]
    if token.lemma == "replace":
        behind = [t.lower_ for t in token.doc[token.i + 1 : min(token.i + AVAILABLE, token.sent.end)]]
        return frames()["replace with", "verb"] if "with" in behind else None
    particles = (c.lower_ for c in token.children if c.dep_ in ("advmod", "compound:prt") and c.i > token.i)
    return next((f for p in particles if (f := frames().get((f"{token.lemma} {p}", "verb"))) is not None), None)


AVAILABLE = 12  # words behind 'make' in which it may stand: 'make 14 tanks available'


def _helped(token: Token) -> bool:
    """'helping supply Russia with weapons': a bare infinitive, whatever the tagger says."""
    return token.dep_ == "xcomp" and token.head.lemma == "help" and any(c.dep_ == "obj" for c in token.children)


def _asked_whether(token: Token) -> bool:
    """'Will Chad supply Peru with weapons?': an auxiliary before and an object behind, whatever the tagger says."""
    before = {c.dep_ for c in token.children if c.i < token.i}
    return "aux" in before and "nsubj" in before and any(c.dep_ == "obj" and c.i > token.i for c in token.children)


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
    fighting: Foes,
) -> None:
    clause = (
        clauses.of_noun(token)
        if frame.pos == "noun"
        else adjectival(reading, token)
        if frame.pos == "adj"
        else clauses.of_verb(token)
    )
    frame = _by_partner(reading, clause, frame)
    if frame.pos == "verb":
        goods_first(reading, clause, frame, items)
    apart = frame.pos == "verb" and with_some(token) is not None
    if apart:
        clause.slots.pop("subj", None)
    goods = counted_only(reading, clause, frame, items) if frame.pos == "verb" else []
    goods = without_users(reading, goods or goods_of(reading, clause, frame, items))
    if frame.pos == "noun" and not clause.slots.get("subj") and token.dep_ in ("ROOT", "root"):
        for child in token.children:
            m = reading.by_token.get(child.i - 1)
            if (
                child.dep_ == "amod"
                and child.tag_ in ("VBN", "VBD")
                and m is not None
                and m.form in ("name", "seat", "parliament")
            ):
                clause.add("subj", reading.doc[m.head])
    if not goods:
        reasons.append(f"'{token.text}': no weapon in its object")
        return
    sides = parties(reading, clause, frame, goods)
    if any(c.lemma in HOMEGROWN for f in clause.slots.get("from", []) for c in f.children):
        reasons.append(f"'{token.text}': bought at home")
        return
    if why := no_steps.reason(reading, clause, frame, goods, bool(sides.recipient)):
        reasons.append(f"'{token.text}': {why}")
        return
    over = [] if apart else governors.chain(token)
    over_ops = [(t, op) for t in over if (op := operator_of(t)) and (op.lemma, op.pos) != (frame.lemma, frame.pos)]
    for noun in [token] if frame.pos == "noun" else over[:1]:
        for child in noun.children:
            told = child.dep_ == "amod" or (child.dep_ == "acl" and child.i > noun.i and noun is token)
            op = operator_of(child) if told and child.tag_ in ("VBN", "VBD") else None
            if op is not None and op.status in (*STOPPED, Status.APPROVED):
                over_ops.insert(0, (child, op))  # 'the suspended deliveries'; 'Paris halted deliveries' misread so
    supplier, recipient = parties_of_operators(reading, goods, over, over_ops, frame, sides.supplier, sides.recipient)
    if (signed := signatories(reading, token, goods, frame)) is not None:
        supplier, recipient = signed
    if frame.decreed and not supplier:
        supplier = voices.own_side(reading)  # 'I direct the drawdown of': a government's own order
    joint = is_joint(reading, sentence, clause, frame)
    if frame.mode == Mode.CO_PRODUCTION and frame.weak and not joint:
        reasons.append(f"'{token.text}': making with no partner told")
        return
    status, denied, why = status_of(reading, clause, frame, over_ops if frame.pos != "adj" else [], supplier, recipient)
    if status is None:
        reasons.append(f"'{token.text}': {why}")
        return
    if frame.lemma in IN_USE and status != Status.DELIVERED:
        reasons.append(f"'{token.text}': goods in use, not moved")
        return
    if frame.lemma in ("aid", "assistance") and all(i.vague and not lethal(i) for i in goods):
        worth = any(value_of(reading, sentence, Draft(sentence, token, frame, i), items) for i in goods)
        given = any({op.status, op.by_supplier} & {*GIVEN} and op.effect == "status" for _, op in over_ops)
        if not worth and not given:
            reasons.append(f"'{token.text}': aid spoken of, not given")
            return
        if status == Status.CONSIDERED and not worth:
            reasons.append(f"'{token.text}': aid spoken of, not given")
            return
    own = own_parties(reading, token, frame, items)
    gaps = gapping.own_sides(reading, token, frame, items)
    gapped = {a for _, actors in gaps.values() for a in actors}
    goods += [i for i in items if i not in goods and goods and id(i) in own]
    for item in list(goods):
        lot = own.get(id(item))
        if spent(reading, token, item):
            item.quantity = None
        if item.whole is not None and told_of_lot(reading, token, item):
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
        if id(item) in gaps:
            item.told = tuple(a for a in item.told if a not in gapped)
            setattr(draft, *gaps[id(item)])
        if gapped:
            draft.supplier = tuple(a for a in draft.supplier if a not in gapped)
        if lot is None and (theirs := bought_from(draft)) and not sides.supplier:
            draft.supplier = theirs
        elif len(draft.supplier) > 1 and "from" in clause.slots and (own_one := only_source(reading, item)):
            draft.supplier = own_one if set(own_one) < set(draft.supplier) else draft.supplier
        theirs = own_maker(reading, item) if len(goods) > 1 and frame.roles.get("subj") == "supplier" else ()
        if theirs and item is not goods[0] and not set(theirs) & set(draft.recipient):
            draft.supplier = theirs
        draft.rule = f"{frame.lemma}/{frame.pos} {clause.tense} {why}".strip()
        if joint:
            draft.mode = Mode.CO_PRODUCTION
        fill(reading, draft, clause, over, fighting)
        draft.nameless = not draft.supplier and "recipient" not in draft.guessed and _by_several(clause, frame)
        if not (draft.supplier and draft.recipient) and frame.pos == "verb":
            inner = next((d for d in found if d.item.mentions is item.mentions and d.supplier and d.recipient), None)
            if (
                inner is not None
                and draft.supplier in ((), inner.supplier)
                and draft.recipient in ((), inner.recipient)
            ):  # 'the jets that India bought from France have arrived'
                draft.supplier, draft.recipient = inner.supplier, inner.recipient
                draft.guessed |= {"supplier", "recipient"}
        draft.supplier = tuple(a for a in draft.supplier if a not in lots.pacts())
        if len(draft.recipient) > 1:
            friends = tuple(r for r in draft.recipient if not fight(draft.supplier, (r,), fighting))
            draft.recipient = friends or draft.recipient
        at_war = fight(draft.supplier, draft.recipient, fighting) and not denied
        problem = _problem(draft) or _for_own_forces(reading, draft) or ("at war with each other" if at_war else "")
        if problem:
            reasons.append(f"'{token.text}': {problem}")
            continue
        draft.value = value_of(reading, sentence, draft, items)
        draft.when = date_of(reading, draft, over)
        if draft.status == Status.ORDERED and clause.tense == "past" and over_years(reading, draft.when):
            draft.status = Status.DELIVERED
        draft.mode = mode_of(reading, sentence, draft)
        if long_ago(reading, draft):
            reasons.append(f"'{token.text}': told of long ago")
            continue
        found.append(draft)
        found += in_exchange(reading, draft, items)


def _by_several(clause: Clause, frame: Frame) -> bool:
    """'A dozen states are to send tanks': who supplies is told, but not by name."""
    if frame.roles.get("subj") != "supplier":
        return False
    return any(
        w.lower_ in control.SEVERAL and not any(c.lower_ in COMPASS for c in w.children)
        for f in clause.slots.get("subj", [])
        for w in (f, *(c for c in f.children if f.lower_ in MANY and c.dep_ == "nmod"))
    )


MANY = frozenset(["dozens", "scores", "number", "handful", "majority", "couple", "coalition"])
COMPASS = frozenset(["western", "european"])  # who are an actor of their own: the West


def _by_partner(reading: Reading, clause: Clause, frame: Frame) -> Frame:
    """The frame of a verb that means another step where it has a partner: 'lease to', 'build for'."""
    if frame.pos != "verb" or clause.slots.get("with"):
        return frame
    if frame.lemma in ("lease", "rent") and clause.slots.get("to") and not clause.slots.get("from"):
        return frames()["lease to", "verb"]
    if frame.lemma in MAKING and clause.slots.get("for") and clause.slots.get("subj"):
        makers = {a for f in clause.slots["subj"] for a in actors_of(reading, f)}
        users = {a for f in clause.slots["for"] for a in actors_of(reading, f)}
        if makers and users and not deals.homes(makers) & deals.homes(users):
            return frames()["build for", "verb"]
    return frame


HOMEGROWN = frozenset(["domestic", "local", "indigenous", "national", "homegrown"])  # makers who are no partner abroad
MAKING = frozenset(["build", "produce", "manufacture", "assemble"])
GIVEN = frozenset([Status.OFFERED, Status.APPROVED, Status.ORDERED, *STOPPED])
IN_USE = frozenset(
    ["fleet", "fly", "operate"]
)  # that somebody has the goods is a transfer, that they will change is none


def adjectival(reading: Reading, token: Token) -> Clause:
    clause = Clause(token, tense="past")
    clause.add("head", token.head)
    back = token.i - 2 if token.nbor(-1).text in ("-", "–") else token.i - 1
    clause.add("mod", token.doc[back])
    return clause


def _problem(draft: Draft) -> str:
    """Why a draft is no entry, or ''."""
    supplier, recipient = set(draft.supplier), set(draft.recipient)
    if not supplier and not recipient:
        return "neither supplier nor recipient told"
    if supplier and supplier == recipient and draft.mode != Mode.CO_PRODUCTION:
        return "supplier and recipient are the same"
    if supplier and recipient and draft.mode != Mode.CO_PRODUCTION and deals.homes(supplier) == deals.homes(recipient):
        return "bought at home"
    if supplier & recipient and draft.mode != Mode.CO_PRODUCTION:
        return "bought at home"
    buyer_leads = draft.frame.new_build or "recipient" in (draft.frame.roles.get("subj"), draft.frame.roles.get("poss"))
    if not supplier and buyer_leads and draft.item.makers and set(draft.item.makers) & recipient:
        return "bought at home"
    if draft.item.vague and not (supplier and recipient):
        return "kind of goods too vague without both parties"
    if draft.item.vague and draft.unordered:
        return "kind of goods too vague where neither side is told apart"
    if draft.frame.weak and not (supplier and recipient):
        return "common word without both parties"
    if draft.frame.lemma == "use" and not supplier & set(draft.item.told):
        return "goods in use, not moved"  # that they came from abroad their own words tell: 'used Chadian drones'
    return ""


FORCES = knowledge.load().words["sector MIL"] | {"ministry", "police", "mod"}


def _for_own_forces(reading: Reading, draft: Draft) -> str:
    """'a contract from the Indian Army for the Indian SWITCH': the maker's own forces are named, and no buyer abroad."""
    home = set(draft.item.makers)
    if not home or (draft.supplier and not home & set(draft.supplier)) or set(draft.recipient) & home:
        return ""
    here = draft.sentence
    if any(here.start <= span.start < here.end for span in draft.spans.get("recipient", ())):
        return ""
    for m in reading.mentions_in(here):
        if m.kind == "state" and home & set(m.ids):
            top = reading.doc[m.head]
            if (
                m.form in ("force", "ministry")
                or top.lower_ in FORCES
                or (top.head.lower_ in FORCES and top.head.i > top.i)
            ):
                return "bought at home"
    return ""


def transfer_of(reading: Reading, draft: Draft) -> Transfer:
    """The entry that a draft becomes."""
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
