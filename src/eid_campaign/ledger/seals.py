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

import json
import re
import sqlite3
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import islice
from operator import lt
from typing import Any, NamedTuple, Protocol

from eid_campaign.ledger.log import QUIET_KINDS

WITHOUT_PEOPLE = (
    *QUIET_KINDS,
    *("review", "decide", "take_back", "tie", "untie", "mapping", "forget"),
    *("rules_adopt", "rules_drop"),
)
"""Entries that write no record of a person: a pass over everybody is spared when they are sealed.
If one of them ever did write one, its seal would not fit and the first check would say so.
"""

Column = Sequence[object] | int
"""One column of ``record``, see :func:`write`."""

_UNSEALED = ("operation", "seal", "word", "record", "tally_cache")
_GUARDED = ("record", "decision", "import", "seal")


class _Sum(Protocol):
    def update(self, content: bytes, /) -> None: ...


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
    ``known_until`` as this operation wrote it, all rows, the persons ascending; a number alone
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
    handed = _in_order(connection, columns) if columns else None
    others = any(
        kind not in WITHOUT_PEOPLE and (number != operation or handed is None)
        for number, kind in kinds.items()
    )
    rows = _digests(
        connection,
        first,
        operation,
        people=others,
        closed=any(kind not in WITHOUT_PEOPLE for kind in kinds.values()),
        handed=handed,
    )
    words = _last_word(connection)
    marks = marks_digest(connection)
    previous = before.hash if before else ""
    known = before.words if before else 0
    for number in sorted(kinds):
        digest = f"own {words} {marks} {_with_words(connection, rows[number], known, words)}"
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
    rows = _digests(connection, 1, number, together=True)[number]
    digest = f"whole {words} {marks_digest(connection)} {_with_words(connection, rows, 0, words)}"
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


def first_unchained(connection: sqlite3.Connection) -> int | None:
    """Return the first entry whose seal does not fit the entry and the seal before, or None."""
    hashes = dict(connection.execute("SELECT id, hash FROM operation"))
    sealed = all_seals(connection)
    previous, expected = "", None
    for seal in sealed:
        if expected is not None and seal.number != expected:
            return min(expected, seal.number)
        if seal.hash != _hash_of(previous, hashes.get(seal.number, ""), seal.digest):
            return seal.number
        previous, expected = seal.hash, seal.number + 1
    newest = max(hashes, default=0)
    if sealed and sealed[0].number > 1 and not sealed[0].whole:
        return 1
    last_sealed = sealed[-1].number if sealed else 0
    return None if last_sealed == newest else last_sealed + 1


def changed_entries(connection: sqlite3.Connection) -> tuple[int, ...]:
    """Return the entries whose rows are not those that were sealed, in their order.

    Where entries were sealed together, the last of them stands for all.
    """
    sealed = all_seals(connection)
    if not sealed:
        return ()
    newest = sealed[-1].number
    whole = max((seal.number for seal in sealed if seal.whole), default=0)
    rows: dict[int, str] = {}
    if whole:
        rows |= _digests(connection, 1, whole, together=True)
    rows |= _digests(connection, whole + 1, newest)
    changed: list[int] = []
    known = 0
    for seal in sealed:
        if seal.number >= whole:
            since = 0 if seal.whole else known
            found = _with_words(connection, rows[seal.number], since, seal.words)
            if found != seal.rows:
                changed.append(seal.number)
        known = seal.words
    return tuple(changed)


def marks_digest(connection: sqlite3.Connection) -> str:
    """Return the digest of all that was set later on rows: undone, redone, forgotten."""
    marks = [
        [table, column, *row]
        for table, columns in _tables(connection).items()
        for column in columns
        if column.endswith("_by")
        for row in connection.execute(
            f"SELECT {'target' if 'target' in columns else 0}, id, {column} FROM {table}"
            f" WHERE {column} IS NOT NULL ORDER BY 1, 2, 3"
        )
    ]
    return sha256(json.dumps(marks).encode()).hexdigest()


def doubtful_mark(connection: sqlite3.Connection) -> int | None:
    """Return the first entry that is marked as ended by an entry that did not end it, or is not
    marked though one did; None where the marks alone do not tell.
    """
    ended = dict(
        connection.execute(
            "SELECT target, max(id) FROM taken_back WHERE redone_by IS NULL GROUP BY target"
        )
    )
    redone = {target for (target,) in connection.execute("SELECT target FROM taken_back")}
    doubtful = []
    for table, columns in _tables(connection).items():
        column = next((name for name in columns if name.endswith("_by")), None)
        if column is None or table == "taken_back":
            continue
        for number, by in connection.execute(f"SELECT id, {column} FROM {table}"):
            unlike = number in redone and by != ended.get(number)
            if unlike or (by is not None and by <= number):
                doubtful.append(number)
    return min(doubtful, default=None)


def _seal(number: int, digest: str, kept: str) -> Seal:
    kind, words, marks, rows = (*digest.split(" "), "", "", "", "")[:4]
    return Seal(number, kind == "whole", int(words or 0), marks, rows, digest, kept)


def _insert(connection: sqlite3.Connection, number: int, digest: str, previous: str) -> str:
    (entry,) = connection.execute("SELECT hash FROM operation WHERE id = ?", (number,)).fetchone()
    chained = _hash_of(previous, entry, digest)
    connection.execute("INSERT INTO seal VALUES (?, ?, ?)", (number, digest, chained))
    return chained


def _hash_of(previous: str, entry: str, digest: str) -> str:
    return sha256(f"{previous}{entry}{digest}".encode()).hexdigest()


