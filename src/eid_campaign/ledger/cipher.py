"""The passphrase of a ledger: how an encrypted file is known, its key, and who is asked for it.

An encrypted ledger is a SQLCipher 4 file with that library's own settings (AES-256, a code against
tampering on every page, key by 256 000 rounds of PBKDF2-HMAC-SHA512), so any SQLCipher 4 opens it
with the passphrase. Such a file is random from its first byte, which are the salt. The salt of
ours begins with ``eIDC``, followed by 96 random bits: a ledger is then told from a ruined file or
a spreadsheet before anybody is asked for a passphrase, and needs no second file as a marker.

The key is derived here, once a process and salt, about 0.1 s; SQLCipher is given the key itself.

``cipher_memory_security`` stays off, SQLCipher's own choice: it would wipe every page SQLite lets
go of, while the same people stand in Python's own memory, which cannot be wiped. The key is wiped
either way.
"""

from __future__ import annotations

import os
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any, cast

from eid_campaign.campaign.errors import LedgerBroken, UsageProblem
from eid_campaign.campaign.hashing import stretched

MARK = b"eIDC"
SALT_BYTES = 16
ROUNDS = 256_000
"""What SQLCipher 4 does with a passphrase; other rounds would make files only eidc can open."""

SHORT = 8
"""A passphrase of fewer characters is guessed in days."""

EXTRA = 'pip install "eid-campaign[encryption]"'

Asking = Callable[[Path, str], Iterator[str]]
"""Given a ledger and the name under which its passphrase is remembered, yields what to try."""


class Key:
    """The key of one file: 32 bytes, and the salt that stands at the head of the file.

    It has no readable form: neither a traceback nor a message can show it.
    """

    __slots__ = ("_raw", "salt")

    def __init__(self, raw: bytes, salt: bytes) -> None:
        self._raw = raw
        self.salt = salt

    def __repr__(self) -> str:
        return "Key(…)"

    @property
    def name(self) -> str:
        """The name under which a keyring remembers the passphrase; it tells nothing."""
        return self.salt.hex()

    def spelled(self) -> str:
        """Return the key as SQLCipher is told it."""
        return f"x'{self._raw.hex()}{self.salt.hex()}'"


class _Keyholder:
    """What this process has been told, so that nobody is asked twice."""

    def __init__(self) -> None:
        self.forget(lambda _path, _name: iter(()))

    def forget(self, asking: Asking) -> None:
        self.asking = asking
        self.keys: dict[bytes, Key] = {}
        self.told: dict[bytes, str] = {}
        self.heads: dict[tuple[Path, int, int], bytes] = {}


_held = _Keyholder()


def ask_with(asking: Asking) -> None:
    """From now on ask for passphrases with ``asking``, and forget those told so far."""
    _held.forget(asking)


def is_encrypted(path: Path) -> bool:
    """Return whether the file at ``path`` is an encrypted ledger; False when there is none."""
    return _salt(path).startswith(MARK)


def raw_connection(path: Path, *, wait: float, like: Path | None = None) -> sqlite3.Connection:
    """Open the file at ``path`` in autocommit mode, with its key when it is encrypted.

    A file still to be made is encrypted with the key of ``like``, if that is encrypted. Raises
    LedgerBroken for a wrong passphrase or none, and where SQLCipher is not installed.
    """
    if is_encrypted(path):
        return _unlocked(path, wait)
    if like is not None and is_encrypted(like) and not _salt(path):
        return open_with(path, key_of(like), wait=wait)
    return sqlite3.connect(path, timeout=wait, isolation_level=None)


def open_with(path: Path, key: Key | None, *, wait: float) -> sqlite3.Connection:
    """Open ``path`` by SQLCipher with ``key``, as a plain file with None; nothing is read yet."""
    connection = library(path).connect(str(path), wait)
    if key is not None:
        connection.execute(f'PRAGMA key = "{key.spelled()}"')
    return cast("sqlite3.Connection", connection)


def key_of(path: Path, *, wait: float = 5.0) -> Key | None:
    """Return the key of the file at ``path``, asking for its passphrase; None for a plain one."""
    if not is_encrypted(path):
        return None
    if _salt(path) not in _held.keys:
        _unlocked(path, wait).close()
    return _held.keys[_salt(path)]


