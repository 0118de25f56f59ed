"""Whole columns joined by SQLite are the columns row by row, whatever stands in them."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eid_campaign.ledger.columns import read_columns, read_records

_TEXT = st.text(st.characters(exclude_categories=["Cs"], include_characters="\x1f\0"), max_size=9)
_NUMBER = st.integers(-(2**63), 2**63 - 1)


def _table(rows: list[tuple[int, int, str, str]]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE t (at INTEGER, n INTEGER, a TEXT, b TEXT)")
    connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?)", rows)
    return connection


@given(st.lists(st.tuples(_NUMBER, _TEXT, _TEXT), max_size=12))
def test_joined_columns_are_those_row_by_row(told: list[tuple[int, str, str]]) -> None:
    """Numbers of either sign, blank texts, and texts that hold the sign between texts."""
    rows = [(at, *row) for at, row in enumerate(told)]
    read = read_columns(_table(rows), ["n"], ["a", "b"], "t ORDER BY at")
    assert read.count == len(rows)
    assert list(map(int, read.numbers[0].split())) == [row[1] for row in rows]
    assert read.texts(0) == [row[2] for row in rows]
    assert read.texts(1) == [row[3] for row in rows]
    assert read.raw_texts(1) == [row[3].encode() for row in rows]


@pytest.mark.parametrize("wanted", [0, 1, 2])
def test_only_the_rows_asked_for_are_read_and_in_their_order(wanted: int) -> None:
    """Conditions and orders of the question hold; none found is none."""
    connection = _table([(2, 5, "hai", ""), (1, 6, "một", "x"), (3, 7, "ba", "")])
    read = read_columns(connection, ["at", "n"], ["a"], "t WHERE at <= ? ORDER BY at", (wanted,))
    assert read.texts(0) == ["một", "hai"][:wanted]
    assert read.numbers[1].split() == [b"6", b"5"][:wanted]


@given(st.permutations(range(9)))
def test_records_are_read_in_the_order_of_their_key(order: list[int]) -> None:
    """However they came in, whatever else would find them, and as they were known earlier."""
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE TABLE record (name TEXT, known_from INTEGER, import_id INTEGER, as_of INTEGER,"
        " person INTEGER, PRIMARY KEY (person, as_of, import_id, known_from)) WITHOUT ROWID"
    )
    connection.execute("CREATE INDEX other ON record (name, known_from, person)")
    rows = [(f"{9 - at}", at % 2, at // 2 % 2, at // 4 % 2, at // 8) for at in order]
    connection.executemany("INSERT INTO record VALUES (?, ?, ?, ?, ?)", rows)
    names = [f"{9 - at}" for at in range(9)]
    question = (connection, ["known_from"], ["name"], "person < ?", (1,))
    assert read_records(*question).texts(0) == names[:8]
    assert read_records(*question[:3]).texts(0) == names
    connection.execute("CREATE TEMP VIEW record AS SELECT * FROM main.record")
    assert read_records(*question).texts(0) == names[:8]


def test_the_connection_gives_texts_as_before() -> None:
    """Texts are taken as bytes only while columns are read."""
    connection = _table([(1, 1, "một", "")])
    read_columns(connection, [], ["a"], "t")
    assert connection.execute("SELECT a FROM t").fetchone() == ("một",)
