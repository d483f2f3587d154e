"""The terms of a step: price, date and mode."""

from __future__ import annotations

import re

from dragoman import knowledge
from dragoman.knowledge.schema import Frame
from dragoman.model import Mode, Money, Span, Status
from dragoman.read import governors, package_prices
from dragoman.read.actors import actors_of
from dragoman.read.clause import Clause
from dragoman.read.draft import Draft
from dragoman.read.item import Item
from dragoman.read.reading import MoneyMention, Reading, Sentence, TimeMention
from dragoman.read.tags import FINITE
from dragoman.read.words import Token

NOT_TOGETHER = frozenset(
    [
        "send",
        "give",
        "donate",
        "operate",
        "export",
        "order",
        "receive",
        "arrive",
        "supplied",
        "fleet",
        "service",
        "import",
        "deliver",
    ]
)
SILENT = frozenset(
    ["operate", "fly", "integrate", "service", "fleet", "interest", "arrive", "supplied", "send", "deploy"]
)
SOLD = re.compile(
    r"\b(?:sale|sell|sold|buy|bought|purchas\w+|contract|procure\w*|deal for|tender|government[- ]to[- ]government|orders? for)\b",
    re.IGNORECASE,
)
FREE = re.compile(
    r"\b(?:donat\w+|gift\w*|free of charge|for free|grant(?:ed)? aid|military (?:aid|assistance)|security assistance|"
    r"aid package|assistance package|weapons? package|arms package|package of \w+ ?(?:aid|support|assistance)|as aid|presidential drawdown|drawdown|"
    r"(?:from|out of) (?:\w+ ){0,2}(?:own|existing|U\.?S\.?|army|military) (?:\w+ )?(?:stocks?|stockpiles?|inventor(?:y|ies)))\b",
    re.IGNORECASE,
)
GIFT = re.compile(r"\b(?:as a (?:gift|donation)|donated|gifted|free of charge)\b", re.IGNORECASE)
CONTRACTED = re.compile(r"\bunder (?:the|a|an|its|their) (?:[\w$£€.-]+ ){0,4}?contract\b", re.IGNORECASE)
USED = re.compile(
    r"\b(?:surplus|second-?hand|retired|decommissioned|used|former|ex|its (?:own|old)|ageing|aging)\b", re.IGNORECASE
)
SEIZED = re.compile(r"\b(?:seized|confiscated|forfeited|captured)\b", re.IGNORECASE)
LEASED = re.compile(r"\b(?:on lease|leas(?:e|ed|ing)|on loan|loaned)\b", re.IGNORECASE)
TOGETHER = re.compile(
    r"\b(?:joint(?:ly)?|co-?(?:produc|develop|manufactur)\w*|under licen[cs]e|licen[cs]ed?[- ]?(?:production|built|produced)|"
    r"technology transfer|transfer of technology|ToT|together|collaborat\w+|(?:manufactur|assembl|produc|build|built)\w*(?: [\w-]+){0,4} locally|local(?:ly)? (?:production|"
    r"assembl\w+|produc\w+|manufactur\w+)|joint venture)\b",
    re.IGNORECASE,
)
MERELY = re.compile(r"joint(?:ly)?|together|collaborat\w+", re.IGNORECASE)
MAKING = re.compile(
    r"\b(?:produc|manufactur|assembl|develop|design|buil[dt]|mak(?:e|ing)\b|made\b|venture|factory|plant\b|licen[cs])",
    re.IGNORECASE,
)


def is_joint(reading: Reading, sentence: Sentence, clause: Clause, frame: Frame) -> bool:
    """Whether making is told as shared: jointly, under licence, locally for a foreign maker, or with a partner."""
    if frame.mode != Mode.CO_PRODUCTION:
        return False
    words = {c.lower_ for c in clause.token.children} | {c.lower_ for c in clause.token.head.children}
    if words & {"joint", "jointly", "together", "licensed", "licence", "license", "local", "locally"}:
        return True
    over = clause.token.head
    helped = (
        over.lemma == "help" and clause.token.dep_ == "xcomp" and frame.lemma in ("build", "produce", "manufacture")
    )
    if helped and any(c.dep_ == "obj" for c in over.children):
        return True  # 'will help Peru build tanks'
    partner = any(
        f.head == clause.token
        or (
            f.head in clause.slots.get("obj", []) and (m := reading.by_token.get(f.i)) is not None and m.kind == "state"
        )
        for f in clause.slots.get("with", [])
    )
    states = knowledge.load().states
    makers = {a for f in clause.slots.get("subj", []) for a in actors_of(reading, f) if a in states}
    together = len(makers) > 1 or partner  # 'Japan, Britain and Italy plan to build'
    return together or bool(TOGETHER.search(reading.text[sentence.start : sentence.end]))


