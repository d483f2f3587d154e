"""States, bodies, groups and titles: complete, free of clashes, and right where it is checked by hand."""

from __future__ import annotations

from collections import defaultdict

import pytest

from dragoman import knowledge
from dragoman.knowledge import schema

ISO_3166_1_ENTRIES = 249


@pytest.fixture(scope="module")
def k() -> knowledge.Knowledge:
    return knowledge.load()


def words_of(state: schema.State) -> set[str]:
    capital = {state.capital} if state.capital else set()
    return (
        {state.name, *state.names, *state.demonyms, *state.seats, *state.cities, *state.forces, *state.ministries}
        | capital
        | set(state.parliament)
    )


def test_all_iso_states_and_kosovo(k: knowledge.Knowledge) -> None:
    assert sum(s.iso for s in k.states.values()) == ISO_3166_1_ENTRIES
    assert {s.code for s in k.states.values() if not s.iso} == {"XKX", "YUG", "CSK"}
    assert {"TWN", "PSE", "VAT", "ESH", "GRL", "SSD"} <= k.states.keys()


def test_entries_stand_in_the_order_of_their_codes(k: knowledge.Knowledge) -> None:
    assert list(k.states) == sorted(k.states)


def test_no_word_belongs_to_two_states(k: knowledge.Knowledge) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for state in k.states.values():
        for word in words_of(state):
            owners[word].add(state.code)
    assert {w: c for w, c in owners.items() if len(c) > 1} == {}


def test_no_word_is_both_a_state_and_a_body_or_group(k: knowledge.Knowledge) -> None:
    states = {word for s in k.states.values() for word in words_of(s)}
    others: dict[str, set[str]] = defaultdict(set)
    for entry in [*k.bodies.values(), *k.groups.values()]:
        for word in {entry.code, *entry.names, getattr(entry, "name", entry.code)}:
            others[word].add(entry.code)
    assert sorted(states & others.keys()) == []
    assert {w: c for w, c in others.items() if len(c) > 1} == {}


def test_words_are_clean(k: knowledge.Knowledge) -> None:
    for state in k.states.values():
        for word in words_of(state):
            assert word == word.strip() and len(word) > 1, (state.code, word)
        for words in (state.names, state.demonyms, state.seats, state.cities, state.forces, state.regions):
            assert len(words) == len(set(words)), (state.code, words)


def test_every_state_of_the_news_has_demonym_capital_and_region(k: knowledge.Knowledge) -> None:
    without_demonym = {"VAT", "COG", "DMA"}  # 'Congolese' and 'Dominican' belong to the larger namesake
    for state in k.states.values():
        if state.seats:
            assert state.capital, state.code
            assert state.demonyms or state.code in without_demonym, state.code
            assert state.regions or state.code == "USA", state.code


SPOT_CHECKS = {
    "Türkiye": "TUR",
    "Ankara": "TUR",
    "Turks": "TUR",
    "SSB": "TUR",
    "U.S.": "USA",
    "USA": "USA",
    "White House": "USA",
    "Pentagon": "USA",
    "DSCA": "USA",
    "Senate": "USA",
    "Downing Street": "GBR",
    "Britons": "GBR",
    "UK": "GBR",
    "RAF": "GBR",
    "Kremlin": "RUS",
    "USSR": "RUS",
    "State Duma": "RUS",
    "Kyiv": "UKR",
    "Kiev": "UKR",
    "Verkhovna Rada": "UKR",
    "Kharkiv": "UKR",
    "Bundeswehr": "DEU",
    "Bundeskanzleramt": "DEU",
    "Élysée": "FRA",
    "DGA": "FRA",
    "Frenchman": "FRA",
    "Delhi": "IND",
    "IAF": "IND",
    "Mumbai": "IND",
    "Karachi": "PAK",
    "PLAAF": "CHN",
    "PRC": "CHN",
    "Republic of China": "TWN",
    "DAPA": "KOR",
    "ROK": "KOR",
    "DPRK": "PRK",
    "IDF": "ISR",
    "Tel Aviv": "ISR",
    "Knesset": "ISR",
    "Gaza Strip": "PSE",
    "Revolutionary Guards": "IRN",
    "Burma": "MMR",
    "Zaire": "COD",
    "Swaziland": "SWZ",
    "Macedonia": "MKD",
    "Côte d’Ivoire": "CIV",
    "Ivory Coast": "CIV",
    "Czechia": "CZE",
    "Viet Nam": "VNM",
    "UAE": "ARE",
    "Emiratis": "ARE",
    "KSA": "SAU",
    "The Hague": "NLD",
    "Dutch": "NLD",
    "Prishtina": "XKX",
    "KSF": "XKX",
    "Kosovar": "XKX",
    "Hellenic": "GRC",
    "FMV": "SWE",
    "Filipino": "PHL",
    "Nigerien": "NER",
    "Nigerian": "NGA",
}


