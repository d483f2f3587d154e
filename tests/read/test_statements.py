"""Statements and attributions on sentences that we wrote, kind by kind."""

from __future__ import annotations

import json

import pytest

from dragoman.model import Report, Statement
from dragoman.read import annotate, speakers, speech, stance, statements


def said(text: str) -> tuple[Statement, ...]:
    return statements.code(annotate(Report(id="t", text=text, published="2024-05-06")))


# (kind, text, speaker, words that the quote must hold, direct, stance or None where it is not the point)
CASES = [
    # ---- direct quotations
    (
        "direct",
        "“We will never abandon our allies,” Defence Minister Petra Lindqvist of Sweden said on Monday.",
        "Petra Lindqvist",
        "We will never abandon our allies",
        True,
        None,
    ),
    (
        "direct",
        "“The delivery of these missiles is a reckless provocation,” said Polish Foreign Minister Jan Wolski.",
        "Jan Wolski",
        "The delivery of these missiles is a reckless provocation",
        True,
        "negative",
    ),
    (
        "direct",
        "French Defence Minister Claire Aubert said: “Greece is a reliable friend and we are proud of this contract.”",
        "Claire Aubert",
        "Greece is a reliable friend",
        True,
        "positive",
    ),
    (
        "direct",
        '"The tanks are already on their way," Estonian Prime Minister Mart Tamm told reporters in Tallinn.',
        "Mart Tamm",
        "The tanks are already on their way",
        True,
        None,
    ),
    (
        "direct",
        "In Vienna, President Josef Brandner of Austria declared, “Neutrality is not for sale.”",
        "Josef Brandner",
        "Neutrality is not for sale",
        True,
        None,
    ),
    (
        "direct",
        "“Our army needs these howitzers,” Colonel Ion Rusu, a spokesman for the Moldovan army, said.",
        "Ion Rusu",
        "Our army needs these howitzers",
        True,
        None,
    ),
    (
        "direct",
        "‘This contract secures two thousand jobs,’ said Italian Defence Minister Paola Ferri.",
        "Paola Ferri",
        "This contract secures two thousand jobs",
        True,
        None,
    ),
    # ---- split quotations
    (
        "split",
        "“The frigates,” Norwegian Defence Minister Kari Moen said, “will be delivered on time and within budget.”",
        "Kari Moen",
        "will be delivered on time and within budget",
        True,
        None,
    ),
    (
        "split",
        "“We have signed nothing,” Indian Defence Secretary Arun Mehta said. “The tender for fighter jets remains open to all bidders.”",
        "Arun Mehta",
        "The tender for fighter jets remains open to all bidders",
        True,
        None,
    ),
    (
        "split",
        '"It is a good day," President Lucas Ferreira of Brazil said, adding: "Our navy gets the submarines that it deserves."',
        "Lucas Ferreira",
        "Our navy gets the submarines that it deserves",
        True,
        None,
    ),
    # ---- quotations over several sentences and paragraphs
    (
        "long",
        "“We asked for radars. We asked for missiles. We got neither,” Ukrainian Defence Minister Oleh Bondar said.",
        "Oleh Bondar",
        "We asked for radars. We asked for missiles. We got neither",
        True,
        None,
    ),
    (
        "long",
        "Speaking in Ankara, Turkish Defence Minister Kemal Aydin said: “Our drones speak for themselves. Nobody else can build them so fast.”",
        "Kemal Aydin",
        "Our drones speak for themselves. Nobody else can build them so fast.",
        True,
        None,
    ),
    (
        "long",
        "“The army is short of shells,” Dutch General Pieter Bos said.\n\n“We must order more, and we must order now, or we shall stand with empty hands.”",
        "Pieter Bos",
        "We must order more",
        True,
        None,
    ),
    (
        "long",
        "“The first batch of rockets arrives in June,” Finnish Defence Minister Aino Laine said.\n\n“The second one follows in the autumn of next year,” she added.",
        "Aino Laine",
        "batch of rockets",
        True,
        None,
    ),
    # ---- quotation marks inside
    (
        "nested",
        "“Those who call this an ‘act of war’ should look at the map,” Russian Deputy Foreign Minister Igor Belov said.",
        "Igor Belov",
        "Those who call this an ‘act of war’ should look at the map",
        True,
        None,
    ),
    (
        "nested",
        "Serbian President Marko Savić described the sale of drones as “a stab in the back” and called the minister's promises “empty words”.",
        "Marko Savić",
        "a stab in the back",
        True,
        "negative",
    ),
    (
        "scare",
        "Beijing denounced the sale of missiles to Taiwan as ‘a grave mistake’.",
        "Beijing",
        "a grave mistake",
        True,
        "negative",
    ),
    (
        "scare",
        "The Kremlin called the delivery of tanks a “dangerous step towards escalation”.",
        "Kremlin",
        "dangerous step towards escalation",
        True,
        "negative",
    ),
    # ---- reported clauses
    (
        "clause",
        "The Romanian government said that the purchase of tanks would go ahead.",
        "Romanian government",
        "the purchase of tanks would go ahead",
        False,
        None,
    ),
    (
        "clause",
        "The Romanian defence ministry said the howitzers would arrive next year.",
        "Romanian defence ministry",
        "the howitzers would arrive next year",
        False,
        None,
    ),
    (
        "clause",
        "Greek Prime Minister Nikos Pappas warned that Turkey was violating the airspace of its neighbours.",
        "Nikos Pappas",
        "Turkey was violating the airspace of its neighbours",
        False,
        "negative",
    ),
    (
        "clause",
        "Hungary's foreign minister, Gábor Kiss, told parliament on Tuesday that no weapons would cross the border.",
        "Gábor Kiss",
        "no weapons would cross the border",
        False,
        None,
    ),
    (
        "clause",
        "Spanish Defence Minister Elena Ruiz acknowledged last week that the drones were late.",
        "Elena Ruiz",
        "the drones were late",
        False,
        None,
    ),
    (
        "clause",
        "The Pentagon announced on Friday that it would send more missiles to Ukraine.",
        "Pentagon",
        "it would send more missiles to Ukraine",
        False,
        "positive",
    ),
    (
        "clause",
        "The Japanese government insists it has not exported any missiles.",
        "Japanese government",
        "it has not exported any missiles",
        False,
        None,
    ),
    (
        "clause",
        "Canadian Defence Minister Anne Roy confirmed the armoured vehicles had left Halifax.",
        "Anne Roy",
        "the armoured vehicles had left Halifax",
        False,
        None,
    ),
    (
        "clause",
        "NATO said the radar station in Norway was fully operational.",
        "NATO",
        "the radar station in Norway was fully operational",
        False,
        None,
    ),
    # ---- the clause first
    (
        "tail",
        "The submarines will be built in Kiel, the German defence ministry said.",
        "German defence ministry",
        "The submarines will be built in Kiel",
        False,
        None,
    ),
    (
        "tail",
        "Russia has received ballistic missiles from Iran, the White House said on Thursday.",
        "White House",
        "Russia has received ballistic missiles from Iran",
        False,
        "negative",
    ),
    (
        "tail",
        "No tanks have been delivered so far, said Czech Defence Minister Pavel Dvořák.",
        "Pavel Dvořák",
        "No tanks have been delivered so far",
        False,
        None,
    ),
    (
        "tail",
        "The jets, Danish Defence Minister Lars Holm said, will fly to Ukraine this summer.",
        "Lars Holm",
        "will fly to Ukraine this summer",
        False,
        None,
    ),
    (
        "tail",
        "The country's air defences shot down nine drones overnight, Serhii Koval, spokesman for the Ukrainian air force, said on Sunday.",
        "Serhii Koval",
        "shot down nine drones overnight",
        False,
        None,
    ),
    # ---- infinitives
    (
        "infinitive",
        "Lithuania vowed to send more ammunition to Ukraine.",
        "Lithuania",
        "to send more ammunition to Ukraine",
        False,
        "positive",
    ),
    (
        "infinitive",
        "Ukrainian President Olena Hrytsenko urged Germany to supply Taurus missiles.",
        "Olena Hrytsenko",
        "to supply Taurus missiles",
        False,
        None,
    ),
    (
        "infinitive",
        "British Prime Minister Susan Clarke promised to train Ukrainian pilots.",
        "Susan Clarke",
        "to train Ukrainian pilots",
        False,
        "positive",
    ),
    (
        "infinitive",
        "Pakistan threatened to shoot down any drone that crosses the border.",
        "Pakistan",
        "to shoot down any drone that crosses the border",
        False,
        "negative",
    ),
    # ---- objects and prepositions
    ("prep", "Azerbaijan accused France of arming Armenia.", "Azerbaijan", "arming Armenia", False, "negative"),
    (
        "prep",
        "South Korea's president, Min Jae-ho, thanked Poland for its trust in Korean tanks.",
        "Min Jae-ho",
        "trust in Korean tanks",
        False,
        "positive",
    ),
    (
        "prep",
        "Amnesty International called for a halt to arms sales to Saudi Arabia.",
        "Amnesty International",
        "a halt to arms sales to Saudi Arabia",
        False,
        None,
    ),
    (
        "prep",
        "Chinese Foreign Minister Li Wenhao blamed the United States for the arms race in Asia.",
        "Li Wenhao",
        "the arms race in Asia",
        False,
        "negative",
    ),
    (
        "object",
        "Armenian Prime Minister Ara Petrosyan condemned the delivery of Israeli drones to Azerbaijan.",
        "Ara Petrosyan",
        "the delivery of Israeli drones to Azerbaijan",
        False,
        "negative",
    ),
    (
        "object",
        "Polish President Anna Zielińska praised the German decision to send Patriot batteries.",
        "Anna Zielińska",
        "the German decision to send Patriot batteries",
        False,
        "positive",
    ),
    (
        "object",
        "Moscow rejected the accusation that it had bought shells from North Korea.",
        "Moscow",
        "accusation",
        False,
        "negative",
    ),
    # ---- according to, in the words of
    (
        "according",
        "According to Swedish Defence Minister Erik Nyberg, the Gripen jets are ready for delivery.",
        "Erik Nyberg",
        "the Gripen jets are ready for delivery",
        False,
        None,
    ),
    (
        "according",
        "The missiles “will change nothing on the battlefield”, according to Belarusian President Viktor Karpenka.",
        "Viktor Karpenka",
        "will change nothing on the battlefield",
        True,
        None,
    ),
    (
        "words",
        "The new frigate is, in the words of Admiral Paul Girard of the French navy, “the best ship that we have ever built”.",
        "Paul Girard",
        "the best ship that we have ever built",
        True,
        "positive",
    ),
    # ---- colons and headlines
    (
        "colon",
        "Erdem: “Turkey will build its own fighter jet”\n\nTurkish Defence Minister Selim Erdem spoke in Izmir on Sunday about the air force and its plans.",
        "Selim Erdem",
        "Turkey will build its own fighter jet",
        True,
        None,
    ),
    (
        "headline",
        "Germany to send tanks to Ukraine, says Scholz\n\nThe Leopard tanks come from stocks of the German army. They are to arrive in spring.",
        "Scholz",
        "Germany to send tanks to Ukraine",
        False,
        None,
    ),
    (
        "headline",
        "Kremlin says Western tanks will burn\n\nThe first tanks reached Ukraine on Monday. They came by rail.",
        "Kremlin",
        "Western tanks will burn",
        False,
        None,
    ),
    # ---- written words
    (
        "posted",
        "“Thank you, Denmark, for the howitzers,” Ukrainian Defence Minister Ivan Melnyk wrote on X.",
        "Ivan Melnyk",
        "Thank you, Denmark, for the howitzers",
        True,
        "positive",
    ),
    (
        "posted",
        "Latvian Foreign Minister Ilze Ozola tweeted that Russia was a terrorist state.",
        "Ilze Ozola",
        "Russia was a terrorist state",
        False,
        "negative",
    ),
    (
        "posted",
        "Export controls on drones take effect in September, the Chinese Ministry of Commerce said in a statement.",
        "Chinese Ministry of Commerce",
        "Export controls on drones take effect in September",
        False,
        None,
    ),
    # ---- pronouns and descriptions
    (
        "pronoun",
        "Croatian President Ivan Horvat visited the shipyard. He said that the corvettes would be finished by May.",
        "Ivan Horvat",
        "the corvettes would be finished by May",
        False,
        None,
    ),
    (
        "pronoun",
        "“We need time,” Slovak Defence Minister Zuzana Novotná said. The contract for the jets was signed in 2018. She added that no penalty would be paid.",
        "Zuzana Novotná",
        "We need time",
        True,
        None,
    ),
    (
        "description",
        "Portuguese Defence Minister Rui Costa met the makers of the aircraft. The minister said the air force would buy twelve of them.",
        "Rui Costa",
        "the air force would buy twelve of them",
        False,
        None,
    ),
    (
        "description",
        "The Egyptian foreign ministry summoned the ambassador. The ministry said the arms embargo was unjust.",
        "Egyptian foreign ministry",
        "the arms embargo was unjust",
        False,
        "negative",
    ),
    (
        "relative",
        "Belgian Defence Minister Luc Maes, who said the F-16 jets would leave in autumn, flew to Kyiv.",
        "Luc Maes",
        "the F-16 jets would leave in autumn",
        False,
        None,
    ),
    (
        "participle",
        "Iranian Foreign Minister Reza Karimi dismissed the report, saying that Iran had sold no missiles to anybody.",
        "Reza Karimi",
        "Iran had sold no missiles to anybody",
        False,
        None,
    ),
    # ---- bodies, experts, officials
    (
        "body",
        "Lockheed Martin said it would double the production of missiles.",
        "Lockheed Martin",
        "it would double the production of missiles",
        False,
        None,
    ),
    (
        "body",
        "“The embargo is being broken every day,” the United Nations Security Council was told by Libya's ambassador, Salem Haddad, who said: “Ships bring weapons to Benghazi every night.”",
        "Salem Haddad",
        "Ships bring weapons to Benghazi every night",
        True,
        None,
    ),
    (
        "experts",
        "Analysts say the missiles could upset the balance in the Gulf.",
        "analysts",
        "the missiles could upset the balance in the Gulf",
        False,
        None,
    ),
    (
        "experts",
        "Military experts warned that the tanks would come too late.",
        "military experts",
        "the tanks would come too late",
        False,
        "negative",
    ),
    (
        "spokesman",
        "“We do not comment on deliveries of missiles,” a foreign ministry spokesman in Prague said.",
        "foreign ministry",
        "We do not comment on deliveries of missiles",
        True,
        None,
    ),
    # ---- tone
    (
        "tone",
        "Kosovo's president, Besa Krasniqi, said that Turkey was a sincere friend and a dedicated ally.",
        "Besa Krasniqi",
        "Turkey was a sincere friend and a dedicated ally",
        False,
        "positive",
    ),
    (
        "tone",
        "Serbian Defence Minister Dragan Ilić said Turkey's delivery of drones was shameful.",
        "Dragan Ilić",
        "Turkey's delivery of drones was shameful",
        False,
        "negative",
    ),
    (
        "tone",
        "Vietnamese Defence Minister Tran Van Duc said that the patrol boats had arrived in Haiphong on Tuesday.",
        "Tran Van Duc",
        "the patrol boats had arrived in Haiphong",
        False,
        "neutral",
    ),
    (
        "tone",
        "US Secretary of State Carol Whitman said that North Korea had illegally shipped artillery shells to Russia.",
        "Carol Whitman",
        "North Korea had illegally shipped artillery shells to Russia",
        False,
        "negative",
    ),
    (
        "tone",
        "The Norwegian government said it would give Moldova ten radars.",
        "Norwegian government",
        "it would give Moldova ten radars",
        False,
        "positive",
    ),
]


