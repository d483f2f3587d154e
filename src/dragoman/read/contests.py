"""Tenders and competitions: who bids for what, told in passing ('the Korean bid', 'lost the deal to the FA-50').

A report on a competition names the buyer once and each bidder by its product; no verb of supplying stands beside most of
them. The buyer is found for the whole report, a bidder is the maker of a designation that stands beside a word of the
competition, and that word tells how far it came: bid or pitched (offered), in the race (considered), turned down or
withdrawn (cancelled), winner (ordered).
"""

from __future__ import annotations

import re
from collections import Counter

from dragoman import knowledge
from dragoman.model import Mode, Status
from dragoman.read import phrases
from dragoman.read.draft import Draft, frames
from dragoman.read.item import Item
from dragoman.read.item_origins import SECOND_HAND
from dragoman.read.reading import Mention, Reading, Sentence

STRONG = re.compile(
    r"\b(?:tender(?:s|ers?|ing)?|RFPs?|RFIs?|requests? for (?:proposals?|information|quotation)|bidders?|bidding|shortlist(?:s|ed)?|"
    r"front-?runners?|contenders?|competitors|(?:fighter|aircraft|tank|submarine|frigate|helicopter|howitzer|rifle|drone|trainer)s? "
    r"(?:competition|contest)|(?<!strategic )(?<!power )(?<!military )(?<!economic )(?<!geopolitical )competition|(?:price|technical|commercial|Korean|Chinese|Russian|American|French|German|"
    r"Swedish|Indian|Turkish|Israeli|Spanish|Italian|British|consortium) bids?|received bids|bids? (?:from|for|by)|winner (?:of|for|as)|as (?:the )?winner|"
    r"(?:on|between) the winner|(?:technical|trial) (?:rounds?|evaluations?|trials?)|final race|down-?select(?:ed|ion)?|"
    r"(?:lost|missed) (?:the|a) (?:deal|contract|order))\b",
    re.IGNORECASE,
)
OFFERED = re.compile(
    r"\b(?:bids?|bidders?|bidding|offers?|offered|offering|on offer|pitch(?:es|ed|ing)?|proposals?|submit(?:s|ted|ting)?|per unit|priced|"
    r"cheap(?:er|est)|(?:most )?expensive|competitors|compet(?:e|es|ing)|undercut|competition (?:coming )?from)\b",
    re.IGNORECASE,
)
CONSIDERED = re.compile(
    r"\b(?:contenders?|shortlist(?:ed)?|front-?runners?|favou?rites?|winners?|in the (?:final )?race|vendors?|RFPs?|RFIs?|"
    r"(?:cleared|passed) (?:the )?(?:technical|trials?|evaluation)|down-?selected|in the fray|candidates?|trials?|evaluat\w+|"
    r"tender|competition|pressur\w+|options?|select(?:ed|ion)|entry of|go for)\b",
    re.IGNORECASE,
)
LOST = re.compile(
    r"\b(?:lost|los(?:es|ing)|missed|miss(?:es|ing)?) (?:out on )?(?:the|a|this|that|its) (?:\w+ ){0,2}?(?:deal|contract|tender|bid|order|competition)\b"
    r"|\blost (?:out )?to(?= (?:the )?[A-Z])"
    r"|\b(?:was|were|been|being|got|stands?) (?:rejected|disqualified|eliminated|ruled out|knocked out|dropped|turned down)\b"
    r"|\b(?:opted|dropped|pulled|backed|bowed|kicked|stay|stayed) out of\b|\b(?:withdr[ae]wn?|withdrawing|withdrawal) (?:its bid |its offer )?from\b"
    r"|\bwithdr(?:ew|awn|aws?|awing) (?:their|its|his|her) (?:bids?|offers?|proposals?)\b",
    re.IGNORECASE,
)
TURNED_DOWN = re.compile(
    r"\b(?:dropped|rejected|turned down|declined|ruled out|discarded) (?:the|an|its|their|any) (?:\w+ )?(?:offers?|bids?|proposals?) (?:of|for|from) (?:[\w’'-]+ ){0,3}$",
    re.IGNORECASE,
)
WON = re.compile(
    r"\b(?:won|wins|bagged|bags|clinched|secured|landed|winner of|awarded) (?:the|a|its|this|that)?\s?(?:\w+ ){0,2}?(?:deal|contract|tender|bid|order|competition)\b",
    re.IGNORECASE,
)
COMING = re.compile(
    r"\b(?:will|likely|might|may|could|would|plans?|expected|intends?|if|yet|hopes?)\b(?:\W+\w+){0,5}\W*$",
    re.IGNORECASE,
)
UNSURE = re.compile(
    r"\b(?:may|might|could|would|will|likely|if|chances?|hopes?|hoping|whether|possib\w+|expected|plans?|delay\w*|yet to)\b",
    re.IGNORECASE,
)
UNDONE = re.compile(
    r"\b(?:object(?:ed|ions?|s)|roadblocks?|yet to be|stalled|in doubt|not (?:been )?(?:signed|confirmed))\b"
)
OWNED = frozenset(
    ["tender", "competition", "programme", "program", "requirement", "requirements", "rfp", "rfi", "contract", "deal"]
)
OPEN = (Status.CONSIDERED, Status.OFFERED, Status.CANCELLED, Status.REFUSED)
FORCES = frozenset(["navy", "army", "force", "corps", "ministry"])
BUYING = re.compile(
    r"\b(?:tender|procur\w+|acqui\w+|requirement|buy|purchas\w+|RFP|RFI|competition|programme|contract|to replace)\b",
    re.IGNORECASE,
)
FLEET = re.compile(
    r"\b(?:replac\w+|ag(?:e?ing)|retir\w+|operat\w+|current\w*|existing|in service|fleet|accident-prone|powered by|based on|history with|commonality with|older|variant of|derived from)\W+(?:\w+\W+){0,4}$",
    re.IGNORECASE,
)


