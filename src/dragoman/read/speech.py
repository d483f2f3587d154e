"""Attributions: who says what, by which word. Finds them all; which of them are statements, :mod:`.statements` decides.

An attribution is a cue ('said', 'according to', 'the claim that', a colon), its source (a noun phrase) and its content
(stretches of the text). Contents of a quotation run over as many sentences and paragraphs as the quotation does.
The parse gives the cue's subject and clause; where it errs, as it often does around quotation marks and in inverted
order, the punctuation around the cue decides.
"""

from __future__ import annotations

from dragoman import knowledge
from dragoman.knowledge.schema import Cue
from dragoman.read import listed_quotes, quotation_owners, quoted, sources, speech_shapes, word_order, wording
from dragoman.read.attribution import (
    BREAKS,
    MARKS,
    NOT_SOURCES,
    SUBJECTS,
    UNCUED,
    Attribution,
    Scope,
    cue_lemmas,
    cues,
    size,
    token_from,
    verb_cue,
)
from dragoman.read.lemmas import of_verb as lemma_of_verb
from dragoman.read.reading import Reading, Sentence
from dragoman.read.tags import FINITE
from dragoman.read.words import Token, Words

NEAR = 24  # attributions on either side among which an enclosing one is looked for

__all__ = ["Attribution", "cues", "find", "token_from"]


def find(reading: Reading) -> list[Attribution]:
    """All attributions of the text, in text order of their cues."""
    scope = Scope(reading)
    quotation_owners.framed(scope)
    for sentence in reading.sentences:
        if not sentence.furniture:
            _sentence(scope, sentence)
    listed_quotes.find(scope)
    quotation_owners.assign(scope)
    return _finished(scope)


PHRASES = frozenset(["according", "words"])  # of 'according to' and 'in the words of'


def _in_words_of(doc: Words, i: int) -> bool:
    """Whether 'words' stands in 'in the words of' or 'in X's words'."""
    return (doc[i + 1].lower_ == "of" and doc[i - 1].lower_ == "the") or doc[i - 1].tag_ in ("POS", "PRP$")


def _sentence(scope: Scope, sentence: Sentence) -> None:
    last = _content_end(scope, sentence)
    lemmas = cue_lemmas()
    sentence_words = scope.doc[sentence.first : sentence.last]
    for i in range(sentence.first, sentence.last):
        token = scope.doc[i]
        if not (token.lemma in lemmas or token.lower_ in PHRASES or sentence.title or token.tag_ == "JJ"):
            continue
        if scope.reading.quoted(i) is not None:
            continue  # what somebody quoted reports is part of the quotation
        tag = token.tag_
        posted = token.lemma in ("post", "tweet") and scope.doc[max(0, i - 1)].lower_ in wording.NETWORKS
        if sentence.title and not tag.startswith("VB") and token.text[:1].isupper() and i > sentence.first:
            cue = scope.lexicon.get((token.lower_[:-1], "verb")) if token.lower_.endswith("s") else None
            if (
                cue is not None
                and cue.lemma in quoted.CORE
                and speech_shapes.headline(scope, token, cue, sentence, last)
            ):
                continue
        if token.lower_ == "according":
            if i + 2 < sentence.last and scope.doc[i + 1].lower_ == "to":
                _according(scope, token, sentence, last)
        elif tag.startswith("VB"):
            cue = verb_cue(token)
            if cue is not None and i not in scope.taken and not posted:
                if speech_shapes.gapped(scope, token, cue, sentence, last) or speech_shapes.block(
                    scope, token, cue, sentence
                ):
                    continue
                before = len(scope.found)
                _verb(scope, token, cue, sentence, last)
                if len(scope.found) == before:
                    _by_order(scope, token, cue, sentence, last)
        elif tag == "JJ" and token.lower_.endswith("ed") and not any(t.tag_ in FINITE for t in sentence_words):
            cue = scope.lexicon.get((lemma_of_verb(token.lower_, token.lower_), "verb"))
            if cue is not None:  # 'The ministry on Friday accused forces of': the tagger sees no verb at all
                _by_order(scope, token, cue, sentence, last)
        elif tag.startswith("NN") and token.lower_ != "words":
            lemma = lemma_of_verb(token.lower_, token.lower_) if token.lower_.endswith("ing") else token.lemma
            cue = scope.lexicon.get((lemma, "verb"))
            if (
                cue is not None
                and not cue.attitude
                and "clause" in cue.takes
                and not posted
                and i + 1 < last
                and scope.doc[i + 1].lower_ == "that"
                and scope.doc[i - 1].tag_.startswith("NN")
                and any(
                    c.dep_ in ("ccomp", "acl:relcl", "acl") and c.i > i and any(x.dep_ in SUBJECTS for x in c.children)
                    for c in token.children
                )
                and i > sentence.first
                and not any(c.dep_ == "det" for c in token.children)
            ):
                scope.add(cue, token, scope.doc[i - 1], [(i + 2, last)], "clause", sentence, cue_range=(i, i + 1))
                continue
            if cue is not None and speech_shapes.claims_to_have(scope, token, i, last):
                scope.add(cue, token, scope.doc[i - 1], [(i + 1, last)], "clause", sentence, cue_range=(i, i + 1))
                continue
            if cue is not None and token.tag_ == "NNS" and speech_shapes.gapped(scope, token, cue, sentence, last):
                continue
            if cue is not None and speech_shapes.calls_for(scope, token, last):
                scope.add(cue, token, scope.doc[i - 1], [(i + 2, last)], "prep", sentence, cue_range=(i, i + 2))
                continue
            cue = scope.lexicon.get((token.lemma, "noun"))
            if cue is not None:
                _noun(scope, token, cue, sentence, last)
        elif token.lower_ == "words" and token.i > sentence.first and i + 2 < last and _in_words_of(scope.doc, i):
            _in_words(scope, token, sentence, last)
    _colon(scope, sentence, last)


