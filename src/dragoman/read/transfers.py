"""Arms transfers: every step that a sentence tells, with parties, goods, number, price, status, mode and date.

Reads the clause layer and the frames; ``deals.one_entry_a_deal`` then joins what tells of the same deal.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field

from spacy.tokens import Token

from dragoman import knowledge
from dragoman.knowledge.schema import Frame, Operator
from dragoman.model import Category, Evidence, Interval, Mode, Money, Span, Status, Transfer, WhyNot
from dragoman.read import clauses, deals
from dragoman.read.clauses import Clause
from dragoman.read.items import Item, items_of
from dragoman.read.reading import MoneyMention, Reading, Sentence, TimeMention
from dragoman.read.references import actors_of

STOPPED = (Status.CANCELLED, Status.REFUSED, Status.SUSPENDED)
UNREAL_MODIFIERS = frozenset(
    "possible potential proposed planned prospective future hypothetical eventual likely alleged "
    "pending upcoming would-be desired".split()
)
REAL_MODIFIERS = frozenset("recent previous earlier first second new existing latest last completed signed".split())
FREE = re.compile(
    r"\b(?:donat\w+|gift\w*|free of charge|for free|grant(?:ed)? aid|military (?:aid|assistance)|security assistance|"
    r"aid package|assistance package|weapons? package|as aid|presidential drawdown|drawdown)\b",
    re.IGNORECASE,
)
LEASED = re.compile(r"\b(?:on lease|leas(?:e|ed|ing)|on loan|loaned)\b", re.IGNORECASE)
TOGETHER = re.compile(
    r"\b(?:joint(?:ly)?|co-?(?:produc|develop|manufactur)\w*|under licen[cs]e|licen[cs]ed?[- ]?(?:production|built|produced)|"
    r"technology transfer|transfer of technology|ToT|together|collaborat\w+|manufactured? locally|local(?:ly)? (?:production|"
    r"assembl\w+|produc\w+|manufactur\w+)|joint venture)\b",
    re.IGNORECASE,
)
SECOND_HAND = re.compile(
    r"\b(?:second-?hand|used|retired|decommissioned|surplus|ex-[A-Z]\w+|from (?:its|their) (?:own )?(?:stocks?|stockpiles?|inventor\w+))\b"
)


@dataclass(slots=True)
class Draft:
    """A transfer in the making."""

    sentence: Sentence
    trigger: Token
    frame: Frame
    item: Item
    supplier: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    status: Status = Status.CONSIDERED
    mode: Mode | None = None
    quantity: Interval | None = None
    value: Money | None = None
    when: TimeMention | None = None
    denied: bool = False
    guessed: set[str] = field(default_factory=set)  # roles filled by a fall-back
    spans: dict[str, list[Span]] = field(default_factory=dict)
    rule: str = ""


@functools.lru_cache(maxsize=1)
def frames() -> dict[tuple[str, str], Frame]:
    return {(f.lemma, f.pos): f for f in knowledge.load().transfer_frames}


@functools.lru_cache(maxsize=1)
def operators() -> dict[tuple[str, str], Operator]:
    return {(o.lemma, o.pos): o for o in knowledge.load().operators}


def part_of_speech(token: Token) -> str:
    tag = token.tag_
    return (
        "verb"
        if tag.startswith("VB") or tag == "MD"
        else "noun"
        if tag.startswith("NN")
        else "adj"
        if tag.startswith("JJ")
        else ""
    )


def code(reading: Reading) -> tuple[tuple[Transfer, ...], tuple[WhyNot, ...]]:
    """The transfers that the text tells of, one entry a deal, and the sentences that looked like one but gave none."""
    drafts: list[Draft] = []
    why_not: list[WhyNot] = []
    for sentence in reading.sentences:
        if sentence.furniture:
            continue
        items = items_of(reading, sentence)
        found: list[Draft] = []
        reasons: list[str] = []
        triggers = [t for t in reading.tokens(sentence) if _frame(t, reading) is not None]
        for token in triggers:
            frame = _frame(token, reading)
            if frame is not None:
                _read_step(reading, sentence, token, frame, items, found, reasons)
        drafts += found
        if items and triggers and not found:
            why_not.append(
                WhyNot(
                    span=Span(start=sentence.start, end=sentence.end),
                    reason="; ".join(dict.fromkeys(reasons)) or "no step word governs the weapon",
                )
            )
    deals.add_following_values(reading, drafts)
    joined = deals.one_entry_a_deal(reading, drafts)
    return tuple(_transfer(reading, d) for d in joined), tuple(why_not)


def _frame(token: Token, reading: Reading) -> Frame | None:
    pos = part_of_speech(token)
    lemma = token.lemma_.lower()
    m = reading.by_token.get(token.i)
    if m is not None and m.kind in ("person", "org", "body"):
        return None
    if token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ in ("co", "re"):
        lemma = f"{token.nbor(-2).lower_}-{lemma}"
    hyphen_state = token.i > 1 and token.nbor(-1).text in ("-", "–") and (token.i - 2) in reading.by_token
    if (
        token.lower_ in ("supplied", "donated", "gifted", "provided")
        and token.dep_ in ("amod", "compound", "acl")
        and (
            hyphen_state
            or (reading.by_token.get(token.i - 1) is not None and reading.by_token[token.i - 1].form == "demonym")
        )
    ):
        return frames().get((token.lower_, "adj"))
    return frames().get((lemma, pos))


# ---- one step -----------------------------------------------------------------------------------------------------


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
    goods = _goods(reading, clause, frame, items)
    if not goods:
        reasons.append(f"'{token.text}': no weapon in its object")
        return
    supplier, recipient, spans = _parties(reading, clause, frame, goods)
    over = clauses.chain(token)
    over_ops = [
        (t, operators()[key])
        for t in over
        if (key := (t.lemma_.lower(), part_of_speech(t))) in operators()
        and (t.lemma_.lower(), part_of_speech(t)) != (token.lemma_.lower(), frame.pos)
    ]
    supplier, recipient = _parties_of_operators(reading, over, over_ops, frame, supplier, recipient)
    joint = _joint(reading, sentence, clause, frame)
    if frame.mode == Mode.CO_PRODUCTION and frame.weak and not joint:
        reasons.append(f"'{token.text}': making with no partner told")
        return
    status, denied, why = _status(reading, clause, frame, over_ops, supplier, recipient)
    if status is None:
        reasons.append(f"'{token.text}': {why}")
        return
    for item in goods:
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
            spans=dict(spans),
        )
        draft.rule = f"{frame.lemma}/{frame.pos} {clause.tense} {why}".strip()
        if joint:
            draft.mode = Mode.CO_PRODUCTION
        _fill(reading, draft, clause, over)
        problem = _problem(draft)
        if problem:
            reasons.append(f"'{token.text}': {problem}")
            continue
        draft.value = _value(reading, sentence, draft, items)
        draft.when = _when(reading, sentence, token, over)
        draft.mode = _mode(reading, sentence, draft)
        found.append(draft)


def _adjectival(reading: Reading, token: Token) -> Clause:
    clause = Clause(token, tense="past")
    clause.add("head", token.head)
    back = token.i - 2 if token.nbor(-1).text in ("-", "–") else token.i - 1
    clause.add("mod", token.doc[back])
    return clause


def _goods(reading: Reading, clause: Clause, frame: Frame, items: list[Item]) -> list[Item]:
    """Items in a slot that the frame gives to the goods; lists of kinds without numbers are led by their first."""
    slots = [slot for slot, role in frame.roles.items() if role == "item"]
    out: list[Item] = []
    for slot in slots:
        for filler in clause.slots.get(slot, []):
            for item in items:
                if item not in out and _belongs(reading, item, filler, clause.token, strict=frame.weak):
                    out.append(item)
    if not out and frame.pos == "noun":
        for item in items:  # 'arms sale', 'F-35 purchase', 'drone delivery'
            head = reading.doc[item.head]
            if (
                head.head is clause.token
                and head.dep_ in ("compound", "amod", "nmod", "nmod:desc", "nmod:unmarked")
                or item.last == clause.token.i
            ):
                out.append(item)
    out = [i for i in out if not _compared(reading, i)]
    out.sort(key=lambda i: i.first)
    if len(out) > 1:
        out = _leading(reading, out)
    return out


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
        if here is filler:
            return True
        if here is trigger or here.head is here:
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


def _parties(
    reading: Reading, clause: Clause, frame: Frame, goods: list[Item]
) -> tuple[tuple[str, ...], tuple[str, ...], dict[str, list[Span]]]:
    sides: dict[str, list[str]] = {"supplier": [], "recipient": [], "parties": []}
    spans: dict[str, list[Span]] = {}
    weapons = {i for item in goods for m in item.mentions for i in range(m.first, m.last)}
    for slot, role in frame.roles.items():
        for filler in clause.slots.get(slot, []):
            if role == "item" and slot == "mod":
                owner = "supplier" if frame.roles.get("poss") == "supplier" else frame.roles.get("poss", "supplier")
                m = reading.by_token.get(filler.i)
                if m is not None and m.kind == "state":
                    _take(reading, filler, owner, sides, spans)
            elif role in sides and filler.i not in weapons:
                if clauses._temporal(filler):
                    continue
                _take(reading, filler, role, sides, spans)
            elif role == "item" and slot not in ("obj", "subj", "mod", "of", "head"):
                # 'for Serbia' under a frame whose 'for' may be goods or a buyer
                if (
                    filler.i not in weapons
                    and slot == "for"
                    and not any(filler in reading.doc[item.first : item.last] for item in goods)
                ):
                    _take(reading, filler, "recipient", sides, spans)
    if frame.pos == "noun":
        for filler in clause.slots.get("mod", []):
            m = reading.by_token.get(filler.i)
            if m is not None and m.kind in ("state", "org", "body", "person"):
                owner = frame.roles.get("poss", frame.roles.get("subj", "supplier"))
                if frame.lemma in ("deal", "contract", "sale") and m.form == "demonym":
                    owner = "supplier" if frame.lemma == "sale" else "parties"
                if owner in sides and m.ids[0] not in sum(sides.values(), []):
                    _take(reading, filler, owner, sides, spans)
    if sides["parties"]:
        _assign_parties(sides, frame, clause, goods, reading)
    supplier = (
        [a for a in sides["supplier"] if a not in sides["recipient"]]
        if frame.mode != Mode.CO_PRODUCTION
        else sides["supplier"]
    )
    return tuple(dict.fromkeys(supplier)), tuple(dict.fromkeys(sides["recipient"])), spans


def _take(
    reading: Reading, filler: Token, role: str, sides: dict[str, list[str]], spans: dict[str, list[Span]]
) -> None:
    actors = actors_of(reading, filler, conjuncts=False)
    for a in actors:
        if a not in sides[role]:
            sides[role].append(a)
    if actors and role != "parties":
        m = reading.by_token.get(filler.i)
        span = Span(start=m.start, end=m.end) if m else reading.span(filler.i, filler.i + 1)
        spans.setdefault(role, []).append(span)


def _assign_parties(
    sides: dict[str, list[str]], frame: Frame, clause: Clause, goods: list[Item], reading: Reading
) -> None:
    """Who of two parties sells: the one whose goods or whose company it is; else the partner, not the subject."""
    parties = [p for p in sides["parties"] if p not in sides["supplier"] + sides["recipient"]]
    hints = [s for g in goods for s in (*g.told, *g.makers)]
    makers = knowledge.load().makers
    sellers = [p for p in parties if p in hints or p in makers]
    for p in [p for p in parties if p in makers]:
        sellers += [s for s in makers[p].states if s in parties]
    if sellers and len(set(sellers)) < len(parties):
        sides["supplier"] += [p for p in parties if p in sellers]
        sides["recipient"] += [p for p in parties if p not in sellers]
    elif frame.mode == Mode.CO_PRODUCTION or len(parties) == 1:
        if len(parties) == 1 and sides["supplier"]:
            sides["recipient"] += parties
        elif len(parties) == 1 and sides["recipient"]:
            sides["supplier"] += parties
        elif len(parties) == 1:
            role = "supplier" if parties[0] in hints or any(clause.slots.get("with", [])) else "recipient"
            sides[role] += parties
        else:
            sides["supplier"] += parties[:1]
            sides["recipient"] += parties[1:]
    else:
        partner = [a for f in clause.slots.get("with", []) for a in actors_of(reading, f)]
        sides["supplier"] += [p for p in parties if p in partner]
        sides["recipient"] += [p for p in parties if p not in partner]


def _parties_of_operators(
    reading: Reading,
    over: list[Token],
    ops: list[tuple[Token, Operator]],
    frame: Frame,
    supplier: tuple[str, ...],
    recipient: tuple[str, ...],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """'asked Germany to send' names the supplier; 'Turkey's plan to buy' the buyer; 'US approves the sale' the seller."""
    for token, op in ops:
        if op.object == "supplier" and not supplier and token.tag_.startswith("VB"):
            for child in token.children:
                if child.dep_ in ("obj", "iobj", "nsubj:pass"):
                    supplier = actors_of(reading, child) or supplier
            if not recipient:
                for child in token.children:
                    if child.dep_ == "nsubj" and op.status is not None:
                        recipient = tuple(a for a in actors_of(reading, child) if a not in supplier)
        if op.subject in ("supplier", "recipient") and token.tag_.startswith("VB"):
            for child in token.children:
                if child.dep_ == "nsubj":
                    actors = actors_of(reading, child)
                    if op.subject == "supplier" and not supplier:
                        supplier = tuple(a for a in actors if a not in recipient)
    own = frame.roles.get("subj") or frame.roles.get("poss")
    if frame.pos == "noun" and own in ("supplier", "recipient", "parties"):
        for token in over:
            if not token.tag_.startswith("VB"):
                continue
            subjects = [a for c in token.children if c.dep_ == "nsubj" for a in actors_of(reading, c)]
            if own in ("supplier", "parties") and not supplier and subjects:
                supplier = tuple(a for a in subjects if a not in recipient)
            elif own == "recipient" and not recipient and subjects:
                recipient = tuple(a for a in subjects if a not in supplier)
    return supplier, recipient


