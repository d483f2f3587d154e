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
from operator import itemgetter

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
from dragoman.weigh.groups import DealOf, Groups, Key, key_of
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
    memory = memory or Memory(keep=False)
    with _without_collector():
        try:
            return _weigh(reports, findings, log, memory)
        except BaseException:  # broken off: what stands may be halfway
            memory.forget()
            raise


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
    by_report = {f.ref: f for f in sorted(findings, key=lambda f: (f.ref, f.reader))}
    found = list(by_report.values())
    verdicts = judgements.apply(found, list(by_id.values()), log, memory)
    said_in = contents.of(found, memory)
    traced = sources.trace(list(by_id.values()), verdicts.same, verdicts.not_same, memory)
    families = grades.grade_families(traced.families, verdicts.grades, memory)
    letters = {f.id: f.grade for f in families}
    # Findings whose report is absent are a source of their own.
    absent = sorted({*by_report, *verdicts.of} - traced.of.keys())
    groups = Groups([(f.id, f.reports) for f in families] + [(rid, (rid,)) for rid in absent], memory)

    items = _items(groups, verdicts.of, by_id, said_in, memory)
    made: list[Deal] = []
    contradictions: list[Discrepancy] = []
    for cluster in _judged(register.join(items, memory), verdicts):
        parts = (cluster, tuple(letters.get(i.family) for i in cluster.items))
        place = ("deal", cluster.items[0].refs[0])
        deal, contested = memory.same(place, parts, functools.partial(_build, cluster, letters, by_id))
        if contested or deal.denied:
            here = [_settled(d, verdicts) for d in contested]
            contradictions += here
            deal = denials.named(deals.contested(deal, here), by_report)
        made.append(deal)
    away: dict[str, tuple[Told, ...]] = defaultdict(tuple)
    for told in verdicts.rejected:
        away[told.ref.report] += (told,)
    rejected = [
        deals.build(Cluster((i,)), letters).model_copy(update={"review": "rejected"})
        for i in (_items(groups, away, by_id, said_in, Memory(keep=False)) if away else ())
    ]
    contradictions += [_settled(d, verdicts) for d in discrepancies.against_reference(found, by_id)]
    named = tuple(sorted(_named_apart(made), key=_deal_order))
    deal_of: DealOf = {}
    for deal in named:
        deal_of.update(dict.fromkeys(memory.same(("keys", deal.id), (deal,), functools.partial(_keys, deal)), deal.id))
    told_events = happened.items(by_report, verdicts, by_id, said_in, groups, deal_of, memory)
    events = chronology.occurrences(told_events, by_id, memory)
    said = _statements(found, by_id, said_in, traced.of, memory)
    days = relations.first_told(families, by_id)
    picture = Picture(
        deals=named,
        statements=said,
        discrepancies=tuple(
            sorted(contradictions, key=lambda d: ({"high": 0, "medium": 1}.get(d.severity, 2), d.kind, d.id))
        ),
        families=families,
        rejected=tuple(sorted(rejected, key=_deal_order)),
        evidence=(*_cited(verdicts.of, away, memory), *_cited_events(events, by_report, memory)),
        events=events,
        positions=positions.positions(said, events, found, by_id, families, days, verdicts.of, deal_of, memory),
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


def _keys(deal: Deal) -> list[Key]:
    return [key_of(r) for r in deal.findings]


def _cited(
    standing: Mapping[str, Sequence[Told]], rejected: Mapping[str, Sequence[Told]], memory: Memory
) -> Iterator[Cited]:
    """The words of every finding that a deal names, so that the picture can be told alone."""
    rids = sorted({*standing, *rejected})
    columns = list(map(standing.get, rids)), list(map(rejected.get, rids))
    for listed in memory.mapped("cited", rids, columns, _words_of):
        yield from listed


def _words_of(standing: Sequence[Sequence[Told] | None], rejected: Sequence[Sequence[Told] | None]) -> list[Cited]:
    out = []
    for both in zip(standing, rejected, strict=True):
        every = sorted((t for listed in both for t in listed or ()), key=lambda t: (t.ref.kind, t.ref.index))
        out += [Cited(finding=t.ref, evidence=t.transfer.evidence) for t in every]
    return out


def _cited_events(events: Sequence[Occurrence], by_report: Mapping[str, Findings], memory: Memory) -> Iterator[Cited]:
    """The same of every finding that an event names, in the order of the reports."""
    told: dict[str, list[int]] = defaultdict(list)
    for listed in memory.mapped("places", [chronology.place_of(o) for o in events], [events], _places):
        for rid, index in listed:
            told[rid].append(index)
    rids = sorted(told)
    columns = (
        list(map(by_report.get, rids)),
        [tuple(sorted(told[r])) if len(told[r]) > 1 else (told[r][0],) for r in rids],
    )
    for cited in memory.mapped("cited events", rids, columns, _words_of_events):
        yield from cited


def _places(events: Sequence[Occurrence]) -> list[tuple[str, int]]:
    return [(r.report, r.index) for o in events for r in o.findings]


def _words_of_events(found: Sequence[Findings], indices: Sequence[Sequence[int]]) -> list[Cited]:
    return [
        Cited(finding=FindingRef(report=f.ref, kind="event", index=n), evidence=f.events[n].evidence)
        for f, here in zip(found, indices, strict=True)
        for n in here
    ]


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
    groups: Groups,
    told: Mapping[str, tuple[Told, ...]],
    reports: Mapping[str, Report],
    said_in: Mapping[str, Contents],
    memory: Memory,
) -> list[Item]:
    """Findings as items, family by family."""
    out: list[Item] = []
    for listed in groups.mapped("items", (told, reports), functools.partial(_of_families, said_in=said_in), memory):
        out += listed
    return out


