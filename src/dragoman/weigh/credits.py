"""Whom a report names as its source: '(Reuters)', 'the daily X writes', 'as X reported', 'according to X'."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from dragoman import knowledge
from dragoman.weigh.weapons import fold

# Verbs of media: 'X reports', 'X wrote'. The pluperfect ('had reported') tells of background, not of this news.
_TELL = (
    r"(?:reports?|reported|writes?|wrote|says?|said|adds?|added|quotes?|quoted|quoting|citing|cites?|cited|learn(?:s|ed|t)|"
    r"reveal(?:s|ed)|discloses?|disclosed|notes?|noted|points? out|claims?|claimed|states?|stated|broadcasts?|"
    r"publish(?:es|ed)|carried|told|announced|brought|quot\w+)"
)
_MEDIUM = (
    r"(?:news )?(?:agency|agencies|wire|daily|newspaper|paper|weekly|magazine|broadcaster|portal|website|site|outlet|"
    r"channel|television|tv|radio|service|journal)"
)
_NAME = (
    r"(?:[A-Z][\w'’&.-]*|[a-z]{2,4}(?=\s+(?:reports?|reported|writes?|said|says)))"
    r"(?:[ -](?:[A-Z][\w'’&.-]*|of|de|the))*"
)
_NOT_THIS = re.compile(
    r"\b(?:had|have long|earlier|previously|years? ago|months? ago|last (?:month|year)|contrary to|unlike|"
    r"denied|rejects?|rejected|dismiss\w+|wrong(?:ly)?|false(?:ly)?|disput\w+|contradict\w+|mistaken\w*|not true)\b",
    re.I,
)


@dataclass(frozen=True)
class Credit:
    """One outlet that the text names as a source, with the words that do so."""

    name: str  # folded
    words: str
    agency_line: bool = False  # '(Reuters)' in the dateline or byline: the text itself is the agency's


@functools.lru_cache(maxsize=4096)
def key(outlet: str) -> str:
    """An outlet's name without article, country domain and brackets, folded, for comparison."""
    name = fold(re.sub(r"\([^)]*\)", "", outlet)).strip()
    known = _known().get(name) or _known().get(re.sub(r"^(?:the|der|die|das|la|le|el|il)\s+", "", name))
    if known:
        return known
    name = re.sub(r"^(?:https?://)?(?:www\.|m\.)?", "", name).partition("/")[0] if "." in name else name
    host = name
    while "." in host:  # an outlet's subdomains are the outlet: 'uk.reuters.com'
        if host in _known():
            return _known()[host]
        host = host.partition(".")[2]
    name = re.sub(r"\.(?:com|net|org|co\.uk|eu|[a-z]{2})$", "", name)
    return re.sub(r"^(?:the|der|die|das|la|le|el|il)\s+", "", name).strip()


@functools.lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    """Every name and domain of the catalogued outlets, folded, to one key an outlet."""
    out: dict[str, str] = {}
    for outlet in knowledge.load().outlets.values():
        main = fold(outlet.name)
        for name in (outlet.name, *outlet.names, *outlet.domains):
            out.setdefault(fold(name), main)
            out.setdefault(re.sub(r"^the\s+", "", fold(name)), main)
    return out


