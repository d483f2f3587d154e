"""Keeps the accounts of a case and the log of who came. Knows nothing of passwords but their hashes, nor of pages."""

from __future__ import annotations

import datetime as dt
import secrets
import unicodedata
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from dragoman.casefile import schema as t
from dragoman.errors import UsageError

LONGEST = 64  # characters of a name


@dataclass(frozen=True)
class Account:
    """Somebody who may use the desk from elsewhere."""

    name: str
    role: str
    password: str  # hash
    made: str
    stamp: str  # another one after each change of the password


@dataclass(frozen=True)
class Visit:
    """One line of the log: somebody came or failed to, or an account was changed."""

    at: str  # UTC
    account: str
    event: str  # login | failed | locked | logout | added | removed | role | password
    address: str
    told: str


class People:
    """The accounts of an open case."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def all(self) -> list[Account]:
        """The accounts by name."""
        with self._reading() as connection:
            return [_account(row) for row in connection.execute(sa.select(t.accounts).order_by(t.accounts.c.key))]

    def get(self, name: str) -> Account | None:
        """The account of this name, in any spelling that looks the same."""
        with self._reading() as connection:
            row = connection.execute(sa.select(t.accounts).where(t.accounts.c.key == key_of(name))).first()
        return _account(row) if row else None

    def add(self, name: str, role: str, password: str) -> None:
        """
        :param password: its hash.
        :raises UsageError: the name is taken.
        """
        row = {"key": key_of(name), "name": name, "role": role, "password": password, "made": now(), "stamp": _stamp()}
        try:
            with self._engine.begin() as connection:
                connection.execute(t.accounts.insert(), row)
        except IntegrityError as error:
            raise UsageError(f"there is an account {name!r} already") from error

    def remove(self, name: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(t.accounts.delete().where(t.accounts.c.key == key_of(name)))

    def set_role(self, name: str, role: str) -> None:
        self._change(name, role=role)

    def set_password(self, name: str, password: str) -> None:
        """Give an account another hash; what was opened with the old one ends."""
        self._change(name, password=password, stamp=_stamp())

    def rehash(self, name: str, password: str) -> None:
        """The same password under a newer hash."""
        self._change(name, password=password)

    def _change(self, name: str, **values: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(t.accounts.update().where(t.accounts.c.key == key_of(name)).values(**values))

    def note(self, account: str, event: str, address: str = "", told: str = "") -> None:
        """Add a line to the log of visits."""
        row = {
            "at": now(), "account": storable(account)[:LONGEST], "event": event, "address": address[:64],
            "told": storable(told)[:200],
        }  # fmt: skip
        with self._engine.begin() as connection:
            connection.execute(t.visits.insert(), row)

    def visits(self, limit: int = 200) -> list[Visit]:
        """The newest lines of the log, the last first."""
        query = sa.select(t.visits).order_by(t.visits.c.seq.desc()).limit(limit)
        with self._reading() as connection:
            return [Visit(r.at, r.account, r.event, r.address, r.told) for r in connection.execute(query)]

    def failures(self, since: str, *, account: str | None = None, address: str | None = None) -> int:
        """How often somebody failed to come in since a moment; for an account a success begins the count anew."""
        c = t.visits.c
        where = [c.at >= since]
        where += [c.account == storable(account)[:LONGEST]] if account is not None else []
        where += [c.address == address[:64]] if address is not None else []
        last = 0
        with self._reading() as connection:
            if account is not None:  # an address does not: whoever has one account must not try others for ever
                last = connection.execute(sa.select(sa.func.max(c.seq)).where(*where, c.event == "login")).scalar() or 0
            query = sa.select(sa.func.count()).select_from(t.visits).where(*where, c.event == "failed", c.seq > last)
            return int(connection.execute(query).scalar() or 0)

    def _reading(self) -> sa.Connection:
        return self._engine.connect().execution_options(reads_only=True)


def key_of(name: str) -> str:
    """What two names must not share: the name without differences that eyes miss."""
    return unicodedata.normalize("NFKC", storable(name)).casefold()[:LONGEST]


def storable(text: str) -> str:
    """Text that every database can hold."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def now() -> str:
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def ago(seconds: float) -> str:
    """The moment so many seconds ago, as the log writes it."""
    return (dt.datetime.now(dt.UTC) - dt.timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _stamp() -> str:
    return secrets.token_hex(16)


def _account(row: sa.Row) -> Account:  # type: ignore[type-arg]
    return Account(row.name, row.role, row.password, row.made, row.stamp)
