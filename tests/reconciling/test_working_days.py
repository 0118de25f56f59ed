"""How many working days have passed: weekends and the days off of the Labour Code are none."""

from __future__ import annotations

from datetime import date

import pytest

from eid_campaign.campaign.working_days import working_days


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (date(2024, 11, 19), date(2024, 11, 19), 0),  # the same Tuesday
        (date(2024, 11, 18), date(2024, 11, 19), 1),
        (date(2024, 11, 15), date(2024, 11, 18), 1),  # Friday to Monday
        (date(2024, 11, 8), date(2024, 11, 19), 7),
        (date(2024, 12, 31), date(2025, 1, 2), 1),  # New Year's Day is off
        (date(2025, 1, 24), date(2025, 2, 3), 1),  # Tết of 2025
        (date(2025, 4, 29), date(2025, 5, 2), 1),  # 30/4 and 1/5
        (date(2024, 11, 20), date(2024, 11, 19), 0),  # not yet
    ],
)
def test_working_days(since: date, until: date, expected: int) -> None:
    """Counted on the calendar by hand."""
    assert working_days(since, until) == expected
