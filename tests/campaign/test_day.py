"""A day against the day before: what silence is, and since when a gain came."""

from __future__ import annotations

from datetime import date

from eid_campaign.campaign.day import DayLine, Gains, compare_day, days_of, gained_since
from tests.reports.drawn import DAY, YESTERDAY, line

LAST_WEEK = date(2024, 11, 12)
NOW = [
    line("A", (100, 30, 20, 10, 40, 30)),
    line("B", (100, 10, 8, 8, 20, 0)),
    line("C", None),
]
BEFORE = [
    line("A", (100, 25, 18, 9, 40, 26), YESTERDAY),
    line("B", (100, 9, 8, 8, 20, 0), YESTERDAY),
    line("C", None, YESTERDAY),
]


def day(**reports: tuple[date, ...]) -> dict[str, DayLine]:
    """Return the lines by unit; each with the days of its reports."""
    found = compare_day(NOW, BEFORE, {(unit, ""): days for unit, days in reports.items()})
    return {each.now.target.unit: each for each in found}


def test_the_day_is_the_difference_to_the_day_before() -> None:
    """Collected 30 − 25, issued 20 − 18, activated 10 − 9, of the list 30 − 26."""
    found = day(A=(YESTERDAY, DAY))["A"]
    assert found.gains == Gains(5, 2, 1, 4)
    assert (found.reported, found.since) == (True, YESTERDAY)
    assert gained_since([found]) is None


def test_silence_is_not_zero() -> None:
    """Without a report of the day itself nothing is known of the day; the last one is named."""
    found = day(A=(YESTERDAY, DAY), B=(LAST_WEEK, YESTERDAY))
    assert (found["B"].gains, found["B"].last_report) == (None, YESTERDAY)
    assert not found["B"].reported
    never = found["C"]
    assert (never.gains, never.last_report, never.reported, never.rank) == (None, None, False, None)
    assert day(C=(LAST_WEEK,))["C"].last_report is None  # the appendix that fixes its target


def test_a_gain_since_an_older_report_is_said_so() -> None:
    """The report before is of last week: what "the day" brought came since then."""
    found = day(A=(LAST_WEEK, DAY), B=(LAST_WEEK, DAY))
    assert gained_since(list(found.values())) == LAST_WEEK
    mixed = day(A=(LAST_WEEK, DAY), B=(YESTERDAY, DAY))
    assert gained_since(list(mixed.values())) is None
    assert gained_since([mixed["A"]]) == LAST_WEEK
    assert gained_since(list(day(A=(DAY,)).values())) is None
    first = compare_day(NOW, BEFORE, {("A", ""): (DAY,)}, baseline=LAST_WEEK)
    assert gained_since(first) == LAST_WEEK


def test_places_move_against_the_day_before() -> None:
    """20 of 50 before 8 of 50 today as yesterday; one line alone has no place."""
    found = day(A=(DAY,))
    assert [(found[unit].rank, found[unit].rank_before) for unit in "ABC"] == [
        (1, 1),
        (2, 2),
        (None, None),
    ]
    (alone,) = compare_day(NOW[:1], BEFORE[:1], {})
    assert alone.rank is None


def test_a_commune_has_reported_when_a_village_has() -> None:
    """A village's days are its own, a commune's are all of its villages'."""
    reports = {("A", "Thôn 1"): (DAY,), ("A", "Thôn 2"): (LAST_WEEK,), ("B", ""): (YESTERDAY,)}
    assert days_of(reports, ("A", "")) == {DAY, LAST_WEEK}
    assert days_of(reports, ("A", "Thôn 2")) == {LAST_WEEK}
    assert days_of(reports, ("B", "")) == {YESTERDAY}
    assert days_of(reports, ("C", "")) == set()
