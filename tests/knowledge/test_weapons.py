"""The weapons, their common nouns and their makers: complete, unambiguous, and right where we know it by heart."""

import collections
import re
from pathlib import Path

import pytest

from dragoman import knowledge
from dragoman.model import Category
from dragoman.read.gazetteer import fold

KNOWN = knowledge.load()
FOLDER = Path(knowledge.__file__).parent / "weapons"
SIPRI = {
    "Aircraft",
    "Air defence systems",
    "Armoured vehicles",
    "Artillery",
    "Engines",
    "Missiles",
    "Naval weapons",
    "Satellites",
    "Sensors",
    "Ships",
    "Other",
}
# the missile is written in capitals, the trainer is not: case tells them apart
TOLD_BY_CASE = {"hawk"}

SPOTS = """
TB2 | Bayraktar TB2 | uav | TUR
Bayraktar TB-2 | Bayraktar TB2 | uav | TUR
Akıncı | Bayraktar Akinci | uav | TUR
Kızılelma | Bayraktar Kizilelma | uav | TUR
Sky Dagger | Skydagger | uav | TUR
Predator B | MQ-9 Reaper | uav | USA
Geran-2 | Shahed-136 | uav | IRN
Wing Loong-2 | Wing Loong II | uav | CHN
Drishti-10 Starliner | Hermes 900 | uav | ISR
Lancet-3 | Lancet | uav | RUS
Orlan 10 | Orlan-10 | uav | RUS
Dassault Rafale | Rafale | aircraft | FRA
Gripen | JAS 39 Gripen | aircraft | SWE
Su-35S | Su-35 | aircraft | RUS
MiG 29 | MiG-29 | aircraft | RUS
F-16 Block 70 | F-16V | aircraft | USA
JF-17 Block III | JF-17 Thunder | aircraft | PAK
C-390 Millennium | KC-390 Millennium | aircraft | BRA
Boeing P-8A Poseidon | P-8 Poseidon | aircraft | USA
Super Tucano | A-29 Super Tucano | aircraft | BRA
Black Hawk | UH-60 Black Hawk | helicopter | USA
T129 Atak | T129 ATAK | helicopter | TUR
Mi-17V-5 | Mi-17V-5 | helicopter | RUS
NH-90 | NH90 | helicopter | FRA
S-400 Triumf | S-400 | air-defence | RUS
M-SAM II | Cheongung II | air-defence | KOR
MIM-104 Patriot | Patriot | air-defence | USA
IRIS-T SLM | IRIS-T SLM | air-defence | DEU
SAMP-T | SAMP/T | air-defence | ITA
NASAMS II | NASAMS | air-defence | NOR
Barak-8 | Barak 8 | air-defence | ISR
Piorun | Piorun | air-defence | POL
Skynex | Skynex | air-defence | DEU
Terminal High Altitude Area Defense | THAAD | air-defence | USA
FGM-148 Javelin | FGM-148 Javelin | missile | USA
AMRAAM | AIM-120 AMRAAM | missile | USA
Storm Shadow | Storm Shadow | missile | GBR
Army Tactical Missile System | ATACMS | missile | USA
BrahMos missile | BrahMos | missile | IND
NSM | Naval Strike Missile | missile | NOR
Neptune missile | Neptune missile | missile | UKR
Small Diameter Bomb | GBU-39 | missile | USA
KN-23 | KN-23 | missile | PRK
M142 | HIMARS | artillery | USA
Caesar | CAESAR | artillery | FRA
Panzerhaubitze 2000 | PzH 2000 | artillery | DEU
K9 howitzer | K9 Thunder | artillery | KOR
Pinaka | Pinaka | artillery | IND
Fırtına | T-155 Firtina | artillery | TUR
Leopard 2 A6 | Leopard 2A6 | armour | DEU
M1A2 SEPv3 | M1A2 SEPv3 | armour | USA
Challenger 2 tank | Challenger 2 | armour | GBR
K2PL | K2 Black Panther | armour | KOR
BMP-2M | BMP-2 | armour | RUS
HMMWV | Humvee | armour | USA
BMC Kirpi | Kirpi | armour | TUR
Scorpène-class submarine | Scorpène | ship | FRA
Type 214 submarine | Type 214 | ship | DEU
Perry-class frigate | Oliver Hazard Perry-class | ship | USA
Ada-class corvette | Ada-class | ship | TUR
Mistral-class warship | Mistral-class | ship | FRA
GM400 | Ground Master 400 | sensor | FRA
Green Pine | EL/M-2080 Green Pine | sensor | ISR
Swathi | Swathi | sensor | IND
GE-414 | F414 | engine | USA
TV3-117 | TV3-117 | engine | UKR
Excalibur shell | M982 Excalibur | munition | USA
Carl-Gustaf | Carl Gustaf | small-arms | SWE
Kalashnikov AK-47 | AK-47 | small-arms | RUS
"""


