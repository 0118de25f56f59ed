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


def keep(ledger: Ledger, as_of: date, counts: Mapping[str, list[list[Any]]]) -> None:
    """Keep rows by key for a day, and let go of what was counted before anything changed."""
    wait = ledger.connection.execute("PRAGMA busy_timeout").fetchone()[0]
    try:
        ledger.connection.execute("PRAGMA busy_timeout = 0")
        revision = ledger.revision
        ledger.connection.execute("DELETE FROM tally_cache WHERE revision <> ?", (revision,))
        ledger.connection.executemany(
            "INSERT OR REPLACE INTO tally_cache VALUES (?, ?, ?, ?)",
            [
                (as_of.toordinal(), key, revision, json.dumps(rows, ensure_ascii=False))
                for key, rows in counts.items()
            ],
        )
    except sqlite3.OperationalError:
        # Keeping them only saves time: a ledger that is being written, or may only be read, is
        # fine.
        return
    finally:
        ledger.connection.execute(f"PRAGMA busy_timeout = {wait}")
