"""What a knowledge file may hold. Every YAML file beside this module is checked against one of these."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from dragoman.model import Category, Mode, Status


class Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class State(Entry):
    """states.yaml: a state or a territory treated as one."""

    code: str = Field(pattern=r"^[A-Z]{3}$")
    name: str
    names: tuple[str, ...] = ()  # old, local, short, abbreviated: 'Türkiye', 'U.S.', 'Burma'
    demonyms: tuple[str, ...] = ()  # adjectives and peoples: 'Turkish', 'Turk', 'Turks'
    capital: str | None = None
    seats: tuple[str, ...] = ()  # metonyms of its government: 'Ankara', 'Kremlin', 'White House', 'Élysée'
    cities: tuple[str, ...] = ()  # further well-known places that tell a side, not a government
    regions: tuple[
        str, ...
    ] = ()  # keys for descriptions: 'Balkan', 'Baltic', 'Gulf', 'Nordic', 'Arab', 'West African' ...
    forces: tuple[str, ...] = ()  # own names of its forces and services: 'Bundeswehr', 'IDF', 'PLA', 'KSF', 'IRGC'
    ministries: tuple[str, ...] = ()  # own names: 'Pentagon', 'MoD', 'Foreign Office', 'State Department'
    parliament: tuple[str, ...] = ()  # 'Congress', 'Bundestag', 'Knesset', 'Verkhovna Rada'
    iso: bool = True  # False: not in ISO 3166-1


class Body(Entry):
    """bodies.yaml: an international body; ``code`` is its usual short name."""

    code: str
    name: str
    names: tuple[str, ...] = ()
    members: tuple[str, ...] = ()  # state codes, only where descriptions need them ('NATO member', 'EU member')
    deals: bool = True  # false of a pact that neither gives nor gets arms itself: its members do


class Group(Entry):
    """groups.yaml: an armed group or a non-state actor; ``code`` is the name we print."""

    code: str
    names: tuple[str, ...] = ()
    base: str | None = None  # state code where it is based


class Person(Entry):
    """people.yaml: office holders known by name, with the side that they speak for."""

    name: str
    names: tuple[str, ...] = ()  # other spellings: 'Vucic', 'Volodymyr Zelenskiy'
    surname: str  # how a later mention names the person
    side: str  # state code, body code or group code
    office: str = ""
    since: str | None = None  # YYYY[-MM[-DD]]
    until: str | None = None


class Maker(Entry):
    """makers.yaml: a maker or exporter of arms."""

    name: str
    names: tuple[str, ...] = ()
    states: tuple[str, ...]


class Weapon(Entry):
    """weapons/*.yaml: one system. ``designation`` is printed; ``names`` are other ways to say it."""

    designation: str
    names: tuple[str, ...] = ()
    category: Category
    sipri: str  # SIPRI's armament category
    unroca: str | None = None  # 'I' ... 'VIII', None = in no category
    maker: str | None = None
    states: tuple[str, ...] = ()  # makers' states
    kind: str = ""  # description: 'armed UAV', 'main battle tank'
    ambiguous: bool = False  # a common word ('Spike', 'Arrow', 'Leopard'): needs a weapon word or number near it


class WeaponKind(Entry):
    """weapon_kinds.yaml: common nouns: 'tank', 'air defence system', 'howitzer', 'drone'."""

    noun: str  # singular, lower case; may be several words
    plurals: tuple[str, ...] = ()  # only irregular ones
    category: Category
    vague: bool = False  # 'weapons', 'military equipment', 'arms': kind too general to be a register entry alone
    weak: bool = False  # only with a military modifier or in a transfer clause: 'truck', 'vehicle', 'jet', 'system'


class Title(Entry):
    """titles.yaml: military, government and other titles before or after a name."""

    title: str
    kind: Literal["government", "military", "legislature", "company", "expert", "religious", "body", "other"]
    speaks_for_state: bool = False


class Outlet(Entry):
    """outlets.yaml: a news outlet, its default Admiralty reliability, and how others credit it."""

    name: str
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    kind: Literal["agency", "newspaper", "broadcaster", "government", "state media", "specialist", "blog", "other"]
    reliability: Literal["A", "B", "C", "D", "E", "F"]
    reason: str


class ReferenceFact(Entry):
    """facts/*.yaml: a dated fact that reports often state, with the source of each."""

    subject: str  # actor code
    relation: str  # 'independence', 'joined', 'left', 'adopted', 'invaded' ...
    object: str | None = None
    names: tuple[str, ...] = ()  # how texts name the object ('Resolution 1244')
    when: str  # YYYY, YYYY-MM or YYYY-MM-DD
    source: str


class WordList(Entry):
    """words.yaml: a plain list of words that a reading rule uses."""

    name: str
    note: str
    words: str  # separated by spaces


class Frame(Entry):
    """frames/transfers.yaml: a word that reports a step of an arms transfer, and who plays what.

    ``roles`` maps a syntactic slot to a role. Slots: ``subj`` (agent; in the passive the ``by`` phrase), ``obj``
    (in the passive the subject), ``iobj``, any preposition (``to``, ``from``, ``for``, ``with``, ``by``, ``of``),
    ``poss`` ("Turkey's delivery"), ``mod`` ("a Turkish shipment"). Roles: supplier, recipient, item, value,
    parties (both sides, order unknown), step (another predicate governed by this one).
    """

    lemma: str
    pos: Literal["verb", "noun", "adj"]
    roles: dict[str, str]
    status: Status | None = None  # when told as done
    unreal: Status | None = None  # when told as planned, possible or future
    present: Status | None = None  # in the simple present ('France sends', 'India operates'); None: as unreal
    mode: Mode | None = None
    new_build: bool = False  # the item comes from its maker, so the designation tells the supplier ('orders Rafale')
    weak: bool = False  # a common word ('get', 'give', 'have'): only with the weapon as its very object
    decreed: bool = (
        False  # a government's own order: with nobody told, whose document it is supplies ('the drawdown of')
    )
    made_by: tuple[str, ...] = ()  # verbs that only bring about what a noun says: 'build a fleet' tells of no goods yet
    note: str = ""


class Operator(Entry):
    """frames/operators.yaml: a word over a step that changes its status: 'plan to', 'approve', 'cancel', 'refuse'."""

    lemma: str
    pos: Literal["verb", "noun", "adj"]
    status: Status | None = None
    by_supplier: Status | None = None  # instead of ``status`` where its subject is the supplier ('plans to deliver')
    by_recipient: Status | None = None  # ... the recipient ('refused to buy')
    effect: Literal["status", "real", "deny", "drop", "keep"] = "status"  # real: what it governs did happen
    subject: str | None = None  # role that its subject plays in the step: 'supplier', 'recipient' or None
    object: str | None = None  # role of its object: 'ask Germany to send' -> supplier
    strength: int = 1  # of two operators over one step the stronger decides; of equals the outer
    words: tuple[
        str, ...
    ] = ()  # if any: where it has an object, one of these must be it ('win': a contract, no election)
    note: str = ""


class Cue(Entry):
    """frames/statements.yaml: a word that reports speech, with the stance that it tells."""

    lemma: str
    pos: Literal["verb", "noun", "prep"]
    stance: Literal["negative", "neutral", "positive"] | None = None
    target: str | None = None  # slot that names whom it is about: 'obj', 'of', 'for', 'against', 'to'
    takes: tuple[Literal["clause", "quote", "infinitive", "object", "prep", "gerund"], ...] = ("clause", "quote")
    attitude: bool = False  # a word of thought or will: no words were said unless some are quoted
    note: str = ""


class EventFrame(Entry):
    """frames/events.yaml: a word that reports an interaction, in PLOVER 2.0 and CAMEO.

    ``roles`` maps a slot (see :class:`Frame`; that, inf, met and despite are told in the file) to a role: actor,
    target, both (two sides, order of the text), people or place (whose people act: for protests).
    """

    lemma: str
    pos: Literal["verb", "noun", "adj"]
    type: str
    mode: str | None = None
    cameo: str | None = None
    roles: dict[str, str]  # slot -> actor | target | both | people | place
    future: str | None = None  # type when announced ('AGREE'); None: no event until it is done
    refused: str | None = None  # type when its own subject says no ('will not meet'); None: no event
    slot: str | None = None  # only with this preposition or particle: 'call on', 'turn down'
    words: tuple[str, ...] = ()  # only with one of these in its object: 'sign' an agreement
    heads: tuple[str, ...] = ()  # nouns: only under one of these words: 'impose' sanctions
    needs: tuple[Literal["actor", "target"], ...] = ("actor", "target")  # sides that must be told
    note: str = ""


class PloverType(Entry):
    """plover.yaml: an event type of PLOVER 2.0 with its quad and its scores by the name of the table."""

    type: str
    quad: Literal[1, 2, 3, 4]
    recipient: Literal["required", "optional"]
    scores: dict[str, float]  # table -> score
    modes: dict[str, float | None] = {}  # mode -> score in the table 'PLOVER 2.0'
    note: str = ""


class Context(Entry):
    """contexts.yaml: one of PLOVER 2.0's contexts, told by beginnings of words in the passage of an event."""

    context: str
    words: tuple[str, ...]


class CameoCode(Entry):
    """cameo.yaml: a CAMEO code; it holds for the codes under it that have no entry of their own."""

    code: str
    goldstein: float
    plover: str | None = None  # PLOVER type; None: PLOVER has none
    mode: str | None = None
