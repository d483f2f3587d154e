"""Interactions that a single word tells of: 'accused', 'talks with', 'sanctions on', by the event frames.

The frame gives the type and who plays what; the words over it tell whether it happened, is announced or refused.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Token

from dragoman import knowledge
from dragoman.knowledge.schema import EventFrame
from dragoman.model import EventType, Span, Statement
from dragoman.read import clauses
from dragoman.read.clauses import Clause
from dragoman.read.draft import lemma_in, part_of_speech
from dragoman.read.reading import Reading, Sentence, TimeMention
from dragoman.read.references import actors_of
from dragoman.read.terms import when_of

FIRST_PERSON = frozenset(("we", "We", "I", "our", "Our", "us", "my", "My", "me"))
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


def is_old(reading: Reading, year: int) -> bool:
    """Background: years before publication; of an undated report, before the last year that it names."""
    now = reading.anchor.year if reading.anchor else max((t.last.year for t in reading.times if t.last), default=year)
    return year < min(now, 2100) - OLD


@functools.lru_cache(maxsize=1)
def frames() -> dict[tuple[str, str], tuple[EventFrame, ...]]:
    table: dict[tuple[str, str], tuple[EventFrame, ...]] = {}
    for frame in knowledge.load().event_frames:
        table[frame.lemma, frame.pos] = (*table.get((frame.lemma, frame.pos), ()), frame)
    return table


@functools.lru_cache(maxsize=16)
def words(name: str) -> frozenset[str]:
    return knowledge.load().words[name]


def find(reading: Reading, statements: Iterable[Statement]) -> list[Happening]:
    """Every interaction that a word of the text tells of as done or announced, in text order."""
    said = tuple(statements)
    out: list[Happening] = []
    wars: list[tuple[tuple[str, ...], tuple[str, ...]]] = []  # who attacks whom by any words of the text
    for sentence in reading.sentences:
        if sentence.furniture:
            continue
        for token in reading.tokens(sentence):
            pos = part_of_speech(token)
            lemma = lemma_in(token, pos, frames()) if pos else None  # type: ignore[arg-type]
            if lemma is None or _named(reading, token):
                continue
            clause = _clause(token, pos)
            headline = _headline_subject(reading, token) if pos == "verb" else None
            if headline is not None:
                clause.slots["subj"] = [headline, *(c for c in headline.conjuncts)]
                clause.tense = "future"
            for frame in frames()[lemma, pos]:
                if frame.type == "ASSAULT":
                    actor, target, _ = _sides(reading, clause, frame, said)
                    if actor and target:
                        wars.append((actor, target))
                happening = _happening(reading, sentence, token, clause, frame, said, out)
                if happening is not None:
                    out.append(happening)
                    break
    return _without_vague(_with_enemies(out, wars))


def _with_enemies(
    happenings: list[Happening], wars: list[tuple[tuple[str, ...], tuple[str, ...]]]
) -> list[Happening]:
    """'Its forces captured the town': against whom, where the whole text tells of one war of this actor; else left out."""
    out: list[Happening] = []
    for h in happenings:
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


def _clause(token: Token, pos: str) -> Clause:
    """The clause layer's slots, with some that only events need: doers told in other places."""
    if pos == "noun":
        clause = clauses.of_noun(token)
        if token.dep_ == "compound" and token.head.tag_.startswith("NN"):  # 'sanctions list against', 'aid package for'
            for slot, fillers in clauses.of_noun(token.head).slots.items():
                for filler in fillers:
                    if filler != token:
                        clause.add(slot, filler)
        _from_governor(clause)
        light = token.dep_ == "nmod" and token.head.lower_ in words("collective nouns")
        for child in [*token.children, *(token.head.children if light else ())]:  # 'attacks attributed to', 'strikes blamed on'
            if child.dep_ == "acl:relcl" and child.lemma_.lower() in ("make", "level", "issue", "voice"):
                for subject in child.children:
                    if subject.dep_ == "nsubj" and subject.tag_ not in ("WDT", "WP"):
                        clause.add("by", subject)
            if child.dep_ == "acl" and child.lemma_.lower() in ("attribute", "blame", "ascribe", "carry", "launch"):
                for grandchild in child.children:
                    if grandchild.dep_ == "obl" and clauses.preposition(grandchild) in ("to", "on", "by"):
                        clause.add("by", grandchild)
    else:
        clause = clauses.of_verb(token)
        if clause.passive:
            for agent in clause.slots.get("by", []):
                clause.add("subj", agent)
        if not clause.slots.get("subj") and not clause.passive and token.tag_ in ("VBD", "VBZ", "VBP"):
            for subject in _subject_before(token):
                clause.add("subj", subject)
    for child in token.children:
        if child.dep_ in ("xcomp", "advcl", "ccomp") and any(c.tag_ == "TO" for c in child.children):
            clause.slots.setdefault("inf", [])
            for inner in child.subtree:
                if inner.i > child.i and inner.dep_ in ("obj", "iobj", "obl", "nmod", "nmod:poss", "amod", "compound"):
                    clause.add("inf", inner)
    inside = [*token.children, *(g for c in token.children if c.dep_ == "acl:relcl" for g in c.children)]
    for child in inside:
        if child.dep_ in ("ccomp", "acl", "xcomp", "parataxis") and child.i > token.i:
            for grandchild in child.children:
                if grandchild.dep_ in ("nsubj", "nsubj:pass"):
                    clause.add("that", grandchild)
    return clause


