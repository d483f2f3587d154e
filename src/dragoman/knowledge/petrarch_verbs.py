"""Verbs, patterns and synonym sets of dictionaries in PETRARCH's format.

    &TREATY                             a synonym set; its nouns take regular plurals unless ``_`` ends them
    +TREATY
    --- SIGN [057] ---                  a block; its code holds for its verbs and for none of their patterns
    SIGN {SIGNS SIGNED}                 a verb; irregular forms in braces; a code of its own may follow
    +LAY_DOWN {+LAID_DOWN}              of several words; ``+`` marks the one that is inflected
    - $ * {PEACE &TREATY} (WITH +) [057:057]

A pattern holds words before and after the verb ``*``: ``{}`` words of one noun phrase, ``()`` words that a preposition
leads; ``$`` the source, ``+`` the target, ``^`` an actor to be passed over, ``%`` several actors at once. A code
``[a:b]`` gives a second event, b, from target to source; ``[---]`` none.

    ~ a (b . ATTACK) SAY = a b 112      a verb with a clause below it: who says that b attacks codes a, b, 112
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.knowledge.petrarch_text import CODES, Line, Problem, plural_of, words_of

ROLES = frozenset("$+^%")
HEADER = re.compile(r"^---\s*(?P<name>[^\[]*?)\s*(?:\[(?P<code>[^\[\]]*)\])?[\s-]*$")
RULE = re.compile(
    r"^~\s*(?P<outer>\S+)\s*\(\s*(?P<source>\S+)\s+(?P<target>\S+)\s+(?P<verb>[^\s)]+)\s*\)\s*(?P<over>\S+)\s*="
    r"\s*(?P<a>\S+)\s+(?P<b>\S+)\s+(?P<code>\S+)\s*$"
)
Code = tuple[str | None, str | None]  # from source to target, and back


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a pattern: a word with its synonyms, an actor's role, or a group of elements."""

    kind: str  # 'word' | 'role' | 'noun' ({}) | 'prep' (())
    words: frozenset[tuple[str, ...]] = frozenset()  # of a word: any of these
    begins: frozenset[str] = frozenset()  # how these begin
    role: str = ""
    inner: tuple[Element, ...] = ()

    def size(self) -> int:
        """How much it tells: its words and roles."""
        return sum(e.size() for e in self.inner) or 1

    def needs(self) -> list[frozenset[str]]:
        """Of each of its words the beginnings, one of which a text must hold."""
        if self.kind == "word":
            return [self.begins]
        return [need for e in self.inner for need in e.needs()]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words around a verb and the code that they give it."""

    before: tuple[Element, ...]
    after: tuple[Element, ...]
    code: Code
    text: str
    file: str
    line: int
    size: int  # how much it tells
    needs: tuple[frozenset[str], ...]  # see Element.needs


@dataclass(slots=True)
class Verb:
    """A verb with the code that it has where none of its patterns fits."""

    name: str
    block: str
    code: Code
    patterns: tuple[Pattern, ...]
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One inflected form of a verb: WIRED for WIRE, and TAPPED with WIRE before it for WIRE_+TAP."""

    word: str
    verb: Verb
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Transformation:
    """What a verb over a clause makes of it: ``~ a (b . ATTACK) SAY = a b 112``."""

    outer: str
    source: str
    target: str
    verb: str
    over: str
    result: tuple[str, str, str]  # source, target, code
    file: str
    line: int


@dataclass(slots=True)
class _Block:
    name: str
    code: Code
    verbs: list[Verb] = field(default_factory=list)
    patterns: list[Pattern] = field(default_factory=list)


def read_verbs(file: str, lines: Iterable[Line]) -> tuple[list[VerbForm], list[Transformation], list[Problem]]:
    """Verb forms, transformations, and the lines that cannot be used."""
    lines = list(lines)
    problems: list[Problem] = []
    sets = _synonyms(lines)
    forms: list[VerbForm] = []
    rules: list[Transformation] = []
    block = _Block("", (None, None))
    in_set = False
    for number, raw in lines:
        text = raw.strip()
        if text.startswith("&"):
            in_set = True
        elif text.startswith("---"):
            in_set = False
            _close(block)
            made = HEADER.match(text)
            if made is None:
                problems.append(Problem(file, number, "a block's first line is --- NAME [CODE] ---"))
            block = _Block(made["name"] if made else "", code_of(made["code"] or "") if made else (None, None))
        elif text.startswith("~"):
            if (rule := RULE.match(text)) is None:
                problems.append(Problem(file, number, "a transformation is ~ a (b c VERB) VERB = a b CODE"))
            else:
                result = (rule["a"], rule["b"], rule["code"])
                rules.append(
                    Transformation(
                        rule["outer"], rule["source"], rule["target"], rule["verb"], rule["over"], result, file, number
                    )
                )
        elif re.match(r"^-?\s.*\*|^-\s|^\*", text) and not in_set:
            pattern, what = _pattern(file, number, text, sets)
            if pattern:
                block.patterns.append(pattern)
            else:
                problems.append(Problem(file, number, what))
        elif not in_set or not text.startswith("+"):
            in_set = False
            made_forms = _verb(file, number, text, block)
            forms += made_forms
            if not made_forms:
                problems.append(Problem(file, number, "neither a verb nor a pattern"))
    _close(block)
    return forms, rules, problems


def _close(block: _Block) -> None:
    for verb in block.verbs:
        verb.patterns = tuple(block.patterns)


