"""What the telling of a step means: its status, whether it is denied, whether it is told as fact at all."""

from __future__ import annotations

import re

from dragoman import knowledge
from dragoman.knowledge.schema import Frame, Operator
from dragoman.model import Status
from dragoman.read import control, governors, phrases
from dragoman.read.actors import actors_of
from dragoman.read.clause import Clause
from dragoman.read.draft import STOPPED, operator_of
from dragoman.read.phrases import NOT
from dragoman.read.reading import Reading
from dragoman.read.words import Token

ANNOUNCED = frozenset(
    [
        "announce",
        "unveil",
        "accelerate",
        "speed",
        "expedite",
        "promise",
        "pledge",
        "prepare",
        "plan",
        "await",
        "expect",
        "begin",
        "start",
    ]
)
SOLD_NOUNS = frozenset(["sale", "purchase", "deal", "acquisition", "procurement"])
GOING_ON = frozenset(["continue", "keep"])
UNDECIDED = frozenset(["decide", "decision"])
BOUGHT = frozenset(["buy", "purchase", "procure", "acquire", "obtain"])
TOLD_OF = frozenset(["acl", "acl:relcl"])
PROMISES = frozenset(["letter", "pledge", "promise", "commitment"])
SUPPLYING = frozenset(["supply", "provide", "arm", "furnish", "equip", "smuggle"])
TALKED = frozenset(["plan", "talk", "negotiation", "discussion", "proposal", "intention"])
ASKED = frozenset(["demand", "ask", "urge", "call", "want", "request", "appeal", "press", "pressure", "warn"])
UNREAL_MODIFIERS = frozenset(["expected", "promised", "pledged", "requested", "anticipated", "envisaged"]) | frozenset(
    [
        "possible",
        "potential",
        "proposed",
        "planned",
        "prospective",
        "future",
        "hypothetical",
        "eventual",
        "likely",
        "alleged",
        "pending",
        "upcoming",
        "would-be",
        "desired",
    ]
)


