"""Plain sentences on arms transfers: who gave what to whom, as a transfer and as an event.

    python benchmarks/arms_demo.py arms_demo.jsonl [--errors]

A transfer is right with supplier, recipient and, where the gold gives them, number and status. An event is right
where the step's type holds in the right direction, and a denied step gives none.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from dragoman.model import Event, Report, Transfer
from dragoman.read import read_many

STATUS = {
    "sold": ("ordered", "delivered"),
    "delivered": ("delivered",),
    "planned": ("offered", "ordered", "considered"),
    "cancelled": ("cancelled",),
    "ordered": ("ordered",),
    "approved": ("approved",),
    "denied": ("delivered", "ordered"),
}
TYPES = {
    "sold": ("COOPERATE", "SUPPORT"),
    "delivered": ("COOPERATE", "AID"),
    "planned": ("AGREE",),
    "cancelled": ("SANCTION",),
    "ordered": ("SUPPORT",),
    "approved": ("AGREE",),
}


def _transfer_right(gold: dict[str, object], found: tuple[Transfer, ...]) -> bool:
    for t in found:
        same = t.supplier == (gold["supplier"],) and t.recipient == (gold["recipient"],)
        number = not gold["quantity"] or (t.quantity is not None and t.quantity.low == gold["quantity"])
        if (
            same
            and number
            and t.status.value in STATUS[str(gold["status"])]
            and t.denied == (gold["status"] == "denied")
        ):
            return True
    return False


def _event_right(gold: dict[str, object], found: tuple[Event, ...]) -> bool:
    kinds = TYPES.get(str(gold["status"]), ())
    if not kinds:
        return not found
    there, back = (gold["supplier"],), (gold["recipient"],)
    sides = {"SUPPORT": (back, there)}
    return any(
        e.type.value in kinds and (e.actor, e.target) == sides.get(e.type.value, (there, back)) for e in found
    ) or (
        gold["status"] == "sold"  # who buys cooperates with the seller: either may be told as the one who acts
        and any(e.type.value == "COOPERATE" and (e.actor, e.target) == (back, there) for e in found)
    )


def score(path: Path, show: bool = False) -> dict[str, float]:
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    reports = [Report(id=r["id"], text=r["text"], published=r["date"]) for r in records]
    right = {"transfers": 0, "events": 0}
    for record, findings in zip(records, read_many(reports), strict=True):
        gold = record["gold"][0]
        ok = {
            "transfers": _transfer_right(gold, findings.transfers),
            "events": _event_right(gold, findings.events),
        }
        for key, value in ok.items():
            right[key] += value
        if show and not all(ok.values()):
            told = [(e.actor, e.type.value, e.target) for e in findings.events]
            steps = [(t.supplier, t.recipient, t.quantity, t.status.value, t.denied) for t in findings.transfers]
            print(record["text"], gold, steps, told, sep="\n   ")
    return {key: value / len(records) for key, value in right.items()}


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    for row, value in score(Path(sys.argv[1]), "--errors" in sys.argv).items():
        print(f"{row:12s} right {value:.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
