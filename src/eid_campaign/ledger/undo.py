"""Taking an import back: it no longer counts, and nothing else changes."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.campaign.import_record import ImportRecord
from eid_campaign.ledger import log
from eid_campaign.ledger.database import transaction
from eid_campaign.ledger.ledger import Ledger


def undo(ledger: Ledger, number: int | None, author: log.Author) -> ImportRecord:
    """Take back import ``number``, or the last one that counts; return what was taken back.

    Raises UsageProblem when there is no such import, it is undone already, or later imports
    were merged onto its people and must be taken back first.
    """
    with transaction(ledger.connection, ledger.path):
        record = _wanted(ledger, number)
        later = built_upon(ledger, record)
        if later:
            raise UsageProblem(
                "Import {number} cannot be undone alone: imports {later} were built upon it.",
                "Undo the later ones first, the last one before the others: eidc undo {last}",
                number=record.id,
                later=", ".join(map(str, later)),
                last=later[-1],
            )
        take_back(ledger, record, author)
    return record


def take_back(ledger: Ledger, record: ImportRecord, author: log.Author) -> None:
    """Let ``record`` no longer count, inside the caller's transaction; nothing is built upon it."""
    details = {"import": record.id, "file": record.file}
    entry = log.append(ledger.connection, "undo", author, details)
    ledger.connection.execute("UPDATE import SET undone_by = ? WHERE id = ?", (entry, record.id))


def _wanted(ledger: Ledger, number: int | None) -> ImportRecord:
    records = ledger.imports()
    active = [record for record in records if record.undone_by is None]
    if number is None:
        if not active:
            raise UsageProblem(
                "There is no import to undo.", "See what was imported with: eidc imports"
            )
        return active[-1]
    for record in records:
        if record.id == number:
            if record.undone_by is not None:
                raise UsageProblem(
                    "Import {number} has been undone already.",
                    "See what was imported with: eidc imports",
                    number=number,
                )
            return record
    raise UsageProblem(
        "There is no import {number}.",
        "See the numbers of the imports with: eidc imports",
        number=number,
    )


def built_upon(ledger: Ledger, record: ImportRecord) -> list[int]:
    """Return the later imports that were merged onto the people this one wrote.

    One that saw them and found nothing new counts too: what it saw is kept with this one only.
    """
    written = ledger.connection.execute(
        "SELECT DISTINCT person FROM version WHERE import_id = ?", (record.id,)
    ).fetchall()
    later = ledger.connection.execute(
        "SELECT id, seen FROM import WHERE id > ? AND undone_by IS NULL AND kind = 'roster'"
        " ORDER BY id",
        (record.id,),
    )
    return [int(number) for number, seen in later if _saw_any(seen, written)]


def _saw_any(seen: bytes, people: Iterable[tuple[int]]) -> bool:
    """Whether an import saw one of ``people``; ``seen`` is a bit a person, compressed."""
    bits = zlib.decompress(seen) if seen else b""
    return any(
        person >> 3 < len(bits) and bits[person >> 3] & 0x80 >> (person & 7) for (person,) in people
    )
