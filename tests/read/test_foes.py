"""States that fight each other are not guessed to arm each other."""

from __future__ import annotations

import pytest

from dragoman.model import Report
from dragoman.read import annotate_many, read
from dragoman.read.foes import fight, foes

WAR = ("TCD", "NER")


@pytest.mark.parametrize(
    "text",
    [
        "Chad's invasion of Niger has entered its second year.",
        "Chad bombed towns in Niger on Monday.",
        "The Chad-Niger war drags on.",
        "The war between Chad and Niger drags on.",
        "Norway wants to help Niger defend itself against Chad.",
        "Chadian strikes on Niger's capital killed ten people.",
    ],
)
def test_pairs_that_fight(text: str) -> None:
    assert fight(WAR[:1], WAR[1:], foes(reading(text)))
    assert fight(WAR[1:], WAR[:1], foes(reading(text)))


@pytest.mark.parametrize(
    "text",
    [
        "Chad and Niger condemned the attack on Mali.",
        "Chad's attack helicopters flew to Niger.",
        "Chad struck a deal with Niger.",
        "Chad launched an offensive with Niger against rebels.",
    ],
)
def test_pairs_that_do_not(text: str) -> None:
    assert not fight(WAR[:1], WAR[1:], foes(reading(text)))


def test_who_destroys_goods_did_not_get_them() -> None:
    (found,) = read(
        Report(id="a", text="Niger's army said that it had destroyed German-supplied Leopard 2 tanks.")
    ).transfers
    assert (found.supplier, found.recipient) == (("DEU",), ())


def test_what_is_captured_and_passed_on_was_not_supplied_to_its_new_owner() -> None:
    found = read(
        Report(id="a", text="Niger has sent some US-provided missiles that it captured in Chad to Iran.")
    ).transfers
    assert not [t for t in found if t.supplier == ("USA",) and t.recipient == ("IRN",)]


def reading(text: str):
    return next(iter(annotate_many([Report(id="a", text=text)])))
