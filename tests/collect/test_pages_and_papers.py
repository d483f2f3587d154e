from __future__ import annotations

import json

import pytest
from fpdf import FPDF

from dragoman.collect import Original, collect, extract
from dragoman.collect.dates import day
from dragoman.errors import InputRefused
from dragoman.model import Report

PARAGRAPHS = [
    "The defence ministry of Norway said on Monday that it had delivered 54 tanks to Ukraine.",
    "The vehicles arrived by rail, a spokesman said, and were handed over near the border.",
    "Oslo had promised them in the spring, when parliament cleared the gift without a vote.",
]


def page(head="", body="", lang=' lang="en-GB"'):
    text = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    return (
        f"<!doctype html><html{lang}><head>{head}</head><body><nav><ul><li><a href=/>Home</a></li>"
        f"<li><a href=/w>World</a></li></ul></nav><article><h1>Tanks arrive</h1>{body}{text}</article>"
        "<div class='comments'><p>A reader: I do not believe a word of it.</p></div>"
        "<footer><p>Copyright 2024 The Daily Herald</p></footer></body></html>"
    )


def take(markup, name="a.html"):
    data = markup if isinstance(markup, bytes) else markup.encode("utf-8")
    (item,) = extract(Original(name, data, "text/html", "2026-01-01T00:00:00Z"))
    return item


def test_text_has_the_paragraphs_with_blank_lines_and_nothing_of_the_site():
    report = take(page())
    assert "\n\n".join(PARAGRAPHS) in report.text
    for furniture in ("Home", "World", "believe a word", "Copyright"):
        assert furniture not in report.text


def test_metadata_from_meta_tags_says_where_each_was_taken_from():
    report = take(page(
        '<meta property="og:title" content="Tanks arrive in Ukraine">'
        '<meta property="og:site_name" content="Daily Herald">'
        '<meta property="article:published_time" content="2024-03-04T09:00:00+01:00">'
        '<meta name="author" content="A. Berg">'
        '<link rel="canonical" href="https://herald.example/tanks">'
    ))  # fmt: skip
    assert (report.title, report.outlet, report.published, report.author, report.url, report.language) == (
        "Tanks arrive in Ukraine", "Daily Herald", "2024-03-04", "A. Berg", "https://herald.example/tanks", "en",
    )  # fmt: skip
    assert report.taken_from == {
        "title": "meta og:title", "outlet": "meta og:site_name", "published": "meta article:published_time",
        "author": "meta author", "url": "link canonical", "language": "html lang",
    }  # fmt: skip


def test_metadata_from_structured_data():
    data = {"@graph": [{"@type": "WebSite", "name": "x"}, {
        "@type": ["NewsArticle"], "headline": "Tanks in Ukraine", "datePublished": "2024-03-05",
        "author": [{"name": "A. Berg"}, {"name": "B. Dahl"}], "publisher": {"name": "Herald"}}]}  # fmt: skip
    report = take(page(f'<script type="application/ld+json">{json.dumps(data)}</script>', lang=""))
    assert (report.title, report.published, report.author, report.outlet) == (
        "Tanks in Ukraine", "2024-03-05", "A. Berg, B. Dahl", "Herald",
    )  # fmt: skip
    assert report.taken_from["published"] == "json-ld datePublished"
    assert report.language == "en" and "guessed" in report.taken_from["language"]


def test_date_by_htmldate_where_only_the_markup_shows_it():
    report = take(page(body='<div class="date">Published: March 6, 2024</div>'))
    assert report.published == "2024-03-06" and report.taken_from["published"] == "htmldate"


def test_title_falls_back_to_the_headline_and_loses_the_outlet():
    assert take(page("<title>Tanks - Herald</title>")).title == "Tanks arrive"
    site = '<meta property="og:site_name" content="Herald"><meta property="og:title" content="Tanks | Herald">'
    assert take(page(site)).title == "Tanks"


def test_demonstration_mark():
    assert take(page('<meta name="demonstration" content="true">')).demonstration
    assert not take(page()).demonstration


