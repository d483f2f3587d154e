"""Admiralty grades: how reliable a source is (A-F), how credible a claim (1-6), each with its reason in words.

F and 6 mean 'cannot be judged', never 'worst'. A claim is 1 only where two independent sources bear it; reprints
never lift a grade, since they belong to the family of what they copy.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

from dragoman import knowledge
from dragoman.model import Family
from dragoman.weigh import credits
from dragoman.weigh.memory import Memory

ORDER = "ABCDEF"


def of_outlet(outlet: str | None, own: Mapping[str, tuple[str, str]] | None = None) -> tuple[str, str]:
    """Letter and reason for an outlet; ``own`` holds reviewers' grades by folded outlet name."""
    if not outlet:
        return "F", "the report names no outlet"
    name = credits.key(outlet)
    if own and name in own:
        return own[name]
    entry = _outlets().get(name)
    if entry is None:
        return "F", f"'{outlet}' is not in the list of outlets, so it cannot be judged"
    return entry


@functools.lru_cache(maxsize=1)
def _outlets() -> dict[str, tuple[str, str]]:
    listed = knowledge.load().outlets.values()
    return {credits.key(o.name): (o.reliability, f"{o.name}: {o.reason}") for o in listed}


def grade_families(
    families: Sequence[Family], own: Mapping[str, tuple[str, str]], memory: Memory | None = None
) -> tuple[Family, ...]:
    """Each family with the grade of the outlet where it began."""
    memory = memory or Memory(keep=False)
    set_by_people = tuple(sorted(own.items()))
    by_id = sorted(families, key=lambda f: f.id)
    graded: dict[str, Family] = {}
    for listed in memory.mapped("graded", [f.id for f in by_id], [by_id, [set_by_people] * len(by_id)], _all_graded):
        graded.update(listed)
    return tuple([graded[f.id] for f in families])


def _all_graded(
    families: Sequence[Family], own: Sequence[tuple[tuple[str, tuple[str, str]], ...]]
) -> dict[str, Family]:
    set_by_people = dict(own[0]) if own else {}
    return {f.id: _graded(f, set_by_people) for f in families}


def _graded(family: Family, own: Mapping[str, tuple[str, str]]) -> Family:
    outlet = family.outlets[0] if family.outlets[0] != "outlet not known" else None
    letter, reason = of_outlet(outlet, own)
    return family.model_copy(update={"grade": letter, "grade_reason": reason})


def of_claims(sources: Sequence[frozenset[str]], best: int, letters: Mapping[str, str]) -> tuple[int, str]:
    """Credibility of the ``best``-th of the claims that contest one attribute.

    :param sources: for each claim the independent sources (family ids) that bear it or agree with it.
    :param letters: reliability of each family.
    """
    bearing = sources[best]
    against = frozenset().union(*(s for i, s in enumerate(sources) if i != best)) - bearing
    n, m = len(bearing), len(against)
    top = min((letters.get(f, "F") for f in bearing), default="F")
    if not bearing:
        return 6, "no source bears it"
    if n >= 2 and not m:
        return 1, f"{n} independent sources agree, none contradicts"
    if n >= 2 and n > m:
        return 2, f"{n} independent sources agree, {m} contradict{'s' if m == 1 else ''}"
    if m and n > m:
        return 3, f"{n} for, {m} against"
    if m and n == m:
        return 4, f"as many sources against as for it ({n} each)"
    if m:
        return 5, f"{m} sources contradict it, {n} bear{'s' if n == 1 else ''} it"
    if top in "AB":
        return 2, f"one source only, usually reliable ({top})"
    if top in "CD":
        return 3, f"one source only, reliability {top}"
    if top == "E":
        return 4, "one source only, and an unreliable one (E)"
    return 6, "one source only, whose reliability cannot be judged (F)"


def best_letter(families: Sequence[str], letters: Mapping[str, str]) -> str:
    """The best reliability among families that can be judged, else F."""
    return min((letters.get(f, "F") for f in families), default="F")
