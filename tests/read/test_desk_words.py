"""Words of the desk: answers, shared verbs, headline verbs, parts of a lot, where goods are bound for."""

from __future__ import annotations

import pytest

from dragoman.model import Report, Transfer
from dragoman.read import read


def entries(text: str) -> tuple[Transfer, ...]:
    return read(Report(id="x", text=text, published="2024-03-01")).transfers


def told(text: str) -> set[tuple[str, str, str]]:
    """Supplier, recipient and status of each entry, states only."""
    return {
        (d.supplier[0] if d.supplier else "", d.recipient[0] if d.recipient else "", d.status.value)
        for d in entries(text)
    }


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Peru asked Spain for Leopard tanks; Madrid declined.", "refused"),
        ("Peru asked Spain for Leopard tanks, but was rebuffed.", "refused"),
        ("Peru asked Spain for Leopard tanks. Madrid agreed.", "offered"),
        ("Peru asked Spain for Leopard tanks. Madrid declined to comment.", "considered"),
        ("Spain approved the donation of Leopard tanks to Peru, but later reversed its decision.", "cancelled"),
        ("Spain offered Peru 12 Leopard tanks. Lima turned down the offer.", "cancelled"),
    ],
)
def test_answers(text: str, status: str) -> None:
    assert told(text) == {("ESP", "PER", status)}


def test_one_verb_for_several_buyers() -> None:
    assert told("Estonia bought 12 Caesars, Latvia six IRIS-T launchers.") == {
        ("FRA", "EST", "ordered"),
        ("DEU", "LVA", "ordered"),
    }


def test_talks_with_several_partners() -> None:
    assert told("Saudi Arabia is in talks with Turkey for drones and with China for missiles.") == {
        ("TUR", "SAU", "considered"),
        ("CHN", "SAU", "considered"),
    }


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("Qatar eyes Turkish Altay tanks", ("TUR", "QAT", "considered")),
        ("Brazil, Sweden Ink Deal for Nine Gripens", ("SWE", "BRA", "ordered")),
        ("France ships Caesar howitzers to Armenia", ("FRA", "ARM", "delivered")),
        ("Chile receives armoured vehicles from US", ("USA", "CHL", "delivered")),
        ("Austria blocks sale of Pandur vehicles bound for Chad", ("AUT", "TCD", "refused")),
    ],
)
def test_headlines(text: str, entry: tuple[str, str, str]) -> None:
    assert told(text) == {entry}


def test_a_name_before_ships_that_are_a_states_leads_no_headline() -> None:
    assert told("Chinese ships Caesar howitzers") == set()


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("Some 1,500 Spike missiles were ordered by Romania from Israel.", 1500),
        ("Hanwha has shipped 24 of Norway's 28 K9 howitzers.", 24),
        ("France handed over the first Rafale to Serbia.", 1),
        ("The tanks, 14 in all, were handed to Ukraine by Poland.", 14),
    ],
)
def test_how_many(text: str, low: int) -> None:
    (entry,) = entries(text)
    assert entry.quantity is not None and entry.quantity.low == low


def test_half_of_a_lot() -> None:
    found = {
        (d.status.value, d.quantity.low if d.quantity else None)
        for d in entries("Chile ordered 12 Anka drones from Turkey; half of them have arrived.")
    }
    assert found == {("ordered", 12), ("delivered", 6)}


@pytest.mark.parametrize(
    "text",
    [
        "Neither Israel nor South Korea has sold artillery shells to Ukraine.",
        "American B-52 bombers landed in Guam.",
        "India has six Il-78 tankers in its fleet.",
        "The British Army has ordered 72 Archer-like howitzers from a factory in Sheffield.",
    ],
)
def test_no_transfer(text: str) -> None:
    assert told(text) == set()


def test_a_promise_under_a_contract_told_before_is_ordered() -> None:
    assert told("Turkey's Baykar won a deal with Kuwait. It will deliver 18 TB2 drones to the emirate.") == {
        ("TUR", "KWT", "ordered")
    }
