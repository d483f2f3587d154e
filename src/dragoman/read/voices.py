"""Whose 'we' it is: the side that speaks in the first person, of an official report or inside somebody's words.

A government's own release speaks as that government outside quotation marks; a record of several speakers names each in
capitals before a colon; inside quotation marks it is the side of whoever is said to speak.
"""

from __future__ import annotations

import re

from dragoman.read.reading import Mention, Reading

FIRST = frozenset(["we", "us", "our", "ours", "i", "my"])
OWN_OFFICES = frozenset(["president", "administration", "government", "nation"])  # 'the President' of a release
OFFICIAL = re.compile(r"(?:^|\.)(?:(gov|mil)|(?:gov|gob|gouv|gc|go|mil|mod|mfa|defence|government)\.([a-z]{2}))$")
JOINT = re.compile(r"\bjoint\b", re.IGNORECASE)  # a joint statement's 'we' is nobody's alone
DOMAINS = dict(
    ae="ARE", al="ALB", am="ARM", ar="ARG", at="AUT", au="AUS", az="AZE", bg="BGR", br="BRA", ca="CAN", cl="CHL", cn="CHN",
    co="COL", cz="CZE", ee="EST", eg="EGY", es="ESP", fi="FIN", fr="FRA", ge="GEO", gr="GRC", hr="HRV", hu="HUN", id="IDN",
    ie="IRL", il="ISR", in_="IND", iq="IRQ", ir="IRN", it="ITA", jo="JOR", jp="JPN", kr="KOR", kz="KAZ", lt="LTU", lv="LVA",
    ma="MAR", md="MDA", me="MNE", mk="MKD", mx="MEX", my="MYS", ng="NGA", nl="NLD", nz="NZL", pe="PER", ph="PHL", pk="PAK",
    pl="POL", pt="PRT", ro="ROU", rs="SRB", ru="RUS", sa="SAU", sg="SGP", si="SVN", sk="SVK", th="THA", tr="TUR", tw="TWN",
    ua="UKR", uk="GBR", us="USA", vn="VNM", za="ZAF",
)  # fmt: skip
HOSTS = frozenset(
    ["THE PRESIDENT", "PRESIDENT", "THE PRIME MINISTER", "THE CHANCELLOR"]
)  # whose house keeps the record
LABEL = re.compile(r"^[ \t>*]*((?:[A-Z][A-Z.’'-]+[ \xa0]+){0,4}[A-Z][A-Z’'-]{2,}):", re.MULTILINE)


def own_side(reading: Reading) -> tuple[str, ...]:
    """The state whose own release the report is, by the address it came from; () for a report about others."""
    official = OFFICIAL.search((reading.report.outlet or "").lower())
    if official is None or JOINT.search(reading.report.title or ""):
        return ()
    if official[1]:
        return ("USA",)
    state = DOMAINS.get(official[2]) or DOMAINS.get(official[2] + "_")
    return (state,) if state else ()


def voice(reading: Reading, token: int) -> tuple[str, ...]:
    """The side that says 'we' at this token, () where the text does not tell."""
    if reading.quoted(token) is not None:
        return _quoted(reading, token)
    at = reading.starts[token]
    labels = list(LABEL.finditer(reading.text, max(0, at - 4000), at))
    if labels:
        label = labels[-1]
        named = [m for m in _people(reading, label.start(1), label.end(1))]
        return named[-1].side if named else own_side(reading) if label[1] in HOSTS else ()
    return own_side(reading)


def _people(reading: Reading, start: int, end: int) -> list[Mention]:
    first = reading.token_at(start)
    if first is None:
        return []
    return [m for m in reading.mentions_between(first, first + 8) if m.kind == "person" and m.side and m.start < end]


def _quoted(reading: Reading, token: int) -> tuple[str, ...]:
    """The side of whoever leads the sentence around the quotation, else the one before."""
    here = reading.sentence_at(token).index
    for index in (here, here - 1):
        if index < 0 or reading.sentences[index].furniture:
            continue
        for m in reading.mentions_in(reading.sentences[index]):
            subject = reading.doc[m.head].dep_ in ("nsubj", "nsubj:pass") or m.form == "pronoun"
            if m.kind == "person" and m.side and subject and reading.quoted(m.first) is None:
                return m.side
    return ()
