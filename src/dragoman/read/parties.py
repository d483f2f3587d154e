"""Who supplies and who receives: from the frame's slots, from the words over it, from the goods' own words."""

from __future__ import annotations

import itertools
from typing import NamedTuple

from dragoman import knowledge
from dragoman.knowledge.schema import Frame, Operator
from dragoman.model import Mode, Span, Status
from dragoman.read import clauses, control, governors, phrases, voices
from dragoman.read.actors import OFFICES, actors_of
from dragoman.read.clause import Clause
from dragoman.read.draft import STOPPED, operator_of
from dragoman.read.firm_homes import FIRMS
from dragoman.read.item import Item
from dragoman.read.reading import Mention, Reading
from dragoman.read.signing import AGREEMENTS
from dragoman.read.tags import FINITE
from dragoman.read.words import Token


class Sides(NamedTuple):
    """Both sides of a step; ``unordered``: two parties are told, but not who of them supplies."""

    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    spans: dict[str, list[Span]]
    unordered: bool


def parties(reading: Reading, clause: Clause, frame: Frame, goods: list[Item]) -> Sides:
    """The sides that the clause itself names."""
    sides: dict[str, list[str]] = {"supplier": [], "recipient": [], "parties": []}
    spans: dict[str, list[Span]] = {}
    weapons = {i for item in goods for m in item.mentions for i in range(m.first, m.last)}
    for item in goods:  # 'Chinese J-10 fighters': the noun behind the designation is goods too
        top = reading.doc[item.head].head
        if reading.doc[item.head].dep_ in ("compound", "amod", "flat", "nmod") and 0 < top.i - item.last + 1 <= 2:
            weapons.add(top.i)
    bystanders = knowledge.load().words["bystander verbs"]
    bystanders = bystanders | (knowledge.load().words["speech verbs"] - knowledge.load().words["telling of one's own"])
    looked_on = frame.pos == "noun" and clause.token.head.lemma in bystanders
    if frame.mode == Mode.CO_PRODUCTION and frame.pos == "noun":
        for over in governors.chain(clause.token)[:2]:  # 'an agreement with Turkey on the joint production of'
            if over.tag_.startswith("NN"):
                for slot, fillers in clauses.of_noun(over).slots.items():
                    for filler in fillers if slot in ("subj", "with", "between", "poss") else []:
                        clause.add(slot, filler)
    speech = knowledge.load().words["speech verbs"]
    for slot, role in frame.roles.items():
        for filler in clause.slots.get(slot, []):
            if filler.lower_ in voices.FIRST and frame.pos == "noun" and clause.token.head.lemma in speech:
                continue  # 'we can confirm new transfers'
            own = (
                filler.i in reading.by_token
                and reading.by_token[filler.i].form == "parliament"
                and not clause.slots.get("poss")
            )
            if slot == "subj" and frame.pos == "noun" and clause.token.head.lemma in RAIDS:
                continue  # 'bombed weapons shipments to Hezbollah'
            if slot == "subj" and looked_on and not own and not _acts(clause) and not _asks(clause):
                continue  # 'Moscow criticised the supply of weapons'
            if slot == "subj" and frame.pos == "noun" and clause.token.head.lemma in control.STOPPING:
                continue  # 'seized a shipment of rifles'
            if slot == "subj" and frame.pos == "noun" and role in ("supplier", "recipient") and _owned(reading, clause):
                continue  # 'Israel approved Lithuania's transfer'
            if role == "item" and slot == "mod":
                owner = "supplier" if frame.roles.get("poss") == "supplier" else frame.roles.get("poss", "supplier")
                m = reading.by_token.get(filler.i)
                if m is not None and m.kind == "state":
                    owner = "recipient" if _given(reading, clause, frame, m) else owner
                    _take(reading, filler, owner, sides, spans)
            elif role == "item" and slot == "obj" and filler.i not in weapons and {"with", "iobj"} & set(frame.roles):
                if (
                    any(filler.is_ancestor(reading.doc[item.head]) for item in goods)
                    and filler.i not in reading.by_token
                ):
                    continue  # 'its first batch of tanks': the lot, not who gets it
                if filler.tag_ == "PRP" and "with" not in frame.roles:
                    if clause.passive or all(item.last <= clause.token.i for item in goods):
                        continue  # 'before they are handed over', 'before sending them': the goods
                meant = _object_over(reading, clause.token) if filler.lower_ in ("it", "them") else None
                _take(reading, meant or filler, "recipient", sides, spans)  # 'provided Ukraine with'
            elif role == "item" and slot == "of" and filler.i not in weapons and frame.roles.get("poss") in sides:
                _take(reading, filler, frame.roles["poss"], sides, spans)  # 'a purchase of the Pakistan Air Force'
            elif role in sides and filler.i not in weapons:
                if phrases.is_temporal(filler) or (slot == "for" and filler.lower_ in PURPOSES):
                    continue
                _take(reading, filler, turned(clause, frame, slot, role), sides, spans)
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
                if filler.i in weapons:
                    continue
                owner = "recipient" if _given(reading, clause, frame, m) else owner
                if frame.lemma in ("deal", "contract", "sale") and m.form == "demonym":
                    owner = "supplier" if frame.lemma == "sale" else "parties"
                if owner in sides and not any(m.ids[0] in named for named in sides.values()):
                    _take(reading, filler, owner, sides, spans)
    if (
        frame.roles.get("with") == "parties"
        and frame.pos == "noun"
        and len(sides["parties"]) == 1
        and not clause.slots.get("with")
    ):
        _partner_behind(reading, clause, sides)
    if sides["parties"]:
        _assign_parties(sides, frame, clause, goods, reading)
    if "iobj" in frame.roles and not sides["recipient"]:
        _bare_recipient(reading, clause, sides, spans)
    for side in ("recipient", "supplier"):
        if not sides[side]:
            _linear(reading, clause, frame, side, sides, spans, weapons)
    supplier = sides["supplier"]
    if frame.mode != Mode.CO_PRODUCTION:
        supplier = [a for a in supplier if a not in sides["recipient"]]
    return Sides(tuple(dict.fromkeys(supplier)), tuple(dict.fromkeys(sides["recipient"])), spans, "unordered" in sides)


