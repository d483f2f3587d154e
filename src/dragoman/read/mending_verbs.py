"""Verbs that the tagger took for something else, put right: "won't", 'denied having sold', 'helping supply', 'co-produce'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.read.lemmas import of_verb as lemma_of_verb
from dragoman.read.tags import FINITE, NAMES
from dragoman.read.trees import hang, make_root

if TYPE_CHECKING:
    from dragoman.read.words import Token, Words

# whose gerund before goods names no kind of them, as 'training aircraft' and 'support ships' do
HANDING_OVER = frozenset(
    ["supply", "send", "sell", "provide", "deliver", "give", "ship", "export", "donate", "transfer"]
)
HANDED = HANDING_OVER | {"gift", "order", "buy", "purchase", "acquire", "receive", "offer", "pledge", "approve"}
SHORTENED = frozenset(["wo", "ca", "sha"])  # 'won't', 'can't'
SHORT_NOT = frozenset(["n't", "n’t", "nt"])
PREFIXES = frozenset(["co", "re"])


def mend(doc: Words) -> None:
    for token in doc:
        if token.tag_ == "NN" and token.lower_.endswith("ing") and token.children:
            _progressive(token)
            _giver(token)
    for i in range(len(doc) - 2):
        if doc[i].lower_ in SHORTENED and doc[i + 1].lower_ in SHORT_NOT:
            _shortened(doc, i)
        elif doc[i].lower_ in PREFIXES and doc[i + 1].text == "-":
            _prefixed(doc, i)
    for token in doc:
        if token.tag_ == "VBN":
            _goods_described(token)
            if token.dep_ == "amod":
                _perfect(token) or _verb_behind_name(token)
            elif _past(token):
                token.tag_ = "VBD"
        elif token.tag_ == "VB":
            _behind_modal(token)
        elif token.tag_ == "NNS" and token.lower_ == "arms":
            _second_present(token)
        elif token.tag_ == "NNS" and token.lower_ in MEANS_TO:
            _second_intent(token)
        elif token.tag_ == "NN":
            _bare_infinitive(token) or _infinitive(token) or _present(token)
        elif token.tag_ == "JJ":
            _passive(token)
            if token.dep_.startswith("nsubj"):
                _describing(token) or _noun(token)
        elif token.tag_ == "VBG" and token.dep_.startswith("nsubj"):
            _describing(token)
        elif token.tag_ in ("MD", *FINITE) and token.dep_.startswith("aux") and token.children:
            _split(token)


def _past(participle: Token) -> bool:
    """'The firm purchased oil', 'helped and attacked Peru': a past tense, whatever the tagger says."""
    parts = {c.dep_ for c in participle.children}
    if any(p.startswith(("aux", "cop")) or p.endswith(":pass") for p in parts):
        return False
    if "nsubj" in parts:
        return participle.dep_ in ("ROOT", "ccomp", "conj", "advcl", "parataxis") and bool(
            parts & {"obj", "ccomp", "xcomp", "obl"}
        )
    return participle.dep_ == "conj" and participle.head.tag_ == "VBD"


def _verb(token: Token, tag: str) -> None:
    token.tag_, token.pos = tag, "verb"
    token.lemma = token.lemma_ = lemma_of_verb(token.lemma, token.lower_) or token.lower_


def _second_present(arms: Token) -> None:
    """'Chad funds and arms the rebels', with a noun for the second verb: what stands behind is whom it arms."""
    funds = arms.head
    if arms.dep_ != "conj" or funds.tag_ != "VBZ" or any(c.dep_ in ("det", "amod") for c in arms.children):
        return
    whom = next((c for c in (*funds.children, *arms.children) if c.dep_ == "obj" and c.i > arms.i), None)
    if whom is not None:
        hang(whom, arms, "obj")
        _verb(arms, "VBZ")


def _perfect(verb: Token) -> bool:
    """'has even given jets', 'denied having sold drones', with drones that are sold: the drones are what was sold."""
    goods, doc = verb.head, verb.doc
    having = goods.head
    between = doc[having.i + 1 : verb.i] if having.i < verb.i else [verb]
    if having.lower_ not in ("having", "have", "has", "had") or goods.dep_ != "obj":
        return False
    if any(t.tag_ != "RB" for t in between) or any(c.dep_ in ("det", "nummod") for c in goods.children if c.i < verb.i):
        return False
    if having.head is having and verb.lemma not in HANDED:
        return False  # 'has limited experience'
    if having.head is having:
        hang(verb, verb, "ROOT")
    else:
        hang(verb, having.head, having.dep_)
    for c in list(having.children):
        hang(c, verb, c.dep_)
    hang(having, verb, "aux")
    return True


def _goods_described(participle: Token) -> None:
    """'to send seized Iranian rifles', with rifles that somebody seized there: the participle describes what is sent."""
    verb = participle.head
    if participle.dep_ not in ("ccomp", "xcomp") or verb.i != participle.i - 1 or verb.lemma not in HANDING_OVER:
        return
    goods = next((c for c in participle.children if c.dep_ == "obj" and c.i > participle.i), None)
    if goods is None or any(c.i < participle.i for c in participle.children):
        return
    for c in list(participle.children):
        hang(c, verb, c.dep_)
    hang(participle, goods, "amod")


def _bare_infinitive(noun: Token) -> bool:
    """'helping supply Peru with shells', with supply that is Peru's."""
    helping, gets = (noun.nbor(-1), noun.head) if noun.i else (noun, noun)
    if helping.lemma != "help" or noun.dep_ != "compound" or gets.i != noun.i + 1 or gets.tag_ not in NAMES:
        return False
    if noun.lower_ not in HANDING_OVER or gets.head is not helping:
        return False
    hang(noun, helping, "xcomp")
    for c in [c for c in helping.children if c.i > noun.i]:
        hang(c, noun, c.dep_)
    _verb(noun, "VB")
    return True


