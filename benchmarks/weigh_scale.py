"""Weigh 1,000 / 10,000 / 100,000 made-up transfers with known truth: time, memory, growth, B-cubed F1.

    python benchmarks/weigh_scale.py [--sizes 1000 10000 100000] [--json]

Each size runs in a process of its own, so that peak memory is its own. Deals are drawn with a fixed seed: parties,
a weapon named at differing precision, a life of one to four steps, follow-on orders, lots, reprints. Beside each transfer
stand the event of its step, at times a visit, and for every other report somebody's words on the other state. After the
whole, one report more is weighed with what the first weighing remembers.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from typing import Any

from dragoman.model import (
    Category,
    Event,
    EventType,
    Evidence,
    Findings,
    Interval,
    Mode,
    Report,
    Span,
    Stance,
    Statement,
    Status,
    Transfer,
)
from dragoman.weigh import Memory, weigh

LIFE = (Status.CONSIDERED, Status.OFFERED, Status.APPROVED, Status.ORDERED, Status.DELIVERED)
KINDS = {
    Category.UAV: ("drones", "unmanned aircraft"),
    Category.AIRCRAFT: ("fighter jets", "combat aircraft"),
    Category.ARMOUR: ("tanks", "armoured vehicles"),
    Category.ARTILLERY: ("howitzers", "artillery"),
    Category.SHIP: ("frigates", "warships"),
}
STEPS = {
    Status.CONSIDERED: EventType.CONSULT, Status.OFFERED: EventType.AGREE, Status.APPROVED: EventType.AGREE,
    Status.ORDERED: EventType.SUPPORT, Status.DELIVERED: EventType.COOPERATE,
}  # fmt: skip
SYLLABLES = ["ka", "ro", "mi", "ten", "vu", "sal", "dor", "pe", "lin", "gra", "tu", "fen", "or", "bix", "zan", "hel"]


def word(rng: random.Random, n: int = 3) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(n))


def make(count: int, seed: int = 11) -> tuple[list[Report], list[Findings], dict[tuple[str, int], int]]:
    """``count`` findings, their reports, and the number of the deal that each is about."""
    rng = random.Random(seed)
    states = [f"{a}{b}{c}" for a in "ABCDEFGHIJ" for b in "KLMNOP" for c in "STU"][:150]
    categories = list(KINDS)
    weapons = {c: [f"{word(rng, 2).title()} {rng.randint(1, 90)}" for _ in range(25)] for c in categories}
    reports: list[Report] = []
    findings: list[Findings] = []
    truth: dict[tuple[str, int], int] = {}
    deal = 0
    taken: Counter[tuple[str, str, Category]] = Counter()
    while len(truth) < count:
        supplier, recipient = rng.sample(states, 2)
        category = rng.choice(categories)
        if taken[supplier, recipient, category] >= 1:
            continue  # one weapon a category and pair, so that the truth is plain; follow-on orders come below
        taken[supplier, recipient, category] += 1
        designation = rng.choice(weapons[category])
        start = dt.date(1995, 1, 1) + dt.timedelta(days=rng.randint(0, 3000))
        for follow_on in range(rng.choice((1, 1, 1, 2, 3))):
            deal += 1
            ordered = start + dt.timedelta(days=follow_on * rng.randint(1500, 2500))
            number = rng.randint(4, 90)
            for step in sorted(rng.sample(range(5), rng.randint(1, 4))):
                # Talks first, deliveries after: each step some weeks after the one before.
                day = ordered + dt.timedelta(days=(step - 3) * 60)
                for _ in range(rng.choice((1, 1, 2, 3))):
                    told = day + dt.timedelta(days=rng.randint(0, 3))
                    name = designation if rng.random() < 0.8 else rng.choice(KINDS[category])
                    quantity = number if rng.random() < 0.7 else None
                    lot = LIFE[step] is Status.DELIVERED and rng.random() < 0.5
                    rid = f"r{len(reports):06d}"
                    told_how = " ".join(word(rng) for _ in range(3))
                    quote = f"{supplier} and {recipient}: {quantity or 'some'} {name}, {LIFE[step]} {told_how}."
                    text = quote + " " + " ".join(f"{' '.join(word(rng) for _ in range(9))}." for _ in range(3))
                    text, words = beside(rng, text, supplier, recipient)
                    reports.append(
                        Report(id=rid, text=text, published=told.isoformat(), outlet=f"Outlet {rng.randint(1, 400)}")
                    )
                    transfer = Transfer(
                        supplier=(supplier,),
                        recipient=(recipient,),
                        weapon=name,
                        category=category,
                        quantity=Interval(low=max(1, quantity // 2), high=max(1, quantity // 2))
                        if quantity and lot
                        else Interval(low=quantity, high=quantity)
                        if quantity
                        else None,
                        status=LIFE[step],
                        mode=Mode.SALE,
                        when=(day.isoformat(), day.isoformat()) if rng.random() < 0.6 else None,
                        evidence=Evidence(quote=quote, span=Span(start=0, end=len(quote))),
                    )
                    first = Findings(ref=rid, reader="made", transfers=(transfer,), **words)
                    step_of = happened(transfer)
                    findings.append(first.model_copy(update={"events": (step_of, *first.events)}))
                    truth[rid, 0] = deal
                    if rng.random() < 0.15:  # a reprint
                        copy = f"r{len(reports):06d}"
                        reports.append(
                            Report(
                                id=copy,
                                text=f"Our own headline\n\n{text}",
                                published=(told + dt.timedelta(days=1)).isoformat(),
                                outlet="Daily Copy",
                            )
                        )
                        findings.append(moved(findings[-1], copy, 18))
                        truth[copy, 0] = deal
    return reports, findings, truth


def happened(transfer: Transfer) -> Event:
    """The event that the step of a transfer is."""
    return Event(
        actor=transfer.supplier, type=STEPS[transfer.status], target=transfer.recipient, when=transfer.when, step=0,
        evidence=transfer.evidence,
    )  # fmt: skip


def beside(rng: random.Random, text: str, supplier: str, recipient: str) -> tuple[str, dict[str, Any]]:
    """The text with what may stand beside a transfer: a visit, and somebody's words on the other state."""
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    if rng.random() < 0.3:
        quote = f"A minister of {supplier} came to {recipient} with {word(rng)} and {word(rng)} {word(rng)}."
        text, evidence = added(text, quote)
        events = (Event(actor=(supplier,), type=EventType.CONSULT, target=(recipient,), evidence=evidence),)
    if rng.random() < 0.5:
        side, about = (supplier, recipient) if rng.random() < 0.5 else (recipient, supplier)
        speaker = f"{word(rng, 1).title()} {side.title()}son"
        quote = f"we {word(rng)} {word(rng)} {about} {word(rng)} {word(rng)}"
        text, evidence = added(text, quote)
        stance = rng.choice(list(Stance))
        said = Statement(speaker=speaker, side=(side,), about=(about,), stance=stance, direct=True, evidence=evidence)
        statements = (said,)
    return text, {"events": events, "statements": statements}


