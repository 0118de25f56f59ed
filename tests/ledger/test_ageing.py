"""How long people wait for activation: stories of single invented people, drawn by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from eid_campaign.campaign.ageing import Bucket, Waiting, bucket_of, waiting
from eid_campaign.ledger.ageing import ageing
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.rosters import add_roster
from eid_campaign.ledger.undo import undo
from tests.drawn import BASELINE, ME, WEEK_2, WEEK_3, roster

LATE = date(2024, 12, 10)
STORIES: dict[str, dict[date, str]] = {
    "approved in the week": {BASELINE: "not_collected", WEEK_3: "l2_approved"},
    "approved a week ago": {BASELINE: "not_collected", WEEK_2: "l2_approved"},
    "the level changes, the waiting goes on": {
        BASELINE: "not_collected",
        WEEK_2: "l1_approved",
        WEEK_3: "l2_approved",
    },
    "activated in between: a new run": {
        BASELINE: "l1_approved",
        WEEK_2: "l1_activated",
        WEEK_3: "l2_approved",
    },
    "waiting on the first list": {BASELINE: "l2_approved", WEEK_3: "l2_approved"},
    "activated now": {BASELINE: "l2_approved", WEEK_3: "l2_activated"},
    "never approved": {BASELINE: "not_collected", WEEK_3: "collected"},
}


def told(path: Path, story: dict[date, str], day: date) -> Waiting:
    """Return who waits on ``day`` in a ledger of one person's story."""
    with Ledger.open(path / "eidc.ledger") as ledger:
        for when, stage in story.items():
            drawn = f"citizen_id  full_name  stage\n#1  Nguyễn Văn An  {stage}"
            add_roster(ledger, roster(drawn, when, file=f"{when}.xlsx"), ME)
        return waiting(ageing(ledger, day))


@pytest.mark.parametrize(
    ("story", "day", "expected"),
    [
        # (up to 7 days, 8 to 30, more than 30, of them approved on the first list already)
        ("approved in the week", WEEK_3, (1, 0, 0, 0)),
        ("approved a week ago", WEEK_3, (1, 0, 0, 0)),  # 7 days
        ("approved a week ago", date(2024, 11, 20), (0, 1, 0, 0)),  # 8 days
        ("approved a week ago", date(2024, 12, 12), (0, 1, 0, 0)),  # 30 days
        ("approved a week ago", date(2024, 12, 13), (0, 0, 1, 0)),  # 31 days
        ("approved a week ago", BASELINE, (0, 0, 0, 0)),  # not yet
        ("the level changes, the waiting goes on", LATE, (0, 1, 0, 0)),  # since 12/11: 28 days
        ("activated in between: a new run", WEEK_3, (1, 0, 0, 0)),
        ("activated in between: a new run", BASELINE, (1, 0, 0, 1)),
        ("waiting on the first list", WEEK_3, (0, 1, 0, 1)),  # at least 14 days
        ("activated now", WEEK_3, (0, 0, 0, 0)),
        ("never approved", WEEK_3, (0, 0, 0, 0)),
    ],
)
def test_since_when_somebody_waits(
    tmp_path: Path, story: str, day: date, expected: tuple[int, int, int, int]
) -> None:
    """Since the first list of the last unbroken run that shows the account as approved."""
    assert told(tmp_path, STORIES[story], day) == expected


def test_people_are_counted_where_they_live_now_and_a_district_is_the_sum(tmp_path: Path) -> None:
    """Who moved to another village while waiting waits there, as long as before."""
    first = """
citizen_id  full_name       village  stage
#1          Nguyễn Văn An   Thôn 1   l2_approved
#2          Lê Thị Bình     Thôn 2   l2_approved
#3          Hà Văn Cường    Thôn 2   not_collected
"""
    later = """
citizen_id  full_name       village  stage
#1          Nguyễn Văn An   Thôn 2   l2_approved
#3          Hà Văn Cường    Thôn 2   l1_approved
"""
    with Ledger.open(tmp_path / "eidc.ledger") as ledger:
        add_roster(ledger, roster(first), ME)
        number = add_roster(ledger, roster(later, WEEK_3), ME).import_id
        found = ageing(ledger, WEEK_3)
        assert found == ageing(ledger, WEEK_3), "kept for the next question"
        assert waiting(found, "Cẩm Tân", "Thôn 1").people == 0
        assert waiting(found, "Cẩm Tân", "Thôn 2") == (1, 2, 0, 2)
        assert waiting(found) == waiting(found, "Cẩm Tân") == (1, 2, 0, 2)
        assert number is not None
        undo(ledger, number, ME)
        assert waiting(ageing(ledger, WEEK_3), village="Thôn 1").people == 1


@pytest.mark.parametrize(
    ("days", "bucket"),
    [(0, 0), (7, 0), (8, 1), (30, 1), (31, 2)],
)
def test_the_edges_of_the_buckets(days: int, bucket: int) -> None:
    """Up to 7 days (Nghị định 69/2024, Điều 14), 8 to 30, more."""
    assert bucket_of(days) is Bucket(bucket)
