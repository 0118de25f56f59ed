"""What was set later on older rows: undone, redone, forgotten. The last seal holds it."""

from __future__ import annotations

import json
import sqlite3

from eid_campaign.campaign.hashing import sha256
from eid_campaign.ledger.seal_digests import sealed_tables


def marks_digest(connection: sqlite3.Connection) -> str:
    """Return the digest of all that was set later on rows: undone, redone, forgotten."""
    marks = [
        [table, column, *row]
        for table, columns in sealed_tables(connection).items()
        for column in columns
        if column.endswith("_by")
        for row in connection.execute(
            f"SELECT {'target' if 'target' in columns else 0}, id, {column} FROM {table}"
            f" WHERE {column} IS NOT NULL ORDER BY 1, 2, 3"
        )
    ]
    return sha256(json.dumps(marks).encode()).hexdigest()


def doubtful_mark(connection: sqlite3.Connection) -> int | None:
    """Return the first entry that is marked as ended by an entry that did not end it, or is not
    marked though one did; None where the marks alone do not tell.
    """
    ended = dict(
        connection.execute(
            "SELECT target, max(id) FROM taken_back WHERE redone_by IS NULL GROUP BY target"
        )
    )
    redone = {target for (target,) in connection.execute("SELECT target FROM taken_back")}
    redone -= {
        target  # ended by what it gave way to, whatever was done to it before
        for (target,) in connection.execute("SELECT target FROM replaced WHERE restored_by IS NULL")
    }
    doubtful = []
    for table, columns in sealed_tables(connection).items():
        column = next((name for name in columns if name.endswith("_by")), None)
        if column is None or table in ("taken_back", "replaced"):
            continue
        for number, by in connection.execute(f"SELECT id, {column} FROM {table}"):
            unlike = number in redone and by != ended.get(number)
            if unlike or (by is not None and by <= number):
                doubtful.append(number)
    return min(doubtful, default=None)
