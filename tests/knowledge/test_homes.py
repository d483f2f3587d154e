"""The state that an actor belongs to."""

import pytest

from dragoman.knowledge.homes import home


@pytest.mark.parametrize(
    ("actor", "state"),
    [
        ("SRB", "SRB"),
        ("SRB:CVL", "SRB"),
        ("Hezbollah", "LBN"),
        ("Hizbullah", "LBN"),
        ("Baykar", "TUR"),
        ("Sudanese rebels", "SDN"),
        ("Ivory Coast rebels", "CIV"),
        ("NATO", ""),
        ("rebels", ""),
        ("West", ""),
        ("Sudanese honey", ""),
        ("", ""),
    ],
)
def test_a_group_a_maker_and_a_description_have_a_home(actor: str, state: str):
    assert home(actor) == state
