"""The real desk in Debian's Chromium, on the examples: read, follow a cell to its words, accept by key, undo."""

from __future__ import annotations

import re
import shutil
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn

import dragoman
from dragoman.desk import names
from dragoman.desk.app import make_app
from dragoman.desk.guard import Door
from dragoman.desk.serve import _listen
from dragoman.tell import views

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
PAGES = ["/", "/register?limit=12", "/deal/1", "/chronology?limit=12", "/statements?limit=12", "/discrepancies", "/sources?limit=12", "/pictures", "/events?limit=12", "/positions?limit=12", "/relations?limit=12", "/relation/SRB-TUR", "/review",
         "/review?edit=1", "/review?queue=second", "/review/bulk", "/disagreements", "/judgements", "/search?q=drones", "/add", "/help",
         "/me", "/people", "{report}"]  # fmt: skip
SCREENS = Path(__file__).resolve().parents[2] / "out" / "screens"  # what every page looks like, for people to look at


@contextmanager
def serving(case):
    """A desk on a case: its address and its door."""
    listening = _listen("127.0.0.1", 0)
    port = listening.getsockname()[1]
    door = Door("Ana", port)
    server = uvicorn.Server(uvicorn.Config(make_app(case, door), log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}", door
    server.should_exit = True
    thread.join(5)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Address of a desk on the examples, with its door."""
    case = dragoman.open(tmp_path_factory.mktemp("case") / "case.dragoman")
    case.read([EXAMPLES])
    with serving(case) as (base, door):
        yield base, door, case
    case.close()


@pytest.fixture(scope="module")
def chromium():
    if not Path(CHROMIUM).exists():
        pytest.skip("Chromium is not installed (Debian package chromium)")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def pages(address):
    """The address of every page; two people have read one finding, and differ."""
    base, door, case = address
    client = httpx.Client(base_url=base, follow_redirects=True)
    client.get(f"/enter?token={door.token}")
    session = door.session(f"{door.cookie}={client.cookies[door.cookie]}")
    key = client.get("/review.json?queue=all").json()["rows"][0]["key"]
    for who, action in (("Bo", "accept"), ("Cleo", "reject")):
        session.who = who
        sent = {"csrf": session.csrf, "key": key, "action": action, "why": f"as {who} read it", "anyway": "yes"}
        assert client.post("/review", data=sent).status_code == 200
    session.who = "Dora"
    report = names.passage(views.register_rows(case.picture, None, case.reports())[0].evidence[0])
    client.post(
        "/add",
        data={"csrf": session.csrf},
        files=[("files", ("scan.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "image/png"))],
    )
    return [base + path.replace("{report}", report) for path in PAGES]


@pytest.fixture
def enter(chromium, address):
    """Opens a page that was let in; any request off the machine and any error in the console fails the test."""
    base, door, _ = address
    wrong: list[str] = []
    contexts = []

    def open_page(size: str = "desktop", **more):
        width, height = SIZES[size]
        context = chromium.new_context(viewport={"width": width, "height": height}, **more)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)  # a busy machine
        page.on("console", lambda m: wrong.append(f"{m.type}: {m.text}") if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: wrong.append(str(e)))
        page.on("request", lambda r: None if r.url.startswith((base, "data:")) else wrong.append(f"asked for {r.url}"))
        page.on("dialog", lambda d: (wrong.append(f"dialog: {d.message}"), d.dismiss()))
        page.goto(f"{base}/enter?token={door.token}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def test_from_the_register_to_the_words_and_the_original(enter, address):
    page = enter()
    page.click("nav >> text=Register")
    row = page.locator("tbody tr", has_text="Rafale").filter(has_text="Serbia").first
    row.locator("td[data-label=Number] a").first.click()
    page.wait_for_selector("#m")
    assert page.locator("mark.exact").first.inner_text() == "12"
    box = page.locator("#m").bounding_box()
    assert 0 < box["y"] < 900  # scrolled to
    with page.expect_download() as download:
        page.click("text=Save the original bytes")
    assert Path(download.value.path()).stat().st_size > 100


def test_accept_by_key_see_it_in_the_history_undo(enter, address):
    base, _, case = address
    page = enter()
    page.click("nav >> text=Review")
    page.wait_for_url("**/review")  # and its script
    key = page.input_value("input[name=key]")
    deal = page.locator(".where a").get_attribute("href")
    page.keyboard.press("r")
    page.keyboard.type("axu read twice")  # keys are words in a field
    page.keyboard.press("Enter")
    assert page.input_value("input[name=key]") == key and case.judgements() == []
    with page.expect_navigation():
        page.keyboard.press("a")
    assert page.input_value("input[name=key]") != key
    page.goto(base + deal)
    assert "axu read twice" in page.locator(".history").inner_text()
    page.goto(base + "/review")
    with page.expect_navigation():
        page.keyboard.press("u")
    assert page.input_value("input[name=key]") == key
    assert [j.kind for j in case.judgements()] == ["accept", "withdraw"]
    page.goto(base + deal)
    assert page.locator(".history li.gone").count() == 1


def test_all_the_keys_of_review(enter, address):
    base, _, case = address
    before = len(case.judgements())
    page = enter()
    page.goto(base + "/review?queue=all")

    def key_now() -> str:
        return page.input_value("input[name=key]")

    first = key_now()
    with page.expect_navigation():
        page.keyboard.press("j")
    second = key_now()
    with page.expect_navigation():
        page.keyboard.press("k")
    assert key_now() == first != second
    with page.expect_navigation():
        page.keyboard.press(" ")
    assert key_now() == second
    page.keyboard.press("?")
    assert page.locator("dialog#keys").is_visible()
    page.keyboard.press("a")  # not while the keys are shown
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.keyboard.press("e")
    page.fill("#to_quantity", "7-9")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "corrected" in page.locator(".where").inner_text()
    assert page.locator(".finding tr", has_text="quantity").locator(".value").inner_text() == "7-9"
    with page.expect_navigation():
        page.keyboard.press("u")
    with page.expect_navigation():
        page.keyboard.press("x")
    with page.expect_navigation():
        page.keyboard.press("u")
    kinds = [j.kind for j in case.judgements()[before:]]
    assert kinds == ["correct", "withdraw", "reject", "withdraw"]
    page.keyboard.press("/")
    page.keyboard.type("Skydagger")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator(".hit").count() > 1


def test_adding_a_report_shows_when_it_is_read(enter, address):
    base, _, _ = address
    page = enter()
    page.goto(base + "/add")
    page.set_input_files(
        "input[type=file]",
        {
            "name": "news.txt",
            "mimeType": "text/plain",
            "buffer": b"Norway delivered 22 F-16 fighter jets to Ukraine in 2023.",
        },
    )
    page.click("text=Add and read")
    page.wait_for_selector("#job[data-done]")
    assert "1 new report" in page.locator("#job").inner_text()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_the_screen_and_can_be_used_by_everybody(enter, pages, size, scheme):
    """Nothing wider than the screen, every control named, contrast, axe-core's rules for WCAG 2.2 AA; a picture of each page."""
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
    ).Axe()
    page = enter(size, color_scheme=scheme)
    folder = SCREENS / f"{SIZES[size][0]}-{scheme}"
    folder.mkdir(parents=True, exist_ok=True)
    grave = []
    for place, address in enumerate(pages):
        page.goto(address)
        name = re.sub(r"\W+", "-", PAGES[place].strip("/{}")) or "overview"
        page.screenshot(path=folder / f"{place:02}-{name}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0], address
        nameless = page.evaluate(
            """[...document.querySelectorAll('input:not([type=hidden]):not([hidden]), select, textarea, button, a[href]')]
            .filter(e => !(e.labels && e.labels.length) && !e.getAttribute('aria-label') && !e.textContent.trim())
            .map(e => e.outerHTML.slice(0, 120))"""
        )
        assert nameless == [], address
        doubled = page.evaluate(
            "(ids => ids.filter((x, i) => ids.indexOf(x) !== i))([...document.querySelectorAll('[id]')].map(e => e.id))"
        )
        assert doubled == [], address
        assert page.evaluate(CONTRAST) == [], (address, scheme)
        if scheme == "dark":  # but for the colours, which are looked at above, the same as in light
            continue
        found = axe.run(
            page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
        )
        grave += [
            (PAGES[place], v["id"], v["impact"], [n["html"][:160] for n in v["nodes"][:3]])
            for v in found.response["violations"] if v["impact"] in ("serious", "critical", "moderate")
        ]  # fmt: skip
    assert grave == [], "\n".join(map(str, grave))


def test_by_keyboard_alone(enter, address):
    """From the top of a page by Tab and Enter to the words of a cell; the focus is always to be seen."""
    base, _, _ = address
    page = enter()
    page.goto(base + "/register")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(80):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            "(e => { const s = getComputedStyle(e); return e === document.body || (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1); })"
            "(document.activeElement)"
        )
        assert seen, page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("document.activeElement.closest('td')?.dataset.label") == "Supplier":
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("mark.exact").count() >= 1


