"""New reports through the desk: files, pasted text, pages; what was refused and why."""

from __future__ import annotations

import time

import pytest

TEXT = "A parade was held. Norway ordered 3 Skydagger drones to Estonia. The weather was fine."


def wait(desk, address: str) -> dict:
    for _ in range(200):
        told = desk.me.get(f"{address}.json").json()
        if told["stage"] in ("done", "failed"):
            return told
        time.sleep(0.02)
    raise AssertionError(told)


def add(desk, files=(), **fields) -> dict:
    parts = [("files", (name, data, "application/octet-stream")) for name, data in files]
    answer = desk.me.post("/add", data={"csrf": desk.me.csrf, **fields}, files=parts or None, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return wait(desk, answer.headers["location"])


def test_a_file_is_read_and_shown(desk):
    told = add(desk, [("parade.txt", TEXT.encode())])
    assert (told["stage"], told["added"], told["read"], told["refused"]) == ("done", 1, 1, [])
    assert desk.me.get("/register.json?recipient=EST&supplier=NOR").json()["total"] == 1
    page = desk.me.get(f"/report/{told['reports'][0][0]}").text
    assert "parade.txt" in page


def test_the_same_file_again_is_known(desk):
    add(desk, [("parade.txt", TEXT.encode())])
    assert add(desk, [("parade.txt", TEXT.encode())])["known"] == 1


def test_pasted_text_with_what_is_known_of_it(desk):
    told = add(
        desk,
        text=TEXT,
        title="A parade: 'fine'",
        outlet="Fjord Post",
        published="2025-07-31",
        url="https://fjord.example/1",
    )
    report = desk.case.file.report(told["reports"][0][0])
    assert (report.title, report.outlet, report.published) == ("A parade: 'fine'", "Fjord Post", "2025-07-31")
    assert report.text.strip() == TEXT


def test_a_pasted_page_is_read_as_a_page(desk):
    page = f"<!DOCTYPE html><html><head><title>Parade</title></head><body><article><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
    report = desk.case.file.report(add(desk, text=page)["reports"][0][0])
    assert report.origin.media_type == "text/html" and "<p>" not in report.text


def test_what_is_refused_is_named_with_its_reason(desk):
    told = add(desk, [("a.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50), ("empty.txt", b""), ("good.txt", TEXT.encode())])
    assert told["added"] == 1
    assert {name for name, _ in told["refused"]} == {"a.png", "empty.txt"}
    assert all(reason for _, reason in told["refused"])
    assert "a.png" in desk.me.get("/add").text


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\evil\\x.txt", "\u202egnp.txt", "<script>.txt", "a" * 400])
def test_file_names_are_only_names(desk, name):
    told = add(desk, [(name, TEXT.encode())])
    report = desk.case.file.report(told["reports"][0][0])
    assert "/" not in report.origin.path and "\\" not in report.origin.path and len(report.origin.path) <= 200
    assert desk.me.get(f"/report/{report.id}").status_code == 200


def test_nothing_chosen_is_told(desk):
    answer = desk.post("/add", text="  ")
    assert answer.status_code == 400 and "choose files" in answer.text


def test_a_reader_that_fails_refuses_one_report_and_goes_on(desk, reader, monkeypatch):
    whole = reader.read

    def fails(report):
        if "BREAKS" in report.text:
            raise ZeroDivisionError("stand-in")
        return whole(report)

    monkeypatch.setattr(reader, "read", fails)
    monkeypatch.setattr(reader, "read_many", lambda reports: (fails(r) for r in reports))
    told = add(desk, [("bad.txt", f"{TEXT} BREAKS".encode()), ("good.txt", TEXT.encode())])
    assert (told["added"], told["read"]) == (2, 1) and "ZeroDivisionError" in told["refused"][0][1]
