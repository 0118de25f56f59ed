"""The system's figures in the ledger: kept, checked again, taken back, counted again."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from eid_campaign.campaign.gaps import held
from eid_campaign.campaign.plan import Rules
from eid_campaign.campaign.reconciling import Asserted
from eid_campaign.ledger import asserted
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.migrations import MIGRATIONS, asserted_figures
from eid_campaign.ledger.purging import purge_campaign
from eid_campaign.ledger.reconciling import faces
from eid_campaign.ledger.rosters import add_roster
from eid_campaign.ledger.undo import redo, undo
from tests.checking import life
from tests.drawn import BASELINE, ME, WEEK_2, WEEK_3, roster

RULES = Rules(baseline=BASELINE)
FIRST = """
    citizen_id  full_name  stage
    #1          An         not_collected
    #2          Bình       not_collected
    #3          Chi        l2_approved
    #4          Dung       not_collected
"""
SECOND = """
    citizen_id  full_name  stage
    #1          An         collected
    #2          Bình       l2_approved
    #5          Em         l2_approved
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """A village of two weeks."""
    opened = Ledger.open(tmp_path / "eidc.ledger")
    add_roster(opened, roster(FIRST, BASELINE), ME)
    add_roster(opened, roster(SECOND, WEEK_2, file="tuần 2.xlsx"), ME)
    return opened


def _keep(ledger: Ledger, figure: str, number: int, day: date = WEEK_2) -> int:
    asked = Asserted("Cẩm Tân", "", figure, number)
    own = asserted.counting(ledger, day, RULES)(asked)
    kept = asserted.keep(ledger, day, "", [held(asked, own, [], day)], ME)
    assert kept is not None
    return kept


def _moved(ledger: Ledger) -> list[tuple[object, ...]]:
    return [
        (each.entry, *(each.values[name] for name in ("figure", "asserted", "then", "now")))
        for each in asserted.moved_away(ledger, RULES)
    ]


@pytest.mark.parametrize(
    ("figure", "village", "expected"),
    [
        ("base_level2", "", 3),
        ("collected", "", 2),
        ("issued", "Thôn 1", 1),
        ("waiting", "Thôn 1", 1),
        ("l2_approved", "", 3),
        ("base_activation", "", 1),
        ("collected", "Thôn 9", None),
    ],
)
def test_the_ledgers_own_figure(
    ledger: Ledger, figure: str, village: str, expected: int | None
) -> None:
    """Counted by hand on the list above; a village without a list is unknown."""
    count = asserted.counting(ledger, WEEK_2, RULES)
    assert count(Asserted("Cẩm Tân", village, figure, 0)) == expected


def test_reasons_on_a_drawn_ledger(ledger: Ledger) -> None:
    """The system has three issued: one more than the ledger's base, Em, who came later; of the
    week before, all that newer lists tell.
    """
    everybody = faces(ledger, WEEK_2, RULES, latest=WEEK_2)
    found = held(Asserted("Cẩm Tân", "", "issued", 4), 1, everybody, WEEK_2)
    assert dict(found.reasons) == {"waiting_3": 1, "came_later": 1}
    assert found.unexplained == 1
    before = faces(ledger, BASELINE, RULES, latest=WEEK_2)
    found = held(Asserted("Cẩm Tân", "", "collected", 2), 0, before, BASELINE)
    assert dict(found.reasons) == {"known_later": 2}


def test_silent_while_nothing_moves(ledger: Ledger) -> None:
    """Equal, or as far apart as was known: nothing is found."""
    _keep(ledger, "issued", 1)
    _keep(ledger, "collected", 5)
    assert _moved(ledger) == []


def test_a_ledger_that_moves_away_is_found(ledger: Ledger) -> None:
    """A list of that day changes the figure; towards the system's own it is silent."""
    first, second = _keep(ledger, "issued", 1), _keep(ledger, "not_collected", 0)
    late = "citizen_id  full_name  stage\n#4  Dung  l2_approved"
    entry = add_roster(ledger, roster(late, WEEK_2, file="muộn.xlsx"), ME).import_id
    assert _moved(ledger) == [(first, "issued", 1, 1, 2)]  # not_collected: 0 now, as the system
    undo(ledger, entry, ME)
    assert _moved(ledger) == []
    assert second > first


def test_a_newer_list_moves_nothing(ledger: Ledger) -> None:
    """The figure is of its day."""
    _keep(ledger, "issued", 1)
    later = "citizen_id  full_name  stage\n#4  Dung  l2_approved"
    add_roster(ledger, roster(later, WEEK_3, file="tuần 3.xlsx"), ME)
    assert _moved(ledger) == []


def test_the_last_word_on_a_figure_counts(ledger: Ledger) -> None:
    """Asked again, the earlier answer is replaced; taken back, it counts again."""
    first = _keep(ledger, "issued", 9)
    late = "citizen_id  full_name  stage\n#4  Dung  l2_approved"
    add_roster(ledger, roster(late, WEEK_2, file="muộn.xlsx"), ME)
    second = _keep(ledger, "issued", 9)
    assert _moved(ledger) == []
    undo(ledger, second, ME)
    assert _moved(ledger) == [(first, "issued", 9, 1, 2)]
    redo(ledger, second, ME)
    assert _moved(ledger) == []


def test_undone_it_is_not_checked(ledger: Ledger) -> None:
    """The last entry is the assertion: undo without a number takes it back."""
    number = _keep(ledger, "issued", 9)
    assert undo(ledger, None, ME).target == number
    assert asserted.kept(ledger) == ()


def test_the_ledger_stays_whole(ledger: Ledger) -> None:
    """Sealed as all entries; kept, undone and redone the check finds nothing."""
    number = _keep(ledger, "issued", 1)
    undo(ledger, number, ME)
    redo(ledger, number, ME)
    path = ledger.path
    ledger.close()
    assert life.found_in(path) == []


def test_a_changed_figure_is_found(ledger: Ledger) -> None:
    """Who edits what was kept with another program breaks its seal."""
    number = _keep(ledger, "issued", 1)
    ledger.connection.execute("UPDATE asserted SET as_of = as_of + 1")
    path = ledger.path
    ledger.close()
    assert ("changed", number) in life.found_in(path)


def test_a_ledger_from_before_opens_and_is_whole(tmp_path: Path) -> None:
    """The tables are added; no seal is touched."""
    path = tmp_path / "eidc.ledger"
    life.live(path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("DROP TABLE asserted")
    connection.execute("DROP TABLE replaced")
    connection.execute(f"PRAGMA user_version = {MIGRATIONS.index(asserted_figures)}")
    connection.close()
    assert life.found_in(path) == []


def test_nobody_is_in_it(ledger: Ledger) -> None:
    """Counts and places only; and the whole campaign's removal takes them along."""
    _keep(ledger, "issued", 1)
    (text,) = ledger.connection.execute("SELECT figures FROM asserted").fetchone()
    assert text == '[["Cẩm Tân", "", "issued", 1, 1]]'
    path = ledger.path
    purge_campaign(ledger, ME)
    assert not path.exists()