def test_an_unnamed_official_is_no_speaker() -> None:
    assert said("A US defense official said that the launchers were in place.") == ()


@pytest.mark.parametrize(
    ("kind", "text", "speaker", "words", "direct", "tone"), CASES, ids=[f"{i}-{c[0]}" for i, c in enumerate(CASES)]
)
def test_finds_who_said_what(kind: str, text: str, speaker: str, words: str, direct: bool, tone: str | None) -> None:
    found = said(text)
    match = [
        s
        for s in found
        if s.speaker.lower() == speaker.lower() and (words in s.evidence.quote or s.evidence.quote in words)
    ]
    assert match, [(s.speaker, s.evidence.quote) for s in found]
    assert match[0].direct is direct
    if tone is not None:
        assert match[0].stance.value == tone


ABOUT = [
    ("Azerbaijan accused France of arming Armenia.", ("FRA",)),
    ("Serbian President Marko Savić accused Turkey of violating international law by sending drones.", ("TUR",)),
    ("The Pentagon announced that it would send more missiles to Ukraine.", ("UKR",)),
    ("Polish President Anna Zielińska praised Germany for sending Patriot batteries.", ("DEU",)),
    ("“We will give Moldova the radars that it needs,” Norwegian Defence Minister Kari Moen said.", ("MDA",)),
    ("Russian forces destroyed two howitzers near the river, Russia's defence ministry said.", ()),
    (
        "Greek Prime Minister Nikos Pappas said that Turkey was violating the airspace of its neighbours with drones.",
        ("TUR",),
    ),
    (
        "US Secretary of State Carol Whitman said that North Korea had illegally shipped artillery shells to Russia.",
        ("PRK", "RUS"),
    ),
]


