"""The clause layer: who does what to whom, when it is told as done, planned, refused or denied.

For a predicate (verb, noun or participle) it gives the fillers of its syntactic slots, whatever the voice or the
construction, with fall-backs for what the parser attaches wrongly. The words over it, which change what its telling means,
are those of :mod:`dragoman.read.governors`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman import knowledge
from dragoman.read.words import Token

CONTROL_OBJECT = frozenset(
    [
        "ask",
        "urge",
        "press",
        "pressure",
        "push",
        "allow",
        "permit",
        "authorize",
        "authorise",
        "help",
        "anticipate",
        "imagine",
        "envisage",
        "catch",
        "persuade",
        "convince",
        "enable",
        "force",
        "require",
        "want",
        "beg",
        "request",
        "accuse",
        "warn",
        "suspect",
        "lobby",
        "encourage",
        "call",
        "order",
        "prevent",
        "stop",
        "prohibit",
        "bar",
        "block",
        "pick",
        "choose",
        "select",
        "tap",
        "contract",
        "hire",
        "demand",
    ]
)  # verbs whose object does what the infinitive says
LIGHT_NOUNS = {
    "number",
    "dozen",
    "hundred",
    "thousand",
    "million",
    "unit",
    "pair",
    "batch",
    "series",
    "piece",
    "set",
    "fleet",
    "lot",
    "score",
    "quantity",
    "consignment",
    "shipment",
    "tranche",
    "handful",
    "variety",
    "range",
    "type",
    "kind",
    "version",
    "variant",
    "squadron",
    "battery",
    "battalion",
    "regiment",
    "worth",
    "container",
    "round",
    "billion",
    "stock",
    "stockpile",
    "example",
    "copy",
    "model",
    "class",
    "family",
    "some",
    "more",
    "total",
    "supply",
}


@dataclass(slots=True)
class Clause:
    """One predicate with its slots."""

    token: Token
    slots: dict[str, list[Token]] = field(default_factory=dict)  # subj, obj, iobj, poss, mod, prepositions -> heads
    passive: bool = False
    tense: str = "none"  # past | present | progressive | future | infinitive | gerund | modal | none
    modal: str = ""
    negated: bool = False

    def add(self, slot: str, token: Token) -> None:
        if token not in self.slots.setdefault(slot, []):
            self.slots[slot].append(token)


def prepositions(token: Token) -> list[str]:
    """The case words of a noun, longest first: 'on behalf of' gives 'on', 'of'."""
    return [c.lower_ for c in token.children if c.dep_ in ("case", "mark") and c.i < token.i]


def preposition(token: Token) -> str:
    case = prepositions(token)
    return case[0] if case else ""


def of_verb(token: Token) -> Clause:
    """Slots of a verbal predicate."""
    clause = Clause(token)
    aux = [c for c in token.children if c.dep_ in ("aux", "aux:pass", "cop")]
    words = {c.lower_ for c in aux}
    clause.passive = any(c.dep_ in ("nsubj:pass", "aux:pass", "csubj:pass") for c in token.children)
    participle = token.tag_ == "VBN" and token.dep_ in ("acl", "amod", "advcl", "acl:relcl") and not aux
    participle = participle or _reduced(token)
    clause.passive = clause.passive or participle
    clause.negated = any(c.dep_ == "advmod" and (negates(c) or c.lower_ in ("no", "neither")) for c in token.children)
    _tense(clause, aux, words)
    if token.tag_ == "VBG" and token.dep_ == "amod" and token.i + 1 == token.head.i and preposition(token.head):
        clause.add("obj", token.head)  # 'accused of supplying weapons to': a verb, whatever the parser says
        for child in token.head.children:
            if child.dep_ in ("nmod", "obl") and child.i > token.i:
                _oblique(clause, child)
    for child in token.children:
        dep = child.dep_
        if dep == "nsubj":
            clause.add("subj", child)
        elif dep == "nsubj:pass" or dep in ("obj", "ccomp:obj"):
            clause.add("obj", child)
        elif dep == "iobj":
            clause.add("iobj", child)
        elif dep in ("obl", "nmod", "obl:agent", "obl:tmod", "obl:npmod", "obl:unmarked"):
            _oblique(clause, child)
    _verb_gaps(clause)
    for filler in list(clause.slots.get("obj", [])) + list(clause.slots.get("iobj", [])):
        _nested_obliques(clause, filler)
    _word_order(clause)
    _finish(clause)
    objects = clause.slots.get("obj", [])
    none = [c for f in objects for c in f.children if c.lower_ in ("no", "neither") and c.i < f.i]
    if any(c.nbor(1).lower_ not in ("fewer", "less", "more") for c in none):
        clause.negated = True  # 'sold neither weapons nor ammunition'
    return clause


def negates(word: Token) -> bool:
    """Whether a word says that something is not so: 'not only to allow it' does not."""
    if word.lower_ not in ("not", "n't", "n’t", "never"):
        return False
    return word.i + 1 >= len(word.doc) or word.nbor(1).lower_ not in ("only", "just", "merely", "simply")


def _reduced(token: Token) -> bool:
    """'the drones bought from Iran': a participle that the tagger takes for a past tense."""
    return (
        token.tag_ == "VBD"
        and token.dep_ == "acl"
        and token.i == token.head.i + 1
        and not any(c.dep_ in ("nsubj", "obj", "aux", "mark") for c in token.children)
    )


def _word_order(clause: Clause) -> None:
    """An active verb's object does not stand before it: what does is the subject that the parser missed."""
    if clause.passive or clause.slots.get("subj") or clause.token.tag_ not in ("VBD", "VBZ", "VBP", "VBG", "VB"):
        return
    early = [f for f in clause.slots.get("obj", []) if f.i < clause.token.i and f.dep_ == "obj"]
    for filler in early:
        clause.slots["obj"].remove(filler)
        clause.add("subj", filler)