# ---- what its telling means --------------------------------------------------------------------------------------


def _status(
    reading: Reading,
    clause: Clause,
    frame: Frame,
    ops: list[tuple[Token, Operator]],
    supplier: tuple[str, ...],
    recipient: tuple[str, ...],
) -> tuple[Status | None, bool, str]:
    """Status, denied?, and the reason: the frame under its tense, then each word over it from the inside out."""
    done, unreal = frame.status or Status.ORDERED, frame.unreal or Status.CONSIDERED
    lead = frame.roles.get("subj", "supplier")
    if frame.pos == "verb":
        table = {
            "past": done,
            "present": frame.present or unreal,
            "progressive": unreal,
            "future": unreal,
            "infinitive": unreal,
            "gerund": unreal,
            "modal": unreal,
            "none": unreal,
        }
        status = table[clause.tense]
        if clause.modal in ("may", "might", "could", "should", "must", "can"):
            status = Status.CONSIDERED
        if clause.tense == "progressive" and any(c.lower_ in ("was", "were") for c in clause.token.children):
            status = done
        if clause.tense == "gerund" and clauses.preposition(clause.token) in (
            "after",
            "since",
            "by",
            "following",
            "despite",
        ):
            status = done
        if clause.tense == "modal" and any(c.lower_ in ("have", "'ve") for c in clause.token.children):
            return None, False, "would have: did not happen"
        if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in clause.token.children):
            status = Status.CONSIDERED
    else:
        words = {c.lower_ for c in clause.token.children}
        status = unreal if words & UNREAL_MODIFIERS else done
    strength, denied, trail = 0, False, []
    negated = clause.negated
    if negated and frame.pos == "verb":
        if clause.tense in ("future", "modal", "infinitive", "progressive"):
            status, strength = (Status.REFUSED if lead == "supplier" else Status.CANCELLED), 2
            trail.append("negated")
            negated = False
        else:
            return None, False, "negated"
    elif negated:
        return None, False, "negated"
    for token, op in ops:
        real = _told_as_fact(token)
        said_no = clauses.governors_negated(token)
        if op.effect == "deny":
            if not said_no:
                denied = True
                if frame.pos == "verb" and status == unreal and clause.tense in ("gerund", "infinitive"):
                    status = done
                trail.append(f"{op.lemma}: denied")
            continue
        if op.effect == "real":
            if real and strength == 0 and clause.tense not in ("future", "modal"):
                status = done
                trail.append(f"{op.lemma}: told as fact")
            continue
        if op.effect != "status" or op.status is None:
            continue
        new = op.status
        subject = _subject_side(reading, token, supplier, recipient)
        if subject == "supplier" and op.by_supplier is not None:
            new = op.by_supplier
        elif subject == "recipient" and op.by_recipient is not None:
            new = op.by_recipient
        power = op.strength
        if said_no:
            if new == Status.REFUSED:
                new, power = Status.CONSIDERED, 3
            elif new in STOPPED:
                continue
            elif new in (Status.APPROVED, Status.ORDERED):
                new = Status.REFUSED if new == Status.APPROVED else Status.CONSIDERED
            else:
                return None, False, f"'{op.lemma}' negated"
        elif not real:
            if new in STOPPED:
                continue
            if new in (Status.APPROVED, Status.ORDERED, Status.OFFERED):
                new, power = Status.CONSIDERED, 1
        if power >= strength:
            status, strength = new, power
            trail.append(f"{op.lemma}: {new}")
    return status, denied, ", ".join(trail)


