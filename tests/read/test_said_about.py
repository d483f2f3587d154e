"""Toward whom an utterance may be said: who is named in the words, beside them, before them."""

from __future__ import annotations

import pytest

from dragoman.model import Report
from dragoman.read import annotate, learned, said_about, said_tone, speakers, speech, stance

TOLD = (
    "The fighters shelled a border post on Monday.\n\n"
    "Libya holds the hills. Asked about Niger, Chadian Defence Minister Ali Mahamat said the attack on Mali was a disgrace."
)


def near(text: str) -> tuple[said_about.Ground, list, speakers.Speaker, list[said_about.Named]]:
    reading = annotate(Report(id="t", text=text))
    attributions = speech.find(reading)
    speaker = speakers.Speakers(reading, attributions).of(attributions[0])
    assert speaker is not None
    ground = said_about.ground_of(reading)
    return ground, attributions, speaker, said_about.named(ground, attributions, speaker)


def test_tells_where_each_is_named() -> None:
    _, _, _, found = near(TOLD)
    places = {one.actor: one.nearest for one in found}
    assert places == {"MLI": "in", "NER": "beside", "LBY": "before 1", "TCD": "lead"}


def test_the_speaker_is_not_among_them() -> None:
    _, _, _, found = near("Polish President Jan Wolski said Poland would help Chad. Wolski spoke in Warsaw.")
    assert "Jan Wolski" not in {one.actor for one in found}


@pytest.mark.parametrize(
    ("odds", "tone", "about"),
    [(0.65, "negative", ("LBY",)), (0.4, "negative", ()), (0.65, "neutral", ()), (0.8, "neutral", ("LBY",))],
)
def test_the_judge_is_heard_where_the_rules_tell_nobody(
    monkeypatch, odds: float, tone: str, about: tuple[str, ...]
) -> None:
    ground, parts, speaker, _ = near("Libya holds the hills. Chadian Defence Minister Ali Mahamat said it was a pity.")
    signs = stance.signs_of(ground.reading, parts, speaker)
    assert stance.by_rule(speaker, signs).about == ()

    def answer(name: str, features: object, vector: object = None) -> dict[str, float]:
        hit = any("before 1" in f for f in features)  # type: ignore[attr-defined]
        return {tone: 1.0} if name == "tone" else {"yes": odds if hit else 0.1}

    monkeypatch.setattr(learned, "judges", lambda: {"about": None, "tone": None})
    monkeypatch.setattr(learned, "odds", answer)
    assert said_tone.judge(ground, parts, speaker).about == about


def test_whom_the_rules_find_stays() -> None:
    ground, parts, speaker, _ = near("Niger was silent. Chadian Defence Minister Ali Mahamat accused Libya of lying.")
    assert said_tone.judge(ground, parts, speaker).about == ("LBY",)
