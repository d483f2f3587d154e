"""From a report's text to one parsed document whose every token knows its place in the text.

The parse runs over a cleaned copy (line wraps and odd spaces become single spaces, accents are composed), so that
layout does not confuse the parser; a table of offsets leads each token back to the text exactly as stored.
Sentence ends are set by rule where punctuation is plain and left to the parser where an abbreviation makes it doubtful.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import spacy
from spacy.attrs import IDX, IS_SPACE, LENGTH, SPACY
from spacy.language import Language
from spacy.tokens import Doc

from dragoman.errors import ModelMissing

MODEL = "en_dragoman"
DROPPED = {"\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"}  # zero width or soft: not part of a word
WRAP_WIDTH = range(40, 101)  # line lengths of hard-wrapped text
TERMINAL = {".", "!", "?", "…", "...", ".."}
SHORT_AND_WORD = r"(?<=[A-Z]\.)-(?=[A-Za-z])"  # 'U.S.-made' is a name, a dash and a word, as 'UK-made' is
DESIGNATION_END = re.compile(r"^(?=\S*\d)[A-Z]\S*[A-Z0-9]\.$")
CLOSERS = {"”", "’", '"', "'", ")", "]", "»", "''"}
# a sentence that begins without a space after the last one: 'in March.In recent weeks', 'the plan.“We'
GLUED = re.compile(
    r"(?<=[a-z\d”’\"')\]][.!?…])(?=[“\"‘(\[]{0,2}[A-Z][a-z]|[“‘(\[])|(?<=[a-z][.,!?…][”\"])(?=[A-Z][a-z]+\s)"
)
RUN_ON = re.compile(
    r"(?<![\w-])[a-z]{4,}(?=[A-Z][a-z’' ])"
)  # a heading run into the text: 'live coverageThe White House'
# a run without a space, of which the tokenizer takes off one mark at a time, in time that grows with the square of its length
TOO_LONG = 200
ENDLESS = re.compile(rf"\S{{{TOO_LONG + 1},}}")
# what either needs, quick to look for
TIGHT, CAPITAL_INSIDE = re.compile(r"[.,!?…][“”\"‘(\[A-Z]"), re.compile(r"[a-z]{4}[A-Z]")
OPENERS = {"“", "‘", '"', "'", "(", "[", "«", "``"}
ENDING = frozenset(word[-1] for word in (*TERMINAL, *CLOSERS, ":", ";"))  # characters that a sentence may end with
SITE_NAME = re.compile(
    r"^[\w-]{2,}\.(?:com|org|net|info|news|co|in|uk|eu|de|fr|ru|tr|rs|ua|pl|cn|pk|us|gov|mil)(?:\.[a-z]{2})?$",
    re.IGNORECASE,
)
CREDIT = frozenset(["source", "sources", "by", "credit", "report"])  # 'SOURCE: A WRITER / NEWS DESK / SITE.ORG'
CREDIT_LENGTH = 20  # words
LONG, LONGEST = 150, 250  # words from which a sentence is parted at a mark, and anywhere


@dataclass(frozen=True)
class Parsed:
    doc: Doc
    starts: list[int]
    ends: list[int]
    paragraphs: list[int]  # per token: number of its paragraph


@functools.lru_cache(maxsize=1)
def model() -> Language:
    """The shipped pipeline.

    :raises ModelMissing: it is not installed; says how to get it.
    """
    path = Path(str(resources.files("dragoman") / "models" / MODEL))
    if not (path / "config.cfg").exists():
        raise ModelMissing(f"the language model is not at {path}; reinstall Dragoman or train it: make model")
    nlp = spacy.load(path)
    inside = nlp.tokenizer.infix_finditer.__self__.pattern
    nlp.tokenizer.infix_finditer = re.compile(rf"{inside}|{SHORT_AND_WORD}").finditer
    return nlp


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Half-open ranges of the text's paragraphs; lines of hard-wrapped text are kept together."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\r\n\u2028\u2029]+", text)]
    lines = [(a, b) for a, b in lines if text[a:b].strip()]
    wrapped = _is_wrapped(text, lines)
    out: list[tuple[int, int]] = []
    for a, b in lines:
        if out:
            before, between = text[out[-1][0] : out[-1][1]].rstrip(), text[out[-1][1] : a]
            blank = len(re.findall(r"\r\n|\r|\n|\u2028|\u2029", between)) > 1
            first = text[a:b].lstrip()[:1]
            last_line = before.rsplit("\n", 1)[-1]
            open_end = before[-1:] not in ".!?:…”\"’'"
            if not blank and (
                (wrapped and len(last_line) >= WRAP_WIDTH.start and not (first in "-•*" and not open_end))
                or (open_end and first.islower() and len(last_line) > 25)
            ):
                out[-1] = (out[-1][0], b)
                continue
        out.append((a, b))
    return out


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether most lines are of one modest length and end in the middle of a sentence."""
    if len(lines) < 4:
        return False
    middling = [text[a:b].rstrip() for a, b in lines if WRAP_WIDTH.start <= b - a < WRAP_WIDTH.stop]
    unfinished = [line for line in middling if line[-1] not in '.!?:…”"’']
    return len(unfinished) > 0.45 * len(lines)


