"""Deals in goods that no rule reaches: told across clauses, in lists and side remarks, and judged by what stands around.

Abstention stays a virtue: a lot is entered only where a judge holds it likelier than not that it changes hands, and each
party only where it is named in the report (or is the maker of the designation) and likely to be that party.
"""

from __future__ import annotations

import re

from dragoman.knowledge.schema import Frame
from dragoman.model import Mode, Span, Status, WhyNot
from dragoman.read import learned, lots
from dragoman.read.draft import Draft, frames, lemma_in, part_of_speech
from dragoman.read.items import Item
from dragoman.read.lots import Cast, Lot
from dragoman.read.reading import Reading, Sentence

ENTERED = 0.72  # odds from which a lot is an entry ...
ALONE = 0.75  # ... where the rules read no deal at all in the report
LISTED = 0.6  # ... in one list with a lot that is entered
BESIDE = 0.9  # ... where they read deals in all its sentences and left it out
PARTY = 0.5  # odds from which an actor is a party
LIKELY = 0.3  # odds from which the likeliest actor is the party where none reaches PARTY
SURE_MODE = 0.6
FILLED = 0.5  # odds from which a party is filled in that the rules left open
REPLACED = frozenset(["replace", "replacement", "replacing", "instead", "unlike", "than", "rival", "successor"])
LIST_TAGS = ("CC", "DT", "JJ", "NN", "CD", "HYPH", "POS", "PRP$")  # between the goods of a list
WITH_REASON = re.compile(
    r"negated|did not happen|not told as fact|bought at home|own forces|long ago|to nobody|what the goods are|"
    r"no partner told|supplier and recipient are the same|only planned"
)
FRAME = Frame(lemma="goods", pos="noun", roles={})


def complete(reading: Reading, drafts: list[Draft], why_not: list[WhyNot]) -> list[Draft]:
    """The deals of a report: those that the rules read, looked at again, and those in goods that no rule reaches.

    :param why_not: what the rules declined; a lot that they declined with reason, wherever it may change hands, stays out.
    """
    if "lot" not in learned.judges():
        return drafts
    cast = lots.cast_of(reading, drafts)
    all_lots = lots.lots_of(reading, drafts)
    out = []
    for d in drafts:
        home = next((lot for lot in all_lots if d in lot.drafts), None)
        if home is not None:
            _look_again(reading, d, home, cast, all_lots)
        out.append(d)
    declined = {w.span.start for w in why_not if WITH_REASON.search(w.reason)}
    asked = []
    for lot in all_lots:
        if lot.drafts or any(s.start in declined for s, _ in lot.items) or _replaced(reading, lot):
            continue
        features, vector = lots.lot_features(reading, lot, cast, all_lots), lots.lot_vector(reading, lot)
        odds = learned.odds("lot", features, vector)
        if odds is not None and odds["yes"] >= LISTED:
            asked.append((lot, features, vector, odds["yes"]))
    sure = [lot for lot, _, _, yes in asked if yes >= _least(lot, drafts)]
    for lot, features, vector, yes in asked:
        if lot not in sure and not any(_listed_together(reading, lot, other) for other in sure):
            continue
        rows = [(actor, lots.role_features(reading, lot, actor, cast)) for actor in lots.candidates(reading, lot, cast)]
        suppliers = _parties("supplier", rows)
        recipients = tuple(r for r in _parties("recipient", rows) if r not in suppliers)
        draft = _draft(reading, lot, suppliers, recipients)
        status, mode = learned.odds("lot status", features, vector), learned.odds("lot mode", features, vector)
        if draft is None or status is None or mode is None or any(_one_deal(draft, d) for d in out):
            continue
        draft.status = Status(max(status, key=lambda k: status[k]))
        best = max(mode, key=lambda k: mode[k])
        draft.mode = Mode(best) if best != "none" else None
        draft.rule = f"goods: judged {yes:.2f}"
        out.append(draft)
    return sorted(out, key=lambda d: (d.sentence.index, d.item.first))


def _listed_together(reading: Reading, a: Lot, b: Lot) -> bool:
    """Whether two lots stand in one list: 'the Gripen E, the Rafale and the KF-21'."""
    for s, i in a.items:
        for o, j in b.items:
            if s is not o or i.first == j.first:
                continue
            first, second = (i, j) if i.first < j.first else (j, i)
            between = reading.doc[first.last : second.first]
            if any(t.text in (",", "and", "or", "&") for t in between) and all(
                t.text in (",", "&", "-", "’s", "'s") or t.tag_.startswith(LIST_TAGS) for t in between
            ):
                return True
    return False


def _least(lot: Lot, drafts: list[Draft]) -> float:
    """Odds from which a lot is entered: more where the rules read no deal, or read one beside it and left it out."""
    if not drafts:
        return ALONE
    told = {d.sentence.index for d in drafts}
    return BESIDE if all(s.index in told for s, _ in lot.items) else ENTERED


