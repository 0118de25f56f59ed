"""Whether the seals fit the log and the rows: who changed what with another program."""

from __future__ import annotations

import sqlite3

from eid_campaign.ledger.seal_digests import digests, with_words
from eid_campaign.ledger.seals import all_seals, hash_of


def first_unchained(connection: sqlite3.Connection) -> int | None:
    """Return the first entry whose seal does not fit the entry and the seal before, or None."""
    hashes = dict(connection.execute("SELECT id, hash FROM operation"))
    sealed = all_seals(connection)
    previous, expected = "", None
    for seal in sealed:
        if expected is not None and seal.number != expected:
            return min(expected, seal.number)
        if seal.hash != hash_of(previous, hashes.get(seal.number, ""), seal.digest):
            return seal.number
        previous, expected = seal.hash, seal.number + 1
    newest = max(hashes, default=0)
    if sealed and sealed[0].number > 1 and not sealed[0].whole:
        return 1
    last_sealed = sealed[-1].number if sealed else 0
    return None if last_sealed == newest else last_sealed + 1


def changed_entries(connection: sqlite3.Connection) -> tuple[int, ...]:
    """Return the entries whose rows are not those that were sealed, in their order.

    Where entries were sealed together, the last of them stands for all.
    """
    sealed = all_seals(connection)
    if not sealed:
        return ()
    newest = sealed[-1].number
    whole = max((seal.number for seal in sealed if seal.whole), default=0)
    rows: dict[int, str] = {}
    if whole:
        rows |= digests(connection, 1, whole, together=True)
    rows |= digests(connection, whole + 1, newest)
    changed: list[int] = []
    known = 0
    for seal in sealed:
        if seal.number >= whole:
            since = 0 if seal.whole else known
            found = with_words(connection, rows[seal.number], since, seal.words)
            if found != seal.rows:
                changed.append(seal.number)
        known = seal.words
    return tuple(changed)
