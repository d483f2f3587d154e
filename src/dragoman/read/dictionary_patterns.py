"""Whether the words of a clause fit a pattern of a user's verb dictionary, and whom it names.

Words before the verb are sought in its subject and among its helping and governing verbs, words after it in its objects
and complements; in the passive the subject counts as the object that it is. A bare word stands in the clause itself,
not behind a preposition; ``{}`` is one noun with its modifiers, the last of which stands next to it; ``()`` is a
preposition and what it leads.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.knowledge.petrarch_verbs import Element, Pattern
from dragoman.read.dictionary_names import Names, text_of
from dragoman.read.dictionary_phrases import Coded, members
from dragoman.read.words import Token

LINKS = ("of",)  # prepositions behind which a bare word may stand


@dataclass(slots=True)
class Scope:
    """The words around a verb, in order, and where a preposition leads them."""

    before: list[Token]
    after: list[Token]
    source: list[Coded] = field(default_factory=list)  # who the subject names
    verb: Token | None = None  # on which the words hang
    behind: set[int] = field(default_factory=set)  # tokens after the verb that a preposition leads


@dataclass(slots=True)
class Fit:
    """A pattern that fits: the tokens that its words fell on, and who plays which role."""

    pattern: Pattern
    tokens: list[int] = field(default_factory=list)
    roles: dict[str, list[Coded]] = field(default_factory=dict)
    last: int = 0  # end of the last actor that a role fell on
    led: Token | None = None  # what the last bare preposition leads

    @property
    def negated(self) -> bool:
        """Whether the pattern itself says 'not'."""
        return any(w in self.pattern.text.split() for w in ("NOT", "NEVER", "NEITHER"))


def best(patterns: Iterable[Pattern], scope: Scope, names: Names) -> Fit | None:
    """The fitting pattern that tells most; of equals the one that stands later in the dictionary."""
    found: Fit | None = None
    size = 0
    there = _words(scope)
    for pattern in patterns:
        if pattern.size < size or any(there.isdisjoint(need) for need in pattern.needs):
            continue
        if (fit := fits(pattern, scope, names)) is not None:
            found, size = fit, pattern.size
    return found


def _words(scope: Scope) -> set[str]:
    """All words of a scope, as :func:`same` compares them."""
    return {form for token in (*scope.before, *scope.after) for form in _forms(token)}


def fits(pattern: Pattern, scope: Scope, names: Names) -> Fit | None:
    """How the pattern's words fall on the scope's, or None."""
    fit = Fit(pattern)
    if not _side(pattern.before, scope.before, fit, scope, names, after=False):
        return None
    return fit if _side(pattern.after, scope.after, fit, scope, names, after=True) else None


def _side(
    elements: Sequence[Element], tokens: Sequence[Token], fit: Fit, scope: Scope, names: Names, *, after: bool
) -> bool:
    place = 0
    for element in elements:
        if element.kind == "role":
            told = _role(element.role, tokens, place, fit, scope, names, after=after)
        elif element.kind == "word":
            told = _word(element, tokens, place, fit, scope.behind if after else set())
        elif element.kind == "noun":
            told = _noun(element, tokens, place, fit)
        else:
            told = _led(element, tokens, place, fit, scope, names)
        if told is None:
            return False
        place = told
    return True


def _word(element: Element, tokens: Sequence[Token], place: int, fit: Fit, behind: set[int]) -> int | None:
    """The place after the first words that fit."""
    for at in range(place, len(tokens)):
        if tokens[at].i in behind:
            continue
        if (size := _here(element, tokens, at)) is not None:
            fit.tokens += [t.i for t in tokens[at : at + size]]
            return at + size
    return None


def _here(element: Element, tokens: Sequence[Token], at: int) -> int | None:
    """How many tokens from a place on the element's words take; None where they do not fit."""
    first = _forms(tokens[at])
    if element.begins.isdisjoint(first):
        return None
    for words in element.words:
        if len(words) > 1 and words[0] + words[1] == text_of(tokens[at]).replace("-", ""):
            return 1
        if (
            words[0] in first
            and at + len(words) <= len(tokens)
            and all(same(tokens[at + k], word) and tokens[at + k].i == tokens[at].i + k for k, word in enumerate(words))
        ):
            return len(words)
    return None


def _forms(token: Token) -> set[str]:
    """A token's word as written and without hyphens, its base form, and NOT of n't."""
    text = text_of(token)
    out = {text, text.replace("-", ""), token.lemma_.upper()}
    return out | {"NOT"} if text in ("N'T", "N’T") else out


def same(token: Token, word: str) -> bool:
    """Whether a token is a dictionary's word, in whatever number or form."""
    text = text_of(token)
    if text == word or (token.lemma_.upper() == word and not token.tag_.startswith("VB")):
        return True
    return word == "NOT" and text in ("N'T", "N’T")


