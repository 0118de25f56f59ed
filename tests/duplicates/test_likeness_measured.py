"""The score measured on pairs with the answer an officer would give, invented beforehand."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from rapidfuzz.distance import OSA

from eid_campaign.campaign.likeness import likeness
from tests.duplicates.labelled import EACH, KINDS, SAME, TWO, UNSURE, Pair, pairs

POOR = {"phone": "", "household": ""}
"""What many villages' lists do not have."""


class Measured(NamedTuple):
    """Shares of the labelled pairs; ``sure`` is the band "very likely one person"."""

    precision_sure: float
    precision_shown: float
    """Of the pairs to look at or sure, those that are not two people."""
    recall_sure: float
    recall_shown: float
    two_put_forward: int
    """Pairs of two people that are to be looked at or sure."""


def measured(labelled: list[Pair], *, poor: bool) -> Measured:
    """Score every pair and count."""
    bands = []
    for pair in labelled:
        one, other = (p._replace(**POOR) if poor else p for p in (pair.one, pair.other))
        bands.append((pair.answer, likeness(one, other, pair.seen, OSA.distance).band))
    same = [band for answer, band in bands if answer == SAME]
    sure = [answer for answer, band in bands if band == "one"]
    shown = [answer for answer, band in bands if band in ("one", "look")]
    return Measured(
        sure.count(SAME) / len(sure),
        1 - shown.count(TWO) / len(shown),
        same.count("one") / len(same),
        sum(band in ("one", "look") for band in same) / len(same),
        shown.count(TWO),
    )


def test_enough_pairs_of_each_answer() -> None:
    """More than 300 pairs, of every answer, the same every time."""
    labelled = pairs()
    counts = {answer: sum(p.answer == answer for p in labelled) for answer in (SAME, TWO, UNSURE)}
    assert len(labelled) == len(KINDS) * EACH > 300
    assert min(counts.values()) >= 5 * EACH
    assert labelled == pairs()


@pytest.mark.parametrize(
    ("poor", "precision_sure", "recall_sure"),
    [(False, 0.98, 0.97), (True, 0.98, 0.78)],
    ids=["lists with household and phone", "lists without"],
)
def test_precision_and_recall(poor: bool, precision_sure: float, recall_sure: float) -> None:
    """Hardly two people are called one, and hardly one person listed twice is overlooked."""
    found = measured(pairs(), poor=poor)
    print(found)  # noqa: T201 - the figures the README of a release quotes; shown with -s
    assert found.precision_sure >= precision_sure
    assert found.precision_shown >= 0.98
    assert found.recall_sure >= recall_sure
    assert found.recall_shown >= 0.98
    assert found.two_put_forward <= 3


@pytest.mark.parametrize("poor", [False, True])
def test_what_lists_cannot_settle_is_to_be_looked_at(poor: bool) -> None:
    """Where an officer would be unsure, the pair is put forward but never called one."""
    for pair in pairs():
        if pair.answer == UNSURE:
            one, other = (p._replace(**POOR) if poor else p for p in (pair.one, pair.other))
            assert likeness(one, other, pair.seen, OSA.distance).band == "look", pair.kind


@pytest.mark.parametrize("poor", [False, True])
def test_twins_are_never_proposed(poor: bool) -> None:
    """Born on one day in one house under two given names: no score at all, whatever the lists."""
    kinds = [
        "twins",
        "twins_one_mark_apart",
        "twins_one_letter_apart",
        "twins_numbers_one_apart",
        "twins_one_without_number",
        "sisters_by_the_middle_name",
    ]
    asked = [pair for pair in pairs() if pair.kind in kinds]
    assert len(asked) == len(kinds) * EACH
    for pair in asked:
        one, other = (p._replace(**POOR) if poor else p for p in (pair.one, pair.other))
        assert likeness(one, other, pair.seen, OSA.distance).band == "", pair.kind
