"""What was worked out from a case, kept beside its file so that the next run need not do it again.

One JSON text under the key of all that it depends on, in ``FILE-picture``. Losing it costs time, nothing else: it is written
whole or not at all, and what does not fit its key or cannot be read or written counts as absent. A case on a server has none.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import zlib
from pathlib import Path

SUFFIX = "-picture"
LIMIT = 1 << 30  # bytes unpacked: more than any real picture


def get(case: Path | None, key: str) -> str | None:
    """The text kept under this key, or None."""
    if case is None:
        return None
    try:
        head, _, packed = _beside(case).read_bytes().partition(b"\n")
        if head != key.encode():
            return None
        unpacker = zlib.decompressobj()
        text = unpacker.decompress(packed, LIMIT)
        return text.decode("utf-8") if unpacker.eof else None
    except (OSError, zlib.error, ValueError):
        return None


def keep(case: Path | None, key: str, text: str) -> None:
    """Keep the text instead of what was kept; nothing happens where the place cannot be written."""
    if case is None:
        return
    try:
        handle, name = tempfile.mkstemp(prefix=f".{case.name}", dir=case.parent)
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(key.encode() + b"\n" + zlib.compress(text.encode("utf-8"), 3))
        with contextlib.suppress(OSError):  # whoever may read the case may read this
            os.chmod(name, case.stat().st_mode & 0o666)
        os.replace(name, _beside(case))
    except (OSError, ValueError):
        with contextlib.suppress(OSError):
            os.unlink(name)
    except BaseException:  # interrupted
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _beside(case: Path) -> Path:
    return case.with_name(case.name + SUFFIX)
