"""Expressions of time, on sentences of our own, published on Wednesday, 8 October 2025."""

from __future__ import annotations

import datetime as dt
import runpy
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.read.times import as_when, find, find_parts

DAY = dt.date(2025, 10, 8)


def one(text: str, anchor: dt.date | None = DAY):
    found = find(text, anchor)
    assert len(found) == 1, [(text[f.start : f.end], f.value) for f in found]
    return found[0]


ABSOLUTE = [
    ("The contract was signed on 8 October 2025.", "8 October 2025", "2025-10-08"),
    ("The contract of Oct. 8, 2025 stands.", "Oct. 8, 2025", "2025-10-08"),
    ("Signed 2025-10-08 in Ankara.", "2025-10-08", "2025-10-08"),
    ("Signed on 08.10.2025 in Berlin.", "08.10.2025", "2025-10-08"),
    ("It was dated 10/25/2023.", "10/25/2023", "2023-10-25"),
    ("It was dated 25/10/2023.", "25/10/2023", "2023-10-25"),
    ("The 3rd of May 2024 was the day.", "The 3rd of May 2024", "2024-05-03"),
    ("On Tuesday, 7 October 2025, it arrived.", "Tuesday, 7 October 2025", "2025-10-07"),
    ("It came on March 3rd, 2021.", "March 3rd, 2021", "2021-03-03"),
    ("SAN SALVADOR, 3 MAY 90 -- a shipment", "3 MAY 90", "1990-05-03"),
    ("The jets came in March 2023.", "March 2023", "2023-03"),
    ("The jets came in Sept. 2023.", "Sept. 2023", "2023-09"),
    ("An order from 2019 was dropped.", "2019", "2019"),
    ("Throughout the 1990s it bought boats.", "the 1990s", "199"),
    ("In the sixties it bought boats.", "the sixties", "196"),
    ("Deliveries begin in the first quarter of 2024.", "the first quarter of 2024", "2024-Q1"),
    ("Deliveries begin in Q1 2024.", "Q1 2024", "2024-Q1"),
    ("Deliveries begin in Q3 of 2024.", "Q3 of 2024", "2024-Q3"),
    ("Deliveries began in 2H23.", "2H23", "2023-H2"),
    ("Deliveries follow in the second half of 2026.", "the second half of 2026", "2026-H2"),
    ("Handed over in the spring of 2026.", "the spring of 2026", "2026-SP"),
    ("Handed over in summer 2024.", "summer 2024", "2024-SU"),
    ("Money for fiscal 2024 is short.", "fiscal 2024", "2024"),
    ("Money for FY2024 is short.", "FY2024", "2024"),
    ("Money for fiscal year 2024 is short.", "fiscal year 2024", "2024"),
    ("Deliveries in mid-2025 are late.", "mid-2025", "2025"),
    ("It was founded in nineteen ninety-six.", "nineteen ninety-six", "1996"),
    ("A weapon of the 20th century.", "the 20th century", "19"),
]


@pytest.mark.parametrize(("text", "words", "value"), ABSOLUTE)
def test_absolute_dates(text: str, words: str, value: str) -> None:
    found = one(text)
    assert (text[found.start : found.end].rstrip("."), found.value) == (words, value)


@pytest.mark.parametrize(("text", "words", "value"), ABSOLUTE)
def test_absolute_dates_need_no_anchor(text: str, words: str, value: str) -> None:
    assert one(text, None).value == value
    assert one(text, None).first is not None


