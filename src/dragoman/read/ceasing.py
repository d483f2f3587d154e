"""Words that end a supply or a purchase without a verb of ending: 'no longer arms', 'sends no more shells'."""

from __future__ import annotations

from dragoman.read.clause import Clause
from dragoman.read.words import Token

MORE = frozenset(["more", "further", "additional"])


def has_ended(clause: Clause) -> bool:
    """'is no longer arming', 'will not send any more tanks', 'does not sell arms to it anymore'."""
    verb = clause.token
    if any(_no_longer(c) for v in (verb, _leading(verb)) for c in v.children):
        return True
    if not clause.negated:
        return False
    if any(c.lower_ in ("anymore", "more") and c.dep_ == "advmod" and c.i > verb.i for c in verb.children):
        return True  # 'is not sending tanks any more'
    return any(_any_more(f) for f in clause.slots.get("obj", []))


def _leading(verb: Token) -> Token:
    """The verb over an infinitive that wishes or plans it: 'no longer wants to buy'."""
    return verb.head if verb.dep_ == "xcomp" else verb


def _no_longer(word: Token) -> bool:
    """'no longer', 'any longer'; 'no' alone where 'longer' is the last word before the verb."""
    if word.lower_ != "longer" or word.i == 0:
        return False
    return word.nbor(-1).lower_ in ("no", "any")


def _any_more(goods: Token) -> bool:
    """'not ... any more tanks', 'no more tanks', 'no further arms'."""
    words = {c.lower_ for c in goods.children} | {g.lower_ for c in goods.children for g in c.children}
    return bool(words & MORE) and bool(words & {"any", "no"})
