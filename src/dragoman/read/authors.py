"""Reports that are somebody's own words, and whose: official statements, messages, signed notices, transcripts.

The heading names the author ('Statement by X on ...', 'Joint Statement from the Governments of ...'), a signature in
capitals does, or each paragraph begins with its speaker ('PRESIDENT X: ...'). The author speaks in the first person
outside quotation marks; a report about a statement does not.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from dragoman.read import gazetteer
from dragoman.read.actors import actors_of
from dragoman.read.reading import Reading, Sentence
from dragoman.read.speaker_names import BODIES, TITLE_END, Speaker, untitled
from dragoman.read.tags import FINITE
from dragoman.read.words import Token

KIND = r"(?:statements?|remarks|message|letter|address|speech|communiqu[eé]|declaration|testimony|comments|op-ed)"
LEAD = r"(?:(?:a|the|full|text|transcript|press|media|opening|closing|joint|trilateral|bilateral|written|video|official|of|a)\b[\s:]*)*"
BY = re.compile(rf"^\W*{LEAD}{KIND}\b[^:;]{{0,40}}?\b(?:by|from|of)\s+(?P<names>.+)", re.IGNORECASE)
OF_GROUP = re.compile(
    r"^\W*(?P<names>(?:[\w.’'-]+\s+){0,5}?(?:leaders|ministers|governments|members|presidents|quint|council|troika))[’']*\s+"
    r"(?:joint\s+)?(?:statement|communiqu[eé]|declaration)\b",
    re.IGNORECASE,
)
POSSESSOR = re.compile(
    rf"^\W*(?P<names>[A-Z][\w.’'-]*(?:\s+[\w.-]+){{0,6}}?)[’']s?\s+(?:opening\s+|closing\s+|press\s+)?{KIND}\s+(?:on|at|to|in|after|before|regarding)\b"
)
MATTER = re.compile(
    r"\s+(?:on|at|to|after|before|regarding|in|following|during|concerning|about|upon|ahead|with|marking|for|against|"
    r"[a-z]{3,}ing)\b.*|\s+[–—-]\s.*|[:(].*",
    re.IGNORECASE | re.DOTALL,
)
TOGETHER = re.compile(
    r"^(?:the\s+)?(?:\w+\s+){0,3}?(?:governments|leaders|ministers|members|heads|presidents|ambassadors)\b", re.I
)
SIGNATURE = re.compile(r"^\s*[A-ZÀ-Ý][A-ZÀ-Ý'’.-]*(?:\s+[A-ZÀ-Ý][A-ZÀ-Ý'’.-]*){1,4}\s*$")
# 'I, ANA M. PRADO, President of ..., do hereby proclaim', and a name in capitals that ends a text without lines
PROCLAIMS = re.compile(
    r"\bI, (?P<name>[A-ZÀ-Ý][\w.’'-]*(?: [A-ZÀ-Ý][\w.’'-]*){1,4}), (?:by the Grace of God, )?"
    r"(?:President|Prime Minister|King|Queen|Governor|Chancellor|Emperor)\b.{0,200}?\bdo hereby\b", re.DOTALL
)  # fmt: skip
LAST = re.compile(
    r"(?P<name>\b[A-ZÀ-Ý]{2,}(?: [A-ZÀ-Ý]\.)?(?: [A-ZÀ-Ý]{2,}\.?){1,3})[\s,.]*(?:THE WHITE HOUSE[\w\s,.]{0,40})?$"
)
TURN = re.compile(
    r"^[^\S\n]*(?P<name>[A-ZÀ-Ý][A-ZÀ-Ý.'’-]*(?:[ \t]+[A-ZÀ-Ý][A-ZÀ-Ý.'’-]*){0,5}|(?:Mr|Mrs|Ms|Dr)\.? [A-Z][\w'’-]+)"
    r"(?:[ \t]*\([^)\n]{1,40}\))?:\s",
    re.MULTILINE,
)
# the same within a text whose lines are lost, where a sentence has just ended; 'Q' begins a question there
LOST = re.compile(
    r"(?:^|(?<=[.?!)\]—–”\"] )|(?<=[AP]\.M\. [A-Z]{3} )|(?<=[AP]\.M\. [A-Z]{4} )|(?<=\b[ECMP][DS]T )|(?<=\bGMT ))"
    r"(?:(?P<name>(?![A-Z]{2,3}T )[A-ZÀ-Ý][A-ZÀ-Ý.'’-]+(?: [A-ZÀ-Ý][A-ZÀ-Ý.'’-]*){0,5})(?: \([^)\n]{1,40}\))?:|Q(?=:? [A-ZÀ-Ý“\"(—–]))\s"
)
CLOCK = re.compile(r"\b\d{1,2}:\d\d [AP]\.M\. [A-Z]{2,4}\b")  # a transcript tells when it began
TOP = 300  # characters in which it does
BRACKETED = re.compile(r"\[(?P<name>[A-ZÀ-Ý][A-ZÀ-Ý.'’-]+(?: [A-ZÀ-Ý][A-ZÀ-Ý.'’-]*){0,3})\]\s")  # '[FROST] We shall'
STAGE = frozenset(
    [
        "word",
        "words",
        "indistinct",
        "text",
        "recording",
        "begin",
        "end",
        "video",
        "passage",
        "continued",
        "interrupted",
        "interrupting",
        "sic",
        "name",
        "as",
        "for",
        "received",
        "not",
        "specified",
        "excerpt",
        "excerpts",
        "laughter",
        "applause",
        "station",
        "communique",
        "editorial",
        "commentary",
    ]
)
NOBODY = re.compile(
    r"^(?:Q|A|QUESTION|REPORTER|REPORTERS|PRESS|THE PRESS|MODERATOR|INTERVIEWER|HOST|AIDE|STAFF|AUDIENCE|INTERPRETER|"
    r"OPERATOR|PARTICIPANT|SOURCE|NOTE|UPDATE|PHOTO|VIDEO|WATCH|READ|READ MORE|RELATED|CONTACT|TEXT|WASHINGTON|FILE)$"
)
NO_NAME = frozenset(["the", "read", "more", "news", "stories", "watch", "related", "end", "to", "of", "and"])
BOLD = re.compile(r"\*\*(?P<name>[A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'.-]*){1,4}?)(?:, [\w. ]{1,8})?\*\*")
BOTTOM = 160  # characters at the end in which such names stand
WE = 0.4  # share of sentences in the first person of a text that is somebody's own
GROUPS = frozenset(["leaders", "governments", "ministers"])
UNTOLD = frozenset(["joint", "trilateral", "bilateral", "the", *GROUPS])  # words that leave open whose leaders they are
EARLY = 6  # sentences in which such a text tells who speaks
LONGEST_NAME = 12  # words of the phrase that tells it
FIRST = frozenset(["i", "we", "our", "my", "us"])
HOMES = {
    "gov": "USA",
    "mil": "USA",
    "gov.uk": "GBR",
    "gov.au": "AUS",
    "gov.ua": "UKR",
    "gov.tr": "TUR",
    "gov.il": "ISR",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text that is one author's own words; half-open character range."""

    start: int
    end: int
    speaker: Speaker
    signed: bool = False  # a signature names the author: a notice, not a speech


