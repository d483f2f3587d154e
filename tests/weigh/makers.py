"""Short ways to make reports and findings for the tests of weighing."""

from __future__ import annotations

from dragoman.model import (
    Category,
    Event,
    EventType,
    Evidence,
    Findings,
    Interval,
    Judgement,
    Mode,
    Money,
    Report,
    Span,
    Stance,
    Statement,
    Status,
    Transfer,
    When,
)


def number(low: int | None, high: int | None = -1) -> Interval:
    return Interval(low=low, high=low if high == -1 else high)


def money(amount: int, currency: str = "USD") -> Money:
    return Money(low=amount, high=amount, currency=currency)


def transfer(
    weapon: str = "Bayraktar TB2",
    *,
    supplier: tuple[str, ...] = ("TUR",),
    recipient: tuple[str, ...] = ("ALB",),
    category: Category = Category.UAV,
    quantity: int | Interval | None = None,
    value: Money | None = None,
    status: Status = Status.ORDERED,
    mode: Mode | None = None,
    when: When | str | None = None,
    denied: bool = False,
    quote: str = "",
    start: int = 0,
    rule: str = "",
) -> Transfer:
    words = quote or f"{status}: {quantity} {weapon} from {supplier} to {recipient} {when} {value} {denied}"
    return Transfer(
        supplier=supplier, recipient=recipient, weapon=weapon, category=category,
        quantity=number(quantity) if isinstance(quantity, int) else quantity, value=value, status=status, mode=mode,
        when=(when, when) if isinstance(when, str) else when, denied=denied,
        evidence=Evidence(quote=words, span=Span(start=start, end=start + len(words)), rule=rule),
    )  # fmt: skip


def event(
    type: EventType = EventType.CONSULT,
    actor: tuple[str, ...] = ("TUR",),
    target: tuple[str, ...] = ("SRB",),
    *,
    when: When | str | None = None,
    mode: str | None = None,
    cameo: str | None = None,
    standing: str = "real",
    step: int | None = None,
    quote: str = "",
    start: int = 0,
) -> Event:
    words = quote or f"{type.value} {actor} {target} {when}"
    return Event(
        actor=actor, type=type, target=target, when=(when, when) if isinstance(when, str) else when, mode=mode,
        cameo=cameo, standing=standing, step=step,
        evidence=Evidence(quote=words, span=Span(start=start, end=start + len(words))),
    )  # fmt: skip


def statement(
    speaker: str = "Ana Kovač",
    side: tuple[str, ...] = ("SRB",),
    about: tuple[str, ...] = ("TUR",),
    stance: Stance = Stance.NEGATIVE,
    *,
    direct: bool = False,
    when: When | str | None = None,
    quote: str = "",
    start: int = 0,
) -> Statement:
    words = quote or f"{speaker} {stance.value} {about}"
    return Statement(
        speaker=speaker, side=side, about=about, stance=stance, direct=direct,
        when=(when, when) if isinstance(when, str) else when,
        evidence=Evidence(quote=words, span=Span(start=start, end=start + len(words))),
    )  # fmt: skip


def told(
    ref: str,
    *found: Transfer | Event | Statement,
    published: str | None = "2024-03-01",
    outlet: str | None = None,
    text: str | None = None,
) -> tuple[Report, Findings]:
    body = (
        text
        if text is not None
        else f"Report {ref}. " + " ".join(t.evidence.quote for t in found) + f" Own words of {ref} alone."
    )
    return (
        Report(id=ref, text=body, published=published, outlet=outlet or f"The {ref} Post"),
        Findings(
            ref=ref,
            reader="test",
            transfers=tuple(f for f in found if isinstance(f, Transfer)),
            events=tuple(f for f in found if isinstance(f, Event)),
            statements=tuple(f for f in found if isinstance(f, Statement)),
        ),
    )


def judgement(kind: str, target: dict[str, object], at: int = 0, **more: str) -> Judgement:
    return Judgement(
        id=more.pop("id", f"j{at}-{kind}"), at=f"2025-01-01T00:00:{at:02d}.000000Z", who="Ana", kind=kind,
        target=target,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip
