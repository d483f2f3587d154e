"""What a reviewer is asked, one finding at a time, and what a decision writes to the log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from dragoman.desk.asking import Ask
from dragoman.desk.shapes import Decision
from dragoman.desk.snapshot import Desk, Snapshot
from dragoman.model import Deal, FindingRef, Judgement, Report, Transfer
from dragoman.tell import values
from dragoman.weigh import judgements
from dragoman.weigh.items import fingerprint

QUEUES = {
    "new": "nobody has looked at these yet",
    "contested": "sources differ, and nobody has looked at it yet",
    "ungraded": "rests on a source whose reliability cannot be judged (F)",
    "second": "read by one other person; you see nothing of it until you have decided",
    "accepted": "accepted by somebody",
    "corrected": "corrected by somebody",
    "rejected": "taken out of the register by somebody",
    "all": "every finding",
}


@dataclass(frozen=True)
class Card:
    """One finding as a reviewer meets it, with its copies in reprints, which are judged with it."""

    ref: FindingRef
    refs: tuple[FindingRef, ...]
    deal: Deal
    order: int

    @property
    def key(self) -> str:
        return key_of(self.ref)


def key_of(ref: FindingRef) -> str:
    """'report#0', or for a finding added by hand 'report#added:1a2b#0'."""
    return f"{ref.report}#{ref.index}" if ref.kind == "transfer" else f"{ref.report}#{ref.kind}#{ref.index}"


class Log:
    """The log as it bears on findings: always the newest, also where the picture is older."""

    def __init__(self, desk: Desk, now: Snapshot) -> None:
        self.all = desk.log()
        self.standing = judgements.standing(self.all)
        self.stands = {j.id for j in self.standing}
        self._now = now
        self._objects: dict[str, list[FindingRef]] = {}

    def touching(self, log: Iterable[Judgement]) -> dict[FindingRef, list[Judgement]]:
        """For each finding the judgements of a log that are about it."""
        out: dict[FindingRef, list[Judgement]] = defaultdict(list)
        for j in log:
            for ref in self.objects(j):
                out[ref].append(j)
        return out

    def objects(self, j: Judgement) -> list[FindingRef]:
        """The findings that a judgement is about, as they are now."""
        if j.id not in self._objects:
            self._objects[j.id] = self._find(j)
        return self._objects[j.id]

    def _find(self, j: Judgement) -> list[FindingRef]:
        target = j.target
        inside = target.get("discrepancy")
        wanted = target.get("findings") or (inside.get("findings") if isinstance(inside, dict) else None)
        wanted = [target["finding"]] if "finding" in target else wanted
        if j.kind == "add":
            return [FindingRef(report=str(target.get("report")), kind=f"added:{j.id}", index=0)]
        out = []
        for one in wanted if isinstance(wanted, list) else ():
            if isinstance(one, dict) and "report" in one:
                try:
                    told, _ = judgements.find(one, self._now.told_of(str(one["report"])), str(target.get("field", "")))
                except (TypeError, ValueError):
                    continue
                if told is not None:
                    out.append(told.ref)
        return list(dict.fromkeys(out))


class Queues:
    """All cards and what has been decided on them."""

    def __init__(self, desk: Desk, now: Snapshot) -> None:
        self.now = now
        self.log = Log(desk, now)
        self.cards = now.keep("cards", lambda: _cards(now))
        self._lists: dict[object, list[Card]] = {}
        self.decided = self.log.touching(j for j in self.log.standing if j.kind in ("accept", "reject", "correct"))

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many findings each queue has; 'second' is another for each person."""
        return {name: sum(map(self.member(name), self.cards)) for name in QUEUES if name != "second"}

    def counts_for(self, who: str) -> dict[str, int]:
        """The same as one person sees them."""
        second = sum(self._waits_for(who, readers) for readers in self.readers.values())
        counts = {**self.counts, "second": second}
        return {name: counts[name] for name in QUEUES}

    @cached_property
    def readers(self) -> dict[int, set[str]]:
        """Who has read each card for themselves, by its place."""
        out: dict[int, set[str]] = defaultdict(set)
        for ref, log in self.decided.items():
            card = self.card(key_of(ref))
            if card is not None:
                out[card.order] |= {j.who for j in log if "between" not in j.target}
        return out

    @staticmethod
    def _waits_for(who: str, readers: set[str]) -> bool:
        return len(readers) == 1 and who not in readers

    def verdict(self, card: Card) -> str:
        """'' | 'accepted' | 'rejected' | 'corrected' | 'added': what the standing log says."""
        if card.ref.kind != "transfer":
            return "added"
        kinds = [j.kind for j in self.decided.get(card.ref, ())]
        last = next((k for k in reversed(kinds) if k in ("accept", "reject")), "")
        if last == "reject":
            return "rejected"
        return "corrected" if "correct" in kinds else "accepted" if last else ""

    def member(self, name: str, who: str = "") -> Callable[[Card], bool]:
        """Whether a card belongs to a queue, as ``who`` sees it."""
        tests: dict[str, Callable[[Card], bool]] = {
            "new": lambda c: not self.verdict(c),
            "contested": lambda c: not self.verdict(c) and bool(c.deal.discrepancies or _contested(c.deal)),
            "ungraded": lambda c: not self.verdict(c) and c.deal.grade.startswith("F"),
            "second": lambda c: self._waits_for(who, self.readers.get(c.order, set())),
            "accepted": lambda c: self.verdict(c) == "accepted",
            "corrected": lambda c: self.verdict(c) in ("corrected", "added"),
            "rejected": lambda c: self.verdict(c) == "rejected",
            "all": lambda c: True,
        }
        return tests[name]

    def list(self, name: str, ask: Ask, who: str) -> list[Card]:
        """The cards of a queue whose deal is asked for, in their order, as ``who`` sees it."""
        key = name, who if name == "second" else "", tuple(ask.narrowed.items())
        if key not in self._lists:
            test = self.member(name, who)
            taken = self.now.taken(ask) if ask.narrowed else None
            self._lists[key] = [c for c in self.cards if (taken is None or c.deal.id in taken) and test(c)]
        return self._lists[key]

    def card(self, key: str) -> Card | None:
        by_key = self.now.keep("cards by key", lambda: {key_of(ref): c for c in self.cards for ref in c.refs})
        return by_key.get(key)


