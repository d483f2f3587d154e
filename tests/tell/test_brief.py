"""The brief: self-contained, harmless, every reference leads somewhere and back."""

import base64
import hashlib
import re

import lxml.html
import pypdf
import pytest

from dragoman.errors import UsageError
from dragoman.model import Picture
from dragoman.tell import brief
from dragoman.tell.filters import Filters


@pytest.fixture
def page(picture, reports, brief_path):
    brief.write(picture, reports, brief_path)
    return lxml.html.fromstring(brief_path.read_bytes())


def test_nothing_runs_and_nothing_is_fetched(page):
    assert not page.xpath("//script | //img | //link | //iframe | //object | //embed | //form | //base")
    assert not page.xpath("//@style | //@src")
    assert not [name for name in page.xpath("//@*/..") for name in name.attrib if name.startswith("on")]
    assert all(re.match(r"#|https?://", href) for href in page.xpath("//@href"))
    assert "url(" not in page.xpath("string(//style)") and "@import" not in page.xpath("string(//style)")


def test_the_policy_allows_its_own_style_sheet_alone(page):
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    digest = base64.b64encode(hashlib.sha256(page.xpath("string(//style)").encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_every_reference_leads_to_a_note_and_every_note_back(page):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    inner = [href[1:] for href in page.xpath("//@href") if href.startswith("#")]
    assert set(inner) <= set(ids)
    uses = page.xpath("//span[@class='refs']/a/@id")
    assert uses and set(uses) <= set(inner)


def test_every_told_value_of_the_register_has_a_reference(page):
    for cell in page.xpath("//table[@class='register']/tbody//td"):
        if cell.get("data-label") in ("Row", "Sources", "Grade"):
            continue
        text = cell.text_content().strip()
        assert text in ("", ". .") or cell.xpath(".//span[@class='refs']/a"), (cell.get("data-label"), text)


def test_notes_carry_quote_outlet_date_address_and_hash(page, reports):
    note = next(n for n in page.xpath("//ol[@class='notes']/li") if "France delivered" in n.text_content())
    text = note.text_content()
    for part in ("Northern Wire", "4 Mar 2024", "characters 43–120", reports["wire-1"].origin.sha256, "Portal Ü"):
        assert part in text
    assert note.xpath(".//a[@href='https://wire.example/a?b=1&c=2']")
    assert "12" in note.xpath(".//mark/text()")


def test_a_reference_leads_to_the_very_words(page):
    cell = page.xpath("//tr[@id='deal-2']/td[@data-label='Number']//a")[0]
    target = page.get_element_by_id(cell.get("href")[1:])
    assert target.xpath("string(.//mark)") == "12"


def test_addresses_that_are_no_web_address_are_no_links(page):
    assert not [href for href in page.xpath("//@href") if "javascript" in href]
    assert "javascript:alert(1)" in page.text_content()  # told, not linked


def test_the_same_bytes_each_time(picture, reports):
    assert brief.html(picture, reports) == brief.html(picture, reports)


def test_title_is_escaped(picture, reports):
    assert "<script>" not in brief.html(picture, reports, title="<script>x</script>")


def test_markdown_has_a_footnote_for_each_reference_and_no_html(picture, reports, tmp_path):
    path = tmp_path / "brief.md"
    brief.write(picture, reports, path)
    text = path.read_text(encoding="utf-8")
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    told = set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))
    assert used and used == told
    assert "<script" not in text and "\x1b" not in text
    assert "](javascript" not in text and "<javascript" not in text


def test_the_pdf_holds_what_the_page_holds_with_links_to_its_notes(picture, reports, tmp_path):
    path = tmp_path / "brief.pdf"
    brief.write(picture, reports, path)
    told = pypdf.PdfReader(path)
    text = " ".join(page.extract_text() for page in told.pages)
    for part in (
        "Register",
        "Chronology",
        "Discrepancies",
        "On the sources",
        "Notes",
        "Caesar",
        "SHA-256",
        "Northern Wire",
    ):
        assert part in text, part
    assert reports["wire-1"].origin.sha256 in text.replace("\n", "")
    inner = [a for page in told.pages for a in page.get("/Annots") or () if "/Dest" in a.get_object()]
    outer = [
        a.get_object()["/A"]["/URI"] for page in told.pages for a in page.get("/Annots") or () if "/A" in a.get_object()
    ]
    assert len(inner) > 10 and outer and all(address.startswith(("http://", "https://")) for address in outer)
    assert [entry["/Title"] for entry in told.outline if isinstance(entry, dict)][:2] == ["Summary", "Register"]
    before = path.read_bytes()
    brief.write(picture, reports, path)
    assert path.read_bytes() == before


def test_an_empty_picture_makes_a_pdf(reports):
    assert brief.make("pdf", Picture(), {}).startswith(b"%PDF-")


def test_pictures_of_the_brief_lead_nowhere(page):
    svgs = page.xpath("//svg[@class='map' or @class='timeline']")
    assert svgs and not page.xpath("//svg//a")


def test_filters_narrow_the_brief(picture, reports):
    text = brief.html(picture, reports, filters=Filters(supplier="Turkey"))
    assert "Bayraktar" in text and "Caesar" not in text.partition("On the sources</h2>")[0].replace("Caesarea", "")


def test_an_empty_picture_makes_a_brief(reports):
    assert "No deals" in brief.html(Picture(), reports)
    assert "No deals" in brief.markdown(Picture(), reports)


@pytest.mark.parametrize("name", ["brief.docx", "brief", "nowhere/brief.html"])
def test_what_cannot_be_written_is_told(picture, reports, tmp_path, name):
    with pytest.raises(UsageError):
        brief.write(picture, reports, tmp_path / name)
    assert not list(tmp_path.iterdir())
