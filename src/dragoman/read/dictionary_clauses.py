"""The predicates of a sentence that a user's dictionaries code: main verbs, who does them, and what stands below.

Main clauses are coded, and of those below only what a verb without a code hands down ('is about to restore'), what
trailing words of speech lead ('..., an official said') and what 'as' leads: so the dictionaries' own programs read,
and so their codes are meant. Some of what the parser is known to attach wrongly is put right here.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman import knowledge
from dragoman.knowledge.petrarch import Dictionaries
from dragoman.knowledge.petrarch_verbs import Verb
from dragoman.read import phrases
from dragoman.read.dictionary_names import text_of
from dragoman.read.phrases import NOT
from dragoman.read.words import Token

SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass")
TENSED = ("VBD", "VBZ", "VBP")
PRONOUNS = frozenset(["it", "he", "she", "they", "we", "i"])
SHARED = ("obj", "obl")
ATTRIBUTED = ("ccomp", "parataxis", "advcl", "acl")
WILL = frozenset(["will", "would", "'ll", "’ll", "shall", "wo"])
WHILE = frozenset(["as", "while", "when"])


@dataclass(slots=True)
class Predicate:
    """A verb with its dictionary entries, its subjects, and its place under others."""

    token: Token
    verbs: list[Verb]
    words: list[int]  # tokens of the verb: 'cordon' and 'off'
    subjects: list[Token]
    passive: bool
    over: list[Token] = field(default_factory=list)  # verbs above it in its own clause
    hanger: Token | None = None  # the token on which objects and clauses hang, if not the verb itself

    @property
    def children(self) -> list[Token]:
        """What hangs on the predicate; of verbs that share what follows ('built and sold jets to') the shared too."""
        verb = self.token
        own = [c for c in (self.hanger or verb).children if c != verb]
        if any(c.i > verb.i and c.dep_ in (*SHARED, "ccomp") for c in own):
            return own
        others = [c for c in own if c.dep_ == "conj" and c.tag_ == verb.tag_ and c.i > verb.i and not subjects_of(c)]
        if verb.dep_ == "conj" and verb.head.tag_ == verb.tag_ and not subjects_of(verb):
            others.append(verb.head)
        return own + [c for o in others[:1] for c in o.children if c.i > max(o.i, verb.i) and c.dep_ in SHARED]

    @property
    def negated(self) -> bool:
        """'did not', 'would never'."""
        return any(c.lower_ in NOT and c.i < self.token.i for c in self.token.children)


@functools.lru_cache(maxsize=1)
def speech() -> frozenset[str]:
    """Base forms of the verbs that report speech."""
    return frozenset(c.lemma for c in knowledge.load().cues if c.pos == "verb")


def verb_of(token: Token, own: Dictionaries) -> tuple[list[Verb], list[int]]:
    """The entries of a verb's form, of more words first, and the tokens that they take."""
    if not token.tag_.startswith("VB") and not (_clausal(token) and not any(c.dep_ == "cop" for c in token.children)):
        return [], [token.i]
    doc, i = token.doc, token.i
    text = text_of(token).replace("-", "")
    if i > 1 and doc[i - 1].text == "-" and (joined := text_of(doc[i - 2]) + text) in own.verbs:
        text = joined  # 're-examine' in three tokens
    found: list[Verb] = []
    taken = [i]
    for form in own.verbs.get(text, ()):
        size = len(form.before) + len(form.after)
        if found and size < len(taken) - 1:
            break
        first = i - len(form.before)
        around = [*form.before, text, *form.after]
        if first >= 0 and [text_of(t) for t in doc[first : first + len(around)] if t.i != i] == [
            *form.before,
            *form.after,
        ]:
            found.append(form.verb)
            taken = list(range(first, first + len(around)))
    return found, taken


def predicate(
    token: Token, own: Dictionaries, subjects: list[Token], over: list[Token], passive: bool = False
) -> Predicate:
    verbs, words = verb_of(token, own)
    return Predicate(token, verbs, words, subjects, passive or is_passive(token), over)


def main(token: Token, own: Dictionaries, inherited: list[Token], over: list[Token]) -> Iterator[Predicate]:
    """The predicates of a clause and of those listed with it, in order."""
    earlier = [c for c in token.children if c.dep_ in ("ccomp", "parataxis") and c.i < token.i]
    said = [c for c in earlier if c.dep_ == "ccomp"]
    if token.lemma in speech():
        said += [
            c for c in token.children if c.dep_ == "advcl" and c.i < token.i and c.tag_ in TENSED and not _marked(c)
        ]
    subjects = subjects_of(token) or inherited
    hidden = [c for s in subjects_of(token) for c in s.children if c.dep_ == "conj" and c.tag_.startswith("VB")]
    hidden = [c for c in hidden if c.i < token.i and subjects_of(c)]
    if hidden:  # 'A and B are seeking ..., C said', parsed as a list of A and of what B seeks
        for clause in hidden:
            listed = [s for s in subjects if clause in s.children and s.tag_ in ("NNP", "NNPS", "NN", "NNS")]
            for found in main(clause, own, [], over):
                found.subjects = [*listed, *found.subjects]
                yield found
        return
    if said and (
        token.lemma in speech() or not any(c.dep_ in ("obj", "xcomp") and c.i > token.i for c in token.children)
    ):
        for clause in said:  # 'A left for B, an official said'
            yield from main(clause, own, [], [])
        return
    for clause in earlier:
        if clause not in said:
            yield from main(clause, own, [], [])
    if (participle := _participle(token)) is not None:
        found = predicate(participle, own, subjects, over)
        found.hanger = token
        yield found
    elif (misread := _misread(token)) is not None:
        noun = misread.head
        found = predicate(misread, own, [c for c in subjects_of(noun) if c.i < misread.i] or [token], over)
        found.hanger = noun
        yield found
    elif (told := _told_of(token)) is not None:
        yield predicate(told, own, [token], over)
    else:
        yield predicate(token, own, subjects, over)
    for child in token.children:
        if child.dep_ == "conj" and child.i > token.i and (_clausal(child) or child.tag_.startswith("VB")):
            listed = [token] if token.tag_.startswith("NNP") and subjects_of(child) and not _clausal(token) else []
            for found in main(child, own, subjects, over):
                found.subjects = [
                    *listed,
                    *found.subjects,
                ]  # 'A, B, and C met', parsed as a list of A and of what C did
                yield found
        elif child.dep_ == "parataxis" and child.i > token.i and not is_attribution(child):
            yield from main(child, own, [], [])


