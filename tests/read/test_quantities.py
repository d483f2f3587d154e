"""Numbers of things and sums of money, on sentences of our own."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.read.quantities import find_money, find_quantities


def counts(text: str) -> list[tuple[int | None, int | None]]:
    """Plain counts of items: without ordinals and measures."""
    return [(q.value.low, q.value.high) for q in find_quantities(text) if not q.ordinal and not q.unit]


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("It ordered five frigates.", (5, 5)),
        ("It ordered one frigate.", (1, 1)),
        ("It ordered twenty-five jets.", (25, 25)),
        ("It ordered one hundred and twenty tanks.", (120, 120)),
        ("It ordered a hundred tanks.", (100, 100)),
        ("It ordered a dozen howitzers.", (12, 12)),
        ("It ordered two dozen howitzers.", (24, 24)),
        ("It ordered half a dozen boats.", (6, 6)),
        ("It ordered a pair of frigates.", (2, 2)),
        ("It ordered a single frigate.", (1, 1)),
        ("It sent thousands of shells.", (2000, None)),
        ("It sent dozens of tanks.", (24, None)),
        ("It sent scores of tanks.", (40, None)),
        ("It sent hundreds of drones.", (200, None)),
        ("It sent tens of thousands of rounds.", (20_000, None)),
        ("It sent hundreds of thousands of rounds.", (200_000, None)),
        ("It sent millions of rounds.", (2_000_000, None)),
        ("It sent several hundred tanks.", (200, None)),
        ("It ordered more than 30 jets.", (31, None)),
        ("It ordered over 30 jets.", (31, None)),
        ("It ordered more than a dozen jets.", (13, None)),
        ("It ordered at least 30 jets.", (30, None)),
        ("It ordered no fewer than 30 jets.", (30, None)),
        ("It ordered at least another 10 jets.", (10, None)),
        ("It ordered 200 or more tanks.", (200, None)),
        ("It ordered 10,000+ drones.", (10_000, None)),
        ("It ordered up to 50 tanks.", (None, 50)),
        ("It ordered as many as 50 tanks.", (None, 50)),
        ("It ordered no more than 50 tanks.", (None, 50)),
        ("It ordered fewer than 50 tanks.", (None, 49)),
        ("It ordered nearly 40 tanks.", (40, 40)),
        ("It ordered almost 40 tanks.", (40, 40)),
        ("It ordered about 40 tanks.", (40, 40)),
        ("It ordered some 40 tanks.", (40, 40)),
        ("It ordered around 40 tanks.", (40, 40)),
        ("It ordered approximately 40 tanks.", (40, 40)),
        ("It ordered an estimated 40 tanks.", (40, 40)),
        ("It ordered roughly 40 tanks.", (40, 40)),
        ("It ordered an additional five tanks.", (5, 5)),
        ("It ordered another 10 tanks.", (10, 10)),
        ("It ordered a further 5 tanks.", (5, 5)),
        ("It ordered a total of 36 jets.", (36, 36)),
        ("It sent the remaining 10 jets.", (10, 10)),
        ("It ordered 12 to 15 jets.", (12, 15)),
        ("It ordered 12-15 jets.", (12, 15)),
        ("It ordered 12–15 jets.", (12, 15)),
        ("It ordered between 12 and 15 jets.", (12, 15)),
        ("It ordered two or three jets.", (2, 3)),
        ("It ordered 1,299 missiles.", (1299, 1299)),
        ("It ordered 1.299.000 cartridges.", (1_299_000, 1_299_000)),
        ("It ordered 300,000 shells.", (300_000, 300_000)),
        ("It ordered 10 000 shells.", (10_000, 10_000)),
        ("It ordered 12\u202f500 shells.", (12_500, 12_500)),
        ("It ordered 2.5 million rounds.", (2_500_000, 2_500_000)),
        ("It ordered a million rounds.", (1_000_000, 1_000_000)),
        ("It ordered half a million rounds.", (500_000, 500_000)),
        ("It ordered 5 lakh rifles.", (500_000, 500_000)),
        ("It ordered 2 crore cartridges.", (20_000_000, 20_000_000)),
        ("It ordered 1m artillery shells.", (1_000_000, 1_000_000)),
        ("It ordered more\nthan 30 jets.", (31, None)),
        ("It bought 2000 drones.", (2000, 2000)),
        ("In 2020, 12 jets came.", (12, 12)),
    ],
)
def test_counts(text: str, interval: tuple[int | None, int | None]) -> None:
    assert counts(text) == [interval]


def test_two_numbers() -> None:
    assert counts("It handed over two of the 36 jets.") == [(2, 2), (36, 36)]
    assert counts("It sent 20 tanks, three radars and dozens of trucks.") == [(20, 20), (3, 3), (24, None)]
    assert counts("One of the two ships sailed.") == [(1, 1), (2, 2)]


@pytest.mark.parametrize(
    "text",
    [
        "It flies the F-16 and the Su-35.", "It flies the TB2.", "It built the Type 054 frigate.", "The Mk 2 is ready.",
        "It got the S-400 system.", "It fired 155mm shells." , "Resolution 1244 stands.",
        "It wants the Block 70 version.",
        "It flies the C-130J.", "After 9/11 it changed.", "The G7 met.", "COVID-19 delayed it.",
        "It bought 5.56x45mm rounds.",
        "Section 506(a)(1) of the act.", "Signed on October 8 in Ankara.", "Signed on 8 October in Ankara.",
        "Signed in 2020 in Ankara.",
        "In 2023-24 it rose.", "It bought several tanks, many drones and a few ships.",
        "The vote was 152-61 against it.",
        "It wants the F4-1 standard.", "At 10:35 it flew.", "No one was hurt.", "This one is new.",
        "SAN SALVADOR, 3 MAY, a cargo came.", "Mach 3 is fast.", "It was a one-off.",
    ],
)  # fmt: skip
def test_designations_dates_and_vague_words_are_no_counts(text: str) -> None:
    assert counts(text) == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("It has a range of 300 km.", "km"), ("It has a range of 300km.", "km"), ("It grew by 35 percent.", "percent"),
        ("It grew by 35%.", "percent"), ("It grew by 35 per cent.", "percent"), ("A gun of 155 mm.", "mm"),
        ("It lasted 20 years.", "year"),
        ("It killed 20 people.", "person"), ("It trained 300 soldiers.", "person"), ("It flew 40 miles.", "mile"),
        ("It flew 40 hours.", "hour"), ("It flew at 40 knots.", "knot"), ("It weighs 40 tons.", "ton"),
        ("It weighs 450 kg.", "kg"),
        ("It turned 40 degrees.", "degree"), ("It is 5m wide.", "m"), ("A 48-hour deadline ran out.", "hour"),
        ("It met six times.", "time"), ("A 250-member parliament.", "member"), ("Four countries joined.", "state"),
    ],
)  # fmt: skip
def test_measures_carry_their_unit(text: str, unit: str) -> None:
    assert [q.unit for q in find_quantities(text)] == [unit]


def test_ordinals_are_marked() -> None:
    assert [(q.value.low, q.ordinal) for q in find_quantities("The second batch and the 36th jet came.")] == [
        (2, True),
        (36, True),
    ]


def test_qualifier_is_part_of_the_span() -> None:
    text = "It sent more than 30 jets."
    quantity = find_quantities(text)[0]
    assert text[quantity.start : quantity.end] == "more than 30"


MONEY = [
    ("a $3 billion deal", 3_000_000_000, 3_000_000_000, "USD"),
    ("a USD 3 billion deal", 3_000_000_000, 3_000_000_000, "USD"),
    ("a deal for US$1.3bn", 1_300_000_000, 1_300_000_000, "USD"),
    ("a $400m package", 400_000_000, 400_000_000, "USD"),
    ("a $1.5-billion package", 1_500_000_000, 1_500_000_000, "USD"),
    ("a $2.2B package", 2_200_000_000, 2_200_000_000, "USD"),
    ("a €2.7 billion deal", 2_700_000_000, 2_700_000_000, "EUR"),
    ("for 2.7 billion euros", 2_700_000_000, 2_700_000_000, "EUR"),
    ("for 2,7 billion euros", 2_700_000_000, 2_700_000_000, "EUR"),
    ("for EUR 500 million", 500_000_000, 500_000_000, "EUR"),
    ("a 3-billion-euro deal", 3_000_000_000, 3_000_000_000, "EUR"),
    ("for C$15bn", 15_000_000_000, 15_000_000_000, "CAD"),
    ("for $15 billion CAD", 15_000_000_000, 15_000_000_000, "CAD"),
    ("for 15 billion Canadian dollars", 15_000_000_000, 15_000_000_000, "CAD"),
    ("for £350 million", 350_000_000, 350_000_000, "GBP"),
    ("for Rs 5,000 crore", 50_000_000_000, 50_000_000_000, "INR"),
    ("for ₹21,000 crore", 210_000_000_000, 210_000_000_000, "INR"),
    ("for 5 lakh crore rupees", 5_000_000_000_000, 5_000_000_000_000, "INR"),
    ("for 5 billion Pakistani rupees", 5_000_000_000, 5_000_000_000, "PKR"),
    ("for NT$10 billion", 10_000_000_000, 10_000_000_000, "TWD"),
    ("for A$30 million", 30_000_000, 30_000_000, "AUD"),
    ("for HK$5 million", 5_000_000, 5_000_000, "HKD"),
    ("for S$20 million", 20_000_000, 20_000_000, "SGD"),
    ("for R$4 million", 4_000_000, 4_000_000, "BRL"),
    ("for 3 billion zloty", 3_000_000_000, 3_000_000_000, "PLN"),
    ("for PLN 3 bn", 3_000_000_000, 3_000_000_000, "PLN"),
    ("for 500 million kronor", 500_000_000, 500_000_000, "SEK"),
    ("for SEK 3 billion", 3_000_000_000, 3_000_000_000, "SEK"),
    ("for 10 billion NOK", 10_000_000_000, 10_000_000_000, "NOK"),
    ("for 700 million Danish kroner", 700_000_000, 700_000_000, "DKK"),
    ("for 9.7 trillion won", 9_700_000_000_000, 9_700_000_000_000, "KRW"),
    ("for 50 billion yen", 50_000_000_000, 50_000_000_000, "JPY"),
    ("for 10 billion yuan", 10_000_000_000, 10_000_000_000, "CNY"),
    ("for RMB 3 million", 3_000_000, 3_000_000, "CNY"),
    ("for 100 billion rubles", 100_000_000_000, 100_000_000_000, "RUB"),
    ("for 100 billion roubles", 100_000_000_000, 100_000_000_000, "RUB"),
    ("for 2 billion lira", 2_000_000_000, 2_000_000_000, "TRY"),
    ("for 2 billion dirhams", 2_000_000_000, 2_000_000_000, "AED"),
    ("for 2 billion riyals", 2_000_000_000, 2_000_000_000, "SAR"),
    ("for 2 billion shekels", 2_000_000_000, 2_000_000_000, "ILS"),
    ("for NIS 2 billion", 2_000_000_000, 2_000_000_000, "ILS"),
    ("for 15 million Swiss francs", 15_000_000, 15_000_000, "CHF"),
    ("for 3 million Kuwaiti dinars", 3_000_000, 3_000_000, "KWD"),
    ("for 20 billion Czech crowns", 20_000_000_000, 20_000_000_000, "CZK"),
    ("for 5 million hryvnia", 5_000_000, 5_000_000, "UAH"),
    ("for 5 billion forints", 5_000_000_000, 5_000_000_000, "HUF"),
    ("worth up to $175 million", None, 175_000_000, "USD"),
    ("for over USD 3 billion", 3_000_000_000, None, "USD"),
    ("for more than $3 billion", 3_000_000_000, None, "USD"),
    ("for at least $1 billion", 1_000_000_000, None, "USD"),
    ("for $200 billion or more", 200_000_000_000, None, "USD"),
    ("for nearly $2.2 billion", 2_200_000_000, 2_200_000_000, "USD"),
    ("for about $3 billion", 3_000_000_000, 3_000_000_000, "USD"),
    ("for less than $3 billion", None, 3_000_000_000, "USD"),
    ("for $2-3 billion", 2_000_000_000, 3_000_000_000, "USD"),
    ("for $2 billion to $3 billion", 2_000_000_000, 3_000_000_000, "USD"),
    ("for between $5 and $7 billion", 5_000_000_000, 7_000_000_000, "USD"),
    ("for half a billion dollars", 500_000_000, 500_000_000, "USD"),
    ("for three billion dollars", 3_000_000_000, 3_000_000_000, "USD"),
    ("for billions of dollars", 2_000_000_000, None, "USD"),
    ("for tens of millions of dollars", 20_000_000, None, "USD"),
    ("for $375\nmillion in arms", 375_000_000, 375_000_000, "USD"),
]


@pytest.mark.parametrize(("words", "low", "high", "currency"), MONEY)
def test_money(words: str, low: int | None, high: int | None, currency: str) -> None:
    found = find_money(f"It was {words}, they said.")
    assert [(m.value.low, m.value.high, m.value.currency) for m in found] == [(low, high, currency)]


@pytest.mark.parametrize(("words", "low", "high", "currency"), MONEY)
def test_money_is_no_count(words: str, low: int | None, high: int | None, currency: str) -> None:
    assert counts(f"It was {words}, they said.") == []


@pytest.mark.parametrize(
    "text",
    ["$900 million per unit", "$900 million each", "$38,000 apiece", "€3 million per aircraft", "$5 million a piece"],
)
def test_price_of_one(text: str) -> None:
    assert [m.per_unit for m in find_money(text)] == [True]


@pytest.mark.parametrize(
    "text", ["$900 million per year", "$900 million", "$5 a day", "$900 million for each side's army"]
)
def test_price_of_all(text: str) -> None:
    assert [m.per_unit for m in find_money(text)] == [False]


@pytest.mark.parametrize(
    "text", ["3 million dinars", "200 billion crowns", "They won 3 medals", "real 5 tanks", "the US 5 tanks"]
)
def test_no_currency_is_guessed(text: str) -> None:
    assert find_money(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "😀🚁 about 40 tanks for €3 billion",
        "Министр: about 40 tanks for €3 billion",
        "A\r\nabout 40 tanks for €3 billion\r\n",
    ],
)
def test_offsets_with_other_scripts(text: str) -> None:
    quantity, money = find_quantities(text)[0], find_money(text)[0]
    assert text[quantity.start : quantity.end] == "about 40"
    assert text[money.start : money.end] == "€3 billion"


def test_a_window_of_the_text() -> None:
    text = "It sent 5 tanks. It sent 6 tanks for $7 million. It sent 8 tanks."
    start, end = 16, text.index(" It sent 8")
    assert [q.value.low for q in find_quantities(text, start, end)] == [6]
    assert [m.value.low for m in find_money(text, start, end)] == [7_000_000]


PIECES = st.lists(
    st.sampled_from(
        [
            "1",
            "2.5",
            "1,000",
            "10-15",
            "million",
            "billion",
            "of",
            "hundred",
            "hundreds",
            "a",
            "and",
            "half",
            "between",
            "to",
            "more",
            "than",
            "up",
            "$",
            "€",
            "euros",
            "Rs",
            "crore",
            "lakh",
            "F-16",
            "%",
            "km",
            "😀",
            "Киев",
            "\r\n",
            ",",
            ".",
            "-",
            "–",
            "one",
            "twenty",
            "first",
            "2024",
            "or",
            "each",
            "per",
            "unit",
            "(",
            ")",
            "٣",
            "²",
            "1e9",
            "dozen",
            "tens",
            "thousands",
        ]
    ),
    max_size=30,
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), PIECES.map(" ".join), PIECES.map("".join)))
def test_mentions_are_in_order_and_within_bounds(text: str) -> None:
    for found in (find_quantities(text), find_money(text)):
        at = 0
        for f in found:
            assert at <= f.start < f.end <= len(text)
            at = f.end
            assert f.value.low is None or f.value.high is None or f.value.low <= f.value.high
            assert f.value.low is not None or f.value.high is not None


@pytest.mark.parametrize(
    "piece", ["1 ", "1\u00a0", "one ", "hundred ", "$1 ", "more than ", "1-", "million of ", "1,000,", '"1"', "euro "]
)
def test_time_grows_with_length_only(piece: str) -> None:
    def took(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        start = time.perf_counter()
        find_quantities(text)
        return time.perf_counter() - start

    took(1000)  # compiles
    few, many = (min(took(n), took(n)) for n in (20_000, 80_000))
    assert many < 12 * max(few, 0.02)


def test_a_class_of_ships_is_no_currency() -> None:
    assert [m.value.currency for m in find_money("eight Chinese Yuan-class submarines for 5 billion Chinese yuan")] == [
        "CNY"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Washington sent 2,000-pound bombs to Israel.",
        "The 2,000 pound MK-84 bombs were sent.",
        "The load was 4,000 pounds of explosives.",
        "They met at the COP27 summit.",
        "Of its medals six won at home were gold.",
        "There are two real options.",
    ],
)
def test_weights_and_other_words_are_no_money(text: str) -> None:
    assert find_money(text) == []


@pytest.mark.parametrize(
    ("text", "sum_of"),
    [
        ("a 20 million pound deal", (20_000_000, "GBP")),
        ("It paid 500 pounds for each drone.", (500, "GBP")),
        ("a 300-million-pound order", (300_000_000, "GBP")),
        ("They paid 1 trillion won.", (1_000_000_000_000, "KRW")),
        ("It cost COP 250,000 million.", (250_000_000_000, "COP")),
    ],
)
def test_what_is_money_stays_money(text: str, sum_of: tuple[int, str]) -> None:
    (found,) = find_money(text)
    assert (found.value.low, found.value.currency) == sum_of
