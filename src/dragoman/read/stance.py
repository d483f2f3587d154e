"""Toward whom a statement is said, and in what tone.

Three things tell it, in this order: the cue ('accused X of', 'praised X'), who does what to whom in the words (whoever
promises help to X speaks well of X; whoever says that X arms another speaks ill of X), and words that praise or blame.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman import knowledge
from dragoman.model import Stance
from dragoman.read import speech
from dragoman.read.actors import actors_of
from dragoman.read.reading import Mention, Reading
from dragoman.read.speaker_names import Speaker
from dragoman.read.speech import Attribution
from dragoman.read.words import Token

MOST = 3  # whom an utterance may be about
AT_HOME = 0.45  # of the weight of a state's name: that of a person or body of the speaker's own state
NEGATIONS = frozenset(["not", "n't", "n’t", "no", "never", "neither", "nor", "without", "hardly", "cannot"])
FIRST_PERSON = frozenset(["we", "i", "our", "us", "my"])
SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "obl:agent")
PLACES = frozenset(
    [
        "in",
        "at",
        "over",
        "near",
        "across",
        "inside",
        "within",
        "around",
        "outside",
        "off",
        "throughout",
        "into",
        "through",
        "between",
    ]
)
GIVING = knowledge.load().words["giving"]
TAKING = knowledge.load().words["taking"]
HARMING = knowledge.load().words["against"]


HARM = knowledge.load().words["harm"]


GIVEN = knowledge.load().words["given"]
DEEDS = GIVING | TAKING | GIVEN
DOUBTS = knowledge.load().words["doubts"]


@dataclass(slots=True)
class Judged:
    """About whom, and the tone with what speaks for it."""

    about: tuple[str, ...]
    stance: Stance


@dataclass(slots=True)
class _Weights:
    """How much speaks for each actor being the one whom the words are aimed at."""

    of: dict[str, float] = field(default_factory=dict)

    def add(self, actors: tuple[str, ...], weight: float) -> None:
        for actor in actors:
            best = self.of.get(actor, 0.0)
            self.of[actor] = max(best, weight) + 0.25 * min(best, weight)

    def best(self, least: float) -> tuple[str, ...]:
        top = max(self.of.values(), default=0.0)
        if top < least:
            return ()
        return tuple([a for a, w in self.of.items() if w >= 0.95 * top][:MOST])


@dataclass(slots=True)
class Signs:
    """What speaks for a tone and for each actor that an utterance may be about."""

    toward: tuple[str, ...]  # whom the cue names: 'accused X'
    tone: float
    deeds: tuple[str, ...]  # who gives, or is given
    deed_tone: float
    doers: tuple[str, ...]  # who harms
    harm: float
    words: float  # praise minus blame
    weights: dict[str, float]  # how far each actor stands foremost in the words
    order: dict[str, int]  # actor -> place of its first mention among them
    times: dict[str, int]  # actor -> number of mentions

    @property
    def score(self) -> float:
        return 2.0 * self.tone + 2.0 * self.deed_tone + self.harm + self.words


def signs_of(reading: Reading, parts: list[Attribution], speaker: Speaker) -> Signs:
    """All signs of an utterance's tone and target; those of a single attribution are kept with it."""
    if len(parts) == 1 and isinstance(parts[0].signs, Signs):
        return parts[0].signs
    own = set(speaker.side) | {speaker.name, speaker.key}
    toward, tone = _by_cue(reading, parts, own)
    deeds, deed_tone = _by_deeds(reading, parts, own)
    doers, harm = _by_harm(reading, parts, own)
    weights, times = _mentioned(reading, parts, own)
    order = {actor: i for i, actor in enumerate(times)}
    signs = Signs(toward, tone, deeds, deed_tone, doers, harm, _words(reading, parts), weights.of, order, times)
    if len(parts) == 1:
        parts[0].signs = signs
    return signs


