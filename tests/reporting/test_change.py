"""``eidc report change``: who moved between two days, counted and listed, and nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from eid_campaign.campaign.moves import Face, Move, VillageMoves, by_village, stage_moves, total_of
from eid_campaign.campaign.plan import Rules
from eid_campaign.campaign.progress import counted
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Standing
from eid_campaign.ledger.database import IN_MEMORY
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.moves import moved
from eid_campaign.ledger.rosters import add_roster
from eid_campaign.ledger.tallies import tally
from tests.cli.conftest import Answer, typed
from tests.drawn import BASELINE, ME, WEEK_2, WEEK_3, roster

RULES = Rules(baseline=BASELINE)


def _face(village: str, stage: Stage | None, standing: Standing = Standing.ELIGIBLE) -> Face:
    return Face("Cẩm Tân", village, stage, standing)


NONE, TAKEN = Stage.NOT_COLLECTED, Stage.COLLECTED
ONE, ONE_ACTIVE, TWO, TWO_ACTIVE = (
    Stage.L1_APPROVED,
    Stage.L1_ACTIVATED,
    Stage.L2_APPROVED,
    Stage.L2_ACTIVATED,
)


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (NONE, TAKEN, {"collected": 1}),
        (NONE, TWO, {"collected": 1, "issued": 1}),
        (NONE, TWO_ACTIVE, {"collected": 1, "issued": 1, "activated": 1}),
        (TAKEN, TWO_ACTIVE, {"issued": 1, "activated": 1}),
        (ONE, ONE_ACTIVE, {"activated": 1}),
        (ONE, TWO_ACTIVE, {"issued": 1, "activated": 1}),
        (ONE_ACTIVE, TWO_ACTIVE, {"issued": 1}),
        (ONE_ACTIVE, TWO, {"issued": 1}),
        (TWO, TWO_ACTIVE, {"activated": 1}),
        (TWO_ACTIVE, NONE, {"back": 1}),
        (TAKEN, NONE, {"back": 1}),
        (None, TWO, {"issued": 1}),
        (TWO, None, {}),
    ],
)
def test_what_a_step_counts_as(
    before: Stage | None, now: Stage | None, told: dict[str, int]
) -> None:
    """Collected, issued and activated are each a step passed; an earlier stage is a step back."""
    found = by_village([Move(_face("Thôn 1", before), _face("Thôn 1", now))])
    assert found == {("Cẩm Tân", "Thôn 1"): VillageMoves(**told)}


def test_a_move_between_villages_is_told_in_both() -> None:
    """Gone where the person left; the step itself counts where the person lives now."""
    found = by_village([Move(_face("Thôn 10", NONE), _face("Thôn 2", TAKEN))])
    assert found == {
        ("Cẩm Tân", "Thôn 2"): VillageMoves(came=1, collected=1),
        ("Cẩm Tân", "Thôn 10"): VillageMoves(went=1),
    }
    assert list(found) == [("Cẩm Tân", "Thôn 2"), ("Cẩm Tân", "Thôn 10")]
    assert total_of(found) == VillageMoves(came=1, went=1, collected=1)


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (Standing.ELIGIBLE, Standing.EXEMPT, {"exempt": 1}),
        (Standing.EXEMPT, Standing.TO_VERIFY, {"no_longer_exempt": 1}),
        (Standing.EXEMPT, Standing.OFF_LIST, {"no_longer_exempt": 1, "off_list": 1}),
        (Standing.ELIGIBLE, Standing.TO_VERIFY, {}),
    ],
)
def test_what_another_standing_counts_as(
    before: Standing, now: Standing, told: dict[str, int]
) -> None:
    """Newly exempt, exempt no longer, off the list; to verify is eligible until decided."""
    move = Move(_face("Thôn 1", NONE, before), _face("Thôn 1", NONE, now))
    assert by_village([move])["Cẩm Tân", "Thôn 1"] == VillageMoves(**told)


def test_stages_are_paired_and_newcomers_come_last() -> None:
    """Who only changed village or standing went from no stage to another."""
    moves = [
        Move(None, _face("Thôn 1", NONE)),
        Move(_face("Thôn 1", TWO), _face("Thôn 1", TWO_ACTIVE)),
        Move(_face("Thôn 1", NONE), _face("Thôn 1", TAKEN)),
        Move(_face("Thôn 1", NONE), _face("Thôn 2", TAKEN)),
        Move(_face("Thôn 1", NONE), _face("Thôn 2", NONE)),
    ]
    assert list(stage_moves(moves).items()) == [
        ((NONE, TAKEN, False), 2),
        ((TWO, TWO_ACTIVE, False), 1),
        ((None, NONE, True), 1),
    ]


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """Three weeks: two steps, one newcomer, one move, one who only grows up, one who stays."""
    with Ledger.open(IN_MEMORY) as opened:
        add_roster(opened, roster(_WEEK_1), ME)
        add_roster(opened, roster(_WEEK_2, WEEK_2), ME)
        add_roster(opened, roster(_WEEK_3, WEEK_3), ME)
        yield opened


_WEEK_1 = """
    full_name       citizen_id  stage          village  birth_date
    Nguyễn Văn An   #1          not_collected  Thôn 1   1990-05-03
    Lê Văn Bình     #2          l2_approved    Thôn 1   1990-05-03
    Phạm Văn Cường  #3          not_collected  Thôn 1   1990-05-03
    Hà Văn Dũng     #4          not_collected  Thôn 1   1990-05-03
    Bùi Văn Em      -           not_collected  Thôn 1   2010-11-15
