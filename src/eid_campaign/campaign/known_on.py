"""Up to when the ledger is asked: a day, a moment, or an entry of the log.

``--as-of`` asks about the day facts are true of; this asks what had been recorded by then.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple


class KnownOn(NamedTuple):
    """What was recorded by then counts, later entries do not; exactly one of the three is set."""

    day: date | None = None
    """All that was recorded by the end of this day, on the calendar of the computer."""
    moment: datetime | None = None
    """All that was recorded up to this minute and with it; local time without a zone."""
    entry: int = 0
    """All entries of the log up to this number."""

    @property
    def last_day(self) -> date | None:
        """The day that must not be still to come; None for an entry of the log."""
        return self.moment.date() if self.moment else self.day
