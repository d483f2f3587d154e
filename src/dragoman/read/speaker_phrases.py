"""Phrases that name a speaker: their words, whose side they tell, what stands beside them."""

from __future__ import annotations

from dragoman import knowledge
from dragoman.read.attribution import Attribution
from dragoman.read.reading import Mention, Reading
from dragoman.read.speaker_names import BODIES, undetermined
from dragoman.read.tags import FINITE
from dragoman.read.words import Token

LOCAL = frozenset(["court", "police", "prosecutor", "tribunal", "embassy", "consulate", "authority"])
CAN_SPEAK = BODIES.union(
    *(knowledge.load().words[name] for name in ("people nouns", "speaking groups", "officials", "experts"))
)


def bare(reading: Reading, token: Token) -> str:
    """The noun phrase without determiners, clauses and appositions."""
    first, last = token.left_edge.i, token.i + 1
    for child in token.rights:
        if child.dep_ in ("flat", "compound") or (
            child.dep_ in ("nmod",)
            and child.left_edge.i == last
            and any(
                c.lower_ in ("of", "for") or (c.lower_ == "in" and token.lemma in LOCAL and child.tag_ == "NNP")
                for c in child.children
                if c.dep_ == "case"
            )
        ):
            last = child.right_edge.i + 1
        else:
            break
    sentence = reading.sentence_at(token.i)
    first = max(first, sentence.first)
    for i in range(token.i - 1, first - 1, -1):
        if (
            reading.doc[i].is_punct
            and reading.doc[i].text not in ("-", "'", "’", ".", "–")
            and reading.doc[i].tag_ != "POS"
        ):
            first = i + 1
            break
        outside = reading.doc[i].tag_ in ("IN", "CC", "VBD", "VBZ", "MD", "WDT", "RB", "TO", "VBP")
        if outside and reading.doc[i].lower_ not in ("of", "and", "for"):
            first = i + 1
            break
    while first < token.i and reading.doc[first].dep_ in ("case", "mark") and reading.doc[first].head is token:
        first += 1
    text = " ".join(reading.text[reading.starts[first] : reading.ends[last - 1]].split())
    return undetermined(text)


def side_in(reading: Reading, token: Token) -> tuple[str, ...]:
    """The state or body that the phrase names: 'Turkish Defence Minister ...'."""
    for i in range(token.left_edge.i, token.i):
        m = reading.by_token.get(i)
        if m is not None and m.kind in ("state", "body", "group"):
            return m.ids
    return ()


def likely_side(reading: Reading, token: Token) -> tuple[str, ...]:
    """Whose 'the ministry' is: of the state that leads this sentence, else of the one named most before."""
    sentence = reading.sentence_at(token.i)
    counts: dict[tuple[str, ...], int] = {}
    for m in reading.mentions_between(max(0, token.i - 2000), token.i):
        if m.kind == "state" and len(m.ids) == 1:
            if sentence.first <= m.first <= sentence.first + 1:
                return m.ids
            counts[m.ids] = counts.get(m.ids, 0) + 1
    return max(counts, key=lambda ids: counts[ids]) if counts else ()


def passed_over(reading: Reading, token: Token, a: Attribution) -> Mention | None:
    """Who spoke where the parse names a thing: 'prices rose after Chad struck, and said it would go on'."""
    if not token.i < a.token or a.how not in ("clause", "infinitive", "object"):
        return None
    if token.i in reading.by_token or token.tag_ == "PRP" or token.lemma in CAN_SPEAK:
        return None
    acting = [
        m
        for m in reading.mentions_between(token.i + 1, a.token)
        if m.kind in ("person", "state", "body", "group", "org")
        and (reading.doc[m.head].dep_ == "nsubj" or reading.doc[m.last].tag_ in FINITE)
        and reading.quoted(m.first) is None
    ]
    return acting[-1] if acting else None


def company_before(reading: Reading, token: Token) -> Mention | None:
    """The body last named, in this sentence or the two before it: 'the charity', 'the bank'."""
    first = reading.sentences[max(0, reading.sentence_at(token.i).index - 2)].first
    near = [m for m in reading.mentions_between(first, token.i) if m.kind == "org"]
    return near[-1] if near else None


def behind(reading: Reading, token: Token) -> str | None:
    """The name right behind a noun: 'the law firm X Y'."""
    m = reading.by_token.get(token.i + 1)
    if (
        m is not None
        and m.kind in ("org", "body", "group", "person")
        and reading.doc[m.head].dep_ in ("appos", "flat", "nsubj")
    ):
        return " ".join(m.text.split())
    return None


def called(reading: Reading, token: Token) -> str | None:
    """The name in 'a rights group called X', 'a unit known as X'."""
    doc, i = reading.doc, token.i + 1
    if i + 1 >= len(doc) or doc[i].lower_ not in ("called", "named", "known", "dubbed"):
        return None
    i += 2 if doc[i + 1].lower_ == "as" else 1
    while i < len(doc) and (doc[i].lower_ in ("the", "“", '"') or doc[i].text in ("“", '"')):
        i += 1
    first = i
    while i < len(doc) and doc[i].tag_ in ("NNP", "NNPS"):
        i += 1
    return " ".join(reading.text[reading.starts[first] : reading.ends[i - 1]].split()) if i > first else None
