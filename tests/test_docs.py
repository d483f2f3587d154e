"""What the program offers is documented: read from the code, so that nothing new stays without a word."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import pytest
import typer

from dragoman import model
from dragoman.cli import app, showing
from dragoman.knowledge import schema
from dragoman.tell import formats, rows
from dragoman.weigh import judgements

ROOT = Path(__file__).resolve().parents[1]
CODEBOOK = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
KNOWLEDGE = (ROOT / "docs" / "adding-knowledge.md").read_text(encoding="utf-8")
PAGES = [*sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("*.md"))]


def commands() -> list[tuple[str, object]]:
    group = typer.main.get_command(app)
    return sorted(group.commands.items())  # type: ignore[attr-defined]


def parts(command: object) -> list[object]:
    """The command and, of a group, its verbs."""
    return [command, *getattr(command, "commands", {}).values()]


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_every_command_and_option_is_documented(name):
    command = dict(commands())[name]
    section = re.search(rf"^## `dragoman {name}\b.*?(?=^## |\Z)", COMMANDS, re.MULTILINE | re.DOTALL)
    assert section, f"docs/commands.md has no section on {name}"
    for verb in getattr(command, "commands", {}):
        assert re.search(rf"`{verb}[ `]", section[0]), f"{name} {verb}"
    for parameter in [parameter for part in parts(command) for parameter in part.params]:
        for option in parameter.opts:
            if option.startswith("--") and option != "--help":
                assert f"{option}" in section[0], f"{option} of {name}"


def test_every_choice_of_an_option_is_documented():
    lists = [v for v in vars(showing).values() if isinstance(v, type) and issubclass(v, StrEnum) and v is not StrEnum]
    assert lists
    assert not [choice.value for kind in lists for choice in kind if f"`{choice.value}`" not in COMMANDS]


@pytest.mark.parametrize("kind", [model.Status, model.Mode, model.Category, model.Stance, model.EventType])
def test_every_value_of_every_list_is_in_the_codebook(kind):
    assert not [value.value for value in kind if f"`{value.value}`" not in CODEBOOK]


def test_every_kind_of_judgement_is_in_the_codebook():
    assert not [kind for kind in judgements.KINDS if f"| `{kind}` |" not in CODEBOOK]


def test_every_kind_of_discrepancy_is_in_the_codebook():
    source = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "src/dragoman/weigh").glob("discrepancies*.py"))
    kinds = set(re.findall(r'(?:yield|Clash)\s?\(?\s*"([a-z]+)"', source)) | set(re.findall(r'kind="([a-z]+)"', source))
    assert {"quantity", "reference"} <= kinds
    assert not [kind for kind in sorted(kinds) if f"| `{kind}` |" not in CODEBOOK]


@pytest.mark.parametrize(
    "noun",
    [
        model.Transfer, model.Statement, model.Event, model.Fact, model.Evidence, model.Judgement, model.Step,
        rows.RegisterRow, rows.Quote,
    ],
)  # fmt: skip
def test_every_field_is_in_the_codebook(noun):
    assert not [field for field in noun.model_fields if f"`{field}`" not in CODEBOOK]


@pytest.mark.parametrize("entry", schema.Entry.__subclasses__())
def test_every_field_of_the_knowledge_is_documented(entry):
    file = (entry.__doc__ or "").partition(":")[0]
    assert f"`{file}`" in KNOWLEDGE, f"{file} is not named in docs/adding-knowledge.md"
    told = KNOWLEDGE + "`iso`" if "iso: false" in KNOWLEDGE else KNOWLEDGE
    assert not [field for field in entry.model_fields if f"`{field}`" not in told]


def test_every_export_format_is_documented():
    assert not [name for name in formats.WRITERS if f"`{name}`" not in COMMANDS]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_inside_the_documentation_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)?(#[^)\s]+)?\)", text):
        path, anchor = target
        if path.startswith(("http://", "https://", "mailto:")):
            continue
        linked = (page.parent / path).resolve() if path else page
        if linked.name == "figures.md":
            continue  # written by the benchmarks
        assert linked.exists(), f"{page.name}: {path}"
        if anchor:
            heads = re.findall(r"^#+ (.+)$", linked.read_text(encoding="utf-8"), re.MULTILINE)
            slugs = {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}
            assert anchor[1:] in slugs, f"{page.name}: {anchor}"


def test_the_documentation_names_no_place_of_our_own():
    for page in PAGES:
        assert not re.search(r"(?<![\w.])/(work|tmp|root|home)/", page.read_text(encoding="utf-8")), page.name
