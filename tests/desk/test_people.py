"""Accounts: who comes in, what each role may do (every route), what is written down, what guessing leads to."""

from __future__ import annotations

import argon2
import pytest
from fastapi.testclient import TestClient
from lxml import html

from dragoman.desk import people
from dragoman.desk.app import make_app
from dragoman.desk.people import Role, TeamDoor
from dragoman.errors import UsageError

WORDS = {"Vera": "walks on seven bridges", "Remi": "reads by candle light", "Olga": "opens every drawer"}
ROLES = {"Vera": "viewer", "Remi": "reviewer", "Olga": "owner"}


class Team:
    """A desk with accounts."""

    def __init__(self, desk) -> None:
        self.case = desk.case
        self.kept = desk.case.file.people
        for name, role in ROLES.items():
            people.add(self.kept, name, role, WORDS[name], "test")
        self.door = TeamDoor(self.kept, 8470, ("desk.example",))
        self.app = make_app(desk.case, self.door)
        self.routes = desk.routes_of(self.app)

    def client(self, address: str = "10.0.0.7") -> TestClient:
        return TestClient(
            self.app, base_url="https://desk.example", raise_server_exceptions=False, client=(address, 5000)
        )

    def login(self, client: TestClient, name: str, password: str, **fields: str):
        tree = html.fromstring(client.get("/login").text)
        before = tree.xpath("//input[@name='before']/@value")[0]
        sent = {"before": before, "name": name, "password": password, **fields}
        return client.post("/login", data=sent, follow_redirects=False)

    def enter(self, name: str) -> TestClient:
        client = self.client()
        assert self.login(client, name, WORDS[name]).status_code == 303
        client.csrf = client.get("/api/session").json()["csrf"]
        return client

    def post(self, client: TestClient, path: str, **fields: object):
        return client.post(path, data={"csrf": client.csrf, **fields}, follow_redirects=False)


