"""Tables fit, shrink, and nothing of a report steers the terminal."""

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from dragoman.model import Picture
from dragoman.tell import terminal, views


def printed(width, show, colour=False):
    out = io.StringIO()
    console = Console(
        file=out, width=width, highlight=False, markup=False, emoji=False, force_terminal=colour,
        color_system="truecolor" if colour else None,
    )  # fmt: skip
    show(console)
    return out.getvalue()


def everything(picture, reports):
    def show(console):
        terminal.register(views.register_rows(picture, None, reports), console)
        terminal.statements(views.statements_rows(picture, None, reports), console)
        terminal.discrepancies(views.discrepancies_rows(picture, None, reports), console)
        terminal.sources(views.sources_rows(picture, None, reports), console)
        for deal in picture.deals:
            terminal.evidence(views.evidence(picture, reports, deal.id), console)

    return show


@pytest.mark.parametrize("width", [60, 72, 80, 96, 100, 140])
def test_tables_fit(picture, reports, width):
    lines = printed(width, everything(picture, reports)).splitlines()
    assert max(cell_len(line) for line in lines) <= width


@pytest.mark.parametrize("width", [60, 100])
def test_nothing_is_cut_off(picture, reports, width):
    text = " ".join(printed(width, lambda c: terminal.register(views.register_rows(picture, None, reports), c)).split())
    assert "…" not in text
    for word in ("Albania", "Herzegovina", "Bayraktar", "2,000+", "(10–12) ≠", "delivered", "donation"):
        assert word in text


def test_no_escape_sequence_when_piped(picture, reports):
    text = printed(100, everything(picture, reports))
    assert not any(c in text for c in "\x1b\x07\x9b\u202e\r")
    assert "[bold red]x[/]" in text  # as words, not as markup


def test_on_a_terminal_only_our_own_colours(picture, reports):
    text = printed(100, everything(picture, reports), colour=True)
    assert "\x1b]0;" not in text and "\x07" not in text
    assert "\x1b[31mred" not in text


def test_no_color_is_respected(picture, reports, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    text = printed(100, everything(picture, reports), colour=True)
    assert "\x1b[31m" not in text and "\x1b[32m" not in text


def test_evidence_shows_the_words_in_brackets_and_each_carrier(picture, reports):
    text = printed(100, lambda c: terminal.evidence(views.evidence(picture, reports, "d-caesar"), c))
    assert "“[France] delivered 12 Caesar howitzers to Estonia on Friday, the ministry said.”" in text
    assert "“France delivered [12] Caesar howitzers to …”  Northern Wire, Portal Ü" in text
    assert "Northern Wire, 4 Mar 2024, wire-1 @43–120" in text
    assert "Portal Ü, 5 Mar 2024, portal-2 @0–77" in text
    assert "≠ quantity: 12 against 10" in text


def test_empty_states_say_what_to_do(reports):
    for name in ("register", "statements", "discrepancies", "sources"):
        rows = getattr(views, f"{name}_rows")(Picture(), None, reports)
        text = printed(80, lambda c, name=name, rows=rows: getattr(terminal, name)(rows, c))
        assert "no " in text and len(text.splitlines()) >= 2


def test_what_to_type_next_names_the_case(picture, reports):
    rows = views.register_rows(picture, None, reports)
    text = " ".join(printed(200, lambda c: terminal.register(rows, c, at=" --case my.dragoman")).split())
    assert "next: dragoman show register --why 2 --case my.dragoman, dragoman show discrepancies --case my" in text
