"""What reading costs: the whole command's time and memory, and the whole reading against the bare parse.

    python benchmarks/reading_speed.py dev-input.jsonl [--gold dev.jsonl] [--rounds N] [--json]

'command': wall time and peak memory of ``dragoman read`` in a process of its own, imports and database included.
'bare' is the shipped spaCy pipeline alone over the same texts (``nlp.pipe``), 'whole' is ``read_many``; both in one
process, in turn, processor time, best of N rounds after a warm-up. With ``--gold``: the transfers found in reports
that have none.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from dragoman.model import Report
from dragoman.read import parse, read_many

REPORT_FIELDS = ("text", "title", "published", "outlet", "url", "author", "language")


def load(path: Path) -> list[Report]:
    """Reports of a JSON Lines input."""
    lines = [json.loads(x) for x in path.read_text(encoding="utf-8").splitlines() if x.strip()]
    return [report_of(x) for x in lines]


def report_of(line: dict[str, str]) -> Report:
    return Report(id=line.get("id") or line["ref"], **{k: line[k] for k in REPORT_FIELDS if line.get(k) is not None})


def command(path: Path) -> dict[str, float]:
    """Wall seconds and peak MB of ``dragoman read`` on the file, from an empty case."""
    with tempfile.TemporaryDirectory() as folder:
        run = [sys.executable, "-m", "dragoman", "read", str(path), "--case", str(Path(folder) / "speed.dragoman")]
        began = time.perf_counter()
        process = subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, code, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(code)
        seconds = time.perf_counter() - began
    if process.returncode:
        raise SystemExit(f"dragoman read ended with {process.returncode}")
    peak = used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    return {"command seconds": round(seconds, 2), "command peak MB": round(peak)}


def ratio(reports: list[Report], rounds: int) -> dict[str, float]:
    """Bare parse and whole reading of the same reports, in turn."""
    texts = [r.text for r in reports]
    words = sum(len(t.split()) for t in texts)

    def bare() -> None:
        for _ in parse.model().pipe(texts, batch_size=16):  # the reader's own; spaCy's default is slower
            pass

    def whole() -> None:
        for _ in read_many(reports):
            pass

    bare(), whole()
    best = {bare: float("inf"), whole: float("inf")}
    for _ in range(rounds):
        for work in (bare, whole):
            best[work] = min(best[work], _seconds(work))
    return {
        "words": words, "bare words a second": round(words / best[bare]),
        "whole words a second": round(words / best[whole]), "whole / bare": round(best[whole] / best[bare], 3),
    }  # fmt: skip


def _seconds(work: Callable[[], None]) -> float:
    """Processor time: what else the machine does must not count."""
    began = time.process_time()
    work()
    return time.process_time() - began


def false_entries(path: Path) -> dict[str, float]:
    """Transfers found in the gold's reports without any."""
    gold = [json.loads(x) for x in path.read_text(encoding="utf-8").splitlines() if x.strip()]
    empty = [report_of(g) for g in gold if not g["transfers"]]
    found = sum(len(f.transfers) for f in read_many(empty))
    return {"reports without transfer": len(empty), "false entries": found, "per 20": round(20 * found / len(empty), 2)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--gold", type=Path, help="readings with texts, for the false entries")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    figures = {**command(args.reports), **ratio(load(args.reports), args.rounds)}
    if args.gold:
        figures |= false_entries(args.gold)
    print(json.dumps(figures) if args.json else "\n".join(f"{k}: {v}" for k, v in figures.items()))


if __name__ == "__main__":
    main()
