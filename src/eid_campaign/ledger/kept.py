"""Counts that took a pass over everybody, kept until anything changes: no person is in them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import date
from typing import Any

from eid_campaign.ledger.ledger import Ledger


def kept(ledger: Ledger, as_of: date, key: str) -> list[list[Any]] | None:
    """Return the rows kept under ``key`` for a day; None where they are to be counted anew."""
    row = ledger.connection.execute(
        "SELECT counts FROM tally_cache WHERE as_of = ? AND rules = ? AND revision = ?",
        (as_of.toordinal(), key, ledger.revision),
    ).fetchone()
    found: list[list[Any]] | None = None if row is None else json.loads(row[0])
    return found


def is_kept(ledger: Ledger, as_of: date, key: str) -> bool:
    """Whether :func:`kept` has rows to return."""
    row = ledger.connection.execute(
        "SELECT 1 FROM tally_cache WHERE as_of = ? AND rules = ? AND revision = ?",
        (as_of.toordinal(), key, ledger.revision),
    ).fetchone()
    return row is not None


def keep(ledger: Ledger, counts: Mapping[tuple[date, str], list[list[Any]]]) -> None:
    """Keep rows by day and key, and let go of what was counted before anything changed."""
    connection, revision = ledger.connection, ledger.revision
    if connection.in_transaction:
        return  # whoever writes has no use for it
    lines = [
        (day.toordinal(), key, revision, json.dumps(rows, ensure_ascii=False))
        for (day, key), rows in counts.items()
    ]
    wait = connection.execute("PRAGMA busy_timeout").fetchone()[0]
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("BEGIN IMMEDIATE")  # one wait for the disk, however many days
        connection.execute("DELETE FROM tally_cache WHERE revision <> ?", (revision,))
        connection.executemany("INSERT OR REPLACE INTO tally_cache VALUES (?, ?, ?, ?)", lines)
        connection.execute("COMMIT")
    except sqlite3.OperationalError:
        # Keeping them only saves time: a ledger that is being written, or may only be read, is
        # fine.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    finally:
        connection.execute(f"PRAGMA busy_timeout = {wait}")
