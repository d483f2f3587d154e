"""What goods are called: whole words of the text, never half of one."""

import pytest

from dragoman.model import Report
from dragoman.read import annotate
from dragoman.read.items import items_of


def names(text: str) -> list[str]:
    reading = annotate(Report(id="r", text=text))
    return [item.name for sentence in reading.sentences for item in items_of(reading, sentence)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chad will supply six next-generation conventional submarines to Peru.", ["conventional submarines"]),
        (
            "Chad let Peru take 80,000 rounds of seized rifle ammunition home.",
            ["rounds of seized rifle ammunition"],
        ),
        ("Chad will send Peru long-range rockets.", ["long-range rockets"]),
    ],
)
def test_name(text: str, expected: list[str]) -> None:
    assert names(text) == expected
