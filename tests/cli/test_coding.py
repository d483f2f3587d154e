"""A user's own knowledge folder, from the command line: his names, and events by his dictionaries."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from tests.read.own_dictionaries import VERBS, written


def dragoman(*args: object, **env: str) -> subprocess.CompletedProcess[str]:
    run = [sys.executable, "-m", "dragoman", *map(str, args)]
    return subprocess.run(run, capture_output=True, encoding="utf-8", env={**os.environ, **env}, check=False)


@pytest.fixture(scope="module")
def mine(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mine")
    (folder / "petrarch").mkdir()
    written(folder / "petrarch", verbs=VERBS + "\n--- LEAVE [080] ---\nLEAVE\n- * PORT\n")
    (folder / "states.yaml").write_text("- {code: NRL, name: Norland, demonyms: [Norlandic], iso: false}\n", "utf-8")
    (folder / "report.jsonl").write_text(
        json.dumps({"id": "r1", "published": "2024-06-12", "text": "Norland sent grain to Sudmark on Monday."}), "utf-8"
    )
    return folder


def test_code_writes_one_line_an_event(mine):
    done = dragoman("--knowledge", mine, "code", mine / "report.jsonl")
    assert done.returncode == 0, done.stderr
    (event,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert (event["ref"], event["source"], event["target"], event["code"]) == ("r1", "NRL", "SDM", "073")
    assert event["when"] == ["2024-06-10", "2024-06-10"]
    assert "1 line cannot be used" in done.stderr


def test_the_doctor_names_the_lines_that_cannot_be_used(mine):
    done = dragoman("doctor", DRAGOMAN_KNOWLEDGE=str(mine))
    assert "15 verbs" not in done.stdout and "16 verbs" in done.stdout
    assert "own.verbs.txt, line " in done.stdout and "needs a code" in done.stdout


def test_a_folder_that_is_not_there_and_one_without_dictionaries_are_said(tmp_path):
    done = dragoman("--knowledge", tmp_path / "none", "code", "-")
    assert done.returncode == 2 and "no such folder" in done.stderr
    done = dragoman("--knowledge", tmp_path, "code", "-")
    assert done.returncode == 2 and "no dictionaries" in done.stderr
