"""What is compared with what: targets A and B, standings, needed per day, ranks, weeks."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from eid_campaign.campaign.plan import Rules, target_of
from eid_campaign.campaign.progress import Against, counted, estimated, progress
from eid_campaign.campaign.ranking import ranked
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.campaign.tally import Group, Tally, tally_of
from eid_campaign.campaign.units import UnitCounts

DAY = date(2024, 11, 12)
LETTERS = {
    "0": Stage.NOT_COLLECTED,
    "c": Stage.COLLECTED,
    "1": Stage.L1_APPROVED,
    "I": Stage.L1_ACTIVATED,
    "2": Stage.L2_APPROVED,
    "X": Stage.L2_ACTIVATED,
    "-": None,
}


def people(*moves: str, village: str = "Thôn 1") -> Tally:
    """Return a tally of people drawn as "0X": not collected at the baseline, activated now."""
    return tally_of(
        DAY,
        (
            Group("Xã A", village, LETTERS[was], LETTERS[now], Standing.ELIGIBLE, Reason.NONE)
            for was, now in moves
        ),
    )


def test_issued_is_who_was_not_collected_and_holds_level_2_now() -> None:
    """Level 1 is not the goal; an account issued counts though it is not activated yet."""
    counts = counted(people("00", "0c", "01", "0I", "02", "0X"))
    assert (counts.base_level2, counts.collected, counts.issued, counts.activated) == (6, 5, 2, 1)


def test_the_activation_list_is_frozen_at_the_baseline() -> None:
    """Approved at the baseline and activated now counts; later approvals never enlarge it."""
    counts = counted(people("1I", "11", "2X", "22", "1X", "12", "02", "0X", "-2", "IX", "II"))
    assert (counts.base_activation, counts.achieved_activation) == (6, 3)


def test_who_was_a_child_or_not_listed_at_the_baseline_is_in_no_base() -> None:
    """Turned 14 or moved in since: enrolled, but neither base nor achievement of the target."""
    counts = counted(people("-0", "-X", "0X"))
    assert (counts.base_level2, counts.issued) == (1, 1)


def test_standings_of_the_base_add_up_to_it() -> None:
    """Eligible + exempt + to verify + off the list is the base; who is to verify is eligible
    until decided.
    """
    standings = [Standing.ELIGIBLE, Standing.EXEMPT, Standing.TO_VERIFY, Standing.OFF_LIST]
    tally = tally_of(
        DAY,
        [
            Group("A", "1", Stage.NOT_COLLECTED, Stage.NOT_COLLECTED, s, Reason.NONE)
            for s in standings
        ]
        + [Group("A", "1", Stage.L2_ACTIVATED, Stage.L2_ACTIVATED, Standing.EXEMPT, Reason.ABROAD)],
    )
    counts = counted(tally)
    assert (counts.eligible, counts.exempt, counts.to_verify, counts.off_list) == (1, 1, 1, 1)
    assert counts.base_eligible == 2


@pytest.mark.parametrize(
    ("target", "achieved", "day", "deadline", "needed", "left"),
    [
        (1037, 0, date(2024, 11, 5), date(2024, 12, 31), 19, 56),  # 18,5 a day
        (390, 0, date(2024, 11, 5), date(2024, 11, 30), 16, 25),  # 15,6 a day
        (390, 390, date(2024, 11, 20), date(2024, 11, 30), 0, 10),
        (10, 0, date(2024, 12, 31), date(2024, 12, 31), None, 0),
        (10, 0, date(2025, 1, 5), date(2024, 12, 31), None, 0),
        (10, 0, date(2025, 1, 5), None, None, None),
    ],
)
def test_needed_per_day(
    target: int, achieved: int, day: date, deadline: date | None, needed: int | None, left: int
) -> None:
    """Whole people a day from tomorrow to the deadline; nothing once it has come."""
    result = Against(target, achieved, deadline, day)
    assert (result.needed_per_day, result.days_left) == (needed, left)


def test_more_than_the_target_is_shown_as_such() -> None:
    """115 % is 115 %, nothing remains, and a target of 0 has no rate."""
    over = Against(100, 115, None, DAY)
    assert (over.rate, over.remaining) == (Fraction(115, 100), 0)
    assert Against(0, 0, None, DAY).rate is None


def test_the_campaign_file_names_what_is_compared() -> None:
    """Collected, issued or activated is held against target A."""
    target = target_of(UnitCounts("Xã A", 4, 0, 0, 0, 0), Rules())
    counts = counted(people("0c", "02", "0X", "00"))
    achieved = {
        compare: progress(target, counts, Rules(compare=compare), DAY).level2.achieved
        for compare in ("collected", "issued", "activated")
    }
    assert achieved == {"collected": 3, "issued": 2, "activated": 1}


def test_two_tables_of_totals_give_least_values() -> None:
    """Of 100 not collected 30 left the column, level 2 grew by 25: at least 25 issued."""
    before = UnitCounts("Xã A", 100, 50, 10, 200, 40)
    now = UnitCounts("Xã A", 70, 52, 8, 240, 25)
    counts = estimated(before, now)
    assert (counts.collected, counts.issued) == (30, 25)
    assert (counts.base_activation, counts.achieved_activation, counts.estimated) == (50, 17, True)


def test_ranks_share_a_place_and_skip_the_next() -> None:
    """Equal rate and equal remaining share a place (1, 1, 3); a target of 0 has none."""
    results = {
        "A": Against(10, 5, None, DAY),
        "B": Against(10, 5, None, DAY),
        "C": Against(20, 10, None, DAY),
        "D": Against(0, 0, None, DAY),
        "E": Against(10, 2, None, DAY),
    }
    assert ranked(results) == {"A": 1, "B": 1, "C": 3, "D": None, "E": 4}


def test_a_district_is_the_sum_of_its_communes() -> None:
    """Tallies add up: the counts of the sum are the sum of the counts."""
    one, two = people("0X", "22"), people("00", "2X", village="Thôn 2")
    both = counted(one + two)
    assert (both.base_level2, both.issued, both.base_activation, both.achieved_activation) == (
        2,
        1,
        2,
        1,
    )
