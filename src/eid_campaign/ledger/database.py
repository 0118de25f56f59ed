"""The file on the disk: one SQLite database, readable by its owner only, changed as a whole."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from eid_campaign.campaign.errors import LedgerBroken, LedgerUncertain
from eid_campaign.ledger import cipher, copies, remains, troubles
from eid_campaign.ledger.copies import WAIT_SECONDS
from eid_campaign.ledger.holding import noted
from eid_campaign.ledger.migrations import MIGRATIONS

APPLICATION_ID = 0x65494443
"""``eIDC``: tells a ledger from any other SQLite file."""

IN_MEMORY = Path(":memory:")
"""A ledger that leaves nothing behind: a dry run before there is any other."""


def connect(
    path: Path, *, wait: float = WAIT_SECONDS, keep_older: bool = True
) -> sqlite3.Connection:
    """Open the ledger at ``path``, making it when it is not there; bring an older one up to date.

    Before that a copy of it is kept, unless ``keep_older`` is off: a file not yet in use.
    Raises LedgerInUse when another process holds it, LedgerBroken when the file is no ledger,
    is newer than this eidc, or cannot be written.
    """
    with errors_in_words(path):
        if path != IN_MEMORY:
            _make_private(path)
        connection = opened(path, wait)
        try:
            _upgrade(connection, path, keep_older=keep_older)
            if path != IN_MEMORY:
                # We were let read it, so nobody is rewriting it: a killed one left what is there.
                remains.clear(path)
                remains.clear_journal(connection, path, wait=wait)
                remains.clear_unfinished(path.parent)
                remains.clear_unfinished(path.parent / copies.FOLDER)
            # After the upgrade: a table that others refer to can only be rebuilt without.
            connection.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            connection.close()
            raise
        return connection


def opened(
    path: Path, wait: float = WAIT_SECONDS, *, like: Path | None = None
) -> sqlite3.Connection:
    """Open ``path`` as it is: no upgrade, no check; every connection to a file is made here.

    ``like`` is the ledger of which ``path``, an empty file, is to become a copy.
    """
    connection = cipher.raw_connection(path, wait=wait, like=like)
    # What SQLite puts aside while it sorts would lie, readable, in the temporary folder.
    connection.execute("PRAGMA temp_store = MEMORY")
    # The journal is SQLite's own, beside the file and gone after each transaction, and not a
    # write-ahead log: that cannot work on a network share, leaves two more files to lose with
    # the stick, and writes a first import of 100.000 people twice (25 MB for 13, no faster).
    # EXTRA: what was said to be stored is stored, should the power go in the next moment.
    connection.execute("PRAGMA synchronous = EXTRA")
    if cipher.is_encrypted(path):
        _take_room(connection)  # no page is deciphered twice
    return connection


def _take_room(connection: sqlite3.Connection) -> None:
    """Let SQLite keep 64 MB of pages, taken as needed.

    Readers are shut out only while a transaction is put on the disk: a cache that holds all that
    it writes keeps that to its end. For a pass over everybody in a plain file SQLite's usual 2 MB
    are twice as quick, since the same memory is used again.
    """
    connection.execute("PRAGMA cache_size = -65536")


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Do all of the block or nothing of it, whatever stops it."""
    with errors_in_words(path):
        _take_room(connection)
        connection.execute("BEGIN IMMEDIATE")
        before = _last_entry(connection)
        with noted(path) if path != IN_MEMORY else nullcontext():
            try:
                yield
                import_module("eid_campaign.ledger.seals").write_pending(connection)
                _commit(connection, path, before)
            except BaseException:
                # A full disk may have rolled back by itself already.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise


def _commit(connection: sqlite3.Connection, path: Path, before: str) -> None:
    """Put the transaction on the disk; ``before`` is the hash of the log's last entry before it.

    The last step of SQLite is to bring to the disk that the journal is gone. Where it is only
    this step that fails, all is stored, and it must not be said that nothing was.
    """
    last = _last_entry(connection)
    try:
        connection.execute("COMMIT")
    except sqlite3.DatabaseError:
        if last == before:
            raise
        try:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            is_stored = _last_entry(connection) == last
        except sqlite3.DatabaseError:
            raise troubles.unknown_whether_stored(path) from None
        if not is_stored:
            raise
        try:
            copies.bring_to_disk(path)
        except OSError:
            raise troubles.stored_with_an_error(path) from None


def _last_entry(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT hash FROM operation ORDER BY id DESC LIMIT 1").fetchone()
    return str(row[0]) if row else ""


@contextmanager
def errors_in_words(path: Path, stored: Sequence[str] | None = None) -> Iterator[None]:
    """Turn what SQLite and the disk say into what the user can do.

    ``stored`` is given where something was stored before, of which the user has to hear: the
    files, if it was files.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        said = troubles.of_database(error, path)
        if said is None:
            raise  # ours to mend, not the user's
    except OSError as error:
        said = troubles.of_disk(error, path)
    except LedgerBroken as error:
        said = error
    else:
        return
    if (
        stored is not None
        and isinstance(said, LedgerBroken)
        and not isinstance(said, LedgerUncertain)
    ):
        said = troubles.stored_before(path, stored)
    raise said from None


def _make_private(path: Path) -> None:
    """Make the file before SQLite does, so that it never exists readable by others.

    SQLite gives its journal the same permissions.
    """
    if path.exists():
        if path.is_file() and not path.stat().st_size and copies.copies_of(path):
            raise troubles.empty_though_copied(path)
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _upgrade(connection: sqlite3.Connection, path: Path, *, keep_older: bool) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if (
        application != APPLICATION_ID
        and connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    ):
        raise troubles.of_another_program(path)
    if version > len(MIGRATIONS):
        raise troubles.of_the_future(path)
    if version:
        _leave_write_ahead(connection)
    if version == len(MIGRATIONS):
        return
    if version == 0:
        # Twice the usual: a district's people are written a tenth faster. It can only be said
        # before the first page is written.
        connection.execute("PRAGMA page_size = 8192")
    elif keep_older and connection.execute("SELECT 1 FROM operation").fetchone():
        copies.kept(path, connection, datetime.now(UTC).astimezone().date(), opened)
    connection.execute("BEGIN IMMEDIATE")
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        for migrate in MIGRATIONS[version:]:
            migrate(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _leave_write_ahead(connection: sqlite3.Connection) -> None:
    """Bring a ledger of the first release, which had a write-ahead log, to the usual journal."""
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    if mode == "wal":
        # While another eidc has it open it stays as it is; the next one to open it asks again.
        with suppress(sqlite3.DatabaseError):
            connection.execute("PRAGMA journal_mode = DELETE")
