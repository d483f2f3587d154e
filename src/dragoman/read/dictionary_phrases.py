"""Who a phrase names by a user's dictionaries: 'lawmakers in Ruritania and Sylvania' is RURLEG and SYLLEG.

A phrase's code is its actor's, with the codes of the agents beside it; agents without an actor take that of the phrase
that 'of', 'in' or 'from' leads; of a list each member counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.knowledge.petrarch_names import Agent
from dragoman.read import phrases
from dragoman.read.dictionary_clauses import is_attribution
from dragoman.read.dictionary_names import Named, Names
from dragoman.read.words import Token

INSIDE = frozenset(
    [
        "compound", "flat", "amod", "nmod:poss", "nummod", "fixed", "goeswith", "nmod:desc", "det", "nmod:unmarked",
        "nmod:npmod",
    ]
)  # fmt: skip
CLAUSES = frozenset(["acl", "acl:relcl", "advcl", "ccomp", "xcomp", "parataxis"])
OWNERS = ("of", "in", "from", "for", "at", "with", "to", "on", "inside", "within", "across")
NOBODY = "---"  # stands for the country of an agent without one


@dataclass(frozen=True, slots=True)
class Coded:
    """A phrase with its code and the words that bear it."""

    code: str
    head: int
    named: tuple[Named, ...]

    @property
    def known(self) -> bool:
        """Whether somebody is named, not only what he is."""
        return not self.code.startswith(NOBODY)


def members(head: Token, names: Names) -> list[Coded]:
    """Who a noun and those listed with it name; empty where none of them names anybody."""
    listed = [head, *sorted(_listed(head), key=lambda t: t.i)]
    parts = [_own(noun, names) for noun in listed]
    shared = _shared(head, *parts[0])
    out: list[Coded] = []
    for noun, (actors, agents) in zip(listed, parts, strict=True):
        if actors:
            out += [_joined((actor,), agents, noun.i) for actor in actors]
        elif agents:
            owners = _owned(listed, noun, names)
            if owners:
                out += [_joined(o.named, agents, noun.i) for o in owners]
            else:
                out.append(_joined(shared if noun != head else (), agents, noun.i))
        elif len(listed) > 1:
            out += [c for c in _owners(noun, names) if c.known and c.head not in {o.head for o in out}]
    return out


def _owned(listed: list[Token], noun: Token, names: Names) -> list[Coded]:
    """Whose a noun of a list is: by what hangs on it, or on another of the list after it: 'pilots and crews of Bree'."""
    for other in (noun, *listed):
        found = [c for c in _owners(other, names) if c.known and c.head > noun.i]
        if found:
            return found
    return []


def _shared(head: Token, actors: list[Named], agents: list[Named]) -> tuple[Named, ...]:
    """The names before a list's first noun that hold for all of it: 'Danish' in 'Danish media and government'."""
    if not actors or actors[0].head == head.i or actors[0].last > head.i:
        return ()
    return (actors[0], *(a for a in agents if a.head != head.i and a.last <= head.i))


def first(head: Token, names: Names, barred: frozenset[str] = frozenset()) -> list[Coded]:
    """Who is named first in a phrase or in what hangs on it, with those listed beside.

    :param barred: codes that are passed over.
    """
    return next(iter(every(head, names, barred)), [])


def every(head: Token, names: Names, barred: frozenset[str] = frozenset(), *, down: bool = True) -> list[list[Coded]]:
    """All that are named in a phrase and in what hangs on it, in order, each with those listed beside.

    :param down: whether clauses that hang on it count.
    """
    out: list[list[Coded]] = []
    seen: set[int] = set()

    def visit(token: Token) -> None:
        here = [c for c in members(token, names) if c.code not in barred]
        if here and token.dep_ != "conj":
            if not {c.head for c in here} <= seen:
                out.append(here)
            seen.update(c.head for c in here)
            seen.update(n.head for c in here for n in c.named)
        for child in sorted(token.children, key=lambda t: t.i):
            if (not down and child.dep_ in CLAUSES) or is_attribution(child):
                continue
            if child.dep_ not in ("punct", "det", "case") and child.i not in seen:
                if child.dep_ in INSIDE and here:
                    continue
                visit(child)

    visit(head)
    return out