def _object_over(reading: Reading, token: Token) -> Token | None:
    """'backed Chad, supplying it with': whom the deed over a participle concerns."""
    if token.dep_ != "advcl" or token.tag_ != "VBG":
        return None
    return next((c for c in token.head.children if c.dep_ == "obj" and actors_of(reading, c)), None)


RAIDS = frozenset(["bomb", "strike", "hit", "attack", "destroy", "target", "raid", "intercept", "disrupt"])
GIFTS = frozenset(["package", "aid", "assistance"])


def _given(reading: Reading, clause: Clause, frame: Frame, m: Mention) -> bool:
    """'The Pentagon announced a Ukraine weapons package': a state's name before a gift that another one tells of."""
    if frame.lemma not in GIFTS or m.kind != "state" or m.form != "name" or m.text.replace(".", "").isupper():
        return False
    return any(a not in m.ids for c in clause.slots.get("subj", []) for a in actors_of(reading, c))


PURPOSES = frozenset(["war", "invasion", "campaign", "offensive", "aggression", "conflict", "onslaught", "assault"])


def _partner_behind(reading: Reading, clause: Clause, sides: dict[str, list[str]]) -> None:
    """'a contract worth 9.8 billion zlotys with South Korea', wherever the parser hung the partner."""
    doc, sentence = reading.doc, reading.sentence_at(clause.token.i)
    for i in range(clause.token.i + 1, min(sentence.last - 1, clause.token.i + 12)):
        if doc[i].tag_.startswith(("VB", "MD")):
            return
        if doc[i].lower_ == "with":
            m = reading.by_token.get(i + 1) or reading.by_token.get(min(i + 2, sentence.last - 1))
            if m is not None and m.kind == "state":
                clause.add("with", doc[m.head])
                sides["parties"] += [a for a in m.ids if a not in sides["parties"]]
            return