def _content_end(scope: Scope, sentence: Sentence) -> int:
    """Token index past the last word of the sentence."""
    last = sentence.last
    while last > sentence.first and (scope.doc[last - 1].is_punct or scope.doc[last - 1].text in MARKS):
        last -= 1
    return last


def _verb(scope: Scope, verb: Token, cue: Cue, sentence: Sentence, last: int) -> None:
    if verb.dep_ in ("aux", "cop", "case", "mark", "amod", "compound"):
        _joined(scope, verb, cue, sentence, last)
        return
    if not cue.attitude and _surface(scope, verb, cue, sentence, last):
        return
    source = sources.subject(scope, verb)
    if source is not None and (word_order.is_time(source) or source.i < verb.i):
        source = None if word_order.is_time(source) else sources.before_aside(scope, verb, source, sentence)
    named = sources.person_before(scope, verb, sentence)
    if named is not None and (
        source is None
        or (
            source.i != named.i
            and source.i < verb.i
            and ((m := scope.reading.by_token.get(source.i)) is None or m.kind != "person")
            and named not in source.conjuncts
        )
    ):
        source = named
    own = source is not None and (
        source == named
        or source.head.i == verb.i
        or _ends_in_name(scope, source, verb)
        or (source.i < verb.i and source == sources.just_before(scope, verb))
    )
    inverted = False
    if not own and (behind := sources.inverted(scope, verb, sentence)) is not None:
        source, inverted, own = behind, True, True
    elif own and source is not None and source.i > verb.i:
        inverted = source.dep_ != "obl:agent"
    quoted_as = sources.quoted_as(scope, verb)
    if quoted_as is not None:
        if (before := sources.cited_behind(scope, verb, sentence)) is not None:
            scope.add(cue, verb, quoted_as, [(sentence.first, before)], "tail", sentence)
            return
        source, own = quoted_as, False
    elif not own and (inherited := sources.inherited(scope, verb, sentence)) is not None:
        source = inherited
    if source is None or (
        source.lower_ in NOT_SOURCES and source.i not in scope.reading.by_token and source.lower_ != "it"
    ):
        return
    left = min(verb.i, source.left_edge.i) if own else verb.i
    while (
        left > sentence.first
        and scope.doc[left - 1].head.i == verb.i
        and scope.doc[left - 1].dep_ in ("aux", "advmod", "aux:pass", "cc", "discourse")
        and scope.doc[left - 1].tag_ != "WRB"
    ):
        left -= 1
    left = max(left, sentence.first)
    contents, how = wording.contents(scope, verb, cue, source, own, inverted, left, sentence, last)
    if contents:
        target = next(
            (c for c in verb.children if c.dep_ in ("obj", "iobj") and c.i > verb.i and c.i != source.i), None
        )
        scope.add(cue, verb, source, contents, how, sentence, target=target)


