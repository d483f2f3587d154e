"""Strangers stay out, forms of other pages write nothing, and nothing that a report brought along runs."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from lxml import html

from dragoman.desk import entering, guard, names, serve
from dragoman.errors import UsageError

WRITES = ["/review", "/review/bulk", "/deal/1", "/discrepancies", "/sources", "/judgements", "/add"]


def test_every_route_is_shut_to_strangers(desk):
    seen = 0
    for route in desk.routes():
        path = (
            route.path.replace("{step}", "1")
            .replace("{id}", "1")
            .replace("{name}", "network")
            .replace("{suffix}", "html")
            .replace("{form}", "svg")
            .replace("{pair}", "FRA-EST")
        )
        for method in route.methods:
            answer = desk.stranger.request(method, path)
            assert answer.status_code in (403, 411), path
            assert "Caesar" not in answer.text
            seen += 1
    assert seen > 60
    assert desk.case.judgements() == []


def test_a_stranger_is_told_what_to_do(desk):
    answer = desk.stranger.get("/register")
    assert answer.status_code == 403 and "terminal" in answer.text
    assert desk.stranger.get("/register.json").json()["do"]
    assert desk.stranger.get("/api/register").status_code == 403


def test_a_token_opens_once(desk):
    token = desk.door.token
    first, second = desk.client(), desk.client()
    assert first.get(f"/enter?token={token}").status_code == 200
    assert second.get(f"/enter?token={token}").status_code == 403
    assert second.get("/").status_code == 403
    assert desk.door.token != token
    assert second.get(f"/enter?token={desk.door.token}").status_code == 200


@pytest.mark.parametrize("token", ["", "x", "é", "a" * 5000])
def test_a_wrong_token_opens_nothing(desk, token):
    client = desk.client()
    assert client.get("/enter", params={"token": token}).status_code == 403
    assert not client.cookies


def test_the_cookie_stays_with_the_desk(desk):
    answer = desk.client().get(f"/enter?token={desk.door.token}", follow_redirects=False)
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie and "8470" in cookie
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize(
    "path", ["/", "/register.json", "/nothing", "/api/register", "/report/wire-1", "/static/desk.css", "/add"]
)
def test_every_answer_carries_the_policy(desk, path):
    for client in (desk.me, desk.stranger):
        headers = client.get(path).headers
        assert headers["content-security-policy"] == guard.POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["cache-control"] == "no-store"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "server" not in headers


@pytest.mark.parametrize("path", WRITES)
@pytest.mark.parametrize("csrf", [None, "", "x", "é"])
def test_nothing_is_written_without_the_forms_token(desk, path, csrf):
    sent = {"action": "accept", "key": "wire-1#0", "why": "x", "text": "France delivered 3 Caesar guns to Estonia."}
    answer = desk.me.post(path, data=sent if csrf is None else {**sent, "csrf": csrf}, follow_redirects=False)
    assert answer.status_code == 403
    assert desk.case.judgements() == []


def test_every_route_that_writes_checks_the_token(desk):
    writing = [r for r in desk.routes() if r.methods - {"GET", "HEAD"}]
    assert {r.path for r in writing} >= {"/review", "/add", "/api/judgements"}
    for route in writing:
        checks = {d.call for d in route.dependant.dependencies}
        assert checks & {guard.form, guard.api_form, entering.login_form}, route.path


def test_another_sessions_token_writes_nothing(desk):
    other = desk.enter()
    answer = desk.me.post("/review", data={"csrf": other.csrf, "action": "accept", "key": "wire-1#0"})
    assert answer.status_code == 403 and desk.case.judgements() == []


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"}, {"origin": "null"}, {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"},
    ],
)  # fmt: skip
def test_forms_of_other_pages_are_refused(desk, headers):
    answer = desk.me.post(
        "/review", data={"csrf": desk.me.csrf, "action": "accept", "key": "wire-1#0"}, headers=headers
    )
    assert answer.status_code == 403 and desk.case.judgements() == []


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8470", "127.0.0.1.evil.example", "", "[::2]:8470"])
def test_another_name_for_this_machine_is_refused(desk, host):
    assert desk.me.get("/register", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8470", "localhost:8470", "[::1]:8470", "localhost"])
def test_its_own_names_are_answered(desk, host):
    assert desk.me.get("/register", headers={"host": host}).status_code in (200, 403)  # the cookie belongs to one name


def test_a_request_must_say_how_large_it_is(desk):
    def endless():
        yield b"csrf=x"

    assert desk.me.post("/review", content=endless()).status_code == 411
    assert desk.me.post("/review", content=b"x", headers={"content-length": str(10**10)}).status_code == 413


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "example.org", "::", "127.0.0.1.example.org", ""])
def test_no_other_interface_without_accounts(desk, host):
    assert serve.Place(host).is_for_a_team and serve.Place(accounts=True).is_for_a_team
    with pytest.raises(UsageError, match="accounts"):
        serve.Place(host).check()
    with pytest.raises(UsageError, match="people add"):
        serve.serve(desk.case, serve.Place(host, plain=True), browser=False, who="x")


@pytest.mark.parametrize(
    "to", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/x\r\ny: z"]
)
def test_no_way_leads_out_of_the_desk(desk, to):
    desk.post("/review", action="accept", key="wire-1#0")
    made = desk.case.judgements()[0]
    answer = desk.post("/judgements", id=made.id, to=to)
    assert answer.status_code == 303 and answer.headers["location"] == "/judgements"


# ---- hostile reports -------------------------------------------------------------------------------------------------


def check_harmless(text: str, path: str) -> None:
    tree = html.fromstring(text)
    assert [s.get("src") for s in tree.xpath("//script")] == ["/static/desk.js"], path
    assert not tree.xpath("//img | //iframe | //object | //embed | //style | //base | //*[@style]"), path
    assert not tree.xpath("//@*[starts-with(name(), 'on')]"), path
    for address in tree.xpath("//@href | //@src | //@action"):
        assert address == "" or address.startswith(("/", "?", "#")), (path, address)
    for svg in tree.xpath("//svg"):
        assert svg.get("class") in ("mark", "timeline", "network", "lines", "map", "land", "curve"), path
    printed = tree.text_content()
    for character in "\u202e\u202c\x1b\x00":
        assert character not in printed, path
    assert "49" not in "".join(tree.xpath("//h1//text()")), path


def test_nothing_of_a_report_runs(attacked):
    paths = [
        "/", "/register?limit=500", "/chronology?limit=500", "/statements?limit=500", "/discrepancies", "/sources?limit=500",
        "/search?q=delivered", "/pictures", "/events?limit=500", "/positions?limit=500", "/relations?limit=500", "/people", "/me", "/review?queue=all", "/review/bulk?queue=all", "/judgements",
    ]  # fmt: skip
    reports = [r.id for r in attacked.case.reports()]
    assert len(reports) == 14
    paths += [names.report(id) for id in reports]
    paths += [names.deal(d["id"]) for d in attacked.deals()]
    for card in attacked.me.get("/review.json?queue=all&limit=500").json()["rows"]:
        paths += ["/review?" + urlencode({"queue": "all", "at": card["key"], "edit": e}) for e in (0, 1)]
    assert len(paths) > 50
    for path in paths:
        answer = attacked.me.get(path)
        assert answer.status_code == 200, path
        check_harmless(answer.text, path)


def test_hostile_words_are_shown_as_they_are(attacked):
    report = next(r for r in attacked.case.reports() if r.id.startswith("evil-0"))
    page = html.fromstring(attacked.me.get(names.report(report.id)).text)
    shown = "".join(page.xpath("//article//text()"))
    assert shown == report.text


def test_hostile_reasons_and_names_do_no_harm(attacked):
    for attack in attacked.attacks:
        attacked.post("/review", action="accept", key="wire-1#0", why=attack, anyway="yes")
        attacked.post("/sources", action="grade", outlet=f"Outlet {attack}", grade="B", why=attack)
    for path in ("/judgements", "/sources", f"/deal/{attacked.deal('Caesar')['id']}", "/review?queue=all"):
        check_harmless(attacked.me.get(path).text, path)
    for attack in attacked.attacks:
        check_harmless(attacked.me.get("/search", params={"q": attack}).text, "search")
        check_harmless(attacked.me.get("/register", params={"text": attack, "supplier": attack}).text, "register")
        check_harmless(attacked.me.get("/nothing/" + names.slug(attack)).text, "nothing")


def test_spreadsheets_run_nothing(attacked):
    for page in ("register", "statements", "sources", "chronology"):
        import csv
        import io

        for line in csv.reader(io.StringIO(attacked.me.get(f"/{page}.csv?limit=500").text)):
            assert not [cell for cell in line if cell.startswith(("=", "+", "@", "\t"))]


def test_a_file_name_cannot_leave_its_header(attacked):
    for report in attacked.case.reports():
        answer = attacked.me.get(names.report(report.id) + "/original")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["content-disposition"] == 'attachment; filename="reports.jsonl"'


@pytest.mark.parametrize("id", ["a.json", "a/b", "~", "~7e", "ä%2f#?", "..", "a~2eb", "\x00", "x" * 200, "emoji 🛩"])
def test_any_id_is_one_step_of_an_address(id):
    step = names.slug(id)
    assert names.unslug(step) == id
    assert all(c.isascii() and (c.isalnum() or c in "-_~") for c in step)
