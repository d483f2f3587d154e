"""Who stands before a cue by word order alone, for where the parse errs: 'X, 48, who leads the unit, on Friday accused'."""

from __future__ import annotations

from dragoman.read.attribution import BREAKS, MARKS
from dragoman.read.reading import Reading, Sentence
from dragoman.read.speaker_names import BODIES, DAYS
from dragoman.read.words import Token

TIMES = frozenset(
    ["week", "month", "year", "day", "today", "yesterday", "earlier", "weekend", "night", "morning", "time"]
)
TIME_LEADS = frozenset(
    [
        "last",
        "this",
        "earlier",
        "on",
        "in",
        "late",
        "early",
        "the",
        "same",
        "next",
        "previous",
        "for",
        "first",
        "second",
        "at",
    ]
)
LINKS = frozenset(["as", "after", "while"])
RELATIVES = frozenset(["which", "that", "who", "what"])
ASIDE = 24  # tokens of an apposition or a relative clause
ASIDES = ("DT", "WP", "WDT", "WP$", "CD", "NN", "NNP", "NNS", "JJ", "PRP$")
PHRASE = ("DT", "NN", "NNS", "NNP", "NNPS", "JJ", "POS", "HYPH", "PRP$")


def is_time(token: Token) -> bool:
    """Whether a word tells when: 'Friday', 'week'."""
    return token.lemma in TIMES or DAYS.fullmatch(token.text) is not None


def speaker(reading: Reading, verb: Token, sentence: Sentence, links: frozenset[str] = LINKS) -> tuple[int, int] | None:
    """Tokens of the noun phrase that word order gives a finite cue: 'X, 48, who leads the unit, on Friday accused'.

    :param links: words that may stand before that phrase.
    """
    doc = reading.doc
    k = verb.i - 1
    while k > sentence.first and (doc[k].tag_ in ("RB", "MD") or doc[k].lower_ in ("has", "have", "had")):
        k -= 1
    if doc[k].lemma in TIMES or DAYS.fullmatch(doc[k].text):
        while k > sentence.first and (
            doc[k].lemma in TIMES or DAYS.fullmatch(doc[k].text) or doc[k].lower_ in TIME_LEADS
        ):
            k -= 1
    if doc[k].text == ",":
        comma = next((j for j in range(k - 1, max(sentence.first, k - ASIDE), -1) if doc[j].text == ","), None)
        if comma is None or doc[comma + 1].tag_ not in ASIDES:
            return None
        k = comma - 1
    if doc[k].text == ")":
        k = next((j - 1 for j in range(k - 1, max(sentence.first, k - 6), -1) if doc[j].text == "("), k)
    if doc[k].tag_ not in ("NN", "NNS", "NNP", "NNPS", "PRP") and doc[k].lower_ not in BODIES:
        return None
    first = k
    while first > sentence.first and (doc[first - 1].tag_ in PHRASE or doc[first - 1].lower_ in ("of", "for")):
        first -= 1
    before = doc[first - 1] if first > sentence.first else None
    opens = before is None or before.text in (*BREAKS, *MARKS) or before.tag_ == "CC" or before.lower_ in links
    return (first, k + 1) if opens and doc[first].tag_ != "POS" else None
