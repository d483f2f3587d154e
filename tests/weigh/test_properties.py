"""What must hold for any findings: weighing depends on what is told, never on the order or on how often."""

from __future__ import annotations

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.weigh.makers import judgement, money, number, told, transfer

from dragoman.model import Category, Findings, Mode, Picture, Report, Status
from dragoman.weigh import Memory, weigh
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


@some
@given(corpora(least=2))
def test_with_a_memory_the_picture_is_the_same(pairs):
    memory = Memory()
    for some_of in (pairs[1:], pairs, pairs[:1], pairs):
        again = weigh([r for r, _ in some_of], [f for _, f in some_of], memory=memory)
        assert again == picture(some_of)
