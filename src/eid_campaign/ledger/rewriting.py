"""Encrypting, decrypting and re-keying a ledger: a verified copy written beside takes its place.

The old file is whole until the new one has its name, so a kill at any moment leaves one of the
two. From the first look to the swap the old file is locked, and it is overwritten before the lock
is given up: a writer that waited meanwhile meets a ruined file and says so, and cannot store
anything in a file that is no longer the ledger.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from eid_campaign.campaign.errors import EidcError, LedgerBroken
from eid_campaign.ledger import cipher, database, log, remains, seals
from eid_campaign.ledger.cipher import Key
from eid_campaign.ledger.copies import WAIT_SECONDS, copies_of, put_in_place
from eid_campaign.ledger.holding import noted
from eid_campaign.ledger.log import Author

PAGE_BYTES = 8192
"""Of a plain ledger; an encrypted one has SQLCipher's own, so that other programs open it."""

Finish = Callable[[sqlite3.Connection], None]


class Rewritten(NamedTuple):
    """What became of a ledger and its automatic copies."""

    copies: int
    """How many copies were rewritten like the ledger."""
    left: tuple[Path, ...]
    """Copies left as they were: damaged, in use, or under a passphrase of before."""
    overwritten: bool
    """Whether the old file could be overwritten before it was removed."""


def rewrite(ledger: Path, key: Key | None, kind: str, author: Author) -> Rewritten:
    """Write ``ledger`` anew under ``key``, plain with None, note it in its log, then its copies.

    ``kind`` is the log's: encrypt, decrypt or rekey. Raises LedgerInUse when others have the
    ledger open, LedgerBroken for a wrong passphrase, a full disk or a damaged ledger; it is as
    it was then.
    """
    cipher.library(ledger)
    database.connect(ledger).close()  # brings a ledger of before to today's tables

    def finish(made: sqlite3.Connection) -> None:
        made.execute("BEGIN IMMEDIATE")
        log.append(made, kind, author, {})
        seals.write_pending(made)
        made.execute("COMMIT")

    overwritten = _rewritten(ledger, key, finish)
    done, left = rewrite_copies(ledger, key)
    return Rewritten(done, left, overwritten)


def bring_under(path: Path, key: Key | None) -> None:
    """Write the file at ``path`` anew under ``key``, plain with None, unless it is so already."""
    if not same_state(path, key):
        _rewritten(path, key, lambda _made: None)


def rewrite_copies(ledger: Path, key: Key | None) -> tuple[int, tuple[Path, ...]]:
    """Write the automatic copies anew under ``key``; return how many, and those left as they
    were.
    """
    done, left = 0, []
    for copy in copies_of(ledger):
        if same_state(copy, key):
            remains.clear(copy)  # of a command that was killed
            continue
        try:
            if cipher.is_encrypted(copy) and cipher.known_key(copy) is None:
                left.append(copy)
                continue
            bring_under(copy, key)
            done += 1
        except EidcError:
            left.append(copy)
    return done, tuple(left)


def same_state(path: Path, key: Key | None) -> bool:
    """Return whether the file is under ``key`` already, or plain for None."""
    if key is None:
        return not cipher.is_encrypted(path)
    found = cipher.known_key(path) if cipher.is_encrypted(path) else None
    return found is not None and found.salt == key.salt


def _rewritten(path: Path, key: Key | None, finish: Finish) -> bool:
    """Write one file anew; return whether the old one was overwritten."""
    new = remains.new_of(path)
    with database.errors_in_words(path), noted(path), closing(_locked(path)) as held:
        remains.clear(path)
        try:
            _export(held, new, key)
            with closing(cipher.open_with(new, key, wait=0)) as made:
                _verify(held, made, path, encrypted=key is not None)
                finish(made)
            overwritten = remains.second_name(path)
            if sys.platform == "win32":
                # An open file is not replaced there; by whomever else it is open, the swap fails.
                held.close()
            put_in_place(new, path)
        finally:
            remains.clear(path)
    return overwritten


def _locked(path: Path) -> sqlite3.Connection:
    """Open ``path`` so that nobody else can read or write it until it is closed."""
    held = cipher.open_with(path, cipher.key_of(path), wait=WAIT_SECONDS)
    try:
        held.execute("PRAGMA locking_mode = EXCLUSIVE")
        held.execute("BEGIN EXCLUSIVE")
        held.execute("COMMIT")  # the lock stays; nothing can be attached inside a transaction
        # A copy of the first release has a write-ahead log, to be brought in before the swap.
        held.execute("PRAGMA journal_mode = DELETE")
    except BaseException:
        held.close()
        raise
    return held


def _export(held: sqlite3.Connection, new: Path, key: Key | None) -> None:
    os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    held.execute("ATTACH ? AS new KEY ?", (str(new), key.spelled() if key else ""))
    try:
        if key is None:
            held.execute(f"PRAGMA new.page_size = {PAGE_BYTES}")
        # Nobody knows of this file yet; it is brought to the disk once, before the swap.
        held.execute("PRAGMA new.journal_mode = OFF")
        held.execute("PRAGMA new.synchronous = OFF")
        held.execute("SELECT sqlcipher_export('new')").fetchall()
        for number in ("user_version", "application_id"):
            (value,) = held.execute(f"PRAGMA main.{number}").fetchone()
            held.execute(f"PRAGMA new.{number} = {value}")
    finally:
        if not held.in_transaction:
            held.execute("DETACH new")


def _verify(
    held: sqlite3.Connection, made: sqlite3.Connection, path: Path, *, encrypted: bool
) -> None:
    """Stop unless the new file is whole and holds what the old one holds."""
    damage = made.execute("PRAGMA cipher_integrity_check").fetchall() if encrypted else []
    (found,) = made.execute("PRAGMA integrity_check(1)").fetchone()
    if damage or found != "ok" or _content(held) != _content(made):
        raise LedgerBroken(
            "The new file of the ledger {ledger} is not like the old one; the ledger is as it was.",
            "Check the ledger with: eidc check. If it is in order, check the disk.",
            ledger=path,
        )


def _content(connection: sqlite3.Connection) -> list[object]:
    """Return what two files of one ledger have in common: tables, rows in each, the log's head."""
    drawn = connection.execute(
        "SELECT type, name, tbl_name, sql FROM main.sqlite_master"
        " WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"
    ).fetchall()
    counts = [
        connection.execute(f"SELECT count(*) FROM main.{name}").fetchone()
        for kind, name, *_rest in drawn
        if kind == "table"
    ]
    head = connection.execute("SELECT id, hash FROM main.operation ORDER BY id DESC LIMIT 1")
    return [*drawn, *counts, head.fetchone()]
