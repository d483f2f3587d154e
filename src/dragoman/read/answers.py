"""What came of a request or an offer told just before: 'asked Chad for jets; it declined', 'but later reversed its decision'.

The verb of the answer has no goods of its own. Whose answer it is, its subject tells: the side that was asked, or the side
that was offered something.
"""

from __future__ import annotations

import dataclasses
import re

from dragoman.model import Status
from dragoman.read import clauses, governors
from dragoman.read.actors import actors_of
from dragoman.read.clause import Clause
from dragoman.read.draft import STOPPED, Draft
from dragoman.read.reading import Reading, Sentence
from dragoman.read.words import Token

NEAR = 2  # sentences after a request in which its answer is looked for
NO = frozenset(["decline", "refuse", "rebuff", "reject", "demur", "balk", "say no", "turn down", "deny"])
YES = frozenset(["agree", "accept", "oblige", "comply", "consent", "say yes"])
BACK = frozenset(["reverse", "backtrack", "backpedal", "renege", "rescind", "change"])
ANSWERED = frozenset(
    ["request", "appeal", "plea", "demand", "idea", "bid", "call", "offer", "proposal", "it", "them", "this", "that",
     "no", "yes", "him", "her"]
)  # fmt: skip
ASKED = frozenset(["request", "appeal", "plea", "demand"])
UNDONE = frozenset(["decision", "course", "position", "stance", "mind", "refusal", "ban", "approval", "promise"])
ASKING = frozenset(
    ["ask", "request", "appeal", "approach", "petition", "seek", "want", "demand", "plea", "beg", "urge", "need", "press"]
)  # fmt: skip
OPEN = (Status.CONSIDERED, Status.OFFERED)
GRANTED = (Status.OFFERED, Status.APPROVED, Status.ORDERED)


def answers(reading: Reading, sentence: Sentence, drafts: list[Draft]) -> list[Draft]:
    """The deal told last as the answer leaves it; nothing where no answer is told."""
    near = [d for d in drafts if 0 <= sentence.index - d.sentence.index <= NEAR]
    if not near:
        return []
    for token in reading.tokens(sentence):
        said = _answer(token)
        last = near[-1]
        if not said or (last.sentence is sentence and last.trigger.i >= token.i):
            continue
        clause = clauses.of_verb(token)
        told = clause.tense == "past" or (sentence.title and clause.tense == "present")
        if not told or clause.negated or governors.governors_negated(token):
            continue
        change = _undone(last, clause, reading) if said in BACK else _status(reading, last, clause, said)
        if change is None:
            continue
        status, supplier = change
        draft = dataclasses.replace(
            last, sentence=sentence, trigger=token, status=status, supplier=supplier or last.supplier, denied=False,
            value=None, when=None, guessed=set(last.guessed), spans=dict(last.spans), rule=f"{said}/verb answers",
        )  # fmt: skip
        return [draft]
    return []


def _answer(token: Token) -> str:
    """The verb of an answer with what makes it one, '' where the word is none: it tells of no step and no deed of its own."""
    if token.pos != "verb" or any(c.dep_ in ("xcomp", "ccomp") for c in token.children):
        return ""
    objects = [c for c in token.children if c.dep_ in ("obj", "iobj")]
    behind = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    if token.lemma == "say":
        return f"say {behind}" if behind in ("no", "yes") and len(objects) <= 1 else ""
    lemma = "turn down" if token.lemma == "turn" and any(c.lower_ == "down" for c in token.children) else token.lemma
    if lemma in BACK:
        undone = [c for c in objects if c.lemma in UNDONE]
        return lemma if undone or (not objects and lemma in ("backtrack", "backpedal", "renege")) else ""
    if lemma not in NO | YES:
        return ""
    return lemma if all(c.lower_ in ANSWERED or c.lemma in ANSWERED for c in objects) else ""


def _status(reading: Reading, last: Draft, clause: Clause, said: str) -> tuple[Status, tuple[str, ...]] | None:
    """What a yes or no makes of a request or an offer, and who supplies where only the answer tells."""
    if last.status not in OPEN or (last.status == Status.CONSIDERED and last.frame.lemma not in ASKING):
        return None
    subjects = {a for f in clause.slots.get("subj", []) for a in actors_of(reading, f)}
    asked = last.status == Status.CONSIDERED
    no = said in NO
    if clause.passive:
        objects = clause.slots.get("obj", [])
        whose = {a for f in objects for a in actors_of(reading, f)}
        if not no or not (whose & set(last.recipient) or any(f.lemma in ANSWERED for f in objects)):
            return None
        return (Status.REFUSED if asked else Status.CANCELLED), ()
    if asked and no and not subjects and any(f.lemma in ASKED for f in clause.slots.get("obj", [])):
        return Status.REFUSED, ()  # 'the chancellor turned down the request'
    if asked and subjects and not subjects & set(last.recipient):
        if last.supplier and not subjects & set(last.supplier):
            return None
        return (Status.REFUSED if no else Status.OFFERED), last.supplier or tuple(sorted(subjects))
    if not asked and no and subjects & set(last.recipient):
        return Status.CANCELLED, ()
    return None


def _undone(last: Draft, clause: Clause, reading: Reading) -> tuple[Status, tuple[str, ...]] | None:
    """'reversed its decision': what was promised or allowed is off, what was refused is allowed."""
    subjects = {a for f in clause.slots.get("subj", []) for a in actors_of(reading, f)}
    if not subjects & {*last.supplier, *last.recipient}:
        return None
    if last.status in STOPPED:
        return Status.APPROVED, ()
    return (Status.CANCELLED, ()) if last.status in GRANTED else None


SIGNED = re.compile(
    r"\b(?:won|wins|signed|secured|clinched|received|concluded|landed|bagged|awarded)\b(?:\W+[\w.,$€£-]+){0,6}?\W+(?:contract|deal|order)\b",
    re.IGNORECASE,
)
BEFORE = 1  # sentences before a promise in which its contract is told


def under_contract(reading: Reading, found: list[Draft]) -> None:
    """'Saab won an order from Chad. It will deliver 12 jets': what follows from a contract told just before is ordered."""
    for d in found:
        if d.status != Status.OFFERED or " future" not in d.rule or d.sentence.index < BEFORE:
            continue
        before = reading.sentences[d.sentence.index - BEFORE]
        named = {a for m in reading.mentions_in(before) for a in (*m.ids, *m.side)}
        if not before.furniture and SIGNED.search(reading.text, before.start, before.end):
            if named & set(d.supplier) and named & set(d.recipient):
                d.status = Status.ORDERED
                d.rule += ", under the contract told before"
