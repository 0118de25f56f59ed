"""What was done, by whom and when: append-only, each entry bound to the one before by its hash.

An entry holds the command with the names of its options, file names, hashes and counts; never a
name or number of a person, nor anything typed that could be one.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from eid_campaign.campaign.hashing import sha256
from eid_campaign.campaign.logged import Entry
from eid_campaign.ledger.written import TABLES

QUIET_KINDS = (
    *("export", "backup", "restore", "check", "freeze", "assert"),
    *("encrypt", "decrypt", "rekey"),
)
"""Entries after which everything asked is answered as before: kept tallies outlive them, and
nothing is undone by taking them back.
"""


class Author(NamedTuple):
    """Who gives a command, and when (UTC, ISO form)."""

    who: str
    at: str
    command: str = ""
    """Its name and the names of its options, ``people --audience -o``; never their values."""


def append(
    connection: sqlite3.Connection, kind: str, author: Author, details: Mapping[str, object]
) -> int:
    """Write an entry inside the caller's transaction and return its id."""
    last = connection.execute(
        "SELECT id, hash FROM operation ORDER BY id DESC LIMIT 1"
    ).fetchone() or (0, "")
    told = {**details, "command": author.command} if author.command else details
    written = json.dumps(told, ensure_ascii=False, sort_keys=True)
    number = int(last[0]) + 1
    entry = (number, kind, author.at, author.who, written, str(last[1]))
    connection.execute(
        "INSERT INTO operation VALUES (?, ?, ?, ?, ?, ?, ?)", (*entry, _hash_of(*entry))
    )
    return number


def first_broken(connection: sqlite3.Connection) -> int | None:
    """Return the id of the first entry that does not fit the one before it, or None."""
    previous = ""
    rows = connection.execute(
        "SELECT id, kind, at, who, details, previous_hash, hash FROM operation ORDER BY id"
    )
    for position, (number, kind, at, who, details, before, kept) in enumerate(rows, start=1):
        expected = _hash_of(number, kind, at, who, details, before)
        if number != position or before != previous or kept != expected:
            return int(number)
        previous = kept
    return None


def entries(connection: sqlite3.Connection, last: int | None = None) -> tuple[Entry, ...]:
    """Return the entries in their order, or only the ``last`` so many."""
    undone = _undone(connection)
    rows = connection.execute(
        "SELECT id, kind, at, who, details FROM operation ORDER BY id DESC LIMIT ?",
        (-1 if last is None else last,),
    ).fetchall()
    return tuple(
        Entry(number, kind, at, _local(at), who, json.loads(details), undone.get(number))
        for number, kind, at, who, details in reversed(rows)
    )


def _local(at: str) -> datetime | None:
    try:
        return datetime.fromisoformat(at).astimezone()
    except ValueError:
        return None


def _undone(connection: sqlite3.Connection) -> dict[int, int]:
    """Return which entry no longer holds, and since which one."""
    found = {
        int(number): int(by)
        for table in TABLES
        if table.kinds
        for number, by in connection.execute(
            f"SELECT id, {table.ended} FROM {table.name} WHERE {table.ended} IS NOT NULL"
        )
    }
    for number, target, redone in connection.execute(
        "SELECT id, target, redone_by FROM taken_back ORDER BY id"
    ):
        if redone is None:
            found[target] = number
        else:
            found[number] = redone  # the taking back was itself taken back
    return found


def _hash_of(number: int, kind: str, at: str, who: str, details: str, before: str) -> str:
    entry = json.dumps([number, kind, at, who, details, before], ensure_ascii=False)
    return sha256(entry.encode()).hexdigest()
