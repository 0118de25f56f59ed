"""Where a target leads at the pace of the last weeks; every value computed by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from eid_campaign.campaign.outlook import Point, outlook, week_ends
from eid_campaign.campaign.plan import Rules, target_of
from eid_campaign.campaign.progress import Against, Counts, Progress, progress
from eid_campaign.campaign.series import WHOLE, outlooks, series
from eid_campaign.campaign.units import UnitCounts

NOV_5, NOV_12, NOV_19 = date(2024, 11, 5), date(2024, 11, 12), date(2024, 11, 19)
NOV_30, DEC_31 = date(2024, 11, 30), date(2024, 12, 31)


def points(*achieved: int | None) -> list[Point]:
    """Return the points of the weeks that end on 19/11, the earliest first."""
    days = [NOV_5, NOV_12, NOV_19][-len(achieved) :]
    return [Point(day, figure) for day, figure in zip(days, achieved, strict=True)]


@pytest.mark.parametrize(
    ("told", "target", "achieved", "deadline", "weeks", "paces", "ends", "met", "short"),
    [
        # 70 and 140 a week are 10 and 20 a day; 827 remain: 42 days at 20, 83 days at 10.
        pytest.param(
            (0, 70, 210), 1037, 210, DEC_31, 2, (10, 15, 20), (630, 840, 1050),
            (DEC_31, date(2025, 2, 10)), 197, id="range",
        ),
        # 10 a week for 11 days are 15,7: floored. 20 remain: exactly 14 days.
        pytest.param(
            (None, 0, 10), 30, 10, NOV_30, 1, (Fraction(10, 7),) * 3, (25, 25, 25),
            (date(2024, 12, 3), date(2024, 12, 3)), 5, id="floor",
        ),
        # 21 remain at 10 a week: 14,7 days, the target is met on the 15th.
        pytest.param(
            (None, 0, 10), 31, 10, NOV_30, 1, (Fraction(10, 7),) * 3, (25, 25, 25),
            (date(2024, 12, 4), date(2024, 12, 4)), 6, id="ceil",
        ),
        # Nobody reported in the middle week: 140 in two weeks, and no week of nothing.
        pytest.param(
            (0, None, 140), 350, 140, DEC_31, 2, (10, 10, 10), (560, 560, 560),
            (date(2024, 12, 10), date(2024, 12, 10)), 0, id="bridged",
        ),
        # A figure corrected downwards is no pace backwards: 0 and 2 a day, in the mean 1.
        pytest.param(
            (100, 90, 104), 200, 104, DEC_31, 2, (0, 1, 2), (104, 146, 188),
            (date(2025, 1, 6), None), 54, id="corrected",
        ),
        pytest.param(
            (50, 50, 50), 100, 50, DEC_31, 2, (0, 0, 0), (50, 50, 50), (None, None), 50, id="never"
        ),
        pytest.param(
            (0, 500, 1040), 1037, 1040, DEC_31, 2,
            (Fraction(500, 7), Fraction(1040, 14), Fraction(540, 7)), (4040, 4160, 4280),
            (NOV_19, NOV_19), 0, id="met",
        ),
        pytest.param(
            (0, 70, 140), 300, 140, NOV_19, 2, (10, 10, 10), (None, None, None),
            (date(2024, 12, 5), date(2024, 12, 5)), 160, id="on the deadline",
        ),
        pytest.param(
            (0, 70, 140), 300, 140, None, 2, (10, 10, 10), (None, None, None),
            (date(2024, 12, 5), date(2024, 12, 5)), 160, id="no deadline",
        ),
    ],
)  # fmt: skip
def test_a_pace_carried_on_to_the_deadline(
    told: tuple[int | None, ...],
    target: int,
    achieved: int,
    deadline: date | None,
    weeks: int,
    paces: tuple[Fraction, Fraction, Fraction],
    ends: tuple[int | None, ...],
    met: tuple[date | None, date | None],
    short: int,
) -> None:
    """The slowest and the fastest week give the range, their mean the middle."""
    found = outlook(points(*told), Against(target, achieved, deadline, NOV_19))
    assert found is not None
    assert (found.weeks, found.per_day_low, found.per_day, found.per_day_high) == (weeks, *paces)
    assert (found.low, found.middle, found.high) == ends
    assert (found.first, found.last, found.short) == (*met, short)
    assert found.is_met == (achieved >= target)


@pytest.mark.parametrize(
    ("told", "target"),
    [((0, 70, 140), 0), ((None, None, 140), 300), ((None, None, None), 300)],
    ids=["target 0", "one list", "no list"],
)
def test_what_cannot_be_told_has_no_outlook(told: tuple[int | None, ...], target: int) -> None:
    """A target of 0 leads nowhere; one list is no pace."""
    assert outlook(points(*told), Against(target, 140, DEC_31, NOV_19)) is None


def test_a_campaign_younger_than_a_week_has_one_pace() -> None:
    """12 in the first four days are 3 a day, and no whole week has passed."""
    day = date(2024, 11, 9)
    found = outlook([Point(NOV_5, 0), Point(day, 12)], Against(100, 12, DEC_31, day))
    assert found is not None
    assert (found.weeks, found.per_day, found.low, found.high) == (0, 3, 168, 168)


def test_no_outlook_goes_beyond_the_people_there_are() -> None:
    """By hand 630, 840 and 1.050; only 900 can have an account, so a target of 1.037 is never
    met, and one of 850 only at a pace that reaches it.
    """
    for target, first in ((1037, None), (850, date(2024, 12, 21))):  # 640 at 20 a day: 32 days
        found = outlook(points(0, 70, 210), Against(target, 210, DEC_31, NOV_19), most=900)
        assert found is not None
        assert (found.low, found.middle, found.high) == (630, 840, 900)
        assert (found.first, found.short) == (first, target - 840)


@pytest.mark.parametrize(
    ("as_of", "baseline", "days"),
    [
        ("19", NOV_5, ["05", "12", "19"]),
        ("22", NOV_5, ["08", "15", "22"]),
        ("09", NOV_5, ["05", "09"]),
        ("05", NOV_5, ["05"]),
    ],
)
def test_the_days_a_pace_is_taken_from(as_of: str, baseline: date, days: list[str]) -> None:
    """The ends of the last weeks, none before the baseline; a young campaign's own start."""
    found = week_ends(date(2024, 11, int(as_of)), baseline)
    assert found == tuple(date(2024, 11, int(day)) for day in days)


