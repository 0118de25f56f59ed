"""The rows a commune or district hands upward, from all that is known on a day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from eid_campaign.campaign.progress import Progress
from eid_campaign.campaign.situation import Known, by_commune, by_village
from eid_campaign.campaign.tally import Tally
from eid_campaign.campaign.unit_tables import (
    COMMUNE,
    NOT_LISTED,
    VILLAGE,
    UnitFigures,
    added,
    figures_of,
    rest_of,
)


class HandedUp(NamedTuple):
    """What is handed upward, and which units have handed in nothing yet."""

    rows: tuple[UnitFigures, ...]
    total: dict[str, int]
    silent: tuple[str, ...]


def handed_up(known: Known, *, commune: str, villages: bool) -> HandedUp:
    """Return a row for each unit with counted people, or for each of their villages.

    ``commune`` asks for that one alone. A unit known by totals alone is silent: what two tables
    of totals tell is an estimate, and an estimate is not handed on as a count.
    """
    units: list[UnitFigures] = []
    silent: list[str] = []
    for line in by_commune(known, commune):
        if line.counts is None or line.counts.estimated:
            silent.append(line.target.unit)
        else:
            units.append(_of_commune(known, line))
    rows = tuple(row for unit in units for row in _villages_of(known, unit)) if villages else ()
    return HandedUp(
        rows if villages else tuple(units), added(u.figures for u in units), tuple(silent)
    )


def _of_commune(known: Known, line: Progress) -> UnitFigures:
    unit = line.target.unit
    if unit in known.tables:
        return UnitFigures(COMMUNE, unit, "", known.tables[unit].whole)
    assert line.counts is not None
    return UnitFigures(
        COMMUNE, unit, "", figures_of(known.tally.within(unit), line.target, line.counts)
    )


def _villages_of(known: Known, unit: UnitFigures) -> Iterable[UnitFigures]:
    """Return a row a village, and one for what they leave of the commune where they do."""
    table = known.tables.get(unit.unit)
    rows = []
    if table is not None:
        rows = [
            UnitFigures(VILLAGE, unit.unit, name, told) for name, told in table.villages.items()
        ]
    else:
        parts = known.tally.within(unit.unit).split(lambda group: group.village)
        for line in by_village(known, unit.unit):
            assert line.counts is not None
            part = parts.get(line.village, Tally(known.as_of, {}))
            told = figures_of(part, line.target, line.counts)
            rows.append(UnitFigures(VILLAGE, unit.unit, line.village, told))
    rest = rest_of(unit.figures, (row.figures for row in rows))
    if any(rest.values()):
        rows.append(UnitFigures(NOT_LISTED, unit.unit, "", rest))
    return rows
