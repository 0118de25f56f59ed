"""Whole columns at once: SQLite joins each of them to one text, and Python cuts it again.

A row a time, the interpreter is stopped and started for every one of 100.000 rows, and whoever
reads a file in another thread is kept waiting. Joined, all is one step, during which others go
on.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

END = b"\x1f"
"""Stands between the texts of a column."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of equally many rows, uncut: who takes one says as what."""

    count: int
    numbers: list[bytes]
    """Each column's numbers in decimal, a blank between two."""
    joined: list[bytes]
    apart: list[list[bytes]]
    """The texts one by one where a text holds ``END`` itself, else nothing."""

    def texts(self, at: int) -> list[str]:
        """Return a column of texts."""
        if self.apart:
            return [text.decode() for text in self.apart[at]]
        return self.joined[at].decode().split(END.decode()) if self.count else []

    def raw_texts(self, at: int) -> list[bytes]:
        """Return a column of texts as they are stored, in UTF-8."""
        if self.apart:
            return self.apart[at]
        return self.joined[at].split(END) if self.count else []


def read_columns(
    connection: sqlite3.Connection,
    numbers: Sequence[str],
    texts: Sequence[str],
    source: str,
    given: Sequence[object] = (),
) -> Columns:
    """Return the columns of ``source``, what follows FROM; none of them may hold NULL.

    Their rows are those of one pass, so that they belong together; the order is that of an
    ORDER BY in ``source``.
    """
    named = ", ".join(f"{name} AS c{at}" for at, name in enumerate((*numbers, *texts)))
    names = [f"c{at}" for at in range(len(numbers) + len(texts))]
    source = f"(SELECT {named} FROM {source})"
    return _joined(connection, names[: len(numbers)], names[len(numbers) :], source, given)


def read_records(
    connection: sqlite3.Connection,
    numbers: Sequence[str],
    texts: Sequence[str],
    where: str = "TRUE",
    given: Sequence[object] = (),
) -> Columns:
    """Return columns of all records, in the order of their key.

    Without rowid a key is the tree that the table is kept in: INDEXED BY it, the table is walked
    through in its order. That takes half the time, as no row is handed from one query to another.
    """
    source = f"record INDEXED BY sqlite_autoindex_record_1 WHERE {where}"
    if connection.execute("SELECT 1 FROM temp.sqlite_master WHERE name = 'record'").fetchone():
        # The ledger as it was known is a view, which has no index: see past.py.
        source = f"record WHERE {where} ORDER BY person, as_of, import_id, known_from"
        return read_columns(connection, numbers, texts, source, given)
    return _joined(connection, numbers, texts, source, given)


def _joined(
    connection: sqlite3.Connection,
    numbers: Sequence[str],
    texts: Sequence[str],
    source: str,
    given: Sequence[object],
) -> Columns:
    # The sign is written as a text: x'1f' would be made one again for every row.
    joined = [f"group_concat({name}, ' ')" for name in numbers]
    joined += [f"group_concat({name}, '{END.decode()}')" for name in texts]
    usual = connection.text_factory
    connection.text_factory = bytes
    try:
        count, *found = connection.execute(
            f"SELECT {', '.join(['count(*)', *joined])} FROM {source}", given
        ).fetchone()
        if not count:
            return Columns(0, [b""] * len(numbers), [b""] * len(texts), [])
        whole = found[len(numbers) :]
        apart: list[list[bytes]] = []
        if any(column.count(END) != count - 1 for column in whole):
            rows = connection.execute(f"SELECT {', '.join(texts)} FROM {source}", given)
            apart = [list(column) for column in zip(*rows, strict=True)]
        return Columns(count, found[: len(numbers)], whole, apart)
    finally:
        connection.text_factory = usual
