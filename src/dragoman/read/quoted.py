"""Cue and speaker of a quotation from the words around its marks, where parses are least to be trusted.

“...,” said the minister.    “...,” the minister, X, told reporters.    In Paris, X said: “...”
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman import knowledge
from dragoman.knowledge.schema import Cue
from dragoman.read import word_order
from dragoman.read.attribution import MARKS, verb_cue
from dragoman.read.reading import Mention, Quotation, Reading, Sentence
from dragoman.read.tags import FINITE
from dragoman.read.words import ABBREVIATED, Token

STOPS = frozenset([".", ",", ";", ":", "—", "–", "--", "(", ")", "...", "…", "?", "!"])
BEFORE = 30  # tokens between a quotation and a cue that follows its speaker
AHEAD = 14  # tokens between a cue and the quotation that it introduces
NP_START = ("NN", "PR", "DT", "JJ", "CD", "VB", "PO")


@dataclass(frozen=True, slots=True)
class Framed:
    """A quotation with its cue and the head token of its speaker."""

    quotation: Quotation
    cue: Cue
    verb: int
    speaker: int
    region: tuple[int, int]  # tokens of the speaker's phrase
    behind: bool  # the cue follows the quotation


def frame(reading: Reading, q: Quotation, first: int, last: int, lexicon: dict[tuple[str, str], Cue]) -> Framed | None:
    """Cue and speaker right behind the quotation or right before it.

    :param first: first token inside the quotation; ``last``: past its last token.
    """
    return _behind(reading, q, last, lexicon) or _before(reading, q, first, lexicon)


def _cue(token: Token, lexicon: dict[tuple[str, str], Cue]) -> Cue | None:
    if not token.tag_.startswith("VB") and not (
        token.tag_ in ("NN", "NNS", "NNP", "JJ")
        and token.lower_ in ("said", "says", "told", "tweeted", "wrote", "added")
    ):
        return None
    cue = verb_cue(token) or lexicon.get((FORMS.get(token.lower_, ""), "verb"))
    return cue if cue is not None and "quote" in cue.takes else None


FORMS = {"said": "say", "says": "say", "told": "tell", "tweeted": "tweet", "wrote": "write", "added": "add"}


def _behind(reading: Reading, q: Quotation, last: int, lexicon: dict[tuple[str, str], Cue]) -> Framed | None:
    doc = reading.doc
    sentence = reading.sentence_at(max(0, last - 1))
    end = sentence.last
    i = last
    while i < len(doc) and doc[i].text in MARKS:
        i += 1
    if (
        i >= end
        and i < len(doc)
        and reading.sentence_at(i).first <= i
        and reading.sentence_at(i).paragraph == sentence.paragraph
    ):
        # the parser began a sentence at the speaker: take it where the quotation ends on a comma
        if doc[last - 1].text not in (",", "?", "!", "…"):
            return None
        end = reading.sentence_at(i).last
        if doc[last - 1].text != "," and doc[i].text[:1].isupper() and any(t.tag_ in FINITE for t in doc[i + 4 : end]):
            return None
    stop = doc[last - 1].text if last else ""
    if i < end and doc[i].text in (",", "-", "–", "—", "--"):
        stop, i = doc[i].text, i + 1
    if stop not in STOPS or (stop == "." and not (q.end < len(reading.text))):
        return None
    if i >= end:
        return None
    k = i
    while (k < end and doc[k].tag_ in ("RB", "MD")) or (k < end and doc[k].lower_ in ("has", "have", "had", "is")):
        k += 1
    if (
        k < end
        and (cue := _cue(doc[k], lexicon)) is not None
        and doc[k].tag_ != "VBG"
        and k + 1 < end
        and doc[k + 1].tag_[:2] in NP_START
        and doc[k + 1].tag_ not in ("PRP$",)
    ):
        region = _phrase(reading, k + 1, end)
        if region is not None:
            return Framed(q, cue, k, head(reading, *region), region, True)
    if doc[i].tag_[:2] not in NP_START or doc[i].tag_ in ("VBD", "VBZ", "VBP", "VBG"):
        return None
    depth = 0
    for v in range(i + 1, min(end, i + BEFORE)):
        token = doc[v]
        if token.text == "." and doc[v - 1].lower_ in ABBREVIATED:
            continue  # 'Cmdr. X'
        if token.text in MARKS or token.text in (";", ":", "."):
            break
        cue = _cue(token, lexicon)
        if (
            cue is not None
            and token.tag_ != "VBG"
            and (
                depth == 0 or doc[v - 1].text in (",", ")", "—", "–") or doc[v - 1].tag_ in ("RB", "VBD", "VBZ", "VBP")
            )
        ):
            if token.tag_ == "VB" and not any(doc[x].tag_ == "MD" for x in range(max(i, v - 3), v)):
                break
            region = (i, v)
            while region[1] > i and (
                doc[region[1] - 1].tag_ in ("RB", "MD") or doc[region[1] - 1].lower_ in ("has", "have", "had")
            ):
                region = (i, region[1] - 1)
            if region[1] > region[0]:
                return Framed(q, cue, v, head(reading, *region), region, True)
        if token.text in (",", "(", "—", "–"):
            depth += 1
        elif token.tag_ in FINITE and depth == 0 and token.lower_ not in ("has", "have", "had"):
            break
    return None


def _before(reading: Reading, q: Quotation, first: int, lexicon: dict[tuple[str, str], Cue]) -> Framed | None:
    doc = reading.doc
    sentence = reading.sentence_at(first)
    begin = sentence.first
    i = first
    while i > 0 and doc[i - 1].text in MARKS and reading.starts[i - 1] >= q.start - 2:
        i -= 1
    if i <= begin:  # the quotation begins its sentence: a colon may end the one before
        if begin == 0 or doc[begin - 1].text != ":":
            return None
        begin = reading.sentence_at(begin - 1).first
    stop = doc[i - 1].text if i > begin else ""
    if stop not in (",", ":") and (i <= begin or doc[i - 1].lower_ != "that"):
        near = _cue(doc[i - 1], lexicon)
        if near is None or near.lemma not in CORE:
            return None
    for v in range(i - 1, max(begin, i - AHEAD) - 1, -1):
        token = doc[v]
        if token.text in MARKS or token.text in (";",):
            return None
        cue = _cue(token, lexicon)
        if cue is None:
            continue
        if token.tag_ in ("VBG", "VB", "VBN") and not any(
            doc[x].lower_ in ("has", "have", "had", "was", "is", "will", "would") for x in range(max(begin, v - 3), v)
        ):
            return None
        named = v - 1
        while named > begin and (doc[named].tag_ in ("RB", "MD") or doc[named].lower_ in ("has", "have", "had")):
            named -= 1
        m = reading.by_token.get(named)
        if (
            m is not None
            and m.kind == "person"
            and m.last == named + 1
            and (m.first <= begin or doc[m.first - 1].tag_ not in ("IN", "POS"))
        ):
            return Framed(q, cue, v, m.head, (m.first, m.last), False)
        for child in reversed(token.lefts):  # 'Via video link, the president warned': the nearer of two
            if child.dep_ in ("nsubj", "nsubj:outer") and child.lower_ not in ("who", "which", "that"):
                region = (max(begin, child.left_edge.i), min(v, child.right_edge.i + 1))
                return Framed(q, cue, v, head(reading, *region, prefer=child.i), region, False)
        if doc[v - 1].text == "," and (region := word_order.speaker(reading, token, sentence)) is not None:
            return Framed(q, cue, v, head(reading, *region), region, False)
        k = v
        while k > begin and (doc[k - 1].tag_ in ("RB", "MD") or doc[k - 1].lower_ in ("has", "have", "had")):
            k -= 1
        start = k
        while (
            start > begin
            and doc[start - 1].text not in STOPS
            and doc[start - 1].text not in MARKS
            and doc[start - 1].tag_ not in FINITE
            and doc[start - 1].tag_ not in ("IN", "CC", "WDT")
        ):
            start -= 1
        if start < k and doc[k - 1].tag_[:2] in ("NN", "PR"):
            return Framed(q, cue, v, head(reading, start, k), (start, k), False)
        return None
    return None


NP_TAGS = frozenset(
    [
        "NN",
        "NNS",
        "NNP",
        "NNPS",
        "JJ",
        "DT",
        "PRP",
        "PRP$",
        "POS",
        "CC",
        "CD",
        "HYPH",
        "FW",
        "VBG",
        "VBN",
        "JJS",
        "JJR",
        "NFP",
        "AFX",
        "-LRB-",
        "-RRB-",
    ]
)


# verbs that may follow their speaker at a sentence's end: '..., the minister said'
CORE = knowledge.load().words["closing cues"]
PEOPLE_NOUNS = knowledge.load().words["people nouns"] | knowledge.load().words["title words"]


def tail_speaker(reading: Reading, verb: int, sentence: Sentence, last: int) -> tuple[int, int] | None:
    """Tokens of the speaker where a comma sets '..., X said' or '..., said X' off behind the sentence's clause."""
    doc = reading.doc
    k = verb
    while k > sentence.first and (doc[k - 1].tag_ in ("RB", "MD") or doc[k - 1].lower_ in ("has", "have", "had", "is")):
        k -= 1
    if k <= sentence.first + 2:
        return None
    if doc[k - 1].text == "," and (
        verb + 1 >= last
        or doc[verb].lemma == "tell"
        or (doc[verb + 1].tag_ in ("IN", "NNP", "RB", ",", "TO") and reading.by_token.get(verb + 1) is None)
    ):
        region = _set_off(reading, k - 1, sentence)
        if region is not None and any(t.tag_.startswith("VB") for t in doc[sentence.first : region[0]]):
            return region
    if (named := _run_on(reading, verb, sentence, last)) is not None:
        return named
    own = any(c.dep_ == "nsubj" and c.i < verb for c in doc[verb].children)
    if own and doc[k - 1].text == "," and any(c.dep_ == "obj" and c.i > verb for c in doc[verb].children):
        return None  # 'Chad, among others, condemned the strikes'
    if doc[k - 1].text in (",", "—", "–"):  # inverted
        region = _phrase(reading, verb + 1, last)
        if region is None or doc[region[0]].tag_ not in NP_TAGS or doc[region[0]].tag_ in ("VBG", "VBN", "CC", "PRP$"):
            return None
        rest = doc[region[1] : last]
        if any(t.tag_ in FINITE or t.lower_ == "that" for t in rest if True) and not (
            len(rest) and rest[0].text in (",", "who")
        ):
            return None
        return region
    start = k
    while start > sentence.first and (doc[start - 1].tag_ in NP_TAGS or doc[start - 1].lower_ in ("of", "for")):
        start -= 1
    if (
        start == k
        or start <= sentence.first
        or doc[start - 1].text not in (",", "—", "–")
        or doc[k - 1].tag_ not in ("NN", "NNS", "NNP", "NNPS", "PRP", "-RRB-")
    ):
        return None
    if doc[start].tag_ in ("CC", "VBG", "VBN", "POS"):
        return None
    rest = doc[verb + 1 : last]
    for t in rest:
        if t.text in (",", "(", "—", "–") or (t is not rest[0] and t.lower_ in MEANWHILE):
            break
        if (
            t.tag_ in FINITE
            or t.lower_ in ("that", "to", "it", "he", "she", "they", "there", "whether")
            or t.text == ":"
            or t.text in MARKS
        ):
            return None
    if doc[verb].lemma_ not in CORE:
        return None
    first = doc[sentence.first]
    if (
        len(rest) > 2
        and rest[0].text == ","
        and first.tag_ != "IN"
        and rest[1].tag_ in FINITE
        and not any(t.tag_ in FINITE for t in doc[sentence.first : start])
    ):
        return start, k  # 'The jets, X said, will come'
    spoken = any(
        t.tag_ in FINITE
        or (sentence.title and t.tag_ == "VB")
        or (t.tag_ == "VBN" and any(c.dep_ == "nsubj" for c in t.children))
        for t in doc[sentence.first : start]
    )
    if not spoken or (
        first.tag_ in ("IN", "WRB") and not any(doc[x].text == "," for x in range(sentence.first, start - 1))
    ):
        return None
    return start, k