def _key(text: str) -> tuple[str, bool]:
    """An alias as the matcher sees it; short capitals are told from other words by their case."""
    letters = [c for c in text if c.isalpha()]
    return fold(text)[0].strip(), text.isupper() and len(letters) <= 5 and not any(c.isdigit() for c in text)


def _owners() -> dict[tuple[str, bool], set[str]]:
    owners = collections.defaultdict(set)
    for weapon in KNOWN.weapons.values():
        for name in (weapon.designation, *weapon.names):
            owners[_key(name)].add(weapon.designation)
    return owners


OWNERS = _owners()


def test_there_are_enough() -> None:
    assert len(KNOWN.weapons) >= 700
    assert len(KNOWN.weapon_kinds) >= 350
    assert len(KNOWN.makers) >= 220


def test_designations_are_unique() -> None:
    lines = []
    for path in sorted(FOLDER.glob("*.yaml")):
        lines += re.findall(r"^- \{designation: (\"[^\"]+\"|[^,]+),", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(lines) == len(KNOWN.weapons)


def test_every_category_of_each_scheme_is_covered() -> None:
    weapons = KNOWN.weapons.values()
    assert {w.sipri for w in weapons} == SIPRI
    assert {w.unroca for w in weapons if w.unroca} == {"I", "II", "III", "IV", "V", "VI", "VII", "VIII"}
    assert {w.category for w in weapons} == set(Category)
    assert {k.category for k in KNOWN.weapon_kinds.values()} == set(Category)


def test_states_of_makers_are_known() -> None:
    for weapon in KNOWN.weapons.values():
        assert weapon.states, weapon.designation
        assert set(weapon.states) <= set(KNOWN.states), weapon.designation
    for maker in KNOWN.makers.values():
        assert maker.states and set(maker.states) <= set(KNOWN.states), maker.name


def test_no_name_means_two_weapons() -> None:
    shared = {key[0]: sorted(owners) for key, owners in OWNERS.items() if len(owners) > 1}
    assert {k: v for k, v in shared.items() if k not in TOLD_BY_CASE} == {}


def test_no_name_means_two_makers() -> None:
    owners = collections.defaultdict(set)
    for maker in KNOWN.makers.values():
        for name in (maker.name, *maker.names):
            owners[name].add(maker.name)
    assert {n: o for n, o in owners.items() if len(o) > 1} == {}


def test_nouns_that_name_nothing_alone_are_marked() -> None:
    kinds = KNOWN.weapon_kinds
    for noun in ("weapons", "arms", "military equipment", "military aid", "defence equipment"):
        assert kinds[noun].vague, noun
    for noun in ("vehicle", "jet", "truck", "system", "boat", "plane", "rounds", "shell", "engine", "battery"):
        assert kinds[noun].weak, noun
    for noun in ("tank", "drone", "howitzer", "fighter jet", "frigate", "missile"):
        assert not kinds[noun].weak and not kinds[noun].vague, noun


def test_words_of_common_use_need_a_neighbour() -> None:
    for name in ("Spike", "Arrow", "Leopard", "Patriot", "Javelin", "Tor", "Grad", "Mistral", "Hawk", "Cobra", "Lynx"):
        assert KNOWN.weapons[name].ambiguous, name
    for name in ("JAS 39 Gripen", "Rafale", "Bayraktar TB2", "HIMARS", "Leopard 2A6"):
        assert not KNOWN.weapons[name].ambiguous, name


@pytest.mark.parametrize("line", SPOTS.strip().splitlines(), ids=lambda line: line.split(" | ")[0])
def test_known_names(line: str) -> None:
    alias, designation, category, state = line.split(" | ")
    assert OWNERS[_key(alias)] == {designation}
    weapon = KNOWN.weapons[designation]
    assert weapon.category == category
    assert state in weapon.states


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Baykar", "TUR"),
        ("TAI", "TUR"),
        ("Raytheon", "USA"),
        ("MBDA", "GBR"),
        ("KMW", "DEU"),
        ("Rosoboronexport", "RUS"),
        ("Norinco", "CHN"),
        ("HAL", "IND"),
        ("Yugoimport", "SRB"),
        ("Hanwha", "KOR"),
        ("Nexter", "FRA"),
        ("IAI", "ISR"),
    ],
)
def test_known_makers(name: str, state: str) -> None:
    found = [m for m in KNOWN.makers.values() if name in (m.name, *m.names)]
    assert len(found) == 1
    assert state in found[0].states
