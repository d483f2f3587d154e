"""What is said: the stretches of the sentence that a cue reports."""

from __future__ import annotations

from dragoman.knowledge.schema import Cue
from dragoman.read import word_order
from dragoman.read.attribution import BREAKS, MARKS, SUBJECTS, Scope, is_passive, token_from
from dragoman.read.phrases import is_temporal
from dragoman.read.reading import Sentence
from dragoman.read.tags import FINITE
from dragoman.read.words import Token

NETWORKS = frozenset(["media", "blog", "facebook", "twitter", "telegram", "instagram", "x", "youtube", "linkedin"])


def contents(
    scope: Scope,
    verb: Token,
    cue: Cue,
    source: Token,
    own: bool,
    inverted: bool,
    left: int,
    sentence: Sentence,
    last: int,
) -> tuple[list[tuple[int, int]], str]:
    doc = scope.doc
    right = verb.i + 1
    if inverted:
        right = max(right, token_from(scope.reading, scope.phrase(source, sentence, verb)[1]))
    as_clause = any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.lefts) or (
        left > sentence.first and doc[left - 1].lower_ == "as" and doc[left - 1].tag_ == "IN"
    )
    told = any(
        c.dep_ == "ccomp"
        and (any(x.lower_ == "that" for x in c.lefts) or {"nsubj", "obj"} <= {x.dep_ for x in c.children})
        for c in verb.rights
    )
    # 'as Chad accused Libya of': what is said stands behind the cue
    told = told or (cue.target == "obj" and any(c.dep_ == "obj" and c.tag_.startswith("NN") for c in verb.rights))
    if as_clause and own and not told:
        start = left - 1 if doc[left - 1].lower_ == "as" else left
        return words_around(scope, start, right, sentence, last), "as"
    before = doc[left - 1] if left > sentence.first else None
    breaks = before is not None and (before.text in (",", "—", "–", "-", "--", "?", "!") or before.text in MARKS)
    behind = _past_time(scope, verb.i + 1, last)
    to_follows = "infinitive" in cue.takes and behind < last and doc[behind].tag_ == "TO"
    clause = None if inverted or to_follows else clause_behind(scope, verb, cue, right, sentence, last)
    things = "object" in cue.takes and any(
        c.dep_ == "obj" and c.i > verb.i and c.tag_.startswith("NN") for c in verb.rights
    )
    if (
        own
        and (inverted or not (to_follows or things))
        and breaks
        and "quote" in cue.takes
        and (not cue.attitude or inverted)
        and not (clause and not comma_between(scope, verb, clause[0]))
    ):
        content = words_before(scope, left, sentence)
        if content and opens_with(scope, verb, content, sentence):
            content = None
        if content and (inverted or postposed(scope, verb, right, last, content)):
            rest = words_after(scope, right, verb, sentence, last)
            return [content, *rest], "postposed"
    if clause:
        return [cut(scope, clause, verb)], "clause"
    if not own and verb.tag_ not in ("VBG", "VB", "VBN", *FINITE):
        return [], ""
    return complement(scope, verb, cue, sentence, last)


def words_before(scope: Scope, left: int, sentence: Sentence) -> tuple[int, int] | None:
    """What stands before the speaker, from the sentence's beginning (or its last quotation's), if it says something."""
    first, last = sentence.first, left
    while last > first and (scope.doc[last - 1].is_punct or scope.doc[last - 1].text in MARKS):
        last -= 1
    if last <= first:
        return None
    words = scope.doc[first:last]
    q = scope.quotation(scope.reading.starts[last - 1])
    if q is not None:
        return (first, last)
    if any(t.tag_.startswith("VB") for t in words):
        return first, last
    if sentence.title and len(words) > 2:
        return first, last
    return None


def postposed(scope: Scope, verb: Token, right: int, last: int, content: tuple[int, int]) -> bool:
    """Whether the words before 'X said' are its content, seeing what follows it."""
    doc = scope.doc
    lead = doc[content[0]]
    if verb.tag_ == "VBG":
        return False
    if right >= last:
        return True
    opener = lead.tag_ in ("IN", "RB", "WRB", "TO", "VBG", "VBN") and not any(
        t.tag_ in FINITE and t.head.dep_ in ("root", "ROOT", "ccomp") and t.dep_ != "advcl"
        for t in doc[content[0] : content[1]]
    )
    following = doc[right]
    if following.text in BREAKS:
        nxt = doc[right + 1] if right + 1 < last else None
        if nxt is not None and nxt.tag_ in ("VBG", "IN", "CC", "WP", "WDT", "RB"):
            return not opener
        return not opener or scope.quotation(scope.reading.starts[content[1] - 1]) is not None
    return scope.quotation(scope.reading.starts[content[1] - 1]) is not None or not opener