@pytest.mark.parametrize(("text", "actors"), ABOUT)
def test_finds_whom_it_is_about(text: str, actors: tuple[str, ...]) -> None:
    found = said(text)
    assert found
    assert set(found[0].about) == set(actors)


NOT_STATEMENTS = [
    "Officials said the missiles had arrived.",
    "Sources told Reuters that the tanks were on their way.",
    "Reuters reported that the frigate had left the port with missiles on board.",
    "The missiles, according to reports, hit a hangar.",
    "The government bought ten tanks and ordered five more.",
    "The minister did not say when the missiles would arrive.",
    "Poland wants to buy more tanks.",
    "The word “howitzer” comes from Czech, and the guns have changed little since.",
    "The treaty says nothing about drones.",
    "Also read: Putin says missiles are ready\n\nThe tanks arrived in Poland. They came by sea.",
]


@pytest.mark.parametrize("text", NOT_STATEMENTS)
def test_leaves_out_what_is_nobodys_statement(text: str) -> None:
    assert said(text) == ()


def test_adjacent_sentences_of_one_utterance_are_one_statement() -> None:
    found = said(
        "Czech Defence Minister Pavel Dvořák said the shells would arrive in June. “We keep our word,” he added. "
        "“Ukraine will get every one of them.”"
    )
    assert len(found) == 1
    assert found[0].direct
    assert found[0].evidence.quote == "Ukraine will get every one of them."