def _ends_in_name(scope: Scope, source: Token, verb: Token) -> bool:
    """'the spokesman, X, said': the name right before the comma before the cue."""
    m = scope.reading.by_token.get(source.i)
    return m is not None and m.kind == "person" and m.last == verb.i - 1 and scope.doc[verb.i - 1].text == ","


def _by_order(scope: Scope, verb: Token, cue: Cue, sentence: Sentence, last: int) -> None:
    """'X, 48, on Friday accused Y of Z': who says what by word order, where the parse gives the cue no subject."""
    doc, after = scope.doc, verb.i + 1
    if cue.attitude or verb.tag_ not in (*FINITE, "VBN", "JJ") or after >= last or doc[after].text in BREAKS:
        return
    region = word_order.speaker(scope.reading, verb, sentence)
    if region is None:
        return
    head = doc[quoted.head(scope.reading, *region)]
    m = scope.reading.by_token.get(head.i)
    if (m is None or m.kind == "weapon") and head.tag_ not in ("PRP", "NNP") and head.lemma not in SPEAK:
        return
    content = wording.by_order(scope, verb, cue, last)
    if content is not None:
        aimed = next((x for x in scope.reading.mentions_between(verb.i + 1, content[0][0]) if x.kind != "weapon"), None)
        aim = doc[aimed.head] if aimed is not None and cue.target == "obj" else None
        scope.add(cue, verb, head, [content[0]], content[1], sentence, target=aim)
        scope.found[-1].source_span = (scope.reading.starts[region[0]], scope.reading.ends[region[1] - 1])


SPEAK = knowledge.load().words["people nouns"] | knowledge.load().words["speaking bodies"]


def _joined(scope: Scope, verb: Token, cue: Cue, sentence: Sentence, last: int) -> None:
    """'..., calling it “so,” and praised Y': a second report behind a comma, whose verb the parser took for a modifier."""
    doc = scope.doc
    if not wording.further(scope, verb) or cue.target != "obj" or cue.attitude:
        return
    before = next((a for a in reversed(scope.found) if a.sentence == sentence.index and a.source is not None), None)
    end = verb.i + 1
    while end < last and doc[end].text not in BREAKS and doc[end].text not in MARKS and doc[end].tag_ not in FINITE:
        end += 1
    target = next((m for m in scope.reading.mentions_between(verb.i + 1, end) if m.kind != "weapon"), None)
    if before is None or before.source is None or end == verb.i + 1 or before.source > verb.i:
        return
    aim = doc[target.head] if target is not None else None
    scope.add(cue, verb, doc[before.source], [(verb.i + 1, end)], "object", sentence, target=aim)
    scope.found[-1].source_span = before.source_span


def _surface(scope: Scope, verb: Token, cue: Cue, sentence: Sentence, last: int) -> bool:
    """'..., X said.' and '..., said X.' by word order alone."""
    if "quote" not in cue.takes or verb.tag_ not in (*FINITE, "VBN"):
        return False
    inserted = quoted.inserted(scope.reading, verb.i, sentence, last)
    if inserted is not None:
        (first, end), source = inserted
        scope.add(cue, verb, scope.doc[source], [(sentence.first, first), (end, last)], "tail", sentence)
        return True
    region = quoted.tail_speaker(scope.reading, verb.i, sentence, last) or _with_aside(scope, verb, sentence, last)
    if region is None:
        return False
    cut = min(region[0], verb.i)
    content = wording.words_before(scope, cut, sentence)
    if content is None and verb.i + 3 < last and scope.doc[verb.i + 1].text == "," and region[0] < verb.i:
        content = (verb.i + 2, last)  # 'The jets, X said, will come'
    if content is None or content[1] - content[0] < 3 or wording.opens_with(scope, verb, content, sentence):
        return False
    head = quoted.head(scope.reading, *region)
    scope.add(cue, verb, scope.doc[head], [content], "tail", sentence)
    scope.found[-1].source_span = (scope.reading.starts[region[0]], scope.reading.ends[region[1] - 1])
    return True


