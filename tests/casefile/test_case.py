from __future__ import annotations

import json
import sqlite3
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dragoman
from dragoman.casefile import CaseFile
from dragoman.collect import collect, limits
from dragoman.errors import CaseError
from dragoman.model import Judgement, Report


def write(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


@pytest.fixture
def pile(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    write(folder, "a.txt", "Norway delivered 54 tanks.\r\nSo the ministry said. 🛡️ Вучић")
    write(folder, "b.md", "---\ntitle: Talks\npublished: 2024-03-02\n---\nThe two states talked.\n")
    lines = [{"id": f"r{n}", "text": f"Report number {n}: delivered.", "extra": n} for n in range(40)]
    write(folder, "c.jsonl", "\n".join(map(json.dumps, lines)) + "\n{broken\n")
    return folder


def test_read_keeps_everything_and_a_second_run_changes_nothing(pile, tmp_path, reader):
    case = dragoman.open(tmp_path / "x.dragoman")
    first = case.read([pile])
    assert (first.added, first.read, len(first.refused)) == (42, 42, 1)
    assert "line 41" in first.refused[0].source
    before = dump(tmp_path / "x.dragoman")
    second = case.read([pile])
    assert (second.added, second.read, second.known) == (0, 0, 3)
    assert [r.source for r in second.refused] == [r.source for r in first.refused]
    assert dump(tmp_path / "x.dragoman") == before


def test_texts_and_originals_come_back_as_they_were(pile, tmp_path, reader):
    case = dragoman.open(tmp_path / "x.dragoman")
    case.read([pile])
    first = case.reports()[0]
    assert first.text == "Norway delivered 54 tanks.\r\nSo the ministry said. 🛡️ Вучић"
    assert case.file.original(first.origin.sha256) == (pile / "a.txt").read_bytes()
    assert case.reports()[1].published == "2024-03-02"
    assert case.file.report("r7").text == "Report number 7: delivered."


def test_findings_come_in_the_order_of_the_reports(pile, tmp_path, reader):
    case = dragoman.open(tmp_path / "x.dragoman")
    case.read([pile])
    assert [f.ref for f in case.findings()] == [r.id for r in case.reports()]
    one = case.findings()[0].transfers[0]
    assert case.reports()[0].text[one.evidence.span.start : one.evidence.span.end] == one.evidence.quote


def test_a_newer_reader_reads_again_and_judgements_stay(pile, tmp_path, reader):
    case = dragoman.open(tmp_path / "x.dragoman")
    case.read([pile])
    case.judge("accept", {"finding": {"report": "r1", "kind": "transfer", "index": 0}}, who="ana", why="checked")
    reader("stand-in-2")
    outcome = case.read([])
    assert outcome.read == 42
    assert {f.reader for f in case.findings()} == {"stand-in-2"}
    assert [j.who for j in case.judgements()] == ["ana"]
    assert case.read([pile]).read == 0


def test_a_report_that_breaks_the_reader_is_refused_and_the_rest_goes_on(tmp_path, reader):
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(5):
        write(folder, f"{n}.txt", "BREAKS THE READER" if n == 2 else f"Text {n} delivered")
    case = dragoman.open(tmp_path / "x.dragoman")
    outcome = case.read([folder])
    assert outcome.read == 4
    assert len(outcome.refused) == 1 and "2.txt" in outcome.refused[0].source


def test_two_texts_under_one_id_are_two_reports(tmp_path, reader):
    one = write(tmp_path, "one.jsonl", '{"id": "1", "text": "The first text."}\n')
    two = write(tmp_path, "two.jsonl", '{"id": "1", "text": "Another text."}\n{"id": "1", "text": "The first text."}\n')
    case = dragoman.open(tmp_path / "x.dragoman")
    case.read([one, two])
    ids = [r.id for r in case.reports()]
    assert ids[0] == "1" and ids[1].startswith("1~") and len(ids) == 2
    case.read([two, one])
    assert [r.id for r in case.reports()] == ids


def test_the_same_text_in_two_outlets_is_two_reports(tmp_path, reader):
    lines = [{"outlet": o, "text": "An agency text."} for o in ("Daily", "Weekly", "Daily")]
    path = write(tmp_path, "in.jsonl", "\n".join(map(json.dumps, lines)))
    case = dragoman.open(tmp_path / "x.dragoman")
    case.read([path])
    assert [r.outlet for r in case.reports()] == ["Daily", "Weekly"]


def test_judgements_are_only_ever_added(tmp_path, reader):
    case = dragoman.open(tmp_path / "x.dragoman")
    first = case.judge("reject", {"deal": "d1"}, who="ana", why="a toy", value_from="new", value_to="rejected")
    second = case.judge("withdraw", {"judgement": first.id}, who="ben", withdraws=first.id)
    case.file.keep_judgement(first)  # brought in once more
    assert case.judgements() == [first, second]
    assert all(isinstance(j, Judgement) for j in case.judgements())
    raw = sqlite3.connect(tmp_path / "x.dragoman")
    for attack in ("DELETE FROM judgements", "UPDATE judgements SET who = 'eve'", "UPDATE reports SET text = ''"):
        if "reports" in attack:
            case.read([write(tmp_path, "t.txt", "A text.")])
        with pytest.raises(sqlite3.DatabaseError, match="never changed"):
            raw.execute(attack)
        raw.rollback()
    raw.close()
    assert case.judgements() == [first, second]


def test_progress_tells_stage_done_and_total(pile, tmp_path, reader):
    told = []
    dragoman.open(tmp_path / "x.dragoman").read([pile], on_progress=lambda *t: told.append(t))
    assert told == [("collect", 1, 0), ("collect", 2, 0), ("collect", 3, 0), ("read", 32, 42), ("read", 42, 42)]


def test_a_missing_original_is_told(tmp_path):
    with pytest.raises(CaseError, match="holds no original"):
        CaseFile(tmp_path / "x.dragoman").original("0" * 64)


def test_a_path_that_is_no_utf8_is_kept_readably(tmp_path, reader):
    import os

    (tmp_path / "in").mkdir()
    raw = os.fsencode(tmp_path / "in") + b"/caf\xe9.txt"
    with open(raw, "wb") as out:
        out.write(b"Norway delivered tanks.")
    case = dragoman.open(tmp_path / "x.dragoman")
    assert case.read([tmp_path / "in"]).added == 1
    assert "\ufffd" in case.reports()[0].origin.path


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=4))
def test_any_text_comes_back_as_it_was_collected(tmp_path, reader, texts):
    lines = "".join(json.dumps({"text": "x" + text, "title": text}) + "\n" for text in texts)
    path = write(tmp_path, "in.jsonl", lines)
    name = tmp_path / f"{uuid.uuid4()}.dragoman"
    collected = [r for r in collect([path]) if isinstance(r, Report)]
    with dragoman.open(name) as case:
        case.read([path])
        kept = {r.id: r.text for r in case.reports()}
    for report, text in zip(collected, texts, strict=True):
        assert report.text == limits.storable("x" + text)
        assert kept[report.id] == report.text


def dump(path):
    """All of a case file but the moments at which things were done."""
    raw = sqlite3.connect(path)
    out = {}
    for (table,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        cursor = raw.execute(f"SELECT * FROM {table}")
        names = [d[0] for d in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor]
        for row in rows:
            row.pop("collected", None)
            row.pop("read", None)
            if row.get("origin"):
                row["origin"] = {k: v for k, v in json.loads(row["origin"]).items() if k != "collected"}
        out[table] = rows
    raw.close()
    return out


def test_a_case_file_cut_short_says_that_it_is_damaged(pile, tmp_path, reader):
    with dragoman.open(tmp_path / "x.dragoman") as case:
        case.read([pile])
    whole = (tmp_path / "x.dragoman").read_bytes()
    (tmp_path / "cut.dragoman").write_bytes(whole[: len(whole) // 3])
    with pytest.raises(CaseError, match=r"is damaged .*; put back a copy, or read the reports into a new one"):
        dragoman.open(tmp_path / "cut.dragoman", create=False).file.counts()
