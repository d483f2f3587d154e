"""Keeps and gives back evidence, findings and judgements. Each call that writes is one transaction."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from dragoman.casefile import schema as t
from dragoman.casefile.database import connect, printable
from dragoman.casefile.people import People
from dragoman.errors import CaseError, InputRefused
from dragoman.model import Findings, Judgement, Origin, Report

_COLUMNS = ("text", "title", "published", "outlet", "url", "author", "language", "demonstration")


@dataclass
class Kept:
    """What keeping one original did."""

    added: int = 0
    known: int = 0
    refused: list[InputRefused] = field(default_factory=list)


# one question, made once: the desk asks it several times for each page
STATE = sa.select(
    *(sa.select(sa.func.max(table.c.seq)).scalar_subquery() for table in (t.reports, t.findings, t.judgements))
)


class CaseFile:
    """An open case. ``seq`` orders everything: what came first is given back first."""

    def __init__(self, case: str | Path, *, create: bool = True) -> None:
        """:raises CaseError: see :func:`dragoman.casefile.database.connect`."""
        self.name = printable(case)
        self.engine = connect(case, create=create)
        self.path = None if "://" in self.name else Path(case).absolute()  # None: on a server
        self.people = People(self.engine)

    def close(self) -> None:
        self.engine.dispose()

    # ---- evidence ------------------------------------------------------------------------------------------------

    def has_original(self, sha256: str, media_type: str) -> bool:
        """Whether these bytes, read as this kind, are in the case with all their reports."""
        query = sa.select(t.collections.c.seq).where(
            t.collections.c.sha256 == sha256, t.collections.c.media_type == media_type, t.collections.c.refused == ""
        )
        with self._reading() as connection:
            return connection.execute(query.limit(1)).first() is not None

    def refused_in(self, sha256: str, media_type: str) -> list[InputRefused]:
        """Records of an original that were refused when it was collected."""
        c = t.collections.c
        query = sa.select(c.path, c.refused).where(c.sha256 == sha256, c.media_type == media_type, c.refused != "")
        with self._reading() as connection:
            return [InputRefused(path, reason) for path, reason in connection.execute(query.order_by(c.seq))]

    def note_path(self, path: str, sha256: str, media_type: str, collected: str, refused: str = "") -> None:
        """Write down that a path was collected, or why it was refused; the same again changes nothing."""
        with self._writing() as connection:
            _note(connection, path, sha256, media_type, collected, refused)

    def keep_original(
        self,
        path: str,
        sha256: str,
        media_type: str,
        collected: str,
        data: bytes,
        items: Iterable[Report | InputRefused],
    ) -> Kept:
        """Keep bytes and all that was extracted from them; all of it or, if interrupted, nothing."""
        kept = Kept()
        with self._writing() as connection:
            if connection.execute(sa.select(t.originals.c.size).where(t.originals.c.sha256 == sha256)).first() is None:
                row = {"sha256": sha256, "media_type": media_type, "size": len(data), "data": zlib.compress(data, 6)}
                connection.execute(t.originals.insert(), row)
            for item in items:
                if isinstance(item, InputRefused):
                    kept.refused.append(item)
                elif _keep_report(connection, item):
                    kept.added += 1
                else:
                    kept.known += 1
            whole = next((r.reason for r in kept.refused if r.source == path), "")
            for refused in kept.refused:
                if refused.source != path:
                    _note(connection, refused.source, sha256, media_type, collected, refused.reason)
            _note(connection, path, sha256, media_type, collected, whole)
        return kept

    def original(self, sha256: str) -> bytes:
        """Bytes of an original as they were collected.

        :raises CaseError: not in the case, or damaged.
        """
        with self._reading() as connection:
            data = connection.execute(sa.select(t.originals.c.data).where(t.originals.c.sha256 == sha256)).scalar()
        if data is None:
            raise CaseError(f"{self.name}: holds no original {sha256}")
        whole = zlib.decompress(data)
        if hashlib.sha256(whole).hexdigest() != sha256:
            raise CaseError(f"{self.name}: the original {sha256} is damaged; restore the case from a copy")
        return whole

    def reports(self) -> Iterator[Report]:
        """All reports in the order in which they came."""
        with self._reading() as connection:
            for row in connection.execute(sa.select(t.reports).order_by(t.reports.c.seq)):
                yield _report(row)

    def report(self, id: str) -> Report | None:
        with self._reading() as connection:
            row = connection.execute(sa.select(t.reports).where(t.reports.c.id == id)).first()
        return _report(row) if row else None

    def refused(self) -> list[tuple[str, str, str]]:
        """(path, reason, when collected) of the inputs that were refused."""
        c = t.collections.c
        query = sa.select(c.path, c.refused, c.collected).where(c.refused != "").order_by(c.seq)
        with self._reading() as connection:
            return [tuple(row) for row in connection.execute(query)]  # type: ignore[misc]

    # ---- findings ------------------------------------------------------------------------------------------------

    def count_unread(self, reader: str) -> int:
        """How many reports have no findings of this reader version."""
        with self._reading() as connection:
            return int(connection.execute(sa.select(sa.func.count()).select_from(_unread(reader).subquery())).scalar())  # type: ignore[arg-type]

    def unread(self, reader: str, after: int, limit: int) -> tuple[int, list[Report]]:
        """The next reports without findings of this reader version.

        :param after: 0, or the place that the last call gave back.
        :return: (place to go on from, reports); no reports: done.
        """
        query = _unread(reader).where(t.reports.c.seq > after).order_by(t.reports.c.seq).limit(limit)
        with self._reading() as connection:
            rows = connection.execute(query).all()
        return (rows[-1].seq if rows else after), [_report(row) for row in rows]

    def keep_findings(self, found: Sequence[Findings], read: str) -> None:
        """Keep what a reader found, instead of what the same version found before."""
        with self._writing() as connection:
            for one in found:
                c = t.findings.c
                connection.execute(t.findings.delete().where(c.report == one.ref, c.reader == one.reader))
                row = {"report": one.ref, "reader": one.reader, "read": read, "body": one.model_dump_json()}
                connection.execute(t.findings.insert(), row)

    def findings(self) -> Iterator[Findings]:
        """The newest findings of every report, in the order of the reports."""
        newest = sa.select(sa.func.max(t.findings.c.seq)).group_by(t.findings.c.report)
        query = (
            sa.select(t.findings.c.body)
            .join(t.reports, t.reports.c.id == t.findings.c.report)
            .where(t.findings.c.seq.in_(newest))
            .order_by(t.reports.c.seq)
        )
        with self._reading() as connection:
            for (body,) in connection.execute(query):
                yield Findings.model_validate_json(body)

    def findings_by_reader(self) -> dict[str, list[Findings]]:
        """All findings that are kept, by the reader version that made them."""
        query = (
            sa.select(t.findings.c.reader, t.findings.c.body)
            .join(t.reports, t.reports.c.id == t.findings.c.report)
            .order_by(t.reports.c.seq, t.findings.c.seq)
        )
        out: dict[str, list[Findings]] = {}
        with self._reading() as connection:
            for reader, body in connection.execute(query):
                out.setdefault(reader, []).append(Findings.model_validate_json(body))
        return out

    # ---- judgements ----------------------------------------------------------------------------------------------

    def keep_judgement(self, judgement: Judgement) -> None:
        """Add to the log. A judgement that is there already (brought in twice) is not added again."""
        row = judgement.model_dump()
        row["target"] = canonical(judgement.target)
        with self._writing() as connection:
            if (
                connection.execute(sa.select(t.judgements.c.seq).where(t.judgements.c.id == judgement.id)).first()
                is None
            ):
                connection.execute(t.judgements.insert(), row)

    def judgements(self) -> list[Judgement]:
        """The whole log, oldest first."""
        query = sa.select(t.judgements).order_by(t.judgements.c.at, t.judgements.c.seq)
        with self._reading() as connection:
            return [
                Judgement(**{**row, "target": json.loads(row["target"])})
                for row in ({k: v for k, v in r._mapping.items() if k != "seq"} for r in connection.execute(query))
            ]

    # ---- the case as a whole ---------------------------------------------------------------------------------------

    def counts(self) -> dict[str, int]:
        """Rows by table."""
        with self._reading() as connection:
            return {
                name: int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar() or 0)
                for name, table in t.metadata.tables.items()
            }

    def state(self) -> tuple[int, ...]:
        """Changes whenever reports, findings or judgements change; for caches of what is derived from them."""
        with self._reading() as connection:
            return tuple(newest or 0 for newest in connection.execute(STATE).one())

    def digest(self) -> str:
        """Hash of all that a picture is made of: reports, their newest findings, judgements."""
        newest = sa.select(sa.func.max(t.findings.c.seq)).group_by(t.findings.c.report)
        queries = (
            sa.select(t.reports.c.id, t.reports.c.identity).order_by(t.reports.c.seq),
            sa.select(t.findings.c.report, t.findings.c.reader, t.findings.c.body)
            .where(t.findings.c.seq.in_(newest))
            .order_by(t.findings.c.seq),
            sa.select(t.judgements.c.id).order_by(t.judgements.c.at, t.judgements.c.seq),
        )
        digest = hashlib.sha256()
        with self._reading() as connection:
            for query in queries:
                digest.update(b"\x1d")
                for row in connection.execute(query):
                    digest.update("".join(f"{len(cell)}:{cell}" for cell in row).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    def _reading(self) -> sa.Connection:
        return self.engine.connect().execution_options(reads_only=True)

    def _writing(self) -> Any:
        return self.engine.begin()


def make_judgement(
    kind: str,
    target: dict[str, object],
    *,
    who: str,
    why: str = "",
    value_from: str | None = None,
    value_to: str | None = None,
    withdraws: str | None = None,
) -> Judgement:
    """A judgement of this moment; its id follows from its content."""
    content = {
        "at": dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "who": who, "kind": kind, "target": target, "value_from": value_from, "value_to": value_to,
        "why": why, "withdraws": withdraws,
    }  # fmt: skip
    return Judgement(id=hashlib.sha256(canonical(content).encode()).hexdigest()[:16], **content)  # type: ignore[arg-type]


def canonical(value: object) -> str:
    """JSON that is the same for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _note(connection: sa.Connection, path: str, sha256: str, media_type: str, collected: str, refused: str) -> None:
    c = t.collections.c
    here = (c.path == path, c.sha256 == sha256, c.media_type == media_type)
    known = connection.execute(sa.select(c.seq, c.refused).where(*here)).first()
    row = {"path": path, "sha256": sha256, "media_type": media_type, "collected": collected, "refused": refused}
    if known is None:
        connection.execute(t.collections.insert(), row)
    elif known.refused != refused:
        connection.execute(t.collections.update().where(c.seq == known.seq), row)