def queues(desk: Desk, now: Snapshot) -> Queues:
    """The queues of a picture under the newest log."""
    log = desk.log()
    return now.keep(("queues", log[-1].id if log else "", len(log)), lambda: Queues(desk, now))


def log_of(desk: Desk, now: Snapshot) -> Log:
    """The newest log as it bears on a picture."""
    return queues(desk, now).log


def _contested(deal: Deal) -> bool:
    return any(a.contested for a in deal.attributes)


def _cards(now: Snapshot) -> list[Card]:
    """Every finding of every deal, copies in reprints together, in the order of the register."""
    out: list[Card] = []
    for deal in (*now.index.deals, *now.picture.rejected):
        same: dict[str, list[FindingRef]] = {}
        for ref in deal.findings:
            transfer = now.transfer(ref)
            same.setdefault(fingerprint(transfer) if transfer else key_of(ref), []).append(ref)
        for refs in same.values():
            out.append(Card(refs[0], tuple(refs), deal, len(out)))
    return out


def cards_of(desk: Desk, now: Snapshot, deal: Deal) -> list[tuple[Card, Transfer | None, Report | None, str]]:
    """The cards of one deal with finding, report and verdict."""
    all_of_it = queues(desk, now)
    return [
        (c, now.transfer(c.ref), now.reports.get(c.ref.report), all_of_it.verdict(c))
        for c in now.keep("cards by deal", lambda: _by_deal(all_of_it.cards)).get(deal.id, ())
    ]  # fmt: skip


def _by_deal(cards: Iterable[Card]) -> dict[str, list[Card]]:
    out: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        out[card.deal.id].append(card)
    return out


# ---- history -------------------------------------------------------------------------------------------------------


