"""Who says it: the noun phrase behind a cue, by the parse where it holds and by word order where it errs."""

from __future__ import annotations

from dragoman.read import quoted, word_order
from dragoman.read.attribution import BREAKS, INHERIT, MARKS, RELATIVE, SUBJECTS, Scope, is_passive
from dragoman.read.reading import Sentence
from dragoman.read.speaker_names import DAYS
from dragoman.read.tags import FINITE
from dragoman.read.words import Token


def subject(scope: Scope, verb: Token, depth: int = 0) -> Token | None:
    """The noun phrase that does the saying: own subject, agent of a passive, or the governing verb's subject."""
    set_off = depth == 0 and verb.tag_ in (*FINITE, "VBN") and verb.i > 2 and verb.nbor(-1).text == ","
    if set_off and not any(c.dep_ in SUBJECTS and c.i < verb.i and c.tag_ != "VBG" for c in verb.children):
        aside = verb.i > 4 and verb.nbor(-2).tag_ == "RB" and verb.nbor(-3).text == ","  # 'X, meanwhile, said'
        m = scope.reading.by_token.get(verb.i - (4 if aside else 2))
        if m is not None and m.kind == "person" and m.form != "pronoun":
            return scope.doc[m.head]
    passive = is_passive(verb)
    for child in verb.children:
        if child.dep_ == "obl:agent" or (
            passive and child.dep_ == "obl" and any(c.lower_ == "by" for c in child.children)
        ):
            return child
    if passive:
        return None
    # of two subjects the nearer: 'Secretary of State X said' is at times read as two
    near = sorted(
        (c for c in verb.children if c.dep_ in SUBJECTS and not word_order.is_time(c)),
        key=lambda c: (c.i > verb.i, abs(c.i - verb.i)),
    )
    for child in near:
        if child.dep_ != "expl":
            if child.lower_ in RELATIVE and child.tag_ in ("WP", "WDT", "DT"):
                return antecedent(scope, child, verb)
            return child
    for child in verb.children:
        if child.dep_ in SUBJECTS and word_order.is_time(child) and child.i < verb.i:  # 'Colonel X today has said'
            m = scope.reading.by_token.get(child.i - 1)
            if m is not None and m.kind in ("person", "org", "body", "group") and m.form != "pronoun":
                return scope.doc[m.head]
    head = verb.head
    if (
        verb.tag_ == "VBG"
        and verb.i > 2
        and verb.nbor(-1).lower_ == "as"
        and (m := scope.reading.by_token.get(verb.i - 2)) is not None
        and any(scope.doc[k].lemma_ in ("quote", "cite") for k in range(max(0, m.first - 2), m.first))
    ):
        return scope.doc[m.head]
    if (
        verb.tag_ == "VBG"
        and verb.i
        and verb.nbor(-1).lower_ == "as"
        and (quoted := quoted_as(scope, verb)) is not None
    ):
        return quoted
    if depth == 0 and verb.tag_ in FINITE and (bare := just_before(scope, verb)) is not None:
        return bare
    if (
        depth == 0
        and verb.tag_ in (*FINITE, "VBN")
        and verb.i
        and verb.nbor(-1).text == ","
        and (opening := opening_name(scope, verb)) is not None
    ):
        return opening
    if depth > 4 or verb.dep_ not in INHERIT or verb.head.i == verb.i:
        return None
    if verb.dep_ == "ccomp" and verb.tag_ in FINITE:
        return None
    if verb.dep_ == "acl":
        return holder(scope, head)
    if verb.dep_ == "xcomp":
        objects = [c for c in head.children if c.dep_ in ("obj", "iobj")]
        if objects and objects[0].i > head.i and head.lemma_ not in ("promise",):
            return objects[0]
        if is_passive(head):  # 'he was forced to admit'
            return next((c for c in head.children if c.dep_ == "nsubj:pass" and c.i < head.i), None)
    if not (head.tag_.startswith("VB") or any(c.dep_ in ("cop", *SUBJECTS) for c in head.children)):
        return None
    if depth == 0 and verb.tag_ == "VBG" and verb.i and verb.nbor(-1).text == ",":
        while head.dep_ == "xcomp" and head.head is not head:
            head = head.head  # 'X told the army to widen it, saying': X said, not the army
    return subject(scope, head, depth + 1)


def quoted_as(scope: Scope, verb: Token) -> Token | None:
    """Of 'the paper quoted X as saying' and 'X was quoted as saying': X."""
    if verb.tag_ != "VBG" or not verb.i or verb.nbor(-1).lower_ != "as":
        return None
    for i in range(verb.i - 2, max(scope.reading.sentence_at(verb.i).first, verb.i - QUOTED), -1):
        other = scope.doc[i]
        if other.lemma_ in ("quote", "cite") and other.tag_.startswith("VB"):
            kinds = ("nsubj:pass", "nsubj") if is_passive(other) else ("obj", "nsubj:pass")
            found = next((c for k in kinds for c in other.children if c.dep_ == k), None)
            return found if found is not None or is_passive(other) else scope.doc[verb.i - 2]
    return None


