"""The weeks of a campaign: where they end, what each brought, who was silent in which."""

from __future__ import annotations

from datetime import date

import pytest

from eid_campaign.campaign.course import MOST_WEEKS, missed, week_ends_since, weeks
from eid_campaign.campaign.day import Gains
from tests.reports.drawn import line

BASELINE = date(2024, 11, 5)


def november(*days: int) -> tuple[date, ...]:
    """Return days of November 2024."""
    return tuple(date(2024, 11, day) for day in days)


@pytest.mark.parametrize(
    ("last", "week_end", "ends"),
    [
        (19, 19, (5, 12, 19)),
        (21, 21, (5, 7, 14, 21)),  # the first is shorter
        (21, 19, (5, 12, 19, 21)),  # a fixed weekday: the last is shorter
        (6, 6, (5, 6)),
        (5, 5, (5,)),
        (4, 4, (5,)),
    ],
)
def test_weeks_end_as_the_weekly_reports_do(last: int, week_end: int, ends: tuple[int]) -> None:
    """Seven days apart from the day asked about, or the fixed weekday, back to the baseline."""
    found = week_ends_since(BASELINE, *november(last, week_end))
    assert found == november(*ends)


def test_a_campaign_of_years_has_no_endless_table() -> None:
    """So many weeks stand apart; the first line holds all that was before."""
    last = date(2026, 11, 24)
    found = week_ends_since(BASELINE, last, last)
    assert (len(found), found[0], found[-1]) == (MOST_WEEKS + 1, BASELINE, last)


def test_a_week_without_any_report_is_not_zero() -> None:
    """Two units: 5 + 1 issued in the first week by hand, nobody reported in the second."""
    ends = november(5, 12, 19)
    course = [
        [line("A", (100, 0, 0, 0, 4, 0)), line("B", (50, 0, 0, 0, 4, 0)), line("C", None)],
        [line("A", (100, 7, 5, 3, 4, 2)), line("B", (50, 2, 1, 0, 4, 0)), line("C", None)],
        [line("A", (100, 7, 5, 3, 4, 2)), line("B", (50, 2, 1, 0, 4, 0)), line("C", None)],
    ]
    days = {("A", "Thôn 1"): november(5, 8), ("B", ""): november(12)}
    first, second = weeks(course, ends, days)
    assert (first.first, first.last, first.reported) == (*november(6, 12), 2)
    assert first.gains == Gains(9, 6, 3, 2)
    assert (second.gains, second.reported) == (None, 0)
    assert missed(ends, days, ("A", "")) == november(19)
    assert missed(ends, days, ("C", "")) == november(12, 19)
