"""Pictures as SVG, and as files of their own. Shapes and words tell everything; colour is never needed.

Each has the same numbers behind it as rows: :func:`pairs_of` and :func:`years_of`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from importlib import resources
from urllib.parse import urlencode

from markupsafe import Markup, escape

from dragoman.tell import charts, safe, values
from dragoman.tell.rows import DealEvidence, RegisterRow, Row

SVG = '<svg class="{kind}" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="group" aria-label="{label}">'
YEARS = 24  # columns at most; earlier years fall into the first
ACTORS = 14  # on each side of the network


class Pair(Row):
    """Deals between one supplier and one recipient."""

    supplier: str
    recipient: str
    supplier_name: str
    recipient_name: str
    deals: int
    delivered: int


class Year(Row):
    """Deals whose date falls into one year."""

    year: int
    delivered: int
    other: int


def pairs_of(rows: Sequence[RegisterRow]) -> list[Pair]:
    """Who supplies whom, the most deals first. A deal with several suppliers or recipients counts for each pair."""
    deals, delivered = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for row in rows:
        for pair in {(a, b) for a in row.supplier for b in row.recipient}:
            deals[pair] += 1
            delivered[pair] += row.status == "delivered"
    return [
        Pair(
            supplier=a, recipient=b, supplier_name=values.actor(a), recipient_name=values.actor(b), deals=n,
            delivered=delivered[a, b],
        )
        for (a, b), n in sorted(deals.items(), key=lambda p: (-p[1], p[0]))
    ]  # fmt: skip


def years_of(rows: Sequence[RegisterRow]) -> list[Year]:
    """Deals by the year of their date, the earliest first; years without any are left out."""
    full, open_ = Counter[int](), Counter[int]()
    for row in rows:
        day = row.when_first or row.when_last
        if day and day[:4].isdecimal():
            (full if row.status == "delivered" else open_)[int(day[:4])] += 1
    return [Year(year=y, delivered=full[y], other=open_[y]) for y in sorted({*full, *open_})]


def address(**asked: str) -> str:
    """The register under some filters."""
    return "/register?" + urlencode(asked)


def timeline(rows: Sequence[RegisterRow]) -> Markup | None:
    """Deals by the year of their date: handed over filled, not (yet) handed over outlined. None without dates."""
    found = years_of(rows)
    full, open_ = Counter({y.year: y.delivered for y in found}), Counter({y.year: y.other for y in found})
    if not found:
        return None
    last = max([*full, *open_])
    first = max(min([*full, *open_]), last - YEARS + 1)
    years = range(first, last + 1)
    top = max(full[y] + open_[y] for y in years)
    width, height, base = 620, 190, 150
    column = min(64.0, (width - 40) / len(years))
    unit = (base - 24) / top
    width = max(380, int(40 + column * len(years)))
    out = [
        SVG.format(kind="timeline", w=width, h=height, label="Deals by year; the same numbers stand in the register")
    ]
    out.append(f'<path class="line" d="M20 {base}H{width - 12}"/>')
    every = max(1, -(-len(years) * 34 // int(column * len(years))))
    for place, year in enumerate(years):
        x, y = 24 + column * place, float(base)
        told = f"{year}: {full[year]} delivered, {open_[year]} other"
        out.append(f'<a href="/register?since={year}&amp;until={year}"><title>{told}</title>')
        for count, kind in ((full[year], "full"), (open_[year], "open")):
            tall = count * unit
            if count:
                y -= tall
                out.append(
                    f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{column - 6:.1f}" height="{tall:.1f}"/>'
                )
        if full[year] + open_[year]:
            out.append(
                f'<text class="n" x="{x + (column - 6) / 2:.1f}" y="{y - 5:.1f}">{full[year] + open_[year]}</text>'
            )
        if (last - year) % every == 0:
            out.append(f'<text class="year" x="{x + (column - 6) / 2:.1f}" y="{base + 16}">{year}</text>')
        out.append("</a>")
    out.append(
        f'<rect class="full" x="24" y="{height - 14}" width="10" height="10"/><text x="39" y="{height - 5}">delivered</text>'
    )
    out.append(
        f'<rect class="open" x="128" y="{height - 14}" width="10" height="10"/><text x="143" y="{height - 5}">not delivered, or not told</text>'
    )
    return Markup("".join([*out, "</svg>"]))


def network(rows: Sequence[RegisterRow]) -> Markup | None:
    """Suppliers on the left, recipients on the right, a line a pair; the same rows give the same picture.

    Lines are dashed where nothing was delivered. None without a pair.
    """
    found = pairs_of(rows)
    pairs = Counter({(p.supplier, p.recipient): p.deals for p in found})
    delivered = {(p.supplier, p.recipient) for p in found if p.delivered}
    if not pairs:
        return None
    gives, takes = Counter[str](), Counter[str]()
    for (a, b), n in pairs.items():
        gives[a] += n
        takes[b] += n
    left = [a for a, _ in sorted(gives.items(), key=lambda p: (-p[1], p[0]))[:ACTORS]]
    right = [b for b, _ in sorted(takes.items(), key=lambda p: (-p[1], p[0]))[:ACTORS]]
    shown = {p: n for p, n in pairs.items() if p[0] in left and p[1] in right}
    left, right = _untangled(left, right, shown)
    row_height, head = 26, 26
    tall = max(len(left), len(right))
    width, height = 500, head + row_height * tall + 22
    at_left = {a: head + (i + 0.5) * row_height * tall / len(left) for i, a in enumerate(left)}
    at_right = {b: head + (i + 0.5) * row_height * tall / len(right) for i, b in enumerate(right)}
    x1, x2, mid = 178, 322, 250
    out = [
        SVG.format(kind="network", w=width, h=height, label="Who supplies whom; the same pairs stand in the register")
    ]
    out.append(
        f'<text class="head end" x="{x1 - 12}" y="14">supplier</text><text class="head" x="{x2 + 12}" y="14">recipient</text>'
    )
    for (a, b), n in sorted(shown.items()):
        y1, y2 = at_left[a], at_right[b]
        told = f"{values.actor(a)} → {values.actor(b)}: {n} deal{'s' if n > 1 else ''}"
        dashed = "" if (a, b) in delivered else ' stroke-dasharray="5 4"'
        curve = f"M{x1} {y1:.1f}C{mid} {y1:.1f} {mid} {y2:.1f} {x2} {y2:.1f}"
        out.append(
            f'<a href="{escape(address(supplier=a, recipient=b))}"><title>{escape(safe.line(told))}</title><path class="catch" d="{curve}"/>'
            f'<path class="edge" d="{curve}" stroke-width="{min(8, 1.2 + n**0.5):.1f}"{dashed}/></a>'
        )
    for side, places, x, anchor in (("supplier", at_left, x1, "end"), ("recipient", at_right, x2, "")):
        for actor, y in places.items():
            name = safe.line(values.actor(actor))
            name = name if len(name) <= 22 else name[:21] + "…"
            shift = -12 if anchor else 12
            total = gives[actor] if side == "supplier" else takes[actor]
            out.append(
                f'<a href="{escape(address(**{side: actor}))}"><title>{escape(name)}: {total}</title>'
                f'<circle class="full" cx="{x}" cy="{y:.1f}" r="{min(8, 3 + total**0.5):.1f}"/>'
                f'<text class="{anchor}" x="{x + shift}" y="{y + 4:.1f}">{escape(name)} <tspan class="soft">{total}</tspan></text></a>'
            )
    left_out = sum(pairs.values()) - sum(shown.values())
    more = f"; {left_out} of smaller pairs not drawn" if left_out else ""
    out.append(
        f'<text class="soft foot" x="{mid}" y="{height - 5}" text-anchor="middle">dashed: nothing told as delivered{more}</text>'
    )
    return Markup("".join([*out, "</svg>"]))


def _untangled(left: list[str], right: list[str], pairs: dict[tuple[str, str], int]) -> tuple[list[str], list[str]]:
    """Both sides ordered so that few lines cross: each actor near the middle of those it deals with."""
    for _ in range(6):
        for mine, others, side in ((right, left, 1), (left, right, 0)):
            place = {o: i / max(1, len(others) - 1) for i, o in enumerate(others)}
            weight: dict[str, list[tuple[float, int]]] = defaultdict(list)
            for pair, n in pairs.items():
                weight[pair[side]].append((place[pair[1 - side]], n))
            middle = {m: sum(p * n for p, n in ws) / sum(n for _, n in ws) for m, ws in weight.items()}
            mine.sort(key=lambda m: (middle.get(m, 1.0), m))
    return left, right


def life_line(told: DealEvidence) -> Markup | None:
    """The steps of one deal over time; None where none has a date."""
    return charts.life_lines([("", told.steps)], width=620, label=12)


def without_links(svg: Markup) -> Markup:
    """A picture whose parts lead nowhere: for files that leave the desk."""
    told = str(svg).replace("<a href=", "<g data-address=").replace("</a>", "</g>")
    return Markup(told.replace('role="group"', 'role="img"', 1))


def alone(svg: Markup) -> str:
    """A picture as a file of its own, with its style inside and its links out."""
    style = resources.files(__package__).joinpath("templates/picture.css").read_text(encoding="utf-8")
    head, _, rest = str(without_links(svg)).partition(">")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head} xmlns="http://www.w3.org/2000/svg"><style>{style}</style>{rest}\n'


def png(svg: Markup, zoom: float = 2.0) -> bytes:
    """The same as PNG on white, in the fonts that are shipped: the same picture gives the same bytes everywhere.

    :param zoom: pixels a unit of the SVG.
    """
    import resvg_py

    fonts = [
        str(resources.files(__package__).joinpath(f"data/{name}")) for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
    ]
    made: bytes = resvg_py.svg_to_bytes(
        svg_string=alone(svg), background="#ffffff", skip_system_fonts=True, font_files=fonts, zoom=zoom,
        font_family="DejaVu Sans", sans_serif_family="DejaVu Sans",
    )  # fmt: skip
    return made
