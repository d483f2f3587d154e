"""What a page says of itself: title, day of publication, outlet, author, address, language, and where it says so.

Structured data (JSON-LD) and meta tags come first, since they are written for machines; then visible markup; for the
date, last, htmldate's search.
"""

from __future__ import annotations

import html
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
_META = {  # the outlet first: it tells what is no author and no part of the title
    "outlet": ("og:site_name", "application-name", "dc.publisher", "publisher", "twitter:site"),
    "title": (),
    "published": (
        "article:published_time", "og:article:published_time", "datepublished", "og:published_time", "date",
        "dc.date.issued", "dc.date", "dcterms.created", "dcterms.date", "pubdate", "publish-date", "publishdate",
        "publication_date", "parsely-pub-date", "sailthru.date", "article.published", "cxenseparse:recs:publishtime",
    ),
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
            value = " ".join(html.unescape(value).split())[:1000]
            if name == "author":
                value = _byline(value)
            if value and not (name == "outlet" and _is_address(value)):
                found.fields[name], found.taken_from[name] = value.lstrip("@"), where
                break
    if "outlet" not in found.fields and "url" in found.fields and (host := urlsplit(found.fields["url"]).hostname):
        found.fields["outlet"], found.taken_from["outlet"] = host.removeprefix("www."), "address"
    if "published" not in found.fields and (day := _htmldate(tree, found.fields.get("url"))):
        found.fields["published"], found.taken_from["published"] = day, "htmldate"
    return found


def _candidates(
    name: str, linked: dict[str, object], metas: dict[str, str], tree: lxml.html.HtmlElement, markup: str
) -> Iterator[tuple[str, str]]:
    """(value, where) for a field, most trusted first."""
    keys = {"title": "headline", "published": "datePublished", "outlet": "publisher", "author": "author",
            "language": "inLanguage"}  # fmt: skip
    if name == "url":
        for href in tree.xpath("//link[@rel='canonical']/@href"):
            yield str(href), "link canonical"
    if name == "language":
        yield str(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""), "html lang"
    if name == "title":
        yield from _titles(linked, metas, tree)
    elif name in keys:
        yield _names(linked.get(keys[name])), f"json-ld {keys[name]}"
    if name == "published":
        yield _names(linked.get("dateCreated")), "json-ld dateCreated"
    for key in _META[name]:
        yield metas.get(key, ""), f"meta {key}"
    if name == "published":
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


def _titles(linked: dict[str, object], metas: dict[str, str], tree: lxml.html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Titles that the page gives itself, most trusted first.

    The one for sharing is the headline; the one for search engines is often another wording.
    """
    seen = [el.text_content() for el in tree.xpath("//h1")]
    places = [
        (metas.get("og:title", ""), "meta og:title"),
        (_names(linked.get("headline")), "json-ld headline"),
        (seen[0] if len(seen) == 1 else "", "h1"),
        (metas.get("twitter:title", ""), "meta twitter:title"),
        (metas.get("dc.title", ""), "meta dc.title"),
        ("".join(el.text_content() for el in tree.xpath("/html/head/title")[:1]), "title"),
    ]
    names = [_names(linked.get("publisher")), *(metas.get(key, "") for key in _META["outlet"])]
    titles = [(_without_outlet(text, names), where) for text, where in places if text.strip()]
    # another place may have the first one's wording without what sites hang on it: '... – DW – 13.06.2023'
    for title, where in titles[1:]:
        rest = titles[0][0].removeprefix(title)
        if len(title) >= 15 and rest != titles[0][0] and re.match(r"\s*[-–—|:：»·]", rest):
            yield title, where
    yield from titles


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


def _byline(value: str) -> str:
    """Authors' names out of a byline; '' where it names none: an address, a number."""
    names = []
    for name in re.split(
        r",|;| and | und | og | et ", re.sub(r"^(?:by|von|par|por)\s+", "", value, flags=re.IGNORECASE)
    ):
        name = re.sub(r"\s*\([^)]{0,20}\)", "", name).strip(" .|")
        if name and "@" not in name and not _is_address(name) and not name.isdigit() and len(name) < 80:
            names.append(name)
    return ", ".join(dict.fromkeys(names))


def _is_address(value: str) -> bool:
    return value.startswith(("http://", "https://", "/"))


def _without_outlet(title: str, outlets: list[str]) -> str:
    """'Headline - Outlet' as 'Headline', where the outlet is known by about that name."""
    title = " ".join(html.unescape(title).split())
    cut = re.match(r"(.{3,}?)\s*(?:\s[-–—]|[|»·ㅣ：])\s*([^|»·]{2,40})$", title)
    if cut and any(_letters(cut[2]) in _letters(o) or (o and _letters(o) in _letters(cut[2])) for o in outlets):
        return cut[1].strip()
    return title


def _letters(text: str) -> str:
    """Letters and digits of a name, 'ö' as 'oe', so that a name and an address can be compared."""
    for accented, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        text = text.lower().replace(accented, plain)
    return re.sub(r"[\W_]", "", text)
