"""The ledger as it was known after an entry of its log: temporary views stand before the tables.

Every question is asked as always and answered from that moment; nothing can be written.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.written import TABLES, Table

_NEVER_REDONE = ("record", "taken_back", "replaced")


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
            f"{_ended(table, revision)} AS {name}" if name == table.ended else name
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


def _ended(table: Table, revision: int) -> str:
    """Return SQL for the entry that ended a row, as known then: an undo since redone counts, and
    an answer that gave way to one since taken back.
    """
    plainly = f"CASE WHEN t.{table.ended} <= {revision} THEN t.{table.ended} END"
    if table.name in _NEVER_REDONE:
        return plainly
    enders = {"taken_back": "redone_by"} | ({"replaced": "restored_by"} if table.replacing else {})
    known = " OR ".join(
        f"EXISTS (SELECT 1 FROM main.{name} b WHERE b.target = t.id)" for name in enders
    )
    last = ", ".join(
        f"ifnull((SELECT max(b.id) FROM main.{name} b WHERE b.target = t.id AND b.id <= {revision}"
        f" AND (b.{back} IS NULL OR b.{back} > {revision})), 0)"
        for name, back in enders.items()
    )
    return f"CASE WHEN {known} THEN nullif(max(0, {last}), 0) ELSE {plainly} END"
