"""Figures as officers type them."""

from __future__ import annotations

import pytest

from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.campaign.reconciling import FIGURES
from eid_campaign.intake.cells_text import table_rows
from eid_campaign.intake.typed_figures import read_figures


@pytest.mark.parametrize(
    ("typed", "figure", "number"),
    [
        ("thu-nhan=462", "collected", 462),
        ("Thu-Nhận=462", "collected", 462),
        ("thu nhận = 1.037", "collected", 1037),
        ("cap=402", "issued", 402),
        ("kích-hoạt=345", "activated", 345),
        ("chua_thu_nhan=1.618", "not_collected", 1618),
        ("mức-1-chưa-kích-hoạt=24", "l1_approved", 24),
        ("l2_activated=12.997", "l2_activated", 12997),
        ("achieved-activation=0", "achieved_activation", 0),
    ],
)
def test_a_figure_is_read(typed: str, figure: str, number: int) -> None:
    """With and without marks, hyphens, capitals; dots part thousands."""
    assert read_figures([typed]) == {figure: number}


@pytest.mark.parametrize("typed", ["thu-nhan=", "thu-nhan=ba", "thu-nhan=-3", "lạ=3", "=3"])
def test_what_cannot_be_meant_is_refused(typed: str) -> None:
    """No number and no name is guessed."""
    with pytest.raises(UsageProblem):
        read_figures([typed])


def test_near_names_are_told() -> None:
    """A slip of the pen is answered by the name meant."""
    with pytest.raises(UsageProblem) as refused:
        read_figures(["thu-nhna=4"])
    assert "thu-nhận" in str(refused.value.values["near"])


def test_twice_with_two_numbers_is_refused() -> None:
    """By whichever names; the same number twice is one figure."""
    with pytest.raises(UsageProblem):
        read_figures(["cap=1", "issued=2"])
    assert read_figures(["cap=1", "issued=1"]) == {"issued": 1}


def test_every_figure_has_a_name() -> None:
    """And the table names no other."""
    assert {row[0] for row in table_rows("figure_names.tsv")} == set(FIGURES)
