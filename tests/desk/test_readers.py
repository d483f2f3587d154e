"""The second reader: reads without seeing the first, disagreements are listed, somebody decides, nothing is lost."""

from __future__ import annotations

import pytest
from lxml import html

from dragoman.desk.readers import kappa

KEY = "other-4#0"


def person(desk, name: str, role: str = "reviewer"):
    """A browser of somebody else."""
    client = desk.enter()
    session = desk.door.session(f"{desk.door.cookie}={client.cookies[desk.door.cookie]}")
    session.who, session.role = name, role
    return client


@pytest.fixture
def bo(desk):
    return person(desk, "Bo")


@pytest.fixture
def cleo(desk):
    return person(desk, "Cleo")


def newest(client, key: str = KEY, queue: str = "second") -> str:
    page = html.fromstring(client.get("/review", params={"queue": queue, "at": key}).text)
    return page.xpath("//form[@id='decide']//input[@name='seen']/@value")[0]


def told(client, query: str = "") -> dict:
    return client.get(f"/disagreements.json{query}").json()


def test_the_second_reader_sees_nothing_of_the_first(desk, bo):
    desk.post("/review", action="correct", key=KEY, to_quantity="11", why="a secret reason")
    assert desk.me.get("/review.json").json()["queues"]["second"] == 0
    assert bo.get("/review.json").json()["queues"]["second"] == 1
    page = bo.get("/review?queue=second")
    assert "You are the second reader" in page.text
    assert "secret reason" not in page.text and "corrected" not in html.fromstring(page.text).xpath(
        "string(//p[contains(@class, 'where')])"
    )
    cells = html.fromstring(page.text).xpath("//table[@class='finding']//span[@class='value']/text()")
    assert "40" in cells and "11" not in cells
    desk.post("/review", client=bo, action="accept", key=KEY, queue="second", seen=newest(bo))
    assert bo.get("/review.json").json()["queues"]["second"] == 0
    assert "secret reason" in bo.get(f"/review?queue=all&at={KEY.replace('#', '%23')}").text


def test_two_who_agree_are_no_disagreement(desk, bo):
    for n, client in enumerate((desk.me, bo)):
        desk.post(
            "/review",
            client=client,
            action="correct",
            key=KEY,
            to_quantity="11",
            queue="second",
            anyway="yes",
            why=str(n),
        )
    assert told(desk.me)["total"] == 0
    assert told(desk.me)["readers"] == [{"a": "Ana", "b": "Bo", "both": 1, "agree": 1, "kappa": None}]


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        ({"action": "accept"}, {"action": "reject"}, True),
        ({"action": "accept"}, {"action": "accept"}, False),
        ({"action": "reject"}, {"action": "reject"}, False),
        ({"action": "accept"}, {"action": "correct", "to_quantity": "12"}, True),
        ({"action": "correct", "to_quantity": "11"}, {"action": "correct", "to_quantity": "12"}, True),
        ({"action": "correct", "to_quantity": "11"}, {"action": "correct", "to_status": "ordered"}, True),
    ],
)
def test_what_differs(desk, bo, first, second, differ):
    desk.post("/review", key=KEY, **first)
    desk.post("/review", client=bo, key=KEY, queue="second", seen=newest(bo), **second)
    assert (told(desk.me)["total"] == 1) == differ
    if differ:
        row = told(desk.me)["rows"][0]
        assert [o["who"] for o in row["opinions"]] == ["Ana", "Bo"] and row["key"] == KEY


def test_somebody_else_decides_and_it_bears_on_the_picture(desk, bo, cleo):
    desk.post("/review", key=KEY, action="correct", to_quantity="11", why="counted")
    desk.post("/review", client=bo, key=KEY, queue="second", seen=newest(bo), action="reject", why="a hoax")
    assert [d for d in desk.deals() if "Skydagger" in d["weapon"]] == []
    page = cleo.get("/disagreements").text
    assert "counted" in page and "a hoax" in page and ">11<" in page
    sent = {"key": KEY, "why": "the contract", "seen": newest(cleo, queue="all")}
    assert desk.post("/disagreements", client=cleo, side="Nobody", **sent).status_code == 400
    assert desk.post("/disagreements", client=cleo, side="Ana", **sent).status_code == 303
    assert desk.deal("Skydagger")["quantity"] == "11"
    assert told(desk.me)["rows"][0]["settled"] == "accept by Cleo: the contract"
    assert (told(desk.me, "?settled=no")["total"], told(desk.me, "?settled=yes")["total"]) == (0, 1)
    assert [j.kind for j in desk.case.judgements()] == ["correct", "reject", "accept"]
    assert len(desk.case.judgements()[2].target["between"]) == 2
    assert len(told(desk.me)["rows"][0]["opinions"]) == 2  # whoever decides is no third reader
    desk.post("/review", client=bo, key=KEY, action="reject", queue="all", seen=newest(bo, queue="all"))
    assert told(desk.me)["rows"][0]["settled"] is None  # read again after the decision


def test_deciding_for_the_other_corrections(desk, bo, cleo):
    desk.post("/review", key=KEY, action="correct", to_quantity="11", to_status="ordered")
    desk.post("/review", client=bo, key=KEY, queue="second", seen=newest(bo), action="correct", to_quantity="12")
    row = desk.deal("Skydagger")
    assert (row["quantity"], row["status"]) == ("12", "ordered")
    desk.post("/disagreements", client=cleo, key=KEY, side="Bo", seen=newest(cleo, queue="all"))
    row = desk.deal("Skydagger")
    assert (row["quantity"], row["status"]) == ("12", "offered")
    desk.post("/review", client=cleo, action="undo")
    assert desk.deal("Skydagger")["status"] == "ordered" and told(desk.me)["rows"][0]["settled"] is None


def test_nobody_decides_in_their_own_favour_unless_they_own_the_case(desk, bo):
    desk.post("/review", key=KEY, action="accept")
    desk.post("/review", client=bo, key=KEY, queue="second", seen=newest(bo), action="reject")
    seen = newest(bo, queue="all")
    assert desk.post("/disagreements", client=bo, key=KEY, side="Bo", seen=seen).status_code == 400
    assert desk.post("/disagreements", client=bo, key=KEY, side="Ana", seen="older").status_code == 409
    assert desk.post("/disagreements", client=bo, key=KEY, side="Ana", seen=seen).status_code == 303
    assert desk.post("/disagreements", client=bo, key="none", side="Ana").status_code == 404


def test_the_page_in_its_forms(desk, bo):
    assert "No finding has been read by two" in desk.me.get("/disagreements").text
    desk.post("/review", key=KEY, action="accept")
    desk.post("/review", client=bo, key=KEY, queue="second", seen=newest(bo), action="reject")
    assert desk.me.get("/api/disagreements").json() == told(desk.me)
    assert "rejected" in desk.me.get("/disagreements.csv").text
    assert told(desk.me, "?supplier=FRA")["total"] == 0 and told(desk.me, "?supplier=TUR")["total"] == 1


@pytest.mark.parametrize(
    ("pairs", "value"),
    [
        ([], None), ([("a", "a")], None), ([("a", "b"), ("b", "a")], -1.0), ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15, 0.4),
    ],
)  # fmt: skip
def test_kappa(pairs, value):
    assert kappa(pairs) == value
