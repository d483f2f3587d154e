"""What the learned judges of transfers look at: how far a deal has come, and on what terms."""

from __future__ import annotations

from dragoman.model import Status
from dragoman.read import clauses
from dragoman.read.draft import Draft
from dragoman.read.learned import step
from dragoman.read.reading import Reading

NEAR = 7  # words on either side of a step's word
LEARNED_TAGS = ("VB", "MD", "NN", "JJ", "RB", "IN", "TO")


def of_draft(reading: Reading, d: Draft) -> list[str]:
    """Features of a deal as the rules read it: of its leading sentence, its step's word, and the other tellings of it."""
    token = d.trigger
    frame = d.frame
    rule = d.status.value
    parts = d.rule.split(" ", 2)
    tense = parts[1] if len(parts) > 1 and ":" not in parts[1] else ""
    trail = d.rule.split(" ", 1)[1] if " " in d.rule else ""
    over = clauses.chain(token)
    when = "none"
    if d.when is not None and reading.anchor is not None:
        first, last = d.when.first, d.when.last
        if first is not None and first > reading.anchor:
            when = "ahead"
        elif last is not None and last > reading.anchor and first is None:
            when = "by ahead"
        else:
            when = "past"
    told = sorted({s.value for s in d.told})
    sides = f"{'s' if d.supplier else '-'}{'r' if d.recipient else '-'}"
    guessed = "+".join(sorted(d.guessed))
    out = [
        f"rule={rule}",
        f"rule={rule} frame={frame.lemma}",
        f"rule={rule} pos={frame.pos}",
        f"rule={rule} tense={tense}",
        f"rule={rule} title={d.sentence.title}",
        f"rule={rule} when={when}",
        f"rule={rule} told={'+'.join(told)}",
        f"rule={rule} tellings={step(len(d.told), 2, 3, 5)}",
        f"rule={rule} mode={d.mode.value if d.mode else None}",
        f"rule={rule} vague={d.item.vague} generic={d.item.generic}",
        f"rule={rule} sides={sides}",
        f"rule={rule} guessed={guessed}",
        f"rule={rule} counted={d.quantity is not None}",
        f"rule={rule} priced={d.value is not None}",
        f"frame={frame.lemma} {frame.pos}",
        f"frame={frame.lemma} tense={tense}",
        f"tense={tense}",
        f"when={when} tense={tense}",
        f"mode={d.mode.value if d.mode else None}",
        f"frame mode={frame.mode}",
        f"quoted={reading.quoted(token.i) is not None}",
        f"place={step(d.sentence.index, 1, 3, 8)}",
        f"denied={d.denied}",
        *(f"told={s}" for s in told),
        *(f"over={t.lemma_.lower()}" for t in over[:2]),
        *(f"step={w}" for w in trail.replace(",", " ").split() if w.endswith(":")),
    ]
    first = max(d.sentence.first, min(token.i, d.item.first) - NEAR)
    last = min(d.sentence.last, max(token.i, d.item.last) + NEAR)
    seen: set[str] = set()
    for i in range(first, last):
        t = reading.doc[i]
        m = reading.by_token.get(i)
        if m is not None or not t.tag_.startswith(LEARNED_TAGS):
            continue
        word = t.lemma_.lower()
        if word not in seen:
            seen.add(word)
            out.append(f"w={word}")
    return out


def status_of(odds: dict[str, float], by_rule: Status) -> Status:
    """The likeliest status; the rules' own where the judge is as much for it."""
    best = max(odds, key=lambda k: odds[k])
    return Status(best) if odds[best] > odds.get(by_rule.value, 0.0) else by_rule
