"""Outlets: each found by one name and one address, each default grade with its reason."""

from __future__ import annotations

from collections import Counter

from dragoman import knowledge

K = knowledge.load()


def test_there_are_enough_of_every_kind() -> None:
    kinds = Counter(o.kind for o in K.outlets.values())
    assert len(K.outlets) >= 200
    assert set(kinds) == {
        "agency", "newspaper", "broadcaster", "government", "state media", "specialist", "blog", "other",
    }  # fmt: skip


def test_no_name_and_no_address_stands_for_two_outlets() -> None:
    names = Counter(n for o in K.outlets.values() for n in {x.casefold() for x in (o.name, *o.names)})
    addresses = Counter(d for o in K.outlets.values() for d in o.domains)
    assert [n for n, count in {**names, **addresses}.items() if count > 1] == []


def test_every_reason_is_one_sentence() -> None:
    for o in K.outlets.values():
        assert o.reason.endswith(".") and len(o.reason) > 20, o.name


def test_defaults_follow_the_kind() -> None:
    grade = {name: o.reliability for name, o in K.outlets.items()}
    assert grade["Reuters"] == grade["Associated Press"] == grade["Agence France-Presse"] == "B"
    assert grade["TASS"] == grade["Xinhua"] == "D" and grade["Anadolu Agency"] == "C"
    assert grade["SIPRI"] == "A"
    assert "F" not in grade.values()  # F is for outlets that are not listed


def test_addresses_are_bare_host_names() -> None:
    for o in K.outlets.values():
        assert all("/" not in d and d == d.lower() and "." in d for d in o.domains), o.name
