"""Who speaks, and in which words: attributions before any judge decides which of them are entries."""

from __future__ import annotations

import pytest

from dragoman.model import Report
from dragoman.read import annotate, speakers, speech


def told(text: str) -> list[tuple[str, str]]:
    """Speakers and what each is said to say, in text order."""
    reading = annotate(Report(id="t", text=text, published="2024-05-06"))
    attributions = speech.find(reading)
    found = speakers.Speakers(reading, attributions)
    return [
        (s.name, text[a.contents[0][0] : a.contents[-1][1]]) for a in attributions if (s := found.of(a)) is not None
    ]


CASES = [
    # ---- bodies and groups by common nouns
    ("Prosecutors said the officer sold rifles to rebels.", "Prosecutors", "the officer sold rifles to rebels"),
    ("The MPs found the system was poor.", "MPs", "the system was poor"),
    ("Open-source investigators said the frigate was hit.", "Open-source investigators", "the frigate was hit"),
    ("The charity accused the government of ignoring the damage.", "charity", "ignoring the damage"),
    ("A spokesman for the embassy told reporters that funds were sent to Chad.", "embassy", "funds were sent to Chad"),
    ("Embraer opened an office. The company said the jets were late.", "Embraer", "the jets were late"),
    # ---- titles and offices
    ("Nicola Grey, deputy mayor, met Mayor Ken Brown. The mayor said the plan was ready.", "Ken Brown", "the plan was ready"),
    (
        "Foreign Secretary Vinod Rao met Narendra Modi. The foreign secretary said Modi will go to Lima.",
        "Vinod Rao",
        "Modi will go to Lima",
    ),
    (
        "Sergei Lavrov spoke in New York. Russia’s foreign minister told the council that Moscow saw no results.",
        "Sergei Lavrov",
        "Moscow saw no results",
    ),
    ("“It can carry many missiles,” said Cmdr. Timothy Hall.", "Timothy Hall", "It can carry many missiles,"),
    (
        "\"The crew did try to stop the ferry,\" Cmdr. Ana Peters, spokeswoman for the U.S. Navy's Third Squadron, said in a note.",
        "Ana Peters",
        "The crew did try to stop the ferry,",
    ),
    # ---- he and she
    ("Anna Holm met Jan Wolski in Oslo. She said the tanks were late.", "Anna Holm", "the tanks were late"),
    ("Jan Wolski met Anna Holm in Oslo. He said the tanks were late.", "Jan Wolski", "the tanks were late"),
    # ---- papers
    (
        "Poland's foreign ministry told reporters in a statement that talks had failed. The statement said the border would be shut.",
        "foreign ministry",
        "the border would be shut",
    ),
    # ---- where the parse errs
    (
        "Fares rose after the Houthis shelled a harbour on Friday, and said they would go on.",
        "Houthis",
        "they would go on",
    ),
    (
        "The US military said in a message on Friday night that it had hit four depots.",
        "US military",
        "it had hit four depots",
    ),
    (
        "Tension grew as Tripoli claimed that two helicopters had violated its airspace.",
        "Tripoli",
        "two helicopters had violated its airspace",
    ),
    ('Moreau is warning that Chad "reserves the right" to use them.', "Moreau", "Chad \"reserves the right\" to use them"),
    (
        "Chad's allies, including Niger's Jean Moreau, condemned the Libyan strikes in Tibesti.",
        "Jean Moreau",
        "the Libyan strikes in Tibesti",
    ),
    ("According to the US, Tripoli and Algiers now have a pact.", "US", "Tripoli and Algiers now have a pact"),
    ("The rebels fled from the town, the agency Tass cited the Chadian defence ministry as saying on Friday.", "Chadian defence ministry", "The rebels fled from the town"),
    ("If they dredge the canal, Lind told Reuters, the tolls will rise.", "Lind", "If they dredge the canal, Lind told Reuters, the tolls will rise"),
    ("The yard has built nine ferries and hopes for more contracts said Raha Lind.", "Raha Lind", "The yard has built nine ferries and hopes for more contracts"),
    (
        "Speaking at the opening of the port on Friday, Chad’s president, Idriss Bello, said the first tugs had come.",
        "Idriss Bello",
        "the first tugs had come",
    ),
    ("Defence Minister Jan Wolski, meanwhile, said he had sent jets.", "Jan Wolski", "he had sent jets"),
    ("Pavel Lind, the governor of Lima, told state TV that 420 sailors had come home.", "Pavel Lind", "420 sailors had come home"),
    (
        "Peru will lend two tugs beside the ferry that it gave, the Peruvian prime minister, Ana Prado, has told Radio Five.",
        "Ana Prado",
        "Peru will lend two tugs beside the ferry that it gave",
    ),
    ("Chad’s army claims to have found 70 mines in one day.", "army", "to have found 70 mines in one day"),
    (
        "The Chadian government is counting the boats on the lake, a government spokesperson said.",
        "Chadian government",
        "The Chadian government is counting the boats on the lake",
    ),
    (
        "Peru is closing a port, Prime Minister Ana Prado said on Monday while crews unloaded the ships.",
        "Ana Prado",
        "Peru is closing a port",
    ),
    ("The union dubbed the quay an \"insult to sailors\".", "union", "an \"insult to sailors"),
    ("Embraer Corp. grew. Embraer said it expects more orders.", "Embraer", "it expects more orders"),
    # ---- offices whose holder the text does not name
    ("Mykola Lind said it was over. Two bridges were shut, the regional governor said.", "regional governor", "Two bridges were shut"),
    (
        "Chadian Defence Minister Idriss Bello spoke. Chad's infrastructure minister said the road would be paved.",
        "Chad's infrastructure minister",
        "the road would be paved",
    ),
    # ---- words that the lemmatizer does not know
    ("Idriss Bello emphasised the need for more radars.", "Idriss Bello", "the need for more radars"),
    ("The ministry disputed the account.", "ministry", "the account"),
    # ---- doubled single marks
    ("“More effort is needed,’’ said Ana Lind. “This year it grew,’’ said Lind.", "Ana Lind", "More effort is needed,"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "words"), CASES)
def test_who_says_what(text: str, speaker: str, words: str) -> None:
    found = told(text)
    assert [name for name, said in found if words in said or said in words][:1] == [speaker] or (
        any(speaker in name and words in said for name, said in found)
    ), found


def test_a_title_before_another_name_is_nobody_elses() -> None:
    found = told("Deputy Mayor Ken Brown spoke. The mayor said the plan was ready.")
    assert "Ken Brown" not in [name for name, _ in found]


def test_a_time_clause_is_not_what_is_said() -> None:
    found = told("When Jan Wolski came to Lima in May, he and Ana Prado spoke of building drones together.")
    assert "When" not in "".join(said for _, said in found)


def test_a_post_on_a_network_is_no_verb() -> None:
    found = told("The army said in a Facebook post that it had struck a depot.")
    assert [said for _, said in found] == ["it had struck a depot"]


def test_the_firm_is_the_company_named_before() -> None:
    reading = annotate(Report(id="t", text="Saab met Rheinmetall in Bonn. The German company will build the vehicles."))
    assert [m.ids for m in reading.mentions if m.form == "description"] == [("Rheinmetall",)]
