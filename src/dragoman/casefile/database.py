"""Opens the database of a case: SQLite file or PostgreSQL address. What only SQLite knows stands here alone."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import DatabaseError, SQLAlchemyError

from dragoman.casefile.schema import APPLICATION_ID, HEAD
from dragoman.errors import CaseError

_NEW = "give another name with --case, or move the file away"


def connect(case: str | Path, *, create: bool = True) -> sa.Engine:
    """Engine on a case of the current schema; makes or migrates it where needed.

    :param case: path of a case file, or an address ``postgresql://...``.
    :param create: False: a case that does not exist is an error.
    :raises CaseError: it is no case file, of a newer schema, missing, or cannot be opened.
    """
    name = printable(case)
    try:
        engine = _server(str(case)) if "://" in name else _sqlite(Path(name), create)
        if _revision(engine) != HEAD:
            _migrate(engine, name)
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        told = str(getattr(error, "orig", None) or error).splitlines()[0]
        if "malformed" in told:  # cut short or overwritten
            raise CaseError(
                f"{name}: the case file is damaged ({told}); put back a copy, or read the reports into a new one with --case"
            ) from error
        raise CaseError(f"{name}: the case cannot be opened ({told}); check its disk, rights and address") from error
    return engine


def printable(case: str | Path) -> str:
    """A case's path or address as it may be shown: without the password."""
    return re.sub(r"(://[^/@:]*):[^/]*@", r"\1:***@", str(case))


def _server(url: str) -> sa.Engine:
    if not url.startswith("postgresql"):
        raise CaseError(f"{printable(url)}: only file paths and postgresql:// addresses are cases; correct --case")
    try:
        # the driver that is asked for, not SQLAlchemy's older default
        return sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1), pool_pre_ping=True)
    except ImportError as error:
        raise CaseError("a case on PostgreSQL needs psycopg; install it with: pip install 'psycopg[binary]'") from error


def _sqlite(path: Path, create: bool) -> sa.Engine:
    if path.is_dir():
        raise CaseError(f"{path}: a folder, not a case file; name a file in it, such as {path / 'case.dragoman'}")
    if not path.exists():
        if not create:
            raise CaseError(f"{path}: there is no such case file; make it with: dragoman read PATH... --case {path}")
        if not path.absolute().parent.is_dir():
            raise CaseError(f"{path}: there is no folder {path.absolute().parent}; make it first")
    elif path.stat().st_size:
        _check_header(path)
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(path.absolute())), connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def _pragmas(raw: Any, _: object) -> None:
        raw.isolation_level = None  # transactions begin where SQLAlchemy says, see below
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("PRAGMA synchronous=FULL")
        raw.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        # IMMEDIATE: two writers wait for each other rather than fail halfway. Readers ask for a plain one.
        plain = connection.get_execution_options().get("reads_only", False)
        connection.exec_driver_sql("BEGIN" if plain else "BEGIN IMMEDIATE")

    return engine


def _check_header(path: Path) -> None:
    """:raises CaseError: the file is no SQLite database, or one of another program."""
    with path.open("rb") as stream:
        head = stream.read(100)
    if not head.startswith(b"SQLite format 3\x00"):
        raise CaseError(f"{path}: not a case file; {_NEW}")
    with sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True) as raw:
        mark = raw.execute("PRAGMA application_id").fetchone()[0]
        tables = raw.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    raw.close()
    if mark != APPLICATION_ID and tables:
        raise CaseError(f"{path}: a database of another program, not a case file; {_NEW}")


def _revision(engine: sa.Engine) -> str | None:
    with engine.connect().execution_options(reads_only=True) as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def _migrate(engine: sa.Engine, name: str) -> None:
    # alembic takes a while to load and is only needed for a case that is new or old
    from alembic import command
    from alembic.util import CommandError

    config = migration_config()
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    except CommandError as error:
        raise CaseError(
            f"{name}: made by a newer version of Dragoman; update with: pip install --upgrade dragoman"
        ) from error
    except DatabaseError as error:
        if _revision(engine) != HEAD:  # else somebody else was quicker
            raise CaseError(f"{name}: its tables could not be brought up to date ({error.orig})") from error


def migration_config() -> Any:
    """Alembic's configuration for the migrations beside this module."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config
