"""Answers in the place of earlier ones: since which entry those hold no more, until which again.

A village's spelling, the headings of a make, "two people" or "later": the newer answer ends the
older, which holds again when the newer is taken back. Both are written down, so that the ledger
as it was known (``--known-on``) tells what held then.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from eid_campaign.ledger.written import Table


def replace(
    connection: sqlite3.Connection, table: Table, older: Iterable[int], number: int, entry: int
) -> None:
    """Let the ``older`` rows that hold still give way to ``number``, as of ``entry``: its own, or
    the one that let it count again.
    """
    for target in older:
        given_way = connection.execute(
            f"UPDATE {table.name} SET {table.ended} = ? WHERE id = ? AND {table.ended} IS NULL",
            (number, target),
        ).rowcount
        if given_way:
            connection.execute("INSERT INTO replaced VALUES (?, ?, NULL)", (entry, target))


def restore(
    connection: sqlite3.Connection, table: Table, targets: Iterable[int], entry: int
) -> None:
    """Let ``targets``, which gave way, hold again, as of ``entry``."""
    for target in targets:
        connection.execute(
            "UPDATE replaced SET restored_by = ? WHERE restored_by IS NULL AND target = ?",
            (entry, target),
        )
        connection.execute(f"UPDATE {table.name} SET {table.ended} = NULL WHERE id = ?", (target,))


def given_way_to(connection: sqlite3.Connection, table: Table, number: int) -> list[int]:
    """Return what gave way to ``number`` and does not hold yet."""
    rows = connection.execute(f"SELECT id FROM {table.name} WHERE {table.ended} = ?", (number,))
    return [int(target) for (target,) in rows]
