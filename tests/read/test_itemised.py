"""Packages told as lists."""

from __future__ import annotations

import pytest

from dragoman.model import Report, Status, Transfer
from dragoman.read import read_many

AID = """The United States today announced an additional $300 million in security assistance to Georgia.

The new $300 million package includes:

{0} 400 Stinger anti-aircraft systems;
{0} 1,500 Javelin, 700 light anti-armor weapons, and 2,000 AT-4
   anti-armor systems;
{0} Over 10 million rounds of small arms ammunition; and
{0} 5,000 sets of body armor.

In addition to the weapons listed above, previous assistance committed to Georgia includes:

{0} Four Mi-17 helicopters;
{0} Medical supplies.

The United States also works with its allies on two frigates.
"""


def read(text: str) -> list[Transfer]:
    return list(next(iter(read_many([Report(id="list", text=text, published="2024-03-16")]))).transfers)


@pytest.mark.parametrize("mark", ["-  ", "•", "*"])
def test_each_line_is_a_step_of_the_package(mark: str) -> None:
    found = read(AID.format(mark))
    told = {t.weapon.split()[0]: (t.quantity.low, t.quantity.high) for t in found if t.quantity}
    assert told == {
        "Stinger": (400, 400),
        "Javelin": (1500, 1500),
        "light": (700, 700),
        "AT-4": (2000, 2000),
        "rounds": (10_000_001, None),
        "Mi-17": (4, 4),
    }
    assert {(t.supplier, t.recipient, t.status) for t in found} == {(("USA",), ("GEO",), Status.OFFERED)}


def test_the_price_of_the_package_stands_once_with_its_first_goods() -> None:
    found = read(AID.format("-"))
    assert [t.weapon for t in found if t.value] == ["Stinger"]
    assert not any("assistance" in t.weapon for t in found)  # told line by line, so not once more as a whole


def test_each_line_is_quoted_by_itself() -> None:
    text = AID.format("-")
    for t in read(text):
        at = t.evidence.span
        assert text[at.start : at.end] == t.evidence.quote
        weapon = t.evidence.fields["weapon"][0]
        assert at.start <= weapon.start < weapon.end <= at.end


def test_kinds_without_numbers_are_led_by_the_first() -> None:
    found = read(
        "Norway will deliver the following weapons to Latvia:\n\n- mortars;\n- machine guns;\n- hand grenades.\n"
    )
    assert [(t.supplier, t.recipient, t.weapon) for t in found] == [(("NOR",), ("LVA",), "mortars")]


@pytest.mark.parametrize(
    "opening",
    ["The army of Georgia operates:", "Our experts on frigates are:", "Medical assistance to Georgia includes:"],
)
def test_a_list_of_nothing_that_moves_gives_nothing(opening: str) -> None:
    assert read(f"{opening}\n\n- 12 T-72 tanks;\n- 40 howitzers.\n") == []