def _finish(clause: Clause) -> None:
    """Coordinated fillers join their first; relative pronouns give way to what they stand for."""
    for slot in list(clause.slots):
        for filler in list(clause.slots[slot]):
            meant = antecedent(filler)
            if meant is not None:
                clause.slots[slot].remove(filler)
                clause.add(slot, meant)
                filler = meant
            for other in filler.conjuncts:
                if slot == "subj" and filler.i < clause.token.i < other.i and not clause.passive:
                    continue  # 'that Serbia received from Russia, Belarus and': not a second subject
                if other.i > filler.i and other != clause.token:
                    clause.add(slot, other)
            if slot == "subj":
                for other in _companions(filler, clause.token):
                    clause.add(slot, other)


def _companions(token: Token, verb: Token) -> Iterator[Token]:
    """Who acts with the subject: 'Peru, together with Chile, will', 'Peru along with Chile and Bolivia'."""
    for child in (*token.children, *(c for c in verb.children if token.i < c.i < verb.i)):
        if child.lower_ not in ("together", "along", "alongside") and preposition(child) != "alongside":
            continue
        for other in (child, *child.children):
            if preposition(other) in ("with", "alongside") and other.tag_.startswith("NN"):
                yield other
                yield from other.conjuncts


def antecedent(pronoun: Token) -> Token | None:
    """The noun that a relative pronoun stands for: 'that', 'which', 'who', 'whose'."""
    if pronoun.tag_ not in ("WDT", "WP", "WP$"):
        return None
    here, steps = pronoun, 0
    while here.head != here and steps < 6:
        if here.dep_ == "acl:relcl":
            return here.head
        here, steps = here.head, steps + 1
    misread = pronoun.lower_ == "that" and pronoun.dep_ == "obj" and pronoun.head.dep_ == "ccomp"
    if (pronoun.lower_ == "which" or misread) and pronoun.i > 1:  # 'replace the jets that it received'
        before = pronoun.nbor(-1)
        if before.text == ",":
            before = pronoun.nbor(-2)
        if before.tag_ in ("NN", "NNS", "NNP", "NNPS"):
            while before.dep_ in ("compound", "flat", "nmod", "appos") and abs(before.head.i - before.i) < 6:
                before = before.head
            return before if before.tag_.startswith("NN") else None
    return None


