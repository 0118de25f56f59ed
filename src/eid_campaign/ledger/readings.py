"""One file read anew: which reading of it counts, which gave way to it, and counts again after it.

A later reading takes the earlier one back in its own transaction: an entry that takes back stands
right before the import. When the later one is undone, the earlier counts again; when that is
redone, the earlier gives way, as answers do (:mod:`replaced`).
"""

from __future__ import annotations

import sqlite3

from eid_campaign.ledger import replaced
from eid_campaign.ledger.written import TABLE_OF

MADE_ROOM = "read_anew"
"""The detail of an entry that took an earlier reading back for the import that follows it."""

_ROOMS = f"""
SELECT room.id, back.target, room.id + 1 AS later, back.redone_by FROM taken_back back
JOIN operation room ON room.id = back.id AND room.kind = 'undo'
JOIN operation o ON o.id = room.id + 1 AND o.kind = 'import'
JOIN import one ON one.id = back.target
JOIN import other ON other.id = o.id AND other.sha256 = one.sha256 AND other.as_of = one.as_of
WHERE json_extract(room.details, '$.{MADE_ROOM}')
   OR json_extract(room.details, '$.command') = json_extract(o.details, '$.command')
"""
"""Which entry took which reading back for which; older ledgers tell it by the same command."""


def rooms_made(connection: sqlite3.Connection) -> set[int]:
    """Return the entries that took an earlier reading back for a later one: no officer's undo."""
    rows = connection.execute(f"SELECT id FROM ({_ROOMS})")
    return {int(number) for (number,) in rows}


def given_way_to(connection: sqlite3.Connection, number: int) -> list[int]:
    """Return the earlier readings that gave way to import ``number`` and do not count yet."""
    found = replaced.given_way_to(connection, TABLE_OF["import"], number)
    return found + [earlier for _room, earlier in _rooms_for(connection, number)]


def bring_back(connection: sqlite3.Connection, number: int, entry: int) -> None:
    """Let what was taken back for import ``number`` count again as of ``entry``."""
    for room, earlier in _rooms_for(connection, number):
        connection.execute(
            "UPDATE taken_back SET redone_by = ? WHERE id = ? AND target = ?",
            (entry, room, earlier),
        )
        connection.execute("UPDATE import SET undone_by = NULL WHERE id = ?", (earlier,))


def earlier_readings(connection: sqlite3.Connection, number: int) -> list[int]:
    """Return the earlier readings of the file of import ``number`` that count: it replaces them."""
    rows = connection.execute(f"{_OTHERS} AND other.id < one.id", (number,))
    return [int(earlier) for (earlier,) in rows]


def read_anew_in(connection: sqlite3.Connection, number: int) -> int | None:
    """Return the later reading of the file of import ``number`` that counts, None for none."""
    row = connection.execute(f"{_OTHERS} AND other.id > one.id", (number,)).fetchone()
    return int(row[0]) if row else None


def _rooms_for(connection: sqlite3.Connection, number: int) -> list[tuple[int, int]]:
    rows = connection.execute(
        f"SELECT id, target FROM ({_ROOMS}) WHERE later = ? AND redone_by IS NULL", (number,)
    )
    return [(int(room), int(earlier)) for room, earlier in rows]


_OTHERS = """
SELECT other.id FROM import one JOIN import other
ON other.sha256 = one.sha256 AND other.as_of = one.as_of AND other.undone_by IS NULL
WHERE one.id = ? AND one.kind <> 'edit' AND other.kind <> 'edit'
"""