def cited_behind(scope: Scope, verb: Token, sentence: Sentence) -> int | None:
    """Of '..., the agency cited X as saying on Friday': the token at which the agency's clause begins."""
    last = sentence.last
    rest = [t for t in scope.doc[verb.i + 1 : last] if not t.is_punct and t.text not in MARKS]
    if len(rest) > SHORT or any(t.tag_ in FINITE or t.lower_ == "that" for t in rest):
        return None
    for i in range(verb.i - 2, max(sentence.first, verb.i - QUOTED), -1):
        if scope.doc[i].lemma in ("quote", "cite") and scope.doc[i].tag_ in FINITE:
            comma = next((k for k in range(i, sentence.first, -1) if scope.doc[k].text in (",", *MARKS)), None)
            return comma if comma is not None and comma - sentence.first > 2 else None
    return None


SHORT = 4  # words that may follow 'as saying' where what was said stands before: 'on Friday'
QUOTED = 16  # tokens between 'quoted' and 'as saying'


def antecedent(scope: Scope, pronoun: Token, verb: Token) -> Token | None:
    """What 'who' and 'which' stand for: the name right before them, else what the clause hangs on."""
    i = pronoun.i - 1
    if i >= 0 and scope.doc[i].text == ",":
        i -= 1
    m = scope.reading.by_token.get(i) if i >= 0 else None
    if m is not None and m.kind != "weapon":
        token = scope.doc[m.head]
        while (
            m.kind == "state"
            and token.dep_ in ("nmod", "compound", "amod")
            and token.head.tag_.startswith("NNP")
            and token.head.i >= verb.i - 14
        ):
            token = token.head  # 'the Olympic Committee of Ukraine, who'
        return token
    head = verb.head
    if head.lower_ == "those" and any(c.lower_ == "among" for c in head.children):
        return next(
            (c for c in (*head.children, *head.head.children) if c.dep_ in SUBJECTS), None
        )  # 'X is among those who'
    if head.dep_ == "appos" and (m := scope.reading.by_token.get(head.head.i)) is not None and m.kind == "person":
        return scope.doc[m.head]  # 'X, a rebel leader, who'
    if pronoun.lower_ == "who":
        for child in head.children:
            m = scope.reading.by_token.get(child.i)
            if child.dep_ == "nmod:poss" and m is not None and m.kind == "person":
                return child  # 'the minister's remarks, who said'
    return head if head.tag_.startswith(("NN", "PRP")) else None


def holder(scope: Scope, noun: Token) -> Token | None:
    """Of 'a statement by X', 'X's statement', 'the X statement': X."""
    for child in noun.children:
        if child.dep_ == "nmod:poss":
            return child
        if child.dep_ in ("nmod", "obl") and any(
            c.dep_ == "case" and c.lower_ in ("by", "from") for c in child.children
        ):
            return child
    for child in noun.children:
        if child.dep_ in ("compound", "amod") and (m := scope.reading.by_token.get(child.i)) and m.kind != "weapon":
            return child
    if noun.dep_ == "obj" and noun.head.tag_.startswith("VB"):
        return subject(scope, noun.head, 3)
    return None


def opening_name(scope: Scope, verb: Token) -> Token | None:
    """The name that opens the sentence, where an apposition or relative clause parts it from the cue."""
    sentence = scope.reading.sentence_at(verb.i)
    i = sentence.first
    while i < verb.i and scope.doc[i].tag_ == "DT":
        i += 1
    m = scope.reading.by_token.get(i)
    if m is None or m.kind == "weapon" or m.last >= verb.i or scope.doc[m.last].text != ",":
        return None
    between = scope.doc[m.last + 1 : verb.i - 1]
    if (
        len(between) == 0
        or between[0].tag_ not in ("DT", "WP", "WDT", "CD", "NN", "NNP", "JJ", "NNS")
        or any(t.text == "," for t in between if t.i < verb.i - 12)
    ):
        return None
    return scope.doc[m.head]


def just_before(scope: Scope, verb: Token) -> Token | None:
    """The name or noun right before a finite cue that the parser gave no subject."""
    k = verb.i - 1
    while k > 0 and (scope.doc[k].tag_ in ("RB", "MD") or scope.doc[k].lower_ in ("has", "have", "had")):
        k -= 1
    k = before_time(scope, k)
    token = scope.doc[k]
    if token.tag_ in ("PRP", "NNP", "NNPS", "NN", "NNS") and token.dep_ not in ("obj", "obl", "iobj"):
        m = scope.reading.by_token.get(k)
        return scope.doc[m.head] if m is not None and m.kind != "weapon" else token
    return None