def _tables(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Return the columns of every sealed table but records and words, by table in order."""
    found: dict[str, list[str]] = {}
    for table, column in connection.execute(
        "SELECT t.name, c.name FROM main.sqlite_master t JOIN pragma_table_info(t.name) c"
        " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.cid"
    ):
        found.setdefault(table, []).append(column)
    return {
        name: tuple(columns)
        for name, columns in found.items()
        if name not in _UNSEALED and {"id", "import_id"}.intersection(columns)
    }


def _digests(
    connection: sqlite3.Connection,
    first: int,
    newest: int,
    *,
    together: bool = False,
    people: bool = True,
    closed: bool = True,
    handed: Sequence[Column] | None = None,
) -> dict[int, str]:
    """Return the digest of the rows of each entry from ``first`` to ``newest``.

    ``together`` takes them as one, under ``newest``. Without ``people`` no record was written by
    them, but for those ``handed`` of ``newest``; without ``closed`` none was closed.
    """
    sums = {number: sha256() for number in range(newest if together else first, newest + 1)}
    wanted = (first, newest)
    for table, columns in _tables(connection).items():
        key = "import_id" if "import_id" in columns else "id"
        if table == "problem" and not (people or handed):
            continue
        kept = [column for column in columns if not column.endswith("_by")]
        rows = connection.execute(
            f"SELECT {key}, {', '.join(kept)} FROM {table} WHERE {key} BETWEEN ? AND ?"
            f" ORDER BY {', '.join(map(str, range(1, len(kept) + 2)))}",
            wanted,
        )
        for number, group in _grouped(rows, newest if together else None):
            sums[number].update(f"\x1e{table} {len(group)}\x1e".encode())
            sums[number].update(json.dumps(group, default=bytes.hex).encode())
    if people:
        for number, group in _grouped(_records(connection, wanted), newest if together else None):
            columns_of = list(zip(*(row[1:] for row in group), strict=True))
            _take_columns(sums[number], columns_of, len(group))
    if handed is not None:
        _take_columns(sums[newest], handed, len(_listed(handed[0])))
    if closed:
        ended = connection.execute(
            "SELECT known_until, person, as_of, import_id, known_from FROM record"
            " WHERE known_until BETWEEN ? AND ? ORDER BY 2, 3, 4, 5",
            wanted,
        )
        for number, group in _grouped(ended, newest if together else None):
            flat = [value for row in group for value in row]
            sums[number].update(b"\x1eclosed\x1e" + _numbers(flat))
    return {number: found.hexdigest() for number, found in sums.items()}


def _records(connection: sqlite3.Connection, wanted: tuple[int, int]) -> Iterator[tuple[int, ...]]:
    """Yield (entry, every column but ``known_until``) in the order of the key, texts as bytes."""
    columns = _record_columns(connection)
    usual = connection.text_factory
    connection.text_factory = bytes  # nobody reads them as text: half the time
    try:
        yield from connection.execute(
            f"SELECT known_from, {', '.join(columns)} FROM record"
            " WHERE known_from BETWEEN ? AND ? ORDER BY person, as_of, import_id, known_from",
            wanted,
        )
    finally:
        connection.text_factory = usual


def _grouped(
    rows: Iterable[tuple[int, ...]], number: int | None
) -> Iterator[tuple[int, list[tuple[int, ...]]]]:
    """Yield the rows of each entry, which stands first in a row; of all as one under ``number``."""
    groups: dict[int, list[tuple[int, ...]]] = {}
    if number is None:
        for row in rows:
            groups.setdefault(row[0], []).append(row)
    elif found := list(rows):
        groups[number] = found
    yield from groups.items()


def _take_columns(total: _Sum, columns: Sequence[Column], rows: int) -> None:
    """Add records to a digest column by column: a tenth of the time of row by row."""
    for column in columns:
        total.update(f"\x1e{rows}\x1e".encode())
        total.update(_content(column, rows))


def _content(column: Any, rows: int) -> bytes:
    if isinstance(column, int):
        return (array("q", [column]) * rows).tobytes()
    if hasattr(column, "tobytes"):
        return bytes(column.astype("<i8", copy=False).tobytes())
    if isinstance(column[0], int):
        return _numbers(column)
    if isinstance(column[0], bytes):
        return b"\x1f".join(column)
    return "\x1f".join(column).encode()


def _numbers(values: Sequence[int]) -> bytes:
    numbers = array("q", values)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _in_order(
    connection: sqlite3.Connection, columns: Mapping[str, Column]
) -> Sequence[Column] | None:
    """Return columns in the order of the table, None where they are not to be believed."""
    persons = _listed(columns["person"])
    if not persons or not all(map(lt, persons, islice(persons, 1, None))):
        return None
    return [persons, *(columns[name] for name in _record_columns(connection)[1:])]


def _record_columns(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the columns of ``record`` in their order, ``person`` first, but ``known_until``."""
    names = connection.execute("SELECT name FROM pragma_table_info('record')")
    return tuple(name for (name,) in names if name != "known_until")


def _listed(column: Any) -> list[int]:
    """Return a column of numbers as a list."""
    return column if isinstance(column, list) else list(column.tolist())


def _last_word(connection: sqlite3.Connection) -> int:
    (number,) = connection.execute("SELECT max(id) FROM word").fetchone()
    return int(number or 0)


def _with_words(connection: sqlite3.Connection, rows: str, since: int, until: int) -> str:
    """Return the digest of an entry's rows together with the words that were added with it."""
    words = connection.execute(
        "SELECT id, text FROM word WHERE id > ? AND id <= ? ORDER BY id", (since, until)
    ).fetchall()
    return sha256(f"{rows}{json.dumps(words)}".encode()).hexdigest()
