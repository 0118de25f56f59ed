"""What ``eidc status``, ``init`` and ``demo`` say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from eid_campaign.campaign.import_record import ImportRecord
from eid_campaign.campaign.places import village_order
from eid_campaign.campaign.plan import Appendix
from eid_campaign.document import Column, Document, Kind, Row, Table, Text
from eid_campaign.wording import _, count, day

STALE_DAYS = 7
"""A village without a roster for longer than a week should be asked for one."""


def status_report(
    ledger: Path,
    campaign_file: Path | None,
    as_of: date,
    *,
    records: Sequence[ImportRecord] = (),
    appendix: Appendix | None = None,
    days: Mapping[tuple[str, str], tuple[date, ...]] | None = None,
    tables: Mapping[str, date] | None = None,
    left: int = 0,
) -> Document:
    """Return what is known on ``as_of``; ``days`` are those of each village's rosters,
    ``tables`` the day of the last counts that each unit handed in, ``left`` how many people are
    no longer on a complete list.
    """
    days = days or {}
    active = [record for record in records if record.undone_by is None]
    lines = [
        _("Ledger: {path}", path=ledger),
        _("Campaign file: {path}", path=campaign_file)
        if campaign_file
        else _("Campaign file: none; Cẩm Thủy's plan of 2024 is used"),
        _(
            "Appendix: plan {number}, {units} units ({file})",
            number=appendix.plan_number or "–",
            units=len(appendix.units),
            file=appendix.file,
        )
        if appendix
        else _("Appendix: none yet"),
        _("Imports that count: {count}", count=count(len(active))),
    ]
    if left:
        lines.append(_("No longer on the list: {count} people (eidc left)", count=count(left)))
    blocks: list[Table | Text] = [Text(_("What is known"), tuple(lines))]
    if days:
        blocks.append(_freshness(days, as_of))
    if tables:
        blocks.append(_handed_in(tables, appendix, days, as_of))
    return Document(
        "status",
        _("Status on {day}", day=day(as_of)),
        as_of,
        tuple(blocks),
        next_steps=tuple(_next(appendix, days, as_of, handed_in=bool(tables))),
    )


def _freshness(days: Mapping[tuple[str, str], tuple[date, ...]], as_of: date) -> Table:
    columns = (
        Column("unit", _("Unit")),
        Column("village", _("Village")),
        Column("rosters", _("Rosters"), Kind.COUNT),
        Column("last_roster", _("Last roster"), Kind.DATE),
        Column("days_ago", _("Days ago"), Kind.COUNT),
    )
    rows: list[Row] = [
        {
            "unit": commune,
            "village": village or _("no village"),
            "rosters": len(days[commune, village]),
            "last_roster": days[commune, village][-1],
            "days_ago": (as_of - days[commune, village][-1]).days,
        }
        for commune, village in sorted(days, key=lambda place: (place[0], village_order(place[1])))
    ]
    return Table("villages", _("Rosters by village"), columns, tuple(rows))


def _handed_in(
    tables: Mapping[str, date],
    appendix: Appendix | None,
    days: Mapping[tuple[str, str], tuple[date, ...]],
    as_of: date,
) -> Table:
    """Return when each unit handed in its counts, and which has neither counts nor rosters."""
    columns = (
        Column("unit", _("Unit")),
        Column("last_table", _("Last counts handed in"), Kind.DATE),
        Column("days_ago", _("Days ago"), Kind.COUNT),
    )
    listed = [unit.unit for unit in appendix.units] if appendix else []
    with_rosters = {commune for commune, _village in days}
    units = [unit for unit in listed if unit in tables or unit not in with_rosters]
    units += sorted(unit for unit in tables if unit not in listed)
    rows: list[Row] = [
        {
            "unit": unit,
            "last_table": tables.get(unit),
            "days_ago": (as_of - tables[unit]).days if unit in tables else None,
        }
        for unit in units
    ]
    silent = [unit for unit in units if unit not in tables]
    said = (_("Handed in nothing yet: {units}.", units=", ".join(silent)),) if silent else ()
    return Table("units", _("Counts handed in by the units"), columns, tuple(rows), notes=said)


def _next(
    appendix: Appendix | None,
    days: Mapping[tuple[str, str], tuple[date, ...]],
    as_of: date,
    *,
    handed_in: bool,
) -> list[str]:
    steps = []
    if appendix is None:
        steps.append(_("Import the district's appendix, so that the published targets count."))
    if not days and not handed_in:
        steps.append(_("Import the villages' rosters: eidc import FOLDER"))
        if appendix is None:
            steps.append(_("To practise first: eidc demo"))
        return steps
    stale = [
        village
        for (_commune, village), found in days.items()
        if village and (as_of - found[-1]).days >= STALE_DAYS
    ]
    if stale:
        names = ", ".join(sorted(stale, key=village_order)[:6])
        steps.append(_("Ask for a new roster: {villages}", villages=names))
    steps.append(_("Print the weekly report: eidc report weekly"))
    return steps


def init_report(path: Path, as_of: date, *, is_encrypted: bool = False) -> Document:
    """Return what ``eidc init`` did; an encrypted ledger was made at once."""
    return Document(
        "init",
        _("Campaign started"),
        as_of,
        (
            Text(
                "",
                (
                    _("Campaign file: {path}", path=path),
                    _("The ledger was made, encrypted: nobody reads it without the passphrase.")
                    if is_encrypted
                    else _("The ledger will lie beside it, readable by you only."),
                ),
            ),
        ),
        next_steps=(
            _("Open the file with Notepad and check the days, rates and your commune."),
            _("Import the district's appendix and the villages' rosters: eidc import FOLDER"),
        ),
    )


def demo_report(folder: Path, report: Path, as_of: date) -> Document:
    """Return what ``eidc demo`` leaves, and what to type next."""
    return Document(
        "demo",
        _("The practice campaign is ready"),
        as_of,
        (
            Text(
                "",
                (
                    _("Folder: {path}", path=folder),
                    _("Weekly report for Excel: {path}", path=report),
                    _("All people in it are invented. Its today is {day}.", day=day(as_of)),
                ),
            ),
        ),
        next_steps=(
            f"cd {folder}",
            "eidc status",
            "eidc targets --by village",
            'eidc people --village "Thôn 3" --standing to_verify',
            "eidc report weekly -o bao-cao-tuan.xlsx",
        ),
    )
