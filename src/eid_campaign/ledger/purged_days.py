"""What a removal of old facts leaves as it is for good: the imports and corrections of its days;
and which questions about single people it leaves without an answer.
"""

from __future__ import annotations

import json
from datetime import date

from eid_campaign.campaign.errors import NothingKnown, UsageProblem
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


def refuse_without_people(ledger: Ledger, day: date) -> None:
    """Raise NothingKnown for a question about single people on a ``day`` of which only counts
    are kept, or of what was known of them before that.
    """
    removals = _removals(ledger)
    before = max((reached for _entry, reached in removals), default=date.min)
    if day < before:
        raise NothingKnown(
            "What was known of single people before {day} has been removed for good; only counts"
            " were kept.",
            "Ask for {day} or a later day (--as-of, --from); counts of earlier days:"
            " eidc targets --as-of …",
            day=said_day(before),
        )
    refuse_as_it_was(ledger)


def refuse_as_it_was(ledger: Ledger) -> None:
    """Raise NothingKnown where the ledger is asked as it was before a removal: it held then what
    is gone now, and not yet the counts that stand for it.
    """
    for entry, before in _removals(ledger)[-1:]:
        if ledger.revision < entry:
            raise NothingKnown(
                "Entry {entry} removed for good what was told of days before {day}: what was known"
                " before that entry can no longer be asked for.",
                "Leave --known-on away, or ask for what was known after it: --known-on #{entry}",
                entry=entry,
                day=said_day(before),
            )


def _removals(ledger: Ledger) -> list[tuple[int, date]]:
    """Return the entries that removed what is before a day, with that day."""
    return [
        (int(entry), date.fromisoformat(before))
        for entry, details in ledger.connection.execute(
            # main: later ones too, where the ledger is asked as it was.
            "SELECT id, details FROM main.operation WHERE kind = 'purge' ORDER BY id"
        )
        if (before := json.loads(details).get("before"))
    ]
