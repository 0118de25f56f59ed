"""Tables of counts: the plan's appendix, later tables of its shape, what units handed in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.plan import Appendix
from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.campaign.units import UnitCounts
from eid_campaign.ledger import log
from eid_campaign.ledger.ledger import Ledger, write_import, write_problems


class Snapshot(NamedTuple):
    """The totals of several units on a day."""

    as_of: date
    units: dict[str, UnitCounts]


def add_appendix(
    ledger: Ledger,
    appendix: Appendix,
    *,
    sha256: str,
    as_of: date,
    as_of_source: str,
    problems: Sequence[Problem],
    author: log.Author,
) -> int:
    """Store an appendix in one transaction and return the import's id."""
    with ledger.transaction():
        number = log.append(
            ledger.connection,
            "import",
            author,
            {"file": appendix.file, "sha256": sha256, "units": len(appendix.units)},
        )
        write_import(
            ledger.connection,
            number,
            {
                "kind": "appendix",
                "file": appendix.file,
                "sha256": sha256,
                "as_of": as_of.toordinal(),
                "as_of_source": as_of_source,
                "rows_read": len(appendix.units),
                "new": len(appendix.units),
                "repairs": sum(p.severity is Severity.REPAIR for p in problems),
                "plan_number": appendix.plan_number,
                "district": appendix.district,
            },
        )
        write_problems(ledger.connection, number, problems)
        total = (appendix.printed_total,) if appendix.printed_total else ()
        ledger.connection.executemany(
            "INSERT INTO unit_counts (import_id, position, unit, not_collected, l1_activated,"
            " l1_approved, l2_activated, l2_approved, target_level2, target_activation, is_total,"
            " figures) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    number,
                    position,
                    unit.unit,
                    unit.not_collected,
                    unit.l1_activated,
                    unit.l1_approved,
                    unit.l2_activated,
                    unit.l2_approved,
                    unit.target_level2,
                    unit.target_activation,
                    position >= len(appendix.units),
                    json.dumps({"sheet": unit.sheet, "row": unit.row}, ensure_ascii=False),
                )
                for position, unit in enumerate((*appendix.units, *total))
            ),
        )
    return number


def appendix(ledger: Ledger) -> Appendix | None:
    """Return the plan's appendix: the earliest table with targets, the last import of it."""
    best: tuple[int, int, str, str, str] | None = None
    for number, day, file, plan_number, district in ledger.connection.execute(
        "SELECT id, as_of, file, plan_number, district FROM import"
        " WHERE kind = 'appendix' AND undone_by IS NULL AND id IN"
        " (SELECT import_id FROM unit_counts WHERE target_level2 IS NOT NULL) ORDER BY id"
    ):
        if best is None or day <= best[1]:
            best = (number, day, file, plan_number, district)
    if best is None:
        return None
    number, day, file, plan_number, district = best
    units, total = _units_of(ledger, number)
    return Appendix(units, total, plan_number, district, date.fromordinal(day), file)


def snapshots(ledger: Ledger) -> tuple[Snapshot, ...]:
    """Return the totals of every table imported, by day; of one day the last import counts."""
    days: dict[date, Snapshot] = {}
    for number, day in ledger.connection.execute(
        "SELECT id, as_of FROM import WHERE kind = 'appendix' AND undone_by IS NULL ORDER BY id"
    ).fetchall():
        units, _ = _units_of(ledger, number)
        as_of = date.fromordinal(day)
        known = days[as_of].units if as_of in days else {}
        days[as_of] = Snapshot(as_of, known | {unit.unit: unit for unit in units})
    return tuple(days[day] for day in sorted(days))


def _units_of(ledger: Ledger, number: int) -> tuple[tuple[UnitCounts, ...], UnitCounts | None]:
    rows = ledger.connection.execute(
        "SELECT unit, not_collected, l1_activated, l1_approved, l2_activated, l2_approved,"
        " target_level2, target_activation, is_total, figures FROM unit_counts"
        " WHERE import_id = ? ORDER BY position",
        (number,),
    ).fetchall()
    units = tuple(_placed(UnitCounts(*row[:-2]), row[-1]) for row in rows if not row[-2])
    totals = [UnitCounts(*row[:-2]) for row in rows if row[-2]]
    return units, totals[0] if totals else None


def _placed(unit: UnitCounts, kept: str) -> UnitCounts:
    """Return the unit with the sheet and row it was read from; older imports did not keep them."""
    told = json.loads(kept) if kept else {}
    return replace(unit, sheet=told.get("sheet", ""), row=told.get("row", 0))
