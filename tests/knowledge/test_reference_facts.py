"""Reference facts: each dated and sourced, bodies and states known, and the ones that reports cite most are right."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from dragoman import knowledge

K = knowledge.load()
UNRECOGNISED = {"Abkhazia", "South Ossetia"}


def dates(subject: str, relation: str, object: str | None = None) -> set[str]:
    return {f.when for f in K.facts if (f.subject, f.relation, f.object) == (subject, relation, object)}


def test_every_fact_has_a_date_that_exists_and_a_source() -> None:
    for f in K.facts:
        assert re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", f.when), f
        dt.date.fromisoformat((f.when + "-01-01")[:10])
        assert len(f.source) >= 4, f


def test_none_is_entered_twice() -> None:
    keys = [(f.subject, f.relation, f.object, f.when) for f in K.facts]
    assert len(keys) == len(set(keys))


def test_subjects_of_memberships_and_wars_are_known() -> None:
    actors = {*K.states, *K.bodies, *K.groups}
    treaties = {f.subject for f in K.facts if f.object is None and f.relation != "independence"}
    for f in K.facts:
        if f.relation in ("independence", "joined", "left", "invaded", "annexed", "recognised"):
            assert f.subject in actors, f
        if f.relation in ("joined", "left", "invaded", "annexed", "recognised"):
            assert f.object in actors | treaties | UNRECOGNISED, f


@pytest.mark.parametrize(
    ("subject", "relation", "object", "when"),
    [
        ("XKX", "independence", None, "2008-02-17"),
        ("MNE", "independence", None, "2006-06-03"),
        ("SSD", "independence", None, "2011-07-09"),
        ("ALB", "joined", "NATO", "2009-04-01"),
        ("SWE", "joined", "NATO", "2024-03-07"),
        ("HRV", "joined", "EU", "2013-07-01"),
        ("GBR", "left", "EU", "2020-01-31"),
        ("IRN", "joined", "BRICS", "2024-01-01"),
        ("RUS", "invaded", "UKR", "2022-02-24"),
        ("UN", "adopted", "Resolution 1244", "1999-06-10"),
        ("UN", "adopted", "Resolution 1701", "2006-08-11"),
        ("UN", "adopted", "Resolution 1718", "2006-10-14"),
        ("UN", "adopted", "Resolution 1929", "2010-06-09"),
        ("UN", "adopted", "Resolution 2216", "2015-04-14"),
        ("UN", "adopted", "Resolution 2231", "2015-07-20"),
        ("ATT", "in force", None, "2014-12-24"),
        ("Dayton Agreement", "signed", None, "1995-12-14"),
    ],
)
def test_often_cited_facts(subject: str, relation: str, object: str | None, when: str) -> None:
    assert when in dates(subject, relation, object)


def test_the_resolutions_number_and_year_in_the_source_agree_with_the_entry() -> None:
    for f in K.facts:
        m = re.search(r"S/RES/(\d+) \((\d{4})\)$", f.source)
        if m and f.relation == "adopted":
            assert f.object == f"Resolution {m[1]}" and f.when.startswith(m[2]), f
