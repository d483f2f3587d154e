from __future__ import annotations

import sqlite3

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from dragoman.casefile import schema
from dragoman.casefile.database import connect, migration_config
from dragoman.errors import CaseError


def test_migrations_lead_to_the_tables_of_the_schema(tmp_path):
    engine = connect(tmp_path / "a.dragoman")
    with engine.connect().execution_options(reads_only=True) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []


def test_head_is_the_newest_migration():
    assert ScriptDirectory.from_config(migration_config()).get_current_head() == schema.HEAD


def test_constraints_are_those_of_the_schema(tmp_path):
    inspector = sa.inspect(connect(tmp_path / "a.dragoman"))
    for name, table in schema.metadata.tables.items():
        wanted = {tuple(c.columns.keys()) for c in table.constraints if isinstance(c, sa.UniqueConstraint)}
        there = {tuple(u["column_names"]) for u in inspector.get_unique_constraints(name)}
        assert there == wanted, name
        wanted_keys = {c.parent.name for c in table.foreign_keys}
        assert {k["constrained_columns"][0] for k in inspector.get_foreign_keys(name)} == wanted_keys


def test_the_file_says_whose_it_is(tmp_path):
    connect(tmp_path / "a.dragoman").dispose()
    with sqlite3.connect(tmp_path / "a.dragoman") as raw:
        assert raw.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_case_of_a_newer_version_says_so(tmp_path):
    path = tmp_path / "a.dragoman"
    connect(path).dispose()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(CaseError, match="newer version of Dragoman; update"):
        connect(path)
    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == ("9999",)


def test_a_text_file_is_no_case(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("Some notes of mine.\n" * 50)
    with pytest.raises(CaseError, match="not a case file; give another name"):
        connect(path)
    assert path.read_text() == "Some notes of mine.\n" * 50


def test_a_database_of_another_program_is_no_case_and_stays_as_it_is(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE mine (x)")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(CaseError, match="of another program"):
        connect(path)
    assert path.read_bytes() == before


def test_a_cut_off_case_file_is_refused_with_a_sentence(tmp_path):
    path = tmp_path / "a.dragoman"
    connect(path).dispose()
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(CaseError, match=r"a\.dragoman"):
        connect(path)


def test_folders_missing_parents_and_missing_cases(tmp_path):
    with pytest.raises(CaseError, match="a folder, not a case file"):
        connect(tmp_path)
    with pytest.raises(CaseError, match="there is no folder"):
        connect(tmp_path / "none" / "a.dragoman")
    with pytest.raises(CaseError, match="make it with: dragoman read"):
        connect(tmp_path / "a.dragoman", create=False)
    assert not (tmp_path / "a.dragoman").exists()


def test_only_known_addresses_are_cases():
    with pytest.raises(CaseError, match="only file paths and postgresql"):
        connect("mysql://localhost/x")


def test_an_empty_file_becomes_a_case(tmp_path):
    (tmp_path / "a.dragoman").touch()  # what a kill at the very first moment leaves
    engine = connect(tmp_path / "a.dragoman")
    assert "reports" in sa.inspect(engine).get_table_names()


def test_odd_names_of_case_files(tmp_path):
    for name in ("a?mode=ro", "b #1 %20.dragoman", "Дело.dragoman"):
        connect(tmp_path / name).dispose()
        connect(tmp_path / name).dispose()
        assert (tmp_path / name).read_bytes().startswith(b"SQLite format 3")