@pytest.mark.parametrize(("word", "code"), SPOT_CHECKS.items())
def test_word_leads_to_its_state(k: knowledge.Knowledge, word: str, code: str) -> None:
    assert [s.code for s in k.states.values() if word in words_of(s)] == [code]


def test_a_capital_that_is_no_metonym_is_no_seat(k: knowledge.Knowledge) -> None:
    assert "Brussels" not in k.states["BEL"].seats
    assert "Amsterdam" not in k.states["NLD"].seats and "The Hague" in k.states["NLD"].seats


@pytest.mark.parametrize(
    ("region", "inside", "outside"),
    [
        ("Balkan", {"SRB", "XKX", "ALB", "MKD", "BIH", "MNE", "HRV", "BGR", "ROU", "GRC"}, {"TUR", "HUN"}),
        ("Baltic", {"EST", "LVA", "LTU"}, {"POL", "FIN"}),
        ("Gulf", {"SAU", "ARE", "QAT", "KWT", "BHR", "OMN"}, {"IRN", "JOR"}),
        ("Nordic", {"SWE", "NOR", "DNK", "FIN", "ISL"}, {"EST"}),
        ("North African", {"MAR", "DZA", "TUN", "LBY", "EGY"}, {"TCD"}),
        ("Central Asian", {"KAZ", "UZB", "KGZ", "TJK", "TKM"}, {"AZE", "MNG"}),
        ("South Asian", {"IND", "PAK", "BGD", "LKA", "NPL"}, {"IRN", "MMR"}),
        ("kingdom", {"SAU", "JOR", "MAR", "NLD"}, {"ARE", "FRA"}),
    ],
)
def test_regions_hold_their_states(k: knowledge.Knowledge, region: str, inside: set[str], outside: set[str]) -> None:
    members = {s.code for s in k.states.values() if region in s.regions}
    assert inside <= members
    assert not outside & members


def test_members_of_bodies_are_states(k: knowledge.Knowledge) -> None:
    for body in k.bodies.values():
        assert set(body.members) <= k.states.keys(), body.code
        assert len(body.members) == len(set(body.members)), body.code


@pytest.mark.parametrize(
    ("code", "count"), [("NATO", 32), ("EU", 27), ("GCC", 6), ("ASEAN", 11), ("CSTO", 6), ("SCO", 10), ("G7", 7)]
)
def test_number_of_members(k: knowledge.Knowledge, code: str, count: int) -> None:
    assert len(k.bodies[code].members) == count


def test_security_council_is_the_un_and_the_commission_is_the_eu(k: knowledge.Knowledge) -> None:
    assert "UN Security Council" in k.bodies["UN"].names
    assert "European Commission" in k.bodies["EU"].names


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Hizballah", "Hezbollah"),
        ("Ansar Allah", "Houthis"),
        ("Daesh", "Islamic State"),
        ("LNA", "Libyan National Army"),
    ],
)
def test_group_by_other_name(k: knowledge.Knowledge, name: str, code: str) -> None:
    assert name in k.groups[code].names


def test_bases_of_groups_are_states(k: knowledge.Knowledge) -> None:
    assert {g.base for g in k.groups.values() if g.base} <= k.states.keys()


def test_titles_are_lower_case_and_told_once(k: knowledge.Knowledge) -> None:
    titles = [t.title for t in k.titles]
    assert len(titles) == len(set(titles))
    assert all(t == t.lower().strip() for t in titles)


@pytest.mark.parametrize(
    ("title", "kind", "speaks"),
    [
        ("president", "government", True),
        ("defense minister", "government", True),
        ("minister of defence", "government", True),
        ("spokeswoman", "government", True),
        ("former president", "government", False),
        ("lt. gen.", "military", False),
        ("chief of the general staff", "military", True),
        ("senator", "legislature", False),
        ("ceo", "company", False),
        ("analyst", "expert", False),
        ("ayatollah", "religious", False),
        ("secretary-general", "body", False),
    ],
)
def test_title_kind(k: knowledge.Knowledge, title: str, kind: str, speaks: bool) -> None:
    found = [t for t in k.titles if t.title == title]
    assert [(t.kind, t.speaks_for_state) for t in found] == [(kind, speaks)]
