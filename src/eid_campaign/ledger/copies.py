"""The folder of copies beside the ledger: their names, making one whole, letting old ones go."""

from __future__ import annotations

import os
import re
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path

from eid_campaign.campaign.hashing import sha256
from eid_campaign.ledger import unfinished
from eid_campaign.ledger.holding import in_use

FOLDER = "eidc-copies"
WAIT_SECONDS = 5.0
"""How long a locked ledger is waited for."""

NEVER_REMOVED = 3
"""The last copies stay however old they are: a ledger untouched for a year has some too."""

Opened = Callable[..., sqlite3.Connection]
"""Opens a file as a raw connection; ``like`` names the ledger whose key it shares."""

Check = Callable[[sqlite3.Connection], None]
"""Looks at a copy before it takes its place; raises to stop it."""

_JOURNALS = ("-journal", "-wal", "-shm")
_DAY = r"\d{4}-\d\d-\d\d"
_NAME = re.compile(rf"(?P<stem>.+)\.(?P<day>{_DAY})-(?P<entry>\d{{6,}})-[0-9a-f]{{6}}")


def copy_name(ledger: Path, connection: sqlite3.Connection, today: date) -> str:
    """Return the name of a copy made ``today``: its day, its last entry, a mark of its content.

    Equal marks are equal contents: every change of what is known adds to the chained log.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    entry, head = connection.execute(
        "SELECT id, hash FROM operation ORDER BY id DESC LIMIT 1"
    ).fetchone() or (0, "")
    mark = sha256(f"{version} {head}".encode()).hexdigest()[:6]
    return f"{ledger.stem}.{today.isoformat()}-{entry:06d}-{mark}{ledger.suffix}"


def copies_of(ledger: Path) -> tuple[Path, ...]:
    """Return the copies kept of ``ledger``, the newest first."""
    found = []
    with suppress(OSError):
        for path in (ledger.parent / FOLDER).iterdir():
            match = _NAME.fullmatch(path.stem)
            if match and match["stem"] == ledger.stem and path.suffix == ledger.suffix:
                found.append((match["day"], int(match["entry"]), path.stat().st_mtime_ns, path))
    return tuple(path for *_order, path in sorted(found, reverse=True))


def others_of(ledger: Path) -> tuple[Path, ...]:
    """Return what else lies there with people in it: damaged ledgers kept, copies half-written
    when a command was killed.
    """
    found = []
    stem, name = re.escape(ledger.stem), re.escape(ledger.name)
    ends = "|".join((*_JOURNALS, "-holder"))
    for folder, pattern in (
        (
            ledger.parent / FOLDER,
            rf"{stem}\.{_DAY}-[0-9a-f]{{6}}{re.escape(ledger.suffix)}\.damaged.*",
        ),
        (ledger.parent / FOLDER, rf"\.{stem}\.{_DAY}-.*"),
        (ledger.parent, rf"\.{name}\.[0-9a-f]{{8}}({ends})?"),
    ):
        with suppress(OSError):
            found += [path for path in folder.iterdir() if re.fullmatch(pattern, path.name)]
    return tuple(sorted(found))


def kept(
    ledger: Path,
    connection: sqlite3.Connection,
    today: date,
    opened: Opened,
    *,
    check: Check | None = None,
) -> Path:
    """Put a copy of ``ledger``, open as ``connection``, into its folder of copies.

    A copy of the very same content is not made twice.
    """
    name = copy_name(ledger, connection, today)
    mark = name.rpartition("-")[2]
    for path in copies_of(ledger):
        if path.name.endswith(f"-{mark}"):
            return path
    folder = ledger.parent / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / name
    write_copy(connection, target, ledger, opened, check=check)
    return target


def kept_unread(ledger: Path, today: date) -> Path:
    """Keep a damaged ledger as it is, with what lies beside it; it is none of the copies above."""
    folder = ledger.parent / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    name = f"{ledger.stem}.{today.isoformat()}-{os.urandom(3).hex()}{ledger.suffix}.damaged"
    target = folder / name
    for file, end in zip((ledger, *journals_of(ledger)), ("", *_JOURNALS), strict=True):
        if file.exists():
            place = target.with_name(name + end)
            beside = unfinished.beside(place)
            os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            try:
                import_module("shutil").copyfile(file, beside)
                put_in_place(beside, place)
            except BaseException:
                with suppress(OSError):
                    beside.unlink()
                raise
    return target


def write_copy(
    source: sqlite3.Connection,
    target: Path,
    like: Path,
    opened: Opened,
    *,
    check: Check | None = None,
) -> None:
    """Write all that ``source`` holds to ``target``, readable by its owner only: whole, or not.

    Other connections may read and write meanwhile; the copy is of one moment. ``like`` is the
    ledger whose key the copy shares; ``check`` is given the copy before it takes its place, and
    may stop it.
    """
    beside = unfinished.beside(target)
    try:
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        made = opened(beside, like=like)
        try:
            # Nobody knows of this file yet; it is brought to the disk once, below.
            made.execute("PRAGMA journal_mode = OFF")
            made.execute("PRAGMA synchronous = OFF")
            pour(source, made, like)
            # A copy of a ledger of old in WAL mode could not be read from a locked stick.
            made.execute("PRAGMA journal_mode = DELETE")
            if check is not None:
                check(made)
        finally:
            made.close()
        put_in_place(beside, target)
    except BaseException:
        for left in (beside, *journals_of(beside)):
            with suppress(OSError):
                left.unlink()
        raise


def pour(
    source: sqlite3.Connection,
    into: sqlite3.Connection,
    ledger: Path,
    *,
    wait: float = WAIT_SECONDS,
) -> None:
    """Replace all that ``into`` holds by what ``source`` holds, in one transaction of SQLite's.

    Raises LedgerInUse when another has ``ledger``, one of the two, for longer than a writer waits.
    """
    until = time.monotonic() + wait

    def waited(status: int, _remaining: int, _total: int) -> None:
        # Python would try for ever.
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > until:
            raise in_use(ledger)

    source.backup(into, progress=waited)


def put_in_place(beside: Path, target: Path) -> None:
    """Bring ``beside`` to the disk, then let it take the name of ``target``."""
    _sync_file(beside)
    put_name(beside, target)


def put_name(file: Path, target: Path) -> None:
    """Let ``file`` take the name of ``target``, and bring that to the disk."""
    file.replace(target)
    with suppress(OSError):
        _sync_folder(target.parent)


def bring_to_disk(path: Path) -> None:
    """Bring the file and its name to the disk; OSError where the disk does not confirm it."""
    _sync_file(path)
    _sync_folder(path.parent)


def _sync_file(path: Path) -> None:
    file = os.open(path, os.O_RDWR)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _sync_folder(path: Path) -> None:
    if sys.platform == "win32":
        return  # there are no folders to bring to the disk
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def journals_of(path: Path) -> tuple[Path, ...]:
    """Return the files that SQLite lays beside ``path`` while it is written."""
    return tuple(path.with_name(path.name + end) for end in _JOURNALS)


def let_go(ledger: Path, keep_days: int, today: date) -> tuple[Path, ...]:
    """Remove copies older than ``keep_days`` and, of earlier days, all but each day's last.

    The last three stay always; old half-written ones go. Returns the copies that were removed.
    """
    removed = []
    days: set[str] = set()
    oldest = (today - timedelta(days=keep_days)).isoformat()
    for position, path in enumerate(copies_of(ledger)):
        match = _NAME.fullmatch(path.stem)
        day = match["day"] if match else ""
        superseded = day in days and day < today.isoformat()
        days.add(day)
        if position >= NEVER_REMOVED and (day < oldest or superseded):
            with suppress(OSError):
                path.unlink()
                removed.append(path)
    for path in others_of(ledger):
        if path.name.startswith(".") and unfinished.is_old(path):
            with suppress(OSError):
                path.unlink()
    return tuple(removed)
