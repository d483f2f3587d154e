"""What judges look at to tell whether an attribution is an entry, and whether one goes on with the utterance before it.

Everything that is counted over the whole report is counted once (:class:`Ground`).
"""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from dragoman import knowledge
from dragoman.read import learned, stance, voices
from dragoman.read.attribution import UNCUED, Attribution, token_from
from dragoman.read.learned import step
from dragoman.read.reading import Reading
from dragoman.read.speaker_names import Speaker
from dragoman.read.tags import FINITE

PUBLIC = knowledge.load().words["public affairs"]
FIRST = frozenset(["i", "we", "our", "my", "us"])
TELLING = frozenset(
    ["VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "MD", "RB", "RBR", "RBS"],
)
NEGATIONS = stance.NEGATIONS
# what is counted in a stretch of text: whether by tags, and the words or tags
MARKED: dict[str, tuple[bool, frozenset[str]]] = {
    "telling": (True, TELLING),
    "public": (False, PUBLIC),
    "first person": (False, FIRST),
    "negated": (False, NEGATIONS),
    "past": (True, frozenset(["VBD"])),
    "modal": (True, frozenset(["MD"])),
    "finite": (True, frozenset(FINITE)),
}


@dataclass(slots=True)
class Ground:
    """What is counted once a report."""

    reading: Reading
    dense: float  # words on public affairs a word of text
    official: bool  # a government's own release
    size: int  # tokens
    said: int = 0  # attributions with a speaker
    by: Counter[str] = field(default_factory=Counter)  # speaker -> attributions
    states: Counter[str] = field(default_factory=Counter)
    marks: np.ndarray = field(default_factory=lambda: np.zeros((1, len(MARKED)), dtype=int))  # before each token
    modals: list[int] = field(default_factory=list)  # tokens
    heads: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=int))
    lead: frozenset[str] = frozenset()  # base forms of the telling words of the headline and the first sentences


def ground_of(reading: Reading, told: list[tuple[Attribution, Speaker]], dense: float) -> Ground:
    out = Ground(reading, dense, bool(voices.own_side(reading)), len(reading.doc), len(told))
    out.by = Counter(s.key for _, s in told)
    out.states = Counter(i for m in reading.mentions if m.kind == "state" for i in m.ids)
    tags, words = _bits()
    bits = [tags.get(t, 0) | words.get(w, 0) for t, w in zip(reading.tags, reading.lower, strict=True)]
    marked = np.unpackbits(np.array(bits, dtype=np.uint8).reshape(-1, 1), axis=1, count=len(MARKED), bitorder="little")
    out.marks = np.vstack([np.zeros((1, len(MARKED)), dtype=int), marked.cumsum(axis=0, dtype=int)])
    out.modals = [i for i, tag in enumerate(reading.tags) if tag == "MD"]
    out.heads = np.array([t.head.i for t in reading.doc])
    opening = [s for s in reading.sentences if not s.furniture][:LEAD]
    out.lead = frozenset(t.lemma for s in opening for t in reading.doc[s.first : s.last] if t.tag_[:2] in TELLING)
    return out


LEAD = 3  # sentences by which a report's subject is told
TELLING = ("NN", "VB", "JJ")


@functools.lru_cache(maxsize=1)
def _bits() -> tuple[dict[str, int], dict[str, int]]:
    """What is counted of each tag and of each word, one bit each."""
    by_tag: dict[str, int] = {}
    by_word: dict[str, int] = {}
    for n, (tags, marked) in enumerate(MARKED.values()):
        for word in marked:
            known = by_tag if tags else by_word
            known[word] = known.get(word, 0) | 1 << n
    return by_tag, by_word


def tokens_of(reading: Reading, a: Attribution) -> list[tuple[int, int]]:
    limit = len(reading.doc)
    return [(token_from(reading, s), min(limit, token_from(reading, e))) for s, e in a.contents]


def vector_of(reading: Reading, a: Attribution) -> np.ndarray:
    """The mean vector of the telling words of what is said."""
    return learned.mean_vector(
        t
        for first, last in tokens_of(reading, a)
        for t in reading.doc[first:last]
        if t.tag_.startswith(("VB", "NN", "JJ")) and t.i not in reading.by_token
    )


