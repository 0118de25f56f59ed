"""The statements of a purge: which rows and words of a person go, which are still needed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date

from eid_campaign.campaign.spelling import folded
from eid_campaign.ledger.identities import all_joined

_AMONG = "person IN (SELECT value FROM json_each(?))"
_TELLING = ("note", "priority_group", "sheet")
"""Columns of words that may tell of a person; names of places tell of nobody."""

Record = tuple[int, int, int, int]
"""(person, as_of, import_id, known_from)"""


def made_one(connection: sqlite3.Connection, persons: Iterable[int]) -> frozenset[int]:
    """Return ``persons`` and everyone with whom they are made one now."""
    pairs = connection.execute(
        "SELECT kept, other FROM identity WHERE verdict = 'same' AND undone_by IS NULL"
    )
    return frozenset(all_joined(persons, pairs))


def texts(connection: sqlite3.Connection, column: str, asked: str) -> frozenset[str]:
    """Return what ``column`` of the records of ``asked``, a JSON list of persons, ever held."""
    rows = connection.execute(f"SELECT DISTINCT {column} FROM record WHERE {_AMONG}", (asked,))
    return frozenset(text for (text,) in rows if text)


def delete(connection: sqlite3.Connection, table: str, asked: str) -> int:
    """Delete the rows of ``asked``; return how many."""
    return connection.execute(f"DELETE FROM {table} WHERE {_AMONG}", (asked,)).rowcount


def delete_when_made_one(connection: sqlite3.Connection, others: str, entry: int) -> int:
    """Delete the closed records of ``others``, a JSON list of persons, known from ``entry`` on,
    since when they were taken for one with who goes; return how many.
    """
    return connection.execute(
        f"DELETE FROM record WHERE {_AMONG} AND known_until IS NOT NULL AND known_from >= ?"
        " AND full_name <> ''",
        (others, entry),
    ).rowcount


def words_of(connection: sqlite3.Connection, asked: str | None = None) -> frozenset[int]:
    """Return the words of the records of ``asked``, or of all records."""
    where = f" WHERE {_AMONG}" if asked is not None else ""
    given = () if asked is None else (asked,)
    return frozenset(
        number
        for column in _TELLING
        for (number,) in connection.execute(f"SELECT DISTINCT {column} FROM record{where}", given)
    )


def sheets_of_others(
    connection: sqlite3.Connection, asked: str, names: Collection[str]
) -> frozenset[int]:
    """Return the sheets' words of ``asked`` that name other people's sheets too.

    A row that changed nothing is no record, so a sheet without another record may still be
    others': only one that bears the person's name, or whose import held nobody else, is not.
    """
    kept = set()
    for sheet, text, others in connection.execute(
        "SELECT r.sheet, w.text, max(i.rows_read - i.refused > 1) FROM record r"
        " JOIN import i ON i.id = import_id JOIN word w ON w.id = r.sheet"
        f" WHERE {_AMONG} GROUP BY r.sheet",
        (asked,),
    ):
        if others and not _names_any(text, names):
            kept.add(sheet)
    return frozenset(kept)


def forget_words(connection: sqlite3.Connection, words: Iterable[int]) -> int:
    """Blank those of ``words`` that no record and nothing told uses any more; return how many.

    The row stays with a mark: an id is never given to another word.
    """
    told = {text for (text,) in connection.execute("SELECT DISTINCT value FROM said")}
    used = {
        number
        for column in (*_TELLING, "commune", "village")
        for (number,) in connection.execute(f"SELECT DISTINCT {column} FROM record")
    }
    gone = []
    for number in sorted(set(words) - used):
        (text,) = connection.execute("SELECT text FROM word WHERE id = ?", (number,)).fetchone()
        if text and text not in told and not text.startswith("␀"):
            gone.append(number)
            connection.execute("UPDATE problem SET sheet = '' WHERE sheet = ?", (text,))
    connection.executemany(
        "UPDATE word SET text = ? WHERE id = ?", ((f"␀{number}", number) for number in gone)
    )
    return len(gone)


def forget_problems(connection: sqlite3.Connection, asked: str) -> int:
    """Take place and details from the problems of the rows of ``asked``; return how many."""
    return connection.execute(
        "UPDATE problem SET sheet = '', row = 0, details = '{}'"
        " WHERE (import_id, sheet, row) IN (SELECT import_id, text, row FROM record"
        f" JOIN word ON word.id = record.sheet WHERE {_AMONG})",
        (asked,),
    ).rowcount


def rename_households(
    connection: sqlite3.Connection, asked: str, names: Collection[str], person: int
) -> int:
    """Give the households that bear the person's name a number for it; return the rows changed.

    They stay together; a namesake's household elsewhere keeps its name.
    """
    homes = connection.execute(
        f"SELECT DISTINCT commune, village FROM record WHERE {_AMONG}", (asked,)
    ).fetchall()
    wanted = {folded(name) for name in names}
    changed = 0
    for commune, village in homes:
        for (household,) in connection.execute(
            "SELECT DISTINCT household FROM record WHERE commune = ? AND village = ?",
            (commune, village),
        ).fetchall():
            if folded(household) in wanted:
                changed += connection.execute(
                    "UPDATE record SET household = ? WHERE household = ? AND commune = ?"
                    " AND village = ?",
                    (f"#{person}", household, commune, village),
                ).rowcount
                connection.execute(
                    "UPDATE said SET value = ? WHERE fact = 'household' AND value = ?",
                    (f"#{person}", household),
                )
    return changed


def keep_numbers_taken(connection: sqlite3.Connection, persons: Sequence[int], entry: int) -> None:
    """Leave a blank record that never held, so that no one is given the number of who is gone."""
    connection.execute("INSERT OR IGNORE INTO word (text) VALUES ('')")
    (blank,) = connection.execute("SELECT id FROM word WHERE text = ''").fetchone()
    (first,) = connection.execute("SELECT min(id) FROM import").fetchone()
    connection.executemany(
        "INSERT INTO record (person, as_of, import_id, known_from, known_until, citizen_id, old_id,"
        " full_name, birth_date, sex, commune, village, note, household, phone, priority_group,"
        " sheet, stage, row) VALUES (?1, 1, ?2, ?3, ?3, '', '', '', '', '', ?4, ?4, ?4, '', '',"
        " ?4, ?4, -1, 0)",
        ((person, first, entry, blank) for person in persons),
    )


def keep_last_number_taken(
    connection: sqlite3.Connection, touched: Collection[int], entry: int
) -> None:
    """Leave a blank record of the last of ``touched`` where none is left of theirs and no later
    person has any: else the next new person were given their number, and what was settled of it.
    """
    last = max(touched, default=0)
    (held,) = connection.execute("SELECT ifnull(max(person), 0) FROM record").fetchone()
    if last > held:
        keep_numbers_taken(connection, [last], entry)


def mentions(connection: sqlite3.Connection, names: Collection[str]) -> int:
    """Return how many remarks still hold one of ``names``."""
    rows = connection.execute("SELECT text FROM word WHERE id IN (SELECT note FROM record)")
    return sum(_names_any(text, names) for (text,) in rows)


def entries_naming(connection: sqlite3.Connection, names: Collection[str]) -> tuple[int, ...]:
    """Return the entries of the log whose file is named after one of ``names``."""
    return tuple(
        number
        for number, details in connection.execute("SELECT id, details FROM operation ORDER BY id")
        if _names_any(str(json.loads(details).get("file", "")), names)
    )


def needed_before(
    connection: sqlite3.Connection, day: date, limit: Callable[[str, str], int]
) -> frozenset[Record]:
    """Return the records of before ``day`` that hold and are needed: each person's last one, and
    the last one up to the baseline of its (commune, village).
    """
    words = dict(connection.execute("SELECT id, text FROM word"))
    at_baseline: dict[int, Record] = {}
    last: dict[int, Record] = {}
    for person, as_of, number, known_from, commune, village in connection.execute(
        "SELECT person, as_of, import_id, known_from, commune, village FROM version"
        " WHERE as_of < ? ORDER BY person, as_of, import_id",
        (day.toordinal(),),
    ):
        last[person] = (person, as_of, number, known_from)
        if as_of <= limit(words[commune], words[village]):
            at_baseline[person] = last[person]
    return frozenset((*last.values(), *at_baseline.values()))


def move_decisions(connection: sqlite3.Connection, bearers: Mapping[int, int]) -> None:
    """Put the decisions on who is left without a record on the person who is the same now."""
    connection.executemany(
        "UPDATE decision SET person = ?2 WHERE person = ?1"
        " AND NOT EXISTS (SELECT 1 FROM record WHERE person = ?1)",
        bearers.items(),
    )


def delete_old_decisions(connection: sqlite3.Connection, day: date) -> int:
    """Delete decisions begun before ``day`` that were taken back or replaced; return how many."""
    return connection.execute(
        "DELETE FROM decision WHERE as_of < ?1 AND (taken_back_by IS NOT NULL OR EXISTS ("
        " SELECT 1 FROM decision later WHERE later.person = decision.person"
        " AND later.taken_back_by IS NULL AND later.id > decision.id AND later.as_of < ?1))",
        (day.toordinal(),),
    ).rowcount


def _names_any(text: str, names: Collection[str]) -> bool:
    words = (
        f" {' '.join(folded(text).replace('-', ' ').replace('_', ' ').replace('.', ' ').split())} "
    )
    return any(f" {folded(name)} " in words for name in names if name)
