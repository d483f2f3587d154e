"""Interactions told in many wordings: by the rules alone."""

import pytest

from dragoman.model import EventType, Report
from dragoman.read import annotate, events, statements, transfers

KENYA_UGANDA = {
    EventType.ACCUSE: (
        "Uganda's decision drew condemnation from Kenya.",
        "Uganda drew criticism from Kenya for the sale.",
        "Kenya pointed the finger at Uganda over the raid.",
        "Kenya lodged a protest with Uganda over the shelling.",
        "Kenya filed a complaint against Uganda at the World Trade Organization.",
        "Uganda came under criticism from Kenya over the arms sales.",
    ),
    EventType.REQUEST: (
        "Kenya has requested that Uganda send tanks.",
        "Kenya asked for Uganda's permission to send the tanks on.",
        "Uganda is under pressure from Kenya to send tanks.",
        "Kenya put pressure on Uganda to release the men.",
        "Kenya turned to Uganda for ammunition.",
        "Kenya is looking to Uganda for ammunition.",
        "Kenya appealed to Uganda for help.",
        "Kenya sought Uganda's help in the search.",
        "Kenya wants Uganda to hand over the rebels.",
    ),
    EventType.REJECT: (
        "Kenya vetoed a resolution drafted by Uganda.",
        "Kenya called off a meeting with Uganda.",
    ),
    EventType.SANCTION: (
        "Kenya has placed two Ugandan firms under sanctions.",
        "Uganda is under Kenyan sanctions.",
        "Kenya announced new sanctions on Friday on a Uganda-based network.",
        "Ugandan officials were hit with sanctions by Kenya.",
        "Uganda was targeted by tough sanctions from Kenya.",
    ),
    EventType.MOBILIZE: (
        "Kenya massed troops on the Ugandan border.",
        "Kenya has moved troops to the border with Uganda.",
        "Kenyan warships entered waters off Uganda.",
    ),
    EventType.CONSULT: (
        "Kenya and Uganda are in talks over the border.",
        "Officials from Kenya and Uganda gathered in Geneva.",
    ),
    EventType.SUPPORT: (
        "Kenya's support for Uganda is unwavering.",
        "Uganda has the support of Kenya.",
    ),
    EventType.AGREE: (
        "Kenya gave Uganda the green light to send the tanks.",
        "Kenya has authorised Uganda to use its bases.",
        "Uganda got permission from Kenya to send the tanks.",
    ),
    EventType.COOPERATE: ("Kenya took part in Uganda's exercise.",),
    EventType.AID: ("Kenyan aid to Uganda arrived on Monday.",),
    EventType.CONCEDE: (
        "Kenya and Uganda exchanged prisoners.",
        "Kenya freed a Ugandan teacher.",
        "A Ugandan teacher was released from a Kenyan prison.",
    ),
    EventType.RETREAT: ("Kenya is pulling its forces out of Uganda.",),
    EventType.ASSAULT: (
        "Uganda came under attack from Kenyan drones.",
        "Kenyan drones were launched at Ugandan cities.",
        "Kenya is at war with Uganda.",
        "Kenya's war against Uganda enters a third year.",
        "Kenya used cluster bombs against Ugandan troops.",
        "Kenya carried out air strikes inside Uganda.",
        "Kenya claimed responsibility for a raid on a Ugandan base.",
        "Two people were killed in Uganda in a Kenyan drone strike.",
    ),
}
CASES = [(kind, text) for kind, texts in KENYA_UGANDA.items() for text in texts]


def by_rule(text: str) -> list[tuple[tuple[str, ...], EventType, tuple[str, ...]]]:
    reading = annotate(Report(id="r", text=text, published="2024-05-01"))
    found, _ = transfers.code(reading)
    told, _, _ = events.by_rule(reading, found, statements.code(reading))
    return [(e.actor, e.type, e.target) for e in told]


@pytest.mark.parametrize(("kind", "text"), CASES, ids=[t for _, t in CASES])
def test_the_rules_find_it(kind, text):
    assert (("KEN",), kind, ("UGA",)) in by_rule(text)


def test_sanctions_strike_nobody():
    assert EventType.ASSAULT not in [kind for _, kind, _ in by_rule("Ugandan officials were hit with sanctions.")]


def test_who_applies_to_join_asks_the_body():
    assert (("KEN",), EventType.REQUEST, ("NATO",)) in by_rule("Kenya formally applied to join NATO.")


@pytest.mark.parametrize("name", ["western nations", "Western officials", "the collective West"])
def test_the_west_is_one_by_whatever_name(name):
    assert (("KEN",), EventType.ACCUSE, ("West",)) in by_rule(f"Kenya accused {name} of lying.")