def entry_features(ground: Ground, a: Attribution, speaker: Speaker, why: str, place: int) -> list[str]:
    """What tells whether an analyst enters an attribution.

    :param why: why the rules take it for no entry, '' where they take it for one.
    :param place: its place among the attributions of the report.
    """
    reading = ground.reading
    doc = reading.doc
    sentence = reading.sentences[a.sentence]
    kind = speaker.kind
    direct = "direct" if a.direct else "indirect"
    cue = a.cue.lemma
    out = [
        f"why={why}",
        f"why={why} {direct}",
        f"how={a.how}",
        f"how={a.how} {direct}",
        f"chosen={step(a.chosen, 0.01, 0.8)} {direct}",
        f"chosen={step(a.chosen, 0.01, 0.8)} {kind}",
        f"cue={cue}",
        f"cue={cue} {direct}",
        f"cue pos={a.cue.pos} attitude={a.cue.attitude} {direct}",
        f"cue stance={a.cue.stance}",
        f"cue stance={a.cue.stance} {a.how}",
        f"{direct}",
        f"speaker={kind}",
        f"speaker={kind} {direct}",
        f"speaker={kind} {a.how}",
        f"speaker={kind} side={len(speaker.side) and (speaker.side[0] in ground.states)}",
        f"names={step(len(speaker.name.split()), 2, 3, 5)} {kind}",
        f"negated={a.negated}",
        f"nested={a.nested is not None}",
        f"nested={a.nested is not None} {direct}",
        f"by={step(ground.by[speaker.key], 2, 3, 5, 9)} of={step(ground.said, 2, 4, 8, 16, 32)}",
        f"share={step(ground.by[speaker.key] / max(1, ground.said), 0.15, 0.3, 0.5, 0.8)}",
        f"said={step(ground.said, 2, 4, 8, 16, 32, 64)}",
        f"said a word={step(ground.said / max(1, ground.size), 0.004, 0.008, 0.015, 0.025)}",
        f"size={step(ground.size, 60, 120, 300, 600, 1200)}",
        f"size={step(ground.size, 60, 120, 300, 600, 1200)} place={step(place, 1, 2, 4, 8, 16)}",
        f"dense={step(ground.dense, 0.003, 0.006, 0.012, 0.02, 0.03)}",
        f"dense={step(ground.dense, 0.006, 0.012, 0.02)} {kind}",
        f"official={ground.official}",
        f"official={ground.official} {direct} {kind}",
        f"official={ground.official} {a.how}",
        f"title={sentence.title}",
        f"title={sentence.title} {a.how}",
        f"title={sentence.title} {direct} said={step(ground.said, 2, 4)}",
        f"paragraph={step(sentence.paragraph, 1, 2, 4, 8)} size={step(ground.size, 120, 600)}",
    ]
    if a.source is not None:
        source = doc[a.source]
        out.append(f"source={source.tag_} {kind}")
        out.append(f"source dep={source.dep_} {a.how}")
        m = reading.by_token.get(a.source)
        out.append(f"source is {m.kind + ' ' + m.form if m is not None else 'none'}")
        if m is None:
            out.append(f"source word={source.lemma}")
    if a.cue.pos == "verb" and a.how not in UNCUED:
        verb = doc[a.token]
        aux = sorted({c.lower_ for c in verb.children if c.dep_ in ("aux", "aux:pass")})
        out.append(f"cue tag={verb.tag_}")
        out.append(f"cue tag={verb.tag_} {a.how}")
        out.append(f"cue dep={verb.dep_}")
        out.append(f"cue dep={verb.dep_} {direct}")
        out += [f"aux={x}" for x in aux]
        if verb.head is not verb and verb.dep_ not in ("root", "ROOT"):
            out.append(f"under={verb.head.lemma}")
        out += [f"cue mark={c.lower_}" for c in verb.children if c.dep_ == "mark"]
    out += _content_features(ground, a, speaker, direct)
    return out


