"""Phrases that the parser hung on the wrong word, put right: 'arms for Chad and sanctions for Peru', 'of which eight'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.read.tags import FINITE, NAMES
from dragoman.read.trees import hang

if TYPE_CHECKING:
    from dragoman.read.words import Token, Words

BESIDE = ("punct", "obl", "obl:unmarked", "advmod", "advcl", "conj")  # what may stand behind the only object of a verb
# verbs whose noun without a preposition is no object: 'became president', 'called it a success'
COPULAR = frozenset(
    ["become", "be", "seem", "remain", "call", "name", "make", "appoint", "elect", "consider", "declare", "deem"]
)


def mend(doc: Words) -> None:
    for token in doc:
        if token.dep_ == "case":
            _before_name(token)
        elif token.dep_ == "xcomp" and token.tag_[:2] == "NN":
            _object(token)
        elif token.dep_ in ("advcl", "advcl:relcl"):
            _relative(token) or _closer(token) or _course(token) or _warned(token)
        elif token.dep_ == "acl:relcl" and token.head.tag_ not in NAMES:
            _who(token)
        elif token.dep_ == "ccomp":
            _noun_object(token) or _made_that(token)
        elif token.dep_ in ("obl", "nmod") and token.tag_ in NAMES and _while(token):
            continue
        elif token.dep_ == "parataxis" and token.tag_ in FINITE:
            _and_then(token)
        elif token.tag_ == "$" and token.i > 1 and token.nbor(-1).text == "(":
            _in_brackets(token)
        elif token.dep_ == "dep" and token.tag_[:2] == "NN":
            _listed(token)
        elif token.dep_ == "obj" and token.tag_[:2] == "NN" and token.i > 2:
            _of_object(token)
        elif token.dep_ == "iobj":
            _only_object(token)
        elif token.dep_ == "nmod" and token.head.dep_ == "nmod" and any(c.lower_ == "by" for c in token.children):
            _doer(token)
        elif token.dep_ == "nmod" and token.lemma in ("exchange", "return"):
            _in_exchange(token)
        elif token.tag_ == "PRP$" and token.dep_ != "nmod:poss":
            _owner(token)
        elif token.lower_ == "each" and token.dep_ == "nsubj":
            _each(token)
        elif token.tag_ == "CD" and token.dep_.startswith("nsubj"):
            _out_of(token)
        elif token.tag_ == "CD" and token.dep_ == "obl":
            _counted_object(token)
        elif token.tag_ == "WDT" and token.dep_ == "mark" and token.head.dep_ == "acl:relcl":
            _relative_object(token)
    for token in doc:
        if token.dep_ == "conj" and token.tag_ in ("NN", "NNS") and token.head.tag_ in NAMES:
            _second_phrase(token)
        elif token.dep_ == "conj" and token.tag_ in NAMES and token.head.tag_ in ("NN", "NNS"):
            _second_name(token)
        elif token.dep_ == "nsubj" and token.tag_ in NAMES:
            _joint_subject(token)


def _before_name(case: Token) -> None:
    """'with Leopard 2 tanks', with the preposition on the Leopard alone: it opens the whole phrase."""
    top = case.head
    while top.dep_ in ("compound", "flat", "amod") and 0 < top.head.i - top.i < 4:
        top = top.head
    if top is not case.head and case.i < case.head.i and not any(c.dep_ == "case" for c in top.children):
        hang(case, top, "case")


def _and_then(verb: Token) -> None:
    """'gave tanks to Chad and in return gets trucks', with the second verb set apart: it shares the first one's subject."""
    if not any(c.dep_.startswith(("nsubj", "csubj", "aux")) for c in verb.children):
        if verb.subtree[0].lower_ == "and" and verb.head.i < verb.i and verb.head.tag_ in FINITE:
            verb.dep_ = "conj"


def _object(noun: Token) -> None:
    """'sending guns and shells to Chad', 'assemble guns under a deal', with nouns for what the subject becomes."""
    verb = noun.head
    if any(c.dep_ == "case" for c in noun.children):
        noun.dep_ = "obl"
    elif verb.tag_[:2] == "VB" and verb.lemma not in COPULAR and not any(c.dep_ == "obj" for c in verb.children):
        noun.dep_ = "obj"


