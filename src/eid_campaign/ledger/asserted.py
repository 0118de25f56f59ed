"""Figures of the national system that were held against the ledger, kept to be checked again.

What is kept is counts of a place on a day: the system's, and the ledger's own of then. ``eidc
check`` counts anew and tells where the ledger has moved away since. Nobody is in it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.logged import Finding, Noted
from eid_campaign.campaign.plan import Rules, Target
from eid_campaign.campaign.progress import counted
from eid_campaign.campaign.reconciling import FIGURES, Asserted, Held
from eid_campaign.campaign.tally import Tally
from eid_campaign.campaign.unit_tables import UnitTable, figures_of
from eid_campaign.ledger import log, tallies, unit_tables
from eid_campaign.ledger.ledger import Ledger

Count = Callable[[Asserted], int | None]
"""Gives the ledger's own figure; None where it has no list of the place."""

_IN_TABLES = {"base_level2": "counted_level2", "base_activation": "counted_activation"}
"""What is counted of the base, not what the plan asks: a table handed in has both."""


class Kept(NamedTuple):
    """What was kept with one entry of the log."""

    number: int
    as_of: date
    figures: tuple[Noted, ...]


def counting(ledger: Ledger, day: date, rules: Rules) -> Count:
    """Return what counts the ledger's figures of ``day`` for any place."""
    tally = tallies.tally(ledger, day, rules)
    tables = unit_tables.tables_on(ledger, day)
    known = {
        (commune, village) for commune, names in ledger.villages().items() for village in names
    }
    known |= {(group.commune, group.village) for group in tally.counts}

    def count(asked: Asserted) -> int | None:
        units = {unit for unit, village in known if asked.village in ("", village)} | {*tables}
        parts = [
            _of_unit(tally, tables.get(unit), unit, asked, known)
            for unit in sorted(units)
            if asked.unit in ("", unit)
        ]
        told = [part for part in parts if part is not None]
        return sum(told) if told else None

    return count


def _of_unit(
    tally: Tally, table: UnitTable | None, unit: str, asked: Asserted, known: set[tuple[str, str]]
) -> int | None:
    figure = _IN_TABLES.get(asked.figure, asked.figure)
    if table is not None:
        told = table.villages.get(asked.village) if asked.village else table.whole
        return None if told is None else told[figure]
    if asked.village and (unit, asked.village) not in known:
        return None
    part = tally.within(unit, asked.village)
    # What the plan asks is not counted: any target does.
    return figures_of(part, _NO_TARGET, counted(part))[figure]


_NO_TARGET = Target("", 0, Rules().rate, 0, None, 0, 0, 0, None)


def keep(
    ledger: Ledger, day: date, file: str, told: Sequence[Held], author: log.Author
) -> int | None:
    """Keep what was held against the ledger; return the entry's number, None for nothing."""
    figures = [
        Noted(*each.asserted, counted=each.counted) for each in told if each.counted is not None
    ]
    if not figures:
        return None
    details = {"as_of": day.isoformat(), "figures": len(figures)} | ({"file": file} if file else {})
    with ledger.transaction():
        number = log.append(ledger.connection, "assert", author, details)
        ledger.connection.execute(
            "INSERT INTO asserted (id, as_of, file, figures) VALUES (?, ?, ?, ?)",
            (number, day.toordinal(), file, json.dumps(figures, ensure_ascii=False)),
        )
    return number


def kept(ledger: Ledger) -> tuple[Kept, ...]:
    """Return what counts, the first entry first; of a figure of one place and day the last."""
    rows = ledger.connection.execute(
        "SELECT id, as_of, figures FROM asserted WHERE undone_by IS NULL ORDER BY id"
    ).fetchall()
    last: dict[tuple[int, str, str, str], int] = {}
    parts = []
    for number, day, written in rows:
        figures = tuple(Noted(*each) for each in json.loads(written))
        last |= {(day, each.unit, each.village, each.figure): number for each in figures}
        parts.append((number, day, figures))
    return tuple(
        Kept(
            number,
            date.fromordinal(day),
            tuple(
                each
                for each in figures
                if last[day, each.unit, each.village, each.figure] == number
            ),
        )
        for number, day, figures in parts
    )


def moved_away(ledger: Ledger, rules: Rules) -> Iterator[Finding]:
    """Yield the figures that are neither the system's nor what they were when it was asked.

    The facts of a day may have been removed for good: such a day is not counted again.
    """
    purged = unit_tables.kept_until(ledger)
    counts: dict[date, Count] = {}
    for entry in kept(ledger):
        if purged is not None and entry.as_of <= purged:
            continue
        for each in entry.figures:
            if each.figure not in FIGURES:
                raise ValueError("a figure that no eidc wrote")
            if entry.as_of not in counts:
                counts[entry.as_of] = counting(ledger, entry.as_of, rules)
            now = counts[entry.as_of](Asserted(*each[:4]))
            if now not in (each.counted, each.number):
                yield Finding(
                    "asserted_moved",
                    entry.number,
                    {
                        "figure": each.figure,
                        "unit": each.unit,
                        "village": each.village,
                        "day": entry.as_of,
                        "asserted": each.number,
                        "then": each.counted,
                        "now": 0 if now is None else now,
                    },
                )
