"""Pictures: what is drawn, what is told of it, and files that stand alone."""

from __future__ import annotations

import struct

import pytest
from lxml import etree
from markupsafe import Markup

from dragoman import knowledge
from dragoman.tell import curves, drawings, maps, views
from dragoman.tell import rows as rows_of


def row(supplier, recipient, status="delivered", year="2024", number=1):
    return views.RegisterRow.model_construct(
        number=number, supplier=tuple(supplier), recipient=tuple(recipient), status=status,
        when_first=f"{year}-01-01" if year else None, when_last=None,
    )  # fmt: skip


ROWS = [
    row(["FRA"], ["UKR"]), row(["FRA"], ["UKR"], "ordered"), row(["TUR"], ["XKX"], "offered", "2023"),
    row(["Baykar", "TUR"], ["SGP"], year=None), row([], ["UKR"]), row(["RUS"], ["USA"]), row(["USA"], ["RUS"], "ordered"),
]  # fmt: skip


def test_pairs_and_years_are_counted_once_a_deal():
    pairs = {(p.supplier, p.recipient): (p.deals, p.delivered) for p in drawings.pairs_of(ROWS)}
    assert pairs["FRA", "UKR"] == (2, 1) and pairs["Baykar", "SGP"] == (1, 1) and len(pairs) == 6
    assert [(y.year, y.delivered, y.other) for y in drawings.years_of(ROWS)] == [(2023, 0, 1), (2024, 3, 2)]


def test_the_map_draws_states_and_says_what_it_leaves_out():
    svg = str(maps.world(ROWS))
    tree = etree.fromstring(svg.replace("&nbsp;", " "))
    told = [t.text for t in tree.iter("title")]
    assert "France → Ukraine: 2 deals, 1 delivered" in told and "Turkey → Kosovo: 1 deal" in told
    assert "not on the map: 1 of 7" in svg
    lines = {a.findtext("title"): a.find("path[@class='edge']") for a in tree.iter("a")}
    assert lines["Turkey → Kosovo: 1 deal"].get("stroke-dasharray") and not lines[
        "France → Ukraine: 2 deals, 1 delivered"
    ].get("stroke-dasharray")
    assert str(maps.world(list(reversed(ROWS)))) == svg  # the same deals, the same picture
    assert "not on the map: 5 of 7" in str(maps.world(ROWS, most=1))


def test_the_map_shows_no_more_of_the_world_than_is_needed():
    near, far = (
        etree.fromstring(str(maps.world(rows))).find("svg").get("viewBox").split() for rows in (ROWS[2:3], ROWS)
    )
    assert float(near[2]) == maps.WHOLE.closest and float(far[2]) > 2 * maps.WHOLE.closest


def relation(levels, shocks=()):
    points = tuple(
        rows_of.PointView(day=day, when=day, level=level, tone=level, gap=0, sources=1, moves=())
        for day, level in levels
    )
    return rows_of.RelationRow.model_construct(
        id="FRA-TUR", a_name="<b>France", b_name="Turkey", half_life=180, as_of="2025-06-30", points=points,
        shocks=tuple(rows_of.ShockView(day=d, before=1.0, after=-1.0, moves=()) for d in shocks),
    )  # fmt: skip


def test_a_crowded_part_of_the_map_is_drawn_larger():
    near = [row([a], [b]) for a, b in (("FRA", "BEL"), ("DEU", "POL"), ("DEU", "FRA"), ("ITA", "AUT"))]
    assert maps.closer(near) is None  # the map itself is near enough
    wide = [*near, row(["USA"], ["KOR"]), row(["USA"], ["BRA"])]
    svg = str(maps.closer(wide))
    etree.fromstring(svg)
    assert "Germany → Poland" in svg and "South Korea" not in svg
    assert "a part, drawn larger: 4 of 6" in svg
    assert str(maps.closer(list(reversed(wide)))) == svg
    assert maps.closer([row(["USA"], ["KOR"]), row(["USA"], ["BRA"])]) is None and maps.closer([]) is None


def test_a_curve_fades_breaks_and_shows_its_shocks():
    svg = str(curves.curve(relation([("2020-03-01", 6.0), ("2025-01-10", -4.0)], ["2025-01-10"])))
    tree = etree.fromstring(svg)
    kinds = [p.get("class") for p in tree.iter("path")]
    assert (
        kinds.count("unknown") == 1 and kinds.count("shock") == 1
    )  # silent for years after the first; known after the second
    assert "shock, 10 Jan 2025" in svg and "<b>" not in svg
    heights = [float(c.get("cy")) for c in tree.iter("circle")]
    assert heights[0] < heights[1]
    assert etree.fromstring(drawings.alone(Markup(svg)).encode()).get("role") == "img"


@pytest.mark.parametrize(
    "levels", [[("2024-01-01", 0.0)], [("2024-01-01", 0.001)], [("2024-01-01", -900.0)], [("0001-01-01", 1.0)]]
)
def test_odd_curves_are_drawn(levels):
    assert etree.fromstring(str(curves.curve(relation(levels)))).tag.endswith("svg")


def test_nothing_to_draw():
    assert curves.curve(relation([])) is None
    assert maps.world([]) is None and maps.world([row(["Baykar"], ["Some Army"])]) is None
    assert drawings.network([]) is None and drawings.timeline([row(["FRA"], ["UKR"], year=None)]) is None


def test_every_state_of_today_has_a_place():
    lost = {c for c in knowledge.load().states if c not in maps.outlines()["states"]}
    lands = {
        "BES",
        "BVT",
        "CCK",
        "CXR",
        "GIB",
        "GLP",
        "GUF",
        "MTQ",
        "MYT",
        "REU",
        "SJM",
        "TKL",
        "UMI",
    }  # of other states
    assert lost <= lands | {"CSK", "YUG", "SUN", "DDR", "SCG", "TUV", "ATA"}


def test_hostile_names_are_words():
    for draw in (drawings.network, maps.world):
        made = draw([row(["<script>alert(1)</script>"], ['"><img src=x>']), *ROWS])
        etree.fromstring(str(made))
        assert "<script" not in made and "<img" not in made


@pytest.mark.parametrize("make", [maps.world, drawings.network, drawings.timeline])
def test_files_stand_alone(make):
    svg = make(ROWS)
    alone = etree.fromstring(drawings.alone(svg).encode())
    assert alone.tag == "{http://www.w3.org/2000/svg}svg" and not list(alone.iter("{*}a"))
    image = drawings.png(svg)
    width, height = struct.unpack(">II", image[16:24])
    assert image.startswith(b"\x89PNG") and (width, height) == (
        2 * int(alone.get("width")),
        2 * int(alone.get("height")),
    )
    assert drawings.png(svg) == image