def _content_features(ground: Ground, a: Attribution, speaker: Speaker, direct: str) -> list[str]:
    reading = ground.reading
    doc = reading.doc
    spans = tokens_of(reading, a)
    seen: dict[str, None] = {}
    counted = np.zeros(len(MARKED), dtype=int)
    kinds: Counter[str] = Counter()
    own = set(speaker.side)
    others: set[str] = set()
    mine = False
    for first, last in spans:
        for m in reading.mentions_between(first, last):
            kinds[m.kind] += 1
            if m.kind in ("state", "body", "group"):
                others |= set(m.ids) - own
                mine = mine or bool(own & set(m.ids))
        counted += ground.marks[last] - ground.marks[first]
        for i in ground.modals[bisect_left(ground.modals, first) : bisect_left(ground.modals, last)]:
            seen[f"modal={doc[i].lower_}"] = None
    shared = {t.lemma for first, last in spans for t in doc[first:last] if t.tag_[:2] in TELLING} & ground.lead
    far = a.sentence > LEAD
    foremost = [i for i, _ in ground.states.most_common(2)]
    words, public, first_person, negated, past, modal, _ = (int(n) for n in counted)
    quoted = sum(q.end - q.start for q in a.quotes)
    whole = max(1, sum(e - s for s, e in a.contents))
    longest = max((len(reading.text[q.start : q.end].split()) for q in a.quotes), default=0)
    signs = stance.signs_of(reading, [a], speaker)
    judged = stance.by_rule(speaker, signs)
    tone = signs.words
    for f in (
        f"words={step(words, 1, 3, 6, 10, 16, 30)}",
        f"words={step(words, 1, 3, 6, 10, 16, 30)} {direct}",
        f"quoted={step(quoted / whole, 0.01, 0.2, 0.5, 0.9)}",
        f"longest={step(longest, 1, 3, 6, 12, 25)}",
        f"stretches={step(len(a.contents), 2, 3, 5)} quotes={step(len(a.quotes), 1, 2, 3)}",
        f"public={step(public, 1, 2, 4)}",
        f"lead={step(len(shared), 1, 2, 4)} far={far}",
        f"lead={step(len(shared), 1, 2, 4)} {direct}",
        f"lead={bool(shared)} public={bool(public)}",
        f"foremost={len(others & set(foremost))} own={len(own & set(foremost))}",
        f"speaker leads={bool(ground.lead & set(speaker.name.split()))} {direct}",
        f"public={bool(public)} tone={bool(tone)} {direct}",
        f"tone={step(abs(tone), 1, 2)} {'+' if tone > 0 else '-'}",
        f"first person={bool(first_person)} {direct}",
        f"negated={bool(negated)} in content",
        f"modal={bool(modal)} {direct}",
        f"past={bool(past)} modal={bool(modal)} {speaker.kind}",
        f"others={step(len(others), 1, 2, 3)} mine={mine}",
        f"others={bool(others)} tone={bool(tone)}",
        f"stance={judged.stance.value} about={step(len(judged.about), 1, 2)}",
        f"stance={judged.stance.value} about={bool(judged.about)} {speaker.kind}",
        f"deeds={bool(signs.deeds)} harm={bool(signs.doers)} toward={bool(signs.toward)}",
    ):
        seen[f] = None
    for kind in ("state", "body", "group", "person", "org", "weapon"):
        seen[f"has {kind}={bool(kinds[kind])}"] = None
        if kinds[kind]:
            seen[f"has {kind} {speaker.kind}"] = None
    if spans:
        first, last = spans[0]
        if first < last:
            seen[f"begins={doc[first].tag_}"] = None
            seen[f"begins={doc[first].tag_} {a.how}"] = None
            heads = ground.heads[first:last]
            outside = np.flatnonzero((heads < first) | (heads >= last) | (heads == np.arange(first, last)))
            if len(outside):
                root = doc[first + int(outside[0])]
                seen[f"root={root.lemma if root.tag_.startswith('VB') else root.tag_}"] = None
                seen[f"root tag={root.tag_} {direct}"] = None
        seen[f"question={doc[max(first, last - 1)].text == '?'}"] = None
        seen[f"finite={bool(ground.marks[last][-1] - ground.marks[first][-1])} {a.how}"] = None
    return list(seen)


def own_features(
    ground: Ground, parts: list[tuple[Attribution, Speaker, str]], place: int, of: int
) -> tuple[list[str], np.ndarray]:
    """What tells whether a paragraph of a text that is somebody's own words is an entry.

    :param parts: its sentences, each with why the rules take it for no entry.
    :param place: its number among the author's paragraphs; ``of``: how many there are.
    """
    length = step(of, 3, 6, 12, 25)
    ruled = sum(not why for _, _, why in parts)
    count = step(len(parts), 2, 3, 4)
    seen = dict.fromkeys(
        (
            f"of={length}",
            f"sentences={count}",
            f"sentences={count} of={length}",
            f"ruled={step(ruled, 1, 2, 3)}",
            f"ruled={bool(ruled)} of={length}",
            f"place={step(place, 1, 2, 4, 8, 16)} of={length}",
            f"share={step(place / max(1, of), 0.1, 0.3, 0.6, 0.9)} of={length}",
            f"said={step(ground.said, 8, 16, 32, 64)}",
        )
    )
    for a, speaker, why in parts:
        seen[f"why={why}"] = None
        seen[f"speaker={speaker.kind}"] = None
        for f in _own_sentence(ground, a, speaker, length):
            seen[f] = None
    vectors = [vector_of(ground.reading, a) for a, _, _ in parts]
    return list(seen), np.mean(vectors, axis=0)