def _told_as_fact(token: Token) -> bool:
    """Whether a governing word is itself told as done, not planned or possible."""
    if token.tag_.startswith("NN"):
        return not any(c.lower_ in UNREAL_MODIFIERS for c in token.children)
    aux = {c.lower_ for c in token.children if c.dep_ in ("aux", "aux:pass")}
    if aux & {"will", "would", "may", "might", "could", "should", "must", "can", "shall", "wo"} or any(
        c.tag_ == "TO" for c in token.children
    ):
        return False
    return not (
        token.tag_ == "VBG"
        and not aux
        and token.dep_ in ("xcomp", "acl", "nmod", "obl", "advcl")
        and token.head.tag_.startswith("VB")
        and (token.head.lemma_.lower(), "verb") in operators()
        and operators()[token.head.lemma_.lower(), "verb"].status == Status.CONSIDERED
    )


def _subject_side(reading: Reading, token: Token, supplier: tuple[str, ...], recipient: tuple[str, ...]) -> str:
    subjects = [c for c in token.children if c.dep_ in ("nsubj", "nmod:poss")] or clauses._inherited_subject(token)
    if token.tag_.startswith("NN"):
        subjects = clauses._owner_of(token)
    actors = {a for s in subjects for a in actors_of(reading, s)}
    if actors & set(recipient):
        return "recipient"
    return "supplier" if actors & set(supplier) else ""


