"""What coding costs once the parse is given, in the way in which PETRARCH2's speed is told.

    python benchmarks/coding_speed.py dev-input.jsonl [--rounds N] [--json]

Sentences a second of processor time on one core: 'events' is the coder of events alone (its two judges included) over
reports whose transfers and statements are known, 'all' is everything behind the parse: names, numbers, dates, who is
meant, transfers, statements, events, background claims. Best of N rounds.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from dragoman.read import annotate_many, code, events, parse, statements, transfers
from reading_speed import load


def best(rounds: int, what: Callable[[], None]) -> float:
    """The least processor time of several rounds, in seconds."""
    times = []
    for _ in range(rounds):
        began = time.process_time()
        what()
        times.append(time.process_time() - began)
    return min(times)


def measure(path: Path, rounds: int) -> dict[str, float]:
    reports = load(path)
    real, parsed = parse.parse_all, list(parse.parse_all([r.text for r in reports]))

    def given(texts: Iterable[str]) -> Iterator[parse.Parsed]:
        yield from (one for _, one in zip(texts, parsed, strict=True))

    def everything() -> None:
        for reading in annotate_many(reports):
            code(reading)

    parse.parse_all = given
    try:
        everything()  # warm
        seconds = best(rounds, everything)
        readings = list(annotate_many(reports))
    finally:
        parse.parse_all = real
    known = [(r, transfers.code(r)[0], statements.code(r)) for r in readings]

    def coded() -> None:
        for reading, found, said in known:
            events.code(reading, found, said)

    sentences = sum(len(r.sentences) for r in readings)
    return {
        "sentences": sentences,
        "events, sentences a second": round(sentences / best(rounds, coded)),
        "all, sentences a second": round(sentences / seconds),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    figures = measure(args.reports, args.rounds)
    print(json.dumps(figures) if args.json else "\n".join(f"{k}: {v:,}" for k, v in figures.items()))


if __name__ == "__main__":
    main()