def value_of(reading: Reading, sentence: Sentence, draft: Draft, items: list[Item]) -> Money | None:
    """The price told in the sentence, if it can only be this deal's."""
    amounts = [m for m in reading.within(reading.money, sentence.start, sentence.end) if not m.per_unit]
    at = draft.item.mentions[0].start
    amounts = [m for m in amounts if not _budget(reading, m)]
    amounts = [m for m in amounts if not package_prices.converted(reading, m)] or amounts
    amounts = [m for m in amounts if not package_prices.sums_up(reading, sentence, m)]
    amounts = [m for m in amounts if not _paid_otherwise(reading, m, draft.trigger)]
    amounts = [m for m in amounts if ";" not in reading.text[min(m.end, at) : max(m.start, at)]]
    if not amounts:
        return None
    own = [i for i in items if i is draft.item]
    best = package_prices.of_lot(reading, amounts, draft.item)
    if best is not None:
        amounts = []
    for amount in amounts:  # each amount belongs to the goods that stand nearest to it
        nearest = _bought_for(reading, amount, items) or min(items, key=lambda i: _distance(amount, i))
        if nearest in own or (nearest.vague and len(items) == 2):
            best = amount if best is None or _distance(amount, draft.item) < _distance(best, draft.item) else best
    if best is None:
        return None
    draft.spans["value"] = [Span(start=best.start, end=best.end)]
    return best.value


PAID = frozenset(["offer", "pay", "reward", "fine", "earn", "owe", "promise", "raise"])


def _paid_otherwise(reading: Reading, amount: MoneyMention, step: Token) -> bool:
    """'leading a bank to offer two million pounds to the widow': what another verb hands over."""
    at = reading.token_at(amount.start)
    if at is None:
        return False
    token = reading.doc[at]
    for _ in range(6):
        if token.dep_ in ("obj", "iobj") or token.head is token:
            break
        token = token.head
    verb = token.head
    if token.dep_ != "obj" or verb is step or verb.lemma not in PAID or not verb.tag_.startswith("VB"):
        return False
    return verb not in governors.chain(step) and step not in governors.chain(verb)


def _bought_for(reading: Reading, amount: MoneyMention, items: list[Item]) -> Item | None:
    """'20 guns from Chad for $3bn and 40 tanks': what is told before 'for', though other goods stand nearer."""
    if not reading.text[: amount.start].endswith("for "):
        return None
    before = [i for i in items if not i.vague and 0 < amount.start - i.mentions[-1].end < PAID_FOR]
    return before[-1] if before else None


PAID_FOR = 40  # characters between goods and 'for $3bn'


def _distance(amount: MoneyMention, item: Item) -> int:
    return max(amount.start - item.mentions[-1].end, item.mentions[0].start - amount.end, 0)


def _budget(reading: Reading, money: MoneyMention) -> bool:
    window = reading.text[max(0, money.start - 40) : money.end + 40].lower()
    return bool(
        re.search(
            r"budget|gdp|revenue|turnover|profit|per year|a year|annual|loan|debt|trade|fund(?!ed)|shares|market",
            window,
        )
    )


LAW = re.compile(r"\b(?:Act|Law|Treaty|Convention|Code|Protocol|Resolution)\s+of\s+$")  # 'the Act of 1961' is its name


def when_of(
    reading: Reading, sentence: Sentence, trigger: Token, over: list[Token], beside: bool = True
) -> TimeMention | None:
    """The date that hangs on the step's word or on a word over it.

    :param beside: whether the one date that stands in its clause will do, whatever it hangs on.
    """
    times = [
        t
        for t in reading.within(reading.times, sentence.start, sentence.end)
        if t.kind in ("DATE",) and (t.first or t.last) and not LAW.search(reading.text, max(0, t.start - 24), t.start)
    ]
    if not times:
        return None
    words = [trigger, *over[:3]]
    for word in words:
        for t in times:
            place = reading.token_at(t.start)
            if place is None:
                continue
            here, steps = reading.doc[place], 0
            while steps < 5 and here.head != here:
                if here.head == word:
                    return t
                if here.dep_ in ("ccomp", "acl:relcl", "advcl", "conj", "parataxis"):
                    break
                here, steps = here.head, steps + 1
    near = [t for t in times if beside and _same_clause(reading, trigger, t)]
    return near[0] if len(near) == 1 else None


