"""Mirror check: the register against a table that the user holds (SIPRI, UNROCA) or against another case.

What matches, what only one side has, and where the cells of a match disagree. A cell that one side leaves open, or that
is compatible at another precision, is no disagreement. Tables are given as text; nothing of them is kept.
"""

from __future__ import annotations

import csv
import functools
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from dragoman import knowledge
from dragoman.errors import InputRefused
from dragoman.model import Category, Deal, Interval, Noun, Picture, Status
from dragoman.weigh.deals import parse_interval, show_interval
from dragoman.weigh.diff import title
from dragoman.weigh.values import Relation, of_intervals
from dragoman.weigh.weapons import fold, of_weapons, profile


class Entry(Noun):
    """One deal of the other table."""

    row: int  # line of the table, from 1
    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    weapon: str
    description: str = ""
    category: Category = Category.OTHER
    order_year: Interval | None = None
    ordered: Interval | None = None
    delivered: Interval | None = None
    delivery_years: tuple[int, ...] = ()
    note: str = ""


class Cell(Noun):
    """One cell in which a match disagrees."""

    field: str
    here: str
    there: str


class Match(Noun):
    deal: str
    title: str
    entry: Entry
    why: str
    cells: tuple[Cell, ...] = ()


class Mirror(Noun):
    """What comparing two registers gives."""

    matches: tuple[Match, ...]
    only_here: tuple[str, ...]  # titles, with the deal's id
    only_there: tuple[Entry, ...]


# ---- reading tables ---------------------------------------------------------------------------------------------


def read_sipri(text: str, source: str = "SIPRI file") -> tuple[Entry, ...]:
    """Rows of SIPRI's download: deal by delivery year (a, also the older DealsAndTIVs) or trade register (b).

    :raises InputRefused: no header of either layout is in it.
    """
    rows, start = _table(text, ("recipient", "supplier"), ("buyer", "seller"), source)
    header = [_head(c) for c in rows[start]]
    if "sipri at database id" in header or "deal id" in header or "delivery year" in header:
        return _deal_years(rows[start + 1 :], header, start + 2)
    return _trade_register(rows[start + 1 :], header, start + 2)


def read_unroca(text: str, source: str = "UNROCA file") -> tuple[Entry, ...]:
    """Rows of a UNROCA table of exports or imports: category, states, number of items, description.

    :raises InputRefused: no such header is in it.
    """
    rows, start = _table(text, ("category", "number of items"), ("category", "description of item"), source)
    header = [_head(c) for c in rows[start]]
    importer = _column(header, "final importer state", "importer state", "importer", "to", "recipient")
    exporter = _column(header, "exporter state", "exporter", "reporting state", "from", "supplier")
    number = _column(header, "number of items", "number", "numbers")
    what = _column(header, "description of item", "description", "designation")
    year = _column(header, "year", "calendar year", "report year")
    comments = _column(header, "comments on the transfer", "comments", "remarks")
    out = []
    for n, row in enumerate(rows[start + 1 :], start + 2):
        cells = _Row(row)
        if not any(row):
            continue
        years = _years(cells[year])
        out.append(
            Entry(
                row=n,
                supplier=_actor(cells[exporter]),
                recipient=_actor(cells[importer]),
                weapon=cells[what] or cells[_column(header, "category")],
                description=cells[comments],
                category=_UNROCA.get(_roman(cells[_column(header, "category")]), Category.OTHER),
                delivered=_number(cells[number]),
                delivery_years=years,
            )
        )
    return tuple(out)


def of_picture(picture: Picture) -> tuple[Entry, ...]:
    """Another case's register as a table to compare with."""
    out = []
    for n, deal in enumerate(picture.deals, 1):
        years = sorted({int(d[:4]) for s in deal.steps if s.status is Status.DELIVERED for d in (s.when or ()) if d})
        out.append(
            Entry(
                row=n,
                supplier=deal.supplier,
                recipient=deal.recipient,
                weapon=deal.weapon,
                category=deal.category,
                order_year=_order_year(deal),
                ordered=deal.quantity,
                delivered=_delivered(deal),
                delivery_years=tuple(years),
                note=deal.id,
            )
        )
    return tuple(out)


