"""People whom the text introduces, slips of the parser put right, and who is chosen where no rule tells who speaks."""

from __future__ import annotations

import pytest

from dragoman.model import Report
from dragoman.read import annotate, deals, learned, speaker_choice, speaker_titles, speakers, speech, transfers


def people_of(text: str) -> list[str]:
    reading = annotate(Report(id="t", text=text))
    return [m.ids[0] for m in reading.mentions if m.kind == "person" and m.form != "pronoun"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Milan Horvat, the head of the coast guard, spoke in Split.", ["Milan Horvat"]),
        ("Chad Wolfe said on Monday that the jets would come.", ["Chad Wolfe"]),
        ("Sydney Marsh, an analyst at the institute, said so.", ["Sydney Marsh"]),
        ("Mayor Vitaly Kravets opened the bridge.", ["Vitaly Kravets"]),
        ("The bridge was opened by the mayor, Vitaly Kravets, on Friday.", ["Vitaly Kravets"]),
        ("Prime Minister Shehbaz Malik of Pakistan spoke first.", ["Shehbaz Malik"]),
        ("The foreign minister called on Peter Cadiz to go.", ["Peter Cadiz"]),
        ("The jets were shown by Navy Capt. Jeff Marsh on Friday.", ["Jeff Marsh"]),
        ("“It can carry many missiles,” said Cmdr. Timothy Hall.", ["Timothy Hall"]),
        # places, bodies and things stay what they are
        ("The Moscow Exchange and Berlin Airport were closed.", []),
        ("General Motors and the Justice Department settled.", []),
        ("The jets will come in May.", []),
    ],
)
def test_people_are_told_from_places(text: str, names: list[str]) -> None:
    assert people_of(text) == names


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Norway imposed sanctions on the Kenyan military.", "imposed", "Norway"),
        ("Horvat, who visited Kyiv on Monday, thanked Poland for the tanks.", "thanked", "Horvat"),
        ("Norway's parliament called on Nairobi to release the prisoners.", "called", "parliament"),
    ],
)
def test_a_lost_verb_leads_its_sentence(text: str, verb: str, subject: str) -> None:
    doc = annotate(Report(id="t", text=text)).doc
    found = next(t for t in doc if t.text == verb)
    assert found.head is found
    assert found.tag_ == "VBD"
    assert [c.text for c in found.children if c.dep_ == "nsubj"] == [subject]
    assert all(found in t.ancestors for t in doc if t is not found)


def test_a_noun_phrase_stays_one() -> None:
    doc = annotate(Report(id="t", text="The US-imposed sanctions on the Kenyan military hurt.")).doc
    imposed = next(t for t in doc if t.text == "imposed")
    assert imposed.head is not imposed


BARE = (
    "Tarik Osman runs the yard in Oslo and his brother Emre the one in Bergen, where things look bad. "
    "The army has bought nothing for a year. “We shall not be able to keep the men if no order comes.”"
)


def hearing(odds: float):
    """A judge that holds likely whoever opens a sentence two before, and nobody else."""

    def judged(_judge: str, row: list[str], _vector: object = None) -> dict[str, float]:
        yes = odds if "opens=True gap2" in row else 0.05
        return {"yes": yes, "no": 1 - yes}

    return judged


@pytest.mark.parametrize(("odds", "name"), [(0.9, "Tarik Osman"), (speaker_choice.LIKELY - 0.1, None)])
def test_whom_a_judge_is_sure_of_speaks(monkeypatch: pytest.MonkeyPatch, odds: float, name: str | None) -> None:
    monkeypatch.setattr(learned, "judges", lambda: {speaker_choice.JUDGE: None})
    monkeypatch.setattr(learned, "odds", hearing(odds))
    reading = annotate(Report(id="t", text=BARE))
    attributions = speech.find(reading)
    found = speakers.Speakers(reading, attributions)
    (bare,) = [a for a in attributions if a.how == "bare"]
    speaker = found.of(bare)
    assert (speaker and speaker.name) == name
    assert bool(bare.chosen) is (name is not None)


def test_without_a_judge_a_bare_quotation_is_nobodys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learned, "judges", dict)
    reading = annotate(Report(id="t", text=BARE))
    attributions = speech.find(reading)
    found = speakers.Speakers(reading, attributions)
    assert all(found.of(a) is None for a in attributions if a.how == "bare")


def test_who_may_speak_are_those_named_near() -> None:
    reading = annotate(Report(id="t", text=BARE))
    (bare,) = [a for a in speech.find(reading) if a.how == "bare"]
    among = speaker_choice.candidates(speaker_choice.Field.of(reading), bare, [])
    assert {"Tarik Osman", "NOR"} <= set(among)


def test_a_deal_is_held_against_its_last_tellings_only(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    same = deals._same
    monkeypatch.setattr(deals, "_same", lambda *pair: asked.append(pair) or same(*pair))
    monkeypatch.setattr(deals, "TELLINGS", 3)
    text = "".join(f"Norway sold rifles to Kenya, minister number {i} said. " for i in range(2, 42))
    transfers.drafts_of(annotate(Report(id="t", text=text)))
    assert 40 <= len(asked) <= 40 * 4


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Senator Tom Brandt met President Biden's aides. He left at noon.", "Tom Brandt"),
        ("Emmanuel Macron met Viktor Orban. He described Emmanuel Macron as a friend.", "Viktor Orban"),
        ("Ana Kovac met Tom Brandt. She left at noon.", "Ana Kovac"),
        ("Tom Brandt met Ana Kovac. In May she left.", "Ana Kovac"),
    ],
)
def test_whom_a_pronoun_means(text: str, who: str) -> None:
    reading = annotate(Report(id="t", text=text))
    assert next(m.ids[0] for m in reading.mentions if m.form == "pronoun") == who


@pytest.mark.parametrize(
    ("text", "office", "who"),
    [
        ("Volodymyr Zelenskiy met senators. The Ukrainian president left at noon.", "president", "Volodymyr Zelenskiy"),
        ("German Defence Minister Ana Kovac flew to Oslo. The German defence chief left.", "chief", "Ana Kovac"),
    ],
)
def test_whose_a_bare_title_is(text: str, office: str, who: str) -> None:
    reading = annotate(Report(id="t", text=text))
    at = [t.i for t in reading.doc if t.lower_ == office][-1]
    people = [m for m in reading.mentions if m.kind == "person" and m.form != "pronoun"]
    held = speaker_titles.holder(
        reading, people, "", office, at, reading.by_token[at - 1 if office == "president" else at - 2].ids
    )
    assert held is not None
    assert held.ids[0] == who
