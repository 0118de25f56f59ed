"""What reports are computed from: everything known on a day, read from the ledger together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from eid_campaign.app import App
from eid_campaign.campaign.errors import NothingKnown
from eid_campaign.campaign.places import village_order
from eid_campaign.campaign.plan import Appendix
from eid_campaign.campaign.progress import Progress
from eid_campaign.campaign.situation import Known
from eid_campaign.campaign.unit_tables import UnitTable
from eid_campaign.campaign.units import UnitCounts
from eid_campaign.ledger import plans, tallies, unit_tables
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.left_counts import left_counts
from eid_campaign.ledger.purged_days import refuse_as_it_was
from eid_campaign.reports.words import Campaign
from eid_campaign.wording import day as said_day


def known(app: App, ledger: Ledger, as_of: date) -> Known:
    """Return all that reports are computed from, as known on ``as_of``."""
    return counts(app, ledger, as_of)._replace(left=left_counts(ledger, as_of))


def counts(app: App, ledger: Ledger, as_of: date) -> Known:
    """Return ``known`` without who left the lists: no figure is made of it."""
    found = plans.appendix(ledger)
    tables = unit_tables.tables_on(ledger, as_of)
    return Known(
        as_of=as_of,
        rules=app.settings.rules,
        appendix=found,
        tally=tallies.tally(ledger, as_of, app.settings.rules),
        totals=_totals(ledger, found, as_of),
        villages=ledger.villages() | _villages_of(tables),
        tables=tables,
    )


def has_villages(ledger: Ledger, as_of: date) -> bool:
    """Whether a village is known by a roster or a table, so that lines can be of villages."""
    return bool(ledger.villages() or _villages_of(unit_tables.tables_on(ledger, as_of)))


def known_for(app: App, ledger: Ledger, as_of: date) -> Known:
    """Return ``known`` of the day a report is asked for.

    Raises NothingKnown for a day before the first list where no appendix tells the targets;
    with one, the villages are not known by then. So it does where what was known was removed, and
    where lists came by then and nobody of them is in the ledger any more.
    """
    refuse_as_it_was(ledger)
    found = known(app, ledger, as_of)
    if found.tally.counts or found.tables or found.totals:
        return found
    if found.appendix is None:
        refuse_no_list(ledger, as_of)
        raise NothingKnown(
            "Nobody of the lists up to {day} is in the ledger any more: there is nothing to"
            " report.",
            "Ask for what is known now (without --known-on), or for a later day (--as-of …); or"
            " import lists of the villages: eidc import FOLDER",
            day=said_day(as_of),
        )
    return found._replace(villages={})


def refuse_no_list(ledger: Ledger, as_of: date) -> None:
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


def known_then(app: App, ledger: Ledger, now: Known, day: date) -> Known:
    """Return what was true by an earlier ``day``, for figures to be compared with those of
    ``now``: of the same villages, whether they had reported by then or not.
    """
    tables = unit_tables.tables_on(ledger, day)
    return now._replace(
        as_of=day,
        tally=tallies.tally(ledger, day, app.settings.rules),
        totals=_totals(ledger, now.appendix, day),
        tables=tables,
        left={},
    )


def report_days(ledger: Ledger) -> dict[tuple[str, str], tuple[date, ...]]:
    """Return the days of each (commune, village)'s reports; "" for a commune's totals."""
    days = {place: tuple(found) for place, found in ledger.report_days().items()}
    for snapshot in plans.snapshots(ledger):
        for unit in snapshot.units:
            days[unit, ""] = (*days.get((unit, ""), ()), snapshot.as_of)
    for place, told in unit_tables.table_days(ledger).items():
        days[place] = (*days.get(place, ()), *told)
    return days


def named(app: App, lines: Sequence[Progress], commune: str) -> Campaign:
    """Return what a report of ``lines`` is of: the commune asked for, or the only one."""
    units = {line.target.unit for line in lines}
    return Campaign(
        commune=commune or (units.pop() if len(units) == 1 else ""),
        district=app.settings.district,
        is_default=app.settings.campaign_file is None,
    )


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