class _Row:
    """Cells by column; a column that is not there is empty."""

    def __init__(self, cells: Sequence[str]) -> None:
        self.cells = cells

    def __getitem__(self, column: int | None) -> str:
        return self.cells[column].strip() if column is not None and 0 <= column < len(self.cells) else ""


def _table(text: str, *wanted: object) -> tuple[list[list[str]], int]:
    *headers, source = wanted
    lines = text.lstrip("\ufeff").splitlines()[:200_000]
    for delimiter in (",", ";", "\t"):
        try:
            rows = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter))
        except csv.Error:
            continue
        for n, row in enumerate(rows[:40]):
            cells = {_head(c) for c in row}
            known = any(all(any(w in c for c in cells) for w in h) for h in headers if isinstance(h, tuple))
            if known and len(row) >= 4:
                return rows, n
    names = " or ".join("/".join(h) for h in headers if isinstance(h, tuple))
    raise InputRefused(
        str(source), f"no header line with {names} in its first 40 lines; give the table as it was downloaded"
    )


def _head(cell: str) -> str:
    return " ".join(fold(cell).split())


def _column(header: Sequence[str], *names: str) -> int | None:
    for name in names:
        for n, cell in enumerate(header):
            if cell == name or (len(name) > 4 and cell.startswith(name)):
                return n
    return None


def _deal_years(rows: Sequence[Sequence[str]], header: Sequence[str], first: int) -> tuple[Entry, ...]:
    """Layout (a): one row a deal and delivery year; rows of one deal become one entry."""
    col = functools.partial(_column, header)
    deals: dict[str, list[tuple[int, _Row]]] = defaultdict(list)
    for n, row in enumerate(rows, first):
        if len(row) >= 4 and any(row):
            cells = _Row(row)
            deals[cells[col("sipri at database id", "deal id")] or f"line {n}"].append((n, cells))
    out = []
    for ident, members in deals.items():
        line, cells = members[0]
        numbers = [_number(c[col("numbers delivered", "number delivered")]) for _, c in members]
        known = [x.low for x in numbers if x is not None and x.low is not None]
        years = sorted({y for _, c in members for y in _years(c[col("delivery year")])})
        out.append(
            Entry(
                row=line,
                supplier=_actor(cells[col("supplier", "seller")]),
                recipient=_actor(cells[col("recipient", "buyer")]),
                weapon=cells[col("designation", "weapon designation")],
                description=cells[col("description")],
                category=_sipri_category(cells[col("armament category")], cells[col("description")]),
                order_year=_year(cells[col("order date", "order year")], cells[col("order date is estimate")]),
                delivered=Interval(low=sum(known), high=sum(known)) if known else None,
                delivery_years=tuple(years),
                note=ident,
            )
        )
    return tuple(out)


def _trade_register(rows: Sequence[Sequence[str]], header: Sequence[str], first: int) -> tuple[Entry, ...]:
    """Layout (b): a '?' in the nameless column marks the value to its left; the recipient stands once for many rows."""
    col = functools.partial(_column, header)
    recipient, out = "", []
    for n, row in enumerate(rows, first):
        if len(row) < 4 or not any(c.strip() for c in row):
            continue
        cells = _Row(row)
        recipient = cells[col("recipient")] or recipient
        order, ordered, delivered = (
            col("year of order", "year(s) of order"),
            col("number ordered"),
            col("number delivered"),
        )
        weapon = cells[col("weapon designation")]
        if not weapon:
            continue
        out.append(
            Entry(
                row=n,
                supplier=_actor(cells[col("supplier")]),
                recipient=_actor(recipient),
                weapon=weapon,
                description=cells[col("weapon description")],
                category=_sipri_category("", cells[col("weapon description")]),
                order_year=_year(cells[order], _mark(cells, order)),
                ordered=_number(cells[ordered]),
                delivered=_number(cells[delivered]),
                delivery_years=_years(cells[col("year(s) of delivery", "years of delivery")]),
                note=cells[col("comments")],
            )
        )
    return tuple(out)


def _mark(cells: _Row, column: int | None) -> str:
    return cells[column + 1] if column is not None else ""