def find(reading: Reading) -> list[Part]:
    """Whose words the text is made of; empty for a report about others."""
    heading = _heading(reading)
    people = _people(reading, heading)
    turns = _turns(reading, people)
    if turns:
        return turns
    signatory = None if people else _signatory(reading)
    if not people and signatory is None and (name := _proclaimed(reading)) is not None:
        people = [name]
    if not people and signatory is None:
        people = _bold_names(reading) or _who_are_we(reading)
    if not (people or signatory is not None) or not _first_person(reading):
        return []
    if people:
        return [Part(0, len(reading.text), _joined(people))]
    return [Part(0, len(reading.text), signatory, True)] if signatory is not None else []


def _heading(reading: Reading) -> str:
    title = " ".join((reading.report.title or "").split())
    if title:
        return title
    first = next((s for s in reading.sentences if not s.furniture), None)
    return " ".join(reading.text[first.start : first.end].split()) if first is not None and first.title else ""


def _first_person(reading: Reading) -> bool:
    return any(t.lower_ in FIRST and reading.quoted(t.i) is None for t in reading.doc)


# ---- names ------------------------------------------------------------------------------------------------------


def _people(reading: Reading, heading: str) -> list[Speaker]:
    """The authors that a heading names."""
    if not heading:
        return []
    m = BY.match(heading) or OF_GROUP.match(heading) or POSSESSOR.match(heading)
    if m is None:
        return []
    names = MATTER.sub("", m.group("names")).strip(" ,.’'*_-")
    if not names:
        return []
    if TOGETHER.match(names) or m.re is OF_GROUP:
        name = re.sub(r"^(?:the|a)\s+", "", names, flags=re.IGNORECASE)
        if set(name.lower().split()) <= UNTOLD and (told := _leaders(reading)):
            return told
        sides = _sides(reading, names) or _who_meets(reading)
        return [Speaker(name, sides, name, "body")]
    out = []
    for part in re.split(r",\s+(?:and\s+)?|\s+and\s+|\s*&\s*", names):
        if part.lower().strip(".") in ("jr", "sr") or not part.strip():
            continue
        if (one := _speaker(reading, part.strip())) is not None:
            out.append(one)
    return out


