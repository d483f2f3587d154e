"""``review``, ``diff`` and ``compare`` over a case that the stand-in reader made."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def case(run, tmp_path):
    lines = [
        {"id": "a", "outlet": "Daily", "published": "2024-03-01", "text": "The 54 tanks were delivered in March. " * 3},
        {"id": "b", "outlet": "Weekly", "published": "2024-03-02", "text": "Oslo: tanks delivered, ministry says so."},
        {"id": "c", "outlet": "Monthly", "published": "2024-03-02", "text": "Nothing of that kind in this text."},
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, lines)))
    assert run("read", "in.jsonl").returncode == 0
    return run


def register(case):
    return json.loads(case("show", "register", "--format", "json").out)


def judgements(case):
    return [json.loads(line) for line in case("review", "log").out.splitlines()]


def test_a_decision_is_kept_with_who_and_why_and_can_be_taken_back(case):
    assert len(register(case)) == 1
    done = case("review", "reject", "1", "--who", "Ana", "--why", "no transfer")
    assert done.returncode == 0 and not register(case)
    [kept] = judgements(case)
    assert (kept["kind"], kept["who"], kept["why"]) == ("reject", "Ana", "no transfer")
    assert case("review", "withdraw", kept["id"], "--who", "Ben").returncode == 0
    assert len(register(case)) == 1 and len(judgements(case)) == 2


def test_split_and_correct_name_findings_of_reports(case):
    assert case("review", "split", "1", "b").returncode == 0
    assert len(register(case)) == 2
    assert case("review", "correct", "a#0", "recipient", "MDA").returncode == 0
    assert {kept["value_to"] for kept in judgements(case)} == {None, "MDA"}
    assert "Moldova" in case("show", "register").out or "MDA" in case("show", "register").out


def test_add_asks_for_words_that_stand_in_the_report(case):
    options = (
        "--supplier",
        "NOR",
        "--recipient",
        "MDA",
        "--weapon",
        "radar",
        "--category",
        "sensor",
        "--status",
        "offered",
    )
    assert case("review", "add", "--report", "c", "--quote", "not there", *options).returncode == 2
    assert case("review", "add", "--report", "c", "--quote", "Nothing of that kind", *options).returncode == 0
    assert len(register(case)) == 2


def test_a_log_goes_to_another_case_once(case, tmp_path):
    case("review", "grade", "Daily", "B", "--why", "long record")
    (tmp_path / "log.jsonl").write_text(case("review", "log").out)
    for _ in range(2):
        assert case("review", "import", "log.jsonl").returncode == 0
    assert len(judgements(case)) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        ("review", "accept", "99"),
        ("review", "merge", "1"),
        ("review", "split", "1", "nowhere"),
        ("review", "correct", "a#0", "colour", "red"),
        ("review", "correct", "a#7", "weapon", "jet"),
        ("review", "settle", "x0", "both"),
        ("review", "grade", "Daily", "Z"),
        ("review", "withdraw", "nothing"),
        ("review", "same-source", "a", "zz"),
        ("review",),
        ("diff",),
        ("diff", "--readers", "old", "new"),
        ("compare",),
        ("compare", "--sipri", "absent.csv"),
        ("compare", "--sipri", "in.jsonl"),
    ],
)
def test_requests_that_make_no_sense_end_with_one_sentence(case, wrong):
    done = case(*wrong)
    assert done.returncode == 2 and done.err.strip() and "Traceback" not in done.err
    assert not judgements(case)


def test_diff_since_a_moment(case):
    assert "new deal" in case("diff", "--since", "2000-01-01").out
    assert "nothing changed" in case("diff", "--since", "2999-01-01").err


def test_compare_with_a_download(case, tmp_path):
    (tmp_path / "at.csv").write_text(
        "Recipient,Supplier,Year of order,,Number ordered,,Weapon designation,Weapon description,Number delivered,,"
        "Year(s) of delivery,status,Comments\nUkraine,Norway,2022,,8,,Leopard-2A4,Tank,8,,2023,Second hand,\n"
        ",Sweden,2022,,50,,CV-90,IFV,50,,2023,Second hand,\n"
    )
    done = case("compare", "--sipri", "at.csv")
    assert done.returncode == 0 and done.out.startswith("1 match, 0 only here, 1 only there")
    assert json.loads(case("compare", "--sipri", "at.csv", "--json").out)["matches"]
