"""Joins the rooms: collect → read → keep, and the picture that weighing makes of what is kept.

case = Case("x.dragoman")
case.read(["reports/"])
case.picture.register
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from dragoman import __version__, knowledge
from dragoman.casefile import CaseFile, derived, make_judgement
from dragoman.collect import Original, extract, originals
from dragoman.collect.original import now
from dragoman.errors import DragomanError, InputRefused
from dragoman.model import Findings, Judgement, Picture, Report, Scoring

if TYPE_CHECKING:
    from dragoman.weigh import Memory

CHUNK = 32  # reports read and kept at a time: what an interruption can cost
Progress = Callable[[str, int, int], None]  # stage ('collect' | 'read'), done, of how many (0: not known)


@dataclass
class Outcome:
    """What one call of :meth:`Case.read` did."""

    added: int = 0  # reports new to the case
    known: int = 0  # inputs and reports that were there already
    read: int = 0  # reports read, new or again by a newer reader
    refused: list[InputRefused] = field(default_factory=list)


class Case:
    """An open case."""

    def __init__(self, case: str | Path, *, create: bool = True) -> None:
        """:raises CaseError: it cannot be opened; the message says what to do."""
        self.file = CaseFile(case, create=create)
        self._picture: tuple[tuple[int, ...], Picture] | None = None
        self._memory: Memory | None = None  # so that a further report re-weighs only what it touches

    def __enter__(self) -> Case:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self.file.close()

    def read(self, paths: Iterable[str | Path], on_progress: Progress | None = None) -> Outcome:
        """Collect the inputs, keep them, and read every report that the current reader has not read.

        Interrupted at any moment, the next call goes on; nothing is read or kept twice.
        """
        return self.take_in(originals(paths), on_progress)

    def take_in(self, found: Iterable[Original | InputRefused], on_progress: Progress | None = None) -> Outcome:
        """The same for inputs whose bytes are at hand already."""
        outcome = Outcome()
        for number, one in enumerate(found, 1):
            self._keep(one, outcome)
            if on_progress:
                on_progress("collect", number, 0)
        self._read_unread(outcome, on_progress)
        return outcome

    def _keep(self, found: Original | InputRefused, outcome: Outcome) -> None:
        if isinstance(found, InputRefused):
            outcome.refused.append(found)
            self.file.note_path(found.source, "", "", now(), found.reason)
            return
        where = (found.path, found.sha256, found.media_type, found.collected)
        if self.file.has_original(found.sha256, found.media_type):
            self.file.note_path(*where)
            outcome.known += 1
            outcome.refused += self.file.refused_in(found.sha256, found.media_type)
            return
        kept = self.file.keep_original(*where, found.data, extract(found))
        outcome.added += kept.added
        outcome.known += kept.known
        outcome.refused += kept.refused

    def _read_unread(self, outcome: Outcome, on_progress: Progress | None) -> None:
        from dragoman import read as reader

        total, place = self.file.count_unread(reader.VERSION), 0
        done = 0
        while True:
            place, reports = self.file.unread(reader.VERSION, place, CHUNK)
            if not reports:
                return
            found = list(read_safely(reports, outcome.refused))
            self.file.keep_findings(found, now())
            outcome.read += len(found)
            done += len(reports)
            if on_progress:
                on_progress("read", done, total)

    def reports(self) -> list[Report]:
        """All reports, in the order in which they came."""
        return list(self.file.reports())

    def findings(self) -> list[Findings]:
        """The newest findings of every report, in the same order."""
        return list(self.file.findings())

    def judgements(self) -> list[Judgement]:
        """The log, oldest first."""
        return self.file.judgements()

    def judge(
        self,
        kind: str,
        target: dict[str, object],
        *,
        who: str,
        why: str = "",
        value_from: str | None = None,
        value_to: str | None = None,
        withdraws: str | None = None,
    ) -> Judgement:
        """Write a judgement to the log. Nothing is ever taken out of it; ``withdraws`` takes one back."""
        judgement = make_judgement(
            kind, target, who=who, why=why, value_from=value_from, value_to=value_to, withdraws=withdraws
        )
        self.file.keep_judgement(judgement)
        return judgement

    @property
    def picture(self) -> Picture:
        """What all findings and judgements together show; weighed anew when any of them changed."""
        state = self.file.state()
        if self._picture is None or self._picture[0] != state:
            self._picture = (state, self._kept_picture() or self._weigh())
        return self._picture[1]

    def reckoned(self, scoring: Scoring) -> Picture:
        """The picture with relations reckoned by other scores, weights or decay, or as of another day.

        :raises UsageError: there is no such table of scores.
        """
        from dragoman.weigh import relations

        picture = self.picture
        told = relations.first_told(picture.families, {r.id: r for r in self.reports()})
        again = relations.of(picture.events, picture.statements, told, scoring)
        return picture.model_copy(update={"relations": again})

    def _kept_picture(self) -> Picture | None:
        """The picture that an earlier run kept beside the case, if it is of this state and this way of weighing."""
        if self._memory is not None:  # quicker than looking
            return None
        kept = derived.get(self.file.path, self._key())
        try:
            return Picture.model_validate_json(kept) if kept else None
        except ValueError:
            return None

    def _weigh(self) -> Picture:
        from dragoman.weigh import Memory, weigh

        key = self._key()  # before weighing: what comes meanwhile is not in the picture
        self._memory = self._memory or Memory()
        picture = weigh(self.reports(), self.findings(), self.judgements(), self._memory)
        if key == self._key():
            derived.keep(self.file.path, key, picture.model_dump_json())
        return picture

    def _key(self) -> str:
        return f"{version()} {self.file.digest()}"


@functools.lru_cache(maxsize=1)
def version() -> str:
    """Hash of all code and knowledge that a picture depends on beside the case."""
    package = Path(str(resources.files("dragoman")))
    digest = hashlib.sha256(__version__.encode())
    for path in sorted([package / "model.py", *package.glob("weigh/*.py"), *package.glob("knowledge/**/*.yaml")]):
        digest.update(f"{path.name}\n".encode() + path.read_bytes())
    digest.update(knowledge.overlay_digest())
    return digest.hexdigest()[:16]


def read_safely(reports: Sequence[Report], refused: list[InputRefused]) -> Iterator[Findings]:
    """Findings of the reports; a report on which the reader fails is refused, and the others go on.

    :param refused: takes what was refused.
    """
    from dragoman import read as reader

    try:
        yield from list(reader.read_many(reports))
        return
    except (DragomanError, ImportError):  # nothing that another report would mend
        raise
    except Exception:  # one of them: found below
        pass
    for report in reports:
        try:
            yield reader.read(report)
        except (DragomanError, ImportError):
            raise
        except Exception as error:
            name = f"{report.origin.path} ({report.id})" if report.origin else report.id
            refused.append(
                InputRefused(name, f"the reader failed on it ({type(error).__name__}: {error}); please report this")
            )


def open(case: str | Path = "case.dragoman", *, create: bool = True) -> Case:
    """Open a case file, or a case on a server (``postgresql://...``); make it where there is none.

    :raises CaseError: it cannot be opened; the message says what to do.
    """
    return Case(case, create=create)
