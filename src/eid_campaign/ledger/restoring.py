"""A backup put in the place of the ledger: verified, whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from eid_campaign.campaign.errors import InputRefused, LedgerBroken, LedgerInUse, UsageProblem
from eid_campaign.ledger import (
    cipher,
    copies,
    database,
    log,
    remains,
    rewriting,
    troubles,
    unfinished,
)
from eid_campaign.ledger.backups import (
    Contents,
    contents_of,
    entries_of,
    hash_at,
    is_whole,
    said_of_copy,
)
from eid_campaign.ledger.holding import noted
from eid_campaign.ledger.log import Author
from eid_campaign.ledger.migrations import MIGRATIONS

_WITHOUT_LOSS = ("backup", "check")
"""Later entries that a restored ledger may lack: they tell of no change and of no export."""


class Restored(NamedTuple):
    """What a restore did, or would do."""

    contents: Contents
    """Of the backup."""
    present: Contents | None
    """Of the ledger before; None where there was none to be read."""
    lost: int
    """How many entries of the present ledger the backup does not have."""
    needs_force: bool
    """Whether ``force`` is needed, for the entries lost or because it is another ledger."""
    copy: Path | None
    """Where the ledger as it was is kept; None where there was none."""
    done: bool


def restore(
    ledger: Path,
    backup: Path,
    author: Author,
    today: date,
    *,
    force: bool = False,
    dry_run: bool = False,
) -> Restored:
    """Put ``backup`` in the place of ``ledger``, whole or not at all; the one before is kept.

    Raises LedgerBroken for a backup that is not whole; InputRefused where the present ledger has
    entries that the backup lacks, or is another one, unless ``force`` is given.
    """
    if not backup.is_file():
        raise InputRefused(
            "There is no backup {file}.",
            "Look where it lies; the automatic copies are in the folder {folder}.",
            file=backup,
            folder=ledger.parent / copies.FOLDER,
        )
    if ledger.exists() and ledger.samefile(backup):
        raise UsageProblem(
            "{file} is the ledger itself, not a backup of it.",
            "Name the backup, for example one from the folder {folder}.",
            file=backup,
            folder=ledger.parent / copies.FOLDER,
        )
    with database.errors_in_words(ledger), closing(_verified(backup)) as source:
        contents = contents_of(source)
        present, lost, is_other = _compared(ledger, source, contents.entries, force=force)
        needs_force = is_other or lost > 0
        if dry_run:
            return Restored(contents, present, lost, needs_force, None, done=False)
        if needs_force and not force:
            raise _refused(ledger, lost, is_other=is_other)
        copy = _kept_before(ledger, present, today)
        told = {"file": backup.name, "entries": contents.entries, "lost": lost}
        with _prepared(ledger, source, backup, author, told) as fresh:
            _take_place(fresh, ledger, in_place=present is not None)
    return Restored(contents, present, lost, needs_force, copy, done=True)


def _verified(backup: Path) -> sqlite3.Connection:
    """Open ``backup``; LedgerBroken where it is not a whole ledger that this eidc knows."""
    refused = LedgerBroken(
        "The file {file} is damaged or is no backup of eidc; nothing was changed.",
        "Take another backup; the automatic copies are in the folder {folder}.",
        file=backup,
        folder=copies.FOLDER,
    )
    try:
        source = database.opened(backup)
    except sqlite3.DatabaseError:
        raise refused from None
    try:
        (application,) = source.execute("PRAGMA application_id").fetchone()
        (version,) = source.execute("PRAGMA user_version").fetchone()
        if application == database.APPLICATION_ID and version > len(MIGRATIONS):
            raise troubles.of_the_future(backup)
        if application != database.APPLICATION_ID or not is_whole(source):
            raise refused
        contents_of(source)
    except BaseException as error:
        source.close()
        if isinstance(error, sqlite3.DatabaseError):
            raise refused from None
        raise
    return source


def _compared(
    ledger: Path, source: sqlite3.Connection, entries: int, *, force: bool
) -> tuple[Contents | None, int, bool]:
    """Return what the present ledger holds, how many entries the backup lacks, and whether the
    two are not of one history.
    """
    if not ledger.exists() or not ledger.stat().st_size:
        return None, 0, False
    ours = ledger.suffix == ".ledger" or bool(copies.copies_of(ledger))
    try:
        opened = database.opened(ledger)
    except LedgerBroken:
        if not force:
            raise
        return None, 0, True  # encrypted, and its passphrase is lost or its beginning destroyed
    except sqlite3.DatabaseError:
        return None, 0, not ours
    try:
        with closing(opened) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            if application != database.APPLICATION_ID:
                raise troubles.of_another_program(ledger)
            now = entries_of(connection)
            common = min(now, entries)
            is_other = hash_at(connection, common) != hash_at(source, common)
            later = connection.execute(
                "SELECT kind FROM operation WHERE id > ?", (0 if is_other else entries,)
            )
            lost = sum(kind not in _WITHOUT_LOSS for (kind,) in later)
            return _contents_or_less(connection), lost, is_other and now > 0
    except sqlite3.DatabaseError as error:
        said = troubles.of_database(error, ledger)
        if said is None:
            raise
        if isinstance(said, LedgerInUse):
            raise said from None
        return None, 0, not ours


def _contents_or_less(connection: sqlite3.Connection) -> Contents:
    """Return what the present ledger holds; where its people cannot be counted, the log's part."""
    try:
        return contents_of(connection)
    except sqlite3.DatabaseError:
        number = entries_of(connection)
        return Contents(number, "", "", hash_at(connection, number), 0)


