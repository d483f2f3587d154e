"""``show``, ``brief`` and ``export`` over a case that the stand-in reader made."""

from __future__ import annotations

import csv
import io
import json

import pytest

from standins import command_in


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("case")


@pytest.fixture(scope="module")
def run(folder):
    """The command, in a folder with a case of two reports."""
    call = command_in(folder)
    lines = [
        {"id": "a", "outlet": "Daily", "published": "2024-03-01", "text": "The 54 tanks were delivered in March. " * 3},
        {"id": "b", "outlet": "Weekly", "published": "2024-03-02", "text": "Oslo: tanks delivered, ministry says so."},
    ]
    (folder / "in.jsonl").write_text("\n".join(map(json.dumps, lines)))
    assert call("read", "in.jsonl").returncode == 0
    return call


@pytest.mark.parametrize(
    "view", ["register", "chronology", "positions", "relations", "statements", "discrepancies", "sources"]
)
@pytest.mark.parametrize("format", ["table", "json", "jsonl", "csv"])
def test_every_view_in_every_format(run, view, format):
    done = run("show", view, "--format", format)
    assert done.returncode == 0 and done.err == ""
    if format == "json":
        assert isinstance(json.loads(done.out), list)
    if format == "jsonl":
        assert all(isinstance(json.loads(line), dict) for line in done.out.splitlines())


def test_register_as_data_is_the_same_in_all_formats(run):
    as_json = json.loads(run("show", "register", "--format", "json").out)
    as_lines = [json.loads(line) for line in run("show", "register", "--format", "jsonl").out.splitlines()]
    as_csv = list(csv.DictReader(io.StringIO(run("show", "register", "--format", "csv").out)))
    assert as_json == as_lines and len(as_csv) == len(as_json) >= 1
    assert as_json[0]["supplier"] == ["NOR"] and as_csv[0]["supplier"] == "NOR"
    assert as_json[0]["status"] == as_csv[0]["status"] == "delivered"


def test_filters(run):
    def rows(*args):
        return json.loads(run("show", "register", "--format", "json", *args).out)

    assert rows("--supplier", "Norway") and rows("--recipient", "UKR") and rows("--weapon", "tan")
    assert rows("--status", "delivered") and len(rows("--limit", "1")) == 1
    assert not rows("--supplier", "FRA") and not rows("--status", "offered") and not rows("--weapon", "ship")
    for wrong in (["--status", "done"], ["--since", "soon"]):
        done = run("show", "register", *wrong)
        assert done.returncode == 2 and wrong[1] in done.err


def test_why(run):
    done = run("show", "register", "--why", "1")
    assert done.returncode == 0 and "Norway" in done.out and "delivered" in done.out
    assert "there is no row 99" in run("show", "register", "--why", "99").err
    assert run("show", "sources", "--why", "1").returncode == 2
    assert "there is no row 7: chronology" in run("show", "chronology", "--why", "7").err
    assert len(json.loads(run("show", "register", "--why", "1", "--format", "json").out)) == 1


def test_no_colour_and_no_wide_lines_off_a_terminal(run):
    out = run("show", "register").out
    assert "\x1b" not in out and max(map(len, out.splitlines())) <= 100


@pytest.mark.parametrize(
    "verb", [["brief", "-o", "out.html"], ["brief", "-o", "out.md"], ["export", "csv", "-o", "out.csv"]]
)
def test_brief_and_export_write_their_file(run, folder, verb):
    done = run(*verb)
    assert done.returncode == 0, done.err
    assert "Norway" in (folder / verb[-1]).read_text(encoding="utf-8")
    assert run(*verb[:-1], "none/" + verb[-1]).returncode == 2


def test_brief_and_export_without_a_case_write_nothing_and_fail(run, folder):
    for verb in (["brief", "-o", "none.html"], ["export", "csv", "-o", "none.csv"]):
        done = run(*verb, "--case", "none.dragoman")
        assert done.returncode == 2 and "dragoman read PATH..." in done.err
        assert not (folder / verb[-1]).exists() and not (folder / "none.dragoman").exists()


@pytest.mark.parametrize("format", ["plover", "polecat", "gdelt", "graphml", "gexf"])
def test_exports_of_events_say_what_they_lose(run, folder, format):
    done = run("export", format, "-o", f"out.{format}")
    assert done.returncode == 0, done.err
    losses = json.loads((folder / f"out.{format}.losses.json").read_text())
    assert losses["format"] == format and losses["cannot_carry"] and f"out.{format}" in done.err


def test_relations_are_reckoned_as_asked(run):
    asked = ["--scores", "goldstein", "--half-life", "30", "--undated-weight", "0", "--as-of", "2024-05-01"]
    assert run("show", "relations", *asked).returncode == 0
    for wrong in (["--scores", "mine"], ["--as-of", "soon"], ["--half-life", "0"]):
        assert run("show", "relations", *wrong).returncode == 2
    assert run("export", "csv", "-o", "x", "--include-imprecise").returncode == 2
