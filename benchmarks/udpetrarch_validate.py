"""PETRARCH's validation sentences, coded by their own dictionaries as a user's: exact records, from raw text.

    python benchmarks/udpetrarch_validate.py udpetrarch_validate.jsonl DICTIONARIES [--errors] [--own]

DICTIONARIES holds the suite's ``PETR_Validate_*`` files. A record is exact when the set of (source, target, code) is the
gold's; only those marked to be evaluated count. As the suite asks, events whose source or target has no code of a
country or body are left out. --own: by our own knowledge instead, in its countries and CAMEO roots; it knows few of the
invented ones.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from dragoman.knowledge import petrarch
from dragoman.model import Report
from dragoman.read import annotate_many, dictionary_events

Triple = tuple[str, str, str]


def dictionaries(folder: Path, *patterns: str) -> petrarch.Dictionaries:
    """Of a folder's dictionaries those that the patterns name, loaded as a user's."""
    with tempfile.TemporaryDirectory() as made:
        for pattern in patterns:
            for path in folder.glob(pattern):
                shutil.copyfile(path, Path(made) / path.name)
        return petrarch.load(Path(made))


def report_of(record: dict) -> Report:
    d = record["date"] if len(record["date"]) == 8 else "20" + record["date"]
    return Report(id=record["id"], text=record["text"], published=f"{d[:4]}-{d[4:6]}-{d[6:8]}")


def score(path: Path, folder: Path | None, show: bool = False) -> dict[str, float]:
    """Shares of exact records; without a folder by our own knowledge."""
    own = dictionaries(folder, "PETR_Validate_*.txt") if folder else None
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    records = [r for r in records if r["evaluate"]]
    exact: Counter[str] = Counter()
    right = gold_events = found_events = 0
    for record, reading in zip(records, annotate_many(map(report_of, records)), strict=True):
        coded = dictionary_events.code(reading, own) if own else ()
        gold = {(g["source"], str(g["target"]), g["code"]) for g in record["gold"]}
        found = {(e.source.code, e.target.code, e.code) for e in coded if e.source.known and e.target.known}
        if own is None:
            from petrarch_gsr import country, of_our_own

            gold = {(country(a), country(b), c[:2]) for a, b, c in gold}
            found, _ = of_our_own(reading)
        exact[record["category"]] += gold == found
        right, gold_events, found_events = right + len(gold & found), gold_events + len(gold), found_events + len(found)
        if show and gold != found:
            print(record["id"], record["text"], f"MISSED {sorted(map(str, gold - found))} FALSE {sorted(found - gold)}",
                  *(e.rule for e in coded), sep="\n   ")  # fmt: skip
    total = Counter(r["category"] for r in records)
    return {
        "exact": sum(exact.values()) / len(records),
        "F1 of events": 2 * right / max(gold_events + found_events, 1),
        **{f"exact, {c}": exact[c] / n for c, n in total.items()},
    }


def main() -> int:
    if len(sys.argv) < 3:
        print(__doc__)
        return 2
    folder = None if "--own" in sys.argv else Path(sys.argv[2])
    for row, value in score(Path(sys.argv[1]), folder, "--errors" in sys.argv).items():
        print(f"{row:26s} {value:.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
