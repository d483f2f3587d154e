"""The examples: each says that it is one, each is read whole, and together they show what they are meant to show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dragoman import knowledge
from dragoman.collect import collect
from dragoman.model import Report
from dragoman.read import annotate_many, facts

FOLDER = Path(__file__).resolve().parents[1] / "examples"
LAST_LINE = "Written for demonstration; not a real report."
FURNITURE = re.compile(r"Recent news|Most read|We use cookies|newsletter|About the author|Podcast|Imprint", re.I)


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    found = list(collect([FOLDER]))
    assert all(isinstance(r, Report) for r in found), found
    return [r for r in found if isinstance(r, Report)]


def having(reports: list[Report], *patterns: str) -> list[Report]:
    """Reports whose text has all patterns."""
    return [r for r in reports if all(re.search(p, r.text) for p in patterns)]


def words(report: Report) -> list[str]:
    return re.findall(r"\w+", report.text.lower())


def shared(a: Report, b: Report) -> float:
    """Share of the shorter text's five-word stretches that the other has too."""
    grams = [{tuple(w[i : i + 5]) for i in range(len(w) - 4)} for w in (words(a), words(b))]
    return len(grams[0] & grams[1]) / min(map(len, grams))


def test_every_report_is_marked_as_written_for_demonstration(reports: list[Report]) -> None:
    for r in reports:
        assert r.demonstration or r.text.rstrip().endswith(LAST_LINE), r.title


def test_every_page_says_so_in_its_head() -> None:
    for page in FOLDER.glob("*.html"):
        assert '<meta name="dragoman:demonstration" content="true">' in page.read_text(encoding="utf-8")


def test_there_are_enough_in_every_form(reports: list[Report]) -> None:
    assert len(reports) >= 18
    assert {p.suffix for p in FOLDER.iterdir()} >= {".html", ".md", ".txt", ".json", ".jsonl", ".csv", ".pdf"}
    for r in reports:
        assert 100 <= len(words(r)) <= 460, r.title


def test_pages_yield_their_metadata_and_no_furniture(reports: list[Report]) -> None:
    pages = [r for r in reports if r.origin and r.origin.path.endswith(".html")]
    assert len(pages) >= 8
    for r in pages:
        assert r.title and r.outlet and r.published and r.language == "en", r.origin
        assert not FURNITURE.search(r.text), r.title


def test_an_agency_text_has_two_reprints_and_its_rewrite_is_none(reports: list[Report]) -> None:
    agency = next(r for r in reports if r.id == "aw-2025-10-08")
    like = {r.outlet for r in reports if r is not agency and shared(agency, r) > 0.7}
    assert like == {"Morava Courier", "Sharr Valley News"}


def test_a_rewrite_credits_another_outlet(reports: list[Report]) -> None:
    outlets = {r.outlet for r in reports if r.outlet}
    credited = [m[1] for r in reports if (m := re.search(r"([A-Z]\w+ [A-Z]\w+) reports\b", r.text))]
    assert credited and set(credited) <= outlets


def test_two_differ_on_a_number_and_on_a_date(reports: list[Report]) -> None:
    assert having(reports, r"Six CH-92A") and having(reports, r"CH-92A", r"delivered nine")
    assert having(reports, r"FK-3", r"ordered the system in 2019") and having(reports, r"FK-3", r"from China in 2020")


@pytest.mark.parametrize(
    "patterns",
    [
        (r"\bdenied\b", r"rockets"),
        (r"dropping the purchase", r"Bayraktar"),
        (r"\bdonate\b", r"\bgift\b"),
        (r"12 Rafale", r"2\.7 billion euros"),
        (r"drones together", r"capacities"),
        (r"second-hand", r"pass them on"),
        (r"the Balkan country", r"the Balkan nation"),
        (r"\bHer Serbian counterpart\b", r"\bhe\b", r"Major General"),
    ],
)
def test_what_the_examples_must_show_is_there(reports: list[Report], patterns: tuple[str, ...]) -> None:
    assert having(reports, *patterns)


def test_where_the_buyer_is_only_described_its_name_is_not_told(reports: list[Report]) -> None:
    (report,) = having(reports, r"the Balkan country", r"the Balkan nation")
    assert "Serbia" not in report.text


def test_the_table_names_every_file() -> None:
    table = (FOLDER / "README.md").read_text(encoding="utf-8")
    for path in FOLDER.iterdir():
        assert path.name == "README.md" or f"`{path.name}`" in table, path.name


def test_their_background_facts_agree_with_the_reference(reports: list[Report]) -> None:
    found = [f for reading in annotate_many(reports) for f in facts.code(reading)]
    known = [(r.subject, r.relation, r.object, r.when[:4]) for r in knowledge.load().facts]
    assert len(found) >= 10
    for fact in found:
        assert fact.when and (fact.subject, fact.relation, fact.object, (fact.when[0] or "")[:4]) in known, fact
