from tests.weigh.makers import judgement, told, transfer

from dragoman.model import Status
from dragoman.weigh import weigh
from dragoman.weigh.diff import compare, in_full
from dragoman.weigh.judgements import address


def picture(*pairs, log=()):
    return weigh([r for r, _ in pairs], [f for _, f in pairs], log)


A = told("a", transfer(quantity=6, status=Status.OFFERED), published="2023-01-01")
B = told("b", transfer(quantity=6, status=Status.ORDERED), published="2023-02-01")
C = told("c", transfer("Anka", status=Status.ORDERED), published="2023-02-01")


def test_the_same_picture_has_no_changes():
    assert compare(picture(A, B, C), picture(C, B, A)) == ()


def test_progress_a_new_deal_and_further_sources_are_told():
    changes = compare(picture(A), picture(A, B, C))
    assert ("new deal", "Anka: Turkey to Albania") in {(c.kind, c.title) for c in changes}
    assert ("status", "offered", "ordered") in {(c.field, c.before, c.after) for c in changes}
    assert ("independent sources", "1", "2") in {(c.field, c.before, c.after) for c in changes}


def test_an_earlier_source_does_not_make_it_another_deal():
    assert {c.kind for c in compare(picture(B), picture(A, B))} == {"changed"}


def test_rejections_and_merges_are_told_as_such():
    reject = judgement("reject", {"findings": [address("c", C[1].transfers[0])]})
    [gone] = compare(picture(A, C), picture(A, C, log=[reject]))
    assert gone.kind == "gone deal" and "rejected" in gone.after
    merge = judgement("merge", {"findings": [address("a", A[1].transfers[0]), address("c", C[1].transfers[0])]})
    assert "merged" in {c.kind for c in compare(picture(A, C), picture(A, C, log=[merge]))}
    assert "split" in {c.kind for c in compare(picture(A, C, log=[merge]), picture(A, C))}


def test_sides_are_told_by_name():
    assert in_full(("TUR", "Baykar")) == "Turkey, Baykar"
    assert in_full(()) == "?"
