"""Reports that are somebody's own words: statements, transcripts, readouts of meetings."""

from __future__ import annotations

import pytest

from dragoman.model import Report
from dragoman.read import annotate, authors, own_words, quotations, statements


def said(text: str, title: str | None = None, outlet: str | None = None) -> list[tuple[str, str, bool]]:
    reading = annotate(Report(id="t", text=text, title=title, outlet=outlet, published="2024-05-06"))
    return [(s.speaker, s.evidence.quote, s.direct) for s in statements.code(reading)]


WE = (
    "Overnight a convoy was hit near the border. We condemn in the strongest terms Russia's attack on Moldova. "
    "It began at four.\n\nThe United States will stand with the people of Moldova."
)


@pytest.mark.parametrize(
    ("title", "speaker"),
    [
        ("Statement by National Security Advisor Ruth Hale on the Attack on Moldova", "Ruth Hale"),
        ("Statement from President Alan Frost on Russia’s Attack", "Alan Frost"),
        (
            "Joint Statement on Moldova from U.S. President Alan Frost, Dutch Prime Minister Jan Kuiper, and Danish Prime Minister Mia Holm",
            "Alan Frost, Jan Kuiper and Mia Holm",
        ),
        (
            "A Joint Statement from the Governments of the United States, Canada and Norway",
            "Governments of the United States, Canada and Norway",
        ),
    ],
)
def test_the_title_names_the_author(title: str, speaker: str) -> None:
    reading = annotate(Report(id="t", text=WE, title=title, outlet="whitehouse.gov", published="2024-05-06"))
    assert {s.name for _, s, _ in own_words.find(reading)} == {speaker}
    held = [reading.text[slice(*a.contents[0])] for a, _, why in own_words.find(reading) if not why]
    assert ["condemn" in held[0], "stand with" in held[1]] == [True, True]


def test_leaders_who_speak_together_are_on_the_sides_that_the_text_names() -> None:
    text = "Canada and Norway met today in Oslo. We condemn Russia's attack on Moldova."
    found = statements.code(annotate(Report(id="t", text=text, title="Joint Leaders Statement on Moldova")))
    assert [(s.speaker, s.side) for s in found] == [("Joint Leaders", ("CAN", "NOR"))]


def test_leaders_whom_the_heading_leaves_open_are_those_whom_the_text_names() -> None:
    text = "As leaders of Canada, the Gambia, and Norway, guided by our ideals, we resolve to arm Moldova.\n\nWe thank NATO."
    parts = authors.find(annotate(Report(id="t", text=text, title="Joint Leaders Statement on Moldova")))
    assert [(p.speaker.name, p.speaker.side) for p in parts] == [
        ("leaders of Canada, the Gambia, and Norway", ("CAN", "GMB", "NOR"))
    ]


def test_a_report_about_a_statement_has_no_author() -> None:
    found = said(
        "The president’s statement angered Moldova. Its foreign ministry said on Monday that the words were an insult.",
        "Statement by President Alan Frost angers Moldova",
    )
    assert [s for s, _, _ in found] != ["Alan Frost"]


def test_a_transcript_tells_who_speaks_in_each_turn() -> None:
    found = said(
        "East Hall\n\nPRESIDENT FROST: Thank you for coming, Jan. We will go on arming Ukraine against Russia’s brutal war.\n\n"
        "PRIME MINISTER KUIPER: I thank the United States for its steadfast support of Ukraine.\n\n"
        "Q Mr. President, will Congress agree?\n\nPRESIDENT FROST: We are done. Thank you all.",
        "Remarks by President Alan Frost and Prime Minister Jan Kuiper of the Netherlands Before a Meeting",
    )
    assert [s for s, _, _ in found] == ["Alan Frost", "Jan Kuiper"]
    assert "arming Ukraine" in found[0][1]


def test_a_transcript_whose_lines_are_lost_tells_who_speaks_too() -> None:
    found = said(
        "East Hall 12:10 P.M. EST PRESIDENT FROST: Thank you for coming, Jan. We will go on arming Ukraine against Russia’s "
        "brutal war. PRIME MINISTER KUIPER: I thank the United States for its steadfast support of Ukraine. Q Mr. President, "
        "will Congress agree? PRESIDENT FROST: We condemn Russia’s attack in the strongest terms. THE PRESS: Sir!"
    )
    assert [s for s, _, _ in found] == ["Frost", "Kuiper", "Frost"]
    assert "Congress" not in "".join(q for _, q, _ in found)


