"""A picture with its reports at hand: what every row of every view needs to look up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dragoman.model import Deal, Evidence, FindingRef, Picture, Report, Side, Span
from dragoman.tell import values
from dragoman.tell.rows import Quote

Reports = Mapping[str, Report] | Iterable[Report]


class Index:
    """A picture with its reports at hand: what every row needs to look up. Built once, never changed."""

    def __init__(self, picture: Picture, reports: Reports = ()) -> None:
        self.picture = picture
        self.reports = dict(reports) if isinstance(reports, Mapping) else {r.id: r for r in reports}
        self.evidence: dict[FindingRef, Evidence] = {c.finding: c.evidence for c in picture.evidence}
        self.deals = sorted(picture.deals, key=_register_order)
        self.number = {deal.id: place for place, deal in enumerate(self.deals, 1)}

    def demonstration(self, reports: Sequence[str]) -> bool:
        """Whether all these reports are known to be written for demonstration."""
        return bool(reports) and all(r in self.reports and self.reports[r].demonstration for r in reports)

    def quote(self, finding: FindingRef, field: str = "") -> Quote | None:
        """The words that a finding rests on, with those of ``field`` marked; None where they are not known."""
        found = self.evidence.get(finding)
        return self.cite(finding.report, found, field, finding) if found else None

    def cite(self, report: str, found: Evidence, field: str = "", finding: FindingRef | None = None) -> Quote:
        spans = found.fields.get(field, ()) if field else ()
        quote, span = found.quote, found.span
        known = self.reports.get(report)
        outside = [s for s in spans if s.start < span.start or s.end > span.end]
        if outside and known:  # the value stands in another sentence than the quote: show that one
            span = _around(known.text, outside[0])
            quote = known.text[span.start : span.end]
        marks = tuple(
            Span(start=s.start - span.start, end=s.end - span.start)
            for s in sorted(spans, key=lambda s: s.start)
            if span.start <= s.start < s.end <= span.end
        )
        return self._quote(report, quote, span, marks, finding)

    def _quote(self, report: str, quote: str, span: Span, marks: tuple[Span, ...], finding: FindingRef | None) -> Quote:
        known = self.reports.get(report)
        return Quote(report=report, span=span, quote=quote, marks=marks, finding=finding, **told_of(known))

    def quotes(self, findings: Sequence[FindingRef], field: str = "") -> tuple[Quote, ...]:
        """The words of several findings, earliest report first, no words twice."""
        out: dict[tuple[str, int, int], Quote] = {}
        for quote in (self.quote(f, field) for f in findings):
            if quote:
                out.setdefault((quote.report, quote.span.start, quote.span.end), quote)
        return tuple(sorted(out.values(), key=lambda q: (q.published or "9999", q.report, q.span.start)))

    def side(self, side: Side, field: str) -> Quote | None:
        """The words of one side of a discrepancy; None for a reference fact."""
        report, finding = side.report, side.finding
        if report is None:
            return None
        found = self.evidence.get(finding) if finding else None
        if found and (cited := self.cite(report, found, field, finding)).marks:
            return cited
        span = side.span
        if span is None:
            known = self.reports.get(report)
            start = max(0, known.text.find(side.quote)) if known else 0
            span = Span(start=start, end=start + len(side.quote))
        return self._quote(report, side.quote, span, (), finding)


def _register_order(deal: Deal) -> tuple[str, ...]:
    first, last = deal.when or (None, None)
    names = values.actors(deal.supplier), values.actors(deal.recipient)
    return (*(n.casefold() for n in names), deal.weapon.casefold(), first or last or "9999", deal.id)


def told_of(report: Report | None) -> dict[str, object]:
    """What is known of a report, as the rows name it."""
    return {
        "outlet": report.outlet if report else None,
        "title": report.title if report else None,
        "published": report.published if report else None,
        "url": report.url if report else None,
        "sha256": report.origin.sha256 if report and report.origin else None,
        "file": _file(report.origin.path) if report and report.origin else None,
        "demonstration": report.demonstration if report else False,
    }


def _file(path: str) -> str | None:
    """The file's own name, without the folders above it; None for standard input."""
    name = path.replace("\\", "/").rsplit("/", 1)[-1]
    return None if name.partition("#")[0] in ("", "-") else name


def _around(text: str, span: Span, reach: int = 160) -> Span:
    """A stretch of whole words around a span, within its paragraph."""
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - reach)
    end = text.find("\n", span.end)
    end = min(len(text) if end < 0 else end, span.end + reach)
    if start > 0 and not text[start - 1].isspace():
        start = min(span.start, (text.find(" ", start, span.start) + 1) or span.start)
    if end < len(text) and not text[end].isspace():
        end = max(span.end, text.rfind(" ", span.end, end)) if " " in text[span.end : end] else span.end
    return Span(start=start, end=end)
