"""What a reviewer decides: it stands in the log, bears on the picture, can be taken back, and overwrites nobody."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html

from dragoman.desk import edits
from dragoman.errors import UsageError


def key_at(address: str) -> str:
    return parse_qs(urlsplit(address).query).get("at", [""])[0]


def seen(desk, key: str, client=None) -> str:
    page = html.fromstring((client or desk.me).get("/review", params={"queue": "all", "at": key}).text)
    return page.xpath("//form[@id='decide']//input[@name='seen']/@value")[0]


def test_a_queue_is_walked_by_deciding(desk):
    queue = [r["key"] for r in desk.me.get("/review.json?queue=new").json()["rows"]]
    assert len(queue) == 3  # the reprint is judged with its original
    first = html.fromstring(desk.me.get("/review").text)
    assert first.xpath("//input[@name='key']/@value") == [queue[0]]
    answer = desk.post("/review", action="accept", key=queue[0], queue="new", why="saw the pictures")
    assert key_at(answer.headers["location"]) == queue[1]
    answer = desk.post("/review", action="reject", key=queue[1], queue="new")
    assert key_at(answer.headers["location"]) == queue[2]
    desk.post("/review", action="accept", key=queue[2], queue="new")
    counts = desk.me.get("/review.json?queue=new").json()["queues"]
    assert (counts["new"], counts["accepted"], counts["rejected"], counts["all"]) == (0, 2, 1, 3)
    assert "Nothing is left" in desk.me.get("/review").text
    first = desk.case.judgements()[0]
    assert (first.kind, first.who, first.why) == ("accept", "Ana", "saw the pictures")


def test_copies_are_judged_together(desk):
    desk.post("/review", action="accept", key="wire-1#0")
    target = desk.case.judgements()[0].target["findings"]
    assert sorted(one["report"] for one in target) == ["portal-2", "wire-1"]


def test_a_judgement_stands_in_the_history_of_its_deal(desk):
    id = desk.deal("Skydagger")["id"]
    desk.post("/review", action="accept", key="other-4#0", why="confirmed by phone")
    page = desk.me.get(f"/deal/{id}").text
    assert "confirmed by phone" in page and "accept" in page
    history = desk.me.get(f"/deal/{id}.json").json()["history"]
    assert [(h["judgement"]["kind"], h["stands"]) for h in history] == [("accept", True)]
    assert desk.deal("Skydagger")["review"] == "accepted"


def test_undo_takes_the_last_decision_back_and_keeps_both(desk):
    desk.post("/review", action="reject", key="other-4#0")
    assert not [d for d in desk.deals() if "Skydagger" in d["weapon"]]
    answer = desk.post("/review", action="undo", queue="new")
    assert key_at(answer.headers["location"]) == "other-4#0"
    assert desk.deal("Skydagger")["review"] == ""
    assert [j.kind for j in desk.case.judgements()] == ["reject", "withdraw"]
    assert desk.post("/review", action="undo").status_code == 400  # nothing left to undo


def test_a_rejected_deal_keeps_its_page(desk):
    id = desk.deal("Skydagger")["id"]
    desk.post("/review", action="reject", key="other-4#0")
    rejected = next(r for r in desk.me.get("/review.json?queue=rejected").json()["rows"])
    page = desk.me.get(f"/deal/{rejected['deal']}")
    assert page.status_code == 200 and "Taken out of the register" in page.text
    assert rejected["deal"] == id
    for query, total in (("supplier=TUR", 1), ("text=ceremony", 0), ("text=skydagger", 1), ("supplier=FRA", 0)):
        assert desk.me.get(f"/review.json?queue=rejected&{query}").json()["total"] == total


def test_correcting_changes_the_picture_and_says_what_it_was(desk):
    sent = {"to_quantity": "11", "to_supplier": "TUR", "to_weapon": "Skydagger"}
    desk.post("/review", action="correct", key="other-4#0", why="counted", **sent)
    row = desk.deal("Skydagger")
    assert (row["quantity"], row["review"]) == ("11", "corrected")
    made = desk.case.judgements()
    assert [(j.kind, j.target["field"], j.value_from, j.value_to) for j in made] == [
        ("correct", "quantity", "40", '{"low": 11, "high": 11}')
    ]
    desk.post("/review", action="undo")
    assert desk.deal("Skydagger")["quantity"] == "40"


def test_correcting_many_fields_is_undone_at_once(desk):
    sent = {"to_quantity": "11", "to_status": "ordered", "to_when": "2025", "to_value": "USD 3 m"}
    desk.post("/review", action="correct", key="other-4#0", **sent)
    row = desk.deal("Skydagger")
    assert (row["quantity"], row["status"], row["when"], row["value"]) == ("11", "ordered", "2025", "USD 3 m")
    desk.post("/review", action="undo")
    assert desk.deal("Skydagger")["status"] == "offered"


@pytest.mark.parametrize(
    "sent",
    [
        {"to_quantity": "many"},
        {"to_when": "2023-13"},
        {"to_status": "flying"},
        {"to_weapon": " "},
        {"to_value": "3 pounds"},
        {},
    ],
)
def test_a_correction_that_no_field_can_hold_is_refused(desk, sent):
    answer = desk.post("/review", action="correct", key="other-4#0", **sent)
    assert answer.status_code == 400 and desk.case.judgements() == []


def test_two_reviewers_never_overwrite_each_other(desk):
    other = desk.enter()
    mine = seen(desk, "other-4#0")
    desk.post(
        "/review", client=other, action="reject", key="other-4#0", why="a hoax", seen=seen(desk, "other-4#0", other)
    )
    answer = desk.post("/review", action="accept", key="other-4#0", seen=mine, why="mine")
    assert answer.status_code == 409 and "a hoax" in answer.text
    assert [j.kind for j in desk.case.judgements()] == ["reject"]
    desk.post("/review", action="accept", key="other-4#0", seen=mine, why="mine", anyway="yes")
    assert [j.kind for j in desk.case.judgements()] == ["reject", "accept"]


def test_merge_and_its_undoing(desk):
    a, b = desk.deal("Caesar")["id"], desk.deal("Skydagger")["id"]
    answer = desk.post(f"/deal/{a}", action="merge", other=b, why="one parcel")
    assert answer.status_code == 303
    assert len(desk.deals()) == 1
    page = desk.me.get(answer.headers["location"]).text
    assert "one parcel" in page and "merge" in page
    desk.post("/review", action="undo")
    assert len(desk.deals()) == 2


def test_splitting_a_deal(desk):
    id = desk.deal("Caesar")["id"]
    assert desk.post(f"/deal/{id}", action="split", finding="blog-3#0").status_code == 303
    assert sorted(r["quantity"] for r in desk.deals()) == ["10", "12", "40"]
    assert desk.post(f"/deal/{id}", action="split").status_code in (400, 409)


def test_a_whole_deal_is_accepted_and_shown_so(desk):
    id = desk.deal("Caesar")["id"]
    desk.post(f"/deal/{id}", action="accept", why="all seen")
    assert desk.deal("Caesar")["review"] == "accepted"
    answer = desk.post(f"/deal/{id}", action="reject", seen="")
    assert answer.status_code == 409  # the page that sent this had not seen the acceptance


def test_settling_a_discrepancy(desk):
    found = next(d for d in desk.me.get("/discrepancies.json").json()["rows"] if d["kind"] == "quantity")
    answer = desk.post("/discrepancies", id=found["id"], verdict="12", why="the contract says so")
    assert answer.status_code == 303 and answer.headers["location"].startswith("/discrepancies#")
    after = next(d for d in desk.me.get("/discrepancies.json?settled=yes").json()["rows"] if d["id"] == found["id"])
    assert "12" in after["settled"] and "the contract says so" in after["settled"]
    assert desk.post("/discrepancies", id=found["id"], verdict="10").status_code == 409  # not seen
    assert desk.post("/discrepancies", id=found["id"]).status_code == 400
    assert desk.post("/discrepancies", id="none", verdict="10").status_code == 404
    desk.post("/review", action="undo")
    assert desk.me.get("/discrepancies.json?settled=yes").json()["total"] == 0


def test_a_queue_is_narrowed_on_its_page_and_a_conflict_leads_back_to_it(desk):
    page = html.fromstring(desk.me.get("/review?queue=all&supplier=FRA&text=caesar").text)
    form = page.xpath("//form[@class='filters']")[0]
    kept = {i.get("name"): i.get("value") for i in form.xpath(".//input")}
    assert kept["queue"] == "all" and kept["supplier"] == "FRA" and kept["text"] == "caesar"
    key = page.xpath("//input[@name='key']/@value")[0]
    other = desk.enter()
    desk.post("/review", client=other, key=key, queue="all", action="accept", why="first")
    sent = {"key": key, "queue": "all", "supplier": "FRA", "action": "reject", "why": "no such gun", "seen": ""}
    answer = desk.post("/review", **sent)
    assert answer.status_code == 409
    page = html.fromstring(answer.text)
    assert "reject, no such gun" in page.text_content() and "first" in page.text_content()
    back = page.xpath("//a[text()='Leave it so']/@href")[0]
    assert back.startswith("/review?supplier=FRA&queue=all&at=") and desk.me.get(back).status_code == 200


def test_a_decision_leads_back_to_the_filters_it_was_made_under(desk):
    found = desk.me.get("/discrepancies.json").json()["rows"][0]
    here = "/discrepancies?kind=quantity&settled=no"
    answer = desk.post("/discrepancies", id=found["id"], verdict="12", to=here)
    assert answer.headers["location"].startswith(here + "#")
    for elsewhere in ("https://evil.example/", "//evil.example", "/sources", "/discrepancies/../x"):
        answer = desk.post("/discrepancies", id=found["id"], verdict="10", to=elsewhere, anyway="yes")
        assert answer.headers["location"].startswith("/discrepancies#")
    answer = desk.post("/sources", action="grade", outlet="Gun Blog", grade="C", to="/sources?text=gun")
    assert answer.headers["location"] == "/sources?text=gun"


def test_grading_an_outlet_and_parting_a_reprint(desk):
    desk.post("/sources", action="grade", outlet="Northern Wire", grade="b", why="long experience")
    first = next(s for s in desk.me.get("/sources.json").json()["rows"] if s["outlet"] == "Northern Wire")
    assert first["grade"] == "B" and "long experience" in first["grade_reason"]
    desk.post("/sources", action="not-same-source", a="wire-1", b="portal-2")
    assert desk.me.get("/sources.json").json()["total"] == 4
    assert desk.post("/sources", action="grade", outlet="Northern Wire", grade="G").status_code == 400
    assert desk.post("/sources", action="grade", outlet="Nobody", grade="A").status_code == 404


def test_many_at_once_shows_first_and_wants_a_reason(desk):
    page = desk.me.get("/review/bulk?queue=new&supplier=FRA").text
    assert "2 findings" in page and "Skydagger" not in page
    assert desk.post("/review/bulk", action="accept", queue="new", supplier="FRA", count="2").status_code == 400
    assert (
        desk.post("/review/bulk", action="accept", queue="new", supplier="FRA", count="3", why="x").status_code == 400
    )
    assert (
        desk.post("/review/bulk", action="accept", queue="new", supplier="FRA", count="2", why="x").status_code == 303
    )
    assert desk.me.get("/review.json").json()["queues"]["new"] == 1
    assert desk.deal("Skydagger")["review"] == ""


def test_taking_a_judgement_back_from_the_log(desk):
    desk.post("/review", action="accept", key="other-4#0")
    made = desk.case.judgements()[0]
    desk.post("/judgements", id=made.id, why="was hasty")
    desk.post("/judgements", id=made.id)  # again: nothing more to take back
    assert [j.kind for j in desk.case.judgements()] == ["accept", "withdraw"]
    told = desk.me.get("/judgements.json").json()["rows"]
    assert [(r["judgement"]["kind"], r["stands"]) for r in told] == [("withdraw", True), ("accept", False)]
    assert desk.post("/judgements", id="none").status_code == 404


def test_a_judgement_without_its_object_is_looked_at_again(desk):
    target = {"findings": [{"report": "wire-1", "quote": "gone", "start": 0, "end": 4, "fingerprint": "x"}]}
    desk.case.judge("accept", target, who="Bo", why="then")
    page = desk.me.get("/review?queue=look-again").text
    assert "Bo" in page and "Take it back" in page
    assert desk.me.get("/overview.json").json()["look_again"] == 1


def test_the_api_judges_with_its_token(desk):
    id = desk.deal("Skydagger")["id"]
    sent = {"kind": "accept", "deal": id, "why": "by program"}
    assert desk.me.post("/api/judgements", json=sent).status_code == 403
    answer = desk.me.post("/api/judgements", json=sent, headers={"X-CSRF-Token": desk.me.csrf})
    assert answer.status_code == 201 and answer.json()["who"] == "Ana"
    back = desk.me.post(
        "/api/withdrawals", json={"withdraws": answer.json()["id"]}, headers={"X-CSRF-Token": desk.me.csrf}
    )
    assert back.status_code == 201
    again = desk.me.post(
        "/api/withdrawals", json={"withdraws": answer.json()["id"]}, headers={"X-CSRF-Token": desk.me.csrf}
    )
    assert again.status_code == 404


@pytest.mark.parametrize(
    "fields",
    [
        {"action": "accept"},
        {"action": "dance", "key": "other-4#0"},
        {"key": "other-4#0"},
        {"action": "accept", "key": "x#y"},
    ],
)
def test_nonsense_writes_nothing(desk, fields):
    assert desk.post("/review", **fields).status_code in (400, 404)
    assert desk.case.judgements() == []


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("quantity", "12", {"low": 12, "high": 12}), ("quantity", "10-12", {"low": 10, "high": 12}),
        ("quantity", "1,000+", {"low": 1000, "high": None}), ("quantity", "≤ 50", {"low": None, "high": 50}),
        ("quantity", "", None), ("value", "USD 120 m", {"low": 120_000_000, "high": 120_000_000, "currency": "USD"}),
        ("value", "eur 2.7-3 bn", {"low": 2_700_000_000, "high": 3_000_000_000, "currency": "EUR"}),
        ("when", "2023", ["2023-01-01", "2023-12-31"]), ("when", "2024-02", ["2024-02-01", "2024-02-29"]),
        ("when", "2020/..", ["2020-01-01", None]), ("when", "../2028", [None, "2028-12-31"]),
        ("when", "2023-07-01", ["2023-07-01", "2023-07-01"]), ("supplier", "Turkey, Baykar", ["TUR", "Baykar"]),
        ("supplier", "", []), ("denied", "yes", True), ("mode", "", None), ("mode", "lease", "lease"), ("weapon", "F-16", "F-16"),
    ],
)  # fmt: skip
def test_what_is_typed_into_a_field(field, typed, kept):
    assert json.loads(edits.as_json(field, typed)) == kept


@pytest.mark.parametrize(
    ("field", "typed"),
    [("quantity", "12-10"), ("quantity", "-3"), ("quantity", "1e9"), ("value", "120 m"), ("value", "USD"), ("when", "2024-02-30"),
     ("when", "../.."), ("when", "2025/2023"), ("when", "0000"), ("when", "2023-00"), ("status", ""), ("denied", "maybe"), ("colour", "red")],
)  # fmt: skip
def test_what_no_field_can_hold(field, typed):
    with pytest.raises(UsageError):
        edits.as_json(field, typed)


def test_unchanged_boxes_change_nothing():
    from dragoman.model import Category, Evidence, Interval, Money, Span, Status, Transfer

    transfer = Transfer(
        supplier=("TUR", "Baykar"), recipient=(), weapon="TB2", category=Category.UAV, status=Status.DELIVERED,
        quantity=Interval(low=5, high=None), value=Money(low=None, high=3, currency="EUR"), when=("2023-01-01", "2023-06-30"),
        evidence=Evidence(quote="x", span=Span(start=0, end=1)),
    )  # fmt: skip
    plain = transfer.model_dump(mode="json")
    for name, text in edits.printed(transfer).items():
        assert json.loads(edits.as_json(name, text)) == plain[name], name
