from tests.weigh.makers import judgement, money, number, told, transfer

from dragoman.model import Category, Mode, Status
from dragoman.weigh import weigh
from dragoman.weigh.judgements import address


def picture(*pairs, log=()):
    return weigh([r for r, _ in pairs], [f for _, f in pairs], log)


def test_one_deal_told_at_different_precision_by_several_steps():
    p = picture(
        told("a", transfer("drones", status=Status.CONSIDERED), published="2023-01-10"),
        told("b", transfer("Turkish drones", quantity=6, status=Status.OFFERED), published="2023-03-10"),
        told("c", transfer("Bayraktar TB2", quantity=6, status=Status.ORDERED), published="2023-06-10"),
    )
    [deal] = p.deals
    assert deal.weapon == "Bayraktar TB2" and deal.status is Status.ORDERED
    assert [s.status for s in deal.steps] == [Status.CONSIDERED, Status.OFFERED, Status.ORDERED]
    assert len(deal.why_joined) == 2 and not p.discrepancies


def test_announced_is_never_delivered():
    p = picture(told("a", transfer(status=Status.ORDERED, when=(None, "2026-12-31")), published="2024-01-01"))
    assert p.deals[0].status is Status.ORDERED


def test_a_follow_on_order_is_a_deal_of_its_own():
    p = picture(
        told(
            "a",
            transfer("Leopard 2A8", supplier=("DEU",), category=Category.ARMOUR, quantity=40, when="2021-05-04"),
            published="2021-05-05",
        ),
        told(
            "b",
            transfer("Leopard 2A8", supplier=("DEU",), category=Category.ARMOUR, quantity=40, when="2024-09-09"),
            published="2024-09-10",
        ),
    )
    assert len(p.deals) == 2


def test_a_gift_and_a_purchase_are_two_deals():
    p = picture(told("a", transfer(mode=Mode.DONATION)), told("b", transfer(mode=Mode.SALE)))
    assert len(p.deals) == 2


def test_a_plan_to_build_together_is_not_the_purchase_that_was_dropped():
    p = picture(
        told("a", transfer(status=Status.CANCELLED, mode=Mode.SALE, when="2023-06-01"), published="2024-03-02"),
        told("b", transfer("drones", status=Status.CONSIDERED, mode=Mode.CO_PRODUCTION), published="2024-03-02"),
    )
    assert sorted((d.status, d.mode) for d in p.deals) == [
        (Status.CANCELLED, Mode.SALE),
        (Status.CONSIDERED, Mode.CO_PRODUCTION),
    ]
    dropped = picture(
        told("a", transfer(status=Status.CANCELLED, mode=Mode.CO_PRODUCTION), published="2024-03-02"),
        told("b", transfer("drones", status=Status.CONSIDERED, mode=Mode.CO_PRODUCTION), published="2023-03-02"),
    )
    assert len(dropped.deals) == 1


def test_lots_with_own_days_add_up():
    p = picture(
        told("a", transfer(quantity=12, status=Status.ORDERED), published="2023-01-01"),
        told("b", transfer(quantity=4, status=Status.DELIVERED, when="2023-06-01"), published="2023-06-02"),
        told("c", transfer(quantity=5, status=Status.DELIVERED, when="2023-11-01"), published="2023-11-02"),
    )
    [deal] = p.deals
    delivered = next(a for a in deal.attributes if a.field == "delivered")
    assert delivered.best == "9" and delivered.estimate
    assert deal.quantity == number(12) and not p.discrepancies


def test_an_open_recipient_joins_on_the_same_figures_only():
    whole = told("a", transfer(quantity=6, value=money(560_000_000)))
    hidden = told("b", transfer(recipient=(), quantity=6, value=money(560_000_000)))
    other = told("c", transfer(recipient=(), quantity=9))
    assert len(picture(whole, hidden).deals) == 1
    assert len(picture(whole, other).deals) == 2


def test_another_recipient_is_another_deal():
    assert len(picture(told("a", transfer()), told("b", transfer(recipient=("XKX",)))).deals) == 2


def test_merge_split_and_their_withdrawal():
    a, b = told("a", transfer("Anka")), told("b", transfer("Bayraktar TB2"))
    both = [address(f.ref, f.transfers[0]) for _, f in (a, b)]
    merge = judgement("merge", {"findings": both}, 1)
    assert len(picture(a, b).deals) == 2
    assert len(picture(a, b, log=[merge]).deals) == 1
    assert len(picture(a, b, log=[merge, judgement("withdraw", {}, 2, withdraws=merge.id)]).deals) == 2
    split = judgement("split", {"findings": both[:1]}, 3)
    assert len(picture(a, b, log=[merge, split]).deals) == 2


def test_findings_a_reviewer_rejects_leave_the_register_but_are_kept():
    a, b = told("a", transfer()), told("b", transfer("Anka"))
    p = picture(a, b, log=[judgement("reject", {"findings": [address("a", a[1].transfers[0])]}, why="not a transfer")])
    assert [d.weapon for d in p.deals] == ["Anka"]
    assert [(d.weapon, d.review) for d in p.rejected] == [("Bayraktar TB2", "rejected")]


