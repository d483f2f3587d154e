"""The picture kept beside a case: never another than weighing would give."""

from __future__ import annotations

import json

import pytest

import dragoman
from dragoman import weigh
from dragoman.case import Case


@pytest.fixture
def place(tmp_path, reader):
    lines = [{"id": f"r{n}", "text": f"Report number {n}: delivered."} for n in range(4)]
    (tmp_path / "c.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    with dragoman.open(tmp_path / "x.dragoman") as case:
        case.read([tmp_path / "c.jsonl"])
    return tmp_path / "x.dragoman"


@pytest.fixture
def weighings(monkeypatch):
    """Counts how often is weighed."""
    done = []
    whole = weigh.weigh
    monkeypatch.setattr(weigh, "weigh", lambda *given: done.append(1) or whole(*given))
    return done


def picture(place):
    with Case(place) as case:
        return case.picture


def test_a_further_run_weighs_nothing_and_shows_the_same(place, weighings):
    first = picture(place)
    assert first.deals and weighings == [1]
    assert picture(place) == first and weighings == [1]


def test_a_judgement_or_a_report_makes_it_weigh_again(place, weighings):
    first = picture(place)
    with Case(place) as case:
        deal = case.picture.deals[0]
        case.judge("accept", {"deal": deal.id, "findings": [deal.findings[0].model_dump()]}, who="Ana")
        case.picture  # noqa: B018
    assert len(weighings) == 2
    (place.parent / "more.txt").write_text("Norway has delivered 9 tanks.", encoding="utf-8")
    with Case(place) as case:
        case.read([place.parent / "more.txt"])
    assert len(picture(place).families) == len(first.families) + 1 and len(weighings) == 3


def test_a_newer_reading_makes_it_weigh_again(place, weighings, reader):
    picture(place)
    reader("stand-in-2")
    with Case(place) as case:
        case.read([place.parent / "c.jsonl"])
    picture(place)
    assert len(weighings) == 2


def test_findings_changed_under_the_same_number_make_it_weigh_again(place, weighings):
    picture(place)
    with Case(place) as case:
        last = case.findings()[-1]
        case.file.keep_findings([last.model_copy(update={"transfers": ()})], "2026-01-01T00:00:00Z")
    picture(place)
    assert len(weighings) == 2


@pytest.mark.parametrize("damage", [lambda b: b"", lambda b: b[:-9], lambda b: b.partition(b"\n")[0] + b"\n{}"])
def test_a_damaged_one_is_made_again(place, weighings, damage):
    first = picture(place)
    beside = place.with_name("x.dragoman-picture")
    beside.write_bytes(damage(beside.read_bytes()))
    assert picture(place) == first and len(weighings) == 2
    assert picture(place) == first and len(weighings) == 2


def test_where_it_cannot_be_written_everything_works(place, weighings):
    place.with_name("x.dragoman-picture").mkdir()
    assert picture(place) == picture(place) and len(weighings) == 2
    assert not list(place.parent.glob(".x.dragoman*"))


def test_events_positions_and_relations_are_kept_with_the_picture(tmp_path):
    from tests.weigh.makers import event, statement, told

    from dragoman.casefile import derived
    from dragoman.model import EventType, Picture
    from dragoman.weigh import weigh

    pairs = [
        told("a", event(EventType.ACCUSE, when="2024-02-01"), statement(), published="2024-02-02"),
        told("b", event(EventType.SUPPORT, cameo="051"), published="2024-03-02"),
    ]
    picture = weigh([r for r, _ in pairs], [f for _, f in pairs])
    derived.keep(tmp_path / "case", "key", picture.model_dump_json())
    kept = derived.get(tmp_path / "case", "key")
    assert kept is not None and Picture.model_validate_json(kept) == picture
    assert picture.events and picture.positions and picture.relations.pairs
