"""Toward whom an utterance is said where the rules tell nobody: a judge weighs each actor named in the words or around them.

The rules look at the words alone (:mod:`dragoman.read.stance`). Much is said toward somebody whom only the sentence around
the words, a sentence before or the headline names: 'asked about Chad, the minister said it was unacceptable'. How likely
each of those is meant, a judge has learnt from reports read by hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman import knowledge
from dragoman.model import Stance
from dragoman.read import learned, stance
from dragoman.read.attribution import Attribution, token_from
from dragoman.read.learned import step
from dragoman.read.reading import Mention, Reading
from dragoman.read.speaker_names import Speaker

LIKELY = 0.5  # odds from which an actor is one of those whom an utterance is toward ...
REMARK = 0.75  # ... which neither praises nor blames: most such are toward nobody ...
ALIKE = 0.9  # ... unless another has better odds, of which it has less than this share
MOST = 3
BEFORE = 2  # sentences before an utterance in which it may have been told whom it is about
LEAD = 3  # sentences by which a report's subject is told
AREAS = ("in", "beside", "before 1", "before 2", "lead")  # where an actor is named: in the words, in their sentence ...
THIRD = frozenset(
    ["they", "them", "their", "it", "its", "he", "his", "him", "she", "her", "this", "that", "these", "those"]
)


@dataclass(slots=True)
class Ground:
    """What is counted once a report."""

    reading: Reading
    times: Counter[str] = field(default_factory=Counter)  # actor -> how often it is named
    rank: dict[str, int] = field(default_factory=dict)  # actor -> its place among the most named
    lead: list[Mention] = field(default_factory=list)  # mentions in the headline and the first sentences


@dataclass(slots=True)
class Named:
    """An actor that an utterance may be toward, with where it is named."""

    actor: str
    kind: str  # that of the mention, or 'side' for the side of a person or a maker
    seen: dict[str, list[Mention]] = field(default_factory=dict)  # area -> mentions

    @property
    def nearest(self) -> str:
        return next((area for area in AREAS if area in self.seen), "nowhere")


def ground_of(reading: Reading) -> Ground:
    out = Ground(reading)
    for m in reading.mentions:
        out.times.update(set(stands_for(m)))
    out.rank = {actor: i for i, (actor, _) in enumerate(out.times.most_common())}
    opening = [s for s in reading.sentences if not s.furniture][:LEAD]
    out.lead = [m for s in opening for m in reading.mentions_in(s)]
    return out


def stands_for(m: Mention) -> tuple[str, ...]:
    """The actors that a mention names: of a person and a company their side too."""
    if m.kind in ("state", "body", "group"):
        return m.ids
    if m.kind == "person":
        return (*m.side, *(m.ids if m.form != "pronoun" or len(m.ids[0].split()) > 1 else ()))
    return (*m.ids, *m.side) if m.kind == "org" else ()


def named(ground: Ground, parts: list[Attribution], speaker: Speaker) -> list[Named]:
    """Every actor that an utterance may be toward: named in it or around it, or the speaker's own side."""
    reading = ground.reading
    spans = [c for a in parts for c in a.contents]
    sources = [a.source_span for a in parts if a.source_span is not None]
    places = [a.sentence for a in parts]
    places += [reading.sentence_at(token_from(reading, at)).index for s, e in spans for at in (s, max(s, e - 1))]
    first, last = min(places), max(places)
    found: dict[str, Named] = {}

    def add(mentions: list[Mention], area: str) -> None:
        for m in mentions:
            if m.kind == "person" and m.ids[0].split()[-1] == speaker.name.split()[-1]:
                continue
            for actor in dict.fromkeys(stands_for(m)):
                if actor not in (speaker.name, speaker.key):
                    one = found.setdefault(actor, Named(actor, m.kind if actor in m.ids else "side"))
                    one.seen.setdefault(area, []).append(m)

    for i in range(first, last + 1):
        here = reading.mentions_in(reading.sentences[i])
        inside = [m for m in here if any(s <= m.start < e for s, e in spans)]
        add(inside, "in")
        add([m for m in here if m not in inside and not any(s <= m.start < e for s, e in sources)], "beside")
    told = [s for s in reading.sentences[max(0, first - 2 * BEFORE) : first] if not s.furniture and not s.title]
    for distance, sentence in enumerate(reversed(told[-BEFORE:]), 1):
        add(reading.mentions_in(sentence), f"before {distance}")
    add(ground.lead, "lead")
    for side in speaker.side:
        found.setdefault(side, Named(side, "state"))
    return list(found.values())