def _oblique(clause: Clause, child: Token) -> None:
    case = preposition(child)
    if case == "by" and clause.passive and child.tag_ not in ("CD",) and not is_temporal(child):
        clause.add("subj", child)
    elif case:
        clause.add(case, child)
    _nested_obliques(clause, child)


def _nested_obliques(clause: Clause, filler: Token) -> None:
    """Prepositional phrases that the parser hung on the object, though they may belong to the verb."""
    for child in filler.subtree:
        if child == filler or child.dep_ not in ("nmod", "obl") or (child.i < clause.token.i and not clause.passive):
            continue
        climb, steps = child.head, 0
        blocked = False
        while climb != filler and steps < 5:
            if climb.tag_.startswith("VB"):
                blocked = True
                break
            climb, steps = climb.head, steps + 1
        case = preposition(child)
        if not blocked and case in ("to", "from", "for", "into", "by", "with", "under", "between", "at", "in"):
            clause.add(case, child)


def _tense(clause: Clause, aux: list[Token], words: set[str]) -> None:
    token = clause.token
    modal = next((c.lower_ for c in aux if c.tag_ == "MD"), "")
    clause.modal = {"'ll": "will", "’ll": "will", "'d": "would", "’d": "would", "ca": "can", "wo": "will"}.get(
        modal, modal
    )
    to = any(c.tag_ == "TO" for c in token.children)
    if clause.modal in ("will", "shall"):
        clause.tense = "future"
    elif clause.modal:
        clause.tense = "modal"
    elif to:
        clause.tense = "infinitive"
    elif token.tag_ == "VBD" or (token.tag_ == "VBN" and words & {"has", "have", "had", "having", "'ve", "’ve", "'s"}):
        clause.tense = "past"
    elif token.tag_ == "VBN":
        if words & {"is", "are", "'re", "’re", "being", "be"}:
            clause.tense = "progressive" if "being" in words else "present"
        else:
            clause.tense = "past"
    elif token.tag_ == "VBG":
        clause.tense = (
            "progressive" if words & {"is", "are", "was", "were", "been", "be", "'s", "’s", "'re", "’re"} else "gerund"
        )
        if words & {"has", "have", "had"} and "been" in words:
            clause.tense = "past"
    elif token.tag_ in ("VBZ", "VBP"):
        clause.tense = "present"
    elif token.tag_ == "VB":
        clause.tense = "infinitive"
    if token.tag_ == "VB" and words & {"did"}:
        clause.tense = "past"