def status_of(
    reading: Reading,
    clause: Clause,
    frame: Frame,
    ops: list[tuple[Token, Operator]],
    supplier: tuple[str, ...],
    recipient: tuple[str, ...],
) -> tuple[Status | None, bool, str]:
    """Status, denied?, and the reason: the frame under its tense, then each word over it from the inside out."""
    done, unreal = frame.status or Status.ORDERED, frame.unreal or Status.CONSIDERED
    lead = frame.roles.get("subj", "supplier")
    open_question = False
    if frame.pos == "adj" or _mere_participle(clause.token):
        ops = []  # 'the tanks supplied by Poland': what is said of the tanks changes nothing
    if frame.pos == "adj":
        return done, False, "told in passing"
    if frame.pos == "verb":
        table = {
            "past": done,
            "present": frame.present or unreal,
            "progressive": done if frame.lemma in ("operate", "fly") else unreal,
            "future": unreal,
            "infinitive": unreal,
            "gerund": unreal,
            "modal": unreal,
            "none": unreal,
        }
        status = table[clause.tense]
        if clause.modal in ("may", "might", "could", "should", "must", "can"):
            status = Status.CONSIDERED
        if clause.tense == "progressive" and any(c.lower_ in ("was", "were") for c in clause.token.children):
            status = done
        if clause.tense == "gerund" and phrases.preposition(clause.token) in (
            "after",
            "since",
            "by",
            "following",
            "despite",
        ):
            status = done
        if clause.tense == "gerund" and _would_be(clause.token):
            status = Status.CONSIDERED  # 'providing Peru with jets would be a risk'
        if (
            clause.tense == "gerund"
            and clause.token.head.tag_ == "VBD"
            and phrases.preposition(clause.token) == "before"
        ):
            status = done  # 'fitted the launchers out before sending them'
        thanked = (
            clause.tense == "gerund" and clause.token.head.tag_.startswith("VB") and control.blamed_for(clause.token)
        )
        if thanked:
            status, ops = done, []  # 'thanked Chad for sending jets', 'I want to thank'
        if (
            done == Status.ORDERED
            and frame.lemma in BOUGHT
            and clause.tense == "past"
            and clause.token.dep_ in TOLD_OF
            and not any(c.dep_ == "nsubj" and c.tag_ in ("WDT", "WP") for c in clause.token.children)
        ):
            status = Status.DELIVERED  # 'the jets that it bought from China were grounded': it has them
        if clause.tense == "gerund" and _goes_on(clause.token, frame):
            status = done
        if clause.tense == "modal" and any(c.lower_ in ("have", "'ve") for c in clause.token.children):
            if clause.modal not in ("may", "might"):
                return None, False, "would have: did not happen"
            status = done  # 'may have sent': what is only alleged has the alleged status
        if clause.tense == "infinitive" and {"if", "were"} <= {c.lower_ for c in clause.token.children}:
            return None, False, "'if' with 'were to': not told as fact"
        if frame.lemma in PITCHED and clause.tense == "future":
            status = Status.CONSIDERED  # 'will be offered the new frigate': nobody has yet
        if frame.lemma in PITCHED and clause.tense == "past" and _lost_out(reading, clause.token):
            return Status.CANCELLED, False, "lost out"
        if clause.tense == "present" and frame.lemma in SUPPLYING and _habitual(reading, clause):
            status = done  # 'Chad arms the rebels', 'provides them with rockets'
        if status == done and frame.lemma in RECEIVING and any(f.lemma in BIDS for f in clause.slots.get("obj", [])):
            status = Status.OFFERED  # 'has received a bid from Chad for its jets'
        if status == Status.OFFERED and any(f.lemma in CONTRACTS for f in clause.slots.get("under", [])):
            status = Status.ORDERED  # 'under the contract, X is to supply'
        inverted = reading.doc[reading.sentence_at(clause.token.i).first]
        if inverted.lower_ == "had" and inverted.i < clause.token.i <= inverted.i + 8 and clause.tense == "past":
            return None, False, "'had' before its subject: did not happen"
        if clause.tense == "past" and any(c.dep_ == "mark" and c.lower_ == "if" for c in clause.token.children):
            return None, False, "'if' with the past: not told as fact"
        if any(
            c.dep_ in ("mark", "case") and c.lower_ in ("if", "unless", "whether", "against", "without")
            for c in clause.token.children
        ):
            status = Status.CONSIDERED
            open_question = True
        if _asked(reading, clause.token):
            status, open_question = Status.CONSIDERED, True
        over = clause.token.head
        if clause.token.dep_ == "acl" and over.lemma in CONTRACTS | UNDECIDED and governors.governors_negated(over):
            status, open_question = Status.CONSIDERED, True  # 'met without an agreement to send'
    else:
        words = {c.lower_ for c in clause.token.children}
        if "any" in words:
            words.add("possible")  # 'any delivery is years away'
        aimed = phrases.preposition(clause.token) == "for" and clause.token.dep_ in ("nmod", "obl")
        over = clause.token.head
        first = clause.token
        while first.dep_ == "conj" and first.head.i < first.i:
            first = first.head  # 'speeds up radars, tanks delivery'
        announced = first.dep_ in ("obj", "obl", "xcomp") and first.head.lemma in ANNOUNCED
        judged = over.lemma in knowledge.load().words["bystander verbs"]
        planned = over != clause.token and over.tag_.startswith("VB") and not judged and _planned(over)
        bare = reading.sentence_at(clause.token.i).title and not over.tag_.startswith("VB")
        told = announced and done == Status.OFFERED  # announcing an offer makes it
        if planned and frame.lemma == "delivery" and over.lemma == "take":
            unreal = Status.ORDERED  # who will take delivery has bought
        status = unreal if words & UNREAL_MODIFIERS or aimed or (announced and not told) or planned or bare else done
        told_of = clause.token.dep_ in ("nsubj", "obj", "nsubj:pass", "obl:agent") and over.tag_ in ("VBD", "VBN")
        if (
            frame.lemma in SOLD_NOUNS
            and status == done
            and told_of
            and (supplier or recipient)
            and operator_of(over) is None
        ):
            status = Status.ORDERED  # 'Armenia's purchase of missiles from India irritated Baku': it took place
        if any(
            c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for t in (over, over.head) for c in t.children
        ):
            status, open_question = Status.CONSIDERED, True  # 'if India secures orders for it'
        if announced and frame.lemma == "sale":
            status = Status.APPROVED  # a government that announces a sale has cleared it
    strength, denied, trail = (2 if open_question else 0), False, []
    to_stop = tried = False
    before_stop: tuple[Status, int] | None = None
    negated = clause.negated
    going = clause.token.head
    if frame.pos == "verb" and clause.token.dep_ == "xcomp" and going.lower_ == "going":
        negated = negated or any(c.lower_ in NOT for c in going.children)
    if (
        frame.pos == "verb"
        and negated
        and clause.tense == "past"
        and _own_denial(reading, clause.token, supplier, recipient)
    ):
        return done, True, "denied by a party"
    if negated and frame.pos == "verb":
        if clause.tense in ("future", "modal", "infinitive", "progressive"):
            status, strength = (Status.REFUSED if lead == "supplier" else Status.CANCELLED), 2
            trail.append("negated")
            negated = False
        else:
            return None, False, "negated"
    elif negated:
        return None, False, "negated"
    if frame.pos == "verb" and _called_false(clause):
        denied = True
        trail.append("called false: denied")
    for token, op in ops:
        if frame.lemma in PROMISES and op.status == Status.ORDERED:
            continue  # signing a letter of intent orders nothing, nor does winning a pledge
        tried = tried or (op.lemma in TRIED and token.tag_.startswith("NN"))
        if tried and op.status in STOPPED:
            continue  # 'rebuffed attempts to hold up the sale'
        if to_stop and op.status in (Status.OFFERED, Status.APPROVED, Status.ORDERED):
            continue  # what is promised, agreed or allowed is the end of it
        if op.status == Status.ORDERED and any(_of_intent(t) for t in governors.chain(clause.token)):
            continue  # 'signed a letter of intent to buy'
        if op.lemma in LATE and frame.pos == "noun" and status == Status.DELIVERED and strength == 0:
            status = Status.ORDERED  # 'the delivery of the jets has been delayed'
            trail.append(f"{op.lemma}: not yet")
            continue
        if op.lemma in LIFTS and before_stop is not None and _told_as_fact(token):
            status, strength = Status.APPROVED, 3  # 'lifted its ban on selling'
            before_stop = None
            trail.append(f"{op.lemma}: {status}")
            continue
        if op.effect == "drop":
            return None, False, f"'{op.lemma}': did not happen"
        real = _told_as_fact(token)
        said_no = governors.governors_negated(token)
        if op.lemma == "decision" and token.dep_ == "obj" and token.head.lemma in ("make", "take", "reach"):
            said_no = said_no or governors.governors_negated(token.head)  # 'has not made a decision to send'
        if op.lemma == "deny" and any(
            c.dep_ in ("obj", "nsubj:pass") and c.lemma in control.LICENCES for c in token.children
        ):
            if not said_no:
                status, strength = Status.REFUSED, 3  # 'denied an export licence for'
                trail.append(f"{op.lemma}: {status}")
            continue
        if op.effect == "deny" or (op.lemma in ("reject", "dismiss", "refute") and _claimed(clause)):
            if not said_no:
                denied = True
                if frame.pos == "verb" and status == unreal and clause.tense in ("gerund", "infinitive"):
                    status = done
                trail.append(f"{op.lemma}: denied")
            continue
        if op.lemma in ASKED and before_stop is not None:
            status, strength = before_stop  # asked to stop it: nobody has
            if clause.tense == "gerund":
                status = done  # what goes on
            before_stop = None
            trail.append(f"{op.lemma}: only asked")
            continue
        if op.lemma in ASKED and trail[:1] == ["negated"] and status in (Status.REFUSED, Status.CANCELLED):
            status, strength = Status.CONSIDERED, 2  # 'urged it not to sell': it thinks of selling
            trail.append(f"{op.lemma}: only asked")
            continue
        if op.lemma in WORRIED and trail[:1] == ["negated"]:
            status, strength = Status.CONSIDERED, 2  # 'is worried that it will not supply': nobody knows
            trail.append(f"{op.lemma}: open")
            continue
        if op.lemma in ASKED and status == Status.APPROVED and trail:
            status, strength = Status.CONSIDERED, 2  # 'asked Congress to approve the sale': nobody has
            trail.append(f"{op.lemma}: only asked")
            continue
        if op.effect == "real":
            going_on = op.lemma in GOING_ON and clause.tense in ("gerund", "infinitive")
            if (
                real
                and strength == 0
                and (going_on or clause.tense == "gerund" or clause.token.head.lower_ == "helping")
            ):
                status, strength = done, 2 if going_on else 0  # 'decided to keep sending': it is being sent
                trail.append(f"{op.lemma}: told as fact")
            continue
        if op.effect != "status":
            continue
        new = op.status
        subject = _subject_side(reading, token, supplier, recipient)
        if subject == "supplier" and op.by_supplier is not None:
            new = op.by_supplier
        elif subject == "recipient" and op.by_recipient is not None:
            new = op.by_recipient
        if new is None:
            continue
        if new == Status.ORDERED and any(o.lemma in TALKED for _, o in ops):
            new = Status.CONSIDERED  # 'finalising plans to send'
        power = op.strength
        if said_no:
            if new == Status.REFUSED:
                new, power = Status.CONSIDERED, 3
            elif new in STOPPED:
                continue
            elif op.lemma in UNDECIDED:
                new, power = Status.CONSIDERED, 2
            elif new in (Status.APPROVED, Status.ORDERED):
                terms = any(t.lower_ in ("unless", "until") for t in reading.doc[token.i : token.sent.end])
                new = Status.REFUSED if new == Status.APPROVED and not terms else Status.CONSIDERED
            else:
                return None, False, f"'{op.lemma}' negated"
        elif not real:
            if new in STOPPED and frame.weak and frame.pos == "noun":
                return None, False, f"'{op.lemma}' only planned"
            if new in STOPPED and not (_will(token) and token.dep_ in ANNOUNCING):
                to_stop = clause.tense == "gerund" and op.lemma in ENDING
                if to_stop:
                    status = done  # 'promised to stop sending': it is being sent
                continue
            promised = new == Status.OFFERED and op.lemma in PROMISING and _will(token)
            if new in (Status.APPROVED, Status.ORDERED, Status.OFFERED) and not promised:
                new, power = Status.CONSIDERED, 1
        if power >= strength:
            if new in STOPPED:
                before_stop = status, strength
            status, strength = new, power
            trail.append(f"{op.lemma}: {new}")
    return status, denied, ", ".join(trail)


