"""Saved web pages: the article's text by trafilatura, its metadata by what the page says of itself.

Nothing of a page is ever run or fetched, and no entity that it defines is expanded.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from importlib.metadata import version

import lxml.etree
import lxml.html
import trafilatura

from dragoman.collect import limits, page_metadata
from dragoman.collect.original import Original, make_report
from dragoman.errors import InputRefused
from dragoman.model import Report

EXTRACTOR = f"pages/1 trafilatura/{version('trafilatura')}"
# An article page is well under 2 MB of markup; what is far above is mostly embedded pictures, cut out below.
MAX_MARKUP = 8_000_000
_DATA_URI = re.compile(r"data:[a-z]{1,20}/[a-z0-9.+-]{1,60}[;,][A-Za-z0-9+/=;,%._-]{200,}")
_STYLE = re.compile(r"<style\b[^>]*>.*?</style\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[a-zA-Z!/]")


def reports(original: Original) -> Iterator[Report]:
    """The one report of a saved page.

    :raises InputRefused: it is no page, or holds no text.
    """
    markup, _ = limits.decode(original.data, original.path, markup=True)
    markup = _DATA_URI.sub("data:,", markup)
    if len(markup) > 2_000_000:
        markup = _STYLE.sub("", markup)
    if len(markup) > MAX_MARKUP:
        raise InputRefused(original.path, f"a page with {len(markup):,} characters of markup; save its text alone")
    tree = parse(markup)
    if tree is None:
        raise InputRefused(original.path, "no web page that can be read; save it anew or as text")
    meta = page_metadata.find(tree, markup)
    text = article_text(tree, markup, meta.article_body)
    if not text:
        raise InputRefused(original.path, "a page without an article's text; save the article's own page, or its text")
    yield make_report(
        text,
        original.origin(EXTRACTOR),
        fields=dict(meta.fields),
        taken_from=meta.taken_from,
        demonstration=meta.demonstration,
    )


def parse(markup: str) -> lxml.html.HtmlElement | None:
    """The page's tree, or None. The HTML parser loads nothing and knows no entities but HTML's own."""
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=False)
    try:
        tree = lxml.html.document_fromstring(markup.encode("utf-8", errors="replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return None
    # A tree of absurd depth makes every later step, here and in the libraries, recurse too far.
    return None if _depth(tree) > 400 else tree


def article_text(tree: lxml.html.HtmlElement, markup: str, article_body: str | None = None) -> str:
    """Text of the article with a blank line between paragraphs; '' where there is none.

    :param article_body: the article as the page's own structured data gives it, for pages whose markup yields little.
    """
    text = _by_trafilatura(markup, strict=True)
    if len(text) < 1500:
        # strictness keeps teasers out, and now and then throws the article away with them
        looser = _by_trafilatura(markup, strict=False)
        text = looser if len(looser) > 2.5 * len(text) else text
    if article_body and len(text) < 0.6 * len(article_body):
        body = article_body if not _TAG.search(article_body) else lxml.html.fromstring(article_body).text_content()
        text = _blank_lines(body)
    if not text:
        text = _blank_lines("\n".join(_block_texts(tree)))
    return text


def _by_trafilatura(markup: str, *, strict: bool) -> str:
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            markup, include_comments=False, include_tables=True, include_images=False, include_links=False,
            with_metadata=False, favor_precision=strict,
        )  # fmt: skip
    except (RecursionError, MemoryError, Exception):  # hostile markup finds ways that its authors did not
        return ""
    text = getattr(found, "text", None)
    return _blank_lines(text) if isinstance(text, str) else ""


def _blank_lines(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return limits.storable("\n\n".join(line for line in lines if line))


def _block_texts(tree: lxml.html.HtmlElement) -> Iterator[str]:
    """Texts of paragraphs and headings, else of the whole body: the last resort."""
    blocks = [el for el in tree.iter("p", "h1", "h2", "h3", "blockquote", "li") if not _in_furniture(el)]
    if not blocks and (body := tree.find("body")) is not None:
        for junk in list(body.iter("script", "style", "noscript", "template")):
            junk.drop_tree()
        blocks = [body]
    for element in blocks:
        yield " ".join(element.text_content().split())


def _in_furniture(element: lxml.html.HtmlElement) -> bool:
    return any(up.tag in ("nav", "footer", "aside", "script", "style", "form", "p") for up in element.iterancestors())


def _depth(tree: lxml.html.HtmlElement) -> int:
    deepest = depth = 0
    for event, _ in lxml.etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
