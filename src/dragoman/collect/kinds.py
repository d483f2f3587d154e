"""Which kind of input a file is, by its content first and its name second, and what reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import PurePath

from dragoman.collect import limits, records
from dragoman.collect.original import Original
from dragoman.errors import InputRefused
from dragoman.model import Report

_SUFFIXES = {
    ".html": "text/html", ".htm": "text/html", ".xhtml": "text/html", ".shtml": "text/html", ".php": "text/html",
    ".pdf": "application/pdf", ".txt": "text/plain", ".text": "text/plain",
    ".md": "text/markdown", ".markdown": "text/markdown", ".json": "application/json",
    ".jsonl": "application/jsonl", ".ndjson": "application/jsonl", ".csv": "text/csv", ".tsv": "text/csv",
}  # fmt: skip
_LATER = {
    ".eml": "mail", ".mbox": "mail", ".msg": "mail", ".rss": "a feed", ".atom": "a feed", ".xml": "XML or a feed",
    ".mht": "a web archive", ".mhtml": "a web archive", ".warc": "a web archive", ".rtf": "rich text",
}  # fmt: skip
_PAGE = re.compile(r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_FEED = re.compile(r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)\b", re.I | re.S)


def media_type(path: str, data: bytes) -> str:
    """Media type of an input.

    :raises InputRefused: nothing here reads such a file.
    """
    if b"%PDF-" in data[:1024]:
        return "application/pdf"
    limits.refuse_binary(data, path)
    suffix = PurePath(path).suffix.lower()
    encoding, skip = limits.bom(data)
    head = data[skip : skip + 8192].decode(encoding or "latin-1", errors="replace")
    if _PAGE.match(head):
        if '<meta name="generator" content="dragoman' in head:
            raise InputRefused(path, "a brief that Dragoman wrote, not a report; leave it out")
        return "text/html"
    if suffix in _LATER or _FEED.match(head):
        what = _LATER.get(suffix, "a feed")
        raise InputRefused(path, f"{what}, which is not read yet; save the reports as HTML or text")
    if suffix in _SUFFIXES:
        kind = _SUFFIXES[suffix]
        if kind == "application/pdf":
            raise InputRefused(path, "called a PDF but is none; give the PDF itself")
        return kind
    if head.lstrip()[:1] in ("{", "["):
        text, _ = limits.decode(data, path)
        if records.looks_like_lines(text):
            return "application/jsonl"
        if head.lstrip()[:2].strip() in ("[{", "[", "{"):
            return "application/json"
    return "text/plain"


def reader(kind: str) -> tuple[str, Callable[[Original], Iterable[Report | InputRefused]]]:
    """Name and version of the extractor for a media type, and the function that gives the reports of an original."""
    # pages and papers stand on large libraries, loaded only where such a file comes
    match kind:
        case "text/html":
            from dragoman.collect import pages

            return pages.EXTRACTOR, pages.reports
        case "application/pdf":
            from dragoman.collect import papers

            return papers.EXTRACTOR, papers.reports
        case "application/json":
            return records.EXTRACTOR, records.json_reports
        case "application/jsonl":
            return records.EXTRACTOR, records.line_reports
        case "text/csv":
            return records.EXTRACTOR, records.csv_reports
        case _:
            from dragoman.collect import plain

            return plain.EXTRACTOR, plain.reports
