"""The case file's tables. Evidence (originals, reports), findings, judgements; nothing derived.

    collections   what was got when from where, and what was refused, with the reason
    originals     the bytes, once under their SHA-256
    reports       texts and their metadata; ``seq`` is the order in which they came
    findings      what the reader found, one row a report and reader version; the newest row counts
    judgements    the people's log: rows are only ever added
    accounts      who may use the desk from elsewhere, with role and hashed password
    visits        who came, failed to come, and what was done to accounts: rows are only ever added

The same tables are made by ``migrations/``; a test holds the two together.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

HEAD = "0002"  # newest revision in migrations/versions
APPLICATION_ID = 0x44524147  # 'DRAG', in the header of an SQLite file

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

originals = Table(
    "originals",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("size", Integer, nullable=False),  # bytes before compression
    Column("data", LargeBinary, nullable=False),  # zlib
)

collections = Table(
    "collections",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("path", Text, nullable=False),
    Column("sha256", String(64), nullable=False),  # '' where no bytes could be got
    Column("media_type", Text, nullable=False),
    Column("collected", String(20), nullable=False),  # UTC
    Column("refused", Text, nullable=False),  # reason; '' where it was taken in
    UniqueConstraint("path", "sha256", "media_type"),
)

reports = Table(
    "reports",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("identity", String(64), nullable=False, unique=True),  # hash of own id, text and metadata
    Column("text", Text, nullable=False),
    Column("title", Text),
    Column("published", String(10)),
    Column("outlet", Text),
    Column("url", Text),
    Column("author", Text),
    Column("language", String(2)),
    Column("taken_from", Text, nullable=False),  # JSON object
    Column("demonstration", Boolean, nullable=False),
    Column("original", ForeignKey("originals.sha256"), index=True),
    Column("origin", Text),  # JSON of model.Origin
)

findings = Table(
    "findings",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("report", ForeignKey("reports.id"), nullable=False),
    Column("reader", Text, nullable=False),
    Column("read", String(20), nullable=False),  # UTC
    Column("body", Text, nullable=False),  # JSON of model.Findings, canonical
    UniqueConstraint("report", "reader"),
)

judgements = Table(
    "judgements",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String(16), nullable=False, unique=True),
    Column("at", String(27), nullable=False),  # UTC
    Column("who", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("target", Text, nullable=False),  # JSON object
    Column("value_from", Text),
    Column("value_to", Text),
    Column("why", Text, nullable=False),
    Column("withdraws", String(16)),
)

accounts = Table(
    "accounts",
    metadata,
    Column("key", String(64), primary_key=True),  # the name in small letters, so that no two look alike
    Column("name", String(64), nullable=False),
    Column("role", String(10), nullable=False),
    Column("password", Text, nullable=False),  # argon2 hash
    Column("made", String(27), nullable=False),  # UTC
    Column("stamp", String(32), nullable=False),  # changes with the password: older sessions end
)

visits = Table(
    "visits",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("at", String(27), nullable=False, index=True),  # UTC
    Column("account", String(64), nullable=False),  # as it was typed, cut
    Column("event", String(10), nullable=False),
    Column("address", String(64), nullable=False),  # '' where it was done in a terminal
    Column("told", Text, nullable=False),
)