def _replaced(reading: Reading, lot: Lot) -> bool:
    """Whether all that is told of a lot is that something else takes its place, or is compared with it."""
    return all(
        any(t.lemma_.lower() in REPLACED for t in reading.doc[max(s.first, i.first - 4) : i.first])
        or (i.last < s.last and reading.doc[i.last].lemma_.lower().startswith("replace"))
        for s, i in lot.items
    )


def _one_deal(a: Draft, b: Draft) -> bool:
    """Whether two entries may tell of one deal: goods of one kind, one of them only by the kind, between the same."""
    return (
        a.item.category == b.item.category
        and (a.item.generic or b.item.generic)
        and bool(set(a.supplier) & set(b.supplier) or not (a.supplier and b.supplier))
        and bool(set(a.recipient) & set(b.recipient) or not (a.recipient and b.recipient))
    )


def _look_again(reading: Reading, d: Draft, lot: Lot, cast: Cast, all_lots: list[Lot]) -> None:
    """Fill in parties and terms that the rules left open, where a judge is sure; what they read stays."""
    if d.mode is None:
        features, vector = lots.lot_features(reading, lot, cast, all_lots), lots.lot_vector(reading, lot)
        odds = learned.odds("lot mode", features, vector)
        best = max(odds, key=lambda k: odds[k]) if odds else "none"
        if odds and best != "none" and odds[best] >= SURE_MODE:
            d.mode = Mode(best)
    for role, other in (("supplier", "recipient"), ("recipient", "supplier")):
        if getattr(d, role):
            continue
        taken: tuple[str, ...] = getattr(d, other)
        rows = [(actor, lots.role_features(reading, lot, actor, cast)) for actor in lots.candidates(reading, lot, cast)]
        ranked = _ranked(role, rows)
        actor, p = next(((a, p) for a, p in ranked if a not in taken), ("", 0.0))
        if p >= FILLED:
            d.rule += f"; {role} judged {actor} {p:.2f}"
            setattr(d, role, (actor,))
            d.spans[role] = _spans(reading, d.sentence, (actor,))


def _ranked(role: str, rows: list[tuple[str, list[str]]]) -> list[tuple[str, float]]:
    """The actors that may have a role, with the odds, the likeliest first."""
    asked = [(actor, learned.odds(role, features)) for actor, features in rows]
    return sorted(((a, odds["yes"]) for a, odds in asked if odds is not None), key=lambda r: (-r[1], r[0]))


def _parties(role: str, rows: list[tuple[str, list[str]]]) -> tuple[str, ...]:
    """The actors that are likely to have a role, the likeliest first."""
    ranked = _ranked(role, rows)
    sure = tuple(actor for actor, p in ranked if p >= PARTY)
    if sure or not ranked or ranked[0][1] < LIKELY:
        return sure
    return (ranked[0][0],)


def _draft(reading: Reading, lot: Lot, suppliers: tuple[str, ...], recipients: tuple[str, ...]) -> Draft | None:
    """The draft, quoted from the sentence that bears most of it; None where too little is told."""
    lead = lot.lead
    if not suppliers and not recipients:
        return None
    if (lead.vague or lead.generic) and not (suppliers and recipients):
        return None
    parties = {*suppliers, *recipients}

    def worth(one: tuple[Sentence, Item]) -> tuple[int, int, int, int]:
        sentence, item = one
        named = {a for m in reading.mentions_in(sentence) for a in (m.ids if m.kind in lots.ACTORS else m.side)}
        return (-len(parties & named), not _step_in(reading, sentence), item.generic, sentence.index)

    sentence, item = min(lot.items, key=worth)
    if item.generic and not lead.generic:
        item.name, item.category, item.generic = lead.name, lead.category, False
    step = _step_in(reading, sentence)
    draft = Draft(sentence, reading.doc[step if step is not None else item.head], FRAME, item, suppliers, recipients)
    draft.quantity = item.value
    if draft.quantity is None:
        counted = next((i for _, i in lot.items if i.value is not None), None)
        if counted is not None:
            draft.quantity, item.quantity = counted.value, counted.quantity
    for role, actors in (("supplier", suppliers), ("recipient", recipients)):
        if spans := _spans(reading, sentence, actors):
            draft.spans[role] = spans
    return draft


def _spans(reading: Reading, sentence: Sentence, actors: tuple[str, ...]) -> list[Span]:
    """Where actors are named: in the sentence, else for the first time in the report."""
    here = [Span(start=m.start, end=m.end) for m in reading.mentions_in(sentence) if set(m.ids) & set(actors)]
    return here or [Span(start=m.start, end=m.end) for m in reading.mentions if set(m.ids) & set(actors)][:1]


def _step_in(reading: Reading, sentence: Sentence) -> int | None:
    for token in reading.tokens(sentence):
        pos = part_of_speech(token)
        if pos and lemma_in(token, pos, frames()) is not None:  # type: ignore[arg-type]
            return token.i
    return None
