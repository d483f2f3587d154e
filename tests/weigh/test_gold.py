"""Floors on the hand-made cases, where the shared folder is beside the checkout."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_cases_from_hand_made_transfers(shared: Path, tmp_path: Path):
    gold, out = shared / "gold", tmp_path / "weighed.json"
    files = [gold / "cases-dev.json", gold / "cases-dev.jsonl"]
    bench = [sys.executable, ROOT / "benchmarks/weigh_cases.py", *files, "--gold-transfers", "-o", out]
    subprocess.run(bench, check=True)
    score = [sys.executable, gold / "score_cases.py", *files, out, "--gold-transfers", "--json"]
    figures = json.loads(subprocess.run(score, check=True, capture_output=True, text=True).stdout)
    assert figures["deals (B-cubed)"]["f1"] >= 0.90
    assert figures["compatible pairs called contradictory"].startswith("0 of")
    assert figures["contested pairs"]["f1"] >= 0.90


def test_pairs_from_their_texts(shared: Path, tmp_path: Path):
    gold, out = shared / "gold", tmp_path / "verdicts.jsonl"
    subprocess.run(
        [sys.executable, ROOT / "benchmarks/weigh_pairs.py", gold / "pairs-dev.jsonl", "-o", out], check=True
    )
    score = [sys.executable, gold / "score_pairs.py", gold / "pairs-dev.jsonl", out, "--json"]
    figures = json.loads(subprocess.run(score, check=True, capture_output=True, text=True).stdout)
    assert figures["contradicted fields"]["f1"] >= 0.70
    alarms, quiet = map(int, figures["false alarms on pairs without contradiction"].split(" of "))
    assert alarms * 12 <= quiet
    assert figures["same deal"] >= 0.85 and figures["dependent sources"]["f1"] >= 0.90
