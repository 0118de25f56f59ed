"""What is deleted is overwritten: pages in the file, the journal, copies, whole ledgers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from eid_campaign.ledger import copies
from eid_campaign.ledger.database import IN_MEMORY, errors_in_words
from eid_campaign.ledger.holding import note_of
from eid_campaign.ledger.remains import clear, wipe


@contextmanager
def without_traces(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Let nothing that the block deletes stay behind in the file or its journal.

    The journal holds the pages as they were; it is kept until it was overwritten.
    """
    with errors_in_words(path):
        connection.execute("PRAGMA secure_delete = ON")
        if path != IN_MEMORY:
            connection.execute("PRAGMA journal_mode = PERSIST")
    try:
        yield
        with errors_in_words(path):
            connection.execute("VACUUM")
    finally:
        with errors_in_words(path):
            if path != IN_MEMORY:
                # Nobody else begins to write while the journal of the purge is overwritten.
                connection.execute("BEGIN IMMEDIATE")
                for journal in copies.journals_of(path):
                    wipe(journal)
                connection.execute("ROLLBACK")
                connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("PRAGMA secure_delete = OFF")


def erased_copies(ledger: Path) -> int:
    """Overwrite and remove the automatic copies of ``ledger``; return how many there were."""
    found = copies.copies_of(ledger)
    for path in found:
        _erase(path)
    with suppress(OSError):
        (ledger.parent / copies.FOLDER).rmdir()  # stays where it holds another ledger's copies
    return len(found)


def erased_ledger(ledger: Path) -> int:
    """Overwrite and remove ``ledger`` with its journals, note and copies; return the copies."""
    with errors_in_words(ledger):
        count = erased_copies(ledger)
        clear(ledger)
        for path in (ledger, note_of(ledger)):
            _erase(path)
    return count


def _erase(path: Path) -> None:
    for each in (*copies.journals_of(path), path):
        wipe(each)
