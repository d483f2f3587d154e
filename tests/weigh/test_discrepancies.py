from tests.weigh.makers import judgement, money, number, told, transfer

from dragoman.model import Evidence, Fact, Findings, Report, Span, Status
from dragoman.weigh import weigh
from dragoman.weigh.judgements import address


def kinds(*pairs, log=()):
    return sorted(d.kind for d in weigh([r for r, _ in pairs], [f for _, f in pairs], log).discrepancies)


def test_two_numbers_for_one_order_stand_side_by_side():
    a, b = told("a", transfer(quantity=54)), told("b", transfer(quantity=46))
    p = weigh([a[0], b[0]], [a[1], b[1]])
    [d] = p.discrepancies
    assert d.kind == "quantity" and {s.value for s in d.sides} == {"54", "46"}
    assert all(s.quote and s.source and s.span for s in d.sides)
    assert p.deals[0].discrepancies == (d.id,)


def test_compatible_values_raise_no_alarm():
    assert kinds(told("a", transfer(quantity=number(2000, None))), told("b", transfer(quantity=5000))) == []
    assert kinds(told("a", transfer(quantity=24)), told("b", transfer(quantity=6, status=Status.DELIVERED))) == []
    assert kinds(told("a", transfer(value=money(193_600_000))), told("b", transfer(value=money(194_000_000)))) == []
    assert kinds(told("a", transfer(when=("2023-01-01", "2023-12-31"))), told("b", transfer(when="2023-07-02"))) == []


def test_prices_and_dates_clash():
    assert kinds(told("a", transfer(value=money(1_370_000_000))), told("b", transfer(value=money(1_900_000_000)))) == [
        "value"
    ]
    assert kinds(told("a", transfer(when="2024-02-05")), told("b", transfer(when="2024-02-15"))) == ["when"]


def test_a_denial_stands_against_the_claim():
    assert kinds(
        told("a", transfer(status=Status.DELIVERED)), told("b", transfer(status=Status.DELIVERED, denied=True))
    ) == ["denied"]


def test_progress_is_no_contradiction_but_opposite_words_of_one_day_are():
    early = told("a", transfer(status=Status.APPROVED), published="2023-10-03")
    late = told("b", transfer(status=Status.CANCELLED), published="2025-06-03")
    assert kinds(early, late) == []
    assert kinds(told("a", transfer(status=Status.ORDERED)), told("b", transfer(status=Status.CANCELLED))) == ["status"]


def test_one_report_can_contradict_itself():
    one = told(
        "a",
        transfer(quantity=8, status=Status.DELIVERED, when="2024-01-05"),
        transfer(quantity=6, status=Status.DELIVERED, when="2024-01-05"),
    )
    assert kinds(one) == ["quantity"]


def test_a_background_claim_is_held_against_the_reference(monkeypatch):
    from dragoman.knowledge.schema import ReferenceFact
    from dragoman.weigh import discrepancies

    fact = ReferenceFact(subject="XKX", relation="independence", when="2008-02-17", source="the declaration")
    monkeypatch.setattr(discrepancies, "_facts", lambda: {("XKX", "independence"): (fact,)})
    report = Report(id="a", text="Kosovo declared its independence in 2006.", published="2024-01-01", outlet="X")

    def found(year):
        evidence = Evidence(quote=report.text, span=Span(start=0, end=len(report.text)))
        return Findings(
            ref="a",
            reader="t",
            facts=(
                Fact(
                    subject="XKX", relation="independence", when=(f"{year}-01-01", f"{year}-12-31"), evidence=evidence
                ),
            ),
        )

    [d] = weigh([report], [found(2006)]).discrepancies
    assert d.kind == "reference" and [s.value for s in d.sides] == ["2006", "2008-02-17"] and d.sides[1].report is None
    assert not weigh([report], [found(2008)]).discrepancies


def test_a_settled_discrepancy_is_still_shown_with_the_verdict():
    a, b = told("a", transfer(quantity=54)), told("b", transfer(quantity=46))
    target = {"discrepancy": {"kind": "quantity", "findings": [address(f.ref, f.transfers[0]) for _, f in (a, b)]}}
    [d] = weigh(
        [a[0], b[0]], [a[1], b[1]], [judgement("settle", target, value_to="54", why="the ministry's own list")]
    ).discrepancies
    assert d.settled and "54" in d.settled and "Ana" in d.settled
