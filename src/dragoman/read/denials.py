"""Who denies what is alleged: 'accused of supplying rockets, a charge that Serbia denies', 'Tehran rejected the claims'.

A step that somebody alleges is denied where a party to it denies, rejects or dismisses the accusation, in the same
sentence or soon after. What is told as fact stays undisputed.
"""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.read import clauses
from dragoman.read.actors import actors_of
from dragoman.read.draft import Draft, lemma_in
from dragoman.read.reading import Reading, Sentence
from dragoman.read.words import Token

NEAR = 3  # sentences after an accusation in which its denial is looked for
ACCUSING = frozenset(["accuse", "allege", "claim", "suspect", "charge", "assert"])
CHARGES = frozenset(["claim", "allegation", "accusation", "charge", "assertion", "report", "rumour", "rumor"])
DENYING: dict[tuple[str, str], object] = {(v, "verb"): v for v in ("deny", "reject", "dismiss", "refute", "rebut")}
IT = frozenset(["it", "this", "that", "them", "these"])


def mark(reading: Reading, drafts: Iterable[Draft]) -> None:
    """Set ``denied`` on the drafts that are alleged and that a party to them denies."""
    for draft in drafts:
        if draft.denied or not _alleged(draft):
            continue
        parties = {*draft.supplier, *draft.recipient}
        here = draft.sentence.index
        for sentence in reading.sentences[here : here + 1 + NEAR]:
            verb = next((t for t in _denials(reading, sentence) if parties & _who(reading, t)), None)
            if verb is not None:
                draft.denied = True
                draft.rule += ", denied by a party"
                break


def _alleged(draft: Draft) -> bool:
    return any(
        (t.lemma_.lower() in CHARGES if t.tag_.startswith("NN") else t.lemma_.lower() in ACCUSING)
        for t in clauses.chain(draft.trigger)
    )


def _denials(reading: Reading, sentence: Sentence) -> Iterable[Token]:
    """Verbs of denying whose object is a charge, or stands for one, in the sentence."""
    for i in range(sentence.first, sentence.last):
        if not reading.tags[i].startswith("VB"):
            continue
        verb = reading.doc[i]
        if lemma_in(verb, "verb", DENYING) is None:
            continue
        if any(c.dep_ == "advmod" and c.lower_ in ("not", "n't", "n’t", "never") for c in verb.children):
            continue
        objects = [c for c in verb.children if c.dep_ in ("obj", "nsubj:pass")]
        behind = verb.dep_ in ("acl", "acl:relcl") and verb.head.lemma_.lower() in CHARGES
        if behind or any(o.lemma_.lower() in CHARGES or o.lower_ in IT for o in objects):
            yield verb


def _who(reading: Reading, verb: Token) -> set[str]:
    subjects = [c for c in verb.children if c.dep_ == "nsubj"] or clauses.inherited_subject(verb)
    return {a for s in subjects for a in actors_of(reading, s)}
