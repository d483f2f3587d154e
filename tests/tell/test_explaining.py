"""The explanation on a terminal and as a page: readable, quiet, and nothing of a report is ever run."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console

from dragoman.errors import UsageError
from dragoman.model import Report
from dragoman.read.explain import explain
from dragoman.tell import explaining

HOSTILE = Report(
    id="made",
    title="<script>alert(1)</script>",
    text="Norway delivered five <b>Leopard 2</b> tanks to \x1b[31mUkraine\x1b[0m & Moldova.\n\n[bold]No[/bold] more.",
    published="2024-05-01",
)
PLAIN = Report(id="made", text="Norway delivered five Leopard 2 tanks to Ukraine.\n\nThe tanks were never sold.")


def printed(report, width, only=None):
    out = io.StringIO()
    to = Console(file=out, width=width, highlight=False, markup=False, emoji=False)
    explaining.terminal(explain(report), only, to)
    return out.getvalue()


@pytest.mark.parametrize("width", [60, 80, 100])
def test_lines_fit_and_say_what_a_finding_rests_on(width):
    text = printed(PLAIN, width)
    assert max(len(line.rstrip()) for line in text.splitlines()) <= width
    words = " ".join(text.split())
    assert "Norway = NOR" in words and "Norway → Ukraine · Leopard 2 tanks (armour) · 5 · delivered" in words
    assert "deliver/verb" in words and "supplier “Norway”" in words


def test_nothing_steers_the_terminal():
    text = printed(HOSTILE, 100)
    assert "\x1b" not in text and "[bold]No[/bold]" in text


def test_one_sentence_only():
    text = printed(PLAIN, 90, 2)
    assert "were never sold" in text and "deliver/verb" not in text
    with pytest.raises(UsageError, match="sentences 1 to 2"):
        printed(PLAIN, 90, 3)


def test_the_page_escapes_everything_and_asks_for_nothing(tmp_path):
    explaining.write([explain(HOSTILE)], tmp_path / "out.html")
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert "<script" not in page and "&lt;script&gt;" in page and "&lt;b&gt;" in page
    assert "\x1b" not in page and not re.search(r"(?:src|href)=", page)
    assert "default-src 'none'; style-src 'sha256-" in page.replace("&#39;", "'")
    assert 'class="weapon"' in page and 'title="NOR"' in page
    assert page == explaining.html([explain(HOSTILE)])


def test_a_page_is_written_as_html_only(tmp_path):
    with pytest.raises(UsageError, match=r"\.html"):
        explaining.write([explain(PLAIN)], tmp_path / "out.txt")
    with pytest.raises(UsageError, match="cannot be written"):
        explaining.write([explain(PLAIN)], tmp_path / "none" / "out.html")
