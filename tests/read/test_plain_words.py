"""Status of goods that no rule reaches by the plain words beside them, and the day of a step."""

import datetime as dt

import pytest

from dragoman.model import Report, Status
from dragoman.read import annotate, transfers
from dragoman.read.items import items_of
from dragoman.read.plain_words import status_beside


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Oslo has agreed to hand the plans of the Gripen to Lima.", Status.OFFERED),
        ("Talks on the Gripen were put on hold.", Status.SUSPENDED),
        ("The Gripen is in service with Hungary.", Status.DELIVERED),
        ("Saab secured a contract for the Gripen.", Status.ORDERED),
        ("The possibility of a deal on the Gripen was raised.", Status.CONSIDERED),
        ("Stockholm has not agreed to a loan of the Gripen.", None),
        ("Lima should be offered the Gripen.", Status.CONSIDERED),
        ("Stockholm may have finally agreed to a loan of the Gripen.", Status.CONSIDERED),
        ("The first jets are finally on their way to Lima, all of them Gripen.", Status.OFFERED),
        ("The Gripen has a new radar.", None),
        ("New missiles for the fleet of Gripen jets that a Swedish company built and that it then sent.", None),
    ],
)
def test_the_nearest_plain_words_tell(text: str, status: Status | None) -> None:
    reading = annotate(Report(id="r", text=text))
    sentence = reading.sentences[0]
    item = next(i for i in items_of(reading, sentence) if "Gripen" in i.name)
    assert status_beside(reading, sentence, item) == status


def day(text: str, outlet: str | None = None) -> tuple[dt.date | None, dt.date | None] | None:
    reading = annotate(Report(id="r", text=text, published="2024-05-15", outlet=outlet))
    when = transfers.drafts_of(reading)[0][0].when
    return (when.first, when.last) if when is not None else None


def test_a_thought_has_the_day_of_asking_and_not_of_a_visit() -> None:
    assert day("On Tuesday Poland asked Germany for permission to send Leopard tanks to Ukraine.") == (
        dt.date(2024, 5, 14),
        dt.date(2024, 5, 14),
    )
    assert day("The king of Sweden will visit Peru next month to discuss the sale of Gripen jets to Peru.") is None


def test_a_release_that_announces_dates_what_it_announces() -> None:
    text = "The President announced a package of security assistance for Ukraine, which includes Javelin missiles."
    today = dt.date(2024, 5, 15)
    assert day(text, outlet="whitehouse.gov") == (today, today)
    assert day(text.replace("The President", "The US President"), outlet="news.example") is None
