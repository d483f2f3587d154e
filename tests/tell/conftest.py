"""A picture made by hand: several sources, rivals, a denial, and strings that attack every screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.model import (
    Attribute,
    Category,
    Cited,
    Claim,
    Deal,
    Discrepancy,
    Evidence,
    Family,
    FamilyLink,
    FindingRef,
    Interval,
    Mode,
    Money,
    Origin,
    Picture,
    Report,
    Side,
    Span,
    Stance,
    Statement,
    StatementRow,
    Status,
    Step,
)

HOSTILE = "<script>alert(1)</script> [bold red]x[/] \x1b[31mred\x1b]0;title\x07 \u202egnorw\u202c =cmd()|' /C calc'!A0"


def report(id: str, outlet: str | None, published: str | None, text: str, **more: object) -> Report:
    origin = Origin(
        sha256=(id.encode().hex() * 64)[:64], path=f"{id}.txt", media_type="text/plain", size=len(text),
        collected="2026-01-02T03:04:05Z", extractor="plain/1",
    )  # fmt: skip
    return Report(id=id, text=text, outlet=outlet, published=published, language="en", origin=origin, **more)


REPORTS = {
    r.id: r
    for r in (
        report(
            "wire-1", "Northern Wire", "2024-03-04",
            "Norlandia has delivered 24 Skylark drones.\nFrance delivered 12 Caesar howitzers to Estonia on Friday, "
            "the ministry said.\nThe contract is worth 120 million euros.",
            title="France hands over howitzers", url="https://wire.example/a?b=1&c=2",
        ),
        report(
            "portal-2", "Portal Ü", "2024-03-05",
            "France delivered 12 Caesar howitzers to Estonia on Friday, the ministry said.",
            title="France hands over howitzers", url="javascript:alert(1)",
        ),
        report(
            "blog-3", "Gun Blog", "2024-04-01",
            "Estonia has received ten Caesar guns from Paris, two fewer than promised.", url="https://blog.example/x",
            demonstration=True,
        ),
        report("evil-4", HOSTILE, None, f"{HOSTILE} France offered thousands of {HOSTILE} to Kosovo.", title=HOSTILE),
        report(
            "seed-5", "Балкан Newsroom", "2025-10-09",
            "Turkey gifted two Bayraktar TB2s to Albania in 2023, while Belgrade dropped its plan to buy more than 30 "
            "of them by the end of 2024.\n“We will not buy from those who arm our neighbours,” said Petar Primer, "
            "Serbia's minister.",
            title="Drones in the Balkans", url="https://newsroom.example/1",
        ),
    )
}  # fmt: skip


def words(report_id: str, quote: str, **fields: str) -> Evidence:
    """Evidence by its words: each field's words are looked for in the report."""
    text = REPORTS[report_id].text
    start = text.index(quote)

    def spans(found: str) -> tuple[Span, ...]:
        at = text.find(found, start)
        at = at if at >= 0 else text.index(found)
        return (Span(start=at, end=at + len(found)),)

    return Evidence(
        quote=quote, span=Span(start=start, end=start + len(quote)), fields={k: spans(v) for k, v in fields.items()}
    )


def ref(report_id: str, index: int = 0, kind: str = "transfer") -> FindingRef:
    return FindingRef(report=report_id, kind=kind, index=index)