def judge(reading: Reading, parts: list[Attribution], speaker: Speaker) -> Judged:
    """About whom an utterance is and its tone.

    :param parts: the attributions that make up the utterance.
    """
    return by_rule(speaker, signs_of(reading, parts, speaker))


def about(reading: Reading, parts: list[Attribution], speaker: Speaker) -> tuple[str, ...]:
    """About whom an utterance is."""
    return judge(reading, parts, speaker).about


def by_rule(speaker: Speaker, signs: Signs) -> Judged:
    """Tone and target by the signs."""
    score = signs.score
    stance = Stance.NEGATIVE if score <= -1 else Stance.POSITIVE if score >= 1 else Stance.NEUTRAL
    return Judged(target(speaker, signs, stance), stance)


def target(speaker: Speaker, signs: Signs, tone: Stance) -> tuple[str, ...]:
    """Toward whom an utterance of this tone is."""
    toward = signs.toward
    if not toward:
        # an outsider's neutral remark is aimed at nobody
        least = 0.9 if tone is not Stance.NEUTRAL else 1.0 if speaker.side else 99.0
        toward = signs.deeds or (signs.doers if tone is Stance.NEGATIVE else ()) or _Weights(signs.weights).best(least)
    return _states_first(toward)


def _states_first(actors: tuple[str, ...]) -> tuple[str, ...]:
    known = knowledge.load().states
    return tuple(sorted(dict.fromkeys(actors), key=lambda a: a not in known))


def _by_cue(reading: Reading, parts: list[Attribution], own: set[str]) -> tuple[tuple[str, ...], float]:
    """Target and tone of the cues themselves."""
    toward: tuple[str, ...] = ()
    tone = 0.0
    for a in parts:
        if a.cue.stance:
            tone += {"negative": -1.0, "positive": 1.0, "neutral": 0.0}[a.cue.stance] * (-1 if a.negated else 1)
        if a.target is not None and a.cue.target == "obj" and not toward:
            token = reading.doc[a.target]
            aimed = tuple(x for x in actors_of(reading, token) if x not in own)
            if not aimed:
                aimed = _inside(reading, token, own)
            toward = aimed[:MOST]
    return toward, tone


def _inside(reading: Reading, token: Token, own: set[str]) -> tuple[str, ...]:
    """The first actor inside a noun phrase: of 'Serbia's growing ties with Russia' Serbia."""
    for i in range(token.left_edge.i, token.right_edge.i + 1):
        m = reading.by_token.get(i)
        if m is not None and (actors := _actors(m)) and not own & set(actors):
            return actors
    return ()


def _actors(m: Mention) -> tuple[str, ...]:
    if m.kind == "person":
        return m.side
    if m.kind in ("state", "body", "group"):
        return m.ids
    return m.side or m.ids if m.kind == "org" and m.form == "maker" else ()


def _at_home(m: Mention, own: set[str]) -> tuple[str, ...]:
    """Among those of one's own state the person or body itself is meant: the rival, the party, the company."""
    if m.kind == "person" and not own & set(m.ids) and not any(m.ids[0].split()[-1] == o.split()[-1] for o in own):
        return m.ids if m.form != "pronoun" or len(m.ids[0].split()) > 1 else ()
    return m.ids if m.kind == "org" and not own & set(m.ids) else ()


def _contents(reading: Reading, a: Attribution) -> list[tuple[int, int]]:
    limit = len(reading.doc)
    return [(speech.token_from(reading, s), min(limit, speech.token_from(reading, e))) for s, e in a.contents]


