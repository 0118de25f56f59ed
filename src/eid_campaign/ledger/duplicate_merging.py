"""What making two people one would give: tried in the ledger itself and taken back at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.person import Person
from eid_campaign.ledger import log
from eid_campaign.ledger.identities import SAME, write_pair
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.people import people
from eid_campaign.ledger.rebuild import rebuild
from eid_campaign.ledger.settling import Correction, settle

OWN_FACTS = ("citizen_id", "full_name", "birth_date", "sex")
"""What stays that of the main person where an officer has chosen one."""


class Row(NamedTuple):
    """A row of a list that tells of one of the two."""

    file: str
    sheet: str
    row: int


class Merged(NamedTuple):
    """The one person of two, and the rows of lists joined in them."""

    person: Person
    rows: tuple[Row, ...]


class _OnlyTried(Exception):
    """Ends a transaction that was only to be looked at."""


def tried(
    ledger: Ledger, kept: Person, other: Person, as_of: date, *, elderly_age: int, chosen: bool
) -> Merged:
    """Return who ``kept`` and ``other`` would be as one; nothing is stored.

    Where ``kept`` was ``chosen`` by an officer, their number, name, birth date and sex stay.
    """
    found: list[Person] = []
    rows = _rows(ledger, kept.number, other.number)
    try:
        with ledger.transaction():
            nobody = log.Author("", "")
            entry = write_pair(ledger, kept.number, other.number, SAME, nobody, "")
            rebuild(ledger, (kept.number, other.number), entry)
            found += people(ledger, as_of, elderly_age=elderly_age, persons=(kept.number,))
            raise _OnlyTried
    except _OnlyTried:
        pass
    [person] = found
    if chosen:
        person = _with(person, own_facts(kept))
    return Merged(person, rows)


def merge(
    ledger: Ledger,
    kept: Person,
    other: Person,
    as_of: date,
    author: log.Author,
    *,
    facts: Mapping[str, str],
    reason: str,
) -> int:
    """Make the two one and return the entry to undo; ``facts`` are put right with it."""
    correction = Correction(facts, as_of)
    numbers = kept.number, other.number
    return settle(ledger, *numbers, SAME, author, reason=reason, correction=correction)


def own_facts(kept: Person) -> dict[str, str]:
    """Return the facts of ``kept`` that an officer chose, also those that the newest list has:
    an older one coming late must not replace them. Blanks were not chosen.
    """
    return {name: getattr(kept, name) for name in OWN_FACTS if getattr(kept, name)}


def _with(person: Person, facts: Mapping[str, str]) -> Person:
    told = {name: facts.get(name, getattr(person, name)) for name in OWN_FACTS}
    return person._replace(**told)


def _rows(ledger: Ledger, *persons: int) -> tuple[Row, ...]:
    found = []
    for person in persons:
        found += ledger.connection.execute(
            "SELECT DISTINCT i.file, w.text, v.row FROM version v"
            " JOIN import i ON i.id = v.import_id JOIN word w ON w.id = v.sheet"
            " WHERE person = ? AND i.kind = 'roster' ORDER BY v.as_of, v.import_id",
            (person,),
        ).fetchall()
    return tuple(Row(*row) for row in found)
