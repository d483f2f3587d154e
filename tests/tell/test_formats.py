"""Exports: whole, readable again, and nothing that a spreadsheet would run."""

import csv
import io
import json

import pytest

from dragoman.errors import UsageError
from dragoman.tell import formats, views
from dragoman.tell.formats import csv as csv_format
from dragoman.tell.formats import jsonl


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_csv_folder(picture, reports, tmp_path):
    written = formats.WRITERS["csv"](picture, reports, tmp_path / "out", None)
    assert sorted(p.name for p in written) == [
        "chronology.csv", "discrepancies.csv", "evidence.csv", "positions.csv", "register.csv", "relations.csv",
        "sources.csv", "statements.csv", "triads.csv",
    ]  # fmt: skip
    register = rows_of(tmp_path / "out" / "register.csv")
    caesar = next(row for row in register if row["id"] == "d-caesar")
    assert (caesar["supplier"], caesar["value_low"], caesar["when_edtf"]) == ("FRA | Nexter", "120000000", "2024-03-01")
    words = [r["words"] for r in rows_of(tmp_path / "out" / "evidence.csv") if r["field"] == "quantity"]
    assert words == ["thousands", "12", "12", "ten"]


def test_no_cell_is_a_formula(picture, reports, tmp_path):
    bad = picture.deals[0].model_copy(update={"weapon": "=HYPERLINK(1)", "grade_reason": "@SUM(1)"})
    picture = picture.model_copy(update={"deals": (bad,)})
    for path in formats.WRITERS["csv"](picture, reports, tmp_path / "out", None):
        for row in rows_of(path):
            assert not [c for c in row.values() if c.lstrip().startswith(("=", "+", "-", "@"))]


def test_one_csv_file_is_the_register(picture, reports, tmp_path):
    path = tmp_path / "register.csv"
    assert formats.WRITERS["csv"](picture, reports, path, None) == [path]
    assert len(rows_of(path)) == 4


def test_every_view_can_be_rows_of_csv(picture, reports):
    for name in ("register", "statements", "discrepancies", "sources"):
        out = io.StringIO()
        rows = getattr(views, f"{name}_rows")(picture, None, reports)
        csv_format.write_rows(rows, out)
        assert len(list(csv.DictReader(io.StringIO(out.getvalue())))) == len(rows)
    out = io.StringIO()
    csv_format.write_rows([views.evidence(picture, reports, 2)], out)
    assert "d-caesar" in out.getvalue()


def test_jsonl_keeps_quotes_as_they_are(picture, reports, tmp_path):
    path = tmp_path / "out.jsonl"
    formats.WRITERS["jsonl"](picture, reports, path, None)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    assert {row["view"] for row in rows} == {"register", "statements", "discrepancies", "sources"}
    quote = next(q for row in rows if row["view"] == "register" for q in row["evidence"] if q["report"] == "evil-4")
    assert quote["quote"] == reports["evil-4"].text


def test_json_survives_lone_surrogates(picture, reports):
    out = io.StringIO()
    deal = picture.deals[0].model_copy(update={"weapon": "x\ud800"})
    rows = views.register_rows(picture.model_copy(update={"deals": (deal,)}), None, reports)
    jsonl.write_rows(rows, out, lines=False)
    written = json.loads(out.getvalue().encode("utf-8"))
    assert written and "\ud800" not in str(written)


def test_a_place_that_cannot_be_written_is_told(picture, reports, tmp_path):
    (tmp_path / "file").write_text("x")
    for name, writer in formats.WRITERS.items():
        with pytest.raises(UsageError):
            writer(picture, reports, tmp_path / "file" / f"out.{name}", None)
