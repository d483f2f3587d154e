"""Dated background claims, in sentences written for the purpose; right and wrong years are read alike."""

from __future__ import annotations

import pytest

from dragoman.model import Report
from dragoman.read import annotate, facts

YEAR = ("{}-01-01", "{}-12-31")


def claims(text: str, published: str | None = "2025-06-15") -> set[tuple[str, str, str | None, str]]:
    """(subject, relation, object, first day) of all claims; each quote is checked against the text."""
    reading = annotate(Report(id="t", text=text, published=published))
    found = facts.code(reading)
    for fact in found:
        span = fact.evidence.span
        assert fact.evidence.quote == text[span.start : span.end]
        assert all(text[s.start : s.end] for spans in fact.evidence.fields.values() for s in spans)
    return {(f.subject, f.relation, f.object, (f.when or ("", ""))[0] or "") for f in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Montenegro declared independence in 2006.", {("MNE", "independence", None, "2006-01-01")}),
        (
            "Italy sold boats to Slovenia, a small Alpine country that declared independence in 1993.",
            {("SVN", "independence", None, "1993-01-01")},
        ),
        ("Eritrea, which gained independence in 1993, bought two jets.", {("ERI", "independence", None, "1993-01-01")}),
        ("Kosovo's 2008 declaration of independence is disputed.", {("XKX", "independence", None, "2008-01-01")}),
        ("South Sudan became independent in July 2011.", {("SSD", "independence", None, "2011-07-01")}),
        (
            "Croatia left Yugoslavia and declared independence in 1991.",
            {("HRV", "independence", None, "1991-01-01")},
        ),
        ("Kosovo buys drones. It declared independence in 2008.", {("XKX", "independence", None, "2008-01-01")}),
        (
            "Poland, Hungary and the Czech Republic joined NATO in 1999.",
            {(s, "joined", "NATO", "1999-01-01") for s in ("POL", "HUN", "CZE")},
        ),
        ("Croatia, a member of NATO since 2009, ordered jets.", {("HRV", "joined", "NATO", "2009-01-01")}),
        (
            "Serbia refused to join the sanctions that the EU imposed on Moscow after Russia invaded Ukraine in 2022.",
            {("RUS", "invaded", "UKR", "2022-01-01")},
        ),
        (
            "Croatia, Serbia's neighbour and a member of NATO since 2009, ordered 12 jets.",
            {("HRV", "joined", "NATO", "2009-01-01")},
        ),
        ("After joining the EU in 2013, Croatia bought tanks.", {("HRV", "joined", "EU", "2013-01-01")}),
        ("Finland became a member of NATO in April 2023.", {("FIN", "joined", "NATO", "2023-04-01")}),
        ("Since its accession to NATO in 2009, Albania has modernised.", {("ALB", "joined", "NATO", "2009-01-01")}),
        ("Britain left the European Union in 2020.", {("GBR", "left", "EU", "2020-01-01")}),
        ("Since Russia invaded Ukraine in 2021, prices have risen.", {("RUS", "invaded", "UKR", "2021-01-01")}),
        ("Russia's 2022 invasion of Ukraine changed that.", {("RUS", "invaded", "UKR", "2022-01-01")}),
        (
            "Israel invaded Lebanon in 1982 and again in 2006.",
            {("ISR", "invaded", "LBN", "1982-01-01"), ("ISR", "invaded", "LBN", "2006-01-01")},
        ),
        (
            "Serbia does not recognise the independence that Kosovo declared in 2008.",
            {("XKX", "independence", None, "2008-01-01")},
        ),
        ("Iraq was invaded by the United States in 2003.", {("USA", "invaded", "IRQ", "2003-01-01")}),
        ("Russia annexed Crimea in 2014.", {("RUS", "annexed", "UKR", "2014-01-01")}),
        ("North Macedonia recognised Kosovo in 2008.", {("MKD", "recognised", "XKX", "2008-01-01")}),
        ("He spoke of a breach of Resolution 1244 of 1999.", {("UN", "adopted", "Resolution 1244", "1999-01-01")}),
        ("It violates UNSCR 1718 (2006).", {("UN", "adopted", "Resolution 1718", "2006-01-01")}),
        (
            "The Security Council adopted Resolution 1701 in August 2006.",
            {("UN", "adopted", "Resolution 1701", "2006-08-01")},
        ),
        (
            "The United States withdrew from the Iran nuclear deal in 2018.",
            {("USA", "left", "JCPOA", "2018-01-01")},
        ),
        ("Both cite the 1968 Non-Proliferation Treaty.", {("NPT", "signed", None, "1968-01-01")}),
        (
            "New START, which entered into force in February 2011, has expired.",
            {("New START", "in force", None, "2011-02-01")},
        ),
        ("The Dayton Agreement was signed in 1995.", {("Dayton Agreement", "signed", None, "1995-01-01")}),
        ("The Gulf War began in 1990.", {("Gulf War", "began", None, "1990-01-01")}),
    ],
)
def test_claims_that_are_told(text: str, expected: set[tuple[str, str, str | None, str]]) -> None:
    assert claims(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Serbia will not join NATO in 2030.",
        "Ukraine wants to join the EU by 2030.",
        "Georgia hopes to join NATO.",
        "Serbia violated Resolution 1244 in 2023.",
        "Serbia said that it never recognised Kosovo.",
        "Resolution 1973 was broken.",
        "Catalonia could declare independence in 2027.",
        "The minister joined the company in 2019.",
        "If Russia had invaded Poland in 2021, NATO would have answered.",
    ],
)
def test_what_is_no_claim(text: str) -> None:
    assert claims(text) == set()


def test_respectively() -> None:
    found = claims("Slovakia joined NATO and the EU in March and May 2004.")
    assert {(s, o) for s, r, o, _ in found if r == "joined"} <= {("SVK", "NATO"), ("SVK", "EU")}


def test_a_relative_date_needs_the_day_of_publication() -> None:
    text = "Sweden joined NATO last year."
    assert claims(text, "2025-06-15") == {("SWE", "joined", "NATO", "2024-01-01")}
    assert claims(text, None) == set()


def test_a_resolution_numbered_like_a_year_is_not_its_own_date() -> None:
    assert claims("Resolution 1973 of 2011 allowed it.") == {("UN", "adopted", "Resolution 1973", "2011-01-01")}


def test_furniture_claims_nothing() -> None:
    text = "Kosovo bought drones from Turkey this week.\n\nAlso Read | Estonia, which joined NATO in 1804, buys guns"
    assert claims(text) == set()


def test_odd_input_does_not_stop_it() -> None:
    odd = ["", " ", "Resolution 1244 " * 200, "independence in 2008 " * 50]
    odd.append("\u202eKosovo 🙂 declared\r\nindependence in 2008.")
    for text in odd:
        reading = annotate(Report(id="t", text=text))
        for fact in facts.code(reading):
            assert text[fact.evidence.span.start : fact.evidence.span.end] == fact.evidence.quote
