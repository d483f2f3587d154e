"""The sentences that reading is tested and taught with are our own: none stands so in a report that lies beside the project."""

import json
import re
from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).resolve().parent
FILES = [*sorted((HERE / "hard").glob("*.yaml")), HERE.parents[1] / "training" / "annotations" / "no-deals.yaml"]
RUN = 9  # words in a row that only chance or the language itself would give twice


def runs(text: str) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def sentences() -> dict[str, str]:
    """Each run of words with the sentence that it is of."""
    listed = (
        e for path in FILES if path.name != "floors.yaml" for e in yaml.safe_load(path.read_text(encoding="utf-8"))
    )
    return {run: e["text"] for e in listed for run in runs(e["text"])}


@pytest.mark.parametrize("folder", ["data/reports", "gold"])
def test_no_sentence_stands_in_a_report(shared: Path, folder: str) -> None:
    own = sentences()
    assert len(own) > 3000
    copied = set()
    for path in sorted((shared / folder).glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            copied |= {own[run] for run in runs(f"{one.get('title') or ''} {one.get('text') or ''}") & own.keys()}
    assert not copied
