"""One command's surroundings: the day asked about, the settings, the ledger, "deliver this"."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from eid_campaign.campaign.errors import InputRefused, NothingKnown, UsageProblem
from eid_campaign.campaign.known_on import KnownOn
from eid_campaign.campaign.places import village_order
from eid_campaign.campaign.plan import Appendix
from eid_campaign.campaign.progress import Progress
from eid_campaign.campaign.situation import Known
from eid_campaign.campaign.unit_tables import UnitTable
from eid_campaign.campaign.units import UnitCounts
from eid_campaign.document import Document
from eid_campaign.ledger import plans, remains, tallies, unfinished, unit_tables
from eid_campaign.ledger.database import IN_MEMORY
from eid_campaign.ledger.exports import exports_of, log_exports
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.left_counts import left_counts
from eid_campaign.ledger.log import Author
from eid_campaign.ledger.past import as_known
from eid_campaign.ledger.recorded import bounds, last_entry
from eid_campaign.render.formats import Looks, format_for, on_screen, render
from eid_campaign.reports.words import Campaign
from eid_campaign.settings import Settings
from eid_campaign.wording import N_, _
from eid_campaign.wording import day as said_day

NOT_FOR_SCREENS = ("xlsx", "docx", "pdf", "png")
"""Formats that are no text: they go to a file."""


class Screen(NamedTuple):
    """Where answers are shown."""

    write: Callable[[str], None]
    write_bytes: Callable[[bytes], None]
    width: int
    colour: bool
    encoding: str
    interactive: bool
    """Whether a person watches: progress is shown."""
    open_file: Callable[[Path], None] = lambda path: None
    """Shows a file with the program the computer has for it."""


class Output(NamedTuple):
    """What was asked for with ``--format``, ``-o`` and the options of looks."""

    format: str = ""
    files: tuple[Path, ...] = ()
    opened: bool = False
    """Whether the files are shown when they are written."""
    looks: Looks = Looks()
    spoken_numbers: bool = False
    """Whether numbers are written in words where a text is read aloud."""


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
        if all(record.undone_by for record in ledger.imports()):
            ledger.close()
            raise nothing_known()
        return ledger

    def read_history(self, known_on: KnownOn | None = None) -> Ledger:
        """Open the ledger to ask what was done, by ``known_on``; NothingKnown when nothing was."""
        if not self.settings.ledger.exists():
            remains.clear(self.settings.ledger)  # of a campaign whose removal was broken off
            raise nothing_known()
        ledger = Ledger.open(self.settings.ledger)
        if known_on is not None:
            try:
                self._look_back(ledger, known_on)
            except BaseException:
                ledger.close()
                raise
        return ledger

    def _look_back(self, ledger: Ledger, known_on: KnownOn) -> None:
        """Turn ``ledger`` into what it was; days and moments are of the computer's clock, the
        only one entries are recorded by, in a practice campaign too.
        """
        if known_on.last_day is not None and known_on.last_day > self.clock:
            raise UsageProblem(
                "{day} is a day still to come: nothing is known of it.",
                "Give a day up to today: --known-on {today}",
                day=said_day(known_on.last_day),
                today=self.clock.isoformat(),
            )
        found = bounds(ledger)
        if found is None:
            raise nothing_known()
        entry = last_entry(ledger, known_on)
        if entry > found.last:
            raise UsageProblem(
                "The log has no entry {entry}: its last one is {last}.",
                "Look the number up with: eidc log",
                entry=entry,
                last=found.last,
            )
        if not entry:
            raise _nothing_recorded(known_on, found.first_day, is_practice=self._is_practice)
        as_known(ledger, entry)

    @property
    def _is_practice(self) -> bool:
        return self.settings.practice_today is not None

    def known(self, ledger: Ledger, as_of: date) -> Known:
        """Return all that reports are computed from, as known on ``as_of``."""
        found = plans.appendix(ledger)
        tables = unit_tables.tables_on(ledger, as_of)
        return Known(
            as_of=as_of,
            rules=self.settings.rules,
            appendix=found,
            tally=tallies.tally(ledger, as_of, self.settings.rules),
            totals=_totals(ledger, found, as_of),
            villages=ledger.villages() | _villages_of(tables),
            tables=tables,
            left=left_counts(ledger, as_of),
        )

    def known_for(self, ledger: Ledger, as_of: date) -> Known:
        """Return ``known`` of the day a report is asked for.

        Raises NothingKnown for a day before the first list where no appendix tells the targets;
        with one, the villages are not known by then.
        """
        known = self.known(ledger, as_of)
        if known.tally.counts or known.tables or known.totals:
            return known
        if known.appendix is None:
            self.refuse_no_list(ledger, as_of)
        return known._replace(villages={})

    def refuse_no_list(self, ledger: Ledger, as_of: date) -> None:
        """Raise NothingKnown where ``as_of`` is before the first list."""
        days = [day for found in ledger.report_days().values() for day in found]
        if not days:
            raise NothingKnown(
                "No list was imported yet: nobody is known.",
                "Import the rosters of the villages first: eidc import FOLDER",
            )
        if as_of < min(days):
            raise NothingKnown(
                "Nobody was on a list by {day}: the first list is of {first}.",
                "Ask for {first} or a later day with --as-of.",
                day=said_day(as_of),
                first=said_day(min(days)),
            )

    def known_then(self, ledger: Ledger, known: Known, day: date) -> Known:
        """Return what was true by an earlier ``day``, for figures to be compared with those of
        ``known``: of the same villages, whether they had reported by then or not.
        """
        tables = unit_tables.tables_on(ledger, day)
        return known._replace(
            as_of=day,
            tally=tallies.tally(ledger, day, self.settings.rules),
            totals=_totals(ledger, known.appendix, day),
            tables=tables,
            left={},
        )

    def report_days(self, ledger: Ledger) -> dict[tuple[str, str], tuple[date, ...]]:
        """Return the days of each (commune, village)'s reports; "" for a commune's totals."""
        days = {place: tuple(found) for place, found in ledger.report_days().items()}
        for snapshot in plans.snapshots(ledger):
            for unit in snapshot.units:
                days[unit, ""] = (*days.get((unit, ""), ()), snapshot.as_of)
        for place, told in unit_tables.table_days(ledger).items():
            days[place] = (*days.get(place, ()), *told)
        return days

    def named(self, lines: Sequence[Progress], commune: str) -> Campaign:
        """Return what a report of ``lines`` is of: the commune asked for, or the only one."""
        units = {line.target.unit for line in lines}
        return Campaign(
            commune=commune or (units.pop() if len(units) == 1 else ""),
            district=self.settings.district,
            is_default=self.settings.campaign_file is None,
        )

    def week_end(self, as_of: date) -> date:
        """Return the last day of the report's week: the day asked about, or the fixed weekday
        on or before it.
        """
        wanted = self.settings.week_ends_on
        back = (as_of.isoweekday() - wanted) % 7 if wanted else 0
        return as_of - timedelta(days=back)

    def deliver(self, document: Document, output: Output) -> None:
        """Show ``document``, or write it where and as asked; all bytes are made before anything
        is written, and a failure leaves an existing file whole.
        """
        if not output.files:
            self._show(document, output.format or "table", output.looks)
            return
        forms = [(path, format_for(path, output.format)) for path in output.files]
        made = [(path, render(document, form, output.looks)) for path, form in forms]
        self._log(document, forms)
        for path, content in made:
            write_whole(path, content)
        if output.opened:
            for path in output.files:
                self.screen.open_file(path)

    def _show(self, document: Document, form: str, looks: Looks) -> None:
        if form == "table":
            self.screen.write(
                on_screen(
                    document,
                    width=self.screen.width,
                    colour=self.screen.colour,
                    encoding_ok=_can_show("─│Ữ", self.screen.encoding),
                )
            )
        elif form in NOT_FOR_SCREENS:
            raise UsageProblem(
                "The format {name} cannot be shown on the screen.",
                "Name a file with -o, for example: -o bao-cao.{name}",
                name=form,
            )
        else:
            content = render(document, form, looks)
            self._log(document, [(None, form)])
            self.screen.write_bytes(content)

    def _log(self, document: Document, made: Sequence[tuple[Path | None, str]]) -> None:
        """Tell the log what leaves; a table on the screen does not."""
        log_exports(self.settings.ledger, exports_of(document, made), self.author())


def nothing_known() -> NothingKnown:
    """Return the error of an empty ledger."""
    return NothingKnown(
        "Nothing is known yet: no appendix and no roster was imported.",
        "Import the district's appendix and the villages' rosters: eidc import FOLDER."
        " To practise first: eidc demo",
    )


def _nothing_recorded(known_on: KnownOn, first: date, *, is_practice: bool) -> NothingKnown:
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
        day=said_day(known_on.last_day or first),
        first=said_day(first),
        iso=first.isoformat(),
    )


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` beside ``path`` and swap it in.

    Raises InputRefused when the disk or the file does not let it.
    """
    remains.clear_unfinished(path.parent)  # of a command that was killed: it may name people
    beside = unfinished.beside(path)
    try:
        # A report may name people: like the ledger it is its owner's to read.
        with os.fdopen(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise InputRefused(
            "The file {path} cannot be written: {cause}.",
            "Close it if it is open in Excel, check the folder and the room on the disk,"
            " or name another file.",
            path=path,
            cause=_cause_said(error),
        ) from None


def _cause_said(error: OSError) -> str:
    """Return why a file cannot be written; the system's own words are not the reader's."""
    return _(_CAUSES.get(error.errno or 0, N_("the system does not allow it")))


_CAUSES = {
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk is full"),
    errno.EROFS: N_("the disk can only be read"),
    errno.EACCES: N_("you have no right to write there"),
    errno.EPERM: N_("you have no right to write there"),
    errno.ENAMETOOLONG: N_("its name is too long"),
    errno.EISDIR: N_("it is a folder"),
    errno.EBUSY: N_("another program has it open"),
    errno.ETXTBSY: N_("another program has it open"),
}


def _can_show(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _villages_of(tables: Mapping[str, UnitTable]) -> dict[str, tuple[str, ...]]:
    return {
        unit: tuple(sorted((name for name in table.villages if name), key=village_order))
        for unit, table in tables.items()
        if table.villages
    }


def _totals(ledger: Ledger, appendix: Appendix | None, as_of: date) -> dict[str, UnitCounts]:
    """Return the units of the last table up to ``as_of`` that is not the plan's own."""
    if appendix is None or appendix.as_of is None:
        return {}
    later = [
        snapshot for snapshot in plans.snapshots(ledger) if appendix.as_of < snapshot.as_of <= as_of
    ]
    totals: dict[str, UnitCounts] = {}
    listed = {unit.unit for unit in appendix.units}
    for snapshot in later:
        totals |= {name: unit for name, unit in snapshot.units.items() if name in listed}
    return totals
