"""Attributions: who says what, by which word. Finds them all; which of them are statements, :mod:`.statements` decides.

An attribution is a cue ('said', 'according to', 'the claim that', a colon), its source (a noun phrase) and its content
(stretches of the text). Contents of a quotation run over as many sentences and paragraphs as the quotation does.
The parse gives the cue's subject and clause; where it errs, as it often does around quotation marks and in inverted
order, the punctuation around the cue decides.
"""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from dragoman import knowledge
from dragoman.knowledge.schema import Cue
from dragoman.read import quoted
from dragoman.read.reading import Quotation, Reading, Sentence

SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "nsubj:outer", "expl")
CLAUSES = ("ccomp", "xcomp", "parataxis")
INHERIT = ("conj", "advcl", "xcomp", "parataxis", "ccomp", "acl", "dep", "csubj")
MARKS = frozenset("\"“”‘’«»„'`") | {"``", "''"}
BREAKS = frozenset([",", ";", ":", "—", "–", "-", "--", "("])
FINITE = ("VBD", "VBZ", "VBP", "MD")
RELATIVE = frozenset(["who", "which", "that", "whom"])
LONG_QUOTE = 4  # words from which a quotation without a cue is taken for speech
NOT_SOURCES = frozenset(["it", "there", "this", "that", "these", "what", "which", "who", "one", "you"])
HEDGES = frozenset(["n't", "not", "never"])


@dataclass(slots=True)
class Attribution:
    """One cue with its source and content; all offsets are into the report's text."""

    cue: Cue
    token: int  # the cue's token; of an uncued quotation the token that it begins with
    source: int | None  # head token of the source's noun phrase
    contents: list[tuple[int, int]]  # without enclosing quotation marks, in text order
    how: str  # pattern that fired
    sentence: int
    cue_span: tuple[int, int] = (0, 0)
    source_span: tuple[int, int] | None = None
    direct: bool = False
    quotes: list[Quotation] = field(default_factory=list)
    nested: Attribution | None = None  # the attribution in whose content this one stands
    target: int | None = None  # token that the cue's target slot holds ('accused X')
    negated: bool = False


def _size(a: Attribution) -> int:
    return sum(end - start for start, end in a.contents)


def _passive(verb: Token) -> bool:
    if verb.tag_ != "VBN":
        return False
    return any(c.dep_ == "aux:pass" for c in verb.children) or (
        verb.dep_ in ("acl", "amod") or not any(c.dep_ == "aux" for c in verb.children) and verb.dep_ in ("advcl", "conj")
        and not any(c.dep_ == "nsubj" for c in verb.children) and verb.i and verb.nbor(-1).tag_ not in ("NNP", "PRP"))


@functools.lru_cache(maxsize=4)
def _lexicon(known_id: int) -> dict[tuple[str, str], Cue]:
    return {(c.lemma, c.pos): c for c in knowledge.load().cues}


def cues() -> dict[tuple[str, str], Cue]:
    """Cue words by lemma and part of speech."""
    return _lexicon(id(knowledge.load()))


def doc_words(doc: Doc, i: int) -> bool:
    """Whether 'words' stands in 'in the words of' or 'in X's words'."""
    return doc[i + 1].lower_ == "of" and doc[i - 1].lower_ == "the" or doc[i - 1].tag_ in ("POS", "PRP$")


def token_from(reading: Reading, offset: int) -> int:
    """Index of the first token that begins at or after a character offset."""
    return bisect_left(reading.starts, offset)


def find(reading: Reading) -> list[Attribution]:
    """All attributions of the text, in text order of their cues."""
    finder = _Finder(reading)
    finder.framed()
    for sentence in reading.sentences:
        if not sentence.furniture:
            finder.sentence(sentence)
    finder.quotations()
    return finder.finished()


