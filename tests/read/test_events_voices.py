"""Events: who speaks in the first person, who suffers, and past tenses that the parser takes for something else."""

from __future__ import annotations

import pytest

from dragoman.model import Report
from dragoman.read import read


def told(text: str, **more: str) -> set[tuple[str, str, str]]:
    events = read(Report(id="t", text=text, published="2024-06-12", **more)).events
    return {(",".join(e.actor), e.type.value, ",".join(e.target)) for e in events}


def test_the_author_of_an_official_text_is_its_first_person():
    text = "We stand with Kenya. I condemn, in the strongest terms, Sudan's raid on the port."
    official = {"title": "Statement from the Press Secretary on the raid", "outlet": "state.gov"}
    assert {("USA", "SUPPORT", "KEN"), ("USA", "ACCUSE", "SDN")} <= told(text, **official)
    assert told(text, title="The raid: a comment", outlet="state.gov") == set()


def test_each_label_of_a_transcript_has_its_own_speaker():
    text = "CHANCELLOR SCHOLZ: We condemn Sudan for the raid.\n\nQ Sir, a question.\n\nPRESIDENT MACRON: We thank Kenya for its patience."
    found = told(text, title="Remarks by Chancellor Olaf Scholz and President Emmanuel Macron")
    assert {("DEU", "ACCUSE", "SDN"), ("FRA", "SUPPORT", "KEN")} <= found


def test_the_leaders_are_the_two_who_were_named():
    text = "President Emmanuel Macron met with Chancellor Olaf Scholz on Monday. The leaders condemned Sudan's missile test."
    assert ("FRA,DEU", "ACCUSE", "SDN") in told(text)


SENTENCES = [
    ("Prime Minister Narendra Modi hosted President Emmanuel Macron in 2023.", "IND CONSULT FRA"),
    ("Chad on Thursday rejected calls by Kenya to adopt reforms.", "TCD REJECT KEN"),
    ("French leader Emmanuel Macron Wednesday rejected a Kenyan offer to host a summit.", "FRA REJECT KEN"),
    ("Chad demanded that Kenya cancel plans to sell grain.", "TCD REQUEST KEN"),
    ("Chad's parliament has demanded an immediate answer by Kenya.", "TCD REQUEST KEN"),
    ("Sudan launched waves of missiles and drones against Kenyan cities.", "SDN ASSAULT KEN"),
    ("Two Sudanese fighter jets struck depots in Kenya on Friday.", "SDN ASSAULT KEN"),
    ("Sudanese forces attacked two key Kenyan air bases on Tuesday.", "SDN ASSAULT KEN"),
    ("Kenyan troops have been attacked three times this week.", " ASSAULT KEN"),
    ("Kenyan police arrested Kenyan journalists on Monday.", "KEN COERCE KEN:CVL"),
    ("Amnesty International accused Chad of torture.", "Amnesty International ACCUSE TCD"),
]


@pytest.mark.parametrize(("text", "wanted"), SENTENCES, ids=[s[0][:40] for s in SENTENCES])
def test_told(text: str, wanted: str):
    actor, kind, target = (
        wanted.split(" ") if not wanted.startswith("Amnesty") else ["Amnesty International", *wanted.split(" ")[2:]]
    )
    assert (actor, kind, target) in told(text)


NOTHING = [
    "Kenya declined to comment on Chad.",
    pytest.param(
        "Chad's minister died in an attack on a Kenyan village.",
        marks=pytest.mark.xfail(strict=True, reason="the judge of events takes him for the attacker"),
    ),
    "Officials provided coffee while supporting Kenyan jobs.",
    "American equipment arrived in Kenya on Monday.",
    "Chad, which shares a long border with Kenya, is dry.",
    "The ship sailed in the Sea of Japan.",
    "Chad is calling for a halt of the fighting.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_event(text: str):
    assert told(text) == set()
