"""Curves that can be done by hand, shocks that hold against a library, triads by the rule of signs."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.weigh.makers import event, statement, told, transfer

from dragoman.errors import UsageError
from dragoman.model import EventType, Picture, Scoring, Stance, Status
from dragoman.weigh import relations, scores, weigh
from dragoman.weigh.shocks import LEAST, change_points

A, C, S = EventType.ACCUSE, EventType.COOPERATE, EventType.SUPPORT


def picture(*pairs) -> Picture:
    return weigh([r for r, _ in pairs], [f for _, f in pairs])


def of(pairs, **scoring) -> relations.Relations:
    p = picture(*pairs)
    days = relations.first_told(p.families, {r.id: r for r, _ in pairs})
    return relations.of(p.events, p.statements, days, Scoring(**scoring))


def between(found, id: str):
    return next(r for r in found.pairs if r.id == id)


def dated(ref: str, kind: EventType, when: str, actor=("SRB",), target=("TUR",), **more):
    return told(ref, event(kind, actor, target, when=when, **more), published=when)


CASE = [
    dated("a", S, "2024-01-01"),
    dated("b", C, "2024-03-01", ("TUR",), ("SRB",), cameo="062"),
    told("c", event(A, ("SRB",), ("TUR",), mode="allege", cameo="112"), published="2024-09-01"),
    told("d", statement(stance=Stance.NEGATIVE), published="2024-10-01"),
]


@pytest.mark.parametrize("table", ["PLOVER 2.0", "PLOVER 1.3", "Goldstein"])
@pytest.mark.parametrize("half_life", [30, 180])
def test_every_level_is_the_sum_that_its_moves_give_by_hand(table, half_life):
    pair = between(of(CASE, table=table, half_life=half_life), "SRB-TUR")
    moves = [m for p in pair.points for m in p.moves]
    assert len(moves) == 4
    for p in pair.points:
        faded = [
            (m.score * m.weight, m.weight, 0.5 ** ((dt.date.fromisoformat(p.day) - dt.date.fromisoformat(m.day)).days / half_life))
            for m in moves if m.day <= p.day
        ]  # fmt: skip
        assert p.level == pytest.approx(sum(s * f for s, _, f in faded), abs=1e-3)
        assert p.tone == pytest.approx(sum(s * f for s, _, f in faded) / sum(w * f for _, w, f in faded), abs=1e-3)


def test_the_table_of_scores_is_the_one_that_is_asked_for():
    def first(**scoring):
        return [m.score for p in between(of(CASE, **scoring), "SRB-TUR").points for m in p.moves]

    assert first() == [5.0, 9.5, -3.5, -3.0]  # the mode goes before the type
    assert first(table="plover 1.3") == [4.6, 6.8, -2.0, -2.0]
    assert first(table="goldstein")[1:] == [7.4, -2.0, -2.0]
    with pytest.raises(UsageError, match=r"PLOVER 2\.0, PLOVER 1\.3, Goldstein"):
        scores.table("PLOVER 9")


def test_weights_are_asked_for_and_shown():
    moves = [m for p in between(of(CASE, statement=0.25, undated=0.4), "SRB-TUR").points for m in p.moves]
    assert [(m.placed, m.weight) for m in moves] == [("told", 1.0), ("told", 1.0), ("reported", 0.4), ("reported", 0.1)]
    assert between(of(CASE, undated=0), "SRB-TUR").last == "2024-03-01"


def test_words_of_one_day_alone_tell_no_standing():
    said = told("a", statement(stance=Stance.POSITIVE))
    assert between(of([said]), "SRB-TUR").tone == 5.0 and between(of([said]), "SRB-TUR").sign == 0
    again = told("b", statement(stance=Stance.POSITIVE, quote="a good friend"), published="2024-04-01")
    assert between(of([said, again]), "SRB-TUR").sign == 1


def test_as_of_a_day_nothing_later_counts():
    assert between(of(CASE, as_of="2024-02-01"), "SRB-TUR").events == 1


def test_nothing_is_placed_after_it_was_reported():
    e = told("a", event(S, ("SRB",), ("TUR",), when=(None, "2026-03-31")), published="2024-01-05")
    assert between(of([e]), "SRB-TUR").points[0].day == "2024-01-05"


def test_words_beside_a_deed_of_the_same_sign_are_not_counted_again():
    both = [told("a", event(A, ("SRB",), ("TUR",)), statement(stance=Stance.NEGATIVE))]
    assert between(of(both), "SRB-TUR").statements == 0
    other = [told("a", event(A, ("SRB",), ("TUR",)), statement(stance=Stance.POSITIVE))]
    assert between(of(other), "SRB-TUR").statements == 1


def test_silence_is_told_from_calm():
    filler = [told(f"x{n}", published=f"2024-02-{n:02}") for n in range(1, 8)]
    pair = between(of([*CASE, *filler]), "SRB-TUR")
    assert [(p.gap, p.sources) for p in pair.points[:2]] == [(0, 0), (60, 8)]  # seven others, and its own
    assert pair.silent == 0
    long = between(of(CASE, half_life=10, as_of="2026-01-01"), "SRB-TUR")
    assert long.silent > 400 and long.sign == 0  # once negative; how they stand now is not known


def test_a_relation_that_turns_has_a_shock_with_what_made_it():
    good = [dated(f"g{n}", S, f"2024-0{n}-01") for n in range(1, 6)]
    bad = [dated(f"b{n}", A, f"2024-1{n}-01") for n in range(0, 3)]
    pair = between(of([*good, *bad]), "SRB-TUR")
    [shock] = pair.shocks
    assert shock.day == "2024-10-01" and shock.before > 0 > shock.after
    assert set(shock.moves) <= {s for p in pair.points for m in p.moves for s in m.sources} and len(shock.moves) == 2
    assert not between(of([*good, *bad[:1]]), "SRB-TUR").shocks  # one bad day is none


def test_noise_is_no_shock():
    values = [(n * 7919 % 41) / 2 - 10 for n in range(400)]  # up and down for no reason
    assert len(change_points(values)) <= 2
    assert change_points([*values[:200], *(v + 40 for v in values[200:])])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(-20, 20).map(lambda n: n / 2), min_size=2 * LEAST, max_size=40),
    st.sampled_from([3.0, 12.5, 40.0]),
)
def test_change_points_are_as_good_as_those_of_ruptures(values, penalty):
    numpy, ruptures = pytest.importorskip("numpy"), pytest.importorskip("ruptures")
    signal = numpy.array(values).reshape(-1, 1)
    theirs = ruptures.Dynp(model="l2", min_size=LEAST, jump=1).fit(signal)

    def cost(cuts):
        edges = [0, *cuts, len(values)]
        parts = [values[a:b] for a, b in pairwise(edges)]
        return sum(sum((x - sum(p) / len(p)) ** 2 for x in p) for p in parts) + penalty * len(cuts)

    ours = cost(change_points(values, penalty))
    for cuts in range(0, min(4, len(values) // LEAST)):
        assert ours <= cost([c for c in theirs.predict(n_bkps=cuts) if c < len(values)] if cuts else []) + 1e-6


def test_a_friend_of_two_who_are_hostile_stands_between_them():
    found = of([
        dated("a", C, "2024-05-01", ("TUR",), ("SRB",)), dated("b", C, "2024-05-02", ("TUR",), ("XKX",)),
        dated("c", A, "2024-05-03", ("SRB",), ("XKX",)),
    ])  # fmt: skip
    [triad] = found.triads
    assert (triad.kind, triad.pivot, triad.balanced) == ("between", "TUR", False)


def test_two_who_side_against_a_third_are_balanced():
    found = of([
        dated("a", A, "2024-05-01", ("TUR",), ("SRB",)), dated("b", C, "2024-05-02", ("TUR",), ("XKX",)),
        dated("c", A, "2024-05-03", ("SRB",), ("XKX",)),
    ])  # fmt: skip
    [triad] = found.triads
    assert (triad.kind, triad.pivot, triad.balanced) == ("two against one", "SRB", True)


def test_the_picture_has_the_relations_by_the_plain_scoring():
    p = picture(*CASE)
    assert p.relations == of(CASE) and p.relations.scoring.table == "PLOVER 2.0"
    assert picture().relations.pairs == ()


def test_deliveries_and_their_events_move_a_relation_once():
    t = transfer(status=Status.DELIVERED, when="2024-03-01", quote="Drones came.")
    e = event(C, ("TUR",), ("ALB",), when="2024-03-01", cameo="062", step=0, quote="Drones came.")
    assert between(of([told("a", t, e), told("b", t, e)]), "ALB-TUR").events == 1
