"""Plain text and Markdown. The text is the file as it stands, decoded; Markdown may begin with YAML front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import yaml

from dragoman.collect import dates, limits
from dragoman.collect.original import Original, make_report
from dragoman.errors import InputRefused
from dragoman.model import Report

EXTRACTOR = "plain/1"
_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?\r?\n)---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
FIELDS = ("title", "published", "outlet", "url", "author", "language")
# other names that inputs use for the same things
ALIASES = {
    "date": "published", "published_at": "published", "publication_date": "published", "source": "outlet",
    "publisher": "outlet", "site": "outlet", "link": "url", "headline": "title", "authors": "author",
    "byline": "author", "lang": "language",
}  # fmt: skip


def reports(original: Original) -> Iterator[Report]:
    """The one report of a text or Markdown file."""
    text, _ = limits.decode(original.data, original.path)
    head: dict[str, object] = {}
    if (front := _FRONT.match(text)) and (read := _front_matter(front[1], original.path)) is not None:
        head, text = read, text[front.end() :]
    fields, taken = metadata(head, "front matter")
    yield make_report(
        text,
        original.origin(EXTRACTOR),
        own_id=own_id(head),
        fields=fields,
        taken_from=taken,
        demonstration=head.get("demonstration") is True,
    )


def metadata(record: dict[str, object], where: str) -> tuple[dict[str, str | None], dict[str, str]]:
    """Fields of a report that a record gives under our or usual other names, and where each stood."""
    fields: dict[str, str | None] = {}
    taken: dict[str, str] = {}
    for key, value in record.items():
        lower = str(key).strip().lower()
        name = lower if lower in FIELDS else ALIASES.get(lower, "")
        if not name or (name in fields and lower != name):
            continue
        if found := dates.day(value) if name == "published" else _one_line(value):
            fields[name], taken[name] = found, f"{where} {key}"
    if language := fields.get("language"):
        fields["language"] = language_code(language)
    if "outlet" not in fields and (host := _host(fields.get("url"))):
        fields["outlet"], taken["outlet"] = host, "address"
    return fields, taken


def _host(url: str | None) -> str | None:
    """'https://www.example.org/a' as 'example.org'; None for what is no address of a page."""
    try:
        parts = urlsplit(url or "")
        return (parts.hostname or "").removeprefix("www.") or None if parts.scheme in ("http", "https") else None
    except ValueError:
        return None


def language_code(value: str) -> str | None:
    """'en-GB' or 'EN' as 'en'; None for what is no code."""
    m = re.match(r"([A-Za-z]{2})(?:[-_]|$)", value.strip())
    return m[1].lower() if m else None


def own_id(record: dict[str, object]) -> str | None:
    """The id that the input itself gives: ``id`` or ``ref``."""
    for key in ("id", "ref"):
        value = record.get(key)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return limits.storable(str(value).strip())[:200]
    return None


def _one_line(value: object) -> str | None:
    if isinstance(value, list):
        value = ", ".join(str(v) for v in value if isinstance(v, str))
    return " ".join(value.split())[:1000] or None if isinstance(value, str) else None


def _front_matter(block: str, name: str) -> dict[str, object] | None:
    """The front matter; None where the block between the rules is none (a text may begin with a rule)."""
    if len(block) > 20_000 or ("*" in block and re.search(r":\s*\*\w", block)):  # YAML aliases can grow without end
        return None
    try:
        read = yaml.safe_load(block)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise InputRefused(name, f"its front matter is no YAML ({str(error).splitlines()[0]}); mend it") from error
    return read if isinstance(read, dict) else None
