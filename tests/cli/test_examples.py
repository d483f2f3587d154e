"""The examples through the real command: the whole way from files to tables, with the shipped language model."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.collect import collect

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def command(folder, *args):
    return subprocess.run(
        [sys.executable, "-m", "dragoman", *map(str, args)], cwd=folder, capture_output=True, timeout=300, check=False
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("examples")


def test_findings_are_the_same_bytes_twice_and_quote_the_texts(folder):
    first = command(folder, "findings", EXAMPLES)
    assert first.returncode == 0, first.stderr.decode()
    assert command(folder, "findings", EXAMPLES).stdout == first.stdout
    texts = [r.text for r in collect([EXAMPLES])]
    rows = [json.loads(line) for line in first.stdout.decode("utf-8").split("\n") if line]
    assert len(rows) == len(texts) >= 16
    for row, text in zip(rows, texts, strict=True):
        for entry in (*row["transfers"], *row["statements"], *row["events"]):
            assert entry["quote"] and entry["quote"] in text
    assert sum(len(row["transfers"]) for row in rows) > 10


def test_read_show_and_brief(folder):
    assert command(folder, "read", EXAMPLES).returncode == 0
    again = command(folder, "read", EXAMPLES)
    assert again.returncode == 0 and b"0 new reports, 0 read" in again.stderr
    register = json.loads(command(folder, "show", "register", "--format", "json").stdout)
    assert any(row["supplier"] == ["TUR"] and row["recipient"] == ["XKX"] for row in register)
    for view in ("register", "statements", "discrepancies", "sources"):
        shown = command(folder, "show", view)
        assert shown.returncode == 0 and shown.stdout, shown.stderr.decode()
    assert command(folder, "show", "register", "--why", "1").returncode == 0
    assert command(folder, "brief", "-o", "brief.html").returncode == 0
    assert (folder / "brief.html").stat().st_size > 10_000


def test_the_examples_are_marked_as_written_for_demonstration():
    unmarked = [r.origin.path for r in collect([EXAMPLES]) if not r.demonstration]
    assert unmarked == []
