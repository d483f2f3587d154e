"""All findings and the reviewers' judgements in, one picture out. Knows nothing of files, screens or how was read.

    picture = weigh(reports, findings, judgements)

Order of work: judgements over findings → families of sources → deals → discrepancies → grades → events → positions →
relations. A pure function of its arguments; the order in which they come does not matter.
"""

from __future__ import annotations

import functools
import gc
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from dragoman.model import (
    Cited,
    Deal,
    Discrepancy,
    FindingRef,
    Findings,
    Judgement,
    Occurrence,
    Picture,
    Report,
    Statement,
    StatementRow,
)
from dragoman.weigh import (
    chronology,
    contents,
    deals,
    denials,
    discrepancies,
    grades,
    happened,
    judgements,
    positions,
    register,
    relations,
    sources,
)
from dragoman.weigh.contents import Contents
from dragoman.weigh.fits import Cluster
from dragoman.weigh.items import Item, make
from dragoman.weigh.judgements import Told, Verdicts
from dragoman.weigh.memory import Memory

__all__ = ["Memory", "weigh"]


def weigh(
    reports: Sequence[Report],
    findings: Sequence[Findings],
    log: Sequence[Judgement] = (),
    memory: Memory | None = None,
) -> Picture:
    """Weigh findings of reports in the light of judgements.

    :param reports: the reports that the findings are of; one that is absent is weighed without date and outlet.
    :param findings: at most one a report; of two for the same report the last by reader version counts.
    :param log: the whole log, in any order.
    :param memory: of an earlier weighing, so that only what changed is weighed anew; the picture is the same without.
    """
    with _without_collector():
        return _weigh(reports, findings, log, memory or Memory(keep=False))