def infinitive(over: Predicate, own: Dictionaries) -> list[Predicate]:
    """What a verb's own subject, or its object, is to do: 'plans to deliver', 'urged Ruritania to leave'."""
    out: list[Predicate] = []
    for child in over.children:
        to = child.i > over.token.i and any(c.lower_ == "to" and c.i < child.i for c in child.children)
        if (child.dep_ == "xcomp" and (_clausal(child) or to)) or (
            child.dep_ in ("advcl", "acl", "ccomp") and to and not subjects_of(child)
        ):
            objects = [c for c in over.children if c.dep_ in ("obj", "iobj") and over.token.i < c.i < child.i]
            controlled = objects[-1:] if child.dep_ == "xcomp" else []
            out += main(child, own, controlled or over.subjects, [*over.over, over.token])
    return out


def complement(over: Predicate, own: Dictionaries) -> list[Predicate]:
    """The clause that a verb governs: 'said that ...'."""
    for child in over.children:
        if child.dep_ == "ccomp" and child.i > over.token.i and not is_attribution(child):
            return list(main(child, own, [], []))
    return []


def same_subject(lower: Predicate) -> bool:
    """Whether a clause's subject is a pronoun for who says it: 'said it would'."""
    told = lower.subjects or [c for c in lower.token.children if c.dep_ == "expl"]
    return bool(told) and all(s.lower_ in PRONOUNS for s in told)


def is_future(lower: Predicate) -> bool:
    """'will', 'would'."""
    return any(c.dep_ == "aux" and c.lower_ in WILL for c in lower.token.children)


def aside(over: Predicate, own: Dictionaries) -> list[Predicate]:
    """What 'as' or 'while' leads, and what 'there were' tells of."""
    out: list[Predicate] = []
    there = any(c.dep_ == "expl" for c in over.token.children)
    for child in over.token.children:
        marks = {c.lower_ for c in child.children if c.dep_ == "mark"}
        if child.dep_ == "advcl" and child.i > over.token.i and marks & WHILE and subjects_of(child):
            out += main(child, own, [], [])
        elif child.dep_ == "nsubj" and there:
            out += [
                predicate(c, own, [child], [], c.tag_ == "VBN")
                for c in child.children
                if c.dep_ in ("acl", "acl:relcl") and c.tag_ in ("VBN", "VBG")
            ]
    return out


def subjects_of(token: Token) -> list[Token]:
    """A predicate's own subjects."""
    return [c for c in token.children if c.dep_ in SUBJECTS]


def is_passive(token: Token) -> bool:
    return any(c.dep_ in ("nsubj:pass", "aux:pass", "csubj:pass") for c in token.children)


def is_attribution(clause: Token) -> bool:
    """'..., an official said on Saturday': a clause after the main one that only says who told."""
    if clause.dep_ not in ATTRIBUTED or clause.i < clause.head.i or clause.tag_ not in TENSED:
        return False
    first = next(iter(clause.subtree))
    if first.i == 0 or not subjects_of(clause) or _marked(clause):
        return False
    if "," not in (first.text, clause.doc[first.i - 1].text):
        return False
    objects = [c for c in clause.children if c.dep_ == "obj" and c.i > clause.i and not phrases.is_temporal(c)]
    return clause.lemma in speech() and not objects


def _marked(clause: Token) -> bool:
    """Whether a word such as 'that' or 'while' or a relative pronoun leads a clause."""
    return any(c.dep_ == "mark" or c.tag_ in ("WDT", "WP", "WRB") for c in clause.children)


def _participle(token: Token) -> Token | None:
    """'has broken relations', parsed as having relations that are broken: the participle."""
    if token.lemma != "have" or token.i + 1 >= len(token.doc):
        return None
    after = token.nbor(1)
    noun = after.head
    return after if after.tag_ == "VBN" and after.dep_ == "amod" and noun.head == token and noun.dep_ == "obj" else None


def _misread(token: Token) -> Token | None:
    """'Norland renewed talks', parsed as a noun with a participle before it: the verb."""
    if not token.tag_.startswith("NN") or any(c.dep_ == "cop" for c in token.children):
        return None
    for verb in token.subtree:
        if verb.tag_ == "VBD" and verb.dep_ == "amod" and verb.i and verb.head.i > verb.i:
            if verb.nbor(-1).tag_.startswith("NN") and (token.i < verb.i or subjects_of(verb.head)):
                return verb
    return None


def _told_of(token: Token) -> Token | None:
    """'A report released on Tuesday alleged that', parsed as a noun: its finite verb."""
    if token.tag_.startswith("VB") or subjects_of(token) or not token.tag_.startswith("NN"):
        return None
    found = [c for c in token.subtree if c.dep_ == "acl" and c.tag_ in TENSED and c.i > token.i]
    return next((c for c in found if not subjects_of(c)), None)


def _clausal(token: Token) -> bool:
    return token.tag_.startswith("VB") or any(c.dep_ in (*SUBJECTS, "cop", "aux", "aux:pass") for c in token.children)
