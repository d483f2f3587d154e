"""Events as the rules find them, before any judge: who meets, who must, what is vowed, who only reports."""

from __future__ import annotations

import pytest

from dragoman.model import Report
from dragoman.read import annotate, events, statements, transfers


def told(text: str) -> set[str]:
    reading = annotate(Report(id="t", text=text, published="2024-06-12"))
    found, _ = transfers.code(reading)
    by_rule, _, _ = events.by_rule(reading, found, statements.code(reading))
    return {f"{','.join(e.actor)} {e.type.value} {','.join(e.target)}" for e in by_rule}


SENTENCES = [
    ("The Spanish and Moroccan ministers met in Rabat on Monday.", "ESP CONSULT MAR"),
    ("The presidents of Ghana and Togo held talks in Accra.", "GHA CONSULT TGO"),
    ("The Ghanaian and Togolese foreign ministers met in Accra on Monday.", "GHA CONSULT TGO"),
    ("Kenya and Uganda agreed on Tuesday to share water.", "KEN AGREE UGA"),
    ("French and Egyptian warships launched war games in the Mediterranean.", "FRA COOPERATE EGY"),
    ("The US commander in Iraq praised Jordan.", "USA SUPPORT JOR"),
    ("The Kenyan president attended a summit with Uganda.", "KEN CONSULT UGA"),
    ("Kenyan troops engaged in a firefight with al-Shabaab.", "KEN ASSAULT al-Shabaab"),
    ("Two Ghanaian sailors were released by Togo on Friday.", "TGO CONCEDE GHA"),
    ("A Ghanaian court issued arrest warrants for two Libyan generals.", "GHA COERCE LBY"),
    ("Ghana vowed to retaliate against Togo.", "GHA THREATEN TGO"),
    ("Ghana will attack Togo, its minister said.", "GHA THREATEN TGO"),
    ("Ghana said that Togo must hand over the suspects.", "GHA REQUEST TGO"),
    ("Ghana deepened its ties with Togo on Friday.", "GHA SUPPORT TGO"),
    ("Qatar's emir launched a mediation effort between Kenya and Uganda.", "QAT CONSULT KEN,UGA"),
    ("Ghana's army remained on alert on Monday.", "GHA MOBILIZE "),
    ("Ghana sent a delegation to Togo on Monday.", "GHA CONSULT TGO"),
    ("Kenya has tied up with Uganda to train pilots.", "KEN SUPPORT UGA"),
    ("Ghana expressed its gratitude to Togo.", "GHA SUPPORT TGO"),
    ("Kenya granted asylum to Sudanese officers.", "KEN AID SDN"),
    ("Ghana ended its cooperation with Togo.", "GHA SANCTION TGO"),
    ("Texas Senator Tom Miller blamed Togo for the war.", "USA ACCUSE TGO"),
    ("Chad has agreed to release the records.", "TCD AGREE "),
    ("Chad claimed strikes on a Libyan depot, and Chadian jets hit Libya.", "TCD ASSAULT LBY"),
    ("A raid conducted by the Chadian army against Libya killed two.", "TCD ASSAULT LBY"),
    (
        "A series of attacks on Kenyan troops was attributed to Iranian-backed militias.",
        "Iranian-backed militias ASSAULT KEN",
    ),
    ("Houthi militants began attacking Greek vessels in the strait.", "Houthis ASSAULT GRC"),
    ("Chad launched an air raid on Libya.", "TCD ASSAULT LBY"),
    ("Chad and Niger launched a military operation against Libya.", "TCD,NER ASSAULT LBY"),
    ("Chad and Libya accused each other of shelling a village.", "TCD ACCUSE LBY"),
    ("The Council of the European Union approved a fourth package of anti-Libyan sanctions.", "EU SANCTION LBY"),
    ("Chad is sanctioning 40 people, among them Libyan generals.", "TCD SANCTION LBY"),
    ("NATO and EU officials are meeting in Bonn.", "NATO CONSULT EU"),
    ("President Ana Prado of Chad on Monday hosted a visit by the Libyan president.", "TCD CONSULT LBY"),
    ("Chad's chancellor makes his first Tripoli trip.", "TCD CONSULT LBY"),
    ("A Chadian delegation was sent to Libya in May.", "TCD CONSULT LBY"),
    ("Chad rejected a proposal from Libya on Monday.", "TCD REJECT LBY"),
    ("Chad is asking for military support from Libya.", "TCD REQUEST LBY"),
    # a side that stands further off than the word's own slots
    ("The Chadian leader made unusually direct comments accusing Libya of arming rebels.", "TCD ACCUSE LBY"),
    ("The African Union published a report that accused Libya of crimes.", "AU ACCUSE LBY"),
    ("Kenya signed a deal on Uganda-Kenya tourism.", "KEN SUPPORT UGA"),
    ("Chad has deployed two brigades to the east to deter Libya and its allies.", "TCD MOBILIZE LBY"),
    ("Kenya sent warships close to Somalia.", "KEN MOBILIZE SOM"),
    ("Chadian fighter jets are being deployed near Libya.", "TCD MOBILIZE LBY"),
    ("Kenyan forces seized a boatload of Ugandan weapons.", "KEN COERCE UGA"),
    ("Chad warned of retaliation against Libya.", "TCD THREATEN LBY"),
    ('"I would like to thank Norway for its help," the Kenyan president said.', "KEN SUPPORT NOR"),
    ("Chad's relief agency is calling for international help.", "TCD REQUEST "),
    ("The UN Security Council adopted a resolution demanding that Libya cease its attacks.", "UN REQUEST LBY"),
    ("Kenya criticised the sale of drones by Turkey to Ethiopia.", "KEN ACCUSE TUR"),
    ("Kenya criticised Ethiopia's purchase of Turkish drones.", "KEN ACCUSE ETH"),
]


@pytest.mark.parametrize(("text", "wanted"), SENTENCES, ids=[s[0][:40] for s in SENTENCES])
def test_told(text: str, wanted: str) -> None:
    assert wanted in told(text)


NOTHING = [
    ("A rocket struck a market in Gaza, killing four people, Serbian media reported.", "SRB"),
    ("The Senate protested on Monday.", "PROTEST"),
    ("Chad seized rifles from a vessel travelling from Libya to Kenya.", "CONSULT"),
    ("Ghana vowed to help Togo.", "THREATEN"),
    ("Lebanon complained to the United Nations.", "ACCUSE UN"),
    ("Ghana warned against delay as Togo hesitates.", "TGO"),
    ("Kenya deployed two brigades to Uganda.", "UGA"),
    ("The minister was given the power to order a drawdown to provide assistance to Chad.", "AID"),
    ("Kenyan customs seized 40 drones that Libya had shipped to Chad.", "LBY REJECT TCD"),
]


@pytest.mark.parametrize(("text", "absent"), NOTHING, ids=[s[0][:40] for s in NOTHING])
def test_not_told(text: str, absent: str) -> None:
    assert not any(absent in e for e in told(text))


def test_a_group_is_named_without_the_article() -> None:
    assert "RUS ACCUSE West" in told("Russia accused the West of meddling.")