def _refused(ledger: Path, lost: int, *, is_other: bool) -> InputRefused:
    if is_other:
        return InputRefused(
            "The backup is not of the ledger {ledger}; nothing was changed.",
            "If it is meant to take its place, add --force; the present ledger is kept as a copy.",
            ledger=ledger,
        )
    return InputRefused(
        "The ledger {ledger} has later entries ({lost}) that the backup does not have; nothing"
        " was changed.",
        "If they are to go, add --force; the present ledger is kept as a copy.",
        ledger=ledger,
        lost=lost,
    )


def _kept_before(ledger: Path, present: Contents | None, today: date) -> Path | None:
    if not ledger.exists() or not ledger.stat().st_size:
        return None
    with database.errors_in_words(ledger):
        if present is not None:
            with closing(database.opened(ledger)) as connection:
                if is_whole(connection):
                    return copies.kept(ledger, connection, today, database.opened)
        return copies.kept_unread(ledger, today)


@contextmanager
def _prepared(
    ledger: Path,
    source: sqlite3.Connection,
    backup: Path,
    author: Author,
    told: dict[str, object],
) -> Iterator[Path]:
    """Make the restored ledger beside the present one, up to date and with its entry."""
    fresh = unfinished.beside(ledger)
    try:
        with said_of_copy(fresh):
            fresh.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            copies.write_copy(source, fresh, backup, database.opened)
        with closing(database.connect(fresh, keep_older=False)) as connection:
            with database.transaction(connection, fresh):
                log.append(connection, "restore", author, told)
            if not is_whole(connection):
                raise troubles.damaged(backup)
        if ledger.exists() and cipher.is_encrypted(ledger) != cipher.is_encrypted(fresh):
            # Pages of one kind cannot be poured into a file of the other: the ledger's own stays.
            rewriting.bring_under(fresh, cipher.key_of(ledger))
        yield fresh
    finally:
        remains.clear(fresh)
        for left in (fresh, *copies.journals_of(fresh)):
            with suppress(OSError):
                left.unlink()


def _take_place(fresh: Path, ledger: Path, *, in_place: bool) -> None:
    """Let ``ledger`` hold what ``fresh`` holds.

    In place it is one transaction of SQLite's own, so that another eidc that has the ledger open
    never goes on writing into a file that is no longer there.
    """
    with database.errors_in_words(ledger):
        if in_place:
            with (
                closing(database.opened(fresh)) as source,
                closing(database.opened(ledger)) as present,
                noted(ledger),
            ):
                copies.pour(source, present, ledger)
            return
        # A journal of the damaged ledger would be applied to the new one: it goes first.
        for journal in copies.journals_of(ledger):
            journal.unlink(missing_ok=True)
        copies.put_in_place(fresh, ledger)
