from dragoman.model import Report
from dragoman.weigh import sources

WIRE = (
    "ULKEA - Novaria has taken delivery of the first six Kestrel gliders ordered from Ostland three years ago. "
    "The aircraft were flown in from the factory at Brenn on Tuesday morning. "
    "'They close a gap that we have had since the war', air chief Tomas Veld told reporters. "
    "The contract is worth 84 million euros and covers training. "
    "Another six are to follow in the spring of next year."
)


def report(name, text, day="2024-05-07", outlet=None):
    return Report(id=name, text=text, published=day, outlet=outlet or f"{name} Gazette")


def test_a_shortened_copy_with_another_headline_is_a_reprint():
    copy = (
        "Gliders land at last\n\n"
        + " ".join(WIRE.split(". ")[0:1])
        + ". The contract is worth 84 million euros and covers training."
    )
    tie = sources.tie(report("a", WIRE), report("b", copy, "2024-05-08"))
    assert tie is not None and (tie.kind, tie.a, tie.b) == ("reprint", "b", "a")


def test_a_rewrite_that_credits_the_other_outlet_is_not_independent():
    own = (
        "Novaria's air arm is flying gliders again. As the Ulkea Courier reports, six Kestrel "
        "machines came from Ostland this week. "
        "The price of 84 million euros had long been known."
    )
    tie = sources.tie(report("a", WIRE, outlet="Ulkea Courier"), report("b", own, "2024-05-08"))
    assert tie is not None and tie.kind == "rewrite" and "Ulkea Courier" in tie.reason


def test_credit_for_background_only_leaves_a_report_independent():
    own = (
        "The defence ministry of Novaria showed its six Kestrel gliders from Ostland on "
        "Wednesday. Minister Ira Holm said that they cost 84 million euros. "
        "The Ulkea Courier had reported in August that the maker was late."
    )
    assert sources.tie(report("a", WIRE, outlet="Ulkea Courier"), report("b", own, "2024-05-08")) is None


def test_notices_after_one_template_are_not_copies():
    notice = (
        "By the authority of the arms act I approve the transfer of goods to the value of {0} "
        "million crowns to Novaria. "
        "The minister of supply shall report on the execution of this order to the committee within thirty days. "
        "This order is to be printed in the state register without delay of any kind."
    )
    one = report("a", notice.format(40), "2024-01-03", "Government of Ostland")
    two = report("b", notice.format(75), "2024-02-20", "Government of Ostland")
    assert sources.tie(one, two) is None


def test_family_tree_names_the_first_text_and_a_reason_each():
    copies = [
        report("c", "Elsewhere\n\n" + WIRE, "2024-05-09"),
        report("a", WIRE),
        report("b", WIRE + " Read more.", "2024-05-08"),
    ]
    traced = sources.trace(copies)
    [family] = traced.families
    assert family.reports == ("a", "b", "c")
    assert {(x.report, x.of, x.kind) for x in family.links} == {("b", "a", "reprint"), ("c", "a", "reprint")}
    assert all(x.reason for x in family.links)


def test_a_reviewer_can_part_and_join_sources():
    a, b, c = (
        report("a", WIRE),
        report("b", WIRE, "2024-05-08"),
        report("c", "A quite different text on fishing quotas in the north.", "2024-05-08"),
    )
    assert len(sources.trace([a, b], not_same=[("a", "b")]).families) == 2
    assert len(sources.trace([a, c], same=[("c", "a", "same hand")]).families) == 1