def _bold_names(reading: Reading) -> list[Speaker]:
    """Who signs with names in bold at the end: '**Ana Prado** **Boris Ilic, M.P.** June 10, 2021'."""
    end = reading.text[-BOTTOM:]
    names = [" ".join(m["name"].split()) for m in BOLD.finditer(end)]
    speakers = [_speaker(reading, n) or Speaker(n, (), n, "person") for n in names]
    return speakers if names and _share_of_we(reading) else []


def _who_are_we(reading: Reading) -> list[Speaker]:
    """The leaders, governments or states of whom an unsigned joint statement tells before or after 'we'."""
    if not _share_of_we(reading):
        return []
    for sentence in _early(reading):
        for t in reading.tokens(sentence):
            if (leaders := _leaders_at(reading, sentence, t)) is not None:
                return [leaders]
            if t.dep_ not in ("nsubj", "nsubj:pass") or reading.quoted(t.i) is not None:
                continue
            sides = tuple(dict.fromkeys(a for x in (t, *t.conjuncts) for a in actors_of(reading, x)))
            if len(sides) > 1:
                last = max([t, *t.conjuncts], key=lambda x: x.i).right_edge.i
                comma = next((k for k in range(t.i, last) if reading.doc[k].text == "," and not t.conjuncts), last + 1)
                whole = reading.text[reading.starts[t.left_edge.i] : reading.ends[min(last, comma)]]
                name = re.sub(r"^(?:the|a)\s+", "", " ".join(whole.split()).strip(" ,"), flags=re.IGNORECASE)
                return [Speaker(name, sides, name, "body")] if len(name.split()) <= LONGEST_NAME else []
    return []


def _early(reading: Reading) -> list[Sentence]:
    return [s for s in reading.sentences if not s.furniture][:EARLY]


def _leaders(reading: Reading) -> list[Speaker]:
    """Of which states the leaders are whom a heading just calls 'leaders'."""
    found = (_leaders_at(reading, s, t) for s in _early(reading) for t in reading.tokens(s))
    return [one for one in found if one is not None][:1]


def _leaders_at(reading: Reading, sentence: Sentence, t: Token) -> Speaker | None:
    """The leaders of several states, where the word begins 'leaders of Chad and Mali'."""
    if t.lower_ not in GROUPS or t.i + 2 >= sentence.last or t.nbor(1).lower_ != "of":
        return None
    end = next((x.i for x in reading.doc[t.i : sentence.last] if x.tag_ in (*FINITE, "VBN")), sentence.last)
    named = [m for m in reading.mentions_between(t.i, end) if m.kind in ("state", "body")]
    if len(named) < 2 or end - t.i > 2 * LONGEST_NAME:
        return None
    name = " ".join(reading.text[reading.starts[t.i] : named[-1].end].split())
    return Speaker(name, tuple(dict.fromkeys(i for m in named for i in m.ids)), name, "body")


