"""What was done, by whom and when: append-only, each entry bound to the one before by its hash.

An entry holds file names, hashes and counts; never a name or number of a person.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from typing import NamedTuple


class Author(NamedTuple):
    """Who gives a command, and when (UTC, ISO form)."""

    who: str
    at: str


def append(
    connection: sqlite3.Connection, kind: str, author: Author, details: Mapping[str, object]
) -> int:
    """Write an entry inside the caller's transaction and return its id."""
    last = connection.execute(
        "SELECT id, hash FROM operation ORDER BY id DESC LIMIT 1"
    ).fetchone() or (0, "")
    written = json.dumps(details, ensure_ascii=False, sort_keys=True)
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


def _hash_of(number: int, kind: str, at: str, who: str, details: str, before: str) -> str:
    entry = json.dumps([number, kind, at, who, details, before], ensure_ascii=False)
    return hashlib.sha256(entry.encode()).hexdigest()
