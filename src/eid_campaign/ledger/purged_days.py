"""What a removal of old facts leaves as it is for good: the imports and corrections of its days."""

from __future__ import annotations

import json
from datetime import date

from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.wording import day as said_day


def purged_by(ledger: Ledger, number: int) -> tuple[int, date] | None:
    """Return the removal that took away what import ``number`` told, and the day it reached to."""
    row = ledger.connection.execute("SELECT as_of FROM import WHERE id = ?", (number,)).fetchone()
    if row is None:
        return None
    for entry, details in ledger.connection.execute(
        "SELECT id, details FROM operation WHERE kind = 'purge' AND id > ? ORDER BY id", (number,)
    ):
        before = json.loads(details).get("before")
        if before and row[0] < date.fromisoformat(before).toordinal():
            return int(entry), date.fromisoformat(before)
    return None


def refuse_of_purged_days(ledger: Ledger, number: int) -> None:
    """Raise UsageProblem for an import that can be neither taken back nor counted again: what
    its day's lists told is gone, and so is what would be known without it.
    """
    found = purged_by(ledger, number)
    if found is not None:
        entry, before = found
        raise UsageProblem(
            "Entry {number} can be neither undone nor redone: what was told of days before {day}"
            " has been removed for good (entry {purge}), so nothing is left to compute it from.",
            "Correct single people with eidc edit, or import the right list.",
            number=number,
            day=said_day(before),
            purge=entry,
        )