def _share_of_we(reading: Reading) -> bool:
    """Whether a text speaks of itself as 'we' throughout, outside quotation marks, and quotes nobody else."""
    told = [s for s in reading.sentences if not s.furniture and not s.title]
    ours = [
        s for s in told if any(t.lower_ in ("we", "our") and reading.quoted(t.i) is None for t in reading.tokens(s))
    ]
    said = [s for s in told if any(t.lemma == "say" for t in reading.tokens(s))]
    return len(ours) >= 3 and len(ours) >= len(told) * WE and len(said) <= 1


def _who_meets(reading: Reading) -> tuple[str, ...]:
    """The states that the first sentence names, where they are several: whose leaders speak together."""
    first = next((s for s in reading.sentences if not s.furniture and not s.title), None)
    states = {m.ids[0]: m for m in reading.mentions_in(first) if m.kind == "state"} if first is not None else {}
    return tuple(states) if len(states) > 1 else ()


def _speaker(reading: Reading, part: str) -> Speaker | None:
    """'Dutch Prime Minister X' → X with their side; a body without a person's title as it stands."""
    part = re.sub(r"^(?:the|a)\s+", "", part, flags=re.IGNORECASE)
    of = re.search(r"\s+of\s+(?:the\s+)?(?P<whose>.+)$", part)
    hits = gazetteer.default().find(part)
    known = next((h.name for h in hits if h.name.kind == "person"), None)
    side = known.side if known is not None else _sides(reading, part)
    name = untitled(part[: of.start()] if of and untitled(part[: of.start()]) != part[: of.start()] else part)
    titled = name != part or any(w.lower().strip(".,") in TITLE_END for w in part.split())
    if not name[:1].isupper() or len(name.split()) > 8:
        return None
    if known is None and not titled:
        body = bool(hits) or any(w.lower() in BODIES for w in name.split())
        return Speaker(name, side or (name,), name, "body") if body else None
    surname = name.split()[-1]
    for m in reading.mentions:
        if m.kind == "person" and m.form != "pronoun" and m.ids[0].split()[-1] == surname:
            side = side or m.side
            if len(m.ids[0].split()) > len(name.split()):
                name = untitled(m.ids[0])
            break
    return Speaker(name, side[:1] or home(reading), name, "person")


def _sides(reading: Reading, text: str) -> tuple[str, ...]:
    hits = [h.name for h in gazetteer.default().find(text)]
    return tuple(dict.fromkeys(i for n in hits if n.kind in ("state", "body") for i in n.ids))


def home(reading: Reading) -> tuple[str, ...]:
    """The state on whose official site the report stands."""
    outlet = (reading.report.outlet or "").lower().rsplit("/", 1)[-1]
    return next(((code,) for end, code in HOMES.items() if outlet.endswith("." + end)), ())


def _joined(people: list[Speaker]) -> Speaker:
    if len(people) == 1:
        return people[0]
    names = [p.name for p in people]
    sides = tuple(dict.fromkeys(s for p in people for s in p.side))
    return Speaker(", ".join(names[:-1]) + " and " + names[-1], sides, "&".join(sorted(names)), "pair")


# ---- transcripts ------------------------------------------------------------------------------------------------


def _turns(reading: Reading, people: list[Speaker]) -> list[Part]:
    """The turns of a transcript; at least three marks, or two where the heading names who speaks."""
    marks = list(TURN.finditer(reading.text))
    within = list(LOST.finditer(reading.text)) if len(marks) < 3 else []
    if sum(bool(m["name"]) for m in within) >= (2 if CLOCK.search(reading.text[:TOP]) else 3):
        marks = within
    elif len(marks) < 3:
        labels = [m for m in BRACKETED.finditer(reading.text) if not STAGE & set(m["name"].lower().split())]
        counts = Counter(m["name"] for m in labels)
        if sum(n > 1 for n in counts.values()) > 1:  # two at least who take turns
            marks = [m for m in labels if counts[m["name"]] > 1]
    if len(marks) < (1 if people or marks is within else 3):
        return []
    out = []
    for k, m in enumerate(marks):
        end = marks[k + 1].start() if k + 1 < len(marks) else len(reading.text)
        name = " ".join((m["name"] or "Q").split())
        if NOBODY.match(name):
            continue
        speaker = _of_turn(reading, name, people, alone=m.re is BRACKETED)
        if speaker is not None:
            out.append(Part(m.end(), end, speaker))
    return out