def _verb_gaps(clause: Clause) -> None:
    """Subjects and objects that stand elsewhere: control, relative clauses, participles, coordination."""
    token = clause.token
    head = token.head
    if "subj" not in clause.slots and not clause.passive and (misread := _subject_as_oblique(token)) is not None:
        clause.add("subj", misread)
    if token.dep_ in ("acl", "acl:relcl") and head != token:
        if token.dep_ == "acl" and (token.tag_ == "VBN" or _reduced(token)):
            clause.add("obj", head)
        elif token.tag_ == "VBG" and token.dep_ == "acl" and preposition(token) == "":
            clause.add("subj", head)
        elif token.dep_ == "acl:relcl":
            _relative(clause, head)
        elif "subj" not in clause.slots and (head.tag_ in ("NNP", "NNPS", "PRP") or _controlled(token)):
            clause.add("subj", head)  # a headline's 'UK to send tanks'; 'accuses the country of providing'
        elif "subj" not in clause.slots and (
            head.lemma not in ASKED_FOR or token.tag_ != "VB" or token.lemma in TAKING
        ):
            for owner in (head.lemma in LICENCES and _licensed(head)) or owner_of(head):
                clause.add("subj", owner)
    elif token.dep_ == "amod" and token.tag_ in ("VBN", "VBD"):
        clause.add("obj", head)
    elif token.dep_ == "parataxis" and token.tag_ in ("VBD", "VBZ") and "subj" not in clause.slots:
        if head.tag_ in ("NNP", "NNPS") and head.i < token.i:
            clause.add("subj", head)  # 'Ireland, which is neutral, bought': read as two sentences
    if "subj" not in clause.slots and not (clause.passive and token.dep_ in ("acl", "amod", "acl:relcl")):
        for subject in inherited_subject(token):
            clause.add("obj" if clause.passive else "subj", subject)
    if token.dep_ == "xcomp" and not clause.slots.get("obj") and clause.slots.get("subj"):
        over, steps = token.head, 0
        while over.dep_ == "xcomp" and steps < 3:
            over, steps = over.head, steps + 1
        own = any(c.dep_ == "nsubj" and c.tag_ not in ("WDT", "WP") for c in over.children)
        if over.dep_ == "acl:relcl" and own:  # 'the tanks the US plans to deliver'
            clause.add("obj", over.head)
    if token.dep_ == "conj" and token.head.tag_.startswith("VB"):
        first = token.head
        if (
            "obj" not in clause.slots
            and not clause.passive
            and not any(c.dep_ in ("ccomp", "xcomp") for c in token.children)
        ):
            for child in first.children:
                if child.dep_ == "obj" and child.i > token.i:
                    clause.add("obj", child)
    for child in token.children:  # 'sold and delivered jets': the object hangs on the second verb
        if child.dep_ == "conj" and child.tag_.startswith("VB") and "obj" not in clause.slots and not clause.passive:
            if child.i - token.i <= 3:
                for grandchild in child.children:
                    if grandchild.dep_ in ("obj", "nsubj:pass"):
                        clause.add("obj", grandchild)


def _subject_as_oblique(token: Token) -> Token | None:
    """'after Russia invaded Ukraine' read as 'after Russia' and a verb without a subject."""
    if (
        token.tag_ not in ("VBD", "VBZ", "VBP")
        or token.i < 2
        or token.nbor(-1).tag_ not in ("NNP", "NNPS", "NNS", "NN")
    ):
        return None
    before = token.nbor(-1)
    while before.dep_ in ("compound", "flat") and before.head.i == before.i + 1 and before.head.i < token.i:
        before = before.head
    if before.dep_ not in ("obl", "nmod") or any(c.dep_.startswith("aux") for c in token.children):
        return None
    return before if preposition(before) in ("after", "before", "since", "until", "as") else None


def _relative(clause: Clause, head: Token) -> None:
    """The head noun fills the gap of its relative clause."""
    token = clause.token
    pronouns = [c for c in token.children if c.lower_ in ("which", "that", "who", "whom") and c.dep_ != "mark"]
    if pronouns:
        for p in pronouns:
            for slot, fillers in clause.slots.items():
                if p in fillers:
                    fillers.remove(p)
                    clause.add(slot, head)
                    return
    has_subject, has_object = bool(clause.slots.get("subj")), bool(clause.slots.get("obj"))
    if clause.passive:
        if not has_object:
            clause.add("obj", head)
    elif not has_subject:
        clause.add("subj", head)
    elif not has_object:
        clause.add("obj", head)


