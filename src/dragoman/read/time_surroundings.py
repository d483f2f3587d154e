"""What the words around an expression of time say: numbers, designations, years, tense."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from dragoman.read.time_words import ORDINALS, SMALL, Words, value_of

_FUTURE = re.compile(
    r"\b(?:will|would|'ll|’ll|won['’]t|shall|plans?|planned|planning|scheduled|due|expects?|expected|set to|to be|"
    r"to begin|to start|upcoming|going to|intends?|aims?|deadline|expires?|is to|are to|begins?)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:was|were|had|has|have|did|said|told|announced|signed|\w{3,}ed)\b")
_STOP = re.compile(r"[.!?;]\s|\n\n")

_NO_YEAR_AFTER = frozenset(
    """
    percent per people troops soldiers men women km kilometres kilometers kilometre miles metres meters feet
    tons tonnes drones tanks missiles rounds shells vehicles aircraft jets jobs workers rockets barrels hours
    shares points euros dollars pounds million billion thousand times kg lbs yards acres hectares homes houses
    families civilians refugees fighters square guests dead wounded injured units systems rifles guns pieces
    bombs houses words
    """.split()  # noqa: SIM905
)
_YEAR_BEFORE = frozenset(
    """
    in by since until till of for from to between and before after during through early late mid circa around
    the fiscal year spring summer autumn fall winter ( about only as than late- or but while with
    """.split()  # noqa: SIM905
)
_NO_YEAR_BEFORE = frozenset(
    """
    $ £ € # resolution no number type project mark mk boeing airbus model flight room article section unit
    highway route nearly almost some over under exactly approximately another additional extra us rs page mhz
    serial law decree order
    """.split()  # noqa: SIM905
)


@dataclass(slots=True)
class Surroundings:
    """The words around a match, without the state of what was read before."""

    words: Words
    anchor: dt.date | None

    # ---- numbers and places ---------------------------------------------------------------------------------

    def int(self, _text: str, m: re.Match[str], group: str) -> int:
        return int(re.sub(r"\D", "", self.words.low[m.start(group)]) or 0)

    def number(self, m: re.Match[str], group: str) -> int:
        """Value of the one-token number or ordinal that the group matched."""
        word = self.words.low[m.start(group)]
        return int(re.sub(r"\D", "", word) or 0) if word[0].isdigit() else ORDINALS.get(word) or SMALL.get(word) or 0

    def count(self, m: re.Match[str], group: str) -> float | None:
        """Value of a number group, None for a vague one; 'a' is 1, 'a couple of' 2."""
        return value_of([self.words.low[i] for i in range(m.start(group), m.end(group))])

    def adjacent(self, first: int, last: int) -> bool:
        return all(self.words.ends[i] == self.words.starts[i + 1] for i in range(first, last))

    def whole(self, first: int, stop: int) -> bool:
        """Whether the match cuts no designation or number ('F-16', '$1990', '155mm') at either end."""
        w = self.words
        if first:
            left, here = w.classes[first - 1], w.low[first]
            if here[:1].isdigit():
                if (
                    left in "$£€#/._:+"
                    or w.text[w.starts[first] - 1] in "$£€¥₹#/._:+%@&="
                    or (left not in " ¶" and w.low[first - 1][:1].isalnum())
                ):
                    return False
                if (
                    left == "-"
                    and first > 1
                    and w.classes[first - 2] not in " ¶"
                    and not w.low[first - 2][:1].isdigit()
                ):
                    return w.low[first - 2] in ("mid", "early", "late", "post", "pre", "fiscal")
            elif (
                left == "-"
                and w.text[w.starts[first] - 1] == "-"
                and first > 1
                and w.classes[first - 2] not in " ¶"
                and w.text[w.starts[first] - 2].isalnum()
            ):
                return w.low[first - 2] in ("mid", "early", "late", "post", "pre", "multi") or w.classes[first] in "MWS"
            elif (left in "x" and w.low[first - 1][:1].isalnum()) or w.text[w.starts[first] - 1] in "_@#/":
                return False
        if stop < len(w.classes):
            right, here = w.classes[stop], w.low[stop - 1]
            if (
                here[-1:].isdigit()
                and right not in " ¶.,-"
                and (w.low[stop][:1].isalnum() or w.text[w.starts[stop]] in "%°/_:€$")
            ):
                return w.text[w.starts[stop]] == "/"
            if w.text[w.starts[stop]] in "_@":
                return False
        return True

    def century(self, year: int) -> int:
        """A two-digit year in full: up to 15 years past the anchor it is of its century."""
        if year >= 100:
            return year
        limit = (self.anchor.year if self.anchor else 2026) % 100 + 15
        base = (self.anchor.year if self.anchor else 2026) // 100 * 100
        return base + year if year <= limit else base - 100 + year

    def year_here(self, at: int, last: int) -> bool:
        """Whether a bare four-digit number is a year."""
        w = self.words
        number = int(w.low[at])
        before = w.before(at)
        after, j = w.after(last)
        if after in _NO_YEAR_AFTER or after in ("%", "°", "+") or before in _NO_YEAR_BEFORE or number < 1400:
            return False
        if (
            after == "-"
            and j == last + 1
            and w.word(j + 1)[:1].isalpha()
            and w.word(j + 1) not in ("era", "built", "vintage", "model")
        ):
            return False
        strong = before in _YEAR_BEFORE or (at > 1 and w.classes[at - 1 : at] == " " and w.classes[at - 2] in "MSQ")
        if 1900 <= number <= 2099:
            left = w.text[max(0, w.starts[at] - 30) : w.starts[at]]
            if (
                re.search(r"\b[A-Z][\w-]*[ -]\Z", left)
                and not strong
                and after[:1].isalpha()
                and w.classes[j : j + 1] == "x"
                and after.endswith("s")
            ):
                return False
            return not (
                after.endswith("s")
                and w.classes[j : j + 1] == "x"
                and len(after) > 4
                and not strong
                and before.isalpha()
            )
        return (
            strong
            and before in ("in", "since", "until", "by", "from", "before", "after", "of")
            and not (w.classes[j : j + 1] == "x" and after.endswith("s") and len(after) > 3)
        )

    # ---- tense ----------------------------------------------------------------------------------------------

    def future(self, m: re.Match[str]) -> bool:
        """Whether the clause around the match speaks of what is to come."""
        w = self.words
        start, end = w.starts[m.start()], w.ends[m.end() - 1]
        left = w.text[max(0, start - 90) : start]
        right = w.text[end : end + 35]
        if re.search(r"\bby (?:early |late |mid-?|the |next )*\Z", left):
            return not re.search(r"\bhad\b", w.text[end : end + 50])
        if re.search(r"\b(?:until|till) (?:early |late |mid-?|the )*\Z", left):
            return not _PAST.search(left)
        for stop in list(_STOP.finditer(left))[-1:]:
            left = left[stop.end() :]
        if cut := _STOP.search(right):
            right = right[: cut.start()]
        ahead = [x.start() for x in _FUTURE.finditer(left)]
        back = [x.start() for x in _PAST.finditer(left)]
        if ahead and (not back or ahead[-1] > back[-1] or len(left) - ahead[-1] < 25):
            return True
        if back and len(left) - back[-1] < 40:
            return False
        return bool(_FUTURE.search(right)) and not _PAST.search(right)

    def past(self, m: re.Match[str]) -> bool:
        if self.future(m):
            return False
        w = self.words
        left = w.text[max(0, w.starts[m.start()] - 60) : w.starts[m.start()]]
        return bool(_PAST.search(left))
