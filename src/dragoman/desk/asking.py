"""What an address asks a page to show. The same names as the command line's options."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, field_validator

from dragoman.errors import UsageError
from dragoman.tell.filters import Filters
from dragoman.tell.rows import RegisterRow

R = TypeVar("R")
MOST = 500  # rows on one page

SORTS: dict[str, Callable[[RegisterRow], Any]] = {
    "number": lambda r: r.number,
    "supplier": lambda r: (r.supplier_name.casefold(), r.number),
    "recipient": lambda r: (r.recipient_name.casefold(), r.number),
    "weapon": lambda r: (r.weapon.casefold(), r.number),
    "quantity": lambda r: (r.quantity_low if r.quantity_low is not None else r.quantity_high or -1, r.number),
    "value": lambda r: (r.currency or "", r.value_low if r.value_low is not None else r.value_high or -1, r.number),
    "status": lambda r: (r.status, r.number),
    "when": lambda r: (r.when_first or r.when_last or "", r.number),
    "sources": lambda r: (r.sources, r.report_count, r.number),
    "grade": lambda r: (r.grade, r.number),
}


class Ask(BaseModel):
    """Filters, order and place in a list. Empty is the same as absent."""

    model_config = ConfigDict(extra="ignore")

    text: str | None = Field(None, max_length=500, description="Words, anywhere in the row or its quotes")
    supplier: str | None = Field(None, max_length=200, description="Code or name")
    recipient: str | None = Field(None, max_length=200, description="Code or name")
    weapon: str | None = Field(None, max_length=200, description="Part of a name")
    category: str | None = Field(None, max_length=40)
    status: str | None = Field(None, max_length=40)
    since: str | None = Field(None, max_length=20, description="YYYY, YYYY-MM or YYYY-MM-DD")
    until: str | None = Field(None, max_length=20, description="YYYY, YYYY-MM or YYYY-MM-DD")
    grade: str | None = Field(None, max_length=2, description="Beginning of a grade: B, or B2")
    review: str | None = Field(None, max_length=20, description="new, accepted, corrected or added")
    contested: bool = Field(False, description="Only what sources differ on")
    sort: str | None = Field(None, max_length=20, description="A column; with '-' before it from the end")
    page: int = Field(1, ge=1, le=1_000_000)
    limit: int = Field(50, ge=1, le=MOST)

    @field_validator("*", mode="before")
    @classmethod
    def _empty(cls, value: object, info: Any) -> object:
        if isinstance(value, str) and not value.strip():
            return cls.model_fields[info.field_name].default
        return value

    @property
    def filters(self) -> Filters:
        """As the other tellings have them; the words are looked for apart.

        :raises UsageError: there is no such status, category or day.
        """
        names = ("supplier", "recipient", "weapon", "category", "status", "since", "until")
        return Filters(**{n: getattr(self, n) for n in names})

    @property
    def set(self) -> dict[str, object]:
        """What is asked for and not as it is by itself."""
        return self.model_dump(exclude_defaults=True)

    @property
    def narrowed(self) -> dict[str, object]:
        """The filters that are set, without order and place."""
        return {k: v for k, v in self.set.items() if k not in ("sort", "page", "limit")}

    def takes(self, row: RegisterRow, filters: Filters, haystack: Callable[[], str]) -> bool:
        """Whether a deal is asked for."""
        return (
            (not self.grade or row.grade.startswith(self.grade.upper()))
            and (not self.review or (row.review or "new") == self.review)
            and (not self.contested or bool(row.contested or row.discrepancies))
            and filters.takes_deal(row)
            and self.holds(haystack)
        )

    def holds(self, haystack: Callable[[], str]) -> bool:
        """Whether all the words stand in a text (in small letters)."""
        return not self.text or all(word in haystack() for word in self.text.casefold().split())

    def sorted(self, rows: Sequence[RegisterRow]) -> list[RegisterRow]:
        """
        :raises UsageError: there is no such column.
        """
        if not self.sort:
            return list(rows)
        name = self.sort.removeprefix("-")
        if name not in SORTS:
            raise UsageError(f"'{name}' is no column; there are: {', '.join(SORTS)}")
        return sorted(rows, key=SORTS[name], reverse=self.sort.startswith("-"))

    def in_time(self, rows: Sequence[R], day: Callable[[R], str | None]) -> list[R]:
        """The latest first, or with ``sort=when`` the earliest; those without a day at the end."""
        dated = sorted((r for r in rows if day(r)), key=lambda r: day(r) or "", reverse=self.sort != "when")
        return dated + [r for r in rows if not day(r)]

    def cut(self, rows: Sequence[R]) -> list[R]:
        """The rows of this page."""
        first = (self.page - 1) * self.limit
        return list(rows[first : first + self.limit])

    def pages(self, total: int) -> int:
        return max(1, -(-total // self.limit))


class AskFew(Ask):
    """The same where each entry takes much room."""

    limit: int = Field(20, ge=1, le=MOST)