def opens_with(scope: Scope, verb: Token, content: tuple[int, int], sentence: Sentence) -> bool:
    """Whether what stands before a cue is just its speaker with an aside: 'X, who leads the unit, thanked'."""
    if scope.doc[verb.i - 1].text != ",":
        return False
    region = word_order.speaker(scope.reading, verb, sentence)
    return region is not None and region[0] == content[0] and region[0] == sentence.first


def words_after(scope: Scope, right: int, verb: Token, sentence: Sentence, last: int) -> list[tuple[int, int]]:
    """A second part of the content: '…,' he said, '…'."""
    doc = scope.doc
    i = right
    while i < last and doc[i].text not in (",", ":", ";", "—", "–"):
        if doc[i].text in ("“", '"', "‘", "«"):
            return [(i, last)]
        i += 1
    if i >= last:
        return []
    k = i + 1
    if k < last and doc[k].text in MARKS and scope.quotation(scope.reading.ends[k]) is not None:
        return [(k, last)]
    while k < last and doc[k].text in MARKS:
        k += 1
    if k >= last or doc[k].tag_ in ("VBG", "VBN", "WP", "WDT", "CC", "WRB") or doc[k].dep_ == "mark":
        return []
    if doc[k].tag_ == "IN" and not scope.quotation(scope.reading.starts[k]):
        return []
    if not any(t.tag_ in FINITE for t in doc[k:last]):
        return []
    return [(k, last)]


def words_around(scope: Scope, first: int, right: int, sentence: Sentence, last: int) -> list[tuple[int, int]]:
    """The sentence without 'as X said' or 'according to X'."""
    doc = scope.doc
    out = []
    head = first
    while head > sentence.first and (doc[head - 1].is_punct or doc[head - 1].text in MARKS):
        head -= 1
    if (
        any(t.tag_ in FINITE or t.tag_.startswith("NN") for t in doc[sentence.first : head])
        and head - sentence.first > 2
    ):
        out.append((sentence.first, head))
    i = right
    while i < last and doc[i].text not in (",", ":", "—", "–"):
        if doc[i].text in MARKS and scope.quotation(scope.reading.ends[i]) and not out:
            break
        i += 1
    if (
        i < last
        and any(t.tag_ in FINITE for t in doc[i:last])
        and not (out and doc[i + 1].tag_ in ("VBG", "WDT", "WP", "WRB", "CC"))
    ):
        out.append((i + 1 if doc[i].text in BREAKS else i, last))
    return out


