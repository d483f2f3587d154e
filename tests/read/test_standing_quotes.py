"""Quotations without a cue of their own, and texts that are somebody's words without saying whose."""

from __future__ import annotations

import pytest

from dragoman.model import Report
from dragoman.read import annotate, authors, quotations, speakers, speech


def told(text: str) -> list[tuple[str, str]]:
    """Speakers and what each is said to say, in text order."""
    reading = annotate(Report(id="t", text=text, published="2024-05-06"))
    attributions = speech.find(reading)
    found = speakers.Speakers(reading, attributions)
    return [
        (s.name, text[a.contents[0][0] : a.contents[-1][1]]) for a in attributions if (s := found.of(a)) is not None
    ]


LIST = (
    "This morning two ministers spoke to the press. **What they said:** #### **Defence Minister Ana Prado on Radio Five** "
    "- [On the strikes](https://example.org/1) “We are not at war with anybody and we shall not be.” "
    "- [On peace]( “We want a peace that lasts for all of the region.” "
    "#### **Foreign Minister Jan Wolski on Channel Two** - [On what is next]( “What happens next depends on what Tripoli does.”"
)


def test_a_heading_names_the_speaker_of_the_list_below_it() -> None:
    assert [(name, words[:12]) for name, words in told(LIST)] == [
        ("Ana Prado", "We are not a"),
        ("Ana Prado", "We want a pe"),
        ("Jan Wolski", "What happens"),
    ]


def test_a_label_names_the_speaker_of_an_item() -> None:
    text = "What was said: - President Ana Prado: “We want good ships in this land of ours.” - President Ana Prado: “We have people who build them.”"
    assert told(text) == [
        ("Ana Prado", "We want good ships in this land of ours."),
        ("Ana Prado", "We have people who build them."),
    ]


def test_whoever_acts_before_a_list_without_a_heading_speaks() -> None:
    text = (
        "President Ana Prado praised the feats of the navy. **The top moments of it:** - “As we speak, it has been one month "
        "since it began.” ([Watch]( - “From the first day I have vowed that it ends.” ([Watch]("
    )
    assert {name for name, words in told(text) if words.startswith(("As we", "From the"))} == {"Ana Prado"}


def test_a_bare_quotation_is_whose_the_sentence_before_is_about() -> None:
    text = 'Susan Gill runs a stall in the market. "I am truly disgusted with all of them by now." Ken Moor is a farmer from Kent. "I think we need a government."'
    assert told(text) == [
        ("Susan Gill", "I am truly disgusted with all of them by now."),
        ("Ken Moor", "I think we need a government."),
    ]


def test_what_did_x_say() -> None:
    assert told("What did Ana Prado say? “Tonight both houses voted for the ships.”") == [
        ("Ana Prado", "Tonight both houses voted for the ships.")
    ]


def test_a_mark_that_can_only_open_ends_the_paragraph_before() -> None:
    text = '"I welcome it," he said. "It helps us all. "The spirit of it will lead to more."'
    assert [text[q.start : q.end] for q in quotations.find(text)] == [
        "I welcome it,", "It helps us all.", "The spirit of it will lead to more.",
    ]  # fmt: skip


WE = (
    " This need is as clear as it was a year ago. We stand together for an order that respects the law. "
    "We have made progress since then. We remain committed to the work. Our teams will meet again in May."
)


@pytest.mark.parametrize(
    ("opening", "author", "sides"),
    [
        (
            "In 2021, the leaders of Chad, Niger and Mali announced a pact.",
            "leaders of Chad, Niger and Mali",
            ("TCD", "NER", "MLI"),
        ),
        ("Kenya and Uganda work closely together on energy.", "Kenya and Uganda", ("KEN", "UGA")),
    ],
)
def test_a_joint_statement_without_a_heading(opening: str, author: str, sides: tuple[str, ...]) -> None:
    (part,) = authors.find(annotate(Report(id="t", text=opening + WE)))
    assert (part.speaker.name, set(part.speaker.side)) == (author, set(sides))


def test_names_in_bold_at_the_end_sign() -> None:
    text = "Today we met in Lima." + WE + " **Ana Prado** **Boris Ilic, M.P.** June 10, 2021"
    (part,) = authors.find(annotate(Report(id="t", text=text)))
    assert part.speaker.name == "Ana Prado and Boris Ilic"


def test_a_report_that_quotes_we_has_no_author() -> None:
    text = "Kenya and Uganda met. “We stand together,” said Ken Moor. “We have made progress. We shall meet again.”"
    assert authors.find(annotate(Report(id="t", text=text))) == []


def test_two_turns_after_a_clock_are_a_transcript() -> None:
    text = (
        "Osan Air Base Korea 1:52 P.M. KST PRESIDENT PRADO: I want to thank you all. It is great to be here. (Applause.) "
        "PRESIDENT WOLSKI: I believe that this centre is critical. Thank you. 2:10 P.M. KST"
    )
    parts = authors.find(annotate(Report(id="t", text=text)))
    assert [p.speaker.name for p in parts] == ["Prado", "Wolski"]