def _from_governor(clause: Clause) -> None:
    """Sides that the verb over a noun tells: 'pressed Xi at a summit', 'sold jets despite objections from'."""
    token, verb = clause.token, clause.token.head
    if verb.tag_.startswith("NN") and verb.dep_ in ("obj", "obl") and clauses.preposition(token) in ("despite", "amid"):
        verb = verb.head
    if token.dep_ not in ("obl", "nmod", "advcl") or not verb.tag_.startswith("VB"):
        return
    preposition = clauses.preposition(token)
    if preposition in ("at", "during", "in"):
        for child in verb.children:
            if child.dep_ in ("obj", "iobj"):
                clause.add("met", child)
    elif preposition in ("despite", "amid", "over", "after", "following"):
        clause.slots.pop("subj", None)
        for subject in clauses.of_verb(verb).slots.get("subj", []):
            clause.add("despite", subject)


def _headline_subject(reading: Reading, token: Token) -> Token | None:
    """'Germany to send aid' at the beginning of a sentence or behind ';' and ':', whatever the parser made of it."""
    if token.i < 2 or token.nbor(-1).tag_ != "TO":
        return None
    m = reading.by_token.get(token.i - 2)
    if m is None or m.kind not in ("state", "body", "group", "person") or m.form == "demonym":
        return None
    before = reading.doc[m.first - 1] if m.first else None
    starts = m.first == reading.sentence_at(token.i).first or (before is not None and before.text in (";", ":"))
    return reading.doc[m.head] if starts else None


def _subject_before(token: Token) -> list[Token]:
    """Subject of the last finite verb before a finite verb that has none: 'condemned X and praised Y'."""
    for other in reversed(list(token.sent)):
        if other.i < token.i and other.tag_ in ("VBD", "VBZ", "VBP"):
            subjects = [c for c in other.children if c.dep_ in ("nsubj", "nsubj:pass") and c.tag_ not in ("WDT", "WP")]
            if subjects:
                return subjects
    return []


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
    said: tuple[Statement, ...],
    before: list[Happening],
) -> Happening | None:
    over = clauses.chain(token)
    if not _fits(reading, clause, frame, over):
        return None
    told, why = standing(clause, frame, over)
    kind = {"real": frame.type, "future": frame.future, "refused": frame.refused}.get(told)
    if frame.type == "SANCTION" and told == "future":
        kind = "SANCTION"
    if kind is None:
        return None
    actor, target, spans = _sides(reading, clause, frame, said)
    if actor and not target and kind in ("ACCUSE", "SUPPORT", "REJECT"):
        target = _whose_act(reading, sentence, clause, actor, before)
    if kind == "PROTEST":
        if not actor:
            return None
    elif ("actor" in frame.needs and not actor) or ("target" in frame.needs and not target) or (not actor and not target):
        return None
    when = when_of(reading, sentence, token, over)
    if when is not None and when.last and is_old(reading, when.last.year):
        return None
    spans["event"] = (reading.span(token.i, token.i + 1),)
    rule = f"{frame.lemma}/{frame.pos} {kind}|{told} {why}".strip()
    as_told = kind == frame.type
    mode = frame.mode if as_told else None
    cameo = frame.cameo if as_told else ROOTS[kind]
    return Happening(sentence, token, EventType(kind), actor, target, rule, mode, cameo, frame.slot == "inf", when, spans)


