from tests.weigh.makers import judgement, told, transfer

from dragoman.weigh import grades, weigh


def test_one_needs_two_independent_sources():
    f = frozenset
    assert grades.of_claims([f({"s1", "s2"})], 0, {})[0] == 1
    assert grades.of_claims([f({"s1"})], 0, {"s1": "A"})[0] == 2
    assert grades.of_claims([f({"s1"})], 0, {"s1": "F"})[0] == 6
    assert grades.of_claims([f({"s1"}), f({"s2"})], 0, {"s1": "A"})[0] == 4
    assert grades.of_claims([f({"s1"}), f({"s2", "s3"})], 0, {"s1": "A"})[0] == 5


def test_an_outlet_that_nobody_knows_cannot_be_judged_until_a_person_does():
    a = told("a", transfer(), outlet="Gazette of Nowhere")
    assert weigh([a[0]], [a[1]]).families[0].grade == "F"
    own = judgement("grade", {"outlet": "Gazette of Nowhere"}, value_to="B", why="long record")
    family = weigh([a[0]], [a[1]], [own]).families[0]
    assert family.grade == "B" and "Ana" in family.grade_reason and "long record" in family.grade_reason


def test_two_independent_reports_make_a_claim_confirmed_and_a_reprint_does_not():
    text = (
        "The army of Albania has ordered six of the Turkish machines for its new base. "
        "They will come by ship in the autumn of the year."
    )
    a, copy = (
        told("a", transfer(quantity=6), text=text),
        told("b", transfer(quantity=6), text=text, published="2024-03-02"),
    )
    other = told("c", transfer(quantity=6), published="2024-03-02")
    assert weigh([a[0], copy[0]], [a[1], copy[1]]).deals[0].grade[1] == "6"
    assert weigh([a[0], other[0]], [a[1], other[1]]).deals[0].grade[1] == "1"


def test_an_outlet_has_its_grade_under_every_name_and_domain():
    same = ["Associated Press", "AP", "The Associated Press", "apnews.com", "https://www.apnews.com/", "ap.org"]
    assert {grades.of_outlet(name) for name in same} == {grades.of_outlet("Associated Press")}
    assert grades.of_outlet("AP")[0] == "B"
    assert grades.of_outlet("uk.reuters.com") == grades.of_outlet("www.reuters.com") == grades.of_outlet("Reuters")
    assert grades.of_outlet("www.bbc.co.uk") == grades.of_outlet("BBC")
    assert grades.of_outlet("BBC")[0] != "F"
    assert grades.of_outlet("notreuters.com")[0] == grades.of_outlet("co.uk")[0] == "F"