def whole_log(desk: Desk) -> list[Decision]:
    """Every judgement, the newest first."""
    log = desk.log()
    stands = {j.id for j in judgements.standing(log)}
    by_id = {j.id: j for j in log}
    return [
        Decision(judgement=j, stands=j.id in stands or j.kind == "withdraw", about=about(j, by_id))
        for j in reversed(log)
    ]


def words_of(row: Decision) -> str:
    """What can be looked for in a judgement, in small letters."""
    j = row.judgement
    return f"{j.kind} {j.who} {j.why} {row.about} {j.value_from or ''} {j.value_to or ''} {j.id}".casefold()


def history(desk: Desk, now: Snapshot, refs: Sequence[FindingRef], discrepancies: Sequence[str] = ()) -> list[Decision]:
    """What was decided on some findings, withdrawn or not, the newest first."""
    log = log_of(desk, now)
    wanted = set(refs)
    mine = {j.id for j in log.all if wanted.intersection(log.objects(j))}
    by_id = {j.id: j for j in log.all}
    mine |= {j.id for j in log.all if j.withdraws in mine}
    return [
        Decision(judgement=j, stands=j.id in log.stands or j.kind == "withdraw", about=about(j, by_id))
        for j in reversed(log.all) if j.id in mine
    ]  # fmt: skip


def about(j: Judgement, by_id: dict[str, Judgement]) -> str:
    """What a judgement is about, in words."""
    target = j.target
    if j.withdraws:
        back = by_id.get(j.withdraws)
        return f"takes back: {back.kind} by {back.who}" if back else f"takes back {j.withdraws}"
    if "outlet" in target:
        return f"{target['outlet']}: {j.value_to}"
    if isinstance(target.get("reports"), list):
        return " and ".join(map(str, target["reports"]))
    told = target.get("finding") or next(iter(target.get("findings") or ()), None)  # type: ignore[call-overload]
    inside = target.get("discrepancy")
    if isinstance(inside, dict):
        told = next(iter(inside.get("findings") or ()), None)
        return f"{inside.get('kind')}: {j.value_to}" + (f" ({_finding(told)})" if told else "")
    if j.kind == "correct":
        return f"{target.get('field')}: {j.value_from or 'not told'} → {j.value_to}"
    many = len(target.get("findings") or ())  # type: ignore[arg-type]
    more = f" and {many - 1} more" if many > 1 else ""
    return (_finding(told) if told else str(target.get("quote", ""))) + more


def in_words(t: Transfer) -> str:
    """A finding in a line."""
    return f"{values.actors(t.supplier)} → {values.actors(t.recipient)}, {t.weapon}, {t.status.value}"


def _finding(one: object) -> str:
    if not isinstance(one, dict):
        return ""
    sides = (values.actors(map(str, one.get(n) or ())) for n in ("supplier", "recipient"))
    return f"{' → '.join(sides)}, {one.get('weapon', '?')}, {one.get('status', '?')}"


def newest(decided: Iterable[Judgement]) -> str:
    """Id of the last judgement: what a form remembers to have seen."""
    last = ""
    for j in decided:
        last = j.id
    return last


def seen_card(desk: Desk, now: Snapshot, card: Card) -> str:
    """The newest judgement on a card, withdrawals too."""
    found = history(desk, now, card.refs)
    return found[0].judgement.id if found else ""


def seen_settled(desk: Desk, now: Snapshot, ids: Iterable[str]) -> dict[str, str]:
    """For each discrepancy the newest verdict on it, withdrawals too; '' where there is none."""
    log = log_of(desk, now)
    verdicts = [j for j in log.all if j.kind == "settle"]
    out = {}
    for id in ids:
        found = now.discrepancy.get(id)
        refs = {s.finding for s in found.sides if s.finding} if found else set()
        mine = {j.id for j in verdicts if found and _kind(j) == found.kind and refs & set(log.objects(j))}
        out[id] = newest(j for j in log.all if j.id in mine or j.withdraws in mine) if mine else ""
    return out


def _kind(j: Judgement) -> str:
    inside = j.target.get("discrepancy")
    return str(inside.get("kind")) if isinstance(inside, dict) else ""
