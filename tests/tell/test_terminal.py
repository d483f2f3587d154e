"""Tables fit, shrink, and nothing of a report steers the terminal."""

import io

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from dragoman.model import Picture
from dragoman.tell import columns, terminal, views


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


def test_what_to_type_next_names_the_case_and_is_never_broken(picture, reports):
    rows = views.register_rows(picture, None, reports)
    told = printed(60, lambda c: terminal.register(rows, c, at=" --case a-case-with-a-rather-long-name.dragoman"))
    lines = [line.removeprefix("next:").strip() for line in told.splitlines() if "--case" in line]
    assert lines == [
        f"dragoman {command} --case a-case-with-a-rather-long-name.dragoman"
        for command in ("show register --why 2", "show discrepancies", "brief -o brief.html")
    ]


def test_a_mark_never_stands_alone_on_a_line(picture, reports):
    for width in (60, 72, 80, 100):
        told = printed(width, everything(picture, reports))
        assert not any(line.strip() in ("°", "≠") or line.startswith("· ") for line in told.splitlines())


def test_a_long_word_breaks_after_its_hyphen_and_only_where_it_must():
    long = Text("Swathi weapon-locating radars")
    assert columns.hyphened(long, 10).plain == "Swathi weapon-\nlocating radars"
    assert columns.hyphened(long, 15).plain == long.plain
    assert columns.hyphened(Text("Antidisestablishment"), 8).plain == "Antidisestablishment"


def test_columns_give_way_in_order_and_no_further_than_they_may():
    assert columns.fit([2, 20, 30], [(1, 14), (2, 18)], 60) == [2, 20, 30]
    assert columns.fit([2, 20, 30], [(1, 14), (2, 18)], 48) == [2, 16, 30]
    assert columns.fit([2, 20, 30], [(1, 14), (2, 18), (2, 10)], 28) == [2, 14, 12]
    assert columns.fit([2, 9, 30], [(1, 14)], 28) == [2, 9, 30]  # never wider than wanted


def test_a_report_without_an_outlet_goes_by_its_files_name(picture, reports):
    plain = {key: report.model_copy(update={"outlet": None}) for key, report in reports.items()}
    told = printed(140, everything(picture, plain))
    assert "outlet not known (evil-4.txt)" in told
    for report in plain.values():
        assert report.origin.path in told
    piped = {
        key: r.model_copy(update={"origin": r.origin.model_copy(update={"path": "-"})}) for key, r in plain.items()
    }
    assert "outlet not known, " in printed(140, everything(picture, piped))