def _listed(head: Token) -> Iterable[Token]:
    """Nouns in a list that a noun opens, however the parser chained them."""
    for child in head.children:
        if child.dep_ == "conj" and child.i > head.i and not child.tag_.startswith("VB"):
            yield child
            yield from _listed(child)
        elif child.dep_ == "flat" and child.i > head.i:
            yield from _listed(child)


def _own(noun: Token, names: Names) -> tuple[list[Named], list[Named]]:
    """The actors and the agents within a noun's own phrase: its modifiers, not its list or its prepositions.

    Of several actors the first counts, unless they are a list themselves ('Bree and Rohan leaders').
    """
    actors: list[Named] = []
    agents: list[Named] = []
    aside: list[Named] = []

    def visit(token: Token, near: bool) -> None:
        if (actor := names.actors.get(token.i)) is not None:
            if _for_or_not(token):
                return
            (actors if near else aside).append(actor)
            agents.extend(a for a in names.beside.get(token.i, ()) if a not in agents)
        agents.extend(a for a in names.agents.get(token.i, ()) if near and a not in agents)
        for child in token.children:
            if child.dep_ in INSIDE or (child.dep_ == "nmod" and child.i < noun.i):
                visit(child, near and not child.tag_.startswith("VB"))
            elif child.dep_ == "appos":
                visit(child, False)
            elif child.dep_ == "conj" and token != noun and child.i < noun.i:
                visit(child, near)

    visit(noun, True)
    actors = sorted(actors or aside, key=lambda n: n.first)
    listed = [a for a in actors[1:] if _list_of(noun.doc[actors[0].head], noun.doc[a.head])]
    return [*actors[:1], *listed], sorted(agents, key=lambda n: n.first)


def _list_of(first: Token, other: Token) -> bool:
    """Whether two modifiers stand in one list."""
    return other in first.conjuncts or (other.i > first.i and other.nbor(-1).lower_ in ("and", "or"))


def _for_or_not(token: Token) -> bool:
    """'pro-Gondor', 'non-Gondor': said of others."""
    before = [t.lower_ for t in token.doc[max(0, token.i - 2) : token.i]]
    return before[-2:] in (["pro", "-"], ["non", "-"]) or before[-1:] == ["pro-"]


def _owners(noun: Token, names: Names) -> list[Coded]:
    """Whose agents these are: the first phrase that 'of', 'in', 'from' leads, with its list."""
    for child in sorted(noun.children, key=lambda t: t.i):
        if child.dep_ == "advmod" and child.i > noun.i:
            if found := _owners(child, names):
                return found
        if child.dep_ in ("nmod", "obl") and child.i > noun.i and phrases.preposition(child) in OWNERS:
            if found := members(child, names):
                return found
    return []


def _joined(actors: tuple[Named, ...], agents: list[Named], head: int) -> Coded:
    """One code of an actor's and the agents' around it; a part that is there already is not added."""
    own = actors[0].code if actors and not isinstance(actors[0].entry, Agent) else NOBODY
    inherited = [a for a in actors[1:] if isinstance(a.entry, Agent)]
    code = own
    for agent in [*inherited, *agents]:
        if _has(code, agent.code):
            continue
        entry = agent.entry
        code = agent.code + code if isinstance(entry, Agent) and entry.before else code + agent.code
    return Coded(code, head, (*actors, *agents))


def placed(target: Coded, place: Coded) -> Coded:
    """Somebody of whom only what he is is told, as one of a place: 'four children in Gondor'."""
    agents = [n for n in target.named if isinstance(n.entry, Agent)]
    return _joined(place.named, agents, target.head)


def _has(code: str, part: str) -> bool:
    """Whether a code holds a part at one of its places of three letters."""
    size = len(part)
    return any(code[i : i + size] == part for i in range(0, len(code) - size + 1, 3))
