"""What a rewritten file leaves beside itself: overwritten, then removed, also after a crash.

Overwriting reaches the old bytes on a magnetic disk. A flash disk (SSD, USB stick) writes
elsewhere and frees the old place when it likes: there it cannot be promised, and is not.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from eid_campaign.ledger import unfinished
from eid_campaign.ledger.copies import journals_of

_BLOCK = bytes(1 << 20)


def new_of(path: Path) -> Path:
    """Return where the file that is to take the place of ``path`` is written."""
    return path.with_name(f".{path.name}.new")


def old_of(path: Path) -> Path:
    """Return the second name that the old file keeps until it is overwritten."""
    return path.with_name(f".{path.name}.old")


def second_name(path: Path) -> bool:
    """Give the file at ``path`` the name :func:`old_of`; False where the disk knows no such
    names (exFAT), and the old file can then only be removed.
    """
    try:
        os.link(path, old_of(path))
    except OSError:
        return False
    return True


def clear(path: Path) -> None:
    """Overwrite and remove what a rewriting of ``path`` left, ended or killed; what cannot be
    (a locked disk) is left to the next command.

    To be called only by whoever has the lock on ``path``, or has just been let read it: nobody
    is rewriting it then.
    """
    new, old = new_of(path), old_of(path)
    for file in (new, *journals_of(new), old):
        with suppress(OSError):
            wipe(file, unless=path)


def clear_unfinished(folder: Path) -> None:
    """Overwrite and remove what killed commands left in ``folder``: halves of ledgers, of copies
    and of reports. What a living process may be making stays.
    """
    for file in unfinished.abandoned(folder):
        with suppress(OSError):
            wipe(file)


def clear_journal(connection: sqlite3.Connection, path: Path, *, wait: float) -> None:
    """Overwrite and remove the journal that a killed removal of people left beside ``path``.

    ``connection`` has read the ledger, so it is not needed to mend it. Where another is writing
    the journal is theirs: the next command looks again.
    """
    journal = journals_of(path)[0]
    if not journal.exists():
        return
    with suppress(OSError, sqlite3.DatabaseError):
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                wipe(journal)
            finally:
                connection.execute("ROLLBACK")
        finally:
            connection.execute(f"PRAGMA busy_timeout = {int(wait * 1000)}")


def wipe(file: Path, *, unless: Path | None = None) -> None:
    """Overwrite ``file`` with zeros, bring them to the disk, remove it; nothing if it is absent.

    A second name of the file ``unless``, killed before the two parted, only loses its name: it
    is not even opened, for closing it would give up the locks that this process has on the file.
    Raises OSError where the file cannot be overwritten or removed.
    """
    with suppress(FileNotFoundError):
        meant = file.stat()
        if unless is None or not os.path.samestat(meant, unless.stat()):
            _overwrite(file, meant)
        file.unlink()


def _overwrite(file: Path, meant: os.stat_result) -> None:
    descriptor = os.open(file, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        if not os.path.samestat(os.fstat(descriptor), meant):
            raise FileNotFoundError(file)  # another took the name since: not ours to wipe
        left = meant.st_size
        while left > 0:
            left -= os.write(descriptor, _BLOCK[: min(left, len(_BLOCK))])
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
