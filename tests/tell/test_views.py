"""Rows keep what they rest on, and filters take what they say."""

import pytest

from dragoman.errors import UsageError
from dragoman.tell import views
from dragoman.tell.filters import Filters


def test_every_quote_is_the_text_between_its_offsets(picture, reports):
    rows = views.register_rows(picture, None, reports)
    quotes = [quote for row in rows for quote in row.evidence]
    quotes += [
        quote
        for row in rows
        for attribute in views.evidence(picture, reports, row.number).attributes
        for claim in attribute.claims
        for quote in claim.quotes
    ]
    assert quotes
    for quote in quotes:
        assert reports[quote.report].text[quote.span.start : quote.span.end] == quote.quote


def test_marks_are_the_words_of_the_value(picture, reports):
    found = views.evidence(picture, reports, "d-caesar")
    quantity = next(a for a in found.attributes if a.field == "quantity")
    marked = [[q.quote[m.start : m.end] for m in q.marks] for c in quantity.claims for q in c.quotes]
    assert marked == [["12"], ["12"], ["ten"]]


def test_words_outside_the_quote_bring_their_own_sentence(picture, reports):
    found = views.evidence(picture, reports, "d-caesar")
    value = next(a for a in found.attributes if a.field == "value").claims[0].quotes[0]
    assert value.quote == "The contract is worth 120 million euros."
    assert value.quote[value.marks[0].start : value.marks[0].end] == "120 million euros"


def test_row_numbers_do_not_depend_on_the_filter_or_the_order_of_deals(picture, reports):
    whole = {row.id: row.number for row in views.register_rows(picture, None, reports)}
    turned = picture.model_copy(update={"deals": tuple(reversed(picture.deals))})
    some = views.register_rows(turned, Filters(supplier="Turkey"), reports)
    assert [row.id for row in some] == ["d-gift", "d-drop"]
    assert all(row.number == whole[row.id] for row in some)


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({"supplier": "Türkiye"}, {"d-gift", "d-drop"}),
        ({"supplier": "TUR", "recipient": "albania"}, {"d-gift"}),
        ({"recipient": "Bosnia and Herzegovina"}, {"d-drop"}),
        ({"weapon": "caes"}, {"d-caesar"}),
        ({"status": "Cancelled"}, {"d-drop"}),
        ({"category": "artillery"}, {"d-caesar"}),
        ({"since": "2024"}, {"d-caesar", "d-drop"}),
        ({"until": "2023"}, {"d-gift", "d-drop"}),
        ({"since": "2024-03", "until": "2024-03"}, {"d-caesar", "d-drop"}),
        ({"text": "estonia ministry"}, {"d-caesar"}),
        ({"supplier": "Atlantis"}, set()),
    ],
)
def test_filters(picture, reports, filters, ids):
    assert {row.id for row in views.register_rows(picture, Filters(**filters), reports)} == ids


@pytest.mark.parametrize(
    "wrong",
    [{"status": "bought"}, {"category": "boat"}, {"since": "soon"}, {"until": "2023-13"}, {"since": "2023-02-30"}],
)
def test_a_filter_that_makes_no_sense_is_told(wrong):
    with pytest.raises(UsageError):
        Filters(**wrong)


def test_limit_cuts_after_filtering(picture, reports):
    assert len(views.register_rows(picture, Filters(limit=2), reports)) == 2
    assert len(views.sources_rows(picture, Filters(limit=1), reports)) == 1


def test_sources_count_families_not_reports(picture, reports):
    row = next(r for r in views.register_rows(picture, None, reports) if r.id == "d-caesar")
    assert (row.sources, row.report_count, row.sources_text) == (2, 3, "2 independent of 3 reports")
    assert row.contested == ("quantity",)
    assert row.quantity == "(10–12)"


def test_a_family_tells_who_copied_whom_and_why(picture, reports):
    wire = next(r for r in views.sources_rows(picture, None, reports) if r.outlet == "Northern Wire")
    assert [(m.outlet, m.of, m.kind) for m in wire.members] == [
        ("Northern Wire", None, ""),
        ("Portal Ü", "wire-1", "reprint"),
    ]
    assert wire.deals == (2,)


def test_discrepancies_show_both_sides(picture, reports):
    first = views.discrepancies_rows(picture, None, reports)[0]
    assert [side.value for side in first.sides] == ["12", "10"]
    assert [side.quote.outlet for side in first.sides] == ["Northern Wire", "Gun Blog"]
    assert first.deal_number == 2


def test_views_work_without_reports(picture):
    assert len(views.register_rows(picture)) == 4
    assert len(views.statements_rows(picture)) == 2
    assert len(views.discrepancies_rows(picture)) == 2
    assert len(views.sources_rows(picture)) == 4


def test_a_row_that_is_not_there_is_told(picture, reports):
    with pytest.raises(UsageError, match="rows 1 to 4"):
        views.evidence(picture, reports, 99)