def _run_on(reading: Reading, verb: int, sentence: Sentence, last: int) -> tuple[int, int] | None:
    """'It is vital to turn this into firm orders said X, chief executive of Y': the comma before the cue is left out."""
    doc = reading.doc
    m = reading.by_token.get(verb + 1)
    if doc[verb].lower_ not in RUN_ON or m is None or m.first != verb + 1 or m.kind not in ("person", "org"):
        return None
    if m.last < last and doc[m.last].text != ",":
        return None
    before = doc[verb - 1]
    clause = any(t.tag_ in FINITE for t in doc[sentence.first : verb])
    named = (
        reading.by_token.get(verb - 1) is not None
        or before.lemma in PEOPLE_NOUNS
        or before.tag_[:2] not in ("NN", "RB", "CD")
    )
    return None if named or not clause or any(t.tag_ in FINITE for t in doc[m.last : last]) else (m.first, m.last)


RUN_ON = frozenset(("said", "says", "added", "stated", "claimed"))


def inserted(reading: Reading, verb: int, sentence: Sentence, last: int) -> tuple[tuple[int, int], int] | None:
    """Of 'If they block the strait, X told CNN, the price will rise': the tokens set off, and the speaker's."""
    doc = reading.doc
    m = reading.by_token.get(verb - 1)
    if doc[verb].lemma not in CORE or m is None or m.last != verb or m.kind not in ("person", "org", "body", "state"):
        return None
    first = m.first
    while first > sentence.first and doc[first - 1].tag_ in ("DT", "NN", "NNP", "JJ", "POS"):
        first -= 1
    if first - sentence.first < 4 or doc[first - 1].text != ",":
        return None
    end = next((k for k in range(verb + 1, min(last, verb + 7)) if doc[k].text == ","), None)
    between = doc[verb + 1 : end] if end is not None else []
    if end is None or any(t.tag_ in FINITE or t.lower_ in ("that", "and") or t.text in MARKS for t in between):
        return None
    told = any(t.tag_ in FINITE for t in doc[sentence.first : first])
    going_on = doc[end + 1].tag_ not in ("VBG", "WDT", "WP", "WRB", "CC") and any(
        t.tag_ in FINITE for t in doc[end:last]
    )
    return ((first, end), m.head) if told and going_on and between else None


