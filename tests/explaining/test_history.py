"""The ledger tells every version of a person, with the import and the row it comes from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from eid_campaign.campaign.history import changes, facts
from eid_campaign.ledger.history import versions
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.rosters import add_roster
from eid_campaign.ledger.undo import undo
from tests.drawn import BASELINE, ME, WEEK_2, WEEK_3, roster

FIRST = """
citizen_id  full_name      stage          note      phone
#1          Nguyễn Văn An  not_collected  -         0950000001
#2          Lê Thị Bình    l1_approved    -         -
"""
SECOND = """
citizen_id  full_name      stage          note      phone
#1          Nguyễn Văn An  collected      đi Nhật   -
#2          Lê Thị Bình    l1_approved    -         -
"""
THIRD = """
citizen_id  full_name      stage          note      phone
#1          Nguyễn Văn An  l2_activated   đi Nhật   0950000002
"""


def told(ledger: Ledger, as_of: date = WEEK_3) -> list[tuple[date, str, str, str, int]]:
    """Return the changes of the first person."""
    return [
        (each.version.day, each.name, each.before, each.after, each.version.source.import_id)
        for each in changes(versions(ledger, 1, as_of))
    ]


def test_every_change_is_told_with_its_import(tmp_path: Path) -> None:
    """Which fact, from what to what, on which day, by which import; a blank changes nothing."""
    with Ledger.open(tmp_path / "eidc.ledger") as ledger:
        for drawn, day in ((FIRST, BASELINE), (SECOND, WEEK_2), (THIRD, WEEK_3)):
            add_roster(ledger, roster(drawn, day), ME)
        assert told(ledger) == [
            (WEEK_2, "stage", "not_collected", "collected", 2),
            (WEEK_2, "note", "", "đi Nhật", 2),
            (WEEK_3, "stage", "collected", "l2_activated", 3),
            (WEEK_3, "phone", "0950000001", "0950000002", 3),
        ]
        assert len(told(ledger, WEEK_2)) == 2
        assert len(versions(ledger, 2, WEEK_3)) == 1  # nothing new was said
        source = versions(ledger, 1, WEEK_3)[0].source
        assert (source.row, source.sheet, source.who) == (5, "Sheet1", ME.who)
        assert source.recorded == date(2024, 11, 30)
        undo(ledger, None, ME)
        assert len(told(ledger)) == 2


def test_a_fact_is_as_old_as_the_first_version_that_said_so(tmp_path: Path) -> None:
    """The remark since the second week, the phone since the third, the name since the first."""
    with Ledger.open(tmp_path / "eidc.ledger") as ledger:
        for drawn, day in ((FIRST, BASELINE), (SECOND, WEEK_2), (THIRD, WEEK_3)):
            add_roster(ledger, roster(drawn, day), ME)
        since = {fact.name: fact.since.day for fact in facts(versions(ledger, 1, WEEK_3))}
    assert since["full_name"] == BASELINE
    assert since["note"] == WEEK_2
    assert since["phone"] == WEEK_3
    assert "household" not in since
