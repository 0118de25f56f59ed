"""What a ledger says and what lies in a folder, to be compared."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from eid_campaign.ledger.ledger import Ledger
from tests.crash.told import facts_by_number

Content = dict[str, list[tuple[object, ...]]]
"""The rows of every table that says something; by the table's name."""

DAMAGED = "damaged"
_SAYS_NOTHING = frozenset({"tally_cache", "seal", "sqlite_sequence"})
"""Counts kept to be quick, and what depends on the clock."""
_KEPT = re.compile(r"eidc-copies(/eidc\.[-0-9a-f]+\.ledger(\.damaged)?)?")
_BY_THE_CLOCK = frozenset({"at", "hash", "previous_hash"})


def content(path: Path) -> Content:
    """Return all that the ledger says, less what the clock decides; empty for no ledger.

    One that cannot be read at all is known by its bytes.
    """
    if not path.exists():
        return {}
    opened = sqlite3.connect(path)
    try:
        tables = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        found = {name: _rows(opened, name) for (name,) in tables if name not in _SAYS_NOTHING}
        return {name: rows for name, rows in sorted(found.items()) if rows}
    except sqlite3.DatabaseError:
        return {DAMAGED: [(path.read_bytes(),)]}
    finally:
        opened.close()


def _rows(opened: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    columns = [row[1] for row in opened.execute(f"PRAGMA table_info({table})")]
    asked = ", ".join(f'"{name}"' for name in columns if name not in _BY_THE_CLOCK)
    return sorted(opened.execute(f"SELECT {asked} FROM {table}").fetchall(), key=repr)


def names_in(folder: Path) -> set[str]:
    """Return what lies in a folder and below, less the copies that are kept of the ledger; days
    and hours in names are told alike.
    """
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    return {re.sub(r"\d+", "#", name) for name in names if not _KEPT.fullmatch(name)}


def facts_in(path: Path) -> list[Mapping[str, object]]:
    """Return what is known of everyone today, less numbers that depend on the order of work."""
    with Ledger.open(path) as ledger:
        return list(facts_by_number(ledger, date.max).values())