def test_a_pace_is_taken_from_four_weeks_at_most() -> None:
    """Older weeks were another campaign."""
    assert week_ends(DEC_31, NOV_5) == tuple(
        date.fromordinal(DEC_31.toordinal() - back) for back in (28, 21, 14, 7, 0)
    )


def line(village: str, day: date, issued: int, exempt: int = 0) -> Progress:
    """Return a village of 100 people of whom 50 are to have an account."""
    target = target_of(UnitCounts("Xã A", 100, 0, 0, 0, 0), Rules())
    counts = Counts(base_level2=100, issued=issued, exempt=exempt, off_list=0)
    rules = Rules(deadline_level2=DEC_31)
    return progress(target, counts, rules, day, village=village)


def test_a_village_without_a_list_has_not_stood_still() -> None:
    """Thôn 2 handed in nothing in the second week: its figure of then is not known; the commune's
    is, by the other's list.
    """
    reports = {("Xã A", "Thôn 1"): [NOV_5, NOV_12, NOV_19], ("Xã A", "Thôn 2"): [NOV_5, NOV_19]}
    taken = [
        (line("Thôn 1", day, one), line("Thôn 2", day, two))
        for day, one, two in ((NOV_5, 0, 0), (NOV_12, 7, 0), (NOV_19, 14, 14))
    ]
    found = series(taken, reports, NOV_5)
    told = {place: [point.achieved for point in each.level2] for place, each in found.items()}
    assert told == {
        ("Xã A", "Thôn 1"): [0, 7, 14],
        ("Xã A", "Thôn 2"): [0, None, 14],
        WHOLE: [0, 7, 28],
    }
    ahead = outlooks(taken[-1], found)
    second = ahead["Xã A", "Thôn 2"].of_level2
    assert second is not None
    assert (second.per_day_low, second.per_day_high, second.weeks) == (1, 1, 2)


def test_who_cannot_have_an_account_is_in_no_outlook() -> None:
    """Of 100 people 70 are exempt: 14 in a week are 84 more by 31/12, but only 30 can have one."""
    reports = {("Xã A", "Thôn 1"): [NOV_12, NOV_19]}
    taken = [(line("Thôn 1", NOV_12, 0, 70),), (line("Thôn 1", NOV_19, 14, 70),)]
    found = outlooks(taken[-1], series(taken, reports, NOV_5))[WHOLE].of_level2
    assert found is not None
    assert (found.high, found.most, found.first, found.short) == (30, 30, None, 20)
