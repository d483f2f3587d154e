"""What copies share must be found among many reports as it is among few."""

from __future__ import annotations

import random

import numpy as np
from tests.weigh.makers import told

from dragoman.model import Report
from dragoman.weigh import Memory, candidates, sources

SYLLABLES = ["ka", "ro", "mi", "ten", "vu", "sal", "dor", "pe", "lin", "gra", "tu", "fen", "or", "bix", "zan", "hel"]


def other_news(count: int, seed: int = 3) -> list[Report]:
    """Reports that have nothing in common with each other or with anything else."""
    rng = random.Random(seed)
    out = []
    for n in range(count):
        sentences = [" ".join("".join(rng.choices(SYLLABLES, k=3)) for _ in range(9)) + "." for _ in range(5)]
        out.append(told(f"n{n:03d}", text=" ".join(sentences), published="2024-03-01", outlet=f"Paper {n}")[0])
    return out


def one_family(a: Report, b: Report, around: list[Report]) -> bool:
    of = sources.trace([a, b, *around]).of
    return of[a.id] == of[b.id]


HEAD = "The harbour town waits for its new patrol boats. "
RUN = "the yard will hand over the second of the four boats before the winter storms begin"


def test_a_run_of_words_is_found_among_few_and_among_many():
    a = told("a", text=f"{HEAD}A manager said on a walk that {RUN}, if the engines come.", outlet="North Mail")[0]
    b = told("b", text=f"Good news on the coast: {RUN}. Nobody there expected it any more.", outlet="South Post")[0]
    assert one_family(a, b, [])
    assert one_family(a, b, other_news(candidates.FEW + 20))


def test_two_versions_by_one_outlet_on_one_day_are_found_among_many():
    first = "Norland sends 12 Falcon boats to Sudia. Minister Orban Teller told Vesta Radio so in Kirkholm."
    second = (
        "Minister Orban Teller in Kirkholm: 12 Falcon boats go to Sudia, a gift of Norland, "
        "he told Vesta Radio, with crews that Norland sends."
    )
    a, b = told("a", text=first, outlet="North Mail")[0], told("b", text=second, outlet="North Mail")[0]
    assert one_family(a, b, []) == one_family(a, b, other_news(candidates.FEW + 20))


def test_texts_that_share_nothing_are_no_candidates():
    texts = {r.id: sources._prepare(r) for r in other_news(120)}
    assert list(candidates.pairs(texts, Memory(keep=False))) == []


def test_most_of_the_words_in_another_order_of_sentences_are_found():
    rng = random.Random(5)
    sentences = [" ".join("".join(rng.choices(SYLLABLES, k=2)) for _ in range(12)) for _ in range(8)]
    mixed = [*sentences[4:], *sentences[:4]]
    texts = {r.id: sources._prepare(r) for r in other_news(60)}
    for rid, told_so in (("a", sentences), ("b", mixed)):
        texts[rid] = sources._prepare(told(rid, text=". ".join(s.capitalize() for s in told_so))[0])
    assert list(candidates.pairs(texts, Memory(keep=False))) == [("a", "b")]


def test_sketches_are_the_same_on_every_run_and_machine():
    bands, runs = candidates.sketch(
        [["the", "yard", "will", "hand", "over", "the", "second", "of", "the", "four", "boats", "before", "winter"]]
    )
    assert bands is not None and bands.shape == (candidates.BANDS,)
    assert (int(bands[0]), int(runs[0])) == (10452611923552161537, 4189805750835107086)
    assert len(runs) == len(np.unique(runs))


def test_a_text_of_few_words_has_no_sketch():
    assert candidates.sketch([["two", "words"]])[0] is None
    assert candidates.sketch([])[0] is None


def test_an_agency_that_everybody_credits_late_in_a_long_list_is_still_compared():
    """Two reports that credit one agency for the same news, after hundreds of others that credit it for other news."""
    old = [
        told(f"o{n:03d}", text=f"Reuters reported that {r.text}", published=f"2019-{1 + n % 12:02d}-{1 + n % 28:02d}")[
            0
        ]
        for n, r in enumerate(other_news(420, seed=9))
    ]
    names = "Norland gives Sudia 12 Falcon boats, minister Orban Teller said in Kirkholm"
    a = told("a", text=f"Reuters reported that {names}.", outlet="North Mail")[0]
    b = told("b", text="Boats for Sudia! As Reuters reported, Orban Teller spoke in Kirkholm of Norland's 12 gifts, Falcon boats.", outlet="South Post")[0]  # fmt: skip
    assert one_family(a, b, old)
