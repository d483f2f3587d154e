"""The judge of events: what it is asked, what it drops and what it enters."""

import numpy as np
import pytest

from dragoman.model import EventType, Report
from dragoman.read import (
    actor_pairs,
    annotate,
    event_entries,
    event_signs,
    event_voices,
    events,
    judged_events,
    learned,
    pair_odds,
    pair_signs,
    statements,
    transfers,
)


def rules_of(text: str, outlet: str | None = None) -> tuple:
    reading = annotate(Report(id="r", text=text, published="2024-05-01", outlet=outlet))
    found, _ = transfers.code(reading)
    said = statements.code(reading)
    return reading, found, said, *events.by_rule(reading, found, said)


def scenes_in(text: str, outlet: str | None = None) -> list[actor_pairs.Scene]:
    reading, found, said, told, voices, seen = rules_of(text, outlet)
    out = []
    for scene, cast in actor_pairs.scenes_of(reading, found, said, told, seen, voices):
        actor_pairs.fill(reading, scene, cast, seen)
        out.append(scene)
    return out


def install(monkeypatch: pytest.MonkeyPatch, bias: list[float], weights: dict[str, list[float]]) -> None:
    """A judge of sentences, and one of entries that takes over what it says of the likeliest sentence."""
    judge = learned.judge_from({"classes": ["none", "REQUEST"], "bias": bias, "weights": weights})
    heavy = [[-0.5, 0.5]] + [[0.0, 0.0]] * (7 + len(EventType))
    entry = learned.judge_from({"classes": ["no", "yes"], "bias": [0.0, 0.0], "weights": {}, "dense": heavy})
    monkeypatch.setattr(learned, "judges", lambda: {judged_events.NAME: judge, judged_events.ENTRY: entry})
    monkeypatch.setattr(pair_odds, "BARREN", 0.0)
    monkeypatch.setattr(pair_odds, "DULL", 0.0)


def test_the_actors_of_a_sentence_are_paired_in_both_directions_and_each_with_nobody():
    (scene,) = scenes_in("Ghana's minister met a delegation from Togo on Friday.")
    pairs = [(a.actor, b.actor if b else None) for a, b in scene.pairs()]
    assert set(pairs) == {("GHA", "TGO"), ("TGO", "GHA"), ("GHA", None), ("TGO", None)}


def test_who_was_named_just_before_may_act_in_a_sentence_that_names_one_actor():
    _, second = scenes_in("Ghana is impatient. The road through Togo has been shut since Friday.")
    assert second.parties["GHA"].links == {"before": None, "titled": None}
    assert ("GHA", "TGO") in [(a.actor, b.actor) for a, b in second.pairs() if b]


def test_two_actors_neither_of_whom_the_sentence_names_are_no_pair():
    scenes = scenes_in("Ghana and Togo are neighbours. The weather was fine.")
    assert all(b is None for a, b in scenes[-1].pairs())


def test_a_government_acts_in_its_own_release():
    (scene,) = scenes_in("The patience of many in Togo is admirable.", outlet="whitehouse.gov")
    assert "own" in scene.parties["USA"].links


def test_what_the_rules_made_of_words_is_a_sign_even_where_they_left_it_out():
    (scene,) = scenes_in("Ghana may condemn Togo for the raid.")
    assert any(f.startswith("s sketch ACCUSE unreal") for f in scene.features)


def test_no_judge_no_change(monkeypatch):
    reading, found, said, told, voices, seen = rules_of("Ghana condemned Togo for the raid.")
    monkeypatch.setattr(learned, "judges", dict)
    assert judged_events.judge(reading, found, said, told, voices, seen) == told


def test_an_event_that_the_judge_holds_unlikely_goes(monkeypatch):
    reading, found, said, told, voices, seen = rules_of("Ghana condemned Togo for the raid.")
    assert [e.type for e in told] == [EventType.ACCUSE]
    install(monkeypatch, [9.0, -9.0], {})
    assert judged_events.judge(reading, found, said, told, voices, seen) == ()


def test_an_event_that_the_judge_holds_likely_is_entered_with_its_words(monkeypatch):
    text = "Ghana is impatient. It came on Friday to Togo with a wish for more electricity."
    reading, found, said, told, voices, seen = rules_of(text)
    heavy = [-3.0, 3.0]
    install(monkeypatch, [7.5, -7.5], {"w=wish": heavy, "A how=before": heavy, "B dep=obl/to": heavy})
    (event,) = [e for e in judged_events.judge(reading, found, said, told, voices, seen) if e.type == EventType.REQUEST]
    assert (event.actor, event.target) == (("GHA",), ("TGO",))
    assert event.evidence.rule.startswith("judged 0.")
    assert event.evidence.quote == text.partition(". ")[2]
    assert event.when == ("2024-04-26", "2024-04-26")
    spans = event.evidence.fields
    assert {text[s.start : s.end] for s in spans["target"]} == {"Togo"} and spans["event"]


