"""What a removal of old facts leaves as it is for good: the imports and corrections of its days;
and which questions about single people it leaves without an answer.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.errors import NothingKnown, UsageProblem
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.wording import day as said_day


class _Removal(NamedTuple):
    """An entry that removed for good what is before a day."""

    entry: int
    before: date
    joined: tuple[int, ...]
    """The answers by which people are one for good: see ``purge_referred.joined_for_good``."""


def purged_by(ledger: Ledger, number: int) -> tuple[int, date] | None:
    """Return the removal that took away what import ``number`` told, or that left of people whom
    answer ``number`` made one but what is told of both; and the day it reached to.
    """
    row = ledger.connection.execute("SELECT as_of FROM import WHERE id = ?", (number,)).fetchone()
    for removal in _removals(ledger):
        reached = removal.before.toordinal()
        is_of_its_days = row is not None and row[0] < reached and number < removal.entry
        if is_of_its_days or number in removal.joined:
            return removal.entry, removal.before
    return None


def last_purges(ledger: Ledger) -> Callable[[int, int], int]:
    """Return the last entry that removed for good what an import, by its number and its day, told
    but for the records kept; 0 for none.
    """
    removals = [(each.entry, each.before.toordinal()) for each in _removals(ledger)]
    return lambda number, day: max(
        (entry for entry, before in removals if number < entry and day < before), default=0
    )


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
    before = removed_until(ledger)
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
    for entry, before, _joined in _removals(ledger)[-1:]:
        if ledger.revision < entry:
            raise NothingKnown(
                "Entry {entry} removed for good what was told of days before {day}: what was known"
                " before that entry can no longer be asked for.",
                "Leave --known-on away, or ask for what was known after it: --known-on #{entry}",
                entry=entry,
                day=said_day(before),
            )


def _removals(ledger: Ledger) -> list[_Removal]:
    """Return the entries that removed what is before a day, in their order; one that reached less
    far than an earlier one left the days between them removed.
    """
    found: list[_Removal] = []
    for entry, details in ledger.connection.execute(
        # main: later ones too, where the ledger is asked as it was.
        "SELECT id, details FROM main.operation WHERE kind = 'purge' ORDER BY id"
    ):
        told = json.loads(details)
        if told.get("before"):
            reached = [date.fromisoformat(told["before"]), *(each.before for each in found[-1:])]
            found.append(_Removal(int(entry), max(reached), tuple(told.get("joined", ()))))
    return found


def removed_until(ledger: Ledger) -> date:
    """Return the day before which everything has been removed for good; the first of all where
    nothing has.
    """
    return max((each.before for each in _removals(ledger)), default=date.min)
