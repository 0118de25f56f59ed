"""Counts that units handed in, kept as they came; of each unit the last table counts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.problems import Problem
from eid_campaign.campaign.unit_tables import COMMUNE, VILLAGE, UnitFigures, UnitTable, added
from eid_campaign.ledger import log
from eid_campaign.ledger.ledger import Ledger, write_import, write_problems

KEPT = "kept"
"""The source of a table that was kept here when its people were purged: it counts for the days
up to its own last one alone."""


class HandedIn(NamedTuple):
    """A table of counts ready to be stored."""

    rows: Sequence[UnitFigures]
    file: str
    sha256: str
    as_of: date
    as_of_source: str
    problems: Sequence[Problem] = ()


def add_unit_table(ledger: Ledger, table: HandedIn, author: log.Author) -> int:
    """Store a table of counts in one transaction and return the import's id."""
    with ledger.transaction():
        return append_unit_table(ledger, table, author)


def append_unit_table(ledger: Ledger, table: HandedIn, author: log.Author) -> int:
    """Write a table with its entry in the log, inside the caller's transaction; return its id."""
    units = len({row.unit for row in table.rows})
    details = {"file": table.file, "sha256": table.sha256, "units": units}
    number = log.append(
        ledger.connection,
        "import",
        author,
        {**details, "as_of": table.as_of.isoformat(), "rows": len(table.rows)},
    )
    write_unit_table(ledger, number, table)
    return number


def write_unit_table(ledger: Ledger, number: int, table: HandedIn) -> None:
    """Write a table under the entry ``number`` of the log, inside the caller's transaction."""
    write_import(
        ledger.connection,
        number,
        {
            "kind": "tally",
            "file": table.file,
            "sha256": table.sha256,
            "as_of": table.as_of.toordinal(),
            "as_of_source": table.as_of_source,
            "rows_read": len(table.rows),
            "new": len(table.rows),
        },
    )
    write_problems(ledger.connection, number, table.problems)
    write_rows(ledger, number, table.rows)


def write_rows(ledger: Ledger, number: int, rows: Sequence[UnitFigures]) -> None:
    """Write the rows of a table, inside the caller's transaction."""
    ledger.connection.executemany(
        "INSERT INTO unit_counts (import_id, position, unit, village, not_collected,"
        " l1_activated, l1_approved, l2_activated, l2_approved, target_level2,"
        " target_activation, is_total, figures) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)",
        (
            (
                number,
                position,
                row.unit,
                row.village,
                *(row.figures[name] for name in _APART),
                json.dumps({"level": row.level, **row.figures}),
            )
            for position, row in enumerate(rows)
        ),
    )


_APART = (
    "not_collected",
    "l1_activated",
    "l1_approved",
    "l2_activated",
    "l2_approved",
    "target_level2",
    "target_activation",
)


def tables_on(ledger: Ledger, as_of: date) -> dict[str, UnitTable]:
    """Return what each unit handed in last up to ``as_of``, by unit.

    Of several tables of one day the one imported last counts. Villages add up to their commune
    where no table of the whole commune is as late.
    """
    kept = {
        number
        for (number,) in ledger.connection.execute(
            "SELECT id FROM import WHERE kind = 'tally' AND as_of_source = ?", (KEPT,)
        )
    }
    last: dict[str, tuple[tuple[int, int], str]] = {}
    rows: dict[tuple[str, tuple[int, int], str], list[UnitFigures]] = {}
    for day, number, row in _rows_up_to(ledger, as_of):
        part = COMMUNE if row.level == COMMUNE else VILLAGE
        last[row.unit] = max(last.get(row.unit, ((0, 0), "")), ((day, number), part))
        rows.setdefault((row.unit, (day, number), part), []).append(row)
    found = {}
    for unit, (when, part) in last.items():
        told = rows[unit, when, part]
        of_villages = [key for key in rows if key[0] == unit and key[2] == VILLAGE]
        villages = rows[max(of_villages)] if of_villages else []
        found[unit] = UnitTable(
            unit,
            date.fromordinal(when[0]),
            added(row.figures for row in told),
            {row.village: row.figures for row in villages if row.level == VILLAGE},
            is_kept=when[1] in kept,
        )
    return found


def table_days(ledger: Ledger) -> dict[tuple[str, str], tuple[date, ...]]:
    """Return the days of the tables of each (commune, village), "" for a whole commune."""
    days: dict[tuple[str, str], set[date]] = {}
    for day, _number, row in _rows_up_to(ledger, date.max):
        days.setdefault((row.unit, row.village), set()).add(date.fromordinal(day))
    return {place: tuple(sorted(found)) for place, found in days.items()}


def handed_in_before(ledger: Ledger, units: Mapping[str, object], day: date) -> tuple[str, ...]:
    """Return which of ``units`` handed in a table of this very day before."""
    told = {unit for (unit, _village), days in table_days(ledger).items() if day in days}
    return tuple(unit for unit in units if unit in told)


def kept_until(ledger: Ledger) -> date | None:
    """Return the last day of which only counts are kept, since its people's facts were purged."""
    (day,) = ledger.connection.execute(
        "SELECT max(as_of) FROM import"
        " WHERE kind = 'tally' AND as_of_source = ? AND undone_by IS NULL",
        (KEPT,),
    ).fetchone()
    return None if day is None else date.fromordinal(day)


def _rows_up_to(ledger: Ledger, as_of: date) -> list[tuple[int, int, UnitFigures]]:
    until = kept_until(ledger)
    past = until is not None and as_of <= until
    rows = []
    for day, number, unit, village, written in ledger.connection.execute(
        "SELECT i.as_of, i.id, unit, village, figures FROM unit_counts u"
        " JOIN import i ON i.id = u.import_id WHERE kind = 'tally' AND undone_by IS NULL"
        " AND i.as_of <= ? AND (as_of_source <> ? OR ?) ORDER BY i.id, position",
        (as_of.toordinal(), KEPT, past),
    ):
        figures = json.loads(written)
        level = figures.pop("level")
        rows.append((day, number, UnitFigures(level, unit, village, figures)))
    return rows
