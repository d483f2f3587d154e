"""Quotations without a cue of their own, and texts that are somebody's words without saying whose."""

from __future__ import annotations

import pytest
from tests.read.test_speakers import told

from dragoman.model import Report
from dragoman.read import annotate, authors, quotations

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
        "President Ana Prado opened the yard in Callao. **What was heard there:** - “As of May the yard builds two ferries "
        "a year.” ([Watch]( - “From June on we shall train all of the welders here.” ([Watch]("
    )
    assert {name for name, words in told(text) if words.startswith(("As of", "From June"))} == {"Ana Prado"}


def test_a_bare_quotation_is_whose_the_sentence_before_is_about() -> None:
    text = 'Susan Gill is a pilot in the harbour. "The new quay helps none of us in winter." Ken Moor is a welder from Kent. "They should have asked the crews."'
    assert told(text) == [
        ("Susan Gill", "The new quay helps none of us in winter."),
        ("Ken Moor", "They should have asked the crews."),
    ]


def test_what_did_x_say() -> None:
    assert told("What did Ana Prado say? “The yard gets its three cranes after all.”") == [
        ("Ana Prado", "The yard gets its three cranes after all.")
    ]


def test_a_mark_that_can_only_open_ends_the_paragraph_before() -> None:
    text = '"I welcome it," he said. "It helps us all. "The spirit of it will lead to more."'
    assert [text[q.start : q.end] for q in quotations.find(text)] == [
        "I welcome it,", "It helps us all.", "The spirit of it will lead to more.",
    ]  # fmt: skip


WE = (
    " The lake belongs to all who live by it. We will count its fish together from next spring. "
    "We have agreed on two patrol boats. We condemn the theft of nets. Our engineers will meet again in May."
)


@pytest.mark.parametrize(
    ("opening", "author", "sides"),
    [
        (
            "Yesterday the leaders of Chad, Niger and Mali sailed on the lake.",
            "leaders of Chad, Niger and Mali",
            ("TCD", "NER", "MLI"),
        ),
        ("Kenya and Uganda share a border of two hundred miles.", "Kenya and Uganda", ("KEN", "UGA")),
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
    text = "Kenya and Uganda met. “We share the lake,” said Ken Moor. “We have two boats. We shall buy a third.”"
    assert authors.find(annotate(Report(id="t", text=text))) == []


def test_two_turns_after_a_clock_are_a_transcript() -> None:
    text = (
        "Harbour Office Callao, Peru 9:14 A.M. PERT PRESIDENT PRADO: The new dock is open from today. (Applause.) "
        "PRESIDENT WOLSKI: My country will send two tugs to it. 9:31 A.M. PERT"
    )
    parts = authors.find(annotate(Report(id="t", text=text)))
    assert [p.speaker.name for p in parts] == ["Prado", "Wolski"]