class _Finder:
    """One pass over one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.doc = reading.doc
        self.found: list[Attribution] = []
        self.lexicon = cues()
        self.quote_starts = [q.start for q in reading.quotations]
        self.taken: set[int] = set()  # cue tokens that a quotation's frame has taken

    def framed(self) -> None:
        """Attributions of quotations whose cue and speaker stand right beside the marks."""
        by_verb: dict[int, Attribution] = {}
        for q in self.reading.quotations:
            first, last = token_from(self.reading, q.start), token_from(self.reading, q.end)
            if first >= last:
                continue
            sentence = self.reading.sentence_at(first)
            if sentence.furniture:
                continue
            f = quoted.frame(self.reading, q, first, last, self.lexicon)
            if f is None:
                continue
            start = q.start
            if f.behind and q.start - sentence.start > 2 and not self._quotation_before(q, sentence):
                start = self._clause_start(sentence, first)
            if f.verb in by_verb:
                by_verb[f.verb].contents.append((start, q.end))
                continue
            token = self.doc[f.verb]
            place = self.reading.sentence_at(f.verb)
            one = Attribution(
                f.cue, f.verb, f.speaker, [(start, q.end)], "behind" if f.behind else "before", place.index,
                cue_span=(self.reading.starts[f.verb], self.reading.ends[f.verb]),
                source_span=(self.reading.starts[f.region[0]], self.reading.ends[f.region[1] - 1]),
            )
            one.negated = any(c.dep_ == "advmod" and c.lower_ in HEDGES for c in token.children)
            by_verb[f.verb] = one
            self.taken.add(f.verb)
            self.found.append(one)

    def _quotation_before(self, q: Quotation, sentence: Sentence) -> bool:
        return any(o is not q and sentence.start <= o.start < q.start for o in self._touched(sentence.start, q.start))

    def _clause_start(self, sentence: Sentence, first: int) -> int:
        """Where the clause begins whose end a quotation is: 'the deal was “a mistake,” he said'."""
        return self.reading.starts[sentence.first]

    # ---- one sentence ---------------------------------------------------------------------------------------

    def sentence(self, sentence: Sentence) -> None:
        last = self._content_end(sentence)
        for i in range(sentence.first, sentence.last):
            token = self.doc[i]
            tag = token.tag_
            if self._quotation(self.reading.starts[i]) is not None:
                continue  # what somebody quoted reports is part of the quotation
            if sentence.title and not tag.startswith("VB") and token.text[:1].isupper() and i > sentence.first:
                cue = self.lexicon.get((token.lower_[:-1], "verb")) if token.lower_.endswith("s") else None
                if cue is not None and cue.lemma in quoted.CORE and self._headline(token, cue, sentence, last):
                    continue
            if token.lower_ == "according":
                if i + 2 < sentence.last and self.doc[i + 1].lower_ == "to":
                    self._according(token, sentence, last)
            elif tag.startswith("VB"):
                cue = self.lexicon.get((token.lemma_.lower(), "verb"))
                if cue is not None and i not in self.taken:
                    self._verb(token, cue, sentence, last)
            elif tag.startswith("NN") and token.lower_ != "words":
                cue = self.lexicon.get((token.lemma_.lower(), "verb"))
                if cue is not None and not cue.attitude and "clause" in cue.takes and i + 1 < last and self.doc[i + 1].lower_ == "that" and self.doc[i - 1].tag_.startswith("NN") and any(
                    c.dep_ in ("ccomp", "acl:relcl", "acl") and c.i > i and any(x.dep_ in SUBJECTS for x in c.children) for c in token.children
                ) and i > sentence.first and not any(c.dep_ == "det" for c in token.children):
                    self._add(cue, token, self.doc[i - 1], [(i + 2, last)], "clause", sentence, cue_range=(i, i + 1))
                    continue
                cue = self.lexicon.get((token.lemma_.lower(), "noun"))
                if cue is not None:
                    self._noun(token, cue, sentence, last)
            elif token.lower_ == "words" and token.i > sentence.first and i + 2 < last and doc_words(self.doc, i):
                self._in_words(token, sentence, last)
        self._colon(sentence, last)

    def _content_end(self, sentence: Sentence) -> int:
        """Token index past the last word of the sentence."""
        last = sentence.last
        while last > sentence.first and (self.doc[last - 1].is_punct or self.doc[last - 1].text in MARKS):
            last -= 1
        return last

    def _add(
        self,
        cue: Cue,
        token: Token,
        source: Token | None,
        contents: Iterable[tuple[int, int]],
        how: str,
        sentence: Sentence,
        *,
        cue_range: tuple[int, int] | None = None,
        target: Token | None = None,
    ) -> None:
        """Add an attribution; ``contents`` and ``cue_range`` are half-open token ranges."""
        spans = [span for a, b in contents if (span := self._trim(a, b))]
        if not spans:
            return
        first, last = cue_range or self._cue_range(token)
        one = Attribution(
            cue, token.i, source.i if source is not None else None, spans, how, sentence.index,
            cue_span=(self.reading.starts[first], self.reading.ends[last - 1]),
        )
        if source is not None:
            one.source_span = self._phrase(source, sentence, token)
        one.target = target.i if target is not None else None
        one.negated = any(c.dep_ == "advmod" and c.lower_ in HEDGES for c in token.children)
        self.found.append(one)

    def _trim(self, first: int, last: int) -> tuple[int, int] | None:
        """Character range of a token range without punctuation at its ends and the conjunction 'that' before it."""
        while first < last and (self.doc[first].is_punct or self.doc[first].text in MARKS or self.doc[first].lower_ == "that" and self.doc[first].tag_ == "IN"):
            first += 1
        while last > first and (self.doc[last - 1].is_punct or self.doc[last - 1].text in MARKS) and self.doc[last - 1].text not in ("?", "!", ")", "%"):
            last -= 1
        return (self.reading.starts[first], self.reading.ends[last - 1]) if first < last else None

    def _cue_range(self, token: Token) -> tuple[int, int]:
        """The cue with its auxiliaries and what stands between them."""
        first = token.i
        while first > 0 and self.doc[first - 1].head.i == token.i and self.doc[first - 1].dep_ in ("aux", "aux:pass", "advmod"):
            first -= 1
        while self.doc[first].dep_ == "advmod" and first < token.i:
            first += 1
        last = token.i + 1
        for child in token.children:
            if child.i == last and child.dep_ == "compound:prt":
                last += 1
        return first, last

    def _phrase(self, head: Token, sentence: Sentence, cue: Token) -> tuple[int, int]:
        """Character range of a noun phrase without the clauses and long appositions that follow it."""
        first, last = head.left_edge.i, head.i + 1
        for child in head.rights:
            if child.dep_ in ("acl:relcl", "acl", "advcl", "punct", "parataxis", "ccomp", "dep"):
                if child.dep_ != "punct":
                    break
                continue
            if child.dep_ == "appos" and self.doc[child.left_edge.i - 1].text in BREAKS and child.right_edge.i - child.left_edge.i > 8:
                break
            last = child.right_edge.i + 1
        first, last = max(first, sentence.first), min(last, sentence.last)
        if head.i < cue.i:
            last = min(last, cue.i)
        elif first <= cue.i:
            first = cue.i + 1
        while first < head.i and (self.doc[first].is_punct or self.doc[first].text in MARKS or self.doc[first].dep_ in ("cc", "mark")):
            first += 1
        while last - 1 > head.i and (self.doc[last - 1].is_punct or self.doc[last - 1].text in MARKS):
            last -= 1
        return self.reading.starts[first], self.reading.ends[last - 1]

    # ---- who ------------------------------------------------------------------------------------------------

    def _subject(self, verb: Token, depth: int = 0) -> Token | None:
        """The noun phrase that does the saying: own subject, agent of a passive, or the governing verb's subject."""
        passive = _passive(verb)
        for child in verb.children:
            if child.dep_ == "obl:agent" or (passive and child.dep_ == "obl" and any(c.lower_ == "by" for c in child.children)):
                return child
        if passive:
            return None
        # of two subjects the nearer: 'Secretary of State X said' is at times read as two
        near = sorted((c for c in verb.children if c.dep_ in SUBJECTS), key=lambda c: (c.i > verb.i, abs(c.i - verb.i)))
        for child in near:
            if child.dep_ != "expl":
                if child.lower_ in RELATIVE and child.tag_ in ("WP", "WDT", "DT"):
                    return self._antecedent(child, verb)
                return child
        head = verb.head
        if verb.tag_ == "VBG" and verb.i > 2 and verb.nbor(-1).lower_ == "as" and (m := self.reading.by_token.get(verb.i - 2)) is not None and any(
            self.doc[k].lemma_ in ("quote", "cite") for k in range(max(0, m.first - 2), m.first)
        ):
            return self.doc[m.head]
        if verb.tag_ == "VBG" and verb.i and verb.nbor(-1).lower_ == "as" and head.lemma_ in ("quote", "cite"):
            kinds = ("nsubj:pass", "nsubj") if _passive(head) else ("obj", "nsubj:pass")
            return next((c for k in kinds for c in head.children if c.dep_ == k), None)
        if depth == 0 and verb.tag_ in (*FINITE, "VBN") and verb.i > 2 and verb.nbor(-1).text == ",":
            m = self.reading.by_token.get(verb.i - 2)
            if m is not None and m.kind == "person" and m.form != "pronoun":
                return self.doc[m.head]
        if depth == 0 and verb.tag_ in FINITE and (bare := self._just_before(verb)) is not None:
            return bare
        if depth == 0 and verb.tag_ in (*FINITE, "VBN") and verb.i and verb.nbor(-1).text == "," and (opening := self._opening(verb)) is not None:
            return opening
        if depth > 4 or verb.dep_ not in INHERIT or verb.head.i == verb.i:
            return None
        if verb.dep_ == "ccomp" and verb.tag_ in FINITE:
            return None
        if verb.dep_ == "acl":
            return self._holder(head)
        if verb.dep_ == "xcomp":
            objects = [c for c in head.children if c.dep_ in ("obj", "iobj")]
            if objects and objects[0].i > head.i and head.lemma_ not in ("promise",):
                return objects[0]
        if not (head.tag_.startswith("VB") or any(c.dep_ in ("cop", *SUBJECTS) for c in head.children)):
            return None
        return self._subject(head, depth + 1)

    def _inherited(self, verb: Token, sentence: Sentence) -> Token | None:
        """The source of the cue that governs this one, or in whose reported clause it is conjoined ('said A and added B')."""
        own = any(c.dep_ in SUBJECTS for c in verb.children)
        if own or _passive(verb):
            return None
        conjoined = verb.dep_ == "conj" and verb.i and verb.nbor(-1).tag_ in ("CC", "RB") and verb.tag_ in FINITE
        said = [a for a in self.found if a.sentence == sentence.index and a.source is not None and not a.cue.attitude
                and a.token < verb.i and a.cue.pos == "verb"]
        if verb.tag_ == "VBG" and verb.i and verb.nbor(-1).text == ",":  # ', adding that': goes on with the outermost speaker
            for a in reversed(said):
                place = self.reading.starts[a.token]
                if not any(b is not a and s <= place < e for b in said for s, e in b.contents):
                    return self.doc[a.source]
        for a in reversed(said):
            if verb.head.i == a.token and verb.dep_ in ("conj", "advcl", "parataxis", "xcomp"):
                return self.doc[a.source]
            place = self.reading.starts[verb.i]
            if conjoined and a.how == "clause" and any(s <= place < e for s, e in a.contents):
                return self.doc[a.source]
        return None

    def _person_before(self, verb: Token, sentence: Sentence) -> Token | None:
        """The person whose name ends right before a finite cue: 'the chief of staff John Smith said'."""
        if verb.tag_ not in (*FINITE, "VBN"):
            return None
        k = verb.i - 1
        while k > sentence.first and (self.doc[k].tag_ in ("RB", "MD") or self.doc[k].lower_ in ("has", "have", "had")):
            k -= 1
        m = self.reading.by_token.get(k)
        if m is None or m.kind != "person" or m.form == "pronoun" or m.last != k + 1 or m.first <= sentence.first - 1:
            return None
        before = self.doc[m.first - 1] if m.first > sentence.first else None
        if before is not None and (before.tag_ in ("IN", "TO", "POS") and before.lower_ not in ("that", "as", "while", "after", "because", "when", "if", "before") or before.tag_.startswith("VB")):
            return None
        return self.doc[m.head]

    def _opening(self, verb: Token) -> Token | None:
        """The name that opens the sentence, where an apposition or relative clause parts it from the cue."""
        sentence = self.reading.sentence_at(verb.i)
        i = sentence.first
        while i < verb.i and self.doc[i].tag_ == "DT":
            i += 1
        m = self.reading.by_token.get(i)
        if m is None or m.kind == "weapon" or m.last >= verb.i or self.doc[m.last].text != ",":
            return None
        between = self.doc[m.last + 1 : verb.i - 1]
        if len(between) == 0 or between[0].tag_ not in ("DT", "WP", "WDT", "CD", "NN", "NNP", "JJ", "NNS") or any(t.text == "," for t in between if t.i < verb.i - 12):
            return None
        return self.doc[m.head]

    def _just_before(self, verb: Token) -> Token | None:
        """The name or noun right before a finite cue that the parser gave no subject."""
        k = verb.i - 1
        while k > 0 and (self.doc[k].tag_ in ("RB", "MD") or self.doc[k].lower_ in ("has", "have", "had")):
            k -= 1
        token = self.doc[k]
        if token.tag_ in ("PRP", "NNP", "NNPS", "NN", "NNS") and token.dep_ not in ("obj", "obl", "iobj"):
            m = self.reading.by_token.get(k)
            return self.doc[m.head] if m is not None and m.kind != "weapon" else token
        return None

    def _antecedent(self, pronoun: Token, verb: Token) -> Token | None:
        """What 'who' and 'which' stand for: the name right before them, else what the clause hangs on."""
        i = pronoun.i - 1
        if i >= 0 and self.doc[i].text == ",":
            i -= 1
        m = self.reading.by_token.get(i) if i >= 0 else None
        if m is not None and m.kind != "weapon":
            token = self.doc[m.head]
            while m.kind == "state" and token.dep_ in ("nmod", "compound", "amod") and token.head.tag_.startswith("NNP") and token.head.i >= verb.i - 14:
                token = token.head  # 'the Olympic Committee of Ukraine, who'
            return token
        head = verb.head
        if pronoun.lower_ == "who":
            for child in head.children:
                m = self.reading.by_token.get(child.i)
                if child.dep_ == "nmod:poss" and m is not None and m.kind == "person":
                    return child  # 'the minister's remarks, who said'
        return head if head.tag_.startswith(("NN", "PRP")) else None

    def _holder(self, noun: Token) -> Token | None:
        """Of 'a statement by X', 'X's statement', 'the X statement': X."""
        for child in noun.children:
            if child.dep_ == "nmod:poss":
                return child
            if child.dep_ in ("nmod", "obl") and any(c.dep_ == "case" and c.lower_ in ("by", "from") for c in child.children):
                return child
        for child in noun.children:
            if child.dep_ in ("compound", "amod") and (m := self.reading.by_token.get(child.i)) and m.kind != "weapon":
                return child
        if noun.dep_ == "obj" and noun.head.tag_.startswith("VB"):
            return self._subject(noun.head, 3)
        return None

    def _inverted(self, verb: Token, sentence: Sentence) -> Token | None:
        """The noun phrase right behind a cue that follows a comma or a closing quotation mark: '..., said the mayor'."""
        i = verb.i - 1
        while i >= sentence.first and self.doc[i].dep_ in ("aux", "advmod") and self.doc[i].head.i == verb.i:
            i -= 1
        if i < sentence.first or not (self.doc[i].text in BREAKS or self.doc[i].text in MARKS):
            return None
        for child in verb.rights:
            if child.dep_ in (*SUBJECTS, "obj", "iobj", "obl:unmarked", "nmod", "obl", "flat", "ccomp", "xcomp", "appos", "dep"):
                if child.tag_[:2] not in ("NN", "PR", "DT", "CD", "JJ"):
                    continue
                if child.left_edge.i == verb.i + 1 and verb.tag_ != "VBG" and not any(
                        c.dep_ in ("case", "mark") or c.lower_ == "that" or c.text in MARKS for c in child.lefts):
                    return child
        return None

    # ---- verbs ----------------------------------------------------------------------------------------------

    def _verb(self, verb: Token, cue: Cue, sentence: Sentence, last: int) -> None:
        if verb.dep_ in ("aux", "cop", "case", "mark", "amod", "compound"):
            return
        if not cue.attitude and self._surface(verb, cue, sentence, last):
            return
        source = self._subject(verb)
        named = self._person_before(verb, sentence)
        if named is not None and (source is None or source.i != named.i and source.i < verb.i and (
                (m := self.reading.by_token.get(source.i)) is None or m.kind != "person") and named not in source.conjuncts):
            source = named
        own = source is not None and (source == named or source.head.i == verb.i or source.i < verb.i and source == self._just_before(verb))
        inverted = False
        if not own and (behind := self._inverted(verb, sentence)) is not None:
            source, inverted, own = behind, True, True
        elif own and source is not None and source.i > verb.i:
            inverted = source.dep_ != "obl:agent"
        if not own and (inherited := self._inherited(verb, sentence)) is not None:
            source = inherited
        if source is None or source.lower_ in NOT_SOURCES and source.i not in self.reading.by_token and source.lower_ != "it":
            return
        left = min(verb.i, source.left_edge.i) if own else verb.i
        while left > sentence.first and self.doc[left - 1].head.i == verb.i and self.doc[left - 1].dep_ in ("aux", "advmod", "aux:pass", "cc", "discourse") and self.doc[left - 1].tag_ != "WRB":
            left -= 1
        left = max(left, sentence.first)
        contents, how = self._contents(verb, cue, source, own, inverted, left, sentence, last)
        if contents:
            target = next((c for c in verb.children if c.dep_ in ("obj", "iobj") and c.i > verb.i and c.i != source.i), None)
            self._add(cue, verb, source, contents, how, sentence, target=target)

    def _surface(self, verb: Token, cue: Cue, sentence: Sentence, last: int) -> bool:
        """'..., X said.' and '..., said X.' by word order alone."""
        if "quote" not in cue.takes or verb.tag_ not in (*FINITE, "VBN"):
            return False
        region = quoted.tail_speaker(self.reading, verb.i, sentence, last)
        if region is None:
            return False
        cut = min(region[0], verb.i)
        content = self._before(cut, sentence)
        if content is None and verb.i + 3 < last and self.doc[verb.i + 1].text == "," and region[0] < verb.i:
            content = (verb.i + 2, last)  # 'The jets, X said, will come'
        if content is None or content[1] - content[0] < 3:
            return False
        head = quoted.head(self.reading, *region)
        self._add(cue, verb, self.doc[head], [content], "tail", sentence)
        self.found[-1].source_span = (self.reading.starts[region[0]], self.reading.ends[region[1] - 1])
        return True

    def _headline(self, word: Token, cue: Cue, sentence: Sentence, last: int) -> bool:
        """'X Confirms Y' and 'Y, X Confirms' in a headline, whose verbs the tagger takes for names."""
        doc = self.doc
        m = self.reading.by_token.get(word.i - 1)
        if m is None or m.kind == "weapon" or m.last != word.i:
            return False
        comma = next((k for k in range(m.first, max(sentence.first, m.first - 4), -1) if doc[k - 1].text == ","), None)
        if word.i + 1 >= last and comma is not None:
            content = (sentence.first, comma - 1)
        elif m.first - sentence.first <= 3 and word.i + 2 < last:
            content = (word.i + 1, last)
        else:
            return False
        self._add(cue, word, doc[m.head], [content], "headline", sentence, cue_range=(word.i, word.i + 1))
        return True

    def _contents(
        self, verb: Token, cue: Cue, source: Token, own: bool, inverted: bool, left: int, sentence: Sentence, last: int
    ) -> tuple[list[tuple[int, int]], str]:
        doc = self.doc
        right = verb.i + 1
        if inverted:
            right = max(right, self._token_after(self._phrase(source, sentence, verb)[1]))
        as_clause = any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.lefts) or (
            left > sentence.first and doc[left - 1].lower_ == "as" and doc[left - 1].tag_ == "IN")
        if as_clause and own:
            start = left - 1 if doc[left - 1].lower_ == "as" else left
            return self._around(start, right, sentence, last), "as"
        before = doc[left - 1] if left > sentence.first else None
        breaks = before is not None and (before.text in (",", "—", "–", "-", "--", "?", "!") or before.text in MARKS)
        to_follows = "infinitive" in cue.takes and verb.i + 1 < last and doc[verb.i + 1].tag_ == "TO"
        clause = None if inverted or to_follows else self._clause(verb, cue, right, sentence, last)
        if own and breaks and "quote" in cue.takes and (not cue.attitude or inverted) and not (clause and not self._comma_between(verb, clause[0])):
            content = self._before(left, sentence)
            if content and (inverted or self._postposed(verb, right, last, content)):
                rest = self._after(right, verb, sentence, last)
                return [content, *rest], "postposed"
        if clause:
            return [self._cut(clause, verb)], "clause"
        if not own and verb.tag_ not in ("VBG", "VB", "VBN", *FINITE):
            return [], ""
        return self._complement(verb, cue, sentence, last)

    def _token_after(self, offset: int) -> int:
        return bisect_left(self.reading.starts, offset)

    def _comma_between(self, verb: Token, first: int) -> bool:
        return any(self.doc[k].text in BREAKS for k in range(verb.i + 1, first + 1) if k < len(self.doc))

    def _before(self, left: int, sentence: Sentence) -> tuple[int, int] | None:
        """What stands before the speaker, from the sentence's beginning (or its last quotation's), if it says something."""
        first, last = sentence.first, left
        while last > first and (self.doc[last - 1].is_punct or self.doc[last - 1].text in MARKS):
            last -= 1
        if last <= first:
            return None
        words = self.doc[first:last]
        q = self._quotation(self.reading.starts[last - 1])
        if q is not None:
            return (first, last)
        if any(t.tag_.startswith("VB") for t in words):
            return first, last
        if sentence.title and len(words) > 2:
            return first, last
        return None

    def _postposed(self, verb: Token, right: int, last: int, content: tuple[int, int]) -> bool:
        """Whether the words before 'X said' are its content, seeing what follows it."""
        doc = self.doc
        lead = doc[content[0]]
        if verb.tag_ == "VBG":
            return False
        if right >= last:
            return True
        opener = lead.tag_ in ("IN", "RB", "WRB", "TO", "VBG", "VBN") and not any(
            t.tag_ in FINITE and t.head.dep_ in ("root", "ROOT", "ccomp") for t in doc[content[0] : content[1]])
        following = doc[right]
        if following.text in BREAKS:
            nxt = doc[right + 1] if right + 1 < last else None
            if nxt is not None and nxt.tag_ in ("VBG", "IN", "CC", "WP", "WDT", "RB"):
                return not opener
            return not opener or self._quotation(self.reading.starts[content[1] - 1]) is not None
        return self._quotation(self.reading.starts[content[1] - 1]) is not None or not opener

    def _after(self, right: int, verb: Token, sentence: Sentence, last: int) -> list[tuple[int, int]]:
        """A second part of the content: '…,' he said, '…'."""
        doc = self.doc
        i = right
        while i < last and doc[i].text not in (",", ":", ";", "—", "–"):
            if doc[i].text in ("“", '"', "‘", "«"):
                return [(i, last)]
            i += 1
        if i >= last:
            return []
        k = i + 1
        if k < last and doc[k].text in MARKS and self._quotation(self.reading.ends[k]) is not None:
            return [(k, last)]
        while k < last and doc[k].text in MARKS:
            k += 1
        if k >= last or doc[k].tag_ in ("VBG", "VBN", "WP", "WDT", "CC", "WRB") or doc[k].dep_ == "mark":
            return []
        if doc[k].tag_ == "IN" and not self._quotation(self.reading.starts[k]):
            return []
        if not any(t.tag_ in FINITE for t in doc[k:last]):
            return []
        return [(k, last)]

    def _around(self, first: int, right: int, sentence: Sentence, last: int) -> list[tuple[int, int]]:
        """The sentence without 'as X said' or 'according to X'."""
        doc = self.doc
        out = []
        head = first
        while head > sentence.first and (doc[head - 1].is_punct or doc[head - 1].text in MARKS):
            head -= 1
        if any(t.tag_ in FINITE or t.tag_.startswith("NN") for t in doc[sentence.first : head]) and head - sentence.first > 2:
            out.append((sentence.first, head))
        i = right
        while i < last and doc[i].text not in (",", ":", "—", "–"):
            if doc[i].text in MARKS and self._quotation(self.reading.ends[i]) and not out:
                break
            i += 1
        if i < last and any(t.tag_ in FINITE for t in doc[i:last]) and not (out and doc[i + 1].tag_ in ("VBG", "WDT", "WP", "WRB", "CC")):
            out.append((i + 1 if doc[i].text in BREAKS else i, last))
        return out

    def _clause(self, verb: Token, cue: Cue, right: int, sentence: Sentence, last: int) -> tuple[int, int] | None:
        """Token range of the clause or quotation that follows the cue."""
        doc = self.doc
        for child in verb.rights if "clause" in cue.takes else ():
            if child.dep_ == "ccomp" and child.i >= right and (
                    child.tag_ in (*FINITE, "VB", "VBG", "VBN") or any(c.dep_ in ("cop", "aux", *SUBJECTS) for c in child.children)
                    or self._quotation(self.reading.starts[child.i])):
                first = max(child.left_edge.i, right)
                if doc[first].tag_ in ("WP", "WDT") and doc[first - 1].text == ",":
                    continue
                return first, min(max(child.right_edge.i + 1, self._conjoined(verb, child)), last)
        if "quote" not in cue.takes and "clause" not in cue.takes:
            return None
        # an opening quotation mark that follows the cue closely: 'said: “...', 'said that “...', 'called it “...'
        for i in range(verb.i + 1, min(last, verb.i + 12)):
            if doc[i].text in (":",) and i + 1 < last:
                return i + 1, last
            if doc[i].text in MARKS and i + 1 < last:
                q = self._quotation(self.reading.starts[i + 1])
                if q and abs(q.start - self.reading.starts[i + 1]) <= 1:
                    between = doc[verb.i + 1 : i]
                    if not between or between[-1].text in (",", ":") or between[-1].lower_ == "that":
                        return i, last
                    break
            if doc[i].tag_ in FINITE:
                break
        if "clause" not in cue.takes:
            return None
        for child in verb.rights:
            if child.dep_ in ("parataxis", "xcomp", "advcl", "conj") and child.i >= right and any(c.dep_ in SUBJECTS for c in child.children) and (
                    child.tag_ in FINITE or any(c.dep_ in ("cop", "aux", "aux:pass") for c in child.children)):
                if child.dep_ in ("advcl", "conj") and not any(c.lower_ == "that" for c in child.lefts):
                    continue
                return max(child.left_edge.i, right), min(child.right_edge.i + 1, last)
        if cue.attitude:
            return None
        for i in range(right, min(last, right + 9)):
            if "object" in cue.takes and cue.stance and doc[i].dep_ == "obj" and doc[i].head.i == verb.i:
                return None  # 'rejected the claim that': the claim is what is spoken of
            if doc[i].lower_ == "that" and i + 1 < last and (doc[i].tag_ == "IN" or doc[i].dep_ in ("mark", "nsubj", "det")):
                return i + 1, last
            if doc[i].tag_ in FINITE or doc[i].text in BREAKS:
                break
        # a bare clause that the parser did not subordinate: 'said Russia had struck'
        k = right
        while k < last and (doc[k].tag_ == "RB" or doc[k].dep_ in ("obl:unmarked",)):
            k += 1
        if k < last and verb.tag_ in (*FINITE, "VBG", "VBN") and doc[k].tag_[:2] in ("NN", "DT", "PR", "JJ", "CD"):
            if doc[k].lower_ in ("it", "he", "she", "they", "we", "there"):
                return k, last
            for j in range(k + 1, min(last, k + 14)):
                if doc[j].text in BREAKS or doc[j].tag_ in ("WDT", "WP", "WRB") or doc[j].lower_ == "that":
                    break
                if doc[j].tag_ in FINITE:
                    return k, last
        return None

    def _conjoined(self, verb: Token, clause: Token) -> int:
        """End of further clauses that the parser hung on the cue instead of its clause: 'said A was so and would be B'."""
        end = clause.right_edge.i + 1
        for child in verb.rights:
            if child.dep_ == "conj" and child.i > clause.i and (child.lemma_.lower(), "verb") not in self.lexicon:
                if any(c.dep_ == "aux" and c.tag_ == "MD" for c in child.children):
                    end = max(end, child.right_edge.i + 1)
        return end

    def _cut(self, clause: tuple[int, int], verb: Token) -> tuple[int, int]:
        """The clause without a further cue that follows a comma: ', adding that', ', he said'."""
        first, last = clause
        for i in range(first + 2, last):
            token = self.doc[i]
            if token.tag_ == "VBG" and self.doc[i - 1].text == "," and (token.lemma_.lower(), "verb") in self.lexicon:
                if self._quotation(self.reading.starts[i]) is None:
                    return first, i
        return first, last

    def _complement(self, verb: Token, cue: Cue, sentence: Sentence, last: int) -> tuple[list[tuple[int, int]], str]:
        """Infinitive, object or prepositional phrase: 'vowed to', 'condemned the attack', 'accused X of'."""
        lexicon = self.lexicon
        infinitive = next((c for c in verb.rights if c.dep_ in ("xcomp", "advcl", "ccomp", "acl") and
                           any(x.tag_ == "TO" for x in c.lefts)), None)
        objects = [c for c in verb.rights if c.dep_ in ("obj", "iobj") or (
            c.dep_ in ("xcomp", "obl:unmarked", "ccomp") and c.tag_ in ("NN", "NNS", "NNP", "NNPS") and not any(x.dep_ in ("case", "mark", "cop") for x in c.children))]
        obj = objects[-1] if objects else None
        if "infinitive" in cue.takes and infinitive is not None:
            return [self._cut((infinitive.left_edge.i, min(infinitive.right_edge.i + 1, last)), verb)], "infinitive"
        if obj is not None and "infinitive" in cue.takes:
            inner = next((c for c in obj.rights if c.dep_ == "acl" and any(x.tag_ == "TO" for x in c.lefts)), None)
            if inner is not None:
                return [self._cut((inner.left_edge.i, min(inner.right_edge.i + 1, last)), verb)], "infinitive"
        if "prep" in cue.takes:
            for child in verb.rights:
                marks = [c for c in child.lefts if c.dep_ in ("case", "mark") and c.tag_ == "IN"]
                if child.dep_ in ("advcl", "obl", "xcomp", "acl") and marks and marks[0].lower_ in PREPOSITIONS.get(cue.lemma, DEFAULT):
                    return [self._cut((marks[0].i + (cue.lemma in ("accuse", "call", "blame")), min(child.right_edge.i + 1, last)), verb)], "prep"
            if obj is not None:
                for child in obj.rights:
                    marks = [c for c in child.lefts if c.dep_ in ("case", "mark") and c.tag_ == "IN"]
                    if marks and marks[0].lower_ in PREPOSITIONS.get(cue.lemma, ()):
                        return [self._cut((marks[0].i + 1, min(child.right_edge.i + 1, last)), verb)], "prep"
        if "gerund" in cue.takes:
            gerund = next((c for c in verb.rights if c.tag_ == "VBG" and c.dep_ in ("xcomp", "ccomp", "advcl", "obj")), None)
            if gerund is not None:
                return [self._cut((gerund.left_edge.i, min(gerund.right_edge.i + 1, last)), verb)], "gerund"
        if "object" in cue.takes and obj is not None and not _passive(verb):
            tails = (c for c in verb.rights if c.i > obj.i and c.dep_ in ("xcomp", "obl", "acl", "nmod"))
            end = max((c.right_edge.i for c in tails if (c.lemma_.lower(), "verb") not in lexicon), default=0) + 1
            end = max(end, obj.right_edge.i + 1)
            return [self._cut((obj.left_edge.i, min(end, last)), verb)], "object"
        if "object" in cue.takes and _passive(verb):
            passive = next((c for c in verb.lefts if c.dep_ == "nsubj:pass"), None)
            if passive is not None:
                return [(passive.left_edge.i, passive.right_edge.i + 1)], "passive"
        return [], ""

    # ---- nouns, prepositions, colons --------------------------------------------------------------------------

    def _noun(self, noun: Token, cue: Cue, sentence: Sentence, last: int) -> None:
        holder = self._holder(noun)
        if holder is None or (noun.dep_ == "obj" and holder.head.i == noun.head.i and noun.head.lemma_ not in ("make", "issue", "express", "voice", "repeat", "reiterate", "raise", "release")):
            return
        clause = next((c for c in noun.rights if c.dep_ in ("acl", "ccomp", "acl:relcl", "advcl") and (
            any(x.lower_ == "that" and x.dep_ == "mark" for x in c.lefts) or any(x.tag_ == "TO" for x in c.lefts))), None)
        if clause is None:
            clause = next((c for c in noun.rights if c.dep_ in ("nmod", "acl", "obl") and any(
                x.dep_ in ("case", "mark") and x.lower_ in ("of", "against", "for", "about", "over", "on") for x in c.lefts)), None)
            if clause is None or clause.i == holder.i:
                return
        first = clause.left_edge.i
        if self.doc[first].dep_ in ("case",):
            first += 1
        self._add(cue, noun, holder, [(first, min(clause.right_edge.i + 1, last))], "noun", sentence, cue_range=(noun.i, noun.i + 1))

    def _according(self, token: Token, sentence: Sentence, last: int) -> None:
        doc = self.doc
        first = token.i + 2
        head = token.head if token.head.i > token.i else None
        if head is None or head.i >= sentence.last or head.i - token.i > 12:
            head = next((doc[k] for k in range(first, last) if doc[k].tag_.startswith(("NN", "PRP"))), None)
            while head is not None and head.i + 1 < last and doc[head.i + 1].tag_.startswith("NN"):
                head = doc[head.i + 1]
        named = next((m for m in self.reading.mentions if first <= m.first <= first + 8 and m.kind == "person"), None)
        if named is not None and not any(doc[k].text in BREAKS or doc[k].tag_ in (*FINITE, "POS") for k in range(first, named.last)):
            head = doc[named.head]
        if head is None:
            return
        if head.tag_.startswith("VB") or head.dep_ in ("root", "ROOT"):
            candidates = [doc[k] for k in range(first, min(last, head.i)) if doc[k].tag_.startswith(("NN", "PRP"))]
            if not candidates:
                return
            head = candidates[0]
        cue = self.lexicon.get(("according to", "prep"))
        if cue is None:
            return
        right = max(head.i + 1, self._token_after(self._phrase(head, sentence, token)[1]))
        if named is not None and head.i == named.head:
            right = named.last
        contents = self._around(token.i, right, sentence, last)
        if len(contents) == 2 and doc[right - 1].i >= 0:
            contents = contents[:1] if contents[0][1] - contents[0][0] >= 4 else contents[1:]
        self._add(cue, token, head, contents, "according", sentence, cue_range=(token.i, token.i + 2))

    def _in_words(self, token: Token, sentence: Sentence, last: int) -> None:
        """'in the words of X' and 'in X's words'."""
        cue = self.lexicon.get(("in the words of", "prep"))
        doc = self.doc
        if cue is None:
            return
        if doc[token.i + 1].lower_ == "of" and doc[token.i - 1].lower_ == "the":
            head = next((c for c in token.children if c.dep_ == "nmod" and c.i > token.i), None)
            if head is None:
                return
            first, right = token.i - 2, max(head.i + 1, self._token_after(self._phrase(head, sentence, token)[1]))
        else:
            head = next((c for c in token.children if c.dep_ == "nmod:poss"), None)
            if head is None:
                return
            first, right = head.left_edge.i - 1, token.i + 1
        if first < sentence.first or doc[first].lower_ != "in":
            return
        contents = self._around(first, right, sentence, last)
        quotes = [c for c in contents if self._quotation(self.reading.starts[min(c[0] + 1, last - 1)])]
        self._add(cue, token, head, quotes or contents, "words", sentence, cue_range=(token.i, token.i + 1))

    def _colon(self, sentence: Sentence, last: int) -> None:
        """'X: “...”' and, in a headline, '...: X'."""
        doc = self.doc
        colon = next((i for i in range(sentence.first + 1, last - 1) if doc[i].text == ":"), None)
        if colon is None or any(a.sentence == sentence.index for a in self.found):
            return
        left, right = doc[sentence.first : colon], doc[colon + 1 : last]
        cue = Cue(lemma=":", pos="prep")
        quoted = right[0].text in MARKS and self._quotation(self.reading.ends[colon + 1]) is not None
        speaker = self._named(sentence.first, colon)
        if speaker is not None and len(left) <= 9 and not any(t.tag_ in FINITE for t in left) and (
                quoted or (sentence.title and any(t.tag_ in FINITE or t.tag_ == "VB" for t in right))):
            self._add(cue, doc[colon], speaker, [(colon + 1, last)], "colon", sentence, cue_range=(colon, colon + 1))
            return
        speaker = self._named(colon + 1, last)
        if sentence.title and speaker is not None and len(right) <= 6 and len(left) > 2 and not any(t.tag_ in FINITE for t in right):
            self._add(cue, doc[colon], speaker, [(sentence.first, colon)], "colon", sentence, cue_range=(colon, colon + 1))

    def _named(self, first: int, last: int) -> Token | None:
        """The speaker that a short phrase names: a person before a body or state."""
        inside = [m for m in self.reading.mentions if first <= m.first and m.last <= last]
        for kinds in (("person",), ("org", "body", "group")):
            for m in inside:
                if m.kind in kinds and m.form != "pronoun" and (m.first == first or self.doc[m.first - 1].tag_ not in ("IN", "TO")):
                    return self.doc[m.head]
        return None

    # ---- quotations -----------------------------------------------------------------------------------------

    def _quotation(self, offset: int) -> Quotation | None:
        """The quotation that covers the character offset."""
        i = bisect_left(self.quote_starts, offset + 1) - 1
        if i >= 0 and offset < self.reading.quotations[i].end:
            return self.reading.quotations[i]
        return None

    def quotations(self) -> None:
        """Stretch contents over the quotations that they touch and give quotations without a cue to the last speaker."""
        reading = self.reading
        outer = [a for a in self.found if self._quotation(reading.starts[a.token]) is None]  # cues outside quotation marks
        owner: dict[int, Attribution] = {}
        for a in outer:
            for k, (start, end) in enumerate(a.contents):
                for q in self._touched(start, end):
                    if start <= q.start and q.end <= end:
                        if id(q) not in owner or _size(a) < _size(owner[id(q)]):
                            owner[id(q)] = a
                        continue
                    if id(q) in owner:
                        continue
                    owner[id(q)] = a
                    start, end = min(start, q.start), max(end, q.end)
                a.contents[k] = start, end
        previous: Quotation | None = None
        for q in reading.quotations:
            if id(q) not in owner:
                a = self._speaker_of(q, previous, owner)
                if a is not None:
                    owner[id(q)] = a
            previous = q
        for a in self.found:
            a.quotes = [q for q in reading.quotations if owner.get(id(q)) is a]
            a.direct = bool(a.quotes)

    def _touched(self, start: int, end: int) -> list[Quotation]:
        i = max(0, bisect_left(self.quote_starts, start + 1) - 1)
        out = []
        while i < len(self.reading.quotations) and self.reading.quotations[i].start < end + 2:
            if self.reading.quotations[i].end > start:
                out.append(self.reading.quotations[i])
            i += 1
        return out

    def _speaker_of(self, q: Quotation, previous: Quotation | None, owner: dict[int, Attribution]) -> Attribution | None:
        """Whose words an uncued quotation holds; its attribution gets the stretch as further content."""
        reading = self.reading
        first, last = self._token_after(q.start), self._token_after(q.end)
        if last - first < LONG_QUOTE or first >= len(self.doc):
            return None
        here = reading.sentence_at(first)
        end = reading.sentence_at(max(first, last - 1))
        if here.furniture:
            return None
        whole = q.start - here.start <= 2  # the quotation begins its sentence
        cued = [a for a in self.found if here.index <= a.sentence <= end.index and not q.start <= a.cue_span[0] < q.end]
        if cued and not whole:
            near = min(cued, key=lambda a: min(abs(a.cue_span[0] - q.end), abs(q.start - a.cue_span[1])))
            near.contents.append((q.start, q.end))
            return near
        if not whole:
            return None
        before = [a for a in self.found if a.sentence in (here.index - 1, here.index - 2) and a.direct is not None]
        if previous is not None and id(previous) in owner:
            a = owner[id(previous)]
            gap = here.index - reading.sentence_at(self._token_after(previous.end) - 1).index
            if gap <= 1 and a.source is not None:
                return self._continue(a, q, first, here)
        for a in reversed(before):
            if a.sentence == here.index - 1 and a.source is not None and not a.cue.attitude:
                return self._continue(a, q, first, here)
        return None

    def _continue(self, a: Attribution, q: Quotation, first: int, here: Sentence) -> Attribution:
        """The quotation as further content of an attribution; in a new paragraph as one of its own."""
        if self.reading.sentences[a.sentence].paragraph == here.paragraph:
            a.contents.append((q.start, q.end))
            return a
        one = Attribution(a.cue, first, a.source, [(q.start, q.end)], "uncued", here.index,
                          cue_span=(q.start, q.start), source_span=a.source_span)
        self.found.append(one)
        return one

    # ---- the end --------------------------------------------------------------------------------------------

    def finished(self) -> list[Attribution]:
        found = sorted(self.found, key=lambda a: (a.token, a.how))
        for a in found:
            a.contents = sorted(set(a.contents))
            place = a.cue_span[0]
            for b in found:
                if a.how in ("behind", "uncued") or b is a or abs(b.sentence - a.sentence) > 12:
                    continue
                if _size(b) > _size(a) and any(s <= place < e for s, e in b.contents):
                    if a.nested is None or b.token > a.nested.token:
                        a.nested = b
        return found


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
    "argue": frozenset(["against", "for"]),
}