def _relative(verb: Token) -> bool:
    """'ordered 96 jets from Peru, of which eight have come', with the clause hung on the verb."""
    which = next((c for c in verb.children if c.tag_ == "WDT" and c.lower_ == "which"), None)
    over = verb.head
    if which is None or over.i > verb.i or any(c.dep_ == "mark" for c in verb.children):
        return False
    nouns = [
        t for t in verb.doc[over.i + 1 : which.i] if t.tag_[:2] == "NN" and t.head is over and t.dep_ in ("obj", "obl")
    ]
    if verb.dep_ == "advcl:relcl" and not any(t.dep_ == "obj" for t in nouns):
        nouns = [c for c in over.children if c.dep_ == "nsubj:pass"]
    if not nouns or "," not in (verb.doc[which.i - 1].text, verb.doc[which.i - 2].text):
        return False
    hang(verb, nouns[-1], "acl:relcl")
    return True


def _made_that(verb: Token) -> None:
    """'summoned him over allegations he made that Chad had': what is alleged is no object of the summons."""
    that = next((c for c in verb.children if c.dep_ == "mark" and c.lower_ == "that"), None)
    made = that.nbor(-1) if that is not None and that.i else None
    if made is not None and made.dep_ == "acl:relcl" and made is not verb.head and made.head.i > verb.head.i:
        hang(verb, made, "ccomp")


def _who(verb: Token) -> None:
    """'offered cooperation to Chad, who has supplied': 'who' is the name before the comma, no thing."""
    who = next((c for c in verb.children if c.lower_ == "who" and c.dep_ == "nsubj"), None)
    if who is None or who.i < 2 or who.nbor(-1).text != ",":
        return
    name = who.nbor(-2)
    while name.dep_ in ("flat", "compound") and name.head.i > name.i - LONG_NAME:
        name = name.head
    if name.tag_ in NAMES and name.head is not verb and verb.head.i < name.i:
        hang(verb, name, "acl:relcl")


LONG_NAME = 4  # words of a name


def _noun_object(noun: Token) -> bool:
    """'ruled out tank deliveries to Chad', with a clause whose subject is the tank: an object."""
    words = [c for c in noun.children if c.i < noun.i]
    if noun.tag_ != "NNS" or not words or any(c.dep_.startswith(("aux", "cop", "mark")) for c in noun.children):
        return False
    if any(c.dep_ not in ("nsubj", "compound", "amod", "det") or c.i < noun.head.i for c in words):
        return False
    if any(c.dep_ in ("obj", "ccomp", "xcomp") for c in (*noun.children, *noun.head.children) if c is not noun):
        return False
    for c in words:
        c.dep_ = "compound" if c.dep_ == "nsubj" else c.dep_
    noun.dep_ = "obj"
    return True


def _closer(verb: Token) -> bool:
    """'moves closer to sending jets': what is closer is the sending."""
    mark = next((c for c in verb.children if c.dep_ == "mark" and c.lower_ == "to"), None)
    if mark is None or verb.tag_ != "VBG" or not mark.i or mark.nbor(-1).lower_ not in ("close", "closer"):
        return False
    closer = mark.nbor(-1)
    hang(verb, closer, "advcl")
    closer.tag_, closer.pos = "JJR", "adj"
    return True


def _course(verb: Token) -> bool:
    """'opposing a move to send jets', with the sending beside the opposing: what the move is."""
    if verb.tag_ != "VB" or verb.i < 2 or verb.nbor(-1).tag_ != "TO":
        return False
    noun = verb.nbor(-2)
    if noun.lemma not in COURSES or noun.dep_ != "obj" or noun.head is not verb.head:
        return False
    hang(verb, noun, "acl")
    return True


COURSES = frozenset(["move", "plan", "proposal", "bid", "decision", "pledge", "promise", "offer", "deal"])


