"""What was settled by hand and is remembered: spellings tied to villages, headings of a make.

Each is written with its entry in the log, whose id is its number; nothing is ever deleted, only
taken back by a later entry.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.ledger import log
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.replaced import replace
from eid_campaign.ledger.written import TABLE_OF


class Tie(NamedTuple):
    """A spelling that was tied to a village; ``number`` is its entry in the log."""

    number: int
    commune: str
    spelling: str
    village: str
    at: str
    who: str


class Kept(NamedTuple):
    """How files of one make are read: (a heading → our field), the sheets wanted (all if none)."""

    number: int
    make: str
    ending: str
    """Of the file's name, ``.xlsx``."""
    file: str
    """The file for which it was settled last."""
    headings: Mapping[str, str]
    sheets: tuple[str, ...]
    at: str
    who: str


class Seen(NamedTuple):
    """A spelling as the last roster that used it wrote it; ``village`` is blank if not told."""

    commune: str
    spelling: str
    village: str
    people: int


def ties(ledger: Ledger) -> tuple[Tie, ...]:
    """Return the ties that hold, in the order they were made."""
    rows = ledger.connection.execute(
        "SELECT t.id, commune, spelling, village, at, who FROM village_spelling t"
        " JOIN operation o ON o.id = t.id WHERE undone_by IS NULL ORDER BY t.id"
    )
    return tuple(Tie(*row) for row in rows)


def tie(
    ledger: Ledger, commune: str, spelling: str, village: str, author: log.Author, *, over: int = 0
) -> Tie:
    """Tie ``spelling`` to ``village``, in the place of the tie numbered ``over``; return it."""
    with ledger.transaction():
        details = {"commune": commune, "spelling": spelling, "village": village}
        number = log.append(ledger.connection, "tie", author, details)
        replace(ledger.connection, TABLE_OF["tie"], [over], number, number)
        ledger.connection.execute(
            "INSERT INTO village_spelling VALUES (?, ?, ?, ?, NULL)",
            (number, commune, spelling, village),
        )
    return Tie(number, commune, spelling, village, author.at, author.who)


def untie(ledger: Ledger, tied: Tie, author: log.Author) -> None:
    """Take a tie back: the spelling is settled as if it had never been tied."""
    with ledger.transaction():
        number = log.append(ledger.connection, "untie", author, {"tie": tied.number})
        ledger.connection.execute(
            "UPDATE village_spelling SET undone_by = ? WHERE id = ?", (number, tied.number)
        )
        ledger.connection.execute(
            "INSERT INTO taken_back VALUES (?, ?, NULL)", (number, tied.number)
        )


def spellings_seen(ledger: Ledger) -> tuple[Seen, ...]:
    """Return each spelling once, as the last roster that counts and used it had it."""
    rows = ledger.connection.execute(
        "SELECT commune, spelling, village, people FROM spelling_seen"
        " JOIN import ON import.id = import_id WHERE undone_by IS NULL ORDER BY import_id"
    )
    last = {(row[0], row[1]): Seen(*row) for row in rows}
    return tuple(last[key] for key in sorted(last))


def mappings(ledger: Ledger) -> tuple[Kept, ...]:
    """Return the mappings that hold, in the order they were settled; one for each make."""
    rows = ledger.connection.execute(
        "SELECT m.id, make, ending, file, headings, sheets, at, who FROM mapping m"
        " JOIN operation o ON o.id = m.id WHERE forgotten_by IS NULL ORDER BY m.id"
    )
    return tuple(
        Kept(number, make, ending, file, json.loads(headings), tuple(json.loads(sheets)), at, who)
        for number, make, ending, file, headings, sheets, at, who in rows
    )


def remember(
    ledger: Ledger,
    make: str,
    file: str,
    headings: Mapping[str, str],
    sheets: Sequence[str],
    author: log.Author,
) -> int | None:
    """Remember how files of ``make`` are read; return its number, None where it was known so."""
    with ledger.transaction():
        before = next((kept for kept in mappings(ledger) if kept.make == make), None)
        if before is not None and (before.headings, before.sheets) == (headings, tuple(sheets)):
            return None
        details = {"make": make, "file": file, "headings": dict(headings), "sheets": list(sheets)}
        number = log.append(ledger.connection, "mapping", author, details)
        older = [kept.number for kept in mappings(ledger) if kept.make == make]
        replace(ledger.connection, TABLE_OF["mapping"], older, number, number)
        ledger.connection.execute(
            "INSERT INTO mapping VALUES (?, ?, ?, ?, ?, ?, NULL)",
            (
                number,
                make,
                file[file.rfind(".") :].lower() if "." in file else "",
                file,
                json.dumps(dict(headings), ensure_ascii=False),
                json.dumps(list(sheets), ensure_ascii=False),
            ),
        )
    return number


def forget(ledger: Ledger, number: int, author: log.Author) -> Kept:
    """Forget the mapping ``number`` and return it; UsageProblem when none has that number."""
    with ledger.transaction():
        kept = next((kept for kept in mappings(ledger) if kept.number == number), None)
        if kept is None:
            raise UsageProblem(
                "There is no mapping {number}.",
                "See the numbers of what is remembered with: eidc mappings",
                number=number,
            )
        entry = log.append(ledger.connection, "forget", author, {"mapping": number})
        ledger.connection.execute(
            "UPDATE mapping SET forgotten_by = ? WHERE id = ?", (entry, number)
        )
        ledger.connection.execute("INSERT INTO taken_back VALUES (?, ?, NULL)", (entry, number))
    return kept


def settled_of(ledger: Ledger, import_id: int) -> str:
    """Return what was settled by hand when an import was read, as it was stored with it."""
    (settled,) = ledger.connection.execute(
        "SELECT settled FROM import WHERE id = ?", (import_id,)
    ).fetchone()
    return str(settled)


def ties_like(connection: sqlite3.Connection, number: int) -> list[int]:
    """Return the other ties that hold of the same spelling as tie ``number``."""
    rows = connection.execute(
        "SELECT id FROM village_spelling WHERE undone_by IS NULL AND id <> ?1"
        " AND (commune, spelling) = (SELECT commune, spelling FROM village_spelling"
        " WHERE id = ?1)",
        (number,),
    )
    return [int(other) for (other,) in rows]


def mappings_like(connection: sqlite3.Connection, number: int) -> list[int]:
    """Return the other mappings that hold of the same make as mapping ``number``."""
    rows = connection.execute(
        "SELECT id FROM mapping WHERE forgotten_by IS NULL AND id <> ?1"
        " AND make = (SELECT make FROM mapping WHERE id = ?1)",
        (number,),
    )
    return [int(other) for (other,) in rows]
