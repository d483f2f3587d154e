"""Puts what the program really prints for the examples into README.md, between the two 'picture' comments.

python docs/readme_picture.py
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHOWN = (["show", "register", "--recipient", "Kosovo"], ["show", "register", "--why", "{row}"])
LINES = 24  # of the evidence


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        def dragoman(*words: str) -> str:
            told = subprocess.run(
                [sys.executable, "-m", "dragoman", *words],
                cwd=folder, capture_output=True, text=True, encoding="utf-8", check=True,
                env={**os.environ, "COLUMNS": "96", "PYTHONIOENCODING": "utf-8", "DRAGOMAN_CASE": "case.dragoman"},
            )  # fmt: skip
            return "\n".join(line.rstrip() for line in told.stdout.strip("\n").splitlines())

        dragoman("read", str(ROOT / "examples"))
        blocks, row = [], ""
        for words in SHOWN:
            asked = [word.format(row=row) for word in words]
            told = dragoman(*asked)
            row = row or re.findall(r"--why (\d+)", told)[0]
            lines = told.splitlines()
            if "--why" in asked and len(lines) > LINES:
                lines = [*lines[:LINES], "..."]
            blocks.append("\n".join([f"$ dragoman {' '.join(asked)}", *lines]))
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    picture = "<!-- picture -->\n```text\n" + "\n\n".join(blocks) + "\n```\n<!-- /picture -->"
    readme.write_text(
        re.sub(r"<!-- picture -->.*<!-- /picture -->", lambda _: picture, text, flags=re.DOTALL), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
