"""The same case on a PostgreSQL server, started for this test where the machine has its programs."""

from __future__ import annotations

import glob
import os
import pwd
import shutil
import subprocess
from pathlib import Path

import pytest
import sqlalchemy as sa
from test_case import write

import dragoman
from dragoman.casefile.database import connect, printable
from dragoman.errors import CaseError

pytest.importorskip("psycopg")


def programs() -> Path | None:
    """Folder of initdb and pg_ctl."""
    found = [str(Path(p).parent) for p in (shutil.which("initdb"),) if p] + sorted(
        glob.glob("/usr/lib/postgresql/*/bin")
    )
    return next(
        (Path(f) for f in reversed(found) if (Path(f) / "initdb").exists() and (Path(f) / "pg_ctl").exists()), None
    )


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Address of an empty database, on a socket in a folder of its own."""
    where = programs()
    if where is None:
        pytest.skip("PostgreSQL is not installed here")
    folder = tmp_path_factory.mktemp("pg")
    user = {}
    if os.geteuid() == 0:  # the server refuses to run as root
        try:
            owner = pwd.getpwnam("postgres")
        except KeyError:
            owner = pwd.getpwnam("nobody")
        user = {"user": owner.pw_uid, "group": owner.pw_gid}
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        for parent in folder.parents:
            if parent.owner() == "root" and parent.stat().st_mode & 0o777 == 0o700:
                parent.chmod(0o711)

    def call(*args):
        subprocess.run([str(a) for a in args], check=True, cwd=folder, capture_output=True, timeout=60, **user)

    data = folder / "data"
    call(where / "initdb", "-D", data, "-U", "tester", "-A", "trust", "--no-sync", "-E", "UTF8")
    call(where / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", f"-k {folder} -c listen_addresses=", "start")
    yield f"postgresql://tester@/postgres?host={folder}"
    call(where / "pg_ctl", "-D", data, "-m", "immediate", "stop")


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
    with pytest.raises(CaseError, match="cannot be opened") as told:
        connect("postgresql://ana:secret@127.0.0.1:1/none")
    assert "secret" not in str(told.value) and "***" in str(told.value)
    assert printable("postgresql://ana:s@cret@host/x") == "postgresql://ana:***@host/x"
