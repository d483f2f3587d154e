"""The tree of a sentence, rearranged."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.read.words import Token


def hang(token: Token, head: Token, dep: str) -> None:
    """Hang a word on another one; on itself: make it a root. Nothing is done where it would hang on what hangs on it."""
    above = head
    while above is not token and above.head is not above:
        above = above.head
    if above is token and head is not token:
        return
    old = token.head
    if old is not token:
        old.children = [c for c in old.children if c is not token]
    token.head, token.dep_ = head, dep
    if head is not token:
        head.children = sorted([*head.children, token], key=lambda t: t.i)


def make_root(verb: Token, old: Token) -> None:
    """A past tense that was taken for a participle leads the sentence instead of the old root."""
    hang(verb, verb, "ROOT")
    if verb.tag_ == "VBN":
        verb.tag_ = "VBD"
    for c in list(old.children):
        if c.dep_ == "punct" and c.i > verb.i:
            hang(c, verb, "punct")