def test_a_correction_holds_and_is_shown():
    a = told("a", transfer(quantity=3))
    fix = judgement("correct", {"finding": address("a", a[1].transfers[0]), "field": "quantity"}, value_to="5")
    [deal] = picture(a, log=[fix]).deals
    assert deal.quantity == number(5) and deal.review == "corrected"


def test_a_deal_added_by_hand():
    a = told("a", transfer())
    fields = {
        "supplier": ["USA"],
        "recipient": ["ALB"],
        "weapon": "Javelin",
        "category": "missile",
        "status": "offered",
    }
    p = picture(a, log=[judgement("add", {"report": "a", "quote": "some words", "transfer": fields})])
    assert {(d.weapon, d.review) for d in p.deals} == {("Bayraktar TB2", ""), ("Javelin", "added")}


def test_where_a_new_reading_changes_the_object_the_judgement_is_to_look_at_again():
    a = told("a", transfer(quote="Five drones were handed over."))
    accept = judgement("accept", {"findings": [address("a", a[1].transfers[0])]})
    changed = told("a", transfer(recipient=("MKD",), quote="Five drones were handed over."))
    [look] = picture(changed, log=[accept]).look_again
    assert look.judgement == accept.id and "recipient" in look.reason
    assert not picture(a, log=[accept]).look_again
    gone = (a[0], a[1].model_copy(update={"transfers": ()}))
    assert len(picture(gone, log=[accept]).look_again) == 1


def test_a_joint_promise_of_a_kind_is_no_telling_of_one_of_the_deals_that_it_sums_up():
    p = picture(
        told("a", transfer("Leopard 2", supplier=("DEU",), recipient=("UKR",), category=Category.ARMOUR)),
        told("b", transfer("M1 Abrams", supplier=("USA",), recipient=("UKR",), category=Category.ARMOUR)),
        told("c", transfer("heavy tanks", supplier=("USA", "DEU"), recipient=("UKR",), category=Category.ARMOUR)),
    )
    assert len(p.deals) == 3
    alone = picture(
        told("b", transfer("M1 Abrams", supplier=("USA",), recipient=("UKR",), category=Category.ARMOUR)),
        told("c", transfer("heavy tanks", supplier=("USA", "DEU"), recipient=("UKR",), category=Category.ARMOUR)),
    )
    assert len(alone.deals) == 1


def test_an_open_recipient_joins_where_the_report_names_who_it_is():
    whole = told("a", transfer(recipient=("SRB",)))
    named = told("b", transfer(recipient=(), quote="The Serbian army saw six TB2s."))
    other = told("c", transfer(recipient=(), quote="Six TB2s were sold abroad."))
    assert len(picture(whole, named).deals) == 1
    assert len(picture(whole, other).deals) == 2


WEIGHED = "goods: judged 0.60"


def test_a_party_that_was_only_weighed_gives_way_to_what_others_tell_and_is_no_contradiction():
    told_by_two = [told(x, transfer(recipient=("SRB",), quote=f"Report {x} on six TB2s for Serbia.")) for x in "ab"]
    quote = "Talk with Serbia over TB2s, and Slovenia's bid."
    unsure = told("c", transfer(recipient=("SVN",), quote=quote, rule=WEIGHED))
    p = picture(*told_by_two, unsure)
    [deal] = p.deals
    assert deal.recipient == ("SRB",) and not p.discrepancies
    assert {c.value for a in deal.attributes if a.field == "recipient" for c in a.claims} == {"SRB", "SVN"}
    sure = told("c", transfer(recipient=("SVN",), quote=quote))
    assert len(picture(*told_by_two, sure).deals) == 2
    elsewhere = told("c", transfer(recipient=("SVN",), quote="Slovenia's TB2s.", rule=WEIGHED))
    assert len(picture(*told_by_two, elsewhere).deals) == 2


def test_a_body_of_many_stands_for_the_member_that_the_report_names():
    told_by_two = [told(x, transfer(recipient=("POL",), quote=f"Report {x} on six TB2s for Poland.")) for x in "ab"]
    many = told("c", transfer(recipient=("NATO",), quote="NATO will fly TB2s, Warsaw said."))
    assert len(picture(*told_by_two, many).deals) == 1


def test_goods_that_came_and_goods_that_were_refused_are_two_deals_of_one_report():
    one = transfer("drones", status=Status.DELIVERED, quote="Drones came.")
    two = transfer("drones", status=Status.REFUSED, quote="New drones were refused.")
    assert len(picture(told("a", one, two)).deals) == 2


def test_arms_in_general_of_other_years_are_not_one_deal():
    first = told("a", transfer("arms", category=Category.OTHER, status=Status.SUSPENDED), published="2021-01-27")
    second = told("b", transfer("arms", category=Category.OTHER, status=Status.CANCELLED), published="2023-04-14")
    assert len(picture(first, second).deals) == 2


def test_less_approved_than_was_asked_for_is_no_contradiction():
    asked = told("a", transfer("shells", quantity=45000, status=Status.CONSIDERED, category=Category.MUNITION))
    given = told("b", transfer("shells", quantity=14000, status=Status.APPROVED, category=Category.MUNITION))
    p = picture(asked, given)
    assert len(p.deals) == 1 and not p.discrepancies