WORRIED = frozenset(["worry", "worried", "concern", "concerned", "fear", "doubt", "afraid"])
PROMISING = frozenset(["commit", "pledge", "promise", "announce"])
ANNOUNCING = ("ROOT", "conj", "parataxis", "ccomp")
RECEIVING = frozenset(["receive", "get", "obtain", "have"])
BIDS = frozenset(["bid", "offer", "proposal", "pitch", "quote"])
USED = frozenset(["use", "invoke", "exercise"])


def _will(token: Token) -> bool:
    """'Chad will stop sending', 'will commit to provide': an announcement, as good as the deed that it announces."""
    return any(c.dep_ == "aux" and c.lower_ in ("will", "’ll", "'ll") for c in token.children)


def _would_be(gerund: Token) -> bool:
    """'Sending jets would cross a line': a gerund as the subject of what would be."""
    over = gerund.head
    return gerund.dep_ in ("csubj", "nsubj", "advcl", "csubj:outer") and any(
        c.tag_ == "MD" and c.lower_ in ("would", "could", "might", "may") and c.i > gerund.i for c in over.children
    )


def _habitual(reading: Reading, clause: Clause) -> bool:
    """'Chad provides the rebels with rockets', in no headline: what goes on."""
    token = clause.token
    lead = reading.sentence_at(token.i)
    subjects = clause.slots.get("subj", [])
    return (
        not lead.title
        and lead.index > 0
        and token.tag_ in ("VBZ", "VBP")
        and token.dep_ in (*ANNOUNCING, "acl:relcl")
        and any(actors_of(reading, f) for f in subjects)
    )


