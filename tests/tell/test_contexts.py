"""PLOVER's contexts by the words of the quotes, and places with coordinates in the exports."""

from __future__ import annotations

import csv
import json

import pytest
from tests.weigh.makers import event, told

from dragoman import knowledge
from dragoman.model import EventType, Place
from dragoman.tell import formats, gazetteer, views
from dragoman.tell.contexts import contexts_of
from dragoman.weigh import weigh


def test_all_of_plovers_contexts_are_known_once():
    names = [entry.context for entry in knowledge.load().contexts]
    assert len(names) == 37 == len(set(names))


@pytest.mark.parametrize(
    ("quote", "contexts"),
    [
        ("The court in The Hague issued an arrest warrant.", ("legal",)),
        ("Hackers attacked the election office.", ("election", "cyber")),
        ("He went home.", ()),
        ("The export of chips", ("economic", "technology")),
    ],
)
def test_contexts_by_words(quote, contexts):
    assert contexts_of([quote]) == contexts


def test_a_step_of_an_arms_deal_is_military():
    assert contexts_of(["They handed them over."], arms=True) == ("military",)


@pytest.fixture(scope="module")
def placed():
    meeting = event(EventType.CONSULT, ("KEN",), ("UGA",), cameo="042", when="2024-03-05", quote="They met in Nairobi.")
    meeting = meeting.model_copy(update={"place": Place(name="Nairobi", country="KEN", precision="city")})
    pair = told("a", meeting, published="2024-03-06")
    return weigh([pair[0]], [pair[1]]), {pair[0].id: pair[0]}


def test_places_go_from_the_reading_to_the_rows(placed):
    (row,) = views.chronology_rows(placed[0], None, placed[1])
    assert (row.place, row.place_country, row.place_precision) == ("Nairobi", "KEN", "city")


def test_exports_have_the_place_with_coordinates(placed, tmp_path):
    assert gazetteer.available()
    for name in ("plover", "polecat", "gdelt"):
        formats.WRITERS[name](*placed, tmp_path / name)
    location = json.loads((tmp_path / "plover").read_text("utf-8"))["event_loc"]
    assert location["extracted_place"] == "Nairobi" and location["country_code"] == "KEN"
    assert (round(location["lat"]), round(location["lon"])) == (-1, 37)
    (line,) = csv.DictReader((tmp_path / "polecat").open(encoding="utf-8"), delimiter="\t")
    assert line["City"] == "Nairobi" and line["Country"] == "KEN" and line["GeoNames ID"] == str(location["geonameid"])
    assert "\tNairobi\t" in (tmp_path / "gdelt").read_text("utf-8")


def test_towns_of_one_name_are_told_apart_by_state_or_not_at_all():
    assert gazetteer.locate("Tripoli", "LBY") != gazetteer.locate("Tripoli", "LBN")
    assert gazetteer.locate("Tripoli", None) is None
    assert gazetteer.locate("Nowhere in particular", "KEN") is None