def _joint(reading: Reading, sentence: Sentence, clause: Clause, frame: Frame) -> bool:
    text = reading.text[sentence.start : sentence.end]
    if frame.mode == Mode.CO_PRODUCTION:
        words = {c.lower_ for c in clause.token.children} | {c.lower_ for c in clause.token.head.children}
        return (
            bool(words & {"joint", "jointly", "together", "licensed", "licence", "license", "local", "locally"})
            or bool(clause.slots.get("with"))
            or bool(TOGETHER.search(text))
        )
    return False


# ---- filling what the clause leaves open -------------------------------------------------------------------------


def _fill(reading: Reading, draft: Draft, clause: Clause, over: list[Token]) -> None:
    """Missing parties from the goods' own words, then from the one other actor of the sentence."""
    item = draft.item
    states = knowledge.load().states
    if not draft.supplier and item.told and set(item.told) != set(draft.recipient):
        draft.supplier = tuple(a for a in item.told if a not in draft.recipient)
        draft.guessed.add("supplier")
    if (
        not draft.recipient
        and item.told
        and draft.supplier
        and not item.made
        and draft.frame.roles.get("subj") == "recipient"
    ):
        pass
    used = set(draft.supplier) | set(draft.recipient)
    if not draft.supplier or not draft.recipient:
        others = _others(reading, draft.sentence, used, draft)
        if not draft.supplier and draft.recipient and draft.frame.new_build and set(item.makers) & set(others):
            draft.supplier = tuple(m for m in item.makers if m in others)
            draft.guessed.add("supplier")
        elif (
            not draft.supplier
            and draft.recipient
            and len(others) == 1
            and not draft.frame.weak
            and not (item.makers and others[0] not in item.makers and draft.frame.new_build)
        ):
            draft.supplier = tuple(others)
            draft.guessed.add("supplier")
        elif not draft.recipient and draft.supplier and len(others) == 1:
            draft.recipient = tuple(others)
            draft.guessed.add("recipient")
    if (
        not draft.supplier
        and draft.recipient
        and draft.frame.new_build
        and item.makers
        and not set(item.makers) & set(draft.recipient)
    ):
        draft.supplier = item.makers
        draft.guessed.add("supplier")
    if any(a in states for a in draft.supplier):
        draft.supplier = tuple(sorted(draft.supplier, key=lambda a: a not in states))