def known_key(path: Path) -> Key | None:
    """Return the key of an encrypted file if a passphrase told already opens it; asks nobody."""
    salt = _salt(path)
    if salt not in _held.keys:
        with suppress(LedgerBroken):
            _tried(path, iter(_told()), wait=5.0).close()
    return _held.keys.get(salt)


def passphrase_of(key: Key) -> str:
    """Return the passphrase that this process was told for ``key``."""
    return _held.told[key.salt]


def new_key(passphrase: str) -> Key:
    """Return a key for a new file, with a salt of its own, and remember it for this process.

    Raises UsageProblem for an empty passphrase.
    """
    if not normal(passphrase):
        raise UsageProblem(
            "An empty passphrase protects nothing.",
            "Choose one of at least {count} characters, best several words.",
            count=SHORT,
        )
    key = _derived(passphrase, MARK + os.urandom(SALT_BYTES - len(MARK)))
    _keep(passphrase, key)
    return key


def create(path: Path, key: Key) -> None:
    """Make an empty encrypted file at ``path``, readable by its owner only."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    connection = open_with(path, key, wait=0)
    try:
        # The salt is on the disk, and the size of a page settled, once a page is written.
        connection.execute("CREATE TABLE first (page INTEGER)")
        connection.execute("DROP TABLE first")
    finally:
        connection.close()


def normal(passphrase: str) -> str:
    """Return the passphrase as it is meant, however its Vietnamese letters were composed."""
    return unicodedata.normalize("NFC", passphrase)


def library(path: Path) -> Any:
    """Return :mod:`encrypted`; LedgerBroken where SQLCipher is not installed."""
    try:
        return import_module("eid_campaign.ledger.encrypted")
    except ImportError:
        raise LedgerBroken(
            "The part of eidc that reads and writes encrypted ledgers is not installed on this"
            " computer; the ledger {ledger} is as it was.",
            "Ask the person who installed eidc to give this command: {command}",
            ledger=path,
            command=EXTRA,
        ) from None


def _unlocked(path: Path, wait: float) -> sqlite3.Connection:
    key = _held.keys.get(_salt(path))
    if key is not None and (connection := _fitting(path, key, wait)):
        return connection
    library(path)  # before anybody is asked for a passphrase
    asked = _held.asking(path, _salt(path).hex())
    return _tried(path, chain(_told(), asked), wait)


def _tried(path: Path, passphrases: Iterator[str], wait: float) -> sqlite3.Connection:
    for passphrase in passphrases:
        key = _derived(passphrase, _salt(path))
        if connection := _fitting(path, key, wait):
            _keep(passphrase, key)
            return connection
    raise LedgerBroken(
        "The passphrase does not open the ledger {ledger}.",
        "Check Caps Lock and the Vietnamese keyboard, then give the command again.",
        ledger=path,
    )


def _fitting(path: Path, key: Key, wait: float) -> sqlite3.Connection | None:
    """Return the file opened with ``key``, or None if it is not its key."""
    connection = open_with(path, key, wait=wait)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException as error:
        connection.close()
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_NOTADB:
            return None
        raise
    return connection


def _derived(passphrase: str, salt: bytes) -> Key:
    return Key(stretched(normal(passphrase).encode(), salt, ROUNDS, 32), salt)


def _keep(passphrase: str, key: Key) -> None:
    _held.keys[key.salt] = key
    _held.told[key.salt] = passphrase


def _told() -> tuple[str, ...]:
    return tuple(dict.fromkeys(_held.told.values()))


def _salt(path: Path) -> bytes:
    """Return the first bytes of the file; none when there is no file, or none to be read.

    Looked at once: closing a file gives up every lock that this process has on it (POSIX), those
    of an open transaction too.
    """
    try:
        found = path.stat()
        place = (path, found.st_dev, found.st_ino)
        if place in _held.heads:
            return _held.heads[place]
        with path.open("rb") as file:
            head = file.read(SALT_BYTES)
    except OSError:
        return b""
    if head:
        _held.heads[place] = head
    return head
