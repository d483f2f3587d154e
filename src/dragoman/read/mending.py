"""Slips of the parser that news sentences bring out, put right where word order and tags leave no doubt.

'Chad imposed sanctions on Peru' read as 'sanctions that are Chad-imposed'; 'X, who leads the unit, thanked Peru' with the thanks
inside the aside; 'Since the raid in April, Peru has' with Peru joined to April. Works on the words of :mod:`.words` before
their edges are reckoned.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.read.lemmas import of_verb as lemma_of_verb
from dragoman.read.tags import FINITE

if TYPE_CHECKING:
    from dragoman.read.words import Token, Words

# whose gerund before goods names no kind of them, as 'training aircraft' and 'support ships' do
HANDING_OVER = frozenset(
    ["supply", "send", "sell", "provide", "deliver", "give", "ship", "export", "donate", "transfer"]
)
NAMES = ("NNP", "NNPS")
SHORTENED = frozenset(["wo", "ca", "sha"])  # 'won't', 'can't'
SHORT_NOT = frozenset(["n't", "n’t", "nt"])
INSIDE = ("compound", "nmod", "nmod:desc", "nmod:unmarked", "nsubj", "nmod:poss", "dep")


def mend(doc: Words) -> None:
    """Put the words' heads, dependencies and tags right in place."""
    for token in doc:
        if token.tag_ == "NN" and token.lower_.endswith("ing") and token.children:
            _progressive(token)
            _giver(token)
    for i in range(len(doc) - 2):
        if doc[i].lower_ in SHORTENED and doc[i + 1].lower_ in SHORT_NOT:
            _shortened(doc, i)
    for token in doc:
        if token.dep_ == "conj" and token.tag_ in ("NN", "NNS") and token.head.tag_ in NAMES:
            _second_phrase(token)
        elif token.dep_ == "nsubj" and token.tag_ in NAMES:
            _joint_subject(token)
    _lost_subjects(doc)
    for token in doc:
        if token.head is token and token.tag_[:2] == "NN":
            _lost_verb(token) or _verb_in_phrase(token) or _verb_in_aside(token)


def _hang(token: Token, head: Token, dep: str) -> None:
    """Hang a word on another one; on itself: make it a root."""
    old = token.head
    if old is not token:
        old.children = [c for c in old.children if c is not token]
    token.head, token.dep_ = head, dep
    if head is not token:
        head.children = sorted([*head.children, token], key=lambda t: t.i)


def _make_root(verb: Token, old: Token) -> None:
    """A past tense that was taken for a participle leads the sentence instead of the old root."""
    _hang(verb, verb, "ROOT")
    if verb.tag_ == "VBN":
        verb.tag_ = "VBD"
    for c in list(old.children):
        if c.dep_ == "punct" and c.i > verb.i:
            _hang(c, verb, "punct")


def _shortened(doc: Words, i: int) -> None:
    """'Chad won't stop Peru', with the halves of 'won't' taken for names: an auxiliary and 'not' of the verb behind."""
    verb = next((t for t in doc[i + 2 : i + 5] if t.tag_ in ("VB", "VBP", "NN")), None)
    if verb is None or any(t.tag_ != "RB" for t in doc[i + 2 : verb.i]):
        return
    if doc[i].dep_ == "aux" and doc[i + 1].dep_ == "advmod" and doc[i].tag_ == "MD":
        return  # read rightly
    for token, dep, tag in ((doc[i], "aux", "MD"), (doc[i + 1], "advmod", "RB")):
        if token.head is token and verb.head is token:
            _hang(verb, verb, "ROOT")
        for c in [c for c in token.children if c is not verb]:
            _hang(c, verb, c.dep_)
        _hang(token, verb, dep)
        token.tag_ = tag
    if verb.tag_ != "VB":
        verb.tag_, verb.pos = "VB", "verb"
        verb.lemma = verb.lemma_ = lemma_of_verb("", verb.lower_)


def _second_phrase(noun: Token) -> None:
    """'arms for Chad and sanctions for Peru', with the sanctions joined to Chad: they stand beside the arms."""
    name = noun.head
    over = name.head
    behind = [c for c in (*name.children, *noun.children) if c.i > noun.i and any(x.dep_ == "case" for x in c.children)]
    if over is name or over.tag_ not in ("NN", "NNS") or name.dep_ != "nmod" or name.i > noun.i or not behind:
        return
    if any(c.dep_ in ("det", "nmod:poss", "case") for c in noun.children):
        return
    _hang(noun, over, "conj")
    for c in behind:
        if c.head is name:
            _hang(c, noun, c.dep_)