LOCALLY = re.compile(
    r"\bto be (?:locally )?(?:made|built|manufactured|produced|assembled) (?:locally|in [A-Z])|\blocally made\b|\bMake in India\b"
)


def entrants(reading: Reading, found: list[Draft], told: list[tuple[Sentence, list[Item]]]) -> list[Draft]:
    """Bids that no step word carries, one draft a named product and sentence.

    :param found: what the rules read of the report so far: its recipients speak for the buyer.
    :param told: each sentence's goods.
    """
    if not found and not any(i.makers and not i.generic for _, items in told for i in items):
        return []
    if not STRONG.search(reading.text):
        return []
    contest = [s for s, _ in told if STRONG.search(reading.text[s.start : s.end])]
    if not contest:
        return []
    rivals = {s for _, items in told for i in items if not i.generic for s in i.makers}
    buyer = _buyer(reading, found, rivals)
    for d in found:  # 'only Peru and South Korea bid with submarines': to whom the whole report tells
        if not d.recipient and d.supplier and buyer and d.status in OPEN and not set(buyer) & set(d.supplier):
            if not set(buyer) & set(d.item.makers):
                d.recipient = buyer
                d.guessed.add("recipient")
    local = any(LOCALLY.search(t) and BUYING.search(t) for s in contest for t in [reading.text[s.start : s.end]])
    out: list[Draft] = []
    categories = Counter(i.category for s, items in told for i in items if not i.vague and s in contest)
    leading = {c for c, n in categories.items() if n >= max(categories.values()) * 0.5} if categories else set()
    taken = {(d.sentence.index, d.item.first) for d in found}
    named = _owners(reading, told, {*buyer, *(a for d in found for a in d.recipient)})
    for sentence, items in told:
        text = reading.text[sentence.start : sentence.end]
        if sentence.title or not (
            OFFERED.search(text) or CONSIDERED.search(text) or LOST.search(text) or WON.search(text)
        ):
            continue
        seen = {i.mentions[0].ids for i in items if (sentence.index, i.first) in taken}
        for item in items:
            if item.generic or item.identity or not item.makers or item.category not in leading:
                continue
            if item.mentions[0].ids in seen:
                continue
            seen.add(item.mentions[0].ids)
            before = text[: item.mentions[0].start - sentence.start]
            if FLEET.search(before[-60:]):
                continue
            for recipient in _local(reading, sentence, item) or buyer:
                if recipient in item.makers:
                    continue
                draft = _draft(reading, sentence, item, recipient, named[item.mentions[0].ids])
                used = draft is not None and bool(item.makers) and not set(item.makers) & set(draft.supplier)
                if draft is not None and used:
                    draft.mode = Mode.RE_EXPORT  # 'the Danish F-16'
                if draft is not None:
                    if local and recipient in buyer and not used:
                        draft.mode = Mode.CO_PRODUCTION  # what is bid for is to be made there
                    out.append(draft)
    return out