def _by_deeds(reading: Reading, parts: list[Attribution], own: set[str]) -> tuple[tuple[str, ...], float]:
    """Who is said to give, help or arm: recipients of the speaker's own help, or givers to somebody else."""
    for a in parts:
        for first, last in _contents(reading, a):
            for i in range(first, last):
                token = reading.doc[i]
                if token.lemma not in DEEDS:
                    continue
                if token.lemma in TAKING and token.tag_.startswith("VB"):
                    buyer, mine = _giver(reading, token, a, own)
                    source = _from(reading, token, last)
                    if source and (mine or set(buyer) & own) and not set(source) & own:
                        return source, 1.0
                    if source and buyer and not (set(source) | set(buyer)) & own and set(source) != set(buyer):
                        return tuple(dict.fromkeys((*buyer, *source)))[:2], -1.0
                if token.lemma in GIVEN and token.tag_ in ("NN", "NNS"):
                    found = _noun_deed(reading, token, last, own)
                    if found[0]:
                        return found
                if token.lemma not in GIVING or not token.tag_.startswith("VB"):
                    continue
                if _only_alleged(token, a.token):
                    continue
                giver, mine = _giver(reading, token, a, own)
                taker = _taker(reading, token, last)
                negated = any(c.lower_ in NEGATIONS for c in token.lefts)
                sign = -1.0 if negated else 1.0
                if mine and (others := tuple(x for x in taker if x not in own)):
                    return others, sign
                if giver and taker and not mine:
                    if set(taker) & own:
                        return giver, sign
                    if set(giver) != set(taker):
                        return tuple(dict.fromkeys((*giver, *taker)))[:2], -sign
    return (), 0.0


def _by_harm(reading: Reading, parts: list[Attribution], own: set[str]) -> tuple[tuple[str, ...], float]:
    """Who is said to harm, and who is told what to do: blame; what the speaker's own side will not do: a rebuff."""
    doc = reading.doc
    score = 0.0
    doers: tuple[str, ...] = ()
    for a in parts:
        for first, last in _contents(reading, a):
            for i in range(first, last):
                token = doc[i]
                lower = token.lower_
                if token.lemma in HARM:
                    who = _doer(reading, token, first, last)
                    if who and not set(who) & own:
                        score -= 1.0
                        doers = doers or who
                elif lower in ("should", "must", "ought") and token.tag_ == "MD":
                    subject = next((c for c in token.head.children if c.dep_ in SUBJECTS), None)
                    if subject is not None and (who := actors_of(reading, subject)) and not set(who) & own:
                        score -= 1.0
                        doers = doers or who
                elif (
                    lower in ("will", "would", "wo")
                    and token.tag_ == "MD"
                    and any(doc[k].lower_ in NEGATIONS for k in range(i + 1, min(last, i + 3)))
                ):
                    subject = next((c for c in token.head.children if c.dep_ in SUBJECTS), None)
                    mine = subject is not None and (
                        subject.lower_ in FIRST_PERSON
                        or subject.lower_ == "it"
                        or set(actors_of(reading, subject)) & own
                    )
                    if mine and token.head.lemma not in ("rule", "hesitate", "forget", "stop"):
                        score -= 1.0
    return doers, max(-2.0, score)


def _doer(reading: Reading, token: Token, first: int, last: int) -> tuple[str, ...]:
    """Who attacks: subject of the verb, possessor or adjective of the noun, 'by X'."""
    verb = token.tag_.startswith("VB")
    if token.tag_ == "VBN" and not any(
        c.dep_ == "aux" and c.lower_ in ("has", "have", "had", "having") for c in token.children
    ):
        kinds: tuple[str, ...] = ("obl:agent", "obl")
    else:
        kinds = ("nsubj", "obl:agent") if verb else ("nmod:poss", "amod", "compound", "nmod")
    for child in token.children:
        if child.dep_ not in kinds or not first <= child.i < last:
            continue
        if child.dep_ in ("nmod", "obl", "obl:agent") and not any(
            c.lower_ in ("by", "from") for c in child.children if c.dep_ == "case"
        ):
            continue
        m = reading.by_token.get(child.i)
        if m is not None and m.kind == "weapon":
            continue
        if actors := actors_of(reading, child, conjuncts=False):
            return actors
        if m is None and (
            inner := next(
                (reading.by_token[k] for k in range(child.left_edge.i, child.i) if k in reading.by_token), None
            )
        ):
            return _actors(inner)
    return ()