# CAMEO's general code of a type that the words told only by announcing or refusing another
ROOTS = {"AGREE": "030", "REJECT": "120", "CONCEDE": "080", "SANCTION": "160"}


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
    for back in (1, 2):
        if sentence.index < back:
            break
        for token in reading.tokens(reading.sentences[sentence.index - back]):
            if token.dep_ == "nsubj" and (named := actors_of(reading, token)) and not set(named) & set(actor):
                return named
    return ()


def _fits(reading: Reading, clause: Clause, frame: EventFrame, over: list[Token]) -> bool:
    """Whether the frame's own conditions hold: its particle, its object, the word over it."""
    token = clause.token
    if frame.slot and frame.slot not in clause.slots:
        if not any(c.lower_ == frame.slot and c.dep_ in ("compound:prt", "advmod", "case", "prep") for c in token.children):
            return False
    if frame.cameo == "061" and any(
        t.i in reading.by_token and reading.by_token[t.i].kind == "weapon" for t in token.sent
    ):
        return False  # arms: the transfer coder tells which step it is
    if frame.mode == "investigate" and any(
        o.lemma_.lower() in ("allegation", "accusation", "claim", "charge", "report") for o in clause.slots.get("obj", [])
    ):
        return False
    if frame.words:
        fillers = [f for slot in ("obj", "iobj", "of", "for", "in", "with") for f in clause.slots.get(slot, [])]
        if not any(_noun_in(f, frame.words) for f in fillers):
            return False
    return not frame.heads or any(h.lemma_.lower() in frame.heads for h in over[:3])


def _noun_in(filler: Token, wanted: tuple[str, ...]) -> bool:
    """Whether a noun phrase holds one of the words: 'a total of $9bn in assistance', 'aid package', 'talks and visits'."""
    return any(
        abs(t.i - filler.i) <= 9
        and t.tag_[:2] in ("NN", "JJ")
        and (t.lemma_.lower() in wanted or t.lower_ in wanted)
        for t in filler.subtree
    )


# ---- did it happen -----------------------------------------------------------------------------------------------


