"""Counts handed in by a unit on their way: stored beside what is known, never on top of it."""

from __future__ import annotations

import unicodedata

from eid_campaign.app import App
from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.intake.unit_table import UnitTableReading
from eid_campaign.ledger import unit_tables
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.reports.imported_outcome import FileOutcome
from eid_campaign.wish import Wish
from eid_campaign.wording import day as said_day


def store_unit_table(
    app: App, ledger: Ledger, reading: UnitTableReading, wish: Wish
) -> FileOutcome:
    """Store the counts of ``reading``; return what became of them."""
    file = unicodedata.normalize("NFC", reading.path.name)
    known = ledger.active_import(reading.sha256, reading.as_of)
    if known is not None:
        return FileOutcome.again(file, known)
    problems = _doubts(app, ledger, reading, file)
    table = unit_tables.HandedIn(
        reading.rows, file, reading.sha256, reading.as_of, "title", problems
    )
    number = None
    if not wish.dry_run:
        number = unit_tables.add_unit_table(ledger, table, app.author())
    return FileOutcome(
        file=file,
        kind="tally",
        import_id=number,
        dry_run=wish.dry_run,
        as_of=reading.as_of,
        as_of_source="title",
        places=tuple((row.unit, row.village) for row in reading.rows),
        rows_read=len(reading.rows),
        new=len(reading.rows),
        problems=problems,
    )


def _doubts(app: App, ledger: Ledger, reading: UnitTableReading, file: str) -> tuple[Problem, ...]:
    """Return what whoever adds the units up should know of this table."""
    units = dict.fromkeys(row.unit for row in reading.rows)
    found: list[tuple[str, Severity, str]] = [
        ("unit_reported_twice", Severity.INFO, unit)
        for unit in unit_tables.handed_in_before(ledger, units, reading.as_of)
    ]
    rosters = {commune for commune, _village in ledger.report_days()}
    found += [("unit_has_rosters", Severity.INFO, unit) for unit in units if unit in rosters]
    baseline = app.settings.rules.baseline
    problems = [
        Problem(kind, severity, file, values={"unit": unit}) for kind, severity, unit in found
    ]
    if baseline is not None and reading.baseline not in (None, baseline):
        days = {"theirs": said_day(reading.baseline or baseline), "ours": said_day(baseline)}
        problems.append(Problem("baseline_differs", Severity.DOUBT, file, values=days))
    return tuple(problems)