def wait_for(holds: Callable[[], bool], seconds: float = 30) -> None:
    """Where weighing takes long, pages show the last picture until the new one is ready."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.2)


def test_the_flow_of_a_reviewer(enter, address):
    """Merge two deals, undo, settle a discrepancy, decide between two readers, save brief and pictures."""
    base, _, case = address
    page = enter()
    before = page.request.get(base + "/overview.json").json()["deals"]
    addresses = (d["id"] for d in page.request.get(base + "/register.json?limit=500").json()["rows"])
    for id in addresses:
        page.goto(base + names.deal(id))
        if page.locator("summary", has_text="Merge").count():
            break
    page.click("summary:has-text('Merge')")
    page.locator("input[name=other]").first.check()
    page.fill("input[name=why]", "one contract")
    with page.expect_navigation():
        page.click("button:has-text('Merge the ticked')")
    assert "one contract" in page.locator(".history").inner_text()
    wait_for(lambda: page.request.get(base + "/overview.json").json()["deals"] == before - 1)
    page.goto(base + "/review?queue=all")
    with page.expect_navigation():
        page.keyboard.press("u")
    wait_for(lambda: page.request.get(base + "/overview.json").json()["deals"] == before)
    page.goto(base + "/discrepancies?settled=no")
    page.locator("summary:has-text('Settle')").first.click()
    page.locator("input[name=verdict]").first.check()
    page.locator("details[open] input[name=why]").fill("the ministry's page")
    with page.expect_navigation():
        page.locator("details[open] button").click()
    wait_for(
        lambda: (
            "the ministry's page" in page.request.get(base + "/discrepancies?settled=yes").text().replace("&#39;", "'")
        )
    )
    page.goto(base + "/disagreements?settled=no")
    if page.locator("summary:has-text('Decide')").count():
        page.click("summary:has-text('Decide')")
        page.locator("input[name=side]").first.check()
        with page.expect_navigation():
            page.locator("details[open] button").click()
        assert case.judgements()[-1].target["between"]
    page.goto(base + "/pictures")
    for link, start in (("as PNG", b"\x89PNG"), ("Save as SVG", b"<?xml")):
        with page.expect_download() as download:
            page.locator(f"a:has-text('{link}')").first.click()
        assert Path(download.value.path()).read_bytes().startswith(start)
    page.goto(base + "/")
    with page.expect_download() as download:
        page.click("text=as PDF")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")


def test_many_decisions_by_key_keep_pace(enter, address):
    """Twenty decisions one after the other: the desk takes far less of the time than the person."""
    base, _, _ = address
    page = enter()
    page.goto(base + "/review?queue=all")
    begun = time.monotonic()
    for _ in range(20):
        with page.expect_navigation():
            page.keyboard.press("a")
    assert (time.monotonic() - begun) / 20 < 3  # of the six seconds that 200 in 20 minutes leave, on a busy machine


def test_every_page_works_without_scripts(enter, pages):
    page = enter(java_script_enabled=False)
    for address in pages:
        assert page.goto(address).status == 200
        assert page.locator("h1").count() == 1


@pytest.mark.parametrize("size", SIZES)
def test_nothing_of_a_hostile_report_runs_or_breaks_a_page(chromium, desk_on, attacks, size):
    """Every page of a case whose reports attack with each field: no script, no request elsewhere, no error, no wider page."""
    case = desk_on(*attacks).case
    wrong: list[str] = []
    with serving(case) as (base, door):
        width, height = SIZES[size]
        context = chromium.new_context(viewport={"width": width, "height": height})
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("console", lambda m: wrong.append(f"{m.type}: {m.text}") if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: wrong.append(str(e)))
        page.on("request", lambda r: None if r.url.startswith(base) else wrong.append(f"asked for {r.url}"))
        page.on("dialog", lambda d: (wrong.append(f"dialog: {d.message}"), d.dismiss()))
        page.goto(f"{base}/enter?token={door.token}")
        plain = [p for p in PAGES if "{" not in p and not p.startswith(("/relation/", "/deal/"))]
        deals = [names.deal(r.id) for r in views.register_rows(case.picture, None, case.reports())]
        reports = [names.report(r.id) for r in case.reports()]
        sources = [f"{r}/source" for r in reports]
        for path in [*plain, "/search?q=alert", *deals, *reports, *sources]:
            page.goto(base + path)
            assert page.locator("script:not([src])").count() == 0, path
            if path not in sources:  # plain text, which no style folds
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.goto(base + "/register")
        page.locator("tbody td[data-label=Supplier] a", has_text="alert").first.click()
        page.wait_for_selector("#m")
        context.close()
    assert wrong == []


# text whose contrast with what is behind it is under WCAG's AA
CONTRAST = """
(() => {
  const parts = (c) => (c.match(/[\\d.]+/g) || []).map(Number);
  const light = (c) => { const [r, g, b] = c.slice(0, 3).map((v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const behind = (e) => { for (; e; e = e.parentElement) { const c = parts(getComputedStyle(e).backgroundColor); if (c.length === 3 || c[3] > 0.9) return c; } return [255, 255, 255]; };
  const low = new Set();
  for (const e of document.querySelectorAll("body *")) {
    if (!e.checkVisibility() || e.closest("svg") || ![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) continue;
    const style = getComputedStyle(e), a = light(parts(style.color)), b = light(behind(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) low.add(`${e.tagName}.${e.className} ${ratio.toFixed(2)}`);
  }
  return [...low];
})()
"""
