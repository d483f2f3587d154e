"""One event told by many is one event; its date is what the words tell, never the day of the story."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.weigh.makers import event, judgement, told, transfer

from dragoman.model import EventType, Evidence, Findings, Picture, Report, Span, Status
from dragoman.weigh import weigh
from dragoman.weigh.chronology import in_time
from dragoman.weigh.happened import Told
from dragoman.weigh.judgements import address


def picture(*pairs, log=()) -> Picture:
    return weigh([r for r, _ in pairs], [f for _, f in pairs], log)


def told_of(*pairs):
    return [(o.type.value, o.when, len(o.reports)) for o in picture(*pairs).events]


def test_tellings_of_one_visit_are_one_event_with_all_its_sources():
    p = picture(
        told("a", event(when="2024-05-04", quote="The Turkish president came to Belgrade on 4 May."), published="2024-05-05"),
        told("b", event(when=("2024-05-01", "2024-05-31"), quote="He was in Serbia in May."), published="2024-07-01"),
        told("c", event(quote="Ankara and Belgrade talked."), published="2024-05-06"),
    )  # fmt: skip
    [o] = p.events
    assert (o.reports, len(o.families)) == (("a", "b", "c"), 3)
    assert o.when == ("2024-05-04", "2024-05-04") and o.reported == "2024-05-05" and o.why_joined


def test_the_day_of_the_story_is_never_taken_for_the_day_of_the_event():
    [o] = picture(told("a", event(), published="2024-05-05")).events
    assert o.when is None and o.reported == "2024-05-05"


def test_two_visits_are_two_events():
    assert len(told_of(told("a", event(when="2024-05-04")), told("b", event(when="2024-06-20")))) == 2
    later = told("b", event(quote="They met again."), published="2024-06-20")
    assert len(told_of(told("a", event(), published="2024-05-04"), later)) == 2


def test_a_year_alone_joins_the_only_event_of_that_year_and_no_one_of_two():
    year = told("c", event(when=("2024-01-01", "2024-12-31")), published="2025-02-01")
    may, june = told("a", event(when="2024-05-04")), told("b", event(when="2024-06-20"))
    assert len(told_of(may, year)) == 1
    assert len(told_of(may, june, year)) == 3


def test_who_visits_whom_does_not_part_one_meeting_but_one_accusation_from_its_answer():
    there = told("a", event(actor=("SRB",), target=("TUR",), when="2024-05-04"))
    assert len(told_of(told("b", event(when="2024-05-04")), there)) == 1
    blame = told("a", event(EventType.ACCUSE, ("SRB",), ("TUR",), when="2024-05-04"))
    answer = told("b", event(EventType.ACCUSE, ("TUR",), ("SRB",), when="2024-05-04"))
    assert len(told_of(blame, answer)) == 2


def step(ref: str, when: str | None = None, quote: str = "", **more):
    t = transfer(status=Status.DELIVERED, when=when, quote=quote or f"Drones came ({ref}).")
    e = event(EventType.COOPERATE, ("TUR",), ("ALB",), when=when, cameo="062", step=0, quote=t.evidence.quote)
    return told(ref, t, e, **more)


def test_the_step_of_a_deal_is_one_event_and_names_its_deal():
    p = picture(step("a", "2023-07-05"), step("b", published="2024-03-20"))
    [o] = p.events
    assert o.deal == p.deals[0].id and len(o.families) == 2
    free = event(EventType.COOPERATE, ("TUR",), ("ALB",), when="2023-07-05", cameo="062", quote="A sale was made.")
    assert len(picture(step("a", "2023-07-05"), told("c", free)).events) == 1


def test_events_of_other_deals_stay_apart():
    tanks = transfer("Leopard 2A8", status=Status.DELIVERED, when="2023-07-05", supplier=("TUR",), quote="Tanks came.")
    e = event(EventType.COOPERATE, ("TUR",), ("ALB",), when="2023-07-05", cameo="062", step=0, quote="Tanks came.")
    assert len(picture(step("a", "2023-07-05"), told("b", tanks, e)).events) == 2


def test_what_a_person_rejects_or_corrects_of_a_transfer_holds_for_its_event():
    report, findings = step("a", "2023-07-05")
    [t] = findings.transfers
    rejected = judgement("reject", {"findings": [address("a", t)]})
    assert not picture((report, findings), log=[rejected]).events
    corrected = judgement(
        "correct", {"finding": address("a", t), "field": "recipient"}, value_from='["ALB"]', value_to='["XKX"]'
    )
    assert picture((report, findings), log=[corrected]).events[0].target == ("XKX",)
    other = judgement("correct", {"finding": address("a", t), "field": "status"}, value_to="offered")
    assert not picture((report, findings), log=[other]).events


def test_announced_refused_historical_and_future_are_told_apart():
    def marks(e, published="2024-03-01"):
        return picture(told("a", e, published=published)).events[0].marks

    assert marks(event(EventType.AGREE, standing="future")) == ("announced",)
    assert marks(event(EventType.REJECT, standing="negated")) == ("refused",)
    assert marks(event(when=("2021-01-01", "2021-12-31"))) == ("historical",)
    assert marks(event(EventType.AGREE, when="2024-06-01", standing="future")) == ("announced", "future")
    assert marks(event(when="2024-02-28")) == ()


@pytest.mark.parametrize(
    ("sentence", "name", "sector"),
    [
        ("Defence Minister Jan Novák met the Czech delegation.", "Jan", "GOV"),
        ("Serbian troops crossed the bridge.", "Serbian", "MIL"),
        ("The Polish parliament condemned the sale.", "Polish", "LEG"),
        ("Turkey welcomed the minister.", "Turkey", None),
        ("Emmanuel Macron praised Belgrade.", "Emmanuel", "GOV"),
    ],
)
def test_a_sector_is_what_the_words_beside_a_name_tell(sentence, name, sector):
    from dragoman.weigh import sectors

    at = sentence.index(name)
    assert sectors.beside(sentence, Span(start=at, end=at + len(name))) == sector


def test_bodies_peoples_and_makers_have_the_sector_of_their_kind():
    p = picture(
        told("a", event(EventType.PROTEST, ("SRB:CVL",), ("UN",)), event(EventType.SUPPORT, ("NATO",), ("EU",)))
    )
    assert [(o.actor_sectors, o.target_sectors) for o in p.events] == [(("CVL",), ("UNO",)), (("IGO",), ("EUR",))]


def test_every_finding_of_an_event_has_its_words_in_the_picture():
    p = picture(told("a", event(), event(EventType.ACCUSE)), told("b", event(quote="They met.")))
    cited = {c.finding for c in p.evidence if c.finding.kind == "event"}
    assert cited == {r for o in p.events for r in o.findings} and len(cited) == 3


# ---- what must hold for any events ------------------------------------------------------------------------------

days = st.dates(dt.date(2023, 1, 1), dt.date(2024, 12, 31)).map(dt.date.isoformat)
whens = st.one_of(
    st.none(), days, st.sampled_from([("2023-01-01", "2023-12-31"), ("2024-05-01", "2024-05-31"), (None, "2024-06-30")])
)
FILLER = ["north", "river", "stone", "harbour", "winter", "copper", "lantern", "meadow", "signal", "orchard"]


@st.composite
def corpora(draw):
    out = []
    for i in range(draw(st.integers(1, 7))):
        found = []
        for n in range(draw(st.integers(0, 3))):
            found.append(
                event(
                    draw(st.sampled_from([EventType.CONSULT, EventType.ACCUSE, EventType.SUPPORT])),
                    draw(st.sampled_from([("TUR",), ("SRB",), ("TUR", "Baykar")])),
                    draw(st.sampled_from([("SRB",), ("XKX",), ()])),
                    when=draw(whens),
                    quote=f"sentence {n} of {i}",
                )
            )
        words = " ".join(draw(st.lists(st.sampled_from(FILLER), min_size=12, max_size=20)))
        text = f"Report {i} of its own. {words} {i}. " + " ".join(e.evidence.quote for e in found)
        out.append(told(f"r{i}", *found, published=draw(st.none() | days), outlet=f"Outlet {i}", text=text))
    return out


some = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@some
@given(corpora(), st.randoms())
def test_order_of_input_does_not_matter(pairs, random):
    shuffled = list(pairs)
    random.shuffle(shuffled)
    assert picture(*shuffled) == picture(*pairs)


@some
@given(corpora())
def test_no_event_is_lost_and_none_is_told_twice(pairs):
    placed = sorted((r.report, r.index) for o in picture(*pairs).events for r in o.findings)
    assert placed == sorted((f.ref, i) for _, f in pairs for i in range(len(f.events)))
    assert len({o.id for o in picture(*pairs).events}) == len(picture(*pairs).events)


@some
@given(corpora())
def test_what_is_one_event_has_one_type_the_same_sides_and_days_that_touch(pairs):
    by_ref = {(f.ref, i): e for _, f in pairs for i, e in enumerate(f.events)}
    for o in picture(*pairs).events:
        found = [by_ref[r.report, r.index] for r in o.findings]
        assert {e.type for e in found} == {o.type}
        exact = [e.when for e in found if e.when and e.when[0] and e.when[0] == e.when[1]]
        assert len(set(exact)) <= 1


@some
@given(corpora(), st.integers(0, 6))
def test_a_reprint_changes_nothing_in_the_numbers(pairs, which):
    report, findings = pairs[which % len(pairs)]
    assume(report.published)  # without a day nobody knows who copied whom
    later = (dt.date.fromisoformat(report.published) + dt.timedelta(days=1)).isoformat()
    copy = Report(id="zz", text=report.text, published=later, outlet="Copying Daily")
    after = picture(*pairs, (copy, Findings(ref="zz", reader="test", events=findings.events)))
    before = picture(*pairs)

    def numbers(p: Picture) -> object:
        return [(o.id, o.type, o.actor, o.target, o.when, o.reported, o.marks, len(o.families)) for o in p.events]

    assert len(after.families) == len(before.families) and numbers(after) == numbers(before)
    assert [(r.id, r.level, r.tone, len(r.families)) for r in after.relations.pairs] == [
        (r.id, r.level, r.tone, len(r.families)) for r in before.relations.pairs
    ]


def test_many_tellings_of_one_kind_are_swept_not_compared():
    words = Evidence(quote="x", span=Span(start=0, end=1))
    items = [
        Told(
            event(EventType.ASSAULT, when=(day, day) if n % 3 else None).model_copy(update={"evidence": words}),
            (), f"f{n}", day, None, f"{n:06}",
        )
        for n in range(30_000)
        for day in [(dt.date(2022, 1, 1) + dt.timedelta(days=n % 900)).isoformat()]
    ]  # fmt: skip
    assert sum(len(c.items) for c in in_time(items, one_step=False)) == len(items)  # minutes, were it all pairs