def _asked(reading: Reading, verb: Token) -> bool:
    """'Will Chad sell tanks?': the sentence asks."""
    sentence = reading.sentence_at(verb.i)
    first = reading.doc[sentence.first]
    return (
        first.dep_.startswith("aux")
        and first.head is verb
        and reading.text[sentence.start : sentence.end].rstrip('”"’ \n').endswith("?")
    )


PITCHED = frozenset(["offer", "pitch", "propose", "bid"])
LOST_OUT = re.compile(
    r"\b(?:lost (?:out )?to|lost (?:the|a|that) (?:\w+ )?(?:deal|contract|tender|order)|was (?:rejected|turned down))\b"
)


def _lost_out(reading: Reading, verb: Token) -> bool:
    """'offered its jets, which lost out to the Gripen': in the same sentence, what came of it."""
    sentence = reading.sentence_at(verb.i)
    return LOST_OUT.search(reading.text, reading.ends[verb.i], sentence.end) is not None


TRIED = frozenset(["attempt", "effort", "push", "bid"])
ENDING = frozenset(["stop", "halt", "end", "suspend", "freeze", "pause"])
CONTRACTS = frozenset(["contract", "deal", "agreement", "order"])
LATE = frozenset(["delay", "postpone"])
LIFTS = frozenset(["lift", "ease", "drop", "remove", "end", "scrap", "relax", "waive", "rescind"])