def _owners(
    reading: Reading, told: list[tuple[Sentence, list[Item]]], buyers: set[str]
) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Whom the report itself gives each designation: its makers that it names, or who has had it where it is told used."""
    makers: dict[tuple[str, ...], list[str]] = {}
    owners: dict[tuple[str, ...], list[str]] = {}
    used: set[tuple[str, ...]] = set()
    for sentence, items in told:
        for item in items:
            if item.generic:
                continue
            ids = item.mentions[0].ids
            makers.setdefault(ids, []).extend(s for s in item.told if s in item.makers)
            if not item.made and not set(item.told) & {*item.makers, *buyers}:
                owners.setdefault(ids, []).extend(item.told)
            before = max(sentence.start, item.mentions[0].start - NEAR_USED)
            if SECOND_HAND.search(reading.text, before, item.mentions[-1].end):
                used.add(ids)
    return {
        ids: tuple(dict.fromkeys((owners.get(ids) if ids in used else None) or states))
        for ids, states in makers.items()
    }


NEAR_USED = 25  # characters before goods in which they are called used


def _draft(reading: Reading, sentence: Sentence, item: Item, recipient: str, told: tuple[str, ...]) -> Draft | None:
    judged = _status(reading, sentence, item)
    if judged is None:
        return None
    status, at = judged
    word = reading.token_at(at)
    if word is None:
        return None
    own = () if item.made or recipient in item.told else item.told  # 'ex-Chadian jets'
    supplier = (tuple(s for s in item.makers if s in item.told) or own or told or item.makers) + _company(reading, item)
    return Draft(
        sentence,
        reading.doc[word],
        frames()["tender", "noun"],
        item,
        tuple(dict.fromkeys(supplier)),
        (recipient,),
        status,
        Mode.SALE,
        item.value,
        guessed={"supplier"},
        rule=f"contest/noun none {status.value}",
    )


def _status(reading: Reading, sentence: Sentence, item: Item) -> tuple[Status, int] | None:
    """How far the product came by the competition's words, and where the telling word begins."""
    text = reading.text[sentence.start : sentence.end]
    at = item.mentions[0].start - sentence.start
    if TURNED_DOWN.search(text[max(0, at - 90) : at]):
        return Status.CANCELLED, item.mentions[0].start
    lost = LOST.search(text)
    if lost is not None:
        to = re.search(r"\bto\b", text[lost.end() :])
        if lost[0].endswith(" to"):
            to = re.search(r"^", text[lost.end() :])
        if lost.start() < at and to is not None and lost.end() + to.start() < at < lost.end() + to.end() + 60:
            return Status.ORDERED, sentence.start + lost.start()  # 'lost the deal to the FA-50'
        if at < lost.start() and lost.start() - at < 160:
            return Status.CANCELLED, sentence.start + lost.start()
    won = WON.search(text)
    if won is not None and at < won.start() and not UNSURE.search(text[max(0, won.start() - 60) : won.end()]):
        undone = UNDONE.search(text, won.end())  # 'won the tender, but the ministry objected'
        return Status.CONSIDERED if undone else Status.ORDERED, sentence.start + won.start()
    nearest = sorted(
        (abs((m.start() if m.start() > at else m.end()) - at), status, m.start())
        for pattern, status in ((OFFERED, "offered"), (CONSIDERED, "considered"))
        for m in pattern.finditer(text)
    )
    if not nearest or nearest[0][0] > 150:
        return None
    _, status, found = nearest[0]
    if COMING.search(text[max(0, found - 60) : found]):
        status = "considered"  # 'will see proposals submitted'
    return Status(status), sentence.start + found


