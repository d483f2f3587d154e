"""What the telling of a step means: its status, whether it is denied, whether it is told as fact at all."""

from __future__ import annotations

from dragoman.knowledge.schema import Frame, Operator
from dragoman.model import Status
from dragoman.read import ceasing, control, governors
from dragoman.read.clause import Clause
from dragoman.read.draft import STOPPED
from dragoman.read.phrases import NOT, preposition
from dragoman.read.reading import Reading
from dragoman.read.step_alone import ANNOUNCING, BIDS, CONTRACTS, PITCHED, RECEIVING, UNDECIDED, Alone, alone
from dragoman.read.words import Token
from dragoman.read.words_over import called_false, claimed, of_intent, own_denial, subject_side, told_as_fact, will

Over = list[tuple[Token, Operator]]
GOING_ON = frozenset(["continue", "keep"])
PROMISES = frozenset(["letter", "pledge", "promise", "commitment"])
PAPERS = frozenset(["deal", "agreement", "accord", "pact"])
TALKED = frozenset(["plan", "talk", "negotiation", "discussion", "proposal", "intention"])
ASKED = frozenset(["demand", "ask", "urge", "call", "want", "request", "appeal", "press", "pressure", "warn"])
WORRIED = frozenset(["worry", "worried", "concern", "concerned", "fear", "doubt", "afraid"])
PROMISING = frozenset(["commit", "pledge", "promise", "announce", "proceed"])
TRIED = frozenset(["attempt", "effort", "push", "bid"])
ENDING = frozenset(["stop", "halt", "end", "suspend", "freeze", "pause"])
WEIGHED = frozenset(["consider", "study", "weigh", "examine", "mull", "discuss", "debate", "consideration", "expect"])
SAYING = frozenset(
    [
        "say",
        "comment",
        "confirm",
        "disclose",
        "reveal",
        "discuss",
        "specify",
        "elaborate",
        "answer",
        "detail",
        "provide",
    ]
)
SCHEDULED = frozenset(
    ["prepare", "prepared", "expect", "expected", "poise", "poised", "plan", "anticipate", "near", "close"]
)
LATE = frozenset(["delay", "postpone"])
OBJECTIONS = frozenset(["objection", "opposition", "resistance", "reservation", "veto"])
LIFTS = frozenset(["lift", "ease", "drop", "remove", "end", "scrap", "relax", "waive", "rescind"])


def status_of(
    reading: Reading,
    clause: Clause,
    frame: Frame,
    ops: Over,
    supplier: tuple[str, ...],
    recipient: tuple[str, ...],
) -> tuple[Status | None, bool, str]:
    """Status, denied?, and the reason: the frame under its tense, then each word over it from the inside out."""
    step = alone(reading, clause, frame, supplier, recipient)
    if step.status is None or step.why:
        return step.status, False, step.why
    walk = Walk(reading, clause, frame, [] if step.settled else ops, supplier, recipient, step)
    if frame.pos == "verb" and ceasing.has_ended(clause):
        lead = frame.roles.get("subj", "supplier")
        walk.status, walk.strength = (Status.SUSPENDED if lead == "supplier" else Status.CANCELLED), 2
        walk.trail.append("no longer")
    elif _negated(clause, frame):
        if frame.pos == "verb" and clause.tense == "past" and own_denial(reading, clause.token, supplier, recipient):
            return step.done, True, "denied by a party"
        if frame.pos != "verb" or clause.tense not in ("future", "modal", "infinitive", "progressive"):
            return None, False, "negated"
        lead = frame.roles.get("subj", "supplier")
        walk.status, walk.strength = (Status.REFUSED if lead == "supplier" else Status.CANCELLED), 2
        walk.trail.append("negated")
    if frame.pos == "verb" and called_false(clause):
        walk.denied = True
        walk.trail.append("called false: denied")
    for token, op in walk.ops:
        if why := walk.word(token, op):
            return None, False, why
    return walk.status, walk.denied, ", ".join(walk.trail)


def _negated(clause: Clause, frame: Frame) -> bool:
    going = clause.token.head
    if frame.pos == "verb" and clause.token.dep_ == "xcomp" and going.lower_ == "going":
        return clause.negated or any(c.lower_ in NOT for c in going.children)
    return clause.negated


