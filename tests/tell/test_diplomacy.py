"""Events, positions and relations as rows, tables, brief and exports; the same picture as weighing makes it."""

from __future__ import annotations

import csv
import datetime as dt
import json
import xml.etree.ElementTree as ET

import pytest
from rich.console import Console
from tests.tell.conftest import HOSTILE
from tests.weigh.makers import event, statement, told, transfer

from dragoman.errors import UsageError
from dragoman.model import EventType, Picture, Stance, Status
from dragoman.tell import brief, formats, terminal_events, views
from dragoman.tell.formats import gdelt
from dragoman.weigh import weigh

A, C, S = EventType.ACCUSE, EventType.COOPERATE, EventType.SUPPORT
DELIVERY = transfer(
    recipient=("XKX",), status=Status.DELIVERED, when="2024-03-05", quote="Turkey delivered TB2 drones."
)
PAIRS = [
    told(
        "a", DELIVERY, event(C, ("TUR",), ("XKX",), when="2024-03-05", cameo="062", step=0, quote="Turkey delivered TB2 drones."),
        event(A, ("SRB",), ("XKX",), quote="Belgrade accused Pristina.", cameo="112", mode="allege"),
        published="2024-03-06",
    ),
    told("b", event(C, ("TUR",), ("SRB",), when=("2024-01-01", "2024-01-31"), cameo="061", quote="They built ships."),
         statement(stance=Stance.POSITIVE, quote="a good partner", direct=True), published="2024-02-10"),
    told("c", statement(stance=Stance.NEGATIVE, quote="no good news", direct=True), published="2024-05-01"),
    told("d", event(EventType.PROTEST, (HOSTILE,), (HOSTILE,), when="2024-04-02", cameo="141", quote=HOSTILE), outlet=HOSTILE,
         published="2024-04-03"),
]  # fmt: skip
REPORTS = {r.id: r for r, _ in PAIRS}


@pytest.fixture(scope="module")
def picture() -> Picture:
    return weigh(list(REPORTS.values()), [f for _, f in PAIRS])


def shown(width: int, show) -> str:
    console = Console(width=width, record=True, file=open("/dev/null", "w"), markup=False, highlight=False)  # noqa: SIM115
    show(console)
    return console.export_text()


@pytest.mark.parametrize("width", [60, 100])
def test_tables_keep_their_width_and_let_nothing_through(picture, width):
    def show(console):
        terminal_events.chronology(views.chronology_rows(picture, None, REPORTS), console)
        terminal_events.positions(views.positions_rows(picture, None, REPORTS), console)
        terminal_events.relations(
            views.relations_rows(picture, None, REPORTS), views.triads_rows(picture, None, REPORTS), console
        )
        for row in views.chronology_rows(picture, None, REPORTS):
            terminal_events.event(row, console)
        for row in views.positions_rows(picture, None, REPORTS):
            terminal_events.position(row, console)
        for row in views.relations_rows(picture, None, REPORTS):
            terminal_events.relation(row, console)

    text = shown(width, show)
    assert max(map(len, text.splitlines())) <= width
    assert "\x1b" not in text and "\u202e" not in text


def test_a_date_that_is_not_told_stands_in_brackets_as_the_reports_day(picture):
    text = shown(100, lambda c: terminal_events.chronology(views.chronology_rows(picture, None, REPORTS), c))
    assert "(6 Mar 2024)" in text and "5 Mar 2024" in text and "Jan 2024" in text


def test_turning_points_are_told_with_both_quotes(picture):
    text = shown(100, lambda c: terminal_events.positions(views.positions_rows(picture, None, REPORTS), c))
    assert "“a good partner”" in text and "“no good news”" in text and "1 turning point" in text


def test_who_stands_between_two_friends_is_named(picture):
    rows = views.triads_rows(picture, None, REPORTS)
    text = "Turkey is friendly with both Serbia and Kosovo, who are hostile to each other"
    assert [r.text for r in rows if not r.balanced] == [text]
    told_ = shown(100, lambda c: terminal_events.relations(views.relations_rows(picture, None, REPORTS), rows, c))
    assert text in " ".join(told_.split())


def test_filters_take_actors_types_days_and_deals(picture):
    def ids(view, **asked):
        return len(getattr(views, f"{view}_rows")(picture, views.Filters(**asked), REPORTS))

    assert ids("chronology", supplier="Turkey") == 2 and ids("chronology", recipient="XKX", type="accuse") == 1
    assert ids("chronology", weapon="TB2") == 1 and ids("chronology", since="2024-03", until="2024-03") == 2
    assert ids("positions", recipient="Turkey") >= 1 and ids("positions", supplier="NOR") == 0
    assert ids("relations", supplier="Serbia", recipient="Turkey") == 1 and ids("triads", supplier="NOR") == 0
    with pytest.raises(UsageError, match="no type of event"):
        views.Filters(type="WAR")


def test_the_brief_tells_them_with_their_notes(picture, tmp_path):
    for name in ("b.html", "b.md"):
        brief.write(picture, REPORTS, tmp_path / name)
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert "Chronology" in text and "turns" in text and "friendly with both Serbia and Kosovo" in text
        assert "<script>alert" not in text


