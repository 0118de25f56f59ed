"""A week's line: effort, places moved, change, next week's number, who is singled out."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from eid_campaign.campaign.office import RankingRules
from eid_campaign.campaign.plan import Rules, target_of
from eid_campaign.campaign.progress import Against, Counts, Progress, progress
from eid_campaign.campaign.ranking import Effort, named, ranked_by_effort
from eid_campaign.campaign.units import UnitCounts
from eid_campaign.campaign.week import WeekLine, compare_week, place_of

NOV_5, NOV_12, NOV_19 = date(2024, 11, 5), date(2024, 11, 12), date(2024, 11, 19)


def village(name: str, issued: int, day: date = NOV_19, **counts: int | None) -> Progress:
    """Return a village of 100 people, 50 to have an account, with so many issued."""
    target = target_of(UnitCounts("Xã A", 100, 0, 0, 0, 0), Rules())
    told = {"eligible": 70, "to_verify": 10, "exempt": 20, **counts}
    found = Counts(base_level2=100, issued=issued, **told)  # type: ignore[arg-type]
    return progress(target, found, Rules(), day, village=name)


def week(*villages: tuple[str, int, int, int], **counts: int | None) -> dict[str, WeekLine]:
    """Return the week's lines of (name, issued two weeks ago, a week ago, now), all reported."""
    places = [("Xã A", name) for name, *_issued in villages]
    found = compare_week(
        [village(name, now, **counts) for name, _long, _ago, now in villages],
        [village(name, ago, **counts) for name, _long, ago, _now in villages],
        [village(name, long, **counts) for name, long, _ago, _now in villages],
        reported=places,
        reported_before=places,
    )
    return {line.now.village: line for line in found}


def test_effort_is_what_was_won_of_who_was_open_when_the_week_began() -> None:
    """Of 80 who are eligible or to verify 20 had an account: 60 open, 15 won."""
    line = week(("Thôn 1", 0, 20, 35))["Thôn 1"]
    assert line.effort == Effort(15, 60)
    assert line.effort is not None
    assert line.effort.share == Fraction(1, 4)


@pytest.mark.parametrize(
    ("ago", "counts", "open_"),
    [
        (20, {"eligible": None, "to_verify": None}, 80),  # standings unknown: 100 − 20
        (90, {}, 0),  # ten accounts of people who are exempt: never below nothing
    ],
)
def test_who_was_open(ago: int, counts: dict[str, int | None], open_: int) -> None:
    """Without standings everybody of the base without an account; never less than nobody."""
    line = week(("Thôn 1", 0, ago, 95), **counts)["Thôn 1"]
    assert line.effort is not None
    assert line.effort.open == open_


def test_the_week_s_ranking_shares_places_and_leaves_out_who_had_nobody_open() -> None:
    """15 of 60 and 20 of 80 are the same quarter: 1, 1, 3; with nobody open there is no place."""
    efforts = {"A": Effort(15, 60), "B": Effort(20, 80), "C": Effort(9, 60), "D": Effort(0, 0)}
    assert ranked_by_effort(efforts) == {"A": 1, "B": 1, "C": 3, "D": None}


def test_who_started_ahead_has_no_advantage_in_the_week() -> None:
    """Thôn 1 leads by rate without moving; Thôn 2 leads the week."""
    lines = week(("Thôn 1", 40, 45, 46), ("Thôn 2", 0, 5, 20))
    assert {name: line.rank for name, line in lines.items()} == {"Thôn 1": 1, "Thôn 2": 2}
    efforts = {name: line.effort for name, line in lines.items() if line.effort}
    assert ranked_by_effort(efforts) == {"Thôn 1": 2, "Thôn 2": 1}


def test_places_gained_against_last_week() -> None:
    """Thôn 2 overtakes both: two places up, the others one down each."""
    lines = week(("Thôn 1", 0, 20, 22), ("Thôn 2", 0, 5, 30), ("Thôn 3", 0, 10, 12))
    assert {place_of(line.now): line.moved for line in lines.values()} == {
        ("Xã A", "Thôn 1"): -1,
        ("Xã A", "Thôn 2"): 2,
        ("Xã A", "Thôn 3"): -1,
    }


