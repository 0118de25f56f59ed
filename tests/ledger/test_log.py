"""The log: append-only, each entry bound to the one before, without anybody's data."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.log import first_broken
from eid_campaign.ledger.rosters import add_roster
from eid_campaign.ledger.undo import undo
from tests.drawn import ME, WEEK_2, number, roster

LIST = "citizen_id  full_name      stage\n#1  Nguyễn Văn An  not_collected"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger with two imports and an undo."""
    with Ledger.open(tmp_path / "eidc.ledger") as opened:
        add_roster(opened, roster(LIST), ME)
        add_roster(opened, roster(LIST, WEEK_2), ME)
        undo(opened, None, ME)
        yield opened


def test_every_change_has_its_entry(ledger: Ledger) -> None:
    """Imports and undos stand in the log in their order, and the chain is whole."""
    rows = ledger.connection.execute("SELECT id, kind, who FROM operation ORDER BY id")
    assert rows.fetchall() == [(1, "import", ME.who), (2, "import", ME.who), (3, "undo", ME.who)]
    assert first_broken(ledger.connection) is None


@pytest.mark.parametrize(
    "statement",
    ["UPDATE operation SET who = 'khác'", "DELETE FROM operation WHERE id = 3"],
)
def test_the_log_cannot_be_changed(ledger: Ledger, statement: str) -> None:
    """The ledger itself refuses to change or delete an entry."""
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        ledger.connection.execute(statement)


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE operation SET who = 'khác' WHERE id = 2", 2),
        ("UPDATE operation SET details = '{}' WHERE id = 1", 1),
        ("UPDATE operation SET hash = previous_hash WHERE id = 3", 3),
        ("DELETE FROM operation WHERE id = 2", 3),
        ("UPDATE operation SET id = 9 WHERE id = 3", 9),
    ],
)
def test_a_changed_log_is_found_out(ledger: Ledger, statement: str, broken: int) -> None:
    """Who gets around the lock leaves a chain that no longer fits, and it is said where."""
    ledger.connection.execute("PRAGMA foreign_keys = OFF")
    ledger.connection.execute("DROP TRIGGER operation_is_append_only_update")
    ledger.connection.execute("DROP TRIGGER operation_is_append_only_delete")
    ledger.connection.execute(statement)
    assert first_broken(ledger.connection) == broken


def test_the_log_names_nobody(ledger: Ledger) -> None:
    """Entries hold files, hashes and counts; never a name or number of a person."""
    details = " ".join(
        text for (text,) in ledger.connection.execute("SELECT details FROM operation")
    )
    assert "thôn 1.xlsx" in details
    assert "Nguyễn" not in details
    assert number(1) not in details
