"""What a page says of itself: title, day of publication, outlet, author, address, language, and where it says so.

Structured data (JSON-LD) and meta tags come first, since they are written for machines; then visible markup; for the
date, last, htmldate's search.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import htmldate
import lxml.html

from dragoman.collect import dates
from dragoman.collect.plain import language_code

_ARTICLE = re.compile(r"(Article|BlogPosting|Report|LiveBlogPosting|PressRelease)$")
# (field, where in the page) in the order of trust; 'meta a b' = <meta name|property|itemprop="a">, then b
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "headline"),
    "published": (
        "article:published_time", "og:article:published_time", "datepublished", "og:published_time", "date",
        "dc.date.issued", "dc.date", "dcterms.created", "dcterms.date", "pubdate", "publish-date", "publishdate",
        "publication_date", "parsely-pub-date", "sailthru.date", "article.published", "cxenseparse:recs:publishtime",
    ),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "publisher", "twitter:site"),
    "author": ("author", "article:author", "parsely-author", "dc.creator", "byl", "sailthru.author"),
    "url": ("og:url", "twitter:url"),
    "language": ("content-language", "og:locale", "dc.language", "language", "inlanguage"),
}  # fmt: skip
_SAVED_FROM = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(\S+)")


@dataclass
class PageMetadata:
    fields: dict[str, str] = field(default_factory=dict)
    taken_from: dict[str, str] = field(default_factory=dict)
    article_body: str | None = None  # the article's text as the structured data gives it
    demonstration: bool = False


def find(tree: lxml.html.HtmlElement, markup: str) -> PageMetadata:
    """Metadata of a parsed page; what cannot be found is left out."""
    linked = next(_linked_articles(tree), {})
    metas = _metas(tree)
    found = PageMetadata(demonstration=metas.get("demonstration", "").lower() in ("true", "yes", "1"))
    body = linked.get("articleBody")
    found.article_body = body if isinstance(body, str) and len(body) > 200 else None
    for name in _META:
        for value, where in _candidates(name, linked, metas, tree, markup):
            if name == "published":
                value = dates.day(value) or ""
            elif name == "language":
                value = language_code(value) or ""
            elif name == "url":
                value = value if value.startswith(("http://", "https://")) else ""
            value = " ".join(value.split())[:1000]
            if value and not (name in ("author", "outlet") and _is_address(value)):
                found.fields[name], found.taken_from[name] = value.lstrip("@"), where
                break
    if "outlet" not in found.fields and "url" in found.fields and (host := urlsplit(found.fields["url"]).hostname):
        found.fields["outlet"], found.taken_from["outlet"] = host.removeprefix("www."), "address"
    if "published" not in found.fields and (day := _htmldate(tree, found.fields.get("url"))):
        found.fields["published"], found.taken_from["published"] = day, "htmldate"
    if "title" in found.fields:
        found.fields["title"] = _without_outlet(found.fields["title"], found.fields.get("outlet"))
    return found


def _candidates(
    name: str, linked: dict[str, object], metas: dict[str, str], tree: lxml.html.HtmlElement, markup: str
) -> Iterator[tuple[str, str]]:
    """(value, where) for a field, most trusted first."""
    keys = {"title": "headline", "published": "datePublished", "outlet": "publisher", "author": "author",
            "language": "inLanguage"}  # fmt: skip
    head = "/html/head/"
    if name == "url":
        for href in tree.xpath("//link[@rel='canonical']/@href"):
            yield str(href), "link canonical"
    if name == "language":
        yield str(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""), "html lang"
    if name in keys:
        yield _names(linked.get(keys[name])), f"json-ld {keys[name]}"
    if name == "published":
        yield _names(linked.get("dateCreated")), "json-ld dateCreated"
    for key in _META[name]:
        yield metas.get(key, ""), f"meta {key}"
    if name == "title":
        for path, where in (("//article//h1", "h1 of the article"), ("//h1", "h1"), (head + "title", "title")):
            if len(hits := tree.xpath(path)) == 1 or (hits and where == "title"):
                yield str(hits[0].text_content()), where
    elif name == "published":
        for when in tree.xpath("//time[@pubdate or @itemprop='datePublished']/@datetime"):
            yield str(when), "time datePublished"
        for when in tree.xpath("//article//time/@datetime")[:1]:
            yield str(when), "time of the article"
    elif name == "author":
        for path in ("//*[@rel='author']", "//*[@itemprop='author']", "//*[contains(@class, 'author-name')]"):
            for hit in tree.xpath(path)[:1]:
                yield str(hit.text_content())[:200], "byline"
    elif name == "url" and (saved := _SAVED_FROM.search(markup[:5000])):
        yield saved[1], "note of the browser that saved it"


def _linked_articles(tree: lxml.html.HtmlElement) -> Iterator[dict[str, object]]:
    """The page's JSON-LD objects that are articles."""
    for script in tree.xpath("//script[contains(@type, 'ld+json')]")[:50]:
        try:
            data = json.loads((script.text or "").strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        todo = [data]
        for _ in range(500):
            if not todo:
                break
            item = todo.pop(0)
            if isinstance(item, list):
                todo += item[:100]
            elif isinstance(item, dict):
                kinds = item.get("@type")
                if any(_ARTICLE.search(str(k)) for k in (kinds if isinstance(kinds, list) else [kinds])):
                    yield item
                inner = (item.get(k) for k in ("@graph", "mainEntity", "mainEntityOfPage"))
                todo += [i for i in inner if isinstance(i, dict | list)]


def _metas(tree: lxml.html.HtmlElement) -> dict[str, str]:
    """First content of every meta name, property, itemprop and http-equiv, lower-cased."""
    metas: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and (key := element.get(attribute)):
                metas.setdefault(key.strip().lower(), content)
    return metas


def _names(value: object) -> str:
    """Text of a JSON-LD value: a string, an object with a name, or a list of these."""
    if isinstance(value, list):
        names = [_names(v) for v in value[:10]]
        return ", ".join(dict.fromkeys(n for n in names if n))
    if isinstance(value, dict):
        return _names(value.get("name") or "")
    return value if isinstance(value, str) else ""


def _htmldate(tree: lxml.html.HtmlElement, url: str | None) -> str | None:
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        return htmldate.find_date(tree, original_date=True, extensive_search=True, url=url)
    except (RecursionError, MemoryError, Exception):  # as in pages: never stop over one page's markup
        return None


def _is_address(value: str) -> bool:
    return value.startswith(("http://", "https://", "/"))


def _without_outlet(title: str, outlet: str | None) -> str:
    """'Headline - Outlet' as 'Headline', where the outlet is known by that name."""
    if outlet:
        cut = re.sub(r"\s+[-–—|»·:]+\s+" + re.escape(outlet) + r"\s*$", "", title, flags=re.IGNORECASE)
        return cut or title
    return title