@pytest.fixture
def team(desk, monkeypatch):
    # a hash that costs little: what it costs in earnest is looked at below
    monkeypatch.setattr(people, "_hasher", argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    return Team(desk)


# ---- coming in -------------------------------------------------------------------------------------------------------


def test_a_stranger_is_led_to_the_form_and_from_there_on(team):
    client = team.client()
    answer = client.get("/register?supplier=TUR", follow_redirects=False)
    assert answer.headers["location"] == "/login?to=%2Fregister%3Fsupplier%3DTUR"
    page = html.fromstring(client.get("/register?supplier=TUR").text)
    to = page.xpath("//input[@name='to']/@value")[0]
    assert team.login(client, "vera", WORDS["Vera"], to=to).headers["location"] == "/register?supplier=TUR"
    assert "Skydagger" in client.get(to).text
    for path in ("/register.json", "/api/register", "/deal/1.csv"):
        assert team.client().get(path).status_code == 401


def test_the_cookie_is_kept_from_scripts_other_pages_and_plain_http(team):
    cookies = team.login(team.client(), "Olga", WORDS["Olga"]).headers["set-cookie"].lower()
    assert "httponly" in cookies and "samesite=strict" in cookies and "secure" in cookies


@pytest.mark.parametrize("to", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_coming_in_leads_nowhere_else(team, to):
    assert team.login(team.client(), "Olga", WORDS["Olga"], to=to).headers["location"] == "/"


@pytest.mark.parametrize(
    ("name", "password"),
    [("Olga", "x"), ("Olga", ""), ("", ""), ("nobody", "opens every drawer"), ("Olga", WORDS["Vera"]), ("Ol\x00ga", "x" * 5000)],
)  # fmt: skip
def test_a_wrong_password_and_a_wrong_name_are_told_alike(team, name, password):
    client = team.client()
    answer = team.login(client, name, password)
    assert answer.status_code == 403 and "do not fit" in answer.text
    assert client.get("/register.json").status_code == 401
    assert team.kept.visits()[0].event == "failed"


def test_the_form_must_be_ones_own(team):
    client = team.client()
    client.get("/login")
    sent = {"name": "Olga", "password": WORDS["Olga"]}
    assert client.post("/login", data={**sent, "before": "x"}).status_code == 403
    assert client.post("/login", data=sent).status_code == 403
    other = html.fromstring(team.client().get("/login").text).xpath("//input[@name='before']/@value")[0]
    assert client.post("/login", data={**sent, "before": other}).status_code == 403
    headers = {"origin": "https://evil.example"}
    assert client.post("/login", data={**sent, "before": other}, headers=headers).status_code == 403
    assert client.get("/register.json").status_code == 401


def test_guessing_is_stopped_and_written_down(team):
    client = team.client()
    for _ in range(people.TRIES["here"]):
        assert team.login(client, "Olga", "guess after guess").status_code == 403
    answer = team.login(client, "Olga", WORDS["Olga"])
    assert answer.status_code == 429 and "15 minutes" in answer.text
    elsewhere = team.client("10.0.0.8")
    assert team.login(elsewhere, "Olga", WORDS["Olga"]).status_code == 303  # nobody is shut out by another's guesses
    events = [v.event for v in team.kept.visits()][: people.TRIES["here"] + 2]
    assert events == ["login", "locked", *["failed"] * people.TRIES["here"]]


def test_guessing_many_names_from_one_place_is_stopped(team, monkeypatch):
    monkeypatch.setitem(people.TRIES, "address", 8)
    client = team.client()
    told = [team.login(client, f"name{n}", "guess after guess").status_code for n in range(10)]
    assert told == [403] * 8 + [429] * 2
    assert team.login(client, "Olga", WORDS["Olga"]).status_code == 429


def test_guessing_one_name_from_many_places_is_stopped(team, monkeypatch):
    monkeypatch.setitem(people.TRIES, "account", 8)
    told = [team.login(team.client(f"10.1.0.{n}"), "OLGA", "guess after guess").status_code for n in range(10)]
    assert told == [403] * 8 + [429] * 2


def test_old_failures_count_no_more(team, monkeypatch):
    client = team.client()
    for _ in range(people.TRIES["here"]):
        team.login(client, "Olga", "guess after guess")
    monkeypatch.setattr(people, "WINDOW", -1)
    assert team.login(client, "Olga", WORDS["Olga"]).status_code == 303


def test_leaving(team):
    client = team.enter("Remi")
    kept = client.cookies[team.door.cookie]
    assert team.post(client, "/logout").headers["location"] == "/login"
    client.cookies.set(team.door.cookie, kept)
    assert client.get("/register.json").status_code == 401
    assert team.kept.visits()[0].event == "logout"


@pytest.mark.parametrize("limit", ["IDLE", "WHOLE"])
def test_sessions_end_by_themselves(team, monkeypatch, limit):
    client = team.enter("Remi")
    assert client.get("/register.json").status_code == 200
    monkeypatch.setattr(people, limit, -1)
    assert client.get("/register.json").status_code == 401


def test_each_login_is_a_session_of_its_own(team):
    client = team.client()
    client.cookies.set(team.door.cookie, "chosen-by-somebody-else")
    team.login(client, "Olga", WORDS["Olga"])
    ids = {team.enter("Olga").cookies[team.door.cookie] for _ in range(3)}
    assert len(ids) == 3 and "chosen-by-somebody-else" not in ids


# ---- roles -----------------------------------------------------------------------------------------------------------

MAY = {  # who may send something to which route, besides looking; everything else is the owner's
    "/login": 0, "/logout": 1, "/me": 1, "/review": 2, "/review/bulk": 2, "/deal/{step}": 2, "/discrepancies": 2,
    "/disagreements": 2, "/sources": 2, "/judgements": 2, "/add": 2, "/api/judgements": 2, "/api/withdrawals": 2, "/people": 3,
}  # fmt: skip
LOOKS = {
    "/add": 2,
    "/add.json": 2,
    "/add.csv": 2,
    "/add/{id}": 2,
    "/add/{id}.json": 2,
    "/review/bulk": 2,
    "/review/bulk.json": 2,
    "/review/bulk.csv": 2,
    "/people": 3,
    "/people.json": 3,
    "/people.csv": 3,
}
PLACES = {"{step}": "1", "{id}": "1", "{name}": "network", "{suffix}": "html", "{form}": "svg", "{pair}": "FRA-EST"}


def test_every_route_for_every_role(team):
    """What each role gets of each route: shut routes are shut, open ones answer something else than a refusal."""
    clients = [team.client(), *(team.enter(name) for name in ROLES)]
    before, seen = team.case.judgements(), 0
    for route in team.routes:
        path = route.path
        for name, value in PLACES.items():
            path = path.replace(name, value)
        if path in ("/logout", "/login", "/enter"):
            continue
        for method in route.methods:
            writes = method not in ("GET", "HEAD")
            wanted = MAY.get(route.path, 3) if writes else LOOKS.get(route.path, 1)
            for rank, client in enumerate(clients):
                sent = {"csrf": getattr(client, "csrf", ""), "action": "none"}
                answer = client.request(method, path, data=sent if writes else None, follow_redirects=False)
                if rank == 0:
                    shut = answer.status_code == 401 or answer.headers.get("location", "").startswith("/login")
                else:
                    shut = answer.status_code == 403 and "This is for" in answer.text
                    assert answer.status_code not in (401, 500), (method, path)
                assert shut == (rank < wanted), (method, path, rank, answer.status_code)
                assert not shut or "Caesar" not in answer.text
                seen += 1
    assert seen > 240
    assert team.case.judgements() == before and len(team.kept.all()) == 3


def test_a_viewer_is_shown_nothing_to_press(team):
    client = team.enter("Vera")
    deal = client.get("/register.json").json()["rows"][0]["id"]
    for path in (
        "/",
        "/register",
        f"/deal/{deal}",
        "/discrepancies",
        "/sources",
        "/review",
        "/review?edit=1",
        "/judgements",
    ):
        tree = html.fromstring(client.get(path).text)
        pressed = [b.text_content() for b in tree.xpath("//form[@method='post']//button")]
        assert pressed == [], path
        assert not tree.xpath("//nav//a[@href='/add']")
    assert team.post(client, "/review", action="accept", key="wire-1#0").status_code == 403
    assert team.case.judgements() == []


def test_a_reviewer_takes_back_only_what_is_their_own(team):
    remi, olga = team.enter("Remi"), team.enter("Olga")
    team.post(olga, "/review", action="accept", key="other-4#0", why="seen")
    first = team.case.judgements()[0]
    assert first.who == "Olga"
    assert "take back" not in remi.get("/judgements").text and "take back" in olga.get("/judgements").text
    answer = team.post(remi, "/judgements", id=first.id)
    assert answer.status_code == 403 and "decided by Olga" in answer.text
    headers = {"X-CSRF-Token": remi.csrf}
    assert remi.post("/api/withdrawals", json={"withdraws": first.id}, headers=headers).status_code == 403
    team.post(remi, "/review", action="reject", key="wire-1#0")
    second = team.case.judgements()[1]
    assert team.post(remi, "/judgements", id=second.id).status_code == 303
    assert team.post(olga, "/judgements", id=first.id).status_code == 303
    assert [(j.kind, j.who) for j in team.case.judgements()[2:]] == [("withdraw", "Remi"), ("withdraw", "Olga")]


def test_a_role_changes_and_an_account_goes_at_once(team):
    remi = team.enter("Remi")
    people.set_role(team.kept, "Remi", "viewer", "Olga")
    assert team.post(remi, "/review", action="accept", key="wire-1#0").status_code == 403
    people.remove(team.kept, "remi", "Olga")
    assert remi.get("/register.json").status_code == 401
    people.add(team.kept, "Remi", "owner", WORDS["Remi"], "Olga")
    assert remi.get("/register.json").status_code == 401  # the old session stays shut


# ---- accounts --------------------------------------------------------------------------------------------------------


def test_an_owner_looks_after_the_accounts(team):
    olga = team.enter("Olga")
    word = "nine quiet lanterns"
    assert team.post(olga, "/people", action="add", name="Nils", role="viewer", password=word).status_code == 303
    page = olga.get("/people").text
    assert "Nils" in page and word not in page and "argon2" not in page
    assert "argon2" not in olga.get("/people.json").text
    assert team.login(team.client(), "Nils", word).status_code == 303
    assert team.post(olga, "/people", action="role", name="Nils", role="reviewer").status_code == 303
    assert team.kept.get("nils").role == "reviewer"
    team.post(olga, "/people", action="password", name="Nils", password="ten loud lanterns")
    assert team.login(team.client(), "Nils", word).status_code == 403
    assert team.post(olga, "/people", action="remove", name="Nils").status_code == 303
    assert team.kept.get("Nils") is None
    told = [(v.account, v.event, v.told) for v in team.kept.visits() if v.event in ("added", "role", "removed")][:3]
    assert told == [
        ("Nils", "removed", "by Olga"), ("Nils", "role", "viewer → reviewer by Olga"), ("Nils", "added", "as viewer by Olga"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "sent",
    [
        {"action": "remove", "name": "Olga"}, {"action": "role", "name": "Olga", "role": "viewer"},
        {"action": "role", "name": "Remi", "role": "king"}, {"action": "add", "name": "Olga", "role": "viewer", "password": "a" * 9 + "bcde"},
        {"action": "add", "name": "OLGA", "role": "viewer", "password": "nine quiet lanterns"},
        {"action": "add", "name": "<b>", "role": "viewer", "password": "nine quiet lanterns"},
        {"action": "add", "name": "New", "role": "viewer", "password": "short"},
        {"action": "add", "name": "New", "role": "viewer", "password": "aaaaaaaaaaaaaaa"}, {"action": "none"}, {},
    ],
)  # fmt: skip
def test_what_no_owner_can_do(team, sent):
    olga = team.enter("Olga")
    assert team.post(olga, "/people", **sent).status_code == 400
    assert {a.name: a.role for a in team.kept.all()} == ROLES


def test_changing_ones_own_password_ends_the_other_sessions(team):
    one, other = team.enter("Vera"), team.enter("Vera")
    word = "eight slow rivers"
    assert team.post(one, "/me", old="wrong", new=word, again=word).status_code == 400
    assert team.post(one, "/me", old=WORDS["Vera"], new=word, again="else").status_code == 400
    assert team.post(one, "/me", old=WORDS["Vera"], new=word, again=word).status_code == 303
    assert one.get("/me").status_code == 200
    assert other.get("/register.json").status_code == 401
    assert team.login(team.client(), "Vera", WORDS["Vera"]).status_code == 403


def test_the_log_of_visits_only_grows(team):
    import sqlalchemy as sa

    for attack in ("DELETE FROM visits", "UPDATE visits SET event = 'login'"):
        with pytest.raises(sa.exc.DatabaseError, match="never changed"), team.case.file.engine.begin() as connection:
            connection.execute(sa.text(attack))


def test_a_hash_in_earnest_costs_what_the_standard_asks_for():
    cost = argon2.extract_parameters(people.hashed("nine quiet lanterns"))
    assert cost.type is argon2.Type.ID and cost.memory_cost >= 64 * 1024 and cost.time_cost >= 3


def test_a_hash_of_an_older_cost_is_made_anew(team, monkeypatch):
    before = team.kept.get("Olga").password
    monkeypatch.setattr(people, "_hasher", argon2.PasswordHasher(time_cost=2, memory_cost=64, parallelism=1))
    client = team.enter("Olga")
    assert team.kept.get("Olga").password != before and client.get("/").status_code == 200


def test_passwords_are_kept_as_argon2_hashes_alone(team):
    kept = team.kept.get("Olga").password
    assert kept.startswith("$argon2id$") and WORDS["Olga"] not in kept
    assert people.fits(kept, WORDS["Olga"]) and not people.fits(kept, WORDS["Vera"]) and not people.fits("none", "x")


@pytest.mark.parametrize(
    ("host", "known"),
    [("desk.example", 200), ("DESK.example:8470", 200), ("10.0.0.2:8470", 200), ("[fe80::1]:8470", 200), ("evil.example", 400), ("", 400)],
)  # fmt: skip
def test_names_that_lead_to_the_desk(team, host, known):
    assert team.client().get("/login", headers={"host": host}).status_code == known


def test_roles_are_ordered():
    assert [a.may(b) for a in Role for b in Role] == [True, False, False, True, True, False, True, True, True]
    with pytest.raises(UsageError, match="no role"):
        people._role("king")


def test_the_desk_of_one_person_has_no_way_in_by_password(desk):
    assert desk.stranger.get("/login").status_code == 403
    assert desk.me.get("/login").status_code == 404
    assert desk.me.get("/me").status_code == 200 and desk.me.get("/people").status_code == 200
    assert desk.post("/me", old="x", new="y", again="y").status_code == 404
    assert desk.post("/logout").status_code == 404