def _owned(reading: Reading, clause: Clause) -> bool:
    """Whether a possessor other than a pronoun names whose step it is."""
    return any(c.tag_ != "PRP$" and actors_of(reading, c) for c in clause.slots.get("poss", []))


def _acts(clause: Clause) -> bool:
    """'called off its purchase', 'denied a purchase': the speaker is a party, unless the noun names another one."""
    op = operator_of(clause.token.head)
    if op is None or (op.effect != "deny" and op.lemma != "cancel"):
        return False
    others = [c for c in clause.slots.get("poss", []) if c.tag_ != "PRP$"]
    others += [c for c in clause.slots.get("mod", []) if c.text[:1].isupper()]
    return not others and not clause.slots.get("by")


def _asks(clause: Clause) -> bool:
    """'sought deliveries of tanks from Chad': the subject wants to get what a noun hands over to nobody else by name."""
    over = clause.token.head
    return over.lemma in ASKS and over.tag_.startswith("VB") and not (clause.slots.get("to") or clause.slots.get("for"))


def own_parties(
    reading: Reading, token: Token, frame: Frame, items: list[Item]
) -> dict[int, tuple[str, tuple[str, ...]]]:
    """'20 drones to Poland and six to Tunisia', '24 Rafale from France and 46 MiG-29 from Russia': each lot's own party.

    :returns: role and actors by ``id`` of the item; empty unless every lot behind the word has its own.
    """
    links = {
        slot: role for slot, role in frame.roles.items() if slot in ("to", "from") and role in ("supplier", "recipient")
    }
    if frame.roles.get("subj") == "supplier" and any(c.dep_ == "aux:pass" for c in token.children):
        links["by"] = "supplier"  # 'was offered tanks by Chad and jets by Niger'
    sentence = reading.sentence_at(token.i)
    behind = [i for i in items if i.first > token.i]
    out: dict[int, tuple[str, tuple[str, ...]]] = {}
    for item, following in zip(behind, [*behind, None][1:], strict=True):
        end = following.first if following else sentence.last
        window = reading.doc[item.last : end]
        link = next((t for t in window if t.lower_ in links), None)
        if link is None or any(t.tag_ in FINITE or t.text in ";:" for t in window[: link.i - item.last]):
            break
        actors: list[str] = []
        for t in reading.doc[link.i + 1 : end]:
            m = reading.by_token.get(t.i)
            if m is not None and m.kind in ("state", "group", "body"):
                actors += [a for a in m.ids if a not in actors]
            elif t.tag_ not in ("DT", "CC", ",", "JJ", "CD", "NNP", "POS"):
                break
        if not actors:
            break
        out[id(item)] = links[link.lower_], tuple(actors)
        if following is not None and any(t.tag_ in FINITE for t in window):
            break
    distinct = {actors for _, actors in out.values()}
    return out if len(out) > 1 and len(distinct) > 1 and len({role for role, _ in out.values()}) == 1 else {}


def own_maker(reading: Reading, item: Item) -> tuple[str, ...]:
    """'Chad offered its jet, Peru its own and a third was offered by Niger': who offers this one of several goods."""
    doc = reading.doc
    m = reading.by_token.get(item.first - 2) if item.first > 1 and doc[item.first - 1].lower_ == "its" else None
    if m is None and item.last + 1 < len(doc) and doc[item.last].lower_ == "by":
        m = reading.by_token.get(item.last + 1) or reading.by_token.get(item.last + 2)
    if m is None or m.kind not in ("state", "org"):
        return ()
    return m.ids if m.kind == "state" else (*m.side, *m.ids)


