"""What is no report is refused in a sentence that says what to do, and the rest goes on."""

from __future__ import annotations

import os
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.collect import Original, collect, count, extract, kinds
from dragoman.errors import InputRefused
from dragoman.model import Report


def refusal(*paths):
    (item,) = collect(paths)
    assert isinstance(item, InputRefused), item
    assert ";" in item.reason or "check" in item.reason, "says what to do"
    return item.reason


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \r\n \t", "empty"),
        ("marks.txt", b"--- *** ... !!!", "holds no text"),
        ("binary.txt", bytes(range(256)) * 20, "binary"),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "PNG picture"),
        ("report.docx", b"PK\x03\x04" + b"\x00" * 50, "not read yet"),
        ("mail.eml", b"From: a@example.org\nSubject: x\n\nText", "not read yet"),
        ("feed.xml", b"<?xml version='1.0'?><rss><channel/></rss>", "not read yet"),
        ("crawl.warc", b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", "not read yet"),
        ("broken.json", b'{"text": ', "no valid JSON"),
        ("deep.json", b"[" * 100_000 + b"]" * 100_000, "JSON nested too deeply"),
        ("deep.jsonl", b'{"text": "x", "y": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n", "JSON nested too deeply"),
        ("broken.pdf", b"%PDF-1.7\nthis is no PDF at all", "damaged PDF"),
        ("called.pdf", b"Just a text", "is none"),
        ("hollow.html", b"<!doctype html><html><body><script>alert(1)</script></body></html>", "without an article"),
        (
            "brief.html",
            b'<!doctype html>\n<html><head><meta name="generator" content="dragoman 0.1">',
            "Dragoman wrote",
        ),
        ("case.txt", b"SQLite format 3\x00" + b"\x00" * 100, "database"),
    ],
)
def test_refused_by_name_with_what_to_do(tmp_path, name, data, told):
    (tmp_path / name).write_bytes(data)
    assert told in refusal(tmp_path / name)


def test_a_huge_file_is_refused_without_reading_it_whole(tmp_path):
    with open(tmp_path / "huge.txt", "wb") as out:
        out.write(b"text ")
        out.truncate(300 * 1024 * 1024)
    assert "larger than 64 MB; split it" in refusal(tmp_path / "huge.txt")


def test_an_endless_file_is_refused():
    assert "larger than 64 MB" in refusal("/dev/zero")


def test_a_text_of_more_than_a_million_characters_is_refused(tmp_path):
    (tmp_path / "long.txt").write_text("tank " * 200_001)
    assert "split it into single reports" in refusal(tmp_path / "long.txt")


def test_missing_path_pattern_without_files_and_empty_folder(tmp_path):
    assert "no such file" in refusal(tmp_path / "none.txt")
    assert "no file fits" in refusal(str(tmp_path / "*.txt"))
    (tmp_path / "sub").mkdir()
    assert "a folder without reports" in refusal(tmp_path / "sub")
    assert "no valid path" in refusal("")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path):
    (tmp_path / "a.txt").write_text("Text")
    (tmp_path / "a.txt").chmod(0)
    assert "permissions" in refusal(tmp_path / "a.txt")


def test_the_rest_goes_on_in_the_order_of_names(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.txt").write_text("Second")
    (tmp_path / "a.txt").write_text("First")
    (tmp_path / "c.bin").write_bytes(b"\x00" * 100)
    (tmp_path / "d.txt").write_text("Third")
    items = list(collect([tmp_path, tmp_path / "none"]))
    assert [i.text for i in items if isinstance(i, Report)] == ["First", "Second", "Third"]
    assert [type(i) for i in items] == [Report, Report, InputRefused, Report, InputRefused]


def test_what_is_no_report_in_a_folder_is_passed_over(tmp_path):
    page = "<!doctype html><html><body><p>" + "Norway delivered tanks to Ukraine in March. " * 5 + "</p></body></html>"
    (tmp_path / "page.html").write_text(page)
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "part.js").write_text("var x = 1")
    for name in (".hidden.txt", "README.md", "LICENSE", "case.dragoman", "case.dragoman-wal"):
        (tmp_path / name).write_text("Not a report")
    (item,) = collect([tmp_path])
    assert item.origin.path.endswith("page.html")


def test_folder_loops_and_dangling_links(tmp_path):
    (tmp_path / "a.txt").write_text("First")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    items = list(collect([tmp_path]))
    assert [type(i) for i in items] == [Report, InputRefused]


def test_count_is_the_number_of_reports(tmp_path):
    (tmp_path / "a.txt").write_text("First")
    (tmp_path / "b.jsonl").write_text('{"text": "x"}\n\n{"text": "y"}\n')
    assert count([tmp_path]) == 3 and count([tmp_path, "-"]) == 0


STARTS = (
    b"", b"%PDF-1.4\n", b"<html>", b"<!doctype html>", b"{", b"[{", b'{"text": "', b"---\n", b"text,id\n", b"\xff\xfe",
    b"\xef\xbb\xbf", b"PK\x03\x04", b"<?xml version='1.0'?><html>",
)  # fmt: skip
NAMES = ("a.txt", "a.html", "a.pdf", "a.json", "a.jsonl", "a.csv", "a.md", "a", "a.xyz")


def take(name, data):
    """As collect does with a file of this name and these bytes."""
    try:
        original = Original(name, data, kinds.media_type(name, data), "2026-01-01T00:00:00Z")
    except InputRefused as refused:
        return [refused]
    items = list(extract(original))
    for item in items:
        assert isinstance(item, Report | InputRefused)
        if isinstance(item, Report):
            item.text.encode("utf-8")
            assert "\x00" not in item.text
    return items


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(NAMES), st.sampled_from(STARTS), st.one_of(st.binary(max_size=400), st.text(max_size=200)))
def test_random_bytes_never_crash(name, start, rest):
    items = take(name, start + (rest if isinstance(rest, bytes) else rest.encode("utf-8", errors="surrogatepass")))
    assert items  # a report or a refusal, never silence


def test_damaged_pages_and_papers_never_crash():
    from fpdf import FPDF

    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=12)
    pdf.multi_cell(0, 8, "Norway delivered tanks. " * 20)
    page = b'<html><head><title>T</title><script type=\'application/ld+json\'>{"@type": "NewsArticle"}</script>'
    page += b"</head><body><article><p>Norway delivered tanks to Ukraine.</p><table><tr><td>x</table></article>"
    chance = random.Random(7)
    for name, whole in (("a.pdf", bytes(pdf.output())), ("a.html", page * 3)):
        for _ in range(40):
            damaged = bytearray(whole)
            for _ in range(chance.randint(1, 20)):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            assert take(name, bytes(damaged[: chance.randint(10, len(damaged))]))  # a report or a refusal