def _noun(element: Element, tokens: Sequence[Token], place: int, fit: Fit) -> int | None:
    """The place after a noun whose modifiers and itself fit the group."""
    *modifiers, last = element.inner or (None,)
    if last is None:
        return place
    for at in range(place, len(tokens)):
        size = _here(last, tokens, at) if last.kind == "word" else None
        if size is None or tokens[at].tag_.startswith("VB"):
            continue
        used = _before(modifiers, tokens, at)
        if used is not None:
            fit.tokens += [*used, *(t.i for t in tokens[at : at + size])]
            return at + size
    return None


def _before(modifiers: Sequence[Element], tokens: Sequence[Token], end: int) -> list[int] | None:
    """Tokens on which the modifiers fall, from the noun backwards; the last stands next to it or in a list with it."""
    used: list[int] = []
    for number, element in enumerate(reversed(modifiers)):
        for at in range(end - 1, max(-1, end - 7), -1):
            size = _here(element, tokens, at) if element.kind == "word" else None
            if size is not None and at + size <= end:
                gap = tokens[at + size : end]
                if number == 0 and gap and gap[0].lower_ not in ("and", "or", ","):
                    return None
                if any(t.dep_ in ("case", "mark") or t.tag_.startswith(("VB", "MD")) for t in gap):
                    return None
                used = [*(t.i for t in tokens[at : at + size]), *used]
                end = at
                break
        else:
            return None
    return used


def _led(element: Element, tokens: Sequence[Token], place: int, fit: Fit, scope: Scope, names: Names) -> int | None:
    """The place after a preposition (or 'to') and what it leads."""
    if not element.inner:
        return place
    first, *rest = element.inner
    for at in range(place, len(tokens)):
        size = _here(first, tokens, at) if first.kind == "word" else 1 if first.kind == "role" else None
        if size is None:
            continue
        if tokens[at].tag_ == "TO" or (tokens[at].dep_ == "mark" and tokens[at].head.tag_ == "VB"):
            verb = tokens[at].head  # an infinitive: the next word is its verb
            if not rest or not (rest[0].kind == "word" and _here(rest[0], [verb], 0)):
                continue
        noun = tokens[at].head if tokens[at].dep_ in ("case", "mark", "det", "fixed") else tokens[at]
        if not rest and scope.verb is not None and not _near(noun, scope.verb):
            continue
        inside = {t.i for t in noun.subtree}
        span = [t for t in tokens[at + size :] if t.i in inside] or list(tokens[at + size : at + size + 4])
        trial = Fit(fit.pattern, roles=dict(fit.roles))
        inner = Scope(scope.before, span, scope.source)
        if _side(rest, span, trial, inner, names, after=True):
            fit.tokens += [t.i for t in tokens[at : at + size]] + trial.tokens
            fit.roles = trial.roles
            if not rest and noun.i != tokens[at].i:
                fit.led = noun
            fit.last = max(trial.last, fit.last)
            return max([at + size, *(k + 1 for k, t in enumerate(tokens) if t.i in trial.tokens or t.i < trial.last)])
    return None


def _near(noun: Token, verb: Token) -> bool:
    """Whether a noun hangs on the verb itself or on its object, by no more than three steps and through no clause."""
    for _ in range(3):
        if noun.head == verb:
            return True
        noun = noun.head
        if noun.tag_.startswith("VB"):
            return False
    return False


def _role(
    role: str, tokens: Sequence[Token], place: int, fit: Fit, scope: Scope, names: Names, *, after: bool
) -> int | None:
    """The place after an actor that may play the role; its phrase is noted."""
    if not after:
        if not scope.source or (role == "%" and len(scope.source) < 2):
            return None
        fit.roles[role] = scope.source
        return place
    for at in range(place, len(tokens)):
        token = tokens[at]
        found = members(token, names) if token.dep_ != "conj" else []
        if not found or (role == "%" and len(found) < 2):
            continue
        if role != "^":
            fit.roles[role] = found
        fit.last = max(n.last for c in found for n in c.named)
        return next((k for k in range(at + 1, len(tokens)) if tokens[k].i >= fit.last), len(tokens))
    return None


def behind(after: Sequence[Token], verb: Token) -> set[int]:
    """Of the tokens after a verb, those that a preposition other than 'of' leads, or a clause of a noun's."""
    out: set[int] = set()
    inside = {t.i for t in after}
    for token in after:
        top = token
        while top.i in inside and top != verb:
            cases = [c for c in top.children if c.dep_ == "case" and c.i < top.i]
            if top.dep_ == "acl" or (
                top.dep_ in ("obl", "nmod", "obl:agent") and any(c.lower_ not in LINKS for c in cases)
            ):
                out.add(token.i)
                break
            if top.head == top:
                break
            top = top.head
    return out
