"""The reading part by part, on short texts marked by hand: which part errs.

    python benchmarks/spans.py spans.jsonl [--errors N] [--json]

Mentions: gold and found pair where their spans overlap and the labels agree, each once; "identity": the share of the
paired with equal identity or value (states by code, persons by a shared name, numbers, sums and days exactly,
weapons by category). Precision is over what the reader marked with that label. REF, pronouns and descriptions, counts
as found where the reader leads it back to anybody; its precision says nothing.
Steps: every word that the transfer coder took for a step of a transfer, before entries of one deal are joined, against
the gold's triggers (spans overlap); of those found, the shares of right status, supplier, recipient, item and number.
A side is right where it is the same states, or both have none. Statements: cue found; of those, speaker and content
(half of the characters of both shared).
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from dragoman.model import Report
from dragoman.read import annotate_many, deals, speech, transfers
from dragoman.read.actors import actors_of
from dragoman.read.draft import Draft
from dragoman.read.explain import parts_of
from dragoman.read.reading import Reading

LABELS = ("STATE", "BODY", "ORG", "PERSON", "PLACE", "WEAPON", "QUANTITY", "MONEY", "DATE", "REF")
AGREES = {  # what each of our kinds may be in the gold
    "state": ("STATE", "PLACE", "ORG"), "body": ("BODY",), "group": ("ORG", "BODY"), "org": ("ORG",),
    "person": ("PERSON",), "place": ("PLACE", "STATE"), "weapon": ("WEAPON",), "number": ("QUANTITY",),
    "money": ("MONEY",), "time": ("DATE",), "ref": ("REF",),
}  # fmt: skip
OWN = {k: v[0] for k, v in AGREES.items()}  # the label that a found one counts for where it pairs with none
Pair = tuple[int, int]


@dataclass(frozen=True)
class Marked:
    start: int
    end: int
    kind: str
    value: str  # comparable with the gold's norm


def _overlap(a: Pair, b: Pair) -> int:
    return min(a[1], b[1]) - max(a[0], b[0])


def marked(reading: Reading) -> list[Marked]:
    """The reader's marks in the gold's labels."""
    mentions = {m.start: m for m in reading.mentions}
    times = {t.start: t for t in reading.times}
    out = []
    for p in parts_of(reading):
        m = mentions.get(p.span.start) if p.kind not in ("number", "money", "time") else None
        kind, value = p.kind, p.identity
        if m is not None:
            value = m.category if m.kind == "weapon" else "|".join([", ".join(m.ids), ", ".join(m.side)])
            kind = "ref" if m.form in ("pronoun", "description") and m.kind != "weapon" else kind
        elif kind == "time":
            t = times[p.span.start]
            value = f"{t.first or ''}/{t.last or ''}"
            if t.kind == "SET" or (t.first is None and t.last is None):
                continue  # no day is told
        elif kind == "number" and p.note:
            continue  # kilometres, ranks: no number of items
        out.append(Marked(p.span.start, p.span.end, kind, value))
    return out


def same_value(label: str, norm: str, found: Marked) -> bool:
    """Whether the identity or value is the gold's."""
    if label in ("QUANTITY", "MONEY"):
        g, f = (re.findall(r"[A-Z]{3}|\d+|\+|≤", x) for x in (norm, found.value))
        low, _, high = norm.split(" ")[0].partition("-")
        told = low if low == high else f"{low}+" if not high else f"≤ {high}" if not low else f"{low}–{high}"
        return told == found.value.split(" ", 1)[-1 if label == "MONEY" else 0] or g == f
    if label == "WEAPON":
        return norm == found.value or norm == ""
    if label == "DATE":
        return norm == found.value
    ids, _, side = found.value.partition("|")
    return bool(_names(norm) & (_names(ids) | _names(side))) or (not norm and not ids)


def _names(told: str) -> set[str]:
    return {w.casefold() for w in re.findall(r"[^\W_]{2,}", told)}


def _referred(reading: Reading, gold: dict) -> tuple[str, ...]:
    """Whom the reader takes a word for that it does not mark but asks about where a clause needs it ('its', 'they')."""
    place = reading.token_at(gold["span"][1] - 1)
    return actors_of(reading, reading.doc[place], conjuncts=False) if place is not None else ()


