"""Entities in defence text against re3d's: python benchmarks/re3d.py re3d.jsonl [--errors N] [--json]

Nine types count: Organisation, Person, Location, Nationality, Weapon, MilitaryPlatform, Money, Temporal, Quantity. Gold
and found pair where their spans overlap and the types agree, each once, the larger overlap first. Our kinds agree with:
state Location, Organisation or Nationality; body, group and org Organisation; person Person; place Location; weapon
Weapon or MilitaryPlatform; money Money; time Temporal; number Quantity.

'names': entities that hold a name, and all weapons, sums, times and numbers; pronouns and bare descriptions ('he', 'the
library'), which the gold also marks, are optional: no loss when missed, no gain when found. 'all': they count. Optional
in both rows is what the gold's own confidence puts below one half: machine suggestions that no person confirmed.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from dragoman.model import Report
from dragoman.read import annotate_many
from dragoman.read.explain import parts_of
from dragoman.read.reading import Reading

TYPES = (
    "Organisation", "Person", "Location", "Nationality", "Weapon", "MilitaryPlatform", "Money", "Temporal", "Quantity",
)  # fmt: skip
NO_NAMES = ("weapon", "number", "money", "time")
AGREES = {
    "state": {"Location", "Organisation", "Nationality"}, "body": {"Organisation"}, "group": {"Organisation"},
    "org": {"Organisation"}, "person": {"Person"}, "place": {"Location"}, "weapon": {"Weapon", "MilitaryPlatform"},
    "money": {"Money"}, "time": {"Temporal"}, "number": {"Quantity"},
}  # fmt: skip
NAMELESS = frozenset((
    "i", "we", "he", "she", "it", "they", "you", "me", "us", "him", "her", "them", "my", "our", "his", "their",
    "its", "your", "who", "the", "a", "an", "this", "that", "these", "those", "one", "two", "some", "many",
    "most", "all", "both", "another", "other", "others", "no", "every", "each", "several", "here", "there",
))  # fmt: skip


@dataclass(frozen=True)
class Found:
    start: int
    end: int
    kind: str
    text: str
    taken_up: bool  # a pronoun or a description


def entities(reading: Reading) -> list[Found]:
    """What the reader marked."""
    forms = {m.start: m.form for m in reading.mentions}
    out = []
    for p in parts_of(reading):
        taken_up = p.kind not in NO_NAMES and forms.get(p.span.start) in ("pronoun", "description")
        out.append(Found(p.span.start, p.span.end, p.kind, reading.text[p.span.start : p.span.end], taken_up))
    return out


def named(entity: dict) -> bool:
    """Whether the entity holds a name, or is of a type that needs none."""
    if entity["type"] not in ("Organisation", "Person", "Location"):
        return True
    return any(w[:1].isupper() and w.casefold() not in NAMELESS for w in re.findall(r"\w+", entity["text"]))


def pair(golds: list[dict], founds: list[Found]) -> list[tuple[int, int]]:
    """Places of gold and found entities that overlap and agree, each once."""
    ranked = sorted(
        (-(min(g["end"], f.end) - max(g["start"], f.start)), g["confidence"] < 0.5, i, j)
        for i, g in enumerate(golds)
        for j, f in enumerate(founds)
        if min(g["end"], f.end) > max(g["start"], f.start) and g["type"] in AGREES[f.kind]
    )
    used_g: set[int] = set()
    used_f: set[int] = set()
    out = []
    for _, _, i, j in ranked:
        if i not in used_g and j not in used_f:
            used_g.add(i), used_f.add(j)
            out.append((i, j))
    return out


def measure(records: list[dict], found: list[list[Found]]) -> tuple[dict[str, dict[str, float]], list[str]]:
    """Figures a row and printable differences."""
    counts: dict[str, Counter[str]] = {row: Counter() for row in ("names", "all", *TYPES)}
    errors: list[str] = []
    for record, founds in zip(records, found, strict=True):
        golds = [e for e in record["entities"] if e["type"] in TYPES]
        pairs = pair(golds, founds)
        mate = dict(pairs)
        back = set(mate.values())
        for i, g in enumerate(golds):
            if g["confidence"] < 0.5:
                continue
            rows = ["all", *(["names", g["type"]] if named(g) else [])]
            for row in rows:
                counts[row]["gold"] += 1
                counts[row]["got"] += i in mate
            if i not in mate and named(g):
                errors.append(f"MISSED {g['type']}: {g['text']!r}")
        for j, f in enumerate(founds):
            if j not in back:
                counts["all"]["false"] += 1
                if not f.taken_up:
                    counts["names"]["false"] += 1
                    around = record["text"][max(0, f.start - 30) : f.end + 20]
                    errors.append(f"FALSE {f.kind}: {f.text!r} in {around!r}")
    out = {}
    for row, c in counts.items():
        recall = c["got"] / max(1, c["gold"])
        if row in TYPES:
            out[row] = {"gold": c["gold"], "recall": round(recall, 3)}
            continue
        precision = c["got"] / max(1, c["got"] + c["false"])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        out[row] = {"gold": c["gold"], "precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}
    return out, errors


def score(path: Path) -> tuple[dict[str, dict[str, float]], list[str]]:
    records = [json.loads(x) for x in path.read_text(encoding="utf-8").splitlines() if x.strip()]
    readings = annotate_many(Report(id=r["id"], text=r["text"]) for r in records)
    return measure(records, [entities(r) for r in readings])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    figures, errors = score(args.path)
    print(json.dumps(figures) if args.json else "\n".join(f"{k:17s} {v}" for k, v in figures.items()))
    for line in errors[: args.errors]:
        print(line)


if __name__ == "__main__":
    main()
