"""What an officer corrects by hand in one person: said of a day, like a list of one row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np

from eid_campaign.ledger import log
from eid_campaign.ledger.identities import roots_now
from eid_campaign.ledger.known import WORDS
from eid_campaign.ledger.ledger import Ledger, write_import
from eid_campaign.ledger.rebuild import rebuild
from eid_campaign.ledger.told import packed, packed_told

SOURCE = "edit"
"""Where the day of an edit comes from."""


def edit(
    ledger: Ledger, person: int, facts: Mapping[str, str], as_of: date, author: log.Author
) -> int:
    """Let ``facts`` (column of the schema → value, a stage as its number) hold of ``person`` from
    ``as_of`` on, until a later list tells otherwise; return the entry.

    An officer may wipe a fact with a blank, and step back to an earlier stage. The log tells
    which facts were corrected, never what they are.
    """
    with ledger.transaction():
        person = roots_now(ledger).get(person, person)
        told = {"person": person, "as_of": as_of.isoformat(), "facts": sorted(facts)}
        number = log.append(ledger.connection, "edit", author, told)
        write_facts(ledger, number, person, facts, as_of)
        rebuild(ledger, (person,), number)
    return number


def write_facts(
    ledger: Ledger, number: int, person: int, facts: Mapping[str, str], as_of: date
) -> None:
    """Write what an officer says of ``person`` under the entry ``number``, inside the caller's
    transaction; who is computed anew is the caller's to say.
    """
    alone = np.array([person], dtype=np.int64)
    nothing = np.zeros(1, dtype=np.int32)
    write_import(
        ledger.connection,
        number,
        {
            "kind": "edit",
            "file": "",
            "sha256": "",
            "as_of": as_of.toordinal(),
            "as_of_source": SOURCE,
            "rows_read": 1,
            "changed": 1,
            "seen": packed(alone),
            "told": packed_told(alone, np.zeros(1, dtype=np.uint16), nothing, nothing),
        },
    )
    ledger.connection.executemany(
        "INSERT OR IGNORE INTO word (text) VALUES (?)",
        ((value,) for fact, value in facts.items() if fact in WORDS),
    )
    ledger.connection.executemany(
        "INSERT INTO said VALUES (?, ?, ?, ?)",
        ((number, person, fact, value) for fact, value in facts.items()),
    )