def standing(clause: Clause, frame: EventFrame, over: list[Token]) -> tuple[str, str]:
    """'real', 'future', 'refused' or 'unreal', with the word that decides."""
    token = clause.token
    if any(c.lower_ in words("event habit") for c in token.children):
        return "unreal", "a habit"
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in token.children):
        return "unreal", "a condition"
    told, why = "real", ""
    if frame.pos == "noun":
        own = {c.lower_ for c in token.children}
        if clause.negated or own & {"no", "possible", "potential", "alleged", "any"}:
            return "unreal", "noun not told as fact"
        if own & {"planned", "upcoming", "future", "next", "scheduled", "forthcoming", "proposed", "expected"}:
            told, why = "future", "announced"
        preposition = clauses.preposition(token)
        if frame.type == "ASSAULT" and {preposition, _before_phrase(token)} & words("event time marker"):
            return "unreal", "a mere time marker"
        if frame.type == "CONSULT" and preposition in ("before", "ahead"):
            told, why = "future", preposition
    elif frame.pos == "verb":
        told, why = _of_tense(clause)
        if told == "unreal":
            return told, why
        if clause.negated:
            return ("refused", "negated") if clause.tense in ("future", "modal", "infinitive", "progressive", "present") else ("unreal", "negated")
    if frame.pos == "verb" and clause.tense in ("past", "present") and token.dep_ not in ("ccomp", "xcomp", "csubj"):
        over = []  # told by itself: what stands over it only places it
    if frame.pos == "verb" and clause.tense == "gerund" and not _gerund_real(token):
        return "unreal", "a gerund"
    for word in over:
        lemma = word.lemma_.lower()
        if lemma in frame.heads:
            continue
        if lemma in words("event unreal"):
            return "unreal", lemma
        negated = clauses.governors_negated(word)
        if lemma in words("event refused"):
            return ("unreal" if negated else "refused"), lemma
        if negated:
            return "unreal", f"'{lemma}' negated"
        if lemma in words("event announced") and (told == "open" or frame.pos == "noun"):
            told, why = "future", lemma
        if word.tag_.startswith("VB"):
            modal = {c.lower_ for c in word.children if c.tag_ == "MD"}
            if modal & {"will", "shall", "wo", "'ll", "’ll"}:
                told, why = "future", "will"
            elif modal & {"may", "might", "could", "can", "should", "must"}:
                return "unreal", "modal"
            elif modal:
                told, why = "future", "would"
            if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in word.children):
                return "unreal", "a condition"
    if frame.type == "ASSAULT" and any(c.dep_ == "mark" and c.lower_ in words("event time marker") for c in token.children):
        return "unreal", "a mere time marker"
    if told == "open":
        if token.dep_ == "advcl" and frame.type != "CONSULT":
            return "unreal", "a purpose"
        told = "future" if token.dep_ in ("ROOT", "acl", "acl:relcl", "parataxis") else "real"
    return told, why


def _before_phrase(noun: Token) -> str:
    """The word before a noun phrase, wherever the parser hung it."""
    i = noun.i - 1
    while i > noun.sent.start and noun.doc[i].tag_ in ("DT", "JJ", "NN", "NNP", "NNPS", "POS", "PRP$", "CD", "HYPH", "VBG"):
        i -= 1
    return noun.doc[i].lower_ if i >= noun.sent.start else ""


def _gerund_real(token: Token) -> bool:
    """'after visiting', 'began shelling': done; 'strategy of arming', 'talked about buying': only spoken of."""
    preposition = clauses.preposition(token)
    if preposition in ("of", "for", "about", "from", "to", "against", "in", "without", "toward", "towards", "into"):
        return False
    if token.dep_ in ("ccomp", "xcomp", "obj", "csubj", "nsubj", "compound"):
        return token.head.lemma_.lower() in ASPECTS
    return True


ASPECTS = frozenset("begin start continue keep resume finish admit confirm stop go".split())


def _of_tense(clause: Clause) -> tuple[str, str]:
    """What a verb's own form tells; 'open' for an infinitive, which the words over it decide."""
    aux = {c.lower_ for c in clause.token.children if c.dep_ in ("aux", "aux:pass")}
    if clause.tense == "future":
        return "future", "will"
    if clause.tense == "modal":
        if clause.modal == "would" and "have" not in aux:
            return "future", "would"
        return "unreal", clause.modal
    if clause.tense == "infinitive" and not aux & {"do", "does", "did"}:
        return "open", "infinitive"
    return "real", clause.tense


# ---- who and whom ------------------------------------------------------------------------------------------------