def _noun_deed(reading: Reading, noun: Token, last: int, own: set[str]) -> tuple[tuple[str, ...], float]:
    """'our support for X', 'X's shipments to Y'."""
    if _only_alleged(noun, -1):
        return (), 0.0
    taker = tuple(x for x in _taker(reading, noun, min(last, noun.i + 6)) if x not in own)
    for child in noun.lefts:
        if child.dep_ in ("nmod:poss", "amod", "compound"):
            if child.lower_ in FIRST_PERSON and taker:
                return taker, 1.0
            giver = actors_of(reading, child)
            if giver and taker and not set(giver) & own and set(giver) != set(taker):
                return giver, -1.0
    return (), 0.0


def _only_alleged(token: Token, cue: int) -> bool:
    """Whether a deed hangs on a word that doubts or stops it: 'allegations that it supplied'."""
    current = token
    for _ in range(5):
        if current.head.i == current.i or current.head.i == cue:
            return False
        current = current.head
        if current.lemma in DOUBTS:
            return True
    return False


def _giver(reading: Reading, verb: Token, a: Attribution, own: set[str]) -> tuple[tuple[str, ...], bool]:
    """Actors of the verb's subject, and whether they are the speaker."""
    current = verb
    for _ in range(4):
        subject = next((c for c in current.children if c.dep_ in SUBJECTS and c.dep_ != "nsubj:pass"), None)
        if subject is not None:
            if subject.lower_ in FIRST_PERSON:
                return (), True
            if subject.lower_ in ("it", "they", "he", "she") and subject.i not in reading.by_token:
                return (), a.cue.target != "obj"
            actors = actors_of(reading, subject)
            if not actors and any(c.tag_ == "MD" for c in current.children):
                return (), True  # 'officials would deploy', 'the tanks will go'
            return actors, bool(set(actors) & own)
        if any(c.dep_ == "nsubj:pass" for c in current.children):
            return (), any(c.tag_ == "MD" for c in current.children)  # 'arms will be sent': by those who say so
        if current.head.i == current.i or current.i == a.token:
            break
        current = current.head
        if current.i == a.token:
            return (), a.how in ("infinitive", "object") and a.cue.target != "obj"  # 'vowed to send'
    return (), False


def _from(reading: Reading, verb: Token, last: int) -> tuple[str, ...]:
    for i in range(verb.i + 1, min(last, verb.i + 14)):
        if reading.doc[i].lower_ == "from":
            m = next((reading.by_token[k] for k in range(i + 1, min(last, i + 4)) if k in reading.by_token), None)
            return _actors(m) if m is not None else ()
    return ()


def _listed(reading: Reading, m: Mention, last: int) -> tuple[str, ...]:
    """The actors of a mention and of those that a list names with it: 'to Chad, Niger and Mali'."""
    out = list(_actors(m))
    at = m.last
    while at + 1 < last and reading.doc[at].lower_ in (",", "and", "or"):
        at += 1 + (reading.doc[at + 1].lower_ in ("and", "or", "the"))
        other = reading.by_token.get(at)
        if other is None or other.first != at or other.kind == "weapon":
            break
        out += _actors(other)
        at = other.last
    return tuple(dict.fromkeys(out))[:MOST]


