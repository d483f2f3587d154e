"""The same case on a PostgreSQL server, started for this test where the machine has its programs."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from test_case import write

import dragoman
import pgservers
from dragoman.casefile.database import connect, printable
from dragoman.errors import CaseError


@pytest.fixture(scope="module")
def server():
    """Address of an empty database."""
    with pgservers.server() as make:
        yield make("one")


def test_the_same_case_on_a_server(server, tmp_path, reader):
    folder = tmp_path / "in"
    folder.mkdir()
    write(folder, "a.txt", "Norway delivered 54 tanks.\r\nВучић 🛡️")
    write(folder, "b.jsonl", '{"id": "1", "text": "One delivered."}\n{"id": "1", "text": "Two."}\n{broken\n')
    here, there = dragoman.open(tmp_path / "x.dragoman"), dragoman.open(server)
    for case in (here, there):
        first, second = case.read([folder]), case.read([folder])
        assert (first.added, first.read, len(first.refused)) == (3, 3, 1)
        assert (second.added, second.read, len(second.refused)) == (0, 0, 1)
        case.judge("accept", {"deal": "d1"}, who="ana", why="seen")
    plain = [[r.model_dump(exclude={"origin": {"collected"}}) for r in case.reports()] for case in (here, there)]
    assert plain[0] == plain[1]
    assert here.findings() == there.findings()
    assert here.file.counts() == there.file.counts()
    assert there.judgements()[0].why == "seen"
    sha = there.reports()[0].origin.sha256
    assert here.file.original(sha) == there.file.original(sha)
    for attack in ("DELETE FROM judgements", "UPDATE reports SET text = 'x'"):
        with pytest.raises(sa.exc.DatabaseError, match="never changed"), there.file.engine.begin() as connection:
            connection.execute(sa.text(attack))
    there.close()


def test_a_server_that_is_not_there_is_told_without_the_password():
    pytest.importorskip("psycopg")
    with pytest.raises(CaseError, match="cannot be opened") as told:
        connect("postgresql://ana:secret@127.0.0.1:1/none")
    assert "secret" not in str(told.value) and "***" in str(told.value)
    assert printable("postgresql://ana:s@cret@host/x") == "postgresql://ana:***@host/x"
