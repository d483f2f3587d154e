"""Numbers, money and dates as a register prints them."""

import pytest

from dragoman.model import Interval, Money
from dragoman.tell import values


@pytest.mark.parametrize(
    ("low", "high", "estimate", "printed"),
    [
        (12, 12, False, "12"),
        (2000, None, False, "2,000+"),
        (None, 50, False, "≤ 50"),
        (24, 36, False, "24–36"),
        (48, 48, True, "(48)"),
        (None, None, True, ". ."),
    ],
)
def test_number_shows_its_uncertainty(low, high, estimate, printed):
    number = Interval(low=low, high=high)
    assert values.number(number, estimate=estimate) == printed
    assert values.number(None) == ". ."


@pytest.mark.parametrize(
    ("low", "high", "printed"),
    [
        (3_000_000_000, 3_000_000_000, "USD 3.0 bn"),
        (2_700_000_000, 3_000_000_000, "USD 2.7–3.0 bn"),
        (120_000_000, None, "USD 120+ m"),
        (1_500_000, 1_500_000, "USD 1.5 m"),
        (None, 3_250_000_000, "USD ≤ 3.25 bn"),
        (750_000, 750_000, "USD 750,000"),
        (None, None, ". ."),
    ],
)
def test_money(low, high, printed):
    assert values.money(Money(low=low, high=high, currency="USD")) == printed


@pytest.mark.parametrize(
    ("when", "human", "edtf"),
    [
        (("2025-10-08", "2025-10-08"), "8 Oct 2025", "2025-10-08"),
        (("2023-07-01", "2023-07-31"), "Jul 2023", "2023-07"),
        (("2024-02-01", "2024-02-29"), "Feb 2024", "2024-02"),
        (("2023-01-01", "2023-12-31"), "2023", "2023"),
        (("2023-01-01", "2025-12-31"), "2023–2025", "2023/2025"),
        (("2024-01-01", "2024-03-31"), "Jan–Mar 2024", "2024-01/2024-03"),
        (("2023-10-01", "2024-05-31"), "Oct 2023 – May 2024", "2023-10/2024-05"),
        (("2024-03-04", "2024-03-09"), "4–9 Mar 2024", "2024-03-04/2024-03-09"),
        ((None, "2028-12-31"), "by 2028", "../2028"),
        (("2020-03-01", None), "since Mar 2020", "2020-03/.."),
        ((None, None), ". .", None),
        (None, ". .", None),
        (("not a day", None), ". .", None),
    ],
)
def test_dates_for_people_and_in_edtf(when, human, edtf):
    assert values.when(when) == human
    assert values.edtf(when) == edtf


@pytest.mark.parametrize(
    ("field", "value", "printed"),
    [
        ("quantity", "2000 or more", "2,000+"),
        ("quantity", "up to 50", "≤ 50"),
        ("delivered", "12-15", "12–15"),
        ("value", "USD 3000000000", "USD 3.0 bn"),
        ("when delivered", "2023-07", "Jul 2023"),
        ("when ordered", "../2028-12-31", "by 2028"),
        ("when", "2020-01-01/..", "since 2020"),
        ("when", "2023-99", "2023-99"),
        ("status", "denied: delivered", "denied: delivered"),
        ("weapon", "2000", "2000"),
        ("supplier", "TUR, Baykar", "Turkey, Baykar"),
    ],
)
def test_claims_are_printed_like_the_register(field, value, printed):
    assert values.claimed(field, value) == printed


def test_actors_by_name():
    assert values.actor("XKX") == "Kosovo"
    assert values.actor("SRB:CVL") == "Serbia (people)"
    assert values.actors(()) == "unknown"