def _company(reading: Reading, item: Item) -> tuple[str, ...]:
    """The maker named right beside the product."""
    for i in range(item.first - 1, max(item.first - 5, -1), -1):
        m = reading.by_token.get(i)
        if m is not None and m.kind == "org" and m.form == "maker" and set(m.side) & set(item.makers):
            return m.ids
    return ()


def _local(reading: Reading, sentence: Sentence, item: Item) -> tuple[str, ...]:
    """Buyers that the sentence itself names: 'the Malaysian tender', 'lost the contract in Malaysia', 'an offer to Chile'."""
    out: list[str] = []
    lost = LOST.search(reading.text, sentence.start, sentence.end)
    for m in reading.mentions_in(sentence):
        if m.kind != "state" or len(m.ids) != 1 or m.ids[0] in item.makers or m.form == "description":
            continue
        head = reading.doc[m.head]
        link = phrases.preposition(head)
        noun = head.head.lower_
        if (
            _owns(reading, m, OWNED)
            or (link == "in" and m.form == "name" and (lost is not None or noun in OWNED))
            or (link == "to" and noun in ("offer", "bid", "pitch", "proposal", "offered"))
        ):
            out += [a for a in m.ids if a not in out]
    return tuple(out)


def _owns(reading: Reading, m: Mention, nouns: frozenset[str]) -> bool:
    """'Malaysia's tender', 'the Malaysian tender'."""
    head = reading.doc[m.head]
    return head.dep_ in ("nmod:poss", "amod", "compound") and head.head.i > head.i and head.head.lower_ in nouns


def _buyer(reading: Reading, found: list[Draft], rivals: set[str]) -> tuple[str, ...]:
    """The one state that buys in this report, if one clearly leads; else the one named most that makes none of the goods."""
    states = knowledge.load().states
    votes: Counter[str] = Counter()
    for d in found:
        if d.supplier:
            votes.update({a: 2 for a in d.recipient if a in states})
    for sentence in reading.sentences:
        if sentence.furniture:
            continue
        text = reading.text[sentence.start : sentence.end]
        buying = bool(BUYING.search(text))
        for m in reading.mentions_in(sentence):
            if m.kind != "state" or len(m.ids) != 1:
                continue
            if m.form == "force" or _owns(reading, m, OWNED | FORCES):
                votes[m.ids[0]] += 2 if buying else 1
            elif buying and reading.doc[m.head].dep_ == "nsubj":
                votes[m.ids[0]] += 1
    ranked = votes.most_common(2)
    if ranked and (len(ranked) < 2 or ranked[0][1] >= 1.5 * ranked[1][1]):
        if ranked[0][0] not in rivals or ranked[0][1] > 2:
            return (ranked[0][0],)
    named = Counter(m.ids[0] for m in reading.mentions if m.kind == "state" and len(m.ids) == 1)
    named.update({s: -named[s] for s in rivals})
    ranked = named.most_common(2)
    if ranked and ranked[0][1] > 1 and (len(ranked) < 2 or ranked[0][1] >= 1.5 * ranked[1][1]):
        return (ranked[0][0],)
    return ()
