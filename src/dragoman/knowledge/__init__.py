"""The loader of the knowledge files: one call, one immutable object, checked against :mod:`.schema`.

    from dragoman import knowledge
    k = knowledge.load()
    k.states["TUR"].name, k.weapons["Bayraktar TB2"].category

A user's overlay folder holds files of the same names; its entries replace those with the same key and add the rest. It
is named once, before anything reads: ``dragoman --knowledge FOLDER``, the environment variable ``DRAGOMAN_KNOWLEDGE``,
or :func:`use`. Its folder ``petrarch`` may hold event dictionaries in PETRARCH's format (:mod:`.petrarch`).
"""

from __future__ import annotations

import functools
import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from dragoman.errors import KnowledgeError
from dragoman.knowledge import quick, schema

if TYPE_CHECKING:
    from dragoman.knowledge.petrarch import Dictionaries

VARIABLE = "DRAGOMAN_KNOWLEDGE"  # names a user's overlay folder


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML 1.2's booleans: only true and false, so that the words 'on', 'no' and 'yes' stay words."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, rx) for tag, rx in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in Loader.yaml_implicit_resolvers.items()
}
E_ = TypeVar("E_", bound=schema.Entry)


@dataclass(frozen=True)
class Knowledge:
    """All knowledge, keyed as the fields say."""

    states: dict[str, schema.State]  # by code
    bodies: dict[str, schema.Body]  # by code
    groups: dict[str, schema.Group]  # by code
    people: tuple[schema.Person, ...]
    makers: dict[str, schema.Maker]  # by name
    weapons: dict[str, schema.Weapon]  # by designation
    weapon_kinds: dict[str, schema.WeaponKind]  # by noun
    titles: tuple[schema.Title, ...]
    outlets: dict[str, schema.Outlet]  # by name
    facts: tuple[schema.ReferenceFact, ...]
    words: dict[str, frozenset[str]]  # by list name
    transfer_frames: tuple[schema.Frame, ...]
    operators: tuple[schema.Operator, ...]
    cues: tuple[schema.Cue, ...]
    event_frames: tuple[schema.EventFrame, ...]
    plover: dict[str, schema.PloverType]  # by type
    contexts: tuple[schema.Context, ...]  # PLOVER's, in its order
    cameo: dict[str, schema.CameoCode]  # by code; see `cameo_code`
    sources: tuple[str, ...] = field(default=())  # files read, for `doctor` and the docs page


def load(overlay: Path | None = None) -> Knowledge:
    """Read and check every knowledge file.

    :param overlay: folder with a user's own files; None: that of :func:`use`, if any.
    :raises KnowledgeError: a file is not YAML or does not fit its schema; the message names file and entry.
    """
    return _load(overlay.resolve() if overlay else _overlay)


def _folder(path: str | Path) -> Path:
    folder = Path(path)
    if not folder.is_dir():
        raise KnowledgeError(f"{folder}: there is no such folder of knowledge; name one that is there")
    return folder.resolve()


_overlay: Path | None = Path(os.environ[VARIABLE]).resolve() if os.environ.get(VARIABLE) else None


def use(folder: str | Path) -> None:
    """Take a user's overlay folder for all that follows, in this process and in those that it starts.

    :raises KnowledgeError: there is no such folder, or knowledge has been read already without it.
    """
    global _overlay
    chosen = _folder(folder)
    if chosen != _overlay and _load.cache_info().currsize:
        raise KnowledgeError(f"{folder}: knowledge is in use already; name the folder before anything is read")
    _overlay = chosen
    os.environ[VARIABLE] = str(chosen)


def overlay() -> Path | None:
    """The user's overlay folder, or None.

    :raises KnowledgeError: there is no such folder.
    """
    return _folder(_overlay) if _overlay else None


@functools.lru_cache(maxsize=1)
def own_dictionaries() -> Dictionaries | None:
    """The event dictionaries in the user's overlay folder, or None where there are none.

    :raises KnowledgeError: they cannot be read.
    """
    if _overlay is None:
        return None
    from dragoman.knowledge import petrarch

    folder = petrarch.in_overlay(overlay())
    return petrarch.load(folder) if folder else None