def inherited_subject(token: Token, depth: int = 0) -> list[Token]:
    """Subject of an infinitive, gerund or second verb, from the verb over it."""
    head = token.head
    if head == token or depth > 4:
        return []
    if token.dep_ in ("xcomp", "advcl", "ccomp", "conj", "parataxis", "obl", "csubj") and head.tag_[:2] in (
        "VB",
        "JJ",
        "NN",
    ):
        if token.dep_ == "ccomp" and any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children):
            return []
        if token.dep_ in ("xcomp", "advcl", "obl") and head.lemma in CONTROL_OBJECT:
            objects = [c for c in head.children if c.dep_ in ("obj", "iobj", "nsubj:pass")]
            if objects:
                return objects
        if token.tag_ == "VBG" and preposition(token) == "for":  # 'berated Chad for sending'
            blamed = [c for c in head.children if c.dep_ == "obj" and head.i < c.i < token.i]
            if blamed and blamed[0].tag_ in ("NNP", "NNPS", "PRP"):
                return blamed
        if token.dep_ in ("xcomp", "advcl") and head.lemma in ASKED_OF:
            asked = [
                c
                for c in head.children
                if c.dep_ == "obl" and head.i < c.i < token.i and preposition(c) in ASKED_OF[head.lemma]
            ]
            if asked:
                return asked  # 'called on Chad to send'
        finite = any(c.dep_.startswith("aux") and c.tag_ in ("VBD", "VBZ", "VBP", "MD") for c in token.children)
        if token.dep_ in ("parataxis", "ccomp") and (finite or token.tag_ not in ("VBG", "VB", "VBN")):
            return []
        subjects = [c for c in head.children if c.dep_ in ("nsubj", "nsubj:pass")]
        agents = [c for c in head.children if c.dep_ == "obl" and preposition(c) == "by"]
        if subjects and not (agents and any(c.dep_ == "nsubj:pass" for c in subjects) and token.dep_ != "conj"):
            return subjects
        if head.dep_ in ("acl", "acl:relcl") and head.tag_ in ("VBG", "VBN"):
            return [head.head] if head.tag_ == "VBG" else agents
        if head.dep_ == "acl:relcl":
            return [head.head]
        return agents or inherited_subject(head, depth + 1)
    if token.dep_ == "acl" and token.tag_ == "VB" and head.tag_ in ("NNP", "NNPS"):
        return [head]  # a headline's 'Poland to stop sending'
    if token.dep_ in ("acl", "nmod") and head.lemma in ASKED_FOR and token.tag_ == "VB" and token.lemma not in TAKING:
        return []  # 'Chad's request to send jets': whoever asks does not send
    if token.dep_ in ("acl", "nmod", "advcl") and head.tag_.startswith("NN"):
        if head.lemma in LICENCES and (licensed := _licensed(head)):
            return licensed
        return [head] if _controlled(token) else owner_of(head)
    return []


def _licensed(licence: Token) -> list[Token]:
    """Who may do what a licence is for: 'Poland sought Norway's permission to send jets', 'gave Poland permission to'."""
    verb = licence.head
    while verb.lemma in ASKED_FOR and verb.tag_.startswith("NN") and verb.head is not verb:
        verb = verb.head
    if licence.dep_ not in ("obj", "obl", "nmod"):
        return []
    if verb.lemma in GRANTING:
        return [c for c in verb.children if c.dep_ == "iobj" or preposition(c) == "to"]
    return [c for c in verb.children if c.dep_ == "nsubj"] if verb.lemma in SEEKING else []


LICENCES = frozenset(
    ["permission", "approval", "clearance", "licence", "license", "consent", "authorization", "authorisation"]
)
GRANTING = frozenset(["grant", "give", "issue", "deny", "refuse"])
SEEKING = frozenset(
    ["ask", "seek", "request", "want", "need", "get", "win", "obtain", "receive", "await", "secure", "make"]
)


ASKED_OF = {"call": ("on", "upon"), "appeal": ("to",), "plead": ("with",), "prevail": ("on", "upon"), "lean": ("on",)}
TAKING = knowledge.load().words["taking"] | {"order", "lease", "join"}
ASKED_FOR = frozenset(["request", "appeal", "plea", "call", "demand", "pressure"])


