"""What was parsed once is the same as what stands in the files, whatever became of it in the meantime."""

from __future__ import annotations

import json

import platformdirs
import pytest
import yaml

from dragoman import knowledge


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda *_: tmp_path / "cache")
    return tmp_path / "cache"


def anew():
    return knowledge._load.__wrapped__(None)


def test_a_second_run_parses_nothing_and_knows_the_same(cache, monkeypatch):
    first = anew()
    assert first == knowledge.load()
    monkeypatch.setattr(yaml, "load", lambda *_, **__: pytest.fail("parsed again"))
    assert anew() == first


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"x": 1}', b"\xff"])
def test_a_damaged_one_is_made_again(cache, damage):
    first = anew()
    (kept,) = cache.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(damage)
    assert anew() == first
    assert kept.read_bytes() == whole


def test_a_changed_file_is_parsed(cache):
    first = anew()
    (kept,) = cache.iterdir()
    entries = json.loads(kept.read_bytes())
    kept.write_text(json.dumps(dict(list(entries.items())[1:])))
    assert anew() == first and json.loads(kept.read_bytes()) == entries


def test_where_nothing_can_be_written_everything_works(cache):
    cache.write_text("a file, not a folder")
    assert anew() == knowledge.load()