# Agencies that credits name even where no list of outlets is at hand.
AGENCIES = (
    "Reuters|AFP|Agence France-Presse|AP|Associated Press|dpa|DPA|ANSA|EFE|TASS|Interfax(?:-[A-Z]\\w+)?|RIA Novosti|"
    "Anadolu(?: Agency)?|AA|Xinhua|Kyodo|Yonhap|PTI|ANI|IANS|BTA|Tanjug|Beta|HINA|PAP|CTK|ČTK|MTI|Agerpres|"
    "APA|Ukrinform|Interfax-Ukraine|Belta|BelTA|Bloomberg|UPI|SPA|WAM|KUNA|MENA|IRNA|Tasnim|Fars|Mehr|SANA|TT|NTB|"
    "Ritzau|BNS|LETA|ELTA|STT|ANP|Belga|APS"
)
_AGENCY_LINE = re.compile(rf"[(\[]\s*({AGENCIES})\s*[)\]]|[—–-]\s*\(?({AGENCIES})\)?\s*[—–-]")
_AGENCY_TELL = re.compile(
    rf"\b({AGENCIES})\b(?:,[^.]{{0,60}},)?\s+(?:news agency\s+)?(?:(?:\w+ly|also|first)\s+)?{_TELL}"
    rf"|(?:according to|told|as told to|reported by|quoted by|cited by|citing|quoting|by)\s+(?:the\s+)?"
    rf"(?:[\w-]+\s+){{0,3}}?({AGENCIES})\b"
    rf"|{_MEDIUM}\s+({AGENCIES})\b"
)
_NAMED_MEDIUM = re.compile(
    rf"\b{_MEDIUM}\s+({_NAME})"  # 'the daily La Tribune'
    rf"|({_NAME})\s+(?:news )?(?:agency|newspaper|magazine|daily|broadcaster|television|TV)\b[^.]{{0,40}}?\b{_TELL}"
)
# Without any of these words no pattern can match; looking for them is far quicker than matching.
_SHORT_AGENCIES = tuple(re.split(r"[^\w -]", name)[0] for name in AGENCIES.split("|"))
_MEDIA = ("agenc", "wire", "daily", "paper", "weekly", "magazine", "broadcaster", "portal", "site", "outlet", "channel",
          "television", "tv", "TV", "radio", "service", "journal")  # fmt: skip
_STATE_TV = re.compile(r"\b((?:[A-Z][a-z]+(?:ian|ish|ese|an|i)\s+)?state (?:television|tv|news agency|radio|media))\b")


def of(text: str) -> tuple[Credit, ...]:
    """Every credit in the text that may concern its own news, in text order, one a name."""
    found: dict[str, Credit] = {}
    patterns: list[re.Pattern[str]] = []
    if any(name in text for name in _SHORT_AGENCIES):
        for match in _AGENCY_LINE.finditer(text[:600]):
            name = next(g for g in match.groups() if g)
            found.setdefault(key(name), Credit(key(name), match.group(), agency_line=True))
        patterns.append(_AGENCY_TELL)
    if any(word in text for word in _MEDIA):
        patterns.append(_NAMED_MEDIUM)
    if "state " in text:
        patterns.append(_STATE_TV)
    for pattern in patterns:
        for match in pattern.finditer(text):
            name = next((g for g in match.groups() if g), "")
            if name and _of_this_news(text, match.start(), match.end()):
                found.setdefault(key(name), Credit(key(name), match.group().strip()))
    return tuple(found.values())


def names_outlet(text: str, outlet: str) -> str | None:
    """The words by which the text names that outlet as a source of its news, or None."""
    wanted = [w for w in {outlet, re.sub(r"\s*\([^)]*\)", "", outlet), *_names(outlet)} if len(w) > 1]
    for name in sorted(wanted, key=lambda w: (-len(w), w)):
        flags = re.I if len(name) > 4 else 0
        for match in re.finditer(rf"(?<!\w){re.escape(name.strip())}(?!\w)", text, flags):
            if _of_this_news(text, match.start(), match.end()) and _source_like(text, match.start(), match.end()):
                return _clause(text, match.start(), match.end())
    return None


def _names(outlet: str) -> tuple[str, ...]:
    main = key(outlet)
    for entry in knowledge.load().outlets.values():
        if fold(entry.name) == main:
            return (entry.name, *entry.names)
    bare = re.sub(r"^(?:The)\s+", "", outlet)
    return (bare,) if bare != outlet else ()


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    first = max(text.rfind(mark, 0, start) for mark in (". ", "\n", "! ", "? ")) + 1
    ends = [i for mark in (". ", "\n", "! ", "? ") if (i := text.find(mark, end)) >= 0]
    return first, min(ends, default=len(text))


def _of_this_news(text: str, start: int, end: int) -> bool:
    first, last = _sentence(text, start, end)
    return not _NOT_THIS.search(text[max(first, start - 40) : min(last, end + 30)])


_SOURCE_LIKE = re.compile(
    rf"\b{_TELL}\b|according to|\bis right\b|\bper\b|report(?:ed)? by|interview|bulletin|seen by|told|source", re.I
)


def _source_like(text: str, start: int, end: int) -> bool:
    first, last = _sentence(text, start, end)
    return bool(_SOURCE_LIKE.search(text[first:last]))


def _clause(text: str, start: int, end: int) -> str:
    first, last = _sentence(text, start, end)
    return " ".join(text[max(first, start - 40) : min(last, end + 40)].split())
