"""Values of single expressions of time: the share that is exactly right.

    python benchmarks/timenorm.py timenorm_en.jsonl

Each record is one expression with the day of publication and its gold TIMEX3 value. Read is the expression alone, as
a text of its own. A record is right where exactly one expression is found in it and its value equals the gold value,
letter by letter. All kinds count; dates and durations also apart, dates of a day and of a month or year as well.
'even' and 'odd' are the records by position: the rules were written with only the even ones in view.
"""

from __future__ import annotations

import datetime as dt
import json
import re
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
        rows = ["all", half, gold["type"], f"split {record['split']}"]
        if gold["type"] in ("DATE", "DURATION"):
            rows.append("date+duration")
        if re.fullmatch(r"\d{4}-\d\d-\d\d", gold["value"]):
            rows.append("days")
        elif re.fullmatch(r"\d{4}(?:-\d\d)?", gold["value"]):
            rows.append("months, years")
        for row in rows:
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
