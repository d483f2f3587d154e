"""docs/knowledge.md is what the knowledge files say today."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import knowledge
from dragoman.knowledge import page


def test_the_committed_page_is_current() -> None:
    written = page.PAGE.read_text(encoding="utf-8")
    assert written == page.text(knowledge.load()), "write it anew: python -m dragoman.knowledge.page"


def test_every_state_body_and_weapon_stands_on_it() -> None:
    known, text = knowledge.load(), page.text(knowledge.load())
    for name in (*known.states, *known.bodies, *known.groups):
        assert f"| {name}" in text, name
    for w in known.weapons.values():
        assert f"| {w.designation.replace('|', '')}" in text.replace("\\|", "").replace("\\*", "*"), w.designation


def test_every_row_of_a_table_has_as_many_cells_as_its_header() -> None:
    width = 0
    for line in page.text(knowledge.load()).split("\n"):
        cells = line.replace("\\|", "").count("|")
        if line.startswith("|---"):
            assert cells == width, line
        elif line.startswith("|"):
            assert cells == width or not width, line
            width = cells
        else:
            width = 0


def test_it_writes_where_it_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "knowledge.md"
    assert page.main([str(target)]) == 0 and page.main(["-"]) == 0
    assert capsys.readouterr().out == target.read_text(encoding="utf-8")