def turned(clause: Clause, frame: Frame, slot: str, role: str) -> str:
    """The role that a slot has under the words around the noun: who takes delivery receives; an order of one's own goes
    to whom 'from' names."""
    if frame.pos == "verb" and slot == "from" and role == "supplier" and clause.token.dep_ == "acl":
        over = clause.token.head.lemma
        return "recipient" if over in ("contract", "order", "deal") and frame.roles.get("subj") == "supplier" else role
    if frame.pos != "noun":
        return role
    if frame.lemma == "contract" and clause.token.head.lemma in AWARDS and slot in ("subj", "to"):
        return "supplier" if slot == "to" else "recipient"  # 'Chad awarded Peru a contract'
    if frame.lemma in ("offer", "proposal", "bid") and slot == "subj" and _weighs(clause.token.head):
        return "recipient"  # 'turned down an offer of'
    asked = clause.slots.get("by") or [c for c in clause.slots.get("mod", []) if c.text[:1].isupper()]
    if frame.lemma == "request" and slot == "subj" and asked and _weighs(clause.token.head):
        return "supplier"  # 'rejected a request by Chad'
    if slot == "subj" and frame.lemma in ("order", "contract") and clause.token.head.lemma in WINS | HOPES:
        return "supplier"  # 'received orders from the Philippines', 'expects orders from Peru'
    if frame.lemma == "request" and slot in ("subj", "from") and clause.slots.get("from"):
        over = operator_of(clause.token.head)  # 'China refused a request from Wagner for weapons'
        if over is not None and over.status in (*STOPPED, Status.APPROVED):
            return "supplier" if slot == "subj" else "recipient"
    if slot == "subj" and frame.lemma in ("deal", "contract") and clause.token.head.lemma in RACE:
        return "supplier"  # 'France lost a submarine deal with Australia'
    if slot == "from" and frame.lemma in ("order", "contract") and clause.token.head.lemma in WINS | HOPES:
        return "recipient"
    if slot == "subj" and role == "supplier":
        over = clause.token.head
        op = operator_of(over)
        own = any(c.text[:1].isupper() and c.tag_.startswith(("JJ", "NNP")) for c in clause.slots.get("mod", []))
        won = over.lemma in WINS and frame.lemma in PLEDGES  # 'Chad won pledges of tanks from France'
        if won or _asks(clause) or over.lemma in TAKES or (op is not None and op.status == Status.REFUSED and own):
            return "recipient"
    if (
        slot == "from"
        and role == "recipient"
        and any(
            c.tag_ != "PRP$" or frame.lemma == "order"
            for s in ("poss", "mod", "subj", "by")
            for c in clause.slots.get(s, [])
            if s != "mod" or c.text[:1].isupper()
        )
    ):
        return "supplier"
    return role


AWARDS = frozenset(["award", "hand", "grant", "give"])
WEIGHING = frozenset(
    ["accept", "consider", "weigh", "mull", "spurn", "study", "evaluate", "assess", "welcome", "examine"]
)


def _weighs(verb: Token) -> bool:
    """Whether a verb tells what somebody does with what another offers or asks."""
    op = operator_of(verb)
    return verb.lemma in WEIGHING or (op is not None and op.status in (Status.REFUSED, Status.APPROVED))


WINS = frozenset(["receive", "get", "win", "secure", "bag", "land", "clinch", "obtain", "book", "attract"])
HOPES = frozenset(["anticipate", "expect", "await", "eye", "target", "pursue", "hope", "push", "lobby", "angle", "vie"])
PLEDGES = frozenset(["pledge", "promise", "commitment"])
TALKING = frozenset(["negotiate", "talk", "discuss", "haggle", "agree"])
RACE = frozenset(["lose", "win", "bag", "clinch", "land", "miss"])
# whose subject wants to get what the noun under them hands over: 'sought deliveries of tanks from Chad'
ASKS = frozenset(["ask", "seek", "request", "demand", "want", "need", "beg", "plead", "appeal", "await", "expect"])
TAKES = frozenset(["take", "receive", "accept", "await", "get"])


