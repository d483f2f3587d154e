"""The API is as described, and nothing that is sent to it makes the server fail."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from dragoman.desk import names


def test_the_description_needs_no_network_and_names_every_list(still):
    described = still.me.get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.")
    paths = set(described["paths"])
    assert {
        f"/api/{n}" for n in ("overview", "register", "statements", "discrepancies", "sources", "judgements")
    } <= paths
    assert {"/api/deals/{id}", "/api/reports/{id}", "/api/search", "/api/session", "/api/chronology"} <= paths
    page = still.me.get("/help").text
    assert all(path in page for path in paths)


def test_the_api_and_the_pages_tell_the_same(still):
    for name in (
        "overview",
        "register",
        "statements",
        "discrepancies",
        "sources",
        "judgements",
        "chronology",
        "disagreements",
        "pictures",
        "events",
        "positions",
        "relations",
    ):
        assert still.me.get(f"/api/{name}").json() == still.me.get(f"/{name}.json").json()
    id = still.deals()[0]["id"]
    assert still.me.get(f"/api/deals/{names.slug(id)}").json() == still.me.get(f"/deal/{names.slug(id)}.json").json()
    assert still.me.get("/api/reports/wire-1").json() == still.me.get("/report/wire-1.json").json()


def test_an_unknown_place_is_told_as_data(still):
    for path in ("/api/deals/none", "/api/reports/none", "/api/nothing"):
        answer = still.me.get(path)
        assert answer.status_code == 404 and answer.json()["error"]
    assert still.me.get("/api/register?status=flying").status_code == 400
    assert still.me.get("/api/register?page=x").status_code == 422


def test_no_request_makes_the_server_fail(still):
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
    cookie = f"{still.door.cookie}={still.me.cookies[still.door.cookie]}"
    headers = {"Cookie": cookie, "X-CSRF-Token": still.me.csrf, "Host": "127.0.0.1:8470"}
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", still.app, headers=headers)
    checks = [
        schemathesis.checks.not_a_server_error,
        schemathesis.checks.response_schema_conformance,
        schemathesis.checks.status_code_conformance,
    ]
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) >= 12
    for operation in operations:

        @settings(
            max_examples=10, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
        )
        @given(case=operation.as_strategy())
        def one(case):
            case.validate_response(case.call(headers=headers), checks=checks, headers=headers)

        one()
