"""PETRARCH2's hand-coded news sentences: country and CAMEO root code, from raw text.

    python benchmarks/petrarch_gsr.py petrarch2_gsr.jsonl [DICTIONARIES] [--errors]

By our own knowledge, or with DICTIONARIES (a folder with CAMEO.2.0.txt and Phoenix's actors and agents) by those as a
user's own.

Gold and findings become (source country, target country, root) triples, an event with several actors one triple a
pair, a meeting two; international bodies are IGO, groups without a state ---; precision, recall and F1 over the
triples of all records. 'root or PLOVER type': CAMEO roots that PLOVER joins in one type (09 and 11; 18, 19 and 20)
count as one. Records marked as holding no event count too.
"""

from __future__ import annotations

import itertools
import json
import sys
from pathlib import Path

from dragoman import knowledge
from dragoman.model import Event
from dragoman.read import annotate_many, dictionary_events, events, statements, transfers
from dragoman.read.reading import Reading
from udpetrarch_validate import dictionaries, report_of

JOINED = {"09": "11", "18": "19", "20": "19"}
Triple = tuple[str, str, str]


def country(code: str | None) -> str:
    """A state's code; IGO for any international body; --- for whoever has no state."""
    code = (code or "---").split(":")[0]
    known = knowledge.load()
    if code[:3] in known.states and (len(code) == 3 or code.isupper()):
        return code[:3]
    return "IGO" if code in known.bodies or code[:3] == "IGO" else "---"


def _triples(found: tuple[Event, ...]) -> set[Triple]:
    out: set[Triple] = set()
    for e in found:
        for a, b in itertools.product(e.actor, e.target):
            root = (e.cameo or "000")[:2]
            out.add((country(a), country(b), root))
            if root == "04" and e.mode != "visit":  # CAMEO codes a meeting from either side
                out.add((country(b), country(a), root))
    return out


def of_our_own(reading: Reading) -> tuple[set[Triple], list[object]]:
    """What our own knowledge finds, and the rules behind it."""
    steps, _ = transfers.code(reading)
    found = events.code(reading, steps, statements.code(reading))
    return _triples(found), [(e.actor, e.type.value, e.target, e.evidence.rule) for e in found]


def _f1(pairs: list[tuple[set[Triple], set[Triple]]]) -> tuple[float, float, float]:
    right = sum(len(g & f) for g, f in pairs)
    gold, found = sum(len(g) for g, _ in pairs), sum(len(f) for _, f in pairs)
    return right / max(found, 1), right / max(gold, 1), 2 * right / max(gold + found, 1)


def score(path: Path, folder: Path | None = None, show: bool = False) -> dict[str, float]:
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    own = dictionaries(folder, "CAMEO.2.0.txt", "Phoenix.*") if folder else None
    pairs: list[tuple[set[Triple], set[Triple]]] = []
    for record, reading in zip(records, annotate_many(map(report_of, records)), strict=True):
        if own:
            coded = dictionary_events.code(reading, own)
            found = {(country(e.source.code), country(e.target.code), e.code[:2]) for e in coded}
            rules: list[object] = [(e.source.code, e.target.code, e.rule) for e in coded]
        else:
            found, rules = of_our_own(reading)
        gold = {(country(g["source"]), country(g["target"]), g["code"][:2]) for g in record["gold"]}
        pairs.append((gold, found))
        if show and gold != found:
            print(record["text"], f"MISSED {sorted(gold - found)}", f"FALSE {sorted(found - gold)}", rules, sep="\n   ")
    joined = [tuple({(a, b, JOINED.get(c, c)) for a, b, c in side} for side in pair) for pair in pairs]
    p, r, f1 = _f1(pairs)
    return {"precision": p, "recall": r, "F1": f1, "F1, root or PLOVER type": _f1(joined)[2]}  # type: ignore[arg-type]


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    paths = [Path(a) for a in sys.argv[1:] if not a.startswith("--")]
    for row, value in score(paths[0], paths[1] if len(paths) > 1 else None, "--errors" in sys.argv).items():
        print(f"{row:26s} {value:.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
