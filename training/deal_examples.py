"""Examples for the judges of deals in goods, from reports read by hand.

*telling* : whether a mention of goods tells of a deal: yes where the sentence bears an entry's quote, no where no entry is about
such goods; other mentions of goods that are dealt in are no example. *status*, *mode*: of the entry quoted there.
*supplier*, *recipient*: whether an actor is that party in a deal in a lot. *entry*: whether a prospect, as those judges would put it, is an
entry that the rules have not found. *stands*: whether a deal that the rules read is an entry. The examples of both need the odds of
judges that did not see the report.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from dragoman.model import Findings, Report
from dragoman.read import annotate_many, prospects, second_look, tellings, transfers, unreached
from dragoman.read.draft import Draft
from dragoman.read.lots import Lot
from dragoman.read.prospects import Stage
from dragoman.read.reading import Reading, Sentence

FIELDS = ("supplier", "recipient")
OWN = Path(__file__).resolve().parent / "annotations" / "no-deals.yaml"
ASKED = ("telling", "supplier", "recipient", "mode")  # the judges whose answers those of entries weigh
Example = tuple[str, list[str], str, np.ndarray | None]


def own_sentences() -> list[tuple[Reading, dict[str, Any]]]:
    """Sentences of our own in which no deal is told, or only one of two kinds of goods is dealt in."""
    golds = [
        {"ref": f"own-{n}", "text": e["text"], "transfers": [t | {"quote": e["text"]} for t in e.get("transfers", ())]}
        for n, e in enumerate(yaml.safe_load(OWN.read_text(encoding="utf-8")))
    ]
    reports = [Report(id=g["ref"], text=g["text"]) for g in golds]
    return list(zip(annotate_many(reports), golds, strict=True))


def of_mentions_and_parties(reading: Reading, gold: dict[str, Any], score: Any) -> Iterator[Example]:
    """Examples for the judges that look at one mention of goods, or at one actor."""
    drafts, _ = transfers.drafts_of(reading)
    on = prospects.stage(reading, drafts)
    quotes = [_place(reading.text, g["quote"]) for g in gold["transfers"]]
    for lot, mine in zip(on.lots, entries_of(on, gold, quotes, score), strict=True):
        for sentence, item in lot.items:
            here = [gold["transfers"][j] for j in mine if _within(sentence, quotes[j])]
            if mine and not here:
                continue
            features, vector = tellings.features(on.scene, sentence, item), tellings.vector(on.scene, sentence, item)
            yield "telling", features, "yes" if here else "no", vector
            if here:
                yield "status", features, here[0]["status"], vector
                yield "mode", features, here[0]["mode"] or "none", vector
        if mine:
            for actor, features, vector in prospects.rows(on, lot):
                for role in FIELDS:
                    party = any(actor in gold["transfers"][j][role] for j in mine)
                    yield role, features, "yes" if party else "no", vector


def of_entries(reading: Reading, gold: dict[str, Any], score: Any) -> Iterator[Example]:
    """Examples for the judge of entries, by the judges of mentions and parties that are installed."""
    drafts, why_not = transfers.drafts_of(reading)
    on = prospects.stage(reading, drafts)
    quotes = [_place(reading.text, g["quote"]) for g in gold["transfers"]]
    taken = {i for i, _ in _pairs(reading, drafts, gold, score)}
    mine = {id(lot): js for lot, js in zip(on.lots, entries_of(on, gold, quotes, score), strict=True)}
    asked = prospects.prospects(on, unreached.eligible(on, why_not))
    for p in asked:
        entry = dict(supplier=p.suppliers, recipient=p.recipients, weapon=p.lot.lead.name, category=p.lot.lead.category)
        right = any(_right(gold["transfers"][j], entry, score) for j in mine[id(p.lot)] if j not in taken)
        yield "entry", prospects.features(on, p), "yes" if right else "no", prospects.numbers(on, p, asked)


def of_standing(reading: Reading, gold: dict[str, Any], score: Any) -> Iterator[Example]:
    """Examples for the judge who looks at the rules' deals once more, by the judges of mentions and parties that are installed."""
    drafts, _ = transfers.drafts_of(reading)
    on = prospects.stage(reading, drafts)
    unreached.fill_in(on, drafts)
    right = {j for _, j in _pairs(reading, drafts, gold, score)}
    for j, d in enumerate(drafts):
        answer = "yes" if j in right else "no"
        yield second_look.JUDGE, second_look.features(d), answer, second_look.numbers(on, d, len(drafts))


def _pairs(reading: Reading, drafts: list[Draft], gold: dict[str, Any], score: Any) -> list[tuple[int, int]]:
    """Which of the gold's entries is which draft."""
    told = tuple(transfers.transfer_of(reading, d) for d in drafts)
    found = json.loads(json.dumps(Findings(ref=gold["ref"], reader="", transfers=told).exchange()))["transfers"]
    full = {"quantity": None, "value": None, "when": None}

    def alike(a: dict[str, Any], b: dict[str, Any]) -> float | None:
        return sum(score.field_scores(a, b).values()) if score.alike(a, b) else None

    return [(i, j) for i, j, _ in score.pair_up([full | g for g in gold["transfers"]], found, alike)]


def _right(gold: dict[str, Any], entry: dict[str, Any], score: Any) -> bool:
    """Whether a prospect is the gold's entry, and no party of it is wrong."""
    return score.alike(gold, entry) and all(
        not entry[role] or not gold[role] or score.same_side(gold, entry, role) for role in FIELDS
    )


def entries_of(on: Stage, gold: dict[str, Any], quotes: list[tuple[int, int] | None], score: Any) -> list[list[int]]:
    """For each lot the gold's entries in such goods: by name, else by kind where the quote mentions the lot."""
    out: list[list[int]] = [[] for _ in on.lots]
    for j, (entry, quote) in enumerate(zip(gold["transfers"], quotes, strict=True)):
        fitting = [k for k, lot in enumerate(on.lots) if _named_so(lot, entry, score)]
        if not fitting:
            fitting = [
                k
                for k, lot in enumerate(on.lots)
                if lot.lead.category == entry["category"] and any(_within(s, quote) for s, _ in lot.items)
            ]
        for k in fitting:
            out[k].append(j)
    return out


def _named_so(lot: Lot, entry: dict[str, Any], score: Any) -> bool:
    lead = lot.lead
    return score.same_weapon(entry["weapon"], lead.name) and (entry["category"] == lead.category or not lead.generic)


def _place(text: str, quote: str) -> tuple[int, int] | None:
    at = text.find(quote.strip())
    return (at, at + len(quote.strip())) if at >= 0 else None


def _within(sentence: Sentence, quote: tuple[int, int] | None) -> bool:
    """Whether most of a sentence lies in the quote."""
    if quote is None:
        return False
    shared = min(sentence.end, quote[1]) - max(sentence.start, quote[0])
    return shared >= (sentence.end - sentence.start) / 2
