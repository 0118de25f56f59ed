"""One command's surroundings: the day asked about, the settings, the ledger, "deliver this"."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from typing import NamedTuple

from eid_campaign.campaign.errors import NothingKnown, UsageProblem
from eid_campaign.campaign.known_on import KnownOn
from eid_campaign.delivering import Made, Output, Screen, deliver
from eid_campaign.document import Document
from eid_campaign.ledger import remains
from eid_campaign.ledger.database import IN_MEMORY, errors_in_words
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.log import Author
from eid_campaign.settings import Settings
from eid_campaign.wording import day as said_day


class App(NamedTuple):
    """What every command is given."""

    settings: Settings
    clock: date
    """The day of the computer's clock."""
    asked_day: date | None
    """Settled by ``EIDC_AS_OF``."""
    screen: Screen
    command: str = ""
    """What was given, as the log tells it: the command and the names of its options."""

    @property
    def today(self) -> date:
        """The day asked about where a command names none."""
        return self.asked_day or self.settings.practice_today or self.clock

    def day(self, asked: date | None) -> date:
        """Return the day asked about; UsageProblem for one still to come."""
        day = asked or self.today
        if day > max(self.clock, self.today):
            raise UsageProblem(
                "{day} is a day still to come: nothing is known of it.",
                "Give a day up to today: --as-of {today}",
                day=said_day(day),
                today=self.today.isoformat(),
            )
        return day

    def author(self) -> Author:
        """Return who gives the command, and when."""
        who = os.environ.get("USERNAME") or os.environ.get("USER") or ""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        return Author(who, at, self.command)

    def open_ledger(self, *, dry_run: bool = False) -> Ledger:
        """Open the ledger to store something, making it when it is not there; a dry run makes
        none.
        """
        if dry_run and not self.settings.ledger.exists():
            return Ledger.open(IN_MEMORY)
        return Ledger.open(self.settings.ledger)

    def read_ledger(self, known_on: KnownOn | None = None) -> Ledger:
        """Open the ledger to ask what is known, or was known on ``known_on``; NothingKnown when
        no import counts.
        """
        ledger = self.read_history(known_on)
        try:
            with errors_in_words(ledger.path):
                if all(record.undone_by for record in ledger.imports()):
                    raise nothing_known()
        except BaseException:
            ledger.close()
            raise
        return ledger

    def read_history(self, known_on: KnownOn | None = None) -> Ledger:
        """Open the ledger to ask what was done, by ``known_on``; NothingKnown when nothing was."""
        if not self.settings.ledger.exists():
            remains.clear(self.settings.ledger)  # of a campaign whose removal was broken off
            raise nothing_known()
        ledger = Ledger.open(self.settings.ledger)
        if known_on is not None:
            try:
                looking_back = import_module("eid_campaign.looking_back")
                with errors_in_words(ledger.path):
                    found = looking_back.look_back(
                        ledger,
                        known_on,
                        clock=self.clock,
                        is_practice=self.settings.practice_today is not None,
                    )
                if not found:
                    raise nothing_known()
            except BaseException:
                ledger.close()
                raise
        return ledger

    def week_end(self, as_of: date) -> date:
        """Return the last day of the report's week: the day asked about, or the fixed weekday
        on or before it.
        """
        wanted = self.settings.week_ends_on
        back = (as_of.isoweekday() - wanted) % 7 if wanted else 0
        return as_of - timedelta(days=back)

    def deliver(self, document: Document, output: Output) -> None:
        """Show ``document``, or write it where and as asked, and tell the log what leaves."""

        def log(made: Made) -> None:
            exports = import_module("eid_campaign.ledger.exports")
            told = exports.exports_of(document, made)
            exports.log_exports(self.settings.ledger, told, self.author())

        deliver(document, output, self.screen, log)


def nothing_known() -> NothingKnown:
    """Return the error of an empty ledger."""
    return NothingKnown(
        "Nothing is known yet: no appendix and no roster was imported.",
        "Import the district's appendix and the villages' rosters: eidc import FOLDER."
        " To practise first: eidc demo",
    )
