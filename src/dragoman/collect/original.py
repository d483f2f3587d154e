"""The bytes as they were got, and how a report is made from a text in them."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass, field

from dragoman.collect import limits
from dragoman.model import Origin, Report

# what a text without other metadata says of itself in its last line
_DEMONSTRATION = re.compile(r"(?:^|\n)written for demonstration\b[^\n]*\s*\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Original:
    """One file, or standard input, as collected."""

    path: str  # as the user knows it; '-' for standard input
    data: bytes = field(repr=False)
    media_type: str
    collected: str  # UTC, ISO 8601 with seconds

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    def origin(self, extractor: str, place: str = "") -> Origin:
        """Origin of a report in it; ``place`` is '#n' for the n-th record."""
        return Origin(
            sha256=self.sha256,
            path=self.path + place,
            media_type=self.media_type,
            size=len(self.data),
            collected=self.collected,
            extractor=extractor,
        )


def now() -> str:
    """This moment as everything here writes it."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def make_report(
    text: str,
    origin: Origin,
    *,
    own_id: str | None = None,
    fields: dict[str, str | None],
    taken_from: dict[str, str],
    demonstration: bool = False,
) -> Report:
    """A report from its text and the metadata found; fills in the id and, where not told, the language.

    :param fields: title, published, outlet, url, author, language as far as known.
    :param taken_from: for each of them, where in the original it stood.
    :raises InputRefused: the text is empty or too long.
    """
    limits.check_text(text, origin.path)
    known = {k: limits.storable(v) for k, v in fields.items() if v}
    taken = {k: v for k, v in taken_from.items() if k in known}
    if "language" not in known and (guess := guess_language(text)):
        known["language"], taken["language"] = guess, "guessed from the text (py3langid)"
    return Report(
        id=own_id or hashlib.sha256(text.encode("utf-8")).hexdigest()[:16],
        text=text,
        taken_from=taken,
        demonstration=demonstration or bool(_DEMONSTRATION.search(text)),
        origin=origin,
        **known,  # type: ignore[arg-type]
    )


def guess_language(text: str) -> str | None:
    """ISO 639-1 code of the text's language; None for a text too short to tell."""
    sample = text[:5000]
    if sum(c.isalpha() for c in sample) < 20:
        return None
    import py3langid  # loads its tables: half a second, only where needed

    return str(py3langid.classify(sample)[0])