def _infinitive(noun: Token) -> bool:
    """'went round parliament to supply shells', with supply that is the shells': a noun does not stand behind that 'to'."""
    marked = noun.lower_ in HANDED | {"source"} and any(c.lower_ == "to" and c.dep_ == "mark" for c in noun.children)
    if not marked or noun.nbor(-1).lower_ != "to":
        return False
    _verb(noun, "VB")
    _behind_modal(noun)
    return True


MEANS_TO = frozenset(["plans", "aims", "hopes", "promises", "offers", "vows", "pledges", "wants"])


def _second_intent(plans: Token) -> None:
    """'sent tanks to Peru and plans to send more', with plans that are Peru's."""
    doc, i = plans.doc, plans.i
    if i + 2 >= len(doc) or doc[i - 1].lower_ != "and" or doc[i + 1].lower_ != "to" or doc[i + 2].tag_ != "VB":
        return
    verb = plans.head
    while verb.head is not verb and not verb.tag_.startswith("VB"):
        verb = verb.head
    if verb.tag_.startswith("VB") and verb.i < i:
        _verb(plans, "VBZ")
        hang(plans, verb, "conj")
        hang(doc[i + 2], plans, "xcomp")


def _behind_modal(verb: Token) -> bool:
    """'Chad would not supply fighter jets', with jets that are supply ones: what stands behind a modal or 'to' is a verb."""
    noun, doc = verb.head, verb.doc
    if (
        verb.dep_ not in ("amod", "compound")
        or noun.i < verb.i
        or any(t.tag_[:2] == "VB" for t in doc[verb.i + 1 : noun.i])
    ):
        return False
    k = verb.i - 1
    while k > 0 and doc[k].tag_ == "RB":
        k -= 1
    if k < 0 or doc[k].tag_ not in ("MD", "TO"):
        return False
    over, dep = noun.head, noun.dep_
    if doc[k].tag_ == "TO":
        dep = "acl" if over.tag_[:2] == "NN" else "xcomp"
    elif dep not in ("ccomp", "conj", "advcl", "parataxis", "acl:relcl"):
        dep = "ROOT" if over is noun else "ccomp"
    hang(verb, verb if over is noun else over, "ROOT" if over is noun else dep)
    for c in [c for c in noun.children if c.i < verb.i or c.dep_ in OF_CLAUSE]:
        hang(c, verb, c.dep_)
    hang(noun, verb, "obj")
    return True


OF_CLAUSE = ("advcl", "parataxis", "punct", "obl", "obl:unmarked", "ccomp")


def _present(noun: Token) -> bool:
    """'Chad and Peru plan to build', with a plan for a verb."""
    subjects = [c for c in noun.children if c.dep_ == "nsubj" and c.i < noun.i]
    if noun.head is not noun or not subjects or any(c.dep_ in ("cop", "det", "aux") for c in noun.children):
        return False
    if noun.i + 1 >= len(noun.doc) or noun.nbor(1).lower_ != "to" or noun.nbor(1).head.head is not noun:
        return False
    noun.nbor(1).head.dep_ = "xcomp"
    _verb(noun, "VBP")
    return True


def _split(modal: Token) -> None:
    """'it would, for once, send guns', 'Chad has so far received', with the halves of the verb parted."""
    verb = modal.head
    subject = next((c for c in modal.children if c.dep_ == "nsubj"), None)
    if subject is None or verb.i < modal.i:
        return
    for c in verb.children:
        if c.dep_ == "nsubj" and any(x.dep_ == "case" for x in c.children):
            c.dep_ = "obl"
    told = any(c.dep_ == "mark" and c.lower_ == "that" for c in modal.children)
    for c in list(modal.children):
        hang(c, verb, c.dep_)
    if told and verb.dep_ == "advcl":
        verb.dep_ = "ccomp"


def _passive(token: Token) -> None:
    """'was lent a battery by Chad', with lent for an adjective."""
    be = next((c for c in token.children if c.dep_ == "cop"), None)
    goods = [c for c in token.children if c.dep_ == "obj"]
    behind = (*token.children, *(c for o in goods for c in o.children if c.dep_ == "nmod"))
    by = [c for c in behind if c.dep_ in ("obl", "obl:agent", "nmod") and any(x.lower_ == "by" for x in c.children)]
    if be is None or not by or not goods:
        return
    hang(by[0], token, "obl:agent")
    be.dep_ = "aux:pass"
    for c in token.children:
        if c.dep_ == "nsubj":
            c.dep_ = "nsubj:pass"
    _verb(token, "VBN")


