"""Base forms of verbs and nouns, where the model's are none: 'supplye', 'emphasis', 'shipyards'."""

from __future__ import annotations

import functools

from dragoman import knowledge


@functools.lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    """The verbs that the knowledge files know."""
    known = knowledge.load()
    tables = (known.cues, known.transfer_frames, known.operators, known.event_frames)
    return frozenset(entry.lemma for table in tables for entry in table if entry.pos == "verb")


@functools.lru_cache(maxsize=32768)
def of_verb(lemma: str, word: str) -> str:
    """The base form of a verb: the model's, unless only a plain stem of the word is a verb that is known.

    :param word: in small letters.
    """
    if word in IRREGULAR:
        return IRREGULAR[word]
    known = _verbs()
    if lemma.lower() in known:
        return lemma
    return next((form for form in stems(word) if form in known), lemma)


# nouns that mean something else without their ending
PLURALS = frozenset(
    [
        "troops", "supplies", "politics", "goods", "means", "headquarters", "grounds", "thanks", "savings", "relations", "proceedings",
        "arms", "news", "series", "electronics", "robotics", "avionics", "logistics", "finances", "whereabouts", "regards",
    ]
)  # fmt: skip


@functools.lru_cache(maxsize=8192)
def of_plural(lemma: str, word: str) -> str:
    """The singular of a noun where the model left it as it stands: 'shipyards'.

    :param word: in small letters.
    """
    if (
        lemma.lower() != word
        or len(word) < 5
        or word in PLURALS
        or not word.endswith("s")
        or word.endswith(("ss", "us", "is"))
    ):
        return lemma
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]


IRREGULAR = dict(
    oks="ok",
    froze="freeze",
    frozen="freeze",
    withdrew="withdraw",
    withdrawn="withdraw",
    sold="sell",
    bought="buy",
    gave="give",
    given="give",
    sent="send",
    lent="lend",
    forbade="forbid",
    forbidden="forbid",
    sought="seek",
    held="hold",
    got="get",
    took="take",
    taken="take",
    built="build",
    flew="fly",
    flown="fly",
    chose="choose",
    chosen="choose",
    won="win",
    withheld="withhold",
    upheld="uphold",
    beheld="behold",
    resold="resell",
    rebuilt="rebuild",
    greenlit="greenlight",
    refitted="refit",
    retrofitted="retrofit",
    outfitted="outfit",
    drew="draw",
    drawn="draw",
    broke="break",
    broken="break",
    spoke="speak",
    spoken="speak",
    rose="rise",
    risen="rise",
    undertook="undertake",
    undertaken="undertake",
    overtook="overtake",
    underwrote="underwrite",
    wrote="write",
    written="write",
    oversaw="oversee",
    overseen="oversee",
    foresaw="foresee",
    foreseen="foresee",
    fed="feed",
    sank="sink",
    sunk="sink",
    swore="swear",
    sworn="swear",
    tore="tear",
    torn="tear",
    rode="ride",
    ridden="ride",
    brought="bring",
    fought="fight",
    taught="teach",
    caught="catch",
    threw="throw",
    thrown="throw",
    grew="grow",
    grown="grow",
    knew="know",
    known="know",
    forgave="forgive",
    forgiven="forgive",
    forgot="forget",
    forgotten="forget",
    began="begin",
    begun="begin",
    stole="steal",
    stolen="steal",
    strove="strive",
    sprang="spring",
    swam="swim",
    hid="hide",
    hidden="hide",
    shook="shake",
    shaken="shake",
    mistook="mistake",
    mistaken="mistake",
    gotten="get",
    went="go",
    gone="go",
)


@functools.lru_cache(maxsize=8192)
def stems(word: str) -> tuple[str, ...]:
    """Base forms that a word may have by its ending, the likelier first."""
    out: list[str] = [IRREGULAR[word]] if word in IRREGULAR else []
    if word.endswith("ies") or word.endswith("ied"):
        out.append(word[:-3] + "y")
    if word.endswith("ying"):
        out.append(word[:-3])
    for ending in ("ing", "ed", "es", "s", "d"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            out += [stem, stem + "e"]
            if len(stem) > 3 and stem[-1] == stem[-2]:
                out.append(stem[:-1])
    return tuple(out)
