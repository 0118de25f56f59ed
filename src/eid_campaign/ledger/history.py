"""One person over time: every version the ledger keeps, with the import it comes from."""

from __future__ import annotations

from datetime import date
from typing import Any

from eid_campaign.campaign.history import Source, Version
from eid_campaign.campaign.stages import Stage
from eid_campaign.ledger.ledger import Ledger


def versions(ledger: Ledger, person: int, as_of: date) -> tuple[Version, ...]:
    """Return what was known of ``person`` up to ``as_of``, the earliest first.

    Imports taken back do not count. ``person`` is the ledger's own number.
    """
    return tuple(map(_version, ledger.connection.execute(_VERSIONS, (person, as_of.toordinal()))))


_VERSIONS = """
SELECT v.as_of, full_name, citizen_id, old_id, birth_date, sex, unit.text, place.text, stage,
       remark.text, household, phone, priority.text, v.import_id, file, tab.text, v.row, at, who
FROM version v
JOIN import i ON i.id = v.import_id
JOIN operation o ON o.id = v.import_id
JOIN word unit ON unit.id = v.commune
JOIN word place ON place.id = v.village
JOIN word remark ON remark.id = v.note
JOIN word tab ON tab.id = v.sheet
JOIN word priority ON priority.id = v.priority_group
WHERE v.person = ? AND v.as_of <= ?
ORDER BY v.as_of, v.import_id
"""


def _version(row: tuple[Any, ...]) -> Version:
    """Return a line of ``_VERSIONS`` as a version; a stage not stated is blank."""
    stage = Stage(row[8]).id if row[8] >= 0 else ""
    source = Source._make((*row[13:17], date.fromisoformat(row[17][:10]), row[18]))
    return Version._make((date.fromordinal(row[0]), *row[1:8], stage, *row[9:13], source))
