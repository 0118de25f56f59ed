"""The one list of tables: which holds what an entry wrote, and since when a row holds no more."""

from __future__ import annotations

from eid_campaign.ledger.database import IN_MEMORY
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.written import TABLES

NOT_WRITTEN_BY_AN_ENTRY = {"word", "tally_cache"}
"""Words are shared, and tallies can be counted again at any time."""


def test_every_table_of_a_new_ledger_has_its_line() -> None:
    """A table that is forgotten would be left out of undo, of the past and of a purge."""
    with Ledger.open(IN_MEMORY) as ledger:
        tables = {
            name
            for (name,) in ledger.connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
        }
    assert {table.name for table in TABLES} == tables - NOT_WRITTEN_BY_AN_ENTRY


def test_every_line_names_columns_of_its_table() -> None:
    """The columns written, ended and of a person are there, and no other one ends a row."""
    with Ledger.open(IN_MEMORY) as ledger:
        for table in TABLES:
            names = {
                row[1] for row in ledger.connection.execute(f"PRAGMA table_info('{table.name}')")
            }
            assert table.written in names
            ends = {name for name in names if name.endswith("_by") or name == "known_until"}
            assert ends == ({table.ended} if table.ended else set())
            assert table.of_person == ("person" in names)
