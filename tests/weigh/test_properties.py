"""What must hold for any findings: weighing depends on what is told, never on the order or on how often."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.weigh.makers import event, judgement, money, number, statement, told, transfer

from dragoman.model import Category, EventType, Findings, Mode, Picture, Report, Stance, Status
from dragoman.weigh import Memory, candidates, deals, relations, weigh
from dragoman.weigh import memory as memories
from dragoman.weigh.judgements import address

WEAPONS = (
    ("Bayraktar TB2", Category.UAV),
    ("drones", Category.UAV),
    ("Anka", Category.UAV),
    ("Leopard 2A8", Category.ARMOUR),
    ("Leopard 2", Category.ARMOUR),
    ("tanks", Category.ARMOUR),
    ("arms", Category.OTHER),
)
FILLER = ["north", "river", "stone", "harbour", "winter", "copper", "lantern", "meadow", "signal", "orchard"]

days = st.dates(dt.date(2019, 1, 1), dt.date(2024, 12, 31)).map(dt.date.isoformat)


@st.composite
def transfers(draw):
    weapon, category = draw(st.sampled_from(WEAPONS))
    return transfer(
        weapon,
        category=category,
        supplier=draw(st.sampled_from([("TUR",), ("DEU",), ("DEU", "Rheinmetall"), ()])),
        recipient=draw(st.sampled_from([("ALB",), ("XKX",), ("ALB", "XKX"), ()])),
        quantity=draw(st.sampled_from([None, number(6), number(8), number(2, None), number(None, 20)])),
        value=draw(st.sampled_from([None, money(50_000_000), money(90_000_000)])),
        status=draw(st.sampled_from(list(Status))),
        mode=draw(st.sampled_from([None, Mode.SALE, Mode.DONATION])),
        when=draw(st.none() | days),
        denied=draw(st.sampled_from([False, False, False, True])),
    )


@st.composite
def corpora(draw, least=1):
    size = draw(st.integers(least, 6))
    out = []
    for i in range(size):
        words = draw(st.lists(st.sampled_from(FILLER), min_size=12, max_size=20))
        entries = draw(st.lists(transfers(), min_size=0, max_size=3))
        text = f"Report {i} of its own. " + " ".join(words) + f" {i}. " + " ".join(t.evidence.quote for t in entries)
        out.append(told(f"r{i}", *entries, published=draw(days), outlet=f"Outlet {i}", text=text))
    return out


def picture(pairs, log=()) -> Picture:
    return weigh([r for r, _ in pairs], [f for _, f in pairs], log)


some = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@some
@given(corpora(), st.randoms())
def test_order_of_input_does_not_matter(pairs, random):
    shuffled = list(pairs)
    random.shuffle(shuffled)
    findings = [f for _, f in shuffled]
    random.shuffle(findings)
    assert weigh([r for r, _ in shuffled], findings) == picture(pairs)


@some
@given(corpora())
def test_weighing_twice_is_weighing_once(pairs):
    assert picture(pairs) == picture(pairs + pairs)


@some
@given(corpora())
def test_no_finding_is_lost_and_none_is_in_two_deals(pairs):
    p = picture(pairs)
    placed = [(r.report, r.index) for d in p.deals for r in d.findings]
    assert {c.finding for c in p.evidence if c.finding.kind == "transfer"} == {r for d in p.deals for r in d.findings}
    assert sorted(placed) == sorted((f.ref, i) for _, f in pairs for i in range(len(f.transfers)))


@some
@given(corpora(), st.integers(0, 5))
def test_a_reprint_changes_no_grade_and_no_number(pairs, which):
    report, findings = pairs[which % len(pairs)]
    later = (dt.date.fromisoformat(report.published or "2020-01-01") + dt.timedelta(days=1)).isoformat()
    copy = Report(id="zz", text=report.text, published=later, outlet="Copying Daily")
    before, after = (
        picture(pairs),
        picture([*pairs, (copy, Findings(ref="zz", reader="test", transfers=findings.transfers))]),
    )
    assert len(after.families) == len(before.families)

    def numbers(p: Picture) -> object:
        return [
            (d.id, d.grade, d.status, d.quantity, d.value, d.when, d.denied, len(d.families),
             [(a.field, a.best, a.low, a.high, a.credibility) for a in d.attributes]) for d in p.deals
        ]  # fmt: skip

    assert numbers(after) == numbers(before)
    assert [(d.id, d.kind, d.severity) for d in after.discrepancies] == [
        (d.id, d.kind, d.severity) for d in before.discrepancies
    ]


@some
@given(corpora(least=2))
def test_taking_a_report_out_and_putting_it_back_gives_the_same_picture(pairs):
    whole = picture(pairs)
    picture(pairs[1:])
    assert picture([*pairs[1:], pairs[0]]) == whole


@some
@given(corpora(), st.data())
def test_judgements_commute_with_re_reading(pairs, data):
    """A re-reading that moves findings about in their lists changes nothing of what persons decided."""
    every = [(f.ref, i, t) for _, f in pairs for i, t in enumerate(f.transfers)]
    log = []
    for n, (ref, _, t) in enumerate(every):
        kind = data.draw(st.sampled_from(["accept", "reject", "none"]))
        if kind != "none":
            log.append(judgement(kind, {"findings": [address(ref, t)]}, n, id=f"j{n}"))
    again = [
        (r, f.model_copy(update={"reader": "test-2", "transfers": tuple(reversed(f.transfers))})) for r, f in pairs
    ]

    def said(p: Picture) -> object:
        return sorted((d.id, d.status, d.review, str(d.quantity), len(d.findings)) for d in (*p.deals, *p.rejected))

    assert said(picture(pairs, log)) == said(picture(again, log))


@st.composite
def beside(draw, pairs):
    """The same reports with events, statements, credits and copies beside their transfers."""
    out = []
    for n, (report, found) in enumerate(pairs):
        events = [
            event(
                draw(st.sampled_from([EventType.CONSULT, EventType.ACCUSE])),
                target=("SRB",),
                when=draw(st.none() | days),
            )
            for _ in range(draw(st.integers(0, 2)))
        ]
        steps = [event(EventType.AGREE, step=0)] if found.transfers and draw(st.booleans()) else []
        said = [
            statement(f"Ada {draw(st.sampled_from(['Kroll', 'Lund']))}", stance=draw(st.sampled_from(list(Stance))))
            for _ in range(draw(st.integers(0, 1)))
        ]
        told_too = found.model_copy(update={"events": (*events, *steps), "statements": tuple(said)})
        credit = f" Outlet {draw(st.integers(0, 3))} reported it first." if draw(st.booleans()) else ""
        text = pairs[0][0].text if n and draw(st.integers(0, 3)) == 0 else report.text + credit
        outlet = draw(st.sampled_from([report.outlet, "Outlet 0"]))
        out.append((report.model_copy(update={"text": text, "outlet": outlet}), told_too))
    return out


@settings(some, max_examples=80)
@given(st.data())
def test_with_a_memory_the_picture_is_the_same(data):
    """Reports come, go and are read anew, judgements come and are taken back: never does what is remembered show."""
    pairs = data.draw(beside(data.draw(corpora(least=2))))
    log = []
    for n, (report, found) in enumerate(pairs):
        where = [address(report.id, t) for t in found.transfers]
        if where:
            kind = data.draw(st.sampled_from(["none", "reject", "accept", "merge", "split", "correct"]))
            fix = {"finding": where[0], "field": "recipient"} if kind == "correct" else {"findings": where}
            log += [judgement(kind, fix, n, id=f"j{n}", value_to="MKD")] if kind != "none" else []
    log.append(judgement("not-same-source", {"reports": [pairs[0][0].id, pairs[1][0].id]}, 90, id="apart"))
    log.append(judgement("grade", {"outlet": "Outlet 0"}, 91, id="graded", value_to="B"))
    memory = Memory()
    with pytest.MonkeyPatch.context() as patch:
        if data.draw(st.booleans()):  # as among very many reports
            patch.setattr(candidates, "FEW", 1)
            patch.setattr(memories, "STRETCH", 1)
        for _ in range(4):
            here = data.draw(st.lists(st.sampled_from(pairs), unique_by=lambda p: p[0].id))
            here = [
                (r, f.model_copy(update={"transfers": f.transfers[1:]}))
                if data.draw(st.integers(0, 4)) == 0
                else (r, f)
                for r, f in here
            ]
            judged = [j for j in log if data.draw(st.booleans())]
            reports, findings = [r for r, _ in here], [f for _, f in here]
            assert weigh(reports, findings, judged, memory) == weigh(reports, findings, judged)


def test_a_weighing_that_was_broken_off_leaves_nothing_behind(monkeypatch):
    pairs = [told(f"r{n}", transfer(quantity=n + 2)) for n in range(3)]
    memory = Memory()
    weigh([r for r, _ in pairs[1:]], [f for _, f in pairs[1:]], memory=memory)
    with monkeypatch.context() as patch:
        patch.setattr(relations, "of", lambda *a, **k: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            weigh([r for r, _ in pairs], [f for _, f in pairs], memory=memory)
    assert weigh([r for r, _ in pairs], [f for _, f in pairs], memory=memory) == picture(pairs)


def test_one_report_more_builds_no_deal_and_no_event_anew_but_its_own(monkeypatch):
    pairs = [
        told(f"r{n}", transfer(recipient=(to,)), event(target=(to,)), text=" ".join(FILLER[n::2]) + f" {to}.")
        for n, to in enumerate(("ALB", "SRB", "MKD", "HUN"))
    ]
    memory = Memory()
    weigh([r for r, _ in pairs[1:]], [f for _, f in pairs[1:]], memory=memory)
    built = []
    real = deals.build
    monkeypatch.setattr(deals, "build", lambda cluster, letters: built.append(cluster) or real(cluster, letters))
    weigh([r for r, _ in pairs], [f for _, f in pairs], memory=memory)
    assert [c.items[0].recipient for c in built] == [frozenset({"ALB"})]
