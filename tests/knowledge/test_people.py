"""People known by their office: the file is sound, sides exist, dates fit, and names that reports use are there."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from dragoman import knowledge
from dragoman.knowledge.schema import Person

K = knowledge.load()
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?$")


def holders(side: str, office: str, year: str) -> set[str]:
    """Surnames of those of a side who held an office in a year."""
    return {
        p.surname
        for p in K.people
        if p.side == side and office in p.office and (p.since or "") <= year + "-12" and (p.until or "9999") >= year
    }


def test_there_are_enough_people_of_many_sides() -> None:
    assert len({p.name for p in K.people}) >= 700
    assert len({p.side for p in K.people}) >= 100


def test_every_side_is_a_known_state_body_or_group() -> None:
    known = set(K.states) | set(K.bodies) | set(K.groups)
    assert {p.side for p in K.people} <= known


def test_dates_are_dates_in_order_and_none_lies_before_1900() -> None:
    for p in K.people:
        for day in (p.since, p.until):
            assert day is None or (DATE.fullmatch(day) and day > "1900"), p
        if p.since and p.until:
            assert p.since[: len(p.until)] <= p.until, p


def test_no_office_is_entered_twice() -> None:
    twice = [key for key, n in Counter((p.name, p.side, p.office, p.since) for p in K.people).items() if n > 1]
    assert twice == []


def test_a_surname_is_part_of_the_name_or_of_another_spelling() -> None:
    for p in K.people:
        assert any(p.surname in name for name in (p.name, *p.names)), p


def test_one_person_is_spelled_one_way() -> None:
    """A name of one entry is never the other spelling of a different person of the same side."""
    main = {p.name for p in K.people}
    for p in K.people:
        assert not (set(p.names) & main), p


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Aleksandar Vucic", "Aleksandar Vučić"),
        ("Tayyip Erdogan", "Recep Tayyip Erdoğan"),
        ("Volodymyr Zelenskiy", "Volodymyr Zelenskyy"),
        ("Sergey Lavrov", "Sergei Lavrov"),
        ("Hashim Thaqi", "Hashim Thaçi"),
        ("Abdel Fattah al-Sisi", "Abdel Fattah el-Sisi"),
        ("Lee Jae-myung", "Lee Jae Myung"),
        ("Mariusz Blaszczak", "Mariusz Błaszczak"),
    ],
)
def test_other_spellings_lead_to_the_person(spelling: str, name: str) -> None:
    assert name in {p.name for p in K.people if spelling in p.names}


@pytest.mark.parametrize(
    ("side", "office", "year", "surname"),
    [
        ("USA", "Secretary of Defense", "2022", "Austin"),
        ("NATO", "Secretary General", "2019", "Stoltenberg"),
        ("EU", "High Representative", "2023", "Borrell"),
        ("SRB", "President", "2024", "Vučić"),
        ("POL", "Defence Minister", "2022", "Błaszczak"),
        ("RUS", "President", "2010", "Medvedev"),
        ("UN", "Secretary-General", "2005", "Annan"),
    ],
)
def test_office_holders_by_year(side: str, office: str, year: str, surname: str) -> None:
    assert surname in holders(side, office, year)


def test_spokespeople_have_the_side_for_which_they_speak() -> None:
    sides = {p.name: p.side for p in K.people}
    assert sides["Dmitry Peskov"] == "RUS" and sides["Ned Price"] == "USA" and sides["Yahya Saree"] == "Houthis"


def test_a_person_with_two_sides_is_dated_on_each() -> None:
    by_name: dict[str, list[Person]] = {}
    for p in K.people:
        by_name.setdefault(p.name, []).append(p)
    for name, entries in by_name.items():
        if len({p.side for p in entries}) > 1:
            assert all(p.since for p in entries), name