def _with_aside(scope: Scope, verb: Token, sentence: Sentence, last: int) -> tuple[int, int] | None:
    """Tokens of the speaker in '..., the mayor, X, said' and '..., X, 48, said on Monday'."""
    doc = scope.doc
    if doc[verb.i - 1].text != "," or not (
        verb.i + 1 >= last or doc[verb.i + 1].tag_ in ("IN", "RB") or doc[verb.i + 1].text == ","
    ):
        return None
    region = word_order.speaker(scope.reading, verb, sentence)
    if region is None or region[0] <= sentence.first + 2 or doc[region[0] - 1].text != ",":
        return None
    told = any(t.tag_ in FINITE for t in doc[sentence.first : region[0]])
    return (region[0], verb.i - 1) if told else None


def _noun(scope: Scope, noun: Token, cue: Cue, sentence: Sentence, last: int) -> None:
    holder = sources.holder(scope, noun)
    if holder is None or (
        noun.dep_ == "obj"
        and holder.head.i == noun.head.i
        and noun.head.lemma_ not in ("make", "issue", "express", "voice", "repeat", "reiterate", "raise", "release")
    ):
        return
    clause = next(
        (
            c
            for c in noun.rights
            if c.dep_ in ("acl", "ccomp", "acl:relcl", "advcl")
            and (any(x.lower_ == "that" and x.dep_ == "mark" for x in c.lefts) or any(x.tag_ == "TO" for x in c.lefts))
        ),
        None,
    )
    if clause is None:
        clause = next(
            (
                c
                for c in noun.rights
                if c.dep_ in ("nmod", "acl", "obl")
                and any(
                    x.dep_ in ("case", "mark") and x.lower_ in ("of", "against", "for", "about", "over", "on")
                    for x in c.lefts
                )
            ),
            None,
        )
        if clause is None or clause.i == holder.i:
            return
    first = clause.left_edge.i
    if scope.doc[first].dep_ in ("case",):
        first += 1
    scope.add(
        cue,
        noun,
        holder,
        [(first, min(clause.right_edge.i + 1, last))],
        "noun",
        sentence,
        cue_range=(noun.i, noun.i + 1),
    )


def _according(scope: Scope, token: Token, sentence: Sentence, last: int) -> None:
    doc = scope.doc
    first = token.i + 2
    head = token.head if token.head.i > token.i else None
    if head is None or head.i >= sentence.last or head.i - token.i > 12:
        head = next((doc[k] for k in range(first, last) if doc[k].tag_.startswith(("NN", "PRP"))), None)
        while head is not None and head.i + 1 < last and doc[head.i + 1].tag_.startswith("NN"):
            head = doc[head.i + 1]
    named = next((m for m in scope.reading.mentions_between(first, min(last, first + 9)) if m.kind == "person"), None)
    if named is not None and not any(
        doc[k].text in BREAKS or doc[k].tag_ in (*FINITE, "POS") for k in range(first, named.last)
    ):
        head = doc[named.head]
    if head is None:
        return
    if head.tag_.startswith("VB") or head.dep_ in ("root", "ROOT"):
        candidates = [doc[k] for k in range(first, min(last, head.i)) if doc[k].tag_.startswith(("NN", "PRP"))]
        if not candidates:
            return
        head = candidates[0]
    cue = scope.lexicon.get(("according to", "prep"))
    if cue is None:
        return
    right = max(head.i + 1, token_from(scope.reading, scope.phrase(head, sentence, token)[1]))
    comma = next((k for k in range(head.i + 1, min(right, last)) if doc[k].text == ","), None)
    if comma is not None and token.i == sentence.first and any(t.tag_ in FINITE for t in doc[comma:last]):
        right = comma  # 'According to the US, Chad and Libya have': no list of sources
    if named is not None and head.i == named.head:
        right = _past_apposition(scope, named.last, last)
    elif comma is not None:
        right = max(_past_apposition(scope, comma, last), comma)
    contents = wording.words_around(scope, token.i, right, sentence, last)
    if len(contents) == 2 and doc[right - 1].i >= 0:
        contents = contents[:1] if contents[0][1] - contents[0][0] >= 4 else contents[1:]
    scope.add(cue, token, head, contents, "according", sentence, cue_range=(token.i, token.i + 2))


