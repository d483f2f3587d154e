"""Goods that no rule reaches, and the judges that are asked about them."""

import numpy as np
import pytest

from dragoman.model import Report
from dragoman.read import annotate, learned, lots, read, transfers, unreached


def lots_in(text: str) -> tuple:
    reading = annotate(Report(id="r", text=text, published="2024-05-01"))
    drafts, _ = transfers.drafts_of(reading)
    return reading, drafts, lots.lots_of(reading, drafts)


def test_one_kind_of_goods_is_one_lot_with_the_deals_read_of_it():
    _, drafts, found = lots_in(
        "Norway bought 12 K9 howitzers from South Korea. The K9 is a tracked howitzer. Norway also flies F-35 jets."
    )
    names = [lot.lead.name for lot in found]
    assert names.count("K9 howitzers") + names.count("K9") == 1
    k9 = next(lot for lot in found if lot.lead.name.startswith("K9"))
    assert k9.drafts and k9.drafts[0] in drafts
    assert any("F-35" in n for n in names)


def test_only_actors_of_the_report_or_makers_are_asked_about():
    reading, drafts, found = lots_in("Oslo looks at the Gripen. Lisbon is said to be keen as well.")
    cast = lots.cast_of(reading, drafts)
    gripen = next(lot for lot in found if "Gripen" in lot.lead.name)
    assert set(lots.candidates(reading, gripen, cast)) == {"NOR", "PRT", "SWE"}


def test_a_judge_sums_its_features_and_the_vector():
    judge = learned.judge_from(
        {
            "classes": ["no", "yes"],
            "bias": [0.0, 0.0],
            "weights": {"a": [0.0, 1.0], "b": [0.5, 0.0]},
            "dense": [[0.0, 2.0], [0.0, 0.0]],
        }
    )
    assert judge.odds([])["yes"] == pytest.approx(0.5)
    assert judge.odds(["a", "unknown"])["yes"] == pytest.approx(1 / (1 + np.exp(-1.0)))
    assert judge.odds(["a"], np.array([1.0, 5.0]))["yes"] == pytest.approx(1 / (1 + np.exp(-3.0)))
    assert sum(judge.odds(["a", "b"]).values()) == pytest.approx(1.0)


def test_goods_that_no_rule_reaches_are_entered_with_their_parties(monkeypatch):
    """Whatever is entered is marked as judged, and each party is one that the report names or the maker."""
    monkeypatch.setattr(unreached, "ALONE", 0.2)
    monkeypatch.setattr(unreached, "LISTED", 0.2)
    text = (
        "Peru's air force will decide this year on its next fighter.\n\n"
        "Peru has shortlisted three jets for the purchase of 24 fighters. They include the Swedish Gripen E, the French Rafale and "
        "the South Korean KF-21. Lima wants to close the deal by 2026."
    )
    reading = annotate(Report(id="r", text=text, published="2024-05-01"))
    drafts, why_not = transfers.drafts_of(reading)
    judged = [d for d in unreached.complete(reading, drafts, why_not) if d.rule.startswith("goods: judged")]
    found = read(Report(id="r", text=text, published="2024-05-01")).transfers
    assert judged
    for d in judged:
        assert {*d.supplier, *d.recipient} <= {"PER", "SWE", "FRA", "KOR"}
    for t in found:
        assert t.evidence.quote == text[t.evidence.span.start : t.evidence.span.end]
        assert t.evidence.fields["recipient"] and t.evidence.fields["weapon"]


@pytest.mark.parametrize(
    "text",
    [
        "Thailand ordered Gripen E fighters from Sweden as a replacement for its F-16s.",
        "Germany supplied Greece with Marder vehicles to replace BMP-1s.",
    ],
)
def test_what_is_replaced_is_no_deal(text):
    assert len(read(Report(id="r", text=text)).transfers) == 1


@pytest.mark.parametrize(
    "text",
    [
        "India would have bought Rafale jets from France in 2005.",
        "Ukraine fired ATACMS missiles at an airfield, and Russian Su-34 jets bombed a bridge.",
        "The museum in Duxford shows a Spitfire and a MiG-21.",
    ],
)
def test_no_judge_makes_a_deal_of_what_is_none(text):
    assert read(Report(id="r", text=text, published="2024-05-01")).transfers == ()


def test_without_judges_the_rules_stand_alone(monkeypatch):
    reading, drafts, _ = lots_in("Norway bought 12 K9 howitzers from South Korea.")
    monkeypatch.setattr(learned, "judges", dict)
    assert unreached.complete(reading, drafts, []) is drafts
