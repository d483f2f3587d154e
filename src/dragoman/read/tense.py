"""The tense and the modal verb of a verbal predicate, by its tag and its auxiliaries."""

from __future__ import annotations

from dragoman.read.clause import Clause
from dragoman.read.words import Token

SHORT = {"'ll": "will", "’ll": "will", "'d": "would", "’d": "would", "ca": "can", "wo": "will"}
HAVING = frozenset(["has", "have", "had", "having", "'ve", "’ve", "'s"])
BEING = frozenset(["is", "are", "'re", "’re", "being", "be"])
ON_THE_WAY = frozenset(["is", "are", "was", "were", "been", "be", "'s", "’s", "'re", "’re"])


def set_tense(clause: Clause, auxiliaries: list[Token]) -> None:
    """Write tense and modal verb into a clause."""
    token, words = clause.token, {c.lower_ for c in auxiliaries}
    modal = next((c.lower_ for c in auxiliaries if c.tag_ == "MD"), "")
    clause.modal = SHORT.get(modal, modal)
    if clause.modal in ("will", "shall"):
        clause.tense = "future"
    elif clause.modal:
        clause.tense = "modal"
    elif any(c.tag_ == "TO" for c in token.children):
        clause.tense = "infinitive"
    else:
        clause.tense = _by_form(token, words) or clause.tense
    if token.tag_ == "VB" and "did" in words:
        clause.tense = "past"


def _by_form(token: Token, words: set[str]) -> str:
    """The tense that the verb's form and 'be', 'have' before it tell, '' for what is no verb."""
    if token.tag_ == "VBD" or (token.tag_ == "VBN" and words & HAVING):
        return "past"
    if token.tag_ == "VBN":
        if words & BEING:
            return "progressive" if "being" in words else "present"
        return "past"
    if token.tag_ == "VBG":
        if words & {"has", "have", "had"} and "been" in words:
            return "past"
        return "progressive" if words & ON_THE_WAY else "gerund"
    return {"VBZ": "present", "VBP": "present", "VB": "infinitive"}.get(token.tag_, "")