def _bare_recipient(
    reading: Reading, clause: Clause, sides: dict[str, list[str]], spans: dict[str, list[Span]]
) -> None:
    """'sold Russia drones', 'gives the Chadian army six tanks': a state's bare name or its forces right behind the verb."""
    doc, i = reading.doc, clause.token.i + 1
    i += i < len(doc) and doc[i].lower_ == "the"
    m = reading.by_token.get(i)
    if m is not None and m.kind == "state" and m.form in ("demonym", "name"):
        k = m.last + (m.last < len(doc) and doc[m.last].tag_ == "POS")
        while k < len(doc) and doc[k].tag_ == "NN" and k - m.last < 4:
            k += 1
        forces = k > m.last and k < len(doc) and doc[k - 1].lower_ in OFFICES
        if forces and (doc[k].tag_ == "CD" or k in reading.by_token or doc[k].lower_ in ("a", "an", "the")):
            sides["recipient"] += [a for a in m.ids if a not in sides["supplier"]]
            spans.setdefault("recipient", []).append(Span(start=m.start, end=m.end))
            return
    m = reading.by_token.get(clause.token.i + 1)
    if (
        m is not None
        and m.kind == "person"
        and m.side
        and m.last < len(doc)
        and doc[m.last].tag_ in ("NN", "NNS", "JJ", "CD")
    ):
        sides["recipient"] += [a for a in m.side if a not in sides["supplier"]]  # 'promised Zelenskiy missiles'
        spans.setdefault("recipient", []).append(Span(start=m.start, end=m.end))
        return
    if m is None or m.kind not in ("state", "group") or m.form not in ("name", "seat") or m.last >= len(reading.doc):
        return
    if reading.doc[m.last].text not in ("-", "'s", "’s", "'", "’", "and", ","):
        sides["recipient"] += [i for i in m.ids if i not in sides["supplier"]]
        spans.setdefault("recipient", []).append(Span(start=m.start, end=m.end))


def _linear(
    reading: Reading,
    clause: Clause,
    frame: Frame,
    side: str,
    sides: dict[str, list[str]],
    spans: dict[str, list[Span]],
    weapons: set[int],
) -> None:
    """Where the parser hung 'to Serbia' elsewhere: a fitting preposition and a state behind the word, no verb between."""
    links = {slot for slot, role in frame.roles.items() if role == side and slot in LINKS}
    if frame.lemma == "order" and frame.pos == "noun" and side == "supplier" and sides["recipient"]:
        links = links | {"from"}
    if clause.passive and frame.roles.get("subj") == side:
        links = links | {"by"}
    doc = reading.doc
    sentence = reading.sentence_at(clause.token.i)
    for i in range(clause.token.i + 1, min(sentence.last, clause.token.i + 14)):
        token = doc[i]
        if token.tag_ in FINITE or token.text in (";", ":", "“", "”", '"'):
            return
        if token.lemma in control.STOPPING and token.tag_ in ("VBN", "VBD") and side == "supplier":
            return  # 'a shipment seized by police'
        if token.lower_ in links and (
            not any(k in reading.by_token for k in range(i + 1, min(i + 6, sentence.last))) or _nameless(reading, i + 1)
        ):
            return  # the phrase names somebody unknown: a later 'from' is another's
        m = reading.by_token.get(i)
        if m is None or m.kind not in ("state", "group", "body", "org") or m.first != i or i in weapons:
            continue
        j = i - 1
        while j > clause.token.i and (doc[j].tag_ in ("DT", "JJ", "PRP$", "NN", "NNP") and j not in weapons):
            j -= 1
        if doc[j].lower_ in links and not (j and doc[j - 1].lower_ in clauses.VISITS):
            top = doc[m.head]
            while (
                top.dep_ in ("amod", "compound", "nmod:poss", "nmod:desc")
                and top.head.i > top.i
                and top.head.i - top.i < 4
            ):
                top = top.head
            _take(reading, top, side, sides, spans)
            if sides[side]:
                return


def _nameless(reading: Reading, i: int) -> bool:
    """Whether a bare common noun of people or bodies stands here: 'from makers of', 'to allies'."""
    token = reading.doc[i]
    return token.tag_ == "NNS" and token.i not in reading.by_token and not actors_of(reading, token)


LINKS = frozenset(["to", "from", "for", "by", "with", "into"])