def _prefixed(doc: Words, i: int) -> None:
    """'plan to co-produce boats', 'Chad re-exported shells': one verb of three words."""
    if i + 2 >= len(doc) or doc[i + 2].tag_[:2] != "VB" or doc[i].head is doc[i + 2]:
        return
    prefix, dash, verb = doc[i], doc[i + 1], doc[i + 2]
    goods = verb.head if verb.dep_ == "amod" and verb.head.i > verb.i else None
    over, dep = (prefix.head, prefix.dep_) if prefix.head is not prefix else (verb, "ROOT")
    if over in (dash, goods) or (over is verb and dep != "ROOT"):
        return
    hang(verb, over, "xcomp" if dep == "acl" else dep)
    for part in (prefix, dash):
        for c in [c for c in part.children if c not in (verb, dash, prefix)]:
            hang(c, verb, c.dep_)
        hang(part, verb, "compound" if part is prefix else "punct")
    if goods is not None:
        hang(goods, verb, "obj")
        for c in [c for c in goods.children if c.i < i]:
            hang(c, verb, c.dep_)
    if verb.tag_ == "VBN" and dep == "ROOT":
        verb.tag_ = "VBD"


def _shortened(doc: Words, i: int) -> None:
    """'Chad won't stop Peru', with the halves of 'won't' taken for names: an auxiliary and 'not' of the verb behind."""
    verb = next((t for t in doc[i + 2 : i + 5] if t.tag_ in ("VB", "VBP", "NN")), None)
    if verb is None or any(t.tag_ != "RB" for t in doc[i + 2 : verb.i]):
        return
    if doc[i].dep_ == "aux" and doc[i + 1].dep_ == "advmod" and doc[i].tag_ == "MD":
        return  # read rightly
    for token, dep, tag in ((doc[i], "aux", "MD"), (doc[i + 1], "advmod", "RB")):
        if token.head is token and verb.head is token:
            hang(verb, verb, "ROOT")
        for c in [c for c in token.children if c is not verb]:
            hang(c, verb, c.dep_)
        hang(token, verb, dep)
        token.tag_ = tag
    if verb.tag_ != "VB":
        _verb(verb, "VB")


def _verb_behind_name(verb: Token) -> None:
    """'Chad and Peru announced plans', with plans that are 'Peru announced': a verb, its subject and its object."""
    noun = verb.head
    name = next((c for c in verb.children if c.i == verb.i - 1 and c.tag_ in NAMES and c.dep_ == "compound"), None)
    if name is None or noun.i != verb.i + 1 or verb.lemma == verb.lower_:
        return
    joined = noun.dep_ == "conj" and noun.head.tag_ in NAMES and noun.head.head is noun.head
    if not joined and noun.head is not noun:
        return
    first = noun.head
    make_root(verb, first)
    for c in [c for c in noun.children if c.i < verb.i]:
        hang(c, name, c.dep_)
    hang(noun, verb, "obj")
    hang(name, verb, "nsubj")


def _progressive(token: Token) -> None:
    """'Peru is warning that': what stands under a form of 'be' without an article and with a clause is a verb."""
    copula = next((c for c in token.children if c.dep_ in ("cop", "aux") and c.lemma == "be"), None)
    clause = any(c.dep_ in ("ccomp", "obj", "xcomp") and c.i > token.i for c in token.children)
    if copula is None or not clause or any(c.dep_ in ("det", "nmod:poss", "amod", "case") for c in token.children):
        return
    copula.dep_ = "aux"
    _verb(token, "VBG")


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
    hang(token, goods.head if goods.head is not goods else token, goods.dep_ if goods.head is not goods else "ROOT")
    token.tag_, token.pos = "VBG", "verb"
    token.lemma = token.lemma_ = lemma_of_verb("", token.lower_)
    for c in [c for c in goods.children if c.dep_ == "case" and c.i < giver.i]:
        hang(c, token, "mark")
    hang(goods, token, "obj")
    hang(giver, token, "nsubj")


def _describing(word: Token) -> bool:
    """'Chad's ruling junta has', with two subjects: the first describes the second."""
    noun = word.nbor(1) if word.i + 1 < len(word.doc) else word
    if noun.dep_ != word.dep_ or noun.head is not word.head or noun.tag_[:2] != "NN" or noun is word:
        return False
    for c in [c for c in word.children if c.i < word.i]:
        hang(c, noun, c.dep_)
    hang(word, noun, "amod")
    return True


def _noun(token: Token) -> None:
    """'the premier said', with the premier taken for an adjective."""
    if any(c.dep_ in ("det", "nmod:poss", "amod") and c.i < token.i for c in token.children):
        token.tag_, token.pos = "NN", "noun"
