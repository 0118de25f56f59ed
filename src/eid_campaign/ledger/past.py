"""The ledger as it was known after an entry of its log: temporary views stand before the tables.

Every question is asked as always and answered from that moment; nothing can be written.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.written import TABLES

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
    for table in TABLES:
        names = [row[1] for row in connection.execute(f"PRAGMA main.table_info('{table.name}')")]
        shown = ", ".join(
            f"{_ended(table.name, name, revision)} AS {name}" if name == table.ended else name
            for name in names
        )
        connection.execute(
            f'CREATE TEMP VIEW "{table.name}" AS SELECT {shown} FROM main."{table.name}" AS t'
            f" WHERE t.{table.written} <= {revision}"
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
