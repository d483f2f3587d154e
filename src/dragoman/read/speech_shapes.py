"""Shapes in which words are told that neither a clause nor quotation marks show: 'which X claims will fly', 'it wrote:'."""

from __future__ import annotations

from dragoman.knowledge.schema import Cue
from dragoman.read import quoted, sources, word_order
from dragoman.read.attribution import MARKS, Scope
from dragoman.read.reading import Sentence
from dragoman.read.tags import FINITE
from dragoman.read.words import Token

CALLED = frozenset(
    ["describe", "hail", "call", "label", "brand", "dub", "term", "characterize", "characterise", "denounce", "condemn"]
)
BEFORE_COLON = 8  # words between the cue and the colon that ends its paragraph
LONGEST_BLOCK = 8  # sentences of a paragraph of somebody's words


def gapped(scope: Scope, verb: Token, cue: Cue, sentence: Sentence, last: int) -> bool:
    """'the jets, which the firm claims will fly by May': what is said begins with its verb; 'in what X called “...”'."""
    doc, after = scope.doc, verb.i + 1
    if cue.attitude or verb.tag_ not in (*FINITE, "VBN", "NNS") or after + 1 >= last:
        return False
    told = "clause" in cue.takes and (doc[after].tag_ in FINITE or doc[after].tag_ == "MD")
    called = verb.lemma in CALLED and (
        doc[after].lower_ == "as" or doc[after].tag_ in ("DT", "JJ") or doc[after].text in MARKS
    )
    if not told and not called:
        return False
    region = word_order.speaker(scope.reading, verb, sentence, word_order.RELATIVES)
    if region is None or region[0] == sentence.first or doc[region[0] - 1].lower_ not in word_order.RELATIVES:
        return False
    if called and not told and doc[region[0] - 1].lower_ != "what":
        return False
    after += doc[after].lower_ == "as"
    end = next((k for k in range(after, last) if doc[k].text == ","), last)
    head = quoted.head(scope.reading, *region)
    scope.add(cue, verb, doc[head], [(after, end)], "clause", sentence)
    scope.found[-1].source_span = (scope.reading.starts[region[0]], scope.reading.ends[region[1] - 1])
    return True


def block(scope: Scope, verb: Token, cue: Cue, sentence: Sentence) -> bool:
    """'In a post it wrote:' and, in the next paragraph, what it wrote, without quotation marks."""
    doc = scope.doc
    if cue.lemma not in quoted.CORE or verb.tag_ not in FINITE or doc[sentence.last - 1].text != ":":
        return False
    if sentence.last - verb.i > BEFORE_COLON or any(t.tag_ in FINITE for t in doc[verb.i + 1 : sentence.last]):
        return False
    behind = [s for s in scope.reading.sentences[sentence.index + 1 : sentence.index + 1 + LONGEST_BLOCK]]
    if not behind or behind[0].paragraph == sentence.paragraph or behind[0].furniture:
        return False
    block = [s for s in behind if s.paragraph == behind[0].paragraph]
    source = sources.subject(scope, verb)
    opens = doc[block[0].first]
    if source is None or opens.text in MARKS or not opens.text[:1].isalpha() or not opens.text[:1].isupper():
        return False
    if doc[block[-1].last - 1].text not in (".", "!", "?"):
        return False  # the first line of a list
    scope.add(cue, verb, source, [(block[0].first, block[-1].last)], "before", sentence)
    return True


def headline(scope: Scope, word: Token, cue: Cue, sentence: Sentence, last: int) -> bool:
    """'X Confirms Y' and 'Y, X Confirms' in a headline, whose verbs the tagger takes for names."""
    doc = scope.doc
    m = scope.reading.by_token.get(word.i - 1)
    if m is None or m.kind == "weapon" or m.last != word.i:
        return False
    comma = next((k for k in range(m.first, max(sentence.first, m.first - 4), -1) if doc[k - 1].text == ","), None)
    if word.i + 1 >= last and comma is not None:
        content = (sentence.first, comma - 1)
    elif m.first - sentence.first <= 3 and word.i + 2 < last:
        content = (word.i + 1, last)
    else:
        return False
    scope.add(cue, word, doc[m.head], [content], "headline", sentence, cue_range=(word.i, word.i + 1))
    return True


def calls_for(scope: Scope, token: Token, last: int) -> bool:
    """'X calls for calm' in a headline, whose verb the tagger takes for a noun."""
    if token.lower_ != "calls" or token.i + 2 >= last or token.i == 0 or token.dep_ not in ("ROOT", "root"):
        return False
    m = scope.reading.by_token.get(token.i - 1)
    return m is not None and m.kind != "weapon" and m.form != "demonym" and scope.doc[token.i + 1].lower_ == "for"


def claims_to_have(scope: Scope, token: Token, i: int, last: int) -> bool:
    """'The army claims to have killed': a verb that the tagger takes for a noun."""
    doc = scope.doc
    named = token.tag_ == "NNS" and i and doc[i - 1].tag_.startswith("NN") and token.dep_ != "compound"
    return bool(named and i + 2 < last and doc[i + 1].tag_ == "TO" and doc[i + 2].lower_ == "have")
