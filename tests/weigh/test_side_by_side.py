import pytest

from dragoman.model import Report
from dragoman.sidebyside import compare_many


def report(day, outlet, title, text):
    return Report(id=f"{outlet}-{day}", published=day, outlet=outlet, title=title, text=f"{title}\n\n{text}")


CASES = {
    "not one has come": (
        {"status"},
        True,
        report(
            "2024-05-14",
            "Tallinn Post",
            "First CV90s reach Estonia",
            "TALLINN - The first ten CV90 infantry fighting vehicles bought from the Netherlands "
            "have arrived at Tapa, the defence forces said on Tuesday. The deal covers 44 vehicles.",
        ),
        report(
            "2024-05-15",
            "Baltic Soldier",
            "CV90s still in Holland",
            "None of the Dutch CV90 vehicles has been delivered to Estonia so far, a spokesman in "
            "The Hague told this site on Wednesday. Estonia bought 44 of them.",
        ),
    ),
    "two prices": (
        {"value"},
        True,
        report(
            "2023-03-21",
            "Canberra Herald",
            "Australia buys 20 HIMARS",
            "CANBERRA - Australia has signed a contract with Lockheed Martin for 20 HIMARS "
            "launchers. The price tag is 545 million dollars.",
        ),
        report(
            "2023-03-22",
            "Pacific Defence",
            "HIMARS for Australia",
            "Lockheed Martin will supply the Australian Army with twenty HIMARS rocket launchers "
            "under a contract signed this week. Canberra pays 870 million dollars.",
        ),
    ),
    "dozens and forty": (
        set(),
        True,
        report(
            "2022-05-10",
            "Copenhagen Radio",
            "Denmark to give Harpoon missiles",
            "COPENHAGEN - Denmark will send Ukraine a Harpoon launcher and several dozen missiles, "
            "the defence ministry said on Tuesday.",
        ),
        report(
            "2022-05-12",
            "Naval Watch",
            "Danish Harpoons for Odesa",
            "Ukraine is to get 40 Harpoon missiles and one launcher from Denmark, a person familiar "
            "with the plan said.",
        ),
    ),
    "denied": (
        {"denied"},
        True,
        report(
            "2023-09-14",
            "Washington Ledger",
            "Serbia sold shells, paper says",
            "WASHINGTON - Serbia has supplied Ukraine with 122mm rockets, according to a Pentagon "
            "document. The rockets came from Krusik.",
        ),
        report(
            "2023-09-15",
            "Beograd Daily",
            "Minister dismisses rocket story",
            "BELGRADE - Serbia has never sold a single rocket to Ukraine, the defence minister said "
            "on Friday. He dismissed the claims of an American document as fabricated.",
        ),
    ),
    "two donors are two deals": (
        set(),
        False,
        report(
            "2023-01-25",
            "Oslo Wire",
            "Norway sends Leopards",
            "OSLO - Norway will give Ukraine eight Leopard 2A4 tanks, the defence minister said on Wednesday.",
        ),
        report(
            "2023-01-26",
            "Madrid Wire",
            "Spain sends Leopards",
            "MADRID - Spain will hand over six Leopard 2A4 tanks to Ukraine, the defence minister "
            "said on Thursday. They stood in Zaragoza.",
        ),
    ),
    "a ceiling and a price": (
        set(),
        True,
        report(
            "2023-08-23",
            "Washington Wire",
            "US clears F-16 sensors for Taiwan",
            "WASHINGTON - The State Department approved a possible sale of infrared search systems "
            "for F-16 fighters to Taiwan for up to 500 million dollars.",
        ),
        report(
            "2024-01-10",
            "Taipei Review",
            "Taiwan signs for F-16 sensors",
            "TAIPEI - Taiwan has concluded the contract for the infrared search systems of its F-16 "
            "fighters. It is worth 420 million dollars.",
        ),
    ),
}


@pytest.fixture(scope="module")
def verdicts():
    return dict(zip(CASES, compare_many([(a, b) for _, _, a, b in CASES.values()]), strict=True))


@pytest.mark.parametrize("name", CASES)
def test_two_reports_side_by_side(name, verdicts):
    contradict, same, _, _ = CASES[name]
    verdict = verdicts[name]
    assert ({f for f, _, _ in verdict.contradict}, verdict.same_deal) == (contradict, same), verdict.reasons
