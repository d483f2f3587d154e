"""The words by which two reports are held against each other: stages, negations, kinds of items."""

from __future__ import annotations

import re

from dragoman.model import Category

SIGN = (
    r"sign(?:s|ed|ing|ature\w*)?|contract(?:ed|s)?|conclud\w+|order(?:s|ed)?|ink(?:s|ed)|agree\w*|placed|"
    r"clinch\w*|sealed|put (?:her|his|their) names?"
)
APPROVE = (
    r"approv\w+|ratif\w+|clear(?:ed|ance)|licen[cs]\w*|authoris\w+|authoriz\w+|notif\w+|endors\w+|"
    r"permit\w*|releas\w+|consent\w*|green light|waved? through"
)
ARRIVE = (
    r"arriv\w+|land(?:s|ed|ing)?|touch(?:es|ed)? down|reach(?:es|ed)?|unload\w*|fl(?:ew|own) in|roll(?:s|"
    r"ed)? into|came|come|coming|ship(?:ped|ment)\w*|docked|enter(?:ed|s)?|get(?:s)? its"
)
ACCEPT = (
    r"hand(?:ed|ing)?[- ]over|handed|hand-over|took over|taken over|accept\w*|deliver\w*|receiv\w+|"
    r"transferr\w+|supplied|given|commission\w+|in service|presented|welcomed|inducted"
)
SPEECH = r"said|says|told|announc\w+|stated|confirm\w+|disclos\w+|report\w*|press conference|post\w*"
STAGES = {"sign": SIGN, "approve": APPROVE, "arrive": ARRIVE, "accept": ACCEPT, "speech": SPEECH}
STAGE = {name: re.compile(rf"\b(?:{words})\b", re.I) for name, words in STAGES.items()}
NOT_SIGNED = re.compile(
    r"\bunsigned\b|\bnot (?:yet )?(?:been )?(?:signed|concluded|sealed|finali[sz]ed|contracted|ordered)\b|"
    r"\bnothing (?:has been|is|was) (?:yet )?signed|"
    r"\bno (?:such )?(?:contract|agreement|deal|order) (?:has been |was |is )?(?:signed|concluded|placed|exists)|"
    r"\byet to (?:be )?sign|\bsignatures? (?:is |are )?(?:still )?(?:outstanding|missing)|\bhas(?:n't|"
    r" not) signed|\bstill (?:being )?negotiat",
    re.I,
)
NOT_APPROVED = re.compile(
    r"\bnot (?:yet )?(?:been )?(?:released|approved|cleared|licen[cs]ed|authori[sz]ed|ratified|"
    r"given (?:its|the) (?:consent|approval))\b|"
    r"\bwithout (?:a |an |any )?(?:\w+ )?(?:licen[cs]e|approval|permit|consent|clearance)\b|"
    r"\byet to (?:approve|clear|ratify|decide)|"
    r"\bno (?:export )?(?:licen[cs]e|permit|approval)\b|\badjourned the matter|\bpostponed the (?:decision|vote)",
    re.I,
)
NOT_DELIVERED = re.compile(
    r"\b(?:not|never) (?:yet )?(?:been )?(?:arrived|delivered|handed over|received|shipped|left)\b|"
    r"\byet to (?:arrive|be delivered|receive|leave)|"
    r"\b(?:nothing|none|not one|not a single (?:one|vehicle|aircraft|tank))\b[^.]{0,50}? (?:has|have|had|"
    r"was|were) (?:yet )?"
    r"(?:arrived|been (?:delivered|handed|shipped)|delivered|come|left|handed)|"
    r"\bstill waiting for|\bstill (?:stand|sit|lie)s? (?:in|at)|\bdelivery has not (?:yet )?(?:begun|"
    r"started|taken place)",
    re.I,
)
GOES_ON = re.compile(
    r"\b(?:not|never) (?:been )?(?:cancel\w+|scrapped|suspended|halted|called off|stopped|revoked|dropped|"
    r"frozen|withdrawn)\b|"
    r"\b(?:order|contract|deal|agreement|purchase|programme|program|delivery|sale) (?:still )?(?:stands|"
    r"holds|remains in force|goes ahead|is on track)|"
    r"\b(?:goes|go|going) (?:on|ahead) as planned|\bremains? (?:valid|in force)\b",
    re.I,
)
STOPPED = re.compile(
    r"\b(?:cancel\w+|scrapp\w+|called off|withdr[ae]w\w*|terminat\w+|suspend\w+|halt\w*|revok\w+|frozen|"
    r"shelved|dropped)\b",
    re.I,
)
DENIED = re.compile(
    r"\bden(?:y|ies|ied|ying)\b|\bno (?:such )?plans? to\b|\bnot a single\b|\bno basis\b|\bno truth\b|"
    r"\buntrue\b|\bfabricat\w+|\bbaseless\b|"
    r"\bunfounded\b|\bdisinformation\b|\bfake\b|\b(?:reject|dismiss)(?:ed|s) (?:the )?(?:report|claim|"
    r"allegation|charge|accusation)s?\b|"
    r"\bhas (?:never|not) (?:supplied|sold|sent|delivered|transferred|provided|given)\b|"
    r"\bpure invention\b|\bcategorically\b|\bnever (?:sold|sent|supplied|delivered)\b",
    re.I,
)
TOTAL = re.compile(
    r"\b(?:in all|full|all|complete\w*|whole|total|altogether|entire|finished|nothing else|not one more)\b",
    re.I,
)
OF_THEM = re.compile(r"^\s+of\s+(?:the|these|those|them|which)\b", re.I)  # 'thirty-five of the trucks'
PART = re.compile(
    r"\b(?:first|another|remaining|second|third|other|last|next|initial|of the|of which|of them)\s*$",
    re.I,
)
OPTION = re.compile(r"\boption\w*\b", re.I)
CEILING = re.compile(
    r"\b(?:up to|as much as|at most|no more than|estimated(?: total)? cost|ceiling|not exceed\w*|"
    r"maximum)\b",
    re.I,
)
SIDE_BEFORE = re.compile(
    r"\b(?:separate\w*|options?|down payments?|refund\w*|loans? of|credit of|another|earlier|further|"
    r"other|budget of|part of an?)\b",
    re.I,
)
SIDE_AFTER = re.compile(
    r"^\s*(?:a|per|each|every) (?:year|month|piece|unit)\b|^\s*(?:a year|annually|in options)",
    re.I,
)
HAD = re.compile(
    r"\b(?:already|existing|in service since|flies|fly|operates?|older|previously|earlier|(?:bring|"
    r"grow)\w* .{0,25}to)\b",
    re.I,
)
STOP = (
    r"(?:came|come|by|were|are|is|was|have|has|had|will|would|to|from|in|on|and|with|that|which|who|for|"
    r"at|a|an|be|it|they)"
)
ITEM = re.compile(
    rf"^[\s-]*(?:(?!{STOP}\b)[\w'’/.-]+\s+){{0,6}}?"
    r"(aircraft|jets?|planes?|fighters?|machines?|tanks?|vehicles?|carriers?|launchers?|batter(?:y|ies)|"
    r"systems?|units?|boats?|ships?|vessels?|frigates?|trucks?|lorr(?:y|ies)|"
    r"corvettes?|submarines?|drones?|uavs?|missiles?|helicopters?|sets?|radars?|guns?|howitzers?|"
    r"transports?|trainers?|rockets?|shells?|rounds?|posts?|pieces)\b",
    re.I,
)  # fmt: skip
# 'Avante 2200'
NAME_NUMBER = re.compile(
    r"(?<!^)(?<![.!?:] )\b(?!(?:The|About|Some|Nearly|Over|All|Of|For)\b)[A-Z][a-zA-Z]+[ -]$",
)
OLD_WEAPON = re.compile(
    r"\b(?:replac\w+|tak\w* the place of|took the place|maintained|instead of|succe(?:ss\w+|ed\w*)|"
    r"retir\w+|outdated|Soviet\S*|present|until now)\b"
)
ITEM_KIND = {
    "aircraft": {"aircraft", "uav", "helicopter"},
    "jet": {"aircraft"},
    "plane": {"aircraft"},
    "fighter": {"aircraft"},
    "machine": set(),
    "tank": {"armour"},
    "truck": {"armour"},
    "lorry": {"armour"},
    "vehicle": {"armour", "artillery"},
    "carrier": {"armour"},
    "launcher": {"artillery", "missile", "air-defence"},
    "frigate": {"ship"},
    "corvette": {"ship"},
    "submarine": {"ship"},
    "boat": {"ship"},
    "ship": {"ship"},
    "vessel": {"ship"},
    "drone": {"uav"},
    "uav": {"uav"},
    "missile": {"missile", "air-defence"},
    "helicopter": {"helicopter"},
    "radar": {"sensor"},
    "gun": {"artillery"},
    "howitzer": {"artillery"},
    "transport": {"aircraft"},
    "trainer": {"aircraft"},
    "rocket": {"missile", "munition", "artillery"},
    "shell": {"munition"},
    "round": {"munition"},
    "battery": {"air-defence", "artillery"},
}
FROM = re.compile(
    r"\b(?:from|gift (?:of|from|by)|donat\w+ (?:of|from|by)|supplied by|delivered by|"
    r"sold by)\s+(?:the\s+)?$",
    re.I,
)
PLANNED = re.compile(
    r"\b(?:should|will|would|is to|are to|to be|expected|planned|due|scheduled|foreseen|hopes?|could|"
    r"may)\b",
    re.I,
)
WEEKDAY = re.compile(r"(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", re.I)
LEADING = 2.0  # weight from which a designation leads its report
LAUNCHED = frozenset({Category.MISSILE, Category.AIR_DEFENCE, Category.ARTILLERY, Category.MUNITION})
HEADS = {
    "aircraft": "air",
    "jet": "air",
    "plane": "air",
    "fighter": "air",
    "transport": "air",
    "trainer": "air",
    "drone": "air",
    "uav": "air",
    "helicopter": "air",
    "missile": "missile",
    "rocket": "missile",
    "launcher": "launcher",
    "tank": "vehicle",
    "truck": "truck",
    "lorry": "truck",
    "vehicle": "vehicle",
    "carrier": "vehicle",
    "howitzer": "gun",
    "gun": "gun",
    "frigate": "ship",
    "corvette": "ship",
    "submarine": "ship",
    "boat": "ship",
    "ship": "ship",
    "vessel": "ship",
    "radar": "radar",
    "set": "radar",
    "shell": "shell",
    "round": "shell",
    "battery": "battery",
    "unit": "unit",
    "system": "system",
    "post": "launcher",
    "piece": "",
}
CATEGORY_HEAD = {
    Category.AIRCRAFT: "air",
    Category.HELICOPTER: "air",
    Category.UAV: "air",
    Category.SHIP: "ship",
    Category.SENSOR: "radar",
    Category.ARMOUR: "vehicle",
}
PLATFORMS = frozenset({"air", "vehicle", "ship", "gun"})
GOT = frozenset({"arrive", "accept"})
GIFT = re.compile(
    r"\b(?:gift|donation|present|donated|given free of charge)\b\s+(?:of|by|from)\s+(?:the\s+)?([A-Z]\w+)",
)