def _year(text: str, estimate: str) -> Interval | None:
    years = _years(text)
    if not years:
        return None
    loose = 1 if estimate.strip().casefold() in ("?", "yes", "x") else 0
    return Interval(low=years[0] - loose, high=years[-1] + loose)


def _years(text: str) -> tuple[int, ...]:
    return tuple(sorted({int(y) for y in re.findall(r"\b(?:19|20)\d\d\b", text)}))


def _number(text: str) -> Interval | None:
    digits = re.sub(r"[^\d]", "", text.split(".")[0])
    return Interval(low=int(digits), high=int(digits)) if digits and len(digits) < 12 else None


@functools.lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    out: dict[str, str] = {}
    for code, state in knowledge.load().states.items():
        for name in (code, state.name, *state.names):
            out.setdefault(fold(name), code)
    return out


def _actor(name: str) -> tuple[str, ...]:
    """A table's name of a party as our code; unknown parties stay open; rebels ('*') and bodies ('**') by name."""
    name = name.replace("*", "").strip()
    if not name or fold(name).startswith("unknown"):
        return ()
    found = _names().get(fold(name))
    if found is None:
        found = _names().get(fold(re.sub(r"\s*\([^)]*\)", "", name)))
    return (found or name,)


_SIPRI = {
    "aircraft": Category.AIRCRAFT,
    "air defence systems": Category.AIR_DEFENCE,
    "air-defence systems": Category.AIR_DEFENCE,
    "armoured vehicles": Category.ARMOUR,
    "artillery": Category.ARTILLERY,
    "engines": Category.ENGINE,
    "missiles": Category.MISSILE,
    "naval weapons": Category.OTHER,
    "satellites": Category.SENSOR,
    "sensors": Category.SENSOR,
    "ships": Category.SHIP,
    "other": Category.OTHER,
}
_WORDS = (
    ("helicopter", Category.HELICOPTER),
    ("uav", Category.UAV),
    ("unmanned", Category.UAV),
    ("sam system", Category.AIR_DEFENCE),
    ("aa ", Category.AIR_DEFENCE),
    ("sam", Category.MISSILE),
    ("missile", Category.MISSILE),
    ("guided bomb", Category.MISSILE),
    ("tank", Category.ARMOUR),
    ("apc", Category.ARMOUR),
    ("ifv", Category.ARMOUR),
    ("apv", Category.ARMOUR),
    ("armoured", Category.ARMOUR),
    ("gun", Category.ARTILLERY),
    ("mrl", Category.ARTILLERY),
    ("mortar", Category.ARTILLERY),
    ("howitzer", Category.ARTILLERY),
    ("frigate", Category.SHIP),
    ("corvette", Category.SHIP),
    ("submarine", Category.SHIP),
    ("patrol craft", Category.SHIP),
    ("landing", Category.SHIP),
    ("ship", Category.SHIP),
    ("opv", Category.SHIP),
    ("radar", Category.SENSOR),
    ("sonar", Category.SENSOR),
    ("engine", Category.ENGINE),
    ("turbo", Category.ENGINE),
    ("aircraft", Category.AIRCRAFT),
)
_UNROCA = {
    "i": Category.ARMOUR,
    "ii": Category.ARMOUR,
    "iii": Category.ARTILLERY,
    "iv": Category.AIRCRAFT,
    "v": Category.HELICOPTER,
    "vi": Category.SHIP,
    "vii": Category.MISSILE,
    "viii": Category.SMALL_ARMS,
}


def _roman(text: str) -> str:
    found = re.match(r"\s*(viii|vii|vi|iv|v|iii|ii|i)\b", text.casefold())
    return found.group(1) if found else ""


def _sipri_category(group: str, description: str) -> Category:
    words = fold(description)
    for word, category in _WORDS:
        if word in words:
            return category
    return _SIPRI.get(fold(group).strip(), Category.AIRCRAFT if "aircraft" in words else Category.OTHER)


# ---- comparing --------------------------------------------------------------------------------------------------


