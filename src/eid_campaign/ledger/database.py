"""The file on the disk: one SQLite database, readable by its owner only, changed as a whole."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from eid_campaign.campaign.errors import LedgerBroken, LedgerInUse
from eid_campaign.ledger.migrations import MIGRATIONS

APPLICATION_ID = 0x65494443
"""``eIDC``: tells a ledger from any other SQLite file."""

IN_MEMORY = Path(":memory:")
"""A ledger that leaves nothing behind: a dry run before there is any other."""

WAIT_SECONDS = 5.0
"""How long a second import waits for the first before it gives up."""


def connect(path: Path, *, wait: float = WAIT_SECONDS) -> sqlite3.Connection:
    """Open the ledger at ``path``, making it when it is not there; bring an older one up to date.

    Raises LedgerInUse when another process holds it, LedgerBroken when the file is no ledger,
    is newer than this eidc, or cannot be written.
    """
    with errors_in_words(path):
        if path != IN_MEMORY:
            _make_private(path)
        connection = sqlite3.connect(path, timeout=wait, isolation_level=None)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            _upgrade(connection)
        except BaseException:
            connection.close()
            raise
        return connection


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Do all of the block or nothing of it, whatever stops it."""
    with errors_in_words(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            # A full disk may have rolled back by itself already.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


@contextmanager
def errors_in_words(path: Path) -> Iterator[None]:
    """Turn what SQLite and the disk say into what the user can do."""
    try:
        yield
    except sqlite3.OperationalError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise LedgerInUse(
                "Another eidc is writing to the ledger {ledger}; nothing was stored.",
                "Wait until it has ended, then give the command again.",
                ledger=path,
            ) from None
        raise _unwritable(path, code) from None
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            raise  # ours to mend, not the user's
        raise LedgerBroken(
            "The file {ledger} is damaged or is not a ledger of eidc.",
            "Put your last backup in its place, or name another ledger with EIDC_LEDGER.",
            ledger=path,
        ) from None
    except OSError:
        raise _unwritable(path, 0) from None


def _unwritable(path: Path, code: int) -> LedgerBroken:
    if code == sqlite3.SQLITE_FULL:
        return LedgerBroken(
            "The disk is full; the ledger {ledger} is as it was before.",
            "Make room on the disk, then give the command again.",
            ledger=path,
        )
    return LedgerBroken(
        "The ledger {ledger} cannot be opened or written; nothing was stored.",
        "Check that the folder exists, that you may write in it and that the disk is there.",
        ledger=path,
    )


def _make_private(path: Path) -> None:
    """Make the file before SQLite does, so that it never exists readable by others."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _upgrade(connection: sqlite3.Connection) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if (
        application != APPLICATION_ID
        and connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    ):
        raise sqlite3.DatabaseError  # the database of another program: not ours to write in
    if version == len(MIGRATIONS):
        return
    if version > len(MIGRATIONS):
        raise LedgerBroken(
            "This ledger was written by a newer eidc.",
            "Install the newest eidc, then give the command again.",
        )
    if version == 0:
        # Twice the usual: a district's people are written a tenth faster. It can only be said
        # before the first page is written.
        connection.execute("PRAGMA page_size = 8192")
    # WAL lets reports be read while an import writes; the mode is kept in the file.
    connection.execute("PRAGMA journal_mode = WAL")
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