CITED = {
    ref("wire-1"): words(
        "wire-1", "France delivered 12 Caesar howitzers to Estonia on Friday, the ministry said.", supplier="France",
        recipient="Estonia", weapon="Caesar", quantity="12", status="delivered", when="on Friday",
        value="120 million euros",
    ),
    ref("portal-2"): words(
        "portal-2", "France delivered 12 Caesar howitzers to Estonia on Friday, the ministry said.", quantity="12",
        supplier="France", recipient="Estonia", weapon="Caesar", status="delivered",
    ),
    ref("blog-3"): words(
        "blog-3", "Estonia has received ten Caesar guns from Paris, two fewer than promised.", quantity="ten",
        supplier="Paris", recipient="Estonia", weapon="Caesar", status="received",
    ),
    ref("evil-4"): words("evil-4", REPORTS["evil-4"].text, quantity="thousands", status="offered", recipient="Kosovo"),
    ref("seed-5"): words(
        "seed-5", "Turkey gifted two Bayraktar TB2s to Albania in 2023", quantity="two", supplier="Turkey",
        recipient="Albania", when="in 2023", status="gifted", mode="gifted",
    ),
    ref("seed-5", 1): words(
        "seed-5", "Belgrade dropped its plan to buy more than 30 of them by the end of 2024.", recipient="Belgrade",
        quantity="more than 30", status="dropped", when="by the end of 2024",
    ),
}  # fmt: skip


def claim(value: str, *findings: FindingRef, families: tuple[str, ...]) -> Claim:
    return Claim(value=value, findings=findings, reports=tuple(f.report for f in findings), families=families)


def deal(id: str, findings: tuple[FindingRef, ...], families: tuple[str, ...], **more: object) -> Deal:
    plain: dict[str, object] = {
        "supplier": (), "recipient": (), "weapon": "drones", "category": Category.UAV, "status": Status.OFFERED,
        "mode": None, "quantity": None, "value": None, "when": None, "denied": False, "steps": (), "attributes": (),
        "grade": "F6", "grade_reason": "outlet not known; one source",
    }  # fmt: skip
    reports = tuple(dict.fromkeys(f.report for f in findings))
    return Deal(id=id, findings=findings, families=families, reports=reports, **(plain | more))


FRIDAY = ("2024-03-01", "2024-03-01")
CAESAR = deal(
    "d-caesar", (ref("wire-1"), ref("portal-2"), ref("blog-3")), ("f1", "f2"), supplier=("FRA", "Nexter"),
    recipient=("EST",), weapon="Caesar", category=Category.ARTILLERY, status=Status.DELIVERED, mode=Mode.SALE,
    quantity=Interval(low=10, high=12), value=Money(low=120_000_000, high=120_000_000, currency="EUR"), when=FRIDAY,
    grade="B2", grade_reason="Northern Wire is usually reliable; two independent sources agree but for the number",
    discrepancies=("x1",), why_joined=("same supplier, recipient and designation within 31 days",),
    steps=(
        Step(
            status=Status.ORDERED, when=("2022-01-01", "2022-12-31"), quantity=Interval(low=12, high=12), denied=False,
            findings=(ref("wire-1"),), families=("f1",),
        ),
        Step(
            status=Status.DELIVERED, when=FRIDAY, quantity=Interval(low=10, high=12), denied=False,
            findings=(ref("wire-1"), ref("blog-3")), families=("f1", "f2"),
        ),
    ),
    attributes=(
        Attribute(
            field="quantity", best=None, low=10, high=12, estimate=True, contested=True, credibility=3,
            reason="12 and 10 cannot both be true",
            claims=(
                claim("12", ref("wire-1"), ref("portal-2"), families=("f1",)),
                claim("10", ref("blog-3"), families=("f2",)),
            ),
        ),
        Attribute(
            field="supplier", best="FRA", credibility=1, reason="two independent sources",
            claims=(claim("FRA", ref("wire-1"), ref("portal-2"), ref("blog-3"), families=("f1", "f2")),),
        ),
        Attribute(
            field="value", best="EUR 120000000", credibility=3, reason="one source",
            claims=(claim("EUR 120000000", ref("wire-1"), families=("f1",)),),
        ),
    ),
)  # fmt: skip

