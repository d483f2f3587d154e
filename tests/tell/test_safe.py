"""Text of reports never steers a terminal, a page or a spreadsheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.tell import safe


def test_escape_sequences_go_whole():
    assert safe.clean("a\x1b[31mred\x1b[0m \x1b]0;title\x07b\x9b2Jc") == "ared bc"


def test_an_open_sequence_swallows_nothing():
    assert safe.clean("\x1b]Turkey delivered 12") == "Turkey delivered 12"


def test_direction_and_hidden_characters_go():
    assert safe.clean("1\u202e21\u202c \u2066x\u2069 a\u200bb") == "121 x ab"


def test_letters_of_all_scripts_stay():
    text = "Бајрактар يسلّم 無人機 é e\u0301 👩‍✈️"
    assert safe.clean(text) == text


@given(st.text())
def test_nothing_harmful_is_left(text):
    assert not any((ord(c) < 32 and c not in "\t\n") or 127 <= ord(c) < 160 for c in safe.clean(text))


@pytest.mark.parametrize("text", ["=cmd()", "+1", "-1", "@x", "\t=1", " =1", "\r=1", "＝1"])
def test_formulas_are_text(text):
    assert safe.cell(text).startswith("'")


def test_plain_text_is_left_alone():
    assert safe.cell("12 Caesar = 12") == "12 Caesar = 12"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil.example/x", "x",
        " https://a.example", "https://a.example/\n", "https://good.example@evil.example/", "https://", "http://[bad",
        "https://a.example/\u202egpj", "", None,
    ],
)  # fmt: skip
def test_only_web_addresses_become_links(url):
    assert safe.link(url) is None


def test_web_addresses_stay():
    assert safe.link("https://wire.example/a?b=1&c=2") == "https://wire.example/a?b=1&c=2"


def test_a_cell_keeps_its_length_and_steers_no_terminal():
    hostile = "a\x1b[31mred\x9b2J\x07 b\tc\nd"
    assert safe.cell(hostile) == "a\ufffd[31mred\ufffd2J\ufffd b\tc\nd"
    assert len(safe.cell(hostile)) == len(hostile)
