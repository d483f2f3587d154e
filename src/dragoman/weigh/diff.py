"""What changed in the register between two pictures: since a moment, or between two readers.

Deals are matched by the findings that they share, not by id, so that a deal which gained an earlier source is told as
changed and not as another one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dragoman import knowledge
from dragoman.model import Deal, Discrepancy, Noun, Picture
from dragoman.weigh.deals import show_interval, show_money, show_when


class Change(Noun):
    """One line of the difference."""

    # 'new deal' | 'gone deal' | 'changed' | 'merged' | 'split' | 'new discrepancy' | 'gone discrepancy' | 'settled'
    kind: str
    deal: str | None  # id in the later picture, else in the earlier one
    title: str  # 'Bayraktar TB2: Turkey to Kosovo'
    field: str = ""
    before: str = ""
    after: str = ""


def compare(before: Picture, after: Picture) -> tuple[Change, ...]:
    """Every change from one picture to the other, deals first, in the order of the register."""
    out: list[Change] = []
    pairs, gone, new, merged, split = _matched(before.deals, after.deals)
    for deal in new:
        out.append(Change(kind="new deal", deal=deal.id, title=title(deal), after=deal.status))
    for deal in gone:
        rejected = any(set(d.findings) & set(deal.findings) for d in after.rejected)
        out.append(
            Change(
                kind="gone deal", deal=deal.id, title=title(deal), before=deal.status,
                after="rejected by a reviewer" if rejected else "",
            )
        )  # fmt: skip
    for many, one in merged:
        out.append(Change(kind="merged", deal=one.id, title=title(one), before="; ".join(title(d) for d in many)))
    for one, many in split:
        out.append(Change(kind="split", deal=one.id, title=title(one), after="; ".join(title(d) for d in many)))
    for old, now in pairs:
        out += _fields(old, now)
    out += _discrepancies(before.discrepancies, after.discrepancies)
    out.sort(key=lambda c: (c.title, c.kind, c.field, c.before, c.after))
    return tuple(out)


def title(deal: Deal) -> str:
    """A deal in a few words."""
    return f"{deal.weapon}: {in_full(deal.supplier)} to {in_full(deal.recipient)}"


def in_full(actors: Sequence[str]) -> str:
    """A side with its states by name; '?' where none is told."""
    states = knowledge.load().states
    return ", ".join(states[a].name if a in states else a for a in actors) or "?"


def _matched(
    old: Sequence[Deal], new: Sequence[Deal]
) -> tuple[
    list[tuple[Deal, Deal]], list[Deal], list[Deal], list[tuple[list[Deal], Deal]], list[tuple[Deal, list[Deal]]]
]:
    by_report: dict[str, set[int]] = {}
    for n, deal in enumerate(new):
        for rid in deal.reports:
            by_report.setdefault(rid, set()).add(n)
    shared: Counter[tuple[int, int]] = Counter()
    for o, deal in enumerate(old):
        for n in {n for rid in deal.reports for n in by_report.get(rid, ())}:
            shared[o, n] = _likeness(deal, new[n])
    pairs: list[tuple[int, int]] = []
    used_old: set[int] = set()
    used_new: set[int] = set()
    for (o, n), weight in sorted(shared.items(), key=lambda x: (-x[1], x[0])):
        if weight > 0 and o not in used_old and n not in used_new:
            pairs.append((o, n))
            used_old.add(o)
            used_new.add(n)
    into = {n: o for o, n in pairs}
    merged, split = [], []
    lost, made = set(range(len(old))) - used_old, set(range(len(new))) - used_new
    for n, o in into.items():
        swallowed = sorted(x for x in lost if shared[x, n] > 0 and _within(old[x], new[n]))
        if swallowed:
            merged.append(([old[o], *(old[x] for x in swallowed)], new[n]))
            lost -= set(swallowed)
        parts = sorted(x for x in made if shared[o, x] > 0 and _within(new[x], old[o]))
        if parts:
            split.append((old[o], [new[n], *(new[x] for x in parts)]))
            made -= set(parts)
    return (
        [(old[o], new[n]) for o, n in pairs],
        [old[o] for o in sorted(lost)],
        [new[n] for n in sorted(made)],
        merged,
        split,
    )


def _likeness(a: Deal, b: Deal) -> int:
    """Shared reports and like fields; 0 where the two cannot be one deal."""
    if a.category != b.category and a.weapon != b.weapon:
        return 0
    if not set(a.recipient) & set(b.recipient) and not set(a.supplier) & set(b.supplier):
        return 0
    same = (a.weapon == b.weapon) + (a.supplier == b.supplier) + (a.recipient == b.recipient) + (a.id == b.id) * 3
    return 4 * len(set(a.reports) & set(b.reports)) + same


def _within(part: Deal, whole: Deal) -> bool:
    return set(part.findings) <= set(whole.findings) or set(part.reports) <= set(whole.reports)


def _fields(old: Deal, now: Deal) -> list[Change]:
    out = []
    for name, show in (
        ("supplier", lambda d: ", ".join(d.supplier)),
        ("recipient", lambda d: ", ".join(d.recipient)),
        ("weapon", lambda d: d.weapon),
        ("category", lambda d: str(d.category)),
        ("status", lambda d: str(d.status)),
        ("mode", lambda d: str(d.mode or "")),
        ("quantity", lambda d: show_interval(d.quantity) if d.quantity else ""),
        ("value", lambda d: show_money(d.value) if d.value else ""),
        ("when", lambda d: show_when(d.when) if d.when else ""),
        ("denied", lambda d: "denied" if d.denied else ""),
        ("grade", lambda d: d.grade),
        ("review", lambda d: d.review),
        ("independent sources", lambda d: str(len(d.families))),
        ("reports", lambda d: str(len(d.reports))),
    ):
        before, after = show(old), show(now)
        if before != after:
            out.append(Change(kind="changed", deal=now.id, title=title(now), field=name, before=before, after=after))
    return out


def _discrepancies(old: Sequence[Discrepancy], now: Sequence[Discrepancy]) -> list[Change]:
    def key(d: Discrepancy) -> tuple[object, ...]:
        return d.kind, tuple(sorted({s.value for s in d.sides})), tuple(sorted({s.report or "" for s in d.sides}))

    def words(d: Discrepancy) -> str:
        return " | ".join(dict.fromkeys(s.value for s in d.sides))

    before, after = {key(d): d for d in old}, {key(d): d for d in now}
    out = [
        Change(kind="new discrepancy", deal=d.deal, title=d.explanation, field=d.kind, after=words(d))
        for k, d in after.items()
        if k not in before
    ]
    out += [
        Change(kind="gone discrepancy", deal=d.deal, title=d.explanation, field=d.kind, before=words(d))
        for k, d in before.items()
        if k not in after
    ]
    out += [
        Change(kind="settled", deal=d.deal, title=d.explanation, field=d.kind, before=words(d), after=d.settled)
        for k, d in after.items()
        if d.settled and k in before and before[k].settled != d.settled
    ]
    return out
