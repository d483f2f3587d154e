"""Events: who does what to whom, in PLOVER's types, on sentences of our own."""

from __future__ import annotations

import pytest

from dragoman import knowledge
from dragoman.model import Event, EventType, Report
from dragoman.read import read

PUBLISHED = "2024-06-12"  # a Wednesday


def events_of(text: str, published: str | None = PUBLISHED) -> tuple[Event, ...]:
    return read(Report(id="t", text=text, published=published)).events


def told(text: str) -> set[tuple[str, str, str]]:
    return {(",".join(e.actor), e.type.value, ",".join(e.target)) for e in events_of(text)}


DIRECTION = [
    # active, passive, nominal: the same event whatever the construction
    ("Turkey accused Greece of arming the islands.", "TUR ACCUSE GRC"),
    ("Greece was accused by Turkey of arming the islands.", "TUR ACCUSE GRC"),
    ("Turkey's accusations against Greece caused a stir.", "TUR ACCUSE GRC"),
    ("France condemned Iran's missile programme.", "FRA ACCUSE IRN"),
    ("Iran's missile programme was condemned by France.", "FRA ACCUSE IRN"),
    ("Poland summoned the Hungarian ambassador on Monday.", "POL ACCUSE HUN"),
    ("Norway praised Finland for its patience.", "NOR SUPPORT FIN"),
    ("The plan of Finland was welcomed by Norway.", "NOR SUPPORT FIN"),
    ("Japan signed a security agreement with Australia.", "JPN SUPPORT AUS"),
    ("Portugal thanked Spain and left the talks.", "PRT SUPPORT ESP"),
    # meetings and visits: the visitor acts
    ("The Spanish defence minister visited Morocco last week.", "ESP CONSULT MAR"),
    ("The Spanish minister's visit to Morocco ended on Sunday.", "ESP CONSULT MAR"),
    ("Vietnam held talks with Thailand in May.", "VNM CONSULT THA"),
    ("The Egyptian president met his Kenyan counterpart in Nairobi.", "EGY CONSULT KEN"),
    ("Chile hosted Peruvian President Dina Boluarte on Friday.", "CHL CONSULT PER"),
    ("Brazil is negotiating with Sweden on further jets.", "BRA CONSULT SWE"),
    # announced for later: AGREE, not the act
    ("The Danish prime minister will visit Latvia next month.", "DNK AGREE LVA"),
    ("Canada pledged to help Lithuania.", "CAN AGREE LTU"),
    ("Italy announced a new aid package for Ukraine.", "ITA AGREE UKR"),
    ("Germany to send aid to Moldova.", "DEU AGREE MDA"),
    # requests and refusals
    ("Estonia urged Germany to close the gap.", "EST REQUEST DEU"),
    ("Germany was urged by Estonia to close the gap.", "EST REQUEST DEU"),
    ("Ukraine called on Sweden to speed up deliveries.", "UKR REQUEST SWE"),
    ("Hungary rejected the Slovak proposal.", "HUN REJECT SVK"),
    ("The Slovak proposal was rejected by Hungary.", "HUN REJECT SVK"),
    ("Switzerland dismissed an appeal from Denmark.", "CHE REJECT DNK"),
    ("India refused to share the data with Nepal.", "IND REJECT NPL"),
    # threats, sanctions, force
    ("North Korea threatened to attack South Korea.", "PRK THREATEN KOR"),
    ("Beijing warned Manila of consequences.", "CHN THREATEN PHL"),
    ("Canada imposed sanctions on Belarus on Tuesday.", "CAN SANCTION BLR"),
    ("Ghana suspended military aid to Niger.", "GHA SANCTION NER"),
    ("Togo has suspended a deal to buy Gripen fighter jets from Sweden.", "TGO SANCTION SWE"),
    ("Algeria expelled two Malian diplomats.", "DZA SANCTION MLI"),
    ("Azerbaijani forces shelled an Armenian village on Monday.", "AZE ASSAULT ARM"),
    ("An Armenian village was shelled by Azerbaijani forces on Monday.", "AZE ASSAULT ARM"),
    ("An Israeli air strike on Lebanon killed five people.", "ISR ASSAULT LBN"),
    ("Iran detained two British sailors in May.", "IRN COERCE GBR"),
    ("Eritrea withdrew its troops from Ethiopia in March.", "ERI RETREAT ETH"),
    ("Ecuador apologised to Mexico.", "ECU CONCEDE MEX"),
    ("Serbian and Russian troops held a joint exercise with Belarus.", "SRB,RUS COOPERATE BLR"),
    ("Thousands protested in Georgia on Saturday.", "GEO:CVL PROTEST GEO"),
    # steps of arms transfers
    ("France delivered twelve Rafale jets to Croatia in April.", "FRA COOPERATE HRV"),
    ("Norway donated six F-16 fighter jets to Ukraine in May.", "NOR AID UKR"),
    ("Peru ordered 40 K2 tanks from South Korea.", "PER SUPPORT KOR"),
    ("The United States approved the sale of Javelin missiles to Romania.", "USA AGREE ROU"),
    ("Sweden offered Colombia 15 Gripen fighter jets.", "SWE AGREE COL"),
    ("Berlin refused to deliver Taurus missiles to Ukraine.", "DEU REJECT UKR"),
]


