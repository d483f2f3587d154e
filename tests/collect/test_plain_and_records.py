from __future__ import annotations

import hashlib
import json

import pytest

from dragoman.collect import collect
from dragoman.errors import InputRefused
from dragoman.model import Report


def only(path):
    (item,) = collect([path])
    assert isinstance(item, Report), item
    return item


def put(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


ODD = "Ankara said.\r\n\r\nЋирилица, Türkiye, e\u0301 (combining), 🛩️ four.\rOne\u2028more\u00a0line  \n\n"


def test_plain_text_is_kept_character_by_character(tmp_path):
    report = only(put(tmp_path, "a.txt", ODD))
    assert report.text == ODD
    assert report.id == hashlib.sha256(ODD.encode()).hexdigest()[:16]
    assert report.origin.sha256 == hashlib.sha256(ODD.encode()).hexdigest()
    assert report.origin.size == len(ODD.encode()) and report.origin.collected.endswith("Z")
    assert report.title is None and report.published is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1251", "cp1252"])
def test_encodings(tmp_path, encoding):
    text = "Вучић је рекао да испорука дронова није добра вест за Србију. " * 5
    if encoding == "cp1251":
        text = "Министр заявил, что поставка комплексов завершена в срок и полностью. " * 5
    if encoding == "cp1252":
        text = "Le ministère a déclaré que la livraison des véhicules blindés était achevée à l’été. " * 5
    data = text.encode(encoding)
    if encoding == "utf-16-le":
        data = b"\xff\xfe" + data
    assert only(put(tmp_path, "a.txt", data)).text == text


def test_markdown_front_matter(tmp_path):
    head = "---\ntitle: Tanks arrive\ndate: 2024-03-02\nsource: Daily Herald\nlang: en-GB\nid: md-1\n"
    head += "demonstration: true\n---\n"
    report = only(put(tmp_path, "a.md", head + "Norway delivered tanks.\n"))
    assert (report.title, report.published, report.outlet, report.language) == (
        "Tanks arrive",
        "2024-03-02",
        "Daily Herald",
        "en",
    )
    assert report.id == "md-1" and report.demonstration
    assert report.text == "Norway delivered tanks.\n"
    assert report.taken_from["published"] == "front matter date"


def test_a_rule_at_the_top_is_no_front_matter(tmp_path):
    text = "---\nJust a line\n---\nMore text of the report.\n"
    assert only(put(tmp_path, "a.md", text)).text == text


def test_yaml_bombs_and_tags_in_front_matter_do_nothing(tmp_path):
    bomb = "---\na: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9)
    )
    only(put(tmp_path, "bomb.md", bomb + "---\nThe text.\n"))
    (item,) = collect([put(tmp_path, "tag.md", "---\na: !!python/object/apply:os.getcwd []\n---\nText.\n")])
    assert isinstance(item, InputRefused) and "front matter" in item.reason


def test_json_lines_keep_text_ids_and_go_on_after_a_broken_line(tmp_path):
    lines = [
        json.dumps({"id": "a", "text": ODD, "title": "T", "published": "2024-05-06T10:00:00Z", "outlet": "O",
                    "url": "https://example.org/a", "language": "EN", "more": {"x": 1}}),
        '{"id": "b", "text": "cut o',
        "",
        json.dumps({"ref": 7, "text": "Seven \u2028 lines"}, ensure_ascii=False),
        json.dumps({"id": "c", "title": "no text"}),
        json.dumps(["a", "list"]),
        json.dumps({"id": "d", "text": "Last"}),
    ]  # fmt: skip
    items = list(collect([put(tmp_path, "a.jsonl", "\n".join(lines) + "\n")]))
    reports = [i for i in items if isinstance(i, Report)]
    refused = [i for i in items if isinstance(i, InputRefused)]
    assert [r.id for r in reports] == ["a", "7", "d"]
    first = reports[0]
    assert first.text == ODD
    assert (first.title, first.published, first.outlet, first.language) == ("T", "2024-05-06", "O", "en")
    assert first.taken_from == {k: f"record {k}" for k in ("title", "published", "outlet", "url", "language")}
    assert reports[1].text == "Seven \u2028 lines"
    assert first.origin.path.endswith("a.jsonl#1") and reports[1].origin.path.endswith("a.jsonl#4")
    assert [r.source.split("a.jsonl ")[1] for r in refused] == ["line 2", "line 5", "line 6"]
    assert "mend the line" in refused[0].reason and "no 'text'" in refused[1].reason


def test_json_object_and_list(tmp_path):
    assert only(put(tmp_path, "a.json", '{"id": "x", "text": "One text"}')).id == "x"
    two = put(tmp_path, "b.json", '[{"id": "x", "text": "One"}, {"id": "y", "text": "Two"}]')
    assert [r.id for r in collect([two])] == ["x", "y"]
    lines = put(tmp_path, "c.json", '{"id": "x", "text": "One"}\n{"id": "y", "text": "Two"}\n')
    assert [r.id for r in collect([lines])] == ["x", "y"]


def test_characters_that_no_database_keeps_are_replaced_one_for_one(tmp_path):
    report = only(put(tmp_path, "a.jsonl", '{"text": "a\\ud800b\\u0000c tanks"}\n'))
    assert report.text == "a\ufffdb\ufffdc tanks"


def test_csv(tmp_path):
    data = 'id;Title;text;date\n1;Tanks;"Norway sent\r\n""54"" tanks";2024-01-02\n2;;;\n'
    items = list(collect([put(tmp_path, "a.csv", data)]))
    assert items[0].text == 'Norway sent\r\n"54" tanks' and items[0].published == "2024-01-02"
    assert isinstance(items[1], InputRefused) and "row 2" in items[1].source
    (no_text,) = collect([put(tmp_path, "b.csv", "a,b\n1,2\n")])
    assert isinstance(no_text, InputRefused) and "no column named 'text'" in no_text.reason


def test_language_is_guessed_where_it_is_not_told(tmp_path):
    text = "Der Bundestag hat die Lieferung von Panzern an die Ukraine gebilligt, teilte die Regierung mit."
    report = only(put(tmp_path, "a.txt", text))
    assert report.language == "de" and "guessed" in report.taken_from["language"]
    assert only(put(tmp_path, "b.txt", "54 x")).language is None


def test_a_text_that_says_it_was_written_for_demonstration(tmp_path):
    assert only(put(tmp_path, "a.txt", "Tanks came.\n\nWritten for demonstration; not a real report.\n")).demonstration
    assert not only(put(tmp_path, "b.txt", "Written for demonstration, it said.\nTanks came.\n")).demonstration


def test_the_outlet_is_the_address_s_where_none_is_told(tmp_path):
    urls = ["https://www.example.org/a", "https://[broken/a", "mailto:a@example.org", "example"]
    lines = [{"id": str(n), "url": url, "text": "The ministry said no more."} for n, url in enumerate(urls)]
    lines.append({"id": "told", "url": urls[0], "outlet": "Example Daily", "text": "The ministry said no more."})
    (tmp_path / "r.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    found = list(collect([tmp_path / "r.jsonl"]))
    assert [r.outlet for r in found] == ["example.org", None, None, None, "Example Daily"]
    assert found[0].taken_from["outlet"] == "address"
