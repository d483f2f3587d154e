"""Events by a user's own dictionaries in PETRARCH's format: source, target and CAMEO code, from our own parse.

code(reading, own) -> tuple of CodedEvent          all codes, as the dictionaries give them
as_events(reading, coded) -> tuple of Event        those that have a PLOVER type, in the model's form
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman import knowledge
from dragoman.knowledge.petrarch import Dictionaries
from dragoman.model import Event, Evidence, Span, When
from dragoman.read import (
    dictionary_clauses,
    dictionary_names,
    dictionary_patterns,
    dictionary_rules,
    governors,
    phrases,
)
from dragoman.read.dictionary_clauses import Predicate
from dragoman.read.dictionary_names import Names
from dragoman.read.dictionary_patterns import Fit, Scope
from dragoman.read.dictionary_phrases import Coded, every, first, placed
from dragoman.read.dictionary_rules import Found
from dragoman.read.reading import Reading, Sentence
from dragoman.read.terms import when_of
from dragoman.read.words import Token

OBLIQUES = ("obl", "nmod", "obl:agent", "obl:unmarked", "advmod")
DEEP = 8  # verbs under verbs that are looked at
TOGETHER = ("03", "04", "05", "06", "07", "19")  # roots of what several do with each other
PLACES = frozenset(
    ["in", "at", "near", "on", "during", "before", "after", "until", "since", "inside", "along", "amid", "despite"]
)


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """One event as a dictionary codes it."""

    source: Coded
    target: Coded
    code: str
    sentence: Sentence
    verb: Token
    words: tuple[int, ...]  # tokens of the verb and of the pattern's words
    rule: str  # the entry: file, line, verb, pattern; and what made another code of its own


def code(reading: Reading, own: Dictionaries) -> tuple[CodedEvent, ...]:
    """The events of a text, in text order, each once a sentence; none of a report with a discard for the whole."""
    day = reading.anchor.strftime("%Y%m%d") if reading.anchor else None
    out: list[CodedEvent] = []
    for sentence in reading.sentences:
        if sentence.furniture:
            continue
        discard = dictionary_names.discarded(reading, sentence, own)
        if discard is not None:
            if discard.whole:
                return ()
            continue
        names = dictionary_names.find(reading, sentence, own, day)
        if not names.actors and not names.agents:
            continue
        tokens = reading.tokens(sentence)
        roots = [t for t in tokens if t.head == t or not sentence.first <= t.head.i < sentence.last]
        seen: set[tuple[str, str, str]] = set()
        for root in roots:
            for predicate in dictionary_clauses.main(root, own, [], []):
                for event in _events(predicate, own, names, sentence):
                    key = (event.source.code, event.target.code, event.code)
                    if key not in seen:
                        seen.add(key)
                        out.append(event)
    return tuple(out)


def _events(predicate: Predicate, own: Dictionaries, names: Names, sentence: Sentence) -> list[CodedEvent]:
    return [event for found in _told(predicate, own, names) for event in _paired(found, sentence)]


def _told(predicate: Predicate, own: Dictionaries, names: Names, depth: int = 0) -> list[Found]:
    """What a predicate tells, with what stands below it; where it tells nothing, what it hands down."""
    clause = dictionary_clauses.complement(predicate, own)
    infinitive = dictionary_clauses.infinitive(predicate, own)
    future = any(dictionary_clauses.same_subject(x) and dictionary_clauses.is_future(x) for x in clause)
    for lower in (*clause, *infinitive):
        if dictionary_clauses.same_subject(lower):
            lower.subjects = predicate.subjects
    own_clause = [x for x in (*clause, *infinitive) if x.subjects and x.subjects == predicate.subjects]
    deeper = (*clause, *infinitive) if depth < DEEP else ()
    below = [x for p in deeper for x in _told(p, own, names, depth + 1)]
    raised = predicate.passive and bool(infinitive) and not _by(predicate)  # 'was seen to leave'
    found = None if raised else _found(predicate, names)
    if found and found.coded:
        partial = [f for p in deeper if not p.negated and (f := _found(p, names))]
        if made := dictionary_rules.transformed(found, [*below, *partial], own):
            return [dictionary_rules.announced(x) if future else x for x in made]
        meant = [x for x in below if any(x.predicate.token == p.token for p in own_clause)]
        if clause and own_clause:
            return [dictionary_rules.announced(x) for x in meant] if future else meant
        if meant and dictionary_rules.is_intention(found.verb.code):
            return [dictionary_rules.intended(x) for x in meant]
        if predicate.negated and not (found.fit and found.fit.negated):
            dictionary_rules.refuse(found)
        if found.whole:
            return [found]
    if below or depth >= DEEP:
        return below
    return [x for p in dictionary_clauses.aside(predicate, own) for x in _told(p, own, names, depth + 1)]


def _by(predicate: Predicate) -> list[Token]:
    """What 'by' leads after a verb."""
    return [t for t in predicate.token.subtree if t.i > predicate.token.i and "by" in phrases.prepositions(t)[:1]]


def _found(predicate: Predicate, names: Names) -> Found | None:
    if not predicate.verbs:
        return None
    verb = predicate.verbs[-1]
    patterns = [p for v in predicate.verbs for p in v.patterns]
    scope = _scope(predicate, names)
    fit = dictionary_patterns.best(patterns, scope, names)
    codes = [v.code for v in predicate.verbs if v.code != (None, None)]
    told = fit.pattern.code if fit else codes[-1] if codes else (None, None)
    sources, targets = _sides(predicate, names, scope, fit)
    targets = _in_places(predicate, names, targets, frozenset(s.code for s in sources))
    found = Found(predicate, sources, targets, told, verb, fit, bool(fit and "%" in fit.roles))
    if not any(t.known for t in targets) and len(sources) > 1 and (told[0] or "")[:2] in TOGETHER:
        found.pairs = not predicate.passive  # 'A, B and C met'
    return found


def _scope(predicate: Predicate, names: Names) -> Scope:
    token = predicate.token
    hanger = predicate.hanger or token
    barred = {t.i for c in hanger.subtree if c.i > token.i and _apart(c, hanger) for t in c.subtree}
    inside = [t for t in hanger.subtree if t.i not in barred and t.i not in predicate.words]
    subject = [t for s in predicate.subjects for t in s.subtree]
    named = [c for s in predicate.subjects for c in first(s, names)]
    governing = [t for o in predicate.over for t in (o, *(c for c in o.children if c.dep_ in ("aux", "advmod")))]
    helping = [
        t for t in inside if t.i < token.i and t.head in (token, hanger) and t.dep_ in ("aux", "advmod", "mark", "cc")
    ]
    after = [t for t in inside if t.i > token.i]
    before = sorted({t.i: t for t in (*subject, *governing, *helping) if t.i < token.i}.values(), key=lambda t: t.i)
    if predicate.passive:
        after = [*subject, *after]
    return Scope(before, after, named, hanger, dictionary_patterns.behind(after, hanger))


def _apart(token: Token, verb: Token) -> bool:
    """Whether a token begins what no pattern of the verb above it may reach into."""
    if token.dep_ in ("acl:relcl", "parataxis") or dictionary_clauses.is_attribution(token):
        return True
    if token.head != verb:
        return False
    infinitive = any(c.lower_ == "to" for c in token.children)
    return (
        token.dep_ == "ccomp"
        or (token.dep_ == "conj" and token.tag_.startswith("VB"))
        or (token.dep_ == "advcl" and not infinitive)
    )


def _sides(predicate: Predicate, names: Names, scope: Scope, fit: Fit | None) -> tuple[list[Coded], list[Coded]]:
    """Who acts and who is acted on: by the pattern's roles, else by the grammar."""
    roles = fit.roles if fit else {}
    subject = _subject(predicate, names)
    if "%" in roles:
        return roles["%"], []
    if predicate.passive and "+" not in roles and "$" not in roles:
        barred = frozenset(c.code for c in subject)
        agents = next((f for c in _by(predicate) if (f := first(c, names, barred))), [])
        return agents or _others(predicate, names, barred), subject
    source = roles.get("$") or (subject if "+" not in roles or roles["+"] != subject else [])
    barred = frozenset(c.code for c in source)
    if "$" in roles and "+" not in roles:
        return source, [c for c in subject if c.code not in barred]
    if "+" in roles:
        return source, roles["+"]
    if fit and fit.led is not None and (led := first(fit.led, names, barred)):
        return source, led
    return source, _others(predicate, names, barred)