def _warned(gerund: Token) -> bool:
    """'warned Chad and Peru against arming', hung on a verb behind it: what they are warned against."""
    if gerund.tag_ != "VBG" or gerund.i < 3 or gerund.nbor(-1).lower_ != "against" or gerund.head.i < gerund.i:
        return False
    warned = gerund.nbor(-2)
    while warned.dep_ in ("conj", "flat", "compound") and warned.head is not warned:
        warned = warned.head
    verb = warned.head
    if warned.dep_ not in ("obj", "iobj", "nsubj:pass") or verb.lemma not in ("warn", "caution", "advise"):
        return False
    hang(gerund, verb, "advcl")
    return True


def _in_brackets(sum_: Token) -> None:
    """'€2bn ($2.2bn) in aid': what the sum is in belongs to the sum before the brackets."""
    first = sum_.doc[sum_.i - 2]
    while first.dep_ in ("compound", "nummod") and first.head is not first:
        first = first.head
    if first.tag_ != "$" or not any(c.text == ")" for c in sum_.children):
        return
    end = next(c.i for c in sum_.children if c.text == ")")
    for c in [c for c in sum_.children if c.i > end]:
        hang(c, first, c.dep_)


def _only_object(name: Token) -> None:
    """'joined NATO last year' has one object; in 'sold Chad fewer than 20 guns' the guns are the other."""
    behind = [c for c in name.head.children if c.i > name.i]
    goods = [c for c in behind if c.dep_ == "obl" and not any(x.dep_ == "case" for x in c.children)]
    if goods:
        goods[0].dep_ = "obj"
    elif all(c.dep_ in BESIDE for c in behind):
        name.dep_ = "obj"


def _doer(name: Token) -> None:
    """'the sale of drones by Chad', with drones that are by Chad: the sale is."""
    goods = name.head
    of = any(c.dep_ == "case" and c.lower_ == "of" for c in goods.children)
    if of and name.tag_ in NAMES and goods.head.tag_[:2] == "NN":
        hang(name, goods.head, "nmod")


def _counted_object(number: Token) -> None:
    """'has handed over ten': a bare number behind a verb without another object is its object."""
    verb = number.head
    if verb.tag_[:2] != "VB" or number.i < verb.i or any(c.dep_ == "obj" for c in verb.children):
        return
    if not any(c.dep_ == "case" for c in number.children) and all(t.lower_ == "over" for t in number.subtree[:-1]):
        number.dep_ = "obj"


def _relative_object(that: Token) -> None:
    """'the guns that it had promised Peru', with 'that' for a conjunction: the guns are what was promised, Peru to whom."""
    verb = that.head
    objects = [c for c in verb.children if c.dep_ == "obj" and c.i > verb.i]
    if not any(c.dep_ == "nsubj" and c.i > that.i for c in verb.children) or any(c.tag_ not in NAMES for c in objects):
        return
    that.dep_ = "obj"
    for c in objects:
        c.dep_ = "iobj"


def _of_object(noun: Token) -> None:
    """'ordered a halt to tank deliveries', with two objects: the second belongs to the first."""
    link = noun.subtree[0]
    if link.dep_ != "case" or link.lower_ not in ("to", "of", "on") or not link.i:
        return
    first = link.nbor(-1)
    if first.head is noun.head and first.dep_ == "obj" and first.tag_ in ("NN", "NNS") and noun.head.i < first.i:
        hang(noun, first, "nmod")


def _listed(noun: Token) -> None:
    """A headline's list without 'and': 'speeds up radars, tanks delivery'."""
    first = next((c for c in noun.head.children if c.dep_ == "obj" and c.i < noun.i), None)
    if first is not None and any(c.text == "," for c in noun.children):
        hang(noun, first, "conj")


def _in_exchange(noun: Token) -> None:
    """'supply Chad with tanks in exchange for guns': the supply is in exchange, not the tanks."""
    if not any(c.dep_ == "case" and c.lower_ == "in" for c in noun.children):
        return
    verb = noun.head
    while verb.tag_[:2] == "NN" and verb.head is not verb:
        verb = verb.head
    if verb.tag_[:2] == "VB":
        hang(noun, verb, "obl")


def _owner(its: Token) -> None:
    """'Its 105mm gun needs', with its for the subject."""
    noun = next((t for t in its.doc[its.i + 1 : its.i + 5] if t.tag_[:2] == "NN"), None)
    while noun is not None and noun.dep_ == "compound" and noun.head.i > noun.i:
        noun = noun.head
    if noun is not None and noun.head is not its:
        hang(its, noun, "nmod:poss")


