"""Backups of the ledger, made while it is in use and verified; and the automatic copies."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from eid_campaign.campaign.errors import (
    EidcError,
    InputRefused,
    LedgerBroken,
    LedgerInUse,
    UsageProblem,
)
from eid_campaign.ledger import copies, database, log, remains, troubles
from eid_campaign.ledger.log import Author
from eid_campaign.ledger.migrations import MIGRATIONS


class Contents(NamedTuple):
    """What a ledger or a backup holds."""

    entries: int
    kind: str
    """The last entry's."""
    at: str
    """The last entry's, UTC in ISO form; blank where there is none."""
    head: str
    """The last entry's hash: equal heads are equal logs."""
    people: int


class Backup(NamedTuple):
    """A backup that was made."""

    path: Path
    contents: Contents
    size: int
    """In bytes."""
    noted: bool
    """Whether the log tells of it; not while another writes, or on a locked disk."""


def back_up(ledger: Path, target: Path | None, author: Author, today: date) -> Backup:
    """Write all that ``ledger`` holds at this moment to ``target``, whole or not at all.

    A folder is given a file named by day and entry; None is the folder of copies. Raises
    InputRefused where ``target`` is not an earlier backup of this ledger, or cannot be written.
    """
    with closing(database.connect(ledger)) as connection:
        file = _target(ledger, connection, target, today)
        with database.errors_in_words(ledger):
            connection.execute("BEGIN")  # what is counted and what is copied are of one moment
            contents = contents_of(connection)

        def check(made: sqlite3.Connection) -> None:
            # The ledger need not wait for a slow stick.
            connection.execute("COMMIT")
            if not is_whole(made) or contents_of(made) != contents:
                raise troubles.damaged(ledger)

        remains.clear_unfinished(file.parent)
        with said_of_copy(file):
            copies.write_copy(connection, file, ledger, database.opened, check=check)
        told = {"file": file.name, "entries": contents.entries, "people": contents.people}
        in_log = False
        with suppress(LedgerInUse, LedgerBroken):
            with database.transaction(connection, ledger):
                log.append(connection, "backup", author, told)
            in_log = True
    with database.errors_in_words(file):  # the stick may have been pulled since
        size = file.stat().st_size
    return Backup(file, contents, size, in_log)


def keep_copy(ledger: Path, keep_days: int, today: date) -> Path | None:
    """Keep a copy of ``ledger`` before a command changes it, and let old copies go.

    Nothing is copied where the same content is kept already, where there is nothing to lose, or
    with ``keep_days`` 0. Raises LedgerBroken where the ledger is damaged: nothing is to be added.
    """
    if keep_days <= 0 or not ledger.is_file() or not ledger.stat().st_size:
        return None
    with database.errors_in_words(ledger), closing(database.opened(ledger)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version != len(MIGRATIONS) or not entries_of(connection):
            return None  # one of an older eidc is copied when it is brought up to date
        copies.let_go(ledger, keep_days, today)
        try:
            copy = copies.kept(ledger, connection, today, database.opened, check=_checked(ledger))
        except (OSError, sqlite3.DatabaseError) as error:
            if not troubles.is_full(error):
                raise
            raise LedgerBroken(
                "There is no room on the disk for a copy of the ledger before it is changed;"
                " nothing was stored.",
                "Make room on the disk, or move old copies out of the folder {folder}. To work"
                " without copies, set keep_copies_days = 0 in eidc.toml.",
                folder=ledger.parent / copies.FOLDER,
            ) from None
    return copy


def contents_of(connection: sqlite3.Connection) -> Contents:
    """Return what an open ledger holds."""
    entries, kind, at, head = connection.execute(
        "SELECT id, kind, at, hash FROM operation ORDER BY id DESC LIMIT 1"
    ).fetchone() or (0, "", "", "")
    (people,) = connection.execute("SELECT count(DISTINCT person) FROM version").fetchone()
    return Contents(entries, kind, at, head, people)


def is_whole(connection: sqlite3.Connection) -> bool:
    """Return whether SQLite finds every page and every row in order."""
    return bool(connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")


def entries_of(connection: sqlite3.Connection) -> int:
    """Return the number of the last entry of the log, 0 where there is none."""
    (number,) = connection.execute("SELECT max(id) FROM operation").fetchone()
    return int(number or 0)


def hash_at(connection: sqlite3.Connection, entry: int) -> str:
    """Return the hash of one entry of the log, blank where there is none such."""
    found = connection.execute("SELECT hash FROM operation WHERE id = ?", (entry,)).fetchone()
    return str(found[0]) if found else ""


@contextmanager
def said_of_copy(file: Path) -> Iterator[None]:
    """Say what keeps ``file``, a copy being written, from being written."""
    try:
        yield
    except (OSError, sqlite3.DatabaseError):
        raise InputRefused(
            "The backup {file} cannot be written; nothing half-written was left.",
            "Check that the disk is there and has room and that you may write in the folder, or"
            " name another file.",
            file=file,
        ) from None


def _checked(ledger: Path) -> copies.Check:
    def check(made: sqlite3.Connection) -> None:
        # Pages are copied unread: a damage would be handed on until no good copy is left.
        if made.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise troubles.damaged(ledger)

    return check


def _target(ledger: Path, connection: sqlite3.Connection, target: Path | None, today: date) -> Path:
    name = copies.copy_name(ledger, connection, today)
    if target is None:
        folder = ledger.parent / copies.FOLDER
        with said_of_copy(folder / name):
            folder.mkdir(mode=0o700, exist_ok=True)
        return folder / name
    file = target / name if target.is_dir() else target
    if not file.parent.is_dir():
        raise InputRefused(
            "There is no folder {folder} to write into.",
            "Make the folder first, or name another file.",
            folder=file.parent,
        )
    if file.exists() and ledger.samefile(file):
        raise UsageProblem(
            "{file} is the ledger itself: a backup is another file.",
            "Name another file, best on another disk.",
            file=file,
        )
    if file.exists() and not _is_backup_of(file, connection):
        raise InputRefused(
            "The file {file} is there already and is no backup of this ledger; it was left as it"
            " is.",
            "Name another file, or remove that one yourself.",
            file=file,
        )
    return file


def _is_backup_of(file: Path, connection: sqlite3.Connection) -> bool:
    with (
        suppress(OSError, EidcError, sqlite3.DatabaseError),
        closing(database.opened(file)) as other,
    ):
        (application,) = other.execute("PRAGMA application_id").fetchone()
        if application == database.APPLICATION_ID:
            entries = entries_of(other)
            return hash_at(other, entries) == hash_at(connection, entries)
    return False
