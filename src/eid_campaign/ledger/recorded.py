"""When what was recorded: the entry of the log with which a day or a moment ended."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from eid_campaign.campaign.known_on import KnownOn
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.past import revision_on


class Bounds(NamedTuple):
    """The log from its first entry to its last; times are of the computer's own clock."""

    first: datetime
    last: int
    """The number of the last entry."""


def bounds(ledger: Ledger) -> Bounds | None:
    """Return where the log begins and ends; None for a ledger in which nothing was done."""
    first, last = ledger.connection.execute(
        "SELECT (SELECT at FROM operation ORDER BY id LIMIT 1), max(id) FROM operation"
    ).fetchone()
    return Bounds(_local(first), int(last)) if first else None


def last_entry(ledger: Ledger, asked: KnownOn) -> int:
    """Return the number of the last entry that counts for ``asked``; 0 where there is none."""
    if asked.entry:
        return asked.entry
    if asked.moment is not None:
        # A minute is meant as a whole: what was recorded at 17:30:20 was there at "17:30".
        until = (asked.moment + timedelta(minutes=1)).astimezone(UTC)
        (number,) = ledger.connection.execute(
            "SELECT max(id) FROM operation WHERE at < ?", (until.isoformat(timespec="seconds"),)
        ).fetchone()
        return int(number or 0)
    return revision_on(ledger, asked.day) if asked.day else 0


def local_day(at: str) -> date:
    """Return the day on the computer's own calendar of an entry's time (UTC, ISO form)."""
    return _local(at).date()


def _local(at: str) -> datetime:
    return datetime.fromisoformat(at).astimezone()
