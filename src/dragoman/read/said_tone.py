"""The tone of an utterance as a judge sees it: the rules' signs, the cues, and the words themselves.

The rules count praise and blame by word lists; what a list lacks a judge has learnt from reports read by hand: words, and
how those whom the speaker speaks for mostly speak of those named. Toward whom the tone is, the rules tell, and where they
tell nobody another judge (:mod:`dragoman.read.said_about`).
"""

from __future__ import annotations

import numpy as np

from dragoman.model import Stance
from dragoman.read import learned, said_about, said_features, stance
from dragoman.read.attribution import Attribution
from dragoman.read.learned import step
from dragoman.read.reading import Reading
from dragoman.read.speaker_names import Speaker

TELLING = ("VB", "NN", "JJ", "RB", "MD")
PAIRED = {
    "in": "pair",
    "beside": "near pair",
    "before 1": "near pair",
}  # those named there are held against the speaker


def judge(ground: said_about.Ground, parts: list[Attribution], speaker: Speaker) -> stance.Judged:
    """About whom an utterance is, and its tone: by the judges of both where there are some."""
    reading = ground.reading
    signs = stance.signs_of(reading, parts, speaker)
    ruled = stance.by_rule(speaker, signs)
    near = said_about.named(ground, parts, speaker)
    judged = ruled.stance
    if "tone" in learned.judges():
        odds = learned.odds("tone", *features(reading, parts, speaker, signs, near)) or {judged.value: 1.0}
        judged = Stance(max(odds, key=lambda answer: odds[answer]))
    if judged is Stance.NEGATIVE and ruled.stance is Stance.POSITIVE:
        if signs.deed_tone > 0:  # who sends somebody tanks does not speak against him, whatever war it is for
            judged = Stance.POSITIVE
    if "about" not in learned.judges():
        return stance.Judged(stance.target(speaker, signs, judged), judged)
    return stance.Judged(ruled.about or said_about.judge(ground, parts, speaker, near, signs, judged), judged)


def features(
    reading: Reading,
    parts: list[Attribution],
    speaker: Speaker,
    signs: stance.Signs,
    near: list[said_about.Named],
) -> tuple[list[str], np.ndarray]:
    """What tells the tone of an utterance.

    :param parts: the attributions that make it up.
    :param near: those whom it may be toward.
    """
    ruled = stance.by_rule(speaker, signs)
    direct = any(a.direct for a in parts)
    seen = dict.fromkeys(
        (
            f"rule={ruled.stance.value}",
            f"score={step(signs.score, -3, -2, -1, -0.5, 0.5, 1, 2, 3)}",
            f"words={step(signs.words, -2, -1, -0.5, 0.5, 1, 2)}",
            f"cues={step(signs.tone, -1, -0.5, 0.5, 1)}",
            f"deed={signs.deed_tone}",
            f"harm={step(signs.harm, -2, -1, 0)}",
            f"words={step(signs.words, -1, -0.5, 0.5, 1)} cues={step(signs.tone, -0.5, 0.5)} harm={signs.harm < 0}",
            f"toward={bool(signs.toward)} about={len(ruled.about)}",
            f"direct={direct} parts={step(len(parts), 2, 3, 5)}",
            f"speaker={speaker.kind}",
            f"side={bool(speaker.side)}",
            f"others={step(len(signs.order), 1, 2, 3)}",
            f"own={bool(set(ruled.about) & set(speaker.side))}",
        )
    )
    for a in parts:
        seen |= dict.fromkeys((f"cue={a.cue.lemma}", f"cue stance={a.cue.stance} {a.negated}", f"how={a.how}"))
        for first, last in said_features.tokens_of(reading, a):
            for t in reading.doc[first:last]:
                if t.tag_.startswith(TELLING) and t.i not in reading.by_token:
                    seen[f"w={t.lemma}"] = None
    side = "&".join(speaker.side)
    for one in near:
        if one.nearest in PAIRED:
            seen[f"{PAIRED[one.nearest]}={side}>{one.actor}"] = None
    for actor in ruled.about:
        seen |= dict.fromkeys((f"ruled={actor}", f"ruled={side}>{actor}"))
    vectors = [said_features.vector_of(reading, a) for a in parts]
    return list(seen), np.mean(vectors, axis=0)