def _past_apposition(scope: Scope, first: int, last: int) -> int:
    """Behind ', a defence analyst at the institute,': what tells who a named person is, is not what is said."""
    doc = scope.doc
    if first + 1 < last and doc[first].text == "," and doc[first + 1].lower_ in ("a", "an", "the"):
        for k in range(first + 1, min(last, first + 24)):
            if doc[k].text == ",":
                return k
            if doc[k].tag_ in FINITE:
                break
    return first


def _in_words(scope: Scope, token: Token, sentence: Sentence, last: int) -> None:
    """'in the words of X' and 'in X's words'."""
    cue = scope.lexicon.get(("in the words of", "prep"))
    doc = scope.doc
    if cue is None:
        return
    if doc[token.i + 1].lower_ == "of" and doc[token.i - 1].lower_ == "the":
        head = next((c for c in token.children if c.dep_ == "nmod" and c.i > token.i), None)
        if head is None:
            return
        first, right = token.i - 2, max(head.i + 1, token_from(scope.reading, scope.phrase(head, sentence, token)[1]))
    else:
        head = next((c for c in token.children if c.dep_ == "nmod:poss"), None)
        if head is None:
            return
        first, right = head.left_edge.i - 1, token.i + 1
    if first < sentence.first or doc[first].lower_ != "in":
        return
    contents = wording.words_around(scope, first, right, sentence, last)
    quotes = [c for c in contents if scope.quotation(scope.reading.starts[min(c[0] + 1, last - 1)])]
    scope.add(cue, token, head, quotes or contents, "words", sentence, cue_range=(token.i, token.i + 1))


def _colon(scope: Scope, sentence: Sentence, last: int) -> None:
    """'X: “...”' and, in a headline, '...: X'."""
    doc = scope.doc
    colon = next((i for i in range(sentence.first + 1, last - 1) if doc[i].text == ":"), None)
    if colon is None or any(a.sentence == sentence.index for a in scope.found):
        return
    left, right = doc[sentence.first : colon], doc[colon + 1 : last]
    cue = Cue(lemma=":", pos="prep")
    spoken = right[0].text in MARKS and scope.quotation(scope.reading.ends[colon + 1]) is not None
    speaker = sources.named(scope, sentence.first, colon)
    if speaker is None and spoken and (left[-1].tag_.startswith("NN") or left[-1].i in scope.reading.by_token):
        head = doc[quoted.head(scope.reading, sentence.first, colon)]
        speaker = head if head.lemma in SPEAK or head.i in scope.reading.by_token else None
    if (
        speaker is not None
        and len(left) <= 9
        and not any(t.tag_ in FINITE and t.i not in scope.reading.by_token for t in left)
        and (spoken or (sentence.title and any(t.tag_ in FINITE or t.tag_ == "VB" for t in right)))
    ):
        scope.add(cue, doc[colon], speaker, [(colon + 1, last)], "colon", sentence, cue_range=(colon, colon + 1))
        return
    speaker = sources.named(scope, colon + 1, last)
    if (
        sentence.title
        and speaker is not None
        and len(right) <= 6
        and len(left) > 2
        and not any(t.tag_ in FINITE for t in right)
    ):
        scope.add(cue, doc[colon], speaker, [(sentence.first, colon)], "colon", sentence, cue_range=(colon, colon + 1))


def _finished(scope: Scope) -> list[Attribution]:
    """In text order, each with the innermost attribution in whose content its cue stands."""
    found = sorted(scope.found, key=lambda a: (a.token, a.how))
    for a in found:
        a.contents = sorted(set(a.contents))
    for i, a in enumerate(found):
        if a.how in ("behind", *UNCUED):
            continue
        place = a.cue_span[0]
        for b in found[max(0, i - NEAR) : i + NEAR + 1]:
            if (
                b is not a
                and size(b) > size(a)
                and any(s <= place < e for s, e in b.contents)
                and (a.nested is None or b.token > a.nested.token)
            ):
                a.nested = b
    return found
