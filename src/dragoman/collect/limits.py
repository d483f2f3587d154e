"""What is read at all: sizes, binary files, encodings. Everything here says no in a sentence that tells what to do."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import BinaryIO

from charset_normalizer import from_bytes

from dragoman.errors import InputRefused

MAX_BYTES = 64 * 1024 * 1024  # of one original
MAX_CHARACTERS = 1_000_000  # of one report's text

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Kinds that a later version may read: (first bytes, what it is, what to do now).
_LATER = (
    (b"PK\x03\x04", "a zip archive or an office file", "unpack it, or save the document as PDF or text"),
    (b"PK\x05\x06", "an empty zip archive", "unpack it and give the files in it"),
    (b"\x1f\x8b", "a gzip file", "unpack it with gunzip"),
    (b"BZh", "a bzip2 file", "unpack it with bunzip2"),
    (b"\xfd7zXZ\x00", "an xz file", "unpack it with unxz"),
    (b"\x28\xb5\x2f\xfd", "a zstd file", "unpack it with unzstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-zip archive", "unpack it"),
    (b"Rar!", "a rar archive", "unpack it"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office file", "save it as PDF or text"),
    (b"{\\rtf", "a rich text file", "save it as PDF or text"),
    (b"WARC/", "a web archive", "save its pages as HTML"),
)
_NEVER = (
    (b"SQLite format 3\x00", "a database"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a picture, sound or film"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"\x00asm", "a program"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def read_file(path: Path) -> bytes:
    """Bytes of a file, never more than one over :data:`MAX_BYTES`, whatever kind of file it is.

    :raises InputRefused: it cannot be opened, or is empty or too large.
    """
    try:
        with path.open("rb") as stream:
            return read_stream(stream, str(path))
    except OSError as error:
        raise InputRefused(str(path), _os_reason(error)) from error


def read_stream(stream: BinaryIO, name: str) -> bytes:
    """As :func:`read_file`, from an open stream."""
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputRefused(
            name,
            f"larger than {MAX_BYTES // 1024 // 1024} MB; split it into smaller files "
            "(JSON Lines and CSV: between lines, for example with `split -C 60m`)",
        )
    if not data.strip():
        raise InputRefused(name, "empty; check that it was saved or downloaded whole")
    return data


def refuse_binary(data: bytes, name: str) -> None:
    """:raises InputRefused: the bytes are no text, page or PDF."""
    head = data[:4096]
    for magic, what, instead in _LATER:
        if head.startswith(magic):
            raise InputRefused(name, f"{what}, which is not read yet; {instead}")
    for magic, what in _NEVER:
        if head.startswith(magic):
            raise InputRefused(name, f"{what}, not a report; give the text, the saved page or the PDF")
    if bom(data)[1]:
        return
    if b"\x00" in data or len(_CONTROL.findall(head)) > max(2, len(head) // 50):
        raise InputRefused(name, "a binary file, not a report; give the text, the saved page or the PDF")


def bom(data: bytes) -> tuple[str | None, int]:
    """Encoding told by a byte order mark and the mark's length; (None, 0) without one."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, len(mark)
    return None, 0


def decode(data: bytes, name: str, *, markup: bool = False) -> tuple[str, str]:
    """Text and encoding: by byte order mark, as UTF-8, as declared (markup only), else as guessed.

    Nothing else of the text is changed: line ends, combining accents and odd characters stay as they are.
    :raises InputRefused: no encoding fits.
    """
    encoding, skip = bom(data)
    candidates = [encoding] if encoding else ["utf-8"]
    if markup and not encoding:
        declared = _DECLARED.search(data[:4096])
        # UTF-8 first: bytes that are valid UTF-8 beyond ASCII are hardly ever anything else
        candidates += [declared.group(1).decode("ascii")] if declared else []
    for candidate in candidates:
        try:
            return storable(codecs.decode(data[skip:], candidate)), candidate.lower()  # type: ignore[arg-type]
        except (UnicodeError, LookupError, ValueError, TypeError):
            continue
    # A guess from a part is as good and does not take minutes on a large file.
    best = from_bytes(data[:200_000]).best()
    if best is None and markup:
        return storable(data[skip:].decode("utf-8", errors="replace")), "utf-8 (damaged)"
    if best is None:
        raise InputRefused(name, "its character encoding cannot be made out; save it as UTF-8 text")
    try:
        return storable(data.decode(best.encoding)), best.encoding
    except UnicodeError:
        return storable(data.decode(best.encoding, errors="replace")), best.encoding


def storable(text: str) -> str:
    """The text with NUL and lone surrogates, which no database keeps, as U+FFFD: same length, same offsets."""
    return _UNSTORABLE.sub("\ufffd", text)


def check_text(text: str, name: str) -> None:
    """:raises InputRefused: the text is empty or too long to be one report."""
    if len(text) > MAX_CHARACTERS:
        raise InputRefused(
            name, f"its text has {len(text):,} characters, more than {MAX_CHARACTERS:,}; split it into single reports"
        )
    if not any(c.isalnum() for c in text):
        raise InputRefused(name, "holds no text; leave it out or give another copy")


def _os_reason(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "there is no such file or folder; check the path"
        case PermissionError():
            return "may not be read; change its permissions or give a copy"
        case IsADirectoryError():
            return "is a folder"
        case _:
            return f"cannot be read ({error.strerror or error}); check the disk or give a copy"