def code_of(text: str) -> Code:
    """``042`` or ``042:043``; ``---`` is no code."""
    first, _, second = text.replace(" ", "").partition(":")
    return tuple(None if not c or c.startswith(("---", "+++", "###")) else c for c in (first, second))  # type: ignore[return-value]


def _synonyms(lines: Iterable[Line]) -> dict[str, frozenset[tuple[str, ...]]]:
    """The synonym sets, one inside another resolved."""
    raw: dict[str, list[str]] = {}
    name = ""
    for _, line in lines:
        text = line.strip()
        if text.startswith("&"):
            name = text[1:].strip().rstrip("_").upper()
            raw.setdefault(name, [])
        elif name and text.startswith("+"):
            raw[name].append(text[1:].strip())
        else:
            name = ""

    def resolve(name: str, seen: frozenset[str]) -> frozenset[tuple[str, ...]]:
        out: set[tuple[str, ...]] = set()
        for entry in raw.get(name, ()):
            if entry.startswith("&"):
                inner = entry[1:].rstrip("_").upper()
                out |= resolve(inner, seen | {inner}) if inner not in seen else frozenset()
            elif words := words_of(entry):
                out.add(words)
                if not entry.endswith("_"):
                    out.add((*words[:-1], plural_of(words[-1])))
        return frozenset(out)

    return {name: resolve(name, frozenset([name])) for name in raw}


# ---- verbs --------------------------------------------------------------------------------------------------------


def _verb(file: str, number: int, text: str, block: _Block) -> list[VerbForm]:
    codes = CODES.findall(text)
    braces = re.search(r"\{([^{}]*)\}?", text)
    name = re.sub(r"\{[^{}]*\}?|\[[^\[\]]*\]", "", text).strip()
    if not words_of(name):
        return []
    verb = Verb(name.strip("+_ "), block.name, code_of(codes[0]) if codes else block.code, (), file, number)
    block.verbs.append(verb)
    spelled = [(name, True)] + [(form, False) for form in (braces[1].split() if braces else ())]
    forms: dict[tuple[tuple[str, ...], str, tuple[str, ...]], VerbForm] = {}
    for one, inflect in spelled:
        before, word, after = _parts(one)
        if not word:
            continue
        for form in _inflected(word) if inflect else (word,):
            forms[before, form, after] = VerbForm(form, verb, before, after)
    return list(forms.values())


def _parts(text: str) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """Words before the inflected one, it, and words after it."""
    before, plus, rest = text.partition("+")
    if not plus:
        before, rest = "", text
    words = words_of(re.sub(r"(?<=\w)-(?=\w)", "", rest))  # RE-EXAMINE is one word
    return words_of(before), words[0] if words else "", words[1:]


def _inflected(word: str) -> tuple[str, ...]:
    """A verb's regular forms; others a dictionary lists itself."""
    third = plural_of(word)
    if word.endswith("E"):
        past, gerund = word + "D", word[:-1] + "ING" if not word.endswith(("EE", "YE", "OE")) else word + "ING"
    elif word.endswith("Y") and word[-2:-1] not in tuple("AEIOU"):
        past, gerund = word[:-1] + "IED", word + "ING"
    else:
        past, gerund = word + "ED", word + "ING"
    return word, third, past, gerund


# ---- patterns -----------------------------------------------------------------------------------------------------


def _pattern(
    file: str, number: int, text: str, sets: dict[str, frozenset[tuple[str, ...]]]
) -> tuple[Pattern | None, str]:
    """The pattern, or None and what is wrong with it."""
    codes = CODES.findall(text)
    if not codes:
        return None, "a pattern needs a code in square brackets"
    told = text.partition("[")[0].lstrip("-").strip()
    if told.count("*") != 1:
        return None, "a pattern needs one * for its verb"
    for opened, closed in ("()", "{}"):
        if told.count(opened) != told.count(closed):
            return None, f"{opened} without {closed}"
    unknown = [s for s in re.findall(r"&(\w+)", told) if s.rstrip("_").upper() not in sets]
    if unknown:
        return None, f"the synonym set &{unknown[0]} is not defined"
    before, _, after = told.partition("*")
    sides = [_elements(side, sets) for side in (before, after)]
    size = sum(e.size() for e in (*sides[0], *sides[1]))
    needs = tuple(need for e in (*sides[0], *sides[1]) for need in e.needs())
    shown = f"{told} [{codes[0].strip()}]"
    return Pattern(sides[0], sides[1], code_of(codes[0]), shown, file, number, size, needs), ""


def _word(words: frozenset[tuple[str, ...]]) -> Element:
    return Element("word", words, frozenset(b for w in words for b in (w[0], "".join(w[:2]))))


def _elements(text: str, sets: dict[str, frozenset[tuple[str, ...]]]) -> tuple[Element, ...]:
    tokens = re.findall(r"[(){}]|[$+^%](?=[\s(){}]|$)|[^\s(){}]+", text)
    place = 0

    def group(closing: str) -> tuple[Element, ...]:
        nonlocal place
        out: list[Element] = []
        while place < len(tokens):
            token = tokens[place]
            place += 1
            if token == closing:
                break
            if token in "({":
                out.append(Element("prep" if token == "(" else "noun", inner=group(")" if token == "(" else "}")))
            elif token in ROLES:
                out.append(Element("role", role=token))
            elif token.startswith("&"):
                out.append(_word(sets[token[1:].rstrip("_").upper()]))
            elif words := words_of(token):
                out.append(_word(frozenset([words])))
        return tuple(out)

    return group("")
