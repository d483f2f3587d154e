"""A reader that stands in for the real one, so that tests of the other rooms need no language model."""

from __future__ import annotations

import io
import os
import sys
import time
import types
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

import dragoman
from dragoman.model import Category, Evidence, Findings, Report, Span, Status, Transfer


def make_reader(version: str = "stand-in-1", pause: float = 0.0) -> types.ModuleType:
    """A module like ``dragoman.read``: finds 'delivered', fails on texts with 'BREAKS THE READER'."""

    def read(report: Report) -> Findings:
        time.sleep(pause)
        if "BREAKS THE READER" in report.text:
            raise ZeroDivisionError("stand-in")
        at = report.text.find("delivered")
        transfers = ()
        if at >= 0:
            evidence = Evidence(quote="delivered", span=Span(start=at, end=at + 9))
            transfers = (
                Transfer(
                    supplier=("NOR",), recipient=("UKR",), weapon="tank", category=Category.ARMOUR,
                    status=Status.DELIVERED, evidence=evidence,
                ),
            )  # fmt: skip
        return Findings(ref=report.id, reader=version, transfers=transfers)

    def read_many(reports: Iterable[Report]) -> Iterator[Findings]:
        return (read(report) for report in reports)

    module = types.ModuleType("dragoman.read")
    module.VERSION, module.read, module.read_many = version, read, read_many  # type: ignore[attr-defined]
    return module


def put_in_place() -> None:
    """For subprocesses: from here on ``dragoman.read`` is the stand-in."""
    module = make_reader(os.environ.get("STANDIN_VERSION", "stand-in-1"), float(os.environ.get("STANDIN_PAUSE", "0")))
    sys.modules["dragoman.read"] = module
    dragoman.read = module  # type: ignore[attr-defined]


def command_in(folder: Path) -> Callable[..., types.SimpleNamespace]:
    """Runs the command in a folder, with the stand-in reader. Gives exit code, output and errors."""

    def call(*args: object, stdin: bytes = b"", **env: str) -> types.SimpleNamespace:
        from dragoman.cli import main

        with pytest.MonkeyPatch.context() as patch:
            reader = make_reader()
            patch.setitem(sys.modules, "dragoman.read", reader)
            patch.setattr(dragoman, "read", reader, raising=False)
            patch.chdir(folder)
            patch.delenv("DRAGOMAN_CASE", raising=False)
            for name, value in env.items():
                patch.setenv(name, value)
            out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
            patch.setattr(sys, "argv", ["dragoman", *map(str, args)])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            with pytest.raises(SystemExit) as ended:
                main()
            out.flush()
            err.flush()
            stdout, told = out.buffer.getvalue(), err.buffer.getvalue()  # type: ignore[attr-defined]
        return types.SimpleNamespace(
            returncode=ended.value.code, stdout=stdout, out=stdout.decode("utf-8"), err=told.decode("utf-8")
        )

    return call


if __name__ == "__main__":  # python tests/standins.py read PATH ... : the command with the stand-in
    put_in_place()
    from dragoman.cli import main

    main()
