from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

STANDIN = Path(__file__).resolve().parents[1] / "standins.py"


def test_progress_shows_rate_and_time_left_on_a_terminal_only(tmp_path):
    for n in range(80):
        (tmp_path / f"{n}.txt").write_text(f"Report {n}, tanks delivered.")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, str(STANDIN), "read", str(tmp_path), "--case", str(tmp_path / "x.dragoman")],
        stderr=theirs,
        env={**os.environ, "STANDIN_PAUSE": "0.01", "TERM": "xterm", "COLUMNS": "120"},
    )
    os.close(theirs)
    told = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:
            break
        if not part:
            break
        told += part
    assert process.wait(timeout=30) == 0
    shown = told.decode("utf-8", errors="replace")
    assert "reading" in shown and "/80" in shown and "/s" in shown and "left" in shown
    assert "80 new reports, 80 read" in shown