def _others(reading: Reading, sentence: Sentence, used: set[str], draft: Draft) -> list[str]:
    """States and bodies of the sentence that play no part yet; those inside a speaker or a mere place are left out."""
    out: list[str] = []
    for m in reading.mentions_in(sentence):
        if m.kind not in ("state", "group") or not m.ids or set(m.ids) & used:
            continue
        head = reading.doc[m.head]
        if m.form == "capital" and clauses.preposition(head) in ("in", "at", "near", "from"):
            continue
        if head.dep_ in ("nmod", "obl") and clauses.preposition(head) in (
            "against",
            "despite",
            "like",
            "unlike",
            "near",
            "than",
        ):
            continue
        anchor = head if m.form != "demonym" else head.head
        if (
            anchor.dep_ == "nsubj"
            and anchor.head.lemma_.lower() in ("say", "tell", "report", "state", "warn")
            or _speaker(anchor)
        ):
            continue
        for a in m.ids:
            if a not in out:
                out.append(a)
    return out


def _speaker(token: Token) -> bool:
    here, steps = token, 0
    while here.head is not here and steps < 4:
        if here.dep_ == "nsubj":
            return here.head.lemma_.lower() in (
                "say",
                "tell",
                "report",
                "state",
                "warn",
                "add",
                "note",
                "write",
                "claim",
            )
        here, steps = here.head, steps + 1
    return False


