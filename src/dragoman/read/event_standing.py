"""Whether an interaction is told as done, announced, refused or only thought of."""

from __future__ import annotations

from dragoman.knowledge.schema import EventFrame
from dragoman.read import clauses, governors, phrases
from dragoman.read.clause import Clause
from dragoman.read.event_frames import words
from dragoman.read.event_sides import DEEDS
from dragoman.read.words import Token


def standing(clause: Clause, frame: EventFrame, over: list[Token]) -> tuple[str, str]:
    """'real', 'future', 'refused' or 'unreal', with the word that decides."""
    token = clause.token
    if any(c.lower_ in words("event habit") for c in token.children):
        return "unreal", "a habit"
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in token.children):
        return "unreal", "a condition"
    if any(c.lower_ == "longer" and c.dep_ == "advmod" for c in token.children):
        return "unreal", "no longer"
    told, why = "real", ""
    if frame.pos == "noun":
        own = {c.lower_ for c in token.children}
        if clause.negated or own & {"no", "possible", "potential", "alleged", "any"}:
            return "unreal", "noun not told as fact"
        if own & {"planned", "upcoming", "future", "next", "scheduled", "forthcoming", "proposed", "expected"}:
            told, why = "future", "announced"
        preposition = phrases.preposition(token)
        marks = {preposition, _before_phrase(token)} & words("event time marker")
        if frame.type == "ASSAULT" and marks and not (marks == {"during"} and _own_deed(token)):
            return "unreal", "a mere time marker"
        if frame.type == "CONSULT" and preposition in ("before", "ahead"):
            told, why = "future", preposition
    elif frame.pos == "verb":
        told, why = _of_tense(clause)
        was = any(c.lower_ in ("was", "were") for c in token.children)
        if frame.type == "AID" and frame.words and clause.tense in ("present", "progressive") and not was:
            told, why = "future", "under way"  # 'is sending', a headline's 'sends': no arrival told
        if token.dep_ == "conj" and not any(c.dep_.startswith("nsubj") for c in token.children):
            first = clauses.of_verb(token.head) if token.head.tag_.startswith("VB") else None
            if first is not None and first.modal and not clause.modal and told == "real" and clause.tense != "past":
                told, why = _of_tense(first)
        if told == "unreal":
            return told, why
        if clause.negated:
            return (
                ("refused", "negated")
                if clause.tense in ("future", "modal", "infinitive", "progressive", "present")
                else ("unreal", "negated")
            )
    if frame.pos == "verb" and clause.tense in ("past", "present") and token.dep_ not in ("ccomp", "xcomp", "csubj"):
        over = []  # told by itself: what stands over it only places it
    if frame.pos == "verb" and clause.tense == "gerund" and not _gerund_real(token, frame):
        return "unreal", "a gerund"
    if frame.pos == "noun" and frame.type in DEEDS and _own_deed(token):
        # 'complicity in Chad's attack': the deed is taken for known
        over = [w for w in over[:1] if w.tag_.startswith("VB")]
    for word in over:
        lemma = word.lemma
        if frame.type in DEEDS and lemma == "claim" and word.tag_.startswith("VB"):
            continue  # who claims to have done it says so himself
        if _performed(token, word):
            return "real", f"{lemma} to {token.lemma}"
        if lemma in words("event unreal") and lemma not in frame.heads:
            return "unreal", lemma
        negated = governors.governors_negated(word)
        if lemma in words("event refused") and lemma not in frame.heads:
            return ("unreal" if negated else "refused"), lemma
        if negated:
            return "unreal", f"'{lemma}' negated"
        if lemma in words("event announced") and (told == "open" or frame.pos == "noun"):
            told, why = "future", lemma
        if word.tag_.startswith("VB"):
            modal = {c.lower_ for c in word.children if c.tag_ == "MD"}
            if modal & {"will", "shall", "wo", "'ll", "’ll"}:
                told, why = "future", "will"
            elif modal & {"may", "might", "could", "can", "should", "must"}:
                return "unreal", "modal"
            elif modal:
                told, why = "future", "would"
            if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in word.children):
                return "unreal", "a condition"
    if frame.type == "ASSAULT" and any(
        c.dep_ == "mark" and c.lower_ in words("event time marker") for c in token.children
    ):
        return "unreal", "a mere time marker"
    if told == "real" and frame.pos == "noun" and frame.type == "AID" and over and _a_purpose(over[0]):
        return "unreal", "a purpose"
    if told == "open":
        if token.dep_ == "advcl" and frame.type != "CONSULT":
            return "unreal", "a purpose"
        told = "future" if token.dep_ in ("ROOT", "acl", "acl:relcl", "parataxis") else "real"
    return told, why


def _a_purpose(verb: Token) -> bool:
    """'the power to order a drawdown to provide assistance to Chad'."""
    return verb.tag_ == "VB" and verb.dep_ in ("advcl", "acl") and any(c.tag_ == "TO" for c in verb.children)


def _performed(token: Token, over: Token) -> bool:
    """'I want to thank', 'we would like to condemn': said, and so done."""
    return (
        token.dep_ == "xcomp"
        and over is token.head
        and over.lemma in ("want", "wish", "like")
        and token.lemma in PERFORMING
        and any(c.dep_ == "nsubj" and c.lower_ in ("i", "we") for c in over.children)
    )


PERFORMING = frozenset(
    ["thank", "commend", "congratulate", "welcome", "condemn", "applaud", "praise", "reaffirm", "reiterate", "urge"]
)


def _own_deed(noun: Token) -> bool:
    """A deed whose doer stands before it: 'Chad's attack', 'Libyan air strikes'."""
    return any(
        c.dep_ == "nmod:poss"
        or (c.dep_ in ("amod", "compound") and c.text[:1].isupper() and c.tag_[:2] in ("JJ", "NN"))
        for c in noun.children
        if c.i < noun.i
    )


def _before_phrase(noun: Token) -> str:
    """The word before a noun phrase, wherever the parser hung it."""
    i = noun.i - 1
    while i > noun.sent.start and noun.doc[i].tag_ in (
        "DT",
        "JJ",
        "NN",
        "NNP",
        "NNPS",
        "POS",
        "PRP$",
        "CD",
        "HYPH",
        "VBG",
    ):
        i -= 1
    return noun.doc[i].lower_ if i >= noun.sent.start else ""


def _gerund_real(token: Token, frame: EventFrame) -> bool:
    """'after visiting', 'began shelling': done; 'strategy of arming', 'talked about buying': only spoken of."""
    preposition = phrases.preposition(token)
    if preposition in ("of", "for", "about", "from", "to", "against", "in", "without", "toward", "towards", "into"):
        return False
    if token.dep_ in ("ccomp", "xcomp", "obj", "csubj", "nsubj", "compound"):
        return token.head.lemma in ASPECTS
    return frame.type != "SUPPORT" or preposition == "after"  # 'a deal strengthening X while supporting Y': an aim


ASPECTS = frozenset(["begin", "start", "continue", "keep", "resume", "finish", "admit", "confirm", "stop", "go"])


def _of_tense(clause: Clause) -> tuple[str, str]:
    """What a verb's own form tells; 'open' for an infinitive, which the words over it decide."""
    aux = {c.lower_ for c in clause.token.children if c.dep_ in ("aux", "aux:pass")}
    if clause.tense == "future":
        return "future", "will"
    if clause.tense == "modal":
        if clause.modal == "would" and "have" not in aux:
            return "future", "would"
        return "unreal", clause.modal
    if clause.tense == "infinitive" and not aux & {"do", "does", "did"}:
        return "open", "infinitive"
    return "real", clause.tense