def before_time(scope: Scope, k: int) -> int:
    """The token before 'last week', 'on Monday', 'earlier this month' that ends at ``k``; ``k`` where no time stands."""
    if scope.doc[k].lemma not in word_order.TIMES and not DAYS.fullmatch(scope.doc[k].text):
        return k
    j = k - 1
    while j > 0 and k - j < 4 and scope.doc[j].lower_ in word_order.TIME_LEADS:
        j -= 1
    return j if scope.doc[j].tag_.startswith(("NN", "PRP")) else k


def person_before(scope: Scope, verb: Token, sentence: Sentence) -> Token | None:
    """The person whose name ends right before a finite cue: 'the chief of staff John Smith said'."""
    if verb.tag_ not in (*FINITE, "VBN"):
        return None
    k = verb.i - 1
    while k > sentence.first and (scope.doc[k].tag_ in ("RB", "MD") or scope.doc[k].lower_ in ("has", "have", "had")):
        k -= 1
    m = scope.reading.by_token.get(k)
    if m is None or m.kind != "person" or m.form == "pronoun" or m.last != k + 1 or m.first <= sentence.first - 1:
        return None
    before = scope.doc[m.first - 1] if m.first > sentence.first else None
    if before is not None and (
        (
            before.tag_ in ("IN", "TO", "POS")
            and before.lower_ not in ("that", "as", "while", "after", "because", "when", "if", "before")
        )
        or before.tag_.startswith("VB")
    ):
        return None
    return scope.doc[m.head]


def inherited(scope: Scope, verb: Token, sentence: Sentence) -> Token | None:
    """The source of the cue that governs this one, or in whose clause it is conjoined ('said A and added B')."""
    own = any(c.dep_ in SUBJECTS for c in verb.children)
    if own or is_passive(verb):
        return None
    conjoined = verb.dep_ == "conj" and verb.i and verb.nbor(-1).tag_ in ("CC", "RB") and verb.tag_ in FINITE
    said = [
        a
        for a in scope.found
        if a.sentence == sentence.index
        and a.source is not None
        and not a.cue.attitude
        and a.token < verb.i
        and a.cue.pos == "verb"
    ]
    if (
        verb.tag_ == "VBG" and verb.i and verb.nbor(-1).text == ","
    ):  # ', adding that': goes on with the outermost speaker
        for a in reversed(said):
            place = scope.reading.starts[a.token]
            if not any(b is not a and s <= place < e for b in said for s, e in b.contents):
                return scope.doc[a.source]
    for a in reversed(said):
        if verb.head.i == a.token and verb.dep_ in ("conj", "advcl", "parataxis", "xcomp"):
            return scope.doc[a.source]
        place = scope.reading.starts[verb.i]
        if conjoined and a.how == "clause" and any(s <= place < e for s, e in a.contents):
            return scope.doc[a.source]
    return None


def inverted(scope: Scope, verb: Token, sentence: Sentence) -> Token | None:
    """The noun phrase right behind a cue that follows a comma or a closing quotation mark: '..., said the mayor'."""
    i = verb.i - 1
    while i >= sentence.first and scope.doc[i].dep_ in ("aux", "advmod") and scope.doc[i].head.i == verb.i:
        i -= 1
    if i < sentence.first or not (scope.doc[i].text in BREAKS or scope.doc[i].text in MARKS):
        return None
    for child in verb.rights:
        if child.dep_ in (
            *SUBJECTS,
            "obj",
            "iobj",
            "obl:unmarked",
            "nmod",
            "obl",
            "flat",
            "ccomp",
            "xcomp",
            "appos",
            "dep",
        ):
            if child.tag_[:2] not in ("NN", "PR", "DT", "CD", "JJ") or word_order.is_time(child):
                continue
            if (
                child.left_edge.i == verb.i + 1
                and verb.tag_ != "VBG"
                and not any(c.dep_ in ("case", "mark") or c.lower_ == "that" or c.text in MARKS for c in child.lefts)
            ):
                return child
    return None


def named(scope: Scope, first: int, last: int) -> Token | None:
    """The speaker that a short phrase names: a person before a body or state."""
    inside = [m for m in scope.reading.mentions_between(first, last) if m.last <= last]
    for kinds in (("person",), ("org", "body", "group")):
        for m in inside:
            if (
                m.kind in kinds
                and m.form != "pronoun"
                and (m.first == first or scope.doc[m.first - 1].tag_ not in ("IN", "TO"))
            ):
                return scope.doc[m.head]
    return None


def before_aside(scope: Scope, verb: Token, source: Token, sentence: Sentence) -> Token:
    """The person before an apposition that the parse takes for the source: 'X, a spokesman for Y, on Friday accused'."""
    m = scope.reading.by_token.get(source.i)
    if source.tag_ == "PRP" or (m is not None and m.kind == "person"):
        return source
    region = word_order.speaker(scope.reading, verb, sentence)
    if region is None or not region[1] <= source.i < verb.i:
        return source
    named = scope.reading.by_token.get(quoted.head(scope.reading, *region))
    return scope.doc[named.head] if named is not None and named.kind == "person" else source
