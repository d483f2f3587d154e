"""Understood subjects: who does what an infinitive, a gerund, a second verb or a noun says, where another word names them.

'Chad plans to send', 'urged Chad to send', 'called on Chad to send', 'Chad's plan to send', 'the promise by Chad'.
"""

from __future__ import annotations

from dragoman import knowledge
from dragoman.read.phrases import preposition
from dragoman.read.tags import FINITE
from dragoman.read.words import Token

OF_OBJECT = knowledge.load().words["control verbs"]  # whose object does what the infinitive says
ASKED_OF = {"call": ("on", "upon"), "appeal": ("to",), "plead": ("with",), "prevail": ("on", "upon"), "lean": ("on",)}
ASKED_FOR = frozenset(["request", "appeal", "plea", "call", "demand", "pressure"])
LICENCES = frozenset(
    ["permission", "permit", "approval", "clearance", "licence", "license", "consent", "authorization", "authorisation"]
)
GRANTING = frozenset(["grant", "give", "issue", "deny", "refuse"])
SEEKING = frozenset(
    ["ask", "seek", "request", "want", "need", "get", "win", "obtain", "receive", "await", "secure", "make"]
)
TAKING = knowledge.load().words["taking"] | {"order", "lease", "join"}
UNDER_A_VERB = ("xcomp", "advcl", "ccomp", "conj", "parataxis", "obl", "csubj")
AIMED = frozenset(["aim", "design", "intend", "mean"])
DEEP = 4  # verbs over a verb among which its subject is looked for


def inherited_subject(token: Token, depth: int = 0) -> list[Token]:
    """Subject of an infinitive, gerund or second verb, from the verb or noun over it."""
    head = token.head
    if head == token or depth > DEEP:
        return []
    under = token.dep_ in UNDER_A_VERB or (token.dep_ == "obj" and token.tag_ == "VBG")  # 'denies supplying'
    if under and head.tag_[:2] in ("VB", "JJ", "NN"):
        return _from_verb(token, depth)
    if token.dep_ == "acl" and token.tag_ == "VB" and head.tag_ in ("NNP", "NNPS"):
        return [head]  # a headline's 'Poland to stop sending'
    if token.dep_ in ("acl", "nmod") and is_asked_for(token):
        return []  # 'Chad's request to send jets': whoever asks does not send
    if token.dep_ in ("acl", "nmod", "advcl") and head.tag_.startswith("NN"):
        return licensed(head) or ([head] if is_controlled(token) else owner_of(head))
    return []


def _from_verb(token: Token, depth: int) -> list[Token]:
    """The object or subject of the verb over a verb, whichever does what the lower one says."""
    head = token.head
    if token.dep_ == "ccomp" and any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children):
        return []
    if found := _object_of(token) or _asked(token):
        return found
    finite = any(c.dep_.startswith("aux") and c.tag_ in FINITE for c in token.children)
    if token.dep_ in ("parataxis", "ccomp") and (finite or token.tag_ not in ("VBG", "VB", "VBN")):
        return []
    subjects = [c for c in head.children if c.dep_ in ("nsubj", "nsubj:pass")]
    if head.lemma == "join" and preposition(token) == "in":
        subjects = subjects or inherited_subject(head, depth + 1)
        subjects += [c for c in head.children if c.dep_ == "obj"]  # 'will join Chad in supplying': both
    agents = agents_of(head)
    if subjects and not (agents and any(c.dep_ == "nsubj:pass" for c in subjects) and token.dep_ != "conj"):
        return subjects
    if head.dep_ in ("acl", "acl:relcl") and head.tag_ in ("VBG", "VBN"):
        if head.lemma in AIMED and head.dep_ == "acl":
            return owner_of(head.head)  # 'endorsed a deal aimed at sending'
        return [head.head] if head.tag_ == "VBG" else agents
    if head.dep_ == "acl:relcl":
        return [head.head]
    return agents or inherited_subject(head, depth + 1)


def _object_of(token: Token) -> list[Token]:
    """The object of the verb over it: 'urged Chad to send', 'berated Chad for sending'."""
    head = token.head
    if token.dep_ in ("xcomp", "advcl", "obl") and head.lemma in OF_OBJECT:
        objects = [c for c in head.children if c.dep_ in ("obj", "iobj", "nsubj:pass")]
        if not objects and head.dep_ == "acl" and head.tag_ == "VBN":
            objects = [head.head]  # 'a man accused of smuggling', 'countries asked to send'
        if objects:
            return objects
    blamed = blamed_for(token)
    thanked = head.lemma in THANKING or head.lower_ in GRATEFUL
    punished = bool(_punished(token))
    return blamed if blamed and (thanked or punished or blamed[0].tag_ in ("NNP", "NNPS", "PRP")) else []


GRATEFUL = frozenset(["grateful", "thankful", "indebted", "gratitude", "thanks", "appreciation"])
THANKING = frozenset(["thank", "praise", "commend", "applaud", "congratulate"])


def is_thanks(word: Token) -> bool:
    """'thanked', 'is grateful', 'expressed its gratitude': the subject got what it is thankful for."""
    return word.lemma == "thank" or bool(
        GRATEFUL & {word.lower_, *(c.lower_ for c in word.children if c.dep_ == "obj")}
    )