WHEN = [
    ("It will be done by 2028.", (None, "2028-12-31")),
    ("It will be done by the end of 2028.", (None, "2028-12-31")),
    ("It will be done no later than 2027.", (None, "2027-12-31")),
    ("They have flown since 2020.", ("2020-01-01", None)),
    ("They fly until March 2026.", (None, "2026-03-31")),
    ("It was ordered before 2020.", (None, "2019-12-31")),
    ("It was ordered prior to May 2020.", (None, "2020-04-30")),
    ("It comes after 2030.", ("2031-01-01", None)),
    ("Production starting in 2027 is planned.", ("2027-01-01", None)),
    ("Made from 1998 to 1999.", ("1998-01-01", "1999-12-31")),
    ("Made between 2020 and 2023.", ("2020-01-01", "2023-12-31")),
    ("Made between January 2022 and October 2023.", ("2022-01-01", "2023-10-31")),
    ("Made 2023–2025 in Ankara.", ("2023-01-01", "2025-12-31")),
    ("Imports in 2016-20 rose.", ("2016-01-01", "2020-12-31")),
    ("Made from October 2024 until March 2025.", ("2024-10-01", "2025-03-31")),
    ("A fair on 8-10 October 2025 in Seoul.", ("2025-10-08", "2025-10-10")),
    ("A fair on October 8-10 in Seoul.", ("2025-10-08", "2025-10-10")),
    ("Due by FY2027-28.", (None, "2028-12-31")),
    ("It came in early 2024.", ("2024-01-01", "2024-03-31")),
    ("It came in late 2022.", ("2022-10-01", "2022-12-31")),
    ("It came in mid-2024.", ("2024-05-01", "2024-08-31")),
    ("It came in late February 2022.", ("2022-02-21", "2022-02-28")),
    ("It came in early May 2022.", ("2022-05-01", "2022-05-10")),
    ("It came at the end of 2022.", ("2022-12-01", "2022-12-31")),
    ("It came in the early 1980s.", ("1980-01-01", "1983-12-31")),
    ("It came in July.", ("2025-07-01", "2025-07-31")),
    ("It came in December.", ("2024-12-01", "2024-12-31")),
    ("It will come in March.", ("2026-03-01", "2026-03-31")),
    ("Iran expects the jets by March.", (None, "2026-03-31")),
    ("It came last July.", ("2025-07-01", "2025-07-31")),
    ("It comes next March.", ("2026-03-01", "2026-03-31")),
    ("The minister said on Wednesday.", ("2025-10-08", "2025-10-08")),
    ("The minister said on Thursday.", ("2025-10-02", "2025-10-02")),
    ("The minister said Monday evening.", ("2025-10-06", "2025-10-06")),
    ("The talks are on next Wednesday.", ("2025-10-15", "2025-10-15")),
    ("The talks will be held this Friday.", ("2025-10-10", "2025-10-10")),
    ("The talks were held last Friday.", ("2025-10-03", "2025-10-03")),
    ("The parliament will vote on Friday.", ("2025-10-10", "2025-10-10")),
    ("It came yesterday.", ("2025-10-07", "2025-10-07")),
    ("It comes tomorrow.", ("2025-10-09", "2025-10-09")),
    ("It came today.", ("2025-10-08", "2025-10-08")),
    ("It came last week.", ("2025-09-29", "2025-10-05")),
    ("It came this week.", ("2025-10-06", "2025-10-12")),
    ("It comes next week.", ("2025-10-13", "2025-10-19")),
    ("It came last month.", ("2025-09-01", "2025-09-30")),
    ("It came last year.", ("2024-01-01", "2024-12-31")),
    ("It comes next year.", ("2026-01-01", "2026-12-31")),
    ("It comes by the end of next year.", (None, "2026-12-31")),
    ("It comes by the end of the year.", (None, "2025-12-31")),
    ("It comes by year-end.", (None, "2025-12-31")),
    ("It came earlier this month.", ("2025-10-01", "2025-10-08")),
    ("It comes later this year.", ("2025-10-08", "2025-12-31")),
    ("It came three days ago.", ("2025-10-05", "2025-10-05")),
    ("It came two years ago.", ("2023-01-01", "2023-12-31")),
    ("It came two months ago.", ("2025-08-01", "2025-08-31")),
    ("It grew over the past six months.", ("2025-04-08", "2025-10-08")),
    ("It grew over the last couple of months.", ("2025-08-08", "2025-10-08")),
    ("It grows over the next five years.", ("2025-10-08", "2030-10-08")),
    ("It grew over the past decade.", ("2015-10-08", "2025-10-08")),
    ("It comes within two years.", (None, "2027-10-08")),
    ("It comes within the next three to four months.", (None, "2026-02-08")),
    ("It came in August this year.", ("2025-08-01", "2025-08-31")),
    ("It came in August last year.", ("2024-08-01", "2024-08-31")),
    ("It came over the weekend.", ("2025-10-04", "2025-10-05")),
    ("It came earlier in the week.", ("2025-10-06", "2025-10-08")),
    ("It comes two weeks from now.", ("2025-10-20", "2025-10-26")),
    ("It came last night.", ("2025-10-07", "2025-10-07")),
    ("It comes tomorrow morning.", ("2025-10-09", "2025-10-09")),
    ("It came this past weekend.", ("2025-10-04", "2025-10-05")),
    ("It was built since '89.", ("1989-01-01", None)),
    ("It came in January of this year.", ("2025-01-01", "2025-01-31")),
    ("It comes by the end of the decade.", (None, "2029-12-31")),
    ("It comes at the turn of the year.", ("2025-12-01", "2025-12-31")),
    ("It came at 10:35 a.m. Monday.", ("2025-10-06", "2025-10-06")),
    ("It grew over the last year.", ("2024-10-08", "2025-10-08")),
    ("It arrived overnight.", ("2025-10-07", "2025-10-08")),
    ("It came in the second week of September.", ("2025-09-08", "2025-09-14")),
    ("It came in the last week of February 2024.", ("2024-02-23", "2024-02-29")),
    ("It comes in the first half of next year.", ("2026-01-01", "2026-06-30")),
    ("It comes in the second half of the year.", ("2025-07-01", "2025-12-31")),
    ("It came in the quarter a year earlier.", ("2024-07-01", "2024-09-30")),
    ("It sold more in the same period last year.", ("2024-01-01", "2024-12-31")),
    ("It sold more in the prior-year quarter.", ("2024-07-01", "2024-09-30")),
    ("It landed at noon on Monday.", ("2025-10-06", "2025-10-06")),
    ("It landed Tuesday at midnight.", ("2025-10-07", "2025-10-07")),
    ("It landed at 8 p.m. yesterday.", ("2025-10-07", "2025-10-07")),
    ("It was shown on Labor Day.", ("2025-09-01", "2025-09-01")),
    ("It was built in the summer of '89.", ("1989-06-01", "1989-08-31")),
]


