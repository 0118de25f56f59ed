"""What is deleted is overwritten: pages in the file, the journal, copies, whole ledgers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from eid_campaign.campaign.errors import LedgerBroken, LedgerInUse
from eid_campaign.ledger import copies, remains
from eid_campaign.ledger.copies import put_name
from eid_campaign.ledger.database import IN_MEMORY, errors_in_words
from eid_campaign.ledger.holding import note_of

ROOM, JOURNAL = "room", "journal"


@contextmanager
def without_traces(connection: sqlite3.Connection, path: Path) -> Iterator[list[str]]:
    """Let nothing that the block deletes stay behind in the file or its journal.

    The journal holds the pages as they were; it is kept until it was overwritten. Once the block
    has ended the removal stands: what cannot be tidied up after it is put into the list given.
    """
    left: list[str] = []
    with errors_in_words(path):
        connection.execute("PRAGMA secure_delete = ON")
        if path != IN_MEMORY:
            connection.execute("PRAGMA journal_mode = PERSIST")
    try:
        yield left
        # Pages are overwritten by now; this only gives their room back to the disk.
        if not _done(connection, "VACUUM"):
            left.append(ROOM)
    finally:
        if path != IN_MEMORY and not _journal_overwritten(connection, path):
            left.append(JOURNAL)
        _done(connection, "PRAGMA secure_delete = OFF")


def to_erase(ledger: Path) -> tuple[Path, ...]:
    """Return the automatic copies of ``ledger``, and the damaged ledgers that were kept."""
    damaged = (path for path in copies.others_of(ledger) if path.name.endswith(".damaged"))
    return (*copies.copies_of(ledger), *damaged)


def erase_copies(ledger: Path, erased: list[Path]) -> None:
    """Overwrite and remove what :func:`to_erase` names and what killed commands left of it.

    What is gone is put into ``erased`` one by one: the caller may be stopped in between.
    """
    remains.clear_unfinished(ledger.parent / copies.FOLDER)
    for path in to_erase(ledger):
        remains.clear(path)
        _erase(path)
        erased.append(path)
    with suppress(OSError):
        (ledger.parent / copies.FOLDER).rmdir()  # stays where it holds another ledger's copies


def erase_ledger(ledger: Path) -> None:
    """Overwrite and remove ``ledger`` with its journals, note and copies.

    Raises LedgerBroken that says how far it came; given again, the removal goes on from there.
    """
    erased: list[Path] = []
    old = remains.old_of(ledger)
    with broken_off(ledger, erased), errors_in_words(ledger):
        erase_copies(ledger, erased)
        remains.clear(ledger)
        _erase(note_of(ledger))
        # In one step: a ledger that is half overwritten could not be opened to go on removing it.
        put_name(ledger, old)
    try:
        for path in (*copies.journals_of(ledger), old):
            remains.wipe(path)
    except OSError:
        raise LedgerBroken(
            "The ledger {ledger} is taken away, but its old file could not be overwritten and may"
            " still lie there, hidden: {file}.",
            "Put the disk in again, then look with: eidc status. It removes what is left.",
            ledger=ledger,
            file=old,
        ) from None


@contextmanager
def broken_off(ledger: Path, erased: list[Path]) -> Iterator[None]:
    """Say of a removal that stops after copies were ``erased`` what is done and what is not."""
    try:
        yield
    except (LedgerBroken, LedgerInUse):
        if not erased:
            raise  # nothing was done at all, as the error says
        raise LedgerBroken(
            "The removal stopped before its end: automatic copies are removed already ({count}),"
            " but the ledger {ledger} may still hold what was to be removed.",
            "Make room on the disk, put the stick in again, or wait until the other program has"
            " ended; then give the same command again: it removes the rest.",
            ledger=ledger,
            count=len(erased),
        ) from None


def _journal_overwritten(connection: sqlite3.Connection, path: Path) -> bool:
    done = False
    with suppress(OSError, sqlite3.DatabaseError):
        # Nobody else begins to write while the journal of the purge is overwritten.
        connection.execute("BEGIN IMMEDIATE")
        for journal in copies.journals_of(path):
            remains.wipe(journal)
        done = True
    if connection.in_transaction:
        _done(connection, "ROLLBACK")
    return _done(connection, "PRAGMA journal_mode = DELETE") and done


def _done(connection: sqlite3.Connection, statement: str) -> bool:
    try:
        connection.execute(statement)
    except sqlite3.DatabaseError:
        return False
    return True


def _erase(path: Path) -> None:
    for each in (*copies.journals_of(path), path):
        remains.wipe(each)