def test_one_speakers_words_on_different_matters_stay_apart() -> None:
    found = said(
        "“Germany is a true friend of Estonia and of its army,” Estonian Prime Minister Mart Tamm said on Monday.\n\n"
        "The talks in Tallinn lasted three hours and dealt with howitzers. Nothing was signed.\n\n"
        "“Russia is the greatest threat to peace,” Tamm told students in Tartu."
    )
    assert [s.stance.value for s in found] == ["positive", "negative"]
    assert [s.about for s in found] == [("DEU",), ("RUS",)]


def test_a_headline_is_left_out_where_the_story_says_it_again() -> None:
    found = said(
        "Sweden will send tanks, says Nyberg\n\nSwedish Defence Minister Erik Nyberg said on Monday that Sweden would send "
        "ten tanks to Ukraine. They are to arrive in May."
    )
    assert len(found) == 1
    assert found[0].speaker == "Erik Nyberg"


def test_a_signed_statement_is_its_authors() -> None:
    found = said(
        "Statement by Defence Minister Aino Laine on the delivery of rockets\n\nThe first rockets arrived in Finland today.\n\n"
        "We are grateful to the United States for its help and friendship.\n\nThe next delivery follows in May."
    )
    assert [(s.speaker, s.stance.value) for s in found] == [("Aino Laine", "positive")]