def clause_behind(
    scope: Scope, verb: Token, cue: Cue, right: int, sentence: Sentence, last: int
) -> tuple[int, int] | None:
    """Token range of the clause or quotation that follows the cue."""
    doc = scope.doc
    for child in verb.rights if "clause" in cue.takes else ():
        if (
            child.dep_ == "ccomp"
            and child.i >= right
            and (
                child.tag_ in (*FINITE, "VB", "VBG", "VBN")
                or any(c.dep_ in ("cop", "aux", *SUBJECTS) for c in child.children)
                or scope.quotation(scope.reading.starts[child.i])
            )
        ):
            first = max(child.left_edge.i, right)
            if doc[first].tag_ in ("WP", "WDT") and doc[first - 1].text == ",":
                continue
            if child.lower_ == "post" and child.i and doc[child.i - 1].lower_ in NETWORKS:
                continue  # 'said in a social media post that'
            end = min(max(child.right_edge.i + 1, conjoined(scope, verb, child)), last)
            return first, _whole(scope, verb, end, last)
    if "quote" not in cue.takes and "clause" not in cue.takes:
        return None
    # an opening quotation mark that follows the cue closely: 'said: “...', 'said that “...', 'called it “...'
    for i in range(verb.i + 1, min(last, verb.i + 12)):
        if doc[i].text in (":",) and i + 1 < last:
            return i + 1, last
        if doc[i].text in MARKS and i + 1 < last:
            q = scope.quotation(scope.reading.starts[i + 1])
            if q and abs(q.start - scope.reading.starts[i + 1]) <= 1:
                between = doc[verb.i + 1 : i]
                if not between or between[-1].text in (",", ":") or between[-1].lower_ == "that":
                    return i, last
                break
        if doc[i].tag_ in FINITE:
            break
    if "clause" not in cue.takes:
        return None
    for child in verb.rights:
        if (
            child.dep_ in ("parataxis", "xcomp", "advcl", "conj")
            and child.i >= right
            and any(c.dep_ in SUBJECTS for c in child.children)
            and (child.tag_ in FINITE or any(c.dep_ in ("cop", "aux", "aux:pass") for c in child.children))
        ):
            if child.dep_ in ("advcl", "conj") and not any(c.lower_ == "that" for c in child.lefts):
                continue
            return max(child.left_edge.i, right), min(child.right_edge.i + 1, last)
    if cue.attitude:
        return None
    for i in range(right, min(last, right + 14)):
        if doc[i].lower_ == "post" and doc[i - 1].lower_ in NETWORKS:
            continue
        if (
            "object" in cue.takes
            and cue.stance
            and doc[i].dep_ == "obj"
            and doc[i].head.i == verb.i
            and not (i + 1 < last and doc[i + 1].tag_ == "MD")
        ):
            return None  # 'rejected the claim that': the claim is what is spoken of
        if (
            doc[i].lower_ == "that"
            and i + 1 < last
            and (
                doc[i].tag_ == "IN"
                or doc[i].dep_ in ("mark", "nsubj", "det")
                or doc[i + 1].tag_ in ("DT", "PRP", "NNP", "EX")
                or (verb.lemma in TELLING and doc[i + 1].tag_ in ("CD", "JJ", "NN", "NNS"))
            )
        ):
            return i + 1, last
        if doc[i].tag_ in FINITE or doc[i].text in BREAKS:
            break
    # a bare clause that the parser did not subordinate: 'said Russia had struck'
    k = _past_time(scope, right, last)
    while k < last and (doc[k].tag_ == "RB" or doc[k].dep_ in ("obl:unmarked",)):
        k += 1
    if k < last and verb.tag_ in (*FINITE, "VBG", "VBN") and doc[k].tag_[:2] in ("NN", "DT", "PR", "JJ", "CD"):
        if doc[k].lower_ in ("it", "he", "she", "they", "we", "there"):
            return k, last
        told = next((c for c in verb.rights if c.dep_ in ("obj", "iobj") and c.left_edge.i == verb.i + 1), None)
        if told is not None and told.i + 1 < last and doc[told.i + 1].lower_ in ("it", "he", "she", "they", "we"):
            return told.i + 1, last  # 'telling the president it was time'
        for j in range(k + 1, min(last, k + 14)):
            if doc[j].text in BREAKS or doc[j].tag_ in ("WDT", "WP", "WRB") or doc[j].lower_ == "that":
                break
            if doc[j].tag_ in FINITE:
                return k, last
        bare = last - k > 4 and doc[k].tag_[:2] in ("DT", "NN", "PR", "JJ", "CD")
        if bare and (verb.lemma == "say" or (verb.lemma == "claim" and told is None)):
            return k, last  # its verb was taken for a noun or for that of a relative clause
    return None


def _whole(scope: Scope, verb: Token, end: int, last: int) -> int:
    """The end of a clause whose parse breaks off before its verb, before 'and that', or at a quotation mark."""
    doc = scope.doc
    if verb.dep_ in ("acl:relcl", "acl"):
        return end
    k = end
    while k < last and doc[k].text in MARKS:
        k += 1
    if k >= last:
        return end
    opens = k > end and scope.quotation(scope.reading.starts[k]) is not None
    goes_on = doc[k].tag_ in FINITE or (doc[k].tag_ == "CC" and k + 1 < last and doc[k + 1].lower_ == "that")
    if not opens and not goes_on:
        return end
    for i in range(k + 1, last):
        if doc[i].text in BREAKS and doc[i].text != "-" and scope.quotation(scope.reading.starts[i]) is None:
            return i
    return last


TELLING = ("tell", "inform", "remind", "assure")  # whom is told stands before 'that'


def _past_time(scope: Scope, i: int, last: int) -> int:
    """The token behind 'on Thursday', 'last week' or 'Wednesday', if one stands here."""
    k = i + (i < last and scope.doc[i].lower_ in ("on", "last", "this", "earlier", "late", "early"))
    while k < min(last, i + 4) and (
        (is_temporal(scope.doc[k]) and (k > i or scope.doc[k].tag_ != "CD"))
        or scope.doc[k].lower_ in ("today", "yesterday")
    ):
        k += 1
    timed = k > i and (is_temporal(scope.doc[k - 1]) or scope.doc[k - 1].lower_ in ("today", "yesterday"))
    return k if timed else i