PICTURE = Picture(
    deals=(
        deal(
            "d-evil", (ref("evil-4"),), ("f3",), supplier=("FRA", HOSTILE), recipient=("XKX",), weapon=HOSTILE,
            denied=True, quantity=Interval(low=2000, high=None), grade_reason=HOSTILE,
            attributes=(
                Attribute(
                    field="quantity", best="2000 or more", low=2000, reason=HOSTILE,
                    claims=(claim(HOSTILE, ref("evil-4"), families=("f3",)),),
                ),
            ),
            steps=(
                Step(
                    status=Status.OFFERED, when=None, quantity=None, denied=True, findings=(ref("evil-4"),),
                    families=("f3",), denied_by=(HOSTILE,),
                ),
            ),
        ),
        CAESAR,
        deal(
            "d-gift", (ref("seed-5"),), ("f4",), supplier=("TUR",), recipient=("ALB",), weapon="Bayraktar TB2",
            status=Status.DELIVERED, mode=Mode.DONATION, quantity=Interval(low=2, high=2),
            when=("2023-01-01", "2023-12-31"), grade="C3", grade_reason="one source",
        ),
        deal(
            "d-drop", (ref("seed-5", 1),), ("f4",), supplier=("TUR",), recipient=("SRB", "BIH"), weapon="Bayraktar TB2",
            status=Status.CANCELLED, quantity=Interval(low=31, high=None), when=(None, "2024-12-31"), grade="C3",
            grade_reason="one source",
            value=Money(low=None, high=3_250_000_000, currency="USD"),
        ),
    ),
    statements=(
        StatementRow(
            statement=Statement(
                speaker="Petar Primer", side=("SRB",), about=("TUR",), stance=Stance.NEGATIVE, direct=True,
                evidence=words("seed-5", "We will not buy from those who arm our neighbours"),
            ),
            findings=(ref("seed-5", 0, "statement"),), reports=("seed-5",), families=("f4",),
        ),
        StatementRow(
            statement=Statement(
                speaker=HOSTILE, side=(), about=(), stance=Stance.NEUTRAL, direct=False,
                evidence=words("evil-4", REPORTS["evil-4"].text),
            ),
            findings=(ref("evil-4", 0, "statement"),), reports=("evil-4",), families=("f3",),
        ),
    ),
    discrepancies=(
        Discrepancy(
            id="x1", kind="quantity", deal="d-caesar", severity="high", explanation="12 and 10 cannot both be true.",
            sides=(
                Side(
                    value="12", report="wire-1", finding=ref("wire-1"), quote=CITED[ref("wire-1")].quote,
                    span=CITED[ref("wire-1")].span, source="Northern Wire",
                ),
                Side(
                    value="10", report="blog-3", finding=ref("blog-3"), quote=CITED[ref("blog-3")].quote,
                    span=CITED[ref("blog-3")].span, source="Gun Blog",
                ),
            ),
        ),
        Discrepancy(
            id="x2", kind="reference", deal=None, severity="low", explanation=HOSTILE,
            sides=(
                Side(value=HOSTILE, report="evil-4", finding=None, quote="Kosovo", span=None, source=HOSTILE),
                Side(value="2008", report=None, finding=None, quote="declared in 2008", span=None, source="UN"),
            ),
        ),
    ),
    families=(
        Family(
            id="f1", reports=("wire-1", "portal-2"), outlets=("Northern Wire", "Portal Ü"), grade="B",
            grade_reason="agency",
            links=(FamilyLink(report="portal-2", of="wire-1", kind="reprint", reason="98 % of its words in runs"),),
        ),
        Family(id="f2", reports=("blog-3",), outlets=("Gun Blog",), grade="D", grade_reason="blog"),
        Family(id="f3", reports=("evil-4",), outlets=(HOSTILE,)),
        Family(id="f4", reports=("seed-5",), outlets=("Балкан Newsroom",), grade="C"),
    ),
    evidence=tuple(Cited(finding=finding, evidence=found) for finding, found in CITED.items()),
)  # fmt: skip


@pytest.fixture(scope="session")
def picture() -> Picture:
    return PICTURE


@pytest.fixture(scope="session")
def reports() -> dict[str, Report]:
    return REPORTS


@pytest.fixture
def brief_path(tmp_path: Path) -> Path:
    return tmp_path / "brief.html"
