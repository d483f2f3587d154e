"""Reports read by hand, put together from stand-off annotations and the texts that they belong to.

An annotation file holds no text: one JSON object a report, with the report's id, the SHA-256 of its text, and entries in
the form of the reading guide in which every stretch of text stands as half-open character offsets.

    python training/annotated.py pack READINGS.jsonl TEXTS.jsonl... -o training/annotations/NAME.jsonl
    python training/annotated.py unpack training/annotations/NAME.jsonl TEXTS.jsonl... -o GOLD.jsonl

READINGS and GOLD: the plain form (``ref``, ``transfers``, ``statements``, ``events``; GOLD with ``text`` and the report's
fields). A report read for its transfers alone lacks the other two. TEXTS: JSON Lines with ``id`` and ``text``, or a ``.txt.xz``
file with one text a line, whose ids are made from the texts themselves.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import sys
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import Any

STRETCHES = ("quote", "weapon", "speaker")  # fields that are words of the text
KINDS = ("transfers", "statements", "events")
Entry = dict[str, Any]


def lines(path: Path) -> Iterator[Entry]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def texts(paths: Iterable[Path], wanted: Container[str] | None = None) -> dict[str, Entry]:
    """Reports by id: all, or those wanted."""
    every = (r for path in paths for r in (_bare(path) if path.suffix == ".xz" else lines(path)))
    return {str(r["id"]): r for r in every if wanted is None or str(r["id"]) in wanted}


def _bare(path: Path) -> Iterator[Entry]:
    """Texts that come one a line without anything else."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            text = line.rstrip("\n")
            yield {"id": f"u{hashlib.sha1(text.encode()).hexdigest()[:12]}", "text": text}


def packed(reading: Entry, report: Entry) -> Entry:
    """A reading without its text. A name that does not stand in the text as such is kept as it is."""
    text = report["text"]

    def stretch(entry: Entry, field: str) -> Any:
        words = entry[field]
        near = text.find(entry["quote"])
        at = text.find(words, max(near, 0))
        if at < 0:
            at = text.find(words)
        if at < 0 and field == "quote":
            raise SystemExit(f"{reading['ref']}: not in the text: {words!r}")
        return [at, at + len(words)] if at >= 0 else words

    out: Entry = {"id": reading["ref"], "sha256": hashlib.sha256(text.encode()).hexdigest()}
    for kind in (k for k in KINDS if k in reading):
        out[kind] = [{k: stretch(e, k) if k in STRETCHES else v for k, v in e.items()} for e in reading[kind]]
    return out


def unpacked(annotation: Entry, report: Entry) -> Entry:
    """The reading in plain form, with the report's text and fields.

    :raises SystemExit: the text is not the one that was read.
    """
    text = report["text"]
    if hashlib.sha256(text.encode()).hexdigest() != annotation["sha256"]:
        raise SystemExit(f"{annotation['id']}: another text than the one that was read")
    out: Entry = {
        "ref": annotation["id"],
        "text": text,
        **{k: report.get(k) for k in ("title", "published", "url", "language")},
        "outlet": report.get("outlet") or report.get("source"),
    }
    for kind in (k for k in KINDS if k in annotation):
        out[kind] = [
            {k: text[v[0] : v[1]] if k in STRETCHES and isinstance(v, list) else v for k, v in e.items()}
            for e in annotation[kind]
        ]
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["pack", "unpack"])
    parser.add_argument("readings", type=Path)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    known = texts(args.texts)
    with args.output.open("w", encoding="utf-8") as out:
        for one in lines(args.readings):
            ref = one["ref" if args.what == "pack" else "id"]
            if ref not in known:
                sys.exit(f"{ref}: no such text in {', '.join(map(str, args.texts))}")
            done = (packed if args.what == "pack" else unpacked)(one, known[ref])
            out.write(json.dumps(done, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