def _same_clause(reading: Reading, trigger: Token, time: TimeMention) -> bool:
    """No other finite verb, quotation mark or semicolon between a step's word and a date near it."""
    place = reading.token_at(time.start)
    if place is None or abs(place - trigger.i) > 16:
        return False
    between = reading.doc[min(place, trigger.i) + 1 : max(place, trigger.i)]
    return not any(t.tag_ in (*FINITE, "WDT", "WP") or t.text in ';“”"' for t in between)


def mode_of(reading: Reading, sentence: Sentence, draft: Draft) -> Mode | None:
    text = reading.text[sentence.start : sentence.end]
    mode = draft.mode
    if mode == Mode.CO_PRODUCTION:
        return mode
    if draft.frame.lemma == "give" and draft.status in (Status.CONSIDERED, Status.REFUSED):
        mode = None  # 'may give it jets', 'ruled out giving it jets': any supply
    if LEASED.search(text):
        return Mode.LEASE
    at = draft.item.mentions[0].start - sentence.start
    near = text[max(0, at - 70) : at + 80]
    shared = TOGETHER.search(near)
    if shared and draft.frame.lemma not in NOT_TOGETHER and (not MERELY.fullmatch(shared[0]) or MAKING.search(near)):
        return Mode.CO_PRODUCTION  # but not 'will jointly provide'
    makers = set(draft.item.makers) or (set(draft.item.told) if draft.item.made else set())
    gives = draft.frame.roles.get("subj") == "supplier"
    if gives and mode == Mode.SALE and _passed_on(draft, makers) and USED.search(text[max(0, at - 40) : at]):
        return Mode.RE_EXPORT
    if gives and mode != Mode.SALE and (_passed_on(draft, makers) or _seized(reading, draft)):
        return Mode.RE_EXPORT
    around = [
        s
        for s in reading.sentences[max(0, sentence.index - 1) : sentence.index + 2]
        if s is sentence or not (s.furniture or any(m.kind == "weapon" for m in reading.mentions_in(s)))
    ]  # a neighbour with goods of its own tells of those
    if mode is None and gives and any(FREE.search(reading.text[s.start : s.end]) for s in around):
        return Mode.DONATION
    if mode is None and GIFT.search(near):
        return Mode.DONATION  # 'received retired jets as a gift'
    if mode is None and draft.frame.lemma == "offer" and _makers_own(draft, makers):
        return Mode.SALE
    if mode is None and CONTRACTED.search(text):
        return Mode.SALE
    if mode is None and draft.frame.lemma not in SILENT and SOLD.search(near):
        return Mode.SALE
    return mode


def _makers_own(draft: Draft, makers: set[str]) -> bool:
    """Goods offered by their maker, or by a company."""
    return bool(makers & set(draft.supplier)) or any(a not in knowledge.load().states for a in draft.supplier)


def _passed_on(draft: Draft, makers: set[str]) -> bool:
    """Goods that neither their supplier nor who gets them made; of a body or an army of hirelings nobody can tell."""
    states = knowledge.load().states
    return (
        bool(makers) and any(a in states for a in draft.supplier) and not makers & {*draft.supplier, *draft.recipient}
    )


def _seized(reading: Reading, draft: Draft) -> bool:
    """'Sent a million seized Iranian rounds', 'hands over rifles that it seized from': taken from others, passed on."""
    item = draft.item
    if draft.frame.lemma in ("seize", "intercept") or {*item.makers, *item.told} & set(draft.supplier):
        return False
    words = reading.doc[max(draft.sentence.first, item.first - 3) : item.first]
    after = reading.doc[item.last : min(item.last + 4, draft.sentence.last)]
    return any(
        SEIZED.fullmatch(t.lower_) and t.dep_ in ("amod", "conj")
        for t in [*words, *reading.doc[item.first : item.last]]
    ) or any(
        SEIZED.fullmatch(t.lower_)
        and (t.dep_ == "acl:relcl" or (t.dep_ == "amod" and t.head.dep_ == "nmod" and t.head.head.i < item.last))
        for t in after
    )
