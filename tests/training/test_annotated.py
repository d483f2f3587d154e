"""Stand-off readings: no text in them, and the same reading back from them."""

import importlib.util
import re
from pathlib import Path

import pytest

TRAINING = Path(__file__).resolve().parents[2] / "training"
spec = importlib.util.spec_from_file_location("annotated", TRAINING / "annotated.py")
annotated = importlib.util.module_from_spec(spec)
spec.loader.exec_module(annotated)

TEXT = "Zürich: “We will sell 12 jets to Oslo,” said Anna Berg. Anna Berg spoke on Monday."
READING = {
    "ref": "r1",
    "transfers": [{"supplier": ["CHE"], "weapon": "jets", "quote": "“We will sell 12 jets to Oslo,” said Anna Berg."}],
    "statements": [{"speaker": "Anna Berg", "quote": "We will sell 12 jets to Oslo,", "about": ["NOR"]}],
    "events": [],
}


def test_packed_readings_hold_no_text_and_come_back_whole():
    packed = annotated.packed(READING, {"id": "r1", "text": TEXT})
    assert "jets" not in str(packed) and "Berg" not in str(packed)
    back = annotated.unpacked(packed, {"id": "r1", "text": TEXT, "published": "2024-05-01"})
    assert {k: back[k] for k in READING} == READING
    assert back["text"] == TEXT and back["published"] == "2024-05-01"


def test_a_report_read_for_transfers_alone():
    packed = annotated.packed({k: READING[k] for k in ("ref", "transfers")}, {"id": "r1", "text": TEXT})
    back = annotated.unpacked(packed, {"id": "r1", "text": TEXT})
    assert back["transfers"] == READING["transfers"] and "statements" not in back and "events" not in back


def test_another_text_is_refused():
    packed = annotated.packed(READING, {"id": "r1", "text": TEXT})
    with pytest.raises(SystemExit, match="another text"):
        annotated.unpacked(packed, {"id": "r1", "text": TEXT + "."})


@pytest.mark.parametrize("path", sorted((TRAINING / "annotations").glob("*.jsonl")), ids=lambda p: p.stem)
def test_kept_annotations_hold_offsets_only(path):
    for one in annotated.lines(path):
        assert len(one["sha256"]) == 64 and "transfers" in one
        for kind in annotated.KINDS:
            for entry in one.get(kind, ()):
                start, end = entry["quote"]
                assert 0 <= start < end


def runs(text: str) -> set[str]:
    """Six words in a row, in small letters and without markup."""
    words = re.findall(r"\w+", re.sub(r"<[^>]+>", " ", text).lower())
    return {" ".join(words[i : i + 6]) for i in range(len(words) - 5)}


def test_no_reading_is_of_a_text_that_accuracy_is_measured_on(shared):
    measured = [
        (one["ref"], runs(one["text"]))
        for n in ("dev", "cases-dev")
        for one in annotated.lines(shared / f"gold/{n}.jsonl")
    ]
    files = sorted((TRAINING / "annotations").glob("*.jsonl"))
    ids = {one["id"] for path in files for one in annotated.lines(path)}
    texts = annotated.texts(sorted((shared / "data/reports").glob("*.jsonl")), ids)
    assert len(texts) > 400
    own = {name: runs(report["text"]) for name, report in texts.items()}
    for ref, told in measured:
        same = [n for n, words in own.items() if words and len(words & told) > 0.3 * min(len(words), len(told))]
        assert not same, f"{ref} of the gold is {same}"
