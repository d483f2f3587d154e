"""All figures against their floors: python benchmarks/gate.py [SHARED] [--only GROUP]... [--quick] [--raise] [--json]

SHARED is the folder of gold readings and open corpora (default ``../shared``). Floors and ceilings stand in
``floors.yaml``. Fails when a figure lies beyond its bound by more than 0.005; says so when a bound can be drawn closer,
which ``--raise`` does. It never draws a bound wider: whoever must do that edits the file and says why in the commit.
"""

from __future__ import annotations

import argparse
import functools
import importlib.util
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import yaml

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))  # the benchmarks import each other by name

FLOORS = HERE / "floors.yaml"
GIVES = 0.005  # so far beyond its bound a figure may lie: rounding, not a loss
CLOSE = 0.01  # a floor is set so far below its figure, and asks to be set anew when it lies further away
HEAD = """\
# What every figure must reach (floors) or must not exceed (ceilings); benchmarks/gate.py holds them up.
# `python benchmarks/gate.py --raise` draws them closer and never wider.
"""
Figures = dict[str, float]
Bounds = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Held:
    """One figure against its bound."""

    group: str
    figure: str
    value: float
    bound: float | None
    ceiling: bool

    @property
    def verdict(self) -> str:
        if self.bound is None:
            return "no bound"
        above = self.bound - self.value if self.ceiling else self.value - self.bound
        step = CLOSE * max(1.0, abs(self.bound)) if self.ceiling else CLOSE
        return "FAILS" if above < -GIVES else "draw closer" if above > step + 0.0005 else "holds"

    def drawn(self) -> float:
        """The bound as ``--raise`` sets it: never wider than it is."""
        if self.ceiling:
            new = round(self.value, 3)
            return new if self.bound is None else min(self.bound, new)
        new = round(max(0.0, self.value - CLOSE), 3)
        return new if self.bound is None else max(self.bound, new)


