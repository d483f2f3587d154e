"""Who gets goods by words other than the step's own: whom they are bound for, sought by, to help, or whose war they are for."""

from __future__ import annotations

from dragoman.read import control, phrases
from dragoman.read.actors import actors_of
from dragoman.read.clause import Clause
from dragoman.read.draft import Draft
from dragoman.read.item import Item
from dragoman.read.parties import PURPOSES
from dragoman.read.reading import Reading
from dragoman.read.words import Token

FIGHTERS = frozenset(
    [
        "rebel",
        "militant",
        "fighter",
        "insurgent",
        "guerrilla",
        "separatist",
        "militia",
        "paramilitary",
        "terrorist",
        "cartel",
        "gang",
    ]
)
GROUPS = frozenset(["group", "faction", "force", "movement", "organization", "organisation"])
ARMED = frozenset(["armed", "paramilitary", "rebel", "militant", "terrorist", "insurgent", "separatist", "guerrilla"])


def unnamed_fighters(reading: Reading, draft: Draft, clause: Clause) -> tuple[str, ...]:
    """'Gave rifles to a militant group of Peru': who gets them, by the words of the text where it has no name."""
    for slot, role in draft.frame.roles.items():
        for word in clause.slots.get(slot, []) if role == "recipient" and slot != "subj" else []:
            lead = [c for c in word.children if c.dep_ in ("amod", "compound") and c.i < word.i]
            armed = word.lemma in GROUPS and any(c.lemma in ARMED for c in lead)
            if (armed or word.lemma in FIGHTERS) and not actors_of(reading, word):
                first = min([c.i for c in lead], default=word.i)
                return (reading.text[reading.starts[first] : reading.ends[word.i]],)
    return ()


def of_both(reading: Reading, draft: Draft) -> tuple[str, ...]:
    """'plans to export arms and provide training to Peru': whom two deeds go to that are told before it."""
    if draft.frame.pos != "verb" or "to" not in draft.frame.roles:
        return ()
    for second in draft.trigger.children:
        if second.dep_ == "conj" and second.tag_[:2] == "VB" and any(c.dep_ == "obj" for c in second.children):
            to = [c for c in second.children if c.dep_ == "obl" and phrases.preposition(c) == "to"]
            return tuple(a for c in to for a in _there(reading, c) if a not in draft.supplier)
    return ()


def _there(reading: Reading, token: Token) -> tuple[str, ...]:
    """'Peru', 'the army of Peru'."""
    of = (c for c in token.children if phrases.preposition(c) == "of")
    return actors_of(reading, token) or tuple(a for c in of for a in actors_of(reading, c))


CAMPAIGNS = frozenset(["war", "invasion", "offensive", "onslaught", "campaign", "assault"])


def to_whose_war(reading: Reading, draft: Draft) -> None:
    """'Chad and Peru discuss arms for Peru's war': of two that deal, whoever wages the war told of gets the arms."""
    waging = {
        a
        for t in reading.tokens(draft.sentence)
        if t.lemma in CAMPAIGNS
        for c in t.children
        if c.dep_ == "nmod:poss"
        for a in actors_of(reading, c)
    }
    if waging & set(draft.supplier) and not waging & set(draft.recipient):
        draft.supplier, draft.recipient, draft.unordered = draft.recipient, draft.supplier, False
    elif waging & set(draft.recipient) and not waging & set(draft.supplier):
        draft.unordered = False


def for_use(reading: Reading, draft: Draft) -> tuple[str, ...]:
    """'Transferred munitions that lay in Peru for use in Chile': who is to use them."""
    for t in reading.doc[draft.trigger.i + 1 : draft.sentence.last]:
        if t.lower_ == "use" and t.nbor(-1).lower_ == "for":
            if any(c.lemma in PURPOSES for c in t.children):
                return ()  # 'for use in its offensive in Peru': not by whom
            for c in t.children:
                if phrases.preposition(c) in ("in", "by") and (named := actors_of(reading, c)):
                    return named
    return ()


def for_goods(reading: Reading, draft: Draft) -> tuple[str, ...]:
    """'Sold shells for Peru's howitzers': whose goods the goods are for."""
    doc, last = reading.doc, draft.item.last
    if last + 2 >= draft.sentence.last or doc[last].lower_ != "for" or draft.frame.roles.get("subj") == "recipient":
        return ()
    m = reading.by_token.get(last + 1) or reading.by_token.get(last + 2)
    if m is None or m.kind not in ("state", "group") or m.last >= draft.sentence.last or doc[m.last].tag_ != "POS":
        return ()
    behind = (reading.by_token.get(i) for i in range(m.last + 1, min(m.last + 4, draft.sentence.last)))
    return m.ids if any(w is not None and w.kind == "weapon" for w in behind) else ()


SOUGHT = frozenset(["seek", "request", "want", "demand"])


def sought(reading: Reading, draft: Draft) -> tuple[str, ...]:
    """'Sending the system long sought by Peru': who has asked for the goods."""
    for verb in reading.doc[draft.item.head].children:
        if verb.lemma in SOUGHT and verb.tag_ == "VBN" and verb.i > draft.item.head:
            return tuple(a for c in control.agents_of(verb) for a in actors_of(reading, c))
    return ()


def bound_for(reading: Reading, item: Item) -> tuple[str, ...]:
    """'tanks bound for Ukraine', 'India-bound systems': where goods were to go."""
    doc, last = reading.doc, item.last
    if last + 1 < len(doc) and doc[last].lower_ in BOUND and doc[last + 1].lower_ == "for":
        near = (reading.by_token.get(i) for i in (last + 2, last + 3) if i < len(doc))
        m = next((m for m in near if m is not None and m.kind in ("state", "group")), None)
        if m is not None and m.last < len(doc) and doc[m.last].tag_ == "POS":  # 'for Yemen's Houthi rebels'
            m = next((n for n in (reading.by_token.get(m.last + 1), m) if n is not None and n.kind == "group"), m)
        return m.ids if m is not None else ()
    first = item.mentions[0].first
    while first > 1 and doc[first - 1].tag_ in ("JJ", "NN", "NNP", "CD") and doc[first - 1].lower_ not in BOUND:
        first -= 1
    if first > 1 and doc[first - 1].lower_ in BOUND and doc[first - 2].text in ("-", "–"):
        m = reading.by_token.get(first - 3)
        return m.ids if m is not None and m.kind == "state" else ()
    return ()


BOUND = frozenset(["bound", "destined", "intended", "meant", "headed", "earmarked"])
HELPING = frozenset(
    ["help", "assist", "support", "aid", "bolster", "reinforce", "shore", "defend", "protect", "equip", "arm"]
)


def helped(reading: Reading, draft: Draft) -> tuple[str, ...]:
    """'Sending arms to assist Moscow in the war': whom a step is to help."""
    for verb in (*draft.trigger.children, *reading.doc[draft.item.head].children):
        if (
            verb.i > draft.trigger.i
            and verb.lemma in HELPING
            and verb.tag_ == "VB"
            and verb.dep_ in ("advcl", "acl", "xcomp")
        ):
            return tuple(a for c in verb.children if c.dep_ == "obj" for a in actors_of(reading, c))
    return ()
