"""A campaign of seven invented people over two weeks, and four corrections of its first report."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from eid_campaign.campaign.decisions import Wanted
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.ledger.decisions import decide
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.log import Author
from eid_campaign.ledger.rosters import add_roster
from eid_campaign.ledger.settling import settle
from eid_campaign.ledger.undo import redo, undo
from tests.drawn import BASELINE, WEEK_2, WEEK_3, number, roster

__all__ = ["redo", "undo"]

LATE = date(2024, 11, 10)

START = """
citizen_id  full_name       village  stage
#1          Nguyễn Văn An   Thôn 1   not_collected
#2          Lê Thị Bình     Thôn 1   not_collected
#3          Hà Văn Cường    Thôn 1   not_collected
#4          Bùi Văn Dũng    Thôn 1   not_collected
#9          Nguyễn Văn Ân   Thôn 1   not_collected
#5          Phạm Thị Êm     Thôn 2   not_collected
#6          Võ Văn Giang    Thôn 2   not_collected
"""
FIRST_WEEK = """
citizen_id  full_name       village  stage
#1          Nguyễn Văn An   Thôn 1   l2_approved
#2          Lê Thị Bình     Thôn 1   l2_activated
#9          Nguyễn Văn Ân   Thôn 1   l2_approved
"""
FIRST_WEEK_2 = """
citizen_id  full_name       village  stage
#5          Phạm Thị Êm     Thôn 2   l2_approved
"""
CAME_LATE = """
citizen_id  full_name       village  stage
#3          Hà Văn Cường    Thôn 1   l2_approved
#4          Bùi Văn Dũng    Thôn 1   l2_approved
"""
SECOND_WEEK = """
citizen_id  full_name       village  stage
#6          Võ Văn Giang    Thôn 2   l2_approved
"""


def by(day: int, hour: int = 8) -> Author:
    """Return an author who writes on a day of November 2024, an hour of UTC."""
    return Author("trucban", f"2024-11-{day:02d}T{hour:02d}:00:00+00:00")


def begun(path: Path) -> None:
    """Write the lists of the baseline and of the first week, each on its own day."""
    with Ledger.open(path) as ledger:
        add_roster(ledger, roster(START, BASELINE, file="goc.xlsx"), by(5))
        add_roster(ledger, roster(FIRST_WEEK, WEEK_2, file="tuan 1 thon 1.xlsx"), by(12))
        add_roster(ledger, roster(FIRST_WEEK_2, WEEK_2, file="tuan 1 thon 2.xlsx"), by(12, 9))


@contextmanager
def ledger_at(path: Path) -> Iterator[Ledger]:
    """Open the campaign's ledger."""
    with Ledger.open(path) as ledger:
        yield ledger


def person(ledger: Ledger, end: int) -> int:
    """Return the ledger's own number of the person with the invented citizen number ``end``."""
    row = ledger.connection.execute(
        "SELECT person FROM record WHERE citizen_id = ?", (number(end),)
    ).fetchone()
    return int(row[0])


def merged(ledger: Ledger) -> int:
    """Settle that number 9 is number 1."""
    return settle(ledger, person(ledger, 1), person(ledger, 9), "same", by(18))


def late(ledger: Ledger) -> int | None:
    """Import the list of 10/11 that came late."""
    added = add_roster(ledger, roster(CAME_LATE, LATE, file="bo sung.xlsx"), by(18, 9))
    return added.import_id


def undone(ledger: Ledger) -> None:
    """Take back the first week's list of Thôn 2."""
    wanted = next(each for each in ledger.imports() if each.file == "tuan 1 thon 2.xlsx")
    undo(ledger, wanted.id, by(18, 10))


def exempted(ledger: Ledger) -> int:
    """Decide that number 6 is exempt since 06/11; return the entry."""
    wanted = Wanted(Standing.EXEMPT, Reason.MILITARY_SERVICE, date(2024, 11, 6), None, "giấy gọi")
    return decide(ledger, [(person(ledger, 6), wanted)], by(18, 11))[0].number


def second_week(ledger: Ledger) -> None:
    """Import the second week's list, which tells nothing of the first week."""
    add_roster(ledger, roster(SECOND_WEEK, WEEK_3, file="tuan 2 thon 2.xlsx"), by(19))