def _of_families(
    families: Sequence[tuple[str, tuple[str, ...]]],
    told: Mapping[str, tuple[Told, ...]],
    reports: Mapping[str, Report],
    said_in: Mapping[str, Contents],
) -> list[Item]:
    out: list[Item] = []
    for family, rids in families:
        here = [told[r] for r in rids if r in told]
        if here:
            out += _of_family(family, here, [reports[r] for r in rids if r in reports], said_in)
    return out


def _of_family(
    family: str, told: Sequence[Sequence[Told]], texts: Sequence[Report], said_in: Mapping[str, Contents]
) -> list[Item]:
    """Copies inside a family are one item, which counts once and keeps all their names."""
    reports = {r.id: r for r in texts}
    same: dict[str, list[tuple[int, Told]]] = defaultdict(list)
    for rank, listed in enumerate(told):
        for one in listed:
            if one.transfer is one.read and one.ref.kind == "transfer":
                content = said_in[one.ref.report].transfers[one.ref.index]
            else:
                content = contents.of_one(one.transfer)
            same[content].append((rank, one))
    out = []
    origin = texts[0] if texts else None
    for group in same.values():
        group.sort(key=lambda t: (t[0], t[1].ref.kind, t[1].ref.index))
        head = group[0][1]
        reviewed = next((t.reviewed for _, t in group if t.reviewed), "")
        refs = tuple(t.ref for _, t in group)
        item = make(head.transfer, refs, family, reports.get(head.ref.report), reviewed)
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
    memory: Memory,
) -> tuple[StatementRow, ...]:
    """Statements, told by which reports; the same words of the same speaker are one row."""
    rows: dict[tuple[str, str], list[tuple[FindingRef, Statement]]] = defaultdict(list)
    work = functools.partial(_said, said_in=said_in)
    for listed in memory.mapped("said", [f.ref for f in found], [found], work):
        for key, told in listed:
            rows[key].append(told)
    out = []
    for key, group in rows.items():
        if len(group) > 1:
            group.sort(key=lambda p: (_published(reports, p[0].report), p[0].report, p[0].index))
        families = tuple(sorted({family_of.get(r.report, r.report) for r, _ in group}))
        row = memory.same(("row", key), (*group, families), functools.partial(_row, group, families))
        first = group[0][0]
        out.append((_published(reports, first.report), first.report, first.index, row))
    out.sort(key=itemgetter(0, 1, 2))
    return tuple([row for *_, row in out])


def _said(
    found: Sequence[Findings], said_in: Mapping[str, Contents]
) -> list[tuple[tuple[str, str], tuple[FindingRef, Statement]]]:
    return [
        (
            (s.speaker.casefold(), said_in[one.ref].statements[n]),
            (FindingRef(report=one.ref, kind="statement", index=n), s),
        )
        for one in found
        for n, s in enumerate(one.statements)
    ]


def _row(group: Sequence[tuple[FindingRef, Statement]], families: tuple[str, ...]) -> StatementRow:
    refs = tuple(r for r, _ in group)
    return StatementRow(
        statement=group[0][1], findings=refs, reports=tuple(dict.fromkeys(r.report for r in refs)), families=families
    )


def _published(reports: Mapping[str, Report], rid: str) -> str:
    report = reports.get(rid)
    return (report.published if report else None) or "9999"
