"""Fixtures that all tests share."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# a shell starts jobs in the background with Ctrl-C ignored, and what the tests start would inherit that
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold readings and open corpora beside the project; absent on a user's machine."""
    path = ROOT.parent / "shared"
    if not path.is_dir():
        pytest.skip("the shared folder of gold readings is not beside this checkout")
    return path