def _sides(
    reading: Reading, clause: Clause, frame: EventFrame, said: tuple[Statement, ...]
) -> tuple[tuple[str, ...], tuple[str, ...], dict[str, tuple[Span, ...]]]:
    """Actor, target and the spans that name them."""
    found: dict[str, list[str]] = {"actor": [], "target": [], "both": [], "people": [], "place": []}
    doing: list[list[str]] = []  # the actors by the phrases that name them: 'L3 Harris and 4iG'
    spans: dict[str, list[Span]] = {}
    slots = dict(clause.slots)
    if frame.pos == "verb":  # 'an attack by Israel killed two': the doer stands with the noun
        slots["subj"] = [d for f in slots.get("subj", []) for d in _doers(reading, f, said)]
    actor_slots = [s for s, r in frame.roles.items() if r == "actor"]
    if frame.pos == "noun" and not any(who(reading, f, said) for s in actor_slots for f in slots.get(s, [])):
        verb = clause.token.head
        over = clauses.preposition(clause.token) in ("on", "during", "in", "at", "after") and verb.tag_.startswith("VB")
        owners = clauses.owner_of(clause.token)
        if not any(who(reading, f, said) for f in owners) and over and frame.type == "CONSULT":
            owners = clauses.of_verb(verb).slots.get("subj", [])  # 'on his trip to Rome, X said'
        slots["subj"] = owners
    if frame.type == "COERCE" and clause.passive and not slots.get("subj"):  # 'was detained in Russia'
        if not any(who(reading, f, said) for f in slots.get("obj", [])):
            return (), (), {}
        slots["subj"] = slots.pop("in", [])
    if "iobj" in frame.roles and "iobj" not in slots and (bare := _bare(reading, clause.token)) is not None:
        slots["iobj"] = [bare]
    if "iobj" in slots and "iobj" not in frame.roles and "obj" in frame.roles:
        slots["obj"] = [*slots.get("obj", []), *slots["iobj"]]
    owned = [s for s in ("poss", "by", "mod", "from") if frame.roles.get(s) == "actor"]
    leads = frame.pos == "noun" and frame.roles.get("subj") == "actor"
    if leads and any(who(reading, f, said) for s in owned for f in slots.get(s, [])):
        slots.pop("subj", None)  # 'condemned the Serbian attack': whose attack it is, is told
    for slot, role in frame.roles.items():
        for filler in slots.get(slot, []):
            if clauses.is_temporal(filler) or (slot == "inf" and found[role]):
                continue
            named = who(reading, filler, said)
            if not named and role == "target" and frame.type in OWNERS:
                named = _owners(reading, filler, OWNERS[frame.type], said)  # 'rejected an offer from Ghana'
            if role == "actor" and named:
                doing.append([a for a in named if a not in found["actor"]])
            for actor in named:
                if actor not in found[role] and not (slot == "inf" and actor in found["actor"]):
                    found[role].append(actor)
                    spans.setdefault(role, []).append(reading.span(filler.i, filler.i + 1))
    if not found["target"] and frame.words:
        _deep_target(reading, frame, slots, found, spans, said)
    if frame.type == "PROTEST":
        states = [a for a in found["people"] + found["place"] if a in knowledge.load().states][:1]
        return tuple(f"{s}:CVL" for s in states), tuple(states), {}
    actor, target = found["actor"], [a for a in found["target"] if a not in found["actor"]]
    if found["target"] and not target:
        return (), (), {}  # within one state
    for one in found["both"]:
        if not actor:
            actor = [one]
        elif one not in actor and one not in target:
            target.append(one)
    doing = [group for group in doing if group]
    if not target and len(doing) > 1 and frame.type in MUTUAL and _together(clause):
        actor, target = doing[0], [a for group in doing[1:] for a in group]
    plain = {k: tuple(v) for k, v in spans.items() if k in ("actor", "target")}
    return tuple(actor), tuple(target), plain


def _owners(
    reading: Reading, noun: Token, links: tuple[str, ...], said: tuple[Statement, ...]
) -> tuple[str, ...]:
    """Whose demand, offer or soldiers a noun is: 'by', 'from' or 'of' somebody."""
    for child in noun.children:
        if child.dep_ in ("nmod", "obl") and clauses.preposition(child) in links and (named := who(reading, child, said)):
            return named
    return ()