def clean(text: str, start: int, end: int) -> tuple[str, list[int] | None]:
    """The paragraph as the parser should see it, and per character its offset in ``text`` (None: ``start + i``)."""
    part = text[start:end]
    part = re.sub(r"[^\S ]", " ", part)
    glued = {m.start() for m in GLUED.finditer(part)} if TIGHT.search(part) else set()
    glued |= {m.end() for m in RUN_ON.finditer(part)} if CAPITAL_INSIDE.search(part) else set()
    for m in ENDLESS.finditer(part):
        glued |= set(range(m.start() + TOO_LONG, m.end(), TOO_LONG))
    if not glued and unicodedata.is_normalized("NFC", part) and not any(c in part for c in DROPPED):
        return part, None
    out, places = [], []
    i = 0
    while i < len(part):
        j = i + 1
        while j < len(part) and unicodedata.combining(part[j]):
            j += 1
        if i in glued:
            out.append(" ")
            places.append(start + i)
        for c in unicodedata.normalize("NFC", part[i:j]):
            if c not in DROPPED:
                out.append(c)
                places.append(start + i)
        i = j
    places.append(end)
    return "".join(out), places


@functools.lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    return frozenset((resources.files("dragoman") / "knowledge" / "common_words.txt").read_text("utf-8").split())


def headline_case(words: list[str]) -> list[str]:
    """A headline's words, or a text's that is all in capitals, as running text would write them; others unchanged.

    A paragraph is a headline where nearly all its longer words begin with a capital.
    """
    long_words = [w for w in words if len(w) > 3 and w[0].isalpha()]
    shouting = len(long_words) > 2 and sum(w.isupper() for w in long_words) > 0.7 * len(long_words)
    if not shouting and (
        not 3 <= len(long_words) <= 30 or sum(w[0].isupper() for w in long_words) < 0.7 * len(long_words)
    ):
        return words
    common = common_words()
    if shouting and len(long_words) > 30:
        return _running_text(words, common)
    return [
        w.lower() if w.lower() in common and (shouting or not w.isupper() or len(w) == 1) and w != "I" else w
        for w in words
    ]


def _running_text(words: list[str], common: frozenset[str]) -> list[str]:
    """Words of a text all in capitals: sentences begin with one, names keep one, abbreviations keep all."""
    out = []
    opens = True
    for w in words:
        small = w.lower()
        if small in common and w != "I":
            out.append(w.capitalize() if opens and w.isalpha() else small)
        elif w.isupper() and len(w) > 4 and w.isalpha():
            out.append(w.capitalize())
        else:
            out.append(w)
        opens = w in TERMINAL or (opens and w in OPENERS)
    return out


TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
BLOCK_TAG = re.compile(r"</?(?:p|br|div|li|ul|ol|h[1-6]|tr|table|blockquote|section|article)\b", re.IGNORECASE)


def without_tags(text: str) -> str:
    """The text with left-over HTML tags blanked, character for character; tags of blocks become line ends."""
    if "<" not in text:
        return text
    return TAG.sub(lambda m: ("\n" if BLOCK_TAG.match(m.group()) else " ") * len(m.group()), text)