def test_the_exported_table_gives_every_level_by_hand(picture, tmp_path):
    formats.WRITERS["csv"](picture, REPORTS, tmp_path / "out", None)
    with (tmp_path / "out" / "relations.csv").open(encoding="utf-8", newline="") as stream:
        lines = list(csv.DictReader(stream))
    assert len({line["pair"] for line in lines}) == 3
    for one in lines:
        moves = [o for o in lines if o["pair"] == one["pair"] and o["day"] <= one["day"]]
        at = dt.date.fromisoformat(one["day"])
        level = sum(
            float(m["score"]) * float(m["weight"])
            * 0.5 ** ((at - dt.date.fromisoformat(m["day"])).days / int(m["half_life"]))
            for m in moves
        )  # fmt: skip
        assert float(one["level_of_day"]) == pytest.approx(level, abs=1e-3)
        whole = [float(o["adds_on_last_day"]) for o in lines if o["pair"] == one["pair"]]
        assert float(one["level"]) == pytest.approx(sum(whole), abs=1e-3)
    assert (tmp_path / "out" / "positions.csv").read_text(encoding="utf-8").count("no good news") >= 1


def losses(path):
    return json.loads(path.with_name(path.name + ".losses.json").read_text(encoding="utf-8"))


def test_plover_records_carry_words_offsets_and_how_the_day_was_come_by(picture, tmp_path):
    path = tmp_path / "p.jsonl"
    assert formats.WRITERS["plover"](picture, REPORTS, path, None)[0] == path
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(records) == 4 and losses(path)["cannot_carry"]
    blame = next(r for r in records if r["event"] == "ACCUSE")
    assert blame["recipient"][0]["code"] == "KOS" and blame["event_scale"] == -3.5 and blame["quad_code"] == 3
    assert blame["date"] == "2024-03-06" and "the text tells none" in blame["comment"]
    ships = next(r for r in records if r["date"] == "2024-01-01")
    assert ships["enddate"] == "2024-01-31" and "2024-01" in ships["comment"]
    for record in records:
        at = record["text_info"]
        assert at["end"] > at["start"]
        assert {"id", "date", "actor", "event", "historical", "future", "negation"} <= record.keys()


def test_polecat_never_has_the_storys_day_for_the_events(picture, tmp_path):
    path = tmp_path / "p.tsv"
    formats.WRITERS["polecat"](picture, REPORTS, path, None)
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    assert {len(line) for line in lines} == {40} and len(lines) == 5
    rows = [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
    blame = next(r for r in rows if r["Event Type"] == "ACCUSE")
    assert blame["Event Date"] == "" and blame["Publication Date"] == "2024-03-06"


def test_gdelt_has_61_columns_and_says_how_many_it_left_out(picture, tmp_path):
    path = tmp_path / "g.tsv"
    gdelt.write(picture, REPORTS, path)
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(gdelt.COLUMNS) == 61 and {len(line) for line in lines} == {61}
    assert losses(path)["left_out"]["events without a day"] == 2
    first = dict(zip(gdelt.COLUMNS, lines[0], strict=True))
    assert (first["Day"], first["Actor1CountryCode"], first["EventRootCode"], first["NumSources"]) == (
        "20240305", "TUR", "06", "1",
    )  # fmt: skip
    assert first["GoldsteinScale"] == "7.4" and first["Actor2CountryCode"] == "XKX"
    gdelt.write(picture, REPORTS, path, include_imprecise=True)
    assert len(path.read_text(encoding="utf-8").splitlines()) == 4 and not any(losses(path)["left_out"].values())


def test_hostile_names_stay_in_one_field_and_are_no_formula(tmp_path):
    bad = "=cmd()\tx\ny"
    pair = told("a", event(A, (bad,), ("SRB",), when="2024-03-05", cameo="112"), outlet=bad)
    p = weigh([pair[0]], [pair[1]])
    for name in ("polecat", "gdelt"):
        formats.WRITERS[name](p, {"a": pair[0]}, tmp_path / name, None)
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert not [f for line in text.splitlines() for f in line.split("\t") if f.startswith("=")]
        assert {len(line.split("\t")) for line in text.splitlines()} == {61 if name == "gdelt" else 40}


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_the_network_is_a_graph_without_a_clock(picture, tmp_path, name):
    path = tmp_path / f"n.{name}"
    formats.WRITERS[name](picture, REPORTS, path, None)
    text = path.read_text(encoding="utf-8")
    tags = [e.tag.rpartition("}")[2] for e in ET.fromstring(text.encode()).iter()]
    assert tags.count("node") == 3 and tags.count("edge") == 3 and "lastmodified" not in text
    assert losses(path)["rows"] == 3


@pytest.mark.parametrize("name", sorted(formats.WRITERS))
def test_every_export_gives_the_same_bytes_twice(picture, tmp_path, name):
    def once(folder):
        (tmp_path / folder).mkdir()
        suffix = "out" if name == "csv" else f"out.{name}"
        written = formats.WRITERS[name](picture, REPORTS, tmp_path / folder / suffix, None)
        return [p.read_bytes() for p in written]

    assert once("a") == once("b")


def test_nothing_at_all_is_told_as_nothing():
    for name in ("chronology", "positions", "relations", "triads"):
        assert getattr(views, f"{name}_rows")(Picture()) == []
    for name in ("chronology", "positions", "relations"):
        assert "no " in shown(100, lambda c, name=name: getattr(terminal_events, name)([], to=c))
