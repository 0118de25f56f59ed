"""A seal for each entry of the log: a digest of the rows it wrote, chained to the seal before.

The log's own chain shows that no entry was changed; the seals show that no row was: who edits the
file with another tool, a person's stage or a word or a count, breaks the digest of the entry that
wrote it. What is set later on an older row (``undone_by`` and the like) belongs to no digest of
its own entry: the last seal holds the digest of all such marks. ``tally_cache`` can be counted
again at any time and is not sealed.

A digest reads ``own WORDS MARKS ROWS`` or ``whole WORDS MARKS ROWS``: how many words there are
by then, and the SHA-256 of the marks and of the rows, of this entry's own or of all entries up to
it (a ledger from before there were seals, or one from which people were removed for good).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from eid_campaign.campaign.hashing import sha256
from eid_campaign.ledger.log import QUIET_KINDS
from eid_campaign.ledger.seal_digests import Column, digests, in_order, with_words
from eid_campaign.ledger.seal_marks import marks_digest

WITHOUT_PEOPLE = (
    *QUIET_KINDS,
    *("review", "decide", "take_back", "tie", "untie", "mapping", "forget"),
    *("rules_adopt", "rules_drop"),
)
"""Entries that write no record of a person: a pass over everybody is spared when they are sealed.
If one of them ever did write one, its seal would not fit and the first check would say so.
"""

_GUARDED = ("record", "decision", "import", "seal")


class Seal(NamedTuple):
    """A seal as it is kept."""

    number: int
    """The entry's."""
    whole: bool
    """Whether it seals all entries up to this one together."""
    words: int
    """The id of the last word by then."""
    marks: str
    rows: str
    digest: str
    hash: str

    @property
    def code(self) -> str:
        """What is copied down to prove later that the log went so far: 12-7F3A-91C2."""
        return f"{self.number}-{self.hash[:4]}-{self.hash[4:8]}".upper()


class Code(NamedTuple):
    """The code of a seal as somebody copied it down."""

    number: int
    text: str
    """In the form of :attr:`Seal.code`."""


def read_code(typed: str) -> Code | None:
    """Return a code however typed, 12-7f3a-91c2 or 12 7F3A 91C2; None for what is none."""
    found = re.fullmatch(r"(\d+)[\s-]+([0-9A-F]{4})[\s-]+([0-9A-F]{4})", typed.strip().upper())
    if found is None:
        return None
    return Code(int(found[1]), f"{int(found[1])}-{found[2]}-{found[3]}")


def guard(connection: sqlite3.Connection) -> None:
    """Let the ledger itself refuse that seals are changed and that facts are deleted."""
    for table in _GUARDED:
        connection.execute(
            f"CREATE TRIGGER {table}_is_kept BEFORE DELETE ON {table}"
            f" BEGIN SELECT RAISE(ABORT, 'nothing is deleted from the ledger'); END"
        )
    connection.execute(
        "CREATE TRIGGER seal_is_final BEFORE UPDATE ON seal"
        " BEGIN SELECT RAISE(ABORT, 'a seal is never changed'); END"
    )


def unguard(connection: sqlite3.Connection) -> None:
    """Allow deleting, inside a transaction that ends with :func:`guard` and ``seal_older``."""
    for name in (*(f"{table}_is_kept" for table in _GUARDED), "seal_is_final"):
        connection.execute(f"DROP TRIGGER {name}")


def write(
    connection: sqlite3.Connection,
    operation: int,
    *,
    columns: Mapping[str, Column] | None = None,
) -> None:
    """Seal ``operation`` and the entries before it that bear no seal yet, in the transaction
    that wrote them.

    ``columns`` spares reading 100.000 rows back: by name, every column of ``record`` but
    ``known_until`` as this operation wrote it, all rows, the persons ascending; those of the
    entries before it, as of an earlier reading taken back with it, are read. A number alone
    stands for a column that is the same in every row, and an array of int64 for a list of
    numbers. They are not believed where a person stands twice or out of order.
    """
    before = last(connection)
    first = before.number + 1 if before else 1
    kinds = dict(
        connection.execute(
            "SELECT id, kind FROM operation WHERE id BETWEEN ? AND ?", (first, operation)
        )
    )
    if not kinds:
        return
    handed = in_order(connection, columns) if columns else None
    rows = digests(
        connection,
        first,
        operation,
        people={number for number, kind in kinds.items() if kind not in WITHOUT_PEOPLE},
        closed=any(kind not in WITHOUT_PEOPLE for kind in kinds.values()),
        handed=handed,
    )
    words = _last_word(connection)
    marks = marks_digest(connection)
    previous = before.hash if before else ""
    known = before.words if before else 0
    for number in sorted(kinds):
        digest = f"own {words} {marks} {with_words(connection, rows[number], known, words)}"
        previous = _insert(connection, number, digest, previous)
        known = words


def write_pending(connection: sqlite3.Connection) -> None:
    """Seal what the open transaction has appended to the log and nobody has sealed yet."""
    (number,) = connection.execute("SELECT max(id) FROM operation").fetchone()
    if number is not None:
        write(connection, number)


def seal_older(connection: sqlite3.Connection) -> None:
    """Seal all entries together under the last one, inside the caller's transaction.

    For a ledger from before there were seals, and at the end of removing people for good: the
    last entry, that of the removal, must bear no seal yet.
    """
    (number,) = connection.execute("SELECT max(id) FROM operation").fetchone()
    if number is None:
        return
    before = last(connection)
    words = _last_word(connection)
    rows = digests(connection, 1, number, together=True)[number]
    digest = f"whole {words} {marks_digest(connection)} {with_words(connection, rows, 0, words)}"
    _insert(connection, number, digest, before.hash if before else "")


def all_seals(connection: sqlite3.Connection) -> tuple[Seal, ...]:
    """Return the seals in their order."""
    rows = connection.execute("SELECT id, digest, hash FROM seal ORDER BY id")
    return tuple(_seal(*row) for row in rows)


def last(connection: sqlite3.Connection) -> Seal | None:
    """Return the last seal, None where there is none."""
    row = connection.execute("SELECT id, digest, hash FROM seal ORDER BY id DESC LIMIT 1")
    found = row.fetchone()
    return _seal(*found) if found else None


def code(connection: sqlite3.Connection) -> str:
    """Return the code of the log's head, 12-7F3A-91C2; blank for an empty ledger."""
    seal = last(connection)
    return seal.code if seal else ""


def hash_of(previous: str, entry: str, digest: str) -> str:
    """Return what binds a seal to the one before it and to its entry of the log."""
    return sha256(f"{previous}{entry}{digest}".encode()).hexdigest()


def _seal(number: int, digest: str, kept: str) -> Seal:
    kind, words, marks, rows = (*digest.split(" "), "", "", "", "")[:4]
    return Seal(number, kind == "whole", int(words or 0), marks, rows, digest, kept)


def _insert(connection: sqlite3.Connection, number: int, digest: str, previous: str) -> str:
    (entry,) = connection.execute("SELECT hash FROM operation WHERE id = ?", (number,)).fetchone()
    chained = hash_of(previous, entry, digest)
    connection.execute("INSERT INTO seal VALUES (?, ?, ?)", (number, digest, chained))
    return chained


def _last_word(connection: sqlite3.Connection) -> int:
    (number,) = connection.execute("SELECT max(id) FROM word").fetchone()
    return int(number or 0)
