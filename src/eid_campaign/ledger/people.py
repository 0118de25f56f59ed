"""The people as known on a day, row by row and without numpy, for lists on a screen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date

from eid_campaign.campaign.birth_date import BirthDate
from eid_campaign.campaign.decisions import decided
from eid_campaign.campaign.eligibility import verdict
from eid_campaign.campaign.notes import read_note
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.stages import Stage
from eid_campaign.ledger.decisions import decisions_on
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.own_rules import table_on


def people(
    ledger: Ledger,
    as_of: date,
    *,
    elderly_age: int,
    persons: Iterable[int] | None = None,
    own: str | None = None,
) -> Iterator[Person]:
    """Yield everyone known on ``as_of``, in the order in which they were first stored.

    ``persons``, the ledger's own numbers, asks for these alone. ``own`` tries a table of own
    words in the place of the one that holds on that day.
    """
    if own is None:
        own = table_on(ledger, as_of)
    words = dict(ledger.connection.execute("SELECT id, text FROM word"))
    files = dict(ledger.connection.execute("SELECT id, file FROM import"))
    decisions = decisions_on(ledger, as_of)
    asked = None if persons is None else json.dumps(sorted(persons))
    query = LAST_VERSIONS if asked is None else LAST_VERSIONS.replace("WHERE as_of", _AMONG)
    for row in ledger.connection.execute(
        query, (as_of.toordinal(),) if asked is None else (asked, as_of.toordinal())
    ):
        number, name, born, sex, commune, village, stage, note, household, phone = row[:10]
        at = Stage(stage) if stage >= 0 else None
        yield Person(
            citizen_id=number,
            full_name=name,
            birth_date=born,
            sex=sex,
            commune=words[commune],
            village=words[village],
            stage=at,
            verdict=decided(
                verdict(
                    birth=BirthDate.from_iso(born) if born else None,
                    finding=read_note(words[note], own),
                    stage=at,
                    as_of=as_of,
                    elderly_age=elderly_age,
                ),
                decisions.get(row[13]),
                as_of,
            ),
            note=words[note],
            household=household,
            phone=phone,
            source_file=files[row[10]],
            source_sheet=words[row[11]],
            source_row=row[12],
            number=row[13],
            decision=decisions.get(row[13]),
        )


LAST_VERSIONS = """
SELECT citizen_id, full_name, birth_date, sex, commune, village, stage, note, household, phone,
       import_id, sheet, row, person
FROM (
    SELECT *, lead(person) OVER (ORDER BY person, as_of, import_id) AS next_person
    FROM version
    WHERE as_of <= ?
)
WHERE next_person IS NOT person
ORDER BY person
"""
"""Each person's last version up to a day: the one that another person's version follows."""

_AMONG = "WHERE person IN (SELECT value FROM json_each(?)) AND as_of"