OWNERS = dict.fromkeys(("REJECT", "ACCUSE", "SUPPORT", "CONCEDE"), ("by", "from", "of")) | {
    "ASSAULT": ("of", "with", "in", "at", "near", "from")
}
MUTUAL = ("CONSULT", "COOPERATE", "SUPPORT", "AGREE", "ASSAULT")


def _deep_target(
    reading: Reading,
    frame: EventFrame,
    slots: dict[str, list[Token]],
    found: dict[str, list[str]],
    spans: dict[str, list[Span]],
    said: tuple[Statement, ...],
) -> None:
    """'signed a bill that includes aid for Ukraine': a fitting preposition deeper in the object."""
    links = {slot for slot, role in frame.roles.items() if role == "target"} - {"obj", "iobj", "that"}
    for filler in slots.get("obj", []):
        for token in filler.subtree:
            if token.i > filler.i and clauses.preposition(token) in links and not clauses.is_temporal(token):
                actors = [a for a in who(reading, token, said) if a not in found["actor"]]
                if actors:
                    found["target"] += actors
                    spans.setdefault("target", []).append(reading.span(token.i, token.i + 1))
                    return


def _doers(reading: Reading, subject: Token, said: tuple[Statement, ...]) -> list[Token]:
    if who(reading, subject, said) or not lemma_in(subject, "noun", frames()):  # type: ignore[arg-type]
        return [subject]
    inner = _clause(subject, "noun").slots
    return [f for slot in ("poss", "mod", "by", "from") for f in inner.get(slot, [])] or [subject]


def _bare(reading: Reading, verb: Token) -> Token | None:
    """'offered Tehran cooperation': a state's bare name right behind the verb."""
    m = reading.by_token.get(verb.i + 1)
    if m is None or m.kind not in ("state", "group", "body") or m.form == "demonym" or m.last >= len(reading.doc):
        return None
    return reading.doc[m.head] if reading.doc[m.last].text not in ("'s", "’s", "'", "’", "-") else None


def _together(clause: Clause) -> bool:
    return clause.token.tag_.startswith("VB") or bool(clause.slots.get("between") or clause.slots.get("mod"))


def who(reading: Reading, token: Token, said: tuple[Statement, ...]) -> tuple[str, ...]:
    """The actors that a noun phrase names; 'we' and 'I' are the side of who is quoted."""
    if token.text in FIRST_PERSON:
        at = reading.start(token)
        return next((s.side for s in said if s.evidence.span.start <= at < s.evidence.span.end), ())
    if token.lower_ in ("its", "their") and token.head.lemma_.lower() in words("attack nouns"):
        last = [m for m in reading.mentions if m.last <= token.i and m.kind in ("state", "group")][-1:]
        return last[0].ids if last and token.i - last[0].last < 25 else ()
    actors = actors_of(reading, token, conjuncts=False)
    if token.tag_.startswith("NN"):  # 'Serbian and Russian troops'
        others = [o for c in token.children if c.dep_ == "amod" and c.i < token.i for o in c.conjuncts if o.i < token.i]
        actors = tuple(dict.fromkeys([*actors, *(a for o in others for a in actors_of(reading, o, conjuncts=False))]))
    if not actors and token.lower_ in ("he", "she", "his", "her", "him"):
        return _last_official(reading, token)
    if not actors and token.lower_ in words("collective nouns"):  # 'a group of Moroccan diplomats'
        for child in token.children:
            if child.dep_ == "nmod" and clauses.preposition(child) == "of":
                actors = (*actors, *(a for a in actors_of(reading, child) if a not in actors))
    return actors


def _last_official(reading: Reading, pronoun: Token) -> tuple[str, ...]:
    """'the US ambassador ... he': the side of the last person or office holder before a pronoun."""
    for token in reversed(reading.doc[max(0, pronoun.i - 50) : pronoun.i]):
        m = reading.by_token.get(token.i)
        if m is not None and m.kind == "person" and m.side:
            return m.side
        if token.lower_ in words("office holders") and (named := actors_of(reading, token, conjuncts=False)):
            return named
    return ()