def _taker(reading: Reading, verb: Token, last: int) -> tuple[str, ...]:
    out: list[str] = []
    for i in range(verb.i + 1, min(last, verb.i + 22)):  # 'to X' and 'for X', however the parser hung them
        if reading.doc[i].lower_ in ("to", "for") and reading.doc[i].tag_ in ("IN", "TO"):
            for k in range(i + 1, min(last, i + 5)):
                m = reading.by_token.get(k)
                if m is not None and m.kind != "weapon":
                    return _listed(reading, m, last)
                if reading.doc[k].tag_.startswith(("VB", "IN")):
                    break
    for child in verb.rights:
        if child.i >= last:
            break
        cases = {c.lower_ for c in child.children if c.dep_ == "case"}
        if (
            (child.dep_ in ("obl", "nmod") and cases & {"to", "for"})
            or child.dep_ in ("iobj",)
            or (
                child.dep_ == "obj"
                and verb.lemma
                in (
                    "help",
                    "support",
                    "arm",
                    "aid",
                    "assist",
                    "back",
                    "equip",
                    "train",
                    "give",
                    "offer",
                    "send",
                    "provide",
                )
            )
        ):
            out += actors_of(reading, child)
        for inner in child.children:
            if (
                child.dep_ in ("obj", "obl")
                and inner.dep_ == "nmod"
                and any(c.lower_ in ("to", "for") for c in inner.children if c.dep_ == "case")
            ):
                out += actors_of(reading, inner)
    return tuple(dict.fromkeys(out))


def _mentioned(reading: Reading, parts: list[Attribution], own: set[str]) -> tuple[_Weights, dict[str, int]]:
    """How far each actor stands foremost in the words (subjects before objects, those before possessors and places),
    and how often each is mentioned, in text order."""
    weights = _Weights()
    times: dict[str, int] = {}
    for a in parts:
        for first, last in _contents(reading, a):
            for m in reading.mentions_between(first, last):
                if m.kind in ("weapon", "place"):
                    continue
                actors = tuple(x for x in _actors(m) if x not in own)
                home = () if actors else _at_home(m, own)
                if actors or home:
                    weights.add(actors or home, (AT_HOME if home else 1.0) * _weight(reading, m, first, last))
                actors = actors or home
                for actor in actors:
                    times[actor] = times.get(actor, 0) + 1
    return weights, times


def _weight(reading: Reading, m: Mention, first: int, last: int) -> float:
    token = reading.doc[m.head]
    possessor = token.dep_ == "nmod:poss"
    if (
        token.dep_ == "nmod"
        and token.head.dep_ in SUBJECTS
        and any(c.dep_ == "case" and c.lower_ in ("of", "by") for c in token.children)
    ):
        return 2.5
    for _ in range(3):
        if (
            token.dep_ in ("amod", "compound", "nmod:desc", "flat", "appos", "nmod:poss")
            and first <= token.head.i < last
        ):
            if token.dep_ == "nmod:poss" and token.head.lemma in HARMING:
                return 3.0
            token = token.head
        elif token.dep_ == "conj" and first <= token.head.i < last and token.head.tag_.startswith("NN"):
            token = token.head  # 'Chad and Libya see': one as much as the other
        else:
            break
    cases = {c.lower_ for c in token.children if c.dep_ == "case"}
    if token.dep_ in SUBJECTS:
        return 3.0
    if possessor:
        return 2.5
    if token.dep_ in ("obj", "iobj"):
        return 2.0
    if cases & PLACES or (token.head.lemma in HARMING and cases & {"of", "on", "against"}):
        return 0.5
    if cases & {"with", "against", "toward", "towards", "by"}:
        return 1.6
    if cases & {"to", "for"}:
        return 1.5
    return 1.0


def _words(reading: Reading, parts: list[Attribution]) -> float:
    """Praise minus blame in the words."""
    blame, praise, good = (knowledge.load().words.get(n, frozenset()) for n in ("blame", "praise", "denied good"))
    score = 0.0
    for a in parts:
        for first, last in _contents(reading, a):
            for i in range(first, last):
                token = reading.doc[i]
                lemma, lower = token.lemma, token.lower_
                if lemma in blame or lower in blame:
                    value = -1.0
                elif lemma in praise or lower in praise:
                    value = 1.0
                elif lemma in good or lower in good:
                    value = 0.0
                else:
                    continue
                m = reading.by_token.get(i)
                if m is not None and m.kind != "weapon":
                    continue  # 'United' in a name praises nobody
                denied = any(reading.doc[k].lower_ in NEGATIONS for k in range(max(first, i - 3), i))
                if value:
                    score += -value if denied else value
                elif denied:
                    score -= 1.0
    return score