def another_turn(reading: Reading, start: int, end: int) -> bool:
    """Whether somebody else's turn, or a question, begins in the stretch of a transcript."""
    return bool(TURN.search(reading.text, start, end) or LOST.search(reading.text, start, end))


def _of_turn(reading: Reading, name: str, people: list[Speaker], *, alone: bool = False) -> Speaker | None:
    """Whose turn a label opens; ``alone``: a surname by itself is one too."""
    words = name.split()
    if words[0].upper() == "THE":
        if people:
            return people[0]
        held = name.split(None, 1)[-1].lower()  # 'THE PRESIDENT', whom a question or a date line names
        for m in reading.mentions:
            if m.kind == "person" and m.side and m.form != "pronoun" and m.text.lower().startswith(f"{held} "):
                return Speaker(untitled(m.ids[0]), m.side, untitled(m.ids[0]), "person")
        return Speaker(name.lower(), home(reading), name.lower(), "person")
    spelled = " ".join(w if not w.isupper() else w.capitalize() for w in words)
    bare = untitled(spelled)
    known = next((h.name for h in gazetteer.default().find(spelled) if h.name.kind == "person"), None)
    surname = gazetteer.fold(bare.split()[-1])[0]
    for p in people:
        if gazetteer.fold(p.name.split()[-1])[0] == surname:
            return p
    for m in reading.mentions:
        if m.kind == "person" and m.form != "pronoun" and gazetteer.fold(m.ids[0].split()[-1])[0] == surname:
            full = untitled(m.ids[0])
            side = m.side or (known.side if known is not None else home(reading))
            return Speaker(full if not full.isupper() else bare, side, full.title(), "person")
    if bare == spelled and len(words) < 2 and not alone:
        return None
    return Speaker(bare, known.side if known is not None else home(reading), bare, "person")


def _proclaimed(reading: Reading) -> Speaker | None:
    """Who proclaims, or whose name ends a letter whose lines are lost."""
    text = reading.text
    if text.isupper():
        return None
    m = PROCLAIMS.search(text) or (LAST.search(text) if sum(t.text == "I" for t in reading.doc) > 1 else None)
    if m is None or NO_NAME & set(m["name"].lower().split()):
        return None
    name = " ".join(w.capitalize() if w.isupper() else w for w in m["name"].split())
    states = (
        [o for o in reading.mentions if o.start >= m.end("name") and o.kind == "state"] if m.re is PROCLAIMS else []
    )
    surname = next((w for w in reversed(name.split()) if w.lower().strip(".") not in ("jr", "sr")), name)
    known = next((o for o in reading.mentions if o.kind == "person" and o.side and o.ids[0].endswith(surname)), None)
    side = states[0].ids if states else known.side if known is not None else home(reading)
    return Speaker(name, side, name, "person")


# ---- signatures -------------------------------------------------------------------------------------------------


def _signatory(reading: Reading) -> Speaker | None:
    """The name in capitals on a line of its own near the end."""
    lines = [line for line in reading.text.splitlines() if line.strip()][-6:]
    if sum(line.isupper() for line in lines) > 2:
        return None  # a text in capitals throughout
    for i, line in enumerate(lines):
        named = SIGNATURE.match(line) and len(line.strip()) <= 40 and not NO_NAME & set(line.lower().split())
        if named:
            at = reading.text.rfind(line)
            after = [m for m in reading.mentions if m.start > at and m.kind in ("state", "body")]
            side = (
                after[0].ids
                if after
                else next((m.side for m in reading.mentions if m.kind == "person" and m.start >= at), ())
            )
            name = " ".join(w.capitalize() for w in line.split())
            return Speaker(name, side, name, "person") if after or i >= len(lines) - 3 else None
    return None
