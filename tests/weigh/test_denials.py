from tests.weigh.makers import told, transfer

from dragoman.model import Evidence, Span, Stance, Statement
from dragoman.weigh import weigh


def said(speaker, side, start, rule):
    words = Evidence(quote="it was never sold", span=Span(start=start, end=start + 17), rule=rule)
    return Statement(speaker=speaker, side=side, stance=Stance.NEGATIVE, direct=False, evidence=words)


def test_a_denied_step_tells_who_denies_it():
    report, findings = told("a", transfer(denied=True))
    statements = (
        said("Ana Anić", ("SRB",), 0, "deny: clause"),
        said("An institute", (), 4, "dismiss: object"),
        said("Ben", ("RUS",), 8, "say: clause"),  # in the sentence, but does not deny
        said("Cid", ("FRA",), 5000, "deny: clause"),  # denies something else
    )
    (deal,) = weigh([report], [findings.model_copy(update={"statements": statements})]).deals
    assert [s.denied_by for s in deal.steps if s.denied] == [("An institute", "SRB")]


def test_a_denial_without_a_speaker_names_nobody():
    report, findings = told("a", transfer(denied=True))
    (deal,) = weigh([report], [findings]).deals
    assert [s.denied_by for s in deal.steps] == [()]