def _keep_report(connection: sa.Connection, report: Report) -> bool:
    """False: the same report is there. Another report under the same id gets a longer id."""
    content = [report.id, *(getattr(report, c) for c in _COLUMNS)]
    identity = hashlib.sha256(canonical(content).encode("utf-8")).hexdigest()
    c = t.reports.c
    if connection.execute(sa.select(c.seq).where(c.identity == identity)).first():
        return False
    taken = connection.execute(sa.select(c.seq).where(c.id == report.id)).first()
    row: dict[str, Any] = {c: getattr(report, c) for c in _COLUMNS}
    row |= {
        "id": f"{report.id}~{identity[:8]}" if taken else report.id,
        "identity": identity,
        "taken_from": canonical(report.taken_from),
        "original": report.origin.sha256 if report.origin else None,
        "origin": report.origin.model_dump_json() if report.origin else None,
    }
    connection.execute(t.reports.insert(), row)
    return True


def _report(row: Any) -> Report:
    return Report(
        id=row.id,
        taken_from=json.loads(row.taken_from),
        origin=Origin.model_validate_json(row.origin) if row.origin else None,
        **{c: getattr(row, c) for c in _COLUMNS},
    )


def _unread(reader: str) -> sa.Select[Any]:
    done = sa.select(t.findings.c.report).where(t.findings.c.report == t.reports.c.id, t.findings.c.reader == reader)
    return sa.select(t.reports).where(~done.exists())