def pair(golds: list[dict], founds: list[Marked]) -> list[Pair]:
    ranked = sorted(
        (-_overlap(tuple(g["span"]), (f.start, f.end)), AGREES[f.kind].index(g["label"]), i, j)
        for i, g in enumerate(golds)
        for j, f in enumerate(founds)
        if g["label"] in AGREES[f.kind] and _overlap(tuple(g["span"]), (f.start, f.end)) > 0
    )
    used_g: set[int] = set()
    used_f: set[int] = set()
    out = []
    for _, _, i, j in ranked:
        if i not in used_g and j not in used_f:
            used_g.add(i), used_f.add(j)
            out.append((i, j))
    return out


def steps(reading: Reading) -> list[Draft]:
    """What the transfer coder makes of each step word, before it joins what is one deal."""
    kept: list[Draft] = []
    joining = deals.one_entry_a_deal

    def keep(_: Reading, drafts: list[Draft], _fighting: object) -> tuple[list[Draft], list[Draft]]:
        kept.extend(drafts)
        return [], []

    deals.one_entry_a_deal = keep
    try:
        transfers.code(reading)
    finally:
        deals.one_entry_a_deal = joining
    return kept


def _side(record: dict, spans: list[Pair]) -> set[str]:
    """States that the gold's mentions at these spans stand for."""
    out: set[str] = set()
    for span in spans:
        for m in record["mentions"]:
            if _overlap(tuple(m["span"]), tuple(span)) > 0:
                out |= set(re.findall(r"\b[A-Z]{3}\b", m["norm"]))
    return out


def _of_steps(record: dict, drafts: list[Draft], reading: Reading, c: Counter[str], errors: list[str]) -> None:
    text = record["text"]
    by_word: dict[int, list[Draft]] = {}
    for d in drafts:
        by_word.setdefault(d.trigger.i, []).append(d)
    taken: set[int] = set()
    c["step gold"] += len(record["transfers"])
    for g in record["transfers"]:
        around = repr(_around(text, g["trigger"]))
        places = {i: (reading.start(i), reading.end(i)) for i in by_word if i not in taken}
        spot = next((i for i, place in places.items() if _overlap(tuple(g["trigger"]), place) > 0), None)
        if spot is None:
            errors.append(f"STEP missed {text[slice(*g['trigger'])]!r} {g['status']} in {around}")
            continue
        taken.add(spot)
        c["step pairs"] += 1
        best = max(by_word[spot], key=lambda d: _most(g["item"], [(x.start, x.end) for x in d.item.spans]))
        c["status"] += best.status.value == g["status"]
        if best.status.value != g["status"]:
            errors.append(f"STATUS gold {g['status']} found {best.status.value} in {around}")
        for role, value in (("supplier", best.supplier), ("recipient", best.recipient)):
            want = _side(record, g[role])
            got = {x for x in value if re.fullmatch("[A-Z]{3}", x)}
            c[role] += want == got
            if want != got:
                errors.append(f"ROLE {role} gold {sorted(want)} found {sorted(got)} in {around}")
        c["item"] += not g["item"] or _most(g["item"], [(x.start, x.end) for x in best.item.spans]) > 0
        number = best.item.quantity
        c["number"] += _most(g["quantity"], [(number.start, number.end)]) > 0 if number else not g["quantity"]
    c["step found"] += len(by_word)
    for i in by_word:
        if i not in taken:
            place = (reading.start(i), reading.end(i))
            errors.append(f"STEP invented {text[slice(*place)]!r} in {_around(text, place)!r}")


def _most(golds: list[list[int]], founds: list[Pair]) -> int:
    """The largest overlap of one with one."""
    return max((_overlap((g[0], g[1]), f) for g in golds for f in founds), default=0)


def _of_statements(record: dict, attributions: list[speech.Attribution], c: Counter[str]) -> None:
    c["said gold"] += len(record["statements"])
    own = [a for a in attributions if a.nested is None and a.how != "uncued"]
    c["said found"] += len(own)
    taken: set[int] = set()
    for g in record["statements"]:
        cue, content = _spans(g["cue"]), _spans(g["content"])
        free = [j for j in range(len(own)) if j not in taken]
        j = next((j for j in free if any(_overlap(x, own[j].cue_span) > 0 for x in cue)), None)
        if j is None:
            continue
        taken.add(j)
        a = own[j]
        c["said pairs"] += 1
        c["speaker"] += any(a.source_span and _overlap(x, a.source_span) > 0 for x in _spans(g["speaker"]))
        shared = sum(max(0, _overlap(x, y)) for x in content for y in a.contents)
        union = sum(y - x for x, y in [*content, *a.contents]) - shared
        c["content"] += bool(union) and shared / union >= 0.5


