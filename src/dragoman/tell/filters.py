"""What a view is asked to show."""

from __future__ import annotations

import calendar
import functools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from pydantic import field_validator

from dragoman import knowledge
from dragoman.errors import UsageError
from dragoman.model import Category, EventType, Noun, Status
from dragoman.tell.rows import EventRow, PositionRow, RegisterRow, RelationRow, StatementView, TriadRow

if TYPE_CHECKING:
    from dragoman.tell.index import Index

R = TypeVar("R")
_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?\Z")


class Filters(Noun):
    """Only rows that all given filters take. ``supplier`` and ``recipient``: code or name, in any spelling we know."""

    supplier: str | None = None
    recipient: str | None = None
    weapon: str | None = None  # part of its name
    category: str | None = None
    status: str | None = None
    type: str | None = None  # of events
    since: str | None = None  # YYYY, YYYY-MM or YYYY-MM-DD; a row without a date is left out
    until: str | None = None
    text: str | None = None  # words, anywhere in the row or its quotes
    limit: int | None = None

    @field_validator("status")
    @classmethod
    def _status(cls, value: str | None) -> str | None:
        return _one_of("status", value, [s.value for s in Status])

    @field_validator("category")
    @classmethod
    def _category(cls, value: str | None) -> str | None:
        return _one_of("category", value, [c.value for c in Category])

    @field_validator("type")
    @classmethod
    def _type(cls, value: str | None) -> str | None:
        found = _one_of("type of event", value, [t.value.lower() for t in EventType])
        return found.upper() if found else None

    @field_validator("since", "until")
    @classmethod
    def _day(cls, value: str | None) -> str | None:
        if value is None:
            return None
        found = _DAY.match(value.strip())
        month, day = (int(x) if x else 1 for x in found.groups()[1:]) if found else (0, 0)
        if not found or int(found[1]) < 1 or not 1 <= month <= 12:
            raise UsageError(f"'{value}' is no day; write YYYY, YYYY-MM or YYYY-MM-DD")
        if not 1 <= day <= calendar.monthrange(int(found[1]), month)[1]:
            raise UsageError(f"'{value}': there is no such day")
        return value.strip()

    @property
    def asks_of_deals(self) -> bool:
        """Whether any filter but the limit is set."""
        return self.model_copy(update={"limit": None}) != Filters()

    def cut(self, rows: Sequence[R]) -> list[R]:
        """At most ``limit`` rows."""
        return list(rows[: self.limit] if self.limit else rows)

    def takes_deal(self, row: RegisterRow) -> bool:
        """Whether a row of the register is asked for."""
        return (
            _names(self.supplier, row.supplier, row.supplier_name)
            and _names(self.recipient, row.recipient, row.recipient_name)
            and _holds(self.weapon, row.weapon)
            and self.category in (None, row.category)
            and self.status in (None, row.status)
            and overlaps(row.when_first, row.when_last, self.since, self.until)
            and self._words(row.supplier_name, row.recipient_name, row.weapon, *(q.quote for q in row.evidence))
        )

    def deals(self, index: Index) -> set[str] | None:
        """Ids of the deals that the filters on goods and status take; None where there is no such filter."""
        if self.weapon is None and self.category is None and self.status is None:
            return None
        return {
            deal.id
            for deal in index.deals
            if _holds(self.weapon, deal.weapon)
            and self.category in (None, deal.category.value)
            and self.status in (None, deal.status.value)
        }

    def takes_event(self, row: EventRow) -> bool:
        """Whether an event is asked for; one without a date counts by the day on which it was reported."""
        days = (row.when_first, row.when_last) if row.when_first or row.when_last else (row.reported, row.reported)
        return (
            _names(self.supplier, row.actor, row.actor_name)
            and _names(self.recipient, row.target, row.target_name)
            and self.type in (None, row.type)
            and overlaps(*days, self.since, self.until)
            and self._words(row.actor_name, row.target_name, row.type, row.mode or "", *(q.quote for q in row.evidence))
        )

    def takes_position(self, row: PositionRow) -> bool:
        """Whether a line is asked for: by whose it is and what it is on."""
        return (
            _names(self.supplier, row.side, f"{row.side_name} {row.actor_name}")
            and (row.kind in ("state", "goods") or _holds(self.recipient, row.matter_name))
            and (row.kind not in ("state", "goods") or _names(self.recipient, (row.matter[:3],), row.matter_name))
            and overlaps(row.first, row.last, self.since, self.until)
            and self._words(row.actor_name, row.side_name, row.matter_name, *(s.quote for s in row.stands))
        )

    def takes_relation(self, row: RelationRow) -> bool:
        """Whether a pair is asked for: both filters on states must be met by one of the two."""
        return (
            all(
                _names(asked, (row.a, row.b), f"{row.a_name} {row.b_name}") for asked in (self.supplier, self.recipient)
            )
            and overlaps(row.first, row.last, self.since, self.until)
            and self._words(row.a_name, row.b_name, *(q.quote for p in row.points for m in p.moves for q in m.evidence))
        )

    def takes_triad(self, row: TriadRow) -> bool:
        """Whether three states are asked for: the filters on states must be met by some of them."""
        return all(_names(asked, row.states, row.text) for asked in (self.supplier, self.recipient))

    def takes_statement(self, row: StatementView) -> bool:
        """Whether a statement is asked for: by its side and whom it is about; not by goods."""
        return (
            _names(self.supplier, row.side, row.side_name + " " + row.speaker)
            and _names(self.recipient, row.about, row.about_name)
            and overlaps(row.published, row.published, self.since, self.until)
            and self._words(row.speaker, row.side_name, row.about_name, row.quote)
        )

    def _words(self, *texts: str) -> bool:
        if not self.text:
            return True
        whole = " ".join(texts).casefold()
        return all(word in whole for word in self.text.casefold().split())


def overlaps(first: str | None, last: str | None, since: str | None, until: str | None) -> bool:
    """Whether a span of days touches the one asked for. A row without any date does not, once one is asked for."""
    if since is None and until is None:
        return True
    if first is None and last is None:
        return False
    # '~' sorts after every digit and dash: until '2023' takes all of 2023
    return (until is None or (first or "0000") <= until + "~") and (since is None or (last or "9999") >= since)


def _one_of(field: str, value: str | None, known: list[str]) -> str | None:
    if value is None or value.strip().lower() in known:
        return value.strip().lower() if value else None
    raise UsageError(f"'{value}' is no {field}; there are: {', '.join(known)}")


def _holds(asked: str | None, text: str) -> bool:
    return not asked or asked.casefold() in text.casefold()


def _names(asked: str | None, codes: Sequence[str], printed: str) -> bool:
    if not asked:
        return True
    wanted = asked.strip().casefold()
    code = _states().get(wanted)
    if code:
        return any(c.partition(":")[0] == code for c in codes)
    return wanted in printed.casefold() or any(wanted == c.casefold() for c in codes)


@functools.lru_cache(maxsize=1)
def _states() -> dict[str, str]:
    """Every code and name of a state, folded -> its code."""
    known = knowledge.load().states
    return {name.casefold(): code for code, s in known.items() for name in (*s.names, s.name, code)}
