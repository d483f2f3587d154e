"""Values of single expressions of time: the share that is exactly right.

    python benchmarks/timenorm.py timenorm_en.jsonl

Each record is one expression with the day of publication and its gold TIMEX3 value. Read is the expression alone, as
a text of its own; right is a record where exactly one expression is found in it and its value equals the gold value,
letter by
letter. Records of all kinds count, dates and durations also apart. 'even' and 'odd' are the records by position;
rules were written
with only the even ones in view.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections import Counter
from pathlib import Path

from dragoman.read.times import find


def score(path: Path, show: bool = False) -> dict[str, float]:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for i, line in enumerate(path.read_text("utf-8").splitlines()):
        record = json.loads(line)
        gold = record["gold"][0]
        found = find(record["text"], dt.date.fromisoformat(record["date"][:10]))
        ok = len(found) == 1 and found[0].value == gold["value"]
        half = "odd" if i % 2 else "even"
        for row in ("all", half, gold["type"]) + (("date+duration",) if gold["type"] in ("DATE", "DURATION") else ()):
            total[row] += 1
            right[row] += ok
        if show and not ok and half == "even":
            print(record["text"], record["date"][:10], gold, [(f.value, f.kind) for f in found], sep=" | ")
    return {row: right[row] / total[row] for row in total}


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    for row, value in score(Path(sys.argv[1]), "--errors" in sys.argv).items():
        print(f"{row:15s} exact {value:.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
