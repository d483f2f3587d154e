"""Dictionaries in PETRARCH's format: what is read, and what is said of lines that cannot be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.read.own_dictionaries import loaded, written

from dragoman.errors import KnowledgeError
from dragoman.knowledge import petrarch
from dragoman.knowledge.petrarch_names import DatedCode, read_actors, read_agents, read_discards
from dragoman.knowledge.petrarch_text import lines_of, plural_of, words_of
from dragoman.knowledge.petrarch_verbs import read_verbs


def test_all_kinds_are_read(tmp_path):
    own = loaded(tmp_path)
    assert own.problems == ()
    assert own.counts() == {"actor names": 14, "agent names": 15, "verbs": 15, "patterns": 9, "discards": 2}
    assert len(own.transformations) == 2


def test_words_and_plurals():
    assert words_of("AL-NORD_I.N. MEN'S_") == ("AL", "NORD", "IN", "MEN", "S")
    assert [plural_of(w) for w in ("PILOT", "TREATY", "DAY", "BUSH")] == ["PILOTS", "TREATIES", "DAYS", "BUSHES"]


def test_dates_of_six_digits_belong_to_the_century_that_is_near(tmp_path):
    own = loaded(tmp_path, actors="OLD_NORLAND [ONL <911226] [NNL 050101-060630] [XNL]\n")
    (actor,) = own.actors["OLD"]
    assert actor.codes == (
        DatedCode("ONL", None, "19911226"),
        DatedCode("NNL", "20050101", "20060630"),
        DatedCode("XNL"),
    )
    assert [actor.code_on(d) for d in ("19911226", "20050101", "19950101", None)] == ["ONL", "NNL", "XNL", "XNL"]


PROBLEMS = [
    ("actors", "NORLAND\nSUDMARK [SDM]\n", 1, "no code"),
    ("actors", "NORLAND [NRL 2010-2014]\n[NRL]\n", 1, "YYYYMMDD"),
    ("actors", "NORLAND [NRL 20140101-20100101]\n[NRL]\n", 1, "before its start"),
    ("actors", "+NORLANDIC [NRL]\n", 1, "without an actor"),
    ("actors", "NORLAND [NRL] [SDM\n", 1, "not closed"),
    ("agents", "MINISTER [GOV]\n", 1, "~"),
    ("agents", "HARBOUR!PEOPLE! [~LAB]\n", 1, "!PEOPLE! is not defined"),
    ("verbs", "--- SIGN [057] ---\nSIGN\n- * PACT\n", 3, "needs a code"),
    ("verbs", "--- SIGN [057] ---\nSIGN\n- PACT [057]\n", 3, "one *"),
    ("verbs", "--- SIGN [057] ---\nSIGN\n- * &PACT [057]\n", 3, "&PACT is not defined"),
    ("verbs", "--- SIGN [057] ---\nSIGN\n- * {PACT [057]\n", 3, "{ without }"),
    ("verbs", "--- SIGN [057] ---\nSIGN\n~ a b SAY = a\n", 3, "a transformation is"),
]


@pytest.mark.parametrize(("kind", "text", "line", "what"), PROBLEMS)
def test_a_line_that_cannot_be_used_is_named_and_the_rest_is_kept(tmp_path, kind, text, line, what):
    own = loaded(tmp_path, **{kind: text})
    assert [(p.file, p.line) for p in own.problems] == [(f"own.{kind}.txt", line)]
    assert what in own.problems[0].what
    assert f"own.{kind}.txt, line {line}: " in str(own.problems[0])


def test_what_a_file_holds_is_told_by_its_name_or_its_contents():
    assert petrarch.kind_of("Norland.ACTORS.txt", "") == "actors"
    assert petrarch.kind_of("mine.txt", "--- SIGN [057] ---\nSIGN\n") == "verbs"
    assert petrarch.kind_of("mine.txt", "MINISTER [~GOV]\n") == "agents"
    assert petrarch.kind_of("mine.txt", "# words\nNORLAND [NRL]\n") == "actors"
    assert petrarch.kind_of("mine.txt", "nothing of the kind") is None


def test_an_empty_folder_and_a_file_of_no_kind_are_refused(tmp_path):
    with pytest.raises(KnowledgeError, match="no dictionary"):
        petrarch.load(tmp_path)
    written(tmp_path)
    (tmp_path / "mine.txt").write_text("nothing of the kind", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="cannot be told"):
        petrarch.load(tmp_path)


PIECES = st.sampled_from(
    [
        *"ab_ -+*$%^~&!#=<>:,.\t\n",
        "[",
        "]",
        "{",
        "}",
        "(",
        ")",
        "---",
        "<!--",
        "-->",
        "&AB",
        "[010]",
        "20100101",
        "\ufeff",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_no_text_whatever_stops_a_loader(text):
    problems: list = []
    read_actors("f", lines_of(text), problems)
    read_agents("f", lines_of(text), problems)
    read_discards("f", text, problems)
    read_verbs("f", lines_of(text))
    petrarch.kind_of("f.txt", text)
    assert all(p.line >= 1 for p in problems)
