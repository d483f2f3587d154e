"""Addresses of things: ids come from reports and may hold anything, addresses may not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from dragoman.model import Span
from dragoman.tell.rows import Quote

_PLAIN = re.compile(r"[^A-Za-z0-9_-]")


def slug(id: str) -> str:
    """An id as one step of an address: all but letters, digits, '-' and '_' as '~' and two hex digits a byte."""
    return _PLAIN.sub(lambda m: "".join(f"~{b:02x}" for b in m[0].encode("utf-8", "replace")), id)


def unslug(step: str) -> str:
    """The id again. What is no slug is given back as it is."""
    try:
        raw = re.sub(rb"~([0-9a-f]{2})", lambda m: bytes([int(m[1], 16)]), step.encode("utf-8", "replace"))
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return step


def deal(id: str, part: str = "") -> str:
    return f"/deal/{slug(id)}" + (f"#{part}" if part else "")


def report(id: str, span: Span | None = None, words: Iterable[Span] = ()) -> str:
    """A report, at a passage where one is given; ``words``: stretches inside it that stand out."""
    address = f"/report/{slug(id)}"
    if span is None:
        return address
    told = ",".join(f"{s.start}-{s.end}" for s in (span, *words))
    return f"{address}?mark={told}#m"


def discrepancy(id: str) -> str:
    return f"/discrepancies?id={slug(id)}"


def passage(quote: Quote) -> str:
    """Where a quote stands in its report, the value's words marked."""
    shift = quote.span.start
    words = [Span(start=m.start + shift, end=m.end + shift) for m in quote.marks]
    return report(quote.report, quote.span, words)


def inside(to: str, otherwise: str = "/") -> str:
    """An address to go on to, if it is one of the desk's own."""
    own = to.startswith("/") and not to.startswith("//") and "\\" not in to and to.isprintable()
    return to if own else otherwise


def query(asked: Mapping[str, object], **changed: object) -> str:
    """'?a=1&b=2' of what is asked with some of it changed; what is empty is left out."""
    whole = {**asked, **changed}
    kept = {k: ("1" if v is True else v) for k, v in whole.items() if v not in (None, "", False)}
    return "?" + urlencode(kept) if kept else "?"
