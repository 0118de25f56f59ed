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
    signs = ["' '"] * len(numbers) + ["x'1f'"] * len(texts)
    joined = ", ".join(f"group_concat(c{at}, {sign})" for at, sign in enumerate(signs))
    named = ", ".join(f"{name} AS c{at}" for at, name in enumerate((*numbers, *texts)))
    usual = connection.text_factory
    connection.text_factory = bytes
    try:
        count, *found = connection.execute(
            f"SELECT count(*), {joined} FROM (SELECT {named} FROM {source})", given
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
