"""One finding as weighing handles it: the transfer, where it stands, what it counts for."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from dragoman.model import FindingRef, Report, Status, Transfer, When
from dragoman.weigh.values import states_of
from dragoman.weigh.weapons import Profile, profile

SIDES = ("supplier", "recipient")
NEWS_PART = 0.4  # of a report's text: what it tells before this is its news
PROGRESS = (Status.CONSIDERED, Status.OFFERED, Status.APPROVED, Status.ORDERED, Status.DELIVERED)
RANK = {status: i for i, status in enumerate(PROGRESS)}
STOPPED = frozenset({Status.CANCELLED, Status.REFUSED, Status.SUSPENDED})


def digest(*parts: object, size: int = 8) -> str:
    """A short stable hash of the printed parts."""
    return blake2b("\x1f".join(map(str, parts)).encode(), digest_size=size).hexdigest()


def fingerprint(transfer: Transfer) -> str:
    """Hash of what a transfer says and where its words stand; the same after a re-reading that changed nothing."""
    t = transfer
    return digest(
        t.supplier, t.recipient, t.weapon, t.category, t.quantity, t.value, t.status, t.mode, t.when, t.denied,
        t.evidence.quote,
    )  # fmt: skip


@dataclass(slots=True)
class Item:
    """A transfer that one family of reports tells; copies of it inside the family are the same item."""

    transfer: Transfer
    refs: tuple[FindingRef, ...]  # the first is the earliest report's
    family: str
    published: str | None  # when the family first told it
    key: str  # content hash: the canonical order of items that tell of the same day
    profile: Profile
    supplier: frozenset[str]  # states where known, else names
    recipient: frozenset[str]
    outlet: str = ""
    text: str = ""  # the words around the quote, for hedges
    reviewed: str = ""  # 'accepted' | 'corrected' | 'added'
    news: bool = True  # told in the first part of its report; what stands further down may be long past
    whole: str = ""  # the text of the report, for what it names
    weighed: frozenset[str] = frozenset()  # sides that the reader only weighed; no grammar binds them to the goods

    @property
    def date(self) -> str | None:
        """The day by which the item is placed in time: of the step where told, else of publication if it was news."""
        return reference_day(self.transfer.when, self.published if self.news or self.transfer.when else None)

    @property
    def seen(self) -> str | None:
        """The day by which the step was told at the latest."""
        return self.date or self.published

    @property
    def order(self) -> tuple[str, str]:
        return self.published or "9999", self.key


def reference_day(when: When | None, published: str | None) -> str | None:
    """One day for a step: its last day, or its first; publication caps what lies in the future of the report."""
    if when is not None:
        first, last = when
        told = last or first
        if first and last and published and first <= published <= last:
            return published
        if told:
            return min(told, published) if published and not first else told
    return published


def make(
    transfer: Transfer, refs: tuple[FindingRef, ...], family: str, report: Report | None, reviewed: str = ""
) -> Item:
    """Build an item from a finding of a report."""
    return Item(
        transfer=transfer,
        refs=refs,
        family=family,
        published=report.published if report else None,
        key=fingerprint(transfer),
        profile=profile(transfer.weapon, transfer.category),
        supplier=states_of(transfer.supplier) or frozenset(transfer.supplier),
        recipient=states_of(transfer.recipient) or frozenset(transfer.recipient),
        outlet=(report.outlet or "") if report else "",
        text=_around(report, transfer) if report else transfer.evidence.quote,
        reviewed=reviewed,
        news=report is None or transfer.evidence.span.start <= max(300, NEWS_PART * len(report.text)),
        whole=report.text if report else transfer.evidence.quote,
        weighed=weighed(transfer),
    )


def weighed(transfer: Transfer) -> frozenset[str]:
    """The sides that a judge of the reader's chose, by the rule that the finding carries."""
    rule = transfer.evidence.rule
    return frozenset(s for s in SIDES if rule.startswith("goods: judged") or f"{s} judged" in rule)


def _around(report: Report, transfer: Transfer) -> str:
    span = transfer.evidence.span
    return report.text[max(0, span.start - 40) : span.end + 40]