MEANWHILE = frozenset(
    ("while", "after", "before", "as", "when", "amid")
)  # begin what is not part of 'X said on Monday'


def _set_off(reading: Reading, comma: int, sentence: Sentence) -> tuple[int, int] | None:
    """'..., X, the spokesman for Y, said': the speaker's phrase with its apposition, before the closing comma."""
    doc = reading.doc
    i = comma - 1
    while i > sentence.first and doc[i].text != "," and doc[i].tag_ not in FINITE:
        i -= 1
    if doc[i].text != "," or i - 1 <= sentence.first:
        return None
    end = i
    while i - 1 > sentence.first and doc[i - 1].tag_ in NP_TAGS:
        i -= 1
    if i == end or doc[i - 1].text != "," or doc[end - 1].tag_ not in ("NNP", "NNPS", "NN"):
        return None
    return i, comma


def _phrase(reading: Reading, first: int, end: int) -> tuple[int, int] | None:
    """The noun phrase that begins here, with an apposition that holds a name."""
    doc = reading.doc
    i = first
    while (
        i < end
        and (doc[i].text not in STOPS or (doc[i].text == "." and i > first and doc[i - 1].lower_ in ABBREVIATED))
        and doc[i].text not in MARKS
        and doc[i].tag_ not in (*FINITE, "VBG", "WP", "WDT", "TO", "WRB")
    ):
        if doc[i].tag_ == "IN" and doc[i].lower_ not in ("of", "for", "from", "at", "to"):
            break
        if doc[i].tag_ == "IN" and i == first:
            return None
        i += 1
    if i < end and doc[i].text == ",":
        m = reading.by_token.get(i + 1)
        if (
            m is not None
            and m.kind in ("person", "org")
            and m.last - m.first > 1
            and not any(
                reading.by_token.get(x) is not None and reading.by_token[x].kind == "person" for x in range(first, i)
            )
        ):
            return first, min(end, m.last)
    return (first, i) if i > first else None


