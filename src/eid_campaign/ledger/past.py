"""The ledger as it was known after an entry of its log: temporary views stand before the tables.

Every question is asked as always and answered from that moment; nothing can be written.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from eid_campaign.ledger.ledger import Ledger

_WRITTEN_AT = {
    "operation": "id",
    "record": "known_from",
    "import": "id",
    "import_village": "import_id",
    "problem": "import_id",
    "unit_counts": "import_id",
    "spelling_seen": "import_id",
    "said": "import_id",
    "decision": "id",
    "identity": "id",
    "own_rules": "id",
    "village_spelling": "id",
    "mapping": "id",
    "frozen_report": "id",
    "taken_back": "id",
    "seal": "id",
}
"""Table → the column that tells the entry with which a row was written."""

_ENDED_AT = {
    "record": "known_until",
    "import": "undone_by",
    "decision": "taken_back_by",
    "identity": "undone_by",
    "own_rules": "undone_by",
    "village_spelling": "undone_by",
    "mapping": "forgotten_by",
    "frozen_report": "undone_by",
    "taken_back": "redone_by",
}
"""Table → the column that tells the entry with which a row ceased to hold."""

_NEVER_REDONE = ("record", "taken_back")


def revision_on(ledger: Ledger, day: date) -> int:
    """Return the last entry recorded by the end of ``day`` (local calendar); 0 for none."""
    midnight = datetime.combine(day + timedelta(days=1), time()).astimezone(UTC)
    (number,) = ledger.connection.execute(
        "SELECT max(id) FROM operation WHERE at < ?", (midnight.isoformat(timespec="seconds"),)
    ).fetchone()
    return int(number or 0)


def as_known(ledger: Ledger, revision: int) -> None:
    """Turn ``ledger`` into a read-only view of what was known after entry ``revision``."""
    connection = ledger.connection
    for table, written in _WRITTEN_AT.items():
        names = [row[1] for row in connection.execute(f"PRAGMA main.table_info('{table}')")]
        ended = _ENDED_AT.get(table)
        shown = ", ".join(
            f"{_ended(table, name, revision)} AS {name}" if name == ended else name
            for name in names
        )
        connection.execute(
            f'CREATE TEMP VIEW "{table}" AS SELECT {shown} FROM main."{table}" AS t'
            f" WHERE t.{written} <= {revision}"
        )
    connection.execute("CREATE TEMP VIEW version AS SELECT * FROM record WHERE known_until IS NULL")
    # Tallies of then are counted anew and kept for as long as the question is open.
    connection.execute("CREATE TEMP TABLE tally_cache AS SELECT * FROM main.tally_cache LIMIT 0")
    connection.execute("CREATE UNIQUE INDEX temp.tally_key ON tally_cache (as_of, rules)")


def _ended(table: str, column: str, revision: int) -> str:
    """Return SQL for the entry that ended a row, as known then: an undo since redone counts."""
    plainly = f"CASE WHEN t.{column} <= {revision} THEN t.{column} END"
    if table in _NEVER_REDONE:
        return plainly
    return (
        f"CASE WHEN EXISTS (SELECT 1 FROM main.taken_back b WHERE b.target = t.id)"
        f" THEN (SELECT max(b.id) FROM main.taken_back b WHERE b.target = t.id"
        f" AND b.id <= {revision} AND (b.redone_by IS NULL OR b.redone_by > {revision}))"
        f" ELSE {plainly} END"
    )
