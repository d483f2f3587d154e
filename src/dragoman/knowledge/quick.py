"""The shipped YAML files once parsed, kept as JSON in the user's cache folder: parsing YAML takes longer than all else at the start.

The entries of a file are kept under the hash of its bytes, and are checked against the schema like those that were just parsed. What is missing,
damaged or cannot be written costs time, nothing else.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

import platformdirs


class Parsed:
    """What earlier runs parsed of one folder's files."""

    def __init__(self, folder: Path) -> None:
        name = hashlib.sha256(str(folder).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        self._place = platformdirs.user_cache_path("dragoman") / f"knowledge-{name}.json"
        self._kept: dict[str, Any] = {}
        self._used: dict[str, Any] = {}
        with contextlib.suppress(OSError, ValueError, RecursionError):
            kept = json.loads(self._place.read_bytes())
            self._kept = kept if isinstance(kept, dict) else {}

    def get(self, data: bytes) -> Any:
        """The entries of a file with these bytes, or None."""
        key = hashlib.sha256(data).hexdigest()
        if isinstance(found := self._kept.get(key), list):
            self._used[key] = found
            return found
        return None

    def put(self, data: bytes, entries: Any) -> None:
        """Remember the entries, unless JSON would change them."""
        with contextlib.suppress(TypeError, ValueError, RecursionError):
            if isinstance(entries, list) and json.loads(json.dumps(entries)) == entries:
                self._used[hashlib.sha256(data).hexdigest()] = entries

    def save(self) -> None:
        """Keep what this run used, whole or not at all, where it is not kept so already."""
        if self._used.keys() == self._kept.keys():
            return
        with contextlib.suppress(OSError):
            self._place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(prefix=self._place.stem, dir=self._place.parent)
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as stream:
                    json.dump(self._used, stream, ensure_ascii=True)
                os.replace(name, self._place)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(name)
                raise
