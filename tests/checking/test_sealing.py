"""Seals: the same digest however it is come by, and older ledgers sealed together."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from eid_campaign.ledger import log, seals
from eid_campaign.ledger.database import IN_MEMORY, transaction
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.migrations import MIGRATIONS, sealed
from eid_campaign.ledger.rosters import add_roster
from eid_campaign.ledger.seal_digests import Column
from tests.checking import life
from tests.drawn import BASELINE, ME, WEEK_2, roster


def _read_back(connection: sqlite3.Connection, entry: int) -> dict[str, Column]:
    rows = connection.execute("SELECT * FROM record WHERE known_from = ? ORDER BY person", (entry,))
    names = [column[0] for column in rows.description]
    columns = dict(zip(names, map(list, zip(*rows.fetchall(), strict=True)), strict=True))
    del columns["known_until"]
    return columns


@pytest.mark.parametrize("given", ["lists", "constants", "in disorder"])
def test_columns_handed_over_make_the_digest_that_is_read_back(tmp_path: Path, given: str) -> None:
    """Handing the columns over only saves time; columns in disorder are not believed."""
    with Ledger.open(tmp_path / "eidc.ledger") as ledger:
        connection = ledger.connection
        add_roster(ledger, roster(life.FIRST, BASELINE), ME)
        connection.execute("BEGIN")
        seals.unguard(connection)
        connection.execute("DELETE FROM seal")
        seals.guard(connection)
        seals.write(connection, 1)
        plain = seals.last(connection)
        connection.execute("ROLLBACK")
        columns = _read_back(connection, 1)
        if given == "constants":
            columns |= {"as_of": BASELINE.toordinal(), "import_id": 1, "known_from": 1}
        elif given == "in disorder":
            columns["person"] = [5, 4, 3, 2, 1]
        connection.execute("BEGIN")
        seals.unguard(connection)
        connection.execute("DELETE FROM seal")
        seals.guard(connection)
        seals.write(connection, 1, columns=columns)
        assert seals.last(connection) == plain
        connection.execute("ROLLBACK")


def test_a_seal_stays_what_it_was_in_the_ledgers_already_written() -> None:
    """The digest of a first list is that of the release in which seals began, to the letter."""
    with Ledger.open(IN_MEMORY) as ledger:
        add_roster(ledger, roster(life.FIRST, BASELINE), ME)
        seal = seals.last(ledger.connection)
    assert seal is not None
    assert seal.digest == (
        "own 7 4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945"
        " 516537df673a282f3fe377e0ef51128d8354c4ce573e2b4d3b3a7eb052ff5868"
    )


@pytest.mark.parametrize("others", ["none", "an earlier list"])
def test_columns_are_handed_over_beside_what_was_taken_back(tmp_path: Path, others: str) -> None:
    """A file read anew takes its earlier reading back under an entry of its own, in the same
    transaction: what each of the two wrote is sealed once.
    """
    path = tmp_path / "eidc.ledger"
    with Ledger.open(path) as ledger:
        if others != "none":
            add_roster(ledger, roster(life.LATE, BASELINE), ME)
        file = roster(life.FIRST, WEEK_2)
        add_roster(ledger, file, ME)
        before = ledger.active_import(file.sha256, WEEK_2)
        add_roster(ledger, replace(file, people=file.people.taken([0, 1])), ME, instead_of=before)
    assert life.found_in(path) == []


def test_columns_that_are_not_those_written_are_found(tmp_path: Path) -> None:
    """The seal of columns that never reached the ledger does not fit it."""
    path = tmp_path / "eidc.ledger"
    with Ledger.open(path) as ledger:
        connection = ledger.connection
        add_roster(ledger, roster(life.FIRST, BASELINE), ME)
        wrong = _read_back(connection, 1) | {"row": [0] * 5}
        connection.execute("BEGIN")
        seals.unguard(connection)
        connection.execute("DELETE FROM seal")
        seals.guard(connection)
        seals.write(connection, 1, columns=wrong)
        connection.execute("COMMIT")
    assert ("changed", 1) in life.found_in(path)


def _without_seals(path: Path) -> None:
    """Make of a ledger one from before there were seals."""
    life.live(path)
    connection = sqlite3.connect(path, isolation_level=None)
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name NOT LIKE 'operation%'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("DELETE FROM seal")
    connection.execute("DROP TABLE asserted")
    connection.execute("DROP TABLE replaced")
    connection.execute(f"PRAGMA user_version = {MIGRATIONS.index(sealed)}")
    connection.close()


def test_an_older_ledger_is_sealed_together(tmp_path: Path) -> None:
    """Opened for the first time, what is there is sealed as one; what comes then, one by one."""
    path = tmp_path / "eidc.ledger"
    _without_seals(path)
    with Ledger.open(path) as ledger:
        (seal,) = seals.all_seals(ledger.connection)
        assert seal.whole
        with transaction(ledger.connection, path):
            log.append(ledger.connection, "export", ME, {})
    assert life.found_in(path) == []


def test_a_change_of_an_older_ledger_is_found(tmp_path: Path) -> None:
    """What was sealed together is found changed, under the last entry of then."""
    path = tmp_path / "eidc.ledger"
    _without_seals(path)
    with Ledger.open(path) as ledger:
        (seal,) = seals.all_seals(ledger.connection)
        ledger.connection.execute("UPDATE record SET sex = 'F' WHERE person = 5")
    assert ("sealed_together", seal.number) in life.found_in(path)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("12-7F3A-91C2", "12-7F3A-91C2"),
        (" 12 7f3a 91c2 ", "12-7F3A-91C2"),
        ("127F3A91C2", None),
        ("12-7F3A", None),
        ("12-7F3A-91CG", None),
        ("", None),
    ],
)
def test_a_code_is_read_however_typed(typed: str, read: str | None) -> None:
    """Small letters and spaces do; letters beyond F and missing parts do not."""
    code = seals.read_code(typed)
    assert (code.text if code else None) == read
