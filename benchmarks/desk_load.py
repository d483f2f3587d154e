"""How quickly the desk answers on a large case.

    python benchmarks/desk_load.py [--reports 20000] [--people 8] [--requests 25] [--only /sources ...]

Makes a case of invented reports (three findings each, a tenth of them reprints), opens a desk on it in another
process, and lets people ask for its pages at once. Prints for each page how long the first request took (what it needs
may have to be made), the median of one person alone, median and 99th percentile of all, and the ratio to a page of the
same server that shows nothing.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from dragoman.casefile import CaseFile
from dragoman.model import Category, Evidence, Findings, Interval, Origin, Report, Span, Status, Transfer

STATES = {
    "Albania": "ALB", "Armenia": "ARM", "Brazil": "BRA", "Canada": "CAN", "Chile": "CHL", "China": "CHN", "Egypt": "EGY",
    "Estonia": "EST", "France": "FRA", "Germany": "DEU", "Greece": "GRC", "India": "IND", "Italy": "ITA", "Japan": "JPN",
    "Kenya": "KEN", "Norway": "NOR", "Poland": "POL", "Serbia": "SRB", "Spain": "ESP", "Turkey": "TUR",
}  # fmt: skip
KINDS = {"Kestrel": Category.UAV, "Boar": Category.ARMOUR, "Heron": Category.AIRCRAFT, "Anvil": Category.ARTILLERY}
FILLER = (
    "The ministry gave no further details, and the companies did not answer. Analysts in the capital expect that the crews "
    "will be trained abroad before the end of the year, as had been done with the systems that the army bought earlier. "
)


def make_case(path: Path, count: int) -> None:
    """Write a case of invented reports and their findings."""
    chance = random.Random(7)
    reports, findings = [], []
    names = list(STATES)
    for n in range(count):
        if n % 10 == 9 and reports:  # a reprint
            text, told = reports[-1].text, findings[-1].transfers
        else:
            text, made = f"Report {n} from the office. ", []
            for _ in range(3):
                a, b = chance.sample(names, 2)
                kind = chance.choice(list(KINDS))
                weapon, number = f"{kind}-{chance.randint(1, 60)}", chance.randint(2, 400)
                status = chance.choice([Status.ORDERED, Status.DELIVERED, Status.OFFERED])
                start = len(text)
                sentence = f"{a} {status.value} {number} {weapon} to {b}. "
                at = {w: start + sentence.index(w) for w in (a, str(number), weapon, status.value)}
                at[b] = start + sentence.rindex(b)
                fields = {
                    field: (Span(start=at[word], end=at[word] + len(word)),)
                    for field, word in (("supplier", a), ("recipient", b), ("quantity", str(number)), ("weapon", weapon),
                                        ("status", status.value))
                }  # fmt: skip
                year = chance.randint(2010, 2025)
                evidence = Evidence(
                    quote=sentence.strip(), span=Span(start=start, end=start + len(sentence) - 1), fields=fields
                )
                made.append(
                    Transfer(
                        supplier=(STATES[a],), recipient=(STATES[b],), weapon=weapon, category=KINDS[kind], status=status,
                        quantity=Interval(low=number, high=number), when=(f"{year}-01-01", f"{year}-12-31"), evidence=evidence,
                    )
                )  # fmt: skip
                text += sentence + " ".join(chance.sample(FILLER.split(), 24)) + ".\n\n"
            told = tuple(made)
        day = f"20{chance.randint(10, 25)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        origin = Origin(
            sha256="0" * 64,
            path="bench",
            media_type="text/plain",
            size=1,
            collected="2026-01-01T00:00:00Z",
            extractor="b/1",
        )
        reports.append(
            Report(
                id=f"r{n}",
                text=text,
                title=f"Report {n}",
                published=day,
                outlet=f"Outlet {n % 97}",
                language="en",
                origin=origin,
            )
        )
        findings.append(Findings(ref=f"r{n}", reader="bench", transfers=told))
    case = CaseFile(path)
    case.keep_original("bench", "0" * 64, "text/plain", "2026-01-01T00:00:00Z", b"-", reports)
    case.keep_findings(findings, "2026-01-01T00:00:00Z")
    case.close()


PAGES = [
    "/static/icon.svg", "/judgements", "/", "/register", "/register?supplier=TUR&status=delivered", "/register?text=kestrel+serbia&sort=-when",
    "/register.json?page=9", "/deal/777", "/report/r242", "/chronology", "/discrepancies", "/sources", "/review",
    "/review?queue=contested&recipient=SRB", "/search?q=kestrel+norway", "/search?q=kestrel+norway&kind=deal", "/pictures", "/pictures?supplier=TUR", "/events",
    "/events?type=SUPPORT&supplier=TUR", "/positions", "/relations", "/disagreements", "/review?queue=second",
]  # fmt: skip


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--reports", type=int, default=20_000)
    ask.add_argument("--people", type=int, default=8)
    ask.add_argument("--requests", type=int, default=25, help="of each page by each person")
    ask.add_argument("--only", nargs="+", default=[], help="pages, as they stand in the list; all without it")
    ask.add_argument("--json", type=Path, help="write the figures here too")
    told = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.dragoman"
        make_case(path, told.reports)
        command = [sys.executable, "-m", "dragoman", "desk", "--case", str(path), "--port", "0", "--no-browser"]
        begun = time.monotonic()
        server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        try:
            address = next(
                m for line in server.stderr if (m := re.search(r"http://127\.0\.0\.1:(\d+)(/enter\S+)", line))
            )
            opened = time.monotonic() - begun
            threading.Thread(target=server.stderr.read, daemon=True).start()
            figures = measure(int(address[1]), address[2], told.people, told.requests, told.only)
        finally:
            server.terminate()
            server.wait(10)
    print(f"{told.reports} reports; the desk opened after {opened:.1f} s; {told.people} people at once")
    print(f"{'page':<52} {'first':>8} {'alone':>8} {'median':>8} {'p99':>8} {'ratio':>7}")
    empty = figures["/judgements"][2]
    for page, (first, alone, median, worst) in figures.items():
        print(f"{page:<52} {first:8.1f} {alone:8.1f} {median:8.1f} {worst:8.1f} {median / empty:7.1f}")
    print("milliseconds; alone: median for one person; ratio: median to that of the page of an empty log")
    if told.json:
        told.json.write_text(json.dumps({"reports": told.reports, "opened": opened, "pages": figures}, indent=1))


def measure(
    port: int, enter: str, people: int, requests: int, only: list[str]
) -> dict[str, tuple[float, float, float, float]]:
    """For each page the first time, the median of one alone, median and 99th percentile of several at once, in ms."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", enter)
    answer = connection.getresponse()
    cookie = answer.headers["set-cookie"].split(";")[0]
    answer.read()

    def one(connection: http.client.HTTPConnection, page: str) -> float:
        begun = time.perf_counter()
        connection.request("GET", page, headers={"Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"{page}: {answer.status}")
        return 1000 * (time.perf_counter() - begun)

    out = {}
    for page in [p for p in PAGES if not only or p in (*only, "/judgements")]:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        first = one(connection, page)
        alone = statistics.median(one(connection, page) for _ in range(5))
        times: list[float] = []

        def person(page: str = page, times: list[float] = times) -> None:
            mine = http.client.HTTPConnection("127.0.0.1", port)
            times.extend(one(mine, page) for _ in range(requests))

        threads = [threading.Thread(target=person) for _ in range(people)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        times.sort()
        out[page] = first, alone, statistics.median(times), times[min(len(times) - 1, int(len(times) * 0.99))]
    return out


if __name__ == "__main__":
    main()