@contextmanager
def _without_collector() -> Iterator[None]:
    """No search for cycles meanwhile: weighing makes many objects that live on and no cycles, and the search would
    take over a third of its time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _weigh(
    reports: Sequence[Report], findings: Sequence[Findings], log: Sequence[Judgement], memory: Memory
) -> Picture:
    by_id = {r.id: r for r in sorted(reports, key=lambda r: (r.id, r.text))}
    found = list({f.ref: f for f in sorted(findings, key=lambda f: (f.ref, f.reader))}.values())
    verdicts = judgements.apply(found, list(by_id.values()), log)
    said_in = {f.ref: contents.of(f, memory) for f in found}
    traced = sources.trace(list(by_id.values()), verdicts.same, verdicts.not_same, memory)
    families = grades.grade_families(traced.families, verdicts.grades)
    letters = {f.id: f.grade for f in families}
    rank = {rid: n for f in families for n, rid in enumerate(f.reports)}
    first = {f.id: f.reports[0] for f in families}

    def items_of(told: Sequence[Told]) -> list[Item]:
        return _items(told, by_id, said_in, traced.of, rank, first)

    clusters = _judged(register.join(items_of(verdicts.told), memory), verdicts)
    made: list[Deal] = []
    by_report = {f.ref: f for f in found}
    contradictions: list[Discrepancy] = []
    for cluster in clusters:
        key = _key(cluster, letters) if memory.keeps else ()
        deal, contested = memory.once(key, functools.partial(_build, cluster, letters, by_id))
        here = [_settled(d, verdicts) for d in contested]
        contradictions += here
        made.append(denials.named(deals.contested(deal, here), by_report))
    rejected = [
        deals.build(Cluster((i,)), letters).model_copy(update={"review": "rejected"})
        for i in items_of(verdicts.rejected)
    ]
    contradictions += [_settled(d, verdicts) for d in discrepancies.against_reference(found, by_id)]
    named = tuple(sorted(_named_apart(made), key=_deal_order))
    deal_of = {ref: deal.id for deal in named for ref in deal.findings}
    told = happened.items(found, verdicts, by_id, said_in, traced.of, first, deal_of)
    events = chronology.occurrences(told, by_id, memory)
    said = _statements(found, by_id, said_in, traced.of)
    days = relations.first_told(families, by_id)
    standing = {t.ref: (t.transfer, deal_of.get(t.ref)) for t in verdicts.told}
    picture = Picture(
        deals=named,
        statements=said,
        discrepancies=tuple(
            sorted(contradictions, key=lambda d: ({"high": 0, "medium": 1}.get(d.severity, 2), d.kind, d.id))
        ),
        families=families,
        rejected=tuple(sorted(rejected, key=_deal_order)),
        evidence=(*_cited(verdicts), *_cited_events(events, by_report)),
        events=events,
        positions=positions.positions(said, events, found, by_id, families, days, standing),
        relations=relations.of(events, said, days, memory=memory),
        look_again=tuple(sorted(verdicts.look_again, key=lambda x: (x.judgement, x.about))),
    )
    memory.turn()
    return picture


def _build(
    cluster: Cluster, letters: Mapping[str, str], reports: Mapping[str, Report]
) -> tuple[Deal, list[Discrepancy]]:
    deal = deals.build(cluster, letters)
    return deal, discrepancies.of_deal(deal.id, cluster.items, reports)


def _key(cluster: Cluster, letters: Mapping[str, str]) -> tuple[object, ...]:
    """All that a deal depends on."""
    told = ((i.content, letters.get(i.family)) for i in cluster.items)
    return "deal", tuple(told), tuple(cluster.why)


def _cited(verdicts: Verdicts) -> tuple[Cited, ...]:
    """The words of every finding that a deal names, so that the picture can be told alone."""
    every = sorted((*verdicts.told, *verdicts.rejected), key=lambda t: (t.ref.report, t.ref.kind, t.ref.index))
    return tuple(Cited(finding=t.ref, evidence=t.transfer.evidence) for t in every)


def _cited_events(events: Sequence[Occurrence], by_report: Mapping[str, Findings]) -> tuple[Cited, ...]:
    """The same of every finding that an event names."""
    refs = sorted((r for o in events for r in o.findings), key=lambda r: (r.report, r.index))
    return tuple(Cited(finding=r, evidence=by_report[r.report].events[r.index].evidence) for r in refs)


def _deal_order(deal: Deal) -> tuple[object, ...]:
    return deal.recipient, deal.supplier, deal.category, deal.weapon, deal.id


def _named_apart(made: Sequence[Deal]) -> list[Deal]:
    """Two deals that begin with the same words on the same day get ids that differ."""
    seen: dict[str, int] = defaultdict(int)
    out = []
    for deal in sorted(made, key=lambda d: (d.id, d.findings)) if len({d.id for d in made}) < len(made) else made:
        seen[deal.id] += 1
        out.append(deal if seen[deal.id] == 1 else deal.model_copy(update={"id": f"{deal.id}.{seen[deal.id]}"}))
    return out


def _items(
    told: Sequence[Told],
    reports: Mapping[str, Report],
    said_in: Mapping[str, Contents],
    family_of: Mapping[str, str],
    rank: Mapping[str, int],
    first: Mapping[str, str],
) -> list[Item]:
    """Findings as items; copies inside a family are one item, which counts once and keeps all their names."""
    same: dict[tuple[str, str, str], list[Told]] = defaultdict(list)
    for one in told:
        family = family_of.get(one.ref.report, one.ref.report)
        if one.transfer is one.read and one.ref.kind == "transfer":
            content = said_in[one.ref.report].transfers[one.ref.index]
        else:
            content = contents.of_one(one.transfer)
        same[family, content, ""].append(one)
    out = []
    for (family, _, _), group in same.items():
        group.sort(key=lambda t: (rank.get(t.ref.report, 0), t.ref.report, t.ref.kind, t.ref.index))
        head = group[0]
        reviewed = next((t.reviewed for t in group if t.reviewed), "")
        item = make(head.transfer, tuple(t.ref for t in group), family, reports.get(head.ref.report), reviewed)
        origin = reports.get(first.get(family, ""))
        if origin is not None and origin.published and reviewed != "added":
            item.published = min(origin.published, item.published or origin.published)
        out.append(item)
    return out


def _judged(clusters: list[Cluster], verdicts: Verdicts) -> list[Cluster]:
    """Clusters after the reviewers' merges and splits, in the order of the log within each kind."""
    if not verdicts.merged and not verdicts.split:
        return clusters
    made: dict[int, Cluster] = dict(enumerate(clusters))
    home = {r: n for n, c in made.items() for i in c.items for r in i.refs}
    for refs in verdicts.merged:
        joined = list(dict.fromkeys(home[r] for r in refs if r in home))
        if len(joined) < 2:
            continue
        head, *others = joined
        items = tuple(i for n in joined for i in made[n].items)
        why = tuple(w for n in joined for w in made[n].why) + ("merged by a reviewer",) * len(others)
        for n in others:
            del made[n]
        made[head] = Cluster(items, why)
        home.update({r: head for i in items for r in i.refs})
    for refs in verdicts.split:
        wanted = set(refs)
        taken: list[Item] = []
        for n in dict.fromkeys(home[r] for r in refs if r in home):
            mine = [i for i in made[n].items if wanted & set(i.refs)]
            if len(mine) < len(made[n].items):
                made[n] = Cluster(tuple(i for i in made[n].items if not wanted & set(i.refs)), made[n].why)
                taken += mine
        if taken:
            new = len(clusters) + len(made)
            while new in made:
                new += 1
            made[new] = Cluster(tuple(taken), ("split off by a reviewer",))
            home.update({r: new for i in taken for r in i.refs})
    return list(made.values())


def _settled(d: Discrepancy, verdicts: Verdicts) -> Discrepancy:
    here = frozenset(s.finding for s in d.sides if s.finding is not None)
    for kind, refs, verdict in verdicts.settled:
        if kind == d.kind and refs and refs <= here:
            return d.model_copy(update={"settled": verdict})
    return d


def _statements(
    found: Sequence[Findings],
    reports: Mapping[str, Report],
    said_in: Mapping[str, Contents],
    family_of: Mapping[str, str],
) -> tuple[StatementRow, ...]:
    """Statements, told by which reports; the same words of the same speaker are one row."""
    rows: dict[tuple[str, str], list[tuple[FindingRef, Statement]]] = defaultdict(list)
    for one in found:
        for index, statement in enumerate(one.statements):
            key = statement.speaker.casefold(), said_in[one.ref].statements[index]
            rows[key].append((FindingRef(report=one.ref, kind="statement", index=index), statement))
    out = []
    for group in rows.values():
        group.sort(key=lambda p: (_published(reports, p[0].report), p[0].report, p[0].index))
        refs = tuple(r for r, _ in group)
        out.append(
            StatementRow(
                statement=group[0][1],
                findings=refs,
                reports=tuple(dict.fromkeys(r.report for r in refs)),
                families=tuple(sorted({family_of.get(r.report, r.report) for r in refs})),
            )
        )
    return tuple(sorted(out, key=lambda r: (_published(reports, r.reports[0]), r.reports[0], r.findings[0].index)))


def _published(reports: Mapping[str, Report], rid: str) -> str:
    report = reports.get(rid)
    return (report.published if report else None) or "9999"
