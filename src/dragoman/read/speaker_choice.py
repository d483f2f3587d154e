"""Who of those named around an attribution speaks, where the rules find nobody: what a judge looks at.

Each actor that the report names near the words, and each who spoke shortly before, is asked about by itself; the likeliest
speaks, if likely enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.read import learned
from dragoman.read.actors import actors_of
from dragoman.read.attribution import Attribution, cue_lemmas, token_from
from dragoman.read.learned import step
from dragoman.read.reading import Mention, Reading
from dragoman.read.speaker_names import Speaker

JUDGE = "speaker"
LIKELY = 0.6  # odds from which the likeliest speaks
NAMED = frozenset(["state", "body", "group", "org", "person"])
BACK, AHEAD = 3, 1  # sentences in which actors are looked for
LATELY = 4  # speakers before the words who may go on
SOME = 8  # mentions of one actor, and people of one title, that are looked at
LONG_AGO = 40  # speakers back to whom nobody returns
TITLE = 6  # words beside a name in which its title is looked for
FIRST = {"i": "I", "my": "I", "we": "we", "our": "we"}
CUES = cue_lemmas()


@dataclass(slots=True)
class Field:
    """What is counted once a report."""

    reading: Reading
    everywhere: dict[str, list[Mention]] = field(default_factory=dict)  # actor -> where it is named
    surnames: dict[str, list[str]] = field(default_factory=dict)  # -> people
    titled: dict[str, dict[str, None]] = field(default_factory=dict)  # word beside a name -> people

    @classmethod
    def of(cls, reading: Reading) -> Field:
        out = cls(reading)
        for m in reading.mentions:
            if m.kind in NAMED:
                out.everywhere.setdefault(m.ids[0], []).append(m)
        for name, mentions in out.everywhere.items():
            if mentions[0].kind == "person":
                out.surnames.setdefault(name.split()[-1], []).append(name)
                for lemma in _beside(reading, mentions[:SOME]):
                    out.titled.setdefault(lemma, {})[name] = None
        return out


def asked(a: Attribution, speaker: Speaker | None) -> bool:
    """Whether the judge is asked about an attribution at all: nobody speaks by rule, and no other words enclose it."""
    told = a.direct or not (a.cue.attitude or a.cue.pos == "noun")  # what is only thought or named is hardly an entry
    return speaker is None and a.nested is None and told


def candidates(ground: Field, a: Attribution, spoke: list[tuple[Attribution, Speaker]]) -> dict[str, list[Mention]]:
    """Who may speak: actors named near, with where; who spoke lately; whom the source's title or surname may mean."""
    reading = ground.reading
    sentences = reading.sentences
    first = sentences[max(0, a.sentence - BACK)].first
    last = sentences[min(len(sentences) - 1, a.sentence + AHEAD)].last
    out: dict[str, list[Mention]] = {}
    for m in reading.mentions_between(first, last):
        if m.kind in NAMED:
            out.setdefault(m.ids[0], []).append(m)
    for _, speaker in spoke[-LATELY:]:
        out.setdefault(speaker.key, [])
    if a.source is not None:
        token = reading.doc[a.source]
        meant = dict.fromkeys(ground.surnames.get(token.text, ()))
        if token.tag_ in ("NN", "NNP"):
            meant |= ground.titled.get(token.lemma, {})
        before = [name for name in meant if ground.everywhere[name][0].first < a.token]
        for name in before[-SOME:]:
            out.setdefault(name, [])
    return out


def _beside(reading: Reading, mentions: list[Mention]) -> set[str]:
    """The words beside names, among which their titles are."""
    return {
        t.lemma
        for m in mentions
        for t in (*reading.doc[max(0, m.first - TITLE) : m.first], *reading.doc[m.last : m.last + TITLE])
    }


def choose(
    ground: Field, a: Attribution, spoke: list[tuple[Attribution, Speaker]]
) -> tuple[float, str, list[Mention]] | None:
    """The likeliest speaker, how likely, and where it is named near; None where nobody is likely enough."""
    best: tuple[float, str, list[Mention]] | None = None
    for name, mentions, row in rows(ground, a, spoke):
        odds = learned.odds(JUDGE, row)
        if odds is not None and odds["yes"] >= LIKELY and (best is None or odds["yes"] > best[0]):
            best = odds["yes"], name, mentions
    return best


def rows(
    ground: Field, a: Attribution, spoke: list[tuple[Attribution, Speaker]]
) -> Iterator[tuple[str, list[Mention], list[str]]]:
    """Each who may speak, with where it is named near and what the judge looks at."""
    spoke = spoke[-LONG_AGO:]
    among = candidates(ground, a, spoke)
    recent: dict[str, list[str]] = {}
    for kind in NAMED:
        before = [
            (m.first, name)
            for name, mentions in among.items()
            for m in mentions
            if m.kind == kind and m.first < a.token and ground.reading.quoted(m.head) is None
        ]
        recent[kind] = list(dict.fromkeys(name for _, name in sorted(before, reverse=True)))
    for name, mentions in among.items():
        yield name, mentions, list(dict.fromkeys(_features(ground, a, spoke, name, mentions, recent)))


