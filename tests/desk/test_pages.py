"""Every page in its three forms, filters in the address, and the way from a cell to the words."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html

PAGES = [
    "/", "/register", "/chronology", "/statements", "/discrepancies", "/sources", "/judgements", "/search?q=guns", "/help",
    "/review", "/review?queue=all&edit=1", "/review?queue=look-again", "/review/bulk?queue=all", "/add", "/pictures", "/people", "/events", "/positions", "/relations", "{deal}", "{report}",
]  # fmt: skip


def place(still, page: str, form: str) -> str:
    path = page.format(deal=f"/deal/{still.deal('Caesar')['id']}", report="/report/wire-1")
    path, _, query = path.partition("?")
    path = "/overview" if path == "/" and form else path
    return f"{path}{form}?{query}" if query else path + form


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("form", ["", ".json", ".csv"])
def test_every_page_in_every_form(still, page, form):
    answer = still.me.get(place(still, page, form))
    assert answer.status_code == 200, answer.text[:300]
    kind = answer.headers["content-type"]
    if form == ".json":
        assert kind == "application/json" and answer.json()
    elif form == ".csv":
        assert kind == "text/csv; charset=utf-8"
        lines = list(csv.reader(io.StringIO(answer.text)))
        assert len({len(line) for line in lines}) <= 1
    else:
        tree = html.fromstring(answer.text)
        assert len(tree.xpath("//h1")) == 1 and tree.xpath("//main")
        assert tree.get("lang") == "en"


def test_an_empty_case_shows_friendly_pages(empty):
    for page in PAGES:
        for form in ("", ".json", ".csv"):
            path, _, query = page.partition("?")
            path = "/overview" if path == "/" and form else path
            answer = empty.me.get(f"{path}{form}?{query}")
            assert answer.status_code == 200 or "{" in page, (path, form)


def test_one_click_from_a_cell_to_its_words(still):
    tree = html.fromstring(still.me.get("/register").text)
    row = next(r for r in tree.xpath("//table//tbody/tr") if "Skydagger" in r.text_content())
    href = row.xpath("td[@data-label='Number']/a/@href")[0]
    page = html.fromstring(still.me.get(href).text)
    assert href.endswith("#m")
    here = "".join(page.xpath("//mark[contains(@class, 'here')]//text()"))
    assert here == "Turkey offered 40 Skydagger drones to Kosovo."
    assert page.xpath("//mark[contains(@class, 'exact')]//text()") == ["40"]
    assert len(page.xpath("//*[@id='m']")) == 1


def test_every_cell_that_tells_something_leads_to_marked_words(still):
    tree = html.fromstring(still.me.get("/register").text)
    seen = 0
    for cell in tree.xpath("//tbody/tr/td[@data-label]"):
        label = cell.get("data-label")
        if label in ("Supplier", "Recipient", "Weapon", "Number", "Status"):
            for href in cell.xpath("a[not(@class)]/@href"):
                spans = parse_qs(urlsplit(href).query)["mark"][0].split(",")
                assert len(spans) > 1, (label, href)  # the sentence, and the very words in it
                seen += 1
    assert seen == 10


def test_from_the_passage_to_the_original_bytes(still):
    page = html.fromstring(still.me.get("/report/wire-1").text)
    told = page.xpath("//dd[@class='hash']/text()")[0]
    address = page.xpath("//a[contains(@href, '/original')]/@href")[0]
    answer = still.me.get(address)
    import hashlib

    assert hashlib.sha256(answer.content).hexdigest() == told == answer.headers["x-original-sha256"]
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]
    source = still.me.get(address.replace("/original", "/source"))
    assert (
        source.headers["content-type"].startswith("text/plain")
        and "sandbox" in source.headers["content-security-policy"]
    )


@pytest.mark.parametrize(
    ("query", "weapons"),
    [
        ("supplier=Turkey", ["Skydagger"]), ("supplier=FRA", ["Caesar"]), ("recipient=kosovo", ["Skydagger"]),
        ("status=delivered", ["Caesar"]), ("status=offered&supplier=FRA", []), ("text=ceremony", []),
        ("text=skydagger+kosovo", ["Skydagger"]), ("since=2024&until=2024-12", ["Caesar"]), ("grade=A", []),
        ("review=new", ["Caesar", "Skydagger"]), ("contested=1", ["Caesar"]), ("weapon=dagger", ["Skydagger"]),
        ("supplier=&status=&page=", ["Caesar", "Skydagger"]), ("sort=weapon", ["Caesar", "Skydagger"]),
        ("sort=-weapon", ["Skydagger", "Caesar"]), ("limit=1&page=2", ["Skydagger"]), ("unknown=1", ["Caesar", "Skydagger"]),
    ],
)  # fmt: skip
def test_filters_live_in_the_address(still, query, weapons):
    assert [r["weapon"] for r in still.me.get(f"/register.json?{query}").json()["rows"]] == weapons
    page = html.fromstring(still.me.get(f"/register?{query}").text)
    assert [c.text_content().split()[0] for c in page.xpath("//td[@data-label='Weapon']")] == weapons


def test_the_data_link_keeps_the_filters(still):
    page = html.fromstring(still.me.get("/register?supplier=TUR&sort=-weapon").text)
    assert "/register.json?supplier=TUR&sort=-weapon" in page.xpath("//footer//a/@href")


@pytest.mark.parametrize(
    "query",
    ["status=flying", "since=2024-13", "sort=colour", "page=0", "page=x", "limit=0", "limit=9999", "category=boats"],
)
def test_a_wrong_filter_is_told(still, query):
    for form in ("", ".json", ".csv"):
        answer = still.me.get(f"/register{form}?{query}")
        assert answer.status_code in (400, 422)
        assert query.split("=")[0] in answer.text or query.split("=")[1] in answer.text


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/deal/none", "/deal/99", "/report/none", "/report/none/original", "/pictures/globe.svg", "/pictures/map.gif", "/pictures/lifeline.svg?deal=none", "/brief.docx", "/add/none",
     "/deal/~ff", "/report/~00"],
)  # fmt: skip
def test_what_is_not_there_is_a_page(still, path):
    answer = still.me.get(path)
    assert answer.status_code == 404
    assert "<h1>" in answer.text


def test_a_deal_by_its_row_number(still):
    number = still.deal("Caesar")["number"]
    assert still.me.get(f"/deal/{number}.json").json()["deal"]["row"]["weapon"] == "Caesar"


def test_rivals_stand_side_by_side_on_the_deal(still):
    page = html.fromstring(still.me.get(f"/deal/{still.deal('Caesar')['id']}").text)
    heads = [re.sub(r"\s+", " ", h.text_content()) for h in page.xpath("//div[@id='quantity']//h4")]
    assert sorted(h.split()[0] for h in heads) == ["10", "12"]
    assert page.xpath("//h2[@id='h-rivals']")


def test_reprints_count_once(still):
    row = still.deal("Caesar")
    assert (row["sources"], row["report_count"]) == (2, 3)
    families = still.me.get("/sources.json").json()["rows"]
    assert [m["kind"] for f in families for m in f["members"] if m["of"]] == ["reprint"]


def test_search_finds_deals_statements_and_reports(still):
    found = still.me.get("/search.json?q=guns+estonia").json()
    assert {k: n for k, n in found["total"].items() if n} == {"deal": 1, "discrepancy": 1, "report": 3}
    assert still.me.get("/search.json?q=keep+word").json()["total"]["statement"] == 1
    assert still.me.get("/search.json?q=zeppelin").json()["rows"] == []


def test_search_finds_all_that_a_case_holds(desk_on):
    text = "France thanked Estonia in 2023 for its help. “France is a friend we trust”, said Kaja Toomas."
    at = desk_on({"id": "more-5", "outlet": "Coast Post", "published": "2024-02-01", "text": text})
    at.post(f"/deal/{at.deal('Caesar')['id']}", action="accept", why="seen on the quay", seen="")

    def kinds(**asked: str) -> dict[str, int]:
        total = at.me.get("/search.json", params=asked).json()["total"]
        return {k: n for k, n in total.items() if n}

    assert kinds(q="friend") == {"statement": 1, "position": 1, "relation": 1, "report": 1}
    assert kinds(q="thanked") == {"event": 1, "relation": 1, "report": 1}
    assert kinds(q="QUAY") == {"judgement": 1}
    assert kinds(q='"France delivered"')["deal"] == 1 and "deal" not in kinds(q='"delivered France"')
    sha = at.me.get("/report/more-5.json").json()["sha256"]
    assert kinds(q=sha[:20])["report"] == 5  # all came in one file
    assert kinds(q='""') == kinds(q=" ") == {}
    rows = at.me.get("/search.json", params={"q": "thanked", "kind": "event"}).json()["rows"]
    assert [(r["kind"], r["when"]) for r in rows] == [("event", "2023")]  # no day that nobody told
    page = at.me.get("/search", params={"q": "friend"}).text
    for href in html.fromstring(page).xpath("//div[@class='hit']/a/@href"):
        assert at.me.get(href).status_code == 200, href
    relation = at.me.get("/relations").text
    assert "2023" in relation and "2 Jul 2023" not in relation


def test_a_report_without_a_title_is_called_by_its_beginning(desk_on):
    at = desk_on(
        {"id": "bare", "text": "France delivered 3 Caesar guns to Estonia. Nobody wrote more of it."}, usual=False
    )
    for path in ("/sources", "/report/bare", "/review"):
        told = html.fromstring(at.me.get(path).text).xpath("//main//h1//text() | //main//a//text()")
        assert any(t.startswith("France delivered 3 Caesar guns") for t in told), path
    sources = at.me.get("/sources").text
    assert "outlet not known" in sources and "<summary>Grade" not in sources


def test_lists_in_time_can_be_turned_round(still):
    for page, day in (("chronology", "day"), ("statements", "published")):
        rows = still.me.get(f"/{page}.json").json()["rows"]
        days = [r[day] for r in rows if r[day]]
        assert days == sorted(days, reverse=True)
        turned = still.me.get(f"/{page}.json?sort=when").json()["rows"]
        assert [r[day] for r in turned if r[day]] == sorted(days)


def test_one_discrepancy_has_its_own_address(still):
    rows = still.me.get("/discrepancies.json").json()["rows"]
    for href in html.fromstring(still.me.get("/").text).xpath("//a[starts-with(@href, '/discrepancies?id=')]/@href"):
        path, _, query = href.partition("?")
        assert len(still.me.get(f"{path}.json?{query}").json()["rows"]) == 1
    assert still.me.get("/discrepancies.json?id=none").json()["total"] == 0
    assert still.me.get("/discrepancies.json?limit=1").json()["pages"] == len(rows)


def test_chronology_holds_steps_and_statements(still):
    kinds = {r["kind"] for r in still.me.get("/chronology.json").json()["rows"]}
    assert kinds == {"delivered", "statement"}
    assert still.me.get("/chronology.json?since=2025").json()["total"] == 0


def test_pictures_and_briefs_are_files_that_stand_alone(still):
    from lxml import etree

    caesar = still.deal("Caesar")["id"]
    for name in ("map", "network", "timeline", f"lifeline?deal={caesar}"):
        name, _, query = name.partition("?")
        answer = still.me.get(f"/pictures/{name}.svg?{query}")
        assert (
            answer.headers["content-type"].startswith("image/svg+xml")
            and "attachment" in answer.headers["content-disposition"]
        )
        assert etree.fromstring(answer.content).tag == "{http://www.w3.org/2000/svg}svg"
        assert b"<a " not in answer.content
        image = still.me.get(f"/pictures/{name}.png?{query}")
        assert image.headers["content-type"] == "image/png" and image.content.startswith(b"\x89PNG\r\n\x1a\n")
    assert still.me.get("/brief.pdf?supplier=TUR").content.startswith(b"%PDF-")
    assert still.me.get("/brief.pdf?review=new").status_code == 400
    assert "Skydagger" in still.me.get("/brief.html?supplier=TUR").text
    assert (
        "Caesar"
        not in still.me.get("/brief.md?supplier=TUR")
        .text.split("## Sources")[0]
        .split("## Notes")[0]
        .split("## Statements")[0]
    )


def test_pictures_have_their_numbers_behind_them(still):
    told = still.me.get("/pictures.json?supplier=TUR").json()
    assert [(p["supplier"], p["recipient"], p["deals"]) for p in told["pairs"]] == [("TUR", "XKX", 1)]
    page = html.fromstring(still.me.get("/pictures").text)
    assert len(page.xpath("//table")) == 2 and len(page.xpath("//figure")) == 3
    assert page.xpath("//svg[@class='map']//title[contains(., 'Turkey → Kosovo: 1 deal')]")


def test_the_same_case_gives_the_same_page(still):
    assert still.me.get("/register").content == still.me.get("/register").content
    assert still.me.get("/").content == still.me.get("/").content


@pytest.mark.parametrize(
    ("mark", "here"),
    [
        ("0-3", "The"),
        ("3-0", ""),
        ("x", ""),
        ("0-99999999", None),
        ("5-5", ""),
        ("٣-٤", ""),
        ("0-3,", "The"),
        ("-1-4", ""),
    ],
)
def test_odd_marks_do_no_harm(still, mark, here):
    answer = still.me.get("/report/wire-1", params={"mark": mark})
    assert answer.status_code == 200
    if here is not None:
        assert "".join(html.fromstring(answer.text).xpath("//mark[contains(@class,'here')]//text()")) == here
