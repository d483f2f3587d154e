"""From the items of one cluster to a :class:`~dragoman.model.Deal`: life line, attributes and claims, grade."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from dragoman.model import Attribute, Claim, Deal, Discrepancy, FindingRef, Interval, Mode, Money, Status, Step, When
from dragoman.weigh import grades
from dragoman.weigh.fits import Cluster
from dragoman.weigh.items import PROGRESS, RANK, STOPPED, Item, digest
from dragoman.weigh.values import Relation, of_actors, of_days, of_intervals, of_money
from dragoman.weigh.weapons import of_weapons

T = TypeVar("T")


_MORE = re.compile(r"(?<=\d)s\b(?!-)|(?<=\d[A-Z])s\b(?!-)")  # the plural of a designation that ends in a figure


def build(cluster: Cluster, letters: Mapping[str, str]) -> Deal:
    """One deal from its items.

    :param letters: Admiralty reliability of each family.
    """
    items = sorted(cluster.items, key=lambda i: i.order)
    live = [i for i in items if not i.transfer.denied] or items
    status = furthest(items)
    attributes = _attributes(items, live, letters)
    by_field = {a.field: a for a in attributes}
    families = tuple(sorted({i.family for i in items}))
    credibility, credible = _credibility(items, status, letters)
    letter = grades.best_letter(tuple(families), letters)
    weapon = _finest(live)
    return Deal(
        id=deal_id(items),
        supplier=_side(live, "supplier"),
        recipient=_side(live, "recipient"),
        weapon=_one(weapon.transfer.weapon),
        category=_most(live, lambda i: i.transfer.category, weapon.transfer.category),
        status=status,
        mode=_mode(live),
        quantity=_number(by_field.get("quantity")),
        value=_money(live, by_field.get("value")),
        when=_when(items, status),
        denied=any(i.transfer.denied for i in items),
        steps=_steps(items),
        attributes=attributes,
        findings=tuple(sorted((r for i in items for r in i.refs), key=_ref_key)),
        reports=tuple(sorted({r.report for i in items for r in i.refs})),
        families=families,
        grade=f"{letter}{credibility}",
        grade_reason=f"source {letter}: best of {len(families)} independent; claim {credibility}: {credible}",
        why_joined=tuple(sorted(cluster.why)),
        review=_review(items),
    )


def contested(deal: Deal, found: Sequence[Discrepancy]) -> Deal:
    """The deal with its discrepancies named, and the attributes that they contest marked."""
    if not found:
        return deal
    kinds = {d.kind for d in found}
    return deal.model_copy(
        update={
            "discrepancies": tuple(d.id for d in found),
            "attributes": tuple(
                a.model_copy(update={"contested": True}) if _KIND.get(a.field.split()[0], a.field) in kinds else a
                for a in deal.attributes
            ),
        }
    )


_KIND = {"delivered": "quantity"}


def deal_id(items: Sequence[Item]) -> str:
    """Id from the earliest telling; copies of it and later sources leave it as it is."""
    first = min(items, key=lambda i: i.order)
    return "d" + digest(first.published, first.key, size=6)


def _ref_key(ref: FindingRef) -> tuple[str, str, int]:
    return ref.report, ref.kind, ref.index


def _review(items: Sequence[Item]) -> str:
    marks = {i.reviewed for i in items}
    return next((m for m in ("corrected", "accepted", "added") if m in marks), "")


# ---- status -----------------------------------------------------------------------------------------------------


def furthest(items: Sequence[Item]) -> Status:
    """The status that the deal has reached: the furthest step told as true, or the stop that came after it.

    A step counts by its own words only: what is announced is never delivered. A denied step counts only where
    nothing else is told.
    """
    live = [i for i in items if not i.transfer.denied] or list(items)
    going = [i for i in live if i.transfer.status in RANK]
    stops = [i for i in live if i.transfer.status in STOPPED]
    top = max(going, key=lambda i: (RANK[i.transfer.status], i.order), default=None)
    last_stop = max(stops, key=lambda i: (i.date or "", i.order), default=None)
    if top is None:
        return last_stop.transfer.status if last_stop else Status.CONSIDERED
    if last_stop is not None and top.transfer.status is not Status.DELIVERED:
        latest = max((i.date or "" for i in going if RANK[i.transfer.status] >= RANK[Status.APPROVED]), default="")
        if (last_stop.date or "") >= latest:
            return last_stop.transfer.status
    return top.transfer.status


def _steps(items: Sequence[Item]) -> tuple[Step, ...]:
    """The life line: one step a status, date and number; tellings that agree share a step."""
    steps: list[list[Item]] = []
    for item in sorted(items, key=lambda i: (_line_place(i), i.order)):
        home = next((s for s in steps if all(_one_step(item, other) for other in s)), None)
        if home is None:
            steps.append([item])
        else:
            home.append(item)
    out = []
    for members in steps:
        t = members[0].transfer
        out.append(
            Step(
                status=t.status,
                when=_narrowest([m.transfer.when for m in members]),
                quantity=_narrow_number([m.transfer.quantity for m in members]),
                denied=t.denied,
                findings=tuple(sorted((r for m in members for r in m.refs), key=_ref_key)),
                families=tuple(sorted({m.family for m in members})),
            )
        )
    return tuple(out)


def _line_place(item: Item) -> tuple[str, int]:
    status = item.transfer.status
    return item.date or "9999", RANK.get(status, len(PROGRESS))


def _one_step(a: Item, b: Item) -> bool:
    s, t = a.transfer, b.transfer
    return (
        s.status == t.status
        and s.denied == t.denied
        and of_intervals(s.quantity, t.quantity) is not Relation.CLASH
        and of_days(s.when, t.when) is not Relation.CLASH
    )


def _narrowest(spans: Sequence[When | None]) -> When | None:
    told = [s for s in spans if s is not None]
    return min(told, key=lambda s: (s[0] is None, s[1] is None, _length(s), s[0] or "", s[1] or ""), default=None)


def _length(span: When) -> int:
    from dragoman.weigh.values import day

    return (day(span[1]) - day(span[0])).days if span[0] and span[1] else 10**6


def _narrow_number(numbers: Sequence[Interval | None]) -> Interval | None:
    told = [n for n in numbers if n is not None]
    return min(
        told, key=lambda n: (n.low is None or n.high is None, (n.high or 0) - (n.low or 0), n.low or 0), default=None
    )


# ---- attributes -------------------------------------------------------------------------------------------------


def show_interval(number: Interval) -> str:
    """'12', '2000 or more', 'up to 50', '12-15'."""
    if number.low == number.high:
        return str(number.low)
    if number.high is None:
        return f"{number.low} or more"
    return f"up to {number.high}" if number.low is None else f"{number.low}-{number.high}"


def show_money(money: Money) -> str:
    """'USD 3000000000', with the bounds of :func:`show_interval`."""
    return f"{money.currency} {show_interval(Interval(low=money.low, high=money.high))}"


def show_when(when: When) -> str:
    """A span of days as EDTF: '2023-07', '2023', '../2028-12-31', '2020-01-01/..'."""
    first, last = when
    if first and last:
        if first == last:
            return first
        if first[:4] == last[:4] and first.endswith("-01-01") and last.endswith("-12-31"):
            return first[:4]
        if first[:7] == last[:7] and first.endswith("-01") and int(last[8:10] or 0) >= 28:
            return first[:7]
    return f"{first or '..'}/{last or '..'}"


def _attributes(items: Sequence[Item], live: Sequence[Item], letters: Mapping[str, str]) -> tuple[Attribute, ...]:
    out: list[Attribute] = []

    def add(
        name: str, members: Sequence[Item], show: Callable[[Item], str | None], agree: Callable[[Item, Item], bool]
    ) -> None:
        made = _attribute(name, members, show, agree, letters)
        if made is not None:
            out.append(made)

    add(
        "supplier",
        live,
        lambda i: ", ".join(sorted(i.transfer.supplier)) or None,
        lambda a, b: of_actors(a.transfer.supplier, b.transfer.supplier) is not Relation.CLASH,
    )
    add(
        "recipient",
        live,
        lambda i: ", ".join(sorted(i.transfer.recipient)) or None,
        lambda a, b: of_actors(a.transfer.recipient, b.transfer.recipient) is not Relation.CLASH,
    )
    add(
        "weapon",
        live,
        lambda i: _one(i.transfer.weapon),
        lambda a, b: of_weapons(a.profile, b.profile) is not Relation.CLASH,
    )
    whole = [i for i in live if i.transfer.status in RANK and i.transfer.status is not Status.DELIVERED]
    lots = [i for i in live if i.transfer.status is Status.DELIVERED]
    numbers = [i for i in whole if i.transfer.quantity] or [i for i in live if i.transfer.quantity]
    add(
        "quantity",
        numbers,
        lambda i: show_interval(i.transfer.quantity) if i.transfer.quantity else None,
        lambda a, b: of_intervals(a.transfer.quantity, b.transfer.quantity) is not Relation.CLASH,
    )
    delivered = _delivered(lots, letters)
    if delivered is not None:
        out.append(delivered)
    add(
        "value",
        [i for i in live if i.transfer.value],
        lambda i: show_money(i.transfer.value) if i.transfer.value else None,
        lambda a, b: of_money(a.transfer.value, b.transfer.value) is not Relation.CLASH,
    )
    add(
        "mode",
        [i for i in live if i.transfer.mode],
        lambda i: str(i.transfer.mode),
        lambda a, b: a.transfer.mode == b.transfer.mode,
    )
    add(
        "status",
        items,
        lambda i: ("denied: " if i.transfer.denied else "") + i.transfer.status,
        lambda a, b: a.transfer.denied == b.transfer.denied and a.transfer.status == b.transfer.status,
    )
    for status in (*PROGRESS, *sorted(STOPPED)):
        add(
            f"when {status}",
            [i for i in live if i.transfer.status == status and i.transfer.when],
            lambda i: show_when(i.transfer.when) if i.transfer.when else None,
            lambda a, b: of_days(a.transfer.when, b.transfer.when) is not Relation.CLASH,
        )
    return tuple(out)  # fmt: skip


def _attribute(
    name: str,
    items: Sequence[Item],
    show: Callable[[Item], str | None],
    agree: Callable[[Item, Item], bool],
    letters: Mapping[str, str],
) -> Attribute | None:
    """All claims of one attribute, and the best of them only where the evidence carries it."""
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        printed = show(item)
        if printed:
            groups[printed].append(item)
    if not groups:
        return None
    names = sorted(groups, key=lambda n: (-len({i.family for i in groups[n]}), n))
    claims = tuple(_claim(n, groups[n]) for n in names)
    agreeing = [
        frozenset(i.family for m in names if m == n or agree(groups[n][0], groups[m][0]) for i in groups[m])
        for n in names
    ]
    order = sorted(
        range(len(names)), key=lambda k: (-len(agreeing[k]), _vagueness(name, groups[names[k]][0]), names[k])
    )
    best = order[0]
    # A tie between claims that exclude each other is left open.
    tied = [
        k
        for k in order[1:]
        if len(agreeing[k]) == len(agreeing[best]) and not agree(groups[names[best]][0], groups[names[k]][0])
    ]
    if name == "status":
        tied = []
    sources = [agreeing[best], *(frozenset(i.family for i in groups[names[k]]) for k in range(len(names))
               if k != best and not agree(groups[names[best]][0], groups[names[k]][0]))]  # fmt: skip
    credibility, reason = grades.of_claims(sources, 0, letters) if name != "status" else (6, "steps of one life line")
    low, high = _bounds(name, [g[0] for g in groups.values()])
    return Attribute(
        field=name,
        claims=claims,
        best=None if tied else names[best],
        low=low,
        high=high,
        estimate=bool(low is not None and high is not None and low != high)
        or _vagueness(name, groups[names[best]][0]) > 0,
        credibility=credibility,
        reason=reason,
    )


def _claim(value: str, items: Sequence[Item]) -> Claim:
    refs = sorted((r for i in items for r in i.refs), key=_ref_key)
    return Claim(
        value=value,
        findings=tuple(refs),
        reports=tuple(sorted({r.report for r in refs})),
        families=tuple(sorted({i.family for i in items})),
    )


def _vagueness(name: str, item: Item) -> int:
    """0 for an exact value; larger the vaguer. Of claims that agree the exact one is the best."""
    t = item.transfer
    if name in ("quantity", "delivered") and t.quantity:
        return int(t.quantity.low is None) + int(t.quantity.high is None) + int(t.quantity.low != t.quantity.high)
    if name == "value" and t.value:
        return int(t.value.low is None) + int(t.value.high is None) + int(t.value.low != t.value.high)
    if name.startswith("when") and t.when:
        return _length(t.when)
    if name == "weapon":
        return 10 - min(9, len(item.profile.tokens)) if not item.profile.kind_only else 100
    return 0


def _bounds(name: str, items: Sequence[Item]) -> tuple[int | None, int | None]:
    values: list[Interval | Money] = []
    for i in items:
        value = (
            i.transfer.quantity if name in ("quantity", "delivered") else i.transfer.value if name == "value" else None
        )
        if value is not None:
            values.append(value)
    if not values or (name == "value" and len({v.currency for v in values if isinstance(v, Money)}) > 1):
        return None, None
    exact = [v for v in values if v.low is not None and v.high is not None]
    if exact:
        return min(v.low for v in exact if v.low is not None), max(v.high for v in exact if v.high is not None)
    lows = [v.low for v in values if v.low is not None]
    highs = [v.high for v in values if v.high is not None]
    return (max(lows) if lows else None), (min(highs) if highs else None)


def _delivered(lots: Sequence[Item], letters: Mapping[str, str]) -> Attribute | None:
    """Numbers delivered; lots told with days that do not touch add up."""
    told = [i for i in lots if i.transfer.quantity and (i.transfer.quantity.low or i.transfer.quantity.high)]
    made = _attribute(
        "delivered", told, lambda i: show_interval(i.transfer.quantity) if i.transfer.quantity else None,
        lambda a, b: of_intervals(a.transfer.quantity, b.transfer.quantity) is not Relation.CLASH
        or of_days(a.transfer.when, b.transfer.when) is Relation.CLASH, letters,
    )  # fmt: skip
    if made is None:
        return None
    dated: list[list[Item]] = []
    for item in sorted(told, key=lambda i: i.order):
        home = next(
            (d for d in dated if any(of_days(item.transfer.when, o.transfer.when) is not Relation.CLASH for o in d)),
            None,
        )
        if home is None:
            dated.append([item])
        else:
            home.append(item)
    if len(dated) < 2:
        return made
    lows = [max((i.transfer.quantity.low or 0) for i in lot if i.transfer.quantity) for lot in dated]
    return made.model_copy(
        update={
            "best": str(sum(lows)), "low": max(lows), "high": sum(lows), "estimate": True,
            "reason": f"{made.reason}; {len(dated)} lots with own dates added up ({' + '.join(map(str, lows))})",
        }
    )  # fmt: skip


# ---- single fields ----------------------------------------------------------------------------------------------


def _side(items: Sequence[Item], name: str) -> tuple[str, ...]:
    """The actors of a side that most independent sources name, the fuller telling first."""
    votes: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for item in items:
        side = tuple(getattr(item.transfer, name))
        if side:
            votes[side].add(item.family)
    if not votes:
        return ()
    return min(votes, key=lambda s: (-len(votes[s]), -len(s), s))


def _one(weapon: str) -> str:
    """A designation as of one piece: 'F-16s' as 'F-16', 'TB2s' as 'TB2'; words stay as told."""
    return _MORE.sub("", weapon)


def _finest(items: Sequence[Item]) -> Item:
    """The item with the most exact weapon name that most sources bear."""
    votes: dict[str, set[str]] = defaultdict(set)
    for item in items:
        votes[item.profile.name].add(item.family)
    return min(
        items,
        key=lambda i: (
            i.profile.kind_only,
            -len(i.profile.tokens),
            -len(votes[i.profile.name]),
            i.profile.name,
            -len(_one(i.transfer.weapon)),
            i.order,
        ),
    )


def _most(items: Sequence[Item], get: Callable[[Item], T], default: T) -> T:
    votes: dict[T, set[str]] = defaultdict(set)
    for item in items:
        votes[get(item)].add(item.family)
    return min(votes, key=lambda v: (-len(votes[v]), v != default, str(v)), default=default)


def _mode(items: Sequence[Item]) -> Mode | None:
    told = [i for i in items if i.transfer.mode is not None]
    return _most(told, lambda i: i.transfer.mode, None) if told else None


def _number(attribute: Attribute | None) -> Interval | None:
    if attribute is None:
        return None
    if attribute.best is None:
        return Interval(low=attribute.low, high=attribute.high)
    return parse_interval(attribute.best)


def parse_interval(text: str) -> Interval:
    """The reverse of :func:`show_interval`."""
    if text.startswith("up to "):
        return Interval(low=None, high=int(text[6:]))
    if text.endswith(" or more"):
        return Interval(low=int(text[:-8]), high=None)
    first, _, last = text.partition("-")
    return Interval(low=int(first), high=int(last or first))


def _money(items: Sequence[Item], attribute: Attribute | None) -> Money | None:
    if attribute is None or attribute.best is None:
        return None
    return next(
        (i.transfer.value for i in items if i.transfer.value and show_money(i.transfer.value) == attribute.best), None
    )


def _when(items: Sequence[Item], status: Status) -> When | None:
    return _narrowest([i.transfer.when for i in items if i.transfer.status == status])


def _credibility(items: Sequence[Item], status: Status, letters: Mapping[str, str]) -> tuple[int, str]:
    """Credibility of the deal as such: who tells of it at all, and who denies it."""
    told = frozenset(i.family for i in items if not i.transfer.denied)
    denied = frozenset(i.family for i in items if i.transfer.denied) - told
    if not told:
        return 5, "told only as denied"
    return grades.of_claims([told, denied], 0, letters)
