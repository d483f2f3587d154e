"""Interactions that a single word tells of: 'accused', 'talks with', 'sanctions on', by the event frames.

The frame gives the type and who plays what; the words over it tell whether it happened, is announced or refused.
"""

from __future__ import annotations

import functools
from bisect import bisect_right
from dataclasses import dataclass, field

from dragoman import knowledge
from dragoman.knowledge.schema import EventFrame
from dragoman.model import EventType, Span
from dragoman.read import governors, phrases
from dragoman.read.actors import actors_of
from dragoman.read.clause import Clause
from dragoman.read.draft import lemma_in
from dragoman.read.event_clauses import headline_subject, slots_of
from dragoman.read.event_frames import frames, words
from dragoman.read.event_musts import told_to_act
from dragoman.read.event_reach import far_actor, far_target
from dragoman.read.event_sides import sides
from dragoman.read.event_standing import standing
from dragoman.read.event_voices import Voice
from dragoman.read.reading import Reading, Sentence, TimeMention
from dragoman.read.terms import when_of
from dragoman.read.words import Token

SOON = 100  # days after publication in which a date told with a meeting announces it; later ones are misread too often
OLD = 5  # years before publication after which an event is background


@dataclass(slots=True)
class Happening:
    """An event in the making."""

    sentence: Sentence
    token: Token
    type: EventType
    actor: tuple[str, ...]
    target: tuple[str, ...]
    rule: str
    mode: str | None = None
    cameo: str | None = None
    vague: bool = False  # only told by a word over another verb: 'agreed to', 'refused to'
    when: TimeMention | None = None
    spans: dict[str, tuple[Span, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a frame made of a word, whether or not it gave an event."""

    token: int
    type: str
    lemma: str
    told: str  # 'real' | 'future' | 'refused' | 'unreal' | 'far' (real or announced, one side stands far off)
    why: str
    actor: tuple[str, ...] = ()
    target: tuple[str, ...] = ()


@dataclass(slots=True)
class Seen:
    """What the frames saw in a report, for the judges of what they left out."""

    types: dict[int, frozenset[str]] = field(default_factory=dict)  # the types that a token may tell of
    sketches: dict[int, list[Sketch]] = field(default_factory=dict)  # by sentence


def is_old(reading: Reading, year: int) -> bool:
    """Background: years before publication; of an undated report, before the last year that it names."""
    now = reading.anchor.year if reading.anchor else max((t.last.year for t in reading.times if t.last), default=year)
    return year < min(now, 2100) - OLD


def sentence_number(reading: Reading, offset: int) -> int:
    """Number of the sentence that an offset lies in, for telling near from far."""
    return bisect_right(reading.sentences, offset, key=lambda s: s.start)


def find(reading: Reading, said: tuple[Voice, ...], seen: Seen) -> list[Happening]:
    """Every interaction that a word of the text tells of as done or announced, in text order.

    :param seen: takes up what the frames saw besides.
    """
    out: list[Happening] = []
    wars: list[tuple[tuple[str, ...], tuple[str, ...]]] = []  # who attacks whom by any words of the text
    for sentence in reading.sentences:
        if sentence.furniture:
            continue
        for token in reading.tokens(sentence):
            pos = token.pos
            lemma = lemma_in(token, pos, frames()) if pos else None
            if lemma is None or _named(reading, token):
                continue
            clause = slots_of(token, pos)
            headline = headline_subject(reading, token) if pos == "verb" else None
            if headline is not None:
                clause.slots["subj"] = [headline, *(c for c in headline.conjuncts)]
                clause.tense = "future"
            seen.types[token.i] = _types(lemma, pos)
            for frame in frames()[lemma, pos]:
                if frame.type == "ASSAULT":
                    actor, target, _ = sides(reading, clause, frame, said)
                    if actor and target:
                        wars.append((actor, target))
            for reach in (False, True):
                if reach and not _half_told(seen, sentence, token):
                    break
                tried = (
                    _happening(reading, sentence, token, clause, frame, said, out, seen, reach)
                    for frame in frames()[lemma, pos]
                )
                happening = next((h for h in tried if h is not None), None)
                if happening is not None:
                    out.append(happening)
                    break
        for verb, kind, actor, target in told_to_act(reading, sentence, said):
            spans = {"event": (reading.span(verb.i, verb.i + 1),)}
            out.append(
                Happening(sentence, verb, kind, actor, target, "must/verb REQUEST|real", cameo="100", spans=spans)
            )
    return _without_vague(_with_enemies(out, wars))


def _half_told(seen: Seen, sentence: Sentence, token: Token) -> bool:
    """Whether the frames of a word found one of its two sides."""
    return any(q.token == token.i and bool(q.actor) != bool(q.target) for q in seen.sketches.get(sentence.index, ()))


@functools.lru_cache(maxsize=4096)
def _types(lemma: str, pos: str) -> frozenset[str]:
    return frozenset(frame.type for frame in frames()[lemma, pos])


def _with_enemies(happenings: list[Happening], wars: list[tuple[tuple[str, ...], tuple[str, ...]]]) -> list[Happening]:
    """'Its forces captured the town': against whom, if the text tells of one enemy of this actor; else left out."""
    out: list[Happening] = []
    for h in happenings:
        if h.type == EventType.ASSAULT and not h.actor and any(set(b) & set(h.target) for _, b in wars):
            continue  # who attacks is told elsewhere
        if h.type == EventType.ASSAULT and not h.target:
            enemies = {b for a, b in wars if set(a) & set(h.actor)} | {a for a, b in wars if set(b) & set(h.actor)}
            states = {e for side in enemies for e in side if e not in h.actor}
            if len(states) != 1:
                continue
            h.target = tuple(states)
        out.append(h)
    return out


def _without_vague(happenings: list[Happening]) -> list[Happening]:
    """'pledged to help X': the pledge is left out where what is pledged already gave an entry of the same kind."""
    return [
        h
        for h in happenings
        if not h.vague
        or not any(
            o is not h and o.sentence is h.sentence and o.type == h.type and set(o.actor) & set(h.actor) and o.target
            for o in happenings
        )
    ]


def _named(reading: Reading, token: Token) -> bool:
    """Part of a name: 'Strike Eagle', 'Support Command'."""
    mention = reading.by_token.get(token.i)
    return mention is not None and not mention.vague


def _happening(
    reading: Reading,
    sentence: Sentence,
    token: Token,
    clause: Clause,
    frame: EventFrame,
    said: tuple[Voice, ...],
    before: list[Happening],
    seen: Seen,
    reach: bool,
) -> Happening | None:
    """What a word tells by one frame.

    :param reach: also with a side that stands further off, after no frame of the word found it near.
    """
    over = governors.chain(token)
    if not _fits(reading, clause, frame, over):
        return None
    told, why = standing(clause, frame, over)
    when = when_of(reading, sentence, token, over)
    if told == "real" and frame.pos == "noun" and frame.future and when is not None and when.first and reading.anchor:
        told = "future" if 0 < (when.first - reading.anchor).days <= SOON else told  # 'his visit later this month'
    kind = {"real": frame.type, "future": frame.future, "refused": frame.refused}.get(told)
    if kind == "THREATEN" and told == "future" and frame.type != "THREATEN" and why not in ("will", "would"):
        kind = None  # 'announced that jets were sent to strike'
    if frame.type == "SANCTION" and told == "future":
        kind = "SANCTION"
    sketches = seen.sketches.setdefault(sentence.index, [])
    if kind is None:
        if not reach:
            sketches.append(Sketch(token.i, frame.type, frame.lemma, told, why))
        return None
    actor, target, spans = sides(reading, clause, frame, said)
    far = ""
    if not reach:
        sketches.append(Sketch(token.i, frame.type, frame.lemma, told, why, actor, target))
    elif target and not actor and (actor := tuple(a for a in far_actor(reading, clause, said) if a not in target)):
        far = " far"
    if actor and not target and kind in ("ACCUSE", "SUPPORT", "REJECT"):
        target = _whose_act(reading, sentence, clause, actor, before)
    aims = reach or kind in AIMING
    if aims and actor and not target and frame.slot != "inf" and (target := far_target(reading, clause, kind, actor)):
        far = " far"
    if reach and not far:
        return None
    if far:
        sketches.append(Sketch(token.i, frame.type, frame.lemma, "far", why, actor, target))
    if kind == "MOBILIZE" and frame.cameo == DRILL and len(actor) > 1 and not target:
        kind, actor, target = "COOPERATE", actor[:1], actor[1:]  # 'Kenya and Uganda held war games'
    if frame.lemma == "demand" and clause.passive and not target:
        return None  # 'as demanded by the army'
    if frame.slot == "inf" and not target and not set(actor) & {*knowledge.load().states, *knowledge.load().bodies}:
        return None  # 'the firms agreed to merge'
    if kind == "PROTEST":
        if not actor:
            return None
    elif kind == "ASSAULT" and target and not actor and _suffered(reading, clause, target):
        pass  # 'troops were attacked': by whom is not told
    elif (
        ("actor" in frame.needs and not actor) or ("target" in frame.needs and not target) or (not actor and not target)
    ):
        return None
    if when is not None and when.last and is_old(reading, when.last.year):
        return None
    spans["event"] = (reading.span(token.i, token.i + 1),)
    rule = f"{frame.lemma}/{frame.pos} {kind}{far}|{told} {why}".strip()
    as_told = kind == frame.type
    mode = frame.mode if as_told else None
    cameo = frame.cameo if as_told else ROOTS[kind]
    return Happening(
        sentence, token, EventType(kind), actor, target, rule, mode, cameo, frame.slot == "inf", when, spans
    )


# CAMEO's general code of a type that the words told only by announcing or refusing another


ROOTS = {
    "AGREE": "030", "REJECT": "120", "CONCEDE": "080", "SANCTION": "160", "THREATEN": "130", "COOPERATE": "060",
}  # fmt: skip
AIMING = ("MOBILIZE", "COERCE")  # told without a target too: one further off is better than none
DRILL = "152"  # CAMEO's code of drills; those of several are joint ones


STRUCK = frozenset(("attack", "strike", "hit", "bomb", "shell", "target", "ambush", "raid"))


def _suffered(reading: Reading, clause: Clause, target: tuple[str, ...]) -> bool:
    """'Chad's troops were attacked': a told passive whose subject the target is, with no doer named or described."""
    token = clause.token
    agents = clause.slots.get("subj", [])
    told = (
        token.lemma in STRUCK and any(c.dep_ == "aux:pass" for c in token.children) and reading.quoted(token.i) is None
    )
    named = any(f.tag_ in ("NNP", "NNPS", "PRP") or f.lower_ in words("private people") for f in agents)
    subjects = {a for f in clause.slots.get("obj", []) for a in actors_of(reading, f)}
    return told and not named and set(target) <= subjects and token.dep_ not in ("acl", "acl:relcl", "advcl")


def _whose_act(
    reading: Reading, sentence: Sentence, clause: Clause, actor: tuple[str, ...], before: list[Happening]
) -> tuple[str, ...]:
    """'denounced the decision': who acted or spoke just before, if the object takes that up."""
    objects = [o for o in clause.slots.get("obj", []) if o.lower_ in words("acts")]
    if not any(c.lower_ in ("the", "this", "that", "these", "those") for o in objects for c in o.children):
        return ()
    for earlier in reversed(before):
        if earlier.sentence.index < sentence.index - 2:
            break
        if not set(earlier.actor) & set(actor):
            return earlier.actor
    for back in (0, 1, 2):
        if sentence.index < back:
            break
        for token in reading.tokens(reading.sentences[sentence.index - back]):
            if token.i >= clause.token.i:
                break
            if token.dep_ == "nsubj" and (named := actors_of(reading, token)) and not set(named) & set(actor):
                return named
    return ()


def _fits(reading: Reading, clause: Clause, frame: EventFrame, over: list[Token]) -> bool:
    """Whether the frame's own conditions hold: its particle, its object, the word over it."""
    token = clause.token
    if frame.type in ("ASSAULT", "MOBILIZE", "COERCE", "PROTEST") and token.dep_ == "compound":
        return False  # 'attack helicopters', 'launch vehicle'
    particles = {
        c.lower_
        for c in token.children
        if c.dep_ in ("compound:prt", "advmod", "case", "prep") or (c.dep_ == "xcomp" and c.tag_ == "JJ")
    }
    if frame.slot and frame.slot not in clause.slots and frame.slot not in particles:
        return False
    if frame.cameo == "061" and any(
        t.i in reading.by_token and reading.by_token[t.i].kind == "weapon"
        for t in token.doc[token.sent.start : token.sent.end]
    ):
        return False  # arms: the transfer coder tells which step it is
    if (
        frame.type == "PROTEST"
        and frame.pos == "verb"
        and not frame.words
        and any(c.dep_ == "obj" for c in token.children)
    ):
        return False  # 'demonstrate restraint'
    if frame.type == "PROTEST" and _no_protest(reading, clause, frame):
        return False
    if frame.type == "CONSULT" and frame.mode == "visit" and _things_move(reading, clause, frame):
        return False
    if token.i > 1 and token.nbor(-2).lower_ == "test" and frame.type == "ASSAULT":
        return False  # 'test-fired'
    if frame.lemma == "intercept" and any(_is_weapon(reading, f) for f in clause.slots.get("obj", [])):
        return False  # shot down, not taken
    if frame.type == "RETREAT" and any(f.lemma in words("deal nouns") for f in clause.slots.get("from", [])):
        return False  # 'withdrew from the tender'
    objects = {o.lemma for o in clause.slots.get("obj", [])}
    if frame.type == "ASSAULT" and objects & words("deal nouns"):
        return False  # 'struck a deal'
    if frame.type == "ASSAULT" and _by_decree(clause):
        return False  # 'hit with sanctions'
    if (frame.mode == "investigate" or frame.type == "REJECT") and objects & CLAIMS:
        return False  # 'investigating', 'dismissed the allegation': nobody is accused or refused
    ending = any(c.dep_ == "xcomp" and c.lemma in words("ending verbs") for c in token.children)
    if frame.type == "REJECT" and frame.slot == "inf" and any(c.lemma in SILENCE for c in token.children):
        return False  # 'declined to comment'
    if frame.type == "AGREE" and frame.slot == "inf" and ending:
        return False  # 'pledged to end the aid' is no promise to act for somebody
    if frame.type == "THREATEN" and frame.slot == "inf" and frame.lemma != "threaten" and not ending:
        return False  # 'vowed to help'
    if frame.words:
        fillers = [f for slot in WORDY for f in clause.slots.get(slot, [])]
        fillers += clause.slots.get("mod", []) if frame.pos == "noun" else []  # 'missile test'
        fillers += clause.slots.get("subj", []) if clause.passive else []  # 'was hit by sanctions'
        signed = frame.cameo == "057" and frame.pos == "verb"
        if not any(_noun_in(f, frame.words, near=signed) for f in fillers):
            return False
    return not frame.heads or any(h.lemma in frame.heads for h in over[:2])


def _by_decree(clause: Clause) -> bool:
    """Whether what strikes is a measure on paper: 'targeted by sanctions', 'the tariffs hit'."""
    return any(f.lemma in DECREES for slot in ("subj", "with", "by") for f in clause.slots.get(slot, []))


DECREES = frozenset(("sanction", "tariff", "embargo", "ban", "penalty", "duty", "restriction", "levy", "fine"))
WORDY = ("obj", "iobj", "of", "for", "in", "with", "into", "on", "under")  # where a verb's deciding word stands
SILENCE = frozenset(
    [
        "comment",
        "give",
        "say",
        "speak",
        "discuss",
        "disclose",
        "elaborate",
        "identify",
        "name",
        "answer",
        "specify",
        "reveal",
        "tell",
        "provide",
        "confirm",
    ]
)
CLAIMS = {"allegation", "accusation", "claim", "charge", "report", "criticism"}


def _is_weapon(reading: Reading, token: Token) -> bool:
    m = reading.by_token.get(token.i)
    return m is not None and m.kind == "weapon"


def _things_move(reading: Reading, clause: Clause, frame: EventFrame) -> bool:
    """'equipment arrived in', 'hosts troops': no visit of one side to another."""
    slot = "obj" if frame.lemma == "host" else "subj"
    things = words("things and units") if frame.lemma == "host" else words("things and units") - words("offices")
    before = clause.token.nbor(-1) if clause.token.i and clause.token.tag_ == "VBG" else clause.token
    if before.lower_ in things:
        return True  # 'a vessel travelling from X to Y'
    return any(f.lower_ in things or _is_weapon(reading, f) for f in clause.slots.get(slot, []))


OFFICIAL = frozenset(["force", "parliament", "ministry", "seat"])


def _no_protest(reading: Reading, clause: Clause, frame: EventFrame) -> bool:
    """A campaign's rally, a demonstration of goods, strikes from the air."""
    token = clause.token
    of = [f for slot in ("of", "by") for f in clause.slots.get(slot, [])]
    subjects = clause.slots.get("subj", [])
    forces = any(m.form in OFFICIAL for f in subjects if (m := reading.by_token.get(f.i)))
    forces = forces or any(f.lower_ in words("office holders") for f in subjects)
    return (
        any(_is_weapon(reading, f) for f in of)
        or forces
        or (token.lemma_ == "rally" and phrases.preposition(token) == "at")
        or (frame.lemma == "strike" and frame.pos == "noun" and token.head.lemma == "launch")
    )


def _noun_in(filler: Token, wanted: tuple[str, ...], near: bool = False) -> bool:
    """Whether a noun phrase holds one of the words: 'a total of $9bn in assistance', 'aid package'.

    :param near: only as its head, before it, or behind 'of': 'an order on arms deals' is no deal.
    """
    return any(
        abs(t.i - filler.i) <= 9
        and t.tag_[:2] in ("NN", "JJ")
        and (t.lemma in wanted or t.lower_ in wanted)
        and (not near or t.i <= filler.i or t.dep_ == "conj" or phrases.preposition(t) == "of")
        for t in filler.subtree
    )
