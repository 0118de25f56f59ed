"""What rows told by way of records that a purge removes: told apart instead.

A row that changed nothing is kept as which facts it told; their values are those of the record
that was known right after the import. Where a purge removes that record, or lets another be known
in its place, the facts are written down as the row's own.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

import numpy as np

from eid_campaign.ledger.identities import all_joined, roots_at, roots_now
from eid_campaign.ledger.known import STORED, WORDS
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.told import packed, packed_told, told, unpacked
from eid_campaign.roster.merge import FACTS, STAGE_BIT

_TOLD = (*FACTS, "stage")
"""The facts of a record that a list tells, in the order of their bits."""

_Facts = tuple[tuple[str, str], ...]
"""Facts and their values, those only that were told."""


class _Known(NamedTuple):
    """A record, and from which to before which entry it was what is known; 0 for still."""

    as_of: int
    since: int
    until: int
    facts: tuple[str | int, ...]
    """In the order of ``_TOLD``, words by their id."""


@contextmanager
def told_apart(
    ledger: Ledger,
    persons: Collection[int],
    *,
    gone: Collection[int] = (),
    since: date | None = None,
) -> Iterator[None]:
    """Let records of ``persons`` be removed or moved, inside the caller's transaction; what rows
    of imports, or of those of ``since`` and later, told by way of them is written down, but for
    the rows of who is ``gone``.

    Imports that were taken back count too: they can be done again.
    """
    limit = since.toordinal() if since else 0
    before = _facts_told(ledger, persons, limit)
    yield
    after = _facts_told(ledger, persons, limit)
    ledger.connection.executemany(
        "INSERT OR IGNORE INTO said VALUES (?, ?, ?, ?)",
        [
            (*row, name, value)
            for row, facts in before.items()
            if facts != after.get(row) and row[1] not in gone
            for name, value in facts
        ],
    )


def open_from_the_start(ledger: Ledger, day: date) -> None:
    """Let the records of before ``day`` that stay be known from their own import on: what is kept
    of a person stands for all that the imports of those days told.
    """
    ledger.connection.execute(
        "UPDATE record SET known_from = import_id"
        " WHERE as_of < ? AND known_until IS NULL AND known_from > import_id",
        (day.toordinal(),),
    )


def ever_with(ledger: Ledger, persons: Collection[int]) -> tuple[frozenset[int], int]:
    """Return who was ever made one with ``persons``, also by way of others, and since which entry
    of the log at the earliest; 0 for nobody.
    """
    pairs = ledger.connection.execute(
        "SELECT kept, other, id FROM identity WHERE verdict = 'same'"
    ).fetchall()
    found = all_joined(persons, [(kept, other) for kept, other, _id in pairs])
    first = min((number for kept, _other, number in pairs if kept in found), default=0)
    return frozenset(found.difference(persons)), first


def joined_for_good(ledger: Ledger, day: date) -> list[int]:
    """Return the answers that make people one of whom another part than the one kept was on a
    list of before ``day``: what is kept of those days can no longer be told apart.
    """
    pairs = roots_now(ledger)
    parts = np.array(sorted(pairs), dtype=np.int64)
    mixed: set[int] = set()
    for (seen,) in ledger.connection.execute(
        "SELECT seen FROM import WHERE as_of < ? AND kind IN ('roster', 'edit')"
        " AND undone_by IS NULL",
        (day.toordinal(),),
    ):
        mixed |= {pairs[part] for part in np.intersect1d(unpacked(seen), parts).tolist()}
    rows = ledger.connection.execute(
        "SELECT id, kept FROM identity WHERE verdict = 'same' AND undone_by IS NULL ORDER BY id"
    )
    return [number for number, kept in rows if pairs.get(kept, kept) in mixed]


def forget_seen(ledger: Ledger, persons: Collection[int]) -> None:
    """Take ``persons`` from whom imports saw: nothing is computed of them again."""
    gone = np.array(sorted(persons), dtype=np.int64)
    for number, seen, blob in ledger.connection.execute(
        "SELECT id, seen, told FROM import"
    ).fetchall():
        of_all = told(seen, blob)
        stay = ~np.isin(of_all.persons, gone)
        if bool(stay.all()):
            continue
        left = of_all.only(stay)
        new_blob = packed_told(left.persons, left.bits, left.rows, left.sheets) if blob else blob
        ledger.connection.execute(
            "UPDATE import SET seen = ?, told = ? WHERE id = ?",
            (packed(left.persons), new_blob, number),
        )


def _facts_told(
    ledger: Ledger, persons: Collection[int], limit: int
) -> dict[tuple[int, int], _Facts]:
    """Return by (import, person) what rows told of facts that records of ``persons`` hold."""
    found: dict[tuple[int, int], _Facts] = {}
    if not persons:
        return found
    known = _records(ledger, persons)
    words = dict(ledger.connection.execute("SELECT id, text FROM word"))
    asked = np.array(sorted(persons), dtype=np.int64)
    for number, as_of, seen, blob in ledger.connection.execute(
        "SELECT id, as_of, seen, told FROM import WHERE as_of >= ? AND kind IN ('roster', 'edit')",
        (limit,),
    ).fetchall():
        of_all = told(seen, blob)
        then = roots_at(ledger, number)
        under = np.array([then.get(p, p) for p in of_all.persons.tolist()], dtype=np.int64)
        for at in np.flatnonzero(np.isin(under, asked)):
            last = _known_after(known.get(int(under[at]), []), number, as_of)
            if last is not None:
                person = int(of_all.persons[at])
                found[number, person] = _of_bits(last, int(of_all.bits[at]), words)
    return found


def _of_bits(record: _Known, bits: int, words: dict[int, str]) -> _Facts:
    facts = []
    for at, (name, value) in enumerate(zip(_TOLD, record.facts, strict=True)):
        bit = STAGE_BIT if name == "stage" else at
        text = words[int(value)] if name in WORDS else str(value)
        if bits >> bit & 1 and text and (name != "stage" or int(value) >= 0):
            facts.append((name, text))
    return tuple(facts)


def _known_after(records: list[_Known], entry: int, as_of: int) -> _Known | None:
    """Return the last record up to ``as_of`` that was known right after an entry of the log."""
    for each in reversed(records):
        if each.as_of <= as_of and each.since <= entry and (not each.until or each.until > entry):
            return each
    return None


def _records(ledger: Ledger, persons: Collection[int]) -> dict[int, list[_Known]]:
    """Return all records of ``persons`` in the order of their days."""
    columns = ", ".join(STORED[name] for name in _TOLD)
    known: defaultdict[int, list[_Known]] = defaultdict(list)
    for person, as_of, since, until, *facts in ledger.connection.execute(
        f"SELECT person, as_of, known_from, ifnull(known_until, 0), {columns} FROM record"
        " WHERE person IN (SELECT value FROM json_each(?)) AND full_name <> ''"
        " ORDER BY person, as_of, import_id, known_from",
        (json.dumps(sorted(persons)),),
    ):
        known[person].append(_Known(as_of, since, until, tuple(facts)))
    return known
