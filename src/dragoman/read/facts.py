"""Checkable background claims: 'declared independence in 2006', 'joined NATO in 2009', 'Resolution 1244 of 1999'.

What a report says in passing, with a date, so that weighing can hold it against ``knowledge/facts``. Subject and
relation are worded as there. Nothing is judged here: a wrong year is read just as a right one.

predicates   'declared', 'joined', 'invaded', 'accession', 'invasion' and whom they join     (here)
dated_names  names that carry their year: resolutions, treaties, wars                        (dated_names.py)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman import knowledge
from dragoman.model import Evidence, Fact, Span, When
from dragoman.read import dated_names, dates_of
from dragoman.read.actors import actors_of
from dragoman.read.reading import Reading, Sentence
from dragoman.read.words import Token

DECLARE = frozenset(["declare", "proclaim", "gain", "win", "achieve", "obtain", "regain", "restore", "secure"])
JOIN = frozenset(["join", "accede", "enter"])
LEAVE = frozenset(["leave", "quit", "exit", "withdraw"])
INVADE = {"invade": "invaded", "annex": "annexed", "recognise": "recognised", "recognize": "recognised"}
NOUNS = {
    "invasion": "invaded", "annexation": "annexed", "accession": "joined", "entry": "joined", "withdrawal": "left",
    "exit": "left", "departure": "left", "recognition": "recognised",
}  # fmt: skip
MEMBERS = frozenset(["member", "membership"])
TELLING = frozenset([*NOUNS, *MEMBERS, *JOIN, *LEAVE, *INVADE])
DESCRIBED = frozenset(
    ["province", "republic", "territory", "country", "nation", "state", "region", "enclave", "neighbour", "neighbor",
     "kingdom", "island", "ally", "entity", "colony", "member"]
)  # fmt: skip
# under these the step is wished for, not told
WISHES = frozenset(
    ["want", "hope", "plan", "seek", "aim", "try", "refuse", "threaten", "wish", "intend", "decline", "apply", "aspire",
     "fail", "vow", "consider", "promise", "expect", "prevent", "stop", "bar"]
)  # fmt: skip
MODALS = frozenset(["will", "would", "could", "may", "might", "should", "can", "shall", "must", "'ll", "’ll"])
NEGATIONS = frozenset(["not", "n't", "n’t", "never", "no", "without"])

Spans = dict[str, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class Claim:
    """One dated claim before it becomes a Fact: tokens and spans that bear it."""

    subject: str
    relation: str
    object: str | None
    when: When
    spans: Spans


def code(reading: Reading) -> tuple[Fact, ...]:
    """The dated background claims of a report, in text order.

    :param reading: the annotated text.
    :returns: facts whose quote is the sentence; ``subject`` is a state's or body's code, or the name of a treaty or war
        as in ``knowledge/facts``. Claims without a date that can be told are left out.
    """
    out: list[Fact] = []
    seen: set[tuple[object, ...]] = set()
    anniversary = "anniversary" in reading.text.lower()
    for sentence in reading.sentences:
        if sentence.furniture:
            continue
        if anniversary and "anniversary" in reading.text[sentence.start : sentence.end].lower():
            continue  # the day of an anniversary is not the day of what it recalls
        claims = [*_predicates(reading, sentence), *_dated_names(reading, sentence)]
        for claim in sorted(claims, key=lambda c: (c.spans["when"][0].start, c.subject, c.object or "")):
            key = claim.subject, claim.relation, claim.object, claim.when
            if key in seen:
                continue
            seen.add(key)
            span = Span(start=sentence.start, end=sentence.end)
            evidence = Evidence(
                quote=reading.text[span.start : span.end], span=span, fields=claim.spans, rule=f"fact {claim.relation}"
            )
            out.append(
                Fact(subject=claim.subject, relation=claim.relation, object=claim.object, when=claim.when,
                     evidence=evidence)
            )  # fmt: skip
    return tuple(out)


def _dated_names(reading: Reading, sentence: Sentence) -> Iterator[Claim]:
    for found in dated_names.find(reading, sentence):
        spans: Spans = {"object" if found.object else "subject": (found.name,), "when": (found.date,)}
        yield Claim(found.subject, found.relation, found.object, found.when, spans)


# ---- predicates ----------------------------------------------------------------------------------------------------


def _predicates(reading: Reading, sentence: Sentence) -> Iterator[Claim]:
    for i in range(sentence.first, sentence.last):
        token = reading.doc[i]
        lemma = token.lemma
        if lemma not in TELLING and token.lower_ not in ("independence", "independent"):
            continue
        if lemma in NOUNS and token.tag_.startswith("NN"):
            yield from _noun(reading, token, NOUNS[lemma])
        elif token.lower_ == "independence":
            yield from _independence(reading, token)
        elif lemma in MEMBERS and token.tag_.startswith("NN"):
            yield from _member(reading, token)
        elif token.lower_ == "independent":
            yield from _became_independent(reading, token)
        elif not token.tag_.startswith("VB") or not told(token):
            continue
        elif lemma in JOIN or lemma in LEAVE:
            objects = list(_arguments(token, {"obj"} if lemma not in ("withdraw", "accede") else set(), {"to", "from"}))
            yield from _claims(reading, token, subjects(reading, token), "joined" if lemma in JOIN else "left",
                               list(_joinable(reading, objects)))  # fmt: skip
        elif lemma in INVADE:
            yield from _invaded(reading, token, INVADE[lemma])


def _independence(reading: Reading, token: Token) -> Iterator[Claim]:
    """'declared independence in', 'its declaration of independence in', 'Kosovo's independence in', passives."""
    head = token.head
    for clause in token.children:  # 'the independence that Kosovo declared in'
        if clause.dep_ == "acl:relcl" and clause.lemma in DECLARE and told(clause):
            yield from _claims(reading, clause, subjects(reading, clause), "independence", [None])
            return
    if token.dep_ == "obj" and head.lemma in DECLARE and told(head):
        yield from _claims(reading, head, subjects(reading, head), "independence", [None], also=token)
    elif token.dep_ == "nsubj:pass" and head.lemma in DECLARE and told(head):
        yield from _claims(reading, head, _possessors(reading, token), "independence", [None])
    elif token.dep_ == "nmod" and head.lower_ in ("declaration", "proclamation"):
        yield from _claims(reading, head, _possessors(reading, head), "independence", [None], also=token)
    elif token.dep_ == "nmod" and head.lower_ == "year":
        return
    elif token.dep_ != "obj" or head.lemma not in INVADE:
        yield from _claims(reading, token, _possessors(reading, token), "independence", [None], near=True)


