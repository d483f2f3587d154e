"""Every finding stands on words of its text: the quote and each field's span, in our examples and in the gold reports."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from dragoman.collect import collect
from dragoman.model import Report
from dragoman.read import annotate, read_many

ROOT = Path(__file__).resolve().parents[2]


def wrong_spans(reports: list[Report]) -> Iterable[tuple[str, str, str]]:
    for report, findings in zip(reports, read_many(reports), strict=True):
        for finding in (*findings.transfers, *findings.statements, *findings.events, *findings.facts):
            evidence = finding.evidence
            if report.text[evidence.span.start : evidence.span.end] != evidence.quote or not evidence.quote:
                yield report.id, "quote", evidence.quote
            for name, spans in evidence.fields.items():
                for span in spans:
                    if not 0 <= span.start < span.end <= len(report.text):
                        yield report.id, name, str(span)


def test_examples_stand_on_their_words() -> None:
    reports = [r for r in collect([ROOT / "examples"]) if isinstance(r, Report)]
    assert len(reports) > 15
    assert list(wrong_spans(reports)) == []


def test_gold_texts_stand_on_their_words(shared: Path) -> None:
    rows = [json.loads(line) for line in (shared / "gold/dev-input.jsonl").read_text("utf-8").splitlines()]
    reports = [Report(id=r["id"], text=r["text"], title=r["title"], published=r["published"]) for r in rows]
    assert list(wrong_spans(reports)) == []


def test_offsets_hold_in_any_script_and_layout() -> None:
    text = (
        "😀 Вести\r\n\r\nSerbi\u0301a? No: Poland bought\u00a012 “Rafale” jets from France\u200b on Friday.\r\n"
        "“We are proud,” said President Emmanuel Macron.\r\n"
    )
    report = Report(id="odd", text=text, published="2024-05-05")
    assert list(wrong_spans([report])) == []
    (findings,) = read_many([report])
    (transfer,) = findings.transfers
    (weapon,) = transfer.evidence.fields["weapon"][:1]
    assert "Rafale" in text[weapon.start : weapon.end]
    assert (transfer.supplier, transfer.recipient) == (("FRA",), ("POL",))


def test_a_line_without_end_is_parted_and_still_read():
    """A run-on line costs time in proportion to its length, and its spans hold."""
    text = "Norway bought 12 K9 howitzers from South Korea and " * 400 + "that was all"
    reading = annotate(Report(id="r", text=text))
    assert max(s.last - s.first for s in reading.sentences) <= 250
    assert reading.sentences[0].start == 0 and reading.sentences[-1].end == len(text)