VALUES = [
    ("It may come in coming months.", "FUTURE_REF"),
    ("It may come at a later date.", "FUTURE_REF"),
    ("It was of use in past years.", "PAST_REF"),
    ("It was told long ago.", "PAST_REF"),
    ("It has none at present.", "PRESENT_REF"),
    ("Talks went on for a second day.", "2025-10-08"),
    ("Shells fell for three straight days.", "P3D"),
    ("It has ten business days.", "P10D"),
    ("It flies on Tuesday nights.", "XXXX-WXX-2TNI"),
    ("It was a weeklong drill.", "P1W"),
    ("It was a years-long delay.", "PXY"),
    ("It took an hour and a half.", "PT1H30M"),
    ("It sold ten in the 2023 quarter.", "2023-Q3"),
    ("It sold ten in the June quarter.", "2025-Q2"),
    ("It sold ten in the most recent quarter.", "2025-Q3"),
    ("It was lost in the twenty-first century.", "20"),
    ("It began at 0900 GMT.", "2025-10-08T09:00"),
]


@pytest.mark.parametrize(("words", "day"), [("That night", 3), ("The next morning", 4), ("Early that evening", 3)])
def test_parts_of_the_day_that_was_named(words: str, day: int) -> None:
    found = find(f"It came on September 3. {words} it was unloaded.", DAY)
    assert as_when(found[1]) == (f"2025-09-0{day}",) * 2


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_values(text: str, value: str) -> None:
    assert one(text).value == value


