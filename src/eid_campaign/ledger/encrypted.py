"""SQLCipher's connection, speaking like the standard library's: the same exceptions, no log.

Imported only when a ledger is encrypted; the import fails where the extra is not installed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from functools import update_wrapper
from importlib import import_module
from typing import Any

dbapi2: Any = import_module("sqlcipher3.dbapi2")


def _spoken(method: Callable[..., Any]) -> Callable[..., Any]:
    """Let a method raise the standard library's exceptions: SQLCipher's are not of its family,
    and whoever catches "the ledger is busy" must not need to know which library said so.
    """

    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            return method(*args, **kwargs)
        except dbapi2.Error as error:
            raise as_sqlite3(error) from None

    return update_wrapper(call, method)


def as_sqlite3(error: Exception) -> sqlite3.Error:
    """Return the exception of ``sqlite3`` that has the name of SQLCipher's, with its code."""
    same: sqlite3.Error = getattr(sqlite3, type(error).__name__, sqlite3.Error)(*error.args)
    for name in ("sqlite_errorcode", "sqlite_errorname"):
        if hasattr(error, name):
            setattr(same, name, getattr(error, name))
    return same


class Cursor(dbapi2.Cursor):  # type: ignore[misc]
    """A cursor whose errors are those of ``sqlite3``."""

    execute = _spoken(dbapi2.Cursor.execute)
    executemany = _spoken(dbapi2.Cursor.executemany)
    executescript = _spoken(dbapi2.Cursor.executescript)
    fetchone = _spoken(dbapi2.Cursor.fetchone)
    fetchmany = _spoken(dbapi2.Cursor.fetchmany)
    fetchall = _spoken(dbapi2.Cursor.fetchall)
    __next__ = _spoken(dbapi2.Cursor.__next__)

    def __iter__(self) -> Iterator[Any]:
        """Yield the rows; one guard for all of them, a guard a row would cost as much as a row."""
        try:
            yield from iter(super().__next__, None)
        except dbapi2.Error as error:
            raise as_sqlite3(error) from None


class Connection(dbapi2.Connection):  # type: ignore[misc]
    """A connection whose errors are those of ``sqlite3``; ``execute`` and its like go through
    :meth:`cursor`.
    """

    commit = _spoken(dbapi2.Connection.commit)
    rollback = _spoken(dbapi2.Connection.rollback)
    close = _spoken(dbapi2.Connection.close)
    backup = _spoken(dbapi2.Connection.backup)

    def cursor(self, factory: type[Cursor] = Cursor) -> Any:
        """Return a cursor of ours."""
        return super().cursor(factory)


def connect(path: str, wait: float) -> Connection:
    """Open ``path`` in autocommit mode, without a key yet; sqlite3.OperationalError if it cannot
    be.
    """
    try:
        found: Connection = dbapi2.connect(
            path, timeout=wait, isolation_level=None, factory=Connection
        )
    except dbapi2.Error as error:
        raise as_sqlite3(error) from None
    # SQLCipher would write what it thinks of a wrong passphrase to the terminal.
    found.execute("PRAGMA cipher_log_level = NONE")
    return found