def _controlled(token: Token) -> bool:
    """Whether the noun that a gerund hangs on does it: 'accuses the country of providing'."""
    noun = token.head
    return token.tag_ == "VBG" and noun.dep_ in ("obj", "nsubj:pass") and noun.head.lemma in CONTROL_OBJECT


def owner_of(noun: Token, depth: int = 0) -> list[Token]:
    """Whose plan, contract, promise it is: possessor, by-phrase, modifier state, or subject of its verb."""
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
    if owners:
        return owners
    head = noun.head
    if noun.dep_ in ("obj", "obl", "xcomp") and head.tag_.startswith("VB"):
        return [c for c in head.children if c.dep_ in ("nsubj",)] or inherited_subject(head)
    if noun.dep_ == "nmod" and depth < 3:
        return owner_of(head, depth + 1)
    return []


def of_noun(token: Token) -> Clause:
    """Slots of a nominal predicate: 'Turkey's delivery of drones to Kosovo', 'an order for 12 jets'."""
    clause = Clause(token)
    for child in token.children:
        if child.dep_ == "nmod:poss":
            clause.add("poss", child)
        elif child.dep_ in ("amod", "compound", "nmod:desc", "nmod:unmarked") or (
            child.dep_ == "nmod" and not prepositions(child)
        ):
            clause.add("mod", child)
        elif child.dep_ in ("nmod", "obl", "acl"):
            for case in prepositions(child)[:1]:
                clause.add(case, child)
                _nested_nominal(clause, child)
        elif child.dep_ == "nsubj" and (preposition(token) == "in" or token.lemma in TRADERS):
            clause.add("subj", child)  # 'the jet is in service with', 'Chad is a customer for'
    head = token.head
    if head != token and head.tag_.startswith("VB"):
        if token.dep_ in ("obj", "obl", "xcomp", "nsubj:pass"):
            subjects = [c for c in head.children if c.dep_ == "nsubj"]
            agents = [c for c in head.children if c.dep_ == "obl" and preposition(c) == "by"]
            for s in subjects or agents or (inherited_subject(head) if token.dep_ != "nsubj:pass" else []):
                clause.add("subj", s)
        for child in head.children:  # 'signed a contract in May with France for 12 jets'
            if child.dep_ in ("obl", "nmod") and child != token:
                case = preposition(child)
                if case in ("with", "for", "to", "from", "between", "on", "over", "of") and not is_temporal(child):
                    clause.add(case, child)
                    _nested_nominal(clause, child)
        for child in head.children:
            if child.dep_ == "iobj":
                clause.add("to", child)
            elif token.dep_ == "nsubj" and head.lemma_ == "reach" and child.dep_ == "obj":
                clause.add("to", child)  # 'a shipment of jets reached Poland'
            elif (
                token.dep_ == "nsubj"
                and head.lemma_ == "arrive"
                and child.dep_ == "obl"
                and preposition(child) in ("in", "at")
            ):
                clause.add("to", child)
    _finish(clause)
    clause.negated = any(c.dep_ == "det" and c.lower_ in ("no", "neither") for c in token.children)
    return clause


TRADERS = frozenset(["customer", "buyer"])


def _nested_nominal(clause: Clause, filler: Token) -> None:
    """'sale of jets to Serbia by France': later phrases may hang on the earlier ones."""
    for child in filler.children:
        if child.dep_ in ("nmod", "obl"):
            case = preposition(child)
            if case in ("to", "from", "by", "with", "for", "between"):
                clause.add(case, child)
                _nested_nominal(clause, child)


def is_temporal(token: Token) -> bool:
    return (
        token.ent_type_ == "DATE"
        or token.tag_ == "CD"
        or token.lower_
        in (
            "year",
            "month",
            "week",
            "end",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
            "quarter",
            "summer",
            "spring",
            "autumn",
            "winter",
            "decade",
            "day",
        )
    )