def _after_house(reading: Reading, m: Mention, last: int) -> Mention | None:
    """The person behind a house that looks like a person's name: 'Example Brothers analyst X'."""
    between = m.last
    while between < last and between not in reading.by_token and reading.doc[between].tag_[:2] in ("NN", "JJ"):
        between += 1
    other = reading.by_token.get(between)
    if other is None or other.kind != "person" or other.last > last or other.ids == m.ids:
        return None
    trade = reading.doc[between - 1]
    return other if between > m.last and trade.lemma in PEOPLE_NOUNS else None


def head(reading: Reading, first: int, last: int, prefer: int | None = None) -> int:
    """The token that names the speaker: a person's name, else the last noun before a comma or a preposition."""
    doc = reading.doc
    for k in range(first, last):
        m = reading.by_token.get(k)
        if m is not None and m.kind == "person" and m.last <= last:
            after = doc[m.last] if m.last < len(doc) else None
            if after is not None and (after.tag_ == "POS" or after.text in ("'s", "’s", "'", "’")) and m.last < last:
                continue
            if k > first and doc[k - 1].tag_ == "IN" and doc[k - 1].lower_ in ("to", "of", "for", "from", "under"):
                continue
            if (named := _after_house(reading, m, last)) is not None:
                return named.head
            return m.head
    for k in range(first, last - 1):
        m = reading.by_token.get(k + 1)
        if doc[k].text == "," and m is not None and m.kind == "org" and m.last == last and doc[k - 1].text.islower():
            return m.head  # 'the governor, X': a name that was not taken for a person's
    if prefer is not None:
        return prefer
    head = first
    for k in range(first, last):
        if (
            k > first
            and (doc[k].text in STOPS or doc[k].tag_ in ("IN", "WP", "WDT", "TO"))
            and doc[head].tag_[:2] in ("NN", "PR", "CD", "DT")
        ):
            break
        if (doc[k].tag_[:2] in ("NN", "PR") and doc[k].tag_ != "PRP$") or head == first:
            head = k
    return head
