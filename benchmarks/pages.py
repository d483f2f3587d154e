"""How well text, title and date are taken from real saved pages.

    python benchmarks/pages.py PAGES_FOLDER [--worst N]

PAGES_FOLDER holds ``html/*.html.gz`` and ``truth.jsonl`` with ``file``, ``text``, ``title``, ``published``, ``authors``
and ``set``. Prints for each set the mean token F1 of the text and how many titles, dates and authors are right.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import re
import time
from pathlib import Path

from dragoman.collect import extract
from dragoman.collect.original import Original
from dragoman.model import Report


def measure(folder: Path) -> tuple[dict[str, dict[str, tuple[float, int]]], list[tuple[float, str, str]], float]:
    """Per set and part the mean score and how many pages it is over; every page's text F1; pages a second."""
    scores: dict[str, dict[str, list[float]]] = collections.defaultdict(lambda: collections.defaultdict(list))
    pages = []
    begun = time.perf_counter()
    for line in (folder / "truth.jsonl").read_text(encoding="utf-8").split("\n"):
        if not line:
            continue
        truth = json.loads(line)
        data = gzip.decompress((folder / "html" / truth["file"]).read_bytes())
        got = next(iter(extract(Original(truth["file"], data, "text/html", "2026-01-01T00:00:00Z"))))
        report = got if isinstance(got, Report) else None
        score = scores[truth["set"]]
        f1 = token_f1(truth["text"], report.text if report else "")
        score["text F1"].append(f1)
        pages.append((f1, truth["file"], "" if report else str(got)))
        if truth["title"]:
            score["title"].append(bool(report) and words(report.title or "") == words(truth["title"]))
        if truth["published"]:
            score["date"].append(bool(report) and report.published == truth["published"][:10])
        if truth.get("authors"):
            wanted = set(words(" ".join(truth["authors"])))
            score["author"].append(bool(report) and set(words(report.author or "")) == wanted)
    seconds = time.perf_counter() - begun
    means = {name: {k: (sum(v) / len(v), len(v)) for k, v in score.items()} for name, score in scores.items()}
    return means, sorted(pages), len(pages) / seconds


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--worst", type=int, default=0, help="also name the N pages with the lowest text F1")
    asked = options.parse_args()
    scores, pages, rate = measure(asked.folder)
    for name, score in scores.items():
        print(name, *(f"{k} {mean:.3f} (n={n})" for k, (mean, n) in score.items()), sep="  ")
    print(f"{rate:.1f} pages a second")
    for f1, file, note in pages[: asked.worst]:
        print(f"{f1:.2f} {file} {note}")


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def token_f1(truth: str, got: str) -> float:
    """F1 of the two bags of words."""
    a, b = collections.Counter(words(truth)), collections.Counter(words(got))
    common = sum((a & b).values())
    return 2 * common / (sum(a.values()) + sum(b.values())) if common else float(not a and not b)


if __name__ == "__main__":
    main()