def overlay_digest() -> bytes:
    """Hash of all files of the user's overlay folder; empty where there is none."""
    folder = overlay()
    if folder is None:
        return b""
    digest = hashlib.sha256()
    for path in sorted(p for pattern in ("**/*.yaml", "petrarch/*.txt") for p in folder.glob(pattern)):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.digest()


@functools.lru_cache(maxsize=4)
def _load(overlay: Path | None) -> Knowledge:
    root = Path(str(resources.files(__package__)))
    folders = [root] + ([overlay] if overlay else [])
    read: list[str] = []
    parsed = quick.Parsed(root)

    def entries(pattern: str, kind: type[E_]) -> list[E_]:
        out: list[E_] = []
        for folder in folders:
            for path in sorted(folder.glob(pattern)):
                read.append(path.name if folder == root else str(path))
                out += _entries(path, kind, parsed if folder == root else None)
        return out

    known = Knowledge(
        states=_keyed(entries("states.yaml", schema.State), "code"),
        bodies=_keyed(entries("bodies.yaml", schema.Body), "code"),
        groups=_keyed(entries("groups.yaml", schema.Group), "code"),
        people=tuple(entries("people*.yaml", schema.Person)),
        makers=_keyed(entries("makers.yaml", schema.Maker), "name"),
        weapons=_keyed(entries("weapons/*.yaml", schema.Weapon), "designation"),
        weapon_kinds=_keyed(entries("weapon_kinds.yaml", schema.WeaponKind), "noun"),
        titles=tuple(entries("titles.yaml", schema.Title)),
        outlets=_keyed(entries("outlets.yaml", schema.Outlet), "name"),
        facts=tuple(entries("facts/*.yaml", schema.ReferenceFact)),
        words={w.name: frozenset(w.words.split()) for w in entries("words*.yaml", schema.WordList)},
        transfer_frames=tuple(entries("frames/transfers.yaml", schema.Frame)),
        operators=tuple(entries("frames/operators.yaml", schema.Operator)),
        cues=tuple(entries("frames/statements.yaml", schema.Cue)),
        event_frames=tuple(entries("frames/events.yaml", schema.EventFrame)),
        plover=_keyed(entries("plover.yaml", schema.PloverType), "type"),
        contexts=tuple(entries("contexts.yaml", schema.Context)),
        cameo=_keyed(entries("cameo.yaml", schema.CameoCode), "code"),
        sources=tuple(read),
    )
    parsed.save()
    return known


def cameo_code(known: Knowledge, code: str) -> schema.CameoCode | None:
    """The entry for a CAMEO code, or for the nearest code above it; None where there is none."""
    while code and code not in known.cameo:
        code = code[:-1]
    return known.cameo.get(code)


def _entries(path: Path, kind: type[E_], parsed: quick.Parsed | None = None) -> list[E_]:
    try:
        data = path.read_bytes()
        raw: Any = parsed.get(data) if parsed else None
        if raw is None:
            raw = yaml.load(data, Loader=Loader) or []
            if parsed:
                parsed.put(data, raw)
    except (yaml.YAMLError, OSError) as error:
        raise KnowledgeError(f"{path}: not readable as YAML ({error}); mend the file or remove it") from error
    try:
        return TypeAdapter(list[kind]).validate_python(raw)  # type: ignore[valid-type]
    except ValidationError as error:
        first = error.errors()[0]
        where = first["loc"][0] if first["loc"] else "?"
        name = raw[where] if isinstance(where, int) and isinstance(raw, list) and where < len(raw) else raw
        raise KnowledgeError(f"{path}: entry {where} ({str(name)[:80]}): {first['loc'][1:]} {first['msg']}") from error


def _keyed(entries: Iterable[E_], key: str) -> dict[str, E_]:
    return {getattr(e, key): e for e in entries}
