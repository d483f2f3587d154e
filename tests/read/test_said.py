"""Who speaks where a name stands behind a house, a paper or a short form; two reports in one sentence; judges' candidates."""

from __future__ import annotations

import pytest

from dragoman.model import Report, Stance
from dragoman.read import annotate, learned, own_words, speakers, speech, stance, statements
from dragoman.read.speaker_names import unglued


def reading_of(text: str, **fields: str):
    return annotate(Report(id="t", text=text, published="2024-05-06", **fields))


def speaker_of(text: str) -> str | None:
    reading = reading_of(text)
    attributions = speech.find(reading)
    found = speakers.Speakers(reading, attributions)
    return next((s.name for a in attributions if (s := found.of(a)) is not None), None)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The UN’s food watchdog said on Friday that grain to Sudan was held up.", "UN’s food watchdog"),
        ("A report of the United Nations said two guards were killed in southern Lebanon.", "United Nations"),
        (
            "Italy will send guns to Malta, the Defence Ministry’s top spokesman said on Tuesday.",
            "Defence Ministry",
        ),
        (
            "The CRFB said that the plan of Norway was weak. The Committee for a Responsible Fleet Budget sits in Oslo.",
            "Committee for a Responsible Fleet Budget",
        ),
        ("Swedish shipyards said that changes were needed in the tender for the submarines.", "Swedish shipyards"),
    ],
)
def test_bodies_that_speak_through_a_paper_a_spokesman_or_a_short_form(text: str, name: str) -> None:
    assert speaker_of(text) == name


def test_a_name_is_given_without_what_stuck_to_it() -> None:
    assert unglued("AP)Ana Prado") == "Ana Prado"
    assert unglued("- The Republic of Chad and Mali") == "Republic of Chad and Mali"
    assert unglued("Front for Renewal (FFR)Alliance") == "Front for Renewal (FFR)Alliance"
    assert unglued("The Hague") == "The Hague"


def test_states_that_met_are_named_as_the_text_lists_them() -> None:
    text = (
        "Chad, the Gambia and Mali held talks on arms in Dakar. The army was there. The delegations said that they "
        "would buy guns."
    )
    assert speaker_of(text) == "Chad, the Gambia and Mali"


def test_a_state_s_short_form_stays() -> None:
    assert speaker_of("The UAE said that it would buy jets. The United Arab Emirates has an air force.") == "UAE"


def test_two_reports_in_one_sentence_are_two() -> None:
    text = (
        "Chad’s President Amina Doum condemned Vučić’s remarks, calling them “unworthy,” and praised Turkey "
        "as a true friend."
    )
    found = statements.code(reading_of(text))
    assert [(s.about, s.stance.value, s.evidence.quote) for s in found] == [
        (("SRB",), "negative", "calling them “unworthy,”"),
        (("TUR",), "positive", "as a true friend"),
    ]


@pytest.mark.parametrize(
    ("words", "score"),
    [
        ("the visit was neither easy nor good news", -1),
        ("the visit was not acceptable", -1),
        ("the visit was good news", 0),
    ],
)
def test_good_that_is_denied_is_blame(words: str, score: int) -> None:
    reading = reading_of(f"Serbian President Ana Petrović said that {words} for Croatia.")
    (a,) = speech.find(reading)
    speaker = speakers.Speakers(reading, [a]).of(a)
    assert speaker is not None
    words_of = stance.signs_of(reading, [a], speaker).words
    assert (words_of > 0) - (words_of < 0) == score


def test_paragraphs_of_an_author_are_utterances_and_long_ones_are_parted() -> None:
    sentences = [f"We will stand with Moldova against Russia in town number {i}." for i in range(6)]
    text = " ".join(sentences) + "\n\nWe thank Romania for its help to Moldova in this hour."
    reading = reading_of(text, title="Statement by President Alan Frost on Moldova")
    parts = list(own_words.utterances(reading, own_words.find(reading)))
    assert [len(p) for p in parts] == [3, 3, 1]


@pytest.mark.parametrize("ending", ["Read More Stories\n\nREAD MORE NEWS", "THE END OF THE WAR"])
def test_a_line_in_capitals_that_is_no_name_signs_nothing(ending: str) -> None:
    text = f"We must arm Ukraine against Russia. Our army of Norway is ready for it.\n\n{ending}"
    assert own_words.find(reading_of(text)) == []


def test_a_heading_s_verb_is_no_part_of_a_name() -> None:
    text = "THE PRESIDENT: We must arm Ukraine against Russia now. Congress has to act on it this week."
    reading = reading_of(text, title="Remarks by President Alan Frost Urging Congress to Act", outlet="whitehouse.gov")
    assert {s.name for _, s, _ in own_words.find(reading)} == {"Alan Frost"}


def test_candidates_are_asked_about_once_and_not_inside_quotations() -> None:
    text = (
        "Serbian President Ana Petrović said on Monday that Croatia was arming. “They say we are weak,” she added. "
        "Croatia’s foreign ministry rejected the claim."
    )
    reading = reading_of(text)
    told, whys = statements.told_in(reading)
    rows = statements.candidates(reading, told, whys)
    assert len(rows) == len(told) == len(whys)
    asked = [a.cue.lemma for (a, _), row in zip(told, rows, strict=True) if row]
    assert {"say", "add"} <= set(asked)
    for (a, _), row in zip(told, rows, strict=True):
        inside = reading.quoted(a.token) is not None and a.how != "uncued"
        assert not (inside and row)


def test_what_tells_who_a_source_is_is_not_what_it_says() -> None:
    text = "According to Leonid Sargsyan, a defence analyst at the Institute for Policy, it was the sound of an Israeli missile."
    [one] = statements.code(reading_of(text))
    assert (one.speaker, one.evidence.quote) == ("Leonid Sargsyan", "it was the sound of an Israeli missile")


def test_who_wrote_the_report_says_nothing_in_it() -> None:
    text = (
        "SOURCE: RAUNO KUNDU / NEWS BEAT / SITE.ORG\n\nUkraine's defence minister said that the tanks were good. "
        "“I love tanks of different nations, but I am for Ukrainian tanks,” he stated."
    )
    assert {one.speaker for one in statements.code(reading_of(text))} == {"Ukraine's defence minister"}


def test_the_judge_of_tone_decides_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = reading_of("Poland's foreign minister said that the bridge would be a catastrophe for Hungary.")
    [ruled] = statements.code(reading)
    asked: list[list[str]] = []

    def odds(name: str, features: list[str], *rest: object) -> dict[str, float] | None:
        asked.append(features)
        return {"negative": 0.2, "neutral": 0.3, "positive": 0.5} if name == "tone" else {"yes": 1.0, "no": 0.0}

    monkeypatch.setattr(learned, "judges", lambda: {"tone": None})
    monkeypatch.setattr(learned, "odds", odds)
    [judged] = statements.code(reading)
    assert judged.stance == "positive"
    assert judged.about == ruled.about  # toward whom, the rules tell
    assert {"w=catastrophe", "cue=say", "how=clause"} <= set(asked[-1])


def test_who_sends_somebody_tanks_does_not_speak_against_him():
    text = "Olaf Scholz announced that Germany was sending nine howitzers to Chad during its war with Libya."
    (statement,) = statements.code(annotate(Report(id="t", text=text, published="2023-02-01")))
    assert (statement.about, statement.stance) == (("TCD",), Stance.POSITIVE)
