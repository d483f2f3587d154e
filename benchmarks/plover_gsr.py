"""PLOVER's hand-coded sentences: event type, and type with both actors.

    python benchmarks/plover_gsr.py plover_gsr.jsonl [--errors]

Raw text in. Each record holds one event; its older type names are mapped by the record's own ``code_2021``. Of a
sentence's findings each distinct type counts once. 'type': precision, recall and F1 over (record, type).
'type + both actors': a finding also needs an actor and a target in common with the gold, compared by country; a side
that the gold leaves empty or gives no country must be empty or without a country. The speed is that of the coding
without the parse.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from dragoman.knowledge import homes
from dragoman.model import Event, Report
from dragoman.read import annotate_many, events, statements, transfers

OLD_CODES = {"JAP": "JPN", "KOS": "XKX", "PAL": "PSE", "BUR": "MMR", "ROM": "ROU", "ZAR": "COD", "TMP": "TLS"}


def _countries(actors: list[str]) -> set[str]:
    codes = {OLD_CODES.get(a.split(":")[0], a) for a in actors}
    return {c for a in codes if (c := homes.home(a))}


def _sides(entry: dict[str, list[dict[str, str]]]) -> tuple[set[str], set[str]]:
    return tuple(_countries([a.get("code") or "" for a in entry[k]]) for k in ("source", "target"))  # type: ignore[return-value]


def _fits(gold: tuple[set[str], set[str]], found: Event, reciprocal: bool) -> bool:
    sides = _countries(list(found.actor)), _countries(list(found.target))
    if reciprocal:  # two sides that act on each other: the order means nothing
        return bool((gold[0] | gold[1]) & (sides[0] | sides[1])) and (sides[0] | sides[1]) <= (gold[0] | gold[1])
    return all(bool(g & f) if g else not f for g, f in zip(gold, sides, strict=True))


def score(path: Path, show: bool = False) -> dict[str, float]:
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    reports = [Report(id=r["id"], text=r["text"], published=None) for r in records]
    gold = found = typed = full = 0
    seconds, sentences = 0.0, 0
    for record, reading in zip(records, annotate_many(reports), strict=True):
        started = time.perf_counter()
        steps, _ = transfers.code(reading)
        events_found = events.code(reading, steps, statements.code(reading))
        seconds += time.perf_counter() - started
        sentences += len(reading.sentences)
        entry = record["gold"][0]
        wanted = entry["code_2021"]
        by_type: dict[str, list[Event]] = {}
        for e in events_found:
            by_type.setdefault(e.type.value, []).append(e)
        gold, found = gold + 1, found + len(by_type)
        typed += wanted in by_type
        right = any(_fits(_sides(entry), e, bool(entry.get("reciprocal"))) for e in by_type.get(wanted, []))
        full += right
        if show and not right:
            told = [(e.actor, e.type.value, e.target, e.evidence.rule) for e in events_found]
            sides = [[a.get("code") for a in entry[k]] for k in ("source", "target")]
            print(record["text"], f"GOLD {wanted} {sides} [{entry['event_text']}]", told, sep="\n   ")
    return {
        "type F1": 2 * typed / (gold + found),
        "type recall": typed / gold,
        "type precision": typed / max(found, 1),
        "type + both actors F1": 2 * full / (gold + found),
        "sentences a second, after the parse": sentences / seconds,
    }


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    for row, value in score(Path(sys.argv[1]), "--errors" in sys.argv).items():
        print(f"{row:36s} {value:.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