def test_two_who_do_the_same_in_one_sentence_are_one_entry(monkeypatch):
    text = "Ghana and Benin turned to Togo with a wish for more electricity."
    reading, found, said, told, voices, seen = rules_of(text)
    heavy = [-3.0, 3.0]
    install(monkeypatch, [7.5, -7.5], {"w=wish": heavy, "A dep=nsubj/": heavy, "B dep=obl/to": heavy})
    entered = [e for e in judged_events.judge(reading, found, said, told, voices, seen) if e.type == EventType.REQUEST]
    assert [(set(e.actor), e.target) for e in entered] == [({"GHA", "BEN"}, ("TGO",))]


def test_all_that_is_thought_of_one_interaction_comes_together(monkeypatch):
    text = "Ghana has a wish for Togo. The wish of Ghana reached Togo on Friday. Ghana's people like the sea."
    reading, found, said, told, voices, seen = rules_of(text)
    install(monkeypatch, [3.0, -3.0], {"w=wish": [-2.0, 2.0], "w=reach": [-1.0, 1.0]})
    on = judged_events.docket(reading, found, said, told, voices, seen)
    key = ("GHA", EventType.REQUEST, "TGO")
    assert key in on.keys
    assert [x.scene.sentence.index for x in on.thought[key]] == [1, 0]
    signs = event_entries.features(on, key)
    assert {"likely in 2", "new REQUEST", "A state REQUEST", "at 1"} <= {*signs}
    assert len(event_entries.numbers(on, key)) == 8 + len(EventType)


def test_what_a_rule_found_is_looked_at_however_unlikely(monkeypatch):
    reading, found, said, told, voices, seen = rules_of("Ghana condemned Togo for the raid.")
    install(monkeypatch, [9.0, -9.0], {})
    on = judged_events.docket(reading, found, said, told, voices, seen)
    key = ("GHA", EventType.ACCUSE, "TGO")
    assert key in on.keys
    assert {"by frame ACCUSE", "word condemn", "rules 1"} <= {*event_entries.features(on, key)}


def test_voices_are_found_once_for_rules_and_judge():
    reading, _, said, _, voices, _ = rules_of("“We stand with Togo,” Ghana's president said.")
    assert voices == event_voices.find(reading, said)


def test_what_is_weighed_part_by_part_is_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Features and vectors of a sentence's actors, weighed once each, give what the judge says of all of them together."""
    text = "Ghana's minister met a delegation from Togo on Friday, and Benin sent nobody."
    reading, found, said, told, voices, seen = rules_of(text)
    scenes = list(actor_pairs.scenes_of(reading, found, said, told, seen, voices))
    width = 4 * reading.doc.tensor.shape[1] + learned.VECTOR
    dense = np.random.default_rng(7).normal(0, 0.02, (width, 2)).tolist()
    weights = {
        "A here=True": [0.1, 0.4],
        "B dep=obl/from": [0.0, 0.7],
        "s title=False": [0.2, 0.0],
        "P none": [0.9, 0.0],
    }
    judge = learned.judge_from(
        {"classes": ["none", "CONSULT"], "bias": [0.5, -0.5], "weights": weights, "dense": dense}
    )
    monkeypatch.setattr(pair_odds, "BARREN", 0.0)
    monkeypatch.setattr(pair_odds, "DULL", 0.0)
    answers = list(pair_odds.pair_odds(judge, reading, scenes, seen))
    assert len(answers) == len(list(scenes[0][0].pairs()))
    for scene, a, b, odds in answers:
        row = [*scene.features, *("A " + f for f in a.features), *("B " + f for f in (b.features if b else ()))]
        row += ["P " + f for f in pair_signs.pair_features(reading, scene, seen, a, b)]
        whole = judge.odds(row, actor_pairs.vector(reading, scene, a, b))
        assert odds == pytest.approx(list(whole.values()))


def test_an_unlikely_interaction_is_weighed_where_a_frame_found_one_side(monkeypatch):
    reading, found, said, told, voices, seen = rules_of("Togo watched as Ghana threatened to strike.")
    (scene, _), *_ = actor_pairs.scenes_of(reading, found, said, told, seen, voices)
    assert ("GHA", "TGO") in [(a.actor, b.actor) for a, _, b in event_signs.half_told(scene) if b]
    install(monkeypatch, [9.0, -9.0], {})
    on = judged_events.docket(reading, found, said, told, voices, seen)
    assert ("GHA", EventType.THREATEN, "TGO") in on.keys
    assert {"t sketch a- real", "t sketch best a-"} <= {*event_entries.features(on, ("GHA", EventType.THREATEN, "TGO"))}


def test_the_signs_of_a_word_are_named_alike_for_every_type():
    def signs_in(text: str, kind: EventType) -> set[str]:
        reading, found, said, told, voices, seen = rules_of(text)
        (scene, _), *_ = actor_pairs.scenes_of(reading, found, said, told, seen, voices)
        for party in scene.parties.values():
            actor_pairs.find_places(reading, party)
        parties = scene.parties["GHA"], scene.parties["TGO"]
        return {f for f in event_signs.signs(reading, seen, kind, scene, *parties) if f.startswith("word A")}

    blame = signs_in("Ghana accused Togo.", EventType.ACCUSE)
    assert blame == signs_in("Ghana threatened Togo.", EventType.THREATEN)
    assert "word AB nsubj/ obj/" in blame
