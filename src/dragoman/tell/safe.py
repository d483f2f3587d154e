"""Reports are hostile: their text made harmless for a terminal, a page, a spreadsheet.

The rows keep every quote exactly as its report has it; these functions stand between a row and a screen.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# ESC sequences whole (CSI, OSC up to its end, two-character ones), so that no '[31m' stays behind
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    # only one that ends: an open one must not swallow the rest of a quote
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]{0,512}(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]?"
)
# controls; marks that turn the direction of text; invisible characters that hide or join; lone surrogates
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def clean(text: str) -> str:
    """Text without escape sequences, control characters and turns of direction; tabs and line ends stay."""
    if text.isprintable():  # most is: no control, no mark of direction, no line end in it
        return text
    text = _ESCAPES.sub("", text.replace("\r\n", "\n"))
    return _SURROGATES.sub("\ufffd", _HARMFUL.sub("", text))


def line(text: str) -> str:
    """The same on one line."""
    return " ".join(clean(text).replace("\u2028", " ").replace("\u2029", " ").split())


def cell(text: str) -> str:
    """Text for a spreadsheet: one that would be run as a formula gets an apostrophe before it."""
    # offsets stay right: each control becomes one sign, so that a file shown on a terminal cannot steer it
    text = _CONTROLS.sub("\ufffd", _SURROGATES.sub("\ufffd", text.replace("\x00", "")))
    return "'" + text if text.lstrip(" \u00a0").startswith(_FORMULA) or text.startswith(_FORMULA) else text


def link(url: str | None) -> str | None:
    """The address where it is plain http or https, else None: nothing else may become a link."""
    if not url or _HARMFUL.search(url) or any(c.isspace() or c in "\"'<>`\\" for c in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    # no user part: 'https://known.org@evil.example' reads as the wrong place
    return url if parts.scheme.lower() in ("http", "https") and host and "@" not in parts.netloc else None
