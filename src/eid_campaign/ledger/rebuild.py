"""People computed anew from what every import that counts told of them, day by day.

What an import told is never lost: a row that changed something is a record, one that changed
nothing is what was known right after the import, as far as the row told it. So an import can be
taken back or counted again, come late, or turn out to speak of the same person, and what is
known is always what the imports that count say in the order of their days.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from eid_campaign.ledger.identities import all_joined
from eid_campaign.ledger.known import STORED
from eid_campaign.ledger.laying_over import laid_over_all
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.rebuild_records import KEY, NUMBERS, Codes, Records, key_of, records_of
from eid_campaign.roster.identity import Positions
from eid_campaign.roster.schema import COLUMNS


def rebuild(ledger: Ledger, persons: Iterable[int], entry: int) -> set[int]:
    """Compute ``persons`` anew inside the caller's transaction; what differs is recorded as
    known from ``entry`` on, and what no longer holds is closed with it.

    Return the people of whom something else is known now.
    """
    people = _with_all_they_were(ledger, persons)
    if not len(people):
        return set()
    ledger.connection.execute("INSERT OR IGNORE INTO word (text) VALUES ('')")
    codes = Codes(ledger)
    records = records_of(ledger, people, codes)
    wanted = laid_over_all(ledger, people, records, codes)
    return _store(ledger, records, wanted, codes, entry)


def differing(ledger: Ledger, persons: Iterable[int] | None = None) -> int:
    """Return of how many people, or of all, what is stored is not what the imports say."""
    if persons is None:
        persons = [p for (p,) in ledger.connection.execute("SELECT DISTINCT person FROM record")]
    people = _with_all_they_were(ledger, persons)
    if not len(people):
        return 0
    codes = Codes(ledger)
    records = records_of(ledger, people, codes)
    wanted = laid_over_all(ledger, people, records, codes)
    opened, kept_old, kept_new = _kept(records, wanted)
    gone = np.delete(records.person[opened], kept_old)
    come = np.delete(wanted.person, kept_new)
    return len(np.union1d(gone, come))


def _with_all_they_were(ledger: Ledger, persons: Iterable[int]) -> Positions:
    """Return ``persons`` and everyone they were ever made one with."""
    pairs = ledger.connection.execute("SELECT kept, other FROM identity WHERE verdict = 'same'")
    return np.array(sorted(all_joined(persons, pairs)), dtype=np.int64)


def _store(ledger: Ledger, records: Records, wanted: Records, codes: Codes, entry: int) -> set[int]:
    """Close what no longer holds, write what does and is not there; return whose it is."""
    opened, kept_old, kept_new = _kept(records, wanted)
    gone = np.delete(opened, kept_old)
    ledger.connection.executemany(
        "UPDATE record SET known_until = ? WHERE person = ? AND as_of = ? AND import_id = ?"
        " AND known_from = ?",
        zip(
            [entry] * len(gone),
            *(getattr(records, name)[gone].tolist() for name in (*KEY, "known_from")),
            strict=True,
        ),
    )
    come = np.delete(np.arange(len(wanted.person)), kept_new)
    names = [STORED[name] for name in COLUMNS]
    ledger.connection.executemany(
        f"INSERT OR REPLACE INTO record (known_from, {', '.join((*KEY, *names))})"
        f" VALUES ({entry}, ?, ?, ?{', ?' * len(names)})",
        zip(
            *(getattr(wanted, name)[come].tolist() for name in KEY),
            *(
                values.tolist() if name in NUMBERS else codes.texts(values)
                for name in COLUMNS
                for values in (wanted.facts[name][come],)
            ),
            strict=True,
        ),
    )
    return set(records.person[gone].tolist()) | set(wanted.person[come].tolist())


def _kept(records: Records, wanted: Records) -> tuple[Positions, Positions, Positions]:
    """Return the open records, and which of them and of the wanted ones are the same."""
    opened = np.flatnonzero(records.known_until == 0)
    ours = key_of(*(getattr(records, name)[opened] for name in KEY))
    theirs = key_of(*(getattr(wanted, name) for name in KEY))
    _keys, old, new = np.intersect1d(ours, theirs, return_indices=True)
    same = np.ones(len(old), dtype=bool)
    for name in COLUMNS:
        same &= records.facts[name][opened][old] == wanted.facts[name][new]
    return opened, old[same], new[same]