def _features(
    ground: Field,
    a: Attribution,
    spoke: list[tuple[Attribution, Speaker]],
    name: str,
    mentions: list[Mention],
    recent: dict[str, list[str]],
) -> Iterator[str]:
    reading = ground.reading
    everywhere = ground.everywhere.get(name, [])
    kind = mentions[0].kind if mentions else f"far {everywhere[0].kind}" if everywhere else "spoke"
    source = _source(reading, a)
    direct = "direct" if a.direct else "indirect"
    yield f"kind={kind} {direct}"
    yield f"kind={kind} source={source}"
    yield f"kind={kind} how={a.how}"
    yield f"kind={kind} cue={a.cue.lemma}"
    order = recent.get(kind, [])
    rank = step(order.index(name), 1, 2, 3, 4) if name in order else "none"
    yield f"recent={rank} {kind}"
    yield f"recent={rank} {kind} {source}"
    yield f"rivals={step(len(order), 1, 2, 3, 5)} {kind}"
    yield f"count={step(len(everywhere), 1, 2, 4, 8)} {kind}"
    yield from _said_before(reading, a, spoke, name, source)
    yield from _described(reading, a, name, mentions or everywhere, kind, source)
    words = [t.lower_ for first, last in _contents(reading, a) for t in reading.doc[first:last]]
    person = next((FIRST[w] for w in words if w in FIRST), "-")
    inside = any(m.first >= first and m.last <= last for m in mentions for first, last in _contents(reading, a))
    yield f"first person={person} {kind} {direct}"
    yield f"spoken of={inside} {kind}"
    for m in mentions:
        yield from _mention(reading, a, m, source)


def _contents(reading: Reading, a: Attribution) -> list[tuple[int, int]]:
    return [(token_from(reading, s), min(len(reading.doc), token_from(reading, e))) for s, e in a.contents]


def _source(reading: Reading, a: Attribution) -> str:
    """What kind of word the rules took for the source."""
    if a.source is None:
        return "none"
    token = reading.doc[a.source]
    if token.tag_ in ("PRP", "WP", "DT", "PRP$"):
        return token.lower_
    m = reading.by_token.get(a.source)
    if m is not None:
        return m.kind
    return "noun" if token.tag_ in ("NN", "NNS") else token.tag_


def _said_before(
    reading: Reading, a: Attribution, spoke: list[tuple[Attribution, Speaker]], name: str, source: str
) -> Iterator[str]:
    lately = [s.key for _, s in reversed(spoke[-LATELY:])]
    rank = step(lately.index(name), 1, 2, 3) if name in lately else "none"
    yield f"spoke={rank}"
    yield f"spoke={rank} {source}"
    yield f"spoke={rank} how={a.how}"
    yield f"times={step(sum(s.key == name for _, s in spoke), 1, 2, 4)}"
    before = next((o for o, s in reversed(spoke) if s.key == name), None)
    if before is not None:
        same = reading.sentences[before.sentence].paragraph == reading.sentences[a.sentence].paragraph
        yield f"spoke gap={step(a.sentence - before.sentence, 1, 2, 3, 6)} last={rank == '0'}"
        yield f"spoke in paragraph={same} {a.how}"


def _described(
    reading: Reading, a: Attribution, name: str, mentions: list[Mention], kind: str, source: str
) -> Iterator[str]:
    """How the words of the source fit an actor: whose side they tell, its title, its surname."""
    if a.source is None or reading.doc[a.source].tag_[:2] != "NN":
        return
    token = reading.doc[a.source]
    told = set(actors_of(reading, token, conjuncts=False))
    mine = {s for m in mentions[:SOME] for s in (m.side if m.kind in ("person", "org") else m.ids)}
    side = "untold" if not told else "unknown" if not mine else str(bool(told & mine))
    titled = token.lemma in _beside(reading, mentions[:SOME])
    yield f"side={side} {kind} {source}"
    yield f"title={titled} {kind} {source}"
    yield f"title={titled} side={side} {kind}"
    yield f"{kind} source word={token.lemma}"
    if token.tag_.startswith("NNP"):
        yield f"surname={name.split()[-1] == token.text} {kind}"


def _mention(reading: Reading, a: Attribution, m: Mention, source: str) -> Iterator[str]:
    """Where an actor is named, seen from the words."""
    doc = reading.doc
    head = doc[m.head]
    at = reading.sentence_at(m.first)
    gap = a.sentence - at.index
    if a.source is not None and m.first <= a.source < m.last:
        where = "source"
    elif a.source_span is not None and a.source_span[0] <= m.start and m.end <= a.source_span[1]:
        where = "in source"
    elif any(s <= m.start < e for s, e in a.contents):
        where = "in words"
    else:
        where = f"gap{gap}"
    if reading.quoted(m.head) is not None:
        where += " quoted"
    beside = "before" if m.first < a.token else "after"
    subject = head.dep_ in ("nsubj", "nsubj:pass")
    yield f"where={where}"
    yield f"where={where} {m.kind}"
    yield f"where={where} source={source}"
    yield f"where={where} {beside} {a.how}"
    yield f"dep={head.dep_} {where}"
    yield f"subject={subject} {where} {source}"
    yield f"form={m.form} {where}"
    yield f"under={head.head.lemma} {head.dep_}"
    yield f"under cue={head.head.lemma in CUES} {subject} {where}"
    if gap == 0:
        near = abs(m.first - a.token) if m.first > a.token else abs(m.last - 1 - a.token)
        yield f"near={step(near, 1, 2, 3, 5, 8, 13)} {beside}"
        if head.head.i == a.token:
            yield f"of the cue={head.dep_}"
    elif gap > 0:
        yield f"opens={m.first - at.first < 4} {where}"
    yield f"previous={doc[m.first - 1].tag_ if m.first else 'none'} {where}"
    if m.last < len(doc):
        after = doc[m.last]
        yield f"next={after.tag_ if after.text[:1].isalpha() else after.text} {where}"
    yield f"paragraph={at.paragraph == reading.sentences[a.sentence].paragraph} {where}"