def _joint_subject(second: Token) -> None:
    """'Chad and Peru announced', 'Chad, Peru agree to': the first of two who lead a sentence, hung elsewhere."""
    doc, verb = second.doc, second.head
    link = second.i - 1
    while link > 0 and doc[link].head is second and doc[link].dep_ in ("det", "compound", "amod"):
        link -= 1
    joined = doc[link].lower_ == "and" or (doc[link].text == "," and verb.tag_ == "VBP")
    if not joined or link < 1 or verb.i < second.i or verb.tag_[:2] != "VB":
        return
    first = doc[link - 1]
    start = link - 1
    while start > 0 and doc[start - 1].tag_ in (*NAMES, "DT"):
        start -= 1
    opens = start == 0 or doc[start - 1].text in (".", "?", "!", ":", "—", "–", "”", ")") or "\n" in doc[start - 1].text
    if not opens or first.tag_ not in NAMES or first.head is second or DAY.match(first.lower_):
        return
    while first.head is not first and start <= first.head.i < link:
        first = first.head
    if first.head is verb and first.dep_ == "nsubj":
        return
    if any(c.dep_ in ("case", "mark", "nsubj", "cop") for c in first.children):
        return
    behind = [c for c in first.children if c.i > second.i]
    _hang(first, verb, "nsubj") if first.head is not first else _lead(verb, first)
    for c in behind:
        if c is not verb:
            _hang(c, verb, c.dep_)
    _hang(second, first, "conj")
    if doc[link].head is not second:
        _hang(doc[link], second, "cc" if doc[link].lower_ == "and" else "punct")


def _lead(verb: Token, name: Token) -> None:
    """The verb leads the sentence that its subject was taken to lead."""
    top = verb
    while top.head is not name and top.head is not top:
        top = top.head
    if top.head is top:
        return
    _hang(top, top, "ROOT")
    _hang(name, verb, "nsubj")


DAY = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october"
)


def _lost_subjects(doc: Words) -> None:
    """'Since the raid in April, Peru and Chile have accused': what the parser joined to the April before the comma."""
    for i in range(2, len(doc) - 1):
        name = doc[i]
        if name.dep_ != "conj" or name.tag_ not in NAMES or doc[i - 1].text != ",":
            continue
        end = max([i, *(c.i for c in name.children if c.dep_ in ("conj", "flat", "appos"))]) + 1
        verb = doc[end] if end < len(doc) else name
        while verb.dep_ in ("aux", "aux:pass", "advmod", "cop") and verb.head.i > verb.i:
            verb = verb.head
        before = name.head
        while before.head is not before and before.head is not verb:
            before = before.head
        led = before.head is verb and before.dep_ in ("obl", "advcl", "nmod", "obl:unmarked") and verb.i >= end
        finite = verb.tag_ in FINITE or any(c.tag_ in FINITE and c.dep_.startswith("aux") for c in verb.children)
        if led and finite and not any(c.dep_.startswith(("nsubj", "csubj")) for c in verb.children):
            _hang(name, verb, "nsubj")


def _lost_verb(noun: Token) -> bool:
    """'The society dubbed the plan an abuse': a past tense taken for a participle, where no other verb is finite."""
    verb = next((c for c in noun.children if c.dep_ == "acl" and c.tag_ in ("VBN", "VBD") and c.i > noun.i), None)
    if verb is None or any(c.dep_.startswith(("aux", "mark")) for c in verb.children):
        return False
    whole = noun.subtree
    bare = not any(t.tag_ in FINITE for t in whole) and whole[0].i <= noun.i < verb.i
    told = any(c.dep_ in ("obj", "ccomp", "xcomp") and c.i > verb.i for c in verb.children) or _calls(verb)
    by = any(c.dep_ == "obl" and any(x.lower_ == "by" for x in c.children) for c in verb.children)
    if not bare or not told or by or any(c.dep_ in ("nsubj", "cop") for c in noun.children):
        return False
    _make_root(verb, noun)
    for c in [c for c in noun.children if c.i > verb.i]:
        _hang(c, verb, c.dep_)
    _hang(noun, verb, "nsubj")
    return True


def _calls(verb: Token) -> bool:
    """'parliament called on Chad': no participle, since nobody is called."""
    return verb.lemma in ("call", "insist", "agree") and verb.doc[verb.i + 1].lower_ in ("on", "for", "upon")