def _spans(value: list) -> list[Pair]:
    """One span or a list of spans, as a list."""
    return [tuple(value)] if value and isinstance(value[0], int) else [tuple(x) for x in value or []]  # type: ignore[misc]


def _around(text: str, span: Pair | list[int]) -> str:
    return text[max(0, span[0] - 60) : span[1] + 60]


def measure(records: list[dict]) -> tuple[dict[str, dict[str, float]], list[str]]:
    """Figures a row and printable differences."""
    counts: dict[str, Counter[str]] = {label: Counter() for label in LABELS}
    c: Counter[str] = Counter()
    errors: list[str] = []
    readings = annotate_many(Report(id=r["ref"], text=r["text"], published=r.get("published")) for r in records)
    for record, reading in zip(records, readings, strict=True):
        founds = marked(reading)
        pairs = pair(record["mentions"], founds)
        for g in record["mentions"]:
            counts[g["label"]]["gold"] += 1
        for i, j in pairs:
            g = record["mentions"][i]
            counts[g["label"]]["pairs"] += 1
            right = same_value(g["label"], g["norm"], founds[j])
            counts[g["label"]]["right"] += right
            if not right:
                word = record["text"][slice(*g["span"])]
                errors.append(f"VALUE {g['label']} {word!r} gold {g['norm']!r} found {founds[j].value!r}")
        for i in set(range(len(record["mentions"]))) - {i for i, _ in pairs}:
            g = record["mentions"][i]
            if g["label"] == "REF" and (who := _referred(reading, g)):
                counts["REF"]["pairs"] += 1
                right = bool(_names(g["norm"]) & _names(" ".join(who)))
                counts["REF"]["right"] += right
                if not right:
                    errors.append(f"VALUE REF {record['text'][slice(*g['span'])]!r} gold {g['norm']!r} found {who}")
                continue
            errors.append(f"MISSED {g['label']} {record['text'][slice(*g['span'])]!r} {g['norm']!r}")
        for j in set(range(len(founds))) - {j for _, j in pairs}:
            counts[OWN[founds[j].kind]]["false"] += 1
            word = record["text"][founds[j].start : founds[j].end]
            errors.append(f"FALSE {founds[j].kind} {word!r} {founds[j].value!r}")
        _of_steps(record, steps(reading), reading, c, errors)
        _of_statements(record, speech.find(reading), c)
    rows = {}
    for label, k in counts.items():
        rows[label] = _figures(k["gold"], k["pairs"] + k["false"], k["pairs"])
        rows[label]["identity"] = _share(k["right"], k["pairs"])
    rows["steps"] = _figures(c["step gold"], c["step found"], c["step pairs"])
    rows["steps"] |= {k: _share(c[k], c["step pairs"]) for k in ("status", "supplier", "recipient", "item", "number")}
    rows["statements"] = _figures(c["said gold"], c["said found"], c["said pairs"])
    rows["statements"] |= {k: _share(c[k], c["said pairs"]) for k in ("speaker", "content")}
    return rows, errors


def _figures(gold: int, found: int, pairs: int) -> dict[str, float]:
    p, r = pairs / max(1, found), pairs / max(1, gold)
    return {"gold": gold, "precision": round(p, 3), "recall": round(r, 3), "f1": round(2 * p * r / max(1e-9, p + r), 3)}


def _share(part: int, whole: int) -> float:
    return round(part / max(1, whole), 3)


def score(path: Path) -> tuple[dict[str, dict[str, float]], list[str]]:
    return measure([json.loads(x) for x in path.read_text(encoding="utf-8").splitlines() if x.strip()])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    figures, errors = score(args.path)
    print(json.dumps(figures) if args.json else "\n".join(f"{k:11s} {v}" for k, v in figures.items()))
    for line in errors[: args.errors]:
        print(line)


if __name__ == "__main__":
    main()
