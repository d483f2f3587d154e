"""What is made once a report and shared: words, names folded, rules of time by their first letter, judges' sums."""

import random

import numpy as np
import pytest

from dragoman.model import Report
from dragoman.read import annotate, gazetteer, learned, lemmas, parse, read, time_rules, times
from dragoman.read.time_words import classify
from dragoman.read.words import Words

TEXTS = [
    "Ghana, Togo and Benin, which share a border, have bought three ferries and two tugs from a yard in Gdynia.",
    "Who, the harbour master asked, does the council think it was that the crews had been told to wait for?",
    "“We never sell them,” she said. It's not what the port's owners (a trust) wanted; they'd hoped to keep both.",
    "",
]


@pytest.mark.parametrize("text", TEXTS)
def test_words_are_what_the_parser_says(text: str):
    (parsed,) = parse.parse_all([text])
    words = Words(parsed.doc)
    assert len(words) == len(parsed.doc)
    for ours, theirs in zip(words, parsed.doc, strict=True):
        for name in ("text", "lower_", "lemma_", "tag_", "ent_type_", "is_punct", "i"):
            assert getattr(ours, name) == getattr(theirs, name)
        assert ours.dep_ == theirs.dep_ or (ours.dep_, theirs.dep_) == ("nsubj", "nsubj:outer")
        for name in ("head", "left_edge", "right_edge"):
            assert getattr(ours, name).i == getattr(theirs, name).i
        for name in ("children", "lefts", "rights", "subtree", "conjuncts", "ancestors"):
            assert [t.i for t in getattr(ours, name)] == [t.i for t in getattr(theirs, name)], (ours, name)
        assert (ours.sent.start, ours.sent.end, ours.sent.root.i) == (
            theirs.sent.start, theirs.sent.end, theirs.sent.root.i,
        )  # fmt: skip
    assert [(e.start, e.end, e.label) for e in words.ents] == [(e.start, e.end, e.label_) for e in parsed.doc.ents]


def words_of(text: str) -> Words:
    (parsed,) = parse.parse_all([text])
    return Words(parsed.doc)


@pytest.mark.parametrize(
    ("lemma", "word", "base"),
    [
        ("supplye", "supplying", "supply"),
        ("emphasis", "emphasised", "emphasise"),
        ("cit", "citing", "cite"),
        ("committe", "committed", "commit"),
        ("sail", "sailing", "sail"),  # the model is right
        ("glurp", "glurping", "glurp"),  # nobody knows it
    ],
)
def test_a_garbled_base_form_gives_way_to_a_verb_that_is_known(lemma: str, word: str, base: str):
    assert lemmas.of_verb(lemma, word) == base


def test_what_is_under_way_is_a_verb():
    words = words_of('Moreau is warning that Chad "reserves the right" to leave.')
    (warning,) = [t for t in words if t.lower_ == "warning"]
    assert (warning.tag_, warning.lemma, warning.pos) == ("VBG", "warn", "verb")
    assert [t.tag_ for t in words_of("This is a warning that ships heed.") if t.lower_ == "warning"] == ["NN"]


def test_who_acts_is_not_joined_to_the_date_before_the_comma():
    words = words_of("Since the start of the assault in April 2023, Tripoli and the West have repeatedly accused Chad.")
    (verb,) = [t for t in words if t.lower_ == "accused"]
    assert [t.text for t in verb.children if t.dep_ == "nsubj"] == ["Tripoli"]
    (actor,) = [t for t in words if t.text == "Tripoli"]
    assert actor.right_edge.text == "West"


def test_a_title_with_a_full_stop_ends_no_sentence():
    words = words_of("The fleet sailed. It was seen by Cmdr. Ana Peters of the navy.")
    assert [s.start for s in words.sents] == [0, 4]


def test_no_word_stands_before_the_first():
    (parsed,) = parse.parse_all(["Two ferries left."])
    words = Words(parsed.doc)
    assert words[1].nbor(-1) is words[0]
    with pytest.raises(IndexError):
        words[0].nbor(-1)
    with pytest.raises(IndexError):
        words[-1].nbor(1)