def _of_intent(token: Token) -> bool:
    """'a letter of intent', 'a memorandum of understanding', 'an MoU': signing it orders nothing."""
    if token.lemma in ("memorandum", "mou"):
        return True
    return token.lemma == "letter" and any(c.lemma in ("intent", "interest") for c in token.children)


CLAIMS = frozenset(
    ["claim", "allegation", "accusation", "report", "rumour", "rumor", "suggestion", "charge", "assertion"]
)


def _goes_on(token: Token, frame: Frame) -> bool:
    """'has backed Chad, supplying it with arms': what goes on beside a deed that is told as done."""
    over = token.head
    finite = over.tag_ in ("VBD", "VBZ", "VBP") or any(c.tag_ in ("VBD", "VBZ", "VBP") for c in over.children)
    return (
        frame.lemma in SUPPLYING
        and token.dep_ == "advcl"
        and not phrases.preposition(token)
        and not any(c.dep_ in ("mark", "case", "aux") for c in token.children)
        and finite
        and operator_of(over) is None
        and not any(c.tag_ == "MD" for c in over.children)
    )


def _mere_participle(token: Token) -> bool:
    """A past participle behind or before its noun, which tells a deed as known."""
    return (
        token.tag_ == "VBN"
        and token.dep_ in ("acl", "amod")
        and not any(c.dep_.startswith("aux") for c in token.children)
    )


def _claimed(clause: Clause) -> bool:
    """Whether a word over the step is a claim of it, so that rejecting is denying: 'rejected reports that it supplied'."""
    return any(t.lemma in CLAIMS for t in governors.chain(clause.token))


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


def _called_false(clause: Clause) -> bool:
    """'called reports that it armed X a fabrication'."""
    for token in governors.chain(clause.token):
        if token.lemma in ("call", "brand", "label", "describe", "term") and _claimed(clause):
            return any(t.lemma in FALSE for t in token.doc[token.i + 1 : token.sent.end])
    return False


def _own_denial(reading: Reading, token: Token, supplier: tuple[str, ...], recipient: tuple[str, ...]) -> bool:
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


def _planned(token: Token) -> bool:
    """'to move forward with the sale', 'will begin deliveries'."""
    aux = {c.lower_ for c in token.children if c.dep_ == "aux"}
    return bool(aux & {"to", "will", "’ll", "'ll", "would", "may", "might", "could", "should", "must", "shall"})


GLAD = frozenset(["proud", "pleased", "happy", "glad", "delighted", "honoured", "honored", "grateful"])


def _told_as_fact(token: Token) -> bool:
    """Whether a governing word is itself told as done, not planned or possible."""
    if token.tag_.startswith("NN"):
        return not any(c.lower_ in UNREAL_MODIFIERS for c in token.children)
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
        return _told_as_fact(token.head)  # 'used its powers to allow the sale'
    if aux & {"will", "’ll", "'ll", "would", "may", "might", "could", "should", "must", "can", "shall", "wo"} or any(
        c.tag_ == "TO" for c in token.children
    ):
        return False
    return not (
        token.tag_ == "VBG"
        and not aux
        and token.dep_ in ("xcomp", "acl", "nmod", "obl", "advcl")
        and token.head.tag_.startswith("VB")
        and (over := operator_of(token.head)) is not None
        and over.status == Status.CONSIDERED
    )


def _subject_side(reading: Reading, token: Token, supplier: tuple[str, ...], recipient: tuple[str, ...]) -> str:
    subjects = [c for c in token.children if c.dep_ in ("nsubj", "nmod:poss")] or control.inherited_subject(token)
    if token.tag_.startswith("NN"):
        subjects = control.owner_of(token)
    actors = {a for s in subjects for a in actors_of(reading, s)}
    if actors & set(recipient):
        return "recipient"
    return "supplier" if actors & set(supplier) else ""
