"""A ledger on the disk with one import, and ways to look at it and to spoil it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.rosters import add_roster
from tests.drawn import BASELINE, ME, people, roster

TODAY = date(2024, 11, 30)


def listed(first: int, last: int) -> str:
    """Return a drawn list of invented people numbered from ``first`` to ``last``."""
    lines = [f"#{n}  Nguyễn Văn {n}" for n in range(first, last + 1)]
    return "citizen_id  full_name\n" + "\n".join(lines)


def take_in(path: Path, first: int, last: int, day: date = BASELINE) -> None:
    """Import a list of people into the ledger at ``path``."""
    with Ledger.open(path) as ledger:
        add_roster(ledger, roster(people(listed(first, last)), day, file=f"{first}.xlsx"), ME)


def stored(path: Path) -> list[tuple[object, ...]]:
    """Return every row of every table, less the kept tallies."""
    connection = sqlite3.connect(path)
    try:
        names = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'tally_cache'"
            )
        ]
        return [
            (name, *row) for name in names for row in connection.execute(f"SELECT * FROM {name}")
        ]
    finally:
        connection.close()


def numbers(path: Path) -> set[str]:
    """Return the citizen numbers that the ledger at ``path`` knows."""
    connection = sqlite3.connect(path)
    try:
        return {number for (number,) in connection.execute("SELECT citizen_id FROM version")}
    finally:
        connection.close()


def kinds(path: Path) -> list[str]:
    """Return the kinds of the log's entries in their order."""
    connection = sqlite3.connect(path)
    try:
        return [kind for (kind,) in connection.execute("SELECT kind FROM operation ORDER BY id")]
    finally:
        connection.close()


def spoil(path: Path, table: str = "record") -> None:
    """Overwrite a page of ``table`` with nonsense, as a worn stick does."""
    connection = sqlite3.connect(path)
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    (root,) = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)
    ).fetchone()
    connection.close()
    content = bytearray(path.read_bytes())
    content[(root - 1) * size : root * size] = b"\xa5" * size
    path.write_bytes(content)


def a_dead_process() -> int:
    """Return the number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        return ended.pid


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with one import of 300 people."""
    file = tmp_path / "sổ" / "eidc.ledger"
    file.parent.mkdir()
    take_in(file, 1, 300)
    return file
