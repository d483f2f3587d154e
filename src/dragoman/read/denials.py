"""Who denies what is alleged: 'accused of supplying rockets, a charge that Serbia denies', 'Tehran rejected the claims'.

A step that somebody alleges is denied where a party to it denies, rejects or dismisses the accusation, or says that there
is no record or evidence of it, in the same sentence or near it. What is told as fact stays undisputed.
"""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.read import control, governors
from dragoman.read.actors import actors_of
from dragoman.read.draft import Draft, Table, lemma_in
from dragoman.read.phrases import NOT
from dragoman.read.reading import Reading, Sentence
from dragoman.read.words import Token

NEAR = 3  # sentences after an accusation in which its denial is looked for
BEFORE = 2  # ... and before it: a headline's 'no record of any sale' stands above what is alleged
ACCUSING = frozenset(["accuse", "allege", "claim", "suspect", "charge", "assert"])
CHARGES = frozenset(["claim", "allegation", "accusation", "charge", "assertion", "report", "rumour", "rumor"])
DENYING = Table({(v, "verb"): v for v in ("deny", "reject", "dismiss", "refute", "rebut")})
PROOF = frozenset(["record", "evidence", "proof", "knowledge", "truth", "indication", "trace"])
SAYING = Table(
    {
        (v, "verb"): v
        for v in ("say", "tell", "insist", "state", "add", "reply", "maintain", "have", "find", "see", "know")
    }
)
MOUTHPIECES = frozenset(
    ["ministry", "government", "office", "department", "presidency", "embassy", "army", "spokesman"]
)
IT = frozenset(["it", "this", "that", "them", "these"])


def mark(reading: Reading, drafts: Iterable[Draft]) -> None:
    """Set ``denied`` on the drafts that are alleged and that a party to them denies."""
    for draft in drafts:
        if draft.denied or not _alleged(draft):
            continue
        parties = {*draft.supplier, *draft.recipient}
        here = draft.sentence.index
        for sentence in reading.sentences[max(0, here - BEFORE) : here + 1 + NEAR]:
            told = _denials(reading, sentence) if sentence.index >= here else ()
            verb = next((t for t in (*told, *_unproved(reading, sentence)) if parties & _who(reading, t)), None)
            if verb is not None:
                draft.denied = True
                draft.rule += ", denied by a party"
                break


def _alleged(draft: Draft) -> bool:
    over = governors.chain(draft.trigger)
    # 'allegations he made that it had shipped shells': what was made hangs under the charge
    under = [t.head for t in over if t.dep_ == "acl:relcl" and t.head.tag_.startswith("NN")]
    return any((t.lemma in CHARGES if t.tag_.startswith("NN") else t.lemma in ACCUSING) for t in (*over, *under))


def _denials(reading: Reading, sentence: Sentence) -> Iterable[Token]:
    """Verbs of denying whose object is a charge, or stands for one, in the sentence."""
    for i in range(sentence.first, sentence.last):
        if not reading.tags[i].startswith("VB"):
            continue
        verb = reading.doc[i]
        if lemma_in(verb, "verb", DENYING) is None:
            continue
        if _negated(verb):
            continue
        objects = [c for c in verb.children if c.dep_ in ("obj", "nsubj:pass")]
        behind = verb.dep_ in ("acl", "acl:relcl") and verb.head.lemma in CHARGES
        if behind or any(o.lemma in CHARGES or o.lower_ in IT for o in objects):
            yield verb


def _unproved(reading: Reading, sentence: Sentence) -> Iterable[Token]:
    """Verbs by which somebody says or has it that there is no record, no evidence."""
    for i in range(sentence.first, sentence.last):
        noun = reading.doc[i]
        if noun.lemma not in PROOF or not any(c.lower_ in ("no", "any") for c in noun.children):
            continue
        if not any(c.lower_ == "no" for c in noun.children) and not _negated(noun.head):
            continue
        for verb in noun.ancestors:
            if lemma_in(verb, "verb", SAYING) is not None:
                yield verb


def _negated(verb: Token) -> bool:
    return any(c.dep_ == "advmod" and c.lower_ in NOT for c in verb.children)


def _who(reading: Reading, verb: Token) -> set[str]:
    subjects = [c for c in verb.children if c.dep_ == "nsubj"] or control.inherited_subject(verb)
    return {a for s in subjects for a in actors_of(reading, s) or _whose(reading, s)}


def _whose(reading: Reading, office: Token) -> tuple[str, ...]:
    """Whose a bare 'the ministry' is: of the state with which the text names it elsewhere, if it is one state's."""
    if office.lemma not in MOUTHPIECES:
        return ()
    full = {
        actors_of(reading, t, conjuncts=False)
        for t in reading.doc
        if t.lemma == office.lemma and t.tag_.startswith("NN")
    } - {()}
    return full.pop() if len(full) == 1 else ()
