"""Mark actors and weapons: names of the knowledge, people and bodies that the text itself introduces, weapons by pattern.

The parser's own entity labels only *find* unknown names; what a known name is, the knowledge says.
"""

from __future__ import annotations

import re

from dragoman import knowledge
from dragoman.read import gazetteer, people, phrases
from dragoman.read.draft import frames, lemma_in
from dragoman.read.gazetteer import Hit
from dragoman.read.reading import Mention, Reading
from dragoman.read.words import Token

# designations by pattern, for systems that the catalogue lacks: 'Su-57M', 'KSS-III', 'Mk 45', 'Type 26', 'M120'
DESIGNATION = re.compile(
    r"(?<![\w-])(?:[A-Z]{1,4}[a-z]?-\d{1,4}[A-Z]{0,3}\d?|Type[ -]\d{2,3}[A-Z]?|[A-Z]{2,4}-[IVX]{1,4})(?![\w%-])"
)
NOT_DESIGNATION = re.compile(
    r"^(?:COVID-|G-\d|B-\d$|[A-Z]{1,3}-\d{4}$|Q[1-4]|FY|H-1|GPT-|ISS-|U-\d{2}$|I-\d|M-\d|E-\d|L-1$|A-\d$|P-\d$)"
)
MILITARY = re.compile(
    r"\b(?:military|combat|fighter|weapon|missile|army|navy|naval|armou?red|defen[cs]e|war|arms|battle|tank|artillery|air force|"
    r"brigade|troops|radar|drone|howitzer|launcher|squadron|jets?|aircraft|submarine|frigate|munition|shell|rocket|gun|"
    r"helicopter|battery|batteries|warhead|anti-tank|anti-aircraft|surface-to-air|system|vehicle|manpad|interceptor|torpedo|"
    r"corvette|rifle|apc|ifv|uav)s?\b",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|dozens of|more|additional)\s$", re.IGNORECASE
)
HANDED = re.compile(  # 'to send its Leopards'
    r"\b(?:sen[dt]|sending|suppl(?:y|ied|ying)|deliver(?:ed|ing)?|transfer(?:red|ring)?|donat(?:e|ed|ing)|provid(?:e|ed|ing))"
    r"\s(?:its|their|his|our|your)\s(?:own\s)?$",
    re.IGNORECASE,
)
WEAK_NEIGHBOURS = re.compile(
    r"(?:military|combat|fighter|armou?red|missile|guided|attack|strike|war|naval|navy|army|air force|battle|stealth|"
    r"reconnaissance|surveillance|patrol|spy|transport|trainer|training|tanker|bomber|fighting|tracked|wheeled|artillery|"
    r"mortar|tank|rocket|defen[cs]e|launch(?:er|ing)?|air|anti-\w+|surface-to-\w+|torpedo|calibre|caliber|mm|ammunition|"
    r"turbofan|turboprop|jet|gas turbine)\W*$",
    re.IGNORECASE,
)


MOVED = re.compile(
    r"\b(?:s[eo]ld|sell(?:s|ing)?|sen[dt](?:s|ing)?|supplie[ds]|supply(?:ing)?|deliver(?:ed|s|ing)?|ship(?:s|ped|ping)?|"
    r"donat(?:ed|es|ing|e)|export(?:ed|s|ing)?|bought|buy(?:s|ing)?|million|(?:hundreds|thousands|millions) of|\d[\d,]{3,})\W+"
    r"(?:\d{1,3}\W+)?$",
    re.IGNORECASE,
)


def mark(reading: Reading) -> None:
    """Fill ``reading.mentions`` and ``reading.by_token``."""
    hits = gazetteer.default().find(reading.text)
    taken: list[Mention] = []
    for hit in hits:
        mention = _mention(reading, hit, taken)
        if mention:
            taken.append(mention)
    _add(reading, taken)
    _designations(reading)
    _people(reading)
    _bodies(reading)
    _arming(reading)
    reading.mentions.sort(key=lambda m: m.first)