def _take(
    reading: Reading, filler: Token, role: str, sides: dict[str, list[str]], spans: dict[str, list[Span]]
) -> None:
    if filler.tag_ == "PRP$" or (filler.tag_ == "PRP" and sides[role]):
        return  # 'offered its tank'; 'parts to them' beside a recipient that is named
    listed = [i for i in reading.lists.get(filler.i, ()) if i != filler.i]
    actors = actors_of(reading, filler, conjuncts=False)
    joined = [a for i in listed for a in actors_of(reading, reading.doc[i], conjuncts=False)]
    for a in (*actors, *joined):  # of 'Chad, Peru and Niger' the parser may have joined two alone
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
    makers = knowledge.load().makers
    homes = {s for p in parties for s in (makers[p].states if p in makers else (p,))}
    fillers = [
        actors_of(reading, f, conjuncts=False)
        for s in ("subj", "with", "between", "poss")
        for f in clause.slots.get(s, [])
    ]
    apart = any(ids and not any(a in makers for a in ids) for ids in fillers)
    if len(homes) == 1 and len(parties) > 1 and frame.mode == Mode.SALE and clause.slots.get("with") and apart:
        sides["recipient"] += [p for p in parties if p not in makers]  # 'The Indian Army and Bharat Electronics'
        sides["supplier"] += [p for p in parties if p in makers]
        return
    hints = [s for g in goods for s in (*g.told, *g.makers)]
    makers = knowledge.load().makers
    sellers = [p for p in parties if p in hints or p in makers]
    firms = [f for f in clause.slots.get("subj", []) if f.lemma in FIRMS and clause.slots.get("with")]
    sellers += [
        a for f in firms for a in actors_of(reading, f) if a in parties
    ]  # 'The Russian firm signed a contract with'
    for p in [p for p in parties if p in makers]:
        sellers += [s for s in makers[p].states if s in parties]
    if sellers and len(set(sellers)) < len(parties):
        sides["supplier"] += [p for p in parties if p in sellers]
        sides["recipient"] += [p for p in parties if p not in sellers]
    elif frame.mode == Mode.CO_PRODUCTION or len(parties) == 1 or not any(clause.slots.get("with", [])):
        if len(parties) == 1 and sides["supplier"]:
            sides["recipient"] += parties
        elif len(parties) == 1 and sides["recipient"]:
            sides["supplier"] += parties
        elif len(parties) == 1:
            role = "supplier" if parties[0] in hints or any(clause.slots.get("with", [])) else "recipient"
            sides[role] += parties
        else:
            first = {s for p in parties[:1] for s in (makers[p].states if p in makers else (p,))}
            with_first = [p for p in parties if {*(makers[p].states if p in makers else (p,))} & first]
            sides["supplier"] += with_first  # a firm beside its state
            sides["recipient"] += [p for p in parties if p not in with_first]
            sides["unordered"] = parties
    else:
        partner = [a for f in clause.slots.get("with", []) for a in actors_of(reading, f)]
        sides["supplier"] += [p for p in parties if p in partner]
        sides["recipient"] += [p for p in parties if p not in partner]


CHOOSING = frozenset(["choose", "select", "pick", "tap"])
PLEADS = frozenset(["ask", "request", "appeal", "plead", "beg", "implore", "beseech"])


