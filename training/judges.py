"""Fit the learned judges of the reader on reports read by hand, and tell what they are worth.

    python training/judges.py SHARED/data/reports [--score SHARED/gold/score.py] [--folds 5]

Reads ``training/annotations/*.jsonl`` (stand-off; the texts are in the given folder), writes
``src/dragoman/models/judges.json``. With ``--score`` it also tells, by cross-validation over reports, how the whole
reading does with and without the judges. Seeds are fixed; some minutes on one core.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

import annotated
import deal_examples
import said_examples
from dragoman.model import Findings, Report
from dragoman.read import (
    actor_pairs,
    annotate_many,
    code,
    event_entries,
    events,
    judged_events,
    learned,
    pair_signs,
    second_look,
    statements,
    transfers,
)
from dragoman.read.reading import Reading

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "src" / "dragoman" / "models" / learned.FILE
STRENGTH = {
    "telling": 0.15,
    "status": 0.1,
    "mode": 0.1,
    "supplier": 0.1,
    "recipient": 0.1,
    "entry": 0.05,
    "stands": 0.3,
    "speaker": 0.3,
    "own words": 0.03,
    "said": 0.05,
    "tone": 0.05,
    "about": 0.1,
    "event": 0.05,
    "event entry": 0.06,
}  # inverse of the ridge
DENSE = {
    "telling": 0.3,
    "status": 0.2,
    "mode": 0.2,
    "supplier": 0.1,
    "recipient": 0.1,
    "entry": 1.0,
    "stands": 1.0,
    "own words": 0.2,
    "event": 0.1,
    "event entry": 0.5,
    "tone": 0.2,
}  # how much a vector's dimension weighs beside a feature
LEAST = dict.fromkeys(STRENGTH, 2) | {
    "event": 6,
    "event entry": 3,
    "tone": 3,
}  # occurrences from which a feature is kept
EXACT = {"event": 1e-3}  # when to stop improving: thirty thousand examples take minutes otherwise
LIKELY, LEADING, UNLIKELY = 0.3, 0.08, 0.03  # odds by which doubtful examples are decided


@dataclass
class Examples:
    features: list[list[str]] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    vectors: list[np.ndarray] = field(default_factory=list)  # none, or one an example

    def add(self, features: list[str], answer: str, report: str, vector: np.ndarray | None = None) -> None:
        if vector is not None:
            self.vectors.append(vector)
        self.features.append(features)
        self.answers.append(answer)
        self.reports.append(report)

    def without(self, left_out: set[str]) -> Examples:
        out = Examples()
        vectors = self.vectors or [None] * len(self.answers)
        for row in zip(self.features, self.answers, self.reports, vectors, strict=True):
            if row[2] not in left_out:
                out.add(*row)
        return out


def fit(name: str, examples: Examples) -> dict[str, Any]:
    """One judge as it is shipped."""
    examples = settled(name, examples)
    table = DictVectorizer()
    x = table.fit_transform([dict.fromkeys(f, 1.0) for f in examples.features])
    often = np.asarray((x > 0).sum(axis=0)).ravel() >= LEAST[name]
    x = x[:, often]
    mean = scale = None
    if examples.vectors:
        dense = np.array(examples.vectors)
        mean, scale = dense.mean(axis=0), DENSE[name] / (dense.std(axis=0) + 1e-6)
        x = sparse.hstack([x, sparse.csr_matrix((dense - mean) * scale)]).tocsr()
    model = LogisticRegression(C=STRENGTH[name], max_iter=3000, tol=EXACT.get(name, 1e-4))
    model.fit(x, examples.answers)
    names = [n for n, keep in zip(table.get_feature_names_out(), often, strict=True) if keep]
    rows, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        rows, bias = np.vstack([-rows[0] / 2, rows[0] / 2]), np.array([-bias[0] / 2, bias[0] / 2])
    weights = {n: [round(float(v), 3) for v in rows[:, i]] for i, n in enumerate(names)}
    out: dict[str, Any] = {
        "classes": [str(c) for c in model.classes_],
        "weights": {n: w for n, w in sorted(weights.items()) if any(abs(v) >= 0.01 for v in w)},
    }
    if mean is not None:
        heavy = rows[:, len(names) :] * scale
        bias = bias - heavy @ mean
        out["dense"] = [[round(float(v), 4) for v in column] for column in heavy.T]
    out["bias"] = [round(float(b), 3) for b in bias]
    return out


def install(judges: dict[str, dict[str, Any]]) -> None:
    """Let the reader of this process use these judges."""
    made = {name: learned.judge_from(j) for name, j in judges.items()}
    learned.judges = lambda: made  # type: ignore[assignment]


# ---- examples ------------------------------------------------------------------------------------------------


def of_events(
    reading: Reading, gold: dict[str, Any], score: Any
) -> Iterator[tuple[str, list[str], str, np.ndarray | None]]:
    """What passes between every two actors of a sentence.

    The reading by hand quotes an event once; where another sentence brings the same two together, the answer is a
    doubtful one ('AGREE?3': perhaps the third event of the report), which :func:`settled` decides.
    """
    found, _ = transfers.code(reading)
    said = statements.code(reading)
    told, voices, seen = events.by_rule(reading, found, said)
    judged = {kind.value for kind in judged_events.CAMEO}
    places = [(e, reading.text.find(e["quote"])) for e in gold["events"] if e["type"] in judged]
    for scene, cast in actor_pairs.scenes_of(reading, found, said, told, seen, voices):
        actor_pairs.fill(reading, scene, cast, seen)
        of_a = {p.actor: ["A " + f for f in p.features] for p in scene.parties.values()}
        of_b = {p.actor: ["B " + f for f in p.features] for p in scene.parties.values()}
        span = scene.sentence
        for a, b in scene.pairs():
            here: dict[str, None] = {}
            elsewhere: list[str] = []
            for n, (e, at) in enumerate(places):
                if a.actor in e["actor"] and (b.actor in e["target"] if b else not e["target"]):
                    if span.start < at + len(e["quote"]) and at < span.end:
                        here[e["type"]] = None
                    else:
                        elsewhere.append(f"{e['type']}?{n}")
            pair = ["P " + f for f in pair_signs.pair_features(reading, scene, seen, a, b)]
            row = [*scene.features, *of_a[a.actor], *(of_b[b.actor] if b else ()), *pair]
            vector = actor_pairs.vector(reading, scene, a, b).astype(np.float32)
            for answer in list(here) or elsewhere or [judged_events.NONE]:
                yield "event", row, answer, vector


def settled(name: str, examples: Examples) -> Examples:
    """The examples with doubtful answers decided: by a judge of the sure ones of the other half of the reports.

    A doubtful row counts where it is likely to tell of the event, and as nothing where that is very unlikely; of an event that
    no sure row has, the likeliest row counts.
    """
    if not any("?" in a for a in examples.answers):
        return examples
    reports = list(dict.fromkeys(examples.reports))
    halves = {r: i % 2 for i, r in enumerate(reports)}
    sure, doubtful = Examples(), Examples()
    vectors = examples.vectors or [None] * len(examples.answers)
    for f, a, r, v in zip(examples.features, examples.answers, examples.reports, vectors, strict=True):
        (doubtful if "?" in a else sure).add(f, a, r, v)
    first = [learned.judge_from(fit(name, sure.without({r for r in reports if halves[r] == half}))) for half in (0, 1)]
    several = doubtful.vectors or [None] * len(doubtful.answers)
    rows = list(zip(doubtful.features, doubtful.answers, doubtful.reports, several, strict=True))
    odds = [first[halves[r]].odds(f, v).get(a.split("?")[0], 0.0) for f, a, r, v in rows]
    had = set(zip(sure.reports, sure.answers, strict=True))
    best: dict[tuple[str, str], int] = {}
    for i, (_, a, r, _) in enumerate(rows):
        if (r, a.split("?")[0]) not in had and odds[i] > odds[best.get((r, a), i)] - 1e-9:
            best[r, a] = i
    leading = {i for i in best.values() if odds[i] >= LEADING}
    out = sure
    for i, (f, a, r, v) in enumerate(rows):
        if odds[i] >= LIKELY or i in leading:
            out.add(f, a.split("?")[0], r, v)
        elif odds[i] < UNLIKELY:
            out.add(f, judged_events.NONE, r, v)
    return out


def of_event_entries(
    reading: Reading, gold: dict[str, Any], score: Any
) -> Iterator[tuple[str, list[str], str, np.ndarray | None]]:
    """Which interactions are entries, as the installed judge of sentences and the rules put them."""
    found, _ = transfers.code(reading)
    said = statements.code(reading)
    told, voices, seen = events.by_rule(reading, found, said)
    on = judged_events.docket(reading, found, said, told, voices, seen)
    for key in on.keys:
        actor, kind, target = key
        mine = any(
            e["type"] == kind.value
            and (actor in e["actor"] if actor else not e["actor"])
            and (target in e["target"] if target else not e["target"])
            for e in gold["events"]
        )
        yield (
            judged_events.ENTRY,
            event_entries.features(on, key),
            "yes" if mine else "no",
            event_entries.numbers(on, key),
        )


# judges that weigh what others answer, and those others
STAGED = {
    "entry": deal_examples.of_entries,
    second_look.JUDGE: deal_examples.of_standing,
    "event entry": of_event_entries,
    "said": said_examples.of_said,
}
# what an example of each needs to have been read
NEEDS = {"event entry": "events", "said": "statements"}
ASKED = (*deal_examples.ASKED, "event", "speaker")
# what makes the examples of the first stage, by what must have been read for them
FIRST = {
    "transfers": (deal_examples.of_mentions_and_parties,),
    "statements": (said_examples.of_own_words, said_examples.of_speakers, said_examples.of_tones),
    "events": (of_events,),
}


# ---- the whole ------------------------------------------------------------------------------------------------


def examples_of(readings: list[tuple[Reading, dict[str, Any]]], score: Any) -> dict[str, Examples]:
    """Examples for every judge of the first stage. The reader judges by rule alone meanwhile."""
    install({})
    out = {name: Examples() for name in STRENGTH if name not in STAGED}
    for reading, gold in deal_examples.own_sentences():
        for name, features, answer, vector in deal_examples.of_mentions_and_parties(reading, gold, score):
            out[name].add(features, answer, gold["ref"], vector)
    for reading, gold in readings:
        for kind, makers in FIRST.items():
            for maker in makers if kind in gold else ():
                for name, features, answer, vector in maker(reading, gold, score):
                    out[name].add(features, answer, gold["ref"], vector)
    return out


def fit_all(
    readings: list[tuple[Reading, dict[str, Any]]],
    examples: dict[str, Examples],
    score: Any,
    left_out: set[str] = frozenset(),  # type: ignore[assignment]
    folds: int = 5,
) -> tuple[dict[str, dict[str, Any]], dict[str, int]]:
    """All judges, and how many examples each had. Those that weigh the answers of others are fitted on answers about
    reports that those others never saw."""
    kept = [(r, g) for r, g in (*readings, *deal_examples.own_sentences()) if g["ref"] not in left_out]
    staged = {name: Examples() for name in STAGED}
    for k in range(folds):
        mine = [(r, g) for i, (r, g) in enumerate(kept) if i % folds == k]
        out = left_out | {g["ref"] for _, g in mine}
        install({name: fit(name, examples[name].without(out)) for name in ASKED})
        for name, maker in STAGED.items():
            for reading, gold in (one for one in mine if NEEDS.get(name, "transfers") in one[1]):
                for _, features, answer, vector in maker(reading, gold, score):
                    staged[name].add(features, answer, gold["ref"], vector)
    own = {name: e.without(left_out) for name, e in examples.items()} | staged
    return {name: fit(name, e) for name, e in own.items()}, {name: len(e.answers) for name, e in own.items()}


def read_in(folder: Path) -> list[tuple[Reading, dict[str, Any]]]:
    """The reports read by hand, and their readings; some texts lie beside the folder, one a line without an id."""
    read = [a for path in sorted((HERE / "annotations").glob("*.jsonl")) for a in annotated.lines(path)]
    places = [*sorted(folder.glob("*.jsonl")), *sorted((folder.parent / "unlabelled").glob("*.txt.xz"))]
    known = annotated.texts(places, {a["id"] for a in read})
    return annotated_readings([annotated.unpacked(a, known[a["id"]]) for a in read])


def annotated_readings(golds: list[dict[str, Any]]) -> list[tuple[Reading, dict[str, Any]]]:
    reports = [
        Report(id=g["ref"], text=g["text"], title=g.get("title"), published=g.get("published"), outlet=g.get("outlet"))
        for g in golds
    ]
    return list(zip(annotate_many(reports), golds, strict=True))


def plain(findings: Findings) -> dict[str, Any]:
    return json.loads(json.dumps(findings.exchange()))


def scorer(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def tell(title: str, golds: dict[str, Any], finds: dict[str, Any], score: Any) -> None:
    figures, _ = score.score(golds, finds)
    t, r = figures["transfers found"], figures["transfers right (supplier, recipient, weapon, status)"]
    s, e = figures["statements (words and speaker)"], figures["events (actor, type, target)"]
    fields = " ".join(f"{k} {v}" for k, v in figures["transfer fields"].items())
    print(
        f"{title}: transfers {t['f1']} (P {t['precision']} R {t['recall']}), right {r['f1']}; {fields}\n"
        f"    statements {s['f1']} (P {s['precision']} R {s['recall']}), stance {figures['statement stance']}, "
        f"about {figures['statement about']}; events {e['f1']} (P {e['precision']} R {e['recall']})"
    )


def cross_validate(readings: list[tuple[Reading, dict[str, Any]]], score: Any, folds: int) -> None:
    golds = {g["ref"]: g for _, g in readings}
    install({})
    tell("by rules", golds, {g["ref"]: plain(code(r)) for r, g in readings}, score)
    examples = examples_of(readings, score)
    finds: dict[str, Any] = {}
    for k in range(folds):
        mine = {g["ref"] for i, (_, g) in enumerate(readings) if i % folds == k}
        install(fit_all(readings, examples, score, mine, folds - 1)[0])
        finds |= {g["ref"]: plain(code(r)) for r, g in readings if g["ref"] in mine}
    tell("with judges, each report judged by others", golds, finds, score)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--score", type=Path, required=True, help="the gold's scorer, which also tells what is alike")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--dry", action="store_true", help="only tell, write nothing")
    args = parser.parse_args()
    score = scorer(args.score)
    readings = read_in(args.texts)
    if args.folds:
        cross_validate(readings, score, args.folds)
    if not args.dry:
        examples = examples_of(readings, score)
        judges, counts = fit_all(readings, examples, score)
        data = {"trained_on": counts, "judges": judges}
        OUT.write_text(json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
        print(counts, OUT.stat().st_size)


if __name__ == "__main__":
    main()
