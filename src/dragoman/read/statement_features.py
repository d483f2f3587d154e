"""What the learned judges of statements look at: whether an attribution is an entry, its tone, whom it is about."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dragoman.read.attribution import Attribution, token_from
from dragoman.read.learned import mean_vector, step
from dragoman.read.reading import Reading
from dragoman.read.speaker_names import Speaker

FINITE = ("VBD", "VBZ", "VBP", "MD")


def of_attribution(reading: Reading, a: Attribution, speaker: Speaker, by_rule: str, others: int) -> list[str]:
    """Features of one attribution.

    :param by_rule: what the rules say: '' that it counts, else why it does not.
    :param others: how many attributions of the report have the same speaker.
    """
    sentence = reading.sentences[a.sentence]
    first = token_from(reading, a.contents[0][0])
    last = min(len(reading.doc), max(first + 1, token_from(reading, a.contents[-1][1])))
    inside = reading.doc[first:last]
    length = sum(len(reading.text[s:e].split()) for s, e in a.contents)
    kinds = {m.kind for m in reading.mentions_between(first, last)}
    quoted = sum(q.end - q.start for q in a.quotes) / max(1, sum(e - s for s, e in a.contents))
    finite = any(t.tag_ in FINITE for t in inside)
    tag = inside[0].tag_ if len(inside) else ""
    about = len([m for m in reading.mentions if m.kind in ("state", "body")])
    kind = speaker.kind
    form = "direct" if a.direct else "indirect"
    known = "state" if len(speaker.key) == 3 and speaker.key.isupper() else "name"
    out = [
        f"rule={by_rule or 'counts'}",
        f"rule={by_rule or 'counts'} {form}",
        f"cue={a.cue.lemma}",
        f"pos={a.cue.pos}",
        f"how={a.how}",
        f"how={a.how} {form}",
        f"how={a.how} {a.cue.pos} finite={finite}",
        form,
        f"quoted={step(quoted, 0.01, 0.3, 0.7)}",
        f"kind={kind}",
        f"kind={kind} {form}",
        f"kind={kind} {known}",
        f"side={step(len(speaker.side), 1, 2)}",
        f"side={step(len(speaker.side), 1, 2)} {form}",
        f"case={'upper' if speaker.name[:1].isupper() else 'lower'} {kind}",
        f"names={step(len(speaker.name.split()), 2, 3, 5)} {kind}",
        f"title={sentence.title} {form}",
        f"place={step(a.sentence, 1, 3, 8, 20)}",
        f"length={step(length, 3, 6, 12, 25, 50)} {form}",
        f"finite={finite} {form}",
        f"tag={tag} {a.how}",
        f"others={step(others, 2, 4, 8)}",
        f"states={step(about, 1, 3, 8, 20)}",
        *(f"holds={k}" for k in sorted(kinds)),
    ]
    if a.cue.attitude:
        out.append(f"attitude {form}")
    if a.cue.stance:
        out.append(f"cue stance={a.cue.stance} {a.how}")
    if a.negated:
        out.append(f"negated {form}")
    if a.nested is not None:
        out.append(f"nested {form}")
    if not kinds & {"state", "body", "group", "weapon", "person"}:
        out.append(f"holds nobody {form}")
    return out


def words_of(reading: Reading, parts: list[Attribution]) -> Iterator[str]:
    """Lemmas of an utterance's telling words, each once, in text order; a negation before one is joined to it."""
    seen: set[str] = set()
    for a in parts:
        for start, end in a.contents:
            first, last = token_from(reading, start), min(len(reading.doc), token_from(reading, end))
            for i in range(first, last):
                token = reading.doc[i]
                m = reading.by_token.get(i)
                if token.tag_[:2] not in ("VB", "JJ", "NN", "RB", "MD") or (m is not None and m.kind != "weapon"):
                    continue
                lemma = token.lemma_.lower()
                if any(
                    reading.doc[k].lower_ in ("not", "n't", "n’t", "never", "no") for k in range(max(first, i - 3), i)
                ):
                    lemma = "not " + lemma
                if lemma not in seen:
                    seen.add(lemma)
                    yield lemma


def vector_of(reading: Reading, parts: list[Attribution]) -> np.ndarray:
    """Mean vector of an utterance's telling words."""
    tokens = []
    for a in parts:
        for start, end in a.contents:
            for i in range(token_from(reading, start), min(len(reading.doc), token_from(reading, end))):
                if i not in reading.by_token and reading.doc[i].tag_.startswith(("VB", "NN", "JJ", "RB", "MD")):
                    tokens.append(reading.doc[i])
    return mean_vector(tokens)
