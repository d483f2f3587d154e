"""Deals that may be told of goods: each lot with how likely its mentions tell of one, and who the parties would be.

What the judges of single mentions and of parties hold likely is put together here, for the judge that decides on the entry.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from dragoman.read import deals, learned, lots, tellings
from dragoman.read.draft import Draft
from dragoman.read.foes import Foes, fight, foes
from dragoman.read.lots import Around, Cast, Lot
from dragoman.read.reading import Reading
from dragoman.read.tellings import Scene

FLOOR = 0.1  # odds below which no mention of a lot is looked at further
PARTY = 0.5  # odds from which an actor is a party
LIKELY = 0.3  # odds from which the likeliest actor is the party where none reaches PARTY
NOWHERE = -6.0  # log odds of what is not there


@dataclass(slots=True)
class Prospect:
    """A lot, how likely each of its mentions tells of a deal, and the likely parties."""

    lot: Lot
    odds: list[float]  # by mention
    sides: dict[str, list[tuple[str, float]]] = field(default_factory=dict)  # by role: actors, the likeliest first
    suppliers: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()

    @property
    def best(self) -> float:
        return max(self.odds)


@dataclass(slots=True)
class Stage:
    """A report as the judges look at it: its lots, its actors, and what stands around the goods."""

    reading: Reading
    drafts: list[Draft]
    lots: list[Lot]
    cast: Cast
    scene: Scene
    fighting: Foes = frozenset()
    near: dict[int, Around] = field(default_factory=dict)  # by the lot's identity

    def around(self, lot: Lot) -> Around:
        if id(lot) not in self.near:
            self.near[id(lot)] = lots.around(self.reading, lot)
        return self.near[id(lot)]


def stage(reading: Reading, drafts: list[Draft]) -> Stage:
    all_lots = lots.lots_of(reading, drafts)
    items: dict[int, list] = {}
    for lot in all_lots:
        for sentence, item in lot.items:
            items.setdefault(sentence.index, []).append(item)
    scene = Scene(reading, items, len(all_lots))
    return Stage(reading, drafts, all_lots, lots.cast_of(reading, drafts), scene, foes(reading))


def sides(on: Stage, lot: Lot, role: str) -> list[tuple[str, float]]:
    """The actors that may have a role in a deal in a lot, with the odds, the likeliest first."""
    ranked = _ranked(role, rows(on, lot))
    return [r for r in ranked if not only_makes(on.reading, r[0])] if role == "recipient" else ranked


def only_makes(reading: Reading, actor: str) -> bool:
    """Whether a state stands only before goods: who is named in 'U.S. Patriot missiles' alone gets none."""
    named = [m for m in reading.mentions if m.kind == "state" and actor in m.ids]
    return bool(named) and all(
        (after := reading.by_token.get(m.last)) is not None and after.kind == "weapon" for m in named
    )


def rows(on: Stage, lot: Lot) -> list[tuple[str, list[str], np.ndarray]]:
    """What is known of each actor that may be a party."""
    near = on.around(lot)
    return [
        (actor, lots.role_features(on.reading, lot, actor, on.cast, near), lots.role_vector(on.reading, actor, near))
        for actor in lots.candidates(lot, near, on.cast)
    ]


def _ranked(role: str, asked: list[tuple[str, list[str], np.ndarray]]) -> list[tuple[str, float]]:
    answers = [(actor, learned.odds(role, features, vector)) for actor, features, vector in asked]
    return sorted(((a, odds["yes"]) for a, odds in answers if odds is not None), key=lambda r: (-r[1], r[0]))


def _parties(ranked: list[tuple[str, float]]) -> tuple[str, ...]:
    """The actors that are likely to have a role, the likeliest first."""
    sure = tuple(actor for actor, p in ranked if p >= PARTY)
    return sure if sure or not ranked or ranked[0][1] < LIKELY else (ranked[0][0],)


def _without_foes(
    giving: list[tuple[str, float]], getting: list[tuple[str, float]], fighting: Foes
) -> tuple[list[tuple[str, float]], list[tuple[str, float]]]:
    """Of two that are at war only the likelier party stays."""
    if not fighting or not giving or not getting:
        return giving, getting
    if giving[0][1] > getting[0][1]:
        return giving, [r for r in getting if not fight((giving[0][0],), (r[0],), fighting)]
    return [g for g in giving if not fight((g[0],), (getting[0][0],), fighting)], getting


def prospects(on: Stage, asked: Iterable[Lot]) -> list[Prospect]:
    """The lots that may be dealt in, with their likely parties."""
    out = []
    for lot in asked:
        told = [on.scene.odds("telling", s, i) for s, i in lot.items]
        p = Prospect(lot, [odds["yes"] for odds in told if odds])
        if not p.odds or p.best < FLOOR:
            continue
        known = rows(on, lot)
        p.sides = {role: _ranked(role, known) for role in ("supplier", "recipient")}
        giving, getting = p.sides["supplier"], [r for r in p.sides["recipient"] if not only_makes(on.reading, r[0])]
        giving, getting = _without_foes(giving, getting, on.fighting)
        p.suppliers = _parties(giving)
        p.recipients = tuple(r for r in _parties(getting) if r not in p.suppliers)
        out.append(p)
    return out


def _log(odds: float) -> float:
    odds = min(max(odds, 1e-4), 1 - 1e-4)
    return math.log(odds / (1 - odds))


def numbers(on: Stage, p: Prospect, others: list[Prospect]) -> np.ndarray:
    """What tells, in numbers, whether a prospect is an entry."""
    parties = {*p.suppliers[:1], *p.recipients[:1]}
    logs = [_log(x) for x in p.odds]
    named = []
    for sentence, _ in p.lot.items:
        there = {a for m in on.reading.mentions_in(sentence) for a in lots.ids_of(m)}
        absent = parties - there
        named.append((not (absent - set(p.lot.makers)), bool(parties & there)))
    beside = [o.best for o in others if o is not p]
    chances = {role: dict(ranked) for role, ranked in p.sides.items()}
    return np.array(
        [
            max(logs),
            max((x for x, (both, _) in zip(logs, named, strict=True) if both), default=NOWHERE),
            max((x for x, (_, one) in zip(logs, named, strict=True) if one), default=NOWHERE),
            sorted(logs)[-2] if len(logs) > 1 else NOWHERE,
            _log(chances["supplier"][p.suppliers[0]]) if p.suppliers else -3.0,
            _log(chances["recipient"][p.recipients[0]]) if p.recipients else -3.0,
            _log(max(beside, default=0.0)),
            sum(beside),
            len(p.lot.items),
            len(on.lots),
            len(on.drafts),
            min([on.cast.rank.get(a, 20) for a in p.suppliers[:1]] or [20]),
            min([on.cast.rank.get(a, 20) for a in p.recipients[:1]] or [20]),
        ]
    )


def features(on: Stage, p: Prospect) -> list[str]:
    """What tells, in words, whether a prospect is an entry."""
    lot, cast = p.lot, on.cast
    out = [f"form={tellings.form_of(lot.lead)}", f"makers={bool(lot.makers)}"]
    sides = {"supplier": p.suppliers, "recipient": p.recipients}
    for role, side in sides.items():
        actor = side[0] if side else ""
        out += [
            f"{role} told={bool(side)} maker={actor in lot.makers}",
            f"{role} in phrase={actor in lot.told}",
            f"{role} elsewhere={'s' * (actor in cast.suppliers)}{'r' * (actor in cast.recipients)}",
            f"{role} titled={actor in cast.titled}",
        ]
    told = {d.sentence.index for d in on.drafts}
    bearing = lot.items[p.odds.index(p.best)][0]
    out.append(f"beside a deal={bearing.index in told} everywhere={all(s.index in told for s, _ in lot.items)}")
    out.append(f"at home={bool(p.suppliers and p.recipients) and _at_home(p.suppliers, p.recipients)}")
    for name, told in (
        ("category", [d for d in on.drafts if d.item.category == lot.lead.category]),
        ("report", on.drafts),
    ):
        out.append(f"{name} drafted so={any(_alike(p, d) for d in told)}")
    return out


def _at_home(suppliers: tuple[str, ...], recipients: tuple[str, ...]) -> bool:
    return deals.homes(set(suppliers)) == deals.homes(set(recipients))


def _alike(p: Prospect, d: Draft) -> bool:
    """Whether the rules read a deal between the same parties, as far as they are told."""
    return all(not side or side[0] in there for side, there in ((p.suppliers, d.supplier), (p.recipients, d.recipient)))
