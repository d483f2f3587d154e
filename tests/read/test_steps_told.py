"""Deals told in ways of their own: who supplies and gets what, in one sentence; and words of moving that tell of no deal."""

import functools

import pytest

from dragoman.model import Report
from dragoman.read import annotate, code, read_many

TOLD = [
    # goods of a kind that no military word stands beside
    ("France has offered pump-jet propulsion to India.", "FRA", "IND", "pump-jet propulsion"),
    ("Poland wants to send its MiGs to Ukraine.", "POL", "UKR", "MiGs"),
    ("Peru bought two Global 5000 aircraft from Canada.", "CAN", "PER", "Global 5000"),
    ("Chad will send mid-air refuellers to Peru.", "TCD", "PER", "mid-air refuellers"),
    ("The old frigates are in dock. Chad stopped the supply of engines to Peru.", "TCD", "PER", "engines"),
    ("The West provided weapons and training to Ukrainian forces.", "West", "UKR", "weapons"),
    ("Several African countries have ordered howitzers from Turkey.", "TUR", "African countries", "howitzers"),
    # made under licence, made together
    ("Brazil produces the BMP-2 under licence.", "RUS", "BRA", "BMP-2"),
    ("The BMP-2 was produced in Brazil under a licence.", "RUS", "BRA", "BMP-2"),
    (
        "HAL reached an agreement on the co-development of engines for its helicopter with the French firm Safran.",
        "FRA",
        "IND",
        "engines",
    ),
    # whose decision, whose war
    ("President Yoon signaled his intention to send weapons to Ukraine.", "KOR", "UKR", "weapons"),
    ("The Biden administration may reverse its decision to give Egypt 20 tanks.", "USA", "EGY", "tanks"),
    ("Putin and Kim Jong-un bargained over an arms deal for Russia's war.", "PRK", "RUS", "arms"),
    # arms by name, arms to some without a name
    ("Beijing is considering lethal aid for Putin.", "CHN", "RUS", "lethal aid"),
    ("Peru handed arms to a militant group in Chad.", "PER", "militant group", "arms"),
    ("Belarus would give nuclear weapons to any nation beside it.", "BLR", None, "nuclear weapons"),
    # imports, users
    ("A third of all Azerbaijani weapons imports came from Israel.", "ISR", "AZE", "weapons"),
    ("Chad's army used a novel kind of missile provided by France.", "FRA", "TCD", "missile"),
    ("Azerbaijani forces used Israeli drones in the war.", "ISR", "AZE", "drones"),
    # two deeds, gifts named by who gets them, words taken for others
    ("India plans to export mortars and provide courses to the armies of Kenya.", "IND", "KEN", "mortars"),
    ("The Pentagon announces a $1.3 billion Ukraine weapons package.", "USA", "UKR", "weapons package"),
    ("Chad bypassed parliament to supply tank shells to Peru.", "TCD", "PER", "tank shells"),
    ("Paris lost its submarine contract with Australia.", "FRA", "AUS", "submarine"),
    # orders that a maker hopes for
    ("Saab anticipates orders for 40 Gripen jets from Peru.", "SWE", "PER", "Gripen"),
    ("General Electric expects orders for 300 jet engines from India for its Tejas jets.", "USA", "IND", "jet engines"),
]
NO_DEALS = [
    "Chad will send warships to support Peru in its standoff with Chile.",
    "Iran is sending warships to Brazil and the Panama Canal.",
    "The two Kenyan warships which called at Lima are old.",
    "Pune-based Sagar Marine Works has won an order from the Indian Navy for its spotter drone.",
    "Israel bombed shipments of weapons on their way to Hezbollah.",
    "Ukraine used HIMARS against the bridge.",
    "The Leopard tank would be sent to the northern sector for trials by the German army.",
]


@functools.lru_cache(maxsize=1)
def found() -> dict[str, tuple]:
    texts = [*(t for t, *_ in TOLD), *NO_DEALS]
    reports = [Report(id=str(n), text=t, published="2024-03-01") for n, t in enumerate(texts)]
    return {t: f.transfers for t, f in zip(texts, read_many(reports), strict=True)}


@pytest.mark.parametrize(("text", "supplier", "recipient", "weapon"), TOLD)
def test_a_deal_is_read(text: str, supplier: str, recipient: str | None, weapon: str) -> None:
    fitting = [t for t in found()[text] if weapon in t.weapon]
    assert len(fitting) == 1
    assert fitting[0].supplier[0] == supplier
    assert fitting[0].recipient[:1] == ((recipient,) if recipient else ())


@pytest.mark.parametrize("text", NO_DEALS)
def test_no_deal_is_read(text: str) -> None:
    assert not found()[text]


def test_another_state_dropping_its_purchase_stops_no_delivery() -> None:
    text = "In 2023, after Turkey had delivered five TB2 drones to Peru, the minister announced that Chad was dropping the purchase."
    told = code(annotate(Report(id="r", text=text))).transfers
    assert [(t.recipient, t.status.value) for t in told] == [(("PER",), "delivered")]