@pytest.mark.parametrize(
    "text",
    [
        "It was previously reported.",
        "The future of the fleet is open.",
        "Future deals are open.",
        "It changed from a calendar year.",
        "It won on the first day in office.",
        "The present government is new.",
    ],
)
def test_no_time_is_told(text: str) -> None:
    assert not any(f.value for f in find(text, DAY) if f.value != "P1Y")


@pytest.mark.parametrize(("text", "days"), WHEN)
def test_first_and_last_day(text: str, days: tuple[str | None, str | None]) -> None:
    assert as_when(one(text)) == days


@pytest.mark.parametrize(
    "text",
    [
        "It came last week.", "It came in July.", "The minister said on Thursday.", "It came three days ago.",
        "It came yesterday.", "It comes next year.", "It comes by the end of the year.",
        "It grew over the past six months.",
    ],
)  # fmt: skip
def test_relative_without_anchor_has_no_days(text: str) -> None:
    found = one(text, None)
    assert (found.first, found.last, as_when(found)) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("Training takes six months.", "P6M", "DURATION"),
        ("A 10-year pact was signed.", "P10Y", "DURATION"),
        ("A two-year pact was signed.", "P2Y", "DURATION"),
        ("It lasted a few days.", "PXD", "DURATION"),
        ("It lasted twenty-five years.", "P25Y", "DURATION"),
        ("It lasted two and a half years.", "P2Y6M", "DURATION"),
        ("It lasted half a year.", "P6M", "DURATION"),
        ("A month-long drill began.", "P1M", "DURATION"),
        ("It lasted a decade.", "P10Y", "DURATION"),
        ("It flies for five hours.", "PT5H", "DURATION"),
        ("It was weeks or months.", "PXW", "DURATION"),
        ("It buys jets every year.", "P1Y", "SET"),
        ("It makes 100,000 shells a year.", "P1Y", "SET"),
        ("It reports weekly.", "P1W", "SET"),
        ("It meets every Monday.", "XXXX-WXX-1", "SET"),
        ("It recently bought boats.", "PAST_REF", "DATE"),
        ("It is now flown abroad.", "PRESENT_REF", "DATE"),
        ("It may fly in the near future.", "FUTURE_REF", "DATE"),
        ("It happened a few years ago.", "PAST_REF", "DATE"),
    ],
)
def test_durations_sets_and_vague_words(text: str, value: str, kind: str) -> None:
    found = one(text)
    assert (found.value, found.kind) == (value, kind)
    assert as_when(found) is None


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May met the envoy.",
        "Kyiv may buy it.",
        "May the best jet win.",
        "They march on the capital.",
        "It bought 2,000 drones.",
        "It bought 2000 drones.",
        "It flies the Su-35 and the F-16.",
        "Resolution 1244 still stands.",
        "A 155mm shell fell.",
        "It was the second of two ships.",
        "They spring into action and fall back.",
        "The Sunday Times saw the contract.",
        "A $2000 drone was used.",
        "The AK-2000 failed.",
        "The range is 2000 km.",
        "He is a 39-year-old pilot.",
        "It sold a quarter of its fleet.",
        "The Type 2020 radar works.",
        "The China Daily wrote so.",
        "According to India Today it was sold.",
        "It sold the first half of its fleet.",
    ],
)
def test_false_friends(text: str) -> None:
    assert [text[f.start : f.end] for f in find(text, DAY)] == []


def test_lean_on_the_date_before() -> None:
    text = "It signed on 19 January 2023. The following day it paid; a year later it got the jets."
    assert [f.value for f in find(text, DAY)] == ["2023-01-19", "2023-01-20", "2024"]


def test_year_beside_a_day() -> None:
    assert [f.value for f in find("It began last year on February 24.", DAY)] == ["2024", "2024-02-24"]
    assert find("It began on November 24 last year.", DAY)[0].value == "2024-11-24"


def test_same_quarter_a_year_before() -> None:
    text = "Sales rose in the third quarter. In the year-earlier period they fell."
    assert [f.value for f in find(text, DAY)] == ["2025-Q3", "2024-Q3"]


