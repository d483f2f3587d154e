"""Words over a step: whether one is itself told as fact, whose it is, whether it claims the step or gives it the lie."""

from __future__ import annotations

from dragoman.model import Status
from dragoman.read import control, governors
from dragoman.read.actors import actors_of
from dragoman.read.clause import Clause
from dragoman.read.draft import operator_of
from dragoman.read.reading import Reading
from dragoman.read.step_alone import UNREAL_MODIFIERS
from dragoman.read.words import Token

CHANCES = frozenset(["chance", "possibility", "prospect", "likelihood", "probability", "hope", "odds"])
USED = frozenset(["use", "invoke", "exercise"])
GLAD = frozenset(["proud", "pleased", "happy", "glad", "delighted", "honoured", "honored", "grateful"])
CLAIMS = frozenset(
    ["claim", "allegation", "accusation", "report", "rumour", "rumor", "suggestion", "charge", "assertion"]
)
FALSE = frozenset(
    [
        "false",
        "untrue",
        "fabrication",
        "lie",
        "fake",
        "baseless",
        "nonsense",
        "invention",
        "hoax",
        "unfounded",
        "groundless",
    ]
)


def will(token: Token) -> bool:
    """'Chad will stop sending', 'will commit to provide': an announcement, as good as the deed that it announces."""
    return any(c.dep_ == "aux" and c.lower_ in ("will", "’ll", "'ll") for c in token.children)


def told_as_fact(token: Token) -> bool:
    """Whether a governing word is itself told as done, not planned or possible."""
    if token.tag_.startswith("NN"):
        return not (any(c.lower_ in UNREAL_MODIFIERS for c in token.children) or _sought(token))
    aux = {c.lower_ for c in token.children if c.dep_ in ("aux", "aux:pass")}
    if (
        any(c.tag_ == "TO" for c in token.children)
        and token.dep_ in ("ROOT", "acl")
        and token.head.tag_ in ("NNP", "NNPS", "VB")
    ):
        return True  # a headline's 'Slovakia to halt deliveries' announces it
    if token.dep_ in ("xcomp", "advcl", "ccomp") and token.head.lower_ in GLAD:
        return True  # 'I am proud to announce'
    if token.dep_ in ("advcl", "xcomp") and token.head.lemma in USED and token.head.tag_ in ("VBD", "VBN"):
        return told_as_fact(token.head)  # 'used its powers to allow the sale'
    if token.dep_ == "acl" and token.head.lemma == "decision" and not aux and not _sought(token.head, BROUGHT_ABOUT):
        return not governors.governors_negated(token.head)  # 'criticised the decision to allow the sale'
    if token.dep_ in ("xcomp", "advcl") and token.head.lemma == "vote" and token.head is not token:
        return told_as_fact(token.head)  # 'voted to block the sale'
    if aux & {"will", "’ll", "'ll", "would", "may", "might", "could", "should", "must", "can", "shall", "wo"} or (
        token.tag_ != "VBG" and any(c.tag_ == "TO" for c in token.children)
    ):
        return False
    if token.tag_ == "VB" and token.dep_ in ("xcomp", "ccomp") and token.head.lemma in ("help", "let", "make", "see"):
        return not aux and told_as_fact(token.head)  # 'hopes that it will help Germany allow'
    if token.tag_ == "VBG" and not aux and token.head.lemma in CHANCES:
        return False  # 'any chance of Boeing winning the deal'
    return not (
        token.tag_ == "VBG"
        and not aux
        and token.dep_ in ("xcomp", "acl", "nmod", "obl", "advcl")
        and token.head.tag_.startswith(("VB", "JJ"))
        and (over := operator_of(token.head)) is not None
        and over.status == Status.CONSIDERED
    )


WAITING = control.SEEKING - {"get", "win", "obtain", "receive", "secure", "make"} | {
    "require",
    "demand",
    "urge",
    "pend",
}


# what a licence not yet given is named with: 'hinges on approval', 'links it to approval'
HINGING = frozenset(["hinge", "depend", "link", "tie", "condition", "contingent", "conditional", "subject"])
BROUGHT_ABOUT = frozenset(["await", "urge", "expect", "make", "take", "reach", "face", "delay", "postpone"])


def _sought(noun: Token, by: frozenset[str] = frozenset()) -> bool:
    """'Awaits clearance', 'needs approval', 'hinges on approval': nobody has given it yet."""
    over = noun.head
    if by:
        return noun.dep_ in ("obj", "obl", "nsubj:pass") and over.lemma in by
    return noun.lemma in control.LICENCES and (
        (noun.dep_ in ("obj", "obl", "nsubj:pass") and over.lemma in WAITING)
        or (noun.dep_ in ("obl", "nmod") and HINGING & {over.lemma, over.head.lemma})
    )


def subject_side(reading: Reading, token: Token, supplier: tuple[str, ...], recipient: tuple[str, ...]) -> str:
    subjects = [c for c in token.children if c.dep_ in ("nsubj", "nmod:poss")] or control.inherited_subject(token)
    if token.tag_.startswith("NN"):
        subjects = control.owner_of(token)
    actors = {a for s in subjects for a in actors_of(reading, s)}
    if actors & set(recipient):
        return "recipient"
    return "supplier" if actors & set(supplier) else ""


def of_intent(token: Token) -> bool:
    """'a letter of intent', 'a memorandum of understanding', 'an MoU': signing it orders nothing."""
    if token.lemma in ("memorandum", "mou"):
        return True
    if token.lemma in ("agreement", "deal", "accord") and any(
        t.lower_ in ("preliminary", "tentative") or (t.lemma == "principle" and t.nbor(-1).lower_ == "in")
        for t in (*token.children, *token.head.children)
    ):
        return True  # 'an agreement in principle'
    return token.lemma == "letter" and any(c.lemma in ("intent", "interest") for c in token.children)


def claimed(clause: Clause) -> bool:
    """Whether a word over the step is a claim of it, so that rejecting is denying: 'rejected reports that it supplied'."""
    return any(t.lemma in CLAIMS for t in governors.chain(clause.token))


def called_false(clause: Clause) -> bool:
    """'called reports that it armed X a fabrication'."""
    for token in governors.chain(clause.token):
        if token.lemma in ("call", "brand", "label", "describe", "term") and claimed(clause):
            return any(t.lemma in FALSE for t in token.doc[token.i + 1 : token.sent.end])
    return False


def own_denial(reading: Reading, token: Token, supplier: tuple[str, ...], recipient: tuple[str, ...]) -> bool:
    """'Seoul says it has never supplied shells': a party says that it did not happen."""
    over = token.head
    if token.dep_ != "ccomp" or over.lemma not in (
        "say",
        "insist",
        "claim",
        "state",
        "stress",
        "maintain",
        "reiterate",
    ):
        return False
    speakers = {a for c in over.children if c.dep_ == "nsubj" for a in actors_of(reading, c)}
    return bool(speakers & {*supplier, *recipient})
