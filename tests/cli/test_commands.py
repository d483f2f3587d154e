"""The verbs from outside: what they print, where, and how they end."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

STANDIN = Path(__file__).resolve().parents[1] / "standins.py"


def put(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


def test_findings_are_one_line_a_report_in_input_order(run, tmp_path):
    lines = [{"id": f"r{n:03}", "text": f"Tanks were delivered to Ukraine, report {n}. Вучић"} for n in range(120)]
    path = put(tmp_path, "in.jsonl", "\n".join(json.dumps(line) for line in reversed(lines)))
    done = run("findings", path)
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert done.returncode == 0 and done.err == ""
    assert [r["ref"] for r in rows] == [line["id"] for line in reversed(lines)]
    assert list(rows[0]) == ["ref", "transfers", "statements", "events"]
    assert rows[0]["transfers"][0]["quote"] == "delivered"
    assert run("findings", path).stdout == done.stdout


def test_findings_to_a_file_from_standard_input(run, tmp_path):
    done = run("findings", "-", "-o", "out.jsonl", stdin='{"id": "é", "text": "Вучић said"}\n'.encode())
    assert done.returncode == 0 and done.out == ""
    assert json.loads((tmp_path / "out.jsonl").read_bytes())["ref"] == "é"
    assert "é".encode() in (tmp_path / "out.jsonl").read_bytes()
    assert "findings of 1 report, 0 refused" in done.err


def test_findings_into_a_missing_folder_is_a_usage_error(run, tmp_path):
    done = run("findings", put(tmp_path, "a.txt", "Text"), "-o", "none/out.jsonl")
    assert done.returncode == 2 and "make it first" in done.err


def test_refused_inputs_are_named_and_the_rest_goes_on(run, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    put(folder, "a.txt", "Norway delivered tanks.")
    put(folder, "empty.txt", "")
    put(folder, "binary.bin", bytes(range(256)))
    put(folder, "lines.jsonl", '{"text": "One"}\n{oops\n{"text": "Two"}\n')
    with open(folder / "huge.txt", "wb") as out:
        out.truncate(300 * 1024 * 1024)
    (tmp_path / "hollow").mkdir()
    for verb in ("findings", "read"):
        done = run(verb, "in", "hollow", "missing.txt")
        assert done.returncode == 1
        told = [line for line in done.err.splitlines() if line.startswith("refused: ")]
        for name in ("empty.txt", "binary.bin", "lines.jsonl line 2", "huge.txt", "hollow", "missing.txt"):
            assert sum(name in line for line in told) == 1, name
        assert len(told) == 6
    assert "3 new reports, 3 read" in done.err and "6 refused" in done.err
    again = run("read", "in")
    assert again.returncode == 1 and "0 new reports, 0 read" in again.err


def test_read_makes_the_case_and_says_what_to_do_next(run, tmp_path):
    put(tmp_path, "a.txt", "Norway delivered tanks.")
    done = run("read", "a.txt")
    assert done.returncode == 0 and done.out == ""
    assert (tmp_path / "case.dragoman").exists()
    assert "case.dragoman: 1 new report, 1 read" in done.err and "next: dragoman show register" in done.err
    elsewhere = run("read", "a.txt", DRAGOMAN_CASE=str(tmp_path / "other.dragoman"))
    assert elsewhere.returncode == 0 and (tmp_path / "other.dragoman").exists()
    assert "next: dragoman show register --case" in elsewhere.err


def test_a_case_that_is_something_else(run, tmp_path):
    put(tmp_path, "notes.txt", "My notes")
    done = run("read", "notes.txt", "--case", "notes.txt")
    assert done.returncode == 2 and "not a case file; give another name" in done.err
    assert (tmp_path / "notes.txt").read_text() == "My notes"


def test_show_before_read_is_friendly(run, tmp_path):
    done = run("show", "register")
    assert done.returncode == 0
    assert "read some reports first" in done.err and "dragoman read PATH..." in done.err
    assert not (tmp_path / "case.dragoman").exists()


@pytest.mark.parametrize("args", [["read"], ["show", "nonsense"], ["unknown"], ["show", "register", "--format", "x"]])
def test_usage_errors_end_with_2(run, args):
    done = run(*args)
    assert done.returncode == 2 and done.err


def test_version_and_help(run):
    assert run("--version").out.startswith("dragoman 0.")
    for verb in ("read", "findings", "show", "doctor"):
        assert verb in run("--help").out
        assert run(verb, "--help").returncode == 0


def test_names_of_inputs_cannot_steer_the_terminal(run, tmp_path):
    done = run("findings", "a\x1b[2Jb.txt")
    assert done.returncode == 1 and "\x1b" not in done.err


def test_a_reader_of_our_output_may_stop_early(tmp_path):
    lines = "\n".join(json.dumps({"id": str(n), "text": "delivered " * 50}) for n in range(3000))
    path = put(tmp_path, "in.jsonl", lines)
    done = subprocess.run(
        f"'{sys.executable}' '{STANDIN}' findings '{path}' | head -n 1",
        shell=True, capture_output=True, timeout=60, check=False, text=True,
    )  # fmt: skip
    assert json.loads(done.stdout)["ref"] == "0"
    assert done.stderr == ""


def test_doctor_names_what_is_there_and_a_broken_case(run, tmp_path):
    put(tmp_path, "broken.dragoman", "nothing of ours")
    done = run("doctor", "--case", "broken.dragoman")
    assert done.returncode == 1
    assert "BAD  case" in done.out and "trafilatura" in done.out and "reader" in done.out
    assert "make it with: dragoman read" in run("doctor").out
