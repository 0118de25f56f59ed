"""The digest of the rows that an entry of the log wrote, and of the marks set on them later.

Records are taken column by column, which takes a tenth of the time of row by row. Whoever has
just written them hands the columns over; a check has SQLite join them.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import lt
from typing import Any, Protocol

from eid_campaign.campaign.hashing import sha256
from eid_campaign.ledger.columns import END, read_records

Column = Sequence[object] | int
"""One column of ``record``, see :func:`seals.write`."""

_UNSEALED = ("operation", "seal", "word", "record", "tally_cache")


class _Sum(Protocol):
    def update(self, content: bytes, /) -> None: ...


def digests(
    connection: sqlite3.Connection,
    first: int,
    newest: int,
    *,
    together: bool = False,
    people: Collection[int] | None = None,
    closed: bool = True,
    handed: Sequence[Column] | None = None,
) -> dict[int, str]:
    """Return the digest of the rows of each entry from ``first`` to ``newest``.

    ``together`` takes them as one, under ``newest``. ``people`` are the entries that may have
    written records, None for all of them; those ``handed`` of ``newest`` are all it wrote, and are
    not read as well. Without ``closed`` no record was closed.
    """
    sums = {number: sha256() for number in range(newest if together else first, newest + 1)}
    wanted = (first, newest)
    all_in_one = newest if together else None
    last_read = newest if handed is None else newest - 1
    _add_small_tables(connection, sums, wanted, all_in_one, problems=people is None or bool(people))
    if people is None or any(number <= last_read for number in people):
        _add_records(connection, sums, (first, last_read), all_in_one)
    if handed is not None:
        rows = len(listed(handed[0]))
        _add_columns(sums[newest], (_content(column, rows) for column in handed), rows)
    if closed:
        _add_closed(connection, sums, wanted, all_in_one)
    return {number: found.hexdigest() for number, found in sums.items()}


def with_words(connection: sqlite3.Connection, rows: str, since: int, until: int) -> str:
    """Return the digest of an entry's rows together with the words that were added with it."""
    words = connection.execute(
        "SELECT id, text FROM word WHERE id > ? AND id <= ? ORDER BY id", (since, until)
    ).fetchall()
    return sha256(f"{rows}{json.dumps(words)}".encode()).hexdigest()


def in_order(
    connection: sqlite3.Connection, columns: Mapping[str, Column]
) -> Sequence[Column] | None:
    """Return columns in the order of the table, None where they are not to be believed."""
    persons = listed(columns["person"])
    if not persons or not all(map(lt, persons, islice(persons, 1, None))):
        return None
    return [persons, *(columns[name] for name in list(_record_columns(connection))[1:])]


def listed(column: Any) -> list[int]:
    """Return a column of numbers as a list."""
    return column if isinstance(column, list) else list(column.tolist())


def sealed_tables(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
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


def _add_small_tables(
    connection: sqlite3.Connection,
    sums: Mapping[int, _Sum],
    wanted: tuple[int, int],
    number: int | None,
    *,
    problems: bool,
) -> None:
    for table, columns in sealed_tables(connection).items():
        key = "import_id" if "import_id" in columns else "id"
        if table == "problem" and not problems:
            continue
        kept = [column for column in columns if not column.endswith("_by")]
        rows = connection.execute(
            f"SELECT {key}, {', '.join(kept)} FROM {table} WHERE {key} BETWEEN ? AND ?"
            f" ORDER BY {', '.join(map(str, range(1, len(kept) + 2)))}",
            wanted,
        )
        for entry, group in _grouped(rows, number):
            sums[entry].update(f"\x1e{table} {len(group)}\x1e".encode())
            sums[entry].update(json.dumps(group, default=bytes.hex).encode())


def _add_records(
    connection: sqlite3.Connection,
    sums: Mapping[int, _Sum],
    wanted: tuple[int, int],
    number: int | None,
) -> None:
    """Add the records of each entry, every column but ``known_until``, in the order of the key."""
    kinds = _record_columns(connection)
    numbers = [name for name, kind in kinds.items() if kind == "INTEGER"]
    texts = [name for name in kinds if name not in numbers]
    read = read_records(connection, numbers, texts, "known_from BETWEEN ? AND ?", wanted)
    if not read.count:
        return
    whole: dict[str, Sequence[Any]] = {
        name: array("q", map(int, column.split()))
        for name, column in zip(numbers, read.numbers, strict=True)
    }
    whole |= {name: read.raw_texts(at) for at, name in enumerate(texts)}
    places: dict[int, list[int]] = {}
    for at, entry in enumerate(whole["known_from"]):
        places.setdefault(entry if number is None else number, []).append(at)
    for entry, rows in places.items():
        alone = len(places) == 1
        columns = (whole[name] if alone else [whole[name][at] for at in rows] for name in kinds)
        _add_columns(sums[entry], (_content(column, len(rows)) for column in columns), len(rows))


def _add_columns(total: _Sum, columns: Iterable[bytes], rows: int) -> None:
    for column in columns:
        total.update(f"\x1e{rows}\x1e".encode())
        total.update(column)


def _add_closed(
    connection: sqlite3.Connection,
    sums: Mapping[int, _Sum],
    wanted: tuple[int, int],
    number: int | None,
) -> None:
    """Add which records each entry closed."""
    ended = connection.execute(
        "SELECT known_until, person, as_of, import_id, known_from FROM record"
        " WHERE known_until BETWEEN ? AND ? ORDER BY 2, 3, 4, 5",
        wanted,
    )
    for entry, group in _grouped(ended, number):
        flat = [value for row in group for value in row]
        sums[entry].update(b"\x1eclosed\x1e" + _numbers(flat))


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


def _content(column: Any, rows: int) -> bytes:
    if isinstance(column, int):
        return (array("q", [column]) * rows).tobytes()
    if hasattr(column, "astype"):
        return bytes(column.astype("<i8", copy=False).tobytes())
    if isinstance(column[0], int):
        return _numbers(column)
    if isinstance(column[0], bytes):
        return END.join(column)
    return END.decode().join(column).encode()


def _numbers(values: Sequence[int]) -> bytes:
    numbers = array("q", values)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _record_columns(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the columns of ``record`` with their types in their order, ``person`` first, but
    ``known_until``.
    """
    names = connection.execute("SELECT name, type FROM pragma_table_info('record')")
    return {name: kind for name, kind in names if name != "known_until"}
