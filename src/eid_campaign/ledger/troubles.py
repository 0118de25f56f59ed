"""What SQLite and the disk say, turned into what happened and what the user can do."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from eid_campaign.campaign.errors import EidcError, LedgerBroken, LedgerUncertain
from eid_campaign.ledger import cipher
from eid_campaign.ledger.copies import WAIT_SECONDS, copies_of
from eid_campaign.ledger.holding import in_use
from eid_campaign.wording import N_, _, count

_PARTS = {
    "record": N_("the facts about people"),
    "said": N_("the facts about people"),
    "word": N_("villages and remarks"),
    "operation": N_("the log"),
    "seal": N_("the log"),
    "import": N_("the list of imports"),
    "import_village": N_("the list of imports"),
    "problem": N_("the list of imports"),
    "unit_counts": N_("the appendix"),
    "decision": N_("the officers' decisions"),
    "identity": N_("the officers' decisions"),
    "frozen_report": N_("reports that were sent"),
    "asserted": N_("figures of the national system"),
}
"""What a table holds, as a person would say it."""

_OTHERS = N_("what was settled by hand")


class Damage(NamedTuple):
    """What a damaged ledger has lost, as far as SQLite can say."""

    tables: tuple[str, ...]
    """Tables that cannot be read whole; none when not even their list can be read."""
    people: int | None
    """How many people can still be read; None when none can be asked for."""


def of_database(error: Exception, path: Path) -> EidcError | None:
    """Return what the user is told of an error of SQLite; None for one that is ours to mend."""
    code = getattr(error, "sqlite_errorcode", 0)
    if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
        return None
    if code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return in_use(path)
    if code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return damaged(path)
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return _gone(path)
    if code & 0xFF in _SAID:
        return _SAID[code & 0xFF](path)
    return damaged(path) if type(error) is sqlite3.DatabaseError else _unwritable(path)


def is_full(error: Exception) -> bool:
    """Return whether it was room on the disk that lacked."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL


def of_disk(error: OSError, path: Path) -> LedgerBroken:
    """Return what the user is told of an error of the disk."""
    if is_full(error):
        return _full(path)
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return _read_only(path)
    if error.errno in (errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESTALE):
        return _gone(path)
    return _unwritable(path)


def damaged(path: Path) -> LedgerBroken:
    """Return what a damaged ledger has lost and how its newest copy is put in its place."""
    if _is_folder(path):
        return LedgerBroken(
            "{ledger} is a folder, not a ledger.",
            "Name the file of the ledger with EIDC_LEDGER.",
            ledger=path,
        )
    try:
        with path.open("rb") as file:
            file.read(1)
    except OSError as error:
        return of_disk(error, path)  # it is not the ledger that is broken
    copies = copies_of(path)
    copy = copies[0] if copies else None
    hint = (
        N_('Put the newest copy in its place: eidc restore "{copy}"')
        if copy
        else N_(
            "Put your last backup in its place: eidc restore FILE."
            " Or name another ledger with EIDC_LEDGER."
        )
    )
    found = damage(path)
    if found is None or (not found.tables and found.people is None):
        return LedgerBroken(
            "The file {ledger} is damaged or is not a ledger of eidc: nothing in it can be read.",
            hint,
            ledger=path,
            copy=copy,
        )
    if not found.tables:
        return LedgerBroken(
            "The ledger {ledger} is damaged; {people} people in it can still be read.",
            hint,
            ledger=path,
            copy=copy,
            people=count(found.people or 0),
        )
    parts = dict.fromkeys(_(_PARTS.get(table, _OTHERS)) for table in found.tables)
    return LedgerBroken(
        "The ledger {ledger} is damaged: {parts} cannot be read whole; {people} people can"
        " still be read.",
        hint,
        ledger=path,
        copy=copy,
        parts=", ".join(parts),
        people=count(found.people or 0),
    )


def damage(path: Path) -> Damage | None:
    """Return what a damaged ledger has lost; None when it cannot even be opened."""
    try:
        with closing(cipher.raw_connection(path, wait=WAIT_SECONDS)) as connection:
            # Lets a file that was cut short be read as far as it goes; nothing is written.
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA writable_schema = ON")
            names = [
                str(name)
                for (name,) in connection.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
                )
            ]
            bad = tuple(name for name in names if not _whole(connection, name))
            return Damage(bad, _readable_people(connection) if names else None)
    except (sqlite3.DatabaseError, OSError):
        return None


def empty_though_copied(path: Path) -> LedgerBroken:
    """Return that the file has lost all it held."""
    return LedgerBroken(
        "The ledger {ledger} is empty, though copies of it with content exist.",
        'Put the newest copy in its place: eidc restore "{copy}".'
        " To start afresh, remove the empty file.",
        ledger=path,
        copy=copies_of(path)[0],
    )


