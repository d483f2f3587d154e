"""Events by a user's own dictionaries, on sentences and dictionaries of our own."""

from __future__ import annotations

import pytest
from tests.read.own_dictionaries import loaded, written

from dragoman import knowledge
from dragoman.model import Report
from dragoman.read import annotate, dictionary_events, read


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    return loaded(tmp_path_factory.mktemp("petrarch"))


def coded(own, text: str, published: str | None = "2024-06-12") -> set[str]:
    reading = annotate(Report(id="t", text=text, published=published))
    return {f"{e.source.code} {e.target.code} {e.code}" for e in dictionary_events.code(reading, own)}


VOICES = [
    ("Norland attacked Sudmark on Monday.", "NRL SDM 190"),
    ("Sudmark was attacked by Norland on Monday.", "NRL SDM 190"),
    ("Norland did attack the capital of Sudmark.", "NRL SDM 190"),
    ("Norland is about to attack Sudmark.", "NRL SDM 190"),
    ("Norland shelled Sudmark.", "NRL SDM 194"),  # a verb's own code
    ("The Norlandic government has cut off Sudmark.", "NRLGOV SDM 191"),  # two words, one inflected
]


@pytest.mark.parametrize(("text", "event"), VOICES)
def test_who_acts_whatever_the_voice(own, text, event):
    assert coded(own, text) == {event}


PATTERNS = [
    ("Norland attacked the main port of Sudmark.", {"NRL SDM 191"}),
    ("Norland signed a lasting peace accord with Sudmark.", {"NRL SDM 0871"}),  # the longer pattern wins
    ("Norland signed a trade pact with Sudmark.", {"NRL SDM 057", "SDM NRL 057"}),  # a code for either side
    (
        "Norland and Sudmark signed two treaties on Monday.",
        {"NRL SDM 057", "SDM NRL 057"},
    ),  # % and a plural of a synonym
    ("Norland sent grain to Sudmark.", {"NRL SDM 073"}),
    ("Norland sent two pilots to Sudmark.", {"NRL SDM 071"}),
    ("Norland received tents from Sudmark.", {"SDM NRL 073"}),  # + is the subject, $ what follows
    ("Norland sent flowers.", set()),  # [---], and no pattern
    ("The Norlandic militia started a war against Sudmark.", {"NRLREB SDM 195"}),  # a word before the verb
    ("The Norlandic government started a war against Sudmark.", set()),
]


@pytest.mark.parametrize(("text", "events"), PATTERNS)
def test_patterns(own, text, events):
    assert coded(own, text) == events


ACTORS = [
    ("Norland, Sudmark and Ostria visited the Westerly Isles.", {f"{a} WSI 042" for a in ("NRL", "SDM", "OST")}
     | {f"WSI {a} 043" for a in ("NRL", "SDM", "OST")}),
    ("Lawmakers from Norland and Ostria attacked Sudmark.", {"NRLLEG SDM 190", "OSTLEG SDM 190"}),
    ("Norland helped French and British harbour pilots.", {"NRL FRABUS 070", "NRL GBRBUS 070"}),
    ("Fisherwomen from Norland have attacked Sudmark's minister.", {"NRLLAB SDMGOV 190"}),
    ("A relief society of Norland helped Sudmark.", {"NGONRL SDM 070"}),
    ("The I.N. helped the League of Harbours.", {"IGOINO IGOHRB 070"}),
    ("Militia attacked Sudmark.", {"---REB SDM 190"}),
    ("Nobody Island attacked Sudmark.", set()),
    ("Norland, Sudmark and Ostria met in spring.", {f"{a} {b} 040" for a in ("NRL", "SDM", "OST")
     for b in ("NRL", "SDM", "OST") if a != b}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "events"), ACTORS)
def test_actors_and_agents(own, text, events):
    assert coded(own, text) == events


