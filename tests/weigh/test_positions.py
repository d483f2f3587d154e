"""What an actor says on one matter over time, how it came to us, and where the line turns."""

from __future__ import annotations

from tests.weigh.makers import event, statement, told, transfer

from dragoman.model import EventType, Evidence, Picture, Span, Stance, Statement, Status
from dragoman.weigh import weigh
from dragoman.weigh.matters import norms
from dragoman.weigh.voices import voices


def picture(*pairs) -> Picture:
    return weigh([r for r, _ in pairs], [f for _, f in pairs])


def line(p: Picture, kind: str, matter: str, actor: str = ""):
    [found] = [x for x in p.positions if (x.kind, x.matter) == (kind, matter) and actor in ("", x.actor)]
    return found


def said_in(text: str, words: str, cue: str, **more) -> Statement:
    """A statement whose quote and word of saying stand in a text."""
    at, mark = text.index(words), text.index(cue)
    made = statement(**more)
    evidence = Evidence(
        quote=words, span=Span(start=at, end=at + len(words)), fields={"cue": (Span(start=mark, end=mark + len(cue)),)}
    )
    return made.model_copy(update={"evidence": evidence})


PRAISE, BLAME = Stance.POSITIVE, Stance.NEGATIVE


def test_a_turn_is_found_with_both_its_quotes():
    p = picture(
        told("a", statement(stance=PRAISE, quote="we can build them together"), published="2024-05-01"),
        told("b", statement(stance=Stance.NEUTRAL, quote="talks go on"), published="2024-06-01"),
        told("c", statement(stance=BLAME, direct=True, quote="a breach of faith"), published="2025-05-01"),
    )
    found = line(p, "state", "TUR")
    [turn] = found.turns
    assert (found.stands[turn.before].quote, found.stands[turn.after].quote) == (
        "we can build them together", "a breach of faith",
    )  # fmt: skip
    assert [s.how for s in found.stands] == ["paraphrased", "paraphrased", "verbatim"]


def test_words_are_placed_by_when_they_were_said_not_by_who_recalls_them():
    p = picture(
        told("a", statement(stance=BLAME, when=("2023-01-01", "2023-12-31"), quote="no good news"), published="2025-01-01"),
        told("b", statement(stance=PRAISE, quote="there is room for more"), published="2024-05-01"),
    )  # fmt: skip
    found = line(p, "state", "TUR")
    assert [s.quote for s in found.stands] == ["no good news", "there is room for more"] and len(found.turns) == 1
    assert found.stands[0].when == ("2023-01-01", "2023-12-31") and found.stands[1].when is None


def test_both_signs_on_one_day_are_no_turn():
    p = picture(
        told("a", statement(stance=PRAISE, quote="a friend"), statement(stance=BLAME, quote="but a hard one")),
    )
    assert not line(p, "state", "TUR").turns


def test_who_drops_a_purchase_is_against_the_goods_whatever_the_tone():
    text = "Ana Kovač announced that Serbia was dropping the purchase of TB2 drones from Turkey. It was calm."
    t = transfer(
        recipient=("SRB",), status=Status.CANCELLED, quote="Ana Kovač announced that Serbia was dropping the purchase of TB2 drones from Turkey."
    )  # fmt: skip
    s = said_in(text, "Serbia was dropping the purchase", "announced", stance=Stance.NEUTRAL, about=())
    p = picture(told("a", t, s, text=text))
    found = line(p, "goods", "TUR uav")
    assert (found.stands[0].stance, found.stands[0].basis) == (BLAME, "deal cancelled")
    assert found.deals == (p.deals[0].id,)


def test_blame_of_a_supplier_beside_its_delivery_is_on_the_goods():
    text = "Turkey delivered TB2 drones to Kosovo. Ana Kovač wrote that she was horrified by Ankara."
    t = transfer(recipient=("XKX",), status=Status.DELIVERED, quote="Turkey delivered TB2 drones to Kosovo.")
    s = said_in(text, "she was horrified by Ankara", "wrote")
    assert line(picture(told("a", t, s, text=text)), "goods", "TUR uav").stands[0].basis == "words"
    far = said_in(text + " " * 900 + "end", "she was horrified by Ankara", "wrote")
    moved = Evidence(quote=far.evidence.quote, span=Span(start=900, end=927), fields={})
    p = picture(told("a", t, far.model_copy(update={"evidence": moved}), text=text + " " * 900))
    assert not [x for x in p.positions if x.kind == "goods"]


def test_a_resolution_in_the_sentence_is_a_matter_of_its_own():
    text = "Ana Kovač said that Turkey had broken UN Security Council Resolution 1244. It rained."
    s = said_in(text, "Turkey had broken UN Security Council Resolution 1244", "said")
    assert line(picture(told("a", s, text=text)), "norm", "Resolution 1244").stands[0].toward == ("TUR",)
    assert norms("under the Arms Trade Treaty") == {"ATT"}
    assert not norms("the North Atlantic Treaty Organization said")


def test_an_accusation_without_words_is_reported_by_others():
    p = picture(told("a", event(EventType.ACCUSE, ("SRB",), ("XKX",), quote="She rejected Belgrade's criticism.")))
    found = line(p, "state", "XKX", "SRB")
    assert (found.stands[0].how, found.stands[0].stance) == ("reported by others", BLAME)


def test_a_reprint_adds_a_report_to_the_line_and_no_source():
    one = told("a", statement(), text="The sky over the river was grey. " * 20)
    copy = told("b", statement(), text="The sky over the river was grey. " * 20, published="2024-03-02")
    [stand] = line(picture(one, copy), "state", "TUR").stands
    assert (len(stand.reports), len(stand.families)) == (2, 1)


def test_one_person_under_all_spellings_is_one_voice():
    names = ("Aleksandar Vučić", "Vučić", "Vucic", "Aleksandar Vucic")
    made = voices(statement(name) for name in names)
    assert {v.name for v in made.values()} == {"Aleksandar Vučić"}
    unknown = voices(statement(name, ("NOR",)) for name in ("Jens Primer", "Primer", "Ola Primer"))
    assert {v.name for v in unknown.values()} == {
        "Jens Primer",
        "Ola Primer",
        "Primer",
    }  # which of the two nobody knows


def test_an_office_speaks_for_its_state_and_a_person_never_becomes_one():
    made = voices(
        statement(name, ("SRB",))
        for name in ("Serbia", "Belgrade", "Serbia's defence minister", "foreign ministry", "Ana de Hoop")
    )
    assert {v.name for v in made.values()} == {"SRB", "Ana de Hoop"}