def _problem(draft: Draft) -> str:
    """Why a draft is no entry, or ''."""
    supplier, recipient = set(draft.supplier), set(draft.recipient)
    if not supplier and not recipient:
        return "neither supplier nor recipient told"
    if supplier and supplier == recipient and draft.mode != Mode.CO_PRODUCTION:
        return "supplier and recipient are the same"
    if draft.item.vague and not (supplier and recipient):
        return "kind of goods too vague without both parties"
    if draft.frame.weak and not (supplier and recipient):
        return "common word without both parties"
    return ""


def _value(reading: Reading, sentence: Sentence, draft: Draft, items: list[Item]) -> Money | None:
    """The price told in the sentence, if it can only be this deal's."""
    amounts = [m for m in reading.within(reading.money, sentence.start, sentence.end) if not m.per_unit]
    amounts = [m for m in amounts if not _budget(reading, m)]
    if not amounts:
        return None
    at = reading.starts[draft.trigger.i]
    best = min(amounts, key=lambda m: min(abs(m.start - at), abs(m.start - draft.item.mentions[-1].end)))
    if draft.status in STOPPED and len(amounts) == 0:
        return None
    draft.spans["value"] = [Span(start=best.start, end=best.end)]
    return best.value


def _budget(reading: Reading, money: MoneyMention) -> bool:
    window = reading.text[max(0, money.start - 40) : money.end + 40].lower()
    return bool(
        re.search(
            r"budget|gdp|revenue|turnover|profit|per year|a year|annual|loan|debt|trade|fund(?!ed)|shares|market",
            window,
        )
    )


