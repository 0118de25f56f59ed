"""A list that knows less of a birth date takes nothing from what another list told."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from eid_campaign.ledger.edits import edit
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.people import people
from eid_campaign.ledger.rebuild import differing
from eid_campaign.ledger.rosters import Added, add_roster
from eid_campaign.ledger.undo import redo, undo
from tests.drawn import BASELINE, ME, WEEK_2, WEEK_3, roster

FULL, MONTH, YEAR, OTHER = "2010-05-03", "2010-05", "2010", "2011"


def told(ledger: Ledger, birth: str, day: date) -> Added:
    """Store a list of one person, born as told."""
    drawn = f"citizen_id  full_name      birth_date  stage\n#1  Nguyễn Văn An  {birth}  collected"
    return add_roster(ledger, roster(drawn, day), ME)


def known(ledger: Ledger, day: date = WEEK_3) -> str:
    """Return the birth date known for a day; what is kept is what the imports give anew."""
    assert differing(ledger) == 0
    (person,) = people(ledger, day, elderly_age=60)
    return person.birth_date


@pytest.mark.parametrize(
    ("first", "second", "then", "same"),
    [
        (FULL, YEAR, FULL, 1),
        (FULL, MONTH, FULL, 1),
        (MONTH, YEAR, MONTH, 1),
        (YEAR, FULL, FULL, 0),
        (MONTH, FULL, FULL, 0),
        (YEAR, MONTH, MONTH, 0),
        (FULL, OTHER, OTHER, 0),
        (FULL, "2010-06", "2010-06", 0),
        (OTHER, YEAR, YEAR, 0),
        (FULL, "-", FULL, 1),
    ],
)
def test_a_date_that_says_less_is_no_news(first: str, second: str, then: str, same: int) -> None:
    """What agrees with a more precise date changes nothing; what tells more or otherwise does.

    The two lists may be imported in either order.
    """
    with Ledger.open(Path(":memory:")) as ledger:
        told(ledger, first, BASELINE)
        added = told(ledger, second, WEEK_2)
        assert (added.merge.same, added.merge.changed) == (same, 1 - same)
        assert (known(ledger, BASELINE), known(ledger)) == (first, then)
    with Ledger.open(Path(":memory:")) as ledger:
        told(ledger, second, WEEK_2)
        told(ledger, first, BASELINE)
        assert (known(ledger, BASELINE), known(ledger)) == (first, then)


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_lists_in_any_order(order: tuple[int, ...]) -> None:
    """The full date told once, in whatever week, is known from that day on."""
    lists = ((YEAR, BASELINE), (FULL, WEEK_2), (MONTH, WEEK_3))
    with Ledger.open(Path(":memory:")) as ledger:
        for at in order:
            told(ledger, *lists[at])
        found = [known(ledger, day) for _birth, day in lists]
    assert found == [YEAR, FULL, FULL]


@pytest.mark.parametrize("late", [False, True])
def test_the_list_that_told_more_is_taken_back(late: bool) -> None:
    """Then the year of the other list is all that is known, and the full date comes again."""
    lists = [(FULL, BASELINE), (YEAR, WEEK_2)]
    with Ledger.open(Path(":memory:")) as ledger:
        entries = {
            birth: told(ledger, birth, day).import_id
            for birth, day in (reversed(lists) if late else lists)
        }
        undo(ledger, entries[FULL], ME)
        assert known(ledger) == YEAR
        redo(ledger, None, ME)
        assert known(ledger) == FULL
        undo(ledger, entries[YEAR], ME)
        assert known(ledger) == FULL


def test_an_officer_may_leave_only_the_year() -> None:
    """What is corrected by hand holds: the day was wrong, only the year is sure."""
    with Ledger.open(Path(":memory:")) as ledger:
        told(ledger, FULL, BASELINE)
        edit(ledger, 1, {"birth_date": YEAR}, WEEK_2, ME)
        assert known(ledger) == YEAR
