"""Writes docs/knowledge.md: everything that the knowledge files hold, as tables.

python -m dragoman.knowledge.page            writes docs/knowledge.md
python -m dragoman.knowledge.page PATH       writes PATH ('-': standard output)
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dragoman import knowledge
from dragoman.knowledge import Knowledge
from dragoman.model import Category

PAGE = Path(__file__).resolve().parents[3] / "docs" / "knowledge.md"
HEAD = """# What the program knows

Names, kinds and words that reading and weighing rest on. This page is written by `python -m dragoman.knowledge.page`
from the YAML files in `src/dragoman/knowledge`; change those, not this page. [Adding knowledge](adding-knowledge.md)
tells how.
"""


def text(known: Knowledge) -> str:
    """The page, in Markdown."""
    parts = [
        HEAD,
        *_counts(known),
        *_actors(known),
        *_weapons(known),
        *_frames(known),
        *_outlets(known),
        *_facts(known),
    ]
    return "\n".join(parts).rstrip() + "\n"


def main(arguments: Sequence[str]) -> int:
    """Write the page; the exit code."""
    page = text(knowledge.load())
    target = arguments[0] if arguments else str(PAGE)
    if target == "-":
        sys.stdout.write(page)
    else:
        Path(target).write_text(page, encoding="utf-8")
    return 0


# ---- sections ---------------------------------------------------------------------------------------------------


def _counts(known: Knowledge) -> Iterator[str]:
    sizes = {
        "states and territories": len(known.states),
        "international bodies": len(known.bodies),
        "armed groups and movements": len(known.groups),
        "people, by office": len({p.name for p in known.people}),
        "makers": len(known.makers),
        "weapon systems": len(known.weapons),
        "kinds of weapon": len(known.weapon_kinds),
        "titles": len(known.titles),
        "outlets": len(known.outlets),
        "reference facts": len(known.facts),
        "words that report a transfer": len(known.transfer_frames),
        "words over a transfer": len(known.operators),
        "words that report speech": len(known.cues),
        "words that report an event": len(known.event_frames),
    }
    yield "## How much\n"
    yield from _table(("what", "entries"), [(what, str(n)) for what, n in sizes.items()])
    systems = Counter(w.category for w in known.weapons.values())
    kinds = Counter(k.category for k in known.weapon_kinds.values())
    names = Counter({c: sum(1 + len(w.names) for w in known.weapons.values() if w.category == c) for c in Category})
    yield from _table(
        ("category", "systems", "names of these", "common nouns"),
        [(c.value, str(systems[c]), str(names[c]), str(kinds[c])) for c in Category],
    )


def _actors(known: Knowledge) -> Iterator[str]:
    yield "## States and territories\n"
    yield "Seats stand for the government ('Ankara said'); a star marks codes that are not ISO 3166-1.\n"
    yield from _table(
        ("code", "name", "other names", "demonyms", "capital", "seats of government"),
        [
            (
                s.code + ("" if s.iso else " *"),
                s.name,
                _list(s.names),
                _list(s.demonyms),
                s.capital or "",
                _list(s.seats),
            )
            for s in sorted(known.states.values(), key=lambda s: s.code)
        ],
    )
    yield "## International bodies\n"
    yield from _table(
        ("printed", "name", "other names", "members known"),
        [(b.code, b.name, _list(b.names), str(len(b.members) or "")) for b in known.bodies.values()],
    )
    yield "## Armed groups and movements\n"
    yield from _table(
        ("printed", "other names", "based in"), [(g.code, _list(g.names), g.base or "") for g in known.groups.values()]
    )
    yield "## People\n"
    sides = Counter(p.side for p in known.people)
    yield (
        f"{len({p.name for p in known.people})} office holders since 1990 with other spellings, {len(known.people)} "
        f"offices with their years, {len(sides)} sides. Most entries: "
        + ", ".join(f"{side} {n}" for side, n in sorted(sides.items(), key=lambda x: (-x[1], x[0]))[:20])
        + ".\n"
    )


def _weapons(known: Knowledge) -> Iterator[str]:
    yield "## Weapon systems\n"
    yield "SIPRI is the armament category of the SIPRI Arms Transfers Database, UNROCA that of the UN Register.\n"
    without = Counter(w.kind for w in known.weapons.values() if not w.unroca)
    yield (
        f"{without.total()} of {len(known.weapons)} systems have no UNROCA category, because the Register does not ask for "
        "them: it has no place for sensors, engines, ammunition, free-fall and guided bombs, torpedoes and communication; "
        "VII leaves out ground-to-air missiles other than portable ones, and missiles of less than 25 km; IV and V leave out "
        "aircraft, helicopters and drones that are not armed, VI ships under 500 tonnes without missiles or torpedoes of "
        "25 km, II trucks and vehicles for recovery, bridging and clearing mines. Loitering munitions and one-way attack "
        "drones have no category of their own either. By kind: "
        + ", ".join(f"{kind} {n}" for kind, n in sorted(without.items(), key=lambda x: (-x[1], x[0])))
        + ".\n"
    )
    for category in Category:
        systems = sorted(
            (w for w in known.weapons.values() if w.category == category), key=lambda w: w.designation.lower()
        )
        if not systems:
            continue
        yield f"### {category.value}\n"
        yield from _table(
            ("designation", "other names", "what", "maker", "states", "SIPRI", "UNROCA"),
            [
                (w.designation, _list(w.names), w.kind, w.maker or "", _list(w.states), w.sipri, w.unroca or "")
                for w in systems
            ],
        )
    yield "### Common nouns\n"
    yield "Vague ones are no entry in a register by themselves; weak ones need a military word or a transfer near.\n"
    for category in Category:
        nouns = [k for k in known.weapon_kinds.values() if k.category == category]
        if nouns:
            marked = (k.noun + (" (vague)" if k.vague else " (weak)" if k.weak else "") for k in nouns)
            yield f"- **{category.value}**: {', '.join(marked)}"
    yield ""
    yield "### Makers\n"
    yield from _table(
        ("maker", "other names", "states"),
        [
            (m.name, _list(m.names), _list(m.states))
            for m in sorted(known.makers.values(), key=lambda m: m.name.lower())
        ],
    )


def _frames(known: Knowledge) -> Iterator[str]:
    yield "## Words that report a step of a transfer\n"
    yield "Slots: subject, object, prepositions, possessive ('Turkey's delivery'), modifier ('a Turkish shipment').\n"
    yield from _table(
        ("word", "", "who plays what", "told as done", "planned", "present", "mode"),
        [
            (
                f.lemma, f.pos, _roles(f.roles), f.status or "", f.unreal or "", f.present or "", f.mode or "",
            )
            for f in known.transfer_frames
        ],
    )  # fmt: skip
    yield "### Words over a step\n"
    yield "'Plans to', 'refused to', 'approval of': they decide how far the step below them has come.\n"
    yield from _table(
        ("word", "", "status", "where its subject supplies", "... receives", "effect"),
        [
            (o.lemma, o.pos, o.status or "", o.by_supplier or "", o.by_recipient or "", o.effect)
            for o in known.operators
        ],
    )
    if known.cues:
        yield "## Words that report speech\n"
        yield from _table(
            ("word", "", "stance", "about whom"), [(c.lemma, c.pos, c.stance or "", c.target or "") for c in known.cues]
        )
    if known.event_frames:
        yield "## Words that report an event\n"
        yield from _table(
            ("word", "", "PLOVER", "mode", "CAMEO", "announced"),
            [(e.lemma, e.pos, e.type, e.mode or "", e.cameo or "", e.future or "") for e in known.event_frames],
        )


def _outlets(known: Knowledge) -> Iterator[str]:
    yield "## Outlets and the grade that each starts with\n"
    yield (
        "Admiralty reliability, A to F. The grades are defaults, each with its reason; a case may set others. "
        "An outlet that is not listed is F: it cannot be judged.\n"
    )
    yield from _table(
        ("outlet", "other names", "kind", "grade", "reason"),
        [
            (o.name, _list(o.names), o.kind, o.reliability, o.reason)
            for o in sorted(known.outlets.values(), key=lambda o: (o.kind, o.name.lower()))
        ],
    )


def _facts(known: Knowledge) -> Iterator[str]:
    yield "## Reference facts\n"
    yield "Dated facts that reports often state; each entry in `facts/` names its source.\n"
    relations = Counter(f.relation for f in known.facts)
    examples = {f.relation: f for f in reversed(known.facts)}
    yield from _table(
        ("relation", "entries", "for example", "source of that"),
        [
            (relation, str(n), " ".join(filter(None, (e.subject, e.object, e.when))), e.source)
            for relation, n in sorted(relations.items())
            for e in (examples[relation],)
        ],
    )


# ---- Markdown ----------------------------------------------------------------------------------------------------


def _list(values: Iterable[str]) -> str:
    return ", ".join(values)


def _roles(roles: dict[str, str]) -> str:
    return ", ".join(f"{slot}: {role}" for slot, role in roles.items())


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Lines of a Markdown table and an empty one."""
    yield "| " + " | ".join(header) + " |"
    yield "|" + "---|" * len(header)
    for row in rows:
        yield "| " + " | ".join(_cell(c) for c in row) + " |"
    yield ""


def _cell(value: str) -> str:
    return (
        " ".join(str(value).split()).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")
    )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