def blamed_for(token: Token) -> list[Token]:
    """Who is blamed or thanked for what a gerund behind 'for' says: 'berated Chad for sending'."""
    if token.tag_ != "VBG" or preposition(token) != "for":
        return []
    head = token.head
    if punished := _punished(token):
        return punished
    objects = [c for c in head.children if c.dep_ == "obj" and head.i < c.i < token.i]
    for word in [head, *objects]:
        if word.lower_ in GRATEFUL:  # 'grateful to Chad for', 'expressed its gratitude to Chad for'
            return [c for c in word.children if preposition(c) == "to" and word.i < c.i < token.i]
    return objects


# who finds or stops goods on their way is no party
STOPPING = frozenset(
    ["seize", "intercept", "interdict", "confiscate", "uncover", "discover", "find", "track", "detect"]
)


def _punished(gerund: Token) -> list[Token]:
    """'called for sanctions against Chad for sending': whom the penalty before it is to hit."""
    head = gerund.head
    for word in (head, *reversed([c for c in head.children if head.i < c.i < gerund.i])):
        if word.lemma in PENALTIES and word.tag_.startswith("NN"):
            near = [*word.children, *(word.head.children if word.head is not word else ())]
            hit = [c for c in near if word.i < c.i < gerund.i and preposition(c) in ("on", "against")]
            return hit[:1]
    return []


PENALTIES = frozenset(
    ["sanction", "penalty", "punishment", "measure", "tariff", "charge", "action", "criticism", "retaliation", "step"]
)


def _asked(token: Token) -> list[Token]:
    """Who is asked behind a preposition: 'called on Chad to send'."""
    head = token.head
    if token.dep_ not in ("xcomp", "advcl") or head.lemma not in ASKED_OF:
        return []
    of = ASKED_OF[head.lemma]
    return [c for c in head.children if c.dep_ == "obl" and head.i < c.i < token.i and preposition(c) in of]


def is_asked_for(token: Token) -> bool:
    """Whether an infinitive tells what others are asked to do: 'its request to send', not 'its request to buy'."""
    return token.head.lemma in ASKED_FOR and token.tag_ == "VB" and token.lemma not in TAKING


def is_controlled(token: Token) -> bool:
    """Whether the noun that a gerund hangs on does it: 'accuses the country of providing', 'allowed states to send'."""
    noun = token.head
    able = token.tag_ == "VBG" or (token.tag_ == "VB" and (noun.lower_ in SEVERAL or noun.tag_ in ("NNP", "NNPS")))
    return able and noun.dep_ in ("obj", "nsubj:pass") and noun.head.lemma in OF_OBJECT


SEVERAL = frozenset(
    ["allies", "partners", "countries", "nations", "states", "powers", "members", "governments", "neighbours",
     "neighbors", "backers", "capitals", "firms", "companies"]
)  # fmt: skip


def licensed(licence: Token) -> list[Token]:
    """Who may do what a licence is for: 'Poland sought Norway's permission to send jets', 'gave Poland permission to'."""
    if licence.lemma not in LICENCES or licence.dep_ not in ("obj", "obl", "nmod"):
        return []
    verb = licence.head
    while verb.lemma in ASKED_FOR and verb.tag_.startswith("NN") and verb.head is not verb:
        verb = verb.head
    if verb.lemma in GRANTING:
        return [c for c in verb.children if c.dep_ == "iobj" or preposition(c) == "to"]
    return [c for c in verb.children if c.dep_ == "nsubj"] if verb.lemma in SEEKING else []


def agents_of(verb: Token) -> list[Token]:
    """Who does it behind 'by'."""
    return [c for c in verb.children if c.dep_ == "obl" and preposition(c) == "by"]


FACING = frozenset(["face", "resist", "rebuff", "reject", "ignore"])
CHARGES = frozenset(["charge", "accusation", "allegation", "suspicion"])


def owner_of(noun: Token, depth: int = 0) -> list[Token]:
    """Whose plan, contract, promise it is: possessor, by-phrase, modifier state, or subject of its verb."""
    if noun.lemma in CHARGES:
        return []  # 'a US charge of supplying arms': whoever charges does not supply
    owners = [c for c in noun.children if c.dep_ == "nsubj"]  # 'India is in talks to procure'
    if owners:
        return owners
    owners = [c for c in noun.children if c.dep_ == "nmod:poss"]
    owners += [c for c in noun.children if c.dep_ == "nmod" and preposition(c) in ("by", "from")]
    owners += [
        c
        for c in noun.children
        if c.dep_ in ("amod", "compound") and c.tag_ in ("NNP", "NNPS", "JJ") and c.text[:1].isupper()
    ]
    head = noun.head
    if owners and all(c.tag_ == "PRP$" for c in owners) and noun.dep_ == "obj":
        return [c for c in head.children if c.dep_ == "nsubj"] or owners  # 'reversed its decision to send'
    if owners:
        return owners
    if noun.lemma in ASKED_FOR and head.lemma in FACING:
        return []  # 'faced calls to send': whoever is asked does not ask
    if noun.dep_ in ("obj", "obl", "xcomp") and head.tag_.startswith("VB"):
        return [c for c in head.children if c.dep_ == "nsubj"] or inherited_subject(head)
    if noun.dep_ == "nmod" and depth < 3:
        return owner_of(head, depth + 1)
    return []
