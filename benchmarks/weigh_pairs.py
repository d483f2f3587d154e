"""Hold the two reports of each pair against each other, from their texts alone, in the form score_pairs.py reads.

python benchmarks/weigh_pairs.py PAIRS.jsonl -o VERDICTS.jsonl [--why]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.model import Report
from dragoman.sidebyside import compare_many

FIELDS = ("text", "title", "published", "outlet")


def verdicts(lines: list[dict[str, Any]], *, why: bool = False) -> Iterator[dict[str, Any]]:
    """Our verdict on each pair."""
    pairs = []
    for line in lines:
        a, b = (Report(id=r["id"], **{k: r[k] for k in FIELDS if r.get(k) is not None}) for r in line["reports"])
        pairs.append((a, b))
    for line, verdict in zip(lines, compare_many(pairs), strict=True):
        row = {
            "id": line["id"],
            "same_deal": verdict.same_deal,
            "contradict": sorted({f for f, _, _ in verdict.contradict}),
            "source": verdict.source,
        }
        if why:
            row["why"] = [*verdict.reasons, *(f"{f}: {x} | {y}" for f, x, y in verdict.contradict)]
        yield row


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--why", action="store_true", help="write the reasons too")
    args = parser.parse_args()
    lines = [json.loads(x) for x in args.pairs.read_text(encoding="utf-8").splitlines() if x.strip()]
    with args.output.open("w", encoding="utf-8") as out:
        for row in verdicts(lines, why=args.why):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