def _became_independent(reading: Reading, token: Token) -> Iterator[Claim]:
    head = token.head
    if head.lemma_ == "become" and told(head):
        yield from _claims(reading, head, subjects(reading, head), "independence", [None])
    elif token.lower_ == "independent" and any(c.lemma_ == "become" and c.dep_ == "cop" for c in token.children):
        yield from _claims(reading, token, subjects(reading, token), "independence", [None])


def _member(reading: Reading, token: Token) -> Iterator[Claim]:
    """'a member of NATO since 2009', 'became a member of the EU in 2013', 'became NATO's 31st member in'."""
    bodies = list(_joinable(reading, [*_arguments(token, {"nmod:poss", "compound", "amod"}, {"of", "in"})]))
    if not bodies:
        return
    if token.head.lemma_ == "become" and token.dep_ in ("xcomp", "obj", "attr"):
        if told(token.head):
            yield from _claims(reading, token.head, subjects(reading, token.head), "joined", bodies, also=token)
        return
    subject = _named(reading, token) if token.lemma_ == "member" else _possessors(reading, token)
    if not subject and token.dep_ == "conj":  # 'Croatia, a neighbour and a member of NATO since 2009'
        subject = _named(reading, token.head)
    for claim in _claims(reading, token, subject, "joined", bodies):
        words = reading.text[max(0, claim.spans["when"][0].start - 12) : claim.spans["when"][0].end]
        if re.search(r"\bsince\b", words):
            yield claim


def _noun(reading: Reading, token: Token, relation: str) -> Iterator[Claim]:
    """'Russia's 2022 invasion of Ukraine', 'its accession to NATO in 2009', 'Britain's exit from the EU in 2020'."""
    subject = _possessors(reading, token)
    if relation in ("joined", "left"):
        objects = list(_joinable(reading, [*_arguments(token, {"compound"}, {"to", "into", "from"})]))
    else:
        objects = [o for t in _arguments(token, set(), {"of"}) for o in _states(reading, t)]
        if not subject and relation != "recognised":
            subject = [o for t in token.children if t.dep_ in ("amod", "compound") for o in _named(reading, t)]
    yield from _claims(reading, token, subject, relation, objects, near=True)


