"""What a person types into a field, as the log keeps it: JSON of the field's value."""

from __future__ import annotations

import calendar
import json
import re

from dragoman import knowledge
from dragoman.errors import UsageError
from dragoman.model import Category, Mode, Status, Transfer
from dragoman.tell import values
from dragoman.weigh.judgements import FIELDS

CHOICES: dict[str, list[str]] = {
    "status": [s.value for s in Status],
    "mode": ["", *(m.value for m in Mode)],
    "category": [c.value for c in Category],
    "denied": ["no", "yes"],
}
HINTS = {
    "supplier": "codes or names, parted by commas: TUR, Baykar",
    "recipient": "codes or names, parted by commas",
    "weapon": "as the report names it",
    "quantity": "12 · 10-12 · 100+ · <=50 · empty: not told",
    "value": "USD 120 m · EUR 2.7-3 bn · USD 40+ m · empty: not told",
    "when": "2023 · 2023-07 · 2023-07-01 · 2023/2025 · 2020/.. · ../2028 · empty: not told",
}
_SCALES = {"": 1, "k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_RANGE = re.compile(rf"(?P<most><=|≤)?\s*(?P<a>{_NUMBER})\s*(?:(?P<more>\+)|[-–]\s*(?P<b>{_NUMBER}))?\Z")
_MONEY = re.compile(r"(?P<currency>[A-Za-z]{3})\s+(?P<range>.*?)\s*(?P<scale>k|mn|m|bn|b|tn)?\Z")
_PART = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?\Z")


def printed(transfer: Transfer) -> dict[str, str]:
    """Each field as an edit box shows it; what is typed there unchanged changes nothing."""
    t = transfer
    return {
        "supplier": ", ".join(t.supplier), "recipient": ", ".join(t.recipient), "weapon": t.weapon,
        "category": t.category.value,
        "quantity": "" if t.quantity is None else _range_text(t.quantity.low, t.quantity.high),
        "value": "" if t.value is None else f"{t.value.currency} {_range_text(t.value.low, t.value.high)}",
        "status": t.status.value, "mode": t.mode.value if t.mode else "",
        "when": values.edtf(t.when) or "", "denied": "yes" if t.denied else "no",
    }  # fmt: skip


def _range_text(low: int | None, high: int | None) -> str:
    if low is None:
        return "" if high is None else f"<={high}"
    return f"{low}+" if high is None else f"{low}" if low == high else f"{low}-{high}"


def as_json(name: str, text: str) -> str:
    """What was typed as JSON.

    :raises UsageError: the field cannot hold it; says how to write it.
    """
    text = text.strip()
    if name not in FIELDS:
        raise UsageError(f"there is no field {name!r}")
    if name in CHOICES:
        if text not in CHOICES[name]:
            raise UsageError(f"{name}: '{text}' is none of {', '.join(filter(None, CHOICES[name]))}")
        return json.dumps(text == "yes" if name == "denied" else text or None)
    if name in ("supplier", "recipient"):
        return json.dumps([_actor(part.strip()) for part in text.split(",") if part.strip()], ensure_ascii=False)
    if name == "weapon":
        if not text:
            raise UsageError("weapon: a finding without a weapon is none; reject it instead")
        return json.dumps(text, ensure_ascii=False)
    if not text:
        return "null"
    if name == "quantity":
        low, high = _range(text, 1, name)
        return json.dumps({"low": low, "high": high})
    if name == "value":
        found = _MONEY.match(text)
        if not found:
            raise UsageError(f"value: '{text}' is no amount; write {HINTS['value']}")
        low, high = _range(found["range"], _SCALES[(found["scale"] or "").lower()], name)
        return json.dumps({"low": low, "high": high, "currency": found["currency"].upper()})
    return json.dumps(_when(text))


def _actor(text: str) -> str:
    """A state's code where the text names one, in any spelling we know."""
    wanted = text.casefold()
    for code, state in knowledge.load().states.items():
        if wanted in (code.casefold(), state.name.casefold(), *(n.casefold() for n in state.names)):
            return code
    return text


def _range(text: str, scale: int, name: str) -> tuple[int | None, int | None]:
    found = _RANGE.match(text.strip())
    if not found or len(text) > 60:
        raise UsageError(f"{name}: '{text}' is no number; write {HINTS[name]}")
    a, b = (round(float(x.replace(",", "")) * scale) if x else None for x in (found["a"], found["b"]))
    if found["most"]:
        return None, a
    if found["more"]:
        return a, None
    assert a is not None
    if b is not None and b < a:
        raise UsageError(f"{name}: '{text}' ends before it begins")
    return a, a if b is None else b


def _when(text: str) -> tuple[str | None, str | None]:
    first, slash, last = (part.strip() for part in text.partition("/"))
    ends = _day(first, end=False), _day(last if slash else first, end=True)
    if ends == (None, None):
        raise UsageError(f"when: '{text}' has no day at either end")
    if ends[0] and ends[1] and ends[0] > ends[1]:
        raise UsageError(f"when: '{text}' ends before it begins")
    return ends


def _day(part: str, *, end: bool) -> str | None:
    if part in ("..", ""):
        return None
    found = _PART.match(part)
    month, day = (int(x) if x else 0 for x in found.groups()[1:]) if found else (0, 0)
    if not found or month > 12 or (found[2] and not month) or (found[3] and not day) or int(found[1]) < 1:
        raise UsageError(f"when: '{part}' is no day; write {HINTS['when']}")
    year = int(found[1])
    month = month or (12 if end else 1)
    most = calendar.monthrange(year, month)[1]
    if day > most:
        raise UsageError(f"when: there is no {part}")
    return f"{year:04}-{month:02}-{day or (most if end else 1):02}"