def _bargain(subject: Token) -> bool:
    """Whether a deal is the subject of a verb, itself or by a 'that' behind it."""
    bound = subject.tag_ in ("WDT", "WP") and subject.head.dep_ == "acl:relcl"
    return subject.dep_ == "nsubj" and (subject.head.head if bound else subject).lemma in CONTRACTS


def _no_comment(token: Token, op: Operator) -> bool:
    """'Declined to say whether', 'refuses to discuss': no step is declined."""
    return op.lemma in ("decline", "refuse") and any(
        c.dep_ in ("xcomp", "obj") and c.lemma in SAYING for c in token.children
    )


COMMANDING = frozenset(["order", "force", "compel", "oblige", "instruct", "direct"])


class Walk:
    """A step's status on the way from word to word over it; of two words the stronger decides, of equals the outer."""

    def __init__(
        self,
        reading: Reading,
        clause: Clause,
        frame: Frame,
        ops: Over,
        supplier: tuple[str, ...],
        recipient: tuple[str, ...],
        step: Alone,
    ) -> None:
        assert step.status is not None
        self.reading, self.clause, self.frame, self.ops = reading, clause, frame, ops
        self.supplier, self.recipient, self.step = supplier, recipient, step
        self.status: Status = step.status
        self.strength = 2 if step.open else 0
        self.denied = False
        self.trail: list[str] = []
        self.to_stop = self.tried = False
        self.papers = False  # whether a noun for a contract gave the status
        self.bid = False  # whether a noun for an offer gave the status
        self.before_stop: tuple[Status, int] | None = None

    def word(self, token: Token, op: Operator) -> str:
        """What a word over the step makes of it; the reason where it means that nothing took place."""
        self.tried = self.tried or (op.lemma in TRIED and token.tag_.startswith("NN"))
        if op.pos == "noun" and op.lemma in PAPERS and not self._hangs_on(token):
            return ""
        if self._beside(token, op):
            return ""
        if op.effect == "drop":
            return f"'{op.lemma}': did not happen"
        if self._not_yet(op) or self._lifted(token, op) or self._denied(token, op) or self._asked_for(op):
            return ""
        if op.effect == "real":
            self._real(token, op)
        return self._weigh(token, op) if op.effect == "status" else ""

    def _set(self, op: Operator, status: Status, strength: int, said: str = "") -> bool:
        self.status, self.strength = status, strength
        self.trail.append(f"{op.lemma}: {said or status}")
        return True

    def _beside(self, token: Token, op: Operator) -> bool:
        """Words that say nothing of how far the step is."""
        if self.frame.lemma in PROMISES and op.status == Status.ORDERED:
            return True  # signing a letter of intent orders nothing, nor does winning a pledge
        if self.tried and op.status in STOPPED:
            return True  # 'rebuffed attempts to hold up the sale'
        if op.lemma == "support" and self._means(token):
            return True
        if self._on_record(op) or _no_comment(token, op) or self._other_goods(token, op):
            return True
        if self._about_to_come(op):
            return True
        if self.to_stop and op.status in (Status.OFFERED, Status.APPROVED, Status.ORDERED):
            return True  # what is promised, agreed or allowed is the end of it
        if op.lemma == "clear" and any(c.dep_ == "obj" and c.lemma in ("path", "way") for c in token.children):
            return True  # who clears the way for a sale has not cleared the sale
        # 'signed a letter of intent to buy'
        return op.status == Status.ORDERED and any(of_intent(t) for t in governors.chain(self.clause.token))

    def _on_record(self, op: Operator) -> bool:
        """'Is concerned about reports that it has armed X', 'considers the offer': what is told as done, or an offer that
        was made, stays so, whatever somebody thinks of it."""
        if op.effect != "status" or self.strength or op.status in STOPPED:
            return False
        goes_on = self.clause.tense in ("past", "modal", "progressive")
        if goes_on and self.frame.pos == "verb" and self.status == Status.DELIVERED:
            return op.status in (Status.CONSIDERED, Status.ORDERED) or op.lemma == "announce"
        offer = self.bid or (self.frame.lemma in BIDS and self.frame.pos == "noun")
        return self.status == Status.OFFERED and offer and op.status == Status.CONSIDERED and op.lemma in WEIGHED

    def _about_to_come(self, op: Operator) -> bool:
        """'Expects to receive': what a supplier has promised, if nobody is told to only wish for it."""
        return self.frame.lemma in RECEIVING and op.lemma == "expect" and self.status == Status.OFFERED

    def _means(self, token: Token) -> bool:
        """'Supports Peru by sending jets', 'to support it, from sending': a deed beside it, not what is supported."""
        step = self.clause.token
        return step.head is token and step.dep_ in ("advcl", "acl") and preposition(step) != "for"

    def _other_goods(self, token: Token, op: Operator) -> bool:
        """'Offered Patriots to thwart the purchase of S-400s': what is offered is something else."""
        link = self.clause.token
        while link.head is not token and link.head is not link:
            link = link.head
        return (
            op.lemma in PITCHED
            and op.pos == "verb"
            and link.dep_ == "advcl"
            and any(c.dep_ == "obj" and c.i < link.i for c in token.children)
        )

    def _not_yet(self, op: Operator) -> bool:
        """'The delivery of the jets has been delayed'."""
        if op.lemma in LATE and self.frame.pos == "noun" and self.status == Status.DELIVERED and self.strength == 0:
            return self._set(op, Status.ORDERED, 0, "not yet")
        return False

    def _lifted(self, token: Token, op: Operator) -> bool:
        """'Lifted its ban on selling', 'dropped its objections to the sale'."""
        if op.lemma in LIFTS and any(c.dep_ == "obj" and c.lemma in OBJECTIONS for c in token.children):
            if told_as_fact(token) and not self._said_no(token, op):
                return self._set(op, Status.APPROVED, 3)
            return True
        if op.lemma not in LIFTS or self.before_stop is None or not told_as_fact(token):
            return False
        self.before_stop = None
        return self._set(op, Status.APPROVED, 3)

    def _denied(self, token: Token, op: Operator) -> bool:
        """'Denied having sent', 'rejected reports that it sent', 'denied an export licence for'."""
        licence = op.lemma == "deny" and any(
            c.dep_ in ("obj", "nsubj:pass") and c.lemma in control.LICENCES for c in token.children
        )
        if not (
            licence or op.effect == "deny" or (op.lemma in ("reject", "dismiss", "refute") and claimed(self.clause))
        ):
            return False
        if self._said_no(token, op):
            return True
        if licence:
            return self._set(op, Status.REFUSED, 3)
        self.denied = True
        unreal = self.status == self.step.unreal and self.clause.tense in ("gerund", "infinitive")
        if self.frame.pos == "verb" and unreal:
            self.status = self.step.done
        self.trail.append(f"{op.lemma}: denied")
        return True

    def _asked_for(self, op: Operator) -> bool:
        """Somebody asks that it be stopped, not be done, be approved: nobody has yet. Or fears that it will not be done."""
        unsold = self.trail[:1] == ["negated"]
        if op.lemma in WORRIED and unsold:
            return self._set(op, Status.CONSIDERED, 2, "open")  # 'is worried that it will not supply': nobody knows
        if op.lemma not in ASKED:
            return False
        if self.before_stop is not None:
            status, strength = self.before_stop
            if self.clause.tense == "gerund":
                status = self.step.done  # what goes on
            self.before_stop = None
            return self._set(op, status, strength, "only asked")
        if (unsold and self.status in (Status.REFUSED, Status.CANCELLED)) or (
            self.status == Status.APPROVED and self.trail
        ):
            return self._set(op, Status.CONSIDERED, 2, "only asked")  # 'urged it not to sell', 'asked it to approve'
        return False

    def _real(self, token: Token, op: Operator) -> None:
        """'Accused it of sending', 'decided to keep sending': it is being sent."""
        clause = self.clause
        going_on = op.lemma in GOING_ON and clause.tense in ("gerund", "infinitive")
        if (
            (told_as_fact(token) or (going_on and token.head.lemma in UNDECIDED))
            and self.strength == 0
            and (going_on or clause.tense == "gerund" or clause.token.head.lower_ == "helping")
        ):
            self._set(op, self.step.done, 2 if going_on else 0, "told as fact")

    def _said_no(self, token: Token, op: Operator) -> bool:
        no = governors.governors_negated(token)
        if op.lemma == "decision" and token.dep_ == "obj" and token.head.lemma in ("make", "take", "reach"):
            return no or governors.governors_negated(token.head)  # 'has not made a decision to send'
        return no

    def _weigh(self, token: Token, op: Operator) -> str:
        """The status that a word gives, if it is strong enough, told as fact and not negated."""
        new = op.status
        subject = subject_side(self.reading, token, self.supplier, self.recipient) or self._lead(token)
        if subject == "supplier" and op.by_supplier is not None:
            new = op.by_supplier
        elif subject == "recipient" and op.by_recipient is not None:
            new = op.by_recipient
        if new is None:
            return ""
        if new == Status.ORDERED and any(o.lemma in TALKED for _, o in self.ops):
            new = Status.CONSIDERED  # 'finalising plans to send'
        if op.lemma == "announce" and self.status == Status.ORDERED and self.papers:
            return ""  # 'announced a deal to sell'
        if op.lemma in SCHEDULED and self._bought(op):
            return ""
        power = op.strength
        if self._said_no(token, op):
            told = self._weigh_negated(token, op, new)
            if isinstance(told, str):
                return told
            new, power = told
        elif new == Status.REFUSED and any(c.dep_ == "xcomp" and c.lemma == "rule" for c in token.children):
            new = Status.CONSIDERED  # 'refused to rule out sending'
        elif (
            op.lemma in ("refuse", "decline") and self.clause.token.dep_ == "nsubj" and self.clause.token.head is token
        ):
            new = Status.CONSIDERED  # 'the deal refuses to take off'
        elif new == Status.APPROVED and told_as_fact(token) and any(_bargain(c) for c in token.children):
            new = Status.ORDERED  # 'the deal that allowed India to make engines'
        elif not told_as_fact(token):
            if new in STOPPED:
                if self.frame.weak and self.frame.pos == "noun":
                    return f"'{op.lemma}' only planned"
                commanded = token.dep_ == "xcomp" and token.head.lemma in COMMANDING  # 'a court ordered it to stop'
                if not commanded and not (will(token) and token.dep_ in ANNOUNCING):
                    self.to_stop = self.clause.tense == "gerund" and op.lemma in ENDING
                    if self.to_stop:
                        self.status = self.step.done  # 'promised to stop sending': it is being sent
                    return ""
            promised = new == Status.OFFERED and op.lemma in PROMISING and will(token)
            if new in (Status.APPROVED, Status.ORDERED, Status.OFFERED) and not promised:
                new, power = Status.CONSIDERED, 1
        if power >= self.strength:
            if new in STOPPED:
                self.before_stop = self.status, self.strength
            self.bid = op.pos == "noun" and op.lemma in BIDS
            self.papers = new == Status.ORDERED and op.pos == "noun"
            self._set(op, new, power)
        return ""

    def _hangs_on(self, noun: Token) -> bool:
        """Whether the step is an infinitive on a noun: 'a deal to sell'."""
        return self.clause.token.head is noun and self.clause.token.dep_ == "acl"

    def _lead(self, verb: Token) -> str:
        """The role of who 'agrees to send', even where it is nobody by name: 'some 50 nations agreed to'."""
        step = self.clause.token
        own = (
            step.dep_ in ("xcomp", "advcl")
            and step.tag_ == "VB"
            and step.head is verb
            and self.frame.pos == "verb"
            and not self.clause.passive
        )
        own = own and verb.lemma not in control.OF_OBJECT and any(c.dep_ == "nsubj" for c in verb.children)
        return self.frame.roles.get("subj", "") if own else ""

    def _bought(self, op: Operator) -> bool:
        """'Prepares to induct', 'expects to receive': who awaits goods on a day has bought them."""
        return op.status == Status.CONSIDERED and self.step.unreal == Status.ORDERED and self.status == Status.ORDERED

    def _weigh_negated(self, token: Token, op: Operator, new: Status) -> tuple[Status, int] | str:
        """'Did not refuse', 'has not decided', 'has not approved', 'no promise': a status with its strength, or why none."""
        if new == Status.REFUSED:
            return Status.CONSIDERED, 3
        if new in STOPPED:
            return ""
        if op.lemma in UNDECIDED or op.lemma == "proceed":
            return Status.CONSIDERED, 2
        if new in (Status.APPROVED, Status.ORDERED):
            terms = any(t.lower_ in ("unless", "until") for t in self.reading.doc[token.i : token.sent.end])
            refused = new == Status.APPROVED and not terms
            return Status.REFUSED if refused else Status.CONSIDERED, op.strength
        return f"'{op.lemma}' negated"