def conjoined(scope: Scope, verb: Token, clause: Token) -> int:
    """End of further clauses that the parser hung on the cue instead of its clause: 'said A was so and would be B'."""
    end = clause.right_edge.i + 1
    for child in verb.rights:
        further = child.dep_ == "conj" and child.i > clause.i and (child.lemma, "verb") not in scope.lexicon
        if further and any(c.dep_ == "aux" and c.tag_ == "MD" for c in child.children):
            end = max(end, child.right_edge.i + 1)
    return end


def cut(scope: Scope, clause: tuple[int, int], verb: Token) -> tuple[int, int]:
    """The clause without a further cue that follows a comma: ', adding that', ', he said'."""
    first, last = clause
    for i in range(first + 2, last):
        token = scope.doc[i]
        cue = token.tag_ == "VBG" and scope.doc[i - 1].text == "," and (token.lemma, "verb") in scope.lexicon
        if cue and scope.quotation(scope.reading.starts[i]) is None:
            return first, i
        if further(scope, token) and (token.lemma, "verb") in scope.lexicon and token.dep_ == "amod":
            return first, i - 1
    return first, last


def further(scope: Scope, verb: Token) -> bool:
    """Whether a finite verb stands behind a comma and 'and', outside quotation marks: ', and praised'."""
    return (
        verb.i > 1
        and verb.tag_ in ("VBD", "VBZ")
        and verb.nbor(-1).lower_ == "and"
        and (verb.nbor(-2).text == "," or verb.nbor(-2).text in MARKS)
        and scope.quotation(scope.reading.starts[verb.i]) is None
    )


def complement(scope: Scope, verb: Token, cue: Cue, sentence: Sentence, last: int) -> tuple[list[tuple[int, int]], str]:
    """Infinitive, object or prepositional phrase: 'vowed to', 'condemned the attack', 'accused X of'."""
    lexicon, doc = scope.lexicon, scope.doc
    infinitive = next(
        (
            c
            for c in verb.rights
            if c.dep_ in ("xcomp", "advcl", "ccomp", "acl") and any(x.tag_ == "TO" for x in c.lefts)
        ),
        None,
    )
    objects = [
        c
        for c in verb.rights
        if c.dep_ in ("obj", "iobj")
        or (
            c.dep_ in ("xcomp", "obl:unmarked", "ccomp")
            and c.tag_ in ("NN", "NNS", "NNP", "NNPS")
            and not any(x.dep_ in ("case", "mark", "cop") for x in c.children)
        )
    ]
    obj = next((c for c in reversed(objects) if c.lemma != "time" and not is_temporal(c)), None)
    for_follows = (
        "prep" in cue.takes and verb.i + 1 < last and doc[verb.i + 1].lower_ in PREPOSITIONS.get(cue.lemma, ())
    )
    if for_follows and doc[verb.i + 1].lower_ in ("for", "at", "about", "over"):
        end = max((c.right_edge.i for c in verb.rights if c.left_edge.i > verb.i and c.dep_ not in LATER), default=0)
        return [cut(scope, (verb.i + 1, min(max(end + 1, verb.i + 3), last)), verb)], "prep"
    if "infinitive" in cue.takes and infinitive is not None:
        return [cut(scope, (infinitive.left_edge.i, min(infinitive.right_edge.i + 1, last)), verb)], "infinitive"
    if obj is not None and "infinitive" in cue.takes:
        inner = next((c for c in obj.rights if c.dep_ == "acl" and any(x.tag_ == "TO" for x in c.lefts)), None)
        if inner is not None:
            return [cut(scope, (inner.left_edge.i, min(inner.right_edge.i + 1, last)), verb)], "infinitive"
    if "prep" in cue.takes:
        for child in verb.rights:
            marks = [c for c in child.lefts if c.dep_ in ("case", "mark") and c.tag_ == "IN"]
            if (
                child.dep_ in ("advcl", "obl", "xcomp", "acl")
                and marks
                and marks[0].lower_ in PREPOSITIONS.get(cue.lemma, DEFAULT)
            ):
                return [
                    cut(
                        scope,
                        (marks[0].i + (cue.lemma in ("accuse", "call", "blame")), min(child.right_edge.i + 1, last)),
                        verb,
                    )
                ], "prep"
        if obj is not None:
            for child in obj.rights:
                marks = [c for c in child.lefts if c.dep_ in ("case", "mark") and c.tag_ == "IN"]
                if marks and marks[0].lower_ in PREPOSITIONS.get(cue.lemma, ()):
                    return [cut(scope, (marks[0].i + 1, min(child.right_edge.i + 1, last)), verb)], "prep"
    if "gerund" in cue.takes:
        gerund = next(
            (c for c in verb.rights if c.tag_ == "VBG" and c.dep_ in ("xcomp", "ccomp", "advcl", "obj")), None
        )
        if gerund is not None:
            return [cut(scope, (gerund.left_edge.i, min(gerund.right_edge.i + 1, last)), verb)], "gerund"
    if "object" in cue.takes and obj is not None and not is_passive(verb):
        tails = (c for c in verb.rights if c.i > obj.i and c.dep_ in ("xcomp", "obl", "acl", "nmod"))
        end = max((c.right_edge.i for c in tails if (c.lemma, "verb") not in lexicon), default=0) + 1
        end = max(end, obj.right_edge.i + 1)
        return [cut(scope, (obj.left_edge.i, min(end, last)), verb)], "object"
    if "object" in cue.takes and is_passive(verb):
        passive = next((c for c in verb.lefts if c.dep_ == "nsubj:pass"), None)
        if passive is not None:
            out = [(passive.left_edge.i, passive.right_edge.i + 1)]
            called = next((k for k in range(verb.i + 1, last - 1) if doc[k].lower_ == "as"), None)
            if called is not None and scope.quotation(scope.reading.ends[called + 1]) is not None:
                out.append((called + 1, last))  # 'was condemned by X as “reckless”'
            return out, "passive"
    return [], ""


