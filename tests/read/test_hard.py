"""Hard language, kind by kind: sentences written for this purpose, read in one batch, the share right held to a floor.

``hard/<kind>.yaml`` holds entries ``{text, published?, transfers | statements}``; an expected transfer names only the
fields that the kind is about. An entry is right when each expected finding is met by one of the reading's own and
nothing else is found. Floors (``hard/floors.yaml``) are raised when a share rises and never lowered silently.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path

import pytest
import yaml

from dragoman.model import Findings, Report, Statement, Transfer
from dragoman.read import read_many

FOLDER = Path(__file__).parent / "hard"
KINDS = sorted(p.stem for p in FOLDER.glob("*.yaml") if p.stem != "floors")
FLOORS: dict[str, float] = yaml.safe_load((FOLDER / "floors.yaml").read_text(encoding="utf-8"))


def words(text: str) -> set[str]:
    """Lower-case words of a name without their plural s."""
    return {w[:-1] if len(w) > 3 and w.endswith("s") else w for w in re.findall(r"\w+", text.casefold())}


def joined(text: str) -> str:
    """Letters and figures of a name alone: 'TB-2' and 'TB2' are one."""
    return re.sub(r"[\W_]", "", text.casefold()).removesuffix("s")


def actors(value: str | list[str]) -> set[str]:
    return {value} if isinstance(value, str) else set(value)


def states_first(found: tuple[str, ...]) -> set[str]:
    """The states of a side where it has some, else all of it: a maker beside its state does not count."""
    states = {a for a in found if re.fullmatch(r"[A-Z]{3}", a)}
    return states or set(found)


def fits_transfer(want: dict, found: Transfer) -> bool:
    """Whether a found transfer has every field that the entry expects."""
    for key, value in want.items():
        if key in ("supplier", "recipient"):
            if states_first(getattr(found, key)) != actors(value):
                return False
        elif key == "weapon":
            if joined(value) not in joined(found.weapon):
                return False
        elif key == "quantity":
            q = found.quantity
            if (None if q is None else [q.low, q.high]) != value:
                return False
        elif key == "value":
            m = found.value
            if (None if m is None else [m.low, m.high, m.currency]) != value:
                return False
        elif key == "when":
            if (None if found.when is None else list(found.when)) != value:
                return False
        elif key == "denied":
            if found.denied is not value:
                return False
        elif (None if getattr(found, key) is None else str(getattr(found, key))) != value:
            return False
    return True


def fits_statement(want: dict, found: Statement) -> bool:
    """Speaker by shared name, the quote by containment either way, the rest as given."""
    a, b = words(want["speaker"]), words(found.speaker)
    if not (a <= b or (b and b <= a)):
        return False
    if "direct" in want and found.direct is not want["direct"]:
        return False
    quote = found.evidence.quote
    return (
        "quote" not in want
        or want["quote"] in quote
        or (quote in want["quote"] and len(quote) * 2 > len(want["quote"]))
    )


def right(entry: dict, findings: Findings) -> bool:
    """Each expected finding met by one of its own, and no other found."""
    key = "statements" if "statements" in entry else "transfers"
    fits = fits_statement if key == "statements" else fits_transfer
    left = list(getattr(findings, key))
    if len(left) != len(entry[key]):
        return False
    for want in sorted(entry[key], key=len, reverse=True):
        match = next((f for f in left if fits(want, f)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def entries() -> list[tuple[str, dict]]:
    return [(k, e) for k in KINDS for e in yaml.safe_load((FOLDER / f"{k}.yaml").read_text(encoding="utf-8"))]


@functools.lru_cache(maxsize=1)
def outcome() -> dict[str, list[tuple[dict, Findings]]]:
    """Every entry with its reading, by kind."""
    pairs = entries()
    reports = [Report(id=f"{k}-{i}", text=e["text"], published=e.get("published")) for i, (k, e) in enumerate(pairs)]
    read: dict[str, list[tuple[dict, Findings]]] = {k: [] for k in KINDS}
    for (kind, entry), findings in zip(pairs, read_many(reports), strict=True):
        read[kind].append((entry, findings))
    return read


def told(entry: dict, findings: Findings) -> str:
    """A miss, for the reader of the test's output."""
    lines = ["", entry["text"]]
    if "statements" in entry:
        lines += [f"   wanted {w}" for w in entry["statements"]]
        lines += [f"   found  {s.speaker!r} direct={s.direct} {s.evidence.quote!r}" for s in findings.statements]
        return "\n".join(lines)
    lines += [f"   wanted {w}" for w in entry["transfers"]]
    for t in findings.transfers:
        plain = t.model_dump(mode="json", exclude={"evidence", "category"}, exclude_none=True)
        lines.append(f"   found  {plain} by {t.evidence.rule}")
    lines += [f"   why not: {w.reason}" for w in findings.why_not]
    return "\n".join(lines)


@pytest.mark.parametrize("kind", KINDS)
def test_share_right(kind: str) -> None:
    read = outcome()[kind]
    misses = [(e, f) for e, f in read if not right(e, f)]
    share = 1 - len(misses) / len(read)
    print(f"{kind}: {len(read) - len(misses)} of {len(read)} right = {share:.3f}")
    for entry, findings in misses:
        print(told(entry, findings))
    assert share >= FLOORS[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_enough_entries(kind: str) -> None:
    count = sum(k == kind for k, _ in entries())
    assert count >= 20
