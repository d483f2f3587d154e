"""Who supplies a weapon that several states make."""

from __future__ import annotations

import pytest

from dragoman.model import Report
from dragoman.read import read


@pytest.mark.parametrize(
    ("text", "supplier"),
    [
        ("Chile has ordered 12 JF-17 jets. China makes the jet's radar.", {"CHN"}),
        ("Chile has ordered 12 JF-17 jets. Pakistan welcomed it.", {"PAK"}),
        ("Chile has ordered 12 JF-17 jets.", {"CHN", "PAK"}),
    ],
)
def test_of_several_makers_those_that_the_report_names(text: str, supplier: set[str]) -> None:
    [one] = read(Report(id="makers", text=text)).transfers
    assert set(one.supplier) == supplier