def added(text: str, sentence: str) -> tuple[str, Evidence]:
    start = len(text) + 1
    return f"{text} {sentence}", Evidence(quote=sentence, span=Span(start=start, end=start + len(sentence)))


def moved(found: Findings, ref: str, by: int) -> Findings:
    """The findings of a copy that stand so many characters further on."""

    def further(one: Any) -> Any:
        span = Span(start=one.evidence.span.start + by, end=one.evidence.span.end + by)
        return one.model_copy(update={"evidence": one.evidence.model_copy(update={"span": span})})

    return Findings(
        ref=ref,
        reader=found.reader,
        transfers=tuple(map(further, found.transfers)),
        events=tuple(map(further, found.events)),
        statements=tuple(map(further, found.statements)),
    )


def b_cubed(truth: dict[tuple[str, int], int], found: dict[tuple[str, int], str]) -> float:
    """B-cubed F1 of two groupings of the same items."""
    both = Counter((truth[x], found[x]) for x in truth)
    a, b = Counter(truth.values()), Counter(found.values())
    recall = sum(n * n / a[t] for (t, _), n in both.items()) / len(truth)
    precision = sum(n * n / b[f] for (_, f), n in both.items()) / len(truth)
    return 2 * precision * recall / (precision + recall)


def one(size: int) -> dict[str, float]:
    reports, findings, truth = make(size)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    began, busy = time.perf_counter(), time.process_time()
    picture = weigh(reports, findings)
    took, busy = time.perf_counter() - began, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    memory = Memory()
    weigh(reports[:-1], findings[:-1], memory=memory)
    more = time.process_time()
    again = weigh(reports, findings, memory=memory)
    more = time.process_time() - more
    assert again == picture
    found = {(r.report, r.index): d.id for d in picture.deals for r in d.findings}
    assert len(found) == len(truth)
    return {
        "transfers": len(truth),
        "findings": sum(len(f.transfers) + len(f.events) + len(f.statements) for f in findings),
        "reports": len(reports),
        "deals": len(picture.deals),
        "true deals": len(set(truth.values())),
        "events": len(picture.events),
        "positions": len(picture.positions),
        "families": len(picture.families),
        "seconds": round(took, 2),
        "CPU seconds": round(busy, 2),
        "MB before": round(before),
        "CPU seconds, one report more": round(more, 2),
        "MB peak": round(peak),
        "B3 F1": round(b_cubed(truth, found), 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    if args.one:
        print(json.dumps(one(args.one)))
        return
    rows = [
        json.loads(
            subprocess.run(
                [sys.executable, __file__, "--one", str(n)], check=True, capture_output=True, text=True
            ).stdout
        )
        for n in args.sizes
    ]
    growth = None
    if len(rows) > 1:
        x = [math.log(r["findings"]) for r in rows]
        y = [math.log(max(r["CPU seconds"], 1e-3)) for r in rows]
        mx, my = sum(x) / len(x), sum(y) / len(y)
        growth = round(sum((a - mx) * (b - my) for a, b in zip(x, y, strict=True)) / sum((a - mx) ** 2 for a in x), 3)
    if args.json:
        print(json.dumps({"rows": rows, "growth exponent": growth}))
    else:
        for row in rows:
            print(row)
        print(f"growth: CPU time ~ findings^{growth}")


if __name__ == "__main__":
    main()
