"""Weigh each case by itself and write deals, contradictions and reprint groups in the form that score_cases.py reads.

    python benchmarks/weigh_cases.py CASES.json READINGS.jsonl [--gold-transfers] -o WEIGHED.json

With ``--gold-transfers`` the hand-made transfers of READINGS are weighed, else our own reading of its texts.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dragoman.model import Discrepancy, Evidence, Findings, Report, Span, Transfer
from dragoman.weigh import weigh

REPORT_FIELDS = ("text", "title", "published", "outlet", "url", "author", "language")


def report_of(line: dict[str, Any], key: str = "ref") -> Report:
    """A report from one line of a readings file."""
    return Report(id=line[key], **{k: line[k] for k in REPORT_FIELDS if line.get(k) is not None})


def gold_findings(line: dict[str, Any]) -> Findings:
    """The hand-made transfers of one line as findings."""
    transfers = []
    for entry in line.get("transfers", []):
        quote = entry["quote"]
        start = max(0, line["text"].find(quote))
        evidence = Evidence(quote=quote, span=Span(start=start, end=start + len(quote)))
        fields = {k: v for k, v in entry.items() if k in Transfer.model_fields and k != "evidence"}
        transfers.append(Transfer(**fields, evidence=evidence))
    return Findings(ref=line["ref"], reader="gold", transfers=tuple(transfers))


def pairs(d: Discrepancy) -> Iterable[list[str]]:
    """Every pair of reports that the discrepancy holds against each other."""
    for a, b in itertools.combinations(d.sides, 2):
        if a.value != b.value and a.report and b.report:
            yield sorted((a.report, b.report))


def weighed(case: dict[str, Any], reports: list[Report], findings: list[Findings]) -> dict[str, Any]:
    """One case in the scorer's form."""
    picture = weigh(reports, findings)
    transfers = {f.ref: f.exchange()["transfers"] for f in findings}
    return {
        "case": case["case"],
        "deals": [
            {
                "id": deal.id,
                "members": [
                    {"ref": r.report, "index": r.index, "quote": transfers[r.report][r.index]["quote"],
                     "transfer": transfers[r.report][r.index]}
                    for r in deal.findings
                ],
            }
            for deal in picture.deals
        ],
        "discrepancies": [
            {"field": d.kind, "claims": list(pairs(d)), "why": d.explanation} for d in picture.discrepancies if d.deal
        ],
        "reprints": [list(f.reports) for f in picture.families if any(x.kind == "reprint" for x in f.links)],
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("readings", type=Path)
    parser.add_argument("--gold-transfers", action="store_true")
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    lines = [json.loads(x) for x in args.readings.read_text(encoding="utf-8").splitlines() if x.strip()]
    reports = {line["ref"]: report_of(line) for line in lines}
    if args.gold_transfers:
        findings = {line["ref"]: gold_findings(line) for line in lines}
    else:
        from dragoman.read import read_many

        findings = {f.ref: f for f in read_many(reports.values())}
    out = []
    for case in json.loads(args.cases.read_text(encoding="utf-8")):
        prefix = case["case"] + "-"
        refs = [r for r in reports if r.startswith(prefix) and r[len(prefix) :].isdigit()]
        out.append(weighed(case, [reports[r] for r in refs], [findings[r] for r in refs]))
    args.output.write_text(json.dumps(out, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