# ---- the figures ----------------------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=1)
def scorer(shared: Path) -> ModuleType:
    """The gold's own scorer."""
    spec = importlib.util.spec_from_file_location("gold_score", shared / "gold" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@functools.lru_cache(maxsize=4)
def findings(path: Path) -> tuple:
    """Our reading of every report of an input, read once a run."""
    import reading_speed
    from dragoman.read import read_many

    return tuple(read_many(reading_speed.load(path)))


def _readings(shared: Path, name: str) -> Figures:
    gold = scorer(shared).load(shared / "gold" / f"{name}.jsonl")
    found = {f.ref: f.exchange() for f in findings(shared / "gold" / f"{name}-input.jsonl")}
    told, _ = scorer(shared).score(gold, found)
    empty = [ref for ref, g in gold.items() if not g["transfers"]]
    out = {
        "transfers found F1": told["transfers found"]["f1"],
        "transfers right F1": told["transfers right (supplier, recipient, weapon, status)"]["f1"],
        **{f"transfer {k}": v for k, v in told["transfer fields"].items()},
        "statements F1": told["statements (words and speaker)"]["f1"],
        "statement stance": told["statement stance"],
        "statement about": told["statement about"],
        "events F1": told["events (actor, type, target)"]["f1"],
    }
    if len(empty) >= 20:  # of fewer the share says nothing
        false = sum(len(found[ref]["transfers"]) for ref in empty)
        out["false entries per 20 reports without transfer"] = round(20 * false / len(empty), 2)
    return out


def gold_dev(shared: Path) -> Figures:
    return _readings(shared, "dev")


def cases_dev(shared: Path) -> Figures:
    return _readings(shared, "cases-dev")


def weighing(shared: Path) -> Figures:
    import weigh_cases
    import weigh_pairs

    gold = shared / "gold"
    lines = [json.loads(x) for x in (gold / "cases-dev.jsonl").read_text(encoding="utf-8").splitlines() if x.strip()]
    reports = {line["ref"]: weigh_cases.report_of(line) for line in lines}
    out: Figures = {}
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.json"
        for name, by_gold in (("gold transfers", True), ("own reading", False)):
            found = (
                {line["ref"]: weigh_cases.gold_findings(line) for line in lines}
                if by_gold
                else {f.ref: f for f in findings(gold / "cases-dev-input.jsonl")}
            )
            weighed = []
            for case in json.loads((gold / "cases-dev.json").read_text(encoding="utf-8")):
                prefix = case["case"] + "-"
                refs = [r for r in reports if r.startswith(prefix) and r[len(prefix) :].isdigit()]
                weighed.append(weigh_cases.weighed(case, [reports[r] for r in refs], [found[r] for r in refs]))
            made.write_text(json.dumps(weighed, ensure_ascii=False), encoding="utf-8")
            extra = ["--gold-transfers"] if by_gold else []
            told = _told(gold / "score_cases.py", gold / "cases-dev.json", gold / "cases-dev.jsonl", made, *extra)
            out[f"{name}: deals B-cubed F1"] = told["deals (B-cubed)"]["f1"]
            out[f"{name}: contested pairs F1"] = told["contested pairs"]["f1"]
            out[f"{name}: reprint pairs F1"] = told["reprint pairs"]["f1"]
            alarms = int(str(told["compatible pairs called contradictory"]).split()[0])
            out[f"{name}: compatible pairs called contradictory"] = alarms
        told_pairs = (gold / "pairs-dev.jsonl").read_text(encoding="utf-8").splitlines()
        pairs = [json.loads(x) for x in told_pairs if x.strip()]
        made.write_text("".join(json.dumps(row) + "\n" for row in weigh_pairs.verdicts(pairs)), encoding="utf-8")
        told = _told(gold / "score_pairs.py", gold / "pairs-dev.jsonl", made)
        out["pairs: contradicted fields F1"] = told["contradicted fields"]["f1"]
        out["pairs: same deal"] = told["same deal"]
        out["pairs: dependent sources F1"] = told["dependent sources"]["f1"]
        out["pairs: false alarms"] = int(str(told["false alarms on pairs without contradiction"]).split()[0])
    return out


def _told(script: Path, *args: object) -> dict:
    run = [sys.executable, str(script), *map(str, args), "--json"]
    return json.loads(subprocess.run(run, check=True, capture_output=True, text=True).stdout)


def times(shared: Path) -> Figures:
    import timebank
    import timenorm

    running = timebank.score(shared / "data/suites/tempeval3_tbaq.jsonl")
    alone = timenorm.score(shared / "data/suites/timenorm_en.jsonl")
    return {
        "TimeBank and AQUAINT: found F1": round(running["all"]["found F1"], 3),
        "TimeBank and AQUAINT: value F1": round(running["all"]["value F1"], 3),
        "timenorm: exact": round(alone["all"], 3),
    }


def attributions(shared: Path) -> Figures:
    import polnear
    from dragoman.model import Report
    from dragoman.read import annotate_many, speech

    path = shared / "data/suites/polnear.jsonl"
    records = [json.loads(x) for x in path.read_text(encoding="utf-8").splitlines() if x.strip()]
    readings = annotate_many(Report(id=r["id"], text=r["text"], published=r.get("date")) for r in records)
    told, _ = polnear.measure(records, [polnear.outermost(speech.find(r)) for r in readings])
    return {f"PolNeAR: {k}": told[k] for k in ("f1", "speaker right", "content overlap >= 0.5")}


def entities(shared: Path) -> Figures:
    import re3d

    told, _ = re3d.score(shared / "data/suites/re3d.jsonl")
    return {"re3d: names F1": told["names"]["f1"], "re3d: all F1": told["all"]["f1"]}


def parts(shared: Path) -> Figures:
    import spans

    told, _ = spans.score(shared / "gold/spans.jsonl")
    out: Figures = {}
    for row, figures in told.items():
        for name, value in figures.items():
            if name in ("gold", "precision") or name == ("f1" if row == "REF" else "recall"):
                continue
            out[f"{row} {'F1' if name == 'f1' else name}"] = value
    return out


def events(shared: Path) -> Figures:
    import arms_demo
    import petrarch_gsr
    import plover_gsr
    import udpetrarch_validate

    suites = shared / "data/suites"
    plover = plover_gsr.score(suites / "plover_gsr.jsonl")
    petrarch = petrarch_gsr.score(suites / "petrarch2_gsr.jsonl")
    demo = arms_demo.score(suites / "arms_demo.jsonl")
    own = petrarch_gsr.score(suites / "petrarch2_gsr.jsonl", suites / "dicts")
    validate = udpetrarch_validate.score(suites / "udpetrarch_validate.jsonl", suites / "dicts")
    return {
        "PLOVER's sentences: type F1": round(plover["type F1"], 3),
        "PLOVER's sentences: type and both actors F1": round(plover["type + both actors F1"], 3),
        "PETRARCH2's sentences: countries and root F1": round(petrarch["F1"], 3),
        "PETRARCH2's sentences, a user's dictionaries: countries and root F1": round(own["F1"], 3),
        "PETRARCH's validation, a user's dictionaries: exact records": round(validate["exact"], 3),
        "arms sentences: transfers right": round(demo["transfers"], 3),
        "arms sentences: events right": round(demo["events"], 3),
    }


def pages(shared: Path) -> Figures:
    import pages as saved

    told, _, _ = saved.measure(shared / "data/pages")
    return {f"{name}: {part}": round(mean, 3) for name, score in told.items() for part, (mean, _) in score.items()}


def speed(shared: Path) -> Figures:
    import reading_speed

    reports = reading_speed.load(shared / "gold/dev-input.jsonl")
    return {"whole reading / bare pipeline, time": reading_speed.ratio(reports, 3)["whole / bare"]}


QUICK: dict[str, Callable[[Path], Figures]] = {
    "gold dev": gold_dev, "cases dev": cases_dev, "weighing": weighing, "times": times, "attributions": attributions,
    "entities": entities, "parts": parts, "events": events,
}  # fmt: skip
GROUPS = {**QUICK, "pages": pages, "speed": speed}
CEILINGS = ("false entries", "contradictory", "false alarms", "whole reading")  # figures that should be low


# ---- holding them ---------------------------------------------------------------------------------------------------


def bounds(path: Path = FLOORS) -> dict[str, Bounds]:
    """``floors`` and ``ceilings``, each group → figure → bound."""
    told = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {kind: (told or {}).get(kind) or {} for kind in ("floors", "ceilings")}


def hold(group: str, figures: Figures, told: dict[str, Bounds]) -> list[Held]:
    """Every figure of a group against its bound; a bound whose figure is gone counts as one that fails."""
    out = []
    for name, value in figures.items():
        ceiling = any(word in name for word in CEILINGS)
        bound = told["ceilings" if ceiling else "floors"].get(group, {}).get(name)
        out.append(Held(group, name, float(value), bound, ceiling))
    for kind in ("floors", "ceilings"):
        for name, bound in told[kind].get(group, {}).items():
            if name not in figures:
                out.append(Held(group, f"{name} (no longer measured)", float("-inf"), bound, False))
    return out


def draw_closer(held: Iterable[Held], told: dict[str, Bounds], path: Path = FLOORS) -> None:
    """Write the bounds as the figures allow; no bound gets wider."""
    for h in held:
        if h.verdict != "FAILS":
            told["ceilings" if h.ceiling else "floors"].setdefault(h.group, {})[h.figure] = h.drawn()
    path.write_text(HEAD + yaml.safe_dump(told, sort_keys=False, allow_unicode=True, width=120), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", default=HERE.parent.parent / "shared")
    parser.add_argument("--only", action="append", choices=list(GROUPS), metavar="GROUP", help=", ".join(GROUPS))
    parser.add_argument("--quick", action="store_true", help="what make test runs")
    parser.add_argument("--raise", dest="closer", action="store_true", help="draw the bounds closer")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    if not (args.shared / "gold").is_dir():
        print(f"{args.shared}: no gold readings here; name the folder that holds them", file=sys.stderr)
        return 2
    told = bounds()
    held = [
        h
        for group in args.only or (QUICK if args.quick else GROUPS)
        for h in hold(group, GROUPS[group](args.shared.resolve()), told)
    ]
    if args.json:
        print(json.dumps([{**h.__dict__, "verdict": h.verdict} for h in held], ensure_ascii=False))
    else:
        for h in held:
            bound = "" if h.bound is None else f"{'≤' if h.ceiling else '≥'} {h.bound:.3f}"
            print(f"{h.group:13s} {h.figure:55s} {h.value:8.3f}  {bound:9s} {h.verdict}")
    failing = [h for h in held if h.verdict == "FAILS"]
    if args.closer:
        draw_closer(held, told)
        for h in failing:
            print(f"not lowered: {h.group}, {h.figure}: {h.value:.3f} against {h.bound}", file=sys.stderr)
    return 1 if failing else 0


if __name__ == "__main__":
    raise SystemExit(main())
