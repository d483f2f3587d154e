from __future__ import annotations

import sys

import pytest

import dragoman
import standins


@pytest.fixture
def reader(monkeypatch):
    """Puts a stand-in reader of a given version in place; version 1 to begin with."""

    def put(version: str = "stand-in-1"):
        module = standins.make_reader(version)
        monkeypatch.setitem(sys.modules, "dragoman.read", module)
        monkeypatch.setattr(dragoman, "read", module, raising=False)
        return module

    put()
    return put