def test_parts_of_a_span() -> None:
    assert [f.value for f in find_parts("Made from 1998 to 1999.", DAY)] == ["1998", "1999"]


@pytest.mark.parametrize(
    "text",
    ["😀🚁 On 8 October 2025, 😀 it came.", "Министр: on 8 October 2025 it came.",
    "First line\r\nOn 8 October 2025 it came.\r\n",
     "\ufeffOn 8\u00a0October\u00a02025 it came.", "«On 8\nOctober 2025» it came."],
)  # fmt: skip
def test_offsets_with_other_scripts(text: str) -> None:
    found = one(text)
    assert " ".join(text[found.start : found.end].split()) == "8 October 2025"
    assert found.first == dt.date(2025, 10, 8)


def test_a_window_of_the_text() -> None:
    text = "In 2019 it asked. In 2021 it got. In 2023 it paid."
    found = find(text, DAY, text.index("In 2021"), text.index("In 2023"))
    assert [(f.start, f.value) for f in found] == [(text.index("2021"), "2021")]


def test_no_expression_runs_over_a_paragraph() -> None:
    assert find("It came in March\n\n2021 rockets", DAY)[0].value == "2025-03"


PIECES = st.lists(
    st.sampled_from(
        [
            "the",
            "end",
            "of",
            "year",
            "2024",
            "last",
            "next",
            "Monday",
            "March",
            "8",
            ",",
            ".",
            "-",
            "–",
            "and",
            "from",
            "to",
            "between",
            "by",
            "since",
            "two",
            "several",
            "a",
            "week",
            "weeks",
            "ago",
            "Q1",
            "H2",
            "FY",
            "1990s",
            "😀",
            "Киев",
            "\r\n",
            "\n\n",
            "in",
            "mid",
            "early",
            "every",
            "fiscal",
            "'80s",
            "10:30",
            "a.m.",
            "2020-01-01",
            "31.12.2020",
            "99999",
            "Sept.",
            "half",
            "quarter",
        ]
    ),
    max_size=30,
).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), PIECES), st.one_of(st.none(), st.dates()))
def test_mentions_are_in_order_and_within_bounds(text: str, anchor: dt.date | None) -> None:
    at = 0
    for f in find(text, anchor):
        assert at <= f.start < f.end <= len(text)
        at = f.end
        assert f.kind in ("DATE", "TIME", "DURATION", "SET")
        assert f.first is None or f.last is None or f.first <= f.last
        as_when(f)


@pytest.mark.parametrize(
    "piece",
    ["the end of ", "2020 and ", "1 ", "January ", "from 2020 to ", "a few ", "last ", "- ", "\n", "1/", "2020-"],
)
def test_time_grows_with_length_only(piece: str) -> None:
    def took(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        start = time.perf_counter()
        find(text, DAY)
        return time.perf_counter() - start

    took(1000)  # compiles
    few, many = (min(took(n), took(n)) for n in (50_000, 200_000))
    assert many < 12 * max(few, 0.02)


@pytest.mark.parametrize(
    ("script", "suite", "row", "figure", "floor"),
    [
        ("timebank", "tempeval3_tbaq", "all", "value F1", 0.77),
        ("timenorm", "timenorm_en", "all", "", 0.83),
        ("timenorm", "timenorm_en", "days", "", 0.92),
        ("timenorm", "timenorm_en", "months, years", "", 0.87),
    ],
)
def test_figures_on_open_suites(shared: Path, script: str, suite: str, row: str, figure: str, floor: float) -> None:
    module = runpy.run_path(str(Path(__file__).resolve().parents[2] / "benchmarks" / f"{script}.py"))
    figures = module["score"](shared / "data" / "suites" / f"{suite}.jsonl")
    value = {name: f[figure] if figure else f for name, f in figures.items()}
    assert value[row] >= floor
    assert abs(value["even"] - value["odd"]) <= 0.05