def _invaded(reading: Reading, token: Token, relation: str) -> Iterator[Claim]:
    objects = [o for t in _arguments(token, {"obj", "nsubj:pass"}, set()) for o in _states(reading, t)]
    if any(c.dep_ == "nsubj:pass" for c in token.children):
        agents = [t for t in token.children if t.dep_ in ("obl", "obl:agent") and "by" in _cases(t)]
        actors = [a for t in agents for h in (t, *t.conjuncts) for a in _named(reading, h)]
    else:
        actors = subjects(reading, token)
    if relation == "recognised":  # 'recognised Kosovo's independence in 2008'
        for t in _arguments(token, {"obj"}, set()):
            objects += _possessors(reading, t) if t.lower_ in ("independence", "statehood") else []
    yield from _claims(reading, token, actors, relation, objects)


def _claims(
    reading: Reading, predicate: Token, subject: list[str], relation: str, objects: Sequence[str | None],
    *, also: Token | None = None, near: bool = False,
) -> Iterator[Claim]:  # fmt: skip
    """A claim for every subject and object with the predicate's date; of lists told 'respectively', pair by pair."""
    dates = dates_of.predicate(reading, predicate, also, near=near)
    if not dates or not subject or not objects:
        return
    pairs: list[tuple[str, str | None, dates_of.Date]]
    if len(dates) == 1 or (relation == "invaded" and len(subject) == len(objects) == 1):
        pairs = [(s, o, d) for s in subject for o in objects for d in dates]
    elif len(dates) == len(objects):
        pairs = [(s, o, d) for s in subject for o, d in zip(objects, dates, strict=True)]
    elif len(dates) == len(subject):
        pairs = [(s, o, d) for o in objects for s, d in zip(subject, dates, strict=True)]
    else:
        return
    for s, o, date in pairs:
        if s != o:
            spans: Spans = {"relation": (reading.span(predicate.i, predicate.i + 1),), "when": (date.span,)}
            yield Claim(s, relation, o, date.when, spans)


# ---- who -----------------------------------------------------------------------------------------------------------


def told(verb: Token) -> bool:
    """Whether the verb is told as done: no negation, no modal, no wish or condition over it."""
    words = {c.lower_ for c in verb.children if c.dep_.startswith(("aux", "advmod", "neg", "mark", "det"))}
    if words & (MODALS | NEGATIONS) or "if" in words:
        return False
    if verb.tag_ == "VB" and "did" not in words:
        return False
    return not (verb.dep_ in ("xcomp", "ccomp", "advcl") and verb.tag_ == "VB" and verb.head.lemma_ in WISHES)


def subjects(reading: Reading, verb: Token) -> list[str]:
    """Actors that are the verb's subject: named, described ('the province'), relative, or shared with a verb above."""
    for _ in range(4):
        found = [c for c in verb.children if c.dep_ in ("nsubj", "nsubj:pass")]
        if found:
            heads = [found[0], *found[0].conjuncts]
            return list(dict.fromkeys(a for h in heads for a in _named(reading, h)))
        before = reading.by_token.get(verb.i - 1)
        if before is not None and before.kind == "state" and before.form == "name" and _opens(reading, before.first):
            return list(before.ids)  # 'after Russia invaded', where the parser took 'after Russia' for a phrase
        if verb.dep_ in ("acl", "acl:relcl"):
            return _named(reading, verb.head)
        if verb.dep_ not in ("conj", "advcl", "xcomp", "ccomp", "parataxis") or verb.head is verb:
            return []
        verb = verb.head
    return []


def _opens(reading: Reading, token: int) -> bool:
    """Whether a clause begins at the token."""
    return token > 0 and reading.doc[token - 1].lower_ in ("after", "before", "since", "when", "until", "as", "while")


