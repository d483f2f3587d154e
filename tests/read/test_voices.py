"""Whose 'we' it is: a government's own release, a record of several speakers, a quotation."""

from __future__ import annotations

from dragoman.model import Report
from dragoman.read import read


def parties(text: str, outlet: str | None = None, title: str | None = None) -> list[tuple]:
    found = read(Report(id="one", text=text, published="2024-05-15", outlet=outlet, title=title)).transfers
    return [(t.supplier, t.recipient, t.weapon, str(t.status)) for t in found]


def test_we_of_a_government_s_own_release_is_that_state() -> None:
    text = "Next week we will send Estonia 12 Javelin launchers."
    assert parties(text, outlet="defense.gov") == [(("USA",), ("EST",), "Javelin", "offered")]
    assert parties(text, outlet="news.mod.gov.uk")[0][0] == ("GBR",)


def test_a_joint_statement_s_we_is_nobody_s_alone() -> None:
    text = "Next week we will send Estonia 12 Javelin launchers."
    assert all(found[0] == () for found in parties(text, outlet="state.gov", title="Joint Statement"))


def test_the_president_of_a_release_announces_for_the_state() -> None:
    text = "Today, the President announced a security assistance package for Moldova that includes armored vehicles."
    assert parties(text, outlet="whitehouse.gov") == [(("USA",), ("MDA",), "armored vehicles", "offered")]


def test_we_in_a_record_of_several_speakers_is_who_speaks() -> None:
    text = "PRESIDENT BIDEN: Welcome.\n\nPRESIDENT ZELENSKYY: Thank you. We have ordered 20 Javelin launchers."
    assert (("USA",), ("UKR",)) in [p[:2] for p in parties(text, outlet="whitehouse.gov")]


def test_we_inside_quotation_marks_is_who_is_quoted() -> None:
    text = "Polish Prime Minister Donald Tusk said: “We are sending Ukraine 14 howitzers.”"
    assert [p[:2] for p in parties(text)] == [(("POL",), ("UKR",))]


def test_who_authorizes_aid_in_the_first_person_gives_it() -> None:
    text = "My administration is authorizing $60 million in security assistance for Moldova."
    assert [p[:2] for p in parties(text, outlet="whitehouse.gov")] == [(("USA",), ("MDA",))]


def test_the_president_of_a_record_without_a_name_is_the_host() -> None:
    text = "THE PRESIDENT: We have sent Moldova 20 howitzers."
    assert [p[:2] for p in parties(text, outlet="whitehouse.gov")] == [(("USA",), ("MDA",))]
