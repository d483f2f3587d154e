"""What a verb makes of the clause below it: a dictionary's transformations, intentions and refusals.

The dictionary's own transformations come first ('says that b attacks' is an accusation). What somebody wants, pledges
or agrees to do is CAMEO's intention (03) where what is meant is cooperation (05 to 07), and of what he says that he will also yielding (08); where CAMEO has no code for the
intention, what is meant stands. What is not done is a refusal (12) where it would be cooperation, and else nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.knowledge.petrarch import Dictionaries
from dragoman.knowledge.petrarch_verbs import Code, Transformation, Verb
from dragoman.read.dictionary_clauses import Predicate
from dragoman.read.dictionary_patterns import Fit
from dragoman.read.dictionary_phrases import Coded

INTENTIONS = ("03", "050")  # codes of wanting, pledging and agreeing
INTENDED = {"05": "032", "06": "031", "07": "033"}  # CAMEO: diplomatic and material cooperation, aid
ANNOUNCED = {**INTENDED, "08": "035"}  # and to yield
REFUSED = {"03": "120", "04": "125", "05": "121", "06": "121", "07": "122", "08": "124"}


@dataclass(slots=True)
class Found:
    """What a predicate gives before its actors are paired."""

    predicate: Predicate
    sources: list[Coded]
    targets: list[Coded]
    code: Code
    verb: Verb
    fit: Fit | None
    pairs: bool = False  # each of the sources with each other
    note: str = ""  # what made another code of the entry's own

    @property
    def coded(self) -> bool:
        return self.code != (None, None)

    @property
    def whole(self) -> bool:
        """Whether it has a code and both sides."""
        return self.coded and bool(self.sources) and bool(self.targets or self.pairs)


def is_intention(code: Code) -> bool:
    return bool(code[0]) and code[0].startswith(INTENTIONS)  # type: ignore[union-attr]


def intended(found: Found) -> Found:
    """The same with the code of meaning to do it."""
    return _changed(found, INTENDED, " (meant)")


def announced(found: Found) -> Found:
    """The same with the code of saying that one will."""
    return _changed(found, ANNOUNCED, " (announced)")


def refuse(found: Found) -> None:
    """Give it the code of not doing what has a code; none where CAMEO has none."""
    found.code = (_mapped(found.code[0], REFUSED), None)
    found.note = " (not done)"


def _changed(found: Found, table: dict[str, str], note: str) -> Found:
    changed = (_mapped(found.code[0], table, keep=True), _mapped(found.code[1], table, keep=True))
    if changed != found.code:
        found.code, found.note = changed, note
    return found


def _mapped(code: str | None, table: dict[str, str], keep: bool = False) -> str | None:
    return table.get(code[:2], code if keep else None) if code else None


def transformed(over: Found, below: list[Found], own: Dictionaries) -> list[Found]:
    """What the first fitting transformation makes of a verb and what stands below it; empty where none fits."""
    for rule in own.transformations:
        if not _is(over, rule.over, own):
            continue
        for lower in below:
            if not lower.coded or (rule.verb != "Q" and not _is(lower, rule.verb, own)):
                continue
            actors = _actors(rule, over, lower)
            if actors is None:
                continue
            source, target, code = rule.result
            there = lower.code if code.isalpha() else (code, None)
            if source in actors and target in actors and actors[source] and actors[target]:
                made = Found(lower.predicate, actors[source], actors[target], there, lower.verb, lower.fit)
                made.note = f" (line {rule.line}: {rule.over} over {rule.verb})"
                return [made]
    return []


def _actors(rule: Transformation, over: Found, lower: Found) -> dict[str, list[Coded]] | None:
    """Who the rule's letters stand for; None where it does not fit."""
    same = {c.code for c in over.sources} == {c.code for c in lower.sources}
    out = {rule.outer: over.sources}
    if rule.source == rule.outer or rule.source == "_":
        if not same:
            return None
    elif rule.source != ".":
        if same or not lower.sources:
            return None
        out[rule.source] = lower.sources
    if rule.target not in (".", "_"):
        if not lower.targets:
            return None
        out.setdefault(rule.target, lower.targets)
    return out


def _is(found: Found, name: str, own: Dictionaries) -> bool:
    """Whether a verb is the one that a rule names, stands in one block with it, or has a code of the same root."""
    if found.verb.name == name:
        return True
    named = [form.verb for form in own.verbs.get(name, ())]
    codes = {v.code[0] for v in named if v.code[0]}
    if (found.verb.file, found.verb.block) in {(v.file, v.block) for v in named}:
        return True
    return bool(found.code[0]) and found.code[0][:2] in {c[:2] for c in codes if c and c[:2] > "02"}  # type: ignore[index]