def judge(
    ground: Ground, parts: list[Attribution], speaker: Speaker, near: list[Named], signs: stance.Signs, tone: Stance
) -> tuple[str, ...]:
    """Whom an utterance of this tone is toward, states first.

    :param near: those whom it may be toward, from :func:`named`.
    """
    least = REMARK if tone is Stance.NEUTRAL else LIKELY
    likely = []
    for one, features in zip(near, rows(ground, parts, speaker, near, signs), strict=True):
        odds = learned.odds("about", features)
        if odds is not None and odds["yes"] >= least:
            likely.append((odds["yes"], one.actor))
    likely.sort(key=lambda x: -x[0])
    chosen = [actor for p, actor in likely[:MOST] if p >= ALIKE * likely[0][0]]
    known = knowledge.load().states
    return tuple(sorted(chosen, key=lambda a: a not in known))


def rows(
    ground: Ground, parts: list[Attribution], speaker: Speaker, near: list[Named], signs: stance.Signs
) -> Iterator[list[str]]:
    """What tells of each of those whom an utterance may be toward whether it is."""
    reading = ground.reading
    ruled = stance.by_rule(speaker, signs)
    words = {
        w for a in parts for s, e in a.contents for w in reading.lower[token_from(reading, s) : token_from(reading, e)]
    }
    third = bool(words & THIRD)
    inside = sum("in" in one.seen for one in near)
    ranked = sorted(signs.weights, key=lambda a: -signs.weights[a])
    cue = parts[0].cue.lemma
    cued = next((a.cue.stance for a in parts if a.cue.stance), None)
    tone, side = ruled.stance.value, bool(speaker.side)
    for one in near:
        actor, where = one.actor, one.nearest
        own = "own" if actor in speaker.side else "other"
        base = f"{where} {own} {one.kind}"
        weight = step(signs.weights.get(actor, 0.0), 0.01, 0.6, 1.1, 1.6, 2.1, 2.6, 3.1, 4)
        place = step(ranked.index(actor) if actor in ranked else 9, 1, 2, 3)
        rank = step(ground.rank.get(actor, 99), 1, 2, 3, 5)
        share = step(ground.times[actor] / max(1, sum(ground.times.values())), 0.05, 0.1, 0.2, 0.3)
        sign = f"{actor in signs.toward} {actor in signs.deeds} {actor in signs.doers}"
        chosen = actor in ruled.about
        pair = f"{'&'.join(speaker.side)}>{actor}"
        out = dict.fromkeys(
            (
                f"where={where} inside={step(inside, 1, 2, 3)}",
                f"where={where} ruled={len(ruled.about)}",
                f"where={base}",
                f"where={base} tone={tone} score={step(abs(signs.score), 0.5, 1, 2, 3)}",
                f"where={base} cue={cued} toward={bool(signs.toward)}",
                f"where={base} third={third} inside={step(inside, 1, 2)}",
                f"where={where} {own} cue={cue}",
                f"ruled={chosen} {own}",
                f"ruled={chosen} of={len(ruled.about)} {where}",
                f"ruled={chosen} tone={tone} side={side}",
                f"sign={sign} tone={tone}",
                f"sign={sign} other={bool(signs.toward)} {bool(signs.deeds)}",
                f"place={place} {where}",
                f"weight={weight}",
                f"weight={weight} tone={tone}",
                f"weight={weight} speaker={speaker.kind} side={side}",
                f"rank={rank} {where} {own}",
                f"rank={rank} {where} inside={step(inside, 1, 2)}",
                f"share={share} {where}",
                f"kind={one.kind} {own} speaker={speaker.kind}",
                f"kind={one.kind} {where} side={side}",
                f"pair={pair}",
                f"pair={pair} {where}",
                f"actor={actor}",
            )
        )
        for area, mentions in one.seen.items():
            for m in mentions if area != "lead" else ():
                out |= dict.fromkeys(_standing(reading, m, area, own))
        yield list(out)


def _standing(reading: Reading, m: Mention, area: str, own: str) -> Iterator[str]:
    """How a mention stands in its sentence: its part, the preposition before it, the word over it."""
    token = reading.doc[m.head]
    if token.dep_ in ("flat", "conj", "appos"):
        token = token.head
    case = next((x.lower_ for x in token.children if x.dep_ == "case"), "")
    yield f"{area} {token.dep_}"
    yield f"{area} {own} {token.dep_} {case}"
    yield f"{area} form={m.form}"
    if area in ("in", "beside"):
        yield f"{area} head={token.head.lemma}"
        yield f"{area} head={token.head.lemma} {case or token.dep_}"