def _add(reading: Reading, mentions: list[Mention]) -> None:
    for m in mentions:
        if any(i in reading.by_token for i in range(m.first, m.last)):
            continue
        reading.mentions.append(m)
        for i in range(m.first, m.last):
            reading.by_token[i] = m


def _tokens(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    """Token range that covers the characters; None if the range begins or ends inside furniture or nowhere."""
    first, last = reading.token_at(start), reading.token_at(end - 1)
    return (first, last + 1) if first is not None and last is not None else None


def head_of(reading: Reading, first: int, last: int) -> int:
    """Index of the token in the range whose head lies outside it."""
    for i in range(last - 1, first - 1, -1):
        head = reading.doc[i].head.i
        if (not first <= head < last or head == i) and not reading.doc[i].is_punct:
            return i
    return last - 1


def make(reading: Reading, first: int, last: int, kind: str, ids: tuple[str, ...], **more: object) -> Mention:
    start, end = reading.starts[first], reading.ends[last - 1]
    return Mention(
        first, last, start, end, kind, ids, head_of(reading, first, last), text=reading.text[start:end], **more
    )  # type: ignore[arg-type]


USES = knowledge.load().words["use nouns"]
ENGINES = 12  # mentions back in which an engine was named
DEFINITE = re.compile(r"\b(?:the|these|those|this|that|its|their)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)


def _of_engines(category: str, earlier: list[Mention]) -> bool:
    """'has shipped a dozen engines', where the report has named such an engine."""
    return category == "engine" and any(
        m.kind == "weapon" and m.category == "engine" and not m.generic for m in earlier[-ENGINES:]
    )


def _told_before(before: str, category: str, earlier: list[Mention]) -> bool:
    """'the jets', 'these ships': a common word that takes up a weapon of its kind told shortly before."""
    return bool(DEFINITE.search(before)) and any(
        m.kind == "weapon" and (m.category == category or (category == "other" and not m.generic)) for m in earlier[-6:]
    )


def _dealt_in(reading: Reading, first: int, last: int, category: str, earlier: list[Mention]) -> bool:
    """'plans to procure 114 jets', 'their engines were supplied by': a common word that a step's word governs."""
    token = reading.doc[last - 1]
    if token.dep_ == "nmod" and category != "other" and _step_noun(token.head, phrases.preposition(token)):
        return _named_before(category, earlier)
    if token.dep_ == "nmod" and token.head.dep_ == "obj":
        token = token.head  # 'bought a number of jets'
    clause = next((c for c in token.children if c.dep_ == "acl:relcl" and c.tag_.startswith("VB")), None)
    object_of = clause is not None and any(c.dep_ == "obj" and c.tag_ == "WDT" for c in clause.children)
    verb = clause if object_of and clause is not None else token.head  # 'the jets, which Chad sold to Peru'
    if not object_of and (token.dep_ not in ("obj", "nsubj:pass") or not verb.tag_.startswith("VB")):
        return False
    frame = frames().get((lemma_in(verb, "verb", frames()) or "", "verb"))
    if frame is None or frame.weak or frame.lemma in SENT or "item" not in frame.roles.values():
        return False
    return _named_before(category, earlier)


def _step_noun(noun: Token, preposition: str | None) -> bool:
    """'a deal for 114 jets', 'the supply of engines': whether a noun tells of a step in what stands behind a preposition."""
    frame = frames().get((lemma_in(noun, "noun", frames()) or "", "noun"))
    return frame is not None and not frame.weak and preposition is not None and frame.roles.get(preposition) == "item"


def _named_before(category: str, earlier: list[Mention]) -> bool:
    """Whether a report has told of goods of a kind, or of what they are built into."""
    kinds = (category, *HOLDS.get(category, ()))
    return any(m.kind == "weapon" and not m.vague and m.category in kinds for m in earlier)


# 'an engine for its fighter jet'
POWERS = re.compile(
    r"s?\s+(?:for|to power|of)\s+(?:[\w’'-]+\s+){0,5}(?:fighters?|jets?|aircraft|helicopters?|tanks?|drones?|submarines?|frigates?)\b"
)
SENT = frozenset(["send", "dispatch"])  # also what carries goods is sent
HOLDS = {
    "engine": ("aircraft", "helicopter", "uav", "ship", "armour", "missile")
}  # what goods of a kind are built into


def _mention(reading: Reading, hit: Hit, earlier: list[Mention]) -> Mention | None:
    place = _tokens(reading, hit.start, hit.end)
    if place is None:
        return None
    first, last = place
    name = hit.name
    if name.kind == "title":
        return None
    context = reading.text[max(0, hit.start - 60) : hit.end + 60]
    if name.kind == "weapon_kind":
        before = reading.text[max(0, hit.start - 25) : hit.start]
        moved = name.category in ("munition", "small-arms") and MOVED.search(before)
        if (
            name.weak
            and not moved
            and not WEAK_NEIGHBOURS.search(before)
            and not _told_before(before, name.category, earlier)
            and not _of_engines(name.category, earlier)
            and not (name.category == "engine" and POWERS.match(reading.text, hit.end))
            and not _dealt_in(reading, first, last, name.category, earlier)
        ):
            return None
        if _used(reading, last):
            return None  # 'artillery fire', 'drone strikes'
        if _used_otherwise(reading, first, last):
            return None
        return make(
            reading,
            first,
            last,
            "weapon",
            name.ids,
            form="kind",
            category=name.category,
            vague=name.vague,
            generic=True,
        )
    if name.kind == "weapon":
        if last - first == 1 and first and reading.doc[first].text.isalpha() and _namesake(reading.doc[first - 1]):
            return None  # 'Rita Holm reports'
        before = reading.text[max(0, hit.start - 40) : hit.start]
        around = reading.text if COUNTED.search(before) or HANDED.search(before) else context  # '14 Leopards'
        if name.ambiguous and not MILITARY.search(around.replace(reading.text[hit.start : hit.end], "")):
            return None
        return make(reading, first, last, "weapon", name.ids, category=name.category, side=name.side)
    if name.kind == "org":
        if last - first == 1 and first and _given_name(reading, first):
            return None  # 'General Rafael Perez' is not of the firm
        return make(reading, first, last, "org", name.ids, side=name.side, form="maker")
    if name.kind == "body" and reading.doc[first].tag_ in ("WP", "WDT"):
        return None  # 'WHO' in a text all in capitals
    if name.kind in ("state", "body") and NOT_OF.search(reading.text[max(0, hit.start - 4) : hit.start]):
        return None  # 'a non-NATO country'
    if name.kind == "state" and (
        OTHER_AMERICA.search(reading.text[max(0, hit.start - 10) : hit.end])
        or WATER_OF.search(reading.text[max(0, hit.start - 14) : hit.start])
        or WATER.match(reading.text[hit.end : hit.end + 10])
    ):
        return None
    return make(reading, first, last, name.kind, name.ids, side=name.side, form=name.form)


def _used(reading: Reading, at: int) -> bool:
    """Whether what stands behind goods tells of their use: 'drone strikes', 'drone and missile attacks'."""
    doc, last = reading.doc, len(reading.doc) - 1
    if at > last or doc[at].lower_ in USES:
        return at <= last
    if doc[at].lower_ not in ("and", "or"):
        return False
    at += 1
    while at < last and doc[at].tag_ in ("NN", "JJ", "HYPH") and doc[at].lower_ not in USES:
        at += 1
    if doc[at].lower_ == "training":
        return False  # 'weapons and training'
    # 'jets and attack helicopters' are goods both
    return at <= last and doc[at].lower_ in USES and not (at < last and doc[at + 1].tag_.startswith("NN"))


def _namesake(before: Token) -> bool:
    return before.tag_ == "NNP" and before.text[:1].isupper() and before.lower_ in people.GIVEN_NAMES


def _given_name(reading: Reading, i: int) -> bool:
    """Whether a word stands between a title and a surname."""
    title = reading.lower[i - 1].rstrip(".") in TITLES
    return title and i + 1 < len(reading.doc) and reading.doc[i + 1].tag_ == "NNP"


TITLES = knowledge.load().words["titles before a name"]
NOT_OF = re.compile(r"\bnon-$", re.IGNORECASE)
WATER_OF = re.compile(r"\b(?:Sea|Gulf|Straits?|Bay) of (?:the )?$")  # 'Sea of Japan' is nobody
WATER = re.compile(r"\s(?:Sea|Ocean|Channel)\b")
OTHER_AMERICA = re.compile(r"\b(?:South|Latin|Central|North|Native)[ -]Americans?$")


def _used_otherwise(reading: Reading, first: int, last: int) -> bool:
    """A weapon noun that is a verb here ('to arm', 'tanks the economy', 'shells out') or a title's part."""
    token = reading.doc[last - 1]
    if token.lower_ in ("trainer", "trainers") and token.nbor(-1).lower_ in ("military", "army", "combat"):
        return True  # people
    return token.tag_ in ("VB", "VBD", "VBZ", "VBP", "VBN") and token.dep_ not in ("compound", "amod", "obj", "nmod")


def _designations(reading: Reading) -> None:
    found = []
    for m in DESIGNATION.finditer(reading.text):
        if NOT_DESIGNATION.match(m.group()):
            continue
        context = reading.text[max(0, m.start() - 60) : m.end() + 60]
        if not MILITARY.search(context):
            continue
        place = _tokens(reading, m.start(), m.end())
        if place:
            found.append(make(reading, *place, "weapon", (m.group(),), category="", form="pattern"))
    _add(reading, found)


def _arming(reading: Reading) -> None:
    """'Chad has been arming Peru': the verb tells of arms that no other word names."""
    found = []
    for token in reading.doc:
        if token.lemma != "arm" or not token.tag_.startswith("VB") or token.i in reading.by_token:
            continue
        armed = next((c for c in token.children if c.dep_ in ("obj", "nsubj:pass")), None)
        m = reading.by_token.get(armed.i) if armed is not None else None
        if (
            m is None
            or m.kind not in ("state", "group")
            or any(phrases.preposition(c) == "with" for c in token.children)
        ):
            continue
        found.append(
            make(
                reading,
                token.i,
                token.i + 1,
                "weapon",
                ("arms",),
                form="verb",
                category="other",
                vague=True,
                generic=True,
            )
        )
    _add(reading, found)


def _people(reading: Reading) -> None:
    """Persons that the text introduces; later bare surnames follow them."""
    found = []
    for first, last in people.find(reading):
        name = " ".join(reading.text[reading.starts[first] : reading.ends[last - 1]].split())
        found.append(make(reading, first, last, "person", (name,), form="text"))
    _add(reading, found)


def _bodies(reading: Reading) -> None:
    """Companies, parties and other bodies that only the text names."""
    found = []
    for ent in reading.doc.ents:
        misread = ent.label == "PERSON" and people.other_name(reading, ent.start, ent.end)
        if (ent.label != "ORG" and not misread) or any(i in reading.by_token for i in range(ent.start, ent.end)):
            continue
        if reading.sentence_at(ent.start).furniture:
            continue
        first, last = ent.start, ent.end
        while first < last and reading.doc[first].text.lower() in ("the", "a", "an"):
            first += 1
        while last > first and (reading.doc[last - 1].text in ("'s", "’s") or reading.doc[last - 1].is_punct):
            last -= 1
        if all(reading.lower[i].strip(".") in people.TITLES for i in range(first, last)):
            continue  # 'Crown Prince', 'Prime Minister'
        if first < last and reading.doc[first].text[:1].isupper():
            name = " ".join(reading.text[reading.starts[first] : reading.ends[last - 1]].split())
            found.append(make(reading, first, last, "org", (name,), form="text"))
    _add(reading, found)