def _verb_in_phrase(noun: Token) -> bool:
    """'Chad imposed sanctions on Peru': a past tense between a name and its object, taken for a word of the object's phrase."""
    verb = next((c for c in noun.children if c.dep_ == "amod" and c.tag_ in ("VBN", "VBD") and c.i < noun.i), None)
    if verb is None or verb.lemma == verb.lower_ or any(c.dep_ == "cop" for c in noun.children):
        return False
    doc = noun.doc
    before = [c for c in noun.children if c.i < verb.i and c.dep_ != "punct"]
    subject = next((c for c in reversed(before) if c.dep_ in INSIDE and (c.tag_ in NAMES or c.tag_ == "NN")), None)
    if subject is None or subject.tag_ not in NAMES or any(c.dep_ in ("det", "case") for c in before):
        return False
    edge = max(t.i for t in subject.subtree)
    if any(doc[k].tag_ != "RB" for k in range(edge + 1, verb.i)) or edge >= verb.i:
        return False
    if any(c.tag_ in FINITE and c.dep_ not in ("acl:relcl", "advcl", "parataxis", "conj") for c in noun.children):
        return False
    _make_root(verb, noun)
    for c in before:
        _hang(c, verb, "nsubj" if c is subject else c.dep_)
    for c in [c for c in noun.children if c.i > noun.i and c.dep_ in ("obl", "obl:unmarked", "advcl", "parataxis")]:
        _hang(c, verb, c.dep_)
    _hang(noun, verb, "obj")
    return True


def _verb_in_aside(name: Token) -> bool:
    """'X, who leads the unit, thanked Peru', 'X, a spokesman for Peru, on Friday accused Chad': the verb behind the aside."""
    if name.tag_ not in NAMES or any(c.dep_ == "cop" for c in name.children):
        return False
    for child in name.children:
        if child.i < name.i or child.tag_ not in (*FINITE, "VBN"):
            continue
        if child.dep_ == "acl:relcl":
            verb = next((c for c in child.children if _leads_on(c, child)), None)
        elif child.dep_ in ("parataxis", "acl") and child.tag_ != "VBN" and _leads_on(child, name):
            verb = child
        else:
            continue
        if verb is None:
            continue
        aside = [c for c in verb.children if c.dep_ == "nsubj"]
        _make_root(verb, name)
        for c in aside:
            _hang(c, name, "appos")
        _hang(name, verb, "nsubj")
        return True
    return False


def _leads_on(verb: Token, aside: Token) -> bool:
    """Whether a finite verb stands right behind the comma that closes an aside, without a subject of its own."""
    doc = verb.doc
    if verb.tag_ not in (*FINITE, "VBN") or verb.dep_ not in ("conj", "advcl", "parataxis", "acl"):
        return False
    if any(c.dep_ in ("cc", "mark") or c.dep_.startswith("aux") for c in verb.children if c.i < verb.i):
        return False
    subjects = [c for c in verb.children if c.dep_.startswith("nsubj")]
    if any(c.i > verb.i or c.tag_ in ("PRP", "WP", *NAMES) for c in subjects):
        return False
    k = verb.i - 1
    while k > aside.i and doc[k].tag_ in ("RB", "NNP", "IN") and doc[k].text != ",":
        k -= 1
    opens = doc[k].text == "," and verb.i - k <= 3
    return opens and (not subjects or subjects[0].i < k)


def _giver(token: Token) -> None:
    """'beyond Chad supplying drones to Peru', read as drones of a kind: the drones are what Chad supplies."""
    goods, doc = token.head, token.doc
    if token.dep_ != "compound" or goods.i != token.i + 1 or goods.tag_ not in ("NN", "NNS") or not token.i:
        return
    giver = doc[token.i - 1]
    if (
        giver.tag_ not in NAMES
        or giver.head not in (token, goods)
        or lemma_of_verb("", token.lower_) not in HANDING_OVER
    ):
        return
    _hang(token, goods.head if goods.head is not goods else token, goods.dep_ if goods.head is not goods else "ROOT")
    token.tag_, token.pos = "VBG", "verb"
    token.lemma = token.lemma_ = lemma_of_verb("", token.lower_)
    for c in [c for c in goods.children if c.dep_ == "case" and c.i < giver.i]:
        _hang(c, token, "mark")
    _hang(goods, token, "obj")
    _hang(giver, token, "nsubj")


def _progressive(token: Token) -> None:
    """'Peru is warning that': what stands under a form of 'be' without an article and with a clause is a verb."""
    copula = next((c for c in token.children if c.dep_ == "cop"), None)
    clause = any(c.dep_ in ("ccomp", "obj", "xcomp") and c.i > token.i for c in token.children)
    if copula is None or not clause or any(c.dep_ in ("det", "nmod:poss", "amod", "case") for c in token.children):
        return
    token.tag_, token.pos, copula.dep_ = "VBG", "verb", "aux"
    token.lemma = token.lemma_ = lemma_of_verb(token.lemma, token.lower_)
