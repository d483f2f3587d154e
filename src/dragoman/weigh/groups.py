"""The families of sources as later steps go through them: stretch by stretch, each with what its reports tell."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from dragoman.model import FindingRef
from dragoman.weigh.memory import Memory

T = TypeVar("T")

Key = tuple[str, str, int]
DealOf = dict[Key, str]  # the deal that each transfer went to
Group = tuple[str, tuple[str, ...]]  # a family and its reports, the earliest first


def key_of(ref: FindingRef) -> Key:
    """A finding's name as a tuple, which is quicker to look up."""
    return ref.report, ref.kind, ref.index


class Groups:
    """Families, and findings whose report is absent, by their ids."""

    def __init__(self, groups: Sequence[Group], memory: Memory) -> None:
        self._groups = sorted(groups)
        self._ids = [g[0] for g in self._groups]

    def mapped(
        self,
        name: str,
        by_report: Sequence[Mapping[str, Any]],
        work: Callable[..., T],
        memory: Memory,
        more: Callable[[Sequence[str]], tuple[Any, ...]] | None = None,
    ) -> list[T]:
        """What ``work`` makes of each stretch of families; see :meth:`Memory.mapped`.

        :param by_report: what the result depends on, by report; ``work`` gets the stretch and these.
        :param more: of the reports of a stretch, all else that the result depends on.
        """
        if not memory.keeps:
            return [work(self._groups, *by_report)]
        out = []
        for n, stretch in enumerate(memory.mapped(f"{name}: reports", self._ids, [self._groups], _reports)):
            groups, rids = stretch
            parts = (groups, *(tuple(map(known.get, rids)) for known in by_report), more(rids) if more else ())
            out.append(
                memory.same((name, groups[0][0] if groups else n), parts, functools.partial(work, groups, *by_report))
            )
        return out


def _reports(groups: Sequence[Group]) -> tuple[Sequence[Group], tuple[str, ...]]:
    return groups, tuple(r for _, rids in groups for r in rids)