def of_another_program(path: Path) -> LedgerBroken:
    """Return that the file is a database, but not one of ours to write in."""
    return LedgerBroken(
        "The file {ledger} belongs to another program; it is not a ledger of eidc.",
        "Name the file of the ledger with EIDC_LEDGER.",
        ledger=path,
    )


def of_the_future(path: Path) -> LedgerBroken:
    """Return that this eidc does not know all that the ledger may hold."""
    return LedgerBroken(
        "The ledger {ledger} was written by a newer eidc; this one leaves it as it is.",
        "Install the newest eidc, then give the command again.",
        ledger=path,
    )


def _whole(connection: sqlite3.Connection, table: str) -> bool:
    try:
        (found,) = connection.execute(f"PRAGMA integrity_check('{table}')").fetchone()
        # The check looks at the pages; only reading meets a row that has become nonsense.
        for _row in connection.execute(f"SELECT * FROM {table}"):
            pass
    except sqlite3.DatabaseError:
        return False
    return bool(found == "ok")


def _readable_people(connection: sqlite3.Connection) -> int:
    people: set[int] = set()
    # From both ends: what lies behind a broken page can often be reached from the other side.
    for order in ("ASC", "DESC"):
        with suppress(sqlite3.DatabaseError):
            for (person,) in connection.execute(
                f"SELECT person FROM version ORDER BY person {order}"
            ):
                people.add(person)
    return len(people)


def _full(path: Path) -> LedgerBroken:
    return LedgerBroken(
        "The disk is full; the ledger {ledger} is as it was before.",
        "Make room on the disk, then give the command again.",
        ledger=path,
    )


def _read_only(path: Path) -> LedgerBroken:
    return LedgerBroken(
        "The ledger {ledger} cannot be written: its disk or its folder is protected; nothing was"
        " stored.",
        "Take the protection off the disk or the folder, or copy the ledger to a folder of your"
        " own and name it with EIDC_LEDGER.",
        ledger=path,
    )


def _is_folder(path: Path) -> bool:
    with suppress(OSError):  # of a disk that is gone not even that can be asked
        return path.is_dir()
    return False


def _gone(path: Path) -> LedgerBroken:
    return LedgerBroken(
        "The disk with the ledger {ledger} is no longer there or does not answer; nothing of the"
        " unfinished work was stored.",
        "Put the stick in again or connect to the network folder again, then give the command"
        " again.",
        ledger=path,
    )


def stored_with_an_error(path: Path) -> LedgerUncertain:
    """Return that all was stored, though the disk did not confirm it to the end."""
    return LedgerUncertain(
        "The disk with the ledger {ledger} reported an error at the very end: everything was"
        " stored, but a power cut now might still take it back.",
        "Make a backup on another disk now: eidc backup FILE; then see what is stored: eidc log",
        ledger=path,
    )


def stored_before(path: Path, files: Sequence[str]) -> LedgerUncertain:
    """Return that the disk went when something was stored already: ``files``, or else."""
    message = (
        N_(
            "The disk with the ledger {ledger} is no longer there, is full or does not answer;"
            " stored before that: {files}."
        )
        if files
        else N_(
            "The disk with the ledger {ledger} is no longer there, is full or does not answer;"
            " what was done before that is stored."
        )
    )
    return LedgerUncertain(
        message,
        "Put the stick in again or make room on the disk, then give the command again; what is"
        " stored stays as it is. To look: eidc log",
        ledger=path,
        files=", ".join(files),
    )


def unknown_whether_stored(path: Path) -> LedgerUncertain:
    """Return that the disk went at the very end, so that nobody can be asked."""
    return LedgerUncertain(
        "The disk with the ledger {ledger} is no longer there or does not answer; whether the last"
        " work was stored can be told only when it is back.",
        "Put the stick in again or connect to the network folder again, then see what is stored:"
        " eidc log",
        ledger=path,
    )


def _unwritable(path: Path) -> LedgerBroken:
    if _is_folder(path):
        return LedgerBroken(
            "{ledger} is a folder, not a ledger.",
            "Name the file of the ledger with EIDC_LEDGER.",
            ledger=path,
        )
    return LedgerBroken(
        "The ledger {ledger} cannot be opened or written; nothing was stored.",
        "Check that the folder exists, that you may write in it and that the disk is there.",
        ledger=path,
    )


_SAID = {
    sqlite3.SQLITE_FULL: _full,
    sqlite3.SQLITE_READONLY: _read_only,
    sqlite3.SQLITE_IOERR: _gone,
    sqlite3.SQLITE_CANTOPEN: _unwritable,
}