"""
_WEEK_2 = """
    full_name       citizen_id  stage        village  birth_date
    Nguyễn Văn An   #1          collected    Thôn 1   1990-05-03
"""
_WEEK_3 = """
    full_name       citizen_id  stage          village  birth_date
    Nguyễn Văn An   #1          l2_activated   Thôn 1   1990-05-03
    Lê Văn Bình     #2          l2_activated   Thôn 1   1990-05-03
    Hà Văn Dũng     #4          not_collected  Thôn 2   1990-05-03
    Trần Văn Phúc   #6          collected      Thôn 2   1990-05-03
"""


def _names(ledger: Ledger, first: date, last: date) -> list[str]:
    return [each.person.full_name for each in moved(ledger, first, last, elderly_age=60)]


def test_only_who_changed_between_the_days_is_found(ledger: Ledger) -> None:
    """A step, a move, a newcomer and a birthday count; who stayed as they were does not."""
    assert _names(ledger, BASELINE, WEEK_2) == ["Nguyễn Văn An"]
    assert _names(ledger, BASELINE, WEEK_3) == [
        "Nguyễn Văn An",
        "Lê Văn Bình",
        "Hà Văn Dũng",
        "Bùi Văn Em",  # 14 on 15/11/2024: a child before, eligible after
        "Trần Văn Phúc",
    ]
    assert _names(ledger, WEEK_3, date(2024, 12, 1)) == []


def test_the_steps_are_the_difference_of_the_two_days(ledger: Ledger) -> None:
    """What the base gained between the days is what its people's moves count to."""
    then, now = (counted(tally(ledger, day, RULES)) for day in (BASELINE, WEEK_3))
    moves = [each.move for each in moved(ledger, BASELINE, WEEK_3, elderly_age=60)]
    total = total_of(by_village(moves))
    # By hand: An 0→5 and Bình 4→5; Bình held a level-2 account already, Phúc is of no base.
    assert (total.collected, total.issued, total.activated) == (1, 1, 2)
    assert now.collected - then.collected == 1
    assert now.issued - then.issued == 1
    assert now.activated - then.activated == 1
    assert now.achieved_activation - then.achieved_activation == 1


def _changes(*more: str) -> Answer:
    return typed("report", "change", "--as-of", "2024-11-19", *more)


@pytest.mark.usefixtures("sample")
def test_the_week_of_the_sample_campaign() -> None:
    """The steps of the base's people are those of the weekly report of the same seven days."""
    weekly = typed("report", "weekly", "--as-of", "2024-11-19", "--format", "json")
    gained = sum(row["collected_in_week"] or 0 for row in weekly.rows("weekly"))
    found = _changes("--format", "json")
    assert found.code == 0
    assert sum(row["collected"] for row in found.rows("villages")) == gained
    moves = found.rows("moves")
    assert sum(row["people"] for row in moves if row["stage_before"] == "not_collected") == gained


@pytest.mark.usefixtures("sample")
def test_the_list_is_masked_and_as_long_as_its_counts() -> None:
    """Each person counted stands in the list once; numbers are whole for the police only."""
    counted_rows = _changes("--format", "json").rows("moves")
    listed = _changes("--list", "--format", "json").rows("people")
    steps = [row for row in listed if row["stage_before"] != row["stage"]]
    assert len(steps) == sum(row["people"] for row in counted_rows)
    assert all("*" in row["citizen_id"] for row in listed if row["citizen_id"])
    whole = _changes("--list", "--audience", "police", "--format", "json").rows("people")
    assert any(row["citizen_id"].isdecimal() for row in whole)
    assert _changes("--list", "--audience", "figures", "--format", "json").rows("people") == []
    public = _changes("--list", "--audience", "public", "--format", "json").rows("people")
    assert {(row["citizen_id"], row["standing"], row["standing_before"]) for row in public} == {
        ("", "", "")
    }


@pytest.mark.usefixtures("sample")
def test_days_that_are_no_period_are_refused() -> None:
    """The first day has to be before the last."""
    answer = _changes("--from", "2024-11-19")
    assert answer.code == 2
    assert "--from" in answer.err
