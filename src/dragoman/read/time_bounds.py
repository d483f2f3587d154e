"""What binds expressions of time: 'by', 'since', 'until' before one, 'from ... to' around two."""

from __future__ import annotations

import re

from dragoman.read.reading import TimeMention

_BOUND = re.compile(
    r"(?:(?P<by>\bby|\bno later than|\bnot later than|\bno later than the|\bahead of|\bwithin)|"
    r"(?P<since>\bsince|\bstarting(?: in| on| from)?|\bbeginning(?: in| on| from)?|\bfrom|\bas early as|\bever since|"
    r"\bonwards? from)|"
    r"(?P<until>\buntil|\btill|\bthrough|\bup to|\bthrough to|\bup until|\bthru)|"
    r"(?P<before>\bbefore|\bprior to|\bearlier than|\bahead of)|(?P<after>\bafter|\bfollowing|\blater than|\bbeyond|"
    r"\bpost-?))"
    r"(?: at least| about| around| early| late| mid| sometime(?: in)?| the end of| the)?[ \u00a0]*\Z",
    re.IGNORECASE,
)  # fmt: skip


def bound_before(text: str, at: int, floor: int = 0) -> str:
    """How the words right before offset ``at`` bound a date: 'by', 'since', 'until', 'before', 'after' or ''."""
    m = _BOUND.search(re.sub(r"\s+", " ", text[max(floor, at - 40) : at]))
    if not m or m.lastgroup is None:
        return ""
    return m.lastgroup


_TO = re.compile(r"[ \u00a0]*(?:-|–|—|\bto\b|\buntil\b|\btill\b|\bthrough\b|\band\b)[ \u00a0]*\Z", re.IGNORECASE)


def join_spans(text: str, mentions: list[TimeMention]) -> list[TimeMention]:
    """'from 1998 to 1999', 'between January 2022 and October 2023', '2023–2025' as one mention each."""
    joined: list[TimeMention] = []
    for mention in mentions:
        left = joined[-1] if joined else None
        if (
            left
            and left.kind == mention.kind == "DATE"
            and mention.start - left.end <= 12
            and mention.last
            and left.first
        ):
            between = text[left.end : mention.start]
            opener = text[max(0, left.start - 9) : left.start].lower().rstrip()
            dash = between.strip() in ("-", "–", "—")
            word = between.strip().lower()
            ordered = left.first <= mention.last and left.last and mention.first and left.last < mention.last
            fits = (
                dash
                or (word == "and" and opener.endswith("between"))
                or (
                    word in ("to", "until", "till", "through")
                    and (opener.endswith("from") or word != "to" or left.value[:1].isdigit())
                )
            )
            if ordered and fits and _TO.match(between):
                joined[-1] = TimeMention(
                    left.start, mention.end, left.first, mention.last, f"{left.value}/{mention.value}", "DATE",
                    "" if opener.endswith(("from", "between")) else left.bound, left.relative or mention.relative,
                )  # fmt: skip
                continue
        joined.append(mention)
    return joined
