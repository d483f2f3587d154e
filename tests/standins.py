"""A reader that stands in for the real one, so that tests of the other rooms need no language model."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import types
from collections.abc import Iterable, Iterator

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


def command_in(folder):
    """Runs the command in a folder, with the stand-in reader. Whatever happens, no traceback."""

    def call(*args, stdin=b"", **env):
        done = subprocess.run(
            [sys.executable, __file__, *map(str, args)],
            cwd=folder,
            input=stdin,
            capture_output=True,
            timeout=60,
            check=False,
            env={**{k: v for k, v in os.environ.items() if k != "DRAGOMAN_CASE"}, **env},
        )
        done.out, done.err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        assert "Traceback" not in done.err, done.err
        return done

    return call


if __name__ == "__main__":  # python tests/standins.py read PATH ... : the command with the stand-in
    put_in_place()
    from dragoman.cli import main

    main()