def _when(reading: Reading, sentence: Sentence, trigger: Token, over: list[Token]) -> TimeMention | None:
    """The date that hangs on the step's word or on a word over it."""
    times = [
        t
        for t in reading.within(reading.times, sentence.start, sentence.end)
        if t.kind in ("DATE",) and (t.first or t.last)
    ]
    if not times:
        return None
    words = [trigger, *over[:3]]
    for word in words:
        for t in times:
            place = reading.token_at(t.start)
            if place is None:
                continue
            here, steps = reading.doc[place], 0
            while steps < 5 and here.head is not here:
                if here.head is word:
                    return t
                if here.dep_ in ("ccomp", "acl:relcl", "advcl", "conj", "parataxis"):
                    break
                here, steps = here.head, steps + 1
    return None


def _mode(reading: Reading, sentence: Sentence, draft: Draft) -> Mode | None:
    text = reading.text[sentence.start : sentence.end]
    mode = draft.mode
    if mode == Mode.CO_PRODUCTION:
        return mode
    if LEASED.search(text):
        return Mode.LEASE
    if TOGETHER.search(text) and draft.frame.lemma not in ("send", "give", "donate"):
        return Mode.CO_PRODUCTION
    makers = set(draft.item.makers) or (set(draft.item.told) if draft.item.made else set())
    gives = draft.frame.roles.get("subj") == "supplier"
    if gives and makers and draft.supplier and not makers & set(draft.supplier) and mode != Mode.SALE:
        return Mode.RE_EXPORT
    if mode is None and FREE.search(text):
        return Mode.DONATION
    if mode is None and re.search(
        r"\b(?:sale|sell|sold|buy|bought|purchas\w+|contract|order(?:ed|s)?|procure\w*|export\w*|deal)\b", text
    ):
        return Mode.SALE
    return mode


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
    first = draft.when.first.isoformat() if draft.when and draft.when.first else None
    last = draft.when.last.isoformat() if draft.when and draft.when.last else None
    return Transfer(
        supplier=draft.supplier,
        recipient=draft.recipient,
        weapon=draft.item.name,
        category=Category(draft.item.category),
        quantity=draft.quantity,
        value=draft.value,
        status=draft.status,
        mode=draft.mode,
        when=(first, last) if draft.when else None,
        denied=draft.denied,
        evidence=Evidence(
            quote=quote, span=Span(start=sentence.start, end=sentence.end), fields=spans, rule=draft.rule
        ),
    )
