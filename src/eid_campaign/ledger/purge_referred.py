"""What lists told of facts whose records go with a purge of earlier days: told apart instead.

A row that changed nothing is kept as which facts it told; their values are those of the record
that was known right after the import. Where that record was closed since, by an undo or a list
that came late, and is of the days that are removed, the facts are written down as the list's own.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from eid_campaign.ledger.known import STORED, WORDS
from eid_campaign.ledger.told import told
from eid_campaign.roster.merge import FACTS, STAGE_BIT

_TOLD = (*FACTS, "stage")
"""The facts of a record that a list tells, in the order of their bits."""


class _Known(NamedTuple):
    """A record, and from which to before which entry it was what is known; 0 for still."""

    as_of: int
    since: int
    until: int
    facts: tuple[str | int, ...]
    """In the order of ``_TOLD``, words by their id."""


def tell_apart(connection: sqlite3.Connection, day: date) -> None:
    """Write down what imports of ``day`` or later told of closed records of before it, inside
    the caller's transaction.

    Imports that were taken back count too: they can be done again.
    """
    limit = day.toordinal()
    known = _records(connection, limit)
    if not known:
        return
    words = dict(connection.execute("SELECT id, text FROM word"))
    connection.executemany(
        "INSERT OR IGNORE INTO said VALUES (?, ?, ?, ?)",
        list(_facts_told(connection, limit, known, words)),
    )


def open_from_the_start(connection: sqlite3.Connection, day: date) -> None:
    """Let the records of before ``day`` that stay be known from their own import on: what is kept
    of a person stands for all that the imports of those days told.
    """
    connection.execute(
        "UPDATE record SET known_from = import_id"
        " WHERE as_of < ? AND known_until IS NULL AND known_from > import_id",
        (day.toordinal(),),
    )


def _facts_told(
    connection: sqlite3.Connection,
    limit: int,
    known: Mapping[int, list[_Known]],
    words: Mapping[int, str],
) -> Iterator[tuple[int, int, str, str]]:
    """Yield (import, person, fact, value) of what refers to a record that goes."""
    for number, as_of, seen, blob in connection.execute(
        "SELECT id, as_of, seen, told FROM import WHERE as_of >= ? AND kind IN ('roster', 'edit')",
        (limit,),
    ).fetchall():
        of_all = told(seen, blob)
        for person, bits in zip(of_all.persons.tolist(), of_all.bits.tolist(), strict=True):
            last = _known_after(known.get(person, []), number, as_of)
            if last is None or not last.until or last.as_of >= limit:
                continue
            for at, (name, value) in enumerate(zip(_TOLD, last.facts, strict=True)):
                bit = STAGE_BIT if name == "stage" else at
                text = words[int(value)] if name in WORDS else str(value)
                if bits >> bit & 1 and text and (name != "stage" or int(value) >= 0):
                    yield number, person, name, text


def _known_after(records: list[_Known], entry: int, as_of: int) -> _Known | None:
    """Return the last record up to ``as_of`` that was known right after an entry of the log."""
    for each in reversed(records):
        if each.as_of <= as_of and each.since <= entry and (not each.until or each.until > entry):
            return each
    return None


def _records(connection: sqlite3.Connection, limit: int) -> dict[int, list[_Known]]:
    """Return all records, in the order of their days, of whoever has a closed one before."""
    columns = ", ".join(STORED[name] for name in _TOLD)
    known: defaultdict[int, list[_Known]] = defaultdict(list)
    for person, as_of, since, until, *facts in connection.execute(
        f"SELECT person, as_of, known_from, ifnull(known_until, 0), {columns} FROM record"
        " WHERE person IN"
        " (SELECT person FROM record WHERE as_of < ? AND known_until IS NOT NULL)"
        " ORDER BY person, as_of, import_id, known_from",
        (limit,),
    ):
        known[person].append(_Known(as_of, since, until, tuple(facts)))
    return known