def _named(reading: Reading, noun: Token, depth: int = 0) -> list[str]:
    """States (or bodies) that a noun stands for; a description in apposition is what it stands beside."""
    if depth > 5:
        return []
    mention = reading.by_token.get(noun.i)
    if noun.tag_ in ("WDT", "WP") or (noun.lower_ in ("that", "which", "who") and noun.head.dep_ == "acl:relcl"):
        clause = noun.head
        while clause.dep_ == "conj":
            clause = clause.head
        return _named(reading, clause.head, depth + 1) if clause.dep_ == "acl:relcl" else []
    if noun.tag_ in ("PRP", "PRP$"):
        return _pronoun(reading, noun)
    if mention is not None and mention.kind in ("state", "body", "group"):
        adjective = mention.form == "demonym" and noun.i == mention.head and noun.dep_ in ("amod", "compound")
        if not adjective or noun.tag_.startswith("JJ") or noun.head.lower_ in NOUNS:
            return list(mention.ids)
    if noun.dep_ == "appos":
        return _named(reading, noun.head, depth + 1)
    for child in noun.children:
        if child.dep_ == "appos" and (found := reading.by_token.get(child.i)) and found.kind == "state":
            return list(found.ids)
        if child.dep_ == "nsubj" and any(c.dep_ == "cop" for c in noun.children):
            return _named(reading, child, depth + 1)
    if noun.lemma in DESCRIBED:
        return _last_named(reading, noun)
    return [a for a in actors_of(reading, noun, conjuncts=False) if a in knowledge.load().states]


def _last_named(reading: Reading, noun: Token) -> list[str]:
    """The state last named before a definite description ('the former province'), at most a sentence back."""
    if not any(c.lower_ in ("the", "this", "that") for c in noun.children):
        return []
    first = reading.sentences[max(0, reading.sentence_at(noun.i).index - 1)].first
    begin = min(t.i for t in noun.subtree)
    for m in reversed(reading.mentions):
        if first <= m.first < begin and m.kind == "state" and m.form in ("name", "capital", "seat"):
            return list(m.ids)
    return []


def _pronoun(reading: Reading, token: Token) -> list[str]:
    """'it', 'its', 'they': the state that is subject around it, else subject or first word of the sentence before."""
    if token.lower_ not in ("it", "its", "they", "their"):
        return []
    sentence = reading.sentence_at(token.i)
    for index in (sentence.index, sentence.index - 1):
        if index < 0:
            break
        for m in reading.mentions_in(reading.sentences[index]):
            head = reading.doc[m.head]
            main = head.dep_.startswith("nsubj") and head.i != token.i
            main = main or (index < sentence.index and m.first == reading.sentences[index].first)
            if main and m.kind == "state" and (len(m.ids) == 1 or token.lower_ in ("they", "their")):
                return list(m.ids)
    return []


def _possessors(reading: Reading, noun: Token) -> list[str]:
    """Whose it is: "Kosovo's", 'its', 'the independence of Kosovo'."""
    for child in noun.children:
        if child.dep_ == "nmod:poss" or (child.dep_ == "nmod" and _cases(child) & {"of", "by"} and not _takes_of(noun)):
            return list(dict.fromkeys(a for h in (child, *child.conjuncts) for a in _named(reading, h)))
    demonym = [c for c in noun.children if c.dep_ in ("amod", "compound") and c.i in reading.by_token]
    return [a for c in demonym for a in _states(reading, c)] if noun.lower_ not in MEMBERS else []


def _takes_of(noun: Token) -> bool:
    return noun.lower_ in ("invasion", "annexation", "declaration", "proclamation", "recognition")


def _states(reading: Reading, token: Token) -> list[str]:
    mention = reading.by_token.get(token.i)
    if mention is not None and mention.kind in ("state", "place"):
        return list(mention.side or mention.ids)
    return []


# ---- what ----------------------------------------------------------------------------------------------------------


def _arguments(predicate: Token, slots: set[str], prepositions: set[str]) -> Iterator[Token]:
    """Tokens in the slots or behind the prepositions, with what is joined to them by 'and'."""
    for child in predicate.children:
        fits = child.dep_ in slots or (child.dep_ in ("obl", "nmod", "obl:arg") and _cases(child) & prepositions)
        if fits:
            yield child
            yield from (c for c in child.conjuncts if c.i > child.i)


def _cases(token: Token) -> set[str]:
    return {c.lower_ for c in token.children if c.dep_ == "case"}


def _joinable(reading: Reading, tokens: list[Token]) -> Iterator[str]:
    """Bodies and treaties among the tokens or right before them ('the NATO alliance', "NATO's 31st member")."""
    seen: set[str] = set()
    for token in tokens:
        for t in (token, *(c for c in token.children if c.dep_ in ("compound", "amod", "nmod:poss", "flat"))):
            mention = reading.by_token.get(t.i)
            name = mention.ids[0] if mention is not None and mention.kind == "body" else dated_names.treaty(reading, t)
            if name and name not in seen:
                seen.add(name)
                yield name
