"""A run that is killed at any moment, and run again, leaves the same case as a run that nobody disturbed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from test_case import dump

STANDIN = Path(__file__).resolve().parents[1] / "standins.py"


@pytest.fixture(scope="module")
def pile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pile")
    for n in range(30):
        (folder / f"{n:02}.txt").write_text(f"Report {n}: Norway delivered {n + 2} tanks.\n" * 20)
    lines = (json.dumps({"id": f"x{n}", "text": f"Line {n}, delivered."}) for n in range(100))
    (folder / "lines.jsonl").write_text("\n".join(lines) + "\n{broken\n")
    return folder


def run(pile, case, pause="0.002"):
    return subprocess.Popen(
        [sys.executable, str(STANDIN), "read", str(pile), "--case", str(case)],
        env={**os.environ, "STANDIN_PAUSE": pause},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(scope="module")
def undisturbed(pile, tmp_path_factory):
    case = tmp_path_factory.mktemp("case") / "x.dragoman"
    process = run(pile, case)
    process.communicate(timeout=60)
    assert process.returncode == 1  # one broken line
    return dump(case)


def test_killed_at_several_moments(pile, tmp_path, undisturbed):
    case = tmp_path / "x.dragoman"
    killed = 0
    # while the case is made, while collecting, between and in chunks of reading
    for rows in (None, ("originals", 1), ("originals", 15), ("findings", 1), ("findings", 33), ("findings", 65)):
        process = run(pile, case, pause="0.01")
        deadline = time.monotonic() + 30
        while process.poll() is None and time.monotonic() < deadline and not _reached(case, rows):
            time.sleep(0.003)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            killed += 1
        process.wait(timeout=30)
        process.stderr.close()
    assert killed >= 4
    process = run(pile, case)
    process.communicate(timeout=60)
    assert process.returncode == 1
    assert dump(case) == undisturbed


def test_ctrl_c_says_what_is_kept_and_how_to_go_on(pile, tmp_path, undisturbed):
    case = tmp_path / "x.dragoman"
    process = run(pile, case, pause="0.02")
    deadline = time.monotonic() + 30
    while not _reached(case, ("findings", 1)) and time.monotonic() < deadline:
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "interrupted: 130 reports are kept" in told and "goes on from here" in told
    assert "Traceback" not in told
    process = run(pile, case)
    process.communicate(timeout=60)
    assert dump(case) == undisturbed


def _reached(case, rows):
    import sqlite3

    if rows is None:
        return case.exists()
    if not case.exists():
        return False
    raw = sqlite3.connect(case, timeout=1)
    try:
        return raw.execute(f"SELECT count(*) FROM {rows[0]}").fetchone()[0] >= rows[1]
    except sqlite3.Error:
        return False
    finally:
        raw.close()
