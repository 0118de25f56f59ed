"""Looking back: the ledger as it was known on an earlier day or after an earlier entry."""

from __future__ import annotations

from datetime import date, datetime

from eid_campaign.campaign.errors import NothingKnown, UsageProblem
from eid_campaign.campaign.known_on import KnownOn
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.past import as_known
from eid_campaign.ledger.recorded import bounds, last_entry
from eid_campaign.wording import N_
from eid_campaign.wording import day as said_day


def look_back(ledger: Ledger, known_on: KnownOn, *, clock: date, is_practice: bool) -> bool:
    """Turn ``ledger`` into what it was; days and moments are of the computer's clock, the
    only one entries are recorded by, in a practice campaign too.
    """
    if known_on.last_day is not None and known_on.last_day > clock:
        raise UsageProblem(
            "{day} is a day still to come: nothing is known of it.",
            "Give a day up to today: --known-on {today}",
            day=said_day(known_on.last_day),
            today=clock.isoformat(),
        )
    found = bounds(ledger)
    if found is None:
        return False
    entry = last_entry(ledger, known_on)
    if entry > found.last:
        raise UsageProblem(
            "The log has no entry {entry}: its last one is {last}.",
            "Look the number up with: eidc log",
            entry=entry,
            last=found.last,
        )
    if not entry:
        raise _nothing_recorded(known_on, found.first, is_practice=is_practice)
    as_known(ledger, entry)
    return True


def _nothing_recorded(known_on: KnownOn, first: datetime, *, is_practice: bool) -> NothingKnown:
    said_first = said_day(first.date())
    if known_on.moment is not None and known_on.moment.date() == first.date():
        return NothingKnown(
            "On {day} at {time} nothing was recorded in the ledger yet: its first entry is of"
            " {first_time} that day.",
            'Ask for a later time: --known-on "{iso} {first_time}", or for the whole day:'
            " --known-on {iso}",
            day=said_first,
            time=f"{known_on.moment:%H:%M}",
            first_time=f"{first:%H:%M}",
            iso=first.date().isoformat(),
        )
    message = (
        N_(
            "On {day} nothing was recorded in the ledger yet. In a practice campaign the day of"
            " recording is that of this computer's clock: the first entry is of {first}."
        )
        if is_practice
        else N_("On {day} nothing was recorded in the ledger yet: its first entry is of {first}.")
    )
    return NothingKnown(
        message,
        "Ask for a day from {first} on: --known-on {iso}; the day facts are true of is asked"
        " with --as-of.",
        day=said_day(known_on.last_day or first.date()),
        first=said_first,
        iso=first.date().isoformat(),
    )
