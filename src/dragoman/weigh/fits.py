"""Whether findings can be one deal, how well they fit, and why two that could be are not."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model import Interval, Mode, Status, Transfer
from dragoman.weigh.items import RANK, STOPPED, Item
from dragoman.weigh.values import Relation, day, of_actors, of_days, of_intervals, of_money
from dragoman.weigh.weapons import of_weapons

FOLLOW_ON_DAYS = 200  # two orders with own dates further apart than this are two deals
MONTHS_APART = 120  # different numbers at one stage this far apart tell of two deals, nearer of a contradiction
NEW_ROUND_DAYS = 500  # talk of buying this long after a delivery or an order is a new deal
LONG_SILENCE = 800  # an early step this long after all else is the first of a new deal

FIRM = frozenset({Status.APPROVED, Status.ORDERED})


@dataclass(frozen=True, slots=True)
class Cluster:
    """Items of one deal, and why each joined."""

    items: tuple[Item, ...] = ()
    why: tuple[str, ...] = ()

    def joined(self, item: Item) -> Cluster:
        """The cluster with one item more."""
        return Cluster((*self.items, item), (*self.why, why(item, self.items[0])))

    @property
    def families(self) -> frozenset[str]:
        return frozenset(i.family for i in self.items)


def may(item: Item, cluster: Cluster) -> bool:
    return not any(apart(item, other) for other in cluster.items) and not new_round(item, cluster)


def weapon_fits(item: Item, cluster: Cluster) -> bool:
    return all(of_weapons(item.profile, other.profile) is not Relation.CLASH for other in cluster.items)


def apart(a: Item, b: Item) -> str | None:
    """Why two items that could be one deal are two, or None."""
    if of_actors(a.supplier, b.supplier) is Relation.CLASH or of_actors(a.recipient, b.recipient) is Relation.CLASH:
        return "other parties"
    return apart_otherwise(a, b)


def apart_otherwise(a: Item, b: Item) -> str | None:
    """The same whatever the parties are."""
    s, t = a.transfer, b.transfer
    if s.mode and t.mode and {s.mode, t.mode} in ({Mode.DONATION, Mode.SALE}, {Mode.CO_PRODUCTION, Mode.DONATION}):
        return "one is a gift, the other a sale"
    for one, other in ((s, t), (t, s)):
        if (
            one.mode is Mode.CO_PRODUCTION
            and other.mode is not Mode.CO_PRODUCTION
            and one.status not in STOPPED
            and other.status in STOPPED
        ):
            return "a plan to build together, and a purchase that was dropped"
    gap = days_between(a.date, b.date)
    told = days_between(a.seen, b.seen)
    number = of_intervals(s.quantity, t.quantity)
    inside = a.refs[0].report == b.refs[0].report
    if (a.profile.vague or b.profile.vague) and gap > NEW_ROUND_DAYS:
        return "arms in general, told of other years"
    if inside and {s.status, t.status} == {Status.DELIVERED, Status.REFUSED} and s.denied == t.denied:
        return "one report tells of goods that came and of goods that were refused"
    own = number in (Relation.CLASH, Relation.WITHIN)
    if inside and s.status == t.status and own and a.profile.name != b.profile.name:
        return "two goods with own numbers in one report"
    if s.status in FIRM and t.status in FIRM and s.status == t.status:
        far = s.when and t.when and of_days(s.when, t.when) is Relation.CLASH and gap > FOLLOW_ON_DAYS
        if far and (inside or not _one_undated_order(s, t)):
            return "two orders with own dates"
        if number is Relation.CLASH and (inside or told > MONTHS_APART):
            return "two orders with own numbers"
        if gap > NEW_ROUND_DAYS and (not s.when or not t.when) and of_money(s.value, t.value) is Relation.CLASH:
            return "two orders with own prices"
    early, late = (a, b) if (a.date or "") <= (b.date or "") else (b, a)
    e, m = early.transfer.status, late.transfer.status
    if gap > NEW_ROUND_DAYS and e in (Status.DELIVERED, Status.ORDERED) and RANK.get(m, 9) < RANK[Status.APPROVED]:
        return "talks that begin anew after an earlier deal"
    if (
        number is Relation.CLASH
        and gap > NEW_ROUND_DAYS
        and not (s.status is Status.DELIVERED or t.status is Status.DELIVERED)
    ):
        return "other numbers in another year"
    if inside and number is Relation.CLASH and not {s.status, t.status} & {Status.DELIVERED, *STOPPED}:
        return "told apart by one report"
    return None


def _one_undated_order(s: Transfer, t: Transfer) -> bool:
    """Two bare years next to each other, no number or price on either side: one order whose year is contested."""
    years = [w[0][:4] for w in (s.when, t.when) if w and w[0] and w[1] and (w[0][5:], w[1][5:]) == ("01-01", "12-31")]
    figures = s.quantity or t.quantity or s.value or t.value
    return len(years) == 2 and abs(int(years[0]) - int(years[1])) == 1 and figures is None


def days_between(a: str | None, b: str | None) -> int:
    """Days between two days; 0 where one is not known."""
    return abs((day(a) - day(b)).days) if a and b else 0


def fit(item: Item, cluster: Cluster) -> tuple[int, int]:
    """How well an item fits a cluster: shared figures and nearness in time, then nearness alone."""
    score, nearest = 0, 9999
    for other in cluster.items[-60:]:
        gap = days_between(item.date, other.date) if item.date and other.date else 400
        here = 4 * (
            of_intervals(item.transfer.quantity, other.transfer.quantity) is Relation.SAME
            and telling(item.transfer.quantity)
        )
        here += 4 * (of_money(item.transfer.value, other.transfer.value) in (Relation.SAME, Relation.WITHIN))
        here += item.profile.name == other.profile.name
        here += 3 * (gap <= FOLLOW_ON_DAYS) + 2 * (gap <= NEW_ROUND_DAYS)
        score, nearest = max(score, here), min(nearest, gap)
    return score, -nearest


def new_round(item: Item, cluster: Cluster) -> bool:
    """True for an early step told long after all that is known of a deal, with no figure in common."""
    if RANK.get(item.transfer.status, 9) >= RANK[Status.DELIVERED] or not item.date or same_figures(item, cluster):
        return False
    if any(_one_undated_order(item.transfer, o.transfer) for o in cluster.items):
        return False
    dates = [o.date for o in cluster.items if o.date]
    return bool(dates) and min(days_between(item.date, d) for d in dates) > LONG_SILENCE


def telling(number: Interval | None) -> bool:
    return number is not None and number.low is not None and number.low > 1


def same_figures(item: Item, cluster: Cluster) -> bool:
    return any(
        (of_intervals(item.transfer.quantity, o.transfer.quantity) is Relation.SAME and telling(item.transfer.quantity))
        or of_money(item.transfer.value, o.transfer.value) in (Relation.SAME, Relation.WITHIN)
        for o in cluster.items
    )


def why(item: Item, other: Item) -> str:
    """The reason for a join, as one line: who joined whom and on what."""
    a, b = item.transfer, other.transfer
    parts = []
    parts.append(
        "same parties"
        if item.supplier == other.supplier and item.recipient == other.recipient
        else "parties agree as far as told"
    )
    relation = of_weapons(item.profile, other.profile)
    parts.append(
        f"same weapon ({a.weapon})"
        if relation is Relation.SAME
        else f"'{a.weapon}' and '{b.weapon}' at different precision"
    )
    if of_intervals(a.quantity, b.quantity) is Relation.SAME:
        parts.append("same number")
    if of_money(a.value, b.value) in (Relation.SAME, Relation.WITHIN):
        parts.append("same price")
    gap = days_between(item.date, other.date)
    if item.date and other.date:
        parts.append(f"{gap} days apart" if gap else "same day")
    if a.status != b.status:
        parts.append(f"{a.status} beside {b.status}")
    return (
        f"{item.refs[0].report}#{item.refs[0].index} with {other.refs[0].report}#{other.refs[0].index}: "
        + "; ".join(parts)
    )