ODD = [
    "“Чекаємо на танки,” he said. “We wait 🚀 for tanks,” Ukrainian Defence Minister Oleh Bondar said.\r\n\r\n“Дякуємо”, he added.",
    "“" * 50 + "said",
    '"He said "she said "they said',
    "said said said: said said, said “said” said.",
    "according to",
    "According to according to, according to the minister",
    "X: “",
    "’ ‘ ’ ‘ “ ” „ « » ''",
    "",
    "He said he said he said he said he said he said he said he said he said.",
]


@pytest.mark.parametrize("text", [c[1] for c in CASES] + ODD)
def test_offsets_refer_to_the_text_as_stored(text: str) -> None:
    reading = annotate(Report(id="t", text=text))
    for statement in statements.code(reading):
        span = statement.evidence.span
        assert text[span.start : span.end] == statement.evidence.quote != ""
        for spans in statement.evidence.fields.values():
            for other in spans:
                assert 0 <= other.start < other.end <= len(text)
    for a in speech.find(reading):
        for start, end in a.contents:
            assert 0 <= start < end <= len(text)


def test_reads_the_same_twice() -> None:
    text = "\n\n".join(c[1] for c in CASES)
    assert said(text) == said(text)


def test_quotes_stand_in_the_texts_of_the_gold(shared) -> None:
    lines = (shared / "gold" / "cases-dev-input.jsonl").read_text(encoding="utf-8").splitlines()
    for record in map(json.loads, lines):
        for statement in statements.code(annotate(Report(id=record["id"], text=record["text"]))):
            span = statement.evidence.span
            assert record["text"][span.start : span.end] == statement.evidence.quote


def test_attributions_keep_unnamed_sources_too() -> None:
    reading = annotate(Report(id="t", text="Officials said the missiles had arrived."))
    (found,) = speech.find(reading)
    assert reading.text[slice(*found.source_span)] == "Officials"
    assert reading.text[slice(*found.contents[0])] == "the missiles had arrived"


def test_a_rival_of_the_speakers_own_state_is_meant_by_name() -> None:
    reading = annotate(
        Report(
            id="t", text="Polish Prime Minister Jan Wolski said on Monday that Adam Zaremba was a liar and a disgrace."
        )
    )
    attributions = speech.find(reading)
    speaker = speakers.Speakers(reading, attributions).of(attributions[0])
    assert speaker is not None
    signs = stance.signs_of(reading, attributions, speaker)
    assert stance.by_rule(speaker, signs).about == ("Adam Zaremba",)
