"""A user's own event dictionaries in PETRARCH's format: one folder, one immutable object.

    from dragoman.knowledge import petrarch
    own = petrarch.load(Path("my-knowledge/petrarch"))
    own.actors, own.agents, own.verbs, own.problems

The format is that of the text files that event-data projects exchange (TABARI's, as PETRARCH and PETRARCH2 read them):
actors with dated codes, agents, verbs with patterns, discards. A file tells what it holds by its name (``actors``,
``agents``, ``verbs``, ``discards``) or else by its contents. A line that cannot be used is left out and named in
``problems``: such dictionaries have grown by many hands, and one odd line must not cost the rest.
docs/own-dictionaries.md describes what is read and how.
"""

from __future__ import annotations

import functools
import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from dragoman.errors import KnowledgeError
from dragoman.knowledge.petrarch_names import Actor, Agent, Discard, read_actors, read_agents, read_discards
from dragoman.knowledge.petrarch_text import Problem, lines_of
from dragoman.knowledge.petrarch_verbs import Transformation, VerbForm, read_verbs

E = TypeVar("E", Actor, Agent, Discard)
KINDS = ("actors", "agents", "verbs", "discards")
FOLDER = "petrarch"  # in a user's overlay folder


@dataclass(frozen=True)
class Dictionaries:
    """Everything that a folder's dictionaries hold."""

    actors: dict[str, tuple[Actor, ...]]  # by the first word of the name, longest name first
    agents: dict[str, tuple[Agent, ...]]  # the same
    discards: dict[str, tuple[Discard, ...]]  # the same
    verbs: dict[str, tuple[VerbForm, ...]]  # by the inflected word in capitals, forms of more words first
    transformations: tuple[Transformation, ...] = ()
    sources: tuple[Path, ...] = ()  # files read
    problems: tuple[Problem, ...] = ()  # lines that could not be used
    digest: str = field(default="")  # changes with any byte of any file

    def counts(self) -> dict[str, int]:
        """How many names, verbs and patterns there are, for the user to see."""
        verbs = {id(form.verb): form.verb for forms in self.verbs.values() for form in forms}
        patterns = {id(p) for verb in verbs.values() for p in verb.patterns}
        return {
            "actor names": sum(len(x) for x in self.actors.values()),
            "agent names": sum(len(x) for x in self.agents.values()),
            "verbs": len(verbs),
            "patterns": len(patterns),
            "discards": sum(len(x) for x in self.discards.values()),
        }


def in_overlay(overlay: Path | None) -> Path | None:
    """The folder of dictionaries in a user's overlay folder, or None where it has none."""
    folder = overlay / FOLDER if overlay else None
    return folder if folder and folder.is_dir() else None


@functools.lru_cache(maxsize=4)
def load(folder: Path) -> Dictionaries:
    """Read every ``.txt`` file of a folder.

    :raises KnowledgeError: the folder holds no dictionary, a file cannot be read, or its kind cannot be told.
    """
    actors: list[Actor] = []
    agents: list[Agent] = []
    discards: list[Discard] = []
    forms: list[VerbForm] = []
    transformations: list[Transformation] = []
    problems: list[Problem] = []
    digest = hashlib.sha256()
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise KnowledgeError(f"{folder}: no dictionary there; PETRARCH's dictionaries are files that end in .txt")
    for path in paths:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise KnowledgeError(f"{path}: cannot be read ({error.strerror}); mend or remove it") from error
        digest.update(path.name.encode() + b"\0" + data)
        text = data.decode("utf-8-sig", errors="replace")
        kind = kind_of(path.name, text)
        if kind is None:
            told = ", ".join(KINDS)
            raise KnowledgeError(f"{path}: what it holds cannot be told; put one of the words {told} into its name")
        if kind == "verbs":
            verbs, rules, found = read_verbs(path.name, lines_of(text))
            forms += verbs
            transformations += rules
        else:
            found = []
            if kind == "actors":
                actors += read_actors(path.name, lines_of(text), found)
            elif kind == "agents":
                agents += read_agents(path.name, lines_of(text), found)
            else:
                discards += read_discards(path.name, text, found)
        problems += found
    table: dict[str, list[VerbForm]] = {}
    for form in forms:
        table.setdefault(form.word, []).append(form)
    return Dictionaries(
        actors=_by_first(actors),
        agents=_by_first(agents),
        discards=_by_first(discards),
        verbs={w: tuple(sorted(f, key=lambda f: -len(f.before) - len(f.after))) for w, f in table.items()},
        transformations=tuple(transformations),
        sources=tuple(paths),
        problems=tuple(problems),
        digest=digest.hexdigest()[:16],
    )


def kind_of(name: str, text: str) -> str | None:
    """What a dictionary holds: one of :data:`KINDS`, by its name, else by its contents; None where neither tells."""
    lowered = name.lower()
    for kind in KINDS:
        if kind in lowered or kind.removesuffix("s") in re.split(r"[^a-z]+", lowered):
            return kind
    if re.search(r"(?m)^---.*---\s*$", text) or re.search(r"(?m)^- .*\*.*\[", text):
        return "verbs"
    if re.search(r"(?m)^[^#\n]*\[\s*~|~\s*\]", text):
        return "agents"
    return "actors" if re.search(r"(?m)^\w[^#\n]*\[\w+\]", text) else None


def _by_first(entries: list[E]) -> dict[str, tuple[E, ...]]:
    table: dict[str, list[E]] = {}
    for entry in entries:
        table.setdefault(entry.words[0], []).append(entry)
    return {word: tuple(sorted(found, key=lambda e: -len(e.words))) for word, found in table.items()}