def compare(deals: Sequence[Deal], entries: Sequence[Entry]) -> Mirror:
    """Match deals and entries one to one by parties, weapon and time, best first."""
    by_party: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, entry in enumerate(entries):
        for r in entry.recipient or ("",):
            for s in entry.supplier or ("",):
                by_party[s, r].append(n)
    ranked: list[tuple[int, str, int, str]] = []
    places = {deal.id: deal for deal in deals}
    for deal in deals:
        options = {n for s in (*deal.supplier, "") for r in (*deal.recipient, "") for n in by_party.get((s, r), ())}
        for n in sorted(options):
            score, why = _score(deal, entries[n])
            if score > 0:
                ranked.append((score, deal.id, n, why))
    ranked.sort(key=lambda x: (-x[0], x[1], x[2]))
    used: set[str] = set()
    taken: set[int] = set()
    matches = []
    for _, ident, n, why in ranked:
        if ident in used or n in taken:
            continue
        used.add(ident)
        taken.add(n)
        deal = places[ident]
        matches.append(
            Match(deal=ident, title=title(deal), entry=entries[n], why=why, cells=tuple(_cells(deal, entries[n])))
        )
    return Mirror(
        matches=tuple(sorted(matches, key=lambda m: (m.title, m.deal))),
        only_here=tuple(f"{title(d)} ({d.status}, {d.id})" for d in deals if d.id not in used),
        only_there=tuple(e for n, e in enumerate(entries) if n not in taken),
    )


def _score(deal: Deal, entry: Entry) -> tuple[int, str]:
    """How well a deal and an entry fit, 0 for not at all, and why."""
    relation = of_weapons(profile(deal.weapon, deal.category), profile(entry.weapon, entry.category))
    same_kind = deal.category == entry.category and profile(deal.weapon, deal.category).kind_only
    if relation is Relation.CLASH and not same_kind:
        return 0, ""
    score, why = (6, ["same weapon"]) if relation is Relation.SAME else (4, ["weapon at another precision"])
    year, order = _order_year(deal), entry.order_year
    if year and order:
        near = of_intervals(_widened(year), order) is not Relation.CLASH
        if not near and entry.delivery_years and deal.status is not Status.DELIVERED:
            return 0, ""
        score += 3 if near else -2
        why += ["same year of order"] if near else []
    if of_intervals(deal.quantity, entry.ordered) in (Relation.SAME, Relation.WITHIN):
        score += 2
        why.append("same number")
    if not deal.supplier or not entry.supplier or not deal.recipient or not entry.recipient:
        if why == ["weapon at another precision"]:
            return 0, ""  # nothing but a kind and one party: as good as any other line
        score -= 2
        why.append("one party open")
    return score, "; ".join(why)


def _widened(year: Interval) -> Interval:
    return Interval(low=None if year.low is None else year.low - 1, high=None if year.high is None else year.high + 1)


def _order_year(deal: Deal) -> Interval | None:
    """Years in which the deal was ordered, by its life line."""
    days = [d for s in deal.steps if s.status is Status.ORDERED and s.when for d in s.when if d]
    years = sorted({int(d[:4]) for d in days})
    return Interval(low=years[0], high=years[-1]) if years else None


def _delivered(deal: Deal) -> Interval | None:
    attribute = next((a for a in deal.attributes if a.field == "delivered"), None)
    if attribute is None:
        return None
    return parse_interval(attribute.best) if attribute.best else Interval(low=attribute.low, high=attribute.high)


def _cells(deal: Deal, entry: Entry) -> Iterable[Cell]:
    pairs = (
        ("number ordered", deal.quantity, entry.ordered),
        ("number delivered", _delivered(deal), entry.delivered),
        ("year of order", _order_year(deal), entry.order_year),
    )
    for name, here, there in pairs:
        if here and there and of_intervals(here, there) is Relation.CLASH:
            yield Cell(field=name, here=show_interval(here), there=show_interval(there))
    years = {int(d[:4]) for s in deal.steps if s.status is Status.DELIVERED and s.when for d in s.when if d}
    if years and entry.delivery_years and not years & set(entry.delivery_years):
        yield Cell(
            field="years of delivery",
            here="; ".join(map(str, sorted(years))),
            there="; ".join(map(str, entry.delivery_years)),
        )
    if deal.status is Status.DELIVERED and entry.ordered and not entry.delivered and not entry.delivery_years:
        yield Cell(field="status", here="delivered", there="no delivery found")
