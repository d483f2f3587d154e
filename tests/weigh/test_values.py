from dragoman.model import Category, Interval, Money
from dragoman.weigh.values import Relation, days_apart, of_actors, of_days, of_intervals, of_money
from dragoman.weigh.weapons import of_weapons, profile


def n(low, high):
    return Interval(low=low, high=high)


def test_a_vague_number_contains_an_exact_one():
    assert of_intervals(n(2000, None), n(5000, 5000)) is Relation.WITHIN
    assert of_intervals(n(None, 50), n(48, 48)) is Relation.WITHIN
    assert of_intervals(n(36, 36), n(36, 36)) is Relation.SAME
    assert of_intervals(n(301, None), n(246, 246)) is Relation.CLASH
    assert of_intervals(None, n(3, 3)) is Relation.UNKNOWN


def test_rounded_amounts_are_one_amount_and_other_currencies_rarely_clash():
    usd, eur = lambda x: Money(low=x, high=x, currency="USD"), lambda x: Money(low=x, high=x, currency="EUR")
    assert of_money(usd(193_600_000), usd(194_000_000)) is Relation.WITHIN
    assert of_money(usd(1_370_000_000), usd(1_900_000_000)) is Relation.CLASH
    assert of_money(eur(1_000_000_000), usd(1_100_000_000)) is Relation.WITHIN
    assert of_money(eur(1_000_000_000), usd(5_000_000_000)) is Relation.CLASH


def test_days_at_different_precision_agree_and_disjoint_spans_clash():
    assert of_days(("2023-01-01", "2023-12-31"), ("2023-07-01", "2023-07-31")) is Relation.WITHIN
    assert of_days((None, "2030-12-31"), ("2034-01-01", None)) is Relation.CLASH
    assert days_apart(("2024-06-17", "2024-06-17"), ("2024-06-14", "2024-06-14")) == 3


def test_actors_are_compared_by_their_states():
    assert of_actors(("FRA", "Dassault"), ("FRA",)) is Relation.SAME
    assert of_actors(("NLD", "DNK"), ("DNK",)) is Relation.WITHIN
    assert of_actors(("DEU",), ("CHE",)) is Relation.CLASH
    assert of_actors((), ("CHE",)) is Relation.UNKNOWN


def weapons(a, b, category=Category.ARMOUR, other=None):
    return of_weapons(profile(a, category), profile(b, other or category))


def test_weapon_names_at_different_precision():
    assert weapons("drones", "Bayraktar TB2", Category.UAV) is Relation.WITHIN
    assert weapons("Leopard", "Leopard 2A8") is Relation.WITHIN
    assert weapons("F-35", "F-35A", Category.AIRCRAFT) is not Relation.CLASH
    assert weapons("Su-30", "Su-35", Category.AIRCRAFT) is Relation.CLASH
    assert weapons("Zubr 17", "Zubr 171", Category.HELICOPTER) is Relation.CLASH
    assert weapons("Turkish drones", "armed drones", Category.UAV) is Relation.WITHIN
    assert weapons("howitzers", "tanks", Category.ARTILLERY, Category.ARMOUR) is Relation.CLASH
    assert weapons("tank shells", "155mm artillery shells", Category.MUNITION) is Relation.CLASH
    assert weapons("120mm rounds", "155mm shells", Category.MUNITION) is Relation.CLASH
    assert weapons("tank rounds", "tank ammunition", Category.MUNITION) is Relation.WITHIN
    assert weapons("military trucks", "M-55S") is Relation.CLASH
    assert weapons("tanks", "M-55S") is Relation.WITHIN
    assert weapons("Abrams", "M1A2") is Relation.WITHIN
