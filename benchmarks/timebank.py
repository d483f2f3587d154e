"""Dates and durations in running news text: F1 of expressions found with the right value.

    python benchmarks/timebank.py tempeval3_tbaq.jsonl

Gold and found expressions are paired where their spans overlap (relaxed match, as TempEval-3 counts; each at most
once, the larger overlap first). 'found' counts pairs; 'value' counts pairs whose TIMEX3 value is equal, letter by
letter; precision, recall and F1 are over the gold expressions of kind DATE and DURATION. Found ones of kind TIME or SET
('Friday night', 'daily') count where they are paired with a gold one of those two kinds, for the gold itself varies
there; else they, and found ones that overlap only a gold TIME or SET, are left out. A joined span ('from 1998 to 1999')
is taken as its two ends, as the gold has it. The day of publication is the anchor.
'even' and 'odd' are the documents by position: the rules were written with only the even ones in view.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections import Counter
from pathlib import Path

from dragoman.read.times import find_parts

KINDS = ("DATE", "DURATION")


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    return min(a[1], b[1]) - max(a[0], b[0])


def score(path: Path, show: bool = False) -> dict[str, dict[str, float]]:
    counts: dict[str, Counter[str]] = {row: Counter() for row in ("all", "even", "odd")}
    for i, line in enumerate(path.read_text("utf-8").splitlines()):
        doc = json.loads(line)
        half = "odd" if i % 2 else "even"
        gold = [g for g in doc["gold"] if g["type"] in KINDS]
        other = [g for g in doc["gold"] if g["type"] not in KINDS]
        found = find_parts(doc["text"], dt.date.fromisoformat(doc["date"][:10]))
        spans = [(f.start, f.end) for f in found]
        pairs = sorted(
            ((_overlap(s, (g["start"], g["end"])), j, k) for j, s in enumerate(spans) for k, g in enumerate(gold)),
            key=lambda p: (-p[0], p[1], p[2]),
        )
        used_f: set[int] = set()
        used_g: set[int] = set()
        c: Counter[str] = Counter()
        for size, j, k in pairs:
            if size <= 0 or j in used_f or k in used_g:
                continue
            used_f.add(j)
            used_g.add(k)
            c["pairs"] += 1
            c["strict"] += spans[j] == (gold[k]["start"], gold[k]["end"])
            if found[j].value == gold[k]["value"]:
                c["right"] += 1
            elif show and half == "even":
                print(
                    "VALUE", repr(gold[k]["text"]), gold[k]["value"], found[j].value, doc["date"], doc["id"], sep=" | "
                )
        c["gold"] = len(gold)
        for j, f in enumerate(found):
            if (j not in used_f and f.kind not in KINDS) or (
                j not in used_f and any(_overlap(spans[j], (g["start"], g["end"])) > 0 for g in other)
            ):
                continue
            c["found"] += 1
            if show and half == "even" and j not in used_f:
                print(
                    "FALSE",
                    repr(doc["text"][f.start - 25 : f.end + 20]),
                    repr(doc["text"][f.start : f.end]),
                    f.value,
                    sep=" | ",
                )
        if show and half == "even":
            for k, g in enumerate(gold):
                if k not in used_g:
                    print(
                        "MISS",
                        repr(doc["text"][max(0, g["start"] - 25) : g["end"] + 20]),
                        g["text"],
                        g["value"],
                        sep=" | ",
                    )
        for row in ("all", half):
            counts[row] += c
    return {row: _figures(c) for row, c in counts.items()}


def _figures(c: Counter[str]) -> dict[str, float]:
    def f1(n: int) -> float:
        return 2 * n / (c["gold"] + c["found"]) if n else 0.0

    return {
        "gold": c["gold"], "reported": c["found"], "found F1": f1(c["pairs"]), "value P": c["right"] / c["found"],
        "value R": c["right"] / c["gold"], "value F1": f1(c["right"]),
    }  # fmt: skip


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    for row, figures in score(Path(sys.argv[1]), "--errors" in sys.argv).items():
        print(
            f"{row:5s}", "  ".join(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in figures.items())
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
