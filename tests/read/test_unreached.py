"""Goods that no rule reaches, and the judges that are asked about them."""

import numpy as np
import pytest

from dragoman.model import Mode, Report
from dragoman.read import annotate, code, learned, lots, prospects, read, tellings, transfers, unreached


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
    assert set(lots.candidates(gripen, lots.around(reading, gripen), cast)) == {"NOR", "PRT", "SWE"}


def test_a_mention_is_told_by_its_own_sentence():
    """The steps, the actors and the words of the one sentence, not those of the goods' other mentions."""
    reading, drafts, _ = lots_in("Oslo plans to buy the Gripen from Sweden. Later a museum in Lisbon showed a Gripen.")
    on = prospects.stage(reading, drafts)
    lot = next(lot for lot in on.lots if "Gripen" in lot.lead.name)
    first, second = (tellings.features(on.scene, s, i) for s, i in lot.items)
    assert "step=buy" in first and "over=plan" in first and "states=2 named" in first
    assert not any(f.startswith(("step=buy", "over=plan")) for f in second)
    vectors = [tellings.vector(on.scene, s, i) for s, i in lot.items]
    assert vectors[0].shape == vectors[1].shape and not np.array_equal(*vectors)
    assert tellings.features(on.scene, *lot.items[0]) == first


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


def judge(yes: float, **weights: float) -> learned.Judge:
    """A judge that says yes with these log odds, more or less where a feature stands."""
    return learned.Judge(("no", "yes"), (0.0, yes), {name.replace("__", "="): (0.0, w) for name, w in weights.items()})


@pytest.fixture
def willing(monkeypatch):
    """Judges that hold each mention for a telling: makers supply, who leads the report and makes nothing gets."""
    told = {
        "telling": judge(2.0),
        "supplier": learned.Judge(("no", "yes"), (0.0, -3.0), {"maker=True of=True": (0.0, 6.0)}),
        "recipient": learned.Judge(("no", "yes"), (0.0, -3.0), {"rank=0 maker=False of=True": (0.0, 6.0)}),
        "status": learned.Judge(("considered", "offered"), (1.0, 0.0), {}),
        "mode": learned.Judge(("none", "sale"), (0.0, 1.0), {}),
        "entry": judge(1.0),
    }
    monkeypatch.setattr(learned, "judges", lambda: told)
    return told


def test_goods_that_no_rule_reaches_are_entered_with_their_parties(willing):
    """Whatever is entered is marked as judged, and each party is one that the report names or the maker."""
    text = (
        "Peru's air force will decide this year on its next fighter.\n\n"
        "Peru is a country with a long coast. On the list are the Swedish Gripen E and the South Korean KF-21."
    )
    found = read(Report(id="r", text=text, published="2024-05-01")).transfers
    gripen = next(t for t in found if "Gripen" in t.weapon)
    assert (gripen.supplier, gripen.recipient, gripen.status.value) == (("SWE",), ("PER",), "considered")
    assert gripen.evidence.rule.startswith("goods: judged 0.7")
    for t in found:
        assert {*t.supplier, *t.recipient} <= {"PER", "SWE", "KOR"}
        assert t.evidence.quote == text[t.evidence.span.start : t.evidence.span.end]
        assert t.evidence.fields["recipient"] and t.evidence.fields["weapon"]


def test_what_the_rules_read_is_not_entered_again(willing):
    found = read(Report(id="r", text="Peru bought 12 Gripen E fighters from Sweden. The Gripen is a Swedish jet."))
    assert [(t.supplier, t.recipient, t.status.value) for t in found.transfers] == [(("SWE",), ("PER",), "ordered")]


def test_a_maker_does_not_supply_its_own_state(willing):
    text = "Sweden is a kingdom in the north. Sweden's pride is the Gripen E, which is based in Sweden."
    assert all(t.supplier == ("SWE",) and not t.recipient for t in read(Report(id="r", text=text)).transfers)


def test_mentions_that_hardly_tell_of_a_deal_are_not_looked_at_further(willing, monkeypatch):
    willing["telling"] = judge(-4.0)
    monkeypatch.setattr(prospects, "rows", lambda *_: pytest.fail("asked for parties"))
    reading, drafts, _ = lots_in("Peru is a country with a long coast. On the list is the Gripen E.")
    assert unreached.complete(reading, drafts, []) == drafts


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
    assert unreached.complete(reading, drafts, []) == drafts


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        # what the package holds is the entry
        (
            "The US has sent Ukraine weapons worth $500 million. The US delivered 12 HIMARS launchers to Ukraine.",
            ["HIMARS"],
        ),
        ("France will provide military aid to Chad.", []),
        ("France supplied weapons to Chad in March.", ["weapons"]),
    ],
)
def test_aid_in_general_is_no_entry_beside_named_goods_nor_where_it_is_only_promised(text: str, goods: list[str]):
    found = [t.weapon for t in read(Report(id="r", text=text, published="2024-05-01")).transfers]
    assert len(found) == len(goods)
    assert all(any(g in f for f in found) for g in goods)


def test_goods_declined_for_want_of_a_partner_may_have_one_elsewhere_in_the_report():
    text = "Jindal will manufacture the Negev machine gun in Haryana. Israel has agreed to hand over the drawings."
    reading = annotate(Report(id="r", text=text, published="2024-05-01"))
    drafts, why_not = transfers.drafts_of(reading)
    on = prospects.stage(reading, drafts)
    assert [lot.lead.name for lot in unreached.eligible(on, why_not)] == []
    assert [lot.lead.name for lot in unreached.without_partner(on, why_not)] == ["Negev"]
    assert unreached.without_partner(on, [why_not[0].model_copy(update={"reason": "'sell': negated"})]) == []


def test_what_its_maker_supplies_is_no_re_export():
    text = "The first ten K2 tanks and 24 K9 howitzers that Poland bought from South Korea have arrived."
    told = code(annotate(Report(id="r", text=text))).transfers
    assert told and all(t.mode != Mode.RE_EXPORT for t in told)


def test_what_flies_in_with_goods_is_not_handed_over() -> None:
    text = (
        "Six Chinese Y-20 transports came in to land at Lima on Friday. They brought HQ-22 missiles that Peru bought from "
        "China. Never had so many Y-20s flown so far."
    )
    told = code(annotate(Report(id="r", text=text))).transfers
    assert told and not any("Y-20" in t.weapon for t in told)