def parties_of_operators(
    reading: Reading,
    goods: list[Item],
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
        if op.lemma in CHOOSING and not recipient:  # 'was chosen by Peru to supply'
            by = [c for c in token.children if c.dep_.startswith("obl") and phrases.preposition(c) == "by"]
            recipient = tuple(a for c in by for a in actors_of(reading, c) if a not in supplier)
        if op.subject in ("supplier", "recipient") and token.tag_.startswith("VB"):
            for child in token.children:
                if child.dep_ == "nsubj":
                    actors = actors_of(reading, child)
                    if op.subject == "supplier" and not supplier:
                        supplier = tuple(a for a in actors if a not in recipient)
        turned_down = op.by_recipient is not None and op.status in STOPPED and token.tag_.startswith("VB")
        if turned_down and supplier and not recipient:
            turning = [a for c in token.children if c.dep_ == "nsubj" for a in actors_of(reading, c)]
            recipient = tuple(a for a in turning if a not in supplier)  # 'Peru rejected Chad's offer of jets'
    for token, op in ops:  # 'Chad's request to send jets': whoever asks receives
        if token.lemma in control.ASKED_FOR and token.tag_.startswith("NN") and not recipient:
            asking = tuple(a for o in control.owner_of(token) for a in actors_of(reading, o) if a not in supplier)
            recipient = asking if frame.roles.get("subj") == "supplier" and op.status is not None else recipient
        elif any(o.status in STOPPED for _, o in ops):
            continue  # 'appealed to it to stop selling'
        elif token.lemma in PLEADS and token.tag_.startswith("VB") and supplier and not recipient:
            if frame.pos == "verb" and frame.roles.get("subj") == "supplier":  # 'Chad pleaded with Niger to send jets'
                asking = tuple(a for c in token.children if c.dep_ == "nsubj" for a in actors_of(reading, c))
                recipient = tuple(a for a in asking if a not in supplier)
    thanks = next((w for w in over[:3] if control.is_thanks(w)), None)
    if thanks is not None and frame.roles.get("subj") == "supplier" and supplier and not recipient:
        subjects = [c for c in thanks.children if c.dep_ == "nsubj"]
        if thanks.lemma != "thank":  # 'I am grateful to Chad for sending jets' speaks for a friend of whoever got them
            subjects = [c for c in subjects if c.lower_ not in voices.FIRST]
        thanking = [a for c in subjects for a in actors_of(reading, c)]
        recipient = tuple(a for a in thanking if a not in supplier)  # 'Chad thanked Niger for sending jets'
    if supplier and set(recipient) <= set(supplier) and frame.pos == "verb":
        papers = [t for t in over if t.lemma in AGREEMENTS and t.tag_.startswith("NN")]
        partners = [c for t in papers for c in t.children if phrases.preposition(c) == "with"]
        with_whom = tuple(a for c in partners for a in actors_of(reading, c) if a not in supplier)
        recipient = with_whom or recipient  # 'an agreement with Chad to sell the country jets'
    for token, op in ops:  # 'in talks with the US to procure'
        talks = token.tag_.startswith("NN") or token.lemma in TALKING
        if talks and op.status is not None and not (supplier and recipient):
            partners = [c for c in token.children if phrases.preposition(c) == "with"]
            actors = tuple(a for c in partners for a in actors_of(reading, c) if a not in supplier + recipient)
            if (actors and recipient and not supplier) or (
                actors and frame.roles.get("subj") == "recipient" and not supplier
            ):
                supplier = actors
            elif actors and supplier and not recipient:
                recipient = actors
    makers = {s for g in goods for s in (*g.makers, *g.told)}
    own = frame.roles.get("subj") or frame.roles.get("poss")
    if frame.pos == "noun" and own in ("supplier", "recipient", "parties"):
        speech = knowledge.load().words["speech verbs"] | knowledge.load().words["bystander verbs"]
        for below, token in itertools.pairwise([None, *over[:3]]):
            if below is not None and below.dep_ == "ccomp" and any(c.dep_.startswith("nsubj") for c in below.children):
                break  # 'hopes that supplies will be stopped': whoever hopes has no part in it
            apart = speech | control.OF_OBJECT | RAIDS | control.STOPPING
            if not token.tag_.startswith("VB") or token.lemma in apart:
                continue
            subjects = [a for c in token.children if c.dep_ == "nsubj" for a in actors_of(reading, c)]
            buyer = own == "parties" and makers and not makers & set(subjects)
            if own == "recipient" or buyer:
                if not recipient and subjects:
                    recipient = tuple(a for a in subjects if a not in supplier)
            elif own in ("supplier", "parties") and not supplier and subjects:
                supplier = tuple(a for a in subjects if a not in recipient)
            elif own == "recipient" and not recipient and subjects:
                recipient = tuple(a for a in subjects if a not in supplier)
    return supplier, recipient