@pytest.mark.parametrize(
    ("published", "code"),
    [("2009-12-31", "NRLOPP"), ("2010-01-02", "NRLGOV"), ("2014-12-31", "NRLGOV"), ("2019-05-05", "NRLELI"),
     (None, "NRLELI")],
)  # fmt: skip
def test_a_dated_code_holds_by_the_reports_day(own, published, code):
    assert coded(own, "Baltasar Quill attacked Sudmark.", published) == {f"{code} SDM 190"}


NESTED = [
    ("Norland said that Sudmark had attacked Ostria.", {"NRL SDM 112"}),  # the dictionary's transformation
    ("Norland said it had attacked Ostria.", {"NRL OST 190"}),
    ("Norland wants to help Ostria.", {"NRL OST 033"}),  # an intention
    ("Norland pledged to attack Ostria.", {"NRL OST 190"}),  # CAMEO has no code for the intention
    ("Norland did not help Ostria.", {"NRL OST 122"}),
    ("Norland did not attack Ostria.", set()),
    ("Norland attacked Ostria, the Sudmarker minister said.", {"NRL OST 190"}),
]


@pytest.mark.parametrize(("text", "events"), NESTED)
def test_verbs_over_verbs(own, text, events):
    assert coded(own, text) == events


APART = [
    # who only tells of it takes no part
    ("Norland attacked Sudmark, the Ostrian government announced Tuesday.", {"NRL SDM 190"}),
    # words below a clause of a noun, or behind a preposition, are no words of the verb's
    ("Norland attacked ships that were near the port of Sudmark.", {"NRL SDM 190"}),
    ("Norland attacked Sudmark near the port.", {"NRL SDM 190"}),
    # verbs that share what follows
    ("Norland helped and attacked Sudmark.", {"NRL SDM 070", "NRL SDM 190"}),
    # a list whose members the parser hung on two verbs
    ("Norland, Sudmark, and Ostria met on Monday.", {f"{a} {b} 040" for a in ("NRL", "SDM", "OST")
     for b in ("NRL", "SDM", "OST") if a != b}),
    # only what they are is told of them: they belong to the place
    ("Norland attacked lawmakers in Sudmark.", {"NRL SDMLEG 190"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "events"), APART)
def test_what_belongs_to_the_verb(own, text, events):
    assert coded(own, text) == events


def test_discards(own):
    assert coded(own, "Norland attacked Sudmark at the regatta. Norland attacked Ostria.") == {"NRL OST 190"}
    assert coded(own, "Norland attacked Sudmark at the Chess Cup. Norland attacked Ostria.") == set()


def test_each_event_has_its_quote_spans_and_entry(own):
    text = "It rained. Norland sent grain to Sudmark."
    reading = annotate(Report(id="t", text=text))
    (event,) = dictionary_events.code(reading, own)
    told = dictionary_events.plain(reading, event)
    assert told["quote"] == "Norland sent grain to Sudmark."
    words = {name: [text[a:b] for a, b in spans] for name, spans in told["spans"].items()}
    assert words == {"source": ["Norland"], "target": ["Sudmark"], "verb": ["sent", "grain", "to"]}
    assert told["rule"].startswith("dictionary own.verbs.txt line ")
    assert told["rule"].endswith("SEND | * &SUPPLIES (TO +) [073] = 073")


def test_dictionaries_in_the_overlay_code_the_events_of_a_reading(tmp_path, monkeypatch):
    text = "Norland signed a trade pact with Sudmark. Turkey accused Greece of lying."
    plain = read(Report(id="t", text=text)).events
    assert [e.actor for e in plain] == [("TUR",)]
    (tmp_path / "petrarch").mkdir()
    written(tmp_path / "petrarch")
    monkeypatch.setattr(knowledge, "_overlay", tmp_path)
    knowledge.own_dictionaries.cache_clear()
    try:
        events = read(Report(id="t", text=text)).events
    finally:
        knowledge.own_dictionaries.cache_clear()
    assert [(e.actor, e.type.value, e.target, e.cameo) for e in events] == [
        (("NRL",), "SUPPORT", ("SDM",), "057"),
        (("SDM",), "SUPPORT", ("NRL",), "057"),
    ]
    assert all(text[e.evidence.span.start : e.evidence.span.end] == e.evidence.quote for e in events)