@pytest.mark.parametrize(("text", "expected"), DIRECTION)
def test_who_does_what_to_whom(text: str, expected: str) -> None:
    actor, kind, target = expected.split(" ")
    assert (actor, kind, target) in told(text)


@pytest.mark.parametrize(("text", "expected"), DIRECTION)
def test_nothing_runs_the_other_way(text: str, expected: str) -> None:
    actor, kind, target = expected.split(" ")
    if not actor.startswith("GEO"):
        assert (target, kind, actor) not in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Turkey did not attack Greece.",
        "Turkey may attack Greece one day.",
        "If Turkey attacked Greece, NATO would be in trouble.",
        "Nobody believes that Turkey attacked Greece.",
        "Turkey denied that it had attacked Greece.",
        "Since the Russian invasion of Ukraine, prices have risen.",
        "The minister never met his Greek counterpart.",
        "Morocco regularly visits Spain.",
        "Spain could impose sanctions on Morocco.",
        "There were no talks between Spain and Morocco.",
        "Attack helicopters and strike aircraft stood on the field in Poland.",
        "The Army Support Command of Poland moved to Gdansk.",
    ],
)
def test_no_event_in_what_did_not_happen(text: str) -> None:
    kinds = {e.type for e in events_of(text)}
    assert not kinds & {EventType.ASSAULT, EventType.CONSULT, EventType.SANCTION, EventType.SUPPORT}


def test_a_denied_delivery_is_no_event() -> None:
    found = events_of("Bulgaria denied that it had delivered missiles to Serbia.")
    assert not [e for e in found if e.actor == ("BGR",)]


def test_accusing_of_supply_is_accusing_not_supplying() -> None:
    found = told("The United States accused North Korea of sending artillery shells to Russia.")
    assert ("USA", "ACCUSE", "PRK") in found
    assert not {kind for _, kind, _ in found} & {"AID", "COOPERATE"}


def test_day_of_the_event_and_not_of_the_story() -> None:
    (event,) = events_of("The Spanish minister visited Morocco on Monday.")
    assert event.when == ("2024-06-10", "2024-06-10")
    (event,) = events_of("The Spanish minister visited Morocco.")
    assert event.when is None


def test_background_of_long_ago_is_left_out() -> None:
    assert not events_of("In 1974, Turkey invaded Cyprus.")
    assert told("In 2023, Armenia attacked Azerbaijan.") == {("ARM", "ASSAULT", "AZE")}


def test_one_entry_however_often_it_is_told() -> None:
    text = (
        "France condemned Iran.\n\nOn Tuesday, France condemned Iran. Later the French government condemned Iran again."
    )
    found = [e for e in events_of(text) if e.type == EventType.ACCUSE]
    assert [(e.actor, e.target) for e in found] == [(("FRA",), ("IRN",))]
    assert found[0].when == ("2024-06-11", "2024-06-11")


def test_quote_and_spans_lie_in_the_text() -> None:
    text = "It was a quiet day. Ghana suspended military aid to Niger. The rain came late."
    (event,) = events_of(text)
    assert event.evidence.quote == text[event.evidence.span.start : event.evidence.span.end]
    spans = {k: [text[s.start : s.end] for s in v] for k, v in event.evidence.fields.items()}
    assert spans["event"] == ["suspended"] and spans["actor"] == ["Ghana"] and spans["target"] == ["Niger"]


def test_we_are_the_side_that_is_quoted() -> None:
    found = told("“We condemn Iran for this attack,” French President Emmanuel Macron said.")
    assert ("FRA", "ACCUSE", "IRN") in found


def test_every_frame_has_a_type_a_mode_and_a_code_that_are_known() -> None:
    known = knowledge.load()
    for frame in known.event_frames:
        assert frame.type in known.plover, frame.lemma
        assert frame.mode is None or frame.mode in known.plover[frame.type].modes, frame.lemma
        assert frame.cameo and knowledge.cameo_code(known, frame.cameo), frame.lemma


def test_score_tables_are_named_and_codes_inherit() -> None:
    known = knowledge.load()
    assert known.plover["AID"].scores == {"PLOVER 2.0": 10, "PLOVER 1.3": 7.4}
    assert [known.plover[t].quad for t in ("AGREE", "AID", "ACCUSE", "SANCTION")] == [1, 2, 3, 4]
    code = knowledge.cameo_code(known, "0331")
    assert code is not None and (code.goldstein, code.plover) == (5.2, "AGREE")
    assert known.cameo["163"].plover == "COERCE"