def _subject(predicate: Predicate, names: Names) -> list[Coded]:
    out: list[Coded] = []
    for subject in predicate.subjects:
        found = _known(every(subject, names))
        out += [c for c in found if c.code not in {o.code for o in out}]
    return out


def _others(predicate: Predicate, names: Names, barred: frozenset[str]) -> list[Coded]:
    """Who is named after the verb: in its objects first, then behind prepositions, places last, then in clauses."""
    ranked: list[tuple[int, int, Token]] = []
    below: list[Token] = []
    for child in predicate.children:
        if child.i < predicate.token.i or dictionary_clauses.is_attribution(child):
            continue
        if child.dep_ in ("obj", "iobj"):
            ranked.append((0, child.i, child))
        elif child.dep_ in OBLIQUES:
            ranked.append((2 if phrases.preposition(child) in PLACES else 1, child.i, child))
        elif child.dep_ in ("xcomp", "ccomp") or any(c.lower_ == "to" and c.i < child.i for c in child.children):
            below.append(child)
    nouns = [child for _, _, child in sorted(ranked, key=lambda r: r[:2])]
    named = _known([group for child in nouns for group in every(child, names, barred, down=False)])
    return named or _known([group for child in (*nouns, *below) for group in every(child, names, barred)])


def _in_places(predicate: Predicate, names: Names, targets: list[Coded], barred: frozenset[str]) -> list[Coded]:
    """Targets of whom only what they are is told, as people of where it happens; others unchanged."""
    if not targets or any(t.known for t in targets):
        return targets
    for child in predicate.children:
        if child.dep_ in OBLIQUES and child.i > predicate.token.i and phrases.preposition(child) in ("in", "at"):
            for group in every(child, names, barred, down=False):
                if group[0].known:
                    return [placed(t, group[0]) for t in targets]
    return targets