def by_order(scope: Scope, verb: Token, cue: Cue, last: int) -> tuple[tuple[int, int], str] | None:
    """What follows a cue, as token range and pattern, by word order alone."""
    doc, first = scope.doc, _past_time(scope, verb.i + 1, last)
    if first >= last or doc[first].lower_ == "by":
        return None
    near = range(first, min(last, first + 14))
    that = next((i for i in near if doc[i].lower_ == "that" and doc[i].tag_ != "WDT"), None)
    if "clause" in cue.takes and that is not None and that + 1 < last:
        return (that + 1, last), "clause"
    if cue.lemma in PREPOSITIONS and "prep" in cue.takes:
        links = PREPOSITIONS[cue.lemma]
        at = next((i for i in near if doc[i].lower_ in links and i + 1 < last), None)
        if at is not None and (at > first or cue.target != "obj"):
            return (at + 1, last), "prep"
    to = next((i for i in near if doc[i].tag_ == "TO" and doc[i + 1].tag_ == "VB"), None)
    if "infinitive" in cue.takes and to is not None:
        return (to, last), "infinitive"
    if "object" in cue.takes and doc[first].tag_[:2] in ("NN", "DT", "PR", "JJ", "CD", "VB"):
        return (first, last), "object"
    if "clause" in cue.takes and any(doc[i].tag_ in FINITE for i in near):
        return (first, last), "clause"
    return None


def comma_between(scope: Scope, verb: Token, first: int) -> bool:
    return any(scope.doc[k].text in BREAKS for k in range(verb.i + 1, first + 1) if k < len(scope.doc))


LATER = frozenset(["conj", "cc", "punct", "parataxis", "advcl"])
DEFAULT = frozenset(["of", "against", "for", "about", "on", "to", "over"])
PREPOSITIONS: dict[str, frozenset[str]] = {
    "accuse": frozenset(["of"]),
    "blame": frozenset(["for", "on"]),
    "call": frozenset(["for", "on", "upon"]),
    "warn": frozenset(["of", "against", "about", "over"]),
    "caution": frozenset(["of", "against", "about"]),
    "criticize": frozenset(["for", "over"]),
    "criticise": frozenset(["for", "over"]),
    "praise": frozenset(["for", "as"]),
    "thank": frozenset(["for"]),
    "congratulate": frozenset(["on", "for"]),
    "refer": frozenset(["to"]),
    "allude": frozenset(["to"]),
    "speak": frozenset(["of", "about"]),
    "talk": frozenset(["of", "about"]),
    "appeal": frozenset(["for"]),
    "ask": frozenset(["for"]),
    "hint": frozenset(["at"]),
    "plead": frozenset(["for"]),
    "push": frozenset(["for"]),
    "press": frozenset(["for"]),
    "commit": frozenset(["to"]),
    "argue": frozenset(["against", "for"]),
}
