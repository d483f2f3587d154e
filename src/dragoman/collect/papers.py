"""PDF files: the text of their pages, with the lines of a paragraph joined again."""

from __future__ import annotations

import io
import logging
import re
import statistics
from collections.abc import Iterator

import pypdf

from dragoman.collect import dates, limits
from dragoman.collect.original import Original, make_report
from dragoman.errors import InputRefused
from dragoman.model import Report

EXTRACTOR = f"papers/1 pypdf/{pypdf.__version__}"
MAX_PAGES = 2000
_HYPHEN = re.compile(r"(?<=[a-zß-ÿ])[-\u00ad]\n(?=[a-zß-ÿ])")


def reports(original: Original) -> Iterator[Report]:
    """The one report of a PDF file.

    :raises InputRefused: encrypted, damaged, or scanned without text.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        pdf = pypdf.PdfReader(io.BytesIO(original.data))
        if pdf.is_encrypted and not pdf.decrypt(""):
            raise InputRefused(original.path, "locked with a password; save a copy without one")
        count = len(pdf.pages)
        if count > MAX_PAGES:
            raise InputRefused(original.path, f"has {count} pages, more than {MAX_PAGES}; split it")
        pages = [page.extract_text() for page in pdf.pages]
        title = _title(pdf)
    except InputRefused:
        raise
    except ImportError as error:
        raise InputRefused(original.path, "locked by encryption; save a copy without it") from error
    except (MemoryError, RecursionError, Exception) as error:  # pypdf raises all sorts on damaged files
        raise InputRefused(
            original.path, f"a damaged PDF ({type(error).__name__}); open it in a viewer and save it anew"
        ) from error
    text = limits.storable("\n\n".join(p for p in map(paragraphs, pages) if p))
    if sum(c.isalnum() for c in text) < 20:
        raise InputRefused(
            original.path, "a PDF without text, probably scanned; run it through text recognition (OCR) first"
        )
    published = dates.written(text[:600])
    yield make_report(
        text,
        original.origin(EXTRACTOR),
        fields={"title": title, "published": published},
        taken_from={"title": "PDF title", "published": "first date on the first page"},
    )


def paragraphs(page: str) -> str:
    """Text of a page with broken lines joined and a blank line between paragraphs.

    A line that is about as long as the others and does not end a sentence runs on in the next one.
    """
    lines = [line.strip() for line in _HYPHEN.sub("", page.replace("\r\n", "\n")).split("\n")]
    lengths = [len(line) for line in lines if line]
    if not lengths:
        return ""
    full = 0.7 * statistics.quantiles(lengths, n=10)[-1] if len(lengths) > 1 else lengths[0]
    out: list[str] = []
    joins = False
    for line in lines:
        if not line:
            joins = False
            continue
        if joins:
            out[-1] += " " + line
        else:
            out.append(line)
        joins = len(line) >= full
    return "\n\n".join(out)


def _title(pdf: pypdf.PdfReader) -> str | None:
    title = pdf.metadata.title if pdf.metadata else None
    # word processors put their file's name there
    if not isinstance(title, str) or re.search(r"\.\w{3,4}$|^(untitled|microsoft word)", title.strip(), re.IGNORECASE):
        return None
    return " ".join(title.split())[:500] or None