def test_nobody_has_moved_where_last_week_all_stood_at_nothing() -> None:
    """Places by what remains alone are no ranking to be held against."""
    lines = week(("Thôn 1", 0, 0, 2), ("Thôn 2", 0, 0, 30))
    assert {line.moved for line in lines.values()} == {None}


def test_a_silent_village_has_no_effort_and_no_change() -> None:
    """Unknown is not zero."""
    (line,) = compare_week(
        [village("Thôn 1", 20)],
        [village("Thôn 1", 20, NOV_12)],
        [village("Thôn 1", 0, NOV_5)],
        reported=[],
        reported_before=[("Xã A", "Thôn 1")],
    )
    assert (line.effort, line.issued, line.achieved_level2, line.achieved_level2_change) == (
        (None,) * 4
    )


def test_the_week_s_gain_against_the_week_before() -> None:
    """20 in the first week and 15 in the second are 5 fewer."""
    line = week(("Thôn 1", 0, 20, 35))["Thôn 1"]
    assert (line.achieved_level2, line.achieved_level2_week_before) == (15, 20)
    assert (line.achieved_level2_change, line.issued_change) == (-5, -5)


@pytest.mark.parametrize(
    ("remaining", "deadline", "number"),
    [
        (635, date(2024, 12, 31), 106),  # 635 × 7 / 42 = 105,8
        (131, date(2024, 11, 30), 84),  # 131 × 7 / 11 = 83,4
        (1, date(2024, 12, 31), 1),
        (20, date(2024, 11, 26), 20),  # the deadline is a week away: all of it
        (20, date(2024, 11, 22), 20),  # three days left: no more than remains
        (20, date(2024, 11, 19), 20),  # the day has come
        (20, date(2024, 11, 1), 20),
        (0, date(2024, 12, 31), 0),
        (20, None, None),
    ],
)
def test_next_week_s_number(remaining: int, deadline: date | None, number: int | None) -> None:
    """An even share of what remains, rounded up, never more than remains."""
    assert Against(1000, 1000 - remaining, deadline, NOV_19).needed_next_week == number


@pytest.mark.parametrize(
    ("achieved", "rules", "commended", "reminded"),
    [
        # 62, 57, 52 % lead from 50 % on; 8, 19 and 30 % are last and below it.
        (
            {"A": 62, "B": 57, "C": 52, "D": 45, "E": 30, "F": 19, "G": 8},
            RankingRules(), "ABC", "EFG",
        ),
        # Only who reached half is put forward.
        ({"A": 62, "B": 40, "C": 30}, RankingRules(), "A", "BC"),
        # A tie at the last place that counts is not cut by chance.
        ({"A": 60, "B": 55, "C": 52, "D": 52}, RankingRules(), "ABCD", ""),
        ({"A": 90, "B": 20, "C": 10, "D": 10}, RankingRules(remind_last=1), "A", "CD"),
        # Who leads is not reminded, and on the first day nobody is.
        ({"A": 30}, RankingRules(), "", ""),
        ({"A": 0, "B": 0, "C": 0, "D": 0}, RankingRules(), "", ""),
        # Nobody is last who has reached the limit, and nobody is in both lists.
        ({"A": 90, "B": 80}, RankingRules(), "AB", ""),
        ({"A": 90, "B": 20}, RankingRules(remind_last=0, commend_first=0), "", ""),
    ],
)  # fmt: skip
def test_who_is_singled_out(
    achieved: dict[str, int], rules: RankingRules, commended: str, reminded: str
) -> None:
    """The first from a rate on, the last below a rate, by rules a commune may settle."""
    found = named(
        {name: Against(100, each, None, NOV_19) for name, each in achieved.items()}, rules
    )
    assert ("".join(sorted(found.commended)), "".join(sorted(found.reminded))) == (
        commended,
        reminded,
    )
