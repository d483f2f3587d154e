"""Small event dictionaries in PETRARCH's format, made up for the tests."""

from __future__ import annotations

from pathlib import Path

from dragoman.knowledge import petrarch

ACTORS = """\
# invented states
NORLAND_ [NRL] # a comment
+NORLANDIC
+HAVENBURG
SUDMARK [SDM]
+SUDMARKER
OSTRIA [OST]
+OSTRIAN
WESTERLY_ISLES [WSI]
BALTASAR_QUILL
	[NRLOPP <20100101]
	[NRLGOV 20100101-20141231]
	[NRLELI >20150101]
LEAGUE_OF_HARBOURS [IGOHRB]
I.N. [IGOINO]
NOBODY_ISLAND [---]
FRENCH [FRA]
BRITISH [GBR]
"""
AGENTS = """\
!PERSON! = MAN, MEN, WOMAN, WOMEN
GOVERNMENT [~GOV]
HARBOUR_PILOT [~BUS]
MINISTER [~GOV]
LAWMAKER [~LEG]
MILITIA {} [~REB]
FISHER!PERSON! {} [~LAB]
RELIEF_SOCIETY {RELIEF_SOCIETIES} [NGO~]
"""
VERBS = """\
&TREATY
+TREATY
+PACT
+ACCORD

&SUPPLIES
+GRAIN_
+TENT
+&TREATY

--- SIGN [057] ---
SIGN
- * {PEACE &TREATY} (WITH +) [0871]
- * &TREATY (WITH +) [057:057]
- % * &TREATY [057:057]

--- SAY [010] ---
SAY {SAYS SAID SAYING}
ANNOUNCE

--- MEAN [030] ---
PLEDGE
WANT

--- ATTACK [190] ---
ATTACK
SHELL [194]
- * PORT [191]

--- HELP [070] ---
HELP
SEND {SENDS SENT SENDING} [---]
- * &SUPPLIES (TO +) [073]
- * (TO +) [071]
- + * (FROM $) [074]

--- VISIT [042:043] ---
VISIT
MEET {MEETS MET MEETING} [040]

--- BLOCK [191] ---
+CUT_OFF {+CUTS_OFF +CUTTING_OFF}
PLANS * [191]

--- RECEIVE [---] ---
RECEIVE
- + * &SUPPLIES $ [073]

--- START [---] ---
START
- MILITIA * WAR [195]

~ a (b . ATTACK) SAY = a b 112
~ a (a b Q) SAY = a b Q
"""
DISCARDS = "REGATTA\n+CHESS_CUP  # the whole report\n"


def written(folder: Path, **texts: str) -> Path:
    """A folder with the dictionaries, or with those given in place of them."""
    told = {"actors": ACTORS, "agents": AGENTS, "verbs": VERBS, "discards": DISCARDS, **texts}
    for kind, text in told.items():
        (folder / f"own.{kind}.txt").write_text(text, encoding="utf-8")
    return folder


def loaded(folder: Path, **texts: str) -> petrarch.Dictionaries:
    return petrarch.load(written(folder, **texts))