def _each(each: Token) -> None:
    """'Chad and Peru each bought guns', read as 'Chad and Peru, whom each bought'."""
    verb = each.head
    name = verb.head
    if verb.dep_ != "acl:relcl" or name.tag_ not in NAMES or name.head is not name or each.i != verb.i - 1:
        return
    hang(verb, verb, "ROOT")
    hang(name, verb, "nsubj")
    hang(each, verb, "advmod")
    for c in [c for c in name.children if c.i > verb.i]:
        hang(c, verb, c.dep_)


def _out_of(number: Token) -> None:
    """'Of the 60 tanks promised, four have come': the tanks open the sentence, four stand for some of them."""
    tanks = next((c for c in number.children if c.dep_ == "nmod" and c.i < number.i), None)
    if tanks is not None and any(c.lower_ == "," for c in (*tanks.children, *number.children)):
        hang(tanks, number.head, "obl")


def _second_name(name: Token) -> None:
    """'lawmakers from Chad and Peru', with Peru beside the lawmakers: beside Chad."""
    doc, cc = name.doc, next((c for c in name.children if c.dep_ == "cc"), None)
    first = doc[cc.i - 1] if cc is not None and cc.i == name.i - 1 and cc.i else None
    if first is None or first.tag_ not in NAMES or first.dep_ != "nmod" or first.head is not name.head:
        return
    if any(c.dep_ == "case" for c in first.children):
        hang(name, first, "conj")


def _second_phrase(noun: Token) -> None:
    """'arms for Chad and sanctions for Peru', with the sanctions joined to Chad: they stand beside the arms."""
    name = noun.head
    over = name.head
    there = (*name.children, *noun.children, *over.children)
    behind = [c for c in there if c.i > noun.i and any(x.dep_ == "case" for x in c.children)]
    if over is name or over.tag_ not in ("NN", "NNS") or name.dep_ != "nmod" or name.i > noun.i or not behind:
        return
    if any(c.dep_ in ("det", "nmod:poss", "case") for c in noun.children):
        return
    hang(noun, over, "conj")
    for c in behind:
        hang(c, noun, "nmod")


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
    if not opens or first.tag_ not in NAMES or first.head is second or first.lower_.endswith("day"):
        return
    while first.head is not first and start <= first.head.i < link:
        first = first.head
    if first.head is verb and first.dep_ == "nsubj":
        return
    if any(c.dep_ in ("case", "mark", "nsubj", "cop") for c in first.children):
        return
    behind = [c for c in first.children if c.i > second.i]
    hang(first, verb, "nsubj") if first.head is not first else _lead(verb, first)
    for c in behind:
        if c is not verb:
            hang(c, verb, c.dep_)
    hang(second, first, "conj")
    if doc[link].head is not second:
        hang(doc[link], second, "cc" if doc[link].lower_ == "and" else "punct")


def _lead(verb: Token, name: Token) -> None:
    """The verb leads the sentence that its subject was taken to lead."""
    top = verb
    while top.head is not name and top.head is not top:
        top = top.head
    if top.head is not top:
        hang(top, top, "ROOT")
    hang(name, verb, "nsubj")


def _while(name: Token) -> bool:
    """'as Chad looks to buy', read as 'as Chad': whose verb stands right behind and has no other subject."""
    verb = name.head
    case = next((c for c in name.children if c.dep_ == "case" and c.lower_ in CONJUNCTIONS), None)
    clause = name.nbor(1) if name.i + 1 < len(name.doc) else name
    if case is None or clause.tag_ not in FINITE or clause.dep_ not in ("advcl", "conj", "parataxis"):
        return False
    if clause.head is not verb and clause.head not in verb.ancestors:
        return False
    if any(c.dep_.startswith(("nsubj", "mark", "cc")) for c in clause.children):
        return False
    hang(name, clause, "nsubj")
    hang(case, clause, "mark")
    clause.dep_ = "advcl"
    return True


CONJUNCTIONS = frozenset(["as", "after", "before", "since", "until"])
