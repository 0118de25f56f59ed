"""Targets: rounding, own rates, the village split, the gap of the printed total."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eid_campaign.campaign.plan import (
    Appendix,
    Rules,
    parse_rate,
    published_differs,
    rounded_up,
    split_by_largest_remainder,
    target_of,
    target_without_appendix,
    total_gap,
    village_targets,
)
from eid_campaign.campaign.units import UnitCounts

TRUTH = Path(__file__).parent / "appendix_truth.csv"


def appendix() -> Appendix:
    """Return the appendix as printed in the plan."""
    with TRUTH.open(encoding="utf-8") as file:
        rows = [
            UnitCounts(
                row["unit"],
                int(row["not_collected"]),
                int(row["l1_activated"]),
                int(row["l1_not_activated"]),
                int(row["l2_activated"]),
                int(row["l2_not_activated"]),
                int(row["target_level2"]),
                int(row["target_activation"]),
            )
            for row in csv.DictReader(file)
        ]
    return Appendix(tuple(rows[:-1]), rows[-1], "113/KH-UBND", "Cẩm Thủy")


@pytest.mark.parametrize(
    ("rate", "base", "target"),
    [
        ("50%", 2073, 1037),  # Cẩm Tân: 1.036,5 rounded up
        ("50%", 1976, 988),  # Cẩm Thành: exactly half
        ("60%", 7125, 4275),  # TT Phong Sơn
        ("55%", 100, 55),  # a float would make it 56
        ("0,55", 100, 55),
        ("0.5", 1, 1),
        ("50%", 0, 0),
        ("100%", 390, 390),
    ],
)
def test_target_is_the_rate_of_the_base_rounded_up(rate: str, base: int, target: int) -> None:
    """A target is ``ceil(rate × base)`` in whole numbers."""
    assert rounded_up(parse_rate(rate), base) == target


def test_every_row_of_the_appendix_is_computed_as_published() -> None:
    """All 17 published targets are the rule's own; Phong Sơn's by its own rate of 60 %."""
    targets = [target_of(unit, Rules()) for unit in appendix().units]
    assert [t.level2_computed for t in targets] == [u.target_level2 for u in appendix().units]
    assert published_differs(targets) == ()
    assert [t.unit for t in targets if t.own_rate] == ["TT Phong Sơn"]
    assert targets[0].rate_level2 == Fraction(3, 5)
    assert sum(t.activation for t in targets) == 7018


def test_a_published_target_no_percentage_gives_stays_and_is_said() -> None:
    """The published target counts; where no whole percentage explains it the two differ."""
    odd = target_of(UnitCounts("Xã A", 1000, 0, 0, 0, 0, 501, 0), Rules())
    assert (odd.level2, odd.level2_computed, odd.own_rate) == (501, 500, False)
    assert published_differs([odd]) == (odd,)


def test_the_printed_total_is_taken_before_rounding() -> None:
    """20.549 is printed, the rows add up to 20.551: four units were rounded up."""
    gap = total_gap(appendix(), Rules())
    assert gap is not None
    assert (gap.printed, gap.summed, gap.unrounded, gap.is_rounding) == (20549, 20551, 20549, True)
    assert gap.rounded_units == ("Cẩm Thạch", "Cẩm Bình", "Cẩm Tân", "Cẩm Vân")


def test_without_an_appendix_the_target_is_computed_from_the_rosters() -> None:
    """Without a published target the computed one counts, and activation is 100 %."""
    target = target_without_appendix("Cẩm Tân", 2073, 390, Rules())
    assert (target.level2, target.level2_published, target.activation) == (1037, None, 390)


def test_the_villages_of_a_commune_share_its_target_exactly() -> None:
    """Three villages of 5, 5 and 3 people share 7: 3 + 3 + 1, not 3 + 3 + 2."""
    commune = target_of(UnitCounts("Xã A", 13, 0, 4, 0, 2), Rules())
    shares = village_targets(
        commune, {"Thôn 1": 5, "Thôn 2": 5, "Thôn 3": 3}, {"Thôn 1": 1, "Thôn 2": 5, "Thôn 3": 0}
    )
    assert [target.level2 for target in shares.values()] == [3, 3, 1]
    assert [target.activation for target in shares.values()] == [1, 5, 0]


@given(
    st.dictionaries(st.text(max_size=3), st.integers(0, 3000), min_size=1, max_size=20),
    st.integers(0, 100),
)
def test_shares_sum_to_the_target_and_never_exceed_the_base(
    bases: dict[str, int], percent: int
) -> None:
    """At rates up to 1 no village is asked for more people than it has."""
    total = rounded_up(Fraction(percent, 100), sum(bases.values()))
    shares = split_by_largest_remainder(total, bases)
    assert sum(shares.values()) == total
    assert all(shares[name] <= bases[name] for name in bases)
    assert total <= sum(bases.values())


@pytest.mark.parametrize("text", ["", "half", "50%%", "1/0"])
def test_a_rate_that_is_none_is_refused(text: str) -> None:
    """What is no rate raises, so that the campaign file can be mended."""
    with pytest.raises((ValueError, ZeroDivisionError)):
        parse_rate(text)
