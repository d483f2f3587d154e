"""Which paragraphs are site furniture: teasers, menus, bylines, captions, calls to subscribe.

Furniture belongs to the page, not to the report: it is kept in the text (offsets must hold) and yields no finding.
"""

from __future__ import annotations

import re

TEASER = re.compile(
    r"^\W*(?:also\s+read|read\s+(?:also|more|next|full|the\s+full)|see\s+also|related(?:\s+(?:stories|articles|news|posts?|topics?|"
    r"content))?|recommended(?:\s+for\s+you)?|more\s+(?:on|from|stories|news)\b|most\s+(?:read|popular)|trending|"
    r"recent\s+(?:news|posts?|articles)|latest\s+(?:news|stories)|you\s+(?:may|might)\s+also\s+(?:like|be)|don['’]t\s+miss|"
    r"editor['’]?s\s+picks?|top\s+stories|watch\s*(?::|\||live)|listen\s*:|in\s+pictures\b|gallery\b|video\s*:|must\s+read|"
    r"previous\s+(?:article|post)|next\s+(?:article|post))(?:\s*$|\s*[|:»›>–—-]|\s)",
    re.IGNORECASE,
)
SITE = re.compile(
    r"^\W*(?:advertisement|sponsored|subscribe|sign\s+(?:up|in)|log\s*in|register\s+(?:now|for)|follow\s+us|share\s+(?:this|on|via)|"
    r"click\s+here|continue\s+reading|download\s+(?:the|our)|join\s+(?:our|us)|get\s+(?:our|the\s+latest)|support\s+(?:our|us\b)|"
    r"enter\s+your|by\s+clicking|this\s+(?:site|website)\s+uses|cookies?\b|all\s+rights\s+reserved|copyright|©|"
    r"terms\s+(?:of|and)|privacy\s+policy|contact\s+us|about\s+(?:us|the\s+author)|leave\s+a\s+(?:comment|reply)|comments?\s*\(?\d*\)?$|"
    r"tags?\s*:|filed\s+under|topics?\s*:|categories\s*:|home\s*[|>»/]|print\s+this|skip\s+to|menu$|search$|"
    r"\d+\s+min(?:ute)?s?\s+read|min\s+read|newsletter|donate|loading|updated?\s*:?\s+\w+\s+\d|published\s*:?\s+\w+\s+\d|"
    r"(?:photo|image|picture|credit)s?\s*(?:credit|by|courtesy|:)|getty\s+images|file\s+photo|written\s+for\s+demonstration)",
    re.IGNORECASE,
)
READ_TIME = re.compile(r"\b\d+\s+min(?:ute)?s?\s+read\b", re.IGNORECASE)


def is_furniture(paragraph: str, *, alone: bool) -> bool:
    """Whether a paragraph is furniture.

    :param paragraph: its text.
    :param alone: it is the only paragraph of its report; then a heading-like text is the report itself.
    """
    text = paragraph.strip()
    if alone or not text:
        return not text
    words = len(text.split())
    if TEASER.match(text) and words <= 30:
        return True
    if SITE.match(text) and words <= 40:
        return True
    if READ_TIME.search(text) and words <= 14:
        return True
    return words <= 12 and ("|" in text or "»" in text) and not text.endswith(".")