def document(nlp: Language, text: str) -> Parsed:
    """Tokens of the whole text as one document, not yet parsed, with preset sentence starts."""
    text = without_tags(text)
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[int] = []
    ends: list[int] = []
    numbers: list[int] = []
    sent_starts: list[bool | None] = []
    for number, (a, b) in enumerate(paragraphs(text)):
        cleaned, places = clean(text, a, b)
        first = len(words)
        parts: list[tuple[int, int, bool]] = []
        table = nlp.tokenizer(cleaned).to_array([IDX, LENGTH, SPACY, IS_SPACE])
        for left, length, spaced, blank in table.tolist():
            right, space = left + length, bool(spaced)
            if blank:
                if parts:
                    parts[-1] = (parts[-1][0], parts[-1][1], True)
            elif length > 1 and cleaned[right - 1] == "." and DESIGNATION_END.match(cleaned[left:right]):
                # 'the CH-92A.': the tokenizer takes 'A.' for an initial
                parts += (left, right - 1, False), (right - 1, right, space)
            else:
                parts.append((left, right, space))
        words += [cleaned[left:right] for left, right, _ in parts]
        spaces += [space for _, _, space in parts]
        if places is None:
            starts += [a + left for left, _, _ in parts]
            ends += [a + right for _, right, _ in parts]
        else:
            starts += [places[left] for left, _, _ in parts]
            # the end of the last character includes combining marks that were composed into it
            ends += [_end(text, places, right) for _, right, _ in parts]
        numbers += [number] * len(parts)
        sent_starts += _sentence_starts(words[first:])
        words[first:] = headline_case(words[first:])
    doc = Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=sent_starts)
    return Parsed(doc, starts, ends, numbers)


def _end(text: str, places: list[int], right: int) -> int:
    end = places[right - 1] + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def _sentence_starts(words: list[str]) -> list[bool | None]:
    """True, False or None (parser decides) for each word of one paragraph."""
    out: list[bool | None] = [True] + [False] * (len(words) - 1) if words else []
    for i in range(1, len(words)):
        if words[i - 1][-1] not in ENDING:
            continue
        if words[i - 1] in OPENERS and out[i - 1]:
            continue  # the mark that opens a sentence belongs to it
        j = i - 1
        while j > 0 and words[j] in CLOSERS and words[j] not in ("(", "["):
            j -= 1
        before, here = words[j], words[i]
        follower = here if here not in OPENERS or i + 1 >= len(words) else words[i + 1]
        if here in CLOSERS and here not in OPENERS:
            continue
        starts_big = follower[:1].isupper() or follower[:1].isdigit() or SITE_NAME.match(follower) is not None
        if before in TERMINAL:
            if here in ('"', "'") and j == i - 1 and words[:i].count(here) % 2 == 1:
                continue  # a closing straight quotation mark
            out[i] = True if starts_big and before != "..." else None if before in ("...", "…", "..") else starts_big
        elif len(before) > 2 and before.endswith(".") and starts_big and before.count(".") >= 1:
            out[i] = None  # 'U.S. The', 'Ltd. It'
        elif before in (":", ";") and here in OPENERS:
            out[i] = None
    if (end := _credit_end(words)) < len(words):
        out[end] = True
    _bound(words, out)
    return out


def _bound(words: list[str], starts: list[bool | None]) -> None:
    """Part what no writer would call a sentence: a run of words without an end costs time with its square."""
    last = 0
    for i in range(1, len(words) if len(words) > LONG else 0):
        if starts[i] is not False:
            last = i if starts[i] else last
        if i - last >= LONGEST or (i - last >= LONG and words[i - 1] in (",", ";", ":", "|", "/", "•", "-", "–", "—")):
            starts[i] = True
            last = i


def _credit_end(words: list[str]) -> int:
    """Index past a line of credit that runs into the first sentence; the number of words where there is none."""
    if len(words) > 2 and words[0].lower() in CREDIT and words[1] == ":":
        for i in range(2, min(CREDIT_LENGTH, len(words))):
            if SITE_NAME.match(words[i]) and "/" in words[2:i]:
                return i + 1
            if words[i] in TERMINAL:
                break
    return len(words)


def is_credit(doc: Doc, first: int, last: int) -> bool:
    """Whether a sentence is a line of credit and nothing else: its names are no actors of the report."""
    if not 2 < last - first <= CREDIT_LENGTH or doc[first].lower_ not in CREDIT or doc[first + 1].text != ":":
        return False
    words = [t.text for t in doc[first + 2 : last]]
    return "/" in words or SITE_NAME.match(words[-1]) is not None


def parse_all(texts: Iterable[str]) -> Iterator[Parsed]:
    """Parse many texts; the order is kept."""
    nlp = model()
    batch: list[Parsed] = []

    def done(batch: list[Parsed]) -> Iterator[Parsed]:
        for parsed, doc in zip(batch, nlp.pipe([p.doc for p in batch], batch_size=16), strict=True):
            yield Parsed(doc, parsed.starts, parsed.ends, parsed.paragraphs)

    for text in texts:
        batch.append(document(nlp, text))
        if sum(len(p.doc) for p in batch) > 8000:
            yield from done(batch)
            batch = []
    yield from done(batch)