def _own_sentence(ground: Ground, a: Attribution, speaker: Speaker, length: str) -> Iterator[str]:
    reading = ground.reading
    sentence = reading.sentences[a.sentence]
    signs = stance.signs_of(reading, [a], speaker)
    judged = stance.by_rule(speaker, signs)
    tokens = reading.doc[sentence.first : sentence.last]
    root = next((t for t in tokens if t.dep_ in ("root", "ROOT")), None)
    rank = max((ground.states[x] for x in judged.about), default=0)
    yield f"tone={step(abs(signs.score), 1, 2, 3)} of={length}"
    yield f"score={step(signs.score, -3, -1.5, -0.5, 0.5, 1.5, 3)}"
    yield f"stance={judged.stance.value} about={bool(judged.about)} of={length}"
    yield f"about rank={step(rank, 1, 2, 4, 8)} of={length}"
    yield f"tokens={step(len(tokens), 8, 12, 20, 30, 45)} of={length}"
    if root is not None:
        subject = next((c for c in root.children if c.dep_ in stance.SUBJECTS), None)
        who = "none"
        if subject is not None:
            m = reading.by_token.get(subject.i)
            who = subject.lower_ if subject.tag_ in ("PRP", "DT", "EX", "WP") else m.kind if m is not None else "noun"
            if m is not None and set(m.ids) & set(speaker.side):
                who = "own"
        yield f"root={root.lemma}"
        yield f"root tag={root.tag_}"
        yield f"subject={who}"
        yield f"subject={who} {root.tag_}"
        for aux in {c.lower_ for c in root.children if c.dep_ in ("aux", "cop", "aux:pass")}:
            yield f"root aux={aux}"
            yield f"subject={who} aux={aux}"
    yield from _content_features(ground, a, speaker, "own")
    for t in tokens:
        if t.tag_.startswith(("VB", "NN", "JJ")) and t.i not in reading.by_token:
            yield f"w={t.lemma}"


RUN = 1  # sentences between two attributions of one run


@dataclass(slots=True)
class Neighbours:
    """How an attribution stands among those of the same speaker around it."""

    before: Attribution | None = None
    after: Attribution | None = None
    gap_before: int = 9
    gap_after: int = 9
    run: int = 1  # attributions of the run
    rank: int = 0  # of its longest quotation, or reported clause, among them
    whys: tuple[str, str] = ("", "")


def neighbours(
    reading: Reading,
    told: list[tuple[Attribution, Speaker]],
    whys: list[str],
    sentences: list[tuple[int, int]],
) -> list[Neighbours]:
    """Of each attribution, the ones of the same speaker before and after it, and its place in their run."""
    near = [Neighbours() for _ in told]
    last: dict[str, int] = {}
    runs: list[list[int]] = [[] for _ in told]
    for i, (a, speaker) in enumerate(told):
        j = last.get(speaker.key)
        if j is not None:
            gap = max(0, sentences[i][0] - sentences[j][1])
            near[i].before, near[i].gap_before = told[j][0], gap
            near[j].after, near[j].gap_after = a, gap
            near[i].whys = (whys[j], "")
            near[j].whys = (near[j].whys[0], whys[i])
            if gap <= RUN:
                runs[i] = runs[j]
        runs[i].append(i)
        last[speaker.key] = i
    sizes = [_size(a) for a, _ in told]
    for i in range(len(told)):
        near[i].run = len(runs[i])
        near[i].rank = sum(sizes[k] > sizes[i] for k in runs[i])
    return near


def _size(a: Attribution) -> int:
    """How long the longest quotation is, or the longest reported clause where nothing is quoted."""
    quoted = max((q.end - q.start for q in a.quotes), default=0)
    return 10000 + quoted if quoted else max(e - s for s, e in a.contents)


def run_features(ground: Ground, a: Attribution, near: Neighbours) -> list[str]:
    """What tells whether an attribution bears an utterance, or only goes on with one."""
    reading = ground.reading
    direct = "direct" if a.direct else "indirect"
    out = [
        f"run={step(near.run, 2, 3, 5)} rank={step(near.rank, 1, 2, 3)}",
        f"run={step(near.run, 2, 3, 5)} rank={step(near.rank, 1, 2, 3)} {direct}",
        f"first of run={near.gap_before > RUN} of={step(near.run, 2, 3)}",
    ]
    for side, other, gap, why in (
        ("before", near.before, near.gap_before, near.whys[0]),
        ("after", near.after, near.gap_after, near.whys[1]),
    ):
        if other is None or gap > 3:
            out.append(f"{side}=none")
            continue
        same = reading.sentences[other.sentence].paragraph == reading.sentences[a.sentence].paragraph
        there = "direct" if other.direct else "indirect"
        out += [
            f"{side}={gap} same={same}",
            f"{side}={gap} {direct} {there}",
            f"{side}={gap} {direct} {there} same={same} ruled={not why}",
        ]
    return out
