"""Names of speakers: without titles, without the spokesman, and whether a name is a news outlet's."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from dragoman import knowledge

TITLE_END = knowledge.load().words["title words"]
BODIES = knowledge.load().words["speaking bodies"]
STATE_ORGANS = frozenset(["government", "ministry", "military", "army", "navy", "parliament", "department", "cabinet"])
SPOKES = frozenset(["spokesman", "spokeswoman", "spokesperson"])
MEDIA = re.compile(
    r"\b(?:Reuters|AFP|Agence|Presse|Associated Press|AP|Bloomberg|BBC|CNN|NBC|CBS|ABC|Fox News|Sky News|Al Jazeera|TASS|Tass|"
    r"Janes|RIA|Interfax|Xinhua|Anadolu|Ukrinform|Times|Post|Journal|Guardian|Telegraph|Spiegel|Zeitung|Newsweek|Politico|Axios|News|"
    r"Daily|Herald|Tribune|Gazette|Kyodo|Yonhap|NHK|PTI|ANI|PAP|Newsletter|Weekly|Monitor|Economist|newspaper|magazine|"
    r"journal|daily|broadcaster|website|outlet|portal|report|reports|media|press|channel|TV|television|radio|paper)\b"
)
DETERMINERS = re.compile(
    r"^(?:(?:the|a|an|its|his|her|their|our|some|many|several|most|other|both|that|this|these|those|one|two|three|four|"
    r"senior|top|former|unnamed|anonymous|another|all|any|few)\s+)+",
    re.IGNORECASE,
)
GLUED = re.compile(r"^.*\)(?=[A-ZÀ-Ý])")
ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
DAYS = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|"
    r"November|December"
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks; ``key`` tells whether two attributions have one speaker."""

    name: str
    side: tuple[str, ...]
    key: str
    kind: str  # person | pair | office | body | experts | officials | media


def is_media(name: str) -> bool:
    """Whether a name is a medium's, which speaks for nobody."""
    return name in _outlets() or bool(MEDIA.search(name))


@functools.lru_cache(maxsize=1)
def _outlets() -> frozenset[str]:
    """The names of media that speak for nobody."""
    return frozenset(
        n
        for o in knowledge.load().outlets.values()
        if o.kind in ("agency", "newspaper", "broadcaster", "state media", "blog")
        for n in (o.name, *o.names)
    )


def unglued(name: str) -> str:
    """The name without marks before it, or the end of a caption that lost its break: 'AP)Ana Prado' → 'Ana Prado'."""
    if "(" not in name:
        name = GLUED.sub("", name)
    return ARTICLE.sub("", bare) if (bare := name.lstrip("-–—*•·#_”’) ")) != name else name


def untitled(name: str) -> str:
    """The name without the titles before it; unchanged where no title is in it."""
    parts = name.split()
    last = max((i for i, w in enumerate(parts[:-1]) if w.lower().strip(".,") in TITLE_END), default=-1)
    return " ".join(parts[last + 1 :]) if last >= 0 else name


def undetermined(phrase: str) -> str:
    """The phrase in one line without articles, numbers and 'senior', 'former' before it."""
    return DETERMINERS.sub("", " ".join(phrase.split()))


def without_spokesman(text: str) -> str:
    """'foreign ministry spokesman' → 'foreign ministry', '' where no body is named."""
    parts = text.split()
    body = parts[:-1] if parts and parts[-1].lower() in SPOKES else []
    while body and body[-1].lower() in ("top", "chief", "senior", "main", "lead", "deputy"):
        body = body[:-1]
    return re.sub(r"['’]s$", "", " ".join(body)) if any(w.lower().strip("'’s") in BODIES for w in body) else ""
