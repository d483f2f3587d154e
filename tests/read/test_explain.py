"""Every finding can say which frame, clause and mentions it rests on; where there is none, why."""

from __future__ import annotations

import itertools

from dragoman.model import Report
from dragoman.read import read
from dragoman.read.explain import explain

TEXT = (
    "Norway delivered five Leopard 2 tanks to Ukraine in March 2024. “This is a mistake,” said Hungarian Prime "
    "Minister Viktor Orbán. He added that the howitzers would never be delivered.\n\nAlso read: Kenya sends police"
)
REPORT = Report(id="made", text=TEXT, published="2024-05-01")


def told():
    return explain(REPORT)


def test_what_is_explained_is_what_is_read():
    findings = read(REPORT)
    grounds = [g for s in told().sentences for g in s.grounds]
    for kind in ("transfer", "statement", "event", "fact"):
        shown = sorted((g.index, g.finding) for g in grounds if g.kind == kind)
        assert [f for _, f in shown] == list(getattr(findings, kind + "s")), kind
    assert told().reader == findings.reader


def test_a_transfer_rests_on_its_frame_clause_and_mentions():
    sentence = told().sentences[0]
    ground = next(g for g in sentence.grounds if g.kind == "transfer")
    trigger = sentence.triggers[ground.trigger]
    assert trigger.frame == "deliver/verb" and trigger.clause == "past"
    assert TEXT[trigger.span.start : trigger.span.end] == "delivered"
    slots = {s.role: [TEXT[f.start : f.end] for f in s.fillers] for s in trigger.slots}
    assert slots["supplier"] == ["Norway"] and slots["recipient"] == ["Ukraine"]
    identities = {field: [p.identity for p in parts] for field, parts in ground.parts.items()}
    assert identities["supplier"] == ["NOR"] and identities["recipient"] == ["UKR"]
    assert identities["quantity"] == ["5"] and identities["when"] == ["2024-03"]
    assert ground.finding.evidence.rule.startswith("deliver/verb")


def test_a_statement_rests_on_its_cue_and_speaker():
    ground, sentence = next((g, s) for s in told().sentences for g in s.grounds if g.kind == "statement")
    trigger = sentence.triggers[ground.trigger]
    assert trigger.room == "statement" and trigger.frame == "say/verb"
    assert any(s.role == "speaker" for s in trigger.slots)


def test_a_pronoun_says_whom_it_stands_for():
    parts = [p for s in told().sentences for p in s.parts if TEXT[p.span.start : p.span.end] == "He"]
    assert parts and parts[0].identity == "Viktor Orbán" and "stands for" in parts[0].note


def test_a_sentence_with_weapon_and_step_word_says_why_not():
    reasons = [(TEXT[s.span.start : s.span.end], s.why_not) for s in told().sentences if s.why_not]
    assert any("howitzers" in sentence and "neither supplier nor recipient" in why[0] for sentence, why in reasons)


def test_furniture_gives_nothing():
    last = told().sentences[-1]
    assert last.furniture and not last.grounds and not last.triggers


def test_marks_lie_in_order_and_never_over_each_other():
    for sentence in told().sentences:
        spans = [(p.span.start, p.span.end) for p in sentence.parts]
        assert all(a < b for a, b in spans)
        assert all(x[1] <= y[0] for x, y in itertools.pairwise(spans))


def test_odd_texts_do_not_end_it():
    odd = "\u202eArmas\x1b[31m 5 tanks to Ukraine", "😀 Norway sent 2 tanks\r\nto Ukraine."
    for text in ("", " \n\t", "…", "tanks", *odd):
        assert explain(Report(id="odd", text=text)).report.text == text
