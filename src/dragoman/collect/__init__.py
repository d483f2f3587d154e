"""First room: files, folders and standard input in, reports out. Knows nothing of arms.

for item in collect(["reports/", "more.jsonl"]):
    ...  # a Report, or the InputRefused that says why one input is none

originals   which files, and their bytes      (here)
kinds       what a file is                    → plain, pages, papers, records
limits      what is refused, encodings
"""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from dragoman.collect import kinds, limits
from dragoman.collect.original import Original, now
from dragoman.errors import InputRefused
from dragoman.model import Report

__all__ = ["Original", "collect", "count", "extract", "originals"]

# In a folder these are no reports: what describes the folder, and our own files.
_NOT_REPORTS = ("readme", "license", "licence", "notice", "makefile")
_OWN = (".dragoman", ".dragoman-wal", ".dragoman-shm", ".dragoman-journal", ".dragoman-picture")


def collect(
    paths: Iterable[str | Path], *, progress: Callable[[str], None] | None = None
) -> Iterator[Report | InputRefused]:
    """Reports of the inputs, one by one, in the order given; within a folder by name.

    :param paths: files, folders, patterns (``reports/*.html``), ``-`` for standard input.
    :param progress: called with an input's path when all of it was handed out.
    :return: reports, and for each input or record that is none the refusal, as a value, so that the run goes on.
    """
    for found in originals(paths):
        if isinstance(found, InputRefused):
            yield found
            continue
        yield from extract(found)
        if progress:
            progress(found.path)


def originals(paths: Iterable[str | Path]) -> Iterator[Original | InputRefused]:
    """The inputs' bytes, in the order of :func:`collect`. Holds one at a time."""
    for path in paths:
        for found in _files(str(path)):
            if isinstance(found, InputRefused):
                yield found
                continue
            try:
                data = limits.read_stream(sys.stdin.buffer, "-") if found == "-" else limits.read_file(Path(found))
                name = _printable(found)
                yield Original(path=name, data=data, media_type=kinds.media_type(name, data), collected=now())
            except InputRefused as refused:
                yield InputRefused(_printable(refused.source), refused.reason)


def extract(original: Original) -> Iterator[Report | InputRefused]:
    """Reports in one original."""
    try:
        yield from kinds.reader(original.media_type)[1](original)
    except InputRefused as refused:
        yield refused
    except (RecursionError, MemoryError) as error:
        yield InputRefused(original.path, f"too deeply nested or too large to read ({type(error).__name__})")


def count(paths: Iterable[str | Path]) -> int:
    """About how many reports the inputs hold, for progress bars; 0 where standard input makes it unknown."""
    total = 0
    for path in paths:
        for found in _files(str(path)):
            if found == "-":
                return 0
            if isinstance(found, InputRefused):
                continue
            if found.endswith((".jsonl", ".ndjson")) and Path(found).stat().st_size <= limits.MAX_BYTES:
                with open(found, "rb") as lines:
                    total += sum(1 for line in lines if line.strip())
            else:
                total += 1
    return total


def _printable(path: str) -> str:
    """A path with the bytes of its name that are no UTF-8 shown as U+FFFD."""
    return os.fsencode(path).decode("utf-8", errors="replace")


def _files(path: str) -> Iterator[str | InputRefused]:
    """Paths of the files that an argument stands for."""
    if path == "-":
        yield path
        return
    if not path or "\x00" in path:
        yield InputRefused(path.replace("\x00", "\ufffd") or "(nothing)", "no valid path; check it")
        return
    if not os.path.lexists(path) and glob.has_magic(path):
        hits = sorted(glob.glob(path, recursive=True))
        if not hits:
            yield InputRefused(path, "no file fits this pattern; check the path")
        for hit in hits:
            yield from _files(hit)
        return
    if not os.path.isdir(path):
        yield path
        return
    any_file = False
    for file in _walk(path):
        any_file = True
        yield file
    if not any_file:
        yield InputRefused(path, "a folder without reports; give one that holds text, HTML, PDF, JSON or CSV files")


def _walk(folder: str) -> Iterator[str | InputRefused]:
    """Files of a folder and its subfolders by name; hidden ones and the parts of saved pages left out."""
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except OSError as error:
        yield InputRefused(folder, f"the folder cannot be opened ({error.strerror}); check its permissions")
        return
    pages = {Path(e.name).stem for e in entries if e.name.lower().endswith((".html", ".htm"))}
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if not (entry.name.endswith("_files") and entry.name.removesuffix("_files") in pages):
                yield from _walk(entry.path)
        elif not entry.name.lower().endswith(_OWN) and not entry.name.lower().startswith(_NOT_REPORTS):
            try:
                if stat.S_ISREG(entry.stat().st_mode):
                    yield entry.path
            except OSError:
                yield InputRefused(entry.path, "a link to nothing; remove it or mend it")
