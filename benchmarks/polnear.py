"""Attributions against PolNeAR's gold: python benchmarks/polnear.py polnear.jsonl [--errors N] [--json]

An attribution is found where its cue shares a word with a gold cue that no other attribution has taken. Of those
found: the speaker is right where the source spans overlap (or both are empty); the content overlaps where the shared
characters make up at least half of the characters of either (intersection over union).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from dragoman.model import Report
from dragoman.read import annotate_many, speech

Spans = list[tuple[int, int]]


def _spans(parts: list[dict]) -> Spans:
    return [(a, b) for part in parts for a, b in part["spans"]]


def _shared(left: Spans, right: Spans) -> int:
    return sum(max(0, min(b, d) - max(a, c)) for a, b in left for c, d in right)


def _size(spans: Spans) -> int:
    return sum(b - a for a, b in spans)


def measure(records: list[dict], found: list[list[speech.Attribution]]) -> tuple[dict[str, float], list[str]]:
    """Figures and printable differences."""
    gold_n = found_n = pairs_n = speakers = sources = contents = halves = 0
    errors: list[str] = []
    for record, attributions in zip(records, found, strict=True):
        text = record["text"]
        golds = [(_spans(g["cue"]), _spans(g["source"]), _spans(g["content"])) for g in record["gold"]]
        gold_n += len(golds)
        found_n += len(attributions)
        candidates = []
        for i, (cue, _, content) in enumerate(golds):
            for j, a in enumerate(attributions):
                if _shared(cue, [a.cue_span]):
                    candidates.append((_shared(content, a.contents), i, j))
        taken_g: set[int] = set()
        taken_f: set[int] = set()
        for _, i, j in sorted(candidates, key=lambda c: -c[0]):
            if i in taken_g or j in taken_f:
                continue
            taken_g.add(i)
            taken_f.add(j)
            cue, source, content = golds[i]
            a = attributions[j]
            pairs_n += 1
            if source:
                sources += 1
                right = bool(a.source_span and _shared(source, [a.source_span]))
                speakers += right
                if not right:
                    ours = a.source_span and text[slice(*a.source_span)]
                    cue_words = text[slice(*a.cue_span)]
                    errors.append(f"SPEAKER {[text[x:y] for x, y in source]} found {ours!r} cue {cue_words!r}")
            union = _size(content) + _size(a.contents) - _shared(content, a.contents)
            contents += 1
            good = union and _shared(content, a.contents) / union >= 0.5
            halves += bool(good)
            if not good:
                errors.append(
                    f"CONTENT [{a.how}] {text[slice(*a.cue_span)]!r} gold {[text[x:y] for x, y in content]} "
                    f"found {[text[x:y] for x, y in a.contents]}"
                )
        for i, (cue, source, content) in enumerate(golds):
            if i not in taken_g:
                errors.append(
                    f"MISSED cue {[text[x:y] for x, y in cue]} source {[text[x:y] for x, y in source]} "
                    f"content {[text[x:y][:100] for x, y in content]}"
                )
        for j, a in enumerate(attributions):
            if j not in taken_f:
                errors.append(
                    f"INVENTED [{a.how}] {a.source_span and text[slice(*a.source_span)]!r} "
                    f"{text[slice(*a.cue_span)]!r} {[text[x:y][:100] for x, y in a.contents]}"
                )
    p, r = pairs_n / max(1, found_n), pairs_n / max(1, gold_n)
    return {
        "gold": gold_n,
        "found": found_n,
        "precision": round(p, 3),
        "recall": round(r, 3),
        "f1": round(2 * p * r / (p + r), 3) if p + r else 0.0,
        "speaker right": round(speakers / max(1, sources), 3),
        "content overlap >= 0.5": round(halves / max(1, contents), 3),
    }, errors


def outermost(attributions: list[speech.Attribution]) -> list[speech.Attribution]:
    """Those with a cue of their own that do not stand inside another one's content."""
    return [a for a in attributions if a.nested is None and a.how != "uncued"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    records = [json.loads(line) for line in args.path.read_text(encoding="utf-8").splitlines() if line.strip()]
    # PolNeAR marks no attribution inside another one's content, so ours are left out too
    readings = annotate_many(Report(id=r["id"], text=r["text"], published=r.get("date")) for r in records)
    found = [outermost(speech.find(reading)) for reading in readings]
    figures, errors = measure(records, found)
    print(json.dumps(figures) if args.json else "\n".join(f"{k}: {v}" for k, v in figures.items()))
    for line in errors[: args.errors]:
        print(line)


if __name__ == "__main__":
    main()
