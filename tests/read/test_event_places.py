"""Where events happened: only what hangs on the event's own words, as exact as the text is."""

from __future__ import annotations

import pytest

from dragoman.model import Place, Report
from dragoman.read import read


def places(text: str) -> set[Place]:
    return {e.place for e in read(Report(id="t", text=text)).events if e.place is not None}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The Kenyan president met his Ugandan counterpart in Nairobi.", ("Nairobi", "KEN", "city")),
        ("Russian missiles struck a warehouse in Odesa.", ("Odesa", "UKR", "city")),
        ("The Kenyan president met his Ugandan counterpart in Portugal.", ("Portugal", "PRT", "country")),
    ],
)
def test_the_place_of_an_event(text, place):
    assert places(text) == {Place(name=place[0], country=place[1], precision=place[2])}


@pytest.mark.parametrize(
    "text",
    [
        "Norway condemned the war in Sudan.",  # where the war is, Norway did not condemn
        "Turkey accused Greece of arming the islands.",
    ],
)
def test_no_place_where_none_is_told(text):
    assert not places(text)


def test_the_words_that_tell_the_place_are_kept():
    report = Report(id="t", text="The Kenyan president met his Ugandan counterpart in Nairobi.")
    (event,) = read(report).events
    (span,) = event.evidence.fields["place"]
    assert report.text[span.start : span.end] == "Nairobi"