def test_labels_in_brackets_are_turns_too() -> None:
    text = (
        "[REPORTER] WILL THE ARMY LEAVE? [FLORES] WE WILL NEVER ACCEPT THE WEAPONS THAT CHAD SENT TO THE REBELS. [WORDS INDISTINCT] "
        "[REPORTER] AND YOU? [PRADO] WE SUPPORT CHAD AND ITS BRAVE ARMY. [FLORES] CHAD IS THE ENEMY OF OUR NATION. [PRADO] "
        "WE SHALL STAND WITH CHAD."
    )
    parts = authors.find(annotate(Report(id="t", text=text)))
    assert [p.speaker.name.lower() for p in parts] == ["flores", "prado", "flores", "prado"]
    assert "ARMY LEAVE" not in "".join(text[p.start : p.end] for p in parts)


@pytest.mark.parametrize(
    ("text", "author"),
    [
        (
            "As our Nation mourns, we honor those who served at sea. NOW, THEREFORE, I, ANA M. PRADO, President of Peru, do "
            "hereby proclaim May 3 as a day of remembrance. I call upon all agencies to stand with Bolivia.",
            "Ana M. Prado",
        ),
        (
            "Dear Mr. Speaker: I directed strikes on the camp in Chad. I urge the Congress to support our troops and "
            "allies. I appreciate your support. Sincerely, ALAN B. FROST JR.",
            "Alan B. Frost Jr.",
        ),
    ],
)
def test_who_proclaims_or_signs_speaks(text: str, author: str) -> None:
    assert {s for s, _, _ in said(text)} == {author}


def test_the_leaders_are_those_who_met() -> None:
    found = said(
        "Finnish President Aino Laine met Polish President Jan Wolski in Warsaw on Monday. "
        "The two leaders condemned Russia’s attack on Moldova.\n\nThey pledged to send more howitzers to Ukraine."
    )
    assert {s for s, _, _ in found} == {"Aino Laine and Jan Wolski"}


def test_a_company_speaks_through_its_officials() -> None:
    found = said("Officials from Rheinmetall confirmed that the howitzers will be built in Romania.")
    assert [s for s, _, _ in found] == ["Rheinmetall"]


def test_a_call_for_something_is_no_purpose() -> None:
    found = said("Amnesty International has called for an arms embargo on Sudan to protect civilians in Darfur.")
    assert found
    assert found[0][1].startswith("for an arms embargo on Sudan")


def test_last_week_says_nothing() -> None:
    found = said("The Polish government last week said that Germany should send more tanks to Ukraine.")
    assert [s for s, _, _ in found] == ["Polish government"]


def test_he_who_adds_is_he_who_spoke() -> None:
    found = said(
        "Russia will be punished by Jan Wolski for its lies, argued Polish Defence Minister Piotr Zaremba. "
        "Pointing to the tanks, he added: “Russia has broken every treaty that it signed.”"
    )
    assert {s for s, _, _ in found} == {"Piotr Zaremba"}


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("He said 'it was not so'The minister \"never lied\" then.", ["it was not so", "never lied"]),
        ('A gun of 5" and "a lie" and more.', ["a lie"]),
        ('"The rain came.\n" It will come again," he said.', ["It will come again,"]),
        ("“" + "The leaders met. " * 60 + "They agreed on “calm”.”", ["calm"]),
        ('It was \'over and the "war went on for the states\' own sake, or "peace" did.', ["peace"]),
    ],
)
def test_a_stray_mark_does_not_turn_all_that_follows_inside_out(text: str, quotes: list[str]) -> None:
    found = [text[q.start : q.end] for q in quotations.find(text)]
    assert set(quotes) <= set(found)


@pytest.mark.parametrize(
    "text",
    [
        "Shares of the cable company rose, analysts said. “The merger clearly ups the ante for the whole industry,” said Dana Miles, "
        "an analyst at Brook & Co. in Chicago, where the company is based and has had its best year since it was founded.",
        "“Salt air eats the steel of balconies,” said Rob Kern, who has repaired houses by the sea for thirty years and wants owners to look.",
    ],
)
def test_trade_and_houses_are_no_public_affairs(text: str) -> None:
    assert said(text) == []


def test_the_person_speaks_and_not_the_house() -> None:
    found = said("“Poland should buy more missiles,” said Ada Reyes of the Brook Institute. Germany sold none.")
    assert [s for s, _, _ in found] == ["Ada Reyes"]


def test_who_is_quoted_as_saying_speaks() -> None:
    found = said("State television quoted the Syrian army as saying that Israel had launched missiles.")
    assert [s for s, _, _ in found] == ["Syrian army"]


def test_a_spokesman_speaks_for_the_body_named_before() -> None:
    found = said(
        "The German foreign ministry said that Russia had broken the treaty.\n\nTanks had crossed the border at night.\n\n"
        "A spokesman said: “Russia must leave Moldova at once.”"
    )
    assert {s for s, _, _ in found} == {"German foreign ministry"}


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine has every right to defend itself against Russia.",
        "Turkey offered to build engines for Pakistan's fighter jets.",
    ],
)
def test_deeds_are_no_words(text: str) -> None:
    assert said(text) == []