def test_a_rule_of_time_that_is_passed_over_would_not_have_matched():
    text = (
        "On Monday, 3 March 2024, and again in early 2025, by the end of fiscal 2026 or the second quarter of 2027, "
        "two years ago, at 10:30 a.m., since the 1990s, this week, half a year later, daily, 08.10.2025, 2024-10-08."
    )
    words = classify(text, 0, len(text))
    assert len(times.find(text, None)) > 8
    for at, letter in enumerate(words.classes):
        asked = time_rules.rules_from(letter)
        for one, _ in time_rules.RULES:
            assert one in asked or one[0].match(words.classes, at) is None


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Mig 29", "mig29"),
        ("MIG-29  Łódź", "mig29 lodz"),
        (" - İzmir\n\nA 4", "izmir a4"),
        ("Æro – e\u0301te\u0301 7", "aero ete7"),
        ("12 30", "12 30"),
    ],
)
def test_folding_leads_back_to_the_text(text: str, folded: str):
    out, places = gazetteer.fold(text)
    assert out == folded
    assert len(out) == len(places)
    assert places == sorted(places)
    assert all(0 <= p < len(text) for p in places)


def test_a_judge_weighs_many_questions_at_once():
    judge = learned.judge_from(
        {
            "classes": ["no", "yes"],
            "bias": [0.5, 0.0],
            "weights": {"A x": [1.0, 2.0], "A y": [0.0, 4.0], "x": [8.0, 0.0]},
        }
    )
    assert judge.weigh([["x", "y", "z"], [], ["y"]], "A ").tolist() == [[1.0, 6.0], [0.0, 0.0], [0.0, 4.0]]
    assert judge.weigh([["x", "A x"]]).tolist() == [[9.0, 2.0]]
    assert judge.weigh([]).shape == (0, 2)
    assert judge.odds(["A y", "unknown"])["yes"] == pytest.approx(1 / (1 + np.exp(0.5 - 4.0)))


def test_a_run_without_a_space_is_parted_and_the_rest_is_read():
    text = "*" * 3000 + " Norway bought 12 K9 howitzers from South Korea. " + "a" * 900
    found = read(Report(id="t", text=text, published="2024-05-01"))
    assert [(t.supplier, t.recipient) for t in found.transfers] == [(("KOR",), ("NOR",))]
    (parsed,) = parse.parse_all([text])
    assert max(e - s for s, e in zip(parsed.starts, parsed.ends, strict=True)) <= parse.TOO_LONG
    assert all(text[s:e] == token.text for s, e, token in zip(parsed.starts, parsed.ends, parsed.doc, strict=True))


@pytest.mark.parametrize("seed", range(12))
def test_however_odd_the_sentence_its_words_stay_a_tree(seed: int):
    words = [
        "Norway",
        "and",
        "Chad",
        "each",
        "announced",
        "plans",
        "to",
        "co",
        "-",
        "produce",
        "guns",
        "of",
        "which",
        "he",
        "denied",
        "having",
        "sold",
        "five",
        "(",
        "$",
        "5",
        "bn",
        ")",
        "in",
        "exchange",
        "for",
        "its",
        "sought",
        "-",
        "after",
        "jets",
        ",",
        "allegations",
        "he",
        "made",
        "that",
        "Peru",
        "won't",
        "be",
        "helping",
        "supply",
        "Mali",
        "closer",
        "to",
        "sending",
        "shells",
        "by",
        "the",
        "army",
    ]
    random.Random(seed).shuffle(words)
    for word in words_of(" ".join(words)):
        above = list(word.ancestors)
        assert len(above) < len(words) + 5
        assert all(child.head is word for child in word.children)


@pytest.mark.parametrize(
    "text, named",
    [
        ("“Let us hope for talks,” she said. Let’s move on.", []),
        ("India blames LeT for the raid.", ["LeT"]),
        ("The DoD notified Congress; DOD officials agreed.", ["DoD", "DOD"]),
    ],
)
def test_short_names_of_mixed_case_are_no_common_words(text: str, named: list[str]) -> None:
    reading = annotate(Report(id="r", text=text))
    found = [text[m.start : m.end] for m in reading.mentions if m.kind in ("group", "state")]
    assert [n for n in found if n not in ("India", "Congress")] == named