def test_declared_encoding():
    markup = page('<meta charset="windows-1251">').replace("a spokesman", "представник Збройних сил")
    assert "представник Збройних сил" in take(markup.encode("cp1251")).text


def test_nothing_in_a_page_runs_or_grows():
    bomb = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "boom boom boom">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(8)
    )
    external = '<!ENTITY file SYSTEM "file:///etc/passwd">'
    text = "".join(f"<p>{p} &i; &file;</p>" for p in PARAGRAPHS)
    report = take(f"{bomb}{external}]><html><body><article>{text}</article></body></html>")
    assert isinstance(report, Report)
    assert len(report.text) < 2000 and "root:" not in report.text


@pytest.mark.parametrize("deep", ["<div>", "<b>", "<ul><li>", "<table><tr><td>", "<span>"])
def test_absurd_depth_is_refused_or_read_and_never_crashes(deep):
    item = take("<html><body>" + deep * 30_000 + PARAGRAPHS[0])
    assert isinstance(item, Report | InputRefused)


def test_structured_data_that_is_broken_or_deep_is_passed_over():
    deep = "[" * 100_000
    report = take(
        page(f'<script type="application/ld+json">{deep}</script><script type="application/ld+json">{{</script>')
    )
    assert isinstance(report, Report) and report.title == "Tanks arrive"


def pdf(tmp_path, text, **options):
    paper = FPDF()
    paper.set_title(options.get("title", ""))
    if options.get("password"):
        paper.set_encryption(owner_password="owner", user_password=options["password"])
    paper.add_page()
    paper.set_font("Helvetica", size=12)
    if text:
        paper.multi_cell(0, 6, text)
    paper.output(str(tmp_path / "a.pdf"))
    return tmp_path / "a.pdf"


def test_pdf_text_with_its_lines_joined(tmp_path):
    report = next(
        iter(collect([pdf(tmp_path, "Oslo, 4 March 2024\n\n" + "\n\n".join(PARAGRAPHS), title="Tanks arrive")]))
    )
    assert report.title == "Tanks arrive" and report.published == "2024-03-04"
    for paragraph in PARAGRAPHS:
        assert paragraph in report.text
    assert report.origin.media_type == "application/pdf" and "pypdf" in report.origin.extractor


def test_pdf_without_text_or_locked_is_refused(tmp_path):
    (scanned,) = collect([pdf(tmp_path, "")])
    assert isinstance(scanned, InputRefused) and "text recognition" in scanned.reason
    (locked,) = collect([pdf(tmp_path, "Text", password="secret")])
    assert isinstance(locked, InputRefused) and "locked" in locked.reason


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("2024-03-04", "2024-03-04"), ("2024-03-04T23:30:00+02:00", "2024-03-04"), ("20240304", "2024-03-04"),
        ("2024/3/4", "2024-03-04"), ("4.3.2024", "2024-03-04"), ("4 March 2024", "2024-03-04"),
        ("Monday, March 4th, 2024 9:00", "2024-03-04"), ("Mon, 04 Mar 2024 10:00:00 +0000", "2024-03-04"),
        ("03/04/2024", None), ("2024-03", None), ("2024-13-01", None),
        ("yesterday", None), (20240304, None), ("", None),
    ],
)  # fmt: skip
def test_days_are_read_only_where_they_are_plain(written, wanted):
    assert day(written) == wanted


def test_real_pages(shared):
    """A floor under the extraction of real pages; benchmarks/pages.py prints the figures."""
    import gzip
    import random
    import re

    folder = shared / "data" / "pages"
    truths = [json.loads(line) for line in (folder / "truth.jsonl").read_text().split("\n") if line]
    right = total = 0
    for truth in random.Random(1).sample(truths, 25):
        report = take(gzip.decompress((folder / "html" / truth["file"]).read_bytes()))
        wanted = set(re.findall(r"\w{4,}", truth["text"]))
        got = set(re.findall(r"\w{4,}", report.text)) if isinstance(report, Report) else set()
        right += len(wanted & got)
        total += len(wanted)
    assert right / total > 0.9