def _known(groups: list[list[Coded]]) -> list[Coded]:
    """The first group in which somebody is named; else the first that tells at least what he is."""
    for group in groups:
        if known := [c for c in group if c.known]:
            return known
    return groups[0] if groups else []


def _paired(found: Found, sentence: Sentence) -> Iterator[CodedEvent]:
    there, back = found.code
    fit = found.fit
    entry = fit.pattern if fit else found.verb
    told = fit.pattern.text if fit else "*"
    words = tuple(sorted({*found.predicate.words, *(fit.tokens if fit else ())}))

    def event(a: Coded, b: Coded, code: str) -> CodedEvent:
        rule = f"dictionary {entry.file} line {entry.line}: {found.verb.name} | {told} = {code}{found.note}"
        return CodedEvent(a, b, code, sentence, found.predicate.token, words, rule)

    if found.pairs:
        for a, b in itertools.permutations(found.sources, 2):
            if a.code != b.code and there:
                yield event(a, b, there)
        return
    for a, b in itertools.product(found.sources, found.targets):
        if a.code == b.code:
            continue
        if there:
            yield event(a, b, there)
        if back:
            yield event(b, a, back)


def in_place_of(events: Iterable[Event], reading: Reading, own: Dictionaries) -> tuple[Event, ...]:
    """The events by a user's dictionaries, in place of those by our own words.

    Steps of arms transfers stay, unless the dictionaries tell of the same two actors in the same sentence.
    """
    coded = as_events(reading, code(reading, own))
    told = {(e.evidence.span.start, frozenset((*e.actor, *e.target))) for e in coded}
    steps = [
        e
        for e in events
        if e.step is not None
        and (
            reading.sentence_at(reading.token_at(e.evidence.span.start) or 0).start,
            frozenset((*e.actor, *e.target)),
        )
        not in told
    ]
    return tuple(sorted((*coded, *steps), key=lambda e: e.evidence.span.start))


# ---- the model's form ---------------------------------------------------------------------------------------------


def as_events(reading: Reading, coded: Iterable[CodedEvent]) -> tuple[Event, ...]:
    """Coded events as findings: those whose code has a PLOVER type; a state's roles stay in the rule."""
    known = knowledge.load()
    out: list[Event] = []
    for e in coded:
        entry = knowledge.cameo_code(known, e.code)
        if entry is None or entry.plover is None:
            continue
        start, end = e.sentence.start, e.sentence.end
        fields = {
            "actor": _spans(reading, e.source),
            "target": _spans(reading, e.target),
            "event": tuple(reading.span(i, i + 1) for i in e.words),
        }
        rule = f"{e.rule} | {e.source.code} {e.target.code}"
        out.append(
            Event(
                actor=(_actor(e.source.code),),
                type=entry.plover,
                target=(_actor(e.target.code),),
                when=_when(reading, e),
                mode=entry.mode,
                cameo=e.code,
                evidence=Evidence(
                    quote=reading.text[start:end], span=Span(start=start, end=end), fields=fields, rule=rule
                ),
            )
        )
    return tuple(out)


def plain(reading: Reading, e: CodedEvent) -> dict[str, object]:
    """A coded event as a record: who, whom, code, the quote, where the words stand, and the entry behind it."""
    spans = {
        "source": _spans(reading, e.source),
        "target": _spans(reading, e.target),
        "verb": tuple(reading.span(i, i + 1) for i in e.words),
    }
    return {
        "ref": reading.report.id,
        "published": reading.report.published,
        "source": e.source.code,
        "target": e.target.code,
        "code": e.code,
        "when": _when(reading, e),
        "quote": reading.text[e.sentence.start : e.sentence.end],
        "spans": {name: [[s.start, s.end] for s in found] for name, found in spans.items()},
        "rule": e.rule,
    }


def _when(reading: Reading, e: CodedEvent) -> When | None:
    """First and last day that the words around the verb tell."""
    time = when_of(reading, e.sentence, e.verb, governors.chain(e.verb))
    if time is None:
        return None
    return (time.first.isoformat() if time.first else None, time.last.isoformat() if time.last else None)


def _spans(reading: Reading, coded: Coded) -> tuple[Span, ...]:
    return tuple(reading.span(n.first, n.last) for n in coded.named)


def _actor(code: str) -> str:
    """A state's own code; any other code as it stands."""
    return code[:3] if code[:3] in knowledge.load().states else code
